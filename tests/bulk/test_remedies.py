"""The remedy in an error is right: it is run to the letter, and gives what the scalar clock gives.

Jail exports hold local times as text. Read as UTC, each deadline would be hours off, in silence.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from detainerlib import UNKNOWN, audit_hold, bulk, hold_bounds, hold_deadline, local_time
from detainerlib._documents.scalars import is_list
from detainerlib.errors import DetainerError, InstantError, NotAnInstantError, ZoneError

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")

CHICAGO = ZoneInfo("America/Chicago")
WALLS = (datetime(2025, 5, 9, 20), datetime(2025, 7, 3, 17, 30, 15), datetime(2025, 11, 1, 12))  # noqa: DTZ001
STARTS = [wall.replace(tzinfo=CHICAGO) for wall in WALLS]
DEADLINES = [hold_deadline(start).astimezone(UTC) for start in STARTS]
DAYS = [wall.date() for wall in WALLS]
BOUNDS = [
    (bounds.earliest.deadline.astimezone(UTC), bounds.latest.deadline.astimezone(UTC))
    for bounds in (hold_bounds(day, zone=CHICAGO) for day in DAYS)
]
LOCAL = [wall.isoformat(sep=" ") for wall in WALLS]
OFFSET = [start.isoformat() for start in STARTS]
ZULU = [start.astimezone(UTC).isoformat().replace("+00:00", "Z") for start in STARTS]
TYPED = ["5/9/2025 8pm", "July 3, 2025 5:30:15 p.m.", "2025-11-01 1200"]
ISO_DAYS = [day.isoformat() for day in DAYS]
AMERICAN_DAYS = [f"{day.month}/{day.day}/{day.year}" for day in DAYS]
WRITE = re.compile(
    r"Write (?P<call>.+?)(?P<naive>, and say naive='local')?\.(?: (?:A frame|With a) .*)?$"
)
FRAMES = (pd.DataFrame, pl.DataFrame, pa.Table)

Make = Callable[[list[Any]], Any]


def numpy_objects(values: list[Any]) -> Any:
    """Give an array of Python's own objects."""
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


MAKERS: dict[str, Make] = {
    "numpy": np.array,
    "numpy objects": numpy_objects,
    "pandas": lambda values: pd.Series(values, index=range(5, 5 + len(values))),
    "pandas objects": lambda values: pd.Series(values, dtype=object),
    "pandas index": lambda values: pd.Index(values, dtype=object),
    "pandas categories": lambda values: pd.Series(values, dtype="category"),
    "polars": pl.Series,
    "pyarrow": pa.array,
    "pyarrow chunks": lambda values: pa.chunked_array([values[:1], values[1:]]),
}
ENGINES = pytest.mark.parametrize("engine", list(MAKERS))


def as_said(values: Any, error: NotAnInstantError) -> tuple[Any, dict[str, Any]]:
    """Run the call that an error tells to write, and give what it makes, with the keyword."""
    said = WRITE.search(str(error))
    assert said is not None, str(error)
    names = {
        "values": values,
        "zone": "America/Chicago",
        "np": np,
        "pd": pd,
        "pl": pl,
        "pa": pa,
        "UTC": UTC,
        "date": date,
        "datetime": datetime,
        "bulk": bulk,
        "hold_bounds": hold_bounds,
        "local_time": local_time,
    }
    made = eval(said["call"], names)  # noqa: S307 (what the library itself tells to write)
    return made, {"naive": "local"} if said["naive"] else {}


def plain(answers: Any) -> list[Any]:
    """Give a column's rows as Python's own instants in UTC, or as they are."""
    if isinstance(answers, np.ndarray):
        cells: Iterable[Any] = answers.astype("M8[us]").tolist()
        return [value and value.replace(tzinfo=UTC) for value in cells]
    cells = answers.to_pylist() if hasattr(answers, "to_pylist") else answers
    return [
        cell.astimezone(UTC) if isinstance(cell, datetime) and cell is not pd.NaT else cell
        for cell in cells
    ]


def bounds_in(frame: Any) -> list[tuple[datetime, datetime]]:
    """Give the two columns that `with_hold_bounds` adds, in pairs."""
    earliest, latest = (plain(frame[name]) for name in ("earliest_deadline", "latest_deadline"))
    return [*zip(earliest, latest, strict=True)]


