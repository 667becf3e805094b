"""How many rows a second the kernel answers, beside numpy, pandas, polars, DuckDB and Spark.

    python bench/bulk.py            prints the rates, then the ratios and their limits
    python bench/bulk.py --strict   fails where one is over its limit
    python bench/bulk.py --engines  DuckDB and Spark too: minutes
    python bench/bulk.py --large    growth up to 100 million rows: 2 GB
    python bench/bulk.py --short    only far-off years and short columns, in processes of their own

The starts are random instants of sixteen years. All that is compared runs in turns, in one process,
and has to give the same answers first; slow rivals get fewer rows, and rates are by row. A ratio is
the median over the rounds. The kernel writes where it is told to, as `np.add(out=)` does;
`hold_deadlines` makes the column that it returns, and that is in its time. Both share long columns
among threads, which numpy and pandas do not; the kernel in one thread is listed too.
"""

import os
import sys
import tracemalloc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from processes import far_years, short_columns
from ratios import Ratio, in_turns, median_ratio, report
from rivals import (
    DUCKDB,
    SPARK,
    ZONE,
    Dialect,
    by_busday,
    by_pandas,
    by_polars,
    by_polars_naive,
    by_sql,
    installed,
)

from detainerlib.bulk import Coded, hold_deadlines, with_hold_deadline
from detainerlib.bulk._columns.per_row import settings_for
from detainerlib.bulk._kernel.kernel import Kernel, answer
from detainerlib.bulk._kernel.units import Unit
from detainerlib.bulk.arrays import deadlines_of
from detainerlib.models.hold_rules import DEFAULT_RULE

Instants = npt.NDArray[np.datetime64]

