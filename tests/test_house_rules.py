"""What every module of the package keeps to, read from its source.

One test for each rule, over all modules or all models; it names every place at once. Star imports
and asserts are left to ruff (F403, S101).
"""

import ast
import importlib
import pkgutil
import re
import types
from collections.abc import Iterator, Mapping
from functools import cache
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
PRINTS: Final = re.compile(r"__main__\.py|cli/.*")
READS_FILES: Final = {
    "_package_data.py",
    "_pictures.py",  # keeps a picture in memory
    "_whole_files.py",
    "catalog/_collections.py",
    "catalog/_export.py",
    "catalog/_law_folder.py",
    "catalog/_law_template.py",
    "catalog/_toml.py",
    "readers/_exports.py",
    "readers/_files.py",
    "readers/_sources.py",
    "readers/_swollen.py",
    "readers/_text_tables.py",
    "readers/_workbooks.py",
    "readers/roster.py",
    "sources/versions.py",
    "times/federal_list.py",  # the rules of the statute, which are needed below the catalog
    "times/zones.py",
}
LONGEST: Final = 400
FIRST: Final = re.compile(r"\n\n *>>>")

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


Trees = Mapping[str, ast.Module]
Models = list[type[Any]]


@pytest.fixture(scope="module")
def trees() -> Trees:
    """Give the code of each module, by the name of its file."""
    return {name: ast.parse(path.read_text("utf-8")) for name, path in SOURCES.items()}


@pytest.fixture(scope="module")
def models() -> Models:
    """Give every class of the package that attrs made, once."""
    classes = {
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type)
        and attrs.has(value)
        and value.__module__.startswith("detainerlib")
    }
    return sorted(classes, key=lambda model: (model.__module__, model.__qualname__))


