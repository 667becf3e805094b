"""What the texts of a place say over time: stretches of days with one answer."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import ClassVar

import attrs

from detainerlib import catalog
from detainerlib._html import small_print, table
from detainerlib._printing import Members
from detainerlib._validation import checked, day_of
from detainerlib._wording import long_day
from detainerlib.catalog._explanations import ending
from detainerlib.catalog._law import UnderLaw
from detainerlib.cooperation.findings import PracticeFinding, finding_of
from detainerlib.cooperation.in_words import agreement_in_words
from detainerlib.cooperation.levels import (
    bounds_of,
    left_to_themselves,
    ordinary_laws,
    ranges_by_agency,
    scale_of,
)
from detainerlib.errors import DetainerError
from detainerlib.models._fields import mapping_from
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.cooperation_scales import CooperationLevel, CooperationScale
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.models.provisions import Practice
from detainerlib.policy.query import PolicyQuery, practices_of, queries_of
from detainerlib.policy.timeline import change_points


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicySpell(UnderLaw):
    """Days on which the texts, and the agreements, of a place give one answer.

    Attributes:
        number: Its number among those of the place, from 1.
        start: The day on which it began; for the first, the first day asked about, before which
            it may have begun.
        scale: The scale.
        lowest: The lowest level the place may have.
        highest: The highest level it may have.
        is_left_to_agencies: Whether it is settled that no rule of the state speaks.
        law: What the texts say, by practice.
        agreements: The agreements of agencies of the place itself in force.
        perhaps_in_force: Those of which it is not on record whether they were in force.
        agreements_above: Those of agencies of the governments above it, in force.
        perhaps_in_force_above: Those of which it is not on record whether they were.
    """

    number: int
    start: date
    scale: CooperationScale
    lowest: CooperationLevel
    highest: CooperationLevel
    is_left_to_agencies: bool = False
    law: Mapping[Practice, PracticeFinding] = attrs.field(converter=mapping_from)
    agreements: tuple[CooperationAgreement, ...]
    perhaps_in_force: tuple[CooperationAgreement, ...]
    agreements_above: tuple[CooperationAgreement, ...] = ()
    perhaps_in_force_above: tuple[CooperationAgreement, ...] = ()

    @property
    def level(self) -> CooperationLevel | None:
        """The level where it is settled, in or beside the order; None where it is open."""
        if self.is_left_to_agencies:
            return self.scale.left_to_agencies
        return self.lowest if self.lowest == self.highest else None

    @property
    def in_brief(self) -> str:
        """The level, "undetermined", or the levels between which it lies."""
        beside = self.level if self.is_left_to_agencies else None
        return beside.name if beside else self.scale.describe(self.lowest, self.highest)

    @property
    def _key(self) -> object:
        """What makes it one: two neighbours that say the same are one spell."""
        law = tuple(finding._key for finding in self.law.values())
        bounds = self.lowest, self.highest, self.is_left_to_agencies
        return bounds, law, self._agreements

    @property
    def _agreements(self) -> tuple[tuple[CooperationAgreement, ...], ...]:
        above = self.agreements_above, self.perhaps_in_force_above
        return self.agreements, self.perhaps_in_force, *above


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicyHistory(UnderLaw, Members[PolicySpell]):
    """The stretches of days on which the texts and agreements of a place give one answer.

    Attributes:
        jurisdiction: The place.
        end: The last day asked about.
        scale: The scale.
        spells: The stretches, in their order.
    """

    _members: ClassVar = "spells"

    jurisdiction: Jurisdiction
    end: date
    scale: CooperationScale
    spells: tuple[PolicySpell, ...]

    @property
    def start(self) -> date:
        """The first day asked about."""
        return self.spells[0].start

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The practices of which the law is told."""
        return tuple(self.spells[0].law)

    @property
    def last_days(self) -> tuple[date, ...]:
        """The last day of each, as far as it was asked about."""
        following = (spell.start - timedelta(days=1) for spell in self.spells[1:])
        return (*following, self.end)

    def __str__(self) -> str:
        """A line for each stretch with one level, or the levels between which it lies."""
        lines = [
            f"{long_day(first)} to {long_day(last)}: {level}"
            for first, last, (level, *_) in self._stretches(0)
        ]
        return "\n".join([self.jurisdiction.name, *lines])

    def _stretches(self, columns: int) -> Iterator[tuple[date, date, tuple[str, ...]]]:
        """Yield stretches that look the same: their days, and what is shown of them."""
        practices = self.scale.practices[:columns]
        stretches: list[tuple[date, date, tuple[str, ...]]] = []
        for spell, last in zip(self, self.last_days, strict=True):
            beside = "; ".join(
                agreement_in_words(agreement, spell.start)
                for agreement in chain(*spell._agreements)
                if columns
            )
            briefs = (spell.law[practice].in_brief for practice in practices)
            cells = (spell.in_brief, *briefs, beside)
            if stretches and stretches[-1][2] == cells:
                stretches[-1] = (stretches[-1][0], last, cells)
            else:
                stretches.append((spell.start, last, cells))
        yield from stretches

    def _repr_html_(self) -> str:
        practices = self.scale.practices
        names = ("from", "to", "level", *(practice.words for practice in practices), "agreements")
        rows = ((first, last, *cells) for first, last, cells in self._stretches(len(practices)))
        closing = small_print(ending(catalog.about().closing_on_policy))
        return table(names, rows, self.jurisdiction.name) + closing


