"""The verbs for one case: audit, review, status."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from data_day import DATA_AS_OF

import detainerlib as dl
from detainerlib import serialization
from detainerlib.__main__ import main
from detainerlib.cli import terminal
from detainerlib.sentences.authority import BARRED_WHATEVER_ITS_EFFECT, IF_ALLOWED, NO_AUTHORITY

CLOSING = "Whether you may hold is a separate question; add --jurisdiction."
CLOSING_ON_A_PLACE = "“On file” means in the data used here; other laws may apply."
CHICAGO = ZoneInfo("America/Chicago")
ZONE = ("--zone", "America/Chicago")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
WEDNESDAY = datetime(2025, 7, 9, 8, tzinfo=CHICAGO)

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; give what it printed, bad input or not."""

    def run(*arguments: str, status: int = 0) -> str:
        assert status == main(arguments)
        printed = capsys.readouterr()
        return printed.err if status else printed.out

    return run


OVER = "8 C.F.R. § 287.7(d): over by 15 hours; under Form I-247A over by 87 hours."


class TestAudit:
    """Whether a person was held too long."""

    TIMES = ("audit", "2025-07-03T17:00", "2025-07-09T08:00", *ZONE)

    READ = (
        "",
        "Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT.",
        "Released: Wednesday, July 9, 2025, 8:00 a.m. CDT.",
    )
    BY_FORM = "    Deadline: Saturday, July 5, 2025, 5:00 p.m. CDT."
    BY_REGULATION = "    Deadline: Tuesday, July 8, 2025, 5:00 p.m. CDT."
    EARLIEST = "    Earliest deadline: Saturday, July 5, 2025, 5:00 p.m. CDT."
    RIVAL = "    Later rival deadline: Tuesday, July 8, 2025, 5:00 p.m. CDT."
    APART = "The two deadlines are 72 hours apart."
    ASKED = (
        "Form I-247A asked for the time that it names. 8 C.F.R. § 287.7(d) sets a limit; it is not "
        "what the form asked for."
    )
    ASSUMED = "No form was named, so this is for Form I-247A, in use since April 2, 2017."

    @pytest.mark.parametrize("rule", ["8-cfr-287.7-d", "8 C.F.R. § 287.7(d)", "8 CFR 287.7(d)"])
    def test_under_one_rule(self, run: Run, rule: str) -> None:
        """The answer, its deadline, how the times were read, and the sentence that ends it."""
        graded = "Source: the original text was read."
        assert [OVER, self.BY_REGULATION, graded, *self.READ, "", DATA_AS_OF, CLOSING] == run(
            *self.TIMES, "--brief", "--rule", rule
        ).splitlines()

    @pytest.mark.parametrize("rule", [(), ("--rule", "form-i-247a")])
    def test_a_release_before_the_time_due_is_asked_about_first(
        self, run: Run, rule: tuple[str, ...]
    ) -> None:
        """Before the law of the place; a release at the time due is none."""
        place = ("--jurisdiction", "Harris County, TX", "--brief", *rule)
        swapped = run("audit", "7/9/2025 5pm", "7/7/2025 4pm", *place).splitlines()

        assert [
            (
                "The release (Monday, July 7, 2025, 4:00 p.m. CDT) lies before the time due "
                "(Wednesday, July 9, 2025, 5:00 p.m. CDT). Were the two times swapped?"
            ),
            "",
        ] == swapped[:2]
        assert "swapped" not in run("audit", "7/9/2025 5pm", "7/9/2025 5pm", *place)
        assert "swapped" not in run("audit", "7/9/2025", "7/9/2025", *place)
        assert "swapped" in run("audit", "7/9/2025", "7/8/2025", *place)

    def test_under_every_reading_of_a_form(self, run: Run) -> None:
        """One line for each, in their order."""
        lines = run(*self.TIMES, "--form", "I-247A").splitlines()

        assert [
            "Form I-247A: over by 87 hours.",
            self.EARLIEST,
            "8 C.F.R. § 287.7(d): over by 15 hours.",
            self.RIVAL,
            self.APART,
            self.ASKED,
            *self.READ,
            "",
            "TIMELINE, Form I-247A",
        ] == lines[:11]
        assert CLOSING == lines[-1]
        released = "Released: Wednesday, July 9, 2025, 8:00 a.m. CDT."
        assert 2 == sum(released in line for line in lines[9:])

    @pytest.mark.parametrize(
        ("place", "bold"),
        [
            ("Harris County, TX", EARLIEST),
            ("Cook County, IL", BY_FORM),
        ],
    )
    def test_has_what_a_hold_has(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, place: str, bold: str
    ) -> None:
        """The gap, the timelines, and the earliest deadline as a line that stands out."""
        of_place = ("--jurisdiction", place)
        written: list[str] = []
        monkeypatch.setattr(terminal, "write", written.extend)
        run("hold", "7/3/2025 5pm", *of_place)
        hold = [*written]
        written.clear()
        run("audit", "7/3/2025 5pm", "7/7/2025 4pm", *of_place)

        strong = [str(line) for line in written if isinstance(line, terminal.Strong)]
        assert bold == strong[-1]
        assert "Saturday, July 5" in [x for x in hold if isinstance(x, terminal.Strong)][-1]
        assert [line for line in hold if " apart." in line] == [
            line for line in written if " apart." in line
        ]
        first = hold.index("\nTIMELINE, Form I-247A")
        timelines = hold[first : hold.index("\nWHY")]
        start = written.index(timelines[0])
        assert timelines == written[start : written.index("\nWHY")]

    def test_the_earliest_deadline_comes_first(self, run: Run) -> None:
        """As a hold has them: an agreement's with the form's, what could not be computed last."""
        times = ("audit", "7/3/2025 5pm", "7/9/2025 8am", "--brief", "--jurisdiction")
        nevada = run(*times, "Clark County, NV").splitlines()
        carolina = run(*times, "Mecklenburg County, NC").splitlines()

        def of_rules(lines: list[str]) -> list[str]:
            outcomes = (": over by ", ": not known: ")
            return [
                line.partition(": ")[0] for line in lines if any(one in line for one in outcomes)
            ]

        assert of_rules(nevada) == [
            "Form I-247A",
            "Las Vegas Metropolitan Police Department 287(g) agreement (2025)",
            "8 C.F.R. § 287.7(d)",
        ]
        assert of_rules(carolina) == [
            "Form I-247A",
            "8 C.F.R. § 287.7(d)",
            "N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55)",
        ]

    def test_what_is_only_argued_is_no_deadline(self, run: Run) -> None:
        """That days closed by executive order are excluded: December 24 and 26, 2025."""
        lines = run("audit", "12/24/2025 5pm", "12/30/2025 8am", *ZONE, "--brief").splitlines()

        (argued,) = (line for line in lines if "executive orders closed" in line and ": on" in line)
        assert argued.startswith(
            "Argued, but adopted by no source on file: 8 C.F.R. § 287.7(d), if the holidays are "
        )
        assert lines.index(argued) > lines.index("8 C.F.R. § 287.7(d): over by 15 hours.")

    def test_of_form_i_247a_where_none_is_named(self, run: Run) -> None:
        """It has been the detainer form since its first day, and the answer says so."""
        lines = run(*self.TIMES, "--brief").splitlines()

        assert "Form I-247A: over by 87 hours." == lines[0]
        assert [*self.READ, self.ASSUMED, "", DATA_AS_OF, CLOSING] == lines[7:]
        assert self.ASKED == lines[5]
        assert lines[6].startswith(
            "Sources: secondary, not the original text (Form I-247A, read in ICE's guidance); "
        )

    def test_of_a_day_before_form_i_247a(self, run: Run) -> None:
        """Several forms were in use, and it is not guessed which."""
        assert (
            "detainerlib audit: --form is missing; expected the form, as several were in use "
            "before April 2, 2017. Add --form and the number at the foot of the form, such as "
            "--form I-247.\n"
        ) == run("audit", "4/1/2017 5pm", "4/5/2017 5pm", *ZONE, status=2)

    def test_as_it_is_typed(self, run: Run) -> None:
        """Month first, a.m. and p.m., and the zone by the name that Windows has for it."""
        typed = ("audit", "7/3/2025 5pm", "7/9/2025 8am", "--zone", "Central Standard Time")

        assert run(*self.TIMES) == run(*typed)

    def test_of_a_time_that_happened_twice(self, run: Run) -> None:
        """Which is meant is said by --fold, or typed behind the time."""
        times = ("audit", "10/30/2025 5pm", "--rule", "form-i-247a", *ZONE, "--brief")
        first = run(*times, "11/2/2025 1:30am", "--fold", "0").splitlines()
        second = run(*times, "11/2/2025 1:30am", "--fold", "1").splitlines()

        assert "Form I-247A: over by 8 hours 30 minutes." == first[0]
        assert "Form I-247A: over by 9 hours 30 minutes." == second[0]
        assert second == run(*times, "11/2/2025 1:30am CST").splitlines()

    def test_says_which_test_is_the_form_s_and_what_a_duty_covered(self, run: Run) -> None:
        """Florida's law takes up what the detainer requests; nothing is said of it twice."""
        audit = ("audit", "7/2/2026 5pm", "7/6/2026 9am", "--brief", "--jurisdiction")
        lines = run(*audit, "Duval County, Florida").splitlines()
        (below,) = (line for line in lines if line.startswith(self.ASKED))

        assert below == (
            f"{self.ASKED} No law on file says in hours how long the duty to hold runs. Florida's "
            "law sets no hours of its own. It requires the agency to comply with the requests made "
            "in a sufficient detainer: by these words, for the time that the detainer requests."
        )
        assert 1 == sum("the duty to hold runs" in line for line in lines)
        assert lines[lines.index(below) + 1].startswith(
            "Time is counted as if the detainer is in effect. It takes effect only when the person "
            "is given a copy (U.S. Immigr. & Customs Enf't, "
        )
        cook = run(*audit, "Cook County, Illinois")
        assert "asked for" not in cook
        assert "in effect" not in cook

    @pytest.mark.parametrize("place", ["Hennepin County, Minnesota", "Maricopa County, Arizona"])
    def test_where_no_law_lets_an_agency_hold_that_is_said_first(
        self, run: Run, place: str
    ) -> None:
        """From Thursday, 5 p.m., to Monday, 9 a.m., are 88 hours; of one still held, so far."""
        audit = ("audit", "7/2/2026 5pm", "--brief", "--jurisdiction", place)
        lines = run(*audit, "7/6/2026 9am").splitlines()
        none = "No law on file allowed a hold on the detainer: the person"
        held = f"{none} was held for 88 hours after release was due."

        assert lines.index(held) < lines.index("Form I-247A: over by 40 hours.")
        assert lines.index(held) < next(
            place
            for place, line in enumerate(lines)
            if line.startswith("No law on file lets the agency keep")
        )
        assert f"{none} has been held for 88 hours after release was due, so far." in run(
            *audit, "--as-of", "7/6/2026 9am"
        )
        assert none not in run("audit", "unknown", "unknown", *audit[2:], "--rule", "form-i-247a")

    def test_a_deadline_that_may_be_later_is_not_the_earliest(self, run: Run) -> None:
        """From the end of July 2, 2026, 48 hours but Saturday and Sunday end with Monday."""
        place = ("--jurisdiction", "Fulton County, Georgia", "--brief")
        lines = run("audit", "7/2/2026", "7/6/2026", *place).splitlines()
        ranks = [line.split(":")[0].strip() for line in lines if "deadline: " in line]

        assert ["Earliest deadline", "Later rival deadline", "Later rival deadline"] == ranks
        assert lines[
            lines.index("Form I-247A: over by more than 24 and less than 72 hours.") + 2
        ] == (
            "8 C.F.R. § 287.7(d), if the holidays are federal holidays on their own dates only: on "
            "time or late, depending on the hours (if late, over by less than 72 hours)."
        )

    @pytest.mark.parametrize(
        ("due", "released", "told"),
        [
            ("7/2/2026", "7/6/2026", 'type the times of both days, such as "7/2/2026 5:00 pm".'),
            ("7/2/2026 5pm", "7/6/2026", 'type the time of the day, such as "7/6/2026 5:00 pm".'),
            ("7/2/2026", "7/6/2026 9am", 'type the time of the day, such as "7/2/2026 5:00 pm".'),
            ("7/2/2026 5pm", "7/6/2026 9am", None),
            # Every deadline is days after that.
            ("7/2/2026 5pm", "7/3/2026", None),
        ],
    )
    def test_of_days_says_once_what_would_settle_it(
        self, run: Run, due: str, released: str, told: str | None
    ) -> None:
        """The times of those of which only the day was typed."""
        lines = run("audit", due, released, *ZONE, "--brief").splitlines()
        without = "Without the hours this cannot be told exactly; "

        assert [line for line in lines if line.startswith(without)] == (
            [] if told is None else [f"{without}{told}"]
        )

    def test_of_a_person_still_held(self, run: Run) -> None:
        """As of a time, now among them, wherever the options stand; the time is printed as read."""
        held = run("audit", "7/3/2025 5pm", "--as-of", "7/9/2025 8am", *ZONE, "--brief")

        assert [
            *self._still_held(self.EARLIEST, self.RIVAL),
            self.APART,
            self.ASKED,
            (
                "Sources: secondary, not the original text (Form I-247A, read in ICE's "
                "guidance); the original text was read (8 C.F.R. § 287.7(d))."
            ),
            "",
            "Due for release: Thursday, July 3, 2025, 5:00 p.m. CDT.",
            "Still held as of: Wednesday, July 9, 2025, 8:00 a.m. CDT.",
            self.ASSUMED,
            "",
            DATA_AS_OF,
            CLOSING,
        ] == held.splitlines()
        now = run("audit", "7/3/2025 5pm", "--as-of", "now", "--zone", "Central", "--brief")
        assert " so far." in now

    def _still_held(self, by_form: str, by_regulation: str) -> Iterator[str]:
        overruns = (
            ("Form I-247A", 87, by_form),
            ("8 C.F.R. § 287.7(d)", 15, by_regulation),
        )
        for title, hours, deadline in overruns:
            yield (
                f"{title}: still held as of Wednesday, July 9, 2025, 8:00 a.m. CDT: over by "
                f"{hours} hours so far."
            )
            yield deadline

    def test_above_every_audit_of_a_place_stands_its_law(self, run: Run) -> None:
        """Cook County: the ban first, then the hours, then what it rests on."""
        lines = run(
            *("audit", "7/3/2025 5pm", "--as-of", "7/9/2025 8am", "--brief"),
            *("--jurisdiction", "Cook County, Illinois"),
        ).splitlines()

        assert lines[0].startswith(
            "Cook County, Illinois: a local agency must not hold a person on a detainer ("
        )
        assert [
            "As of July 3, 2025. Source: the original text was read.",
            "",
            (
                "No hold on the detainer was allowed: the person has been held for 135 hours after "
                "release was due, so far."
            ),
            "",
            IF_ALLOWED,
            *self._still_held(self.BY_FORM, self.BY_REGULATION),
        ] == lines[1:10]
        assert CLOSING_ON_A_PLACE == lines[-1]

    @pytest.mark.parametrize("rule", [(), ("--rule", "8-cfr-287.7-d")])
    def test_of_a_place_ends_with_what_it_rests_on(self, run: Run, rule: tuple[str, ...]) -> None:
        """Under one rule as under all, and in the document too."""
        asked = ("audit", "7/3/2025 5pm", "7/9/2025 8am", "--jurisdiction", "Cook County, IL")

        assert CLOSING_ON_A_PLACE == run(*asked, *rule).splitlines()[-1]

    def test_days_beside_a_detainer_that_came_late(self, run: Run) -> None:
        """Each reading of the start is bounded by itself."""
        lines = run(
            *("audit", "7/3/2025", "7/9/2025", *ZONE, "--brief"),
            *("--event", "detainer-received=7/5/2025 8am"),
        ).splitlines()
        late = "if the clock starts when the agency receives the detainer"

        assert [
            "Form I-247A: over by more than 72 and less than 120 hours.",
            "    Earliest deadline: Saturday, July 5, 2025, at an unknown time.",
            f"Form I-247A, {late}: over by at least 40 and less than 64 hours.",
            "    Later rival deadline: Monday, July 7, 2025, 8:00 a.m. CDT.",
            "8 C.F.R. § 287.7(d): over by less than 48 hours.",
            "    Later rival deadline: Tuesday, July 8, 2025, at an unknown time.",
            (
                f"8 C.F.R. § 287.7(d), {late}: on time or late, depending on the hours (if late, "
                "over by less than 24 hours)."
            ),
            (
                "    Later rival deadline: 12:00 midnight CDT, at the start of Wednesday, July 9, "
                "2025."
            ),
        ] == lines[:8]

    @pytest.mark.parametrize(
        ("due", "expected"),
        [
            # Friday the 4th, Saturday and Sunday are excluded, whenever on the 3rd it was.
            ("7/3/2025", ["The two deadlines are 72 hours apart."]),
            # From the first moment of the 2nd, 48 hours end as the 4th begins; from its last, they
            # run on Monday the 7th.
            (
                "7/2/2025",
                [
                    "If the person is due for release at the start of Wednesday, July 2, 2025:",
                    "  Both deadlines are the same.",
                    "If the person is due for release at the end of Wednesday, July 2, 2025:",
                    "  The two deadlines are 72 hours apart.",
                ],
            ),
        ],
    )
    def test_of_days_says_how_far_the_deadlines_are_apart(
        self, run: Run, due: str, expected: list[str]
    ) -> None:
        """And which is the earliest, as of times; at either end of a day where that differs."""
        lines = run("audit", due, "7/9/2025", *ZONE, "--brief").splitlines()

        assert lines[1].startswith("    Earliest deadline: ")
        assert lines[3].startswith("    Later rival deadline: ")
        assert expected == lines[4 : 4 + len(expected)]
        assert lines[6 + len(expected)].startswith("Sources: ")

    def test_until_now(self, run: Run) -> None:
        """The minute at which the command runs, which it prints as it read it."""
        before = datetime.now(UTC).replace(second=0, microsecond=0)
        lines = run("audit", "7/3/2025 5pm", "now", *ZONE, "--brief").splitlines()
        line = next(line for line in lines if line.startswith("Released: "))
        after = datetime.now(UTC)

        read = dl.local_time(line.removeprefix("Released: ").removesuffix("."), zone="Central")
        assert before <= read.astimezone(UTC) <= after

    def test_with_what_else_happened(self, run: Run) -> None:
        """A rule that starts elsewhere gets its event."""
        readings = run(
            "audit",
            "2025-03-05T17:00",
            "2025-03-06T17:00",
            "--zone",
            "America/New_York",
            *("--form", "I-247A", "--jurisdiction", "US-NC", "--brief"),
            *("--event", "detainer-received=2025-03-02T08:00"),
            *("--event", "administrative-warrant-received=2025-03-02T09:00"),
        ).splitlines()

        assert "N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55): over by 24 hours." in readings

    @pytest.mark.parametrize(
        ("ends", "released", "line"),
        [
            ("2025-07-03", "2025-07-09", "8 C.F.R. § 287.7(d): over by less than 48 hours."),
            (
                "2025-07-03",
                "2025-07-09",
                "Form I-247A: over by more than 72 and less than 120 hours.",
            ),
            (
                "7/3/2025",
                "7/8/2025",
                (
                    "8 C.F.R. § 287.7(d): on time or late, depending on the hours (if late, over "
                    "by less than 24 hours)."
                ),
            ),
            (
                "2025-07-03T17:00",
                "unknown",
                "8 C.F.R. § 287.7(d): not known: no release was entered.",
            ),
            (
                "unknown",
                "2025-07-09",
                (
                    "8 C.F.R. § 287.7(d): not known: the time when local custody ends was not "
                    "entered."
                ),
            ),
        ],
    )
    def test_of_days_and_of_what_is_not_known(
        self, run: Run, ends: str, released: str, line: str
    ) -> None:
        """A day bounds the answer, and "unknown" is an answer."""
        lines = run("audit", ends, released, *ZONE, "--brief").splitlines()

        assert any(printed.startswith(line) for printed in lines)

    def test_as_a_document(self, run: Run) -> None:
        """The same as in Python; with a form a list of them."""
        audit = dl.audit_hold(THURSDAY, WEDNESDAY)

        assert audit == serialization.from_json(
            run(*self.TIMES, "--json", "--rule", "8-cfr-287.7-d")
        )
        audits = serialization.from_json(run(*self.TIMES, "--json", "--form", "I-247A"))
        assert audit == audits[1]

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (
                (*TIMES, "--jurisdiction", "US-NC", "--rule", "form-i-247a"),
                (
                    "zone: got 'America/Chicago', expected a zone with the clock of North Carolina "
                    "(US-NC). Use America/New_York (Eastern), or leave the zone out."
                ),
            ),
            (
                (*TIMES, "--as-of", "now"),
                (
                    "--as-of: got 'now', expected no RELEASED beside it. Leave out one of the two "
                    "times."
                ),
            ),
            (
                ("audit", "unknown", "2025-07-03", *ZONE, "--form", "I-247A"),
                (
                    "custody_ends: got 'unknown', expected a time or a day, or --rule. "
                    "Name one rule with --rule."
                ),
            ),
            (
                ("audit", "Thursday", "unknown", *ZONE),
                (
                    "custody_ends: got 'Thursday', expected a date and time such as "
                    "7/3/2025 5pm. Type month/day/year."
                ),
            ),
        ],
    )
    def test_of_bad_input(self, run: Run, arguments: tuple[str, ...], line: str) -> None:
        """One line that says what to do."""
        _, _, expected = line.partition(", expected ")

        assert run(*arguments, status=2).endswith(f" expected {expected}\n")


