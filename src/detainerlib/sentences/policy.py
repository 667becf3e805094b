"""What an agency must, may or must not do, in words: the answer first, then what changes it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice
from detainerlib.sources.citations import Evidence

ANY_OTHER: Final = "any other"
"""The name of every kind of agency that no law on file names."""

LONGEST: Final = 35
"""The most words in a sentence."""

_SHOWN: Final = 3
_SEVERAL: Final = 2
_A: Final = ord("a")
_MOST_LETTERS: Final = 12
"""The most items in a list within an item, which has letters."""
NEXT_ITEM: Final = "\n  "
"""What stands before an item of a list that has lines of its own."""
_LONG_LIST: Final = 50
"""The most words in a list that stands in its sentence."""
_LEAD: Final = 10
"""The words before a condition in its sentence, at most."""

_CITATION: Final = re.compile(r" \([^()]*(?:\([^()]*\)[^()]*)*\)")
_BEGINNINGS: Final = ("the person has shown proof of ", "the person has been convicted of ")
_LISTS: Final = (", ", " and ", " or ")
"""What a clause has that is a list itself."""


_ACTS: Final[Mapping[Practice, str]] = {
    Practice.HOLD_ON_DETAINER: "hold a person on a detainer",
    Practice.NOTIFY_RELEASE: "notify ICE of a release",
    Practice.TRANSFER_CUSTODY: "transfer a person to ICE",
    Practice.ALLOW_INTERVIEWS: "let ICE interview people in a jail",
    Practice.SHARE_INFORMATION: "share information with ICE",
    Practice.SHARE_BOOKING_DATA: "share booking and biometric data with ICE",
    Practice.REPORT_CUSTODY: "report to ICE that a noncitizen is in custody",
    Practice.EXECUTE_ADMINISTRATIVE_WARRANT: "execute an administrative warrant",
    Practice.ENTER_287G: "enter into a 287(g) agreement",
    Practice.SEEK_287G: "apply for a 287(g) agreement",
    Practice.DETENTION_CONTRACT: "contract for immigration detention",
    Practice.INQUIRE_STATUS: "ask about immigration status",
    Practice.HONOR_JUDICIAL_WARRANT: "honor a judge's warrant",
    Practice.TELL_SUBJECT: "tell the person about the detainer",
}
_DUTIES: Final[Mapping[Practice, str]] = {
    **_ACTS,
    Practice.HOLD_ON_DETAINER: "honor the detainer",
}

_AGENCIES: Final[Mapping[str, str]] = {
    AgencyType.SHERIFF: "a sheriff",
    AgencyType.POLICE: "a police department",
    AgencyType.LOCAL_CORRECTIONS: "a county or city jail department",
    AgencyType.BOARD: "a county board or city council",
    AgencyType.STATE_POLICE: "the state police",
    AgencyType.STATE_CORRECTIONS: "the state prison agency",
    AgencyType.ATTORNEY_GENERAL: "the attorney general",
    AgencyType.STATE_AGENCY: "any other state agency",
    AgencyType.COURT_OFFICERS: "court officers",
    AgencyType.PROBATION: "a probation department",
    AgencyType.PROSECUTOR: "a prosecutor",
    AgencyType.GOVERNOR: "the governor",
    AgencyType.SCHOOL: "a school",
    ANY_OTHER: "any other agency",
}
_VERBS: Final[Mapping[Modality, str]] = {
    Modality.REQUIRED: "must",
    Modality.PERMITTED: "may",
    Modality.PROHIBITED: "must not",
}


def capitalized(sentence: str) -> str:
    """Return a sentence with a capital letter first, and all others as they are."""
    return f"{sentence[:1].upper()}{sentence[1:]}"


def quoted(words: Iterable[str]) -> str:
    """Return words of the law in quotation marks.

    >>> quoted(["for good cause"])
    '“for good cause”'
    """
    return ", ".join(f"“{text}”" for text in words)


def agency(kind: str) -> str:
    """Return a kind of agency in words.

    >>> agency("sheriff"), agency("any other")
    ('a sheriff', 'any other agency')
    """
    return _AGENCIES[kind]


def agencies(kinds: Iterable[str], conjunction: str = "and", *, is_local: bool = False) -> str:
    """Return kinds of agencies in words; of a county or city those of the state are no others.

    >>> agencies(["sheriff", "police"])
    'a sheriff and a police department'
    >>> agencies(["any other"], is_local=True)
    'any other local agency'
    """
    names = {**_AGENCIES, ANY_OTHER: "any other local agency"} if is_local else _AGENCIES
    in_order = sorted(kinds, key=[*names].index)
    return joined([names[kind] for kind in in_order], conjunction)


def joined(words: Sequence[str], conjunction: str) -> str:
    """Return words as an American lists them.

    >>> joined(["a", "b", "c"], "or"), joined(["a"], "or")
    ('a, b, or c', 'a')
    """
    *first, last = words
    if not first:
        return last
    comma = "," if first[1:] else ""
    return f"{', '.join(first)}{comma} {conjunction} {last}"


def verb(modality: Modality) -> str:
    """Return what an agency must, may or must not do, without the deed.

    >>> verb(Modality.PROHIBITED)
    'must not'
    """
    return _VERBS[modality]


def act(practice: Practice) -> str:
    """Return what an agency does, without whether it must or may.

    >>> act(Practice.HOLD_ON_DETAINER)
    'hold a person on a detainer'
    """
    return _ACTS[practice]


def what_it_does(practice: Practice, modality: Modality) -> str:
    """Return what an agency must, may or must not do.

    >>> what_it_does(Practice.HOLD_ON_DETAINER, Modality.REQUIRED)
    'must honor the detainer'
    >>> what_it_does(Practice.HOLD_ON_DETAINER, Modality.PROHIBITED)
    'must not hold a person on a detainer'
    """
    deeds = _DUTIES if modality is Modality.REQUIRED else _ACTS
    return f"{_VERBS[modality]} {deeds[practice]}"


def whether(practice: Practice, subject: str, *others: Practice) -> str:
    """Return the question whether an agency may do something, or one of several things.

    >>> whether(Practice.NOTIFY_RELEASE, "a sheriff")
    'whether a sheriff may notify ICE of a release'
    >>> whether(Practice.NOTIFY_RELEASE, "a sheriff", Practice.TRANSFER_CUSTODY)
    'whether a sheriff may notify ICE of a release or transfer a person to ICE'
    """
    acts = [_ACTS[act] for act in (practice, *others)]
    return f"whether {subject} may {joined(acts, 'or')}"


def cited(citations: Sequence[str]) -> str:
    """Return citations in parentheses, each of them.

    >>> cited(["8 C.F.R. § 287.7(d)", "5 ILCS 805/15(a)"]), cited([])
    (' (8 C.F.R. § 287.7(d); 5 ILCS 805/15(a))', '')
    """
    return f" ({'; '.join(citations)})" if citations else ""


def cases(several: Sequence[Sequence[str]], conjunction: str = "or") -> str:
    """Return the first of some cases, and how many more there are; what begins alike said once.

    Each case is what is so in it, all together.

    >>> shown = "the person has shown proof of"
    >>> cases([[f"{shown} citizenship"], [f"{shown} age"]])
    'the person has shown proof of citizenship or age'
    >>> cases([["there is a warrant", "it is signed"]])
    'there is a warrant and it is signed'
    """
    clauses = [_all_of(case) for case in several]
    more = len(clauses) - _SHOWN
    shown = _said_once(clauses[:_SHOWN], conjunction)
    if more > 0:
        shown.append(f"in {_more(more)}")
    if len(shown) == 1 or not any(mark in clause for clause in shown for mark in _LISTS):
        return joined(shown, conjunction)
    *first, last = shown
    return f"{'; '.join(first)}; {conjunction} {last}"


def is_short(several: Sequence[Sequence[str]]) -> bool:
    """Return whether cases are short enough to stand in a sentence about something else."""
    return len(cases(several).split()) <= LONGEST // 2 and max(map(len, several)) <= _SEVERAL


def condition(several: Sequence[Sequence[str]]) -> str:
    """Return that a thing is so in some cases: in a breath, or where that is long, as a list.

    >>> condition([["there is a warrant", "it is signed"]])
    'if there is a warrant and it is signed'
    >>> condition([["there is a warrant", "it is signed", "the person was served"]])
    'if all of these are true: (1) there is a warrant; (2) it is signed; (3) the person was served'
    >>> condition([["it is signed", "there is a warrant", "a judge signed it"], \
["it is signed", "there is a warrant", "the person was convicted of a crime that the law lists"]])
    'if all of these are true: (1) it is signed; (2) there is a warrant; (3) any of these: (a) a \
judge signed it; (b) the person was convicted of a crime that the law lists'
    """
    if _is_one_breath(several):
        return f"if {cases(several)}"
    if items := _all_true(several):
        return f"if all of these are true:{_listed(items)}"
    return f"in any of these cases:{_numbered_cases(several)}"


def these_cases(several: Sequence[Sequence[str]]) -> str:
    """Return some cases as what a law covers or settles; a list as `condition` has it.

    >>> these_cases([["there is a warrant"]])
    'the case where there is a warrant'
    >>> these_cases([["there is a warrant", "it is signed", "the person was served"]])
    'the case where all of these are true: (1) there is a warrant; (2) it is signed; (3) the \
person was served'
    """
    if _is_one_breath(several):
        return f"the case where {cases(several)}"
    if items := _all_true(several):
        return f"the case where all of these are true:{_listed(items)}"
    return f"these cases:{_numbered_cases(several)}"


def in_cases(several: Sequence[Sequence[str]]) -> str:
    """Return in which cases, or where that is long, in those that are not settled.

    >>> in_cases([["there is a warrant"]])
    'in the case where there is a warrant'
    """
    if _is_one_breath(several):
        return f"in the case where {cases(several)}"
    return "in the cases not settled"


def listed(several: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """Return the cases that stand under numbers where they are listed; none where they do not.

    >>> listed([("there is a warrant",)])
    ()
    """
    return () if _is_one_breath(several) or _all_true(several) else several


STATE_DUTY: Final = (
    "The duty above comes from state or local law. Federal law alone does not impose it."
)


def alternatives(clauses: Sequence[str]) -> str:
    """Return what may be so, one or another: in a breath, or where that is long, as a list.

    >>> alternatives(["a warrant is signed", "the person was served"])
    'a warrant is signed or the person was served'
    """
    several = [[clause] for clause in clauses]
    if _is_one_breath(several):
        return cases(several)
    return f"any of these is true: {_numbered(clauses)}"


def unless(ruling: str, several: Sequence[Sequence[str]], then: str) -> str:
    """Return a ruling with the cases that change it, in one sentence or two.

    >>> unless("a sheriff must honor it", [["the person is a citizen"]], "then it may")
    'a sheriff must honor it, unless the person is a citizen; then it may.'
    """
    exception = f"{ruling}, unless {cases(several)}"
    words = len(_CITATION.sub("", f"{exception} {then}").split())
    return f"{exception}; {then}." if words < LONGEST else f"{exception}. {capitalized(then)}."


def _is_one_breath(several: Sequence[Sequence[str]]) -> bool:
    is_one = sum(map(len, several)) == 1
    is_short_list = max(map(len, several)) <= _SEVERAL
    return is_one or (is_short_list and len(cases(several).split()) <= LONGEST - _LEAD)


def _numbered_cases(several: Sequence[Sequence[str]]) -> str:
    """Return cases as a list."""
    return _listed([", and ".join(case) for case in several])


def _all_true(several: Sequence[Sequence[str]]) -> list[str]:
    """Return what is so in all cases, then the rest of each as one more thing; empty if nothing.

    Nor is there such a list where one case has no more than all have.
    """
    common = [clause for clause in several[0] if all(clause in case for case in several)]
    rests = [[clause for clause in case if clause not in common] for case in several]
    if len(several) == 1:
        return common
    if not common or len(several) > _MOST_LETTERS or not all(rests):
        return []
    lettered = (f"({chr(_A + place)}) {', and '.join(rest)}" for place, rest in enumerate(rests))
    return [*common, f"any of these: {'; '.join(lettered)}"]


def _all_of(case: Sequence[str]) -> str:
    comma = "," if any("," in clause for clause in case) else ""
    return f"{comma} and ".join(case)


def _more(count: int) -> str:
    return f"{count} more case{'' if count == 1 else 's'}"


def _numbered(items: Sequence[str]) -> str:
    return "; ".join(f"({number}) {item}" for number, item in enumerate(items, 1))


def _listed(items: Sequence[str]) -> str:
    """Return a list behind a colon: a long one on lines of its own."""
    numbered = [f"({number}) {item}" for number, item in enumerate(items, 1)]
    is_long = len(" ".join(numbered).split()) > _LONG_LIST
    return f"{NEXT_ITEM if is_long else ' '}{(';' + NEXT_ITEM if is_long else '; ').join(numbered)}"


def in_lines(told: Iterable[str]) -> Iterator[str]:
    r"""Yield sentences in a line; what follows a list with lines of its own begins a new one.

    >>> [*in_lines(["It may.", "It must in any of these cases:\n  (1) it is old.", "It is."])]
    ['It may. It must in any of these cases:\n  (1) it is old.', 'It is.']
    """
    line = ""
    for sentence in told:
        line = f"{line} {sentence}".strip()
        if NEXT_ITEM in sentence:
            yield line
            line = ""
    if line:
        yield line


def _said_once(clauses: Sequence[str], conjunction: str) -> list[str]:
    """Return clauses, those that begin alike as one."""
    alike: dict[str, list[str]] = {}
    for clause in clauses:
        begin = next(filter(clause.startswith, _BEGINNINGS), clause)
        alike.setdefault(begin, []).append(clause.removeprefix(begin))
    return [f"{begin}{joined(rests, conjunction)}" for begin, rests in alike.items()]


def searched(state: str, status: str, summary: str) -> str:
    """Return how far the law of a state was searched for, on every practice.

    >>> searched("New York", "read in part", "A ruling is on file.")
    'Our search of New York law, on every practice: read in part. A ruling is on file.'
    """
    return f"Our search of {state} law, on every practice: {status}. {summary}"


def nothing_found(whether: str, place: str | None, *, is_inferred: bool) -> str:
    """Return that no law was found, that other laws of the place are on file, and what is inferred.

    >>> nothing_found("whether an agency may do it", None, is_inferred=False)
    'no law found on whether an agency may do it. That does not mean there is none.'
    """
    parts = [f"no law found on {whether}. That does not mean there is none."]
    if place is not None:
        aside = "," if "," in place else ""
        parts.append(
            f"The laws on file for {place}{aside} cover other practices, agencies, or dates."
        )
    if is_inferred:
        parts.append("We infer, but have not confirmed, that the state has no rule.")
    return " ".join(parts)


def source(grade: Evidence, *, in_part: bool = False) -> str:
    """Return how well what an answer rests on was read, or that it was read in part.

    >>> source(Evidence.SECONDARY)
    'Source: secondary, not the original text.'
    >>> source(Evidence.TEXT, in_part=True)
    'Source: the original text was read in part.'
    """
    part = " in part" if in_part and grade is Evidence.TEXT else ""
    return f"Source: {grade.words}{part}."


def read_in_guidance(title: str) -> str:
    """Return that guidance on a form is what was read of it.

    >>> read_in_guidance("Form I-247A")
    "Form I-247A, read in ICE's guidance"
    """
    return f"{title}, read in ICE's guidance"


def sources(grades: Mapping[Evidence, Sequence[str]], *, always_named: bool = False) -> str:
    """Return how well sources were read: of several grades each with its citations.

    Args:
        grades: The citations of each grade.
        always_named: Whether one grade names its citations, too.

    >>> sources({Evidence.TEXT: ["5 ILCS 805/15(a)"]})
    'Source: the original text was read.'
    >>> sources({Evidence.SECONDARY: ["Art. 1"], Evidence.TEXT: ["Art. 2"]})
    'Sources: secondary, not the original text (Art. 1); the original text was read (Art. 2).'
    """
    if len(grades) < _SEVERAL and not always_named:
        return "".join(source(grade) for grade in grades)
    told = (f"{grade.words}{cited(texts)}" for grade, texts in grades.items())
    return f"Source{'s' if len(grades) > 1 else ''}: {'; '.join(told)}."
