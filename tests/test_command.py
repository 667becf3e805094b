"""The command, as one types it: what it prints, and what it says to bad input."""

import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from data_day import DATA_AS_OF

import detainerlib as dl
from detainerlib import __main__, catalog, serialization
from detainerlib.__main__ import main
from detainerlib.errors import DataFault
from detainerlib.models import PublishedFigure
from detainerlib.sentences.authority import IF_ALLOWED, NO_AUTHORITY

VERB_NAMES = (
    *("hold", "audit", "status", "review"),
    *("policy", "classify", "compare", "figures", "holidays"),
    *("find", "list", "check", "export", "law", "schema", "completion"),
)
CLOSING = "Whether you may hold is a separate question; add --jurisdiction."
EARLIEST = (
    "Earliest deadline: A lawful hold would expire Saturday, July 5, 2025, 5:00 p.m. CDT under "
    "Form I-247A."
)
LATER = (
    "Later rival deadline: Under 8 C.F.R. § 287.7(d), that hold would expire Tuesday, July 8, "
    "2025, 5:00 p.m. CDT."
)
ASKED = (
    "Form I-247A asks for the time that it names. 8 C.F.R. § 287.7(d) sets a limit; it is not what "
    "the form asks for."
)
GRADES = (
    "Sources: secondary, not the original text (Form I-247A, read in ICE's guidance); the "
    "original text was read (8 C.F.R. § 287.7(d))."
)
WITHIN_ALL = "A release by Saturday, July 5, 2025, 5:00 p.m. CDT is within every time limit above."
CLOSING_ON_A_PLACE = "“On file” means in the data used here; other laws may apply."
CHICAGO = ("--zone", "America/Chicago")
FORM = ("--form", "I-247A")
THURSDAY = ("hold", "2025-07-03T17:00", *CHICAGO, *FORM)
NORTH_CAROLINA = (
    "hold",
    "2025-03-03T17:00",
    "--zone",
    "America/New_York",
    *FORM,
    "--jurisdiction",
    "US-NC",
)
DETAINER = ("--event", "detainer-received=2025-03-02T08:00")
WARRANT = ("--event", "administrative-warrant-received=2025-03-02T09:00")


class Answer(NamedTuple):
    """What a run of the command left behind."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines printed."""
        return self.out.splitlines()


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""

    def run(*arguments: str) -> Answer:
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(str(end.code))
        printed = capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    return run


def section(lines: list[str], heading: str) -> list[str]:
    """Give the lines below a heading, up to the next empty one."""
    below = lines[lines.index(heading) + 1 :]
    return below[: below.index("")]


