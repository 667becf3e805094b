"""When the events that start clocks happened, and which instant a rule's clock starts at."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib._arguments import is_several
from detainerlib.errors import DetainerError, EventError, ZoneError
from detainerlib.models.custody import CustodyEvent
from detainerlib.models.hold_rules import CUSTODY_ENDS, StartEvent
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.instants import in_zone, same_instant, to_utc


def event_instants(events: Mapping[str, datetime], zone: ZoneInfo | None) -> dict[str, datetime]:
    """Return the instants of events but the end of custody, checked, in the facility's zone."""
    if not isinstance(events, Mapping):
        raise EventError(
            "events", events, "a mapping of event ids to datetimes", "See catalog.events()."
        )
    check_events(events)
    return {
        id: in_zone(to_utc(at, f"events[{id!r}]", zone), zone or UTC, f"events[{id!r}]")
        for id, at in events.items()
    }


def check_events(ids: Iterable[str]) -> None:
    """Refuse events that are not on record, and the end of custody, which has a place of its own.

    Raises:
        UnknownIdError, EventError: If one is among them.
    """
    for id in ids:
        if catalog.event(id).id == CUSTODY_ENDS:
            raise EventError(
                "events", id, "events other than the end of custody", "It is the first argument."
            )


def start_of(
    event: StartEvent, custody_ends: datetime | None, instants: Mapping[str, datetime]
) -> tuple[datetime | None, tuple[str, ...]]:
    """Return the instant of an event, or None and the ids of the events that are missing.

    An event that is the later of several may be given itself, or by those it is the later of.
    """
    if event.id == CUSTODY_ENDS:
        return custody_ends, ()
    if event.id in instants:
        for id in event.later_of:
            if id in instants and same_instant(instants[id]) > same_instant(instants[event.id]):
                raise EventError(
                    f"events[{id!r}]",
                    instants[id],
                    f"a time not later than that of {event.id!r}",
                    "Leave out one of the two.",
                )
        return instants[event.id], ()
    needed = event.later_of or (event.id,)
    missing = tuple(id for id in needed if id not in instants)
    if missing:
        return None, missing
    return max((instants[id] for id in needed), key=same_instant), ()


def custody_events(events: Iterable[CustodyEvent]) -> tuple[CustodyEvent, ...]:
    """Return custody events, each once, in an order of their own: by kind, then by time."""
    if not is_several(events) or isinstance(events, str):
        raise DetainerError("events", events, "several CustodyEvents", "Put them in a list.")
    events = tuple(events)
    for index, event in enumerate(events):
        if not isinstance(event, CustodyEvent):
            raise DetainerError(
                f"events[{index}]", event, "a CustodyEvent", "Give its kind and its time."
            )
    return tuple(sorted(dict.fromkeys(events), key=_by_kind_and_time))


def _by_kind_and_time(event: CustodyEvent) -> tuple[str, ...]:
    at = same_instant(event.at) if isinstance(event.at, datetime) else event.at
    return event.kind.value, str(at), event.reason.value, event.basis.value


def last_end_of_custody(
    events: Iterable[CustodyEvent], zone: str | ZoneInfo | None
) -> TimeBounds | None:
    """Return when local custody ended: with the last charge that is not an immigration hold.

    None where no end is on record, or the time of one is not, as it may be the last. Without a
    zone that of the events is taken, which must be one.
    """
    end_events = [event for event in custody_events(events) if event.ends_local_custody]
    carried = {event.at.tzinfo for event in end_events if isinstance(event.at, datetime)}
    if zone is None and len(carried) > 1:
        raise ZoneError(
            "custody_ends",
            " and ".join(sorted(map(str, carried))),
            "events of one zone, or zone=",
            "Name the facility's zone, for example zone='America/Chicago'.",
        )
    ends = [time_bounds(event.at, zone, event.kind.value) for event in end_events]
    on_record = [end for end in ends if end is not None]
    if not on_record or len(on_record) < len(ends):
        return None
    return TimeBounds(
        earliest=max((end.earliest for end in on_record), key=same_instant),
        latest=max((end.latest for end in on_record), key=same_instant),
    )
