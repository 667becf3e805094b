"""The law on record: what is found, how, and what is said of what is not."""

import json
import math
import subprocess
import sys
import zoneinfo
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from importlib.metadata import version
from importlib.resources import files
from inspect import signature
from pathlib import Path
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs
import pytest
import tzdata  # type: ignore[import-untyped]  # ships no types
from scenarios import check_each

from detainerlib import catalog
from detainerlib._printing import Partial
from detainerlib.catalog import _collections, _place_records
from detainerlib.errors import (
    CatalogError,
    DataFault,
    DetainerError,
    NotADayError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.provisions import Practice
from detainerlib.times import zones
from detainerlib.times.calendars import Observed

# The private names that are needed: what keeps a collection once it was read, and where it lies.
collection: Final[Any] = vars(_collections)["_read"]
of_place: Final[Any] = vars(_place_records)["_of_place"]
made_with: Final[Any] = catalog.made_with

NOT_ON_RECORD: Final = (
    "{kind}: got {given!r}, expected the id or name of {a} {kind} on file. {hint}"
)
NO_JURISDICTION: Final = (
    'jurisdiction: got {given!r}, expected a state (TX), a county ("Cook County, IL") or a FIPS '
    "code on file. {hint}"
)

Lookup = Callable[[Any], object]


def in_a_fresh_process(code: str) -> Any:
    """Run some code in a process of its own, and give the JSON that it prints."""
    ended = subprocess.run(  # noqa: S603 (this interpreter)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return json.loads(ended.stdout)


class TestLookups:
    """A record is found by its id."""

    @pytest.mark.parametrize(
        ("lookup", "everything"),
        [
            (catalog.rule, catalog.rules),
            (catalog.form, catalog.forms),
            (catalog.authority, catalog.authorities),
            (catalog.event, catalog.events),
            (catalog.jurisdiction, catalog.jurisdictions),
        ],
    )
    def test_finds_each_record_by_its_id(
        self, lookup: Lookup, everything: Callable[[], tuple[Any, ...]]
    ) -> None:
        """Whatever is listed can be asked for."""
        assert list(everything()) == [lookup(record.id) for record in everything()]

    def test_finds_a_point_that_rules_leave_open(self) -> None:
        """Each that a rule names."""
        ids = {id for rule in catalog.rules() for id in rule.leaves_open}

        assert ids == {catalog.open_point(id).id for id in ids}

    @pytest.mark.parametrize("id", [*(observed.value for observed in Observed), "closures"])
    def test_finds_a_reading_of_the_word_holidays(self, id: str) -> None:
        """One for each that can be asked for, and one for closures."""
        assert id == catalog.holiday_reading(id).id

    def test_lists_the_texts_that_take_up_the_request(self) -> None:
        """Each of a government on record."""
        codes = {jurisdiction.code for jurisdiction in catalog.jurisdictions()}

        assert (
            set()
            == {incorporation.jurisdiction for incorporation in catalog.incorporations()} - codes
        )

    def test_lists_closures_in_the_order_of_their_days(self) -> None:
        """Half days are among them."""
        closures = catalog.closures()

        assert sorted(closure.day for closure in closures) == [closure.day for closure in closures]
        assert {True, False} == {closure.half_day for closure in closures}

    def test_gives_one_and_the_same_record(self) -> None:
        """A record is read once."""
        assert catalog.rule("form-i-247a") is catalog.rule("form-i-247a")


class TestForms:
    """A form is found as it is printed, in whatever case."""

    @pytest.mark.parametrize("name", ["I-247A", "i-247a", "I-247a"])
    def test_by_number_or_id(self, name: str) -> None:
        """Nobody minds the shift key."""
        assert "i-247a" == catalog.form(name).id

    @pytest.mark.parametrize(
        "name", ["I-247 (12/11)", "i-247 (12/11)", "i-247-2011-12", "I-247-2011-12"]
    )
    def test_an_edition_by_its_print_or_id(self, name: str) -> None:
        """The revision as printed on the form stands in brackets."""
        assert "i-247-2011-12" == catalog.edition(name).id

    def test_every_edition_is_found_by_its_id(self) -> None:
        """And belongs to the form it was listed with."""
        found = [
            (catalog.edition(edition.id), catalog.form_of(edition))
            for form in catalog.forms()
            for edition in form.editions
        ]

        assert [(edition, form) for form in catalog.forms() for edition in form.editions] == found

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("I-247A", DetainerForm),
            ("i-247a-2017-03", FormEdition),
            ("I-247A (3/17)", FormEdition),
        ],
    )
    def test_a_form_or_an_edition_by_one_name(self, name: str, kind: type[object]) -> None:
        """The form first, then the edition."""
        assert isinstance(catalog.form_or_edition(name), kind)

    def test_an_edition_of_the_callers_is_of_no_form(self) -> None:
        """What is not on record belongs to nothing on record."""
        mine = attrs.evolve(catalog.edition("i-247g-2025"), id="i-247g-2026")
        with pytest.raises(UnknownIdError) as caught:
            catalog.form_of(mine)

        assert ("edition", "i-247g-2026") == (caught.value.where, caught.value.given)


