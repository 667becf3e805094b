"""A memo as one page of HTML: read on a screen, printed on letter paper, read out by a machine."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from detainerlib._arguments import takes
from detainerlib._html import bullets, escape, paragraph, small_print, table_of_html
from detainerlib.cases.review import Review
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.holds.spans import strip_html
from detainerlib.memos.contents import DayStrip, MemoContents, ReadingRow, contents_of, within
from detainerlib.sentences import memos as sentences
from detainerlib.times.instants import same_instant
from detainerlib.times.periods import UNKNOWN, Unknown

# A wider font, where Times is missing, is made as small as the letters of Times are.
# Two colors and hatching, so that a printer without color loses nothing; words say the same.
_STYLE: Final = """
@page { size: letter; margin: 0.45in 0.5in; }
body { font: SIZEpt/1.25 "Times New Roman", "Liberation Serif", Times, serif;
  font-size-adjust: 0.448; color: #000; background: #fff; max-width: 7.5in; margin: 0 auto; }
header { display: flex; justify-content: space-between; align-items: baseline;
  border-bottom: 2px solid #000; }
h1 { font-size: 1.4em; margin: 0; }
h2 { font: bold 1em/1.2 Arial, sans-serif; font-size-adjust: 0.519; margin: 0.5em 0 0.1em; }
h3 { font: 0.9em/1.2 Arial, sans-serif; font-size-adjust: 0.519; margin: 0.4em 0 0.1em; }
p, ol, ul { margin: 0.15em 0; }
ol, ul { padding-left: 1.4em; }
table { border-collapse: collapse; width: 100%; font-size: 0.95em; }
caption { position: absolute; clip-path: inset(50%); }
th, td { border: 1px solid #000; padding: 0.15em 0.4em; text-align: left; vertical-align: top; }
small { font-size: 0.85em; overflow-wrap: anywhere; }
small ul { columns: 2; }
small li { break-inside: avoid; }
[role=listitem] { padding: 0.1em 0.3em !important; }
[role=list] { font-size: 0.9em !important; line-height: 1.2 !important; }
.answer { border: 2px solid #000; padding: 0.2em 0.6em; }
.signed { display: flex; gap: 2em; margin-top: 1.5em; }
.signed span { flex: 1; border-bottom: 1px solid #000; }
@media print { section, tr, .signed { break-inside: avoid; } }
@media screen { body { padding: 0.5in; } }
"""
# How much a page of letter paper holds at a size, in points; found by printing.
_SIZES: Final = (
    (3_200, "10"),
    (3_500, "9.5"),
    (3_950, "9"),
    (4_550, "8.5"),
    (5_050, "8"),
    (5_550, "7.5"),
)
_SMALLEST: Final = "7"


@takes
def memo_html(
    readings: HoldReadings,
    latest: HoldReadings | None = None,
    *,
    review: Review | None = None,
    case_id: str | Unknown = UNKNOWN,
    released: datetime | date | Unknown = UNKNOWN,
) -> str:
    """Return one page on a hold for the file, as HTML to print on a letter-size page.

    It says what `memo_text` says, with its strips of hours readable in black and white. It stands
    by itself: no script, no font and no picture is fetched.

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
    >>> page = memo_html(hold_readings(thursday, form="I-247A"), case_id="17-3")
    >>> "<h1>Memo on a detainer hold</h1>" in page, "Case 17-3" in page
    (True, True)
    """
    memo = within(contents_of(readings, latest, review, case_id, released))
    style = _STYLE.replace("SIZE", _size(memo))
    title = " - ".join(filter(None, (sentences.HEADING, memo.case)))
    case = f"<b>{escape(memo.case)}</b>" if memo.case else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(sentences.HEADING)}</h1>{case}</header>\n"
        f"<main>\n{''.join(_sections(memo))}</main>\n"
        f"<footer>{small_print(memo.closing)}{_signed()}</footer>\n</body>\n</html>\n"
    )


def _sections(memo: MemoContents) -> Iterator[str]:
    yield _section(sentences.QUESTION, paragraph(memo.question))
    first, *others = memo.answer
    answer = "".join(map(paragraph, others))
    yield _section(
        sentences.ANSWER, f'<div class="answer"><p><b>{escape(first)}</b></p>{answer}</div>'
    )
    argued = paragraph(*memo.argued) if memo.argued else ""
    table = table_of_html(memo.columns, map(_row, memo.rows), memo.heading)
    yield _section(memo.heading, table + argued)
    if memo.strips:
        left_out = paragraph(memo.not_drawn) if memo.not_drawn else ""
        yield _section(memo.days, "".join(_strips(memo.strips)) + left_out)
    if memo.law:
        yield _section(sentences.LAW, paragraph(*memo.law))
    yield _section(sentences.CAVEATS, bullets(memo.caveats))
    if memo.review:
        heading, *findings = memo.review
        yield _section(sentences.REVIEW, paragraph(heading) + bullets(findings))
    yield _section(sentences.ADDRESSES, f"<small>{bullets(memo.addresses)}</small>")


def _section(heading: str, contents: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{contents}</section>\n"


def _row(row: ReadingRow) -> Iterator[str]:
    yield escape(row.title)
    mark = f"<br>({row.mark})" if row.mark else ""
    expires = escape(row.expires)
    yield f"<b>{expires}</b>{mark}" if row.mark else expires
    yield escape(row.binds)
    yield escape(row.citation)


def _strips(strips: Sequence[DayStrip]) -> Iterator[str]:
    """Yield the strips, on one axis."""
    begins = min((strip.spans[0].begins for strip in strips), key=same_instant)
    ends = max((strip.spans[-1].ends for strip in strips), key=same_instant)
    for strip in strips:
        titles = "; ".join(strip.titles)
        caption = f"{titles}: {strip.expires}"
        yield f"<h3>{escape(titles)}</h3>{strip_html(strip.spans, caption, (begins, ends))}"


def _signed() -> str:
    blanks = "".join(f"<span>{escape(label)}:</span>" for label in sentences.SIGNED)
    return f'<div class="signed">{blanks}</div>'


def _size(memo: MemoContents) -> str:
    """Return the size of letters, in points, at which a memo fits on a page."""
    return next((size for most, size in _SIZES if memo.room <= most), _SMALLEST)
