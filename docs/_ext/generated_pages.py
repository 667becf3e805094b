"""Write the pages that are made of the catalog.

They go to `generated/`, which is not kept in the repository; they are written anew for each build
and only touched where their text has changed.
"""

from collections.abc import Iterator
from pathlib import Path

import agreement_pages
import authority_pages
import coding_pages
import cooperation_pages
import fact_pages
import figure_pages
import law_pages
import place_pages
import settled_pages
from sphinx.application import Sphinx

_ROOMS = (
    law_pages,
    place_pages,
    fact_pages,
    agreement_pages,
    authority_pages,
    cooperation_pages,
    figure_pages,
    settled_pages,
    coding_pages,
)


def write_pages(app: Sphinx) -> None:
    """Write every page whose text has changed, and remove those that are made no more."""
    folder = Path(app.srcdir) / "generated"
    pages = {
        (folder / name).with_suffix(".md"): lines
        for room in _ROOMS
        for name, lines in room.PAGES.items()
    }
    for page, lines in pages.items():
        text = _text(lines())
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    for page in folder.rglob("*.md"):
        if page not in pages:
            page.unlink()


def _text(lines: str | Iterator[str]) -> str:
    return lines if isinstance(lines, str) else "\n".join(lines) + "\n"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
