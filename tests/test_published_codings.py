"""The law on file beside published codings: each disagreement has a reason, and none is left over.

A coding is no oracle: where it and a record differ, either may be wrong. What is tested is that
someone looked, and wrote down why. The codings and the reasons are in `docs/codings`.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from detainerlib.bulk import policy_panel

PROJECT: Final = Path(__file__).parents[1]
SURVEY: Final = PROJECT.parent / "shared" / "facts" / "statewide.json"
SURVEY_REASONS: Final = PROJECT / "tests" / "cases" / "statewide.toml"
FITS: Final = {
    "none": {"left to each agency"},
    "required": {"required"},
    "required under condition": {"required", "open; permitted or required in some cases"},
    "permitted expressly": {"permitted"},
    "limited by condition": {"under conditions", "prohibited without a judge's warrant"},
    "prohibited": {
        "prohibited",
        "prohibited without a judge's warrant",
        "prohibited without a judge's warrant; open with one",
    },
    "unknown": {"open"},
}
"""What fits each rule that the survey names."""

docs = pytest.mark.skipif(not (PROJECT / "docs").exists(), reason="docs are not here")
survey = pytest.mark.skipif(not SURVEY.exists(), reason="the survey is not at hand")


@pytest.fixture(scope="module", name="codings")
def codings_fixture() -> Iterator[Any]:
    """Give the module of the docs that compares."""
    folder = str(PROJECT / "docs" / "_ext")
    sys.path.insert(0, folder)
    try:
        yield import_module("codings")
    finally:
        sys.path.remove(folder)


@docs
class TestCodings:
    """The State Immigration Policy Resource by state and year; Section III by place and month."""

    @pytest.mark.parametrize(
        ("name", "compared", "at_least"),
        [("RESOURCE", "compared_by_year", 900), ("SECTION", "compared_by_place", 11)],
    )
    def test_each_disagreement_has_a_reason(
        self, codings: Any, name: str, compared: str, at_least: int
    ) -> None:
        """And each reason a disagreement. Agreement may grow, and does not shrink unseen."""
        outcome = getattr(codings, compared)()
        differing = {(item.jurisdiction, item.when) for item in outcome.disagreements}

        assert differing == {*codings.reasons(getattr(codings, name))}
        assert at_least <= outcome.alike

    def test_every_state_has_a_code_for_every_year(self, codings: Any) -> None:
        """The states and the District; one cell has no data."""
        record = codings.coding(codings.RESOURCE)
        years = record["last_year"] - record["first_year"] + 1
        codes = "".join(record["codes"].values())

        assert 51 == len(record["codes"])
        assert {years} == {len(code) for code in record["codes"].values()}
        assert {*record["meanings"], record["no_data"]} == {*codes}
        assert 1 == codes.count(record["no_data"])

    def test_years_that_follow_each_other_are_one_disagreement(self, codings: Any) -> None:
        """As long as both say the same; a year between parts them."""
        years = [(2014, 1, "no"), (2015, 1, "no"), (2016, 2, "no"), (2018, 2, "no")]
        runs = codings._runs("US-IL", years, {"1": "some", "2": "all"})

        assert [("2014-2015", "some"), ("2016", "all"), ("2018", "all")] == [
            (run.when, run.theirs) for run in runs
        ]

    def test_a_second_reason_is_refused(
        self, codings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One would hide the other."""
        entry = {"jurisdictions": ["US-IL", "US-IL"], "when": "2014", "reason": "It was not read."}

        def coding(_: object) -> dict[str, object]:
            return {"disagreement": [entry]}

        monkeypatch.setattr(codings, "coding", coding)

        with pytest.raises(ValueError, match="two reasons for"):
            codings.reasons("made-up")


@survey
class TestSurvey:
    """A survey of statewide rules on five days, which is not part of the project."""

    def test_each_disagreement_has_a_reason(self) -> None:
        """And each reason a disagreement."""
        reasons = tomllib.loads(SURVEY_REASONS.read_text("utf-8"))["disagreement"]
        explained = [(entry["jurisdiction"], day) for entry in reasons for day in entry["days"]]

        assert sorted(self.disagreements()) == sorted(explained)

    def disagreements(self) -> Iterator[tuple[str, str]]:
        """Yield the states and days on which the survey and the law on file disagree."""
        status = json.loads(SURVEY.read_text("utf-8"))["status"]
        for day in next(iter(status.values())):
            on = date.fromisoformat(day)
            for row in policy_panel(
                [f"US-{state}" for state in status],
                start=on,
                end=on,
                practices=["hold_on_detainer"],
            ):
                theirs = status[row["jurisdiction"].removeprefix("US-")][day]
                ours = row["hold_on_detainer"]
                if "that there is no rule" in row["hold_on_detainer_coverage"]:
                    ours = "left to each agency"
                rule, _, _ = theirs.partition(" [")
                rule, _, _ = rule.partition(" (")
                if ours not in FITS[rule.replace(" without judicial warrant", "")]:
                    yield row["jurisdiction"], day
