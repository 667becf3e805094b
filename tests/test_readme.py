"""The README is short, and every block of it runs and prints what it shows.

Its Python is run as a doctest; here its commands are, and those of the front of the documentation.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from detainerlib.__main__ import main

README: Final = Path(__file__).parents[1] / "README.md"
FRONT: Final = README.with_name("docs") / "index.md"
MOST_LINES: Final = 120
INSTALLS: Final = "$ python3 -m venv "

pytestmark = pytest.mark.skipif(not README.exists(), reason="the README and the docs are not here")


def blocks() -> Iterator[str]:
    """Yield the blocks of commands."""
    for page in (README, FRONT):
        yield from re.findall(
            r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        )


def test_it_is_short() -> None:
    """A stranger reads it to the end."""
    assert len(README.read_text("utf-8").splitlines()) <= MOST_LINES


def test_every_command_prints_what_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is shown without its output runs; those that install are run by CI."""
    monkeypatch.setenv("COLUMNS", "400")
    commands = [block for block in blocks() if not block.startswith(INSTALLS)]
    for block in commands:
        command, _, shown = block.partition("\n")
        typed = shlex.split(command.removeprefix("$ detainerlib "))

        status = main(typed)

        printed = capsys.readouterr()
        assert (0, "") == (status, printed.err), command
        assert shown in {"", printed.out}, command
    assert len(commands) > 1
