"""Values as plain data and back, by type: what an annotation says is written, read and described.

A codec writes values of a type as JSON has them, reads them back strictly, and describes them as
JSON Schema (2020-12). Fields are never listed: they are those of the model. A record holds other
records in full; a result names by its id what is on record, and has besides its fields what it
derives from them, and its sentence.
"""

import enum
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    NamedTuple,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from zoneinfo import ZoneInfo

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import PATTERNS, words_of
from detainerlib.errors import DetainerError, cell_in_print

Schema = dict[str, Any]

FINDERS: Final[dict[type[Any], Callable[[str], Any]]] = {}
"""By model: what finds a record by its id; filled by a room that may look into the catalog."""

RERUNS: Final[dict[type[Any], Callable[..., Any]]] = {}
"""By result: the function that makes it anew; its parameters are the inputs of the result."""

REFUSED: Final = object()
SENTENCE: Final = {"type": "string", "description": "The answer in words, as `str` gives it."}

_RECORDS: Final = frozenset({"errors", "models", "serialization", "sources", "times"})
_MOST: Final = 2**63
_TICK: Final = timedelta(microseconds=1)
_DAY: Final = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME: Final = rf"{_DAY}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{{1,6}})?)?"
_INSTANT: Final = rf"{_TIME}(Z|[+-]\d{{2}}:\d{{2}}(:\d{{2}}(\.\d{{1,6}})?)?)"
_LENGTH: Final = r"(-)?PT(?=\d)(?:(\d{1,11})H)?(?:(\d{1,2})M)?(?:(\d{1,2})(?:\.(\d{1,6}))?S)?"
_KEY: Final = re.compile(r"[\w.-]{1,40}", re.ASCII)
_WORDS: Final = frozenset(
    {"agreement", "binds", "closing", "note", "reason", "sentence", "statement", "summary", "title"}
)


@attrs.define
class Reading:
    """What is noted while a document is read.

    Attributes:
        whole: Whether it must say all that we write; one written by hand need not.
        alike: Whether it was made with the versions of today; sentences are compared then.
        faults: What is wrong with it.
        reworded: The paths of sentences that are others now, made with other versions.
    """

    whole: bool = False
    alike: bool = True
    faults: list[DetainerError] = attrs.field(factory=list)
    reworded: list[str] = attrs.field(factory=list)

    def refuse(self, path: str, value: object, expected: str, remedy: str = "") -> Any:
        """Note a fault; what was given is told by its kind, as it may name a person."""
        # A whole number of thousands of digits cannot be printed.
        shown = "a huge number" if _is_huge(value) else cell_in_print(value)
        self.faults.append(DetainerError(path or "document", shown, expected, remedy))
        return REFUSED

    def pass_on(self, path: str, error: DetainerError) -> Any:
        """Note what a model or a function refused."""
        where = ".".join(filter(None, (path, error.where)))
        shown = cell_in_print(error.given)
        self.faults.append(type(error)(where, shown, error.expected, error._remedy))
        return REFUSED

    @contextmanager
    def noting(self, path: str) -> Iterator[None]:
        """Note what a result refuses to say of fields that do not belong together."""
        try:
            yield
        except DetainerError as error:
            self.pass_on(path, error)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            self.refuse(path, None, "fields that belong together", "Read it by its inputs.")


Fits = Callable[[Any], bool]
Writer = Callable[[Any], Any]
Reader = Callable[[Any, str, Reading], Any]


@attrs.frozen
class Codec:
    """How values of one type are written, read and described.

    Attributes:
        kinds: The classes of its values.
        words: What is expected, for errors.
        fits: Whether plain data has the shape of such a value, however wrong in itself.
        write: Returns a value as plain data.
        value: Returns the value of plain data that fits; `REFUSED` where a fault was noted.
        schema: Returns the JSON Schema; those of models are put among the definitions.
    """

    kinds: tuple[type[Any], ...]
    words: str
    fits: Fits
    write: Writer
    value: Reader
    schema: Callable[[Schema], Schema]

    def read(self, plain: Any, path: str, reading: Reading) -> Any:
        """Return the value of plain data; `REFUSED` where that is noted as a fault."""
        if not self.fits(plain):
            return reading.refuse(path, plain, self.words)
        try:
            return self.value(plain, path, reading)
        except (ValueError, ArithmeticError):
            return reading.refuse(path, plain, self.words)


