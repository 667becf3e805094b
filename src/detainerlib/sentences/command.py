"""What only the command says: how it read what was typed, and what it wrote."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from detainerlib._wording import day_in_words, long_day
from detainerlib.sentences.deadlines import RANKS, Rank
from detainerlib.sentences.policy import cited

DECIDED_IN_FULL: Final = (
    "Which offices could decide this, and what else federal law says, is in: --full"
)
NOTICE_GIVES: Final = "A notice gives"
DAYS_GIVE: Final = "These days give"

NO_SHORT_DOCUMENT: Final = "This answer has no short document; leave out --brief."
NO_LAW_FOUND: Final = "No law found. That does not mean there is none."
FIGURE_BY_ID: Final = "For the notes and source of one: detainerlib figures ID"


def more_differ(count: int) -> str:
    """Return how many more practices differ than a short answer lists.

    >>> more_differ(1), more_differ(2)
    ('1 more practice differs; leave out --brief to see it.', '2 more practices differ; leave out \
--brief to see them.')
    """
    if count == 1:
        return "1 more practice differs; leave out --brief to see it."
    return f"{count} more practices differ; leave out --brief to see them."


def conditions_in(practice: str, place: str, on: date) -> str:
    """Return what to ask for the exceptions and conditions that an answer in few words leaves out.

    >>> conditions_in("notify_release", "California", date(2026, 7, 2))
    'For exceptions and conditions, ask, for example: detainerlib policy notify_release \
"California" --on 7/2/2026'
    """
    asked = f'detainerlib policy {practice} "{place}" --on {on.month}/{on.day}/{on.year}'
    return f"For exceptions and conditions, ask, for example: {asked}"


def form_assumed(form: str, first: date) -> str:
    """Return which form is meant where none was typed.

    >>> form_assumed("I-247A", date(2017, 4, 2))
    'No form was named, so this is for Form I-247A, in use since April 2, 2017.'
    """
    return f"No form was named, so this is for Form {form}, in use since {long_day(first)}."


def read_as(of: str, time: str) -> str:
    """Return how a time was read.

    >>> read_as("due_for_release", "Thursday, July 3, 2025")
    'Due for release: Thursday, July 3, 2025.'
    """
    return f"{of.replace('_', ' ').capitalize()}: {time}."


def due_for_release(time: str, zone: str, on: date) -> str:
    """Return when a person is due for release, by which clock, and under the law of which day.

    >>> due_for_release("Thursday, July 3, 2025, 5:00 p.m. CDT", "America/Chicago",
    ...     date(2025, 7, 3))
    'Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT (America/Chicago). Law in effect July \
3, 2025.'
    """
    return f"Due for release: {time} ({zone}). {law_in_effect(on)}"


def law_in_effect(on: date) -> str:
    """Return the law of which day applies.

    >>> law_in_effect(date(2025, 7, 3))
    'Law in effect July 3, 2025.'
    """
    return f"Law in effect {long_day(on)}."


def if_due(end: str, day: date) -> str:
    """Return the heading of what follows if a person is due for release at one end of a day.

    >>> if_due("start", date(2025, 7, 3))
    'If the person is due for release at the start of Thursday, July 3, 2025:'
    """
    return f"If the person is due for release at the {end} of {day_in_words(day)}:"


LEADS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "any of these cases": "any of {} cases",
        "all of these are true": "all of {} conditions are met",
        "these cases": "{} cases",
    }
)
"""By what stands before a list: what stands there with a number instead."""


def listed_in_full(lead: str, count: int) -> str:
    """Return what stands before a list, with how many items it has and where they are listed.

    >>> listed_in_full("these cases", 9)
    '9 cases, which are listed by number without --brief.'
    >>> listed_in_full("any of these cases", 25)
    'any of 25 cases, which are listed by number without --brief.'
    >>> listed_in_full("all of these are true", 4)
    'all of 4 conditions are met, which are listed by number without --brief.'
    """
    return f"{LEADS[lead].format(count)}, which are listed by number without --brief."


def swapped(released: str, due: str) -> str:
    """Return that a release lies before the time due, and ask whether the two were swapped.

    >>> swapped("Monday, July 7, 2025, 4:00 p.m. CDT", "Wednesday, July 9, 2025, 5:00 p.m. CDT")
    'The release (Monday, July 7, 2025, 4:00 p.m. CDT) lies before the time due (Wednesday, July \
9, 2025, 5:00 p.m. CDT). Were the two times swapped?'
    """
    lies = f"The release ({released}) lies before the time due ({due})"
    return f"{lies}. Were the two times swapped?"


def deadline(until: str, rank: Rank = Rank.ONLY) -> str:
    """Return the deadline that a hold was held to, and where it stands among others.

    >>> deadline("Saturday, July 5, 2025, 5:00 p.m. CDT")
    'Deadline: Saturday, July 5, 2025, 5:00 p.m. CDT.'
    >>> deadline("Saturday, July 5, 2025, 5:00 p.m. CDT", Rank.EARLIEST)
    'Earliest deadline: Saturday, July 5, 2025, 5:00 p.m. CDT.'
    """
    return f"{RANKS[rank] or 'Deadline: '}{until}."


def holding_barred(place: str, citations: Sequence[str], what: str, *, has_exceptions: bool) -> str:
    """Return that the law of a place bars a hold, so that something gives no authority to hold.

    >>> holding_barred("Zed", ["Code § 1"], "These days give", has_exceptions=False)
    'Zed: the law on file bars holding on a detainer (Code § 1). These days give no authority to \
hold.'
    >>> holding_barred("Zed", ["Code § 1"], "A notice gives", has_exceptions=True)
    'Zed: the law on file bars holding on a detainer (Code § 1), with exceptions: see detainerlib \
hold. A notice gives no authority to hold.'
    """
    excepted = ", with exceptions: see detainerlib hold" if has_exceptions else ""
    bars = f"{place}: the law on file bars holding on a detainer{cited(citations)}{excepted}."
    return f"{bars} {what} no authority to hold."


def ask_hold(place: str) -> str:
    """Return that whether a place allows a hold is not answered here, and where it is.

    >>> ask_hold("Travis County, Texas")
    'Whether a hold is lawful there is a separate question; ask: detainerlib hold TIME \
--jurisdiction "Travis County, Texas"'
    """
    ask = f'detainerlib hold TIME --jurisdiction "{place}"'
    return f"Whether a hold is lawful there is a separate question; ask: {ask}"


def no_place(within: str | None) -> str:
    """Return that no place has a name.

    >>> no_place("TX")
    'No place of that name is on file in TX.'
    """
    return f"No place of that name is on file{f' in {within}' if within else ''}."


def more_within(count: int, place: str) -> str:
    """Return how much more there is of the places within one.

    >>> more_within(3, "Texas")
    '3 more of places within Texas: add --within.'
    """
    return f"{count:,} more of places within {place}: add --within."


def tables_written(count: int, folder: str, made_with: str) -> str:
    """Return how many tables were written, and where.

    >>> tables_written(29, "law", "detainerlib 1.0")
    '29 files in law, made with detainerlib 1.0.'
    """
    return f"{count} files in {folder}, made with {made_with}."


def fill_in(folder: str) -> str:
    """Return what to do with a law folder that was written.

    >>> fill_in("our-law")
    'Fill them in, then run: detainerlib check our-law'
    """
    return f"Fill them in, then run: detainerlib check {folder}"


def faults(count: int, holder: str) -> str:
    """Return how many faults there are, and in what.

    >>> faults(1, "our-law")
    '1 fault in our-law.'
    """
    return f"{count} fault{'' if count == 1 else 's'} in {holder}."
