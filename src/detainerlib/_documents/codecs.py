"""The codec of a type, as an annotation says it."""

import enum
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from inspect import Parameter, signature
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, cast, get_args, get_origin

import attrs

from detainerlib._documents.containers import collection, one_of, row, table_of
from detainerlib._documents.models import (
    RERUNS,
    Model,
    bare,
    described,
    is_mark,
    is_model,
    read_keys,
    written,
)
from detainerlib._documents.reading import (
    REFUSED,
    Codec,
    Reading,
    Schema,
    is_whole,
    kept,
    kind_of,
    under,
)
from detainerlib._documents.scalars import (
    INSTANTS,
    SCALARS,
    copied,
    finite,
    instant_written,
    is_object,
    is_text,
    mark,
    member,
    object_schema,
    text_schema,
)
from detainerlib._validation import BOUNDS, PATTERNS
from detainerlib.errors import DetainerError, cell_in_print

FINDERS: Final[dict[type[Any], Callable[[str], Any]]] = {}
"""By model: what finds a record by its id; filled by a room that may look into the catalog."""


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
        lambda plain: is_object(plain) and str(plain.get("kind")) in kinds,
        write,
        lambda plain, path, reading: read_tagged(kinds[plain["kind"]], plain, path, reading),
        schema,
    )


def tagged(value: Any) -> Schema:
    """Return a model or a result as plain data that names its kind."""
    model: type[Any] = value.__class__
    return {"kind": kind_of(model), **model_of(model).write(value)}


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
        lambda plain: is_text(plain) or is_object(plain),
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
    if is_model(value.__class__):
        return tagged(value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return finite(value)
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
    return next(mark for mark in (*MARKS, INSTANTS) if mark.fits(plain)).read(plain, path, reading)


def _is_free(plain: Any) -> bool:
    if isinstance(plain, dict):
        is_kind = {*plain} == {"date"} or "kind" in plain  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        return is_kind or any(mark.fits(plain) for mark in (*MARKS, INSTANTS))
    return plain is None or isinstance(plain, str | bool | float) or is_whole(plain)


_FREE: Final = Codec(
    (object,),
    "a string, a number, true, false, null, a date, a date and time, or a record",
    _is_free,
    _free_written,
    _free_read,
    lambda known: {"anyOf": [*_FREE_SCHEMAS, *(mark.schema(known) for mark in (*MARKS, INSTANTS))]},
)
_FREE_SCHEMAS: Final[tuple[Schema, ...]] = (
    *({"type": name} for name in ("string", "number", "boolean", "null")),
    object_schema({"date": {**SCALARS[date].schema({}), "description": "The day."}}),
    {"type": "object", "properties": {"kind": {"type": "string"}}, "required": ["kind"]},
)
MODELS: Final[list[Callable[[str], type[Any] | None]]] = []
"""What finds a model by its kind; filled by a room that may look into all."""

MARKS: Final[list[Codec]] = []
"""The marks that a value of any type may be, such as that of UNKNOWN."""


@kept
def inputs_codec(model: type[Any]) -> Codec:
    """Return the codec of a result by its inputs, of which it is made anew."""

    def optional() -> dict[str, Any]:
        parameters = signature(RERUNS[model]).parameters
        return {
            key: None if parameters[key].default is Parameter.empty else parameters[key].default
            for key, entry in model_of(model).inputs.items()
            if entry.codec.fits(None) or parameters[key].default is not Parameter.empty
        }

    def read(plain: Any, path: str, reading: Reading) -> Any:
        inputs = model_of(model).inputs
        values = read_keys(plain, inputs, optional(), path, reading)
        if values is REFUSED:
            return REFUSED
        try:
            return RERUNS[model](**values)
        except DetainerError as error:
            return reading.pass_on(path, error)

    def schema(definitions: Schema) -> Schema:
        inputs = model_of(model).inputs
        required = [key for key in inputs if key not in optional()]
        return object_schema(
            described(model, inputs, definitions), required, "What it was made of."
        )

    return Codec(
        (model,),
        f"an object with the inputs of a {kind_of(model)}",
        is_object,
        lambda value: written(value, model_of(model).inputs),
        read,
        schema,
    )


@kept
def model_of(model: type[Any]) -> Model:
    """Return how a model or a result is written."""
    return Model(model, codec_of)


def _bounded(codec: Codec, bounds: Mapping[str, int], definitions: Schema) -> Schema:
    return {**codec.schema(definitions), **bounds}


@kept
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
        bounds = next((BOUNDS[mark] for mark in arguments if mark in BOUNDS), None)
        if bounds is not None:
            return attrs.evolve(inner, schema=partial(_bounded, inner, bounds))
        if pattern is None:
            return inner
        return attrs.evolve(inner, schema=partial(copied, text_schema(pattern)))
    if origin in {Union, UnionType}:
        return _either(arguments, part)
    if origin is Mapping:
        return table_of(part(arguments[0]), part(arguments[1]), of_pairs=False)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return row(tuple(map(part, arguments)))
    if origin in {tuple, frozenset}:
        key, *entry = get_args(arguments[0]) if get_origin(arguments[0]) is tuple else (None,)
        if len(entry) == 1 and _is_key(key):
            return table_of(part(key), part(entry[0]), of_pairs=True)
        return collection(cast("type[Any]", origin), part(arguments[0]))
    if kind is Any or isinstance(kind, TypeVar):
        return _FREE
    if kind is datetime:
        return INSTANTS
    return SCALARS[kind] if kind in SCALARS else _of_class(origin or kind, refer, rerun)


def _of_class(kind: type[Any], refer: bool, rerun: bool) -> Codec:  # noqa: FBT001
    if issubclass(kind, enum.Enum):
        return mark(kind) if is_mark(kind) else member(kind)
    if rerun and kind in RERUNS:
        return inputs_codec(kind)
    if refer and kind in FINDERS:
        return _reference(kind)
    return model_of(kind).codec if is_model(kind) else _tagged((kind,), tuple(_within(kind)))


def _within(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield the models of an abstract kind; those of a caller's own no document can hold."""
    for model in sorted(kind.__subclasses__(), key=kind_of):
        if is_model(model) and model.__module__.startswith("detainerlib."):
            yield model
        yield from _within(model)


def _either(kinds: tuple[Any, ...], part: Callable[[Any], Codec]) -> Codec:
    models = tuple(kind for kind in kinds if isinstance(kind, type) and is_model(kind))
    several = models if len(models) > 1 else ()
    # UNKNOWN before other objects, and an instant before a day, which it is to Python.
    others = [kind for kind in kinds if kind not in several]
    others.sort(key=lambda kind: (not is_mark(kind), kind is date))
    members = [*map(part, others), *([_tagged(several, several)] if several else [])]
    return members[0] if len(members) == 1 else one_of(tuple(members))


def _is_key(kind: Any) -> bool:
    plain = bare(kind)
    return isinstance(plain, type) and (issubclass(plain, str) or plain is date)
