"""What has become of a request at an instant: scenarios, each with its source, of `cases/`."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest
from scenarios import scenarios

from detainerlib import (
    UNKNOWN,
    AdministrativeWarrant,
    AuditOutcome,
    CaseFacts,
    CustodyEvent,
    CustomDays,
    Detainer,
    DetainerError,
    DetainerState,
    JudicialWarrant,
    audit_hold,
    catalog,
    detainer_status,
    hold_deadline,
    hold_window,
)
from detainerlib._html import paragraph
from detainerlib.cases import DetainerStatus, hold_in_words
from detainerlib.cases.event_orders import FIRST, LAST, EventOrder, event_orders
from detainerlib.cases.face import on_service
from detainerlib.cases.status import _within
from detainerlib.errors import (
    CalendarError,
    CoverageError,
    InstantError,
    NotAnInstantError,
    UnknownIdError,
    ZoneError,
    in_print,
)
from detainerlib.holds.candidate_readings import readings_on_file
from detainerlib.holds.rival_windows import late_receipt_point
from detainerlib.models import (
    CustodyBasis,
    CustodyEnd,
    CustodyEventKind,
    EarlyEnd,
    OpenPoint,
    RequestedAction,
    WarrantForm,
)
from detainerlib.sentences import statuses as sentences
from detainerlib.sentences.authority import NO_AUTHORITY
from detainerlib.sources import StepStatus
from detainerlib.times import TimeBounds
from detainerlib.times.periods import Unknown

SCENARIOS = scenarios("statuses", "scenario")
OF_A_SCENARIO: Final = {
    "says",
    "source",
    "zone",
    "at",
    "fold",
    "rule",
    "detainer",
    "events",
    "state",
    "possible",
    "since",
    "deadline",
    "deadline_fold",
    "over_since",
    "custody_ended",
    "overrun",
    "judicial_warrant",
    "wrong",
}
CHICAGO: Final = ZoneInfo("America/Chicago")
TICK: Final = timedelta(microseconds=1)
RELEASED_AT: Final = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
BOTH_OVER: Final = (
    "A lawful hold would already have expired Wednesday, May 7, 2025, 5:00 p.m. CDT under Form "
    "I-247A: over by {0}. A lawful hold would already have expired Wednesday, May 7, 2025, 5:00 "
    "p.m. CDT under 8 C.F.R. § 287.7(d): over by {0}."
)
MONDAY: Final = datetime(2025, 5, 5, 17, tzinfo=CHICAGO)
ENDED_BY_WARRANT: Final = attrs.evolve(
    catalog.rule("us-ny-nyc-14-154"),
    ends_early=(
        EarlyEnd(event="judicial-warrant-received", summary="a judge's warrant is presented"),
    ),
)
"""A made-up rule, as if its words said so; none on file does."""
REQUEST: Final = Detainer(form="I-247A", boxes={1}, served=True, served_on=date(2025, 4, 28))


def time_of(given: Any, zone: ZoneInfo, fold: int = 0) -> Any:
    """Make a wall time an instant; a day stays one, and what is unknown too."""
    if given == "unknown":
        return UNKNOWN
    return given.replace(tzinfo=zone, fold=fold) if isinstance(given, datetime) else given


def event_of(given: dict[str, Any], zone: ZoneInfo) -> CustodyEvent:
    """Make an event of a record."""
    told: dict[str, Any] = {"kind": given["kind"]}
    told["at"] = time_of(given["at"], zone, given.get("fold", 0))
    if "why" in given:
        told["reason"] = CustodyEnd(given["why"])
    if "basis" in given:
        told["basis"] = CustodyBasis(given["basis"])
    return CustodyEvent(**told)


def detainer_of(scenario: dict[str, Any]) -> Detainer:
    """Make the request of a scenario."""
    given = dict(scenario["detainer"])
    if "served_on" in given:
        given["served_on"] = time_of(given["served_on"], ZoneInfo(scenario["zone"]))
    if "requests" in given:
        given["requests"] = {RequestedAction(each) for each in given["requests"]}
    if "warrants" in given:
        given["warrants"] = [
            JudicialWarrant()
            if each.get("judicial")
            else AdministrativeWarrant(form=WarrantForm(each["form"]))
            for each in given["warrants"]
        ]
    return Detainer(**given)


def status_of(scenario: dict[str, Any]) -> DetainerStatus:
    """Ask what a scenario asks."""
    zone = ZoneInfo(scenario["zone"])
    return detainer_status(
        detainer_of(scenario),
        [event_of(each, zone) for each in scenario.get("events", ())],
        at=time_of(scenario["at"], zone, scenario.get("fold", 0)),
        rule=scenario.get("rule", "8-cfr-287.7-d"),
    )


def exactly(scenario: dict[str, Any], name: str) -> TimeBounds | None:
    """Make an instant of a scenario a moment; None where it gives none."""
    if name not in scenario:
        return None
    instant = time_of(scenario[name], ZoneInfo(scenario["zone"]))
    return TimeBounds(earliest=instant, latest=instant)


def ends(at: datetime | date | Any = MONDAY, **more: Any) -> CustodyEvent:
    """Make an end of custody."""
    return CustodyEvent(kind=CustodyEventKind.CUSTODY_ENDS, at=at, **more)


def happens(kind: str, at: datetime | date | Any) -> CustodyEvent:
    """Make another event."""
    return CustodyEvent(kind=CustodyEventKind(kind), at=at)


def statements(status: DetainerStatus, outcome: StepStatus) -> list[str]:
    """Give the sentences of the steps of one outcome."""
    return [step.statement for step in status.explanation if step.outcome is outcome]


def named(kind: str, *, first: bool = False) -> str:
    """Return what an event is called in a sentence, or at the beginning of one."""
    words = CustodyEventKind(kind).words
    return f"{words[0].upper()}{words[1:]}" if first else words


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[each["says"] for each in SCENARIOS])
class TestScenario:
    """What is on record comes to what the source says."""

    def test_comes_to_the_state(self, scenario: dict[str, Any]) -> None:
        """The state, what is possible where that is more than one, and what is wrong.

        To the microsecond: its deadline, and since when it is so.
        """
        status = status_of(scenario)
        zone = ZoneInfo(scenario["zone"])

        assert scenario["state"] == status.state.value
        assert scenario.get("possible", [scenario["state"]]) == [
            state.value for state in status.possible
        ]
        assert tuple(scenario.get("wrong", ())) == status.contradictions
        if "deadline" in scenario:
            expected = time_of(scenario["deadline"], zone, scenario.get("deadline_fold", 0))
            assert TimeBounds(earliest=expected, latest=expected) == status.deadline
        if "since" in scenario:
            assert exactly(scenario, "since") == status.since

    def test_is_held_besides_where_it_says_so_only(self, scenario: dict[str, Any]) -> None:
        """What is held too long, or without a hold.

        A hold that is over is so since then, up to the instant asked; otherwise the scenario says
        it. Where local custody ended, nothing on record says that the person is no longer held. A
        judge's warrant is on the face, or received by then.
        """
        status = status_of(scenario)
        is_over = scenario["state"] == "hold over"
        over_since = exactly(scenario, "over_since")
        overrun = None
        if is_over and over_since is None:
            over_since = status.since
        if "overrun" in scenario:
            overrun = timedelta(hours=scenario["overrun"])
        elif is_over and not status.judicial_warrant:
            assert status.since is not None
            overrun = status.at.astimezone(UTC) - status.since.earliest.astimezone(UTC)
            overrun = overrun if status.since.exact else None

        assert over_since == status.over_since
        assert overrun == status.overrun
        assert exactly(scenario, "custody_ended") == status.custody_ended
        assert scenario.get("judicial_warrant", False) is status.judicial_warrant

    def test_is_told_with_its_authority(self, scenario: dict[str, Any]) -> None:
        """No step without it; the last one is the answer; no hold is said to be lawful.

        Within 48 hours is no authority to hold. No sentence has over 35 words beside "just before"
        a time, and none the words of old.
        """
        status = status_of(scenario)
        sentence = status.sentence.replace("just before ", "")

        assert all(
            bool(step.citations) is (step.outcome is not StepStatus.ENTERED)
            for step in status.explanation
        )
        assert str(status) == status.explanation.steps[-1].statement
        assert catalog.about().closing == status.explanation.closing
        assert status.explanation.closing in status._repr_html_()
        for part in re.split(r"(?<![ap]\.m\.)(?<=[.?]) (?=[A-Z][a-z ])", sentence):
            assert len(part.split()) <= 35
        assert not re.search(r"\b(subject|on record|in force|face|paper)\b", sentence)


class TestScenarios:
    """The records as a whole."""

    def test_say_where_each_answer_comes_from(self) -> None:
        """No expected state without a source, and no sentence twice."""
        assert [] == [scenario["says"] for scenario in SCENARIOS if not scenario["source"].strip()]
        assert len(SCENARIOS) == len({scenario["says"] for scenario in SCENARIOS})

    def test_have_no_key_that_is_not_read(self) -> None:
        """A misspelt expectation would expect nothing."""
        assert [] == [
            sorted(scenario) for scenario in SCENARIOS if not set(scenario) <= OF_A_SCENARIO
        ]

    def test_reach_every_state(self) -> None:
        """No state is left without a scenario."""
        assert {state.value for state in DetainerState} == {
            scenario["state"] for scenario in SCENARIOS
        }

    def test_have_every_kind_of_event(self) -> None:
        """But for notice, which is apart from the hold."""
        named = {event["kind"] for scenario in SCENARIOS for event in scenario.get("events", ())}

        assert {"notice-given"} == {kind.value for kind in CustodyEventKind} - named


class TestReportedCases:
    """Facts of decisions, as far as they were read."""

    @pytest.mark.parametrize("hour", range(24))
    def test_miranda_olivares_s_19_hours_are_within_the_48(self, hour: int) -> None:
        """From any hour of March 29, 2012; what is not known is the request's effect."""
        begun = datetime(2012, 3, 29, hour, tzinfo=ZoneInfo("America/Los_Angeles"))
        status = detainer_status(
            Detainer(form="I-247"), [ends(begun)], at=begun + timedelta(hours=19)
        )

        assert (DetainerState.NOT_IN_EFFECT, DetainerState.HOLD_RUNNING) == status.possible
        assert (
            "Does it take effect only when the person is served?",
            "Was the person served?",
        ) == status.not_known
        assert catalog.about().closing in status._repr_html_()

    @pytest.mark.parametrize("day", range(1, 8))
    def test_morales_s_24_hours_are_within_the_48(self, day: int) -> None:
        """From noon of any day of a week: which day it was, and service, were not read."""
        begun = datetime(2009, 5, day, 12, tzinfo=ZoneInfo("America/New_York"))
        status = detainer_status(
            Detainer(form="I-247"), [ends(begun)], at=begun + timedelta(hours=24)
        )

        assert (DetainerState.NOT_IN_EFFECT, DetainerState.HOLD_RUNNING) == status.possible

    def test_galarza_was_released_on_a_day_on_record(self) -> None:
        """The day of bail is not: it is UNKNOWN, and the release is known to the day."""
        eastern = ZoneInfo("America/New_York")
        status = detainer_status(
            Detainer(form="i-247-before-2010"),
            [
                ends(UNKNOWN, reason=CustodyEnd.BAIL_POSTED),
                happens("released", date(2008, 11, 24)),
            ],
            at=datetime(2008, 11, 25, tzinfo=eastern),
        )

        assert (
            "As of 12:00 midnight EST, at the start of Tuesday, November 25, 2008, the person "
            "has been released. That was Monday, November 24, 2008, at an unknown time. "
            "Not known: was a hold over before that?"
        ) == str(status)

    def test_a_form_i_200_as_in_nash_changes_no_state(self) -> None:
        """Nor any deadline: an officer's warrant beside the request moves no clock."""
        warrant = AdministrativeWarrant(form=WarrantForm.I_200, signed=True)
        with_it, without = (
            detainer_status(
                Detainer(form="I-247A", warrants=warrants),
                [ends()],
                at=datetime(2025, 5, 6, 9, tzinfo=ZoneInfo("America/Denver")),
            )
            for warrants in ([warrant], [])
        )

        assert (with_it.state, with_it.possible, with_it.deadline, with_it.not_known) == (
            without.state,
            without.possible,
            without.deadline,
            without.not_known,
        )


