"""The JSON Schema of each kind of document, from the types of what it holds."""

from detainerlib._arguments import takes
from detainerlib._documents.codecs import inputs_codec, model_of
from detainerlib._documents.models import RERUNS, SENTENCE, Model, described, summary_of
from detainerlib._documents.reading import Schema
from detainerlib._documents.scalars import object_schema
from detainerlib.catalog._collections import unknown
from detainerlib.serialization.documents import (
    LISTING,
    VERSION,
    class_of,
    kinds,
    layout_of,
    outputs_of,
)
from detainerlib.sources.citations import Evidence
from detainerlib.sources.explanation import Explanation
from detainerlib.sources.versions import MadeWith


@takes
def schema_of(kind: str) -> Schema:
    """Return the JSON Schema (2020-12) of a kind of document.

    Raises:
        UnknownIdError: If there is no such kind.

    >>> schema_of("detainer")["properties"]["form"]["description"][:9]
    'The form,'
    """
    model = class_of(kind)
    if model is None and kind != LISTING:
        raise unknown("kind", kind, kinds())
    definitions: Schema = {}
    if model is None:
        member = {"anyOf": [{"type": "object", "required": ["kind"]}, {"type": "string"}]}
        words = "Records, results or values."
        several = {"type": "array", "items": member, "description": words}
        note = {"type": "string", "description": "What is missing, where that is known."}
        keys = {"members": several, "note": note}
        body = object_schema(keys, ["members"], "Several documents as one.")
        answer = ["members"]
    else:
        body, answer = _described(model_of(model), definitions)
    first = {
        "kind": {"const": kind, "description": "What kind of document it is."},
        "schema": {
            "const": layout_of(kind),
            "description": "The layout; without it a document is taken as written by hand.",
        },
        "made_with": {
            **model_of(MadeWith).codec.schema(definitions),
            "description": "The versions and the day of the data it was made with.",
        },
    }
    body["properties"] = first | body["properties"]
    body["required"] = ["kind", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:detainerlib:schema:{VERSION}:{kind}",
        "title": kind,
        **body,
        "dependentRequired": {"schema": ["made_with", *answer]},
        "$defs": definitions,
    }


def _described(model: Model, definitions: Schema) -> tuple[Schema, list[str]]:
    """Return the schema of what a document of a model holds, and the keys that we always write."""
    if model.model not in RERUNS:
        body = model.schema(definitions)
        answer = [key for key in body["properties"] if key not in model.fields]
    else:
        inputs = {**inputs_codec(model.model).schema(definitions)}
        properties = {"inputs": inputs, **described(model.model, outputs_of(model), definitions)}
        properties |= {"sentence": SENTENCE} if model.has_sentence else {}
        body = object_schema(properties, ["inputs"], summary_of(model.model))
        answer = [*body["properties"]]
    if hasattr(model.model, "explanation"):
        reason = model_of(Explanation).schema(definitions)
        parts = {key: reason["properties"][key] for key in ("steps", "authorities")}
        grade = {"enum": [*Evidence], "description": "The weakest grade it rests on."}
        parts["weakest_evidence"] = grade
        body["properties"]["explanation"] = object_schema(parts, words="Why it is so.")
        body["properties"]["closing"] = {
            "type": "string",
            "description": "The sentence that ends every output.",
        }
        answer += ["explanation", "closing"]
    return body, answer