FACE = ("--form", "I-247A", "--issued-on", "2025-07-01", "--issued-by", "ice", "--box", "1")
IN_ORDER = (
    *FACE,
    *("--basis", "final-order", "--warrant", "I-205", "--warrant-signed", "yes"),
    *("--offered-as-judicial", "no", "--signed", "yes", "--served-on", "2025-07-01"),
    *("--notice-contact", "yes"),
)
DETAINER = dl.Detainer(
    form="I-247A",
    issued_on=date(2025, 7, 1),
    issued_by=dl.models.IssuingComponent.ICE,
    boxes={1},
    bases={"final-order"},
    warrants=[
        dl.AdministrativeWarrant(
            form=dl.models.WarrantForm.I_205, signed=True, offered_as_judicial=False
        )
    ],
    signed=True,
    served=True,
    served_on=date(2025, 7, 1),
    notice_contact=True,
)


class TestReview:
    """Whether the face of a request is in order."""

    def test_of_a_face_without_findings(self, run: Run) -> None:
        """It still says what was not checked."""
        lines = run("review", *IN_ORDER, "--brief").splitlines()

        assert [
            (
                "Form I-247A (3/17), issued July 1, 2025: no findings; 1 question not checked; 5 "
                "that the form cannot answer."
            ),
            (
                "In order, as entered: form in use on its date; one box checked; a ground checked; "
                "ground under its box; grounds of this edition; signed; copy given; copy given "
                "after issue; Form I-200 or I-205 came with it; warrant signed; warrant not "
                "presented as a judge's; contact for notice."
            ),
            "Could not check (information missing):",
        ] == lines[:3]
        assert lines[3].startswith("  Did the agency arrest the person")
        assert "Cannot be determined from the form:" == lines[4]
        assert (
            "  Was there probable cause? The form does not show whether the facts supported "
            "probable cause. (Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015))"
        ) in lines
        assert [
            "",
            DATA_AS_OF,
            (
                "This review covers the form only. It does not decide what follows in law from a "
                "finding, whether you may hold, or for how long."
            ),
        ] == lines[-3:]

    def test_is_what_is_printed_in_python(self, run: Run) -> None:
        """Findings, what was not entered and what the form does not show, line for line."""
        face = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1, 2}, served=False)
        typed = (*FACE[:4], "--box", "1", "--box", "2", "--served", "no")
        lines = run("review", *typed, "--brief").splitlines()

        options = [line for line in lines if line.startswith("    To check it, add: ")]
        assert options
        assert str(dl.review_detainer(face)).splitlines() == [
            line for line in lines[:-4] if line not in options
        ]
        assert (
            "Source: the original text was read (U.S. Immigr. & Customs Enf't, Guidance for "
            "Completing Form I-247A, 2. Box 1 (2017); U.S. Immigr. & Customs Enf't, Guidance for "
            "Completing Form I-247A, 3. Box 2 (2017))."
        ) == lines[-4]
        assert (
            "  No effect: The person was not given a copy. ICE says the detainer does not take "
            "effect until served. (U.S. Immigr. & Customs Enf't, Guidance for Completing Form "
            "I-247A, 2. Box 1 (2017))"
        ) == lines[1]
        assert (
            "    Not in effect until the person is given a copy. Giving it ends this finding; it "
            "does not by itself let you hold."
        ) == lines[2]
        assert "    A form with one box checked ends this finding." == lines[4]
        assert "Could not check (information missing):" == lines[9]
        assert "  Is the form signed? (Whether it is signed was not entered.)" in lines

    def test_of_a_face_with_nothing_marked(self, run: Run) -> None:
        """None marked is typed, as nothing typed is not known."""
        face = ("--form", "I-247A", "--issued-on", "2025-07-01", "--issued-by", "ice")
        marked = ("--box", "0", "--basis", "none", "--warrant", "none", "--signed", "no")
        found = run("review", *face, *marked, "--brief")

        for begin in (
            "Neither box on Form I-247A is checked;",
            "No ground is checked on Form I-247A,",
            "No Form I-200 or I-205 came with the detainer;",
            "The form is not signed.",
        ):
            assert f"  Defect: {begin} " in found.partition("Could not check")[0]

    def test_of_a_judges_warrant(self, run: Run) -> None:
        """It is no Form I-200 or I-205."""
        found = run("review", *FACE, "--warrant", "judicial", "--brief")

        defects = found.partition("Could not check")[0]
        assert "  Defect: No Form I-200 or I-205 came with the detainer; " in defects

    def test_no_id_stands_beside_a_finding(self, run: Run) -> None:
        """Its question is in words; the code is in the document."""
        found = run("review", "--issued-on", "7/1/2025", "--box", "1", "--served", "no")

        assert "  No effect: The person was not given a copy. " in found
        ids = [question.id for question in dl.catalog.questions()]
        assert [] == [id for id in ids if f"({id})" in found]

    def test_as_a_document(self, run: Run) -> None:
        """The same as in Python."""
        assert dl.review_detainer(DETAINER) == serialization.from_json(
            run("review", *IN_ORDER, "--json")
        )


