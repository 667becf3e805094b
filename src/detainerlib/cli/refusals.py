"""What the library refuses, in the words of who types: options for parameters, verbs for calls."""

import re
from collections.abc import Collection
from typing import Final, cast

from detainerlib.cli.parser import NAME, parsers_of
from detainerlib.errors import CatalogError, DetainerError, in_print

_MOST_GIVEN: Final = 120
# The parameters that no option is named after.
_TYPED_AS: Final = {
    "boxes": "--box",
    "bases": "--basis",
    "calendar": "the holidays of",
    "day": "--on",
    "event": "--event",
    "events": "--event",
    "fact": "--fact",
    "facts": "--fact",
    "folder": "--law",
    "jurisdiction": "PLACE",
    "kind": "--happened",
    "offense": "--conviction",
    "offenses": "--conviction",
    "path": "--roster",
    "served": "--served",
    "state": "--state",
}
# What the command lists, by what a refusal calls one of it.
_LISTED_AS: Final = {
    "basis": "bases",
    "event": "events",
    "fact": "facts",
    "form": "forms",
    "offense": "offenses",
    "rule": "rules",
    "scale": "scales",
}
_ZONE: Final = "--zone"
_KEYED: Final = re.compile(r"(\w+)\['(\w+)'\]")


def _zones_as_typed(remedy: re.Match[str]) -> str:
    """Return which zones to add, by the short name where a zone has one."""
    keys = re.findall(r"(\S+/\S+)(?: \(([^)]*)\))?", remedy[1])
    typed = [f"'{name}'" if " " in name else name or key for key, name in keys]
    return f"Add {' or '.join(f'--zone {zone}' for zone in typed)}."


_SAID_FOR: Final = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"; catalog\.find\(\) searches", f". Search with: {NAME} find NAME"),
        # The command takes no calendar.
        (r"; for others give the holidays yourself with calendar=[^.]*", ""),
        (r" Until then give the holidays yourself with calendar=[^.]*\.", ""),
        (r"; all are in `faults`", f"; {NAME} check FOLDER lists them all"),
        (r"Give the path of a folder with a law\.toml", f"Make one with: {NAME} law new FOLDER"),
        (r"Add the zone of the facility: (.*)\.$", _zones_as_typed),
        (r"served=True beside it", "--served yes beside it"),
        (r"columns=\{'(\w+)': (['\"])(.*?)\2\}", r'--columns "\1=\3"'),
        (
            r"or give columns=\.$",
            'or name its headings: --columns "id=Docket" --columns "due for release=Out".',
        ),
        (r"catalog\.(\w+)\(\)", rf"{NAME} list \1"),
        (r"detainerlib\.UNKNOWN|\bUNKNOWN\b", "unknown"),
        (r"\bNone\b", "nothing"),
        (r"\bon record\b", "on file"),
        (r"\bOn record\b", "On file"),
    )
)


def in_words(error: DetainerError, verb: str, *words: str) -> str:
    """Return what is wrong with what was typed, and what to type instead.

    Args:
        error: What the library refuses.
        verb: The verb that was typed.
        words: What was typed behind it: a zone is shown as it stands there, and not by its key.
    """
    if isinstance(error, CatalogError):
        return _said(f"{NAME} {verb}: {error}")
    label = _label(error.where, verb)
    given = error.given
    if label == _ZONE and _ZONE in words[:-1]:
        given = words[words.index(_ZONE) + 1]
    remedy = str(error.remedy)
    if remedy.startswith("On file: ") and error.where in _LISTED_AS:
        remedy = f"{remedy} All are in: {NAME} list {_LISTED_AS[error.where]}"
    subject = (
        f"{label} is missing; expected" if given is None else (f"{label} {_given(given)}: expected")
    )
    return _said(f"{NAME} {verb}: {subject} {error.expected}. {remedy}".rstrip())


def _label(where: str, verb: str) -> str:
    """Return what a parameter is called where it is typed."""
    name, blank, rest = _KEYED.sub(r"\1 \2", where).partition(" ")
    actions = parsers_of({verb}).verbs[verb].typed()
    option = f"--{name.removeprefix('--').replace('_', '-')}"
    label = actions.get(option) or actions.get(name) or _TYPED_AS.get(name, name)
    return f"{label}{blank}{rest}"


def _given(value: object) -> str:
    if isinstance(value, str):
        cut = value if len(value) <= _MOST_GIVEN else f"{value[: _MOST_GIVEN - 3]}..."
        return f'"{cut}"'
    if isinstance(value, list | tuple):
        return " and ".join(map(str, cast("Collection[object]", value)))
    return in_print(value)


def _said(message: str) -> str:
    for pattern, words in _SAID_FOR:
        message = pattern.sub(words, message)
    return message
