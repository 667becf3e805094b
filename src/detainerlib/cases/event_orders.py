"""What can have happened: every order of events that their times on record allow.

An event known to the day, or not at all, may have happened at several instants. Only a few of them
matter: the bounds, the instant asked about, and the instants of other events. Each choice of one
for every event is an order of events; what holds in all of them is certain.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib._wording import in_words
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.detainer import Detainer
from detainerlib.sentences import statuses as sentences
from detainerlib.times.bounds import time_bounds
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Unknown

FIRST: Final = datetime.min.replace(tzinfo=UTC)
LAST: Final = datetime.max.replace(tzinfo=UTC)
_MOST: Final = 20_000

_KIND = CustodyEventKind
_ONCE: Final = (_KIND.CUSTODY_ASSUMED, _KIND.RELEASED)
_NEVER_BEFORE_BOOKING: Final = (_KIND.CUSTODY_ENDS, _KIND.CUSTODY_ASSUMED, _KIND.RELEASED)
_NEVER_BEFORE_ISSUE: Final = (_KIND.DETAINER_RECEIVED, _KIND.SERVED, _KIND.LIFTED, _KIND.DECLINED)
# The end of an immigration hold is none of local custody, and may come at any time.
_NEVER_AFTER: Final = MappingProxyType(
    {
        _KIND.CUSTODY_ASSUMED: (_KIND.TRANSFERRED, _KIND.DECLINED, _KIND.RELEASED),
        _KIND.RELEASED: (_KIND.CUSTODY_ENDS, _KIND.SERVED, _KIND.TRANSFERRED),
    }
)
# When the others happened matters only to a clock that turns on them.
_DECISIVE: Final = frozenset(
    (
        _KIND.BOOKED,
        *_NEVER_BEFORE_BOOKING,
        *_NEVER_BEFORE_ISSUE,
        *(kind for kinds in _NEVER_AFTER.values() for kind in kinds),
    )
)


class TimedEvent(NamedTuple):
    """An event on record, and the instant in UTC at which it happened in one order of events."""

    record: CustodyEvent
    at: datetime

    @property
    def kind(self) -> CustodyEventKind:
        """What happened."""
        return self.record.kind


EventOrder = tuple[TimedEvent, ...]


def event_orders(
    events: Sequence[CustodyEvent],
    zone: ZoneInfo,
    at: datetime,
    clock_events: Collection[str],
    others: Collection[datetime],
) -> tuple[EventOrder, ...] | None:
    """Return the orders that the times of some events allow; None where there are too many.

    `clock_events` are the values of the kinds on which the clock turns; `others` are instants in
    UTC, besides that asked about, before or after which it may matter that something happened.
    """
    bounds = [(event, *_bounds(event, zone)) for event in events]
    marks = {at, *others, *(mark for _, low, high in bounds for mark in (low, high))}
    choices = [
        sorted(mark for mark in marks if low <= mark <= high)
        if event.kind in _DECISIVE or event.kind.value in clock_events
        else [low]
        for event, low, high in bounds
    ]
    if prod(map(len, choices)) > _MOST:
        return None
    return tuple(tuple(map(TimedEvent, events, instants)) for instants in product(*choices))


def _bounds(event: CustodyEvent, zone: ZoneInfo) -> tuple[datetime, datetime]:
    bounds = time_bounds(event.at, zone, event.kind.value)
    if bounds is None:
        return FIRST, LAST
    return same_instant(bounds.earliest), same_instant(bounds.latest)


def events_by(order: EventOrder, at: datetime) -> list[TimedEvent]:
    """Return the events of an order that had happened by an instant in UTC."""
    return [event for event in order if event.at <= at]


def contradictions(
    order: EventOrder, detainer: Detainer, zone: ZoneInfo, at: datetime
) -> tuple[str, ...]:
    """Return what cannot have happened so, in sentences; events after `at` are left out."""
    past = events_by(order, at)
    conflicts = [
        *_twice(past, zone),
        *(
            sentences.wrong_order(
                first.kind.words, _when(first.at, zone), second.kind.words, _when(second.at, zone)
            )
            for first, second in _wrong_orders(past)
        ),
    ]
    if not isinstance(detainer.issued_on, Unknown):
        conflicts += _before_issue(past, detainer.issued_on, zone)
    if detainer.served is False:
        conflicts += _served_after_all(past, zone)
    return tuple(dict.fromkeys(conflicts))


def _twice(past: Sequence[TimedEvent], zone: ZoneInfo) -> Iterator[str]:
    for kind in _ONCE:
        instants = sorted({event.at for event in past if event.kind is kind})
        if instants[1:]:
            yield sentences.several_times(
                kind.words, [_when(instant, zone) for instant in instants]
            )


def _wrong_orders(past: Sequence[TimedEvent]) -> Iterator[tuple[TimedEvent, TimedEvent]]:
    """Yield events of which the first never comes before the second."""
    bookings = [event for event in past if event.kind is _KIND.BOOKED]
    for booking in sorted(bookings, key=lambda event: event.at)[:1]:
        for event in past:
            if event.kind in _NEVER_BEFORE_BOOKING and event.at < booking.at:
                yield event, booking
    for first in past:
        for event in past:
            is_local = event.kind is not _KIND.CUSTODY_ENDS or event.record.ends_local_custody
            never = event.kind in _NEVER_AFTER.get(first.kind, ())
            if never and is_local and event.at > first.at:
                yield first, event
    receipts = [event for event in past if event.kind is _KIND.DETAINER_RECEIVED]
    for event in past if receipts else ():
        if event.kind is _KIND.LIFTED and all(event.at < receipt.at for receipt in receipts):
            yield event, receipts[0]


def _served_after_all(past: Sequence[TimedEvent], zone: ZoneInfo) -> Iterator[str]:
    for event in past:
        if event.kind is _KIND.SERVED:
            yield sentences.served_after_all(event.kind.words, _when(event.at, zone))


def _before_issue(past: Sequence[TimedEvent], issued_on: date, zone: ZoneInfo) -> Iterator[str]:
    for event in past:
        if event.kind in _NEVER_BEFORE_ISSUE and (
            event.at == FIRST or event.at.astimezone(zone).date() < issued_on
        ):
            yield sentences.before_issue(event.kind.words, _when(event.at, zone), issued_on)


def _when(instant: datetime, zone: ZoneInfo) -> str:
    return "an unknown time" if instant in {FIRST, LAST} else in_words(instant.astimezone(zone))


def consistent_orders(
    all_orders: Sequence[EventOrder], detainer: Detainer, zone: ZoneInfo, now: datetime
) -> tuple[tuple[EventOrder, ...], tuple[str, ...]]:
    """Return the orders that contradict nothing, or the contradictions where there is none."""
    consistent: list[EventOrder] = []
    refusals: list[tuple[str, ...]] = []
    for order in all_orders:
        conflicts = contradictions(order, detainer, zone, now)
        if conflicts:
            refusals.append(conflicts)
        else:
            consistent.append(order)
    return tuple(consistent), () if consistent or not refusals else min(refusals, key=len)


def with_service(events: tuple[CustodyEvent, ...], detainer: Detainer) -> tuple[CustodyEvent, ...]:
    """Return the events, with the service that the face shows and no event does."""
    on_record = any(event.kind is CustodyEventKind.SERVED for event in events)
    if detainer.served is not True or (on_record and isinstance(detainer.served_on, Unknown)):
        return events
    return (*events, CustodyEvent(kind=CustodyEventKind.SERVED, at=detainer.served_on))
