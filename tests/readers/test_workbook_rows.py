"""Workbooks as other programs write them: no row is lost, and no time becomes another."""

import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Final

import pytest
from made_files import SHEET_HEAD, row, sheet, text, values

from detainerlib import DetainerError
from detainerlib.readers import read_287g, read_detainers, read_roster

SHEET: Final = "xl/worksheets/sheet1.xml"
STYLES: Final = "xl/styles.xml"
DUE: Final = datetime(2025, 7, 3, 17)  # noqa: DTZ001 (Excel has no zones)
HEAD: Final = (
    *("place" if heading == "COUNTY" else heading for heading in SHEET_HEAD),
    *("Detainer Prepare Date", "id", "due for release"),
)
COOK: Final = "Cook County, IL"
Change = Callable[[str], str]
Counter = Callable[[Path], int]
COUNTERS: Final[dict[str, Counter]] = {
    "287g": lambda path: len(read_287g(path)),
    "detainers": lambda path: len(values(read_detainers(path), "prepared")),
    "roster": lambda path: len(read_roster(path)),
}
READERS: Final = [pytest.param(counted, id=name) for name, counted in COUNTERS.items()]


@pytest.fixture(autouse=True)
def _engine() -> None:
    pytest.importorskip("polars")


def workbook(folder: Path, change: Change = str, part: str = SHEET) -> Path:
    """Write a workbook of two rows that every reader reads, and change one part of it."""
    rows = [[*row(county=COOK), DUE, number, DUE] for number in ("a", "b")]
    path = sheet(folder, rows, "list07182025.xlsx", head=HEAD)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_due(cell: str) -> Change:
    """Give the change that puts a cell under "due for release" of the first row."""
    return lambda xml: re.sub(r'<c r="K2".*?</c>', cell, xml)


def numbered(old: str, new: str) -> Change:
    """Give the change of the number of a row, in its cells as well."""
    return lambda xml: re.sub(rf' r="([A-Z]?){old}"', rf' r="\g<1>{new}"', xml)


def without_rows_numbers(xml: str) -> str:
    """Leave out the numbers of rows, as some programs do."""
    return re.sub(r'<row r="\d+"', "<row", xml)


HIDING: Final[dict[str, Change]] = {
    "a row twice": numbered("3", "2"),
    "a row below a later one": numbered("2", "9"),
    "no row": numbered("2", "0"),
    "the number that a row without one has": lambda xml: numbered("2", "1")(
        xml.replace('<row r="1"', "<row")
    ),
    "cells of another row": lambda xml: without_rows_numbers(numbered("2", "7")(xml)),
    "a cell twice": lambda xml: xml.replace('r="J2"', 'r="K2"'),
    "a cell after a later one": lambda xml: xml.replace('r="J2"', 'r="Z2"'),
}
HARMLESS: Final[dict[str, Change]] = {
    "rows without numbers": without_rows_numbers,
    "cells without numbers as well": lambda xml: re.sub(r' r="[A-Z]?\d+"', "", xml),
    "rows that are left out": numbered("3", "9"),
    "one row without a number": lambda xml: xml.replace('<row r="2"', "<row"),
}


@pytest.mark.parametrize("counted", READERS)
class TestOrder:
    """A row or a cell that another of the same number would hide."""

    @pytest.mark.parametrize("change", HIDING)
    def test_that_hides_something(self, tmp_path: Path, counted: Counter, change: str) -> None:
        """The whole file is refused; a row was lost, or a cell was another's."""
        with pytest.raises(DetainerError, match="rows and cells are numbered in order") as error:
            counted(workbook(tmp_path, HIDING[change]))
        assert "check that no row is missing" in str(error.value)

    @pytest.mark.parametrize("change", HARMLESS)
    def test_that_hides_nothing(self, tmp_path: Path, counted: Counter, change: str) -> None:
        """Both rows are read."""
        assert 2 == counted(workbook(tmp_path, HARMLESS[change]))


def test_rows_that_are_left_out_are_counted(tmp_path: Path) -> None:
    """A row has the number by which a spreadsheet program shows it."""
    path = workbook(tmp_path, numbered("3", "9"))

    assert [2, 9] == [found.row for found in read_roster(path)]


