"""What the page in the browser asks of the library; `nox -s calculator` tries the page itself."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

import detainerlib as dl
from detainerlib.memos import memo_html

PAGE: Final = Path(__file__).parents[1] / "docs" / "hold-calculator"
BLANK: Final[dict[str, Any]] = {
    "place": "Cook County, IL",
    "due": "7/3/2025 5pm",
    "form": "",
    "released": "",
    "zone": "",
    "case_id": "",
    "events": {},
}

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="docs are not here")


@pytest.fixture(scope="module")
def answers() -> ModuleType:
    """Give the module that the page runs."""
    spec = importlib.util.spec_from_file_location("answers", PAGE / "answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def asked(answers: ModuleType, **typed: Any) -> dict[str, Any]:
    """Give the answer to what is typed."""
    answer: dict[str, Any] = json.loads(answers.answer(json.dumps({**BLANK, **typed})))
    return answer


class TestAnswers:
    """Every sentence is the library's."""

    def test_the_memo_is_the_librarys(self, answers: ModuleType) -> None:
        """The same page as by its function."""
        due = dl.local_time("7/3/2025 5pm", zone="Central")
        readings = dl.hold_readings(due, form="I-247A", jurisdiction="Cook County, IL")

        answer = asked(answers, case_id="17-3")

        assert memo_html(readings, case_id="17-3") == answer["memo"]
        assert readings.explanation.to_html() == answer["why"]
        assert "No form was named" in answer["audits"]

    def test_a_release_is_audited_under_each_rule(self, answers: ModuleType) -> None:
        """And read back."""
        audits = asked(answers, form="I-247A", released="7/9/2025 8am")["audits"]

        assert "Released: Wednesday, July 9, 2025, 8:00 a.m. CDT." in audits
        assert "Form I-247A: over by 87 hours." in audits
        assert "8 C.F.R. § 287.7(d): over by 15 hours." in audits

    def test_a_day_alone_has_two_ends(self, answers: ModuleType) -> None:
        """Of the memo, and of the audit."""
        answer = asked(answers, due="7/3/2025", released="7/9/2025")

        assert "at a time that was not entered" in answer["memo"]
        assert "over by more than 72 and less than 120 hours" in answer["audits"]

    def test_times_that_a_rule_needs_are_asked_for(self, answers: ModuleType) -> None:
        """By the sentences of their events; once typed they are used."""
        due = "3/7/2025 5pm"
        needs = asked(answers, place="NC", due=due)["needs"]
        events = {"detainer-received": "3/5/2025 9am", "administrative-warrant-received": ""}

        fewer = asked(answers, place="NC", due=due, events=events)["needs"]

        assert {"detainer-received", "administrative-warrant-received"} == {
            need["id"] for need in needs
        }
        assert ["administrative-warrant-received"] == [need["id"] for need in fewer]

    def test_a_calendar_has_the_deadlines(self, answers: ModuleType) -> None:
        """As a file."""
        file = json.loads(answers.calendar(json.dumps(BLANK)))["calendar"]

        assert 3 == file.count("BEGIN:VEVENT")
        assert "DTSTART;TZID=America/Chicago:20250705T170000" in file

    def test_the_page_lists_forms_and_versions(self, answers: ModuleType) -> None:
        """Before anything is asked."""
        page = json.loads(answers.page("{}"))

        assert "I-247A" in {form["name"] for form in page["forms"]}
        assert any(re.match(r"holidays \d", line) for line in page["made_with"])


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("place", {"place": "Xyz"}, "No place of that name is on file."),
        ("place", {"place": ""}, "expected a state (TX)"),
        ("place", {"place": "Springfield"}, "Write which: Springfield city, Oregon"),
        ("due", {"due": "13/7/2025 5pm"}, "Type 7/13/2025 5pm."),
        ("due", {"due": ""}, "expected a date and time such as 7/3/2025 5pm"),
        ("form", {"due": "7/3/2015 5pm"}, "Choose the number at the foot of the form."),
        ("zone", {"place": "Kansas"}, "Missing; expected the facility's time zone"),
        ("zone", {"zone": "Eastern"}, "Use America/Chicago (Central)"),
        ("released", {"released": "soon"}, "expected a date and time"),
        ("detainer-received", {"events": {"detainer-received": "soon"}}, "expected a date"),
    ],
)
def test_what_is_refused_is_said_at_its_field(
    answers: ModuleType, field: str, typed: dict[str, Any], said: str
) -> None:
    """In the library's words, with nothing to type that a page does not have."""
    refusal = asked(answers, **typed)

    assert field == refusal["field"]
    assert said in refusal["error"]
    assert not re.search(r"--\w|catalog\.|\bNone\b|\w=", refusal["error"])


class TestFiles:
    """What the page is made of, as it lies there."""

    def test_it_names_no_other_site(self) -> None:
        """No address, but for none at all."""
        addresses = [
            f"{path.name}: {address}"
            for path in PAGE.iterdir()
            if path.is_file()
            for address in re.findall(r"(?:https?:)?//[a-z][\w.-]+", path.read_text("utf-8"))
        ]

        assert [] == addresses

    def test_its_policy_forbids_all_other_sites(self) -> None:
        """Each source is the site itself, what the page made, or none."""
        page = (PAGE / "index.html").read_text("utf-8")
        match = re.search(r'"Content-Security-Policy" content="([^"]+)"', page)
        assert match is not None
        directives = dict(part.strip().split(" ", 1) for part in match[1].split(";"))

        assert "'none'" == directives["default-src"] == directives["form-action"]
        assert "'self'" == directives["connect-src"]
        assert {
            *("'none'", "'self'", "'wasm-unsafe-eval'", "'unsafe-inline'", "blob:", "data:"),
        } >= {source for sources in directives.values() for source in sources.split()}
        assert "'unsafe-inline'" not in directives["script-src"]
