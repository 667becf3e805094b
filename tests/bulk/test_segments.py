"""Compiled years, read off a week: where each line ends, and what it gives."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from detainerlib.errors import CoverageError, DetainerError
from detainerlib.models import ExcludedDays
from detainerlib.times import HolidayCalendar

written: Any = pytest.importorskip("written_courses")
segments: Any = pytest.importorskip("detainerlib.bulk._kernel.segments")

at, DAY, HOUR = written.at, written.DAY, written.HOUR
TWO_DAYS: Final = timedelta(hours=48)
SUNDAYS: Final = frozenset({ExcludedDays.SUNDAYS})
NO_DAYS: Final = frozenset[ExcludedDays]()
UTC_ZONE: Final = ZoneInfo("UTC")
CHICAGO: Final = ZoneInfo("America/Chicago")
FIRST: Final = 1_735_689_600 * 10**6
"""The beginning of 2025, a Wednesday."""
LAST: Final = FIRST + 365 * DAY
SUNDAYS_OF_2025: Final = range(FIRST + 4 * DAY, LAST, 7 * DAY)

Lines = list[tuple[int, bool | None, int]]


class AllBut(HolidayCalendar):
    """Knows that no day is a holiday, but nothing of some days."""

    __slots__ = ("asked", "days")

    def __init__(self, *days: date) -> None:
        """Keep the days."""
        self.days = days
        self.asked: list[date] = []

    def reasons(self, day: date) -> tuple[str, ...]:
        """Give none, or refuse."""
        self.asked.append(day)
        if day in self.days:
            raise CoverageError("calendar", day, "another day", "Wait.")
        return ()

    @property
    def label(self) -> str:
        """Name what is known."""
        return "all but some days"


def lines(course: object, year: int = 2025) -> Lines:
    """Give the compiled segments of a year."""
    return [tuple(segment) for segment in segments.compiled(course, year)]


def between(course: object, first: str, last: str) -> Lines:
    """Give those of 2025 that end after one instant and up to another."""
    return [line for line in lines(course) if at(first) < line[0] <= at(last)]


def deadlines(
    zone: ZoneInfo = UTC_ZONE,
    excludes: frozenset[ExcludedDays] = SUNDAYS,
    calendar: HolidayCalendar | None = None,
    duration: timedelta = TWO_DAYS,
) -> Any:
    """Give a course of deadlines."""
    return segments.DeadlineCourse(zone, excludes, calendar, duration)


def test_an_instant_and_its_tick() -> None:
    """Microseconds since 1970, before it as after it."""
    for tick, instant in (
        (FIRST, datetime(2025, 1, 1, tzinfo=UTC)),
        (-1, datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
    ):
        assert tick == segments.ticks_of(instant)
        assert instant == segments.instant_at_tick(tick)
    assert (FIRST, LAST) == segments.year_limits(2025)
    assert at("9999-01-01") + 365 * DAY == segments.year_limits(9999)[1]


def test_an_answer_on_a_line() -> None:
    """It moves with the start, or stands, or there is none."""
    line = segments.Segment
    assert [13, 3, None] == [line(99, runs, 3).answers(10) for runs in (True, False, None)]


def test_forty_eight_hours_without_sundays() -> None:
    """To the end of Saturday the second day; then over Sunday; on Sunday, to the end of Tuesday."""
    expected: Lines = []
    for sunday in SUNDAYS_OF_2025:
        expected += [
            (sunday - 2 * DAY, True, 2 * DAY),
            (sunday, True, 3 * DAY),
            (sunday + DAY, False, sunday + 3 * DAY),
        ]
    assert [*expected, (LAST, True, 2 * DAY)] == lines(deadlines())


def test_ninety_minutes_before_a_day_of_25_hours() -> None:
    """Clocks go back at 2:00 on Sunday, 2 November: from 5:00 to 6:00 of the next day in UTC."""
    course = deadlines(CHICAGO, duration=timedelta(minutes=90))
    assert [
        (at("2025-11-02T03:30"), True, 3 * HOUR // 2),
        (at("2025-11-02T05:00"), True, 25 * HOUR + 3 * HOUR // 2),
        (at("2025-11-03T06:00"), False, at("2025-11-03T07:30")),
    ] == between(course, "2025-10-28", "2025-11-07")


def test_a_microsecond_before_sunday() -> None:
    """Only its last start is answered as it ends, and is on no line with those of Sunday."""
    course = deadlines(duration=timedelta(microseconds=1))
    assert [
        (at("2025-05-11") - 1, True, 1),
        (at("2025-05-12"), False, at("2025-05-12") + 1),
        (at("2025-05-18") - 1, True, 1),
    ] == between(course, "2025-05-06", "2025-05-18")


def test_nothing_excluded_is_one_line() -> None:
    """In a zone that sets its clocks as well."""
    assert [(LAST, True, 2 * DAY)] == lines(deadlines(CHICAGO, NO_DAYS))


def test_a_year_of_a_zone_ends_with_that_of_utc() -> None:
    """Sunday, 31 December 2023, lasts until 6:00 of 1 January 2024 in UTC."""
    course = deadlines(CHICAGO)
    day = at("2024-01-01T06:00")
    assert (at("2024-01-01"), False, day + 2 * DAY) == lines(course, 2023)[-1]
    assert (day, False, day + 2 * DAY) == lines(course, 2024)[0]
    assert (at("2024-01-05T06:00"), True, 2 * DAY) == lines(course, 2024)[1]


def test_no_deadline_over_a_day_that_is_not_known() -> None:
    """Nor one at its first instant, which must be known as well."""
    course = deadlines(excludes=NO_DAYS, calendar=AllBut(date(2025, 5, 14)))
    assert [
        (at("2025-05-12") - 1, True, 2 * DAY),
        (at("2025-05-15") - 1, None, 0),
        (LAST, True, 2 * DAY),
    ] == lines(course)


def test_no_deadline_beyond_the_calendar_of_python() -> None:
    """No day before 1 January 1 where it begins late, and none from 31 December 9999 on."""
    begins = at("0001-01-01T04:56:02")  # New York's mean time
    assert [(begins - 1, None, 0), (at("0002-01-01"), True, 2 * DAY)] == lines(
        deadlines(ZoneInfo("America/New_York"), NO_DAYS), 1
    )
    ends = at("9999-12-31")
    assert [(ends - 2 * DAY - 1, True, 2 * DAY), (ends + DAY, None, 0)] == lines(
        deadlines(excludes=NO_DAYS), 9999
    )


def test_the_clock_answers_each_start() -> None:
    """As it is compiled; None where there is no answer."""
    answer_of = deadlines(calendar=AllBut(date(2025, 5, 14))).answer_of()
    sunday = at("2025-05-04")
    assert [sunday - HOUR + 3 * DAY, sunday + 3 * DAY, sunday + 4 * DAY, None] == [
        answer_of(start) for start in (sunday - HOUR, sunday, sunday + 2 * DAY, sunday + 9 * DAY)
    ]


def counted(*unknown: date, excludes: frozenset[ExcludedDays] = SUNDAYS) -> Any:
    """Give a course of time that is counted."""
    return segments.CountedTimeCourse(UTC_ZONE, excludes, AllBut(*unknown) if unknown else None)


def test_time_runs_and_stands_on_sundays() -> None:
    """From nothing as the year begins; a Sunday takes a day of it."""
    expected: Lines = []
    for sundays, sunday in enumerate(SUNDAYS_OF_2025):
        expected += [
            (sunday, True, -FIRST - sundays * DAY),
            (sunday + DAY, False, sunday - FIRST - sundays * DAY),
        ]
    assert [*expected, (LAST, True, -FIRST - 52 * DAY)] == lines(counted())


@pytest.mark.parametrize("days", [1, 2])
def test_nothing_is_counted_up_to_the_end_of_days_not_known(days: int) -> None:
    """Up to there it is not, and at the instant at which they end, it is."""
    unknown = [date(2025, 5, 14) + timedelta(days=day) for day in range(days)]
    assert [
        (at("2025-05-14"), True, -FIRST),
        (at("2025-05-14") + days * DAY - 1, None, 0),
        (LAST, True, -FIRST - days * DAY),
    ] == lines(counted(*unknown, excludes=NO_DAYS))


def test_nothing_is_counted_on_the_first_or_last_day_of_a_year() -> None:
    """It is after the one, and at the end of the other."""
    first = at("0001-01-02")
    assert [(first - 1, None, 0), (at("0002-01-01"), True, -first)] == lines(
        counted(date(1, 1, 1), excludes=NO_DAYS), 1
    )
    assert [(LAST - DAY, True, -FIRST), (LAST - 1, None, 0), (LAST, True, -FIRST - DAY)] == lines(
        counted(date(2025, 12, 31), excludes=NO_DAYS)
    )
    unknown = counted(date(2025, 12, 31), date(2026, 1, 1), excludes=NO_DAYS)
    assert [(LAST - DAY, True, -FIRST), (LAST, None, 0)] == lines(unknown)


def test_the_clock_counts_between_two_instants() -> None:
    """Without Sundays; None where a day between is not known, be it the last, and far away."""
    course = counted(date(2025, 5, 14))
    saturday = at("2025-05-10T12:00")
    assert [12 * HOUR, 13 * HOUR, 36 * HOUR + DAY, None, None, HOUR] == [
        course.between(begins, ends)
        for begins, ends in (
            (saturday, at("2025-05-12")),
            (saturday, at("2025-05-12T01:00")),
            (saturday, at("2025-05-14")),
            (saturday, at("2025-05-14") + 1),
            (saturday, at("2025-05-16")),
            (at("2025-05-15"), at("2025-05-15T01:00")),
        )
    ]
    assert course.between(at("9999-12-30"), at("9999-12-31T05:00")) is None


def test_time_is_counted_to_the_microsecond() -> None:
    """Of three hundred years: more of them than a number with a point holds."""
    course = counted(excludes=NO_DAYS)
    begin, end = at("1700-01-01"), at("2000-01-01")
    assert end - begin + 1 == course.between(begin, end + 1) > 2**53


def test_the_last_day_is_asked_about_first() -> None:
    """Those before it may be millions, and it alone not be known."""
    calendar = AllBut(date(2025, 5, 14))
    course = segments.CountedTimeCourse(UTC_ZONE, NO_DAYS, calendar)
    assert course.between(at("1971-01-01"), at("2025-05-14") + 1) is None
    assert [date(2025, 5, 14)] == calendar.asked


def local(zone: str, fold: int) -> Any:
    """Give a course of local times."""
    return segments.LocalTimeCourse(ZoneInfo(zone), fold)


def test_local_times_of_a_year() -> None:
    """Chicago is 6 hours behind, 5 in summer. In the gap it is as before it, or as after it."""
    for fold, spring, fall in ((0, "03:00", "02:00"), (1, "02:00", "01:00")):
        assert [
            (at(f"2025-03-09T{spring}") - 1, True, 6 * HOUR),
            (at(f"2025-11-02T{fall}") - 1, True, 5 * HOUR),
            (LAST, True, 6 * HOUR),
        ] == lines(local("America/Chicago", fold))


def test_local_times_beyond_the_calendar_of_python() -> None:
    """East of Greenwich the first, and west of it the last, are no instants."""
    mean_time = at("1970-01-01T09:18:59")
    assert [
        (at("0001-01-01") + mean_time - 1, None, 0),
        (at("0002-01-01"), True, -mean_time),
    ] == lines(local("Asia/Tokyo", 0), 1)
    assert [
        (at("9999-12-31T17:00") - 1, True, 7 * HOUR),
        (at("9999-12-31") + DAY, None, 0),
    ] == lines(local("America/Phoenix", 0), 9999)


def test_how_far_answers_lie_from_their_starts() -> None:
    """Whole seconds and the duration; local times and what is counted, whole seconds alone."""
    duration = timedelta(seconds=5, microseconds=7)
    steps = [
        segments.DeadlineCourse(UTC_ZONE, SUNDAYS, None, duration).step,
        segments.CountedTimeCourse(UTC_ZONE, SUNDAYS, None).step,
        segments.LocalTimeCourse(UTC_ZONE, 0).step,
    ]
    assert [duration, timedelta(days=1), timedelta(days=1)] == steps


class Given:
    """A course whose segments are given."""

    def __init__(self, *lines: tuple[int, bool | None, int]) -> None:
        """Keep them."""
        self.lines = lines

    def segments(self, _: int) -> Iterator[Any]:
        """Yield them."""
        return (segments.Segment(*line) for line in self.lines)


def test_neighbors_on_one_line_are_joined() -> None:
    """And a single start with those after it, if it is on their line too."""
    for given, joined in (
        # Two on one line, and one beside it.
        ([(5, True, 1), (9, True, 1), (12, True, 2)], [(9, True, 1), (12, True, 2)]),
        ([(5, None, 0), (9, None, 0)], [(9, None, 0)]),
        ([(5, True, 1), (9, False, 1)], [(5, True, 1), (9, False, 1)]),
        # The start 6, which is answered by 7 on both lines; and two starts, of which one is.
        ([(5, True, 9), (6, True, 1), (8, False, 7)], [(5, True, 9), (8, False, 7)]),
        ([(5, True, 9), (6, True, 2), (8, False, 7)], [(5, True, 9), (6, True, 2), (8, False, 7)]),
        ([(5, True, 9), (7, True, 1), (8, False, 8)], [(5, True, 9), (7, True, 1), (8, False, 8)]),
        # Where it is not known where the first begins, it is no single start.
        ([(6, True, 1), (8, False, 7)], [(6, True, 1), (8, False, 7)]),
        (
            [(5, True, 9), (6, True, 1), (7, False, 7), (8, True, 0)],
            [(5, True, 9), (7, False, 7), (8, True, 0)],
        ),
    ):
        assert joined == lines(Given(*given))


def test_what_are_no_years_is_refused() -> None:
    """Only a range of the years of Python's calendar, without gaps, is not."""
    for years in (range(2015, 2031), range(1, 10_000), range(2025, 2026)):
        assert years is segments.checked_years(years)
    for refused in (
        range(2015, 2015),
        range(5),
        range(9_990, 10_001),
        range(2015, 2031, 2),
        range(2031, 2015, -1),
        [2015, 2016],
        2015,
    ):
        with pytest.raises(DetainerError) as caught:
            segments.checked_years(refused)
        shown = "a list of 2" if isinstance(refused, list) else repr(refused)
        assert str(caught.value) == (
            f"years: got {shown}, expected a range of years of the calendar, without gaps. "
            "Write range(2015, 2031)."
        )
