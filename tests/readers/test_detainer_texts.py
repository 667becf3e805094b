"""Tables of detainers in text files as programs leave them: their line ends, rows and quotes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_files import text, values

from detainerlib.readers import _lazy_files, read_287g, read_detainers
from detainerlib.readers._text_tables import TextShape, shape_of_text

pl = pytest.importorskip("polars")
openpyxl = pytest.importorskip("openpyxl")
ENGINES = ("polars", "duckdb")
A = "I247A - Immigration Detainer - Notice of Action (as of May 2025)"
HEAD = ("Detainer Prepare Date", "Detainer Type", "Detainer Lift Reason", "Facility State")
ROW = ("2025-06-02", A, "Case Closed", "TEXAS")
BAD = ("soon", A, "Case Closed", "TEXAS")
NO_DATE = "counts as missing; it is not a possible date for a record"
LEFT_OUT = "is no row of the list, and was left out; it repeats the headings"


@pytest.fixture(autouse=True, params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Run each test on both engines."""
    pytest.importorskip(request.param)
    pytest.importorskip("pyarrow")
    return str(request.param)


@pytest.fixture
def scanned_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a text is read into memory, and not scanned."""
    monkeypatch.setattr(_lazy_files, "_of_rows", None)


def written(folder: Path, content: str, name: str = "detainers.csv") -> Path:
    """Write a text as it stands."""
    path = folder / name
    path.write_bytes(content.encode())
    return path


def lines(*rows: Sequence[str], end: str = "\n") -> str:
    """Give rows as lines."""
    return "".join(f"{','.join(cells)}{end}" for cells in rows)


class TestHeadingsOnceMore:
    """As files put one after the other have them: no detainers, and told."""

    @pytest.mark.parametrize(
        "again",
        [
            HEAD,
            tuple(map(str.upper, HEAD)),
            ("detainer_prepare_date", "detainer_type", "detainer_lift_reason", "facility_state"),
            (f"{chr(0xFEFF)}Detainer Prepare Date", *HEAD[1:]),
            ("Detainer Prepared Date", *HEAD[1:]),
        ],
    )
    @pytest.mark.usefixtures("scanned_only")
    def test_in_a_text(self, tmp_path: Path, engine: str, again: tuple[str, ...]) -> None:
        """In any case, with the mark that begins a file, and as another release heads it."""
        path = text(tmp_path, [HEAD, ROW, again, ROW, again, BAD], "detainers.csv")
        table = read_detainers(path, backend=engine)

        assert values(table, "prepared") == [(date(2025, 6, 2),), (date(2025, 6, 2),), (None,)]
        assert [str(fault) for fault in table.faults] == [
            f"from row 3 on: {again[0]!r} (2 rows): {LEFT_OUT}",
            "row 6, Detainer Prepare Date: 'soon': " + NO_DATE,
        ]
        rates = table.outcome_rates(numerator="lifted by the issuer", denominator="all")
        assert rates[0].row_count == 3

    def test_in_a_workbook(self, tmp_path: Path, engine: str) -> None:
        """The sheet is named."""
        book = openpyxl.Workbook()
        book.active.title = "FY2025"
        for cells in (HEAD, ROW, HEAD, ROW):
            book.active.append([*cells])
        path = tmp_path / "detainers.xlsx"
        book.save(path)
        table = read_detainers(path, backend=engine)

        assert len(values(table, "prepared")) == 2
        assert [str(fault) for fault in table.faults] == [
            f"FY2025, row 3: 'Detainer Prepare Date': {LEFT_OUT}"
        ]

    def test_in_parquet(self, tmp_path: Path, engine: str) -> None:
        """Where its days are texts."""
        path = tmp_path / "detainers.parquet"
        pl.DataFrame([ROW, HEAD, BAD], schema=[*HEAD], orient="row").write_parquet(path)
        table = read_detainers(path, backend=engine)

        assert len(values(table, "prepared")) == 2
        assert [(fault.row, fault.found) for fault in table.faults] == [
            (3, "Detainer Prepare Date"),
            (4, "soon"),
        ]


class TestLineEnds:
    """A return, a line feed, both, or one after the other."""

    @pytest.mark.usefixtures("scanned_only")
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_of_one_kind(self, tmp_path: Path, engine: str, end: str) -> None:
        """Each is scanned, under a preamble."""
        path = written(tmp_path, lines(("note",), HEAD, ROW, (), BAD, ROW, end=end))
        table = read_detainers(path, backend=engine)

        assert len(values(table, "prepared")) == 3
        assert [(fault.row, fault.found) for fault in table.faults] == [(5, "soon")]

    @pytest.mark.parametrize(
        "content",
        [
            lines(HEAD, ROW) + lines(ROW, BAD, end="\r") + lines(ROW, end="\r\n"),
            lines(HEAD, (ROW[0], '"I247A\n- Notice"', *ROW[2:]), ROW, BAD, ROW, end="\r"),
        ],
    )
    def test_of_several_kinds(self, tmp_path: Path, engine: str, content: str) -> None:
        """No row is lost, and none is taken for two; a break within quotes is the cell's."""
        table = read_detainers(written(tmp_path, content), backend=engine)

        assert values(table, "form") == [("i-247a",)] * 4
        assert [(fault.row, fault.found) for fault in table.faults] == [(4, "soon")]

    @pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
    def test_of_a_list_of_agreements(self, tmp_path: Path, end: str) -> None:
        """A list is read the same way; old Excel for Mac ends lines with a return alone."""
        head = ("STATE", "LAW ENFORCEMENT AGENCY", "SUPPORT TYPE", "SIGNED")
        rows = [head, ("TEXAS", "Example County Sheriff", "Task Force Model", "4/1/2025")] * 2
        path = written(tmp_path, lines(*rows[:2], rows[3], end=end), "list07182025.csv")

        assert [agreement.row for agreement in read_287g(path)] == [2, 3]


