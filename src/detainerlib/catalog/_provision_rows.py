"""Provisions in a table of the caller's, written as the files of a law folder."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from detainerlib._table_rows import TableRow, table_rows
from detainerlib.catalog._law import MANIFEST
from detainerlib.catalog._places import jurisdiction, state_of
from detainerlib.catalog._sources import about
from detainerlib.errors import DataFault, DetainerError
from detainerlib.models.hold_rules import HowEnded
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.models.provisions import Modality, Practice
from detainerlib.sources.citations import AuthorityKind, Evidence

GIVEN: Final = "given-provisions"
_WHERE: Final = "provisions"
_AUTHORITIES: Final = f"authorities/{GIVEN}.toml"
_NEEDED: Final = ("id", "jurisdiction", "practice", "modality", "start", "citation")
_PERHAPS: Final = (
    *("until", "ended", "successor", "title", "summary", "quote", "url", "read_on", "text_as_of"),
    *("agency_types", "kind", "issuer", "supersedes"),
)
_EXPECTED: Final = (
    f"rows with the columns {', '.join(_NEEDED)}, and perhaps any of {', '.join(_PERHAPS)}"
)
_READ: Final = MappingProxyType(
    {"quote": "the words", "url": "their address", "read_on": "the day on which they were read"}
)
# The tables within a record, and the number of a member.
_WITHIN: Final = re.compile(r"^(?:period|citation)\.|\[.*")
_COLUMNS: Final = MappingProxyType(
    {"cite": "citation", "effective": "start", "period": "start, until", "record": "id"}
)


class LawFiles(NamedTuple):
    """What files a table of provisions makes, and where each record of them stood in it.

    Attributes:
        files: What each file holds, by its path in a law folder.
        rows: The number of the row of each record, by its id.
    """

    files: Mapping[str, bytes]
    rows: Mapping[str, int]

    def located(self, fault: DataFault) -> DataFault:
        """Return a fault with the row and the column in place of the record and the field."""
        row = self.rows.get(fault.record)
        if row is None or fault.file.startswith("package: "):
            return fault
        field = _WITHIN.sub("", fault.field)
        column = _COLUMNS.get(field, field)
        return DataFault(file=_WHERE, record=f"row {row}", field=column, message=fault.message)


def law_files(provisions: object, beside: Mapping[str, bytes]) -> LawFiles:
    """Return the files of a law folder with provisions of a table besides its own.

    Each provision gets an authority with its citation. One with a quote, an address and the day it
    was read is graded as a text that was read; another as background, with what is missing.

    Args:
        provisions: A data frame or rows; `catalog.using` says which columns.
        beside: What the files of the folder hold already, by their paths; perhaps none.

    Raises:
        DetainerError: If it is no table, or a cell is not what its column holds; the message has
            the row and the column.
    """
    files, rows = dict(beside), dict[str, int]()
    days_read: list[date] = []
    authorities_beside = files.get(_AUTHORITIES, b"").count(b"[[authority]]")
    for number, row in enumerate(table_rows(provisions, _WHERE, _NEEDED, _EXPECTED, _PERHAPS)):
        if not isinstance(row, TableRow):
            raise DetainerError(f"{_WHERE}, row {number}", type(row).__name__, _EXPECTED, "")
        id = row.text("id", "an id: small letters, digits, hyphens and dots")
        if id in rows:
            raise row.refused("id", f"another than that of row {rows[id]}")
        authority_id = f"{GIVEN}-{authorities_beside + number}"
        rows[id] = rows[authority_id] = number
        place = row.known("jurisdiction", "a place by its code or its name, as text", jurisdiction)
        days_read += filter(None, [row.day("read_on")])
        for path, record in _records(row, id, authority_id, place):
            files[path] = files.get(path, b"") + record.encode()
    if MANIFEST not in files:
        as_of = max(days_read, default=about().data_as_of)
        title = "Provisions given as a table"
        law = _table("[[law]]", {"id": GIVEN, "title": title, "data_as_of": as_of})
        files[MANIFEST] = law.encode()
    return LawFiles(MappingProxyType(files), MappingProxyType(rows))


def _records(
    row: TableRow, id: str, authority_id: str, place: Jurisdiction
) -> Iterator[tuple[str, str]]:
    """Yield the provision of a row and the authority that it cites, each with its file."""
    code, state = place.one_with or place.code, state_of(place).code.casefold()
    start, until = row.days()
    citation = row.text("citation", "what the text is cited as")
    words = {name: row.perhaps(name) for name in ("quote", "url", "text_as_of")}
    known: dict[str, Any] = {**words, "read_on": row.day("read_on")}
    missing = [what for name, what in _READ.items() if known[name] is None]
    if not missing:
        known["text_as_of"] = known["text_as_of"] or "unknown"
    source = {
        "evidence": (Evidence.BACKGROUND if missing else Evidence.TEXT).value,
        "gaps": [f"{', '.join(missing)}: the caller gave none"] if missing else [],
        **known,
    }
    law_of = AuthorityKind.ORDINANCE if place.level.is_local else AuthorityKind.STATUTE
    summary = row.perhaps("summary") or words["quote"] or "The caller gave no words of it."
    authority = {
        "id": authority_id,
        "title": row.perhaps("title") or citation,
        "cite": citation,
        "kind": row.perhaps("kind", [*AuthorityKind]) or law_of.value,
        "issuer": row.perhaps("issuer") or place.name,
        "effective": "unknown" if start is None else str(start),
        "jurisdictions": [code],
        "summary": summary,
        "bears_on": [],
        **source,
    }
    provision = {
        "id": id,
        "title": row.perhaps("title") or citation,
        "jurisdiction": code,
        "practice": row.one_of("practice", [*Practice]),
        "modality": row.one_of("modality", [*Modality]),
        "agency_types": row.several("agency_types", [*AgencyType]),
        "summary": summary,
        "ended": row.perhaps("ended", [*HowEnded]) or (until and HowEnded.ENDED.value),
        "successor": row.perhaps("successor"),
        "supersedes": row.several("supersedes"),
    }
    period = {"start": "unknown" if start is None else start, "until": until}
    folder = f"policies/{state}"
    yield _AUTHORITIES, _table("[[authority]]", authority)
    # A state's law stands in the one file of the state.
    yield (
        f"{folder}/{GIVEN}.toml" if place.level.is_local else f"{folder}.toml",
        _table("[[provision]]", provision)
        + _table("[provision.period]", period)
        + _table("[provision.citation]", {"authority": authority_id, **source}),
    )


def _table(heading: str, values: Mapping[str, Any]) -> str:
    """Return a table as TOML: days as they are, texts and lists of them as JSON has them."""
    lines = (
        f"{name} = {value if isinstance(value, date) else _text(value)}"
        for name, value in values.items()
        if value is not None
    )
    return "\n".join(["", heading, *lines, ""])


def _text(value: object) -> str:
    # JSON leaves the last control character as it is, which TOML does not take.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
