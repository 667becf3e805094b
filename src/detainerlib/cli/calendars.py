"""The calendar file of an answer, as it is asked for and written."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from detainerlib._whole_files import identity_of, is_one_place, write_whole
from detainerlib.cli import terminal
from detainerlib.cli.parser import CommandParser
from detainerlib.cli.parsing import current_minute
from detainerlib.errors import DetainerError
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.sentences import calendars as sentences
from detainerlib.sentences.roster import A_PERSONS_NUMBER, USE_THE_JAILS
from detainerlib.times.periods import UNKNOWN, Unknown

if TYPE_CHECKING:
    from detainerlib.readers.roster import Roster


def add_ics(parser: CommandParser) -> None:
    """Add the option for a calendar file."""
    parser.add_argument(
        "--ics",
        metavar="FILE",
        help="also write a calendar file with alarms 24, 4 and 1 hours before each deadline; needs "
        "the extra calendar",
    )


def add_calendar(parser: CommandParser) -> None:
    """Add the options for the calendar file of one case."""
    add_ics(parser)
    parser.add_argument(
        "--case-id",
        metavar="ID",
        help="an opaque id of the case, shown in what is written; never a name",
    )


def refuse_answer(options: argparse.Namespace, *outputs: str | None) -> None:
    """Refuse to write a calendar where the answer goes: files, or standard output.

    Raises:
        DetainerError: If one of them is the calendar file, by whatever path.
    """
    if options.ics is None:
        return
    printed = identity_of(sys.stdout)
    is_printed_there = printed is not None and identity_of(options.ics) == printed
    if is_printed_there or any(
        is_one_place(options.ics, output) for output in filter(None, outputs)
    ):
        expected = "another file than the one for the answer"
        raise DetainerError("--ics", options.ics, expected, "Name a new one.")


def calendar_written(options: argparse.Namespace, *readings: HoldReadings) -> Iterator[str]:
    """Write the calendar file that was asked for, and yield what was written.

    Where no reading has a deadline none is written, and that is yielded.

    Raises:
        DetainerError: If icalendar is missing, or the file cannot be written.
    """
    if options.ics is None:
        return
    if not any(of_one.computed for of_one in readings):
        yield sentences.not_written(options.ics)
    else:
        _write(options.ics, [(readings, case_id(options))])
        yield sentences.written(options.ics)


def roster_calendar_written(options: argparse.Namespace, roster: "Roster") -> Iterator[str]:
    """Write one calendar file of all on a roster who are held, and yield what was written.

    Where no one is held with a deadline none is written, and that is yielded.

    Raises:
        DetainerError: As for `calendar_written`.
    """
    if options.ics is None:
        return
    with_deadline = [row for row in roster if row.earliest is not None]
    held = [row for row in with_deadline if row.released is None or row.released is UNKNOWN]
    if not held:
        yield sentences.not_written_of(options.ics)
        return
    _write(options.ics, ((row.hold_readings(), row.id or UNKNOWN) for row in held))
    released, without = len(with_deadline) - len(held), len(roster.rows) - len(with_deadline)
    yield sentences.written_of(options.ics, len(held), released, without)


def tell_case_id(options: argparse.Namespace) -> None:
    """Tell where the id of the case has what looks like a person's own number."""
    if options.case_id is None:
        return
    from detainerlib.readers._columns import looks_like_a_persons_number  # noqa: PLC0415 (only where it is typed)

    words = options.case_id.split()
    runs = (words[first:end] for end in range(1, len(words) + 1) for first in range(end))
    if any(looks_like_a_persons_number(" ".join(run)) for run in runs):
        terminal.tell(f"--case-id {A_PERSONS_NUMBER}; {USE_THE_JAILS}.")


def case_id(options: argparse.Namespace) -> Any:
    """Return the id of the case that was typed, or UNKNOWN."""
    return UNKNOWN if options.case_id is None else options.case_id


def _write(file: str, cases: Iterable[tuple[tuple[HoldReadings, ...], str | Unknown]]) -> None:
    """Write one calendar file of the readings of cases: one of a time, two of a day."""
    from detainerlib.calendar_files import CalendarHold, calendar_of  # noqa: PLC0415 (only where it is typed)

    holds = (
        CalendarHold(readings=first, latest=next(iter(last), None), case_id=id)
        for (first, *last), id in cases
    )
    try:
        calendar = calendar_of(holds, at=current_minute())
    except ModuleNotFoundError:
        raise DetainerError(
            "--ics",
            file,
            "the extra calendar, which writes such files",
            "Install it with: pip install 'detainerlib[calendar]'.",
        ) from None
    write_whole(file, "--ics", calendar)
