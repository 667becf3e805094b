"""Records and results as objects of their keys: which those are, and what is said of each."""

import enum
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Final, NamedTuple, cast, get_args, get_origin, get_type_hints

import attrs

from detainerlib._documents.reading import (
    REFUSED,
    Codec,
    Reading,
    Schema,
    compare,
    kept,
    kind_of,
    under,
)
from detainerlib._documents.scalars import is_object, object_schema
from detainerlib._printing import Printed
from detainerlib._validation import is_of
from detainerlib.errors import DetainerError

RERUNS: Final[dict[type[Any], Callable[..., Any]]] = {}
"""By result: the function that makes it anew; its parameters are the inputs of the result."""

SENTENCE: Final = {"type": "string", "description": "The answer in words, as `str` gives it."}
_RECORDS: Final = frozenset({"errors", "models", "serialization", "sources", "times"})


class Entry(NamedTuple):
    """A key of an object: the name of the attribute, and how its values are written.

    A field that no file of the data has, such as the law folder of a record, is written only
    where it has a value.
    """

    name: str
    codec: Codec
    is_always_written: bool = True


class Model:
    """How a record or a result is written: its fields and, of a result, what it derives."""

    def __init__(self, model: type[Any], codec_of: Callable[..., Codec]) -> None:
        """Look at nothing yet: models name each other."""
        self.model: type[Any] = model
        self._codec_of = codec_of
        self.is_result: bool = _is_result(model)
        speaks = cast("object", model.__str__) not in {Printed.__str__, object.__str__}
        self.has_sentence: bool = self.is_result and speaks
        words = f"an object with the keys of a {kind_of(model)}"
        self.codec: Codec = Codec(
            (model,), words, is_object, self.write, self._read, self._referred
        )

    @cached_property
    def hints(self) -> Mapping[str, Any]:
        """The types of the fields that documents have, by name."""
        hints = get_type_hints(self.model, include_extras=True)
        attributes = attrs.fields(self.model) if attrs.has(self.model) else ()
        names = [*hints]
        if attributes:
            # What a machine knows of a file is nothing for another one.
            kept = (f for f in attributes if f.init and f.metadata.get("in_documents", True))
            names = [f.name for f in kept]
        return {name: hints[name] for name in names}

    @cached_property
    def fields(self) -> Mapping[str, Entry]:
        """Its fields, by their keys."""
        attributes = attrs.fields_dict(self.model) if self._is_attrs else {}
        return {
            self._key(name): Entry(
                name,
                self._codec_of(hint, refer=self.is_result),
                name not in attributes or attributes[name].metadata.get("in_files", True),
            )
            for name, hint in self.hints.items()
        }

    def _key(self, name: str) -> str:
        # "kind" is a key of the document; such a field is called by its type: "authority_kind".
        if name != "kind":
            return name.removesuffix("_")
        return kind_of(bare(self.hints[name])).replace("-", "_")

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """By the keys that may be left out: the field's default, or UNKNOWN where it is a value."""
        fields = {f.name: f.default for f in attrs.fields(self.model)} if self._is_attrs else {}
        marks = {
            key: next(iter(mark))
            for key, (name, *_) in self.fields.items()
            for mark in filter(is_mark, get_args(bare(self.hints[name])))
        }
        given = {
            key: attrs.NOTHING
            for key, (name, *_) in self.fields.items()
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
        hints = {name: _returned(member) for name, member in properties_of(self.model)}
        return {
            name: Entry(name, self._codec_of(hint, refer=True))
            for name, hint in hints.items()
            if self.is_result and name != "explanation"
            if not (hint in fields and get_origin(hint) is tuple)
        }

    @cached_property
    def inputs(self) -> Mapping[str, Entry]:
        """What a result is made anew of, by key."""
        derived = dict(properties_of(self.model))
        return {
            name: Entry(name, self._codec_of(hint, refer=True, rerun=True))
            for name in inspect.signature(RERUNS[self.model]).parameters
            for hint in [self.hints.get(name) or _returned(derived[name])]
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
                inputs = {name: getattr(value, name) for name in self.inputs}
                compare(self.write(value), self.write(RERUNS[self.model](**inputs)), path, reading)
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
        return object_schema(properties, required, summary_of(self.model))


def written(value: Any, entries: Mapping[str, Entry]) -> Schema:
    """Return attributes of a value as plain data, by their keys."""
    return {
        key: entry.codec.write(getattr(value, entry.name))
        for key, entry in entries.items()
        if entry.is_always_written or getattr(value, entry.name) is not None
    }


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
    for key, (_, codec, _) in entries.items():
        if key in table:
            values[key] = codec.read(table[key], under(path, key), reading)
        elif key not in defaults:
            reading.refuse(under(path, key), None, codec.words, "It is missing; add it.")
        elif defaults[key] is not attrs.NOTHING:
            values[key] = defaults[key]
    return REFUSED if len(reading.faults) > before else values


def bare(kind: Any) -> Any:
    """Return a type without the checks that an annotation adds."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def is_mark(kind: Any) -> bool:
    """Whether a type has one value, such as UNKNOWN."""
    members: Any = kind if is_of(type, kind) and issubclass(kind, enum.Enum) else ()
    return len([*members]) == 1


def is_model(kind: type[Any]) -> bool:
    """Whether a class is a model or a result that can be made: of attrs, or a named tuple."""
    if attrs.has(kind):
        return "__init__" in vars(kind) and not getattr(kind, "__abstractmethods__", None)
    return hasattr(kind, "_fields") and hasattr(kind, "to_dict") and issubclass(kind, tuple)


def _is_result(model: type[Any]) -> bool:
    package, room, *_ = (*model.__module__.split("."), "")
    return package == "detainerlib" and room not in _RECORDS


def _returned(member: property) -> Any:
    return get_type_hints(member.fget, include_extras=True)["return"]


def properties_of(model: type[Any]) -> Iterator[tuple[str, property]]:
    """Yield the public properties of a class."""
    names = dict.fromkeys(name for base in model.__mro__ for name in vars(base))
    for name in names:
        member = getattr(model, name)
        if isinstance(member, property) and not name.startswith("_"):
            yield name, member


def summary_of(documented: Any) -> str:
    """Return the first line of a docstring."""
    return (documented.__doc__ or "").strip().partition("\n")[0]


@kept
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
