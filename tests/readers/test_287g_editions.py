"""Sheets of the issuer in editions to come: each way in which they may differ, one test each."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made_files import SHEET_HEAD, row, sheet, text

from detainerlib import UNKNOWN, DetainerError
from detainerlib.errors import ColumnError, UnknownIdError
from detainerlib.models import AgencyLevel, ListingStatus
from detainerlib.readers import match_place, read_287g
from detainerlib.readers.agencies import match_state

SIGNED = datetime(2025, 4, 1)  # noqa: DTZ001 (Excel has no zones)


def told(path: Path, **how: Any) -> list[str]:
    """Give all that is wrong with a list, a line each."""
    return [str(fault) for fault in read_287g(path, **how).faults]


class TestRowsThatAreNone:
    """What stands between or under the agreements is counted as none, and is told."""

    @pytest.mark.parametrize(
        "cells",
        [
            ["Total: 832"],
            ["Total", 832],
            ["TEXAS", "Total", None, None, 91],
            [None, None, None, None, "Grand total", 832],
            [None, "Total", None, None, "Task Force Model", 415],
            [None, None, None, None, "Task Force Model", 415],
            ["Texas", 125],
            ["TEXAS", "12 agencies"],
            ["Updated 7/18/2025"],
            [None, "* The agency signed an addendum"],
            ["TEXAS"],
        ],
    )
    def test_totals_notes_and_headings_of_states(self, tmp_path: Path, cells: list[Any]) -> None:
        """Counts stay those of the issuer."""
        agreements = read_287g(sheet(tmp_path, [row(), cells, row("Example County Jail")]))

        assert len(agreements) == 2
        (fault,) = agreements.faults
        assert (fault.row, fault.reason) == (3, "it is a total or a note")
        assert fault.found == " | ".join(str(cell) for cell in cells if cell is not None)

    def test_agency_that_is_called_as_totals_are(self, tmp_path: Path) -> None:
        """It has all that an agreement has; one with a number in front has a model, too."""
        names = ["Total Valley County Sheriff", "1st Example District Police"]

        assert [row.agency for row in read_287g(sheet(tmp_path, map(row, names)))] == names

    def test_headings_once_more(self, tmp_path: Path) -> None:
        """As sheets put one under the other have them."""
        agreements = read_287g(sheet(tmp_path, [row(), SHEET_HEAD, row("Example County Jail")]))

        assert [agreement.row for agreement in agreements] == [2, 4]
        assert [fault.reason for fault in agreements.faults] == ["it repeats the headings"]

    def test_row_that_lacks_one_thing_stays(self, tmp_path: Path) -> None:
        """Its agency, its state or its model."""
        rows = [row(""), row(state=None), row(model=None), ["TEXAS", "Travis County Sheriff"]]

        assert len(read_287g(sheet(tmp_path, rows))) == len(rows)


class TestHeadings:
    """Titles above them, other words and other orders."""

    def test_title_above_and_a_blank_column_before(self, tmp_path: Path) -> None:
        """The heading row is the one with the most headings that are known."""
        rows = [[], [None, *(heading.title() for heading in SHEET_HEAD)], [None, *row()]]
        path = sheet(tmp_path, rows, head=["287(g) Participating Agencies as of July 18, 2025"])

        assert [agreement.row for agreement in read_287g(path)] == [4]

    @pytest.mark.parametrize(
        "head",
        [
            ("State", "Agency Name", "Agency Type", "County", "Model", "Date Signed", "MOA Link"),
            ("STATE", "LAW ENFORCEMENT\nAGENCY", "TYPE", "COUNTY", "SUPPORT\nTYPE", "SIGNED", ""),
            ("ST", "LEA", "TYPE", "COUNTY/PARISH", "287(g) Model", "SIGNED DATE", "MOA"),
            ("State*", "Law Enforcement Agency (LEA)", "TYPE", "COUNTY", "Support  Type", "SIGNED"),
            ("State Name", "Participating Agency", "TYPE", "COUNTY", "Type of MOA", "Date of MOA"),
        ],
    )  # fmt: skip
    def test_other_words(self, tmp_path: Path, head: tuple[str, ...]) -> None:
        """Case, line breaks and marks do not matter."""
        agreements = read_287g(sheet(tmp_path, [row()[:6]], head=head))

        (agreement,) = agreements
        assert (agreement.models, agreement.fips, agreement.signed) == (
            ("task-force",), "48453", SIGNED.date(),
        )  # fmt: skip
        assert not len(agreements.faults)

    def test_columns_in_another_order(self, tmp_path: Path) -> None:
        """By their headings, not by their places."""
        path = sheet(tmp_path, [row()[::-1]], head=SHEET_HEAD[::-1])

        assert read_287g(path).agreements[0].signed == SIGNED.date()

    def test_column_that_is_not_read_is_told(self, tmp_path: Path) -> None:
        """A new heading of the signing days loses them, but not silently."""
        head = (*SHEET_HEAD[:5], "EXECUTED")
        path = sheet(tmp_path, [row()[:6]], "participatingAgencies07182025pm.xlsx", head=head)

        assert told(path) == [
            "file, EXECUTED: was not read; no column of such a list has that heading",
            "file: every agreement was kept without a day; no column is one of signing days",
        ]

    def test_headings_of_the_callers_own(self, tmp_path: Path) -> None:
        """They come before those on file: TYPE once was the model."""
        head = ("STATE", "MOA NAME", "TYPE", "EXECUTED")
        path = sheet(tmp_path, [["TX", "Travis County Sheriff", "JEO & TFO", SIGNED]], head=head)

        with pytest.raises(DetainerError, match="or give columns="):
            read_287g(path)
        (agreement,) = read_287g(path, columns={"model": "TYPE", "signed": "EXECUTED"})
        assert agreement.models == ("jail-enforcement", "task-force")
        assert agreement.signed == SIGNED.date()
        with pytest.raises(UnknownIdError, match="columns: got 'models'"):
            read_287g(path, columns={"models": "TYPE"})
        with pytest.raises((ColumnError, DetainerError), match="a heading row with"):
            read_287g(path, columns={"model": "KIND"})


class TestSheets:
    """Several in a workbook, and cells of theirs."""

    def test_hidden_sheet_is_told_and_not_read(self, tmp_path: Path) -> None:
        """Unless it is named, or is the only one."""
        path = sheet(tmp_path, [row()])
        book = openpyxl.load_workbook(path)
        hidden = book.create_sheet("old", 0)
        for cells in (SHEET_HEAD, row("B Police Department"), row("C Police Department")):
            hidden.append([*cells])
        hidden.sheet_state = "hidden"
        book.save(path)

        assert len(read_287g(path, sheet="old")) == 2
        assert len(read_287g(path)) == 1
        assert "file: 'old': was not read; the sheet is hidden" in told(path)

    def test_sheet_named_data_beside_others(self, tmp_path: Path) -> None:
        """Later workbooks have the list in "Data", and other sheets for their own use."""
        path = sheet(tmp_path, [row()], title="Data")
        book = openpyxl.load_workbook(path)
        for title in ("Pivot", "By state"):
            other = book.create_sheet(title, 0)
            for cells in (SHEET_HEAD, row("B Police Department")):
                other.append([*cells])
        book.save(path)

        assert read_287g(path).agreements[0].agency == "Example County Sheriff's Office"
        assert "file: 'Pivot': was not read; 'Data' has the list; name a sheet for another" in (
            told(path)
        )

    def test_cells_merged_downward(self, tmp_path: Path) -> None:
        """A state that is printed once for several rows is the state of each."""
        path = sheet(tmp_path, [row(f"{letter} Police Department") for letter in "ABC"])
        book = openpyxl.load_workbook(path)
        worksheet = book["Sheet1"]
        worksheet.append(row("D Police Department", state="FLORIDA"))
        for cell in ("A3", "A4"):
            worksheet[cell] = None
        worksheet.merge_cells("A2:A4")
        book.save(path)

        agreements = read_287g(path)
        states = [agreement.state for agreement in agreements]
        assert states == ["Texas", "Texas", "Texas", "Florida"]
        assert [fault.row for fault in agreements.faults if "merged" in fault.reason] == [3, 4]

    @pytest.mark.parametrize(
        ("name", "head", "pending"),
        [
            ("pendingAgencies07182025pm.xlsx", SHEET_HEAD, True),
            ("list.xlsx", SHEET_HEAD[:5], True),
            ("participatingAgencies07182025pm.xlsx", SHEET_HEAD[:5], False),
            ("list.xlsx", SHEET_HEAD, False),
        ],
    )
    def test_pending_list_under_any_name(
        self, tmp_path: Path, name: str, head: tuple[str, ...], *, pending: bool
    ) -> None:
        """It is told by its name, or as it has neither signing days nor agreements."""
        (agreement,) = read_287g(sheet(tmp_path, [row(signed=None)[: len(head)]], name, head=head))

        assert (agreement.status is ListingStatus.PENDING) is pending
        assert agreement.signed is UNKNOWN


class TestValues:
    """Other spellings of models, states and types."""

    @pytest.mark.parametrize(
        ("printed", "models"),
        [
            ("Task Force Model (TFM)", ("task-force",)),
            ("Task-Force Model*", ("task-force",)),
            (f"Task{chr(0x200B)} Force Model", ("task-force",)),
            ("Jail Enforcement Program", ("jail-enforcement",)),
            ("Warrant Service Officer (WSO) Program", ("warrant-service-officer",)),
            ("Warrent Service Officer", ("warrant-service-officer",)),
            ("JEM/WSO", ("jail-enforcement", "warrant-service-officer")),
            ("Task Force Model, Jail Enforcement Model", ("jail-enforcement", "task-force")),
            ("Highway Patrol", ()),
            ("Enforcement", ()),
        ],
    )
    def test_models(self, tmp_path: Path, printed: str, models: tuple[str, ...]) -> None:
        """Read by the words in them, and told."""
        agreements = read_287g(sheet(tmp_path, [row(model=printed)]))

        assert agreements.agreements[0].models == models
        assert len(agreements.faults) == 1

    @pytest.mark.parametrize(
        ("printed", "name"),
        [
            ("TX", "Texas"),
            ("Tex.", "Texas"),
            ("TEXAS*", "Texas"),
            ("TEXASS", "Texas"),
            ("N. Carolina", "North Carolina"),
            ("CNMI", "Northern Mariana Islands"),
            ("Commonwealth of the Northern Mariana Islands", "Northern Mariana Islands"),
            ("U.S. VIRGIN ISLANDS", "United States Virgin Islands"),
            ("WASHINGTON, D.C.", "District of Columbia"),
            ("Kansas City", None),
            ("Virginia Beach", None),
            ("Mexico", None),
            ("Carolina", None),
        ],
    )
    def test_states(self, printed: str, name: str | None) -> None:
        """A name that has a state's in it is no slip of a letter."""
        place = match_state(printed).place

        assert (None if place is None else place.name) == name

    @pytest.mark.parametrize(
        ("printed", "level"),
        [
            ("County Agency", AgencyLevel.COUNTY),
            ("Parish", AgencyLevel.COUNTY),
            ("Town", AgencyLevel.MUNICIPAL),
            ("Territory", AgencyLevel.STATE),
            ("University", AgencyLevel.CAMPUS),
            ("Tribe", None),
        ],
    )
    def test_types(self, tmp_path: Path, printed: str, level: AgencyLevel | None) -> None:
        """What is no level is left out and told."""
        path = sheet(tmp_path, [row("Somewhere Patrol", kind=printed)])

        assert read_287g(path).agreements[0].level is level


