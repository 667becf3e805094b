"""What comes in: a column, and the instants in UTC that are made of it piece by piece."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from detainerlib.bulk.columns import Column, column_of
from detainerlib.bulk.lookups import Ints
from detainerlib.bulk.refusals import Refusals
from detainerlib.bulk.walls import Localizer, NaiveTimes
from detainerlib.errors import DetainerError, InstantError

__all__ = ["PIECE", "Intake", "aligned"]

PIECE: Final = 1 << 20
"""Rows in a piece, where something beside the answers is made of it."""


class Intake:
    """A column, and how its instants are read.

    Attributes:
        column: The column.
        shown: The zone in which its answers are shown; None for naive ones, in UTC.
    """

    def __init__(self, values: Any, where: str, naive: NaiveTimes) -> None:
        """Find out what the column is, and refuse it where that is left open.

        Raises:
            NotAnInstantError, UnitError: If it holds no instants, or has an unusable unit.
            InstantError: If it is naive and nothing says what it holds, or the other way round.
        """
        self.column: Column = column_of(values, where)
        has = self.column.zone
        holds = self.column.assumed if naive.zone is None else naive.zone
        if has is not None and naive.zone is not None:
            raise InstantError(
                "naive", naive.zone, f"none, as {where} has a zone, {has}", "Leave it out."
            )
        if has is None and holds is None:
            raise InstantError(
                where,
                "a column without a time zone",
                "a column with one",
                "Naive times name no instants. Say what they are: naive='UTC', or the zone of "
                "the local times, such as naive='America/Chicago', with ambiguous= and "
                "nonexistent= for the hours in which clocks change.",
            )
        self._local = (
            None
            if holds is None or has is not None or str(holds) == "UTC"
            else Localizer(holds, self.column.unit, naive)
        )
        self.shown = has if self._local is None else self._local.zone

    def pieces(
        self, ticks: Ints, row: int, refusals: Refusals, length: int
    ) -> Iterator[tuple[int, Ints]]:
        """Yield the instants of a part of the column, and where in the part each piece begins.

        Args:
            ticks: The part, as the column gives it.
            row: The row at which it begins.
            refusals: Where local times are counted that name no single instant.
            length: How many rows a piece may have; it has fewer where local times are read.
        """
        length = length if self._local is None else min(length, PIECE)
        for begins in range(0, len(ticks), max(length, 1)):
            piece = ticks[begins : begins + length]
            if self._local is not None:
                walls, (piece, refused) = piece, self._local.instants(piece)
                if refused.any():
                    first = int(refused.argmax())
                    error = self._local.error(int(walls[first]))
                    refusals.add(int(np.count_nonzero(refused)), row + begins + first, error)
            yield begins, piece


def aligned(first: Column, second: Column, wheres: tuple[str, str]) -> Iterator[tuple[Ints, Ints]]:
    """Yield the parts of two columns, cut so that they are as long as each other.

    Raises:
        DetainerError: If the columns differ in length, unit or index.
    """
    one, other = wheres
    for what, expected, given in (
        ("rows", len(first), len(second)),
        ("unit", str(first.unit), str(second.unit)),
    ):
        if given != expected:
            raise DetainerError(
                other, f"{what}: {given}", f"the same as {one}, {expected}", "Cast or cut one."
            )
    if not first.same_rows(second):
        raise DetainerError(
            other, "another index", f"the index of {one}", f"Write {other}.reindex({one}.index)."
        )
    return _cut(first.parts(), second.parts())


def _cut(first: Iterator[Ints], second: Iterator[Ints]) -> Iterator[tuple[Ints, Ints]]:
    yours = np.empty(0, dtype=np.int64)
    for part in first:
        mine = part
        while len(mine):
            while not len(yours):
                yours = next(second)
            length = min(len(mine), len(yours))
            yield mine[:length], yours[:length]
            mine, yours = mine[length:], yours[length:]
