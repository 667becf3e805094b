"""A roster as a table for a spreadsheet: a row a person, the id first, the faults last."""

import re
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from detainerlib._frames import Schema
from detainerlib.catalog._forms import form_and_edition
from detainerlib.readers.faults import RowFault
from detainerlib.readers.roster_rows import RosterReading, RosterRow
from detainerlib.sentences import roster as sentences
from detainerlib.times.periods import Unknown

_HEADINGS: Final = (
    "id",
    "row",
    "law on holding",
    "answer",
    "earliest deadline",
    "earliest reading",
    "time left",
    "hours left",
    "due for release",
    "released",
    "place",
    "zone",
    "form",
    "received",
)
_FAULTS: Final = "faults"
LONG: Final[Schema] = {
    "id": "text",
    "row": "integer",
    "jurisdiction": "text",
    "zone": "text",
    "form": "text",
    "custody_ends": "text",
    "released": "text",
    "authority_to_hold": "text",
    "reading": "text",
    "hold_deadline": "text",
    "latest_deadline": "text",
    "is_earliest": "boolean",
    "outcome": "text",
    "least_hours_over": "number",
    "most_hours_over": "number",
    "verdict": "text",
    "faults": "integer",
}
_SECONDS: Final = 3600
_DECIMALS: Final = 2
_HOUR: Final = timedelta(hours=1)


def headings_of(titles: Iterable[str], argued: Container[str]) -> tuple[str, ...]:
    """Return the headings of the table, with two for each reading.

    Args:
        titles: The titles of the readings.
        argued: Those that no source on file adopts.
    """
    of_readings = (
        heading
        for title in titles
        for heading in sentences.headings(title, is_argued=title in argued)
    )
    return (*_HEADINGS, *of_readings, _FAULTS)


def cells_of(row: RosterRow, titles: Sequence[str]) -> tuple[Any, ...]:
    """Return the cells of a row under the headings."""
    left = row.time_left
    earliest = row.earliest
    by_title = {reading.title: reading for reading in row.readings}
    of_readings = [
        cell
        for title in titles
        for reading in [by_title.get(title)]
        for cell in (
            (None, None)
            if reading is None
            else (_between(reading.deadline, reading.latest_deadline), reading.verdict)
        )
    ]
    return (
        as_number(row.id),
        row.row,
        row.authority_to_hold,
        row.sentence,
        None if earliest is None else _time(earliest.deadline),
        None if earliest is None else earliest.title,
        None if left is None else sentences.passed_or_left(left),
        None if left is None else round(left.total_seconds() / _SECONDS, _DECIMALS),
        _time(row.custody_ends),
        _time(row.released),
        None if row.jurisdiction is None else str(row.jurisdiction),
        row.zone,
        None if row.form is None else _form_in_print(row.form),
        _time(row.received),
        *of_readings,
        "; ".join(map(fault_in_words, row.faults)) or None,
    )


def _form_in_print(id: str) -> str:
    form, edition = form_and_edition(id)
    return form.name if edition is None else edition.id


def as_number(id: str) -> str | float:
    """Return an id that is a plain number as one; zeros in front or behind are part of an id."""
    if len(id) > _MOST_DIGITS or not _NUMBER.fullmatch(id):
        return id
    number = float(id) if "." in id else int(id)
    return number if str(number) == id else id


_NUMBER: Final = re.compile(r"\d+(?:\.\d*[1-9])?", re.ASCII)
# What a spreadsheet keeps of a number.
_MOST_DIGITS: Final = 15


def fault_in_words(fault: RowFault) -> str:
    """Return what is wrong with a cell of a row, without the number of the row."""
    found = f" ({fault.found})" if fault.found else ""
    # A heading is text from the input, too.
    where = "row" if fault.column is None else fault.column.lstrip("=+-@")
    return f"{where}{found} {fault.done}: {fault.reason.rstrip('.')}"


def _time(value: datetime | date | Unknown | None) -> str | None:
    """Return a time with its offset, or a day, as a text that sorts; never later than it is."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return None if value is None else str(value)


def _between(first: datetime | None, last: datetime | None) -> str | None:
    if first is None or last is None or first == last:
        return _time(first)
    return f"{_time(first)} to {_time(last)}"


def long_row(row: RosterRow, reading: RosterReading | None) -> dict[str, Any]:
    """Return a reading of a row, or a row without any, as a row of a data frame."""
    return {
        "id": row.id or None,
        "row": row.row,
        "jurisdiction": None if row.jurisdiction is None else row.jurisdiction.code,
        "zone": row.zone,
        "form": row.form,
        "custody_ends": _iso(row.custody_ends),
        "released": _iso(row.released),
        "authority_to_hold": row.authority_to_hold,
        "reading": None if reading is None else reading.title,
        "hold_deadline": None if reading is None else _iso(reading.deadline),
        "latest_deadline": None if reading is None else _iso(reading.latest_deadline),
        "is_earliest": None if reading is None else reading is row.earliest,
        "outcome": "unknown" if reading is None else reading.outcome.value,
        "least_hours_over": None if reading is None else _hours(reading.least),
        "most_hours_over": None if reading is None else _hours(reading.most),
        "verdict": None if reading is None else reading.verdict,
        "faults": len(row.faults),
    }


def _hours(over: timedelta | None) -> float | None:
    return None if over is None else over / _HOUR


def _iso(value: datetime | date | Unknown | None) -> str | None:
    if value is None or isinstance(value, Unknown):
        return None
    return value.isoformat()
