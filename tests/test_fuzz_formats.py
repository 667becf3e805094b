"""Workbooks that are traps, and pictures with labels that are; see `tests/test_fuzz.py`."""

import io
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from fuzz_bounds import BY_HAND, bounded
from hypothesis import example, given
from hypothesis import strategies as st
from test_fuzz import ALIVE, ENDED, FILES_READ, TEXTS, damaged, examples, read_or_refused
from test_hostile import assert_inert, hold_fit_for_a_log

import detainerlib as dl
from detainerlib.errors import DetainerError

openpyxl: Any = pytest.importorskip("openpyxl")

CELLS: Final = st.one_of(
    TEXTS.map(lambda text: openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text)[:200]).filter(
        lambda text: text.isascii() or "\ud800" not in text
    ),
    st.sampled_from(("#REF!", "=1+1", '=HYPERLINK("http://example.org")', "{=SUM(A1:A9)}", None)),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)),  # noqa: DTZ001 (Excel has no zones)
    st.dates(date(1900, 3, 1)),
)
PARTS: Final = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)
MORE_PARTS: Final = (
    ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Auto_Open" * 50),
    ("xl/externalLinks/externalLink1.xml", b'<externalLink r:id="file:///etc/passwd"/>'),
    ("xl/macrosheets/sheet1.xml", b"<xm:macrosheet/>"),
    ("../../outside.txt", b"x"),
    ("/etc/passwd", b"x"),
    ("xl/worksheets/sheet1.xml", b"<worksheet/>"),
    ("xl/media/bomb.bin", bytes(40 * 2**20)),
    ("xl/comments1.xml", b"<comments>" + b"<comment/>" * 10_000 + b"</comments>"),
)
XML: Final = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b"<c r='XFD1048576'><v>1</v></c>",
    b"<row r='99999999999'><c t='s'><v>999999</v></c></row>",
    b"<c t='s'><v>-1</v></c>",
    b"<c><f>1+1</f><v>2</v></c>",
    b"<c t='inlineStr'><is><t>=1+1</t></is></c>",
    b"<mergeCell ref='A1:XFD1048576'/>",
    b"&#0;",
    b"]]>",
)


@cache
def parts_of(kind: str) -> dict[str, bytes]:
    """Return the parts of a workbook that a reader reads: the same table as its text."""
    book = openpyxl.Workbook()
    for line in FILES_READ[kind][1].decode().splitlines():
        book.active.append(line.split(","))
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@st.composite
def workbooks(draw: st.DrawFn, kind: str) -> bytes:
    """Draw a workbook with hostile cells, parts that are damaged, more or missing, or cut off."""
    head, *rows = (line.split(",") for line in FILES_READ[kind][1].decode().splitlines())
    parts = dict(parts_of(kind))
    trap = draw(st.sampled_from(("cells", "wide", "xml", "part", "missing", "more", "bytes")))
    if trap in {"cells", "wide"}:
        book = openpyxl.Workbook()
        more = [f"c{n}" for n in range(draw(st.sampled_from((900, 1_100, 10_000))))]
        book.active.append(head + (more if trap == "wide" else []))
        for row in rows:
            book.active.append([draw(st.one_of(st.just(cell), CELLS)) for cell in row])
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()
    name = draw(st.sampled_from([part for part in PARTS if part in parts]))
    if trap == "xml":
        at = draw(st.sampled_from([n for n, mark in enumerate(parts[name]) if mark in b"<>"]))
        parts[name] = parts[name][:at] + draw(st.sampled_from(XML)) + parts[name][at:]
    elif trap == "part":
        parts[name] = draw(damaged(parts[name]))
    elif trap == "missing":
        del parts[name]
    written = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of two parts of one name
        for part, content in parts.items():
            archive.writestr(part, content)
        if trap == "more":
            archive.writestr(*draw(st.sampled_from(MORE_PARTS)))
    content = written.getvalue()
    if trap == "bytes":
        return (
            draw(damaged(content))
            if draw(st.booleans())
            else content[: draw(st.integers(0, len(content)))]
        )
    return content


