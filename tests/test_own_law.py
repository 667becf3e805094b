"""A law folder: it answers everywhere, says so, and is gone when it is left."""

import asyncio
import copy
import inspect
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from threading import Barrier
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest
from law_folders import AUTHORITY, FINDING, ORDER, PLACE, PROVISION, RULE, edited, law_folder

import detainerlib as dl
from detainerlib import catalog, serialization
from detainerlib.__main__ import main
from detainerlib.catalog._law import UnderLaw
from detainerlib.errors import CatalogError, DetainerError, UnknownIdError

CHICAGO: Final = "America/Chicago"
ENDS: Final = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo(CHICAGO))
ON: Final = date(2025, 7, 3)
OTHER_HOURS: Final = RULE.replace("hours = 6", "hours = 7").replace("six hours", "seven hours")


@pytest.fixture
def zed(tmp_path: Path) -> Path:
    """Write the folder."""
    return law_folder(tmp_path / "zed")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Write another, whose rule gives an hour more."""
    changes = {"rules/us-il.toml": OTHER_HOURS, **edited("law.toml", '"zed"', '"other"')}
    return law_folder(tmp_path / "other", changes)


def readings() -> Any:
    """Ask for every reading in the county."""
    return dl.hold_readings(ENDS, form="I-247A", jurisdiction=PLACE, zone=CHICAGO)


def hours_of_own_rule() -> float:
    """Give the hours that the folder's rule gives now."""
    window = dl.hold_window(ENDS, rule="zed-1-2024")
    return (window.deadline - window.clock_starts).total_seconds() / 3600