def policy_spells(
    jurisdiction: JurisdictionLike,
    *,
    start: date,
    end: date,
    practices: Iterable[Practice | str] | None = None,
    scale: CooperationScale | str | None = None,
) -> PolicyHistory:
    """Return the stretches of days on which the texts and agreements of a place give one answer.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        start: The first day asked about.
        end: The last one.
        practices: The practices, or their values, of which the answers count, besides those of the
            scale, on which the level rests; all by default.
        scale: The scale, or its id; "notice-hold-transfer" by default.

    Raises:
        UnknownIdError: If a practice, the jurisdiction or the scale is not on record.
        NotADayError: If a day is no plain date.
        DetainerError: If `end` is before `start`.

    >>> print(policy_spells("US-MA", start=date(2017, 7, 1), end=date(2017, 7, 31)))
    Massachusetts
    July 1, 2017 to July 23, 2017: undetermined
    July 24, 2017 to July 31, 2017: between minimal under federal law and notifies only
    """
    first, last = day_of(start, "start"), day_of(end, "end")
    if last < first:
        raise DetainerError("end", end, f"no day before the start, {start}", "")
    measure = scale_of(scale)
    asked = {*practices_of(practices), *measure.practices}
    queries = queries_of(filter(asked.__contains__, Practice), jurisdiction, None, None)
    return PolicyHistory(
        jurisdiction=next(iter(queries.values())).jurisdiction,
        end=last,
        scale=measure,
        spells=tuple(spells_between(queries, first, last, measure)),
    )


def spells_between(
    queries: Mapping[Practice, PolicyQuery], first: date, last: date, scale: CooperationScale
) -> Iterator[PolicySpell]:
    """Yield the spells of a place from one day to another, in their order.

    Only the days on which something may change are decided, so what it costs grows with those.
    Among the practices of the queries are those of the scale.
    """
    turns = {turn for query in queries.values() for turn in change_points(query)}
    before: PolicySpell | None = None
    for day in sorted({first, *(turn for turn in turns if first < turn <= last)}):
        laws = ordinary_laws(queries, day, scale)
        measured = {practice: laws[practice] for practice in scale.practices}
        bounds = [bounds_of(agency, scale) for agency in ranges_by_agency(measured, scale)]
        law = {
            practice: finding_of(query, laws[practice], scale)
            for practice, query in queries.items()
        }
        answer = next(iter(law.values())).answer
        agreements, agreements_above = (
            {
                certain: tuple(
                    record for record in records if bool(record.period.contains(day)) is certain
                )
                for certain in (True, False)
            }
            for records in (answer.agreements, answer.agreements_above)
        )
        spell = PolicySpell(
            number=1 if before is None else before.number + 1,
            start=day,
            scale=scale,
            lowest=scale.levels[min(low for low, _ in bounds)],
            highest=scale.levels[max(high for _, high in bounds)],
            is_left_to_agencies=bool(left_to_themselves(measured, scale)),
            law=law,
            agreements=agreements[True],
            perhaps_in_force=agreements[False],
            agreements_above=agreements_above[True],
            perhaps_in_force_above=agreements_above[False],
        )
        if before is None or spell._key != before._key:
            before = spell
            yield spell
