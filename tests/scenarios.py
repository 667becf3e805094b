"""Legal scenarios, kept as TOML in `cases/`, read for the tests that run them."""

import tomllib
from pathlib import Path
from typing import Any


def scenarios(name: str, table: str) -> list[dict[str, Any]]:
    """Give the records of a file of `cases/`."""
    file = Path(__file__).parent / "cases" / f"{name}.toml"
    records: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[table]
    return records
