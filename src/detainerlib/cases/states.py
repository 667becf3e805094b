"""What one order of events comes to: which state the events put a request in at an instant."""

import enum
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Final, NamedTuple

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib.cases.event_orders import FIRST, LAST, EventOrder, TimedEvent, events_by
from detainerlib.cases.face import Face, asks_for_hold
from detainerlib.cases.hold_clock import (
    WITHDRAWALS,
    HoldClock,
    StatusQuery,
    hold_clocks,
    lodged_at,
    received_late,
    since_lodged,
)
from detainerlib.holds.window import HoldWindow
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.detainer import Detainer
from detainerlib.models.forms import ServiceRequirement
from detainerlib.sentences import statuses as sentences
from detainerlib.times.bounds import time_bounds
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Unknown


class DetainerState(enum.StrEnum):
    """The status of a detainer at a given time.

    The words are ours, but for "lodged", as agencies say it.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> detainer = dl.Detainer(form="I-247A")
    >>> at = datetime(2025, 7, 4, 9)
    >>> dl.detainer_status(detainer, [], at=at, zone="Central").possible
    (<DetainerState.NOT_IN_EFFECT: 'not in effect'>, <DetainerState.LODGED: 'lodged'>)
    """

    NOT_IN_EFFECT = "not in effect"
    """Not issued, not received or, where that is needed, not served yet."""
    LODGED = "lodged"
    """In effect, while the agency keeps the person on its own authority, or no hold is asked."""
    HOLD_RUNNING = "hold running"
    """The rule's clock has started, and its deadline has not passed."""
    HOLD_OVER = "hold over"
    """The last moment within the rule has passed, and nothing on file ended the custody."""
    CUSTODY_ASSUMED = "custody assumed"
    """DHS took custody."""
    TRANSFERRED = "transferred"
    """The person was handed to another agency."""
    LIFTED = "lifted"
    """The issuer withdrew the detainer."""
    DECLINED = "declined"
    """The agency said that it does not do what is asked."""
    RELEASED = "released"
    """The person was released."""
    CONTRADICTORY = "contradictory"
    """The events on file cannot all have happened as they are dated."""
    UNKNOWN = "unknown"
    """More than one of these, as something is not on file; see `DetainerStatus.possible`."""


# Where the person is comes before what became of the request. Of each group the last decides; of
# two at one instant, the one named first.
_DEPARTURES: Final = (
    CustodyEventKind.CUSTODY_ASSUMED,
    CustodyEventKind.TRANSFERRED,
    CustodyEventKind.RELEASED,
)
GONE: Final = frozenset(DetainerState[kind.name] for kind in _DEPARTURES)
WITHDRAWN: Final = frozenset(DetainerState[kind.name] for kind in WITHDRAWALS)
_ENTRIES: Final = (CustodyEventKind.DETAINER_RECEIVED, CustodyEventKind.SERVED)


