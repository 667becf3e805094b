"""The codebook of a panel: what each column means, its type, the values it may hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.stable.v2.typing import IntoFrameT

from detainerlib import catalog
from detainerlib._arguments import several
from detainerlib._frames import Categories, Coded, Kind, frame
from detainerlib._html import table
from detainerlib._validation import is_missing, is_of
from detainerlib.bulk._columns.versions import stamped
from detainerlib.errors import DetainerError
from detainerlib.models.agreements import AgreementKind, AgreementModel
from detainerlib.models.provisions import Modality, Practice
from detainerlib.policy import OpenReason

LONGEST_NAME: Final = 32
"""Stata takes no longer name of a column."""

CAUSES: Final = (
    *(OpenReason.WORDS, OpenReason.NOT_ON_RECORD, OpenReason.CONFLICT),
    *(OpenReason.LEFT_TO_AGENCIES, OpenReason.FACTS),
)
ANSWERS: Final = (
    *(modality.value for modality in Modality),
    *(f"{modality.value} without a judge's warrant" for modality in Modality),
    *("under conditions", "differs by agency", OpenReason.LEFT_TO_AGENCIES.value, "open"),
    "open; permitted or required in some cases",
    "prohibited without a judge's warrant; open with one",
)
LAW, NO_RULE, INFERRED, NOTHING = (
    *("law on file", "found that there is no rule", "inferred that there is no rule"),
    "nothing on file",
)


def subsets(values: Iterable[str], between: str) -> tuple[str, ...]:
    """Return every choice of at least one of some values, each as one text."""
    members = [*values]
    return tuple(
        between.join(subset)
        for size in range(1, len(members) + 1)
        for subset in combinations(members, size)
    )


def possible_of(modalities: Iterable[Modality]) -> str:
    """Return modalities in one text, in their order."""
    named = {*modalities}
    return " ".join(modality.value for modality in Modality if modality in named)


def causes_of(reasons: Iterable[str]) -> str | None:
    """Return reasons why something is open in one text, in their order; None where none is."""
    named = {*reasons}
    return "; ".join(reason.value for reason in CAUSES if reason in named) or None


class PanelColumn(NamedTuple):
    """A column of a panel.

    Attributes:
        name: Its name.
        type: Text, ids (with a space between), integer, number, boolean, date, category, or
            ordered category.
        values: The values that a category may hold, the lowest first where they are ordered.
        can_be_null: Whether it may hold nothing.
        meaning: What it means.

    >>> from detainerlib import bulk
    >>> bulk.policy_codebook()["status"].values
    ('settled', 'left to each agency', 'bounded', 'unknown')
    """

    name: str
    type: str
    values: tuple[str, ...]
    can_be_null: bool
    meaning: str


def kind_of(column: PanelColumn) -> Kind:
    """Return the type of a column, as frames take it."""
    if not column.values:
        return column.type
    return Categories(column.values, is_ordered=column.type.startswith("ordered"))


class PanelCodebook(Mapping[str, PanelColumn]):
    """Every column of a panel by its name, in their order; made by `policy_codebook`.

    >>> from detainerlib import bulk
    >>> codebook = bulk.policy_codebook()
    >>> codebook["level_assumed"].type, codebook["level_assumed"].can_be_null
    ('ordered category', True)
    >>> print(codebook["cooperation_level"].meaning)
    The id of the level on the scale notice-hold-transfer where it is settled; null where it is
    not.
    """

    def __init__(self, columns: Iterable[PanelColumn]) -> None:
        """Keep the columns.

        Raises:
            DetainerError: If they are none.
        """
        for column in (listed := several(columns, "columns")):
            if not is_of(PanelColumn, column):
                raise DetainerError("columns", type(column).__name__, "columns of a panel", "")
        self._columns: dict[str, PanelColumn] = {column.name: column for column in listed}

    def __getitem__(self, name: str) -> PanelColumn:
        """A column."""
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the columns."""
        return iter(self._columns)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    def __repr__(self) -> str:
        """One line."""
        return f"<PanelCodebook of {len(self)} columns>"

    def __str__(self) -> str:
        """A line for each column."""
        return "\n".join(
            f"{column.name} ({column.type}): {column.meaning}" for column in self.values()
        )

    def _repr_html_(self) -> str:
        names = ("column", "type", "values", "meaning")
        rows = (
            (column.name, column.type, ", ".join(column.values), column.meaning)
            for column in self.values()
        )
        return table(names, rows)

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return the codebook itself as a frame, or of "records" as a list of dicts.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed.
        """
        columns: dict[str, list[Any]] = {
            "column": [*self],
            "type": [column.type for column in self.values()],
            "can_be_null": [column.can_be_null for column in self.values()],
            "values": [" | ".join(column.values) or None for column in self.values()],
            "meaning": [column.meaning for column in self.values()],
        }
        schema = {name: "boolean" if name == "can_be_null" else "text" for name in columns}
        return frame(columns, schema, backend, {"made_with": str(catalog.made_with())})

    def for_stata(self, panel: Any) -> Any:
        """Return a panel of pandas as `to_stata` takes it: a null string is blank there.

        `with_types` makes of what Stata gives back what it was.

        Raises:
            DetainerError: If it is no frame of pandas.

        >>> from datetime import date
        >>> from detainerlib.bulk import policy_codebook, policy_panel
        >>> panel = policy_panel(
        ...     ["US-GU"], start=date(2020, 1, 1), end=date(2020, 1, 1), backend="pandas"
        ... )
        >>> policy_codebook().for_stata(panel)["agreements"].tolist()
        ['']
        """
        given = _eager(panel, "pandas")
        texts = {
            name: given[name].fill_null("").to_native()
            for name in given.columns
            if name in self and self[name].type in {"text", "ids"}
        }
        return panel.assign(**texts)

    def with_types(self, panel: IntoFrameT) -> IntoFrameT:
        """Return a panel that was read from CSV or Stata with the types of this codebook.

        What is blank, or missing, is null. Columns that are none of a panel are kept as they are.

        Args:
            panel: An eager frame of pandas, polars or pyarrow.

        Raises:
            DetainerError: If it is none, or holds a value that its column cannot.

        >>> import pandas as pd
        >>> from detainerlib.bulk import policy_codebook
        >>> read = pd.DataFrame({"status": ["settled"], "day": ["2020-01-01"], "y": [1.5]})
        >>> typed = policy_codebook([]).with_types(read)
        >>> [str(dtype) for dtype in typed.dtypes]
        ['category', 'datetime64[ms]', 'float64']
        """
        given = _eager(panel, "pandas", "polars", "pyarrow")
        names = [name for name in given.columns if name in self]
        typed = frame(
            {name: _typed(self[name], given[name].to_list()) for name in names},
            {name: kind_of(self[name]) for name in names},
            given.implementation.value,
        )
        others = given.select(name for name in given.columns if name not in self)
        parts: list[nw.DataFrame[Any]] = [nw.from_native(typed, eager_only=True)]
        if others.columns:
            parts.append(others)
        return stamped(nw.concat(parts, how="horizontal").select(given.columns), panel)


def _eager(panel: object, *engines: str) -> nw.DataFrame[Any]:
    """Return a panel that is an eager frame of one of some engines."""
    if nw.dependencies.is_into_dataframe(panel):
        frame: nw.DataFrame[Any] = nw.from_native(panel, eager_only=True)
        if frame.implementation.value in engines:
            return frame
    expected = f"an eager frame of {', '.join(engines[:-1])} or {engines[-1]}"
    if len(engines) == 1:
        expected = f"a frame of {engines[0]}"
    raise DetainerError("panel", type(panel).__name__, expected, "")


def _typed(column: PanelColumn, values: Sequence[Any]) -> Coded:
    """Return the values of a column as what it holds; each different one is looked at once."""
    places: dict[Any, int] = {}
    rows: list[int] = []
    distinct: list[Any] = []
    for number, value in enumerate(values):
        # What is not a number is unlike itself, and pandas has missing times of its own.
        key = None if _is_blank(value) else value
        place = places.get(key)
        if place is None:
            place = places[key] = len(distinct)
            distinct.append(None if key is None else _value(column, key, number))
        rows.append(place)
    return Coded(distinct, np.array(rows, np.int64))


def _is_blank(value: Any) -> bool:
    return is_missing(value) or (is_of(str, value) and not value)


_BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}


def _value(column: PanelColumn, value: object, row: int) -> Any:
    """Return a value as its column holds it."""
    typed: Any
    match column.type:
        case "boolean":
            typed = _BOOLEANS.get(str(value).casefold())
        case "date":
            typed = _day(value)
        case "integer" | "number":
            typed = _number(value, whole=column.type == "integer")
        case "text" | "ids":
            typed = value if is_of(str, value) else None
        case _:
            typed = value if value in column.values else None
    if typed is None:
        expected = f"one of {', '.join(column.values)}" if column.values else f"a {column.type}"
        raise DetainerError(f"{column.name}, row {row}", value, expected, "")
    return typed


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def _number(value: object, *, whole: bool) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    if not whole:
        return number
    return int(number) if number.is_integer() else None


def delegating_models() -> Iterator[AgreementModel]:
    """Yield the models of agreements that delegate powers: 287(g)."""
    for model in catalog.agreement_models():
        if model.kind is AgreementKind.DELEGATION:
            yield model


def own_column(model: AgreementModel) -> str:
    """Return the name of the column that counts a place's own agreements of a model."""
    return f"own_{model.id.replace('-', '_')}"


def listed_column(list_id: str) -> str:
    """Return the name of the column of what a published list says."""
    return f"listed_{list_id.replace('-', '_')}"


def stem_of(practice: Practice) -> str:
    """Return what the columns on a practice are named by."""
    return catalog.practice(practice).column or practice.value
