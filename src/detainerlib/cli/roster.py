"""detainerlib roster: a spreadsheet of people who are held, answered a row a person."""

import argparse
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import partial
from typing import IO, Any, Final

from detainerlib._whole_files import identity_of
from detainerlib.cli import terminal
from detainerlib.cli.output import add_options
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import now_or_typed
from detainerlib.errors import DetainerError
from detainerlib.readers._exports import WORKBOOK, suffix_of
from detainerlib.readers._roster_template import write_template
from detainerlib.readers.roster import Roster, read_roster
from detainerlib.sentences import roster as sentences

_STANDARD: Final = "-"
_SECONDS_TO_PROGRESS: Final = 1.0


def add_roster(roster: CommandParser) -> None:
    """Add the options of the verb."""
    roster.add_argument(
        "path",
        nargs="?",
        metavar="FILE",
        help="the roster, .csv or .xlsx, a row a person: an id, the time due for release, the "
        "place; - for standard input",
    )
    roster.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write the answers to this .csv or .xlsx file; to standard output if left out",
    )
    roster.add_argument(
        "--as-of",
        metavar="TIME",
        help='a time when people without a release were still held, such as now or "7/8/2025 8am"',
    )
    add_options(roster, "--jurisdiction", "--zone", "--form")
    roster.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="NAME=HEADING",
        help="the heading of a column that has another one, such as id=Docket; repeatable; names: "
        "id, custody_ends, released, jurisdiction, zone, form, received",
    )
    roster.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook with several")
    roster.add_argument(
        "--template",
        metavar="FILE",
        help="write an empty roster to fill in: .xlsx with drop-down lists, or .csv",
    )
    roster.set_defaults(run=_roster)
    roster.show(
        "detainerlib roster --template roster.xlsx",
        "detainerlib roster roster.xlsx --as-of now -o answers.xlsx",
        'detainerlib roster roster.csv --jurisdiction "Cook County, IL" > answers.csv',
    )


def _roster(options: argparse.Namespace) -> int:
    if options.template is not None:
        return _template(options)
    if options.path is None:
        raise DetainerError(
            "path", None, "the roster, .csv or .xlsx", "Begin with: --template roster.xlsx."
        )
    output = None if options.output == _STANDARD else options.output
    if output is not None:
        suffix_of(output, "output")
    with _workbooks_installed():
        answers = read_roster(
            _standard_input() if options.path == _STANDARD else options.path,
            columns=_columns(options.columns) or None,
            as_of=None if options.as_of is None else now_or_typed(options.as_of),
            jurisdiction=options.jurisdiction,
            zone=options.zone,
            form=options.form,
            sheet=options.sheet,
            progress=_progress(),
        )
        if output is not None:
            answers.write(output)
    if output is None:
        _print(answers)
    terminal.tell(str(answers))
    return 0


def _template(options: argparse.Namespace) -> int:
    for where in ("path", "output", "as_of", "jurisdiction", "zone", "form", "columns", "sheet"):
        given = getattr(options, where)
        if given:
            raise DetainerError(where, given, "--template FILE alone", "Leave it out.")
    with _workbooks_installed():
        has_lists = write_template(options.template, "template")
    terminal.write(sentences.template(options.template, has_lists=has_lists))
    return 0


def _print(answers: Roster) -> None:
    """Print the answers as CSV, unless standard output is the roster itself.

    Raises:
        DetainerError: If it is.
    """
    if answers.origin is not None and identity_of(sys.stdout) == answers.origin:
        raise DetainerError(
            "output", "standard output", "another file than the roster itself", "Name a new one."
        )
    terminal.write_data(answers.to_csv().rstrip("\n"))


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:
        raise DetainerError("path", _STANDARD, "a standard input that is open", "Name a file.")
    return sys.stdin.buffer


def _columns(typed: Iterable[str]) -> dict[str, str]:
    """Return the headings by the names of columns.

    Raises:
        DetainerError: If one is not so written, or named twice.
    """
    headings: dict[str, str] = {}
    for text in typed:
        name, equals, heading = text.partition("=")
        key = "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
        if not equals:
            raise DetainerError("--columns", text, "NAME=HEADING", "For example id=Docket.")
        if key in headings:
            raise DetainerError("--columns", key, "each column once", "Leave out one of the two.")
        headings[key] = heading.strip()
    return headings


def _progress() -> Callable[[Sequence[Any]], Iterable[Any]] | None:
    """Return what shows on a terminal how many rows are done; None elsewhere, or without tqdm."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    try:
        from tqdm import tqdm  # noqa: PLC0415 (an extra, and only on a terminal)
    except ModuleNotFoundError:
        return None
    return partial(tqdm, unit=" rows", leave=False, delay=_SECONDS_TO_PROGRESS, file=sys.stderr)


@contextmanager
def _workbooks_installed() -> Generator[None, None, None]:
    """Refuse, in the words of who types, a workbook where openpyxl is not installed."""
    try:
        yield
    except ModuleNotFoundError:
        raise DetainerError(
            "path",
            WORKBOOK,
            "the package openpyxl, which reads and writes workbooks",
            "Install it with: pip install 'detainerlib[excel]'. A .csv file needs nothing.",
        ) from None