def answered(values: Any, **options: Any) -> list[Any]:
    """Give the deadlines after what the error says has been done."""
    with pytest.raises(NotAnInstantError) as caught:
        bulk.hold_deadlines(values, zone="America/Chicago")
    assert len(str(caught.value)) <= 400
    made: Any
    made, keyword = as_said(values, caught.value)
    if is_list(made):
        return [
            (bounds.earliest.deadline.astimezone(UTC), bounds.latest.deadline.astimezone(UTC))
            for bounds in made
        ]
    if isinstance(made, FRAMES):
        return bounds_in(made)
    return plain(bulk.hold_deadlines(made, zone="America/Chicago", **keyword, **options))


class TestText:
    """Text is local time, or has an offset, or is of days; the message knows which."""

    @ENGINES
    @pytest.mark.parametrize(
        "texts", [LOCAL, OFFSET, ZULU, TYPED], ids=["local", "offset", "Z", "typed"]
    )
    def test_of_times(self, engine: str, texts: list[str]) -> None:
        """Never read as UTC unless it says so."""
        assert answered(MAKERS[engine](texts)) == DEADLINES

    @ENGINES
    @pytest.mark.parametrize("texts", [ISO_DAYS, AMERICAN_DAYS], ids=["ISO", "American"])
    def test_of_days(self, engine: str, texts: list[str]) -> None:
        """A day has no time: bounds."""
        assert answered(MAKERS[engine](texts)) == BOUNDS

    @ENGINES
    @pytest.mark.parametrize("texts", [LOCAL, ZULU, TYPED], ids=["local", "Z", "typed"])
    def test_of_times_and_of_nothing(self, engine: str, texts: list[str]) -> None:
        """Empty text is null first, and null at the end."""
        values = MAKERS[engine]([*texts, ""])
        with pytest.raises(NotAnInstantError, match="Empty text is no time") as caught:
            bulk.hold_deadlines(values, zone=CHICAGO)
        said = re.search("Write (.+), and give that", str(caught.value))
        assert said is not None
        made = eval(said[1], {"values": values, "np": np, "pl": pl, "pa": pa})  # noqa: S307
        answers = answered(made)

        assert (DEADLINES, True) == (answers[:-1], answers[-1] is None or answers[-1] is pd.NaT)

    @ENGINES
    @pytest.mark.parametrize("ending", [" 24:00", "T24:00:00", " 23:59:60"])
    def test_that_engines_read_in_their_own_ways(self, engine: str, ending: str) -> None:
        """It is read one by one, or refused."""
        texts = [f"{day}{ending}" for day in ISO_DAYS]
        if "60" in ending:
            with pytest.raises(NotAnInstantError, match="a time of day that exists"):
                answered(MAKERS[engine](texts))
            return
        nights = [local_time(text, zone=CHICAGO) for text in texts]

        assert answered(MAKERS[engine](texts)) == [
            hold_deadline(night).astimezone(UTC) for night in nights
        ]

    @ENGINES
    def test_as_databases_write_it(self, engine: str) -> None:
        """With seven digits of a second."""
        texts = [f"{text}.0000000" for text in LOCAL]

        assert answered(MAKERS[engine](texts)) == DEADLINES

    @ENGINES
    def test_of_times_with_and_without_an_offset(self, engine: str) -> None:
        """Each as it is."""
        assert answered(MAKERS[engine]([LOCAL[0], OFFSET[1], ZULU[2]])) == DEADLINES

    @pytest.mark.parametrize("kind", ["string", "string[pyarrow]", "category"])
    def test_of_the_other_texts_of_pandas(self, kind: str) -> None:
        """With nulls, which stay nulls."""
        values = pd.Series([LOCAL[0], None], dtype=kind)
        with pytest.raises(NotAnInstantError) as caught:
            bulk.hold_deadlines(values, zone="America/Chicago")
        made, keyword = as_said(values, caught.value)
        answers = bulk.hold_deadlines(made, zone="America/Chicago", **keyword)

        assert [DEADLINES[0], None] == [
            None if value is pd.NaT else value.to_pydatetime().astimezone(UTC) for value in answers
        ]

    def test_in_a_dictionary_of_arrow(self) -> None:
        """Encoded text is text."""
        assert answered(pa.array(LOCAL).dictionary_encode()) == DEADLINES

    def test_in_categories_of_polars(self) -> None:
        """As above."""
        assert answered(pl.Series(LOCAL, dtype=pl.Categorical)) == DEADLINES


