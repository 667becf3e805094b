"""Audits of holds: when local custody ended, when the person was released, under which rule."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, TypeGuard, cast
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._arguments import is_several
from detainerlib._validation import is_day, is_missing
from detainerlib.catalog._places import government_of
from detainerlib.errors import DetainerError
from detainerlib.holds.facility import case_there, check_clock, zone_of_times
from detainerlib.holds.hold_audit import HoldAudit, audit_window
from detainerlib.holds.rival_windows import late_receipt_point
from detainerlib.holds.start_events import (
    custody_events,
    event_instants,
    last_end_of_custody,
    start_of,
)
from detainerlib.holds.terms import rule_calendar, title_of
from detainerlib.holds.window import hold_window
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE, DETAINER_RECEIVED, HoldRule
from detainerlib.models.jurisdictions import AgencyTypeLike, Jurisdiction, JurisdictionLike
from detainerlib.sentences.audits import NO_RELEASE, time_not_recorded
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import UNKNOWN, Unknown
from detainerlib.times.zones import place

_NO_EVENTS: Final[Mapping[str, datetime]] = MappingProxyType({})


def audit_hold(
    custody_ends: datetime | date | Unknown | Iterable[CustodyEvent] | None,
    released: datetime | date | Unknown | None = UNKNOWN,
    *,
    as_of: datetime | date | None = None,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    jurisdiction: JurisdictionLike | None = None,
    calendar: HolidayCalendar | None = None,
    events: Mapping[str, datetime] = _NO_EVENTS,
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> HoldAudit:
    """Return whether a person was held too long under one rule, and by how much.

    A release at the deadline is within; one microsecond later is over, and every hour after the
    deadline counts. A release at the time it was due, or before, is no hold. Where one of the times
    is known only to the day, the answer is bounded: it has the least and the most time over the
    rule that the day allows. So it is where the detainer was received after local custody had
    ended, by the two readings of when the clock starts. Time before local custody ended is never
    over, also where a rule's clock that starts at another event had run out.

    Args:
        custody_ends: When local custody ended: a date and time, the facility's local date, or
            UNKNOWN, which None and NaT are too. Or custody events: the last end of custody that is
            not itself an immigration hold counts.
        released: When the person was released, or handed over: a date and time, a local date, or
            UNKNOWN, which None and NaT are too.
        as_of: A time, or a local date, at which the person was still held, instead of a release.
        rule: As for `hold_window`.
        zone: The facility's zone, as for `hold_window`. A date needs it, or a jurisdiction.
        jurisdiction: The facility's place, as for `hold_window`.
        calendar: As for `hold_window`.
        events: The times of other events that start a rule's clock, by event id, as for
            `hold_readings`.
        facts: What is known of the case, for the law of the place on holding at all.
        agency_type: The kind of agency that held, or the agency, for the same.

    Raises:
        NotAnInstantError, InstantError: If a time is neither a date and time, a date nor UNKNOWN.
        ZoneError: If no zone of a place is given, or none beside a date.
        DayError: If the zone never had a date.
        EventError: If `events` names the end of custody again.
        DetainerError: If both a release and `as_of` are given, or as for `hold_window`.

    Authority: 8-cfr-287.7

    >>> from zoneinfo import ZoneInfo
    >>> chicago = ZoneInfo("America/Chicago")
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=chicago)
    >>> print(audit_hold(thursday, datetime(2025, 7, 9, 8, tzinfo=chicago)))
    8 C.F.R. § 287.7(d): over by 15 hours; under Form I-247A over by 87 hours.
    >>> print(audit_hold(thursday, as_of=datetime(2025, 7, 8, 8, tzinfo=chicago)))
    8 C.F.R. § 287.7(d): still held as of Tuesday, July 8, 2025, 8:00 a.m. CDT: on time so far;
    under Form I-247A over by 63 hours so far.
    >>> print(audit_hold(thursday, date(2025, 7, 8), zone="America/Chicago", rule="form-i-247a"))
    Form I-247A: over by at least 55 and less than 79 hours.
    """
    if not isinstance(rule, HoldRule):
        rule = catalog.rule(rule)
    calendar = rule_calendar(rule, calendar, rule.starts_at)
    government = government_of(jurisdiction)
    facts, agency_type = case_there(government, facts, agency_type)
    if not isinstance(custody_ends, str) and is_several(custody_ends):
        custody_ends = custody_events(custody_ends)
    if zone is None:
        zone = _zone_of(custody_ends, (released, as_of), government)
    ends, facility = _ends_of(custody_ends, zone)
    dated = is_day(released) or is_day(as_of)
    release, held = release_or_held(released, as_of, zone if dated else facility)
    instants = event_instants(events, facility)
    start, needs = _start_of(rule, ends, instants)
    unrecorded = (*needs, *([] if ends else [CUSTODY_ENDS]))
    missing = [time_not_recorded(catalog.event(id).happens) for id in unrecorded]
    if missing or start is None or facility is None:
        if release is None and held is None:
            missing.append(NO_RELEASE)
        return HoldAudit(
            title=title_of(rule, calendar, rule.starts_at),
            rule=rule,
            calendar=calendar,
            released=release,
            as_of=held,
            reason=" and ".join(dict.fromkeys(missing)),
            citation=rule.citation,
            jurisdiction=government,
            facts=facts,
            agency_type=agency_type,
        )
    earliest, latest = (
        hold_window(instant, rule=rule, calendar=calendar, event=rule.starts_at)
        for instant in (start.earliest, start.latest)
    )
    received = _received(custody_ends, instants, facility)
    end_of_custody = None if rule.starts_at == CUSTODY_ENDS else ends
    if late_receipt_point(rule) is not None and _is_after(received, start):
        from_receipt = hold_window(received, rule=rule, calendar=calendar)
        latest = attrs.evolve(from_receipt, starts_at=DETAINER_RECEIVED)
        end_of_custody = ends
    times = (start.earliest, earliest.deadline, latest.deadline)
    check_clock(government, facility, times, getattr(custody_ends, "tzinfo", None))
    audit = audit_window(earliest, latest, release, end_of_custody, held)
    return attrs.evolve(audit, jurisdiction=government, facts=facts, agency_type=agency_type)


def _received(
    custody_ends: datetime | date | Unknown | Iterable[CustodyEvent] | None,
    instants: Mapping[str, datetime],
    zone: ZoneInfo | None,
) -> datetime | None:
    """Return when the detainer was received at the latest; None where that is not on record."""
    if DETAINER_RECEIVED in instants:
        return instants[DETAINER_RECEIVED]
    if not isinstance(custody_ends, tuple):
        return None
    receipts = [
        time_bounds(event.at, zone, event.kind.value)
        for event in custody_ends
        if event.kind is CustodyEventKind.DETAINER_RECEIVED
    ]
    on_record = [receipt.latest for receipt in receipts if receipt is not None]
    if len(on_record) < len(receipts):
        return None
    return min(on_record, key=same_instant, default=None)


def _is_after(received: datetime | None, start: TimeBounds) -> TypeGuard[datetime]:
    return received is not None and same_instant(received) > same_instant(start.latest)


def _zone_of(
    custody_ends: datetime | date | Unknown | Iterable[CustodyEvent] | None,
    others: Iterable[datetime | date | Unknown | None],
    government: Jurisdiction | None,
) -> ZoneInfo | None:
    """Return the zone of the place, where no time carries one."""
    if not isinstance(custody_ends, str) and is_several(custody_ends):
        return zone_of_times([*(event.at for event in custody_ends), *others], government)
    return zone_of_times([custody_ends, *others], government)


def _ends_of(
    custody_ends: datetime | date | Unknown | Iterable[CustodyEvent] | None,
    zone: str | ZoneInfo | None,
) -> tuple[TimeBounds | None, ZoneInfo | None]:
    """Return when local custody ended, and the facility's zone as far as it is known."""
    if not isinstance(custody_ends, str) and is_several(custody_ends):
        ends = last_end_of_custody(custody_ends, zone)
    else:
        # A text is refused as no time, not letter by letter as no events.
        ends = time_bounds(cast("Any", custody_ends), zone, "custody_ends")
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


def release_or_held(
    released: datetime | date | Unknown | None,
    as_of: datetime | date | None,
    zone: str | ZoneInfo | None,
) -> tuple[TimeBounds | None, TimeBounds | None]:
    """Return when a person was released, or a time at which the person was still held.

    Raises:
        DetainerError: If both are given.
    """
    if as_of is None:
        return time_bounds(released, zone, "released"), None
    if not (isinstance(released, Unknown) or is_missing(released)):
        raise DetainerError(
            "as_of", as_of, "no release beside it", "Leave out one of the two times."
        )
    held = time_bounds(as_of, zone, "as_of")
    if held is None:
        raise DetainerError("as_of", as_of, "a time or a date", "Leave it out if none is known.")
    return None, held
