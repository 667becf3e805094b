"""Links to names of the standard library and of matplotlib, without fetching their inventories."""

from collections.abc import Mapping
from typing import Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_PYTHON: Final = "https://docs.python.org/3/library/"
_MODULES: Final = (
    "abc", "collections.abc", "datetime", "enum", "json", "pathlib", "typing", "zoneinfo",
)  # fmt: skip
_SHORT: Final[Mapping[str, str]] = {
    "Any": "typing",
    "Callable": "collections.abc",
    "Collection": "collections.abc",
    "Iterable": "collections.abc",
    "Iterator": "collections.abc",
    "Literal": "typing",
    "Mapping": "collections.abc",
    "Path": "pathlib",
    "Sequence": "collections.abc",
    "ZoneInfo": "zoneinfo",
    "date": "datetime",
    "datetime": "datetime",
    "timedelta": "datetime",
}
_BUILTINS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("bool", "bytes", "dict", "float", "frozenset", "int"), "stdtypes"),
    **dict.fromkeys(("list", "set", "str", "tuple"), "stdtypes"),
    "object": "functions",
    "None": "constants",
    "ValueError": "exceptions",
    "TypeError": "exceptions",
    "KeyError": "exceptions",
    "LookupError": "exceptions",
}
_FIGURES: Final[Mapping[str, str]] = {
    "Axes": "https://matplotlib.org/stable/api/_as_gen/matplotlib.axes.Axes.html",
    "Figure": "https://matplotlib.org/stable/api/_as_gen/matplotlib.figure.Figure.html",
}


def resolve(
    _app: Sphinx, _env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Node | None:
    """Return a link to the page of a name; None for one that is not known here."""
    address = _address(node["reftarget"]) if node.get("refdomain") == "py" else None
    if address is None:
        return None
    link = nodes.reference("", "", internal=False, refuri=address)
    link += content
    return link


def _address(target: str) -> str | None:
    module, _, name = target.rpartition(".")
    if name in _FIGURES and module in {"", "matplotlib.axes", "matplotlib.figure"}:
        return _FIGURES[name]
    if not module and name in _BUILTINS:
        return f"{_PYTHON}{_BUILTINS[name]}.html#{name}"
    home = module or _SHORT.get(name, "")
    return f"{_PYTHON}{home}.html#{home}.{name}" if home in _MODULES else None


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx, after what resolves our own names."""
    app.connect("missing-reference", resolve, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
