"""One raw sheet of the issuer: each trap of the field's notes, one test each, named after it."""

import csv
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import made_files
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import SAMPLES, row, sheet, text

from detainerlib import UNKNOWN, DetainerError, catalog
from detainerlib.errors import UnknownIdError
from detainerlib.models import AgencyLevel, ListedAgreement, ListingStatus, MatchType, Repair
from detainerlib.readers import AgreementList, compare_287g, read_287g

REAL = sorted(SAMPLES.glob("*.xlsx"))


def only(agreements: AgreementList) -> ListedAgreement:
    """Give the one row there is."""
    (agreement,) = agreements
    return agreement


def done(agreements: AgreementList) -> list[str]:
    """Give what was done, in order."""
    return [fault.done for fault in agreements.faults]


class TestRealSheets:
    """Counts of the six sheets of May to July 2025 equal their profiles, which share no code."""

    @pytest.mark.parametrize(
        "path", REAL or [pytest.param(None, marks=pytest.mark.skip("no ../shared/samples/287g"))]
    )
    def test_counts_equal_the_issuers(self, path: Path) -> None:
        """Rows, models, days, agencies."""
        profile = made_files.profile_of(path)
        agreements = read_287g(path)
        models: dict[str, int] = {}
        for printed, count in profile["support"]:
            name = printed.strip("'").strip()
            models[name] = models.get(name, 0) + count
        by_id = {
            "Task Force Model": "task-force",
            "Warrant Service Officer": "warrant-service-officer",
            "Jail Enforcement Model": "jail-enforcement",
        }

        assert len(agreements) == profile["agreements"]
        assert agreements.counts("model").by_group() == {
            by_id[name]: n for name, n in models.items()
        }
        assert agreements.counts(unit="agencies").total == profile["agencies"]
        assert str(agreements.as_of) == path.name[:10]
        if "pending" in path.name:
            assert {row.status for row in agreements} == {ListingStatus.PENDING}
            return
        years: dict[int, int] = {}
        for agreement in agreements:
            assert isinstance(agreement.signed, date)
            years[agreement.signed.year] = years.get(agreement.signed.year, 0) + 1
        assert sum(years.values()) == profile["agreements"]
        assert {*years} <= {2019, 2020, 2025}
        assert sum(1 for agreement in agreements if agreement.document) >= profile["moa_link"]

    @pytest.mark.skipif(not REAL, reason="no ../shared/samples/287g")
    def test_by_day_as_the_cells_have_it(self) -> None:
        """Each readable day is that of the cell; read here by openpyxl alone."""
        path = REAL[-1]
        with closing(openpyxl.load_workbook(path, read_only=True)) as book:
            cells = [*book.worksheets[0].iter_rows(min_row=2, values_only=True)]
        expected: dict[tuple[str, date], int] = {}
        for row_cells in cells:
            if row_cells[0] and isinstance(row_cells[5], datetime) and row_cells[5].year < 2100:
                key = (str(row_cells[4]).strip(), row_cells[5].date())
                expected[key] = expected.get(key, 0) + 1
        names = {"task-force": "Task Force Model", "jail-enforcement": "Jail Enforcement Model",
                 "warrant-service-officer": "Warrant Service Officer"}  # fmt: skip
        read: dict[tuple[str, date], int] = {}
        for agreement in read_287g(path):
            assert isinstance(agreement.signed, date)
            key = (names[str(agreement.model)], agreement.signed)
            read[key] = read.get(key, 0) + 1

        # Three of its days are text or of the year 5025, and are read too.
        assert {key: n for key, n in read.items() if expected.get(key) != n} == {
            key: expected.get(key, 0) + extra
            for key, extra in {
                ("Task Force Model", date(2025, 5, 8)): 1,
                ("Warrant Service Officer", date(2025, 7, 7)): 2,
            }.items()
        }


