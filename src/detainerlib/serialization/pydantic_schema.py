"""How pydantic, and so FastAPI, takes records and results: as their documents."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from detainerlib._documents.reading import kind_of
from detainerlib._documents.scalars import is_list, is_object
from detainerlib.errors import DetainerError, in_print
from detainerlib.serialization.documents import from_dict, to_dict
from detainerlib.serialization.schemas import schema_of

if TYPE_CHECKING:
    from pydantic_core import core_schema as core

_REF: Final = "#/$defs/"


def core_schema(model: type[Any]) -> "core.CoreSchema":
    """Return how pydantic validates and serializes a record or a result.

    An object is read as `serialization.from_dict` reads it; its `kind` may be left out. What is
    refused is an error of pydantic whose `ctx` has the four parts of a `DetainerError`.
    """
    from pydantic_core import PydanticCustomError  # noqa: PLC0415
    from pydantic_core import core_schema as core  # noqa: PLC0415

    def validated(value: Any) -> Any:
        if isinstance(value, model):
            return value
        try:
            return from_dict(value, model)
        except DetainerError as error:
            parts = {
                "where": error.where,
                "given": in_print(error.given),
                "expected": error.expected,
                "remedy": error.remedy,
            }
            context = {**parts, "message": str(error)}
            raise PydanticCustomError("detainer_error", "{message}", context) from None

    return core.no_info_plain_validator_function(
        validated,
        ref=f"{model.__module__}.{model.__qualname__}",
        serialization=core.plain_serializer_function_ser_schema(to_dict),
    )


def json_schema(model: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a record or a result in one piece, as pydantic has its own refs."""
    schema = schema_of(kind_of(model))
    definitions = schema.pop("$defs")
    del schema["$schema"], schema["$id"]
    inlined: dict[str, Any] = _inlined(schema, definitions, ())
    return inlined


def _inlined(schema: Any, definitions: Mapping[str, Any], within: tuple[str, ...]) -> Any:
    if is_list(schema):
        return [_inlined(member, definitions, within) for member in schema]
    if not is_object(schema):
        return schema
    parts: dict[str, Any] = schema
    if str(parts.get("$ref", "")).startswith(_REF):
        name = parts["$ref"].removeprefix(_REF)
        rest = {key: part for key, part in parts.items() if key != "$ref"}
        # A condition may hold conditions: the schema of one within another is left open.
        if name in within:
            return {"type": "object", **rest}
        return {**_inlined(definitions[name], definitions, (*within, name)), **rest}
    return {key: _inlined(part, definitions, within) for key, part in parts.items()}