def kind_of(model: type[Any]) -> str:
    """Return the kind by which documents name a model: that of `HoldWindow` is "hold-window"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower()


def under(path: str, key: object) -> str:
    """Return the path of a key; one that may be a person's name is not shown."""
    shown = key if isinstance(key, str) and _KEY.fullmatch(key) else f"({len(str(key))} characters)"
    return f"{path}.{shown}" if path else str(shown)


def _is_huge(plain: object) -> bool:
    return isinstance(plain, int) and abs(plain) >= _MOST


def _is_whole(plain: Any) -> bool:
    return type(plain) is int and not _is_huge(plain)


def _is_text(plain: Any) -> bool:
    return isinstance(plain, str)


def _is_list(plain: Any) -> bool:
    return isinstance(plain, list)


def _is_object(plain: Any) -> bool:
    return isinstance(plain, dict)


def _matches(pattern: str) -> Fits:
    whole = re.compile(pattern, re.ASCII).fullmatch
    return lambda plain: isinstance(plain, str) and whole(plain) is not None


def _same(value: Any) -> Any:
    return value


def _finite(value: Any) -> float:
    if value - value != 0:
        raise DetainerError("value", value, "a finite number", "JSON has no other.")
    return float(value)


def _scalar(
    kind: type[Any],
    words: str,
    schema: Schema,
    fits: Fits,
    write: Writer = _same,
    value: Writer = _same,
) -> Codec:
    return Codec((kind,), words, fits, write, lambda plain, *_: value(plain), lambda _: {**schema})


def length_written(length: timedelta) -> str:
    """Return elapsed time as ISO 8601 has it, without days, which may have another length."""
    seconds, fraction = divmod(abs(length) // _TICK, 1_000_000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    exact = f"{seconds}.{fraction:06}".rstrip("0") if fraction else f"{seconds}"
    parts = ((hours, f"{hours}H"), (minutes, f"{minutes}M"), (seconds or fraction, f"{exact}S"))
    sign = "-" if length < timedelta(0) else ""
    return f"{sign}PT{''.join(part for count, part in parts if count) or '0S'}"


def _length_read(plain: str) -> timedelta:
    match = re.fullmatch(_LENGTH, plain)
    sign, hours, minutes, seconds, fraction = match.groups("0") if match else ("0",) * 5
    ticks = int(f"{fraction:<06}")
    length = timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(seconds), microseconds=ticks
    )
    return -length if sign == "-" else length


_SCALARS: Final[Mapping[Any, Codec]] = {
    str: _scalar(str, "a text", {"type": "string"}, _is_text),
    bool: _scalar(bool, "true or false", {"type": "boolean"}, lambda plain: type(plain) is bool),
    int: _scalar(int, "a whole number", {"type": "integer"}, _is_whole),
    float: _scalar(
        float,
        "a finite number",
        {"type": "number"},
        lambda plain: isinstance(plain, float) or _is_whole(plain),
        _finite,
        _finite,
    ),
    NoneType: _scalar(NoneType, "null", {"type": "null"}, lambda plain: plain is None),
    date: _scalar(
        date,
        "a date such as 2025-07-03",
        {"type": "string", "format": "date", "pattern": f"^{_DAY}$"},
        _matches(_DAY),
        date.isoformat,
        date.fromisoformat,
    ),
    timedelta: _scalar(
        timedelta,
        "a length of time such as PT48H",
        {"type": "string", "pattern": f"^{_LENGTH}$"},
        _matches(_LENGTH),
        length_written,
        _length_read,
    ),
}


def instant_written(value: datetime) -> Schema:
    """Return an aware datetime: in UTC, as the clock of its zone shows it, and the zone."""
    if value.utcoffset() is None:
        raise DetainerError("instant", value, "an instant with its zone", "Give it its zone.")
    try:
        utc = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except OverflowError:
        remedy = "It lies outside what UTC can name."
        raise DetainerError("instant", value, "an instant", remedy) from None
    zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
    return {"utc": utc, "local": value.isoformat(), "zone": zone}


