"""Whether a text is law, an agency's own policy, or a policy that was only reported."""

from collections.abc import Iterable, Sequence
from typing import Final

from detainerlib import catalog
from detainerlib.models.provisions import Provision
from detainerlib.sources.citations import AuthorityKind, Evidence

_TOLD: Final = frozenset({AuthorityKind.ANNOUNCEMENT, AuthorityKind.SECONDARY})
"""What tells of a policy that was announced or practiced, and not issued as an order."""


def is_report(norm: Provision) -> bool:
    """Whether a provision is a practice, or an announced policy, that was only told of.

    A directive binds, and a written policy is one, also where only a report of it was read.

    >>> is_report(catalog.provision("us-tx-harris-hold"))
    True
    >>> is_report(catalog.provision("us-tx-2.251-hold"))
    False
    """
    return norm.citation.evidence is not Evidence.TEXT and _kind(norm) in _TOLD


def is_law(norm: Provision) -> bool:
    """Whether a provision is law, or an order that binds: no report, and no agency's own policy.

    >>> is_law(catalog.provision("us-wi-milwaukee-sheriff-hold-2018"))
    False
    >>> is_law(catalog.provision("us-il-cook-46-37-hold"))
    True
    """
    return not is_report(norm) and not _kind(norm).is_of_one_agency


def gives_power(norm: Provision) -> bool:
    """Whether a provision is law, and not one that only forbids those below to forbid a practice.

    >>> gives_power(catalog.provision("us-tx-2.251-hold"))
    True
    >>> catalog.provision("us-ar-14-1-103-hold-2025").voids_local_bars
    True
    >>> gives_power(catalog.provision("us-ar-14-1-103-hold-2025"))
    False
    """
    return is_law(norm) and not norm.voids_local_bars


def _kind(norm: Provision) -> AuthorityKind:
    return catalog.authority(norm.citation.authority).kind


def reports_only(norms: Iterable[Provision]) -> tuple[Provision, ...]:
    """Return provisions where each of them is known only from a report; else none."""
    several = tuple(norms)
    return several if all(map(is_report, several)) else ()


def is_policy_alone(norms: Sequence[Provision]) -> bool:
    """Whether something rests on agencies' own policies, or on reports, and on no law."""
    return bool(norms) and not any(map(is_law, norms))