class TestUnknown:
    """What is not on record is refused, with the nearest names."""

    @pytest.mark.parametrize(
        ("lookup", "kind", "a", "given", "nearest"),
        [
            (
                catalog.rule,
                "rule",
                "a",
                "form-i-247b",
                "form-i-247a, form-i-247d, form-i-247-2011-12",
            ),
            (catalog.form, "form", "a", "I-247B", "I-247, I-247A, I-247D"),
            (catalog.form, "form", "a", "247a", "I-247A, I-247, I-247D"),
            (
                catalog.form_or_edition,
                "form",
                "a",
                "I-247 (1/12)",
                "I-247, I-247 (12/12), I-247 (12/11)",
            ),
            (
                catalog.edition,
                "edition",
                "an",
                "i-247a-2017-04",
                "i-247a-2017-02, i-247a-2017-03, i-247-2010-2011",
            ),
            (
                catalog.authority,
                "authority",
                "an",
                "5-usc-6105",
                "5-usc-6103, 5-usc-6104, 15-usc-263",
            ),
            (catalog.event, "event", "an", "custody-end", "custody-ends"),
            (catalog.open_point, "point", "a", "whose-night", "whose-day"),
            (catalog.holiday_reading, "holiday", "a", "saturdays", "saturday"),
        ],
    )
    def test_names_the_nearest(
        self, lookup: Lookup, kind: str, a: str, given: str, nearest: str
    ) -> None:
        """The most alike first."""
        with pytest.raises(UnknownIdError) as caught:
            lookup(given)

        listed = " or ".join(nearest.rsplit(", ", 1))
        assert NOT_ON_RECORD.format(
            kind=kind, a=a, given=given, hint=f"Did you mean {listed}?"
        ) == str(caught.value)
        assert (kind, given) == (caught.value.where, caught.value.given)

    def test_names_some_where_none_is_near(self) -> None:
        """The first five in order show what an id looks like."""
        first = sorted(form.name for form in catalog.forms())[:5]
        with pytest.raises(UnknownIdError) as caught:
            catalog.form("zzz")

        assert NOT_ON_RECORD.format(
            kind="form", a="a", given="zzz", hint=f"On file: {', '.join(first)}."
        ) == str(caught.value)

    @pytest.mark.parametrize("given", [None, 3, ["I-247A"], {}])
    @pytest.mark.parametrize(
        "lookup",
        [
            catalog.rule,
            catalog.form,
            catalog.edition,
            catalog.form_or_edition,
            catalog.authority,
            catalog.event,
            catalog.open_point,
            catalog.holiday_reading,
            catalog.jurisdiction,
        ],
    )
    def test_what_is_no_text_is_unknown_as_well(self, lookup: Lookup, given: object) -> None:
        """Also what cannot be looked up at all, such as a list."""
        with pytest.raises(UnknownIdError) as caught:
            lookup(given)

        assert given is caught.value.given

    def test_is_caught_as_a_lookup_error(self) -> None:
        """As any key that is not there."""
        with pytest.raises(LookupError, match="form-i-247b"):
            catalog.rule("form-i-247b")


