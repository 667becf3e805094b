"""What the texts of rows give: a deadline for each reading of each row, or why there is none."""

from calendar import isleap
from collections.abc import Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import reduce
from itertools import combinations
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib import catalog
from detainerlib.bulk._kernel.kernel import Kernel, Question, answer_together, years_of
from detainerlib.bulk._kernel.lookup_tables import Ints, Watch
from detainerlib.bulk._kernel.segments import EPOCH, DeadlineCourse
from detainerlib.bulk._kernel.units import MICROSECOND, NAT, Unit, has_nat
from detainerlib.bulk._readings.row_laws import RowLaw
from detainerlib.bulk._readings.row_terms import Places
from detainerlib.bulk.arrays import deadlines_of
from detainerlib.catalog._law import by_law
from detainerlib.errors import CoverageError
from detainerlib.holds.candidates import Candidate
from detainerlib.holds.reading import ReadingStatus
from detainerlib.holds.rival_windows import RivalCalendar, late_receipt_point, rival_calendars
from detainerlib.holds.terms import ClockSettings, clock_settings, rule_calendar, title_of
from detainerlib.models.hold_rules import CUSTODY_ENDS, DETAINER_RECEIVED, HoldRule
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.listed_holidays import HolidayList

Mask = npt.NDArray[np.bool_]

_ONE_DAY: Final = timedelta(days=1)
_NO_DAYS: Final = np.empty(0, dtype=np.int64)


class ReadingLabel(NamedTuple):
    """What a reading is called, whatever the row.

    Attributes:
        title: Its title, with what is read into the rule otherwise than by default.
        rule: The id of its rule; None where it has none.
        status: What could be said.
        needs: The ids of the events that are missing, with a space between.
    """

    title: str
    rule: str | None
    status: ReadingStatus
    needs: str | None = None


class ReadingColumn(NamedTuple):
    """One reading of some rows.

    Attributes:
        label: What it is called.
        rows: Which of the rows have it, in order; the slice of all for all.
        times: What it gives each of these; None where nothing was computed.
    """

    label: ReadingLabel
    rows: Places | slice
    times: "ReadingTimes | None" = None

    @property
    def deadlines(self) -> Any:
        """The deadlines; NaT for all rows where nothing was computed."""
        return NAT if self.times is None else self.times.deadlines

    def between(self, begins: int, ends: int) -> "ReadingColumn":
        """Return the reading of the rows from one place to another, counted from the first."""
        rows, own = self.rows, slice(begins, ends)
        if not isinstance(rows, slice):
            own = slice(*np.searchsorted(rows, (begins, ends)).tolist())
            rows = rows[own] - begins
        times = self.times
        return self._replace(
            rows=rows, times=times and ReadingTimes(*(ticks[own] for ticks in times))
        )


class ReadingTimes(NamedTuple):
    """What a reading gives some rows.

    Time before local custody ended is never over, also where a clock had run out by then.

    Attributes:
        deadlines: The deadlines.
        begun: When each hold began: its clock started, and local custody had ended.
        limits: The last instant within the reading.
    """

    deadlines: Ints
    begun: Ints
    limits: Ints


class RowReadings(NamedTuple):
    """The readings of some rows, in order, and which of the rows were refused."""

    columns: tuple[ReadingColumn, ...]
    refused: Mask