class TestHold:
    """Every deadline on file, the timeline, the citations."""

    def test_begins_with_the_answer(self, run: Run) -> None:
        """Each deadline, the earliest first, their distance, and which release is within all."""
        assert [
            CLOSING,
            "",
            EARLIEST,
            (
                "    Addressed to the agency that received the detainer. Source: secondary, not "
                "the original text (Form I-247A, read in ICE's guidance)."
            ),
            LATER,
            (
                f"    Addressed to {catalog.rule('8-cfr-287.7-d').binds}. "
                "Source: the original text was read."
            ),
            "The two deadlines are 72 hours apart.",
            ASKED,
            WITHIN_ALL,
            "",
        ] == run(*THURSDAY).lines[:10]

    def test_says_what_was_asked_below_the_answer(self, run: Run) -> None:
        """The form, the time in the facility's zone, the day whose law it is."""
        assert [
            "Form I-247A, Immigration Detainer - Notice of Action.",
            (
                "Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT (America/Chicago). "
                "Law in effect July 3, 2025."
            ),
            "",
        ] == run(*THURSDAY).lines[10:13]

    def test_of_a_place_begins_with_its_law(self, run: Run) -> None:
        """A ban comes before any deadline, and the last line says what it rests on."""
        lines = run(
            *("hold", "7/3/2025 5pm", *FORM, "--jurisdiction", "Cook County, IL", "--brief")
        ).lines

        assert lines[0].startswith(
            "Cook County, Illinois: a local agency must not hold a person on a detainer ("
        )
        assert "" == lines[2]
        assert [
            NO_AUTHORITY,
            "",
            (
                "The detainer gives no reason to keep the person past the time due: Thursday, "
                "July 3, "
                "2025, 5:00 p.m. CDT. A criminal charge, a judge's warrant, or a "
                "hold that is not for ICE is a separate matter. An ICE warrant (Form I-200 or "
                "I-205) is not a judge's."
            ),
            "",
            DATA_AS_OF,
            CLOSING_ON_A_PLACE,
        ] == lines[3:]

    def test_only_where_holding_is_barred_it_says_that_a_deadline_is_no_authority(
        self, run: Run
    ) -> None:
        """Texas has no bar."""
        lines = run("hold", "7/3/2025 5pm", *FORM, "--jurisdiction", "TX", "--zone", "Central")

        assert "no authority to hold" not in lines.out

    def test_a_rule_without_a_deadline_may_end_earlier(self, run: Run) -> None:
        """North Carolina's clock starts at two papers; without one, no release is called safe."""
        place = ("--jurisdiction", "Wake County, NC", "--event", "detainer-received=7/3/2025 9am")
        lines = run("hold", "7/3/2025 5pm", *FORM, *place, "--brief").lines

        assert (
            "Not computed, and may end earlier: N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55)."
        ) in lines
        assert WITHIN_ALL not in lines

    def test_prints_the_readings_only_where_brevity_is_asked_for(self, run: Run) -> None:
        """What the clerk at the counter needs, and the sentence that ends every output."""
        assert [
            CLOSING,
            "",
            EARLIEST,
            LATER,
            "The two deadlines are 72 hours apart.",
            ASKED,
            WITHIN_ALL,
            GRADES,
            "",
            "Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT.",
            "",
            DATA_AS_OF,
        ] == run(*THURSDAY, "--brief").lines

    def test_says_why_the_form_gives_no_reading(self, run: Run) -> None:
        """A form that was not in use on the day is likely a slip."""
        answer = run("hold", "2016-07-01T17:00", *CHICAGO, *FORM)

        assert "Form I-247A (3/17) was skipped: not in use by July 1, 2016." in answer.lines
        assert "One rule on file gives a deadline." in answer.lines

    def test_takes_the_time_as_a_word_of_its_own(self, run: Run) -> None:
        """A space for the T is the likeliest slip, and is none."""
        apart = run("hold", "2025-07-03", "17:00", *CHICAGO, *FORM)

        assert run(*THURSDAY).out == apart.out

    def test_draws_the_timeline_of_each_reading(self, run: Run) -> None:
        """A mark for every two hours begun: # where the clock runs, . where it stands still."""
        assert [
            "  ####         Thursday, July 3, 2025, 5:00 p.m. to 12:00 midnight, 7 hours: counted",
            ("  ............ Friday, July 4, 2025, all day, 24 hours: excluded (Independence Day)"),
            "  ............ Saturday, July 5, 2025, all day, 24 hours: excluded (Saturday)",
            "  ............ Sunday, July 6, 2025, all day, 24 hours: excluded (Sunday)",
            "  ############ Monday, July 7, 2025, all day, 24 hours: counted",
            "  #########    Tuesday, July 8, 2025, 12:00 midnight to 5:00 p.m., 17 hours: counted",
        ] == section(run(*THURSDAY).lines, "TIMELINE, 8 C.F.R. § 287.7(d)")

    def test_keeps_marks_and_words_apart_on_the_longest_day(self, run: Run) -> None:
        """A day of 25 hours has one mark more than others."""
        lines = run("hold", "2025-11-01T12:00", *CHICAGO, *FORM).lines

        assert (
            "  ############# Sunday, November 2, 2025, all day, 25 hours (clocks were set back): "
            "counted"
        ) == (section(lines, "TIMELINE, Form I-247A")[1])

    @pytest.mark.parametrize(("options", "full"), [((), False), (("--full",), True)])
    def test_gives_the_explanation(
        self,
        run: Run,
        options: tuple[str, ...],
        full: bool,
    ) -> None:
        """What was decided, of the result itself; all that was considered with --full."""
        thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
        explanation = dl.hold_readings(thursday, form="I-247A").explanation
        why = explanation.to_text(full=full, ending=False)

        assert f"\nWHY\n{why}\n" in run(*THURSDAY, *options).out

    def test_ends_with_what_it_was_made_with(self, run: Run) -> None:
        """Without a place the closing sentence was the first."""
        lines = run(*THURSDAY).lines

        assert (CLOSING, f"Made with {catalog.made_with()}.") == (lines[0], lines[-1])
        assert 1 == lines.count(CLOSING)

    def test_succeeds_without_a_word_on_stderr(self, run: Run) -> None:
        """An answer is no error."""
        answer = run(*THURSDAY)

        assert (0, "") == (answer.status, answer.err)

    @pytest.mark.parametrize(
        "instant",
        ["2025-07-03T17:00-05:00", "2025-07-03T22:00Z", "2025-07-03 17:00", "20250703T17"],
    )
    def test_takes_an_instant_however_it_is_written(self, run: Run, instant: str) -> None:
        """With an offset only the instant is used; without one it is the facility's clock."""
        assert run(*THURSDAY).out == run("hold", instant, *CHICAGO, *FORM).out

    @pytest.mark.parametrize("name", ["I-247A", "i-247a"])
    def test_takes_a_form_in_capitals_or_not(self, run: Run, name: str) -> None:
        """Nobody minds the shift key."""
        assert run(*THURSDAY).out == run("hold", "2025-07-03T17:00", *CHICAGO, "--form", name).out

    def test_takes_an_edition(self, run: Run) -> None:
        """As printed on the form."""
        lines = run("hold", "2012-07-03T17:00", *CHICAGO, "--form", "I-247 (12/11)").lines

        assert (
            "A lawful hold would expire Friday, July 6, 2012, 5:00 p.m. CDT under Form I-247 "
            "(12/11)."
        ) == lines[2]

    def test_says_where_no_hold_is_asked(self, run: Run) -> None:
        """A request for notice has no deadline."""
        lines = run("hold", "2025-07-03T17:00", *CHICAGO, "--form", "I-247G").lines

        assert [
            "Form I-247G: asks for no hold.",
            (
                "    Addressed to the agency that received the detainer. "
                "Source: secondary, not the original text."
            ),
            "No rule on file gives a deadline.",
        ] == lines[:3]

    def test_draws_no_timeline_where_nothing_was_computed(self, run: Run) -> None:
        """There is nothing to draw."""
        lines = run("hold", "2025-07-03T17:00", *CHICAGO, "--form", "I-247G").lines

        assert [] == [line for line in lines if line.startswith("TIMELINE")]

    def test_reads_the_law_of_another_day(self, run: Run) -> None:
        """The clock of 2025 starts when custody ends; that of 2024 at receipt."""
        lines = run(*NORTH_CAROLINA, "--on", "2025-10-01").lines

        assert (
            "A lawful hold would expire Wednesday, March 5, 2025, 5:00 p.m. EST under "
            "N.C. Gen. Stat. § 162-62(b1) (S.L. 2025-85)."
        ) in lines
        assert (
            "As of October 1, 2025. Source: secondary, not the original text. An exception to the "
            "duty may be missing."
        ) in lines


