"""Which norm governs a practice: what the texts of every level say, in force, for a case."""

from detainerlib.decisions.answer import Decision, OpenBecause, OpenReason
from detainerlib.decisions.governing import decide
from detainerlib.decisions.timeline import PolicyCell, decide_over, policy_timeline

__all__ = [
    "Decision",
    "OpenBecause",
    "OpenReason",
    "PolicyCell",
    "decide",
    "decide_over",
    "policy_timeline",
]
