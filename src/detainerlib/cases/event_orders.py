"""What can have happened: every order of events that their times on record allow.

An event known to the day, or not at all, may have happened at several instants. Only a few of them
matter: the bounds, the instant asked about, and the instants of other events. Each choice of one
for every event is a world; what holds in all of them is certain.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import product
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib._wording import day_in_words, in_words
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.detainer import Detainer
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


class Happened(NamedTuple):
    """An event, and the instant in UTC at which it happened in one world."""

    event: CustodyEvent
    at: datetime

    @property
    def kind(self) -> CustodyEventKind:
        """What happened."""
        return self.event.kind


EventOrder = tuple[Happened, ...]


def event_orders(
    events: Sequence[CustodyEvent],
    zone: ZoneInfo,
    at: datetime,
    clock_events: Collection[str],
    others: Collection[datetime],
) -> tuple[EventOrder, ...] | None:
    """Return the worlds that the times of some events allow; None where there are too many.

    Args:
        events: The events.
        zone: The facility's zone.
        at: The instant asked about, in UTC.
        clock_events: The values of the kinds on which the clock turns besides.
        others: Other instants, in UTC, before or after which it may matter that something happened.
    """
    bounds = [_bounds(event, zone) for event in events]
    marks = {at, *others, *(mark for pair in bounds for mark in pair)}
    choices = [
        sorted({low, high, *(mark for mark in marks if low < mark < high)})
        if event.kind in _DECISIVE or event.kind.value in clock_events
        else [low]
        for event, (low, high) in zip(events, bounds, strict=True)
    ]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > _MOST:
        return None
    return tuple(
        tuple(Happened(*each) for each in zip(events, instants, strict=True))
        for instants in product(*choices)
    )


def _bounds(event: CustodyEvent, zone: ZoneInfo) -> tuple[datetime, datetime]:
    moment = time_bounds(event.at, zone, event.kind.value)
    if moment is None:
        return FIRST, LAST
    return same_instant(moment.earliest), same_instant(moment.latest)


def contradictions(
    world: EventOrder, detainer: Detainer, zone: ZoneInfo, at: datetime
) -> tuple[str, ...]:
    """Return what cannot have happened so, in sentences; events after `at` are left out.

    Args:
        world: The events, each at one instant.
        detainer: The request, as its face shows it.
        zone: The facility's zone.
        at: The instant asked about, in UTC.
    """
    happened = [each for each in world if each.at <= at]
    found = [
        *_twice(happened, zone),
        *_before_booking(happened, zone),
        *_too_late(happened, zone),
        *_lifted_before_received(happened, zone),
    ]
    if not isinstance(detainer.issued_on, Unknown):
        found += _before_issue(happened, detainer.issued_on, zone)
    if detainer.served is False:
        found += _served_after_all(happened, zone)
    return tuple(dict.fromkeys(found))


def _twice(happened: Sequence[Happened], zone: ZoneInfo) -> Iterator[str]:
    for kind in _ONCE:
        times = sorted({each.at for each in happened if each.kind is kind})
        if times[1:]:
            listed = " and ".join(_when(time, zone) for time in times)
            yield f"There are {len(times)} times of {kind.value!r}: {listed}."


def _before_booking(happened: Sequence[Happened], zone: ZoneInfo) -> Iterator[str]:
    booked = [each for each in happened if each.kind is _KIND.BOOKED]
    if booked:
        first = min(booked, key=lambda each: each.at)
        for each in happened:
            if each.kind in _NEVER_BEFORE_BOOKING and each.at < first.at:
                yield _wrong_order(each, first, zone)


def _too_late(happened: Sequence[Happened], zone: ZoneInfo) -> Iterator[str]:
    local = [e for e in happened if e.kind is not _KIND.CUSTODY_ENDS or e.event.ends_local_custody]
    for first in happened:
        for each in local:
            if each.at > first.at and each.kind in _NEVER_AFTER.get(first.kind, ()):
                yield _wrong_order(first, each, zone)


def _lifted_before_received(happened: Sequence[Happened], zone: ZoneInfo) -> Iterator[str]:
    received = [each for each in happened if each.kind is _KIND.DETAINER_RECEIVED]
    for each in happened:
        if each.kind is _KIND.LIFTED and received and all(each.at < got.at for got in received):
            yield _wrong_order(each, received[0], zone)


def _served_after_all(happened: Sequence[Happened], zone: ZoneInfo) -> Iterator[str]:
    for each in happened:
        if each.kind is _KIND.SERVED:
            yield (
                f"{each.kind.value!r} is at {_when(each.at, zone)}, and the face says that the "
                "subject was not served."
            )


def _before_issue(happened: Sequence[Happened], issued_on: date, zone: ZoneInfo) -> Iterator[str]:
    for each in happened:
        if each.kind in _NEVER_BEFORE_ISSUE and (
            each.at == FIRST or each.at.astimezone(zone).date() < issued_on
        ):
            yield (
                f"{each.kind.value!r} is at {_when(each.at, zone)}, before the day of issue, "
                f"{day_in_words(issued_on)}."
            )


def _wrong_order(first: Happened, second: Happened, zone: ZoneInfo) -> str:
    return (
        f"{first.kind.value!r} is at {_when(first.at, zone)}, before {second.kind.value!r} at "
        f"{_when(second.at, zone)}."
    )


def _when(time: datetime, zone: ZoneInfo) -> str:
    return "an unknown time" if time in {FIRST, LAST} else in_words(time.astimezone(zone))
