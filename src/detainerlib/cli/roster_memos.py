"""A memo for each row of a roster, in files named after the opaque ids."""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from detainerlib._whole_files import identity_of, make_folder, write_whole
from detainerlib.cli import terminal
from detainerlib.cli.calendars import refuse_answer, roster_calendar_written
from detainerlib.cli.roster_file import progress, refuse_roster, roster_typed, workbooks_installed
from detainerlib.errors import DetainerError
from detainerlib.memos import memo_html, memo_text
from detainerlib.readers.roster import Roster
from detainerlib.readers.roster_rows import RosterRow
from detainerlib.sentences import roster as sentences
from detainerlib.times.periods import UNKNOWN

_OF_ONE_CASE: Final = ("custody_ends", "agency_type", "fact", "fold", "event", "on", "case_id")
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")
# Windows opens a device by each of these, whatever stands behind a dot.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST: Final = 80
_PAGES: Final = (".html", ".htm", ".txt")


def write_memos(options: argparse.Namespace, *, is_face_typed: bool) -> int:
    """Write a memo for each row of the roster that was typed; return the exit status.

    Raises:
        DetainerError: If something was typed that is of one case alone, the roster cannot be read,
            or something cannot be written.
    """
    _refuse_one_case(options, is_face_typed=is_face_typed)
    with workbooks_installed():
        roster = roster_typed(options, options.path)
    refuse_roster(options.ics, "--ics", roster)
    suffix, write = (".txt", memo_text) if options.format == "txt" else (".html", memo_html)
    rows = [row for row in roster if row.readings]
    files = {row: f"{options.output}/{name}{suffix}" for row, name in _names(rows).items()}
    refuse_answer(options, options.output, *files.values())
    told = [*_told_of_rows(roster, rows), *_told_of_files(options.output, suffix, roster, files)]
    _write(options.output, roster, rows, files, write)
    terminal.write([sentences.memos_written(len(rows), options.output)])
    terminal.tell("\n".join(told))
    for line in roster_calendar_written(options, roster):
        terminal.write([line])
    return int(roster.is_unanswered)


def _refuse_one_case(options: argparse.Namespace, *, is_face_typed: bool) -> None:
    """Refuse what says something of one case, and a folder that is none."""
    for where in _OF_ONE_CASE:
        typed = getattr(options, where)
        if typed not in (None, []):
            given = " ".join(typed) if where == "custody_ends" else typed
            raise DetainerError(where, given, "no --roster beside it", "Leave out one of the two.")
    if is_face_typed:
        expected = "no --roster beside what one form shows"
        raise DetainerError("--roster", options.path, expected, "Leave out one of the two.")
    if options.output is None:
        raise DetainerError("output", None, "the folder for the memos", "Add -o memos.")
    if options.output.casefold().endswith(_PAGES):
        expected = "a folder, as there is a memo for each row"
        raise DetainerError("output", options.output, expected, "For example -o memos.")


def _names(rows: Sequence[RosterRow]) -> dict[int, str]:
    """Return the name of each row's memo by the number of the row, no two alike in any case."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for row in rows:
        name = _name_of(row)
        while name.casefold() in taken:
            name = f"{name}-row-{row.row}"
        taken.add(name.casefold())
        names[row.row] = name
    return names


def _name_of(row: RosterRow) -> str:
    """Return what the memo of a row is called after its id: a name that every system takes."""
    name = _NOT_IN_NAMES.sub("-", row.id)[:_LONGEST].strip(".-")
    if not name:
        return f"row-{row.row}"
    return f"case-{name}" if _DEVICES.match(name) else name


def _write(
    folder: str,
    roster: Roster,
    rows: Sequence[RosterRow],
    files: Mapping[int, str],
    write: Callable[..., str],
) -> None:
    if not rows:
        return
    for file in files.values():
        refuse_roster(file, "output", roster)
    make_folder(folder, "output")
    show = progress()
    for row in rows if show is None else show(rows):
        released = UNKNOWN if row.released is None else row.released
        page = write(*row.hold_readings(), case_id=row.id or UNKNOWN, released=released)
        write_whole(files[row.row], "output", page.encode())


def _told_of_rows(roster: Roster, rows: Sequence[RosterRow]) -> Iterator[str]:
    """Yield what is said of the rows: why each has no memo, and in numbers of the others."""
    yield sentences.rows(roster.source, len(roster.rows), len(rows), "a memo")
    yield from sentences.not_read(roster.about_persons, roster.others)
    answered = {row.row for row in rows}
    counts: Counter[tuple[str, str]] = Counter()
    for fault in roster.faults:
        if fault.row in answered:
            counts[fault.column or "row", fault.done] += fault.count
        else:
            yield str(fault)
    for (column, done), count in counts.items():
        yield sentences.faults(column, done, count)


def _told_of_files(
    folder: str, suffix: str, roster: Roster, files: Mapping[int, str]
) -> Iterator[str]:
    """Yield whose memo has another name than that of its id, and which memo is an older one."""
    begins = len(folder) + 1
    of_ids: dict[str, int] = {}
    for row in roster:
        file = f"{folder}/{_name_of(row)}{suffix}"
        above = of_ids.setdefault(file.casefold(), row.row) if row.row in files else row.row
        if row.row in files and files[row.row] != file:
            yield sentences.named_otherwise(row.row, files[row.row][begins:], above)
        if row.row not in files and file not in files.values() and identity_of(file) is not None:
            yield sentences.older_memo(row.row, file[begins:])
