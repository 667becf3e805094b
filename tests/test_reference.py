"""Every public name has an example that runs, and names the law that it applies."""

import ast
import enum
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from test_front import public_values, resolved, types_in

from detainerlib.models import HoldRule

DOCS: Final = Path(__file__).parents[1] / "docs"

# By their own name they say all.
PLAIN_MEMBERS: Final[Mapping[str, str]] = {"Weekday": "the days of the week"}
# What holds a rule, or takes one, and applies none.
APPLIES_NO_LAW: Final[Mapping[str, str]] = {
    "drop_duplicates": "its rules are ours",
    "summarize_audits": "it counts audits that were made",
    "read_roster": "it hands its rows to `hold_readings`",
}


def documented() -> dict[str, Any]:
    """Give every public class and function, once, by its name."""
    named = {
        id(value): (name, value)
        for name, value in public_values().items()
        if inspect.isclass(value) or inspect.isroutine(value)
    }
    return dict(named.values())


def short(name: str) -> str:
    """Give a name without its room."""
    return name.rpartition(".")[2]


def holds_a_rule(value: Any) -> bool:
    """Tell whether a record or result holds a hold rule, or a function takes one or a form."""
    if not inspect.isclass(value):
        taken = inspect.signature(value).parameters
        return {"rule", "form"} & taken.keys() != set()
    fields = attrs.fields(value) if attrs.has(value) else ()
    hints = resolved(value) if fields else {}
    return any(HoldRule in types_in(hints[field.name]) for field in fields)


def unsaid_members(enumeration: type[enum.Enum]) -> Iterator[str]:
    """Yield the members of an enumeration that have no docstring below them."""
    (definition,) = ast.parse(inspect.getsource(enumeration)).body
    assert isinstance(definition, ast.ClassDef)
    body = definition.body
    for statement, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(statement, ast.Assign):
            told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            if not told:
                yield ast.unparse(statement.targets[0])


def test_every_public_name_has_an_example() -> None:
    """At the end of its docstring, where the tests run it."""
    assert len(documented()) > 300
    assert [] == [
        name for name, value in documented().items() if ">>> " not in (value.__doc__ or "")
    ]


def test_no_example_stands_twice() -> None:
    """Each tells something of its own."""
    examples: dict[str, list[str]] = {}
    for name, value in documented().items():
        _, _, example = inspect.cleandoc(value.__doc__ or "").partition(">>> ")
        if example:
            examples.setdefault(example, []).append(name)

    assert [] == [names for names in examples.values() if len(names) > 1]


def test_every_member_of_an_enumeration_says_what_it_means() -> None:
    """Below it, in a sentence."""
    enumerations = {
        short(name): value
        for name, value in documented().items()
        if inspect.isclass(value) and issubclass(value, enum.Enum)
    }

    assert {"AuditOutcome", "HowEnded", *PLAIN_MEMBERS} <= enumerations.keys()
    assert [] == [
        f"{name}.{member}"
        for name, enumeration in enumerations.items()
        if name not in PLAIN_MEMBERS
        for member in unsaid_members(enumeration)
    ]


def test_every_enumeration_compares_and_prints_as_its_text() -> None:
    """So that an alert on "over" fires; UNKNOWN alone equals no text that a column might have."""
    plain = {
        short(name)
        for name, value in documented().items()
        if inspect.isclass(value) and issubclass(value, enum.Enum)
        if not issubclass(value, enum.StrEnum)
    }

    assert plain <= {"Unknown"}


def test_what_applies_a_rule_of_law_names_it() -> None:
    """By the id of its authority, of which another test says that it is on file."""
    assert [] == [
        name
        for name, value in documented().items()
        if holds_a_rule(value)
        and short(name) not in APPLIES_NO_LAW
        and not re.search(r"^ +Authority: \S", value.__doc__ or "", re.MULTILINE)
    ]


@pytest.mark.skipif(not DOCS.exists(), reason="docs are not here")
def test_every_public_name_is_in_the_reference() -> None:
    """By its own entry, under one of the rooms that it can be imported from, or with its room."""
    pages = "".join(page.read_text("utf-8") for page in sorted((DOCS / "reference").glob("*.md")))
    whole = re.findall(r"^\.\. automodule:: ([\w.]+)", pages, re.MULTILINE)
    entries = {*re.findall(r"^\.\. (?:auto\w+|py:data):: ([\w.]+)", pages, re.MULTILINE)}
    listed = {short(entry) for entry in entries}

    assert [] == [
        name
        for name, value in public_values().items()
        if not inspect.ismodule(value)
        and name.rpartition(".")[0] not in whole
        and short(name) not in listed
    ]