class TestDays:
    """Days have no time, in whatever type they come."""

    @pytest.mark.parametrize(
        "values",
        [
            np.array(DAYS, dtype="M8[D]"),
            numpy_objects(DAYS),
            pd.Series(DAYS),
            pd.Series(DAYS, dtype=pd.ArrowDtype(pa.date32())),
            pd.Series(pd.PeriodIndex(DAYS, freq="D")),
            pl.Series(DAYS),
            pa.array(DAYS),
            pa.array(DAYS, type=pa.date64()),
        ],
        ids=lambda values: f"{type(values).__module__}-{getattr(values, 'dtype', '')}",
    )
    def test_have_bounds(self, values: Any) -> None:
        """Those of the scalar function, row by row."""
        assert answered(values) == BOUNDS

    @pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
    @pytest.mark.parametrize("add", ["with_hold_deadline", "hold_readings", "audit_readings"])
    def test_in_frames(self, make: Any, add: str) -> None:
        """Every function that refuses them names the one that takes them; it does, as it says."""
        frame = make({"ends": DAYS, "out": STARTS})
        given = {"form": "I-247A"} if "readings" in add else {}
        columns = ("ends", "out") if add == "audit_readings" else ("ends",)
        with pytest.raises(NotAnInstantError) as caught:
            getattr(bulk, add)(frame, *columns, zone=CHICAGO, **given)
        made, _ = as_said(frame["ends"], caught.value)

        assert "A frame of dates goes to bulk.with_hold_bounds() as it is." in caught.value.remedy
        assert "With a column of releases there is bulk.audit_holds()." in caught.value.remedy
        assert bounds_in(made) == BOUNDS
        assert bounds_in(bulk.with_hold_bounds(frame, "ends", zone=CHICAGO)) == BOUNDS
        assert len(bulk.audit_holds(frame, "ends", "out", zone=CHICAGO)["outcome"]) == len(DAYS)


class TestTimes:
    """Datetimes that are not of a column's own type, and periods."""

    @pytest.mark.parametrize("engine", ["numpy objects", "pandas objects"])
    @pytest.mark.parametrize("values", [list(WALLS), STARTS], ids=["local", "with a zone"])
    def test_of_python(self, engine: str, values: list[datetime]) -> None:
        """Naive ones are local times."""
        assert answered(MAKERS[engine](values)) == DEADLINES

    def test_of_several_zones(self) -> None:
        """They name instants, whatever their zones."""
        values = [STARTS[0].astimezone(timezone(timedelta(hours=3))), *STARTS[1:]]

        assert answered(pd.Series(values, dtype=object)) == DEADLINES

    def test_periods_of_a_minute(self) -> None:
        """They begin at a local time."""
        walls = [wall.replace(second=0) for wall in WALLS]
        values = pd.Series(pd.PeriodIndex(walls, freq="min"))

        assert answered(values) == [
            hold_deadline(wall, zone=CHICAGO).astimezone(UTC) for wall in walls
        ]

    @pytest.mark.parametrize("freq", ["M", "W", "2D"])
    def test_longer_periods_name_no_time(self, freq: str) -> None:
        """No call would be right."""
        with pytest.raises(NotAnInstantError, match="periods of more than a day"):
            bulk.hold_deadlines(pd.Series(pd.PeriodIndex(DAYS, freq=freq)), zone=CHICAGO)

    @pytest.mark.parametrize(
        "values",
        [[1.5], [LOCAL[0], DAYS[0]], [WALLS[0], STARTS[0]]],
        ids=["numbers", "mixed", "naive"],
    )
    def test_what_no_call_mends(self, values: list[Any]) -> None:
        """It is said what the rows are, and no call is told that would be wrong."""
        with pytest.raises(NotAnInstantError) as caught:
            bulk.hold_deadlines(pd.Series(values, dtype=object), zone=CHICAGO)

        assert "Write" not in str(caught.value)
        assert str(caught.value).endswith("Give dates and times, in a column of their own.")

    @pytest.mark.parametrize(
        "values",
        [
            numpy_objects([None]),
            pd.Series([None], dtype=object),
            pl.Series([None]),
            pa.nulls(1),
        ],
        ids=["numpy", "pandas", "polars", "pyarrow"],
    )
    def test_nulls_alone(self, values: Any) -> None:
        """They become nulls of instants."""
        with pytest.raises(NotAnInstantError) as caught:
            bulk.hold_deadlines(values, zone=CHICAGO)
        made, keyword = as_said(values, caught.value)

        assert 1 == len(bulk.hold_deadlines(made, zone=CHICAGO, **keyword))


