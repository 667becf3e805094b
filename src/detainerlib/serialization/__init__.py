"""Documents: any record or result as plain values or JSON, back again, and their JSON Schema."""

from detainerlib.serialization import reruns as reruns
from detainerlib.serialization.brief import BriefAnswer, brief
from detainerlib.serialization.documents import (
    LIMIT,
    VERSION,
    from_dict,
    from_json,
    kinds,
    to_dict,
    to_json,
)
from detainerlib.serialization.schemas import schema_of

__all__ = [
    "LIMIT",
    "VERSION",
    "BriefAnswer",
    "brief",
    "from_dict",
    "from_json",
    "kinds",
    "schema_of",
    "to_dict",
    "to_json",
]