class Possibility(NamedTuple):
    """What one order of events comes to.

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
        open_facts: What is not known, and leaves this state beside others, as questions.
        may_be_over: Whether a hold may have been over before what ended it.
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
    may_be_over: bool = False

    @property
    def not_known(self) -> tuple[str, ...]:
        """What is not known, as questions."""
        return (*self.open_facts, *((sentences.OVER_BEFORE,) if self.may_be_over else ()))


def states_in(order: EventOrder, query: StatusQuery) -> Iterator[Possibility]:
    """Yield what an order comes to: several states where the face leaves more than one."""
    past = events_by(order, query.now)
    departure = _last(_without_returns(past), _DEPARTURES)
    end = departure or _last(since_lodged(past), WITHDRAWALS)
    obstacle, open_facts = _obstacle(order, past, query)
    if end is not None:
        state = DetainerState[end.kind.name]
        possibility = Possibility(state, since=_if_known(end.at), decided_by=(end.record,))
        held_until = end.at if departure else query.now
        asks_hold = _asks_in_effect(obstacle, open_facts, query.face)
        if departure is None:
            custody_ends, _ = _custody_ends(order)
            possibility = possibility._replace(custody_ended=_if_past(custody_ends, query.now))
        if departure is not None:
            box = (_open_request(query.face),) if asks_for_hold(query.face) is None else ()
            asked = (*open_facts, *box)
            # What was not read of the form, nobody can answer.
            is_answered_by_form = {*asked} <= {sentences.WAS_SERVED, sentences.WHICH_BOX}
            possibility = possibility._replace(open_facts=asked if is_answered_by_form else ())
        yield from _with_hold(possibility, order, past, held_until, query, asks_hold)
        return
    if obstacle:
        later = (event for event in order if event.at > query.now)
        custody_ends, _ = _custody_ends(order)
        yield Possibility(
            DetainerState.NOT_IN_EFFECT,
            decided_by=tuple(event.record for event in later if event.kind in _ENTRIES),
            custody_ended=_if_past(custody_ends, query.now),
            reason=obstacle,
        )
    if not obstacle or open_facts:
        for possibility in _possible_holds(order, past, query):
            yield possibility._replace(open_facts=(*open_facts, *possibility.open_facts))


def _last(past: Iterable[TimedEvent], kinds: tuple[CustodyEventKind, ...]) -> TimedEvent | None:
    candidates = [event for event in past if event.kind in kinds]
    return max(candidates, key=lambda event: (event.at, -kinds.index(event.kind)), default=None)


def _without_returns(past: Sequence[TimedEvent]) -> list[TimedEvent]:
    """Return what happened, without a transfer from which the person was booked in again."""
    bookings = [event.at for event in past if event.kind is CustodyEventKind.BOOKED]
    return [
        event
        for event in past
        if event.kind is not CustodyEventKind.TRANSFERRED
        or not bookings
        or event.at > max(bookings)
    ]


def _asks_in_effect(obstacle: str, open_facts: tuple[str, ...], face: Face) -> bool | None:
    """Whether a request that is in effect asks for a hold; None where that is not known."""
    asks_hold = asks_for_hold(face)
    if asks_hold is False or (obstacle and not open_facts):
        return False
    return None if open_facts else asks_hold


def _with_hold(
    possibility: Possibility,
    order: EventOrder,
    past: Sequence[TimedEvent],
    held_until: datetime,
    query: StatusQuery,
    asks_hold: bool | None,  # noqa: FBT001 (three answers, and no switch)
) -> Iterator[Possibility]:
    """Yield what has ended with its hold, and whether that was over before."""
    custody_ends, end_events = _custody_ends(order)
    if custody_ends is None or custody_ends > held_until or asks_hold is False:
        yield possibility._replace(open_facts=())
        return
    for clock in hold_clocks(order, past, custody_ends, query):
        if asks_hold is None or clock.over is None:
            yield possibility._replace(
                decided_by=(*possibility.decided_by, *end_events),
                may_be_over=held_until > (clock.over or custody_ends),
            )
            continue
        yield possibility._replace(
            open_facts=(),
            decided_by=tuple(dict.fromkeys((*possibility.decided_by, *end_events))),
            window=clock.window,
            until=clock.until,
            over_since=clock.over if held_until > clock.over else None,
        )


def _custody_ends(order: EventOrder) -> tuple[datetime | None, tuple[CustodyEvent, ...]]:
    """Return when local custody ends, with the last charge, and the events that say so."""
    ends = [event for event in order if event.record.ends_local_custody]
    if not ends:
        return None, ()
    last = max(event.at for event in ends)
    return last, tuple(event.record for event in ends if event.at == last)


def late_receipt(order: EventOrder, query: StatusQuery) -> datetime | None:
    """Return when the request was received in an order, where it was after custody had ended."""
    custody_ends, _ = _custody_ends(order)
    if custody_ends is None or custody_ends > query.now:
        return None
    return received_late(events_by(order, query.now), custody_ends, query)


def _if_past(instant: datetime | None, now: datetime) -> datetime | None:
    return None if instant is None or instant > now else _if_known(instant)


def _obstacle(
    order: EventOrder, past: Sequence[TimedEvent], query: StatusQuery
) -> tuple[str, tuple[str, ...]]:
    """Return what keeps the request from being in effect, and which facts leave that open."""
    issued_on = query.face.detainer.issued_on
    if not isinstance(issued_on, Unknown) and query.now.astimezone(query.zone).date() < issued_on:
        return sentences.issued_later(issued_on), ()
    receipts = [event for event in order if event.kind is CustodyEventKind.DETAINER_RECEIVED]
    if receipts and not any(event in past for event in receipts):
        return sentences.NOT_RECEIVED, ()
    needed, served = needs_service(query.face), was_served(order, past, query.face)
    if needed is False or served is True:
        return "", ()
    questions = [] if needed else [sentences.NEEDS_SERVICE]
    questions += [] if served is False else [sentences.WAS_SERVED]
    return sentences.NOT_SERVED, tuple(questions)


def needs_service(face: Face) -> bool | None:
    """Whether the request takes effect only on service; None where that was not read."""
    if any(edition.service is ServiceRequirement.NOT_READ for edition in face.editions):
        return None
    return only(edition.service is ServiceRequirement.REQUIRED for edition in face.editions)


def was_served(order: EventOrder, past: Sequence[TimedEvent], face: Face) -> bool | None:
    """Whether the subject had been served; None where that is not known."""
    if any(event.kind is CustodyEventKind.SERVED for event in order):
        return any(event.kind is CustodyEventKind.SERVED for event in past)
    return None if isinstance(face.detainer.served, Unknown) else False


def _possible_holds(
    order: EventOrder, past: Sequence[TimedEvent], query: StatusQuery
) -> Iterator[Possibility]:
    lodged = Possibility(DetainerState.LODGED, since=_in_effect_since(past, query))
    custody_ends, end_events = _custody_ends(order)
    if custody_ends is None:
        yield lodged
        return
    asks_hold = asks_for_hold(query.face)
    if asks_hold is not True:
        yield lodged._replace(
            decided_by=end_events,
            custody_ended=_if_past(custody_ends, query.now),
            open_facts=() if asks_hold is False else (_open_request(query.face),),
        )
    if asks_hold is not False:
        yield from _by_clock(order, past, custody_ends, end_events, lodged, query)


def _open_request(face: Face) -> str:
    """Return the question whose answer would say whether a request asks for a hold."""
    has_boxes = any(edition.boxes for edition in face.editions)
    is_entered = not isinstance(face.detainer.boxes, Unknown)
    return sentences.WHICH_BOX if has_boxes and not is_entered else sentences.DOES_IT_ASK


def _in_effect_since(past: Sequence[TimedEvent], query: StatusQuery) -> datetime | None:
    """Return since when the request has been in effect; None where that is not known."""
    lodged = lodged_at(past)
    entries = [] if lodged is None else [lodged]
    if needs_service(query.face) is not False:
        services = [event.at for event in past if event.kind is CustodyEventKind.SERVED]
        entries += [min(services)] if services else []
    return _if_known(max(entries)) if entries else None


def _by_clock(
    order: EventOrder,
    past: Sequence[TimedEvent],
    custody_ends: datetime,
    end_events: tuple[CustodyEvent, ...],
    lodged: Possibility,
    query: StatusQuery,
) -> Iterator[Possibility]:
    """Yield what a request for a hold comes to, by its clock."""
    for clock in hold_clocks(order, past, custody_ends, query):
        yield from _by_one_clock(clock, custody_ends, end_events, lodged, query)


def _by_one_clock(
    clock: HoldClock,
    custody_ends: datetime,
    end_events: tuple[CustodyEvent, ...],
    lodged: Possibility,
    query: StatusQuery,
) -> Iterator[Possibility]:
    reckoned = Possibility(
        DetainerState.LODGED,
        decided_by=end_events,
        window=clock.window,
        until=clock.until,
        unreckoned=clock.window is None,
    )
    if custody_ends > query.now:
        yield reckoned._replace(since=lodged.since)
        return
    if clock.over is None:
        over = reckoned._replace(state=DetainerState.HOLD_OVER, open_facts=clock.open_facts)
        yield over
        if clock.may_run:
            yield over._replace(state=DetainerState.HOLD_RUNNING)
        return
    reckoned = reckoned._replace(decided_by=tuple(dict.fromkeys((*end_events, *clock.early))))
    if query.now > clock.over:
        since = _if_known(clock.over)
        over = reckoned._replace(state=DetainerState.HOLD_OVER, since=since, over_since=since)
        yield over._replace(open_facts=clock.open_facts)
        return
    since = max(filter(None, (custody_ends, lodged.since)))
    running = reckoned._replace(state=DetainerState.HOLD_RUNNING, since=_if_known(since))
    yield running._replace(open_facts=clock.open_facts)


def _if_known(instant: datetime) -> datetime | None:
    return None if instant in {FIRST, LAST} else instant


def judicial_warrant(
    detainer: Detainer, events: tuple[CustodyEvent, ...], query: StatusQuery
) -> bool:
    """Whether a judge's warrant is on record, on the face or received by the instant asked."""
    today = query.now.astimezone(query.zone).date()
    for warrant in detainer.judicial_warrants:
        issued = warrant.issued_on
        if warrant.signed is not False and (isinstance(issued, Unknown) or issued <= today):
            return True
    for event in events:
        if event.kind is CustodyEventKind.JUDICIAL_WARRANT_RECEIVED:
            receipt = time_bounds(event.at, query.zone, event.kind.value)
            if receipt is None or same_instant(receipt.earliest) <= query.now:
                return True
    return False


