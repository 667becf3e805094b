"""What a release before or at a time comes to, in words."""

from datetime import datetime, timedelta

from detainerlib._wording import happens_there, in_words, length, length_between, on_the_night

OTHER_REASONS = (
    "A criminal charge, a judge's warrant, or a hold that is not for ICE is a separate matter. "
    "An ICE warrant (Form I-200 or I-205) is not a judge's."
)


def within_all(earliest: datetime) -> str:
    """Return what a release by the earliest deadline is where a law allows the hold, or unasked.

    >>> from zoneinfo import ZoneInfo
    >>> within_all(datetime(2025, 7, 5, 17, tzinfo=ZoneInfo("America/Chicago")))
    'A release by Saturday, July 5, 2025, 5:00 p.m. CDT is within every time limit above.'
    """
    by = happens_there(on_the_night(earliest), "")
    return f"A release by {by} is within every time limit above."


def too_early(
    earliest: datetime,
    *,
    own_limit: bool = False,
    depends: bool = False,
) -> str:
    """Return what a release before a deadline may break where the law requires the hold.

    Args:
        earliest: The earliest deadline.
        own_limit: Whether the law that requires it sets a time limit of its own.
        depends: Whether it requires it only of some agencies or in some cases.

    >>> from zoneinfo import ZoneInfo
    >>> saturday = datetime(2025, 7, 5, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> too_early(saturday)
    'A release before Saturday, July 5, 2025, 5:00 p.m. CDT may break the duty to hold.'
    >>> too_early(saturday, depends=True)
    'Where the law requires this hold, a release before Saturday, July 5, 2025, 5:00 p.m. CDT may \
break the duty to hold.'
    >>> too_early(saturday, own_limit=True)
    "A release before the law's own time limit ends may break the duty to hold."
    """
    before = "the law's own time limit ends" if own_limit else happens_there(in_words(earliest), "")
    breaks = f"a release before {before} may break the duty to hold."
    if not depends:
        return f"{breaks[0].upper()}{breaks[1:]}"
    return f"Where the law requires this hold, {breaks}"


def too_late(beyond_first: str | None, last: datetime) -> str:
    """Return what a hold past the deadlines goes beyond, below what a release may break.

    Args:
        beyond_first: The rules that give no deadline later than the earliest; None where no other
            deadline is later, or the earliest is not one time.
        last: The last deadline.

    >>> from zoneinfo import ZoneInfo
    >>> tuesday = datetime(2025, 7, 8, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> too_late("Form I-247A", tuesday)
    'A hold past the earliest deadline goes beyond Form I-247A; past Tuesday, July 8, 2025, 5:00 \
p.m. CDT, it goes beyond every deadline above.'
    >>> too_late(None, tuesday)
    'A hold past Tuesday, July 8, 2025, 5:00 p.m. CDT, goes beyond every deadline above.'
    """
    every = "goes beyond every deadline above"
    end = happens_there(in_words(last), "")
    past = end if end.endswith(",") else f"{end},"
    if beyond_first is None:
        return f"A hold past {past} {every}."
    return f"A hold past the earliest deadline goes beyond {beyond_first}; past {past} it {every}."


def not_by_itself(
    cited: str, held: str, grade: str, *, is_of_here: bool | None, is_later: bool = False
) -> str:
    """Return that time limits are no safe harbor, and by which ruling.

    Args:
        cited: The ruling.
        held: What it held, in a clause.
        grade: How well it was read.
        is_of_here: Whether its court sits over the place; None without a place.
        is_later: Whether it was decided after the hold.

    >>> not_by_itself("A v. B (3d Cir. 2014)", "a hold is a seizure", "not read", is_of_here=False)
    'Keeping within the hours does not by itself make a hold lawful (see A v. B (3d Cir. 2014), \
which binds elsewhere: a hold is a seizure; not read).'
    >>> not_by_itself("A v. B", "a hold is a seizure", "not read", is_of_here=True, is_later=True)
    'Keeping within the hours does not by itself make a hold lawful (see A v. B, decided after \
this hold: a hold is a seizure; not read).'
    """
    reach = {True: "", False: ", which binds elsewhere", None: ", of one circuit"}[is_of_here]
    when = ", decided after this hold" if is_later else ""
    lawful = "Keeping within the hours does not by itself make a hold lawful"
    return f"{lawful} (see {cited}{reach}{when}: {held}; {grade})."


def beyond_the_latest(least: timedelta, most: timedelta, *, is_so_far: bool) -> str:
    """Return that a person was held past the latest deadline that a rule gives, and how long.

    >>> beyond_the_latest(timedelta(hours=48), timedelta(hours=48), is_so_far=True)
    'No rule on file gives a later deadline: the person has been held for 48 hours beyond the \
latest, so far.'
    """
    time = length(least) if least == most else length_between(least, most)
    held = f"has been held for {time} beyond the latest, so far"
    if not is_so_far:
        held = f"was held for {time} beyond the latest"
    return f"No rule on file gives a later deadline: the person {held}."


def earliest_of_all(deadline: datetime, *, may_be_earlier: bool = False) -> str:
    """Return the earliest deadline of a day on which the time due for release is not known.

    Args:
        deadline: The earliest deadline.
        may_be_earlier: Whether a rule that could not be computed may give an earlier one.

    >>> from zoneinfo import ZoneInfo
    >>> earliest_of_all(datetime(2025, 7, 5, 17, tzinfo=ZoneInfo("America/Chicago")))
    'While the time due for release is not known, the earliest deadline of all is Saturday, July \
5, 2025, 5:00 p.m. CDT.'
    """
    unknown = "While the time due for release is not known"
    which = "computed" if may_be_earlier else "of all"
    return f"{unknown}, the earliest deadline {which} is {on_the_night(deadline)}."


def due(custody_ends: str, *, has_exceptions: bool) -> str:
    """Return, below a ban on holding, past what time the detainer gives no reason to hold.

    >>> due("Friday, March 6, 2026", has_exceptions=False)
    "The detainer gives no reason to keep the person past the time due: Friday, March 6, 2026. \
A criminal charge, a judge's warrant, or a hold that is not for ICE is a separate matter. \
An ICE warrant (Form I-200 or I-205) is not a judge's."
    >>> print(due("Friday, March 6, 2026", has_exceptions=True)[:83])
    Unless the law or policy above differs for this case or agency, the detainer gives
    """
    unless = "Unless the law or policy above differs for this case or agency, the"
    start = unless if has_exceptions else "The"
    gives = f"{start} detainer gives no reason to keep the person past the time due"
    return f"{gives}: {custody_ends}. {OTHER_REASONS}"