class TestAnswers:
    """What the folder says is answered wherever the law on record is asked."""

    def test_readings(self, zed: Path) -> None:
        """Its clock is one of the readings; outside the block it is none."""
        with catalog.using(zed):
            inside = readings()
        (own,) = (reading for reading in inside if reading.title == "Zed Code § 1")

        assert datetime(2025, 7, 3, 23, tzinfo=ZoneInfo(CHICAGO)) == own.window.deadline
        assert "Zed Code § 1" not in str(readings())

    def test_policy(self, zed: Path) -> None:
        """Its norm controls, and before and after it nothing is on record."""
        with catalog.using(zed):
            answer = dl.governing_policy("tell_subject", PLACE, on=ON)

        assert ["zed-2-tell"] == [provision.id for provision in answer.controlling]
        assert not dl.governing_policy("tell_subject", PLACE, on=ON).controlling

    def test_classification(self, zed: Path) -> None:
        """Its ban on transfers lowers the level, and is named."""
        with catalog.using(zed):
            inside = dl.classify_cooperation(PLACE, on=ON)
        outside = dl.classify_cooperation(PLACE, on=ON)

        assert inside != outside
        assert "Zed Code § 1" in inside.explanation.to_text()

    @pytest.mark.parametrize("city", ["0107000", "1714000", "3651000"])
    def test_city(self, tmp_path: Path, city: str) -> None:
        """A city has law of its own, also one without a record; the county of its name has not."""
        main(["law", "new", str(tmp_path / "city"), city])
        county = {"0107000": "01073", "1714000": "17031", "3651000": "36061"}[city]
        with catalog.using(tmp_path / "city"):
            answer = dl.governing_policy("tell_subject", city, on=date(2026, 5, 1))
            panel = one_practice(city, date(2026, 1, 1), date(2026, 1, 1))
            clocks = [rule.id for rule in catalog.rules(city)]
            rows = {row["id"]: row for row in catalog.table("places")}
            catalog.export(tmp_path / "tables", format="sqlite")
            below = [place.code for place in catalog.lineage(county)]

        assert "my-ordinance-1-tell" in {norm.id for norm in answer.controlling}
        assert ["required"] == [row["tell_subject"] for row in panel]
        assert "my-ordinance-1-hold" in clocks
        assert catalog.jurisdiction(city).name == rows[city]["name"]
        outside = dl.governing_policy("tell_subject", city, on=date(2026, 5, 1))
        assert "my-ordinance-1-tell" not in {norm.id for norm in outside.controlling}
        assert (city in below) is (city == "3651000")

    def test_city_of_a_county_without_a_record(self, tmp_path: Path) -> None:
        """A city that no list has: its own norm, and that of its county above it."""
        city = """\
[[jurisdiction]]
name = "Zedville, Illinois"
level = "city"
fips = "1799998"
parent = "17043"
"""
        norm = PROVISION.partition('[[provision]]\nid = "zed-3')[0].replace("zed-2", "zed-4")
        text = norm.replace('"17043"', '"1799998"')
        changes = {"jurisdictions.toml": city, "policies/us-il/zedville.toml": text}
        with catalog.using(law_folder(tmp_path, changes)):
            own = dl.governing_policy("tell_subject", "Zedville, IL", on=ON)
            above = dl.governing_policy("transfer_custody", "1799998", on=ON)

        assert "zed-4-tell" in {norm.id for norm in own.controlling}
        assert "Zed Code § 1" in str(above)

    def test_order_that_suspends(self, tmp_path: Path) -> None:
        """Its norm controls the day before the order and the day it ends, and not between."""
        order = {"policies/us-il/zed.toml": PROVISION.replace("[[example]]", f"{ORDER}[[example]]")}
        days = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 7, 31), date(2025, 8, 1)]
        with catalog.using(law_folder(tmp_path, order)):
            answers = [dl.governing_policy("transfer_custody", PLACE, on=on) for on in days]
        ids = [{norm.id for norm in answer.controlling} for answer in answers]

        assert [True, False, False, True] == [
            "zed-3-transfer" in controlling for controlling in ids
        ]
        assert "Zed Code § 3 was enjoined from June 1 to August 1, 2025" in str(answers[1])
        assert "from law folder zed" in answers[1].explanation.to_text()

    def test_finding_of_no_rule(self, tmp_path: Path) -> None:
        """The state's agencies decide, and a county's own policy is not on file."""
        question: Final = ("tell_subject", "US-IL")
        with catalog.using(law_folder(tmp_path, {"policies/us-il.toml": FINDING})):
            state = dl.governing_policy(*question, on=ON)
            other_county = dl.governing_policy("tell_subject", "17031", on=ON)
            own_norm = dl.governing_policy("tell_subject", PLACE, on=ON)

        assert state.is_left_to_agencies
        assert "from law folder zed" in state.explanation.to_text()
        assert "The policy of Cook County, Illinois, is not on file" in str(other_county)
        assert own_norm.no_rule is None
        assert not dl.governing_policy(*question, on=ON).is_left_to_agencies

    def test_norm_of_no_known_day(self, tmp_path: Path) -> None:
        """What may always have been in force is one stretch, and not nothing."""
        text = PROVISION.partition("[[example]]")[0].replace(
            "start = 2024-01-01", 'start = "unknown"'
        )
        with catalog.using(law_folder(tmp_path, {"policies/us-il/zed.toml": text})):
            ((period, answer),) = dl.policy_timeline("tell_subject", PLACE).entries

        assert (dl.UNKNOWN, None) == (period.start, period.until)
        assert ("zed-2-tell",) == answer.perhaps_in_force

    def test_panel(self, zed: Path) -> None:
        """A row before its first day, and a row after."""
        rows: dict[bool, list[str]] = {}
        for is_used in (True, False):
            law = catalog.using(zed) if is_used else None
            if law is None:
                panel = one_practice()
            else:
                with law:
                    panel = one_practice()
            rows[is_used] = [row["tell_subject"] for row in panel]

        assert ["open", "required"] == rows[True]
        assert ["open", "open"] == rows[False]

    def test_columns(self, zed: Path) -> None:
        """Its clock runs on an array as it does on one hold, also in a compiled table."""
        pytest.importorskip("numpy")
        import numpy as np  # noqa: PLC0415 (where it is installed)

        starts = np.array(["2025-07-03T22:00"], "datetime64[us]").repeat(2_000)
        with catalog.using(zed):
            found = dl.bulk.hold_deadlines(starts, zone=CHICAGO, rule="zed-1-2024")

        assert [np.datetime64("2025-07-04T04:00")] == [*np.unique(found)]
        with pytest.raises(UnknownIdError):
            dl.bulk.hold_deadlines(starts, zone=CHICAGO, rule="zed-1-2024")

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            (f"hold 2025-07-03T17:00 --zone {CHICAGO} --form I-247A --jurisdiction {PLACE}", "§ 1"),
            (f"holidays 2025 {PLACE}", "Zed Code § 1"),
            (
                f"audit 2025-07-03T17:00 2025-07-04T17:00 --zone {CHICAGO} --rule zed-1-2024",
                "Zed Code § 1",
            ),
            (f"policy tell_subject {PLACE} --on 2025-07-03", "Zed Code § 2: The jail gives"),
            (f"classify {PLACE} --on 2025-07-03", "Zed Code § 1"),
            (f"list provisions {PLACE}", "zed-2-tell"),
            (f"list rules {PLACE} --csv", "zed-1-2024"),
            ("--version", None),
        ],
    )
    def test_command(
        self, zed: Path, capsys: pytest.CaptureFixture[str], typed: str, expected: str | None
    ) -> None:
        """On every verb."""
        options = [*typed.split(), *(["--law", str(zed)] if expected else [])]

        assert 0 == main(options)
        assert (expected or "detainerlib") in capsys.readouterr().out


