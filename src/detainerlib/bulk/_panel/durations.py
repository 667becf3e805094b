"""On how many days of each period something holds, by the spells of a place."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from detainerlib.bulk._panel.periods import Periods
from detainerlib.cooperation import PolicySpell

# Its types are not all told.
searchsorted: Any = np.searchsorted


class Durations:
    """Counts days of periods: spells are half-open, the last one without an end."""

    def __init__(self, spells: Sequence[PolicySpell], periods: Periods) -> None:
        """Keep the spells and the periods, as days of numpy."""
        self._spells, self._periods = spells, periods
        self._starts = np.array([spell.start for spell in spells], "datetime64[D]")

    def days_on(self, holds: Callable[[PolicySpell], bool]) -> Any:
        """Return on how many days of each period something holds."""
        is_so = np.array([holds(spell) for spell in self._spells], bool)
        lengths = np.diff(self._starts).astype(int)
        before = np.concatenate([[0], np.cumsum(lengths * is_so[:-1])])
        return self._days_until(self._periods.ends, before, is_so) - self._days_until(
            self._periods.starts, before, is_so
        )

    def _days_until(self, days: Any, before: Any, is_so: Any) -> Any:
        """Return on how many days before each of some days it held."""
        spell = searchsorted(self._starts, days, side="right") - 1
        within = (days - self._starts[spell]).astype(int)
        return before[spell] + within * is_so[spell]

    def days_as_first(self, aspect: Callable[[PolicySpell], object]) -> Any:
        """Return on how many days of each period something is as on its first day."""
        starts, ends = self._periods
        lengths = (ends - starts).astype(int)
        first = searchsorted(self._starts, starts, side="right") - 1
        last = searchsorted(self._starts, ends, side="left") - 1
        numbers: list[int] = np.flatnonzero(first != last).tolist()
        for number in numbers:
            spells = self._spells[int(first[number]) : int(last[number]) + 1]
            as_first = aspect(spells[0])
            turns: list[Any] = [starts[number], *self._starts[first[number] + 1 : last[number] + 1]]
            spans = np.diff(np.array([*turns, ends[number]])).astype(int)
            same = [aspect(spell) == as_first for spell in spells]
            lengths[number] = int((spans * np.array(same)).sum())
        return lengths
