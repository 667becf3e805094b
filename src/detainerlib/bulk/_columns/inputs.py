"""What comes in: a column, and the instants in UTC that are made of it piece by piece."""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.columns import Column, column_of
from detainerlib.bulk._columns.local_times import Localizer, NaiveTimes
from detainerlib.bulk._columns.rejected_rows import RejectedRows
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.errors import DetainerError, InstantError

PIECE: Final = 1 << 18
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
            if holds is None or str(holds) == "UTC"
            else Localizer(holds, self.column.unit, naive)
        )
        self.shown = has if self._local is None else self._local.zone.key

    def answers(
        self, refusals: RejectedRows, write: Callable[[int, Ints, Ints], None]
    ) -> Iterator[Ints]:
        """Yield the answers for the parts of the column.

        Args:
            refusals: Where local times are counted that name no single instant.
            write: Writes the answers for some instants; gets the row at which they begin, the
                instants, and where to write.
        """
        row = 0
        for ticks in self.column.parts():
            out = np.empty(len(ticks), dtype=np.int64)
            for piece in self.pieces(ticks, len(ticks)):
                begins, instants = row + piece.begins, piece.instants
                tell(refusals, begins, piece)
                write(begins, instants, out[piece.begins : piece.begins + len(instants)])
            row += len(ticks)
            yield out

    def pieces(self, ticks: Ints, length: int) -> Iterator["Piece"]:
        """Yield the instants of a part of the column piece by piece.

        Args:
            ticks: The part, as the column gives it.
            length: How many rows a piece may have; it has fewer where local times are read.
        """
        length = length if self._local is None else min(length, PIECE)
        for begins in range(0, len(ticks), max(length, 1)):
            piece = ticks[begins : begins + length]
            if self._local is None:
                yield Piece(begins, piece, None, None)
                continue
            instants, refused = self._local.instants(piece)
            error = self._local.error(int(piece[refused.argmax()])) if refused.any() else None
            yield Piece(begins, instants, refused, error)


class Piece(NamedTuple):
    """Instants of a part of a column.

    Attributes:
        begins: Where in the part they begin.
        instants: The instants in UTC; NaT where a local time was refused.
        refused: Which local times name no single instant; None where there are no local times.
        error: What is wrong with the first of those.
    """

    begins: int
    instants: Ints
    refused: npt.NDArray[np.bool_] | None
    error: DetainerError | None


def tell(refusals: RejectedRows, row: int, *pieces: Piece) -> None:
    """Count the rows of pieces beside each other whose local times were refused.

    Args:
        refusals: Where they are counted.
        row: The row at which the pieces begin.
        pieces: The pieces; a row that is refused in several counts once, with the first's error.
    """
    wrong = [
        (int(each.refused.argmax()), each.refused, each.error)
        for each in pieces
        if each.refused is not None and each.error is not None
    ]
    if wrong:
        first, _, error = min(wrong, key=lambda each: each[0])
        count = int(np.count_nonzero(np.logical_or.reduce([mask for _, mask, _ in wrong])))
        refusals.add(count, row + first, error)


def aligned(first: Column, second: Column, wheres: tuple[str, str]) -> Iterator[tuple[Ints, Ints]]:
    """Yield the parts of two columns, cut so that they are as long as each other.

    Raises:
        DetainerError: If the columns differ in length.
    """
    one, other = wheres
    if len(second) != len(first):
        raise DetainerError(
            other, f"{len(second)} rows", f"as many as {one} has, {len(first)}", "Cut one."
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
