"""Deadlines of rival readings at the edges of what is known, and of the calendar."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from detainerlib import catalog
from detainerlib.errors import CoverageError
from detainerlib.holds import rival_windows
from detainerlib.holds.rival_windows import RivalCalendar, deadlines_of
from detainerlib.holds.terms import ClockSettings, clock_settings
from detainerlib.models.hold_rules import CUSTODY_ENDS, HoldRule
from detainerlib.times.calendars import FederalHolidays

CHICAGO: Final = ZoneInfo("America/Chicago")


class OfNoYear(FederalHolidays):
    """A calendar of which no year is known."""

    def reasons(self, day: date) -> tuple[str, ...]:
        """Refuse any day."""
        raise CoverageError("calendar", day, "a day on file", "There is none.")


@pytest.mark.parametrize("may_be_unknown", [True, False])
def test_beyond_the_years_of_a_list(
    monkeypatch: pytest.MonkeyPatch,
    may_be_unknown: bool,
) -> None:
    """A reading that may be unknown there is left out; another is not passed over."""
    rivals = (
        RivalCalendar(OfNoYear(), may_be_unknown=may_be_unknown),
        RivalCalendar(FederalHolidays(observed="none")),
    )

    def no_year_is_known(
        rule: HoldRule, zone: ZoneInfo, _places: frozenset[str]
    ) -> tuple[ClockSettings, tuple[RivalCalendar, ...]]:
        return clock_settings(rule, zone, None, rule.starts_at), rivals

    monkeypatch.setattr(rival_windows, "_clocks", no_year_is_known)
    starts = [(CUSTODY_ENDS, datetime(2026, 7, 1, 17, tzinfo=CHICAGO))]
    rule = catalog.rule("8-cfr-287.7-d")
    if may_be_unknown:
        assert [6, 3] == [rival.deadline.day for rival in deadlines_of(rule, starts, CHICAGO, ())]
        return
    with pytest.raises(CoverageError, match="expected a day on file"):
        deadlines_of(rule, starts, CHICAGO, ())


def test_past_the_last_day_of_all() -> None:
    """Refused under the name of the start."""
    starts = [(CUSTODY_ENDS, datetime(9999, 12, 31, 12, tzinfo=CHICAGO))]
    with pytest.raises(CoverageError) as caught:
        deadlines_of(catalog.rule("form-i-247a"), starts, CHICAGO, ())
    assert str(caught.value).startswith("custody_ends: got 9999-12-31T18:00:00+00:00 (UTC), ")
