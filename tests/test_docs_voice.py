"""The documentation and the docstrings of public names are in plain American English.

The rules are those of the data. Code, tables, links and quotations are exempt, and so is the
changelog, which keeps the words of its day.
"""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from plain_english import faults
from test_front import public_values, rooms

PROJECT: Final = Path(__file__).parents[1]
MARKUP: Final = re.compile(
    r"^---\n.*?^---\n|^(`{3,}).*?^\1|^:{3,}.*?$|^:(?! ).*?$|^\|.*?$|^\(.*\)=$|!?\[|\]\([^)]*\)"
    r"|`[^`]*`|\{\w+\}|\{[%#{].*?[%#}]\}|^#+ |^: |^- |\*\*|“[^”]*”|\"[^\"]*\"",
    re.MULTILINE | re.DOTALL,
)
SECTION: Final = re.compile(r"^(?:Args|Attributes|Raises|Returns|Yields):$", re.MULTILINE)
NO_PROSE: Final = re.compile(
    r"^ *>>> .*?(?=\n\s*\n|\Z)|^Authority: [^\n]*$", re.MULTILINE | re.DOTALL
)
LETTER_FOR_LETTER: Final = re.compile(r"`[^`]*`|\{[^}]*\}")

# By the words in which they stand, each with its reason.
EXCEPTIONS: Final[Mapping[str, str]] = {}


def without_exceptions(text: str) -> str:
    """Return a text without the exceptions."""
    for words in EXCEPTIONS:
        text = text.replace(words, "")
    return text


def of_pages() -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of pages and templates with their files."""
    docs = PROJECT / "docs"
    pages = [*docs.glob("*.md"), *docs.glob("reference/*.md"), *docs.rglob("_templates/**/*.jinja")]
    for path in [PROJECT / "README.md", PROJECT / "CITATION.cff", *sorted(pages)]:
        prose = MARKUP.sub(plain_of, path.read_text("utf-8"))
        for line in prose.splitlines():
            if len(line.split()) > 1:
                yield path.relative_to(PROJECT).as_posix(), " ".join(line.split())


def plain_of(markup: re.Match[str]) -> str:
    """Return what stands for markup: a word for code within a sentence, else nothing."""
    return "Code" if re.fullmatch(r"`[^`]*`", markup.group()) else " "


def of_docstrings() -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of the docstrings of public rooms, names, methods and members."""
    named: dict[str, set[str]] = {room.__name__: set() for room in rooms()}
    for value in public_values().values():
        if inspect.isclass(value) or inspect.isroutine(value):
            named.setdefault(value.__module__, set()).add(value.__name__)
    for module, names in sorted(named.items()):
        path = Path(str(inspect.getsourcefile(__import__(module, fromlist=["_"]))))
        tree = ast.parse(path.read_text("utf-8"))
        kept = [statement for statement in tree.body if getattr(statement, "name", "") in names]
        opening = tree.body[:1] if module in {room.__name__ for room in rooms()} else []
        for docstring in docstrings_in([*opening, *kept]):
            for paragraph in paragraphs_of(docstring):
                yield module, paragraph


def docstrings_in(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the docstrings of what stands in a body, but for what is private."""
    for statement in body:
        match statement:
            case ast.Expr(value=ast.Constant(value=str() as docstring)):
                yield docstring
            case ast.ClassDef(name=name) if not name.startswith("_"):
                yield from docstrings_in(statement.body)
            case ast.FunctionDef(name=name) if not name.startswith("_"):
                yield ast.get_docstring(statement) or ""
            case _:
                continue


def paragraphs_of(docstring: str) -> Iterator[str]:
    """Yield the paragraphs of a docstring, and its entries without their names."""
    prose = NO_PROSE.sub("", inspect.cleandoc(docstring))
    prose = LETTER_FOR_LETTER.sub("Code", SECTION.sub("\n", prose))
    for paragraph in re.split(r"\n\s*\n|\n(?= {4}[*\w][*\w, ]*: )", prose):
        text = re.sub(r"^ {4}[*\w][*\w, ]*: ", "", paragraph)
        if text.strip():
            yield re.sub(r'"[^"]*"', "“”", " ".join(text.split()))


@pytest.mark.skipif(not (PROJECT / "docs").exists(), reason="docs are not here")
def test_the_documentation_is_in_plain_english() -> None:
    """One idea, one word; dates, citations and spelling of Americans; no long sentence."""
    texts = [*of_pages()]
    broken = [f"{page}: {found}: {text}" for page, text in texts if (found := faults_in(text))]

    assert len(texts) > 1_500
    assert [] == broken


def test_public_docstrings_are_in_plain_english() -> None:
    """Of rooms, classes, their methods and members, and functions."""
    texts = [*of_docstrings()]
    broken = [f"{room}: {found}: {text}" for room, text in texts if (found := faults_in(text))]

    assert len(texts) > 2_000
    assert [] == broken


def faults_in(text: str) -> list[str]:
    """Return what is wrong with a text, its exceptions aside."""
    return faults(without_exceptions(text))
