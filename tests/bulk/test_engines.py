"""Every engine over the same rows, each equal to the scalar function, to the unit."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import numpy as np
import pytest
from boundaries import (
    ELSEWHERE,
    NINETY_MINUTES,
    REGULATION,
    SEVEN_DAYS,
    TICK,
    asked,
    home_zones,
    midnight,
    odd_days,
    ordinary_days,
    scalar,
    zones,
)
from engines import Columns, Engine, each_engine, each_lazy_engine

from detainerlib import UNKNOWN, DetainerError, bulk, catalog, counted_time, hold_deadline
from detainerlib.errors import (
    DayError,
    InstantError,
    NotAnInstantError,
    RefusedRowsWarning,
    UnitError,
)
from detainerlib.holds.audit import audit_hold
from detainerlib.models import HoldRule

CHICAGO = "America/Chicago"
YEARS = range(2024, 2027)
# The rules that one column of instants can be read under, by the event it holds.
BY_EVENT: dict[str, list[HoldRule]] = {}
for record in catalog.rules():
    BY_EVENT.setdefault(record.starts_at, []).append(record)


def golden(rules: list[HoldRule], places: tuple[str, ...]) -> Columns:
    """Give one unit either side of every boundary, with the scalar deadline, and nulls.

    Of rules that count the same days for as long, the first has all of them, the others some.
    """
    columns: Columns = {"zone": [], "rule": [], "start": [], "expected": []}
    firsts = {(rule.duration, rule.excludes): rule for rule in reversed(rules)}
    for zone in places:
        for rule in rules:
            rows = asked(zone, rule)
            if rule in firsts.values():
                rows = [*rows[::3], *rows[1::3], *rows[2::3]]
            else:
                rows = rows[:: len(rules)]
            starts = [None, *(row.start for row in rows)]
            columns["start"] += starts
            columns["expected"] += [None, *(row.deadline for row in rows)]
            columns["zone"] += [zone] * len(starts)
            columns["rule"] += [rule.id] * len(starts)
    return columns


def years_of(engine: Engine, years: range = YEARS) -> dict[str, Any]:
    """Give the years, which only lazy frames take."""
    return {"years": years} if engine.lazy else {}


def wrong(engine: Engine, frame: Any) -> list[dict[str, Any]]:
    """Give the rows whose deadline is not the scalar one."""
    rows = engine.read(frame)

    assert len(rows) > 1
    return [row for row in rows if row["hold_deadline"] != row["expected"]]


@each_engine
@pytest.mark.parametrize("event", BY_EVENT)
def test_every_rule_on_record_in_many_zones(engine: Engine, event: str) -> None:
    """A zone and a rule for each row, rules that start at one event in one call.

    In all zones the kernel, which no engine changes, is compared by itself.
    """
    rules, places = BY_EVENT[event], zones()[::3]
    frame = engine.make(golden(rules, places))
    found = bulk.with_hold_deadline(
        frame,
        "start",
        zone=bulk.FromColumn("zone", values=places),
        rule=bulk.FromColumn("rule", values=[rule.id for rule in rules]),
        event=event,
        **years_of(engine),
    )

    assert [] == wrong(engine, found)


@each_engine
@pytest.mark.parametrize("rule", [NINETY_MINUTES, SEVEN_DAYS], ids=lambda rule: str(rule.id))
def test_rules_made_up(engine: Engine, rule: HoldRule) -> None:
    """Of 90 minutes, which takes a row an hour, and of seven days."""
    places = (CHICAGO, "America/Puerto_Rico", *ELSEWHERE[:8])
    found = bulk.with_hold_deadline(
        engine.make(golden([rule], places)),
        "start",
        zone=bulk.FromColumn("zone", values=places),
        rule=rule,
        **years_of(engine),
    )

    assert [] == wrong(engine, found)


@each_engine
@pytest.mark.parametrize("zone", [CHICAGO, "Australia/Lord_Howe"])
def test_one_zone_and_one_rule(engine: Engine, zone: str) -> None:
    """And, on lazy frames, the years that are not named."""
    frame = engine.make(golden([REGULATION], (zone,)))

    assert [] == wrong(engine, bulk.with_hold_deadline(frame, "start", zone=zone))


@each_engine
def test_a_rule_under_which_every_day_counts(engine: Engine) -> None:
    """Nothing has to be looked up."""
    rule = catalog.rule("form-i-247a")
    frame = engine.make(golden([rule], (CHICAGO,)))
    found = bulk.with_hold_deadline(frame, "start", zone=CHICAGO, rule=rule)

    assert [] == wrong(engine, found)


@each_engine
def test_counted_time(engine: Engine) -> None:
    """Between the boundaries and instants up to ten days later."""
    columns: Columns = {"zone": [], "start": [], "end": [], "expected": []}
    places = (CHICAGO, *ELSEWHERE)
    random = np.random.default_rng(287)
    for zone in places:
        for row in asked(zone, REGULATION)[::5]:
            end = row.start + timedelta(microseconds=int(random.integers(0, 10**12)))
            columns["zone"].append(zone)
            columns["start"].append(row.start)
            columns["end"].append(end)
            columns["expected"].append(counted_time(row.start, end, zone=zone))
    columns["zone"] += [CHICAGO] * 2
    columns["start"] += [None, columns["start"][0]]
    columns["end"] += [columns["start"][0], None]
    columns["expected"] += [None, None]
    found = bulk.with_counted_time(
        engine.make(columns),
        "start",
        "end",
        zone=bulk.FromColumn("zone", values=places),
        **years_of(engine),
    )

    assert [] == [row for row in engine.read(found) if row["counted_time"] != row["expected"]]


@each_engine
def test_audits(engine: Engine) -> None:
    """Within up to and including the deadline, over one microsecond later, or unknown."""
    rows = asked(CHICAGO, REGULATION)
    columns: Columns = {"start": [], "released": [], "expected": [], "over_by": []}
    for number, row in enumerate(rows):
        by = (number % 5 - 2) * TICK * 10 ** (number % 7)
        columns["start"].append(row.start)
        columns["released"].append(row.deadline + by)
        columns["expected"].append("over" if by > timedelta(0) else "within")
        columns["over_by"].append(max(by, timedelta(0)) // TICK)
    columns["start"] += [None, rows[0].start]
    columns["released"] += [rows[0].start, None]
    columns["expected"] += ["unknown"] * 2
    columns["over_by"] += [-1, -1]
    found = bulk.audit_holds(
        engine.make(columns), "start", "released", zone=CHICAGO, **years_of(engine)
    )
    read = engine.read(found)

    assert len(read) == len(rows) + 2
    assert [] == [row for row in read if row["outcome"] != row["expected"]]
    assert [] == [
        row
        for row in read
        if (-1 if row["overrun"] is None else row["overrun"] // TICK) != row["over_by"]
    ]


DATED = (CHICAGO, "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia")
DATED_YEARS = range(2011, 2027)
BETWEEN = ("earliest_deadline", "latest_deadline", "least_overrun", "most_overrun", "outcome")


def holds(*, ends: type[date], releases: type[date]) -> Columns:
    """Give holds whose two times are instants or dates, and what the scalar function finds."""
    columns: Columns = {name: [] for name in ("zone", "ends", "releases", *map(wanted, BETWEEN))}
    random = np.random.default_rng(287)
    for zone in DATED:
        days = [day for day in (*odd_days(), *ordinary_days()) if day.year in DATED_YEARS]
        for day in [None, *days]:
            if zone == "Pacific/Apia" and day == date(2011, 12, 30):
                continue
            start = (
                None
                if day is None
                else midnight(day, zone) + int(random.integers(0, 10**11)) * TICK
            )
            after = start and [
                scalar(start, zone, REGULATION) + by
                for by in (-TICK, timedelta(0), TICK, timedelta(hours=int(random.integers(-99, 9))))
            ]
            for end in [None, *(after or [midnight(days[0], zone)])]:
                shown = end and end.astimezone(ZoneInfo(zone)).date()
                row = (day if ends is date else start, shown if releases is date else end)
                audit = audit_hold(*(UNKNOWN if each is None else each for each in row), zone=zone)
                found = (
                    audit.earliest and audit.earliest.deadline.astimezone(UTC),
                    audit.latest and audit.latest.deadline.astimezone(UTC),
                    audit.least,
                    audit.most,
                    audit.outcome.value,
                )
                for name, value in zip(columns, (zone, *row, *found), strict=True):
                    columns[name].append(value)
    return columns


def wanted(name: str) -> str:
    """Name the column that holds what another should."""
    return f"{name}_wanted"


@each_engine
@pytest.mark.parametrize(
    ("ends", "releases"), [(date, date), (date, datetime), (datetime, date)], ids=str
)
class TestDates:
    """audit_holds where one column holds dates, or both do."""

    def test_equal_to_the_scalar_function(
        self, engine: Engine, ends: type[date], releases: type[date]
    ) -> None:
        """The deadlines, the overruns and the outcome of each row, in its zone."""
        columns = holds(ends=ends, releases=releases)
        found = bulk.audit_holds(
            engine.make(columns),
            "ends",
            "releases",
            zone=bulk.FromColumn("zone", values=DATED),
            **years_of(engine, DATED_YEARS),
        )
        rows = engine.read(found)

        assert [*columns, *BETWEEN] == list(rows[0])
        assert len(columns["zone"]) == len(rows)
        assert {"within", "bounded", "unknown"} <= set(columns["outcome_wanted"])
        for row in rows:
            assert [row[wanted(name)] for name in BETWEEN] == [row[name] for name in BETWEEN], row

    def test_one_zone_and_other_names(
        self, engine: Engine, ends: type[date], releases: type[date]
    ) -> None:
        """A zone for all rows; and three names are not enough."""
        columns = holds(ends=ends, releases=releases)
        here = [row for row, zone in enumerate(columns["zone"]) if zone == CHICAGO]
        columns = {name: [values[row] for row in here] for name, values in columns.items()}
        frame, years = engine.make(columns), years_of(engine, DATED_YEARS)
        found = bulk.audit_holds(
            frame, "ends", "releases", zone=CHICAGO, into=tuple("abcde"), **years
        )
        for row in engine.read(found):
            assert [row[wanted(name)] for name in BETWEEN] == [row[name] for name in "abcde"], row

        with pytest.raises(DetainerError, match=r"5 names for what ends and releases give.*leave"):
            bulk.audit_holds(frame, "ends", "releases", zone=CHICAGO, into=tuple("abc"), **years)


class TestDatesRefused:
    """Dates that have no answer, and columns that are not what they are said to be."""

    days = (date(2011, 12, 29), date(2011, 12, 30), None)

    @each_engine
    @pytest.mark.parametrize("dated", ["ends", "releases"])
    def test_a_date_that_the_zone_never_had(self, engine: Engine, dated: str) -> None:
        """Is an error, or null and counted; a lazy frame stops its engine, with the date."""
        start = datetime(2011, 12, 28, 12, tzinfo=UTC)
        columns: Columns = {"ends": [start] * 3, "releases": [start + timedelta(days=9)] * 3}
        frame = engine.make(columns | {dated: list(self.days)})
        years = years_of(engine, range(2011, 2013))

        def audit(**options: Any) -> list[dict[str, Any]]:
            found = bulk.audit_holds(
                frame, "ends", "releases", zone="Pacific/Apia", **years, **options
            )
            return engine.read(found)

        if engine.lazy:
            with pytest.raises(Exception, match=r"detainerlib: no answer[^:]*: 2011-12-30"):
                audit()
            rows = audit(on_error="null")
        else:
            with pytest.raises(DayError, match=f"row 1: {dated}: day: got 2011-12-30.*Apia had"):
                audit()
            with pytest.warns(RefusedRowsWarning, match="1 of 3 rows") as caught:
                rows = audit(on_error="null")
            assert len(caught) == 1
        null = [[row[name] is None for name in BETWEEN] for row in rows]
        refused = [dated == "ends"] * 2 + [True, True, False]
        by_day = {row[dated]: nulls for row, nulls in zip(rows, null, strict=True)}
        assert by_day[date(2011, 12, 29)] == [False] * 5
        assert by_day[date(2011, 12, 30)] == by_day[None] == refused
        assert [row["outcome"] for row in rows if row[dated] != self.days[0]] == ["unknown"] * 2

    @each_lazy_engine
    @pytest.mark.parametrize("dated", ["ends", "releases"])
    @pytest.mark.parametrize("column", BETWEEN)
    def test_a_date_outside_the_years_stops_the_engine(
        self, engine: Engine, dated: str, column: str
    ) -> None:
        """Whatever column is asked for that rests on it."""
        late = date(2031, 5, 5)
        start = datetime(2025, 5, 5, 12, tzinfo=UTC)
        columns: Columns = {"ends": [start], "releases": [start]}
        frame = engine.make(columns | {dated: [late]})
        found = bulk.audit_holds(frame, "ends", "releases", zone=CHICAGO, years=YEARS)
        if dated == "releases" and column.endswith("deadline"):
            return
        with pytest.raises(Exception, match=r"detainerlib: no answer[^:]*: 2031-05-05"):
            engine.read(found.select(column))

    @each_lazy_engine
    def test_the_first_and_the_last_day_of_the_years(self, engine: Engine) -> None:
        """Both are within them, as local dates."""
        days = [date(2025, 1, 1), date(2025, 12, 31)]
        found = bulk.audit_holds(
            engine.make({"ends": days, "releases": days[::-1]}),
            "ends",
            "releases",
            zone="Pacific/Honolulu",
            years=range(2025, 2026),
        )
        assert {row["outcome"] for row in engine.read(found)} == {"bounded", "no hold"}

    @each_lazy_engine
    def test_a_zone_that_was_not_named_stops_the_engine(self, engine: Engine) -> None:
        """As does a row without one."""
        day, zone = date(2025, 5, 5), bulk.FromColumn("zone", values=[CHICAGO])
        for stray in ("America/Denver", None):
            frame = engine.make({"ends": [day] * 2, "out": [day] * 2, "zone": [CHICAGO, stray]})
            with pytest.raises(Exception, match="detainerlib: no answer"):
                engine.read(bulk.audit_holds(frame, "ends", "out", zone=zone, years=YEARS))

    @each_engine
    def test_a_rule_for_each_row(self, engine: Engine) -> None:
        """And dates of a rule under which every day counts."""
        day, rules = date(2025, 7, 4), ["8-cfr-287.7-d", "form-i-247a"]
        frame = engine.make({"ends": [day] * 2, "out": [date(2025, 7, 8)] * 2, "rule": rules})
        found = bulk.audit_holds(
            frame,
            "ends",
            "out",
            zone=CHICAGO,
            rule=bulk.FromColumn("rule", values=rules),
            **years_of(engine),
        )
        read = {row["rule"]: row for row in engine.read(found)}
        for rule in rules:
            audit = audit_hold(day, date(2025, 7, 8), zone=CHICAGO, rule=rule)
            assert (audit.least, audit.most, audit.outcome.value) == (
                read[rule]["least_overrun"],
                read[rule]["most_overrun"],
                read[rule]["outcome"],
            )

    @each_engine
    def test_naive_instants_beside_dates(self, engine: Engine) -> None:
        """What naive= says is of the column of instants; with two of dates it says nothing."""
        day, out = date(2025, 7, 3), datetime(2025, 7, 9, 13, tzinfo=UTC)
        plain = out.replace(tzinfo=None)
        frame = engine.make({"ends": [day], "out": [plain], "day": [day]})
        audit = audit_hold(day, out, zone=CHICAGO)
        found = bulk.audit_holds(
            frame, "ends", "out", zone=CHICAGO, naive="UTC", **years_of(engine)
        )
        (row,) = engine.read(found)
        assert (audit.least, audit.most) == (row["least_overrun"], row["most_overrun"])
        audit = audit_hold(out, day, zone=CHICAGO)
        found = bulk.audit_holds(frame, "out", "day", zone=CHICAGO, naive="UTC", **years_of(engine))
        (row,) = engine.read(found)
        assert (audit.least, audit.most) == (row["least_overrun"], row["most_overrun"])
        with pytest.raises(InstantError, match="naive: got 'UTC', expected none, as both"):
            bulk.audit_holds(frame, "ends", "day", zone=CHICAGO, naive="UTC", **years_of(engine))

    @each_engine
    def test_three_names_where_both_hold_instants(self, engine: Engine) -> None:
        """Five are too many, and a text is none."""
        out = datetime(2025, 7, 9, 13, tzinfo=UTC)
        frame = engine.make({"ends": [out], "out": [out]})
        for into in (BETWEEN, "abc"):
            with pytest.raises(DetainerError, match=r"3 names .* as both hold dates and times"):
                bulk.audit_holds(frame, "ends", "out", zone=CHICAGO, into=into)


class TestLazy:
    """What only lazy frames do."""

    @each_lazy_engine
    def test_the_columns_are_kept_and_no_others_are_added(self, engine: Engine) -> None:
        """In their order, the new one last."""
        frame = engine.make(golden([REGULATION], (CHICAGO,)))
        rows = engine.read(bulk.with_hold_deadline(frame, "start", zone=CHICAGO, years=YEARS))

        assert list(rows[0]) == ["zone", "rule", "start", "expected", "hold_deadline"]

    @each_lazy_engine
    def test_an_instant_outside_the_years_stops_the_engine(self, engine: Engine) -> None:
        """With the instant in the message; or is null where that is asked for."""
        late = datetime(2031, 5, 5, 12, tzinfo=UTC)
        frame = engine.make({"start": [datetime(2025, 5, 5, 12, tzinfo=UTC), late]})
        with pytest.raises(Exception, match=r"detainerlib: no answer[^:]*: 2031-05-05"):
            engine.read(bulk.with_hold_deadline(frame, "start", zone=CHICAGO, years=YEARS))

        found = bulk.with_hold_deadline(frame, "start", zone=CHICAGO, years=YEARS, on_error="null")
        assert [False, True] == [row["hold_deadline"] is None for row in engine.read(found)]

    @each_lazy_engine
    def test_the_first_and_the_last_instant_of_the_years(self, engine: Engine) -> None:
        """Both are within them."""
        first, last = (datetime(year, 1, 1, tzinfo=UTC) for year in (2025, 2026))
        starts = [first, last - TICK]
        expected = [scalar(start, CHICAGO, REGULATION) for start in starts]
        found = bulk.with_hold_deadline(
            engine.make({"start": starts, "expected": expected}),
            "start",
            zone=CHICAGO,
            years=range(2025, 2026),
        )
        assert [] == wrong(engine, found)
        frame = engine.make({"start": [first - TICK]})
        with pytest.raises(Exception, match="detainerlib: no answer"):
            engine.read(
                bulk.with_hold_deadline(frame, "start", zone=CHICAGO, years=range(2025, 2026))
            )

    @each_lazy_engine
    def test_a_zone_that_was_not_named_stops_the_engine(self, engine: Engine) -> None:
        """As does a row without one."""
        start = datetime(2025, 5, 5, 12, tzinfo=UTC)
        zone = bulk.FromColumn("zone", values=[CHICAGO])
        for stray in ("America/Denver", None):
            frame = engine.make({"start": [start, start], "zone": [CHICAGO, stray]})
            with pytest.raises(Exception, match="detainerlib: no answer"):
                engine.read(bulk.with_hold_deadline(frame, "start", zone=zone, years=YEARS))

    @each_lazy_engine
    def test_an_end_before_its_start_stops_the_engine(self, engine: Engine) -> None:
        """Counted time is never negative."""
        start = datetime(2025, 5, 5, 12, tzinfo=UTC)
        frame = engine.make({"start": [start], "end": [start - TICK]})
        with pytest.raises(Exception, match="detainerlib: no answer"):
            engine.read(bulk.with_counted_time(frame, "start", "end", zone=CHICAGO, years=YEARS))

    @each_lazy_engine
    def test_a_column_with_a_zone_is_not_naive(self, engine: Engine) -> None:
        """The two contradict each other."""
        frame = engine.make({"start": [datetime(2025, 5, 5, 12, tzinfo=UTC)]})
        with pytest.raises(InstantError, match="none, as start has a zone"):
            bulk.with_hold_deadline(frame, "start", zone=CHICAGO, naive="UTC")

    @each_lazy_engine
    def test_options_that_are_none(self, engine: Engine) -> None:
        """Words and years are checked when the frame is planned."""
        frame = engine.make({"start": [datetime(2025, 5, 5, 12, tzinfo=UTC)]})
        with pytest.raises(DetainerError, match="'raise' or 'null'"):
            bulk.with_hold_deadline(frame, "start", zone=CHICAGO, on_error="ignore")  # type: ignore[arg-type]
        for years in (range(2025, 2025), range(2015, 2031, 5), range(2026, 10_005), 2025):
            with pytest.raises(DetainerError, match="without gaps"):
                bulk.with_hold_deadline(frame, "start", zone=CHICAGO, years=years)  # type: ignore[arg-type]

    @each_lazy_engine
    def test_a_zone_named_twice_is_one(self, engine: Engine) -> None:
        """A join must not multiply rows."""
        frame = engine.make(golden([REGULATION], (CHICAGO,)))
        zone = bulk.FromColumn("zone", values=[CHICAGO] * 3)
        found = bulk.with_hold_deadline(frame, "start", zone=zone, years=YEARS)

        assert len(engine.read(found)) == len(golden([REGULATION], (CHICAGO,))["start"])

    @pytest.mark.parametrize("engine", ["duckdb", "pyspark"], indirect=True)
    def test_names_that_differ_in_case_only(self, engine: Engine) -> None:
        """Are one name to databases."""
        frame = engine.make(
            {"start": [datetime(2025, 5, 5, 12, tzinfo=UTC)] * 2, "Hold_Deadline": ["a", "b"]}
        )
        with pytest.raises(DetainerError, match="into: got 'hold_deadline'"):
            bulk.with_hold_deadline(frame, "start", zone=CHICAGO)

    @each_lazy_engine
    def test_what_a_column_may_hold_has_to_be_said(self, engine: Engine) -> None:
        """As its rows are not looked at."""
        frame = engine.make(golden([REGULATION], (CHICAGO,)))
        with pytest.raises(DetainerError, match=r"FromColumn\('zone', values="):
            bulk.with_hold_deadline(frame, "start", zone=bulk.FromColumn("zone"))

    @each_lazy_engine
    def test_texts_are_no_instants(self, engine: Engine) -> None:
        """Nor is anything but instants."""
        frame = engine.make(golden([REGULATION], (CHICAGO,)))
        with pytest.raises(NotAnInstantError, match="rule"):
            bulk.with_hold_deadline(frame, "rule", zone=CHICAGO)

    @each_lazy_engine
    def test_naive_columns_need_a_word(self, engine: Engine) -> None:
        """Naive columns are taken as UTC where that is said, and not otherwise."""
        columns = golden([REGULATION], (CHICAGO,))
        columns["start"] = [start and start.replace(tzinfo=None) for start in columns["start"]]
        frame = engine.make(columns)
        with pytest.raises(InstantError, match="say naive='local'"):
            bulk.with_hold_deadline(frame, "start", zone=CHICAGO)

        found = bulk.with_hold_deadline(frame, "start", zone=CHICAGO, naive="UTC", years=YEARS)
        assert [] == wrong(engine, found)

    @each_lazy_engine
    @pytest.mark.parametrize("naive", [CHICAGO, "local"])
    def test_local_times_are_made_instants_by_a_join(self, engine: Engine, naive: str) -> None:
        """As each engine would by itself, but that hours in which clocks change are refused."""
        columns = golden([REGULATION], (CHICAGO,))
        starts = [start for start in columns["start"] if start and start.year in YEARS[1:-1]]
        walls = [
            start.astimezone(ZoneInfo(CHICAGO)).replace(tzinfo=None, fold=0) for start in starts
        ]
        expected: list[datetime] = []
        for wall in walls:
            with suppress(DetainerError):
                expected.append(hold_deadline(wall, zone=CHICAGO).astimezone(UTC))
        found = bulk.with_hold_deadline(
            engine.make({"start": walls}),
            "start",
            zone=CHICAGO,
            naive=naive,
            years=YEARS,
            on_error="null",
        )
        answers = [row["hold_deadline"] for row in engine.read(found)]

        assert 0 < len(expected) <= len(walls) == len(answers)
        assert sorted(expected) == sorted(answer for answer in answers if answer is not None)


class TestColumns:
    """Columns of polars and Arrow: the same type, unit, zone, name and nulls."""

    starts = (None, *(row.start for row in asked(CHICAGO, REGULATION)))
    expected = (None, *(row.deadline for row in asked(CHICAGO, REGULATION)))

    @pytest.mark.parametrize("unit", ["ms", "us", "ns"])
    @pytest.mark.parametrize("zone", ["UTC", CHICAGO])
    def test_polars(self, unit: str, zone: str) -> None:
        """Series, in all units."""
        polars = pytest.importorskip("polars", reason="polars is not installed")
        whole = timedelta(milliseconds=1)
        pairs = [
            pair
            for pair in zip(self.starts, self.expected, strict=True)
            if unit != "ms" or pair[0] is None or not pair[0].microsecond % (whole // TICK)
        ]
        starts, expected = (
            polars.Series("ends", column, dtype=polars.Datetime("us", "UTC"))
            .dt.cast_time_unit(unit)
            .dt.convert_time_zone(zone)
            for column in zip(*pairs, strict=True)
        )

        assert bulk.hold_deadlines(starts, zone=CHICAGO).equals(expected, check_names=True)
        assert bulk.hold_deadlines(starts[:0], zone=CHICAGO).dtype == starts.dtype

    @pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
    @pytest.mark.parametrize("zone", ["UTC", CHICAGO])
    def test_arrow(self, unit: str, zone: str) -> None:
        """Arrays, slices of them, and chunks; also as a pandas Series."""
        arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        pandas = pytest.importorskip("pandas", reason="pandas is not installed")
        pairs = [
            pair
            for pair in zip(self.starts, self.expected, strict=True)
            if unit in {"us", "ns"} or pair[0] is None or not pair[0].microsecond
        ]
        starts, expected = (
            arrow.array(column, arrow.timestamp(unit, zone)) for column in zip(*pairs, strict=True)
        )
        chunked = arrow.chunked_array([starts[5:], starts[:9], starts[:0]])

        assert bulk.hold_deadlines(starts, zone=CHICAGO) == expected
        assert bulk.hold_deadlines(starts[7:], zone=CHICAGO) == expected[7:]
        assert bulk.hold_deadlines(starts[:0], zone=CHICAGO) == expected[:0]
        assert bulk.hold_deadlines(chunked, zone=CHICAGO) == arrow.chunked_array(
            [expected[5:], expected[:9], expected[:0]]
        )
        dtype = pandas.ArrowDtype(starts.type)
        series = pandas.Series(pandas.array(starts, dtype=dtype), name="ends")
        found = bulk.hold_deadlines(series, zone=CHICAGO)
        pandas.testing.assert_series_equal(
            pandas.Series(pandas.array(expected, dtype=dtype), name="ends"), found
        )

    def test_an_arrow_backed_index(self) -> None:
        """Stays one, with its name."""
        arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        pandas = pytest.importorskip("pandas", reason="pandas is not installed")
        starts, expected = (
            pandas.Index(
                pandas.array(column, dtype=pandas.ArrowDtype(arrow.timestamp("us", "UTC"))),
                name="ends",
            )
            for column in (self.starts[:9], self.expected[:9])
        )

        pandas.testing.assert_index_equal(expected, bulk.hold_deadlines(starts, zone=CHICAGO))

    def test_arrow_values_under_nulls_do_not_matter(self) -> None:
        """Whatever lies in the buffer of a null is no instant."""
        arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        values = np.array([10**18, 0], dtype=np.int64)
        starts = arrow.array(values, mask=np.array([True, False])).view(
            arrow.timestamp("us", "UTC")
        )
        found = bulk.hold_deadlines(starts, zone=CHICAGO, rule="form-i-247a")

        assert found.to_pylist()[0] is None

    @pytest.mark.parametrize("name", ["polars", "pyarrow"])
    def test_zones_for_each_row(self, name: str) -> None:
        """Texts and dictionaries of both, nulls and all."""
        module: Any = pytest.importorskip(name, reason=f"{name} is not installed")
        names = [CHICAGO, "Pacific/Guam", CHICAGO]
        start = datetime(2025, 7, 3, 22, tzinfo=UTC)
        starts = np.array([start.replace(tzinfo=None)] * 3, dtype="M8[us]")
        if name == "polars":
            forms = [module.Series(names), module.Series(names, dtype=module.Categorical)]
        else:
            plain = module.array(names)
            unsigned = module.DictionaryArray.from_arrays(
                module.array([0, 1, 0], "uint32"), names[:2]
            )
            forms = [
                plain,
                unsigned,
                plain.dictionary_encode(),
                module.chunked_array([plain[:1], plain[1:]]),
            ]
        for form in forms:
            found = bulk.hold_deadlines(starts, zone=form)
            expected = [scalar(start, zone, REGULATION).replace(tzinfo=None) for zone in names]
            assert expected == found.tolist()

    @pytest.mark.parametrize("name", ["polars", "pyarrow"])
    def test_counted_time(self, name: str) -> None:
        """Lengths of time, though the parts of the columns differ."""
        module: Any = pytest.importorskip(name, reason=f"{name} is not installed")
        start = [None, *self.starts[1:40]]
        end = [row and row + timedelta(days=3) for row in start]
        expected = [
            None if first is None or last is None else counted_time(first, last, zone=CHICAGO)
            for first, last in zip(start, end, strict=True)
        ]
        if name == "polars":
            found = bulk.counted_time(module.Series(start), module.Series(end), zone=CHICAGO)
            assert expected == found.to_list()
        else:
            chunks = module.chunked_array([end[:7], end[7:]])
            found = bulk.counted_time(module.array(start), chunks, zone=CHICAGO)
            assert expected == found.to_pylist()

    @pytest.mark.parametrize("name", ["polars", "pyarrow"])
    def test_texts_and_naive_columns(self, name: str) -> None:
        """Are refused, with the remedy."""
        module: Any = pytest.importorskip(name, reason=f"{name} is not installed")
        make = module.Series if name == "polars" else module.array
        with pytest.raises(NotAnInstantError, match="row 1: got '2025-07-03'"):
            bulk.hold_deadlines(make([None, "2025-07-03"]), zone=CHICAGO)
        with pytest.raises(InstantError, match="say naive='local'"):
            bulk.hold_deadlines(make([datetime(2025, 7, 3, 17)]), zone=CHICAGO)  # noqa: DTZ001

    def test_a_compiled_table_says_what_it_means(self) -> None:
        """The later of start and floor, plus add, for a start after `after` and up to `upto`."""
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        table = bulk.deadline_table(zone=CHICAGO, years=YEARS)
        arrow = table.to_arrow()
        rows = arrow.to_pylist()

        assert len(table) == len(rows)
        assert arrow.schema.metadata[b"rule"] == REGULATION.id.encode()
        for start, deadline in zip(self.starts[1:], self.expected[1:], strict=True):
            assert start is not None
            if start.year in YEARS:
                (row,) = (row for row in rows if row["after"] < start <= row["upto"])
                assert max(start, row["floor"]) + row["add"] == deadline


class TestSessions:
    """Engines that count days in the zone of their session."""

    def test_duckdb_with_dates_only(self) -> None:
        """As its answers are instants, the session counts, now and when rows are fetched."""
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'America/Chicago'")
        relation = connection.sql("select date '2025-07-03' as ends, date '2025-07-09' as out")
        with pytest.raises(InstantError, match="SET TimeZone='UTC'"):
            bulk.audit_holds(relation, "ends", "out", zone=CHICAGO, years=YEARS)
        connection.execute("SET TimeZone = 'UTC'")
        found = bulk.audit_holds(relation, "ends", "out", zone=CHICAGO, years=YEARS)
        connection.execute("SET TimeZone = 'Europe/London'")
        with pytest.raises(duckdb.ConversionException, match="detainerlib: no answer"):
            found.fetchall()

    def test_units_that_differ_are_not_cut(self) -> None:
        """A release a microsecond late is over, though the deadline is in milliseconds."""
        polars = pytest.importorskip("polars", reason="polars is not installed")
        start = datetime(2025, 7, 3, 22, tzinfo=UTC)
        late = scalar(start, CHICAGO, REGULATION) + TICK
        frame = polars.DataFrame(
            {"ends": [start], "out": [late]},
            schema={"ends": polars.Datetime("ms", "UTC"), "out": polars.Datetime("us", "UTC")},
        )
        lazy = bulk.audit_holds(frame.lazy(), "ends", "out", zone=CHICAGO, years=YEARS)
        for found in (bulk.audit_holds(frame, "ends", "out", zone=CHICAGO), lazy.collect()):
            assert [TICK] == found["overrun"].to_list()
            assert ["over"] == found["outcome"].to_list()

    def test_units_that_differ_are_not_cut_in_counting(self) -> None:
        """From an instant in milliseconds to one a microsecond later a microsecond counts."""
        polars = pytest.importorskip("polars", reason="polars is not installed")
        start = datetime(2025, 7, 3, 22, tzinfo=UTC)
        columns = {"a": polars.Datetime("ms", "UTC"), "b": polars.Datetime("us", "UTC")}
        frame = polars.DataFrame({"a": [start], "b": [start + TICK]}, schema=columns)
        lazy = bulk.with_counted_time(frame.lazy(), "a", "b", zone=CHICAGO, years=YEARS)
        for found in (bulk.with_counted_time(frame, "a", "b", zone=CHICAGO), lazy.collect()):
            assert [TICK] == found["counted_time"].to_list()

    def test_duckdb_in_another_zone(self) -> None:
        """Is refused with the remedy, as its days are not those of UTC."""
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'America/Chicago'")
        relation = connection.sql("select timestamptz '2025-05-05 12:00:00Z' as start")
        with pytest.raises(InstantError, match="SET TimeZone='UTC'"):
            bulk.with_hold_deadline(relation, "start", zone=CHICAGO)

    @pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT", "UCT", "Zulu", "Universal"])
    def test_duckdb_in_any_name_of_utc(self, zone: str) -> None:
        """Each has the days of UTC."""
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        connection = duckdb.connect()
        connection.execute(f"SET TimeZone = '{zone}'")
        relation = connection.sql(
            "select timestamptz '2025-07-03 22:00:00Z' as start, "
            "timestamptz '2025-07-09 13:00:00Z' as released"
        )
        [row] = bulk.with_hold_deadline(relation, "start", zone="Central").fetchall()
        assert datetime(2025, 7, 8, 22, tzinfo=UTC) == row[2].astimezone(UTC)

        [row] = bulk.audit_holds(relation, "start", "released", zone="Central").fetchall()
        assert "over" in row

    def test_duckdb_whose_session_moves_before_rows_are_fetched(self) -> None:
        """What was planned in UTC is not computed in another zone."""
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        for zone in (CHICAGO, "Europe/London", "Asia/Kathmandu"):
            connection = duckdb.connect()
            connection.execute("SET TimeZone = 'UTC'")
            relation = connection.sql(
                "select timestamptz '2025-05-05 05:00:00Z' as start, "
                "timestamptz '2025-05-15 05:00:00Z' as released"
            )
            planned = [
                bulk.with_hold_deadline(relation, "start", zone=CHICAGO),
                bulk.with_counted_time(relation, "start", "released", zone=CHICAGO),
                bulk.audit_holds(relation, "start", "released", zone=CHICAGO),
            ]
            planned.append(
                bulk.with_hold_deadline(relation, "start", zone=CHICAGO, on_error="null")
            )
            connection.execute(f"SET TimeZone = '{zone}'")
            for each in planned:
                with pytest.raises(duckdb.ConversionException, match="detainerlib: no answer"):
                    each.fetchall()

    def test_duckdb_without_zones_needs_no_session(self) -> None:
        """Naive instants in UTC are what they are in any session."""
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'America/Chicago'")
        relation = connection.sql("select timestamp '2025-07-03 22:00:00' as start")
        found = bulk.with_hold_deadline(
            relation, "start", zone=CHICAGO, naive="UTC", years=YEARS, on_error="null"
        )

        assert [datetime(2025, 7, 8, 22)] == [row[1] for row in found.fetchall()]  # noqa: DTZ001

    @pytest.mark.parametrize("kind", ["timestamp_s", "timestamp_ms", "timestamp_ns"])
    def test_duckdb_in_other_units(self, kind: str) -> None:
        """Are refused when the frame is planned."""
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        relation = duckdb.sql(f"select {kind} '2025-07-03 22:00:00' as start")
        with pytest.raises(UnitError, match="Cast it to TIMESTAMP"):
            bulk.with_hold_deadline(relation, "start", zone=CHICAGO, naive="UTC")

    def test_polars_in_milliseconds_is_not_cut(self) -> None:
        """What cannot be expressed is refused; what can be is exact."""
        polars = pytest.importorskip("polars", reason="polars is not installed")
        start = datetime(2025, 7, 3, 22, tzinfo=UTC)
        frame = polars.LazyFrame(
            {"start": [start], "zone": [CHICAGO]},
            schema={"start": polars.Datetime("ms", "UTC"), "zone": polars.Categorical},
        )
        zone = bulk.FromColumn("zone", values=[CHICAGO])
        found = bulk.with_hold_deadline(frame, "start", zone=zone, years=YEARS).collect()
        assert [scalar(start, CHICAGO, REGULATION)] == found["hold_deadline"].to_list()
        for excludes in (REGULATION.excludes, frozenset[Any]()):
            rule = attrs.evolve(
                REGULATION,
                id="odd",
                duration=timedelta(hours=48, microseconds=500),
                excludes=excludes,
            )
            with pytest.raises(UnitError, match="Cast it to microseconds"):
                bulk.with_hold_deadline(frame, "start", zone=CHICAGO, rule=rule)

    def test_spark_in_another_zone_or_without_ansi(self, spark: Any) -> None:
        """Both would give wrong or missing answers in silence."""
        frame = spark.sql("select timestamp'2025-05-05 12:00:00Z' as start")
        for setting, other, message in (
            ("spark.sql.session.timeZone", CHICAGO, "a session in America/Chicago"),
            ("spark.sql.ansi.enabled", "false", "makes null of what cannot be cast"),
        ):
            before = spark.conf.get(setting)
            spark.conf.set(setting, other)
            try:
                with pytest.raises(DetainerError, match=message):
                    bulk.with_hold_deadline(frame, "start", zone=CHICAGO)
            finally:
                spark.conf.set(setting, before)


def test_all_zones_of_the_united_states_are_among_them() -> None:
    """As the tz database lists them, with the territories."""
    assert {CHICAGO, "Pacific/Guam", "America/Indiana/Knox", "Pacific/Honolulu"} <= set(
        home_zones()
    )
    assert len(home_zones()) >= 29
