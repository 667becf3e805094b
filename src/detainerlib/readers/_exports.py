"""Tables written for spreadsheets: no text runs as a formula."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from detainerlib._formulas import would_run
from detainerlib._lazy import missing
from detainerlib._whole_files import reason_of, write_whole
from detainerlib.errors import DetainerError
from detainerlib.readers._sources import FilePath

# No workbook holds control characters, and a terminal would obey them; marks of direction would
# hide what a cell says.
_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_BEFORE: Final = "'"
_IN_PLACE: Final = "\ufffd"
_WIDEST: Final = 40
_MARGIN: Final = 3  # the button of a filter
WORKBOOK: Final = ".xlsx"
TEXT: Final = ".csv"


def without_control(text: str) -> str:
    """Return a text with a mark in place of each control character."""
    return text if text.isprintable() else _CONTROL.sub(_IN_PLACE, text)


def as_text_only(cell: Any) -> Any:
    """Return a cell that no spreadsheet runs: a text that looks like a formula as a text.

    >>> as_text_only("=1+1"), as_text_only("-5"), as_text_only(-5)
    ("'=1+1", '-5', -5)
    """
    if not isinstance(cell, str):
        return cell
    text = f"{_BEFORE}{cell}" if would_run(cell) else cell
    return without_control(text)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV that spreadsheets open without running anything in it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(as_text_only, header))
    for row in rows:
        writer.writerow(["" if cell is None else as_text_only(cell) for cell in row])
    return text.getvalue()


def write_table(
    path: FilePath, where: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows to a .csv or an .xlsx file, whole or not at all.

    Args:
        path: The file.
        where: The parameter it was given as, for errors.
        title: The name of a workbook's sheet.
        header: The headings.
        rows: The cells of each row; times are texts.

    Raises:
        DetainerError: If it is neither, or cannot be written.
        ModuleNotFoundError: If openpyxl is not installed for a workbook.
    """
    if suffix_of(path, where) == TEXT:
        write_whole(path, where, csv_file(header, rows))
        return
    table = [[*map(as_text_only, row)] for row in (header, *rows)]
    content = workbook(path, where, lambda book: _fill(book.create_sheet(title), table))
    write_whole(path, where, content)


def _fill(sheet: Any, table: Sequence[Sequence[Any]]) -> None:
    """Fill a sheet so that it can be read, filtered and printed: long cells are wrapped."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 (as above)
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 (as above)
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (as above)

    sheet.freeze_panes = "B2"
    widths = [min(max(map(_width, column)), _WIDEST) for column in zip(*table, strict=True)]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width + _MARGIN
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(table)}"
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(table):
        cells = [WriteOnlyCell(sheet, value=cell) for cell in row]
        for cell in cells:
            cell.alignment = wrapped
            if number == 0:
                cell.font = Font(bold=True)
        sheet.append(cells)


def _width(cell: Any) -> int:
    return 0 if cell is None else len(str(cell))


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as a CSV file, with the mark by which Excel knows UTF-8."""
    return csv_text(header, rows).encode("utf-8-sig")


def suffix_of(path: FilePath, where: str) -> str:
    """Return whether a file to be written is a workbook or a text.

    Raises:
        DetainerError: If its name says neither, or it is no path.
    """
    if not isinstance(path, str | Path):
        raise DetainerError(where, path, "the path of a file", "Pass a string or a pathlib.Path.")
    suffix = Path(path).suffix.casefold()
    if suffix not in {WORKBOOK, TEXT}:
        raise DetainerError(where, str(path), "a file named .csv or .xlsx", "Add one of the two.")
    return suffix


def workbook(path: FilePath, where: str, fill: Callable[[Any], None]) -> bytes:
    """Return a workbook as the bytes of its file.

    Args:
        path: The file that it is for, for errors.
        where: The parameter it was given as, for errors.
        fill: What gives an empty workbook its sheets, row by row.

    Raises:
        DetainerError: If there is no room for openpyxl's temporary files.
        ModuleNotFoundError: If openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 (only workbooks need the extra)
    except ModuleNotFoundError as error:
        raise (missing("A workbook", error, {"openpyxl": "excel"}) or error) from error
    book, file = Workbook(write_only=True), io.BytesIO()
    try:
        fill(book)
        book.save(file)
    except _not_stored() as error:
        remedy = f"Check the folder for temporary files ({reason_of(error)}), or name a .csv file."
        raise DetainerError(where, str(path), "a workbook that can be written", remedy) from None
    finally:
        _discard(book)
    return file.getvalue()


def _not_stored() -> tuple[type[Exception], ...]:
    """Return what openpyxl raises where there is no room: errors of the system, or of lxml."""
    from openpyxl.xml import LXML  # noqa: PLC0415 (as above)

    return (OSError, import_module("lxml.etree").SerialisationError) if LXML else (OSError,)


def _discard(book: Any) -> None:
    """Take away the temporary files of a workbook, where it could not be written."""
    for sheet in book.worksheets:
        # Trap: generators that are left open fail once more, with a traceback, as they are freed.
        with suppress(Exception):
            sheet._rows.close()
        with suppress(Exception):
            sheet._writer.xf.close()
        with suppress(Exception):
            sheet._writer.cleanup()
