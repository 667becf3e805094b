"""The clock on lazy frames: what is planned, and never computed here."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import product
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import attrs
import narwhals.stable.v2 as nw

from detainerlib.bulk._columns.per_row import settings_for
from detainerlib.bulk._columns.rejected_rows import OnError, checked_on_error
from detainerlib.bulk._kernel.segments import EPOCH, TICK, checked_years
from detainerlib.bulk._kernel.units import MICROSECOND, Unit
from detainerlib.bulk._lazy.joins import (
    PREFIX,
    JoinRows,
    counted_answer,
    deadline_answer,
    joined,
    lookup_rows,
    native_rows,
)
from detainerlib.bulk.arrays import counted_of, deadlines_of
from detainerlib.errors import DetainerError, InstantError, NotAnInstantError, UnitError
from detainerlib.holds.terms import ClockSettings
from detainerlib.times.calendars import FEDERAL_YEARS, HolidayCalendar
from detainerlib.times.zones import is_utc

_UTC: Final = "UTC"
FINEST_FIRST: Final = ("ns", "us", "ms", "s")


def _texts(values: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(values, str):
        raise DetainerError(
            "values", values, "all the texts, as a list", f"Write values=[{values!r}]."
        )
    return None if values is None else tuple(dict.fromkeys(values))


@attrs.frozen
class FromColumn:
    """A column of the frame that says for each row which zone, or which rule, is meant.

    Attributes:
        name: The column, of texts.
        values: All values it may hold, each once or more; only lazy frames need to be told.

    >>> FromColumn("facility_zone")
    FromColumn(name='facility_zone', values=None)
    """

    name: str = attrs.field(validator=attrs.validators.instance_of(str))
    values: tuple[str, ...] | None = attrs.field(default=None, converter=_texts)


class ClockTable(NamedTuple):
    """The clocks of a lazy frame.

    Attributes:
        settings: What each runs by.
        texts: For each, the texts by which a row says that it is meant, by kind.
        keys: The columns of the frame that hold those texts, each with its kind.
    """

    settings: tuple[ClockSettings, ...]
    texts: tuple[dict[str, str], ...]
    keys: dict[str, str]


def clock_table(
    zone: Any, rule: Any, calendar: HolidayCalendar | None, event: str | None
) -> ClockTable:
    """Return the clocks of a lazy frame, each checked.

    Raises:
        DetainerError: If one cannot run, or a column does not say what it may hold.
    """
    keys: dict[str, str] = {}
    alternatives: list[list[tuple[Any, dict[str, str]]]] = []
    for kind, setting in (("zone", zone), ("rule", rule)):
        if not isinstance(setting, FromColumn):
            alternatives.append([(setting, {})])
            continue
        if not setting.values:
            raise DetainerError(
                kind,
                setting,
                "all values the column may hold, as the frame is lazy",
                f"Write FromColumn({setting.name!r}, values=[...]).",
            )
        keys[setting.name] = kind
        alternatives.append([(text, {kind: text}) for text in setting.values])
    settings: list[ClockSettings] = []
    texts: list[dict[str, str]] = []
    for (row_zone, zone_text), (row_rule, rule_text) in product(*alternatives):
        settings.append(settings_for(row_zone, row_rule, calendar, event))
        texts.append(zone_text | rule_text)
    return ClockTable(tuple(settings), tuple(texts), keys)


class LazyInstants(NamedTuple):
    """A column of instants of a lazy frame, as it is calculated with and as it is shown.

    Attributes:
        name: The column.
        dtype: Its type, in UTC.
        shown: The zone its answers are shown in; None where they stay as they are.
        plain: Whether its zone, which is UTC, is left out in calculating.
        finer: Whether its unit of time is made finer, to that of `dtype`, in calculating.
    """

    name: str
    dtype: nw.Datetime
    shown: str | None
    plain: bool = False
    finer: bool = False

    @property
    def utc(self) -> nw.Expr:
        """The instants in UTC."""
        column = nw.col(self.name)
        if self.plain:
            return column.dt.replace_time_zone(None)
        column = column if self.shown is None else column.dt.convert_time_zone(_UTC)
        return column.cast(self.dtype) if self.finer else column

    def show(self, answer: nw.Expr) -> nw.Expr:
        """Show an answer as the column shows its instants."""
        return answer if self.shown is None else answer.dt.convert_time_zone(self.shown)


def lazy_instants(
    frame: nw.LazyFrame[Any], name: str, naive: str | ZoneInfo | None
) -> LazyInstants:
    """Return a column of a lazy frame that holds instants in UTC.

    Raises:
        NotAnInstantError: If it holds none.
        InstantError: If it is naive and not said to be in UTC, or if the engine's session counts
            in another zone.
    """
    dtype = frame.collect_schema()[name]
    if not isinstance(dtype, nw.Datetime):
        raise NotAnInstantError(name, dtype, "a column of instants", "Cast it in the engine.")
    zone = dtype.time_zone
    implementation = frame.implementation
    check_engine(frame)
    if implementation.is_duckdb() and dtype.time_unit != "us":
        raise UnitError(
            name, f"timestamps in {dtype.time_unit}", "microseconds", "Cast it to TIMESTAMP."
        )
    if zone is None and (naive is None or str(naive) != _UTC):
        raise InstantError(
            name,
            "a column without a time zone",
            "a column with one, or naive='UTC'",
            "A lazy frame's local times are for its engine to turn into instants: "
            "in DuckDB timezone(zone, column), in Spark to_utc_timestamp(column, zone), "
            "in Polars column.dt.replace_time_zone(zone).",
        )
    if zone is not None and naive is not None:
        raise InstantError("naive", naive, f"none, as {name} has a zone, {zone}", "Leave it out.")
    if implementation.is_polars():
        if zone is None or zone == _UTC:
            return LazyInstants(name, dtype, None)
        return LazyInstants(name, nw.Datetime(dtype.time_unit, _UTC), zone)
    check_session(frame, name, zone)
    return LazyInstants(name, dtype, None)


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
    """Refuse a session that does not count in UTC.

    Args:
        frame: The frame, of a database.
        name: The column, for errors.
        zone: The zone in which the engine shows its instants; None where they have none.

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


