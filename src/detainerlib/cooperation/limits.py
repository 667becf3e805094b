"""Limits: since when the laws certainly bar a practice in some case, and how many they bar."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, product
from typing import Final, NamedTuple

from detainerlib.cooperation.findings import PracticeFinding
from detainerlib.cooperation.levels import agency_kinds, kinds_spoken_to
from detainerlib.models.conditions import InWords, IsFact
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.provisions import Modality, Practice
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.query import PolicyQuery
from detainerlib.policy.resolution import (
    DecisionDiagram,
    DecisionNode,
    InForce,
    Reached,
    ResolvedLaw,
    Variable,
)
from detainerlib.policy.timeline import change_points

_MOST_VARIABLES: Final = 12
"""With more things open, so many ways of settling them are not gone through."""


class LimitCount(NamedTuple):
    """Of how many practices the laws bar some ordinary case without a judge's warrant.

    Attributes:
        least: How many are certainly limited.
        most: How many may be.
        is_sharp: Whether both can come about. Otherwise it is not known whether they can: practices
            turn on things of which it is not known whether they go together.
    """

    least: int
    most: int
    is_sharp: bool


class _Limit(NamedTuple):
    """Whether a practice can be limited once some things are settled, and whether it can not be."""

    can_be: bool
    can_not_be: bool


_NEVER: Final = _Limit(can_be=False, can_not_be=True)


def limits_of(laws: Mapping[Practice, LawOnDay], scale: CooperationScale) -> LimitCount:
    """Return how many of the practices that a scale counts are limited by the laws of a day."""
    resolved = [_resolved(laws[practice], scale) for practice in scale.counted]
    diagrams = [[law.diagram for law in of_practice] for of_practice in resolved]
    counted = joint_limits(diagrams, frozenset(scale.warrants), frozenset(scale.circumstances))
    return counted._replace(is_sharp=counted.is_sharp and not go_together(resolved))


def _resolved(law: LawOnDay, scale: CooperationScale) -> list[ResolvedLaw]:
    """Return the law on a practice for each kind of agency to which a text on it speaks."""
    kinds = kinds_spoken_to([law], agency_kinds([law], scale))
    return [law.resolved(kind) for kind in kinds.values()]


def joint_limits(
    diagrams: Sequence[Sequence[DecisionDiagram]],
    warrants: frozenset[str] = frozenset(),
    circumstances: frozenset[str] = frozenset(),
) -> LimitCount:
    """Return how many practices are limited, over all joint ways of settling what is open.

    What is open and decides several practices, such as whether an act was in effect, is settled
    in one way for all of them. Silence leaves each practice open by itself.

    Args:
        diagrams: For each practice what is possible, for each kind of agency.
        warrants: The ids of the facts that are a judge's warrant, order or finding.
        circumstances: The ids of the facts that are of the agency.
    """

    def limited(ways: Mapping[object, bool]) -> list[_Limit] | None:
        """Return what one way of settling leaves; None where it cannot be."""
        limits: list[_Limit] = []
        for of_practice in diagrams:
            agencies = [_limit(diagram, ways, warrants, circumstances) for diagram in of_practice]
            possible = [limit for limit in agencies if limit is not None]
            if len(possible) < len(agencies):
                return None
            limits.append(
                _Limit(
                    any(limit.can_be for limit in possible),
                    all(limit.can_not_be for limit in possible),
                )
            )
        return limits

    things = {
        _thing(variable): None
        for diagram in chain.from_iterable(diagrams)
        for variable in _variables(diagram)
        if _is_one_way(variable, circumstances)
    }
    is_few = len(things) <= _MOST_VARIABLES
    answers = product((True, False), repeat=len(things)) if is_few else ()
    ways = (dict(zip(things, way, strict=True)) for way in answers)
    joint = [limits for way in ways if (limits := limited(way)) is not None]
    if not joint and len(diagrams) > 1:
        # Each practice by itself: the bounds hold, and may be too wide.
        apart = [joint_limits([alone], warrants, circumstances) for alone in diagrams]
        least, most = sum(count.least for count in apart), sum(count.most for count in apart)
        return LimitCount(least, most, is_sharp=False)
    if not joint:
        return LimitCount(0, len(diagrams), is_sharp=False)
    return LimitCount(
        min(sum(not limit.can_not_be for limit in limits) for limits in joint),
        max(sum(limit.can_be for limit in limits) for limits in joint),
        is_sharp=True,
    )


def _limit(
    diagram: DecisionDiagram | None,
    ways: Mapping[object, bool],
    warrants: frozenset[str],
    circumstances: frozenset[str],
) -> _Limit | None:
    """Return whether some case without a judge's warrant can be barred; None if none can be."""
    if diagram is None:
        return None
    if not isinstance(diagram, DecisionNode):
        return _Limit(Modality.PROHIBITED in diagram, diagram != {Modality.PROHIBITED})
    variable = diagram.variable
    if _is_one_way(variable, circumstances):
        branch = diagram.yes if ways[_thing(variable)] else diagram.no
        return _limit(branch, ways, warrants, circumstances)
    yes, no = (
        _limit(branch, ways, warrants, circumstances) for branch in (diagram.yes, diagram.no)
    )
    if isinstance(variable, IsFact) and variable.fact in warrants:
        # A case with a warrant is none of those that count.
        yes = _NEVER
    if yes is None or no is None:
        return yes or no
    return _Limit(yes.can_be or no.can_be, yes.can_not_be and no.can_not_be)


