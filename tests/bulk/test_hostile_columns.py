"""Every public function and class of `bulk` with values that nobody should give it."""

import inspect
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Final

import numpy as np
import pytest
from test_hostile import HOSTILE, refuses_in_words

from detainerlib import DetainerError, bulk

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
