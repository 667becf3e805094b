"""Run commands of the package in a page, as a reader types them, in a folder of their own."""

import contextlib
import os
import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from detainerlib.__main__ import main

_FOLDER: Final = TemporaryDirectory()


def write(name: str, text: str) -> None:
    """Write a file that a command of the page reads."""
    Path(_FOLDER.name, name).write_text(text, encoding="utf-8")


def run(line: str, status: int = 0) -> None:
    """Run `detainerlib ...` and print what it prints.

    Raises:
        RuntimeError: If it ends with another exit status, so that the page is not built.
    """
    name, *arguments = shlex.split(line)
    here = Path.cwd()
    os.chdir(_FOLDER.name)
    try:
        with contextlib.redirect_stderr(sys.stdout):
            ended = main(arguments)
    finally:
        os.chdir(here)
    if name != "detainerlib" or ended != status:
        raise RuntimeError(f"{line}: exit status {ended}")
