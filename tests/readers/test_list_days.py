"""The day of a list, by its name, its workbook and its rows, without a file."""

from datetime import date
from typing import Final

from detainerlib.readers._list_days import days_in_name, list_day, newest_plausible
from detainerlib.readers.listings import ListDay
from detainerlib.times.periods import UNKNOWN

NAMES: Final[dict[str, tuple[str, ...]]] = {
    # As the issuer writes it: eight digits, or six after its own words or before a time of day.
    "participatingAgencies05162025am.xlsx": ("2025-05-16",),
    "x05162025.xlsx": ("2025-05-16",),
    "05-16-2025.xlsx": ("2025-05-16",),
    "05_16_2025am": ("2025-05-16",),
    "x051620261pm": ("2026-05-16",),
    "x0516202512.xlsx": (),
    "105162025.xlsx": (),
    "x13162025.xlsx": (),
    "x02302025.xlsx": (),
    "agency051625": ("2025-05-16",),
    "AGENCIES051625x": ("2025-05-16",),
    "x051625am": ("2025-05-16",),
    "x051625PM": ("2025-05-16",),
    "x051625mid": ("2025-05-16",),
    "agencies0516251": (),
    "x051625.xlsx": (),
    "x1051625am": (),
    "agencies133025": (),
    # The year first, with a time of six digits or none.
    "a_20250516.xlsx": ("2025-05-16",),
    "a-20250418123456.xlsx": ("2025-04-18",),
    "1999_01_02": ("1999-01-02",),
    "a-202504181234567.xlsx": (),
    "a-2025041812345.xlsx": (),
    "a120250418": (),
    "20251301": (),
    "2100-01-02": (),
    # Several, the American ones first.
    "2025-07-18pm_a07192025pm": ("2025-07-19", "2025-07-18"),
    "20250720 agency071925 07182025": ("2025-07-18", "2025-07-19", "2025-07-20"),
    # As people spell it, where there is none as above.
    "287g 7-18-2025": ("2025-07-18",),
    "7.18.25": ("2025-07-18",),
    "7_18_2025": ("2025-07-18",),
    "7 18 2025": ("2025-07-18",),
    "July_18_2025": ("2025-07-18",),
    "Jul 18, 2025": ("2025-07-18",),
    "Sept.18.2025": ("2025-09-18",),
    "7-18-2025 and 7-19-2025": ("2025-07-18", "2025-07-19"),
    "7-18-2025 20250101": ("2025-01-01",),
    "7-18.2025": (),
    "a7-18-2025": (),
    "7-18-20251": (),
    "1July_18_2025": (),
    "July_18_25": (),
    "13-40-2025": (),
}


def test_days_are_found_in_a_name() -> None:
    """Where they stand alone, and are days that can be."""
    for name, days in NAMES.items():
        assert (name, days) == (name, tuple(map(str, days_in_name(name))))


NAMED: Final = "the file's name"
SAVED: Final = "the day the workbook was saved"
NEWEST: Final = "its newest signing date, which it cannot be older than"
JULY: Final = date(2025, 7, 1)
LATER: Final = date(2025, 7, 2)
EPIPHANY: Final = date(2026, 1, 6)
A_YEAR_EARLY: Final = (
    "the file's name says January 6, 2025, a year before the newest signings; January 6, 2026 is "
    "taken"
)


def told(day: date, basis: str, *flags: str, newest: date | None = None) -> ListDay:
    """Give the day of a list with its flags."""
    return ListDay(day=day, basis=basis, newest_signing=newest, flags=flags)


