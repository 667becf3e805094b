"""The verbs of the command: where each is, and its line in the help; nothing else is imported."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["VERBS"]

VERBS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "hold": ("holds", "every reading on record of how long a request runs"),
        "bounds": ("holds", "the bounds when only the day is on record"),
        "audit": ("cases", "whether a person was held too long, and by how much"),
        "review": ("cases", "whether the face of a request is in order"),
        "status": ("cases", "what runs at an instant, and which events decide"),
        "policy": ("policy", "what the texts on record say of a practice"),
        "classify": ("policy", "how far the texts let a place cooperate"),
        "find": ("catalog", "the code of a state, county or city"),
        "list": ("catalog", "what is on record"),
        "explain": ("catalog", "a published figure in two sentences"),
        "schema": ("catalog", "the JSON Schema of a document, or the kinds there are"),
        "check": ("catalog", "check the package's data, or a law folder, and print every fault"),
        "export": ("tables", "write the law on record as tables"),
        "law": ("tables", "begin a law folder of your own"),
    }
)
"""By verb: the module whose `add_VERB` adds its options, and what it does."""
