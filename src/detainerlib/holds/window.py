"""How long a hold may last under one rule: the window, its deadline, and why."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib._arguments import takes
from detainerlib._html import paragraph, small_print
from detainerlib._printing import Listing
from detainerlib._validation import EventId, checked
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._hold_rules import federal_rules
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._places import government_of
from detainerlib.errors import CoverageError
from detainerlib.holds import clock
from detainerlib.holds.facility import (
    above,
    check_clock,
    closing_for,
    deadline_there,
    instant_at,
    law_on_holding,
    preface,
    zone_of_day,
)
from detainerlib.holds.spans import Span, strip_html
from detainerlib.holds.steps import Reckoning, steps_of
from detainerlib.holds.terms import clock_settings
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE, HoldRule
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.sentences import holds as sentences
from detainerlib.sources.explanation import Explanation, Step
from detainerlib.times.bounds import limits_of
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import beyond, same_instant, to_utc
from detainerlib.times.zones import place

_NO_TIME: Final = timedelta(0)


@attrs.frozen(kw_only=True, field_transformer=checked)
class HoldWindow(UnderLaw):
    """The time that a request to hold runs under one rule; made by `hold_window`.

    Attributes:
        clock_starts: When the clock starts, in the facility's zone.
        deadline: The last moment within the rule, which is itself within, in the same zone.
        rule: The rule.
        zone: The key of the facility's zone.
        calendar: The reading of the rule's word "holidays"; None for a rule that excludes none.
        starts_at: The id of the event that starts the clock: the rule's or, by the other reading
            of a detainer that came after custody had ended, its receipt.
        jurisdiction: The facility's place; None where none was given.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> window = dl.hold_window(datetime(2025, 7, 3, 17), zone="Central")
    >>> print(window.deadline, window.remaining(datetime(2025, 7, 8, 12)))
    2025-07-08 17:00:00-05:00 5:00:00
    """

    clock_starts: datetime = attrs.field(eq=same_instant)
    deadline: datetime = attrs.field(eq=same_instant)
    rule: HoldRule
    zone: str
    calendar: HolidayCalendar | None
    starts_at: EventId = CUSTODY_ENDS
    jurisdiction: Jurisdiction | None = None

    @property
    def authority_to_hold(self) -> tuple[str, ...]:
        """What the law of the place says on holding at all; empty where none was given."""
        return above(self.jurisdiction, self.clock_starts.date())

    @property
    def spans(self) -> tuple[Span, ...]:
        """The window cut into local days, each counted or not, with all its reasons."""
        zone = place(self.zone)
        days = clock.local_days(zone, self.rule.excludes, self.calendar)
        start, end = same_instant(self.clock_starts), same_instant(self.deadline)
        return Listing(
            Span(
                day=date.fromordinal(stretch.ordinal),
                begins=stretch.begins.astimezone(zone),
                ends=stretch.ends.astimezone(zone),
                reasons=stretch.reasons,
            )
            for stretch in clock.walk(start, end, days)
        )

    def remaining(self, at: datetime) -> timedelta:
        """Elapsed time from `at` to the deadline; never negative.

        Raises:
            InstantError, NotAnInstantError: If `at` has no time zone, did not happen, or happened
                twice.
        """
        return max(same_instant(self.deadline) - self._instant(at, "at"), _NO_TIME)

    def overrun(self, released: datetime) -> timedelta:
        """Elapsed time from the deadline to the release; never negative, every hour counts.

        Raises:
            InstantError, NotAnInstantError: If `released` has no time zone, did not happen, or
                happened twice.
        """
        return max(self._instant(released, "released") - same_instant(self.deadline), _NO_TIME)

    def is_over(self, at: datetime) -> bool:
        """Whether `at` is later than the deadline; the deadline itself is still within.

        Raises:
            InstantError, NotAnInstantError: If `at` has no time zone, did not happen, or happened
                twice.
        """
        return self._instant(at, "at") > same_instant(self.deadline)

    def _instant(self, value: datetime, where: str) -> datetime:
        return to_utc(value, where, place(self.zone))

    @property
    def explanation(self) -> Explanation:
        """Why the deadline is what it is, step by step, each step with its citations."""
        holding = law_on_holding(self.jurisdiction, self.clock_starts.date())
        first = preface(holding, self.zone)
        steps = [*first, *steps_of(self._reckoning(self._others()))]
        on = self.clock_starts.date()
        return explanation_of(steps, closing_for(self.jurisdiction), on=on)

    @takes
    def steps(self, *, on: date | None = None, early_ends: bool = True) -> tuple[Step, ...]:
        """The steps of the explanation, without the other federal readings.

        Args:
            on: The day whose law was asked for; by default that on which the clock starts.
            early_ends: Whether to say that what would end the hold earlier is not known here.
        """
        return tuple(steps_of(self._reckoning((), on, early_ends=early_ends)))

    def __str__(self) -> str:
        """One sentence that names the rule and the earliest federal reading, below the law."""
        law = self.authority_to_hold
        of = deadline_there(self.jurisdiction, self.clock_starts.date())
        rank = on_deadlines.Rank
        told = (self.rule.title, self.deadline)
        if self.earlier is None:
            return "\n".join([*law, f"{on_deadlines.expires(*told, of=of)}."])
        other, ends = self.earlier
        earliest = on_deadlines.expires(other.title, ends, of=of, rank=rank.EARLIEST)
        later = on_deadlines.expires(*told, of=of, rank=rank.LATER)
        apart = on_deadlines.agreement(self.remaining(ends), 2, 2, of=of)
        return "\n".join([*law, f"{earliest}.", f"{later}.", apart])

    @property
    def earlier(self) -> tuple[HoldRule, datetime] | None:
        """The federal reading on file that ends first, and when; None if this one does."""
        others = [
            (rule, ends)
            for rule, ends in self._others()
            if ends is not None and same_instant(ends) < same_instant(self.deadline)
        ]
        return min(others, key=lambda other: same_instant(other[1])) if others else None

    def _repr_html_(self) -> str:
        line = str(self)
        return (
            paragraph(line)
            + strip_html(self.spans, line)
            + small_print(ending(closing_for(self.jurisdiction)))
        )

    def _reckoning(
        self,
        others: tuple[tuple[HoldRule, datetime | None], ...],
        on: date | None = None,
        *,
        early_ends: bool = True,
    ) -> Reckoning:
        return Reckoning(
            rule=self.rule,
            zone=self.zone,
            calendar=self.calendar,
            starts_at=self.starts_at,
            spans=self.spans,
            on=self.clock_starts.date() if on is None else on,
            others=others,
            early_ends=early_ends,
        )

    def _others(self) -> tuple[tuple[HoldRule, datetime | None], ...]:
        # The other federal rules in force on the day the clock starts.
        if self.rule.starts_at != CUSTODY_ENDS:
            return ()
        day = self.clock_starts.date()
        return tuple(
            (rule, self._deadline_under(rule))
            for rule in federal_rules()
            if rule.id != self.rule.id
            and rule.starts_at == CUSTODY_ENDS
            and rule.period.contains(day)
        )

    def _deadline_under(self, rule: HoldRule) -> datetime | None:
        calendar = self.calendar if rule.excludes_holidays else None
        try:
            return hold_deadline(self.clock_starts, rule=rule, calendar=calendar)
        except CoverageError:
            return None


@attrs.frozen(kw_only=True, field_transformer=checked)
class HoldBounds(UnderLaw):
    """The earliest and the latest window when only the day of the start is known.

    Attributes:
        day: The day.
        earliest: The window if the clock started at the first moment of the day.
        latest: The window if it started in the day's last microsecond.

    Authority: 8-cfr-287.7

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> bounds = dl.hold_bounds(date(2025, 7, 3), zone="Central")
    >>> print(bounds.earliest.deadline, bounds.latest.deadline)
    2025-07-08 00:00:00-05:00 2025-07-08 23:59:59.999999-05:00
    """

    day: date
    earliest: HoldWindow
    latest: HoldWindow

    @property
    def rule(self) -> HoldRule:
        """The rule."""
        return self.earliest.rule

    @property
    def zone(self) -> str:
        """The key of the facility's zone."""
        return self.earliest.zone

    @property
    def calendar(self) -> HolidayCalendar | None:
        """The reading of the rule's word "holidays"; None for a rule that excludes none."""
        return self.earliest.calendar

    @property
    def jurisdiction(self) -> Jurisdiction | None:
        """The facility's place; None where none was given."""
        return self.earliest.jurisdiction

    def __str__(self) -> str:
        """One sentence with both deadlines, or the one where they are the same."""
        law = self.earliest.authority_to_hold
        sentence = on_deadlines.expires_between(
            self.rule.title,
            self.earliest.deadline,
            self.latest.deadline,
            of=deadline_there(self.jurisdiction, self.day),
        )
        unknown = sentences.starts_at_unknown_time(self.day)
        return "\n".join([*law, f"{sentence}.", unknown])

    @property
    def explanation(self) -> Explanation:
        """Why each of the two is what it is: first the earliest, then the latest."""
        steps = [*self.earliest.explanation, *self.latest.steps()]
        return explanation_of(steps, closing_for(self.jurisdiction), on=self.day)

    def _repr_html_(self) -> str:
        axis = (self.earliest.clock_starts, self.latest.deadline)
        strips = "".join(
            strip_html(window.spans, str(window), axis) for window in (self.earliest, self.latest)
        )
        return paragraph(str(self)) + strips + small_print(ending(closing_for(self.jurisdiction)))


