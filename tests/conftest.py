"""How hard Hypothesis tries, and the engine that a test names."""

import gc
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

import engines
import pytest
from engines import Engine
from hypothesis import Phase, settings

LAZY_TABLES = "detainerlib.readers.detainers."

# `dev` unless a session names another with --hypothesis-profile: `few` where the same laws run
# elsewhere with more, `ci` in one session, always alike, `thorough` by hand.
# The first example builds the calendar, so no profile has a deadline.
settings.register_profile("few", max_examples=10, deadline=None, derandomize=True, print_blob=True)
# A change of the rules is found by any failure: it is not made smaller.
settings.register_profile(
    "mutants", settings.get_profile("few"), phases=(Phase.explicit, Phase.generate)
)
settings.register_profile("dev", max_examples=15, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", max_examples=20_000, deadline=None, print_blob=True)
# As many hostile values as are drawn in half an hour; see `fuzz_bounds`.
settings.register_profile("fuzz", settings.get_profile("thorough"), max_examples=8_000)
settings.load_profile("dev")

# Nothing that is collected becomes garbage.
gc.disable()


def pytest_collection_finish() -> None:
    """Spare the tests and what they imported from each later search for garbage.

    Tests keep most of what they make, so that there are few searches.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Skip the examples of lazy tables where there is neither of the engines that read them."""
    if find_spec("polars") or find_spec("duckdb"):
        return
    for item in items:
        if isinstance(item, pytest.DoctestItem) and item.name.startswith(LAZY_TABLES):
            item.add_marker(pytest.mark.skip(reason="neither polars nor DuckDB is installed"))


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Run Spark for as long as tests need it."""
    yield from engines.spark_session()


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Engine:
    """Give the engine that is named, or skip with the name of what is absent."""
    name: str = request.param
    if name == "pyspark":
        return engines.spark_engine(request.getfixturevalue("spark"))
    if name.startswith("polars"):
        return engines.polars_engine(lazy=name == "polars-lazy")
    named = {
        "pandas": engines.pandas_engine,
        "pyarrow": engines.arrow_engine,
        "duckdb": engines.duckdb_engine,
    }
    return named[name]()
