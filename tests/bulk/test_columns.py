"""Columns in and out: the same type, unit, zone, index, name and nulls; and what is refused."""

import importlib
import re
import subprocess
import sys
import warnings
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from boundaries import REGULATION, asked, ticks
from dateutil import tz

import detainerlib
from detainerlib import DetainerError, FederalHolidays, bulk, counted_time, hold_deadline
from detainerlib.errors import (
    CalendarError,
    CoverageError,
    EventError,
    InstantError,
    NotAnInstantError,
    RefusedRowsWarning,
    UnitError,
    UnknownIdError,
    ZoneError,
)

pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")

CHICAGO = "America/Chicago"
STARTS = np.array(["2025-07-03T22:00", "NaT", "2025-05-10T15:00"], dtype="M8[us]")
DEADLINES = np.array(["2025-07-08T22:00", "NaT", "2025-05-14T05:00"], dtype="M8[us]")


def series(values: Any = STARTS, zone: str | None = "UTC", unit: str = "us") -> Any:
    """Make a pandas Series with an index and a name."""
    index = pd.DatetimeIndex(values.astype(f"M8[{unit}]"), tz="UTC").tz_convert(zone)
    return pd.Series(index, index=[7, 3, 5], name="custody_ends")


class TestNumpy:
    """Arrays of datetime64, which by numpy's convention are in UTC."""

    def test_shape_and_order_are_kept(self) -> None:
        """Two dimensions, and not contiguous."""
        starts = np.repeat(STARTS, 4).reshape(3, 4)[:, ::2]
        answers = bulk.hold_deadlines(starts, zone=CHICAGO)

        np.testing.assert_array_equal(np.repeat(DEADLINES, 2).reshape(3, 2), answers)

    def test_byte_order_is_read(self) -> None:
        """As another machine wrote it."""
        answers = bulk.hold_deadlines(STARTS.astype(">M8[us]"), zone=CHICAGO)

        np.testing.assert_array_equal(DEADLINES, answers)

    def test_nothing_in_nothing_out(self) -> None:
        """An empty array, and one of nulls only."""
        empty = np.empty(0, dtype="M8[s]")
        nulls = np.full(5, "NaT", dtype="M8[s]")

        assert bulk.hold_deadlines(empty, zone=CHICAGO).dtype == empty.dtype
        assert np.isnat(bulk.hold_deadlines(nulls, zone=CHICAGO)).all()
        assert len(bulk.counted_time(empty, empty, zone=CHICAGO)) == 0

    def test_the_input_is_not_changed(self) -> None:
        """Nor has it to be writable."""
        starts = STARTS.copy()
        starts.flags.writeable = False
        bulk.hold_deadlines(starts, zone=CHICAGO)

        np.testing.assert_array_equal(STARTS, starts)

    def test_local_times_on_demand(self) -> None:
        """With naive=, which gives instants in UTC."""
        walls = np.array(["2025-07-03T17:00", "NaT", "2025-05-10T10:00"], dtype="M8[us]")
        answers = bulk.hold_deadlines(walls, zone=CHICAGO, naive=CHICAGO)

        np.testing.assert_array_equal(DEADLINES, answers)


