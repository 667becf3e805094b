"""TOML records to models, strictly: every fault is named with its file, record and field."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from detainerlib.catalog._toml import Loaded, load
from detainerlib.errors import DataFault
from detainerlib.models.forms import DetainerForm, RequestedAction, ServiceRequirement
from detainerlib.models.hold_rules import ExcludedDays, HoldRule, OpenPoint
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.sources.citations import Evidence
from detainerlib.times.calendars import Closure
from detainerlib.times.periods import UNKNOWN

EXPECTED_ID = "expected an id of lowercase letters, digits, dots and hyphens"
RULE = """\
[[rule]]
id = "made-up"
title = "A made-up rule"
duration = { hours = 48 }
excludes = ["Saturdays", "holidays"]
period = { start = 2020-01-01, until = "unknown" }
ended = "repealed"
binds = "an agency"

[rule.citation]
authority = "some-act"
pin = "(d)"
evidence = "text"
quote = "shall not exceed two days"
url = "https://example.org/"
read_on = 2025-06-01
text_as_of = "2025"
gaps = []
"""
OTHER = RULE.replace("made-up", "another")
FORM = """\
[[form]]
id = "x-1"
name = "X-1"
title = "A made-up form"

[[form.editions]]
id = "x-1-2020"
printed = "1/20"
issued = { start = "unknown" }
requests = ["hold", "notify"]
notice_rule = "some-notice"
service = "not-read"

[form.editions.citation]
authority = "some-act"
evidence = "background"
gaps = ["the form"]
"""
FILE = "rules/made-up.toml"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of a data folder, and give the folder."""

    def write(content: str | bytes, file: str = FILE) -> Path:
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def rules_in(folder: Path) -> Loaded[HoldRule]:
    """Load the rules of a data folder."""
    return load(("rules",), "rule", HoldRule, folder)


def lines(loaded: Loaded[Any]) -> list[str]:
    """Give the faults as they are printed."""
    return [str(fault) for fault in loaded.faults]


def edited(old: str, new: str) -> str:
    """Give the rule with one change."""
    assert old in RULE
    return RULE.replace(old, new, 1)


class TestSound:
    """What is written right is read as it is written."""

    def test_a_record_becomes_a_model(self, write: Write) -> None:
        """Every value in the type of its field."""
        ((file, rule),) = rules_in(write(RULE)).records

        assert FILE == file
        assert (
            "made-up",
            timedelta(hours=48),
            frozenset({ExcludedDays.SATURDAYS, ExcludedDays.HOLIDAYS}),
        ) == (
            rule.id,
            rule.duration,
            rule.excludes,
        )
        assert (date(2020, 1, 1), UNKNOWN) == (rule.period.start, rule.period.until)
        assert (Evidence.TEXT, date(2025, 6, 1), ()) == (
            rule.citation.evidence,
            rule.citation.read_on,
            rule.citation.gaps,
        )

    def test_a_record_in_a_record_becomes_a_model(self, write: Write) -> None:
        """A form has editions, each with its own citation."""
        folder = write(FORM, "forms/x.toml")
        ((_, form),) = load(("forms",), "form", DetainerForm, folder).records
        (edition,) = form.editions

        assert (
            UNKNOWN,
            None,
            frozenset(RequestedAction) - {RequestedAction.TRANSFER},
            "some-notice",
            ServiceRequirement.NOT_READ,
        ) == (
            edition.issued.start,
            edition.issued.until,
            edition.requests,
            edition.notice_rule,
            edition.service,
        )

    @pytest.mark.parametrize(
        ("written", "duration"),
        [
            ("{ hours = 48 }", timedelta(hours=48)),
            ("{ days = 2 }", timedelta(days=2)),
            ("{ minutes = 90 }", timedelta(minutes=90)),
            ("{ days = 1, hours = 1, minutes = 1 }", timedelta(days=1, hours=1, minutes=1)),
        ],
    )
    def test_a_duration_is_in_days_hours_or_minutes(
        self, write: Write, written: str, duration: timedelta
    ) -> None:
        """The units of the texts."""
        ((_, rule),) = rules_in(write(edited("{ hours = 48 }", written))).records

        assert duration == rule.duration

    def test_what_is_left_out_is_not_there(self, write: Write) -> None:
        """An optional key that is not written has its default."""
        ((_, rule),) = rules_in(write(RULE)).records

        assert ("custody-ends", None, ()) == (rule.starts_at, rule.jurisdiction, rule.see_also)


