"""Cells, one by one: days in every way in which they are written, names, addresses."""

from datetime import date, datetime
from typing import Any, Final

from detainerlib.readers._cells import (
    DayRead,
    day_of_cell,
    free_words,
    plain,
    shown,
    shown_without_words,
    unwrapped,
    why_blank,
    words_of,
)
from detainerlib.readers._sources import UnsavedFormula

NO_TIME: Final = "the time of day was left out"
ONE_READING: Final = "a slash is missing, and only one reading is a date"
DOTS: Final = "dots for slashes, and only one reading is a date"
SERIAL: Final = "the cell is a number, as Excel counts days"


def years(year: int, *more: str) -> str:
    """Give the note on a year of two digits."""
    return "; ".join((f"of the year only two digits are given, read as {year}", *more))


JULY: Final = date(2025, 7, 7)
MIDNIGHT: Final = datetime(2025, 7, 7)  # noqa: DTZ001 (Excel has no zones)
# A cell, the day in it, and what had to be done.
DAYS: Final[tuple[tuple[Any, date | None, str], ...]] = (
    # As a workbook has them.
    (None, None, ""),
    (MIDNIGHT, JULY, ""),
    (MIDNIGHT.replace(hour=9), JULY, NO_TIME),
    (MIDNIGHT.replace(minute=1), JULY, NO_TIME),
    (MIDNIGHT.replace(second=1), JULY, NO_TIME),
    (MIDNIGHT.replace(microsecond=1), JULY, NO_TIME),
    (JULY, JULY, ""),
    # A number of days; Excel's count is off before March of 1900, which it takes for a leap year.
    *((cell, JULY, SERIAL) for cell in (45845, 45845.0, 45845.5, "45845", "45845.0", "45845.00")),
    (60.5, None, ""),
    (61.5, date(1900, 3, 1), SERIAL),
    ("00061", date(1900, 3, 1), SERIAL),
    ("00060", None, ""),
    (109939.5, date(2200, 12, 31), SERIAL),
    (109940.5, None, ""),
    (1e30, None, ""),
    (float("inf"), None, ""),
    (float("nan"), None, ""),
    (20250707, JULY, ""),
    (20250707.0, JULY, ""),
    # Without a slash.
    ("05/082025", date(2025, 5, 8), ONE_READING),
    ("7/72025", JULY, ONE_READING),
    ("7/112025", date(2025, 7, 11), ONE_READING),
    ("7/71925", date(1925, 7, 7), ONE_READING),
    ("7/71825", None, ""),
    ("13/402025", None, ""),
    ("0508/2025", date(2025, 5, 8), ONE_READING),
    ("05082025", date(2025, 5, 8), ONE_READING),
    ("5082025", date(2025, 5, 8), ONE_READING),
    ("0152025", date(2025, 1, 5), ONE_READING),
    ("1202025", date(2025, 1, 20), ONE_READING),
    ("1112025", None, ""),
    ("111/2025", None, ""),
    ("12/2025", None, ""),
    ("132025", None, ""),
    ("2302025", None, ""),
    # A year of two digits is of 1969 to 2068.
    ("7/7/25", JULY, years(2025)),
    ("7-7-25", JULY, years(2025)),
    ("7/7-25", None, ""),
    ("7/7/00", date(2000, 7, 7), years(2000)),
    ("7/7/68", date(2068, 7, 7), years(2068)),
    ("7/7/69", date(1969, 7, 7), years(1969)),
    ("1/2/99", date(1999, 1, 2), years(1999)),
    # Dots.
    ("07.18.2025", date(2025, 7, 18), DOTS),
    ("18.07.2025", date(2025, 7, 18), DOTS),
    ("07.18.25", date(2025, 7, 18), years(2025, DOTS)),
    ("5.5.69", date(1969, 5, 5), years(1969, DOTS)),
    ("05.05.2025", date(2025, 5, 5), DOTS),
    ("05.07.2025", None, ""),
    ("31.31.2025", None, ""),
    ("07.18.202", None, ""),
    # The month in letters.
    ("7-Jul-25", JULY, years(2025)),
    ("7 Jul, 25", JULY, years(2025)),
    ("12MAR08", date(2008, 3, 12), years(2008)),
    ("12-mar-'08", date(2008, 3, 12), years(2008)),
    ("July 7, 25", JULY, years(2025)),
    ("Jul. 7 '25", JULY, years(2025)),
    *((cell, JULY, "") for cell in ("07-Jul-2025", "7 July 2025", "7July2025", "7 Jul. 2025")),
    *((cell, JULY, "") for cell in ("7July,2025", "7 Jul '2025")),
    ("July 7, 2025", JULY, ""),
    ("7 Xyz 2025", None, ""),
    ("7 Ju 25", None, ""),
    ("July 32, 25", None, ""),
    # With a time of day: at midnight there is none.
    *(
        (cell, JULY, "")
        for cell in (
            "7/7/2025 12:00:00 AM",
            "7/7/2025 12:00 a.m.",
            "7/7/2025 00:00",
            "7/7/2025, 00:00",
            "7/7/2025 0:00:00",
            "7/7/2025T00:00:00Z",
            "2025-07-07T00:00:00+00:00",
            "2025-07-07 00:00:00.000",
        )
    ),
    *(
        (cell, JULY, NO_TIME)
        for cell in (
            "7/7/2025 12:00 PM",
            "7/7/2025 12:00",
            "7/7/2025 3:10 PM",
            "7/7/2025 1:00 am",
            "7/7/2025 00:01",
            "7/7/2025 00:00:01",
            "2025-07-07 00:00:00.001",
        )
    ),
    ("7/7/25 3:10 PM", JULY, years(2025, NO_TIME)),
    ("7/7/25, 3:10 PM", JULY, years(2025, NO_TIME)),
    ("7/7/25X 3:10 PM", None, ""),
    ("2025-07-07T00:00:00+01:00", None, ""),
    ("soon 00:00", None, ""),
    ("soon 3:10 PM", None, ""),
    # With marks around it.
    *(
        (cell, JULY, "")
        for cell in (
            *(
                "7//7/ 2025*",
                "7 / 7 / 2025",
                "7/ /7/2025",
                "*7/7/2025\u2020",
                "\u20217/7/2025\u00a7",
            ),
            *("#7/7/2025^", "7/7/2025;", "7/7/2025,", " 7/7/2025 ", "2025-07-07"),
        )
    ),
    ("(7/7/2025)", None, ""),
    ("X7/7/2025X", None, ""),
    ("soon", None, ""),
    ("", None, ""),
    ("6/17/2025 & 6/20/2025", None, ""),
)


