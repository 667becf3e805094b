"""The explanation of an answer: its steps, the authorities they cite, the closing sentence."""

from collections.abc import Iterable

from detainerlib.catalog._sources import about, authority, made_with
from detainerlib.sources.explanation import Explanation, Step


def ending(closing: str | None = None) -> str:
    """Return the sentence that ends an output, by default on holds, and what it was made with."""
    return f"{closing or about().closing} Made with {made_with()}."


def explanation_of(steps: Iterable[Step], closing: str | None = None) -> Explanation:
    """Return an explanation of the steps, with the authorities they cite and a last sentence.

    Args:
        steps: The steps.
        closing: That sentence; by default the one on holds.
    """
    steps = tuple(steps)
    cited = dict.fromkeys(
        cite.authority for step in steps for cite in (*step.citations, *step.see_also)
    )
    return Explanation(
        steps=steps,
        authorities=tuple(authority(id) for id in cited),
        closing=closing or about().closing,
        made_with=made_with(),
    )
