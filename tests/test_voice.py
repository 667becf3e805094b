"""Every sentence that can come from the data or the code keeps to plain American English.

Quotations of the law, addresses and names as they are printed are letter for letter, and exempt.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import pytest
from plain_english import (
    BRITISH,
    HIGHEST_GRADE,
    NOT_A_LAWYERS,
    NOT_AMERICAN,
    PLAIN_WORDS,
    faults,
    grade,
    is_long,
    misspelled,
    sentences_of,
    without_citations,
    without_quotations,
)

import detainerlib
from detainerlib import catalog, classify_cooperation, governing_policy
from detainerlib.models import Practice
from detainerlib.models.jurisdictions import GovernmentLevel

PACKAGE: Final = Path(detainerlib.__file__).parent
DATA: Final = PACKAGE / "data"

LETTER_FOR_LETTER: Final[Mapping[str, str]] = {
    "quote": "a quotation",
    "codes": "a code as its publisher prints it",
    "pin": "a place in a document",
    "cite": "a citation, which has a test of its own",
    "heading": "a heading as printed",
    "headings": "the headings of a file as printed",
    "spellings": "spellings as printed",
    "missing": "how a file marks a missing value",
    "printed": "a name as printed",
    "repaired": "a cell of a file as it was to be",
    "value": "a value of a file",
    "policy_printed": "the name of a policy as printed",
    "criteria_printed": "criteria as printed",
    "enacted_printed": "a month as printed",
    "term": "a term as its publisher uses it",
    "called": "a term as its publisher uses it",
    "names": "names of places and zones",
    "places": "names of places",
    "issuer": "the name of a government or a court",
    "counted": "a value of an enumeration",
}

# By the words in which they stand, each with its reason.
EXCEPTIONS: Final[Mapping[str, str]] = {
    "the subject of an outstanding federal felony arrest warrant": "the words of a statute",
    "Frankin County": "a name as the agency misspelled it",
    "pursuant to 8 U.S.C. 1357(g) and 19 U.S.C. 1401(i)": "the title of an order as published",
}


class Sentence(str):
    """A string of the data, with the file and the field in which it stands."""

    __slots__ = ("where",)
    where: str


def strings_in(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each string with the keys that lead to it."""
    if isinstance(value, Mapping):
        for key, member in cast("Mapping[str, Any]", value).items():
            yield from strings_in(member, (*keys, key))
    elif isinstance(value, list):
        members: list[Any] = cast("Any", value)
        for member in members:
            yield from strings_in(member, keys)
    elif isinstance(value, str):
        yield keys, value


@cache
def prose() -> tuple[Sentence, ...]:
    """Return what people read: every string of more than one word that is not exempt."""
    return (*read(),)


