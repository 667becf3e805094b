"""The cells of a roster as values: times by the clock of each row's place, and what is wrong."""

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from detainerlib import catalog
from detainerlib._formulas import would_run
from detainerlib._validation import is_day
from detainerlib._wording import half_read, long_day
from detainerlib.catalog._forms import default_form, form_and_edition
from detainerlib.catalog._zones import zone_changes
from detainerlib.errors import DetainerError, NotAnInstantError, ZoneError
from detainerlib.holds.facility import zone_of_place
from detainerlib.models.file_layouts import FileLayout
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.readers._cells import free_words, plain, shown, shown_without_words, why_blank
from detainerlib.readers._columns import Columns, looks_like_a_persons_number, reading_of
from detainerlib.readers._exports import without_control
from detainerlib.readers._roster_entry import Entry
from detainerlib.readers._sources import SourceRow, UnsavedFormula
from detainerlib.readers.faults import RowFault
from detainerlib.sentences.audits import NO_RELEASE, RELEASE_NOT_READ
from detainerlib.sentences.roster import A_PERSONS_NUMBER, USE_THE_JAILS
from detainerlib.times.instants import in_zone, to_utc
from detainerlib.times.local_time import read_time, time_or_day_of
from detainerlib.times.periods import UNKNOWN, Unknown
from detainerlib.times.typed_text import TypedTime
from detainerlib.times.zones import place

T = TypeVar("T")

_DUE: Final = "custody_ends"
_A_TIME: Final = "a date and a time such as 7/3/2025 5pm"
_BOUNDED: Final = "counts as any time of that day"
_NO_ID: Final = "was kept without an id"
_AS_TEXT: Final = "if it was typed as an id, format the column as text and type it again"
_SHEET_ERROR: Final = re.compile(r"#(?:REF!|VALUE!|NAME\?|NUM!|NULL!|N/A|DIV/0!|SPILL!|CALC!)")
_BY_24_HOURS: Final = "was read by a 24-hour clock"
_NOT_READ: Final = "was not read"
_NEEDED: Final = "is blank but needed"
_LEFT_OUT: Final = "was left out"
_NO_ANSWER: Final = "was kept without an answer"
_UNKNOWN: Final = "counts as unknown"
_DUE_UNKNOWN: Final = "without at least the day there is no time to count from"
_STILL_HELD: Final = re.compile(r"\b(?:held|custody)\b", re.IGNORECASE)
_WIDE: Final = "has more cells than headings, and no answer"
_QUOTE: Final = "put quotation marks around a cell with a comma"
_SEARCHED: Final = ("; catalog.find() searches", ". Search with: detainerlib find NAME")


