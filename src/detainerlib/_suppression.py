"""Small numbers that are not shown, and those that would give them away."""

from collections.abc import Mapping
from numbers import Integral
from typing import TypeVar

from detainerlib.errors import DetainerError

Cell = TypeVar("Cell")


def checked_min_cell(min_cell: int) -> int:
    """Return the smallest number but 0 that is shown.

    Raises:
        DetainerError: If it is no whole number from 1 up.
    """
    if isinstance(min_cell, bool) or not isinstance(min_cell, Integral) or min_cell < 1:
        raise DetainerError("min_cell", min_cell, "a whole number from 1 up", "1 shows everything.")
    return int(min_cell)


def withheld_cells(row: Mapping[Cell, int], min_cell: int) -> frozenset[Cell] | None:
    """Return the cells of a row whose numbers are withheld; None where the whole row is.

    A number from 1 to less than `min_cell` is withheld, and with it the smallest other one, as the
    sum of the row is shown: all that are equal to it, as a choice among them would tell something.
    Where there is no other and the numbers would follow from their sum, the row is withheld whole.

    Args:
        row: The numbers by cell; their sum is shown.
        min_cell: The smallest number but 0 that is shown.

    >>> sorted(withheld_cells({"a": 3, "b": 9, "c": 20, "d": 0}, 5))
    ['a', 'b']
    """
    if 0 < sum(row.values()) < min_cell:
        return None
    hidden = {cell for cell, count in row.items() if 0 < count < min_cell}
    if not hidden:
        return frozenset()
    smallest = min((count for count in row.values() if count >= min_cell), default=None)
    hidden |= {cell for cell, count in row.items() if count == smallest}
    follows = len(hidden) == 1 or all(row[cell] == 1 for cell in hidden)
    return None if follows else frozenset(hidden)
