"""Files read under a law folder: its repairs and lift reasons count there, and nowhere else."""

from pathlib import Path
from typing import Final

import pytest
from law_folders import law_folder
from made_files import row, sheet, text

from detainerlib import catalog
from detainerlib.readers import DetainerTable, read_287g, read_detainers

SOURCE: Final = """\
authority = "zed-ord-1"
evidence = "text"
quote = "for no longer than six hours after the person would have been released"
url = "https://example.org/code/1"
read_on = 2026-11-19
text_as_of = "2026-11"
gaps = []
"""
REPAIR: Final = f"""\
[[repair]]
id = "zed-county"
column = "county"
printed = "Zed County"
repaired = "Travis County"
state = "US-TX"
reason = "Made up for a test."
[repair.citation]
{SOURCE}"""
LIFT: Final = f"""\
[[lift]]
id = "zed-slip"
spellings = ["Handed the slip"]
outcome = "declined by the agency"
reason = "Made up for a test."
seen_from = "unknown"
seen_until = "unknown"
[lift.citation]
{SOURCE}"""


@pytest.fixture
def zed(tmp_path: Path) -> Path:
    """Write a folder with a repair and a lift reason."""
    records = {"readers/zed.toml": REPAIR, "figures/zed.toml": LIFT}
    return law_folder(tmp_path / "zed", records)


def test_repairs(zed: Path, tmp_path: Path) -> None:
    """The list says what it was made with."""
    path = sheet(tmp_path, [row(agency="Example Police", county="Zed County")])
    with catalog.using(zed):
        own = read_287g(path)
    plain = read_287g(path)

    assert ("Travis County", None) == (own[0].county, plain[0].fips)
    assert own.made_with.law is not None
    assert own.made_with.law.id == "zed"
    assert plain.made_with.law is None


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_lift_reasons(zed: Path, tmp_path: Path, engine: str) -> None:
    """Also where the engine reads them later, in threads of its own."""
    pytest.importorskip(engine)
    head = ("Detainer Prepare Date", "Detainer Type", "Detainer Lift Reason")
    path = text(tmp_path, [head, ("2025-06-02", "I247A", "Handed the slip")], "a.csv")
    with catalog.using(zed):
        own = read_detainers(path, backend=engine)
    plain = read_detainers(path, backend=engine)

    assert [["declined by the agency"], [None]] == [outcomes(table) for table in (own, plain)]
    reasons = [[fault.column for fault in table.faults] for table in (own, plain)]
    assert [False, True] == ["Detainer Lift Reason" in columns for columns in reasons]


def outcomes(table: DetainerTable) -> list[object]:
    """Give the outcome of each row."""
    column = table.collect()["outcome"]
    return [*(column.to_list() if hasattr(column, "to_list") else column.to_pylist())]
