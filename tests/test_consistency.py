"""What must be true between records: a copy of the data, broken in one place or in several.

The data is read once, and most tests put the records of a few changed files into a copy of what
was read. Three check a folder, as a user does.
"""

import shutil
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from detainerlib import catalog
from detainerlib.catalog import _checks_records, _collections
from detainerlib.catalog._checks import inconsistencies
from detainerlib.catalog._toml import Loaded
from detainerlib.errors import DataFault

# The private names that are needed: which collections there are, and what reads one.
COLLECTIONS: Final[Mapping[str, Any]] = _collections.COLLECTIONS
read: Final[Any] = vars(_collections)["_load"]

CITED = """\
authority = "8-cfr-287.7"
evidence = "background"
gaps = ["the text"]
"""
RULE = f"""\
[[rule]]
id = "made-up"
title = "A made-up rule"
duration = {{ hours = 48 }}
excludes = []
starts_at = "custody-ends"
period = {{ start = 2020-01-01 }}
forms = ["i-247a"]
jurisdiction = "US"
binds = "an agency"
leaves_open = ["whose-day"]
[rule.citation]
{CITED}"""
NEXT = RULE.replace('"made-up"', '"made-up-next"').replace("2020-01-01", "2022-01-01")
ENDED = RULE.replace(
    "{ start = 2020-01-01 }",
    '{ start = 2020-01-01, until = 2022-01-01 }\nended = "amended"\nsuccessor = "made-up-next"',
)
EDITION = f"""
[[form.editions]]
id = "x-1-a"
printed = "1/20"
issued = {{ start = 2020-01-01, until = 2022-01-01 }}
ended = "superseded"
successor = "x-1-b"
requests = ["hold"]
hold_rule = "form-i-247a"
service = "not-read"
[form.editions.citation]
{CITED}"""
LATER = (
    EDITION.replace('"x-1-a"', '"x-1-b"')
    .replace("2020-01-01, until = 2022-01-01", "2022-01-01")
    .replace('ended = "superseded"\nsuccessor = "x-1-b"\n', "")
)
FORM = f"""\
[[form]]
id = "x-1"
name = "X-1"
title = "A made-up form"
{EDITION}{LATER}"""
EVENT = """\
[[event]]
id = "made-up-event"
summary = "something happens"
later_of = ["detainer-received"]
"""
COUNTY = """\
[[jurisdiction]]
name = "Some County"
level = "county"
fips = "17997"
parent = "US-IL"
"""
INCORPORATION = f"""\
[[incorporation]]
id = "made-up"
jurisdiction = "US"
summary = "It takes up the request."
period = {{ start = 2020-01-01 }}
[incorporation.citation]
{CITED}"""
CLOSURE = f"""\
[[closure]]
id = "closure-2025-01-02"
day = 2025-01-02
reason = "a reason"
half_day = false
[closure.citation]
{CITED}"""

Collections = Mapping[str, Loaded[Any]]
Change = Callable[[Mapping[str, str]], Collections]
Check = Callable[..., list[str]]


def collections_in(folder: Traversable) -> Collections:
    """Read every collection of a folder."""
    return {
        collection.name: read(
            getattr(import_module(f"detainerlib.{collection.module}"), model),
            collection.sources,
            folder,
        )
        for model, collection in COLLECTIONS.items()
    }


@pytest.fixture(scope="session")
def collections() -> Collections:
    """Read the package's data once."""
    return collections_in(files("detainerlib") / "data")


