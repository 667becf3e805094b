"""The clock of a hold in one world: its window, and what ended it earlier."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib.cases.event_orders import FIRST, LAST, EventOrder, Happened, event_orders
from detainerlib.cases.face import Face
from detainerlib.holds.start_events import start_of
from detainerlib.holds.window import HoldWindow, hold_window
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.hold_rules import EarlyEnd, HoldRule
from detainerlib.times.bounds import limits_of
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import Unknown

WITHDRAWN: Final = (CustodyEventKind.DECLINED, CustodyEventKind.LIFTED)


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
        named = (self.rule.starts_at, *(end.event for end in self.rule.ends_early))
        return frozenset(part for id in named for part in (id, *(_parts().get(id) or ())))

    def event_orders(self, events: Sequence[CustodyEvent]) -> tuple[EventOrder, ...] | None:
        """Return the worlds that the times of some events allow; None where there are too many."""
        issued_on = self.face.detainer.issued_on
        issue = () if isinstance(issued_on, Unknown) else limits_of(issued_on, self.zone)[:1]
        return event_orders(events, self.zone, self.now, self.clock_events, issue)


class HoldClock(NamedTuple):
    """The clock of a hold in one world.

    Attributes:
        window: The window; None where it cannot be reckoned.
        until: The last instant within the rule, not before local custody ended.
        over: The same, or when something ended the hold earlier; None where it is not reckoned.
        early: The events that ended it earlier.
        may_run: Where it is not reckoned, whether it may still run.
        open_facts: Why it is not reckoned.
    """

    window: HoldWindow | None = None
    until: datetime | None = None
    over: datetime | None = None
    early: tuple[CustodyEvent, ...] = ()
    may_run: bool = True
    open_facts: tuple[str, ...] = ()


def hold_clock(
    world: EventOrder, happened: Sequence[Happened], custody_ends: datetime, case: StatusQuery
) -> HoldClock:
    """Return the clock of a hold that local custody has come to an end before."""
    if not _reaches(case):
        says = f"how long Form {case.face.form.name} asks for, as {case.rule.title} is not of it"
        return HoldClock(open_facts=(says,))
    window, known = _window(world, custody_ends, case)
    if window is None:
        fact = f"when {catalog.event(case.rule.starts_at).happens}"
        return HoldClock(may_run=not known, open_facts=(fact,))
    until = max(same_instant(window.deadline), custody_ends)
    over = until
    early: tuple[CustodyEvent, ...] = ()
    for end in case.rule.ends_early:
        at, events = early_end(end, since_lodged(happened))
        if at is not None and max(at, custody_ends) < over:
            over, early = max(at, custody_ends), events
    return HoldClock(window, until, over, early)


def _reaches(case: StatusQuery) -> bool:
    """Whether the rule is a reading of the form: one that names it, or its edition's own words."""
    form, edition = case.face.form, case.face.edition
    if case.rule.forms:
        return form.id in case.rule.forms
    editions = form.editions if edition is None else (edition,)
    of_forms = {each.hold_rule for found in catalog.forms() for each in found.editions}
    return case.rule.id not in of_forms or case.rule.id in {each.hold_rule for each in editions}


def _window(
    world: EventOrder, custody_ends: datetime, case: StatusQuery
) -> tuple[HoldWindow | None, bool]:
    """Return the window of the hold, and whether it is known when its clock started.

    There is none where the event that starts it is not on record, and none where it happened at an
    unknown time: then, in this world, so long ago that the hold is over.
    """
    on_record = world if custody_ends > case.now else [e for e in world if e.at <= case.now]
    start, _ = start_of(catalog.event(case.rule.starts_at), custody_ends, _instants(on_record))
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


def _instants(events: Sequence[Happened]) -> dict[str, datetime]:
    """Return when what can start a clock happened: of several the first, or the last that counts.

    A request that was lodged anew was received when it was lodged so.
    """
    last_counts = {event.id for event in catalog.events() if event.last_counts}
    given: dict[str, datetime] = {}
    for each in events:
        id = each.kind.value
        if each.kind is not CustodyEventKind.CUSTODY_ENDS:
            chosen = max if id in last_counts else min
            given[id] = chosen(each.at, given.get(id, each.at))
    lodged = lodged_at(events)
    return given if lodged is None else {**given, CustodyEventKind.DETAINER_RECEIVED.value: lodged}


def lodged_at(events: Sequence[Happened]) -> datetime | None:
    """Return when the request was received: after it was last withdrawn, where it was since."""
    withdrawn = [each.at for each in events if each.kind in WITHDRAWN]
    received = [each.at for each in events if each.kind is CustodyEventKind.DETAINER_RECEIVED]
    anew = [at for at in received if not withdrawn or at >= max(withdrawn)]
    return min(anew or received, default=None)


def since_lodged(happened: Sequence[Happened]) -> list[Happened]:
    """Return what happened, without what became of a request before it was lodged anew."""
    received = [each.at for each in happened if each.kind is CustodyEventKind.DETAINER_RECEIVED]
    return [
        each
        for each in happened
        if each.kind not in WITHDRAWN or not received or each.at >= max(received)
    ]


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
