"""What can be imported, and from where: the front, the public rooms, and the map of the house."""

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
import tomllib
import typing
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import attrs
import pytest

import detainerlib
from detainerlib import catalog
from detainerlib.models import CaseFacts

PACKAGE: Final = Path(detainerlib.__file__).parent
PROJECT: Final = Path(__file__).parents[1]
PUBLIC_ROOMS: Final = (
    "detainerlib",
    "detainerlib.bulk",
    "detainerlib.calendar_files",
    "detainerlib.cases",
    "detainerlib.catalog",
    "detainerlib.cattrs_hooks",
    "detainerlib.cooperation",
    "detainerlib.errors",
    "detainerlib.holds",
    "detainerlib.memos",
    "detainerlib.models",
    "detainerlib.outcomes",
    "detainerlib.plots",
    "detainerlib.policy",
    "detainerlib.readers",
    "detainerlib.serialization",
    "detainerlib.sources",
    "detainerlib.times",
)
LAZY_ROOMS: Final = (
    "detainerlib",
    "detainerlib.catalog",
    "detainerlib.models",
    "detainerlib.sources",
    "detainerlib.times",
)
MOST_NAMES: Final = 50


def rooms() -> list[ModuleType]:
    """Import the public rooms."""
    return [importlib.import_module(name) for name in PUBLIC_ROOMS]


def public_values() -> dict[str, Any]:
    """Give every public name, with its room, and what it stands for."""
    return {
        f"{room.__name__}.{name}": getattr(room, name) for room in rooms() for name in room.__all__
    }