@pytest.fixture(autouse=True)
def spared(collections: Collections, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look not again for what is wrong by itself with records as they were read: nothing is."""
    of_package = {id(record) for loaded in collections.values() for _, record in loaded.records}
    own_faults = _checks_records.own_faults

    def of_changed(file: str, record: Any) -> Iterable[DataFault]:
        return () if id(record) in of_package else own_faults(file, record)

    monkeypatch.setattr(_checks_records, "own_faults", of_changed)


@pytest.fixture
def change(collections: Collections, tmp_path: Path) -> Change:
    """Put files, by their paths, into the data that was read: new ones, or in place of others."""

    def change(contents: Mapping[str, str]) -> Collections:
        for file, content in contents.items():
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(content, encoding="utf-8")
        changes = collections_in(tmp_path)
        return {
            name: attrs.evolve(
                collection,
                records=(
                    *(record for record in collection.records if record[0] not in contents),
                    *changes[name].records,
                ),
                refused=collection.refused | changes[name].refused,
                faults=(
                    *(fault for fault in collection.faults if fault.file not in contents),
                    # That there are no records of a kind is said of the few files alone.
                    *(fault for fault in changes[name].faults if fault.field != "records"),
                ),
            )
            for name, collection in collections.items()
        }

    return change


@pytest.fixture
def check(change: Change) -> Check:
    """Check the data with some files more, named by their folders."""

    def check(**contents: str) -> list[str]:
        return lines(inconsistencies(change(by_file(contents))))

    return check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the package's data."""
    with as_file(files("detainerlib") / "data") as data:
        return Path(shutil.copytree(data, tmp_path / "data"))


def by_file(contents: Mapping[str, str]) -> Mapping[str, str]:
    """Give the file that each content is to stand in, by the folder it is named after."""
    # Rules stand in files by state, those of the nation's own in us.toml.
    return {
        "rules/us.toml" if name == "rules" else f"{name}/zz-made-up.toml": content
        for name, content in contents.items()
    }


def lines(faults: Iterable[DataFault]) -> list[str]:
    """Give faults as they are printed."""
    return [str(fault) for fault in faults]


def content_of(file: str) -> str:
    """Give what stands in a file of the package's data."""
    return (files("detainerlib") / "data" / file).read_text("utf-8")


def edited(content: str, old: str, new: str) -> str:
    """Give a content with one change."""
    assert old in content
    return content.replace(old, new, 1)


class TestSound:
    """What is right between records is no fault."""

    def test_the_data_as_copied(self, folder: Path) -> None:
        """The package's own data, checked in another place."""
        assert [] == lines(catalog.check(folder))

    def test_records_made_up_on_top(self, check: Check) -> None:
        """What the tests below break one thing at a time is sound to begin with."""
        assert [] == check(
            rules=ENDED + NEXT,
            forms=FORM,
            events=EVENT,
            jurisdictions=COUNTY,
            incorporations=INCORPORATION,
            closures=CLOSURE,
        )

    @pytest.mark.parametrize(
        "period",
        [
            '{ start = "unknown", until = 2022-01-01 }',
            '{ start = 2020-01-01, until = "unknown" }',
            '{ start = "unknown", until = "unknown" }',
        ],
    )
    def test_a_day_that_is_not_on_record_makes_no_gap(self, check: Check, period: str) -> None:
        """What is unknown proves neither a gap nor an overlap."""
        rule = edited(ENDED, "{ start = 2020-01-01, until = 2022-01-01 }", period)

        assert [] == check(rules=rule + NEXT)

    def test_an_early_print_overlaps_nothing(self, check: Check) -> None:
        """A draft was never in use, as far as is known."""
        draft = edited(EDITION, 'printed = "1/20"', 'printed = "12/19"\ndraft = true')
        form = FORM + edited(draft, '"x-1-a"', '"x-1-draft"')

        assert [] == check(forms=form)

    def test_a_form_may_follow_an_edition(self, check: Check) -> None:
        """One form was replaced by another, not by an edition of its own."""
        assert [] == check(forms=edited(FORM, 'successor = "x-1-b"', 'successor = "i-247a"'))

    @pytest.mark.parametrize("ended", ["repealed", "ended"])
    def test_what_ended_for_good_needs_no_successor(self, check: Check, ended: str) -> None:
        """Nothing followed it."""
        rule = edited(ENDED, 'ended = "amended"\nsuccessor = "made-up-next"', f'ended = "{ended}"')

        assert [] == check(rules=rule)


class TestIds:
    """Every id that a record names is on record."""

    @pytest.mark.parametrize(
        ("name", "content", "old", "new", "fault"),
        [
            (
                "rules",
                RULE,
                '"8-cfr-287.7"',
                '"8-cfr-287.8"',
                "made-up: citation.authority '8-cfr-287.8' is not among the authorities on file",
            ),
            (
                "rules",
                RULE,
                '"custody-ends"',
                '"custody-end"',
                "made-up: starts_at 'custody-end' is not among the events on file",
            ),
            (
                "rules",
                RULE,
                '"i-247a"',
                '"i-247b"',
                "made-up: forms 'i-247b' is not among the forms on file",
            ),
            (
                "rules",
                RULE,
                '"US"',
                '"US-XX"',
                "made-up: jurisdiction 'US-XX' is not among the codes on file",
            ),
            (
                "rules",
                RULE,
                '"whose-day"',
                '"whose-night"',
                "made-up: leaves_open 'whose-night' is not among the points on file",
            ),
            (
                "rules",
                ENDED,
                '"made-up-next"',
                '"made-up-last"',
                "made-up: successor 'made-up-last' is not among the rules on file",
            ),
            (
                "forms",
                FORM,
                '"form-i-247a"',
                '"form-i-247b"',
                "x-1: editions[0].hold_rule 'form-i-247b' is not among the rules on file",
            ),
            (
                "forms",
                FORM,
                'successor = "x-1-b"',
                'successor = "x-1-c"',
                "x-1: editions[0].successor 'x-1-c' is not among the editions and forms on file",
            ),
            (
                "forms",
                FORM,
                '"8-cfr-287.7"',
                '"8-cfr-287.8"',
                (
                    "x-1: editions[0].citation.authority '8-cfr-287.8' is not among the "
                    "authorities on file"
                ),
            ),
            (
                "events",
                EVENT,
                '"detainer-received"',
                '"detainer-sent"',
                "made-up-event: later_of 'detainer-sent' is not among the events on file",
            ),
            (
                "jurisdictions",
                COUNTY,
                '"US-IL"',
                '"US-XX"',
                "17997: parent 'US-XX' is not among the jurisdictions on file",
            ),
            (
                "incorporations",
                INCORPORATION,
                '"US"',
                '"US-XX"',
                "made-up: jurisdiction 'US-XX' is not among the codes on file",
            ),
            (
                "incorporations",
                INCORPORATION,
                '"8-cfr-287.7"',
                '"8-cfr-287.8"',
                "made-up: citation.authority '8-cfr-287.8' is not among the authorities on file",
            ),
            (
                "closures",
                CLOSURE,
                '"8-cfr-287.7"',
                '"eo-1"',
                (
                    "closure-2025-01-02: citation.authority 'eo-1' is not among the authorities "
                    "on file"
                ),
            ),
        ],
    )
    def test_that_leads_nowhere_is_named(
        self, check: Check, name: str, content: str, old: str, new: str, fault: str
    ) -> None:
        """With the field, and its place in a list."""
        ((file, changed),) = by_file({name: edited(content, old, new)}).items()

        assert [f"{file}: {fault}"] == check(**{name: changed})

    def test_of_a_further_source_is_named_with_its_place(self, check: Check) -> None:
        """Sources are counted from nought."""
        see = f"[[rule.see_also]]\n{CITED}[[rule.see_also]]\n" + CITED.replace("287.7", "287.8")

        assert [
            (
                "rules/us.toml: made-up: see_also[1].authority '8-cfr-287.8' is "
                "not among the authorities on file"
            )
        ] == check(rules=RULE + see)

    def test_of_a_text_considered_is_named(self, check: Check) -> None:
        """Citations are found however deep they lie."""
        considered = '[[rule.considered]]\nsummary = "Another text."\n[rule.considered.citation]\n'
        cited = CITED.replace("287.7", "287.8")

        assert [
            (
                "rules/us.toml: made-up: considered[0].citation.authority '8-cfr-287.8' is "
                "not among the authorities on file"
            )
        ] == check(rules=RULE + considered + cited)

    def test_a_place_may_be_named_by_its_fips_code(self, check: Check) -> None:
        """A county has no other."""
        place = edited(COUNTY, '"US-IL"', '"17"')

        assert [] == check(jurisdictions=place)

    def test_within_a_condition_is_named_with_its_place(self, change: Change) -> None:
        """However deep it lies, as what is wrong with a value is."""
        file = "policies/us-il.toml"
        content = edited(content_of(file), '{ fact = "required-by-federal-law" }', '{ fact = "x" }')
        (line,) = lines(inconsistencies(change({file: content})))

        assert line.endswith(": when.any[1].fact 'x' is not among the facts on file")

    def test_of_an_edition_is_used_once(self, check: Check) -> None:
        """Also where two forms have an edition of that id."""
        assert [
            "forms/zz-made-up.toml: x-1: editions[1].id is also used in forms/i-247a.toml"
        ] == check(
            forms=edited(FORM, 'id = "x-1-b"', 'id = "i-247a-2017-03"').replace(
                'successor = "x-1-b"', 'successor = "i-247a"'
            )
        )

    def test_of_a_record_that_is_refused_is_not_called_unknown_as_well(self, check: Check) -> None:
        """One fault, where it is; those who name the record are not to blame."""
        event = edited(EVENT, 'summary = "something happens"\n', "")
        rule = edited(RULE, '"custody-ends"', '"made-up-event"')

        assert ["events/zz-made-up.toml: made-up-event: summary is missing"] == check(
            events=event, rules=rule
        )

    def test_of_a_government_leads_up_to_the_nation(self, check: Check) -> None:
        """A county that is its own parent would be walked up for ever."""
        assert [
            "jurisdictions/zz-made-up.toml: 17997: parent '17997' does not lead up to the nation"
        ] == check(jurisdictions=edited(COUNTY, '"US-IL"', '"17997"'))


class TestPeriods:
    """Records that follow on one another neither gap nor overlap."""

    def test_editions_that_overlap_are_named(self, check: Check) -> None:
        """On one day one edition is issued."""
        form = edited(FORM, "until = 2022-01-01", "until = 2022-01-02")

        assert ["forms/zz-made-up.toml: x-1: editions.issued overlap: x-1-a and x-1-b"] == check(
            forms=form
        )

    def test_editions_that_touch_do_not_overlap(self, check: Check) -> None:
        """The day on which one ends is the first of the next."""
        assert [] == check(forms=FORM)

    def test_a_gap_before_the_successor_is_named(self, check: Check) -> None:
        """With its days."""
        rule = edited(ENDED, "until = 2022-01-01", "until = 2021-12-31")

        assert [
            (
                "rules/us.toml: made-up: successor leaves a gap from December 31, 2021 "
                "until January 1, 2022 before 'made-up-next'"
            )
        ] == check(rules=rule + NEXT)

    def test_an_overlap_with_the_successor_is_named(self, check: Check) -> None:
        """A rule and what replaced it were never both in force."""
        rule = edited(ENDED, "until = 2022-01-01", "until = 2022-01-02")

        assert ["rules/us.toml: made-up: successor overlaps with 'made-up-next'"] == check(
            rules=rule + NEXT
        )

    @pytest.mark.parametrize("ended", ["amended", "recodified", "superseded"])
    def test_a_rule_that_goes_on_elsewhere_has_a_successor(self, check: Check, ended: str) -> None:
        """Where it went is on record."""
        rule = edited(ENDED, 'ended = "amended"\nsuccessor = "made-up-next"', f'ended = "{ended}"')

        assert [
            (f"rules/us.toml: made-up: successor is missing: a record that was {ended} has one")
        ] == check(rules=rule)

    def test_an_edition_that_was_replaced_has_a_successor(self, check: Check) -> None:
        """Editions follow on one another as rules do."""
        form = edited(FORM, 'successor = "x-1-b"\n', "")

        assert [
            (
                "forms/zz-made-up.toml: x-1: editions[0].successor is missing: a record that was "
                "superseded has one"
            )
        ] == check(forms=form)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (", until = 2022-01-01", ""),
            ('ended = "amended"\n', ""),
        ],
    )
    def test_how_and_when_a_rule_ended_are_given_together(
        self, check: Check, old: str, new: str
    ) -> None:
        """One without the other leaves a reader guessing."""
        rule = edited(ENDED.replace('\nsuccessor = "made-up-next"', ""), old, new)
        rule = rule.replace('"amended"', '"repealed"')

        assert [
            "rules/us.toml: made-up: ended and the end of the period must be given together"
        ] == check(rules=rule)

    def test_how_and_when_an_edition_ended_are_given_together(self, check: Check) -> None:
        """The same for editions."""
        form = edited(FORM, 'ended = "superseded"\nsuccessor = "x-1-b"\n', "")

        assert [
            (
                "forms/zz-made-up.toml: x-1: editions[0].ended and the end of the period must be "
                "given together"
            )
        ] == check(forms=form)