class RosterCells:
    """Reads the rows of one roster; what several rows name alike is looked up once."""

    def __init__(
        self,
        layout: FileLayout,
        columns: Columns,
        *,
        jurisdiction: JurisdictionLike | None,
        zone: str | ZoneInfo | None,
        form: DetainerForm | FormEdition | str | None,
    ) -> None:
        """Keep how the file is read, and what stands for cells that are blank.

        Raises:
            DetainerError: If the place, the zone or the form is not on record.
        """
        self._columns = columns
        self._readings = {column.key: reading_of(layout, column.key) for column in layout.columns}
        self._place = None if jurisdiction is None else catalog.jurisdiction(jurisdiction)
        self._zone = None if zone is None else place(zone)
        self._form = None if form is None else _form_of(form)
        self._default_form, self._first_day = default_form()
        self._kept: dict[Hashable, object] = {}

    def entries(self, rows: Iterable[SourceRow]) -> Iterator[Entry]:
        """Yield what each row says."""
        for row in rows:
            yield _RowReader(self, row).entry()

    def heading(self, key: str) -> str | None:
        """Return how the file heads a column."""
        return self._columns.headings.get(key)

    def text(self, row: SourceRow, key: str) -> str:
        """Return the text under a key, empty where it stands for nothing."""
        found = self.cell(row, key)
        if found is None or found == "":
            return ""
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        text = plain(found)
        return "" if self._readings[key].is_blank(text) else text

    def cell(self, row: SourceRow, key: str) -> Any:
        """Return the cell under a key; None where there is no such column."""
        index = self._columns.places.get(key)
        return None if index is None else row.cells[index]

    def place_named(self, text: str) -> Jurisdiction | None:
        """Return the place of a cell, or the one for blank cells.

        Raises:
            DetainerError: If it is not on record, or is several.
        """
        if not text:
            return self._place
        return self._once(("place", text), lambda: catalog.jurisdiction(text))

    def form_named(self, text: str, day: date) -> DetainerForm | FormEdition:
        """Return the form of a cell, or the one for blank cells.

        Raises:
            DetainerError: If it is not on record, or another may be meant on that day.
        """
        if text:
            return self._once(("form", text), lambda: _form_of(text))
        if self._form is not None:
            return self._form
        if day < self._first_day:
            raise DetainerError(
                "form",
                None,
                f"the form, as several were in use before {long_day(self._first_day)}",
                "Give the number at the foot of the form.",
            )
        return self._once(("form", ""), lambda: _form_of(self._default_form))

    def zone_named(self, text: str, facility: Jurisdiction | None, day: date) -> ZoneInfo:
        """Return the zone of a cell, or else that of the place, or the one for blank cells.

        Raises:
            ZoneError: If there is none, or the place keeps several clocks.
        """
        if text:
            return self._once(("zone", text), lambda: place(text))
        if facility is None:
            if self._zone is None:
                expected = "the place or the time zone of the facility"
                remedy = "Fill in a place such as Cook County, IL, or a zone such as Central."
                raise ZoneError("zone", None, expected, remedy)
            return self._zone
        keys = self.zones_of(facility, day)
        if len(keys) != 1 and self._zone is not None:
            return self._zone
        return place(keys[0]) if len(keys) == 1 else zone_of_place(facility, day)

    def zones_of(self, facility: Jurisdiction, day: date) -> tuple[str, ...]:
        """Return the zones whose clocks a place keeps on a day."""
        code = facility.code
        changes = self._once(("changes", code), lambda: zone_changes(facility))
        since = bisect_right(changes, day)
        return self._once(("zones", code, since), lambda: catalog.zones_of(facility, on=day))

    def _once(self, key: Hashable, look_up: Callable[[], T]) -> T:
        """Return what is looked up, or raise what that raised, looked up once."""
        if key not in self._kept:
            try:
                self._kept[key] = look_up()
            except DetainerError as error:
                self._kept[key] = error
        value: Any = self._kept[key]
        if isinstance(value, DetainerError):
            raise value
        known: T = value
        return known


