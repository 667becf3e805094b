"""What every module of the package keeps to, read from its source."""

import ast
import importlib
import pkgutil
import re
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

import detainerlib
from detainerlib import catalog
from detainerlib.models.jurisdictions import GovernmentLevel

PACKAGE: Final = Path(detainerlib.__file__).parent
SOURCES: Final = {
    path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.glob("**/*.py"))
}
TREES: Final = {name: ast.parse(path.read_text("utf-8")) for name, path in SOURCES.items()}
READS_FILES: Final = {"catalog/_collections.py", "catalog/_toml.py", "sources/versions.py"}
LONGEST: Final = 400

PERSONAL: Final = {
    "subject",
    "person",
    "prisoner",
    "inmate",
    "alien",
    "surname",
    "nickname",
    "birth",
    "born",
    "dob",
    "age",
    "gender",
    "sex",
    "race",
    "ethnicity",
    "nationality",
    "citizenship",
    "religion",
    "ssn",
    "passport",
    "fingerprint",
    "photo",
    "address",
    "phone",
    "email",
    "anumber",
}


def modules() -> Iterator[types.ModuleType]:
    """Import every module of the package, but for the command."""
    yield detainerlib
    for found in pkgutil.walk_packages(detainerlib.__path__, "detainerlib."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def attrs_classes() -> list[type[Any]]:
    """Give every class of the package that attrs made, once."""
    found = {
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type)
        and attrs.has(value)
        and value.__module__.startswith("detainerlib")
    }
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what stands as a statement of its own: docstrings, also those of attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def help_texts(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the help of the command's options: documentation, as a docstring is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "help":
            yield from (each for each in ast.walk(node.value) if isinstance(each, ast.Constant))


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the texts in code: every one that is no documentation."""
    documentation = {id(node) for node in (*docstrings(tree), *help_texts(tree))}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield node


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node
                case _:
                    continue


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield every name that is imported, with the module it comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def where(name: str, nodes: Iterable[ast.AST]) -> list[str]:
    """Give the places of some nodes, as an editor finds them."""
    return [f"{name}:{getattr(node, 'lineno', 0)}" for node in nodes]


@pytest.fixture(params=TREES)
def name(request: pytest.FixtureRequest) -> str:
    """Give the file name of each module in turn."""
    found: str = request.param
    return found


@pytest.fixture
def tree(name: str) -> ast.Module:
    """Give the module's code."""
    return TREES[name]


class TestNoClock:
    """The same call answers the same next year."""

    def test_nothing_asks_what_time_it_is(self, name: str, tree: ast.Module) -> None:
        """No now(), today(), time() or their kin."""
        asking = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "ctime"}
        found = [node for called, node in calls(tree) if called in asking]

        assert [] == where(name, found)

    def test_nothing_imports_the_clock(self, name: str, tree: ast.Module) -> None:
        """Nor the modules that know the time, the machine or the network."""
        barred = {"time", "locale", "socket", "urllib", "http", "subprocess", "random", "os"}
        found = [each for each in imports(tree) if each.partition(".")[0] in barred]

        assert [] == [f"{name}: {each}" for each in found]

    def test_nothing_speaks_the_language_of_the_machine(self, name: str, tree: ast.Module) -> None:
        """%A, %B and the like change with the locale, and a document must not."""
        found = [node for node in texts(tree) if re.search(r"%[aAbBpcxX]", str(node.value))]

        assert [] == where(name, found)


class TestInstants:
    """A datetime that is made has a zone."""

    def test_no_datetime_is_made_without_one(self, name: str, tree: ast.Module) -> None:
        """Named as tzinfo=, or as the eighth argument. Parsed texts are checked where they go."""
        found = [
            node
            for called, node in calls(tree)
            if called == "datetime"
            and len(node.args) < 8
            and "tzinfo" not in {keyword.arg for keyword in node.keywords}
        ]

        assert [] == where(name, found)

    def test_no_timestamp_is_read(self, name: str, tree: ast.Module) -> None:
        """The shortcuts that guess the machine's zone are not used."""
        guessing = {"fromtimestamp", "utcfromtimestamp", "strptime"}
        found = [node for called, node in calls(tree) if called in guessing]

        assert [] == where(name, found)


