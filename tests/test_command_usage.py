"""What is typed wrong, and what help there is: each message names something that is right."""

import io
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from detainerlib.__main__ import main
from detainerlib.cli import RENAMED, VERBS, parser
from detainerlib.cli.parser import EXAMPLES, parsers_of

COMMAND, PARSERS = parsers_of(VERBS)
HOLD = 'detainerlib hold "7/3/2025 5pm" --jurisdiction "Cook County, IL"'
ZONE = ("--zone", "Central")


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Give the lines that the command refuses something in."""
    assert 2 == main(arguments)
    printed = capsys.readouterr()
    assert not printed.out
    return printed.err.splitlines()


class TestVerbs:
    """A verb that there is not, or no longer."""

    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            ("held", 'detainerlib: "held" is not a command. Did you mean hold?'),
            ("polcy", 'detainerlib: "polcy" is not a command. Did you mean policy?'),
            ("holiday", 'detainerlib: "holiday" is not a command. Did you mean holidays?'),
            ("xyzzy", 'detainerlib: "xyzzy" is not a command.'),
            ("", 'detainerlib: "" is not a command.'),
        ],
    )
    def test_the_nearest_is_named(
        self, capsys: pytest.CaptureFixture[str], typed: str, line: str
    ) -> None:
        """And where all are listed."""
        assert [line, "All commands: detainerlib -h"] == refusal(capsys, typed)

    def test_old_verbs_name_their_successor(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With what to type instead."""
        assert [
            'detainerlib: "bounds" is now "hold".',
            f"Example: {HOLD}",
            "Example: detainerlib hold 7/3/2025 --zone Central --brief",
            "All commands: detainerlib -h",
        ] == refusal(capsys, "bounds", "2025-07-03", "--zone", "Central")

    @pytest.mark.parametrize("verb", RENAMED)
    def test_no_alias_is_left(self, capsys: pytest.CaptureFixture[str], verb: str) -> None:
        """Each has a successor that there is."""
        assert verb not in VERBS
        assert RENAMED[verb] in VERBS
        assert f'detainerlib: "{verb}" is now "{RENAMED[verb]}".' == refusal(capsys, verb)[0]

    def test_nothing_at_all(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The help, as an error."""
        assert "usage: detainerlib [-h] [--version] COMMAND ..." == refusal(capsys)[0]


class TestOptions:
    """An option that there is not, one that lacks its value, two that exclude each other."""

    @pytest.mark.parametrize(
        ("typed", "lines"),
        [
            (
                ("hold", "--zne", "Central", "7/3/2025"),
                [
                    (
                        'detainerlib hold: "--zne" is not an option of detainerlib hold. '
                        "Did you mean --zone?"
                    ),
                    "Example: detainerlib hold 7/3/2025 --zone Central",
                    "All options: detainerlib hold -h",
                ],
            ),
            (
                ("hold", "7/3/2025", "--released=7/9/2025"),
                [
                    (
                        'detainerlib hold: "--released" is not an option of detainerlib hold. '
                        "Commands that take it: audit as RELEASED."
                    ),
                    f"Example with other values: {HOLD}",
                    "All options: detainerlib hold -h",
                ],
            ),
            (
                ("hold", *ZONE),
                [
                    "detainerlib hold: TIME is missing.",
                    'Example with a sample TIME: detainerlib hold "7/3/2025 5pm" --zone Central',
                    "All options: detainerlib hold -h",
                ],
            ),
            (
                ("policy", "--on", "7/3/2025"),
                [
                    "detainerlib policy: PRACTICE, PLACE are missing.",
                    (
                        "Example with a sample PRACTICE, PLACE: detainerlib policy "
                        "hold_on_detainer TX --on 7/3/2025"
                    ),
                    "All options: detainerlib policy -h",
                ],
            ),
            (
                ("audit", "7/3/2025"),
                [
                    "detainerlib audit: RELEASED is missing.",
                    (
                        "Example with a sample --jurisdiction, RELEASED: detainerlib audit "
                        '7/3/2025 "7/9/2025 8am" --jurisdiction "Cook County, IL"'
                    ),
                    "All options: detainerlib audit -h",
                ],
            ),
            (
                ("policy", "hold_on_detainer", "TX"),
                [
                    "detainerlib policy: --on or --timeline is missing.",
                    (
                        "Example with a sample --on: detainerlib policy hold_on_detainer TX "
                        "--on 7/3/2025"
                    ),
                    "All options: detainerlib policy -h",
                ],
            ),
            (
                ("policy", "notify_ice_of_release", "NC"),
                [
                    (
                        'detainerlib policy: PRACTICE "notify_ice_of_release": expected one of '
                        "hold_on_detainer, notify_release, transfer_custody, allow_interviews, "
                        "share_information, and 9 more. Did you mean notify_release?"
                    )
                ],
            ),
            (
                ("list",),
                [
                    (
                        "detainerlib list: KIND is missing; one of: agency-types, agreements, "
                        "assertions, bases, custody-events, events, facts, figures, forms, "
                        "jurisdictions, lift-reasons, no-rules, offenses, practices, provisions, "
                        "published-lists, questions, rules, scales, unread, zones; or another "
                        "table of the data."
                    ),
                    "Example: detainerlib list forms",
                    "All options: detainerlib list -h",
                ],
            ),
            (
                ("policy", "hold_on_detainer", "TX", "--on", "7/3/2025", "--fact", "foo=yes"),
                [
                    (
                        'detainerlib policy: --fact "foo": expected the id or name of a fact on '
                        "file. On file: access-to-nonpublic-area, admin-warrant, "
                        "agreement-before-ban, agreement-in-effect, arrested. All are in: "
                        "detainerlib list facts"
                    )
                ],
            ),
            (
                ("--zone", "Central", "hold", "7/3/2025"),
                [
                    'detainerlib: "--zone" stands where a command does.',
                    f"Example: {EXAMPLES[0]}",
                    "All options: detainerlib -h",
                ],
            ),
            (
                ("--versoin",),
                [
                    'detainerlib: "--versoin" stands where a command does. Did you mean --version?',
                    f"Example: {EXAMPLES[0]}",
                    "All options: detainerlib -h",
                ],
            ),
        ],
    )
    def test_each_is_told_with_an_example(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], lines: list[str]
    ) -> None:
        """What is wrong, what to type, where all options are."""
        assert lines == refusal(capsys, *typed)

    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            (
                ("review", "--issued-by", "icee"),
                'detainerlib review: --issued-by cannot be "icee". Did you mean ice?',
            ),
            (
                ("review", "--signed", "maybe"),
                'detainerlib review: --signed cannot be "maybe". Choose from: yes, no, unknown.',
            ),
            (("list", "form"), 'detainerlib list: KIND cannot be "form". Did you mean forms?'),
            (
                ("hold", "7/3/2025", "--fold", "2"),
                'detainerlib hold: --fold cannot be "2". Choose from: 0, 1.',
            ),
            (("review", "--box", "one"), "detainerlib review: --box takes a number."),
            (("hold", "7/3/2025", "--zone"), "detainerlib hold: --zone needs a value after it."),
            (("find",), "detainerlib find: NAME is missing."),
            (("check", "--json=yes"), "detainerlib check: --json takes no value."),
            (
                ("check", "a", "b"),
                'detainerlib check: There is no place for "b".',
            ),
            (
                ("audit", "7/3/2025", "7/9/2025", "--form", "I-247A", "--rule", "form-i-247a"),
                "detainerlib audit: --rule and --form exclude each other. Leave one of them out.",
            ),
            (
                ("policy", "hold_on_detainer", "TX", "--timeline", "--brief"),
                (
                    "detainerlib policy: --brief and --timeline exclude each other. "
                    "Leave one of them out."
                ),
            ),
            (
                ("law", "old", "x"),
                'detainerlib law: ACTION cannot be "old". Choose from: new.',
            ),
            (("law", "new"), "detainerlib law new: FOLDER is missing."),
        ],
    )
    def test_the_first_line_is(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], line: str
    ) -> None:
        """In the reader's words, not those of a parser."""
        assert line == refusal(capsys, *typed)[0]

    @pytest.mark.parametrize(
        "verb",
        ["hold", "audit", "status", "review", "notices", "holidays", "policy", "classify"],
    )
    def test_brief_and_full_exclude_each_other(
        self, capsys: pytest.CaptureFixture[str], verb: str
    ) -> None:
        """Neither silently wins: both are named."""
        assert (
            f"detainerlib {verb}: --full and --brief exclude each other. Leave one of them out."
        ) == refusal(capsys, verb, "--brief", "--full")[0]

    def test_a_value_may_look_like_an_option(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With a blank in it, or a number."""
        assert 'TIME "-5"' in refusal(capsys, "hold", "-5", *ZONE)[0]
        assert 'TIME "- 5pm"' in refusal(capsys, "hold", "- 5pm", *ZONE)[0]

    def test_a_message_of_argparse_that_is_new_is_passed_on(self) -> None:
        """Of a later Python, in its own words."""
        assert "something new." == parser._in_words("something new")


def generic(verb: str) -> str:
    """Give the line that shows an example of a verb, and says that it is none of the reader's."""
    return f"Example with other values: {PARSERS[verb].examples[0]}"


FORMS = "form-i-247a"
COUNTY = "Montgomery County, Maryland"
OF_A_PLACE = ("hold", "audit", "roster", "status", "notices", "memo")


class TestOwnLine:
    """The example that an error shows is what was typed, as it is right."""

    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            # An option is missing, or its value.
            (("classify", COUNTY), f'classify "{COUNTY}" --on 1/1/2020'),
            (("classify", COUNTY, "--on"), f'classify "{COUNTY}" --on 1/1/2020'),
            (
                ("status", "--jurisdiction", COUNTY),
                f'status --jurisdiction "{COUNTY}" --at "7/8/2025 4pm"',
            ),
            (("compare", "MD", "--on", "7/3/2025"), "compare MD IA --on 7/3/2025"),
            # One stands for an argument, is near another, or is of another verb.
            (
                ("policy", COUNTY, "--practice", "notify"),
                f'policy notify_release "{COUNTY}" --on 7/3/2025',
            ),
            (
                ("policy", "--practice=transfer_custody", "--place", "MD", "--on", "7/3/2025"),
                "policy transfer_custody MD --on 7/3/2025",
            ),
            (
                ("classify", "--jurisdiction", COUNTY, "--on", "7/3/2025"),
                f'classify "{COUNTY}" --on 7/3/2025',
            ),
            (
                ("hold", "7/3/2025", "5pm", "--jurisdictoin", COUNTY),
                f'hold 7/3/2025 5pm --jurisdiction "{COUNTY}"',
            ),
            (
                ("hold", "7/3/2025 5pm", "--zone", "Central", "--verbose", "--brief"),
                'hold "7/3/2025 5pm" --zone Central --brief',
            ),
            (
                ("audit", "7/3/2025", "--as-of", "7/9/2025", "--verbose"),
                'audit 7/3/2025 --as-of 7/9/2025 --jurisdiction "Cook County, IL"',
            ),
            # Two exclude each other, or a value is none.
            (
                ("audit", "7/3/2025", "7/9/2025", *ZONE, "--form", "I-247A", "--rule", FORMS),
                f"audit 7/3/2025 7/9/2025 --zone Central --rule {FORMS}",
            ),
            (
                ("review", "--issued-on", "7/1/2025", "--signed", "yess"),
                "review --issued-on 7/1/2025 --signed yes",
            ),
            # A place without quotation marks.
            (("holidays", "2026", "Travis", "County,", "TX"), 'holidays 2026 "Travis County, TX"'),
            (
                ("policy", "tell_subject", "Cook", "County,", "IL", "--on", "7/3/2025"),
                'policy tell_subject "Cook County, IL" --on 7/3/2025',
            ),
        ],
    )
    def test_is_corrected_and_runs(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], line: str
    ) -> None:
        """It is right, as it is printed."""
        _, example, _ = refusal(capsys, *typed)

        lead, _, shown = example.partition(": detainerlib ")
        assert re.fullmatch(r"Example( with a sample [-\w, ]+)?", lead)
        assert line == shown
        assert 0 == main(shlex.split(shown))

    @pytest.mark.parametrize(
        "typed",
        [
            ("review", "--box", "one"),
            ("audit", "7/3/2025 5pm", "7/9/2025", "8am", *ZONE),
            ("policy", "hold_on_detainer", "TX", "--timeline", "--brief"),
            ("law", "old", "x"),
            ("policy", COUNTY, "--on", "7/3/2025", "--practice"),
        ],
    )
    def test_else_it_is_an_example_of_the_verb(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...]
    ) -> None:
        """Where nothing is left, or what is left is not right either."""
        assert generic(typed[0]) == refusal(capsys, *typed)[1]

    @pytest.mark.parametrize(
        "typed",
        [
            ("hold", "7/3/2025 5pm", "--place", "Harris County, TX"),
            ("hold", "7/3/2025 5pm", *ZONE, "--place", "Harris County, TX"),
            ("audit", "7/3/2025 5pm", "--release", "7/6/2025 5pm", "--jurisdiction", "48201"),
            ("policy", "hold", "Harris County, TX", "--date", "7/3/2012"),
            ("hold", "7/3/2025", "--released=7/9/2025"),
            ("review", "--jurisdiction", COUNTY),
            # A flag that was typed with a value.
            ("policy", "hold_on_detainer", "TX", "--on", "7/3/2025", "--no-convictions=no"),
            ("hold", "7/3/2025", "--place=TX", *ZONE, "--brief"),
            # Alike, and not the same: a day of service is not that of issue; either may be meant.
            ("notices", "7/3/2025 5pm", *ZONE, "--served-on", "7/2/2025"),
            ("status", "--at", "7/3/2025 5pm", *ZONE, "--released-on", "7/2/2025"),
            ("review", "--issued", "7/2/2025"),
        ],
    )
    def test_a_value_that_was_typed_is_never_replaced(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...]
    ) -> None:
        """Where it is not known what it is the value of, the line of an example is not the own."""
        assert generic(typed[0]) == refusal(capsys, *typed)[1]

    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            (("find",), "Example: detainerlib find Bexar"),
            (
                ("hold", *ZONE),
                'Example with a sample TIME: detainerlib hold "7/3/2025 5pm" --zone Central',
            ),
            (
                ("compare", "MD"),
                ("Example with a sample OTHER, --on: detainerlib compare MD IA --on 1/1/2020"),
            ),
            (
                ("hold", "--zne", "Central", "7/3/2025"),
                "Example: detainerlib hold 7/3/2025 --zone Central",
            ),
        ],
    )
    def test_says_what_is_a_sample(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], line: str
    ) -> None:
        """What was not typed is named before the line."""
        assert line == refusal(capsys, *typed)[1]

    def test_is_typed_as_a_shell_takes_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Whatever was typed."""
        odd = 'St. Mary\'s "$x"'
        _, example, _ = refusal(capsys, "classify", odd)

        assert ["classify", odd, "--on", "1/1/2020"] == shlex.split(
            example.partition(": detainerlib ")[2]
        )

    def test_an_option_of_other_verbs_names_those(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A review covers the form alone."""
        first, *_ = refusal(capsys, "review", "--jurisdiction", COUNTY)

        assert (
            'detainerlib review: "--jurisdiction" is not an option of detainerlib review. Commands '
            "that take it: hold, audit, roster, status, notices, memo; policy, classify, compare, "
            "holidays, list, law as PLACE; figures as --place."
        ) == first

    @pytest.mark.parametrize(
        ("verb", "option", "told"),
        [
            ("policy", "--practice", "Type its value as PRACTICE, without --practice."),
            # The help calls it so, whatever another verb has under that name.
            ("hold", "--time", "Type its value as TIME, without --time."),
            ("hold", "--custody-ends", "Type its value as TIME, without --custody-ends."),
            ("list", "--kind", "Type its value as KIND, without --kind."),
            # A place, a roster: typed in one way here, and in another there.
            *((verb, "--place", "Type --jurisdiction instead.") for verb in OF_A_PLACE),
            *(
                (verb, option, f"Type its value as PLACE, without {option}.")
                for verb in ("policy", "classify", "compare", "holidays", "list", "law")
                for option in ("--place", "--jurisdiction")
            ),
            ("figures", "--jurisdiction", "Type --place instead."),
            ("roster", "--roster", "Type its value as FILE, without --roster."),
        ],
    )
    def test_what_is_typed_otherwise_here_is_named(
        self, capsys: pytest.CaptureFixture[str], verb: str, option: str, told: str
    ) -> None:
        """That first, and no other verb."""
        first, *_ = refusal(capsys, verb, option, "x")

        assert (
            f'detainerlib {verb}: "{option}" is not an option of detainerlib {verb}. {told}'
        ) == first

    @pytest.mark.parametrize(
        ("verb", "option", "verbs"),
        [
            ("hold", "--as-of", "audit, roster"),
            # One is no other that is spelled nearly so.
            ("audit", "--at", "status"),
            ("audit", "--output", "roster, memo"),
        ],
    )
    def test_what_has_no_like_here_names_those_verbs(
        self, capsys: pytest.CaptureFixture[str], verb: str, option: str, verbs: str
    ) -> None:
        """A time at which a person was still held is not the one due for release."""
        first, *_ = refusal(capsys, verb, option, "7/9/2025 8am")

        assert (
            f'detainerlib {verb}: "{option}" is not an option of detainerlib {verb}. Commands that '
            f"take it: {verbs}."
        ) == first

    def test_what_is_named_is_taken(self, capsys: pytest.CaptureFixture[str]) -> None:
        """To the letter."""
        told, *_ = refusal(capsys, "hold", "7/3/2025 5pm", "--place", COUNTY)

        named = re.findall(r"Type (\S+) instead", told)
        assert 0 == main(["hold", "7/3/2025 5pm", *named, COUNTY])


