"""Write the pages that are made of the catalog.

They go to `generated/`, which is not kept in the repository; they are written anew for each build
and only touched where their text has changed.
"""

from pathlib import Path

import cooperation_pages
import figure_pages
import law_pages
import policy_pages
import settled_pages
from sphinx.application import Sphinx


def write_pages(app: Sphinx) -> None:
    """Write every page whose text has changed."""
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    rooms = (law_pages, policy_pages, cooperation_pages, figure_pages, settled_pages)
    pages = {name: lines for room in rooms for name, lines in room.PAGES.items()}
    for name, lines in pages.items():
        page, text = folder / f"{name}.md", "\n".join(lines()) + "\n"
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
