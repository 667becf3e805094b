"""Units of time: what a tick is worth, which years fit, and what is no unit of instants."""

from datetime import UTC, datetime
from typing import Any, Final

import pytest

from detainerlib.errors import DetainerError, NotAnInstantError, UnitError

np = pytest.importorskip("numpy")
units: Any = pytest.importorskip("detainerlib.bulk._kernel.units")

Unit, NAT, MOST = units.Unit, units.NAT, units.MOST
NANO, MICRO, MILLI = Unit(1, "ns"), Unit(1, "us"), Unit(1, "ms")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NO_DAY: Final = "dates and times, in hours or finer"
TOO_COARSE: Final = f"expected {NO_DAY}. Give {NO_DAY}."
NO_UNIT: Final = (
    "expected hours, minutes, seconds, ms, us or ns. Write values.astype('datetime64[us]')."
)


def test_a_tick_is_worth_so_many_nanoseconds() -> None:
    """And is written as numpy does; an instant is told to the microsecond it is in."""
    for unit, text, nanoseconds, second in (
        (NANO, "ns", 1, "1970-01-01T00:00:01.000000000Z"),
        (Unit(100, "ns"), "100ns", 100, "1970-01-01T00:00:01.000000000Z"),
        (MICRO, "us", 10**3, "1970-01-01T00:00:01.000000Z"),
        (MILLI, "ms", 10**6, "1970-01-01T00:00:01.000Z"),
        (Unit(1, "s"), "s", 10**9, "1970-01-01T00:00:01Z"),
    ):
        ticks = 10**9 // nanoseconds
        assert (text, nanoseconds, second) == (str(unit), unit.nanoseconds, unit.written(ticks))
        assert EPOCH.replace(second=1) == unit.instant(ticks)
        assert EPOCH.replace(year=1969, month=12, day=31, hour=23, minute=59, second=59) == (
            unit.instant(-ticks)
        )
    assert (60 * 10**9, 3600 * 10**9) == (Unit(1, "m").nanoseconds, Unit(1, "h").nanoseconds)
    assert EPOCH.replace(year=1969, month=12, day=31, hour=23, minute=59, second=59,
                         microsecond=999_999) == NANO.instant(-1)  # fmt: skip
    assert (EPOCH, None, None) == (NANO.instant(999), MICRO.instant(MOST), MICRO.instant(NAT + 1))


def test_a_unit_has_the_years_of_which_every_instant_can_be_written() -> None:
    """In nanoseconds neither that of 1677 nor that of 2262; else all of Python's."""
    assert range(1678, 2262) == NANO.years
    assert {range(1, 10000)} == {unit.years for unit in (Unit(100, "ns"), MICRO, Unit(5, "h"))}


def test_ticks_become_those_of_a_finer_unit() -> None:
    """As far as they fit; what is no time stays none."""
    most = MOST // 1000
    ticks = np.array([1, NAT, most, -most])

    assert [1000, NAT, 1000 * most, -1000 * most] == NANO.converted(ticks, MICRO).tolist()
    assert ticks is MICRO.converted(ticks, MICRO)
    assert [3, NAT] == Unit(2, "us").converted(ticks[:2], Unit(6, "us")).tolist()
    for unit, other, tick in (
        (NANO, MICRO, most + 1),
        (NANO, MICRO, -most - 1),
        (MICRO, NANO, 1),
        (Unit(2, "us"), Unit(3, "us"), 1),
    ):
        with pytest.raises(UnitError) as caught:
            unit.converted(np.array([NAT, tick]), other)
        assert str(caught.value) == (
            f"unit: got '{other}', expected times that {unit} can hold. Cast both to microseconds."
        )


def test_whether_a_time_is_none() -> None:
    """Among no times there is none such."""
    assert [True, True, False, False] == [
        units.has_nat(np.array(ticks, dtype=np.int64))
        for ticks in ([NAT], [3, NAT, 5], [3, NAT + 1], [])
    ]


def test_what_has_no_unit_of_instants_is_refused() -> None:
    """Days are none, nor is what is finer than nanoseconds, or no part of a microsecond."""
    for name, kind, text in (
        ("M8", NotAnInstantError, f"got 'datetime64', {TOO_COARSE}"),
        ("M8[W]", NotAnInstantError, f"got 'datetime64[W]', {TOO_COARSE}"),
        ("M8[M]", NotAnInstantError, f"got 'datetime64[M]', {TOO_COARSE}"),
        ("M8[Y]", NotAnInstantError, f"got 'datetime64[Y]', {TOO_COARSE}"),
        (
            *("M8[D]", NotAnInstantError),
            (
                f"got 'datetime64[D]', expected {NO_DAY}. A day has no time. Write [day and "
                "hold_bounds(day, zone=zone) for day in values.astype('datetime64[D]').tolist()]. "
                "A frame of dates goes to bulk.with_hold_bounds() as it is. With a column of "
                "releases there is bulk.audit_holds()."
            ),
        ),
        ("M8[ps]", UnitError, f"got 'datetime64[ps]', {NO_UNIT}"),
        ("M8[30ns]", UnitError, f"got 'datetime64[30ns]', {NO_UNIT}"),
        ("M8[1500ns]", UnitError, f"got 'datetime64[1500ns]', {NO_UNIT}"),
    ):
        with pytest.raises(DetainerError) as caught:
            units.unit_of(np.dtype(name), "at")
        assert (kind, f"at: {text}") == (type(caught.value), str(caught.value))
    for name in ("h", "m", "s", "7s", "ms", "us", "ns", "10ns", "2000ns"):
        assert name == str(units.unit_of(np.dtype(f"M8[{name}]"), "at"))