def _exact(column: LazyInstants, adds: Iterable[int]) -> None:
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


def lazy_deadlines(
    frame: nw.LazyFrame[Any],
    column: LazyInstants,
    clocks: ClockTable,
    *,
    into: str,
    years: range | None,
    on_error: OnError,
) -> nw.LazyFrame[Any]:
    """Add the deadlines of a column to a lazy frame."""
    checked_on_error(on_error)
    years = FEDERAL_YEARS if years is None else checked_years(years)
    rule = clocks.settings[0].rule
    if len(clocks.settings) == 1 and not clocks.keys and not rule.excludes:
        # Every day counts: there is nothing to look up.
        duration = rule.duration // TICK
        _exact(column, [duration])
        answer = column.utc.dt.offset_by(f"{duration}us")
        return frame.with_columns(column.show(answer).alias(into))
    rows = lookup_rows([deadlines_of(clock) for clock in clocks.settings], years)
    _exact(column, rows.adds)
    answered = _with_rows(frame, column, clocks, rows)
    answered = answered.with_columns(deadline_answer(column.utc, rows.adds).alias(into))
    answer, names = nw.col(into), frame.collect_schema().names()
    refused = answer.is_null() & ~column.utc.is_null()
    nothing, refused = stopping(frame, column, refused, on_error)
    answer = nw.when(~refused).then(answer).otherwise(nothing)
    return answered.with_columns(column.show(answer).alias(into)).select(*names, into)


