"""The calendar file of an answer, as it is asked for and written."""

import argparse
from collections.abc import Iterator
from typing import Any

from detainerlib._whole_files import write_whole
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import instant
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.sentences import calendars as sentences
from detainerlib.times.periods import UNKNOWN


def add_calendar(parser: CommandParser) -> None:
    """Add the options for a calendar file."""
    parser.add_argument(
        "--ics",
        metavar="FILE",
        help="also write a calendar file with alarms 24, 4 and 1 hours before each deadline; needs "
        "the extra calendar",
    )
    parser.add_argument(
        "--case-id",
        metavar="ID",
        help="an opaque id of the case, shown in what is written; never a name",
    )


def calendar_written(options: argparse.Namespace, *readings: HoldReadings) -> Iterator[str]:
    """Write the calendar file that was asked for, and yield what was written.

    Raises:
        DetainerError: If no reading has a deadline, icalendar is missing, or the file cannot be
            written.
    """
    if options.ics is None:
        return
    from detainerlib.calendar_files import hold_calendar  # noqa: PLC0415 (only where it is typed)

    now = instant("now", options.zone, "--ics", None)
    try:
        calendar = hold_calendar(*readings, at=now, case_id=case_id(options))
    except ModuleNotFoundError:
        raise DetainerError(
            "--ics",
            options.ics,
            "the extra calendar, which writes such files",
            "Install it with: pip install 'detainerlib[calendar]'.",
        ) from None
    write_whole(options.ics, "--ics", calendar)
    yield sentences.written(options.ics)


def case_id(options: argparse.Namespace) -> Any:
    """Return the id of the case that was typed, or UNKNOWN."""
    return UNKNOWN if options.case_id is None else options.case_id
