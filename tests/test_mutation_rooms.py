"""The rooms of `nox -s mutation` are there, with their tests, and each survivor has a reason."""

import fnmatch
import math
import tomllib

import mutate
import pytest


@pytest.mark.parametrize("name", mutate.rooms())
def test_a_room_has_its_files_and_tests(name: str) -> None:
    """A file that was moved would be changed no more, and a test that was, asked no more."""
    room = mutate.rooms()[name]

    assert [] == [pattern for pattern in room["changed"] if not [*mutate.ROOT.glob(pattern)]]
    assert [] == [path for path in room["tests"] if not (mutate.ROOT / path).exists()]
    assert all(survivor["reason"] for survivor in room.get("alive", ()))


@pytest.mark.parametrize("name", mutate.rooms())
def test_a_survivor_is_of_a_line_that_is_there(name: str) -> None:
    """What was written of a line that is another now may be true of it no more."""
    for survivor in mutate.named_survivors(name):
        module = survivor.function.rpartition(".")[0].replace(".", "/")
        lines = (mutate.ROOT / "src" / f"{module}.py").read_text("utf-8").splitlines()
        assert survivor.before in " ".join(map(str.strip, lines)), survivor


def test_a_survivor_is_known_by_what_is_changed() -> None:
    """Whatever its number, and in its own function only."""
    room = mutate.rooms()["suppression"]
    one = mutate.Survivor(*(room["alive"][0][part] for part in mutate.Survivor._fields))
    difference = f"--- a.py\n+++ a.py\n@@ -1 +1 @@\n-    {one.before}\n+    {one.after}\n"

    assert one == mutate.survivor_of(f"{one.function}__mutmut_99", difference)
    assert mutate.has_reason(f"{one.function}__mutmut_99", difference)
    assert not mutate.has_reason(f"{one.function}_2__mutmut_99", difference)
    another = difference.replace("+    ", "+    not ")
    assert not mutate.has_reason(f"{one.function}__mutmut_99", another)


def test_every_rule_is_in_a_room() -> None:
    """Whatever decides a day, an answer or a number that is published."""
    patterns = [pattern for room in mutate.rooms().values() for pattern in room["changed"]]
    folders = ("times", "holds", "policy", "cooperation", "cases", "outcomes", "bulk/_kernel")
    rules = [
        str(path.relative_to(mutate.ROOT))
        for folder in folders
        for path in (mutate.ROOT / "src" / "detainerlib" / folder).glob("*.py")
        if path.name != "__init__.py"
    ]

    assert rules
    assert [] == [
        file for file in rules if not any(fnmatch.fnmatch(file, pattern) for pattern in patterns)
    ]


def test_what_is_asked_is_chosen() -> None:
    """A room, a file of it, or all."""
    asked = mutate.asked(["policy", "--file", "*/facts.py", "--minutes", "1"])

    assert {"policy": ["detainerlib.policy.facts.x*"]} == asked.patterns
    assert (1, math.inf, False) == asked[1:]
    assert {*mutate.rooms()} == {*mutate.asked([]).patterns}


def test_only_functions_in_which_a_line_was_changed_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Since the commit before, unless another is named; where there is none, none."""
    file = "src/detainerlib/outcomes/rate.py"
    lines = (mutate.ROOT / file).read_text("utf-8").splitlines()
    inside = [number for number, line in enumerate(lines, 1) if "self.numerator /" in line]
    first = next(number for number, line in enumerate(lines, 1) if "def caution_of" in line)
    said: dict[tuple[str, ...], str] = {
        ("diff", "--name-only", "HEAD~1", "--"): f"README.md\n{file}",
        ("diff", "--unified=0", "HEAD~1", "--", file): (
            f"@@ -1,2 +{inside[0]} @@ share\n-a\n+b\n@@ -9 +{first - 2},3 @@\n@@ -5 +4,0 @@\n"
        ),
    }

    def git(*arguments: str) -> str:
        return said.get(arguments, "")

    monkeypatch.setattr(mutate, "git", git)

    assert {
        "outcomes": [
            "detainerlib.outcomes.rate.xǁOutcomeRateǁshare__mutmut_*",
            "detainerlib.outcomes.rate.x_caution_of__mutmut_*",
        ]
    } == mutate.asked(["--changed"]).patterns
    assert {} == mutate.asked(["--changed", "main"]).patterns


def test_changes_of_one_kind_have_one_reason() -> None:
    """Only where nothing else is changed in the line."""
    head = "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n def f():\n"

    assert all(kind["reason"] for kind in mutate.alike())
    for before, after in (
        ('x = cast("Row", y)', "x = cast(None, y)"),
        ('x = cast("Row", y)', 'x = cast("XXRowXX", y)'),
        ("zip(a, b, strict=True)", "zip(a, b, strict=False)"),
        ("zip(a, b, strict=True)", "zip(a, b, )"),
    ):
        assert mutate.is_alike(f"{head}-    {before}\n+    {after}\n")
    for before, after in (
        ('x = cast("Row", y)', 'x = cast("Row", None)'),
        ("zip(a, b, strict=True)", "zip(a, None, strict=True)"),
        ('x = y["Row"]', "x = y[None]"),
    ):
        assert not mutate.is_alike(f"{head}-    {before}\n+    {after}\n")


def test_the_settings_are_those_of_the_project_and_of_mutmut() -> None:
    """As one file that mutmut reads."""
    room = mutate.rooms()["suppression"]
    settings = tomllib.loads(mutate.settings_of(room))

    assert room["changed"] == settings["tool"]["mutmut"]["only_mutate"]
    assert "detainerlib" == settings["project"]["name"]
