"""Which texts each row is read under: by its form, its place and its day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

import numpy as np

from detainerlib import catalog
from detainerlib.bulk._columns.date_columns import Days
from detainerlib.bulk._kernel.segments import ticks_of
from detainerlib.bulk._kernel.units import MICROSECOND, NAT, Unit
from detainerlib.bulk._readings.row_terms import (
    Places,
    RowTerm,
    RowTimes,
    TermBuilder,
    by_value,
    combined,
    day_number,
    days_in_rows,
    rows_at,
)
from detainerlib.catalog._hold_rules import federal_rules
from detainerlib.catalog._law import by_law
from detainerlib.errors import DetainerError
from detainerlib.holds.candidates import Candidate, edition_candidates, rule_candidates
from detainerlib.holds.facility import law_on_holding
from detainerlib.holds.law_above import in_one_line
from detainerlib.holds.terms import ClockSettings
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.provisions import Practice
from detainerlib.policy.query import query_of
from detainerlib.policy.timeline import change_points
from detainerlib.times.days import first_instant
from detainerlib.times.periods import EffectivePeriod

FormAsked = tuple[DetainerForm, FormEdition | None]
"""A form, and its edition where one was named."""


class RowLaw(NamedTuple):
    """What some rows are read under.

    Attributes:
        candidates: The texts that may give a reading.
        places: The codes of their place and of those above it that have holidays of their own.
    """

    candidates: tuple[Candidate, ...]
    places: frozenset[str]


class RowLaws(NamedTuple):
    """What each row is read under, and what stands above it.

    Attributes:
        laws: The texts.
        holding: What the law of the place says on holding on a detainer at all, and what that
            means for deadlines, in one line; None where no place was given.
    """

    laws: RowTerm[RowLaw | DetainerError]
    holding: RowTerm[str | None]


class RowQuery(NamedTuple):
    """What was asked of each row.

    Attributes:
        forms: The form, with its edition where that was named, or is settled by the day of issue.
        places: The place; None where none was given.
        zones: What its clock runs by.
        on: The days whose law was asked for; None for the local dates of the starts.
    """

    forms: RowTerm[FormAsked | DetainerError]
    places: RowTerm[Jurisdiction | DetainerError | None]
    zones: RowTerm[ClockSettings | DetainerError]
    on: Days | None

    def day_of(self, row: int) -> date | None:
        """Return the day whose law was asked for of a row; None for that of its start."""
        if self.on is None:
            return None
        day: date | None = self.on[row if len(self.on) > 1 else 0].item()
        return day


def laws_of_rows(query: RowQuery, starts: RowTimes, unit: Unit) -> RowLaws:
    """Return the texts that each row is read under, by the law of its day."""
    rows = len(starts.values)
    laws = TermBuilder[RowLaw | DetainerError](rows)
    holding = TermBuilder[str | None](rows)
    days = None if query.on is None else days_in_rows(query.on, rows)
    for asked, places in by_value(combined((query.forms, query.places, query.zones)), rows):
        # A row has all three, or an error of its own for what it lacks.
        error = next((term for term in asked if isinstance(term, DetainerError)), None)
        if error is not None:
            laws.put(places, error, id(error))
            holding.put(places, None, None)
            continue
        form, place, clock = asked
        for day, stretch in _by_law_day(
            _law_changes(form, place), starts, days, places, clock, unit
        ):
            law = _law(form, place, day)
            laws.put(stretch, law, _key(law))
        changes = _holding_changes(place)
        for day, stretch in _by_law_day(changes, starts, days, places, clock, unit):
            words = _holding(place, day)
            holding.put(stretch, words, words)
    return RowLaws(laws.term, holding.term)


def of_editions(
    forms: RowTerm[FormAsked | DetainerError], issued: Days | None, rows: int
) -> RowTerm[FormAsked | DetainerError]:
    """Return the forms of rows with the edition that the day of issue settles, if it does."""
    if issued is None:
        return forms
    numbers = np.broadcast_to(issued, rows)
    days, codes = np.unique(numbers, return_inverse=True)
    day_term = RowTerm(tuple(days.tolist()), codes)
    editions = TermBuilder[FormAsked | DetainerError](rows)
    for asked, places in by_value(combined((forms, day_term)), rows):
        form, day = asked
        if not isinstance(form, DetainerError) and isinstance(day, date):
            form = _edition_issued(form, day)
        key = id(form) if isinstance(form, DetainerError) else _edition_key(form)
        editions.put(places, form, key)
    return editions.term


def _edition_key(asked: FormAsked) -> tuple[str, str | None]:
    form, edition = asked
    return form.id, None if edition is None else edition.id


def _edition_issued(asked: FormAsked, day: date) -> FormAsked:
    form, edition = asked
    if edition is not None:
        return asked
    issued = form.editions_issued(day)
    return form, issued[0] if len(issued) == 1 else None


def _by_law_day(
    changes: Iterable[date],
    starts: RowTimes,
    days: RowTimes | None,
    places: Places | slice,
    clock: ClockSettings,
    unit: Unit,
) -> Iterator[tuple[date, Places | slice]]:
    """Yield days of which each stands for the rows whose law is that of it."""
    ordered = sorted(set(changes))
    stretches: list[Iterable[tuple[int, Places | slice]]] = []
    if days is not None:
        places = rows_at(places)
        has_day = days.values[places] != NAT
        stretches.append(days.stretches(list(map(day_number, ordered)), places[has_day]))
        places = places[~has_day]
    if isinstance(places, slice) or len(places):
        firsts = (ticks_of(first_instant(day, clock.zone)) for day in ordered)
        # The first tick at which, or after which, the day has begun.
        ticks = [-(-first * MICROSECOND // unit.nanoseconds) for first in firsts]
        stretches.append(starts.stretches(ticks, places))
    for count, rows in chain.from_iterable(stretches):
        yield (ordered[count - 1] if count else date.min), rows


def _law_changes(asked: FormAsked, place: Jurisdiction | None) -> Iterator[date]:
    """Yield the days on which other texts may begin to give readings."""
    form, _ = asked
    for edition in form.editions:
        yield from _ends(edition.issued)
    governments = () if place is None else catalog.lineage(place)
    for rules in (federal_rules(), *map(catalog.rules, governments)):
        for rule in rules:
            yield from _ends(rule.period)


def _ends(period: EffectivePeriod) -> Iterator[date]:
    bounds = (period.start, period.until, period.not_before, period.in_force_on, period.not_after)
    yield from (bound for bound in bounds if isinstance(bound, date))


def _law(asked: FormAsked, place: Jurisdiction | None, day: date) -> RowLaw:
    form, edition = asked
    editions = form.editions_in_effect(day) if edition is None else (edition,)
    lineage = () if place is None else catalog.lineage(place)
    with_holidays = {code for record in catalog.holiday_lists() for code in record.places}
    return RowLaw(
        (*edition_candidates(form, editions), *rule_candidates(form, place, day)),
        frozenset(above.code for above in lineage) & with_holidays,
    )


def _key(law: RowLaw) -> tuple[object, ...]:
    """Return what tells the texts of rows apart."""
    texts = (
        (text.title, text.rule and text.rule.id, text.asks_hold, *(one.id for one in text.editions))
        for text in law.candidates
    )
    return (law.places, *texts)


@by_law
def _holding_changes(place: Jurisdiction | None) -> tuple[date, ...]:
    """Return the days on which other law on holding at all may begin."""
    if place is None:
        return ()
    governments = catalog.lineage(place)
    codes = {government.code for government in governments}
    # What the law makes of the deadlines rests on its time limits, and on what it takes up.
    periods = chain(
        (rule.period for rule in chain.from_iterable(map(catalog.rules, governments))),
        (record.period for record in catalog.incorporations() if record.jurisdiction in codes),
    )
    changes = change_points(query_of(Practice.HOLD_ON_DETAINER, place, None, None))
    return (*changes, *chain.from_iterable(map(_ends, periods)))


@by_law
def _holding(place: Jurisdiction | None, day: date) -> str | None:
    holding = law_on_holding(place, day)
    return None if holding is None else in_one_line(holding)
