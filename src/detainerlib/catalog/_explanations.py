"""The explanation of an answer: its steps, the authorities they cite, the closing sentence."""

from collections.abc import Iterable
from datetime import date

import attrs

from detainerlib.catalog._law import law_in_use
from detainerlib.catalog._sources import about, authority, laws_on_file, made_with
from detainerlib.sentences import data_date as sentences
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of


def ending(closing: str | None = None) -> str:
    """Return the sentence that ends an output, by default on holds, and what it was made with."""
    return f"{closing or about().closing} Made with {made_with()}."


def after_data(day: date | None, *, is_last: bool = False) -> str | None:
    """Return, of a day later than the data, that a law made in between is not on file.

    Args:
        day: The day whose law was applied; None where there is none.
        is_last: Whether that of earlier days was, too.
    """
    versions = made_with()
    if day is None or day <= versions.data_as_of:
        return None
    folder = None if versions.law is None else versions.law.id
    return sentences.after_data(versions.data_as_of, day, folder, is_last=is_last)


def explanation_of(
    steps: Iterable[Step],
    closing: str | None = None,
    *,
    on: date | None = None,
    is_last: bool = False,
) -> Explanation:
    """Return an explanation of the steps, with the authorities they cite and a last sentence.

    Args:
        steps: The steps.
        closing: That sentence; by default the one on holds.
        on: The day whose law was applied; where the data are older, the first step says so.
        is_last: Whether the law of earlier days was applied, too.
    """
    steps = tuple(steps)
    unseen = after_data(on, is_last=is_last)
    if unseen is not None:
        first = step_of(StepStatus.UNKNOWN, unseen, laws_on_file())
        # Each answer that this one rests on may have said so already.
        steps = (first, *(step for step in steps if step != first))
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