def modules() -> Iterator[types.ModuleType]:
    """Import every module of the package, but for the command."""
    yield detainerlib
    for module in pkgutil.walk_packages(detainerlib.__path__, "detainerlib."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Walk a module once."""
    return tuple(ast.walk(tree))


def docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what stands as a statement of its own: docstrings, also those of attributes."""
    for node in nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def examples(tree: ast.Module) -> int:
    """Count the lines of docstrings from the blank line before their first example on."""
    told = (str(getattr(node, "value", "")) for node in docstrings(tree))
    return sum(text[found.start() :].count("\n") for text in told if (found := FIRST.search(text)))


def help_texts(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the help of the command's options, and its examples: documentation, too."""
    for called, call in calls(tree):
        if called == "show":
            yield from call.args
    for node in nodes(tree):
        if isinstance(node, ast.keyword) and node.arg == "help":
            yield from (part for part in ast.walk(node.value) if isinstance(part, ast.Constant))


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the texts in code: every one that is no documentation."""
    documentation = {id(node) for node in (*docstrings(tree), *help_texts(tree))}
    for node in nodes(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield node


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the name that is called."""
    for node in nodes(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node
                case _:
                    continue


def calls_of(names: set[str], trees: Trees) -> list[str]:
    """Give the places where something of one of these names is called."""
    return [
        place(file, node)
        for file, tree in trees.items()
        for called, node in calls(tree)
        if called in names
    ]


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield every name that is imported, with the module it comes from."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def place(file: str, node: ast.AST) -> str:
    """Give the place of a node, as an editor finds it."""
    return f"{file}:{getattr(node, 'lineno', 0)}"


def first_line(documented: object) -> str:
    """Give the first line of a docstring."""
    return (documented.__doc__ or "").strip().partition("\n")[0].strip()


class TestWhatIsRead:
    """The rules below are not kept by nothing."""

    def test_all_modules(self, trees: Trees) -> None:
        """From the top of the package to the folders of its folders."""
        assert {"__init__.py", "errors.py", "catalog/__init__.py"} <= set(trees)

    def test_all_models(self, models: Models) -> None:
        """Those of rules, of periods, of answers, of calendars."""
        assert {"HoldRule", "EffectivePeriod", "Span", "ClosureCalendar"} <= {
            model.__name__ for model in models
        }


class TestNoClock:
    """The same call answers the same next year."""

    def test_nothing_asks_what_time_it_is(self, trees: Trees) -> None:
        """No now(), today() or their kin, but where the command takes the word "now"."""
        asking = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "ctime"}
        others = {file: tree for file, tree in trees.items() if file != "cli/parsing.py"}

        assert [] == calls_of(asking, others)
        assert 1 == len(calls_of(asking, trees))

    def test_nothing_imports_the_clock(self, trees: Trees) -> None:
        """Nor the modules that know the time, the machine or the network.

        What the terminal is like, NO_COLOR, which file is open, and that a process was forked,
        the machine knows.
        """
        known = ["_whole_files.py: os", "bulk/_kernel/sized_cache.py: os", "cli/terminal.py: os"]
        barred = {"time", "locale", "socket", "urllib", "http", "subprocess", "random", "os"}

        assert known == [
            f"{file}: {name}"
            for file, tree in trees.items()
            for name in imports(tree)
            if name.partition(".")[0] in barred
        ]

    def test_nothing_speaks_the_language_of_the_machine(self, trees: Trees) -> None:
        """%A, %B and the like change with the locale, and a document must not."""
        assert [] == [
            place(file, node)
            for file, tree in trees.items()
            for node in texts(tree)
            if re.search(r"%[aAbBpcxX]", str(node.value))
        ]


class TestInstants:
    """A datetime that is made has a zone."""

    def test_no_datetime_is_made_without_one(self, trees: Trees) -> None:
        """Named as tzinfo=, or as the eighth argument. Parsed texts are checked where they go.

        DTZ001 of ruff passes over datetime(...).astimezone(), which asks for the machine's zone.
        """
        assert [] == [
            place(file, node)
            for file, tree in trees.items()
            for called, node in calls(tree)
            if called == "datetime"
            and len(node.args) < 8
            and "tzinfo" not in {keyword.arg for keyword in node.keywords}
        ]

    def test_no_timestamp_is_read(self, trees: Trees) -> None:
        """The shortcuts that guess the machine's zone are not used."""
        assert [] == calls_of({"fromtimestamp", "utcfromtimestamp", "strptime"}, trees)


class TestLawIsData:
    """No legal number, date or state stands in code."""

    def test_no_date_is_written_out(self, trees: Trees) -> None:
        """A date of the law is a record."""
        assert [] == [
            place(file, node)
            for file, tree in trees.items()
            for called, node in calls(tree)
            if called in {"date", "datetime"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and node.args[0].value in range(1900, 2101)
        ]

    def test_no_number_of_hours_is_written_out(self, trees: Trees) -> None:
        """48, 24 and 72 are durations of rules, and so are data."""
        assert [] == [
            place(file, node)
            for file, tree in trees.items()
            for node in nodes(tree)
            if isinstance(node, ast.Constant)
            and type(node.value) is int
            and node.value in {24, 48, 72}
        ]

    def test_no_state_is_named(self, trees: Trees) -> None:
        """Neither its code nor its name; the nation's code is none of a state."""
        names = "|".join(
            re.escape(government.name)
            for government in catalog.jurisdictions()
            if government.level is not GovernmentLevel.NATION
        )
        state = re.compile(rf"\bUS-[A-Z]{{2}}\b|\b(?:{names})\b")

        assert [] == [
            place(file, node)
            for file, tree in trees.items()
            for node in texts(tree)
            if state.search(str(node.value))
        ]


class TestModels:
    """Every model is immutable, made of slots, and holds nobody's data."""

    def test_each_is_frozen(self, trees: Trees) -> None:
        """attrs.frozen, and no other way of making a class."""
        made = re.compile(r"(?:attrs?|dataclasses?)\b.*|define|mutable|dataclass")
        decorators = [
            (place(file, decorator), ast.unparse(decorator).partition("(")[0])
            for file, tree in trees.items()
            for node in nodes(tree)
            if isinstance(node, ast.ClassDef)
            for decorator in node.decorator_list
        ]

        assert [] == [
            where for where, name in decorators if made.fullmatch(name) and name != "attrs.frozen"
        ]

    def test_each_refuses_a_change(self, models: Models) -> None:
        """No field can be set, whatever its name."""
        for model in models:
            blank = object.__new__(model)
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(blank, attrs.fields(model)[0].name, None)

    def test_each_has_slots(self, models: Models) -> None:
        """No attribute can be added."""
        assert [] == [model for model in models if hasattr(object.__new__(model), "__dict__")]

    def test_none_has_a_place_for_a_person(self, models: Models) -> None:
        """No field for a name of a person, a birth date or an identifier."""
        assert [] == [
            f"{model.__name__}.{field.name}"
            for model in models
            for field in attrs.fields(model)
            if PERSONAL & set(field.name.split("_")) or field.name.endswith("_name")
        ]

    def test_frozen_is_not_sidestepped(self, trees: Trees) -> None:
        """No object.__setattr__, no setattr."""
        assert [] == calls_of({"__setattr__", "setattr"}, trees)


class TestHabits:
    """What a reviewer refuses."""

    def test_what_ruff_refuses_is_not_let_pass(self) -> None:
        """No line of a module excuses a star import or an assert."""
        excuse = re.compile(r"#.*noqa.*\b(?:F403|S101)\b")

        assert [] == [
            f"{file}: {line}"
            for file, path in SOURCES.items()
            for line in path.read_text("utf-8").splitlines()
            if excuse.search(line)
        ]

    def test_no_print_but_in_the_command(self, trees: Trees) -> None:
        """A library returns; its command prints. T201 of ruff lets it print to a file."""
        library = {file: tree for file, tree in trees.items() if not PRINTS.fullmatch(file)}

        assert [] == calls_of({"print"}, library)

    def test_no_silent_fallback(self, trees: Trees) -> None:
        """Nothing is caught whole, and nothing is passed over.

        BLE001 of ruff lets catch all that is raised again, S110 pass over what is named.
        """
        assert [] == [
            place(file, node)
            for file, tree in trees.items()
            for node in nodes(tree)
            if isinstance(node, ast.ExceptHandler)
            and (
                node.type is None
                or ast.unparse(node.type) in {"Exception", "BaseException"}
                or (len(node.body) == 1 and isinstance(node.body[0], ast.Pass))
            )
        ]

    def test_only_the_catalog_reads_files(self, trees: Trees) -> None:
        """No file, folder or resource elsewhere; those of users are opened by readers."""
        opening = {"open", "read_text", "read_bytes", "iterdir", "is_file", "is_dir", "glob"}
        readers = ("importlib.resources", "pathlib", "io", "pkgutil", "tomllib")
        others = {file: tree for file, tree in trees.items() if file not in READS_FILES}

        assert [] == calls_of(opening, others)
        assert [] == [
            f"{file}: {name}"
            for file, tree in others.items()
            for name in imports(tree)
            if name.startswith(readers)
        ]

    def test_no_module_is_long(self, trees: Trees) -> None:
        """A module reads like its title; the examples at the end of docstrings are not counted."""
        lengths = {
            file: SOURCES[file].read_text("utf-8").count("\n") - examples(tree)
            for file, tree in trees.items()
        }

        assert {} == {file: lines for file, lines in lengths.items() if lines > LONGEST}

    def test_no_module_is_named_after_nothing(self) -> None:
        """A name says what is in it."""
        nothing = {"utils", "helpers", "misc", "common", "core"}

        assert [] == [file for file in SOURCES if Path(file).stem in nothing]


ANSWERS: Final = frozenset(
    [
        "policy",
        "cooperation",
        "cases",
        "holds",
        "outcomes",
        "memos",
        "models",
        "cli",
        "plots.py",
        "_hold_pictures.py",
    ]
)
"""The rooms whose results people read; their sentences are templates of `sentences`."""
BESIDE_ITS_CHECK: Final = re.compile(r"(Error|Hint|Choices|meeting|add_argument|_option)$")
REFUSALS: Final = {
    "cli/parser.py",  # what argparse refuses, and what the command is
    "holds/facility.py",  # the remedy of a zone that is missing
    "memos/contents.py",  # the ending of every output, of whole sentences
    "models/custody.py",  # the remedy of a reason that belongs to another event
    "outcomes/denominators.py",  # as above, of a denominator
    "cli/catalog.py",  # what may have been meant
}
"""Where what is said stands beside the check that refuses, though no call shows that."""


class TestSentences:
    """What a person reads as an answer is worded in one room."""

    def test_no_room_that_answers_words_a_sentence(self, trees: Trees) -> None:
        """A whole sentence is a template of `sentences`; refusals stand beside their checks."""
        worded = {
            place(file, node): sentence
            for file, tree in trees.items()
            if file.partition("/")[0] in ANSWERS and file not in REFUSALS
            for node, sentence in whole_sentences(tree)
        }

        assert {} == worded


def whole_sentences(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    """Yield what is worded as a sentence, and not beside a check; a value stands for a word."""
    beside = {id(node) for node in (*docstrings(tree), *help_texts(tree))}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            beside |= {id(part) for part in node.values}
        elif isinstance(node, ast.Raise):
            beside |= {id(part) for part in ast.walk(node)}
    for called, call in calls(tree):
        if BESIDE_ITS_CHECK.search(called):
            beside |= {id(part) for part in ast.walk(call)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(sentence)):
                pass
            case ast.JoinedStr(values=parts):
                words = (getattr(part, "value", "") for part in parts)
                sentence = "".join(word if isinstance(word, str) else "A" for word in words)
            case _:
                continue
        is_whole = re.match(r"[A-Z“]", sentence) and re.search(r"[.?:]”?$", sentence.rstrip())
        if id(node) not in beside and is_whole and len(sentence.split()) > 3:
            yield node, sentence


class TestDocumentation:
    """What a reader is told: ruff asks for a docstring only where a module and its list say all."""

    def test_every_public_name_has_a_docstring(self) -> None:
        """Whatever can be imported says what it is, in a sentence."""
        documented = {*detainerlib.__all__} - {"__version__", "data_as_of"}

        assert [] == [
            public
            for public in sorted(documented)
            if not first_line(getattr(detainerlib, public)).endswith(".")
        ]

    def test_every_public_name_is_there_once(self) -> None:
        """The list advertises nothing twice."""
        assert sorted(set(detainerlib.__all__)) == sorted(detainerlib.__all__)

    def test_every_module_has_a_docstring(self, trees: Trees) -> None:
        """One sentence says what is in it."""
        openings = {
            file: (ast.get_docstring(tree) or "").split("\n\n")[0].strip()
            for file, tree in trees.items()
        }

        assert {} == {file: text for file, text in openings.items() if not text.endswith(".")}

    def test_every_function_has_a_docstring_that_can_be_called_from_outside(
        self, trees: Trees
    ) -> None:
        """Every function and class without an underscore, also in a private module."""
        assert [] == [
            place(file, node)
            for file, tree in trees.items()
            for node in nodes(tree)
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and ast.get_docstring(node) is None
            and not is_nested(tree, node)
            and "overload" not in map(ast.unparse, node.decorator_list)
        ]

    def test_every_authority_named_is_on_record(self, trees: Trees) -> None:
        """A line "Authority: id" in a docstring leads to a record of the catalog."""
        lines = [
            (file, line)
            for file, tree in trees.items()
            for node in docstrings(tree)
            for line in re.findall(r"Authority: (.+)", str(getattr(node, "value", "")))
        ]
        known = {authority.id for authority in catalog.authorities()}

        assert [] != lines
        assert [] == [
            f"{file}: {id}"
            for file, line in lines
            for id in line.replace(",", " ").split()
            if id not in known
        ]


def is_nested(tree: ast.Module, wanted: ast.AST) -> bool:
    """Tell whether a function stands inside another, or a private class, out of reach."""
    return any(
        wanted is inner
        for outer in nodes(tree)
        if isinstance(outer, ast.FunctionDef)
        or (isinstance(outer, ast.ClassDef) and outer.name.startswith("_"))
        for inner in ast.walk(outer)
        if inner is not outer
    )
