"""Columns of instants taken in, answered piece by piece, and given out as a column again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.columns import Column, column_of, same_rows
from detainerlib.bulk._columns.local_times import LocalTimes, NaiveTimes
from detainerlib.bulk._columns.rejected_rows import OnError, RejectedRows
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.errors import DetainerError, InstantError

_PIECE: Final = 1 << 18
"""Rows in a piece, where something beside the answers is made of it."""


class InstantRows(NamedTuple):
    """Some rows of columns of instants, and where their answers are written.

    Attributes:
        begins: The first of them, counted from the first row of the columns.
        instants: The instants of each column, in UTC; NaT where a local time was rejected.
        answers: Where an answer is written for each row.
    """

    begins: int
    instants: tuple[Ints, ...]
    answers: Ints


class InstantColumns:
    """One column of instants, or several beside each other, from a caller and back to it.

    It reads instants in UTC, counts the rows that are rejected, and makes of the answers a column
    of the type of its first.

    Attributes:
        unit: The finest unit of its columns, that of all instants and of the answers.
    """

    def __init__(self, columns: Mapping[str, Any], naive: NaiveTimes, on_error: OnError) -> None:
        """Find out what the columns are, and refuse them where that is left open.

        Args:
            columns: Each column by the parameter it was given as, for errors.
            naive: How columns without a zone are read.
            on_error: What to do with rejected rows.

        Raises:
            NotAnInstantError, UnitError: If one holds no instants, or has an unusable unit.
            InstantError: If one is naive and nothing says what it holds, or the other way round.
            DetainerError: If their rows do not stand for the same things, or if `on_error` is not
                one of its words.
        """
        (first_where, values), *others = columns.items()
        for where, column in others:
            same_rows(values, column, first_where, where)
        self._columns = [_InstantColumn(column, where, naive) for where, column in columns.items()]
        for where, column in zip(columns, self._columns, strict=True):
            if len(column.source) != len(self):
                raise DetainerError(
                    where,
                    f"{len(column.source)} rows",
                    f"as many as {first_where} has, {len(self)}",
                    "Cut one.",
                )
        units = [column.source.unit for column in self._columns]
        self.unit = min(units, key=lambda unit: unit.nanoseconds)
        self._rejected = RejectedRows(on_error, len(self))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._columns[0].source)

    def reject(self, count: int, row: int, error: DetainerError) -> None:
        """Count some rows that get no answer, of which the first and its error are given.

        Raises:
            DetainerError: That error, with its row, unless rejected rows become null.
        """
        self._rejected.add(count, row, error)

    def instants(self, write: Callable[[InstantRows], None]) -> Any:
        """Return a column of instants, and warn of the rows rejected.

        Args:
            write: Writes the answers of some rows, piece by piece.
        """
        first = self._columns[0]
        instants = first.source.instants(self._parts(write), first.shown)
        self._rejected.warn()
        return instants

    def lengths(self, write: Callable[[InstantRows], None]) -> Any:
        """Return a column of lengths of time, and warn of the rows rejected.

        Args:
            write: As for `instants`.
        """
        lengths = self._columns[0].source.lengths(self._parts(write), self.unit)
        self._rejected.warn()
        return lengths

    def _parts(self, write: Callable[[InstantRows], None]) -> Iterator[Ints]:
        """Yield the answers part by part, as the columns have them."""
        whole = len(self._columns) == 1 and self._columns[0].local_times is None
        row = 0
        for parts in _cut([column.source.parts() for column in self._columns]):
            answers = np.empty(len(parts[0]), dtype=np.int64)
            length = len(answers) if whole else _PIECE
            for begins in range(0, len(answers), length):
                piece = slice(begins, begins + length)
                instants = self._instants(row + begins, [part[piece] for part in parts])
                write(InstantRows(row + begins, instants, answers[piece]))
            row += len(answers)
            yield answers

    def _instants(self, row: int, pieces: Sequence[Ints]) -> tuple[Ints, ...]:
        """Return the instants of pieces beside each other, and count local times that name none.

        A row that is rejected in several columns counts once, with the first's error.
        """
        instants: list[Ints] = []
        masks: list[npt.NDArray[np.bool_]] = []
        errors: list[tuple[int, DetainerError]] = []
        for column, piece in zip(self._columns, pieces, strict=True):
            if column.local_times is None:
                instants.append(piece)
                continue
            ticks, rejected = column.local_times.instants(piece)
            instants.append(ticks)
            if rejected.any():
                first = int(rejected.argmax())
                masks.append(rejected)
                errors.append((first, column.local_times.error(int(piece[first]))))
        if errors:
            first, error = min(errors, key=lambda place: place[0])
            self.reject(int(np.count_nonzero(np.logical_or.reduce(masks))), row + first, error)
        return tuple(
            self.unit.converted(ticks, column.source.unit)
            for ticks, column in zip(instants, self._columns, strict=True)
        )


class _InstantColumn:
    """A column, and how its instants are read.

    Attributes:
        source: The column.
        local_times: What reads its local times; None where it holds instants.
        shown: The zone in which its answers are shown; None for naive ones, in UTC.
    """

    def __init__(self, values: Any, where: str, naive: NaiveTimes) -> None:
        self.source: Column = column_of(values, where)
        zone = self.source.zone
        if zone is not None and naive.zone is not None:
            raise InstantError(
                "naive", naive.zone, f"none, as {where} has a zone, {zone}", "Leave it out."
            )
        local_zone: str | ZoneInfo | None = (
            self.source.assumed if naive.zone is None else naive.zone
        )
        if zone is None and local_zone is None:
            raise InstantError(
                where,
                "a column without a time zone",
                "a column with one",
                "Naive times name no instants. Say what they are: naive='UTC', or the zone of "
                "the local times, such as naive='America/Chicago', with ambiguous= and "
                "nonexistent= for the hours in which clocks change.",
            )
        self.local_times = (
            None
            if local_zone is None or str(local_zone) == "UTC"
            else LocalTimes(local_zone, self.source.unit, naive)
        )
        self.shown = zone if self.local_times is None else self.local_times.zone.key


def _cut(columns: Sequence[Iterator[Ints]]) -> Iterator[tuple[Ints, ...]]:
    """Yield the parts of columns of one length, cut so that those side by side are as long."""
    rests = [np.empty(0, dtype=np.int64)] * len(columns)
    while True:
        for number, parts in enumerate(columns):
            while not len(rests[number]):
                part = next(parts, None)
                if part is None:
                    return
                rests[number] = part
        length = min(map(len, rests))
        yield tuple(rest[:length] for rest in rests)
        rests = [rest[length:] for rest in rests]
