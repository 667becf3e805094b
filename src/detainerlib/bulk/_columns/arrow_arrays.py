"""Arrays of Arrow that share the memory of numpy's; Arrow itself goes through each value."""

import sys
from typing import Any

import numpy as np
import numpy.typing as npt


def arrow_array(values: npt.NDArray[Any], kind: Any, valid: npt.NDArray[np.bool_] | None) -> Any:
    """Return an array of a type of Arrow that has the values in memory as numpy has them.

    Args:
        values: The values; truth values become bits.
        kind: The type of Arrow, of fixed width.
        valid: Which of the values are there; None where all are.
    """
    arrow: Any = sys.modules["pyarrow"]
    own = _bits(values) if values.dtype == np.bool_ else np.ascontiguousarray(values)
    bits = None if valid is None else arrow.py_buffer(_bits(valid))
    return arrow.Array.from_buffers(kind, len(values), [bits, arrow.py_buffer(own)])


def _bits(values: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    return np.packbits(values, bitorder="little")