def _instant_read(plain: Any, path: str, reading: Reading) -> Any:
    if isinstance(plain, str):
        value = datetime.fromisoformat(plain)
        value.astimezone(UTC)
        return value
    utc, value = (datetime.fromisoformat(plain[key]) for key in ("utc", "local"))
    if plain["zone"] is not None:
        try:
            value = utc.astimezone(ZoneInfo(plain["zone"]))
        except (LookupError, OSError, TypeError, ValueError):
            return reading.refuse(under(path, "zone"), plain["zone"], "the key of a zone, or null")
    if instant_written(value) != plain:
        expected = "one instant: in UTC, and as the clock of its zone shows it"
        return reading.refuse(path, plain, expected, "Give it as one text with its offset.")
    return value


def _is_instant(plain: Any) -> bool:
    if isinstance(plain, dict):
        parts = cast("dict[str, Any]", plain)
        ends = (parts.get("utc"), parts.get("local"))
        return {*parts} == {"utc", "local", "zone"} and all(map(_matches(_INSTANT), ends))
    return _matches(_INSTANT)(plain)


def _instant_schema(definitions: Schema) -> Schema:
    zone = {"type": ["string", "null"]}
    instant = {"type": "string", "format": "date-time", "pattern": f"^{_INSTANT}$"}
    definitions["Instant"] = {
        "description": "An instant: in UTC, and as the clock of its zone shows it; or a text with "
        "its offset.",
        "anyOf": [_object({"utc": instant, "local": instant, "zone": zone}), instant],
    }
    return {"$ref": "#/$defs/Instant"}


_INSTANTS: Final = Codec(
    (datetime,),
    "an instant with its offset, such as 2025-07-03T17:00:00-05:00",
    _is_instant,
    instant_written,
    _instant_read,
    _instant_schema,
)


def _object(properties: Schema, required: Iterable[str] | None = None, words: str = "") -> Schema:
    return {
        "type": "object",
        **({"description": words} if words else {}),
        "properties": properties,
        "required": [*properties] if required is None else [*required],
        "additionalProperties": False,
    }


def _member(kind: type[enum.Enum]) -> Codec:
    """A member of an enumeration, by its value."""
    members = {member.value: member for member in kind}
    return _scalar(
        kind,
        words_of(kind),
        {"enum": [*members]},
        lambda plain: isinstance(plain, str) and plain in members,
        lambda value: value.value,
        lambda plain: members[plain],
    )


def _mark(kind: type[enum.Enum]) -> Codec:
    """The one member of an enumeration, such as UNKNOWN, which no text can stand for."""
    (member,) = kind
    words = f"{{{json.dumps(member.value)}: true}}"
    schema = _object({member.value: {"const": True}}, words="There is one; it is not on record.")
    return _scalar(
        kind,
        words,
        schema,
        lambda plain: isinstance(plain, dict) and [*plain.items()] == [(member.value, True)],  # pyright: ignore[reportUnknownArgumentType,reportUnknownMemberType]
        lambda _: {member.value: True},
        lambda _: member,
    )


def _collection(container: type[Any], member: Codec) -> Codec:
    """A tuple or a frozenset, as a list; a set in the order of what is written."""
    is_set = container is frozenset

    def write(value: Any) -> Any:
        members = [member.write(entry) for entry in value]
        return sorted(members, key=_order) if is_set else members

    def read(plain: Any, path: str, reading: Reading) -> Any:
        values = [member.read(entry, f"{path}[{i}]", reading) for i, entry in enumerate(plain)]
        if REFUSED in values:
            return REFUSED
        if is_set and len({*values}) < len(values):
            return reading.refuse(path, plain, "a list that names each once")
        return container(values)

    def schema(definitions: Schema) -> Schema:
        unique = {"uniqueItems": True} if is_set else {}
        return {"type": "array", "items": member.schema(definitions), **unique}

    return Codec((container,), "a list", _is_list, write, read, schema)


def _order(plain: Any) -> tuple[bool, Any]:
    return (False, plain) if _is_whole(plain) else (True, json.dumps(plain, sort_keys=True))


