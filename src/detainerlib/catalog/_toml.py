"""TOML records to models, strictly: nothing coerced, no key ignored, every fault with its path."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import cache, partial
from importlib.resources.abc import Traversable
from itertools import chain
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, Generic, TypeVar, Union, cast, get_args, get_origin

import attrs

from detainerlib.errors import DataFault, DetainerError
from detainerlib.times.periods import UNKNOWN, Unknown
from detainerlib.times.zones import NoTzdataError

Record_co = TypeVar("Record_co", covariant=True)

_UNITS: Final = ("days", "hours", "minutes")
_DEEPEST: Final = 40
# Python's reader takes quadratic time for keys of many parts: they are refused unread.
_DEEP_KEY: Final = re.compile(
    rb"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){%d}""" % _DEEPEST
)
_MOST_SHOWN: Final = 200
_TOO_DEEP: Final = "has tables within tables too deep to be read"


@attrs.frozen(kw_only=True)
class Loaded(Generic[Record_co]):
    """What a collection's files hold: the records that could be read, and what is wrong.

    Attributes:
        records: Pairs of the file, relative to the data folder, and the record.
        refused: The ids of the records that could not be read.
        faults: Everything wrong with them.
        supersedes: The ids of the package's records that a record replaces, with its file and id.
    """

    records: tuple[tuple[str, Record_co], ...]
    refused: frozenset[str]
    faults: tuple[DataFault, ...]
    supersedes: tuple[tuple[str, str, str], ...] = ()


def fault(file: str, record: str, field: str, message: str) -> DataFault:
    """Return one thing wrong; "-" for a record where it is the file."""
    return DataFault(file=file, record=record, field=field, message=message)


def load(
    sources: Sequence[str],
    table: str,
    model: type[Record_co],
    folder: Traversable | Mapping[str, bytes],
    beside: Sequence[str] = (),
    *,
    needed: bool = True,
    own: bool = False,
) -> Loaded[Record_co]:
    """Read the records of a model, of a source `NAME` from `NAME.toml`, and the folder `NAME`.

    Each file holds `[[table]]` records, and no others but those named in `beside`. Two records
    with one id are a fault.

    Args:
        sources: Names of files and folders in the data folder, or paths of single files.
        table: The table that each record is.
        model: The model.
        folder: The data folder, or what each file in it holds.
        beside: The tables that other models read from the same files.
        needed: Whether there must be a record.
        own: Whether it is a law folder, whose records may say which of the package's they replace.
    """
    files = [*chain.from_iterable(_files(name, folder) for name in sources)]
    contents = [
        _of_file(model, table, tuple(beside), own, *file)  # type: ignore[arg-type]  # no class has a hash
        for file in files
    ]
    records = [pair for content in contents for pair in content.records]
    faults = [fault for content in contents for fault in content.faults]
    refused = {id for content in contents for id in content.refused}
    first_use: dict[str, str] = {}
    for file, record in records:
        if record.id in first_use:
            faults.append(fault(file, record.id, "id", f"is also used in {first_use[record.id]}"))
        first_use[record.id] = file
    if needed and not records and not faults:
        faults.append(fault(sources[0], "-", "records", "are missing"))
    return Loaded(
        records=tuple(records),
        refused=frozenset(refused),
        faults=tuple(faults),
        supersedes=tuple(chain.from_iterable(content.supersedes for content in contents)),
    )


@cache
def _of_file(
    model: type[Any],
    table: str,
    beside: tuple[str, ...],
    own: bool,  # noqa: FBT001 (a part of the key)
    file: str,
    content: bytes,
) -> Loaded[Any]:
    """Return what one file holds: one and the same record, alone or among all."""
    if not file.endswith(".toml"):
        not_read = fault(file, "-", "file", "is not read; name it .toml or take it out")
        return Loaded(records=(), refused=frozenset(), faults=(not_read,))
    records: list[tuple[str, Any]] = []
    faults: list[DataFault] = []
    refused: set[str] = set()
    supersedes: list[tuple[str, str, str]] = []
    for number, entry in enumerate(_tables(table, beside, file, content, faults), start=1):
        refusals: list[tuple[str, str]] = []
        replaced, fields = _superseded(entry, refusals) if own else ((), entry)
        record = _model(model, fields, "", refusals)
        label = _label(entry, number)
        faults += [fault(file, label, path or "record", message) for path, message in refusals]
        if refusals:
            refused.add(label)
        else:
            records.append((file, record))
            supersedes += [(file, record.id, id) for id in replaced]
    return Loaded(
        records=tuple(records),
        refused=frozenset(refused),
        faults=tuple(faults),
        supersedes=tuple(supersedes),
    )