def one_practice(
    place: str = PLACE, start: date = date(2023, 12, 1), end: date = date(2024, 1, 1)
) -> Any:
    """Ask for two rows of a panel, before and after the first day of the folder's law."""
    pytest.importorskip("numpy")
    return dl.bulk.policy_panel(
        [place],
        start=start,
        end=end,
        practices=["tell_subject"],
    )


class TestSaid:
    """An answer says which law it rests on, step by step and as a whole."""

    def test_each_step_that_rests_on_it(self, zed: Path) -> None:
        """And none that does not."""
        with catalog.using(zed):
            explanation = readings().explanation
        marked = {step.law for step in explanation if "Zed Code § 1" in step.statement}
        others = {step.law for step in explanation if "8 C.F.R." in step.statement}

        assert ({"zed"}, {None}) == (marked, others)
        assert "Zed Code § 1, from law folder zed" in explanation.to_text()

    def test_what_it_was_made_with(self, zed: Path) -> None:
        """Its id, its day, its digest."""
        with catalog.using(zed) as law:
            made_with = readings().explanation.made_with

        assert law == made_with.law
        assert 64 == len(law.digest)
        assert f"law folder zed of 2026-11-20 ({law.digest[:12]})" in str(made_with)
        assert catalog.made_with().law is None

    def test_what_it_replaces(self, tmp_path: Path) -> None:
        """By id, and only where it names that."""
        replacing = f'supersedes = ["form-i-247a"]\n{RULE.partition("id = ")[2]}'
        rule = replacing.replace('"zed-1-2024"', 'id = "form-i-247a"', 1)
        text = f"[[rule]]\n{rule}".replace('jurisdiction = "17043"\n', "")
        text = text.replace('"zed-ord-1"', '"form-i-247a"').replace("six hours", "6 hours")
        folder = law_folder(tmp_path / "law", {"rules/federal.toml": text})
        with catalog.using(folder) as law:
            rule_in_use = catalog.rule("form-i-247a")

            assert ("form-i-247a",) == law.replaces
            assert "which replaces form-i-247a" in str(catalog.made_with())
            assert [rule_in_use] == [rule for rule in catalog.rules() if rule.id == "form-i-247a"]
        assert rule_in_use != catalog.rule("form-i-247a")

    def test_a_replaced_authority_marks_the_records_that_cite_it(self, tmp_path: Path) -> None:
        """Though those are the package's own."""
        text = AUTHORITY.replace(
            'id = "zed-ord-1"', 'id = "8-cfr-287.7"\nsupersedes = ["8-cfr-287.7"]'
        )
        text = text.replace('"17043"', '"US"')
        folder = law_folder(tmp_path / "law", {"authorities/cfr.toml": text})
        with catalog.using(folder):
            explanation = dl.hold_window(ENDS).explanation

        assert "zed" in {step.law for step in explanation}


