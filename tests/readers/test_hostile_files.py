"""Files that are damaged, wrong, or traps: a clear error or counted faults, in bounded memory."""

import os
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import made_files
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import SHEET_HEAD, row, sheet, text

from detainerlib import DetainerError
from detainerlib.errors import ColumnError
from detainerlib.readers import (
    AgreementList,
    DetainerTable,
    _files,
    _swollen,
    read_287g,
    read_detainers,
)
from detainerlib.readers._engines import reading
from detainerlib.readers._files import tables
from detainerlib.readers._sources import Limits, SourceRow, kind_of
from detainerlib.readers._text_tables import text_table

Reader = Callable[[Path], AgreementList | DetainerTable]
READERS = [pytest.param(read_287g, id="287g"), pytest.param(read_detainers, id="detainers")]
MIB = 2**20


@pytest.fixture(autouse=True)
def _engine() -> None:
    pytest.importorskip("polars")


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def damaged(path: Path, name: str, damage: "Damage") -> Path:
    """Damage one part of a workbook as it stands in the file, and what the file says of it."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            method = damage.method if part == name else zipfile.ZIP_DEFLATED
            archive.writestr(part, content, compress_type=method)
        member = archive.getinfo(name)
        member.flag_bits |= damage.flags
        begins = member.header_offset + len(member.FileHeader())
    with path.open("r+b") as file:
        file.seek(begins + damage.at)
        file.write(damage.put_in)
    return path


class Damage(NamedTuple):
    """How a part is packed, what is said of it, and what is put in where."""

    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    put_in: bytes = b""
    at: int = 0


DAMAGES: Final = {
    "a block of a kind that there is not": Damage(put_in=b"\xff" * 20),
    "a distance too far back": Damage(put_in=b"\x00" * 20, at=20),
    "a checksum that is not its own": Damage(zipfile.ZIP_STORED, put_in=b"<?xml version='1.0'?>"),
    "a password": Damage(flags=0x1),
    "packed otherwise": Damage(zipfile.ZIP_LZMA, put_in=b"\xff" * 20, at=20),
    "packed by bzip2": Damage(zipfile.ZIP_BZIP2, put_in=b"\xff" * 20, at=20),
}


SHEET: Final = "xl/worksheets/sheet1.xml"
BESIDE: Final = "at most 16 MiB beside its sheets"
ROWS: Final = (
    "rows of at most 4 MiB, and little beside them. Open it in a spreadsheet program, and save it "
    "again."
)
HIDDEN: Final = ROWS.replace(
    "rows of at most 4 MiB, and little beside them", "16 MiB where comments stand among its rows"
)
TRAPS: Final[dict[str, tuple[str, bytes, bytes, str]]] = {
    "cells of a row": (SHEET, b"</row></sheetData>", b"<c/>" * (5 * MIB // 4), ROWS),
    "text of a cell": (SHEET, b"</row></sheetData>", b"<c><is><r/></is></c>" * (MIB // 3), ROWS),
    "no rows": (SHEET, b"</sheetData>", b"<x/>" * (17 * MIB // 4), ROWS),
    "behind a row that is closed": (
        SHEET, b"</sheetData>", b"<row a='>'/>" + b"<x/>" * (17 * MIB // 4), ROWS
    ),
    "one row again and again": (SHEET, b"</sheetData>", b'<row r="1"/>' * 1_100_000, ROWS),
    "merged cells": (SHEET, b"</worksheet>", b'<mergeCell ref="A1:A2"/>' * 800_000, ROWS),
    "no markup": (SHEET, b"</sheetData>", b" " * (17 * MIB), ROWS),
    "a row in a comment": (
        SHEET, b"</sheetData>", (b"<!--<row>-->" + b"<x/>" * MIB + b"<!--</row>-->") * 5, ROWS
    ),
    "a row in an instruction": (
        SHEET, b"</sheetData>", (b"<?x <row> ?>" + b"<x/>" * (MIB // 2)) * 9, HIDDEN
    ),
    "styles": ("xl/styles.xml", b"</styleSheet>", b"<x/>" * (17 * MIB // 4), BESIDE),
    "properties": ("docProps/core.xml", b"</", b"<x/>" * (17 * MIB // 4), BESIDE),
    "what is what": ("[Content_Types].xml", b"</Types>", b"<x/>" * (17 * MIB // 4), BESIDE),
    "sheets": (
        "xl/workbook.xml", b"</sheets>", b'<sheet name="x" sheetId="9"/>' * 1_001, "1,000 sheets"
    ),
}  # fmt: skip
"""By what swells: its part, where it stands, what stands there, and what is said."""


@pytest.mark.parametrize("reader", READERS)
class TestEveryReader:
    """What no reader reads is a DetainerError that names the file and says what to do."""

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"", "It is empty"),
            (b"\x00" * 500, "It is empty"),
            (b"\n\n  \n", "It is empty"),
            (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old or locked workbook"),
            (b"\x1f\x8b" + b"x" * 100, "Unpack it first"),
            (b"%PDF-1.7", "A PDF has no table"),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:1", "Git LFS pointer"),
            (b"PK\x03\x04 and then nothing", "damaged or incomplete"),
            (b"PAR1 and then nothing", "damaged or incomplete"),
            (b"a,b,c\n1,2,3\n", "a heading row with"),
            (b"<html><table><tr><td>STATE</td></tr></table></html>", "a web page, or XML"),
            (b'\xef\xbb\xbf <?xml version="1.0"?><Workbook></Workbook>', "a web page, or XML"),
            (
                b'STATE,LAW ENFORCEMENT AGENCY,SUPPORT TYPE\n"' + b"x" * 300_000,
                "quotation marks|heading row",
            ),
            (b"x" * (2 * MIB), "has no end"),
        ],
    )  # fmt: skip
    def test_file_that_is_none(
        self, tmp_path: Path, reader: Reader, content: bytes, expected: str
    ) -> None:
        """Empty, locked, packed, cut off, another kind, without headings, without an end."""
        path = tmp_path / "list.xlsx"
        path.write_bytes(content)

        with pytest.raises(DetainerError, match=expected) as error:
            reader(path)
        assert error.value.where == "path"
        assert len(str(error.value)) <= 400

    def test_file_that_is_not_there(self, tmp_path: Path, reader: Reader) -> None:
        """A folder and a wrong path."""
        with pytest.raises(DetainerError, match="a file that can be read"):
            reader(tmp_path / "none.csv")
        with pytest.raises(DetainerError, match="a file that can be read"):
            reader(tmp_path)

    @pytest.mark.parametrize("damage", DAMAGES)
    def test_workbook_with_a_damaged_part(
        self, tmp_path: Path, reader: Reader, damage: str
    ) -> None:
        """Whichever part it is: one that no reader looks for changes nothing."""
        path = sheet(tmp_path, [row()] * 50)
        whole = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()
        refused: list[str] = []
        for part in parts:
            path.write_bytes(whole)
            try:
                reader(damaged(path, part, DAMAGES[damage]))
            except DetainerError as error:
                refused.append(error.where)
        assert {"path"} == {*refused}

    def test_truncated_workbook(self, tmp_path: Path, reader: Reader) -> None:
        """Wherever it was cut off."""
        whole = sheet(tmp_path, [row()] * 50).read_bytes()
        for length in range(4, len(whole), len(whole) // 20):
            path = tmp_path / "cut.xlsx"
            path.write_bytes(whole[:length])
            with pytest.raises(DetainerError):
                reader(path)

    def test_zip_bomb(self, tmp_path: Path, reader: Reader) -> None:
        """Told by what its directory says, before anything is unpacked."""
        path = rewritten(
            sheet(tmp_path, [row()]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"</sheetData>", b" " * (64 * MIB) + b"</sheetData>"),
        )
        tracemalloc.start()
        with pytest.raises(DetainerError, match="unpacked"):
            reader(path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert peak < 32 * MIB

    @pytest.mark.parametrize("trap", TRAPS)
    def test_workbook_that_swells(
        self, tmp_path: Path, reader: Reader, trap: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A byte of what is held in memory takes 80 there; it is not read at all."""
        monkeypatch.setattr(_swollen, "_RATIO", 10_000)
        part, mark, more, expected = TRAPS[trap]
        path = rewritten(
            sheet(tmp_path, [row()]), part, lambda xml: xml.replace(mark, more + mark, 1)
        )
        with pytest.raises(DetainerError, match=expected):
            reader(path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
    def test_pipe(self, tmp_path: Path, reader: Reader) -> None:
        """Nobody writes to it; it was waited for without end."""
        path = tmp_path / "list.csv"
        os.mkfifo(path)
        with pytest.raises(DetainerError, match="It is a folder, a pipe or a device"):
            reader(path)

    @pytest.mark.parametrize("blank", [b"\x00\n", b"\xa0\n", b"\x00,\x00,\xa0\n"])
    def test_blank_lines_are_not_told_of(
        self, tmp_path: Path, reader: Reader, blank: bytes
    ) -> None:
        """A file of them filled the memory with what was told of each."""
        head = [*SHEET_HEAD, "Detainer Prepare Date"]
        path = text(tmp_path, [head, [*row(signed="4/1/2025"), "6/2/2025"]], "list07182025.csv")
        path.write_bytes(path.read_bytes() + blank * 50)

        assert {1, 2} >= {fault.row for fault in reader(path).faults if fault.row is not None}

    def test_archive_that_is_no_workbook(self, tmp_path: Path, reader: Reader) -> None:
        """A zip of something else."""
        path = tmp_path / "list.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "hello")
        with pytest.raises(DetainerError, match="another kind of archive"):
            reader(path)

    def test_entities_that_grow(self, tmp_path: Path, reader: Reader) -> None:
        """A billion laughs."""
        laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
            b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
        )
        path = rewritten(
            sheet(tmp_path, [row()]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"<worksheet", laughs + b"]><worksheet", 1).replace(
                b"<t>TEXAS", b"<t>&j;", 1
            ),
        )
        with pytest.raises(DetainerError):
            reader(path)

    @given(content=st.binary(max_size=600))
    def test_any_bytes(
        self, tmp_path_factory: pytest.TempPathFactory, reader: Reader, content: bytes
    ) -> None:
        """A DetainerError, or what is read; never another."""
        path = tmp_path_factory.mktemp("bytes") / "list"
        for magic in (b"", b"PAR1", b"PK\x03\x04", b"ARROW1"):
            path.write_bytes(magic + content)
            with pytest.raises(DetainerError):
                reader(path)


