"""What a law's answer turns on, what became of each law considered, and what no law covers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from detainerlib._wording import long_day
from detainerlib.sentences.policy import capitalized, joined

_SEVERAL: Final = 2

# What an answer turns on.

NOTHING_COVERS: Final = "no law on file covers it"
NOTHING_COVERS_REST: Final = "no law on file covers the remaining cases"
OWN_POLICY_NOT_ON_FILE: Final = "the agency's own policy is not on file"
EACH_AGENCY_DECIDES: Final = "no statewide rule is on file, and each agency decides"


def depends_on_facts(clauses: Iterable[str]) -> str:
    """Return that an answer depends on facts of the case.

    >>> depends_on_facts(["there is a warrant", "it is signed"])
    'it depends on whether there is a warrant; or whether it is signed'
    """
    return f"it depends on whether {'; or whether '.join(clauses)}"


def depends_on_convictions(classes: Iterable[str]) -> str:
    """Return that an answer depends on convictions.

    >>> depends_on_convictions(["homicide"])
    "it depends on the person's convictions: homicide"
    """
    return f"it depends on the person's convictions: {'; '.join(classes)}"


def differs_for(agencies: str) -> str:
    """Return that an answer differs for kinds of agencies.

    >>> differs_for("a sheriff and a police department")
    'the answer differs for a sheriff and a police department'
    """
    return f"the answer differs for {agencies}"


def depends_on_words(words: Sequence[str]) -> str:
    """Return that an answer depends on what no source settles, in our words; several have numbers.

    >>> depends_on_words(["it is old"])
    'it depends on a point that is not settled, or not known here (our words): whether it is old'
    >>> depends_on_words(["it is old", "it is signed"])
    'it depends on points that are not settled, or not known here (our words): (1) whether it is \
old; (2) whether it is signed'
    """
    if len(words) == 1:
        point = "a point that is not settled, or not known here"
        return f"it depends on {point} (our words): whether {words[0]}"
    numbered = "; ".join(f"({number}) whether {text}" for number, text in enumerate(words, 1))
    return f"it depends on points that are not settled, or not known here (our words): {numbered}"


def conflict(laws: Sequence[str]) -> str:
    """Return that laws of one level conflict.

    >>> conflict(["A", "B"])
    'laws of one level conflict: A and B'
    """
    return f"laws of one level conflict: {joined(laws, 'and')}"


def not_known(about: str) -> str:
    """Return that something is not known.

    >>> not_known("whether it was in effect")
    'not known: whether it was in effect'
    """
    return f"not known: {about}"


def date_in(field: str) -> str:
    """Return which date is missing of a conviction.

    >>> date_in("convicted_on")
    "the date in 'convicted_on'"
    """
    return f"the date in {field!r}"


def whether_in_effect(law: str) -> str:
    """Return what is not known of a law's days.

    >>> whether_in_effect("A"), whether_in_effect("Polk County Sheriff, policy of 2014")
    ('whether A was in effect that day', 'whether Polk County Sheriff, policy of 2014, was in \
effect that day')
    """
    return f"whether {law}{',' if ',' in law else ''} was in effect that day"


def whether_order_stood(law: str) -> str:
    """Return what is not known of the days of a court's order.

    >>> whether_order_stood("A")
    'whether the order that suspended A still stood that day'
    """
    return f"whether the order that suspended {law} still stood that day"


def whether_order_bears_on_this(law: str, parts: str) -> str:
    """Return what is not known of an order that suspended a law in part.

    >>> whether_order_bears_on_this("A", "its first sentence")
    'whether the order that suspended parts of A bears on this: its first sentence'
    """
    return f"whether the order that suspended parts of {law} bears on this: {parts}"


def whether_order_reaches(law: str) -> str:
    """Return what is not known of those whom an order binds.

    >>> whether_order_reaches("A")
    'whether the order that suspended A reaches this agency'
    """
    return f"whether the order that suspended {law} reaches this agency"


# What became of each law that was considered.

SAYS_OTHERWISE: Final = "Another law of the same level says otherwise."
OVERRIDDEN: Final = "A higher law overrides it."
REACH_OPEN: Final = " Whether that applied to this agency that day is open."


def considered(summary: str, why: str) -> str:
    """Return what a law says, and why that does not decide.

    >>> considered("A: It prohibits holds.", OVERRIDDEN)
    'A: It prohibits holds. A higher law overrides it.'
    """
    return f"{summary} {why}"


def says(title: str, summary: str) -> str:
    """Return what a law says.

    >>> says("A", "It prohibits holds.")
    'A: It prohibits holds.'
    """
    return f"{title}: {summary}"


def in_doubt(on: date) -> str:
    """Return that it is not known whether a law was in effect.

    >>> in_doubt(date(2026, 1, 5))
    ' It is not known whether it was in effect on January 5, 2026.'
    """
    return f" It is not known whether it was in effect on {long_day(on)}."


def not_decisive(reach: str | None) -> str:
    """Return that a text that does not bind was considered, and whom it binds.

    >>> not_decisive("no agency: it is a request")
    'Considered; not decisive here. It binds no agency: it is a request.'
    """
    whom = "" if reach is None else f" It binds {reach}."
    return f"Considered; not decisive here.{whom}"


def is_suspended(order: str, *, still: bool) -> str:
    """Return that a law was suspended, or has been.

    >>> is_suspended("suspended by a court", still=True)
    'has been suspended by a court'
    """
    return f"{'has been' if still else 'was'} {order}"


def not_settled(cause: str) -> str:
    """Return why an answer is open.

    >>> not_settled(NOTHING_COVERS)
    'Not settled: no law on file covers it.'
    """
    return f"Not settled: {cause}."


def from_law_above(above: Sequence[str], place: str) -> str:
    """Return that an answer comes from a government above a place.

    >>> from_law_above(["Illinois"], "Kane County, Illinois")
    'This answer comes from the law of Illinois; we found no law of Kane County, Illinois itself. \
That does not mean there is none.'
    """
    heading = f"This answer comes from the law of {', '.join(above)}"
    return f"{heading}; we found no law of {place} itself. That does not mean there is none."


def agreement(agreement: str, *, is_above: bool) -> str:
    """Return that an agreement is on file beside the law.

    >>> agreement("a 287(g) agreement", is_above=False)
    'Also on file: a 287(g) agreement'
    """
    above = ", for an agency of a higher government" if is_above else ""
    return f"Also on file{above}: {agreement}"


# What no law covers, or settles.

OTHER_CASES: Final = "No law on file covers other cases."
NOT_NAMED_BELOW: Final = "an agency not named below"
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
BAN_OF_BANS: Final = (
    "A law that bars such policies does not itself give the power to do what they would forbid."
)
DUTY_STOPS: Final = "then the law on file does not require it, and no law on file allows it"
CASE_NOT_SETTLED: Final = "the laws on file do not settle that case"


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


def in_some_cases(does: str, citations: str) -> str:
    """Return what an agency must, may or must not do in some cases.

    >>> in_some_cases("a sheriff may hold", " (A)")
    'a sheriff may hold in some cases (A). No law on file covers the others.'
    """
    return f"{does} in some cases{citations}. No law on file covers the others."


def but_if(ruling: str, cases: str, then: str) -> str:
    """Return a ruling that leaves a question open, and what is so in some cases all the same.

    >>> but_if("The laws on file conflict.", "there is a warrant", "then it may")
    'The laws on file conflict. If there is a warrant, it may.'
    """
    return f"{ruling} If {cases}, {then.removeprefix('then ')}."


WITH_EXCEPTIONS: Final = ", with exceptions"
SOME_NOT_SETTLED: Final = " Some cases are not settled."
STILL_OPEN: Final[Mapping[bool, str]] = MappingProxyType(
    {True: "no law on file covers it", False: "that is still not settled"}
)
"""What is left where one more thing is settled, by whether no law covers that."""


def either_way(if_so: str, if_not: str, where: str) -> str:
    """Return what the law comes to if a thing is so, and if it is not.

    >>> either_way("a sheriff may", "no law on file covers it", "")
    'If so, a sheriff may; if not, no law on file covers it.'
    >>> either_way("a sheriff may", "a sheriff must not", "in that case")
    'If so, in that case: a sheriff may; if not, a sheriff must not.'
    """
    return f"If so, {where}{': ' if where else ''}{if_so}; if not, {if_not}."


def by_number(change: str, number: int) -> str:
    """Return the same of one of several things, by its number.

    >>> by_number("If so, a sheriff may; if not, no law on file covers it.", 2)
    'If (2) is true, a sheriff may; if not, no law on file covers it.'
    """
    return change.replace("If so", f"If ({number}) is true", 1)


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


def undone(facts: str, *, is_silent: bool, is_open: bool = False) -> str:
    """Return which facts leave a ruling without the cases named before.

    >>> undone("no warrant comes with the detainer", is_silent=True)
    'None of this applies if no warrant comes with the detainer: no law on file covers that case.'
    >>> undone("no warrant comes with the detainer", is_silent=False)
    'No exception applies if no warrant comes with the detainer.'
    >>> undone("no warrant comes with the detainer", is_silent=False, is_open=True)
    'If no warrant comes with the detainer, that is not settled either.'
    """
    if is_silent:
        return f"None of this applies if {facts}: {CASE_NOT_COVERED}."
    if is_open:
        return f"If {facts}, that is not settled either."
    return f"No exception applies if {facts}."


def duty_stops(cases: str) -> str:
    """Return that a duty does not reach some cases, and that no law allows the deed in them.

    >>> duty_stops("the case where the person is a citizen")
    'The law on file does not require it, and no law on file allows it, in the case where the \
person is a citizen.'
    """
    return f"The law on file does not require it, and no law on file allows it, in {cases}."


def settled_too(facts: str, does: str, cases: str, *, unless: Sequence[str] = ()) -> str:
    """Return which facts settle cases that are open, and what leaves them open again.

    >>> settled_too("the request is no detainer", "may do so", "that case")
    'If the request is no detainer, the agency may do so even in that case.'
    >>> settled_too("an officer acts", "must not do so (A)", "these cases: (1) it is late; (2) it \
is old", unless=["federal law requires it"])
    'If an officer acts, the agency must not do so (A), unless federal law requires it, even in \
these cases: (1) it is late; (2) it is old.'
    """
    again = f", unless {joined(unless, 'or')}," if unless else ""
    return f"If {facts}, the agency {does}{again} even in {cases}."


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


def otherwise_open(*, is_one: bool, is_silent: bool) -> str:
    """Return that cases named just before are open where what settles them is not so.

    >>> otherwise_open(is_one=False, is_silent=True)
    'Otherwise, no law on file covers these cases.'
    """
    where = all_cases(1 if is_one else _SEVERAL, is_exception=False)
    return f"Otherwise, {left_open(where, is_silent=is_silent)}."


def it(verb: str) -> str:
    """Return what an agency named before must, may or must not do.

    >>> it("must not")
    'it must not'
    """
    return f"it {verb}"


def exceptions_undone(
    numbers: Sequence[int], facts: str, *, is_open: bool = False, is_but: bool = False
) -> str:
    """Return that numbered exceptions, or all but those, do not apply where one thing more is so.

    Cases that the laws leave open are then not among the open ones.

    >>> exceptions_undone([4], "the offense was a felony")
    'Exception (4) does not apply if the offense was a felony.'
    >>> exceptions_undone([1, 2], "the offense was a felony", is_but=True)
    'Exceptions other than (1) and (2) do not apply if the offense was a felony.'
    >>> exceptions_undone([4, 5, 6], "the offense was a felony", is_open=True)
    'Cases (4) through (6) are not among these if the offense was a felony.'
    """
    is_one = len(numbers) == 1 and not is_but
    if is_open:
        cases = capitalized(numbered_cases(numbers))
        return f"{cases} {'is' if is_one else 'are'} not among these if {facts}."
    which = f"{' other than' if is_but else ''} {_numbers(numbers)}"
    if is_one:
        return f"Exception{which} does not apply if {facts}."
    return f"Exceptions{which} do not apply if {facts}."


def numbered_cases(numbers: Sequence[int], *, is_exception: bool = False) -> str:
    """Return cases, or exceptions, by their numbers in the list above.

    >>> numbered_cases([1]), numbered_cases([1, 3]), numbered_cases([1, 2, 3], is_exception=True)
    ('case (1)', 'cases (1) and (3)', 'exceptions (1) through (3)')
    """
    noun = "exception" if is_exception else "case"
    return f"{noun}{'' if len(numbers) == 1 else 's'} {_numbers(numbers)}"


def all_cases(count: int, *, is_exception: bool) -> str:
    """Return all the cases, or exceptions, named just above.

    >>> all_cases(1, is_exception=True), all_cases(2, is_exception=False)
    ('this exception', 'these cases')
    """
    if is_exception:
        return "this exception"
    return "that case" if count == 1 else "these cases"


def applying_not_settled(where: str, facts: str, *, is_exception: bool) -> str:
    """Return that numbered cases or exceptions are not settled where one more thing is so.

    >>> applying_not_settled("exceptions (1) and (2)", "the person was served", is_exception=True)
    'The laws on file do not settle whether exceptions (1) and (2) apply if the person was served.'
    >>> applying_not_settled("case (1)", "the person was served", is_exception=False)
    'The laws on file do not settle case (1) if the person was served.'
    """
    if is_exception:
        verb = "apply" if where.startswith("exceptions ") else "applies"
        return f"The laws on file do not settle whether {where} {verb} if {facts}."
    return f"The laws on file do not settle {where} if {facts}."


def _numbers(numbers: Sequence[int]) -> str:
    first, last = (numbers[0], numbers[-1]) if numbers else (0, 0)
    if len(numbers) > _SEVERAL and [*numbers] == [*range(first, last + 1)]:
        return f"({first}) through ({last})"
    return joined([f"({number})" for number in numbers], "and") if numbers else ""


def turned(does: str, condition: str, *, is_undone: bool) -> str:
    """Return what an agency must, may or must not do in some cases where one thing more is so.

    >>> turned("it must not", "if it is old and it is signed", is_undone=True)
    'It must not even if it is old and it is signed.'
    """
    return f"{capitalized(does)} {'even ' if is_undone else ''}{condition}."


def turned_in(where: str, does: str, facts: str) -> str:
    """Return the same of cases that stand under numbers.

    >>> turned_in("case (2)", "it may", "the person was served")
    'In case (2), it may if the person was served.'
    """
    return f"In {where}, {does} if {facts}."


def left_open(where: str, *, is_silent: bool) -> str:
    """Return that no law covers, or that the laws do not settle, some cases.

    >>> left_open("the case where there is a warrant", is_silent=True)
    'no law on file covers the case where there is a warrant'
    >>> left_open("the case where there is a warrant", is_silent=False)
    'the laws on file do not settle the case where there is a warrant'
    """
    return f"{'no law on file covers' if is_silent else 'the laws on file do not settle'} {where}"


def not_settled_whether(facts: str) -> str:
    """Return which facts may change a ruling, as no source settles.

    >>> not_settled_whether("the person was served")
    'The laws on file do not settle whether it matters that the person was served.'
    """
    return f"The laws on file do not settle whether it matters that {facts}."


def not_covered(what: str) -> str:
    """Return that no law covers cases or kinds of agencies.

    >>> not_covered("any other agency")
    'No law on file covers any other agency.'
    """
    return f"No law on file covers {what}."


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
