"""Legal scenarios, each a sentence with its source, as records of `cases/`."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from scenarios import scenarios

from detainerlib import ClosureCalendar, FederalHolidays, catalog, hold_deadline
from detainerlib.times import HolidayCalendar

CASES = scenarios("deadlines", "case")


def calendar_of(case: dict[str, Any]) -> HolidayCalendar | None:
    """Give the calendar a case asks for; None for the default."""
    calendar = FederalHolidays(observed=case["observed"]) if "observed" in case else None
    if case.get("closures"):
        return (calendar or FederalHolidays()) | ClosureCalendar(catalog.closures())
    return calendar


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    """The deadline is the one the source gives, or the calendar counted by hand."""
    zone = ZoneInfo(case["zone"])
    start = case["start"].replace(tzinfo=zone, fold=case.get("fold", 0))
    found = hold_deadline(start, rule=case.get("rule", "8-cfr-287.7-d"), calendar=calendar_of(case))

    assert case["deadline"] == found.replace(tzinfo=None)
    assert found.tzinfo is zone


def test_every_case_says_where_its_answer_comes_from() -> None:
    """No expected value without a source."""
    assert [] == [case["says"] for case in CASES if not case["source"].strip()]
    assert len(CASES) == len({case["says"] for case in CASES})
