"""What is told of a detainer at a given time: in effect or not, and whether a hold runs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib._html import paragraph, small_print
from detainerlib._validation import checked
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
from detainerlib.models.custody import CustodyEvent
from detainerlib.models.detainer import Detainer
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.policy import PolicyAnswer
from detainerlib.sentences import statuses as sentences
from detainerlib.sources.explanation import Explanation, Step
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import same_instant

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
        """What the law of the place says on holding at all that day; empty without a place."""
        is_before_end = self.state in {DetainerState.HOLD_RUNNING, DetainerState.LODGED}
        tells_deadline = (is_before_end and self.deadline) or self.over_since
        tells = bool(tells_deadline) or self._ran_late
        return above_status(self._holding, tells_deadline=tells)

    @property
    def _holding(self) -> PolicyAnswer | None:
        return law_on_holding(self.jurisdiction, self.at.date(), self.facts, self.agency_type)

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
        first = preface(self._holding, self.zone)
        return explanation_of([*first, *self.steps], closing_for(self.jurisdiction))

    def __str__(self) -> str:
        """The state; above it, where a place was given, its law on holding at all."""
        return "\n".join([*self.authority_to_hold, self.sentence])

    @property
    def sentence(self) -> str:
        """The status, in a few short sentences."""
        return " ".join([*self._outcome(), *self._besides()])

    def _outcome(self) -> Iterator[str]:
        """Yield the state, then what it depends on, or since when it is so."""
        hold = self._hold()
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
                yield from hold.deadlines(str(since)) if hold.readings() else [self._ended_alone()]
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
        """Return the hold at the time asked about, or at the end of custody before that."""
        window, end = self.window, self._ended
        is_settled = self._is_over_by_itself and self.received_late is None
        now = self.at if end is None else end.earliest
        return HoldInWords(
            query=self._query._replace(now=same_instant(now)),
            state=self.state if end is None else DetainerState.HOLD_OVER,
            window=window if is_settled else None,
            events=self.events,
            place=self.jurisdiction,
            tells_overrun=not self.judicial_warrant and (end is None or end.exact),
            facts=self.facts,
            agency_type=self.agency_type,
        )

    @property
    def _is_over_by_itself(self) -> bool:
        """Whether a hold is over, if it is, since the deadline of its one window, not earlier."""
        window, since = self.window, self.over_since
        if since is None or window is None:
            return since is None and self.state is not DetainerState.HOLD_OVER
        return since == TimeBounds(earliest=window.deadline, latest=window.deadline)

    @property
    def _ended(self) -> TimeBounds | None:
        """When a hold that something else came after ended; None if none did, or it is not known.

        Where a detainer was withdrawn, the person may be held still.
        """
        if self.state in WITHDRAWN:
            return TimeBounds(earliest=self.at, latest=self.at)
        return self.since if self.state in GONE else None

    @property
    def _ran_late(self) -> bool:
        """Whether a hold that something else came after may have passed a deadline by then."""
        return self._ended is not None and self._hold().ran_late(self._ended.latest)

    def _ended_alone(self) -> str:
        over_since = None if self.over_since is None else str(self.over_since)
        return sentences.ended(over_since, self.rule.title, self.overrun)

    @property
    def sources(self) -> str | None:
        """How well the rules were read that give its deadlines; None where it has none."""
        is_told = self.deadline is not None and (self._ended is None or self._ran_late)
        told = self._hold().sources() if is_told else None
        asked = [] if self.over_since is None else [(self.rule.title, self.rule.citation)]
        return told or grades_in_words(asked)

    def _besides(self) -> Iterator[str]:
        if self.state is DetainerState.CONTRADICTORY:
            return
        if self.received_late is not None:
            yield sentences.received_late(str(self.received_late))
        if self.custody_ended is not None:
            yield sentences.custody_ended(str(self.custody_ended))
        if self._ran_late:
            yield from self._hold().before()
        elif self.over_since is not None and self.state is not DetainerState.HOLD_OVER:
            yield self._ended_alone()
        holds = self.deadline is not None or self.over_since is not None
        if holds and self.rule.period.contains(self.at.date()) is False:
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
