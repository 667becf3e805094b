"""A roster as it is typed: its file, the headings of its columns, what is for all of its rows."""

import argparse
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import partial
from typing import IO, Any, Final

from detainerlib._whole_files import identity_of
from detainerlib.cli.parsing import now_or_typed
from detainerlib.errors import DetainerError
from detainerlib.readers._exports import WORKBOOK
from detainerlib.readers.roster import Roster, read_roster

STANDARD: Final = "-"
_SECONDS_TO_PROGRESS: Final = 1.0


def roster_typed(options: argparse.Namespace, path: str, as_of: str | None = None) -> Roster:
    """Return the roster that was typed.

    Raises:
        DetainerError: If it cannot be read.
        ModuleNotFoundError: If openpyxl is not installed for a workbook.
    """
    return read_roster(
        _standard_input() if path == STANDARD else path,
        columns=_columns(options.columns) or None,
        as_of=None if as_of is None else now_or_typed(as_of),
        jurisdiction=options.jurisdiction,
        zone=options.zone,
        form=options.form,
        sheet=options.sheet,
        progress=progress(),
    )


def refuse_roster(file: object, where: str, roster: Roster) -> None:
    """Refuse to write to a roster, named or open.

    Raises:
        DetainerError: If the file is the roster itself.
    """
    if roster.origin is not None and identity_of(file) == roster.origin:
        given = file if isinstance(file, str) else "standard output"
        expected = "another file than the roster itself"
        raise DetainerError(where, given, expected, "Name a new one.")


@contextmanager
def workbooks_installed() -> Generator[None, None, None]:
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


def progress() -> Callable[[Sequence[Any]], Iterable[Any]] | None:
    """Return what shows on a terminal how many rows are done; None elsewhere, or without tqdm."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    try:
        from tqdm import tqdm  # noqa: PLC0415 (an extra, and only on a terminal)
    except ModuleNotFoundError:
        return None
    return partial(tqdm, unit=" rows", leave=False, delay=_SECONDS_TO_PROGRESS, file=sys.stderr)


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:
        raise DetainerError("path", STANDARD, "a standard input that is open", "Name a file.")
    return sys.stdin.buffer


def _columns(typed: Iterable[str]) -> dict[str, str]:
    """Return the headings by the names of columns.

    Raises:
        DetainerError: If one is not so written, or named twice.
    """
    headings: dict[str, str] = {}
    for text in typed:
        name, equals, heading = text.partition("=")
        key = " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
        if not equals:
            raise DetainerError("--columns", text, "NAME=HEADING", "For example id=Docket.")
        if key in headings:
            raise DetainerError("--columns", key, "each column once", "Leave out one of the two.")
        headings[key] = heading.strip()
    return headings