class ReadingClock(NamedTuple):
    """What answers for some rows that have one law and one zone.

    Attributes:
        law: The texts.
        clock: What the clocks run by, of which only the zone matters.
        unit: The unit of the instants.
    """

    law: RowLaw
    clock: ClockSettings
    unit: Unit

    def readings(self, starts: Ints, events: Mapping[str, Ints]) -> RowReadings:
        """Return the readings of some rows, by when local custody ended and other events."""
        refused = np.zeros(len(starts), dtype=np.bool_)
        rules = [text.rule for text in self.law.candidates if text.asks_hold]
        at_end = [rule for rule in rules if rule is not None and rule.starts_at == CUSTODY_ENDS]
        ids = [rule.id for rule in at_end]
        defaults = dict(zip(ids, self._defaults(at_end, starts), strict=True))
        columns: list[ReadingColumn] = []
        for text in self.law.candidates:
            columns += self._readings_of(text, starts, events, defaults, refused)
        return RowReadings(tuple(columns), refused)

    def _readings_of(
        self,
        text: Candidate,
        starts: Ints,
        events: Mapping[str, Ints],
        defaults: Mapping[str, "_Default"],
        refused: Mask,
    ) -> Iterator[ReadingColumn]:
        rule = text.rule
        if not text.asks_hold or rule is None:
            status = ReadingStatus.TEXT_NOT_ON_RECORD
            if not text.asks_hold:
                status = ReadingStatus.NO_HOLD_ASKED
            label = ReadingLabel(text.title, None if rule is None else rule.id, status)
            yield ReadingColumn(label, _places(starts != NAT))
            return
        begins, missing = _start_of(rule, starts, events, refused)
        for needs, rows in missing:
            label = ReadingLabel(text.title, rule.id, ReadingStatus.NEEDS_EVENT, " ".join(needs))
            yield ReadingColumn(label, _places(rows & (starts != NAT)))
        default = defaults.get(rule.id)
        if default is None:
            begins = np.where(starts != NAT, begins, NAT)
            (default,) = self._defaults([rule], begins)
        received = events.get(DETAINER_RECEIVED)
        late = None
        if received is not None and late_receipt_point(rule) is not None:
            came_late = (starts != NAT) & (received != NAT) & (received > starts)
            late = np.where(came_late, received, NAT)
        yield from self._windows_of(rule, starts, begins, default, late, refused)

    def _windows_of(
        self,
        rule: HoldRule,
        ended: Ints,
        starts: Ints,
        by_default: "_Default",
        late: Ints | None,
        refused: Mask,
    ) -> Iterator[ReadingColumn]:
        """Yield a reading for each deadline to which the rule leads, each once in a row.

        The clock starts at the rule's own event, or also where the detainer came late.
        """
        default, some, has_all = by_default
        rows = slice(None) if has_all else _places(default != NAT)
        if not isinstance(rows, slice):
            refused |= (starts != NAT) & (default == NAT)
        first = _Windows(rows, starts[rows], default[rows])
        yield self._column(rule, None, rule.starts_at, first, ended)
        if late is not None:
            some = np.union1d(some, np.flatnonzero(late != NAT))
        if not len(some):
            return
        rivals = tuple(rival_calendars(rule, self.law.places))
        before = [default[some]]
        begins = {rule.starts_at: starts[some]}
        if late is not None:
            begins[DETAINER_RECEIVED] = late[some]
        for event, clock_starts in begins.items():
            own = before[0]
            if event != rule.starts_at:
                (own,) = self._deadlines(rule, [None], clock_starts)
                refused[some] |= (clock_starts != NAT) & (own == NAT)
                windows = _new(some, clock_starts, own, before)
                if windows is not None:
                    yield self._column(rule, None, event, windows, ended)
            calendars = [rival.calendar for rival in rivals]
            of_rivals = self._deadlines(rule, calendars, clock_starts)
            for rival, deadlines in zip(rivals, of_rivals, strict=True):
                unknown = (own != NAT) & (deadlines == NAT)
                if unknown.any() and not rival.may_be_unknown:
                    refused[some] |= self._bears_on(rival, unknown, clock_starts, own)
                windows = _new(some, clock_starts, deadlines, before)
                if windows is not None:
                    yield self._column(rule, rival.calendar, event, windows, ended)

    def _defaults(self, rules: Sequence[HoldRule], starts: Ints) -> list["_Default"]:
        """Return what rules give by default where their clocks all start at the same instants."""
        courses = tuple(self._course(rule, None) for rule in rules)
        questions = [
            Question(np.empty(len(starts), dtype=np.int64), self._near_other_days(rule))
            for rule in rules
        ]
        findings = answer_together(Kernel(courses, self.unit), starts, questions)
        has_starts = not has_nat(starts)
        return [
            _Default(question.out, finding.watched, has_starts and not finding.unanswered.row_count)
            for question, finding in zip(questions, findings, strict=True)
        ]

    def _near_other_days(self, rule: HoldRule) -> Watch | None:
        """Return what says near which windows a rival has other days than the default.

        Where it has the same days from the start to the deadline, it has the same deadline.
        """
        calendar = rule_calendar(rule, None, rule.starts_at)
        rivals = tuple(rival.calendar for rival in rival_calendars(rule, self.law.places))
        if calendar is None or not rivals:
            return None

        def near(starts: Ints, deadlines: Ints) -> Mask:
            # A local day is the day in UTC, or one beside it.
            first, last = starts // self._day - 1, deadlines // self._day + 1
            years = range(_year(int(first.min())), _year(int(last.max())) + 1) if len(first) else ()
            apart = [_NO_DAYS, *(_days_apart(calendar, rivals, year) for year in years)]
            days = np.concatenate(apart)
            near: Mask = np.searchsorted(days, first) < np.searchsorted(days, last, "right")
            return near

        return near

    def _deadlines(
        self, rule: HoldRule, calendars: Sequence[HolidayCalendar | None], starts: Ints
    ) -> list[Ints]:
        """Return the deadlines of a rule under some calendars; None stands for its own."""
        courses = tuple(self._course(rule, calendar) for calendar in calendars)
        questions = [Question(np.empty(len(starts), dtype=np.int64)) for _ in courses]
        answer_together(Kernel(courses, self.unit), starts, questions)
        return [question.out for question in questions]

    def _course(self, rule: HoldRule, calendar: HolidayCalendar | None) -> DeadlineCourse:
        return deadlines_of(clock_settings(rule, self.clock.zone, calendar, rule.starts_at))

    def _column(
        self,
        rule: HoldRule,
        calendar: HolidayCalendar | None,
        event: str,
        windows: "_Windows",
        ended: Ints,
    ) -> ReadingColumn:
        """Return the windows of some rows under a rule as a reading of them."""
        rows, starts, deadlines = windows
        days = calendar or rule_calendar(rule, None, rule.starts_at)
        label = ReadingLabel(title_of(rule, days, event), rule.id, ReadingStatus.COMPUTED)
        times = ReadingTimes(deadlines, starts, deadlines)
        if event != CUSTODY_ENDS:
            begun, limits = (np.maximum(at, ended[rows]) for at in (starts, deadlines))
            times = ReadingTimes(deadlines, begun, limits)
        return ReadingColumn(label, rows, times)

    def _bears_on(self, rival: RivalCalendar, rows: Mask, starts: Ints, deadlines: Ints) -> Mask:
        """Return in which of some rows a calendar is a reading, by their default windows."""
        bears = rows.copy()
        if rival.days is None:
            return bears
        if isinstance(rival.days, HolidayList):
            near = np.zeros(len(rows), dtype=np.bool_)
            for ticks, days in ((starts, -1), (deadlines, 1)):
                near |= np.isin(years_of(ticks + days * self._day, self.unit), rival.days.years)
            bears &= near
        for row in np.flatnonzero(bears).tolist():
            window = (self.unit.instant(int(ticks[row])) for ticks in (starts, deadlines))
            first, last = (at.astimezone(self.clock.zone).date() for at in window if at)
            bears[row] = rival.bears_on(first, last)
        return bears

    @property
    def _day(self) -> int:
        return _ONE_DAY // timedelta.resolution * MICROSECOND // self.unit.nanoseconds