class TestWhatTheCodeNeeds:
    """Records that the library asks for by name are there."""

    def without(self, change: Change, file: str, table: str, id: str) -> list[str]:
        """Check the data without one record of a file."""
        head, *records = content_of(file).split(f"[[{table}]]\n")
        kept = [record for record in records if f'id = "{id}"' not in record.splitlines()[0]]
        assert len(kept) == len(records) - 1
        content = "".join([head, *(f"[[{table}]]\n{record}" for record in kept)])
        return lines(inconsistencies(change({file: content})))

    @pytest.mark.parametrize("id", ["both", "saturday", "none", "closures"])
    def test_a_reading_of_the_word_holidays(self, change: Change, id: str) -> None:
        """Each that can be asked for is cited."""
        assert [f"holidays: {id}: record is missing"] == self.without(
            change, "holidays.toml", "holiday", id
        )

    def test_what_is_said_of_the_data_as_a_whole(self, change: Change) -> None:
        """The sentence that ends every output is found by this id."""
        content = edited(content_of("about.toml"), '"detainerlib"', '"data"')

        assert ["about: detainerlib: record is missing"] == lines(
            inconsistencies(change({"about.toml": content}))
        )


class TestAtOnce:
    """Every fault is reported in one go."""

    def test_of_every_collection_and_between_them(self, folder: Path, check: Check) -> None:
        """Faults within records first, by collection, then those between records."""
        contents = {
            "closures": edited(CLOSURE, "false", "1"),
            "points": "id = = 1",
            "rules": (
                edited(RULE, "2020-01-01", '"2020-01-01"') + edited(NEXT, '"i-247a"', '"i-247b"')
            ),
            "events": edited(EVENT, '"detainer-received"', '"detainer-sent"'),
            "forms": edited(FORM, "until = 2022-01-01", "until = 2022-01-02"),
            "jurisdictions": edited(COUNTY, '"US-IL"', '"US-XX"'),
        }
        for file, content in by_file(contents).items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(content, encoding="utf-8")
        with pytest.raises(tomllib.TOMLDecodeError) as parser:
            tomllib.loads("id = = 1")

        assert [
            (
                "closures/zz-made-up.toml: closure-2025-01-02: half_day is refused: got 1, "
                "expected bool"
            ),
            f"points/zz-made-up.toml: -: file is no TOML: {parser.value}",
            (
                "rules/us.toml: made-up: period.start is refused: got '2020-01-01', "
                "expected a date without quotes, such as 2017-04-02"
            ),
            (
                "events/zz-made-up.toml: made-up-event: later_of 'detainer-sent' is not among the "
                "events on file"
            ),
            "forms/zz-made-up.toml: x-1: editions.issued overlap: x-1-a and x-1-b",
            (
                "jurisdictions/zz-made-up.toml: 17997: parent 'US-XX' is not among the "
                "jurisdictions on file"
            ),
            "rules/us.toml: made-up-next: forms 'i-247b' is not among the forms on file",
        ] == lines(catalog.check(folder))
        assert check(**contents) == lines(catalog.check(folder))

    def test_of_a_folder_with_nothing_in_it(self, tmp_path: Path) -> None:
        """Every collection is missing, and nothing else is said."""
        names = [
            "about",
            "agreements",
            "assertions",
            "assumptions",
            "authorities",
            "bases",
            "closures",
            "cities",
            "scales",
            "county-lists",
            "counties",
            "coverage",
            "powers",
            "events",
            "policies",
            "figures",
            "figures",
            "figures",
            "figures",
            "measures",
            "programs",
            "federal-statements",
            "facts",
            "forms",
            "readers",
            "readers",
            "holiday-lists",
            "holidays",
            "hosts",
            "incorporations",
            "jurisdictions",
            "agreements",
            "policies",
            "notices",
            "offenses",
            "place-names",
            "place-zones",
            "points",
            "practices",
            "policies",
            "assertions",
            "terms",
            "policies",
            "questions",
            "rules",
            "zones",
        ]

        (tmp_path / "about.toml").write_text("", "utf-8")

        assert [f"{name}: -: records are missing" for name in names] == lines(
            catalog.check(tmp_path)
        )

    def test_with_file_record_and_field(self, change: Change) -> None:
        """A program can walk through them."""
        contents = by_file({"rules": edited(RULE, '"US"', '"US-XX"')})
        (fault,) = inconsistencies(change(contents))

        assert ("rules/us.toml", "made-up", "jurisdiction") == (
            fault.file,
            fault.record,
            fault.field,
        )


