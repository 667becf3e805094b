"""Between which levels of a scale the texts of a place lie: what they come to, by agency."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from typing import Final, NamedTuple

from detainerlib import catalog
from detainerlib.cooperation.spread import Range, meets, ranges_of
from detainerlib.errors import DetainerError
from detainerlib.models.conditions import CaseFacts
from detainerlib.models.cooperation_scales import CooperationScale, Requirement
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Practice
from detainerlib.policy.decision import ANY_OTHER
from detainerlib.policy.facts import facts_with_implied
from detainerlib.policy.governing_law import kinds_of, settled_on
from detainerlib.policy.query import Asked
from detainerlib.policy.resolution import Resolved

DEFAULT_SCALE: Final = "notice-hold-transfer"


class AgencyRanges(NamedTuple):
    """What the texts come to for one kind of agency.

    Attributes:
        name: The kind, or "any other" for every kind that no text names.
        kind: The kind, or one of those.
        ranges: By practice, what they may come to over all cases: one range where that is known.
    """

    name: str
    kind: AgencyType
    ranges: Mapping[Practice, frozenset[Range]]


def scale_of(given: CooperationScale | str | None) -> CooperationScale:
    """Return a scale, the one of an id, or the one used by default.

    Raises:
        UnknownIdError: If it is not on record.
        DetainerError: If it is neither a scale nor a text.
    """
    if isinstance(given, CooperationScale):
        return given
    if given is None or isinstance(given, str):
        return catalog.scale(DEFAULT_SCALE if given is None else given)
    raise DetainerError("scale", given, "a CooperationScale, or the id of one", "")


def ordinary_case(scale: CooperationScale) -> CaseFacts:
    """Return what a scale takes of the ordinary request, with what follows from that."""
    told = {each.fact: each.answer for each in scale.ordinary}
    return CaseFacts(facts=facts_with_implied(told))


def ranges_by_agency(
    asked: Mapping[Practice, Asked], on: date, scale: CooperationScale
) -> tuple[AgencyRanges, ...]:
    """Return what the texts come to, for each kind of agency to which they speak.

    Those are the kinds to which a text on the first practice speaks, where there is any, or else
    on the next; where none speaks at all, one kind stands for all.

    Args:
        asked: The questions on the practices of the scale, in its order.
        on: The day.
        scale: The scale.
    """
    kinds = agencies_asked(asked.values(), on, scale)
    settled = {practice: settled_on(each, on, kinds) for practice, each in asked.items()}
    return tuple(
        AgencyRanges(
            name, kinds[name], {each: ranges_in(settled[each][name], scale) for each in asked}
        )
        for name in speaking_among(settled.values(), kinds)
    )


def ranges_in(settled: Resolved, scale: CooperationScale) -> frozenset[Range]:
    """Return what the worlds of one agency come to over all cases."""
    return ranges_of(settled.answers, frozenset(scale.warrants), frozenset(scale.circumstances))


def agencies_asked(
    asked: Iterable[Asked], on: date, scale: CooperationScale
) -> Mapping[str, AgencyType]:
    """Return the kinds of agencies that a text names, and one for any other.

    Of a practice of the scale only its own kinds are asked about; of others every kind.
    """
    named: dict[str, AgencyType] = {}
    others: list[AgencyType] = []
    for question in asked:
        if question.agency_type is not None:
            return {question.agency_type.value: question.agency_type}
        measured = question.practice in scale.practices
        local = question.governments[-1].level.is_local
        there = [
            kind
            for kind in (scale.agencies if measured else AgencyType)
            if not (local and kind.is_of_state)
        ]
        named |= {
            name: kind
            for name, kind in kinds_of(question, on).items()
            if name != ANY_OTHER and kind in there
        }
        others = [kind for kind in there if kind not in named.values()]
    return {**named, ANY_OTHER: others[0]} if others else named


def speaking_among(
    settled: Iterable[Mapping[str, Resolved]], kinds: Mapping[str, AgencyType]
) -> list[str]:
    """Return the agencies to which a text on the first practice speaks, or else on the next.

    Where no text speaks at all, one kind stands for all.
    """
    for by_kind in settled:
        speaking = [
            name for name, each in by_kind.items() if not all(w.is_silent for w in each.resolutions)
        ]
        if speaking:
            return speaking
    return list(kinds)[-1:]


def bounds_of(agency: AgencyRanges, scale: CooperationScale) -> tuple[int, int]:
    """Return the lowest and the highest level that any way of settling what is open gives."""
    asked = [each for level in scale.levels for each in level.requirements]
    alternatives = [
        {
            frozenset(
                requirement
                for requirement in asked
                if practice in requirement.practices and meets(requirement, each)
            )
            for each in ranges
        }
        for practice, ranges in agency.ranges.items()
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
