"""What the texts of a place say over time: stretches of days with one answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from detainerlib.cooperation.findings import PracticeFinding
from detainerlib.cooperation.in_words import agreement_in_words
from detainerlib.cooperation.law_over_time import LawThatDay, law_that_day
from detainerlib.cooperation.levels import BetweenLevels, assumption_of, scale_of
from detainerlib.errors import DetainerError
from detainerlib.models._fields import mapping_from
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationLevel, CooperationScale
from detainerlib.models.jurisdictions import Jurisdiction, JurisdictionLike
from detainerlib.models.provisions import Practice, PracticeLike
from detainerlib.policy.query import PolicyQuery, practices_of, queries_of
from detainerlib.policy.timeline import change_points


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicySpell(UnderLaw, BetweenLevels):
    """Days on which the laws, and the agreements, of a place give one answer.

    Attributes:
        number: Its number among those of the place, from 1.
        start: The day on which it began; for the first, the first day asked about, before which
            it may have begun.
        scale: The scale.
        lowest: The lowest level the place may have.
        highest: The highest level it may have.
        is_left_to_agencies: Whether it is settled that no rule of the state speaks.
        assumption: What is assumed where no law on file speaks, as it was asked for.
        lowest_assumed: The lowest level it may have under the assumption; None without one.
        highest_assumed: The highest.
        law: What the laws say, by practice.
        agreements: The agreements of agencies of the place itself in effect.
        perhaps_in_force: Those of which it is not on file whether they were in effect.
        agreements_above: Those of agencies of the governments above it, in effect.
        perhaps_in_force_above: Those of which it is not on file whether they were.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> history = dl.policy_spells("US-NC", start=date(2024, 1, 1), end=date(2026, 1, 1))
    >>> [(str(spell.start), spell.status.value) for spell in history]
    [('2024-01-01', 'left to each agency'), ('2024-12-01', 'bounded'), ('2025-10-01',
    'bounded')]
    """

    number: int
    start: date
    scale: CooperationScale
    lowest: CooperationLevel
    highest: CooperationLevel
    is_left_to_agencies: bool = False
    assumption: Assumption | None = None
    lowest_assumed: CooperationLevel | None = None
    highest_assumed: CooperationLevel | None = None
    law: Mapping[Practice, PracticeFinding] = attrs.field(converter=mapping_from)
    agreements: tuple[CooperationAgreement, ...]
    perhaps_in_force: tuple[CooperationAgreement, ...]
    agreements_above: tuple[CooperationAgreement, ...] = ()
    perhaps_in_force_above: tuple[CooperationAgreement, ...] = ()

    @property
    def _key(self) -> object:
        """What makes it one: two neighbours that say the same are one spell."""
        law = tuple(finding._key for finding in self.law.values())
        bounds = (
            *(self.lowest, self.highest, self.is_left_to_agencies),
            *(self.lowest_assumed, self.highest_assumed),
        )
        return bounds, law, self._agreements

    @property
    def _agreements(self) -> tuple[tuple[CooperationAgreement, ...], ...]:
        above = self.agreements_above, self.perhaps_in_force_above
        return self.agreements, self.perhaps_in_force, *above


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicyHistory(UnderLaw, Members[PolicySpell]):
    """The stretches of days on which the laws and agreements of a place give one answer.

    Attributes:
        jurisdiction: The place.
        end: The last day asked about.
        scale: The scale.
        assumption: What is assumed where no law on file speaks, as it was asked for.
        spells: The stretches, in their order.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> history = dl.policy_spells("US-NC", start=date(2024, 1, 1), end=date(2026, 1, 1))
    >>> [str(day) for day in history.last_days]
    ['2024-11-30', '2025-09-30', '2026-01-01']
    """

    _members: ClassVar = "spells"

    jurisdiction: Jurisdiction
    end: date
    scale: CooperationScale
    assumption: Assumption | None = None
    spells: tuple[PolicySpell, ...]

    @property
    def start(self) -> date:
        """The first day asked about."""
        return self.spells[0].start

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The practices that it covers."""
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
    practices: Iterable[PracticeLike] | None = None,
    scale: CooperationScale | str | None = None,
    assume: Assumption | str | None = None,
) -> PolicyHistory:
    """Return the stretches of days on which the laws and agreements of a place give one answer.

    Args:
        jurisdiction: A jurisdiction, its ISO 3166-2 code, or any county or city FIPS.
        start: The first day asked about.
        end: The last one.
        practices: The practices, or their values, of which the answers count, besides those of the
            scale, on which the level rests; all by default.
        scale: The scale, or its id; "notice-hold-transfer" by default.
        assume: An assumption on file, or its id: what is taken to hold where no law on file
            speaks. It gives `level_assumed` of each stretch, and never the level.

    Raises:
        UnknownIdError: If a practice, the jurisdiction, the scale or the assumption is not on file.
        NotADayError: If a day is no plain date.
        DetainerError: If `end` is before `start`.

    >>> print(policy_spells("US-MA", start=date(2017, 7, 1), end=date(2017, 7, 31)))
    Massachusetts
    July 1, 2017 to July 23, 2017: undetermined
    July 24, 2017 to July 31, 2017: between minimal cooperation and notification only
    """
    first, last = day_of(start, "start"), day_of(end, "end")
    if last < first:
        raise DetainerError("end", end, f"no day before the start, {start}", "")
    measure, assumption = scale_of(scale), assumption_of(assume)
    asked = {*practices_of(practices), *measure.practices}
    queries = queries_of(filter(asked.__contains__, Practice), jurisdiction, None, None)
    return PolicyHistory(
        jurisdiction=next(iter(queries.values())).jurisdiction,
        end=last,
        scale=measure,
        assumption=assumption,
        spells=tuple(spells_between(queries, first, last, measure, assumption)),
    )


