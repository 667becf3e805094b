"""The answer of a result in few values, none of them nested."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import attrs

from detainerlib._documents.reading import kind_of
from detainerlib._printing import Listing, Printed
from detainerlib._validation import checked, is_of
from detainerlib.cases import DetainerStatus, NoticeRecipient, NoticeReview, Review
from detainerlib.catalog._explanations import after_data
from detainerlib.cooperation import Classification
from detainerlib.errors import DetainerError
from detainerlib.holds import HoldAudit, HoldBounds, HoldReadings, HoldWindow
from detainerlib.policy import OpenReason, PolicyAnswer
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation
from detainerlib.times.bounds import TimeBounds
from detainerlib.times.instants import same_instant


@attrs.frozen(kw_only=True, field_transformer=checked)
class BriefAnswer(Printed):
    """The answer of a result in few values; made by `brief`.

    Attributes:
        result: The kind of the result.
        deadline: The last moment within the rule, by the facility's clock, with its offset; of
            several the earliest. None where there is none, or it is not known.
        latest_deadline: The latest one, where readings differ or a time of day is not known.
        rule: The id of the rule, or of the provision that controls.
        outcome: The outcome in a word or three: "over", "hold running", "prohibited".
        citation: The text it rests on, as a lawyer would print it.
        weakest_evidence: The weakest grade of evidence among all that it rests on.
        sentence: The answer in one to five lines; a last one, where it is for a day later than the
            data, says so.
        closing: The sentence that ends every output.

    >>> import detainerlib as dl
    >>> window = dl.hold_window(dl.local_time("7/3/2025 5pm", zone="Central"))
    >>> answer = dl.serialization.brief(window)
    >>> answer.deadline, answer.citation, answer.weakest_evidence
    ('2025-07-08T17:00:00-05:00', '8 C.F.R. § 287.7(d)', 'text')
    """

    result: str
    deadline: str | None
    latest_deadline: str | None
    rule: str | None
    outcome: str
    citation: str | None
    weakest_evidence: str
    sentence: str
    closing: str

    def __str__(self) -> str:
        """The answer."""
        return self.sentence


def brief(result: Any) -> Any:
    """Return the answer of a result in few values; of several results a tuple of them.

    Raises:
        DetainerError: If it is no answer of a rule on holds, on one case, on norms or cooperation.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_readings
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> answer = brief(hold_readings(thursday, form="I-247A"))
    >>> answer.deadline, answer.rule
    ('2025-07-05T17:00:00-05:00', 'form-i-247a')
    >>> answer.citation
    "U.S. Immigr. & Customs Enf't, Guidance for Completing Form I-247A (2017)"
    """
    if is_of(tuple, result):
        return Listing(map(brief, result))
    deadlines: Iterable[datetime | TimeBounds | None] = ()
    rule: Any = None
    citation: Citation | None = None
    on: date | None = getattr(result, "on", None)
    match result:
        case HoldReadings():
            reading = result.earliest or next(iter(result), None)
            deadlines = (found.deadline for found in result)
            rule = None if reading is None else reading.rule
            citation = None if reading is None else reading.citation
            outcome = "no reading on record" if reading is None else reading.status.value
        case HoldWindow():
            deadlines, rule, outcome = (result.deadline,), result.rule, "computed"
            on = result.clock_starts.date()
        case HoldBounds():
            deadlines = (result.earliest.deadline, result.latest.deadline)
            rule, outcome, on = result.rule, "computed", result.day
        case HoldAudit():
            deadlines, rule = (result.within_until,), result.rule
            citation, outcome, on = result.citation, result.outcome.value, result.day
        case DetainerStatus():
            deadlines, rule, outcome = (result.deadline,), result.rule, result.state.value
        case NoticeReview():
            deadlines = (notice.due for notice in result)
            to_ice = result.to(NoticeRecipient.ICE)
            first = next((notice for notice in to_ice if notice.asks_notice), None)
            rule = None if first is None else first.rule
            citation = None if first is None else first.citation
            outcome = "asks for no notice" if first is None else "asks for notice"
        case Review():
            gravest = next(iter(result), None)
            outcome = "no finding" if gravest is None else gravest.severity.value
            citation = None if gravest is None else gravest.citations[0]
        case PolicyAnswer():
            rule = next(iter((*result.controlling, *result.conflicts)), None)
            outcome = "open" if result.modality is None else result.modality.value
            if result.no_rule is not None and result.is_left_to_agencies:
                outcome = OpenReason.LEFT_TO_AGENCIES.value
                citation = result.no_rule.citation
        case Classification():
            outcome = result.in_brief
        case _:
            name = type(result).__name__
            expected = "an answer on holds, one case, norms or cooperation"
            raise DetainerError("result", name, expected, "Use to_dict() of others.")
    explanation: Explanation = result.explanation
    citation = citation or (None if rule is None else rule.citation)
    texts = _in_order(deadlines)
    return BriefAnswer(
        result=kind_of(type(result)),
        deadline=texts[0] if texts else None,
        latest_deadline=texts[-1] if texts else None,
        rule=None if rule is None else rule.id,
        outcome=outcome,
        citation=None if citation is None else explanation.printed(citation),
        weakest_evidence=explanation.weakest.value,
        sentence="\n".join([str(result), *filter(None, [after_data(on)])]),
        closing=explanation.closing,
    )


def _in_order(deadlines: Iterable[datetime | TimeBounds | None]) -> list[str]:
    instants: list[datetime] = []
    for deadline in deadlines:
        if isinstance(deadline, TimeBounds):
            instants += [deadline.earliest, deadline.latest]
        elif deadline is not None:
            instants.append(deadline)
    return [instant.isoformat() for instant in sorted(instants, key=same_instant)]
