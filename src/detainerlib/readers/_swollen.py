"""Workbooks that are traps: refused by what their parts are, before any is read into memory."""

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final

from detainerlib.readers._sources import LONGEST_CELL, MIB, Limits

# No sheet has more; one that states the number of a row beyond it is a trap.
LAST_ROW: Final = 1_048_576
WORKBOOK: Final = "xl/workbook.xml"

_RATIO: Final = 250
_SMALL: Final = 8 * MIB
# A byte of XML may take 80 of memory, and of a sheet only one row is held at a time.
_HELD: Final = 16 * MIB
_ROW: Final = 4 * MIB
_SHEETS: Final = 1_000
_CONTENT_TYPES: Final = "[Content_Types].xml"
_READ_WHOLE: Final = frozenset(
    {
        *(_CONTENT_TYPES, WORKBOOK, "xl/styles.xml", "xl/theme/theme1.xml"),
        *("docProps/core.xml", "docProps/custom.xml"),
    }
)
_SHEET: Final = re.compile(rb"<(?:[\w.-]+:)?sheet\s")
_EDGE: Final = re.compile(
    rb"<(/?)(?:[\w.-]+:)?row(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*(/?)>|<!D?|<\?"
)
_NO_ROWS: Final = f"a sheet of rows of at most {_ROW // MIB} MiB, and little beside them"
_HIDDEN: Final = f"a sheet of at most {_HELD // MIB} MiB where comments stand among its rows"
_SAVE_AGAIN: Final = "Open it in a spreadsheet program, and save it again."


def too_large_for(archive: zipfile.ZipFile, limits: Limits) -> tuple[str, str] | None:
    """Return what a workbook is expected to be where it is larger, and what to do; else None.

    Its parts are what its directory says; more of one is never unpacked than that.
    """
    members = archive.infolist()
    sizes = {member.filename: member.file_size for member in members}
    is_packed = any(
        member.file_size > max(_SMALL, _RATIO * member.compress_size) for member in members
    )
    if is_packed or sum(member.file_size for member in members) > limits.unpacked:
        return f"a workbook of at most {limits.unpacked // MIB} MiB unpacked", limits.remedy
    held = {name for name in sizes if name in _READ_WHOLE or name.endswith(".rels")}
    beside = f"a workbook of at most {_HELD // MIB} MiB beside its sheets", _SAVE_AGAIN
    # These say which part is what, and are read whole for it.
    if sum(sizes[name] for name in held) > _HELD:
        return beside
    sheets, strings, others = _parts_of(archive, [name for name in held if name.endswith("rels")])
    if sum(sizes.get(name, 0) for name in held | others) > _HELD:
        return beside
    if sum(sizes.get(name, 0) for name in strings) > limits.strings:
        return f"a workbook of at most {limits.strings // MIB} MiB of shared text", limits.remedy
    if len(_SHEET.findall(archive.read(WORKBOOK))) > _SHEETS:
        return f"a workbook of at most {_SHEETS:,} sheets", limits.remedy
    for name in sheets & {*sizes}:
        with archive.open(name) as sheet:
            expected = _unlike_rows(sheet)
            if expected is not None:
                return expected, _SAVE_AGAIN
    return None


def _parts_of(
    archive: zipfile.ZipFile, relations: list[str]
) -> tuple[set[str], set[str], set[str]]:
    """Return the sheets, the shared texts, and what else is read whole, as openpyxl finds them."""
    from openpyxl.packaging.manifest import Manifest  # noqa: PLC0415 (only workbooks need the extra)
    from openpyxl.xml.functions import fromstring  # noqa: PLC0415 (as above)

    kinds: Any = fromstring(archive.read(_CONTENT_TYPES))
    manifest: Any = Manifest.from_tree(kinds)
    # A part may be listed twice, as two kinds.
    listed = [(part.PartName[1:], str(part.ContentType)) for part in manifest.Override]
    links = [link for name in relations for link in fromstring(archive.read(name))]
    charts = {
        _last(link.get("Target", "")) for link in links if "chartsheet" in link.get("Type", "")
    }
    strings = {name for name, kind in listed if kind.endswith("sharedStrings+xml")}
    whole = {name for name, kind in listed if kind.endswith("main+xml")}
    sheets = {
        name
        for name, kind in listed
        if kind.endswith("worksheet+xml") and _last(name) not in charts
    }
    sheets -= strings | whole
    # A sheet that is a chart brings drawings and pictures, wherever they are.
    others = {*archive.namelist()} - sheets - strings if charts else whole
    return sheets, strings, others


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _unlike_rows(sheet: IO[bytes]) -> str | None:
    """Return what a sheet is not: rows of a bounded size, with little beside them."""
    rows = beside = begun = 0
    in_row = hides = False
    for place, edge in _edges(sheet):
        size = place - begun
        if edge in {b"<!", b"<!D", b"<?"}:
            # Among rows a comment may hide where one begins, or ends; a DTD may anywhere.
            hides |= rows > 0 or edge == b"<!D"
            continue
        beside += 0 if in_row else size
        if (in_row and size > _ROW) or beside > _HELD:
            return _NO_ROWS
        if hides and place > _HELD:
            return _HIDDEN
        begins = edge[1:2] not in {b"/", b""}
        rows += begins
        in_row = begins and not edge.endswith(b"/>")
        begun = place
    return _NO_ROWS if rows > LAST_ROW else None


def _edges(sheet: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield where rows begin and end, and at last where the sheet does."""
    before, rest = 0, b""
    while True:
        read = sheet.read(MIB)
        piece = rest + read
        cut = piece.rfind(b"<") if read else len(piece)
        if cut < 0 or len(piece) - cut > LONGEST_CELL:
            cut = len(piece)
        for match in _EDGE.finditer(piece, 0, cut):
            yield before + match.start(), match[0]
        before += cut
        rest = piece[cut:]
        if not read:
            break
    yield before, b""
