"""What to write where a column holds no instants: the one call that is right for what it holds."""

import enum
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from detainerlib._validation import is_day, is_missing

_DATE_LENGTH: Final = len("2025-07-03")
_AMERICAN_DATE: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}", re.ASCII)
# Engines cut finer fractions in silence, and Python reads 24:00 from 3.14 on.
_OWN_WAYS: Final = re.compile(r"24|.*\.\d{7}")


class Held(enum.StrEnum):
    """What the rows of a column hold, where these are no instants of its engine."""

    NOTHING = "rows that are all null"
    LOCAL_TEXT = "text without an offset, which is local time"
    OFFSET_TEXT = "text with an offset"
    OTHER_TEXT = "text that local_time() reads"
    DAY_TEXT = "text of days, which have no time"
    AMERICAN_DAY_TEXT = "text of days as month/day/year, which have no time"
    EMPTY_TEXT = "text, of which some is empty"
    DAYS = "days, which have no time"
    LOCAL_TIMES = "datetimes without a time zone, which are local time"
    INSTANTS = "datetimes with a time zone"
    PERIODS = "periods, which begin at a local time"
    DAY_PERIODS = "periods of a day, which have no time"
    LONG_PERIODS = "periods of more than a day, which name no time"
    MIXED = "rows of several kinds"
    OTHER = "what is no time"


_LOCAL: Final = frozenset({Held.NOTHING, Held.LOCAL_TEXT, Held.LOCAL_TIMES, Held.PERIODS})
_DAYS: Final = frozenset({Held.DAYS, Held.DAY_TEXT, Held.AMERICAN_DAY_TEXT, Held.DAY_PERIODS})
_DAY_REMEDY: Final = "With a column of releases there is bulk.audit_holds()."
_IN_A_FRAME: Final = "A frame of dates goes to bulk.with_hold_bounds() as it is."
_READ: Final = "local_time(text, zone=zone)"
_BOUNDS: Final = "hold_bounds(day, zone=zone)"
_DAY_READ: Final = "hold_bounds(date.fromisoformat(text), zone=zone)"
_AMERICAN_DAY: Final = "datetime.strptime(text, '%m/%d/%Y').date()"
_AMERICAN_DAY_READ: Final = f"hold_bounds({_AMERICAN_DAY}, zone=zone)"
_PLAIN: Final = "astimezone(UTC).replace(tzinfo=None)"


def _bounds_of(frame: str) -> str:
    return f"bulk.with_hold_bounds({frame}, 'day', zone=zone)"


_NUMPY: Final[Mapping[Held, str]] = MappingProxyType(
    {
        Held.NOTHING: "values.astype('datetime64[us]')",
        Held.LOCAL_TEXT: "values.astype('datetime64[us]')",
        Held.OFFSET_TEXT: (
            f"np.array([text and datetime.fromisoformat(text).{_PLAIN} "
            "for text in values.tolist()], 'M8[us]')"
        ),
        Held.OTHER_TEXT: (
            f"np.array([text and {_READ}.{_PLAIN} for text in values.tolist()], 'M8[us]')"
        ),
        Held.DAY_TEXT: f"[text and {_DAY_READ} for text in values.tolist()]",
        Held.AMERICAN_DAY_TEXT: f"[text and {_AMERICAN_DAY_READ} for text in values.tolist()]",
        Held.EMPTY_TEXT: "np.array([text or None for text in values.tolist()], object)",
        Held.DAYS: f"[day and {_BOUNDS} for day in values.tolist()]",
        Held.LOCAL_TIMES: "values.astype('datetime64[us]')",
        Held.INSTANTS: f"np.array([value.{_PLAIN} for value in values.tolist()], 'M8[us]')",
    }
)
_PANDAS: Final[Mapping[Held, str]] = MappingProxyType(
    {
        Held.NOTHING: "pd.to_datetime(values)",
        Held.LOCAL_TEXT: "pd.to_datetime(values, format='ISO8601')",
        Held.OFFSET_TEXT: "pd.to_datetime(values, format='ISO8601', utc=True)",
        Held.OTHER_TEXT: f"values.astype(object).map(lambda text: {_READ}, na_action='ignore')",
        Held.DAY_TEXT: _bounds_of(
            "values.astype(object).map(date.fromisoformat, na_action='ignore').to_frame(name='day')"
        ),
        Held.AMERICAN_DAY_TEXT: _bounds_of(
            f"values.astype(object).map(lambda text: {_AMERICAN_DAY}, na_action='ignore')"
            ".to_frame(name='day')"
        ),
        Held.EMPTY_TEXT: "values.astype(object).map(lambda text: text or None)",
        Held.DAYS: _bounds_of("values.astype(object).to_frame(name='day')"),
        Held.LOCAL_TIMES: "pd.to_datetime(values)",
        Held.INSTANTS: "pd.to_datetime(values, utc=True)",
        Held.PERIODS: "pd.PeriodIndex(values).to_timestamp()",
        Held.DAY_PERIODS: _bounds_of(
            "pd.DataFrame({'day': pd.PeriodIndex(values).to_timestamp().date})"
        ),
    }
)
_POLARS: Final[Mapping[Held, str]] = MappingProxyType(
    {
        Held.NOTHING: "values.cast(pl.Datetime('us'))",
        Held.LOCAL_TEXT: "values.cast(pl.String).str.to_datetime()",
        Held.OFFSET_TEXT: "values.cast(pl.String).str.to_datetime(time_zone='UTC')",
        Held.OTHER_TEXT: f"pl.Series([text and {_READ} for text in values])",
        Held.DAY_TEXT: _bounds_of("values.cast(pl.String).str.to_date().to_frame('day')"),
        Held.AMERICAN_DAY_TEXT: _bounds_of(
            "values.cast(pl.String).str.to_date('%m/%d/%Y').to_frame('day')"
        ),
        Held.EMPTY_TEXT: "pl.Series([text or None for text in values])",
        Held.DAYS: _bounds_of("pl.DataFrame({'day': values.to_list()})"),
    }
)
_ARROW: Final[Mapping[Held, str]] = MappingProxyType(
    {
        Held.NOTHING: "values.cast(pa.timestamp('us'))",
        Held.LOCAL_TEXT: "values.cast(pa.timestamp('us'))",
        Held.OFFSET_TEXT: "values.cast(pa.timestamp('us', tz='UTC'))",
        Held.OTHER_TEXT: f"pa.array([text and {_READ} for text in values.to_pylist()])",
        Held.DAY_TEXT: _bounds_of(
            "pa.table({'day': [text and date.fromisoformat(text) for text in values.to_pylist()]})"
        ),
        Held.AMERICAN_DAY_TEXT: _bounds_of(
            f"pa.table({{'day': [text and {_AMERICAN_DAY} for text in values.to_pylist()]}})"
        ),
        Held.EMPTY_TEXT: "pa.array([text or None for text in values.to_pylist()])",
        Held.DAYS: _bounds_of("pa.table({'day': values.to_pylist()})"),
    }
)
_CALLS: Final = MappingProxyType(
    {"numpy": _NUMPY, "pandas": _PANDAS, "polars": _POLARS, "pyarrow": _ARROW}
)


