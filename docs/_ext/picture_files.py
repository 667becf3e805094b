"""Put the pictures of notebooks into files, as written into a page they make it slow to load.

Each leads to its file, as a phone shows it too small to read.
"""

import base64
import hashlib
import re
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

_WRITTEN_IN: Final = re.compile(r'<img src="data:image/png;base64,([^"]+)"([^>]*)>')


def put_into_files(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document
) -> None:
    """Write each picture of a page beside the other images, under a name made of its content."""
    folder = app.outdir / app.builder.imagedir

    def as_file(found: re.Match[str]) -> str:
        content = base64.b64decode(found[1])
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.png"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
        file = context["pathto"](f"{app.builder.imagedir}/{name}", 1)
        return f'<a class="image-reference" href="{file}"><img src="{file}"{found[2]}></a>'

    if "body" in context:
        context["body"] = _WRITTEN_IN.sub(as_file, context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("html-page-context", put_into_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
