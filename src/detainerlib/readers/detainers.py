"""Tables of detainers: one name for each column in every layout, read lazily, nobody in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Final

from detainerlib import catalog
from detainerlib._printing import Printed
from detainerlib._validation import day_of
from detainerlib.catalog._law import in_use, law_in_use
from detainerlib.errors import DetainerError
from detainerlib.models.file_layouts import ColumnKind, FileLayout, LayoutColumn
from detainerlib.models.forms import RequestedAction
from detainerlib.models.lift_reasons import DetainerOutcome
from detainerlib.outcomes.reasons import classify_lift_reason
from detainerlib.readers._cells import day_of_cell, shown
from detainerlib.readers._columns import ColumnMap, Columns, Reading, reading_of
from detainerlib.readers._engines import engine_named, reading
from detainerlib.readers._lazy_files import open_lazily
from detainerlib.readers._lazy_tables import LazyColumns, Spelling
from detainerlib.readers._list_days import days_in_name
from detainerlib.readers._listed_rows import NONE
from detainerlib.readers._sources import FilePath, Note, name_of
from detainerlib.readers.faults import Faults, RowFault, fault_of_note
from detainerlib.times.typed_text import read_typed

_LAYOUT: Final = "detainers"
# A day before it, such as one of the year 2 or 1900, is a slip: no form of the kind is older.
_FIRST_YEAR: Final = 1950
# So many spellings of one error are told singly.
_SINGLY: Final = 100
_NO_OUTCOME: Final = DetainerOutcome.NO_OUTCOME_RECORDED.value
_OUTCOMES: Final = tuple(outcome.value for outcome in DetainerOutcome)
_ASKS: Final = tuple(action.value for action in RequestedAction)


class DetainerTable(Printed):
    r"""A table of detainers with one name for each column; made by `read_detainers`.

    The columns are always the same, whatever the file: those of the layout "detainers"
    (`catalog.file_layout`), with nothing in those that the file does not have. Three are made:
    `form`, the id of the form; `asks`, whether it asks to hold, to notify or to transfer; and
    `outcome`, what the lift reason stands for. Columns about persons are not read. It may be larger
    than memory, and is no document: write its `frame`.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import DetainerTable, read_detainers
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "detainers.csv"
    ...     _ = path.write_text("Issued,Reason,Last name\n6/2/2025,Booked into Detention,\n")
    ...     table = read_detainers(path, {"prepared": "Issued", "lift_reason": "Reason"})
    ...     outcomes = table.collect()["outcome"]
    >>> isinstance(table, DetainerTable), len(outcomes), table.personal_columns
    (True, 1, 1)
    >>> table.headings
    {'prepared': 'Issued', 'lift_reason': 'Reason'}
    """

    __slots__ = ("_cells", "_columns", "_last", "_law", "_notes", "_path", "_with_times", "frame")

    def __init__(
        self,
        path: FilePath,
        cells: LazyColumns,
        columns: Columns,
        last: date | None,
        notes: tuple[Note, ...],
    ) -> None:
        """Keep the table; use `read_detainers`."""
        self._path = path
        self._notes = notes
        self._cells = cells
        self._columns = columns
        self._last = last
        self._law = law_in_use()
        self._with_times = "custody_ended" in columns.places
        self.frame: Any = _frame_of(cells, last)
        """The table: a polars LazyFrame, or a DuckDB relation."""

    @property
    def headings(self) -> Mapping[str, str]:
        """How the file heads each column that is read."""
        return dict(self._columns.headings)

    @property
    def personal_columns(self) -> int:
        """How many columns are about persons, and were not read."""
        return self._columns.personal

    @property
    def faults(self) -> Faults:
        """What was redacted, cannot be or is not on file; it takes a pass over the table.

        Each spelling is one fault, with its first row and the number of rows that have it.
        """
        with in_use(self._law), reading(self._path):
            faults = [
                fault
                for column in catalog.file_layout(_LAYOUT).columns
                if column.key in self._columns.headings
                for fault in _faults_of(column, self._cells, self._columns, self._last)
            ]
            faults += _faults_of_rows(self._cells)
        faults.sort(key=lambda fault: fault.row or 0)
        return Faults(faults=(*map(fault_of_note, self._notes), *faults))

    def collect(self) -> Any:
        """Return the whole table in memory: a polars DataFrame, or an Arrow table.

        Raises:
            DetainerError: If the file cannot be read to its end.
        """
        with reading(self._path):
            if self._cells.engine == "polars":
                return self.frame.collect()
            return self.frame.to_arrow_table()

    def outcome_rates(self, **how: Any) -> Any:
        """Return what `bulk.outcome_rates` gives: of the lift reasons, their codes and days.

        Args:
            how: Its other arguments: `numerator`, `denominator`, `by`, `confidence`, `min_cell`.

        Raises:
            DetainerError: As for `bulk.outcome_rates`, or if the file cannot be read to its end.
        """
        from detainerlib.bulk import outcome_rates  # noqa: PLC0415 (brings arrays)

        with in_use(self._law), reading(self._path):
            return outcome_rates(
                self.frame, "lift_reason", code="lift_reason_code", day="prepared", **how
            )

    def hold_deadlines(self, into: str = "deadline", **how: Any) -> Any:
        """Return the table with the deadline of each hold, as `bulk.with_hold_deadline` gives it.

        Args:
            into: The name of the column of deadlines.
            how: Its other arguments, such as `zone`, `rule` and `naive`.

        Raises:
            DetainerError: If the table has no time at which local custody ended: no release of the
                agency has, so it never can be told of those whether a hold was too long.
        """
        if not self._with_times:
            raise DetainerError(
                "custody_ended",
                None,
                "a column of the times at which local custody ended",
                "ICE's tables have the day on which a detainer was prepared, and no release: no "
                "deadline follows. Use the jail's own log and columns={'custody_ended': ...}.",
            )
        from detainerlib.bulk import with_hold_deadline  # noqa: PLC0415 (brings arrays)

        with in_use(self._law), reading(self._path):
            return with_hold_deadline(self.frame, "custody_ended", into=into, **how)

    def __str__(self) -> str:
        """The file, the columns that are read, and those that are not."""
        return (
            f"{name_of(self._path)}: detainers, {len(self._columns.places)} columns read, "
            f"{self._columns.personal} about persons and {self._columns.others} others left out"
        )


def read_detainers(
    path: FilePath,
    columns: Mapping[str, str] | None = None,
    *,
    as_of: date | None = None,
    backend: str | None = None,
) -> DetainerTable:
    r"""Read a table of detainers lazily, whatever its layout, with one name for each column.

    It reads the Deportation Data Project's tables (.parquet, .feather) and ICE's own releases in
    every layout since 2008, and by `columns` anything else. Those of ICE are .csv, .txt with commas
    or tabs, or .xlsx, whose sheets are put one under the other. What stands for nothing, what was
    redacted, and a day that cannot be are missing, so that a redacted lift reason is no outcome.

    Args:
        path: The file. Parquet and text are scanned, and may be larger than memory; a workbook is
            read into it.
        columns: The headings of the file by the names of columns, such as
            {"prepared": "Issued", "custody_ended": "Release time"}; by default those on file.
        as_of: The day of the release, after which no day can be; by default that in the file's
            name.
        backend: "polars" or "duckdb"; by default the first that is installed.

    Returns:
        The table; its `frame` is lazy.

    Raises:
        DetainerError: If the file cannot be read, has no such columns, or a column about persons is
            asked for.
        ModuleNotFoundError: If openpyxl is not installed for a workbook.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_detainers
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "detainers.csv"
    ...     _ = path.write_text("Detainer Prepare Date,Detainer Lift Reason\n6/2/2025,(b)(6)\n")
    ...     table = read_detainers(path)
    ...     faults = table.faults
    >>> print(table)
    detainers.csv: detainers, 2 columns read, 0 about persons and 0 others left out
    >>> print(faults[0])
    row 2, Detainer Lift Reason: '(b)(6)': counts as missing; it was redacted
    """
    engine = engine_named(backend)
    column_map = ColumnMap(catalog.file_layout(_LAYOUT), columns)
    with reading(path):
        table = open_lazily(path, column_map, engine)
        last = (
            day_of(as_of, "as_of")
            if as_of is not None
            else max(days_in_name(name_of(path)), default=None)
        )
        return DetainerTable(path, LazyColumns(table), table.columns, last, table.notes)


def _frame_of(cells: LazyColumns, last: date | None) -> Any:
    layout = catalog.file_layout(_LAYOUT)
    made: dict[str, Any] = {}
    for column in layout.columns:
        kind = _kind_of(column)
        heading = cells.names.get(column.key)
        if heading is None:
            made[column.key] = cells.nothing(kind)
        elif kind == "time":
            made[column.key] = _times_of(cells, heading, reading_of(layout, column.key))
        else:
            made[column.key] = cells.mapped(heading, _meaning_of(column, layout, last), kind)
    made |= _derived(cells, layout)
    if cells.engine == "polars":
        return cells.native.select(**made)
    return cells.native.select(*(value.alias(name) for name, value in made.items()))


def _times_of(cells: LazyColumns, name: str, reading: Reading) -> Any:
    """Return a column of times; those in text are local, or have their offset, as the first has."""
    if cells.is_of_times(name):
        return cells.as_is(name)
    kind = "instant" if _instant(cells.first_text(name) or "") is not None else "time"
    read = _instant if kind == "instant" else _local_time
    return cells.mapped(name, lambda cell: None if reading.is_missing(cell) else read(cell), kind)


def _instant(cell: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(cell.strip())
        return moment if moment.tzinfo is not None else None
    return None


def _local_time(cell: str) -> datetime | None:
    with suppress(DetainerError):
        typed = read_typed(cell, partial(DetainerError, "cell", cell), "a date and a time")
        return typed.wall if typed.has_time and not typed.behind else None
    return None


def _derived(cells: LazyColumns, layout: FileLayout) -> dict[str, Any]:
    """Return the columns that are made of what the file has."""
    types = cells.names.get("detainer_type")
    reasons = cells.names.get("lift_reason")
    codes = cells.names.get("lift_reason_code")
    forms = [form.id for form in catalog.forms()]
    form_of, asks_of = _form_of(layout), _asks_of(layout)
    made = dict.fromkeys(("form", "asks"), cells.nothing("text"))
    if types is not None:
        made["form"] = cells.mapped(types, form_of, "choice", forms)
        made["asks"] = cells.mapped(types, asks_of, "choice", _ASKS)
    if reasons is None:
        return {**made, "outcome": cells.nothing("text")}
    recorded = cells.mapped(reasons, _outcome_of(layout), "choice", _OUTCOMES, _NO_OUTCOME)
    if codes is None:
        return {**made, "outcome": recorded}
    coded = cells.mapped(codes, _coded_of(layout), "choice", _OUTCOMES)
    return {**made, "outcome": cells.either(recorded, _NO_OUTCOME, coded)}


def _kind_of(column: LayoutColumn) -> str:
    if column.key == "anonymous_id":
        return "id"
    return {ColumnKind.DAY: "day", ColumnKind.TIME: "time"}.get(column.kind, "text")


def _meaning_of(
    column: LayoutColumn, layout: FileLayout, last: date | None
) -> Callable[[str], Any]:
    reading = reading_of(layout, column.key)
    if column.kind is ColumnKind.DAY:
        return lambda cell: _day(cell, reading, last)
    return lambda cell: None if reading.is_missing(cell) else " ".join(cell.split())


def _day(cell: str, reading: Reading, last: date | None) -> date | None:
    day = None if reading.is_missing(cell) else _any_day(cell)
    first = date.min.replace(year=_FIRST_YEAR)
    if day is None or day < first or (last is not None and day > last):
        return None
    return day


@cache
def _any_day(cell: str) -> date | None:
    return day_of_cell(cell).day


def _form_of(layout: FileLayout) -> Callable[[str], str | None]:
    return reading_of(layout, "form").value_of


def _asks_of(layout: FileLayout) -> Callable[[str], str | None]:
    forms, requests = reading_of(layout, "form"), reading_of(layout, "asks")

    def asks(cell: str) -> str | None:
        form = forms.value_of(cell)
        return None if form is None else requests.value_of(form)

    return asks


def _outcome_of(layout: FileLayout) -> Callable[[str], str | None]:
    reading = reading_of(layout, "lift_reason")

    def outcome(cell: str) -> str | None:
        if reading.is_missing(cell):
            return _NO_OUTCOME
        found = classify_lift_reason(cell)
        return None if found is None else found.value

    return outcome


def _coded_of(layout: FileLayout) -> Callable[[str], str | None]:
    reading = reading_of(layout, "lift_reason_code")

    def outcome(cell: str) -> str | None:
        found = None if reading.is_missing(cell) else classify_lift_reason(None, code=cell)
        return None if found is None or found.value == _NO_OUTCOME else found.value

    return outcome


def _faults_of(
    column: LayoutColumn, cells: LazyColumns, columns: Columns, last: date | None
) -> Iterator[RowFault]:
    """Yield what is wrong in a column, a fault for each spelling; those beyond many together."""
    name, heading = cells.names[column.key], columns.headings[column.key]
    is_of_times = column.kind is ColumnKind.TIME and cells.is_of_times(name)
    if _kind_of(column) == "id" or is_of_times:
        return
    zoned = column.kind is ColumnKind.TIME and _instant(cells.first_text(name) or "") is not None
    singly: Counter[tuple[str, str]] = Counter()
    rest: dict[tuple[str, str], list[Spelling]] = {}
    for spelling in cells.spellings(name):
        wrong = _wrong_with(spelling.text, column, last, zoned=zoned)
        if wrong is None:
            continue
        singly[wrong] += 1
        if singly[wrong] > _SINGLY:
            rest.setdefault(wrong, []).append(spelling)
        else:
            yield _fault(heading, wrong, [spelling], shown(spelling.text))
    for wrong, spellings in rest.items():
        yield _fault(heading, wrong, spellings, f"({len(spellings):,} more spellings)")


def _faults_of_rows(cells: LazyColumns) -> Iterator[RowFault]:
    """Yield what is wrong with whole rows."""
    again = cells.rows_that_repeat_headings()
    if again is not None:
        found = shown(again.text)
        yield _fault(None, (NONE, "it repeats the headings"), [again], found)
    beyond = cells.rows_beyond_headings()
    if beyond is not None:
        wrong = ("was left out", "the row has more cells than headings")
        yield _fault(None, wrong, [beyond], "")


def _wrong_with(
    text: str | None, column: LayoutColumn, last: date | None, *, zoned: bool
) -> tuple[str, str] | None:
    """Return what was done with a cell, and why; None where nothing is wrong with it."""
    layout = catalog.file_layout(_LAYOUT)
    reading = reading_of(layout, column.key)
    if text is None or reading.is_blank(text):
        return None
    if reading.is_withheld(text):
        return "counts as missing", "it was redacted"
    if column.kind is ColumnKind.DAY and _day(text, reading, last) is None:
        return "counts as missing", "it is not a possible date for a record"
    if column.kind is ColumnKind.TIME and (_instant if zoned else _local_time)(text) is None:
        expected = "date with a time and its offset" if zoned else "date with a time"
        return "counts as missing", f"it cannot be read as a {expected}"
    if column.key == "detainer_type" and _form_of(layout)(text) is None:
        return "was kept as it is", "unrecognized form"
    if column.key == "lift_reason" and classify_lift_reason(text) is None:
        return "was kept as it is", "unrecognized lift reason; it has no outcome"
    return None


def _fault(
    heading: str | None, wrong: tuple[str, str], spellings: Sequence[Spelling], found: str
) -> RowFault:
    done, reason = wrong
    first = spellings[0]
    return RowFault(
        row=first.row,
        sheet=first.sheet,
        column=heading,
        found=found,
        done=done,
        reason=reason,
        count=sum(spelling.rows for spelling in spellings),
    )
