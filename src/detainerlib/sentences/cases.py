"""What is missing or wrong on a form, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from detainerlib._wording import long_day
from detainerlib.sentences.policy import capitalized, joined

REVIEW_CLOSING: Final = (
    "This review covers the form only. It does not decide what follows in law from a finding, "
    "whether you may hold, or for how long."
)
MEANINGS: Final[Mapping[str, str]] = {
    "no effect": "“No effect” means that ICE says the detainer, or the hold, has no effect as it "
    "stands.",
    "defect": "“Defect” means that the form departs from ICE's instructions or policy, or from a "
    "regulation.",
    "doubt": "“Doubt” means that the form raises a question that it does not settle.",
}
"""What the words mean that findings begin with."""
NOT_SHOWN: Final = "The form does not show it. "
FOLLOWS: Final = "What follows from these findings in law is not on file."
FOLLOWS_BEYOND: Final = "Beyond that, what follows from these findings in law is not on file."
"""Beside one of no effect, as that follows from what ICE says."""
BOXES_NOT_ENTERED: Final = "which boxes are checked was not entered"
GROUNDS_NOT_ENTERED: Final = "which grounds are checked was not entered"
WARRANTS_NOT_ENTERED: Final = "which warrants came with it was not entered"
SIGNATURE_NOT_ENTERED: Final = "whether it is signed was not entered"
WARRANT_SIGNATURE_NOT_ENTERED: Final = "whether the warrant is signed was not entered"
SERVICE_NOT_ENTERED: Final = "whether the person was given a copy was not entered"
OFFERED_NOT_ENTERED: Final = "whether the warrant was presented as a judge's was not entered"
CONTACT_NOT_ENTERED: Final = "whether it says whom to notify was not entered"
NO_DATE_OF_ISSUE: Final = "date of issue not entered"
NO_ISSUER: Final = "issuing agency not entered"
NO_DATES: Final = "date of service or date of issue not entered"
NO_ZONE: Final = "time of service entered without a time zone"
NO_WARRANT_FORM: Final = "form number of a warrant not entered"
NO_BOX: Final = "checked box not entered, and grounds belong to only one of the boxes"
EDITION_OPEN: Final = "the form has several editions, and its date of issue was not entered"
GROUNDS_NOT_READ: Final = "which grounds this edition lists was not read"
UNKNOWN_FORM: Final = "an unknown form"
COULD_NOT_CHECK: Final = "Could not check (information missing):"
NOT_ON_FORM: Final = "Cannot be determined from the form:"


def review_heading(
    title: str, issued_on: date | None, findings: int, not_checked: int = 0, not_on_form: int = 0
) -> str:
    """Return which form was reviewed, and how many findings and open questions there are.

    >>> review_heading("Form I-247A (3/17)", date(2025, 7, 1), 1, 6, 5)
    'Form I-247A (3/17), issued July 1, 2025: 1 finding; 6 questions not checked; 5 that the form \
cannot answer.'
    >>> review_heading("Form I-247A (3/17)", None, 0)
    'Form I-247A (3/17), date of issue not entered: no findings.'
    """
    issued = "date of issue not entered" if issued_on is None else f"issued {long_day(issued_on)}"
    found = f"{findings or 'no'} finding{'' if findings == 1 else 's'}"
    if not not_checked and not not_on_form:
        return f"{title}, {issued}: {found}."
    questions = f"{not_checked} question{'' if not_checked == 1 else 's'} not checked"
    return f"{title}, {issued}: {found}; {questions}; {not_on_form} that the form cannot answer."


def finding(severity: str, summary: str, citations: Sequence[str] = ()) -> str:
    """Return a finding: what it means, what was found, and who says so.

    >>> finding("no effect", "The person was not given a copy.")
    'No effect: The person was not given a copy.'
    >>> finding("defect", "The form is not signed.", ["8 C.F.R. § 287.7(b)"])
    'Defect: The form is not signed. (8 C.F.R. § 287.7(b))'
    """
    cited = f" ({'; '.join(citations)})" if citations else ""
    return f"{capitalized(severity)}: {summary}{cited}"


def in_order(found: Iterable[str]) -> str:
    """Return what was checked and found in order, as it was entered, each once.

    >>> in_order(["one box checked", "one box checked", "signed"])
    'In order, as entered: one box checked; signed.'
    """
    return f"In order, as entered: {'; '.join(dict.fromkeys(found))}."


def in_own_records(question: str, reason: str, citations: Sequence[str]) -> str:
    """Return a question that the agency's own records answer, why it matters, and who says so.

    >>> in_own_records("Was there an arrest?", "ICE policy requires it.", ["Policy 1"])
    "Was there an arrest? ICE policy requires it. (Policy 1) See the agency's own records; no \
option takes the answer."
    """
    asked = not_on_form(question, reason, citations)
    return f"{asked} See the agency's own records; no option takes the answer."


def passed(question: str) -> str:
    """Return a question that the form answered without a finding.

    >>> passed("Is only one box checked?")
    'Is only one box checked? No problem found.'
    """
    return f"{question} No problem found."


def not_checked(question: str, reason: str) -> str:
    """Return a question that was not checked, as something was not entered.

    >>> not_checked("Is only one box checked?", BOXES_NOT_ENTERED)
    'Is only one box checked? (Which boxes are checked was not entered.)'
    """
    return f"{question} {why_not(reason)}"


def why_not(reason: str) -> str:
    """Return why something was not checked, behind the questions that it leaves open.

    >>> why_not(BOXES_NOT_ENTERED)
    '(Which boxes are checked was not entered.)'
    """
    return f"({capitalized(reason).rstrip('.')}.)"


def to_check(option: str) -> str:
    """Return what to add to the command so that a question is checked.

    >>> to_check("--signed yes (or no)")
    'To check it, add: --signed yes (or no)'
    """
    return f"To check it, add: {option}"


def grounds_of_box_not_entered(box: int, says: str) -> str:
    """Return that a box was entered, and not which of its grounds are checked.

    >>> grounds_of_box_not_entered(1, "probable cause exists")
    'box 1 says that probable cause exists; which grounds are checked was not entered. On the form \
they stand under that box'
    """
    return (
        f"box {box} says that {says}; {GROUNDS_NOT_ENTERED}. On the form they stand under that box"
    )


def not_on_form(question: str, reason: str, citations: Sequence[str] = ()) -> str:
    """Return a question that the form does not answer, why it matters, and who says so.

    >>> not_on_form("Was there probable cause?", "The form does not show it.")
    'Was there probable cause? The form does not show it.'
    >>> not_on_form("Was there probable cause?", "A court asked.", ["Doe v. Roe (1st Cir. 2015)"])
    'Was there probable cause? A court asked. (Doe v. Roe (1st Cir. 2015))'
    """
    cited = f" ({'; '.join(citations)})" if citations else ""
    return f"{question} {reason}{cited}"


def editions_open(editions: Sequence[str]) -> str:
    """Return that the date of issue leaves several editions.

    >>> editions_open(["i-247-before-2010", "i-247-2010-2011"])
    'several editions may have been in use that day: i-247-before-2010 and i-247-2010-2011'
    """
    return f"several editions may have been in use that day: {joined(editions, 'and')}"


def use_not_known(period: str) -> str:
    """Return that it is not known when exactly an edition was in use.

    >>> use_not_known("from an unknown day")
    'it is not known exactly when this edition was issued, only this: from an unknown day'
    """
    return f"it is not known exactly when this edition was issued, only this: {period}"


def other_grounds(grounds: str) -> str:
    """Return that an edition may list more grounds.

    >>> other_grounds("a final order of removal")
    'this edition lists grounds that were not read, perhaps also a final order of removal'
    """
    return f"this edition lists grounds that were not read, perhaps also {grounds}"


def box_read_in_part(boxes: str) -> str:
    """Return that what a box requests was not read in full.

    >>> box_read_in_part("2")
    'only part of what box 2 requests was read'
    """
    return f"only part of what box {boxes} requests was read"
