"""TOML records to models, strictly: nothing coerced, no key ignored, every fault with its path."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, Final, Generic, TypeVar, cast, get_args

import attrs
from cattrs import ClassValidationError, Converter, transform_error
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

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
        faults: Everything wrong with the rest.
    """

    records: tuple[tuple[str, Record_co], ...]
    faults: tuple[Fault, ...]


def load(name: str, table: str, model: type[Record_co], folder: Traversable) -> Loaded[Record_co]:
    """Read a collection: `name.toml` in the data folder, and every TOML file in the folder `name`.

    Each file holds `[[table]]` records and nothing else. Two records with one id are a fault.
    """
    records: list[tuple[str, Record_co]] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for file, content in _files(name, folder):
        for number, given in enumerate(_tables(table, file, content, faults), start=1):
            try:
                record = _converter().structure(given, model)
            except ClassValidationError as error:
                faults += _explained(error, model, given, file, _label(given, number))
                continue
            id = str(record.id)  # type: ignore[attr-defined]  # every model of the catalog has one
            if id in seen:
                faults.append(
                    Fault(file=file, record=id, field="id", message=f"is also used in {seen[id]}")
                )
            seen[id] = file
            records.append((file, record))
    if not records and not faults:
        faults.append(Fault(file=name, record="-", field="records", message="are missing"))
    return Loaded(records=tuple(records), faults=tuple(faults))


def _files(name: str, folder: Traversable) -> Iterator[tuple[str, str]]:
    file = folder / f"{name}.toml"
    if file.is_file():
        yield file.name, file.read_text(encoding="utf-8")
    if (folder / name).is_dir():
        for entry in sorted((folder / name).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".toml"):
                yield f"{name}/{entry.name}", entry.read_text(encoding="utf-8")


def _tables(table: str, file: str, content: str, faults: list[Fault]) -> list[Any]:
    try:
        document = tomllib.loads(content)
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
    known = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    return str(known.get("id") or known.get("name") or f"record {number}")


def _explained(
    error: ClassValidationError, model: type[Any], given: Any, file: str, record: str
) -> Iterator[Fault]:
    lines = [*transform_error(error, path="", format_exception=_message), *_refused(model, given)]
    for line in dict.fromkeys(lines):
        message, _, path = line.rpartition(" @ ")
        field = path.removeprefix(".") or "record"
        # An error of a model names its field, which the path may have named already.
        message = message.replace(f"refused: {field.rpartition('.')[2]}: ", "refused: ")
        yield Fault(file=file, record=record, field=field, message=message)


def _message(error: BaseException, expected: type | None) -> str:
    match error:
        case KeyError():
            return "is missing"
        case ForbiddenExtraKeysError():
            return f"has unknown keys: {', '.join(sorted(error.extra_fields))}"
        case _:
            return f"is refused: {error}"


def _refused(model: type[Any], given: Any, path: str = "") -> Iterator[str]:
    # A model stops at the first value it refuses; this asks of every value that could be read.
    known = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    for field in attrs.fields(model):
        if field.name not in known:
            continue
        where = f"{path}.{field.name}"
        try:
            value = _converter().structure(known[field.name], field.type)
            if field.validator is not None:
                field.validator(known, field, value)
        except BaseValidationError:
            if attrs.has(field.type):
                yield from _refused(field.type, known[field.name], where)
        except (DetainerError, TypeError, ValueError) as error:
            yield f"{_message(error, None)} @ {where}"


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for scalar in (str, int, bool):
        converter.register_structure_hook(scalar, _exactly(scalar))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(timedelta, _duration)
    converter.register_structure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _member
    )
    converter.register_structure_hook_func(
        lambda kind: Unknown in get_args(kind), lambda value, kind: _bound(value, kind)
    )
    for container in (tuple, frozenset):
        _lists_only(converter, container)
    return converter


def _lists_only(converter: Converter, container: type) -> None:
    def factory(kind: Any) -> Callable[[Any, Any], Any]:
        several: Any = list[get_args(kind)[0]]  # type: ignore[misc]

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise TypeError(f"got {value!r}, expected a list")
            # Through a list, so that each fault keeps its place in it.
            return container(converter.structure(value, several))

        return structure

    converter.register_structure_hook_factory(
        lambda kind: getattr(kind, "__origin__", None) is container, factory
    )


def _member(value: Any, kind: type[Enum]) -> Enum:
    for member in kind:
        if member.value == value:
            return member
    known = ", ".join(repr(member.value) for member in kind)
    raise TypeError(f"got {value!r}, expected one of {known}")


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"got {value!r}, expected {kind.__name__}")
        return value

    return structure


def _day(value: Any, _: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"got {value!r}, expected a date without quotes, such as 2017-04-02")
    return value


def _bound(value: Any, kind: Any) -> Any:
    if value == UNKNOWN.value:
        return UNKNOWN
    return _day(value, kind)


def _duration(value: Any, _: Any) -> timedelta:
    given = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    whole = all(unit in _UNITS and type(count) is int for unit, count in given.items())
    if not given or not whole:
        raise TypeError(f"got {value!r}, expected whole days, hours or minutes: {{ hours = 48 }}")
    return timedelta(**given)
