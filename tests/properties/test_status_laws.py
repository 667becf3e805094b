"""The laws of a status: order is nothing, and knowledge only narrows."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

import attrs
from detainer_strategies import FIRST, RULES, ZONE, events, instants, requests, vaguer
from hypothesis import assume, given
from hypothesis import strategies as st

from detainerlib import UNKNOWN, CustodyEvent, Detainer, DetainerState, detainer_status
from detainerlib.cases import DetainerStatus
from detainerlib.models import CustodyEventKind
from detainerlib.sentences import statuses as sentences
from detainerlib.sources import StepStatus
from detainerlib.times import TimeBounds

Question = tuple[Detainer, tuple[CustodyEvent, ...], datetime, str]


@st.composite
def questions(draw: st.DrawFn, *, vague: int = 2) -> Question:
    """What is asked: of a request, events, an instant, a rule."""
    told = draw(st.lists(events(), max_size=4))
    ways = draw(st.lists(st.integers(0, vague), min_size=len(told), max_size=len(told)))
    return (
        draw(requests()),
        tuple(vaguer(event, how) for event, how in zip(told, ways, strict=True)),
        draw(instants()),
        draw(st.sampled_from(RULES)),
    )


def status(question: Question) -> DetainerStatus:
    """Answer it."""
    request, told, at, rule = question
    return detainer_status(request, told, at=at, rule=rule)


def lies_within(inner: TimeBounds, outer: TimeBounds) -> bool:
    """Tell whether a moment lies within another."""
    first, last = (each.astimezone(UTC) for each in (inner.earliest, inner.latest))
    return outer.earliest.astimezone(UTC) <= first and last <= outer.latest.astimezone(UTC)


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(question: Question, random: Random) -> None:
    """The status depends on the set of events."""
    request, told, at, rule = question
    shuffled = random.sample(told, len(told))

    assert status(question) == status((request, tuple(shuffled), at, rule))


@given(questions(), st.data())
def test_an_event_told_twice_is_told_once(question: Question, data: st.DataObject) -> None:
    """Repeating what is known adds nothing."""
    request, told, at, rule = question
    assume(told)
    again = data.draw(st.sampled_from(told))

    assert status(question) == status((request, (*told, again), at, rule))


@given(questions(vague=0), st.data())
def test_the_state_of_exact_events_is_possible_for_vaguer_ones(
    question: Question, data: st.DataObject
) -> None:
    """Forgetting the time of day, or the day, rules nothing out."""
    request, told, at, rule = question
    exact = status(question)
    assume(exact.state is not DetainerState.CONTRADICTORY)
    ways = data.draw(st.lists(st.integers(0, 2), min_size=len(told), max_size=len(told)))
    forgotten = tuple(vaguer(event, how) for event, how in zip(told, ways, strict=True))

    assert set(exact.possible) <= set(status((request, forgotten, at, rule)).possible)


@given(questions(vague=0))
def test_the_state_of_exact_events_is_possible_for_their_days(question: Question) -> None:
    """A record of dates allows what happened."""
    request, told, at, rule = question
    exact = status(question)
    assume(exact.state is not DetainerState.CONTRADICTORY)
    days = tuple(vaguer(event, 1) for event in told)

    assert set(exact.possible) <= set(status((request, days, at, rule)).possible)


@given(questions(vague=0), st.data())
def test_knowing_more_never_widens(question: Question, data: st.DataObject) -> None:
    """An instant of the day in place of the day, a day in place of no time: fewer states, or none.

    Since when, and until when, lie within what was known before; so does what is held besides.
    """
    request, told, at, rule = question
    assume(told)
    ways = data.draw(st.lists(st.integers(0, 2), min_size=len(told), max_size=len(told)))
    which = data.draw(st.integers(0, len(told) - 1))
    ways[which] = max(ways[which], 1)
    less = [vaguer(event, how) for event, how in zip(told, ways, strict=True)]
    more = [*less]
    more[which] = vaguer(told[which], data.draw(st.integers(0, ways[which] - 1)))
    before = status((request, tuple(less), at, rule))
    after = status((request, tuple(more), at, rule))
    assume(after.state is not DetainerState.CONTRADICTORY)

    assert set(after.possible) <= set(before.possible)
    if before.since is not None and after.since is not None:
        assert lies_within(after.since, before.since)
    if before.deadline is not None and after.deadline is not None:
        assert lies_within(after.deadline, before.deadline)
    if before.over_since is not None and after.over_since is not None:
        assert lies_within(after.over_since, before.over_since)
    if before.custody_ended is not None and after.custody_ended is not None:
        assert lies_within(after.custody_ended, before.custody_ended)


@given(questions(vague=0))
def test_a_status_is_told_exactly_where_all_is_known(question: Question) -> None:
    """A request in effect, whose face asks for a hold, on a rule whose start is known."""
    _, told, at, _ = question
    begins = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE)
    request = Detainer(form="I-247A", boxes={1}, served=True, served_on=begins)
    found = status((request, told, at, "8-cfr-287.7-d"))

    assert DetainerState.UNKNOWN is not found.state
    assert 1 == len(found.possible)
    assert all(
        moment is None or moment.exact
        for moment in (found.since, found.deadline, found.over_since, found.custody_ended)
    )


@given(questions(), st.integers(1, 400))
def test_before_the_day_of_issue_a_request_is_not_in_effect(question: Question, days: int) -> None:
    """Before everything on record, unless something happened at an unknown time."""
    request, told, _, rule = question
    known = tuple(event for event in told if event.at is not UNKNOWN)
    early = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE) - timedelta(days=days)
    issued = attrs.evolve(request, issued_on=FIRST)

    assert DetainerState.NOT_IN_EFFECT is status((issued, known, early, rule)).state


@given(questions())
def test_an_event_that_cannot_matter_changes_nothing(question: Question) -> None:
    """Notice is apart from the hold."""
    request, told, at, rule = question
    before = status(question)
    notice = CustodyEvent(kind=CustodyEventKind.NOTICE_GIVEN, at=UNKNOWN)
    after = status((request, (*told, notice), at, rule))

    assert (before.state, before.possible, before.since, before.deadline) == (
        after.state,
        after.possible,
        after.since,
        after.deadline,
    )


@given(questions())
def test_every_step_cites_and_the_last_is_the_answer(question: Question) -> None:
    """No step without its authority."""
    found = status(question)

    assert all(
        bool(step.citations) is (step.outcome is not StepStatus.ENTERED)
        for step in found.explanation
    )
    assert str(found) == found.explanation.steps[-1].statement


@given(questions())
def test_unknown_is_told_exactly_where_more_than_one_state_is_possible(question: Question) -> None:
    """The state is the only one that is possible, or unknown."""
    found = status(question)

    assert (found.state is DetainerState.UNKNOWN) == (len(found.possible) > 1)
    assert found.state is DetainerState.UNKNOWN or (found.state,) == found.possible
    assert (found.state is DetainerState.CONTRADICTORY) == bool(found.contradictions)


@given(questions())
def test_time_remains_or_overruns_and_never_both(question: Question) -> None:
    """Neither is negative."""
    found = status(question)
    least, most, overrun = found.least_remaining, found.most_remaining, found.overrun

    assert (least is None) == (most is None) == (found.state is not DetainerState.HOLD_RUNNING)
    assert least is None or most is None or timedelta(0) <= least <= most
    assert overrun is None or (least is None and overrun > timedelta(0))


@given(questions())
def test_what_would_decide_is_named_exactly_where_the_state_is_unknown(question: Question) -> None:
    """No doubt of the state without a fact, and beside a state only whether a hold was over."""
    found = status(question)
    of_the_state = set(found.not_known) - {OVER_BEFORE}

    assert (found.state is DetainerState.UNKNOWN) == bool(of_the_state)
    assert OVER_BEFORE not in found.not_known or found.state in {*GONE, *WITHDRAWN_STATES}
    assert OVER_BEFORE not in found.not_known or found.over_since is None


@given(
    questions(vague=1), st.sampled_from(CustodyEventKind), instants(), instants(), st.integers(0, 1)
)
def test_a_hold_that_was_over_before_is_told_or_named_as_not_known(
    question: Question, kind: CustodyEventKind, when: datetime, served_at: datetime, how: int
) -> None:
    """Whatever the face turns out to show: it adds no overrun that was not left open."""
    request, told, at, rule = question
    more = (*told, vaguer(CustodyEvent(kind=kind, at=when), how))
    before = status((request, more, at, rule))
    face = attrs.evolve(
        request,
        boxes={1} if request.form == "I-247A" and request.boxes is UNKNOWN else request.boxes,
        served=True if request.served is UNKNOWN else request.served,
        served_on=served_at.date() if request.served is UNKNOWN else request.served_on,
    )
    after = status((face, more, at, rule))

    if before.state is after.state and before.over_since is None and after.over_since is not None:
        assert OVER_BEFORE in before.not_known


OVER_BEFORE: Final = "Was a hold over before that?"
GONE: Final = (
    DetainerState.CUSTODY_ASSUMED,
    DetainerState.TRANSFERRED,
    DetainerState.RELEASED,
)
WITHDRAWN_STATES: Final = (DetainerState.LIFTED, DetainerState.DECLINED)
TAKES_AWAY: Final = (
    CustodyEventKind.CUSTODY_ASSUMED,
    CustodyEventKind.TRANSFERRED,
    CustodyEventKind.RELEASED,
)
WITHDRAWN: Final = (CustodyEventKind.LIFTED, CustodyEventKind.DECLINED)
ONLY_ITS_END: Final = ("8-cfr-287.7-d", "form-i-247a")
"""Rules whose clock starts with the end of custody."""


@given(questions(), st.sampled_from(WITHDRAWN), instants(), st.sampled_from(TAKES_AWAY), instants())
def test_where_the_person_is_outranks_what_became_of_the_request(
    question: Question,
    kind: CustodyEventKind,
    when: datetime,
    taken: CustodyEventKind,
    since: datetime,
) -> None:
    """Lifted or declined besides, at any time: the state and its time stay, or it cannot be."""
    request, told, at, rule = question
    more = (*told, CustodyEvent(kind=taken, at=since))
    before = status((request, more, at, rule))
    after = status((request, (*more, CustodyEvent(kind=kind, at=when)), at, rule))

    if before.state in GONE and after.state is not DetainerState.CONTRADICTORY:
        assert before.state is after.state
        assert before.since is None or after.since is None or lies_within(after.since, before.since)


@given(questions())
def test_what_is_held_besides_is_told_of_its_states_only(question: Question) -> None:
    """A hold was over before what ended it, and no person who is gone is held."""
    found = status(question)

    if found.over_since is not None and found.since is not None and found.state in GONE:
        last = found.since.latest.astimezone(UTC)
        assert found.over_since.earliest.astimezone(UTC) < last
    if found.custody_ended is not None:
        assert found.state in {
            DetainerState.NOT_IN_EFFECT,
            DetainerState.LODGED,
            DetainerState.LIFTED,
            DetainerState.DECLINED,
        }
        assert found.custody_ended.earliest.astimezone(UTC) <= found.at.astimezone(UTC)
    if found.state is DetainerState.HOLD_OVER:
        assert found.since == found.over_since


@given(questions(vague=0), st.sampled_from(WITHDRAWN), instants())
def test_a_request_withdrawn_leaves_told_that_custody_ended(
    question: Question, kind: CustodyEventKind, when: datetime
) -> None:
    """Whatever it asked, and whether or not it was in effect."""
    request, told, at, rule = question
    found = status((request, (*told, CustodyEvent(kind=kind, at=when)), at, rule))
    if found.state not in {DetainerState.LIFTED, DetainerState.DECLINED}:
        return
    ends = [each.at for each in told if each.ends_local_custody and isinstance(each.at, datetime)]
    last = max((end.astimezone(UTC) for end in ends), default=None)
    ended = (
        None
        if last is None or last > at.astimezone(UTC)
        else TimeBounds(earliest=last, latest=last)
    )

    assert (ended is None) == (found.custody_ended is None)
    assert ended is None or found.custody_ended is None or lies_within(found.custody_ended, ended)


@given(questions(vague=0), instants())
def test_no_deadline_lies_before_the_end_of_local_custody(
    question: Question, when: datetime
) -> None:
    """A clock that had run out by then leaves that instant."""
    request, told, at, rule = question
    more = (*told, CustodyEvent(kind=CustodyEventKind.CUSTODY_ENDS, at=when))
    found = status((request, more, at, rule))
    ends = [each.at for each in more if each.ends_local_custody and isinstance(each.at, datetime)]
    last = max(end.astimezone(UTC) for end in ends)

    assert found.deadline is None or last <= found.deadline.earliest.astimezone(UTC)


@given(questions())
def test_nothing_overruns_beside_a_judge_s_warrant(question: Question) -> None:
    """Custody under it is not judged."""
    found = status(question)

    assert not found.judicial_warrant or found.overrun is None
    assert found.judicial_warrant or not any(
        event.kind is CustodyEventKind.JUDICIAL_WARRANT_RECEIVED and event.at is UNKNOWN
        for event in found.events
    )


@given(questions(vague=0), st.data())
def test_a_time_that_is_not_named_would_decide_nothing(
    question: Question, data: st.DataObject
) -> None:
    """Whatever it was, the same states are possible."""
    request, told, at, _ = question
    assume(told)
    rule = data.draw(st.sampled_from(ONLY_ITS_END))
    which = data.draw(st.integers(0, len(told) - 1))
    forgotten = vaguer(told[which], data.draw(st.integers(1, 2)))
    less = (*told[:which], forgotten, *told[which + 1 :])
    before = status((request, less, at, rule))
    after = status((request, told, at, rule))
    assume(after.state is not DetainerState.CONTRADICTORY)
    assume(sentences.time_of(forgotten.kind.words) not in before.not_known)

    assert before.possible == after.possible
