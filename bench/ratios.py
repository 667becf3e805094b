"""Times taken in turns, their ratios, and the table of those ratios and their limits."""

import sys
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple


class Ratio(NamedTuple):
    """How many times as long one thing takes as another, and how many times it may."""

    what: str
    ratio: float
    limit: float


def in_turns(timers: Sequence[Callable[[], float]], rounds: int) -> list[tuple[float, ...]]:
    """Return the times of each round, one for each timer; the first round only warms up."""
    return [tuple(timer() for timer in timers) for _ in range(rounds + 1)][1:]


def median_ratio(times: Sequence[tuple[float, ...]], one: int, other: int) -> float:
    """Return the median over the rounds of one timer's time by another's."""
    return median(turn[one] / turn[other] for turn in times)


def report(ratios: Sequence[Ratio]) -> int:
    """Print the table; return 1 where a limit is passed and `--strict` was asked for, else 0."""
    width = max(len(ratio.what) for ratio in ratios)
    print(f"{'':{width}}    ratio    limit")
    for what, ratio, limit in ratios:
        verdict = "ok" if ratio <= limit else "over"
        print(f"{what:{width}}  {ratio:#7.3g}  {limit:#7.3g}  {verdict}")
    over = any(ratio > limit for _, ratio, limit in ratios)
    return int(over and "--strict" in sys.argv[1:])
