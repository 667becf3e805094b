"""What stands in a cell: text made plain, and days in the ways in which these files write them."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from unicodedata import category, normalize

from dateutil.parser import parserinfo

from detainerlib.errors import DetainerError
from detainerlib.readers._sources import UnsavedFormula
from detainerlib.times.local_time import day_typed

_MARKS: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201f", '"'),
    }
)
_SINGULAR: Final[Mapping[str, str]] = {
    "sheriffs": "sheriff",
    "constables": "constable",
    "dept": "department",
}
_NO_SLASH: Final = re.compile(r"(\d{1,2})/(\d{1,2})((?:19|20)\d{2})")
# Of two digits and a year the second slash may be missing, or the day: "12/2025" is a month.
_RUN: Final = re.compile(r"(\d{3,4})/?((?:19|20)\d{2})")
_SERIAL: Final = re.compile(r"\d{5}(?:\.0+)?")
# A letter at a number, as in I-247A, 5p and 17:00Z; words of letters alone, in any script.
_NUMBERED: Final = re.compile(r"(?<=\d)[a-z]\b|\b[a-z](?=[ -]?\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_OF_TIMES: Final = re.compile(
    "|".join(
        (
            *(name.casefold() for names in parserinfo.MONTHS for name in names),
            *(name.casefold() for names in parserinfo.WEEKDAYS for name in names),
            *(
                "[apmt]",
                "am",
                "pm",
                "at",
                "on",
                "of",
                "the",
                "st",
                "nd",
                "rd",
                "th",
                "hrs?",
                "hours?",
            ),
            *(
                "noon",
                "midnight",
                "now",
                "today",
                "unknown",
                "utc",
                "gmt",
                "(?:[ecmph]|ak|ha?)[sd]?t",
            ),
        )
    )
)
_CLOCK: Final = re.compile(
    r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?Z|\+00:?00)?$",
    re.ASCII | re.IGNORECASE,
)
_MIDNIGHT: Final = re.compile(
    r".(?:00?|12(?=.*a)):00(?::00(?:[.,]0+)?)?(?: ?a\.?m\.?)?(?: ?Z|\+00:?00)?", re.IGNORECASE
)
_WRITTEN: Final = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<month>\d{1,2})([/-])(?P<day>\d{1,2})\2(?P<year>\d{2})",
        r"(?P<month>\d{1,2})(?P<dot>\.)(?P<day>\d{1,2})\.(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2})[ -]?(?P<month>[a-z]{3,9})\.?[ ,-]{0,2}'?(?P<year>\d{4}|\d{2})",
        r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2}),? '?(?P<year>\d{2})",
    )
)
_MONTHS: Final = parserinfo()
_NO_TIME: Final = "the time of day was left out"
_ONE_READING: Final = "a slash is missing, and only one reading is a date"
# As POSIX has it, and strptime.
_PIVOT: Final = 69
# Excel counts days from here, as it takes 1900 for a leap year; so before March of it otherwise.
_ORIGIN: Final = "1899-12-30"
_MARCH: Final = 61


_POSSESSIVE: Final = re.compile(r"'s\b")
_WRAPPED: Final = re.compile(
    r"https?://[\w.-]*safelinks\.protection\.outlook\.com/[^?]*\?(?:[^&]*&)*?url=([^&]+)"
)


class DayRead(NamedTuple):
    """A day that stands in a cell.

    Attributes:
        day: The day; None where none can be read.
        repair: What had to be done to read it; empty where nothing had.
    """

    day: date | None
    repair: str = ""


def plain(cell: object) -> str:
    """Return the text of a cell with single spaces, straight quotes, and no invisible marks.

    >>> plain(f"  Finney County Sheriff{chr(8217)}s{chr(160)}Office ")
    "Finney County Sheriff's Office"
    """
    if cell is None:
        return ""
    if type(cell) is str and cell.isascii() and "  " not in cell and cell.isprintable():
        return cell.strip()
    text = str(cell)
    if not text.isprintable():
        text = "".join(mark for mark in text if category(mark) != "Cf")
    return " ".join(normalize("NFKC", text.translate(_MARKS)).split())


def shown(cell: object) -> str:
    """Return a cell as found, in a line of at most 120 characters."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    text = "" if cell is None else str(cell)
    return text if len(text) <= 120 else f"{text[:117]}..."  # noqa: PLR2004


def free_words(cell: object) -> frozenset[str]:
    """Return the words in a cell that are none of a date, a clock or the number of a form.

    They may be a name, so nothing that is printed repeats them.
    """
    if isinstance(cell, int | float | date):
        return frozenset()
    text = _NUMBERED.sub(" ", normalize("NFKC", str(cell or "")).casefold())
    # Without a number April is a name as well as a month.
    is_numbered = any(mark.isdigit() for mark in str(cell))
    words = _WORD.findall(text)
    return frozenset(word for word in words if not (is_numbered and _OF_TIMES.fullmatch(word)))


def shown_without_words(cell: object) -> str:
    """Return a cell as found, as `shown` does; nothing of one with words that may be a name."""
    return "" if free_words(cell) else shown(cell)


