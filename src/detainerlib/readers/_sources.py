"""What is read of a user's file: opened with limits, in rows as wide as the headings."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from stat import S_ISREG
from typing import IO, Any, Final, NamedTuple, TypeAlias
from xml.etree.ElementTree import ParseError

from detainerlib.errors import DetainerError
from detainerlib.sentences.roster import heading_row

FilePath: TypeAlias = str | Path


class Contents(NamedTuple):
    """A file that is held in memory, such as what came on standard input.

    Attributes:
        name: What it is called.
        content: Its bytes.
    """

    name: str
    content: bytes


Source: TypeAlias = FilePath | Contents

MIB: Final = 2**20
LONGEST_CELL: Final = 32_767
LINES_TO_HEADING: Final = 25
_MAGIC: Final = (
    (b"PK\x03\x04", "xlsx"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "feather"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"version https://git-lfs", "pointer"),
)
_NOT_READ: Final = {
    "xls": "It is an old or locked workbook. Save it as .xlsx without a password.",
    "gzip": "Unpack it first.",
    "pdf": "A PDF has no table to read. Use the workbook or the CSV file.",
    "pointer": "It is a Git LFS pointer. Download the file itself.",
    "markup": "It is a web page, or XML, by whatever name; open it in Excel and save it as .xlsx.",
}
# What a damaged workbook makes its readers raise.
DAMAGED: Final = (
    zipfile.BadZipFile,
    ParseError,
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,  # zipfile's, of a part with a password
    zipfile.LargeZipFile,
    zlib.error,
)


class Limits(NamedTuple):
    """How much of a file is read before it is refused.

    Attributes:
        file: The bytes of a file that is read row by row.
        unpacked: The bytes of a workbook once it is unpacked.
        strings: The bytes of its shared texts, which are held in memory.
        rows: The rows with something in them.
        columns: The columns of a heading.
        remedy: What to do with a file that is larger.
    """

    file: int = 512 * MIB
    unpacked: int = 512 * MIB
    strings: int = 64 * MIB
    rows: int = 1_048_576
    columns: int = 1_000
    remedy: str = "Split it, or read the Parquet file of it."


class Note(NamedTuple):
    """What is wrong with a line, or with a file as a whole.

    Attributes:
        line: The line, or the row; None where it is the file.
        found: What was found.
        done: What was done.
        reason: Why.
    """

    line: int | None
    found: str
    done: str
    reason: str = "the file is damaged"


class UnsavedFormula(str):
    """A blank cell of a workbook: it holds a formula, and the value of that is not saved."""

    __slots__ = ()


class SourceRow(NamedTuple):
    """A row of a file.

    Attributes:
        number: Its number in the file or sheet, the first being 1.
        cells: Its cells, as many as there are headings.
        links: The addresses that cells lead to, by the index of the cell.
        extra: How many cells with something in them lie beyond the headings.
    """

    number: int
    cells: tuple[Any, ...]
    links: dict[int, str]
    extra: int


class SourceTable(NamedTuple):
    """A table in a file: its headings, and its rows, read as they are asked for.

    Attributes:
        headings: The headings, as texts.
        rows: The rows that are not blank.
        sheet: The name of the sheet; empty where the file has none.
        modified: The day on which the workbook says that it was last saved.
        notes: What is wrong with the file as a whole, growing as its tables and rows are read.
    """

    headings: tuple[str, ...]
    rows: Iterator[SourceRow]
    sheet: str
    modified: date | None
    notes: list[Note]


Recognized: TypeAlias = Callable[[Sequence[object]], int]
"""Counts the headings in a row that a layout knows; negative where a needed one is missing."""


def kind_of(path: Source) -> str:
    """Return what a file is by its first bytes: xlsx, parquet, feather, or else text.

    Raises:
        DetainerError: If it cannot be opened, is empty, or is of a kind that is not read.
    """
    with opened(path) as file:
        head = file.read(64)
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise DetainerError("path", name_of(path), "a file that is not empty", "It is empty.")
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "text")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        kind = "markup"
    if kind in _NOT_READ:
        expected = "an .xlsx, .csv or .parquet file"
        raise DetainerError("path", name_of(path), expected, _NOT_READ[kind])
    return kind


def name_of(path: Source) -> str:
    """Return the name of a file without its folder."""
    return path.name if isinstance(path, Contents) else Path(path).name


def size_of(path: Source) -> int:
    """Return how many bytes a file has."""
    return len(path.content) if isinstance(path, Contents) else Path(path).stat().st_size


def whole_path(path: FilePath) -> str:
    """Return the path of a file as engines take it."""
    return str(Path(path))


def opened(path: Source) -> IO[bytes]:
    """Open a file.

    Raises:
        DetainerError: If it cannot be opened.
    """
    if isinstance(path, Contents):
        return io.BytesIO(path.content)
    if not isinstance(path, str | Path):
        raise DetainerError("path", path, "the path of a file", "Pass a string or a pathlib.Path.")
    expected = "a file that can be read"
    try:
        # A pipe that nobody writes to is waited for without end, and no pipe is read twice.
        if S_ISREG(Path(path).stat().st_mode):
            return Path(path).open("rb")
    except (OSError, ValueError) as error:
        what = type(error).__name__
        raise DetainerError("path", str(path), expected, f"Check the path ({what}).") from None
    remedy = "It is a folder, a pipe or a device; give a file on a disk."
    raise DetainerError("path", str(path), expected, remedy)


def too_large(path: Source, expected: str, limits: Limits) -> DetainerError:
    """Return the error for a file that is larger than is read."""
    return DetainerError("path", name_of(path), expected, limits.remedy)


def no_heading(path: Source, expected: str) -> DetainerError:
    """Return the error for a file without the headings that are needed."""
    remedy = "Check that it is the right file, or give columns=."
    return DetainerError("path", name_of(path), heading_row(expected), remedy)


def shaped(
    rows: Iterable[tuple[int, list[Any], dict[int, str]]],
    headings: tuple[str, ...],
    path: Source,
    limits: Limits,
) -> Iterator[SourceRow]:
    """Yield the rows that are not blank, as wide as the headings."""
    count, width = 0, len(headings)
    for number, cells, links in rows:
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
            continue
        count += 1
        if count > limits.rows:
            raise too_large(path, f"a table of at most {limits.rows:,} rows", limits)
        extra = sum(1 for cell in cells[width:] if cell is not None and text_of(cell))
        padded = (*cells[:width], *[None] * (width - len(cells)))
        yield SourceRow(number, tuple(map(_short, padded)), links, extra)


def _short(cell: Any) -> Any:
    return cell[:LONGEST_CELL] if isinstance(cell, str) and len(cell) > LONGEST_CELL else cell


def text_of(cell: object) -> str:
    """Return a cell as a text with single spaces; nothing where it is blank."""
    return "" if cell is None else " ".join(str(cell).split())


def refuse_wide(path: Source, headings: tuple[str, ...], limits: Limits) -> None:
    """Refuse a heading that is wider than is read."""
    if len(headings) > limits.columns:
        raise too_large(path, f"a table of at most {limits.columns:,} columns", limits)