class TestPandas:
    """Series and Index, of all units."""

    @pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
    @pytest.mark.parametrize("zone", ["UTC", CHICAGO, "Europe/Berlin"])
    def test_type_index_and_name_are_kept(self, unit: str, zone: str) -> None:
        """And the zone the column is shown in."""
        answers = bulk.hold_deadlines(series(zone=zone, unit=unit), zone=CHICAGO)

        pd.testing.assert_series_equal(series(DEADLINES, zone=zone, unit=unit), answers)

    def test_an_index_stays_an_index(self) -> None:
        """With its name."""
        given = pd.DatetimeIndex(series(), name="ends")
        answers = bulk.hold_deadlines(given, zone=CHICAGO)

        pd.testing.assert_index_equal(pd.DatetimeIndex(series(DEADLINES), name="ends"), answers)

    def test_naive_columns_are_refused_with_the_remedy(self) -> None:
        """And answered once it is said what they hold."""
        naive = series(zone=None)
        with pytest.raises(InstantError, match=r"say naive='local'.*in UTC, naive='UTC'"):
            bulk.hold_deadlines(naive, zone=CHICAGO)

        answers = bulk.hold_deadlines(naive, zone=CHICAGO, naive="UTC")
        pd.testing.assert_series_equal(series(DEADLINES, zone=None), answers)

    def test_naive_local_times_come_out_with_their_zone(self) -> None:
        """As a deadline in the repeated hour would name no instant."""
        walls = series().dt.tz_convert(CHICAGO).dt.tz_localize(None)
        answers = bulk.hold_deadlines(walls, zone="America/Denver", naive=CHICAGO)
        expected = bulk.hold_deadlines(series(zone=CHICAGO), zone="America/Denver")

        pd.testing.assert_series_equal(expected, answers)

    def test_counted_time_is_a_length_of_time(self) -> None:
        """With the index of the start."""
        counted = bulk.counted_time(series(), series() + pd.Timedelta(days=5), zone=CHICAGO)

        assert [2 * 24.0, 82.0] == (counted.dropna() / pd.Timedelta(hours=1)).tolist()
        assert (list(counted.index), counted.name) == ([7, 3, 5], "custody_ends")

    def test_the_finer_of_two_units(self) -> None:
        """As a sum may be finer than what was added to."""
        ends = (series() + pd.Timedelta(days=5)).dt.as_unit("ns")
        counted = bulk.counted_time(series(unit="s"), ends, zone=CHICAGO)

        assert counted.dtype == "timedelta64[ns]"
        assert [2 * 24.0, 82.0] == (counted.dropna() / pd.Timedelta(hours=1)).tolist()

    def test_another_index_is_refused(self) -> None:
        """Rows that are not known to belong together are not counted together."""
        with pytest.raises(DetainerError, match="reindex"):
            bulk.counted_time(series(), series().reset_index(drop=True), zone=CHICAGO)