def _row(members: tuple[Codec, ...]) -> Codec:
    """A tuple of a fixed length, as a list."""
    count = len(members)

    def read(plain: Any, path: str, reading: Reading) -> Any:
        parts = enumerate(zip(members, plain, strict=True))
        values = [member.read(entry, f"{path}[{i}]", reading) for i, (member, entry) in parts]
        return REFUSED if REFUSED in values else tuple(values)

    return Codec(
        (tuple,),
        f"a list of {count}",
        lambda plain: _is_list(plain) and len(plain) == count,
        lambda value: [codec.write(part) for codec, part in zip(members, value, strict=True)],
        read,
        lambda definitions: {
            "type": "array",
            "prefixItems": [member.schema(definitions) for member in members],
            "minItems": count,
            "maxItems": count,
        },
    )


def _table(key: Codec, entry: Codec, *, of_pairs: bool) -> Codec:
    """A mapping, or a tuple of pairs whose first is a text or a date, as an object."""

    def write(value: Any) -> Any:
        pairs = [*(value if of_pairs else value.items())]
        table = {key.write(name): entry.write(content) for name, content in pairs}
        if len(table) < len(pairs):
            raise DetainerError("pairs", cell_in_print(value), "each key once", "Leave one out.")
        return table

    def read(plain: Any, path: str, reading: Reading) -> Any:
        pairs = [
            tuple(codec.read(part, under(path, name), reading) for codec, part in parts)
            for name, content in plain.items()
            for parts in [((key, name), (entry, content))]
        ]
        if any(REFUSED in pair for pair in pairs):
            return REFUSED
        return tuple(pairs) if of_pairs else dict(pairs)

    def schema(definitions: Schema) -> Schema:
        names, contents = key.schema(definitions), entry.schema(definitions)
        return {"type": "object", "propertyNames": names, "additionalProperties": contents}

    return Codec((tuple if of_pairs else Mapping,), "an object", _is_object, write, read, schema)


def _one_of(members: tuple[Codec, ...]) -> Codec:
    """A value of one of several types."""

    def write(value: Any) -> Any:
        return next(member for member in members if isinstance(value, member.kinds)).write(value)

    def read(plain: Any, path: str, reading: Reading) -> Any:
        return next(member for member in members if member.fits(plain)).read(plain, path, reading)

    return Codec(
        tuple(kind for member in members for kind in member.kinds),
        " or ".join(dict.fromkeys(member.words for member in members)),
        lambda plain: any(member.fits(plain) for member in members),
        write,
        read,
        lambda definitions: {"anyOf": [member.schema(definitions) for member in members]},
    )


def _tagged(base: tuple[type[Any], ...], models: tuple[type[Any], ...]) -> Codec:
    """A value of one of several models, which its `kind` names."""
    kinds = {kind_of(model): model for model in models}

    def write(value: Any) -> Any:
        if type(value) not in models:
            names = ", ".join(model.__name__ for model in models)
            raise DetainerError("value", type(value).__name__, f"one of {names}", "")
        return tagged(value)

    def schema(definitions: Schema) -> Schema:
        return {"anyOf": [_tagged_schema(model, definitions) for model in models]}

    return Codec(
        base,
        f"an object whose kind is one of {', '.join(kinds)}",
        lambda plain: _is_object(plain) and str(plain.get("kind")) in kinds,
        write,
        lambda plain, path, reading: read_tagged(kinds[plain["kind"]], plain, path, reading),
        schema,
    )


def tagged(value: Any) -> Schema:
    """Return a model or a result as plain data that names its kind."""
    return {"kind": kind_of(type(value)), **model_of(type(value)).write(value)}


def read_tagged(model: type[Any], plain: Schema, path: str, reading: Reading) -> Any:
    """Return the value of plain data that names its kind."""
    rest = {key: content for key, content in plain.items() if key != "kind"}
    return model_of(model).codec.read(rest, path, reading)


def _tagged_schema(model: type[Any], definitions: Schema) -> Schema:
    name = f"{model.__name__}WithKind"
    if name not in definitions:
        definitions[name] = {}  # conditions hold conditions
        kind = {"kind": {"const": kind_of(model)}}
        definitions[name] = model_of(model).schema(definitions, kind)
    return {"$ref": f"#/$defs/{name}"}


