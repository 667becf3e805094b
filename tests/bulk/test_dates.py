"""Audits of frames whose times are local dates: their columns, and the law they obey."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from engines import Engine, each_engine
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import calendars_for, instants, rules, zones

from detainerlib import UNKNOWN, DetainerError, audit_hold, bulk, hold_bounds
from detainerlib.errors import (
    CoverageError,
    DayError,
    NotADayError,
    NotAnInstantError,
    RefusedRowsWarning,
    ZoneError,
)

pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")

CHICAGO = "America/Chicago"
APIA = "Pacific/Apia"
BETWEEN = ["earliest_deadline", "latest_deadline", "least_overrun", "most_overrun", "outcome"]
THURSDAY, TUESDAY, WEDNESDAY = date(2025, 7, 3), date(2025, 7, 8), date(2025, 7, 9)


def frame(ends: list[Any], releases: list[Any], **more: Any) -> Any:
    """Make a frame of columns of dates, or of instants."""
    return pd.DataFrame({"ends": pd.Series(ends), "out": pd.Series(releases), **more})


def audited(given: Any, **options: Any) -> Any:
    """Give a frame with its audit, in Chicago if nothing else is said."""
    chosen: dict[str, Any] = {"zone": CHICAGO, **options}
    return bulk.audit_holds(given, "ends", "out", **chosen)


def answers(found: Any) -> list[tuple[Any, ...]]:
    """Give the columns added, row by row, as the scalar function has them."""
    columns = [
        [None if pd.isna(value) else value for value in found[name].tolist()] for name in BETWEEN
    ]
    return list(zip(*columns, strict=True))


def scalar(ends: Any, released: Any, **options: Any) -> tuple[Any, ...]:
    """Give what the scalar function finds for a row."""
    audit = audit_hold(ends, released, **options)
    return (
        audit.earliest and audit.earliest.deadline.astimezone(UTC),
        audit.latest and audit.latest.deadline.astimezone(UTC),
        audit.least,
        audit.most,
        audit.outcome.value,
    )


class TestColumns:
    """What holds dates."""

    rows = ((THURSDAY, TUESDAY), (THURSDAY, None), (None, WEDNESDAY), (THURSDAY, WEDNESDAY))
    expected = tuple(
        scalar(*(UNKNOWN if each is None else each for each in row), zone=CHICAGO) for row in rows
    )

    @pytest.mark.parametrize("null", [None, float("nan"), pd.NaT, pd.NA], ids=str)
    def test_objects(self, null: Any) -> None:
        """Dates of Python, and whatever is null; the index stays, also one that repeats."""
        ends, out = (
            [null if each is None else each for each in column]
            for column in zip(*self.rows, strict=True)
        )
        made = frame(ends, out).set_axis([3, 3, 1, 1])
        found = audited(made)

        assert [3, 3, 1, 1] == found.index.tolist()
        assert ["ends", "out", *BETWEEN] == list(found.columns)
        assert list(self.expected) == answers(found)
        assert "datetime64[us, UTC]" == str(found["earliest_deadline"].dtype)

    @pytest.mark.parametrize("kind", ["date32", "date64"])
    def test_arrow(self, kind: str) -> None:
        """Both kinds of dates, in pandas and in a table."""
        arrow: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        dtype = getattr(arrow, kind)()
        ends, out = (arrow.array(list(each), dtype) for each in zip(*self.rows, strict=True))
        backed = [pd.Series(pd.array(each, pd.ArrowDtype(dtype))) for each in (ends, out)]
        found = audited(pd.DataFrame({"ends": backed[0], "out": backed[1]}))

        assert list(self.expected) == answers(found)
        assert "timestamp[us, tz=UTC][pyarrow]" == str(found["latest_deadline"].dtype)
        table = audited(arrow.table({"ends": ends, "out": out}))
        assert [each[2:] for each in self.expected] == [
            tuple(row[name] for name in BETWEEN[2:]) for row in table.to_pylist()
        ]

    def test_no_rows(self) -> None:
        """A column of a type of dates needs none."""
        polars: Any = pytest.importorskip("polars", reason="polars is not installed")
        schema = {"ends": polars.Date, "out": polars.Date}
        assert ["ends", "out", *BETWEEN] == audited(polars.DataFrame(schema=schema)).columns

    def test_dates_and_other_things(self) -> None:
        """Are no column, and the first of the other things is shown."""
        mixed = [THURSDAY, None, datetime(2025, 7, 3, 22, tzinfo=UTC)]
        with pytest.raises(NotADayError, match=r"ends, row 2: got 2025-07-03T22.*as two frames"):
            audited(frame(mixed, [TUESDAY] * 3))

    def test_nulls_of_no_type(self) -> None:
        """Say neither dates nor instants."""
        empty: Any = pd.Series([None, None], dtype=object)
        with pytest.raises(NotAnInstantError, match="got 'object', expected a date and time"):
            audited(frame(empty, [TUESDAY] * 2))


class TestRefused:
    """Days without an answer, with the row, and the scalar function's words."""

    def test_each_is_counted_once(self) -> None:
        """Whichever of its ends has no answer; the rows of each column by themselves."""
        ends = [date(2011, 12, 30), date(2100, 12, 31), date(2011, 12, 29), date(2100, 12, 31)]
        made = frame(ends, [date(2011, 12, 30)] * 4)
        with pytest.raises(DayError, match="row 0: ends: day: got 2011-12-30"):
            audited(made, zone=APIA)
        with pytest.warns(RefusedRowsWarning) as caught:
            found = audited(made, zone=APIA, on_error="null")

        assert ["3 of 4", "4 of 4"] == [str(each.message)[:6] for each in caught]
        assert {__file__} == {each.filename for each in caught}
        assert [True, True, False, True] == found["earliest_deadline"].isna().tolist()
        assert found["latest_deadline"].isna().equals(found["earliest_deadline"].isna())
        assert ["unknown"] * 4 == found["outcome"].tolist()

    def test_a_day_whose_deadline_is_not_covered(self) -> None:
        """Is refused as its instants are."""
        last = date(2100, 12, 31)
        with pytest.raises(CoverageError) as expected:
            audit_hold(last, UNKNOWN, zone=CHICAGO)
        with pytest.raises(CoverageError) as caught:
            audited(frame([THURSDAY, last], [TUESDAY] * 2))

        assert str(caught.value) == f"row 1: ends: {expected.value}"

    def test_a_row_without_a_zone(self) -> None:
        """Its date is no stretch of time, also where nothing is known beside it."""
        made = frame([THURSDAY, None], [TUESDAY] * 2, zone=[CHICAGO, None])
        with pytest.raises(ZoneError, match="row 1: out: zone: got None"):
            audited(made, zone=bulk.FromColumn("zone"))

    def test_a_year_that_python_lacks(self) -> None:
        """Engines have more years than the calendar."""
        polars: Any = pytest.importorskip("polars", reason="polars is not installed")
        far = polars.Series([5_000_000, 2_000_000_000, 20_000]).cast(polars.Int32)
        made = polars.DataFrame({"ends": [THURSDAY] * 3, "out": far.cast(polars.Date)})
        with pytest.raises(CoverageError, match="row 0: out: day: got '15659-"):
            audited(made)
        with pytest.warns(RefusedRowsWarning, match="2 of 3"):
            found = audited(made, on_error="null")
        assert [True, True, False] == found["most_overrun"].is_null().to_list()

    def test_years_beside_an_eager_frame(self) -> None:
        """Are refused, as with instants."""
        with pytest.raises(DetainerError, match="none, as the frame is eager"):
            audited(frame([THURSDAY], [TUESDAY]), years=range(2025, 2026))


