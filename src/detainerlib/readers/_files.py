"""The tables in a file of a user, whatever its kind; nothing else in the package opens one."""

from collections.abc import Iterator
from pathlib import Path

from detainerlib.errors import DetainerError
from detainerlib.readers._sources import (
    MIB,
    Contents,
    Limits,
    Recognized,
    Source,
    SourceTable,
    kind_of,
    name_of,
    size_of,
    too_large,
)
from detainerlib.readers._text_tables import text_table
from detainerlib.readers._workbooks import workbook_tables


def tables(
    path: Source,
    recognized: Recognized,
    expected: str,
    *,
    limits: Limits | None = None,
    sheet: str | None = None,
) -> Iterator[SourceTable]:
    """Yield the tables of a workbook or a text file whose headings are recognized.

    Args:
        path: The file.
        recognized: Counts the headings that are known.
        expected: The headings that are needed, in words.
        limits: How much is read.
        sheet: The name of the sheet; all by default.

    Raises:
        DetainerError: If the file cannot be read, is larger than the limits, or has no such table.
    """
    bounds = Limits() if limits is None else limits
    if not isinstance(path, str | Path | Contents):
        raise DetainerError("path", path, "the path of a file", "Give a string or a pathlib.Path.")
    kind = kind_of(path)
    if size_of(path) > bounds.file:
        raise too_large(path, f"a file of at most {bounds.file // MIB} MiB", bounds)
    if kind == "text":
        if sheet is not None:
            raise DetainerError("sheet", sheet, "no sheet, as the file is text", "Leave it out.")
        yield text_table(path, recognized, expected, bounds)
    elif kind == "xlsx":
        yield from workbook_tables(path, recognized, expected, bounds, sheet)
    else:
        raise DetainerError("path", name_of(path), "an .xlsx or .csv file here", "")
