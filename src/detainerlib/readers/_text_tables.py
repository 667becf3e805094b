"""Text tables: comma, tab, semicolon or bar between cells, in whatever encoding."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import count
from typing import IO, Any, Final, NamedTuple

from detainerlib.errors import DetainerError
from detainerlib.readers._sources import (
    LINES_TO_HEADING,
    MIB,
    FilePath,
    Limits,
    Note,
    Recognized,
    SourceTable,
    name_of,
    no_heading,
    opened,
    refuse_wide,
    shaped,
    text_of,
)

_LONGEST_LINE: Final = MIB
_NO_UTF_8: Final = "bytes that are not UTF-8"
_DELIMITERS: Final = (",", "\t", ";", "|")


class TextShape(NamedTuple):
    """How a text file is laid out.

    Attributes:
        delimiter: What stands between its cells.
        heading: The index of the row of its headings.
        lines: How many lines stand before that row; a cell may have several.
        is_utf_8: Whether all of it is UTF-8, which engines read.
    """

    delimiter: str
    heading: int
    lines: int
    is_utf_8: bool


def shape_of_text(
    path: FilePath, recognized: Recognized, expected: str, limits: Limits
) -> TextShape:
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
    for _ in range(at):
        next(reader)
    return TextShape(delimiter, at, reader.line_num, _is_utf_8(path))


def _is_utf_8(path: FilePath) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(path) as file:
        try:
            while piece := file.read(MIB):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        file.seek(0)
        return not _utf_16(file.read(4))


def text_table(
    path: FilePath, recognized: Recognized, expected: str, limits: Limits
) -> SourceTable:
    """Return the table in a text file, found by its headings.

    Raises:
        DetainerError: If it has no such headings.
    """
    notes: list[Note] = []
    shape = shape_of_text(path, recognized, expected, limits)
    rows = _text_rows(path, shape.delimiter, notes, limits)
    headings: tuple[str, ...] = ()
    for _ in range(shape.heading + 1):
        headings = tuple(text_of(cell) for cell in next(rows)[1])
    refuse_wide(path, headings, limits)
    return SourceTable(headings, shaped(rows, headings, path, limits), "", None, notes)


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
    path: FilePath, delimiter: str, notes: list[Note], limits: Limits
) -> Iterator[tuple[int, list[Any], dict[int, str]]]:
    with opened(path) as file:
        reader = csv.reader(_decoded(file, path, notes), delimiter=delimiter)
        number = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise DetainerError(
                    "path",
                    name_of(path),
                    "a text table with closed quotes and short cells",
                    f"Check the quotation marks from line {reader.line_num} on.",
                ) from None
            number += 1
            yield number, list(row), {}


def _decoded(file: IO[bytes], path: FilePath, notes: list[Note]) -> Iterator[str]:
    """Yield the lines of a text file, whatever its encoding, and note what was not UTF-8."""
    head = file.read(4)
    file.seek(0)
    encoding = _utf_16(head)
    if encoding:
        yield from _lines_of_utf_16(file, path, encoding)
        return
    for number in count(1):
        raw = file.readline(_LONGEST_LINE + 1)
        if not raw:
            return
        if len(raw) > _LONGEST_LINE:
            raise DetainerError(
                "path", name_of(path), "a table with line breaks", f"Line {number} has no end."
            )
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if b"\x00" in raw:
            raw = raw.replace(b"\x00", b"")
            notes.append(Note(number, "null bytes", "were left out"))
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError:
            notes.append(
                Note(number, _NO_UTF_8, "were read as Windows-1252", "older programs write so")
            )
            yield raw.decode("cp1252", errors="replace")


def _utf_16(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if len(head) == 4 and head[1] == 0 and head[3] == 0:  # noqa: PLR2004 (two letters of two bytes)
        return "utf-16-le"
    return "utf-16-be" if len(head) == 4 and head[0] == 0 and head[2] == 0 else ""  # noqa: PLR2004


def _lines_of_utf_16(file: IO[bytes], path: FilePath, encoding: str) -> Iterator[str]:
    with io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text:
        while line := text.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise DetainerError(
                    "path", name_of(path), "a table with line breaks", "A line has no end."
                )
            yield line
