"""The package's data with one thing wrong: each is a fault, and names the record and the field.

Most of these once passed the check; some answered wrongly.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import pytest
from law_folders import AUTHORITY, FINDING, MANIFEST, ORDER, PROVISION, RULE, edited, law_folder

from detainerlib import catalog
from detainerlib.__main__ import main
from detainerlib._package_data import data_folder
from detainerlib.catalog._checks import inconsistencies
from detainerlib.catalog._checks_places import file_faults
from detainerlib.catalog._collections import collections_in
from detainerlib.catalog._law_folder import files_of
from detainerlib.errors import DataFault

DATA: Final[Mapping[str, bytes]] = files_of(data_folder())[0]
DATA_AS_OF: Final = catalog.about().data_as_of
CHANGES: Final = {
    "two forms of one name": (
        ("forms/2015.toml", 'name = "I-247D"', 'name = "I-247A"'),
        ("i-247a", "name"),
    ),
    "two states with one FIPS code": (
        ("jurisdictions.toml", 'fips = "02"', 'fips = "01"'),
        ("US-AK", "fips"),
    ),
    "a county under the digits of another state": (
        ("jurisdictions.toml", 'fips = "48453"', 'fips = "47453"'),
        ("47453", "fips"),
    ),
    "a county in two states": (
        ("counties/us-wy.toml", "[counties.names]", '[counties.names]\n48001 = "Anderson County"'),
        ("US-WY", "names"),
    ),
    "a county below a county": (
        (
            "jurisdictions.toml",
            'fips = "48453"\nparent = "US-TX"',
            'fips = "48453"\nparent = "48201"',
        ),
        ("48453", "parent"),
    ),
    "one with an unrelated county": (
        ("jurisdictions.toml", 'one_with = "08031"', 'one_with = "08005"'),
        ("0820000", "one_with"),
    ),
    "two boxes with one number": (
        ("forms/i-247a.toml", "number = 2", "number = 1"),
        ("i-247a", "editions[0].boxes"),
    ),
    "a box with a negative number": (
        ("forms/i-247a.toml", "number = 2", "number = -2"),
        ("i-247a", "editions[0].boxes[1].number"),
    ),
    "a fact that implies its own implier": (
        (
            "facts.toml",
            'id = "judicial-warrant"',
            'id = "judicial-warrant"\nimplies = ["federal-judicial-warrant"]',
        ),
        ("judicial-warrant", "implies"),
    ),
    "a fact that implies and excludes another": (
        (
            "facts.toml",
            'implies = ["judicial-warrant"]',
            'implies = ["judicial-warrant"]\nexcludes = ["judicial-warrant"]',
        ),
        ("federal-judicial-warrant", "excludes"),
    ),
    "a closure on a Sunday": (
        ("closures.toml", "day = 1987-12-24", "day = 1987-12-27"),
        ("closure-1987-12-24", "day"),
    ),
    "a closure on another day than its id": (
        ("closures.toml", "day = 1987-12-24", "day = 1987-12-23"),
        ("closure-1987-12-24", "id"),
    ),
    "a closure twice on a day": (
        ("closures.toml", "day = 1990-12-24", "day = 1987-12-24"),
        ("closure-1990-12-24", "day"),
    ),
    "half a day that is a whole one": (
        ("closures.toml", "half_day = true", "half_day = false"),
        ("closure-1987-12-24", "half_day"),
    ),
    "a whole day that is half a one": (
        ("closures.toml", "half_day = false", "half_day = true"),
        ("closure-1972-12-28", "half_day"),
    ),
    "data of the year 2999": (
        ("about.toml", f"data_as_of = {DATA_AS_OF}", "data_as_of = 2999-11-28"),
        ("detainerlib", "data_as_of"),
    ),
    "data of before it was read": (
        ("about.toml", f"data_as_of = {DATA_AS_OF}", "data_as_of = 2001-11-28"),
        ("8-cfr-287.7-d", "citation.read_on"),
    ),
    "a text read in the year 2999": (
        ("rules/us-nc.toml", "read_on = 2026-11-21", "read_on = 2999-11-21"),
        ("us-nc-162-62-2024", "citation.read_on"),
    ),
    "an agreement signed after it began": (
        (
            "agreements/us-tx.toml",
            'signed = "unknown"\nperiod = { start = "unknown", until = 2017-02-21 }',
            "signed = 2016-02-01\nperiod = { start = 2016-01-01, until = 2017-02-21 }",
        ),
        (None, "signed"),
    ),
    "a figure that is no number": (
        ("figures/ddor-2017.toml", "value = 206", "value = nan"),
        ("ddor-w1-declined", "value"),
    ),
    "a figure without end": (
        ("figures/ddor-2017.toml", "value = 206", "value = inf"),
        ("ddor-w1-declined", "value"),
    ),
    "a survey's code twice": (
        ("assertions/ice-field-office-survey.toml", 'code = "5"', 'code = "4"'),
        ("ice-field-office-survey", "codes"),
    ),
    "entries that are not counted": (
        ("assertions/doj-2025-08-05.toml", "entry_count = 35", "entry_count = 34"),
        ("doj-2025-08-05", "entry_count"),
    ),
    "a ruling on which nothing rests and that does not say why": (
        (
            "policies/us-ny.toml",
            'no_provision = "The suit was filed, and no ruling was read."',
            "",
        ),
        ("bourgault-v-hochul", "no_provision"),
    ),
    "a ruling that says why nothing rests on it, and something does": (
        (
            "authorities/cases.toml",
            'bears_on = ["request", "overdetention"]\nwithin',
            'bears_on = ["request"]\nno_provision = "Nothing rests on it."\nwithin',
        ),
        ("galarza-v-szalczyk", "no_provision"),
    ),
    "a statute that says why no provision rests on it": (
        ("authorities/statutes.toml", "bears_on = [", 'no_provision = "None."\nbears_on = ['),
        (None, "no_provision"),
    ),
    "a level that asks for no practice": (
        (
            "scales.toml",
            'practices = ["hold_on_detainer", "notify_release", "transfer_custody"]',
            "practices = []",
        ),
        ("notice-hold-transfer", "levels[1].requirements[0].practices"),
    ),
    "an ordinary case that answers a fact both ways": (
        (
            "scales.toml",
            '{ fact = "arrested", answer = true },',
            '{ fact = "arrested", answer = true }, { fact = "arrested", answer = false },',
        ),
        ("notice-hold-transfer", "ordinary"),
    ),
    "an authority that speaks in another state": (
        (
            "authorities/state-acts.toml",
            'jurisdictions = ["US-NC"]',
            'jurisdictions = ["US-NE"]',
        ),
        ("us-nc-162-62-2024", "citation.authority"),
    ),
    "an authority that speaks nowhere": (
        ("authorities/state-acts.toml", 'jurisdictions = ["US-NC"]', "jurisdictions = []"),
        (None, "jurisdictions"),
    ),
    "a topic that is none": (
        ("authorities/state-acts.toml", 'bears_on = ["', 'bears_on = ["weather", "'),
        (None, "bears_on"),
    ),
    "an address that runs": (
        ("policies/us-id.toml", 'url = "https://law.', 'url = "javascript:https://law.'),
        (None, "url"),
    ),
    "an address that is words": (
        (
            "rules/us-nc.toml",
            'url = "https://lrs.sog.unc.edu/lrs-subscr-view/bills_summaries/526544/S%2050"',
            'url = "see the digest"',
        ),
        ("us-nc-162-62-2024", "citation.url"),
    ),
    "an escape in a title": (
        ("rules/us-nc.toml", 'title = "N.C. Gen.', r'title = "\u001b[31mN.C. Gen.'),
        ("us-nc-162-62-2024", "title"),
    ),
    "a mark that turns the line around": (
        (
            "policies/us-ar.toml",
            'title = "Sanctuary policies',
            r'title = "\u202ESanctuary policies',
        ),
        (None, "title"),
    ),
    "a formula in a title": (
        ("policies/us-ia.toml", 'title = "Iowa Code', 'title = "=HYPERLINK(1)Iowa Code'),
        (None, "title"),
    ),
    "a formula in full width behind nothing": (
        ("policies/us-co.toml", 'title = "Prioritizing', r'title = "\uFF1D1+1 Prioritizing'),
        (None, "title"),
    ),
    "a formula behind the end of a line": (
        ("policies/us-dc.toml", 'title = "Sanctuary Values', r'title = "\n=1+1 Sanctuary Values'),
        (None, "title"),
    ),
    "a line that ends where none is seen to": (
        ("policies/us-hi.toml", 'title = "H.B. 22', r'title = "\u2028H.B. 22'),
        (None, "title"),
    ),
    "a paragraph that does": (
        ("policies/us-ga.toml", 'title = "State and local', r'title = "\u2029State and local'),
        (None, "title"),
    ),
    "48 minutes for 48 hours": (
        ("rules/us-nc.toml", "duration = { hours = 48 }", "duration = { minutes = 48 }"),
        ("us-nc-162-62-2024", "duration"),
    ),
    "Sundays that count": (
        ("rules/federal.toml", '"Saturdays", "Sundays", "holidays"', '"Saturdays", "holidays"'),
        ("8-cfr-287.7-d", "excludes"),
    ),
    "Sundays that do not count": (
        ("rules/us-nc.toml", "excludes = []", 'excludes = ["Sundays"]'),
        ("us-nc-162-62-2024", "excludes"),
    ),
    "notice within two days": (
        ("notices.toml", "before = { hours = 48 }", "before = { hours = 8 }"),
        ("form-i-247a-notice", "before"),
    ),
    "a state's rule on notice without its jurisdiction": (
        ("notices.toml", 'jurisdiction = "US-NC"\n', ""),
        ("us-nc-162-62-notice-2025", "jurisdiction"),
    ),
    "a state's rule without its jurisdiction": (
        ("rules/us-nc.toml", 'jurisdiction = "US-NC"\n', ""),
        ("us-nc-162-62-2024", "jurisdiction"),
    ),
    "a finding of the nation that there was no rule": (
        (
            "policies/us-wy.toml",
            'hold-2024"\njurisdiction = "US-WY"',
            'hold-2024"\njurisdiction = "US"',
        ),
        ("us-wy-no-rule-hold-2024", "jurisdiction"),
    ),
    "a finding of a county that there was no rule": (
        (
            "policies/us-wy.toml",
            'hold-2024"\njurisdiction = "US-WY"',
            'hold-2024"\njurisdiction = "56039"',
        ),
        ("us-wy-no-rule-hold-2024", "jurisdiction"),
    ),
    "a finding that no rule of another state speaks": (
        (
            "policies/us-wy.toml",
            'hold-2024"\njurisdiction = "US-WY"',
            'hold-2024"\njurisdiction = "US-ID"',
        ),
        ("us-wy-no-rule-hold-2024", "citation.authority"),
    ),
    "an order of a court on another state": (
        (
            "policies/us-al.toml",
            'suspensions.citation]\nauthority = "united-states-v-alabama-2011"',
            'suspensions.citation]\nauthority = "united-states-v-arizona-2010"',
        ),
        (None, "suspensions[0].citation.authority"),
    ),
    "other names of no place": (
        ("place-names.toml", 'place = "36061"', 'place = "36999"'),
        ("36999", "place"),
    ),
    "a number that no record can have": (
        ("figures/ddor-2017.toml", "value = 206", "value = 206e300"),
        ("ddor-w1-declined", "value"),
    ),
}


def faults_of(contents: Mapping[str, bytes]) -> list[DataFault]:
    """Check some data as a whole."""
    return [*file_faults(contents), *inconsistencies(collections_in(contents))]


def test_the_data_has_none() -> None:
    """As it is."""
    assert [] == faults_of(DATA)


def apart() -> list[list[str]]:
    """Put together what is looked for at once: each change in a file of its own.

    No two are a fault of one field of a record, and those of the day of the data, with which every
    text is compared, are each alone.
    """
    batches: list[list[str]] = []
    for name, ((file, _, _), fault) in CHANGES.items():
        for batch in batches if file != "about.toml" else ():
            taken = [CHANGES[other] for other in batch]
            if all(
                place[0] not in {file, "about.toml"} and (fault[0] is None or fault != other)
                for place, other in taken
            ):
                batch.append(name)
                break
        else:
            batches.append([name])
    return batches


@pytest.mark.parametrize("names", apart(), ids=lambda names: f"{names[0]}, and more")
def test_are_seen(names: list[str]) -> None:
    """With the file, the record and the field."""
    contents = dict(DATA)
    for name in names:
        (file, old, new), _ = CHANGES[name]
        before = DATA[file].decode()
        assert old in before, name
        contents[file] = before.replace(old, new, 1).encode()
    faults = faults_of(contents)

    for name in names:
        (file, _, _), (record, field) = CHANGES[name]
        assert any(
            fault.field == field
            and fault.record == (record or fault.record)
            # Some show in the file of another record, which is then named.
            and (record or fault.file == file)
            for fault in faults
        ), (name, faults)


@pytest.mark.parametrize(
    "moves",
    [
        {
            "rules/us-nc.toml": "rules/nc.toml",
            "policies/us-tx.toml": "policies/texas.toml",
            "policies/us-il.toml": "policies/US-IL.toml",
            "counties/us-wy.toml": "counties/wyoming.toml",
            "agreements/us-tx.toml": "agreements/tx.toml",
        },
        {"rules/us-nc.toml": "rules.toml"},
    ],
    ids=["in its folder", "in none"],
)
def test_a_name_outside_the_pattern_is_seen(moves: dict[str, str]) -> None:
    """Under it a state's rules would be federal, or not be read for the state."""
    moved = {moves.get(file, file): content for file, content in DATA.items()}

    assert {*moves.values()} <= {fault.file for fault in faults_of(moved)}


