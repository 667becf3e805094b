"""The laws of the clock, for any rule, zone, calendar and instant."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import ZONES, instants, reckonings, zones

from detainerlib import (
    CustomDays,
    FederalHolidays,
    catalog,
    counted_time,
    hold_deadline,
    hold_window,
)
from detainerlib.models import ExcludedDays, HoldRule
from detainerlib.sources import StepStatus
from detainerlib.times import HolidayCalendar

TICK = timedelta(microseconds=1)
Reckoning = tuple[datetime, HoldRule, str, HolidayCalendar | None]


def deadline(
    start: datetime, rule: HoldRule, zone: str, calendar: HolidayCalendar | None
) -> datetime:
    """Give the deadline in UTC, in which alone instants are compared."""
    return hold_deadline(start, rule=rule, zone=zone, calendar=calendar).astimezone(UTC)


@given(reckonings(), st.timedeltas(timedelta(0), timedelta(days=10)))
def test_a_later_start_never_gives_an_earlier_deadline(
    reckoning: Reckoning, later: timedelta
) -> None:
    """The deadline is monotone in the start."""
    start, rule, zone, calendar = reckoning

    assert deadline(start, rule, zone, calendar) <= deadline(start + later, rule, zone, calendar)


@given(reckonings())
def test_one_microsecond_later_moves_the_deadline_by_one_or_by_none(reckoning: Reckoning) -> None:
    """In a counted span the deadline moves along with the start, in an excluded one it stays."""
    start, rule, zone, calendar = reckoning
    window = hold_window(start, rule=rule, zone=zone, calendar=calendar)
    end = window.deadline.astimezone(UTC)
    moved = deadline(start + TICK, rule, zone, calendar) - end
    after = counted_time(end, end + TICK, rule=rule, zone=zone, calendar=calendar)

    if not window.spans[0].counted:
        assert timedelta(0) == moved
    elif after == TICK:
        assert TICK == moved
    else:
        # The deadline was the last instant of counted time before excluded days.
        assert moved > TICK


@given(reckonings(), st.timedeltas(timedelta(0), timedelta(days=14)))
def test_a_deadline_is_reached_exactly_when_the_counted_time_is_complete(
    reckoning: Reckoning, after: timedelta
) -> None:
    """For t <= d: hold_deadline(t) <= d exactly when counted_time(t, d) >= duration."""
    start, rule, zone, calendar = reckoning
    instant = start + after
    counted = counted_time(start, instant, rule=rule, zone=zone, calendar=calendar)

    assert (deadline(start, rule, zone, calendar) <= instant) == (counted >= rule.duration)


@given(reckonings())
def test_the_deadline_is_the_earliest_such_instant(reckoning: Reckoning) -> None:
    """At the deadline the time is complete; one microsecond before it is one microsecond short."""
    start, rule, zone, calendar = reckoning
    end = deadline(start, rule, zone, calendar)

    assert rule.duration == counted_time(start, end, rule=rule, zone=zone, calendar=calendar)
    assert rule.duration - TICK == counted_time(
        start, end - TICK, rule=rule, zone=zone, calendar=calendar
    )


@given(
    reckonings(),
    st.timedeltas(timedelta(0), timedelta(days=9)),
    st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_counted_time_is_additive(
    reckoning: Reckoning, first: timedelta, second: timedelta
) -> None:
    """The time counted from a to c is that from a to b and from b to c."""
    start, rule, zone, calendar = reckoning
    middle, end = start + first, start + first + second

    def counted(a: datetime, b: datetime) -> timedelta:
        return counted_time(a, b, rule=rule, zone=zone, calendar=calendar)

    assert counted(start, end) == counted(start, middle) + counted(middle, end)


@given(reckonings(), zones(), st.integers(-14 * 60, 14 * 60))
def test_for_a_given_zone_the_deadline_depends_on_the_instant_alone(
    reckoning: Reckoning, other_zone: str, minutes: int
) -> None:
    """However the instant is expressed, and whatever zone it carries."""
    start, rule, zone, calendar = reckoning
    expected = deadline(start, rule, zone, calendar)
    offset = timezone(timedelta(minutes=minutes))

    for expressed in (
        start.astimezone(ZoneInfo(zone)),
        start.astimezone(ZoneInfo(other_zone)),
        start.astimezone(offset),
    ):
        assert expected == deadline(expressed, rule, zone, calendar)


@given(reckonings())
def test_a_datetime_that_carries_the_facility_s_zone_needs_no_zone(reckoning: Reckoning) -> None:
    """The zone that decides what a day is may be carried or named."""
    start, rule, zone, calendar = reckoning
    local = start.astimezone(ZoneInfo(zone))

    assert hold_window(start, rule=rule, zone=zone, calendar=calendar) == hold_window(
        local, rule=rule, calendar=calendar
    )


@given(reckonings(), st.integers(0, 10))
def test_adding_an_excluded_day_never_makes_a_deadline_earlier(
    reckoning: Reckoning, days: int
) -> None:
    """One more holiday can only stop the clock."""
    start, rule, zone, _ = reckoning
    rule = attrs.evolve(rule, excludes=rule.excludes | {ExcludedDays.HOLIDAYS})
    day = start.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    more = FederalHolidays() | CustomDays({day: "one more"})

    assert deadline(start, rule, zone, FederalHolidays()) <= deadline(start, rule, zone, more)


@given(reckonings(), st.sampled_from(list(ExcludedDays)))
def test_excluding_one_more_kind_of_day_never_makes_a_deadline_earlier(
    reckoning: Reckoning, kind: ExcludedDays
) -> None:
    """A rule that excludes more ends no earlier."""
    start, rule, zone, _ = reckoning
    wider = attrs.evolve(rule, excludes=rule.excludes | {kind})

    assert deadline(start, rule, zone, None) <= deadline(start, wider, zone, None)


@given(reckonings())
def test_spans_tile_the_window(reckoning: Reckoning) -> None:
    """One span a local day, half-open, from the start to the deadline; the counted ones add up."""
    start, rule, zone, calendar = reckoning
    window = hold_window(start, rule=rule, zone=zone, calendar=calendar)
    spans = window.spans

    assert start == spans[0].begins.astimezone(UTC)
    assert window.deadline.astimezone(UTC) == spans[-1].ends.astimezone(UTC)
    for before, after in pairwise(spans):
        assert before.ends.astimezone(UTC) == after.begins.astimezone(UTC)
        assert before.day < after.day
    assert all(span.elapsed > timedelta(0) for span in spans)
    assert rule.duration == sum((span.elapsed for span in spans if span.counted), timedelta(0))


@given(reckonings())
def test_a_span_says_why_it_does_not_count(reckoning: Reckoning) -> None:
    """Saturdays, Sundays and holidays do not count where the rule says so, and no other day."""
    start, rule, zone, calendar = reckoning
    window = hold_window(start, rule=rule, zone=zone, calendar=calendar)

    for span in window.spans:
        excluded = {
            ExcludedDays.SATURDAYS: span.day.weekday() == 5,
            ExcludedDays.SUNDAYS: span.day.weekday() == 6,
            ExcludedDays.HOLIDAYS: window.calendar is not None and span.day in window.calendar,
        }
        assert span.counted == (not any(excluded[kind] for kind in rule.excludes))


@given(reckonings())
def test_the_last_span_counts(reckoning: Reckoning) -> None:
    """The clock is complete while it runs: no deadline lies at the end of stopped time."""
    start, rule, zone, calendar = reckoning

    assert hold_window(start, rule=rule, zone=zone, calendar=calendar).spans[-1].counted


@given(reckonings(), st.timedeltas(timedelta(days=-20), timedelta(days=20)))
def test_remaining_and_overrun_are_elapsed_time_and_never_negative(
    reckoning: Reckoning, shift: timedelta
) -> None:
    """Before the deadline time remains, after it every hour counts."""
    start, rule, zone, calendar = reckoning
    window = hold_window(start, rule=rule, zone=zone, calendar=calendar)
    at = window.deadline.astimezone(UTC) + shift

    assert max(-shift, timedelta(0)) == window.remaining(at)
    assert max(shift, timedelta(0)) == window.overrun(at)
    assert (shift > timedelta(0)) == window.is_over(at)


@given(reckonings())
def test_consecutive_hours_are_elapsed_time(reckoning: Reckoning) -> None:
    """Without an excluded day the deadline is the start and the duration, in UTC."""
    start, rule, zone, _ = reckoning
    rule = attrs.evolve(rule, excludes=frozenset())

    assert start + rule.duration == deadline(start, rule, zone, None)


@given(st.data(), st.sampled_from(catalog.rules()), zones())
@pytest.mark.filterwarnings("error")
def test_every_step_cites_and_every_citation_resolves(
    data: st.DataObject, rule: HoldRule, zone: str
) -> None:
    """No step without its authority; none leads nowhere."""
    start = data.draw(instants(zone))
    explanation = hold_window(start, rule=rule, zone=zone, event=rule.starts_at).explanation

    assert all(step.citations for step in explanation.steps)
    for citation in explanation.citations:
        assert citation.authority == catalog.authority(citation.authority).id
    assert {StepStatus.APPLIED} <= {step.outcome for step in explanation.steps}


@given(reckonings(), st.timedeltas(timedelta(0), timedelta(days=6)))
@example(
    # A repeated hour on a counted day.
    (
        datetime(2025, 11, 2, 6, 30, tzinfo=UTC),
        attrs.evolve(catalog.rule("form-i-247a"), id="made-up", duration=timedelta(hours=1)),
        "America/Chicago",
        None,
    ),
    timedelta(hours=1),
)
def test_windows_compare_by_instant_not_by_wall_clock(
    reckoning: Reckoning, later: timedelta
) -> None:
    """Two windows are equal exactly when they start at the same instant; equal ones hash alike."""
    start, rule, zone, calendar = reckoning
    assume(later > timedelta(0))
    one = hold_window(start, rule=rule, zone=zone, calendar=calendar)
    same = hold_window(start.astimezone(ZoneInfo(zone)), rule=rule, zone=zone, calendar=calendar)
    other = hold_window(start + later, rule=rule, zone=zone, calendar=calendar)

    assert one == same
    assert hash(one) == hash(same)
    assert one != other


@given(st.sampled_from(ZONES), st.data())
def test_local_days_tile_time(zone: str, data: st.DataObject) -> None:
    """A day runs from the first instant whose local date is that day or later to the next such."""
    from detainerlib.times.days import first_instant  # noqa: PLC0415 (not a public name)

    key = ZoneInfo(zone)
    day = data.draw(instants(zone)).astimezone(key).date()
    first = first_instant(day, key)

    assert first.astimezone(key).date() >= day
    assert (first - TICK).astimezone(key).date() < day
    assert first <= first_instant(day + timedelta(days=1), key)