@pytest.mark.parametrize("kind", FILES_READ)
@examples(10)
@given(data=st.data())
@bounded
def test_workbooks(
    kind: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of every reader: read, or refused in words for a log; what is written of them is inert."""
    pytest.importorskip("polars")
    folder = tmp_path_factory.getbasetemp()
    path = folder / f"{kind}07182025.xlsx"
    path.write_bytes(data.draw(workbooks(kind)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = read_or_refused(kind, path)
    if read is not None and kind == "roster":
        assert_no_cell_runs(read, folder / "answers.xlsx")


@cache
def columnar(kind: str, suffix: str) -> bytes:
    """Return the same table as a file of columns."""
    polars: Any = pytest.importorskip("polars")
    head, *rows = (line.split(",") for line in FILES_READ[kind][1].decode().splitlines())
    frame = polars.DataFrame(rows, schema=head, orient="row")
    written = io.BytesIO()
    (frame.write_parquet if suffix == "parquet" else frame.write_ipc)(written)
    return written.getvalue()


@st.composite
def damaged_columns(draw: st.DrawFn, kind: str, suffix: str) -> bytes:
    """Draw a file of columns that is cut off, or damaged within or near the end of it."""
    content = columnar(kind, suffix)
    trap = draw(st.sampled_from(("cut", "within", "footer")))
    if trap == "cut":
        return content[: draw(st.integers(4, len(content)))]
    if trap == "within":
        return content[:8] + draw(damaged(content[8:]))
    at = draw(st.integers(max(8, len(content) - 800), len(content) - 1))
    return content[:at] + draw(st.binary(min_size=1, max_size=1)) + content[at + 1 :]


@pytest.mark.parametrize("suffix", ["parquet", "feather"])
@pytest.mark.parametrize("kind", ["detainers", "287g"])
@examples(5)
@given(data=st.data())
@bounded
def test_files_of_columns(
    kind: str, suffix: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Read, or refused in words for a log, whenever their rows are read."""
    path = tmp_path_factory.getbasetemp() / f"{kind}07182025.{suffix}"
    path.write_bytes(data.draw(damaged_columns(kind, suffix)))
    read = read_or_refused(kind, path)
    if read is not None and kind == "detainers":
        try:
            assert read.collect() is not None
        except DetainerError as error:
            hold_fit_for_a_log(error)


def assert_no_cell_runs(roster: dl.readers.Roster, path: Path) -> None:
    """Hold that a spreadsheet computes nothing that a roster writes, and shows it in its order."""
    assert_inert(roster.to_csv())
    roster.write(path)
    book = openpyxl.load_workbook(path)
    for cell in (cell for sheet in book for row in sheet for cell in row):
        assert cell.data_type != "f"
        if isinstance(cell.value, str):
            assert_inert(cell.value)


def outcome_picture(label: str) -> Any:
    """Draw rates of a group that a caller names."""
    rates = dl.outcome_rates(
        [{"why": "Bonded Out", "group": label}, {"why": label, "group": "x"}],
        reason="why",
        numerator="declined by the agency",
        denominator="all",
        by="group",
    )
    return dl.plots.plot_outcomes(rates)


def hold_picture(label: str) -> Any:
    """Draw a hold with a holiday that a caller names."""
    calendar = dl.FederalHolidays() | dl.CustomDays({date(2025, 7, 7): label})
    return dl.plots.plot_hold(dl.hold_window(ENDED, calendar=calendar))


PICTURES: Final[dict[str, Callable[[str], Any]]] = {
    "outcomes": outcome_picture,
    "hold": hold_picture,
}
LABELS: Final = st.one_of(
    TEXTS.map(lambda text: text[:300]),
    st.sampled_from(
        ("$x^$", "$\\frac{1}{0}$", "a$b$c", "\\", "^{", "%s", "{0}", "\ud800", "x" * 300)
    ),
    st.builds("{}{}".format, st.sampled_from(("$", "A ", "\\")), st.sampled_from(ALIVE)),
)


@pytest.mark.parametrize("kind", PICTURES)
@examples(25)
@given(label=LABELS)
@example(label=f"$x^$ \ud800 {''.join(ALIVE)}")
@bounded
def test_pictures(kind: str, label: str) -> None:
    """As files of both kinds: nothing in them runs, and each is one that can be opened."""
    pyplot: Any = pytest.importorskip("matplotlib.pyplot")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of characters that a font lacks
        try:
            figure = PICTURES[kind](label)
        except DetainerError as error:
            hold_fit_for_a_log(error)
            return
        written: dict[str, io.BytesIO] = {}
        with pyplot.rc_context({"svg.fonttype": "none"}):
            for suffix in ("svg", "png") if BY_HAND else ("svg",):
                written[suffix] = io.BytesIO()
                figure.savefig(written[suffix], format=suffix, dpi=40)
        pyplot.close(figure)
    assert "png" not in written or written["png"].getvalue().startswith(b"\x89PNG")
    picture = ET.fromstring(written["svg"].getvalue())  # noqa: S314 (as above)
    for element in picture.iter():
        assert element.tag.rpartition("}")[2] not in {"script", "image", "foreignObject", "a"}
        assert [] == [name for name in element.attrib if name.startswith("on")]
        assert_inert("".join((element.text or "", *element.attrib.values())))