class TestTime:
    """How much is left, and how much too much."""

    def test_remains_to_the_deadline(self) -> None:
        """In elapsed time, exact where the end of custody is."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY + timedelta(hours=47))

        assert [timedelta(hours=1)] * 3 == [
            status.remaining,
            status.least_remaining,
            status.most_remaining,
        ]

    def test_is_none_at_the_deadline(self) -> None:
        """The last instant within the rule has no time left, and no overrun."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY + timedelta(hours=48))

        assert (timedelta(0), None) == (status.remaining, status.overrun)

    def test_overruns_by_a_microsecond(self) -> None:
        """After it every instant is too much."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY + timedelta(hours=48) + TICK)

        assert (None, TICK) == (status.remaining, status.overrun)

    def test_lies_between_two_bounds_where_only_the_day_is_known(self) -> None:
        """From the day's first instant and from its last."""
        status = detainer_status(
            REQUEST, [ends(date(2025, 5, 5))], at=datetime(2025, 5, 6, 12, tzinfo=CHICAGO)
        )

        assert (None, timedelta(hours=12), timedelta(hours=36) - TICK) == (
            status.remaining,
            status.least_remaining,
            status.most_remaining,
        )

    def test_overruns_by_an_amount_that_is_not_known(self) -> None:
        """Where only the day is on record."""
        status = detainer_status(
            REQUEST, [ends(date(2025, 5, 5))], at=datetime(2025, 5, 8, 12, tzinfo=CHICAGO)
        )

        assert (DetainerState.HOLD_OVER, None) == (status.state, status.overrun)

    @pytest.mark.parametrize("kind", ["released", "transferred", "custody-assumed"])
    def test_neither_remains_nor_overruns_where_no_hold_ran(self, kind: str) -> None:
        """The person was gone by the instant at which local custody ended."""
        status = detainer_status(
            REQUEST, [ends(), happens(kind, MONDAY)], at=MONDAY + timedelta(days=9)
        )

        assert [None] * 5 == [
            status.remaining,
            status.least_remaining,
            status.most_remaining,
            status.overrun,
            status.over_since,
        ]

    @pytest.mark.parametrize("kind", ["released", "transferred", "custody-assumed"])
    def test_was_overrun_from_the_first_microsecond_past_the_deadline(self, kind: str) -> None:
        """Up to what took the person out of custody, however long ago that was."""
        deadline = MONDAY + timedelta(hours=48)
        in_time, late = (
            detainer_status(REQUEST, [ends(), happens(kind, at)], at=MONDAY + timedelta(days=30))
            for at in (deadline, deadline + TICK)
        )

        assert (None, None) == (in_time.over_since, in_time.overrun)
        assert (TimeBounds(earliest=deadline, latest=deadline), TICK) == (
            late.over_since,
            late.overrun,
        )

    def test_was_overrun_by_an_amount_that_is_not_known(self) -> None:
        """Where only the day of the release is on record, the hold was over all the same."""
        deadline = MONDAY + timedelta(hours=48)
        status = detainer_status(
            REQUEST, [ends(), happens("released", date(2025, 5, 9))], at=MONDAY + timedelta(days=30)
        )

        assert (DetainerState.RELEASED, None) == (status.state, status.overrun)
        assert TimeBounds(earliest=deadline, latest=deadline) == status.over_since

    def test_was_not_overrun_for_certain_where_the_release_may_have_been_in_time(self) -> None:
        """On the day of the deadline, before it or after it."""
        status = detainer_status(
            REQUEST, [ends(), happens("released", date(2025, 5, 7))], at=MONDAY + timedelta(days=30)
        )

        assert (DetainerState.RELEASED, None, None) == (
            status.state,
            status.over_since,
            status.overrun,
        )

    @pytest.mark.parametrize("kind", ["lifted", "declined"])
    def test_overruns_where_the_request_was_withdrawn_and_the_person_kept(self, kind: str) -> None:
        """No release is on record."""
        deadline = MONDAY + timedelta(hours=48)
        status = detainer_status(
            REQUEST,
            [ends(), happens(kind, deadline + timedelta(hours=1))],
            at=deadline + timedelta(hours=5),
        )

        assert TimeBounds(earliest=MONDAY, latest=MONDAY) == status.custody_ended
        assert (TimeBounds(earliest=deadline, latest=deadline), timedelta(hours=5)) == (
            status.over_since,
            status.overrun,
        )

    def test_only_a_departure_a_withdrawal_or_another_clock_ends_a_hold_sooner(self) -> None:
        """So a status never says over where an audit of the same times says on time."""
        for rule in catalog.rules():
            clocks = {
                other.starts_at
                for other in catalog.rules()
                if other.jurisdiction == rule.jurisdiction
            }

            assert {end.event for end in rule.ends_early} <= {"custody-assumed", "lifted", *clocks}

    @pytest.mark.parametrize("hours", [-7, 1, 17, 48, 60])
    def test_a_judge_s_warrant_leaves_the_hours_of_new_york_city_as_they_are(
        self, hours: int
    ) -> None:
        """An audit, which knows no warrant, has the same end of them."""
        at = MONDAY + timedelta(hours=49)
        warrant = happens("judicial-warrant-received", MONDAY + timedelta(hours=hours))
        status = detainer_status(REQUEST, [ends(), warrant], at=at, rule="us-ny-nyc-14-154")
        audit = audit_hold(MONDAY, at, rule="us-ny-nyc-14-154")

        assert (DetainerState.HOLD_OVER, AuditOutcome.OVER) == (status.state, audit.outcome)
        assert status.over_since == audit.within_until

    @pytest.mark.parametrize(
        ("kind", "over_after"), [("lifted", timedelta(hours=1)), ("declined", timedelta(hours=48))]
    )
    def test_overruns_where_it_was_withdrawn_within_the_hold_and_the_person_kept(
        self, kind: str, over_after: timedelta
    ) -> None:
        """Up to the time asked: a withdrawal takes nobody out of custody."""
        events = [ends(), happens(kind, MONDAY + timedelta(hours=1))]
        status = detainer_status(REQUEST, events, at=MONDAY + timedelta(days=5))
        over = MONDAY + over_after

        assert (TimeBounds(earliest=over, latest=over), timedelta(days=5) - over_after) == (
            status.over_since,
            status.overrun,
        )

    @pytest.mark.parametrize(
        ("on_face", "received"),
        [(True, None), (False, MONDAY + timedelta(days=3)), (False, UNKNOWN)],
    )
    def test_is_not_overrun_beside_a_judge_s_warrant(self, on_face: object, received: Any) -> None:
        """Custody under it is not judged, and the sentence says so."""
        request = attrs.evolve(REQUEST, warrants=[JudicialWarrant()] if on_face else [])
        more = [] if received is None else [happens("judicial-warrant-received", received)]
        status = detainer_status(request, [ends(), *more], at=MONDAY + timedelta(days=3))

        assert (True, None) == (status.judicial_warrant, status.overrun)
        assert (
            "As of Thursday, May 8, 2025, 5:00 p.m. CDT, the hold is over. No release by then was "
            "entered. A lawful hold would already have expired Wednesday, May 7, 2025, 5:00 p.m. "
            "CDT under Form I-247A. A lawful hold would already have expired Wednesday, May 7, "
            "2025, 5:00 p.m. CDT under 8 C.F.R. § 287.7(d). There may be a judicial warrant; "
            "custody under it is not evaluated here."
        ) == str(status)

    def test_an_officer_s_warrant_is_no_judge_s(self) -> None:
        """A Form I-200 leaves the overrun as it is."""
        request = attrs.evolve(REQUEST, warrants=[AdministrativeWarrant(form=WarrantForm.I_200)])
        events = [ends(), happens("administrative-warrant-received", MONDAY)]
        status = detainer_status(request, events, at=MONDAY + timedelta(days=3))

        assert (False, timedelta(days=1)) == (status.judicial_warrant, status.overrun)

    def test_overruns_across_the_repeated_hour(self) -> None:
        """At the second 01:30 an hour has passed since the first."""
        first = datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO)
        status = detainer_status(
            REQUEST,
            [ends(datetime(2025, 10, 31, 1, 30, tzinfo=CHICAGO))],
            at=first.replace(fold=1),
            rule="form-i-247a",
        )

        assert timedelta(hours=1) == status.overrun
        assert status != attrs.evolve(status, at=first)

    def test_is_that_of_the_clock(self) -> None:
        """The deadline is the one that `hold_deadline` gives."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY)

        assert status.deadline is not None
        assert hold_deadline(MONDAY) == status.deadline.earliest


class TestSince:
    """Since when the state is what it is."""

    def test_lodged_is_since_the_receipt(self) -> None:
        """Of a form that needs no service."""
        status = detainer_status(
            Detainer(form="I-247 (12/11)"),
            [happens("detainer-received", date(2025, 5, 5))],
            at=datetime(2025, 5, 6, tzinfo=CHICAGO),
        )

        assert (
            "As of 12:00 midnight CDT, at the start of Tuesday, May 6, 2025, the detainer is "
            "lodged (in effect, and no hold has begun). It took effect Monday, May 5, 2025, at an "
            "unknown time."
        ) == str(status)

    def test_lodged_without_a_receipt_on_record_is_since_the_service(self) -> None:
        """As far as that is known."""
        status = detainer_status(REQUEST, [], at=MONDAY)

        assert (
            "As of Monday, May 5, 2025, 5:00 p.m. CDT, the detainer is lodged (in effect, and "
            "no hold has begun). It took effect Monday, April 28, 2025, at an unknown time."
        ) == str(status)

    def test_lodged_without_anything_on_record_is_since_an_unknown_time(self) -> None:
        """Nothing is made up."""
        status = detainer_status(Detainer(form="I-247 (12/11)"), [], at=MONDAY)

        assert status.since is None
        assert (
            "As of Monday, May 5, 2025, 5:00 p.m. CDT, the detainer is lodged (in effect, and no "
            "hold has begun)."
        ) == str(status)

    def test_lodged_anew_is_since_the_last_receipt(self) -> None:
        """Between the withdrawal and that the request was not lodged."""
        again = MONDAY + timedelta(hours=2)
        events = [
            happens("detainer-received", MONDAY),
            happens("lifted", MONDAY + timedelta(hours=1)),
            happens("detainer-received", again),
        ]
        status = detainer_status(REQUEST, events, at=again + timedelta(hours=1))

        assert DetainerState.LODGED is status.state
        assert TimeBounds(earliest=again, latest=again) == status.since

    def test_lodged_is_not_since_before_the_service_that_it_needs(self) -> None:
        """Between receipt and service the request was not in effect."""
        received, served = MONDAY, MONDAY + timedelta(hours=3)
        events = [happens("detainer-received", received), happens("served", served)]
        before = detainer_status(Detainer(form="I-247A"), events, at=received + TICK)
        after = detainer_status(Detainer(form="I-247A"), events, at=served + TICK)

        assert (DetainerState.NOT_IN_EFFECT, DetainerState.LODGED) == (before.state, after.state)
        assert TimeBounds(earliest=served, latest=served) == after.since

    def test_a_hold_does_not_run_since_before_the_service_that_it_needs(self) -> None:
        """Between the end of custody and service the request was not in effect."""
        served = MONDAY + timedelta(hours=3)
        events = [ends(), happens("served", served)]
        before = detainer_status(Detainer(form="I-247A", boxes={1}), events, at=MONDAY + TICK)
        after = detainer_status(Detainer(form="I-247A", boxes={1}), events, at=served + TICK)

        assert (DetainerState.NOT_IN_EFFECT, DetainerState.HOLD_RUNNING) == (
            before.state,
            after.state,
        )
        assert TimeBounds(earliest=served, latest=served) == after.since

    def test_of_what_is_not_known_is_not_known(self) -> None:
        """Neither of the states has begun for certain."""
        assert detainer_status(Detainer(form="I-247A"), [], at=MONDAY).since is None


class TestDecidedBy:
    """The events that decided."""

    def test_are_the_last_ends_of_custody(self) -> None:
        """Both, where two charges end at one instant."""
        first, second = ends(basis=CustodyBasis.CONVICTED), ends(basis=CustodyBasis.PENDING)
        earlier = ends(MONDAY - timedelta(hours=1))
        status = detainer_status(REQUEST, [earlier, first, second], at=MONDAY)

        assert {first, second} == set(status.decided_by)

    def test_are_those_that_end_it(self) -> None:
        """The last one, and the end of custody before it."""
        lifted = happens("lifted", MONDAY + timedelta(hours=1))
        status = detainer_status(REQUEST, [ends(), lifted], at=MONDAY + timedelta(hours=2))

        assert (lifted, ends()) == status.decided_by

    def test_are_the_end_of_custody_and_what_ended_the_hold(self) -> None:
        """A rule of which the words say that a judge's warrant ends it."""
        warrant = happens("judicial-warrant-received", MONDAY + timedelta(hours=1))
        status = detainer_status(
            REQUEST, [warrant, ends()], at=MONDAY + timedelta(hours=2), rule=ENDED_BY_WARRANT
        )

        assert (ends(), warrant) == status.decided_by

    def test_are_those_still_to_come_that_the_request_waits_for(self) -> None:
        """The receipt, and the service."""
        received, served = (
            happens("detainer-received", MONDAY),
            happens("served", MONDAY + timedelta(hours=1)),
        )
        status = detainer_status(
            Detainer(form="I-247A"), [received, served], at=MONDAY - timedelta(hours=1)
        )

        assert (received, served) == status.decided_by

    def test_are_none_where_it_was_received_at_that_instant_and_not_served(self) -> None:
        """What happened by then is not still to come."""
        request = Detainer(form="I-247A", served=False)
        status = detainer_status(request, [happens("detainer-received", MONDAY)], at=MONDAY)

        assert (DetainerState.NOT_IN_EFFECT, ()) == (status.state, status.decided_by)

    def test_are_none_where_nothing_happened(self) -> None:
        """A request that lies there."""
        assert () == detainer_status(Detainer(form="I-247 (12/11)"), [], at=MONDAY).decided_by


class TestContradictions:
    """What cannot have happened as it is dated."""

    @pytest.mark.parametrize("kind", ["custody-assumed", "released"])
    def test_some_things_happen_once(self, kind: str) -> None:
        """Two times of one are named."""
        events = [happens(kind, MONDAY), happens(kind, MONDAY + timedelta(hours=1))]
        status = detainer_status(REQUEST, events, at=MONDAY + timedelta(days=1))

        assert (
            (
                f"{named(kind, first=True)} has 2 times: Monday, May 5, 2025, 5:00 p.m. CDT, and "
                "Monday, May 5, 2025, 6:00 p.m. CDT."
            ),
        ) == status.contradictions

    @pytest.mark.parametrize(
        "kind",
        [
            "booked",
            "detainer-received",
            "served",
            "transferred",
            "lifted",
            "declined",
            "custody-ends",
            "status-query-sent",
        ],
    )
    def test_other_things_may_happen_again(self, kind: str) -> None:
        """A request is received anew, a copy given twice, a charge ends and another."""
        events = [happens(kind, MONDAY), happens(kind, MONDAY + timedelta(hours=1))]

        assert () == detainer_status(REQUEST, events, at=MONDAY + timedelta(days=1)).contradictions

    def test_what_comes_before_a_second_booking_may_come_after_the_first(self) -> None:
        """In whichever order they are given."""
        hour = timedelta(hours=1)
        events = [happens("booked", MONDAY + hour), ends(), happens("booked", MONDAY - hour)]
        status = detainer_status(REQUEST, events, at=MONDAY + 2 * hour)

        assert (DetainerState.HOLD_RUNNING, ()) == (status.state, status.contradictions)

    @pytest.mark.parametrize("kind", ["custody-ends", "custody-assumed", "released"])
    def test_nobody_leaves_before_the_booking(self, kind: str) -> None:
        """At one instant is not before."""
        booked = happens("booked", MONDAY)
        at = MONDAY + timedelta(days=1)
        before = detainer_status(REQUEST, [booked, happens(kind, MONDAY - TICK)], at=at)
        together = detainer_status(REQUEST, [booked, happens(kind, MONDAY)], at=at)

        assert (
            (
                f"{named(kind, first=True)} (Monday, May 5, 2025, just before 5:00 p.m. CDT) "
                "cannot come before the booking (Monday, May 5, 2025, 5:00 p.m. CDT)."
            ),
        ) == before.contradictions
        assert () == together.contradictions

    @pytest.mark.parametrize("kind", ["released", "declined", "transferred"])
    def test_the_agency_does_nothing_with_whom_the_department_has(self, kind: str) -> None:
        """At one instant is not after."""
        assumed = happens("custody-assumed", MONDAY)
        at = MONDAY + timedelta(days=1)
        after = detainer_status(REQUEST, [assumed, happens(kind, MONDAY + TICK)], at=at)
        together = detainer_status(REQUEST, [assumed, happens(kind, MONDAY)], at=at)

        assert (
            (
                "The transfer to DHS (Monday, May 5, 2025, 5:00 p.m. CDT) cannot come before "
                f"{named(kind)} (Monday, May 5, 2025, 5:00:00.000001 p.m. CDT)."
            ),
        ) == after.contradictions
        assert () == together.contradictions

    @pytest.mark.parametrize("kind", ["served", "transferred"])
    def test_nothing_is_done_with_a_person_after_the_release(self, kind: str) -> None:
        """At one instant is not after."""
        released = happens("released", MONDAY)
        at = MONDAY + timedelta(days=1)
        after = detainer_status(REQUEST, [released, happens(kind, MONDAY + TICK)], at=at)
        together = detainer_status(REQUEST, [released, happens(kind, MONDAY)], at=at)

        assert (
            (
                "The release (Monday, May 5, 2025, 5:00 p.m. CDT) cannot come before "
                f"{named(kind)} (Monday, May 5, 2025, 5:00:00.000001 p.m. CDT)."
            ),
        ) == after.contradictions
        assert () == together.contradictions

    def test_a_request_is_not_lifted_before_its_only_receipt(self) -> None:
        """At one instant is not before; one that was received earlier, too, may be lifted."""
        lifted, at = happens("lifted", MONDAY), MONDAY + timedelta(days=1)
        later = happens("detainer-received", MONDAY + TICK)
        before = detainer_status(REQUEST, [lifted, later], at=at)
        together = detainer_status(REQUEST, [lifted, happens("detainer-received", MONDAY)], at=at)
        earlier = happens("detainer-received", MONDAY - TICK)
        again = detainer_status(REQUEST, [lifted, later, earlier], at=at)

        assert (
            (
                "The withdrawal of the detainer (Monday, May 5, 2025, 5:00 p.m. CDT) cannot come "
                "before receipt of the detainer (Monday, May 5, 2025, 5:00:00.000001 p.m. CDT)."
            ),
        ) == before.contradictions
        assert ((), ()) == (together.contradictions, again.contradictions)
        assert (DetainerState.LIFTED, DetainerState.LODGED) == (together.state, again.state)

    @pytest.mark.parametrize("kind", ["detainer-received", "served", "lifted", "declined"])
    def test_nothing_is_done_with_a_request_before_its_issue(self, kind: str) -> None:
        """The day of issue itself is not before it."""
        request = attrs.evolve(REQUEST, issued_on=date(2025, 5, 5), served_on=date(2025, 5, 5))
        at = MONDAY + timedelta(days=1)
        first = datetime(2025, 5, 5, tzinfo=CHICAGO)
        before = detainer_status(request, [happens(kind, first - TICK)], at=at)
        on_the_day = detainer_status(request, [happens(kind, first)], at=at)

        assert (
            (
                f"{named(kind, first=True)} (12:00 midnight CDT, at the end of Sunday, May 4, "
                "2025) cannot come before the date of issue, Monday, May 5, 2025."
            ),
        ) == before.contradictions
        assert () == on_the_day.contradictions

    def test_leave_neither_a_deadline_nor_a_time(self) -> None:
        """Nothing is reckoned from what cannot be."""
        status = detainer_status(
            REQUEST,
            [happens("released", MONDAY - TICK), ends()],
            at=MONDAY + timedelta(hours=1),
        )

        assert (DetainerState.CONTRADICTORY, None, None, ()) == (
            status.state,
            status.since,
            status.deadline,
            status.decided_by,
        )

    def test_are_all_told(self) -> None:
        """Service that the request denies, beside what has two times."""
        events = [happens("released", MONDAY + timedelta(days=days)) for days in (0, 1)]
        request = Detainer(form="I-247A", served=False)
        status = detainer_status(
            request, [happens("served", MONDAY), *events], at=MONDAY + timedelta(days=9)
        )

        assert (
            (
                "The release has 2 times: Monday, May 5, 2025, 5:00 p.m. CDT, and Tuesday, May 6, "
                "2025, 5:00 p.m. CDT."
            ),
            (
                "Service on the person (Monday, May 5, 2025, 5:00 p.m. CDT) conflicts with the "
                "answer that the person was not served."
            ),
        ) == status.contradictions

    def test_are_those_of_the_order_that_has_the_fewest(self) -> None:
        """What an unknown time would contradict is not told: it may have been another."""
        request = Detainer(form="I-247A", issued_on=date(2025, 5, 1), served=False)
        events = [happens("served", MONDAY), happens("detainer-received", UNKNOWN)]
        status = detainer_status(request, events, at=MONDAY + timedelta(hours=1))

        assert (
            (
                "Service on the person (Monday, May 5, 2025, 5:00 p.m. CDT) conflicts with the "
                "answer that the person was not served."
            ),
        ) == status.contradictions

    def test_are_the_answer(self) -> None:
        """In the text, and as steps of their own."""
        events = [happens("released", MONDAY), happens("released", MONDAY + timedelta(hours=1))]
        status = detainer_status(REQUEST, events, at=MONDAY + timedelta(days=1))
        wrong = (
            "The release has 2 times: Monday, May 5, 2025, 5:00 p.m. CDT, and Monday, May 5, "
            "2025, 6:00 p.m. CDT."
        )

        assert (
            "As of Tuesday, May 6, 2025, 5:00 p.m. CDT, the times entered contradict each other. "
            f"{wrong}"
        ) == str(status)
        assert wrong in statements(status, StepStatus.ENTERED)

    def test_of_an_unknown_time_are_said_so(self) -> None:
        """A time that is not on record is not printed as the first of the calendar."""
        request = attrs.evolve(REQUEST, issued_on=date(2025, 5, 5), served_on=date(2025, 5, 5))
        events = [happens("released", MONDAY), happens("released", MONDAY - TICK)]
        status = detainer_status(
            request, [happens("lifted", UNKNOWN), *events], at=MONDAY + timedelta(days=1)
        )

        assert DetainerState.CONTRADICTORY is status.state
        assert "0001" not in str(status)
        assert (
            (
                "The release has 3 times: an unknown time, and Monday, May 5, 2025, "
                "just before 5:00 p.m. CDT, and Monday, May 5, 2025, 5:00 p.m. CDT."
            ),
        ) == detainer_status(
            Detainer(form="I-247 (12/11)"),
            [*events, happens("released", UNKNOWN)],
            at=MONDAY + timedelta(days=1),
        ).contradictions


