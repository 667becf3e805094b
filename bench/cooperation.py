"""What a panel of every county costs, beside classifying and deciding row by row, and its memory.

    nox -s bench                                prints the ratios and the rate
    nox -s bench -- --strict                    fails where one is over its limit
    python bench/cooperation.py --against SRC   compares it with another version's folder src, too

All that is compared runs in turns; a ratio is the median over the rounds. What a process takes in
memory, and the other version, are measured in processes of their own, by their seconds of CPU.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from ratios import Ratio, in_turns, median_ratio, report

from detainerlib import Practice, bulk, catalog, classify_cooperation, governing_policy

START, END = date(2008, 1, 1), date(2026, 12, 1)
SAMPLE = 40
COUNTIES = [county.code for county in catalog.counties(on=END)]
PRACTICES = [*Practice][:12]
BYTES = 400_000_000
OWN = Path(__file__).parents[1] / "src"
ROUNDS = 3


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


def measured(source: str) -> tuple[float, int]:
    """Make the panel in a new process with a version of the package: seconds of CPU, and bytes."""
    process = subprocess.run(
        [sys.executable, __file__, "--one"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    )
    seconds, taken = process.stdout.split()
    return float(seconds), int(taken)


def one() -> int:
    """Make the panel here, and print what it took."""
    begun = process_time()
    panel()
    print(process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    return 0


def in_processes() -> list[Ratio]:
    """Return what the process takes in memory, and how long, beside another version."""
    other = sys.argv[sys.argv.index("--against") + 1] if "--against" in sys.argv else None
    sources = [str(OWN)] if other is None else [str(OWN), other]
    rounds = [[measured(source) for source in sources] for _ in range(ROUNDS)]
    for number, source in enumerate(sources):
        seconds, taken = zip(*(turn[number] for turn in rounds), strict=True)
        print(f"{source}: {min(seconds):.2f} s of CPU, {max(taken) / 10**6:.0f} MB at the peak")
    peak = max(turn[0][1] for turn in rounds)
    ratios = [Ratio("memory of the process / 400 MB", peak / BYTES, 1)]
    if other is not None:
        times = [tuple(seconds for seconds, _ in turn) for turn in rounds]
        ratios.append(Ratio("the panel / that of the other version", median_ratio(times, 0, 1), 1))
    return ratios


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
    if "--one" in sys.argv:
        return one()
    apart = in_processes()
    begun = perf_counter()
    rows = panel()
    print(f"{len(COUNTIES)} counties, {rows} rows: {rows / (perf_counter() - begun):,.0f} rows/s")
    whole = in_turns([timer("month"), row_by_row], rounds=3)
    growth = in_turns([timer("month"), timer("year")], rounds=3)
    return report(
        [
            *apart,
            Ratio("the panel of every county / row by row", median_ratio(whole, 0, 1), 1 / 20),
            Ratio("bytes of the panel / 400 MB", frame("month").estimated_size() / BYTES, 1),
            Ratio("twelve times the days / the days", median_ratio(growth, 0, 1), 12 / 4),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
