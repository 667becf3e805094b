"""The recipes of the documentation, run as they stand there."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import engines
import pytest
from boundaries import ELSEWHERE, REGULATION, asked, home_zones

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Run Spark for as long as tests need it."""
    yield from engines.spark_session()


def recipe(name: str) -> Any:
    """Import a recipe from its file."""
    path = RECIPES / f"{name}.py"
    if not path.is_file():
        pytest.skip("the documentation is not here, only the tests")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_kernel_in_map_in_arrow(spark: Any) -> None:
    """Many zones, one for each row, nulls kept, equal to the scalar function."""
    zones = (*home_zones()[::4], *ELSEWHERE)
    columns: engines.Columns = {"zone": [], "start": [], "expected": []}
    for zone in zones:
        for row in asked(zone, REGULATION)[::4]:
            columns["zone"].append(zone)
            columns["start"].append(row.start)
            columns["expected"].append(row.deadline)
        columns["zone"].append(zone)
        columns["start"].append(None)
        columns["expected"].append(None)
    engine = engines.spark_engine(spark)
    found = recipe("spark_map_in_arrow").with_hold_deadlines(engine.make(columns), "start", "zone")
    rows = engine.read(found)

    assert len(rows) == len(columns["start"])
    assert [] == [row for row in rows if row["hold_deadline"] != row["expected"]]
