"""What the texts of rows give: a deadline for each reading of each row, or why there is none."""

from calendar import isleap
from collections.abc import Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import reduce
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from detainerlib import catalog
from detainerlib.bulk._kernel.kernel import Kernel, answer, years_of
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.segments import EPOCH
from detainerlib.bulk._kernel.units import MICROSECOND, NAT, Unit
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
        rows: Which of the rows have it.
        deadlines: The deadline of each of these; None where it was not computed.
        starts: When its clock started; None where it was not computed.
    """

    label: ReadingLabel
    rows: Places | slice
    deadlines: Ints | None = None
    starts: Ints | None = None


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
        columns = [
            column
            for text in self.law.candidates
            for column in self._readings_of(text, starts, events, refused)
        ]
        return RowReadings(tuple(columns), refused)

    def _readings_of(
        self, text: Candidate, starts: Ints, events: Mapping[str, Ints], refused: Mask
    ) -> Iterator[ReadingColumn]:
        known = starts != NAT
        rule = text.rule
        if not text.asks_hold or rule is None:
            status = ReadingStatus.TEXT_NOT_ON_RECORD
            if not text.asks_hold:
                status = ReadingStatus.NO_HOLD_ASKED
            label = ReadingLabel(text.title, None if rule is None else rule.id, status)
            yield ReadingColumn(label, _places(known))
            return
        begins, missing = _start_of(rule, starts, events, refused)
        for needs, rows in missing:
            label = ReadingLabel(text.title, rule.id, ReadingStatus.NEEDS_EVENT, " ".join(needs))
            yield ReadingColumn(label, _places(rows & known))
        begins = begins if begins is starts else np.where(known, begins, NAT)
        received = events.get(DETAINER_RECEIVED)
        late = np.full(len(starts), NAT, dtype=np.int64)
        if received is not None and late_receipt_point(rule) is not None:
            late = np.where(known & (received != NAT) & (received > starts), received, NAT)
        yield from self._windows_of(rule, begins, late, refused)

    def _windows_of(
        self, rule: HoldRule, starts: Ints, late: Ints, refused: Mask
    ) -> Iterator[ReadingColumn]:
        """Yield a reading for each deadline to which the rule leads, each once in a row.

        The clock starts at the rule's own event, or also where the detainer came late.
        """
        default = self._deadlines(rule, None, starts)
        answered = default != NAT
        refused |= (starts != NAT) & ~answered
        rivals = tuple(rival_calendars(rule, self.law.places))
        label = self._label(rule, None, rule.starts_at)
        rows = _places(answered)
        whole = isinstance(rows, slice)
        yield ReadingColumn(
            label, rows, default if whole else default[rows], starts if whole else starts[rows]
        )
        near = self._near_other_days(rule, rivals, starts, default)
        some = np.flatnonzero((late != NAT) if near is None else near | (late != NAT))
        if not len(some):
            return
        before = [default[some]]
        for event, begins in ((rule.starts_at, starts[some]), (DETAINER_RECEIVED, late[some])):
            own = before[0]
            if event != rule.starts_at:
                own = self._deadlines(rule, None, begins)
                refused[some] |= (begins != NAT) & (own == NAT)
                yield from self._if_new(rule, None, event, (some, begins, own), before)
            for rival in rivals:
                deadlines = self._deadlines(rule, rival.calendar, begins)
                unknown = (own != NAT) & (deadlines == NAT)
                if unknown.any() and not rival.may_be_unknown:
                    refused[some] |= self._bears_on(rival, unknown, begins, own)
                window = (some, begins, deadlines)
                yield from self._if_new(rule, rival.calendar, event, window, before)

    def _near_other_days(
        self, rule: HoldRule, rivals: Sequence[RivalCalendar], starts: Ints, deadlines: Ints
    ) -> Mask | None:
        """Return the rows near whose windows a rival has other days than the default; None if none.

        Where it has the same days from the start to the deadline, it has the same deadline.
        """
        known = starts[deadlines != NAT]
        calendar = rule_calendar(rule, None, rule.starts_at)
        if not rivals or calendar is None or not len(known):
            return None
        # A local day is the day in UTC, or one beside it.
        first, last = int(known.min()) // self._day - 1, int(deadlines.max()) // self._day + 1
        most = int((np.where(deadlines == NAT, starts, deadlines) - starts).max())
        years = range(_year(first), _year(last) + 1)
        apart = np.zeros(last - first + 1, dtype=np.int64)
        for rival in rivals:
            for year in years:
                days = _days_apart(calendar, rival.calendar, year)
                days = days[(days >= first) & (days <= last)]
                apart[days - first] = 1
        counted = np.concatenate([[0], np.cumsum(apart)])
        begins = np.arange(len(apart))
        ends = np.minimum(begins + most // self._day + 4, len(apart))
        near = counted[ends] > counted[np.maximum(begins - 1, 0)]
        return near[np.clip(starts // self._day - first, 0, len(near) - 1)]

    def _deadlines(self, rule: HoldRule, calendar: HolidayCalendar | None, starts: Ints) -> Ints:
        settings = clock_settings(rule, self.clock.zone, calendar, rule.starts_at)
        deadlines = np.empty(len(starts), dtype=np.int64)
        answer(Kernel((deadlines_of(settings),), self.unit), starts, deadlines)
        return deadlines

    def _if_new(
        self,
        rule: HoldRule,
        calendar: HolidayCalendar | None,
        event: str,
        window: tuple[Places, Ints, Ints],
        before: list[Ints],
    ) -> Iterator[ReadingColumn]:
        """Yield a reading of those of some rows that had no reading of its deadline before."""
        rows, starts, deadlines = window
        answered = deadlines != NAT
        present = reduce(np.logical_and, (deadlines != other for other in before), answered)
        if not present.any():
            return
        before.append(deadlines)
        label = self._label(rule, calendar, event)
        yield ReadingColumn(label, rows[present], deadlines[present], starts[present])

    def _label(self, rule: HoldRule, calendar: HolidayCalendar | None, event: str) -> ReadingLabel:
        calendar = calendar or rule_calendar(rule, None, rule.starts_at)
        return ReadingLabel(title_of(rule, calendar, event), rule.id, ReadingStatus.COMPUTED)

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


def _places(rows: Mask) -> Places | slice:
    """Return the places of rows that are marked; of all as a slice, which needs no copies."""
    return slice(None) if rows.all() else np.flatnonzero(rows)


def _year(day: int) -> int:
    """Return the year of a day, counted from 1970-01-01; one that Python has."""
    year: int = np.datetime64(day, "D").astype("M8[Y]").astype(np.int64).item() + EPOCH.year
    return min(max(year, MINYEAR), MAXYEAR)


@by_law
def _days_apart(
    calendar: HolidayCalendar, other: HolidayCalendar, year: int
) -> npt.NDArray[np.int64]:
    """Return the days of a year that only one of two calendars has, or may have."""
    first = np.datetime64(date(year, 1, 1)).astype(np.int64)
    days = (date(year, 1, 1) + n * _ONE_DAY for n in range(365 + isleap(year)))
    return first + np.flatnonzero([_may_differ(calendar, other, day) for day in days])


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