def read() -> Iterator[Sentence]:
    """Yield it, file by file."""
    for path in sorted(DATA.glob("**/*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for keys, text in strings_in(content, ()):
            if " " in text and LETTER_FOR_LETTER.keys().isdisjoint(keys):
                sentence = Sentence(without_exceptions(text))
                sentence.where = f"{path.relative_to(DATA).as_posix()} {'.'.join(keys[-2:])}"
                yield sentence


def without_exceptions(text: str) -> str:
    """Return a text without quotations, addresses and the exceptions."""
    for words in EXCEPTIONS:
        text = text.replace(words, "")
    return without_quotations(text)


def sentences_in(text: Sentence) -> Iterator[str]:
    """Yield the sentences of a text: the caveats of a figure are a list, parted by semicolons."""
    return sentences_of(text, r"; ") if text.where.endswith(".caveat") else sentences_of(text)


TITLES: Final = re.compile(r"\.(?:title|label|name)$")


def found(pattern: str | re.Pattern[str]) -> list[str]:
    """Return where a pattern is found, and in what."""
    return [f"{text.where}: {text}" for text in prose() if re.search(pattern, text)]


def test_there_is_prose_to_read() -> None:
    """A walk that finds nothing would pass every test."""
    assert len(prose()) > 5_000
    assert {"summary", "note", "gaps", "title", "question", "statement", "definition"} <= {
        text.where.rpartition(".")[2] for text in prose()
    }


@pytest.mark.parametrize("words", EXCEPTIONS)
def test_every_exception_is_needed(words: str) -> None:
    """One that is not in the data any more goes."""
    assert any(
        words in text
        for path in DATA.glob("**/*.toml")
        for _, text in strings_in(tomllib.loads(path.read_text(encoding="utf-8")), ())
    )


def test_no_sentence_is_long() -> None:
    """At most 35 words; quotations and citations are not counted."""
    long = [
        f"{text.where}: {sentence}"
        for text in prose()
        for sentence in sentences_in(text)
        if is_long(sentence)
    ]

    assert [] == long


@pytest.mark.parametrize("words", PLAIN_WORDS)
def test_says_it_in_the_readers_words(words: str) -> None:
    """One idea, one word, and it is the field's."""
    assert [] == found(words), f"say: {PLAIN_WORDS[words]}"


def test_spells_as_americans_do() -> None:
    """Offense, program, canceled, labor, honor, and no slip that codespell knows."""
    slips = [f"{text.where}: {slip}" for text in prose() for slip in misspelled(text)]

    assert [] == [*found(BRITISH), *slips]


@pytest.mark.parametrize("pattern", NOT_AMERICAN.values(), ids=list(NOT_AMERICAN))
def test_writes_dates_as_americans_do(pattern: str) -> None:
    """July 5, 2025, and a comma after the year within a sentence."""
    assert [] == [line for line in found(pattern) if not TITLES.search(line.partition(":")[0])]


@pytest.mark.parametrize("pattern", NOT_A_LAWYERS.values(), ids=list(NOT_A_LAWYERS))
def test_cites_as_lawyers_do(pattern: str) -> None:
    """Bluebook form, in titles of provisions and rules and in every sentence."""
    assert [] == found(pattern)


# Values and keys that documents have had from the start, and what programs read.
IN_DOCUMENTS: Final = {
    "text not on record",
    "share without a conviction on record",
    "what holds where none of the texts speaks",
    "not on record",
    "no reading on record",
    "a date such as 2025-07-03",
    "a date without quotes, such as 2017-04-02",
}


def said_in_code() -> Iterator[Sentence]:
    """Yield the strings of code that people read: what is put in stands as X.

    Docstrings are not among them, nor what has lines of its own, as a pattern or a file has.
    """
    for path in sorted(PACKAGE.glob("**/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = string_of(node)
            if text is None or id(node) in skipped:
                continue
            skipped |= {id(part) for part in ast.walk(node)}
            is_pattern = "(?:" in text or "\n" in text.strip()
            if len(re.findall(r"[A-Za-z]{2,}", text)) > 2 and not is_pattern:
                sentence = Sentence(without_quotations(text))
                line = cast("ast.expr", node).lineno
                sentence.where = f"{path.relative_to(PACKAGE).as_posix()}:{line}"
                yield sentence


def string_of(node: ast.AST) -> str | None:
    """Return the text of a string in code, or None where a node is none."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(string_of(part) or "X" for part in parts)
        case _:
            return None


def test_what_the_code_says_keeps_to_the_rules() -> None:
    """Sentences, errors and help: words, dates, citations, spelling and length."""
    said = [text for text in said_in_code() if text not in IN_DOCUMENTS]
    broken = [f"{text.where}: {found}: {text}" for text in said if (found := faults(text))]

    assert len(said) > 1_000
    assert [] == broken


def test_every_answer_of_a_state_is_easy_to_read() -> None:
    """A Flesch-Kincaid grade of at most 12, and no long sentence, without the citations."""
    day = date(2026, 1, 1)
    states = [place for place in catalog.jurisdictions() if place.level is GovernmentLevel.STATE]
    answers = [
        str(governing_policy(practice, state, on=day)) for state in states for practice in Practice
    ]
    answers += [str(classify_cooperation(state, on=day)) for state in states]
    hard = [answer for answer in answers if grade(answer) > HIGHEST_GRADE]
    long = [
        sentence
        for answer in answers
        for line in without_citations(answer).splitlines()
        for sentence in sentences_of(line, r"(?<=[.?!:;]) ")
        if is_long(sentence)
    ]

    assert 50 == len(states)
    assert [] == hard
    assert [] == long


def test_every_published_figure_is_easy_to_read() -> None:
    """A Flesch-Kincaid grade of at most 12 of its sentence with its notes."""
    told = ["\n".join([figure.sentence, *figure.notes]) for figure in catalog.figures()]

    assert len(told) > 100
    assert [] == [answer for answer in told if grade(answer) > HIGHEST_GRADE]
