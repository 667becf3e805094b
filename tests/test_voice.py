"""Every sentence that can come from the data keeps to plain American English.

Quotations of the law, addresses and names as they are printed are letter for letter, and exempt.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

import pytest

import detainerlib

DATA: Final = Path(detainerlib.__file__).parent / "data"
MOST_WORDS: Final = 35

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

PLAIN_WORDS: Final[Mapping[str, str]] = {
    r"\btexts\b": "laws, statutes, rules, sources",
    r"\bon record\b": "on file",
    r"\bsp(?:eak|oke)s? (?:of|to)\b": "covers, mentions, applies to",
    r"\basks? that\b": "requires",
    r"\b(?:is|are|was|were) (?:told|said)\b": "the one who says it, as the subject",
    r"\bby (?:the|its|their|\w+'s) (?:own )?words\b": "according to",
    r"\bpassed over\b": "skipped",
    r"\bpapers?\b": "form, document, newspaper",
    r"(?<!on )\b(?:the|a|its|their) face\b": "the form",
    r"\b(?:the|a) subject\b|\bsubjects\b": "person",
    r"\bdays? in lieu\b": "observed holiday",
    r"\binstants?\b": "date and time",
    r"\bin force\b": "in effect",
    r"\bday of effect\b": "effective date",
    r"\bactors?\b": "agency type",
    r"\bnot counting\b": "excluding",
    r"\bnobody\b": "no one",
    r"\bwithheld\b": "suppressed, refused",
    r"\b(?:mended|whilst|amongst)\b": "fixed, while, among",
    r"\bhas it that\b|\bas \w+ (?:has|have) it\b": "according to",
}

# What codespell's list from British to American English has, of words that law and news use.
BRITISH: Final = re.compile(
    r"\b(?:offence|defence|licence|programme|cancell(?:ed|ing)|labour|honour|favour|colour"
    r"|neighbour|behaviour|analys(?:e|ed|es|ing)\b(?<!analyses)|autumn|centre|judgement|fulfil\b"
    r"|enrol\b|travell(?:ed|er|ing)|labell(?:ed|ing)|cheque|practis(?:e|ed|ing)|grey|towards"
    r"|learnt|(?:author|recogn|organ|summar|apolog|normal|final|legal)is(?:e|ed|es|ing|ation)\b)",
    re.IGNORECASE,
)

MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
NOT_AMERICAN: Final[Mapping[str, str]] = {
    "a date as computers write it": r"(?<![\w/.-])\d{4}-(?:0[1-9]|1[0-2])-\d\d\b",
    "the day before the month": rf"\b\d{{1,2}} (?:{MONTHS})\b",
    "a year without a comma after it": rf"\b(?:{MONTHS}) \d{{1,2}}, \d{{4}} [a-z]",
}

NOT_A_LAWYERS: Final[Mapping[str, str]] = {
    "a code without its section sign": (
        r"(?:U\.S\.C\.|C\.F\.R\.|Code|Stat\.|Ann\.|Proc\.|(?<!D\.C\. )Law) \d+[A-Z]?[-.:]\d"
        r"|U\.S\.C\. \d"
    ),
    "periods left out": r"\b(?:CFR|USC)\b",
    "a local short form": (
        r"\b(?:RCW|ORS|MCL|A\.R\.S\.|C\.R\.S\.|K\.S\.A\.|O\.S\.|V\.S\.A\.|M\.R\.S\.|W\.S\.|K\.C\.C\."
        r"|Cal\. Gov\. Code|Pa\.C\.S\.|N\.H\. RSA|Del\. C\.|La\. R\.S\.) \d"
    ),
    "a section sign without its space": r"§\S*\d(?<=§\d)",
    "a word for the sign": r"\bsecs?\. \d",
    "curly marks": r"Att\u2019y",
}

# By the words in which they stand, each with its reason.
EXCEPTIONS: Final[Mapping[str, str]] = {
    "the subject of an outstanding federal felony arrest warrant": "the words of a statute",
    "pursuant to 8 U.S.C. 1357(g) and 19 U.S.C. 1401(i)": "the title of an order as published",
}

# Files that are not reworded yet, with the sentences in them that break a rule: it only shrinks.
UNFINISHED: Final[Mapping[str, int]] = {"questions.toml": 23, "notices.toml": 6, "events.toml": 1}

QUOTED: Final = re.compile(r'"[^"]*"|“[^”]*”|https?://\S+')
CITED: Final = re.compile(
    r"(?:\b\d+ |\b)(?:[A-Z][\w.'&]* )*(?:§§?|ch\.|art\.|tit\. \d+, §) ?\d[\w.:-]*(?:\(\w+\))*"
    r"|\([^()]*\b(?:Cir\.|Ct\.|D\.|S\.D\.|N\.D\.)[^()]*\d{4}\)"
)
ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:v|No|Nos|Inc|Mr|Mrs|Dr|Jr|St|art|ch|Op|Pub|Fed|Reg|Cal|Tex|Att'y|Gen|D|[A-Z])\.$"
)


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


def prose() -> Iterator[Sentence]:
    """Yield what people read: every string of more than one word that is not exempt."""
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
    return QUOTED.sub("“”", text)


def sentences_of(text: Sentence) -> Iterator[str]:
    """Yield the sentences of a text; an abbreviation does not end one.

    The caveats of a figure are a list, whose items semicolons part.
    """
    ends = r"; " if text.where.endswith(".caveat") else r"(?<=[.?!]) (?=[A-Z“(0-9§])"
    sentence = ""
    for part in re.split(ends, CITED.sub("", text)):
        sentence = f"{sentence} {part}".strip()
        if not ABBREVIATION.search(sentence):
            yield sentence
            sentence = ""
    if sentence:
        yield sentence


def is_long(sentence: str) -> bool:
    """Return whether a sentence has more words than it may."""
    return len(re.findall(r"\w[\w.,'\u2019/()-]*", sentence)) > MOST_WORDS


PROSE: Final = tuple(prose())
TITLES: Final = re.compile(r"\.(?:title|label|name)$")


def is_finished(text: Sentence) -> bool:
    """Return whether the file of a text is one that is held to the rules."""
    return text.where.partition(" ")[0] not in UNFINISHED


def found(pattern: str | re.Pattern[str]) -> list[str]:
    """Return where a pattern is found, and in what."""
    return [
        f"{text.where}: {text}" for text in PROSE if is_finished(text) and re.search(pattern, text)
    ]


def test_there_is_prose_to_read() -> None:
    """A walk that finds nothing would pass every test."""
    assert len(PROSE) > 5_000
    assert {"summary", "note", "gaps", "title", "question", "statement", "definition"} <= {
        text.where.rpartition(".")[2] for text in PROSE
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
        for text in PROSE
        if is_finished(text)
        for sentence in sentences_of(text)
        if is_long(sentence)
    ]

    assert [] == long


@pytest.mark.parametrize("words", PLAIN_WORDS)
def test_says_it_in_the_readers_words(words: str) -> None:
    """One idea, one word, and it is the field's."""
    assert [] == found(words), f"say: {PLAIN_WORDS[words]}"