def what_is_held(values: Iterable[Any]) -> Held:
    """Return what the rows of a column hold."""
    kinds = {_kind(value) for value in values if not is_missing(value)}
    if Held.EMPTY_TEXT in kinds:
        return Held.EMPTY_TEXT
    if not kinds:
        return Held.NOTHING
    if len(kinds) == 1:
        return kinds.pop()
    texts = {Held.LOCAL_TEXT, Held.OFFSET_TEXT, Held.OTHER_TEXT}
    return Held.OTHER_TEXT if kinds <= texts else Held.MIXED


def _kind(value: Any) -> Held:
    if isinstance(value, str):
        return _kind_of_text(value)
    if is_day(value):
        return Held.DAYS
    if isinstance(value, datetime):
        return Held.LOCAL_TIMES if value.tzinfo is None else Held.INSTANTS
    return Held.OTHER


def _kind_of_text(text: str) -> Held:
    """Return how a text is read: in the ways that all engines read alike, or by `local_time`."""
    if not text:
        return Held.EMPTY_TEXT
    if _AMERICAN_DATE.fullmatch(text):
        return Held.AMERICAN_DAY_TEXT
    head, blank, time = text[:_DATE_LENGTH], text[_DATE_LENGTH:][:1], text[_DATE_LENGTH + 1 :]
    with suppress(ValueError):
        date.fromisoformat(head)
        if text == head:
            return Held.DAY_TEXT
        if blank not in {"T", " "} or ":" not in time or _OWN_WAYS.match(time):
            return Held.OTHER_TEXT
        moment = datetime.fromisoformat(text)
        return Held.LOCAL_TEXT if moment.tzinfo is None else Held.OFFSET_TEXT
    return Held.OTHER_TEXT


def remedy_for(engine: str, held: Held) -> str:
    """Return what to write for a column of an engine, in sentences."""
    call = _CALLS[engine].get(held)
    if call is None:
        return f"The rows are {held.value}. Give dates and times, in a column of their own."
    if held is Held.EMPTY_TEXT:
        return f"Empty text is no time. Write {call}, and give that."
    if held in _LOCAL:
        return f"Write {call}, and say naive='local'."
    if held not in _DAYS:
        return f"Write {call}."
    in_a_frame = f"{_IN_A_FRAME} " if held is Held.DAYS else ""
    return f"Write {call}. {in_a_frame}{_DAY_REMEDY}"


# Polars reads 7/3/2025 with the day first, in silence.
_ISO_ONLY: Final = "pl.col('{name}').str.replace(r'^\\d\\d?[/-]', 'not ISO: ')"

_LAZY: Final = MappingProxyType(
    {
        "duckdb": (
            'frame.project("* replace (cast({name} as timestamp) as {name})")',
            'frame.project("* replace (cast({name} as timestamptz) as {name})")',
        ),
        "polars": (
            f"frame.with_columns({_ISO_ONLY}.str.to_datetime())",
            f"frame.with_columns({_ISO_ONLY}.str.to_datetime(time_zone='UTC'))",
        ),
        "pyspark": (
            "frame.withColumn('{name}', to_timestamp_ntz('{name}'))",
            "frame.withColumn('{name}', to_timestamp('{name}'))",
        ),
    }
)


def lazy_remedy(engine: str, name: str, *, is_text: bool, is_date: bool) -> str:
    """Return what to write for a column of a lazy frame, whose rows are not looked at."""
    if is_date:
        return (
            f"A day has no time. Write bulk.with_hold_bounds(frame, {name!r}, zone=zone). With a "
            f"column of releases write bulk.audit_holds(frame, {name!r}, released, zone=zone), "
            "where released is its name."
        )
    if not is_text:
        return "Give a column of timestamps."
    local, offset = (call.format(name=name) for call in _LAZY[engine])
    return (
        f"If they are local times, write {local}, and say naive='local'. If they end in Z or "
        f"an offset, write {offset}."
    )
