"""The verbs of the command, each with its options and what it prints."""

from detainerlib.command.cases import add_cases
from detainerlib.command.holds import add_holds
from detainerlib.command.norms import add_norms
from detainerlib.command.records import add_records

__all__ = ["add_cases", "add_holds", "add_norms", "add_records"]
