"""Every public function and class of `bulk` with values that nobody should give it."""

import inspect
import warnings
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, Final

import numpy as np
import pytest
from test_hostile import HOSTILE, refuses_in_words

from detainerlib import DetainerError, bulk
from detainerlib.errors import RefusedRowsWarning

pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")

INSTANTS: Final[Any] = np.array(["2025-07-03T22", "NaT"], dtype="M8[s]")
FRAME: Final[Any] = pd.DataFrame(
    {
        "start": pd.to_datetime(INSTANTS, utc=True),
        "end": pd.to_datetime(INSTANTS, utc=True),
        "day": INSTANTS.astype("M8[D]"),
        "date": [date(2025, 7, 3), None],
        "why": ["Detainer Declined by LEA", None],
        "id": [1, 2],
    }
)
CHICAGO: Final = "America/Chicago"
AUDITED: Final[Any] = bulk.audit_readings(FRAME, "start", "end", form="I-247A", zone=CHICAGO)

# A call that works, by name: each of its arguments is then replaced by what is hostile.
CALLS: Final[dict[str, dict[str, Any]]] = {
    "hold_deadlines": {"custody_ends": INSTANTS, "zone": CHICAGO},
    "counted_time": {"start": INSTANTS, "end": INSTANTS, "zone": CHICAGO},
    "with_hold_deadline": {"frame": FRAME, "custody_ends": "start", "zone": CHICAGO},
    "with_counted_time": {"frame": FRAME, "start": "start", "end": "end", "zone": CHICAGO},
    "audit_holds": {"frame": FRAME, "custody_ends": "start", "released": "end", "zone": CHICAGO},
    "with_hold_bounds": {"frame": FRAME, "custody_ends": "date", "zone": CHICAGO},
    "hold_readings": {
        "frame": FRAME,
        "custody_ends": "start",
        "form": "I-247A",
        "zone": CHICAGO,
    },
    "audit_readings": {
        "frame": FRAME,
        "custody_ends": "start",
        "released": "end",
        "form": "I-247A",
        "zone": CHICAGO,
    },
    "summarize_audits": {"frame": AUDITED},
    "Coded": {"codes": [0], "values": [CHICAGO]},
    "FromColumn": {"name": "zone"},
    "outcome_rates": {
        "frame": FRAME,
        "reason": "why",
        "numerator": "declined by the agency",
        "denominator": "all",
    },
    "with_fiscal_year": {"frame": FRAME, "day": "day"},
    "drop_duplicates": {
        "frame": FRAME,
        "rule": "same person, same day",
        "person": "id",
        "prepared": "day",
    },
    "policy_panel": {
        "jurisdictions": ["US-IL"],
        "start": date(2025, 7, 3),
        "end": date(2025, 8, 1),
        "practices": ["hold_on_detainer"],
    },
    "policy_codebook": {"practices": ["hold_on_detainer"]},
    "deadline_table": {"zone": CHICAGO, "years": range(2025, 2026)},
    "DeadlineTable": {},
    "PanelCodebook": {},
    "PanelColumn": {},
}
WITH_REFUSED_ROWS: Final = [
    name for name in CALLS if "on_error" in inspect.signature(getattr(bulk, name)).parameters
]
MADE_BY_A_FUNCTION: Final = {"DeadlineTable", "PanelCodebook", "PanelColumn"}


def test_every_public_name_is_tried() -> None:
    """A new one must say how it is called."""
    assert {*bulk.__all__} == {*CALLS}


@pytest.mark.parametrize("name", [name for name in CALLS if name not in MADE_BY_A_FUNCTION])
def test_what_is_replaced_worked_before(name: str) -> None:
    """Otherwise another argument would be refused than the hostile one."""
    getattr(bulk, name)(**CALLS[name])


@pytest.mark.parametrize("name", [name for name in CALLS if name not in MADE_BY_A_FUNCTION])
def test_what_is_hostile_is_refused_in_words_that_can_be_logged(name: str) -> None:
    """By an error of this library, or answered."""
    function = getattr(bulk, name)
    for parameter, value in product(inspect.signature(function).parameters, HOSTILE.values()):
        refuses_in_words(function, {**CALLS[name], parameter: value}, value)


@pytest.mark.parametrize("name", WITH_REFUSED_ROWS)
def test_what_rows_become_null_for_is_told_in_words_that_can_be_logged(name: str) -> None:
    """A warning shows of a cell what an error would, whether it is long, a row or a list."""
    function = getattr(bulk, name)
    for parameter, cell in product(inspect.signature(function).parameters, ("text", "long", "row")):
        cells = pd.Series([HOSTILE[cell], CHICAGO], dtype="object")
        call = {**CALLS[name], "on_error": "null", parameter: cells}
        refuses_in_words(function, call, HOSTILE[cell])


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_columns_of_lists_are_refused(engine: str) -> None:
    """By an error of this library; each engine had one of its own."""
    package: Any = pytest.importorskip(engine)
    make = package.array if engine == "pyarrow" else package.Series

    with pytest.raises(DetainerError, match="zone: got a column of lists"):
        bulk.hold_deadlines(INSTANTS, zone=make([[1], [2]]))


def test_numbers_that_signal_are_refused() -> None:
    """A column of them has no categories."""
    with pytest.raises(DetainerError, match="zone: got a column of lists, or of values"):
        bulk.hold_deadlines(INSTANTS, zone=pd.Series([Decimal("sNaN"), None]))