def hold_window(
    custody_ends: datetime,
    *,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    jurisdiction: JurisdictionLike | None = None,
    calendar: HolidayCalendar | None = None,
    event: str = CUSTODY_ENDS,
) -> HoldWindow:
    """Return the time that a request to hold runs under one rule.

    The clock runs in elapsed time over the local days that count and stands still on the others;
    the deadline is the earliest time at which the counted time is complete.

    Args:
        custody_ends: When local custody ends; for a rule that starts at another event, when that
            event happens, which `event` must name. A datetime without a zone is local time of
            `zone`, or of the jurisdiction.
        rule: The rule or its id; 8 C.F.R. § 287.7(d) by default.
        zone: The facility's zone, by its key or by a name such as "Central"; by default that of
            `custody_ends`, where it is a `zoneinfo.ZoneInfo` with a place's key, and else that
            of the jurisdiction.
        jurisdiction: The facility's place, by its code or name. A zone that is given must show
            its local times from the start to the deadline.
        calendar: The reading of the rule's word "holidays"; `FederalHolidays()` by default.
        event: The id of the event that `custody_ends` is the time of.

    Raises:
        NotAnInstantError, InstantError: If `custody_ends` has no time zone, did not happen, or
            happened twice.
        ZoneError: If no zone of a place is given, or one with another clock than the jurisdiction.
        UnknownIdError: If the rule or the jurisdiction is not on file.
        EventError: If the rule's clock starts at another event than `event`.
        CalendarError: If a calendar is given for a rule that excludes no holidays.
        CoverageError: If the calendar does not know a day that the clock passes.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> print(hold_window(thursday).deadline)
    2025-07-08 17:00:00-05:00
    """
    government = government_of(jurisdiction)
    start, facility = instant_at(custody_ends, zone, government, "custody_ends")
    settings = clock_settings(rule, facility, calendar, event)
    try:
        clock_starts = start.astimezone(facility)
        ordinal = clock_starts.toordinal()
        deadline = clock.run(start, ordinal, settings.rule.duration, settings.days)
        check_clock(government, facility, (start, deadline), custody_ends.tzinfo)
        return HoldWindow(
            clock_starts=clock_starts,
            deadline=deadline.astimezone(facility),
            rule=settings.rule,
            zone=facility.key,
            calendar=settings.calendar,
            starts_at=event,
            jurisdiction=government,
        )
    except OverflowError:
        raise beyond(custody_ends, "custody_ends") from None


