"""What is told of a detainer at a given time: in effect or not, and whether a hold runs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib._html import paragraph, small_print
from detainerlib._validation import checked, only
from detainerlib._wording import in_words
from detainerlib.cases.face import face_of
from detainerlib.cases.hold_clock import StatusQuery
from detainerlib.cases.hold_in_words import HoldInWords
from detainerlib.cases.named_times import named_times
from detainerlib.cases.states import GONE, WITHDRAWN, DetainerState
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._grades import grades_in_words
from detainerlib.catalog._law import UnderLaw
from detainerlib.holds.facility import above_status, closing_for, law_on_holding, preface
from detainerlib.holds.window import HoldWindow
from detainerlib.models.conditions import NO_FACTS, CaseFacts
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.detainer import Detainer
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.sentences import statuses as sentences
from detainerlib.sentences.deadlines import DeadlineOf
from detainerlib.sources.explanation import Explanation, Step
from detainerlib.times.bounds import TimeBounds, time_bounds
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import same_instant

if TYPE_CHECKING:
    from detainerlib.policy import PolicyAnswer

_NO_TIME: Final = timedelta(0)


@attrs.frozen(kw_only=True, field_transformer=checked)
class DetainerStatus(UnderLaw):
    """The status of a detainer at a given time; made by `detainer_status`.

    Attributes:
        detainer: The detainer.
        events: The events given, each once, in an order of their own.
        at: The time, in the facility's zone.
        rule: The rule under which a hold is counted.
        zone: The key of the facility's zone.
        calendar: The reading of the rule's word "holidays", where one was given.
        state: The state; UNKNOWN where more than one is possible.
        possible: The states that the events given allow.
        since: Since when, as far as it is known.
        deadline: The last moment within the rule; None where no hold is asked, or where the event
            that starts the clock is not on file.
        window: The window of the hold, where there is only one; None where no hold is asked.
        over_since: Since when the hold was over, where it was, also if something ended it later.
        custody_ended: When local custody had ended, where nothing on file says that the person is
            no longer held.
        judicial_warrant: Whether a judge's warrant is, or may be, on file by then: custody under it
            is not judged here.
        reason: Why the request is not in effect, as the end of a sentence; None where it is.
        not_known: What is not known and would decide between the states that are possible, or
            whether a hold was over before what ended it, as questions.
        decided_by: The events that decided.
        contradictions: What cannot have happened as it is dated, in sentences.
        steps: The steps of the explanation.
        jurisdiction: The facility's place; None where none was given.
        received_late: When the request was received, where that was after local custody had
            ended: then the start of the clock is not settled.
        facts: What was known of the case, for the law of the place on holding at all.
        agency_type: The kind of agency that holds, for the same; None where it was not said.

    Authority: 8-cfr-287.7, ice-guidance-i-247a

    >>> from datetime import date, datetime
    >>> import detainerlib as dl
    >>> detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1))
    >>> status = dl.detainer_status(detainer, [], at=datetime(2025, 7, 4, 9), zone="Central")
    >>> print(status.state, status.not_known)
    unknown ('Was the person served?',)
    """

    detainer: Detainer
    events: tuple[CustodyEvent, ...]
    at: datetime = attrs.field(eq=same_instant)
    rule: HoldRule
    zone: str
    calendar: HolidayCalendar | None
    state: DetainerState
    possible: tuple[DetainerState, ...]
    since: TimeBounds | None
    deadline: TimeBounds | None
    window: HoldWindow | None
    over_since: TimeBounds | None
    custody_ended: TimeBounds | None
    judicial_warrant: bool
    reason: str | None
    not_known: tuple[str, ...]
    decided_by: tuple[CustodyEvent, ...]
    contradictions: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    jurisdiction: Jurisdiction | None = None
    received_late: TimeBounds | None = None
    facts: CaseFacts = NO_FACTS
    agency_type: AgencyType | None = None

    @property
    def authority_to_hold(self) -> tuple[str, ...]:
        """What the law of the place says on holding at all; empty without a place.

        It is the law of the day asked about, or of the day on which the person left custody.
        """
        return self._above(self._hold())

    def _above(self, hold: HoldInWords) -> tuple[str, ...]:
        is_before_end = self.state in {DetainerState.HOLD_RUNNING, DetainerState.LODGED}
        tells_deadline = (is_before_end and self.deadline) or self.over_since
        tells = bool(tells_deadline) or self._tells_past(hold) or self._tells_in_time(hold)
        told = above_status(self._holding, tells_deadline=tells)
        if not told or self.on == self.at.date():
            return told
        law, *notes = told
        return (law, sentences.law_of_day_left(self.on), *notes)

    def _in_time(self, hold: HoldInWords) -> tuple[str, ...]:
        """How long past the time due a person left within every deadline; empty if not so."""
        is_told = not self.judicial_warrant and self.over_since is None
        return tuple(hold.in_time()) if is_told else ()

    def _tells_in_time(self, hold: HoldInWords) -> bool:
        """Whether a deadline is told of one who left before it: none is under a ban."""
        return hold.of is not DeadlineOf.NAMED_TIME and bool(self._in_time(hold))

    @property
    def _holding(self) -> "PolicyAnswer | None":
        return law_on_holding(self.jurisdiction, self.on, self.facts, self.agency_type)

    @property
    def on(self) -> date:
        """The date whose law was applied: of the time asked about, or when the person left."""
        return (self.at if self._left is None else self._left.earliest).date()

    @property
    def least_remaining(self) -> timedelta | None:
        """The least elapsed time to the deadline; None where no hold is running for certain."""
        return None if self._runs is None else self._until(self._runs.earliest)

    @property
    def most_remaining(self) -> timedelta | None:
        """The most elapsed time to the deadline; None where no hold is running for certain."""
        return None if self._runs is None else self._until(self._runs.latest)

    @property
    def remaining(self) -> timedelta | None:
        """The elapsed time to the deadline of a hold that is running; None if it is not exact."""
        least, most = self.least_remaining, self.most_remaining
        return least if least == most else None

    @property
    def overrun(self) -> timedelta | None:
        """The elapsed time for which a hold is, or was, over; None if it is not exactly known.

        It ends with what took the person out of custody, and is not told beside a judge's warrant.
        """
        if self.over_since is None or not self.over_since.exact or self.judicial_warrant:
            return None
        end = self.at
        if self.custody_ended is None and self.state is not DetainerState.HOLD_OVER:
            if self.since is None or not self.since.exact:
                return None
            end = self.since.earliest
        return same_instant(end) - same_instant(self.over_since.earliest)

    @property
    def explanation(self) -> Explanation:
        """The law on holding at all, which events decided, the rule, and what is not known."""
        steps = [
            *preface(self._holding, self.zone),
            *self.steps[:-1],
            *self._rival_clocks(),
            *self.steps[-1:],
        ]
        return explanation_of(steps, closing_for(self.jurisdiction), on=self.on)

    def _rival_clocks(self) -> Iterator[Step]:
        """Yield why the deadlines beside that of the rule asked about are what they are."""
        for reading in self._hold().readings:
            if reading.window is not None and reading.window != self.window:
                yield from reading.steps()

    def __str__(self) -> str:
        """The state; above it, where a place was given, its law on holding at all."""
        hold = self._hold()
        return "\n".join([*self._above(hold), self._sentence(hold)])

    @property
    def sentence(self) -> str:
        """The status, in a few short sentences."""
        return self._sentence(self._hold())

    def _sentence(self, hold: HoldInWords) -> str:
        return " ".join([*self._outcome(hold), *self._besides(hold)])

    def _outcome(self, hold: HoldInWords) -> Iterator[str]:
        """Yield the state, then what it depends on, or since when it is so."""
        if self.state in {DetainerState.HOLD_RUNNING, DetainerState.HOLD_OVER}:
            yield hold.opening()
        else:
            yield sentences.as_of(in_words(self.at), self.state, self.reason)
        since = None if self.since is None else str(self.since)
        match self.state:
            case DetainerState.UNKNOWN:
                states = [state.value for state in self.possible]
                yield sentences.cannot_tell(self.not_known, states)
                yield from self._whatever_the_answers()
                return
            case DetainerState.CONTRADICTORY:
                yield from self.contradictions
                return
            case DetainerState.HOLD_RUNNING if self.deadline is not None:
                yield from hold.deadlines(str(self.deadline))
            case DetainerState.HOLD_OVER:
                yield from hold.deadlines(str(since)) if hold.readings else self._ended_alone(hold)
            case DetainerState.LODGED:
                if since is not None:
                    yield sentences.took_effect(since)
                if self.deadline is not None:
                    yield from hold.deadlines(str(self.deadline))
            case _:
                if since is not None:
                    yield sentences.that_was(since)
        if self.not_known:
            yield sentences.need_to_know(self.not_known, "Not known").rstrip()

    def _whatever_the_answers(self) -> Iterator[str]:
        """Yield how the hours of each rule stand, where a hold is among what is possible."""
        if not {DetainerState.HOLD_RUNNING, DetainerState.HOLD_OVER} & {*self.possible}:
            return
        yield from named_times(self.events, self._query)

    @property
    def _query(self) -> StatusQuery:
        face, zone = face_of(self.detainer), ZoneInfo(self.zone)
        return StatusQuery(face, self.rule, zone, self.calendar, same_instant(self.at))

    def _hold(self) -> HoldInWords:
        """Return the hold at the time asked about, or when the person left before that."""
        left = self._left
        is_told = self._ends_by_window_or_lift and self.received_late is None
        now = self.at if left is None else left.earliest
        return HoldInWords(
            query=self._query._replace(now=same_instant(now)),
            state=DetainerState.HOLD_OVER if self._is_past else self.state,
            window=self.window if is_told else None,
            events=self.events,
            place=self.jurisdiction,
            tells_overrun=not self.judicial_warrant and (left is None or left.exact),
            left=left,
            lifted=self._lifted,
            facts=self.facts,
            agency_type=self.agency_type,
        )

    @property
    def _ends_by_window_or_lift(self) -> bool:
        """Whether what is known of the hold's end is the deadline of one window, or the lift."""
        window, since, lift = self.window, self.over_since, self._lifted
        if since is None or window is None:
            return since is None and self.state is not DetainerState.HOLD_OVER
        deadline = TimeBounds(earliest=window.deadline, latest=window.deadline)
        return since == deadline or (lift is not None and since == _within(window, lift))

    @property
    def _left(self) -> TimeBounds | None:
        """When the person left custody; None where that is not on file, or not known."""
        return self.since if self.state in GONE else None

    @property
    def _is_past(self) -> bool:
        """Whether something else came after a hold, if there was one, and when that is known."""
        return self.state in WITHDRAWN or self._left is not None

    @property
    def _lifted(self) -> TimeBounds | None:
        """When the detainer was lifted while the person was held, where it was once, not anew."""
        if not self._is_past:
            return None
        until = same_instant(self.at if self._left is None else self._left.earliest)
        lifts, receipts = (
            [time_bounds(each.at, self.zone, "events") for each in self.events if each.kind is kind]
            for kind in (CustodyEventKind.LIFTED, CustodyEventKind.DETAINER_RECEIVED)
        )
        lift = only(lifts)
        if lift is None or same_instant(lift.latest) > until:
            return None
        first = same_instant(lift.earliest)
        is_anew = any(each is None or same_instant(each.latest) > first for each in receipts)
        return None if is_anew else lift

    def _tells_past(self, hold: HoldInWords) -> bool:
        """Whether the deadlines are told of a hold that something else came after."""
        was_over = self.over_since is not None or hold.ran_late
        return self._is_past and was_over and bool(hold.readings)

    def _ended_alone(self, hold: HoldInWords) -> Iterator[str]:
        """Yield when a hold ended under the rule that was asked, or under a ban its named time."""
        over_since = None if self.over_since is None else str(self.over_since)
        is_barred = hold.of is DeadlineOf.NAMED_TIME
        if is_barred:
            yield from hold.due()
        yield sentences.ended(over_since, self.rule.title, self.overrun, is_barred=is_barred)

    @property
    def sources(self) -> str | None:
        """How well the rules were read that give its deadlines; None where it has none."""
        hold = self._hold()
        tells_past = self._tells_past(hold) or self._tells_in_time(hold)
        is_told = self.deadline is not None and (not self._is_past or tells_past)
        told = hold.sources() if is_told else None
        asked = [] if self.over_since is None else [(self.rule.title, self.rule.citation)]
        return told or grades_in_words(asked)

    def _besides(self, hold: HoldInWords) -> Iterator[str]:
        if self.state is DetainerState.CONTRADICTORY:
            return
        if self.received_late is not None:
            yield sentences.received_late(str(self.received_late))
        if self.custody_ended is not None:
            yield sentences.custody_ended(str(self.custody_ended))
        if self._tells_past(hold):
            yield from hold.before()
        elif self.over_since is not None and self.state is not DetainerState.HOLD_OVER:
            yield from self._ended_alone(hold)
        else:
            yield from self._in_time(hold)
        holds = self.deadline is not None or self.over_since is not None
        if holds and self.rule.period.contains(self.on) is False:
            yield sentences.not_in_effect_then(self.rule.title)
        if holds and self.judicial_warrant:
            yield sentences.JUDICIAL_WARRANT

    @property
    def _runs(self) -> TimeBounds | None:
        return self.deadline if self.state is DetainerState.HOLD_RUNNING else None

    def _until(self, deadline: datetime) -> timedelta:
        return max(same_instant(deadline) - same_instant(self.at), _NO_TIME)

    def _repr_html_(self) -> str:
        return paragraph(str(self)) + small_print(ending(closing_for(self.jurisdiction)))


def _within(window: HoldWindow, lift: TimeBounds) -> TimeBounds:
    """Return when a hold ended that was lifted: not before it began, nor after its deadline."""
    starts, deadline = window.clock_starts, window.deadline
    earliest, latest = (
        max(min(at, deadline, key=same_instant), starts, key=same_instant)
        for at in (lift.earliest, lift.latest)
    )
    return TimeBounds(earliest=earliest, latest=latest)
