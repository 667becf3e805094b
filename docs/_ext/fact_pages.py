"""The page of facts: every question on which a law on file turns."""

from collections.abc import Callable, Mapping
from typing import Final

from templates import render

from detainerlib import catalog
from detainerlib.models.conditions import IsFact


def facts_page() -> str:
    """Return the page."""
    turning = []
    for fact in catalog.facts():
        norms = (norm for norm in catalog.provisions() if IsFact(fact=fact.id) in norm.conditions)
        by_title = {norm.title: norm for norm in norms}  # a law has a provision for each practice
        turning.append((fact, [*by_title.values()]))
    return render("facts.md.jinja", facts=turning)


PAGES: Final[Mapping[str, Callable[[], str]]] = {"facts": facts_page}
