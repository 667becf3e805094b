"""How far a jurisdiction cooperates: law, agreements and observed practice, never merged."""

from detainerlib.cooperation.classification import Classification, Factor, Finding
from detainerlib.cooperation.classifying import classify_cooperation
from detainerlib.cooperation.comparing import (
    PolicyChange,
    PolicyComparison,
    PolicyDifference,
    compare_policies,
    policy_changes,
)
from detainerlib.cooperation.evidence import DeclinedShare
from detainerlib.cooperation.profile import (
    Column,
    CooperationProfile,
    Disagreement,
    cooperation_profile,
)
from detainerlib.cooperation.spells import PolicySpell

__all__ = [
    "Classification",
    "Column",
    "CooperationProfile",
    "DeclinedShare",
    "Disagreement",
    "Factor",
    "Finding",
    "PolicyChange",
    "PolicyComparison",
    "PolicyDifference",
    "PolicySpell",
    "classify_cooperation",
    "compare_policies",
    "cooperation_profile",
    "policy_changes",
]
