"""Rows of lists of 287(g) agreements, as records of one kind; every row gives one."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from detainerlib import catalog
from detainerlib._wording import long_day
from detainerlib.models.file_layouts import FileLayout
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.lift_reasons import normalized
from detainerlib.models.listed_agreements import (
    AgencyLevel,
    ListedAgreement,
    ListingStatus,
    MatchType,
)
from detainerlib.readers._cells import DayRead, day_of_cell, plain, shown, unwrapped
from detainerlib.readers._columns import Columns, Reading, heading_key, reading_of
from detainerlib.readers._repairs import Repairs
from detainerlib.readers._sources import SourceRow, text_of
from detainerlib.readers.agencies import (
    abbreviation_of,
    agency_id_of,
    match_state,
    place_agency,
    slips_of,
)
from detainerlib.readers.faults import RowFault
from detainerlib.times.periods import UNKNOWN, Unknown

_SLACK: Final = timedelta(days=31)
_LAW: Final = "8-usc-1357"
# Of a name, a state, a model, a signing day, a level and a county.
_MOST_OF_A_TOTAL: Final = 4
NO_AGENCY: Final = "(no agency)"
NONE: Final = "is no row of the list, and was left out"
"""What was done with a row that is a total, a note, or the headings once more."""


class ListedRows:
    """Makes records of the rows of one table, and notes what was wrong with each."""

    def __init__(
        self, layout: FileLayout, columns: Columns, repairs: Repairs, *, pending: bool
    ) -> None:
        """Keep how the table is read.

        Args:
            layout: Its layout.
            columns: Where its columns are.
            repairs: The known errors.
            pending: Whether the list is one of agencies whose agreement is not signed.
        """
        self.layout = layout
        self._columns = columns
        self._repairs = repairs
        self._pending = pending
        self._readings = {column.key: reading_of(layout, column.key) for column in layout.columns}
        # Of each model or hybrid the one that its issuer writes.
        firsts: dict[str, str] = {}
        for entry in layout.values:
            if entry.column == "model":
                firsts.setdefault(entry.value, entry.spellings[0])
        self._first_spellings = frozenset(firsts.values())
        # No agreement is older than the section of the Act that allows it.
        enacted = day_of_cell(catalog.authority(_LAW).enacted)
        self._law = enacted.day
        self.list_day: date | Unknown = UNKNOWN
        self.faults: list[RowFault] = []

    def note(self, row: SourceRow, key: str, found: object, done: str, reason: str) -> None:
        """Note what is wrong with a cell."""
        column = self._columns.headings.get(key)
        self.faults.append(
            RowFault(row=row.number, column=column, found=shown(found), done=done, reason=reason)
        )

    def reading(self, key: str) -> Reading:
        """Return how the cells of a column are read."""
        return self._readings[key]

    def cell(self, row: SourceRow, key: str) -> Any:
        """Return the cell of a row under a key; None where there is no such column."""
        index = self._columns.places.get(key)
        return None if index is None else row.cells[index]

    def text(self, row: SourceRow, key: str) -> str:
        """Return the text under a key, empty where it stands for nothing."""
        text = plain(self.cell(row, key))
        return "" if not text or self.reading(key).is_blank(text) else text

    def note_columns(self, headings: Iterable[str]) -> None:
        """Note the columns of the file that are not read, and that there is none of signing days.

        They are no columns of the issuer's lists, or are headed in a new way.
        """
        read = {*self._columns.headings.values()}
        for heading in headings:
            if heading and heading not in read:
                reason = "no column of such a list has that heading"
                self.faults.append(_of_file(heading, "was not read", reason))
        if "signed" not in self._columns.places and not self._pending:
            done = "every agreement was kept without a day"
            self.faults.append(_of_file(None, done, "no column is one of signing days"))

    def days(self, row: SourceRow, key: str) -> DayRead:
        """Return the day under a key, and what had to be done to read it."""
        return day_of_cell(self.cell(row, key))

    def records(self, rows: Iterable[SourceRow]) -> Iterator[ListedAgreement]:
        """Yield the record of each row; one that is no row of the list is noted and left out."""
        for row in rows:
            reason = self._why_none(row)
            if not reason:
                yield self.record(row)
                continue
            cells = " | ".join(filter(None, map(text_of, row.cells)))
            self.faults.append(
                RowFault(row=row.number, column=None, found=shown(cells), done=NONE, reason=reason)
            )

    def _why_none(self, row: SourceRow) -> str:
        """Return why a row is none of the list; nothing where it is one."""
        if self._is_heading(row, "agency") and self._is_heading(row, "state"):
            return "it repeats the headings"
        return "" if self._says_enough(row) else "it is a total or a note"

    def _is_heading(self, row: SourceRow, key: str) -> bool:
        cell = self.cell(row, key)
        headings = self._columns.headings
        return isinstance(cell, str) and heading_key(cell) == heading_key(headings[key])

    def _says_enough(self, row: SourceRow) -> bool:
        """Tell whether two cells of a row say what an agreement has: a total has none, or one.

        An agency whose name begins as totals do needs more of them, as some totals have a model.
        """
        agency, state, model = (self.text(row, key) for key in ("agency", "state", "model"))
        # "12 agencies" names none.
        is_name = any(map(str.isalpha, agency)) and not agency[0].isdigit()
        is_total = self.reading("agency").value_of(agency) is not None
        signed = self.days(row, "signed").day
        said = (
            is_name,
            match_state(state).place is not None,
            bool(self._models_of("model", model)),
            signed is not None and (self._law is None or signed >= self._law),
            bool(self.reading("level").value_of(self.text(row, "level"))),
            bool(self.text(row, "county")),
        )
        return sum(said) > (_MOST_OF_A_TOTAL if is_total else 1)

    def record(self, row: SourceRow) -> ListedAgreement:
        """Return the record of a row."""
        if row.extra:
            reason = "the row has more cells than headings"
            done = "was left out"
            self.faults.append(
                RowFault(row=row.number, column=None, found="", done=done, reason=reason)
            )
        return self.agreement(row)

    def agreement(self, row: SourceRow) -> ListedAgreement:
        """Return the record of a row of the issuer's sheet."""
        state = self._state(row)
        models = self.models(row, "model")
        agency = self._repaired(row, "agency", self.text(row, "agency"), state, models=models)
        if not agency:
            self.note(
                row,
                "agency",
                self.cell(row, "agency"),
                "was kept without a name",
                "the row names no agency",
            )
        elif str(self.cell(row, "agency")) != plain(self.cell(row, "agency")):
            self.note(
                row,
                "agency",
                self.cell(row, "agency"),
                "spaces and punctuation were normalized",
                "otherwise two spellings of one agency would count twice",
            )
        signed = self._signed(row, state, agency, models)
        found = self.text(row, "county")
        county = self._repaired(row, "county", found, state, agency=agency, models=models)
        repaired = county != found
        place = place_agency(agency, state, county, self._level(row, state, agency, models))
        for key, done, reason in place.doubts:
            self.note(row, key, self.cell(row, key), done, reason)
        agency_id = agency_id_of(agency or NO_AGENCY, state)
        match = place.county.match
        county_place = place.county.place
        return ListedAgreement(
            id=agreement_id(agency_id, models, signed),
            agency_id=agency_id,
            agency=agency or NO_AGENCY,
            agency_type=place.agency_type,
            state=None if state is None else state.name,
            county=county_of(county_place, state) or county or None,
            fips=None if county_place is None else county_place.code,
            jurisdiction=None if place.own.place is None else place.own.place.code,
            level=place.level,
            models=models,
            signed=signed,
            first_listed=UNKNOWN if self._pending else self.list_day,
            last_listed=UNKNOWN if self._pending else self.list_day,
            status=self._sheet_status(row),
            document=self._document(row),
            match=MatchType.REPAIRED if repaired and county_place else match,
            candidates=tuple(map(str, (place.county.candidates or place.own.candidates))),
            row=row.number,
        )

    def _state(self, row: SourceRow) -> Jurisdiction | None:
        found = match_state(self._repaired(row, "state", self.text(row, "state"), None))
        if found.place is None:
            reason = "it is not a state, district or territory"
            if found.candidates:
                names = " or ".join(place.name for place in found.candidates)
                reason = f"did you mean {names}"
            self.note(row, "state", self.cell(row, "state"), "was kept without a state", reason)
            return None
        if found.match is MatchType.REPAIRED:
            self.note(
                row,
                "state",
                self.cell(row, "state"),
                f"is read as {found.place.name}",
                "one letter is off, and no other state is as close",
            )
        return found.place

    def _repaired(
        self, row: SourceRow, key: str, text: str, state: Jurisdiction | None, **where: Any
    ) -> str:
        repair = self._repairs.of(key, text, state=state, **where)
        if repair is None:
            return text
        done = "counts as missing" if repair.repaired is None else f"is read as {repair.repaired}"
        self.note(row, key, self.cell(row, key), done, repair.reason)
        return repair.repaired or ""

    def models(self, row: SourceRow, key: str) -> tuple[str, ...]:
        """Return the ids of the models of a row; several for a hybrid."""
        text = self._repaired(row, key, self.text(row, key), None)
        if not text:
            self.note(
                row, key, self.cell(row, key), "was kept without a model", "the cell is blank"
            )
            return ()
        models: dict[str, None] = {}
        unread: list[str] = []
        for part in [*filter(str.strip, text.split(";"))] or [text]:
            named = self._models_of(key, part)
            models |= dict.fromkeys(named)
            unread += [] if named else [part]
        printed = str(self.cell(row, key))
        if unread:
            done = "was kept without a model" if not models else "was read without a part of it"
            self.note(row, key, printed, done, "unrecognized model")
        elif key == "model" and printed not in self._first_spellings:
            done = f"is read as {' and '.join(models)}"
            self.note(row, key, printed, done, "another spelling of the model")
        return tuple(models)

    def _models_of(self, key: str, text: str) -> tuple[str, ...]:
        """Return the models that a text names: by the whole of it, by words in it, but for a slip.

        Several are those of a hybrid, or of a row for two agreements.
        """
        reading = self.reading(key)
        whole = reading.whole.get(normalized(text))
        named = (whole,) if whole is not None else reading.named_in(text)
        if not named:
            long = [spelling for spelling in reading.whole if " " in spelling]
            slips = {reading.whole[near] for near in slips_of(normalized(text), long)}
            named = tuple(slips) if len(slips) == 1 else ()
        return tuple(model for value in named for model in value.split("+"))

    def _level(
        self, row: SourceRow, state: Jurisdiction | None, agency: str, models: tuple[str, ...]
    ) -> AgencyLevel | None:
        text = self._repaired(
            row, "level", self.text(row, "level"), state, agency=agency, models=models
        )
        if not text:
            return None
        value = self.reading("level").value_of(text)
        if value is None:
            self.note(
                row,
                "level",
                self.cell(row, "level"),
                "was left out",
                "unrecognized agency level",
            )
            return None
        return AgencyLevel(value)

    def _signed(
        self, row: SourceRow, state: Jurisdiction | None, agency: str, models: tuple[str, ...]
    ) -> date | Unknown:
        found = self.cell(row, "signed")
        printed = shown(found).strip()
        if found is None or self.reading("signed").is_blank(plain(found)):
            if "signed" in self._columns.places and not self._pending:
                self.note(row, "signed", found, "was kept without a date", "the cell is blank")
            return UNKNOWN
        read = self.days(row, "signed")
        repair = self._repairs.of(
            "signed", printed, state=state, agency=agency, models=models, signed=read.day
        )
        if repair is not None:
            read = day_of_cell(repair.repaired)
            self.note(row, "signed", found, f"is read as {read.day}", repair.reason)
        elif read.day is None:
            self.note(
                row, "signed", found, "was kept without a date", "it cannot be read as a date"
            )
        elif read.repair:
            self.note(row, "signed", found, f"is read as {read.day}", read.repair)
        return UNKNOWN if read.day is None else self._possible(row, read.day)

    def _possible(self, row: SourceRow, day: date) -> date | Unknown:
        """Return a signing day; before the law, or long after the list, it is a slip and none."""
        if self._law is not None and day < self._law:
            reason = f"section 287(g) is of {long_day(self._law)}"
            self.note(row, "signed", day, "was kept without a date", reason)
            return UNKNOWN
        if isinstance(self.list_day, Unknown) or day <= self.list_day:
            return day
        believed = day - self.list_day <= _SLACK
        done = "was kept as printed" if believed else "was kept without a date"
        self.note(row, "signed", day, done, f"it is later than the list itself, {self.list_day}")
        return day if believed else UNKNOWN

    def _sheet_status(self, row: SourceRow) -> ListingStatus:
        if self._pending:
            return ListingStatus.PENDING
        return self.status(row) or ListingStatus.LISTED

    def status(self, row: SourceRow) -> ListingStatus | None:
        """Return the status of a row; None where it has none that is known."""
        text = self.text(row, "status")
        if not text:
            return None
        value = self.reading("status").value_of(text)
        if value is None:
            self.note(
                row,
                "status",
                self.cell(row, "status"),
                "was left out",
                "unrecognized status",
            )
            return None
        return ListingStatus(value)

    def _document(self, row: SourceRow) -> str | None:
        index = self._columns.places.get("document")
        if index is None:
            return None
        address = row.links.get(index) or plain(row.cells[index])
        if not address.casefold().startswith(("http://", "https://")):
            return None
        return unwrapped(address)


def _of_file(column: str | None, done: str, reason: str) -> RowFault:
    return RowFault(row=None, column=column, found="", done=done, reason=reason)


def agreement_id(agency_id: str, models: tuple[str, ...], signed: date | Unknown) -> str:
    """Return the id of an agreement: its agency, its model, and the day it was signed."""
    return f"{agency_id}#{abbreviation_of(models)}#{signed}"


def county_of(place: Jurisdiction | None, state: Jurisdiction | None) -> str | None:
    """Return the name of a county without its state."""
    if place is None:
        return None
    return place.name if state is None else place.name.removesuffix(f", {state.name}")
