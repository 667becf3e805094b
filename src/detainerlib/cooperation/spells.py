"""What the texts of a place say over time: stretches of days with one answer."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from detainerlib.agreements import CooperationAgreement
from detainerlib.cooperation.levels import bounds_of, ordinary_case, ranges_by_agency, scale_of
from detainerlib.decisions import Decision
from detainerlib.decisions.asked import Asked, asked_of
from detainerlib.decisions.governing import decision_on
from detainerlib.decisions.timeline import change_points
from detainerlib.errors import DetainerError
from detainerlib.jurisdictions import Jurisdiction
from detainerlib.policies import Practice
from detainerlib.scales import CooperationLevel, CooperationScale
from detainerlib.validators import day_of

__all__ = ["PolicySpell", "policy_spells", "spells_on"]


@attrs.frozen(kw_only=True)
class PolicySpell:
    """Days on which the texts, and the agreements, of a place give one answer.

    Attributes:
        number: Its number among those of the place, from 1.
        start: The first of the days asked about that lies in it.
        lowest: The lowest level the place may have.
        highest: The highest level it may have.
        law: What the texts say, by practice.
        agreements: The agreements in force, or perhaps in force.
    """

    number: int
    start: date
    lowest: CooperationLevel
    highest: CooperationLevel
    law: Mapping[Practice, Decision]
    agreements: tuple[CooperationAgreement, ...]

    @property
    def level(self) -> CooperationLevel | None:
        """The level where it is settled; None where it is open."""
        return self.lowest if self.lowest == self.highest else None

    @property
    def says(self) -> object:
        """What makes it one: two neighbours that say the same are one spell."""
        law = tuple(
            (each.possible, each.in_brief, each.controlling, each.overridden)
            for each in self.law.values()
        )
        return self.lowest, self.highest, law, self.agreements


def policy_spells(
    jurisdiction: Jurisdiction | str,
    /,
    *,
    start: date,
    end: date,
    scale: CooperationScale | str | None = None,
) -> tuple[PolicySpell, ...]:
    """Return the stretches of days on which the texts and agreements of a place give one answer.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        start: The first day asked about.
        end: The last one.
        scale: The scale, or its id; "notice-hold-transfer" by default.

    Raises:
        UnknownIdError: If the jurisdiction or the scale is not on record.
        NotADayError: If a day is no plain date.
        DetainerError: If `end` is before `start`.

    >>> found = policy_spells("US-MA", start=date(2017, 7, 1), end=date(2017, 7, 31))
    >>> [(str(each.start), each.highest.id) for each in found]
    [('2017-07-01', 'holds-and-notifies'), ('2017-07-24', 'notifies-only')]
    """
    first, last = day_of(start, "start"), day_of(end, "end")
    if last < first:
        raise DetainerError("end", end, f"no day before the start, {start}", "")
    asked = {each: asked_of(each, jurisdiction, None, None) for each in Practice}
    turns = {turn for question in asked.values() for turn in change_points(question)}
    days = sorted({first, *(turn for turn in turns if first < turn <= last)})
    return tuple(spells_on(asked, days, scale_of(scale)))


def spells_on(
    asked: Mapping[Practice, Asked], days: Sequence[date], scale: CooperationScale
) -> Iterator[PolicySpell]:
    """Yield the spells of a place in which some of the days lie, in their order.

    Only the first day of each stretch between two change points is decided, so what it costs
    grows with those, and not with the days.

    Args:
        asked: The questions on each practice, among them those of the scale.
        days: The days, in order.
        scale: The scale.
    """
    ordinary = ordinary_case(scale)
    measured = {each: asked[each]._replace(facts=ordinary) for each in scale.practices}
    turns = sorted({turn for question in asked.values() for turn in change_points(question)})
    last: PolicySpell | None = None
    stretch = -1
    for day in days:
        if bisect_right(turns, day) == stretch:
            continue
        stretch = bisect_right(turns, day)
        bounds = [bounds_of(each, scale) for each in ranges_by_agency(measured, day, scale)]
        law = {practice: decision_on(question, day) for practice, question in asked.items()}
        spell = PolicySpell(
            number=1 if last is None else last.number + 1,
            start=day,
            lowest=scale.levels[min(low for low, _ in bounds)],
            highest=scale.levels[max(high for _, high in bounds)],
            law=law,
            agreements=next(iter(law.values())).agreements,
        )
        if last is None or spell.says != last.says:
            last = spell
            yield spell