class TestPlaces:
    """Candidates are those that are near by their own names."""

    def test_what_all_counties_are_called_makes_none_near(self) -> None:
        """Flagere County is near Flagler, not near Lee and Lake."""
        assert [place.name for place in match_place("Flagere County", "FL").candidates] == [
            "Flagler County, Florida"
        ]
        assert match_place("County", "TX").candidates == ()
        assert [place.name for place in match_place("Trvis", "TX").candidates] == [
            "Travis County, Texas"
        ]

    @pytest.mark.parametrize(
        ("agency", "code", "candidates"),
        [
            ("City of Houston Police Department", "4835000", ()),
            ("Houston Police Department", "4835000", ()),
            ("Town of Houston Police Department", None, ("Houston, Texas (4835000)",)),
            ("City of Nowhere Police Department", None, ()),
        ],
    )
    def test_city_of(
        self, tmp_path: Path, agency: str, code: str | None, candidates: tuple[str, ...]
    ) -> None:
        """A town of that name is another government."""
        path = sheet(tmp_path, [row(agency, kind="Municipality", county=None)])
        (agreement,) = read_287g(path)

        assert (agreement.jurisdiction, agreement.candidates) == (code, candidates)

    @pytest.mark.parametrize("name", ["Travis County, TX", "Travis, Texas", "TRAVIS CO., TEX"])
    def test_state_behind_the_county(self, name: str) -> None:
        """It is the state that is searched, or the name is none."""
        found = match_place(name, "TX").place
        assert found is not None
        assert "48453" == found.code
        assert match_place("Travis County, OK", "TX").place is None


def test_text_that_ends_lines_as_it_likes(tmp_path: Path) -> None:
    """A line break within quotes is one of the cell."""
    path = text(tmp_path, [SHEET_HEAD, row("Example County\nSheriff\u2019s Office")], "list.csv")

    assert read_287g(path).agreements[0].agency == "Example County Sheriff's Office"
