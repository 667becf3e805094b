"""The paper trail of a status: the face, the events that decided, the clock, what is not known."""

from collections.abc import Iterator, Sequence
from itertools import chain

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib.cases.event_orders import EventOrder, events_by
from detainerlib.cases.face import Face, asks_for_hold, on_service
from detainerlib.cases.hold_clock import StatusQuery, early_end, since_lodged
from detainerlib.cases.states import Possibility, late_receipt, needs_service, was_served
from detainerlib.catalog._forms import edition_title
from detainerlib.holds.rival_windows import late_receipt_point
from detainerlib.holds.window import HoldWindow
from detainerlib.models.custody import CustodyEventKind
from detainerlib.models.forms import FormEdition
from detainerlib.models.hold_rules import CUSTODY_ENDS
from detainerlib.sentences import statuses as sentences
from detainerlib.sources.explanation import Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Unknown


def paper_trail(
    query: StatusQuery,
    consistent: Sequence[EventOrder],
    possibilities: Sequence[Possibility],
    conflicts: Sequence[str],
) -> Iterator[Step]:
    """Yield the steps by which a status was reached: from consistent orders, or by conflicts."""
    yield from _form(query.face)
    yield from _service(query, consistent)
    for conflict in conflicts:
        yield step_of(StepStatus.ENTERED, conflict)
    decisive = chain.from_iterable(possibility.decided_by for possibility in possibilities)
    for event in dict.fromkeys(decisive):
        yield step_of(StepStatus.ENTERED, f"{event}.")
    not_known = chain.from_iterable(possibility.not_known for possibility in possibilities)
    for fact in dict.fromkeys(not_known):
        yield _rule_step(
            query, StepStatus.UNKNOWN, sentences.need_to_know([fact], "Not known").rstrip()
        )
    if not consistent and not conflicts:
        yield _rule_step(
            query,
            StepStatus.UNKNOWN,
            sentences.TOO_MANY_TIMES,
        )
    all_windows = {possibility.window for possibility in possibilities}
    windows = sorted(
        (
            window
            for window in all_windows
            if window is not None and _start_is_known(window, consistent)
        ),
        key=lambda window: same_instant(window.clock_starts),
    )
    for window in dict.fromkeys([*windows[:1], *windows[-1:]]):
        yield from window.steps(early_ends=False)
    if windows:
        yield from _early_ends(query, consistent)
    yield from _late_receipt(query, consistent)


def _start_is_known(window: HoldWindow, consistent: Sequence[EventOrder]) -> bool:
    """Whether it is known, if only by the day, when each event was that can start a clock."""
    # Of the rule and, where the detainer came after custody had ended, of its receipt.
    ids = (window.rule.starts_at, window.starts_at)
    starts = {start for id in ids for start in (id, *catalog.event(id).later_of)}
    return not any(
        isinstance(event.record.at, Unknown)
        for event in chain.from_iterable(consistent)
        if event.kind.value in starts
        or (event.record.ends_local_custody and CUSTODY_ENDS in starts)
    )


def _form(face: Face) -> Iterator[Step]:
    title = edition_title(face.form, face.unsure if face.edition is None else face.edition.printed)
    asks = asks_for_hold(face)
    yield step_of(
        StepStatus.UNKNOWN if asks is None else StepStatus.APPLIED,
        sentences.on_form(title, asks_for_hold=asks),
        _edition(face).citation,
        see_also=_edition(face).see_also,
    )


def _service(query: StatusQuery, consistent: Sequence[EventOrder]) -> Iterator[Step]:
    needed = needs_service(query.face)
    if needed is False:
        return
    served = only(
        was_served(order, events_by(order, query.now), query.face) for order in consistent
    )
    effect = sentences.TAKES_EFFECT_WHEN_SERVED if needed else sentences.MAY_NEED_SERVICE
    citations = on_service(_edition(query.face))
    # The rule is known, and told with its source, also where it is not known what was done.
    yield step_of(
        StepStatus.UNKNOWN if needed is None else StepStatus.APPLIED,
        f"The detainer {effect}.",
        *citations,
    )
    if served is None:
        yield step_of(StepStatus.UNKNOWN, sentences.SERVED[served], *citations)
    else:
        yield step_of(StepStatus.ENTERED, sentences.SERVED[served])


def _early_ends(query: StatusQuery, consistent: Sequence[EventOrder]) -> Iterator[Step]:
    for end in query.rule.ends_early:
        ends = [early_end(end, since_lodged(events_by(order, query.now))) for order in consistent]
        events = dict.fromkeys(event for _, end_events in ends for event in end_events)
        outcome = StepStatus.NOT_APPLIED
        if events:
            certain = all(end_events for _, end_events in ends)
            outcome = StepStatus.APPLIED if certain else StepStatus.UNKNOWN
        statement = sentences.ends_sooner(end.summary, [*map(str, events)])
        yield _rule_step(query, outcome, statement)


def _late_receipt(query: StatusQuery, consistent: Sequence[EventOrder]) -> Iterator[Step]:
    """Yield what is open where the detainer was received after local custody had ended."""
    point = late_receipt_point(query.rule)
    received = [at for order in consistent if (at := late_receipt(order, query)) is not None]
    if point is not None and received:
        citations = (query.rule.citation, *([] if point.citation is None else [point.citation]))
        first, last = (at.astimezone(query.zone) for at in (min(received), max(received)))
        # The time of one that is not known is only a place in an order.
        is_known = not any(
            isinstance(event.record.at, Unknown)
            for event in chain.from_iterable(consistent)
            if event.kind is CustodyEventKind.DETAINER_RECEIVED
        )
        late = sentences.received_late(
            str(TimeBounds(earliest=first, latest=last)) if is_known else None,
            is_certain=len(received) == len(consistent),
        )
        yield step_of(
            StepStatus.UNSETTLED,
            f"{late} {point.summary}",
            *citations,
        )


def _edition(face: Face) -> FormEdition:
    return face.form.editions[-1] if face.edition is None else face.edition


def _rule_step(query: StatusQuery, outcome: StepStatus, statement: str) -> Step:
    return step_of(outcome, statement, query.rule.citation)