class TestKeptApart:
    """No answer reaches another law, another thread or a later call."""

    def test_threads(self, zed: Path, other: Path) -> None:
        """Two folders at once, and a thread without any."""
        together = Barrier(3)

        def ask(folder: Path | None) -> list[float | None]:
            together.wait()
            found: list[float | None] = []
            for _ in range(50):
                if folder is None:
                    with pytest.raises(UnknownIdError):
                        hours_of_own_rule()
                    found.append(None)
                else:
                    with catalog.using(folder):
                        found.append(hours_of_own_rule())
            return found

        with ThreadPoolExecutor(3) as threads:
            answers = [*threads.map(ask, (zed, other, None))]

        assert [{6.0}, {7.0}, {None}] == [{*found} for found in answers]

    def test_tasks(self, zed: Path, other: Path) -> None:
        """Two that give way to each other inside their blocks."""

        async def ask(folder: Path) -> set[float]:
            found: set[float] = set()
            for _ in range(20):
                with catalog.using(folder):
                    await asyncio.sleep(0)
                    found.add(hours_of_own_rule())
                    await asyncio.sleep(0)
                    found.add(hours_of_own_rule())
            return found

        async def both() -> list[set[float]]:
            return list(await asyncio.gather(ask(zed), ask(other)))

        assert [{6.0}, {7.0}] == asyncio.run(both())

    def test_blocks_in_blocks(self, zed: Path, other: Path) -> None:
        """The inner law takes the place of the outer, and gives it back."""
        with catalog.using(zed):
            with catalog.using(other):
                assert 7.0 == hours_of_own_rule()
            assert 6.0 == hours_of_own_rule()

    def test_an_error_inside(self, zed: Path) -> None:
        """It ends the block as well."""
        with pytest.raises(DetainerError), catalog.using(zed):
            catalog.rule("no-such-rule")

        assert catalog.made_with().law is None

    def test_a_folder_that_changes(self, zed: Path) -> None:
        """A block keeps what it read, the next one reads anew."""
        with catalog.using(zed) as before:
            (zed / "rules" / "us-il.toml").write_text(OTHER_HOURS, "utf-8")
            assert 6.0 == hours_of_own_rule()
        with catalog.using(zed) as after:
            assert 7.0 == hours_of_own_rule()

        assert before.digest != after.digest


class TestResults:
    """A result stays under the law that it was made under."""

    def test_explains_itself_elsewhere(self, zed: Path, other: Path) -> None:
        """Outside the block, and inside another."""
        with catalog.using(zed):
            result = readings()
            inside = result.explanation
        with catalog.using(other):
            assert inside == result.explanation
        assert inside == result.explanation

    @pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
    def test_is_copied_with_it(self, zed: Path, again: Callable[[Any], Any]) -> None:
        """A copy explains itself as well."""
        with catalog.using(zed):
            result = readings()

        assert result.explanation == again(result).explanation

    def test_is_pickled_with_it(self, zed: Path) -> None:
        """As a process pool does."""
        with catalog.using(zed):
            result = dl.hold_window(ENDS, rule="zed-1-2024")

        assert result.explanation == pickle.loads(pickle.dumps(result)).explanation  # noqa: S301

    def test_whatever_is_asked_of_it(self, zed: Path) -> None:
        """Every property and every method without arguments, of every kind of result."""
        with catalog.using(zed):
            results = [*every_kind_of_result()]
            inside = [dict(asked(result)) for result in results]
        outside = [dict(asked(result)) for result in results]

        assert {type(result) for result in results} <= {*under_law()}
        assert inside == outside
        assert any("zed" in str(answers) for answers in outside)

    def test_whatever_reads_the_catalog_is_one(self) -> None:
        """Each result with an explanation."""
        explained = {kind for kind in subclasses_of_attrs() if hasattr(kind, "explanation")}

        assert explained <= {*under_law()}