def test_a_modality_turned_over_is_seen_by_an_example(tmp_path: Path) -> None:
    """The examples in the files of provisions are run."""
    with as_file(files("detainerlib") / "data") as data:
        folder = Path(shutil.copytree(data, tmp_path / "data"))
    path = folder / "policies" / "us-ia.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('modality = "required"', 'modality = "prohibited"', 1), "utf-8")

    assert {"policies/us-ia.toml"} == {fault.file for fault in catalog.check(folder)}
    assert "possible" in {fault.field for fault in catalog.check(str(folder))}
    assert 1 == main(["check", str(folder)])


class TestStray:
    """What no collection reads is named, and not read."""

    @pytest.mark.parametrize(
        "stray", ["polices/us-il.toml", "stray.toml", "notes.txt", "rules/us-il/deep/er.toml"]
    )
    def test_file(self, tmp_path: Path, stray: str) -> None:
        """A misspelled folder, a file at the top, a folder too deep."""
        folder = law_folder(tmp_path, {stray: RULE})
        names = {fault.file for fault in catalog.check(folder)}

        assert any(stray.startswith(name) for name in names)

    def test_what_begins_with_a_dot_is_passed_over(self, tmp_path: Path) -> None:
        """Version control leaves a folder there."""
        folder = law_folder(tmp_path, {".git/config": "x", "rules/.swap": "x"})

        assert () == catalog.check(folder)