class _Default(NamedTuple):
    """What a rule gives by default.

    Attributes:
        deadlines: The deadlines.
        near: The rows near which a rival has other days.
        has_all: Whether each row has a deadline.
    """

    deadlines: Ints
    near: Places
    has_all: bool


class _Windows(NamedTuple):
    """The windows of some rows under one rule: the rows, when the clocks start, and run out."""

    rows: Places | slice
    starts: Ints
    deadlines: Ints


def _new(rows: Places, starts: Ints, deadlines: Ints, before: list[Ints]) -> _Windows | None:
    """Return the windows whose deadline their row did not have before; None if there is none."""
    is_new = reduce(np.logical_and, (deadlines != other for other in before), deadlines != NAT)
    places = np.flatnonzero(is_new)
    if not len(places):
        return None
    before.append(deadlines)
    return _Windows(rows[places], starts[places], deadlines[places])


def _places(rows: Mask) -> Places | slice:
    """Return the places of rows that are marked; of all as a slice, which needs no copies."""
    return slice(None) if rows.all() else np.flatnonzero(rows)


def _year(day: int) -> int:
    """Return the year of a day, counted from 1970-01-01; one that Python has."""
    year: int = np.datetime64(day, "D").astype("M8[Y]").astype(np.int64).item() + EPOCH.year
    return min(max(year, MINYEAR), MAXYEAR)


@by_law
def _days_apart(
    calendar: HolidayCalendar, others: tuple[HolidayCalendar, ...], year: int
) -> npt.NDArray[np.int64]:
    """Return the days of a year that a calendar and another do not, or may not, both have."""
    first = np.datetime64(date(year, 1, 1)).astype(np.int64)
    days = (date(year, 1, 1) + n * _ONE_DAY for n in range(365 + isleap(year)))
    return first + np.flatnonzero(
        [any(_may_differ(calendar, other, day) for other in others) for day in days]
    )


def _may_differ(calendar: HolidayCalendar, other: HolidayCalendar, day: date) -> bool:
    try:
        return (day in calendar) != (day in other)
    except CoverageError:
        return True


def _start_of(
    rule: HoldRule, starts: Ints, events: Mapping[str, Ints], refused: Mask
) -> tuple[Ints, list[tuple[tuple[str, ...], Mask]]]:
    """Return when the clock of a rule starts, and which events are missing in which rows.

    As `start_of` of the scalar rule, row by row; rows that contradict themselves are refused.
    """
    event = catalog.event(rule.starts_at)
    if event.id == CUSTODY_ENDS:
        return starts, []
    nothing = np.full(len(starts), NAT, dtype=np.int64)
    own = events.get(event.id, nothing)
    has_own = own != NAT
    for part in event.later_of:
        refused |= has_own & (events.get(part, nothing) > own)
    needed = event.later_of or (event.id,)
    parts = {part: events.get(part, nothing) for part in needed}
    begins = np.where(has_own, own, reduce(np.maximum, parts.values()))
    missing: list[tuple[tuple[str, ...], Mask]] = []
    for count in range(1, len(needed) + 1):
        for ids in combinations(needed, count):
            rows = reduce(
                np.logical_and,
                ((ticks == NAT) == (part in ids) for part, ticks in parts.items()),
                ~has_own,
            )
            if rows.any():
                missing.append((ids, rows))
                begins = np.where(rows, NAT, begins)
    return begins, missing
