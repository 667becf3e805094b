"""Whether a person was held too long under a rule: within it, over it by how much, or unknown."""

import enum
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._html import paragraph, small_print
from detainerlib._printing import Printed
from detainerlib._validation import checked, is_day
from detainerlib._wording import length, length_between
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._places import government_of
from detainerlib.holds.facility import above, check_clock, preface, zone_of_times
from detainerlib.holds.start_events import (
    custody_events,
    event_instants,
    last_end_of_custody,
    start_of,
)
from detainerlib.holds.terms import rule_calendar
from detainerlib.holds.window import HoldWindow, hold_window
from detainerlib.models.custody import CustodyEvent
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE, HoldRule
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.calendars import FederalHolidays, HolidayCalendar
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Unknown
from detainerlib.times.zones import place

_NO_TIME: Final = timedelta(0)
_NO_EVENTS: Final[Mapping[str, datetime]] = MappingProxyType({})


class AuditOutcome(enum.StrEnum):
    """What is known of the time between the last instant within a rule and the release."""

    WITHIN = "within"
    """There was none: the release came at the last instant within the rule, or before."""
    OVER = "over"
    """There was some, and it is known to the microsecond."""
    BOUNDED = "bounded"
    """It lies between a least and a most, as a time of day is not on record."""
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True, field_transformer=checked)
class HoldAudit(Printed):
    """Whether one hold was within one rule; made by `audit_hold`, or by `HoldReadings.audit`.

    Attributes:
        title: The short name of the rule, or of what gave the reading.
        rule: The rule; None for a reading that has none.
        calendar: The reading of the rule's word "holidays"; None for a rule that excludes none.
        released: When the person was released; None where that is not on record.
        custody_ends: When local custody ended, where the clock starts at another event.
        earliest: The window if the clock started at the earliest; None where that is not known.
        latest: The window if it started at the latest.
        reason: Why nothing more is known; None where it is known.
        citation: The words it rests on.
        jurisdiction: The facility's place; None where none was given.
    """

    title: str
    rule: HoldRule | None = None
    calendar: HolidayCalendar | None = None
    released: TimeBounds | None = None
    custody_ends: TimeBounds | None = None
    earliest: HoldWindow | None = None
    latest: HoldWindow | None = None
    reason: str | None = None
    citation: Citation
    jurisdiction: Jurisdiction | None = None

    @property
    def authority_to_hold(self) -> tuple[str, ...]:
        """What the law of the place says on holding at all; empty where none was given.

        The law is that of the day on which local custody ended, or on which the clock started.
        """
        return above(self.jurisdiction, self._day)

    @property
    def _day(self) -> date | None:
        if self.custody_ends is not None:
            return self.custody_ends.earliest.date()
        if self.earliest is not None:
            return self.earliest.clock_starts.date()
        return None if self.released is None else self.released.earliest.date()

    @property
    def within_until(self) -> TimeBounds | None:
        """The last instant within the rule, as known as the start of its clock is."""
        if self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.deadline, self.latest.deadline
        if self.custody_ends is not None:
            first = max(first, self.custody_ends.earliest, key=same_instant)
            last = max(last, self.custody_ends.latest, key=same_instant)
        return TimeBounds(earliest=first, latest=last)

    @property
    def least(self) -> timedelta | None:
        """The least time over the rule that there can have been, elapsed; None if unknown."""
        if self.released is None or self.within_until is None:
            return None
        return _time_after(self.released.earliest, self.within_until.latest)

    @property
    def most(self) -> timedelta | None:
        """The most; the same as the least where the outcome is within or over."""
        if self.released is None or self.within_until is None:
            return None
        return _time_after(self.released.latest, self.within_until.earliest)

    @property
    def outcome(self) -> AuditOutcome:
        """What is known of the time over the rule."""
        if self.least is None:
            return AuditOutcome.UNKNOWN
        if self.least != self.most:
            return AuditOutcome.BOUNDED
        return AuditOutcome.OVER if self.most else AuditOutcome.WITHIN

    @property
    def overrun(self) -> timedelta | None:
        """The time over the rule, elapsed, to the microsecond; None where it is not exact."""
        return self.least if self.least == self.most else None

    @property
    def is_over(self) -> bool | None:
        """Whether the hold was over the rule; None where that is not settled."""
        if self.least is None or self.most is None:
            return None
        if self.least:
            return True
        return None if self.most else False

    @property
    def released_before_start(self) -> bool | None:
        """Whether the release came before local custody ended, or as it did: no hold began.

        For a rule whose clock starts at another event it is that event, unless it is known when
        local custody ended. None where that is not settled. Such a release is within every rule;
        where it came before, one of the two times is wrong or custody ended otherwise.
        """
        if self.released is None or self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.clock_starts, self.latest.clock_starts
        if self.custody_ends is not None:
            first, last = self.custody_ends.earliest, self.custody_ends.latest
        if same_instant(self.released.latest) <= same_instant(first):
            return True
        return False if same_instant(self.released.earliest) > same_instant(last) else None

    def steps(self) -> tuple[Step, ...]:
        """Why it is what it is, step by step."""
        windows = [window for window in (self.earliest, self.latest) if window is not None]
        steps = list(dict.fromkeys(step for window in windows for step in window.steps()))
        own: list[str] = []
        if self._ends_later:
            own += [f"Until local custody ended, {self._ends_later}, no hold was running."]
        if self.released is not None and self.within_until is not None:
            verdict = self._verdict().capitalize()
            within = f"Within {self.title} until {self.within_until}"
            own += [f"Released: {self.released}. {within}. {verdict}."]
        if self.released_before_start:
            own += ["The release came before local custody ended, or as it did: no hold began."]
        steps += [step_of(StepStatus.APPLIED, statement, self.citation) for statement in own]
        if self.least is None:
            steps += [step_of(StepStatus.UNKNOWN, self.sentence, self.citation)]
        return tuple(steps)

    @property
    def explanation(self) -> Explanation:
        """Why it is what it is, each step with its citations: first the law on holding at all."""
        zone = None if self.earliest is None else self.earliest.zone
        return explanation_of([*preface(self.jurisdiction, zone, self._day), *self.steps()])

    def __str__(self) -> str:
        """One sentence; above it, where a place was given, its law on holding at all."""
        return "\n".join([*self.authority_to_hold, self.sentence])

    @property
    def sentence(self) -> str:
        """Whether it was within the rule, in one sentence."""
        no_hold = "; no hold began before the release" if self.released_before_start else ""
        return f"{self.title}: {self._verdict()}{no_hold}{self._out_of_force()}."

    def _out_of_force(self) -> str:
        if self.rule is None or self.earliest is None:
            return ""
        in_force = self.rule.period.contains(self.earliest.clock_starts.date())
        return "; it was not in force that day" if in_force is False else ""

    @property
    def _ends_later(self) -> TimeBounds | None:
        """The end of local custody, where the clock had run out by then."""
        if self.latest is None or self.custody_ends is None:
            return None
        ended = same_instant(self.custody_ends.latest)
        late = ended > same_instant(self.latest.deadline)
        return self.custody_ends if late else None

    def _verdict(self) -> str:
        if self.least is None or self.most is None:
            return f"unknown, as {self.reason}"
        if not self.most:
            return "within"
        if self.least == self.most:
            return f"over by {length(self.most)}"
        if self.least:
            return f"over by {length_between(self.least, self.most)}"
        return f"within, or over by {length_between(_NO_TIME, self.most)}"

    def _repr_html_(self) -> str:
        return paragraph(str(self)) + small_print(ending())


