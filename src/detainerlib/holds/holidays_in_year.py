"""The holidays of a year: on which days which clock stands still, and who says so."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType
from typing import ClassVar, Final, NamedTuple

import attrs

from detainerlib import catalog
from detainerlib._html import paragraph, small_print, table
from detainerlib._printing import Members, Printed
from detainerlib._validation import Text, checked, own_number
from detainerlib._wording import day_in_words
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._law import UnderLaw, by_law
from detainerlib.catalog._places import government_of
from detainerlib.errors import CoverageError
from detainerlib.holds.rival_windows import own_lists, rival_calendars
from detainerlib.holds.terms import conditions_of, rule_calendar
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.hold_rules import ExcludedDays, HoldRule
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.sentences import clocks as wording
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of
from detainerlib.times.calendars import FEDERAL_YEARS, FederalHolidays, HolidayCalendar, Observed
from detainerlib.times.listed_holidays import HolidayList, ListedHolidays

_ONE_DAY: Final = timedelta(days=1)
_MEANING: Final = "meaning-of-holidays"
_NOT_SEEN: Final = "exclusion-not-seen"
_WEEKEND: Final = (ExcludedDays.SATURDAYS, ExcludedDays.SUNDAYS)
_FEDERAL: Final = wording.holidays_are("the federal holidays")
_OBSERVED: Final = wording.excluded_too("observed holidays")


@attrs.frozen(kw_only=True, field_transformer=checked)
class ClockHoliday(Printed):
    """A day on which the clock of a rule stands still, because it is a holiday.

    Attributes:
        day: The day.
        names: The holidays, or why the day is one.
        only_if: How the rule's word "holidays" is read where the day is one, as ends of "only if
            ..."; empty where it is a holiday on every reading on file.
        runs_if: Where the reading taken by default has it among others, on which readings it counts
            as any other day, as ends of "if ..."; else empty.
        citations: The laws that make it a holiday.

    >>> from detainerlib.holds import holidays_of_year
    >>> holiday = holidays_of_year(2026)[1].holidays[0]
    >>> print(holiday.day, holiday.names, holiday.citations[0].authority)
    2026-01-01 ("New Year's Day",) 5-usc-6103
    """

    day: date
    names: tuple[Text, ...]
    only_if: tuple[Text, ...] = ()
    runs_if: tuple[Text, ...] = ()
    citations: tuple[Citation, ...]

    def __str__(self) -> str:
        """The day, its names, and on what that depends."""
        condition = wording.is_counted(self.only_if, self.runs_if)
        return f"{day_in_words(self.day)}: {', '.join(self.names)}{condition}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class RuleHolidays(UnderLaw, Members[ClockHoliday]):
    """The holidays of a year on which the clock of one rule stands still.

    Attributes:
        rule: The rule.
        holidays: The days, in order; empty where the clock runs on holidays too.
        lists_not_known: Lists of holidays that the rule may mean, and that are not on file for the
            year.

    Independence Day of 2026 is a Saturday, observed on Friday.

    Authority: 8-cfr-287.7

    >>> from detainerlib.holds import holidays_of_year
    >>> days = holidays_of_year(2026)[1]
    >>> days.rule.id, [str(holiday.day) for holiday in days if holiday.day.month == 7]
    ('8-cfr-287.7-d', ['2026-07-03', '2026-07-04'])
    """

    _members: ClassVar = "holidays"

    rule: HoldRule
    holidays: tuple[ClockHoliday, ...]
    lists_not_known: tuple[HolidayList, ...] = ()

    def __str__(self) -> str:
        """The rule, how many days there are, and how many depend on a reading."""
        weekend = [days.value for days in _WEEKEND if days in self.rule.excludes]
        if not self.rule.excludes_holidays:
            not_read = catalog.open_point(_NOT_SEEN).summary if _may_exclude(self.rule) else None
            return wording.runs_on_holidays(self.rule.title, weekend, not_read)
        settled = sum(not holiday.only_if for holiday in self.holidays)
        by_default = sum(bool(holiday.runs_if) for holiday in self.holidays)
        others = len(self.holidays) - settled - by_default
        counts = (settled, by_default, others)
        if not _is_assumed(self.rule):
            return wording.stops_on(self.rule.title, *counts, weekend)
        federal = catalog.holiday_reading(Observed.NONE.value).citation
        law = catalog.authority(federal.authority).cited(federal.pin)
        return wording.stops_on_assumed(
            self.rule.title, *counts, None if self.rule.holiday_lists else law, weekend
        )


@attrs.frozen(kw_only=True, field_transformer=checked)
class YearHolidays(UnderLaw, Members[RuleHolidays]):
    """The holidays of a year for every clock; made by `holidays_of_year`.

    Attributes:
        year: The year.
        jurisdiction: The place; None for the federal rules alone.
        rules: The rules in effect on some day of the year, each with its days: those of the forms
            in use first.

    Authority: 5-usc-6103, 8-cfr-287.7

    >>> from detainerlib.holds import holidays_of_year
    >>> [days.rule.id for days in holidays_of_year(2026, jurisdiction="New Hampshire")]
    ['form-i-247a', '8-cfr-287.7-d', 'us-nh-30-b-1']
    """

    _members: ClassVar = "rules"

    year: int
    jurisdiction: Jurisdiction | None = None
    rules: tuple[RuleHolidays, ...]

    @property
    def explanation(self) -> Explanation:
        """What each rule says, and which text makes which days holidays."""
        steps = (step for entry in self.rules for step in _steps(entry, self.year))
        closing = catalog.about().closing_on_policy
        return explanation_of(steps, closing, on=self.last_day, is_last=True)

    @property
    def last_day(self) -> date:
        """The last day of the year."""
        return date(self.year, 12, 31)

    def __str__(self) -> str:
        """A heading, and a line for each rule."""
        where = "" if self.jurisdiction is None else f", {self.jurisdiction.name}"
        return "\n".join([f"Holidays in {self.year}{where}", *map(str, self.rules)])

    def _repr_html_(self) -> str:
        rows = [
            (entry.rule.title, day_in_words(holiday.day), ", ".join(holiday.names), *conditions)
            for entry in self.rules
            for holiday in entry.holidays
            for conditions in [_conditions(holiday)]
        ]
        heads = ("rule", "day", "holiday", "hours run if", "hours do not run if")
        closing = ending(catalog.about().closing_on_policy)
        return paragraph(*str(self).splitlines()) + table(heads, rows) + small_print(closing)


def _is_assumed(rule: HoldRule) -> bool:
    """Whether a rule says "holidays" and leaves open which days those are."""
    return _MEANING in rule.leaves_open


def _may_exclude(rule: HoldRule) -> bool:
    """Whether it was not read if a rule excludes a day that its source does not name."""
    return _NOT_SEEN in rule.leaves_open


def _conditions(holiday: ClockHoliday) -> tuple[str, str]:
    """Return on what it depends whether the hours of a day run, or do not; empty if on nothing."""
    not_counted_if = () if holiday.runs_if else holiday.only_if
    return " or ".join(holiday.runs_if), " or ".join(not_counted_if)


class _Source(NamedTuple):
    """What makes days holidays: on which reading, by which texts, and which days.

    A list is one of the rivals for the whole of the word "holidays"; other sources add to one.
    """

    only_if: str
    citations: tuple[Citation, ...]
    days: Mapping[date, tuple[str, ...]]
    is_list: bool = False


def holidays_of_year(year: int, *, jurisdiction: JurisdictionLike | None = None) -> YearHolidays:
    """Return on which holidays of a year which clocks stand still.

    A rule says "holidays" and not which: each day says on which reading it is one. Saturdays
    and Sundays that stop a clock stand with the rule, and are not listed.

    Args:
        year: The year.
        jurisdiction: The place, whose rules and holidays are listed beside the federal ones.

    Raises:
        CoverageError: If the holidays of the year are not known.
        UnknownIdError: If the jurisdiction is not on file.

    >>> form, regulation = holidays_of_year(2026)
    >>> print(form)
    Form I-247A: in our reading, the clock runs on Saturdays, Sundays and holidays too. The source
    read names no excluded day. Whether the rule itself names one was not read.
    >>> print(regulation)
    8 C.F.R. § 287.7(d): the clock stops on Saturdays and Sundays and, in our reading, on 11
    holidays, those of 5 U.S.C. § 6103(a), and on 1 more; the rule does not list its holidays
    >>> print(regulation[5])
    Friday, July 3, 2026: Independence Day (observed); its hours do not run, in our reading; they
    run if the holidays are federal holidays on their own dates only
    """
    year = own_number(year)
    if type(year) is not int or year not in FEDERAL_YEARS:
        first, last = FEDERAL_YEARS[0], FEDERAL_YEARS[-1]
        raise CoverageError(
            "year",
            year,
            f"a year from {first} to {last}",
            "The list of federal holidays was checked for those years only.",
        )
    place = government_of(jurisdiction)
    above = () if place is None else catalog.lineage(place)
    codes = [None, *(government.code for government in reversed(above))]
    rules = [
        rule
        for code in codes
        for rule in catalog.rules()
        if rule.jurisdiction == code and any(_is_in_use(rule, day) for day in _days_of(year))
    ]
    # What is asked on a form comes before the limits of laws.
    rules.sort(key=lambda rule: rule.id not in _editions())
    return YearHolidays(
        year=year,
        jurisdiction=place,
        rules=tuple(
            _holidays(rule, year, [code for code in codes if code is not None]) for rule in rules
        ),
    )


def _is_in_use(rule: HoldRule, day: date) -> bool:
    """Whether a rule may be in effect; the words of a form may be while it may be issued.

    An edition that another had followed by then is not, also where its last day is not known.
    """
    editions = _editions().get(rule.id, ())
    is_issued = any(
        edition.issued.contains(day) is not False and edition in form.editions_issued(day)
        for form, edition in editions
    )
    return rule.period.contains(day) is not False and (is_issued or not editions)


@by_law
def _editions() -> Mapping[str, tuple[tuple[DetainerForm, FormEdition], ...]]:
    by_rule: dict[str, tuple[tuple[DetainerForm, FormEdition], ...]] = {}
    for form in catalog.forms():
        for edition in form.editions:
            if edition.hold_rule is not None:
                of_rule = by_rule.get(edition.hold_rule, ())
                by_rule[edition.hold_rule] = (*of_rule, (form, edition))
    return MappingProxyType(by_rule)


def _holidays(rule: HoldRule, year: int, places: Iterable[str]) -> RuleHolidays:
    places = {*places}
    sources = [*_sources(rule, year, places)]
    rivals = [*_rivals(rule, year, places)]
    days = sorted({day for source in sources for day in source.days})
    known = [record for record in own_lists(rule) if year in record.years]
    return RuleHolidays(
        rule=rule,
        holidays=tuple(
            attrs.evolve(holiday, runs_if=_runs_if(holiday, rule, rivals))
            for holiday in (_holiday(day, sources, 1 + len(known)) for day in days)
            if _is_in_use(rule, holiday.day)
        ),
        lists_not_known=tuple(record for record in own_lists(rule) if record not in known),
    )


def _rivals(rule: HoldRule, year: int, places: Collection[str]) -> Iterator[HolidayCalendar]:
    """Yield the readings of the word "holidays" of a rule beside the default, as for a hold."""
    lists_not_known = {
        ListedHolidays(record) for record in own_lists(rule) if year not in record.years
    }
    for rival in rival_calendars(rule, places):
        if rival.calendar not in lists_not_known:
            yield rival.calendar


def _runs_if(
    holiday: ClockHoliday, rule: HoldRule, rivals: Iterable[HolidayCalendar]
) -> tuple[str, ...]:
    """Return on which readings a day counts that the default excludes; else nothing."""
    default = rule_calendar(rule, None, rule.starts_at)
    if default is None or not default.reasons(holiday.day):
        return ()
    conditions = (
        conditions_of(rule, rival, rule.starts_at)
        for rival in rivals
        if not rival.reasons(holiday.day)
    )
    return tuple(dict.fromkeys(chain.from_iterable(conditions)))


def _holiday(day: date, sources: Iterable[_Source], lists: int) -> ClockHoliday:
    """Return a day; on every reading a holiday where each of the rival lists has it by itself."""
    having = [source for source in sources if day in source.days]
    is_settled = sum(source.is_list for source in having) == lists
    # What a second list calls the same day adds nothing.
    naming = [source for source in having if not source.is_list]
    naming = [*[source for source in having if source.is_list][:1], *naming]
    conditions = [] if is_settled else [source.only_if for source in having]
    return ClockHoliday(
        day=day,
        names=tuple(dict.fromkeys(name for source in naming for name in source.days[day])),
        only_if=tuple(dict.fromkeys(conditions)),
        citations=tuple(dict.fromkeys(cite for source in having for cite in source.citations)),
    )


def _sources(rule: HoldRule, year: int, places: Collection[str]) -> Iterator[_Source]:
    if not rule.excludes_holidays:
        return
    yield from _federal(year)
    for closure in catalog.closures():
        if closure.day.year == year and not closure.half_day:
            yield _Source(
                wording.excluded_too("days closed by executive order"),
                (closure.citation,),
                {closure.day: (wording.offices_closed(closure.reason),)},
            )
    for record in catalog.holiday_lists():
        if year in record.years and not set(record.places).isdisjoint(places):
            yield _of_list(record, year, wording.excluded_too(record.label, is_one=True))
    for record in own_lists(rule):
        if year in record.years:
            yield _of_list(record, year, f"the holidays are {record.label}", is_list=True)


def _of_list(record: HolidayList, year: int, only_if: str, *, is_list: bool = False) -> _Source:
    return _Source(only_if, (record.citation,), record.holidays_of(year), is_list)


def _federal(year: int) -> Iterator[_Source]:
    """Yield the federal holidays, and the days beside them on which some are observed."""
    known: dict[date, tuple[str, ...]] = {}
    # Those of (b) are Fridays; Mondays are in the order that the reading names besides.
    for observed in (Observed.NONE, Observed.SATURDAY, Observed.BOTH):
        is_list = observed is Observed.NONE
        days = _days_in(FederalHolidays(observed=observed), year)
        reading = catalog.holiday_reading(observed.value)
        texts = reading.see_also or (reading.citation,)
        added = {day: names for day, names in days.items() if day not in known}
        yield _Source(_FEDERAL if is_list else _OBSERVED, texts, added, is_list)
        known = days  # each has those of the one before it, too


def _days_in(calendar: HolidayCalendar, year: int) -> dict[date, tuple[str, ...]]:
    return {day: names for day in _days_of(year) if (names := calendar.reasons(day))}


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += _ONE_DAY


def _steps(entry: RuleHolidays, year: int) -> Iterator[Step]:
    rule = entry.rule
    yield step_of(StepStatus.APPLIED, f"{rule.title}: {rule.excluded_words}.", rule.citation)
    if _may_exclude(rule):
        summary = catalog.open_point(_NOT_SEEN).summary
        yield step_of(StepStatus.UNSETTLED, summary, rule.citation)
    by_texts: dict[tuple[object, ...], list[ClockHoliday]] = {}
    for holiday in entry:
        terms = (holiday.citations, holiday.only_if, holiday.runs_if)
        by_texts.setdefault(terms, []).append(holiday)
    for first, *others in by_texts.values():
        is_assumed = _is_assumed(rule)
        outcome = StepStatus.ASSUMED if is_assumed or first.runs_if else StepStatus.APPLIED
        if first.only_if and not first.runs_if:
            outcome = StepStatus.UNSETTLED
        days = [holiday.day for holiday in (first, *others)]
        stops = wording.clock_stops(
            rule.title, first.only_if, first.runs_if, days, is_assumed=is_assumed
        )
        yield step_of(outcome, stops, *first.citations)
    for record in entry.lists_not_known:
        yield step_of(
            StepStatus.UNKNOWN,
            wording.list_not_on_file(record.title, year),
            record.citation,
        )