class TestClockEvents:
    """What starts a clock, where it happens more than once, or later than asked."""

    REQUEST = Detainer(
        form="I-247A",
        issued_on=date(2025, 6, 30),
        boxes={1},
        served=True,
        served_on=date(2025, 6, 30),
    )
    ENDS = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
    AT = datetime(2025, 7, 10, tzinfo=CHICAGO)

    def status(self, *events: CustodyEvent, rule: str = "us-nc-162-62-2024") -> DetainerStatus:
        """Give the status on 10 July."""
        ended = happens("custody-ends", self.ENDS)
        return detainer_status(self.REQUEST, [ended, *events], at=self.AT, rule=rule)

    def received(self, kind: str, day: int) -> CustodyEvent:
        """Give the receipt of a paper in July."""
        return happens(kind, datetime(2025, 7, day, tzinfo=CHICAGO))

    @pytest.mark.parametrize("again", [9, 19])
    def test_a_second_copy_starts_no_clock_anew(self, again: int) -> None:
        """48 hours from receipt of the first are over."""
        papers = [
            self.received("detainer-received", 1),
            self.received("administrative-warrant-received", 1),
        ]
        second = self.received("administrative-warrant-received", again)

        assert DetainerState.HOLD_OVER is self.status(*papers).state
        assert DetainerState.HOLD_OVER is self.status(*papers, second).state

    def test_charges_are_resolved_when_the_last_is(self) -> None:
        """Of several times the last is meant."""
        resolved = [happens("state-charges-resolved", self.ENDS.replace(day=day)) for day in (1, 9)]
        status = self.status(*resolved, rule="us-nh-30-b-1")

        assert DetainerState.HOLD_RUNNING is status.state

    def test_a_paper_that_is_still_to_come_has_started_no_clock(self) -> None:
        """It leaves the hold where it is without the paper."""
        paper = self.received("detainer-received", 1)
        expected = self.status(paper)
        status = self.status(paper, self.received("administrative-warrant-received", 19))

        assert DetainerState.UNKNOWN is status.state
        assert (expected.state, expected.possible, expected.not_known) == (
            status.state,
            status.possible,
            status.not_known,
        )

    def test_a_hold_ends_with_the_first_warrant_of_a_judge(self) -> None:
        """A second one ends nothing anew, whichever is given first."""
        hours = (timedelta(hours=1), timedelta(hours=3))
        first, second = (happens("judicial-warrant-received", MONDAY + hour) for hour in hours)
        over = MONDAY + hours[0]
        for warrants in ([first, second], [second, first]):
            status = detainer_status(
                REQUEST,
                [ends(), *warrants],
                at=MONDAY + timedelta(hours=9),
                rule=ENDED_BY_WARRANT,
            )

            assert TimeBounds(earliest=over, latest=over) == status.over_since
            assert (ends(), first) == status.decided_by

    def test_a_warrant_of_a_judge_at_the_deadline_ended_nothing_sooner(self) -> None:
        """The hold ended by itself then, and the end of custody decided."""
        deadline = MONDAY + timedelta(hours=48)
        status = detainer_status(
            REQUEST,
            [ends(), happens("judicial-warrant-received", deadline)],
            at=deadline + TICK,
            rule=ENDED_BY_WARRANT,
        )

        assert (DetainerState.HOLD_OVER, (ends(),)) == (status.state, status.decided_by)

    def test_a_query_still_to_come_has_started_no_clock_as_custody_ends(self) -> None:
        """Before that, the time when it will be sent is taken as it is told."""
        events = [ends(), happens("status-query-sent", MONDAY + timedelta(hours=1))]
        before, then = (
            detainer_status(REQUEST, events, at=at, rule="us-nc-15a-534-2025")
            for at in (MONDAY - TICK, MONDAY)
        )

        assert before.window is not None
        assert (None, None) == (then.window, then.deadline)

    def test_a_detainer_received_as_another_is_withdrawn_is_lodged_anew(self) -> None:
        """The clock that its receipt starts, starts then."""
        hour = timedelta(hours=1)
        events = [
            ends(MONDAY - 5 * hour),
            happens("administrative-warrant-received", MONDAY - 20 * hour),
            happens("detainer-received", MONDAY - 10 * hour),
            happens("detainer-received", MONDAY),
            happens("declined", MONDAY),
        ]
        status = detainer_status(REQUEST, events, at=MONDAY + hour, rule="us-nc-162-62-2024")

        assert status.window is not None
        assert (DetainerState.DECLINED, MONDAY) == (status.state, status.window.clock_starts)

    @pytest.mark.parametrize(
        ("form", "rule", "is_reading"),
        [
            ("I-247 (12/12)", "form-i-247-2012-12", True),
            ("I-247 (12/12)", "form-i-247-2011-12", False),
            ("I-247", "form-i-247-2011-12", True),
            ("I-247A", "form-i-247-2011-12", False),
            ("I-247 (12/12)", "us-nc-15a-534-2025", True),
            ("I-247X", "8-cfr-287.7-d", False),
        ],
    )
    def test_the_words_of_an_edition_are_read_of_that_edition(
        self, form: str, rule: str, *, is_reading: bool
    ) -> None:
        """Of a form whose edition is not settled, of each that it may be."""
        request = Detainer(form=form, requests={RequestedAction.HOLD})
        status = detainer_status(request, [ends()], at=MONDAY, rule=rule)
        asked = [fact for fact in status.not_known if fact.startswith("How long does Form I-247")]

        assert is_reading is not bool(asked)

    def test_a_hold_ends_with_the_later_of_two_papers(self) -> None:
        """Neither of them alone ends it, and both are told."""
        query = happens("status-query-sent", MONDAY)
        hour = timedelta(hours=1)
        detainer = happens("detainer-received", MONDAY + hour / 2)
        warrant = happens("administrative-warrant-received", MONDAY + hour)
        asked: dict[str, Any] = {"at": MONDAY + 9 * hour, "rule": "us-nc-15a-534-2025"}
        alone = detainer_status(REQUEST, [ends(), query, detainer], **asked)
        both = detainer_status(REQUEST, [ends(), query, warrant, detainer], **asked)

        assert [MONDAY + 2 * hour, MONDAY + hour] == [
            status.over_since and status.over_since.earliest for status in (alone, both)
        ]
        assert ((ends(),), (ends(), detainer, warrant)) == (alone.decided_by, both.decided_by)

    def test_a_person_who_was_brought_back_is_held(self) -> None:
        """A transfer out, and a booking after it."""
        out = self.received("transferred", 1)
        back = self.received("booked", 2)

        assert DetainerState.TRANSFERRED is self.status(out).state
        assert DetainerState.HOLD_OVER is self.status(out, back, rule="8-cfr-287.7-d").state

    def test_a_release_does_not_hide_that_something_is_not_known(self) -> None:
        """Whether a hold was over before it depends on the service."""
        request = attrs.evolve(self.REQUEST, served=UNKNOWN, served_on=UNKNOWN)
        events = [happens("custody-ends", self.ENDS), self.received("released", 9)]
        status = detainer_status(request, events, at=self.AT)

        assert DetainerState.RELEASED is status.state
        assert ("Was a hold over before that?", "Was the person served?") == status.not_known

    @pytest.mark.parametrize(
        ("served", "asked"),
        [(False, ()), (UNKNOWN, ("Was the person served?", "Which box is checked?"))],
    )
    def test_a_person_taken_within_the_hour_leaves_no_doubt(
        self, served: bool | Unknown, asked: tuple[str, ...]
    ) -> None:
        """No hold of 48 hours was over by then; whether there was one at all is asked."""
        request = attrs.evolve(self.REQUEST, boxes=UNKNOWN, served=served, served_on=UNKNOWN)
        events = [
            CustodyEvent(kind="custody-ends", at=self.ENDS.date()),
            happens("custody-assumed", self.ENDS + timedelta(hours=1)),
        ]
        status = detainer_status(request, events, at=self.AT)

        assert DetainerState.CUSTODY_ASSUMED is status.state
        assert asked == status.not_known

    def test_a_release_on_the_day_of_the_deadline_leaves_it_open(self) -> None:
        """Under the regulation the hours end on 8 July at 17:00."""
        events = [
            happens("custody-ends", self.ENDS),
            CustodyEvent(kind="released", at=date(2025, 7, 8)),
        ]
        status = detainer_status(self.REQUEST, events, at=self.AT)

        assert "Was a hold over before that?" in status.not_known

    @pytest.mark.parametrize(
        "warrant",
        [JudicialWarrant(signed=False), JudicialWarrant(issued_on=date(2025, 8, 1))],
    )
    def test_a_warrant_that_is_none_yet_hides_nothing(self, warrant: JudicialWarrant) -> None:
        """Unsigned, or of a later day."""
        request = attrs.evolve(self.REQUEST, warrants=[warrant])
        events = [happens("custody-ends", self.ENDS)]

        assert not detainer_status(request, events, at=self.AT).judicial_warrant


