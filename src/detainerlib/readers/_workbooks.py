"""Excel workbooks, streamed: no sheet is held in memory, and a dimension stated is not believed."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from html import unescape
from itertools import chain, islice
from threading import Lock
from typing import IO, Any, Final, NamedTuple, cast

from detainerlib._lazy import missing
from detainerlib.errors import DetainerError
from detainerlib.readers._sources import (
    DAMAGED,
    LINES_TO_HEADING,
    LONGEST_CELL,
    MIB,
    Limits,
    Note,
    Recognized,
    Source,
    SourceTable,
    UnsavedFormula,
    name_of,
    no_heading,
    opened,
    refuse_wide,
    shaped,
    text_of,
    too_large,
)
from detainerlib.readers._swollen import LAST_ROW, WORKBOOK, too_large_for

_CHECK_ROWS: Final = (
    "Open it in a spreadsheet program, check that no row is missing, and save it again."
)
# A type of cell that openpyxl does not know: it leaves the text as it is, with the offset.
_ISO: Final = "text of a time"
# The filters of warnings are the whole process's: one thread at a time changes them, and briefly.
_FILTERS: Final = Lock()
# A workbook is packed in one of these ways, and in no other.
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def workbook_tables(
    path: Source, recognized: Recognized, expected: str, limits: Limits, sheet: str | None
) -> Iterator[SourceTable]:
    """Yield the tables of a workbook, one a sheet, found by their headings.

    A hidden sheet is read where it is named, or where no other has such headings.

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
            with _FILTERS, warnings.catch_warnings():
                warnings.filterwarnings("ignore", module="openpyxl")
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = {str(one.title): one for one in book.worksheets}
            hidden = {title for title, one in sheets.items() if one.sheet_state != "visible"}
            saved = book.properties.modified
        except DAMAGED:
            raise damaged from None
        if sheet is not None and sheet not in sheets:
            raise DetainerError(
                "sheet", sheet, "a sheet of the workbook", f"It has {', '.join(sheets)[:160]}."
            )
        count = 0
        notes: list[Note] = []
        for title in sorted(sheets, key=lambda title: title in hidden):
            if sheet is not None and title != sheet:
                continue
            table = _sheet_table(path, sheets[title], title, recognized, limits, damaged, notes)
            if table is None:
                continue
            if count and title in hidden:
                notes.append(Note(None, title, "was not read", "the sheet is hidden"))
                continue
            count += 1
            yield table._replace(modified=saved.date() if saved else None, notes=notes)
        if not count:
            raise no_heading(path, expected)


def _refuse_bombs(path: Source, limits: Limits) -> None:
    """Refuse a workbook that is larger than is read, or another archive, by what its parts are."""
    try:
        with opened(path) as file, zipfile.ZipFile(file) as archive:
            methods = {member.compress_type for member in archive.infolist()}
            is_workbook = WORKBOOK in archive.namelist() and methods <= _METHODS
            larger = too_large_for(archive, limits) if is_workbook else None
    except DAMAGED:
        raise DetainerError(
            "path",
            name_of(path),
            "a whole .xlsx file",
            "It is damaged or incomplete. Download it again.",
        ) from None
    if not is_workbook:
        raise DetainerError(
            "path", name_of(path), "an Excel workbook", "It is another kind of archive."
        )
    if larger is not None:
        expected, remedy = larger
        raise DetainerError("path", name_of(path), expected, remedy)


def _sheet_table(
    path: Source,
    worksheet: Any,
    title: str,
    recognized: Recognized,
    limits: Limits,
    damaged: DetainerError,
    notes: list[Note],
) -> SourceTable | None:
    rows = _worksheet_rows(path, worksheet, damaged, limits.columns)
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
    marks = _marks_of(path, worksheet, limits.rows)
    if marks.tags > limits.rows:
        raise too_large(path, f"a sheet of at most {limits.rows:,} links and merged cells", limits)
    later = _with_marks(chain(first[at + 1 :], rows), marks, notes)
    return SourceTable(headings, shaped(later, headings, path, limits), title, None, notes)


def _worksheet_rows(
    path: Source, worksheet: Any, damaged: DetainerError, columns: int
) -> Iterator[tuple[int, list[Any], dict[int, str]]]:
    rows = _parsed_rows(worksheet)
    last = 0
    while True:
        try:
            number, cells = next(rows)
        except StopIteration:
            return
        except DAMAGED:
            raise damaged from None
        if number > LAST_ROW:
            raise damaged
        order = [column for _, column, _ in cells]
        if number <= last or order != sorted({*order}) or {row for row, _, _ in cells} - {number}:
            expected = "a sheet whose rows and cells are numbered in order"
            raise DetainerError("path", name_of(path), expected, _CHECK_ROWS)
        last = number
        # One cell in the last column of a sheet would make each row as wide as it.
        values: list[Any] = [None] * min(order[-1] if order else 0, columns)
        for _, column, value in cells:
            if column <= columns:
                values[column - 1] = value
        is_wider = any(column > columns and value is not None for _, column, value in cells)
        yield number, [*values, *(["..."] if is_wider else [])], {}


