"""Lists of 287(g) agreements: one sheet of the issuer, or the history that a project keeps."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from detainerlib import catalog
from detainerlib._validation import day_of
from detainerlib.errors import DetainerError
from detainerlib.models.file_layouts import Repair
from detainerlib.models.listed_agreements import ListedAgreement
from detainerlib.readers._columns import ColumnMap, Columns, first_that_fits
from detainerlib.readers._files import tables
from detainerlib.readers._list_days import list_day
from detainerlib.readers._listed_rows import NO_AGENCY, ListedRows
from detainerlib.readers._parquet import parquet_table
from detainerlib.readers._project_rows import ProjectRows
from detainerlib.readers._repairs import Repairs
from detainerlib.readers._sources import FilePath, Note, SourceRow, SourceTable, kind_of, name_of
from detainerlib.readers.faults import Faults, RowFault, fault_of_note
from detainerlib.readers.listings import AgreementList, ListDay
from detainerlib.times.periods import UNKNOWN, Unknown

# Those of the project have more columns, so they are told by how many are known.
_SHEET: Final = "287g-sheet"
_LAYOUTS: Final = ("287g-agreements", "287g-agencies", _SHEET)


def read_287g(
    path: FilePath,
    *,
    columns: Mapping[str, str] | None = None,
    as_of: date | None = None,
    repairs: Iterable[Repair] | None = None,
    repair: bool = True,
    sheet: str | None = None,
) -> AgreementList:
    r"""Read a list of 287(g) agreements into records of one kind, without losing a row.

    It reads one sheet as ICE publishes it (participating or pending agencies; .xlsx, or a .csv of
    it). It also reads the tables `agreements` and `agencies` of the Deportation Data Project's
    ice-287g (.parquet, .xlsx or .csv), which keep every list since 2008. The headings tell which
    one it is. Rows in are rows out: a row that cannot be read in full stays, and `faults` says what
    is wrong with it and what was done. Only what is no row of the list, such as a total, a note or
    the headings once more, is left out, and is a fault, too.

    Args:
        path: The file.
        columns: The headings of a sheet by the names of columns ("state", "agency", "level",
            "county", "model", "signed", "document", "status"), where they are none on file, such
            as {"model": "Kind of agreement"}.
        as_of: The day of the list; by default that in the file's name, or else the day on which
            the workbook was saved. Where two of them disagree, `day.flags` says so.
        repairs: Repairs of your own, which come before those on file (`catalog.repairs()`).
        repair: Whether the repairs on file are made.
        sheet: The name of the workbook's sheet, where several have such a table and none is named
            "Data" or "Sheet1". Hidden sheets are read only where they are named.

    Returns:
        The list. Iterating gives its agreements.

    Raises:
        DetainerError: If the file is none of these, is damaged, or is larger than is read; or if
            neither polars nor DuckDB is installed for .parquet.
        ModuleNotFoundError: If what reads such a file is not installed: the extra `excel` for
            .xlsx.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_287g
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "participatingAgencies07182025pm.csv"
    ...     _ = path.write_text("STATE,LEA,SUPPORT TYPE,SIGNED\nTEXAS,Zed PD,TFO,7/32/2025\n")
    ...     listed = read_287g(path)
    >>> print(listed.as_of, listed[0].model, listed[0].signed)
    2025-07-18 task-force unknown
    >>> print(listed.faults.of("SIGNED")[0])
    row 2, SIGNED: '7/32/2025': was kept without a date; it cannot be read as a date
    """
    given = None if as_of is None else day_of(as_of, "as_of")
    layouts = _LAYOUTS if columns is None else (_SHEET,)
    maps = [ColumnMap(catalog.file_layout(layout), columns) for layout in layouts]
    fixes = Repairs(repairs, on_file=repair)
    table, column_map, rows, source = _rows_of(path, maps, fixes, sheet)
    listed = ListDay(day=UNKNOWN, basis="nothing")
    if column_map.layout.id == _SHEET:
        signed = [day for row in source if (day := rows.days(row, "signed").day) is not None]
        listed = list_day(given, name_of(path), table.modified, signed)
        rows.list_day = listed.day
    agreements = [*rows.records(source)]
    rows.faults += map(fault_of_note, table.notes)
    if column_map.layout.id == _SHEET:
        rows.note_columns(table.headings)
        return _of_sheet(path, column_map, rows, agreements, listed)
    return _of_history(path, column_map, rows, agreements, given)


def _rows_of(
    path: FilePath, maps: Sequence[ColumnMap], repairs: Repairs, sheet: str | None
) -> tuple[SourceTable, ColumnMap, ListedRows, list[SourceRow]]:
    """Return the one table of the file that is such a list, with its rows."""

    def recognized(cells: Sequence[object]) -> int:
        return max((count for count, _ in first_that_fits(maps, cells)), default=0)

    expected = (
        maps[0].needed
        if maps[0].own is not None
        else "STATE, LAW ENFORCEMENT AGENCY and SUPPORT TYPE, or agency_id and agency"
    )
    source: Iterator[SourceTable]
    if kind_of(path) in {"parquet", "feather"}:
        source = parquet_table(path, maps, recognized, expected)
    else:
        source = tables(path, recognized, expected, sheet=sheet)
    found: list[tuple[SourceTable, ColumnMap, ListedRows, list[SourceRow]]] = []
    for table in source:
        column_map = max(first_that_fits(maps, table.headings), key=lambda pair: pair[0])[1]
        columns = column_map.columns(table.headings)
        is_sheet = column_map.layout.id == _SHEET
        pending = is_sheet and _is_pending(name_of(path), table.sheet, columns)
        kind = ListedRows if is_sheet else ProjectRows
        rows = kind(column_map.layout, columns, repairs, pending=pending)
        found.append((table, column_map, rows, [*table.rows]))
    if not found:  # the readers of files raise where there is none
        raise DetainerError("path", name_of(path), f"a table with {expected}", "")
    named = [other for other in found if _DATA.fullmatch(other[0].sheet)] if found[1:] else found
    if len(named) != 1:
        titles = " and ".join(repr(other[0].sheet) for other in found[:2])
        raise DetainerError(
            "sheet", None, "the name of a sheet", f"{titles} both have such a list; name one."
        )
    others = (other[0].sheet for other in found if other is not named[0])
    reason = f"{named[0][0].sheet!r} has the list; name a sheet for another"
    named[0][0].notes.extend(Note(None, title, "was not read", reason) for title in others)
    return named[0]


# The sheet of the list in the issuer's later workbooks, which have others for their own use.
_DATA: Final = re.compile(r"data|sheet ?\d*", re.IGNORECASE)


def _is_pending(name: str, sheet: str, columns: Columns) -> bool:
    """Tell whether a sheet is the issuer's list of agencies whose agreement is not signed."""
    for title in (sheet.casefold(), name.casefold()):
        if ("pending" in title) != ("participating" in title):
            return "pending" in title
    # That list alone has neither signing days nor agreements.
    return "signed" not in columns.places and "document" not in columns.places


