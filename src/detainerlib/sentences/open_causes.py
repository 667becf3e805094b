"""Why an answer is open, and what it turns on, in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from detainerlib.sentences.policy import joined

NOTHING_COVERS: Final = "no law on file covers it"
NOTHING_COVERS_REST: Final = "no law on file covers the remaining cases"
_COUNTS: Final[Mapping[int, str]] = {1: "A law", 2: "Two laws", 3: "Three laws"}
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


_DATES: Final[Mapping[str, str]] = {
    "convicted_on": "the date of the conviction",
    "released_on": "the date of release from the sentence",
    "arrested_on": "the date of the present arrest",
}


def date_in(field: str) -> str:
    """Return which date is missing of a conviction.

    >>> date_in("convicted_on")
    'the date of the conviction'
    """
    return _DATES.get(field, field)


def whether_in_effect(law: str) -> str:
    """Return what is not known of a law's days.

    >>> whether_in_effect("A"), whether_in_effect("Polk County Sheriff, policy of 2014")
    ('whether A was in effect that day', 'whether Polk County Sheriff, policy of 2014, was in \
effect that day')
    """
    return f"whether {law}{',' if ',' in law else ''} was in effect that day"


def dates_not_known(about: Sequence[str]) -> str:
    """Return what is not known, laws whose days in effect are not known together.

    >>> dates_not_known([whether_in_effect("A"), whether_in_effect("B")])
    'Two laws may apply, whose dates are not known: A; B.'
    >>> dates_not_known([whether_in_effect("A"), whether_order_reaches("B")])
    'A law may apply, whose dates are not known: A. It is not known whether the order that \
suspended B reaches this agency.'
    """
    begins, ends = whether_in_effect("\n").split("\n")
    laws = [text.removeprefix(begins).removesuffix(ends) for text in about if text.endswith(ends)]
    count = _COUNTS.get(len(laws), "Several laws")
    told = [f"{count} may apply, whose dates are not known: {'; '.join(laws)}."] if laws else []
    told += [f"It is not known {text}." for text in about if not text.endswith(ends)]
    return " ".join(told)


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


def not_settled(cause: str) -> str:
    """Return why an answer is open.

    >>> not_settled(NOTHING_COVERS)
    'Not settled: no law on file covers it.'
    """
    return f"Not settled: {cause}."
