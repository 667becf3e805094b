"""Tables of detainers in files to come: their rows, sheets, encodings, times, and their faults."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from made_files import text, values

from detainerlib.readers import read_detainers

pl = pytest.importorskip("polars")
openpyxl = pytest.importorskip("openpyxl")
ENGINES = ("polars", "duckdb")
A = "I247A - Immigration Detainer - Notice of Action (as of May 2025)"
HEAD = ("Detainer Prepare Date", "Detainer Type", "Detainer Lift Reason", "Facility State")
ROW = ("2025-06-02", A, "Case Closed", "TEXAS")


@pytest.fixture(autouse=True, params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Run each test on both engines."""
    pytest.importorskip(request.param)
    pytest.importorskip("pyarrow")
    return str(request.param)


class TestFaults:
    """Each has its row, its column, the value as found, what was done, and why."""

    def test_of_a_text(self, tmp_path: Path, engine: str) -> None:
        """Under a preamble; the first row of each spelling, and how many have it."""
        bad = ("06/14/0002 03:10 PM", "I200", "(b)(6), (b)(7)(c)", "(b)(6)")
        rows = [("note",), ("",), HEAD, ROW, bad, bad, ("2025-06-02", A, "Moved", "TEXAS")]
        table = read_detainers(text(tmp_path, rows, "detainers.csv"), backend=engine)

        faults = {fault.column: fault for fault in table.faults if fault.found != "Moved"}
        assert {(fault.row, fault.count) for fault in faults.values()} == {(5, 2)}
        assert {name: fault.found for name, fault in faults.items()} == dict(
            zip(HEAD, bad, strict=True)
        )
        (moved,) = (fault for fault in table.faults if fault.found == "Moved")
        assert str(moved) == (
            "row 7, Detainer Lift Reason: 'Moved': was kept as it is; unrecognized lift reason; it "
            "has no outcome"
        )
        assert str(faults[HEAD[0]]).startswith("from row 5 on, Detainer Prepare Date: '06/14/0002")

    def test_of_a_parquet_file_in_groups(self, tmp_path: Path, engine: str) -> None:
        """The row is that of the file, whatever the engine reads first."""
        rows = [*[ROW] * 50_000, ("soon", *ROW[1:])]
        path = tmp_path / "detainers.parquet"
        pl.DataFrame(rows, schema=[*HEAD], orient="row").write_parquet(path, row_group_size=1_000)

        (fault,) = read_detainers(path, backend=engine).faults
        assert (fault.row, fault.found) == (50_002, "soon")

    def test_many_spellings_of_one_error(self, tmp_path: Path, engine: str) -> None:
        """A hundred singly, the others together: none is lost."""
        rows = [HEAD, *((f"day {number}", *ROW[1:]) for number in range(250))]
        faults = read_detainers(text(tmp_path, rows, "detainers.csv"), backend=engine).faults

        assert faults.total == 250
        assert len(faults) == 101
        assert (faults.faults[-1].row, faults.faults[-1].found) == (102, "(150 more spellings)")

    def test_of_a_workbook_with_several_sheets(self, tmp_path: Path, engine: str) -> None:
        """The sheet is named; a hidden one is not read, and told."""
        book = openpyxl.Workbook()
        book.active.append(["Read me"])
        for title in ("old", "FY2024", "FY2025"):
            worksheet = book.create_sheet(title)
            for cells in (["note"], HEAD, ROW, ("soon", *ROW[1:])):
                worksheet.append([*cells])
        book["old"].sheet_state = "hidden"
        path = tmp_path / "detainers.xlsx"
        book.save(path)
        table = read_detainers(path, backend=engine)

        assert len(values(table, "prepared")) == 4
        assert [(fault.sheet, fault.row) for fault in table.faults] == [
            (None, None),
            ("FY2024", 4),
        ]
        assert "'old': was not read; the sheet is hidden" in str(table.faults.faults[0])
        assert table.faults.faults[1].count == 2
        assert table.faults.to_frame("records")[1]["sheet"] == "FY2024"


class TestFiles:
    """What an engine alone would lose, or would not read."""

    def test_column_that_only_a_later_sheet_has(self, tmp_path: Path, engine: str) -> None:
        """Its cells are read, by their own headings and in their own order."""
        book = openpyxl.Workbook()
        book.active.append([*HEAD[:2]])
        book.active.append([*ROW[:2]])
        later = book.create_sheet("later")
        later.append(["Detainer Lift Reason", "Detainer Prepared Date"])
        later.append(["Booked into Detention", "6/3/25"])
        path = tmp_path / "detainers.xlsx"
        book.save(path)

        assert values(read_detainers(path, backend=engine), "outcome", "form") == [
            ("no outcome recorded", "i-247a"),
            ("custody assumed", None),
        ]

    def test_text_that_is_no_utf_8(self, tmp_path: Path, engine: str) -> None:
        """It is read as Windows-1252, and told; no letter is lost."""
        path = text(tmp_path, [HEAD, (*ROW[:3], "Do\u00f1a")], "detainers.csv", encoding="cp1252")
        table = read_detainers(path, backend=engine)

        assert values(table, "facility_state") == [("Do\u00f1a",)]
        assert [fault.done for fault in table.faults] == ["was read as Windows-1252"]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_text_with_a_byte_order_mark(self, tmp_path: Path, engine: str, encoding: str) -> None:
        """It is no part of the first heading."""
        path = text(tmp_path, [HEAD, (*ROW[:3], "Do\u00f1a")], "detainers.csv", encoding=encoding)

        assert values(read_detainers(path, backend=engine), "facility_state") == [("Do\u00f1a",)]

    def test_line_break_within_quotes(self, tmp_path: Path, engine: str) -> None:
        """Above the headings and in a cell; rows that are shorter or longer than the headings."""
        rows = [
            ("Title\nsecond line",), HEAD, (ROW[0], A.replace(" - ", " -\n"), *ROW[2:]),
            ROW[:2], (*ROW, "more", "still more"),
        ]  # fmt: skip
        table = read_detainers(text(tmp_path, rows, "detainers.csv"), backend=engine)

        assert values(table, "form", "outcome") == [
            ("i-247a", "lifted by the issuer"),
            ("i-247a", "no outcome recorded"),
            ("i-247a", "lifted by the issuer"),
        ]

    def test_blank_lines_are_no_detainers(self, tmp_path: Path, engine: str) -> None:
        """Between rows, and at the end."""
        path = text(tmp_path, [HEAD, ROW, (), ROW, ("", "", "", ""), ()], "detainers.csv")

        assert len(values(read_detainers(path, backend=engine), "prepared")) == 2


