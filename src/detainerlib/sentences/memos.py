"""The page on one hold that goes into a file: its headings, and the sentences that are its own."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from detainerlib._wording import day_in_words, in_words, listed, on_the_night
from detainerlib.sentences.deadlines import NOT_COMPUTED, DeadlineOf
from detainerlib.sentences.roster import FORM_ASKS_NO_HOLD

HEADING: Final = "Memo on a detainer hold"
QUESTION: Final = "Question"
ANSWER: Final = "Answer"
LAW: Final = "The law on holding at all"
CAVEATS: Final = "Before you rely on this"
REVIEW: Final = "Review of the form"
ADDRESSES: Final = "Verify at"
SIGNED: Final = ("Initials", "Date", "Time")
EARLIEST: Final = "the earliest"
EARLIEST_COMPUTED: Final = "the earliest computed"
NO_OFFICIAL_PAGE: Final = "no official page is on file"

START_OF_DAY: Final = "if due at the start of the day"
END_OF_DAY: Final = "if due at the end of the day"
DAYS: Final = "Which hours count"
DAYS_FROM_START: Final = f"{DAYS}, {START_OF_DAY}"
MARKS: Final = " (# counted, . excluded; one mark for two hours)"

DAY_ONLY: Final = (
    "Only the day of release is known. Each deadline lies between that of the start of the day "
    "and that of the end of it; find out the time."
)
NO_PLACE: Final = "No place was given, so this memo does not say whether you may hold at all."
RULES_DIFFER: Final = "The rules on file give different deadlines. This memo does not choose one."
UNCHECKED: Final = (
    "1 question could not be checked, as something was not entered.",
    "{count} questions could not be checked, as something was not entered.",
)


_HEADINGS: Final = {
    DeadlineOf.HOLD: ("When the hold expires, under each rule on file", "Hold expires"),
    DeadlineOf.LAWFUL_HOLD: (
        "When a lawful hold would expire, under each rule on file",
        "A lawful hold would expire",
    ),
    DeadlineOf.NAMED_TIME: (
        "Times that rules on file name, without authority to hold",
        "Its time ends",
    ),
}
"""What stands above the deadlines, and above their column."""


def readings(of: DeadlineOf) -> str:
    """Return the heading above what each rule gives.

    >>> readings(DeadlineOf.LAWFUL_HOLD)
    'When a lawful hold would expire, under each rule on file'
    """
    return _HEADINGS[of][0]


def columns(of: DeadlineOf) -> tuple[str, str, str, str]:
    """Return the headings of the table below it.

    >>> columns(DeadlineOf.NAMED_TIME)[1]
    'Its time ends'
    """
    return ("Rule", _HEADINGS[of][1], "Addressed to", "Official citation")


def released(when: str, *, was_held: bool | None, asks_hold: bool = True) -> str:
    """Return that a person was released, and so that no hold runs.

    Args:
        when: When the person was released.
        was_held: Whether that was after the time due, and a rule gives a deadline; None where that
            is not known.
        asks_hold: Whether the form asks for a hold.

    >>> released("Wednesday, July 9, 2025, 8:00 a.m. CDT", was_held=True)
    'Released Wednesday, July 9, 2025, 8:00 a.m. CDT: the hold is over.'
    >>> released("Thursday, July 3, 2025, 5:00 p.m. CDT", was_held=False)
    'Released Thursday, July 3, 2025, 5:00 p.m. CDT, not after the time due: there was no hold.'
    >>> released("Thursday, July 3, 2025", was_held=None)
    'Released Thursday, July 3, 2025: no hold runs now.'
    >>> released("Thursday, July 3, 2025", was_held=None, asks_hold=False)
    'Released Thursday, July 3, 2025: the form asks for no hold.'
    """
    if was_held is False:
        return f"Released {when}, not after the time due: there was no hold."
    if not asks_hold:
        return f"Released {when}: {FORM_ASKS_NO_HOLD}."
    return f"Released {when}: {'the hold is over' if was_held else 'no hold runs now'}."


def question(
    form: str, custody_ends: datetime | date, place: str | None, released: str | None = None
) -> str:
    """Return what a memo answers.

    >>> from zoneinfo import ZoneInfo
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> question("I-247A", thursday, "Cook County, Illinois")
    'A person with a detainer on Form I-247A in Cook County, Illinois, is due for release \
Thursday, July 3, 2025, 5:00 p.m. CDT. May the agency hold the person, and when does the hold \
expire?'
    >>> question("I-247A", thursday, None)
    'A person with a detainer on Form I-247A is due for release Thursday, July 3, 2025, 5:00 p.m. \
CDT. When does the hold expire?'
    >>> question("I-247A", date(2025, 7, 3), None)
    'A person with a detainer on Form I-247A is due for release Thursday, July 3, 2025, at a time \
that was not entered. When does the hold expire?'
    >>> question("I-247A", thursday, None, "Wednesday, July 9, 2025, 8:00 a.m. CDT")
    'A person with a detainer on Form I-247A was due for release Thursday, July 3, 2025, 5:00 p.m. \
CDT, and was released Wednesday, July 9, 2025, 8:00 a.m. CDT. When does a hold expire?'
    """
    where = "" if place is None else f" in {place}{',' if ',' in place else ''}"
    is_due = "is" if released is None else "was"
    hold = "the" if released is None else "a"
    asks = f"When does {hold} hold expire?"
    if place is not None:
        person = "the person" if released is None else "such a person"
        asks = f"May the agency hold {person}, and when does {hold} hold expire?"
    if isinstance(custody_ends, datetime):
        time = in_words(custody_ends)
    else:
        time = f"{day_in_words(custody_ends)}, at a time that was not entered"
    end = "" if released is None else f", and was released {released}"
    return (
        f"A person with a detainer on Form {form}{where} {is_due} due for release {time}{end}. "
        f"{asks}"
    )


def between(first: datetime, last: datetime) -> str:
    """Return between which times a hold expires, where only the day of release is known.

    >>> from zoneinfo import ZoneInfo
    >>> noon = datetime(2025, 7, 5, 12, tzinfo=ZoneInfo("America/Chicago"))
    >>> between(noon, noon.replace(hour=14))
    'no earlier than Saturday, July 5, 2025, 12:00 noon CDT; no later than Saturday, July 5, 2025, \
2:00 p.m. CDT'
    """
    return f"no earlier than {on_the_night(first)}; no later than {on_the_night(last)}"


def if_due(when: str, sentence: str) -> str:
    """Return when a hold expires if the person is due for release at one end of a day.

    >>> if_due(START_OF_DAY, "The hold expires at noon.")
    'If due at the start of the day: The hold expires at noon.'
    """
    return f"{when[0].upper()}{when[1:]}: {sentence}"


def case(id: str) -> str:
    """Return the case of a memo.

    >>> case("17-3")
    'Case 17-3'
    """
    return f"Case {id}"


def not_computed(reading: str) -> str:
    """Return that a rule gives no deadline yet, and why.

    >>> not_computed("N.C. Gen. Stat. § 162-62: needs the time of the detainer.")
    'A rule on file could not be computed and may end earlier. N.C. Gen. Stat. § 162-62: needs \
the time of the detainer.'
    """
    return f"{NOT_COMPUTED} {reading}"


def secondary(titles: Sequence[str], without_page: Sequence[str] = ()) -> str:
    """Return which sources were not read in the original text, and how to come by it.

    Args:
        titles: All of them.
        without_page: Those of which no official page is on file.

    >>> secondary(["Form I-247A"])
    'The original text was not read for Form I-247A. Read the original first.'
    >>> secondary(["Form I-247A", "Policy 1"], ["Form I-247A"])
    'The original text was not read for Form I-247A and Policy 1. Read the original first. No \
official page is on file for Form I-247A: ask for a copy of the original.'
    """
    unread = f"The original text was not read for {listed(titles)}. Read the original first."
    if not without_page:
        return unread
    no_page = f"No official page is on file for {listed(without_page)}"
    return f"{unread} {no_page}: ask for a copy of the original."


def unchecked(count: int) -> str:
    """Return how many questions of a review could not be checked.

    >>> unchecked(2)
    '2 questions could not be checked, as something was not entered.'
    """
    one, several = UNCHECKED
    return one if count == 1 else several.format(count=count)


def more_law(count: int) -> str:
    """Return that the law has more to say than a page has room for.

    >>> more_law(1), more_law(3)
    ('1 more line does not fit here: see the full answer on the law on holding.', '3 more lines do \
not fit here: see the full answer on the law on holding.')
    """
    lines = "1 more line does" if count == 1 else f"{count} more lines do"
    return f"{lines} not fit here: see the full answer on the law on holding."


def more_strips(count: int) -> str:
    """Return that a page has no room for the hours of some rules.

    >>> more_strips(1), more_strips(4)
    ('1 more rule counts other hours; they are not drawn here.', '4 more rules count other hours; \
they are not drawn here.')
    """
    rules = "1 more rule counts" if count == 1 else f"{count} more rules count"
    return f"{rules} other hours; they are not drawn here."


def page(number: int, count: int) -> str:
    """Return which page of how many one is.

    >>> page(1, 2)
    'Page 1 of 2'
    """
    return f"Page {number} of {count}"


def written(file: str) -> str:
    """Return that a memo was written.

    >>> written("memo.html")
    'Memo: memo.html.'
    """
    return f"Memo: {file}."


def see_answer(place: str) -> str:
    """Return that the law of a place stands in the answer.

    >>> see_answer("Harris County, Texas")
    'Harris County, Texas: see the answer.'
    """
    return f"{place}: see the answer."
