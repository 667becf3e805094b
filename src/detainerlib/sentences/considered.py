"""What became of each law that was considered, in words."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from detainerlib._wording import long_day

SAYS_OTHERWISE: Final = "Another law of the same level says otherwise."
OVERRIDDEN: Final = "A higher law overrides it."
WITHOUT_EFFECT: Final = "With the facts given, it does not require, allow, or forbid it."
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


def says_without_binding(summary: str, cited: str, grade: str) -> str:
    """Return what a text says that does not bind.

    >>> says_without_binding("A detainer is a request.", "A v. B", "the original text was read")
    'An opinion or ruling, not counted as binding here, says (A v. B; the original text was read): \
A detainer is a request.'
    """
    return f"An opinion or ruling, not counted as binding here, says ({cited}; {grade}): {summary}"


def is_suspended(order: str, *, still: bool) -> str:
    """Return that a law was suspended, or has been.

    >>> is_suspended("suspended by a court", still=True)
    'has been suspended by a court'
    """
    return f"{'has been' if still else 'was'} {order}"


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