class TestLazy:
    """Lazy frames are planned by their types: the message gives a call for each way to be text."""

    @staticmethod
    def run(error: NotAnInstantError, frame: Any, texts: str) -> tuple[Any, dict[str, Any]]:
        """Run the call for local times, or for offsets."""
        said = str(error)
        local = re.search(r"If they are local times, write (.+), and say naive='local'\.", said)
        offset = re.search(r"an offset, write (.+)\.$", said)
        chosen = local if texts == "local" else offset
        assert chosen is not None, said
        made = eval(chosen[1], {"frame": frame, "pl": pl})  # noqa: S307 (as above)
        return made, {"naive": "local"} if texts == "local" else {}

    @pytest.mark.parametrize(("texts", "kind"), [(LOCAL, "local"), (ZULU, "offset")])
    @pytest.mark.parametrize("engine", ["polars", "duckdb"])
    def test_text(self, engine: str, texts: list[str], kind: str) -> None:
        """Each of the two calls is right for its text."""
        columns = {"start": texts, "row": list(range(len(texts)))}
        if engine == "duckdb":
            duckdb = pytest.importorskip("duckdb")
            connection = duckdb.connect()
            connection.execute("SET TimeZone = 'UTC'")
            frame = connection.from_arrow(pa.table(columns))
        else:
            frame = pl.LazyFrame(columns)
        options: dict[str, Any] = {"zone": "Central", "years": range(2025, 2026)}
        with pytest.raises(NotAnInstantError) as caught:
            bulk.with_hold_deadline(frame, "start", **options)
        made, keyword = self.run(caught.value, frame, kind)
        found = bulk.with_hold_deadline(made, "start", **options, **keyword)
        rows = (
            found.order("row").fetchall()
            if engine == "duckdb"
            else found.sort("row").collect().rows()
        )

        assert [row[-1].astimezone(UTC) for row in rows] == DEADLINES

    @pytest.mark.parametrize("kind", ["local", "offset"])
    @pytest.mark.parametrize("typed", ["07/03/2025 17:00", "3-7-2025 17:00:00"])
    def test_text_with_the_month_first_is_not_read_with_the_day_first(
        self, kind: str, typed: str
    ) -> None:
        """Polars would; March 7 is no July 3."""
        frame = pl.LazyFrame({"start": ["2025-07-03 17:00", typed][::-1]})
        with pytest.raises(NotAnInstantError) as caught:
            bulk.with_hold_deadline(frame, "start", zone="Central", years=range(2025, 2026))
        made, _ = self.run(caught.value, frame, kind)

        with pytest.raises(pl.exceptions.ComputeError, match="format"):
            made.collect()

    def test_dates_of_duckdb(self) -> None:
        """They go to bounds, and with a release to audits."""
        duckdb = pytest.importorskip("duckdb")
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'UTC'")
        releases = [start + timedelta(days=5) for start in STARTS]
        frame = connection.from_arrow(pa.table({"day": DAYS, "out": releases}))
        with pytest.raises(NotAnInstantError) as caught:
            bulk.with_hold_deadline(frame, "day", zone="Central", years=range(2025, 2026))
        bounds = re.search(r"Write (.+?)\. With a", str(caught.value))
        call = re.search(r"write (.+), where released is", str(caught.value))
        assert bounds is not None
        assert call is not None
        names = {
            "bulk": bulk,
            "frame": frame,
            "released": "out",
            "zone": CHICAGO,
        }
        found = eval(call[1], names)  # noqa: S307 (as above)
        bounded = eval(bounds[1], names)  # noqa: S307 (as above)

        assert sorted(BOUNDS) == sorted(
            (row[-2].astimezone(UTC), row[-1].astimezone(UTC)) for row in bounded.fetchall()
        )
        assert sorted(row[-1] for row in found.fetchall()) == sorted(
            audit_hold(day, release, zone=CHICAGO).outcome.value
            for day, release in zip(DAYS, releases, strict=True)
        )