class TestSheetTraps:
    """Each trap of the notes on the sheets."""

    def test_trailing_space_makes_no_fourth_model(self, tmp_path: Path) -> None:
        """A model with a blank behind it is the model, and is told."""
        agreements = read_287g(sheet(tmp_path, [row(model="Task Force Model "), row()]))

        assert agreements.counts("model").by_group() == {"task-force": 2}
        assert [(f.row, f.column, f.found) for f in agreements.faults.of("SUPPORT TYPE")] == [
            (2, "SUPPORT TYPE", "Task Force Model ")
        ]

    @pytest.mark.parametrize(
        ("printed", "models"),
        [
            ("Warrant Services Officer", ("warrant-service-officer",)),
            ("Warrant Service Office", ("warrant-service-officer",)),
            ("Task Force Officer", ("task-force",)),
            ("JAIL ENFORCEMENT", ("jail-enforcement",)),
            ("JEO", ("jail-enforcement",)),
            ("TFO", ("task-force",)),
            ("JAIL & TASK FORCE", ("jail-enforcement", "task-force")),
            ("JEO & TFO", ("jail-enforcement", "task-force")),
            ("Airborne Model", ()),
            (None, ()),
        ],
    )
    def test_variants_of_the_support_type(
        self, tmp_path: Path, printed: object, models: tuple[str, ...]
    ) -> None:
        """One spelling a model; a hybrid is two; what is none stays without one, and is told."""
        agreements = read_287g(sheet(tmp_path, [row(model=printed)]))

        assert only(agreements).models == models
        assert bool(models) != ("was kept without a model" in done(agreements))

    def test_blank_tail_rows_and_empty_header_cells(self, tmp_path: Path) -> None:
        """Headings A1:M1 of which six are empty, and 74 rows with nothing in them."""
        blank: list[list[object]] = [[None] * 13] * 74
        path = sheet(tmp_path, [row(), *blank], head=[*made_files.SHEET_HEAD, *[None] * 5])

        assert len(read_287g(path)) == 1

    def test_layout_without_county_and_addendum(self, tmp_path: Path) -> None:
        """Sheets of before mid-May 2025: the county is that in the agency's name."""
        head = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "SUPPORT TYPE", "SIGNED", "MOA")
        cells = ["TEXAS", "Travis County Sheriff's Office", "County", "Task Force Model",
                 datetime(2025, 3, 1), "link"]  # noqa: DTZ001  # fmt: skip
        agreement = only(read_287g(sheet(tmp_path, [cells], head=head)))

        assert (agreement.fips, agreement.jurisdiction) == ("48453", "48453")

    def test_table_of_before_2025_with_five_columns(self, tmp_path: Path) -> None:
        """As an archive of the page has it: another set of headings, and days as text."""
        path = text(
            tmp_path,
            [("state", "agency", "support", "signed", "link"),
             ("TEXAS", "Travis County Sheriff's Office", "Jail Enforcement", "6/1/2020", "link")],
            "archive.csv",
        )  # fmt: skip

        assert only(read_287g(path)).signed == date(2020, 6, 1)

    def test_pending_list_has_no_days(self, tmp_path: Path) -> None:
        """Five columns; its rows are pending, no agreements, and lack no signing day."""
        path = sheet(
            tmp_path,
            [row()[:5]],
            "pendingAgencies07182025pm.xlsx",
            head=made_files.SHEET_HEAD[:5],
        )
        agreements = read_287g(path)

        assert only(agreements).status is ListingStatus.PENDING
        assert (UNKNOWN, UNKNOWN) == (only(agreements).first_listed, only(agreements).last_listed)
        assert only(agreements).as_agreements() == ()
        assert done(agreements) == []

    def test_data_tab_of_later_books(self, tmp_path: Path) -> None:
        """The sheet with the headings is read, wherever it is."""
        path = sheet(tmp_path, [row()], title="Data")
        book = openpyxl.load_workbook(path)
        book.create_sheet("Notes", 0).append(["Read me"])
        book.save(path)

        assert len(read_287g(path)) == 1

    def test_two_sheets_with_a_list_have_to_be_told_apart(self, tmp_path: Path) -> None:
        """Neither is taken by its place."""
        path = sheet(tmp_path, [row()], title="Participating")
        book = openpyxl.load_workbook(path)
        other = book.create_sheet("Pending")
        for cells in (made_files.SHEET_HEAD, row(), row()):
            other.append([*cells])
        book.save(path)

        with pytest.raises(DetainerError, match="'Participating' and 'Pending' both have"):
            read_287g(path)
        assert len(read_287g(path, sheet="Pending")) == 2
        with pytest.raises(DetainerError, match="It has Participating, Pending"):
            read_287g(path, sheet="None")

    @pytest.mark.parametrize(
        ("printed", "day", "why"),
        [
            ("05/082025", date(2025, 5, 8), "a slash is missing"),
            ("7/72025", date(2025, 7, 7), "a slash is missing"),
            ("7/112025", date(2025, 7, 11), "a slash is missing"),
            ("13/402025", None, "cannot be read"),
            ("5/31/20026", date(2026, 5, 31), "five digits"),
            (datetime(2025, 7, 7, 9, 30), date(2025, 7, 7), "time of day"),  # noqa: DTZ001
            (45845, date(2025, 7, 7), "as Excel counts"),
            ("45845", date(2025, 7, 7), "as Excel counts"),
            ("July 7, 2025", date(2025, 7, 7), None),
            ("2025-07-07", date(2025, 7, 7), None),
            ("soon", None, "cannot be read"),
            ("7/7/25", date(2025, 7, 7), "two digits"),
            ("7-Jul-25", date(2025, 7, 7), "two digits"),
            ("12MAR08", date(2008, 3, 12), "two digits"),
            ("July 7, 25", date(2025, 7, 7), "two digits"),
            ("07-Jul-2025", date(2025, 7, 7), None),
            ("7/7/2025 12:00:00 AM", date(2025, 7, 7), None),
            ("7/7/2025 3:10 PM", date(2025, 7, 7), "time of day"),
            ("7//7/ 2025*", date(2025, 7, 7), None),
            (20250707, date(2025, 7, 7), None),
            ("05082025", date(2025, 5, 8), "a slash is missing"),
            ("0508/2025", date(2025, 5, 8), "a slash is missing"),
            ("1112025", None, "cannot be read"),
            ("12/2025", None, "cannot be read"),
            ("07.18.2025", date(2025, 7, 18), "dots for slashes"),
            ("05.07.2025", None, "cannot be read"),
            ("6/17/2025 & 6/20/2025", None, "cannot be read"),
            ("1/1/1900", None, "section 287(g) is of September 30, 1996"),
            (None, None, "blank"),
        ],
    )
    def test_signing_days_of_every_kind(
        self, tmp_path: Path, printed: object, day: date | None, why: str | None
    ) -> None:
        """None is dropped silently, and none is guessed."""
        path = sheet(
            tmp_path, [row(signed=printed)], "participatingAgencies06012026pm.xlsx",
            modified=datetime(2026, 6, 1),  # noqa: DTZ001
        )  # fmt: skip
        agreements = read_287g(path)

        assert only(agreements).signed == (UNKNOWN if day is None else day)
        faults = agreements.faults.of("SIGNED")
        assert ([] if why is None else [True]) == [str(why) in fault.reason for fault in faults]

    def test_year_5025_is_repaired_where_it_is_known(self, tmp_path: Path) -> None:
        """A datum with its evidence; elsewhere no agreement of the year 5025 comes about."""
        far = datetime(5025, 7, 7)  # noqa: DTZ001
        known = row("Grundy County Sheriff's Office", state="TENNESSEE", county="Grundy County",
                    signed=far)  # fmt: skip
        agreements = read_287g(sheet(tmp_path, [known, row(signed=far), row()]))

        assert [a.signed for a in agreements] == [date(2025, 7, 7), UNKNOWN, date(2025, 4, 1)]
        assert [(f.found, f.done) for f in agreements.faults.of("SIGNED")] == [
            ("5025-07-07", "is read as 2025-07-07"),
            ("5025-07-07", "was kept without a date"),
        ]
        assert agreements.day.newest_signing == date(2025, 4, 1)

    @pytest.mark.parametrize("printed", ["#N/A", "#NA", "N/A", None, "  "])
    def test_county_that_stands_for_nothing(self, tmp_path: Path, printed: object) -> None:
        """It is missing, and no county of that name is looked for."""
        path = sheet(tmp_path, [row("Tampa Police Department", state="FLORIDA",
                                    kind="Municipality", county=printed)])  # fmt: skip
        agreement = only(read_287g(path))

        assert (agreement.county, agreement.fips) == (None, None)
        assert agreement.jurisdiction == "1271000"

    @pytest.mark.parametrize(
        ("state", "printed", "fips", "match"),
        [
            ("LOUISIANA", "Bossier Parish", "22015", MatchType.EXACT),
            ("LOUISIANA", "Bossier County ", "22015", MatchType.FOLDED),
            ("FLORIDA", "Saint Johns County", "12109", MatchType.FOLDED),
            ("ALABAMA", "DeKalb", "01049", MatchType.FOLDED),
            ("ARKANSAS", "Pop County", "05115", MatchType.REPAIRED),
            ("LOUISIANA", "German Coast County", "22089", MatchType.REPAIRED),
            ("TEXAS", "Travvis County", None, MatchType.NONE),
        ],
    )
    def test_county_misspelled(
        self, tmp_path: Path, state: str, printed: str, fips: str | None, match: MatchType
    ) -> None:
        """Exact, then folded, then a repair on file; else candidates, and never a guess."""
        agency = "Office of the Example"
        agreements = read_287g(sheet(tmp_path, [row(agency, state=state, county=printed)]))
        agreement = only(agreements)

        assert (agreement.fips, agreement.match) == (fips, match)
        if fips is None:
            assert agreement.candidates[0] == "Travis County, Texas (48453)"
            assert "was not matched" in done(agreements)
        if match is MatchType.REPAIRED:
            assert any(fault.found == printed for fault in agreements.faults.of("COUNTY"))

    def test_county_that_the_agencys_name_contradicts(self, tmp_path: Path) -> None:
        """Macon County printed beside the Madison County Sheriff's Office: neither is taken."""
        path = sheet(tmp_path, [row("Madison County Sheriff's Office", state="TENNESSEE",
                                    county="Macon County")])  # fmt: skip
        agreement = only(read_287g(path))

        assert (agreement.fips, agreement.jurisdiction) == (None, None)
        assert agreement.candidates == (
            "Macon County, Tennessee (47111)",
            "Madison County, Tennessee (47113)",
        )

    def test_state_misspelled_once_does_not_add_a_state(self, tmp_path: Path) -> None:
        """A slip of a letter is read; what is no state stays without one, with candidates."""
        rows = [row(state="TEXXAS"), row(state="TEXAS "), row(state="CAROLINA")]
        agreements = read_287g(sheet(tmp_path, rows))

        assert [agreement.state for agreement in agreements] == ["Texas", "Texas", None]
        assert done(agreements)[0] == "is read as Texas"
        assert agreements.counts("state").by_group() == {"Texas": 2, None: 1}

    def test_both_apostrophes_are_one_agency(self, tmp_path: Path) -> None:
        """Five sheriffs of Texas stand under two spellings on one list."""
        names = ["Calhoun County Sheriff's Office", "Calhoun County Sheriff\u2019s Office",
                 " Calhoun County  Sheriff's\u00a0Office "]  # fmt: skip
        rows = [row(name, county="Calhoun County", model=model) for name, model in zip(
            names, ("Task Force Model", "Warrant Service Officer", "Jail Enforcement Model"),
            strict=True)]  # fmt: skip
        agreements = read_287g(sheet(tmp_path, rows))

        assert agreements.counts(unit="agencies").total == 1
        assert agreements.counts(unit="agency and model").total == 3
        assert {agreement.agency for agreement in agreements} == {"Calhoun County Sheriff's Office"}
        assert done(agreements).count("spaces and punctuation were normalized") == 2

    def test_names_that_differ_by_few_letters_stay_apart(self, tmp_path: Path) -> None:
        """Lee, Leon, Levy and Lake are four counties of Florida."""
        rows = [row(f"{name} County Sheriff's Office", state="FLORIDA", county=f"{name} County")
                for name in ("Lee", "Leon", "Levy", "Lake")]  # fmt: skip
        agreements = read_287g(sheet(tmp_path, rows))

        assert agreements.counts(unit="agencies").total == 4
        assert len({agreement.fips for agreement in agreements}) == 4

    def test_type_that_is_wrong(self, tmp_path: Path) -> None:
        """A state's police printed as a municipality's is the state's, and is told."""
        path = sheet(tmp_path, [row("Arkansas State Police Department", state="ARKANSAS",
                                    kind="Municipality", county="Pulaski County")])  # fmt: skip
        agreements = read_287g(path)
        agreement = only(agreements)

        assert (agreement.level, agreement.jurisdiction) == (AgencyLevel.STATE, "US-AR")
        assert agreements.faults.of("TYPE")[0].found == "Municipality"
        assert agreements.counts(unit="counties").total == 0

    @pytest.mark.parametrize(
        ("agency", "kind", "level"),
        [
            ("University of Example Police Department", "State Agency", AgencyLevel.CAMPUS),
            ("Example Airport Police Department", "Municipality", AgencyLevel.PORT),
            ("Example Regional Police Department", "Municipality", AgencyLevel.REGIONAL),
            ("Travis County Sheriff's Office", None, None),
            ("Travis County Sheriff's Office", "Galaxy", None),
        ],
    )
    def test_level_that_the_name_tells(
        self, tmp_path: Path, agency: str, kind: object, level: AgencyLevel | None
    ) -> None:
        """Campus, port and region are no county and no city; a blank type is left open."""
        agreement = only(read_287g(sheet(tmp_path, [row(agency, kind=kind, county="#N/A")])))

        assert agreement.level == level
        assert agreement.jurisdiction is None

    def test_links_are_on_cells_and_wrapped_by_a_mail_scanner(self, tmp_path: Path) -> None:
        """The text is "link"; the address is the cell's, without the scanner's wrapping."""
        wrapped = (
            "https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.ice.gov%2Fa.pdf"
            "&data=05%7C02&reserved=0"
        )
        rows = [row(moa="link"), row(moa="link "), row(moa="link pending"),
                row(moa="https://www.ice.gov/c.pdf")]  # fmt: skip
        links = {(2, 7): wrapped, (3, 7): "https://www.ice.gov/b.pdf"}
        agreements = read_287g(sheet(tmp_path, rows, links=links))

        assert [agreement.document for agreement in agreements] == [
            "https://www.ice.gov/a.pdf",
            "https://www.ice.gov/b.pdf",
            None,
            "https://www.ice.gov/c.pdf",
        ]

    def test_row_printed_twice_stays_and_is_told(self, tmp_path: Path) -> None:
        """The issuer counts both."""
        agreements = read_287g(sheet(tmp_path, [row(), row()]))

        assert agreements.counts().total == 2
        assert agreements.counts(unit="agency and model").total == 1
        assert done(agreements) == ["was kept, and counts"]


