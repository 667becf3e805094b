"""The law of a place on each day, agreements apart; of many places, what they share once."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from detainerlib.cooperation.findings import PracticeFinding, finding_of
from detainerlib.cooperation.levels import (
    LevelBounds,
    assumed_bounds,
    bounds_over,
    left_to_themselves,
    ordinary_laws,
    ranges_by_agency,
)
from detainerlib.cooperation.limits import LimitCount, limits_of
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.provisions import Practice
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.query import PolicyQuery
from detainerlib.policy.timeline import change_points


class MeasuredLaw(NamedTuple):
    """Where the law of a place lies on a scale.

    Attributes:
        bounds: Between which levels it lies.
        assumed: Between which it lies under the assumption; None without one.
        is_left_to_agencies: Whether it is settled that no rule of the state speaks.
    """

    bounds: LevelBounds
    assumed: LevelBounds | None
    is_left_to_agencies: bool


class LawThatDay(NamedTuple):
    """What the law of a place comes to on a day, agreements apart.

    Attributes:
        measured: Where it lies on the scale.
        findings: What the texts say, by practice.
    """

    measured: MeasuredLaw
    findings: Mapping[Practice, PracticeFinding]


def law_that_day(
    queries: Mapping[Practice, PolicyQuery],
    on: date,
    scale: CooperationScale,
    assumption: Assumption | None,
) -> LawThatDay:
    """Return what the law of a place comes to; the scale's practices are among the queries."""
    laws = ordinary_laws(queries, on, scale)
    return LawThatDay(
        _measured({practice: laws[practice] for practice in scale.practices}, scale, assumption),
        {practice: finding_of(query, laws[practice], scale) for practice, query in queries.items()},
    )


def _measured(
    laws: Mapping[Practice, LawOnDay], scale: CooperationScale, assumption: Assumption | None
) -> MeasuredLaw:
    agencies = ranges_by_agency(laws, scale)
    return MeasuredLaw(
        bounds_over(agencies, scale),
        assumed_bounds(agencies, laws, scale, assumption),
        bool(left_to_themselves(laws, scale)),
    )


class _Texts(NamedTuple):
    """All that the law on a practice rests on, which places may share."""

    practice: Practice
    levels: object
    no_rules: object
    unread: object
    is_local: bool
    party: str | None


class _Stretch(NamedTuple):
    """Days on which the law on a practice is one: by its texts, and which stretch it is."""

    texts: int
    first: date


class SharedLaw:
    """The law of many places: what rests on the same texts is resolved once for all of them.

    A finding is that of the first place that asks, and of the first day of its stretch: what it
    says of a place, a day or agreements is that one's.
    """

    def __init__(self, scale: CooperationScale, assumption: Assumption | None) -> None:
        """Resolve nothing yet."""
        self._scale, self._assumption = scale, assumption
        self._texts: dict[_Texts, int] = {}
        self._turns: list[list[date]] = []
        self._laws: dict[_Stretch, tuple[LawOnDay, PracticeFinding]] = {}
        self._measured: dict[tuple[_Stretch, ...], MeasuredLaw] = {}
        self._limits: dict[tuple[_Stretch, ...], LimitCount] = {}

    def of(self, queries: Mapping[Practice, PolicyQuery]) -> "LawOfPlace":
        """Return the law of one place, by its queries."""
        numbered = {practice: (query, self._number(query)) for practice, query in queries.items()}
        return LawOfPlace(self, numbered)

    def stretch(self, query: PolicyQuery, texts: int, on: date) -> _Stretch:
        """Return the stretch in which a day lies, and resolve its law."""
        turns = self._turns[texts]
        stretch = _Stretch(texts, turns[bisect_right(turns, on) - 1])
        if stretch not in self._laws:
            laws = ordinary_laws({query.practice: query}, stretch.first, self._scale)
            law = laws[query.practice]
            self._laws[stretch] = law, finding_of(query, law, self._scale)
        return stretch

    def finding(self, stretch: _Stretch) -> PracticeFinding:
        """Return what the texts say on a practice in a stretch."""
        return self._laws[stretch][1]

    def measured(self, stretches: Mapping[Practice, _Stretch]) -> MeasuredLaw:
        """Return where the law lies on the scale."""
        key = tuple(stretches[practice] for practice in self._scale.practices)
        if key not in self._measured:
            laws = {
                practice: self._laws[stretch][0]
                for practice, stretch in zip(self._scale.practices, key, strict=True)
            }
            self._measured[key] = _measured(laws, self._scale, self._assumption)
        return self._measured[key]

    def limits(self, stretches: Mapping[Practice, _Stretch]) -> LimitCount:
        """Return how many of the practices that the scale counts are limited."""
        key = tuple(stretches[practice] for practice in self._scale.counted)
        if key not in self._limits:
            laws = {practice: self._laws[stretch][0] for practice, stretch in stretches.items()}
            self._limits[key] = limits_of(laws, self._scale)
        return self._limits[key]

    def _number(self, query: PolicyQuery) -> int:
        # A named party to an order has its law to itself.
        parties = {
            party
            for level in query.levels
            for norm in level
            for order in norm.suspensions
            for party in order.parties
        }
        place = query.jurisdiction
        texts = _Texts(
            query.practice,
            query.levels,
            query.no_rules,
            query.unread,
            place.level.is_local,
            place.code if place.code in parties else None,
        )
        if texts not in self._texts:
            self._texts[texts] = len(self._turns)
            bare = query._replace(agreements=(), agreements_above=())
            self._turns.append(sorted({date.min, *change_points(bare)}))
        return self._texts[texts]


class LawOfPlace:
    """The law of one place, of which others may share the texts."""

    def __init__(
        self, shared: SharedLaw, texts: Mapping[Practice, tuple[PolicyQuery, int]]
    ) -> None:
        """Keep what it is looked up in."""
        self._shared, self._texts = shared, texts

    def finding(self, practice: Practice, on: date) -> PracticeFinding:
        """Return what the texts say on a practice on a day."""
        return self._shared.finding(self._shared.stretch(*self._texts[practice], on))

    def limits(self, on: date) -> LimitCount:
        """Return how many of the practices that the scale counts are limited on a day."""
        return self._shared.limits(self._stretches(on))

    def _stretches(self, on: date) -> dict[Practice, _Stretch]:
        return {
            practice: self._shared.stretch(query, texts, on)
            for practice, (query, texts) in self._texts.items()
        }

    def __call__(self, on: date) -> LawThatDay:
        """Return what the law comes to on a day."""
        stretches = self._stretches(on)
        return LawThatDay(
            self._shared.measured(stretches),
            {practice: self._shared.finding(stretch) for practice, stretch in stretches.items()},
        )