class TestEvents:
    """Rules whose clock starts at another event."""

    RULE = "N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55)"

    def reading(self, answer: Answer) -> str:
        """Give the line of the state's rule, which stands below its law on holding at all."""
        deadlines = answer.lines[answer.lines.index("") + 3 :]
        return next(line for line in deadlines if self.RULE in line and "at the latest" not in line)

    def test_that_are_missing_are_named(self, run: Run) -> None:
        """Both, with their ids."""
        assert (
            f"{self.RULE}: needs the time when the agency "
            "receives the detainer and when the agency receives the administrative warrant on Form "
            "I-200 or I-205 (detainer-received, administrative-warrant-received)."
        ) == self.reading(run(*NORTH_CAROLINA))

    def test_of_which_one_is_given_leave_the_other(self, run: Run) -> None:
        """The later of the two decides, so both are needed."""
        assert (
            f"{self.RULE}: needs the time when the agency "
            "receives the administrative warrant on Form I-200 or I-205 "
            "(administrative-warrant-received)."
        ) == self.reading(run(*NORTH_CAROLINA, *DETAINER))

    @pytest.mark.parametrize("events", [(*DETAINER, *WARRANT), (*WARRANT, *DETAINER)])
    def test_that_are_given_start_the_clock(self, run: Run, events: tuple[str, ...]) -> None:
        """The later of the two, in whichever order they are given."""
        assert (
            "Earliest deadline: A lawful hold would expire Tuesday, March 4, 2025, 9:00 a.m. EST "
            "under "
            f"{self.RULE}."
        ) == self.reading(run(*NORTH_CAROLINA, *events))

    def test_may_have_an_offset(self, run: Run) -> None:
        """Then only the instant is used."""
        answer = run(*NORTH_CAROLINA, "--event", "detainer-and-warrant-received=2025-03-02T14:00Z")

        assert (
            "Earliest deadline: A lawful hold would expire Tuesday, March 4, 2025, 9:00 a.m. EST "
            "under "
            f"{self.RULE}."
        ) == self.reading(answer)

    def test_that_nothing_starts_at_are_said_to_be_unused(self, run: Run) -> None:
        """With all that was considered, what was given is not left out."""
        answer = run(*THURSDAY, "--event", "state-charges-resolved=2025-07-01T08:00", "--full")

        assert (
            "Not used: the time when the state charges are resolved (state-charges-resolved). No "
            "rule here starts then."
        ) in answer.out


class TestJson:
    """The same as a document of schema 1."""

    def test_of_readings_is_the_document_of_the_result(self, run: Run) -> None:
        """Nothing is added and nothing is lost."""
        thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
        expected = serialization.to_dict(dl.hold_readings(thursday, form="I-247A"))

        assert expected == json.loads(run(*THURSDAY, "--json").out)

    def test_names_its_schema_first(self, run: Run) -> None:
        """A reader knows at once whether it can read on."""
        assert ["{", '  "kind": "hold-readings",', '  "schema": {'] == run(
            *THURSDAY, "--json"
        ).lines[:3]

    @pytest.mark.parametrize(
        "arguments",
        [
            ("list", "rules"),
            ("list", "forms"),
            ("list", "agency-types"),
            ("list", "figures"),
            ("figures", "287g-2017-07-31"),
            ("figures", "--place", "TX"),
            ("holidays", "2026", "NH"),
            ("compare", "IL", "IA", "--on", "2020-01-01"),
            ("schema",),
            ("check",),
            (*THURSDAY, "--brief"),
            ("hold", "2025-07-03", *CHICAGO, "--brief"),
        ],
    )
    def test_every_verb_has_a_document(self, run: Run, arguments: tuple[str, ...]) -> None:
        """That reads back, and gives itself again."""
        answer = run(*arguments, "--json")
        again = serialization.from_json(answer.out)

        assert (0, "") == (answer.status, answer.err)
        assert json.loads(answer.out) == serialization.to_dict(again)

    def test_in_brief_it_is_flat(self, run: Run) -> None:
        """The deadline, the rule, the outcome, the text and the weakest grade, at the top."""
        document = json.loads(run(*THURSDAY, "--brief", "--json").out)

        assert {
            "deadline": "2025-07-05T17:00:00-05:00",
            "latest_deadline": "2025-07-08T17:00:00-05:00",
            "rule": "form-i-247a",
            "outcome": "computed",
            "citation": (
                "U.S. Immigr. & Customs Enf't, Guidance for Completing Form I-247A (2017)"
            ),
            "weakest_evidence": "secondary",
        }.items() <= document.items()
        nested = {key for key, value in document.items() if isinstance(value, dict | list)}
        assert {"schema", "made_with"} == nested

    def test_a_schema_is_printed(self, run: Run) -> None:
        """As `serialization.schema_of` gives it; of a kind that there is."""
        assert serialization.schema_of("detainer") == json.loads(run("schema", "detainer").out)
        assert "hold-window" in run("schema").lines
        assert "Did you mean hold-window" in run("schema", "hold-windo").err

    def test_reads_back(self, run: Run) -> None:
        """The document gives the result again."""
        thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
        document = run(*THURSDAY, "--json").out

        assert dl.hold_readings(thursday, form="I-247A") == serialization.from_json(document)


