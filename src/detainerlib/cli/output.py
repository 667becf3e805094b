"""What verbs have in common: their options, and how an answer is printed."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from detainerlib import catalog
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.sources.explanation import Explanation


def _option(**settings: Any) -> Mapping[str, Any]:
    return settings


_OPTIONS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "jurisdiction": _option(
            help='the place, such as TX, "Travis County, TX" or 48453 (see: detainerlib find)'
        ),
        "--jurisdiction": _option(
            help='the place, such as TX, "Cook County, IL" or 17031 (see: detainerlib find)'
        ),
        "--zone": _option(
            help="the facility's time zone, such as Central or America/Chicago; the place gives "
            "it where it has one (see: detainerlib list zones)",
        ),
        "--fold": _option(
            type=int,
            choices=(0, 1),
            help="which is meant of a time that happened twice: 0 for the first, 1 for the second",
        ),
        "--form": _option(help="the form or edition, such as I-247A (see: detainerlib list forms)"),
        "--rule": _option(
            default=DEFAULT_RULE,
            help=f"the rule, by its id or title; by default {DEFAULT_RULE} "
            "(see: detainerlib list rules)",
        ),
        "--event": _option(
            action="append",
            default=[],
            metavar="ID=TIME",
            help="when another event happened that starts a clock; may be repeated "
            "(see: detainerlib list events)",
        ),
        "--agency-type": _option(
            help="the kind of agency, such as sheriff (see: detainerlib list agency-types)"
        ),
        "--brief": _option(action="store_true", help="print the answer only"),
        "--json": _option(action="store_true", help="print a JSON document (schema 1)"),
    }
)


def add_options(parser: argparse._ActionsContainer, *names: str) -> None:
    """Add options that several verbs have, to a verb or to a group of its options."""
    for name in names:
        parser.add_argument(name, **_OPTIONS[name])


def add_rule_or_form(parser: argparse.ArgumentParser) -> None:
    """Add the choice of one rule, or of every reading of a form."""
    under = parser.add_mutually_exclusive_group()
    under.add_argument("--rule", **_OPTIONS["--rule"])
    under.add_argument("--form", help="the form: every reading of it, instead of one rule")


def print_answer(options: argparse.Namespace, lines: Iterable[str], answer: object) -> int:
    """Print an answer, or its document where that is asked for; return the exit status.

    Of several answers there is one document; with --brief it has a few plain values of each.
    """
    if options.json:
        from detainerlib import serialization  # noqa: PLC0415 (many rooms)

        if getattr(options, "brief", False):
            answer = serialization.brief(answer)
        lines = [serialization.to_json(answer, indent=2)]
    print("\n".join(lines))
    return 0


def why(explanation: Explanation, heading: str = "WHY") -> Iterator[str]:
    """Yield why an answer is what it is, without an ending."""
    yield f"\n{heading}"
    yield explanation.to_text(ending=False)


def ending(closing: str, *, brief: bool = False) -> Iterator[str]:
    """Yield what ends every output: what it was made with, and the closing sentence."""
    yield ""
    if not brief:
        yield f"Made with {catalog.made_with()}."
    yield closing