class TestValues:
    """Redactions and forms in other spellings."""

    @pytest.mark.parametrize(
        "printed",
        ["(b)(6)/(b)(7)(C)", "(b)(7)(C), (b)(7)(E)", "(b)(6) & (b)(7)(C)", "[REDACTED]", "b6/b7c"],
    )
    def test_redactions_side_by_side(self, tmp_path: Path, engine: str, printed: str) -> None:
        """Several exemptions in one cell are no lift reason."""
        path = text(tmp_path, [HEAD, (*ROW[:2], printed, "TEXAS")], "detainers.csv")
        table = read_detainers(path, backend=engine)

        assert values(table, "lift_reason", "outcome") == [(None, "no outcome recorded")]
        assert [fault.found for fault in table.faults] == [printed]

    @pytest.mark.parametrize("printed", ["#N/A", "-", "<NA>", "NaT"])
    def test_what_programs_write_for_nothing(
        self, tmp_path: Path, engine: str, printed: str
    ) -> None:
        """Is missing, and no fault."""
        path = text(tmp_path, [HEAD, (*ROW[:2], printed, printed)], "detainers.csv")
        table = read_detainers(path, backend=engine)

        assert values(table, "outcome", "facility_state") == [("no outcome recorded", None)]
        assert not len(table.faults)

    @pytest.mark.parametrize(
        ("printed", "form"),
        [("Form I-247A", "i-247a"), ("I 247G", "i-247g"), ("Form I-247", "i-247")],
    )
    def test_forms(self, tmp_path: Path, engine: str, printed: str, form: str) -> None:
        """As people write them."""
        path = text(tmp_path, [HEAD, (ROW[0], printed, *ROW[2:])], "detainers.csv")

        assert values(read_detainers(path, backend=engine), "form") == [(form,)]


class TestTimes:
    """A jail's own log, which is a text mostly."""

    COLUMNS = {"prepared": "Issued", "custody_ended": "Release time"}  # noqa: RUF012
    HEAD = ("Issued", "Release time")

    def test_local_times_as_people_type_them(self, tmp_path: Path, engine: str) -> None:
        """They give deadlines; what is no date with a time gives none, and is told."""
        pytest.importorskip("numpy")
        rows = [
            self.HEAD, ("7/1/2025", "7/7/2025 5:00 PM"), ("7/1/2025", "7/7/2025 17:00"),
            ("7/1/2025", "7/7/2025"), ("7/1/2025", "7/7/2025 5pm CDT"), ("7/1/2025", ""),
        ]  # fmt: skip
        table = read_detainers(text(tmp_path, rows, "log.csv"), self.COLUMNS, backend=engine)
        frame = table.hold_deadlines(zone="America/Chicago", rule="8-cfr-287.7-d", naive="local")
        if engine == "polars":
            deadlines = frame.collect()["deadline"].to_list()
        else:
            deadlines = [moment for (moment,) in frame.project("deadline").fetchall()]

        expected = datetime(2025, 7, 9, 22, tzinfo=UTC)
        assert deadlines == [expected, expected, None, None, None]
        assert [(fault.row, fault.found, fault.reason) for fault in table.faults] == [
            (4, "7/7/2025", "it cannot be read as a date with a time"),
            (5, "7/7/2025 5pm CDT", "it cannot be read as a date with a time"),
        ]

    def test_times_with_their_offset(self, tmp_path: Path, engine: str) -> None:
        """They are instants, where the first has one; another is none."""
        rows = [self.HEAD, ("7/1/2025", "2025-07-07T17:00:00-05:00"), ("", "7/7/2025 17:00")]
        table = read_detainers(text(tmp_path, rows, "log.csv"), self.COLUMNS, backend=engine)

        assert values(table, "custody_ended") == [(datetime(2025, 7, 7, 22, tzinfo=UTC),), (None,)]
        assert [fault.reason for fault in table.faults] == [
            "it cannot be read as a date with a time and its offset"
        ]

    def test_times_of_a_workbook(self, tmp_path: Path, engine: str) -> None:
        """As Excel keeps them."""
        book = openpyxl.Workbook()
        book.active.append([*self.HEAD])
        moment = datetime(2025, 7, 7, 17)  # noqa: DTZ001 (Excel has no zones)
        book.active.append([moment, moment])
        path = tmp_path / "log.xlsx"
        book.save(path)

        table = read_detainers(path, self.COLUMNS, backend=engine)
        assert values(table, "custody_ended") == [(moment,)]
