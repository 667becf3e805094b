"""Which norm governs a practice: what the texts of every level say, in force, for a case."""

from detainerlib.policy.answer import OpenBecause, OpenReason, PolicyAnswer
from detainerlib.policy.deciders import DecidedBy
from detainerlib.policy.federal_frame import FederalFrame
from detainerlib.policy.governing_law import governing_policy
from detainerlib.policy.timeline import PolicyCell, policy_grid, policy_timeline

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
