"""The columns of a model: one mechanism, by the types that the model gives its fields."""

import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

import attrs

from detainerlib._validation import OrUnknown, RefersTo, is_of
from detainerlib.catalog._collections import COLLECTIONS
from detainerlib.catalog._condition_words import condition_in_words
from detainerlib.catalog._places import code_of
from detainerlib.models.conditions import IsFact
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import UNKNOWN, Unknown

LONGEST_NAME: Final = 32
PLACES: Final = "places"
NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "breaks": "series_breaks",
        "county-lists": "county_lists",
        "federal-statements": "federal_statements",
        "holiday-lists": "holiday_lists",
        "lifts": "lift_reasons",
        "lists": "published_lists",
        "models": "agreement_models",
        "no rules": "no_rules",
        "unread texts": "unread_texts",
        "place-names": "place_names",
        "place-zones": "place_zones",
        "policies": "provisions",
        "codes": PLACES,
    }
)
_TYPES: Final[Mapping[type, str]] = MappingProxyType(
    {str: "text", int: "integer", float: "number", bool: "boolean", date: "date"}
)


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its name.
        kind: What its values are: text, integer, number, boolean or date.
        value: What it holds of a record.
        meaning: What it means.
        can_be_null: Whether it may hold nothing.
        values: The values it, or a list in it, may hold, where they are listed.
        refers_to: The table whose ids it holds.
        links: The table whose ids stand in the list that it holds.
    """

    name: str
    kind: str
    value: Callable[[Any], Any]
    meaning: str
    can_be_null: bool = False
    values: tuple[str, ...] = ()
    refers_to: str | None = None
    links: str | None = None


def within(columns: Iterable[Column], part: Callable[[Any], Any]) -> Iterator[Column]:
    """Yield columns of a part as those of the whole."""
    for column in columns:

        def value(record: Any, column: Column = column) -> Any:
            inner = part(record)
            return None if inner is None else column.value(inner)

        yield column._replace(value=value)


def columns_of(model: type[Any]) -> Iterator[Column]:
    """Yield the columns of a model, its id first."""
    meanings = _meanings(model)
    for field in sorted(attrs.fields(model), key=lambda field: field.name != "id"):
        is_law = field.name == "law" and model is not Citation
        if field.metadata.get("in_files", True) or is_law:
            yield from _columns(field.name, field.type, meanings.get(field.name, ""))


def _columns(field: str, kind: Any, meaning: str) -> Iterator[Column]:
    """Yield the columns of a field, by its type."""
    name = field.removesuffix("_")
    plain, marks = _plain_type(kind)
    members = get_args(plain) if get_origin(plain) in {Union, UnionType} else (plain,)
    can_be_null = NoneType in members
    may_be_unknown = Unknown in members or OrUnknown() in marks
    members = tuple(member for member in members if member not in {NoneType, Unknown})

    single, inner = _plain_type(members[0]) if len(members) == 1 else (None, ())
    marks = (*marks, *inner)
    may_be_unknown = may_be_unknown or OrUnknown() in inner or UNKNOWN.value in _values_of(single)

    def value(record: Any) -> Any:
        found = getattr(record, field)
        return None if may_be_unknown and found in {UNKNOWN, UNKNOWN.value} else found

    nullable = can_be_null or may_be_unknown
    if part_model(single) is not None:
        return
    if single is not None and attrs.has(single) and _is_flat(single):
        for column in within(columns_of(single), value):
            yield column._replace(
                name=f"{name}_{column.name}",
                can_be_null=column.can_be_null or nullable,
                meaning=f"{meaning} {column.meaning}",
            )
        return
    if single is not None and (kind_of := _scalar(single)) is not None:
        yield _scalar_column(name, kind_of, single, marks, value, meaning)._replace(
            can_be_null=nullable
        )
    else:
        # The ids of a table are its keys.
        ids = get_args(single)[0] if get_origin(single) is Mapping else kind
        listed = next((mark.collection for mark in _marks_within(ids)), None)
        yield Column(
            name,
            "text",
            _as_json(value),
            f"{meaning} As JSON text.",
            nullable,
            _values_of(_plain_type(get_args(single)[0])[0]) if get_args(single) else (),
            links=_table_holding(listed),
        )
    if IsFact in members:
        words = _in_words(value)
        yield Column(f"{name}_in_words", "text", words, f"{meaning} In one sentence.", nullable)
    if may_be_unknown:
        flag = f"Whether `{name}` is not on file, though there is one."
        yield Column(
            f"{name}_unknown",
            "boolean",
            _is_unknown(field),
            flag,
        )


def _scalar_column(
    name: str, kind: str, single: Any, marks: tuple[Any, ...], value: Any, meaning: str
) -> Column:
    refers_to = next((mark.collection for mark in marks if isinstance(mark, RefersTo)), None)
    if kind == "seconds":
        return Column(f"{name}_seconds", "integer", _seconds(value), f"{meaning} In seconds.")
    if values := _values_of(single):
        return Column(name, "text", _member_value(value), meaning, values=values)
    if kind == "number":
        return Column(name, kind, _number(value), meaning)
    if refers_to in {"jurisdictions", "codes"}:
        # A state may be named by its digits.
        return Column(name, kind, _place_code(value), meaning, refers_to=PLACES)
    return Column(name, kind, value, meaning, refers_to=_table_holding(refers_to))


def _values_of(kind: Any) -> tuple[str, ...]:
    """Return the values that a type lists."""
    if not is_of(type, kind) or not issubclass(kind, Enum):
        return ()
    return tuple(str(member.value) for member in kind)


def _table_holding(collection: str | None) -> str | None:
    """Return the table of a collection that ids name; None where there is none."""
    if collection in {"jurisdictions", "codes"}:
        return PLACES
    names = {other.name for other in COLLECTIONS.values()}
    return NAMES.get(collection, collection) if collection in names else None


def _plain_type(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without its checks, and those."""
    if get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        plain, others = _plain_type(inner)
        return plain, (*marks, *others)
    return kind, ()