def spells_between(
    queries: Mapping[Practice, PolicyQuery],
    first: date,
    last: date,
    scale: CooperationScale,
    assumption: Assumption | None = None,
    law_on: Callable[[date], LawThatDay] | None = None,
) -> Iterator[PolicySpell]:
    """Yield the spells of a place from one day to another, in their order.

    Only the days on which something may change are decided, so what it costs grows with those.

    Args:
        queries: The queries of the place; among their practices are those of the scale.
        first: The first day.
        last: The last one.
        scale: The scale.
        assumption: What is assumed where no law on file speaks.
        law_on: What gives the law of the place on a day, where that is known already.
    """
    turns = {turn for query in queries.values() for turn in change_points(query)}
    place = next(iter(queries.values()))
    before: PolicySpell | None = None
    for day in sorted(day for day in {first, *turns} if first <= day <= last):
        law = law_that_day(queries, day, scale, assumption) if law_on is None else law_on(day)
        assumed = law.measured.assumed
        agreements, agreements_above = (
            {
                certain: tuple(record for record in records if record.period.contains(day) is known)
                for certain, known in ((True, True), (False, None))
            }
            for records in (place.agreements, place.agreements_above)
        )
        spell = PolicySpell(
            number=1 if before is None else before.number + 1,
            start=day,
            scale=scale,
            lowest=scale.levels[law.measured.bounds.lowest],
            highest=scale.levels[law.measured.bounds.highest],
            is_left_to_agencies=law.measured.is_left_to_agencies,
            assumption=assumption,
            lowest_assumed=None if assumed is None else scale.levels[assumed.lowest],
            highest_assumed=None if assumed is None else scale.levels[assumed.highest],
            law=law.findings,
            agreements=agreements[True],
            perhaps_in_force=agreements[False],
            agreements_above=agreements_above[True],
            perhaps_in_force_above=agreements_above[False],
        )
        if before is None or spell._key != before._key:
            before = spell
            yield spell
