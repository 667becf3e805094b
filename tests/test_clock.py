"""Local days: where each begins, whatever a zone's clocks did at midnight."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from detainerlib import counted_time, hold_deadline
from detainerlib.errors import ZoneError
from detainerlib.holds import clock
from detainerlib.holds.terms import clock_settings
from detainerlib.models.hold_rules import CUSTODY_ENDS
from detainerlib.times.days import first_instant


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        # An ordinary midnight, CST.
        ("America/Chicago", date(2025, 1, 15), "2025-01-15T06:00:00Z"),
        # Midnight skipped: clocks went from 00:00 to 01:00.
        ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T03:00:00Z"),
        # Midnight inside a gap: clocks went from 23:30 on the 30th to 00:30 on the 31st.
        ("America/Toronto", date(1919, 3, 31), "1919-03-31T04:30:00Z"),
        # The first of two midnights: clocks fell back at 00:01 to 23:01.
        ("America/St_Johns", date(2000, 10, 29), "2000-10-29T02:30:00Z"),
        # Midnight skipped by a change of 44 minutes and 30 seconds.
        ("Africa/Monrovia", date(1972, 1, 7), "1972-01-07T00:44:30Z"),
        # A date that never was begins, and ends, where the next begins.
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", date(2011, 12, 31), "2011-12-30T10:00:00Z"),
        # Offsets with seconds.
        ("America/New_York", date(1880, 1, 2), "1880-01-02T04:56:02Z"),
    ],
)
def test_first_instant(zone: str, day: date, expected: str) -> None:
    """The first instant whose local date is that day or later, counted from the tz database."""
    instant = first_instant(day, ZoneInfo(zone))

    assert datetime.fromisoformat(expected) == instant
    assert instant.tzinfo is UTC


def test_a_gap_over_midnight_is_no_time() -> None:
    """Toronto's clocks skipped from 23:30 to 00:30: an hour of no time between two days."""
    zone = ZoneInfo("America/Toronto")
    before = datetime(1919, 3, 30, 23, 29, tzinfo=zone)
    after = datetime(1919, 3, 31, 0, 31, tzinfo=zone)

    assert timedelta(minutes=2) == counted_time(before, after, rule="form-i-247a")


def test_a_zone_that_is_neither_a_key_nor_a_zone() -> None:
    """What cannot be a zone is refused with the remedy."""
    with pytest.raises(ZoneError) as caught:
        hold_deadline(datetime(2025, 7, 3, 22, tzinfo=UTC), zone=["America/Chicago"])  # type: ignore[arg-type]

    assert (
        "zone: got a list of 1, expected a time zone. "
        "Use the facility's time zone, such as America/Chicago (Central)."
    ) == str(caught.value)


def test_days_of_long_stretches_are_not_all_kept() -> None:
    """However many are walked through, and with the same count as year by year."""
    begins, ends = (datetime(year, 1, 1, tzinfo=UTC) for year in (1975, 2075))
    years = [datetime(year, 1, 1, tzinfo=UTC) for year in range(1975, 2076)]
    rule = "8-cfr-287.7-d"
    days = clock_settings(rule, ZoneInfo("America/Boise"), None, CUSTODY_ENDS).days
    counted = [
        counted_time(start, end, rule=rule, zone="America/Boise") for start, end in pairwise(years)
    ]

    assert counted_time(begins, ends, rule=rule, zone="America/Boise") == sum(counted, timedelta(0))
    assert 0 < len(days) <= clock.DAYS_KEPT < (ends - begins).days


def test_a_clock_that_never_stops_is_not_walked() -> None:
    """Of a sentinel such as 9999-12-25 each of three million days was made, in half a minute."""
    zone = ZoneInfo("America/Chicago")
    days = clock.LocalDays(zone, frozenset(), None)
    begins, ends = (datetime(year, 12, 25, tzinfo=UTC) for year in (1, 9999))

    assert ends - begins == clock.counted_between(begins, ends, days)
    assert {} == days
    last = datetime(9999, 12, 31, tzinfo=zone).astimezone(UTC)
    assert last - begins == clock.counted_between(begins, last, days)
    beyond = datetime.max.replace(tzinfo=UTC)
    with pytest.raises(OverflowError):
        clock.counted_between(begins, beyond, days)
    assert timedelta(0) == clock.counted_between(beyond, beyond, days)


def test_a_day_beyond_those_kept_takes_the_place_of_all_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As many as may be kept are, and not one more."""
    monkeypatch.setattr(clock, "DAYS_KEPT", 2)
    days = clock.LocalDays(ZoneInfo("America/Boise"), frozenset(), None)
    kept: list[int] = []
    for ordinal in range(730_000, 730_004):
        assert () == days[ordinal].reasons
        kept.append(len(days))

    assert [1, 2, 1, 2] == kept
