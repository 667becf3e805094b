"""What one world comes to: which state the events put a request in at an instant."""

import enum
from collections.abc import Iterator, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.calendars import HolidayCalendar
from detainerlib.cases.faces import Face, asks_for_hold
from detainerlib.cases.worlds import FIRST, LAST, Happened, World, worlds
from detainerlib.deadlines import HoldWindow, hold_window
from detainerlib.detainers import CustodyEvent, CustodyEventKind
from detainerlib.forms import Service
from detainerlib.instants import same_instant
from detainerlib.moments import limits_of
from detainerlib.periods import Unknown
from detainerlib.rules import EarlyEnd, HoldRule
from detainerlib.starts import start_of
from detainerlib.words import day_in_words

__all__ = [
    "ENDS",
    "Case",
    "DetainerState",
    "Found",
    "early_end",
    "needs_service",
    "states_in",
    "was_served",
]


class DetainerState(enum.Enum):
    """What has become of a request at an instant."""

    NOT_IN_EFFECT = "not in effect"
    """Not issued, not received or, where that is needed, not served yet."""
    LODGED = "lodged"
    """In effect, while the agency keeps the person on its own authority, or no hold is asked."""
    HOLD_RUNNING = "hold running"
    HOLD_OVER = "hold over"
    """The last instant within the rule has passed, and nothing on record ended the custody."""
    CUSTODY_ASSUMED = "custody assumed"
    TRANSFERRED = "transferred"
    LIFTED = "lifted"
    DECLINED = "declined"
    RELEASED = "released"
    CONTRADICTORY = "contradictory"
    """The events on record cannot all have happened as they are dated."""
    UNKNOWN = "unknown"
    """More than one of these, as something is not on record; see `DetainerStatus.possible`."""


# The last of these decides; of two at one instant, the one named first here.
ENDS: Final = MappingProxyType(
    {
        CustodyEventKind.CUSTODY_ASSUMED: DetainerState.CUSTODY_ASSUMED,
        CustodyEventKind.TRANSFERRED: DetainerState.TRANSFERRED,
        CustodyEventKind.DECLINED: DetainerState.DECLINED,
        CustodyEventKind.RELEASED: DetainerState.RELEASED,
        CustodyEventKind.LIFTED: DetainerState.LIFTED,
    }
)
_FIRST_NAMED: Final = tuple(ENDS)
_ASKED: Final = "whether it asks for a hold"


class Case(NamedTuple):
    """What is asked: of which face, under which terms, at which instant in UTC."""

    face: Face
    rule: HoldRule
    zone: ZoneInfo
    calendar: HolidayCalendar | None
    now: datetime

    @property
    def clock_events(self) -> frozenset[str]:
        """The ids of the events on which the rule's clock turns: its start, and early ends."""
        named = (self.rule.starts_at, *(end.event for end in self.rule.ends_early))
        return frozenset(part for id in named for part in (id, *(_parts().get(id) or ())))

    def worlds(self, events: Sequence[CustodyEvent]) -> Iterator[World]:
        """Yield the worlds that the times of some events allow."""
        issued_on = self.face.detainer.issued_on
        issue = () if isinstance(issued_on, Unknown) else limits_of(issued_on, self.zone)[:1]
        return worlds(events, self.zone, self.now, self.clock_events, issue)


class Found(NamedTuple):
    """What one world comes to.

    Attributes:
        state: The state.
        since: Since when, in UTC; None where that is not known.
        decided_by: The events that decided.
        window: The window of the hold, where one can be reckoned.
        unreckoned: Whether a hold may run of which no window can be reckoned.
        because: Why the request is not in effect, as the end of a sentence.
        open_facts: What is not on record, and leaves this state beside others.
    """

    state: DetainerState
    since: datetime | None = None
    decided_by: tuple[CustodyEvent, ...] = ()
    window: HoldWindow | None = None
    unreckoned: bool = False
    because: str = ""
    open_facts: tuple[str, ...] = ()


def states_in(world: World, case: Case) -> Iterator[Found]:
    """Yield what a world comes to: several states where the face leaves more than one."""
    happened = [each for each in world if each.at <= case.now]
    ends = [each for each in happened if each.kind in ENDS]
    if ends:
        last = max(ends, key=lambda each: (each.at, -_FIRST_NAMED.index(each.kind)))
        yield Found(ENDS[last.kind], since=_known(last.at), decided_by=(last.event,))
        return
    lacking, open_facts = _lacking(world, happened, case)
    if lacking:
        late = [each.event for each in world if each.at > case.now and _is_entry(each)]
        yield Found(
            DetainerState.NOT_IN_EFFECT,
            decided_by=tuple(late),
            because=lacking,
            open_facts=open_facts,
        )
    if not lacking or open_facts:
        for found in _holding(world, happened, case):
            yield found._replace(open_facts=(*open_facts, *found.open_facts))


def _is_entry(each: Happened) -> bool:
    return each.kind in {CustodyEventKind.DETAINER_RECEIVED, CustodyEventKind.SERVED}


def _lacking(world: World, happened: Sequence[Happened], case: Case) -> tuple[str, tuple[str, ...]]:
    """Return what keeps the request from being in effect, and which facts leave that open."""
    issued_on = case.face.detainer.issued_on
    if not isinstance(issued_on, Unknown) and case.now.astimezone(case.zone).date() < issued_on:
        return f"it was issued later, on {day_in_words(issued_on)}", ()
    received = [each for each in world if each.kind is CustodyEventKind.DETAINER_RECEIVED]
    if received and not any(each in happened for each in received):
        return "it had not been received", ()
    needed, served = needs_service(case.face), was_served(world, happened, case.face)
    if needed is False or served is True:
        return "", ()
    facts = [] if needed else ["whether the request takes effect only on service"]
    facts += [] if served is False else ["whether the subject was served"]
    return "the subject had not been served", tuple(facts)


