"""The clock on lazy frames: what is planned, and never computed here."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import product
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.options import ClockOptions, FromColumn, OnError
from detainerlib.bulk._columns.per_row import settings_for
from detainerlib.bulk._columns.remedies import lazy_remedy
from detainerlib.bulk._kernel.segments import EPOCH, DeadlineCourse, LocalTimeCourse
from detainerlib.bulk._kernel.units import MICROSECOND, Unit
from detainerlib.bulk._lazy.joins import (
    PREFIX,
    JoinRows,
    deadline_answer,
    joined,
    lookup_rows,
    native_table,
)
from detainerlib.bulk.arrays import deadlines_of
from detainerlib.errors import (
    DetainerError,
    InstantError,
    NotAnInstantError,
    UnitError,
    type_in_print,
)
from detainerlib.holds.terms import ClockSettings
from detainerlib.times.zones import is_utc

_UTC: Final = "UTC"
_NO_LOCAL_TIME: Final = (
    "a local time that does not happen once in the years given, or no zone; see ambiguous=, "
    "nonexistent="
)
FINEST_FIRST: Final = ("ns", "us", "ms", "s")


class ClockTable(NamedTuple):
    """The clocks of a lazy frame, each once: many rules run by one clock.

    Attributes:
        settings: What each runs by.
        texts: By kind, the texts by which a row can say which clock is meant.
        numbers: Which of the clocks each of those texts means.
        keys: The columns of the frame that hold those texts, each with its kind.
    """

    settings: tuple[ClockSettings, ...]
    texts: dict[str, npt.NDArray[np.object_]]
    numbers: npt.NDArray[np.intp]
    keys: dict[str, str]

    def join(
        self,
        frame: nw.LazyFrame[Any],
        key: nw.Expr,
        numbers: npt.NDArray[np.intp],
        columns: dict[str, npt.NDArray[Any]],
        dtype: nw.Datetime,
    ) -> nw.LazyFrame[Any]:
        """Join to each row of a frame the row of a table of its clock that holds its answer.

        Args:
            frame: The frame.
            key: The beginning, or the day, by which a row is found in the table.
            numbers: For each row of the table, the clock it is of.
            columns: The table's other columns, as `native_table` takes them.
            dtype: The type of its instants.
        """
        texts = {f"{PREFIX}{kind}": texts for kind, texts in self.texts.items()}
        if len(self.settings) == len(self.numbers):
            texts = {name: column[numbers] for name, column in texts.items()}
            return joined(frame, key, native_table(texts | columns, frame, dtype), self.keys)
        clock = f"{PREFIX}clock"
        clocks = native_table({**texts, clock: _written(self.numbers)}, frame, dtype)
        table = native_table({clock: _written(numbers), **columns}, frame, dtype)
        return joined(joined(frame, None, clocks, self.keys), key, table, {clock: "clock"})


def _written(numbers: npt.NDArray[np.intp]) -> npt.NDArray[np.object_]:
    return numbers.astype(str).astype(object)


def clock_table(options: ClockOptions) -> ClockTable:
    """Return the clocks of a lazy frame, each checked.

    Raises:
        DetainerError: If one cannot run, or a column does not say what it may hold.
    """
    keys: dict[str, str] = {}
    alternatives: list[list[tuple[Any, dict[str, str]]]] = []
    for kind, term in (("zone", options.zone), ("rule", options.rule)):
        if not isinstance(term, FromColumn):
            alternatives.append([(term, {})])
            continue
        if not term.values:
            raise DetainerError(
                kind,
                term,
                "all values the column may hold, as the frame is lazy",
                f"Write FromColumn({term.name!r}, values=[...]).",
            )
        keys[term.name] = kind
        alternatives.append([(text, {kind: text}) for text in term.values])
    pairs = [*product(*alternatives)]
    texts = [zone_text | rule_text for (_, zone_text), (_, rule_text) in pairs]
    numbers: dict[DeadlineCourse, int] = {}
    settings: list[ClockSettings] = []
    clock_numbers: list[int] = []
    for (zone, _), (rule, _) in pairs:
        clock = settings_for(zone, rule, options.calendar, options.event)
        number = numbers.setdefault(deadlines_of(clock), len(settings))
        if number == len(settings):
            settings.append(clock)
        clock_numbers.append(number)
    return ClockTable(
        tuple(settings),
        {kind: np.array([text[kind] for text in texts], dtype=object) for kind in keys.values()},
        np.array(clock_numbers, dtype=np.intp),
        keys,
    )


class LazyInstants(NamedTuple):
    """A column of instants of a lazy frame, as it is calculated with and as it is shown.

    Attributes:
        name: The column.
        utc: Its instants in UTC.
        dtype: The type of these.
        shown: The zone its answers are shown in; None where they stay as they are.
        moves: Whether a session that is no longer in UTC would show other instants.
    """

    name: str
    utc: nw.Expr
    dtype: nw.Datetime
    shown: str | None = None
    moves: bool = False

    def show(self, answer: nw.Expr) -> nw.Expr:
        """Show an answer as the column shows its instants."""
        return answer if self.shown is None else answer.dt.convert_time_zone(self.shown)


class WithInstants(NamedTuple):
    """A lazy frame, and one of its columns that holds instants in UTC.

    Attributes:
        frame: The frame; it has a column more where local times had to be turned into instants.
        column: The column.
    """

    frame: nw.LazyFrame[Any]
    column: LazyInstants


def lazy_instants(frame: nw.LazyFrame[Any], name: str, options: ClockOptions) -> WithInstants:
    """Return a column of a lazy frame that holds instants in UTC, made of its local times if so.

    Raises:
        NotAnInstantError: If it holds none.
        InstantError: If it is naive and nothing says what it holds, or if the engine's session
            counts in another zone.
    """
    naive = options.naive
    dtype = frame.collect_schema()[name]
    check_engine(frame)
    if not isinstance(dtype, nw.Datetime):
        text = isinstance(dtype, nw.String | nw.Categorical | nw.Enum)
        remedy = lazy_remedy(_engine(frame), name, is_text=text, is_date=dtype == nw.Date)
        raise NotAnInstantError(name, type_in_print(dtype), "a column of dates and times", remedy)
    zone = dtype.time_zone
    duckdb = frame.implementation.is_duckdb()
    if duckdb and dtype.time_unit != "us":
        raise UnitError(
            name, f"timestamps in {dtype.time_unit}", "microseconds", "Cast it to TIMESTAMP."
        )
    if zone is None and naive is None:
        raise InstantError(
            name,
            "a column without a time zone",
            "a column with one, or naive=",
            "If it holds local times of the facility, say naive='local'; if it is in UTC, "
            "naive='UTC'.",
        )
    if zone is not None and naive is not None:
        raise InstantError("naive", naive, f"none, as {name} has a zone, {zone}", "Leave it out.")
    if zone is None and options.reads_local_times:
        return _of_local_times(frame, LazyInstants(name, nw.col(name), dtype), options)
    column = nw.col(name)
    if not frame.implementation.is_polars():
        check_session(frame, name, zone)
        aware = duckdb and zone is not None
        return WithInstants(frame, LazyInstants(name, column, dtype, moves=aware))
    if zone is None or zone == _UTC:
        return WithInstants(frame, LazyInstants(name, column, dtype))
    in_utc = nw.Datetime(dtype.time_unit, _UTC)
    return WithInstants(frame, LazyInstants(name, column.dt.convert_time_zone(_UTC), in_utc, zone))


def _of_local_times(
    frame: nw.LazyFrame[Any], local: LazyInstants, options: ClockOptions
) -> WithInstants:
    """Return a frame with a column of the instants that local times name, found by two joins.

    The local times are looked up as if they were in UTC, by the clock before a change and by the
    clock after it: where the two differ they happened twice, or never.
    """
    clocks = clock_table(options.of_local_times)
    names = frame.collect_schema().names()
    into = f"{PREFIX}instants_of_{local.name}"
    folds = [f"{into}_{fold}" for fold in (0, 1)]
    answered = frame
    for fold, answer in enumerate(folds):
        courses = [LocalTimeCourse(clock.zone, fold) for clock in clocks.settings]
        rows = lookup_rows(courses, options.lazy_years)
        check_exact(local, rows.adds)
        answered = with_rows(answered, local, clocks, rows)
        answered = answered.with_columns(deadline_answer(local.utc, rows.adds).alias(answer))
        answered = answered.select(*names, *folds[: fold + 1])
    first, second = map(nw.col, folds)
    twice, never = first < second, first > second
    refused = (first.is_null() | second.is_null()) & ~local.utc.is_null()
    if options.ambiguous == "raise":
        refused = refused | twice
    if options.nonexistent == "raise":
        refused = refused | never
    nothing, refused = stopping(frame, local, refused, options.on_error, _NO_LOCAL_TIME)
    instant = second if options.ambiguous == "latest" else first
    left_out = never | twice if options.ambiguous in {"null", "NaT"} else never
    instant = nw.when(~refused & ~left_out).then(instant)
    instant = nw.when(~refused).then(instant).otherwise(nothing)
    if not frame.implementation.is_polars():
        check_session(frame, local.name, _session_setting(frame))
    answered = answered.with_columns(_in_utc(frame, instant, local.dtype).alias(into))
    answered = answered.select(*names, into)
    dtype: Any = answered.collect_schema()[into]
    keys = {clock.zone.key for clock in clocks.settings}
    shown = keys.pop() if frame.implementation.is_polars() and len(keys) == 1 else None
    moves = frame.implementation.is_duckdb()
    return WithInstants(answered, LazyInstants(local.name, nw.col(into), dtype, shown, moves=moves))


def _in_utc(frame: nw.LazyFrame[Any], instant: nw.Expr, dtype: nw.Datetime) -> nw.Expr:
    """Return instants that are naive, in UTC, with that zone."""
    if frame.implementation.is_polars():
        return instant.dt.replace_time_zone(_UTC)
    # The session is in UTC, by whichever of its names, and so is what is cast in it.
    return instant.cast(nw.Datetime(dtype.time_unit, _session_setting(frame)))


def _session_setting(frame: nw.LazyFrame[Any]) -> str:
    """Return the zone of a database's session, as it is set now."""
    if _is_spark(frame):
        return _session_zone(frame, None)
    native: Any = frame.to_native()
    rows = native.query(f"{PREFIX}frame", "select current_setting('TimeZone')").fetchall()
    return str(rows[0][0])


