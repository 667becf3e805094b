"""The engines that columns and frames are tested in: how to give them rows, and read answers."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

Columns = dict[str, list[Any]]


class Engine(NamedTuple):
    """An engine, with which a frame is made and read.

    Attributes:
        make: Makes a frame of columns of instants in UTC and of texts.
        read: Computes a frame, and gives its rows, each a mapping.
        lazy: Whether its frames are lazy.
    """

    make: Callable[[Columns], Any]
    read: Callable[[Any], list[dict[str, Any]]]
    lazy: bool


def in_utc(value: Any) -> Any:
    """Give an instant in UTC, which naive ones are in already; anything else as it is."""
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def shown(rows: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give rows with their instants in UTC."""
    return [{name: in_utc(value) for name, value in row.items()} for row in rows]


def pandas_engine() -> Engine:
    """Give pandas."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")

    def read(frame: Any) -> list[dict[str, Any]]:
        plain = frame.astype(object).where(frame.notna(), None)
        return shown(
            {
                name: getattr(
                    value, "to_pydatetime", getattr(value, "to_pytimedelta", lambda v=value: v)
                )()
                for name, value in row.items()
            }
            for row in plain.to_dict("records")
        )

    def make(columns: Columns) -> Any:
        # An array of Arrow has a type, also where all is null.
        typed: dict[str, Any] = {**columns}
        return pandas.DataFrame(
            {
                name: values.to_pandas() if hasattr(values, "to_pandas") else pandas.Series(values)
                for name, values in typed.items()
            }
        )

    return Engine(make, read, lazy=False)


def polars_engine(*, lazy: bool) -> Engine:
    """Give polars."""
    polars = pytest.importorskip("polars", reason="polars is not installed")

    def make(columns: Columns) -> Any:
        frame = polars.DataFrame(columns)
        return frame.lazy() if lazy else frame

    def read(frame: Any) -> list[dict[str, Any]]:
        if lazy:
            assert isinstance(frame, polars.LazyFrame)
        return shown((frame.collect() if lazy else frame).to_dicts())

    return Engine(make, read, lazy=lazy)


def arrow_engine() -> Engine:
    """Give pyarrow."""
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

    def read(frame: Any) -> list[dict[str, Any]]:
        return shown(frame.to_pylist())

    def make(columns: Columns) -> Any:
        # In two chunks, of which the second does not begin at the beginning of its buffers.
        table = arrow.table(columns)
        return arrow.concat_tables([table.slice(0, 100), table.slice(100)])

    return Engine(make, read, lazy=False)


def duckdb_engine() -> Engine:
    """Give DuckDB, in a connection of its own."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    arrow = pytest.importorskip(
        "pyarrow", reason="pyarrow, which gives DuckDB rows, is not installed"
    )
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")

    def make(columns: Columns) -> Any:
        return connection.from_arrow(arrow.table(columns))

    def read(frame: Any) -> list[dict[str, Any]]:
        assert isinstance(frame, duckdb.DuckDBPyRelation)
        return shown(dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall())

    return Engine(make, read, lazy=True)


def spark_session() -> Iterator[Any]:
    """Run Spark in local mode, on the machine's Java."""
    sql: Any = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java, which Spark needs, is not installed")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.master": "local[1]",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        # Few rows are sooner interpreted than a query is compiled for them.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    builder = sql.SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def spark_engine(session: Any) -> Engine:
    """Give Spark."""
    arrow: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

    def make(columns: Columns) -> Any:
        table = arrow.table(columns)
        naive = [each.name for each in table.schema if each.type == arrow.timestamp("us")]
        frame = session.createDataFrame(table)
        return frame.withColumns({name: frame[name].cast("timestamp_ntz") for name in naive})

    def read(frame: Any) -> list[dict[str, Any]]:
        assert type(frame).__module__.startswith("pyspark.sql")
        return shown(frame.toArrow().to_pylist())

    return Engine(make, read, lazy=True)


NAMES = ("pandas", "polars", "pyarrow", "polars-lazy", "duckdb", "pyspark")
LAZY = NAMES[3:]

each_engine = pytest.mark.parametrize("engine", NAMES, indirect=True)
each_lazy_engine = pytest.mark.parametrize("engine", LAZY, indirect=True)
