"""Which outcome a recorded reason stands for; unrecognized ones are reported, never guessed."""

from detainerlib import catalog
from detainerlib._validation import is_missing
from detainerlib.catalog._figures import reason_by_code, reason_by_spelling
from detainerlib.errors import DetainerError
from detainerlib.models.lift_reasons import DetainerOutcome, LiftReason, normalized

BLANK = "blank"
"""The id of what stands for a blank."""


def classify_lift_reason(
    reason: "str | DetainerOutcome | None", *, code: str | None = None
) -> DetainerOutcome | None:
    """Return the outcome that a recorded reason stands for; None where it is unrecognized.

    A blank, and what is missing, is "no outcome recorded": it does not mean that a request is
    pending, or that the person is still in custody.

    Args:
        reason: The reason as spelled, in any case; an outcome stands for itself.
        code: The code beside it, which counts only where the reason is a blank.

    Raises:
        DetainerError: If one is no string.

    >>> classify_lift_reason("Detainer declined by LEA").value
    'declined by the agency'
    >>> classify_lift_reason(None).value, classify_lift_reason("", code="A").value
    ('no outcome recorded', 'declined by the agency')
    >>> classify_lift_reason("Moved to the moon") is None
    True
    """
    if isinstance(reason, DetainerOutcome):
        return reason
    lift_reason = lift_reason_of(reason, code=code)
    return None if lift_reason is None else lift_reason.outcome


def lift_reason_of(reason: str | None, *, code: str | None = None) -> LiftReason | None:
    """Return the record of a reason as spelled, or of its code; None where there is none."""
    for name, value in (("reason", reason), ("code", code)):
        if not isinstance(value, str) and not is_missing(value):
            raise DetainerError(
                name, value, "a string, or None for a blank", "Convert it with str()."
            )
    blank = catalog.lift_reason(BLANK)
    record = reason_by_spelling().get(normalized(reason)) if isinstance(reason, str) else blank
    if record == blank and isinstance(code, str) and code.strip():
        return reason_by_code().get(normalized(code))
    return record
