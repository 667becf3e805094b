"""What reading the field's files costs, beside a bare read of the same file.

    nox -s bench                      prints the ratios
    python bench/readers.py --strict  fails where one is over its limit

A raw sheet of agreements beside openpyxl alone; five million rows of a made-up detainer table,
scanned lazily by polars and counted by outcome, beside the same scan counted by the raw spelling.
What is compared runs in turns, in one process; a ratio is the median over the rounds.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import numpy as np
import openpyxl
import polars as pl
from ratios import Ratio, in_turns, median_ratio, report

from detainerlib import catalog
from detainerlib.readers import read_287g, read_detainers

ROWS: Final = 5_000_000
SHEET_ROWS: Final = 2_000
ROUNDS: Final = 5
LIMIT: Final = 2.0


def sheet(folder: Path) -> Path:
    """Write a sheet with as many columns as the issuer's, and a link in each row."""
    book = openpyxl.Workbook(write_only=True)
    worksheet = book.create_sheet("Sheet1")
    worksheet.append(
        ["STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA"]
    )
    counties = catalog.counties()
    models = ("Task Force Model", "Warrant Service Officer", "Jail Enforcement Model")
    for number in range(SHEET_ROWS):
        name, _, state = counties[number].name.partition(", ")
        worksheet.append(
            [
                state.upper(),
                # One name in thirty has a blank too many, as on the issuer's lists.
                f"{name} Sheriff's Office{'' if number % 30 else ' '}",
                "County",
                name,
                models[number % 3],
                datetime(2025, 2, 1 + number % 28),  # noqa: DTZ001 (Excel has no zones)
                "link pending",
            ]
        )
    path = folder / "participatingAgencies07182025pm.xlsx"
    book.save(path)
    return path


def detainers(folder: Path) -> Path:
    """Write a table with the spellings on record, a third of them blank, and the issuer's types."""
    random = np.random.default_rng(0)
    spellings = [lift_reason.spellings[0] or None for lift_reason in catalog.lift_reasons()]
    types = ["I247A - Immigration Detainer - Notice of Action (as of May 2025)", "I247G - Request"]
    blank = random.random(ROWS) < 1 / 3
    chosen = np.where(blank, spellings.index(None), random.integers(0, len(spellings), ROWS))
    days = pl.date_range(pl.date(2022, 10, 1), pl.date(2026, 3, 10), eager=True)
    path = folder / "detainers-latest.parquet"
    pl.DataFrame(
        {
            "detainer_prepare_date": days.gather(random.integers(0, len(days), ROWS)),
            "detainer_type": pl.Series(types).gather(random.integers(0, 2, ROWS)),
            "detainer_lift_reason": pl.Series(spellings, dtype=pl.String).gather(chosen),
        }
    ).write_parquet(path)
    return path


def timed(run: Callable[[], object]) -> Callable[[], float]:
    """Return what measures a call, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        run()
        return perf_counter() - begun

    return measure


def bare_sheet(path: Path) -> int:
    """Read every cell of a sheet with openpyxl alone."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def main() -> int:
    """Print the ratios."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        list_of_agencies, table = sheet(folder), detainers(folder)
        timers = (
            timed(lambda: bare_sheet(list_of_agencies)),
            timed(lambda: read_287g(list_of_agencies)),
            timed(lambda: pl.scan_parquet(table).group_by("detainer_lift_reason").len().collect()),
            timed(
                lambda: (
                    read_detainers(table, backend="polars")
                    .frame.group_by("outcome")
                    .len()
                    .collect()
                )
            ),
        )
        times = in_turns(timers, ROUNDS)
    return report(
        [
            Ratio("a sheet of agreements, by openpyxl", median_ratio(times, 1, 0), LIMIT),
            Ratio("detainers by outcome, by a scan", median_ratio(times, 3, 2), LIMIT),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
