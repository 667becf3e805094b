"""Text tables: comma, tab, semicolon or bar between cells, in whatever encoding."""

import codecs
import csv
import io
import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import count
from typing import IO, Any, Final, NamedTuple

from detainerlib.errors import DetainerError
from detainerlib.readers._sources import (
    LINES_TO_HEADING,
    MIB,
    Limits,
    Note,
    Recognized,
    Source,
    SourceTable,
    name_of,
    no_heading,
    opened,
    refuse_wide,
    shaped,
    text_of,
)

_LONGEST_LINE: Final = MIB
_NO_UTF_8: Final = "it has bytes that are not UTF-8, as older programs write"
_HIDDEN: Final = "a row may be within the quotation marks"
_DELIMITERS: Final = (",", "\t", ";", "|")


class TextShape(NamedTuple):
    """How a text file is laid out.

    Attributes:
        delimiter: What stands between its cells.
        heading: The index of the row of its headings.
        lines: How many lines stand before the row under the headings; a cell may have several.
        headings: The headings, as texts.
        first: The cells of the first row under them that is not blank; none where there is none.
        look: What its bytes are.
    """

    delimiter: str
    heading: int
    lines: int
    headings: tuple[str, ...]
    first: tuple[str, ...]
    look: "TextLook"


class TextLook(NamedTuple):
    """What the bytes of a text file are.

    Attributes:
        is_regular: Whether engines read them as they stand: UTF-8, lines that end in one way, and
            quotes around whole cells.
        end: What ends a line.
        has_blank_lines: Whether some lines have nothing in them.
        has_quotes: Whether there are quotes.
    """

    is_regular: bool
    end: str
    has_blank_lines: bool
    has_quotes: bool


def shape_of_text(path: Source, recognized: Recognized, expected: str, limits: Limits) -> TextShape:
    """Return how a text file is laid out, by its headings.

    Raises:
        DetainerError: If it has no such headings, or is larger than is read.
    """
    with opened(path) as file:
        lines = _decoded(file, path, [])
        sample = [line for line, _ in zip(lines, range(LINES_TO_HEADING), strict=False)]
    delimiter, at = _heading_of(sample, recognized)
    if delimiter is None:
        raise no_heading(path, expected)
    reader = csv.reader(sample, delimiter=delimiter)
    headings: list[str] = []
    for _ in range(at + 1):
        headings = next(reader)
    rows = _text_rows(path, delimiter, [], limits)
    under = (cells for number, cells, _ in rows if number > at + 1 and any(map(text_of, cells)))
    first = next(under, ())
    return TextShape(
        delimiter,
        at,
        reader.line_num,
        tuple(map(text_of, headings)),
        tuple(map(text_of, first)),
        _look_of(path, delimiter),
    )


def _look_of(path: Source, delimiter: str) -> TextLook:
    decoder = codecs.getincrementaldecoder("utf-8")()
    ordinary = rb'[^\r\n"%s]' % re.escape(delimiter.encode())
    # Such a quote neither begins nor ends a cell, and is not doubled.
    within = re.compile(rb'"(?<=%s")(?=%s)' % (ordinary, ordinary))
    returns = feeds = both = quotes = 0
    has_blank_lines = False
    last = b""
    with opened(path) as file:
        is_regular = not _utf_16(file.read(4))
        file.seek(0)
        while is_regular and (piece := file.read(MIB)):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                is_regular = False
            seam = last + piece
            returns += piece.count(b"\r")
            feeds += piece.count(b"\n")
            both += piece.count(b"\r\n") + (last.endswith(b"\r") and piece.startswith(b"\n"))
            quotes += piece.count(b'"')
            has_blank_lines |= any(ends in seam for ends in (b"\n\n", b"\n\r\n", b"\r\r"))
            is_regular &= within.search(seam) is None
            last = seam[-2:]
    is_regular &= not decoder.getstate()[0] and quotes % 2 == 0 and (returns == both or not feeds)
    return TextLook(is_regular, "\n" if feeds else "\r", has_blank_lines, quotes > 0)


def numbers_of_rows(path: Source, shape: TextShape, limits: Limits) -> "array[int]":
    """Return the number of each row under the headings that has a cell, which takes a pass."""
    rows = _text_rows(path, shape.delimiter, [], limits)
    return array("q", (number for number, cells, _ in rows if number > shape.heading + 1 and cells))