def _engine(frame: nw.LazyFrame[Any]) -> str:
    if frame.implementation.is_polars():
        return "polars"
    return "duckdb" if frame.implementation.is_duckdb() else "pyspark"


def check_engine(frame: nw.LazyFrame[Any]) -> None:
    """Refuse a lazy frame of an engine that is not served.

    Raises:
        DetainerError: If it is one.
    """
    implementation = frame.implementation
    if not (implementation.is_polars() or implementation.is_duckdb() or _is_spark(frame)):
        raise DetainerError(
            "frame", f"{implementation}", "Polars, DuckDB or PySpark", "Collect the frame first."
        )


def check_session(frame: nw.LazyFrame[Any], name: str, zone: str | None) -> None:
    """Refuse a database's session that does not count in UTC, given the zone of a column.

    Raises:
        InstantError: If it counts in another zone.
    """
    session = _session_zone(frame, zone)
    if not is_utc(session):
        raise InstantError(
            name,
            f"a session in {session}",
            "a session in UTC, as the engine's days are those of its session",
            "In DuckDB SET TimeZone='UTC', in Spark "
            "spark.conf.set('spark.sql.session.timeZone', 'UTC').",
        )


def _session_zone(frame: nw.LazyFrame[Any], zone: str | None) -> str:
    """Return the zone in which an engine counts days."""
    if _is_spark(frame):
        # Of the session itself: narwhals remembers the zone it first had.
        native: Any = frame.to_native()
        return str(native.sparkSession.conf.get("spark.sql.session.timeZone"))
    return _UTC if zone is None else zone


