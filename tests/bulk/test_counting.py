"""The time counted between two columns: by which way each row is answered, and how."""

import sys
from collections.abc import Callable
from typing import Any, Final

import pytest

np = pytest.importorskip("numpy")
written: Any = pytest.importorskip("written_courses")
by_clock: Any = pytest.importorskip("detainerlib.bulk._kernel.by_clock")
counting: Any = pytest.importorskip("detainerlib.bulk._kernel.counting")
units: Any = pytest.importorskip("detainerlib.bulk._kernel.units")

WrittenTime, at, begins, DAY, HOUR = (
    written.WrittenTime,
    written.at,
    written.begins,
    written.DAY,
    written.HOUR,
)
Unit, NAT = units.Unit, units.NAT
NANO, MICRO, SECOND = Unit(1, "ns"), Unit(1, "us"), Unit(1, "s")
ENOUGH: Final = 100
"""From how many rows on a year is compiled, here."""
YEARS: Final = range(2019, 2029)


@pytest.fixture(autouse=True)
def _compiled_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_clock, "COMPILED_FROM", ENOUGH)


def elapsed(start: int, end: int) -> int:
    """Give the whole time between two instants."""
    return end - start


def always(answer: int | None) -> Callable[[int, int], int | None]:
    """Give a way to count that has one answer."""

    def between(start: int, end: int) -> int | None:
        return answer

    return between


def running(**terms: Any) -> Any:
    """Give a course of some years, all of whose time is counted; by the clock, nine tenths."""
    return WrittenTime({year: [(begins(year + 1), True, -begins(year))] for year in YEARS}, **terms)


def time_between(
    course: Any, unit: Any, starts: list[int], ends: list[int]
) -> tuple[list[int], list[int], list[int]]:
    """Give the times counted, the years compiled, and the starts asked about."""
    columns = (np.array(ticks, dtype=np.int64) for ticks in (starts, ends))
    counted = counting.time_between(course, unit, *columns)
    assert np.dtype(np.int64) == counted.dtype
    return counted.tolist(), sorted({*course.compiled}), course.asked


MAY: Final = at("2025-05-05")