def audit_hold(
    custody_ends: datetime | date | Unknown | Iterable[CustodyEvent],
    released: datetime | date | Unknown,
    *,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    jurisdiction: JurisdictionLike | None = None,
    calendar: HolidayCalendar | None = None,
    events: Mapping[str, datetime] = _NO_EVENTS,
) -> HoldAudit:
    """Return whether a person was held too long under one rule, and by how much.

    A release at the deadline is within; one microsecond later is over, and every hour after the
    deadline counts. Where one of the times is known to the day only the answer is bounded: the
    least and the most time over the rule for every instant within the day. Time before local
    custody ended is never over, also where a rule's clock that starts at another event had run out.

    Args:
        custody_ends: When local custody ended: an instant, the facility's local date, or UNKNOWN;
            or custody events, of which the last end of custody that is not itself an immigration
            hold is taken.
        released: When the person was released, or handed over: an instant, a local date, or
            UNKNOWN.
        rule: As for `hold_window`.
        zone: The facility's zone, as for `hold_window`. A date needs it, or a jurisdiction.
        jurisdiction: The facility's place, as for `hold_window`.
        calendar: As for `hold_window`.
        events: The instants of other events that start a rule's clock, by event id, as for
            `hold_readings`.

    Raises:
        NotAnInstantError, InstantError: If a time is neither an instant, a date nor UNKNOWN.
        ZoneError: If no zone of a place is given, or none beside a date.
        DayError: If the zone never had a date.
        EventError: If `events` names the end of custody again.
        DetainerError: As for `hold_window`.

    Authority: 8-cfr-287.7

    >>> from zoneinfo import ZoneInfo
    >>> chicago = ZoneInfo("America/Chicago")
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=chicago)
    >>> print(audit_hold(thursday, datetime(2025, 7, 9, 8, tzinfo=chicago)))
    8 CFR 287.7(d): over by 15 hours.
    >>> print(audit_hold(thursday, date(2025, 7, 8), zone="America/Chicago"))
    8 CFR 287.7(d): within, or over by less than 7 hours.
    """
    if not isinstance(rule, HoldRule):
        rule = catalog.rule(rule)
    calendar = rule_calendar(rule, calendar, rule.starts_at)
    government = government_of(jurisdiction)
    if isinstance(custody_ends, Iterable) and not isinstance(custody_ends, str):
        custody_ends = (*custody_events(custody_ends),)
    if zone is None:
        zone = _zone_of(custody_ends, released, government)
    ends, facility = _ends_of(custody_ends, zone)
    release = time_bounds(released, zone if is_day(released) else facility, "released")
    instants = event_instants(events, facility)
    start, needs = _start_of(rule, ends, instants)
    unrecorded = (*needs, *([] if ends else [CUSTODY_ENDS]))
    missing = [f"when {catalog.event(id).happens} is not on record" for id in unrecorded]
    if missing or start is None:
        missing += ["the release is not on record"] if release is None else []
        return HoldAudit(
            title=audit_title(rule, calendar),
            rule=rule,
            calendar=calendar,
            released=release,
            reason=" and ".join(dict.fromkeys(missing)),
            citation=rule.citation,
            jurisdiction=government,
        )
    earliest, latest = (
        hold_window(instant, rule=rule, zone=facility, calendar=calendar, event=rule.starts_at)
        for instant in (start.earliest, start.latest)
    )
    if facility is not None:
        times = (start.earliest, earliest.deadline, latest.deadline)
        check_clock(government, facility, times, getattr(custody_ends, "tzinfo", None))
    end_of_custody = None if rule.starts_at == CUSTODY_ENDS else ends
    audit = audit_window(earliest, latest, release, end_of_custody)
    return attrs.evolve(audit, jurisdiction=government)