class TestLocalOfTheRow:
    """naive="local": each row is local time of its own zone."""

    ZONES = ("America/Chicago", "America/New_York", "America/Phoenix")

    @pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "lazy", "duckdb"])
    def test_in_every_engine(self, engine: str) -> None:
        """As the scalar clock reads a naive datetime in a zone; audits and counted time too."""
        walls = [wall for wall in WALLS for _ in self.ZONES]
        zones = [*self.ZONES] * len(WALLS)
        later = [wall + timedelta(hours=60) for wall in walls]
        columns = {"start": walls, "out": later, "zone": zones, "row": list(range(len(walls)))}
        lazy = engine in {"lazy", "duckdb"}
        if engine == "duckdb":
            duckdb = pytest.importorskip("duckdb")
            connection = duckdb.connect()
            connection.execute("SET TimeZone = 'Etc/UTC'")
            frame = connection.from_arrow(pa.table(columns))
        else:
            make = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "lazy": pl.LazyFrame}
            frame = make.get(engine, pa.table)(columns)
        options: dict[str, Any] = {
            "zone": bulk.FromColumn("zone", self.ZONES if lazy else None),
            "naive": "local",
            **({"years": range(2025, 2026)} if lazy else {}),
        }
        with_deadline = bulk.with_hold_deadline(frame, "start", **options)
        with_counted = bulk.with_counted_time(frame, "start", "out", **options)
        audited = bulk.audit_holds(frame, "start", "out", **options)

        def column(found: Any, name: str) -> list[Any]:
            if engine == "pandas":
                return [getattr(v, "to_pydatetime", lambda v=v: v)() for v in found[name]]
            if engine == "duckdb":
                rows = found.order("row").fetchall()
                return [row[found.columns.index(name)] for row in rows]
            if engine == "lazy":
                return [*found.sort("row").collect()[name]]
            return [*(found[name].to_pylist() if engine == "pyarrow" else found[name])]

        assert [
            hold_deadline(wall, zone=zone) for wall, zone in zip(walls, zones, strict=True)
        ] == [value.astimezone(UTC) for value in column(with_deadline, "hold_deadline")]
        assert 9 == len(column(with_counted, "counted_time"))
        assert [
            audit_hold(wall, out, zone=zone).outcome.value
            for wall, out, zone in zip(walls, later, zones, strict=True)
        ] == column(audited, "outcome")

    def test_what_comes_out_is_in_the_one_zone_of_all_rows(self) -> None:
        """Or in UTC where they have several."""
        walls = pd.Series([*WALLS])
        one = bulk.hold_deadlines(walls, zone="Central", naive="local")
        several = bulk.hold_deadlines(walls, zone=[*self.ZONES], naive="local")

        assert ("America/Chicago", "UTC") == (str(one.dt.tz), str(several.dt.tz))

    @pytest.mark.parametrize("lazy", [False, True])
    @pytest.mark.parametrize(
        ("wall", "options", "scalar"),
        [
            (datetime(2025, 11, 2, 1, 30), {"ambiguous": "earliest"}, {"fold": 0}),  # noqa: DTZ001
            (datetime(2025, 11, 2, 1, 30), {"ambiguous": "latest"}, {"fold": 1}),  # noqa: DTZ001
            (datetime(2025, 11, 2, 1, 30), {"ambiguous": "null"}, None),  # noqa: DTZ001
            (datetime(2025, 3, 9, 2, 30), {"nonexistent": "null"}, None),  # noqa: DTZ001
        ],
    )
    def test_hours_in_which_clocks_change(
        self, wall: datetime, options: Any, scalar: dict[str, int] | None, *, lazy: bool
    ) -> None:
        """Refused unless it is said what is meant; lazily, too."""
        frame = pl.DataFrame({"start": [wall]})
        years: dict[str, Any] = {"years": range(2025, 2026)} if lazy else {}
        given = frame.lazy() if lazy else frame

        def deadline(**options: Any) -> Any:
            found = bulk.with_hold_deadline(
                given, "start", zone="Central", naive="local", **years, **options
            )
            return (found.collect() if lazy else found)["hold_deadline"][0]

        with pytest.raises(pl.exceptions.PolarsError if lazy else InstantError):
            deadline()
        expected = None
        if scalar is not None:
            expected = hold_deadline(wall.replace(tzinfo=CHICAGO, **scalar))
        assert expected == deadline(**options)

    def test_needs_a_zone(self) -> None:
        """A local time is local somewhere."""
        with pytest.raises(ZoneError):
            bulk.hold_deadlines(pd.Series([*WALLS]), naive="local")


