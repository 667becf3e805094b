"""The explanation of an answer: its steps, the authorities they cite, the closing sentence."""

from collections.abc import Iterable

import attrs

from detainerlib.catalog._law import law_in_use
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
    if law_in_use().version is not None:
        steps = tuple(map(_marked, steps))
    cited = dict.fromkeys(
        cite.authority for step in steps for cite in (*step.citations, *step.see_also)
    )
    return Explanation(
        steps=steps,
        authorities=tuple(authority(id) for id in cited),
        closing=closing or about().closing,
        made_with=made_with(),
    )


def _marked(step: Step) -> Step:
    """Mark what cites an authority of a law folder in use, though its own record is no such one."""
    citations, see_also = (
        tuple(
            cite if cite.law is not None else attrs.evolve(cite, law=authority(cite.authority).law)
            for cite in cites
        )
        for cites in (step.citations, step.see_also)
    )
    return attrs.evolve(step, citations=citations, see_also=see_also)