def _reference(model: type[Any]) -> Codec:
    """A record that is on record, by its id; one of the caller's own in full."""

    def write(value: Any) -> Any:
        try:
            on_record = FINDERS[model](value.id) == value
        except DetainerError:
            on_record = False
        return value.id if on_record else model_of(model).write(value)

    def read(plain: Any, path: str, reading: Reading) -> Any:
        if not isinstance(plain, str):
            return model_of(model).codec.read(plain, path, reading)
        try:
            return FINDERS[model](plain)
        except DetainerError as error:
            return reading.refuse(path, plain, error.expected, error.remedy)

    return Codec(
        (model,),
        f"the id of a {kind_of(model)}, or one in full",
        lambda plain: _is_text(plain) or _is_object(plain),
        write,
        read,
        lambda definitions: {
            "anyOf": [{"type": "string"}, model_of(model).codec.schema(definitions)]
        },
    )


def _free_written(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_written(value)
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, enum.Enum):
        return codec_of(type(value)).write(value)
    if is_model(type(value)):
        return tagged(value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return _finite(value)
    raise DetainerError("value", cell_in_print(value), _FREE.words, "Convert it, or leave it out.")


def _free_read(plain: Any, path: str, reading: Reading) -> Any:
    if not isinstance(plain, dict):
        return plain
    table = cast("Schema", plain)
    if {*table} == {"date"}:
        return codec_of(date).read(table["date"], under(path, "date"), reading)
    if "kind" in table:
        model = next((model for find in MODELS if (model := find(table["kind"]))), None)
        if model is None:
            return reading.refuse(under(path, "kind"), table["kind"], "a kind of document")
        return read_tagged(model, table, path, reading)
    return next(mark for mark in (*MARKS, _INSTANTS) if mark.fits(plain)).read(plain, path, reading)


def _is_free(plain: Any) -> bool:
    if isinstance(plain, dict):
        is_kind = {*plain} == {"date"} or "kind" in plain  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        return is_kind or any(mark.fits(plain) for mark in (*MARKS, _INSTANTS))
    return plain is None or isinstance(plain, str | bool | float) or _is_whole(plain)


_FREE: Final = Codec(
    (object,),
    "a text, a number, true, false, null, a date, an instant or a record",
    _is_free,
    _free_written,
    _free_read,
    lambda _: {},
)
MODELS: Final[list[Callable[[str], type[Any] | None]]] = []
"""What finds a model by its kind; filled by a room that may look into all."""

MARKS: Final[list[Codec]] = []
"""The marks that a value of any type may be, such as that of UNKNOWN."""


class Entry(NamedTuple):
    """A key of an object: the name of the attribute, and how its values are written."""

    name: str
    codec: Codec


class Model:
    """How a record or a result is written: its fields and, of a result, what it derives."""

    def __init__(self, model: type[Any]) -> None:
        """Look at nothing yet: models name each other."""
        self.model = model
        self.is_result = _is_result(model)
        speaks = model.__str__ not in {Printed.__str__, object.__str__}
        self.has_sentence = self.is_result and speaks
        words = f"an object with the keys of a {kind_of(model)}"
        self.codec = Codec((model,), words, _is_object, self.write, self._read, self._referred)

    @cached_property
    def hints(self) -> Mapping[str, Any]:
        """The types of its fields, by name."""
        hints = get_type_hints(self.model, include_extras=True)
        names = [f.name for f in attrs.fields(self.model)] if attrs.has(self.model) else [*hints]
        return {name: hints[name] for name in names}

    @cached_property
    def fields(self) -> Mapping[str, Entry]:
        """Its fields, by their keys."""
        return {
            self._key(name): Entry(name, codec_of(hint, refer=self.is_result))
            for name, hint in self.hints.items()
        }

    def _key(self, name: str) -> str:
        # "kind" is a key of the document; such a field is called by its type: "authority_kind".
        is_kind = name == "kind"
        bare = _bare(self.hints[name])
        return kind_of(bare).replace("-", "_") if is_kind else name.removesuffix("_")

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """By the keys that may be left out: the field's default, or UNKNOWN where it is a value."""
        fields = {f.name: f.default for f in attrs.fields(self.model)} if self._is_attrs else {}
        marks = {
            key: next(iter(mark))
            for key, (name, _) in self.fields.items()
            for mark in filter(_is_mark, get_args(_bare(self.hints[name])))
        }
        given = {
            key: attrs.NOTHING
            for key, (name, _) in self.fields.items()
            if fields.get(name, attrs.NOTHING) is not attrs.NOTHING
        }
        return {**marks, **given}

    @property
    def _is_attrs(self) -> bool:
        return attrs.has(self.model)

    @cached_property
    def derived(self) -> Mapping[str, Entry]:
        """What a result derives, by key: its properties but those that pick from a field."""
        fields = [*self.hints.values()]
        hints = {
            name: get_type_hints(member.fget, include_extras=True)["return"]
            for name, member in properties_of(self.model)
            if self.is_result and name != "explanation"
        }
        return {
            name: Entry(name, codec_of(hint, refer=True))
            for name, hint in hints.items()
            if not (hint in fields and get_origin(hint) is tuple)
        }

    def write(self, value: Any) -> Schema:
        """Return a value as plain data."""
        return {**written(value, self.fields), **self.write_derived(value)}

    def write_derived(self, value: Any) -> Schema:
        """Return what a result derives as plain data, and its sentence."""
        sentence = {"sentence": str(value)} if self.has_sentence else {}
        return {**written(value, self.derived), **sentence}

    def _read(self, plain: Any, path: str, reading: Reading) -> Any:
        return self.read(plain, path, reading)

    def read(self, plain: Schema, path: str, reading: Reading, others: Iterable[str] = ()) -> Any:
        """Return the value of its fields; what it derives, and what is run again, is compared."""
        known = {*self.derived, *(["sentence"] if self.has_sentence else []), *others}
        values = read_keys(plain, self.fields, self.defaults, path, reading, known)
        if values is REFUSED or self._refuses(values, path, reading):
            return REFUSED
        try:
            value = self.model(**{self.fields[key].name: part for key, part in values.items()})
        except DetainerError as error:
            return reading.pass_on(path, error)
        with reading.noting(path):
            anew = self.write_derived(value)
            compare({key: plain[key] for key in anew if key in plain}, anew, path, reading)
            if self.model in RERUNS and not reading.faults:
                again = {name: getattr(value, name) for name in inputs_of(self.model)}
                compare(self.write(value), self.write(RERUNS[self.model](**again)), path, reading)
        return value

    def _refuses(self, values: Mapping[str, Any], path: str, reading: Reading) -> bool:
        """Note all that the checks of its fields refuse: a model stops at the first."""
        before = len(reading.faults)
        fields = {f.name: f for f in attrs.fields(self.model)} if self._is_attrs else {}
        for key, value in values.items():
            field = fields.get(self.fields[key].name)
            if field is not None and field.validator is not None:
                try:
                    converted = field.converter(value) if callable(field.converter) else value
                    field.validator(None, field, converted)
                except DetainerError as error:
                    reading.pass_on(path, error)
        return len(reading.faults) > before

    def _referred(self, definitions: Schema) -> Schema:
        name = self.model.__name__
        if name not in definitions:
            definitions[name] = {}  # as in _tagged_schema
            definitions[name] = self.schema(definitions)
        return {"$ref": f"#/$defs/{name}"}

    def schema(self, definitions: Schema, first: Mapping[str, Any] | None = None) -> Schema:
        """Return the schema of its objects, with keys that stand before its own."""
        first = first or {}
        entries = {**self.fields, **self.derived}
        properties = {**first, **described(self.model, entries, definitions)}
        properties |= {"sentence": SENTENCE} if self.has_sentence else {}
        required = [*first, *(key for key in self.fields if key not in self.defaults)]
        return _object(properties, required, summary_of(self.model))


def written(value: Any, entries: Mapping[str, Entry]) -> Schema:
    """Return attributes of a value as plain data, by their keys."""
    return {key: entry.codec.write(getattr(value, entry.name)) for key, entry in entries.items()}


def described(
    model: type[Any], entries: Mapping[str, Entry], definitions: Schema
) -> dict[str, Schema]:
    """Return the schemas of keys, each with what the docstring says of it."""
    told = sentences_of(model)
    return {
        key: {**entry.codec.schema(definitions), "description": told[entry.name]}
        if entry.name in told
        else entry.codec.schema(definitions)
        for key, entry in entries.items()
    }


def read_keys(
    table: Mapping[Any, Any],
    entries: Mapping[str, Entry],
    defaults: Mapping[str, Any],
    path: str,
    reading: Reading,
    others: Iterable[str] = (),
) -> Any:
    """Return the values of keys; a key that is unknown, missing or of another type is a fault."""
    before = len(reading.faults)
    for key in table:
        if key not in entries and key not in others:
            expected = f"one of the keys {', '.join(entries)}"
            reading.refuse(under(path, key), table[key], expected, "Leave it out.")
    values: dict[str, Any] = {}
    for key, (_, codec) in entries.items():
        if key in table:
            values[key] = codec.read(table[key], under(path, key), reading)
        elif key not in defaults:
            reading.refuse(under(path, key), None, codec.words, "It is missing; add it.")
        elif defaults[key] is not attrs.NOTHING:
            values[key] = defaults[key]
    return REFUSED if len(reading.faults) > before else values


@cache
def inputs_of(model: type[Any]) -> Mapping[str, Entry]:
    """Return the inputs of a result that can be run again, by key."""
    hints = get_type_hints(RERUNS[model], include_extras=True)
    return {
        name: Entry(name, codec_of(hint, refer=True, rerun=True))
        for name, hint in hints.items()
        if name != "return"
    }


@cache
def inputs_codec(model: type[Any]) -> Codec:
    """Return the codec of a result by its inputs, of which it is made anew."""

    def read(plain: Any, path: str, reading: Reading) -> Any:
        inputs = inputs_of(model)
        optional = {key: None for key, entry in inputs.items() if entry.codec.fits(None)}
        values = read_keys(plain, inputs, optional, path, reading)
        if values is REFUSED:
            return REFUSED
        try:
            return RERUNS[model](**values)
        except DetainerError as error:
            return reading.pass_on(path, error)

    def schema(definitions: Schema) -> Schema:
        inputs = inputs_of(model)
        required = [key for key, entry in inputs.items() if not entry.codec.fits(None)]
        return _object(described(model, inputs, definitions), required, "What it was made of.")

    return Codec(
        (model,),
        f"an object with the inputs of a {kind_of(model)}",
        _is_object,
        lambda value: written(value, inputs_of(model)),
        read,
        schema,
    )


@cache
def model_of(model: type[Any]) -> Model:
    """Return how a model or a result is written."""
    return Model(model)


@cache
def codec_of(kind: Any, *, refer: bool = False, rerun: bool = False) -> Codec:
    """Return the codec of a type.

    Args:
        kind: The type, as an annotation says it.
        refer: Whether records that are on record are named by their ids.
        rerun: Whether results are written by their inputs.
    """

    def part(kind: Any) -> Codec:
        return codec_of(kind, refer=refer, rerun=rerun)

    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        pattern = next((PATTERNS[mark] for mark in arguments if mark in PATTERNS), None)
        inner = part(arguments[0])
        if pattern is None:
            return inner
        shape = {"type": "string", "pattern": f"^({pattern})$"}
        return attrs.evolve(inner, schema=lambda _: {**shape})
    if origin in {Union, UnionType}:
        return _either(arguments, part)
    if origin is Mapping:
        return _table(part(arguments[0]), part(arguments[1]), of_pairs=False)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return _row(tuple(map(part, arguments)))
    if origin in {tuple, frozenset}:
        key, *entry = get_args(arguments[0]) if get_origin(arguments[0]) is tuple else (None,)
        if len(entry) == 1 and _is_key(key):
            return _table(part(key), part(entry[0]), of_pairs=True)
        return _collection(cast("type[Any]", origin), part(arguments[0]))
    if kind is Any or isinstance(kind, TypeVar):
        return _FREE
    if kind is datetime:
        return _INSTANTS
    return _SCALARS[kind] if kind in _SCALARS else _of_class(origin or kind, refer, rerun)


def _of_class(kind: type[Any], refer: bool, rerun: bool) -> Codec:  # noqa: FBT001
    if issubclass(kind, enum.Enum):
        return _mark(kind) if _is_mark(kind) else _member(kind)
    if rerun and kind in RERUNS:
        return inputs_codec(kind)
    if refer and kind in FINDERS:
        return _reference(kind)
    return model_of(kind).codec if is_model(kind) else _tagged((kind,), tuple(_within(kind)))


def _within(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield the models of an abstract kind; those of a caller's own no document can hold."""
    for model in sorted(kind.__subclasses__(), key=kind_of):
        if is_model(model) and model.__module__ == kind.__module__:
            yield model
        yield from _within(model)


def _either(kinds: tuple[Any, ...], part: Callable[[Any], Codec]) -> Codec:
    models = tuple(kind for kind in kinds if isinstance(kind, type) and is_model(kind))
    several = models if len(models) > 1 else ()
    # UNKNOWN before other objects, and an instant before a day, which it is to Python.
    others = [kind for kind in kinds if kind not in several]
    others.sort(key=lambda kind: (not _is_mark(kind), kind is date))
    members = [*map(part, others), *([_tagged(several, several)] if several else [])]
    return members[0] if len(members) == 1 else _one_of(tuple(members))


def _is_mark(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum) and len(kind) == 1


def _is_key(kind: Any) -> bool:
    bare = _bare(kind)
    return isinstance(bare, type) and (issubclass(bare, str) or bare is date)


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def is_model(kind: type[Any]) -> bool:
    """Whether a class is a model or a result that can be made: of attrs, or a named tuple."""
    if attrs.has(kind):
        return "__init__" in vars(kind) and not getattr(kind, "__abstractmethods__", None)
    return issubclass(kind, tuple) and hasattr(kind, "_fields") and hasattr(kind, "to_dict")


def _is_result(model: type[Any]) -> bool:
    package, room, *_ = (*model.__module__.split("."), "")
    return package == "detainerlib" and room not in _RECORDS


def properties_of(model: type[Any]) -> Iterator[tuple[str, property]]:
    """Yield the public properties of a class."""
    names = dict.fromkeys(name for base in model.__mro__ for name in vars(base))
    for name in names:
        member = getattr(model, name)
        if isinstance(member, property) and not name.startswith("_"):
            yield name, member


def compare(was: Any, anew: Any, path: str, reading: Reading) -> None:
    """Note where what was written is not what comes out anew."""
    if isinstance(was, dict) and isinstance(anew, dict):
        before, now = cast("Schema", was), cast("Schema", anew)
        for key in {**now, **before}:
            where = under(path, key)
            if key not in now:
                reading.refuse(where, before[key], "no such key", "Leave it out.")
            elif key in before:
                compare(before[key], now[key], where, reading)
            elif reading.whole and reading.alike:
                reading.refuse(where, None, "every key that to_dict() writes", "Write it anew.")
    elif isinstance(was, list) and isinstance(anew, list) and len(was) == len(anew):  # pyright: ignore[reportUnknownArgumentType]
        pairs = zip(cast("list[Any]", was), cast("list[Any]", anew), strict=True)
        for index, (member, other) in enumerate(pairs):
            compare(member, other, f"{path}[{index}]", reading)
    elif type(was) is not type(anew) or was != anew:
        _differs(was, anew, path, reading)


def _differs(was: Any, anew: Any, path: str, reading: Reading) -> None:
    key = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
    if not reading.alike and key in _WORDS:
        reading.reworded.append(path)
        return
    shown = repr(anew if isinstance(anew, str) and _KEY.fullmatch(anew) else cell_in_print(anew))
    if isinstance(anew, dict | list):
        shown = "something else"
    versions = "the same versions" if reading.alike else "other versions"
    expected = f"{shown}, as the same inputs give now"
    reading.refuse(path, was, expected, f"It was made with {versions}.")


def summary_of(documented: Any) -> str:
    """Return the first line of a docstring."""
    return (documented.__doc__ or "").strip().partition("\n")[0]


@cache
def sentences_of(model: type[Any]) -> Mapping[str, str]:
    """Return what the docstrings of a model say of its fields and of its properties."""
    told = {name: summary_of(member) for name, member in properties_of(model)}
    for base in reversed(model.__mro__):
        section = re.split(r"\n\s*\n", (base.__doc__ or "").partition("Attributes:\n")[2])[0]
        starts = [*re.finditer(r"^ {8}(\w+): ", section, re.MULTILINE)]
        ends = [*(start.start() for start in starts[1:]), len(section)][: len(starts)]
        told |= {
            start[1]: " ".join(section[start.end() : end].split())
            for start, end in zip(starts, ends, strict=True)
        }
    return {name: sentence for name, sentence in told.items() if sentence}