def _superseded(entry: Any, refusals: "_Refusals") -> tuple[tuple[str, ...], Any]:
    """Return the ids of the package's records that a record replaces, and its other keys."""
    if not isinstance(entry, dict) or "supersedes" not in entry:
        return (), entry  # pyright: ignore[reportUnknownVariableType] (as TOML gave it)
    table = cast("dict[str, Any]", entry)
    ids = _collection(tuple, partial(_plain, str), table["supersedes"], "supersedes", refusals)
    return ids or (), {key: value for key, value in table.items() if key != "supersedes"}


@cache
def parsed(content: bytes) -> Mapping[str, Any]:
    """Return the tables of a file, parsed once: a file of provisions holds several models.

    Raises:
        UnicodeDecodeError: If it is no UTF-8 text.
        tomllib.TOMLDecodeError: If it is no TOML.
    """
    return MappingProxyType(tomllib.loads(content.decode("utf-8-sig")))


def _files(source: str, folder: Traversable | Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    if isinstance(folder, Mapping):
        for file, content in sorted(folder.items()):
            if file == _file_of(source) or file.startswith(f"{source}/"):
                yield file, content
        return
    for file in names_within(source, folder):
        yield file, (folder / file).read_bytes()


def names_within(source: str, folder: Traversable) -> Iterator[str]:
    """Yield the files of a source, by their paths in the data folder."""
    if (folder / _file_of(source)).is_file():
        yield _file_of(source)
    if (folder / source).is_dir():
        yield from _names_below(source, folder / source)


def _file_of(source: str) -> str:
    return source if source.endswith(".toml") else f"{source}.toml"


def _names_below(path: str, folder: Traversable) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _names_below(f"{path}/{entry.name}", entry)
        else:
            yield f"{path}/{entry.name}"


def _tables(
    table: str, beside: Sequence[str], file: str, content: bytes, faults: list[DataFault]
) -> list[Any]:
    if _DEEP_KEY.search(content):
        faults.append(fault(file, "-", "file", _TOO_DEEP))
        return []
    try:
        document = parsed(content)
    except UnicodeDecodeError:
        faults.append(fault(file, "-", "file", "is no UTF-8 text"))
        return []
    except RecursionError:
        faults.append(fault(file, "-", "file", _TOO_DEEP))
        return []
    except ValueError as error:
        # Python reads no number of more than 4,300 digits.
        faults.append(fault(file, "-", "file", f"is no TOML: {error}"))
        return []
    if _is_deep(document):
        faults.append(fault(file, "-", "file", _TOO_DEEP))
        return []
    expected = " or ".join(f"[[{name}]]" for name in sorted({table, *beside}))
    faults += [
        fault(file, "-", key, f"is unknown; write {expected}")
        for key in document
        if key not in {table, *beside}
    ]
    tables: list[Any] = document.get(table, [])
    if not isinstance(tables, list):
        faults.append(fault(file, "-", table, f"is no list of records; write [[{table}]]"))
        return []
    return tables


def _is_deep(document: object) -> bool:
    """Whether tables and lists stand in each other deeper than any record has them."""
    layer: list[Any] = [document]
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for value in layer:
            if isinstance(value, Mapping):
                inner += cast("Mapping[str, Any]", value).values()
            elif isinstance(value, list):
                inner += value
        layer = inner
    return bool(layer)


def _label(entry: Any, number: int) -> str:
    table = cast("dict[str, Any]", entry if isinstance(entry, dict) else {})
    named = (table.get("id"), table.get("name"))
    return next((name for name in named if isinstance(name, str) and name), f"record {number}")


# What follows makes a value of a type, or notes where and why it cannot and returns None: no
# value of a record is None, as TOML has no such thing.
_Refusals = list[tuple[str, str]]
_Reader = Callable[[Any, str, _Refusals], Any]


def _model(model: type[Any], entry: Any, path: str, refusals: _Refusals) -> Any:
    if not isinstance(entry, dict):
        return _refuse(entry, "a table", path, refusals)
    table = cast("Mapping[str, Any]", entry)
    fields = _fields_of(model)  # type: ignore[arg-type]  # to mypy a class has no hash
    prefix = f"{path}." if path else ""
    before = len(refusals)
    refusals += [(f"{prefix}{key}", "is unknown") for key in table if key not in fields]
    needed = {name for name, field in fields.items() if field.default is attrs.NOTHING}
    refusals += [(f"{prefix}{name}", "is missing") for name in fields if name in needed - {*table}]
    values = {
        name: _reader(field.type)(table[name], f"{prefix}{name}", refusals)
        for name, field in fields.items()
        if name in table
    }
    if len(refusals) > before:
        _validate(fields, values, prefix, refusals)
        return None
    try:
        return model(**{fields[name].name: value for name, value in values.items()})
    except NoTzdataError:
        raise
    except DetainerError as error:
        # A model stops at the first value it refuses; all are asked for here.
        if not _validate(fields, values, prefix, refusals):
            refusals.append((path, f"is refused: {error}"))
        return None


@cache
def _fields_of(model: type[Any]) -> Mapping[str, Any]:
    """Return the fields of a model by their keys; "not" is a word of Python, its field "not_"."""
    return {
        field.name.removesuffix("_"): field
        for field in attrs.fields(model)
        if field.metadata.get("in_files", True)
    }


def _validate(
    fields: Mapping[str, Any], values: Mapping[str, Any], prefix: str, refusals: _Refusals
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
            refusals.append((f"{prefix}{name}", f"is refused: {message}"))
    return len(refusals) > before


@cache
def _reader(kind: Any) -> _Reader:
    """Return what makes values of a type, as the annotation of a field says it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _reader(arguments[0])
    if origin in {Union, UnionType}:
        return _reader_of_either({*arguments})
    if origin is Mapping:
        return partial(_mapping, _reader(arguments[1]))
    if origin in {tuple, frozenset}:
        return partial(_collection, cast("type", origin), _reader(arguments[0]))
    if attrs.has(kind):
        return partial(_model, kind)
    if issubclass(kind, Enum):
        return partial(_member, kind)
    return _duration if kind is timedelta else partial(_plain, kind)


def _reader_of_either(kinds: set[Any]) -> _Reader:
    others = kinds - {NoneType, Unknown}
    reader = _reader(*others) if len(others) == 1 else partial(_one_of, others)
    if Unknown not in kinds:
        return reader

    def read(value: Any, path: str, refusals: _Refusals) -> Any:
        return UNKNOWN if value == UNKNOWN.value else reader(value, path, refusals)

    return read


def _plain(kind: type[Any], value: Any, path: str, refusals: _Refusals) -> Any:
    if type(value) is kind or (kind is float and type(value) is int):
        return value
    dated = "a date without quotes, such as 2017-04-02"
    return _refuse(value, dated if kind is date else kind.__name__, path, refusals)


def _one_of(kinds: set[type[Any]], value: Any, path: str, refusals: _Refusals) -> Any:
    """Make the one model whose first field the table names."""
    by_key = {attrs.fields(kind)[0].name.removesuffix("_"): kind for kind in kinds}
    keys = [*value] if isinstance(value, dict) else []  # pyright: ignore[reportUnknownVariableType]
    if len(keys) != 1 or keys[0] not in by_key:  # pyright: ignore[reportUnknownArgumentType]
        listed = ", ".join(sorted(by_key))
        return _refuse(value, f"a table with exactly one of {listed}", path, refusals)
    return _model(by_key[keys[0]], value, path, refusals)


def _mapping(reader: _Reader, value: Any, path: str, refusals: _Refusals) -> Any:
    if not isinstance(value, dict):
        return _refuse(value, "a table", path, refusals)
    table = cast("dict[str, Any]", value)
    values = {key: reader(entry, f"{path}.{key}", refusals) for key, entry in table.items()}
    return None if None in values.values() else values


def _collection(
    container: type[Any], reader: _Reader, value: Any, path: str, refusals: _Refusals
) -> Any:
    if not isinstance(value, list):
        return _refuse(value, "a list", path, refusals)
    entries: list[Any] = value  # pyright: ignore[reportUnknownVariableType] (as TOML gave it)
    members = [reader(entry, f"{path}[{index}]", refusals) for index, entry in enumerate(entries)]
    return None if None in members else container(members)


def _member(kind: type[Enum], value: Any, path: str, refusals: _Refusals) -> Any:
    for member in kind:
        if member.value == value:
            return member
    listed = ", ".join(repr(member.value) for member in kind)
    return _refuse(value, f"one of {listed}", path, refusals)


def _duration(value: Any, path: str, refusals: _Refusals) -> Any:
    units = cast("dict[str, Any]", value if isinstance(value, dict) else {})
    whole = all(unit in _UNITS and type(count) is int for unit, count in units.items())
    expected = "whole days, hours or minutes, such as { hours = 48 }"
    if not units or not whole:
        return _refuse(value, expected, path, refusals)
    try:
        return timedelta(**units)
    except OverflowError:
        return _refuse(value, expected, path, refusals)


def _refuse(value: Any, expected: str, path: str, refusals: _Refusals) -> None:
    refusals.append((path, f"is refused: got {_in_short(value)}, expected {expected}"))


def _in_short(value: object) -> str:
    try:
        text = repr(value)
    except ValueError:
        # In hexadecimal digits TOML may hold a number that Python does not print.
        return "a number with too many digits to print"
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 3]}..."
