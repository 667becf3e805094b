"""Between which levels of a scale the texts of a place lie: what they come to, by agency."""

import enum
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from typing import Final, NamedTuple

from detainerlib import catalog
from detainerlib.cooperation.spread import ModalityRange, meets, ranges_of
from detainerlib.errors import DetainerError
from detainerlib.models.assumptions import Assumption
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.cooperation_scales import CooperationLevel, CooperationScale, Requirement
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice
from detainerlib.policy.facts import facts_with_implied
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.query import PolicyQuery
from detainerlib.policy.resolution import ResolvedLaw
from detainerlib.sentences.policy import ANY_OTHER

DEFAULT_SCALE: Final = "notice-hold-transfer"


class AgencyRanges(NamedTuple):
    """By practice, what the texts may come to over all cases for one kind of agency.

    Its name is "any other" where it stands for every kind that no text names.
    """

    name: str
    kind: AgencyType
    ranges: Mapping[Practice, frozenset[ModalityRange]]


def scale_of(scale: CooperationScale | str | None) -> CooperationScale:
    """Return a scale, the one of an id, or the one used by default."""
    if isinstance(scale, CooperationScale):
        return scale
    if scale is None or isinstance(scale, str):
        return catalog.scale(DEFAULT_SCALE if scale is None else scale)
    raise DetainerError("scale", scale, "a CooperationScale, or the id of one", "")


def assumption_of(assume: Assumption | str | None) -> Assumption | None:
    """Return an assumption, the one of an id, or none."""
    if assume is None or isinstance(assume, Assumption):
        return assume
    if isinstance(assume, str):
        return catalog.assumption(assume)
    raise DetainerError("assume", assume, "an Assumption, or the id of one", "")


def ordinary_case(scale: CooperationScale) -> CaseFacts:
    """Return what a scale takes of the ordinary request, with what follows from that."""
    answers = {ordinary.fact: ordinary.answer for ordinary in scale.ordinary}
    return CaseFacts(facts=facts_with_implied(answers))


def ordinary_laws(
    queries: Mapping[Practice, PolicyQuery], on: date, scale: CooperationScale
) -> Mapping[Practice, LawOnDay]:
    """Return the law on each practice, on a day, for the ordinary request of a scale."""
    facts = ordinary_case(scale)
    return {
        practice: LawOnDay(query._replace(facts=facts), on) for practice, query in queries.items()
    }


def ranges_by_agency(
    laws: Mapping[Practice, LawOnDay], scale: CooperationScale
) -> tuple[AgencyRanges, ...]:
    """Return what the texts come to for each kind of agency to which they speak.

    The law is that on the practices of the scale, in its order, for the ordinary request.
    """
    if agencies := left_to_themselves(laws, scale):
        return agencies
    kinds = agency_kinds(laws.values(), scale)
    return tuple(
        AgencyRanges(
            name,
            kind,
            {practice: ranges_in(law.resolved(kind), scale) for practice, law in laws.items()},
        )
        for name, kind in kinds_spoken_to(laws.values(), kinds).items()
    )


def left_to_themselves(
    laws: Mapping[Practice, LawOnDay], scale: CooperationScale
) -> tuple[AgencyRanges, ...]:
    """Return the agencies of which it is settled that no rule of the state speaks to them.

    That is so where a finding settles that there was no rule on the first practice of the scale
    for some kinds of agencies, no text speaks to those, and none limits the other practices. Of a
    locality its own policy is not known, nor is that of a state's department that runs the jails.

    Args:
        laws: The law on the practices of the scale, in its order, for the ordinary request.
        scale: The scale.

    Returns:
        The kinds, or one for all where the texts treat them alike; none where that is not settled.
    """
    first, *others = (laws[practice] for practice in scale.practices)
    finding = next(iter(first.no_rules), None)
    if scale.left_to_agencies is None or finding is None or not finding.settles:
        return ()
    if first.query.jurisdiction.level.is_local or finding.department is not None:
        return ()
    asked = first.query.agency_type
    kinds = scale.agencies if asked is None else (asked,)
    agencies: list[AgencyRanges] = []
    for kind in filter(finding.speaks_of, kinds):
        resolutions = (of for law in others for of in law.resolved(kind).resolutions)
        limited = any(of.conflicts or of.modality is Modality.PROHIBITED for of in resolutions)
        if limited or not first.resolved(kind).is_silent:
            return ()
        ranges = {practice: ranges_in(law.resolved(kind), scale) for practice, law in laws.items()}
        agencies.append(AgencyRanges(kind.value, kind, ranges))
    alike = all(agency.ranges == agencies[0].ranges for agency in agencies)
    if alike and not finding.agency_types and asked is None:
        return (agencies[0]._replace(name=ANY_OTHER),)
    return tuple(agencies)


