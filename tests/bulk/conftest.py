"""The engine that a test names."""

from collections.abc import Iterator
from typing import Any

import engines
import pytest
from engines import Engine


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
