"""The Jinja templates of the generated pages, and what they may use besides the records."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from law_pages import citations, government, plain, source

from detainerlib import catalog
from detainerlib._wording import length, long_day, partial_day
from detainerlib.catalog._condition_words import condition_in_words
from detainerlib.models.conditions import AllOf, AnyOf, Condition, IsFact, Not
from detainerlib.sentences import policy as sentences
from detainerlib.sources.citations import Authority, Citation

_TEMPLATES: Final = Path(__file__).parent.parent / "_templates"
_WORDS_OF_DESCRIPTION: Final = 30


def render(template: str, **values: Any) -> str:
    """Return a page of Markdown."""
    return _ENVIRONMENT.get_template(template).render(values)


def sources(cited: Iterable[Citation]) -> str:
    """Return citations in full, each once."""
    return "\n".join(citations(dict.fromkeys(cited)))


def words_of(authority: Authority) -> str:
    """Return the words of an authority, its official page and where they were read."""
    return "\n".join(source(authority, authority))


def day_as_known(partial: str) -> str:
    """Return a day, as precise as known, in words."""
    return "unknown" if partial == "unknown" else partial_day(partial)


def in_questions(condition: Condition) -> str:
    """Return a condition in words for a list, each of its questions with a link to its entry."""
    return _in_questions(condition, answer=True, depth=1)


def _in_questions(condition: Condition, *, answer: bool, depth: int) -> str:
    match condition:
        case Not(not_=part):
            return _in_questions(part, answer=not answer, depth=depth)
        case AllOf(all=[part]) | AnyOf(any=[part]):
            return _in_questions(part, answer=answer, depth=depth)
        case AllOf(all=parts) | AnyOf(any=parts):
            # Not both is not the one or not the other (De Morgan).
            are_all = isinstance(condition, AllOf) is answer
            items = (_in_questions(part, answer=answer, depth=depth + 1) for part in parts)
            head = "all of these:" if are_all else "any of these:"
            return "\n".join([head, *(f"{'  ' * depth}- {item}" for item in items)])
        case _:
            words = plain(condition_in_words(condition if answer else Not(not_=condition)))
            if isinstance(condition, IsFact):
                question = plain(catalog.fact(condition.fact).question)
                words = words.replace(f"“{question}”", f"“[{question}](#fact-{condition.fact})”")
            return words


def description(text: str) -> str:
    """Return the beginning of a text as the description of a page, fit to be quoted in YAML."""
    words = text.replace('"', "'").replace("\\", "").split()
    cut = ["..."] if len(words) > _WORDS_OF_DESCRIPTION else []
    return " ".join([*words[:_WORDS_OF_DESCRIPTION], *cut])


_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=select_autoescape(),  # for HTML, which these are not
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_ENVIRONMENT.filters |= {
    "agencies": sentences.agencies,
    "capitalized": sentences.capitalized,
    "description": description,
    "government": government,
    "in_questions": in_questions,
    "length": length,
    "long_day": long_day,
    "partial_day": day_as_known,
    "plain": plain,
    "source": words_of,
    "sources": sources,
}
_ENVIRONMENT.globals["catalog"] = catalog
