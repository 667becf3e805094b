"""Data frames that are there: pandas, without any other engine."""

from datetime import timedelta
from typing import Any

import pytest
from boundaries import REGULATION, asked, ticks

from detainerlib import DetainerError, FederalHolidays, bulk, catalog, hold_window
from detainerlib.bulk._columns.options import ClockOptions, FromColumn
from detainerlib.bulk._kernel.segments import DeadlineCourse
from detainerlib.bulk._lazy.instants import clock_table
from detainerlib.bulk._lazy.joins import lookup_rows
from detainerlib.errors import ColumnError, InstantError, RefusedRowsWarning, UnitError
from detainerlib.times.zones import place

pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")

CHICAGO = "America/Chicago"


def frame(**more: Any) -> Any:
    """Make a frame of four holds: within, at the deadline, over by a microsecond, unknown."""
    starts = pd.to_datetime(["2025-07-03T22:00Z"] * 3 + [None])
    releases = pd.to_datetime(
        [
            "2025-07-04T00:00:00.000000Z",
            "2025-07-08T22:00:00.000000Z",
            "2025-07-08T22:00:00.000001Z",
            "2025-07-08T22:00:00.000000Z",
        ]
    )
    columns = {"custody_ends": starts, "released": releases, **more}
    return pd.DataFrame(columns, index=[4, 2, 8, 6])


class TestDeadline:
    """with_hold_deadline."""

    def test_the_frame_is_kept(self) -> None:
        """Its rows, their index, its other columns; the given frame is not changed."""
        given = frame(note=list("abcd"))
        found = bulk.with_hold_deadline(given, "custody_ends", zone=CHICAGO)

        assert list(given.columns) == ["custody_ends", "released", "note"]
        pd.testing.assert_frame_equal(given, found.drop(columns="hold_deadline"))
        pd.testing.assert_series_equal(
            bulk.hold_deadlines(given["custody_ends"], zone=CHICAGO),
            found["hold_deadline"],
            check_names=False,
        )

    def test_zones_and_rules_from_columns(self) -> None:
        """Each row by its own."""
        given = frame(zone=[CHICAGO, "Pacific/Guam"] * 2, rule=["form-i-247a", "8-cfr-287.7-d"] * 2)
        found = bulk.with_hold_deadline(
            given,
            "custody_ends",
            zone=bulk.FromColumn("zone"),
            rule=bulk.FromColumn("rule"),
            into="until",
        )
        expected = [
            hold_window(start, zone=zone, rule=rule).deadline
            for start, zone, rule in zip(
                given["custody_ends"][:3], given["zone"], given["rule"], strict=False
            )
        ]

        assert expected == found["until"][:3].tolist()

    def test_a_column_that_is_not_there(self) -> None:
        """The nearest names are given."""
        with pytest.raises(ColumnError, match=r"column: got 'custody_end'.*custody_ends"):
            bulk.with_hold_deadline(frame(), "custody_end", zone=CHICAGO)
        with pytest.raises(ColumnError, match=r"column: got 'x'.*It has custody_ends, released"):
            bulk.with_hold_deadline(frame(), "custody_ends", zone=bulk.FromColumn("x"))

    def test_a_column_that_is_there_already(self) -> None:
        """Is not overwritten."""
        with pytest.raises(ColumnError, match="into: got 'released'"):
            bulk.with_hold_deadline(frame(), "custody_ends", zone=CHICAGO, into="released")

    def test_names_that_are_taken_in_passing(self) -> None:
        """Are refused, not overwritten."""
        with pytest.raises(ColumnError, match="no column that begins with 'detainerlib_'"):
            bulk.with_hold_deadline(frame(detainerlib_key=1), "custody_ends", zone=CHICAGO)

    def test_what_a_column_may_hold(self) -> None:
        """All of it, once; a text is not a list of its letters."""
        assert bulk.FromColumn("zone", values=["a", "b", "a"]).values == ("a", "b")
        with pytest.raises(DetainerError, match="values: got 'a/b', expected a list"):
            bulk.FromColumn("zone", values="a/b")

    def test_a_warning_points_at_the_caller(self) -> None:
        """Not at this package, however deep."""
        starts = pd.to_datetime(["2101-05-05T00:00Z"])
        with pytest.warns(RefusedRowsWarning) as caught:
            bulk.with_hold_deadline(
                pd.DataFrame({"start": starts}), "start", zone=CHICAGO, on_error="null"
            )

        assert caught[0].filename == __file__

    def test_years_are_for_lazy_frames(self) -> None:
        """No option is ignored in silence."""
        with pytest.raises(DetainerError, match="none, as the frame is eager"):
            bulk.with_hold_deadline(frame(), "custody_ends", zone=CHICAGO, years=range(2020, 2021))


class TestCountedTime:
    """with_counted_time."""

    def test_the_same_as_of_columns(self) -> None:
        """And null where either is."""
        given = frame()
        found = bulk.with_counted_time(given, "custody_ends", "released", zone=CHICAGO)
        expected = bulk.counted_time(given["custody_ends"], given["released"], zone=CHICAGO)

        pd.testing.assert_series_equal(expected, found["counted_time"], check_names=False)
        assert pd.isna(found["counted_time"][6])


