"""The verbs of the command, each with its options and what it prints."""

from detainerlib.cli.cases import add_cases
from detainerlib.cli.catalog import add_catalog
from detainerlib.cli.holds import add_holds
from detainerlib.cli.policy import add_policy

__all__ = ["add_cases", "add_catalog", "add_holds", "add_policy"]
