"""Which rows are the first of those that a rule takes for one, on arrays sorted once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from detainerlib.outcomes.duplicates import DuplicateRule

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def are_first(
    persons: Ints, days: Ints, keys: Sequence[Ints], orders: Ints, rule: DuplicateRule
) -> Flags:
    """Return whether each row is the first of those that are one, or not known to be of any.

    Args:
        persons: A number for each person; -1 where none is known.
        days: The day of each row, as a number.
        keys: Numbers of what the rule compares besides; -1 where it is not known.
        orders: The order of rows of one day.
        rule: The rule.
    """
    order = np.lexsort((orders, days, persons))
    person, day = persons[order], days[order]
    is_new_person = _differs(person)
    gap = np.diff(day, prepend=day[:1])
    begins = is_new_person | (gap > (0 if rule is DuplicateRule.SAME_DAY else 1))
    is_known = person >= 0
    firsts = begins.copy()
    if keys:
        sorted_keys = [key[order] for key in keys]
        is_known &= np.logical_and.reduce([key >= 0 for key in sorted_keys])
        # Of the rows of a chain that have the same keys the first is kept.
        by_keys = np.lexsort((np.arange(len(order)), *sorted_keys, np.cumsum(begins)))
        parts = [np.cumsum(begins)[by_keys], *(key[by_keys] for key in sorted_keys)]
        firsts[by_keys] = np.logical_or.reduce([_differs(part) for part in parts])
    is_first = np.empty(len(order), np.bool_)
    is_first[order] = firsts | ~is_known
    return is_first


def _differs(values: Any) -> Flags:
    """Return whether each value is another than the one before; the first is."""
    is_other: Flags = values[1:] != values[:-1]
    return np.concatenate([np.ones(min(len(values), 1), np.bool_), is_other])