Filter = Callable[..., tuple[Any, ...]]

PLURALS: Final[dict[str, Filter]] = {
    name: accessor
    for name in catalog.__all__
    # The folder of a check, or to write to, is no filter; a search or a day is asked otherwise.
    if name not in {"check", "counties", "export", "find", "tables", "zones_of"}
    and get_origin(get_type_hints(accessor := getattr(catalog, name))["return"]) in {tuple, Partial}
}
# A part of a name, or a number: any text is one, or is refused by a test of its own.
FREE: Final = {("figures", "place"), ("figures", "publisher"), ("figures", "value")}
FILTERS: Final = [
    (name, parameter)
    for name, accessor in PLURALS.items()
    for parameter in signature(accessor).parameters
    if (name, parameter) not in FREE
]
HOSTILE: Final[tuple[Any, ...]] = (
    [],
    ["US-TX"],
    {},
    3,
    480,
    True,
    math.nan,
    "",
    "no such thing",
    b"US-TX",
    datetime(2017, 1, 28),  # noqa: DTZ001 (what a caller may give)
    object,
)


class TestFilters:
    """What many records are asked by is what other functions take, or is refused."""

    def test_refuse_what_they_cannot_mean(self) -> None:
        """An empty answer would read as "nothing is on record"."""

        def check(asked: tuple[str, str, Any]) -> None:
            name, parameter, hostile = asked
            with pytest.raises((UnknownIdError, NotADayError)) as caught:
                PLURALS[name](**{parameter: hostile})
            assert hostile is caught.value.given

        check_each(check, [(*asked, hostile) for asked in FILTERS for hostile in HOSTILE])

    @pytest.mark.parametrize("value", [True, "six", "", [], {}, None.__class__])
    def test_a_number_that_is_none_is_refused(self, value: Any) -> None:
        """A truth value is a number to Python, and is none here."""
        with pytest.raises(
            DetainerError, match=r"expected a number\. Such as value=6947 or value='6,947'"
        ):
            catalog.figures(value=value)

    @pytest.mark.parametrize("parameter", ["place", "publisher"])
    @pytest.mark.parametrize("part", ["", " ", 5, ["TRAC"]])
    def test_a_part_of_a_name_is_a_text(self, parameter: str, part: Any) -> None:
        """Nothing would be a part of every name."""
        with pytest.raises(DetainerError, match="expected a non-empty string"):
            catalog.figures(**{parameter: part})

    @pytest.mark.parametrize("name", PLURALS)
    def test_refuse_none_where_it_is_not_the_default(self, name: str) -> None:
        """None means all, and only where nothing given does."""
        for parameter in signature(PLURALS[name]).parameters.values():
            if parameter.default is not None:
                with pytest.raises(DetainerError):
                    PLURALS[name](**{parameter.name: None})

    def test_are_there_wherever_a_record_is_of_a_jurisdiction(self) -> None:
        """Under one name, which is a keyword."""
        of_places = {
            name
            for name, accessor in PLURALS.items()
            if {"jurisdiction", "jurisdictions"}
            & {
                field.name
                for field in attrs.fields(get_args(get_type_hints(accessor)["return"])[0])
            }
        }

        assert {
            "agreements",
            "assertions",
            "authorities",
            "figures",
            "incorporations",
            "no_rules",
            "notice_rules",
            "policy_examples",
            "powers",
            "provisions",
            "rules",
            "unread_texts",
        } == of_places
        assert of_places == {name for name, parameter in FILTERS if parameter == "jurisdiction"} - {
            "lineage"
        }

    @pytest.mark.parametrize(
        "name", [name for name, parameter in FILTERS if parameter == "jurisdiction"]
    )
    def test_give_all_records_of_a_jurisdiction_in_their_order(self, name: str) -> None:
        """By its record, its ISO and its FIPS code."""
        if name == "lineage":
            return
        everything = PLURALS[name]()
        for place in catalog.jurisdictions():
            expected = tuple(
                record
                for record in everything
                if place.code in getattr(record, "jurisdictions", (record_place(record),))
            )
            for jurisdiction in (place, place.code, place.fips or place.code):
                assert expected == PLURALS[name](jurisdiction=jurisdiction)

    @pytest.mark.parametrize("practice", Practice)
    def test_take_an_enum_or_its_value(self, practice: Practice) -> None:
        """As `governing_policy` does."""
        expected = tuple(
            provision for provision in catalog.provisions() if provision.practice is practice
        )

        assert expected == catalog.provisions(practice=practice)
        assert expected == catalog.provisions(practice=practice.value)

    def test_take_a_day_and_no_text_of_one(self) -> None:
        """A text of a day is refused everywhere."""
        text: Any = "2017-01-28"

        assert catalog.figures(start=date(2017, 1, 28))
        with pytest.raises(NotADayError):
            catalog.figures(start=text)


