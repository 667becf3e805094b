"""Courses whose answers are written down, and how a table of them is read, step by step."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final

from detainerlib.bulk._kernel.segments import Segment
from detainerlib.bulk._kernel.units import MOST, NAT

Line = tuple[int, bool | None, int]
"""The last start; whether the answer runs, or None for no answer; the value."""

DAY: Final = 24 * 60 * 60 * 10**6
HOUR: Final = 60 * 60 * 10**6
WRAPS: Final = 1 << 64


def at(text: str) -> int:
    """Give an instant in UTC in microseconds since 1970."""
    instant = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def begins(year: int) -> int:
    """Give the beginning of a year, which is the end of the one before."""
    return at(f"{year - 1:04}-12-31") + DAY if year > 1 else at("0001-01-01")


def answer_on(lines: Sequence[Line], start: int) -> int | None:
    """Give the answer for one start: that of the first line which ends there or later."""
    _, runs, value = next(line for line in lines if start <= line[0])
    return None if runs is None else start + value if runs else value


class Written:
    """A course whose lines are written down by year; it notes what it is asked.

    Attributes:
        compiled: The years that were compiled.
        asked: The starts that the clock was asked for.
    """

    accumulates: ClassVar[bool] = False

    def __init__(
        self, lines: Mapping[int, Sequence[Line]], step: timedelta = timedelta(seconds=1)
    ) -> None:
        """Keep what is answered; nothing in other years."""
        self.lines = lines
        self.step = step
        self.compiled: list[int] = []
        self.asked: list[int] = []

    def segments(self, year: int) -> Iterator[Segment]:
        """Yield the lines of a year."""
        self.compiled.append(year)
        for line in self.lines.get(year, [(begins(year + 1), None, 0)]):
            yield Segment(*line)

    def answer_of(self) -> Callable[[int], int | None]:
        """Give what answers for one start."""

        def answer(start: int) -> int | None:
            self.asked.append(start)
            for year, lines in self.lines.items():
                if begins(year) < start <= lines[-1][0]:
                    return answer_on(lines, start)
            return None

        return answer


class WrittenTime(Written):
    """The same of time that is counted on from year to year."""

    accumulates: ClassVar[bool] = True

    def between(self, start: int, end: int) -> int | None:
        """Give the time between two instants: all of it but for a tenth, to be told apart."""
        self.asked.append(start)
        return (end - start) * 9 // 10


def looked_up(table: Any, tick: int, *, course: int = 0, asked_alone: int = 0) -> int:
    """Read a table as its attributes say: one of those asked together, or one asked alone."""
    cell = (tick >> table.shift) - table.first_cell
    if not 0 <= cell < table.cells:
        cell = table.cells
    cell += asked_alone * (table.cells + 1)
    slot = 2 * cell + (tick > int(table.boundary[cell]))
    answer = max(tick, int(table.floor[course][slot])) + int(table.add[course][slot])
    return answer if answer <= MOST else answer - WRAPS


def ticks_beside(lines: Sequence[Line], unit: int) -> Iterator[int]:
    """Yield the ticks at and beside each end of a line, for ticks of so many microseconds."""
    for upto, _, _ in lines:
        yield from (upto // unit + beside for beside in (-1, 0, 1))


def tick_of(answer: int | None, unit: int) -> int:
    """Give an answer in ticks of so many microseconds."""
    return NAT if answer is None else answer // unit