class TestPlace:
    """A rule stands in the file of its state."""

    @pytest.mark.parametrize(
        ("file", "jurisdiction", "line"),
        [
            ("us-oh.toml", "", "None is not where the file says: in US-OH"),
            (
                "us-oh.toml",
                'jurisdiction = "US-OK"',
                "'US-OK' is not where the file says: in US-OH",
            ),
            ("us-oh.toml", 'jurisdiction = "US-OH"', None),
            ("us-ny.toml", 'jurisdiction = "3651000"', None),
            (
                "federal.toml",
                'jurisdiction = "US-OH"',
                "'US-OH' is not where the file says: none, as the file is of federal rules",
            ),
            ("federal.toml", "", None),
        ],
    )
    def test_is_that_of_its_jurisdiction(
        self, change: Change, file: str, jurisdiction: str, line: str | None
    ) -> None:
        """A state's rule that forgets its jurisdiction would be a federal one."""
        content = edited(RULE, 'jurisdiction = "US"', jurisdiction)
        if (files("detainerlib") / "data" / "rules" / file).is_file():
            content = content_of(f"rules/{file}") + content
        expected = [f"rules/{file}: made-up: jurisdiction {line}"] if line else []

        assert expected == lines(inconsistencies(change({f"rules/{file}": content})))

    @pytest.mark.parametrize(
        ("move", "field", "line"),
        [
            (
                ("policies/us-tx/travis-county.toml", "policies/travis-county.toml"),
                "file",
                "has another name than such files have; policies/us-tx.toml is one",
            ),
            (
                ("policies/us-wy.toml", "policies/us.toml"),
                "jurisdiction",
                "'US-WY' is not where the file says: in US",
            ),
            (
                ("policies/us-wy.toml", "policies/us-wy/state.toml"),
                "jurisdiction",
                "'US-WY' is no locality; move it to the file of the state",
            ),
            (
                ("counties/us-wy.toml", "counties/wyoming.toml"),
                "file",
                "has another name than such files have; counties/us-tx.toml is one",
            ),
        ],
    )
    def test_of_what_is_read_by_state_is_demanded(
        self, tmp_path: Path, move: tuple[str, str], field: str, line: str
    ) -> None:
        """A record that stood elsewhere would be on record, and not be seen by who asks for it."""
        shutil.copytree(str(files("detainerlib") / "data"), tmp_path / "data")
        old, new = (tmp_path / "data" / file for file in move)
        new.parent.mkdir(exist_ok=True)
        before = new.read_text("utf-8") if new.exists() else ""
        new.write_text(f"{before}\n{old.read_text('utf-8')}", "utf-8")
        old.unlink()
        faults = catalog.check(tmp_path / "data")

        assert {(move[1], field, line)} == {
            (fault.file, fault.field, fault.message) for fault in faults
        }

    def test_of_a_county_is_by_the_digits_of_its_state(self, change: Change) -> None:
        """It is looked up in the file of that state."""
        content = content_of("counties/us-wy.toml").replace(
            "[counties.names]\n", '[counties.names]\n57001 = "A"\n'
        )

        assert (
            "counties/us-wy.toml: US-WY: names '57001' does not begin with the digits of its "
            "state, 56"
        ) in lines(inconsistencies(change({"counties/us-wy.toml": content})))


