"""What must be true of the federal frame: practices defined, terms of figures on file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from detainerlib.catalog._toml import Loaded, fault
from detainerlib.errors import DataFault
from detainerlib.models.counting import Counted
from detainerlib.models.federal_measures import FederalMeasure
from detainerlib.models.figures import PublishedFigure
from detainerlib.models.practices import PracticeDefinition
from detainerlib.models.provisions import Practice, Provision
from detainerlib.models.publisher_terms import PublisherTerm

Records = Iterable[tuple[str, Any]]

_IN_A_PUBLISHERS_WORD: Final = frozenset(
    {
        Counted.RECORDED_DECLINED,
        Counted.RELEASED,
        Counted.ACTIVE,
        Counted.DECLINED_SHARE,
        Counted.REFUSED_SHARE,
        Counted.REFUSING_AGENCIES,
    }
)
"""What only its publisher's word says: when a detainer was declined, or somebody released."""


def federal_faults(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """Yield a practice without a definition, a figure without its term, an end without its day."""
    yield from _undefined_practices(
        collections["practices"].records, collections["policies"].records
    )
    terms = [term for _, term in collections["terms"].records]
    for file, figure in collections["figures"].records:
        for message in _term_faults(figure, terms):
            yield fault(file, figure.id, "terms", message)
    for file, measure in collections["measures"].records:
        yield from _measure_faults(file, measure)


def _undefined_practices(practices: Records, provisions: Records) -> Iterator[DataFault]:
    defined: dict[Practice, tuple[str, PracticeDefinition]] = {
        record.practice: (file, record) for file, record in practices
    }
    for practice in Practice if defined else ():
        if practice not in defined:
            yield fault("practices.toml", practice.value, "record", "has no definition")
    by_id: dict[str, Provision] = {norm.id: norm for _, norm in provisions}
    for practice, (file, record) in defined.items():
        example = by_id.get(record.example)
        if example is not None and example.practice is not practice:
            message = f"{record.example!r} is on {example.practice.value}"
            yield fault(file, record.id, "example", message)


def _term_faults(figure: PublishedFigure, terms: Iterable[PublisherTerm]) -> Iterator[str]:
    """Yield what is wrong with the terms that a figure names, or does not name."""
    own = [term for term in terms if figure.publisher.startswith(term.publisher)]
    linked = [term for term in own if term.id in figure.terms]
    by_id = {term.id for term in own}
    for id in figure.terms:
        if id not in by_id and any(term.id == id for term in terms):
            yield f"{id!r} is a term of another publisher"
    if figure.called is not None and not any(term.is_used_in(figure.called) for term in linked):
        yield f"{figure.called!r} is no term on file of {figure.publisher}"
    if figure.counted in _IN_A_PUBLISHERS_WORD and not figure.terms:
        yield f"names none, and {figure.counted.value!r} is its publisher's word"
    for term in _used(f"{figure.called or ''} {figure.citation.quote or ''}", own):
        if term not in linked:
            yield f"misses {term.id!r}, whose word it uses"


def _used(text: str, terms: Iterable[PublisherTerm]) -> Iterator[PublisherTerm]:
    """Yield the terms that a text uses; a word within a longer term is not used by itself."""
    forms = [(form, term) for term in terms for form in (term.term, *term.spellings)]
    seen: set[str] = set()
    for form, term in sorted(forms, key=lambda pair: (-len(pair[0]), pair[0])):
        pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
        if pattern.search(text):
            text = pattern.sub("", text)
            if term.id not in seen:
                yield term
            seen.add(term.id)


def _measure_faults(file: str, measure: FederalMeasure) -> Iterator[DataFault]:
    if (measure.ended is None) != (measure.period.until is None):
        message = "says how it ended, and the period has no end, or the other way around"
        yield fault(file, measure.id, "ended", message)
