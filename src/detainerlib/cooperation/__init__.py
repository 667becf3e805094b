"""How far a jurisdiction cooperates: law, agreements and observed practice, never merged."""

from detainerlib.cooperation.classification import Classification, ComparedAssertion, Factor
from detainerlib.cooperation.classify import classify_cooperation
from detainerlib.cooperation.compare import (
    PolicyChange,
    PolicyComparison,
    PolicyDifference,
    compare_policies,
    policy_changes,
)
from detainerlib.cooperation.findings import AgencyFinding, PracticeFinding
from detainerlib.cooperation.levels import LevelStatus
from detainerlib.cooperation.observations import DeclinedShare
from detainerlib.cooperation.profile import (
    CooperationProfile,
    Disagreement,
    ProfileColumn,
    cooperation_profile,
)
from detainerlib.cooperation.spells import PolicyHistory, PolicySpell, policy_spells
from detainerlib.cooperation.spread import ModalityRange

__all__ = [
    "AgencyFinding",
    "Classification",
    "ComparedAssertion",
    "CooperationProfile",
    "DeclinedShare",
    "Disagreement",
    "Factor",
    "LevelStatus",
    "ModalityRange",
    "PolicyChange",
    "PolicyComparison",
    "PolicyDifference",
    "PolicyHistory",
    "PolicySpell",
    "PracticeFinding",
    "ProfileColumn",
    "classify_cooperation",
    "compare_policies",
    "cooperation_profile",
    "policy_changes",
    "policy_spells",
]
