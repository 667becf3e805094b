"""What a calendar shows on the day on which a hold expires."""

from typing import Final

from detainerlib._wording import listed
from detainerlib.sentences import deadlines as on_deadlines
from detainerlib.sentences.deadlines import DeadlineOf

CALENDAR: Final = "Detainer hold deadlines"
DAY_ONLY: Final = (
    "Only the day of release is known; this counts from the start of it, so it is the earliest "
    "that the hold can expire."
)


def earliest(of: DeadlineOf, *, may_be_earlier: bool = False) -> str:
    """Return what the entry of the earliest deadline is about.

    Args:
        of: What the deadline ends.
        may_be_earlier: Whether a rule that could not be computed may give an earlier one; left out
            under a bar.

    >>> earliest(DeadlineOf.HOLD), earliest(DeadlineOf.LAWFUL_HOLD)
    ('Hold expires (earliest deadline)', 'A lawful hold would expire (earliest deadline)')
    >>> earliest(DeadlineOf.HOLD, may_be_earlier=True)
    'Hold expires (earliest deadline computed)'
    >>> earliest(DeadlineOf.NAMED_TIME)
    'No authority to hold: the earliest named time ends'
    """
    if of is DeadlineOf.NAMED_TIME:
        return "No authority to hold: the earliest named time ends"
    expires = "Hold expires" if of is DeadlineOf.HOLD else "A lawful hold would expire"
    return f"{expires} (earliest deadline{' computed' if may_be_earlier else ''})"


def under(title: str, of: DeadlineOf = DeadlineOf.HOLD) -> str:
    """Return under which rule a hold expires, or which named time ends.

    >>> under("Form I-247A"), under("Form I-247A", DeadlineOf.NAMED_TIME)
    ('Hold expires under Form I-247A', 'No authority to hold: time named by Form I-247A ends')
    """
    if of is DeadlineOf.NAMED_TIME:
        return f"No authority to hold: time named by {title} ends"
    expires = "Hold expires" if of is DeadlineOf.HOLD else "A lawful hold would expire"
    return f"{expires} under {title}"


def argued(title: str) -> str:
    """Return that a time is argued, and no source on file adopts it.

    >>> argued("8 C.F.R. § 287.7(d), if the holidays are others")
    'Argued, but adopted by no source on file: a time under 8 C.F.R. § 287.7(d), if the holidays \
are others'
    """
    return on_deadlines.argued(f"a time under {title}")


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


def not_written(file: str) -> str:
    """Return that no calendar was written, and why.

    >>> not_written("hold.ics")
    'No calendar file: there is no deadline to put into hold.ics.'
    """
    return f"No calendar file: there is no deadline to put into {file}."


def not_written_of(file: str) -> str:
    """Return that no calendar of several people was written, and why.

    >>> not_written_of("alarms.ics")
    'No calendar file: no one on the roster is held with a deadline to put into alarms.ics.'
    """
    return f"No calendar file: no one on the roster is held with a deadline to put into {file}."


def written_of(file: str, held: int, released: int, without_deadline: int) -> str:
    """Return that a calendar of several people was written, and who is not in it.

    >>> written_of("alarms.ics", 28, 2, 1)
    'Calendar file: alarms.ics, 28 people. Alarms 24, 4 and 1 hours before each deadline. Left \
out: 2 people who were released and 1 person without a deadline.'
    >>> written_of("alarms.ics", 1, 0, 0)
    'Calendar file: alarms.ics, 1 person. Alarms 24, 4 and 1 hours before each deadline.'
    """
    line = written(f"{file}, {_people(held)}")
    left_out: list[str] = []
    if released:
        were = "was" if released == 1 else "were"
        left_out.append(f"{_people(released)} who {were} released")
    if without_deadline:
        left_out.append(f"{_people(without_deadline)} without a deadline")
    return f"{line} Left out: {listed(left_out)}." if left_out else line


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