class TestFiles:
    """Which files are read, and in which order."""

    def test_are_all_in_the_folder_by_name(self, write: Write) -> None:
        """The order does not depend on the machine."""
        write(OTHER, "rules/b.toml")
        folder = write(RULE, "rules/a.toml")

        assert [("rules/a.toml", "made-up"), ("rules/b.toml", "another")] == [
            (file, rule.id) for file, rule in rules_in(folder).records
        ]

    def test_are_one_file_as_well(self, write: Write) -> None:
        """A small collection has no folder."""
        folder = write(RULE, "rules.toml")

        assert ["rules.toml"] == [file for file, _ in rules_in(folder).records]

    def test_are_both_the_file_and_the_folder(self, write: Write) -> None:
        """The file comes first."""
        write(RULE, "rules.toml")
        folder = write(OTHER, "rules/b.toml")

        assert ["rules.toml", "rules/b.toml"] == [file for file, _ in rules_in(folder).records]

    def test_of_another_kind_are_a_fault(self, write: Write) -> None:
        """A file saved as .toml.txt would be law that nobody reads."""
        write(b"\xff", "rules/us-oh.toml.txt")
        folder = write(RULE)

        assert ["rules/us-oh.toml.txt: -: file is not read; name it .toml or take it out"] == lines(
            rules_in(folder)
        )

    def test_with_a_byte_order_mark_are_read(self, write: Write) -> None:
        """Some editors put one before the first letter."""
        assert () == rules_in(write(b"\xef\xbb\xbf" + RULE.encode())).faults

    def test_of_several_records_keep_their_order(self, write: Write) -> None:
        """As they are written."""
        folder = write(OTHER + RULE)

        assert ["another", "made-up"] == [rule.id for _, rule in rules_in(folder).records]


class TestFileFaults:
    """What is wrong with a file as a whole."""

    def test_no_toml(self, write: Write) -> None:
        """The parser's own words say where."""
        content = edited("id = ", "id = = ")
        with pytest.raises(tomllib.TOMLDecodeError) as parser:
            tomllib.loads(content)

        assert [f"{FILE}: -: file is no TOML: {parser.value}"] == lines(rules_in(write(content)))

    def test_no_text(self, write: Write) -> None:
        """Bytes that are no UTF-8 are a fault like another."""
        assert [f"{FILE}: -: file is no UTF-8 text"] == lines(rules_in(write(b"id = \xff")))

    def test_a_table_of_another_name(self, write: Write) -> None:
        """Each file holds one kind of record."""
        content = RULE + '\n[[rules]]\nid = "lost"\n'

        assert [f"{FILE}: -: rules is unknown; write [[rule]]"] == lines(rules_in(write(content)))

    def test_a_key_outside_a_record(self, write: Write) -> None:
        """A slip above the first record."""
        assert [f"{FILE}: -: version is unknown; write [[rule]]"] == lines(
            rules_in(write("version = 1\n" + RULE))
        )

    def test_one_record_written_as_a_table(self, write: Write) -> None:
        """Single brackets make no list."""
        content = edited("[[rule]]", "[rule]")

        assert [f"{FILE}: -: rule is no list of records; write [[rule]]"] == lines(
            rules_in(write(content))
        )

    def test_records_that_are_no_tables(self, write: Write) -> None:
        """A list of other things."""
        assert [
            f"{FILE}: record 1: record is refused: got 1, expected a table",
            f"{FILE}: record 2: record is refused: got 'x', expected a table",
        ] == lines(rules_in(write('rule = [1, "x"]')))

    @pytest.mark.parametrize("content", ["", "# Nothing yet.\n", "rule = []\n"])
    def test_no_record_at_all(self, write: Write, content: str) -> None:
        """An empty collection is a mistake, not an answer."""
        assert ["rules: -: records are missing"] == lines(rules_in(write(content)))

    def test_no_file_at_all(self, tmp_path: Path) -> None:
        """Nor is one that is not there."""
        assert ["rules: -: records are missing"] == lines(rules_in(tmp_path))

    def test_an_empty_file_beside_others(self, write: Write) -> None:
        """A state without a rule yet is no fault."""
        write("# Nothing yet.\n", "rules/a.toml")

        assert [] == lines(rules_in(write(RULE)))