def _zone_of(
    custody_ends: datetime | date | Unknown | Iterable[CustodyEvent],
    released: datetime | date | Unknown,
    government: Jurisdiction | None,
) -> ZoneInfo | None:
    """Return the zone of the place, where no time carries one."""
    if isinstance(custody_ends, Iterable) and not isinstance(custody_ends, str):
        return zone_of_times([*(event.at for event in custody_ends), released], government)
    return zone_of_times([custody_ends, released], government)


def _ends_of(
    custody_ends: datetime | date | Unknown | Iterable[CustodyEvent], zone: str | ZoneInfo | None
) -> tuple[TimeBounds | None, ZoneInfo | None]:
    """Return when local custody ended, and the facility's zone as far as it is known."""
    if isinstance(custody_ends, str) or not isinstance(custody_ends, Iterable):
        # A text is refused as no time, not letter by letter as no events.
        ends = time_bounds(
            custody_ends,  # pyright: ignore[reportArgumentType]
            zone,
            "custody_ends",
        )
    else:
        ends = last_end_of_custody(custody_ends, zone)
    if zone is not None:
        return ends, place(zone)
    carried = None if ends is None else ends.earliest.tzinfo
    return ends, carried if isinstance(carried, ZoneInfo) else None


def _start_of(
    rule: HoldRule, ends: TimeBounds | None, instants: Mapping[str, datetime]
) -> tuple[TimeBounds | None, tuple[str, ...]]:
    """Return when the rule's clock starts, or the ids of the events that are missing."""
    if rule.starts_at == CUSTODY_ENDS:
        return ends, ()
    start, needs = start_of(catalog.event(rule.starts_at), None, instants)
    return None if start is None else TimeBounds(earliest=start, latest=start), needs


def audit_window(
    earliest: HoldWindow,
    latest: HoldWindow,
    released: TimeBounds | None,
    custody_ends: TimeBounds | None = None,
) -> HoldAudit:
    """Return the audit of a release against a window, or the two between which it lies.

    Until local custody ended, the person was held on the agency's own authority: `custody_ends`,
    where the clock starts at another event.
    """
    rule = earliest.rule
    return HoldAudit(
        title=audit_title(rule, earliest.calendar),
        rule=rule,
        calendar=earliest.calendar,
        released=released,
        custody_ends=custody_ends,
        earliest=earliest,
        latest=latest,
        reason="the release is not on record" if released is None else None,
        citation=rule.citation,
    )


def _time_after(instant: datetime, limit: datetime) -> timedelta:
    """Return the elapsed time by which an instant lies later than a limit; never negative."""
    return max(same_instant(instant) - same_instant(limit), _NO_TIME)


def audit_title(rule: HoldRule, calendar: HolidayCalendar | None) -> str:
    """Return the title of a rule, with the holidays where they are not read by the default."""
    if calendar is None or calendar == FederalHolidays():
        return rule.title
    return f"{rule.title}, if the holidays are {calendar.label}"