def test_a_day_is_read_in_every_way_in_which_it_is_written() -> None:
    """Where only one reading is a date; what had to be done is told, and none is guessed."""
    for cell, day, repair in DAYS:
        assert (cell, DayRead(day, repair)) == (cell, day_of_cell(cell))


def test_a_text_is_made_plain() -> None:
    """Single spaces, straight quotes, no invisible marks, one form of each letter."""
    for cell, text in {
        None: "",
        5: "5",
        "  a  b ": "a b",
        " a ": "a",
        "a\tb": "a b",
        "a\u00a0b": "a b",
        "\u200bx\u00ad y": "x y",
        "a\u2019s \u201cb\u201d": 'a\'s "b"',
        "\u2018\u201a\u201b\u02bc\u2032\u00b4\u201f": "''''''\"",
        "\ufb01": "fi",
        "e\u0301": "\u00e9",
    }.items():
        assert (cell, text) == (cell, plain(cell))


def test_a_cell_is_shown_in_a_line() -> None:
    """A day at midnight without a time; a long text cut at 120 characters."""
    for cell, text in {
        None: "",
        5: "5",
        "": "",
        "x" * 120: "x" * 120,
        "x" * 121: "x" * 117 + "...",
        MIDNIGHT: "2025-07-07",
        MIDNIGHT.replace(hour=3): "2025-07-07 03:00:00",
    }.items():
        assert text == shown(cell)


def test_a_cell_that_stands_for_nothing_says_why() -> None:
    """Of a formula, what to do; of a word, which it is."""
    for cell, why in (
        (None, "the cell is blank"),
        (" ", "the cell is blank"),
        ("N/A ", 'the cell says "N/A", which counts as blank'),
        (
            UnsavedFormula(),
            (
                "the cell holds a formula whose value is not saved; open the file in the "
                "spreadsheet program and save it"
            ),
        ),
    ):
        assert why == why_blank(cell)


def test_words_that_are_of_no_date_may_be_a_name() -> None:
    """A month or a weekday is one beside a number; a letter at a number is of a clock or a form."""
    for cell, words in {
        None: "",
        "": "",
        5: "",
        5.5: "",
        JULY: "",
        MIDNIGHT: "",
        "7/3/2025 5pm CDT": "",
        "Thursday, July 3, 2025 at noon": "",
        "I-247A": "",
        "5p 17:00Z": "",
        "April": "april",
        "April 3": "",
        "JUNE May, April 3": "",
        "Jane Roe 5": "jane roe",
        "Roe, I-247A": "roe",
        "\uff2aane 5": "jane",
        "O'Roe_5": "o roe",
    }.items():
        assert (cell, {*words.split()}) == (cell, {*free_words(cell)})


def test_what_may_be_a_name_is_not_shown() -> None:
    """What else stands in a cell is."""
    for cell, text in {
        "Jane Roe": "",
        "Jane Roe 7/3/2025": "",
        "13/40/2025": "13/40/2025",
        "I-247A": "I-247A",
        MIDNIGHT: "2025-07-07",
        None: "",
    }.items():
        assert text == shown_without_words(cell)


def test_names_are_compared_by_their_words() -> None:
    """Without case, marks, possessives; one word for several spellings of it."""
    for name, words in {
        "Berrien County Sheriff's Office": "berrien county sheriff office",
        "BERRIEN COUNTY SHERIFFS OFFICE": "berrien county sheriff office",
        "Constables Dept. & Co": "constable department and co",
        "Men's&Women's Jail": "men and women jail",
        "Pe\u00f1a's": "pena",
        "O\u2019Brien": "obrien",
        "O'Shea's Police": "oshea police",
        "a1-2": "a1 2",
        "Stra\u00dfe": "strasse",
    }.items():
        assert words == words_of(name)


def test_an_address_is_taken_out_of_what_a_mail_scanner_wrapped_it_in() -> None:
    """Any other stays as it is."""
    wrapped = "https://gcc02.safelinks.protection.outlook.com/"
    for address, inner in {
        f"{wrapped}?url=https%3A%2F%2Fice.gov%2Fa&data=1": "https://ice.gov/a",
        f"{wrapped}a?data=05&x=1&url=http%3a%2F%2Fice.gov%2Fa": "http://ice.gov/a",
        f"{wrapped}?url=https%3A%2F%2Fice.gov%2F%C3%A9%zz%FF": "https://ice.gov/\u00e9%zz\ufffd",
    }.items():
        assert inner == unwrapped(address)
    for address in (f"{wrapped}?url=ftp%3A", "https://ice.gov/?url=https%3A", f" {wrapped}?url=h"):
        assert address == unwrapped(address)
