"""What a roster says of itself, and of each of its rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from detainerlib._wording import length, listed
from detainerlib.sentences.deadlines import argued

A_PERSONS_NUMBER: Final = "looks like a person's own number"
USE_THE_JAILS: Final = "use one of the jail's own"
NO_AS_OF = (
    "Some have no release. To learn whether they have been held too long, add a time at which they "
    "were still held (as_of, or --as-of now)."
)
NO_ANSWER = "No answer. The last column says why."
NONE_ANSWERED = "No row could be answered. What was wrong:"
PROMPTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": "An opaque id, such as the booking number. No name, no birth date.",
        "custody_ends": "Type it as 7/3/2025 5pm. A date alone counts as any time of that day.",
        "released": "Type it as 7/9/2025 8am. Leave it blank while the person is held.",
        "jurisdiction": "A county with its state, or another place. It gives the time zone.",
        "zone": "Only if the place has several time zones, or none is filled in.",
        "form": "The number at the foot of the form. Blank means I-247A.",
        "received": "When the detainer came in, if known: 7/1/2025 9am.",
    }
)
"""What a template says of each column, by its key."""

NO_DEADLINE = "No rule on file gives a deadline."
FORM_ASKS_NO_HOLD: Final = "the form asks for no hold"
NO_HOLD_NO_DEADLINE = "The form asks for no hold, so there is no deadline."


def heading_row(needed: str) -> str:
    """Return which row a file needs.

    >>> heading_row("id, due for release")
    'a heading row with id, due for release'
    """
    return f"a heading row with {needed}"


def headings_lack(missing: Iterable[str], found: str) -> str:
    """Return which headings a file needs besides those it has.

    >>> headings_lack(["id"], "Docket, due for release, place")
    'a heading row with id; its headings are: Docket, due for release, place'
    """
    return f"{heading_row(', '.join(missing))}; its headings are: {found}"


def rows(source: str, count: int, answered: int, what: str = "a deadline") -> str:
    """Return how many rows there are, and how many have an answer.

    >>> rows("roster.csv", 30, 28), rows("roster.csv", 1, 1)
    ('roster.csv: 30 rows, 28 with a deadline, 2 without.', 'roster.csv: 1 row, with a deadline.')
    >>> rows("roster.csv", 2, 0, "a memo")
    'roster.csv: 2 rows, none with a memo.'
    """
    number = f"{source}: {count:,} row{'' if count == 1 else 's'}"
    if not count:
        return f"{number}."
    if answered == count:
        return f"{number}, with {what}." if count == 1 else f"{number}, all with {what}."
    if not answered:
        return f"{number}, none with {what}."
    return f"{number}, {answered:,} with {what}, {count - answered:,} without."


def not_read(about_persons: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return which columns were not read.

    >>> not_read(["Last Name", "DOB"], [])
    ['Not read, as they are about a person: Last Name and DOB.']
    """
    lines: list[str] = []
    persons, rest = [*about_persons], [*others]
    if persons:
        are = "it is" if len(persons) == 1 else "they are"
        lines.append(f"Not read, as {are} about a person: {listed(persons)}.")
    if rest:
        lines.append(f"Not read, as no answer needs them: {listed(rest)}.")
    return lines


def passed_or_left(left: timedelta) -> str:
    """Return how much time is left, or for how long a deadline has passed.

    >>> passed_or_left(timedelta(hours=2)), passed_or_left(timedelta(hours=-2))
    ('2 hours left', 'passed 2 hours ago')
    >>> passed_or_left(timedelta(0))
    'ends now'
    """
    if not left:
        return "ends now"
    return f"{length(left)} left" if left > timedelta(0) else f"passed {length(-left)} ago"


