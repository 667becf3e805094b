"""One case: what is missing or wrong on the form, its status, and when notice is due."""

from detainerlib.cases.notice import NoticeReview, notice_deadlines
from detainerlib.cases.notice_deadline import NoticeDeadline, NoticeRecipient
from detainerlib.cases.review import Review, ReviewFinding, UncheckedQuestion, review_detainer
from detainerlib.cases.states import DetainerState
from detainerlib.cases.status import DetainerStatus
from detainerlib.cases.status_at import detainer_status

__all__ = [
    "DetainerState",
    "DetainerStatus",
    "NoticeDeadline",
    "NoticeRecipient",
    "NoticeReview",
    "Review",
    "ReviewFinding",
    "UncheckedQuestion",
    "detainer_status",
    "notice_deadlines",
    "review_detainer",
]
