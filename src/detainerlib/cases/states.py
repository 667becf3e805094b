"""What one world comes to: which state the events put a request in at an instant."""

import enum
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from detainerlib._wording import day_in_words
from detainerlib.cases.event_orders import FIRST, LAST, EventOrder, Happened
from detainerlib.cases.face import Face, asks_for_hold
from detainerlib.cases.hold_clock import WITHDRAWN, StatusQuery, hold_clock, lodged_at, since_lodged
from detainerlib.holds.window import HoldWindow
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.forms import ServiceRequirement
from detainerlib.times.periods import Unknown


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


# Where the person is comes before what became of the request. Of each group the last decides; of
# two at one instant, the one named first.
_GONE: Final = (
    CustodyEventKind.CUSTODY_ASSUMED,
    CustodyEventKind.TRANSFERRED,
    CustodyEventKind.RELEASED,
)
_ASKED: Final = "whether it asks for a hold"
OVER_BEFORE: Final = "whether a hold was over before that"


class Found(NamedTuple):
    """What one world comes to.

    Attributes:
        state: The state.
        since: Since when, in UTC; None where that is not known.
        decided_by: The events that decided.
        window: The window of the hold, where one can be reckoned.
        until: The last instant within the rule, in UTC: that of the window, or the end of local
            custody where the clock had run out by then.
        over_since: Since when the hold was over, in UTC, where it was.
        custody_ended: When local custody had ended, in UTC, where nothing on record says that the
            person is no longer held.
        unreckoned: Whether a hold may run of which no window can be reckoned.
        reason: Why the request is not in effect, as the end of a sentence.
        open_facts: What is not on record, and leaves this state beside others.
    """

    state: DetainerState
    since: datetime | None = None
    decided_by: tuple[CustodyEvent, ...] = ()
    window: HoldWindow | None = None
    until: datetime | None = None
    over_since: datetime | None = None
    custody_ended: datetime | None = None
    unreckoned: bool = False
    reason: str = ""
    open_facts: tuple[str, ...] = ()


def states_in(world: EventOrder, case: StatusQuery) -> Iterator[Found]:
    """Yield what a world comes to: several states where the face leaves more than one."""
    happened = [each for each in world if each.at <= case.now]
    gone = _last(_not_back(happened), _GONE)
    ended = gone or _last(since_lodged(happened), WITHDRAWN)
    lacking, open_facts = _lacking(world, happened, case)
    if ended is not None:
        found = Found(
            DetainerState[ended.kind.name], since=_known(ended.at), decided_by=(ended.event,)
        )
        yield _beside(
            found,
            world,
            happened,
            ended.at if gone else case.now,
            case,
            gone=gone is not None,
            asked=_asked_in_effect(lacking, open_facts, case.face),
        )
        return
    if lacking:
        late = [each.event for each in world if each.at > case.now and _is_entry(each)]
        ends, _ = _custody_ends(world)
        yield Found(
            DetainerState.NOT_IN_EFFECT,
            decided_by=tuple(late),
            custody_ended=_past(ends, case.now),
            reason=lacking,
            open_facts=open_facts,
        )
    if not lacking or open_facts:
        for found in _holding(world, happened, case):
            yield found._replace(open_facts=(*open_facts, *found.open_facts))


def _last(happened: Iterable[Happened], kinds: tuple[CustodyEventKind, ...]) -> Happened | None:
    found = [each for each in happened if each.kind in kinds]
    return max(found, key=lambda each: (each.at, -kinds.index(each.kind)), default=None)


def _not_back(happened: Sequence[Happened]) -> list[Happened]:
    """Return what happened, without a transfer from which the person was booked in again."""
    booked = [each.at for each in happened if each.kind is CustodyEventKind.BOOKED]
    return [
        each
        for each in happened
        if each.kind is not CustodyEventKind.TRANSFERRED or not booked or each.at > max(booked)
    ]


def _asked_in_effect(lacking: str, open_facts: tuple[str, ...], face: Face) -> bool | None:
    """Whether a request that is in effect asks for a hold; None where that is not known."""
    asked = asks_for_hold(face)
    if asked is False or (lacking and not open_facts):
        return False
    return None if open_facts else asked


