"""What a page is about, in its first sentences: for search engines, and in `llms.txt`."""

import html
from collections.abc import Iterator
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

_MOST_LETTERS: Final = 160
_OUTSIDE: Final = (nodes.table, nodes.Admonition, nodes.container, nodes.bullet_list)


def describe(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page without a description its first sentences as one."""
    if doctree is None:
        return
    words = _words(doctree)
    _descriptions(app)[page] = words
    if words and not _stated(doctree):
        described = f'<meta name="description" content="{html.escape(words)}">'
        context["metatags"] = context.get("metatags", "") + described


def _descriptions(app: Sphinx) -> dict[str, str]:
    """Return the descriptions of the pages written so far."""
    kept: dict[str, str] = app.__dict__.setdefault("page_descriptions", {})
    return kept


def _words(doctree: nodes.document) -> str:
    return _stated(doctree) or _first_words(doctree)


def _stated(doctree: nodes.document) -> str:
    """Return the description that the source of a page gives."""
    for node in doctree.findall(nodes.meta):
        if node.get("name") == "description":
            return str(node["content"])
    return ""


def _first_words(doctree: nodes.document) -> str:
    """Return the first paragraph of a page, cut at the end of a word."""
    for node in doctree.findall(nodes.paragraph):
        if not any(isinstance(above, _OUTSIDE) for above in _above(node)):
            text = " ".join(node.astext().split())
            if len(text) <= _MOST_LETTERS:
                return text
            return text[:_MOST_LETTERS].rpartition(" ")[0] + " ..."
    return ""


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def write_llms(app: Sphinx, fault: Exception | None) -> None:
    """Write `llms.txt`: every page by its title, what it is about and where it is."""
    if fault is not None or app.builder.format != "html":
        return
    described, titles = _descriptions(app), app.env.titles
    lines = [f"# {app.config.project}", "", f"> {described.get('index', '')}"]
    rooms: dict[str, list[str]] = {}
    for page in sorted(titles):
        title = titles[page].astext()
        words = described[page] if page in described else _words(app.env.get_doctree(page))
        room = page.rpartition("/")[0] or "guide"
        rooms.setdefault(room, []).append(
            f"- [{title}]({app.builder.get_target_uri(page)})" + (f": {words}" if words else "")
        )
    for room, pages in sorted(rooms.items(), key=lambda pair: (pair[0] != "guide", pair[0])):
        heading = room.rpartition("/")[2].replace("-", " ").capitalize()
        lines += ["", f"## {heading}", "", *pages]
    (app.outdir / "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("html-page-context", describe)
    app.connect("build-finished", write_llms)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
