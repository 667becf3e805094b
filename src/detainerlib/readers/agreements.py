"""Lists of 287(g) agreements: one sheet of the issuer, or the history that a project keeps."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from detainerlib import catalog
from detainerlib._validation import day_of
from detainerlib.errors import DetainerError
from detainerlib.models.file_layouts import Repair
from detainerlib.models.listed_agreements import ListedAgreement
from detainerlib.readers._columns import ColumnMap, first_that_fits
from detainerlib.readers._files import tables
from detainerlib.readers._list_days import list_day
from detainerlib.readers._listed_rows import NO_AGENCY, ListedRows
from detainerlib.readers._parquet import parquet_table
from detainerlib.readers._project_rows import ProjectRows
from detainerlib.readers._repairs import Repairs
from detainerlib.readers._sources import FilePath, SourceRow, SourceTable, kind_of, name_of
from detainerlib.readers.faults import Faults, RowFault
from detainerlib.readers.listings import AgreementList, ListDay
from detainerlib.times.periods import UNKNOWN, Unknown

# Those of the project have more columns, so they are told by how many are known.
_SHEET: Final = "287g-sheet"
_LAYOUTS: Final = ("287g-agreements", "287g-agencies", _SHEET)


def read_287g(
    path: FilePath,
    *,
    as_of: date | None = None,
    repairs: Iterable[Repair] | None = None,
    repair: bool = True,
    sheet: str | None = None,
) -> AgreementList:
    """Read a list of 287(g) agreements into records of one kind, without losing a row.

    Read are one sheet as ICE publishes it (participating or pending agencies; .xlsx, or a .csv of
    it), and the tables `agreements` and `agencies` of the Deportation Data Project's ice-287g
    (.parquet, .xlsx or .csv), which keep every list since 2008. Which one it is, is told by its
    headings. Rows in are rows out: a row that cannot be read in full stays, and `faults` says what
    is wrong with it and what was done.

    Args:
        path: The file.
        as_of: The day of the list; by default that in the file's name, or else the day on which
            the workbook was saved. Where two of them disagree, `day.flags` says so.
        repairs: Repairs of your own, which come before those on file (`catalog.repairs()`).
        repair: Whether the repairs on file are made.
        sheet: The name of the workbook's sheet, where several have such a table.

    Returns:
        The list. Iterating gives its agreements.

    Raises:
        DetainerError: If the file is none of these, is damaged, or is larger than is read; or if
            neither polars nor DuckDB is installed for .parquet.
        ModuleNotFoundError: If what reads such a file is not installed: the extra `excel` for
            .xlsx.
    """
    given = None if as_of is None else day_of(as_of, "as_of")
    maps = [ColumnMap(catalog.file_layout(layout), None) for layout in _LAYOUTS]
    fixes = Repairs(repairs, on_file=repair)
    table, column_map, rows, source = _rows_of(path, maps, fixes, sheet)
    listed = ListDay(day=UNKNOWN, basis="nothing")
    if column_map.layout.id == _SHEET:
        signed = [day for row in source if (day := rows.days(row, "signed").day) is not None]
        listed = list_day(given, name_of(path), table.modified, signed)
        rows.list_day = listed.day
    agreements = [rows.record(row) for row in source]
    for line, found, done in table.notes:
        rows.faults.append(
            RowFault(row=line, column=None, found=found, done=done, reason="the file is damaged")
        )
    if column_map.layout.id == _SHEET:
        return _of_sheet(path, column_map, rows, agreements, listed)
    return _of_history(path, column_map, rows, agreements, given)


def _rows_of(
    path: FilePath, maps: Sequence[ColumnMap], repairs: Repairs, sheet: str | None
) -> tuple[SourceTable, ColumnMap, ListedRows, list[SourceRow]]:
    """Return the one table of the file that is such a list, with its rows."""

    def recognized(cells: Sequence[object]) -> int:
        return max((count for count, _ in first_that_fits(maps, cells)), default=0)

    found: tuple[SourceTable, ColumnMap, ListedRows, list[SourceRow]] | None = None
    expected = "STATE, LAW ENFORCEMENT AGENCY and SUPPORT TYPE, or agency_id and agency"
    source: Iterator[SourceTable]
    if kind_of(path) in {"parquet", "feather"}:
        source = parquet_table(path, maps, recognized, expected)
    else:
        source = tables(path, recognized, expected, sheet=sheet)
    for table in source:
        if found is not None:
            titles = f"{found[0].sheet!r} and {table.sheet!r} both have such a list"
            raise DetainerError("sheet", None, "the name of a sheet", f"{titles}; name one.")
        column_map = max(first_that_fits(maps, table.headings), key=lambda pair: pair[0])[1]
        columns = column_map.columns(table.headings)
        # The issuer's list of agencies without a signed agreement has no column of days.
        pending = "signed" not in columns.places and "document" not in columns.places
        pending = pending and (
            "pending" in name_of(path).casefold() or "pending" in table.sheet.casefold()
        )
        kind = ListedRows if column_map.layout.id == _SHEET else ProjectRows
        rows = kind(column_map.layout, columns, repairs, pending=pending)
        found = (table, column_map, rows, [*table.rows])
    if found is None:  # the readers of files raise where there is none
        raise DetainerError("path", name_of(path), f"a table with {expected}", "")
    return found


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
        flags = (f"its newest list is of {newest}",)
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
