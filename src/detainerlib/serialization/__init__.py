"""Results as documents of plain values, for JSON, and back by running the recorded inputs again."""

from detainerlib.serialization.documents import (
    SCHEMA,
    Result,
    from_dict,
    from_json,
    to_dict,
    to_json,
)
from detainerlib.serialization.inputs import (
    detainer_document,
    detainer_of,
    event_document,
    event_of,
)

__all__ = [
    "SCHEMA",
    "Result",
    "detainer_document",
    "detainer_of",
    "event_document",
    "event_of",
    "from_dict",
    "from_json",
    "to_dict",
    "to_json",
]