CONTENT_TYPES: Final = "[Content_Types].xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"
STRINGS: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
WORKSHEET: Final = STRINGS.replace(b"sharedStrings", b"worksheet")
DISGUISES: Final[dict[str, tuple[str, bytes, bytes, str]]] = {
    "shared texts by another name": (
        CONTENT_TYPES, b"</Types>", b'<Override PartName="/xl/big" ContentType="%s"/>' % STRINGS,
        "at most 0 MiB of shared text",
    ),
    "a sheet that is shared texts, too": (
        CONTENT_TYPES, b"<Override",
        b'<Override PartName="/%s" ContentType="%s"/>' % (SHEET.encode(), STRINGS),
        "at most 0 MiB of shared text",
    ),
    "a sheet that is a chart": (
        RELATIONS, b"</Relationships>",
        b'<Relationship Id="c" Type="x/chartsheet" Target="worksheets/sheet1.xml"/>',
        "at most 0 MiB beside its sheets",
    ),
    "a sheet that is nowhere": (
        CONTENT_TYPES, b"</Types>", b'<Override PartName="/xl/n" ContentType="%s"/>' % WORKSHEET, ""
    ),
}  # fmt: skip
"""By what a part is passed off as: where, before what, what stands there, and what is said."""


@pytest.mark.parametrize("disguise", DISGUISES)
def test_parts_in_disguise(tmp_path: Path, disguise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is held in memory as what the file says it is, whatever its name is."""
    part, mark, more, expected = DISGUISES[disguise]
    path = sheet(tmp_path, [row()] * 200)
    rewritten(path, part, lambda xml: xml.replace(mark, more + mark, 1))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/big", "<sst/>" + " " * 100)
        monkeypatch.setattr(_swollen, "_HELD", 20_000)
        told = _swollen.too_large_for(archive, Limits(strings=100))

    assert expected in (told or ("",))[0]
    assert bool(expected) is bool(told)


ROWS_OF_17_MIB: Final = b'<row><c t="inlineStr"><is><t>some text</t></is></c></row>' * (
    17 * MIB // 57
)
HEADED: Final = b'<?xml version="1.0"?>'
BETWEEN_ROWS: Final = "a sheet of at most 16 MiB where comments stand among its rows"


@pytest.mark.parametrize(
    ("mark", "more", "expected"),
    [
        (b"<worksheet", HEADED + b"\n<!-- made by a tool -->\n", None),
        (b"<worksheet", HEADED + b"<!-- <row> -->", None),
        (b"<worksheet", b"<!DOCTYPE worksheet>", BETWEEN_ROWS),
        (b"</sheetData>", b"<!-- made by a tool -->", BETWEEN_ROWS),
    ],
)
def test_a_comment_before_the_rows_hides_none(
    tmp_path: Path,
    mark: bytes,
    more: bytes,
    expected: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A large sheet that begins with one is as good as any; one among the rows is told of."""
    monkeypatch.setattr(_swollen, "_RATIO", 10_000)
    path = rewritten(
        sheet(tmp_path, [row()]),
        SHEET,
        lambda xml: xml.replace(mark, more + mark, 1).replace(
            b"</sheetData>", ROWS_OF_17_MIB + b"</sheetData>", 1
        ),
    )
    with zipfile.ZipFile(path) as archive:
        told = _swollen.too_large_for(archive, Limits())

    assert expected == (told and told[0])


class TestSheets:
    """What can be read of a strange file is, and the rest is counted."""

    def test_wrong_extension(self, tmp_path: Path) -> None:
        """What a file is, its first bytes say."""
        book = sheet(tmp_path, [row()], "list07182025.csv")
        assert len(read_287g(book)) == 1
        plain = text(tmp_path, [SHEET_HEAD, row(signed="4/1/2025")], "list07182025.xlsx")
        assert len(read_287g(plain)) == 1

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
    )
    def test_encodings(self, tmp_path: Path, encoding: str) -> None:
        """Each gives the same names."""
        rows = [SHEET_HEAD, row("Finney County Sheriff\u2019s Office", state="KANSAS",
                                county="Finney County", signed="4/1/2025")]  # fmt: skip
        agreements = read_287g(text(tmp_path, rows, "list07182025.csv", encoding=encoding))

        assert agreements[0].agency_id == "KS-finney-county-sheriff-office"
        assert ("was read as Windows-1252" in {f.done for f in agreements.faults}) == (
            encoding == "cp1252"
        )

    def test_mixed_encodings_and_null_bytes(self, tmp_path: Path) -> None:
        """Line by line; both are counted."""
        path = text(tmp_path, [SHEET_HEAD, *[row(signed="4/1/2025")] * 3], "list07182025.csv")
        lines = path.read_bytes().splitlines(keepends=True)
        lines[1] = lines[1].replace(b"Example", b"Exampl\xe9")
        lines[2] = lines[2].replace(b"Example", "Exampl\u00e9".encode())
        lines[3] = lines[3].replace(b"Example", b"Exam\x00ple")
        path.write_bytes(b"".join(lines))
        agreements = read_287g(path)

        assert [a.agency.split()[0] for a in agreements] == [
            "Exampl\u00e9",
            "Exampl\u00e9",
            "Example",
        ]
        told = [(fault.row, fault.done) for fault in agreements.faults if fault.column is None]
        assert [one for one in told if "kept" not in one[1]] == [
            (2, "was read as Windows-1252"),
            (4, "had null bytes, which were left out"),
        ]

    def test_ten_thousand_columns(self, tmp_path: Path) -> None:
        """Refused, in a workbook and in a text."""
        wide = [*SHEET_HEAD, *[f"c{n}" for n in range(10_000)]]
        for path in (
            text(tmp_path, [wide, row()], "list.csv"),
            sheet(tmp_path, [row()], "list.xlsx", head=wide),
        ):
            with pytest.raises(DetainerError, match="at most 1,000 columns"):
                read_287g(path)

    def test_cells_beyond_the_headings(self, tmp_path: Path) -> None:
        """Counted, and the row stays."""
        agreements = read_287g(
            text(tmp_path, [SHEET_HEAD, [*row(signed="4/1/2025"), "x", "y"]], "list07182025.csv")
        )

        assert [fault.reason for fault in agreements.faults] == [
            "the row has more cells than headings"
        ]

    def test_row_that_never_ends(self, tmp_path: Path) -> None:
        """Each cell of it is short, and begins in one line and ends in the next."""
        path = text(tmp_path, [SHEET_HEAD, row()], "list07182025.csv")
        path.write_bytes(path.read_bytes() + b'"x' + b'\n","' * (MIB // 2) + b'"\n')
        tracemalloc.start()
        with pytest.raises(DetainerError, match="Check the quotation marks from line 3 on"):
            read_287g(path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert peak < 64 * MIB

    def test_cell_in_the_last_column(self, tmp_path: Path) -> None:
        """No row is as wide as that; the cell is counted as one beyond the headings."""
        path = sheet(tmp_path, [row()] * 2)
        rewritten(path, SHEET, lambda xml: xml.replace(
            b"</row></sheetData>", b'<c r="XFD3"><v>1</v></c></row></sheetData>'))  # fmt: skip
        read = [(one.number, one.extra, len(one.cells)) for one in rows_of(path)]

        assert [(2, 0, 8), (3, 1, 8)] == read

    def test_dimension_that_lies_and_a_row_far_below(self, tmp_path: Path) -> None:
        """The stated size is not believed; the number of a row beyond any sheet's is a trap."""
        path = sheet(tmp_path, [row()])
        rewritten(path, "xl/worksheets/sheet1.xml",
                  lambda xml: xml.replace(b'ref="A1:H2"', b'ref="A1:XFD1048576"'))  # fmt: skip
        assert len(read_287g(path)) == 1
        rewritten(path, "xl/worksheets/sheet1.xml",
                  lambda xml: xml.replace(b'<row r="2"', b'<row r="999999999999"'))  # fmt: skip
        with pytest.raises(DetainerError, match="a workbook that can be read"):
            read_287g(path)

    def test_more_merged_cells_than_the_limit(self, tmp_path: Path) -> None:
        """They stand behind the rows, and are counted as rows are."""
        path = sheet(tmp_path, [row()] * 6)
        book = made_files.openpyxl.load_workbook(path)
        for number in (2, 4, 6):
            book["Sheet1"].merge_cells(start_row=number, end_row=number + 1, end_column=1,
                                       start_column=1)  # fmt: skip
        book.save(path)

        assert len(read_287g(path)) == 6
        with pytest.raises(DetainerError, match="at most 2 links and merged cells"):
            list(tables(path, len, "headings", limits=Limits(rows=2)))

    def test_formulas(self, tmp_path: Path) -> None:
        """One without a kept value is a blank cell, which is told; text of one is text."""
        cells = row('=HYPERLINK("http://example.org","x")')
        agreements = read_287g(sheet(tmp_path, [cells]))
        assert "was kept without a name" in {fault.done for fault in agreements.faults}
        plain = read_287g(
            text(tmp_path, [SHEET_HEAD, row("=1+1", signed="4/1/2025")], "list07182025.csv")
        )
        assert plain[0].agency == "=1+1"

    def test_cell_without_end_is_cut(self, tmp_path: Path) -> None:
        """As long as a cell of Excel can be."""
        path = text(
            tmp_path, [SHEET_HEAD, row("x" * 100_000, signed="4/1/2025")], "list07182025.csv"
        )

        assert len(read_287g(path)[0].agency) == 32_767

    def test_more_rows_than_the_limit(self, tmp_path: Path) -> None:
        """Counted as they are read, so that memory is bounded."""
        path = text(tmp_path, [SHEET_HEAD, *[row(signed="4/1/2025")] * 5], "list.csv")
        table = text_table(path, lambda cells: len(cells) > 3, "STATE", Limits(rows=4))

        with pytest.raises(DetainerError, match="at most 4 rows"):
            list(table.rows)

    def test_file_larger_than_the_limit(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Told before it is opened."""
        path = text(tmp_path, [SHEET_HEAD, row()], "list.csv")
        monkeypatch.setattr(_files, "Limits", lambda: Limits(file=10))
        with pytest.raises(DetainerError, match="a file of at most"):
            read_287g(path)

    def test_kinds_by_their_first_bytes(self, tmp_path: Path) -> None:
        """And by nothing else."""
        assert kind_of(sheet(tmp_path, [row()], "a.txt")) == "xlsx"
        assert kind_of(text(tmp_path, [SHEET_HEAD], "a.parquet")) == "text"

    def test_sheet_of_a_text(self, tmp_path: Path) -> None:
        """A text has none."""
        with pytest.raises(DetainerError, match="no sheet, as the file is text"):
            read_287g(text(tmp_path, [SHEET_HEAD, row()], "list.csv"), sheet="Data")

    def test_without_openpyxl(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The extra is named."""
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(ModuleNotFoundError, match=r"detainerlib\[excel\]"):
            read_287g(sheet_bytes(tmp_path))


def rows_of(path: Path) -> list[SourceRow]:
    """Read the rows of the one table of a sheet."""
    [table] = tables(path, lambda cells: len(cells) > 3, "STATE")
    return [*table.rows]


def sheet_bytes(folder: Path) -> Path:
    """Write the least archive that is taken for a workbook."""
    path = folder / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return path


HEADINGS: Final = {
    "Detainer Prepare Date": ["2025-06-02", "2025-06-03"] * 50,
    "Detainer Lift Reason": ["Bonded Out", "Detainer Declined by LEA"] * 50,
}
QUESTIONS: Final[dict[str, Callable[[DetainerTable], object]]] = {
    "rows": DetainerTable.collect,
    "faults": lambda table: table.faults,
    "rates": lambda table: table.outcome_rates(
        numerator="declined by the agency", denominator="all"
    ),
}


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("kind", ["parquet", "feather"])
def test_a_damaged_file_of_columns(
    tmp_path: Path, kind: str, asked: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Wherever it is damaged, and whenever that is found, it is refused in words."""
    pl = pytest.importorskip("polars")
    path = tmp_path / f"detainers.{kind}"
    frame = pl.DataFrame(HEADINGS)
    (frame.write_parquet if kind == "parquet" else frame.write_ipc)(path)
    content = path.read_bytes()
    found: list[DetainerError] = []
    for place in range(4, len(content), len(content) // 24):
        path.write_bytes(content[:place] + b"\xff" * 8 + content[place + 8 :])
        try:
            table = read_detainers(path, backend="polars")
        except DetainerError:
            continue
        try:
            QUESTIONS[asked](table)
        except DetainerError as error:
            found.append(error)
    capfd.readouterr()  # The panics of polars are printed.

    assert found
    for refusal in found:
        assert str(refusal).startswith(f"path: got '{path.name}', expected a file that can be read")
        assert "damaged or incomplete" in str(refusal)
        assert str(refusal).endswith("Download it again.")


def test_a_panic_over_a_file_is_refused_in_words(tmp_path: Path) -> None:
    """It is no `Exception`, and would end whatever catches those."""
    pl = pytest.importorskip("polars")
    with pytest.raises(DetainerError, match="damaged or incomplete"), reading(tmp_path):
        raise pl.exceptions.PanicException


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_what_is_of_no_engine_is_left_as_it_is(tmp_path: Path, error: type[BaseException]) -> None:
    """Whoever stops a program while a file is read stops it."""
    with pytest.raises(error), reading(tmp_path):
        raise error


def test_rates_by_no_column_of_a_file(tmp_path: Path) -> None:
    """The column is at fault, and not the file."""
    pl = pytest.importorskip("polars")
    path = tmp_path / "detainers.parquet"
    pl.DataFrame(HEADINGS).write_parquet(path)
    table = read_detainers(path, backend="polars")
    with pytest.raises(ColumnError, match="column: got 'place'"):
        table.outcome_rates(numerator="declined by the agency", denominator="all", by="place")


def test_damaged_parquet_where_its_rows_are(tmp_path: Path) -> None:
    """Found when it is read to its end."""
    pl = pytest.importorskip("polars")
    path = tmp_path / "detainers.parquet"
    head = {"Detainer Prepare Date": ["2025-06-02"] * 5_000, "Detainer Type": ["I247A"] * 5_000}
    pl.DataFrame(head).write_parquet(path, compression="uncompressed")
    content = bytearray(path.read_bytes())
    content[20:200] = b"\xff" * 180
    path.write_bytes(bytes(content))
    with pytest.raises(DetainerError, match="damaged or incomplete"):
        str(read_detainers(path, backend="polars").faults)