def ranges_in(
    law: ResolvedLaw, scale: CooperationScale, silence: Modality | None = None
) -> frozenset[ModalityRange]:
    """Return what the law of one agency comes to over all cases.

    Args:
        law: The law.
        scale: The scale.
        silence: What is assumed where no text speaks; None where nothing is.
    """
    warrants, circumstances = frozenset(scale.warrants), frozenset(scale.circumstances)
    return ranges_of(law.diagram, warrants, circumstances, silence)


def silence_under(
    assumption: Assumption | None, law: LawOnDay, kind: AgencyType
) -> Modality | None:
    """Return what an assumption takes of a practice where no text speaks to a kind of agency.

    None where it takes nothing: of a place known to have a text that was not read, silence of
    those on file is no silence.
    """
    practice = law.query.practice
    is_unread = any(
        text.may_speak_of(practice, kind) and text.period.contains(law.on) is not False
        for text in law.query.unread
    )
    return None if assumption is None or is_unread else assumption.of(practice)


def ranges_assumed(
    law: LawOnDay, kind: AgencyType, scale: CooperationScale, assumption: Assumption | None
) -> frozenset[ModalityRange]:
    """Return what the law of one agency comes to over all cases, silence taken as assumed."""
    return ranges_in(law.resolved(kind), scale, silence_under(assumption, law, kind))


class LevelStatus(enum.StrEnum):
    """How far the level of a place is settled; the four are never added up.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> for state in ("IL", "NC", "AK", "WY"):
    ...     print(state, dl.classify_cooperation(state, on=date(2026, 1, 1)).status)
    IL settled
    NC bounded
    AK unknown
    WY left to each agency
    """

    SETTLED = "settled"
    """One level is left."""
    LEFT_TO_AGENCIES = "left to each agency"
    """It is settled that no rule of the state speaks: beside the levels."""
    BOUNDED = "bounded"
    """Some levels are ruled out."""
    UNKNOWN = "unknown"
    """No level is ruled out."""


class BetweenLevels:
    """What lies between two levels of a scale, and between two others under an assumption."""

    __slots__ = ()

    scale: CooperationScale
    lowest: CooperationLevel
    highest: CooperationLevel
    is_left_to_agencies: bool
    lowest_assumed: CooperationLevel | None
    highest_assumed: CooperationLevel | None

    @property
    def level(self) -> CooperationLevel | None:
        """The level where it is settled, in or beside the order; None where it is open."""
        if self.is_left_to_agencies:
            return self.scale.left_to_agencies
        return self.lowest if self.lowest == self.highest else None

    @property
    def status(self) -> LevelStatus:
        """How far the level is settled."""
        if self.is_left_to_agencies:
            return LevelStatus.LEFT_TO_AGENCIES
        if self.lowest == self.highest:
            return LevelStatus.SETTLED
        ends = self.scale.levels[0], self.scale.levels[-1]
        is_unknown = (self.lowest, self.highest) == ends
        return LevelStatus.UNKNOWN if is_unknown else LevelStatus.BOUNDED

    @property
    def level_assumed(self) -> CooperationLevel | None:
        """The level where it is settled within the order, or else the one that is assumed.

        None where neither is.
        """
        if self.lowest == self.highest:
            return self.lowest
        return self.lowest_assumed if self.lowest_assumed == self.highest_assumed else None

    @property
    def is_assumed(self) -> bool | None:
        """Whether `level_assumed` rests on the assumption; None where there is none."""
        return None if self.level_assumed is None else self.lowest != self.highest

    @property
    def in_brief(self) -> str:
        """The level, "undetermined", or the levels between which it lies."""
        beside = self.level if self.is_left_to_agencies else None
        return beside.name if beside else self.scale.describe(self.lowest, self.highest)