def in_a_fresh_process(code: str) -> Any:
    """Run code in a new interpreter and read the JSON that it prints."""
    ran = subprocess.run(  # noqa: S603 (this interpreter, with code of its own)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


def types_in(hint: Any) -> Iterator[type]:
    """Yield the classes of this package that an annotation names, however deep."""
    if isinstance(hint, type) and hint.__module__.startswith("detainerlib"):
        yield hint
    for part in typing.get_args(hint):
        yield from types_in(part)


def resolved(value: Any) -> dict[str, Any]:
    """Give the annotations of a class or a function, also those that only checkers import."""
    names: dict[str, Any] = {"Traversable": Traversable, "Axes": object, "Figure": object}
    names["CaseFacts"] = CaseFacts
    return typing.get_type_hints(value, localns=names | vars(importlib.import_module("typing")))


def hints_of(value: Any) -> Iterator[Any]:
    """Yield the annotations of a public class's public fields and methods, or of a function."""
    if inspect.isfunction(value):
        yield from resolved(value).values()
    elif isinstance(value, type):
        if attrs.has(value):
            hints = resolved(value)
            yield from (
                hints[field.name] for field in attrs.fields(value) if not field.name.startswith("_")
            )
        for name, member in inspect.getmembers(value):
            function = member.fget if isinstance(member, property) else member
            if not name.startswith("_") and inspect.isfunction(function):
                yield from resolved(function).values()


def public_of_front() -> list[str]:
    """Give what `import detainerlib` shows, with its package."""
    return [f"detainerlib.{name}" for name in detainerlib.__all__]


class TestFront:
    """`import detainerlib as dl`."""

    def test_is_small(self) -> None:
        """What is used often is found among few names, beside the rooms."""
        assert len([name for name in public_of_front() if name not in PUBLIC_ROOMS]) <= MOST_NAMES

    def test_has_every_room(self) -> None:
        """As an attribute, without another import, and none is loaded before it is asked for."""
        code = (
            "import json, sys, detainerlib as dl; loaded = sorted("
            "name for name in sys.modules if name.partition('.')[0] == 'detainerlib'); "
            "print(json.dumps([loaded, [value.__name__ for value in "
            "(getattr(dl, name) for name in dir(dl)) if isinstance(value, type(json))]]))"
        )
        loaded, there = in_a_fresh_process(code)

        assert ["detainerlib", "detainerlib._lazy"] == loaded
        assert [*PUBLIC_ROOMS[1:]] == there

    def test_lists_each_name_once(self) -> None:
        """Nothing is advertised twice."""
        assert sorted(set(detainerlib.__all__)) == sorted(detainerlib.__all__)

    @pytest.mark.parametrize("room", rooms(), ids=PUBLIC_ROOMS)
    def test_every_name_is_there(self, room: ModuleType) -> None:
        """Whatever is advertised can be imported."""
        assert [] == [name for name in room.__all__ if not hasattr(room, name)]

    @pytest.mark.parametrize("name", LAZY_ROOMS)
    def test_a_type_checker_sees_the_same_names(self, name: str) -> None:
        """Each is imported for it, from the module that it is imported from when asked for."""
        room = importlib.import_module(name)
        seen = {
            alias.asname: f"{statement.module}.{alias.name}"
            for statement in ast.walk(ast.parse(inspect.getsource(room)))
            if isinstance(statement, ast.ImportFrom)
            for alias in statement.names
            if alias.asname is not None
        }
        lazy = inspect.getclosurevars(room.__getattr__).nonlocals
        homes = {
            public: f"detainerlib.{module}.{public}" for public, module in lazy["home"].items()
        }

        assert homes | {public: f"{name}.{public}" for public in lazy["rooms"].split()} == seen
        assert {*room.__all__} == {*seen, *lazy["makers"]}

    @pytest.mark.parametrize("name", LAZY_ROOMS)
    def test_completion_shows_the_public_names_and_no_others(self, name: str) -> None:
        """In a session in which nothing was used yet, and in one in which all was."""
        code = f"import json, {name} as room; print(json.dumps([dir(room), sorted(room.__all__)]))"
        shown, public = in_a_fresh_process(code)

        assert public == shown
        assert public == dir(importlib.import_module(name))

    def test_help_works_without_the_extras(self) -> None:
        """What needs one is refused when it is used, and says which extra installs it."""
        shown, told = in_a_fresh_process(
            "import json, pydoc, sys\n"
            "sys.modules.update(dict.fromkeys(('numpy', 'narwhals', 'matplotlib')))\n"
            "import detainerlib\n"
            "shown = 'hold_readings' in pydoc.render_doc(detainerlib)\n"
            "from detainerlib import *\n"
            "try:\n"
            "    bulk.hold_deadlines\n"
            "except ModuleNotFoundError as error:\n"
            "    print(json.dumps([shown, str(error)]))"
        )

        assert shown is True
        assert told == (
            "detainerlib.bulk needs numpy and narwhals: pip install 'detainerlib[bulk]'"
        )

    def test_what_is_not_there_is_an_attribute_error(self) -> None:
        """With the name of the package, as Python words it."""
        with pytest.raises(AttributeError) as caught:
            detainerlib.hold_deadlin  # type: ignore[attr-defined]  # noqa: B018

        assert "module 'detainerlib' has no attribute 'hold_deadlin'" == str(caught.value)

    def test_names_its_version_and_the_day_of_its_data(self) -> None:
        """As every answer does."""
        made_with = catalog.made_with()

        assert detainerlib.__version__ == made_with.detainerlib
        assert detainerlib.data_as_of == made_with.data_as_of

    @pytest.mark.parametrize(
        ("asked", "left_out"),
        [
            ("fiscal_year_of", {"bulk", "cases", "cli", "cooperation", "holds", "policy"}),
            ("Practice", {"bulk", "cases", "catalog", "cli", "cooperation", "holds", "policy"}),
            ("hold_deadline", {"bulk", "cases", "cli", "cooperation", "outcomes", "policy"}),
            ("DetainerError", {"catalog", "models", "sources", "times", "holds", "policy"}),
        ],
    )
    def test_a_name_loads_its_own_room_only(self, asked: str, left_out: set[str]) -> None:
        """And those that this room builds on."""
        loaded = in_a_fresh_process(
            f"import json, sys, detainerlib; detainerlib.{asked}\n"
            "names = [name for name in sys.modules if name.startswith('detainerlib.')]\n"
            "print(json.dumps(sorted({name.split('.')[1] for name in names})))"
        )

        assert set() == left_out & {*loaded}


class TestTheCommand:
    """A verb that is typed loads what it needs; the others are in the help all the same."""

    @pytest.mark.parametrize(
        ("typed", "left_out"),
        [
            (["-h"], {"bulk", "cases", "catalog", "cooperation", "holds", "policy"}),
            (["hold", "-h"], {"bulk", "cases", "cooperation", "serialization"}),
            (["policy", "-h"], {"bulk", "cases", "cooperation", "holds", "serialization"}),
            (["check", "-h"], {"bulk", "cases", "cooperation", "holds", "policy"}),
        ],
    )
    def test_loads_the_rooms_of_the_verb_only(self, typed: list[str], left_out: set[str]) -> None:
        """A deadline on a terminal does not wait for what it has no use for."""
        loaded = in_a_fresh_process(
            "import contextlib, io, json, sys\n"
            "from detainerlib.__main__ import main\n"
            "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
            f"    main({typed!r})\n"
            "names = [name for name in sys.modules if name.startswith('detainerlib.')]\n"
            "print(json.dumps(sorted({name.split('.')[1] for name in names})))"
        )

        assert set() == left_out & {*loaded}


class TestPublicNames:
    """Every name that a caller may need can be imported from a public room."""

    def test_a_class_has_one_home_besides_the_front(self) -> None:
        """So that nobody asks which of two to import."""
        homes: dict[Any, list[str]] = {}
        for name, value in public_values().items():
            if isinstance(value, type) and not name.startswith("detainerlib.bulk."):
                homes.setdefault(value, []).append(name.rpartition(".")[0])
        several = {
            value.__name__: names
            for value, names in homes.items()
            if len(set(names) - {"detainerlib"}) > 1
        }

        assert {} == several

    def test_every_type_of_a_public_annotation_is_public(self) -> None:
        """Of fields, parameters and results, also within tuples, unions and mappings."""
        values = public_values()
        public = {value for value in values.values() if isinstance(value, type)}
        hidden = {
            f"{name}: {found.__qualname__}"
            for name, value in values.items()
            for hint in hints_of(value)
            for found in types_in(hint)
            if found not in public
        }

        assert set() == hidden

    def test_every_argument_may_be_given_by_name(self) -> None:
        """No parameter of a public function or method is positional only."""
        values = public_values()
        functions = {name: value for name, value in values.items() if inspect.isfunction(value)}
        for name, value in values.items():
            if isinstance(value, type):
                members = inspect.getmembers(value, inspect.isfunction)
                functions |= {f"{name}.{n}": f for n, f in members if not n.startswith("_")}
        unnamed = [
            f"{name}({parameter.name})"
            for name, function in functions.items()
            for parameter in inspect.signature(function).parameters.values()
            if parameter.kind is parameter.POSITIONAL_ONLY
        ]

        assert [] == unnamed


@pytest.mark.skipif(not (PROJECT / "docs" / "design.md").exists(), reason="docs are not here")
class TestMap:
    """Every module stands in a room, and every room on the map."""

    @pytest.fixture
    def at_top(self) -> set[str]:
        """Give the modules and packages directly in detainerlib."""
        paths = [*PACKAGE.glob("*.py"), *(path.parent for path in PACKAGE.glob("*/__init__.py"))]
        return {path.stem for path in paths} - {"__init__"}

    def test_a_module_is_in_a_room(self, at_top: set[str]) -> None:
        """The import contract names each, and so does the map of docs/design.md."""
        project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
        contract = project["tool"]["importlinter"]["contracts"][0]
        layered = {name for layer in contract["layers"] for name in re.findall(r"\w+", layer)}
        design = (PROJECT / "docs" / "design.md").read_text("utf-8")
        rooms_section = design.partition("\n## Rooms\n")[2].partition("\n## ")[0]
        drawn = set(re.findall(r"`(\w+)(?:/|\.py)`", rooms_section))

        assert at_top == layered
        assert at_top == drawn & at_top

    def test_a_file_is_on_the_map(self) -> None:
        """Each module of a room is named in the part of the map on that room."""
        design = (PROJECT / "docs" / "design.md").read_text("utf-8")
        rooms_section = design.partition("\n## Rooms\n")[2].partition("\n## ")[0]
        files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("**/*.py")}
        files = {name for name in files if not name.endswith("__init__.py")}
        drawn = set(re.findall(r"`([\w/]+\.py)`", rooms_section))

        assert files == drawn