class TestDay:
    """A day without a time: every reading, for the first instant of the day and the last."""

    def test_of_every_reading_of_a_form(self, run: Run) -> None:
        """A day without a time, and all rules on record."""
        answer = run("hold", "2025-07-03", *CHICAGO, "--form", "I-247A")

        assert [
            CLOSING,
            "",
            (
                "While the time due for release is not known, the earliest deadline of all is "
                "12:00 "
                "midnight CDT, at the start of Saturday, July 5, 2025 (the night from Friday to "
                "Saturday)."
            ),
            "If the person is due for release at the start of Thursday, July 3, 2025:",
            (
                "  Earliest in this case: A lawful hold would expire at 12:00 midnight CDT, at the "
                "start of Saturday, July 5, 2025 (the night from Friday to Saturday), under Form "
                "I-247A."
            ),
            (
                "  Later rival deadline: Under 8 C.F.R. § 287.7(d), that hold would expire at "
                "12:00 "
                "midnight CDT, at the start of Tuesday, July 8, 2025 (the night from Monday to "
                "Tuesday)."
            ),
            "  The two deadlines are 72 hours apart.",
            "If the person is due for release at the end of Thursday, July 3, 2025:",
            (
                "  Earliest in this case: A lawful hold would expire at 12:00 midnight CDT, at the "
                "end of Saturday, July 5, 2025 (the night from Saturday to Sunday), under Form "
                "I-247A."
            ),
            (
                "  Later rival deadline: Under 8 C.F.R. § 287.7(d), that hold would expire at "
                "12:00 "
                "midnight CDT, at the end of Tuesday, July 8, 2025 (the night from Tuesday to "
                "Wednesday)."
            ),
            "  The two deadlines are 72 hours apart.",
            ASKED,
            (
                "A release by 12:00 midnight CDT, at the start of Saturday, July 5, 2025 (the "
                "night "
                "from Friday to Saturday), is within every time limit above."
            ),
            GRADES,
            "",
            "Due for release: Thursday, July 3, 2025.",
            "",
            f"Made with {catalog.made_with()}.",
        ] == answer.lines

    def test_of_every_reading_as_a_document(self, run: Run) -> None:
        """Two documents in one: for the first instant of the day, and for the last."""
        arguments = ("hold", "2025-07-03", "--form", "I-247A")
        document = json.loads(run(*arguments, "--jurisdiction", "US-NC", "--json").out)

        assert "listing" == document["kind"]
        assert [("US-NC", "00:00"), ("US-NC", "23:59")] == [
            (inputs["jurisdiction"], inputs["custody_ends"]["local"][11:16])
            for inputs in (member["inputs"] for member in document["members"])
        ]

    def test_of_every_reading_need_no_rule_of_that_day(self, run: Run) -> None:
        """The regulation's holidays are not known for 1960, and no reading asks for them."""
        answer = run("hold", "1960-07-03", *CHICAGO, "--form", "I-247G")

        assert (0, "") == (answer.status, answer.err)
        assert 2 == answer.lines.count("  No rule on file gives a deadline.")


class TestList:
    """What is on record."""

    @pytest.mark.parametrize(
        ("what", "expected"),
        [
            ("events", [f"{event.id}: {event.summary}" for event in catalog.events()]),
            ("rules", [f"{rule.id}: {rule.title}" for rule in catalog.rules()]),
            (
                "jurisdictions",
                [
                    f"{jurisdiction.code}: {jurisdiction.name}"
                    for jurisdiction in catalog.jurisdictions()
                ],
            ),
        ],
    )
    def test_has_a_line_for_each(self, run: Run, what: str, expected: list[str]) -> None:
        """Id and name of each, in the order of the record."""
        assert (0, expected) == (run("list", what).status, run("list", what).lines)

    @pytest.mark.parametrize(
        ("what", "first"),
        [
            ("agency-types", "sheriff: a sheriff"),
            ("custody-events", "booked: the booking"),
            (
                "practices",
                (
                    "hold_on_detainer: To keep a person in custody on a detainer after the person "
                    "was due for release."
                ),
            ),
        ],
    )
    def test_has_what_a_verb_takes(self, run: Run, what: str, first: str) -> None:
        """Also what is no record, by the words that are typed."""
        assert (0, first) == (run("list", what).status, run("list", what).lines[0])

    @pytest.mark.parametrize("verb", [verb for verb in VERB_NAMES if verb != "list"])
    def test_has_what_the_help_points_to(self, run: Run, verb: str) -> None:
        """Whatever the help of a verb says is listed is listed."""
        help_text = " ".join(run(verb, "--help").out.split())
        lists = re.findall(r"detainerlib list ([a-z]+(?:- ?[a-z]+)?)", help_text)

        assert [0] * len(lists) == [run("list", what.replace(" ", "")).status for what in lists]

    def test_of_forms_has_a_line_for_each_edition(self, run: Run) -> None:
        """The printed name first, as one finds it on the form."""
        lines = run("list", "forms").lines

        assert "I-247 (12/11), i-247-2011-12: Immigration Detainer - Notice of Action" in lines
        assert sum(len(form.editions) for form in catalog.forms()) == len(lines)


