"""Duplicates on frames: every engine keeps the rows that the scalar function keeps."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
from engines import Engine, each_engine

from detainerlib import DetainerError, DuplicateRule, bulk, drop_duplicates, outcome_rates

RANDOM: Final = random.Random(7)
COUNT: Final = 400
ROWS: Final[list[dict[str, Any]]] = [
    {
        "row": number,
        "id": RANDOM.choice(["a", "b", "c", "d", "", None]),
        "day": RANDOM.choice([None, *(date(2024, 5, 1) + timedelta(days=n) for n in range(60))]),
        "form": RANDOM.choice(["I247A", "I247N", None]),
        "jail": RANDOM.choice(["X", "Y"]),
    }
    for number in range(COUNT)
]
COLUMNS: Final = {name: [row[name] for row in ROWS] for name in ROWS[0]}


@each_engine
@pytest.mark.parametrize("rule", list(DuplicateRule))
def test_as_the_scalar_function(engine: Engine, rule: DuplicateRule) -> None:
    """By the numbers of the rows that are kept."""
    keys: dict[str, Any] = {"rule": rule, "person": "id", "prepared": "day"}
    if rule is DuplicateRule.SAME_EPISODE:
        keys |= {"form": "form", "facility": "jail"}
    expected = [row["row"] for row in drop_duplicates(ROWS, **keys)]
    frame = engine.make(COLUMNS)
    if type(frame).__module__.startswith("pandas"):
        frame["day"] = frame["day"].astype("datetime64[s]")
    order = {"order": "row"} if engine.lazy else {}
    found = engine.read(bulk.drop_duplicates(frame, **keys, **order))

    assert len(expected) < COUNT
    assert expected == sorted(row["row"] for row in found)
    assert {*COLUMNS} == {*found[0]}


@each_engine
@pytest.mark.parametrize("rule", list(DuplicateRule))
def test_an_id_that_is_no_number_is_missing(engine: Engine, rule: DuplicateRule) -> None:
    """On every engine, as for rows; so is a form."""
    rows = [
        {"row": number, "id": id, "day": date(2024, 5, 1), "form": form, "jail": 1}
        for number, (id, form) in enumerate(
            [(1.0, 1.0), (1.0, 1.0), (float("nan"), 1.0)] * 2 + [(2.0, float("nan"))] * 2
        )
    ]
    keys: dict[str, Any] = {"rule": rule, "person": "id", "prepared": "day"}
    if rule is DuplicateRule.SAME_EPISODE:
        keys |= {"form": "form", "facility": "jail"}
    expected = [row["row"] for row in drop_duplicates(rows, **keys)]
    frame = engine.make({name: [row[name] for row in rows] for name in rows[0]})
    found = engine.read(bulk.drop_duplicates(frame, **keys, order="row"))

    assert expected == sorted(row["row"] for row in found)


class TestPandas:
    """Its dates are objects, or midnights; its rows have names."""

    def test_takes_dates_as_objects_and_keeps_the_index(self) -> None:
        """Also one that is not in order, or has a name twice."""
        pandas = pytest.importorskip("pandas", reason="pandas is not installed")
        keys: dict[str, Any] = {"rule": "same person, same day", "person": "id", "prepared": "day"}
        expected = [row["row"] for row in drop_duplicates(ROWS, **keys)]
        frame = pandas.DataFrame(COLUMNS)
        frame["day"] = pandas.Series(COLUMNS["day"], dtype=object)
        frame.index = [number // 2 for number in range(COUNT, 0, -1)]
        found = bulk.drop_duplicates(frame, **keys)

        assert expected == found["row"].tolist()
        assert found.index.tolist() == [(COUNT - row) // 2 for row in expected]
        rates = bulk.outcome_rates(
            frame.assign(why=None), "why", numerator="other", denominator="all", by="form"
        )
        assert rates == outcome_rates(
            [{**row, "why": None} for row in ROWS],
            reason="why",
            numerator="other",
            denominator="all",
            by="form",
        )

    def test_an_order_may_be_given(self) -> None:
        """Then the first is that of the order."""
        pandas = pytest.importorskip("pandas", reason="pandas is not installed")
        days = pandas.to_datetime(["2024-05-01"] * 3)
        frame = pandas.DataFrame({"id": ["a", "a", "b"], "day": days, "at": ["z", "b", "a"]})
        found = bulk.drop_duplicates(
            frame, rule="same person, same day", person="id", prepared="day", order="at"
        )

        assert ["b", "a"] == found["at"].tolist()


def test_an_id_may_be_a_number() -> None:
    """It is opaque all the same."""
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = polars.DataFrame({"id": [1, 1, None, None], "day": [date(2024, 5, 1)] * 4})
    found = bulk.drop_duplicates(
        frame, rule=DuplicateRule.WITHIN_A_DAY, person="id", prepared="day"
    )

    assert [1, None, None] == found["id"].to_list()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rule": "likely"}, "rule: got 'likely'"),
        ({"person": "name"}, "column: got 'name'"),
        ({"form": "form"}, "expected None, under the rule"),
        ({"prepared": "id"}, "a column of dates"),
        ({"prepared": "instant"}, "a column of dates"),
        ({"prepared": "noon"}, "a column of dates"),
    ],
)
def test_bad_input_is_an_error(changes: dict[str, Any], expected: str) -> None:
    """With what was expected."""
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = polars.DataFrame(
        {
            **COLUMNS,
            "instant": [datetime(2024, 5, 1, tzinfo=UTC)] * COUNT,
            "noon": [datetime(2024, 5, 1, 12)] * COUNT,  # noqa: DTZ001
        }
    )
    asked: dict[str, Any] = {"rule": DuplicateRule.SAME_DAY, "person": "id", "prepared": "day"}
    asked |= changes
    with pytest.raises(DetainerError, match=expected):
        bulk.drop_duplicates(frame, **asked)


def test_a_lazy_frame_needs_an_order() -> None:
    """It has none of its own."""
    polars = pytest.importorskip("polars", reason="polars is not installed")
    with pytest.raises(DetainerError, match="a column, as the frame is lazy"):
        bulk.drop_duplicates(
            polars.LazyFrame(COLUMNS), rule=DuplicateRule.SAME_DAY, person="id", prepared="day"
        )
