"""What rates of ten million rows cost, beside a bare group-by of the same rows in the same engine.

    nox -s bench                       prints the ratios and the rates
    python bench/outcomes.py --strict  fails where one is over its limit

The rows stay in the engine, polars or DuckDB; only the counts come to Python. All that is compared
runs in turns, in one process; a ratio is the median over the rounds.
"""

import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl
from ratios import Ratio, in_turns, median_ratio, report

from detainerlib import bulk, catalog

ROWS: Final = 10_000_000
ROUNDS: Final = 5
STATES: Final = 52
LIMIT: Final = 1.5


def sample() -> pl.DataFrame:
    """Return rows with the spellings on record, a third of them blank, of many states."""
    random = np.random.default_rng(0)
    spellings = [lift_reason.spellings[0] or None for lift_reason in catalog.lift_reasons()]
    reasons = pl.Series("why", spellings, dtype=pl.String)
    states = pl.Series("state", [f"S{number:02}" for number in range(STATES)])
    blank = random.random(ROWS) < 1 / 3
    chosen = np.where(blank, spellings.index(None), random.integers(0, len(spellings), ROWS))
    return pl.DataFrame([reasons.gather(chosen), states.gather(random.integers(0, STATES, ROWS))])


def rates(frame: Any) -> Any:
    """Return the rates by state."""
    return bulk.outcome_rates(
        frame,
        "why",
        by="state",
        numerator="declined by the agency",
        denominator="declined plus custody assumed",
    )


def timed(run: Callable[[], object]) -> Callable[[], float]:
    """Return what measures a call, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        run()
        return perf_counter() - begun

    return measure


def main() -> int:
    """Print the ratios."""
    frame = sample()
    connection = duckdb.connect()
    # Its types are not all told.
    of_polars: Any = frame
    connection.register("given", of_polars.to_arrow())
    connection.execute("CREATE TABLE records AS SELECT * FROM given")
    relation: Any = connection.table("records")
    sql = "SELECT state, why, count(*) FROM records GROUP BY ALL"
    if rates(frame) != rates(relation):
        raise SystemExit("The engines do not agree.")
    found: list[Ratio] = []
    for name, ours, bare in (
        ("polars", frame, lambda: frame.lazy().group_by("state", "why").len().collect()),
        ("DuckDB", relation, lambda: connection.execute(sql).fetchall()),
    ):
        turns = in_turns([timed(partial(rates, ours)), timed(bare)], ROUNDS)
        best = min(turn[0] for turn in turns)
        print(f"{name}: {ROWS / best:,.0f} rows/s")
        found.append(Ratio(f"rates / a bare group-by, {name}", median_ratio(turns, 0, 1), LIMIT))
    return report(found)


if __name__ == "__main__":
    sys.exit(main())
