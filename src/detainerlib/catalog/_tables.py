"""The law on record as tables: columns by the types that the models give their fields."""

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import attrs

from detainerlib._frames import frame
from detainerlib.catalog._collections import COLLECTIONS, every, model_of, unknown
from detainerlib.catalog._columns import (
    NAMES,
    PLACES,
    Column,
    columns_of,
    dated_model,
    part_model,
    within,
)
from detainerlib.catalog._law import law_in_use
from detainerlib.catalog._place_index import counties_of
from detainerlib.catalog._places import place_of
from detainerlib.catalog._sources import made_with
from detainerlib.models.jurisdictions import Jurisdiction

_SUMMARIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "jurisdictions": "A government with a record of its own; `places` has all of them.",
        PLACES: (
            "A government: one with a record of its own, a county, or a city that a record names."
        ),
    }
)
_ID_OF_PART: Final = "The id of its {}, and its place in the list."


class Table(NamedTuple):
    """A table: what its rows are, and what stands in its columns.

    Attributes:
        name: Its name.
        summary: What a row is.
        columns: Its columns, in their order.
        key: The names of the columns that tell a row from all others.
        records: What returns what its rows are made of.
        parent: The table of which its rows are parts.
    """

    name: str
    summary: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    records: Callable[[], Iterable[Any]]
    parent: str | None = None

    @property
    def schema(self) -> dict[str, str]:
        """The type of each column by its name."""
        return {column.name: column.kind for column in self.columns}

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows, each the values of its columns."""
        for record in self.records():
            yield tuple(column.value(record) for column in self.columns)


class _Part(NamedTuple):
    """A part of a record that has an id of its own, in its record."""

    whole: Any
    position: int
    part: Any

    def id(self) -> str:
        """Where it is, as a part without an id of its own."""
        return f"{self.whole.id}#{self.position}"

    def __str__(self) -> str:
        """The id of the whole, and the part."""
        return f"{self.whole.id}: {self.part}"


def table(name: str, *, backend: str = "records") -> Any:
    """Return a collection of the law on file as a table, with types that no value changes.

    Lists and conditions are JSON text, in every backend and format; a condition is one readable
    sentence besides. What is unknown is null, with a column `..._unknown` that is true there. A
    date is a date, and a length of time a number of seconds. `detainerlib export` writes all tables
    with a dictionary of their columns.

    Args:
        name: The name of the table: "provisions", "rules", "editions"; see `tables()`.
        backend: "records" for a list of dicts, or "pandas", "polars" or "pyarrow" for a frame.

    Raises:
        UnknownIdError: If there is no such table or backend.
        DetainerError: If the library of the frame is not installed.

    >>> rows = table("rules")
    >>> [(row["id"], row["duration_seconds"], row["citation_pin"]) for row in rows][0]
    ('8-cfr-287.7-d', 172800, '(d)')
    """
    found = table_of(name)
    names = [column.name for column in found.columns]
    rows = [*found.rows()]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    metadata = {"made_with": str(made_with()), "table": name}
    return frame({name: columns.get(name, ()) for name in names}, found.schema, backend, metadata)


def tables() -> tuple[str, ...]:
    """Return the names of the tables of the law on file.

    >>> "provisions" in tables(), "editions" in tables()
    (True, True)
    """
    return tuple(_tables())


def table_of(name: str) -> Table:
    """Return a table by its name.

    Raises:
        UnknownIdError: If there is none.
    """
    if not isinstance(name, str) or name not in _tables():
        raise unknown("table", name, tables())
    return _tables()[name]


@cache
def _tables() -> Mapping[str, Table]:
    made: dict[str, Table] = {}
    for model_name, collection in COLLECTIONS.items():
        model, name = model_of(model_name), NAMES.get(collection.name, collection.name)
        made[name] = _table(name, model, partial(every, model))
        made |= {part.name: part for part in _parts(name, model)}
    # What a code of a place refers to: also the counties without a record of their own.
    made[PLACES] = _table(PLACES, Jurisdiction, _every_place)
    for name, summary in _SUMMARIES.items():
        made[name] = made[name]._replace(summary=summary)
    return MappingProxyType(dict(sorted(made.items())))


def _table(name: str, model: type[Any], records: Callable[[], Iterable[Any]]) -> Table:
    fields = {field.name for field in attrs.fields(model)}
    columns = [*columns_of(model)]
    if "id" not in fields:
        identity = Column("id", "text", attrgetter("id"), "The id of the record.")
        columns.insert(0, identity)
    if not any(column.name == "law" for column in columns):
        columns.append(_law_column(model))
    return Table(name, _first_line(model), tuple(columns), ("id",), records)


def _law_column(model: type[Any]) -> Column:
    def law(record: Any) -> str | None:
        law = law_in_use()
        own = law.version is not None and any(
            record.id == other.id for _, other in law.records.get(model.__name__, ())
        )
        return law.version.id if own and law.version is not None else None

    meaning = "The id of the law folder that the record is from; null for the package's own."
    return Column("law", "text", law, meaning, can_be_null=True)


def _parts(name: str, model: type[Any]) -> Iterator[Table]:
    """Yield a table for each list of parts that have ids or days of their own."""
    for field in attrs.fields(model):
        part = part_model(field.type)
        has_id = part is not None
        if part is None:
            part = dated_model(field.type)
        if part is None:
            continue
        key = name.removesuffix("s")
        of_part = [*within(columns_of(part), attrgetter("part"))]
        identity = [] if has_id else [Column("id", "text", _Part.id, _ID_OF_PART.format(key))]
        columns = [
            *identity,
            Column(
                key,
                "text",
                attrgetter("whole.id"),
                f"The id of its row in {name}.",
                refers_to=name,
            ),
            Column(
                "position",
                "integer",
                attrgetter("position"),
                "Its place in the list, from 1.",
            ),
            *of_part,
            *within([_law_column(model)], attrgetter("whole")),
        ]

        def rows(model: type[Any] = model, field: str = field.name) -> Iterator[_Part]:
            for record in every(model):
                for position, part in enumerate(getattr(record, field), start=1):
                    yield _Part(record, position, part)

        keys = (key, "id") if has_id else ("id",)
        yield Table(field.name, _first_line(part), tuple(columns), keys, rows, name)


def _every_place() -> Iterator[Jurisdiction]:
    places = {place.code: place for place in every(Jurisdiction)}
    for place in [*places.values()]:
        if not place.level.is_local and place.fips is not None:
            places |= counties_of(place)
    yield from places.values()
    for code in sorted({*_places_named()} - places.keys()):
        yield place_of(code)


def _places_named() -> Iterator[str]:
    """Yield the codes of places that stand in the columns of other tables."""
    for other in _tables().values():
        if other.name == PLACES:
            continue
        columns = [column for column in other.columns if PLACES in {column.refers_to, column.links}]
        for record in other.records() if columns else ():
            for column in columns:
                named = column.value(record)
                if named is not None:
                    yield from json.loads(named) if column.links else (named,)


def _first_line(model: type[Any]) -> str:
    return (inspect.getdoc(model) or "").partition("\n")[0]