def record_place(record: Any) -> str | None:
    """Return the code of the jurisdiction that a record is of."""
    return getattr(record, "jurisdiction", None)


class TestJurisdictions:
    """A government is found by its ISO or its FIPS code."""

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("US", "United States"),
            ("US-NC", "North Carolina"),
            ("37", "North Carolina"),
            ("3651000", "New York City"),
            ("32003", "Clark County, Nevada"),
        ],
    )
    def test_by_either_code(self, code: str, name: str) -> None:
        """Both mean the same government."""
        assert name == catalog.jurisdiction(code).name

    @pytest.mark.parametrize(
        ("given", "nearest"),
        [
            (
                "North Carolna",
                "Did you mean North Carolina (US-NC); South Carolina (US-SC)?",
            ),
            (
                3651000,
                (
                    "As a number, a state's FIPS code has one or two digits and a county's four "
                    "or five; give other codes as text."
                ),
            ),
        ],
    )
    def test_unknown_names_the_nearest(self, given: Any, nearest: str) -> None:
        """By name, the most alike first; the code of a city is a text."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.jurisdiction(given)

        assert NO_JURISDICTION.format(given=given, hint=nearest) == str(caught.value)
        assert ("jurisdiction", given) == (caught.value.where, caught.value.given)

    @pytest.mark.parametrize(
        ("given", "hint"),
        [
            ("37999", "No county of North Carolina (US-NC) has that code."),
            ("0600000", "No city of California (US-CA) has that code."),
            ("99001", "No state, district or territory has the digits 99."),
        ],
    )
    def test_a_locality_that_is_not_on_record_names_its_state(self, given: str, hint: str) -> None:
        """A FIPS code begins with that of the state; every county of one is known."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.jurisdiction(given)

        assert NO_JURISDICTION.format(given=given, hint=hint) == str(caught.value)

    @pytest.mark.parametrize("code", ["46113", "46102", "02270", "51515"])
    def test_a_county_of_another_year_is_known(self, code: str) -> None:
        """Renamed, or part of another since."""
        assert code == catalog.jurisdiction(code).fips

    @pytest.mark.parametrize("given", ["US-ZZ", "Atlantis-on-Sea", ""])
    def test_unknown_names_the_list_where_none_is_near(self, given: str) -> None:
        """No guess is better than a wild one."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.jurisdiction(given)

        hint = "No place of that name is on file; catalog.find() searches."
        assert NO_JURISDICTION.format(given=given, hint=hint) == str(caught.value)

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("US", ["US"]),
            ("US-NC", ["US-NC", "US"]),
            ("3651000", ["3651000", "US-NY", "US"]),
        ],
    )
    def test_have_a_line_up_to_the_nation(self, code: str, expected: list[str]) -> None:
        """Each government with those above it."""
        line = catalog.lineage(catalog.jurisdiction(code))

        assert expected == [government.code for government in line]

    def test_all_lead_up_to_the_nation(self) -> None:
        """No record stands apart."""
        ends = {catalog.lineage(jurisdiction)[-1].code for jurisdiction in catalog.jurisdictions()}

        assert {"US"} == ends


class TestLazily:
    """A collection is parsed when something in it is first asked for."""

    WATCH = (
        "import json, sys\n"
        "import detainerlib\n"
        "from detainerlib import catalog\n"
        "from detainerlib.catalog import _toml\n"
        "real, asked = _toml.load, []\n"
        "def load(sources, *more, **options):\n"
        "    asked.append(*sources)\n"
        "    return real(sources, *more, **options)\n"
        "_toml.load = load\n"
    )

    def test_importing_reads_nothing(self) -> None:
        """No collection is kept after the import."""
        size = in_a_fresh_process(
            "from detainerlib.catalog import _collections\n"
            "print(_collections._read.cache_info().currsize)"
        )

        assert 0 == size

    @pytest.mark.parametrize(
        ("asking", "expected"),
        [
            ("catalog.rule('form-i-247a')", ["rules/federal.toml"]),
            ("catalog.form('I-247A')", ["forms"]),
            ("catalog.jurisdiction('37')", ["jurisdictions"]),
            ("catalog.closures()", ["closures"]),
            (
                "catalog.rules(), catalog.rule('form-i-247a'), catalog.rules()",
                ["rules", "rules/federal.toml"],
            ),
            (
                (
                    "detainerlib.hold_deadline(__import__('datetime').datetime(2025, 7, 3, 17, "
                    "tzinfo=__import__('zoneinfo').ZoneInfo('America/Chicago')))"
                ),
                ["rules/federal.toml"],
            ),
        ],
    )
    def test_asking_reads_only_what_is_asked(self, asking: str, expected: list[str]) -> None:
        """Above all not the authorities, of which there are many."""
        assert expected == in_a_fresh_process(f"{self.WATCH}{asking}\nprint(json.dumps(asked))")

    PARSED = (
        "import json, sys, datetime\n"
        "from detainerlib import catalog, governing_policy\n"
        "from detainerlib.catalog import _toml\n"
        "real, files = _toml._tables, set()\n"
        "def tables(table, beside, file, *more):\n"
        "    files.add(file)\n"
        "    return real(table, beside, file, *more)\n"
        "_toml._tables = tables\n"
    )

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("US-TX", ["agreements/us-tx.toml", "policies/us-tx.toml", "policies/us.toml"]),
            (
                "48453",
                [
                    "agreements/us-tx.toml",
                    "policies/us-tx.toml",
                    "policies/us-tx/travis-county.toml",
                    "policies/us.toml",
                ],
            ),
            (
                "48113",
                [
                    "agreements/us-tx.toml",
                    "counties/us-tx.toml",
                    "policies/us-tx.toml",
                    "policies/us.toml",
                ],
            ),
        ],
    )
    def test_a_question_on_one_place_parses_the_files_of_its_lineage(
        self, code: str, expected: list[str]
    ) -> None:
        """Of the files by state; what it cites is found without reading the other states."""
        files = in_a_fresh_process(
            f"{self.PARSED}"
            f"answer = governing_policy('hold_on_detainer', {code!r}, "
            "on=datetime.date(2025, 7, 3))\n"
            "assert answer.explanation.authorities\n"
            "print(json.dumps(sorted(files)))"
        )

        by_state = ("policies/", "agreements/", "counties/")
        assert expected == [file for file in files if file.startswith(by_state)]

    def test_an_id_parses_the_files_that_have_it(self) -> None:
        """Whatever else the collection holds."""
        files = in_a_fresh_process(
            f"{self.PARSED}catalog.authority('tex-gov-code-752.053')\n"
            "print(json.dumps(sorted(files)))"
        )

        assert ["policies/us-tx.toml"] == files

    def test_many_threads_are_given_the_same(self) -> None:
        """Whoever asks first."""
        codes = [place.code for place in catalog.jurisdictions()] * 4
        collection.cache_clear()
        of_place.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(catalog.provisions, codes))

        assert list(map(catalog.provisions, codes)) == answers

    def test_importing_brings_nothing_heavy_along(self) -> None:
        """What only some answers need is loaded for those."""
        loaded = in_a_fresh_process(
            "import json, sys, detainerlib\n"
            "heavy = {'cattrs', 'dateutil', 'holidays', 'numpy', 'pandas', 'tomllib', 'tzdata'}\n"
            "print(json.dumps(sorted(heavy & set(sys.modules))))"
        )

        assert [] == loaded

    def test_a_rule_without_holidays_needs_no_list_of_them(self) -> None:
        """The package of holidays is loaded for rules that exclude them."""
        loaded = in_a_fresh_process(
            "import json, sys, datetime, zoneinfo, detainerlib\n"
            "start = datetime.datetime(2025, 7, 3, tzinfo=zoneinfo.ZoneInfo('America/Chicago'))\n"
            "detainerlib.hold_deadline(start, rule='form-i-247a')\n"
            "print(json.dumps('holidays' in sys.modules))"
        )

        assert False is loaded


def test_a_file_that_another_thread_reads_meanwhile_breaks_no_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of threads that all ask first, one reads a file while another looks where to search."""
    names: Final[Any] = vars(_collections)
    read, state_in = dict(names["_FILES_READ"]) | {"rules/us-il.toml": None}, names["_state_in"]

    def as_another_reads(file: str) -> str | None:
        read[f"rules/us-{len(read)}.toml"] = None
        found: str | None = state_in(file)
        return found

    monkeypatch.setattr(_collections, "_FILES_READ", read)
    monkeypatch.setattr(_collections, "_state_in", as_another_reads)
    folder = names["data_folder"]()

    assert ["rules/federal.toml"] == [*names["_files_with"]("form-i-247a", ("rules",), folder)]