class TestIsoCells:
    """A time may be written out in its cell; openpyxl reads no offset of it."""

    @pytest.mark.parametrize(
        ("typed", "hour"),
        [
            ("2025-07-03T17:00:00", 17),
            ("2025-07-03T17:00", 17),
            ("2025-07-03 17:00:00", 17),
            ("2025-07-03T17:00:00Z", 12),
            ("2025-07-03T17:00:00.000Z", 12),
            ("2025-07-03T17:00:00+09:00", 3),
        ],
    )
    def test_with_an_offset(self, tmp_path: Path, typed: str, hour: int) -> None:
        """Chicago is 5 hours behind UTC in July, and 14 behind Tokyo."""
        found = read_roster(workbook(tmp_path, with_due(f'<c r="K2" t="d"><v>{typed}</v></c>')))
        due = found[0].custody_ends

        assert isinstance(due, datetime)
        assert datetime(2025, 7, 3, hour) == due.replace(tzinfo=None)  # noqa: DTZ001

    @pytest.mark.parametrize("typed", ["2025-07-03", "2025-07-03T00:00:00"])
    def test_a_day(self, tmp_path: Path, typed: str) -> None:
        """As in every other cell of a workbook midnight is the day alone."""
        found = read_roster(workbook(tmp_path, with_due(f'<c r="K2" t="d"><v>{typed}</v></c>')))

        assert date(2025, 7, 3) == found[0].custody_ends

    @pytest.mark.parametrize(
        ("cell", "reason"),
        [
            ("<v>2025-02-30</v>", "expected a date"),
            ("<v>17:00:00</v>", "expected a date"),
            ("<v/>", "the cell is blank"),
        ],
    )
    def test_no_time(self, tmp_path: Path, cell: str, reason: str) -> None:
        """Its row says so; the others are read."""
        found = read_roster(workbook(tmp_path, with_due(f'<c r="K2" t="d">{cell}</c>')))

        assert [True, False] == [one.custody_ends is None for one in found]
        assert reason in found[0].faults[0].reason

    def test_of_other_files(self, tmp_path: Path) -> None:
        """The day that a list was signed, and when a detainer was prepared, as in a text."""
        typed = "2025-04-01T20:00:00-05:00"
        path = workbook(
            tmp_path,
            lambda xml: re.sub(r'(<c r="[FI][23]").*?</c>', rf'\1 t="d"><v>{typed}</v></c>', xml),
        )
        rows = [[*row(county=COOK, signed=typed), typed, number, ""] for number in ("a", "b")]
        same = text(tmp_path, [HEAD, *rows], "list07182025.csv")

        assert [a.signed for a in read_287g(same)] == [a.signed for a in read_287g(path)]
        assert values(read_detainers(same), "prepared") == values(read_detainers(path), "prepared")


def no_default_style(xml: str) -> str:
    """Leave out the names of styles."""
    return re.sub("<cellStyles.*</cellStyles>", "", xml)


def with_validation(xml: str) -> str:
    """Add what Excel adds for a list of choices on another sheet."""
    more = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    return xml.replace("</worksheet>", f"{more}</worksheet>")


def with_header(xml: str) -> str:
    """Add a header that openpyxl cannot read."""
    more = "<headerFooter><oddHeader>none</oddHeader></headerFooter>"
    return xml.replace("</worksheet>", f"{more}</worksheet>")


ODD: Final = [
    pytest.param(no_default_style, STYLES, id="no default style"),
    pytest.param(with_validation, SHEET, id="choices on another sheet"),
    pytest.param(with_header, SHEET, id="a header"),
    pytest.param(
        with_due('<c r="K2" s="1"><v>458417083</v></c>'), SHEET, id="a number that is no date"
    ),
]


@pytest.mark.parametrize(("change", "part"), ODD)
@pytest.mark.parametrize("counted", READERS)
def test_nothing_is_warned_of(tmp_path: Path, counted: Counter, change: Change, part: str) -> None:
    """What openpyxl warns of loses no row; a caller may make errors of warnings."""
    path = workbook(tmp_path, change, part)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert 2 == counted(path)
    assert [] == told


def test_a_number_that_is_no_date(tmp_path: Path) -> None:
    """Its row is not read, and says so."""
    found = read_roster(workbook(tmp_path, with_due('<c r="K2" s="1"><v>458417083</v></c>')))

    assert found[0].custody_ends is None
    assert ["due for release: was not read"] == [
        f"{fault.column}: {fault.done}" for fault in found[0].faults
    ]
    assert isinstance(found[1].custody_ends, datetime)


def test_filters_of_warnings_are_as_they_were(tmp_path: Path) -> None:
    """They are the caller's, whatever is read in however many threads."""
    path = workbook(tmp_path, no_default_style, STYLES)
    before, barrier = [*warnings.filters], Barrier(4)
    lengths: list[int] = []

    def read() -> None:
        barrier.wait()
        lengths.extend(len(read_roster(path)) for _ in range(3))

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [2] * 12 == lengths
    assert before == [*warnings.filters]