class TestAudit:
    """audit_holds."""

    def test_up_to_and_including_the_deadline_is_within(self) -> None:
        """One microsecond more is not, and what is not known is unknown."""
        found = bulk.audit_holds(frame(), "custody_ends", "released", zone=CHICAGO)

        assert ["within", "within", "over", "unknown"] == found["outcome"].tolist()
        assert [0, 0, 1_000] == [each.value for each in found["overrun"][:3]]
        assert pd.isna(found["overrun"][6])

    @pytest.mark.parametrize("missing", [None, float("nan")])
    def test_a_column_of_releases_that_is_blank(self, missing: Any) -> None:
        """Nobody's release is known; the column needs no type for that."""
        blank = frame().assign(released=missing)
        found = bulk.audit_holds(blank, "custody_ends", "released", zone=CHICAGO)

        assert ["unknown"] * len(blank) == found["outcome"].tolist()
        assert found["overrun"].isna().all()

    def test_the_same_as_the_window_says(self) -> None:
        """Its overrun, and whether it is over."""
        found = bulk.audit_holds(frame(), "custody_ends", "released", zone=CHICAGO)
        for _, row in found[:3].iterrows():
            window = hold_window(row["custody_ends"], zone=CHICAGO)

            assert window.overrun(row["released"]) == row["overrun"]
            assert window.is_over(row["released"]) == (row["outcome"] == "over")

    def test_a_release_in_another_zone_or_unit(self) -> None:
        """Instants are compared, not clocks."""
        given = frame()
        given["released"] = given["released"].dt.tz_convert("Asia/Tokyo").dt.as_unit("ns")
        found = bulk.audit_holds(given, "custody_ends", "released", zone=CHICAGO)

        assert ["within", "within", "over", "unknown"] == found["outcome"].tolist()

    def test_local_times(self) -> None:
        """Both columns are read in the zone that is named."""
        given = frame()
        for name in ("custody_ends", "released"):
            given[name] = given[name].dt.tz_convert(CHICAGO).dt.tz_localize(None)
        found = bulk.audit_holds(given, "custody_ends", "released", zone=CHICAGO, naive=CHICAGO)

        assert ["within", "within", "over", "unknown"] == found["outcome"].tolist()
        assert list(found.columns)[2:] == ["hold_deadline", "overrun", "outcome"]

    def test_a_release_that_is_no_instant(self) -> None:
        """Naive releases beside aware ends are refused."""
        given = frame()
        given["released"] = given["released"].dt.tz_localize(None)
        with pytest.raises(InstantError, match="released: got 'a column without a time zone'"):
            bulk.audit_holds(given, "custody_ends", "released", zone=CHICAGO)

    def test_columns_of_other_names(self) -> None:
        """Three, each new and each different."""
        found = bulk.audit_holds(
            frame(), "custody_ends", "released", zone=CHICAGO, into=("a", "b", "c")
        )
        assert list(found.columns)[2:] == ["a", "b", "c"]
        with pytest.raises(ColumnError, match="into: got 'a'"):
            bulk.audit_holds(
                frame(), "custody_ends", "released", zone=CHICAGO, into=("a", "a", "c")
            )


class TestRows:
    """What is joined to lazy frames."""

    def test_a_day_is_enough_for_the_regulation(self) -> None:
        """One row for each day of UTC, and seven constants at most."""
        course = DeadlineCourse(
            place(CHICAGO),
            REGULATION.excludes,
            FederalHolidays(),
            REGULATION.duration,
        )
        rows = lookup_rows([course], range(2015, 2031))

        assert (rows.every, len(rows.key)) == ("1d", 5845)
        assert len(rows.adds) <= 8

    def test_rules_of_one_clock_share_its_rows(self) -> None:
        """So that a statute for each of a hundred counties costs no more than one."""
        alike = [
            rule.id
            for rule in catalog.rules()
            if rule.starts_at == "custody-ends"
            and (rule.duration, rule.excludes) == (timedelta(hours=48), frozenset())
        ]
        zones = [CHICAGO, "America/New_York"]
        options = ClockOptions(
            FromColumn("zone", values=zones),
            FromColumn("rule", values=[*alike, REGULATION.id]),
            None,
            None,
            None,
            "raise",
            "raise",
            "raise",
        )
        clocks = clock_table(options)

        assert len(alike) > 9
        assert len(clocks.settings) == 2 * len(zones)
        assert len(clocks.numbers) == (len(alike) + 1) * len(zones)

    def test_two_boundaries_in_one_hour_are_refused(self) -> None:
        """Ten minutes before a midnight at a quarter past an hour of UTC; the kernel is named."""
        course = DeadlineCourse(
            place("Asia/Kathmandu"), REGULATION.excludes, FederalHolidays(), timedelta(minutes=10)
        )
        with pytest.raises(UnitError, match=r"Use hold_deadlines\(\)"):
            lookup_rows([course], range(2025, 2026))