def questions_left(
    possibilities: tuple[Possibility, ...],
    by_order: Sequence[tuple[EventOrder, tuple[Possibility, ...]]],
    events: tuple[CustodyEvent, ...],
) -> tuple[str, ...]:
    """Return the questions whose answers would leave fewer states."""
    facts = [*chain.from_iterable(possibility.open_facts for possibility in possibilities)]
    if len({possibility.state for possibility in possibilities}) == 1:
        in_some = len({possibility.over_since is None for possibility in possibilities}) > 1
        may_be_over = in_some or any(possibility.may_be_over for possibility in possibilities)
        over_before = (sentences.OVER_BEFORE,) if may_be_over else ()
        # Of one who has left, they would tell whether there was a hold, and for how long.
        return (*over_before, *(dict.fromkeys(facts) if possibilities[0].state in GONE else ()))
    for index, event in enumerate(events):
        if not isinstance(event.at, datetime) and _decides(index, by_order):
            facts.append(sentences.time_of(event.kind.words))
            # A rule that starts at it asks for the same time.
            asked = {start.id: sentences.which_time(start.happens) for start in catalog.events()}
            facts = [fact for fact in facts if fact != asked.get(event.kind.value)]
    return tuple(dict.fromkeys(facts))


def _decides(index: int, by_order: Sequence[tuple[EventOrder, tuple[Possibility, ...]]]) -> bool:
    """Whether knowing when an event happened would leave fewer states; so if none was reached."""
    by_time: dict[datetime, set[DetainerState]] = {}
    for order, possibilities in by_order:
        states = by_time.setdefault(order[index].at, set())
        states.update(possibility.state for possibility in possibilities)
    every_state = set[DetainerState]().union(*by_time.values())
    return not by_time or any(states != every_state for states in by_time.values())