def _parsed_rows(worksheet: Any) -> Iterator[tuple[int, list[tuple[int, int, Any]]]]:
    """Yield the rows as they stand in a sheet: of each cell its row, its column and its value.

    The rows that openpyxl gives lack those whose number is not above the one before.
    """
    from openpyxl.utils import datetime as excel  # noqa: PLC0415 (only workbooks need the extra)
    from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser  # noqa: PLC0415 (as above)
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415 (as above)

    book, untyped = worksheet.parent, cast("Any", excel)

    def value_of(cell: dict[str, Any]) -> Any:
        value, style = cell["value"], cell["style_id"]
        if value is not None and cell["data_type"] == _ISO:
            return _time_or_text(value)
        if value is None or cell["data_type"] != "n" or style not in book._date_formats:
            return value
        try:
            return untyped.from_excel(value, book.epoch, timedelta=style in book._timedelta_formats)
        except (OverflowError, ValueError):
            return "#VALUE!"

    with worksheet._get_source() as source:
        parser: Any = WorkSheetParser(source, worksheet._shared_strings, data_only=True)
        for _, element in iterparse(source):
            if element.tag != ROW_TAG:
                continue
            for cell in element:
                if cell.get("t") == "d":
                    cell.set("t", _ISO)
            number, cells = parser.parse_row(element)
            element.clear()
            parser.row_dimensions.clear()
            yield number, [(cell["row"], cell["column"], value_of(cell)) for cell in cells]


def _time_or_text(text: str) -> datetime | str:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return text if moment.tzinfo else moment
    return text


class _Marks(NamedTuple):
    """What stands in a sheet behind its rows.

    Attributes:
        links: The addresses that cells lead to, by row and column.
        merged: Of the cells that are merged downward the last row, by the first row and column.
        formulas: The columns of cells with a formula whose value is not saved, by row.
        tags: How many they are; one more than are read where there are more.
    """

    links: dict[int, dict[int, str]]
    merged: dict[int, dict[int, int]]
    formulas: dict[int, set[int]]
    tags: int = 0


def _with_marks(
    rows: Iterator[tuple[int, list[Any], dict[int, str]]], marks: _Marks, notes: list[Note]
) -> Iterator[tuple[int, list[Any], dict[int, str]]]:
    """Yield the rows with their links; what is merged downward stands in each of its rows."""
    open_cells: dict[int, tuple[int, Any]] = {}
    for number, cells, _ in rows:
        for column in marks.formulas.get(number, ()):
            if column < len(cells) and cells[column] is None:
                cells[column] = UnsavedFormula()
        for column, (last, value) in [*open_cells.items()]:
            if number > last:
                del open_cells[column]
            elif column < len(cells) and cells[column] is None and any(map(text_of, cells)):
                cells[column] = value
                notes.append(
                    Note(number, str(value), "was filled in", "the cell is merged with one above")
                )
        for column, last in marks.merged.get(number, {}).items():
            if column < len(cells):
                open_cells[column] = (last, cells[column])
        yield number, cells, marks.links.get(number, {})


_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


def _marks_of(path: Source, worksheet: Any, most: int) -> _Marks:
    """Return the links and the merged cells of a sheet; a streamed one has neither."""
    part = str(worksheet._worksheet_path).lstrip("/")
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    marks = _Marks({}, {}, {})
    targets: dict[str, str] = {}
    count = 0
    try:
        with opened(path) as file, zipfile.ZipFile(file) as archive:
            if relations in archive.namelist():
                with archive.open(relations) as member:
                    targets = _external_targets(member.read(16 * MIB))
            with archive.open(part) as member:
                for tag in islice(_tags(member), most + 1):
                    count += 1
                    _note_mark(dict(_ATTRIBUTE.findall(tag)), targets, marks)
            with archive.open(part) as member:
                for row, column in islice(_unsaved_formulas(member), most):
                    marks.formulas.setdefault(row, set()).add(column)
    except DAMAGED:
        return marks
    return marks._replace(tags=count)


def _note_mark(tag: dict[bytes, bytes], targets: dict[str, str], marks: _Marks) -> None:
    reference = _REFERENCE.match(tag.get(b"ref", b"").decode("ascii", "replace"))
    if reference is None:
        return
    row, column = int(reference[2]), _column(reference[1])
    relation = next((value for key, value in tag.items() if key.endswith(b":id")), None)
    if relation is None:
        if reference[4] is not None and int(reference[4]) > row:
            marks.merged.setdefault(row, {})[column] = int(reference[4])
    elif target := targets.get(relation.decode("ascii", "replace")):
        marks.links.setdefault(row, {})[column] = target


_MARK: Final = re.compile(rb"<(?:\w+:)?(?:hyperlink|mergeCell)\s[^>]*>")
_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
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


def _tags(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the tags of a sheet's links and merged cells, searched in pieces, past its rows."""
    rest = b""
    while piece := file.read(MIB):
        piece = rest + piece
        yield from (match[0] for match in _MARK.finditer(piece))
        rest = piece[piece.rfind(b"<") :][:LONGEST_CELL] if b"<" in piece else b""


def _unsaved_formulas(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns of cells with a formula and no value, some of them twice."""
    rest = b""
    while piece := file.read(MIB):
        piece = rest + piece
        for match in _FORMULA.finditer(piece) if b"<f" in piece or b":f" in piece else ():
            tag = dict(_ATTRIBUTE.findall(match[0].partition(b">")[0]))
            reference = _REFERENCE.match(tag.get(b"r", b"").decode("ascii", "replace"))
            # A formula that gives a text may have given none.
            if reference is not None and tag.get(b"t") != b"str":
                yield int(reference[2]), _column(reference[1])
        rest = piece[-LONGEST_CELL:]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