class TestLawIsData:
    """No legal number, date or state stands in code."""

    def test_no_date_is_written_out(self, name: str, tree: ast.Module) -> None:
        """A date of the law is a record."""
        found = [
            node
            for called, node in calls(tree)
            if called in {"date", "datetime"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and node.args[0].value in range(1900, 2101)
        ]

        assert [] == where(name, found)

    def test_no_number_of_hours_is_written_out(self, name: str, tree: ast.Module) -> None:
        """48, 24 and 72 are durations of rules, and so are data."""
        found = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and type(node.value) is int
            and node.value in {24, 48, 72}
        ]

        assert [] == where(name, found)

    def test_no_state_is_named(self, name: str, tree: ast.Module) -> None:
        """Neither its code nor its name; the nation's code is none of a state."""
        governments = [
            each for each in catalog.jurisdictions() if each.level is not GovernmentLevel.NATION
        ]
        names = "|".join(re.escape(each.name) for each in governments)
        state = re.compile(rf"\bUS-[A-Z]{{2}}\b|\b(?:{names})\b")
        found = [node for node in texts(tree) if state.search(str(node.value))]

        assert [] == where(name, found)


class TestModels:
    """Every model is immutable, made of slots, and holds nobody's data."""

    def test_some_are_found(self) -> None:
        """The checks below do not run on nothing."""
        assert {"HoldRule", "EffectivePeriod", "Span", "ClosureCalendar"} <= {
            each.__name__ for each in attrs_classes()
        }

    def test_each_is_frozen(self, name: str, tree: ast.Module) -> None:
        """attrs.frozen, and no other way of making a class."""
        made = re.compile(r"(?:attrs?|dataclasses?)\b.*|define|mutable|dataclass")
        found = [
            decorator
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            for decorator in node.decorator_list
            if made.fullmatch(ast.unparse(decorator).partition("(")[0])
            and ast.unparse(decorator).partition("(")[0] != "attrs.frozen"
        ]

        assert [] == where(name, found)

    @pytest.mark.parametrize("model", attrs_classes(), ids=lambda model: str(model.__name__))
    def test_each_refuses_a_change(self, model: type[Any]) -> None:
        """No field can be set, whatever its name."""
        blank = object.__new__(model)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(blank, attrs.fields(model)[0].name, None)

    @pytest.mark.parametrize("model", attrs_classes(), ids=lambda model: str(model.__name__))
    def test_each_has_slots(self, model: type[Any]) -> None:
        """No attribute can be added."""
        assert not hasattr(object.__new__(model), "__dict__")

    @pytest.mark.parametrize("model", attrs_classes(), ids=lambda model: str(model.__name__))
    def test_none_has_a_place_for_a_person(self, model: type[Any]) -> None:
        """No field for a name of a person, a birth date or an identifier."""
        found = [
            field.name
            for field in attrs.fields(model)
            if PERSONAL & set(field.name.split("_")) or field.name.endswith("_name")
        ]

        assert [] == found

    def test_frozen_is_not_sidestepped(self, name: str, tree: ast.Module) -> None:
        """No object.__setattr__, no setattr."""
        found = [node for called, node in calls(tree) if called in {"__setattr__", "setattr"}]

        assert [] == where(name, found)


