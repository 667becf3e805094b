"""What verbs have in common: their options, and how an answer is printed."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from detainerlib import catalog
from detainerlib.catalog._explanations import after_data
from detainerlib.catalog._grades import grades_in_words
from detainerlib.cli import terminal
from detainerlib.cli.parsing import hours_read
from detainerlib.errors import DetainerError
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.sentences import command, data_date
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation


def _option(**settings: Any) -> Mapping[str, Any]:
    return settings


_OPTIONS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "jurisdiction": _option(
            metavar="PLACE",
            help='the place, such as TX, "Travis County, TX" or 48453 (see: detainerlib find)',
        ),
        "--jurisdiction": _option(
            metavar="PLACE",
            help='the place, such as TX, "Cook County, IL" or 17031 (see: detainerlib find)',
        ),
        "--zone": _option(
            help="the facility's time zone, such as Central or America/Chicago; not needed with a "
            "place that has one zone (see: detainerlib list zones)",
        ),
        "--fold": _option(
            type=int,
            choices=(0, 1),
            help="for a time that happened twice when daylight saving time ended: 0 for the first, "
            "1 for the second",
        ),
        "--form": _option(
            help="the form number at the foot of the form, such as I-247A "
            "(see: detainerlib list forms)"
        ),
        "--rule": _option(
            default=DEFAULT_RULE,
            help=f"the rule, by its id or title; {DEFAULT_RULE} if left out "
            "(see: detainerlib list rules)",
        ),
        "--event": _option(
            action="append",
            default=[],
            metavar="ID=TIME",
            help="another event that starts a clock, and its time; repeatable "
            "(see: detainerlib list events)",
        ),
        "--agency-type": _option(
            metavar="TYPE",
            help="the agency type, such as sheriff (see: detainerlib list agency-types)",
        ),
        "--fact": _option(
            action="append",
            default=[],
            metavar="ID=yes|no",
            help="a fact of the case; repeatable (see: detainerlib list facts)",
        ),
        "--columns": _option(
            action="append",
            default=[],
            metavar="NAME=HEADING",
            help="the heading of a roster's column that has another one, such as id=Docket; "
            "repeatable; names: id, due for release, released, place, zone, form, received",
        ),
        "--sheet": _option(
            metavar="NAME", help="the sheet of the roster, in a workbook with several"
        ),
        "--full": _option(
            action="store_true", help="print every step, and every source with its words"
        ),
        "--brief": _option(action="store_true", help="print the answer only"),
        "--json": _option(action="store_true", help="print a JSON document (schema 1)"),
    }
)


_TYPED_AS: Final = ("add a jurisdiction", "add --jurisdiction")
"""What a closing sentence says to add, and how that is typed."""


PLACE_OR_ZONE: Final = ("--jurisdiction", "--zone")
"""The options by one of which times are read."""
_HOW_MUCH: Final = frozenset({"--full", "--brief"})


def add_options(parser: argparse._ActionsContainer, *names: str) -> None:
    """Add options that several verbs have, to a verb or to a group of its options.

    Of those that say how much to print, one may be typed.
    """
    how_much = parser.add_mutually_exclusive_group() if {*names} >= _HOW_MUCH else parser
    for name in names:
        (how_much if name in _HOW_MUCH else parser).add_argument(name, **_OPTIONS[name])


def print_answer(
    options: argparse.Namespace,
    lines: Iterable[str],
    answer: object,
    *,
    on: date | None = None,
    is_last: bool = False,
) -> int:
    """Print an answer, or its document where that is asked for; return the exit status.

    Of several answers there is one document; with --brief it has a few plain values of each.

    Args:
        options: What was typed.
        lines: The answer.
        answer: The answer as the library gave it.
        on: The day whose law was applied; None where no law was looked up. Where it is later than
            the data, the answer says so below what it says first.
        is_last: Whether the law of earlier days was applied, too.
    """
    if options.json:
        from detainerlib import serialization  # noqa: PLC0415 (many rooms)

        if getattr(options, "brief", False):
            try:
                answer = serialization.brief(answer)
            except DetainerError:
                raise DetainerError(
                    "--brief", "--json", "one of the two", command.NO_SHORT_DOCUMENT
                ) from None
        terminal.write_data(serialization.to_json(answer, indent=2))
        for line in hours_read(options):
            terminal.tell(line)
    else:
        notes = [*hours_read(options), *filter(None, [after_data(on, is_last=is_last)])]
        terminal.write(below_first(lines, notes))
    return 0


def below_first(lines: Iterable[str], notes: Iterable[str]) -> Iterator[str]:
    """Yield an answer with notes below its first line, and below what belongs to that.

    Those are lines set in, and what a line that ends with a colon begins.
    """
    rest, is_open = iter(lines), True
    for line in rest:
        if not is_open and not line.startswith(" "):
            yield from notes
            yield line
            break
        yield line
        is_open = line.endswith(":")
    else:
        yield from notes
    yield from rest


def law_first(authority_to_hold: Iterable[str]) -> Iterator[str]:
    """Yield what the law of a place says on holding at all, and an empty line; nothing if none.

    Notes of a line each, on what that means, stand together; one that ends with a colon begins
    what comes below it.
    """
    is_note = False
    for answer in authority_to_hold:
        first, *others = answer.splitlines()
        if is_note and others:
            yield ""
        is_note = not others
        if is_note and first.endswith(":"):
            yield from ("", first)
            return
        yield from ([first] if is_note else [terminal.Strong(first), *others, ""])
    if is_note:
        yield ""


def why(explanation: Explanation, *beside: Explanation, full: bool) -> Iterator[str]:
    """Yield why an answer is what it is, without an ending; sources also of what stands beside."""
    yield "\nWHY"
    yield explanation.to_text(full=full, ending=False, beside=beside)


def ending(closing: str, *, brief: bool = False) -> Iterator[str]:
    """Yield what ends every output: what it was made with, and the closing sentence."""
    yield from made_with(brief=brief)
    yield closing_typed(closing)


def made_with(*, brief: bool) -> Iterator[str]:
    """Yield an empty line, and what an answer was made with; of a short one the day of the data."""
    versions = catalog.made_with()
    yield ""
    yield data_date.data_as_of(versions.data_as_of) if brief else f"Made with {versions}."


def closing_typed(closing: str) -> str:
    """Return a closing sentence, with what it says to add as that is typed."""
    return closing.replace(*_TYPED_AS)


def graded(options: argparse.Namespace, cited: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """Yield how well sources were read, in a short answer; the full one has them below it."""
    graded = grades_in_words(cited) if options.brief else None
    if graded is not None:
        yield graded


def report(
    options: argparse.Namespace,
    answer: Iterable[str],
    explanation: Explanation,
    *beside: Explanation,
) -> Iterator[str]:
    """Yield an answer, why, and what was not answered."""
    yield from answer
    if not options.brief:
        yield from why(explanation, *beside, full=options.full)
    yield from ending(explanation.closing, brief=options.brief)
