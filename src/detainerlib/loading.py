"""TOML records to models, strictly: nothing coerced, no key ignored, every fault with its path."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from importlib.resources.abc import Traversable
from types import NoneType
from typing import Any, Final, Generic, TypeVar, cast, get_args, get_origin

import attrs

from detainerlib.errors import DetainerError, Fault
from detainerlib.periods import UNKNOWN, Unknown

__all__ = ["Loaded", "load"]

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
    faults: tuple[Fault, ...]


def load(name: str, table: str, model: type[Record_co], folder: Traversable) -> Loaded[Record_co]:
    """Read a collection: `name.toml` in the data folder, and every TOML file in the folder `name`.

    Each file holds `[[table]]` records and nothing else. Two records with one id are a fault.
    """
    records: list[tuple[str, Record_co]] = []
    faults: list[Fault] = []
    refused: set[str] = set()
    seen: dict[str, str] = {}
    for file, content in _files(name, folder):
        if not file.endswith(".toml"):
            message = "is not read; name it .toml or take it out"
            faults.append(Fault(file=file, record="-", field="file", message=message))
            continue
        for number, given in enumerate(_tables(table, file, content, faults), start=1):
            refusals: list[tuple[str, str]] = []
            record = _model(model, given, "", refusals)
            label = _label(given, number)
            faults += [
                Fault(file=file, record=label, field=path or "record", message=message)
                for path, message in refusals
            ]
            if refusals:
                refused.add(label)
                continue
            if record.id in seen:
                message = f"is also used in {seen[record.id]}"
                faults.append(Fault(file=file, record=record.id, field="id", message=message))
            seen[record.id] = file
            records.append((file, record))
    if not records and not faults:
        faults.append(Fault(file=name, record="-", field="records", message="are missing"))
    return Loaded(records=tuple(records), refused=frozenset(refused), faults=tuple(faults))


def _files(name: str, folder: Traversable) -> Iterator[tuple[str, bytes]]:
    file = folder / f"{name}.toml"
    if file.is_file():
        yield file.name, file.read_bytes()
    if (folder / name).is_dir():
        for entry in sorted((folder / name).iterdir(), key=lambda entry: entry.name):
            yield f"{name}/{entry.name}", entry.read_bytes()


def _tables(table: str, file: str, content: bytes, faults: list[Fault]) -> list[Any]:
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        faults.append(Fault(file=file, record="-", field="file", message="is no UTF-8 text"))
        return []
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(file=file, record="-", field="file", message=f"is no TOML: {error}"))
        return []
    tables: list[Any] = document.pop(table, [])
    faults += [
        Fault(file=file, record="-", field=key, message=f"is unknown; write [[{table}]]")
        for key in document
    ]
    if not isinstance(tables, list):
        message = f"is no list of records; write [[{table}]]"
        faults.append(Fault(file=file, record="-", field=table, message=message))
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
    fields = {field.name: field for field in attrs.fields(model)}
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
        return model(**values)
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
    if NoneType in members or Unknown in members:
        (kind,) = members - {NoneType, Unknown}
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
    if type(given) is not kind:
        return _refuse(given, f"{kind.__name__}", path, refusals)
    return given


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
