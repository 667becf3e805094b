"""The pages for people who do not write Python: they begin with commands, and each of them runs."""

import re
from pathlib import Path
from typing import Final

import pytest

from detainerlib.cli import VERBS

DOCS: Final = Path(__file__).parents[1] / "docs"
PAGES: Final = ("records-clerk.md", "county-counsel.md", "public-defender.md")

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="docs are not here")


def commands_of(page: str) -> tuple[list[str], list[str]]:
    """Give the commands that a page shows, and those that it runs when it is built."""
    text = (DOCS / page).read_text("utf-8")
    consoles = "\n".join(re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    whole = re.sub(r" \\\n +", " ", consoles)
    shown = re.findall(r"^\$ (detainerlib .+)$", whole, re.MULTILINE)
    return shown, re.findall(r"^run\('(.+?)'(?:, status=\d)?\)$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
class TestPages:
    """For a records clerk, for county counsel, for a public defender."""

    def test_begin_with_commands(self, page: str) -> None:
        """Python comes second."""
        text = (DOCS / page).read_text("utf-8")
        commands, python = text.split("\n## In Python\n")

        assert "\n$ detainerlib " in commands
        assert "import detainerlib" not in commands
        assert "import detainerlib" in python
        assert "$ detainerlib" not in python

    def test_run_every_command_that_they_show(self, page: str) -> None:
        """Word for word, when they are built, which fails where one does."""
        shown, ran = commands_of(page)

        assert len(shown) >= 5
        assert shown == ran

    def test_show_commands_that_there_are(self, page: str) -> None:
        """With a memo for the file on each page."""
        verbs = {command.split()[1] for command in commands_of(page)[0]}

        assert "memo" in verbs
        assert verbs <= set(VERBS)