class TestMarks:
    """What is typed of a face."""

    def test_none_beside_something_is_refused(self, run: Run) -> None:
        """One of the two is a slip."""
        assert (
            "detainerlib review: --box 0 and 1: expected 0 alone, or what is checked. "
            "Leave one out.\n"
        ) == run("review", "--form", "I-247A", "--box", "0", "--box", "1", status=2)

    def test_a_day_of_service_where_there_was_none_is_refused(self, run: Run) -> None:
        """One of the two is a slip."""
        served = ("--served", "no", "--served-on", "2025-07-02")

        assert run("review", "--form", "I-247A", *served, status=2).startswith(
            "detainerlib review: --served-on 2025-07-02: expected --served yes beside it."
        )

    def test_a_rule_that_starts_at_another_event_is_unknown_without_it(self, run: Run) -> None:
        """The end of custody is never taken for it."""
        rule = ("--rule", "us-nh-30-b-1", "--brief")
        times = ("audit", "2026-07-02T17:00", "2026-07-09T17:00", "--zone", "America/New_York")

        assert ("not known: the time when the state charges are resolved was not entered.") in run(
            *times, *rule
        )
        assert "over by" in run(*times, *rule, "--event", "state-charges-resolved=2026-07-02T17:00")


class TestTypedFaces:
    """What is typed of a face, as it is typed."""

    def test_a_box_that_the_form_does_not_have(self, run: Run) -> None:
        """Refused at once, with those it has."""
        assert (
            "detainerlib review: --box 9: expected boxes of the form: 1 and 2. Look at the form.\n"
        ) == run("review", "--form", "I-247A", "--box", "9", status=2)

    def test_an_issuer_in_capitals(self, run: Run) -> None:
        """As it is printed on the form."""
        face = ("review", "--form", "I-247A", "--issued-on", "7/1/2025", "--issued-by")

        assert run(*face, "ice") == run(*face, "ICE")

    def test_form_i_247a_where_none_is_named(self, run: Run) -> None:
        """By the day of issue; without one it is asked for."""
        named = run("review", "--form", "I-247A", "--issued-on", "7/1/2025").splitlines()
        lines = run("review", "--issued-on", "7/1/2025").splitlines()

        assumed = "No form was named, so this is for Form I-247A, in use since April 2, 2017."
        assert assumed not in named
        assert named == [line for line in lines if line != assumed]
        assert len(named) + 1 == len(lines)
        assert "--form is missing" in run("review", "--issued-on", "4/1/2017", status=2)
        assert "--form is missing" in run("review", status=2)


