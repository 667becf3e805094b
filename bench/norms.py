"""What reading the law and deciding cost, beside reading TOML and deciding one by one.

    nox -s bench              prints the ratios
    nox -s bench -- --strict  fails where one is over its limit

All that is compared runs in turns, in one process; a ratio is the median over the rounds.
"""

import sys
import tomllib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

import attrs
from ratios import Ratio, in_turns, median_ratio, report

from detainerlib import Practice, catalog, governing_policy, policy_grid
from detainerlib.catalog import _collections, _law, _place_index, _provisions, _toml
from detainerlib.models import Jurisdiction

DAYS = [date(year, month, 1) for year in range(2008, 2027) for month in range(1, 13)]
STATES = [
    jurisdiction.code
    for jurisdiction in catalog.jurisdictions()
    if jurisdiction.level.value in {"state", "district"}
]
COPIES = 10


def timer(work: Callable[[], object]) -> Callable[[], float]:
    """Return what measures some work, in seconds."""

    def measure() -> float:
        begun = perf_counter()
        work()
        return perf_counter() - begun

    return measure


def parse_plainly() -> None:
    """Read every file of the data as TOML, and no more."""
    for file in Path(str(files("detainerlib") / "data")).rglob("*.toml"):
        tomllib.loads(file.read_text(encoding="utf-8"))


def parse_catalog() -> None:
    """Read every collection, as `catalog` does when it is asked for all of them."""
    _collections._read.cache_clear()
    _toml.parsed.cache_clear()
    _toml._of_file.cache_clear()
    for name, collection in _collections.COLLECTIONS.items():
        module = __import__(f"detainerlib.{collection.module}", fromlist=[name])
        _collections.every(getattr(module, name))


def one_decision() -> None:
    """Decide one practice in each state on one day."""
    for code in STATES:
        governing_policy(Practice.HOLD_ON_DETAINER, code, on=DAYS[-1])


@contextmanager
def copied() -> Generator[None, None, None]:
    """Make the catalog hold all that is decided from ten times more, under other jurisdictions."""
    places = (*_collections.every(Jurisdiction), *copies(_collections.every(Jurisdiction)))

    def every(model: type[Any]) -> tuple[Any, ...]:
        return places if model is Jurisdiction else _collections.every(model)

    def in_place(model: type[Any], state: str, code: str) -> tuple[Any, ...]:
        records = _collections.in_place(model, state, code)
        return (*records, *copies(records))

    with (
        patch.object(_provisions, "in_place", in_place),
        patch.object(_place_index, "every", every),
    ):
        forget()
        one_decision()
        yield
    forget()


def copies(records: Sequence[Any]) -> Iterator[Any]:
    """Yield ten copies of each record, of jurisdictions that are copies too."""
    for number, each in enumerate([*records] * COPIES):
        if isinstance(each, Jurisdiction):
            yield attrs.evolve(each, iso=None, aiannh=None, fips=f"{number:07}")
        else:
            other = f"{each.jurisdiction}-{number}"
            yield attrs.evolve(each, id=f"{each.id}-{number}", jurisdiction=other)


def forget() -> None:
    """Make the catalog build its indexes anew."""
    _law.PACKAGE.kept.clear()


def in_a_larger_catalog() -> float:
    """Measure the same decisions there."""
    with copied():
        return timer(one_decision)()


def panel() -> None:
    """Decide the panel of the nation in one call."""
    policy_grid(Practice, STATES, days=DAYS)


def cell_by_cell() -> float:
    """Decide every hundredth cell of the panel, and reckon what all would take."""
    cells = [(practice, code, day) for practice in Practice for code in STATES for day in DAYS]
    some = cells[::100]
    begun = perf_counter()
    for practice, code, day in some:
        governing_policy(practice, code, on=day)
    return (perf_counter() - begun) * len(cells) / len(some)


def main() -> int:
    """Print the ratios."""
    reading = in_turns([timer(parse_catalog), timer(parse_plainly)], rounds=5)
    deciding = in_turns([in_a_larger_catalog, timer(one_decision)], rounds=30)
    panels = in_turns([timer(panel), cell_by_cell], rounds=3)
    return report(
        [
            Ratio("the whole catalog / tomllib on the same files", median_ratio(reading, 0, 1), 10),
            Ratio("decide in a catalog ten times as large", median_ratio(deciding, 0, 1), 1.2),
            Ratio("the nation's panel / cell by cell", median_ratio(panels, 0, 1), 1 / 20),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
