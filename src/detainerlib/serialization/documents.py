"""Documents: any record or result as plain values or JSON, and back, strictly."""

import json
import warnings
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any, Final, TypeVar, get_args, overload

from detainerlib import catalog
from detainerlib._arguments import takes
from detainerlib._documents.codecs import FINDERS, MARKS, MODELS, codec_of, inputs_codec, model_of
from detainerlib._documents.models import RERUNS, Entry, Model, is_model, written
from detainerlib._documents.reading import REFUSED, Reading, Schema, compare, kind_of, under
from detainerlib._documents.scalars import is_list, is_object
from detainerlib._html import inert_json, is_of_whole_characters
from detainerlib._printing import Listing, Partial
from detainerlib._validation import is_of
from detainerlib.catalog import _collections
from detainerlib.catalog._law import UnderLaw, in_use
from detainerlib.errors import ChangedSinceWarning, DetainerError, DocumentError, cell_in_print
from detainerlib.models.forms import FormEdition
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.serialization.texts import check_nesting, parsed
from detainerlib.sources.explanation import Explanation, Step
from detainerlib.sources.versions import MadeWith
from detainerlib.times.periods import Unknown

T = TypeVar("T")

VERSION: Final = 1
LIMIT: Final = 20_000_000
_MOST_INDENT: Final = 80
LISTING: Final = "listing"
_ROOMS: Final = (
    "models",
    "sources",
    "times",
    "policy",
    "holds",
    "cases",
    "cooperation",
    "outcomes",
    "readers",
    "errors",
    "serialization",
)


def to_dict(value: Any) -> dict[str, Any]:
    """Return a record, a result, or a tuple of them, as a document of plain values.

    Every document says its `kind`, its `schema` and what it was `made_with`. A result that rules
    give has its `inputs`, what comes out, the answer as a `sentence`, and its `explanation`.

    Raises:
        DetainerError: If it is none, or holds what JSON cannot say.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_window
    >>> window = hold_window(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")))
    >>> to_dict(window)["deadline"]["local"]
    '2025-07-08T17:00:00-05:00'
    """
    if isinstance(value, UnderLaw):
        with in_use(value._law):
            return _document(value)
    return _document(value)


def _document(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        raise _no_record(value)
    if is_of(tuple, value) and not is_model(_class_of(value)):
        members = [_body(member) for member in value]
        note = {"note": value.note} if isinstance(value, Partial) else {}
        return {**_envelope(LISTING), "members": members, **note}
    return {**_envelope(kind_of(_class_of(value))), **_body(value)}


def _envelope(kind: str) -> dict[str, Any]:
    made_with = model_of(MadeWith).write(catalog.made_with())
    return {"kind": kind, "schema": layout_of(kind), "made_with": made_with}


def layout_of(kind: object) -> dict[str, Any]:
    """Return what a document says of its layout."""
    return {"name": kind, "version": VERSION}


def _class_of(value: Any) -> type[Any]:
    model: type[Any] = value.__class__
    return model


def _body(value: Any) -> Any:
    model = _class_of(value)
    # The members of an enumeration that a list of the catalog is made of.
    if isinstance(value, str):
        return str(value)
    if not is_model(model):
        raise _no_record(value)
    return {"kind": kind_of(model), **_answer(value, model_of(model))}


def _no_record(value: object) -> DetainerError:
    expected = "a record or a result of this library, or a tuple of them"
    return DetainerError("value", cell_in_print(value), expected, "")


def _answer(value: Any, model: Model) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    keys: Mapping[str, Entry] = {**model.fields, **model.derived}
    if model.model in RERUNS:
        answer["inputs"] = inputs_codec(model.model).write(value)
        keys = outputs_of(model)
    answer |= written(value, keys)
    answer |= {"sentence": str(value)} if model.has_sentence else {}
    return answer | (_explanation(value) if model.is_result else {})


def outputs_of(model: Model) -> Mapping[str, Entry]:
    """Return what comes out of the inputs of a result: all its keys but those, and the steps."""
    keys = {**model.fields, **model.derived}
    return {
        key: entry
        for key, entry in keys.items()
        if key not in model.inputs and Step not in get_args(model.hints.get(entry.name))
    }


def _explanation(value: Any) -> dict[str, Any]:
    explanation: Explanation | None = getattr(value, "explanation", None)
    if explanation is None:
        return {}
    document = model_of(Explanation).write(explanation)
    del document["made_with"]
    closing = document.pop("closing")
    document["authorities"].sort(key=_id_of)
    document["weakest_evidence"] = explanation.weakest.value
    return {"explanation": document, "closing": closing}


@takes
def to_json(value: object, *, indent: int | None = None) -> str:
    """Return a record, a result, or a tuple of them, as a JSON text; see `to_dict`.

    Args:
        value: The record, the result, or the tuple.
        indent: By how many blanks what is nested is set in; None for one line.

    Raises:
        DetainerError: As for `to_dict`; or if `indent` is no number from 0 to 80, or a string
            has half of a character.

    >>> import detainerlib as dl
    >>> text = dl.serialization.to_json(dl.Conviction(offenses={"any-felony"}))
    >>> text[:36]
    '{"kind": "conviction", "schema": {"n'
    """
    if indent is not None and not 0 <= indent <= _MOST_INDENT:
        raise DetainerError("indent", indent, f"a number from 0 to {_MOST_INDENT}", "")
    document = to_dict(value)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent)
    if not is_of_whole_characters(text):
        raise DetainerError(
            "value", "half of a character", "strings of whole characters", "Read them as UTF-8."
        )
    return inert_json(text)