def why_blank(cell: object) -> str:
    """Return why a cell that stands for nothing does, and what it says.

    >>> why_blank(None), why_blank("n/a")
    ('the cell is blank', 'the cell says "n/a", which counts as blank')
    """
    if isinstance(cell, UnsavedFormula):
        return (
            "the cell holds a formula whose value is not saved; open the file in the spreadsheet "
            "program and save it"
        )
    said = plain(cell)
    return f'the cell says "{said}", which counts as blank' if said else "the cell is blank"


def day_of_cell(cell: Any) -> DayRead:
    """Return the day in a cell, in any way in which these files write one, the month first.

    >>> str(day_of_cell("05/082025").day), day_of_cell("05/082025").repair
    ('2025-05-08', 'a slash is missing, and only one reading is a date')
    >>> str(day_of_cell("12MAR08").day), str(day_of_cell("7/7/25 12:00 AM").day)
    ('2008-03-12', '2025-07-07')
    """
    if isinstance(cell, datetime):
        at_midnight = cell.replace(hour=0, minute=0, second=0, microsecond=0) == cell
        return DayRead(cell.date(), "" if at_midnight else _NO_TIME)
    if isinstance(cell, date):
        return DayRead(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, float):
        return _of_serial(cell)
    text = plain(cell)
    if _SERIAL.fullmatch(text):
        return _of_serial(float(text))
    bare = re.sub(r" ?/[/ ]*", "/", text.strip(" *\u2020\u2021\u00a7#^;,"))
    clock = _CLOCK.search(bare)
    if clock is None:
        return _of_text(bare)
    read = _of_text(bare[: clock.start()].rstrip(" ,"))
    if read.day is None or _MIDNIGHT.fullmatch(clock[0]):
        return read
    return DayRead(read.day, "; ".join(filter(None, (read.repair, _NO_TIME))))


def _of_text(text: str) -> DayRead:
    with suppress(DetainerError):
        return DayRead(day_typed(text, "cell"))
    match = _NO_SLASH.fullmatch(text)
    if match:
        month, day, year = (int(part) for part in match.groups())
        return _only(((year, month, day),), _ONE_READING)
    match = _RUN.fullmatch(text)
    if match:
        digits, year = match[1], int(match[2])
        splits = ((year, int(digits[:at]), int(digits[at:])) for at in (1, 2))
        return _only(splits, _ONE_READING)
    match = next(filter(None, (pattern.fullmatch(text) for pattern in _WRITTEN)), None)
    return DayRead(None) if match is None else _as_written(match)


def _as_written(match: re.Match[str]) -> DayRead:
    parts = match.groupdict()
    named = _MONTHS.month(parts["month"]) if parts["month"].isalpha() else int(parts["month"])
    month, day, year = named or 0, int(parts["day"]), int(parts["year"])
    if len(parts["year"]) == 4:  # noqa: PLR2004 (all of a year)
        repair = ""
    else:
        year += 1900 if year >= _PIVOT else 2000
        repair = f"of the year only two digits are given, read as {year}"
    if not parts.get("dot"):
        return _only(((year, month, day),), repair)
    # Dots are European, where the day comes first.
    repair = "; ".join(filter(None, (repair, "dots for slashes, and only one reading is a date")))
    return _only({(year, month, day), (year, day, month)}, repair)


def _only(readings: Iterable[tuple[int, int, int]], repair: str) -> DayRead:
    """Return the one of some readings that is a date; nothing where two are, or none."""
    days: set[date] = set()
    for year, month, day in readings:
        with suppress(ValueError):
            days.add(date(year, month, day))
    return DayRead(days.pop(), repair) if len(days) == 1 else DayRead(None)


def _of_serial(number: float) -> DayRead:
    try:
        day = date.fromisoformat(_ORIGIN) + timedelta(days=int(number))
    except (OverflowError, ValueError):
        return DayRead(None)
    if number < _MARCH or day.year > 2200:  # noqa: PLR2004 (Excel itself goes further)
        return DayRead(None)
    return DayRead(day, "the cell is a number, as Excel counts days")


def words_of(text: str) -> str:
    """Return a name as names are compared: lower case, without marks and possessives.

    >>> words_of("Berrien County Sheriff's Office") == words_of("BERRIEN COUNTY SHERIFFS OFFICE")
    True
    """
    lower = _POSSESSIVE.sub("", plain(text).casefold().replace("&", " and ")).replace("'", "")
    ascii_only = normalize("NFKD", lower).encode("ascii", "ignore").decode()
    words: list[str] = re.findall(r"[a-z0-9]+", ascii_only)
    return " ".join(_SINGULAR.get(word, word) for word in words)


def unwrapped(address: str) -> str:
    """Return the address that a mail scanner wrapped; any other as it is.

    >>> unwrapped("https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fice.gov%2Fa")
    'https://ice.gov/a'
    """
    match = _WRAPPED.match(address)
    if match is None:
        return address
    inner = re.sub(
        rb"%([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), match[1].encode()
    )
    wrapped = inner.decode("utf-8", "replace")
    return wrapped if wrapped.startswith("http") else address
