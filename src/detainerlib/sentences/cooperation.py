"""How far the laws on file let or make a place cooperate, in words."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from detainerlib._wording import long_day
from detainerlib.models.provisions import Modality, Practice
from detainerlib.sentences import profiles
from detainerlib.sentences.answers import any_agency
from detainerlib.sentences.exceptions import WITH_EXCEPTIONS
from detainerlib.sentences.policy import (
    ANY_OTHER,
    act,
    agencies,
    capitalized,
    cited,
    joined,
    verb,
    what_it_does,
    whether,
)

_LIST: Final = re.compile(r"these cases: (?P<cases>\(1\) .*?; \(2\) .*?)\.(?= [A-Z]|$)")
"""Cases under numbers, as `policy.these_cases` lists them."""
LAWS: Final = "laws"
_BY: Final = "detainerlib says"
"""Who says so: a level is no law, and no publisher's word."""
POLICIES: Final = "policies"
LAWS_AND_POLICIES: Final = "laws and policies"
BY_POLICY: Final = "by a policy that is not a law, "


def possessive(name: str) -> str:
    """Return whose something is, as the Associated Press writes it.

    >>> possessive("Texas"), possessive("New York")
    ("Texas'", "New York's")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def in_a_sentence(place: str) -> str:
    """Return a place as it stands in a sentence, with its article where it has one.

    >>> in_a_sentence("Northern Mariana Islands"), in_a_sentence("Cook County, Illinois")
    ('the Northern Mariana Islands', 'Cook County, Illinois')
    """
    begins = place.startswith(("District of", "United"))
    has_article = begins or place.endswith(("Islands", "Nation"))
    return f"the {place}" if has_article else place


def settled(on: date, place: str, level: str, brief: str | None = None, *, of: str = LAWS) -> str:
    """Return the level of a place, and in few words what that is.

    >>> settled(date(2025, 12, 1), "Illinois", "minimal cooperation")
    "As of December 1, 2025, Illinois' laws on file amount to “minimal cooperation,” detainerlib \
says."
    >>> settled(date(2025, 12, 1), "Cook County, Illinois", "minimal cooperation", "no hold")
    'As of December 1, 2025, the laws on file put Cook County, Illinois, at “minimal \
cooperation”: no hold, detainerlib says.'
    >>> settled(date(2025, 12, 1), "Polk County, Iowa", "minimal cooperation", of=POLICIES)
    'As of December 1, 2025, the policies on file put Polk County, Iowa, at “minimal \
cooperation,” detainerlib says.'
    """
    told = f"“{level},”" if brief is None else f"“{level}”: {brief},"
    has_state = "," in place
    puts = f"the {of} on file put {place}, at" if has_state else f"{_laws_of(place, of)} amount to"
    return f"As of {long_day(on)}, {puts} {told} {_BY}."


def meaning(level: str, summary: str) -> str:
    """Return what a level means.

    >>> meaning("notification only", "No hold without a judge's warrant.")
    "“Notification only” means: No hold without a judge's warrant."
    """
    return f"“{level[:1].upper()}{level[1:]}” means: {summary}"


def range_because(practices: Sequence[Practice]) -> str:
    """Return why a level is a range: what is not settled, or else that agencies differ.

    >>> range_because([Practice.TRANSFER_CUSTODY])
    'It is a range because the laws on file leave this open for some agencies or cases: whether an \
agency may transfer a person to ICE.'
    >>> range_because([])
    'It is a range because the laws on file differ by agency.'
    """
    if not practices:
        return "It is a range because the laws on file differ by agency."
    first, *others = practices
    question = whether(first, "an agency", *others)
    return (
        "It is a range because the laws on file leave this open for some agencies or cases: "
        f"{question}."
    )


def would_mean(level: str, summary: str) -> str:
    """Return what a level would mean that a place has only if silence allows something.

    >>> would_mean("notification only", "No hold without a judge's warrant.")
    "“Notification only” would mean: No hold without a judge's warrant."
    """
    return meaning(level, summary).replace("means:", "would mean:", 1)


def outer_bound(practices: Sequence[Practice], level: str) -> str:
    """Return that no law allows some practices, so that a level is only the outer bound.

    >>> outer_bound([Practice.HOLD_ON_DETAINER], "holds under conditions")
    'No law on file allows an agency to hold a person on a detainer; some cases are only not \
settled. That is no permission: “holds under conditions” is only the outer bound.'
    """
    acts = joined([act(practice) for practice in practices], "or")
    return (
        f"No law on file allows an agency to {acts}; some cases are only not settled. "
        f"That is no permission: “{level}” is only the outer bound."
    )


def listed_once(line: str, listed: set[str]) -> str:
    """Return a line in which cases that were listed above are named by their numbers.

    >>> listed = set()
    >>> [listed_once("No law covers these cases: (1) it is late; (2) it is old.", listed)
    ...  for _ in range(2)]
    ['No law covers these cases: (1) it is late; (2) it is old.', 'No law covers the cases (1) \
through (2) listed above.']
    """
    cases = _LIST.search(line)
    if cases is None:
        return line
    if cases["cases"] not in listed:
        listed.add(cases["cases"])
        return line
    last = cases["cases"].count("; (") + 1
    return line.replace(cases[0], f"the cases (1) through ({last}) listed above.", 1)


def levels(names: Mapping[str, str | None]) -> str:
    """Return the levels of a scale, from the lowest up, each with what it means in few words.

    >>> levels({"minimal cooperation": "no hold", "judicial warrants only": None})
    'Levels, from the least cooperation to the most: minimal cooperation (no hold); judicial \
warrants only.'
    """
    told = (name if brief is None else f"{name} ({brief})" for name, brief in names.items())
    return f"Levels, from the least cooperation to the most: {'; '.join(told)}."


def _laws_of(place: str, of: str) -> str:
    if "," in place:
        return f"the {of} on file for {place},"
    return f"{possessive(in_a_sentence(place))} {of} on file"


def between(on: date, place: str, lowest: str, highest: str, *, of: str = LAWS) -> str:
    """Return the levels between which a place lies.

    >>> between(date(2025, 12, 1), "New York", "minimal cooperation", "notification only")
    "As of December 1, 2025, New York's laws on file range from “minimal cooperation” to \
“notification only,” detainerlib says."
    """
    levels = f"from “{lowest}” to “{highest},”"
    return f"As of {long_day(on)}, {_laws_of(place, of)} range {levels} {_BY}."


_NOUNS: Final[Mapping[Practice, str]] = {
    Practice.HOLD_ON_DETAINER: "holds",
    Practice.NOTIFY_RELEASE: "notice",
    Practice.TRANSFER_CUSTODY: "transfers",
}


def left_open(
    on: date,
    place: str,
    lowest: str,
    practices: Sequence[Practice],
    barred: Sequence[Practice] = (),
    *,
    of: str = LAWS,
) -> str:
    """Return what no law allows, and that the level is open above the lowest it may have.

    Args:
        on: The day.
        place: The place.
        lowest: The lowest level.
        practices: What no law allows, of what could raise it.
        barred: What a law bars, of that; if it is not all, the first is named.
        of: What the level rests on.

    >>> notice = [Practice.NOTIFY_RELEASE]
    >>> left_open(date(2026, 10, 15), "Maryland", "minimal cooperation", notice)
    'As of October 15, 2026, no law on file for Maryland allows notice; whether its level is above \
“minimal cooperation” is not settled, detainerlib says.'
    >>> left_open(date(2026, 10, 15), "Cook County, IL", "none", notice, notice, of=POLICIES)
    'As of October 15, 2026, no law on file for Cook County, IL, allows notice, and some bar it; \
whether its level by the policies on file is above “none” is not settled, detainerlib says.'
    """
    named = f"{in_a_sentence(place)}{',' if ',' in place else ''}"
    nouns = joined([*map(_noun, practices)], "or")
    allowed = f"no law on file for {named} allows {nouns}"
    some = "them" if practices[1:] else "it"
    bars = some if [*barred] == [*practices] else "".join(map(_noun, barred[:1]))
    also = f", and some bar {bars}" if bars else ""
    level = f"its level by the {POLICIES} on file" if of == POLICIES else "its level"
    open_above = f"whether {level} is above “{lowest}” is not settled"
    return f"As of {long_day(on)}, {allowed}{also}; {open_above}, {_BY}."


def _noun(practice: Practice) -> str:
    return _NOUNS.get(practice, practice.words)


def rules(
    modality: Modality, practices: Sequence[Practice], *, is_policy: bool, is_excepted: bool
) -> tuple[str, str]:
    """Return by what an agency must, may or must not do several things, and that it must.

    >>> practices = [Practice.HOLD_ON_DETAINER, Practice.NOTIFY_RELEASE]
    >>> rules(Modality.PROHIBITED, practices, is_policy=False, is_excepted=True)
    ('', 'must not hold a person on a detainer or notify ICE of a release, with exceptions')
    >>> rules(Modality.PERMITTED, practices, is_policy=False, is_excepted=False)
    ('', 'may hold a person on a detainer and notify ICE of a release')
    """
    deeds = [what_it_does(of, modality).removeprefix(f"{verb(modality)} ") for of in practices]
    acts = joined(deeds, "or" if modality is Modality.PROHIBITED else "and")
    exceptions = WITH_EXCEPTIONS if is_excepted else ""
    return BY_POLICY if is_policy else "", f"{verb(modality)} {acts}{exceptions}"


def of_agencies(
    subject: str, does: Sequence[tuple[str, str]], left_open: Sequence[Practice], *, is_one: bool
) -> str:
    """Return what kinds of agencies must, may or must not do, and what is not settled of them.

    Those of whom nothing is settled stand below others, with whom all of it is named.

    Args:
        subject: The kinds.
        does: By what they must, may or must not do something, and that.
        left_open: What is not settled.
        is_one: Whether it is one kind.

    >>> does = [("", "must not hold a person on a detainer")]
    >>> of_agencies("a police department", does, [Practice.NOTIFY_RELEASE], is_one=True)
    'A police department must not hold a person on a detainer; whether it may notify ICE of a \
release is not settled.'
    >>> of_agencies("a sheriff and a school", [], [Practice.NOTIFY_RELEASE], is_one=False)
    'For a sheriff and a school, none of this is settled.'
    >>> does = [(BY_POLICY, "must not hold"), (BY_POLICY, "must not notify ICE, with exceptions")]
    >>> of_agencies("a sheriff", does, [], is_one=True)
    'By a policy that is not a law, a sheriff must not hold; it must not notify ICE, with \
exceptions.'
    """
    if not does:
        return f"For {subject}, none of this is settled."
    again, is_all_policy = "it" if is_one else "they", all(by_policy for by_policy, _ in does)
    parts = [
        f"{'' if number and is_all_policy else by_policy}{again if number else subject} {deed}"
        for number, (by_policy, deed) in enumerate(does)
    ]
    if left_open:
        first, *others = left_open
        parts.append(f"{whether(first, again, *others)} is not settled")
    return f"{capitalized('; '.join(parts))}."


def not_settled(on: date, place: str) -> str:
    """Return that the level of a place is open.

    >>> not_settled(date(2025, 12, 1), "Georgia")
    'As of December 1, 2025, the laws on file do not settle how far Georgia cooperates with ICE \
detainers, detainerlib says.'
    >>> not_settled(date(2025, 12, 1), "Leon County, Florida")
    'As of December 1, 2025, the laws on file do not settle how far Leon County, Florida, \
cooperates with ICE detainers, detainerlib says.'
    """
    aside = "," if "," in place else ""
    settles = f"do not settle how far {in_a_sentence(place)}{aside} cooperates with ICE detainers"
    return f"As of {long_day(on)}, the laws on file {settles}, {_BY}."


def left_to_agencies(on: date, place: str) -> str:
    """Return that no statewide rule is on file, and each agency decides.

    >>> left_to_agencies(date(2025, 12, 1), "Wyoming")
    'As of December 1, 2025, no statewide rule on ICE detainers is on file for Wyoming; each \
agency decides, detainerlib says.'
    """
    on_file = f"no statewide rule on ICE detainers is on file for {in_a_sentence(place)}"
    return f"As of {long_day(on)}, {on_file}; each agency decides, {_BY}."


def assumed(name: str, sentence: str, level: str, *, rests: bool | None) -> str:
    """Return the level under an assumption, and whether it rests on that.

    >>> assumed("honored", "Assumed: it is honored.", "holds and notification", rests=True)
    'Assumed: it is honored. The level is then “holds and notification.”'
    >>> assumed("honored", "Assumed: it is honored.", "minimal cooperation", rests=False)
    'The assumption “honored” changes nothing here.'
    >>> assumed("honored", "Assumed: it is honored.", "undetermined", rests=None)
    'Assumed: it is honored. The level is then still undetermined.'
    """
    if rests is False:
        return f"The assumption “{name}” changes nothing here."
    return f"{sentence} The level is then {f'“{level}.”' if rests else f'still {level}.'}"


def requires(level: str, requirement: str, *, met: bool | None) -> str:
    """Return what a level requires, and whether that is met.

    >>> requires("holds under conditions", "holding is permitted in some cases", met=False)
    '“Holds under conditions” requires that holding is permitted in some cases. Not met'
    """
    verdict = {True: "Met", False: "Not met", None: "Not settled"}[met]
    return f"“{level[:1].upper()}{level[1:]}” requires that {requirement}. {verdict}"


NOT_SETTLED: Final = "not settled"
AN_AGENCY: Final = "an agency"
IN_PART: Final = frozenset({profiles.OPEN, profiles.OPEN_IN_PART})
"""What an answer in brief is where something of it may be settled all the same."""
_NO_BAR: Final = (Modality.PERMITTED, Modality.REQUIRED)
_LEAST_FIRST: Final = (Modality.PROHIBITED, *_NO_BAR)
_IN_A_SENTENCE: Final[Mapping[str, str]] = {
    profiles.BARRED_WITHOUT_WARRANT: (
        "{agency} must not without a judge's warrant, and with one it is not settled"
    ),
    profiles.DIFFERS: "it differs by agency",
    profiles.UNDER_CONDITIONS: "{agency} may only under conditions",
    profiles.LEFT_TO_AGENCIES: "each agency decides",
    **{
        brief: f"{{agency}} {verb(modality)}{condition}"
        for modality in Modality
        for brief, condition in (
            (modality.value, ""),
            (profiles.without_warrant(modality), " without a judge's warrant"),
        )
    },
}
"""What an answer in brief is called beside a place."""


def compared(on: date, places: Sequence[str], *, differ: bool = True) -> str:
    """Return which places are compared on a day, for which cases, and whether anything differs.

    >>> compared(date(2026, 1, 1), ["California", "Texas"])
    'As of January 1, 2026, where the laws on file differ between California and Texas, for an \
ordinary detainer:'
    >>> compared(date(2026, 1, 1), ["Cook County, Illinois", "Texas"])
    'As of January 1, 2026, where the laws on file differ between Cook County, Illinois, and \
Texas, for an ordinary detainer:'
    >>> compared(date(2026, 1, 1), ["Illinois", "Illinois"], differ=False)
    'As of January 1, 2026, the laws on file say the same of every practice in Illinois and \
Illinois, for an ordinary detainer.'
    """
    named = (f"{in_a_sentence(place)}{',' if ',' in place else ''}" for place in places)
    both = " and ".join(named).removesuffix(",")
    if not differ:
        same = f"the laws on file say the same of every practice in {both}"
        return f"As of {long_day(on)}, {same}, for an ordinary detainer."
    return (
        f"As of {long_day(on)}, where the laws on file differ between {both}, for an ordinary "
        "detainer:"
    )


def some_of(
    kinds: Sequence[str], silent: Sequence[str] = (), *, are_all: bool, is_local: bool = False
) -> str:
    """Return kinds of agencies in words: which they are, or else that they are all, or some.

    Args:
        kinds: The kinds.
        silent: The kinds that laws name and that no law covers.
        are_all: Whether they are all that the laws cover.
        is_local: Whether they are those of a county or city.

    >>> some_of(["sheriff", "any other"], are_all=True), some_of(["any other"], are_all=False)
    ('a state or local agency', 'some agencies')
    >>> some_of(["any other"], ["state-corrections"], are_all=True)
    'a state or local agency other than the state prison agency'
    >>> some_of(["sheriff", "police", "school"], are_all=True)
    'a sheriff, a police department, and a school'
    """
    if ANY_OTHER not in kinds:
        return agencies(kinds)
    return any_agency(silent, is_local=is_local) if are_all else "some agencies"


def told_of(
    brief: str,
    citations: Sequence[str],
    settled: Collection[Modality] = (),
    in_part: Collection[Modality] = (),
    *,
    agency: str = AN_AGENCY,
    is_policy: bool = False,
    is_excepted: bool = False,
) -> tuple[str, str]:
    """Return an answer in a few words, and where it stands; of a policy alone, that it is one.

    Args:
        brief: The answer.
        citations: Where it stands.
        settled: What is settled in every case for some agencies, where the answer is open.
        in_part: What is settled in some cases for others.
        agency: The agencies of which that is told.
        is_policy: Whether it stands in a policy alone.
        is_excepted: Whether something changes it that is not so in an ordinary case.

    >>> told_of("open", []), told_of("prohibited", ["5 ILCS 805/15(a)"], agency="a sheriff")
    (('not settled', ''), ('a sheriff must not', ' (5 ILCS 805/15(a))'))
    >>> told_of("open", [], [], [Modality.PROHIBITED])
    ('an agency must not in some cases, and otherwise it is not settled', '')
    >>> told_of("open", [], [Modality.REQUIRED], [Modality.PERMITTED], agency="some agencies")
    ('some agencies must, and the rest is settled only in part', '')
    >>> told_of("prohibited", ["Sheriff, Policy"], agency="a sheriff", is_policy=True)
    ('by a policy that is not a law, a sheriff must not', ' (Sheriff, Policy)')
    >>> told_of("required", ["Art. 1"], agency="a sheriff", is_excepted=True)
    ('a sheriff must, with exceptions', ' (Art. 1)')
    """
    if brief in IN_PART:
        allows = brief == profiles.OPEN_IN_PART
        told = _open(frozenset(settled), frozenset(in_part), allows=allows)
    else:
        told = _IN_A_SENTENCE[brief]
    by_policy = BY_POLICY if is_policy and told != NOT_SETTLED else ""
    exceptions = WITH_EXCEPTIONS if is_excepted else ""
    return f"{by_policy}{told.format(agency=agency)}{exceptions}", cited(citations)


def _open(settled: Collection[Modality], in_part: Collection[Modality], *, allows: bool) -> str:
    """Return what is settled where something is open; some cases may be sure to have no bar."""
    known = {*settled, *in_part}
    if len(settled) > 1 or (Modality.PROHIBITED in known and len(known) > 1):
        return "it differs by agency or case, and some of it is not settled"
    for modality in settled:
        rest = "the rest is settled only in part" if in_part else "otherwise it is not settled"
        return f"{{agency}} {verb(modality)}, and {rest}"
    if not known and not allows:
        return NOT_SETTLED
    verbs = [verb(modality) for modality in _LEAST_FIRST if modality in (known or _NO_BAR)]
    return f"{{agency}} {joined(verbs, 'or')} in some cases, and otherwise it is not settled"


def beside(of: str, places: Sequence[str], answers: Sequence[tuple[str, str]]) -> str:
    """Return what is so in each of several places, with its source.

    >>> beside("holding", ["Illinois", "Iowa"], [("it must not", " (A)"), ("not settled", "")])
    'Holding: in Illinois, it must not (A); in Iowa, not settled.'
    >>> beside("level", ["Illinois", "Iowa"], [("“minimal”", ""), ("“judicial”", "")])
    'Level: in Illinois, “minimal”; in Iowa, “judicial.”'
    """
    told = [
        f"in {in_a_sentence(place)}, {brief}{source}"
        for place, (brief, source) in zip(places, answers, strict=True)
    ]
    line = "; ".join(told)
    return f"{capitalized(of)}: {f'{line[:-1]}.”' if line.endswith('”') else f'{line}.'}"


_CAME: Final = {
    (True, True): "took effect",
    (True, False): "may have taken effect",
    (False, True): "now controls",
    (False, False): "may now control",
}


def change(came: Mapping[str, tuple[bool, bool]], went: Mapping[str, bool]) -> str:
    """Return which laws took effect or control from now on, and which ended or control no longer.

    Args:
        came: The laws, and of each whether it took effect then, and whether that is certain.
        went: The laws, and of each whether it ended then.

    >>> change({"A": (True, True)}, {"B": True, "C": False})
    'A took effect; B ended; C no longer controls'
    >>> change({"A": (True, False), "B": (False, True), "C": (False, False)}, {})
    'A may have taken effect; B now controls; C may now control'
    >>> change({}, {})
    'no change in the law; our records of effective dates differ'
    """
    phrases = [f"{law} {_CAME[how]}" for law, how in came.items()]
    phrases += [f"{law} {'ended' if over else 'no longer controls'}" for law, over in went.items()]
    return "; ".join(phrases) or "no change in the law; our records of effective dates differ"