class TestRefusals:
    """What the library refuses, in the words of who types."""

    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            (
                ("hold", "7/3/2025 5pm", "--zone", "Chicago"),
                (
                    'detainerlib hold: --zone "Chicago": expected a time zone. '
                    "Did you mean America/Chicago (Central)?"
                ),
            ),
            (
                ("hold", "7/3/2025 5pm"),
                (
                    "detainerlib hold: --zone is missing; expected the facility's place or time "
                    'zone. Add --jurisdiction "Cook County, IL", or --zone Central.'
                ),
            ),
            (
                ("hold", "2200-07-03T17:00", *ZONE),
                (
                    "detainerlib hold: the holidays of 2200-07-03: expected a day in 1971-2100. "
                    "The federal list was checked for those years only."
                ),
            ),
            (
                ("audit", "7/3/2025", "7/9/2025", *ZONE, "--rule", "form-i-247"),
                (
                    'detainerlib audit: --rule "form-i-247": expected the id or name of a rule on '
                    "file. Did you mean form-i-247a, form-i-247d or form-i-247-2011-12?"
                ),
            ),
            (
                ("audit", "7/3/2025", "7/9/2025", "--as-of", "now", *ZONE),
                (
                    'detainerlib audit: --as-of "now": expected no RELEASED beside it. '
                    "Leave out one of the two times."
                ),
            ),
            (
                ("review", "--form", "I-247A", "--served", "no", "--served-on", "7/2/2025"),
                "detainerlib review: --served-on 2025-07-02: expected --served yes beside it.",
            ),
            (
                ("status", "--at", "7/3/2025 5pm", *ZONE, "--happened", "release=7/3/2025"),
                'detainerlib status: --happened "release": expected one of ',
            ),
            (
                ("policy", "hold_on_detainer", "Atlantis, TX", "--on", "7/3/2025"),
                (
                    'detainerlib policy: PLACE "Atlantis, TX": expected a state (TX), a county '
                    '("Cook County, IL") or a FIPS code on file. No place of that name is on file '
                    "in Texas. Search with: detainerlib find NAME."
                ),
            ),
            (
                ("hold", "7/3/2025 5pm", "--jurisdiction", "17031", "--zone", "Pacific"),
                'detainerlib hold: --zone "Pacific": expected a zone with the clock of Cook ',
            ),
            (
                ("policy", "hold", "TX", "--on", "7/3/2025"),
                'detainerlib policy: PRACTICE "hold": expected one of ',
            ),
            (
                ("policy", "hold_on_detainer", "TX", "--on", "7/3/2025", "--fact", "minr=no"),
                'detainerlib policy: --fact "minr": expected ',
            ),
            (
                ("policy", "hold_on_detainer", "TX", "--on", "7/3/2025", "--conviction", "felon"),
                'detainerlib policy: --conviction "felon": expected ',
            ),
            (
                ("compare", "IL", "Zzyzx", "--on", "7/3/2025"),
                'detainerlib compare: PLACE "Zzyzx": expected ',
            ),
            (
                ("holidays", "2300"),
                (
                    "detainerlib holidays: YEAR 2300: expected a year from 1971 to 2100. "
                    "The list of federal holidays was checked for those years only."
                ),
            ),
            (
                ("schema", "hold-windo"),
                'detainerlib schema: KIND "hold-windo": expected ',
            ),
            (("hold", "7/3/2025", *ZONE, "--law", "none"), 'detainerlib hold: --law "none": '),
            (("check", "none"), 'detainerlib check: FOLDER "none": expected a law folder. '),
            (("law", "new", __file__), "detainerlib law: FOLDER "),
            (("figures", " "), 'detainerlib figures: FIGURE " ": expected a number, a place'),
            (
                ("list", "zones", "TX"),
                (
                    'detainerlib list: PLACE "TX": expected none, as zones belong to no place. '
                    "Leave it out."
                ),
            ),
        ],
    )
    def test_each_is_one_line(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], line: str
    ) -> None:
        """The option, what was typed, what was expected, what to type instead."""
        (told,) = refusal(capsys, *typed)

        assert told.startswith(line)
        assert not re.search(r"\w=[\w(\[]|\w\(\)|\bNone\b|UNKNOWN|True|False|\['|catalog\.", told)
        assert not re.search(r"\bon record\b|Nearest|parameter", told, re.IGNORECASE)

    def test_what_was_typed_is_cut(self, capsys: pytest.CaptureFixture[str]) -> None:
        """At 120 characters."""
        (told,) = refusal(capsys, "hold", "7/3/2025", "--zone", "x" * 1000)

        assert f'"{"x" * 117}..."' in told