class TestHostile:
    """Files that would stop, or never end, a reader are faults."""

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("deep lists", f"a = {'[' * 5_000}{']' * 5_000}"),
            ("deep tables", f"a = {'{a=' * 5_000}1{'}' * 5_000}"),
            ("deep keys", f"a{'.a' * 5_000} = 1"),
            ("a number of many digits", f"a = {'9' * 5_000}"),
            ("a hexadecimal number of many digits", f"rule = 0x{'f' * 20_000}"),
            ("an exponent without end", "rule = 1e999999999"),
            ("a date that is none", "rule = 2026-02-30"),
            ("no TOML", "\x00"),
            ("a key of very many parts", f"[[rule]]\na{'.a' * 100_000} = 1"),
            ("headings of many parts", "\n".join(f"[{'a.' * 900}b{i}]" for i in range(3_000))),
            ("quoted parts", '"a" . ' * 100_000 + "a = 1"),
            ("an id of many digits", f"[[rule]]\nid = 0x{'f' * 20_000}"),
            ("an id that a terminal obeys", '[[rule]]\nid = "\\u001b[31m"'),
            ("a key that a terminal obeys", '[[rule]]\n"\\u001b[31m" = 1'),
            ("a long id", f'[[rule]]\nid = "{"A" * 300_000}"'),
            ("a quoted number of many digits", RULE.replace("six hours", f"{'9' * 6_000} hours")),
            ("a place that a terminal obeys", RULE.replace('"17043"', '"\\u001b[31m"')),
        ],
    )
    def test_content(self, tmp_path: Path, name: str, content: str) -> None:
        """No traceback and no hang, whatever stands in a file, and one short line of each fault."""
        folder = law_folder(tmp_path, {"rules/us-il.toml": content})
        faults = catalog.check(folder)

        assert "rules/us-il.toml" in {fault.file for fault in faults}, name
        assert all(str(fault).isprintable() and len(str(fault)) <= 800 for fault in faults)

    @pytest.mark.parametrize("name", [b"us-il\x1b[31m.toml", b"us-il\n.toml", b"us-\xff.toml"])
    def test_name(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: bytes) -> None:
        """One that a terminal obeys, and one that is no UTF-8: both are written with escapes."""
        folder = law_folder(tmp_path)
        try:
            Path(os.fsdecode(os.fsencode(folder / "rules") + b"/" + name)).touch()
        except OSError:
            pytest.skip("no file can have such a name here")

        assert 1 == main(["check", str(folder)])
        lines = capsys.readouterr().out.splitlines()
        assert all(line.isprintable() and line.isascii() for line in lines)

    def test_a_condition_in_conditions(self, tmp_path: Path) -> None:
        """Deeper than any text is nested."""
        condition = f"{'{ not = ' * 60}{{ words = 'x' }}{' }' * 60}"
        text = f'practice = "tell_subject"\nwhen = {condition}'
        folder = law_folder(
            tmp_path, edited("policies/us-il/zed.toml", 'practice = "tell_subject"', text)
        )

        assert "policies/us-il/zed.toml" in {fault.file for fault in catalog.check(folder)}

    def test_years_beyond_the_calendar(self, tmp_path: Path) -> None:
        """A look-back of a thousand years would leave it."""
        condition = "{ conviction = { offense = 'any-felony', within = [{ years = 999999999999, since = 'release' }] } }"  # noqa: E501
        text = f'practice = "tell_subject"\nwhen = {condition}'
        folder = law_folder(
            tmp_path, edited("policies/us-il/zed.toml", 'practice = "tell_subject"', text)
        )

        assert "policies/us-il/zed.toml" in {fault.file for fault in catalog.check(folder)}

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
    def test_a_fifo(self, tmp_path: Path) -> None:
        """It would wait for a writer for ever."""
        folder = law_folder(tmp_path)
        os.mkfifo(folder / "rules" / "us-ia.toml")

        assert ["rules/us-ia.toml: -: file is no regular file; take it out"] == [
            *map(str, catalog.check(folder))
        ]

    @pytest.mark.parametrize("target", ["nowhere", "us-ia.toml", "../..", "/dev/zero"])
    def test_a_link(self, tmp_path: Path, target: str) -> None:
        """One that dangles, one to itself, one up, one without end."""
        folder = law_folder(tmp_path)
        try:
            (folder / "rules" / "us-ia.toml").symlink_to(target)
        except OSError:
            pytest.skip("this system makes no links here")

        assert ["rules/us-ia.toml: -: file is a link; put the file itself in its place"] == [
            *map(str, catalog.check(folder))
        ]

    def test_a_manifest_that_is_no_file(self, tmp_path: Path) -> None:
        """It is there, and cannot be read: a fault, and no other folder."""
        folder = law_folder(tmp_path, {"law.toml": None})
        manifest = folder / "law.toml"
        makers: list[Callable[[], object]] = [manifest.mkdir]
        if hasattr(os, "mkfifo"):
            makers.append(lambda: os.mkfifo(manifest))
        if os.name == "posix":
            makers.append(lambda: manifest.symlink_to("nowhere"))
        for make in makers:
            make()
            (fault,) = catalog.check(folder)
            assert ("law.toml", "file") == (fault.file, fault.field)
            manifest.rmdir() if manifest.is_dir() else manifest.unlink()

    def test_a_folder_that_cannot_be_listed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As one without the right to."""
        folder = law_folder(tmp_path)
        listed = Path.iterdir

        def iterdir(path: Path) -> Iterator[Path]:
            if path.name == "rules":
                raise PermissionError(errno.EACCES, "Permission denied")
            return listed(path)

        monkeypatch.setattr(Path, "iterdir", iterdir)
        lines = [*map(str, catalog.check(folder))]

        assert "rules: -: file cannot be read: Permission denied" in lines

    def test_a_file_without_end(self, tmp_path: Path) -> None:
        """It is not read."""
        folder = law_folder(tmp_path)
        with (folder / "rules" / "us-ia.toml").open("wb") as file:
            file.truncate(10**12)

        (line,) = map(str, catalog.check(folder))
        assert "rules/us-ia.toml: -: file has more than 16,000,000 bytes" in line


CLOSURE: Final = """\
[[closure]]
id = "closure-x"
day = 2026-01-03
reason = "x"
half_day = false
[closure.citation]
authority = "zed-ord-1"
evidence = "background"
gaps = ["x"]
"""
# Each folder has one or several faults: what is changed, and the record and field of each.
FAULTY: Final[Mapping[str, tuple[dict[str, str | None], set[tuple[str, str]]]]] = {
    "no id in the manifest": (
        {"law.toml": '[[law]]\ntitle = "x"\ndata_as_of = 2026-11-20\n'},
        {("record 1", "id")},
    ),
    "two manifests": (
        {"law.toml": MANIFEST.format(id="a") + MANIFEST.format(id="b")},
        {("-", "law")},
    ),
    "a manifest before its texts": (
        edited("law.toml", "2026-11-20", "2026-11-01"),
        {
            ("zed-ord-1", "read_on"),
            ("zed-1-2024", "citation.read_on"),
            ("zed-2-tell", "citation.read_on"),
            ("zed-3-transfer", "citation.read_on"),
        },
    ),
    "a manifest long after": (
        edited("law.toml", "2026-11-20", "2999-11-20"),
        {("zed", "data_as_of")},
    ),
    "an authority of the package": (
        {"authorities/more.toml": AUTHORITY.replace('"zed-ord-1"', '"8-cfr-287.7"')},
        {("8-cfr-287.7", "id")},
    ),
    "an id twice in the folder": ({"rules/us-il/more.toml": RULE}, {("zed-1-2024", "id")}),
    "a successor that is not there": (
        edited(
            "rules/us-il.toml",
            "period = { start = 2024-01-01 }",
            (
                "period = { start = 2024-01-01, until = 2025-01-01 }\n"
                'ended = "amended"\nsuccessor = "zed-1-2025"'
            ),
        ),
        {("zed-1-2024", "successor")},
    ),
    "no successor": (
        edited(
            "rules/us-il.toml",
            "period = { start = 2024-01-01 }",
            'period = { start = 2024-01-01, until = 2025-01-01 }\nended = "amended"',
        ),
        {("zed-1-2024", "successor")},
    ),
    "what is replaced is not there": (
        edited("rules/us-il.toml", "[[rule]]", '[[rule]]\nsupersedes = ["no-such-rule"]'),
        {("zed-1-2024", "supersedes")},
    ),
    "what is replaced is of another collection": (
        edited("rules/us-il.toml", "[[rule]]", '[[rule]]\nsupersedes = ["8-cfr-287.7"]'),
        {("zed-1-2024", "supersedes")},
    ),
    "supersedes is no list": (
        edited("rules/us-il.toml", "[[rule]]", '[[rule]]\nsupersedes = "form-i-247a"'),
        {("zed-1-2024", "supersedes")},
    ),
    "replaced under another id, though others name it": (
        edited("rules/us-il.toml", "[[rule]]", '[[rule]]\nsupersedes = ["form-i-247a"]'),
        {("i-247a", "editions[1].hold_rule")},
    ),
    "a rule in the file of another state": (
        {"rules/us-il.toml": None, "rules/us-ia.toml": RULE},
        {("zed-1-2024", "jurisdiction")},
    ),
    "a rule in a file of no state": (
        {"rules/us-il.toml": None, "rules/zed.toml": RULE},
        {("-", "file")},
    ),
    "a rule without its jurisdiction": (
        edited("rules/us-il.toml", 'jurisdiction = "17043"\n', ""),
        {("zed-1-2024", "jurisdiction"), ("zed-1-2024", "citation.authority")},
    ),
    "a place that is not on record": (
        edited("rules/us-il.toml", '"17043"', '"17999"'),
        {("zed-1-2024", "jurisdiction"), ("zed-1-2024", "citation.authority")},
    ),
    "an authority of another place": (
        edited("authorities/zed.toml", '"17043"', '"17031"'),
        {
            ("zed-1-2024", "citation.authority"),
            ("zed-2-tell", "citation.authority"),
            ("zed-3-transfer", "citation.authority"),
        },
    ),
    "an unknown key": (
        edited("rules/us-il.toml", "binds =", "hours = 6\nbinds ="),
        {("zed-1-2024", "hours")},
    ),
    "a missing key": (
        edited("rules/us-il.toml", 'binds = "the jail"\n', ""),
        {("zed-1-2024", "binds")},
    ),
    "a day in quotes": (
        edited("rules/us-il.toml", "start = 2024-01-01", 'start = "2024-01-01"'),
        {("zed-1-2024", "period.start")},
    ),
    "a duration of nothing": (
        edited("rules/us-il.toml", "hours = 6", "hours = 0"),
        {("zed-1-2024", "duration")},
    ),
    "another duration than the words give": (
        edited("rules/us-il.toml", "hours = 6", "hours = 60"),
        {("zed-1-2024", "duration")},
    ),
    "no quote": (
        edited(
            "rules/us-il.toml",
            'quote = "for no longer than six hours after the person would have been released"\n',
            "",
        ),
        {("zed-1-2024", "citation")},
    ),
    "an unknown form": (
        edited("rules/us-il.toml", '"i-247a"', '"i-247z"'),
        {("zed-1-2024", "forms")},
    ),
    "an unknown fact": (
        edited(
            "policies/us-il/zed.toml",
            'modality = "required"',
            'modality = "required"\nwhen = { fact = "no-such-fact" }',
        ),
        {("zed-2-tell", "when.fact")},
    ),
    "an unknown practice": (
        edited("policies/us-il/zed.toml", '"tell_subject"', '"tell_nobody"'),
        {("zed-2-tell", "practice")},
    ),
    "an example that does not come out": (
        edited("policies/us-il/zed.toml", 'possible = ["required"]', 'possible = ["permitted"]'),
        {("tell_subject 17043 2025-01-01: A copy is given.", "possible")},
    ),
    "an example that asks for nothing on file": (
        edited(
            "policies/us-il/zed.toml", 'controlling = ["zed-2-tell"]', 'controlling = ["zed-9"]'
        ),
        {("tell_subject 17043 2025-01-01: A copy is given.", "controlling")},
    ),
    "a finding of no rule of a county": (
        {"policies/us-il/more.toml": FINDING.replace('"US-IL"', '"17031"')},
        {("zed-il-no-rule-tell", "jurisdiction")},
    ),
    "a finding of no rule beside one of the folder": (
        {
            "policies/us-il.toml": FINDING
            + PROVISION.partition('[[provision]]\nid = "zed-3')[0]
            .replace("zed-2", "zed-4")
            .replace('"17043"', '"US-IL"')
        },
        {("zed-il-no-rule-tell", "period"), ("zed-4-tell", "citation.authority")},
    ),
    "an order that binds nobody": (
        edited(
            "policies/us-il/zed.toml",
            "[[example]]",
            ORDER.replace('"all"', '"named parties"') + "[[example]]",
        ),
        {("zed-3-transfer", "suspensions[0]")},
    ),
    "an order that ends before it begins": (
        edited(
            "policies/us-il/zed.toml",
            "[[example]]",
            ORDER.replace("2025-08-01", "2025-06-01") + "[[example]]",
        ),
        {("zed-3-transfer", "suspensions[0]")},
    ),
    "an order that ended without an end": (
        edited(
            "policies/us-il/zed.toml",
            "[[example]]",
            ORDER.replace('ended = "dissolved"\n', "") + "[[example]]",
        ),
        {("zed-3-transfer", "suspensions[0]")},
    ),
    "a table of another name": (
        edited("rules/us-il.toml", "[[rule]]", "[[rules]]"),
        {("-", "rules"), ("-", "rule")},
    ),
    "a closure on a Saturday with another id": (
        {"closures.toml": CLOSURE},
        {("closure-x", "id"), ("closure-x", "day")},
    ),
    "about.toml": ({"about.toml": ""}, {("-", "file")}),
    "names of zones, which are read from the package alone": (
        {"zones.toml": ""},
        {("-", "file")},
    ),
    "a title that a terminal obeys": (
        edited("law.toml", "Ordinances", "\\u001b[31mOrdinances"),
        {("zed", "title")},
    ),
    "a rule of a city that is one with a county": (
        {
            "rules/us-il.toml": None,
            "rules/us-va.toml": RULE.replace('"17043"', '"5101000"'),
            "authorities/va.toml": AUTHORITY.replace("zed-ord-1", "zed-ord-2").replace(
                '"17043"', '"5101000"'
            ),
        },
        {("zed-1-2024", "jurisdiction"), ("zed-1-2024", "citation.authority")},
    ),
    "a rule of a city in the file of another state": (
        {"rules/us-il.toml": None, "rules/us-ia.toml": RULE.replace('"17043"', '"1714000"')},
        {("zed-1-2024", "jurisdiction"), ("zed-1-2024", "citation.authority")},
    ),
    "several at once, in several files": (
        {
            **edited("rules/us-il.toml", "hours = 6", "hours = 60"),
            **edited("authorities/zed.toml", "https://example.org/code/1", "example.org"),
            "polices/us-il.toml": PROVISION,
            "policies/us-il/more.toml": PROVISION.replace("zed-2", "zed-4")
            .replace("zed-3", "zed-5")
            .replace('"tell_subject"', '"tell_nobody"'),
        },
        {
            ("zed-1-2024", "duration"),
            ("zed-ord-1", "url"),
            ("-", "file"),
            ("zed-4-tell", "practice"),
            ("record 1", "practice"),
        },
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_law_folder_tells_all_its_faults(tmp_path: Path, name: str) -> None:
    """All at once, and no others."""
    changes, expected = FAULTY[name]
    faults = catalog.check(law_folder(tmp_path, changes))

    assert expected == {(fault.record, fault.field) for fault in faults}, [*map(str, faults)]


def test_there_are_thirty() -> None:
    """At least."""
    assert 30 <= len(FAULTY)
