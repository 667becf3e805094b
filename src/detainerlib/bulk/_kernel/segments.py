"""Compiling: a rule's answers over a year as straight segments, found by asking the scalar clock.

Nothing here reads a rule a second time. As the start moves on through a local day, the answer
either moves along with it or stands still, and may jump forward. So the clock is asked at the end
of each day; where two answers do not lie on one line the jumps between them are found by halving.

Segments are half-open on the left, (after, upto]: an answer that is complete as a day ends is given
by that day, and a start at that instant gets the same.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import ClassVar, Final, NamedTuple, Protocol
from zoneinfo import ZoneInfo

import attrs

from detainerlib.errors import CoverageError, DetainerError
from detainerlib.holds import clock
from detainerlib.models.hold_rules import ExcludedDays
from detainerlib.times.calendars import HolidayCalendar

EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
TICK: Final = timedelta(microseconds=1)
# Between two instants this far apart no zone changes its offset twice.
_WALL_STEP: Final = timedelta(hours=6)
_ONE_DAY: Final = timedelta(days=1)

AnswerOf = Callable[[int], int | None]
"""Gives the answer for one start; None where there is none."""


class Segment(NamedTuple):
    """Starts that share one line of answers; all in microseconds from 1970-01-01 in UTC.

    Attributes:
        upto: The last start of the segment; the first is the one after the segment before.
        runs: Whether the answer moves along with the start; None where there is no answer.
        value: What to add to the start where the answer runs, the answer itself where it stands.
    """

    upto: int
    runs: bool | None
    value: int

    def answers(self, start: int) -> int | None:
        """Give the answer for a start on this segment's line."""
        if self.runs is None:
            return None
        return start + self.value if self.runs else self.value


def ticks_of(instant: datetime) -> int:
    """Return an instant in UTC as microseconds from 1970-01-01."""
    return (instant - EPOCH) // TICK


def instant_at_tick(ticks: int) -> datetime:
    """Return the instant in UTC that is so many microseconds from 1970-01-01.

    Raises:
        OverflowError: If it lies beyond the years 1 to 9999.
    """
    return EPOCH + ticks * TICK


class Course(Protocol):
    """What can be compiled: how the answers run, year by year of UTC."""

    accumulates: ClassVar[bool]
    """Whether the answers of a year go on from those of the year before."""

    @property
    def step(self) -> timedelta:
        """Answers lie whole seconds, and this, from their starts."""
        ...

    def __hash__(self) -> int:
        """Equal courses are compiled once."""
        ...

    def segments(self, year: int) -> Iterator[Segment]:
        """Yield the segments of (1 January, the next 1 January]."""
        ...


class ClockCourse(Course, Protocol):
    """What can also give the answer of one start."""

    def answer_of(self) -> AnswerOf:
        """Return what gives the answer for a start, or None where there is none."""
        ...


@attrs.frozen
class DeadlineCourse:
    """The deadlines of a rule, as `detainerlib.hold_deadline` gives them."""

    zone: ZoneInfo
    excludes: frozenset[ExcludedDays]
    calendar: HolidayCalendar | None
    duration: timedelta
    accumulates: ClassVar[bool] = False

    @property
    def step(self) -> timedelta:
        """The duration."""
        return self.duration

    def answer_of(self) -> AnswerOf:
        """Return what gives the deadline of a start."""
        days = clock.local_days(self.zone, self.excludes, self.calendar)
        return partial(self._deadline, days)

    def segments(self, year: int) -> Iterator[Segment]:
        """Yield the deadlines of all starts in a year."""
        # Days of their own, which go when the year is compiled.
        days = clock.LocalDays(self.zone, self.excludes, self.calendar)
        return _compiled(partial(self._deadline, days), _day_ends(days, year))

    def _deadline(self, days: clock.LocalDays, start: int) -> int | None:
        try:
            instant = instant_at_tick(start)
            ordinal = instant.astimezone(self.zone).toordinal()
            return ticks_of(clock.run(instant, ordinal, self.duration, days))
        except (CoverageError, OverflowError):
            return None


@attrs.frozen
class CountedTimeCourse:
    """The time counted since a year began, as `detainerlib.counted_time` gives it."""

    zone: ZoneInfo
    excludes: frozenset[ExcludedDays]
    calendar: HolidayCalendar | None
    accumulates: ClassVar[bool] = True

    @property
    def step(self) -> timedelta:
        """None beyond whole seconds."""
        return _ONE_DAY

    def between(self, start: int, end: int) -> int | None:
        """Return the time counted between two instants; None where a day is not known."""
        days = clock.local_days(self.zone, self.excludes, self.calendar)
        # The last day is asked first, as the days between may be millions.
        known = self._counted(days, end - 1, end) is not None
        return self._counted(days, start, end) if known else None

    def _counted(self, days: clock.LocalDays, begins: int, ends: int) -> int | None:
        try:
            begin, end = instant_at_tick(begins), instant_at_tick(ends)
            return clock.counted_between(begin, end, days) // TICK
        except (CoverageError, OverflowError):
            return None

    def segments(self, year: int) -> Iterator[Segment]:
        """Yield the counted time of all instants in a year."""
        days = clock.LocalDays(self.zone, self.excludes, self.calendar)
        total = 0
        for begins, ends in pairwise(_day_ends(days, year)):
            time = self._counted(days, begins, ends)
            if time is None and self._counted(days, ends, ends + 1) is not None:
                # Nothing is known up to here, but here something begins that is.
                yield Segment(ends - 1, None, 0)
                yield Segment(ends, runs=True, value=total - ends)
            elif time is None:
                yield Segment(ends, None, 0)
            else:
                yield Segment(ends, bool(time), total - begins if time else total)
                total += time


