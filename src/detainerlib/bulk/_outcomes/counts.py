"""How many rows of each group have which outcome: one group-by in the engine."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib._frames import Coded
from detainerlib._validation import is_missing
from detainerlib.bulk._columns.per_row import encoded
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.errors import DetainerError
from detainerlib.outcomes.denominators import KINDS
from detainerlib.outcomes.rates import place_of
from detainerlib.outcomes.reasons import lift_reason_of
from detainerlib.outcomes.tally import Tally

Counts = npt.NDArray[np.int64]

_KIND: Final = f"{PREFIX}kind"


class GroupCounts(NamedTuple):
    """How many rows of each group have which outcome.

    Attributes:
        groups: The value of each group, by the name of the column.
        counts: A row for each of `KINDS`; a column for each group, in the order of the values.
    """

    groups: Mapping[str, Coded]
    counts: Counts


def counts_by_group(
    rows: nw.DataFrame[Any], keys: Sequence[str], kinds: npt.NDArray[np.uint8], weight: str | None
) -> GroupCounts:
    """Count rows by group and outcome.

    Args:
        rows: The rows.
        keys: The columns to group by.
        kinds: For each row the place of its outcome in `KINDS`.
        weight: The column of how many rows each one stands for; None where each is one.
    """
    present: list[int] = np.flatnonzero(np.bincount(kinds, minlength=len(KINDS))).tolist()
    if not keys:
        weights = None if weight is None else rows[weight].to_numpy()
        total = np.bincount(kinds, weights, len(KINDS)).astype(np.int64)
        return GroupCounts({}, total[:, np.newaxis][:, : min(len(present), 1)])
    marked = rows.select(
        *(_key(rows, name) for name in keys),
        *([] if weight is None else [weight]),
        nw.new_series(_KIND, kinds, backend=rows.implementation),
    )
    planned = marked.lazy() if marked.implementation.is_polars() else marked
    counted = planned.with_columns(
        _marked(kind, weight).alias(f"{_KIND}{kind}") for kind in present
    )
    groups: Any = counted.group_by(*keys).agg(nw.col(f"{_KIND}{kind}").sum() for kind in present)
    if isinstance(groups, nw.LazyFrame):
        groups = groups.collect(backend="polars")
    counts = np.zeros((len(KINDS), len(groups)), np.int64)
    for kind in present:
        counts[kind] = groups[f"{_KIND}{kind}"].to_numpy()
    values = {key: _in_order(groups[key].to_list()) for key in keys}
    order = np.lexsort([column.codes for column in values.values()][::-1])
    return GroupCounts(
        {key: Coded(column.values, column.codes[order]) for key, column in values.items()},
        counts[:, order],
    )


def _key(rows: nw.DataFrame[Any], name: str) -> Any:
    """Return a column to group by: what is no number is null, and Arrow groups no dictionaries."""
    column, kind = nw.col(name), rows.schema[name]
    if kind.is_float():
        return nw.when(~column.is_nan()).then(column).alias(name)
    if rows.implementation.is_pyarrow() and isinstance(kind, nw.Categorical | nw.Enum):
        return column.cast(nw.String)
    return column


def _marked(kind: int, weight: str | None) -> Any:
    is_of_kind = nw.col(_KIND) == kind
    if weight is None:
        return is_of_kind
    return nw.when(is_of_kind).then(nw.col(weight)).otherwise(nw.lit(0))


def _plain(value: Any) -> Any:
    return None if is_missing(value) else value


def _in_order(column: Sequence[Any]) -> Coded:
    """Return a column as its different values, in their order, and which row has which."""
    distinct = dict.fromkeys(column)
    values = sorted({*map(_plain, distinct)}, key=place_of)
    ranks = {value: rank for rank, value in enumerate(values)}
    rank_of = {value: ranks[_plain(value)] for value in distinct}
    return Coded(values, np.fromiter(map(rank_of.__getitem__, column), np.int64, len(column)))


def kinds_of_rows(
    rows: nw.DataFrame[Any], reason: str, code: str | None, weight: str | None, tally: Tally
) -> npt.NDArray[np.uint8]:
    """Return for each row the place of its outcome in `KINDS`; a reason is looked up once.

    Args:
        rows: The rows.
        reason: The column of the reason for which a request was lifted.
        code: The column of the code of the reason.
        weight: The column of how many rows each one stands for; None where each is one.
        tally: Notes which reasons there are, and how many rows have one that is not on record.
    """
    reasons = _spelled(rows[reason])
    codes = Coded([], np.empty(0, np.int8)) if code is None else _spelled(rows[code])
    width = len(codes.values) + 1
    # What is missing, -1, is the last of the values of either.
    pair_of = np.where(reasons.codes < 0, len(reasons.values), reasons.codes).astype(np.int64)
    if code is not None:
        pair_of = pair_of * width + np.where(codes.codes < 0, width - 1, codes.codes)
    weights = None if weight is None else rows[weight].to_numpy()
    counts = np.bincount(pair_of, weights, (len(reasons.values) + 1) * width).astype(np.int64)
    kind_of_pair = np.zeros(len(counts), np.uint8)
    spellings, symbols = [*reasons.values, None], [*codes.values, None]
    for pair in np.flatnonzero(counts).tolist():
        kind = tally.kind_of(spellings[pair // width], symbols[pair % width], int(counts[pair]))
        kind_of_pair[pair] = KINDS.index(kind)
    kinds: npt.NDArray[np.uint8] = kind_of_pair[pair_of]
    return kinds


def _spelled(column: nw.Series[Any]) -> Coded:
    """Return a column of texts as numbers and what they mean; what is no text is refused."""
    if column.dtype.is_numeric() or column.dtype.is_temporal() or column.dtype == nw.Boolean:
        for value in column.drop_nulls().head(1).to_list():
            try:
                lift_reason_of(_plain(value))
            except DetainerError as error:
                raise error.of_a_cell() from None
        return Coded([], np.full(len(column), -1, np.int8))
    texts = encoded(column.to_native(), column.name)
    return Coded(texts.values, texts.codes)
