"""What plain American English is, as far as a program can tell: words, spelling, length, grade.

Quotations of the law, addresses and names as they are printed are letter for letter, and exempt.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

MOST_WORDS: Final = 35
HIGHEST_GRADE: Final = 12

PLAIN_WORDS: Final[Mapping[str, str]] = {
    r"\btexts\b": "laws, statutes, rules, sources",
    r"\b(?:[Aa]|[Aa]ny|[Nn]o|[Ee]ach|[Ee]very) text\b|\btext (?:on|of (?:today|former|\d{4}))\b": (
        "law, statute, rule, version"
    ),
    r"\bon record\b": "on file",
    r"\b[Uu]ntil when\b": "how long, when it ends",
    r"\bsp(?:eak|oke)s? (?:of|to)\b": "covers, mentions, applies to",
    r"\basks? that\b": "requires",
    r"\b(?:is|are|was|were) (?:told|said)\b(?! apart)": "the one who says it, as the subject",
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
    r"\b[Ww]e (?:do not|don't) know\b|\bcannot tell\b": "is not known",
    r"\b(?:is|are|was) not recorded\b|\btime that was not given\b": "was not entered",
    r"^unknown: |: unknown\b": "not known",
    r"\bhas it that\b|\bas \w+ (?:has|have) it\b": "according to",
}

# What the list from British to American English has, and codespell's has not.
BRITISH: Final = re.compile(r"\b(?:autumn|grey|towards|learnt|(?:of|de)fences?)\b", re.IGNORECASE)

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

QUOTED: Final = re.compile(r'"[^"]*"|“[^”]*”|https?://\S+')
CITED: Final = re.compile(
    r"(?:\b\d+ |\b)(?:[A-Z][\w.'&]* )*(?:§§?|ch\.|art\.|tit\. \d+, §) ?\d[\w.:-]*(?:\(\w+\))*"
    r"|\([^()]*\b(?:Cir\.|Ct\.|D\.|S\.D\.|N\.D\.)[^()]*\d{4}\)"
)
IN_PARENTHESES: Final = re.compile(r" ?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:v|No|Nos|Inc|Mr|Mrs|Dr|Jr|St|art|ch|Op|Pub|Fed|Reg|Cal|Tex|Att'y|Gen|D|[A-Z])\.$"
)
_WORD: Final = re.compile(r"\w[\w.,'\u2019/()-]*")


def sentences_of(text: str, ends: str = r"(?<=[.?!]) (?=[A-Z“(0-9§])") -> Iterator[str]:
    """Yield the sentences of a text without its citations; an abbreviation does not end one."""
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
    return len(_WORD.findall(sentence)) > MOST_WORDS


def without_quotations(text: str) -> str:
    """Return a text without what is letter for letter: quotations and addresses."""
    return QUOTED.sub("“”", text)


def without_citations(answer: str) -> str:
    """Return an answer without what stands in parentheses, and without quotations."""
    return IN_PARENTHESES.sub("", QUOTED.sub("", answer))


def grade(answer: str) -> float:
    """Return the Flesch-Kincaid grade of an answer in lines, without citations and quotations.

    A line ends a sentence, as does the item of a list. What has digits is a word of one syllable.
    """
    sentences = [
        words
        for line in without_citations(answer).splitlines()
        for sentence in sentences_of(line, r"(?<=[.?!:;]) ")
        if (words := _WORD.findall(sentence))
    ]
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@cache
def syllables_of(word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, a silent e not counted.

    >>> [syllables_of(word) for word in ("hold", "detainer", "released", "notified", "single")]
    [1, 3, 2, 3, 2]
    """
    letters = re.sub(r"[^a-z]", "", word.casefold())
    if not letters or any(letter.isdigit() for letter in word):
        return 1
    letters = re.sub(r"(?<=[^aeioulr])es$|(?<=[^aeioutd])ed$|(?<![aeiou]l)(?<!l)e$", "", letters)
    return len(re.findall(r"[aeiouy]+|(?<=[^aeiouy])le$", letters)) or 1


@cache
def misspellings() -> Mapping[str, str]:
    """Return codespell's lists: British words with the American ones, and common slips."""
    lists = files("codespell_lib") / "data"
    return {
        wrong: right
        for name in ("dictionary.txt", "dictionary_en-GB_to_en-US.txt")
        for line in (lists / name).read_text(encoding="utf-8").splitlines()
        for wrong, _, right in (line.partition("->"),)
    }


def misspelled(text: str) -> list[str]:
    """Return the words of a text that codespell would correct, and how."""
    words = {word.casefold() for word in re.findall(r"[A-Za-z']+", text) if not word.isupper()}
    return [f"{word}: {misspellings()[word]}" for word in sorted(words & misspellings().keys())]


def faults(text: str) -> list[str]:
    """Return what a text without quotations has that is not plain American English.

    >>> faults("Nobody was told on 2025-07-03 what 8 USC 1357 says on neighbours.")
    ['was told', '2025-07-03', 'USC', 'neighbours: neighbors']
    """
    rules: list[str | re.Pattern[str]] = [
        *PLAIN_WORDS,
        BRITISH,
        *NOT_AMERICAN.values(),
        *NOT_A_LAWYERS.values(),
    ]
    broken = [match.group() for rule in rules if (match := re.search(rule, text))]
    long = [f"too long: {sentence}" for sentence in sentences_of(text) if is_long(sentence)]
    return [*broken, *long, *misspelled(text)]