class TestUnknownTimes:
    """What happened at a time that is not on record may have happened at any."""

    def test_a_receipt_since_the_day_of_issue_may_have_started_the_clock_then(self) -> None:
        """North Carolina, 2024: received on the day of issue, the 48 hours are long over."""
        request = attrs.evolve(REQUEST, issued_on=date(2025, 3, 3), served_on=date(2025, 3, 3))
        eastern = ZoneInfo("America/New_York")
        events = [
            happens("detainer-received", UNKNOWN),
            happens("administrative-warrant-received", datetime(2025, 3, 1, tzinfo=eastern)),
            ends(datetime(2025, 3, 10, 9, tzinfo=eastern)),
        ]
        status = detainer_status(
            request,
            events,
            at=datetime(2025, 3, 10, 12, tzinfo=eastern),
            rule="us-nc-162-62-2024",
        )

        assert DetainerState.HOLD_OVER in status.possible

    def test_a_start_at_an_unknown_time_has_no_deadline(self) -> None:
        """Though one may be reckoned from the instant asked about, as from any other."""
        status = detainer_status(
            REQUEST,
            [ends(), happens("state-charges-resolved", UNKNOWN)],
            at=MONDAY + timedelta(hours=1),
            rule="us-nh-30-b-1",
        )

        assert (DetainerState.UNKNOWN, None) == (status.state, status.deadline)
        # The time of the event is asked, and not once more as that of the rule's start.
        assert ("What is the exact time of the resolution of the state charges?",) == (
            status.not_known
        )

    def test_a_clock_without_a_start_on_record_has_no_deadline(self) -> None:
        """The step says which event is missing."""
        status = detainer_status(
            REQUEST, [ends()], at=MONDAY + timedelta(hours=1), rule="us-nh-30-b-1"
        )

        assert status.deadline is None
        assert "Not known: what is the time when the state charges are resolved?" in statements(
            status, StepStatus.UNKNOWN
        )
        assert ("What is the time when the state charges are resolved?",) == status.not_known

    def test_an_early_end_at_an_unknown_time_is_not_applied_for_certain(self) -> None:
        """A judge's warrant that may be still to come has not ended the hold."""
        status = detainer_status(
            REQUEST,
            [ends(), happens("judicial-warrant-received", UNKNOWN)],
            at=MONDAY + timedelta(hours=1),
            rule=ENDED_BY_WARRANT,
        )

        assert DetainerState.UNKNOWN is status.state
        assert [] == [
            says
            for says in statements(status, StepStatus.APPLIED)
            if says.startswith("It ends sooner")
        ]

    def test_too_many_are_not_worked_out(self) -> None:
        """Twenty thousand orders are the most; beyond them every state is possible."""
        kinds = [
            "custody-ends",
            "detainer-received",
            "served",
            "lifted",
            "declined",
            "released",
            "transferred",
            "custody-assumed",
        ]
        events = [happens(kind, UNKNOWN) for kind in kinds]
        marks = [
            happens("booked", MONDAY - timedelta(hours=1)),
            ends(basis=CustodyBasis.IMMIGRATION_ONLY),
        ]

        status = detainer_status(REQUEST, [*events, *marks], at=MONDAY + timedelta(hours=1))
        told = {DetainerState.CONTRADICTORY, DetainerState.UNKNOWN}

        assert (DetainerState.UNKNOWN, tuple(s for s in DetainerState if s not in told)) == (
            status.state,
            status.possible,
        )
        assert tuple(
            sorted(f"What is the exact time of {named(kind)}?" for kind in kinds)
        ) == tuple(sorted(status.not_known))
        assert (None, None, None, None) == (
            status.since,
            status.deadline,
            status.over_since,
            status.custody_ended,
        )
        assert ("Too many times are not known to work out what may have happened.") in statements(
            status, StepStatus.UNKNOWN
        )

    def test_of_as_many_orders_as_are_the_most_are_worked_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Before, at and after the time asked about are three; of two the third is too many."""
        at = MONDAY.astimezone(UTC)
        orders: list[tuple[EventOrder, ...] | None] = []
        for most in (3, 2):
            monkeypatch.setattr("detainerlib.cases.event_orders._MOST", most)
            orders.append(event_orders([ends(UNKNOWN)], CHICAGO, at, (), ()))

        worked_out, too_many = orders
        assert worked_out is not None
        assert [FIRST, at, LAST] == [event.at for (event,) in worked_out]
        assert too_many is None

    def test_of_events_that_cannot_matter_are_not_counted(self) -> None:
        """Notice, and queries of a rule that does not turn on them."""
        events = [
            CustodyEvent(kind=kind, at=date(2025, 5, day))
            for kind in (CustodyEventKind.NOTICE_GIVEN, CustodyEventKind.STATUS_QUERY_SENT)
            for day in range(1, 29)
        ]

        assert (
            DetainerState.HOLD_RUNNING
            is detainer_status(REQUEST, [*events, ends()], at=MONDAY).state
        )


class TestOrder:
    """The status depends on what happened, not on the order in which it is given."""

    @pytest.mark.parametrize(
        ("rule", "kind"),
        [
            ("us-nh-30-b-1", "state-charges-resolved"),
            ("us-nc-15a-534-2025", "status-query-sent"),
        ],
    )
    def test_of_two_starts_does_not_matter(self, rule: str, kind: str) -> None:
        """One of the two starts the clock, whichever is given first."""
        one, other = happens(kind, MONDAY), happens(kind, MONDAY + timedelta(hours=1))
        at = MONDAY + timedelta(hours=2)
        there = detainer_status(REQUEST, [ends(), one, other], at=at, rule=rule)
        back = detainer_status(REQUEST, [ends(), other, one], at=at, rule=rule)

        assert there.deadline == back.deadline

    def test_of_the_events_that_decided_does_not_matter(self) -> None:
        """Equal statuses are equal, though the events are listed in the order given."""
        first, second = ends(basis=CustodyBasis.CONVICTED), ends(basis=CustodyBasis.PENDING)
        there = detainer_status(REQUEST, [first, second], at=MONDAY)
        back = detainer_status(REQUEST, [second, first], at=MONDAY)

        assert there == back

    def test_of_contradictory_events_does_not_matter(self) -> None:
        """The same contradictions are named."""
        events = [
            happens("released", date(2025, 5, 5)),
            ends(date(2025, 5, 6)),
            happens("booked", date(2025, 5, 7)),
        ]
        at = datetime(2025, 5, 9, tzinfo=CHICAGO)
        there = detainer_status(REQUEST, events, at=at)
        back = detainer_status(REQUEST, events[::-1], at=at)

        assert set(there.contradictions) == set(back.contradictions)

    def test_any_iterable_of_events_will_do(self) -> None:
        """A generator is read once."""
        events = (event for event in [ends(), ends()])

        assert DetainerState.HOLD_RUNNING is detainer_status(REQUEST, events, at=MONDAY).state


class TestErrors:
    """What is no question is refused."""

    def test_an_event_that_is_none(self) -> None:
        """The place of the first one is named."""
        with pytest.raises(DetainerError) as caught:
            detainer_status(REQUEST, [ends(), "released"], at=MONDAY)  # type: ignore[list-item]

        assert (
            "events[1]: got 'released', expected a CustodyEvent. Give its kind and its time."
            == str(caught.value)
        )

    def test_no_request(self) -> None:
        """The name of a form is no request."""
        with pytest.raises(DetainerError) as caught:
            detainer_status("I-247A", [], at=MONDAY)  # type: ignore[arg-type]

        assert (
            "detainer: got 'I-247A', expected a Detainer. Give its form and what it shows."
        ) == str(caught.value)

    @pytest.mark.parametrize("given", [None, ends(), "released", 5])
    def test_events_that_are_not_several(self, given: Any) -> None:
        """Nothing, one event, a word."""
        with pytest.raises(DetainerError) as caught:
            detainer_status(REQUEST, given, at=MONDAY)

        assert (
            f"events: got {in_print(given)}, expected several CustodyEvents. Put them in a list."
        ) == str(caught.value)

    @pytest.mark.parametrize("rule", ["8-cfr-287.7-d", "form-i-247a"])
    def test_a_calendar_that_is_none(self, rule: str) -> None:
        """Whether or not the rule has any use for one."""
        with pytest.raises(CalendarError) as caught:
            detainer_status(REQUEST, [ends()], at=MONDAY, rule=rule, calendar=5)  # type: ignore[arg-type]

        assert (
            "calendar: got 5, expected a HolidayCalendar. "
            "For days of your own use CustomDays({day: reason})."
        ) == str(caught.value)

    def test_a_calendar_of_a_rule_that_excludes_no_holidays(self) -> None:
        """Also where no hold is counted."""
        closed = CustomDays({MONDAY.date(): "closed"})
        with pytest.raises(CalendarError, match=r"^calendar: .* as Form I-247A excludes no hol"):
            detainer_status(REQUEST, [], at=MONDAY, rule="form-i-247a", calendar=closed)

    def test_an_instant_without_a_zone(self) -> None:
        """A naive datetime names no instant without a zone, and is local time with one."""
        naive = MONDAY.replace(tzinfo=None)
        with pytest.raises(InstantError, match=r"^at: "):
            detainer_status(REQUEST, [], at=naive)

        local = detainer_status(REQUEST, [], at=naive, zone="America/Chicago")
        assert detainer_status(REQUEST, [], at=MONDAY) == local

    def test_a_day_in_place_of_an_instant(self) -> None:
        """The state of a day is not one state."""
        with pytest.raises(NotAnInstantError, match=r"^at: "):
            detainer_status(REQUEST, [], at=MONDAY.date(), zone=CHICAGO)  # type: ignore[arg-type]

    def test_an_instant_without_a_place(self) -> None:
        """An offset does not say whose day it is."""
        with pytest.raises(ZoneError, match=r"^at: "):
            detainer_status(REQUEST, [], at=MONDAY.astimezone(UTC))

    def test_a_clock_that_the_place_does_not_have(self) -> None:
        """Whether the time carries the zone, or it stands beside it."""
        for at, zone in ((MONDAY, None), (MONDAY.astimezone(UTC), "America/Chicago")):
            with pytest.raises(ZoneError) as caught:
                detainer_status(REQUEST, [ends()], at=at, zone=zone, jurisdiction="US-CA")

            assert (
                "zone: got 'America/Chicago', expected a zone with the clock of California "
                "(US-CA). Use America/Los_Angeles (Pacific), or leave the zone out."
            ) == str(caught.value)

    def test_a_time_before_the_calendar(self) -> None:
        """In the facility's zone it would be the day before the first."""
        with pytest.raises(CoverageError, match=r"^at: got 0001-01-01T00:00:00\+00:00"):
            detainer_status(REQUEST, [], at=datetime.min.replace(tzinfo=UTC), zone=CHICAGO)

    def test_a_day_that_ends_beyond_the_calendar(self) -> None:
        """The event is named."""
        with pytest.raises(CoverageError) as caught:
            detainer_status(REQUEST, [ends(date.max)], at=MONDAY)

        assert (
            "custody-ends: got 9999-12-31, expected a time in the years 1 to 9999. "
            "No calendar can express the answer."
        ) == str(caught.value)

    def test_a_rule_that_is_not_on_record(self) -> None:
        """The nearest ones are listed."""
        with pytest.raises(UnknownIdError, match=r"8-cfr-287\.7-d"):
            detainer_status(REQUEST, [], at=MONDAY, rule="8-cfr-287.7")

    def test_a_form_that_is_not_on_record(self) -> None:
        """As for a review."""
        with pytest.raises(UnknownIdError, match=r"^form: got 'I-247Z'"):
            detainer_status(Detainer(form="I-247Z"), [], at=MONDAY)