class TestChoices:
    """One zone or rule for each row."""

    zones = (CHICAGO, "America/New_York", "Pacific/Guam")

    @pytest.mark.parametrize(
        "given",
        [
            list(zones),
            np.array(zones),
            np.array(zones, dtype=object),
            pd.Series(zones),
            pd.Series(zones, dtype="category"),
            pd.Categorical(zones),
            pd.array(zones),
            pd.Index(zones),
            bulk.Coded([2, 1, 0], zones[::-1]),
        ],
        ids=lambda given: type(given).__name__,
    )
    def test_zones_in_every_form(self, given: Any) -> None:
        """A list, arrays, a Series, a categorical, codes."""
        start = asked(CHICAGO, REGULATION)[9].start
        starts = np.array([ticks(start)] * 3).view("M8[us]")
        expected = [ticks(hold_deadline(start, zone=zone)) for zone in self.zones]

        assert expected == bulk.hold_deadlines(starts, zone=given).view(np.int64).tolist()

    def test_rules_and_zones_at_once(self) -> None:
        """Every row has its own of both; categories that no row names do not matter."""
        rules = ["form-i-247a", "8-cfr-287.7-d", "form-i-247a"]
        zones = pd.Series(self.zones).astype(pd.CategoricalDtype([*self.zones, "No/Place"]))
        starts = np.array(["2025-07-03T22:00"] * 3, dtype="M8[s]")
        answers = bulk.hold_deadlines(starts, zone=zones, rule=rules)

        assert ["2025-07-05T22:00:00", "2025-07-08T22:00:00"] == answers[:2].astype(str).tolist()

    def test_values_that_turn_up_late_and_rows_without_one(self) -> None:
        """Of few values and of many, in one dimension and in two."""
        starts = np.full(10_000, STARTS[0])
        codes = np.zeros(len(starts), dtype=np.int8)
        codes[9_000:], codes[-1] = 1, -1
        few = bulk.Coded(codes, [CHICAGO, "Pacific/Guam"])
        many = bulk.Coded(codes, [CHICAGO, "Pacific/Guam", *(f"No/Place_{n}" for n in range(40))])
        rules = bulk.Coded(codes, ["8-cfr-287.7-d", "form-i-247a"])
        for zone, rule, later in (
            (few, "8-cfr-287.7-d", ("Pacific/Guam", "8-cfr-287.7-d")),
            (many, "8-cfr-287.7-d", ("Pacific/Guam", "8-cfr-287.7-d")),
            (CHICAGO, rules, (CHICAGO, "form-i-247a")),
            (many, rules, ("Pacific/Guam", "form-i-247a")),
        ):
            with pytest.warns(RefusedRowsWarning, match="1 of 10,000 rows .* row 9999: "):
                found = bulk.hold_deadlines(starts, zone=zone, rule=rule, on_error="null")
            assert found[0] == DEADLINES[0]
            place, law = later
            assert found[9_500] == bulk.hold_deadlines(starts[:1], zone=place, rule=law)[0]
            assert np.isnat(found[-1])

    @pytest.mark.parametrize(
        "missing", [None, float("nan"), pd.NA, pd.NaT, np.datetime64("NaT")], ids=str
    )
    def test_a_zone_that_is_not_known(self, missing: Any) -> None:
        """However it is written."""
        with pytest.raises(ZoneError, match="row 0: zone: got None"):
            bulk.hold_deadlines(STARTS, zone=[missing, CHICAGO, CHICAGO])

    @pytest.mark.parametrize("zone", [[[CHICAGO]] * 3, [CHICAGO, 5, CHICAGO]])
    def test_what_is_no_zone(self, zone: Any) -> None:
        """The row is named."""
        with pytest.raises(DetainerError, match=r"row [01]: zone: got .*the key of a zone"):
            bulk.hold_deadlines(STARTS, zone=zone)

    def test_another_index(self) -> None:
        """Zones are not matched by their place where a label says otherwise."""
        zones = pd.Series(self.zones, index=[3, 7, 5])
        with pytest.raises(DetainerError, match="zone: got 'a Series with another index'"):
            bulk.hold_deadlines(series(), zone=zones)

        found = bulk.hold_deadlines(series(), zone=zones.reindex(series().index))
        assert found[7] == hold_deadline(series()[7], zone="America/New_York")

    def test_none_for_no_rows(self) -> None:
        """An empty list of codes."""
        empty = np.empty(0, dtype="M8[s]")
        assert len(bulk.hold_deadlines(empty, zone=bulk.Coded([], [CHICAGO]))) == 0

    def test_as_many_as_rows(self) -> None:
        """Neither more nor fewer."""
        with pytest.raises(DetainerError, match="zone: got '2 values', expected as many as"):
            bulk.hold_deadlines(STARTS, zone=[CHICAGO] * 2)

    def test_codes_that_lead_nowhere(self) -> None:
        """The row is named."""
        with pytest.raises(DetainerError, match=r"codes, row 1: got 4, expected less than 1,"):
            bulk.Coded([0, 4], [CHICAGO])
        with pytest.raises(DetainerError, match="codes, row 0: got -2"):
            bulk.Coded([-2, 0], [CHICAGO])

    def test_codes_that_are_no_numbers(self) -> None:
        """Names are no codes."""
        with pytest.raises(DetainerError, match="whole numbers"):
            bulk.Coded([CHICAGO], [CHICAGO])


