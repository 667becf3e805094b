"""What the page asks of the library, and what it answers, as JSON: every sentence is its own."""

import json
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import distributions
from platform import python_version
from typing import Any, Final

from detainerlib import catalog
from detainerlib._html import paragraph
from detainerlib.calendar_files import hold_calendar
from detainerlib.cli.parsing import form_assumed, read_as, time_or_day
from detainerlib.cli.readings import TypedReadings, readings_typed
from detainerlib.errors import DetainerError
from detainerlib.holds.audits_by_reading import audits_by_reading
from detainerlib.memos import memo_html
from detainerlib.times.periods import UNKNOWN

_FIELDS: Final[Mapping[str, str]] = {
    "jurisdiction": "place",
    "custody_ends": "due",
    "--form": "form",
    "form": "form",
    "released": "released",
    "zone": "zone",
    "case_id": "case_id",
}
# A page has no parameters and no options.
_SAID_FOR: Final = (
    ("got None, expected", "missing; expected"),
    ("; catalog.find() searches", ""),
    ("Add --form and the number", "Choose the number"),
    (", such as --form I-247.", "."),
)


def page(_: str) -> str:
    """Return what the page shows before it is asked: the forms, and what it is made with."""
    installed = sorted({f"{package.name} {package.version}" for package in distributions()})
    return json.dumps(
        {
            "forms": [{"name": form.name, "title": form.title} for form in catalog.forms()],
            "made_with": [str(catalog.made_with()), f"Python {python_version()}", *installed],
        }
    )


def answer(fields: str) -> str:
    """Return the answer to what was typed, or what is wrong with it and in which field."""
    typed = json.loads(fields)
    try:
        return json.dumps(_answer(typed))
    except DetainerError as error:
        return json.dumps(_refusal(error))


def calendar(fields: str) -> str:
    """Return the calendar file of the answer to what was typed."""
    typed = json.loads(fields)
    try:
        readings = _readings(typed).readings
        file = hold_calendar(*readings, at=datetime.now(UTC), case_id=_case_id(typed))
    except DetainerError as error:
        return json.dumps(_refusal(error))
    return json.dumps({"calendar": file.decode()})


def _answer(typed: Mapping[str, Any]) -> dict[str, Any]:
    asked = _readings(typed)
    first = asked.readings[0]
    needs = dict.fromkeys(id for reading in first for id in reading.needs)
    return {
        "memo": memo_html(*asked.readings, case_id=_case_id(typed)),
        "audits": paragraph(*_audits(typed, asked), *form_assumed(typed["form"] or None)),
        "law": paragraph(*first.authority_to_hold),
        "why": first.explanation.to_html(),
        "needs": [{"id": id, "summary": catalog.event(id).summary} for id in needs],
        "has_deadline": bool(first.computed),
    }


def _readings(typed: Mapping[str, Any]) -> TypedReadings:
    return readings_typed(
        Namespace(
            custody_ends=[typed["due"]],
            jurisdiction=typed["place"],
            zone=typed["zone"] or None,
            form=typed["form"] or None,
            event=[f"{id}={time}" for id, time in typed["events"].items() if time],
            fact=[],
            fold=None,
            on=None,
            agency_type=None,
        )
    )


def _audits(typed: Mapping[str, Any], asked: TypedReadings) -> list[str]:
    """Return whether the person was held too long, under each rule; empty if still held."""
    if not typed["released"]:
        return []
    readings = asked.readings[0]
    released = time_or_day(typed["released"], readings.zone, "released", None)
    audits = audits_by_reading(
        asked.custody_ends,
        released,
        form=readings.form_id,
        jurisdiction=readings.jurisdiction,
        zone=readings.zone,
        events=dict(readings.events),
    )
    return [*read_as(released=released), *(audit.sentence for audit in audits)]


def _case_id(typed: Mapping[str, Any]) -> Any:
    return typed["case_id"] or UNKNOWN


def _refusal(error: DetainerError) -> dict[str, str | None]:
    """Return what is wrong, as the library says it, without the name of a parameter."""
    where = error.where.removeprefix("--event ")
    said = str(error).removeprefix(f"{error.where}: ")
    for python, words in _SAID_FOR:
        said = said.replace(python, words)
    return {"field": _FIELDS.get(where, where), "error": f"{said[0].upper()}{said[1:]}"}