class TestText:
    """The answer, in one sentence."""

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            (
                -1,
                (
                    "As of Monday, May 5, 2025, 4:00 p.m. CDT, the detainer is lodged (in "
                    "effect, and no hold has begun). It took effect Monday, April 28, 2025, at an "
                    "unknown time. A lawful hold would expire Wednesday, May 7, 2025, 5:00 p.m. "
                    "CDT under Form I-247A. A lawful hold would expire Wednesday, May 7, 2025, "
                    "5:00 p.m. CDT under 8 C.F.R. § 287.7(d)."
                ),
            ),
            (
                0,
                (
                    "As of Monday, May 5, 2025, 5:00 p.m. CDT, the time that Form I-247A names is "
                    "running: 0 minutes since release was due; the form asks for "
                    "no more than 48 hours. "
                    "Whether the person may be held was not looked up. A lawful hold would expire "
                    "Wednesday, May 7, 2025, 5:00 "
                    "p.m. CDT under Form I-247A. A lawful hold would expire Wednesday, May 7, "
                    "2025, 5:00 p.m. CDT under 8 C.F.R. § 287.7(d)."
                ),
            ),
            (
                49,
                (
                    "As of Wednesday, May 7, 2025, 6:00 p.m. CDT, the hold is over. No release by "
                    "then was entered. A lawful hold would already have expired Wednesday, May 7, "
                    "2025, 5:00 p.m. CDT under Form I-247A: over by 1 hour. A lawful hold would "
                    "already have expired Wednesday, May 7, 2025, 5:00 p.m. CDT under 8 C.F.R. "
                    "§ 287.7(d): over by 1 hour."
                ),
            ),
        ],
    )
    def test_says_what_runs_until_when(self, hours: int, expected: str) -> None:
        """The instant, the state, the rule and the deadline."""
        assert expected == str(
            detainer_status(REQUEST, [ends()], at=MONDAY + timedelta(hours=hours))
        )

    def test_says_what_is_possible_and_what_would_decide(self) -> None:
        """Where more than one is."""
        status = detainer_status(Detainer(form="I-247A", boxes={1}), [ends()], at=MONDAY)

        assert (
            "As of Monday, May 5, 2025, 5:00 p.m. CDT, the detainer's status is not known. Need to "
            "know: was the person served? Possible: the detainer is not in effect; or a hold may "
            "still be running. That is not permission to hold; only the answer settles which it "
            "is. "
            "Whatever the answers, the 48 hours that 8 C.F.R. § 287.7(d) names are not "
            "over: they end Wednesday, May 7, 2025, 5:00 p.m. CDT. Whatever the answers, the 48 "
            "hours that Form I-247A names are not over: they end Wednesday, May 7, 2025, 5:00 "
            "p.m. CDT."
        ) == str(status)
        assert ("Was the person served?",) == status.not_known

    @pytest.mark.parametrize(
        ("request_", "event", "expected"),
        [
            (
                attrs.evolve(REQUEST, issued_on=date(2025, 5, 6), served_on=date(2025, 5, 6)),
                ends(UNKNOWN),
                "it was issued later, on Tuesday, May 6, 2025",
            ),
            (
                REQUEST,
                happens("detainer-received", MONDAY + TICK),
                "it had not been received",
            ),
            (
                attrs.evolve(REQUEST, served=False, served_on=UNKNOWN),
                ends(UNKNOWN),
                "the person was not served",
            ),
        ],
    )
    def test_says_why_a_request_is_not_in_effect(
        self, request_: Detainer, event: CustodyEvent, expected: str
    ) -> None:
        """Not issued, not received, not served."""
        status = detainer_status(request_, [event], at=MONDAY)

        assert expected == status.reason
        assert (
            f"As of Monday, May 5, 2025, 5:00 p.m. CDT, the detainer is not in effect: {expected}."
        ) == str(status)

    def test_says_that_custody_ended_before_a_request_was_in_effect(self) -> None:
        """And that no release is on record."""
        request = attrs.evolve(REQUEST, served=False, served_on=UNKNOWN)

        assert (
            "As of Monday, May 5, 2025, 6:00 p.m. CDT, the detainer is not in effect: the "
            "person was not served. Custody ended Monday, May 5, 2025, 5:00 p.m. CDT; no "
            "release was entered."
        ) == str(detainer_status(request, [ends()], at=MONDAY + timedelta(hours=1)))

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            (
                "released",
                (
                    "As of Saturday, May 10, 2025, 5:00 p.m. CDT, the person has been "
                    "released. That was Thursday, May 8, 2025, 5:00 p.m. CDT. By then, the hold "
                    f"was over. {BOTH_OVER.format('24 hours')}"
                ),
            ),
            (
                "custody-assumed",
                (
                    "As of Saturday, May 10, 2025, 5:00 p.m. CDT, DHS has taken custody. That "
                    "was Thursday, May 8, 2025, 5:00 p.m. CDT. By then, the hold was over. "
                    f"{BOTH_OVER.format('24 hours')}"
                ),
            ),
            (
                "lifted",
                (
                    "As of Saturday, May 10, 2025, 5:00 p.m. CDT, the detainer has been "
                    "lifted. That was Thursday, May 8, 2025, 5:00 p.m. CDT. Custody ended "
                    "Monday, May 5, 2025, 5:00 p.m. CDT; no release was entered. As of Saturday, "
                    "May 10, 2025, 5:00 p.m. CDT, the hold is over. "
                    f"{BOTH_OVER.format('72 hours')}"
                ),
            ),
        ],
    )
    def test_says_what_was_over_before_another_state(self, kind: str, expected: str) -> None:
        """Since when, and for how long."""
        events = [ends(), happens(kind, MONDAY + timedelta(days=3))]

        assert expected == str(detainer_status(REQUEST, events, at=MONDAY + timedelta(days=5)))

    @pytest.mark.parametrize(
        ("kind", "left", "expected"),
        [
            (
                "released",
                RELEASED_AT + timedelta(days=4, hours=20),
                (
                    "That was Tuesday, July 8, 2025, 1:00 p.m. CDT. By then, the earliest "
                    "deadline had passed, and a later one had not: the readings differ. Earliest "
                    "deadline: A lawful hold would already have expired Saturday, July 5, 2025, "
                    "5:00 p.m. CDT under Form I-247A: over by 68 hours. Later rival deadline: "
                    "Under 8 C.F.R. § 287.7(d), a lawful hold would have expired Tuesday, July 8, "
                    "2025, 5:00 p.m. CDT."
                ),
            ),
            (
                "transferred",
                date(2025, 7, 9),
                (
                    "That was Wednesday, July 9, 2025, at an unknown time. Earliest deadline: A "
                    "lawful hold would already have expired Saturday, July 5, 2025, 5:00 p.m. CDT "
                    "under Form I-247A. Later rival deadline: Under 8 C.F.R. § 287.7(d), that "
                    "hold would already have expired Tuesday, July 8, 2025, 5:00 p.m. CDT."
                ),
            ),
            (
                "released",
                RELEASED_AT + timedelta(days=2),
                (
                    "That was Saturday, July 5, 2025, 5:00 p.m. CDT. By then, 48 hours had passed "
                    "since release was due; no deadline had passed: the earliest was Saturday, "
                    "July 5, 2025, 5:00 p.m. CDT (Form I-247A)."
                ),
            ),
            (
                "released",
                date(2025, 7, 4),
                (
                    "That was Friday, July 4, 2025, at an unknown time. By then, at least 7 and "
                    "less than 31 hours had passed since release was due; no deadline had passed: "
                    "the earliest was Saturday, July 5, 2025, 5:00 p.m. CDT (Form I-247A)."
                ),
            ),
            (
                "released",
                RELEASED_AT,
                "That was Thursday, July 3, 2025, 5:00 p.m. CDT.",
            ),
        ],
        ids=["between", "on a day", "in time", "on a day in time", "at the time due"],
    )
    def test_names_every_deadline_of_one_who_has_left(
        self, kind: str, left: date, expected: str
    ) -> None:
        """By the release: 68 hours are from July 5, 5 p.m., to July 8, 1 p.m."""
        ended = CustodyEvent(kind="custody-ends", at=datetime(2025, 7, 3, 17, tzinfo=CHICAGO))
        events = [ended, CustodyEvent(kind=kind, at=left)]
        status = detainer_status(REQUEST, events, at=MONDAY + timedelta(days=66))

        assert str(status).endswith(f". {expected}")
        assert (status.sources is None) is (left == RELEASED_AT)

    @pytest.mark.parametrize(
        ("place", "is_told"), [("TX", False), ("PA", False), ("WI", False), (None, True)]
    )
    def test_no_release_is_in_time_beside_a_duty(self, place: str | None, is_told: bool) -> None:
        """Or where whether to hold is not settled, as where a hold is asked about."""
        zone = None if place == "PA" else "Central"
        ended = CustodyEvent(kind="custody-ends", at=date(2025, 7, 3))
        eastern = ZoneInfo("America/New_York")
        at = datetime(2025, 7, 3, 17, tzinfo=eastern if place == "PA" else CHICAGO)
        status = detainer_status(
            REQUEST,
            [attrs.evolve(ended, at=at)],
            at=at + timedelta(days=4, hours=20),
            zone=zone,
            jurisdiction=place,
        )

        assert "the readings differ." in str(status)
        assert is_told is ("is within every time limit above" in str(status))

    def test_the_ban_of_a_place_stands_above_one_who_has_left(self) -> None:
        """Also where the rule asked about has not passed: no hold is said to expire."""
        ended = CustodyEvent(kind="custody-ends", at=datetime(2025, 7, 3, 17, tzinfo=CHICAGO))
        at = datetime(2025, 7, 8, 13, tzinfo=CHICAGO)
        left = CustodyEvent(kind="released", at=at)
        status = detainer_status(REQUEST, [ended, left], at=at, jurisdiction="Cook County, IL")

        assert NO_AUTHORITY in status.authority_to_hold
        assert str(status).endswith(
            "The time named by Form I-247A already ended Saturday, July 5, 2025, 5:00 p.m. CDT: "
            "over by 68 hours. The time named by 8 C.F.R. § 287.7(d) would have ended Tuesday, "
            "July 8, 2025, 5:00 p.m. CDT."
        )
        assert "hold would" not in str(status)

    def test_says_what_is_over_whatever_the_answers(self) -> None:
        """Known to the day, the form's hours have ended; those of the section may have."""
        zone = ZoneInfo("America/New_York")
        at = datetime(2026, 3, 3, 8, tzinfo=zone)
        request = Detainer(form="I-247A", issued_on=date(2026, 2, 25), boxes={1})
        friday = CustodyEvent(kind="custody-ends", at=date(2026, 2, 27))
        status = detainer_status(request, [friday], at=at)

        assert str(status).endswith(
            "Whatever the answers, the 48 hours that Form I-247A names are over: they ended no "
            "later than 12:00 midnight EST, at the end of Sunday, March 1, 2026. The 48 hours that "
            "8 C.F.R. § 287.7(d) names may be over, or not. They end no earlier than 12:00 "
            "midnight EST, at the start of Tuesday, March 3, 2026. They end no later than 12:00 "
            "midnight EST, at the end of Tuesday, March 3, 2026."
        )

    @pytest.mark.parametrize(
        ("minutes", "expected"), [(0, "are not over: they end"), (1, "are over: they ended")]
    )
    def test_hours_are_over_after_their_last_moment(self, minutes: int, expected: str) -> None:
        """Not at it."""
        at = MONDAY + timedelta(days=2, minutes=minutes)
        status = str(detainer_status(Detainer(form="I-247A", boxes={1}), [ends()], at=at))

        assert 2 == status.count(f"{expected} Wednesday, May 7, 2025, 5:00 p.m. CDT")

    @pytest.mark.parametrize(
        ("request_", "events"),
        [
            (Detainer(form="I-247A", boxes={1}), [ends(UNKNOWN)]),
            (Detainer(form="I-247A", boxes={1}), [ends(), ends(MONDAY - TICK)]),
            (
                Detainer(form="I-247A", boxes={1}),
                [ends(), happens("detainer-received", MONDAY + TICK)],
            ),
            (Detainer(form="I-247A", boxes={1}), [ends(), happens("lifted", UNKNOWN)]),
        ],
        ids=["unknown start", "two ends", "received later", "perhaps lifted"],
    )
    def test_says_nothing_of_hours_that_turn_on_more(
        self, request_: Detainer, events: list[CustodyEvent]
    ) -> None:
        """Such as an event that ends them sooner."""
        status = detainer_status(request_, events, at=MONDAY + timedelta(days=5))

        assert " names " not in str(status)

    def test_says_the_hours_by_the_holidays_of_the_caller(self) -> None:
        """Of a rule that excludes any: Tuesday is one; the form's hours are as before."""
        request = Detainer(form="I-247A", boxes={1})
        closed = CustomDays({date(2025, 5, 6): "closed"})
        status = detainer_status(request, [ends()], at=MONDAY, calendar=closed)
        form, section = (catalog.rule(id) for id in ("form-i-247a", "8-cfr-287.7-d"))
        told = [
            sentences.named_hours(rule.duration, rule.title, end, end, is_over=False)
            for rule, end in (
                (form, "Wednesday, May 7, 2025, 5:00 p.m. CDT"),
                (section, "Thursday, May 8, 2025, 5:00 p.m. CDT"),
            )
        ]

        assert str(status).endswith(" ".join(told))

    @pytest.mark.parametrize("asked", ["form-i-247a", "8-cfr-287.7-d"])
    def test_says_first_the_hours_of_the_rule_that_was_asked_about(self, asked: str) -> None:
        """Where both end at once; also of a detainer that came as local custody ended."""
        events = [ends(), happens("detainer-received", MONDAY)]
        status = detainer_status(Detainer(form="I-247A", boxes={1}), events, at=MONDAY, rule=asked)
        titles = re.findall(r"48 hours that (.*?) names", str(status))

        assert 2 == len(titles)
        assert catalog.rule(asked).title == titles[0]

    def test_says_nothing_of_hours_beyond_the_holidays_on_file(self) -> None:
        """Where the form, which excludes none, still says it."""
        at = datetime(2101, 1, 3, 17, tzinfo=CHICAGO)
        request = Detainer(form="I-247A", boxes={1})
        status = detainer_status(request, [ends(at)], at=at, rule="form-i-247a")

        assert 1 == str(status).count(" names are not over")

    def test_says_nothing_of_hours_before_any_hold(self) -> None:
        """Where no hold is among what is possible."""
        status = detainer_status(Detainer(form="I-247A"), [ends()], at=MONDAY - timedelta(days=1))

        assert {DetainerState.NOT_IN_EFFECT, DetainerState.LODGED} == {*status.possible}
        assert " names " not in str(status)

    def test_says_that_a_rule_is_no_reading_of_the_form(self) -> None:
        """The fact that is missing, and no deadline."""
        request = Detainer(form="I-247D", served=True, served_on=date(2016, 5, 1))
        at = datetime(2016, 5, 9, 17, tzinfo=CHICAGO)
        status = detainer_status(request, [ends(at)], at=at, rule="form-i-247a")

        assert (
            "As of Monday, May 9, 2016, 5:00 p.m. CDT, the detainer's status is not known. Need to "
            "know: how long does Form I-247D ask you to hold? (Form I-247A does not cover it.) "
            "Possible: a hold may still be running; or the hold is over. That is not permission "
            "to hold; only the answer settles which it is. Whatever the answers, the 48 hours "
            "that 8 C.F.R. § 287.7(d) names are not over: they end Wednesday, May 11, "
            "2016, 5:00 p.m. CDT."
        ) == str(status)
        assert (None, None) == (status.deadline, status.window)

    def test_says_which_federal_reading_ends_first(self) -> None:
        """The words of the form's issuer count the weekend."""
        thursday = datetime(2025, 5, 1, 17, tzinfo=CHICAGO)

        assert (
            "As of Thursday, May 1, 2025, 5:00 p.m. CDT, the time that Form I-247A names is "
            "running: 0 minutes since release was due; the form asks for "
            "no more than 48 hours. "
            "Whether the person may be held was not looked up. Earliest deadline: A lawful hold "
            "would expire Saturday, May 3, 2025, 5:00 "
            "p.m. CDT under Form I-247A. Later rival deadline: Under 8 C.F.R. § 287.7(d), that "
            "hold would expire Monday, May 5, 2025, 5:00 p.m. CDT."
        ) == str(detainer_status(REQUEST, [ends(thursday)], at=thursday))

    @pytest.mark.parametrize(
        ("since", "expected", "over"),
        [
            (timedelta(hours=-1), "would expire", ""),
            (timedelta(hours=48), "would expire", ""),
            (timedelta(hours=49), "would already have expired", ": over by 1 hour"),
        ],
    )
    def test_says_whether_the_rival_deadline_has_passed(
        self, since: timedelta, expected: str, over: str
    ) -> None:
        """At the deadline it has not."""
        thursday = datetime(2025, 5, 1, 17, tzinfo=CHICAGO)
        status = detainer_status(REQUEST, [ends(thursday)], at=thursday + since)

        assert (
            f" Earliest deadline: A lawful hold {expected} Saturday, May 3, 2025, 5:00 p.m. CDT "
            f"under Form I-247A{over}. Later rival deadline: "
        ) in str(status)
        differ = "the earliest deadline has passed, and a later one has not: the readings differ."
        assert bool(over) is (differ in str(status))

    def test_at_the_earliest_deadline_none_has_passed(self) -> None:
        """One microsecond later it has, and that comes first."""
        thursday = datetime(2025, 5, 1, 17, tzinfo=CHICAGO)
        at, later = (
            str(
                detainer_status(REQUEST, [ends(thursday)], at=thursday + timedelta(hours=48) + past)
            )
            for past in (timedelta(0), TICK)
        )

        assert "the readings differ" not in at
        assert ", the earliest deadline has passed, and a later one has not: the readings" in later

    def test_asks_which_box_is_checked_where_that_was_not_entered(self) -> None:
        """On a form that has boxes; of any other it asks for the hold."""
        on_form = attrs.evolve(REQUEST, boxes=UNKNOWN)

        assert ("Which box is checked?",) == detainer_status(on_form, [ends()], at=MONDAY).not_known

    @pytest.mark.parametrize(
        ("hours", "state"),
        [
            (
                -1,
                (
                    "lodged (in effect, and no hold has begun). It took effect Monday, April 28, "
                    "2025, at an unknown time."
                ),
            ),
            (
                1,
                (
                    "Form I-247A names is running: 1 hour since release was due; the form asks "
                    "for no more than 48 hours. The law or policy above bars the hold."
                ),
            ),
            (60, "8 C.F.R. § 287.7(d) names is running. The law or policy above bars the hold."),
        ],
    )
    def test_of_a_place_that_bars_the_hold_names_when_release_was_due(
        self, hours: int, state: str
    ) -> None:
        """Cook County: what bars the hold stands above, on a line of its own."""
        thursday = datetime(2025, 5, 1, 17, tzinfo=CHICAGO)
        status = detainer_status(
            REQUEST,
            [ends(thursday)],
            at=thursday + timedelta(hours=hours),
            jurisdiction="Cook County, IL",
        )

        assert status.sentence.endswith(
            f" {state} The detainer gives no reason to keep the person past the time due: "
            "Thursday, May 1, 2025, 5:00 p.m. CDT. A criminal charge, a judge's warrant, or a "
            "hold that is not for ICE is a separate matter. An ICE warrant (Form I-200 or I-205) "
            "is not a judge's."
        )
        assert "\n".join([*status.authority_to_hold, status.sentence]) == str(status)
        assert status._repr_html_().startswith(paragraph(str(status)))

    @pytest.mark.parametrize(("year", "told"), [(2012, True), (2013, False)])
    def test_says_that_the_rule_was_not_in_effect(self, year: int, *, told: bool) -> None:
        """Where there is a hold: the words of an edition before its first day."""
        at = datetime(year, 5, 7, 17, tzinfo=CHICAGO)
        request = Detainer(form="I-247 (12/12)")
        held, lodged = (
            detainer_status(request, events, at=at, rule="form-i-247-2012-12").sentence
            for events in ([ends(at)], [])
        )
        note = "Form I-247 (12/12) was not in effect that day."

        assert (told, False) == (held.endswith(f" {note}"), note in lodged)

    def test_keeps_what_was_asked(self) -> None:
        """The events each once, and the zone of the place where none was given."""
        rule = catalog.rule("8-cfr-287.7-d")
        calendar = CustomDays({date(2025, 5, 26): "a day of the test"})
        status = detainer_status(
            REQUEST,
            [ends(), ends()],
            at=MONDAY.replace(tzinfo=None),
            rule=rule,
            calendar=calendar,
            jurisdiction="Cook County, IL",
        )

        assert (REQUEST, (ends(),), MONDAY, rule, "America/Chicago", calendar, "17031") == (
            status.detainer,
            status.events,
            status.at,
            status.rule,
            status.zone,
            status.calendar,
            status.jurisdiction and status.jurisdiction.code,
        )
        assert CHICAGO is status.at.tzinfo

    def test_is_the_last_step_and_as_certain_as_the_state(self) -> None:
        """Applied where one state is left, and unknown where several are, or none."""
        unserved = Detainer(form="I-247A", served=False)
        outcomes = [
            detainer_status(request, events, at=MONDAY).steps[-1].outcome
            for request, events in (
                (REQUEST, [ends()]),
                (attrs.evolve(REQUEST, boxes=UNKNOWN), [ends()]),
                (unserved, [happens("served", MONDAY)]),
            )
        ]

        assert [StepStatus.APPLIED, StepStatus.UNKNOWN, StepStatus.UNKNOWN] == outcomes

    def test_of_a_place_begins_with_its_law_and_ends_with_what_it_rests_on(self) -> None:
        """The sentence on holds is for answers without a place."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY, jurisdiction="Cook County, IL")

        assert str(status).startswith("Cook County, Illinois: a local agency must not hold")
        assert str(status).endswith(status.sentence)
        assert catalog.about().closing_on_policy == status.explanation.closing
        assert catalog.about().closing_on_policy in status._repr_html_()

    @pytest.mark.parametrize(
        ("request_", "events", "rule", "expected"),
        [
            (
                attrs.evolve(REQUEST, boxes={2}),
                [ends()],
                "8-cfr-287.7-d",
                ("Does it ask for a hold?",),
            ),
            (
                Detainer(form="I-247D"),
                [],
                "8-cfr-287.7-d",
                (
                    "Does it take effect only when the person is served?",
                    "Was the person served?",
                ),
            ),
            (
                REQUEST,
                [ends(date(2025, 5, 5))],
                "8-cfr-287.7-d",
                ("What is the exact time of the end of local custody?",),
            ),
            (
                REQUEST,
                [ends()],
                "us-nh-30-b-1",
                ("What is the time when the state charges are resolved?",),
            ),
            (
                REQUEST,
                [happens("released", UNKNOWN)],
                "8-cfr-287.7-d",
                ("What is the exact time of the release?",),
            ),
        ],
    )
    def test_says_which_facts_would_decide(
        self,
        request_: Detainer,
        events: list[CustodyEvent],
        rule: str,
        expected: tuple[str, ...],
    ) -> None:
        """What is not on record, and leaves more than one state."""
        assert expected == detainer_status(request_, events, at=MONDAY, rule=rule).not_known

    def test_asks_where_the_clock_starts_of_a_detainer_received_late(self) -> None:
        """Between its two ends both states are possible; one received in time has one end."""
        hour = timedelta(hours=1)
        in_time, late = (
            detainer_status(
                REQUEST, [ends(), happens("detainer-received", at)], at=MONDAY + 48.5 * hour
            )
            for at in (MONDAY, MONDAY + hour)
        )

        assert (DetainerState.HOLD_OVER, None, ()) == (
            in_time.state,
            in_time.received_late,
            in_time.not_known,
        )
        assert (DetainerState.HOLD_RUNNING, DetainerState.HOLD_OVER) == late.possible
        assert TimeBounds(earliest=MONDAY + hour, latest=MONDAY + hour) == late.received_late
        assert str(late).endswith(
            " The detainer was received Monday, May 5, 2025, 6:00 p.m. CDT, after local custody "
            "had ended."
        )
        assert TimeBounds(earliest=MONDAY + 48 * hour, latest=MONDAY + 49 * hour) == late.deadline
        assert (
            (
                "Does the clock start when local custody ended, or when the detainer was received "
                "after that?"
            ),
        ) == late.not_known
        assert [
            "when local custody ends: the person would otherwise have been released.",
            "when the agency receives the detainer.",
        ] == [
            says.rpartition(", ")[2]
            for says in statements(late, StepStatus.APPLIED)
            if says.startswith("The clock starts")
        ]

    @pytest.mark.parametrize(
        ("rule", "calendar", "days"),
        [
            ("form-i-247a", None, 2),
            ("8-cfr-287.7-d", None, 4),
            ("8-cfr-287.7-d", CustomDays({date(2025, 5, 5): "a day of the test"}), 5),
        ],
    )
    def test_both_clocks_of_a_detainer_received_late_are_of_the_rule_and_the_calendar(
        self, rule: str, calendar: CustomDays | None, days: int
    ) -> None:
        """On a Friday: the words of the form count the weekend."""
        friday, hour = datetime(2025, 5, 2, 17, tzinfo=CHICAGO), timedelta(hours=1)
        events = [ends(friday), happens("detainer-received", friday + hour)]
        asked: dict[str, Any] = {"at": friday + 2 * hour, "rule": rule, "calendar": calendar}
        deadline = friday + timedelta(days=days)
        status = detainer_status(REQUEST, events, **asked)

        assert TimeBounds(earliest=deadline, latest=deadline + hour) == status.deadline
        # By either clock the hold is running, so that nothing is asked.
        assert (DetainerState.HOLD_RUNNING, ()) == (status.state, status.not_known)

    def test_never_leaves_out_what_would_decide(self) -> None:
        """Two events of one earlier day: their times decide which was last."""
        events = [happens("declined", date(2025, 5, 3)), happens("lifted", date(2025, 5, 3))]
        status = detainer_status(REQUEST, events, at=MONDAY)

        assert (DetainerState.LIFTED, DetainerState.DECLINED) == status.possible
        assert (
            "What is the exact time of the agency's decision to decline?",
            "What is the exact time of the withdrawal of the detainer?",
        ) == status.not_known

    def test_leaves_out_what_would_decide_nothing(self) -> None:
        """When the person was booked, or the request received, on days before all else."""
        events = [
            happens("booked", date(2025, 5, 1)),
            happens("detainer-received", date(2025, 5, 2)),
            ends(date(2025, 5, 5)),
        ]

        assert ("What is the exact time of the end of local custody?",) == detainer_status(
            REQUEST, events, at=MONDAY
        ).not_known

    def test_is_escaped_in_html(self) -> None:
        """A title is no markup."""
        rule = attrs.evolve(catalog.rule("8-cfr-287.7-d"), title="<b>5 & 6</b>")
        status = detainer_status(REQUEST, [ends()], at=MONDAY, rule=rule)

        assert "&lt;b&gt;5 &amp; 6&lt;/b&gt;" in status._repr_html_()
        assert "<b>" not in status._repr_html_()

    def test_shows_no_case_id(self) -> None:
        """An opaque id is left out of every text."""
        request = attrs.evolve(REQUEST, case_id="17-3")
        status = detainer_status(request, [ends()], at=MONDAY)
        shown = (repr(status), str(status), status._repr_html_(), str(status.explanation))

        assert [False] * 4 == ["17-3" in text for text in shown]


class TestExplanation:
    """The paper trail."""

    def test_begins_with_the_form(self) -> None:
        """What its face asks, as far as that is known."""
        faces = [
            (REQUEST, "The detainer is on Form I-247A (3/17). It asks for a hold."),
            (
                Detainer(form="I-247N"),
                "The detainer is on Form I-247N (6/15). It does not ask for a hold.",
            ),
            (
                Detainer(form="I-247A", boxes={2}),
                (
                    "The detainer is on Form I-247A (3/17). It is not known whether it asks for a "
                    "hold."
                ),
            ),
        ]

        assert [says for _, says in faces] == [
            detainer_status(face, [], at=MONDAY).explanation.steps[0].statement for face, _ in faces
        ]

    @pytest.mark.parametrize(
        ("form", "served", "outcome", "expected"),
        [
            (
                "I-247A",
                True,
                StepStatus.ENTERED,
                "The person had been served.",
            ),
            (
                "I-247A",
                False,
                StepStatus.ENTERED,
                "The person had not been served.",
            ),
            (
                "I-247A",
                UNKNOWN,
                StepStatus.UNKNOWN,
                "It is not known whether the person had been served.",
            ),
            (
                "I-247D",
                False,
                StepStatus.ENTERED,
                "The person had not been served.",
            ),
        ],
    )
    def test_tells_of_service(
        self, form: str, served: Any, outcome: StepStatus, expected: str
    ) -> None:
        """Where the request needs it, or may."""
        served_on = date(2025, 4, 28) if served is True else UNKNOWN
        request = Detainer(form=form, served=served, served_on=served_on)
        rule, step = detainer_status(request, [], at=MONDAY).explanation.steps[1:3]

        assert "only when the person is served" in rule.statement
        assert (outcome, expected) == (step.outcome, step.statement)

    def test_tells_of_service_at_an_unknown_time(self) -> None:
        """That the subject was served says nothing of whether that had happened by then."""
        step = detainer_status(Detainer(form="I-247A", served=True), [], at=MONDAY).steps[2]

        assert (StepStatus.UNKNOWN, "It is not known whether the person had been served.") == (
            step.outcome,
            step.statement,
        )

    def test_is_silent_on_service_that_is_not_needed(self) -> None:
        """Form I-247 of December 2011 asks for it only."""
        status = detainer_status(Detainer(form="I-247 (12/11)"), [], at=MONDAY)

        assert [] == [step for step in status.explanation if "served" in step.statement]

    def test_is_cited_step_by_step(self) -> None:
        """The form and its words on service, then the rule; a point left open has its own."""
        received = happens("detainer-received", MONDAY + timedelta(hours=1))
        late = detainer_status(REQUEST, [ends(), received], at=MONDAY + timedelta(hours=2))
        rule, point = late.rule, late_receipt_point(late.rule)
        edition = catalog.edition("i-247a-2017-03")
        assert point is not None
        assert point.citation is not None
        told = [(step.outcome.value, step.citations, step.see_also) for step in late.steps]
        applied = ("applied", (rule.citation,), ())

        assert [
            ("applied", (edition.citation,), edition.see_also),
            ("applied", on_service(edition), ()),
            *[("entered", (), ())] * 2,
            ("unknown", (rule.citation,), ()),
        ] == told[:5]
        assert [
            *[("not applied", (rule.citation,), ())] * 2,
            ("unsettled", (rule.citation, point.citation), ()),
            applied,
        ] == told[-4:]
        assert (
            "The detainer was received Monday, May 5, 2025, 6:00 p.m. CDT, after local custody "
            f"had ended. {point.summary}"
        ) == late.steps[-2].statement

    @pytest.mark.parametrize(
        ("form", "edition"),
        [("I-247A (02/17)", "i-247a-2017-02"), ("I-247", "i-247-2012-12")],
    )
    def test_cites_the_edition_or_the_last_of_those_that_may_be_meant(
        self, form: str, edition: str
    ) -> None:
        """A draft that was named is the edition, though another came after it."""
        first = detainer_status(Detainer(form=form), [], at=MONDAY).steps[0]
        shown = catalog.edition(edition)

        assert ((shown.citation,), shown.see_also) == (first.citations, first.see_also)

    def test_of_a_point_that_nobody_states_cites_the_rule_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """That the detainer came late is left open by the rule's silence."""
        on_file = catalog.open_point

        def without_source(id: str) -> OpenPoint:
            return attrs.evolve(on_file(id), citation=None)

        monkeypatch.setattr(catalog, "open_point", without_source)
        received = happens("detainer-received", MONDAY + timedelta(hours=1))
        late = detainer_status(REQUEST, [ends(), received], at=MONDAY + timedelta(hours=2))

        assert ((late.rule.citation,), StepStatus.UNSETTLED) == (
            late.steps[-2].citations,
            late.steps[-2].outcome,
        )

    def test_is_as_certain_as_what_was_read_and_recorded(self) -> None:
        """What an edition says on service, and an early end at an unknown time, are not known."""
        warrant = happens("judicial-warrant-received", UNKNOWN)
        at = MONDAY + timedelta(hours=2)
        unread = detainer_status(Detainer(form="I-247D"), [], at=MONDAY)
        early = detainer_status(REQUEST, [ends(), warrant], at=at, rule=ENDED_BY_WARRANT)
        boxes_unknown = detainer_status(attrs.evolve(REQUEST, boxes=UNKNOWN), [], at=MONDAY)

        assert ["applied", "unknown", "unknown", "unknown", "unknown", "unknown"] == [
            step.outcome.value for step in unread.steps
        ]
        assert f"The detainer {sentences.MAY_NEED_SERVICE}." == unread.steps[1].statement
        assert ["unknown", "unknown"] == [step.outcome.value for step in early.steps[-2:]]
        assert early.steps[-2].statement.startswith("It ends sooner if a judge's warrant")
        assert early.steps[-2].statement.endswith(
            " Recorded: receipt of the judicial warrant, at an unknown time."
        )
        assert StepStatus.UNKNOWN is boxes_unknown.steps[0].outcome

    def test_names_the_events_that_decided(self) -> None:
        """With why custody ended."""
        status = detainer_status(REQUEST, [ends(reason=CustodyEnd.BAIL_POSTED)], at=MONDAY)

        assert (
            "The end of local custody, Monday, May 5, 2025, 5:00 p.m. CDT (bail posted)."
            in statements(status, StepStatus.ENTERED)
        )

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("transferred", "the person has been transferred to another agency."),
            ("lifted", "the detainer has been lifted."),
        ],
    )
    def test_what_is_known_from_what_was_entered_cites_nothing(
        self, kind: str, expected: str
    ) -> None:
        """No rule says that the person was transferred."""
        left = happens(kind, MONDAY + timedelta(hours=1))
        status = detainer_status(REQUEST, [left], at=MONDAY + timedelta(hours=2))
        entered = statements(status, StepStatus.ENTERED)

        assert expected in entered[-1]
        assert str(left) == entered[1].removesuffix(".")
        assert status.explanation.steps[-1].statement == entered[-1]

    def test_has_the_clock_of_each_deadline(self) -> None:
        """Of the form as of the regulation, with the hours of each, before what they come to."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY)
        told = [step.statement for step in status.explanation]
        ended = [says for says in told if says.startswith("The 48 hours end ")]

        end = "The 48 hours end Wednesday, May 7, 2025, 5:00 p.m. CDT; that moment is the last of "
        assert [f"{end}them."] * 2 == ended
        assert any(says.startswith("Form I-247A: at most 48 hours; no excluded") for says in told)
        assert told[-1] == status.sentence

    def test_has_no_clock_twice(self) -> None:
        """Asked under the form, the regulation is the other one."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY, rule="form-i-247a")
        told = [step.statement for step in status.explanation]

        assert 1 == sum(says.startswith("Form I-247A: at most 48 hours") for says in told)
        assert 1 == sum(says.startswith("8 C.F.R. § 287.7(d): at most 48 hours") for says in told)

    def test_says_what_would_end_the_hold_earlier_and_did_not(self) -> None:
        """Each early end of the rule is a step."""
        status = detainer_status(REQUEST, [ends()], at=MONDAY)

        assert [
            *(
                f"It ends sooner if {end.summary}. That was not entered."
                for end in catalog.rule("8-cfr-287.7-d").ends_early
            )
        ] == [
            says
            for says in statements(status, StepStatus.NOT_APPLIED)
            if says.startswith("It ends sooner")
        ]

    def test_says_what_ended_the_hold_earlier(self) -> None:
        """With the event on record."""
        warrant = happens("judicial-warrant-received", MONDAY + timedelta(hours=1))
        status = detainer_status(
            REQUEST, [ends(), warrant], at=MONDAY + timedelta(hours=2), rule=ENDED_BY_WARRANT
        )

        assert (
            "It ends sooner if a judge's warrant is presented. Recorded: receipt of the judicial "
            "warrant, Monday, May 5, 2025, 6:00 p.m. CDT."
        ) in statements(status, StepStatus.APPLIED)

    def test_tells_of_both_windows_where_only_the_day_is_known(self) -> None:
        """The earliest and the latest."""
        status = detainer_status(
            REQUEST, [ends(date(2025, 5, 5))], at=datetime(2025, 5, 6, 12, tzinfo=CHICAGO)
        )
        starts = [
            says
            for says in statements(status, StepStatus.APPLIED)
            if says.startswith("The clock st")
        ]

        assert [
            (
                "The clock starts at 12:00 midnight CDT, at the start of Monday, May 5, 2025, "
                "when local custody ends: the person would otherwise have been released."
            ),
            (
                "The clock starts at 12:00 midnight CDT, at the end of Monday, May 5, 2025, when "
                "local custody ends: the person would otherwise have been released."
            ),
        ] == starts

    def test_tells_of_two_windows_where_more_are_possible(self) -> None:
        """Within the day on which custody ends: its first and its last moment, and not noon."""
        status = detainer_status(
            REQUEST, [ends(date(2025, 5, 5))], at=datetime(2025, 5, 5, 12, tzinfo=CHICAGO)
        )
        told = statements(status, StepStatus.APPLIED)
        early_ends = [
            step.statement for step in status.steps if step.statement.startswith("It ends")
        ]

        assert ["at the start of Monday", "at the end of Monday"] == [
            says.split(", ")[1] for says in told if says.startswith("The clock starts ")
        ]
        assert [*dict.fromkeys(early_ends)] == early_ends
        assert len(status.rule.ends_early) == len(early_ends)

    @pytest.mark.parametrize(
        "more",
        [
            (),
            (happens("released", MONDAY),),
            (happens("lifted", MONDAY),),
            (ends(),),
            (happens("detainer-received", MONDAY),),
        ],
    )
    def test_tells_of_no_clock_whose_start_is_not_known(
        self, more: tuple[CustodyEvent, ...]
    ) -> None:
        """Whatever else is known, nothing was entered at which it could have started."""
        at = MONDAY + timedelta(days=1)
        status = detainer_status(REQUEST, [ends(UNKNOWN), *more], at=at)
        told = [step.statement for step in status.explanation.steps]

        assert "The end of local custody, at an unknown time." in told
        assert not [says for says in told if says.startswith(("The clock", "The 48", "It ends"))]

    @pytest.mark.parametrize("start", [MONDAY, date(2025, 5, 5)])
    def test_tells_of_the_clock_whose_start_is_known(self, start: datetime | date) -> None:
        """Beside a receipt of which it is not known whether it came after that."""
        events = [ends(start), happens("detainer-received", UNKNOWN)]
        status = detainer_status(REQUEST, events, at=MONDAY + timedelta(days=1))
        told = statements(status, StepStatus.APPLIED)
        starts = [says for says in told if says.startswith("The clock starts ")]

        assert starts
        assert all("when local custody ends: " in says for says in starts)

    def test_tells_of_the_clock_that_does_not_start_as_custody_ends(self) -> None:
        """New Hampshire's starts as the charges are resolved, whenever custody ended."""
        events = [ends(UNKNOWN), happens("state-charges-resolved", MONDAY)]
        status = detainer_status(
            REQUEST, events, at=MONDAY + timedelta(days=1), rule="us-nh-30-b-1"
        )

        assert (
            "The clock starts Monday, May 5, 2025, 5:00 p.m. CDT, when the state charges are "
            "resolved."
        ) in statements(status, StepStatus.APPLIED)

    def test_tells_of_no_clock_that_starts_at_the_later_of_what_is_not_known(self) -> None:
        """North Carolina's starts with receipt of the detainer and of the warrant."""
        kinds = ("detainer-received", "administrative-warrant-received")
        events = [ends(), happens(kinds[0], MONDAY), happens(kinds[1], UNKNOWN)]
        status = detainer_status(
            REQUEST, events, at=MONDAY + timedelta(days=1), rule="us-nc-162-62-2024"
        )

        told = statements(status, StepStatus.APPLIED)
        assert not [says for says in told if says.startswith("The clock starts ")]

    def test_of_an_unsettled_edition_says_why(self) -> None:
        """The first step names the doubt."""
        status = detainer_status(Detainer(form="I-247"), [], at=MONDAY)

        assert (
            "The detainer is on Form I-247 (the form has several editions, and its date of "
            "issue was not entered). It asks for a hold."
        ) == status.explanation.steps[0].statement