class TestZoneCarried:
    """A column that carries the zone of a place needs no other."""

    @pytest.mark.parametrize(
        "values",
        [
            pd.Series(STARTS),
            pl.Series(STARTS).dt.convert_time_zone("America/Chicago"),
            pa.array(STARTS, type=pa.timestamp("us", tz="America/Chicago")),
        ],
        ids=["pandas", "polars", "pyarrow"],
    )
    def test_gives_the_zone(self, values: Any) -> None:
        """As a datetime with a zone does."""
        assert plain(bulk.hold_deadlines(values)) == DEADLINES

    def test_in_frames(self) -> None:
        """Whichever of the columns carries it."""
        frame = pd.DataFrame({"start": pd.Series(STARTS), "out": DAYS})

        assert plain(bulk.with_hold_deadline(frame, "start")["hold_deadline"]) == DEADLINES
        assert [
            audit_hold(start, day, zone=CHICAGO).outcome.value
            for start, day in zip(STARTS, DAYS, strict=True)
        ] == bulk.audit_holds(frame, "start", "out")["outcome"].to_list()

    def test_utc_is_no_place(self) -> None:
        """It fixes the instant, and says nothing of days."""
        values = pd.Series(STARTS).dt.tz_convert("UTC")
        with pytest.raises(ZoneError, match="zone: got None"):
            bulk.hold_deadlines(values)


class TestStillHeld:
    """as_of= audits the people without a release."""

    @pytest.mark.parametrize("dated", [False, True])
    @pytest.mark.parametrize("engine", ["pandas", "polars", "lazy"])
    def test_rows_without_a_release(self, engine: str, *, dated: bool) -> None:
        """The others are audited by theirs; the outcomes are those of the scalar function."""
        as_of = datetime(2025, 11, 3, 8, tzinfo=CHICAGO)
        ends: list[Any] = DAYS if dated else STARTS
        released = [None, STARTS[1] - timedelta(hours=1), None]
        columns = {"end": ends, "out": released, "row": [0, 1, 2]}
        frame: Any = pl.DataFrame(columns)
        years: dict[str, Any] = {}
        if engine == "lazy":
            frame, years = frame.lazy(), {"years": range(2025, 2026)}
        if engine == "pandas":
            frame = pd.DataFrame(columns)
        found = bulk.audit_holds(frame, "end", "out", zone="Central", as_of=as_of, **years)
        found = found.collect().sort("row") if engine == "lazy" else found

        assert [
            audit_hold(
                end,
                UNKNOWN if out is None else out,
                as_of=as_of if out is None else None,
                zone=CHICAGO,
            ).outcome.value
            for end, out in zip(ends, released, strict=True)
        ] == list(found["outcome"])

    def test_a_time_that_is_none(self) -> None:
        """It needs a zone, as any datetime does."""
        frame = pd.DataFrame({"end": STARTS, "out": STARTS})
        with pytest.raises(DetainerError, match="as_of"):
            bulk.audit_holds(frame, "end", "out", zone="Central", as_of=WALLS[0])


@pytest.mark.parametrize(
    "value",
    [
        pa.scalar(STARTS[0]),
        pa.scalar(WALLS[0]),
        *(np.datetime64(LOCAL[0].replace(" ", "T"), unit) for unit in ("s", "us", "ns")),
    ],
)
def test_a_time_of_another_library_becomes_a_datetime_by_the_remedy(value: Any) -> None:
    """Its wall time, or its instant; no day becomes the midnight that begins it."""
    with pytest.raises(NotAnInstantError) as caught:
        hold_deadline(value, zone=CHICAGO)
    (call,) = re.findall(r"rite (value\.\S+\))", caught.value.remedy)

    assert DEADLINES[0] == hold_deadline(eval(call, {"value": value}), zone=CHICAGO)  # noqa: S307 (as above)
    with pytest.raises(NotAnInstantError, match="for a date without a time hold_bounds"):
        hold_deadline(np.datetime64(DAYS[0]), zone=CHICAGO)
