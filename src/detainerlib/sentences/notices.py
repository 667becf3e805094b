"""When notice of a release is asked for, or due, in words."""

from datetime import timedelta
from typing import Final

from detainerlib._wording import length

CLOSING: Final = (
    "This is when the form asks for notice of release. State and local laws may require more or "
    "less; add a jurisdiction."
)
NOT_READ: Final = "we have not read whether it asks for notice"
NO_NOTICE: Final = "asks for no notice"
AT_UNKNOWN_TIME: Final = "asks for notice; we do not know how long before release"
EITHER_WAY: Final = "The source we read could mean before the release or after it."
CANNOT_TELL: Final = "We cannot tell whether this case qualifies."
IN_DOUBT: Final = " We do not know whether that rule was in effect that day."


def before(time: timedelta, *, if_possible: bool) -> str:
    """Return how long before a release notice is asked for.

    >>> before(timedelta(hours=48), if_possible=True)
    'asks for notice at least 48 hours before release, if possible'
    """
    possible = ", if possible" if if_possible else ""
    return f"asks for notice at least {length(time)} before release{possible}"


def within(time: timedelta, *, either_way: bool) -> str:
    """Return within how long of a release notice is due.

    >>> within(timedelta(hours=2), either_way=True)
    'requires notice within 2 hours of the time of release, before or after it'
    """
    side = ", before or after it" if either_way else ""
    return f"requires notice within {length(time)} of the time of release{side}"


def in_days(days: int) -> str:
    """Return in how many days before a release notice is due.

    >>> in_days(30)
    'requires notice in the 30 days before release'
    """
    return f"requires notice in the {days} days before release"


def due_by(earliest: str, latest: str) -> str:
    """Return by when notice is due; by a time between two, where only the day is known.

    >>> due_by("Tuesday, July 1, 2025, 5:00 p.m. CDT", "Tuesday, July 1, 2025, 5:00 p.m. CDT")
    ' Due by Tuesday, July 1, 2025, 5:00 p.m. CDT.'
    """
    if earliest == latest:
        return f" Due by {earliest}."
    return f" Due between {earliest} and {latest}, depending on the time of release."


def due_either_way(before: str, after: str) -> str:
    """Return by when notice is due where the law may mean before a release, or after it.

    >>> due_either_way("8:00 a.m.", "12:00 noon")
    ' Due by 8:00 a.m. if that means before the release, or by 12:00 noon if after.'
    """
    return f" Due by {before} if that means before the release, or by {after} if after."


def opens(earliest: str, latest: str) -> str:
    """Return when the time for notice begins.

    >>> opens("Tuesday, June 3, 2025", "Tuesday, June 3, 2025")
    ' That time begins Tuesday, June 3, 2025.'
    """
    if earliest == latest:
        return f" That time begins {earliest}."
    return f" That time begins between {earliest} and {latest}, depending on the time of release."