def test_the_names_in_a_type_are_not_shown() -> None:
    """Of categories and fields, nor more of the names of columns than fit in a line."""
    pl = pytest.importorskip("polars")
    mark = "Zed Zedson"
    for column in (
        pl.Series([mark], dtype=pl.Enum([mark])),
        pl.Series([{mark: 1}]),
        pl.Series([[{mark: 1}]]),
    ):
        with pytest.raises(DetainerError) as refused:
            bulk.hold_deadlines(column, zone=CHICAGO)
        assert mark not in str(refused.value)
        with pytest.raises(DetainerError) as refused:
            bulk.with_hold_deadline(column.alias("start").to_frame().lazy(), "start", zone=CHICAGO)
        assert mark not in str(refused.value)
    wide = pl.DataFrame({f"{mark} {number}": [1] for number in range(99)})
    with pytest.raises(DetainerError) as refused:
        bulk.with_hold_deadline(wide, "start", zone=CHICAGO)
    assert str(refused.value).count(mark) < 10


LEAST: Final = -(2**63) + 1
"""The number below it stands for no time."""

ENDS: Final = (2**63 - 1, 2**63 - 2, 2**63 - 1000, LEAST, LEAST + 1, LEAST + 1000)
UNITS: Final = ("s", "ms", "us", "ns")
COLUMNS: Final[dict[str, Callable[[Any], Any]]] = {
    "numpy": np.asarray,
    "pandas": pd.Series,
    "polars": lambda ticks: pytest.importorskip("polars").Series(ticks),
    "pyarrow": lambda ticks: pytest.importorskip("pyarrow").array(ticks),
}
FRAMES: Final[dict[str, Callable[[Any], Any]]] = {
    "pandas": pd.DataFrame,
    "polars": lambda columns: pytest.importorskip("polars").DataFrame(columns),
    "pyarrow": lambda columns: pytest.importorskip("pyarrow").table(columns),
}


def in_units(engines: Iterable[str]) -> list[tuple[str, str]]:
    """Give each engine with each unit that it has; Polars has no seconds."""
    return [pair for pair in product(engines, UNITS) if pair != ("polars", "s")]


def ticks_of(unit: str, tick: int, rows: int = 1) -> Any:
    """Return a time that has an answer, and some rows of a tick at an end of what is counted."""
    held = np.array(["2025-07-03T22"], dtype=f"M8[{unit}]")
    return np.concatenate((held, np.full(rows, np.int64(tick)).view(f"M8[{unit}]")))


@pytest.mark.parametrize(("engine", "unit"), in_units(COLUMNS))
def test_times_at_the_ends_of_what_a_unit_counts_are_refused(engine: str, unit: str) -> None:
    """Alone or as many as are compiled, and the other rows are answered."""
    for tick, rows in product(ENDS, (1, 600)):
        times = COLUMNS[engine](ticks_of(unit, tick, rows))
        call: dict[str, Any] = {"zone": CHICAGO, "naive": None if engine == "numpy" else "UTC"}
        with pytest.raises(DetainerError, match="row 1"):
            bulk.hold_deadlines(times, **call)
        with pytest.warns(RefusedRowsWarning, match=f"{rows} of {rows + 1} rows"):
            deadlines = bulk.hold_deadlines(times, on_error="null", **call)
        if engine == "pyarrow":
            deadlines = deadlines.to_numpy(zero_copy_only=False)
        answers = np.asarray(deadlines).astype(f"M8[{unit}]")
        assert np.array("2025-07-08T22", answers.dtype) == answers[0]
        assert np.isnat(answers[1:]).all()


@pytest.mark.parametrize(("engine", "unit"), in_units(FRAMES))
def test_frames_with_times_at_the_ends_of_what_a_unit_counts(engine: str, unit: str) -> None:
    """Their rows are refused or null, whichever column such a time is in."""
    for tick, (name, changed) in product(
        ENDS,
        (
            ("with_hold_deadline", {"custody_ends"}),
            ("with_counted_time", {"start"}),
            ("with_counted_time", {"end"}),
            ("audit_holds", {"custody_ends"}),
            ("audit_holds", {"custody_ends", "released"}),
            ("hold_readings", {"custody_ends"}),
            ("audit_readings", {"custody_ends"}),
            ("audit_readings", {"custody_ends", "released"}),
        ),
    ):
        known = inspect.signature(getattr(bulk, name)).parameters
        names = {"custody_ends", "released", "start", "end"} & {*known}
        held = ticks_of(unit, 0)[[0, 0]]
        columns = {at: ticks_of(unit, tick) if at in changed else held for at in names}
        frame = FRAMES[engine](columns)
        call: dict[str, Any] = {at: at for at in names} | {"zone": CHICAGO, "naive": "UTC"}
        if "form" in known:
            call["form"] = "I-247A"
        # Centuries ago no form was in use, so that there is no reading to refuse.
        if "form" not in known or tick > 0:
            with pytest.raises(DetainerError, match="row 1"):
                getattr(bulk, name)(frame, **call)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RefusedRowsWarning)
            answered = getattr(bulk, name)(frame, on_error="null", **call)
        answers = answered["counted_time" if "start" in known else "hold_deadline"]
        answers = answers.to_pylist() if engine == "pyarrow" else [*answers]
        assert not pd.isna(answers[0])
        assert pd.isna(answers[-1])


@pytest.mark.parametrize("engine", FRAMES)
def test_a_release_centuries_before_the_deadline_is_within_it(engine: str) -> None:
    """Though nanoseconds cannot hold how long before it was."""
    columns = {"custody_ends": ticks_of("ns", 0)[:1], "released": ticks_of("ns", LEAST)[1:]}
    audits = bulk.audit_holds(
        FRAMES[engine](columns), "custody_ends", "released", zone=CHICAGO, naive="UTC"
    )
    (outcome,) = audits["outcome"].to_pylist() if engine == "pyarrow" else audits["outcome"]
    (overrun,) = audits["overrun"].to_pylist() if engine == "pyarrow" else audits["overrun"]
    assert "no hold" == outcome
    assert timedelta(0) == overrun
