"""Reviews, statuses and notices as documents, and how their inputs are run again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from detainerlib.cases import (
    DetainerStatus,
    NoticeDeadline,
    NoticeReview,
    Review,
    ReviewFinding,
    UncheckedQuestion,
    detainer_status,
    notice_deadlines,
    review_detainer,
)
from detainerlib.serialization.inputs import (
    detainer_document,
    detainer_of,
    event_document,
    event_of,
)
from detainerlib.serialization.values import (
    calendar_document,
    calendar_from,
    instant_document,
    instant_from,
    rule_id,
    seconds,
    time_bounds_document,
    time_bounds_from,
    zone_of,
)
from detainerlib.times.periods import UNKNOWN


def review_document(result: Review) -> dict[str, Any]:
    """Return a review as plain values."""
    return {
        "inputs": {"detainer": detainer_document(result.detainer)},
        "form": result.form.id,
        "edition": None if result.edition is None else result.edition.id,
        "findings": [_finding(finding) for finding in result.findings],
        "passed": [question.id for question in result.passed],
        "not_checked": [_unchecked_question(question) for question in result.not_checked],
    }


def review_again(inputs: Mapping[str, Any]) -> Review:
    """Run the input of a review again."""
    return review_detainer(detainer_of(inputs["detainer"]))


def status_document(result: DetainerStatus) -> dict[str, Any]:
    """Return a status as plain values."""
    return {
        "inputs": {
            "detainer": detainer_document(result.detainer),
            "events": [event_document(event) for event in result.events],
            "at": instant_document(result.at),
            "rule": rule_id(result.rule),
            "zone": result.zone,
            "calendar": calendar_document(result.calendar),
            "jurisdiction": None if result.jurisdiction is None else result.jurisdiction.code,
        },
        "authority_to_hold": list(result.authority_to_hold),
        "state": result.state.value,
        "possible": [state.value for state in result.possible],
        "since": time_bounds_document(result.since),
        "deadline": time_bounds_document(result.deadline),
        "least_remaining_seconds": seconds(result.least_remaining),
        "most_remaining_seconds": seconds(result.most_remaining),
        "overrun_seconds": seconds(result.overrun),
        "over_since": time_bounds_document(result.over_since),
        "custody_ended": time_bounds_document(result.custody_ended),
        "judicial_warrant": result.judicial_warrant,
        "reason": result.reason,
        "not_known": list(result.not_known),
        "decided_by": [event_document(event) for event in result.decided_by],
        "contradictions": list(result.contradictions),
        "sentence": result.sentence,
    }


def status_again(inputs: Mapping[str, Any]) -> DetainerStatus:
    """Run the inputs of a status again."""
    return detainer_status(
        detainer_of(inputs["detainer"]),
        [event_of(event) for event in inputs["events"]],
        at=instant_from(inputs["at"]),
        rule=inputs["rule"],
        zone=inputs["zone"],
        jurisdiction=inputs["jurisdiction"],
        calendar=calendar_from(inputs["calendar"]),
    )


def notices_document(result: NoticeReview) -> dict[str, Any]:
    """Return notices as plain values."""
    government = result.jurisdiction
    return {
        "inputs": {
            "detainer": detainer_document(result.detainer),
            "release": time_bounds_document(result.release),
            "zone": zone_of(result.release),
            "jurisdiction": None if government is None else government.code,
            "on": result.on.isoformat(),
        },
        "notices": [_notice(notice) for notice in result],
    }


def notices_again(inputs: Mapping[str, Any]) -> NoticeReview:
    """Run the inputs of notices again."""
    release = time_bounds_from(inputs["release"], inputs["zone"])
    return notice_deadlines(
        detainer_of(inputs["detainer"]),
        UNKNOWN
        if release is None
        else (release.earliest if release.exact else release.earliest.date()),
        jurisdiction=inputs["jurisdiction"],
        zone=inputs["zone"],
        on=date.fromisoformat(inputs["on"]),
    )


def _finding(finding: ReviewFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sentence": finding.summary,
        "citations": [str(citation) for citation in finding.citations],
    }


def _unchecked_question(question: UncheckedQuestion) -> dict[str, Any]:
    return {
        "code": question.code,
        "on_no_face": question.on_no_face,
        "sentence": str(question),
        "citations": [str(citation) for citation in question.citations],
    }


def _notice(notice: NoticeDeadline) -> dict[str, Any]:
    return {
        "title": notice.title,
        "rule": None if notice.rule is None else notice.rule.id,
        "asks_notice": notice.asks_notice,
        "certain": notice.certain,
        "opens": time_bounds_document(notice.opens),
        "due": time_bounds_document(notice.due),
        "sentence": str(notice),
    }
