"""A hold that is running, is over, or has not begun, in words: every deadline on file for it.

The deadlines are those of `hold_readings` at the same place and time.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from detainerlib import catalog
from detainerlib._wording import in_words
from detainerlib.cases.hold_clock import StatusQuery
from detainerlib.cases.states import DetainerState
from detainerlib.errors import CoverageError
from detainerlib.holds.candidate_readings import readings_on_file
from detainerlib.holds.facility import (
    deadline_of,
    duty_of,
    law_on_holding,
    lets_no_agency,
    may_be_excepted,
)
from detainerlib.holds.reading import HoldReading, rank_among
from detainerlib.holds.readings_together import arguments_in, clock_changes_in, grades_in
from detainerlib.holds.terms import conditions_of
from detainerlib.holds.window import HoldWindow
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.hold_rules import CUSTODY_ENDS
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.sentences import releases
from detainerlib.sentences import statuses as sentences
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.instants import same_instant

if TYPE_CHECKING:
    from detainerlib.policy import PolicyAnswer


def _readings_of(hold: "HoldInWords") -> tuple[HoldReading, ...]:
    """Return every reading of the hold, the earliest first.

    There is none where the clock does not start at the end of local custody, and where the
    rule and calendar that were asked about give none of them.
    """
    window, query = hold.window, hold.query
    if window is None or window.starts_at != CUSTODY_ENDS or query.calendar is not None:
        return ()
    starts = {event.id for event in catalog.events()} - {CUSTODY_ENDS}
    instants: dict[str, datetime] = {
        event.kind.value: event.at
        for event in hold.events
        if event.kind.value in starts and isinstance(event.at, datetime)
    }
    face, day = query.face, window.clock_starts.date()
    editions = face.form.editions_in_effect(day) if face.edition is None else (face.edition,)
    try:
        readings = readings_on_file(
            (face.form, editions),
            hold.place,
            window.clock_starts,
            on=day,
            instants=instants,
            zone=query.zone,
        )
    except CoverageError:
        return ()
    if not any(reading.rule == query.rule and reading.window for reading in readings):
        return ()
    return tuple(sorted(readings, key=_by_deadline))


@attrs.frozen(kw_only=True)
class HoldInWords:
    """The hold of one status.

    Attributes:
        query: What was asked; its time is that up to which a hold is over, if it is.
        state: Whether it is running, is over, or has not begun.
        window: Its window under the rule that was asked about; None where it is not exact, where
            its start is not settled, or where something but a withdrawal ended it earlier.
        events: What happened.
        place: The facility's place; None where none was given.
        tells_overrun: Whether it is told by how much a deadline has passed.
        facts: What was known of the case, for the law of the place on holding at all.
        agency_type: The kind of agency that holds, for the same.
        left: When the person left custody; None where that did not end it.
        lifted: When the detainer was lifted; None where that did not end it.
        readings: Every reading of the hold, the earliest first.
    """

    query: StatusQuery
    state: DetainerState
    window: HoldWindow | None
    events: Sequence[CustodyEvent]
    place: Jurisdiction | None
    tells_overrun: bool
    facts: CaseFacts
    agency_type: AgencyType | None
    left: TimeBounds | None
    lifted: TimeBounds | None
    readings: tuple[HoldReading, ...] = attrs.field(
        init=False, default=attrs.Factory(_readings_of, takes_self=True)
    )

    @property
    def of(self) -> on_deadlines.DeadlineOf:
        """What a deadline ends."""
        of = deadline_of(self._holding)
        if of is on_deadlines.DeadlineOf.HOLD and self.state is DetainerState.LODGED:
            return on_deadlines.DeadlineOf.HOLD_TO_COME
        return of

    @property
    def _holding(self) -> "PolicyAnswer | None":
        return law_on_holding(self.place, self._now.date(), self.facts, self.agency_type)

    @property
    def _now(self) -> datetime:
        return self.query.now.astimezone(self.query.zone)

    @property
    def _at(self) -> str:
        return in_words(self._now)

    def opening(self) -> str:
        """Return whether the hold is running or over, or that its deadlines differ on that.

        Without a law that allows a hold that is running, it is told that hours are.
        """
        differ = self._differ()
        is_over = self.state is DetainerState.HOLD_OVER
        if is_over and not differ:
            return f"{sentences.as_of(self._at, self.state)} {sentences.NO_RELEASE}"
        if self.of is on_deadlines.DeadlineOf.HOLD:
            is_so = sentences.as_of(self._at, self.state)
            return sentences.deadlines_differ(self._at) if differ else is_so
        may_hold = sentences.MAY_HOLD_NOT_SETTLED
        if self.of is on_deadlines.DeadlineOf.NAMED_TIME:
            may_hold = sentences.MUST_NOT_HOLD
        elif self.place is None:
            may_hold = sentences.NOT_LOOKED_UP
        begins = sentences.deadlines_differ(self._at) if differ else self._hours_running()
        return f"{begins} {may_hold}"

    def _differ(self) -> bool:
        """Whether a hold is over by one deadline, and not by another; not told under a ban."""
        if self.of is on_deadlines.DeadlineOf.NAMED_TIME:
            return False
        return len({self._is_over(window) for window in self._windows}) > 1

    @property
    def _windows(self) -> tuple[HoldWindow, ...]:
        return tuple(reading.window for reading in self.readings if reading.window is not None)

    @property
    def ran_late(self) -> bool:
        """Whether a deadline had passed, or may have, when something else ended the hold."""
        return any(self._has_passed(window) is not False for window in self._windows)

    def in_time(self) -> Iterator[str]:
        """Yield how long past the time due a person left, where no deadline had passed by then."""
        if self.left is None or self.window is None or not self.readings or self.ran_late:
            return
        due = same_instant(self.window.clock_starts)
        least, most = (
            max(same_instant(left) - due, timedelta(0))
            for left in (self.left.earliest, self.left.latest)
        )
        if not most:
            return
        if self.of is on_deadlines.DeadlineOf.NAMED_TIME:
            then = sentences.not_allowed(has_exceptions=may_be_excepted(self._holding))
            yield sentences.passed_since_due(least, most, then)
            return
        needs = any(reading.needs for reading in self.readings)
        title, deadline = next((r.title, r.deadline) for r in self.readings if r.deadline)
        then = sentences.in_time(title, in_words(deadline), all_computed=not needs)
        yield from self._no_law_allowed()
        yield sentences.passed_since_due(least, most, then)

    def _no_law_allowed(self) -> Iterator[str]:
        """Yield, of one who has left, that no law of the place let an agency hold."""
        is_barred = self.of is on_deadlines.DeadlineOf.NAMED_TIME
        if self.left is not None and not is_barred and lets_no_agency(self._holding):
            yield sentences.NO_LAW_ALLOWED

    def before(self) -> Iterator[str]:
        """Yield how a hold stood when something else came, and every deadline."""
        if self.of is not on_deadlines.DeadlineOf.NAMED_TIME and self.tells_overrun:
            differ = self._differ()
            if self.left is not None:
                yield sentences.stood_then(differ=differ)
            elif differ:
                yield sentences.deadlines_differ(self._at)
            else:
                yield sentences.as_of(self._at, DetainerState.HOLD_OVER)
        yield from self.deadlines("", is_past=True)
        yield from self._no_law_allowed()

    def _is_over(self, window: HoldWindow) -> bool:
        return self._lift_of(window) is not None or self._has_passed(window) is True

    def _lift_of(self, window: HoldWindow) -> TimeBounds | None:
        """Return when the detainer was lifted, where that ends the hold under a rule."""
        lift = CustodyEventKind.LIFTED.value
        return self.lifted if any(end.event == lift for end in window.rule.ends_early) else None

    def _has_passed(self, window: HoldWindow) -> bool | None:
        """Whether a deadline passed before something else ended the hold; None if it depends."""
        now = TimeBounds(earliest=self._now, latest=self._now)
        ends = [end for end in (self.left or now, self._lift_of(window)) if end is not None]
        deadline = same_instant(window.deadline)
        if deadline < min(same_instant(end.earliest) for end in ends):
            return True
        return None if deadline < min(same_instant(end.latest) for end in ends) else False

    def deadlines(self, asked: str, *, is_past: bool = False) -> Iterator[str]:
        """Yield every deadline, the earliest first; under a ban, first when release was due.

        Under a ban, the times that are named are told only when the hold is over.

        Args:
            asked: The deadline under the rule that was asked about, for where that is all there is.
            is_past: Whether something else came after the hold; then no release is to come.
        """
        if self.of is on_deadlines.DeadlineOf.NAMED_TIME:
            yield from self.due()
            if self.state is not DetainerState.HOLD_OVER:
                return
        readings = self.readings
        if not readings:
            may_be_unlawful = self.of is on_deadlines.DeadlineOf.LAWFUL_HOLD
            title = self.query.rule.title
            yield sentences.expires_under(asked, title, may_be_unlawful=may_be_unlawful)
            return
        for reading in readings:
            if reading.window is not None:
                yield self._deadline(reading, reading.window, readings)
        yield from self._other_end()
        missing = dict.fromkeys(reading.title for reading in readings if reading.needs)
        if missing:
            yield on_deadlines.not_computed([*missing])
        first = readings[0].deadline
        if self._differ() and not missing and first is not None and not is_past:
            yield from self._release_in_time(first)
        yield from arguments_in(readings)
        yield from clock_changes_in(readings)

    def _release_in_time(self, first: datetime) -> Iterator[str]:
        """Yield which release is in time, but where a duty to hold may go on, or is not settled."""
        is_duty = duty_of(self._holding) is not None
        is_allowed = self.of is on_deadlines.DeadlineOf.HOLD and not is_duty
        if self.place is None or is_allowed:
            yield releases.within_all(first)

    def sources(self) -> str | None:
        """Return how well the rules were read that give the deadlines; None where none is told."""
        readings = self.readings
        is_over = self.state is DetainerState.HOLD_OVER
        if not readings or (self.of is on_deadlines.DeadlineOf.NAMED_TIME and not is_over):
            return None
        return grades_in(readings)

    def _other_end(self) -> Iterator[str]:
        """Yield that the detainer was lifted before a deadline, or that an hour would decide it."""
        is_named = self.of is on_deadlines.DeadlineOf.NAMED_TIME
        for window in self._windows:
            if self._has_passed(window) is None:
                yield sentences.depends_on_hour(window.deadline.date(), is_named=is_named)
                return
        lifts = [
            (lift, window.clock_starts)
            for window in self._windows
            if (lift := self._lift_of(window)) is not None and not self._has_passed(window)
        ]
        if lifts and not is_named:
            lift, starts = lifts[0]
            over = self.query.now - max(same_instant(lift.latest), same_instant(starts))
            yield sentences.lifted_before(over if lift.exact and self.tells_overrun else None)

    def due(self) -> Iterator[str]:
        """Yield, under a ban, when release was due."""
        if self.window is not None and self.window.starts_at == CUSTODY_ENDS:
            excepted = may_be_excepted(self._holding)
            due = releases.due(in_words(self.window.clock_starts), has_exceptions=excepted)
            yield due if self.left is None else sentences.in_the_past(due)

    def _deadline(
        self, reading: HoldReading, window: HoldWindow, readings: Sequence[HoldReading]
    ) -> str:
        passed = self._has_passed(window)
        over_by = self.query.now - same_instant(window.deadline) if passed else None
        conditions = conditions_of(window.rule, window.calendar, window.starts_at)
        rank = rank_among(reading, readings)
        if not passed and (self.left or self._lift_of(window)) is not None:
            title, deadline = reading.title, window.deadline
            return sentences.would_have_ended(title, deadline, conditions, of=self.of, rank=rank)
        sentence = on_deadlines.expires(
            reading.title,
            window.deadline,
            conditions,
            of=self.of,
            rank=rank,
            passed=bool(passed),
            over_by=over_by if self.tells_overrun else None,
        )
        return f"{sentence}."

    def _hours_running(self) -> str:
        """Return which hours are running: those that the form asks for, while they are."""
        now, rule = self.query.now, self.query.rule
        for reading in self.readings:
            window = reading.window
            if reading.editions and window is not None and now <= same_instant(window.deadline):
                is_since_due = window.starts_at == CUSTODY_ENDS
                counted = is_since_due and all(span.counted for span in window.spans)
                passed = now - same_instant(window.clock_starts) if counted else None
                hours = window.rule.duration
                return sentences.hours_running(self._at, reading.title, passed, hours)
        return sentences.hours_running(self._at, rule.title, None, rule.duration)


def _by_deadline(reading: HoldReading) -> tuple[bool, datetime]:
    """Return what readings are sorted by: those without a deadline come last."""
    deadline = reading.custody_ends if reading.deadline is None else reading.deadline
    return reading.deadline is None, same_instant(deadline)
