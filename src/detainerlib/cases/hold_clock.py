"""The clock of a hold in one order of events: its window, and what ended it earlier."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib.cases.event_orders import (
    FIRST,
    LAST,
    EventOrder,
    TimedEvent,
    event_orders,
    events_by,
)
from detainerlib.cases.face import Face
from detainerlib.holds.rival_windows import late_receipt_point
from detainerlib.holds.start_events import start_of
from detainerlib.holds.window import HoldWindow, hold_window
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.hold_rules import DETAINER_RECEIVED, EarlyEnd, HoldRule
from detainerlib.sentences import statuses as sentences
from detainerlib.times.bounds import limits_of
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Unknown

WITHDRAWALS: Final = (CustodyEventKind.DECLINED, CustodyEventKind.LIFTED)


class StatusQuery(NamedTuple):
    """What is asked: of which face, under which terms, at which instant in UTC."""

    face: Face
    rule: HoldRule
    zone: ZoneInfo
    calendar: HolidayCalendar | None
    now: datetime

    @property
    def clock_events(self) -> frozenset[str]:
        """The ids of the events on which the rule's clock turns: its start, and early ends."""
        ids = (self.rule.starts_at, *(end.event for end in self.rule.ends_early))
        return frozenset(part for id in ids for part in (id, *(_parts().get(id) or ())))

    def event_orders(self, events: Sequence[CustodyEvent]) -> tuple[EventOrder, ...] | None:
        """Return the orders that the times of some events allow; None where there are too many."""
        issued_on = self.face.detainer.issued_on
        issue = () if isinstance(issued_on, Unknown) else (limits_of(issued_on, self.zone)[0],)
        return event_orders(events, self.zone, self.now, self.clock_events, issue)


class HoldClock(NamedTuple):
    """The clock of a hold in one order of events.

    Attributes:
        window: The window; None where it cannot be reckoned.
        until: The last instant within the rule, not before local custody ended.
        over: The same, or when something ended the hold earlier; None where it is not reckoned.
        early: The events that ended it earlier.
        may_run: Where it is not reckoned, whether it may still run.
        open_facts: Why it is not reckoned, as questions.
    """

    window: HoldWindow | None = None
    until: datetime | None = None
    over: datetime | None = None
    early: tuple[CustodyEvent, ...] = ()
    may_run: bool = True
    open_facts: tuple[str, ...] = ()


def hold_clocks(
    order: EventOrder, past: Sequence[TimedEvent], custody_ends: datetime, query: StatusQuery
) -> Iterator[HoldClock]:
    """Yield the clock of a hold that local custody has come to an end before.

    There are two where the detainer was received after that, as the start is not settled then.
    """
    if not reaches(query):
        question = sentences.how_long(query.face.form.name, query.rule.title)
        yield HoldClock(open_facts=(question,))
        return
    window, start_on_record = _window(order, custody_ends, query)
    if window is None:
        question = sentences.which_time(catalog.event(query.rule.starts_at).happens)
        yield HoldClock(may_run=not start_on_record, open_facts=(question,))
        return
    received = received_late(past, custody_ends, query)
    if received is None:
        yield _clock(window, past, custody_ends, query)
        return
    from_receipt = hold_window(received, rule=query.rule, zone=query.zone, calendar=query.calendar)
    for reading in (window, attrs.evolve(from_receipt, starts_at=DETAINER_RECEIVED)):
        clock = _clock(reading, past, custody_ends, query)
        yield clock._replace(open_facts=(sentences.LATE_START,))


def received_late(
    past: Sequence[TimedEvent], custody_ends: datetime, query: StatusQuery
) -> datetime | None:
    """Return when the detainer was received, where that was after local custody ended.

    None for a rule whose text leaves nothing open then.
    """
    received = lodged_at(past)
    if received is None or received <= custody_ends:
        return None
    return received if late_receipt_point(query.rule) is not None else None


