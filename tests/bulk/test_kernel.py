"""The kernel against the scalar function, to the unit."""

import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import numpy as np
import numpy.typing as npt
import pytest
from boundaries import (
    ELSEWHERE,
    MADE_UP,
    NINETY_MINUTES,
    REGULATION,
    SEVEN_DAYS,
    TICK,
    asked,
    scalar,
    ticks,
    zones,
)
from hypothesis import given
from hypothesis import strategies as st
from minute_counter import read_table
from scenarios import check_each
from strategies import reckonings

from detainerlib import CustomDays, FederalHolidays, bulk, catalog, counted_time, hold_deadline
from detainerlib.bulk._kernel import by_clock, lookup_tables
from detainerlib.bulk._kernel.kernel import Kernel, Question, answer, answer_together
from detainerlib.bulk._kernel.segments import CountedTimeCourse, DeadlineCourse
from detainerlib.bulk._kernel.sized_cache import SizedCache
from detainerlib.bulk._kernel.units import NAT, Unit
from detainerlib.errors import CoverageError, DetainerError, RefusedRowsWarning
from detainerlib.models import ExcludedDays, HoldRule
from detainerlib.times import HolidayCalendar

UNITS = {"s": 10**6, "ms": 10**3, "us": 1}


def column(instants: list[datetime]) -> npt.NDArray[np.datetime64]:
    """Make a column of dates and times, in microseconds."""
    return np.array([ticks(instant) for instant in instants], dtype=np.int64).view("M8[us]")


def found(starts: Any, **terms: Any) -> list[int]:
    """Give the deadlines as integers."""
    answers: list[int] = bulk.hold_deadlines(starts, **terms).view(np.int64).tolist()
    return answers


@pytest.mark.parametrize("zone", zones())
@pytest.mark.parametrize("odd", [False, True])
def test_one_microsecond_either_side_of_every_boundary(zone: str, odd: bool) -> None:
    """The regulation, in every zone of the United States and ten others."""
    rows = asked(zone, REGULATION, odd=odd)
    expected = [ticks(row.deadline) for row in rows]

    assert expected == found(column([row.start for row in rows]), zone=zone)


@pytest.mark.parametrize("rule", [*catalog.rules(), *MADE_UP], ids=lambda rule: str(rule.id))
def test_every_rule_on_record_and_two_made_up(rule: HoldRule) -> None:
    """Rules with and without excluded days, of 90 minutes to seven days."""

    def check(zone: str) -> None:
        rows = asked(zone, rule)
        expected = [ticks(row.deadline) for row in rows]
        starts = column([row.start for row in rows])
        assert expected == found(starts, zone=zone, rule=rule, event=rule.starts_at)

    check_each(check, ["America/Chicago", "America/Anchorage", *ELSEWHERE])


def test_the_golden_table() -> None:
    """Every row of the table made by counting minutes, in one call, each with its own zone."""
    rows = [row for row in read_table() if row.observed in {"", "both"}]
    rules = {"consecutive": "form-i-247a", "excluding": "8-cfr-287.7-d"}
    starts, ends = (
        np.array([getattr(row, name).removesuffix("Z") for row in rows], dtype="M8[m]")
        for name in ("start_utc", "deadline_utc")
    )
    answers = bulk.hold_deadlines(
        starts.astype("M8[s]"),
        zone=[row.zone for row in rows],
        rule=[rules[row.rule] for row in rows],
    )

    assert [] == [row for row, wrong in zip(rows, answers != ends, strict=True) if wrong]


@pytest.mark.parametrize("zone", ["America/Chicago", "America/St_Johns", "Asia/Kathmandu"])
@pytest.mark.parametrize("unit", UNITS)
def test_one_unit_either_side_in_each_unit(zone: str, unit: str) -> None:
    """Seconds, milliseconds and microseconds, in the input's own unit."""
    rows = asked(zone, REGULATION, unit=TICK * UNITS[unit])
    starts = column([row.start for row in rows]).astype(f"M8[{unit}]")
    answers = bulk.hold_deadlines(starts, zone=zone)

    assert answers.dtype == starts.dtype
    assert (answers == column([row.deadline for row in rows])).all()