def _is_spark(frame: nw.LazyFrame[Any]) -> bool:
    """Whether a lazy frame is one of Spark, also behind Spark Connect."""
    implementation = frame.implementation
    return bool(implementation.is_pyspark() or implementation.is_pyspark_connect())


def check_exact(column: LazyInstants, adds: Iterable[int]) -> None:
    """Refuse what cannot be added to a column without being cut.

    Raises:
        UnitError: If there is such a thing.
    """
    tick = Unit(1, column.dtype.time_unit).nanoseconds
    if any(add * MICROSECOND % tick for add in adds):
        raise UnitError(
            column.name,
            f"instants in {column.dtype.time_unit}",
            "a unit that can express every answer",
            "Cast it to microseconds.",
        )


def with_rows(
    frame: nw.LazyFrame[Any], column: LazyInstants, clocks: ClockTable, rows: JoinRows
) -> nw.LazyFrame[Any]:
    """Join to each row of a frame the row of a table that holds the answer for its instant."""
    earlier = column.utc.dt.offset_by(f"-1{column.dtype.time_unit}").dt.truncate(rows.every)
    return clocks.join(frame, earlier, rows.course, rows.columns, column.dtype)


def stopping(
    frame: nw.LazyFrame[Any],
    column: LazyInstants,
    refused: nw.Expr,
    on_error: OnError,
    why: str = "no answer in the years given, or for this zone, rule, session",
) -> tuple[nw.Expr, nw.Expr]:
    """Return null, which stops the engine where a row is refused, and which rows that holds for.

    A session that is no longer in UTC always stops it.
    """
    moved = _session_moved(column)
    stops, refused = moved, refused | moved
    if on_error == "raise":
        _check_casts_fail(frame)
        stops = refused
    message = nw.lit(f"detainerlib: {why}: ")
    shown = nw.concat_str([message, column.utc.cast(nw.String)])
    nothing = nw.when(stops).then(shown).otherwise(nw.lit(None, dtype=nw.String))
    # No text here is a number or an instant, so the cast fails wherever there is one.
    if frame.implementation.is_polars():
        nothing = nothing.cast(nw.Int64)
    return nothing.cast(column.dtype), refused


def _session_moved(column: LazyInstants) -> nw.Expr:
    """Whether the session is no longer in UTC when the engine at last computes the rows.

    Of the two instants one is in summer, as London is in UTC in winter.
    """
    if not column.moves:
        return nw.lit(value=False)
    first, second = (
        nw.lit(instant).dt.replace_time_zone(None) != nw.lit(instant.replace(tzinfo=None))
        for instant in (EPOCH, EPOCH + timedelta(days=180))
    )
    return first | second


def _check_casts_fail(frame: nw.LazyFrame[Any]) -> None:
    if not _is_spark(frame):
        return
    native: Any = frame.to_native()
    if native.sparkSession.conf.get("spark.sql.ansi.enabled") != "true":
        raise DetainerError(
            "spark.sql.ansi.enabled",
            "false",
            "true, as Spark otherwise makes null of what cannot be cast",
            "Set it, or say on_error='null' and count the nulls.",
        )