@pytest.mark.skipif(not (PROJECT / "SECURITY.md").exists(), reason="its pages are not here")
class TestStability:
    """What `SECURITY.md` and `docs/stability.md` promise to keep."""

    def test_the_promise_names_every_public_room(self) -> None:
        """Those whose names this file looks at, and no other."""
        promise = (PROJECT / "SECURITY.md").read_text("utf-8")
        named = re.search(r"^- Public is what .*? rooms (.*?) list,", promise, re.MULTILINE)
        assert named is not None

        assert [*PUBLIC_ROOMS[1:]] == [
            f"detainerlib.{room}" for room in re.findall(r"`(\w+)`", named[1])
        ]

    def test_nothing_is_deprecated_in_silence(self) -> None:
        """What warns is in the changelog; and while nothing does, the promise says so."""
        warns = any(
            "DeprecationWarning" in path.read_text("utf-8") for path in PACKAGE.rglob("*.py")
        )
        changes = (PROJECT / "CHANGELOG.md").read_text("utf-8")
        promise = (PROJECT / "docs" / "stability.md").read_text("utf-8")

        assert warns is ("\n### Deprecated\n" in changes)
        assert warns is ("Nothing is deprecated today" not in promise)


def test_how_to_cite_names_this_version() -> None:
    """The file that citation tools read, beside the version that is installed."""
    lines = (Path(__file__).parents[1] / "CITATION.cff").read_text("utf-8").splitlines()

    assert f"version: {version('detainerlib')}" in lines
    assert {"cff-version: 1.2.0", "type: software", "license: Apache-2.0"} <= {*lines}
