"""What every comparison gives: how many answers were compared, and those that differ."""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias


class Compared(NamedTuple):
    """Some answers that were compared.

    Attributes:
        what: Of what they are.
        cases: How many.
        wrong: Those that differ, each in a line that says enough to ask again.
    """

    what: str
    cases: int
    wrong: list[str]


Comparison: TypeAlias = Iterator[Compared]
"""Compares some answers after others."""
