"""What a notebook shows: paragraphs, lists, tables and strips of days, as plain HTML."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple

_CELL: Final = (
    "padding:.35em .3em;min-width:5.2em;overflow:hidden;"
    # A printer leaves out what is behind words, unless it is told not to.
    "-webkit-print-color-adjust:exact;print-color-adjust:exact"
)
_COUNTED: Final = "border:3px solid #333;background:#0b5fa5;color:#fff"
_STOPPED: Final = (
    "border:3px dotted #333;"
    "background:repeating-linear-gradient(45deg,#fff,#fff 5px,#ddd 5px,#ddd 10px);color:#000"
)


# Control characters are obeyed by terminals, and marks of direction hide what is printed.
_ALIVE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_HALF_A_CHARACTER: Final = re.compile("[\ud800-\udfff]")


class StripCell(NamedTuple):
    """A day of a strip.

    Attributes:
        title: The whole of it in words, shown when pointed at.
        seconds: How long it is, which decides its width.
        lines: What stands in it; the first is bold.
        counted: Whether it is solid; otherwise it is hatched.
    """

    title: str
    seconds: int
    lines: tuple[str, ...]
    counted: bool


def is_of_whole_characters(text: str) -> bool:
    r"""Tell whether a text can be written; half of a character cannot.

    >>> is_of_whole_characters("F\xeate"), is_of_whole_characters("F\ud800te")
    (True, False)
    """
    return text.isascii() or _HALF_A_CHARACTER.search(text) is None


def inert(text: str) -> str:
    r"""Return a text in which nothing is obeyed: escapes stand for control and direction.

    >>> inert("a\x1b[31mb\u202ec")
    'a\\x1b[31mb\\u202ec'
    """
    if text.isprintable():
        return text
    return _ALIVE.sub(lambda mark: ascii(mark.group())[1:-1], text)


def inert_json(text: str) -> str:
    r"""Return JSON in which nothing is obeyed; it means the same, as only its strings have any.

    >>> inert_json('["a\u202eb"]')
    '["a\\u202eb"]'
    """
    if text.isprintable():
        return text
    return _ALIVE.sub(lambda mark: f"\\u{ord(mark.group()):04x}", text)


def escape(text: str) -> str:
    """Return a text fit to stand in HTML, in an attribute too."""
    import html  # noqa: PLC0415 (brings a large table, and only notebooks need it)

    return html.escape(inert(text))


def paragraph(*lines: str) -> str:
    """Return lines of text as one paragraph; a text may have several."""
    return f"<p>{'<br>'.join(map(escape, chain.from_iterable(map(str.splitlines, lines))))}</p>"


def small_print(text: str) -> str:
    """Return what stands below an answer."""
    return f"<p><small>{escape(text)}</small></p>"


def bullets(entries: Iterable[str]) -> str:
    """Return texts as a list."""
    return bullets_of_html(map(escape, entries))


def bullets_of_html(entries: Iterable[str]) -> str:
    """Return pieces of HTML as a list."""
    return f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"


def table(
    heads: Iterable[str], rows: Iterable[Iterable[object]], caption: str | None = None
) -> str:
    """Return rows of values as a table, with its heads and a caption."""
    return table_of_html(heads, (map(escape, map(str, row)) for row in rows), caption)


def table_of_html(
    heads: Iterable[str], rows: Iterable[Iterable[str]], caption: str | None = None
) -> str:
    """Return rows of pieces of HTML as a table, with its heads and a caption in words."""
    titled = "" if caption is None else f"<caption>{escape(caption)}</caption>"
    lines = "".join(_row("td", row) for row in rows)
    return f"<table>{titled}{_row('th', map(escape, heads))}{lines}</table>"


def _row(tag: str, cells: Iterable[str]) -> str:
    start = '<th scope="col">' if tag == "th" else f"<{tag}>"
    return f"<tr>{''.join(f'{start}{cell}</{tag}>' for cell in cells)}</tr>"


def strip(
    cells: Sequence[StripCell], caption: str, position: tuple[float, float] | None = None
) -> str:
    """Return days side by side, as wide as they are long.

    Solid cells count, hatched ones do not; each says so in words too, and by its border.

    Args:
        cells: The days.
        caption: What the strip shows, for those who do not see it.
        position: Where it begins on an axis and how much of that it takes, both from 0 to 1; None
            for a strip of its own.
    """
    place = "max-width:64em"
    if position is not None:
        place = "margin-left:{:.2%};width:{:.2%}".format(*position)
    return (
        f'<div role="list" tabindex="0" aria-label="{escape(caption)}" '
        f'style="display:flex;font:13px/1.35 sans-serif;{place};overflow-x:auto">'
        f"{''.join(map(_strip_cell, cells))}</div>"
    )


def _strip_cell(cell: StripCell) -> str:
    first, *others = map(escape, cell.lines)
    return (
        f'<div role="listitem" title="{escape(cell.title)}" '
        f'style="flex:{cell.seconds} 1 0;{_CELL};{_COUNTED if cell.counted else _STOPPED}">'
        f"{'<br>'.join((f'<b>{first}</b>', *others))}</div>"
    )