def _variables(diagram: DecisionDiagram | None) -> Iterator[Variable]:
    """Yield the variables on which a diagram turns."""
    if isinstance(diagram, DecisionNode):
        yield diagram.variable
        yield from _variables(diagram.yes)
        yield from _variables(diagram.no)


def _is_one_way(variable: Variable, circumstances: frozenset[str]) -> bool:
    """Whether something is the same in all cases, though nobody knows which way."""
    if isinstance(variable, IsFact):
        return variable.fact in circumstances
    return isinstance(variable, InForce | Reached | InWords)


def _thing(variable: Variable) -> object:
    """Return what two variables are one by: sections of one act of one period go together."""
    match variable:
        case InForce(provision):
            return InForce, provision.citation.authority, provision.period
        case Reached(_, order):
            return Reached, order
        case _:
            return variable


def go_together(resolved: Sequence[Sequence[ResolvedLaw]]) -> bool:
    """Whether practices turn on things that may go together, of which that is not known.

    Those are parts of one act with periods of their own, and conflicts, of which several may be
    resolved by one rule.
    """
    conflicts, acts = 0, dict[str, set[tuple[object, int]]]()
    for practice, laws in enumerate(resolved):
        conflicts += any(of.conflicts for law in laws for of in law.resolutions)
        for variable in chain.from_iterable(_variables(law.diagram) for law in laws):
            if isinstance(variable, InForce | Reached):
                act = variable.provision.citation.authority
                acts.setdefault(act, set()).add((_thing(variable), practice))
    several = (
        len({thing for thing, _ in uses}) > 1 and len({practice for _, practice in uses}) > 1
        for uses in acts.values()
    )
    return conflicts > 1 or any(several)


def first_limit_on(
    query: PolicyQuery, until: date, finding_on: Callable[[date], PracticeFinding]
) -> date | None:
    """Return the first day from which the laws certainly bar a practice in some ordinary case.

    None where there is no such day up to another. A law of which the first day is not on record
    counts from the first day on which it was certainly in force.

    Args:
        query: The query, which knows the days on which the law may change.
        until: The last day looked at.
        finding_on: What gives the finding on the practice on a day.
    """
    days = sorted(day for day in change_points(query) if day <= until)
    return next((day for day in days if finding_on(day).is_limited), None)
