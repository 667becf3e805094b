"""Write the Python of the pages and of the README as programs: write_programs.py FOLDER.

A type checker reads them, so that what a reader copies passes in the reader's own project. Each
line has the number that it has on its page.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parent
# Cells are run one after another; of other blocks only those with prompts are, and none is hidden.
BLOCK: Final = re.compile(
    r"^```(?:\{code-cell\}[^\n]*|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
PROMPT: Final = re.compile(r"(?:>>>|\.\.\.)(?: |$)")
HIDDEN: Final = re.compile(r":tags: \[remove-(?:cell|input)\]")
# Most of these is code of other libraries, whose own types are not ours to check.
OF_OTHERS: Final = {"comparisons", "estimates"}
CHECKER: Final = {
    "typeCheckingMode": "standard",
    "pythonVersion": "3.11",
    "reportMissingImports": False,  # helpers of one page, and what it alone needs
    "reportMissingModuleSource": False,
    "reportOptionalMemberAccess": False,  # a page knows what its own example answers
    "reportOptionalIterable": False,
    "reportUnusedExpression": False,  # a notebook shows it
}


def typed_lines(block: str) -> Iterator[str]:
    """Yield the lines of a block as they are typed; what is printed, and a tag, is a blank one."""
    prompted = PROMPT.match(block) is not None
    for line in block.splitlines():
        prompt = PROMPT.match(line)
        if prompted:
            yield line[prompt.end() :] if prompt else ""
        else:
            yield "" if line.startswith(":tags:") else line


def program(page: str) -> str:
    """Return the Python of a page, each line where it stands there."""
    lines = [""] * (len(page.splitlines()) + 1)
    for block in BLOCK.finditer(page):
        is_cell = "{code-cell}" in block.group()
        if (is_cell or PROMPT.match(block[1])) and not HIDDEN.match(block[1]):
            typed = [*typed_lines(block[1])]
            begins = page.count("\n", 0, block.start(1))
            lines[begins : begins + len(typed)] = typed
    return "\n".join(lines)


def write_programs(folder: Path) -> None:
    """Write a program for each page that has Python, and how it is to be checked."""
    for page in (DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))):
        text = program(page.read_text("utf-8"))
        if text.strip() and page.stem not in OF_OTHERS:
            name = page.stem.lower().replace("-", "_")
            folder.joinpath(f"{name}.py").write_text(text, "utf-8")
    folder.joinpath("pyrightconfig.json").write_text(json.dumps(CHECKER), "utf-8")


if __name__ == "__main__":
    write_programs(Path(sys.argv[1]))
