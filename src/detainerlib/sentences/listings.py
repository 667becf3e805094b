"""Lists of 287(g) agreements, in words: what changed from one to the next, how many there were."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from detainerlib._wording import long_day

NO_LIST_WITH_A_DAY: Final = "no list with a day"


def changes(
    old: str, new: str, *, added: int, gone: int, switches: int, redated: int, unchanged: int
) -> str:
    """Return how many rows changed from one list to another, and how.

    >>> changes("June", "July", added=2, gone=1, switches=0, redated=0, unchanged=1400)
    'June to July: 2 added, 1 no longer listed, 0 model switches, 0 re-dated, 1,400 unchanged'
    """
    return (
        f"{old} to {new}: {added} added, {gone} no longer listed, {switches} model switches, "
        f"{redated} re-dated, {unchanged:,} unchanged"
    )


def perhaps_renamed(count: int) -> str:
    """Return how many rows may have come back under another name.

    >>> perhaps_renamed(2)
    'left the list and perhaps came back under another name, counted as neither gone nor added: 2'
    """
    return (
        "left the list and perhaps came back under another name, counted as neither gone nor "
        f"added: {count}"
    )


def repeats_dropped(count: int) -> str:
    """Return how many rows left while another row of the same agreement may have stayed.

    >>> repeats_dropped(1)
    'rows that left while another row of what may be the same agreement stayed: 1'
    """
    return f"rows that left while another row of what may be the same agreement stayed: {count}"


def agreements_on(lowest: int, highest: int | None, day: date, clock: str) -> str:
    """Return how many agreements there were on a day, and by which of their days.

    >>> agreements_on(3, 5, date(2026, 6, 1), "of signing")
    'between 3 and 5 agreements on June 1, 2026, by the day of signing'
    """
    if highest is None:
        number = f"at least {lowest:,}"
    else:
        number = f"{lowest:,}" if highest == lowest else f"between {lowest:,} and {highest:,}"
    return f"{number} agreements on {long_day(day)}, by the day {clock}"


def nearest_lists(lists: Sequence[str]) -> str:
    """Return which lists are nearest to a day.

    >>> nearest_lists(["before: May 1, 2026"]), nearest_lists([])
    ('nearest lists before: May 1, 2026', 'no list with a day')
    """
    return f"nearest lists {', '.join(lists)}" if lists else NO_LIST_WITH_A_DAY


def renamed_once(count: int) -> str:
    """Return how many pairs of rows may be one agreement.

    >>> renamed_once(2)
    'rename candidates, each counted once: 2'
    """
    return f"rename candidates, each counted once: {count}"
