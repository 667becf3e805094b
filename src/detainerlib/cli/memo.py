"""detainerlib memo: one page on a hold for the file, to print and to sign."""

import argparse
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from detainerlib._whole_files import write_whole
from detainerlib.cases import review_detainer
from detainerlib.cli import terminal
from detainerlib.cli.calendars import (
    add_calendar,
    calendar_written,
    case_id,
    refuse_answer,
    tell_case_id,
)
from detainerlib.cli.face import add_face, detainer_of, is_face_typed
from detainerlib.cli.output import add_options
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import day, form_assumed, hours_read, read_as
from detainerlib.cli.readings import add_readings, readings_typed
from detainerlib.errors import DetainerError
from detainerlib.memos import memo_html, memo_text
from detainerlib.sentences import memos as sentences

_WRITERS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType(
    {".html": memo_html, ".htm": memo_html, ".txt": memo_text}
)


def add_memo(memo: CommandParser) -> None:
    """Add the options of the verb."""
    add_readings(memo, needs_time=False)
    memo.add_argument(
        "--roster",
        dest="path",
        metavar="FILE",
        help="in place of TIME, a roster, .csv or .xlsx: a memo for each row, named after its id; "
        "- for standard input (see: detainerlib roster -h)",
    )
    memo.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="the file to write: .html, to print or to save as PDF from a browser, or .txt; "
        "without it the text is printed; of a roster, the folder for its memos",
    )
    memo.add_argument(
        "--format",
        choices=("html", "txt"),
        help="of a roster, the kind of its memos; html if left out",
    )
    add_options(memo, "--columns", "--sheet")
    add_calendar(memo)
    add_face(memo, served_on="date and time, or date alone, the person was served")
    memo.set_defaults(run=_memo)
    memo.show(
        'detainerlib memo "7/3/2025 5pm" --jurisdiction "Cook County, IL" --case-id 17-3 '
        "-o memo.html",
        'detainerlib memo "7/3/2025 5pm" --jurisdiction "Cook County, IL" --issued-on 7/1/2025 '
        "--issued-by ice --box 1 --basis final-order --warrant I-205 --signed yes --served no "
        "-o memo.html --ics alarms.ics",
        "detainerlib memo --roster roster.csv -o memos",
    )


def _memo(options: argparse.Namespace) -> int:
    if options.path is not None:
        from detainerlib.cli.roster_memos import write_memos  # noqa: PLC0415 (many rooms)

        return write_memos(options, is_face_typed=is_face_typed(options))
    if not options.custody_ends:
        options.parser.error("the following arguments are required: TIME")
    _refuse_rosters_alone(options)
    write = _writer(options.output)
    refuse_answer(options, options.output)
    tell_case_id(options)
    issued_on = options.issued_on and day(options.issued_on, "--issued-on")
    typed = readings_typed(options, issued_on=issued_on)
    review = None
    if is_face_typed(options):
        review = review_detainer(detainer_of(options, typed.on))
    page = write(*typed.readings, review=review, case_id=case_id(options))
    lines = [
        *read_as(due_for_release=typed.custody_ends),
        *hours_read(options),
        *form_assumed(options.form),
    ]
    if options.output is None:
        # What is printed is the page.
        lines = page.splitlines()
        for line in hours_read(options):
            terminal.tell(line)
    else:
        write_whole(options.output, "--output", page.encode())
        lines.append(sentences.written(options.output))
    terminal.write([*lines, *calendar_written(options, *typed.readings)])
    return 0


def _refuse_rosters_alone(options: argparse.Namespace) -> None:
    for where in ("format", "columns", "sheet"):
        typed = getattr(options, where)
        if typed:
            raise DetainerError(where, typed, "--roster FILE beside it", "Leave it out.")


def _writer(output: str | None) -> Callable[..., str]:
    """Return what writes such a file, by the end of its name."""
    if output is None:
        return memo_text
    for suffix, writer in _WRITERS.items():
        if output.casefold().endswith(suffix):
            return writer
    raise DetainerError(
        "--output",
        output,
        "a file that ends in .html or .txt",
        "For a PDF, write .html, open it in a browser and print it.",
    )
