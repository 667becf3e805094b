"""What a type checker knows of columns and frames: as much of what comes out as of what goes in.

The functions are checked and never run. A line with `type: ignore` has to be an error, in mypy and
in basedpyright: a comment that nothing needs is one itself.
"""

from datetime import datetime
from typing import assert_type

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl
from pyspark.sql import DataFrame as SparkFrame

from detainerlib import bulk


def of_polars(holds: pl.DataFrame) -> None:
    """A frame of polars stays one through every function."""
    deadlines = bulk.with_hold_deadline(holds, "custody_ends", zone="America/Chicago")
    assert_type(deadlines, pl.DataFrame)
    assert_type(bulk.with_hold_bounds(holds, "day", zone="Central"), pl.DataFrame)
    assert_type(bulk.with_counted_time(holds, "start", "end", zone="Central"), pl.DataFrame)
    assert_type(bulk.audit_holds(holds, "ends", "released", zone="Central"), pl.DataFrame)
    assert_type(bulk.hold_readings(holds, "custody_ends", form="I-247A"), pl.DataFrame)
    assert_type(bulk.audit_readings(holds, "ends", "released", form="I-247A"), pl.DataFrame)
    assert_type(bulk.with_fiscal_year(holds, "day"), pl.DataFrame)
    rule = "same person, same day"
    assert_type(bulk.drop_duplicates(holds, rule=rule, person="id", prepared="day"), pl.DataFrame)


def of_lazy_polars(holds: pl.LazyFrame) -> None:
    """A lazy one stays lazy."""
    assert_type(bulk.with_hold_deadline(holds, "custody_ends", zone="Central"), pl.LazyFrame)
    assert_type(bulk.hold_readings(holds, "custody_ends", form="I-247A"), pl.LazyFrame)


def of_pandas(holds: pd.DataFrame) -> None:
    """So do the frames of pandas."""
    assert_type(bulk.with_hold_deadline(holds, "custody_ends", zone="Central"), pd.DataFrame)
    bulk.outcome_rates(holds, "reason", numerator="declined by the agency", denominator="all")


def of_duckdb(holds: duckdb.DuckDBPyRelation) -> None:
    """A relation of DuckDB stays one."""
    deadlines = bulk.with_hold_deadline(holds, "custody_ends", zone="Central")
    assert_type(deadlines, duckdb.DuckDBPyRelation)
    bulk.summarize_audits(deadlines, rule="8-cfr-287.7-d")


def of_spark(holds: SparkFrame) -> None:
    """So does a frame of PySpark."""
    assert_type(bulk.with_hold_deadline(holds, "custody_ends", zone="Central"), SparkFrame)


def of_none_of_them(rows: list[dict[str, datetime]], holds: pl.DataFrame) -> None:
    """Rows are no frame, and a column is named."""
    bulk.with_hold_deadline(rows, "custody_ends", zone="Central")  # type: ignore[type-var]
    bulk.with_hold_deadline(holds, holds["custody_ends"], zone="Central")  # type: ignore[arg-type]
    bulk.with_hold_deadline(holds, "custody_ends", zone="Central", on_error="ignore")  # type: ignore[arg-type]
    bulk.summarize_audits(rows)  # type: ignore[arg-type]


def of_columns(
    times: npt.NDArray[np.datetime64], held: pl.Series, told: "pd.Series[pd.Timestamp]"
) -> None:
    """A column stays one of its engine."""
    assert_type(bulk.hold_deadlines(times, zone="Central"), npt.NDArray[np.datetime64])
    assert_type(bulk.hold_deadlines(held, zone="Central"), pl.Series)
    assert_type(bulk.hold_deadlines(told, zone="Central"), "pd.Series[pd.Timestamp]")
    assert_type(bulk.hold_deadlines(pd.DatetimeIndex([]), zone="Central"), pd.DatetimeIndex)
    bulk.counted_time(times, times, zone="Central")
    bulk.counted_time(pd.DatetimeIndex([]), told, zone="Central")


def of_no_columns(told: datetime, holds: pl.DataFrame, days: list[datetime]) -> None:
    """One datetime, a list and a frame are none."""
    bulk.hold_deadlines(told, zone="Central")  # type: ignore[type-var]
    bulk.hold_deadlines(days, zone="Central")  # type: ignore[type-var]
    bulk.hold_deadlines(holds, zone="Central")  # type: ignore[type-var]
    bulk.counted_time(told, told, zone="Central")  # type: ignore[type-var]