class TestBroken:
    """Data with a fault answers nothing."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """Put another data folder in the place of the package's for a while."""
        monkeypatch.setattr(_collections, "data_folder", lambda: tmp_path)
        of_place.cache_clear()
        yield tmp_path
        of_place.cache_clear()

    def test_is_refused_with_every_fault(self, folder: Path) -> None:
        """The faults of the collection asked for, as check() lists them."""
        (folder / "events.toml").write_text(
            '[[event]]\nid = "A"\n[[event]]\nsummary = ""\n', "utf-8"
        )
        with pytest.raises(CatalogError) as caught:
            catalog.events()

        assert (
            "4 faults in the package's data. "
            "Correct the file; data/README.md says what each key means.\n"
            "  events.toml: A: summary is missing\n"
            "  events.toml: A: id is refused: got 'A', expected an id of lowercase letters, "
            "digits, dots and hyphens.\n"
            "  events.toml: record 2: id is missing\n"
            "  events.toml: record 2: summary is refused: got '', "
            "expected a non-empty string."
        ) == str(caught.value)

    def test_is_refused_where_a_file_of_the_place_is(self, folder: Path) -> None:
        """Another state is answered; all that is asked of all is not."""
        (folder / "policies").mkdir()
        (folder / "policies" / "us-tx.toml").write_text("[[provision]]\n", "utf-8")
        with pytest.raises(CatalogError, match=r"policies/us-tx.toml: record 1: id is missing"):
            catalog.provisions("48453")
        with pytest.raises(CatalogError):
            catalog.provisions()

        assert () == catalog.provisions("US-OK")

    def test_an_id_is_found_however_it_is_written(self, folder: Path) -> None:
        """TOML knows escapes, literal texts and comments."""
        (folder / "events.toml").write_text(
            '[[event]]\nid = "\\u0061"\nsummary = "x"\n[[event]]\n  id=\'b\' # \nsummary = "y"\n',
            "utf-8",
        )

        assert ("x", "y") == (catalog.event("a").summary, catalog.event("b").summary)

    @pytest.mark.usefixtures("folder")
    def test_is_refused_for_a_lookup_too(self) -> None:
        """It is not mistaken for an id that is not on record."""
        with pytest.raises(CatalogError) as caught:
            catalog.event("custody-ends")

        assert (
            DataFault(file="events", record="-", field="records", message="are missing"),
        ) == caught.value.faults


