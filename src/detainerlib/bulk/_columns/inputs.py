"""Columns of instants taken in, answered piece by piece, and given out as a column again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.columns import Column, column_of, same_rows
from detainerlib.bulk._columns.local_times import LocalTimes, LostSummers
from detainerlib.bulk._columns.options import ClockOptions
from detainerlib.bulk._columns.per_row import row_clocks
from detainerlib.bulk._columns.rejected_rows import RejectedRows
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import NAT
from detainerlib.errors import DetainerError, InstantError
from detainerlib.times.instants import LAST_OF_32_BITS, has_lost_its_summers

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

    It reads instants in UTC, and makes of the answers a column of the type of its first.

    Attributes:
        unit: The finest unit of its columns, that of all instants and of the answers.
        options: What was said of the rows, in the zone that the columns carry if in no other.
        rejected: The rows that get no answer.
    """

    def __init__(self, columns: Mapping[str, Any], options: ClockOptions) -> None:
        """Find out what the columns are, each named by the parameter it was given as.

        Raises:
            NotAnInstantError, UnitError: If one holds no instants, or has an unusable unit.
            InstantError: If one is naive and nothing says what it holds, or the other way round.
            DetainerError: If their rows do not stand for the same things.
        """
        (first_where, values), *others = columns.items()
        for where, column in others:
            same_rows(values, column, first_where, where)
        sources = {where: column_of(column, where) for where, column in columns.items()}
        self.options = options.in_zone_of(source.zone for source in sources.values())
        self._columns = [
            _InstantColumn(columns[where], source, where, self.options)
            for where, source in sources.items()
        ]
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
        self.rejected = RejectedRows(options.on_error, len(self))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._columns[0].source)

    def instants(self, write: Callable[[InstantRows], None]) -> Any:
        """Return a column of the instants written piece by piece, and warn of rows rejected."""
        first = self._columns[0]
        instants = first.source.instants(self._parts(write), first.shown)
        self.rejected.warn()
        return instants

    def lengths(self, write: Callable[[InstantRows], None]) -> Any:
        """Return a column of the lengths of time written, and warn of rows rejected."""
        lengths = self._columns[0].source.lengths(self._parts(write), self.unit)
        self.rejected.warn()
        return lengths

    def ticks(self) -> tuple[Ints, ...]:
        """Return the instants of each column, in UTC and in the unit; NaT where rejected."""
        row = 0
        pieces = [tuple(np.empty(0, dtype=np.int64) for _ in self._columns)]
        for parts in _cut([column.source.parts() for column in self._columns]):
            pieces.append(self._instants(row, parts))
            row += len(parts[0])
        columns: Any = zip(*pieces, strict=True)
        return tuple(
            np.concatenate(column) if len(column) > 2 else column[-1]  # noqa: PLR2004 (one part)
            for column in columns
        )

    def like_first(self, values: Any, ticks: Ints) -> Any:
        """Return instants in UTC as a column like another, shown as those of the first are."""
        like = column_of(values, "custody_ends")
        like.unit = self.unit
        return like.instants([ticks], self._columns[0].shown)

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
            ticks = piece
            if column.local_times is not None:
                ticks, rejected = column.local_times.instants(piece, row)
                if rejected.any():
                    first = int(rejected.argmax())
                    masks.append(rejected)
                    errors.append((first, column.local_times.error(int(piece[first]), row + first)))
            instants.append(self.unit.converted(ticks, column.source.unit))
        if errors:
            first, error = min(errors, key=lambda place: place[0])
            rejected = np.logical_or.reduce(masks)
            self.rejected.add(int(np.count_nonzero(rejected)), row + first, error)
            # A row without one of its times has no answer that needs the others.
            instants = [np.where(rejected, NAT, ticks) for ticks in instants]
        return tuple(instants)


class _InstantColumn:
    """A column, and how its instants are read.

    Attributes:
        source: The column.
        local_times: What reads its local times, or refuses them; None where it holds instants.
        shown: The zone in which its answers are shown; None for naive ones, in UTC.
    """

    def __init__(self, values: Any, source: Column, where: str, options: ClockOptions) -> None:
        self.source = source
        zone, naive = source.zone, options.naive
        if zone is not None and naive is not None:
            raise InstantError(
                "naive", naive, f"none, as {where} has a zone, {zone}", "Leave it out."
            )
        if zone is None and naive is None and source.assumed is None:
            raise InstantError(
                where,
                "a column without a time zone",
                "a column with one, or naive=",
                "If it holds local times of the facility, say naive='local', with ambiguous= and "
                "nonexistent= for the hours in which clocks change; if it is in UTC, naive='UTC'.",
            )
        self.local_times: LocalTimes | LostSummers | None = None
        self.shown = zone
        if isinstance(zone, tzinfo) and has_lost_its_summers(LAST_OF_32_BITS + 1, zone):
            self.local_times = LostSummers(zone, source.unit, where)
        if zone is None and options.reads_local_times:
            clocks = row_clocks(values, options.of_local_times, len(source))
            local_times = LocalTimes(clocks, source.unit, options)
            self.local_times, self.shown = local_times, local_times.shown


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