def _marks_within(kind: Any) -> Iterator[RefersTo]:
    if isinstance(kind, RefersTo):
        yield kind
    elif kind is Citation:
        yield RefersTo("authorities")
    for argument in get_args(kind):
        yield from _marks_within(argument)


def _scalar(kind: Any) -> str | None:
    if is_of(type, kind) and issubclass(kind, Enum):
        return "text"
    return "seconds" if kind is timedelta else _TYPES.get(kind)


def _is_flat(model: type[Any]) -> bool:
    """Whether no field of a model holds another model, or a list of some."""
    return not any(_has_model(field.type) for field in attrs.fields(model))


def _has_model(kind: Any) -> bool:
    plain, _ = _plain_type(kind)
    return (is_of(type, plain) and attrs.has(plain)) or any(map(_has_model, get_args(plain)))


def _is_unknown(field: str) -> "_Value":
    return lambda record: getattr(record, field) in {UNKNOWN, UNKNOWN.value}


# What a column holds of a record, given what gets the value of its field.
_Value = Callable[[Any], Any]


def _as_json(value: _Value) -> _Value:
    return lambda record: None if (found := value(record)) is None else as_json(found)


def _in_words(value: _Value) -> _Value:
    return lambda record: None if (found := value(record)) is None else condition_in_words(found)


def _seconds(value: _Value) -> _Value:
    return lambda record: (
        None if (found := value(record)) is None else found // timedelta(seconds=1)
    )


def _member_value(value: _Value) -> _Value:
    return lambda record: None if (found := value(record)) is None else str(found.value)


def _number(value: _Value) -> _Value:
    return lambda record: None if (found := value(record)) is None else float(found)


def _place_code(value: _Value) -> _Value:
    return lambda record: None if (found := value(record)) is None else code_of(found)


def as_json(value: object) -> str:
    """Return a value of a record as JSON text, always the same."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(seconds=1)
    if is_of(tuple, value):
        return [_plain(member) for member in value]
    if is_of(frozenset, value):
        # By their values, or as they are: an order that no run changes.
        return sorted(map(_plain, value))
    if is_of(Mapping, value):
        return {key: _plain(value[key]) for key in sorted(value)}
    if attrs.has(value.__class__):
        return {
            field.name.removesuffix("_"): _plain(found)
            for field in attrs.fields(value.__class__)
            if field.metadata.get("in_files", True)
            and (found := getattr(value, field.name)) is not None
        }
    return value


def part_model(kind: Any) -> Any:
    """Return the model of a list's members, where they have an id that is written."""
    member = _member_model(kind)
    return member if "id" in _names_of(member) else None


def dated_model(kind: Any) -> Any:
    """Return the model of a list's members, where they have no id, and days of their own."""
    member = _member_model(kind)
    is_dated = hasattr(member, "period") and "id" not in _names_of(member)
    return member if is_dated else None


def _member_model(kind: Any) -> Any:
    member = get_args(kind)[0] if get_origin(kind) is tuple else None
    return member if member is not None and attrs.has(member) else None


def _names_of(model: Any) -> set[str]:
    return set() if model is None else {field.name for field in attrs.fields(model)}


def _meanings(model: type[Any]) -> Mapping[str, str]:
    """Return what the docstrings of a model and of its bases say of each field."""
    meanings: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        section = re.search(r"\n *Attributes:\n(.*?)(?=\n\n|\Z)", kind.__doc__ or "", re.DOTALL)
        lines = inspect.cleandoc(f"\n{section.group(1)}") if section is not None else ""
        for entry in re.split(r"\n(?=\w+: )", lines):
            name, _, words = entry.partition(": ")
            meanings[name] = " ".join(words.split())
    return meanings