class TestDayOfTheList:
    """File names lie: what they say, what the rows say, what the caller says."""

    @pytest.mark.parametrize(
        ("name", "day"),
        [
            ("participatingAgencies05162025am.xlsx", date(2025, 5, 16)),
            ("pendingAgencies07112025am_b.xlsx", date(2025, 7, 11)),
            ("287gParticipatingAgencies051625pm.xlsx", date(2025, 5, 16)),
            ("participatingAgencies_20250516.xlsx", date(2025, 5, 16)),
            ("participatingAgencies-20250418123456.xlsx", date(2025, 4, 18)),
            ("participatingAgencies060920263pm.xlsx", date(2026, 6, 9)),
            ("participatingAgencies04212026am 12.15.07 AM.xlsx", date(2026, 4, 21)),
            ("287gParticipatingAgencies091526.xlsx", date(2026, 9, 15)),
            ("20260916_151637 ParticipatingAgency091526am.xlsx", date(2026, 9, 15)),
            ("Participating Agencies 7-18-2025.xlsx", date(2025, 7, 18)),
            ("Participating Agencies 7.18.25.xlsx", date(2025, 7, 18)),
            ("287g_July_18_2025.xlsx", date(2025, 7, 18)),
        ],
    )
    def test_by_the_name(self, tmp_path: Path, name: str, day: date) -> None:
        """Every pattern met."""
        path = sheet(tmp_path, [row(signed=datetime(2025, 1, 2))], name, modified=None)  # noqa: DTZ001

        assert read_287g(path).as_of == day

    def test_name_with_an_impossible_year(self, tmp_path: Path) -> None:
        """A year 3025 is no day: the workbook's is taken, with a flag."""
        day = read_287g(sheet(tmp_path, [row()], "participatingAgencies07183025am.xlsx")).day

        assert day.day == date(2025, 7, 18)
        assert day.flags == ("the digits in the file's name are no day that can be",)

    def test_name_dated_a_year_early(self, tmp_path: Path) -> None:
        """01062025 on a list with signings of December 2025 is January 2026, with a flag."""
        rows = [row(signed=datetime(2025, 12, day)) for day in (1, 2, 3)]  # noqa: DTZ001
        path = sheet(tmp_path, rows, "participatingAgencies01062025.xlsx", modified=None)
        # No year follows from rows of the same year.
        assert read_287g(path).as_of == date(2025, 1, 6)
        assert "3 rows signed later, up to December 3, 2025" in read_287g(path).day.flags

        rows = [row(signed=datetime(2026, 1, day)) for day in (2, 3, 4)]  # noqa: DTZ001
        path = sheet(tmp_path, rows, "participatingAgencies01062025.xlsx", modified=None)
        day = read_287g(path).day
        assert day.day == date(2026, 1, 6)
        assert "a year before the newest signings" in day.flags[0]

    def test_argument_wins_and_disagreement_is_flagged(self, tmp_path: Path) -> None:
        """The name and the workbook are told."""
        path = sheet(tmp_path, [row()], "participatingAgencies05162025am.xlsx")
        day = read_287g(path, as_of=date(2025, 7, 1)).day

        assert (day.day, day.basis) == (date(2025, 7, 1), "the argument")
        assert day.flags == (
            "the file's name says May 16, 2025",
            "the workbook was saved July 18, 2025",
        )

    def test_by_the_workbook_then_by_its_rows_then_unknown(self, tmp_path: Path) -> None:
        """Each says what it rests on."""
        assert read_287g(sheet(tmp_path, [row()], "list.xlsx")).day.basis == (
            "the day the workbook was saved"
        )
        path = text(tmp_path, [made_files.SHEET_HEAD, row(signed="4/1/2025")], "list.csv")
        assert "its newest signing" in read_287g(path).day.basis
        path = text(tmp_path, [made_files.SHEET_HEAD, row(signed="")], "blank.csv")
        assert read_287g(path).as_of is UNKNOWN

    def test_one_row_signed_long_after_the_list_has_no_day(self, tmp_path: Path) -> None:
        """A slip of a single row; a few days late is kept, and told."""
        rows = [row(signed=datetime(2025, 9, 30)), row(signed=datetime(2025, 7, 21)), row()]  # noqa: DTZ001
        agreements = read_287g(sheet(tmp_path, rows))

        assert [a.signed for a in agreements] == [UNKNOWN, date(2025, 7, 21), date(2025, 4, 1)]
        assert done(agreements)[:2] == ["was kept without a date", "was kept as printed"]


