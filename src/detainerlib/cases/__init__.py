"""One case: whether its face is in order, what runs at an instant, when notice was asked for."""

from detainerlib.cases.notice import Notice, Notices, notices_asked
from detainerlib.cases.review import Finding, NotChecked, Review, review_detainer
from detainerlib.cases.states import DetainerState
from detainerlib.cases.status import DetainerStatus, detainer_status

__all__ = [
    "DetainerState",
    "DetainerStatus",
    "Finding",
    "NotChecked",
    "Notice",
    "Notices",
    "Review",
    "detainer_status",
    "notices_asked",
    "review_detainer",
]