@pytest.mark.parametrize(
    ("days", "rows", "is_compiled"),
    [
        # A row takes as long as one answer, and as one more for each three days.
        (27, 10, False),
        (27, 11, True),
        (30, 9, False),
        (30, 10, True),
        # Both ends of each row count for the year, however short the row is.
        (0, 49, False),
        (0, 50, True),
    ],
)
@pytest.mark.parametrize("unit", [NANO, MICRO, SECOND], ids=str)
def test_a_year_is_compiled_where_that_is_quicker(
    unit: Any, days: int, rows: int, is_compiled: bool
) -> None:
    """Ten rows of 27 days take as long as a hundred answers, and no longer."""
    scale = 10**9 // unit.nanoseconds
    start, time = MAY // 10**6 * scale, days * 86_400 * scale
    course = running()
    counted, compiled, asked = time_between(course, unit, [start] * rows, [start + time] * rows)

    if is_compiled:
        assert ([time] * rows, [2025], []) == (counted, compiled, asked)
    else:
        assert [time * 9 // 10] * rows == counted
        assert ([], [MAY] * rows) == (compiled, asked)


@pytest.mark.parametrize(
    ("days", "compiled"), [(6, []), (1_197, []), (1_200, [2022, 2023, 2024, 2025])]
)
def test_a_row_over_years_has_those_between_compiled(days: int, compiled: list[int]) -> None:
    """If asking takes longer: four years are as dear as 400 answers."""
    course = running()
    counted, years, asked = time_between(course, MICRO, [MAY - days * DAY], [MAY])

    assert compiled == years
    if compiled:
        assert ([days * DAY], []) == (counted, asked)
    else:
        assert ([days * DAY * 9 // 10], [MAY - days * DAY]) == (counted, asked)


@pytest.mark.parametrize(("days", "compiled"), [(591, [2026]), (594, [2024, 2025, 2026])])
def test_years_that_many_rows_have_cost_nothing_more(days: int, compiled: list[int]) -> None:
    """Of three years one is compiled in any case: the others must be worth 200 answers."""
    first, second, july = at("2024-03-01"), at("2025-12-31"), at("2026-07-01")
    course = running()
    starts = [july] * 60 + [first, second]
    ends = [july + HOUR] * 60 + [first + days * DAY, second + 3 * DAY]
    counted, years, asked = time_between(course, MICRO, starts, ends)

    assert compiled == years
    assert [HOUR] * 60 == counted[:60]
    if days == 594:
        assert ([days * DAY, 3 * DAY], []) == (counted[60:], asked)
    else:
        assert [days * DAY * 9 // 10, 3 * DAY * 9 // 10] == counted[60:]
        assert starts[60:] == asked


def test_years_between_two_that_many_rows_have_are_compiled_too() -> None:
    """Time is counted on from year to year; those at either side without answers are not."""
    course = running()
    rows = [begins(year) + 9 * DAY for year in (2010, 2021, 2024, 2040) for _ in range(50)]
    counted, years, asked = time_between(course, MICRO, rows, [row + HOUR for row in rows])

    assert [2010, *range(2021, 2025), 2040] == years
    assert [HOUR * 9 // 10] * 50 == counted[:50] == counted[150:]
    assert [HOUR] * 100 == counted[50:150]
    assert rows[:50] + rows[150:] == asked


def test_a_row_longer_than_nanoseconds_can_count() -> None:
    """Three hundred years are dearer to ask about than to compile; there is no answer in either."""
    years = range(1960, 2262)
    course = WrittenTime({year: [(begins(year + 1), True, -begins(year))] for year in years})
    first, last = begins(1960) + HOUR, begins(2261)
    course.between = elapsed

    assert [NAT] == time_between(course, NANO, [first * 1_000], [last * 1_000])[0]
    assert [*years[:-1]] == sorted(course.compiled)
    course.between = always(units.MOST)
    assert [units.MOST] == time_between(course, MICRO, [first], [first + HOUR])[0]
    course.between = always(units.MOST // 1_000)
    assert [units.MOST // 1_000 * 1_000] == (
        time_between(course, NANO, [first * 1_000], [last * 1_000])[0]
    )


def test_what_the_clock_cannot_be_asked_is_compiled() -> None:
    """A start or an end between two microseconds, or a unit that cannot express the answers."""
    start = MAY * 1_000
    for begun, ended in ((start + 1, start + 5_000), (start, start + 4_999)):
        course = running()
        counted, years, asked = time_between(course, NANO, [start, begun], [start + 9_000, ended])
        assert ([9_000, ended - begun], [2025], []) == (counted, years, asked)
    course = running()
    minute = MAY // 60 // 10**6
    assert ([5], [2025], []) == time_between(course, Unit(1, "m"), [minute], [minute + 5])


def test_years_of_which_a_unit_cannot_hold_every_instant_are_not_asked_about() -> None:
    """Nanoseconds begin within 1677 and end within 2262."""
    course = WrittenTime({1677: [(begins(1678), True, 0)], 2262: [(begins(2263), True, 0)]})
    days = [at("1677-10-05"), at("1678-01-01") + 1, at("2261-12-31"), at("2262-03-05")]
    rows = [(days[0], days[0] + HOUR), (days[0], days[1]), (days[1], days[1] + HOUR),
            (days[2], days[2] + HOUR), (days[2], days[3]), (days[3], days[3] + HOUR)]  # fmt: skip
    starts, ends = ([row[side] * 1_000 for row in rows] for side in (0, 1))
    hour = HOUR * 900
    expected = [NAT, NAT, hour, hour, NAT, NAT]

    assert (expected, [days[1], days[2]]) == time_between(course, NANO, starts, ends)[::2]


def test_what_a_table_does_not_know_the_clock_may() -> None:
    """After days that are not known no time is counted on; the clock is asked anew."""
    march, april = at("2025-03-01"), at("2025-04-01")
    course = WrittenTime(
        {
            2025: [
                (march, True, -begins(2025)),
                (april, None, 0),
                (begins(2026), True, march - begins(2025) - april),
            ]
        }
    )
    rows = [(march - DAY, march - HOUR)] * 50 + [
        (march - DAY, MAY),
        (march, march),
        (MAY, MAY + DAY),
    ]
    starts, ends = ([row[side] for row in rows] for side in (0, 1))
    counted, years, asked = time_between(course, MICRO, starts, ends)

    assert [2025] == years
    assert [23 * HOUR] * 50 == counted[:50]
    assert [(MAY - march + DAY) * 9 // 10, 0, DAY * 9 // 10] == counted[50:]
    assert [march - DAY, MAY] == asked
    # Between two microseconds it cannot be asked either.
    course.asked.clear()
    begun = (march + DAY) * 1_000
    assert [NAT] == time_between(course, NANO, [begun + 1], [begun + 5_000])[0]
    assert [] == course.asked


def test_time_is_counted_to_the_microsecond(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four hundred years: more of them than a number with a point holds."""
    monkeypatch.setattr(by_clock, "COMPILED_FROM", sys.maxsize)
    first, last = at("1600-01-01"), at("2000-01-01") + 10
    nine_tenths = (last - first) // 10 * 9
    assert nine_tenths % 2 == 1 < 2**53 < nine_tenths
    assert [nine_tenths] == time_between(running(), MICRO, [first], [last])[0]


def test_what_the_clock_does_not_know_is_no_time() -> None:
    """And of no rows nothing is counted."""
    course = WrittenTime({})
    course.between = always(None)
    assert [NAT] == time_between(course, MICRO, [MAY], [MAY + DAY])[0]
    assert ([], [], []) == time_between(running(), MICRO, [], [])
