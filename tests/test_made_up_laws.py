"""Whole answers under a few made-up laws: every sentence that an answer may have, read as one."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from made_up_laws import answered
from scenarios import scenarios

from detainerlib import catalog
from detainerlib.catalog._law import in_use
from detainerlib.policy import PolicyAnswer
from detainerlib.policy.in_words import below_in_words
from detainerlib.policy.ordinary import is_barred, is_open, is_required, is_required_first
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Step

CASES: Final = scenarios("made_up_laws", "case")
SEEN: Final[dict[str, Callable[[PolicyAnswer], bool]]] = {
    "barred": is_barred,
    "open": is_open,
    "required somewhere": is_required,
    "required of all named": is_required_first,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_answer_says(case: dict[str, Any]) -> None:
    """Each line of it, and what it comes to in the ordinary case."""
    answer = answered(case)
    says = str(answer).splitlines()
    with in_use(answer._law):
        below = [*below_in_words(answer)]
        seen = [name for name, holds in SEEN.items() if holds(answer)]

    assert case["says"] == says
    assert case["seen"] == seen
    assert case.get("below", below) == below
    assert f"{answer.jurisdiction.name}: {answer.statement}" == says[0]


def test_an_answer_in_html_says_the_same() -> None:
    """In a paragraph, and what ends every answer in small print."""
    (case,) = (case for case in CASES if case["name"] == "a county's ban")
    closing = catalog.about().closing_on_policy

    page = answered(case)._repr_html_()
    assert page.startswith(f"<p>{'<br>'.join(case['says'])}</p><p><small>{closing}")


@pytest.mark.parametrize(
    "case", [case for case in CASES if "steps" in case], ids=lambda case: case["name"]
)
def test_an_answer_explains(case: dict[str, Any]) -> None:
    """Each step, with its status and sources; the last says the first line of the answer."""
    answer = answered(case)
    explanation = answer.explanation
    with in_use(answer._law):
        told = [*map(in_a_line, explanation)]

    assert case["steps"] == told
    assert case["says"][0] == explanation.steps[-1].statement
    assert catalog.about().closing_on_policy == explanation.closing


def in_a_line(step: Step) -> str:
    """Give a step, and what it cites."""
    statement = step.statement
    if statement == catalog.about().agreements.summary:
        statement = "(that few agreements are on file)"
    cites, others = (
        ", ".join(dict.fromkeys(map(cited, several))) for several in (step.citations, step.see_also)
    )
    return f"{step.outcome.value}: {statement} [{cites}{f'; see also {others}' if others else ''}]"


def cited(citation: Citation) -> str:
    """Give what a citation cites."""
    return catalog.authority(citation.authority).cited(citation.pin)