@st.composite
def holds(draw: st.DrawFn) -> tuple[Any, Any, dict[str, Any]]:
    """Draw the two times of a hold, of which one is a date at least, and its clock."""
    zone, rule = draw(zones()), draw(rules())
    start = draw(instants(zone))
    calendar = draw(calendars_for(rule, start.date()))
    released = start + draw(st.timedeltas(timedelta(days=-3), timedelta(days=16)))
    dated = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    times = [
        each.date() if is_date else each
        for each, is_date in zip((start, released), dated, strict=True)
    ]
    return times[0], times[1], {"zone": zone, "rule": rule, "calendar": calendar}


@given(holds())
def test_frames_give_what_the_scalar_function_gives(hold: tuple[Any, Any, dict[str, Any]]) -> None:
    """For any clock; where the one refuses a hold, so does the other, with the same error."""
    ends, released, options = hold
    made = frame([ends, ends], [released, None if isinstance(released, date) else pd.NaT])
    assume(isinstance(made["ends"].iloc[0], date))
    try:
        expected = [scalar(ends, each, **options) for each in (released, UNKNOWN)]
    except DetainerError as error:
        with pytest.raises(type(error)):
            audited(made, **options)
    else:
        assert expected == answers(audited(made, **options))


class TestBoundsWithoutARelease:
    """The earliest and the latest deadline of a day."""

    days = (THURSDAY, None, date(2025, 12, 24), date(2024, 3, 10))

    @each_engine
    def test_on_every_engine(self, engine: Engine) -> None:
        """As the scalar function has them, by the zone and the rule of each row."""
        arrow: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        rules_of = ("8-cfr-287.7-d", "form-i-247a")
        rows = [(day, rule) for day in self.days for rule in rules_of]
        made = engine.make(
            {
                "day": arrow.array([day for day, _ in rows], arrow.date32()),
                "rule": arrow.array([rule for _, rule in rows]),
            }
        )
        years: dict[str, Any] = {"years": range(2023, 2027)} if engine.lazy else {}
        rule = bulk.FromColumn("rule", values=rules_of)
        bounds = engine.read(bulk.with_hold_bounds(made, "day", zone=CHICAGO, rule=rule, **years))

        assert len(rows) == len(bounds)
        for row in bounds:
            ends = (row["earliest_deadline"], row["latest_deadline"])
            if row["day"] is None:
                assert (None, None) == ends
                continue
            scalar_bounds = hold_bounds(row["day"], zone=CHICAGO, rule=row["rule"])
            assert (scalar_bounds.earliest.deadline, scalar_bounds.latest.deadline) == ends

    def test_other_names(self) -> None:
        """Two, of the caller."""
        made = bulk.with_hold_bounds(
            frame([THURSDAY], [None]), "ends", zone=CHICAGO, into=("first", "last")
        )

        assert ["ends", "out", "first", "last"] == list(made.columns)

    @pytest.mark.parametrize("into", ["first", ("first",), None, 5])
    def test_not_two_names(self, into: Any) -> None:
        """Are refused."""
        with pytest.raises(DetainerError, match=r"into: got .*the names of two new columns"):
            bulk.with_hold_bounds(frame([THURSDAY], [None]), "ends", zone=CHICAGO, into=into)

    def test_instants(self) -> None:
        """Have one deadline."""
        made = frame([datetime(2025, 7, 3, 22, tzinfo=UTC)], [None])
        with pytest.raises(NotADayError, match=r"ends: .* times go to with_hold_deadline\(\)"):
            bulk.with_hold_bounds(made, "ends", zone=CHICAGO)

    def test_a_date_that_the_zone_never_had(self) -> None:
        """Is refused with its row, or null."""
        made = frame([THURSDAY, date(2011, 12, 30)], [None, None])
        with pytest.raises(DayError, match="row 1: ends: day: got 2011-12-30"):
            bulk.with_hold_bounds(made, "ends", zone=APIA)
        with pytest.warns(RefusedRowsWarning, match="1 of 2"):
            bounds = bulk.with_hold_bounds(made, "ends", zone=APIA, on_error="null")

        assert [False, True] == bounds["latest_deadline"].isna().tolist()