class _RowReader:
    """Reads one row."""

    def __init__(self, cells: RosterCells, row: SourceRow) -> None:
        self._cells = cells
        self._row = row
        self._texts: dict[str, str] = {}
        self._faults: list[RowFault] = []
        self._is_whole = True
        self._is_release_unread = False

    def _text(self, key: str) -> str:
        """Return the text under a key, read once."""
        if key not in self._texts:
            self._texts[key] = self._cells.text(self._row, key)
        return self._texts[key]

    def entry(self) -> Entry:
        """Return what the row says."""
        cells, row = self._cells, self._row
        id = self._id()
        if row.extra:
            self._note(None, "", _WIDE, _QUOTE)
            return self._without_answer(id)
        typed = self._typed(_DUE)
        facility = self._looked_up("jurisdiction", cells.place_named)
        zone = form = None
        if typed is not None and self._is_whole:
            day = self._day_of(typed, facility)
            zone = self._looked_up("zone", lambda text: cells.zone_named(text, facility, day))
            form = self._looked_up("form", lambda text: cells.form_named(text, day))
        if typed is None or zone is None or form is None:
            return self._without_answer(id, facility)
        ends = self._time(_DUE, typed, zone)
        if ends is None:
            return self._without_answer(id, facility)
        released = self._released(zone)
        return Entry(
            number=row.number,
            id=id,
            custody_ends=ends,
            released=released,
            place=facility,
            zone=zone,
            form=form,
            received=self._received(zone),
            no_release=RELEASE_NOT_READ if self._is_release_unread else NO_RELEASE,
            faults=tuple(self._faults),
            is_whole=self._is_whole,
        )

    def _without_answer(self, id: str, facility: Jurisdiction | None = None) -> Entry:
        return Entry(
            self._row.number, id, None, None, facility, None, None, None, NO_RELEASE,
            tuple(self._faults), is_whole=False,
        )  # fmt: skip

    def _id(self) -> str:
        id, found = self._text("id"), self._cells.cell(self._row, "id")
        if _SHEET_ERROR.fullmatch(id):
            self._note("id", id, _NO_ID, "the cell holds an error of the spreadsheet program")
            return ""
        if isinstance(found, date | time | timedelta):
            # Excel keeps a date alone as its midnight.
            id = id.removesuffix(" 00:00:00")
            self._note("id", id, "is a date or a time to the spreadsheet program", _AS_TEXT)
        if not id:
            self._note("id", "", _NO_ID, why_blank(found))
        elif would_run(id):
            reason = "a spreadsheet may run what begins with =, +, -, or @"
            self._note("id", id, "is written with an apostrophe before it", reason)
        if without_control(id) != id:
            done = "is written with a mark in place of some characters"
            self._note("id", "", done, "it has control characters")
        if looks_like_a_persons_number(id):
            self._note("id", "", A_PERSONS_NUMBER, USE_THE_JAILS)
        return id

    def _is_unsaved(self, key: str, done: str) -> bool:
        """Tell whether a cell holds a formula without a value, and note what is done about it."""
        found = self._cells.cell(self._row, key)
        if isinstance(found, UnsavedFormula):
            self._note(key, "", done, why_blank(found))
        return isinstance(found, UnsavedFormula)

    def _released(self, zone: ZoneInfo) -> datetime | date | Unknown | None:
        text = self._text("released")
        if not text:
            self._is_release_unread = self._is_unsaved("released", _UNKNOWN)
            return UNKNOWN if self._is_release_unread else None
        if text.casefold() == UNKNOWN.value:
            return UNKNOWN
        value = None
        if _STILL_HELD.search(text):
            self._note("released", text, _UNKNOWN, "leave it blank while the person is held")
        else:
            typed = self._typed("released", done=_UNKNOWN)
            value = None if typed is None else self._time("released", typed, zone, _UNKNOWN)
        self._is_release_unread = value is None
        return UNKNOWN if value is None else value

    def _received(self, zone: ZoneInfo) -> datetime | None:
        text = self._text("received")
        if not text or text.casefold() == UNKNOWN.value:
            self._is_unsaved("received", _LEFT_OUT)
            return None
        typed = self._typed("received", done=_LEFT_OUT)
        if typed is not None and not _has_time(typed):
            self._note("received", self._cells.cell(self._row, "received"), _LEFT_OUT,
                       "it has no time of day; add the time, such as 5pm")  # fmt: skip
            return None
        value = None if typed is None else self._time("received", typed, zone, _LEFT_OUT)
        return value if isinstance(value, datetime) else None

    def _typed(self, key: str, done: str = _NOT_READ) -> TypedTime | datetime | date | None:
        """Return the date and the time in a cell, before it is known by which clock."""
        found = self._cells.cell(self._row, key)
        text = self._text(key)
        if not text or (key == _DUE and text.casefold() == UNKNOWN.value):
            self._is_whole = False
            self._note(key, "", _NO_ANSWER, _DUE_UNKNOWN if text else why_blank(found))
            return None
        if isinstance(found, datetime):
            # Excel keeps a date alone as its midnight.
            at_midnight = found.time() == datetime.min.time()
            return found.date() if at_midnight and found.tzinfo is None else found
        if is_day(found):
            return found
        try:
            if not isinstance(found, str):
                raise NotAnInstantError(key, found, _A_TIME, "Format the cell as a date and time.")
            return read_time(text, key)
        except DetainerError as error:
            self._refuse(key, found, done, error)
            return None

    def _day_of(self, typed: TypedTime | datetime | date, facility: Jurisdiction | None) -> date:
        """Return the local day of what was typed; with an offset behind it, that of the place."""
        if isinstance(typed, TypedTime):
            if typed.behind and facility is not None:
                for key in self._cells.zones_of(facility, typed.wall.date())[:1]:
                    value = self._time(_DUE, typed, place(key), told=False)
                    return typed.wall.date() if value is None else _day(value)
            return typed.wall.date()
        return _day(typed)

    def _time(
        self,
        key: str,
        typed: TypedTime | datetime | date,
        zone: ZoneInfo,
        done: str = _NOT_READ,
        *,
        told: bool = True,
    ) -> datetime | date | None:
        """Return the instant or the day that is meant by the clock of a zone."""
        found = self._cells.cell(self._row, key)
        try:
            if isinstance(typed, TypedTime):
                value = time_or_day_of(typed, self._text(key), zone, key)
            elif isinstance(typed, datetime):
                value = in_zone(to_utc(typed, key, zone), zone, key)
            else:
                value = typed
        except DetainerError as error:
            if told:
                self._refuse(key, found, done, error)
            return None
        if told and not isinstance(value, datetime):
            self._note(key, found, _BOUNDED, "it has no time of day")
        if told and isinstance(typed, TypedTime) and (other := typed.other_half) is not None:
            self._note(key, found, _BY_24_HOURS, half_read(typed.wall, other))
        return value

    def _looked_up(self, key: str, look_up: Callable[[str], T]) -> T | None:
        text = self._text(key)
        if self._is_unsaved(key, _NOT_READ):
            self._is_whole = False
            return None
        try:
            return look_up(text)
        except DetainerError as error:
            self._refuse(key, text, _NOT_READ if text else _NEEDED, error)
            return None

    def _refuse(self, key: str, found: object, done: str, error: DetainerError) -> None:
        if done in {_NOT_READ, _NEEDED}:
            self._is_whole = False
        remedy = f" {error.remedy}"
        if _repeats(error, free_words(found)):
            # What may be a name is in no answer: its row and its column say where it stands.
            remedy = f" Did you mean {', '.join(error.candidates)}?" if error.candidates else ""
        reason = f"expected {error.expected}.{remedy}".replace(*_SEARCHED).strip()
        self._note(key, found, done, reason)

    def _note(self, key: str | None, found: object, done: str, reason: str) -> None:
        column = None if key is None else self._cells.heading(key) or key.replace("_", " ")
        self._faults.append(
            RowFault(
                row=self._row.number,
                column=column,
                found=shown(found) if key == "id" else shown_without_words(found),
                done=done,
                reason=reason,
            )
        )


def _repeats(error: DetainerError, words: frozenset[str]) -> bool:
    """Whether the remedy of an error has words of what was typed, but in names on file."""
    said = error.remedy or ""
    for candidate in error.candidates:
        said = said.replace(candidate, "")
    return not words.isdisjoint(free_words(said))


def _has_time(typed: TypedTime | datetime | date) -> bool:
    return typed.has_time if isinstance(typed, TypedTime) else isinstance(typed, datetime)


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _form_of(form: DetainerForm | FormEdition | str) -> DetainerForm | FormEdition:
    record, edition = form_and_edition(form)
    return record if edition is None else edition
