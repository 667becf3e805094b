"""A memo as plain text: lines of a letter page, which any program prints."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import product
from textwrap import wrap
from typing import Final

from detainerlib._arguments import takes
from detainerlib._html import inert
from detainerlib.cases.review import Review
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.holds.spans import strip_text
from detainerlib.memos.contents import PAGE, MemoContents, ReadingRow, contents_of, within
from detainerlib.sentences import memos as sentences
from detainerlib.times.periods import UNKNOWN, Unknown

_COLUMNS: Final = 92
_PAGE_LINES: Final = 66
"""What a printer puts on a page of letter paper."""
_MOST_WHOLE: Final = 3
"""How many pages a memo may have before it is cut all the same."""
_STEP: Final = 200
_LINE: Final = "_" * 12


@takes
def memo_text(
    readings: HoldReadings,
    latest: HoldReadings | None = None,
    *,
    review: Review | None = None,
    case_id: str | Unknown = UNKNOWN,
    released: datetime | date | Unknown = UNKNOWN,
) -> str:
    """Return one page on a hold for the file, as plain text of 92 columns and 66 lines.

    It has the question, the answer, and every reading with its addressee and its official citation.
    It shows which hours count, the law on holding at all, three caveats, and the findings of a
    review. The versions and a place for initials and date end it. Nothing in it says who the person
    is. Where it does not fit, the law and the hours are cut, and what is left out is counted. Where
    that is not enough it has numbered pages with a form feed between them. Nothing is then cut if
    three hold it.

    Args:
        readings: The readings, by `hold_readings`.
        latest: Where only the day of release is known, the readings for its last moment; `readings`
            are then for its first.
        review: A review of the form, by `review_detainer`; its findings are then listed.
        case_id: An opaque id of the case, printed at the top.
        released: When the person was released, if that is known.

    Raises:
        DetainerError: If one of them is something else.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_readings
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> print(memo_text(hold_readings(thursday, form="I-247A"), case_id="17-3").splitlines()[0])
    MEMO ON A DETAINER HOLD        Case 17-3
    """
    memo = contents_of(readings, latest, review, case_id, released)
    return "\f".join(inert("\n".join(page)) + "\n" for page in _pages(memo))


def _pages(memo: MemoContents) -> Sequence[Sequence[str]]:
    """Return the lines of a memo, cut to one page if it can be, or else on numbered pages."""
    for fewest_strips, room in product((2, 1), range(PAGE, 0, -_STEP)):
        lines = [*_lines(within(memo, room, fewest_strips))]
        if len(lines) <= _PAGE_LINES:
            return [lines]
    heading, *lines = _lines(memo)
    pages = [*_broken(lines)]
    if len(pages) > _MOST_WHOLE:
        pages = [*_broken([*_lines(within(memo))][1:])]
    return [
        [f"{heading}        {sentences.page(number, len(pages))}", *page]
        for number, page in enumerate(pages, start=1)
    ]


def _broken(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield lines page by page, each broken above a part if it can be, and with a line to spare."""
    begins, most = 0, _PAGE_LINES - 1
    while len(lines) - begins > most:
        blank = (place for place in range(begins + 1, begins + most) if not lines[place])
        ends = max(blank, default=begins + most)
        yield lines[begins:ends]
        begins = ends
    yield lines[begins:]


def _lines(memo: MemoContents) -> Iterator[str]:
    heading = sentences.HEADING.upper()
    yield f"{heading:<30} {memo.case}".rstrip()
    yield from _part(sentences.QUESTION, [memo.question])
    yield from _part(sentences.ANSWER, memo.answer)
    yield from _part(memo.heading, ())
    for row in memo.rows:
        yield from _reading(row, *memo.columns[2:])
    for line in memo.argued:
        yield from _wrapped(line)
    if memo.strips:
        yield from _part(f"{memo.days}{sentences.MARKS}", ())
    for strip in memo.strips:
        yield from _wrapped(f"{'; '.join(strip.titles)}:")
        yield from (f"  {line}" for line in strip_text(strip.spans))
    yield from _wrapped(memo.not_drawn)
    if memo.law:
        yield from _part(sentences.LAW, memo.law)
    numbered = (f"{number}. {caveat}" for number, caveat in enumerate(memo.caveats, start=1))
    yield from _part(sentences.CAVEATS, numbered)
    if memo.review:
        yield from _part(sentences.REVIEW, memo.review)
    yield from _part(sentences.ADDRESSES, ())
    for address in memo.addresses:
        yield from _wrapped(address)
    yield ""
    yield from _wrapped(memo.closing)
    yield ""
    yield "   ".join(f"{label}: {_LINE}" for label in sentences.SIGNED)


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield heading.upper()
    for line in lines:
        yield from _wrapped(line)


def _reading(row: ReadingRow, binds: str, citation: str) -> Iterator[str]:
    mark = f" ({row.mark})" if row.mark else ""
    yield from _wrapped(f"{row.title}: {row.expires.rstrip('.')}{mark}.")
    # A rule that is called by its citation needs no other.
    cited = "" if row.title.startswith(row.citation) else f" {citation}: {row.citation}"
    yield from _wrapped(f"  {binds}: {row.binds}.{cited}")


def _wrapped(line: str) -> Iterator[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    yield from wrap(
        line,
        _COLUMNS,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
