"""Excel workbooks, streamed: no sheet is held in memory, and a dimension stated is not believed."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final

from detainerlib._lazy import missing
from detainerlib.errors import DetainerError
from detainerlib.readers._sources import (
    DAMAGED,
    LINES_TO_HEADING,
    LONGEST_CELL,
    MIB,
    FilePath,
    Limits,
    Recognized,
    SourceTable,
    name_of,
    no_heading,
    opened,
    refuse_wide,
    shaped,
    text_of,
    too_large,
)

_RATIO: Final = 250
_SMALL: Final = 8 * MIB
# No sheet has more; one that states the number of a row beyond it is a trap.
_LAST_ROW: Final = 1_048_576


def workbook_tables(
    path: FilePath, recognized: Recognized, expected: str, limits: Limits, sheet: str | None
) -> Iterator[SourceTable]:
    """Yield the tables of a workbook, one a sheet, found by their headings.

    Raises:
        DetainerError: If it cannot be read, is too large, or no sheet has such headings.
        ModuleNotFoundError: If openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 (only workbooks need the extra)
    except ModuleNotFoundError as error:
        raise (missing("A workbook", error, {"openpyxl": "excel"}) or error) from error
    _refuse_bombs(path, limits)
    damaged = DetainerError(
        "path", name_of(path), "a workbook that can be read", "Open it in Excel and save it again."
    )
    with opened(path) as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True)
            sheets = {str(one.title): one for one in book.worksheets}
            saved = book.properties.modified
        except DAMAGED:
            raise damaged from None
        if sheet is not None and sheet not in sheets:
            raise DetainerError(
                "sheet", sheet, "a sheet of the workbook", f"It has {', '.join(sheets)[:160]}."
            )
        count = 0
        for title, worksheet in sheets.items():
            if sheet is not None and title != sheet:
                continue
            table = _sheet_table(path, worksheet, title, recognized, limits, damaged)
            if table is not None:
                count += 1
                yield table._replace(modified=saved.date() if saved else None)
        if not count:
            raise no_heading(path, expected)


def _refuse_bombs(path: FilePath, limits: Limits) -> None:
    """Refuse a workbook by what its directory says; more is never unpacked than that says."""
    try:
        with zipfile.ZipFile(Path(path)) as archive:
            members = archive.infolist()
    except DAMAGED:
        raise DetainerError(
            "path", name_of(path), "a whole .xlsx file", "It is damaged or cut off; get it again."
        ) from None
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise DetainerError("path", name_of(path), "an Excel workbook", "It is some other archive.")
    unpacked = sum(member.file_size for member in members)
    strings = sum(
        member.file_size for member in members if member.filename.endswith("sharedStrings.xml")
    )
    packed = any(
        member.file_size > max(_SMALL, _RATIO * member.compress_size) for member in members
    )
    if unpacked > limits.unpacked or strings > limits.strings or packed:
        raise too_large(path, f"a workbook of at most {limits.unpacked // MIB} MiB unpacked")


def _sheet_table(
    path: FilePath,
    worksheet: Any,
    title: str,
    recognized: Recognized,
    limits: Limits,
    damaged: DetainerError,
) -> SourceTable | None:
    # The dimension that a sheet states may be wrong, or a trap.
    worksheet.reset_dimensions()
    rows = _worksheet_rows(worksheet, damaged)
    first: list[tuple[int, list[Any], dict[int, str]]] = []
    best = (0, -1)
    for row in rows:
        first.append(row)
        best = max(best, (recognized(row[1]), -len(first)), key=lambda pair: (pair[0], pair[1]))
        if len(first) == LINES_TO_HEADING:
            break
    if best[0] < 1:
        return None
    at = -best[1] - 1
    cells = first[at][1]
    while cells and text_of(cells[-1]) == "":
        cells = cells[:-1]
    headings = tuple(map(text_of, cells))
    refuse_wide(path, headings, limits)
    links = _links(path, worksheet)
    later = _with_links(chain(first[at + 1 :], rows), links)
    return SourceTable(headings, shaped(later, headings, path, limits), title, None, [])


def _worksheet_rows(
    worksheet: Any, damaged: DetainerError
) -> Iterator[tuple[int, list[Any], dict[int, str]]]:
    rows = worksheet.iter_rows(values_only=True)
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except DAMAGED:
            raise damaged from None
        number += 1
        if number > _LAST_ROW:
            raise damaged
        yield number, list(row), {}


def _with_links(
    rows: Iterator[tuple[int, list[Any], dict[int, str]]], links: dict[int, dict[int, str]]
) -> Iterator[tuple[int, list[Any], dict[int, str]]]:
    for number, cells, _ in rows:
        yield number, cells, links.get(number, {})


_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def _links(path: FilePath, worksheet: Any) -> dict[int, dict[int, str]]:
    """Return the addresses that cells lead to, by row and column; a streamed sheet has none."""
    part = str(worksheet._worksheet_path).lstrip("/")
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    links: dict[int, dict[int, str]] = {}
    try:
        with zipfile.ZipFile(Path(path)) as archive:
            if relations not in archive.namelist():
                return links
            with archive.open(relations) as file:
                targets = _external_targets(file.read(16 * MIB))
            with archive.open(part) as file:
                for target, row, column in _hyperlinks(file, targets) if targets else ():
                    links.setdefault(row, {})[column] = target
    except DAMAGED:
        return links
    return links


_HYPERLINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_RELATIONSHIP: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"([\w:]+)\s*=\s*\"([^\"]*)\"")


def _external_targets(relations: bytes) -> dict[str, str]:
    tags = (dict(_ATTRIBUTE.findall(tag)) for tag in _RELATIONSHIP.findall(relations))
    return {
        tag.get(b"Id", b"").decode("ascii", "replace"): unescape(
            tag.get(b"Target", b"").decode("utf-8", "replace")
        )
        for tag in tags
        if tag.get(b"TargetMode") == b"External"
    }


def _hyperlinks(file: IO[bytes], targets: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield the links of a sheet, searched in pieces: the rows before them are passed over."""
    rest = b""
    while piece := file.read(MIB):
        piece = rest + piece
        for match in _HYPERLINK.finditer(piece):
            attributes = dict(_ATTRIBUTE.findall(match[0]))
            reference = _REFERENCE.match(attributes.get(b"ref", b"").decode("ascii", "replace"))
            relation = next((v for k, v in attributes.items() if k.endswith(b":id")), b"")
            target = targets.get(relation.decode("ascii", "replace"))
            if reference and target:
                yield target, int(reference[2]), _column(reference[1])
        rest = piece[piece.rfind(b"<") :][:LONGEST_CELL] if b"<" in piece else b""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