class TestNorms:
    """Faults of norms and agreements that show only between records, in a copy of the data."""

    @pytest.mark.parametrize(
        ("file", "before", "after", "expected"),
        [
            (
                "agreements/us-tx.toml",
                'jurisdiction = "48201"',
                'jurisdiction = "48"',
                "'48' is not among the codes on file",
            ),
            (
                "agreements/us-tx.toml",
                'jurisdiction = "48201"',
                'jurisdiction = "12086"',
                "'12086' is not where the file says",
            ),
            (
                "coverage.toml",
                'jurisdiction = "US-TX"\nstatus = "read in part"',
                'jurisdiction = "US-TX"\nstatus = "nothing found"',
                "'nothing found' is not what the provisions on file show",
            ),
            (
                "policies/us-ia.toml",
                "[[example]]",
                '[[example]]\nconvictions = [{ offenses = ["parking"] }]',
                "'parking' is not among the offenses on file",
            ),
            (
                "facts.toml",
                'excludes = ["charged-with-listed-offense"',
                'excludes = ["charged-with-parking"',
                "'charged-with-parking' is not among the facts on file",
            ),
            (
                "scales.toml",
                '{ fact = "arrested", answer = true }',
                '{ fact = "arested", answer = true }',
                "'arested' is not among the facts on file",
            ),
            (
                "figures/ddor-2017.toml",
                'section = "declined"\ncounted = "detainers recorded as declined"',
                'section = "issued"\ncounted = "detainers recorded as declined"',
                "'issued' is no section of its report that counts that",
            ),
            (
                "figures/lift-reasons.toml",
                'spellings = ["Early Release"]',
                'spellings = ["Early Release", "LIFTED"]',
                "'lifted' also stands for 'early-release'",
            ),
        ],
    )
    def test_is_named(
        self, change: Change, file: str, before: str, after: str, expected: str
    ) -> None:
        """With its file."""
        content = edited(content_of(file), before, after)
        faults = [*inconsistencies(change({file: content}))]

        assert [file] == list(dict.fromkeys(fault.file for fault in faults))
        assert expected in faults[0].message


@pytest.mark.parametrize(
    ("text", "runs"),
    [("=1+1", True), ("\n=1+1", True), ("-cmd", True), ("-5", False), ("+1,234.5", False),
     ("--", False), ("Ill. Pub. Act", False)],
)  # fmt: skip
def test_a_text_is_refused_where_a_spreadsheet_would_run_it(text: str, runs: bool) -> None:
    """A number is no formula, and dashes alone are a blank."""
    found = [message for _, message in _checks_records._value_faults(text)]

    assert ["begins as a formula of a spreadsheet does"] * runs == found
