"""The status of a detainer at a given time, found from what happened: `detainer_status`."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib.cases.event_orders import consistent_orders, with_service
from detainerlib.cases.face import face_of
from detainerlib.cases.hold_clock import StatusQuery
from detainerlib.cases.states import (
    GONE,
    WITHDRAWN,
    DetainerState,
    Possibility,
    judicial_warrant,
    late_receipt,
    questions_left,
    states_in,
)
from detainerlib.cases.status import DetainerStatus
from detainerlib.cases.steps import paper_trail
from detainerlib.catalog._places import government_of
from detainerlib.holds.facility import case_there, check_clock, instant_at
from detainerlib.holds.start_events import custody_events
from detainerlib.holds.terms import rule_calendar
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.custody import CustodyEvent
from detainerlib.models.detainer import Detainer
from detainerlib.models.hold_rules import DEFAULT_RULE, HoldRule
from detainerlib.models.jurisdictions import AgencyTypeLike, JurisdictionLike
from detainerlib.sources.explanation import Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds, bounds_in
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import in_zone

_UNSETTLED: Final = frozenset({DetainerState.CONTRADICTORY, DetainerState.UNKNOWN})


def detainer_status(
    detainer: Detainer,
    events: Iterable[CustodyEvent],
    *,
    at: datetime,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    jurisdiction: JurisdictionLike | None = None,
    calendar: HolidayCalendar | None = None,
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> DetainerStatus:
    """Return the detainer's status at a given time and the events that determine it.

    Events you omit are treated as not having happened, except receipt, which is assumed. One at an
    unknown time may have happened, as may service on an unknown day (give `served_on`). What the
    rule says ends a hold sooner is applied. If a time or fact that would decide is missing, the
    state is unknown: `possible` lists what it can be, and `not_known` asks for what is missing.

    Args:
        detainer: The detainer.
        events: What happened in the custody, in any order.
        at: The time to report on.
        rule: The rule under which a hold is counted, or its id; 8 C.F.R. § 287.7(d) by default.
        zone: The facility's zone, as for `hold_window`.
        jurisdiction: The facility's place, as for `hold_window`.
        calendar: The reading of the rule's word "holidays", as for `hold_window`.
        facts: What is known of the case, for the law of the place on holding at all.
        agency_type: The kind of agency that holds, or the agency, for the same.

    Raises:
        NotAnInstantError, InstantError: If `at` has no time zone, did not happen, or happened
            twice.
        ZoneError: If no zone of a place is given.
        UnknownIdError: If the form or the rule is not on file.
        DetainerError: If an event is no CustodyEvent, or as for `review_detainer`, `hold_window`.

    Authority: 8-cfr-287.7, ice-guidance-i-247a

    >>> from datetime import date
    >>> chicago = ZoneInfo("America/Chicago")
    >>> issued = date(2025, 7, 1)
    >>> detainer = Detainer(
    ...     form="I-247A", issued_on=issued, boxes={1}, served=True, served_on=issued
    ... )
    >>> bail = CustodyEvent(kind="custody-ends", at=datetime(2025, 7, 3, 17, tzinfo=chicago))
    >>> status = detainer_status(detainer, [bail], at=datetime(2025, 7, 8, 16, tzinfo=chicago))
    >>> print(status)
    As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the earliest deadline has passed, and a later one
    has not: the readings differ. Whether the person may be held was not looked up. Earliest
    deadline: A lawful hold would already have expired Saturday, July 5, 2025, 5:00 p.m. CDT under
    Form I-247A: over by 71 hours. Later rival deadline: Under 8 C.F.R. § 287.7(d), that hold would
    expire Tuesday, July 8, 2025, 5:00 p.m. CDT. A release by Saturday, July 5, 2025, 5:00 p.m. CDT
    is within every time limit above.
    """
    government = government_of(jurisdiction)
    facts, agency_type = case_there(government, facts, agency_type)
    now, facility = instant_at(at, zone, government, "at")
    local_time = in_zone(now, facility, "at")
    if not isinstance(rule, HoldRule):
        rule = catalog.rule(rule)
    rule_calendar(rule, calendar, rule.starts_at)
    query = StatusQuery(face_of(detainer), rule, facility, calendar, now)
    on_record = custody_events(events)
    events = with_service(on_record, detainer)
    all_orders = query.event_orders(events)
    consistent, conflicts = consistent_orders(all_orders or (), detainer, facility, now)
    by_order = [(order, tuple(states_in(order, query))) for order in consistent]
    possibilities = tuple(dict.fromkeys(chain.from_iterable(states for _, states in by_order)))
    state, possible = _state_of(possibilities, conflicts, worked_out=all_orders is not None)
    settled = () if state in _UNSETTLED else possibilities
    decisive = chain.from_iterable(possibility.decided_by for possibility in possibilities)
    status = DetainerStatus(
        detainer=detainer,
        events=on_record,
        at=local_time,
        rule=rule,
        zone=facility.key,
        calendar=calendar,
        state=state,
        possible=possible,
        since=bounds_in(facility, [possibility.since for possibility in settled]),
        deadline=_deadline(possibilities, facility),
        window=only(possibility.window for possibility in possibilities),
        reason=next((possibility.reason for possibility in settled if possibility.reason), None),
        not_known=() if conflicts else questions_left(possibilities, by_order, events),
        over_since=bounds_in(facility, [possibility.over_since for possibility in settled]),
        custody_ended=bounds_in(facility, [possibility.custody_ended for possibility in settled]),
        judicial_warrant=judicial_warrant(detainer, events, query),
        decided_by=tuple(dict.fromkeys(decisive)),
        contradictions=conflicts,
        jurisdiction=government,
        received_late=bounds_in(facility, [late_receipt(order, query) for order in consistent]),
        facts=facts,
        agency_type=agency_type,
    )
    check_clock(government, facility, _span(status), at.tzinfo)
    trail = paper_trail(query, consistent, possibilities, conflicts)
    return attrs.evolve(status, steps=(*trail, _verdict(status)))


def _span(status: DetainerStatus) -> tuple[datetime, ...]:
    """Return the times from the start of the clock to its deadline, or the one asked about."""
    if status.window is not None:
        return status.window.clock_starts, status.window.deadline
    return (status.at,)


def _state_of(
    possibilities: tuple[Possibility, ...], conflicts: tuple[str, ...], *, worked_out: bool
) -> tuple[DetainerState, tuple[DetainerState, ...]]:
    if conflicts:
        return DetainerState.CONTRADICTORY, (DetainerState.CONTRADICTORY,)
    if not worked_out:
        settled = (state for state in DetainerState if state not in _UNSETTLED)
        return DetainerState.UNKNOWN, tuple(settled)
    states = {possibility.state for possibility in possibilities}
    possible = tuple(state for state in DetainerState if state in states)
    return only(possible) or DetainerState.UNKNOWN, possible


def _deadline(possibilities: tuple[Possibility, ...], zone: ZoneInfo) -> TimeBounds | None:
    if any(possibility.unreckoned for possibility in possibilities):
        return None
    deadlines = [possibility.until for possibility in possibilities if possibility.until]
    return bounds_in(zone, deadlines)


def _verdict(status: DetainerStatus) -> Step:
    # Who has left, or whose detainer was withdrawn, is known from what was entered alone.
    if status.state in GONE | WITHDRAWN and status.over_since is None:
        return step_of(StepStatus.ENTERED, status.sentence)
    return step_of(
        StepStatus.UNKNOWN if status.state in _UNSETTLED else StepStatus.APPLIED,
        status.sentence,
        status.rule.citation,
    )
