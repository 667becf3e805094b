"""When a hold expires, under which rule, and whether it ran too long, in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from detainerlib._wording import (
    day_in_words,
    happens,
    happens_there,
    in_words,
    length,
    length_between,
)

_TWO = 2
NO_TIME_LEFT = "; that deadline had already passed when local custody ended"
NO_AUTHORITY = (
    "The deadlines below show how long the detainer asks for. They give no authority to hold."
)
WITHIN_ALL = "A release by the earliest deadline is late under none of these rules."
NOT_COMPUTED = "A rule on file could not be computed and may end earlier."
NO_HOLD_ASKED = "asks for no hold"
NO_RELEASE = "no release is recorded"
NOT_READ = "this edition's hold wording has not been reviewed"


def expires(title: str, deadline: datetime, conditions: Sequence[str] = ()) -> str:
    """Return when a hold expires under a rule.

    >>> from zoneinfo import ZoneInfo
    >>> expires("8 C.F.R. § 287.7(d)", datetime(2025, 7, 8, 17, tzinfo=ZoneInfo("America/Chicago")))
    'The hold expires Tuesday, July 8, 2025, 5:00 p.m. CDT under 8 C.F.R. § 287.7(d)'
    """
    if_so = f", if {' and '.join(conditions)}" if conditions else ""
    return f"The hold expires {happens_there(in_words(deadline))} under {title}{if_so}"


def expires_between(title: str, first: datetime, last: datetime) -> str:
    """Return between which times a hold expires under a rule.

    >>> from zoneinfo import ZoneInfo
    >>> noon = datetime(2025, 7, 8, 12, tzinfo=ZoneInfo("America/Chicago"))
    >>> expires_between("Form I-247A", noon, noon.replace(hour=14))
    'The hold expires no earlier than Tuesday, July 8, 2025, 12:00 noon CDT and no later than \
Tuesday, July 8, 2025, 2:00 p.m. CDT under Form I-247A'
    """
    if in_words(first) == in_words(last):
        return expires(title, last)
    earliest, latest = (happens_there(in_words(end), "") for end in (first, last))
    between = f"no earlier than {earliest} and no later than {latest}"
    return f"The hold expires {between} under {title}"


def starts_at_unknown_time(day: date) -> str:
    """Return that of the start of a clock only the day is known.

    >>> starts_at_unknown_time(date(2025, 7, 3))
    'The clock starts on Thursday, July 3, 2025, at a time that was not given.'
    """
    return f"The clock starts on {day_in_words(day)}, at a time that was not given."


def needs(events: Sequence[str], ids: Sequence[str]) -> str:
    """Return which times a rule needs.

    >>> needs(["the agency receives the detainer"], ["detainer-received"])
    'needs the time when the agency receives the detainer (detainer-received)'
    """
    return f"needs the time when {' and when '.join(events)} ({', '.join(ids)})"


def passed(custody_ends: datetime) -> str:
    """Return that a deadline had passed when local custody ended.

    >>> from zoneinfo import ZoneInfo
    >>> passed(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")))
    'the deadline had already passed when local custody ended, Thursday, July 3, 2025, 5:00 p.m. \
CDT'
    """
    ended = happens(in_words(custody_ends))
    return f"the deadline had already passed when local custody ended, {ended}"


def agreement(spread: timedelta | None, computed: int, rules: int) -> str:
    """Return how far deadlines are apart, and how many rules give none.

    >>> agreement(timedelta(hours=72), 2, 2), agreement(timedelta(0), 3, 3)
    ('The two deadlines are 72 hours apart.', 'All 3 deadlines are the same.')
    >>> agreement(timedelta(0), 1, 2)
    'One rule gives a deadline; another could not be computed.'
    >>> agreement(None, 0, 1)
    'No rule on file gives a deadline.'
    """
    if spread is None:
        return "No rule on file gives a deadline."
    missing = rules - computed
    others = {0: "", 1: "; another could not be computed"}
    end = others.get(missing, f"; {missing} others could not be computed")
    if computed == 1:
        return (
            f"One rule gives a deadline{end}." if missing else "One rule on file gives a deadline."
        )
    names = "two" if computed == _TWO else f"{computed}"
    if spread:
        first = (
            "The two deadlines" if computed == _TWO else f"The first and last of {names} deadlines"
        )
        return f"{first} are {length(spread)} apart{end}."
    same = "Both deadlines" if computed == _TWO else f"All {names} deadlines"
    return f"{same} are the same{end}."


def starts(start: datetime, event: str) -> str:
    """Return when a clock starts, and at what.

    >>> from zoneinfo import ZoneInfo
    >>> starts(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")), "local custody ends")
    'The clock starts Thursday, July 3, 2025, 5:00 p.m. CDT, when local custody ends.'
    """
    return f"The clock starts {happens(in_words(start))}, when {event}."


def ends(duration: timedelta, deadline: datetime) -> str:
    """Return when the hours end, and that the last moment is within them.

    >>> from zoneinfo import ZoneInfo
    >>> ends(timedelta(hours=48), datetime(2025, 7, 5, 17, tzinfo=ZoneInfo("America/Chicago")))
    'The 48 hours end Saturday, July 5, 2025, 5:00 p.m. CDT. A release at or before that time is \
within this rule.'
    """
    within = "A release at or before that time is within this rule."
    return f"The {length(duration)} end {happens(in_words(deadline))}. {within}"


def ends_sooner(reason: str) -> str:
    """Return what ends a hold sooner, and that it is not known whether that happened.

    >>> ends_sooner("DHS takes custody")
    'It ends sooner if DHS takes custody. (Not known.)'
    """
    return f"It ends sooner if {reason}. (Not known.)"


def over_by(least: timedelta, most: timedelta) -> str:
    """Return by how much a hold ran over, or between what.

    >>> over_by(timedelta(hours=55), timedelta(hours=79) - timedelta.resolution)
    'over by at least 55 and less than 79 hours'
    >>> over_by(timedelta(hours=2), timedelta(hours=2))
    'over by 2 hours'
    """
    return f"over by {length(most) if least == most else length_between(least, most)}"


def verdict(
    least: timedelta, most: timedelta, *, is_so_far: bool = False, may_be_no_hold: bool = False
) -> str:
    """Return whether a hold was on time or over, or what it may have been.

    >>> verdict(timedelta(0), timedelta(0)), verdict(timedelta(0), timedelta(hours=2))
    ('on time', 'on time, or over by at most 2 hours')
    >>> verdict(timedelta(hours=15), timedelta(hours=15), is_so_far=True)
    'over by 15 hours so far'
    """
    over = over_by(least, most)
    so_far = " so far" if is_so_far else ""
    if least:
        return f"{over}{so_far}"
    alternatives = ["on time", *([over] if most else [])]
    if may_be_no_hold:
        alternatives.insert(0, "no hold")
    return f"{', or '.join(alternatives)}{so_far}"


def excluded_day(day: date, reasons: Iterable[str]) -> str:
    """Return that a day is excluded, and why.

    >>> excluded_day(date(2025, 7, 4), ["Independence Day"])
    'Friday, July 4, 2025, is excluded: Independence Day.'
    """
    return f"{day_in_words(day)}, is excluded: {', '.join(reasons)}."
