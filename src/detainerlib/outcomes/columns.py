"""Rates as columns of fixed types, and the interval of a share."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from math import sqrt
from statistics import NormalDist
from typing import Any, Final

from detainerlib import catalog
from detainerlib._frames import frame
from detainerlib.errors import DetainerError
from detainerlib.models.lift_reasons import DetainerOutcome

_NUMBERS: Final = ("share", "low", "high", "missing_share")
_TEXTS: Final = ("denominator_kind", "caution")
_NAMES: Final = (
    *("numerator", "denominator", "denominator_kind", "share", "low", "high", "other_outcomes"),
    *("not_in_denominator", "missing", "missing_share", "row_count"),
    *(outcome.value for outcome in DetainerOutcome),
    *("unrecognized", "suppressed_count", "caution"),
)
_GROUPS: Final[Mapping[type[Any], str]] = {
    str: "text",
    bool: "boolean",
    int: "integer",
    float: "number",
    date: "date",
    datetime: "text",
}


def rate_frame(records: Sequence[Mapping[str, Any]], groups: Iterable[str], backend: str) -> Any:
    """Return records of rates as a frame, of the same types whatever the numbers."""
    columns: dict[str, list[Any]] = {}
    schema: dict[str, str] = {}
    for name in groups:
        columns[name] = [record[name] for record in records]
        schema[name] = _type_of_group(name, columns[name])
    for name in _NAMES:
        column = name.replace(" ", "_")
        columns[column] = [record[name] for record in records]
        schema[column] = "number" if name in _NUMBERS else "text" if name in _TEXTS else "integer"
    return frame(columns, schema, backend, {"made_with": str(catalog.made_with())})


def _type_of_group(name: str, values: list[Any]) -> str:
    """Return the type of a column that rates are grouped by; text where it holds nothing."""
    kinds: set[type[Any]] = {type(value) for value in values if value is not None} or {str}
    if len(kinds) > 1 or not kinds <= {*_GROUPS}:
        types = ", ".join(sorted(kind.__name__ for kind in kinds))
        expected = "values of one type: text, numbers, booleans or dates"
        raise DetainerError(name, types, expected, "Take records() for rows as they are.")
    (kind,) = kinds
    if kind is datetime:
        values[:] = [None if value is None else str(value) for value in values]
    return _GROUPS[kind]


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