class TestRecordFaults:
    """What is wrong with a record, by its field."""

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            # keys
            ("binds", "bind = 1\nbinds", "bind is unknown"),
            ("pin", "page = 1\npin", "citation.page is unknown"),
            ("start = 2020-01-01", "start = 2020-01-01, end = 1", "period.end is unknown"),
            ('title = "A made-up rule"\n', "", "title is missing"),
            ('authority = "some-act"\n', "", "citation.authority is missing"),
            ("gaps = []\n", "", "citation.gaps is missing"),
            ("start = 2020-01-01, ", "", "period.start is missing"),
            # texts
            ('"A made-up rule"', "5", "title is refused: got 5, expected str"),
            (
                '"A made-up rule"',
                '" "',
                "title is refused: got ' ', expected a non-empty string.",
            ),
            (
                '"some-act"',
                '"Some Act"',
                (
                    "citation.authority is refused: got 'Some Act', expected an id of lowercase "
                    "letters, digits, dots and hyphens."
                ),
            ),
            # days
            (
                "2020-01-01",
                '"2020-01-01"',
                (
                    "period.start is refused: got '2020-01-01', expected a date without quotes, "
                    "such as 2017-04-02"
                ),
            ),
            (
                "2020-01-01",
                "2020-01-01T00:00:00",
                (
                    "period.start is refused: got datetime.datetime(2020, 1, 1, 0, 0), expected a "
                    "date without quotes, such as 2017-04-02"
                ),
            ),
            (
                '"unknown"',
                '"some day"',
                (
                    "period.until is refused: got 'some day', expected a date without quotes, "
                    "such as 2017-04-02"
                ),
            ),
            (
                "2025-06-01",
                '"unknown"',
                (
                    "citation.read_on is refused: got 'unknown', expected a date without quotes, "
                    "such as 2017-04-02"
                ),
            ),
            (
                '"2025"',
                '"2025-13"',
                (
                    "citation.text_as_of is refused: got '2025-13', expected 'YYYY', 'YYYY-MM', "
                    "'YYYY-MM-DD' or 'unknown'."
                ),
            ),
            (
                '"2025"',
                "2025-06-01",
                "citation.text_as_of is refused: got datetime.date(2025, 6, 1), expected str",
            ),
            # durations
            *(
                (
                    "{ hours = 48 }",
                    written,
                    (
                        f"duration is refused: got {shown}, expected whole days, hours or minutes, "
                        "such as { hours = 48 }"
                    ),
                )
                for written, shown in [
                    ('{ hours = "48" }', "{'hours': '48'}"),
                    ("{ hours = true }", "{'hours': True}"),
                    ("{ hours = 1.5 }", "{'hours': 1.5}"),
                    ("{ seconds = 48 }", "{'seconds': 48}"),
                    ("{}", "{}"),
                    ("48", "48"),
                    ('"48 hours"', "'48 hours'"),
                    ("{ hours = 99999999999999999999 }", "{'hours': 99999999999999999999}"),
                ]
            ),
            (
                "hours = 48",
                "hours = 0",
                (
                    "duration is refused: got datetime.timedelta(0), expected a duration of more "
                    "than "
                    'zero. "No hold past release" is a provision that prohibits the hold, not a '
                    "clock."
                ),
            ),
            (
                "hours = 48",
                "hours = -48",
                (
                    "duration is refused: got datetime.timedelta(days=-2), expected a duration of "
                    "more "
                    'than zero. "No hold past release" is a provision that prohibits the hold, '
                    "not a "
                    "clock."
                ),
            ),
            # words of a list
            (
                '"Saturdays"',
                '"saturdays"',
                (
                    "excludes[0] is refused: got 'saturdays', expected one of 'Saturdays', "
                    "'Sundays', 'holidays'"
                ),
            ),
            (
                '"holidays"',
                "5",
                "excludes[1] is refused: got 5, expected one of 'Saturdays', 'Sundays', 'holidays'",
            ),
            (
                '"repealed"',
                '"expired"',
                (
                    "ended is refused: got 'expired', expected one of 'amended', 'recodified', "
                    "'superseded', 'repealed', 'ended'"
                ),
            ),
            (
                'evidence = "text"',
                'evidence = "hearsay"',
                (
                    "citation.evidence is refused: got 'hearsay', expected one of 'text', "
                    "'secondary', 'background'"
                ),
            ),
            # lists and tables
            (
                '["Saturdays", "holidays"]',
                '"Saturdays"',
                "excludes is refused: got 'Saturdays', expected a list",
            ),
            (
                "gaps = []",
                'gaps = "the act"',
                "citation.gaps is refused: got 'the act', expected a list",
            ),
            (
                '{ start = 2020-01-01, until = "unknown" }',
                "2020-01-01",
                "period is refused: got datetime.date(2020, 1, 1), expected a table",
            ),
            # what only the record as a whole shows
            (
                'until = "unknown"',
                "until = 2020-01-01",
                (
                    "period is refused: until: got 2020-01-01, expected a day later than the "
                    "start, 2020-01-01. A period is half-open: `until` is the first day on which "
                    "it no longer holds."
                ),
            ),
            (
                'quote = "shall not exceed two days"\n',
                "",
                (
                    "citation is refused: quote: got None, expected a value where the evidence is "
                    "'text'."
                ),
            ),
            (
                'evidence = "text"',
                'evidence = "background"',
                "citation is refused: gaps: got (), expected what was not read, for background.",
            ),
        ],
    )
    def test_is_named(self, write: Write, old: str, new: str, fault: str) -> None:
        """One thing wrong is one fault, and the record is left out."""
        loaded = rules_in(write(edited(old, new)))

        assert [f"{FILE}: made-up: {fault}"] == lines(loaded)
        assert () == loaded.records

    def test_a_missing_citation(self, write: Write) -> None:
        """No rule without its authority."""
        content = RULE[: RULE.index("[rule.citation]")]

        assert [f"{FILE}: made-up: citation is missing"] == lines(rules_in(write(content)))

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            (
                'notice_rule = "some-notice"',
                "notice_rule = true",
                "notice_rule is refused: got True, expected str",
            ),
            (
                'notice_rule = "some-notice"',
                'notice_rule = "Some notice"',
                f"notice_rule is refused: got 'Some notice', {EXPECTED_ID}.",
            ),
            (
                'notice_rule = "some-notice"',
                'notice_rule = "some-notice"\ndraft = 0',
                "draft is refused: got 0, expected bool",
            ),
            (
                '"notify"',
                '"ask"',
                "requests[1] is refused: got 'ask', expected one of 'hold', 'notify', 'transfer'",
            ),
            ('printed = "1/20"\n', "", "printed is missing"),
        ],
    )
    def test_in_an_edition_is_named_with_its_place(
        self, write: Write, old: str, new: str, fault: str
    ) -> None:
        """Editions are counted from nought; a truth value is no number, nor a number a truth."""
        assert old in FORM
        folder = write(FORM.replace(old, new), "forms/x.toml")

        assert [f"forms/x.toml: x-1: editions[0].{fault}"] == lines(
            load(("forms",), "form", DetainerForm, folder)
        )

    @pytest.mark.parametrize(
        ("name", "table", "model", "content", "expected"),
        [
            (
                "points",
                "point",
                OpenPoint,
                '[[point]]\nid = "a"\nsummary = "b"\ntrigger = "sometimes"\n',
                [
                    (
                        "points.toml: a: trigger is refused: got 'sometimes', expected one of "
                        "'always', 'start-excluded', 'received-late', 'clocks-change'"
                    )
                ],
            ),
            (
                "closures",
                "closure",
                Closure,
                '[[closure]]\nid = "a"\nday = 2025-01-01\nreason = "b"\nhalf_day = 0\n',
                [
                    "closures.toml: a: citation is missing",
                    "closures.toml: a: half_day is refused: got 0, expected bool",
                ],
            ),
            (
                "jurisdictions",
                "jurisdiction",
                Jurisdiction,
                '[[jurisdiction]]\nname = "Atlantis"\nlevel = "state"\nparent = "US"\n',
                [
                    (
                        "jurisdictions.toml: Atlantis: record is refused: iso, fips: got None, "
                        "expected at least one code. See data/README.md."
                    )
                ],
            ),
        ],
    )
    def test_of_other_collections_is_named_as_well(
        self,
        write: Write,
        name: str,
        table: str,
        model: type[Any],
        content: str,
        expected: list[str],
    ) -> None:
        """By the id, or else the name, of the record."""
        folder = write(content, f"{name}.toml")

        assert expected == lines(load((name,), table, model, folder))

    def test_of_a_record_without_an_id_is_named_by_its_place(self, write: Write) -> None:
        """Records are counted from one, as people count."""
        folder = write(OTHER + edited('id = "made-up"\n', ""))

        assert [f"{FILE}: record 2: id is missing"] == lines(rules_in(folder))

    def test_leaves_the_sound_records_in(self, write: Write) -> None:
        """One wrong record does not hide the others."""
        loaded = rules_in(write(OTHER + edited("hours = 48", "hours = 0")))

        assert (["another"], 1) == ([rule.id for _, rule in loaded.records], len(loaded.faults))