def as_of(times: Sequence[str]) -> str:
    """Return at which time the people without a release were still held, by the clock of each row.

    >>> as_of(["Tuesday, July 8, 2025, 8:00 a.m. CDT"])
    'A blank release counts as still held on Tuesday, July 8, 2025, 8:00 a.m. CDT.'
    >>> as_of(["July 8, 2025, 8:00 a.m. CDT", "July 8, 2025, 8:00 a.m. MDT"])
    'A blank release counts as still held, by the clock of each row: July 8, 2025, 8:00 a.m. CDT; \
July 8, 2025, 8:00 a.m. MDT.'
    """
    when = f", by the clock of each row: {'; '.join(times)}" if times[1:] else f" on {times[0]}"
    return f"A blank release counts as still held{when}."


def barred(count: int) -> str:
    """Return in how many rows no deadline gives authority to hold.

    >>> barred(1)
    'In 1 row the law or policy of the place bars the hold: no deadline there gives authority to \
hold.'
    """
    rows = f"{count:,} row{'' if count == 1 else 's'}"
    bars = "the law or policy of the place bars the hold"
    return f"In {rows} {bars}: no deadline there gives authority to hold."


def headings(title: str, *, is_argued: bool) -> tuple[str, str]:
    """Return the headings of what a reading gives, and of whether a hold was within it.

    >>> headings("Form I-247A", is_argued=False)
    ('deadline: Form I-247A', 'outcome: Form I-247A')
    >>> headings("8 C.F.R. § 287.7(d), if so", is_argued=True)
    ('argued, but adopted by no source on file: 8 C.F.R. § 287.7(d), if so', 'outcome, argued: \
8 C.F.R. § 287.7(d), if so')
    """
    if not is_argued:
        return f"deadline: {title}", f"outcome: {title}"
    argument = argued(title)
    return f"{argument[:1].lower()}{argument[1:]}", f"outcome, argued: {title}"


def outcomes(title: str, counts: Iterable[tuple[str, int]]) -> str:
    """Return how many holds have each outcome under a reading.

    >>> outcomes("Form I-247A", [("over", 2), ("within", 1)])
    'Form I-247A: 2 over, 1 within.'
    """
    return f"{title}: {', '.join(f'{count:,} {outcome}' for outcome, count in counts)}."


def faults(column: str, done: str, count: int) -> str:
    """Return what was wrong in a column, and in how many rows.

    >>> faults("due for release", "was not read", 2)
    'due for release: was not read (2 rows)'
    """
    return f"{column}: {done} ({count:,} row{'' if count == 1 else 's'})"


def template(file: str, *, has_lists: bool) -> list[str]:
    """Return what was written, and what to do with it.

    >>> template("roster.xlsx", has_lists=True)
    ['Written: roster.xlsx. Fill in a row a person, then run: detainerlib roster roster.xlsx']
    """
    lines = [f"Written: {file}. Fill in a row a person, then run: detainerlib roster {file}"]
    return lines if has_lists else [*lines, "Name it .xlsx for one with drop-down lists."]


def memos_written(count: int, folder: str) -> str:
    """Return how many memos were written.

    >>> memos_written(28, "memos"), memos_written(1, "memos"), memos_written(0, "memos")
    ('Memos: 28 files in memos.', 'Memos: 1 file in memos.', 'Memos: none.')
    """
    if not count:
        return "Memos: none."
    return f"Memos: {count:,} file{'' if count == 1 else 's'} in {folder}."


def named_otherwise(row: int, name: str, row_above: int) -> str:
    """Return that a memo has a name of its own, as another row has that of its id.

    >>> named_otherwise(7, "17-row-7.html", 3)
    'row 7: its memo is 17-row-7.html, as the id gives the name that the memo of row 3 has.'
    """
    return f"row {row}: its memo is {name}, as the id gives the name that the memo of row \
{row_above} has."


def older_memo(row: int, name: str) -> str:
    """Return that a row has no memo now, and that one of an earlier run is there.

    >>> older_memo(4, "17.html")
    'row 4: 17.html was there before; it is of an earlier run.'
    """
    return f"row {row}: {name} was there before; it is of an earlier run."
