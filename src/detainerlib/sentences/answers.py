"""What an agency must, may or must not do, what words of that mean, and what no law covers."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from detainerlib._wording import long_day
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.sentences import reports
from detainerlib.sentences.policy import agencies, capitalized, joined

OF_NO_CLASS: Final = "an offense that is in no class on file"
NEVER_CONVICTED: Final = "the person was never convicted"
ARREST_DATED: Final = "the day of the arrest"
OTHER_CASES: Final = "No law on file covers other cases."
ANY_AGENCY: Final[Mapping[bool, str]] = MappingProxyType(
    {True: "a local agency", False: "a state or local agency"}
)
"""Any agency of a place: of a county or city, or of a state."""
CASE_NOT_COVERED: Final = "no law on file covers that case"
COVERS_NOTHING: Final = "no law on file covers"
SILENCE: Final[Mapping[bool, str]] = MappingProxyType(
    {
        True: "Where no law on file covers a case, that is not permission.",
        False: "Where no law on file covers a case, that is neither permission nor a ban.",
    }
)
"""What it means that no law on file covers a case, by whether that takes power over a person."""
WARRANT_APART: Final = (
    "This is about the detainer and ICE's request alone; what a judge's warrant or order requires "
    "is a separate matter."
)
NO_POLICY_MAY: Final = "no policy may forbid"
NO_POWER: Final = "No law on file requires or allows it."
"""Of a law that only bars bans of what takes power over a person."""
BAN_OF_BANS: Final = (
    "A law that bars such policies does not itself give the power to do what they would forbid."
)
DUTY_STOPS: Final = "then no law on file requires or allows it"
EXCEPTION_MAY_BE_MISSING: Final = "An exception to the duty may be missing."
"""Of a duty in a law whose own words were not read."""
CASE_NOT_SETTLED: Final = "the laws on file do not settle that case"


_IT_DOES: Final = re.compile(r"(?<!own policy, )\bit (?=must|may)")
_LONG: Final = 12
"""The most words of a citation that is repeated in full."""
_PARENTHESES: Final = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


def cited_once(told: str, citations: Collection[str]) -> str:
    """Return an answer in which a long citation does not stand a second time right after itself.

    Args:
        told: The answer.
        citations: What may be cited in it.

    >>> long = "Tex. Code Crim. Proc. Ann. art. 1 (2017), continued since 2025 in art. 2"
    >>> cited_once(f"A sheriff must ({long}). A jail must ({long}).", [long])[-26:]
    'A jail must (same source).'
    """
    last = ""

    def short(found: re.Match[str]) -> str:
        nonlocal last
        text = found.group()
        if not any(cite in text for cite in citations):
            return text
        again, last = text == last, text
        return cited_again(text) if again else text

    return _PARENTHESES.sub(short, told)


def cited_again(citations: str) -> str:
    """Return citations that stood above already: where they are long, that they are the same.

    >>> cited_again(" (5 ILCS 805/15)")
    ' (5 ILCS 805/15)'
    >>> cited_again(" (Tex. Code Crim. Proc. Ann. art. 1 (2017), continued since 2025 in art. 2)")
    ' (same source)'
    """
    if len(citations.split()) <= _LONG:
        return citations
    space = " " if citations.startswith(" ") else ""
    return f"{space}(same source{'s' if '; ' in citations else ''})"


AS_DEFINED: Final = "as the law defines it"


def defined(summary: str, cited: str, grade: str) -> str:
    """Return what a law means where a sentence says "as the law defines it".

    >>> defined("It is signed.", "Art. 2", "background only, not read")
    '“As the law defines it” means: It is signed. (Art. 2; background only, not read.)'
    """
    return f"“As the law defines it” means: {summary} ({cited}; {grade}.)"


def meant(statement: str, summary: str, cited: str, grade: str) -> str:
    """Return what a law means by something that a sentence says without "as the law defines it".

    >>> meant("there is a warrant of a judge", "A court issued it.", "Art. 2", "not read")
    '“There is a warrant of a judge” means: A court issued it. (Art. 2; not read.)'
    """
    return f"“{capitalized(statement)}” means: {summary} ({cited}; {grade}.)"


def laws_conflict(whether: str, citations: str) -> str:
    """Return that laws conflict.

    >>> laws_conflict("whether a sheriff may hold", " (A; B)")
    'the laws on file conflict on whether a sheriff may hold (A; B).'
    """
    return f"the laws on file conflict on {whether}{citations}."


def laws_do_not_settle(whether: str, citations: str) -> str:
    """Return that laws do not settle a question.

    >>> laws_do_not_settle("whether a sheriff may hold", " (A)")
    'the laws on file do not settle whether a sheriff may hold (A).'
    """
    return f"the laws on file do not settle {whether}{citations}."


LAW_BANS: Final = "whether one forbids it"
POLICY_BANS: Final = "whether a policy on file forbids it"
POLICY_MAY_BAN: Final = "whether a policy may forbid it"
"""What is open where no law gives power over a person, whichever way that falls."""


def but_may_be_banned(nothing: str, which: str, citations: str) -> str:
    """Return that no law requires or allows something, and that a ban is not settled.

    >>> but_may_be_banned("no law on file requires or allows it", LAW_BANS, " (A)")
    'no law on file requires or allows it; whether one forbids it is not settled (A).'
    """
    return f"{nothing}; {which} is not settled{citations}."


def no_policy_settles(whether: str, citations: str) -> str:
    """Return that policies that are no law do not settle a question either.

    >>> no_policy_settles("whether a sheriff may hold", " (A)")
    'no law or policy on file settles whether a sheriff may hold (A).'
    """
    return f"no law or policy on file settles {whether}{citations}."


def depends_on_case(whether: str, citations: str) -> str:
    """Return that a question depends on the case.

    >>> depends_on_case("whether a sheriff may hold", " (A)")
    'whether a sheriff may hold depends on the case (A).'
    """
    return f"{whether} depends on the case{citations}."


def no_law_settles(whether: str, covered: str | None = None, citations: str = "") -> str:
    """Return that no law settles a question, and which cases one covers all the same.

    >>> no_law_settles("whether a sheriff may hold", "there is a warrant", " (A)")
    'no law on file settles whether a sheriff may hold. One covers cases where there is a warrant, \
without settling them (A).'
    """
    nothing = f"no law on file settles {whether}."
    if covered is None:
        return nothing
    return f"{nothing} One covers cases where {covered}, without settling them{citations}."


def any_agency(but: Sequence[str] = (), *, is_local: bool) -> str:
    """Return any agency of a place, but for kinds of a state that the law treats otherwise.

    >>> any_agency(is_local=True), any_agency(is_local=False)
    ('a local agency', 'a state or local agency')
    >>> any_agency(["state-corrections", "state-police"], is_local=False)
    'a state or local agency other than the state police or the state prison agency'
    """
    if is_local or AgencyType.STATE_AGENCY in but:
        return ANY_AGENCY[True]
    besides = f" other than {agencies(but, 'or')}" if but else ""
    return f"{ANY_AGENCY[False]}{besides}"


def not_named_below(agencies: Sequence[str]) -> str:
    """Return any agency but those that have a line of their own, first those who run jails.

    >>> not_named_below([])
    'an agency not named below'
    >>> not_named_below(["a sheriff"])
    'a sheriff or other agency not named below'
    """
    return (
        f"{joined([*agencies, 'other agency'], 'or') if agencies else 'an agency'} not named below"
    )


def in_some_cases(does: str, citations: str) -> str:
    """Return what an agency must, may or must not do in some cases.

    >>> in_some_cases("a sheriff may hold", " (A)")
    'a sheriff may hold in some cases (A). No law on file covers the others.'
    """
    return f"{does} in some cases{citations}. No law on file covers the others."


def but_if(ruling: str, cases: str, then: str) -> str:
    """Return a ruling that leaves a question open, and what is so in some cases all the same.

    >>> but_if("The laws on file conflict.", "there is a warrant", "then it may")
    'The laws on file conflict. If there is a warrant, the agency may.'
    """
    does = _IT_DOES.sub("the agency ", then.removeprefix("then "), count=1)
    return f"{ruling} If {cases}, {does}."


def then(verb: str) -> str:
    """Return what an agency must, may or must not do in a case named before.

    >>> then("must not")
    'then it must not'
    """
    return f"then it {verb}"


def same_goes_for(agencies: str) -> str:
    """Return that a ruling is also that for other kinds of agencies.

    >>> same_goes_for("a police department")
    'The same goes for a police department.'
    """
    return f"The same goes for {agencies}."


def no_policy_may_forbid(subject: str, act: str) -> str:
    """Return what a law says that only forbids others to forbid something.

    >>> no_policy_may_forbid("a sheriff", "hold a person on a detainer")
    'no policy may forbid a sheriff to hold a person on a detainer'
    """
    return f"{NO_POLICY_MAY} {subject} to {act}"


def may_be_forbidden_by_none(*, is_duty: bool) -> str:
    """Return what is so in cases where a law only forbids others to forbid something.

    >>> may_be_forbidden_by_none(is_duty=True)
    'the duty stops, but no policy may forbid it,'
    """
    return f"{'the duty stops, but ' if is_duty else ''}{NO_POLICY_MAY} it{',' * is_duty}"


def continued(read: str, since: date, section: str) -> str:
    """Return where a text was read, and where it stands now.

    >>> continued("Code art. 2", date(2025, 1, 1), "art. 3")
    'Code art. 2, continued since January 1, 2025, in art. 3, whose text was not read'
    """
    return f"{read}, continued since {long_day(since)}, in {section}, whose text was not read"


def it(verb: str) -> str:
    """Return what an agency named before must, may or must not do.

    >>> it("must not")
    'it must not'
    """
    return f"it {verb}"


def not_covered(what: str) -> str:
    """Return that no law covers cases or kinds of agencies.

    >>> not_covered("any other agency")
    'No law on file covers any other agency.'
    """
    return f"No law on file covers {what}."


def as_asked(kind: str | None, facts: Sequence[str]) -> str:
    """Return for which agency, and with which facts, an answer is.

    >>> as_asked("a sheriff", [])
    'As asked, this is for a sheriff only.'
    >>> as_asked(None, ["the person was served", "there is a warrant"])
    'As asked, this is only for the case where the person was served and there is a warrant.'
    """
    where = f"the case where {joined(facts, 'and')}" if facts else ""
    if kind is None:
        return f"As asked, this is only for {where}."
    if not where:
        return f"As asked, this is for {kind} only."
    return f"As asked, this is only for {kind}, in {where}."


def conviction(
    offenses: Sequence[str], *, on: date | None, released: date | None, is_served: bool
) -> str:
    """Return of what a person was convicted, and when, as far as that was given.

    >>> conviction(["any felony"], on=date(2020, 1, 2), released=date(2021, 3, 4), is_served=True)
    'any felony (convicted January 2, 2020; released March 4, 2021)'
    >>> conviction(["any felony", "homicide"], on=None, released=None, is_served=False)
    'any felony and homicide (no sentence served)'
    """
    days = [] if on is None else [f"convicted {long_day(on)}"]
    days += [] if released is None else [f"released {long_day(released)}"]
    days += [] if is_served else ["no sentence served"]
    when = f" ({'; '.join(days)})" if days else ""
    return f"{joined(offenses, 'and')}{when}"


def was_convicted(offenses: Sequence[str]) -> str:
    """Return that a person was convicted, as a clause.

    >>> was_convicted(["homicide"])
    'the person was convicted of homicide'
    """
    return f"the person was convicted of {joined(offenses, 'and')}"


def convictions_given(convictions: Sequence[str] | None, arrested_on: date | None) -> str:
    """Return which convictions were given, or none, and the day of the arrest.

    >>> convictions_given(["homicide", "any felony"], date(2025, 7, 1))
    'Convictions given: homicide; any felony. Present arrest: July 1, 2025.'
    >>> convictions_given([], None), convictions_given(None, date(2025, 7, 1))
    ('As asked, the person was never convicted.', 'Present arrest: July 1, 2025.')
    """
    told: list[str] = []
    if convictions is not None:
        given = f"Convictions given: {'; '.join(convictions)}."
        told.append(given if convictions else f"As asked, {NEVER_CONVICTED}.")
    told += [] if arrested_on is None else [f"Present arrest: {long_day(arrested_on)}."]
    return " ".join(told)


def changes_nothing(facts: Sequence[str]) -> str:
    """Return which of the facts given change nothing in an answer.

    >>> changes_nothing(["the person was served"])
    'That the person was served changes nothing in this answer.'
    >>> changes_nothing(["the person was served", "there is a warrant"])
    'That the person was served and that there is a warrant change nothing in this answer.'
    >>> changes_nothing([ARREST_DATED])
    'The day of the arrest changes nothing in this answer.'
    """
    given = [fact if fact == ARREST_DATED else f"that {fact}" for fact in facts]
    several = joined(given, "and")
    return f"{capitalized(several)} change{'' if facts[1:] else 's'} nothing in this answer."


def without_effect(subject: str, act: str, citations: str) -> str:
    """Return that laws on file, with the facts given, say nothing, and that no other does.

    >>> without_effect("a sheriff", "notify ICE of a release", " (Art. 1)")
    'no law on file requires or allows a sheriff to notify ICE of a release: with the facts given, \
the law on file (Art. 1) does not require, allow, or forbid it.'
    """
    nothing = reports.nothing_allows(subject, act)
    law = f"the law on file{citations}"
    return f"{nothing}: with the facts given, {law} does not require, allow, or forbid it."


def nothing_listed(place: str) -> str:
    """Return that a list has nothing of a place.

    >>> nothing_listed("Wyoming")
    'Nothing in this list is on file for Wyoming. That does not mean there is none.'
    """
    return f"Nothing in this list is on file for {place}. That does not mean there is none."


def not_searched(whether: str) -> str:
    """Return that the law was not searched.

    >>> not_searched("whether a sheriff may hold")
    'the law on whether a sheriff may hold was not searched. That does not mean there is none.'
    """
    return f"the law on {whether} was not searched. That does not mean there is none."


def policy_not_on_file(name: str, *, either: bool = False) -> str:
    """Return that a policy is not on file, as that of a department may not be.

    >>> policy_not_on_file("Cook County, Illinois")
    ' The policy of Cook County, Illinois, is not on file.'
    """
    aside = "," if "," in name else ""
    return f" The policy of {name}{aside} is not on file{' either' if either else ''}."
