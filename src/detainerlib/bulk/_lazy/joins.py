"""The clock for engines that plan first and compute later: a join, and constant offsets.

Nothing of Python runs in the engine, and nothing of a zone. A small table says for each day of UTC,
or each hour where days are too long, up to which boundary in it one answer holds, and which after
it. Days and hours are half-open on the left, as segments are: a start is looked up one tick early.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from importlib import import_module
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._kernel.lookup_tables import Ints, SegmentArrays, segment_arrays_from
from detainerlib.bulk._kernel.segments import TICK, Course, year_limits
from detainerlib.bulk._kernel.units import NAT
from detainerlib.errors import UnitError

PREFIX: Final = "detainerlib_"
"""How the names of columns begin that are there only in passing."""

Instants = npt.NDArray[np.datetime64]

# The longer, the shorter the table; most rules have at most one boundary in a day of UTC.
_GRAINS: Final = {"1d": timedelta(days=1), "1h": timedelta(hours=1)}


class JoinRows(NamedTuple):
    """What is joined: for each course, and each key, the answers for starts in (key, key + grain].

    All but `every` are columns; instants are in UTC, and null where there is no answer.

    Attributes:
        every: The grain, as narwhals writes it.
        course: Which of the courses a row belongs to.
        key: The beginning.
        upto: The boundary up to which the first answers hold, after which the others do.
        at_before: The answer at the beginning.
        at_after: The answer just after the boundary.
        runs_before: Whether answers up to the boundary move along with the start.
        runs_after: Whether they do after it.
        add_before: What to add to the start where they do, in microseconds; else 0.
        add_after: The same after the boundary.
    """

    every: str
    course: npt.NDArray[np.intp]
    key: Instants
    upto: Instants
    at_before: Instants
    at_after: Instants
    runs_before: npt.NDArray[np.bool_]
    runs_after: npt.NDArray[np.bool_]
    add_before: Ints
    add_after: Ints

    @property
    def columns(self) -> dict[str, npt.NDArray[Any]]:
        """The columns of the table that is joined, but those that tell the courses apart."""
        return {f"{PREFIX}{name}": getattr(self, name) for name in self._fields[2:]}

    @property
    def adds(self) -> list[int]:
        """Everything that is added to some start, in order."""
        adds: list[int] = np.union1d(self.add_before, self.add_after).tolist()
        return [add for add in adds if add]


def lookup_rows(courses: Sequence[Course], years: range) -> JoinRows:
    """Return the rows of some courses over some years of UTC, as few as can be.

    The first instant after the years is there as well. Counted time is given as if it were an
    instant, so long after 1970-01-01.

    Raises:
        UnitError: If two boundaries lie in one hour.
    """
    segments = [segment_arrays_from(course, years) for course in courses]
    for every, grain in _GRAINS.items():
        width = grain // TICK
        # The first instant of a year is the last of the day before, as days are half-open.
        first, last = year_limits(years[0])[0], year_limits(years[-1])[1]
        keys = np.arange(first - width, last, width)
        if any(arrays.crowded(keys + 1, keys + width).any() for arrays in segments):
            continue
        parts = [_columns(arrays, keys, width) for arrays in segments]
        course = np.repeat(np.arange(len(parts)), len(keys))
        columns = (np.concatenate(column) for column in zip(*parts, strict=True))
        return JoinRows(every, course, *columns)
    raise UnitError(
        "rule",
        "two boundaries in one hour",
        "at most one, for a join",
        "Use hold_deadlines() on the column, in Spark by mapInArrow.",
    )


def _columns(segments: SegmentArrays, keys: Ints, width: int) -> Iterator[npt.NDArray[Any]]:
    upto, floor, add = (column[: len(keys)] for column in segments.slots(keys + 1, keys + width))
    runs = floor == NAT
    yield keys.view("M8[us]")
    yield upto.view("M8[us]")
    # Where there is no answer, floor and add overflow to NaT.
    yield from (np.maximum(np.column_stack((keys, upto)), floor) + add).T.copy().view("M8[us]")
    yield from runs.T.copy()
    yield from np.where(runs, add, 0).T.copy()


def native_table(
    columns: dict[str, npt.NDArray[Any]], like: nw.LazyFrame[Any], dtype: nw.Datetime
) -> nw.LazyFrame[Any]:
    """Return columns as a lazy frame of the engine of another, to be joined to it.

    Columns of `datetime64[us]` are instants in UTC, and get `dtype`; of `datetime64[D]` dates.
    """
    native: Any = nw.to_native(like)
    aware = dtype.time_zone is not None
    if like.implementation.is_polars():
        rows = _polars_rows(columns, dtype)
    elif like.implementation.is_duckdb():
        rows = _duckdb_rows(native, columns, aware=aware)
    else:
        rows = _spark_rows(native, columns, aware=aware)
    table: nw.LazyFrame[Any] = nw.from_native(rows)
    return table


def _polars_rows(columns: dict[str, npt.NDArray[Any]], dtype: nw.Datetime) -> Any:
    polars: Any = sys.modules["polars"]
    instants = polars.selectors.by_dtype(polars.Datetime)
    rows = polars.LazyFrame(columns).with_columns(instants.dt.cast_time_unit(dtype.time_unit))
    if dtype.time_zone is None:
        return rows
    return rows.with_columns(instants.dt.replace_time_zone("UTC"))


def _duckdb_rows(native: Any, columns: dict[str, npt.NDArray[Any]], *, aware: bool) -> Any:
    days = [name for name, column in columns.items() if _is_day(column)]
    columns = {**columns, **{name: columns[name].astype("M8[us]") for name in days}}

    def shown(name: str, column: npt.NDArray[Any]) -> str:
        if name in days:
            return f"cast({name} as date) as {name}"
        # Never a cast, which would be made in the zone of the session when rows are fetched.
        instant = aware and column.dtype.kind == "M"
        return f"make_timestamptz(epoch_us({name})) as {name}" if instant else name

    names = ", ".join(shown(name, column) for name, column in columns.items())
    # DuckDB finds `columns` by its name, in the connection of the relation that asks.
    query = f"select {names} from columns"  # noqa: S608 (names of our own)
    return native.query(f"{PREFIX}frame", query)


def _spark_rows(native: Any, columns: dict[str, npt.NDArray[Any]], *, aware: bool) -> Any:
    arrow = import_module("pyarrow")  # which Spark needs itself to take or give columns
    epoch = "timestamp'1970-01-01 00:00:00Z'" if aware else "timestamp_ntz'1970-01-01 00:00:00'"
    plain: dict[str, Any] = {}
    shown: list[str] = []
    for name, column in columns.items():
        # Instants and days go in as numbers, which no setting of a session can move.
        if column.dtype.kind != "M":
            plain[name] = column
            shown.append(name)
            continue
        plain[name] = arrow.array(column.view(np.int64), mask=np.isnat(column))
        shown.append(
            f"date_from_unix_date(cast({name} as int)) as {name}"
            if _is_day(column)
            else f"timestampadd(MICROSECOND, {name}, {epoch}) as {name}"
        )
    rows = native.sparkSession.createDataFrame(arrow.table(plain))
    return rows.selectExpr(*shown).hint("broadcast")


def in_database(like: nw.LazyFrame[Any], rows: Any) -> Any:
    """Return a table of Arrow as a relation of DuckDB, or a frame of Spark, of the same session."""
    native: Any = nw.to_native(like)
    arrow = import_module("pyarrow")
    if like.implementation.is_duckdb():
        # As for the rows above, DuckDB finds `rows` by its name.
        return native.query(f"{PREFIX}frame", "select * from rows")
    fields = [
        field.with_type(arrow.string()) if arrow.types.is_dictionary(field.type) else field
        for field in rows.schema
    ]
    frame = native.sparkSession.createDataFrame(rows.cast(arrow.schema(fields)))
    naive = [
        field.name
        for field in fields
        if arrow.types.is_timestamp(field.type) and field.type.tz is None
    ]
    return frame.withColumns({name: frame[name].cast("timestamp_ntz") for name in naive})


def _is_day(column: npt.NDArray[Any]) -> bool:
    return column.dtype == np.dtype("M8[D]")


def joined(
    frame: nw.LazyFrame[Any], key: nw.Expr | None, table: nw.LazyFrame[Any], keys: dict[str, str]
) -> nw.LazyFrame[Any]:
    """Join to each row of a frame the row of a table, of `native_table`, that is meant by it.

    The key, a beginning or a day, must equal that of the row if there is one, and each of the
    columns named in `keys` the table's column of that kind.
    """
    # Categories of several kinds are texts to all engines.
    left = {f"{PREFIX}of_{kind}": nw.col(name).cast(nw.String) for name, kind in keys.items()}
    right = [f"{PREFIX}{kind}" for kind in keys.values()]
    if key is not None:
        left, right = {**left, f"{PREFIX}start": key}, [*right, f"{PREFIX}key"]
    return frame.with_columns(**left).join(table, how="left", left_on=[*left], right_on=right)


def deadline_answer(start: nw.Expr, adds: Sequence[int]) -> nw.Expr:
    """Return the deadlines of starts whose rows have been joined."""
    answer, add = _side(start, "at"), _side(start, "add")
    for offset in adds:
        answer = nw.when(add == offset).then(start.dt.offset_by(f"{offset}us")).otherwise(answer)
    return answer


def counted_answer(instant: nw.Expr) -> nw.Expr:
    """Return the counted time up to instants whose rows have been joined, as an instant."""
    key, upto, at = nw.col(f"{PREFIX}start"), nw.col(f"{PREFIX}upto"), _side(instant, "at")
    begins = nw.when(instant > upto).then(upto).otherwise(key)
    return nw.when(_side(instant, "runs")).then(at + (instant - begins)).otherwise(at)


def _side(start: nw.Expr, name: str) -> nw.Expr:
    before, after = (nw.col(f"{PREFIX}{name}_{side}") for side in ("before", "after"))
    return nw.when(start > nw.col(f"{PREFIX}upto")).then(after).otherwise(before)
