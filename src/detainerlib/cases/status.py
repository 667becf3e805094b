"""What runs at an instant: whether a request is in effect, and whether a hold runs or is over."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib.calendars import HolidayCalendar
from detainerlib.cases.faces import face_of
from detainerlib.cases.states import ENDS, Case, DetainerState, Found, states_in
from detainerlib.cases.trail import paper_trail
from detainerlib.cases.worlds import World, contradictions
from detainerlib.deadlines import HoldWindow
from detainerlib.detainers import CustodyEvent, CustodyEventKind, Detainer
from detainerlib.explanation import Explanation, Outcome, Step
from detainerlib.instants import facility_zone, same_instant, to_utc
from detainerlib.moments import Moment
from detainerlib.periods import Unknown
from detainerlib.reasoning import ending, explanation_of
from detainerlib.rules import DEFAULT_RULE, HoldRule
from detainerlib.starts import custody_events
from detainerlib.words import escape, in_words, length

__all__ = ["DetainerStatus", "detainer_status"]

_NO_TIME: Final = timedelta(0)


@attrs.frozen(kw_only=True)
class DetainerStatus:
    """What has become of a request at an instant; made by `detainer_status`.

    Attributes:
        detainer: The request.
        events: The events given, each once, in an order of their own.
        at: The instant, in the facility's zone.
        rule: The rule under which a hold is counted.
        zone: The key of the facility's zone.
        calendar: The reading of the rule's word "holidays", where one was given.
        state: The state; UNKNOWN where more than one is possible.
        possible: The states that what is on record allows.
        since: Since when, as far as it is known.
        deadline: The last instant within the rule; None where no hold is asked, or where the
            event that starts the clock is not on record.
        window: The window of the hold, where there is only one; None where no hold is asked.
        because: Why the request is not in effect, as the end of a sentence; None where it is.
        not_known: What is not on record and would decide between the states that are possible.
        decided_by: The events that decided.
        contradictions: What cannot have happened as it is dated, in sentences.
        why: The steps of the explanation.
    """

    detainer: Detainer = attrs.field(validator=attrs.validators.instance_of(Detainer))
    events: tuple[CustodyEvent, ...] = attrs.field(validator=attrs.validators.instance_of(tuple))
    at: datetime = attrs.field(eq=same_instant)
    rule: HoldRule = attrs.field(validator=attrs.validators.instance_of(HoldRule))
    zone: str = attrs.field(validator=attrs.validators.instance_of(str))
    calendar: HolidayCalendar | None
    state: DetainerState = attrs.field(validator=attrs.validators.instance_of(DetainerState))
    possible: tuple[DetainerState, ...] = attrs.field(validator=attrs.validators.instance_of(tuple))
    since: Moment | None
    deadline: Moment | None
    window: HoldWindow | None
    because: str | None
    not_known: tuple[str, ...] = attrs.field(validator=attrs.validators.instance_of(tuple))
    decided_by: tuple[CustodyEvent, ...] = attrs.field(
        validator=attrs.validators.instance_of(tuple)
    )
    contradictions: tuple[str, ...] = attrs.field(validator=attrs.validators.instance_of(tuple))
    why: tuple[Step, ...] = attrs.field(default=(), validator=attrs.validators.instance_of(tuple))

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
        """The elapsed time since a hold was over; None where it is not, or not exactly known."""
        if self.state is not DetainerState.HOLD_OVER or self.since is None or not self.since.exact:
            return None
        return same_instant(self.at) - same_instant(self.since.earliest)

    @property
    def explanation(self) -> Explanation:
        """Which events decided, what the rule says, and what is not known."""
        return explanation_of(self.why)

    def __str__(self) -> str:
        """One sentence."""
        heading = f"{in_words(self.at)}: {self.state.value}"
        since = "" if self.since is None else f", since {self.since}"
        match self.state:
            case DetainerState.UNKNOWN:
                states = ", or ".join(state.value for state in self.possible)
                facts = " and ".join(self.not_known)
                return f"{heading}; {states}, as this is not on record: {facts}."
            case DetainerState.CONTRADICTORY:
                return f"{heading}. {' '.join(self.contradictions)}"
            case DetainerState.NOT_IN_EFFECT:
                return f"{heading}, as {self.because}."
            case DetainerState.HOLD_RUNNING if self.deadline is not None:
                return f"{heading} under {self.rule.title}, until {self.deadline}{self._earlier}."
            case DetainerState.HOLD_OVER:
                over = "" if self.overrun is None else f", {length(self.overrun)}"
                return f"{heading} under {self.rule.title}{since}{over}."
            case DetainerState.LODGED if self.deadline is not None:
                would = f"a hold would run until {self.deadline} under {self.rule.title}"
                return f"{heading}{since}; {would}{self._earlier}."
            case _:
                return f"{heading}{since}."

    @property
    def _earlier(self) -> str:
        # Where a federal reading on record ends first, whoever reads this one is told.
        if self.window is None or self.window.earlier is None:
            return ""
        rule, ends = self.window.earlier
        return f"; under {rule.title} until {in_words(ends)}"

    @property
    def _runs(self) -> Moment | None:
        return self.deadline if self.state is DetainerState.HOLD_RUNNING else None

    def _until(self, deadline: datetime) -> timedelta:
        return max(same_instant(deadline) - same_instant(self.at), _NO_TIME)

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p><p><small>{escape(ending())}</small></p>"


def detainer_status(
    detainer: Detainer,
    events: Iterable[CustodyEvent],
    /,
    *,
    at: datetime,
    rule: HoldRule | str = DEFAULT_RULE,
    zone: str | ZoneInfo | None = None,
    calendar: HolidayCalendar | None = None,
) -> DetainerStatus:
    """Return what has become of a request at an instant, and which events decided that.

    The events are what happened, as far as it is on record: one that is not given has not
    happened, and one at an unknown time may have. The face is taken as it stands at `at`, so a
    copy that was served on an unknown day has been served. What the rule says ends a hold earlier
    is applied. Where a time of day, or a fact, is not on record and would decide, the state is
    unknown and `possible` lists what it can be.

    Args:
        detainer: The request.
        events: What happened in the custody, in any order.
        at: The instant asked about.
        rule: The rule under which a hold is counted, or its id; 8 CFR 287.7(d) by default.
        zone: The facility's zone; by default that of `at`, which must then be a
            `zoneinfo.ZoneInfo` with a place's key.
        calendar: The reading of the rule's word "holidays", as for `hold_window`.

    Raises:
        NotAnInstantError, InstantError: If `at` names no instant.
        ZoneError: If no zone of a place is given.
        UnknownIdError: If the form or the rule is not on record.
        DetainerError: If an event is no CustodyEvent, or as for `review_detainer`, `hold_window`.

    Authority: 8-cfr-287.7, ice-guidance-i-247a

    >>> from datetime import date
    >>> chicago = ZoneInfo("America/Chicago")
    >>> detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1}, served=True)
    >>> bail = CustodyEvent(kind="custody-ends", at=datetime(2025, 7, 3, 17, tzinfo=chicago))
    >>> status = detainer_status(detainer, [bail], at=datetime(2025, 7, 8, 16, tzinfo=chicago))
    >>> print(status)
    Tuesday 8 July 2025 16:00 CDT: hold running under 8 CFR 287.7(d), until
    Tuesday 8 July 2025 17:00 CDT; under Form I-247A until Saturday 5 July 2025 17:00 CDT.
    """
    facility = facility_zone(at, zone, "at")
    found_rule = rule if isinstance(rule, HoldRule) else catalog.rule(rule)
    case = Case(face_of(detainer), found_rule, facility, calendar, to_utc(at, "at"))
    on_record = custody_events(events)
    given = _with_service(on_record, detainer)
    consistent, wrong = _consistent(given, case)
    found = tuple(dict.fromkeys(each for world in consistent for each in states_in(world, case)))
    state, possible = _judged(found, wrong)
    told = state not in {DetainerState.CONTRADICTORY, DetainerState.UNKNOWN}
    status = DetainerStatus(
        detainer=detainer,
        events=on_record,
        at=case.now.astimezone(facility),
        rule=found_rule,
        zone=facility.key,
        calendar=calendar,
        state=state,
        possible=possible,
        since=_spanned([each.since for each in found], facility) if told else None,
        deadline=_deadline(found, facility),
        window=_only(found),
        because=next((each.because for each in found if told and each.because), None),
        not_known=() if told or wrong else _not_known(found, given, case),
        decided_by=tuple(dict.fromkeys(event for each in found for event in each.decided_by)),
        contradictions=wrong,
    )
    return attrs.evolve(
        status, why=(*paper_trail(case, consistent, found, wrong), _verdict(status))
    )


def _with_service(events: tuple[CustodyEvent, ...], detainer: Detainer) -> tuple[CustodyEvent, ...]:
    """Return the events, with the service that the face shows and no event does."""
    if isinstance(detainer.served_on, Unknown) or any(
        event.kind is CustodyEventKind.SERVED for event in events
    ):
        return events
    return (*events, CustodyEvent(kind=CustodyEventKind.SERVED, at=detainer.served_on))


def _consistent(
    given: tuple[CustodyEvent, ...], case: Case
) -> tuple[tuple[World, ...], tuple[str, ...]]:
    """Return the worlds that contradict nothing, or the contradictions where there is none."""
    consistent: list[World] = []
    refused: list[tuple[str, ...]] = []
    for world in case.worlds(given):
        wrong = contradictions(world, case.face.detainer.issued_on, case.zone, case.now)
        if wrong:
            refused.append(wrong)
        else:
            consistent.append(world)
    return tuple(consistent), () if consistent else min(refused, key=len)


def _judged(
    found: tuple[Found, ...], wrong: tuple[str, ...]
) -> tuple[DetainerState, tuple[DetainerState, ...]]:
    if wrong:
        return DetainerState.CONTRADICTORY, (DetainerState.CONTRADICTORY,)
    states = {each.state for each in found}
    possible = tuple(state for state in DetainerState if state in states)
    return (possible[0] if len(possible) == 1 else DetainerState.UNKNOWN), possible


def _deadline(found: tuple[Found, ...], zone: ZoneInfo) -> Moment | None:
    if any(each.unreckoned for each in found):
        return None
    return _spanned([each.window.deadline for each in found if each.window is not None], zone)


def _only(found: tuple[Found, ...]) -> HoldWindow | None:
    windows = {each.window for each in found}
    return windows.pop() if len(windows) == 1 else None


def _not_known(
    found: tuple[Found, ...], given: tuple[CustodyEvent, ...], case: Case
) -> tuple[str, ...]:
    facts = [fact for each in found for fact in each.open_facts]
    times = [f"the time of {event.kind.value!r}" for event in given if _may_decide(event, case)]
    return tuple(dict.fromkeys([*facts, *times]))


def _may_decide(event: CustodyEvent, case: Case) -> bool:
    """Whether an event without a time of day starts a clock, or may lie either side of now."""
    if isinstance(event.at, datetime):
        return False
    if event.ends_local_custody or event.kind in ENDS or event.kind.value in case.clock_events:
        return True
    return isinstance(event.at, Unknown) or event.at == case.now.astimezone(case.zone).date()


def _spanned(instants: Sequence[datetime | None], zone: ZoneInfo) -> Moment | None:
    """Return the moment that spans some instants; None where one is not known."""
    known = [each for each in instants if each is not None]
    if not known or len(known) < len(instants):
        return None
    first, last = min(known, key=same_instant), max(known, key=same_instant)
    return Moment(earliest=first.astimezone(zone), latest=last.astimezone(zone))


def _verdict(status: DetainerStatus) -> Step:
    told = status.state not in {DetainerState.CONTRADICTORY, DetainerState.UNKNOWN}
    return Step(
        outcome=Outcome.APPLIED if told else Outcome.UNKNOWN,
        statement=str(status),
        citations=(status.rule.citation,),
    )
