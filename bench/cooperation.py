"""What a panel of every county costs, beside classifying and deciding row by row, and its memory.

    nox -s bench              prints the ratios and the rate
    nox -s bench -- --strict  fails where one is over its limit

All that is compared runs in turns, in one process; a ratio is the median over the rounds.
"""

import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Any

from ratios import Ratio, in_turns, median_ratio, report

from detainerlib import Practice, bulk, catalog, classify_cooperation, governing_policy

START, END = date(2008, 1, 1), date(2026, 12, 1)
SAMPLE = 40
COUNTIES = [county.code for county in catalog.counties(on=END)]
PRACTICES = [*Practice][:12]
BYTES = 400_000_000


def timer(freq: str) -> Callable[[], float]:
    """Return what measures the panel of every county, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        panel(freq)
        return perf_counter() - begun

    return measure


def panel(freq: str = "month") -> int:
    """Make the panel of every county, and count its rows."""
    return len(frame(freq))


def frame(freq: str) -> Any:
    """Return the panel of every county."""
    return bulk.policy_panel(
        COUNTIES, start=START, end=END, freq=freq, practices=PRACTICES, backend="polars"
    )


def row_by_row() -> float:
    """Classify and decide some rows, and reckon what all would take."""
    rows = [
        (code, date(year, month, 1))
        for code in COUNTIES
        for year in range(2008, 2027)
        for month in range(1, 13)
    ]
    some = rows[:: len(rows) // SAMPLE]
    begun = perf_counter()
    for code, day in some:
        classify_cooperation(code, on=day)
        for practice in PRACTICES:
            governing_policy(practice, code, on=day)
    return (perf_counter() - begun) * len(rows) / len(some)


def main() -> int:
    """Print the ratios."""
    begun = perf_counter()
    rows = panel()
    print(f"{len(COUNTIES)} counties, {rows} rows: {rows / (perf_counter() - begun):,.0f} rows/s")
    whole = in_turns([timer("month"), row_by_row], rounds=3)
    growth = in_turns([timer("month"), timer("year")], rounds=3)
    return report(
        [
            Ratio("the panel of every county / row by row", median_ratio(whole, 0, 1), 1 / 20),
            Ratio("bytes of the panel / 400 MB", frame("month").estimated_size() / BYTES, 1),
            Ratio("twelve times the days / the days", median_ratio(growth, 0, 1), 12 / 4),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