def _beside(
    found: Found,
    world: EventOrder,
    happened: Sequence[Happened],
    held_until: datetime,
    case: StatusQuery,
    *,
    gone: bool,
    asked: bool | None,
) -> Found:
    """Return what has ended with when custody had, and whether a hold was over before that."""
    custody_ends, last = _custody_ends(world)
    if custody_ends is None or custody_ends > held_until:
        return found
    if not gone:
        found = found._replace(custody_ended=_known(custody_ends))
    if asked is False:
        return found
    clock = hold_clock(world, happened, custody_ends, case)
    if asked is None or clock.over is None:
        may_be_over = held_until > (clock.over or custody_ends)
        return found._replace(open_facts=(OVER_BEFORE,) if may_be_over else ())
    return found._replace(
        decided_by=_once((*found.decided_by, *last)),
        window=clock.window,
        until=clock.until,
        over_since=clock.over if held_until > clock.over else None,
    )


def _once(events: tuple[CustodyEvent, ...]) -> tuple[CustodyEvent, ...]:
    """Return events once each, in their order."""
    return tuple(dict.fromkeys(events))


def _custody_ends(world: EventOrder) -> tuple[datetime | None, tuple[CustodyEvent, ...]]:
    """Return when local custody ends, with the last charge, and the events that say so."""
    ends = [each for each in world if each.event.ends_local_custody]
    if not ends:
        return None, ()
    last = max(each.at for each in ends)
    return last, tuple(each.event for each in ends if each.at == last)


def _past(instant: datetime | None, now: datetime) -> datetime | None:
    return None if instant is None or instant > now else _known(instant)


def _is_entry(each: Happened) -> bool:
    return each.kind in {CustodyEventKind.DETAINER_RECEIVED, CustodyEventKind.SERVED}


def _lacking(
    world: EventOrder, happened: Sequence[Happened], case: StatusQuery
) -> tuple[str, tuple[str, ...]]:
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
    if any(edition.service is ServiceRequirement.NOT_READ for edition in face.editions):
        return None
    needed = {edition.service is ServiceRequirement.REQUIRED for edition in face.editions}
    return needed.pop() if len(needed) == 1 else None


def was_served(world: EventOrder, happened: Sequence[Happened], face: Face) -> bool | None:
    """Whether the subject had been served; None where that is not known."""
    if any(each.kind is CustodyEventKind.SERVED for each in world):
        return any(each.kind is CustodyEventKind.SERVED for each in happened)
    return None if isinstance(face.detainer.served, Unknown) else False


def _holding(world: EventOrder, happened: Sequence[Happened], case: StatusQuery) -> Iterator[Found]:
    lodged = Found(DetainerState.LODGED, since=_in_effect_since(happened, case))
    custody_ends, last = _custody_ends(world)
    if custody_ends is None:
        yield lodged
        return
    asked = asks_for_hold(case.face)
    if asked is not True:
        yield lodged._replace(
            decided_by=last,
            custody_ended=_past(custody_ends, case.now),
            open_facts=() if asked is False else (_ASKED,),
        )
    if asked is False:
        return
    for found in _clocked(world, happened, custody_ends, last, lodged, case):
        yield found if asked else found._replace(open_facts=(*found.open_facts, _ASKED))


def _in_effect_since(happened: Sequence[Happened], case: StatusQuery) -> datetime | None:
    """Return since when the request has been in effect; None where that is not known."""
    lodged = lodged_at(happened)
    entries = [] if lodged is None else [lodged]
    if needs_service(case.face) is not False:
        served = [each.at for each in happened if each.kind is CustodyEventKind.SERVED]
        entries += [min(served)] if served else []
    return _known(max(entries)) if entries else None


def _clocked(
    world: EventOrder,
    happened: Sequence[Happened],
    custody_ends: datetime,
    last: tuple[CustodyEvent, ...],
    lodged: Found,
    case: StatusQuery,
) -> Iterator[Found]:
    """Yield what a request for a hold comes to, by its clock."""
    clock = hold_clock(world, happened, custody_ends, case)
    reckoned = Found(
        DetainerState.LODGED,
        decided_by=last,
        window=clock.window,
        until=clock.until,
        unreckoned=clock.window is None,
    )
    if custody_ends > case.now:
        yield reckoned._replace(since=lodged.since)
        return
    if clock.over is None:
        over = reckoned._replace(state=DetainerState.HOLD_OVER, open_facts=clock.open_facts)
        yield over
        if clock.may_run:
            yield over._replace(state=DetainerState.HOLD_RUNNING)
        return
    reckoned = reckoned._replace(decided_by=_once((*last, *clock.early)))
    if case.now > clock.over:
        since = _known(clock.over)
        yield reckoned._replace(state=DetainerState.HOLD_OVER, since=since, over_since=since)
        return
    since = max(filter(None, (custody_ends, lodged.since)))
    yield reckoned._replace(state=DetainerState.HOLD_RUNNING, since=_known(since))


def _known(instant: datetime) -> datetime | None:
    return None if instant in {FIRST, LAST} else instant