ROWS: Final = 10_000_000
FEWER: Final = 200_000
ROUNDS: Final = 25
FIRST, LAST = (np.datetime64(year, "us").astype(np.int64) for year in ("2015", "2031"))
YEARS: Final = range(2014, 2031)  # of UTC, as lazy frames are told
TWO_DAYS: Final = np.timedelta64(2, "D").astype("m8[us]")
ONE_THREAD: Final = 1 << 17  # rows that the kernel does not share out
MILLION: Final = 1_000_000
MOST_MEMORY: Final = 16 << 20
SPARK_SETTINGS: Final = {
    "spark.driver.memory": "6g",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
ZONES: Final[Any] = (
    ZONE,
    "America/Anchorage",
    "America/Denver",
    "America/Detroit",
    "America/Los_Angeles",
    "America/New_York",
    "America/Phoenix",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "Pacific/Honolulu",
)

ADD: Final = "np.add(out=)"
KERNEL: Final = "kernel"
ALONE: Final = "kernel, one thread"
OURS: Final = "hold_deadlines"
MIXED: Final = "hold_deadlines, 10 zones mixed"
BUSDAY: Final = "numpy.busday_offset, dates only"
PANDAS: Final = "pandas, careful"
POLARS: Final = "polars business days, careful"
NAIVE: Final = "polars, careful, without zones"

# By row; where "at least 15 %" is wanted, at most 1 / 0.15 times as long.
LIMITS: Final = (
    (KERNEL, ADD, 1 / 0.13),
    (KERNEL, BUSDAY, 1 / 7),
    (KERNEL, PANDAS, 1 / 30),
    (KERNEL, POLARS, 1 / 100),
    (MIXED, OURS, 2),
)


class Task(NamedTuple):
    """What is measured, and how many rows it goes through."""

    run: Callable[[], Any]
    rows: int

    def seconds_a_row(self) -> float:
        """Measure it once."""
        begun = perf_counter()
        self.run()
        return (perf_counter() - begun) / self.rows


def starts(rows: int) -> Instants:
    """Return random instants, the same at every run."""
    return np.random.default_rng(2017).integers(FIRST, LAST, rows).view("M8[us]")


def tasks(values: Instants, codes: npt.NDArray[np.int8]) -> dict[str, Task]:
    """Return what is compared, without the rivals that are not installed."""
    out, fewer = np.empty_like(values), values[:FEWER]
    terms = settings_for(ZONE, DEFAULT_RULE, None, None)
    ticks, answers = values.view(np.int64), out.view(np.int64)
    kernel = Kernel((deadlines_of(terms),), Unit(1, "us"))

    def alone() -> None:
        for begins in range(0, len(ticks), ONE_THREAD):
            rows = slice(begins, begins + ONE_THREAD)
            answer(kernel, ticks[rows], answers[rows])

    whole: dict[str, Callable[[], Any]] = {
        ADD: lambda: np.add(values, TWO_DAYS, out=out),
        KERNEL: lambda: answer(kernel, ticks, answers),
        ALONE: alone,
        OURS: lambda: hold_deadlines(values, zone=ZONE),
        MIXED: lambda: hold_deadlines(values, zone=Coded(codes, ZONES)),
    }
    part: dict[str, Callable[[], Any]] = {BUSDAY: partial(by_busday, fewer.astype("M8[D]"))}
    for name, (rival, starts_of_rival) in rivals(fewer).items():
        part[name] = partial(rival, starts_of_rival)
    return {name: Task(run, len(values)) for name, run in whole.items()} | {
        name: Task(run, len(fewer)) for name, run in part.items()
    }


def rivals(values: Instants) -> dict[str, tuple[Callable[[Any], Any], Any]]:
    """Return the rivals that give deadlines, each with the values as it takes them."""
    answering: dict[str, tuple[Callable[[Any], Any], Any]] = {}
    if pandas := installed("pandas"):
        answering[PANDAS] = by_pandas, pandas.Series(values).dt.tz_localize("UTC")
    if polars := installed("polars"):
        series = polars.Series(values).dt.replace_time_zone("UTC")
        answering |= {POLARS: (by_polars, series), NAIVE: (by_polars_naive, series)}
    return answering


def wrong(values: Instants, codes: npt.NDArray[np.int8]) -> list[str]:
    """Return what gives other answers: on some instants, and on whole hours, midnights among them.

    Ten zones mixed are compared with each of them alone.
    """
    some = np.concatenate((values[:FEWER], values[:FEWER].astype("M8[h]").astype("M8[us]")))
    names: list[str] = []
    for name, (rival, column) in rivals(some).items():
        ours: Any = hold_deadlines(column, zone=ZONE)
        if not rival(column).equals(ours):
            names.append(name)
    mixed = hold_deadlines(values, zone=Coded(codes, ZONES))
    for code, zone in enumerate(ZONES):
        rows = codes == code
        if not np.array_equal(mixed[rows], hold_deadlines(values[rows], zone=zone)):
            names.append(f"{MIXED}: {zone}")
    return names


def print_rates(named: Mapping[str, Task], times: list[tuple[float, ...]]) -> None:
    """Print rows a second, the median over the rounds, beside those of the first and the second."""
    print(f"{'':32}       rows  M rows/s  of {ADD}  {KERNEL} takes")
    for at, (name, task) in enumerate(named.items()):
        rate = 1 / median(turn[at] for turn in times) / MILLION
        share, times_less = median_ratio(times, 0, at), median_ratio(times, at, 1)
        by_kernel = f"1/{times_less:.3g}" if times_less > 1 else f"{1 / times_less:.3g}"
        print(f"{name:32} {task.rows:10,}  {rate:8.1f}  {share:15.1%}  {by_kernel:>12}")
    print()


def speed(values: Instants, codes: npt.NDArray[np.int8]) -> list[Ratio]:
    """Measure all in turns, and print the rates."""
    named = tasks(values, codes)
    times = in_turns([task.seconds_a_row for task in named.values()], ROUNDS)
    print_rates(named, times)
    at = {name: place for place, name in enumerate(named)}
    return [
        Ratio(f"{one} / {other}", median_ratio(times, at[one], at[other]), limit)
        for one, other, limit in LIMITS
        if other in at
    ]


def memory(values: Instants, codes: npt.NDArray[np.int8]) -> list[Ratio]:
    """Measure what is allocated at the most beyond the answers, when all is compiled."""
    columns: dict[str, tuple[Any, Any]] = {
        OURS: (values, ZONE),
        MIXED: (values, Coded(codes, ZONES)),
    }
    if pandas := installed("pandas"):
        columns[f"{OURS}, pandas"] = pandas.Series(values).dt.tz_localize("UTC"), ZONE
    ratios: list[Ratio] = []
    for name, (column, zone) in columns.items():
        hold_deadlines(column, zone=zone)
        tracemalloc.start()
        made: Any = hold_deadlines(column, zone=zone)
        beyond: int = tracemalloc.get_traced_memory()[1] - made.nbytes
        tracemalloc.stop()
        ratios.append(Ratio(f"memory of {name} / 16 MiB", beyond / MOST_MEMORY, 1))
    return ratios


def growth(most: int) -> None:
    """Print the rate for columns of 10,000 rows and more, up to `most`."""
    print(f"{OURS:32}       rows  M rows/s")
    values = starts(most)
    sizes = [10**power for power in range(4, 9) if 10**power <= most]
    grown = [Task(partial(hold_deadlines, values[:size], zone=ZONE), size) for size in sizes]
    times = in_turns([task.seconds_a_row for task in grown], ROUNDS if most == ROWS else 5)
    for at, size in enumerate(sizes):
        print(f"{'':32} {size:10,}  {1 / median(turn[at] for turn in times) / MILLION:8.1f}")
    print()


class Engine(NamedTuple):
    """A database with a table, `starts`, and a view with the deadlines added, `ours`.

    Attributes:
        name: What it is called.
        dialect: Its SQL.
        ask: Runs a query with one number for an answer.
        more: Other queries to measure.
    """

    name: str
    dialect: Dialect
    ask: Callable[[str], int]
    more: Mapping[str, str]


def duckdb_engine(values: Instants) -> Engine | None:
    """Return DuckDB with the starts as instants, `c`, and as naive times in UTC, `n`."""
    duckdb, arrow = installed("duckdb"), installed("pyarrow")
    if duckdb is None or arrow is None:
        return None
    connection: Any = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    instants = connection.from_arrow(arrow.table({"n": values}))
    instants.project("n, n::timestamptz as c").create("starts")
    table = connection.table("starts")
    ours: Any = with_hold_deadline(table, "c", zone=ZONE, years=YEARS)
    ours.create_view("ours")
    naive: Any = with_hold_deadline(table, "n", zone=ZONE, years=YEARS, naive="UTC")
    naive.create_view("ours_naive")

    def ask(query: str) -> int:
        return int(connection.execute(query).fetchall()[0][0])

    more = {
        "scan, naive": "select epoch_us(max(n)) from starts",
        "with_hold_deadline, naive": "select epoch_us(max(hold_deadline)) from ours_naive",
    }
    return Engine(f"DuckDB {duckdb.__version__}", DUCKDB, ask, more)


def spark_engine(values: Instants) -> Engine | None:
    """Return Spark on two threads of this machine with the starts, `c`, in its cache."""
    spark, arrow, parquet = map(installed, ("pyspark.sql", "pyarrow", "pyarrow.parquet"))
    if spark is None or arrow is None or parquet is None:
        return None
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder: Any = spark.SparkSession.builder.master("local[2]")
    for name, value in SPARK_SETTINGS.items():
        builder = builder.config(name, value)
    session: Any = builder.getOrCreate()
    column = arrow.array(values).cast(arrow.timestamp("us", "UTC"))
    with TemporaryDirectory() as away:
        file = str(Path(away, "starts.parquet"))
        parquet.write_table(arrow.table({"c": column}), file)
        frame = session.read.parquet(file).repartition(8).cache()
        frame.count()
    frame.createOrReplaceTempView("starts")
    ours: Any = with_hold_deadline(frame, "c", zone=ZONE, years=YEARS)
    ours.createOrReplaceTempView("ours")

    def ask(query: str) -> int:
        return int(session.sql(query).collect()[0][0])

    return Engine(f"Spark {session.version}", SPARK, ask, {})


def engine_rates(engine: Engine) -> None:
    """Print the rates of an engine, and in how many rows the native expression differs."""

    def last(what: str, table: str) -> str:
        micros = engine.dialect.micros.format(f"max({what})")
        return f"select {micros} from {table}"  # noqa: S608 (constants)

    queries = {
        "scan": last("c", "starts"),
        "with_hold_deadline": last("hold_deadline", "ours"),
        "native expression": last("native", f"({by_sql('starts', 'c', engine.dialect)})"),
        **engine.more,
    }
    tasks = [Task(partial(engine.ask, query), ROWS) for query in queries.values()]
    times = in_turns([task.seconds_a_row for task in tasks], rounds=3)
    print(f"{engine.name:32}       rows  M rows/s  scans  of native")
    for at, name in enumerate(queries):
        rate = 1 / median(turn[at] for turn in times) / MILLION
        scans, of_native = median_ratio(times, at, 0), median_ratio(times, 2, at)
        print(f"{name:32} {ROWS:10,}  {rate:8.2f}  {scans:5.0f}  {of_native:9.2f}")
    both = by_sql("ours", "c", engine.dialect, "hold_deadline")
    differs = "native is distinct from hold_deadline"
    differing = engine.ask(f"select count(*) from ({both}) where {differs}")  # noqa: S608 (constants)
    print(f"The native expression differs in {differing:,} rows.\n")


def main() -> int:
    """Compare the answers, then the times."""
    few = [*far_years(), *short_columns()]
    if "--short" in sys.argv[1:]:
        return report(few)
    values = starts(ROWS)
    codes = np.random.default_rng(287).integers(0, len(ZONES), ROWS, dtype=np.int8)
    if names := wrong(values, codes):
        print("other answers than hold_deadlines:", *names, sep="\n", file=sys.stderr)
        return 1
    ratios = [*few, *speed(values, codes), *memory(values, codes)]
    growth(10 * ROWS if "--large" in sys.argv[1:] else ROWS)
    if "--engines" in sys.argv[1:]:
        for name, made in (("DuckDB", duckdb_engine), ("Spark", spark_engine)):
            engine = made(values)
            if engine is None:
                print(f"{name} or pyarrow is not installed\n")
            else:
                engine_rates(engine)
    return report(ratios)


if __name__ == "__main__":
    sys.exit(main())