def _clock(
    window: HoldWindow, past: Sequence[TimedEvent], custody_ends: datetime, query: StatusQuery
) -> HoldClock:
    until = max(same_instant(window.deadline), custody_ends)
    over = until
    early: tuple[CustodyEvent, ...] = ()
    for end in query.rule.ends_early:
        at, events = early_end(end, since_lodged(past))
        if at is not None and max(at, custody_ends) < over:
            over, early = max(at, custody_ends), events
    return HoldClock(window, until, over, early)


def reaches(query: StatusQuery) -> bool:
    """Whether the rule is a reading of the form: one that names it, or its edition's own words."""
    rule, face = query.rule, query.face
    if rule.forms:
        return face.form.id in rule.forms
    form_rules = {edition.hold_rule for form in catalog.forms() for edition in form.editions}
    return rule.id not in form_rules or rule.id in {edition.hold_rule for edition in face.editions}


def _window(
    order: EventOrder, custody_ends: datetime, query: StatusQuery
) -> tuple[HoldWindow | None, bool]:
    """Return the window of the hold, and whether it is known when its clock started.

    There is none where the event that starts it is not on record, and none where it happened at an
    unknown time: then, in this order, so long ago that the hold is over.
    """
    on_record = order if custody_ends > query.now else events_by(order, query.now)
    start, _ = start_of(catalog.event(query.rule.starts_at), custody_ends, _instants(on_record))
    if start is None:
        return None, False
    if start in {FIRST, LAST}:
        return None, start == FIRST
    rule, calendar = query.rule, query.calendar
    event = rule.starts_at
    return hold_window(start, rule=rule, zone=query.zone, calendar=calendar, event=event), True


def _instants(events: Sequence[TimedEvent]) -> dict[str, datetime]:
    """Return when what can start a clock happened: of several the first, or the last that counts.

    A request that was lodged anew was received when it was lodged so.
    """
    last_counts = {event.id for event in catalog.events() if event.last_counts}
    instants: dict[str, datetime] = {}
    for event in events:
        id = event.kind.value
        if event.kind is not CustodyEventKind.CUSTODY_ENDS:
            chosen = max if id in last_counts else min
            instants[id] = chosen(event.at, instants.get(id, event.at))
    lodged = lodged_at(events)
    if lodged is not None:
        instants[CustodyEventKind.DETAINER_RECEIVED.value] = lodged
    return instants


def lodged_at(events: Sequence[TimedEvent]) -> datetime | None:
    """Return when the request was received: after it was last withdrawn, where it was since."""
    withdrawals = [event.at for event in events if event.kind in WITHDRAWALS]
    receipts = [event.at for event in events if event.kind is CustodyEventKind.DETAINER_RECEIVED]
    anew = [at for at in receipts if not withdrawals or at >= max(withdrawals)]
    return min(anew or receipts, default=None)


def since_lodged(past: Sequence[TimedEvent]) -> list[TimedEvent]:
    """Return what happened, without what became of a request before it was lodged anew."""
    receipts = [event.at for event in past if event.kind is CustodyEventKind.DETAINER_RECEIVED]
    return [
        event
        for event in past
        if event.kind not in WITHDRAWALS or not receipts or event.at >= max(receipts)
    ]


def early_end(
    end: EarlyEnd, past: Sequence[TimedEvent]
) -> tuple[datetime | None, tuple[CustodyEvent, ...]]:
    """Return when what ends a hold earlier happened, in UTC, and by which events; None if not."""
    parts = _parts().get(end.event) or (end.event,)
    first = {
        event.kind.value: event for event in sorted(past, key=lambda event: event.at, reverse=True)
    }
    ends = [first[part] for part in parts if part in first]
    if len(ends) < len(parts):
        return None, ()
    return max(event.at for event in ends), tuple(event.record for event in ends)


def _parts() -> dict[str, tuple[str, ...]]:
    """Return the events of which each event on record is the later, where it is one."""
    return {event.id: event.later_of for event in catalog.events()}
