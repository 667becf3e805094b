"""What stands in a cell: text made plain, and days in the ways in which these files write them."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from unicodedata import normalize

from detainerlib.errors import DetainerError
from detainerlib.times.local_time import day_typed

_MARKS: Final = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"'}
)
_SINGULAR: Final[Mapping[str, str]] = {
    "sheriffs": "sheriff",
    "constables": "constable",
    "dept": "department",
}
_NO_SLASH: Final = re.compile(r"(\d{1,2})/(\d{1,2})((?:19|20)\d{2})")
_SERIAL: Final = re.compile(r"\d{5}(?:\.0+)?")
_MIDNIGHT: Final = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$")
# Excel counts days from here, as it takes 1900 for a leap year.
_ORIGIN: Final = "1899-12-30"


class DayRead(NamedTuple):
    """A day that stands in a cell.

    Attributes:
        day: The day; None where none can be read.
        repair: What had to be done to read it; empty where nothing had.
    """

    day: date | None
    repair: str = ""


def plain(cell: object) -> str:
    """Return the text of a cell with single spaces and straight quotes.

    >>> plain(f"  Finney County Sheriff{chr(8217)}s{chr(160)}Office ")
    "Finney County Sheriff's Office"
    """
    if cell is None:
        return ""
    if type(cell) is str and cell.isascii() and "  " not in cell and cell.isprintable():
        return cell.strip()
    return " ".join(normalize("NFKC", str(cell).translate(_MARKS)).split())


def shown(cell: object) -> str:
    """Return a cell as found, in a line of at most 120 characters."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    text = "" if cell is None else str(cell)
    return text if len(text) <= 120 else f"{text[:117]}..."  # noqa: PLR2004


def day_of_cell(cell: Any) -> DayRead:
    """Return the day in a cell: a date, a date without its slash, or a day as Excel counts.

    >>> str(day_of_cell("05/082025").day), day_of_cell("05/082025").repair
    ('2025-05-08', 'a slash is missing, and only one reading is a date')
    """
    if isinstance(cell, datetime):
        at_midnight = cell.replace(hour=0, minute=0, second=0, microsecond=0) == cell
        return DayRead(cell.date(), "" if at_midnight else "the time of day was left out")
    if isinstance(cell, date):
        return DayRead(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_serial(float(cell))
    text = _MIDNIGHT.sub("", plain(cell))
    if _SERIAL.fullmatch(text):
        return _of_serial(float(text))
    match = _NO_SLASH.fullmatch(text)
    if match:
        month, day, year = (int(part) for part in match.groups())
        try:
            return DayRead(
                date(year, month, day), "a slash is missing, and only one reading is a date"
            )
        except ValueError:
            return DayRead(None)
    try:
        return DayRead(day_typed(text, "cell"))
    except DetainerError:
        return DayRead(None)


def _of_serial(number: float) -> DayRead:
    try:
        day = date.fromisoformat(_ORIGIN) + timedelta(days=int(number))
    except (OverflowError, ValueError):
        return DayRead(None)
    if not number > 1 or day.year > 2200:  # noqa: PLR2004 (Excel itself goes further)
        return DayRead(None)
    return DayRead(day, "the cell is a number, as Excel counts days")


def words_of(text: str) -> str:
    """Return a name as names are compared: lower case, without marks and possessives.

    >>> words_of("Berrien County Sheriff's Office") == words_of("BERRIEN COUNTY SHERIFFS OFFICE")
    True
    """
    lower = plain(text).casefold().replace("&", " and ").replace("'s", "").replace("'", "")
    ascii_only = normalize("NFKD", lower).encode("ascii", "ignore").decode()
    words: list[str] = re.findall(r"[a-z0-9]+", ascii_only)
    return " ".join(_SINGULAR.get(word, word) for word in words)