def text_table(path: Source, recognized: Recognized, expected: str, limits: Limits) -> SourceTable:
    """Return the table in a text file, found by its headings.

    Raises:
        DetainerError: If it has no such headings.
    """
    notes: list[Note] = []
    shape = shape_of_text(path, recognized, expected, limits)
    refuse_wide(path, shape.headings, limits)
    rows = _text_rows(path, shape.delimiter, notes, limits)
    under = (row for row in rows if row[0] > shape.heading + 1)
    return SourceTable(shape.headings, shaped(under, shape.headings, path, limits), "", None, notes)


def _heading_of(sample: list[str], recognized: Recognized) -> tuple[str | None, int]:
    """Return the delimiter and the index of the row with the most headings that are known."""
    best: tuple[int, str | None, int] = (0, None, 0)
    for delimiter in _DELIMITERS:
        try:
            rows = [*csv.reader(sample, delimiter=delimiter)]
        except csv.Error:
            continue
        for index, row in enumerate(rows):
            count = recognized(row)
            if count > best[0]:
                best = (count, delimiter, index)
    return best[1], best[2]


def _text_rows(
    path: Source, delimiter: str, notes: list[Note], limits: Limits
) -> Iterator[tuple[int, list[Any], dict[int, str]]]:
    with opened(path) as file:
        of_row: list[str] = []
        reader = csv.reader(_kept(_decoded(file, path, notes), of_row), delimiter=delimiter)
        number = 0
        while True:
            of_row.clear()
            told = len(notes)
            try:
                row = next(reader)
                if len(of_row) > 1:
                    # Read leniently, a mark that is not closed hides the rows below it in a cell.
                    next(csv.reader(of_row, delimiter=delimiter, strict=True))
            except StopIteration:
                return
            except csv.Error:
                first = reader.line_num - len(of_row) + 1
                raise DetainerError(
                    "path",
                    name_of(path),
                    "a table with closed quotes and short cells",
                    f"Check the quotation marks from line {first} on.",
                ) from None
            number += 1
            # A row has the number that it has among the rows, which may have several lines. Of one
            # that is blank nothing is told: a file of such lines would fill the memory.
            of_lines = dict.fromkeys(note._replace(line=number) for note in notes[told:])
            notes[told:] = of_lines if any(map(text_of, row)) else ()
            if len(of_row) > 1 and _may_hide_a_row(row, delimiter):
                reason = f"it has {len(of_row)} lines; {_HIDDEN}"
                notes.append(Note(number, "", "was kept", reason))
            yield number, list(row), {}


def _kept(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    length = 0
    for line in lines:
        length = len(line) + (length if kept else 0)
        if kept and length > _LONGEST_LINE:
            raise csv.Error(_HIDDEN)
        kept.append(line)
        yield line


def _may_hide_a_row(row: list[str], delimiter: str) -> bool:
    """Tell whether a line of one cell has as many cells as the row."""
    lines = (line for cell in row for line in cell.splitlines()[1:])
    return any(line.count(delimiter) >= len(row) - 1 for line in lines)


def _decoded(file: IO[bytes], path: Source, notes: list[Note]) -> Iterator[str]:
    """Yield the lines of a text file, whatever its encoding, and note what was not UTF-8.

    A line ends with a return, a line feed, or both; csv joins those that end within quotes.
    """
    head = file.read(4)
    file.seek(0)
    encoding = _utf_16(head)
    # In Latin-1 each byte is one letter: so lines are told before the encoding of each is.
    kept = io.TextIOWrapper(file, encoding=encoding or "latin-1", errors="replace", newline="")
    with kept as text:
        for number in count(1):
            line = text.readline(_LONGEST_LINE + 1)
            if not line:
                return
            if len(line) > _LONGEST_LINE:
                remedy = f"Line {number} has no end."
                raise DetainerError("path", name_of(path), "a table with line breaks", remedy)
            yield line if encoding else _line_of(line.encode("latin-1"), number, notes)


def _line_of(raw: bytes, number: int, notes: list[Note]) -> str:
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in raw:
        raw = raw.replace(b"\x00", b"")
        notes.append(Note(number, "", "had null bytes, which were left out"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        notes.append(Note(number, "", "was read as Windows-1252", _NO_UTF_8))
        return raw.decode("cp1252", errors="replace")


def _utf_16(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if len(head) == 4 and head[1] == 0 and head[3] == 0:  # noqa: PLR2004 (two letters of two bytes)
        return "utf-16-le"
    return "utf-16-be" if len(head) == 4 and head[0] == 0 and head[2] == 0 else ""  # noqa: PLR2004
