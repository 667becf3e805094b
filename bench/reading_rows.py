"""How long every reading of many rows takes, beside the two deadlines that a form asks about.

    python bench/reading_rows.py            prints the ratios and their limits
    python bench/reading_rows.py --strict   fails where one is over its limit

The two deadlines are columns added by `with_hold_deadline`: under the regulation and under Form
I-247A. Every reading adds to that the rivals of the word "holidays", which rows have them, a row
for each reading and its texts, or a column for each. Audits of every reading stand beside two
audits, and the two deadlines of dates beside two of instants. All runs in turns, in one process,
after the answers of both were compared; a ratio is the median over the rounds. Memory is what
Python and numpy allocate at the most for every reading of a frame of pandas, by what it returns.
"""

import sys
import tracemalloc
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any, Final

import numpy as np
from ratios import Ratio, in_turns, median_ratio, report
from rivals import ZONE, installed

from detainerlib import bulk

ROWS: Final = 1_000_000
ROUNDS: Final = 21
LIMIT: Final = 2.5
MOST_MEMORY: Final = 3.0
FIRST, LAST = (np.datetime64(day, "us").astype(np.int64) for day in ("2018-01-01", "2026-11-01"))
WEEK: Final = 7 * 24 * 60 * 60 * 1_000_000
FORM: Final = "form-i-247a"
ENGINES: Final = ("pandas", "polars", "pyarrow")


def frame_of(engine: str, rows: int, name: str) -> Any:
    """Return random instants of nine years as a frame; None where the engine is not installed.

    Beside them stands what is named besides: "released", or "day" for their dates.
    """
    module = installed(engine)
    if module is None:
        return None
    starts = np.random.default_rng(2017).integers(FIRST, LAST, rows).view("M8[us]")
    released = starts + np.random.default_rng(287).integers(0, WEEK, rows).astype("m8[us]")
    times = {"ends": starts, "released": released}
    columns: dict[str, Any] = {}
    for column in {"ends", name} & {*times}:
        if engine == "pandas":
            columns[column] = module.Series(times[column]).dt.tz_localize("UTC")
        elif engine == "polars":
            columns[column] = module.Series(times[column]).dt.replace_time_zone("UTC")
        else:
            columns[column] = module.array(times[column]).cast(module.timestamp("us", "UTC"))
    if name == "day":
        days = starts.astype("M8[D]")
        columns[name] = module.Series(days) if engine == "polars" else module.array(days)
    return module.table(columns) if engine == "pyarrow" else module.DataFrame(columns)


def two_deadlines(frame: Any) -> Any:
    """Return the frame with the deadlines under the regulation and under the form."""
    one = bulk.with_hold_deadline(frame, "ends", zone=ZONE)
    return bulk.with_hold_deadline(one, "ends", zone=ZONE, rule=FORM, into="of_form")


def every_reading(frame: Any) -> Any:
    """Return the frame with every reading of Form I-247A, a row for each."""
    return bulk.hold_readings(frame, "ends", form="I-247A", zone=ZONE)


def every_reading_wide(frame: Any) -> Any:
    """Return the frame with every reading, in columns of its own."""
    return bulk.hold_readings(frame, "ends", form="I-247A", zone=ZONE, wide=True)


def two_audits(frame: Any) -> Any:
    """Return the frame audited under the regulation, and audited under the form."""
    names = ("of_form", "overrun_of_form", "outcome_of_form")
    one = bulk.audit_holds(frame, "ends", "released", zone=ZONE)
    return bulk.audit_holds(one, "ends", "released", zone=ZONE, rule=FORM, into=names)


def every_audit(frame: Any) -> Any:
    """Return the frame audited under every reading of Form I-247A."""
    return bulk.audit_readings(frame, "ends", "released", form="I-247A", zone=ZONE)


def bounds(frame: Any) -> Any:
    """Return the frame with the two deadlines of its dates."""
    return bulk.with_hold_bounds(frame, "day", zone=ZONE)


def memory(frame: Any) -> Ratio:
    """Measure what is allocated at the most for every reading, by what is returned."""
    tracemalloc.start()
    made = every_reading(frame)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    held = int(made.memory_usage().sum())
    return Ratio(f"memory of every reading / {held >> 20} MiB, pandas", most / held, MOST_MEMORY)


def compare(frame: Any) -> None:
    """Stop where the two do not agree."""
    two, wide = two_deadlines(frame), every_reading_wide(frame)
    for one, name in (
        ("hold_deadline", "hold_deadline: 8 C.F.R. § 287.7(d)"),
        ("of_form", "hold_deadline: Form I-247A"),
    ):
        differing = int((np.asarray(two[one]) != np.asarray(wide[name])).sum())
        if differing:
            sys.exit(f"{differing} rows differ in {name}.")


def seconds(run: Callable[[], Any]) -> float:
    """Measure it once."""
    begun = perf_counter()
    run()
    return perf_counter() - begun


def ratios_of(engine: str, name: str, runs: tuple[Callable[[Any], Any], ...]) -> list[Ratio]:
    """Return how long some runs take beside the first, on a frame with a column besides."""
    frame = frame_of(engine, ROWS, name)
    times = in_turns([partial(seconds, partial(run, frame)) for run in runs], ROUNDS)
    names = [" ".join(run.__name__.split("_")) for run in runs]
    return [
        Ratio(f"{one} / {names[0]}, {engine}, {ROWS:,} rows", median_ratio(times, at, 0), LIMIT)
        for at, one in enumerate(names)
        if at
    ]


def main() -> int:
    """Compare the answers, then the times."""
    ratios: list[Ratio] = []
    for engine in ENGINES:
        frame = frame_of(engine, ROWS, "ends")
        if frame is None:
            continue
        compare(frame)
        ratios += ratios_of(engine, "ends", (two_deadlines, every_reading, every_reading_wide))
        ratios += ratios_of(engine, "released", (two_audits, every_audit))
        if engine == "pandas":  # which has no type of its own for dates
            ratios.append(memory(frame))
        else:
            ratios += ratios_of(engine, "day", (two_deadlines, bounds))
    return report(ratios)


if __name__ == "__main__":
    sys.exit(main())