class TestFind:
    """Places by a name or a code, a line each."""

    def test_a_county(self, run: Run) -> None:
        """Its code, its name and its state."""
        assert (0, "48029   Bexar County, Texas\n", "") == run("find", "Bexar")

    def test_within_a_state(self, run: Run) -> None:
        """The county first, then the city."""
        assert ["48245   Jefferson County, Texas", "4837528 Jefferson (city), Texas"] == run(
            "find", "Jefferson", "--state", "TX"
        ).lines

    @pytest.mark.parametrize("state", [(), ("--state", "LA")])
    def test_several_words_need_no_quotes(self, run: Run, state: tuple[str, ...]) -> None:
        """As typed in a hurry."""
        assert ["22017   Caddo Parish, Louisiana"] == run("find", "caddo", "parish", *state).lines

    def test_nothing(self, run: Run) -> None:
        """Said, with a status of its own."""
        assert (1, "No place of that name is on file in TX.\n", "") == run(
            "find", "Zzyzx", "--state", "TX"
        )

    def test_a_state_that_is_none(self, run: Run) -> None:
        """Refused with what it may have been."""
        answer = run("find", "Bexar", "--state", "Texsa")

        assert (2, "") == (answer.status, answer.out)
        assert "Texas (US-TX)" in answer.err


class TestPlace:
    """The place gives the zone, and the law."""

    def test_of_a_county_as_it_is_written(self, run: Run) -> None:
        """Named by its name, no zone typed."""
        answer = run("hold", "2025-07-03 17:00", "--jurisdiction", "Cook County, IL")

        assert (0, "") == (answer.status, answer.err)
        assert (
            "Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT (America/Chicago). "
            "Law in effect July 3, 2025."
        ) in answer.lines
        assert (
            "The time named by 8 C.F.R. § 287.7(d) ends Tuesday, July 8, 2025, 5:00 p.m. CDT."
        ) in answer.lines

    @pytest.mark.parametrize("typed", ["17031", "Cook County, Illinois", "cook co, il"])
    def test_of_an_audit(self, run: Run, typed: str) -> None:
        """The law of the place stands above the answer."""
        answer = run("audit", "7/3/2025 5pm", "7/9/2025 10am", "--jurisdiction", typed, "--brief")

        assert answer.lines[0].startswith(
            "Cook County, Illinois: a local agency must not hold a person on a detainer ("
        )
        assert [
            (
                "No hold on the detainer was allowed: the person was held for 137 hours after "
                "release was due."
            ),
            "",
            IF_ALLOWED,
            "Form I-247A: over by 89 hours.",
            "    Deadline: Saturday, July 5, 2025, 5:00 p.m. CDT.",
            "8 C.F.R. § 287.7(d): over by 17 hours.",
            "    Deadline: Tuesday, July 8, 2025, 5:00 p.m. CDT.",
            "The two times are 72 hours apart.",
            GRADES,
            "",
            "Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT.",
            "Released: Wednesday, July 9, 2025, 10:00 a.m. CDT.",
            "No form was named, so this is for Form I-247A, in use since April 2, 2017.",
            "",
            DATA_AS_OF,
            CLOSING_ON_A_PLACE,
        ] == answer.lines[3:]

    def test_that_a_line_divides_asks(self, run: Run) -> None:
        """Which side is known to who types."""
        malheur = ("hold", "2025-07-03 17:00", "--jurisdiction", "Malheur County, OR")
        answer = run(*malheur)

        assert (2, "") == (answer.status, answer.out)
        assert answer.err.endswith("Add --zone America/Boise or --zone Pacific.\n")
        for zone in ("America/Boise", "Pacific"):
            assert 0 == run(*malheur, "--zone", zone).status


class TestZone:
    """A zone that is mistyped."""

    @pytest.mark.parametrize("zone", ["America/Chicgo", "Centrl", "Chicago"])
    @pytest.mark.parametrize(
        "arguments",
        [
            ("hold", "2025-07-03T17:00", *FORM),
            ("hold", "2025-07-03T17:00-05:00", *FORM),
            ("hold", "2025-07-03"),
            ("audit", "unknown", "2025-07-03"),
            ("audit", "2025-07-03T17:00", "unknown", *FORM),
            ("status", *FORM, "--at", "2025-07-03T17:00"),
        ],
    )
    def test_is_answered_with_the_nearest(
        self, run: Run, zone: str, arguments: tuple[str, ...]
    ) -> None:
        """In the package's own words, whichever verb it was typed for."""
        answer = run(*arguments, "--zone", zone)

        assert (2, "") == (answer.status, answer.out)
        assert answer.err.startswith(
            f'detainerlib {arguments[0]}: --zone "{zone}": expected a time zone. '
            "Did you mean America/Chicago (Central)"
        )


class TestCheck:
    """The package's data, checked."""

    def test_finds_no_fault(self, run: Run) -> None:
        """The data as shipped."""
        assert (0, "0 faults in the package's data.\n", "") == run("check")

    @pytest.mark.parametrize(
        ("count", "total"),
        [(1, "1 fault in the package's data."), (2, "2 faults in the package's data.")],
    )
    def test_prints_every_fault(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, count: int, total: str
    ) -> None:
        """One a line, then how many, and a status of its own."""
        fault = DataFault(file="rules/a.toml", record="b", field="c", message="is missing")

        def check(_: object) -> tuple[DataFault, ...]:
            return (fault,) * count

        monkeypatch.setattr(catalog, "check", check)

        assert (1, [*["rules/a.toml: b: c is missing"] * count, total]) == (
            (answer := run("check")).status,
            answer.lines,
        )