class TestLocalTimes:
    """What happens twice, and what does not exist."""

    twice = np.array(["2025-11-02T01:30"], dtype="M8[m]")
    never = np.array(["2025-03-09T02:30"], dtype="M8[m]")

    def test_twice(self) -> None:
        """The earlier or the later, an hour apart."""
        earliest, latest = (
            bulk.hold_deadlines(
                self.twice, zone=CHICAGO, rule="form-i-247a", naive=CHICAGO, ambiguous=which
            )
            for which in ("earliest", "latest")
        )

        assert ["2025-11-04T06:30"] == earliest.astype(str).tolist()
        assert ["2025-11-04T07:30"] == latest.astype(str).tolist()

    @pytest.mark.parametrize("word", ["null", "NaT"])
    def test_null(self, word: Any) -> None:
        """Where the caller asks for it, and without a warning."""
        terms: dict[str, Any] = {"zone": CHICAGO, "naive": CHICAGO}

        assert np.isnat(bulk.hold_deadlines(self.twice, ambiguous=word, **terms)).all()
        assert np.isnat(bulk.hold_deadlines(self.never, nonexistent=word, **terms)).all()

    @pytest.mark.parametrize("walls", [twice, never])
    def test_refused_by_default(self, walls: Any) -> None:
        """With the row, the value and what can be said."""
        with pytest.raises(InstantError) as caught:
            bulk.hold_deadlines(walls, zone=CHICAGO, naive=CHICAGO)

        assert (
            f"row 0: local time: got '{walls[0]}', expected a local time that happens once in "
            "America/Chicago. Where clocks are set back it happens twice: say "
            "ambiguous='earliest', 'latest' or 'null'. Where they are set forward it does not "
            "exist: say nonexistent='null'."
        ) == str(caught.value)

    @pytest.mark.parametrize("where", ["ambiguous", "nonexistent"])
    def test_a_local_time_is_not_moved(self, where: str) -> None:
        """As that would move a deadline."""
        with pytest.raises(DetainerError, match=f"{where}: got 'shift_forward'"):
            bulk.hold_deadlines(
                self.never,
                zone=CHICAGO,
                naive=CHICAGO,
                **{where: "shift_forward"},  # type: ignore[arg-type]
            )

    def test_a_column_with_a_zone_is_not_naive(self) -> None:
        """The two contradict each other."""
        with pytest.raises(InstantError, match="none, as custody_ends has a zone, UTC"):
            bulk.hold_deadlines(series(), zone=CHICAGO, naive=CHICAGO)

    @pytest.mark.parametrize("unit", ["s", "ns"])
    def test_a_zone_that_has_lost_its_summers(self, unit: str) -> None:
        """From 2038 on its instants may be an hour off: refused as the scalar function does."""
        zone = tz.gettz("America/Chicago")
        walls = pd.Series(np.array(["2037-07-01T17", "NaT", "2038-07-01T17"], dtype=f"M8[{unit}]"))
        with pytest.raises(
            InstantError,
            match=r"^row 2: custody_ends: got .2038.* in tzfile.* the years after 2037\.",
        ):
            bulk.hold_deadlines(walls.dt.tz_localize(zone), zone=CHICAGO)
        with pytest.warns(RefusedRowsWarning, match="1 of 3"):
            answers = bulk.hold_deadlines(walls.dt.tz_localize(zone), zone=CHICAGO, on_error="null")

        right = bulk.hold_deadlines(walls, zone=CHICAGO, naive="local")
        assert [True, False, False] == [*(right == answers.dt.tz_convert(CHICAGO))]
        assert [False, True, True] == [*answers.isna()]
        for whole in (tz.gettz("Pacific/Honolulu"), UTC):
            assert 2 == bulk.hold_deadlines(walls.dt.tz_localize(whole), zone=CHICAGO).count()

    @pytest.mark.parametrize("unit", ["s", "ns"])
    def test_a_zone_loses_its_summers_with_the_year(self, unit: str) -> None:
        """By its own clock: the last moment of 2037 is read, and the first of 2038 is not."""
        first = np.array(["2038-01-01"], dtype=f"M8[{unit}]").astype(np.int64)
        walls = pd.Series(np.concatenate((first - 1, first)).view(f"M8[{unit}]"))
        local = walls.dt.tz_localize(tz.gettz("America/Chicago"))
        with pytest.warns(RefusedRowsWarning, match="1 of 2"):
            answers = bulk.hold_deadlines(local, zone=CHICAGO, on_error="null")

        assert [False, True] == [*answers.isna()]

    def test_a_time_beyond_those_summers_is_refused_in_a_finer_unit(self) -> None:
        """It is not turned into nanoseconds, which end with 2262, beside a start in them."""
        thursday = pd.Series(np.array(["2025-07-03T22"] * 2, dtype="M8[ns]")).dt.tz_localize(UTC)
        ends = pd.Series(np.array(["2025-07-04T17", "2300-07-04T17"], dtype="M8[s]"))
        local = ends.dt.tz_localize(tz.gettz("America/Chicago"))
        with pytest.warns(RefusedRowsWarning, match="1 of 2"):
            counted = bulk.counted_time(thursday, local, zone=CHICAGO, on_error="null")

        # From Thursday, 5 p.m., to the midnight at which the Fourth of July begins.
        assert [pd.Timedelta(hours=7), pd.NaT] == [*counted]

    def test_on_the_clock_of_an_unknown_zone(self) -> None:
        """What is wrong with the zone of the row is said, and not of its time."""
        walls = np.array(["2025-07-03T17:00"] * 2, dtype="M8[m]")
        keys = np.array(["America/Chicago", "America/Nowhere"])

        with pytest.raises(ZoneError, match=r"row 1: zone: got a string of 15 characters"):
            bulk.hold_deadlines(walls, zone=keys, naive="local")

    def test_each_on_the_clock_of_its_own_zone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Also in the pieces of a long column that come after the first."""
        monkeypatch.setattr("detainerlib.bulk._columns.inputs._PIECE", 2)
        keys = [CHICAGO, "America/New_York", "America/New_York", "Pacific/Guam", CHICAGO]
        wall = datetime.fromisoformat("2025-07-03T17:00")
        walls = np.array([wall] * len(keys), dtype="M8[us]")

        assert [ticks(hold_deadline(wall, zone=key)) for key in keys] == (
            bulk.hold_deadlines(walls, zone=keys, naive="local").view(np.int64).tolist()
        )

    def test_beyond_all_years(self) -> None:
        """As any instant there, also where only its instant lies beyond them."""
        for wall in ("12025-01-01", "9999-12-31T23:30"):
            walls = np.array([wall], dtype="M8[s]")
            with pytest.raises(CoverageError) as caught:
                bulk.hold_deadlines(walls, zone=CHICAGO, naive=CHICAGO)
            assert (
                f"row 0: local time: got '{walls[0]}', expected a time in the years 1 to 9999. "
                "No calendar can express the answer."
            ) == str(caught.value)
            with pytest.raises(CoverageError, match=r"row 0: .*(1 to 9999|1971-2100)"):
                bulk.hold_deadlines(walls, zone=CHICAGO)


class TestRefused:
    """Bad input: the row, the value, the remedy."""

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (
                pd.Series(["2025-07-03T17:00"]),
                NotAnInstantError,
                (
                    "custody_ends, row 0: got '2025-07-03T17:00', expected a date and time; "
                    ".*to_datetime"
                ),
            ),
            (
                np.array([1.5]),
                NotAnInstantError,
                r"custody_ends, row 0: got 1.5, expected a date and time; .*float64",
            ),
            (
                pd.Series(
                    [pd.Timestamp("2025-01-01", tz=zone) for zone in ("UTC", CHICAGO)], dtype=object
                ),
                NotAnInstantError,
                r"row 0: got 2025-01-01T00:00:00\+00:00 .*to_datetime\(values, utc=True\)",
            ),
            (
                pd.Series([pd.Timestamp("2025-01-01", tz=CHICAGO)], dtype=object),
                NotAnInstantError,
                r"custody_ends, row 0: got 2025-01-01.*to_datetime\(values, utc=True\)",
            ),
            (
                np.array(["2025-07-03"], dtype="M8[D]"),
                NotAnInstantError,
                r"A day has no time.*hold_bounds\(day",
            ),
            (np.array([0], dtype="M8[ps]"), UnitError, "datetime64.us"),
            (np.array([0], dtype="M8[30ns]"), UnitError, "datetime64.us"),
            (
                np.ma.masked_array(STARTS, mask=[True, False, False]),
                NotAnInstantError,
                "filled",
            ),
            (
                pd.Series([pd.NA, "2025-07-03T17:00"], dtype="string"),
                NotAnInstantError,
                "custody_ends, row 1: got '2025-07-03T17:00'",
            ),
            (["2025-07-03T17:00Z"], NotAnInstantError, "a numpy array, a pandas Series"),
        ],
    )
    def test_what_holds_no_instants(
        self, values: Any, error: type[DetainerError], message: str
    ) -> None:
        """Texts, numbers, days, objects, mixed zones."""
        with pytest.raises(error, match=message):
            bulk.hold_deadlines(values, zone=CHICAGO)

    def test_a_unit_that_cannot_express_the_answer(self) -> None:
        """Days in Kathmandu begin at a quarter past an hour of UTC."""
        hours = np.array(["2025-05-10T15"], dtype="M8[h]")
        with pytest.raises(UnitError, match=r"datetime64\[h\].*astype\('datetime64\[us\]'\)"):
            bulk.hold_deadlines(hours, zone="Asia/Kathmandu")

    def test_the_last_days_that_a_unit_holds(self) -> None:
        """In nanoseconds the year 2262 ends in April."""
        late = np.array(["2262-04-10T12"], dtype="M8[ns]")
        with pytest.raises(CoverageError, match="1678-2261, the years that a column in ns"):
            bulk.hold_deadlines(late, zone=CHICAGO, rule="form-i-247a")

    def test_out_of_range(self) -> None:
        """Row, value, zone, range and remedy."""
        starts = np.array(["2025-07-03T22:00", "2101-05-05"], dtype="M8[s]")
        message = (
            "row 1: 2101-05-05T00:00:00Z in America/Chicago: calendar: got 2101-05-04, "
            "expected a day in 1971-2100. The federal list was checked for those years only; "
            "for others give the holidays yourself with calendar=CustomDays({day: reason})."
        )
        with pytest.raises(CoverageError) as caught:
            bulk.hold_deadlines(starts, zone=CHICAGO)

        assert message == str(caught.value)

    def test_an_unknown_zone_in_row_7(self) -> None:
        """With the nearest names."""
        starts = np.array(["2025-07-03T22:00"] * 8, dtype="M8[s]")
        with pytest.raises(ZoneError, match=r"row 7: zone: got a string of 14 .*America/Chicago"):
            bulk.hold_deadlines(starts, zone=[CHICAGO] * 7 + ["America/Chicgo"])

    def test_no_zone_in_a_row(self) -> None:
        """Unknown is not the zone of the row before."""
        with pytest.raises(ZoneError, match="row 0: zone: got None"):
            bulk.hold_deadlines(STARTS, zone=[None, CHICAGO, CHICAGO])

    def test_an_unknown_rule(self) -> None:
        """In a row, and for all."""
        with pytest.raises(UnknownIdError, match=r"row 2: rule: got a string of 11 .*form-i-247a"):
            bulk.hold_deadlines(
                STARTS, zone=CHICAGO, rule=["form-i-247a", "form-i-247a", "form-i-247b"]
            )
        with pytest.raises(UnknownIdError, match="rule: got 'form-i-247b'"):
            bulk.hold_deadlines(STARTS, zone=CHICAGO, rule="form-i-247b")

    def test_another_event(self) -> None:
        """A clock that starts at another event is not run from this one."""
        with pytest.raises(EventError, match="detainer-and-warrant-received"):
            bulk.hold_deadlines(STARTS, zone=CHICAGO, rule="us-nc-162-62-2024")

    def test_a_calendar_for_a_rule_without_holidays(self) -> None:
        """As the scalar function refuses it."""
        with pytest.raises(CalendarError):
            bulk.hold_deadlines(
                STARTS, zone=CHICAGO, rule="form-i-247a", calendar=FederalHolidays()
            )

    def test_nothing_for_each_row(self) -> None:
        """A number is no zone."""
        with pytest.raises(DetainerError, match="one for all rows, or one for each"):
            bulk.hold_deadlines(STARTS, zone=5)
        with pytest.raises(ZoneError, match="the facility's zone"):
            bulk.hold_deadlines(STARTS, zone=None)

    def test_an_end_before_its_start(self) -> None:
        """The row and the remedy."""
        with pytest.raises(InstantError, match=r"row 2: end: got .*Swap them"):
            bulk.counted_time(STARTS, STARTS - np.array([0, 0, 1], dtype="m8[us]"), zone=CHICAGO)

    def test_columns_that_do_not_go_together(self) -> None:
        """In length and in shape."""
        with pytest.raises(DetainerError, match="end: got '2 rows', expected as many as start"):
            bulk.counted_time(series(), series()[:2].to_numpy("M8[us]"), zone=CHICAGO)
        with pytest.raises(DetainerError, match=r"the shape of start, \(3,\)"):
            bulk.counted_time(STARTS, STARTS[:, None], zone=CHICAGO)

    def test_nanoseconds_that_the_scalar_function_cannot_see(self) -> None:
        """A row is refused for what is wrong with it, not for being finer than a microsecond."""
        nanosecond = np.timedelta64(1, "ns")
        late = np.array(["2101-05-05"], dtype="M8[ns]") + nanosecond
        with pytest.raises(CoverageError, match="1971-2100"):
            bulk.hold_deadlines(late, zone=CHICAGO)
        starts = STARTS.astype("M8[ns]")
        with pytest.raises(InstantError, match=r"row 0: end: .*Swap them"):
            bulk.counted_time(starts, starts - nanosecond, zone=CHICAGO)

    def test_no_time_is_counted_to_the_same_instant(self) -> None:
        """As in the scalar function, whatever is known of its day."""
        late = np.array(["2150-05-05"], dtype="M8[s]")

        assert counted_time(
            datetime(2150, 5, 5, tzinfo=UTC), datetime(2150, 5, 5, tzinfo=UTC), zone=CHICAGO
        ) == timedelta(0)
        assert [0] == bulk.counted_time(late, late, zone=CHICAGO).astype(int).tolist()

    def test_units_that_do_not_go_together(self) -> None:
        """One that does not fit into the other, or instants that only one can hold."""
        sevens = STARTS.astype("M8[7s]")
        with pytest.raises(UnitError, match="unit: got '10m'"):
            bulk.counted_time(sevens, sevens.astype("M8[10m]"), zone=CHICAGO)
        far = np.array(["5025-07-03T22:00", "NaT", "2025-05-10T15:00"], dtype="M8[s]")
        with pytest.raises(UnitError, match="times that ns can hold"):
            bulk.counted_time(STARTS.astype("M8[ns]"), far, zone=CHICAGO)

    def test_an_end_beyond_all_years(self) -> None:
        """Whatever the start is."""
        ends = np.array(["12025-01-01"], dtype="M8[s]")
        with pytest.raises(CoverageError, match="row 0"):
            bulk.counted_time(np.array(["2025-01-01"], dtype="M8[s]"), ends, zone=CHICAGO)

    def test_rows_made_null_are_counted(self) -> None:
        """The warning says how many, of how many, and what is wrong with the first."""
        starts = np.array(["0002-06-14", "2025-07-03T22:00", "NaT", "5025-01-01"], dtype="M8[s]")
        with pytest.warns(RefusedRowsWarning) as caught:
            answers = bulk.hold_deadlines(starts, zone=CHICAGO, on_error="null")

        (warning,) = (each.message for each in caught)
        assert isinstance(warning, RefusedRowsWarning)
        assert (warning.count, warning.rows) == (2, 4)
        assert str(warning).startswith("2 of 4 rows were rejected and set to null; row 0: 0002-")
        assert caught[0].filename == __file__
        assert [True, False, True, True] == np.isnat(answers).tolist()

    def test_a_row_refused_twice_counts_once(self) -> None:
        """Both its local times do not exist; the first is told."""
        walls = np.array(["2025-07-03T17:00", "2025-03-09T02:30"], dtype="M8[s]")
        with pytest.warns(RefusedRowsWarning, match="1 of 2 rows .* row 1: local time"):
            bulk.counted_time(walls, walls, zone=CHICAGO, naive=CHICAGO, on_error="null")

    def test_every_kind_of_refusal_is_counted(self) -> None:
        """Local times, zones and ends."""
        walls = np.array(["2025-03-09T02:30", "2025-07-03T17:00"], dtype="M8[s]")
        with pytest.warns(RefusedRowsWarning, match="1 of 2"):
            bulk.hold_deadlines(walls, zone=CHICAGO, naive=CHICAGO, on_error="null")
        with pytest.warns(RefusedRowsWarning, match="1 of 2"):
            bulk.hold_deadlines(walls, zone=[CHICAGO, "No/Place"], on_error="null")
        with pytest.warns(RefusedRowsWarning, match="1 of 2"):
            counted = bulk.counted_time(walls, walls[::-1], zone=CHICAGO, on_error="null")
        assert [False, True] == np.isnat(counted).tolist()

    def test_refusals_of_two_kinds_are_counted_together(self) -> None:
        """A local time that does not exist, and one beyond the holidays that are known."""
        walls = np.array(["2025-03-09T02:30", "2101-03-09", "2025-07-03T17:00"], dtype="M8[s]")
        with pytest.warns(RefusedRowsWarning, match="2 of 3 rows"):
            bulk.hold_deadlines(walls, zone=CHICAGO, naive=CHICAGO, on_error="null")

    def test_no_warning_without_a_refusal(self) -> None:
        """Nulls that came in are no refusals."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            bulk.hold_deadlines(STARTS, zone=CHICAGO, on_error="null")

    def test_a_word_that_is_none(self) -> None:
        """Of on_error."""
        with pytest.raises(DetainerError, match="'raise' or 'null'"):
            bulk.hold_deadlines(STARTS, zone=CHICAGO, on_error="ignore")  # type: ignore[arg-type]


def test_without_numpy_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra that installs it."""
    for name in [name for name in sys.modules if name.startswith("detainerlib.bulk")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(ModuleNotFoundError, match=re.escape("pip install 'detainerlib[bulk]'")):
        _ = importlib.import_module("detainerlib.bulk").hold_deadlines


def test_the_core_loads_no_arrays() -> None:
    """Only who asks for a name of `bulk` waits for numpy and narwhals."""
    code = (
        "import sys, detainerlib; before = {'numpy', 'narwhals'} & set(sys.modules); "
        "detainerlib.bulk.hold_deadlines; after = {'numpy', 'narwhals'} & set(sys.modules); "
        "print(sorted(before), sorted(after))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 (this interpreter)

    assert found.stdout.split() == ["[]", "['narwhals',", "'numpy']"]


def test_nothing_else_is_imported_by_its_name() -> None:
    """A name that is not there is an error of its module."""
    with pytest.raises(AttributeError, match="module 'detainerlib' has no attribute 'bulks'"):
        detainerlib.bulks  # type: ignore[attr-defined]  # noqa: B018