class TestAtOnce:
    """Every fault is reported in one go."""

    def test_all_of_a_record(self, write: Write) -> None:
        """Keys, types and values alike, in the order in which they are looked for."""
        content = (
            RULE.replace("hours = 48", 'hours = "48"')
            .replace("2020-01-01", '"2020"')
            .replace("pin", "page")
            .replace('binds = "an agency"\n', "")
        )

        assert [
            f"{FILE}: made-up: binds is missing",
            (
                f"{FILE}: made-up: duration is refused: got {{'hours': '48'}}, expected whole "
                "days, "
                "hours or minutes, such as { hours = 48 }"
            ),
            (
                f"{FILE}: made-up: period.start is refused: got '2020', expected a date without "
                "quotes, such as 2017-04-02"
            ),
            f"{FILE}: made-up: citation.page is unknown",
        ] == lines(rules_in(write(content)))

    def test_all_values_that_a_model_refuses(self, write: Write) -> None:
        """A model stops at the first; here all are asked for."""
        content = RULE.replace('"A made-up rule"', '""').replace('"an agency"', '""')

        assert [
            f"{FILE}: made-up: title is refused: got '', expected a non-empty string.",
            f"{FILE}: made-up: binds is refused: got '', expected a non-empty string.",
        ] == lines(rules_in(write(content)))

    def test_all_that_a_grade_of_evidence_asks_for(self, write: Write) -> None:
        """Quote, address and day are missed together, not one after another."""
        content = RULE
        for key in ("quote", "url", "read_on", "text_as_of"):
            content = "".join(
                line for line in content.splitlines(keepends=True) if not line.startswith(key)
            )

        assert [
            (
                f"{FILE}: made-up: citation is refused: quote, url, read_on, text_as_of: got "
                "None, expected a value where the evidence is 'text'."
            )
        ] == lines(rules_in(write(content)))

    def test_all_of_several_files(self, write: Write) -> None:
        """Also of those that are no TOML."""
        write("id =", "rules/a.toml")
        write(edited("hours = 48", "hours = 48, foo = 1"), "rules/b.toml")
        folder = write(edited("pin", "page"), "rules/c.toml")

        assert ["rules/a.toml", "rules/b.toml", "rules/c.toml"] == [
            fault.file for fault in rules_in(folder).faults
        ]


class TestIds:
    """An id is used once."""

    def test_twice_in_one_file(self, write: Write) -> None:
        """The second is the fault."""
        assert [f"{FILE}: made-up: id is also used in {FILE}"] == lines(
            rules_in(write(RULE + RULE))
        )

    def test_twice_in_two_files(self, write: Write) -> None:
        """The message says where else."""
        write(RULE, "rules/a.toml")
        folder = write(RULE, "rules/b.toml")

        assert [
            DataFault(
                file="rules/b.toml",
                record="made-up",
                field="id",
                message="is also used in rules/a.toml",
            )
        ] == list(rules_in(folder).faults)
