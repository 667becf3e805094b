"""detainerlib roster: a spreadsheet of people who are held, answered a row a person."""

import argparse
import sys
from datetime import date, datetime
from typing import Final

from detainerlib.catalog._explanations import after_data
from detainerlib.cli import terminal
from detainerlib.cli.calendars import add_ics, refuse_answer, roster_calendar_written
from detainerlib.cli.output import add_options
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import hours_read
from detainerlib.cli.roster_file import STANDARD, refuse_roster, roster_typed, workbooks_installed
from detainerlib.errors import DetainerError
from detainerlib.readers._exports import suffix_of
from detainerlib.readers._roster_template import write_template
from detainerlib.readers.roster import Roster
from detainerlib.sentences import roster as sentences

_NOT_OF_TEMPLATES: Final = (
    "path",
    "output",
    "as_of",
    "jurisdiction",
    "zone",
    "form",
    "columns",
    "sheet",
    "ics",
)


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
    add_options(roster, "--columns", "--sheet", "--json")
    add_ics(roster)
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
    output = None if options.output == STANDARD else options.output
    if output is not None:
        suffix_of(output, "output")
    refuse_answer(options, output)
    with workbooks_installed():
        answers = roster_typed(options, options.path, options.as_of)
        refuse_roster(options.ics, "--ics", answers)
        if output is not None:
            answers.write(output)
    if options.json or output is None:
        refuse_roster(sys.stdout, "output", answers)
        terminal.write_data(_document(answers) if options.json else answers.to_csv().rstrip("\n"))
    terminal.tell(str(answers))
    days = [_day(row.custody_ends) for row in answers if row.custody_ends is not None]
    later = after_data(max(days, default=None), is_last=True)
    for line in filter(None, [*hours_read(options), later]):
        terminal.tell(line)
    for line in roster_calendar_written(options, answers):
        terminal.tell(line)
    return int(answers.is_unanswered)


def _day(due: datetime | date) -> date:
    return due.date() if isinstance(due, datetime) else due


def _document(answers: Roster) -> str:
    from detainerlib import serialization  # noqa: PLC0415 (many rooms)

    return serialization.to_json(answers, indent=2)


def _template(options: argparse.Namespace) -> int:
    if options.json:
        options.parser.error("argument --template: not allowed with argument --json")
    for where in _NOT_OF_TEMPLATES:
        given = getattr(options, where)
        if given:
            raise DetainerError(where, given, "--template FILE alone", "Leave it out.")
    with workbooks_installed():
        has_lists = write_template(options.template, "template")
    terminal.write(sentences.template(options.template, has_lists=has_lists))
    return 0
