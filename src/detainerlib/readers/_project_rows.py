"""Rows of the Deportation Data Project's tables of 287(g) agreements and agencies, as records."""

from datetime import date
from typing import Final

from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.listed_agreements import (
    AgencyLevel,
    ListedAgreement,
    ListingStatus,
    MatchType,
)
from detainerlib.readers._cells import plain, unwrapped
from detainerlib.readers._listed_rows import NO_AGENCY, ListedRows, agreement_id, county_of
from detainerlib.readers._sources import SourceRow
from detainerlib.readers.agencies import agency_id_of, match_state, place_agency, place_of_code
from detainerlib.times.periods import UNKNOWN, Unknown

_DAYS: Final = ("signed", "first_listed", "last_listed")


class ProjectRows(ListedRows):
    """Makes records of the rows of a table that joins many lists."""

    def _says_enough(self, row: SourceRow) -> bool:
        return True  # a table that a program wrote has no totals and no notes

    def agreement(self, row: SourceRow) -> ListedAgreement:
        """Return the record of a row."""
        of_agencies = self.layout.id == "287g-agencies"
        state_read = match_state(self.text(row, "state")) if self.text(row, "state") else None
        state = None if state_read is None else state_read.place
        agency = self.text(row, "agency") or NO_AGENCY
        models = self.models(row, "models" if of_agencies else "model")
        level_text = self.text(row, "level")
        level = self.reading("level").value_of(level_text) if level_text else None
        fips = _codes(self.text(row, "fips"))
        geoid = _codes(self.text(row, "geoid"))
        place = place_agency(agency, state, "", None if level is None else AgencyLevel(level))
        signed, first, last = (self._project_day(row, key) for key in _DAYS)
        gone = self._gone_by(row, self._project_day(row, "gone_by"), first, last)
        status = self.status(row)
        if status is None:
            self.note(
                row,
                "status",
                self.cell(row, "status"),
                "was kept as no longer listed",
                "the row has no status",
            )
        agency_id = self.text(row, "agency_id") or agency_id_of(agency, state)
        own = _own_code(level, state, fips, geoid) or (
            place.own.place.code if place.own.place else None
        )
        county = self.text(row, "county") or None
        if county is None and fips and ";" not in fips:
            county = county_of(place_of_code(fips), state)
        return ListedAgreement(
            id=self.text(row, "id") or agreement_id(agency_id, models, signed),
            agency_id=agency_id,
            agency=agency,
            agency_type=place.agency_type,
            state=None if state is None else state.name,
            county=county,
            fips=fips,
            jurisdiction=own,
            level=None if level is None else AgencyLevel(level),
            models=models,
            signed=signed,
            first_listed=first,
            last_listed=last,
            gone_by=gone,
            status=status or ListingStatus.NO_LONGER_LISTED,
            ori=self.text(row, "ori") or None,
            document=_web_address(self.text(row, "document")),
            match=MatchType.GIVEN if fips else MatchType.NONE,
            row=row.number,
        )

    def _project_day(self, row: SourceRow, key: str) -> date | Unknown:
        read = self.days(row, key)
        found = self.cell(row, key)
        blank = found is None or self.reading(key).is_blank(plain(found))
        if read.day is None and not blank:
            self.note(row, key, found, "was kept without a date", "it cannot be read as a date")
        return UNKNOWN if read.day is None else read.day

    def _gone_by(
        self,
        row: SourceRow,
        gone: date | Unknown,
        first: date | Unknown,
        last: date | Unknown,
    ) -> date | None:
        bound = first if isinstance(last, Unknown) else last
        if isinstance(gone, Unknown):
            return None
        if isinstance(bound, Unknown) or gone > bound:
            return gone
        self.note(
            row, "gone_by", gone, "was left out", "it is not later than the last list that has it"
        )
        return None


def _web_address(text: str) -> str | None:
    return unwrapped(text) if text.casefold().startswith(("http://", "https://")) else None


def _codes(text: str) -> str | None:
    """Return codes as text with their zeros, also where a spreadsheet lost them."""
    codes = [code.strip().removesuffix(".0") for code in text.split(";") if code.strip()]
    restored = [code.zfill(5) if code.isdigit() and len(code) == 4 else code for code in codes]  # noqa: PLR2004
    return "; ".join(restored) or None


def _own_code(
    level: str | None, state: Jurisdiction | None, fips: str | None, geoid: str | None
) -> str | None:
    """Return the code of an agency's own government, as the table has it."""
    if level == AgencyLevel.STATE:
        return None if state is None else state.code
    if level == AgencyLevel.COUNTY and fips is not None and ";" not in fips:
        return fips
    is_place = geoid is not None and geoid.isdigit() and len(geoid) == 7  # noqa: PLR2004
    return geoid if level == AgencyLevel.MUNICIPAL and is_place else None
