"""How long every reading of many rows takes, beside the two deadlines that a form asks about.

    python bench/reading_rows.py            prints the ratios and their limits
    python bench/reading_rows.py --strict   fails where one is over its limit

The two deadlines are columns added by `with_hold_deadline`: under the regulation and under Form
I-247A. Every reading adds to that the rivals of the word "holidays", which rows have them, a row
for each reading and its texts. All runs in turns, in one process, after the answers of both were
compared; a ratio is the median over the rounds.
"""

import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any, Final

import numpy as np
from ratios import Ratio, in_turns, median_ratio, report
from rivals import ZONE, installed

from detainerlib import bulk

ROWS: Final = 1_000_000
ROUNDS: Final = 7
LIMIT: Final = 2.5
FIRST, LAST = (np.datetime64(day, "us").astype(np.int64) for day in ("2018-01-01", "2026-11-01"))
FORM: Final = "form-i-247a"
ENGINES: Final = ("pandas", "polars", "pyarrow")


def frame_of(engine: str, rows: int) -> Any:
    """Return random instants of nine years as a frame; None where the engine is not installed."""
    module = installed(engine)
    if module is None:
        return None
    starts = np.random.default_rng(2017).integers(FIRST, LAST, rows).view("M8[us]")
    if engine == "pandas":
        return module.DataFrame({"ends": module.Series(starts).dt.tz_localize("UTC")})
    if engine == "polars":
        return module.DataFrame({"ends": module.Series(starts).dt.replace_time_zone("UTC")})
    return module.table({"ends": module.array(starts).cast(module.timestamp("us", "UTC"))})


def two_deadlines(frame: Any) -> Any:
    """Return the frame with the deadlines under the regulation and under the form."""
    one = bulk.with_hold_deadline(frame, "ends", zone=ZONE)
    return bulk.with_hold_deadline(one, "ends", zone=ZONE, rule=FORM, into="of_form")


def every_reading(frame: Any, *, wide: bool = False) -> Any:
    """Return the frame with every reading of Form I-247A."""
    return bulk.hold_readings(frame, "ends", form="I-247A", zone=ZONE, wide=wide)


def compare(frame: Any) -> None:
    """Stop where the two do not agree."""
    two, wide = two_deadlines(frame), every_reading(frame, wide=True)
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


def main() -> int:
    """Compare the answers, then the times."""
    ratios: list[Ratio] = []
    for engine in ENGINES:
        frame = frame_of(engine, ROWS)
        if frame is None:
            continue
        compare(frame)
        runs = (partial(two_deadlines, frame), partial(every_reading, frame))
        times = in_turns([partial(seconds, run) for run in runs], ROUNDS)
        name = f"hold_readings / two deadlines, {engine}, {ROWS:,} rows"
        ratios.append(Ratio(name, median_ratio(times, 1, 0), LIMIT))
    return report(ratios)


if __name__ == "__main__":
    sys.exit(main())
