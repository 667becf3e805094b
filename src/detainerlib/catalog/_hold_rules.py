"""Rules on record: holds, notice, the events and days they turn on, and what they leave open."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from detainerlib._printing import Listing
from detainerlib.catalog._collections import every, find, in_place
from detainerlib.catalog._law import by_law
from detainerlib.catalog._place_records import records_of
from detainerlib.catalog._places import code_of
from detainerlib.models.hold_rules import HoldRule, Incorporation, NoticeRule, OpenPoint, StartEvent
from detainerlib.models.jurisdictions import JurisdictionLike
from detainerlib.times.calendars import Closure, HolidayReading
from detainerlib.times.listed_holidays import HolidayList

T = TypeVar("T", NoticeRule, Incorporation)


def rule(id: str) -> HoldRule:
    """Return a hold rule by its id, or by its title as it is cited.

    Of a title, case, blanks, full stops and section signs do not matter.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> rule("8-cfr-287.7-d").excluded_words
    'Saturdays, Sundays and holidays are excluded'
    >>> rule("8 C.F.R. § 287.7(d)").id
    '8-cfr-287.7-d'
    """
    # An id has no blank, and most titles do: an id is found without reading all rules.
    by_title = isinstance(id, str) and " " in id
    return find(HoldRule, _ids_by_title().get(_as_cited(id), id) if by_title else id)


def _as_cited(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter not in " .§")


@by_law
def _ids_by_title() -> Mapping[str, str]:
    return MappingProxyType({_as_cited(record.title): record.id for record in every(HoldRule)})


def rules(jurisdiction: JurisdictionLike | None = None) -> tuple[HoldRule, ...]:
    """Return the hold rules on file: of one jurisdiction itself, or all, federal ones included.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; those of its parents are not
            included.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.

    >>> [rule.id for rule in rules(jurisdiction="US-CT")]
    ['us-ct-54-192h-2014']
    """
    return records_of(HoldRule, jurisdiction)


@by_law
def federal_rules() -> tuple[HoldRule, ...]:
    """Return the hold rules of the federal government, from their one file."""
    return in_place(HoldRule, "federal", "federal")


def notice_rule(id: str) -> NoticeRule:
    """Return a rule on notice of a release, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> notice_rule("us-nc-162-62-notice-2025").after
    datetime.timedelta(seconds=7200)
    """
    return find(NoticeRule, id)


def notice_rules(jurisdiction: JurisdictionLike | None = None) -> tuple[NoticeRule, ...]:
    """Return the rules on notice of a release on file: of one jurisdiction itself, or all.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; those of its parents are not
            included.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.

    >>> [rule.id for rule in notice_rules(jurisdiction="US-NC")]
    ['us-nc-162-62-notice-2025']
    """
    return _records(NoticeRule, jurisdiction)


def event(id: str) -> StartEvent:
    """Return an event that can start a clock, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> event("custody-ends").summary
    'local custody ends: the person would otherwise have been released'
    """
    return find(StartEvent, id)


def events() -> tuple[StartEvent, ...]:
    """Return every event on file that can start a clock.

    >>> [event.id for event in events()][:2]
    ['custody-ends', 'detainer-received']
    """
    return every(StartEvent)


def open_point(id: str) -> OpenPoint:
    """Return a point that rules leave open, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> from detainerlib import catalog
    >>> print(catalog.open_point("start-on-excluded-day").summary)
    No source was found on a clock that starts on an excluded day. The clock is taken to begin
    when the excluded days end.
    """
    return find(OpenPoint, id)


def closures() -> tuple[Closure, ...]:
    """Return the executive-order closures of federal offices on file, half days included.

    >>> from datetime import date
    >>> from detainerlib import ClosureCalendar, FederalHolidays
    >>> calendar = FederalHolidays() | ClosureCalendar(closures())
    >>> calendar.reasons(date(2025, 12, 26))
    ('federal offices closed: day after Christmas Day',)
    """
    return every(Closure)


def holiday_reading(id: str) -> HolidayReading:
    """Return what is assumed, and cited, of the word "holidays".

    Args:
        id: A value of `Observed` ("both", "saturday", "none"), or "closures".

    Raises:
        UnknownIdError: If it is not on file.

    >>> print(holiday_reading("none").citation.authority)
    5-usc-6103
    """
    return find(HolidayReading, id)


def holiday_list(id: str) -> HolidayList:
    """Return a statute's list of holidays, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> holiday_list("us-nh-rsa-288").title
    'N.H. Rev. Stat. Ann. § 288:1'
    """
    return find(HolidayList, id)


def holiday_lists() -> tuple[HolidayList, ...]:
    """Return the lists of holidays on file that statutes give.

    >>> sorted(record.id for record in holiday_lists())[:2]
    ['5-usc-6103-a', 'us-dc-28-2701']
    """
    return every(HolidayList)


def incorporations(jurisdiction: JurisdictionLike | None = None) -> tuple[Incorporation, ...]:
    """Return the laws on file that take up the request's own time: of one jurisdiction, or all.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; those of its parents are not
            included.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.

    >>> [text.id for text in incorporations(jurisdiction="US-TX")]
    ['us-tx-2.251', 'us-tx-2a.060']
    """
    return _records(Incorporation, jurisdiction)


def _records(model: type[T], jurisdiction: JurisdictionLike | None) -> tuple[T, ...]:
    if jurisdiction is None:
        return every(model)
    code = code_of(jurisdiction)
    return Listing(record for record in every(model) if record.jurisdiction == code)
