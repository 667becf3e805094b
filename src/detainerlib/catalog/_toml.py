"""TOML records to models, strictly: nothing coerced, no key ignored, every fault with its path."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Generic, TypeVar, cast, get_args, get_origin

import attrs

from detainerlib.errors import DataFault, DetainerError
from detainerlib.times.periods import UNKNOWN, Unknown

Record_co = TypeVar("Record_co", covariant=True)

_UNITS: Final = ("days", "hours", "minutes")


@attrs.frozen(kw_only=True)
class Loaded(Generic[Record_co]):
    """What a collection's files hold: the records that could be read, and what is wrong.

    Attributes:
        records: Pairs of the file, relative to the data folder, and the record.
        refused: The ids of the records that could not be read.
        faults: Everything wrong with them.
    """

    records: tuple[tuple[str, Record_co], ...]
    refused: frozenset[str]
    faults: tuple[DataFault, ...]


def load(
    sources: Sequence[str],
    table: str,
    model: type[Record_co],
    folder: Traversable,
    beside: Sequence[str] = (),
    *,
    needed: bool = True,
) -> Loaded[Record_co]:
    """Read the records of a model: from `NAME.toml` in the data folder, and the folders `NAME`.

    Each file holds `[[table]]` records, and no others but those named in `beside`. Two records
    with one id are a fault.

    Args:
        sources: The names of the files and folders.
        table: The table that each record is.
        model: The model.
        folder: The data folder.
        beside: The tables that other models read from the same files.
        needed: Whether there must be a record.
    """
    records: list[tuple[str, Record_co]] = []
    faults: list[DataFault] = []
    refused: set[str] = set()
    seen: dict[str, str] = {}
    for file, content in (each for name in sources for each in _files(name, folder)):
        if not file.endswith(".toml"):
            message = "is not read; name it .toml or take it out"
            faults.append(DataFault(file=file, record="-", field="file", message=message))
            continue
        for number, given in enumerate(_tables(table, beside, file, content, faults), start=1):
            refusals: list[tuple[str, str]] = []
            record = _model(model, given, "", refusals)
            label = _label(given, number)
            faults += [
                DataFault(file=file, record=label, field=path or "record", message=message)
                for path, message in refusals
            ]
            if refusals:
                refused.add(label)
                continue
            if record.id in seen:
                message = f"is also used in {seen[record.id]}"
                faults.append(DataFault(file=file, record=record.id, field="id", message=message))
            seen[record.id] = file
            records.append((file, record))
    if needed and not records and not faults:
        faults.append(
            DataFault(file=sources[0], record="-", field="records", message="are missing")
        )
    return Loaded(records=tuple(records), refused=frozenset(refused), faults=tuple(faults))


@cache
def parsed(content: bytes) -> Mapping[str, Any]:
    """Return the tables of a file, parsed once: a file of provisions holds several models.

    Raises:
        UnicodeDecodeError: If it is no UTF-8 text.
        tomllib.TOMLDecodeError: If it is no TOML.
    """
    return MappingProxyType(tomllib.loads(content.decode("utf-8-sig")))


def _files(name: str, folder: Traversable) -> Iterator[tuple[str, bytes]]:
    file = folder / f"{name}.toml"
    if file.is_file():
        yield file.name, file.read_bytes()
    if (folder / name).is_dir():
        yield from _files_within(name, folder / name)


def _files_within(path: str, folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files_within(f"{path}/{entry.name}", entry)
        else:
            yield f"{path}/{entry.name}", entry.read_bytes()


def _tables(
    table: str, beside: Sequence[str], file: str, content: bytes, faults: list[DataFault]
) -> list[Any]:
    try:
        document = parsed(content)
    except UnicodeDecodeError:
        faults.append(DataFault(file=file, record="-", field="file", message="is no UTF-8 text"))
        return []
    except tomllib.TOMLDecodeError as error:
        faults.append(
            DataFault(file=file, record="-", field="file", message=f"is no TOML: {error}")
        )
        return []
    tables: list[Any] = document.get(table, [])
    expected = " or ".join(f"[[{name}]]" for name in sorted({table, *beside}))
    faults += [
        DataFault(file=file, record="-", field=key, message=f"is unknown; write {expected}")
        for key in document
        if key != table and key not in beside
    ]
    if not isinstance(tables, list):
        message = f"is no list of records; write [[{table}]]"
        faults.append(DataFault(file=file, record="-", field=table, message=message))
        return []
    return tables


def _label(given: Any, number: int) -> str:
    known = cast("dict[str, Any]", given if isinstance(given, dict) else {})
    return str(known.get("id") or known.get("name") or f"record {number}")


# What follows makes a value of a type, or notes where and why it cannot and returns None: no
# value of a record is None, as TOML has no such thing.
_Refusals = list[tuple[str, str]]


def _model(model: type[Any], given: Any, path: str, refusals: _Refusals) -> Any:
    if not isinstance(given, dict):
        return _refuse(given, "a table", path, refusals)
    table = cast("Mapping[str, Any]", given)
    # "not" is a word of Python's, so its field is named "not_".
    fields = {field.name.removesuffix("_"): field for field in attrs.fields(model)}
    at = f"{path}." if path else ""
    before = len(refusals)
    refusals += [(f"{at}{key}", "is unknown") for key in table if key not in fields]
    refusals += [
        (f"{at}{name}", "is missing")
        for name, field in fields.items()
        if name not in table and field.default is attrs.NOTHING
    ]
    values = {
        name: _value(field.type, table[name], f"{at}{name}", refusals)
        for name, field in fields.items()
        if name in table
    }
    if len(refusals) > before:
        _validate(fields, values, at, refusals)
        return None
    try:
        return model(**{fields[name].name: value for name, value in values.items()})
    except DetainerError as error:
        # A model stops at the first value it refuses; all are asked for here.
        if not _validate(fields, values, at, refusals):
            refusals.append((path, f"is refused: {error}"))
        return None


def _validate(
    fields: Mapping[str, Any], values: Mapping[str, Any], at: str, refusals: _Refusals
) -> bool:
    before = len(refusals)
    for name, value in values.items():
        validator = fields[name].validator
        if value is None or validator is None:
            continue
        try:
            validator(values, fields[name], value)
        except DetainerError as error:
            message = str(error).removeprefix(f"{name}: ")
            refusals.append((f"{at}{name}", f"is refused: {message}"))
    return len(refusals) > before


def _value(kind: Any, given: Any, path: str, refusals: _Refusals) -> Any:
    members = set(get_args(kind))
    if Unknown in members and given == UNKNOWN.value:
        return UNKNOWN
    if isinstance(kind, UnionType):
        kinds = members - {NoneType, Unknown}
        if len(kinds) > 1:
            return _one_of(kinds, given, path, refusals)
        (kind,) = kinds
    if get_origin(kind) is Mapping:
        return _mapping(get_args(kind)[1], given, path, refusals)
    if get_origin(kind) in {tuple, frozenset}:
        return _several(kind, given, path, refusals)
    if attrs.has(kind):
        return _model(kind, given, path, refusals)
    if issubclass(kind, Enum):
        return _member(kind, given, path, refusals)
    if kind is timedelta:
        return _duration(given, path, refusals)
    if kind is date and type(given) is not date:
        return _refuse(given, "a date without quotes, such as 2017-04-02", path, refusals)
    if kind is float and type(given) is int:
        return given
    if type(given) is not kind:
        return _refuse(given, f"{kind.__name__}", path, refusals)
    return given


def _one_of(kinds: set[type[Any]], given: Any, path: str, refusals: _Refusals) -> Any:
    """Make the one model whose first field the table names."""
    by_key = {attrs.fields(kind)[0].name.removesuffix("_"): kind for kind in kinds}
    keys = [*given] if isinstance(given, dict) else []  # pyright: ignore[reportUnknownVariableType]
    if len(keys) != 1 or keys[0] not in by_key:  # pyright: ignore[reportUnknownArgumentType]
        listed = ", ".join(sorted(by_key))
        return _refuse(given, f"a table with exactly one of {listed}", path, refusals)
    return _model(by_key[keys[0]], given, path, refusals)


def _mapping(kind: Any, given: Any, path: str, refusals: _Refusals) -> Any:
    if not isinstance(given, dict):
        return _refuse(given, "a table", path, refusals)
    table = cast("dict[str, Any]", given)
    made = {key: _value(kind, each, f"{path}.{key}", refusals) for key, each in table.items()}
    return None if None in made.values() else made


def _several(kind: Any, given: Any, path: str, refusals: _Refusals) -> Any:
    if not isinstance(given, list):
        return _refuse(given, "a list", path, refusals)
    container, element = cast("type", get_origin(kind)), get_args(kind)[0]
    items: list[Any] = given  # pyright: ignore[reportUnknownVariableType] (as TOML gave it)
    made = [_value(element, item, f"{path}[{i}]", refusals) for i, item in enumerate(items)]
    return None if None in made else container(made)


def _member(kind: type[Enum], given: Any, path: str, refusals: _Refusals) -> Any:
    for member in kind:
        if member.value == given:
            return member
    known = ", ".join(repr(member.value) for member in kind)
    return _refuse(given, f"one of {known}", path, refusals)


def _duration(given: Any, path: str, refusals: _Refusals) -> Any:
    units = cast("dict[str, Any]", given if isinstance(given, dict) else {})
    whole = all(unit in _UNITS and type(count) is int for unit, count in units.items())
    expected = "whole days, hours or minutes, such as { hours = 48 }"
    if not units or not whole:
        return _refuse(given, expected, path, refusals)
    try:
        return timedelta(**units)
    except OverflowError:
        return _refuse(given, expected, path, refusals)


def _refuse(given: Any, expected: str, path: str, refusals: _Refusals) -> None:
    refusals.append((path, f"is refused: got {given!r}, expected {expected}"))