@pytest.mark.parametrize("name", ["detainers [1].csv", "detainers?.csv", "detain*.csv"])
def test_name_that_is_a_pattern(tmp_path: Path, engine: str, name: str) -> None:
    """One file is read, and no other that the pattern names."""
    written(tmp_path, lines(HEAD, ROW, ROW), "detainers 1.csv")
    written(tmp_path, lines(HEAD, ROW, ROW), "detainers1.csv")
    path = written(tmp_path, lines(HEAD, ROW), name)
    assert len(values(read_detainers(path, backend=engine), "prepared")) == 1

    rows = pl.DataFrame([ROW], schema=[*HEAD], orient="row")
    rows.write_parquet(path.with_name(f"{name}.parquet"))
    table = read_detainers(path.with_name(f"{name}.parquet"), backend=engine)
    assert len(values(table, "prepared")) == 1


class TestRows:
    """Their numbers, and what is more or less than a row."""

    def test_numbers_where_there_are_blank_lines(self, tmp_path: Path, engine: str) -> None:
        """They are those of the file, whatever the engine leaves out."""
        broken = (ROW[0], '"I247A\n\n- Notice"', *ROW[2:])
        blank = ("", '""', " ", "")
        content = lines(HEAD, (), ROW, (), (), broken, blank, BAD, (), ("later", *ROW[1:]))
        table = read_detainers(written(tmp_path, content), backend=engine)

        assert len(values(table, "prepared")) == 4
        assert [(fault.row, fault.found) for fault in table.faults] == [(8, "soon"), (10, "later")]

    @pytest.mark.usefixtures("scanned_only")
    def test_cells_beyond_the_headings(self, tmp_path: Path, engine: str) -> None:
        """A comma without quotes moves all that follows; it is told. A comma at the end is none."""
        moved = (ROW[0], A, "Case Closed", "DOE CO. JAIL", "TEXAS")
        rows = [HEAD, ROW, (*ROW, ""), moved, (*moved, "x"), ROW[:2]]
        table = read_detainers(written(tmp_path, lines(*rows)), backend=engine)

        assert len(values(table, "prepared")) == 5
        assert [str(fault) for fault in table.faults] == [
            "from row 4 on (2 rows): was left out; the row has more cells than headings"
        ]

    @pytest.mark.usefixtures("scanned_only")
    def test_two_columns_of_one_heading(self, tmp_path: Path, engine: str) -> None:
        """The first is read."""
        head = (*HEAD, "Final Order Yes No", "Final Order Yes No", HEAD[1])
        path = written(tmp_path, lines(head, (*ROW, "Yes", "No", "I247G")))

        assert values(read_detainers(path, backend=engine), "form") == [("i-247a",)]

    @pytest.mark.parametrize(
        "cell", ['DOE 5" JAIL', '"DOE" JAIL', 'DOE "JAIL"', '"DOE ""5"" JAIL"', '"']
    )
    def test_quotes_within_cells(self, tmp_path: Path, engine: str, cell: str) -> None:
        """Inch marks and names in quotes lose no row."""
        rows = [HEAD, ROW, (*ROW[:3], cell), ROW, (*ROW[:3], cell), ROW]
        if cell == '"':  # a cell that never ends is one for every reader
            rows = [HEAD, ROW, ROW, ROW, (*ROW[:3], cell)]
        table = read_detainers(written(tmp_path, lines(*rows)), backend=engine)

        assert len(values(table, "prepared")) == len(rows) - 1

    def test_older_polars_and_quotes(
        self, tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It may lose a row after one that ends in quotes: such a text is read by rows there."""
        path = written(tmp_path, lines(HEAD, (*ROW[:3], '"TEXAS"'), ROW))
        monkeypatch.setattr(pl, "__version__", "1.31.0")
        if engine == "polars":
            monkeypatch.setattr(_lazy_files, "_of_text", None)

        assert len(values(read_detainers(path, backend=engine), "prepared")) == 2

    def test_headings_and_nothing_else(self, tmp_path: Path, engine: str) -> None:
        """No row, and no fault."""
        table = read_detainers(written(tmp_path, lines(("note",), HEAD)), backend=engine)

        assert values(table, "prepared") == []
        assert not len(table.faults)

    def test_engine_that_begins_elsewhere(
        self, tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its rows are compared with the file's; where they differ, the file is read by rows."""

        def shape(*call: Any) -> TextShape:
            found = shape_of_text(*call)
            return found._replace(heading=found.heading + 1, lines=found.lines + 1)

        monkeypatch.setattr(_lazy_files, "shape_of_text", shape)
        path = written(tmp_path, lines(HEAD, BAD, ROW))

        assert values(read_detainers(path, backend=engine), "prepared")[0] == (None,)
