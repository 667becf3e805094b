"""When the days of a zone begin: at the first second at which its clocks show that day, or later.

So the days tile time. A clock set back over midnight does not bring yesterday back, and a day that
the zone skipped begins and ends in one instant.
"""

from functools import cache
from typing import Final

import numpy as np
from zone_files import LAST_YEAR, Seconds, clocks_of

A_DAY: Final = 86_400
FIRST_DAY: Final = int(np.datetime64("1969-01-01").astype(int))
LAST_DAY: Final = int(np.datetime64(f"{LAST_YEAR}-01-01").astype(int))
DAYS: Final = np.arange(FIRST_DAY, LAST_DAY)
"""The days known, counted from 1970-01-01."""


@cache
def beginnings(key: str) -> Seconds:
    """Give the first second of each of `DAYS` in a zone."""
    since, ahead = clocks_of(key)
    until = np.append(since[1:], 1 << 40)
    begins = np.empty(len(DAYS), dtype=np.int64)
    begins[:] = -1 << 40
    shown = FIRST_DAY - 1
    for first, end, offset in zip(since, until, ahead, strict=True):
        # The last day that clocks show before they change again.
        last = min(int(end - 1 + offset) // A_DAY, LAST_DAY - 1)
        if last > shown:
            days: Seconds = np.arange(shown + 1, last + 1)
            begins[days - FIRST_DAY] = np.maximum(days * A_DAY - offset, first)
            shown = last
    return begins