def test_spells_as_americans_do() -> None:
    """Offense, program, canceled, labor, honor."""
    assert [] == found(BRITISH)


@pytest.mark.parametrize("pattern", NOT_AMERICAN.values(), ids=list(NOT_AMERICAN))
def test_writes_dates_as_americans_do(pattern: str) -> None:
    """July 5, 2025, and a comma after the year within a sentence."""
    assert [] == [line for line in found(pattern) if not TITLES.search(line.partition(":")[0])]


@pytest.mark.parametrize("pattern", NOT_A_LAWYERS.values(), ids=list(NOT_A_LAWYERS))
def test_cites_as_lawyers_do(pattern: str) -> None:
    """Bluebook form, in titles of provisions and rules and in every sentence."""
    assert [] == found(pattern)


@pytest.mark.parametrize("file", UNFINISHED)
def test_what_is_unfinished_only_shrinks(file: str) -> None:
    """No more sentences break a rule than when they were counted last."""
    rules: list[str | re.Pattern[str]] = [
        *PLAIN_WORDS,
        BRITISH,
        *NOT_AMERICAN.values(),
        *NOT_A_LAWYERS.values(),
    ]
    texts = [text for text in PROSE if text.where.startswith(f"{file} ")]
    broken = [
        text
        for text in texts
        if any(re.search(rule, text) for rule in rules) or any(map(is_long, sentences_of(text)))
    ]

    assert len(broken) <= UNFINISHED[file]
