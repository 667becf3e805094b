"""A few thousand cases of each comparison with the oracle, and that it would notice a fault."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("numpy", reason="numpy is not installed")
pytest.importorskip("pandas", reason="pandas is not installed")

import deadlines_compared as deadlines
import local_times_compared as times
from compare import compared
from hold_clock import clock_of, instant
from numpy import array
from policies_compared import policies_compared, policies_on_file_compared
from readings_compared import readings_compared
from rules_in_words import SHERIFF_IN_FLORIDA, STARTS, WORDS, Words, words_of
from zone_files import clocks_of

from detainerlib import catalog

CHICAGO = "America/Chicago"


def test_deadlines(monkeypatch: pytest.MonkeyPatch) -> None:
    """In columns and by the clock, in all zones, by place, under every rule and reading."""
    monkeypatch.setattr(deadlines, "ROWS", 250)
    count, wrong = compared(deadlines.deadlines_compared(3_000, 28, 600))

    assert {"deadlines in columns", "deadlines by the clock", "counted time in columns"} == {*count}
    assert 3_000 == count["deadlines in columns"]
    assert 0 == wrong.total()


def test_readings() -> None:
    """Which rules reach a place, and what each may mean."""
    count, wrong = compared(readings_compared(400, 28, 40))

    assert Counter({"readings in frames": 400, "readings one by one": 40}) == count
    assert 0 == wrong.total()


def test_local_times() -> None:
    """In every form, read, written and read back."""
    count, wrong = compared(times.local_times_compared(3_000, 28))

    assert (3_000, 0) == (count.total(), wrong.total())


def test_policies() -> None:
    """On small catalogs and on the one on file, in every world."""
    for comparison in (policies_compared(40, 28), policies_on_file_compared(150, 28)):
        count, wrong = compared(comparison)
        assert count.total()
        assert 0 == wrong.total()


def test_a_fault_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour more in the words of one rule, and the rows under it differ."""

    def an_hour_more(rule: str) -> Words:
        words = words_of(rule)
        return words._replace(hours=words.hours + (rule == "us-ct-54-192h-2014"))

    monkeypatch.setattr(deadlines, "ROWS", 250)
    monkeypatch.setattr(deadlines, "words_of", an_hour_more)
    _, wrong = compared(deadlines.deadlines_compared(3_000, 28, 100))

    assert wrong["deadlines in columns"]
    assert wrong["deadlines in columns"] < 3_000


def test_every_rule_on_file_was_read_here_too() -> None:
    """With its hours, whether it leaves out holidays, and what starts it."""
    for rule in catalog.rules():
        assert rule.id in WORDS or rule.id.startswith(SHERIFF_IN_FLORIDA), rule.id
        hours, leaves_out_holidays = words_of(rule.id)
        assert timedelta(hours=hours) == rule.duration
        assert leaves_out_holidays == rule.excludes_holidays
        assert STARTS.get(rule.id, "custody-ends") == rule.starts_at


@pytest.mark.parametrize(
    ("start", "reading", "expected"),
    [
        # A Thursday before July 4, 2025, at 5:00 p.m.; all days count for the form.
        ("2025-07-03T22:00", "both", "2025-07-08T22:00"),
        ("2025-07-03T22:00", None, "2025-07-05T22:00"),
        # From Thursday 00:00 both days are complete as Friday ends, and a minute later on Monday.
        ("2025-05-08T05:00", "both", "2025-05-10T05:00"),
        ("2025-05-08T05:01", "both", "2025-05-12T05:01"),
    ],
)
def test_known_answers(start: str, reading: str | None, expected: str) -> None:
    """The oracle gives the answers known beforehand, in UTC."""
    microseconds = int(datetime.fromisoformat(start).replace(tzinfo=UTC).timestamp()) * 10**6
    (deadline,) = clock_of(CHICAGO, reading).deadlines(array([microseconds]), 48)

    assert datetime.fromisoformat(expected).replace(tzinfo=UTC) == instant(deadline)


def test_what_a_zone_file_holds() -> None:
    """Clocks in Chicago, by a change that is listed and by the rule for later years."""
    for text, hours in (("1975-02-22", -6), ("1975-02-24", -5), ("2099-07-01", -5)):
        noon = int(datetime.fromisoformat(f"{text}T12:00+00:00").timestamp())
        assert [hours * 3600] == clocks_of(CHICAGO).ahead_at(array([noon])).tolist()
