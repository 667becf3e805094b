"""The clock against a table made by counting minutes, which shares no code with it."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minute_counter import Row, deadline, read_table
from statute import SATURDAY, SUNDAY
from strategies import ZONES, instants

from detainerlib import CustomDays, FederalHolidays, catalog, hold_deadline
from detainerlib.models import ExcludedDays

ROWS = read_table()
CASES = sorted({row.case for row in ROWS})


def instant(text: str) -> datetime:
    """Give the instant that a cell of the table stands for."""
    return datetime.fromisoformat(text).astimezone(UTC)


def found(row: Row) -> datetime:
    """Give the library's deadline for a row, in UTC."""
    if row.rule == "consecutive":
        rule, calendar = "form-i-247a", None
    else:
        rule, calendar = "8-cfr-287.7-d", FederalHolidays(observed=row.observed)  # type: ignore[arg-type]
    start = instant(row.start_utc)
    return hold_deadline(start, rule=rule, zone=row.zone, calendar=calendar).astimezone(UTC)


@pytest.mark.parametrize("case", CASES)
def test_golden_rows(case: str) -> None:
    """Every row of the table, by the boundary it stands for."""
    rows = [row for row in ROWS if row.case == case]
    wrong = [(row, found(row)) for row in rows if found(row) != instant(row.deadline_utc)]

    assert [] == wrong


def test_the_table_is_as_large_and_wide_as_it_must_be() -> None:
    """At least 2,000 starts over 15 zones, from the first years covered to the last."""
    assert len({(row.zone, row.start_utc) for row in ROWS}) >= 2_000
    assert len({row.zone for row in ROWS}) >= 15
    assert min(row.start_utc for row in ROWS) < "1972"
    assert max(row.deadline_utc for row in ROWS) > "2100-12"


@pytest.mark.parametrize(
    "start",
    # In UTC; clocks fell back from 00:01 to 23:01 at 02:31Z, October 29, 2000.
    ["2000-10-29T00:30Z", "2000-10-29T02:00Z", "2000-10-29T02:30Z", "2000-10-29T03:00Z"],
)
def test_st_johns_days_that_fell_back_at_00_01(start: str) -> None:
    """The second 23:01 of "Saturday" is Sunday, and stands still under a Sunday rule."""
    zone = "America/St_Johns"
    rule = attrs.evolve(
        catalog.rule("form-i-247a"),
        id="sundays-only",
        excludes=frozenset({ExcludedDays.SUNDAYS}),
        duration=timedelta(hours=2),
    )
    expected = deadline(instant(start), zone, 2, frozenset({SUNDAY}), frozenset())

    # In UTC: between zones Python finds no repeated time equal to anything.
    assert expected == hold_deadline(instant(start), rule=rule, zone=zone).astimezone(UTC)


@given(
    st.sampled_from(ZONES),
    st.data(),
    st.frozensets(st.sampled_from([ExcludedDays.SATURDAYS, ExcludedDays.SUNDAYS])),
    st.integers(1, 30),
    st.lists(st.integers(0, 5), max_size=2),
)
@settings(max_examples=25)
def test_any_rule_counts_as_the_minute_counter_does(
    zone: str, data: st.DataObject, kinds: frozenset[ExcludedDays], hours: int, days: list[int]
) -> None:
    """Random exclusions, durations and days, not only the two rules of the table."""
    start = data.draw(instants(zone)).replace(second=0, microsecond=0)
    first = start.astimezone(UTC).date()
    out: dict[date, str] = {first + timedelta(days=day): "out" for day in days}
    rule = attrs.evolve(
        catalog.rule("8-cfr-287.7-d"),
        id="made-up",
        excludes=kinds | {ExcludedDays.HOLIDAYS},
        duration=timedelta(hours=hours),
    )
    weekdays = {ExcludedDays.SATURDAYS: SATURDAY, ExcludedDays.SUNDAYS: SUNDAY}
    expected = deadline(
        start, zone, hours, frozenset(weekdays[kind] for kind in kinds), frozenset(out)
    )

    found = hold_deadline(start, rule=rule, zone=zone, calendar=CustomDays(out))
    assert expected == found.astimezone(UTC)