def under_law() -> Iterator[type[Any]]:
    """Give every kind of result."""
    left: list[type[Any]] = [UnderLaw]
    while left:
        for kind in left.pop().__subclasses__():
            left.append(kind)
            yield kind


def subclasses_of_attrs() -> Iterator[type[Any]]:
    """Give every class of the package's rooms that attrs made."""
    for room in ("holds", "cases", "policy", "cooperation", "outcomes"):
        for member in vars(import_module(f"detainerlib.{room}")).values():
            if isinstance(member, type) and attrs.has(member):
                yield member


def every_kind_of_result() -> Iterator[Any]:
    """Give one result of each function that gives some."""
    yield readings()
    window = dl.hold_window(ENDS, rule="zed-1-2024")
    yield window
    yield dl.hold_bounds(ON, zone=CHICAGO, rule="zed-1-2024")
    audit = dl.audit_hold(ENDS, date(2025, 7, 4), zone=CHICAGO, rule="zed-1-2024")
    yield audit
    yield dl.summarize_audits([audit])
    yield dl.governing_policy("tell_subject", PLACE, on=ON)
    yield dl.classify_cooperation(PLACE, on=ON)
    yield dl.cooperation_profile(PLACE, on=ON)
    yield dl.compare_policies(PLACE, "US-IA", on=ON)
    yield dl.policy_spells(PLACE, start=date(2023, 1, 1), end=ON)
    yield from dl.policy_changes(PLACE)
    face = dl.Detainer(form="I-247A")
    yield dl.review_detainer(face)
    yield dl.detainer_status(face, [], at=ENDS, rule="zed-1-2024", zone=CHICAGO)
    yield dl.notice_deadlines(face, ENDS, jurisdiction=PLACE, zone=CHICAGO)


def asked(result: Any) -> Iterator[tuple[str, str]]:
    """Give what a result says of itself, by what was asked."""
    yield "str", str(result)
    kind: type[Any] = result.__class__
    for name, member in inspect.getmembers_static(kind):
        if name.startswith("_") and name != "_repr_html_":
            continue
        if isinstance(member, property):
            yield name, str(getattr(result, name))
        elif inspect.isfunction(member) and all(
            parameter.default is not inspect.Parameter.empty
            for parameter in [*inspect.signature(member).parameters.values()][1:]
        ):
            yield name, str(getattr(result, name)())


class TestDocuments:
    """A document made under a law folder is read under it."""

    def test_is_refused_without_it_by_name(self, zed: Path) -> None:
        """The package alone cannot tell whether it is right."""
        with catalog.using(zed):
            window = dl.hold_window(ENDS, rule="zed-1-2024")
            document = serialization.to_dict(window)
            assert window == serialization.from_dict(document)
        with pytest.raises(DetainerError) as caught:
            serialization.from_dict(document)

        assert "made_with.law.id" in str(caught.value)
        assert "expected the law folder in use. Read it within" in str(caught.value)
        assert "catalog.using(FOLDER), FOLDER being that of the id 'zed'." in str(caught.value)

    def test_is_refused_under_another(self, zed: Path, other: Path) -> None:
        """Its name says which is meant."""
        with catalog.using(zed):
            document = serialization.to_dict(dl.hold_window(ENDS, rule="zed-1-2024"))
        with catalog.using(other), pytest.raises(DetainerError) as caught:
            serialization.from_dict(document)

        assert "expected 'other', the law folder in use" in str(caught.value)
        assert "the id 'zed'" in str(caught.value)

    def test_that_no_folder_had_to_do_with_names_none(self) -> None:
        """As before there were any."""
        document = serialization.to_dict(dl.hold_window(ENDS))

        assert "law" not in document["made_with"]