def _of_sheet(
    path: FilePath,
    column_map: ColumnMap,
    rows: ListedRows,
    agreements: list[ListedAgreement],
    day: ListDay,
) -> AgreementList:
    _note_repeated(agreements, rows)
    days = () if isinstance(day.day, Unknown) else (day.day,)
    return _list(path, column_map, rows, agreements, day, is_history=False, days=days)


def _note_repeated(agreements: list[ListedAgreement], rows: ListedRows) -> None:
    counts = Counter(row.id for row in agreements)
    seen: set[str] = set()
    for row in agreements:
        if counts[row.id] > 1 and row.id in seen and row.agency != NO_AGENCY:
            rows.faults.append(
                RowFault(
                    row=row.row,
                    column=None,
                    found="",
                    done="was kept, and counts",
                    reason="another row has the same agency, model and day",
                )
            )
        seen.add(row.id)


def _of_history(
    path: FilePath,
    column_map: ColumnMap,
    rows: ListedRows,
    agreements: list[ListedAgreement],
    given: date | None,
) -> AgreementList:
    known: set[date] = set()
    for row in agreements:
        days: tuple[Any, ...] = (row.first_listed, row.last_listed, row.gone_by)
        known |= {day for day in days if isinstance(day, date)}
    days = tuple(sorted(known))
    newest = days[-1] if days else UNKNOWN
    flags: tuple[str, ...] = ()
    if given is not None and newest is not UNKNOWN and given != newest:
        flags = (f"its newest list is from {newest}",)
    basis = "the newest list in it" if given is None else "the argument"
    signed = [row.signed for row in agreements if isinstance(row.signed, date)]
    day = ListDay(
        day=newest if given is None else given,
        basis=basis,
        newest_signing=max(signed, default=None),
        flags=flags,
    )
    return _list(path, column_map, rows, agreements, day, is_history=True, days=days)


def _list(
    path: FilePath,
    column_map: ColumnMap,
    rows: ListedRows,
    agreements: list[ListedAgreement],
    day: ListDay,
    *,
    is_history: bool,
    days: tuple[date, ...],
) -> AgreementList:
    faults = sorted(rows.faults, key=lambda fault: (fault.row is not None, fault.row or 0))
    return AgreementList(
        source=name_of(path),
        title=column_map.layout.title,
        day=day,
        agreements=tuple(agreements),
        faults=Faults(faults=tuple(faults)),
        is_history=is_history,
        is_of_agencies=column_map.layout.id == "287g-agencies",
        list_days=days,
        made_with=catalog.made_with(),
    )
