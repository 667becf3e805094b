"""The status of a detainer at a given time: in effect or not, and whether a hold runs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._html import paragraph, small_print
from detainerlib._validation import checked, only
from detainerlib._wording import in_words
from detainerlib.cases.event_orders import EventOrder, contradictions
from detainerlib.cases.face import face_of
from detainerlib.cases.hold_clock import StatusQuery
from detainerlib.cases.hold_in_words import HoldInWords
from detainerlib.cases.named_times import named_times
from detainerlib.cases.states import (
    DetainerState,
    Possibility,
    judicial_warrant,
    late_receipt,
    questions_left,
    states_in,
)
from detainerlib.cases.steps import paper_trail
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._grades import grades_in_words
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._places import government_of
from detainerlib.holds.facility import above_status, check_clock, closing_for, instant_at, preface
from detainerlib.holds.start_events import custody_events
from detainerlib.holds.terms import rule_calendar
from detainerlib.holds.window import HoldWindow
from detainerlib.models.custody import CustodyEvent, CustodyEventKind
from detainerlib.models.detainer import Detainer
from detainerlib.models.hold_rules import DEFAULT_RULE, HoldRule
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.sentences import statuses as sentences
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.instants import in_zone, same_instant
from detainerlib.times.periods import Unknown

_NO_TIME: Final = timedelta(0)
_UNSETTLED: Final = frozenset({DetainerState.CONTRADICTORY, DetainerState.UNKNOWN})


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

    @property
    def authority_to_hold(self) -> tuple[str, ...]:
        """What the law of the place says on holding at all that day; empty without a place."""
        is_before_end = self.state in {DetainerState.HOLD_RUNNING, DetainerState.LODGED}
        tells_deadline = (is_before_end and self.deadline) or self.over_since
        return above_status(self.jurisdiction, self.at.date(), tells_deadline=bool(tells_deadline))

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
        first = preface(self.jurisdiction, self.zone, self.at.date())
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
                ended = sentences.ended(since, self.rule.title, self.overrun)
                yield from hold.deadlines(str(since)) if hold.readings() else [ended]
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
        is_hold = self.state in {DetainerState.HOLD_RUNNING, DetainerState.LODGED}
        is_settled = (is_hold or self._is_over_by_itself) and self.received_late is None
        return HoldInWords(
            query=self._query,
            state=self.state,
            window=self.window if is_settled else None,
            events=self.events,
            place=self.jurisdiction,
            tells_overrun=not self.judicial_warrant,
        )

    @property
    def _is_over_by_itself(self) -> bool:
        """Whether a hold is over since the deadline of its one window, and not earlier."""
        window, since = self.window, self.over_since
        if self.state is not DetainerState.HOLD_OVER or window is None or since is None:
            return False
        return since == TimeBounds(earliest=window.deadline, latest=window.deadline)

    @property
    def sources(self) -> str | None:
        """How well the rules were read that give its deadlines; None where it has none."""
        told = None if self.deadline is None else self._hold().sources()
        asked = [] if self.over_since is None else [(self.rule.title, self.rule.citation)]
        return told or grades_in_words(asked)

    def _besides(self) -> Iterator[str]:
        if self.state is DetainerState.CONTRADICTORY:
            return
        if self.received_late is not None:
            yield sentences.received_late(str(self.received_late))
        if self.custody_ended is not None:
            yield sentences.custody_ended(str(self.custody_ended))
        if self.over_since is not None and self.state is not DetainerState.HOLD_OVER:
            yield sentences.ended(str(self.over_since), self.rule.title, self.overrun)
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


def detainer_status(
    detainer: Detainer,
    events: Iterable[CustodyEvent],
    *,
    at: datetime,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    jurisdiction: JurisdictionLike | None = None,
    calendar: HolidayCalendar | None = None,
) -> DetainerStatus:
    """Return the detainer's status at a given time and the events that determine it.

    Events you omit are treated as not having happened, except receipt, which is assumed. One at an
    unknown time may have happened, as may service on an unknown day (give `served_on`). What the
    rule says ends a hold sooner is applied. If a time or fact that would decide is missing, the
    state is unknown: `possible` lists what it can be, and `not_known` asks for what is missing.

    Args:
        detainer: The detainer.
        events: What happened in the custody, in any order.
        at: The time to report on.
        rule: The rule under which a hold is counted, or its id; 8 C.F.R. § 287.7(d) by default.
        zone: The facility's zone, as for `hold_window`.
        jurisdiction: The facility's place, as for `hold_window`.
        calendar: The reading of the rule's word "holidays", as for `hold_window`.

    Raises:
        NotAnInstantError, InstantError: If `at` has no time zone, did not happen, or happened
            twice.
        ZoneError: If no zone of a place is given.
        UnknownIdError: If the form or the rule is not on file.
        DetainerError: If an event is no CustodyEvent, or as for `review_detainer`, `hold_window`.

    Authority: 8-cfr-287.7, ice-guidance-i-247a

    >>> from datetime import date
    >>> chicago = ZoneInfo("America/Chicago")
    >>> issued = date(2025, 7, 1)
    >>> detainer = Detainer(
    ...     form="I-247A", issued_on=issued, boxes={1}, served=True, served_on=issued
    ... )
    >>> bail = CustodyEvent(kind="custody-ends", at=datetime(2025, 7, 3, 17, tzinfo=chicago))
    >>> status = detainer_status(detainer, [bail], at=datetime(2025, 7, 8, 16, tzinfo=chicago))
    >>> print(status)
    As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the earliest deadline has passed, and a later one
    has not: the readings differ. Whether the person may be held was not looked up. Earliest
    deadline: A lawful hold would already have expired Saturday, July 5, 2025, 5:00 p.m. CDT under
    Form I-247A: over by 71 hours. Later rival deadline: Under 8 C.F.R. § 287.7(d), that hold would
    expire Tuesday, July 8, 2025, 5:00 p.m. CDT. A release by Saturday, July 5, 2025, 5:00 p.m. CDT
    is within every time limit above.
    """
    government = government_of(jurisdiction)
    now, facility = instant_at(at, zone, government, "at")
    local_time = in_zone(now, facility, "at")
    if not isinstance(rule, HoldRule):
        rule = catalog.rule(rule)
    rule_calendar(rule, calendar, rule.starts_at)
    query = StatusQuery(face_of(detainer), rule, facility, calendar, now)
    on_record = custody_events(events)
    events = _with_service(on_record, detainer)
    all_orders = query.event_orders(events)
    consistent, conflicts = _consistent_orders(all_orders or (), query)
    by_order = [(order, tuple(states_in(order, query))) for order in consistent]
    possibilities = tuple(dict.fromkeys(chain.from_iterable(states for _, states in by_order)))
    state, possible = _state_of(possibilities, conflicts, worked_out=all_orders is not None)
    settled = () if state in _UNSETTLED else possibilities
    decisive = chain.from_iterable(possibility.decided_by for possibility in possibilities)
    status = DetainerStatus(
        detainer=detainer,
        events=on_record,
        at=local_time,
        rule=rule,
        zone=facility.key,
        calendar=calendar,
        state=state,
        possible=possible,
        since=_bounds_of([possibility.since for possibility in settled], facility),
        deadline=_deadline(possibilities, facility),
        window=only(possibility.window for possibility in possibilities),
        reason=next((possibility.reason for possibility in settled if possibility.reason), None),
        not_known=() if conflicts else questions_left(possibilities, by_order, events),
        over_since=_bounds_of([possibility.over_since for possibility in settled], facility),
        custody_ended=_bounds_of([possibility.custody_ended for possibility in settled], facility),
        judicial_warrant=judicial_warrant(detainer, events, query),
        decided_by=tuple(dict.fromkeys(decisive)),
        contradictions=conflicts,
        jurisdiction=government,
        received_late=_bounds_of([late_receipt(order, query) for order in consistent], facility),
    )
    check_clock(government, facility, _span(status), at.tzinfo)
    trail = paper_trail(query, consistent, possibilities, conflicts)
    return attrs.evolve(status, steps=(*trail, _verdict(status)))


def _span(status: DetainerStatus) -> tuple[datetime, ...]:
    """Return the times from the start of the clock to its deadline, or the one asked about."""
    if status.window is not None:
        return status.window.clock_starts, status.window.deadline
    return (status.at,)


def _with_service(events: tuple[CustodyEvent, ...], detainer: Detainer) -> tuple[CustodyEvent, ...]:
    """Return the events, with the service that the face shows and no event does."""
    on_record = any(event.kind is CustodyEventKind.SERVED for event in events)
    if detainer.served is not True or (on_record and isinstance(detainer.served_on, Unknown)):
        return events
    return (*events, CustodyEvent(kind=CustodyEventKind.SERVED, at=detainer.served_on))


def _consistent_orders(
    all_orders: tuple[EventOrder, ...], query: StatusQuery
) -> tuple[tuple[EventOrder, ...], tuple[str, ...]]:
    """Return the orders that contradict nothing, or the contradictions where there is none."""
    consistent: list[EventOrder] = []
    refusals: list[tuple[str, ...]] = []
    for order in all_orders:
        conflicts = contradictions(order, query.face.detainer, query.zone, query.now)
        if conflicts:
            refusals.append(conflicts)
        else:
            consistent.append(order)
    return tuple(consistent), () if consistent or not refusals else min(refusals, key=len)


def _state_of(
    possibilities: tuple[Possibility, ...], conflicts: tuple[str, ...], *, worked_out: bool
) -> tuple[DetainerState, tuple[DetainerState, ...]]:
    if conflicts:
        return DetainerState.CONTRADICTORY, (DetainerState.CONTRADICTORY,)
    if not worked_out:
        settled = (state for state in DetainerState if state not in _UNSETTLED)
        return DetainerState.UNKNOWN, tuple(settled)
    states = {possibility.state for possibility in possibilities}
    possible = tuple(state for state in DetainerState if state in states)
    return only(possible) or DetainerState.UNKNOWN, possible


def _deadline(possibilities: tuple[Possibility, ...], zone: ZoneInfo) -> TimeBounds | None:
    if any(possibility.unreckoned for possibility in possibilities):
        return None
    deadlines = [possibility.until for possibility in possibilities if possibility.until]
    return _bounds_of(deadlines, zone)


def _bounds_of(instants: Sequence[datetime | None], zone: ZoneInfo) -> TimeBounds | None:
    """Return the bounds of some instants in UTC; None where one is not known."""
    on_record = [instant for instant in instants if instant is not None]
    if not on_record or len(on_record) < len(instants):
        return None
    first, last = min(on_record), max(on_record)
    return TimeBounds(earliest=first.astimezone(zone), latest=last.astimezone(zone))


def _verdict(status: DetainerStatus) -> Step:
    return step_of(
        StepStatus.UNKNOWN if status.state in _UNSETTLED else StepStatus.APPLIED,
        status.sentence,
        status.rule.citation,
    )
