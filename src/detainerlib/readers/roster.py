"""A roster: a row a person, and of each row every reading, what is left, and what was wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import IO, Any, ClassVar, Final
from zoneinfo import ZoneInfo

import attrs

from detainerlib import catalog
from detainerlib._frames import frame
from detainerlib._printing import Members
from detainerlib._validation import Text, checked
from detainerlib._whole_files import identity_of
from detainerlib._wording import in_words
from detainerlib.errors import ColumnError, DetainerError, ZoneError
from detainerlib.holds.hold_audit import AuditOutcome
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.jurisdictions import JurisdictionLike
from detainerlib.readers._cells import shown
from detainerlib.readers._columns import ColumnMap, heading_key, is_personal
from detainerlib.readers._exports import csv_text, write_table
from detainerlib.readers._files import tables
from detainerlib.readers._roster_answers import NO_LAW, Hold, RosterAnswers
from detainerlib.readers._roster_as_of import AsOf
from detainerlib.readers._roster_cells import RosterCells
from detainerlib.readers._roster_entry import Entry
from detainerlib.readers._roster_table import LONG, cells_of, headings_of, long_row
from detainerlib.readers._roster_template import LAYOUT
from detainerlib.readers._sources import (
    MIB,
    Contents,
    FilePath,
    Limits,
    Source,
    SourceRow,
    SourceTable,
    name_of,
    text_of,
    too_large,
)
from detainerlib.readers.faults import Faults, RowFault, faults_by_row
from detainerlib.readers.roster_rows import RosterReading, RosterRow
from detainerlib.sentences import roster as sentences
from detainerlib.sentences.audits import WITHIN_BUT_BARRED
from detainerlib.sentences.deadlines import argued
from detainerlib.sources.versions import MadeWith
from detainerlib.times.periods import UNKNOWN

_LIMITS: Final = Limits(
    file=64 * MIB, unpacked=256 * MIB, rows=100_000, remedy="Split it into several files."
)

Progress = Callable[[Sequence[Any]], Iterable[Any]]
"""Passes rows on, and shows how many were; such as `tqdm.tqdm`."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class Roster(Members[RosterRow]):
    r"""A roster, a row a person, in the order of the file; made by `read_roster`.

    Attributes:
        source: The name of the file.
        rows: Its rows: as many as the file has.
        faults: All that was wrong, in the order of the rows; first with the file as a whole.
        about_persons: The headings of columns that are about a person, and were not read.
        others: The headings of other columns that were not read.
        made_with: The versions it was made with.
        origin: The device and the number of the file that was read, which `write` leaves alone;
            None where it was no file, and in documents.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_roster
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "roster.csv"
    ...     _ = path.write_text("id,due for release,place,last name\n17,7/3/2025 5pm,Texas,\n")
    ...     roster = read_roster(path)
    >>> len(roster), roster.about_persons, roster.faults.total
    (1, ('last name',), 1)
    """

    _members: ClassVar = "rows"

    source: Text
    rows: tuple[RosterRow, ...]
    faults: Faults
    about_persons: tuple[Text, ...] = ()
    others: tuple[Text, ...] = ()
    made_with: MadeWith
    origin: tuple[int, int] | None = attrs.field(
        default=None, repr=False, eq=False, metadata={"in_documents": False}
    )

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all readings of some row, in the order in which they first come."""
        titles = (reading.title for row in self.rows for reading in row.readings)
        return tuple(dict.fromkeys(titles))

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many holds have each outcome, or a form that asks for none, by reading.

        Last and by themselves are those within a time limit where the law of the place bars the
        hold: there the limit gives no authority to hold.
        """
        counters: dict[str, Counter[str]] = {title: Counter() for title in self.titles}
        for row in self.rows:
            for reading in row.readings:
                is_barred = row.is_barred and reading.counted_as == AuditOutcome.WITHIN
                counted_as = WITHIN_BUT_BARRED if is_barred else reading.counted_as
                counters[reading.title][counted_as] += 1
        last = WITHIN_BUT_BARRED
        return {
            title: dict(sorted(counter.items(), key=lambda item: (item[0] == last, -item[1])))
            for title, counter in counters.items()
        }

    @property
    def is_unanswered(self) -> bool:
        """Whether there are rows, and none of them could be answered."""
        return bool(self.rows) and not any(row.readings for row in self.rows)

    def to_frame(self, backend: str = "pandas") -> Any:
        """Return a data frame with a row for each reading of each row, as `bulk` has them.

        A row without an answer has one row, with nulls. Times are strings in ISO 8601 with their
        offsets, as the rows of a roster may have several zones.

        Args:
            backend: "pandas", "polars", "pyarrow", or "records" for a list of dicts.

        Raises:
            UnknownIdError: If there is no such backend.
            DetainerError: If it is not installed.
        """
        rows = [long_row(row, reading) for row in self.rows for reading in row.readings or (None,)]
        columns = {name: [row[name] for row in rows] for name in LONG}
        return frame(columns, LONG, backend, {"made_with": str(self.made_with)})

    def table(self) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Return headings, and a row a person with its readings side by side, as `write` does."""
        titles = self.titles
        return headings_of(titles, self._argued), [cells_of(row, titles) for row in self.rows]

    @property
    def _argued(self) -> frozenset[str]:
        """The titles of the readings that no source on file adopts."""
        readings = chain.from_iterable(row.readings for row in self.rows)
        return frozenset(reading.title for reading in readings if reading.is_argued)

    def to_csv(self) -> str:
        """Return the table as CSV, in which no cell runs as a formula."""
        return csv_text(*self.table())

    def write(self, output: FilePath) -> None:
        """Write the table to a .csv or .xlsx file, whole or not at all.

        What a spreadsheet may run as a formula has an apostrophe before it.

        Args:
            output: The file. One that is there already is replaced, but for the roster itself.

        Raises:
            DetainerError: If it is neither, is the file that was read, or cannot be written.
            ModuleNotFoundError: If the extra `excel` is not installed for a workbook.
        """
        if self.origin is not None and identity_of(output) == self.origin:
            raise DetainerError(
                "output", str(output), "another file than the roster itself", "Name a new one."
            )
        write_table(output, "output", "roster", *self.table())

    def __str__(self) -> str:
        """How many rows there are, the outcomes by reading, what was not read, what was wrong."""
        answered = sum(row.earliest is not None for row in self.rows)
        lines = [sentences.rows(self.source, len(self.rows), answered)]
        times = dict.fromkeys(in_words(row.as_of) for row in self.rows if row.as_of is not None)
        lines += [sentences.as_of([*times])] if times else []
        if not times and any(row.readings and row.released is None for row in self.rows):
            lines.append(sentences.NO_AS_OF)
        barred = sum(row.is_barred and row.earliest is not None for row in self.rows)
        lines += [sentences.barred(barred)] if barred else []
        for title, outcomes in self.counts.items():
            line = sentences.outcomes(title, outcomes.items())
            lines.append(argued(line) if title in self._argued else line)
        lines += sentences.not_read(self.about_persons, self.others)
        lines += [sentences.NONE_ANSWERED] if self.is_unanswered else []
        for (column, done), count in self.faults.counts().items():
            lines.append(sentences.faults(column or "row", done, count))
        return "\n".join(lines)


def read_roster(
    path: FilePath | IO[bytes],
    *,
    columns: Mapping[str, str] | None = None,
    as_of: datetime | str | None = None,
    jurisdiction: JurisdictionLike | None = None,
    zone: str | ZoneInfo | None = None,
    form: DetainerForm | FormEdition | str | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
) -> Roster:
    r"""Read a jail's roster, a row a person, and answer every row: when the hold expires.

    Each row gets what `hold_readings` and its audits give. Times are read as `local_time` reads
    them, by the clock of the row's place or zone; a date without a time counts as any time of that
    day. A row that cannot be read stays, without an answer and with its reason. Columns about
    persons are not read.

    Args:
        path: The file, or one that is open for reading bytes: .csv, or other text with tabs,
            semicolons or bars, or .xlsx.
        columns: The headings of the file by the names of columns ("id", "custody_ends" or "due for
            release", "released", "jurisdiction" or "place", "zone", "form", "received"), where they
            are none on file.
        as_of: A time at which people whose release is blank are still held: a datetime, one without
            a zone being local time of each row, or a string as people type it.
        jurisdiction: The place of rows that name none.
        zone: The zone of rows that name none, and whose place has none or several.
        form: The form of rows that name none; by default I-247A from its first day on.
        sheet: The name of the workbook's sheet, where several have such a table.
        progress: What the rows are passed through, such as `tqdm.tqdm`.

    Returns:
        The roster. Iterating gives its rows.

    Raises:
        DetainerError: If the file cannot be read, is larger than is read, or has no such columns;
            if a column about persons is asked for; if `as_of` is no time in a zone of the roster.
        ModuleNotFoundError: If the extra `excel` is not installed for .xlsx.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib.readers import read_roster
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "roster.csv"
    ...     _ = path.write_text("id,due for release,place\n17,7/3/2025 5pm,Travis County TX\n")
    ...     roster = read_roster(path)
    >>> print(roster[0])
    row 2: Earliest deadline: The hold expires Saturday, July 5, 2025, 5:00 p.m. CDT under Form
    I-247A.
    """
    column_map = ColumnMap(catalog.file_layout(LAYOUT), columns)
    origin = identity_of(path)
    source = path if isinstance(path, str | Path) else _contents_of(path)
    table = _table(source, column_map, sheet)
    read = column_map.columns(table.headings)
    _refuse_two_columns(column_map, table.headings)
    if jurisdiction is None and zone is None and not {"jurisdiction", "zone"} & {*read.places}:
        raise ZoneError(
            "zone",
            None,
            "a column of places or zones, or one of the two for all rows",
            "Give the facility's place, such as Cook County, IL, or its zone, such as Central; or "
            "name the column, such as columns={'jurisdiction': 'Jail County'}.",
        )
    cells = RosterCells(column_map.layout, read, jurisdiction=jurisdiction, zone=zone, form=form)
    clock = AsOf(as_of)
    answers = RosterAnswers(cells.zones_of)
    lines: Sequence[SourceRow] = [*table.rows]
    entries = cells.entries(lines if progress is None else progress(lines))
    noted = faults_by_row(table.notes)
    rows = _with_repeated_ids(
        [_row(entry, answers, clock, noted.pop(entry.number, ())) for entry in entries], cells
    )
    unread = [
        heading
        for index, heading in enumerate(table.headings)
        if heading and index not in read.places.values()
    ]
    of_rows = (row.faults for row in rows)
    faults = [*chain.from_iterable(noted.values()), *chain.from_iterable(of_rows)]
    return Roster(
        source=name_of(source),
        rows=tuple(rows),
        faults=Faults(faults=tuple(faults)),
        about_persons=tuple(filter(is_personal, unread)),
        others=tuple(heading for heading in unread if not is_personal(heading)),
        made_with=catalog.made_with(),
        origin=origin,
    )


def _contents_of(file: Any) -> Contents:
    """Return what an open file holds, up to what is read.

    Raises:
        DetainerError: If it is none, or larger.
    """
    content = bytearray()
    try:
        # A pipe gives what it has, which may not be all.
        while len(content) <= _LIMITS.file and (piece := file.read(_LIMITS.file + 1)):
            content += piece
    except (AttributeError, OSError, TypeError, ValueError):
        expected = "the path of a file, or one that is open for reading bytes"
        remedy = "Give a string or a pathlib.Path."
        raise DetainerError("path", file, expected, remedy) from None
    name = getattr(file, "name", None)
    if not isinstance(name, str) or name.startswith("<"):
        name = "standard input"
    contents = Contents(Path(name).name, bytes(content))
    if len(content) > _LIMITS.file:
        raise too_large(contents, f"a file of at most {_LIMITS.file // MIB} MiB", _LIMITS)
    return contents


def _refuse_two_columns(column_map: ColumnMap, found: Sequence[str]) -> None:
    """Refuse a file with two columns for one thing: which is meant, the caller says.

    Of several ids the first is as good as another, unless they have one heading.
    """
    for key, headings in column_map.alike(found).items():
        names = {*map(heading_key, headings)}
        if len(headings) > (len(names) if key == "id" else 1):
            first, second = headings[:2]
            raise ColumnError(
                "columns",
                second,
                f"one column for {key}, beside {first!r}",
                f"Say which is meant with columns={{{key!r}: {first!r}}}."
                if first != second
                else "Rename one of the two.",
            )


def _table(path: Source, column_map: ColumnMap, sheet: str | None) -> SourceTable:
    """Return the one table of the file that is a roster, with its rows."""
    near: list[str] = []

    def recognized(cells: Sequence[object]) -> int:
        missing = column_map.missing(cells)
        if missing and not near:
            near.append(sentences.headings_lack(missing, shown(", ".join(map(text_of, cells)))))
        return column_map.recognized(cells)

    try:
        found = [
            (table, [*table.rows])
            for table in tables(path, recognized, column_map.needed, limits=_LIMITS, sheet=sheet)
        ]
    except DetainerError as error:
        if not near or error.expected != sentences.heading_row(column_map.needed):
            raise
        raise DetainerError(error.where, error.given, near[0], error.remedy) from None
    if len(found) > 1:
        titles = " and ".join(repr(table.sheet) for table, _ in found[:2])
        raise DetainerError(
            "sheet", None, "the name of a sheet", f"{titles} both have such a table; name one."
        )
    table, rows = found[0]
    return table._replace(rows=iter(rows))


def _row(entry: Entry, answers: RosterAnswers, clock: AsOf, noted: Iterable[RowFault]) -> RosterRow:
    as_of: datetime | None = None
    on_holding = NO_LAW
    readings: tuple[RosterReading, ...] = ()
    faults = (*noted, *entry.faults)
    zone = entry.zone
    if entry.is_whole and entry.custody_ends and zone is not None and entry.form is not None:
        as_of = clock.in_zone(zone) if entry.released is None else None
        released = UNKNOWN if entry.released is None else entry.released
        hold = Hold(
            entry.custody_ends, released, as_of, entry.place, zone, entry.form, entry.received,
            entry.no_release,
        )  # fmt: skip
        try:
            readings = answers.readings(hold)
            on_holding = answers.law_on_holding(entry.place, hold.day)
        except DetainerError as error:
            faults = (*faults, _unanswered(entry, error))
    return RosterRow(
        row=entry.number,
        id=entry.id,
        custody_ends=entry.custody_ends,
        released=entry.released,
        as_of=as_of if readings else None,
        jurisdiction=entry.place,
        zone=None if zone is None else zone.key,
        form=None if entry.form is None else entry.form.id,
        received=entry.received,
        authority_to_hold=on_holding.told,
        is_allowed=on_holding.is_allowed,
        readings=readings,
        faults=faults,
    )


def _unanswered(entry: Entry, error: DetainerError) -> RowFault:
    return RowFault(
        row=entry.number,
        column=None,
        found="",
        done="cannot be answered",
        reason=f"expected {error.expected}. {error.remedy}".strip(),
    )


def _with_repeated_ids(rows: Iterable[RosterRow], cells: RosterCells) -> list[RosterRow]:
    """Return the rows with a fault where an id stands in a row above."""
    first: dict[str, int] = {}
    noted: list[RosterRow] = []
    for row in rows:
        above = first.setdefault(row.id, row.row) if row.id else row.row
        if above == row.row:
            noted.append(row)
            continue
        fault = RowFault(
            row=row.row,
            column=cells.heading("id"),
            found="",
            done="repeats an id",
            reason=f"row {above} has the same id",
        )
        noted.append(attrs.evolve(row, faults=(*row.faults, fault)))
    return noted
