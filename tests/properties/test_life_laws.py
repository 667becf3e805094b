"""A detainer's life, told in any order: what is known only narrows, and the history holds together.

What happened is drawn to the instant, and kept apart from the record of it, which may have the day
alone or no time at all, tells things twice, and is corrected. After each step the record is asked.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import attrs
from detainer_strategies import DAYS, FIRST, RULES, ZONE, events, instants, requests, vaguer
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from detainerlib import (
    UNKNOWN,
    AuditOutcome,
    CustodyEvent,
    Detainer,
    DetainerState,
    audit_hold,
    catalog,
    detainer_status,
)
from detainerlib.cases import DetainerStatus
from detainerlib.holds import HoldAudit
from detainerlib.models import CustodyEventKind
from detainerlib.models.hold_rules import CUSTODY_ENDS, DETAINER_RECEIVED

MOST_EVENTS: Final = 4
# Where nothing is booked anew, a life goes on in this order, and never back.
STAGES: Final = {
    DetainerState.NOT_IN_EFFECT: 0,
    DetainerState.LODGED: 1,
    DetainerState.HOLD_RUNNING: 2,
    DetainerState.HOLD_OVER: 3,
    DetainerState.LIFTED: 4,
    DetainerState.DECLINED: 4,
    DetainerState.CUSTODY_ASSUMED: 5,
    DetainerState.TRANSFERRED: 5,
    DetainerState.RELEASED: 5,
}
LEFT: Final = 5
"""The stage at which the person has left."""
NOT_OVER: Final = frozenset({AuditOutcome.WITHIN, AuditOutcome.NO_HOLD})
IN_EFFECT: Final = Detainer(form="I-247A", issued_on=FIRST, boxes={1}, served=True, served_on=FIRST)
LIKELY: Final = (
    *[CustodyEventKind.CUSTODY_ENDS] * 2,
    *[CustodyEventKind.RELEASED] * 2,
    CustodyEventKind.CUSTODY_ASSUMED,
    CustodyEventKind.DETAINER_RECEIVED,
    CustodyEventKind.LIFTED,
)

FROM_CUSTODY: Final = [name for name in RULES if catalog.rule(name).starts_at == CUSTODY_ENDS]
LEAVING: Final = (
    CustodyEventKind.RELEASED,
    CustodyEventKind.CUSTODY_ASSUMED,
    CustodyEventKind.TRANSFERRED,
)


def likely_events() -> st.SearchStrategy[CustodyEvent]:
    """Events of an ordinary life."""
    return st.builds(CustodyEvent, kind=st.sampled_from(LIKELY), at=instants())


@st.composite
def beginnings(draw: st.DrawFn) -> list[CustodyEvent]:
    """What is told at first: mostly that the request came, and custody ended after it."""
    received = datetime(FIRST.year, FIRST.month, FIRST.day, 9, 30, tzinfo=ZONE)
    received += timedelta(hours=draw(st.sampled_from((0, 8, 24))))
    ends = received + timedelta(hours=draw(st.sampled_from((0, 1, 8, 14, 24, 40))))
    told = [
        CustodyEvent(kind=CustodyEventKind.DETAINER_RECEIVED, at=received),
        CustodyEvent(kind=CustodyEventKind.CUSTODY_ENDS, at=ends),
    ]
    return draw(st.sampled_from((told, told, told, [])))


class Life(RuleBasedStateMachine):
    """One detainer, what happened to it and the person, and what is on record of that."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.happened: list[CustodyEvent] = []
        self.record: list[CustodyEvent] = []

    @initialize(
        request=st.just(IN_EFFECT) | st.just(IN_EFFECT) | requests(),
        served=st.booleans(),
        hold_rule=st.sampled_from(RULES) | st.sampled_from(FROM_CUSTODY),
        at=instants(),
        told=beginnings(),
    )
    def is_issued(
        self,
        request: Detainer,
        served: bool,
        hold_rule: str,
        at: datetime,
        told: list[CustodyEvent],
    ) -> None:
        """A request whose face leaves open what is not entered; it shows one thing in truth."""
        self.happened, self.record = [*told], [*told]
        self.request, self.hold_rule, self.at = request, hold_rule, at
        is_served = served if request.served is UNKNOWN else request.served
        self.face = attrs.evolve(
            request,
            boxes={1} if request.form == "I-247A" and request.boxes is UNKNOWN else request.boxes,
            served=is_served,
        )

    def status(self, at: datetime | None = None, record: Any = None) -> DetainerStatus:
        """Ask what is on record, at a time."""
        told = self.record if record is None else record
        return detainer_status(self.request, told, at=at or self.at, rule=self.hold_rule)

    def narrows(self, before: DetainerStatus) -> None:
        """What was impossible stays so, unless it turns out that all of it cannot have been."""
        after = self.status()
        if after.state is not DetainerState.CONTRADICTORY:
            assert {*after.possible} <= {*before.possible}

    @precondition(lambda self: len(self.record) < MOST_EVENTS)
    @rule(event=likely_events() | events(), how=st.sampled_from((0, 0, 1, 2)))
    def happens(self, event: CustodyEvent, how: int) -> None:
        """Issued, received, due, released, transferred, lifted: anything, more or less known."""
        self.happened.append(event)
        self.record.append(vaguer(event, how))

    @precondition(lambda self: 0 < len(self.record) < MOST_EVENTS)
    @rule(kind=st.sampled_from(LEAVING), hours=st.sampled_from((1, 7, 49, 96, 120)))
    def leaves(self, kind: CustodyEventKind, hours: int) -> None:
        """The person leaves some hours after all that is told."""
        happened = [event.at for event in self.happened if isinstance(event.at, datetime)]
        last = max(happened, key=datetime.timestamp)
        event = CustodyEvent(kind=kind, at=last + timedelta(hours=hours))
        self.happened.append(event)
        self.record.append(event)

    @precondition(lambda self: self.record)
    @rule(which=st.integers(0, MOST_EVENTS - 1), how=st.integers(0, 1))
    def is_known_better(self, which: int, how: int) -> None:
        """The day of an event becomes known, or its time."""
        before, which = self.status(), which % len(self.record)
        if not isinstance(self.record[which].at, datetime):
            known = isinstance(self.record[which].at, date)
            self.record[which] = vaguer(self.happened[which], 0 if known else how)
            self.narrows(before)

    @rule()
    def is_read_again(self) -> None:
        """The face is read anew, and all that it shows is entered."""
        before = self.status()
        self.request = self.face
        self.narrows(before)

    @precondition(lambda self: self.record)
    @rule(which=st.integers(0, MOST_EVENTS - 1))
    def is_told_twice(self, which: int) -> None:
        """The same event once more, and all of them in another order, are no news."""
        again = self.record[which % len(self.record)]

        assert self.status() == self.status(record=[again, *reversed(self.record)])

    @precondition(lambda self: self.record)
    @rule(which=st.integers(0, MOST_EVENTS - 1), at=instants(), how=st.integers(0, 2))
    def is_corrected(self, which: int, at: datetime, how: int) -> None:
        """It happened at another time than was thought."""
        which %= len(self.record)
        self.happened[which] = attrs.evolve(self.happened[which], at=at)
        self.record[which] = vaguer(self.happened[which], how)

    @precondition(lambda self: self.record)
    @rule()
    def is_struck(self) -> None:
        """The last entry was a mistake."""
        self.happened.pop()
        self.record.pop()

    @rule(at=instants())
    def time_passes(self, at: datetime) -> None:
        """It is asked at another time."""
        self.at = at

    @invariant()
    def what_happened_is_possible(self) -> None:
        """Whatever is not known of it, unless it cannot have happened."""
        told = self.status()
        truth = detainer_status(self.face, self.happened, at=self.at, rule=self.hold_rule)
        if truth.state is not DetainerState.CONTRADICTORY:
            assert {*truth.possible} <= {*told.possible}

    @property
    def is_booked_again(self) -> bool:
        """Whether a new custody may have begun."""
        return any(event.kind is CustodyEventKind.BOOKED for event in self.record)

    @property
    def is_lodged_anew(self) -> bool:
        """Whether a request came after one was withdrawn, the receipt of which may not be told."""
        times: dict[CustodyEventKind, list[Any]] = {}
        for event in self.record:
            times.setdefault(event.kind, []).append(event.at)
        withdrawn = [*times.get(CustodyEventKind.LIFTED, ())]
        withdrawn += times.get(CustodyEventKind.DECLINED, ())
        received = times.get(CustodyEventKind.DETAINER_RECEIVED, ())
        return any(at >= gone for at in received for gone in withdrawn)

    @invariant()
    def the_history_holds_together(self) -> None:
        """Day after day: nothing begins before it is told, or goes back to an earlier stage."""
        first = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=ZONE)
        history = [self.status(first + timedelta(days=day)) for day in range(0, DAYS + 2, 2)]
        for status in (self.status(), *history):
            assert status.since is None or _last(status) <= status.at.astimezone(UTC)
            self.never_contradicts_an_audit(status)
        exact = all(isinstance(event.at, datetime) for event in self.record)
        if not exact or self.is_booked_again or self.is_lodged_anew:
            return
        for earlier, later in pairwise(status for status in history if status.state in STAGES):
            assert STAGES[earlier.state] <= STAGES[later.state]
            if earlier.over_since is not None and later.over_since is not None:
                assert earlier.over_since == later.over_since
            kinds = [event.kind for event in self.record]
            happened_once = len({*kinds}) == len(kinds)
            if STAGES[earlier.state] == LEFT and earlier.state is later.state and happened_once:
                assert earlier.since == later.since
            if earlier.state is later.state is DetainerState.HOLD_RUNNING:
                assert earlier.deadline == later.deadline

    def never_contradicts_an_audit(self, status: DetainerStatus) -> None:
        """Whether the hold ran out, and how long the person was held beyond it."""
        audit = self.audit_of(status)
        if audit is None:
            return
        is_over = status.state is not DetainerState.HOLD_RUNNING
        assert audit.outcome not in (NOT_OVER if is_over else {AuditOutcome.OVER})
        if None not in (status.overrun, audit.overrun):
            assert status.overrun == audit.overrun

    def audit_of(self, status: DetainerStatus) -> HoldAudit | None:
        """Audit the same events under the same rule, to the same time or when the person left."""
        arrivals = [
            event.at for event in self.record if event.kind is CustodyEventKind.DETAINER_RECEIVED
        ]
        instants_told = [at for at in arrivals if isinstance(at, datetime)]
        received = dict(zip([DETAINER_RECEIVED], instants_told, strict=False))
        is_alike = status.rule.starts_at == CUSTODY_ENDS
        are_told = len(instants_told) == len(arrivals) <= 1
        if not (is_alike and are_told) or self.is_booked_again:
            return None
        asked: dict[str, Any] = {"rule": self.hold_rule, "zone": ZONE, "events": received}
        if status.state in {DetainerState.HOLD_RUNNING, DetainerState.HOLD_OVER}:
            return audit_hold(self.record, as_of=status.at, **asked)
        has_left = STAGES.get(status.state) == LEFT and status.over_since
        if not has_left or not status.since or not status.since.exact:
            return None
        return audit_hold(self.record, status.since.earliest, **asked)


