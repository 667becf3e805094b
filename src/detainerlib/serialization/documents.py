"""Results as documents of plain values, for JSON, and back by running the recorded inputs again."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from detainerlib.cases import DetainerStatus, NoticeReview, Review
from detainerlib.cooperation import Classification, CooperationProfile
from detainerlib.errors import DetainerError, in_print
from detainerlib.holds.all_readings import HoldReadings
from detainerlib.holds.hold_audit import HoldAudit
from detainerlib.holds.window import HoldBounds, HoldWindow
from detainerlib.policy import PolicyAnswer
from detainerlib.serialization import cases, cooperation, holds, policy
from detainerlib.sources.explanation import Explanation

SCHEMA: Final = 1

Result = (
    HoldReadings
    | HoldWindow
    | HoldBounds
    | HoldAudit
    | Review
    | DetainerStatus
    | NoticeReview
    | PolicyAnswer
    | CooperationProfile
    | Classification
)


class _Layout(NamedTuple):
    """How results of one model are written, and run again."""

    model: type[Any]
    document: Callable[[Any], dict[str, Any]]
    again: Callable[[Mapping[str, Any]], Any]


_LAYOUTS: Final = {
    "hold-readings": _Layout(HoldReadings, holds.readings_document, holds.readings_again),
    "hold-window": _Layout(HoldWindow, holds.window_document, holds.window_again),
    "hold-bounds": _Layout(HoldBounds, holds.bounds_document, holds.bounds_again),
    "hold-audit": _Layout(HoldAudit, holds.audit_document, holds.audit_again),
    "review": _Layout(Review, cases.review_document, cases.review_again),
    "detainer-status": _Layout(DetainerStatus, cases.status_document, cases.status_again),
    "policy-answer": _Layout(
        PolicyAnswer, policy.policy_answer_document, policy.policy_answer_again
    ),
    "cooperation-profile": _Layout(
        CooperationProfile, cooperation.profile_document, cooperation.profile_again
    ),
    "classification": _Layout(
        Classification, cooperation.classification_document, cooperation.classification_again
    ),
    "notices": _Layout(NoticeReview, cases.notices_document, cases.notices_again),
}

_WORDS: Final = frozenset(
    {
        "binds",
        "closing",
        "ends_early",
        "explanation",
        "made_with",
        "only_if",
        "sentence",
        "title",
        "transition",
    }
)
_INPUTS: Final = frozenset(
    {
        "agency_type",
        "arrested_on",
        "as_of",
        "at",
        "reason",
        "calendar",
        "clock_starts",
        "convicted_on",
        "convictions",
        "definition",
        "custody_ends",
        "day",
        "declined",
        "detainer",
        "earliest",
        "end",
        "events",
        "facts",
        "form",
        "jurisdiction",
        "latest",
        "missing",
        "observed",
        "denominator",
        "offenses",
        "on",
        "one_of_several",
        "practice",
        "release",
        "released",
        "released_on",
        "rule",
        "scale",
        "source",
        "start",
        "starts_at",
        "zone",
    }
)


def to_dict(result: Result) -> dict[str, Any]:
    """Return a result as a document of plain values, stable from run to run.

    Instants are given twice: in UTC, and as the facility's clock shows them. Lengths of time are
    seconds. `schema` is the version of this layout.

    Raises:
        DetainerError: If `result` is no result of this library.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_window
    >>> window = hold_window(datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago")))
    >>> to_dict(window)["deadline"]
    {'utc': '2025-07-08T22:00:00Z', 'local': '2025-07-08T17:00:00-05:00'}
    """
    for kind, layout in _LAYOUTS.items():
        if isinstance(result, layout.model):
            body = {"kind": kind, **layout.document(result)}
            return {"schema": SCHEMA, **body, **_explanation(result.explanation)}
    models = ", ".join(layout.model.__name__ for layout in _LAYOUTS.values())
    raise DetainerError(
        "result", result, f"one of {models}", "For an explanation alone use its to_dict()."
    )


def to_json(result: Result, *, indent: int | None = None) -> str:
    """Return a result as a JSON text; see `to_dict`."""
    return json.dumps(to_dict(result), ensure_ascii=False, indent=indent)


def from_dict(document: Mapping[str, Any]) -> Result:
    """Return the result a document was made of, by running its recorded inputs again.

    Words are not compared: sentences, titles and the explanation may be worded better in a later
    version. Everything else must come out the same.

    Raises:
        DetainerError: If the document is of another schema, lacks something, or no longer
            reproduces because the data or a version it was made with has changed.
    """
    if not isinstance(document, Mapping):
        raise DetainerError("document", document, "a mapping", "See to_dict().")
    if document.get("schema") != SCHEMA:
        raise DetainerError(
            "schema", document.get("schema"), str(SCHEMA), "Read it with the version that wrote it."
        )
    for key in ("kind", "inputs"):
        if key not in document:
            raise _incomplete(key)
    inputs = document["inputs"]
    try:
        result: Result = _layout(document["kind"]).again(inputs)
    except DetainerError:
        raise
    except KeyError as error:
        raise (
            _incomplete(error.args[0]) if error.args[0] in _INPUTS else _unreadable(inputs)
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise _unreadable(inputs) from error
    _compare(document, to_dict(result))
    return result


def _layout(kind: object) -> _Layout:
    if isinstance(kind, str) and kind in _LAYOUTS:
        return _LAYOUTS[kind]
    raise DetainerError("kind", kind, "a kind that to_dict() writes", "Write it anew.")


def _compare(document: Mapping[str, Any], again: Mapping[str, Any]) -> None:
    for key in document:
        if key not in again:
            raise DetainerError(key, document[key], "no such key", "Write it anew.")
    for key in again:
        if key not in document:
            raise _incomplete(key)
    difference = next(_differences(document, again), None)
    if difference is not None:
        path, written, anew = difference
        alike = document["made_with"] == again["made_with"]
        raise DetainerError(
            path,
            written,
            f"{in_print(anew)}, as the same inputs give now",
            f"It was made with {'the same' if alike else 'other'} versions.",
        )


def _differences(written: Any, anew: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield where two documents say something else, by path; words may be improved."""
    if isinstance(written, dict) and isinstance(anew, dict):
        before, now = cast("dict[object, Any]", written), cast("dict[object, Any]", anew)
        for key in {**now, **before}:
            if key not in _WORDS:
                where = f"{path}.{key}" if path else str(key)
                yield from _differences(before.get(key), now.get(key), where)
    elif isinstance(written, list) and isinstance(anew, list):
        members, others = cast("list[object]", written), cast("list[object]", anew)
        if len(members) != len(others):
            yield path, members, others
        for index, (member, other) in enumerate(zip(members, others, strict=False)):
            yield from _differences(member, other, f"{path}[{index}]")
    elif written != anew:
        yield path, written, anew


def _incomplete(key: str) -> DetainerError:
    return DetainerError(key, None, "every key that to_dict() writes", "Write it anew.")


def _unreadable(inputs: object) -> DetainerError:
    return DetainerError("inputs", inputs, "inputs as to_dict() writes them", "Write it anew.")


def from_json(text: str) -> Result:
    """Return the result a JSON text was made of; see `from_dict`.

    Raises:
        DetainerError: If the text is no such document.
    """
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, TypeError, RecursionError) as error:
        raise DetainerError("text", str(error), "a JSON document", "See to_json().") from error
    if not isinstance(document, dict):
        raise DetainerError("text", document, "a JSON object", "See to_json().")
    return from_dict(cast("dict[str, Any]", document))


def _explanation(explanation: Explanation) -> dict[str, Any]:
    document = explanation.to_dict()
    made_with = document.pop("made_with")
    closing = document.pop("closing")
    return {"explanation": document, "closing": closing, "made_with": made_with}
