"""The package against a second implementation, on millions of random cases: none may differ.

    python tests/oracle/compare.py [--count ROWS] [--seed SEED] [--only WHAT]

The second one is written from the words of the regulation, the forms and the statutes, reads the
files of the tz database itself, and shares no code and no table with the package. Ten million
deadlines in columns come with 20,000 by the clock, and fewer of what takes longer.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / room) for room in ("oracle", "golden", "")]

from comparisons import Comparison  # noqa: E402 (found in the tests)
from deadlines_compared import deadlines_compared  # noqa: E402
from local_times_compared import local_times_compared  # noqa: E402
from policies_compared import policies_compared, policies_on_file_compared  # noqa: E402
from readings_compared import readings_compared  # noqa: E402
from suppressed_tables import suppressed_compared  # noqa: E402

COUNT: Final = 10_000_000
SEED: Final = 2877
SHOWN: Final = 5


def comparisons(count: int, seed: int) -> dict[str, Callable[[], Comparison]]:
    """Give all comparisons by name, with as many cases as go with so many deadlines."""
    return {
        "deadlines": lambda: deadlines_compared(count, seed, max(count // 500, 500)),
        "readings": lambda: readings_compared(count // 20, seed, max(count // 5_000, 20)),
        "times": lambda: local_times_compared(count // 20, seed),
        "policies": lambda: policies_compared(count // 500, seed),
        "law": lambda: policies_on_file_compared(count // 500, seed),
        "suppression": suppressed_compared,
    }


def compared(comparison: Comparison, *, aloud: bool = False) -> tuple[Counter[str], Counter[str]]:
    """Go through a comparison, and count what was compared and what was wrong."""
    count, wrong = Counter[str](), Counter[str]()
    for what, number, lines in comparison:
        count[what] += number
        wrong[what] += len(lines)
        if aloud:
            print(*lines[:SHOWN], sep="\n", end="\n" if lines else "", flush=True)
    return count, wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print how many cases are wrong, and fail if one is."""
    parser = argparse.ArgumentParser(description="Compare the package with the oracle.")
    parser.add_argument("--count", type=int, default=COUNT, help="how many deadlines in columns")
    parser.add_argument("--seed", type=int, default=SEED, help="where chance begins")
    parser.add_argument("--only", choices=[*comparisons(0, 0)], help="one comparison alone")
    asked = parser.parse_args(arguments)
    print(f"seed {asked.seed}", flush=True)
    differ = 0
    for name, comparison in comparisons(asked.count, asked.seed).items():
        if asked.only not in (None, name):
            continue
        begins = time.perf_counter()
        count, wrong = compared(comparison(), aloud=True)
        for what, number in count.items():
            print(f"{what}: {number:,} compared, {wrong[what]:,} wrong")
        print(f"  in {time.perf_counter() - begins:.0f} seconds", flush=True)
        differ += wrong.total()
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