class TestRefused:
    """A folder with a fault answers nothing."""

    def test_with_every_fault(self, tmp_path: Path) -> None:
        """Those that a check lists."""
        folder = law_folder(tmp_path, edited("rules/us-il.toml", "hours = 6", "hours = 8"))
        with pytest.raises(CatalogError) as caught, catalog.using(folder):
            pass

        assert catalog.check(folder) == caught.value.faults
        assert "1 fault in the law folder." in str(caught.value)

    @pytest.mark.parametrize("folder", ["no/such/folder", "", "\0", None, 7])
    def test_what_is_no_folder(self, folder: Any) -> None:
        """With what to do."""
        with pytest.raises(DetainerError) as caught, catalog.using(folder):
            pass

        assert "expected a law folder. Give the path of a folder with a law.toml." in str(
            caught.value
        )

    def test_status_of_the_command(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As for any bad input."""
        law_folder(tmp_path, {"law.toml": ""})

        assert 2 == main(["list", "rules", "--law", str(tmp_path)])
        assert "law: -: records are missing" in capsys.readouterr().err


class TestOnEveryVerb:
    """`--law` is heard where the law is not asked, too."""

    def test_check(self, zed: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It is the folder that is checked; another beside it is one too many."""
        assert 0 == main(["check", "--law", str(zed)])
        assert f"0 faults in {zed}." in capsys.readouterr().out
        assert 2 == main(["check", str(other), "--law", str(zed)])
        assert "expected one folder to check. Leave it out." in capsys.readouterr().err

    def test_a_folder_for_a_place_of_another(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A place that only the folder knows."""
        city = """\
[[jurisdiction]]
name = "Zedville, Illinois"
level = "city"
fips = "1799998"
parent = "17043"
"""
        folder = law_folder(tmp_path / "law", {"jurisdictions.toml": city})
        typed = ["law", "new", str(tmp_path / "new"), "1799998"]

        assert 2 == main(typed)
        assert 0 == main([*typed, "--law", str(folder)])
        assert "rules/us-il.toml" in capsys.readouterr().out.replace("\\", "/")


class TestTemplate:
    """`law new` makes a folder that passes the check, and can be filled in."""

    @pytest.mark.parametrize(
        "place",
        [
            (),
            ("17043",),
            ("US-IL",),
            ("US",),
            ("US-DC",),
            ("72001",),
            ("09110",),
            ("3651000",),
            ("0107000",),
            ("5101000",),
            ("0820000",),
            ("Lafayette, LA",),
        ],
    )
    def test_passes_the_check(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: tuple[str, ...]
    ) -> None:
        """With and without a place."""
        folder = tmp_path / "new"

        assert 0 == main(["law", "new", str(folder), *place])
        assert 0 == main(["check", str(folder)])
        assert f"0 faults in {folder}." in capsys.readouterr().out

    def test_read_me_of_a_file_system_blind_to_case(self, tmp_path: Path) -> None:
        """Which may list it in small or capital letters."""
        folder = tmp_path / "new"
        main(["law", "new", str(folder)])
        for name in ("readme.md", "README.MD"):
            next(folder.glob("*.[mM]*")).rename(folder / name)

            assert () == catalog.check(folder)

    def test_answers_of_its_place(self, tmp_path: Path) -> None:
        """The made-up ordinance, until it is replaced."""
        folder = tmp_path / "new"
        main(["law", "new", str(folder), PLACE])
        with catalog.using(folder):
            assert ["my-ordinance-1-hold"] == [rule.id for rule in catalog.rules(PLACE)]

    def test_overwrites_nothing(self, zed: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A folder with files in it is refused."""
        assert 2 == main(["law", "new", str(zed)])
        assert "expected a new or empty folder" in capsys.readouterr().err


def test_the_law_in_use_is_no_part_of_equality(zed: Path) -> None:
    """Two answers that say the same are equal."""
    outside = dl.hold_window(ENDS)
    with catalog.using(zed):
        inside = dl.hold_window(ENDS)

    assert (outside, hash(outside)) == (inside, hash(inside))


def test_records_of_the_package_are_the_same_objects(zed: Path) -> None:
    """They are read once, whatever lies on top."""
    with catalog.using(zed):
        inside = catalog.provision("us-ia-27a.2-hold")

    assert inside is catalog.provision("us-ia-27a.2-hold")
