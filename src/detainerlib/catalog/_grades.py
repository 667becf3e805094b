"""How well what an answer rests on was read, in one sentence."""

from collections.abc import Iterable, Mapping

from detainerlib.catalog._sources import authority
from detainerlib.sentences import policy as sentences
from detainerlib.sources.citations import AuthorityKind, Citation, Evidence


def grades_in_words(cited: Iterable[tuple[str, Citation]]) -> str | None:
    """Return how well some sources were read; None where there are none.

    Guidance on a form is named where it is what was read: no one may take it for the form.

    Args:
        cited: What rests on each, as a rule's title, with its citation.

    >>> from detainerlib import catalog
    >>> print(grades_in_words([("Form I-247A", catalog.rule("Form I-247A").citation)]))
    Source: secondary, not the original text (Form I-247A, read in ICE's guidance).
    """
    grades: dict[Evidence, dict[str, None]] = {}
    is_guidance = False
    for title, citation in cited:
        source = authority(citation.authority)
        named = title
        if source.kind is AuthorityKind.GUIDANCE:
            is_guidance = True
            if title != source.cited(citation.pin):
                named = sentences.read_in_guidance(title)
        grades.setdefault(citation.evidence, {})[named] = None
    told: Mapping[Evidence, list[str]] = {grade: [*named] for grade, named in grades.items()}
    return sentences.sources(told, always_named=is_guidance) or None