class TestHelp:
    """Every verb says what it does, with examples that run."""

    @pytest.mark.parametrize("verb", VERBS)
    def test_has_examples_of_its_own(self, capsys: pytest.CaptureFixture[str], verb: str) -> None:
        """Two or more, below the options."""
        with pytest.raises(SystemExit):
            main([verb, "-h"])
        _, _, shown = capsys.readouterr().out.partition("\nexamples:\n")
        examples = PARSERS[verb].examples

        assert len(examples) > 1
        assert all(
            example.startswith(f"detainerlib {verb} ") or verb in {"check", "schema"}
            for example in examples
        )
        assert [*examples] == [line.strip() for line in re.sub(r" \\\n +", " ", shown).splitlines()]
        assert all(len(line) < 80 for line in shown.splitlines())

    @pytest.mark.parametrize(
        "example",
        [*EXAMPLES, *(example for verb in PARSERS.values() for example in verb.examples)],
    )
    def test_its_examples_run(
        self,
        example: str,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        """As they are typed, without a word on standard error."""
        if "completion" in example:
            pytest.importorskip("shtab")
        if "check our-law" in example:
            main(["law", "new", str(tmp_path / "our-law"), "17043"])
        monkeypatch.chdir(tmp_path)
        name, *words = shlex.split(example.partition(" >")[0])
        summary = ""
        for file in {"roster.csv", "roster.xlsx"}.intersection(words):
            if f"--template {file}" not in example:
                pytest.importorskip("openpyxl")
                main(["roster", "--template", file])
                capsys.readouterr()
                # Beside a table, or memos, the summary is told.
                summary = f"{file}: 0 rows.\n"
        status = main(words)

        assert ("detainerlib", summary) == (name, capsys.readouterr().err)
        assert (status in {0, 1, 3}) if "--exit-code" in words else status == 0

    @pytest.mark.parametrize("verb", VERBS)
    def test_is_whole(self, verb: str) -> None:
        """Every argument is told of."""
        assert [] == [
            action.dest
            for action in PARSERS[verb]._actions
            if not action.help and action.nargs != "A..."
        ]

    def test_lists_every_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With what it does, and how one begins."""
        with pytest.raises(SystemExit):
            main(["--help"])
        out = capsys.readouterr().out

        assert all(f"    {verb} " in out or f"    {verb}\n" in out for verb in VERBS)
        assert all(example in re.sub(r" \\\n +", " ", out) for example in EXAMPLES)


class TestCompletion:
    """A script for each shell, written by shtab."""

    @pytest.fixture
    def script(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, shell: str) -> Path:
        """Write the script."""
        pytest.importorskip("shtab")
        if shutil.which(shell) is None:
            pytest.skip(f"no {shell} here")
        assert 0 == main(["completion", shell])
        path = tmp_path / "detainerlib"
        path.write_text(capsys.readouterr().out, "utf-8")
        return path

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_shell_reads_it(self, script: Path, shell: str) -> None:
        """Without a fault."""
        ended = subprocess.run([shell, "-n", str(script)], capture_output=True, check=False)  # noqa: S603

        assert (0, b"") == (ended.returncode, ended.stderr)

    @pytest.mark.parametrize("shell", ["bash"])
    @pytest.mark.parametrize(
        ("typed", "completed"),
        [
            ("ho", "hold holidays"),
            ("hold --z", "--zone"),
            ("review --warrant I-", "I-200 I-205"),
            ("policy seek", "seek_287g"),
            ("audit a b --rule form-i-247d", "form-i-247d"),
            ("classify TX --agency-type sher", "sheriff"),
        ],
    )
    def test_bash_completes(self, script: Path, typed: str, completed: str) -> None:
        """Verbs, options, and values that are few."""
        words = ["detainerlib", *typed.split()]
        lines = (
            f"source {shlex.quote(str(script))}",
            f"COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}",
            '_shtab_detainerlib; echo "${COMPREPLY[*]}"',
        )
        ended = subprocess.run(  # noqa: S603
            ["bash", "-c", "\n".join(lines)],  # noqa: S607 (the shell that was found)
            capture_output=True,
            text=True,
            check=False,
        )

        assert (completed, "") == (ended.stdout.strip(), ended.stderr)

    @pytest.mark.parametrize("shell", ["fish"])
    def test_fish_completes(self, script: Path) -> None:
        """Verbs, each with what it does."""
        line = f"source {script}; complete -C 'detainerlib holid'"
        ended = subprocess.run(["fish", "-c", line], capture_output=True, text=True, check=False)  # noqa: S603, S607

        assert ended.stdout.startswith("holidays\tThe holidays of a year")

    def test_without_shtab_it_says_what_to_install(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is an extra."""
        monkeypatch.setitem(sys.modules, "shtab", None)

        assert [
            (
                'detainerlib completion: SHELL "bash": expected the package shtab, which writes '
                "the script. Install it with: pip install 'detainerlib[completion]'."
            )
        ] == refusal(capsys, "completion", "bash")

    def test_no_other_verb_needs_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nor does a completed word start Python."""
        monkeypatch.setitem(sys.modules, "shtab", None)
        monkeypatch.setattr(sys, "stdout", io.StringIO())

        assert 0 == main(["list", "forms"])


class TestExitCode:
    """`audit --exit-code`, as grep and diff have it."""

    @pytest.mark.parametrize(
        ("typed", "status"),
        [
            (("7/3/2025 5pm", "7/5/2025 5pm"), 0),
            (("7/3/2025 5pm", "7/9/2025 8am"), 1),
            (("7/3/2025 5pm", "7/9/2025 8am", "--rule", "8-cfr-287.7-d"), 1),
            (("7/3/2025 5pm", "7/8/2025 5pm", "--rule", "8-cfr-287.7-d"), 0),
            # Over the form's own words, and within the regulation.
            (("7/3/2025 5pm", "7/7/2025 8am"), 3),
            (("7/3/2025", "7/8/2025", "--rule", "8-cfr-287.7-d"), 3),
            (("7/3/2025 5pm", "unknown"), 3),
            (("7/3/2025 5pm", "7/3/2025 5pm"), 4),
            (("7/3/2025 5pm", "7/3/2025 4pm"), 4),
            (("7/3/2025 5pm", "--as-of", "7/9/2025 8am"), 1),
            (("7/3/2025 5pm", "tomorrow"), 2),
        ],
    )
    def test_is(
        self, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], status: int
    ) -> None:
        """0 within, 1 over, 2 usage, 3 not settled, 4 no hold; printed is the same."""
        assert status == main(["audit", *typed, *ZONE, "--exit-code"])
        asked = capsys.readouterr().out

        assert (2 if status == 2 else 0) == main(["audit", *typed, *ZONE])
        assert asked == capsys.readouterr().out

    @pytest.mark.parametrize(
        ("place", "released", "status"),
        [
            # 5 ILCS 805/15(a) and Cook County's code allow no hold, of any length, by anyone.
            ("Cook County, IL", ("7/5/2025 4pm",), 1),
            ("Cook County, IL", ("7/7/2025 8am",), 1),
            ("Cook County, IL", ("--as-of", "7/3/2025 6pm"), 1),
            ("Cook County, IL", ("7/5/2025 4pm", "--rule", "8-cfr-287.7-d"), 1),
            ("Cook County, IL", ("7/3/2025 5pm",), 4),
            ("Cook County, IL", ("7/3/2025",), 3),
            # A law that bars it with exceptions: one may apply.
            ("CT", ("7/5/2025 4pm",), 3),
            ("CT", ("7/9/2025 8am",), 1),
            ("Polk County, IA", ("7/5/2025 4pm",), 0),
        ],
    )
    def test_of_a_place_that_allows_no_hold(
        self,
        capsys: pytest.CaptureFixture[str],
        place: str,
        released: tuple[str, ...],
        status: int,
    ) -> None:
        """None there is within, however short."""
        asked = ("audit", "7/3/2025 5pm", *released, "--jurisdiction", place, "--exit-code")

        assert status == main([*asked])
        assert place == "Polk County, IA" or ": on time" not in capsys.readouterr().out