def lazy_counted_time(
    frame: nw.LazyFrame[Any],
    columns: tuple[LazyInstants, LazyInstants],
    clocks: ClockTable,
    *,
    into: str,
    years: range | None,
    on_error: OnError,
) -> nw.LazyFrame[Any]:
    """Add the time counted between two columns to a lazy frame."""
    checked_on_error(on_error)
    years = FEDERAL_YEARS if years is None else checked_years(years)
    names = frame.collect_schema().names()
    rows = lookup_rows([counted_of(clock) for clock in clocks.settings], years)
    counted = [f"{PREFIX}counted_{number}" for number in range(2)]
    start, end = _alike([_plain(frame, column) for column in columns], frame)
    answered = frame
    for column, name in ((start, counted[0]), (end, counted[1])):
        answer = counted_answer(column.utc)
        answered = _with_rows(answered, column, clocks, rows)
        answered = answered.with_columns(answer.alias(name)).select(
            *names, *counted[: counted.index(name) + 1]
        )
    before, after = (nw.col(name) for name in counted)
    both = ~start.utc.is_null() & ~end.utc.is_null()
    refused = both & (before.is_null() | after.is_null() | (end.utc < start.utc))
    nothing, refused = stopping(frame, start, refused, on_error)
    began = nw.when(~refused).then(before).otherwise(nothing)
    answered = answered.with_columns(began.alias(counted[0]))
    return answered.with_columns((after - before).alias(into)).select(*names, into)


def _with_rows(
    frame: nw.LazyFrame[Any], column: LazyInstants, clocks: ClockTable, rows: JoinRows
) -> nw.LazyFrame[Any]:
    table = native_rows(rows, clocks.texts, frame, column.dtype)
    earlier = column.utc.dt.offset_by(f"-1{column.dtype.time_unit}")
    return joined(frame, earlier.dt.truncate(rows.every), table, clocks.keys)


def _plain(frame: nw.LazyFrame[Any], column: LazyInstants) -> LazyInstants:
    """Return a column without its zone, UTC, as databases subtract such instants much faster."""
    if column.dtype.time_zone is None or frame.implementation.is_polars():
        return column
    return column._replace(dtype=nw.Datetime(column.dtype.time_unit), plain=True)


def _alike(columns: Sequence[LazyInstants], frame: nw.LazyFrame[Any]) -> Sequence[LazyInstants]:
    """Return columns in the finest of their units: of two, Polars takes the coarser and cuts."""
    units = {column.dtype.time_unit for column in columns}
    if len(units) == 1 or not frame.implementation.is_polars():
        return columns
    finest: Any = next(unit for unit in FINEST_FIRST if unit in units)
    return [
        column._replace(dtype=nw.Datetime(finest, column.dtype.time_zone), finer=True)
        for column in columns
    ]


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
    moved = _session_moved(frame, column)
    stops, refused = moved, refused | moved
    if on_error == "raise":
        _stops_at_errors(frame)
        stops = refused
    message = nw.lit(f"detainerlib: {why}: ")
    shown = nw.concat_str([message, column.utc.cast(nw.String)])
    nothing = nw.when(stops).then(shown).otherwise(nw.lit(None, dtype=nw.String))
    # No text here is a number or an instant, so the cast fails wherever there is one.
    if frame.implementation.is_polars():
        nothing = nothing.cast(nw.Int64)
    return nothing.cast(column.dtype), refused


def _session_moved(frame: nw.LazyFrame[Any], column: LazyInstants) -> nw.Expr:
    """Whether the session is no longer in UTC when the engine at last computes the rows.

    Spark remembers the zone in which it planned, Polars has none, and instants without a zone need
    none. Of the two instants one is in summer, as London is in UTC in winter.
    """
    naive = column.dtype.time_zone is None and not column.plain
    if naive or not frame.implementation.is_duckdb():
        return nw.lit(value=False)
    instants = (EPOCH, EPOCH + timedelta(days=180))
    first, second = (
        nw.lit(instant).dt.replace_time_zone(None) != nw.lit(instant.replace(tzinfo=None))
        for instant in instants
    )
    return first | second


def _stops_at_errors(frame: nw.LazyFrame[Any]) -> None:
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
