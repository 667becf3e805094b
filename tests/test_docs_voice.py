"""The front of the documentation and the templates of its pages are in plain American English.

The rules are those of the data. Pages join the list as they are reworded, and none leaves it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from test_voice import BRITISH, NOT_AMERICAN, PLAIN_WORDS, Sentence, is_long, sentences_of

PROJECT: Final = Path(__file__).parents[1]
HELD: Final = (
    "README.md",
    "docs/comparisons.md",
    "docs/index.md",
    "docs/not-covered.md",
    "docs/proof.md",
    "docs/stability.md",
    "docs/thirty-holds.md",
)
MARKUP: Final = re.compile(
    r"^---\n.*?^---\n|^(`{3,}).*?^\1|^:{3,}.*?$|^:.*?$|^\|.*?$|^\(.*\)=$|!?\[|\]\([^)]*\)|`[^`]*`"
    r"|\{\w+\}|\{[%#{].*?[%#}]\}|^#+ |^- |\*\*|“[^”]*”|\"[^\"]*\"",
    re.MULTILINE | re.DOTALL,
)

pytestmark = pytest.mark.skipif(not (PROJECT / "docs").exists(), reason="docs are not here")


def prose() -> Iterator[Sentence]:
    """Yield the paragraphs, without code, tables, links and quotations."""
    templates = sorted((PROJECT / "docs" / "_templates").rglob("*.jinja"))
    for path in [*(PROJECT / name for name in HELD), *templates]:
        for line in MARKUP.sub(" ", path.read_text("utf-8")).splitlines():
            if len(line.split()) > 1:
                sentence = Sentence(" ".join(line.split()))
                sentence.where = path.relative_to(PROJECT).as_posix()
                yield sentence


def test_says_it_in_the_readers_words() -> None:
    """One idea, one word; dates and spelling as Americans write them; no long sentence."""
    rules: list[str | re.Pattern[str]] = [*PLAIN_WORDS, BRITISH, *NOT_AMERICAN.values()]
    texts = [*prose()]
    broken = [
        f"{text.where}: {text}"
        for text in texts
        if any(re.search(rule, text) for rule in rules) or any(map(is_long, sentences_of(text)))
    ]

    assert len(texts) > 100
    assert [] == broken
