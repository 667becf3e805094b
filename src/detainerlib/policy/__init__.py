"""Which norm governs a practice: what the texts of every level say, in force, for a case."""

from detainerlib.policy.decision import Decision, OpenBecause, OpenReason
from detainerlib.policy.governing_law import decide
from detainerlib.policy.timeline import PolicyCell, decide_over, policy_timeline

__all__ = [
    "Decision",
    "OpenBecause",
    "OpenReason",
    "PolicyCell",
    "decide",
    "decide_over",
    "policy_timeline",
]
