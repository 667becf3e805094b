"""What a roster costs, beside reading the same times with dateutil alone.

    nox -s bench                      prints the ratio
    python bench/roster.py --strict   fails where it is over its limit

A CSV file of 10,000 people in five counties, its times typed in four ways: each row read, every
reading of it computed, the law on holding looked up, the outcome told. Beside it dateutil's parser
reads each of the times, and nothing else.
What is compared runs in turns, in one process; the ratio is the median over the rounds.
"""

import csv
import random
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from dateutil.parser import parse
from ratios import Ratio, in_turns, median_ratio, report

from detainerlib.readers import read_roster

ROWS: Final = 10_000
ROUNDS: Final = 7
LIMIT: Final = 2.0
PLACES: Final = (
    "Cook County, IL",
    "Travis County, TX",
    "Harris County, TX",
    "Los Angeles County, CA",
    "King County, WA",
)
FORMATS: Final = ("%m/%d/%Y %I:%M%p", "%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M", "%B %d, %Y %I:%M %p")
YEAR: Final = datetime(2025, 1, 1)  # noqa: DTZ001 (the time of a wall)


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield a row a person: when the detainer came, when the person was due, and left."""
    chance = random.Random(0)
    for number in range(ROWS):
        due = YEAR + timedelta(minutes=chance.randrange(365 * 24 * 60))
        times = (
            due - timedelta(minutes=chance.randrange(10_000)),
            due,
            due + timedelta(minutes=chance.randrange(1, 10_000)),
        )
        received, ends, released = (time.strftime(chance.choice(FORMATS)) for time in times)
        yield str(number), received, ends, released, chance.choice(PLACES)


def timed(run: Callable[[], object]) -> Callable[[], float]:
    """Return what measures a call, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        run()
        return perf_counter() - begun

    return measure


def main() -> int:
    """Print the ratio."""
    people = [*rows()]
    texts = [text for _, *times, _ in people for text in times]
    with TemporaryDirectory() as folder:
        path = Path(folder, "roster.csv")
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "received", "due for release", "released", "place"))
            writer.writerows(people)
        timers = (
            timed(lambda: [parse(text) for text in texts]),
            timed(lambda: read_roster(path)),
        )
        times = in_turns(timers, ROUNDS)
    return report([Ratio("a roster of 10,000 rows, by dateutil", median_ratio(times, 1, 0), LIMIT)])


if __name__ == "__main__":
    sys.exit(main())