def test_the_day_of_a_list_is_the_callers_else_its_names_its_workbooks_or_its_rows() -> None:
    """With a flag wherever two of them disagree."""
    no_day = "the digits in the file's name are no day that can be"
    assert ListDay(day=UNKNOWN, basis="nothing", flags=()) == list_day(None, "x 12345", None, [])
    assert (no_day,) == list_day(None, "x 123456", None, []).flags
    assert told(JULY, "the argument", "the file's name says May 16, 2025") == list_day(
        JULY, "x05162025", LATER, []
    )
    assert told(JULY, "the argument", newest=JULY) == list_day(
        JULY, "x07012025", date(2025, 6, 30), [JULY]
    )
    assert told(
        JULY, "the argument", "the workbook was saved June 29, 2025", newest=JULY
    ) == list_day(JULY, "x07012025", date(2025, 6, 29), [JULY])
    assert told(
        JULY,
        NAMED,
        "the file's name has July 1, 2025 and July 2, 2025",
        "a row signed later, up to July 2, 2025",
        newest=LATER,
    ) == list_day(None, "x07012025 20250702", None, [LATER, JULY])
    assert told(JULY, SAVED, "2 rows signed later, up to July 2, 2025", newest=LATER) == list_day(
        None, "x", JULY, [LATER, LATER]
    )
    assert told(LATER, NEWEST, newest=LATER) == list_day(None, "x", None, [LATER, JULY])
    # A slip of a far year is neither the newest nor later.
    slips = [date(2025, 7, 2), date(2025, 7, 3), date(5025, 7, 7)]
    assert told(
        JULY, NAMED, "2 rows signed later, up to July 3, 2025", newest=slips[1]
    ) == list_day(None, "x07012025", None, slips)


def test_a_name_of_a_year_early_is_moved_where_three_rows_are_of_the_next() -> None:
    """Up to the day itself; not of the caller's own day, nor to a day that is none."""
    name = "x01062025"
    three = [EPIPHANY] * 3
    assert told(EPIPHANY, NAMED, A_YEAR_EARLY, newest=EPIPHANY) == list_day(None, name, None, three)
    for rows, late in (
        ([EPIPHANY] * 2, "2 rows signed later, up to January 6, 2026"),
        ([EPIPHANY] * 2 + [date(2025, 12, 1)], "3 rows signed later, up to January 6, 2026"),
        ([date(2026, 1, 7)] * 3, "3 rows signed later, up to January 7, 2026"),
    ):
        assert told(date(2025, 1, 6), NAMED, late, newest=max(rows)) == list_day(
            None, name, None, rows
        )
    assert told(
        EPIPHANY, "the argument", "the file's name says January 6, 2025", newest=EPIPHANY
    ) == (list_day(EPIPHANY, name, None, three))
    leap = list_day(None, "x02292024", None, [date(2025, 1, 6)] * 3)
    assert (date(2024, 2, 29), ("3 rows signed later, up to January 6, 2025",)) == (
        leap.day,
        leap.flags,
    )


def test_a_few_days_far_apart_from_the_rest_are_slips() -> None:
    """Three, or two of a hundred; of few rows a gap of ten years, of many one of a year."""
    first = date(2025, 1, 1)
    assert newest_plausible([]) is None
    for days, newest in (
        ([first], first),
        ([first, date(2035, 1, 9)], date(2035, 1, 9)),
        ([first, date(2035, 1, 10)], first),
        ([first] * 9 + [date(2026, 1, 3)], date(2026, 1, 3)),
        ([first] * 10 + [date(2026, 1, 2)], date(2026, 1, 2)),
        ([first] * 10 + [date(2026, 1, 3)], first),
        ([first] * 20 + [date(2027, 1, 1)] * 3, first),
        ([first] * 20 + [date(2027, 1, 1)] * 4, date(2027, 1, 1)),
        ([first] * 195 + [date(2027, 1, 1)] * 4, date(2027, 1, 1)),
        ([first] * 196 + [date(2027, 1, 1)] * 4, first),
        ([first, date(2040, 1, 1), date(2060, 1, 1)], date(2040, 1, 1)),
    ):
        assert (days[-2:], newest) == (days[-2:], newest_plausible(days))
