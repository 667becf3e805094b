"""The verbs of the command: where each is, and its line in the help; nothing else is imported."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["RENAMED", "VERBS"]

VERBS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "hold": ("holds", "when the hold expires, under every rule on file"),
        "audit": ("audits", "whether a hold ran too long, and by how much"),
        "roster": ("roster", "a spreadsheet of people held: every deadline, a row a person"),
        "status": ("cases", "detainer status at a given time, and the events behind it"),
        "notices": ("notices", "whom to notify of a release or a detainer, and by when"),
        "memo": ("memo", "one page on a hold for the file, to print and to sign"),
        "review": ("cases", "what is missing or wrong on the form"),
        "policy": ("policy", "what the laws on file say about a practice"),
        "classify": ("policy", "rate a jurisdiction's cooperation under its laws"),
        "compare": ("policy", "where the laws of two places differ"),
        "figures": ("catalog", "published figures, by number, place or publisher"),
        "holidays": ("holidays", "the holidays of a year, and which clocks stop on them"),
        "find": ("catalog", "find a state, county or city, and its code"),
        "list": ("catalog", "list what is on file"),
        "check": ("catalog", "check the data, or a law folder, and list every fault"),
        "export": ("tables", "write the laws on file as tables"),
        "law": ("tables", "start a law folder of your own"),
        "schema": ("catalog", "the JSON Schema of a document, or the kinds there are"),
        "completion": ("completion", "a script that completes commands in your shell"),
    }
)
"""By verb: the module whose `add_VERB` adds its options, and what it does."""

RENAMED: Final[Mapping[str, str]] = MappingProxyType(
    {"bounds": "hold", "decide": "policy", "explain": "figures"}
)
"""Verbs that are no more, and the one that does their work: only errors name them."""