class TestVersion:
    """What answers are made with."""

    def test_is_printed(self, run: Run) -> None:
        """The library, its data, the holidays, the time zones."""
        assert (0, f"{catalog.made_with()}\n", "") == run("--version")

    def test_begins_with_the_name(self, run: Run) -> None:
        """As every command does."""
        assert run("--version").out.startswith("detainerlib ")


class TestHelp:
    """What one can ask for."""

    def test_is_shown_where_no_verb_is_given(self, run: Run) -> None:
        """Nothing was asked, so the status is that of bad input."""
        answer = run()

        assert (2, "") == (answer.status, answer.out)
        assert answer.err.startswith("usage: detainerlib ")

    @pytest.mark.parametrize("verb", VERB_NAMES)
    def test_is_shown_for_each_verb(self, run: Run, verb: str) -> None:
        """Asking for help is no bad input."""
        answer = run(verb, "--help")

        assert (0, "") == (answer.status, answer.err)
        assert answer.out.startswith(f"usage: detainerlib {verb} ")


class TestBadInput:
    """Exit status 2, and one clear line on stderr."""

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (
                ("hold", "unknown", *CHICAGO, *FORM),
                "custody_ends: got 'unknown', expected a time or a day. Give at least the day.",
            ),
            (
                ("hold", "4/1/2017", *CHICAGO),
                (
                    "--form: got nothing, expected the form, as several were in use before "
                    "April 2, 2017. Add --form and the number at the foot of the form, such as "
                    "--form I-247."
                ),
            ),
            (
                ("hold", "tomorrow", *CHICAGO, *FORM),
                (
                    "custody_ends: got 'tomorrow', expected a date and time such as "
                    "7/3/2025 5pm. Type the date itself."
                ),
            ),
            (
                ("hold", "2025-07-03T17:00", "--zone", "UTC", *FORM),
                (
                    "zone: got 'UTC', expected the time zone of a place. "
                    "Use the facility's time zone, such as America/Chicago (Central)."
                ),
            ),
            (
                ("hold", "2025-07-03T17:00", "--zone", "Chicago", *FORM),
                (
                    "zone: got 'Chicago', expected a time zone. "
                    "Did you mean America/Chicago (Central)?"
                ),
            ),
            (
                ("hold", "2025-07-03T17:00", *CHICAGO, "--form", "I247B"),
                (
                    "form: got 'I247B', expected the id or name of a form on file. "
                    "Did you mean I-247, I-247A or I-247D?"
                ),
            ),
            (
                (*THURSDAY, "--on", "tomorrow"),
                "--on: got 'tomorrow', expected a date such as 7/3/2025. Type the date itself.",
            ),
            (
                (*THURSDAY, "--on", "2025-07-03T17:00"),
                "--on: got '2025-07-03T17:00', expected a date without a time. Leave out the time.",
            ),
            (
                (*THURSDAY, "--jurisdiction", "37999"),
                (
                    "jurisdiction: got '37999', expected a state (TX), a county (\"Cook County, "
                    'IL") or a FIPS code on file. '
                    "No county of North Carolina (US-NC) has that code."
                ),
            ),
            (
                (*THURSDAY, "--jurisdiction", "Atlantis, TX"),
                (
                    "jurisdiction: got 'Atlantis, TX', expected a state (TX), a county (\"Cook "
                    'County, IL") or a FIPS code on file. No place of that name is on file in '
                    "Texas. Search with: detainerlib find NAME."
                ),
            ),
            (
                (*THURSDAY, "--event", "detainer-received"),
                (
                    "--event: got 'detainer-received', expected ID=TIME. "
                    'For example "detainer-received=3/1/2025 8am".'
                ),
            ),
            (
                (*THURSDAY, "--event", "detainer-recieved=2025-03-01T08:00"),
                (
                    "event: got 'detainer-recieved', expected the id or name of an event on "
                    "file. Did you mean detainer-received or detainer-and-warrant-received?"
                ),
            ),
            (
                (*THURSDAY, "--event", "detainer-received=2025-03-01"),
                (
                    "--event detainer-received: got '2025-03-01', expected a date with a time. "
                    "Add the time, such as 5pm."
                ),
            ),
            (
                ("hold", "2025-07-03T17:00:00.1234567", *CHICAGO, *FORM),
                (
                    "custody_ends: got '2025-07-03T17:00:00.1234567', expected a time no finer "
                    "than a microsecond. Give six digits at most."
                ),
            ),
            (
                ("hold", "2025-07-03", *CHICAGO, "--jurisdiction", "US-NC"),
                (
                    "zone: got 'America/Chicago', expected a zone with the clock of North Carolina "
                    "(US-NC). Use America/New_York (Eastern), or leave the zone out."
                ),
            ),
            (
                (*THURSDAY, "--event", "custody-ends=2025-03-01T08:00"),
                (
                    "events: got 'custody-ends', expected events other than the end of custody. "
                    "It is the first argument."
                ),
            ),
            (
                (*THURSDAY, *DETAINER, "--event", "detainer-received=2025-03-01T08:00"),
                (
                    "--event: got 'detainer-received', expected each event once. "
                    "Leave out one of the two times."
                ),
            ),
            (
                ("hold", "2200-07-03T17:00", *CHICAGO, *FORM),
                (
                    "calendar: got 2200-07-03, expected a day in 1971-2100. The federal list was "
                    "checked for those years only."
                ),
            ),
            (
                ("hold", "9999-12-31T23:00", *CHICAGO, *FORM),
                (
                    "custody_ends: got '9999-12-31T23:00', expected a time in the years 1 to "
                    "9999 of UTC. No calendar can express it."
                ),
            ),
            (
                ("hold", "0001-01-01T00:00Z", *CHICAGO, *FORM),
                (
                    "custody_ends: got '0001-01-01T00:00Z', expected a year from 1900 on. "
                    "Did you mean January 1, 2001? Type 1/1/2001T00:00Z."
                ),
            ),
            (
                ("audit", "2025-07-03", "2025-07-04", *CHICAGO, "--rule", "form-i-247b"),
                (
                    "rule: got 'form-i-247b', expected the id or name of a rule on file. "
                    "Did you mean form-i-247a, form-i-247d or form-i-247-2011-12?"
                ),
            ),
            (
                ("hold", "2011-12-30", "--zone", "Pacific/Apia", *FORM),
                (
                    "custody_ends: got 2011-12-30, expected a date that Pacific/Apia had. "
                    "That date was skipped there."
                ),
            ),
            (
                ("hold", "2025-07-03", "--zone", "GMT"),
                (
                    "zone: got 'GMT', expected the time zone of a place. "
                    "Use the facility's time zone, such as America/Chicago (Central)."
                ),
            ),
        ],
    )
    def test_gets_one_line(self, run: Run, arguments: tuple[str, ...], line: str) -> None:
        """It says what was given, what was expected and what to do; nothing else is printed."""
        _, _, expected = line.partition(", expected ")
        answer = run(*arguments)

        assert (2, "", 1) == (answer.status, answer.out, answer.err.count("\n"))
        assert answer.err.startswith(f"detainerlib {arguments[0]}: ")
        assert answer.err.endswith(f" expected {expected}\n")

    @pytest.mark.parametrize(
        "arguments",
        [
            ("hold", "2025-07-03T17:00"),
            ("hold", "2025-07-03T17:00", *FORM),
            ("hold", "2025-07-03T17:00-05:00", *FORM),
            ("hold", "2025-07-03"),
            ("audit", "2025-07-03T17:00", "2025-07-09T10:00"),
            ("status", "--at", "2025-07-03T17:00", *FORM),
        ],
    )
    def test_that_says_nowhere_is_told_to_say_where(
        self, run: Run, arguments: tuple[str, ...]
    ) -> None:
        """An offset does not say whose days are counted, so a place or a zone is always needed."""
        line = (
            f"detainerlib {arguments[0]}: --zone is missing; expected the facility's place or time "
            'zone. Add --jurisdiction "Cook County, IL", or --zone Central.\n'
        )

        assert (2, "", line) == run(*arguments)

    @pytest.mark.parametrize(
        ("arguments", "where"),
        [
            (("hold", "7/3/25"), "TIME"),
            (("audit", "7/3/25", "7/9/2025"), "TIME"),
            (("audit", "unknown", "7/3/25"), "RELEASED"),
            (("audit", "unknown", "--as-of", "7/3/25"), "--as-of"),
            (("status", "--at", "7/3/25", *FORM), "--at"),
        ],
    )
    def test_in_a_time_is_named_where_the_place_gives_the_zone(
        self, run: Run, arguments: tuple[str, ...], where: str
    ) -> None:
        """The zone is settled first, and is not what was wrong."""
        answer = run(*arguments, "--jurisdiction", "Cook County, IL")

        heading = f'detainerlib {arguments[0]}: {where} "7/3/25": '
        assert answer.err.startswith(f"{heading}expected a year with")