class TestStatus:
    """What runs at an instant."""

    AT = ("--at", "2025-07-08T16:00", *ZONE)
    BAIL = ("--happened", "custody-ends=2025-07-03T17:00")

    def test_of_a_hold_that_runs(self, run: Run) -> None:
        """Until when, and under which rule."""
        assert (
            "As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the earliest deadline has passed, and a "
            "later one has not: the readings differ. Whether the person may be held was not looked "
            "up. Earliest deadline: A lawful hold would already have expired Saturday, July 5, "
            "2025, 5:00 p.m. CDT under Form I-247A: over by 71 hours. Later rival deadline: Under "
            "8 C.F.R. § 287.7(d), that hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT. A "
            "release by Saturday, July 5, 2025, 5:00 p.m. CDT is within every time limit above."
        ) == run("status", *IN_ORDER, *self.AT, *self.BAIL, "--brief").splitlines()[0]

    def test_of_a_place_begins_with_its_law(self, run: Run) -> None:
        """The ban before the state; the last line says what it rests on."""
        place = ("--jurisdiction", "Cook County, IL", "--brief")
        lines = run("status", *IN_ORDER, *self.AT, *self.BAIL, *place).splitlines()

        assert lines[0].startswith(
            "Cook County, Illinois: a local agency must not hold a person on a detainer ("
        )
        assert ["", BARRED_WHATEVER_ITS_EFFECT, NO_AUTHORITY, ""] == lines[2:6]
        assert (
            "As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the time that 8 C.F.R. § 287.7(d) names "
            "is "
            "running. The law or policy above bars the hold. The detainer gives no reason to "
            "keep the person past the time due: Thursday, July 3, 2025, 5:00 p.m. CDT. A "
            "criminal charge, a judge's warrant, or a hold that is not for ICE is a separate "
            "matter. An ICE warrant (Form I-200 or I-205) is not a judge's."
        ) == lines[6]
        assert ["", DATA_AS_OF, CLOSING_ON_A_PLACE] == lines[7:]

    def test_under_another_rule(self, run: Run) -> None:
        """The form's own words end sooner; the answer has both deadlines all the same."""
        asked = ("status", *IN_ORDER, *self.AT, *self.BAIL, "--brief")

        assert run(*asked) == run(*asked, "--rule", "form-i-247a")

    def test_of_days_and_of_what_is_not_known(self, run: Run) -> None:
        """An event may be typed with its day only, or "unknown"."""
        days = ("--happened", "custody-ends=2025-07-03", "--happened", "lifted=unknown")
        answer = run("status", *IN_ORDER, *self.AT, *days, "--brief")

        assert answer.splitlines()[0].startswith(
            "As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the detainer's status is not known. Need "
            "to know: what is the exact time of the end of local custody? What is the exact time "
            "of the withdrawal of the detainer? Possible: a hold may still be running; or the "
            "hold is over; or the detainer has been lifted. That is not permission to hold; only "
            "the answers settle which it is."
        )
        # A day that was typed stands in what to type; of none, the day asked about.
        assert [
            '    To answer it, type for example: --happened "custody-ends=7/3/2025 9am"',
            '    To answer it, type for example: --happened "lifted=7/8/2025 9am"',
        ] == answer.splitlines()[1:3]

    def test_as_a_document(self, run: Run) -> None:
        """The same as in Python."""
        status = dl.detainer_status(
            DETAINER,
            [dl.CustodyEvent(kind="custody-ends", at=THURSDAY)],
            at=datetime(2025, 7, 8, 16, tzinfo=CHICAGO),
        )

        assert status == serialization.from_json(
            run("status", *IN_ORDER, *self.AT, *self.BAIL, "--json")
        )

    @pytest.mark.parametrize(
        ("happened", "line"),
        [
            (
                "released",
                (
                    "--happened: got 'released', expected KIND=TIME. "
                    'For example "custody-ends=7/3/2025 5pm".'
                ),
            ),
            (
                "release=2025-07-03",
                (
                    "kind: got 'release', expected one of booked, custody-ends, "
                    "state-charges-resolved, detainer-received, administrative-warrant-received, "
                    "judicial-warrant-received, status-query-sent, served, notice-given, "
                    "custody-assumed, transferred, lifted, declined, released. "
                    "Did you mean released?"
                ),
            ),
        ],
    )
    def test_of_bad_input(self, run: Run, happened: str, line: str) -> None:
        """One line that says what to do."""
        typed = ("status", *IN_ORDER, *self.AT, "--happened", happened)
        _, _, expected = line.partition(", expected ")

        assert (
            f'detainerlib status: --happened "{happened.partition("=")[0]}": expected {expected}\n'
            == (run(*typed, status=2))
        )