class TestValue:
    """A status is a value."""

    def test_compares_by_instant(self) -> None:
        """However the instant is expressed."""
        one = detainer_status(REQUEST, [ends()], at=MONDAY)
        same = detainer_status(REQUEST, [ends()], at=MONDAY.astimezone(UTC), zone=CHICAGO)

        assert {one} == {same}

    def test_is_in_the_facility_s_zone(self) -> None:
        """Whatever zone the question came in."""
        status = detainer_status(
            REQUEST, [ends()], at=MONDAY.astimezone(UTC), zone="America/Denver"
        )

        assert "America/Denver" == status.zone
        assert (
            "As of Monday, May 5, 2025, 4:00 p.m. MDT, the time that Form I-247A names is running: "
            "0 minutes since release was due; the form asks for "
            "no more than 48 hours. "
            "Whether the person may be held was not looked up. "
            "A lawful hold would expire Wednesday, May 7, 2025, 4:00 p.m. MDT under Form I-247A. A "
            "lawful hold would expire Wednesday, May 7, 2025, 4:00 p.m. MDT under 8 C.F.R. "
            "§ 287.7(d)."
        ) == str(status)

    def test_has_its_times_in_the_facility_s_zone(self) -> None:
        """Both bounds, whatever zone the question came in."""
        status = detainer_status(
            REQUEST,
            [ends(date(2025, 5, 5))],
            at=datetime(2025, 5, 6, 17, tzinfo=UTC),
            zone="America/Denver",
        )
        times = (status.since, status.deadline)

        assert [("America/Denver", "America/Denver")] * 2 == [
            (str(time.earliest.tzinfo), str(time.latest.tzinfo)) for time in times if time
        ]

    def test_takes_a_rule_of_the_caller_s(self) -> None:
        """A model in place of an id."""
        rule = attrs.evolve(catalog.rule("form-i-247a"), id="made-up", duration=timedelta(hours=1))

        assert (
            DetainerState.HOLD_OVER
            is detainer_status(
                REQUEST, [ends()], at=MONDAY + timedelta(hours=1) + TICK, rule=rule
            ).state
        )

    @pytest.mark.parametrize("form", ["I-247A", "I-247D", "I-247X", "I-247 (12/11)"])
    def test_applies_a_rule_of_the_caller_s_to_any_form(self, form: str) -> None:
        """One that names no forms is a reading of whatever the caller asks of."""
        rule = attrs.evolve(catalog.rule("form-i-247a"), id="made-up", duration=timedelta(hours=1))
        request = Detainer(
            form=form, boxes={1} if form == "I-247A" else UNKNOWN, served=True, served_on=MONDAY
        )
        status = detainer_status(request, [ends()], at=MONDAY + timedelta(hours=1), rule=rule)
        deadline = MONDAY + timedelta(hours=1)

        assert () == rule.forms
        assert DetainerState.HOLD_RUNNING is status.state
        assert TimeBounds(earliest=deadline, latest=deadline) == status.deadline


