"""Half a million random instants in all zones, against an oracle: none may be wrong.

    python bench/instants.py [ROWS] [SEED]

By the clock and by the columns, under every reading of the word "holidays". The oracle is in
`tests/golden`; the tests take a sample of it. Half a million take about five minutes.
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "tests" / "golden")]

from compared import compared, zones_of_places  # noqa: E402 (found in the tests)
from many_instants import rows  # noqa: E402

AT_ONCE = 50_000


def main() -> int:
    """Compare, print how many rows are wrong, and fail if one is."""
    wanted, seed = (int(text) for text in (sys.argv[1:] + ["500000", "1"][len(sys.argv) - 1 :]))
    asked = wrong = 0
    while asked < wanted:
        many = [*rows(AT_ONCE, seed, zones_of_places())]
        differences = [*compared(many)]
        asked, wrong, seed = asked + len(many), wrong + len(differences), seed + 1
        print(*differences[:5], f"{asked} rows, {wrong} wrong", sep="\n", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