def _last(status: DetainerStatus) -> datetime:
    assert status.since is not None
    return status.since.earliest.astimezone(UTC)


TestLife = Life.TestCase
TestLife.settings = settings(stateful_step_count=8)


def test_lives_reach_what_is_held_of_them() -> None:
    """In a fixed set of them: holds that run, holds that are over, and audits of both."""
    reached: Counter[DetainerState] = Counter()
    audited: Counter[DetainerState] = Counter()

    class Counted(Life):
        """A life of which it is counted what it reached."""

        def audit_of(self, status: DetainerStatus) -> HoldAudit | None:
            """Count the state, and whether it was audited."""
            audit = super().audit_of(status)
            reached[status.state] += 1
            audited[status.state] += audit is not None
            return audit

    fixed = settings(TestLife.settings, max_examples=10, derandomize=True, database=None)
    run_state_machine_as_test(Counted, settings=fixed)

    for state in (DetainerState.HOLD_RUNNING, DetainerState.HOLD_OVER):
        assert min(reached[state], audited[state]) >= 5


def test_one_life_is_audited_from_its_hold_to_its_end() -> None:
    """While the hold runs, when it is over, and after the person left; served the day before."""
    began = datetime(FIRST.year, FIRST.month, FIRST.day, 9, 30, tzinfo=ZONE) + timedelta(days=1)
    told = [
        CustodyEvent(kind=CustodyEventKind.DETAINER_RECEIVED, at=began),
        CustodyEvent(kind=CustodyEventKind.CUSTODY_ENDS, at=began),
    ]
    life = Life()
    life.is_issued(request=IN_EFFECT, served=True, hold_rule="form-i-247a", at=began, told=told)
    life.leaves(kind=CustodyEventKind.RELEASED, hours=96)

    statuses = [life.status(began + timedelta(hours=hours)) for hours in (1, 49, 97)]
    life.the_history_holds_together()

    assert [
        (DetainerState.HOLD_RUNNING, AuditOutcome.WITHIN),
        (DetainerState.HOLD_OVER, AuditOutcome.OVER),
        (DetainerState.RELEASED, AuditOutcome.OVER),
    ] == [
        (status.state, audit.outcome)
        for status in statuses
        for audit in (life.audit_of(status),)
        if audit
    ]