class TestHabits:
    """What a reviewer refuses."""

    def test_no_star_import(self, name: str, tree: ast.Module) -> None:
        """Every name says where it comes from."""
        assert [] == [f"{name}: {each}" for each in imports(tree) if each.endswith(".*")]

    def test_no_assert(self, name: str, tree: ast.Module) -> None:
        """An assert checks no input: python -O drops it."""
        assert [] == where(name, [node for node in ast.walk(tree) if isinstance(node, ast.Assert)])

    def test_no_print_but_in_the_command(self, name: str, tree: ast.Module) -> None:
        """A library returns; its command prints."""
        found = (
            []
            if name == "__main__.py" or name.startswith("cli/")
            else [n for called, n in calls(tree) if called == "print"]
        )

        assert [] == where(name, found)

    def test_no_silent_fallback(self, name: str, tree: ast.Module) -> None:
        """Nothing is caught whole, and nothing is passed over."""
        found = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ExceptHandler)
            and (
                node.type is None
                or ast.unparse(node.type) in {"Exception", "BaseException"}
                or (len(node.body) == 1 and isinstance(node.body[0], ast.Pass))
            )
        ]

        assert [] == where(name, found)

    def test_only_the_catalog_reads_files(self, name: str, tree: ast.Module) -> None:
        """No file, folder or resource elsewhere."""
        opening = {"open", "read_text", "read_bytes", "iterdir", "is_file", "is_dir", "glob"}
        opened = [node for called, node in calls(tree) if called in opening]
        imported = [
            each
            for each in imports(tree)
            if each.startswith(("importlib.resources", "pathlib", "io", "pkgutil", "tomllib"))
        ]

        assert ([], []) == (
            (where(name, opened), imported) if name not in READS_FILES else ([], [])
        )

    def test_no_module_is_long(self, name: str) -> None:
        """A module reads like its title."""
        lines = SOURCES[name].read_text("utf-8").count("\n")

        assert lines <= LONGEST

    def test_no_module_is_named_after_nothing(self, name: str) -> None:
        """A name says what is in it."""
        assert Path(name).stem not in {"utils", "helpers", "misc", "common", "core"}


class TestDocumentation:
    """What a reader is told."""

    @pytest.mark.parametrize(
        "public", sorted({*detainerlib.__all__} - {"__version__", "data_as_of"})
    )
    def test_every_public_name_has_a_docstring(self, public: str) -> None:
        """Whatever can be imported says what it is, in a sentence."""
        documentation = getattr(detainerlib, public).__doc__ or ""

        assert documentation.strip().splitlines()[0].endswith(".")

    def test_every_public_name_is_there_once(self) -> None:
        """The list advertises nothing twice."""
        assert sorted(set(detainerlib.__all__)) == sorted(detainerlib.__all__)

    def test_every_module_has_a_docstring(self, name: str, tree: ast.Module) -> None:
        """One sentence says what is in it."""
        first = (ast.get_docstring(tree) or "").split("\n\n")[0].strip()

        assert first.endswith("."), name

    def test_every_function_has_a_docstring_that_can_be_called_from_outside(
        self, name: str, tree: ast.Module
    ) -> None:
        """Every function and class without an underscore."""
        found = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and ast.get_docstring(node) is None
            and not is_nested(tree, node)
        ]

        assert [] == where(name, found)

    def test_every_authority_named_is_on_record(self, name: str, tree: ast.Module) -> None:
        """A line "Authority: id" in a docstring leads to a record of the catalog."""
        named = {
            word
            for node in docstrings(tree)
            for line in re.findall(r"Authority: (.+)", str(getattr(node, "value", "")))
            for word in line.replace(",", " ").split()
        }
        known = {authority.id for authority in catalog.authorities()}

        assert set() == named - known, name

    @pytest.mark.parametrize("rule", ["hold_window", "hold_deadline", "hold_readings"])
    def test_the_rule_functions_name_their_authority(self, rule: str) -> None:
        """No rule function without the text it applies."""
        assert re.search(r"Authority: \S+", str(getattr(detainerlib, rule).__doc__))


def is_nested(tree: ast.Module, wanted: ast.AST) -> bool:
    """Tell whether a function stands inside another, or a private class, out of reach."""
    return any(
        wanted is inner
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef)
        or (isinstance(outer, ast.ClassDef) and outer.name.startswith("_"))
        for inner in ast.walk(outer)
        if inner is not outer
    )