@pytest.mark.parametrize("rule", [REGULATION, *MADE_UP], ids=lambda rule: str(rule.id))
def test_one_nanosecond_either_side(rule: HoldRule) -> None:
    """Between two microseconds answers run or stand as they do in the microsecond they are in."""
    zone = "Australia/Lord_Howe"
    rows = asked(zone, rule)
    starts = column([row.start for row in rows]).astype("M8[ns]")
    answers = bulk.hold_deadlines(starts, zone=zone, rule=rule)
    before = bulk.hold_deadlines(starts - np.timedelta64(1, "ns"), zone=zone, rule=rule)
    runs = np.array(
        [counted_time(row.start - TICK, row.start, rule=rule, zone=zone) == TICK for row in rows]
    )

    assert (answers == column([row.deadline for row in rows])).all()
    assert (answers - before == runs.astype("m8[ns]")).all()


def test_a_unit_wider_than_a_cell() -> None:
    """Days of 24 hours, each an instant, under a rule that adds two of them."""
    starts = np.array([20_000, 20_001], dtype="M8[24h]")
    answers = bulk.hold_deadlines(starts, zone="America/Chicago", rule="form-i-247a")

    assert (answers == starts + 2).all()


@pytest.mark.parametrize("unit", ["h", "m", "10m", "25s", "100ns", "ns"])
def test_other_units_and_multiples(unit: str) -> None:
    """Whatever a microsecond fits into, or fits into a microsecond, as far as it is exact."""
    starts = np.array(["2025-05-10T15", "2025-07-03T22", "NaT"], dtype="M8[h]").astype(
        f"M8[{unit}]"
    )
    expected = np.array(["2025-05-14T05", "2025-07-08T22", "NaT"], dtype="M8[h]")
    answers = bulk.hold_deadlines(starts, zone="America/Chicago")

    assert answers.dtype == starts.dtype
    np.testing.assert_array_equal(answers, expected)


@given(reckonings(), st.lists(st.timedeltas(timedelta(-9), timedelta(9)), max_size=20))
def test_the_kernel_is_the_scalar_function(
    reckoning: tuple[datetime, HoldRule, str, HolidayCalendar | None], steps: list[timedelta]
) -> None:
    """For any rule, zone, calendar and instants."""
    start, rule, zone, calendar = reckoning
    starts = [start, *(start + step for step in steps)]
    terms: dict[str, Any] = {"rule": rule, "zone": zone, "calendar": calendar}
    expected: list[datetime | None] = []
    for each in starts:
        try:
            expected.append(hold_deadline(each, **terms).astimezone(UTC))
        except CoverageError:
            expected.append(None)
    covered = [each for each, answer in zip(starts, expected, strict=True) if answer]

    assert [ticks(answer) for answer in expected if answer] == found(column(covered), **terms)


