"""Files that tests make: sheets of agreements, tables of detainers; all in them is made up."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from detainerlib.readers import DetainerTable

openpyxl = pytest.importorskip("openpyxl")

SHEET_HEAD: Final = (
    "STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA",
    "ADDENDUM",
)  # fmt: skip
SAMPLES: Final = Path(__file__).parents[2].parent / "shared" / "samples" / "287g"
PROJECT_HEAD: Final = (
    "agency", "agency_id", "ORI9", "agreement_id", "support_type", "status", "signed",
    "first_appeared", "first_appeared_source", "last_appeared", "removed_by", "removed_by_source",
    "removal_flag", "moa", "moa_pending", "addendum", "has_addendum", "place", "place_type",
    "place_geoid", "county", "county_fips", "state", "state_fips", "jurisdiction_level",
    "jurisdiction_level_source", "geometry_type", "geoid", "geoid_type", "geometry_vintage",
    "ice_county", "ice_type", "latest_sheet_row", "latest_sheet", "latest_sheet_url",
)  # fmt: skip


def row(
    agency: str = "Example County Sheriff's Office",
    *,
    state: object = "TEXAS",
    kind: object = "County",
    county: object = "Travis County",
    model: object = "Task Force Model",
    signed: object = datetime(2025, 4, 1),  # noqa: DTZ001 (Excel has no zones)
    moa: object = "link pending",
    addendum: object = None,
) -> list[Any]:
    """Give a row of a sheet."""
    return [state, agency, kind, county, model, signed, moa, addendum]


def sheet(
    folder: Path,
    rows: Iterable[Sequence[object]],
    name: str = "participatingAgencies07182025pm.xlsx",
    *,
    head: Sequence[object] = SHEET_HEAD,
    links: dict[tuple[int, int], str] | None = None,
    modified: datetime | None = datetime(2025, 7, 18),  # noqa: DTZ001
    title: str = "Sheet1",
) -> Path:
    """Write a workbook as the issuer does."""
    book = openpyxl.Workbook()
    worksheet = book.active
    worksheet.title = title
    worksheet.append([*head])
    for cells in rows:
        worksheet.append([*cells])
    for (number, column), address in (links or {}).items():
        worksheet.cell(number, column).hyperlink = address
    path = folder / name
    book.save(path)
    if modified is not None:
        _date(path, modified)
    return path


def _date(path: Path, modified: datetime) -> None:
    """Set the day on which a workbook says that it was saved; openpyxl writes the clock's."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"].decode()
    stamp = f"{modified.isoformat()}Z"
    parts["docProps/core.xml"] = re.sub(
        r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{stamp}", core
    ).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def text(
    folder: Path, rows: Iterable[Sequence[object]], name: str, *, delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:  # fmt: skip
    """Write a text table."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter)
    for cells in rows:
        writer.writerow(["" if cell is None else cell for cell in cells])
    path = folder / name
    path.write_bytes(lines.getvalue().encode(encoding))
    return path


def project_row(**given: object) -> dict[str, object]:
    """Give a row of the project's table of agreements, under its documented columns."""
    cells: dict[str, object] = {**dict.fromkeys(PROJECT_HEAD)}
    cells |= {
        "agency": "Travis County Sheriff's Office",
        "agency_id": "TX-travis-county-sheriff-office",
        "agreement_id": "TX-travis-county-sheriff-office#TFM#2025-04-01",
        "support_type": "Task Force Model",
        "status": "Active",
        "signed": date(2025, 4, 1),
        "first_appeared": date(2025, 4, 10),
        "last_appeared": date(2025, 7, 18),
        "county": "Travis County",
        "county_fips": "48453",
        "state": "Texas",
        "state_fips": "48",
        "jurisdiction_level": "County",
        "geoid": "48453",
        "geoid_type": "County",
    }
    return cells | given


def profile_of(path: Path) -> dict[str, Any]:
    """Give the profile beside a real sheet."""
    content: dict[str, Any] = json.loads(path.with_suffix(".profile.json").read_text("utf-8"))
    return content


def values(table: DetainerTable, *columns: str) -> list[tuple[Any, ...]]:
    """Give some columns of every row, in order."""
    frame = table.collect()
    if hasattr(frame, "rows"):
        return [tuple(cells) for cells in frame.select(*columns).rows()]
    return [tuple(cells[name] for name in columns) for cells in frame.to_pylist()]