class TestRepairs:
    """Repairs are data; a caller's own come first, and none is made where the error is not."""

    def test_of_ones_own(self, tmp_path: Path) -> None:
        """Any column; the evidence is in the fault."""
        mine = [
            Repair(id="a", column="agency", printed="Exampel Police", repaired="Tampa Police",
                   state="US-FL", reason="A slip."),
            Repair(id="b", column="county", printed="Nowhere", reason="No such county."),
            Repair(id="c", column="signed", printed="soon", repaired="2025-05-05", reason="Law."),
        ]  # fmt: skip
        path = sheet(tmp_path, [row("Exampel Police", state="FLORIDA", kind="Municipality",
                                    county="Nowhere", signed="soon")])  # fmt: skip
        agreement = only(agreements := read_287g(path, repairs=mine))

        assert (agreement.agency, agreement.county) == ("Tampa Police", None)
        assert (agreement.signed, agreement.jurisdiction) == (date(2025, 5, 5), "1271000")
        assert [fault.reason for fault in agreements.faults] == [
            "A slip.", "Law.", "No such county.",
        ]  # fmt: skip

    def test_not_made_when_not_wanted(self, tmp_path: Path) -> None:
        """The sheet as printed."""
        path = sheet(tmp_path, [row("X", state="ARKANSAS", county="Pop County")])

        assert only(read_287g(path, repair=False)).fips is None
        assert only(read_287g(path)).fips == "05115"

    def test_what_is_no_repair_is_refused(self, tmp_path: Path) -> None:
        """With what was expected."""
        with pytest.raises(DetainerError, match="repairs: got 'x', expected a Repair"):
            read_287g(sheet(tmp_path, [row()]), repairs=["x"])  # type: ignore[list-item]


