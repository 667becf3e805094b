"""Which norm governs a practice: what the laws of every level say, in effect, for a case."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.policy.answer import OpenBecause, OpenReason, PolicyAnswer
    from detainerlib.policy.deciders import DecidedBy
    from detainerlib.policy.federal_frame import FederalFrame
    from detainerlib.policy.governing_law import governing_policy
    from detainerlib.policy.timeline import PolicyCell, policy_grid, policy_timeline
else:
    from detainerlib._lazy import lazy_names

    # Readings of a hold name the type of an answer, and without a place ask for none.
    __getattr__, __dir__ = lazy_names(
        "detainerlib.policy",
        {
            "policy.answer": "OpenBecause OpenReason PolicyAnswer",
            "policy.deciders": "DecidedBy",
            "policy.federal_frame": "FederalFrame",
            "policy.governing_law": "governing_policy",
            "policy.timeline": "PolicyCell policy_grid policy_timeline",
        },
    )

__all__ = [
    "DecidedBy",
    "FederalFrame",
    "OpenBecause",
    "OpenReason",
    "PolicyAnswer",
    "PolicyCell",
    "governing_policy",
    "policy_grid",
    "policy_timeline",
]