@overload
def from_dict(document: Mapping[str, Any], model: None = ...) -> Any: ...
@overload
def from_dict(document: Mapping[str, Any], model: type[T]) -> T: ...
def from_dict(document: Mapping[str, Any], model: type[Any] | None = None) -> Any:
    """Return the record or result of a document.

    A result is run again from its inputs, and whatever the document says besides must come out:
    outcomes, authorities, quotes, grades; sentences too, unless it was made with other versions.
    A key that is left out is UNKNOWN where that is a value; a document without `schema` is taken
    as written by hand, and needs no more than a record's fields or a result's `inputs`.

    Args:
        document: The document.
        model: The class that is expected; a document then need not say its `kind`.

    Raises:
        DocumentError: If something in it is unknown, missing, of another type, or not what its
            inputs give now; `faults` has them all, each with its path.

    Warns:
        ChangedSinceWarning: If it was made with other versions, and the answer is the same.

    >>> from_dict({"kind": "detainer", "form": "I-247A"}).signed
    UNKNOWN
    """
    if model is not None and not (is_of(type, model) and is_model(model)):
        remedy = "Such as Detainer; None for any."
        raise DetainerError("model", model, "a class of this library's records or results", remedy)
    reading = Reading()
    check_nesting(document, reading)
    value = REFUSED if reading.faults else _read(document, model, reading)
    if reading.faults:
        raise DocumentError(tuple(reading.faults))
    if not reading.alike:
        warnings.warn(ChangedSinceWarning(tuple(reading.reworded)), stacklevel=2)
    return value


def from_json(text: str | bytes, model: type[Any] | None = None, *, limit: int = LIMIT) -> Any:
    """Return the record or result of a JSON text; see `from_dict`.

    Args:
        text: The text, or its UTF-8 bytes.
        model: As for `from_dict`.
        limit: How long it may be, in characters or bytes.

    Raises:
        DocumentError: If it is longer, is no JSON, names a key twice, or as for `from_dict`.

    >>> import detainerlib as dl
    >>> window = dl.hold_window(dl.local_time("7/3/2025 5pm", zone="Central"))
    >>> dl.serialization.from_json(dl.serialization.to_json(window)) == window
    True
    """
    reading = Reading()
    document = parsed(text, limit, reading)
    if reading.faults:
        raise DocumentError(tuple(reading.faults))
    return from_dict(document, model)


def _read(document: Any, model: type[Any] | None, reading: Reading) -> Any:
    if not is_of(Mapping, document):
        return reading.refuse("document", document, "an object with keys", "See to_dict().")
    rest: Schema = dict(document)
    kind = rest.pop("kind", None if model is None else kind_of(model))
    reading.whole = "schema" in rest
    found = model if model is not None and kind == kind_of(model) else None
    found = found or (class_of(kind) if model is None else None)
    if found is None and (kind != LISTING or model is not None):
        expected = "a kind of document" if model is None else repr(kind_of(model))
        return reading.refuse("kind", kind, expected, "List them: detainerlib schema.")
    schema = rest.pop("schema", None)
    if reading.whole and (schema != layout_of(kind) or schema["version"] is True):
        expected = f"the name {kind!r} and the version {VERSION}"
        return reading.refuse("schema", schema, expected, "Read it by the version that wrote it.")
    if "made_with" in rest and found is not Explanation:
        plain = rest["made_with"] if _has_made_with(found) else rest.pop("made_with")
        made_with = model_of(MadeWith).codec.read(plain, "made_with", reading)
        if made_with is not REFUSED:
            _check_law(made_with, reading)
            reading.alike = made_with == catalog.made_with()
    elif reading.whole and "made_with" not in rest:
        reading.refuse("made_with", None, "what it was made with", "It is missing.")
    if found is None:
        return _members(rest, reading)
    return _contents(found, rest, "", reading)


