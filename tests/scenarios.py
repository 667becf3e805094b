"""Legal scenarios, kept as TOML in `cases/`, read for the tests that run them."""

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")


def scenarios(name: str, table: str) -> list[dict[str, Any]]:
    """Give the records of a file of `cases/`."""
    file = Path(__file__).parent / "cases" / f"{name}.toml"
    records: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[table]
    return records


def answers_of(several: Iterable[dict[str, Any]]) -> list[Any]:
    """Give each scenario with each of its answers, as the parameters of a test."""
    return [
        pytest.param(scenario, answer, id=f"{scenario['name']}, {answer['on']}")
        for scenario in several
        for answer in scenario["answers"]
    ]


def check_each(check: Callable[[T], object], cases: Iterable[T]) -> None:
    """Try every case of a table in one test, and name each that fails, with what it says."""
    failed: list[str] = []
    for case in cases:
        try:
            check(case)
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 (whatever a case raises)
            failed.append(f"{case!r}: {error!r}")
    assert [] == failed, "\n".join(failed)