class TestAtOneInstant:
    """What happens at the very instant, or on the very day, on which something turns."""

    @pytest.mark.parametrize(
        ("after", "expected"),
        [
            (-TICK, DetainerState.TRANSFERRED),
            (timedelta(0), DetainerState.LODGED),
            (TICK, DetainerState.LODGED),
        ],
    )
    def test_a_person_booked_as_the_transfer_ends_is_held(
        self, after: timedelta, expected: DetainerState
    ) -> None:
        """One who was booked before it is gone."""
        events = [happens("transferred", MONDAY), happens("booked", MONDAY + after)]
        status = detainer_status(REQUEST, events, at=MONDAY + timedelta(hours=1))

        assert expected is status.state

    @pytest.mark.parametrize("kind", ["released", "transferred", "custody-assumed"])
    def test_custody_that_ends_as_the_person_leaves_has_ended(self, kind: str) -> None:
        """So the 48 hours start then, and none of them was used."""
        left = happens(kind, MONDAY)
        status = detainer_status(REQUEST, [ends(), left], at=MONDAY + timedelta(hours=1))
        deadline = hold_deadline(MONDAY)

        assert TimeBounds(earliest=deadline, latest=deadline) == status.deadline
        assert (left, ends()) == status.decided_by

    @pytest.mark.parametrize(("after", "ended"), [(-TICK, False), (timedelta(0), True)])
    def test_custody_that_ends_at_the_instant_asked_about_has_ended(
        self, after: timedelta, *, ended: bool
    ) -> None:
        """Of a request that was lifted before, nothing on record keeps the person since."""
        lifted = happens("lifted", MONDAY - timedelta(hours=1))
        status = detainer_status(REQUEST, [ends(), lifted], at=MONDAY + after)

        assert (
            TimeBounds(earliest=MONDAY, latest=MONDAY) if ended else None
        ) == status.custody_ended

    @pytest.mark.parametrize(
        ("form", "received", "served", "since"),
        [
            # what these say of service was not read
            ("I-247D", 0, 3, 3),
            ("I-247X", 0, 3, 3),
            ("I-247X", 3, 0, 3),
            # this one only asks for service, and is in effect without
            ("I-247 (12/12)", 0, 3, 0),
        ],
    )
    def test_a_request_that_may_need_service_is_in_effect_for_certain_since_then(
        self, form: str, received: int, served: int, since: int
    ) -> None:
        """Between receipt and service it may have been, and may not."""
        events = [
            happens("detainer-received", MONDAY + timedelta(hours=received)),
            happens("served", MONDAY + timedelta(hours=served)),
        ]
        status = detainer_status(Detainer(form=form), events, at=MONDAY + timedelta(hours=4))
        begun = MONDAY + timedelta(hours=since)

        assert DetainerState.LODGED is status.state
        assert TimeBounds(earliest=begun, latest=begun) == status.since

    @pytest.mark.parametrize("zone", ["America/Chicago", "Pacific/Guam"])
    @pytest.mark.parametrize(
        ("after", "expected"),
        [(-TICK, DetainerState.NOT_IN_EFFECT), (timedelta(0), DetainerState.LODGED)],
    )
    def test_the_day_of_issue_is_a_day_of_the_facility(
        self, zone: str, after: timedelta, expected: DetainerState
    ) -> None:
        """West and east of Greenwich it begins at another midnight than the day of UTC."""
        midnight = datetime(2025, 5, 6, tzinfo=ZoneInfo(zone))
        request = Detainer(form="I-247 (12/12)", issued_on=midnight.date())
        status = detainer_status(request, [], at=midnight + after)

        assert expected is status.state


def of_a_life(at: datetime, *more: CustodyEvent, **face: Any) -> DetainerStatus:
    """Give the status of one who was booked, served, and whose custody ended on July 3."""
    days = {"booked": 3, "detainer-received": 2, "served": 1, "custody-ends": 0}
    events = [
        CustodyEvent(kind=kind, at=RELEASED_AT - timedelta(days=before))
        for kind, before in days.items()
    ]
    detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1), **face)
    return detainer_status(detainer, [*events, *more], at=at, zone="America/Chicago")


def kinds_of(events: Any) -> list[str]:
    """Give the kinds of events."""
    return [event.kind.value for event in events]


class TestOfALife:
    """What decides, what is open, and since when, once custody has ended."""

    def test_a_request_for_notice_alone_leaves_no_question(self) -> None:
        """It is on file, whatever the clock says, and nobody has to be asked for more."""
        status = of_a_life(RELEASED_AT + timedelta(hours=5), requests=["notify"])

        assert ("lodged", ()) == (status.state, status.not_known)
        assert ["custody-ends"] == kinds_of(status.decided_by)

    def test_a_request_for_notice_alone_leaves_only_when_it_was_lifted(self) -> None:
        """Whether it asks for a hold is known, and not asked."""
        lifted = CustodyEvent(kind="lifted", at=UNKNOWN)
        status = of_a_life(RELEASED_AT + timedelta(hours=5), lifted, requests=["notify"])

        assert {DetainerState.LODGED, DetainerState.LIFTED} == {*status.possible}
        assert (sentences.time_of(lifted.kind.words),) == status.not_known

    def test_a_hold_to_come_is_decided_by_the_end_of_custody(self) -> None:
        """Also before it begins: its deadline is told already."""
        status = of_a_life(RELEASED_AT - timedelta(hours=5), requests=["hold"])

        assert ("lodged", ()) == (status.state, status.not_known)
        assert ["custody-ends"] == kinds_of(status.decided_by)
        assert status.deadline is not None

    def test_one_who_was_released_keeps_the_window(self) -> None:
        """Within it there is nothing over."""
        released = CustodyEvent(kind="released", at=RELEASED_AT + timedelta(hours=4))
        status = of_a_life(RELEASED_AT + timedelta(days=9), released, requests=["hold"])

        assert ("released", None) == (status.state, status.over_since)
        running = of_a_life(RELEASED_AT, requests=["hold"])
        assert running.window is not None
        assert (running.deadline, running.window) == (status.deadline, status.window)

    def test_a_time_that_is_not_known_is_no_beginning(self) -> None:
        """The first instant there is stands for it while orders are made, and is never told."""
        received = CustodyEvent(kind="detainer-received", at=UNKNOWN)
        served = CustodyEvent(kind="served", at=UNKNOWN)
        detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1))
        status = detainer_status(
            detainer, [received, served], at=RELEASED_AT, zone="America/Chicago"
        )

        assert status.since is None

    @pytest.mark.parametrize(
        ("received", "ended", "told"),
        [
            (UNKNOWN, RELEASED_AT, "may have been received after"),
            (
                RELEASED_AT + timedelta(hours=1),
                RELEASED_AT,
                "was received Thursday, July 3, 2025, 6:00 p.m. CDT, after",
            ),
            (
                RELEASED_AT + timedelta(hours=1),
                RELEASED_AT.date(),
                "may have been received Thursday, July 3, 2025, 6:00 p.m. CDT, after",
            ),
            (
                date(2025, 7, 4),
                RELEASED_AT,
                "was received Friday, July 4, 2025, at an unknown time, after",
            ),
        ],
    )
    def test_a_receipt_is_told_as_late_as_it_is_known_to_be(
        self, received: Any, ended: Any, told: str
    ) -> None:
        """Of one at an unknown time no time is told."""
        events = [ends(ended), happens("detainer-received", received)]
        status = detainer_status(REQUEST, events, at=RELEASED_AT + timedelta(days=2), zone=CHICAGO)
        late = f"The detainer {told} local custody had ended. "

        assert any(step.statement.startswith(late) for step in status.explanation.steps)

    @pytest.mark.parametrize("zone", ["America/Chicago", "Pacific/Guam"])
    def test_an_unknown_time_of_service_lies_on_the_day_of_issue_or_later(self, zone: str) -> None:
        """Beside another service: it has been in effect since the first of the two."""
        facility = ZoneInfo(zone)
        known = datetime(2025, 7, 3, 9, tzinfo=facility)
        detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1))
        served = [happens("served", at) for at in (known, UNKNOWN)]
        status = detainer_status(detainer, served, at=known + timedelta(hours=1), zone=zone)

        assert DetainerState.LODGED is status.state
        assert (
            TimeBounds(earliest=datetime(2025, 7, 1, tzinfo=facility), latest=known) == status.since
        )

    def test_a_service_on_the_form_without_a_day_is_that_of_the_events(self) -> None:
        """And none beside it at an unknown time."""
        detainer = Detainer(form="I-247A", issued_on=date(2025, 7, 1), served=True)
        served = happens("served", RELEASED_AT)
        status = detainer_status(detainer, [served], at=RELEASED_AT + timedelta(hours=1))

        assert TimeBounds(earliest=RELEASED_AT, latest=RELEASED_AT) == status.since

    def test_of_two_queries_the_first_starts_a_clock(self) -> None:
        """So its hours are over for certain, also where the other was sent at an unknown time."""
        rule = attrs.evolve(
            catalog.rule("form-i-247a"), id="made-up", starts_at="status-query-sent"
        )
        queries = [happens("status-query-sent", at) for at in (MONDAY, UNKNOWN)]
        status = detainer_status(
            REQUEST, [ends(), *queries], at=MONDAY + timedelta(days=9), rule=rule
        )

        assert (DetainerState.HOLD_OVER, None) == (status.state, status.deadline)

    def test_a_receipt_at_an_unknown_time_beside_another_is_no_beginning(self) -> None:
        """It is in effect, whichever came first, and since when is not known."""
        receipts = [happens("detainer-received", at) for at in (MONDAY, UNKNOWN)]
        status = detainer_status(
            Detainer(form="I-247 (12/11)"), receipts, at=MONDAY + timedelta(hours=1)
        )

        assert (DetainerState.LODGED, None) == (status.state, status.since)

    @pytest.mark.parametrize(
        ("zone", "today"),
        [("Pacific/Honolulu", date(2025, 7, 3)), ("Pacific/Guam", date(2025, 7, 4))],
    )
    def test_a_warrant_is_of_a_day_of_the_facility(self, zone: str, today: date) -> None:
        """At one instant it is another day in Hawaii than in Guam, whatever the machine's clock."""
        at = datetime(2025, 7, 3, 20, tzinfo=UTC)
        for day, is_there in ((today, True), (today + timedelta(days=1), False)):
            detainer = Detainer(
                form="I-247A",
                issued_on=date(2025, 7, 1),
                warrants=[JudicialWarrant(issued_on=day)],
            )
            assert is_there is detainer_status(detainer, [], at=at, zone=zone).judicial_warrant


NOON: Final = datetime(2025, 7, 10, 12, tzinfo=CHICAGO)
"""July 10; from July 5, 5 p.m., there are 115 hours to it, and 43 from July 8, 5 p.m."""
EARLIER_DEADLINE: Final = "Saturday, July 5, 2025, 5:00 p.m. CDT"
LATER_DEADLINE: Final = "Tuesday, July 8, 2025, 5:00 p.m. CDT"
IS_OVER: Final = "As of Thursday, July 10, 2025, 12:00 noon CDT, the hold is over."
FORM_OVER: Final = (
    f"Earliest deadline: A lawful hold would already have expired {EARLIER_DEADLINE} under Form "
    "I-247A: over by 115 hours."
)
FORM_TO_COME: Final = (
    f"Earliest deadline: Under Form I-247A, a lawful hold would have expired {EARLIER_DEADLINE}."
)
SECTION_TO_COME: Final = (
    "Later rival deadline: Under 8 C.F.R. § 287.7(d), a lawful hold would have expired "
    f"{LATER_DEADLINE}."
)
ON_THE_HOUR: Final = (
    "Whether the deadline of Saturday, July 5, 2025, had passed depends on the hour, which was not "
    "entered."
)
DUE_ON_JULY_3: Final = (
    "no reason to keep the person past the time due: Thursday, July 3, 2025, 5:00 p.m. CDT. "
    "A criminal charge, a judge's warrant, or a hold that is not for ICE is a separate matter. "
    "An ICE warrant (Form I-200 or I-205) is not a judge's."
)


def after_july_3(*events: CustodyEvent, at: datetime = NOON, **asked: Any) -> DetainerStatus:
    """Give the status of one whose custody ended on July 3 at 5 p.m."""
    return detainer_status(REQUEST, [ends(RELEASED_AT), *events], at=at, **asked)


def july(day: int, hour: int = 12) -> datetime:
    """Give an hour of a day of July 2025."""
    return datetime(2025, 7, day, hour, tzinfo=CHICAGO)


