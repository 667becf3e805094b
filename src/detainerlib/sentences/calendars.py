"""What a calendar shows on the day on which a hold expires."""

from typing import Final

CALENDAR: Final = "Detainer hold deadlines"
EARLIEST: Final = "Hold expires (earliest deadline)"
DAY_ONLY: Final = (
    "Only the day of release is known; this counts from the start of it, so it is the earliest "
    "that the hold can expire."
)


def under(title: str) -> str:
    """Return under which rule a hold expires.

    >>> under("Form I-247A")
    'Hold expires under Form I-247A'
    """
    return f"Hold expires under {title}"


def of_case(summary: str, id: str) -> str:
    """Return what an entry is about, with the case.

    >>> of_case("Hold expires under Form I-247A", "17-3")
    'Hold expires under Form I-247A, case 17-3'
    """
    return f"{summary}, case {id}"


def alarm(hours: int, summary: str) -> str:
    """Return what an alarm says.

    >>> alarm(1, "Hold expires under Form I-247A"), alarm(4, "Hold expires under Form I-247A")
    ('In 1 hour: Hold expires under Form I-247A', 'In 4 hours: Hold expires under Form I-247A')
    """
    return f"In {hours} hour{'' if hours == 1 else 's'}: {summary}"


def written(file: str) -> str:
    """Return that a calendar was written.

    >>> written("hold.ics")
    'Calendar file: hold.ics. Alarms 24, 4 and 1 hours before each deadline.'
    """
    return f"Calendar file: {file}. Alarms 24, 4 and 1 hours before each deadline."