class TestCountsAndFrames:
    """Counts name their unit, and frames have one schema."""

    def test_a_unit_given_as_a_column_is_told_how(self, tmp_path: Path) -> None:
        """And a column that is none."""
        agreements = read_287g(sheet(tmp_path, [row()]))

        with pytest.raises(UnknownIdError, match=r"Write unit='agencies'\."):
            agreements.counts("agencies")
        with pytest.raises(UnknownIdError, match="one of agreements, agencies"):
            agreements.counts(unit="sheep")
        assert str(agreements.counts(["state", "model"])) == (
            "agreements by state, model\nTexas, task-force: 1"
        )

    def test_records(self, tmp_path: Path) -> None:
        """With no library of frames: a list of dicts, of lists, counts, faults and changes."""
        agreements = read_287g(sheet(tmp_path, [row(signed="5/32/2025")], "a.xlsx"))

        (record,) = agreements.to_frame("records")
        assert ("US-TX", None) == (catalog.jurisdiction(record["state"]).code, record["signed"])
        assert [{"state": "Texas", "agreements": 1}] == agreements.counts("state").to_frame(
            "records"
        )
        assert 1 <= len(agreements.faults.to_frame("records"))
        assert [] == compare_287g(agreements, agreements).to_frame("records")

    @pytest.mark.parametrize("backend", ["pandas", "pyarrow"])
    def test_frames_say_what_they_were_made_with(self, tmp_path: Path, backend: str) -> None:
        """Those of polars have no place for it."""
        pytest.importorskip(backend)
        agreements = read_287g(sheet(tmp_path, [row(signed="5/32/2025")], "a.xlsx"))
        for result in (
            agreements,
            agreements.counts("state"),
            agreements.faults,
            compare_287g(agreements, agreements),
        ):
            frame = result.to_frame(backend)
            said = frame.attrs if backend == "pandas" else frame.schema.metadata

            assert str(catalog.made_with()) in map(_as_text, said.values())

    @pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
    def test_one_schema_whatever_the_rows(self, tmp_path: Path, backend: str) -> None:
        """Types of an empty list are those of a full one."""
        pytest.importorskip(backend)
        full = read_287g(sheet(tmp_path, [row()], "a.xlsx")).to_frame(backend)
        bare = read_287g(sheet(tmp_path, [row(None, signed=None, county=None)], "b.xlsx"))  # type: ignore[arg-type]
        none = bare.to_frame(backend)

        named = "dtypes" if backend == "pandas" else "schema"
        types = [getattr(frame, named) for frame in (full, none)]
        if backend == "pyarrow":
            types = [schema.remove_metadata() for schema in types]
        assert str(types[0]) == str(types[1])
        assert len(full) == len(none) == 1

    def test_what_it_prints(self, tmp_path: Path) -> None:
        """One line; the answer; a table."""
        agreements = read_287g(sheet(tmp_path, [row()]))

        assert len(repr(agreements)) < 120
        assert str(agreements).endswith("1 agreements; 0 faults")
        assert "<table>" in agreements._repr_html_()
        assert "<table>" in agreements.faults._repr_html_()
        assert "<table>" in agreements.counts("state")._repr_html_()


cells = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30),
    st.sampled_from(["TEXAS", "#N/A", "Task Force Model", "05/082025", "County", "7/7/2025"]),
    st.integers(-10, 100_000),
)


@given(st.lists(st.tuples(*[cells] * 6), max_size=12))
def test_rows_in_are_rows_out(tmp_path_factory: pytest.TempPathFactory, rows: Any) -> None:
    """Whatever is in the cells: each row gives an agreement, or a fault that says it is none."""
    folder = tmp_path_factory.mktemp("sheet")
    path = text(folder, [made_files.SHEET_HEAD[:6], *rows], "list.csv")
    with path.open(encoding="utf-8", newline="") as file:
        expected = [
            number
            for number, cells_read in enumerate(csv.reader(file), start=1)
            if number > 1 and any(cell.strip() for cell in cells_read)
        ]

    agreements = read_287g(path)

    left_out = [fault.row or 0 for fault in agreements.faults if "no row of the list" in fault.done]
    assert sorted([*(agreement.row for agreement in agreements), *left_out]) == expected
    assert agreements.counts().total == len(expected) - len(left_out)
    assert all(fault.row in expected for fault in agreements.faults if fault.row)


def _as_text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
