"""The answer over time: one entry for each stretch of days with one answer."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

import attrs

from detainerlib._validation import day_of
from detainerlib.models.conditions import CaseFacts, ConvictedOf
from detainerlib.models.jurisdictions import Agency, AgencyType, Jurisdiction
from detainerlib.models.provisions import Practice, Provision
from detainerlib.policy.conditions import last_day_within
from detainerlib.policy.decision import PolicyAnswer
from detainerlib.policy.governing_law import decision_on
from detainerlib.policy.query import Asked, asked_of
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Timeline

_ONE_DAY: Final = timedelta(days=1)


def policy_timeline(
    practice: Practice | str,
    jurisdiction: Jurisdiction | str,
    *,
    facts: CaseFacts | None = None,
    agency_type: AgencyType | Agency | str | None = None,
) -> Timeline[PolicyAnswer]:
    """Return every answer of `governing_policy` over time: an entry for each stretch.

    The days at which something may change are those on which a provision, or an agreement, began
    or ended, and, where convictions are given, those of the conviction and the release, and those
    after the anniversaries at which a look-back ends. The `on` of each decision is the first day
    of its stretch; the first begins with the first day of the calendar.

    Args:
        practice: The practice, or its value.
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.
        facts: What is known of the case.
        agency_type: The kind of agency that asks, or an agency.

    Raises:
        UnknownIdError: As for `governing_policy`.
        DetainerError: As for `governing_policy`.

    >>> line = policy_timeline("hold_on_detainer", "US-IL")
    >>> [str(period.start) for period, found in line.entries if found.modality]
    ['2017-08-28', '2021-08-02']
    """
    asked = asked_of(practice, jurisdiction, facts, agency_type)
    stretches: list[PolicyAnswer] = []
    for day in sorted({date.min, *change_points(asked)}):
        found = decision_on(asked, day)
        if not stretches or not _same(found, stretches[-1]):
            stretches.append(found)
    ends = [*(each.on for each in stretches[1:]), None]
    return Timeline.of(
        (EffectivePeriod(start=each.on, until=end), each)
        for each, end in zip(stretches, ends, strict=True)
    )


def _same(one: PolicyAnswer, other: PolicyAnswer) -> bool:
    """Whether two decisions say the same, and are as certain of what was in force."""
    certain = one.perhaps_in_force == other.perhaps_in_force
    return certain and attrs.evolve(one, on=other.on) == other


class PolicyCell(NamedTuple):
    """The answer for one practice in one jurisdiction on one day.

    The `on` of the decision is the first day of the stretch with that answer.
    """

    practice: Practice
    jurisdiction: Jurisdiction
    on: date
    decision: PolicyAnswer


def policy_grid(
    practices: Iterable[Practice | str],
    jurisdictions: Iterable[Jurisdiction | str],
    *,
    days: Iterable[date],
    facts: CaseFacts | None = None,
    agency_type: AgencyType | Agency | str | None = None,
) -> tuple[PolicyCell, ...]:
    """Return the answer of `governing_policy` for each practice, jurisdiction and day.

    What it costs grows with the days on which something changes, not with the days asked about.

    Args:
        practices: The practices, or their values.
        jurisdictions: The jurisdictions, or their codes.
        days: The days, in any order.
        facts: What is known of the case.
        agency_type: The kind of agency that asks, or an agency.

    Raises:
        UnknownIdError: As for `governing_policy`.
        NotADayError: If a day is no plain date.
        DetainerError: As for `governing_policy`.

    >>> days = [date(2017, 8, 27), date(2017, 8, 28)]
    >>> for cell in policy_grid(["hold_on_detainer"], ["US-IL"], days=days):
    ...     print(cell.on, cell.decision.modality)
    2017-08-27 None
    2017-08-28 Modality.PROHIBITED
    """
    asked_days = [day_of(day, "days") for day in days]
    places = list(jurisdictions)
    cells: list[PolicyCell] = []
    for practice in practices:
        for place in places:
            line = policy_timeline(practice, place, facts=facts, agency_type=agency_type)
            stretches = [found for _, found in line.entries]
            begins = [found.on for found in stretches]
            for day in asked_days:
                found = stretches[bisect_right(begins, day) - 1]
                cells.append(PolicyCell(found.practice, found.jurisdiction, day, found))
    return tuple(cells)


def change_points(asked: Asked) -> Iterator[date]:
    """Yield the days from which an answer may be another, in no order."""
    norms = [norm for level in asked.levels for norm in level]
    periods = [norm.period for norm in norms] + [each.period for each in asked.agreements]
    for period in periods:
        yield from _turns(period)
    yield from _anniversaries(asked.facts, norms)


def _turns(period: EffectivePeriod) -> Iterator[date]:
    """Yield the days from which it may be known, or not, that a period holds."""
    ends = (period.start, period.until)
    for day in (*ends, period.not_before, period.in_force_on, period.not_after):
        if isinstance(day, date):
            yield day
            if UNKNOWN in ends:
                # Where one end is not on record, only the day next to the other is certain.
                yield from (day + step for step in (-_ONE_DAY, _ONE_DAY) if day < date.max)


def _anniversaries(facts: CaseFacts, norms: list[Provision]) -> Iterator[date]:
    years = {
        back.years
        for norm in norms
        for leaf in norm.conditions
        if isinstance(leaf, ConvictedOf)
        for back in leaf.conviction.within
    }
    for conviction in facts.convictions if isinstance(facts.convictions, tuple) else ():
        for day in (conviction.convicted_on, conviction.released_on):
            if isinstance(day, date):
                yield day
                ends = (last_day_within(day, each) for each in years)
                yield from (end + _ONE_DAY for end in ends if end < date.max)