class TestTable:
    """deadline_table."""

    def test_tables_are_equal_by_what_they_are_of(self) -> None:
        """And are made once."""
        first, second = (
            bulk.deadline_table(zone=CHICAGO, years=range(2024, 2026)) for _ in range(2)
        )

        assert first == second
        assert first != bulk.deadline_table(zone="Pacific/Guam", years=range(2024, 2026))

    def test_the_later_of_start_and_floor_plus_what_is_added(self) -> None:
        """For starts after the first column and up to the second, with no gap between them."""
        table = bulk.deadline_table(zone=CHICAGO, years=range(2025, 2026))
        after, upto, floor, add = table._segments.bounded()

        assert (after[1:] == upto[:-1]).all()
        for row in asked(CHICAGO, REGULATION):
            if row.start.year == 2025:
                start = ticks(row.start)
                (at,) = ((after < start) & (start <= upto)).nonzero()[0]
                assert max(start, floor[at]) + add[at] == ticks(row.deadline)

    @pytest.mark.parametrize("years", [range(0), range(2020, 2030, 2), (2020,), 2020])
    def test_years_without_gaps(self, years: Any) -> None:
        """A range, of at least one."""
        with pytest.raises(DetainerError, match="years of the calendar, without gaps"):
            bulk.deadline_table(zone=CHICAGO, years=years)

    def test_a_table_cannot_be_changed(self) -> None:
        """Nor can what it shares with others."""
        table = bulk.deadline_table(zone=CHICAGO, years=range(2025, 2026))
        with pytest.raises(ValueError, match="read-only"):
            table._segments.upto[0] = 0

    def test_years_that_are_covered(self) -> None:
        """Not one year that has no answer."""
        with pytest.raises(DetainerError, match="years: got 2101"):
            bulk.deadline_table(zone=CHICAGO, years=range(2090, 2102))


class TestNames:
    """Names of columns that engines take in ways of their own."""

    @pytest.mark.parametrize("name", ["", " ", "\0", "deadline\0"])
    def test_a_new_column_has_a_name(self, name: str) -> None:
        """DuckDB has no empty one, and ended one at its null."""
        with pytest.raises(ColumnError, match="the name of a new column"):
            bulk.with_hold_deadline(frame(), "custody_ends", zone=CHICAGO, into=name)

    @pytest.mark.parametrize("asked_for", [0, "0"])
    def test_a_number_is_no_name(self, asked_for: Any) -> None:
        """The message said "Did you mean 0?"; what it says now gives the answer."""
        number: Any = 0
        holds = frame().rename(columns={"custody_ends": number})
        with pytest.raises(ColumnError) as error:
            bulk.with_hold_deadline(holds, asked_for, zone=CHICAGO)

        assert (
            f"column: got {asked_for!r}, expected a column of the frame. "
            "Write frame.columns = frame.columns.map(str), and '0' for the name."
        ) == str(error.value)
        holds.columns = holds.columns.map(str)
        assert "hold_deadline" in bulk.with_hold_deadline(holds, "0", zone=CHICAGO)
        with pytest.raises(ColumnError, match="Write '0'"):
            bulk.with_hold_deadline(holds, number, zone=CHICAGO)

    def test_no_name_at_all(self) -> None:
        """The column came out of pandas with the name 0."""
        holds = frame()
        holds["other"] = 1
        holds.columns = pd.Index([*holds.columns[:-1], None], dtype=object)
        with pytest.raises(ColumnError, match="column: got None, expected a name for each"):
            bulk.with_hold_deadline(holds, "custody_ends", zone=CHICAGO)

    def test_numbers_beside_names_are_kept(self) -> None:
        """Audits selected columns as if each were a name, and readings looked how it begins."""
        holds = frame().assign(**{"5": 1}).rename(columns={"5": 5})
        times = (holds, "custody_ends", "released")
        audits = bulk.audit_holds(*times, zone=CHICAGO)
        readings = bulk.audit_readings(*times, form="I-247A", zone=CHICAGO)

        assert 5 in audits.columns
        assert 5 in readings.columns
        assert [4] == [row.holds for row in bulk.summarize_audits(audits, rule="8-cfr-287.7-d")]
        assert len(readings) == sum(row.holds or 0 for row in bulk.summarize_audits(readings))

    @pytest.mark.parametrize("engine", ["pandas", "pyarrow", "duckdb"])
    def test_two_columns_of_one_name_are_refused(self, engine: str) -> None:
        """No one knows which is meant; a relation took the last."""
        package: Any = pytest.importorskip(engine)
        if engine == "duckdb":
            holds = package.sql("SELECT now() AS s, 1 AS s")
        elif engine == "pyarrow":
            holds = package.table([package.array([1]), package.array([2])], names=["s", "s"])
        else:
            holds = package.DataFrame([[1, 2]], columns=["s", "s"])
        with pytest.raises(ColumnError, match="Rename one of them"):
            bulk.with_hold_deadline(holds, "s", zone=CHICAGO)
