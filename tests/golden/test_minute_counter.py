"""The oracle itself: known answers, the days of the statute, and the table as written."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from minute_counter import HOLIDAYS_BY_READING, MINUTES_FORMAT, deadline, deadline_under, read_table
from starts import CASES, US_ZONES, ZONES
from statute import SUNDAY, statutory_holidays

CHICAGO = "America/Chicago"


def instant(wall: str, zone: str, fold: int = 0) -> datetime:
    """Give the UTC instant of a wall time."""
    local = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return local.astimezone(UTC)


@pytest.mark.parametrize(
    ("rule", "observed", "start", "expected"),
    [
        # Worked examples: a Monday, and a Thursday "interrupted by the weekend".
        ("excluding", "both", "2025-05-05T17:00", "2025-05-07T17:00"),
        ("excluding", "both", "2025-05-01T17:00", "2025-05-05T17:00"),
        # A start on an excluded day, and the Friday before Memorial Day.
        ("excluding", "both", "2025-05-10T10:00", "2025-05-14T00:00"),
        ("excluding", "both", "2025-05-23T17:00", "2025-05-28T17:00"),
        # Thursday 00:00 is complete with Friday, not on Monday 00:00.
        ("excluding", "both", "2025-05-08T00:00", "2025-05-10T00:00"),
        ("excluding", "both", "2025-05-08T00:01", "2025-05-12T00:01"),
        # Independence Day 2026 is a Saturday: Friday 3 July only in its stead.
        ("excluding", "both", "2026-07-02T17:00", "2026-07-07T17:00"),
        ("excluding", "saturday", "2026-07-02T17:00", "2026-07-07T17:00"),
        ("excluding", "none", "2026-07-02T17:00", "2026-07-06T17:00"),
        # 1 January 2023 is a Sunday: Monday 2 January only after it.
        ("excluding", "both", "2022-12-30T17:00", "2023-01-04T17:00"),
        ("excluding", "saturday", "2022-12-30T17:00", "2023-01-03T17:00"),
        # Friday 31 December 2021, for 1 January 2022.
        ("excluding", "both", "2021-12-30T17:00", "2022-01-04T17:00"),
        ("excluding", "none", "2021-12-30T17:00", "2022-01-03T17:00"),
        # Elapsed hours: a weekend with 23 hours on its Sunday, one with 25.
        ("consecutive", "", "2026-03-07T12:00", "2026-03-09T13:00"),
        ("consecutive", "", "2025-11-01T12:00", "2025-11-03T11:00"),
    ],
)
def test_known_answers_in_chicago(rule: str, observed: str, start: str, expected: str) -> None:
    """The counter gives the answers known beforehand, in local time."""
    found = deadline_under(rule, observed, instant(start, CHICAGO), CHICAGO)
    assert found == instant(expected, CHICAGO)


@pytest.mark.parametrize(
    ("start", "fold", "hours", "expected"),
    [
        # Sunday began at the first 00:00. At 00:01 clocks went back to 23:01 "Saturday".
        ("2000-10-28T22:00", 0, 2, "2000-10-29T00:00"),
        ("2000-10-28T22:00", 0, 3, "2000-10-30T01:00"),
        ("2000-10-28T23:30", 0, 1, "2000-10-30T00:30"),
        ("2000-10-28T23:30", 1, 1, "2000-10-30T01:00"),
    ],
)
def test_a_repeated_hour_before_midnight_belongs_to_the_later_day(
    start: str, fold: int, hours: int, expected: str
) -> None:
    """With Sundays alone excluded, the second 23:01 to 24:00 in St. John's does not count."""
    zone = "America/St_Johns"
    sundays = frozenset({SUNDAY})
    found = deadline(instant(start, zone, fold), zone, hours, sundays, frozenset())
    assert found == instant(expected, zone)


def test_a_day_that_never_was_is_not_counted() -> None:
    """In Apia, Thursday 29 December 2011 was followed by Saturday 31 December."""
    zone = "Pacific/Apia"
    start = instant("2011-12-29T12:00", zone)
    assert deadline_under("consecutive", "", start, zone) == instant("2012-01-01T12:00", zone)
    # Thursday's 12 hours, then Tuesday 3 January: Monday is in lieu of Sunday 1 January.
    assert deadline_under("excluding", "both", start, zone) == instant("2012-01-04T12:00", zone)


@pytest.mark.parametrize(
    ("day", "readings"),
    [
        ("1971-01-01", {"none", "saturday", "both"}),
        ("1971-10-25", {"none", "saturday", "both"}),
        ("1971-11-11", set[str]()),
        ("1977-10-24", {"none", "saturday", "both"}),
        ("1978-10-23", set[str]()),
        ("1978-11-10", {"saturday", "both"}),
        ("1978-11-11", {"none", "saturday", "both"}),
        ("1985-01-21", set[str]()),
        ("1986-01-20", {"none", "saturday", "both"}),
        ("2010-12-31", {"saturday", "both"}),
        ("2020-06-19", set[str]()),
        ("2021-06-18", {"saturday", "both"}),
        ("2022-06-20", {"both"}),
        ("2027-12-31", {"saturday", "both"}),
        ("2100-12-31", {"saturday", "both"}),
    ],
)
def test_a_day_is_a_holiday_in_these_readings(day: str, readings: set[str]) -> None:
    """The first and last days of a rule, and the days moved by a weekend."""
    found = {
        observed
        for observed, days in HOLIDAYS_BY_READING.items()
        if date.fromisoformat(day) in days
    }
    assert found == readings


def test_the_days_of_2026() -> None:
    """The eleven days of one ordinary year."""
    days = [f"{day:%a %d %b}" for day in statutory_holidays(2026)]
    assert days == [
        "Thu 01 Jan",
        "Mon 19 Jan",
        "Mon 16 Feb",
        "Mon 25 May",
        "Fri 19 Jun",
        "Sat 04 Jul",
        "Mon 07 Sep",
        "Mon 12 Oct",
        "Wed 11 Nov",
        "Thu 26 Nov",
        "Fri 25 Dec",
    ]


def test_the_table_is_whole() -> None:
    """Every case and every zone is there, in order, none twice, most in the United States."""
    table = read_table()
    assert table == sorted(set(table))
    assert len(table) >= 2400
    assert {row.case for row in table} == set(CASES)
    assert {row.zone for row in table} == set(ZONES)
    assert sum(row.zone in US_ZONES for row in table) >= 0.65 * len(table)


def test_the_table_is_what_the_counter_counts() -> None:
    """Every fiftieth row, counted again."""
    for row in read_table()[::50]:
        start = datetime.strptime(row.start_utc, MINUTES_FORMAT).replace(tzinfo=UTC)
        found = deadline_under(row.rule, row.observed, start, row.zone)
        assert found.strftime(MINUTES_FORMAT) == row.deadline_utc, row
