"""Collections, rows, tables, and values of one of several types, as JSON has them."""

import json
from collections.abc import Mapping
from typing import Any

from detainerlib._documents.reading import REFUSED, Codec, Reading, Schema, is_whole, under
from detainerlib._documents.scalars import is_list, is_object
from detainerlib.errors import DetainerError, cell_in_print


def collection(container: type[Any], member: Codec) -> Codec:
    """Return the codec of a tuple or a frozenset: a list; a set in the order of what is written."""
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

    return Codec((container,), "a list", is_list, write, read, schema)


def _order(plain: Any) -> tuple[bool, Any]:
    return (False, plain) if is_whole(plain) else (True, json.dumps(plain, sort_keys=True))


def row(members: tuple[Codec, ...]) -> Codec:
    """Return the codec of a tuple of a fixed length: a list."""
    count = len(members)

    def read(plain: Any, path: str, reading: Reading) -> Any:
        parts = enumerate(zip(members, plain, strict=True))
        values = [member.read(entry, f"{path}[{i}]", reading) for i, (member, entry) in parts]
        return REFUSED if REFUSED in values else tuple(values)

    return Codec(
        (tuple,),
        f"a list of {count}",
        lambda plain: is_list(plain) and len(plain) == count,
        lambda value: [codec.write(part) for codec, part in zip(members, value, strict=True)],
        read,
        lambda definitions: {
            "type": "array",
            "prefixItems": [member.schema(definitions) for member in members],
            "minItems": count,
            "maxItems": count,
        },
    )


def table_of(key: Codec, entry: Codec, *, of_pairs: bool) -> Codec:
    """Return the codec of a mapping, or of pairs whose first is a text or a date: an object."""

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

    return Codec((tuple if of_pairs else Mapping,), "an object", is_object, write, read, schema)


def one_of(members: tuple[Codec, ...]) -> Codec:
    """Return the codec of a value of one of several types."""

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
