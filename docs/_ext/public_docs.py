"""What autodoc needs to know to print this package's docstrings.

Classes are documented under the name users import, such as `detainerlib.models.HoldRule`;
annotations name the module they are written in, and docstrings the bare class. Both lead to the
one entry.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from detainerlib import catalog

_AUTHORITIES: Final = re.compile(r"Authority: (?P<ids>[\w.-]+(?:, [\w.-]+)*)$")
_TYPES: Final = re.compile(r"(?<![\w.~])(?:\w+\.)+\w+")
_CHECKED: Final = re.compile(r"~?\w[\w.]*\.Annotated\[")
_KINDS = {"class", "exception", "function"}


def resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Node | None:
    """Return a link to the one documented object of that name; None where there is none."""
    if node.get("refdomain") != "py":
        return None
    target: str = node["reftarget"]
    if "," not in target:
        return _link(app, env, node["refdoc"], target, content)
    # "Raises: ZoneError, InstantError: If ..." names several classes at once.
    several = nodes.inline()
    for name in target.split(","):
        word = nodes.literal(text=name.strip())
        link = _link(app, env, node["refdoc"], name.strip(), word)
        if link is None:
            return None
        several += [nodes.Text(", ")] if several.children else []
        several += link
    return several


def _link(
    app: Sphinx, env: BuildEnvironment, page: str, target: str, content: nodes.TextElement
) -> nodes.Node | None:
    found = list(_documented(env, target))
    if len(found) != 1:
        return None
    name, entry = found[0]
    return make_refnode(app.builder, page, entry.docname, entry.node_id, content, name)


def _documented(env: BuildEnvironment, target: str) -> Iterator[tuple[str, Any]]:
    module, _, name = target.rpartition(".")
    if module and not module.startswith("detainerlib"):
        return
    yield from _by_last_name(env).get(name, ())


@cache
def _by_last_name(env: BuildEnvironment) -> Mapping[str, Sequence[tuple[str, Any]]]:
    """Return what is documented by its last name: all is, before the first link is resolved."""
    named: dict[str, list[tuple[str, Any]]] = {}
    for full, entry in env.get_domain("py").data["objects"].items():
        if entry.objtype in _KINDS and not entry.aliased:
            named.setdefault(full.rpartition(".")[2], []).append((full, entry))
    return named


def prepare(
    _app: Sphinx, what: str, _name: str, _subject: object, _options: object, lines: list[str]
) -> None:
    """Keep napoleon from reading a sentence with a colon as a type, and several names as one.

    Authorities get their citation, with a link.
    """
    lines[:] = [_AUTHORITIES.sub(_cited, line) for line in lines]
    if what in {"attribute", "property"}:
        lines[:0] = ["..", ""]  # an empty comment
    elif what == "class":
        lines[:] = [each for line in lines for each in _one_name_each(line)]


def _cited(line: re.Match[str]) -> str:
    ids = line["ids"].split(", ")
    links = (f":ref:`{catalog.authority(id).cite} <authority-{id}>`" for id in ids)
    return f"Authority: {', '.join(links)}"


def shorten(
    _app: Sphinx, _what: str, _name: str, _subject: object, _options: object, lines: list[str]
) -> None:
    """Name the type of an attribute without its module, after napoleon wrote it."""
    lines[:] = [
        _TYPES.sub(r"~\g<0>", line) if line.startswith(":vartype ") else line for line in lines
    ]


def without_checks(
    _app: Sphinx,
    _what: str,
    _name: str,
    _subject: object,
    _options: object,
    signature: str | None,
    returned: str | None,
) -> tuple[str | None, str | None]:
    """Print the types of a signature without what checks their values."""
    if signature is None:
        return None
    checked = _CHECKED.search(signature)
    while checked is not None:
        first, end = _ends(signature, checked.end())
        plain = signature[checked.end() : first]
        signature = f"{signature[: checked.start()]}{plain}{signature[end:]}"
        checked = _CHECKED.search(signature)
    return signature, returned


def _ends(signature: str, begin: int) -> tuple[int, int]:
    """Return where the first of several arguments in brackets ends, and where the bracket does."""
    depth, first = 1, 0
    for place, character in enumerate(signature[begin:], begin):
        depth += (character in "[(") - (character in "])")
        if depth == 0:
            return first, place + 1
        if character == "," and depth == 1 and not first:
            first = place
    raise ValueError(signature)


def _one_name_each(line: str) -> list[str]:
    several = re.fullmatch(r"(\s+)(\w+(?:, \w+)+)(: .*)", line)
    if several is None:
        return [line]
    indent, names, rest = several.groups()
    return [f"{indent}{name}{rest}" for name in names.split(", ")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("missing-reference", resolve)
    app.connect("autodoc-process-docstring", prepare, priority=400)  # before napoleon
    app.connect("autodoc-process-docstring", shorten, priority=900)
    app.connect("autodoc-process-signature", without_checks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
