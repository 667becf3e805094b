"""Why a deadline is what it is, and what was considered besides, each in a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from detainerlib._wording import day_in_words, length, long_day

CANNOT_TELL: Final = "It is not known whether this case qualifies."
_NO_START: Final = "No rule here starts then."
DRAFT: Final = "draft version, no record that it was used"


def rule_counts(title: str, duration: timedelta, excluded: str, binds: str) -> str:
    """Return what a rule counts, and to whom it applies.

    >>> rule_counts("Form I-247A", timedelta(hours=48), "no excluded day is named", "the agency")
    'Form I-247A: at most 48 hours; no excluded day is named. It applies to the agency.'
    """
    return f"{title}: at most {length(duration)}; {excluded}. It applies to {binds}."


def effect_not_known(title: str, on: date, period: str) -> str:
    """Return that it is not known whether a rule was in effect.

    >>> effect_not_known("A", date(2025, 7, 3), "in effect from an unknown day")
    'It is not known whether A was in effect on July 3, 2025; it has been in effect from an \
unknown day.'
    """
    return f"It is not known whether {title} was in effect on {long_day(on)}; it has been {period}."


def in_doubt(on: date, period: str) -> str:
    """Return, behind a sentence on a law, that it is not known whether that was in effect.

    >>> in_doubt(date(2025, 7, 3), "in effect from an unknown day")
    ' It is not known whether it was in effect on July 3, 2025; it has been in effect from an \
unknown day.'
    """
    return f" It is not known whether it was in effect on {long_day(on)}; it has been {period}."


def applied_all_the_same(title: str, on: date, period: str) -> str:
    """Return that a rule is applied, as it was asked for, though it was not in effect.

    >>> applied_all_the_same("A", date(2025, 7, 3), "in effect until May 1, 2020")
    'A is applied as you asked, though it was not in effect on July 3, 2025; it was in effect \
until May 1, 2020.'
    """
    asked = f"{title} is applied as you asked, though it was not in effect on {long_day(on)}"
    return f"{asked}; it was {period}."


def other_not_computed(title: str) -> str:
    """Return that another rule may apply, and could not be computed.

    >>> other_not_computed("A")
    'A may apply instead; its holidays are not on file for these years.'
    """
    return f"{title} may apply instead; its holidays are not on file for these years."


def other_expires(title: str, expires: str) -> str:
    """Return when the time ends under another rule.

    >>> other_expires("A", "Friday, July 4, 2025, 5:00 p.m. CDT")
    'A may apply instead; under it the time ends Friday, July 4, 2025, 5:00 p.m. CDT.'
    """
    return f"{title} may apply instead; under it the time ends {expires}."


def also_excluded(label: str) -> str:
    """Return which days are excluded, as the caller asked.

    >>> also_excluded("jail holidays")
    'Also excluded, as you asked: jail holidays.'
    """
    return f"Also excluded, as you asked: {label}."


def closure_is_counted(day: date, reason: str, *, is_half: bool) -> str:
    """Return that a day on which an order closed offices is counted.

    >>> closure_is_counted(date(2025, 12, 24), "Christmas Eve", is_half=False)
    'Wednesday, December 24, 2025, is counted. An executive order closed federal offices for the \
day (Christmas Eve), but a closure is not a holiday by law.'
    """
    closed = "the last half of the day" if is_half else "the day"
    order = f"An executive order closed federal offices for {closed} ({reason})"
    return f"{day_in_words(day)}, is counted. {order}, but a closure is not a holiday by law."


def holiday_elsewhere(day: date, title: str, name: str, places: Iterable[str]) -> str:
    """Return that a day is a holiday in named places only.

    >>> holiday_elsewhere(date(2025, 1, 20), "A", "Inauguration Day", ["Arlington"])
    'Monday, January 20, 2025, is counted. Under A Inauguration Day is a holiday, for pay and \
leave, only in: Arlington.'
    """
    only_in = f"Under {title} {name} is a holiday, for pay and leave, only in: {'; '.join(places)}"
    return f"{day_in_words(day)}, is counted. {only_in}."


def own_holiday_counted(day: date, title: str, name: str) -> str:
    """Return that a day is counted that a list of the rule's own makes a holiday.

    >>> own_holiday_counted(date(2025, 2, 12), "A", "Lincoln's Birthday")
    "Wednesday, February 12, 2025, is counted, though A makes it a holiday (Lincoln's Birthday); \
another interpretation differs."
    """
    return _differs(day, f"is counted, though {title} makes it a holiday ({name})")


def own_no_holiday_excluded(day: date, title: str) -> str:
    """Return that a day is excluded that is no holiday on a list of the rule's own.

    >>> own_no_holiday_excluded(date(2025, 2, 17), "A")
    'Monday, February 17, 2025, is excluded, though it is no holiday under A; another \
interpretation differs.'
    """
    return _differs(day, f"is excluded, though it is no holiday under {title}")


def _differs(day: date, differs: str) -> str:
    return f"{day_in_words(day)}, {differs}; another interpretation differs."


def received_after_custody(ended: str, received: str, point: str) -> str:
    """Return that the detainer came after local custody had ended, and what that leaves open.

    >>> received_after_custody("Monday", "Tuesday", "The start is not settled.")
    'The detainer was received after local custody ended: custody ended Monday; the detainer was \
received Tuesday. The start is not settled.'
    """
    late = f"custody ended {ended}; the detainer was received {received}"
    return f"The detainer was received after local custody ended: {late}. {point}"


def own_list_not_known(list_title: str, year: int, title: str) -> str:
    """Return that a rule's own list of holidays is not on file for a year.

    >>> own_list_not_known("A", 2050, "B")
    'Which days A made holidays in 2050 is not on file; B is computed with the federal holidays \
only.'
    """
    unknown = f"Which days {list_title} made holidays in {year} is not on file"
    return f"{unknown}; {title} is computed with the federal holidays only."


def only_if(summary: str) -> str:
    """Return a condition of a rule, of which it is not known whether it is met.

    >>> only_if("It applies to felonies.")
    'It applies to felonies. It is not known whether this case qualifies.'
    """
    return f"{summary} {CANNOT_TELL}"


def not_in_use(on: date) -> str:
    """Return why an edition gives no reading.

    >>> not_in_use(date(2016, 7, 1))
    'not in use by July 1, 2016'
    """
    return f"not in use by {long_day(on)}"


def edition_skipped(form: str, printed: str, reason: str) -> str:
    """Return which edition of a form was skipped, and why.

    >>> edition_skipped("I-247A", "02/17", DRAFT)
    'Form I-247A (02/17) was skipped: draft version, no record that it was used.'
    """
    return f"Form {form} ({printed}) was skipped: {reason}."


def no_own_limit(place: str, on: date) -> str:
    """Return that no time limit of a place's own was found.

    >>> no_own_limit("Iowa", date(2025, 7, 3))
    'No time limit of its own found for Iowa on July 3, 2025. That does not mean there is none.'
    """
    aside = "," if "," in place else ""
    found = f"No time limit of its own found for {place}{aside} on {long_day(on)}"
    return f"{found}. That does not mean there is none."


def event_not_used(event: str, id: str, also_needs: Mapping[str, Sequence[str]]) -> str:
    """Return that a time was given that no reading uses, and what one that might needs besides.

    >>> event_not_used("the agency receives the detainer", "detainer-received", {})
    'Not used: the time when the agency receives the detainer (detainer-received). No rule here \
starts then.'
    >>> also_needs = {"N.C. Gen. Stat. § 162-62(b1)": ["administrative-warrant-received"]}
    >>> event_not_used("the agency receives the detainer", "detainer-received", also_needs)
    'Not used: the time when the agency receives the detainer (detainer-received). N.C. Gen. Stat. \
§ 162-62(b1) also needs administrative-warrant-received.'
    """
    why = [f"{title} also needs {' and '.join(ids)}." for title, ids in also_needs.items()]
    return " ".join([f"Not used: the time when {event} ({id}).", *(why or [_NO_START])])
