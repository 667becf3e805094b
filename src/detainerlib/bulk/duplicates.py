"""Requests that were recorded twice, on data frames, by the rules of the scalar function."""

from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.stable.v2.typing import IntoFrameT

from detainerlib._arguments import chosen
from detainerlib.bulk._columns.date_columns import read_dates
from detainerlib.bulk._columns.per_row import encoded
from detainerlib.bulk._columns.versions import stamped
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk._outcomes.first_requests import Ints, are_first
from detainerlib.bulk.dates import holds_dates
from detainerlib.bulk.frames import check_days, checked_frame
from detainerlib.errors import DetainerError
from detainerlib.outcomes.duplicates import DuplicateRule, keys_needed

_ORDER: Final = f"{PREFIX}order"
_KNOWN: Final = f"{PREFIX}known"
_NEXT: Final = f"{PREFIX}next"
_NEW: Final = f"{PREFIX}new"
_CHAIN: Final = f"{PREFIX}chain"
_PLACE: Final = f"{PREFIX}place"
_FIRST: Final = f"{PREFIX}first"


def drop_duplicates(
    frame: IntoFrameT,
    *,
    rule: DuplicateRule | str,
    person: str,
    prepared: str,
    form: str | None = None,
    facility: str | None = None,
    order: str | None = None,
) -> IntoFrameT:
    """Return a data frame without the rows that are a duplicate of one before by a named rule.

    The rows that are kept are those that `detainerlib.drop_duplicates` keeps; rows without an id
    or a day are among them. A lazy frame stays lazy.

    Args:
        frame: The data frame, eager or lazy; a DuckDB relation; a PySpark data frame.
        rule: The rule, or its value.
        person: The column of an opaque id, of one release of data.
        prepared: The column of the day on which the request was made: dates, or midnights in
            pandas.
        form: The column of the form; needed by "same person, form and facility", and by no other.
        facility: The column of the facility, as above.
        order: The column by which rows of one day are in order, each value once. A lazy frame has
            no order of its own, and needs it. Of an eager one, the order is that of its rows.

    Raises:
        ColumnError: If the frame lacks a column.
        UnknownIdError: If the rule is none.
        DetainerError: If a column is needed or not, or `prepared` is no column of days.

    >>> import pandas as pd
    >>> days = pd.to_datetime(["2024-05-01", "2024-05-01", "2024-05-01"])
    >>> frame = pd.DataFrame({"id": ["a", "a", None], "day": days})
    >>> rule = DuplicateRule.SAME_DAY
    >>> len(drop_duplicates(frame, rule=rule, person="id", prepared="day"))
    2
    """
    duplicate_rule = chosen(DuplicateRule, rule, "rule")
    keys = keys_needed(duplicate_rule, form, facility)
    ordered = () if order is None else (order,)
    requests = checked_frame(frame, (person, prepared, *keys, *ordered), ())
    if isinstance(requests, nw.DataFrame):
        first = _are_first(requests, duplicate_rule, person, prepared, keys, order)
        marked = requests.with_columns(first.alias(_FIRST))
        return stamped(marked.filter(nw.col(_FIRST)).drop(_FIRST), frame)
    check_days(requests, prepared)
    if order is None:
        raise DetainerError(
            "order", order, "a column, as the frame is lazy", "Name one that numbers the rows."
        )
    columns = requests.collect_schema().names()
    firsts = _with_firsts(
        requests.with_columns(nw.col(order).alias(_ORDER)), duplicate_rule, person, prepared, keys
    )
    return stamped(firsts.filter(nw.col(_FIRST)).select(*columns), frame)


def _are_first(
    frame: nw.DataFrame[Any],
    rule: DuplicateRule,
    person: str,
    prepared: str,
    keys: tuple[str, ...],
    order: str | None,
) -> nw.Series[Any]:
    """Return whether each row of an eager frame is kept: engines need no windows for that."""
    days = _days(frame, prepared)
    persons = _numbers(frame[person], blank="")
    persons[np.isnat(days)] = -1
    orders = np.arange(len(frame))
    if order is not None:
        orders = np.unique(frame[order].to_numpy(), return_inverse=True)[1]
    others = [_numbers(frame[key]) for key in keys]
    first = are_first(persons, days.astype(np.int64), others, orders, rule)
    return nw.new_series(_FIRST, first, backend=frame.implementation)


def _days(frame: nw.DataFrame[Any], name: str) -> Any:
    """Return the days of a column; times are taken where all are midnights, as pandas has them."""
    if holds_dates(frame, name):
        return read_dates(frame[name].to_native(), name)[0]
    check_days(frame, name)
    instants: Any = frame[name].to_numpy()
    days = instants.astype("M8[D]")
    if not ((days == instants) | np.isnat(days)).all():
        raise DetainerError(name, "times", "a column of dates", "Cast it to dates of the facility.")
    return days


def _numbers(column: nw.Series[Any], blank: str | None = None) -> Ints:
    """Return a number for each different value of a column; -1 where it is missing, or blank."""
    if column.dtype.is_float():
        column = column.fill_nan(None)
    coded = encoded(column.to_native(), column.name)
    numbers = coded.codes.astype(np.int64)
    if blank is not None and blank in coded.values:
        numbers[numbers == coded.values.index(blank)] = -1
    return numbers


def _with_firsts(
    frame: nw.LazyFrame[Any], rule: DuplicateRule, person: str, prepared: str, keys: tuple[str, ...]
) -> nw.LazyFrame[Any]:
    """Add whether a row is the first of those that are one, or not known to be of any."""
    schema = frame.collect_schema()
    is_known = ~nw.col(person).is_null() & ~nw.col(prepared).is_null()
    if schema[person] == nw.String:
        is_known &= nw.col(person) != ""
    for key in keys:
        is_known &= ~nw.col(key).is_null()
    for name in (person, *keys):
        if schema[name].is_float():
            is_known &= ~nw.col(name).is_nan()
    # What is not known compares as null, and is no chain.
    requests = frame.with_columns(is_known.fill_null(value=False).alias(_KNOWN))
    if rule is DuplicateRule.SAME_DAY:
        first = nw.col(_ORDER) == nw.col(_ORDER).min().over(person, prepared)
        return requests.with_columns((~nw.col(_KNOWN) | first).alias(_FIRST))
    in_order = [prepared, _ORDER]
    before = nw.col(prepared).shift(1).over(person, order_by=in_order)
    chained = requests.with_columns(before.dt.offset_by("1d").alias(_NEXT)).with_columns(
        (nw.col(_NEXT).is_null() | (nw.col(prepared) > nw.col(_NEXT)))
        .fill_null(value=True)
        .alias(_NEW)
    )
    if rule is DuplicateRule.WITHIN_A_DAY:
        return chained.with_columns((~nw.col(_KNOWN) | nw.col(_NEW)).alias(_FIRST))
    # Older versions of narwhals take one function over a window, and no more.
    placed = chained.with_columns(nw.col(_NEW).cast(nw.Int64)).with_columns(
        nw.col(_NEW).cum_sum().over(person, order_by=in_order).alias(_CHAIN),
        nw.col(_NEW).cum_count().over(person, order_by=in_order).alias(_PLACE),
    )
    first = nw.col(_PLACE) == nw.col(_PLACE).min().over(person, _CHAIN, *keys)
    return placed.with_columns((~nw.col(_KNOWN) | first).alias(_FIRST))
