"""Ranges in what people type: its two times, and what stands before its second date."""

import re
from collections.abc import Iterator
from typing import Final

_WORDS: Final = r"(?:to|until|till|thru|through|and|or)"
_BETWEEN: Final = re.compile(rf"\s*[-&]\s*|\s+{_WORDS}\s+", re.IGNORECASE)
_LEAD: Final = re.compile(r"^(?:between|from)\s+", re.IGNORECASE)
_TRAIL: Final = re.compile(rf"(?:[\s,;&-]|\b{_WORDS}\b)+$", re.IGNORECASE)
_END: Final = re.compile(
    r"(?:\d{1,2}(?::\d\d)?|\d{3,4})(?P<half>\s?[ap](?:\.?\s?m)?\.?)?|(?P<noon>noon)", re.IGNORECASE
)
_GLUED_DATE: Final = re.compile(r"-(?=\d{1,2}/\d|\d{4}-\d|[a-z]{3,9}\.?\s\d)", re.IGNORECASE)
_OFFSET: Final = re.compile(r"[+-](?:0?\d|1[0-4])(?::?\d\d)?", re.ASCII)


def apart(text: str) -> str:
    """Return a text in which no hyphen stands directly before a date.

    >>> apart("5pm-7/4/2025 6pm"), apart("17:00-05:00")
    ('5pm 7/4/2025 6pm', '17:00-05:00')
    """
    return _GLUED_DATE.sub(" ", text)


def ends_of(rest: str) -> Iterator[str]:
    """Yield the times of a range of times; none of what may be a time and an offset.

    >>> [*ends_of("between 5pm and 6pm")], [*ends_of("5-6pm")], [*ends_of("17:00-05:00")]
    (['5pm', '6pm'], ['5', '6pm'], [])
    """
    text = _LEAD.sub("", rest)
    parts = _BETWEEN.split(text)
    ends = [_END.fullmatch(part) for part in parts]
    last = ends[-1]
    if last is None or not parts[1:] or not all(ends):
        return
    if "-" not in text or last["half"] or last["noon"]:
        yield from parts


def ends_of_dates(text: str) -> Iterator[str]:
    """Yield a text, then what stands between its words and hyphens.

    >>> [*ends_of_dates("5pm 7/3/2025 - 6pm")]
    ['5pm 7/3/2025 - 6pm', '5pm 7/3/2025', '6pm']
    """
    yield text
    yield from _BETWEEN.split(text)


def first_of(before: str) -> str:
    """Return what stands before the second date of a range, without the words between them.

    >>> first_of("between 7/3/2025 5pm and ")
    '7/3/2025 5pm'
    """
    return _TRAIL.sub("", _LEAD.sub("", before))


def may_be_offset(behind: str) -> bool:
    """Whether what stands directly behind a time may be an offset.

    >>> may_be_offset("-0500"), may_be_offset("-1800"), may_be_offset("-6pm")
    (True, False, False)
    """
    return _OFFSET.fullmatch(behind) is not None
