"""What rates and duplicates cost, beside a bare group-by, or the same in another engine.

Rates are of ten million rows by state, and of two million by facility and month, which are 126,000
groups: those are made a frame, which is compared with the three counts that one would write by
hand, too.

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

from detainerlib import DuplicateRule, bulk, catalog

ROWS: Final = 10_000_000
ROUNDS: Final = 5
STATES: Final = 52
LIMIT: Final = 1.5
MANY: Final = 2_000_000
FACILITIES, MONTHS = 1_050, 120
FRAME_LIMIT: Final = 3
ARROW_LIMIT: Final = 3


def sample() -> pl.DataFrame:
    """Return rows with the spellings on record, a third of them blank, of many states."""
    random = np.random.default_rng(0)
    spellings = [lift_reason.spellings[0] or None for lift_reason in catalog.lift_reasons()]
    reasons = pl.Series("why", spellings, dtype=pl.String)
    states = pl.Series("state", [f"S{number:02}" for number in range(STATES)])
    blank = random.random(ROWS) < 1 / 3
    chosen = np.where(blank, spellings.index(None), random.integers(0, len(spellings), ROWS))
    return pl.DataFrame([reasons.gather(chosen), states.gather(random.integers(0, STATES, ROWS))])


def many_groups() -> pl.DataFrame:
    """Return rows of 126,000 facilities and months."""
    random = np.random.default_rng(1)
    reasons = sample().head(MANY).select("why")
    facilities = pl.Series("facility", [f"F{number:04}" for number in range(FACILITIES)])
    return reasons.with_columns(
        facilities.gather(random.integers(0, FACILITIES, MANY)),
        pl.Series("month", random.integers(0, MONTHS, MANY)),
    )


def rate_frame(frame: Any) -> Any:
    """Return the rates by facility and month, as a frame."""
    table = bulk.outcome_rates(
        frame,
        "why",
        by=["facility", "month"],
        numerator="declined by the agency",
        denominator="declined plus custody assumed",
    )
    return table.to_frame("polars")


def of_many_groups() -> list[Ratio]:
    """Return what a frame of rates costs, beside the group-bys that one would write."""
    frame = many_groups()
    reason = pl.col("why")
    counts = (
        pl.len(),
        (reason == "Detainer Declined by LEA").sum().alias("declined"),
        reason.is_null().sum().alias("missing"),
    )
    keys = ("facility", "month")
    turns = in_turns(
        [
            timed(partial(rate_frame, frame)),
            timed(lambda: frame.lazy().group_by(*keys, "why").len().collect()),
            timed(lambda: frame.lazy().group_by(*keys).agg(counts).collect()),
        ],
        ROUNDS,
    )
    groups = f"{FACILITIES * MONTHS:,} groups"
    return [
        Ratio(f"a frame of rates / a group-by, {groups}", median_ratio(turns, 0, 1), FRAME_LIMIT),
        Ratio(f"the same / three counts by hand, {groups}", median_ratio(turns, 0, 2), FRAME_LIMIT),
    ]


def requests() -> pl.DataFrame:
    """Return requests for many persons, most of them for several in some weeks."""
    random = np.random.default_rng(2)
    days = pl.Series("day", random.integers(19_000, 20_000, MANY)).cast(pl.Date)
    persons = pl.Series("person", random.integers(0, MANY // 8, MANY)).cast(pl.String)
    forms = pl.Series("form", ["I247A", "I247D", "I247N"]).gather(random.integers(0, 3, MANY))
    jails = pl.Series("jail", random.integers(0, 500, MANY)).cast(pl.String)
    return pl.DataFrame([days, persons, forms, jails])


def of_duplicates() -> list[Ratio]:
    """Return what the duplicates of each rule cost in Arrow, beside polars."""
    frame: Any = requests()
    table = frame.to_arrow()
    found: list[Ratio] = []
    for rule in DuplicateRule:
        keys: dict[str, Any] = {"rule": rule, "person": "person", "prepared": "day"}
        if rule is DuplicateRule.SAME_EPISODE:
            keys |= {"form": "form", "facility": "jail"}
        timers = [timed(partial(bulk.drop_duplicates, rows, **keys)) for rows in (table, frame)]
        turns = in_turns(timers, ROUNDS)
        what = f"duplicates in Arrow / polars, {rule.name.lower()}"
        found.append(Ratio(what, median_ratio(turns, 0, 1), ARROW_LIMIT))
        print(f"{what}: {MANY / min(turn[0] for turn in turns):,.0f} rows/s")
    return found


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
    table = of_polars.to_arrow()
    connection.register("given", table)
    connection.execute("CREATE TABLE records AS SELECT * FROM given")
    relation: Any = connection.table("records")
    sql = "SELECT state, why, count(*) FROM records GROUP BY ALL"
    if not rates(frame) == rates(relation) == rates(table):
        raise SystemExit("The engines do not agree.")
    found: list[Ratio] = []
    for name, ours, bare in (
        ("polars", frame, lambda: frame.lazy().group_by("state", "why").len().collect()),
        ("Arrow", table, lambda: table.group_by(["state", "why"]).aggregate([([], "count_all")])),
        ("DuckDB", relation, lambda: connection.execute(sql).fetchall()),
    ):
        turns = in_turns([timed(partial(rates, ours)), timed(bare)], ROUNDS)
        best = min(turn[0] for turn in turns)
        print(f"{name}: {ROWS / best:,.0f} rows/s")
        found.append(Ratio(f"rates / a bare group-by, {name}", median_ratio(turns, 0, 1), LIMIT))
    found += [*of_many_groups(), *of_duplicates()]
    return report(found)


if __name__ == "__main__":
    sys.exit(main())