class TestAfterAnotherEnd:
    """A hold that a withdrawal or a departure came after."""

    @pytest.mark.parametrize("rule", ["8-cfr-287.7-d", "form-i-247a"])
    @pytest.mark.parametrize(
        ("lifted", "expected"),
        [
            (
                july(9),
                (
                    f"{IS_OVER} {FORM_OVER} Later rival deadline: Under 8 C.F.R. § 287.7(d), that "
                    f"hold would already have expired {LATER_DEADLINE}: over by 43 hours."
                ),
            ),
            (
                july(6),
                (
                    f"{IS_OVER} {FORM_OVER} {SECTION_TO_COME} The detainer was lifted before that: "
                    "over by 96 hours."
                ),
            ),
            (
                july(4),
                (
                    f"{IS_OVER} {FORM_TO_COME} {SECTION_TO_COME} The detainer was lifted before "
                    "that: over by 144 hours."
                ),
            ),
            (
                july(2),
                (
                    f"{IS_OVER} {FORM_TO_COME} {SECTION_TO_COME} The detainer was lifted before "
                    "that: over by 163 hours."
                ),
            ),
            (
                date(2025, 7, 6),
                (f"{IS_OVER} {FORM_OVER} {SECTION_TO_COME} The detainer was lifted before that."),
            ),
            (
                date(2025, 7, 5),
                f"{IS_OVER} {FORM_TO_COME} {SECTION_TO_COME} {ON_THE_HOUR}",
            ),
        ],
    )
    def test_a_lift_ends_a_hold_by_every_reading(
        self, lifted: date, expected: str, rule: str
    ) -> None:
        """Whichever rule is asked: each deadline, and what the lift ended before it."""
        status = after_july_3(happens("lifted", lifted), rule=rule)

        assert status.sentence.endswith(f"; no release was entered. {expected}")
        assert str(status.sources).count("(Form I-247A, read in ICE's guidance)") == 1

    @pytest.mark.parametrize(
        ("day", "form"),
        [(4, f"would have ended {EARLIER_DEADLINE}."), (6, None)],
    )
    @pytest.mark.parametrize("rule", ["8-cfr-287.7-d", "form-i-247a"])
    def test_no_hold_expires_where_it_is_barred(
        self, day: int, form: str | None, rule: str
    ) -> None:
        """Cook County, Illinois: the times that are named, and when release was due."""
        status = after_july_3(happens("lifted", july(day)), rule=rule, jurisdiction="17031")
        form = form or f"already ended {EARLIER_DEADLINE}: over by 115 hours."

        assert status.sentence.endswith(
            f"; no release was entered. The detainer gives {DUE_ON_JULY_3} The time named by Form "
            f"I-247A {form} The time named by 8 C.F.R. § 287.7(d) would have ended "
            f"{LATER_DEADLINE}."
        )
        assert status.sources == (
            "Sources: secondary, not the original text (Form I-247A, read in ICE's guidance); the "
            "original text was read (8 C.F.R. § 287.7(d))."
        )

    def test_a_lift_counts_also_where_the_person_left_later(self) -> None:
        """By July 9, noon: 91 hours from July 5, 5 p.m., and 72 from July 6, noon."""
        status = after_july_3(happens("lifted", july(6)), happens("released", july(9)))

        assert status.sentence.endswith(
            f"By then, the hold was over. {FORM_OVER.replace('115', '91')} {SECTION_TO_COME} The "
            "detainer was lifted before that: over by 72 hours."
        )

    def test_a_lift_after_the_person_left_ended_nothing(self) -> None:
        """Of July 7, by a release on July 6: 19 hours from July 5, 5 p.m."""
        status = after_july_3(happens("released", july(6)), happens("lifted", july(7)))

        assert status.sentence.endswith(
            "By then, the earliest deadline had passed, and a later one had not: the readings "
            f"differ. {FORM_OVER.replace('115', '19')} {SECTION_TO_COME}"
        )

    def test_a_lift_before_it_was_received_anew_ended_nothing(self) -> None:
        """The one that was declined is another."""
        events = [
            happens("detainer-received", july(1)),
            happens("lifted", july(2)),
            happens("detainer-received", july(2, 15)),
            happens("declined", july(4)),
        ]
        status = after_july_3(*events)

        assert "was lifted" not in status.sentence
        assert status.sentence.endswith(f"have expired {LATER_DEADLINE}: over by 43 hours.")

    def test_of_two_lifts_the_first_ended_it(self) -> None:
        """No deadline had come by July 4: it is told alone, and not that later ones have passed."""
        status = after_july_3(happens("lifted", july(4)), happens("lifted", july(7)))

        assert status.sentence.endswith(
            "; no release was entered. The hold ended Friday, July 4, 2025, 12:00 noon CDT under "
            "8 C.F.R. § 287.7(d): over by 144 hours. Other rules may give an earlier deadline."
        )

    def test_a_rule_that_says_nothing_of_a_lift_runs_to_its_deadline(self) -> None:
        """The agreement of Las Vegas: from July 5, 5 p.m., to July 10, noon, there are 115 hours.

        By either, the hold was over before that: the readings do not differ.
        """
        clark = ZoneInfo("America/Los_Angeles")
        due, lifted, noon = (at.replace(tzinfo=clark) for at in (RELEASED_AT, july(4), NOON))
        events = [ends(due), happens("lifted", lifted)]
        status = detainer_status(REQUEST, events, at=noon, jurisdiction="32003")

        assert status.sentence.endswith(
            "; no release was entered. As of Thursday, July 10, 2025, 12:00 noon PDT, the hold is "
            "over. Earliest deadline: Under Form I-247A, a lawful hold would have expired "
            "Saturday, July 5, 2025, 5:00 p.m. PDT. Earliest deadline: A lawful hold would already "
            "have expired Saturday, July 5, 2025, 5:00 p.m. PDT under Las Vegas Metropolitan "
            "Police Department 287(g) agreement (2025): over by 115 hours. Later rival deadline: "
            "Under 8 C.F.R. § 287.7(d), a lawful hold would have expired Tuesday, July 8, 2025, "
            "5:00 p.m. PDT. The detainer was lifted before that: over by 144 hours."
        )

    def test_a_deadline_to_come_by_other_holidays_says_which(self) -> None:
        """Juneteenth of 2021 was a Saturday: observed on Friday, it counts on its date or not."""
        due = datetime(2021, 6, 17, 17, tzinfo=CHICAGO)
        request = Detainer(form="I-247A", boxes={1}, served=True, served_on=date(2021, 6, 1))
        left = happens("released", datetime(2021, 6, 20, 5, tzinfo=CHICAGO))
        status = detainer_status(request, [ends(due), left], at=due + timedelta(days=10))

        assert status.sentence.endswith(
            "Later rival deadline: Under 8 C.F.R. § 287.7(d), if the holidays are federal holidays "
            "on their own dates only, a lawful hold would have expired Monday, June 21, 2021, 5:00 "
            "p.m. CDT. Later rival deadline: Under 8 C.F.R. § 287.7(d), a lawful hold would have "
            "expired Tuesday, June 22, 2021, 5:00 p.m. CDT."
        )

    @pytest.mark.parametrize("place", [None, "32003"])
    def test_by_holidays_of_the_caller_no_earliest_deadline_is_told(
        self, place: str | None
    ) -> None:
        """One who left before that of the rule that was asked about is told to have left."""
        zone = ZoneInfo("America/Los_Angeles")
        due, left, noon = (at.replace(tzinfo=zone) for at in (RELEASED_AT, july(4), NOON))
        closed = CustomDays({date(2025, 7, 4): "closed"})
        status = detainer_status(
            REQUEST,
            [ends(due), happens("released", left)],
            at=noon,
            jurisdiction=place,
            calendar=closed,
        )

        assert status.sentence.endswith("That was Friday, July 4, 2025, 12:00 noon PDT.")
        assert status.sources is None

    def test_a_decision_to_decline_ends_no_hold(self) -> None:
        """On July 7 at noon the readings differ, and one deadline is to come."""
        status = after_july_3(happens("declined", july(6)), at=july(7))

        assert status.sentence.endswith(
            "; no release was entered. As of Monday, July 7, 2025, 12:00 noon CDT, the earliest "
            "deadline has passed, and a later one has not: the readings differ. "
            f"{FORM_OVER.replace('115', '43')} Later rival deadline: Under 8 C.F.R. § 287.7(d), "
            f"that hold would expire {LATER_DEADLINE}."
        )

    def test_beside_a_warrant_of_a_judge_no_overrun_is_told(self) -> None:
        """Nor that the hold is over; the deadlines are."""
        warrant = happens("judicial-warrant-received", july(4))
        status = after_july_3(warrant, happens("lifted", july(6)))

        assert status.sentence.endswith(
            f"; no release was entered. {FORM_OVER.replace(': over by 115 hours', '')} "
            f"{SECTION_TO_COME} The detainer was lifted before that. {sentences.JUDICIAL_WARRANT}"
        )

    @pytest.mark.parametrize(
        ("place", "gives", "expected"),
        [
            (None, "", "The hold ended Sunday, July 6, 2025, 12:00 noon CDT under {}: {} {}"),
            (
                "17031",
                f"The detainer gives {DUE_ON_JULY_3} ",
                "Under {}, the time already ended Sunday, July 6, 2025, 12:00 noon CDT: {}",
            ),
        ],
    )
    def test_by_holidays_of_the_caller_only_the_rule_that_was_asked_is_told(
        self, place: str | None, gives: str, expected: str
    ) -> None:
        """The other rules read their own; under a bar no hold is said to end."""
        status = after_july_3(
            happens("lifted", july(6)),
            jurisdiction=place,
            calendar=CustomDays({date(2025, 7, 4): "closed"}),
        )
        told = ("8 C.F.R. § 287.7(d)", "over by 96 hours.", "Other rules may give an earlier")

        assert f" no release was entered. {gives}{expected.format(*told)}" in status.sentence

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (5, f"{FORM_TO_COME} {SECTION_TO_COME} {ON_THE_HOUR}"),
            (6, f"{FORM_OVER.replace(': over by 115 hours', '')} {SECTION_TO_COME}"),
            (
                8,
                (
                    f"{FORM_OVER.replace(': over by 115 hours', '')} {SECTION_TO_COME} "
                    f"{ON_THE_HOUR.replace('Saturday, July 5', 'Tuesday, July 8')}"
                ),
            ),
        ],
    )
    def test_a_release_on_a_day_is_past(self, day: int, expected: str) -> None:
        """And depends on its hour on the day of a deadline."""
        status = after_july_3(happens("released", date(2025, 7, day)))

        assert status.sentence.endswith(expected)

    @pytest.mark.parametrize("rule", ["8-cfr-287.7-d", "form-i-247a"])
    def test_of_one_still_held_a_release_in_time_is_told(self, rule: str) -> None:
        """Whichever rule is asked, while one deadline is to come."""
        status = after_july_3(at=july(7), rule=rule)

        assert status.sentence.endswith(
            f"A release by {EARLIER_DEADLINE} is within every time limit above."
        )

    def test_in_texas_the_hold_would_have_expired(self) -> None:
        """There a law requires it: it is no matter of a lawful one."""
        status = after_july_3(
            happens("released", date(2025, 7, 5)), zone="Central", jurisdiction="48"
        )

        assert status.sentence.endswith(
            f"{FORM_TO_COME} {SECTION_TO_COME} {ON_THE_HOUR}".replace("a lawful hold", "the hold")
        )

    def test_a_release_under_a_bar_is_past(self) -> None:
        """The detainer gave no reason."""
        status = after_july_3(happens("released", date(2025, 7, 5)), jurisdiction="17031")

        assert status.sentence.endswith(
            f"The detainer gave {DUE_ON_JULY_3} The time named by Form I-247A would have ended "
            f"{EARLIER_DEADLINE}. The time named by 8 C.F.R. § 287.7(d) would have ended "
            f"{LATER_DEADLINE}. {ON_THE_HOUR.replace('deadline', 'named time')}"
        )

    @pytest.mark.parametrize("released", [True, False])
    def test_one_day_s_law_is_told(self, *, released: bool) -> None:
        """Illinois barred the hold since August 28, 2017: not yet of one released before that."""
        due = datetime(2017, 8, 3, 17, tzinfo=CHICAGO)
        request = Detainer(form="I-247A", boxes={1}, served=True, served_on=date(2017, 8, 2))
        left = [happens("released", datetime(2017, 8, 15, 12, tzinfo=CHICAGO))] if released else []
        at = datetime(2018, 1, 5, 9, tzinfo=CHICAGO)
        status = detainer_status(request, [ends(due), *left], at=at, jurisdiction="US-IL")
        above = "\n".join(status.authority_to_hold)
        steps = " ".join(step.statement for step in status.explanation)

        assert f"As of {'August 15, 2017' if released else 'January 5, 2018'}" in above
        assert released is not ("must not hold" in above)
        assert released is not ("must not hold" in steps)
        assert released is not (NO_AUTHORITY in above)
        assert released is ("A lawful hold would already have expired" in status.sentence)

    def test_a_rule_of_the_day_of_the_release_was_in_effect_that_day(self) -> None:
        """Also where it is asked years later."""
        due = datetime(2013, 5, 7, 17, tzinfo=CHICAGO)
        events = [ends(due), happens("released", due + timedelta(days=9))]
        form = Detainer(form="I-247 (12/12)")
        status = detainer_status(form, events, at=NOON, rule="form-i-247-2012-12")

        assert "the hold was over" in status.sentence
        assert "not in effect that day" not in status.sentence

    @pytest.mark.parametrize("events", [[], [happens("lifted", july(6))]])
    def test_the_readings_are_made_once(
        self, events: list[CustodyEvent], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """For all that a status says."""
        status = after_july_3(*events, jurisdiction="17031")
        made: list[Any] = []

        def readings(*args: Any, **kwargs: Any) -> Any:
            made.append(args)
            return readings_on_file(*args, **kwargs)

        monkeypatch.setattr(hold_in_words, "readings_on_file", readings)
        assert "Form I-247A" in str(status)
        assert 1 == len(made)


class TestSmallThings:
    """Each would pass unseen in an answer."""

    def test_a_lift_in_the_hour_that_repeats_is_placed_by_its_instant(self) -> None:
        """On November 2, 2025, 1:30 a.m. CDT comes before 1:15 a.m. CST, and 1:45 CDT too."""
        ends, starts = (
            hold_window(datetime(2025, *when, tzinfo=CHICAGO), rule="form-i-247a")
            for when in ((10, 31, 2, 15), (11, 2, 3, 15))
        )
        starts = attrs.evolve(starts, clock_starts=ends.deadline)
        before_its_deadline, before_its_start = (
            datetime(2025, 11, 2, 1, minute, tzinfo=CHICAGO) for minute in (30, 45)
        )

        def moment(at: datetime) -> TimeBounds:
            return TimeBounds(earliest=at, latest=at)

        assert moment(before_its_deadline) == _within(ends, moment(before_its_deadline))
        assert moment(ends.deadline) == _within(starts, moment(before_its_start))

    def test_a_hold_over_under_a_rule_of_the_callers_own(self) -> None:
        """It is among no readings, and is told alone."""
        own = attrs.evolve(catalog.rule("form-i-247a"), id="own", title="Own rule")
        status = detainer_status(REQUEST, [ends()], at=MONDAY + timedelta(hours=50), rule=own)

        assert status.sentence.endswith(
            "The hold ended Wednesday, May 7, 2025, 5:00 p.m. CDT under Own rule: over by 2 "
            "hours. Other rules may give an earlier deadline."
        )

    @pytest.mark.parametrize(
        ("place", "zone", "case", "is_told"),
        [
            (
                "US-GA",
                "America/New_York",
                {
                    "agency_type": "police",
                    "facts": CaseFacts(facts={"status-query-verified": True}),
                },
                True,
            ),
            ("US-TX", "America/Chicago", {}, False),
        ],
    )
    def test_a_release_by_the_earliest_deadline_is_in_time_without_a_duty(
        self, place: str, zone: str, case: dict[str, Any], is_told: bool
    ) -> None:
        """Georgia's law lets police hold; Texas' requires it, for a time it does not say."""
        request = attrs.evolve(REQUEST, issued_on=date(2025, 7, 1), served_on=date(2025, 7, 1))
        released = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo(zone))
        status = detainer_status(
            request,
            [ends(released)],
            at=released + timedelta(hours=50),
            rule="8-cfr-287.7-d",
            jurisdiction=place,
            **case,
        )
        by = f"A release by Saturday, July 5, 2025, 5:00 p.m. {released:%Z} is within every time"

        assert is_told is (by in status.sentence)
