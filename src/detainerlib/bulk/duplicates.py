"""Requests that were recorded twice, on data frames, by the rules of the scalar function."""

from typing import Any, Final

import narwhals.stable.v2 as nw

from detainerlib._arguments import chosen
from detainerlib.bulk._columns.versions import stamped
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk.frames import Frame, check_days, checked_frame
from detainerlib.errors import DetainerError
from detainerlib.outcomes.duplicates import DuplicateRule, keys_needed
from detainerlib.outcomes.duplicates import drop_duplicates as of_rows

_ORDER: Final = f"{PREFIX}order"
_KNOWN: Final = f"{PREFIX}known"
_NEXT: Final = f"{PREFIX}next"
_NEW: Final = f"{PREFIX}new"
_CHAIN: Final = f"{PREFIX}chain"
_PLACE: Final = f"{PREFIX}place"
_FIRST: Final = f"{PREFIX}first"


def drop_duplicates(
    frame: Any,
    *,
    rule: DuplicateRule | str,
    person: str,
    prepared: str,
    form: str | None = None,
    facility: str | None = None,
    order: str | None = None,
) -> Any:
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
    check_days(requests, prepared)
    columns = requests.collect_schema().names()
    numbered = _numbered(requests, order)
    if isinstance(numbered, nw.DataFrame) and numbered.implementation.is_pyarrow():
        kept = _kept_rows(numbered, duplicate_rule, person, prepared, keys)
        return stamped(numbered.filter(nw.col(_ORDER).is_in(kept)).select(*columns))
    firsts = _with_firsts(numbered, duplicate_rule, person, prepared, keys)
    return stamped(firsts.filter(nw.col(_FIRST)).select(*columns))


def _kept_rows(
    frame: nw.DataFrame[Any],
    rule: DuplicateRule,
    person: str,
    prepared: str,
    keys: tuple[str, ...],
) -> list[Any]:
    """Return the places of the rows that are kept, by the scalar function: Arrow has no windows."""
    key_columns = dict(zip(("form", "facility"), keys, strict=False))
    rows = frame.select(_ORDER, person, prepared, *keys).sort(_ORDER).rows(named=True)
    kept = of_rows(rows, rule=rule, person=person, prepared=prepared, **key_columns)
    return [row[_ORDER] for row in kept]


def _numbered(frame: Frame, order: str | None) -> Frame:
    if order is not None:
        return frame.with_columns(nw.col(order).alias(_ORDER))
    if isinstance(frame, nw.LazyFrame):
        raise DetainerError(
            "order", order, "a column, as the frame is lazy", "Name one that numbers the rows."
        )
    return frame.with_row_index(_ORDER)


def _with_firsts(
    frame: Frame, rule: DuplicateRule, person: str, prepared: str, keys: tuple[str, ...]
) -> Frame:
    """Add whether a row is the first of those that are one, or not known to be of any."""
    is_known = ~nw.col(person).is_null() & ~nw.col(prepared).is_null()
    if frame.collect_schema()[person] == nw.String:
        is_known &= nw.col(person) != ""
    for key in keys:
        is_known &= ~nw.col(key).is_null()
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