@given(reckonings(), st.lists(st.timedeltas(timedelta(0), timedelta(20)), min_size=1, max_size=9))
def test_counted_time_is_the_scalar_function(
    reckoning: tuple[datetime, HoldRule, str, HolidayCalendar | None], steps: list[timedelta]
) -> None:
    """For any rule, zone, calendar and pair of instants."""
    start, rule, zone, calendar = reckoning
    terms: dict[str, Any] = {"rule": rule, "zone": zone, "calendar": calendar}
    ends = [start + step for step in steps]
    expected = [counted_time(start, end, **terms) // TICK for end in ends]
    answers = bulk.counted_time(column([start] * len(ends)), column(ends), **terms)

    assert expected == answers.view(np.int64).tolist()


def test_a_rule_so_short_that_boundaries_share_a_cell() -> None:
    """One microsecond before an excluded day, and the day: found by search, not by cell."""
    rule = attrs.evolve(REGULATION, id="a-microsecond", duration=TICK)
    rows = asked("America/Chicago", rule)
    expected = [ticks(row.deadline) for row in rows]

    starts = column([row.start for row in rows])
    assert expected == found(starts, zone="America/Chicago", rule=rule)


def test_long_columns_are_answered_whole() -> None:
    """Several blocks and threads, out of order, with nulls, beside a column of one block."""
    few = column([row.start for row in asked("America/Chicago", REGULATION)])
    few[::7] = np.datetime64("NaT")
    many = np.tile(few, -(-1_000_000 // len(few)))
    answers = bulk.hold_deadlines(many, zone="America/Chicago")
    expected = bulk.hold_deadlines(few, zone="America/Chicago")

    np.testing.assert_array_equal(
        answers.reshape(-1, len(few)), np.tile(expected, (len(many) // len(few), 1))
    )


def test_long_columns_with_a_zone_in_each_row() -> None:
    """Threads count their rows from where they begin."""
    places = zones()
    starts = np.arange(1_600_000, dtype=np.int64) * 300_000_000 + ticks(
        datetime(2015, 1, 1, tzinfo=UTC)
    )
    codes = np.random.default_rng(1).integers(0, len(places), len(starts))
    answers = bulk.hold_deadlines(starts.view("M8[us]"), zone=bulk.Coded(codes, places))
    for code in range(0, len(places), 7):
        mine = codes == code
        expected = bulk.hold_deadlines(starts[mine].view("M8[us]"), zone=places[code])
        np.testing.assert_array_equal(expected, answers[mine])


def test_many_zones_and_years_in_nanoseconds() -> None:
    """More cells than distances to a boundary leave bits for."""
    rows = [(zone, row) for zone in zones() for row in asked(zone, REGULATION, odd=True)[::9]]
    starts = column([row.start for _, row in rows]).astype("M8[ns]")
    answers = bulk.hold_deadlines(starts, zone=[zone for zone, _ in rows])

    assert (answers == column([row.deadline for _, row in rows])).all()


def test_nothing_is_counted_to_nowhere() -> None:
    """Ends that are all unknown, beside starts that are known."""
    starts = column([datetime(2025, 5, 5, tzinfo=UTC)] * 3)
    nowhere = np.full(3, "NaT", dtype="M8[us]")

    assert np.isnat(bulk.counted_time(starts, nowhere, zone="America/Chicago")).all()
    assert np.isnat(bulk.counted_time(nowhere, starts, zone="America/Chicago")).all()


def test_more_time_than_nanoseconds_can_count_is_refused() -> None:
    """They hold 292 years; in microseconds the same column is counted."""
    first, last = datetime(1960, 1, 1, tzinfo=UTC), datetime(2261, 1, 1, tzinfo=UTC)
    starts, ends = column([first]), column([last])
    terms: dict[str, Any] = {"zone": "America/Chicago", "rule": "form-i-247a"}
    with pytest.raises(CoverageError, match="Cast the column to microseconds"):
        bulk.counted_time(starts.astype("M8[ns]"), ends.astype("M8[ns]"), **terms)
    assert [last - first] == bulk.counted_time(starts, ends, **terms).tolist()


def test_time_is_counted_across_pieces_and_years() -> None:
    """A long column whose last rows lie before the years of the first."""
    start, far = datetime(2025, 5, 5, tzinfo=UTC), datetime(2019, 12, 30, tzinfo=UTC)
    starts = column([start] * 1_100_000 + [far])
    ends = starts + np.timedelta64(30, "D")
    counted = bulk.counted_time(starts, ends, zone="America/Chicago")
    for row, each in ((0, start), (-1, far)):
        expected = counted_time(each, each + timedelta(days=30), zone="America/Chicago")
        assert np.timedelta64(expected) == counted[row]


def test_years_that_turn_up_late_are_compiled_then() -> None:
    """A column whose first rows lie in one year and whose others in all."""
    starts = [datetime(2020, 6, 1, tzinfo=UTC)] * 9_000
    starts += [datetime(year, 6, 5, 12, tzinfo=UTC) for year in range(1971, 2101)]
    expected = [ticks(scalar(start, "America/Denver", REGULATION)) for start in starts[9_000:]]

    assert expected == found(column(starts), zone="America/Denver")[9_000:]


def test_before_1970_and_after_2100() -> None:
    """Where no holidays are asked for, from the year 2 to the year 9998."""
    rule = attrs.evolve(REGULATION, id="no-weekend", excludes=frozenset({ExcludedDays.SUNDAYS}))
    starts = [datetime(year, 3, 2, 7, 5, tzinfo=UTC) for year in (2, 1066, 1969, 1970, 2101, 9998)]
    for zone in ("Europe/Dublin", "Asia/Tokyo"):
        expected = [ticks(scalar(start, zone, rule)) for start in starts]
        assert expected == found(column(starts), zone=zone, rule=rule)


def test_one_far_date_does_not_cost_the_years_between() -> None:
    """A column with a typing error of a year is refused, not compiled for three thousand years."""
    starts = np.array(["2020-01-01", "5025-07-03"], dtype="M8[s]")
    with pytest.raises(CoverageError, match="row 1"):
        bulk.hold_deadlines(starts, zone="America/Chicago")


@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Tokyo", "Africa/Abidjan"])
def test_the_first_and_the_last_start_that_federal_holidays_cover(zone: str) -> None:
    """The beginning of 1971, and the last start whose deadline lies in 2100."""
    first = datetime(1971, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    last = datetime(2100, 12, 29, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    expected = [ticks(scalar(each, zone, REGULATION)) for each in (first, last)]

    assert expected == found(column([first, last]), zone=zone)
    for beyond in (first - TICK, last + TICK):
        with pytest.raises(CoverageError, match="1971-2100"):
            hold_deadline(beyond, zone=zone)
        with pytest.raises(CoverageError, match="1971-2100"):
            bulk.hold_deadlines(column([beyond]), zone=zone)


def test_a_calendar_with_days_of_the_county() -> None:
    """Custom days, joined with the federal ones, make boundaries of their own."""
    calendar = FederalHolidays() | CustomDays({date(2025, 3, 31): "Cesar Chavez Day"})
    start = datetime(2025, 3, 28, 20, tzinfo=UTC)
    expected = hold_deadline(start, zone="America/Los_Angeles", calendar=calendar)

    assert [ticks(expected.astimezone(UTC))] == found(
        column([start]), zone="America/Los_Angeles", calendar=calendar
    )


def test_a_calendar_that_knows_only_some_days() -> None:
    """No time is counted across days that a calendar does not know."""

    class Partial(HolidayCalendar):
        """Knows all days but those of one week."""

        __slots__ = ()

        def reasons(self, day: date) -> tuple[str, ...]:
            if date(2025, 5, 12) <= day <= date(2025, 5, 18):
                raise CoverageError("calendar", day, "another week", "Wait.")
            return ()

        @property
        def label(self) -> str:
            return "all but a week"

    terms: dict[str, Any] = {"zone": "America/Chicago", "calendar": Partial()}
    before, inside, after = (datetime(2025, 5, day, 12, tzinfo=UTC) for day in (5, 14, 20))

    for start in (before, after):
        expected = ticks(hold_deadline(start, **terms).astimezone(UTC))
        assert [expected] == found(column([start]), **terms)
    with pytest.raises(CoverageError, match="Wait"):
        bulk.hold_deadlines(column([inside]), **terms)
    with pytest.raises(CoverageError, match="Wait"):
        bulk.counted_time(column([before]), column([after]), **terms)
    later = column([after + timedelta(days=1)])
    counted = bulk.counted_time(column([after]), later, **terms)
    assert counted_time(after, after + timedelta(days=1), **terms) == counted[0]
    # Between two microseconds there is no datetime to ask the scalar function about.
    between = later.astype("M8[ns]") + np.timedelta64(1, "ns")
    with pytest.raises(CoverageError, match="call the scalar function for these rows"):
        bulk.counted_time(column([after]), between, **terms)


@pytest.mark.parametrize(
    "refused", [[999_999], [700_000, 400_000], [990_000, 600_000, 600_001], [5, 999_998]]
)
def test_the_first_refused_row_of_a_column_shared_by_threads_is_named(refused: list[int]) -> None:
    """By its place in the column, and not in the part of it that a thread answered."""
    starts = np.full(1_000_000, np.datetime64("2025-05-05T17", "s"))
    starts[refused] = np.datetime64("5025-05-05T17", "s")
    with pytest.raises(CoverageError, match=f"^row {min(refused)}: 5025-05-05"):
        bulk.hold_deadlines(starts, zone="America/Chicago")
    with pytest.warns(RefusedRowsWarning, match=f"row {min(refused)}: 5025-05-05") as warned:
        answers = bulk.hold_deadlines(starts, zone="America/Chicago", on_error="null")

    assert str(warned[0].message).startswith(f"{len(refused)} of 1,000,000 rows were rejected")
    assert sorted(refused) == np.flatnonzero(np.isnat(answers)).tolist()


PLACES = ("America/Chicago", "Asia/Kathmandu", "Pacific/Apia", "No/Place", None)
FAR = ("0001-01-01", "1066-10-14T09", "9999-12-25", "9999-12-31T23:59:59")


@st.composite
def columns(draw: st.DrawFn) -> tuple[npt.NDArray[np.datetime64], Any, dict[str, Any]]:
    """Draw starts, near and far and unknown, ends after most of them, and a zone for each."""
    start, rule, _, calendar = draw(reckonings())
    unit = draw(st.sampled_from(["ns", "100ns", "us", "ms", "s", "m", "h"]))
    near = st.timedeltas(timedelta(-9), timedelta(9)).map(
        lambda step: np.datetime64(ticks(start + step), "us").astype(f"M8[{unit}]")
    )
    far = (
        st.nothing()
        if "ns" in unit
        else st.sampled_from(FAR).map(lambda text: np.datetime64(text).astype(f"M8[{unit}]"))
    )
    odd = near.map(lambda instant: (instant.view("i8") + 1).view(f"M8[{unit}]"))
    nothing = st.just(np.datetime64("NaT"))
    drawn = draw(st.lists(st.one_of(near, odd, nothing, far), min_size=1, max_size=12))
    starts = np.array(drawn, dtype=f"M8[{unit}]")
    steps = draw(st.lists(st.integers(-2, 900), min_size=len(starts), max_size=len(starts)))
    ends = starts + np.array(steps, dtype="m8[h]").astype(f"m8[{unit}]")
    zones = [draw(st.sampled_from(PLACES)) for _ in starts]
    on_error = draw(st.sampled_from(["raise", "null", "null"]))
    terms = {"zone": zones, "rule": rule, "calendar": calendar, "on_error": on_error}
    return starts, ends, terms


def outcome(ask: Callable[[], Any], compiled_from: float) -> tuple[Any, list[str]]:
    """Give the answers or the error, and the warnings, if years are compiled from so many rows."""
    with pytest.MonkeyPatch.context() as patched, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        patched.setattr(by_clock, "COMPILED_FROM", compiled_from)
        by_clock.rows_so_far.cache_clear()
        try:
            answers = ask().view(np.int64).tolist()
        except DetainerError as error:
            answers = (type(error), str(error))
    return answers, [str(warning.message) for warning in caught]


@given(columns())
def test_compiled_or_asked_is_the_same(
    rows: tuple[npt.NDArray[np.datetime64], Any, dict[str, Any]],
) -> None:
    """Deadlines, counted time and local times: answers, errors, rows counted, warnings."""
    starts, ends, terms = rows
    years = starts.astype("M8[Y]")
    is_near = (years > np.datetime64("1960")) & (years < np.datetime64("2110"))
    nothing = np.datetime64("NaT")
    local: dict[str, Any] = {**terms, "naive": "America/St_Johns", "ambiguous": "earliest"}
    for ask in (
        lambda: bulk.hold_deadlines(starts, **terms),
        lambda: bulk.hold_deadlines(starts, **local),
        # Time is counted on from year to year: a far row would have all the years compiled.
        lambda: bulk.counted_time(np.where(is_near, starts, nothing), ends, **terms),
    ):
        assert outcome(ask, 1) == outcome(ask, sys.maxsize)


@pytest.mark.parametrize("compiled_from", [1, sys.maxsize])
@pytest.mark.parametrize("unit", ["s", "us"])
def test_time_counted_in_the_last_years_compiled_or_by_the_clock(
    unit: str, compiled_from: float
) -> None:
    """Up to the year 9999, where no holidays are asked for; both ways as the scalar function."""
    rule = attrs.evolve(REGULATION, id="no-holidays", excludes=frozenset({ExcludedDays.SUNDAYS}))
    terms: dict[str, Any] = {"zone": "America/Denver", "rule": rule}
    rows = [
        (datetime(9998, 12, 30, 5, tzinfo=UTC), datetime(9999, 1, 4, 6, tzinfo=UTC)),
        (datetime(9999, 6, 1, 12, tzinfo=UTC), datetime(9999, 6, 1, 13, tzinfo=UTC)),
        (datetime(9999, 11, 6, 5, 59, 59, tzinfo=UTC), datetime(9999, 12, 24, 7, tzinfo=UTC)),
    ]
    starts, ends = (column([row[side] for row in rows]).astype(f"M8[{unit}]") for side in (0, 1))
    expected = [counted_time(start, end, **terms) for start, end in rows]
    counted, warned = outcome(
        lambda: bulk.counted_time(starts, ends, **terms).astype("m8[us]"), compiled_from
    )

    assert counted == [time // TICK for time in expected]
    assert warned == []


@pytest.mark.parametrize("unit", ["s", "us"])
def test_as_many_far_rows_as_near_ones(unit: str) -> None:
    """Half the rows in the year 9999, and a few in the first: by search, and by the clock."""
    few = np.array(["9999-12-24T12", "2025-07-03T22", "0001-02-03"], dtype=f"M8[{unit}]")
    starts = np.tile(few[:2], 2_000)
    starts[7] = few[2]
    rule = attrs.evolve(REGULATION, id="no-holidays", excludes=frozenset({ExcludedDays.SUNDAYS}))
    answers = bulk.hold_deadlines(starts, zone="America/Denver", rule=rule)
    for row in (0, 1, 7):
        start = starts[row].astype("M8[us]").item().replace(tzinfo=UTC)
        assert (
            ticks(scalar(start, "America/Denver", rule)) == answers.astype("M8[us]").view("i8")[row]
        )


def test_a_far_year_gets_no_cells_for_the_years_before_it() -> None:
    """Whatever is compiled, a table is bounded."""
    rule = attrs.evolve(REGULATION, id="no-holidays", excludes=frozenset({ExcludedDays.SUNDAYS}))
    courses = tuple(
        DeadlineCourse(ZoneInfo(zone), rule.excludes, None, rule.duration) for zone in zones()[:8]
    )
    near = [(code, year) for code in range(8) for year in (2024, 2025)]
    table = lookup_tables.lookup_table(courses, frozenset([*near, (0, 9999)]), Unit(1, "us"))

    assert table.nbytes < 64 << 20
    start = datetime(9999, 6, 1, tzinfo=UTC)
    out = np.empty(1, dtype=np.int64)
    kernel = Kernel(courses, Unit(1, "us"), frozenset([*near, (0, 9999)]))
    answer(kernel, np.array([ticks(start)]), out, lambda _: np.array([0]))
    assert [ticks(scalar(start, zones()[0], rule))] == out.tolist()


def test_years_that_few_rows_have_are_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor one sentinel among many rows that share a year."""
    compiled: list[int] = []
    segments = DeadlineCourse.segments

    def noted(course: DeadlineCourse, year: int) -> Iterator[Any]:
        compiled.append(year)
        return segments(course, year)

    monkeypatch.setattr(DeadlineCourse, "segments", noted)
    monkeypatch.setattr(lookup_tables, "_years", SizedCache[Any](1 << 20))
    starts = np.full(2_000, np.datetime64("2025-07-03T22", "us"))
    starts[:3] = np.array(["9999-12-31", "2013-01-05", "2044-05-05"], dtype="M8[us]")
    terms: dict[str, Any] = {"rule": "form-i-247a", "on_error": "null"}
    with pytest.warns(RefusedRowsWarning, match="1 of 2,000 rows"):
        bulk.hold_deadlines(starts, zone="Pacific/Wake", **terms)

    assert [2025] == compiled


def test_rows_of_many_short_columns_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """And their year is compiled in the end, with the same answers."""
    by_clock.rows_so_far.cache_clear()
    monkeypatch.setattr(by_clock, "COMPILED_FROM", 9)
    starts = np.full(4, np.datetime64("2025-07-03T22", "us"))
    course = DeadlineCourse(
        ZoneInfo("Pacific/Wake"), REGULATION.excludes, FederalHolidays(), REGULATION.duration
    )
    answers = [found(starts, zone="Pacific/Wake") for _ in range(4)]

    assert answers[1:] == answers[:1] * 3
    assert by_clock.rows_so_far(course)[2025] >= 9


def test_a_table_of_very_many_courses_has_wider_cells() -> None:
    """They stay within the memory of a table, and a course without any answer gives none."""
    rule = catalog.rule("8-cfr-287.7-d")
    course = DeadlineCourse(
        ZoneInfo("America/Chicago"), rule.excludes, FederalHolidays(), rule.duration
    )
    starts = column([datetime(2025, 7, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(900)])
    instants = starts.astype("M8[ns]").view(np.int64)
    expected = bulk.hold_deadlines(starts, zone="America/Chicago").astype("M8[ns]").view(np.int64)
    instants, expected = np.resize(instants, 9_000), np.resize(expected, 9_000)
    # One row of a course without answers, which no sample of the column sees.
    codes = np.zeros(len(instants), dtype=np.int64)
    codes[5] = 4_000
    answers = np.empty_like(instants)

    unanswered = answer(
        Kernel((course, *[None] * 4_000), Unit(1, "ns")),
        instants,
        answers,
        lambda rows: codes[rows],
    )

    assert (1, 5) == unanswered
    assert np.array_equal(np.delete(expected, 5), np.delete(answers, 5))


def course_of(rule: HoldRule, zone: str) -> DeadlineCourse:
    """Give the deadlines of a rule."""
    calendar = FederalHolidays() if ExcludedDays.HOLIDAYS in rule.excludes else None
    return DeadlineCourse(ZoneInfo(zone), rule.excludes, calendar, rule.duration)


@pytest.mark.parametrize("compiled_from", [1, 9, sys.maxsize])
@pytest.mark.parametrize("zone", ["America/Chicago", *ELSEWHERE])
def test_courses_asked_together_answer_as_the_scalar_function(
    zone: str, compiled_from: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules of which each turns elsewhere; all their years compiled, or some, or none."""
    monkeypatch.setattr(by_clock, "COMPILED_FROM", compiled_from)
    by_clock.rows_so_far.cache_clear()
    rules = (catalog.rule("form-i-247a"), NINETY_MINUTES, REGULATION, SEVEN_DAYS)
    rows = [row.start for rule in rules for row in asked(zone, rule)[::7]]
    far = [datetime(1975, 7, 3, 22, tzinfo=UTC)]
    starts = np.array([*map(ticks, rows + far), NAT])
    kernel = Kernel(tuple(course_of(rule, zone) for rule in rules), Unit(1, "us"))
    questions = [Question(np.empty_like(starts)) for _ in rules]

    found = answer_together(kernel, starts, questions)

    for rule, question in zip(rules, questions, strict=True):
        expected = [ticks(scalar(start, zone, rule)) for start in rows + far]
        assert [*expected, NAT] == question.out.tolist()
    assert [((0, None), [])] * len(rules) == [
        (finding.unanswered, finding.watched.tolist()) for finding in found
    ]


def test_a_row_is_found_where_a_course_has_no_answer_of_those_asked_together() -> None:
    """Each for itself: 2105 is beyond the federal holidays, of which Form I-247A knows none."""
    starts = np.array([ticks(datetime(year, 7, 3, 22, tzinfo=UTC)) for year in (2025, 2105, 2106)])
    rules = (REGULATION, catalog.rule("form-i-247a"))
    kernel = Kernel(tuple(course_of(rule, "America/Chicago") for rule in rules), Unit(1, "us"))
    answers = [np.empty_like(starts) for _ in rules]

    found = answer_together(kernel, starts, [Question(out) for out in answers])

    assert [(2, 1), (0, None)] == [finding.unanswered for finding in found]
    assert [NAT, NAT] == answers[0].tolist()[1:]
    assert (starts + 48 * 60 * 60 * 10**6 == answers[1]).all()


@pytest.mark.parametrize("compiled_from", [1, 1_000, sys.maxsize])
@pytest.mark.parametrize("rule", [REGULATION, *MADE_UP], ids=lambda rule: str(rule.id))
def test_each_row_is_found_whose_window_holds_what_is_watched_for(
    rule: HoldRule, compiled_from: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of a slot that any row of it would be found in as well, and none far from it."""
    monkeypatch.setattr(by_clock, "COMPILED_FROM", compiled_from)
    by_clock.rows_so_far.cache_clear()
    first = datetime(2024, 6, 28, 0, 7, tzinfo=UTC)
    instants = [first + n * timedelta(minutes=23) for n in range(9_000)]
    instants += [datetime(2031, 7, 4, hour, tzinfo=UTC) for hour in range(24)]
    starts = np.array([*map(ticks, instants), NAT])
    moments = np.array([ticks(datetime(year, 7, 4, 9, tzinfo=UTC)) for year in (2024, 2031)])
    kernel = Kernel((course_of(rule, "America/Chicago"),), Unit(1, "us"))
    out = np.empty_like(starts)

    def holds_a_moment(
        firsts: npt.NDArray[np.int64], lasts: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.bool_]:
        return np.searchsorted(moments, firsts) < np.searchsorted(moments, lasts, "right")

    (found,) = answer_together(kernel, starts, [Question(out, holds_a_moment)])

    windows = zip(starts[:-1].tolist(), out[:-1].tolist(), strict=True)
    held = [
        row for row, (start, end) in enumerate(windows) if any(start <= at <= end for at in moments)
    ]
    day = 24 * 60 * 60 * 10**6
    near = [
        row
        for row, (start, end) in enumerate(
            zip(starts[:-1].tolist(), out[:-1].tolist(), strict=True)
        )
        if any(start - day < at < end + day for at in moments)
    ]
    watched = found.watched.tolist()
    assert {*held} <= {*watched} <= {*near}
    assert watched == sorted({*watched})
    assert (held == watched) == (compiled_from == sys.maxsize)


def test_no_time_is_counted_over_days_that_are_not_known() -> None:
    """Also where the last of them is known again."""

    class Partial(HolidayCalendar):
        """Knows all days but one."""

        __slots__ = ()

        def reasons(self, day: date) -> tuple[str, ...]:
            if day == date(2025, 5, 14):
                raise CoverageError("calendar", day, "another day", "Wait.")
            return ()

        @property
        def label(self) -> str:
            return "all but a day"

    course = CountedTimeCourse(
        ZoneInfo("America/Chicago"), frozenset({ExcludedDays.HOLIDAYS}), Partial()
    )
    before, inside, after = (ticks(datetime(2025, 5, day, 12, tzinfo=UTC)) for day in (12, 14, 16))

    assert course.between(before, inside) is None
    assert course.between(before, after) is None
    assert course.between(after, after + 60_000_000) == 60_000_000
