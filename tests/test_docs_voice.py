"""The front of the documentation and the templates of its pages are in plain American English.

The rules are those of the data. Pages join the list as they are reworded, and none leaves it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from plain_english import BRITISH, NOT_AMERICAN, PLAIN_WORDS, is_long, misspelled, sentences_of

PROJECT: Final = Path(__file__).parents[1]
HELD: Final = (
    "README.md",
    "docs/comparisons.md",
    "docs/in-the-browser.md",
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


def prose() -> Iterator[tuple[str, str]]:
    """Yield the paragraphs with their pages, without code, tables, links and quotations."""
    templates = sorted((PROJECT / "docs" / "_templates").rglob("*.jinja"))
    for path in [*(PROJECT / name for name in HELD), *templates]:
        for line in MARKUP.sub(" ", path.read_text("utf-8")).splitlines():
            if len(line.split()) > 1:
                yield path.relative_to(PROJECT).as_posix(), " ".join(line.split())


def test_says_it_in_the_readers_words() -> None:
    """One idea, one word; dates and spelling as Americans write them; no long sentence."""
    rules: list[str | re.Pattern[str]] = [*PLAIN_WORDS, BRITISH, *NOT_AMERICAN.values()]
    texts = [*prose()]
    broken = [
        f"{page}: {text}"
        for page, text in texts
        if any(re.search(rule, text) for rule in rules)
        or any(map(is_long, sentences_of(text)))
        or misspelled(text)
    ]

    assert len(texts) > 100
    assert [] == broken