@attrs.frozen
class LocalTimeCourse:
    """The instants that local times name, the local times given as if they were in UTC.

    With `fold` 0 the earlier of two instants and with 1 the later; the two differ where a local
    time happens twice, and the other way round where it does not exist.
    """

    zone: ZoneInfo
    fold: int
    accumulates: ClassVar[bool] = False

    @property
    def step(self) -> timedelta:
        """None beyond whole seconds."""
        return _ONE_DAY

    def answer_of(self) -> AnswerOf:
        """Return what gives the instant of a local time."""
        return self._instant

    def segments(self, year: int) -> Iterator[Segment]:
        """Yield the instants of all local times in a year."""
        first, last = year_limits(year)
        return _compiled(self._instant, iter((*range(first, last, _WALL_STEP // TICK), last)))

    def _instant(self, wall: int) -> int | None:
        try:
            local = instant_at_tick(wall).replace(tzinfo=self.zone, fold=self.fold)
            return ticks_of(local.astimezone(UTC))
        except OverflowError:
            return None


def compiled(course: Course, year: int) -> tuple[Segment, ...]:
    """Return the segments of a course in a year of UTC, the neighbours on one line joined."""
    return tuple(_merged(course.segments(year)))


def checked_years(years: object) -> range:
    """Return years that can be compiled.

    Raises:
        DetainerError: If they are no range, are none, have gaps, or lie beyond Python's calendar.
    """
    if (
        isinstance(years, range)
        and years
        and years.step == 1
        and MINYEAR <= years[0] <= years[-1] <= MAXYEAR
    ):
        return years
    raise DetainerError(
        "years", years, "a range of years of the calendar, without gaps", "Write range(2015, 2031)."
    )


def year_limits(year: int) -> tuple[int, int]:
    """Return the beginnings of a year of UTC and of the next, in microseconds."""
    first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC)
    return ticks_of(first), ticks_of(last) + _ONE_DAY // TICK


def _day_ends(days: clock.LocalDays, year: int) -> Iterator[int]:
    """Yield the year's beginning, the ends of the local days within it, and its end, in UTC."""
    first, last = year_limits(year)
    yield first
    ordinal = instant_at_tick(first).toordinal()
    before = first
    # A year is at most 366 days long, and no zone is more than two days from UTC.
    for day in range(max(ordinal - 2, 1), min(ordinal + 370, date.max.toordinal())):
        ends = ticks_of(days.end_of(day))
        if before < ends < last:
            yield ends
            before = ends
    yield last


def _compiled(answer_of: AnswerOf, ends: Iterator[int]) -> Iterator[Segment]:
    after = next(ends)
    answer = answer_of(after)
    for upto in ends:
        at_end = answer_of(upto)
        line = _line(after, answer, upto, at_end)
        if line is None:
            yield from _halved(answer_of, after + 1, answer_of(after + 1), upto, at_end)
        else:
            yield line
        after, answer = upto, at_end


def _halved(
    answer_of: AnswerOf, first: int, answer: int | None, upto: int, at_end: int | None
) -> Iterator[Segment]:
    line = _line(first, answer, upto, at_end)
    if line is not None:
        yield line
        return
    middle = (first + upto) // 2
    yield from _halved(answer_of, first, answer, middle, answer_of(middle))
    yield from _halved(answer_of, middle + 1, answer_of(middle + 1), upto, at_end)


def _line(first: int, answer: int | None, upto: int, at_end: int | None) -> Segment | None:
    """Return the line through two answers, if there is one."""
    if answer is None and at_end is None:
        return Segment(upto, None, 0)
    if answer is None or at_end is None:
        return None
    if at_end - answer == upto - first:
        return Segment(upto, runs=True, value=at_end - upto)
    return Segment(upto, runs=False, value=at_end) if at_end == answer else None


def _merged(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Join neighbours on one line; a single start may lie on the line of those after it too."""
    after: int | None = None
    last, *others = segments
    for segment in others:
        start = last.upto
        single = after is not None and start == after + 1
        on_line = single and segment.answers(start) == last.answers(start)
        if last[1:] != segment[1:] and not on_line:
            yield last
            after = start
        last = segment
    yield last
