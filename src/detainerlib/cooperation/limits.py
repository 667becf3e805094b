"""Limits: since when the laws certainly bar a practice in some case, and how many they bar."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from detainerlib.cooperation.findings import PracticeFinding
from detainerlib.models.provisions import Practice
from detainerlib.policy import OpenReason
from detainerlib.policy.answer import ANY_TEXT, OWN_POLICY, REST
from detainerlib.policy.query import PolicyQuery
from detainerlib.policy.timeline import change_points

_SILENCE: Final = frozenset({ANY_TEXT, REST, OWN_POLICY})


class LimitCount(NamedTuple):
    """Of how many practices the laws bar some ordinary case without a judge's warrant.

    Attributes:
        least: How many are certainly limited.
        most: How many may be.
        is_sharp: Whether both can come about. They may not, where one thing that is open, such as
            whether an act was in force, decides several practices.
    """

    least: int
    most: int
    is_sharp: bool


def limits_in(law: Mapping[Practice, PracticeFinding], practices: Iterable[Practice]) -> LimitCount:
    """Return how many of some practices the laws of a place limit."""
    findings = [law[practice] for practice in practices]
    limited = sum(finding.is_limited is True for finding in findings)
    open_findings = [finding for finding in findings if finding.is_limited is None]
    shared = any(
        not _open_on(one).isdisjoint(_open_on(other))
        for one, other in combinations(open_findings, 2)
    )
    return LimitCount(limited, limited + len(open_findings), not shared)


def _open_on(finding: PracticeFinding) -> frozenset[tuple[str, str]]:
    """Return what a practice turns on; silence on one says nothing of another."""
    turns = frozenset(
        (cause.reason.value, about)
        for cause in finding.open_because
        if cause.reason is not OpenReason.LEFT_TO_AGENCIES
        for about in cause.about
        if about not in _SILENCE
    )
    # Sections of one act are in force, or enjoined, together.
    acts = {("act", norm.citation.authority) for norm in finding.provisions} if turns else ()
    return turns.union(acts)


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