def _has_made_with(found: type[Any] | None) -> bool:
    """Whether what a document was made with is a field of its own."""
    return found is not None and "made_with" in model_of(found).fields


def _check_law(made_with: MadeWith, reading: Reading) -> None:
    """Refuse what was made with a law folder, where that folder is not in use."""
    law, own = made_with.law, catalog.made_with().law
    if law is not None and (own is None or own.id != law.id):
        reading.refuse(
            "made_with.law.id",
            law.id,
            "the law folder in use" if own is None else f"{own.id!r}, the law folder in use",
            f"Read it within catalog.using(FOLDER), FOLDER being that of the id {law.id!r}.",
        )


def _members(rest: dict[Any, Any], reading: Reading) -> Any:
    note = rest.get("note")
    if {*rest} - {"note"} != {"members"} or not is_list(rest["members"]):
        return reading.refuse("members", None, "a list of documents, and no other key")
    if "note" in rest and not isinstance(note, str):
        return reading.refuse("note", note, "a text")
    values: list[Any] = []
    for index, member in enumerate(rest["members"]):
        path = f"members[{index}]"
        if isinstance(member, str):
            values.append(member)
            continue
        kind = member.get("kind") if is_object(member) else None
        model = class_of(kind)
        if model is None:
            reading.refuse(under(path, "kind"), kind, "a kind of document")
            continue
        body = {key: part for key, part in member.items() if key != "kind"}
        values.append(_contents(model, body, path, reading))
    if reading.faults:
        return REFUSED
    return Listing(values) if note is None else Partial(values, note)


def _contents(kind: type[Any], rest: Schema, path: str, reading: Reading) -> Any:
    """Return the record of its fields, or the result of its inputs, compared with all it says."""
    model = model_of(kind)
    if kind not in RERUNS:
        others = ("explanation", "closing") if hasattr(kind, "explanation") else ()
        value = model.read(rest, path, reading, others)
        if value is REFUSED or not model.is_result:
            return value
    else:
        value = inputs_codec(kind).read(rest.get("inputs"), under(path, "inputs"), reading)
        if value is REFUSED:
            return value
    with reading.noting(path):
        anew = _answer(value, model)
        # What was read is what it is; inputs written by hand may be given in other words.
        read = model.fields if kind not in RERUNS else () if reading.whole else ("inputs",)
        was, now = (
            {key: part for key, part in table.items() if key not in read} for table in (rest, anew)
        )
        compare(was, now, path, reading)
    return value


def class_of(kind: object) -> type[Any] | None:
    """Return the public model or result of a kind; None where there is none."""
    return _class_named(kind) if isinstance(kind, str) else None


@cache
def _class_named(kind: str) -> type[Any] | None:
    name = "".join(part.capitalize() for part in kind.split("-"))
    for room in _ROOMS:
        module = import_module(f"detainerlib.{room}")
        model = getattr(module, name) if name in module.__all__ else None
        if isinstance(model, type) and is_model(model) and kind_of(model) == kind:
            return model
    return None


def kinds() -> tuple[str, ...]:
    """Return every kind of document.

    >>> "hold-window" in kinds()
    True
    """
    return tuple(sorted({LISTING, *map(kind_of, _classes())}))


def _classes() -> Iterator[type[Any]]:
    for room in _ROOMS:
        module = import_module(f"detainerlib.{room}")
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, type) and is_model(value):
                yield value


def _id_of(record: Schema) -> str:
    return str(record["id"])


def _register() -> None:
    """Tell the codecs what is on record, and which values stand for no value."""
    for name, collection in _collections.COLLECTIONS.items():
        model = getattr(import_module(f"detainerlib.{collection.module}"), name)
        FINDERS[model] = partial(_collections.find, model)
    FINDERS[Jurisdiction] = catalog.jurisdiction
    FINDERS[FormEdition] = catalog.edition
    MODELS.append(class_of)
    MARKS.append(codec_of(Unknown))


_register()