class TestClocksThatChange:
    """A local time that happens twice, or never."""

    def test_twice_is_refused_with_both_ways_of_writing_it(self, run: Run) -> None:
        """Clocks were set back over 01:30, and which of the two was meant is not guessed."""
        assert (
            2,
            "",
            (
                'detainerlib hold: TIME "2025-11-02T01:30": expected a local time that '
                "happens once. Clocks were set back that day, so it happened twice. Use Sunday, "
                "November 2, 2025, 1:30 a.m. CDT or Sunday, November 2, 2025, 1:30 a.m. CST.\n"
            ),
        ) == run("hold", "2025-11-02T01:30", *CHICAGO, *FORM)

    @pytest.mark.parametrize(
        ("instant", "deadline"),
        [
            ("2025-11-02T01:30:00-05:00", "Tuesday, November 4, 2025, 12:30 a.m. CST"),
            ("2025-11-02T01:30:00-06:00", "Tuesday, November 4, 2025, 1:30 a.m. CST"),
            (
                "Sunday, November 2, 2025, 1:30 a.m. CST",
                "Tuesday, November 4, 2025, 1:30 a.m. CST",
            ),
        ],
    )
    def test_each_way_of_writing_it_is_taken(self, run: Run, instant: str, deadline: str) -> None:
        """The remedy that the message names does help."""
        lines = run("hold", instant, *CHICAGO, *FORM).lines

        expires = f"A lawful hold would expire {deadline} under Form I-247A."
        assert expires == lines[2].removeprefix("Earliest deadline: ")

    def test_twice_is_refused_for_an_event(self, run: Run) -> None:
        """The message names the event."""
        assert (
            2,
            "",
            (
                'detainerlib hold: --event detainer-received "2025-11-02T01:30": expected a local '
                "time that happens once. Clocks were set back that day, so it happened twice. Use "
                "Sunday, November 2, 2025, 1:30 a.m. CDT or Sunday, November 2, 2025, 1:30 a.m. "
                "CST.\n"
            ),
        ) == run(*THURSDAY, "--event", "detainer-received=2025-11-02T01:30")

    def test_never_is_refused(self, run: Run) -> None:
        """Clocks were set forward over 02:30."""
        assert (
            2,
            "",
            (
                'detainerlib hold: TIME "2026-03-08T02:30": expected a local time that '
                "exists. Clocks were set forward that day, so it was skipped. Use Sunday, "
                "March 8, 2026, 1:30 a.m. CST or Sunday, March 8, 2026, 3:30 a.m. CDT.\n"
            ),
        ) == run("hold", "2026-03-08T02:30", *CHICAGO, *FORM)


