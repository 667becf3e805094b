"""Rates as columns of fixed types, and the interval of a share."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final, Protocol

from detainerlib import catalog
from detainerlib._frames import Coded, Column, frame, values_of
from detainerlib.errors import DetainerError
from detainerlib.models.lift_reasons import DetainerOutcome

if TYPE_CHECKING:
    from detainerlib.outcomes.rate import OutcomeRate

NAMES: Final = (
    *("numerator", "denominator", "denominator_kind", "share", "low", "high", "other_outcomes"),
    *("not_in_denominator", "missing", "missing_share", "row_count"),
    *(outcome.value for outcome in DetainerOutcome),
    *("unrecognized", "suppressed_count", "caution"),
)
"""The names that a record of a rate has, besides those of its group."""
_NUMBERS: Final = ("share", "low", "high", "missing_share")
_TEXTS: Final = ("denominator_kind", "caution")
_GROUPS: Final[Mapping[type[Any], str]] = {
    str: "text",
    bool: "boolean",
    int: "integer",
    float: "number",
    date: "date",
    datetime: "text",
}


class RateColumns(Protocol):
    """Rates of groups as columns."""

    @property
    def groups(self) -> Mapping[str, Column]:
        """What the rows were grouped by: the value of each group, by the name of the column."""
        ...

    @property
    def columns(self) -> Mapping[str, Column]:
        """The other columns of a record, by their names."""
        ...


class DeferredRates(RateColumns, Protocol):
    """Rates kept as columns; the object of one is made when it is asked for."""

    def __len__(self) -> int:
        """How many rates there are."""
        ...

    def rate(self, number: int) -> "OutcomeRate":
        """Return the rate of a group."""
        ...


class RatesInColumns:
    """Rates that are there as objects, as columns."""

    def __init__(self, rates: Sequence["OutcomeRate"]) -> None:
        """Keep the rates."""
        self._rates = rates
        self._records = [rate.record() for rate in rates]

    @property
    def groups(self) -> Mapping[str, Column]:
        """The value of each group, by the name of the column."""
        names = [name for name, _ in self._rates[0].group] if self._rates else []
        return {name: [record[name] for record in self._records] for name in names}

    @property
    def columns(self) -> Mapping[str, Column]:
        """The other columns of a record, by their names."""
        return {name: [record[name] for record in self._records] for name in NAMES}


def named(name: str) -> str:
    """Return the name of a column of a record as a frame has it, without blanks."""
    return name.replace(" ", "_")


def records_of(rates: RateColumns) -> list[dict[str, Any]]:
    """Return rates as flat dicts."""
    columns = {**rates.groups, **rates.columns}
    rows = zip(*map(values_of, columns.values()), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def rate_frame(rates: RateColumns, backend: str) -> Any:
    """Return rates as a frame, of the same types whatever the numbers."""
    columns: dict[str, Column] = {}
    schema: dict[str, str] = {}
    for name, column in rates.groups.items():
        columns[name], schema[name] = _group(name, column)
    for name, column in rates.columns.items():
        columns[named(name)] = column
        schema[named(name)] = (
            "number" if name in _NUMBERS else "text" if name in _TEXTS else "integer"
        )
    return frame(columns, schema, backend, {"made_with": str(catalog.made_with())})


def _group(name: str, column: Column) -> tuple[Column, str]:
    """Return a column that rates are grouped by, and its type; text where it holds nothing."""
    values = column.values if isinstance(column, Coded) else values_of(column)
    types: set[type[Any]] = {*map(type, values)} - {type(None)}
    # Timestamps of pandas are datetimes, too.
    kind, *others = {datetime if issubclass(kind, datetime) else kind for kind in types} or {str}
    if others or kind not in _GROUPS:
        names = ", ".join(sorted(other.__name__ for other in (kind, *others)))
        expected = "values of one type: text, numbers, booleans or dates"
        raise DetainerError(name, names, expected, "Take records() for rows as they are.")
    if kind is datetime:
        texts = [None if value is None else str(value) for value in values]
        column = Coded(texts, column.codes) if isinstance(column, Coded) else texts
    return column, _GROUPS[kind]


def wilson(above: int, below: int | None, confidence: float) -> tuple[float, float] | None:
    """Return the Wilson score interval of a share; None without a denominator."""
    if not below:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = above / below
    middle = (share + z * z / (2 * below)) / (1 + z * z / below)
    half = z * sqrt(share * (1 - share) / below + z * z / (4 * below * below)) / (1 + z * z / below)
    # Rounding may leave the ends a hair off.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
