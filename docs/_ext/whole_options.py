"""Options of commands that no line breaks in two: a browser would break them behind a hyphen."""

import re
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

_COMMANDS: Final = re.compile(r'<div class="highlight-console.*?</pre>', re.DOTALL)
_OPTION: Final = re.compile(r"(?<=[\s>])--?[a-z][\w-]*")


def keep_whole(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Mark each option in the commands of a page."""
    if "body" in context:
        context["body"] = _COMMANDS.sub(_marked, context["body"])


def _marked(commands: re.Match[str]) -> str:
    return _OPTION.sub(r'<span class="option">\g<0></span>', commands[0])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("html-page-context", keep_whole)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