@pytest.mark.parametrize(
    "verb", [name for name in VERB_NAMES if name not in {"law", "completion"}] + ["law new"]
)
def test_every_verb_takes_json(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also those that list, search or write; a script for a shell is no document."""
    with suppress(SystemExit):
        main([*verb.split(), "--help"])

    assert "--json" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [("find", "Cook"), ("find", "Xyzzy"), ("figures", "60"), ("figures", "999999999")]
)
def test_what_is_searched_for_is_one_document(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where nothing is on file; the status is the same as without."""
    plain = main(arguments)
    capsys.readouterr()

    assert plain == main((*arguments, "--json"))
    again = serialization.from_json(capsys.readouterr().out)
    assert isinstance(again, tuple | PublishedFigure)
    assert (again != ()) is (arguments[1] in {"Cook", "60"})


def test_what_was_written_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its paths."""
    for verb in (("law", "new", str(tmp_path / "law")), ("export", str(tmp_path / "tables"))):
        assert 0 == main((*verb, "--json", *(("--format", "csv") if verb[0] == "export" else ())))
        paths = serialization.from_json(capsys.readouterr().out)
        written = {str(path) for path in Path(verb[-1]).rglob("*") if path.is_file()}
        assert written == {*paths}


class TestAsAProgram:
    """The command in a process of its own."""

    @pytest.mark.parametrize(
        "arguments",
        [
            (*THURSDAY, "--jurisdiction", "17031"),
            ("policy", "hold_on_detainer", "US-IL", "--on", "2025-07-03"),
            ("hold", "2025-07-03", "--jurisdiction", "US-IL"),
        ],
    )
    def test_reads_the_files_of_the_lineage_only(self, arguments: tuple[str, ...]) -> None:
        """No rule, provision or agreement of another state, not even to look for an id."""
        code = (
            "import sys; read = []; sys.addaudithook(lambda event, args: "
            "read.append(str(args[0])) if event == 'open' else None); "
            "from detainerlib.__main__ import main; main(sys.argv[1:]); "
            "print(*read, sep='\\n', file=sys.stderr)"
        )
        ended = subprocess.run(  # noqa: S603 (this interpreter)
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
        )
        states = set(re.findall(r"/data/[a-z-]+/(us-[a-z]{2})\b", ended.stderr))

        assert "/data/" in ended.stderr
        assert states <= {"us-il"}

    def test_answers(self) -> None:
        """`python -m detainerlib` begins with what it does not answer."""
        ended = subprocess.run(  # noqa: S603 (this interpreter)
            [sys.executable, "-m", "detainerlib", *THURSDAY],
            capture_output=True,
            text=True,
            check=False,
        )

        assert (0, CLOSING, "") == (ended.returncode, ended.stdout.splitlines()[0], ended.stderr)

    def test_refuses_with_status_2(self) -> None:
        """One line, and no traceback."""
        ended = subprocess.run(
            [sys.executable, "-m", "detainerlib", "hold", "2025-07-03", "--zone", "Chicago"],
            capture_output=True,
            text=True,
            check=False,
        )

        assert (
            2,
            "",
            (
                'detainerlib hold: --zone "Chicago": expected a time zone. '
                "Did you mean America/Chicago (Central)?\n"
            ),
        ) == (ended.returncode, ended.stdout, ended.stderr)

    def test_ends_quietly_when_nobody_reads_on(self) -> None:
        """`detainerlib hold ... | head` is no error to be traced."""
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as out:
            ended = subprocess.run(  # noqa: S603 (this interpreter)
                [sys.executable, "-m", "detainerlib", *THURSDAY],
                stdout=out,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )

        assert "" == ended.stderr

    def test_is_content_when_nobody_reads_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The status is that of a broken pipe, and what is left to print is dropped."""
        statuses: list[int] = []
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w") as out, suppress(BrokenPipeError):
            monkeypatch.setattr(sys, "stdout", out)
            statuses.append(main(["list", "rules"]))

        assert ([141], True) == (statuses, out.closed)

    def test_exits_with_the_status_of_main(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Run as a script it reads its own arguments."""
        monkeypatch.setattr(sys, "argv", ["detainerlib", "--version"])
        with pytest.raises(SystemExit) as caught:
            runpy.run_path(__main__.__file__, run_name="__main__")

        assert (0, f"{catalog.made_with()}\n") == (caught.value.code, capsys.readouterr().out)

    def test_is_installed_as_a_script(self) -> None:
        """`detainerlib` on the path is the same command."""
        (script,) = entry_points(group="console_scripts", name="detainerlib")

        assert main is script.load()