class TestCheck:
    """The whole catalog, checked."""

    def test_finds_no_fault(self) -> None:
        """The data as shipped."""
        assert () == catalog.check()

    def test_points_to_a_text_that_is_there(self) -> None:
        """Messages send a reader to data/README.md."""
        assert (files("detainerlib") / "data" / "README.md").is_file()


class TestMadeWith:
    """What an answer given now is made with."""

    def test_names_the_versions(self) -> None:
        """Of the library, its data and the holidays."""
        given = catalog.made_with()

        assert (version("detainerlib"), catalog.about().data_as_of, version("holidays")) == (
            given.detainerlib,
            given.data_as_of,
            given.holidays,
        )

    def test_has_the_sentence_that_ends_every_output(self) -> None:
        """It stands in the data."""
        assert (
            "Whether you may hold is a separate question; add a jurisdiction."
        ) == catalog.about().closing

    def test_data_is_as_new_as_what_was_read_last(self) -> None:
        """No source was read after the day the data is said to be of."""
        read = [
            authority.read_on
            for authority in catalog.authorities()
            if authority.read_on is not None
        ]

        assert max(read) <= catalog.about().data_as_of


class TestTimeZoneRelease:
    """Which release of the tz database is used, and where it was found."""

    @pytest.fixture(autouse=True)
    def _asked_anew(self) -> Iterator[None]:
        before = zoneinfo.TZPATH
        made_with.cache_clear()
        yield
        zoneinfo.reset_tzpath(before)
        made_with.cache_clear()

    @pytest.fixture
    def system(self, tmp_path: Path) -> Path:
        """Install the zones of a system, and nothing but them."""
        (tmp_path / "America").mkdir()
        (tmp_path / "America" / "Chicago").write_bytes(b"TZif")
        zoneinfo.reset_tzpath([tmp_path])
        return tmp_path

    @pytest.mark.parametrize(
        ("file", "content"), [("tzdata.zi", "# version 2031x\n# more\n"), ("+VERSION", "2031x\n")]
    )
    def test_is_read_from_the_system(self, system: Path, file: str, content: str) -> None:
        """Systems say it in one of two files."""
        (system / file).write_text(content, "utf-8")

        assert "2031x (system)" == catalog.made_with().tz_database

    @pytest.mark.usefixtures("system")
    def test_is_said_not_to_be_stated(self) -> None:
        """Some systems do not say."""
        assert "release not stated (system)" == catalog.made_with().tz_database

    def test_is_that_of_the_package_where_the_system_has_none(self, tmp_path: Path) -> None:
        """A folder without zones is passed over, as zoneinfo passes over it."""
        zoneinfo.reset_tzpath([tmp_path])

        assert f"{tzdata.IANA_VERSION} (tzdata package)" == catalog.made_with().tz_database

    def test_without_time_zone_data_the_remedy_is_to_install_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As in a packed application that has not taken the package along; versions are told."""
        chicago = zoneinfo.ZoneInfo("America/Chicago")
        monkeypatch.setitem(sys.modules, "tzdata", None)
        for listed in (zones._keys, zones._places, zones._place_of_key, zones._place_of_name):
            listed.cache_clear()
        zoneinfo.reset_tzpath(())

        assert "none found" == catalog.made_with().tz_database
        for zone in ("America/Chicago", "Central", "CST", chicago):
            with pytest.raises(ZoneError, match="pip install tzdata"):
                zones.place(zone)

    def test_is_that_of_the_first_folder_with_zones(self, system: Path, tmp_path: Path) -> None:
        """As zoneinfo looks through them in turn."""
        (system / "+VERSION").write_text("2031x", "utf-8")
        empty = tmp_path / "empty"
        empty.mkdir()
        zoneinfo.reset_tzpath([empty, system])

        assert "2031x (system)" == catalog.made_with().tz_database
