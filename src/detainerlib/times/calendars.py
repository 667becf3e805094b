"""Holidays: which days the word "holidays" in a rule takes out of the count."""

import abc
import calendar
import enum
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar, cast

import attrs

from detainerlib._arguments import is_several
from detainerlib._printing import Listing, Printed
from detainerlib._validation import Slug, Text, checked, day_of, is_of
from detainerlib.errors import CalendarError, CoverageError
from detainerlib.sources.citations import Citation
from detainerlib.times.federal_list import federal_days

Listed = TypeVar("Listed")

FEDERAL_YEARS: Final = range(1971, 2101)
"""The years for which the federal list was compared, day by day, with the statute's rules."""


class Observed(enum.StrEnum):
    """What a holiday that falls on a weekend does to the weekday beside it.

    The words are ours. For pay and leave the statute moves a Saturday, and an executive order a
    Sunday.

    Authority: 5-usc-6103, eo-11582

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> for observed in dl.models.Observed:
    ...     print(observed, dl.FederalHolidays(observed=observed).reasons(date(2026, 7, 3)))
    both ('Independence Day (observed)',)
    saturday ('Independence Day (observed)',)
    none ()
    """

    BOTH = "both"
    """Saturday is observed on Friday, Sunday on Monday, besides the day itself."""
    SATURDAY = "saturday"
    """Only Saturday moves, to Friday."""
    NONE = "none"
    """Nothing moves: the dates of the statute and no other."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class HolidayReading(Printed):
    """What is assumed about the word "holidays", and who supports it.

    Attributes:
        id: The slug of the record: a value of `Observed`, or "closures".
        summary: The assumption in one sentence.
        citation: The text that supports it.
        see_also: Texts that speak for another reading.

    Authority: 5-usc-6103, 5-usc-6104

    >>> from detainerlib import catalog
    >>> print(catalog.holiday_reading("closures").summary)
    Days on which an executive order closed federal offices are excluded as if they were
    holidays. The orders treat them like observed holidays for pay and leave, and 5 U.S.C. §
    6104 lists such a day apart from a holiday.
    """

    id: Slug
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=checked)
class Closure(Printed):
    """A day on which an executive order closed federal offices: no statutory holiday.

    Attributes:
        id: The slug of the record.
        day: The day.
        reason: Why, in a few words.
        half_day: Whether only the last half of the day was closed; such a day never stops a clock.
        citation: The order.

    Authority: 5-usc-6104

    >>> from detainerlib import catalog
    >>> closure = catalog.closures()[-1]
    >>> print(closure.day, closure.reason)
    2025-12-26 day after Christmas Day
    """

    id: Slug
    day: date
    reason: Text
    half_day: bool
    citation: Citation


class HolidayCalendar(Printed, abc.ABC):
    """Days that are holidays, each with its reasons; immutable, equal by value, joined by `|`.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> local = dl.CustomDays({date(2025, 7, 7): "County holiday"})
    >>> (dl.FederalHolidays() | local).reasons(date(2025, 7, 7))
    ('County holiday',)
    """

    __slots__ = ()

    @abc.abstractmethod
    def reasons(self, day: date) -> tuple[str, ...]:
        """Why `day` is a holiday; empty where it is none.

        Raises:
            NotADayError: If `day` is a datetime, which equals no date, or no date at all.
            CoverageError: If the calendar does not know the day.
        """

    @property
    @abc.abstractmethod
    def label(self) -> str:
        """What the calendar holds, in a few words."""

    @property
    def parts(self) -> tuple["HolidayCalendar", ...]:
        """The calendars this one is joined of; itself, where it is not a union."""
        return (self,)

    def __str__(self) -> str:
        """What it holds, in a few words."""
        return self.label

    def __contains__(self, day: object) -> bool:
        """Whether `day` is a holiday."""
        return bool(self.reasons(day_of(day, "day")))

    def __or__(self, other: "HolidayCalendar") -> "HolidayCalendar":
        """Join two calendars: a day is a holiday when it is one in either."""
        if not isinstance(other, HolidayCalendar):
            return NotImplemented
        # In an order of their own, so that a union does not depend on how it was joined.
        parts = sorted({*self.parts, *other.parts}, key=_place_in_a_union)
        return parts[0] if len(parts) == 1 else CalendarUnion(tuple(parts))


def _place_in_a_union(part: HolidayCalendar) -> tuple[bool, str, str, str]:
    # Two that hold as many days print alike.
    holds = attrs.astuple(cast("Any", part)) if attrs.has(type(part)) else part
    return not isinstance(part, FederalHolidays), type(part).__name__, part.label, repr(holds)


def _observed(value: Observed | Literal["both", "saturday", "none"]) -> Observed:
    try:
        return Observed(value)
    except (TypeError, ValueError):
        raise CalendarError(
            "observed", value, "'both', 'saturday' or 'none'", "See FederalHolidays."
        ) from None


@attrs.frozen
class FederalHolidays(HolidayCalendar):
    """The legal public holidays of 5 U.S.C. § 6103(a), 1971 to 2100.

    No rule on file says what its word "holidays" means; each value of `observed` is an assumption,
    cited in the explanation of every answer that rests on it.

    Attributes:
        observed: "both" (a Saturday holiday also on Friday, a Sunday holiday also on Monday),
            "saturday" (only the first, 5 U.S.C. § 6103(b)), "none".

    Authority: 5-usc-6103

    >>> from datetime import date
    >>> FederalHolidays().reasons(date(2026, 7, 3))
    ('Independence Day (observed)',)
    >>> date(2026, 7, 3) in FederalHolidays(observed="none")
    False
    """

    observed: Observed = attrs.field(default=Observed.BOTH, converter=_observed, kw_only=True)

    def reasons(self, day: date) -> tuple[str, ...]:
        """The names of the holidays on `day`.

        Raises:
            NotADayError: If `day` is a datetime or no date.
            CoverageError: If `day` is not in 1971-2100.
            CalendarError: If the holidays package lists other days of the year than the statute.
        """
        day = day_of(day, "day")
        if day.year not in FEDERAL_YEARS:
            raise CoverageError(
                "calendar",
                day,
                f"a day in {FEDERAL_YEARS[0]}-{FEDERAL_YEARS[-1]}",
                "The federal list was checked for those years only; for others give the "
                "holidays yourself with calendar=CustomDays({day: reason}).",
            )
        return _federal_days(self.observed, day.year).get(day, ())

    @property
    def label(self) -> str:
        """What the calendar holds, in a few words."""
        return {
            Observed.BOTH: "federal holidays, also those observed on Friday or Monday",
            Observed.SATURDAY: "federal holidays, also those observed on Friday",
            Observed.NONE: "federal holidays on their own dates only",
        }[self.observed]


@cache
def _federal_days(observed: Observed, year: int) -> Mapping[date, tuple[str, ...]]:
    days = federal_days(year, observed=observed is not Observed.NONE)
    if observed is Observed.SATURDAY:
        dated = _federal_days(Observed.NONE, year)
        return MappingProxyType(
            {
                day: names
                for day, names in days.items()
                if day in dated or day.weekday() == calendar.FRIDAY
            }
        )
    return days


def _listed_on(
    day: date, listed: tuple[Listed, ...], day_of_listed: Callable[[Listed], date]
) -> tuple[Listed, ...]:
    """Return what is listed for a day, in a list that is in the order of its days."""
    first, last = (find(listed, day, key=day_of_listed) for find in (bisect_left, bisect_right))
    return listed[first:last]


def _closures(values: Iterable[Closure]) -> tuple[Closure, ...]:
    closures = tuple(values) if is_several(values) else (cast("Closure", values),)
    for closure in closures:
        if not isinstance(closure, Closure):
            raise CalendarError(
                "closures",
                closure,
                "records of the catalog",
                "For days of your own use CustomDays({day: reason}).",
            )
    return Listing(sorted(set(closures), key=lambda closure: (closure.day, closure.id)))


@attrs.frozen(cache_hash=True)
class ClosureCalendar(HolidayCalendar):
    """Days on which executive orders closed federal offices, opted in as if they were holidays.

    5 U.S.C. § 6104 lists such a day apart from a holiday; half-day closures are left out of the
    count.

    Attributes:
        closures: The records, in the order of their days.

    Authority: 5-usc-6104

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> dl.ClosureCalendar(dl.catalog.closures()).reasons(date(2025, 12, 26))
    ('federal offices closed: day after Christmas Day',)
    """

    closures: tuple[Closure, ...] = attrs.field(converter=_closures)

    def reasons(self, day: date) -> tuple[str, ...]:
        """The reasons of the full-day closures on `day`.

        Raises:
            NotADayError: If `day` is a datetime or no date.
        """
        day = day_of(day, "day")
        return tuple(
            f"federal offices closed: {closure.reason}"
            for closure in _listed_on(day, self.closures, attrgetter("day"))
            if not closure.half_day
        )

    @property
    def label(self) -> str:
        """What the calendar holds, in a few words."""
        full = sum(not closure.half_day for closure in self.closures)
        if full == 1:
            return "a day when an executive order closed federal offices"
        return f"{'' if full else 'no '}days when executive orders closed federal offices"


def _is_pair(value: object) -> bool:
    return is_of(tuple, value) and len(cast("tuple[object, ...]", value)) == len(("day", "reason"))


def _custom_days(
    values: Mapping[date, str] | tuple[tuple[date, str], ...],
) -> tuple[tuple[date, str], ...]:
    if isinstance(values, tuple) and all(_is_pair(value) for value in values):
        values = dict(values)
    if not isinstance(values, Mapping):
        raise CalendarError(
            "days", values, "a mapping of days to reasons", "Write CustomDays({day: reason})."
        )
    for day, reason in values.items():
        day_of(day, "days")
        if not isinstance(reason, str) or not reason.strip():
            raise CalendarError("days", reason, f"a reason for {day}", "Say why the day is out.")
    return tuple(sorted(values.items()))


@attrs.frozen
class CustomDays(HolidayCalendar):
    """Days named by the caller, each with its reason: a county's own holidays, for example.

    Attributes:
        days: Pairs of a day and its reason, made of a mapping.

    >>> from datetime import date
    >>> calendar = FederalHolidays() | CustomDays({date(2025, 3, 31): "Cesar Chavez Day"})
    >>> calendar.reasons(date(2025, 3, 31))
    ('Cesar Chavez Day',)
    """

    days: tuple[tuple[date, str], ...] = attrs.field(converter=_custom_days)

    def reasons(self, day: date) -> tuple[str, ...]:
        """The reason given for `day`.

        Raises:
            NotADayError: If `day` is a datetime or no date.
        """
        day = day_of(day, "day")
        return tuple(reason for _, reason in _listed_on(day, self.days, itemgetter(0)))

    @property
    def label(self) -> str:
        """What the calendar holds, in a few words."""
        return f"{len(self.days)} day{'' if len(self.days) == 1 else 's'} named by the caller"


@attrs.frozen(field_transformer=checked)
class CalendarUnion(HolidayCalendar):
    """Several calendars as one, made by `|`; the order in which they were joined does not matter.

    Attributes:
        joined: The calendars.

    >>> import detainerlib as dl
    >>> print((dl.FederalHolidays() | dl.ClosureCalendar(dl.catalog.closures())).label)
    federal holidays, also those observed on Friday or Monday, and days when executive orders
    closed federal offices
    """

    joined: tuple[HolidayCalendar, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a union of nothing, which would count every holiday."""
        if not self.joined:
            raise CalendarError(
                "joined", (), "calendars", "Join them by `|`, or use CustomDays({})."
            )

    @property
    def parts(self) -> tuple[HolidayCalendar, ...]:
        """The calendars."""
        return self.joined

    def reasons(self, day: date) -> tuple[str, ...]:
        """The reasons of all parts.

        Raises:
            NotADayError: If `day` is a datetime or no date.
            CoverageError: If a part does not know the day.
        """
        return tuple(dict.fromkeys(reason for part in self.joined for reason in part.reasons(day)))

    @property
    def label(self) -> str:
        """The labels of the parts."""
        return ", and ".join(part.label for part in self.joined)
