"""Make the sidebar of titles alone.

The theme asks for the tree of all pages once a page, titles only. Sphinx copies every section of
every page for that and then takes the sections out again, which is most of the time of a build.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def slim(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Have the tree of all pages made without their sections, where it shows none."""
    toctree: Callable[..., str] | None = context.get("toctree")
    if toctree is None:
        return

    def without_sections(*, titles_only: bool = False, **options: Any) -> str:
        whole = app.env.tocs
        if titles_only:
            app.env.tocs = _titles_alone(app.env)
        try:
            return toctree(titles_only=titles_only, **options)
        finally:
            app.env.tocs = whole

    context["toctree"] = without_sections


@cache
def _titles_alone(env: BuildEnvironment) -> dict[str, nodes.bullet_list]:
    """Return the contents of each page, its title and the lists of pages in it; no section."""
    tocs = {}
    for page, toc in env.tocs.items():
        title_alone = toc.deepcopy()
        for item in title_alone.children:
            if isinstance(item, nodes.list_item) and len(item) > 1:
                lists = [*item.findall(addnodes.toctree)]
                item[1:] = [nodes.bullet_list("", *lists)] if lists else []
        tocs[page] = title_alone
    return tocs


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx, before the theme."""
    app.connect("html-page-context", slim, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
