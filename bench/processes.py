"""Columns measured in new processes: what far-off years, many zones and few rows cost.

python bench/processes.py CASE   measures one, and prints its seconds of CPU and its bytes
"""

import resource
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final
from zoneinfo import available_timezones

import numpy as np
from ratios import Ratio

from detainerlib import hold_deadline
from detainerlib.bulk import Coded, counted_time, hold_deadlines
from detainerlib.errors import DetainerError
from detainerlib.times.zones import place

ROOT: Final = Path(__file__).parents[1]
ROWS: Final = 100_000
FIRST, LAST = (int(np.datetime64(year, "us").astype(np.int64)) for year in ("2015", "2026"))
RULES: Final = ("8-cfr-287.7-d", "form-i-247a")
MOST_MEMORY: Final = 500_000_000
ROUNDS: Final = 5
ZONES: Final = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Phoenix",
    "America/Puerto_Rico",
    "Pacific/Guam",
    "America/Detroit",
    "America/Boise",
    "America/Indiana/Indianapolis",
    "America/Juneau",
)
LOOP, OURS = "golden table, scalar loop", "golden table, hold_deadlines"


def places() -> tuple[str, ...]:
    """Return every zone that is a place."""

    def is_place(zone: str) -> bool:
        try:
            place(zone)
        except DetainerError:
            return False
        return True

    return tuple(sorted(filter(is_place, available_timezones())))


def random_column(
    zones: tuple[str, ...], far: tuple[str, ...] = (), *, first: int = FIRST, last: int = LAST
) -> tuple[Any, dict[str, Any]]:
    """Return random instants, a few of them far off, each with a zone and one of two rules."""
    random = np.random.default_rng(2017)
    values = random.integers(first, last, ROWS).view("M8[us]")
    values[ROWS // 2 : ROWS // 2 + len(far)] = np.array(far, dtype="M8[us]")
    options = {
        "zone": Coded(random.integers(0, len(zones), ROWS), zones),
        "rule": Coded(random.integers(0, 2, ROWS), RULES),
        "on_error": "null",
    }
    return values, options


def deadlines(*column: Any, **limits: Any) -> Callable[[], Any]:
    """Return what answers a random column."""
    values, options = random_column(*column, **limits)
    return lambda: hold_deadlines(values, **options)


def counted(far: str) -> Callable[[], Any]:
    """Return what counts time in 13 zones, in one row up to a far-off year."""
    values, options = random_column(ZONES)
    ends = values + np.timedelta64(5, "D")
    ends[ROWS // 2] = np.datetime64(far)
    return lambda: counted_time(values, ends, **options)


def all_places() -> Callable[[], Any]:
    """Return what answers rows of 130 years in all zones."""
    first, last = (int(np.datetime64(year, "us").astype(np.int64)) for year in ("1971", "2100"))
    return deadlines(places(), first=first, last=last)


def golden(*, loop: bool) -> Callable[[], Any]:
    """Return what answers the golden table, in one call or in a loop."""
    sys.path.insert(0, str(ROOT / "tests" / "golden"))
    from minute_counter import read_table  # noqa: PLC0415 (a module of the tests)

    rows = [row for row in read_table() if row.observed in {"", "both"}]
    rules = {"excluding": RULES[0], "consecutive": RULES[1]}
    zone, rule = [row.zone for row in rows], [rules[row.rule] for row in rows]
    if not loop:
        starts = np.array([row.start_utc.removesuffix("Z") for row in rows], dtype="M8[s]")
        return partial(hold_deadlines, starts, zone=zone, rule=rule)
    instants = [datetime.fromisoformat(row.start_utc) for row in rows]
    return lambda: [
        hold_deadline(instant, zone=its_zone, rule=its_rule)
        for instant, its_zone, its_rule in zip(instants, zone, rule, strict=True)
    ]


FAR: Final = "9999-12-25"
CASES: Final[Mapping[str, Callable[[], Callable[[], Any]]]] = {
    "4 zones x 2 rules": partial(deadlines, ZONES[:4]),
    "4 zones x 2 rules, one row of 9999": partial(deadlines, ZONES[:4], (FAR,)),
    "13 zones x 2 rules": partial(deadlines, ZONES),
    "13 zones x 2 rules, one row of 9999": partial(deadlines, ZONES, (FAR,)),
    "13 zones x 2 rules, one of 9999, one of 0001": partial(deadlines, ZONES, (FAR, "0001-01-01")),
    "13 zones x 2 rules, counted up to 9999": partial(counted, FAR),
    "all zones x 2 rules x 130 years": all_places,
}
COLUMNS: Final = {LOOP: partial(golden, loop=True), OURS: partial(golden, loop=False)}


def measured(case: str) -> tuple[float, float]:
    """Measure a case in a process of its own: its seconds of CPU, and the bytes of the process."""
    process = subprocess.run(
        [sys.executable, __file__, case], check=True, capture_output=True, text=True
    )
    seconds, taken = map(float, process.stdout.split())
    return seconds, taken


def far_years() -> list[Ratio]:
    """Print what columns of 100,000 rows cost, and compare their memory with its limit."""
    ratios: list[Ratio] = []
    print(f"{ROWS:,} rows{'':40}  s CPU     GB")
    for case in CASES:
        seconds, taken = measured(case)
        print(f"{case:50} {seconds:7.2f}  {taken / 10**9:5.2f}")
        ratios.append(Ratio(f"memory, {case} / 0.5 GB", taken / MOST_MEMORY, 1))
    print()
    return ratios


def short_columns() -> list[Ratio]:
    """Print how long the golden table takes in one call and in a loop, measured in turns."""
    rounds = [[measured(case)[0] for case in COLUMNS] for _ in range(ROUNDS)]
    for case, times in zip(COLUMNS, zip(*rounds, strict=True), strict=True):
        print(f"{case:50} {median(times):7.2f}")
    print()
    return [Ratio(f"{OURS} / loop", median(ours / loop for loop, ours in rounds), 3)]


def main() -> None:
    """Measure one case here."""
    cases: dict[str, Callable[[], Callable[[], object]]] = {**CASES, **COLUMNS}
    run = cases[sys.argv[1]]()
    warnings.simplefilter("ignore")
    begun = process_time()
    run()
    print(process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


if __name__ == "__main__":
    main()
