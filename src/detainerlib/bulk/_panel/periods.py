"""The periods of a panel: months, quarters, years, as people, pandas and polars write them."""

import re
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np

from detainerlib.errors import DetainerError, Hint, UnknownIdError

_WORDS: Final = {"month": 1, "quarter": 3, "year": 12}
_LETTERS: Final = {"M": 1, "Q": 3, "Y": 12, "A": 12}
_MONTHS: Final = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
_PANDAS: Final = re.compile(
    rf"(?P<count>\d*)(?P<unit>[MQYA])(?P<start>S?)(?:-(?P<anchor>{'|'.join(_MONTHS)}))?"
)
_POLARS: Final = re.compile(r"(?P<count>\d+)(?P<unit>mo|q|y)")
_ENDS: Final = re.compile(r"(?P<count>\d*)(?P<unit>[MQYA])E(?P<anchor>-[A-Z]{3})?")
_YEAR: Final = 12


class Periods(NamedTuple):
    """The periods of a panel, as days of numpy.

    Attributes:
        starts: The first day of each.
        ends: The first day after each.
    """

    starts: Any
    ends: Any


def periods_between(start: date, end: date, freq: object) -> Periods:
    """Return the periods that begin between two days.

    Raises:
        UnknownIdError: If `freq` is none.
        DetainerError: If `end` is before `start`, or no period begins between them.
    """
    months, anchor = _months_of(freq)
    if end < start:
        raise DetainerError("end", end, f"no day before the start, {start}", "")
    every = np.arange(np.datetime64(start, "M"), np.datetime64(end, "M") + 1)
    firsts = every[(every.astype(int) - anchor) % months == 0]
    starts = firsts.astype("datetime64[D]")
    is_within = (starts >= np.datetime64(start)) & (starts <= np.datetime64(end))
    if not is_within.any():
        month = np.datetime64(start, "M")
        begun = month - (int(month.astype(int)) - anchor) % months
        raise DetainerError(
            "start, end",
            (start, end),
            f"the first day of a period between them (freq={freq!r})",
            f"Begin on {begun.astype('datetime64[D]')}.",
        )
    return Periods(starts[is_within], (firsts[is_within] + months).astype("datetime64[D]"))


def _months_of(freq: object) -> tuple[int, int]:
    """Return how many months a period has, and with which month of the year, 0, one begins."""
    # An offset of pandas has the text for it.
    freq = getattr(freq, "freqstr", freq)
    if isinstance(freq, str):
        if freq in _WORDS:
            return _WORDS[freq], 0
        written = _PANDAS.fullmatch(freq) or _POLARS.fullmatch(freq)
        if written is not None:
            months = int(written["count"] or 1) * _LETTERS[written["unit"][0].upper()]
            anchor = (written.groupdict().get("anchor") or "").upper()
            if months and _YEAR % months == 0 and not (anchor and months == 1):
                return months, _begun(anchor, named_by_start=bool(written.groupdict().get("start")))
        ended = _ENDS.fullmatch(freq)
        if ended is not None:
            begins = f"{ended['count']}{ended['unit']}S"
            remedy = f"Write {begins!r}."
            expected = "a period by its first day, for which a row stands"
            raise UnknownIdError("freq", freq, expected, remedy)
    expected = "one of month, quarter, year, or what pandas or polars write for them: 'MS', '1mo'"
    hint = Hint(freq, _WORDS, "Did you mean {}?", "")
    raise UnknownIdError("freq", freq, expected, hint)


def _begun(anchor: str, *, named_by_start: bool) -> int:
    """Return the month with which a period begins; pandas names some by the last of a year."""
    if not anchor:
        return 0
    return (_MONTHS.index(anchor) + (not named_by_start)) % _YEAR
