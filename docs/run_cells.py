"""Run the cells of a page as one program, as a reader who copies them does: run_cells.py PAGE."""

import os
import re
import sys
from pathlib import Path

page = Path(sys.argv[1]).resolve()
os.chdir(page.parent)
cells = re.findall(r"^```\{code-cell\}.*\n((?:.*\n)*?)```$", page.read_text("utf-8"), re.MULTILINE)
exec(compile("\n".join(cells), page.name, "exec"), {"__name__": "__main__"})  # noqa: S102 (our own page)
