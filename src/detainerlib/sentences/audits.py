"""Whether a hold ran too long, and by how much, in words."""

from datetime import timedelta

from detainerlib._wording import length, length_between

NO_HOLD_SO_FAR = "no hold so far"
RELEASED_BEFORE_DUE = "no hold: released before the time due; check the two times"
RELEASED_BEFORE_START = "no hold: released before the clock started"
RELEASED_AT_DUE = "no hold: released at the time due"
NO_RELEASE = "no release was entered"
RELEASE_NOT_READ = "the release that was entered could not be read"
WITHIN_BUT_BARRED = "within its time limit, which gives no authority to hold"


def held_all_the_same(
    least: timedelta,
    most: timedelta,
    *,
    is_so_far: bool = False,
    has_exceptions: bool = False,
    is_barred: bool = True,
) -> str:
    """Return that no hold was allowed, and how long a person was held after release was due.

    Where no law bars the hold, that none on file allowed it.

    >>> held_all_the_same(timedelta(hours=123), timedelta(hours=123))
    'No hold on the detainer was allowed: the person was held for 123 hours after release was due.'
    >>> held_all_the_same(timedelta(hours=2), timedelta(hours=2), has_exceptions=True)
    'Unless the law or policy above differs for this case or agency, no hold on the detainer was \
allowed: the person was held for 2 hours after release was due.'
    >>> held_all_the_same(timedelta(hours=88), timedelta(hours=88), is_barred=False)
    'No law on file allowed a hold on the detainer: the person was held for 88 hours after release \
was due.'
    """
    time = length(least) if least == most else length_between(least, most)
    held = f"was held for {time} after release was due"
    if is_so_far:
        held = f"has been held for {time} after release was due, so far"
    if not is_barred:
        return f"No law on file allowed a hold on the detainer: the person {held}."
    unless = "Unless the law or policy above differs for this case or agency, no"
    start = unless if has_exceptions else "No"
    return f"{start} hold on the detainer was allowed: the person {held}."


def over_by(least: timedelta, most: timedelta) -> str:
    """Return by how much a hold ran over, or between what.

    >>> over_by(timedelta(hours=55), timedelta(hours=79) - timedelta.resolution)
    'over by at least 55 and less than 79 hours'
    >>> over_by(timedelta(hours=2), timedelta(hours=2))
    'over by 2 hours'
    """
    return f"over by {length(most) if least == most else length_between(least, most)}"


def unknown(reason: str | None) -> str:
    """Return that it is not known whether a hold was over a rule, and why.

    >>> unknown(NO_RELEASE)
    'not known: no release was entered'
    """
    return f"not known: {reason}"


def time_not_recorded(happens: str) -> str:
    """Return that it was not entered when something happened.

    >>> time_not_recorded("the detainer is received")
    'the time when the detainer is received was not entered'
    """
    return f"the time when {happens} was not entered"


def still_held(as_of: str) -> str:
    """Return when a person was still held, before whether that is over a rule.

    >>> still_held("Friday, July 4, 2025, 5:00 p.m. CDT")
    'still held as of Friday, July 4, 2025, 5:00 p.m. CDT: '
    """
    return f"still held as of {as_of}: "


def without_hours(example: str, *, several: bool) -> str:
    """Return that a verdict cannot be told exactly without the hours, and what to type.

    >>> without_hours("7/2/2026 5:00 pm", several=True)
    'Without the hours this cannot be told exactly; type the times of both days, such as "7/2/2026 \
5:00 pm".'
    """
    times = "times of both days" if several else "time of the day"
    return f'Without the hours this cannot be told exactly; type the {times}, such as "{example}".'


def no_hold_until(ended: str) -> str:
    """Return that no hold was running until local custody ended.

    >>> no_hold_until("Friday, July 4, 2025, 5:00 p.m. CDT")
    'No hold was running until local custody ended, Friday, July 4, 2025, 5:00 p.m. CDT.'
    """
    return f"No hold was running until local custody ended, {ended}."


def compared(ended: str, title: str, deadline: str, verdict: str, *, is_held: bool) -> str:
    """Return a release beside a deadline, and what that comes to.

    >>> compared("Monday", "Form I-247A", "Sunday", "over by 24 hours", is_held=False)
    'Released: Monday. Deadline under Form I-247A: Sunday. Over by 24 hours.'
    """
    end = "Still held" if is_held else "Released"
    return f"{end}: {ended}. Deadline under {title}: {deadline}. {verdict[0].upper()}{verdict[1:]}."


def verdict(
    least: timedelta,
    most: timedelta,
    *,
    is_so_far: bool = False,
    may_be_no_hold: bool = False,
    is_barred: bool = False,
    hours_open: bool = False,
) -> str:
    """Return whether a hold was on time or over, or what it may have been.

    No hold that the law bars is on time. With `hours_open` only the day of a time is known.

    >>> verdict(timedelta(0), timedelta(0)), verdict(timedelta(0), timedelta(hours=2))
    ('on time', 'on time, or over by at most 2 hours')
    >>> verdict(timedelta(0), timedelta(hours=72) - timedelta.resolution, hours_open=True)
    'on time or late, depending on the hours (if late, over by less than 72 hours)'
    >>> verdict(timedelta(0), timedelta(hours=2), may_be_no_hold=True, hours_open=True)
    'no hold, on time, or late, depending on the hours (if late, over by at most 2 hours)'
    >>> verdict(timedelta(0), timedelta(0), is_barred=True, is_so_far=True)
    'within its time limit so far, which gives no authority to hold'
    >>> verdict(timedelta(hours=15), timedelta(hours=15), is_so_far=True)
    'over by 15 hours so far'
    >>> verdict(timedelta(0), timedelta(0), is_barred=True)
    'within its time limit, which gives no authority to hold'
    """
    over = over_by(least, most)
    so_far = " so far" if is_so_far else ""
    if least:
        return f"{over}{so_far}"
    if most and hours_open and not is_barred:
        which = "no hold, on time, or late" if may_be_no_hold else "on time or late"
        return f"{which}, depending on the hours (if late, {over}{so_far})"
    alternatives = [*(["no hold"] if may_be_no_hold else []), "on time"]
    if is_barred:
        alternatives[-1] = (
            WITHIN_BUT_BARRED if most else WITHIN_BUT_BARRED.replace(",", f"{so_far},")
        )
        so_far *= bool(most)
    alternatives += [over] if most else []
    return f"{', or '.join(alternatives)}{so_far}"