def needs_service(face: Face) -> bool | None:
    """Whether the request takes effect only on service; None where that was not read."""
    editions = (
        [each for each in face.form.editions if not each.draft]
        if face.edition is None
        else [face.edition]
    )
    if any(edition.service is Service.NOT_READ for edition in editions):
        return None
    needed = {edition.service is Service.REQUIRED for edition in editions}
    return needed.pop() if len(needed) == 1 else None


def was_served(world: World, happened: Sequence[Happened], face: Face) -> bool | None:
    """Whether the subject had been served; None where that is not known."""
    if any(each.kind is CustodyEventKind.SERVED for each in world):
        return any(each.kind is CustodyEventKind.SERVED for each in happened)
    return None if isinstance(face.detainer.served, Unknown) else face.detainer.served


def _holding(world: World, happened: Sequence[Happened], case: Case) -> Iterator[Found]:
    lodged = Found(DetainerState.LODGED, since=_in_effect_since(happened, case))
    ends = [each for each in world if each.event.ends_local_custody]
    if not ends:
        yield lodged
        return
    custody_ends = max(each.at for each in ends)
    last = tuple(each.event for each in ends if each.at == custody_ends)
    asked = asks_for_hold(case.face)
    if asked is not True:
        open_facts = () if asked is False else (_ASKED,)
        yield lodged._replace(decided_by=last, open_facts=open_facts)
    if asked is False:
        return
    for found in _clocked(world, happened, custody_ends, last, lodged, case):
        yield found if asked else found._replace(open_facts=(*found.open_facts, _ASKED))


def _in_effect_since(happened: Sequence[Happened], case: Case) -> datetime | None:
    """Return since when the request has been in effect; None where that is not known."""
    first: dict[CustodyEventKind, datetime] = {}
    for each in happened:
        first[each.kind] = min(each.at, first.get(each.kind, each.at))
    entries = [first.get(CustodyEventKind.DETAINER_RECEIVED)]
    if needs_service(case.face) is not False:
        entries.append(first.get(CustodyEventKind.SERVED))
    dated = [each for each in entries if each is not None]
    return _known(max(dated)) if dated else None


def _clocked(
    world: World,
    happened: Sequence[Happened],
    custody_ends: datetime,
    last: tuple[CustodyEvent, ...],
    lodged: Found,
    case: Case,
) -> Iterator[Found]:
    """Yield what a request for a hold comes to, by its clock."""
    window, known = _window(world, custody_ends, case)
    if custody_ends > case.now:
        yield lodged._replace(decided_by=last, window=window, unreckoned=window is None)
        return
    if window is None:
        happens, _, _ = catalog.event(case.rule.starts_at).says.partition(":")
        unreckoned = Found(
            DetainerState.HOLD_OVER,
            decided_by=last,
            unreckoned=True,
            open_facts=(f"when {happens}",),
        )
        yield unreckoned
        if not known:
            yield unreckoned._replace(state=DetainerState.HOLD_RUNNING)
        return
    over = max(same_instant(window.deadline), custody_ends)
    early: tuple[CustodyEvent, ...] = ()
    for end in case.rule.ends_early:
        at, events = early_end(end, happened)
        if at is not None and max(at, custody_ends) < over:
            over, early = max(at, custody_ends), events
    if case.now > over:
        yield Found(DetainerState.HOLD_OVER, _known(over), (*last, *early), window)
    else:
        since = max(filter(None, (custody_ends, lodged.since)))
        yield Found(DetainerState.HOLD_RUNNING, _known(since), (*last, *early), window)


def _window(world: World, custody_ends: datetime, case: Case) -> tuple[HoldWindow | None, bool]:
    """Return the window of the hold, and whether it is known when its clock started.

    There is none where the event that starts it is not on record, and none where it happened at an
    unknown time: then, in this world, so long ago that the hold is over.
    """
    # Of several of a kind the last: charges are resolved when all of them are.
    given = {each.kind.value: each.at for each in sorted(world, key=_at)}
    given.pop(CustodyEventKind.CUSTODY_ENDS.value, None)
    start, _ = start_of(catalog.event(case.rule.starts_at), custody_ends, given)
    if start is None:
        return None, False
    if start in {FIRST, LAST}:
        return None, start == FIRST
    return (
        hold_window(
            start,
            rule=case.rule,
            zone=case.zone,
            calendar=case.calendar,
            event=case.rule.starts_at,
        ),
        True,
    )


def early_end(
    end: EarlyEnd, happened: Sequence[Happened]
) -> tuple[datetime | None, tuple[CustodyEvent, ...]]:
    """Return when what ends a hold earlier happened, in UTC, and by which events; None if not."""
    parts = _parts().get(end.event) or (end.event,)
    first = {each.kind.value: each for each in sorted(happened, key=_at, reverse=True)}
    if not all(part in first for part in parts):
        return None, ()
    found = [first[part] for part in parts]
    return max(each.at for each in found), tuple(each.event for each in found)


def _parts() -> dict[str, tuple[str, ...]]:
    """Return the events of which each event on record is the later, where it is one."""
    return {event.id: event.later_of for event in catalog.events()}


def _at(each: Happened) -> datetime:
    return each.at


def _known(instant: datetime) -> datetime | None:
    return None if instant in {FIRST, LAST} else instant