class LevelBounds(NamedTuple):
    """Between which levels of a scale a place lies, by their places from the lowest, 0."""

    lowest: int
    highest: int


def bounds_over(agencies: Iterable[AgencyRanges], scale: CooperationScale) -> LevelBounds:
    """Return between which levels all agencies lie together."""
    bounds = [bounds_of(agency, scale) for agency in agencies]
    return LevelBounds(min(low for low, _ in bounds), max(high for _, high in bounds))


def assumed_bounds(
    agencies: Iterable[AgencyRanges],
    laws: Mapping[Practice, LawOnDay],
    scale: CooperationScale,
    assumption: Assumption | None,
) -> LevelBounds | None:
    """Return between which levels they lie once silence is taken as assumed; None without that."""
    if assumption is None:
        return None
    return bounds_over(
        (
            agency._replace(
                ranges={
                    practice: ranges_assumed(laws[practice], agency.kind, scale, assumption)
                    for practice in agency.ranges
                }
            )
            for agency in agencies
        ),
        scale,
    )


def agency_kinds(laws: Iterable[LawOnDay], scale: CooperationScale) -> Mapping[str, AgencyType]:
    """Return the kinds of agencies that a text names, and one for any other.

    Of a practice of the scale only its own kinds are asked about; of others every kind.
    """
    named: dict[str, AgencyType] = {}
    others: list[AgencyType] = []
    for law in laws:
        if law.query.agency_type is not None:
            return {law.query.agency_type.value: law.query.agency_type}
        measured = law.query.practice in scale.practices
        local = law.query.jurisdiction.level.is_local
        asked_about = scale.agencies if measured else AgencyType
        there = [kind for kind in asked_about if not (local and kind.is_of_state)]
        named |= {
            name: kind for name, kind in law.kinds().items() if name != ANY_OTHER and kind in there
        }
        others = [kind for kind in there if kind not in named.values()]
    return {**named, ANY_OTHER: others[0]} if others else named


def kinds_spoken_to(
    laws: Iterable[LawOnDay], kinds: Mapping[str, AgencyType]
) -> Mapping[str, AgencyType]:
    """Return the kinds to which a text on the first practice speaks, or else on the next.

    Where no text speaks at all, one kind stands for all.
    """
    for law in laws:
        spoken_to = {name: kind for name, kind in kinds.items() if not law.resolved(kind).is_silent}
        if spoken_to:
            return spoken_to
    return dict([*kinds.items()][-1:])


def bounds_of(agency: AgencyRanges, scale: CooperationScale) -> tuple[int, int]:
    """Return the lowest and the highest level that any way of settling what is open gives."""
    requirements = [requirement for level in scale.levels for requirement in level.requirements]

    def met_by(practice: Practice, cases: ModalityRange) -> frozenset[Requirement]:
        return frozenset(
            requirement
            for requirement in requirements
            if practice in requirement.practices and meets(requirement, cases)
        )

    alternatives = [
        {met_by(practice, cases) for cases in ranges} for practice, ranges in agency.ranges.items()
    ]
    reached = {
        _level(frozenset[Requirement]().union(*met), scale) for met in product(*alternatives)
    }
    return min(reached), max(reached)


def _level(met: frozenset[Requirement], scale: CooperationScale) -> int:
    """Return the highest level whose requirements are all met."""
    return max(
        number for number, level in enumerate(scale.levels) if met.issuperset(level.requirements)
    )
