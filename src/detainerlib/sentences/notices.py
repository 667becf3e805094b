"""When notice of a release is asked for, or due, in words."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from detainerlib._wording import length
from detainerlib.models.forms import ServiceRequirement
from detainerlib.models.provisions import Modality

CLOSING: Final = (
    "This is when the form asks for notice of release. State and local laws may require more or "
    "less; add a jurisdiction."
)
NOT_READ: Final = "whether it asks for notice is not known, as that wording was not read"
NO_NOTICE: Final = "asks for no notice"
AT_UNKNOWN_TIME: Final = "asks for notice; how long before release is not known"
EITHER_WAY: Final = "The source we read could mean before the release or after it."
CANNOT_TELL: Final = "It is not known whether this case qualifies."
IN_DOUBT: Final = " It is not known whether that rule was in effect that day."

ICE: Final = "ICE"
THE_PERSON: Final = "the person"
TO_ICE: Final = "NOTICE TO ICE"
TO_PERSON: Final = "NOTICE TO THE PERSON"
NO_TIME_ON_FILE: Final = " By when: not known; no time limit is on file."
NO_RELEASE: Final = " By when: not known, as the time of release is not known."
COPIES: Final[Mapping[ServiceRequirement, str]] = {
    ServiceRequirement.REQUIRED: "takes effect only when the person is given a copy",
    ServiceRequirement.REQUESTED: "asks you to give the person a copy",
    ServiceRequirement.NOT_READ: (
        "whether the person must be given a copy is not known, as that wording was not read"
    ),
}

NO_AUTHORITY: Final = (
    "Any time shown is when the form asks for notice. It gives no authority to notify ICE."
)
ON_ISSUE: Final = " The form is dated that day, so that time may have passed before it came."
BEFORE_ISSUE: Final = " The form is dated after that day, so that time has passed."
WITH_EXCEPTIONS: Final = ", with exceptions"
"""Of a bar with more conditions than stand beside it; below the law on notice, one of the next."""
SEE_EXCEPTIONS: Final = "; see above for the exceptions"
SEE_NOT_SETTLED: Final = "; see above for the cases that are not settled"
NOT_LIFTED: Final = "; its exceptions do not lift the bar above"
ONE_BY_ONE: Final = (
    "Each law that bars notice does so by itself: an exception in one does not lift the bar of "
    "another."
)
SEVERAL_CONDITIONS: Final = "one of the cases applies that the law on notice above lists"
_LONGEST: Final = 28
"""The most words of a condition that is told where a law is."""

_VERBS: Final[Mapping[Modality, str]] = {
    Modality.REQUIRED: "requires",
    Modality.PROHIBITED: "prohibits",
}


def form_alone(place: str, copies: Sequence[str]) -> str:
    """Return that no law was found on telling the person, and what the form says of that.

    >>> form_alone("Duval County, Florida", ["Form I-247A (3/17) asks you to give a copy"])
    'Duval County, Florida: telling the person about the detainer rests on the form alone. Form \
I-247A (3/17) asks you to give a copy. No law found that requires or prohibits it; that does not \
mean there is none.'
    """
    return (
        f"{place}: telling the person about the detainer rests on the form alone. "
        f"{'. '.join(copies)}. No law found that requires or prohibits it; that does not mean "
        "there is none."
    )


def form_asks(title: str, *, notice: bool, hold: bool) -> str:
    """Return what a form asks for, and what it does not.

    >>> form_asks("Form I-247N", notice=True, hold=False)
    'Form I-247N asks for notice of release. It does not ask you to hold.'
    >>> form_asks("Form I-247A", notice=True, hold=True)
    'Form I-247A asks for notice of release, and asks you to hold. This answer covers notice only.'
    >>> form_asks("Form I-247A", notice=False, hold=True)
    'Form I-247A asks you to hold. It does not ask for notice of release.'
    """
    if not notice:
        return f"{title} asks you to hold. It does not ask for notice of release."
    if hold:
        asks = "asks for notice of release, and asks you to hold. This answer covers notice only."
        return f"{title} {asks}"
    return f"{title} asks for notice of release. It does not ask you to hold."


def law_of_day(on: str, due: str, typed: str) -> str:
    """Return that the law was looked up for the day of release, and how it is for another.

    >>> law_of_day("March 6, 2016", "March 4, 2016", "3/4/2016")
    'The law was looked up for March 6, 2016. For the day when the form asks for notice, March 4, \
2016, add: --on 3/4/2016'
    """
    asked = f"For the day when the form asks for notice, {due}, add: --on {typed}"
    return f"The law was looked up for {on}. {asked}"


def law_says(
    modality: Modality,
    otherwise: Modality | None,
    recipient: str,
    condition: str | None,
    exceptions: str = WITH_EXCEPTIONS,
) -> str:
    """Return that a law requires or prohibits notice to somebody, or does so in some cases.

    Args:
        modality: What it says where its condition holds.
        otherwise: What it says where that does not hold; None for nothing.
        recipient: Who is to be told.
        condition: The condition as a clause; None where it says so in every case.
        exceptions: What is told of those of a bar, where they are too many to stand beside it.

    >>> law_says(Modality.REQUIRED, None, "ICE", None)
    'requires notice to ICE'
    >>> law_says(Modality.PROHIBITED, None, "ICE", "there is no warrant")
    'prohibits notice to ICE if there is no warrant'
    >>> law_says(Modality.PERMITTED, Modality.PROHIBITED, "ICE", "there is a warrant")
    'prohibits notice to ICE unless there is a warrant'
    >>> law_says(Modality.REQUIRED, Modality.PROHIBITED, "ICE", "there is a warrant")
    'requires notice to ICE if there is a warrant, and prohibits it otherwise'
    >>> law_says(Modality.PERMITTED, Modality.PROHIBITED, "ICE", "or " * 29, SEE_EXCEPTIONS)
    'bars notice to ICE; see above for the exceptions'
    """
    notice = f"notice to {recipient}"
    if condition is None:
        return f"{_VERBS[modality]} {notice}"
    is_long = len(condition.split()) > _LONGEST
    if is_long and modality not in _VERBS and otherwise is Modality.PROHIBITED:
        return f"bars {notice}{exceptions}"
    if is_long:
        condition = SEVERAL_CONDITIONS
    otherwise_verb = None if otherwise is None else _VERBS.get(otherwise)
    if modality not in _VERBS:
        return f"{otherwise_verb} {notice} unless {condition}"
    says = f"{_VERBS[modality]} {notice} if {condition}"
    return says if otherwise_verb is None else f"{says}, and {otherwise_verb} it otherwise"


def before(time: timedelta, *, if_possible: bool, early: bool) -> str:
    """Return how long before a release notice is asked for.

    >>> before(timedelta(hours=48), if_possible=True, early=False)
    'asks for notice at least 48 hours before release, if possible'
    >>> before(timedelta(hours=48), if_possible=True, early=True)
    'asks for notice as early as practicable, at least 48 hours before release, if possible'
    """
    possible = ", if possible" if if_possible else ""
    practicable = " as early as practicable," if early else ""
    return f"asks for notice{practicable} at least {length(time)} before release{possible}"


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


def in_full(says: str, summary: str) -> str:
    """Return what a law says in every case of telling the person, with what it asks in full.

    >>> in_full("requires notice to the person", "The agency gives a copy.")
    'requires notice to the person. In our words: The agency gives a copy'
    """
    return f"{says}. In our words: {summary.removesuffix('.')}"


def in_its_words(by_when: str) -> str:
    """Return by when notice is due where a law says so in words, and not in hours.

    >>> in_its_words("upon receiving the request; the law names no hours")
    ' By when: upon receiving the request; the law names no hours.'
    """
    return f" By when: {by_when}."


def due_by(earliest: str, latest: str) -> str:
    """Return by when notice is due; by a time between two, where only the day is known.

    >>> due_by("Tuesday, July 1, 2025, 5:00 p.m. CDT", "Tuesday, July 1, 2025, 5:00 p.m. CDT")
    ' Due by Tuesday, July 1, 2025, 5:00 p.m. CDT.'
    """
    return f" Due {_by(earliest, latest)}{_depending(earliest, latest)}."


def asked_by(earliest: str, latest: str) -> str:
    """Return by when a form asks for notice, which is a request and no duty.

    >>> asked_by("Tuesday, July 1, 2025, 5:00 p.m. CDT", "Tuesday, July 1, 2025, 5:00 p.m. CDT")
    ' The form asks for it by Tuesday, July 1, 2025, 5:00 p.m. CDT; that is a request, not a \
deadline set by law.'
    """
    when = f"{_by(earliest, latest)}{_depending(earliest, latest)}"
    return f" The form asks for it {when}; that is a request, not a deadline set by law."


def due_either_way(before: tuple[str, str], after: tuple[str, str]) -> str:
    """Return by when notice is due where the law may mean before a release, or after it.

    Args:
        before: By when if before: the earliest time and the latest, where only the day is known.
        after: The same if after.

    >>> due_either_way(("8:00 a.m.", "8:00 a.m."), ("12:00 noon", "12:00 noon"))
    ' Due by 8:00 a.m. if that means before the release, or by 12:00 noon if after.'
    >>> due_either_way(("6:00 a.m.", "7:00 a.m."), ("8:00 a.m.", "9:00 a.m."))
    ' Due between 6:00 a.m. and 7:00 a.m. if that means before the release, or between 8:00 a.m. \
and 9:00 a.m. if after, depending on the time of release.'
    """
    due = f"{_by(*before)} if that means before the release, or {_by(*after)} if after"
    return f" Due {due}{_depending(*before)}."


def _by(earliest: str, latest: str) -> str:
    return f"by {earliest}" if earliest == latest else f"between {earliest} and {latest}"


def _depending(earliest: str, latest: str) -> str:
    return "" if earliest == latest else ", depending on the time of release"


def opens(earliest: str, latest: str) -> str:
    """Return when the time for notice begins.

    >>> opens("Tuesday, June 3, 2025", "Tuesday, June 3, 2025")
    ' That time begins Tuesday, June 3, 2025.'
    """
    if earliest == latest:
        return f" That time begins {earliest}."
    return f" That time begins between {earliest} and {latest}, depending on the time of release."
