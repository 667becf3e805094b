"""Cells of columns: which stand for "not known"."""

from typing import Any

import numpy as np


def is_null(value: Any) -> bool:
    """Whether a value stands for "not known": None, NaN, NaT, or the NA of pandas."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float | np.datetime64) and bool(value != value)  # noqa: PLR0124 (NaN)