def hold_deadline(
    custody_ends: datetime,
    *,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    jurisdiction: JurisdictionLike | None = None,
    calendar: HolidayCalendar | None = None,
    event: str = CUSTODY_ENDS,
) -> datetime:
    """Return the last moment at which a hold is within one rule, in the facility's zone.

    The same as `hold_window(...).deadline`, with the same arguments and errors.

    Authority: 8-cfr-287.7

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> saturday = datetime(2025, 5, 10, 10, tzinfo=ZoneInfo("America/Chicago"))
    >>> print(hold_deadline(saturday))
    2025-05-14 00:00:00-05:00
    """
    return hold_window(
        custody_ends,
        rule=rule,
        zone=zone,
        jurisdiction=jurisdiction,
        calendar=calendar,
        event=event,
    ).deadline


def hold_bounds(
    custody_ends: date,
    *,
    zone: str | ZoneInfo | None = None,
    rule: HoldRule | str = DEFAULT_RULE,
    jurisdiction: JurisdictionLike | None = None,
    calendar: HolidayCalendar | None = None,
    event: str = CUSTODY_ENDS,
) -> HoldBounds:
    """Return the earliest and the latest window when only the day is on file.

    Args:
        custody_ends: The facility's local date on which local custody ends, or on which `event`
            happens.
        zone: The facility's zone; it may be left out beside a jurisdiction that has one.
        rule: As for `hold_window`.
        jurisdiction: As for `hold_window`.
        calendar: As for `hold_window`.
        event: As for `hold_window`.

    Raises:
        NotADayError: If `custody_ends` is a datetime or no date.
        DayError: If the zone never had that date.
        DetainerError: As for `hold_window`.

    Authority: 8-cfr-287.7

    >>> from datetime import date
    >>> bounds = hold_bounds(date(2025, 5, 5), zone="America/Chicago")
    >>> print(bounds.earliest.deadline)
    2025-05-07 00:00:00-05:00
    >>> print(bounds.latest.deadline)
    2025-05-07 23:59:59.999999-05:00
    """
    government = government_of(jurisdiction)
    facility = zone_of_day(custody_ends, zone, government, "custody_ends")
    earliest, latest = (
        hold_window(
            start,
            rule=rule,
            zone=facility,
            jurisdiction=government,
            calendar=calendar,
            event=event,
        )
        for start in limits_of(custody_ends, facility, "custody_ends")
    )
    return HoldBounds(day=custody_ends, earliest=earliest, latest=latest)
