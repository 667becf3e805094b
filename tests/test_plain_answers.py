"""What a jail clerk and a county's lawyer misread, each line as it must read now."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import attrs
import pytest

import detainerlib as dl
from detainerlib.__main__ import main
from detainerlib.calendar_files import hold_calendar
from detainerlib.cases import DetainerStatus
from detainerlib.cooperation.by_agency import by_agency
from detainerlib.holds.early_releases import too_early
from detainerlib.holds.facility import above_status, deadline_of, law_on_holding
from detainerlib.holds.hold_audit import audit_window
from detainerlib.holds.law_above import _own_rules, in_one_line, law_above, on_deadlines
from detainerlib.holds.within_hours import _is_later, no_safe_harbor
from detainerlib.memos import memo_html, memo_text
from detainerlib.models import PracticeName
from detainerlib.models.conditions import InWords
from detainerlib.models.custody import CustodyEvent
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Practice
from detainerlib.plots import plot_hold
from detainerlib.policy.answer import laws_without_effect
from detainerlib.readers import read_roster
from detainerlib.sentences import authority as on_holds
from detainerlib.sentences import notices as on_notices
from detainerlib.sentences import policy as on_policy
from detainerlib.sentences import releases as on_releases
from detainerlib.sentences import statuses as on_statuses
from detainerlib.sentences.deadlines import DeadlineOf
from detainerlib.times.bounds import TimeBounds

CHICAGO = ZoneInfo("America/Chicago")
NEW_YORK = ZoneInfo("America/New_York")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
TUESDAY = datetime(2025, 7, 8, 20, tzinfo=CHICAGO)
PACIFIC = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Los_Angeles"))
COOK = "Cook County, IL"

Run = Callable[..., list[str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; give the lines that it printed."""

    def run(*arguments: str) -> list[str]:
        assert 0 == main(arguments)
        return capsys.readouterr().out.splitlines()

    return run


class TestTheAgencyAndTheCase:
    """What is known of who holds, and of the case, fits the law to them in every answer."""

    # A bar with exceptions, duties in some cases, and a law that binds some agencies only.
    ASKED: Final[Sequence[tuple[str, str, str | None, dict[str, bool]]]] = (
        ("US-NJ", "Eastern", "sheriff", {"judicial-warrant": True}),
        ("US-ID", "Pacific", None, {"no-undue-burden": False}),
        ("US-NC", "Eastern", "police", {}),
        ("US-CA", "Pacific", "sheriff", {}),
        ("US-TX", "Central", "sheriff", {"shown-citizen": True}),
    )

    @pytest.mark.parametrize(("place", "zone", "agency", "facts"), ASKED)
    def test_every_verb_says_the_same(
        self, run: Run, place: str, zone: str, agency: str | None, facts: dict[str, bool]
    ) -> None:
        """As `policy` does when it is asked by itself."""
        case = ["--jurisdiction", place, "--zone", zone, "--brief"]
        case += [] if agency is None else ["--agency-type", agency]
        for id, is_so in facts.items():
            case += ["--fact", f"{id}={'yes' if is_so else 'no'}"]
        law = dl.governing_policy(
            "hold_on_detainer",
            place,
            on=date(2025, 7, 3),
            facts=dl.CaseFacts(facts=facts),
            agency_type=agency,  # type: ignore[arg-type]
        )
        told = str(law).splitlines()
        at = ("--at", "7/3/2025 8pm", "--issued-on", "7/1/2025", "--box", "1")
        for verb in (
            ("hold", "7/3/2025 5pm"),
            ("audit", "7/3/2025 5pm", "7/9/2025 8am"),
            ("audit", "7/3/2025", "7/9/2025 8am"),
            ("audit", "7/3/2025 5pm", "7/9/2025 8am", "--rule", "form-i-247a"),
            ("status", *at, "--served-on", "7/2/2025", "--happened", "custody-ends=7/3/2025 5pm"),
        ):
            assert told == run(*verb, *case)[: len(told)], verb

    def test_an_agency_without_an_exception_has_none(self) -> None:
        """In California no law on file covers the state's prisons; a sheriff runs none."""
        audit = dl.audit_hold(PACIFIC, TUESDAY, jurisdiction="US-CA", agency_type="sheriff")

        assert audit.authority_to_hold[1].startswith("No hold on the detainer was allowed: ")
        assert audit.held_despite_bar is True
        assert audit.earlier is not None
        assert audit.authority_to_hold[0] == audit.earlier.authority_to_hold[0]
        bare = dl.audit_hold(PACIFIC, TUESDAY, jurisdiction="US-CA")
        assert bare.held_despite_bar is None

    def test_so_has_a_hold_and_its_memo(self, run: Run) -> None:
        """Which release is in time is not told "unless ..."."""
        asked = ("7/3/2025 5pm", "--jurisdiction", "CA")
        unless = "Unless the law or policy above differs"
        for agency, is_told in (((), True), (("--agency-type", "sheriff"), False)):
            text = "\n".join(run("hold", *asked, *agency, "--brief"))
            kind: Any = agency[1] if agency else None
            readings = dl.hold_readings(
                PACIFIC, form="I-247A", jurisdiction="US-CA", agency_type=kind
            )
            assert is_told == (unless in text)
            assert is_told == (unless in " ".join(memo_text(readings).split()))

    def test_an_audit_is_the_same_however_it_is_asked_for(self) -> None:
        """By `audit_hold` and of readings; what follows from a fact, and the kind, are kept."""
        sheriff = dl.Agency(kind="sheriff", jurisdiction="17031", name="Sheriff's Office")
        case: dict[str, Any] = {
            "jurisdiction": "17031",
            "facts": dl.CaseFacts(facts={"federal-judicial-warrant": True}),
            "agency_type": sheriff,
        }
        alone = dl.audit_hold(THURSDAY, TUESDAY, **case)
        readings = dl.hold_readings(THURSDAY, form="I-247A", **case)
        status = dl.detainer_status(
            dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1)), [], at=THURSDAY, **case
        )

        assert alone in readings.audit(TUESDAY)
        assert readings.holding is not None
        for answer in (alone, status):
            assert readings.holding.facts == answer.facts
            assert "sheriff" == answer.agency_type
        assert readings.holding.agency_type == alone.agency_type

    def test_a_status_speaks_of_the_hold_as_the_law_then_does(self) -> None:
        """New Jersey allows a hold on a judge's warrant; Texas' duty binds no state prison."""
        detainer = dl.Detainer(
            form="I-247A",
            issued_on=date(2025, 7, 1),
            boxes={1},
            served=True,
            served_on=date(2025, 7, 2),
        )
        ended = CustodyEvent(kind="custody-ends", at=THURSDAY.astimezone(NEW_YORK))
        at = THURSDAY.astimezone(NEW_YORK) + timedelta(hours=2)
        barred, allowed = (
            dl.detainer_status(detainer, [ended], at=at, jurisdiction="US-NJ", facts=facts)
            for facts in (None, dl.CaseFacts(facts={"judicial-warrant": True}))
        )

        assert on_statuses.MUST_NOT_HOLD in barred.sentence
        assert on_statuses.MUST_NOT_HOLD not in allowed.sentence
        for agency, is_open in (("sheriff", False), ("state-corrections", True)):
            kind: Any = agency
            status = dl.detainer_status(
                detainer,
                [ended],
                at=at.astimezone(CHICAGO),
                jurisdiction="US-TX",
                agency_type=kind,
            )
            assert is_open == (on_statuses.MAY_HOLD_NOT_SETTLED in status.sentence)

    def test_a_release_too_early_for_a_duty_is_that_of_the_agency(self) -> None:
        """Texas' duty binds a sheriff, and is lifted of a citizen; no duty, no warning."""
        early = THURSDAY + timedelta(hours=1)
        citizen = dl.CaseFacts(facts={"shown-citizen": True})
        asked: tuple[tuple[dl.CaseFacts | None, Literal["sheriff", "state-corrections"]], ...] = (
            (None, "sheriff"),
            (citizen, "sheriff"),
            (None, "state-corrections"),
        )
        audits = [
            dl.audit_hold(
                THURSDAY,
                early,
                rule="form-i-247a",
                jurisdiction="US-TX",
                facts=facts,
                agency_type=agency,
            )
            for facts, agency in asked
        ]

        assert [1, 0, 0] == [len([*too_early([audit])]) for audit in audits]

    def test_a_summary_tells_the_law_of_each(self) -> None:
        """Of a place without more, for a sheriff, and in a case that its duty leaves out."""
        summary = dl.summarize_audits(
            [
                dl.audit_hold(THURSDAY, TUESDAY, jurisdiction=COOK, agency_type=kind)
                for kind in (None, "sheriff", "sheriff")
            ]
        )

        assert [
            "a local agency must not hold a person",
            "a sheriff must not hold a person",
        ] == [re.findall(r": (a .*) on a detainer", law)[0] for law in summary.authority_to_hold]
        citizen = dl.audit_hold(
            THURSDAY,
            TUESDAY,
            jurisdiction="US-TX",
            facts=dl.CaseFacts(facts={"shown-citizen": True}),
            agency_type="sheriff",
        )
        (law,) = dl.summarize_audits([citizen]).authority_to_hold
        assert law.startswith("Texas: no law on file requires or allows a sheriff to hold a person")
        assert citizen.earlier is not None
        assert citizen.authority_to_hold == citizen.earlier.authority_to_hold

    def test_what_is_no_fact_or_agency_is_refused(self) -> None:
        """As where the law is asked for by itself."""
        cases: tuple[dict[str, Any], ...] = (
            {"facts": {"judicial-warrant": True}},
            {"agency_type": "sherif"},
            {"facts": dl.CaseFacts(facts={"warrant": True})},
        )
        for case in cases:
            with pytest.raises(dl.DetainerError):
                dl.audit_hold(THURSDAY, TUESDAY, jurisdiction=COOK, **case)

    def test_without_a_place_there_is_no_law_to_fit(self) -> None:
        """As in `hold_readings`."""
        audit = dl.audit_hold(THURSDAY, TUESDAY, agency_type="sheriff")

        assert dl.audit_hold(THURSDAY, TUESDAY) == audit


class TestUnderABan:
    """No deadline stands under a law that bars the hold as if it gave authority."""

    HELD = (
        "No hold on the detainer was allowed: the person was held for 123 hours after release was "
        "due."
    )

    def test_an_audit_says_so_and_counts_from_the_time_due(self, run: Run) -> None:
        """Not only the time over each rule."""
        lines = run("audit", "7/3/2025 5pm", "7/8/2025 8pm", "--jurisdiction", COOK, "--brief")

        assert [self.HELD, "", on_holds.IF_ALLOWED] == lines[3:6]
        assert "Form I-247A: over by 75 hours." == lines[6]

    def test_an_audit_of_one_rule_says_so_in_python(self) -> None:
        """`audit_hold` of a place."""
        audit = dl.audit_hold(THURSDAY, TUESDAY, jurisdiction=COOK)

        assert (self.HELD, on_holds.IF_ALLOWED) == audit.authority_to_hold[1:]
        assert dl.catalog.about().closing_on_policy in audit._repr_html_()
        assert str(audit).splitlines()[-3:-1] == [self.HELD, on_holds.IF_ALLOWED]

    def test_an_audit_names_exceptions_that_the_law_above_makes(self) -> None:
        """A ban that is not one in every case is not told as one."""
        audit = dl.audit_hold(THURSDAY, TUESDAY, jurisdiction=COOK)
        assert audit.authority_to_hold[1].startswith("No hold on the detainer was allowed: ")
        # In California no law on file covers the state's prisons.
        for place in ("55079", "US-CA"):
            due, released = (at.replace(tzinfo=None) for at in (THURSDAY, TUESDAY))
            excepted = dl.audit_hold(due, released, jurisdiction=place)
            assert excepted.authority_to_hold[1].startswith(
                "Unless the law or policy above differs for this case or agency, no hold on the "
            )

    def test_no_step_says_that_a_release_is_within_a_rule(self) -> None:
        """Not beside "must not hold", nor where another rule may end earlier; nor in full."""
        for place in (COOK, None):
            readings = dl.hold_readings(THURSDAY, form="I-247A", jurisdiction=place)
            text = readings.explanation.to_text()

            assert "is within" not in text
            assert "5:00 p.m. CDT; that moment is the last of them." in text

    def test_of_a_day_the_time_held_has_bounds(self) -> None:
        """A time between two."""
        audit = dl.audit_hold(date(2025, 7, 3), TUESDAY, jurisdiction=COOK)

        assert (
            "No hold on the detainer was allowed: the person was held for more than 116 and at "
            "most 140 hours after release was due."
        ) == audit.authority_to_hold[1]

    def test_who_is_still_held_has_been_held_so_far(self) -> None:
        """Without a release."""
        audit = dl.audit_hold(THURSDAY, as_of=TUESDAY, jurisdiction=COOK)

        assert (
            "No hold on the detainer was allowed: the person has been held for 123 hours after "
            "release was due, so far."
        ) == audit.authority_to_hold[1]

    def test_a_release_on_time_was_no_hold(self) -> None:
        """Nothing is counted."""
        audit = dl.audit_hold(THURSDAY, THURSDAY, jurisdiction=COOK)

        assert on_holds.NO_AUTHORITY == audit.authority_to_hold[-1]

    def test_a_clock_of_another_event_does_not_say_when_release_was_due(self) -> None:
        """Nothing is counted: no time at which local custody ended was given."""
        noon = datetime(2025, 7, 3, 12, tzinfo=NEW_YORK)
        window = dl.hold_window(
            noon, rule="us-ny-nassau-contract-2025", jurisdiction="36059", event="housed-for-ice"
        )
        audit = audit_window(window, window, TimeBounds(earliest=TUESDAY, latest=TUESDAY))
        audit = attrs.evolve(audit, jurisdiction=window.jurisdiction)

        assert on_holds.NO_AUTHORITY == audit.authority_to_hold[-1]

    def test_without_a_release_nothing_is_counted(self) -> None:
        """Nor without a start of the clock."""
        audit = dl.audit_hold(THURSDAY, jurisdiction=COOK)

        assert on_holds.NO_AUTHORITY == audit.authority_to_hold[-1]

    def test_a_status_and_a_window_say_so(self) -> None:
        """Wherever the law of a place stands above a deadline."""
        window = dl.hold_window(THURSDAY, jurisdiction=COOK)
        status = dl.detainer_status(
            dl.Detainer(form="I-247A"), [], at=THURSDAY, jurisdiction="US-IL"
        )

        assert on_holds.NO_AUTHORITY in str(window).splitlines()
        assert on_holds.BARRED_WHATEVER_ITS_EFFECT in str(status).splitlines()

    def test_a_summary_of_audits_says_so(self) -> None:
        """Once, below the law of each stretch."""
        summary = dl.summarize_audits([dl.audit_hold(THURSDAY, TUESDAY, jurisdiction=COOK)])

        assert summary.authority_to_hold[-1].endswith(f". {on_holds.NO_AUTHORITY}")

    def test_a_deadline_is_the_end_of_a_time_that_a_rule_names(self) -> None:
        """A hold that may not begin does not expire."""
        lines = str(dl.hold_readings(THURSDAY, form="I-247A", jurisdiction=COOK)).splitlines()

        assert [
            on_holds.NO_AUTHORITY,
            "The time named by Form I-247A ends Saturday, July 5, 2025, 5:00 p.m. CDT.",
            "The time named by 8 C.F.R. § 287.7(d) ends Tuesday, July 8, 2025, 5:00 p.m. CDT.",
        ] == lines[2:5]


class TestWhichDeadlineADutyFollows:
    """A state that requires a hold says which time limit goes with it, or that it does not say."""

    UNSAID = "No law on file says in hours how long the duty to hold runs."

    @pytest.mark.parametrize(
        ("place", "expected"),
        [
            (
                "US-TX",
                (
                    f"{UNSAID} Texas' law set no hours of its own in art. 2.251, and required the "
                    "agency to comply with any request made in the detainer request: by these "
                    "words, for the time that the detainer requested. Since 2025 it is continued "
                    "in art. 2A.060, whose text was not read."
                ),
            ),
            ("US-GA", UNSAID),
            (
                "US-NC",
                (
                    "The law that requires the hold sets its own time limit: N.C. Gen. Stat. "
                    "§ 162-62(b1) (S.L. 2024-55)."
                ),
            ),
        ],
    )
    def test_of_a_state_that_requires_a_hold(self, place: str, expected: str) -> None:
        """By what its own law says of hours, where that was read."""
        holding = dl.governing_policy("hold_on_detainer", place, on=date(2025, 7, 3))

        assert expected == [*on_deadlines(holding)][-1]

    def test_a_limit_of_another_law_is_not_that_of_the_duty(self) -> None:
        """Nor one that is not in effect."""
        for on, expected in ((date(2025, 7, 3), ["us-nc-162-62-2024"]), (date(2023, 7, 3), [])):
            holding = dl.governing_policy("hold_on_detainer", "US-NC", on=on)
            duty = dl.catalog.provision("us-nc-162-62-2024-hold")
            elsewhere = attrs.evolve(duty.citation, authority="8-cfr-287.7")

            assert expected == [rule.id for rule in _own_rules(holding, [duty])]
            assert [] == [*_own_rules(holding, [attrs.evolve(duty, citation=elsewhere)])]

    PAST = (
        "A hold past the earliest deadline goes beyond Form I-247A; past Tuesday, July 8, 2025, "
        "5:00 p.m. CDT, it goes beyond every deadline above."
    )

    def test_nothing_is_said_where_no_law_requires_it(self) -> None:
        """As where a law allows it, and without a place; of Wyoming, that nothing settles it."""
        wyoming = dl.governing_policy("hold_on_detainer", "US-WY", on=date(2025, 7, 3))
        georgia = dl.governing_policy(
            "hold_on_detainer",
            "US-GA",
            on=date(2025, 10, 10),
            facts=dl.CaseFacts(facts={"status-query-verified": True}),
            agency_type="police",
        )

        assert [] == [*on_deadlines(georgia)]
        assert [on_holds.NO_LAW_LETS] == [*on_deadlines(wyoming)]
        assert () == law_above(None)

    def test_neither_a_policy_nor_a_ban_of_policies_gives_power_to_hold(self) -> None:
        """As laws of Tennessee and Arkansas do not, nor an agency's own policy alone."""
        policy = dl.catalog.provision("us-wi-milwaukee-sheriff-hold-2018")
        for place in ("Knox County, TN", "US-AR"):
            law = dl.governing_policy("hold_on_detainer", place, on=date(2025, 10, 10))
            norms = [attrs.evolve(norm, citation=policy.citation) for norm in law.controlling]
            alone = attrs.evolve(law, controlling=tuple(norms))

            assert [on_holds.NO_LAW_LETS] == [*on_deadlines(law)] == [*on_deadlines(alone)]

    def test_a_deadline_is_that_of_a_hold_where_the_first_line_says_who_may_or_must(self) -> None:
        """Of every place with a law of its own, and every kind of agency there."""
        places = {norm.jurisdiction for norm in dl.catalog.provisions()}
        seen = Counter[bool]()
        for place in map(dl.catalog.jurisdiction, sorted(places)):
            kinds = [kind for kind in AgencyType if not (place.level.is_local and kind.is_of_state)]
            for kind in (None, *kinds):
                holding = law_on_holding(place, date(2026, 7, 2), agency_type=kind)
                assert holding is not None
                head = re.split(r", unless|\. ", holding.statement)[0]
                gives = "must honor the detainer" in head or " may hold a person" in head
                gives &= not re.search("policy|whether|no law|in some cases| if ", head)
                assert gives == (deadline_of(holding) is DeadlineOf.HOLD), (place, kind, head)
                seen[gives] += 1
        assert seen[True] > 100
        assert seen[False] > 100

    def test_a_bar_is_told_above_what_a_deadline_is_worth(self) -> None:
        """Of a status; what it is worth is left out where none is told."""
        illinois = law_on_holding(dl.catalog.jurisdiction("US-IL"), date(2026, 2, 2))
        law = (
            (
                "Illinois: a state or local agency must not hold a person on a detainer (5 ILCS "
                "805/15(a)).\nAs of February 2, 2026. Source: the original text was read."
            ),
            on_holds.BARRED_WHATEVER_ITS_EFFECT,
        )

        assert law == above_status(illinois, tells_deadline=False)
        assert (*law, on_holds.NO_AUTHORITY) == above_status(illinois, tells_deadline=True)

    def test_that_a_law_sets_no_hours_is_said_once(self, run: Run) -> None:
        """With what a release too early may break, and not again of what the law says."""
        for place in ("TX", "OK"):
            zone = ("--zone", "Central")
            lines = run("hold", "7/3/2025 5pm", "--jurisdiction", place, *zone)

            assert 1 == sum("no hours of its own" in line for line in lines[: lines.index("WHY")])
            assert not any(
                "no hours of its own" in line
                for line in run("policy", "hold_on_detainer", place, "--on", "7/3/2025")
            )

    @pytest.mark.parametrize(
        "place",
        [
            "Dallas County, TX",
            "Duval County, FL",
            "Fulton County, GA",
            "Polk County, IA",
            "Tulsa County, OK",
            "Orleans Parish, LA",
            "Kanawha County, WV",
            "Marion County, IN",
        ],
    )
    def test_every_duty_without_hours_is_told_in_the_same_words(self, run: Run, place: str) -> None:
        """First that no law says how long it runs; what the state's own law says comes after."""
        lines = run("hold", "7/3/2025 5pm", "--jurisdiction", place, "--on", "10/1/2026")

        [told] = [line for line in lines if "may break the duty to hold." in line]
        assert "may break the duty to hold. A hold past the earliest deadline goes beyond" in told
        assert f"goes beyond every deadline above. {self.UNSAID}" in told

    def test_a_hold_past_one_deadline_only_goes_beyond_all(self, run: Run) -> None:
        """On days without a weekend every rule names one time; of a day alone, the last of all."""
        time, day = (
            run("hold", due, "--jurisdiction", "Polk County, IA", "--brief")
            for due in ("7/7/2026 9am", "7/7/2026")
        )

        past_one = "A hold past Thursday, July 9, 2026, 9:00 a.m. CDT, goes beyond every deadline"
        past_last = "A hold past 12:00 midnight CDT, at the end of Thursday, July 9, 2026, goes"
        assert any(past_one in line for line in time)
        assert any(past_last in line for line in day)

    def test_it_stands_beside_what_a_release_too_early_may_break(self, run: Run) -> None:
        """In the command, also in brief: one order, and why it is not firmer."""
        zone = ("--zone", "Central", "--brief")
        lines = run("hold", "7/3/2025 5pm", "--jurisdiction", "TX", *zone)

        too_early = next(line for line in lines if line.startswith("A release before Saturday"))
        assert f"may break the duty to hold. {self.PAST} {self.UNSAID} Texas' law set" in too_early
        assert not any(line.startswith("A release by ") for line in lines)


class TestTwoLimitsOfOneStatute:
    """A title that stands among others says in parentheses which of them it is."""

    def test_the_hold_for_an_answer_is_told_apart(self, run: Run) -> None:
        """North Carolina has a limit for the hold, and one for a query before it."""
        lines = run("hold", "10/10/2025 5pm", "--jurisdiction", "NC", "--brief")

        assert (
            "The law that requires the hold sets its own time limit: N.C. Gen. Stat. § 162-62(b1) "
            "(S.L. 2025-85); N.C. Gen. Stat. § 15A-534 (S.L. 2025-85) (hold for an answer to a "
            "status query)."
        ) in lines


class TestReleaseByTheEarliestDeadline:
    """Where a law allows the hold, it is in time; where one requires it, it may be too soon."""

    IN_TIME = "A release by "
    TOO_EARLY = " may break the duty to hold."

    @pytest.mark.parametrize("place", ["Polk County, IA", "Mecklenburg County, NC"])
    def test_may_break_a_law_that_requires_the_hold(self, run: Run, place: str) -> None:
        """In every ordinary case, or in some."""
        lines = run("hold", "10/10/2025 5pm", "--jurisdiction", place, "--brief")

        assert 1 == sum(self.TOO_EARLY in line for line in lines)
        assert not any(line.startswith(self.IN_TIME) for line in lines)

    def test_is_in_time_where_a_law_permits_the_hold(self, run: Run) -> None:
        """And none requires it."""
        verified = ("--agency-type", "police", "--fact", "status-query-verified=yes")
        lines = run("hold", "10/10/2025 5pm", "--jurisdiction", "GA", *verified, "--brief")

        assert any(line.startswith(self.IN_TIME) for line in lines)
        assert not any(self.TOO_EARLY in line for line in lines)

    @pytest.mark.parametrize(
        "place", ["Maricopa County, AZ", "Casper, WY", "WY", "PR", "AR", "Knox County, TN"]
    )
    def test_is_no_leave_to_hold_until_then_where_no_law_allows_it(
        self, run: Run, place: str
    ) -> None:
        """A law that settles nothing, agencies that decide, no law, one that only bars policies."""
        zone = ("--zone", "Mountain") if "WY" in place else ()
        lines = run("hold", "7/3/2025 5pm", "--jurisdiction", place, *zone, "--brief")

        assert on_holds.NO_LAW_LETS in lines
        assert not any("within every time limit" in line for line in lines)

    def test_is_no_leave_where_the_law_requires_some_holds_only(self, run: Run) -> None:
        """What holds for other agencies or cases is not said to be in time."""
        lines = run("hold", "10/10/2025 5pm", "--jurisdiction", "NC", "--brief")

        assert not any("within every time limit" in line for line in lines)

    def test_is_said_once_of_a_day(self, run: Run) -> None:
        """Below the deadlines of both of its ends."""
        lines = run("hold", "10/10/2025", "--jurisdiction", "Polk County, IA", "--brief")

        assert 1 == sum(self.TOO_EARLY in line for line in lines)
        assert not any(line.startswith(self.IN_TIME) for line in lines)

    BEFORE_SATURDAY = (
        "A release before Saturday, July 5, 2025, 5:00 p.m. CDT may break the duty to hold."
    )

    @pytest.mark.parametrize(
        ("place", "released", "told"),
        [
            ("Harris County, TX", ("7/4/2025 4pm",), True),
            ("Harris County, TX", ("7/5/2025",), True),
            ("Harris County, TX", ("7/4/2025 4pm", "--rule", "8-cfr-287.7-d"), True),
            # After the form's own 48 hours the duty may have ended.
            ("Harris County, TX", ("7/7/2025 4pm", "--rule", "8-cfr-287.7-d"), False),
            ("Harris County, TX", ("7/5/2025 5pm",), False),
            ("Harris County, TX", ("7/3/2025 4pm",), False),
            ("Harris County, TX", ("unknown",), False),
            ("Knox County, TN", ("7/4/2025 4pm", "--zone", "Eastern"), False),
        ],
    )
    def test_is_too_soon_in_an_audit_as_in_a_hold(
        self, run: Run, place: str, released: tuple[str, ...], told: bool
    ) -> None:
        """Below "on time", where the law requires the hold."""
        lines = run("audit", "7/3/2025 5pm", *released, "--jurisdiction", place, "--brief")

        assert told == (self.BEFORE_SATURDAY in lines)

    @pytest.mark.parametrize(("released", "told"), [("10/11/2025 4pm", 1), ("10/12/2025 5pm", 0)])
    def test_is_too_soon_in_an_audit_by_the_own_limit_of_the_law(
        self, run: Run, released: str, told: int
    ) -> None:
        """48 hours from the receipt of the detainer or the time due, as § 162-62(b1) has it."""
        received = ("detainer-received=10/9/2025 9am", "administrative-warrant-received=10/9/2025")
        events = (f"--event={received[0]}", f"--event={received[1]} 8am")
        lines = run("audit", "10/10/2025 5pm", released, "--jurisdiction", "NC", *events, "--brief")

        assert told == lines.count(
            "Where the law requires this hold, a release before the law's own time limit ends may "
            "break the duty to hold."
        )


class TestBeyondEveryRule:
    """Hours past the last deadline, for which no rule is left, are counted by themselves."""

    SAID = "No rule on file gives a later deadline: the person "

    @pytest.mark.parametrize(
        ("released", "said"),
        [
            # The regulation's 48 hours end on Tuesday, July 7, 2026, at 5 p.m.
            ("7/9/2026 5pm", ["was held for 48 hours beyond the latest."]),
            ("7/7/2026 6pm", ["was held for 1 hour beyond the latest."]),
            ("7/7/2026 5pm", []),
            ("7/5/2026 5pm", []),
            ("7/9/2026", ["was held for at least 31 and less than 55 hours beyond the latest."]),
        ],
    )
    def test_where_a_law_requires_the_hold(self, run: Run, released: str, said: list[str]) -> None:
        """Florida's names no hours; the form and the regulation do."""
        lines = run("audit", "7/2/2026 5pm", released, "--jurisdiction", "Duval County, FL")

        told = [line for line in lines if line.startswith(self.SAID)]
        assert [f"{self.SAID}{one}" for one in said] == told

    def test_who_is_still_held_has_been_held_so_far(self, run: Run) -> None:
        """As of a time, where no release was entered."""
        there = ("--jurisdiction", "Duval County, FL")
        lines = run("audit", "7/2/2026 5pm", *there, "--as-of", "7/8/2026 5pm")

        assert f"{self.SAID}has been held for 24 hours beyond the latest, so far." in lines

    @pytest.mark.parametrize(
        "there",
        [
            ("--zone", "Eastern"),
            # Barred; allowed by no law; and one that settles it in part.
            ("--jurisdiction", COOK),
            ("--jurisdiction", "Hennepin County, MN"),
            ("--jurisdiction", "Wake County, NC"),
        ],
    )
    def test_it_is_not_said_elsewhere(self, run: Run, there: tuple[str, str]) -> None:
        """More is said of all the time, or less is known."""
        lines = run("audit", "7/2/2026 5pm", "7/19/2026 5pm", *there)

        assert not any(line.startswith(self.SAID) for line in lines)


class TestNoSafeHarbor:
    """Hours that were kept, or are not over, make no hold lawful."""

    GALARZA = "Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)"
    REQUESTS = "detainers are requests, and local officials can be sued for a hold"
    SAID = "Keeping within the hours does not by itself make a hold lawful (see "

    @pytest.mark.parametrize(
        ("place", "ruling"),
        [
            (
                "Harris County, TX",
                (
                    "City of El Cenizo v. Texas, 890 F.3d 164 (5th Cir. 2018): it upheld the duty "
                    "of Texas agencies to comply on its face, and decided no single hold"
                ),
            ),
            ("Hennepin County, MN", f"{GALARZA}, which binds elsewhere: {REQUESTS}"),
            ("Allegheny County, PA", f"{GALARZA}: {REQUESTS}"),
            (
                "Merrimack County, NH",
                (
                    "Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015): a hold after release on "
                    "the criminal charge is a new seizure that needs a new justification"
                ),
            ),
        ],
    )
    def test_a_ruling_over_the_place_says_so(self, run: Run, place: str, ruling: str) -> None:
        """In a hold, and in an audit that finds one on time: once, with how well it was read."""
        told = f"{self.SAID}{ruling}; secondary, not the original text)."
        there = ("--jurisdiction", place)

        for asked in (
            ("hold", "7/2/2026 5pm", *there),
            ("hold", "7/2/2026 5pm", *there, "--brief"),
            ("hold", "7/2/2026", *there, "--brief"),
            ("audit", "7/2/2026 5pm", "7/3/2026 5pm", *there, "--brief"),
            ("audit", "7/2/2026 5pm", "7/3/2026 5pm", *there, "--rule", "8-cfr-287.7-d"),
            # Over one deadline, and within the others.
            ("audit", "7/2/2026 5pm", "7/6/2026 9am", *there, "--brief"),
        ):
            assert 1 == run(*asked).count(told)

    @pytest.mark.parametrize(
        ("place", "day", "ruling"),
        [
            # Decided 2014-03-04, 2014-04-11, 2015-07-17 and 2018-05-08.
            ("US-TX", date(2018, 5, 8), "City of El Cenizo v. Texas, 890 F.3d 164 (5th Cir. 2018)"),
            ("US-TX", date(2018, 5, 7), f"{GALARZA}, which binds elsewhere"),
            ("US-MA", date(2015, 7, 16), f"{GALARZA}, which binds elsewhere"),
            ("US-PA", date(2014, 3, 4), GALARZA),
            ("US-PA", date(2014, 3, 3), f"{GALARZA}, decided after this hold"),
            (
                "US-MN",
                date(2010, 1, 5),
                f"{GALARZA}, which binds elsewhere, decided after this hold",
            ),
            (None, date(2010, 1, 5), f"{GALARZA}, of one circuit, decided after this hold"),
        ],
    )
    def test_a_ruling_that_was_out_comes_first(
        self, place: str | None, day: date, ruling: str
    ) -> None:
        """One that came later may still say what the law was; it says that it came later."""
        there = None if place is None else dl.catalog.jurisdiction(place)

        assert no_safe_harbor(there, day).startswith(f"{self.SAID}{ruling}: ")

    @pytest.mark.parametrize(
        ("decided", "is_later"),
        [
            ("2014-03-05", True),
            ("2014-03-04", False),
            ("2014-03", False),
            ("2014-04", True),
            ("2015", True),
            ("unknown", False),
        ],
    )
    def test_a_ruling_is_later_where_that_is_certain(self, decided: str, *, is_later: bool) -> None:
        """Of a month, or of a day that is not known, it is not said."""
        ruling = attrs.evolve(dl.catalog.authority("galarza-v-szalczyk"), decided=decided)

        assert is_later is _is_later(ruling, date(2014, 3, 4))

    def test_nothing_is_said_where_nothing_is_within(self, run: Run) -> None:
        """Under a ban, of a hold that was too long by every rule, and of one without a place."""
        cook, harris = (("--jurisdiction", place) for place in (COOK, "Harris County, TX"))
        for asked in (
            ("hold", "7/2/2026 5pm", *cook),
            ("hold", "7/2/2026", *cook),
            ("hold", "7/2/2026 5pm", "--zone", "Central"),
            ("audit", "7/2/2026 5pm", "7/3/2026 5pm", *cook),
            ("audit", "7/2/2026 5pm", "7/9/2026 5pm", *harris),
        ):
            assert not any(self.SAID in line for line in run(*asked))

    def test_without_a_place_no_circuit_is_known(self, run: Run) -> None:
        """The first ruling on file says so, as one of one circuit."""
        lines = run("audit", "7/2/2026 5pm", "7/3/2026 5pm", "--zone", "Central", "--brief")

        ruling = f"{self.GALARZA}, of one circuit: {self.REQUESTS}"
        said = f"{self.SAID}{ruling}; secondary, not the original text)."
        assert said in lines


class TestWhereAHoldMayBeUnlawful:
    """Where the laws settle nothing, no deadline says that a hold until then is lawful."""

    NEXT = (
        "No law on file lets the agency keep the person past the time due on the detainer alone. "
        "Any deadline shown is only when a lawful hold would end."
    )
    HOLD = ("12/24/2025 11pm", "--jurisdiction", "Maricopa County, AZ", "--brief")
    DETAINER = ("--issued-on", "12/20/2025", "--box", "1")

    def test_is_said_above_the_deadlines(self, run: Run) -> None:
        """Of `hold`, and of `audit`."""
        hold = run("hold", *self.HOLD)
        audit = run("audit", self.HOLD[0], "12/27/2025 9am", *self.HOLD[1:])

        assert hold.index(self.NEXT) < next(
            number for number, line in enumerate(hold) if "A lawful hold would" in line
        )
        assert self.NEXT in audit

    def test_is_said_above_a_status_that_has_a_deadline(self, run: Run) -> None:
        """And of no other."""
        status = ("status", "--at", "12/25/2025 1pm", *self.HOLD[1:], *self.DETAINER)
        ended = ("--happened", "custody-ends=12/24/2025 11pm")

        assert self.NEXT in run(*status, "--served-on", "12/21/2025", *ended)
        assert self.NEXT not in run(*status, "--served", "no", *ended)

    def test_is_said_in_a_memo_and_in_the_line_of_a_table(self) -> None:
        """Which a roster and a frame have."""
        readings = dl.hold_readings(
            datetime(2025, 12, 24, 23, tzinfo=ZoneInfo("America/Phoenix")),
            form="I-247A",
            jurisdiction="Maricopa County, AZ",
        )

        assert self.NEXT in " ".join(memo_text(readings).split())
        assert readings.holding is not None
        assert in_one_line(readings.holding).endswith(self.NEXT)

    @pytest.mark.parametrize("place", ["Maricopa County, AZ", "Knox County, TN", "AR"])
    def test_no_deadline_line_says_that_the_hold_expires(
        self, run: Run, tmp_path: Path, place: str
    ) -> None:
        """A lawful one would: in every verb and every kind of answer."""
        for extra in ("icalendar", "matplotlib"):
            pytest.importorskip(extra)
        there = ("--jurisdiction", place, "--brief")
        (zone,) = dl.catalog.zones_of(dl.catalog.jurisdiction(place))
        ends = datetime(2025, 12, 24, 23, tzinfo=ZoneInfo(zone))
        readings = dl.hold_readings(ends, form="I-247A", jurisdiction=place)
        status = ("status", "--at", "12/25/2025 1pm", *there, *self.DETAINER)
        ended = ("--happened", "custody-ends=12/24/2025 11pm")
        roster = tmp_path / "roster.csv"
        roster.write_text(f'id,due for release,place\n17,12/24/2025 11pm,"{place}"\n')
        told = {
            "hold": "\n".join(run("hold", self.HOLD[0], *there)),
            "hold of a day": "\n".join(run("hold", "12/24/2025", *there)),
            "status": "\n".join(run(*status, "--served-on", "12/21/2025", *ended)),
            "window": str(dl.hold_window(ends, jurisdiction=place)),
            "bounds": str(dl.hold_bounds(ends.date(), jurisdiction=place)),
            "memo": " ".join(memo_text(readings).split()),
            "memo in HTML": memo_html(readings),
            "calendar": hold_calendar(readings, at=ends).decode().replace("\r\n ", ""),
            "picture": str(plot_hold(readings).get_label()),
            "roster": str(read_roster(roster)[0]),
        }

        for kind, text in told.items():
            assert "awful hold would expire" in text, kind
            assert not re.search(r"(?i)the hold expires|^hold expires|it expires", text), kind

    @pytest.mark.parametrize("place", ["Denver, CO", "Polk County, IA"])
    def test_is_not_said_elsewhere(self, place: str) -> None:
        """A bar has words of its own; a law that settles it needs none."""
        holding = dl.governing_policy("hold_on_detainer", place, on=date(2025, 12, 24))

        assert self.NEXT not in [*on_deadlines(holding)]

    def test_is_said_where_no_law_was_found(self) -> None:
        """Silence settles nothing."""
        holding = dl.governing_policy("hold_on_detainer", "Casper, WY", on=date(2025, 12, 24))

        assert [self.NEXT] == [*on_deadlines(holding)]


class TestPolicy:
    """Who may, who must, who can decide: each line is read by itself, and has its source."""

    TRAVIS = dl.governing_policy("hold_on_detainer", "48453", on=date(2026, 1, 5))
    NEW_YORK = dl.governing_policy("notify_release", "US-NY", on=date(2026, 1, 5))

    def test_a_law_that_speaks_is_not_told_as_one_without_effect(self) -> None:
        """Of an answer in which none does, as one that was read back and is given no longer."""
        facts = dl.CaseFacts(facts={"shown-citizen": True})
        day = date(2025, 7, 3)
        texas, illinois = (
            dl.governing_policy("hold_on_detainer", state, on=day, facts=facts)
            for state in ("US-TX", "US-IL")
        )

        assert laws_without_effect(texas)
        assert () == laws_without_effect(attrs.evolve(illinois, controlling=()))

    def test_a_law_of_every_agency_names_those_it_does_not_cover(self) -> None:
        """Cal. Gov't Code § 7284.4(a) leaves out state prisons, and not the highway patrol."""
        day = date(2026, 7, 2)
        practices = {
            norm.practice
            for norm in dl.catalog.provisions("US-CA")
            if AgencyType.STATE_CORRECTIONS in norm.exempts
        } - {Practice.SHARE_INFORMATION}
        comparison = str(dl.compare_policies("US-CA", "US-TX", on=day)).splitlines()
        subject = "a state or local agency other than the state prison agency m"

        assert practices
        for practice in practices:
            answer = str(dl.governing_policy(practice, "US-CA", on=day))
            words = practice.words.lower()
            (line,) = (line for line in comparison if line.lower().startswith(words))
            assert answer.startswith(f"California: {subject}")
            assert f": in California, {subject}" in line

    def test_what_the_federal_government_may_do_names_it(self) -> None:
        """No "it" without an antecedent, and no line without where it stands."""
        first, *others = str(self.TRAVIS.federal_frame).splitlines()

        assert first.endswith("(Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014))")
        assert [
            "What the federal government may ask",
            "What the federal government may pay for",
            "What the federal government may not do",
            "Not settled",
        ] == [line.partition(":")[0] for line in others]
        assert all(line.endswith(")") for line in others)

    def test_a_duty_beside_what_federal_law_leaves_open_is_a_states(self, run: Run) -> None:
        """So that "must honor" and "may decline" are two laws; a newspaper is named as one."""
        asked = ("policy", "hold_on_detainer", "Travis County, TX", "--on", "1/5/2026")
        lines = run(*asked, "--full")
        of_new_york = run("policy", "hold_on_detainer", "NY", "--on", "1/5/2026")

        assert on_policy.STATE_DUTY == lines[lines.index("FEDERAL LAW") + 1]
        assert on_policy.STATE_DUTY not in of_new_york
        assert any(": As reported in the press, ICE pays an agency " in line for line in lines)

    def test_what_is_decided_has_its_day_and_place(self) -> None:
        """And the last line is a sentence."""
        first, *_, last = str(self.TRAVIS.decided_by).splitlines()

        assert (
            "As of January 5, 2026, this is decided for Travis County, Texas, by Tex. Code Crim. "
            "Proc. art. 2A.060 (Texas Legislature)."
        ) == first
        assert (
            "No law on file says whom these could bind: a governor's order, a directive of the "
            "attorney general, a city council, or a sheriff's own policy."
        ) == last
        assert "As of January 5, 2026, no law on file decides this for New York." in str(
            self.NEW_YORK.decided_by
        )

    def test_sources_are_also_those_of_what_stands_above(self, run: Run) -> None:
        """Federal law and who can decide."""
        asked = ("policy", "hold_on_detainer", "Travis County, TX", "--on", "1/5/2026")
        lines = run(*asked, "--full")
        sources = "\n".join(lines[lines.index("SOURCES") :])

        assert "Galarza v. Szalczyk" in sources
        assert "Fed. R. Civ. P. 65(d)(2)" in sources

    def test_a_county_has_no_agencies_of_the_state(self) -> None:
        """Its state police are bound by a law that its own answer does not name."""
        assert "No law on file covers any other local agency." in str(self.TRAVIS).splitlines()

    def test_what_was_not_found_stands_beside_what_is_on_file(self) -> None:
        """New York's laws on file are on other practices."""
        first = str(self.NEW_YORK).partition("\n")[0]

        assert (
            "New York: no law found on whether an agency may notify ICE of a release. That does "
            "not mean there is none. The laws on file for New York cover other practices, "
            "agencies, or dates. We infer, but have not confirmed, that the state has no rule."
        ) == first

    CITIZEN = ("--on", "7/3/2025", "--fact", "shown-citizen=yes")
    GIVES_NOTHING = (
        " to hold a person on a detainer: with the facts given, the law on file (Tex. Code Crim. "
        "Proc. Ann. art. 2.251(a)(1), (b) (2017), continued since January 1, 2025, in art. "
        "2A.060, whose text was not read) does not require, allow, or forbid it."
    )

    @pytest.mark.parametrize("verb", ["policy", "hold"])
    def test_a_law_whose_exception_is_met_is_no_law_not_found(self, run: Run, verb: str) -> None:
        """Article 2.251(b) lifts the duty for who has shown citizenship: the law is on file."""
        police = ("--agency-type", "police", *self.CITIZEN[2:])
        asked = {
            "policy": (verb, "hold_on_detainer", "Harris County, TX", *self.CITIZEN[:2], *police),
            "hold": (verb, "7/3/2025 5pm", "--jurisdiction", "Harris County, TX", *police),
        }
        lines = run(*asked[verb])
        why = "\n".join(lines[lines.index("WHY") :])

        assert (
            "Harris County, Texas: no law on file requires or allows a police department"
            f"{self.GIVES_NOTHING}"
        ) == lines[0]
        assert "As of July 3, 2025. Source: secondary, not the original text." in lines
        assert "With the facts given, it does not require, allow, or forbid it." in why

    def test_nor_are_other_agencies_that_it_names_left_out_of_it(self, run: Run) -> None:
        """It covers a police department as it does a sheriff; another agency it does not."""
        lines = run("policy", "hold_on_detainer", "Harris County, TX", *self.CITIZEN, "--brief")

        assert [
            (
                "No law on file requires or allows a police department or a county or city jail "
                f"department{self.GIVES_NOTHING}"
            ),
            "No law on file covers any other local agency.",
        ] == [line for line in lines if line.startswith("No law on file")]

    def test_an_agency_that_it_does_not_name_is_another_matter(self, run: Run) -> None:
        """A school holds nobody, and is not named."""
        school = ("--agency-type", "school", "--brief")
        lines = run("policy", "hold_on_detainer", "Harris County, TX", *self.CITIZEN, *school)

        assert lines[0].endswith(
            "The laws on file for Harris County, Texas, cover other practices, agencies, or dates."
        )

    def test_what_was_not_found_cites_the_search_and_no_federal_rule(self) -> None:
        """Of a place, in an answer, a profile, a level, who can decide, and a deadline."""
        answers = (
            self.NEW_YORK,
            self.NEW_YORK.decided_by,
            dl.classify_cooperation("US-NY", on=date(2026, 1, 5)),
            dl.cooperation_profile("US-WY", on=date(2026, 1, 5)),
            dl.governing_policy("tell_subject", "US-GU", on=date(2026, 1, 5)),
        )
        for answer in answers:
            for step in answer.explanation:
                if "287.7" not in step.statement:
                    cited = {citation.authority for citation in step.citations}
                    assert "8-cfr-287.7" not in cited or "A detainer" in step.statement, step

    def test_the_search_is_on_every_practice(self) -> None:
        """So that it is not read as on the one that was asked about."""
        (searched,) = (
            step.statement
            for step in self.NEW_YORK.explanation
            if step.statement.startswith("Our search of New York law, on every practice: ")
        )

        assert "A ruling, an executive order and New York City's code are on file." in searched


class TestCase:
    """A status and a review: defined words, sources, and what was not entered."""

    BAIL = ("--happened", "custody-ends=7/3/2025 5pm")

    def test_what_is_possible_is_said_in_sentences(self) -> None:
        """No word for a state stands undefined."""
        status = dl.detainer_status(dl.Detainer(form="I-247A"), [], at=THURSDAY)

        assert (
            "Possible: the detainer is not in effect; or the detainer is lodged (in effect, and "
            "no hold has begun)."
        ) in str(status)

    def test_a_status_that_turns_on_service_cites_what_requires_it(self) -> None:
        """Also where it is not known whether there was any."""
        status = dl.detainer_status(dl.Detainer(form="I-247A"), [], at=THURSDAY)
        (rule,) = (
            step
            for step in status.explanation
            if step.statement == "The detainer takes effect only when the person is served."
        )

        assert ("applied", "service") == (rule.outcome.value, rule.citations[0].pin)
        assert "Guidance for Completing Form I-247A, service" in status.explanation.to_text(
            full=False
        )

    def test_a_review_says_what_was_not_entered(self) -> None:
        """A ground, beside what the box says that was."""
        review = dl.review_detainer(
            dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1}, signed=False)
        )

        assert (
            "  Is a ground for probable cause checked? If a ground is checked, is its box checked "
            "too? Are the checked grounds among those on this edition? (Box 1 says that probable "
            "cause exists to believe that the person is removable; which grounds are checked was "
            "not entered. On the form they stand under that box.)"
        ) in str(review).splitlines()

    @pytest.mark.parametrize(
        ("form", "typed"),
        [
            (
                ("I-247A", "7/1/2025"),
                (
                    "--basis final-order (or pending-proceedings, records-check, "
                    "statements-or-evidence, none)"
                ),
            ),
            # The grounds of Form I-247X were not read.
            (("I-247X", "8/1/2016"), "--basis ID (none if none; see: detainerlib list bases)"),
        ],
    )
    def test_a_review_names_the_grounds_that_can_be_typed(
        self, run: Run, form: tuple[str, str], typed: str
    ) -> None:
        """Those of the edition, once."""
        lines = run("review", "--form", form[0], "--issued-on", form[1], "--brief")
        told = [line for line in lines if "--basis" in line]

        assert told == [f"    To check it, add: {typed}"]

    def test_a_review_without_an_edition_names_no_grounds(self, run: Run) -> None:
        """The day of issue decides which they are."""
        lines = run("review", "--form", "I-247", "--brief")

        assert any("--basis ID (none if none; see: detainerlib list bases)" in x for x in lines)

    def test_a_review_says_what_ends_a_finding(self) -> None:
        """Where one thing does; not of a form whose time of use is over."""
        unsigned = dl.review_detainer(
            dl.Detainer(form="I-247D", issued_on=date(2017, 4, 3), signed=False)
        )

        lines = str(unsigned).splitlines()
        assert [
            ("Defect", False),
            ("Defect", True),
        ] == [
            (line.strip().partition(":")[0], after == "    A signed form ends this finding.")
            for line, after in pairwise(lines)
            if line.startswith("  Defect: ")
        ]
        assert not any(line.startswith("Beyond that") for line in lines)

    def test_a_review_says_what_to_type(self, run: Run) -> None:
        """For each thing that was not entered."""
        lines = run("review", "--form", "I-247A", "--issued-on", "7/1/2025", "--box", "1")
        first = lines.index("Could not check (information missing):") + 1
        unchecked = lines[first : lines.index("Cannot be determined from the form:")]

        assert all(line.startswith("    To check it, add: --") for line in unchecked[1::2])
        assert "    To check it, add: --warrant I-200 (or I-205, judicial, none)" in unchecked

    def test_a_review_cites_what_the_form_cannot_show(self, run: Run) -> None:
        """A court, a policy and a settlement each by name, below and among the sources."""
        lines = run("review", "--form", "I-247A", "--issued-on", "7/1/2025", "--issued-by", "ice")
        moreno = "Jimenez Moreno v. Napolitano, 213 F. Supp. 3d 999 (N.D. Ill. 2016)"

        assert any(line.endswith(f"invalid without that finding. ({moreno})") for line in lines)
        assert f"{moreno} (secondary, not the original text)" in "\n".join(
            lines[lines.index("SOURCES") :]
        )

    def test_a_review_of_which_all_was_answered_cites_nothing_beside(self) -> None:
        """Where no question is left that a form cannot answer."""
        review = dl.review_detainer(dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1)))

        assert review.not_on_form is not None
        assert attrs.evolve(review, not_checked=()).not_on_form is None

    def test_a_status_under_a_ban_says_what_to_type(self, run: Run) -> None:
        """The ban first, whatever the effect of the form; no deadline is shown, so none is told."""
        asked = ("status", "--at", "7/4/2025 9am", "--jurisdiction", "IL", "--brief")
        lines = run(*asked)

        assert on_holds.BARRED_WHATEVER_ITS_EFFECT == lines[3]
        assert on_holds.NO_AUTHORITY not in lines
        assert (
            '    To answer it, type for example: --served no, or --served-on "7/4/2025 8am"'
        ) in lines
        assert "    To answer it, type for example: --box 1, or --box 2" in run(
            *asked, "--issued-on", "7/1/2025", "--served-on", "7/2/2025 9am", *self.BAIL
        )

    @pytest.mark.parametrize(
        ("at", "example"),
        [
            ("3/3/2026 12:10am", "3/3/2026 12am"),
            ("3/3/2026 8am", "3/3/2026 7am"),
            ("3/3/2026 9:30am", "3/3/2026 8am"),
            ("3/3/2026 4pm", "3/3/2026 9am"),
        ],
    )
    def test_an_example_is_no_later_than_the_time_asked_about(
        self, run: Run, at: str, example: str
    ) -> None:
        """A person cannot have been served, nor be due for release, after it."""
        lines = run(
            *("status", "--at", at, "--jurisdiction", "Fulton County, GA", "--brief"),
            *("--issued-on", "2/25/2026", "--box", "1", "--served", "unknown"),
            *("--happened", "custody-ends=3/3/2026"),
        )

        assert (
            f'    To answer it, type for example: --served no, or --served-on "{example}"' in lines
        )
        assert f'    To answer it, type for example: --happened "custody-ends={example}"' in lines

    def test_a_lodged_detainer_under_a_ban_has_a_time_and_no_hold(self, run: Run) -> None:
        """A hold that may not begin would not expire."""
        lines = run(
            *("status", "--at", "7/3/2025 9am", "--jurisdiction", "IL", "--brief", "--box", "1"),
            *("--issued-on", "7/1/2025", "--served-on", "7/2/2025 9am"),
            *self.BAIL,
        )

        assert "would expire" not in "\n".join(lines)

    def test_a_review_says_what_its_words_mean_and_what_it_does_not_decide(self) -> None:
        """In words, below the findings; in HTML, too."""
        review = dl.review_detainer(
            dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), signed=False)
        )
        meaning = (
            "“Defect” means that the form departs from ICE's instructions or policy, or from a "
            "regulation."
        )

        assert meaning in str(review).splitlines()
        assert "“Defect” means" in review._repr_html_()
        assert "what follows in law from a finding" in review.explanation.closing


class TestSources:
    """How well each source was read, in one way."""

    def test_of_the_best_grade_none_is_the_weakest(self) -> None:
        """Then everything was read."""
        unsigned = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), signed=False)
        text = dl.review_detainer(unsigned).explanation.to_text()

        assert "For every step marked “used” or “our reading,” the original text was read." in text
        assert "Weakest source" not in text

    def test_guidance_that_was_read_reports_a_form_that_was_not(self) -> None:
        """One and the same source is not the original here and secondary there."""
        text = dl.hold_readings(THURSDAY, form="I-247A").explanation.to_text(full=False)

        assert (
            "Guidance for Completing Form I-247A (2017) (the original text was read; what it "
            "reports of other sources was not read in those)"
        ) in text

    def test_steps_are_labeled_in_the_words_of_a_reader(self) -> None:
        """Not applied, assumed, unsettled."""
        text = dl.hold_readings(THURSDAY, form="I-247A").explanation.to_text()

        assert {"used", "our reading", "not settled", "not used", "not known"} >= {
            line[4:16].strip()
            for line in text.splitlines()[: text.splitlines().index("SOURCES")]
            if line
        }


class TestTwoReadingsOfOneRule:
    """What two readings share is said once, in few words."""

    CHRISTMAS = ("hold", "12/24/2025 11pm", "--jurisdiction", "Maricopa County, AZ")

    def test_a_step_that_both_have_stands_once(self, run: Run) -> None:
        """In the short answer; in full, under each."""
        starts = "The rule does not say when the hours begin."

        assert 1 == sum(starts in line for line in run(*self.CHRISTMAS))
        assert 2 == sum(starts in line for line in run(*self.CHRISTMAS, "--full"))

    def test_closed_offices_are_not_counted_out(self, run: Run) -> None:
        """How many orders are on file says nothing of this hold."""
        assert any(
            line.endswith(
                "if the holidays are federal holidays, also those observed on Friday or Monday, "
                "and days when executive orders closed federal offices, that hold would expire "
                "at 12:00 midnight MST, at the start of Wednesday, December 31, 2025."
            )
            for line in run(*self.CHRISTMAS, "--brief")
        )

    def test_the_timeline_of_each_is_headed_by_its_reading(self, run: Run) -> None:
        """No two have one heading."""
        headings = [line for line in run(*self.CHRISTMAS) if line.startswith("TIMELINE")]

        assert "TIMELINE, 8 C.F.R. § 287.7(d)" in headings
        assert any("287.7(d), if the holidays are federal" in line for line in headings)
        assert len({*headings}) == len(headings)


@pytest.mark.parametrize("practice", ["hold_on_detainer", "notify_release", "transfer_custody"])
def test_the_first_line_is_the_answer_and_what_was_reported_stands_below(
    practice: PracticeName,
) -> None:
    """Harris County's statements of 2017 are no part of the sheriff's duty today."""
    places = {norm.jurisdiction for norm in dl.catalog.provisions()}
    for place in sorted(places):
        first, *_ = str(dl.governing_policy(practice, place, on=date(2026, 1, 1))).splitlines()
        assert "As reported " not in first, place
        assert len(first.split()) <= 70, place

    harris = str(dl.governing_policy("hold_on_detainer", "48201", on=date(2026, 1, 1)))
    lines = harris.splitlines()
    assert lines[0].endswith("; then no law on file requires or allows it.")
    assert any(line.startswith("As reported on February 22, 2017: ") for line in lines[2:])


class TestClassification:
    """A level, what it means, which others there are, and each exception."""

    CALIFORNIA = str(dl.classify_cooperation("US-CA", on=date(2026, 1, 1))).splitlines()

    def test_a_level_has_its_meaning_and_the_others(self) -> None:
        """In few words in the sentence that names it, and whole below."""
        assert (
            "As of January 1, 2026, California's laws on file amount to “notification only”: "
            "notice or transfers in some cases, but no hold without a judge's warrant, detainerlib "
            "says."
        ) == self.CALIFORNIA[0]
        assert self.CALIFORNIA[1].startswith(
            "“Notification only” means: Cooperation is limited to notice of a release, or a "
            "transfer at that time, and may be allowed only in listed cases, "
        )
        assert (
            "Levels, from the least cooperation to the most: minimal cooperation (no hold, notice "
            "or transfer on an ordinary detainer); judicial warrants only (holds, notice or "
            "transfers only upon a judge's warrant, order or finding); notification only (notice "
            "or transfers in some cases, but no hold without a judge's warrant); holds under "
            "conditions (some holds without a judge's warrant, with limits on holds or notice); "
            "holds and notification (holds and notice allowed or required on every ordinary "
            "detainer)."
        ) == self.CALIFORNIA[2]
        assert self.CALIFORNIA[-1] == "Source: the original text was read."

    def test_silence_is_not_counted_as_permission(self) -> None:
        """Frederick County: no law allows a hold, so no level is named that would take one."""
        lines = str(dl.classify_cooperation("24021", on=date(2026, 10, 15))).splitlines()

        assert lines[0] == (
            "As of October 15, 2026, no law on file for Frederick County, Maryland, allows holds, "
            "notice, or transfers, and some bar them; whether its level is above “minimal "
            "cooperation” is not settled, detainerlib says."
        )
        assert lines[4].startswith("“Minimal cooperation” would mean: The laws on file prohibit")
        assert not any("lets an agency hold" in line for line in lines)
        assert not any("“holds under conditions”" in line for line in lines)
        assert "Where no law on file covers a case, that is not permission." in lines

    def test_what_is_settled_of_each_agency_comes_first_where_the_level_is_open(self) -> None:
        """Montgomery County's order binds its jail and police, and not the sheriff."""
        classification = dl.classify_cooperation("24031", on=date(2026, 7, 2))
        why = classification.explanation.to_text(full=False)

        assert str(classification).splitlines()[:3] == [
            (
                "As of July 2, 2026, no law on file for Montgomery County, Maryland, allows holds, "
                "notice, or transfers, and some bar holds; whether its level is above “minimal "
                "cooperation” is not settled, detainerlib says."
            ),
            (
                "A police department and a county or city jail department must not hold a person "
                "on a detainer; whether they may notify ICE of a release or transfer a person to "
                "ICE is not settled."
            ),
            "For a sheriff, none of this is settled.",
        ]
        assert "“Holds and notification” requires" not in why

    def test_what_dates_are_not_known_is_one_sentence(self) -> None:
        """That names the laws."""
        told = str(dl.classify_cooperation("24031", on=date(2026, 7, 2)))

        assert (
            "Two laws may apply, whose dates are not known: Md. Community Trust Act (2026); "
            "Montgomery County Trust Act (2026)."
        ) in told
        assert "not known: whether" not in told
        assert "remaining cases" not in told

    @pytest.mark.parametrize(
        ("place", "told"),
        [
            # Mississippi's law requires it of every agency, with the cases that it leaves out.
            ("US-MS", "A state or local agency must honor the detainer, with exceptions; "),
            # The sheriff's policies are no law, and said to be none once.
            (
                "55079",
                (
                    "By a policy that is not a law, a sheriff must not hold a person on a "
                    "detainer; it must not notify ICE of a release, with exceptions; "
                ),
            ),
            # A law that only bars policies lets nobody hold.
            ("US-AR", "“Holds under conditions” would mean"),
        ],
    )
    def test_what_is_settled_is_so_by_a_law_or_said_to_be_of_a_policy(
        self, place: str, told: str
    ) -> None:
        """And a duty or a permission by a law alone."""
        lines = str(dl.classify_cooperation(place, on=date(2026, 7, 2))).splitlines()

        assert lines[1].startswith(told)

    def test_of_one_kind_of_agency_it_is_told_of_that(self) -> None:
        """The jail of Montgomery County."""
        jail = dl.classify_cooperation(
            "24031", on=date(2026, 7, 2), agency_type="local-corrections"
        )

        told = str(jail).splitlines()[1]
        assert told.startswith("A county or city jail department must not hold a person on a ")
        assert "; whether it may notify ICE of a release or " in told
        assert [] == [*by_agency(())]

    def test_cases_are_listed_once(self) -> None:
        """Then by their numbers."""
        said = str(dl.classify_cooperation("24021", on=date(2026, 10, 15)))

        assert 1 == said.count("(5) the person is serving a sentence of five years or more")
        assert 2 == said.count("the cases (1) through (5) listed above")

    def test_why_says_what_the_next_level_asks_and_is_not_met(self) -> None:
        """A level has its reason above it, too: in every ordinary case, not in every case."""
        level = dl.classify_cooperation("US-CA", on=date(2026, 1, 1))
        why = level.explanation.to_text(full=False)

        assert (
            "“Holds under conditions” requires that holding on a detainer is permitted in some "
            "cases without a judge's warrant. Not met."
        ) in why
        assert (
            "is permitted in every ordinary case. Not met. Why: At this level, no law may bar a "
            "hold in an ordinary case: a detainer that is complete, with an administrative "
            "warrant, for a person jailed on a charge."
        ) in why

    def test_a_level_says_each_practice_for_every_agency(self) -> None:
        """Not for a sheriff alone where the others' law is on file, or is not."""
        lines = str(dl.classify_cooperation("US-TX", on=date(2026, 1, 1))).splitlines()
        arizona = str(dl.classify_cooperation("04013", on=date(2026, 1, 1))).splitlines()

        for act in ("Holding on a detainer: ", "Notifying ICE", "Transferring custody to ICE: "):
            row = next(number for number, line in enumerate(lines) if line.startswith(act))
            assert lines[row + 1 : row + 3] == [
                (
                    "  The same goes for a police department, a county or city jail department, "
                    "and the state police."
                ),
                "  No law on file covers the state prison agency or any other agency.",
            ]
        assert (
            "  A police department, a county or city jail department, and any other local agency "
            "must notify ICE of a release in some cases (Ariz. Rev. Stat. Ann. § 11-1051(C)). No "
            "law on file covers the others."
        ) in arizona

    def test_the_level_named_for_notice_says_what_is_enough(self) -> None:
        """Its name has one of the two."""
        assert self.CALIFORNIA[1].endswith("Either notice or a transfer is enough for this level.")

    @pytest.mark.parametrize(
        ("place", "unsettled"),
        [
            ("King County, WA", "notify ICE of a release or transfer a person to ICE"),
            ("NH", "hold a person on a detainer"),
        ],
    )
    def test_a_range_says_why_it_is_one(self, place: str, unsettled: str) -> None:
        """By what is open between its two ends; below what they mean."""
        lines = str(dl.classify_cooperation(place, on=date(2026, 4, 1))).splitlines()

        assert lines[3] == (
            "It is a range because the laws on file leave this open for some agencies or cases: "
            f"whether an agency may {unsettled}."
        )
        assert not any(line.startswith("It is a range") for line in self.CALIFORNIA)

    def test_cases_that_differ_are_several(self) -> None:
        """Not one case in particular."""
        differences = str(dl.compare_policies("VT", "NH", on=date(2026, 2, 1)))

        assert (
            "the state police, and the state prison agency may or must in some cases, and"
            in differences
        )

    def test_exceptions_are_listed_with_their_source(self) -> None:
        """Below the practice that they are exceptions to."""
        assert [
            line.partition(":")[0] for line in self.CALIFORNIA if line.startswith("  Exception (")
        ] == [
            "  Exception (Cal. Gov't Code § 7284.6(a)(1)(C))",
            "  Exception (Cal. Gov't Code § 7284.6(a)(4))",
        ]


class TestNotices:
    """Notice under a law that bars it."""

    REVIEW = dl.notice_deadlines(
        dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1)), THURSDAY, jurisdiction=COOK
    )

    def test_a_time_that_a_form_names_is_no_duty(self) -> None:
        """And where it is past by the day of issue, that is said."""
        assert on_notices.NO_AUTHORITY == self.REVIEW.authority_to_notify[-1]
        assert (
            "Form I-247A, notice: asks for notice as early as practicable, at least 48 hours "
            "before release, if possible. "
            "The form asks for it by Tuesday, July 1, 2025, 5:00 p.m. CDT; that is a request, "
            "not a "
            "deadline set by law. The form is dated that day, so that time may have passed "
            "before it came."
        ) in str(self.REVIEW).splitlines()

    def test_an_exception_of_one_law_does_not_lift_the_bar_of_another(self) -> None:
        """The headline is flat, and the laws below it have exceptions; each pin is a real one."""
        assert on_notices.ONE_BY_ONE == self.REVIEW.authority_to_notify[-2]
        assert "not identified" not in str(self.REVIEW)

    def test_a_single_law_with_its_exception_needs_no_such_line(self) -> None:
        """Nothing lies beside it."""
        alone = dl.notice_deadlines(self.REVIEW.detainer, PACIFIC, jurisdiction="US-CA")

        assert on_notices.ONE_BY_ONE not in alone.authority_to_notify

    def test_conditions_are_named(self) -> None:
        """Each in the words of its facts."""
        assert (
            "Cook County Code § 46-37: prohibits notice to ICE unless there is a warrant for the "
            "person's arrest for a crime or there is a law enforcement purpose unrelated to "
            "immigration."
        ) in str(self.REVIEW).splitlines()
        assert "its conditions" not in str(self.REVIEW)

    def test_a_form_that_asks_for_a_hold_is_a_detainer(self) -> None:
        """So an exception for requests that are none cannot apply; of another form it may."""
        of_notice = dl.notice_deadlines(
            dl.Detainer(form="I-247N", issued_on=date(2016, 7, 1)),
            THURSDAY,
            jurisdiction=COOK,
            on=date(2025, 7, 3),
        )

        assert "is not an immigration detainer" not in str(self.REVIEW)
        assert "is not an immigration detainer" in str(of_notice)


class TestMissingTimes:
    """What is missing is named, with what to type."""

    LINES = (
        *("hold", "7/3/2025 5pm", "--jurisdiction", "Wake County, NC"),
        *("--event", "detainer-received=7/3/2025 9am", "--brief"),
    )

    def test_a_time_that_is_missing_has_an_example(self, run: Run) -> None:
        """That can be typed."""
        lines = run(*self.LINES)

        assert (
            "    To compute it, add when that was. If it was July 3, 2025, at 9 a.m., type: "
            '--event "administrative-warrant-received=7/3/2025 9am"'
        ) in lines
        assert (
            "Not computed, and may end earlier: N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55)."
        ) in lines

    def test_the_earliest_deadline_may_not_be_the_first(self, run: Run) -> None:
        """Beside a rule that could not be computed, which may end earlier."""
        assert (
            "Earliest deadline computed: A lawful hold would expire Saturday, July 5, 2025, 5:00 "
            "p.m. EDT at "
            "the latest under Form I-247A; it may expire earlier under N.C. Gen. Stat. § "
            "162-62(b1) (S.L. 2024-55)."
        ) in run(*self.LINES)

    def test_a_time_that_was_typed_is_not_silently_left_out(self, run: Run) -> None:
        """Where a rule needs another one with it; of a day, once."""
        unused = (
            "Not used: the time when the agency receives the detainer (detainer-received). N.C. "
            "Gen. Stat. § 162-62(b1) (S.L. 2024-55) also needs administrative-warrant-received."
        )

        assert unused in run(*self.LINES)
        assert unused not in run(
            *self.LINES, "--event", "administrative-warrant-received=7/3/2025 8am"
        )

    def test_a_condition_of_all_cases_says_what_follows(self, run: Run) -> None:
        """A paper without which the statute does not apply is not one more fact."""
        assert (
            "None of this applies if no signed Form I-200 or I-205 comes with the detainer: no law "
            "on file covers that case."
        ) in run(*self.LINES)


class TestLists:
    """What is looked up says what was found, and no more."""

    def test_a_list_with_nothing_of_a_place_says_so(self, run: Run) -> None:
        """An empty line is no answer."""
        assert [
            "Nothing in this list is on file for California. That does not mean there is none."
        ] == run("list", "unread", "CA")

    def test_holidays_are_no_advice_to_add_a_place(self, run: Run) -> None:
        """The verb has no such option, and asks for no hold."""
        lines = run("holidays", "2026", "NH", "--brief")

        assert "“On file” means in the data used here; other laws may apply." == lines[-1]

    def test_a_figure_says_how_well_its_source_was_read_in_one_way(self, run: Run) -> None:
        """In words, as every other source."""
        lines = run("figures", "6,947")

        assert any(line.endswith("(Jan. 30, 2026) (the original text was read)") for line in lines)


class TestBarsEverywhere:
    """Where the law bars the hold, no document says that one expires."""

    DAY = date(2025, 7, 3)

    def test_bounds_of_a_day(self) -> None:
        """From a day to a day."""
        bounds = dl.hold_bounds(self.DAY, jurisdiction=COOK)

        assert "The time named by 8 C.F.R. § 287.7(d) ends no earlier than " in str(bounds)
        assert "hold expires" not in str(bounds)

    def test_a_memo(self) -> None:
        """In its answer, its headings and its table."""
        readings = dl.hold_readings(THURSDAY, form="I-247A", jurisdiction=COOK)
        page, text = memo_html(readings), memo_text(readings)

        assert "TIMES THAT RULES ON FILE NAME, WITHOUT AUTHORITY TO HOLD" in text.splitlines()
        assert '<th scope="col">Its time ends</th>' in page
        assert "Hold expires" not in page

    def test_a_picture(self) -> None:
        """In its title."""
        pytest.importorskip("matplotlib")
        from detainerlib import plots  # noqa: PLC0415 (needs matplotlib)

        titles = [
            plots.plot_hold(dl.hold_readings(THURSDAY, form="I-247A", jurisdiction=place))
            .axes[0]
            .get_title(loc="left")
            for place in (COOK, None, "Harris County, TX")
        ]

        assert titles[0].endswith("When the time ends that each rule names")
        assert titles[1] == "When a lawful hold would expire"
        assert titles[2].endswith("\nWhen the hold expires")


class TestTellingThePerson:
    """Where no law was found, the form still says something: one statement has both."""

    def test_the_form_and_the_silence_of_the_law_are_one_statement(self) -> None:
        """Florida, whose law is on file on other practices."""
        detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 8, 10))
        review = dl.notice_deadlines(
            detainer, datetime(2025, 8, 14, 6, tzinfo=NEW_YORK), jurisdiction="Duval County, FL"
        )

        assert review.authority_to_notify[-1] == (
            "Duval County, Florida: telling the person about the detainer rests on the form "
            "alone. Form I-247A (3/17) takes effect only when the person is given a copy. No law "
            "found that requires or prohibits it; that does not mean there is none."
        )

    @pytest.mark.parametrize(
        ("form", "place", "starts"),
        [
            ("I-247A", "US-CA", "California: "),
            ("I-247G", "Duval County, FL", "Duval County, Florida: no law found on whether "),
        ],
    )
    def test_a_law_or_a_silent_form_is_told_as_before(
        self, form: str, place: str, starts: str
    ) -> None:
        """Where a law says it, and where the form says nothing."""
        review = dl.notice_deadlines(
            dl.Detainer(form=form),
            datetime(2025, 8, 14, 6, tzinfo=NEW_YORK if place != "US-CA" else PACIFIC.tzinfo),
            jurisdiction=place,
        )

        assert any(line.startswith(starts) for line in review.authority_to_notify)
        assert not any("rests on the form" in line for line in review.authority_to_notify)


class TestWhichDeadlineToActOn:
    """One order everywhere: the earliest first and marked, the others marked as rival and later."""

    PIMA = (
        *("status", "--at", "12/25/2025 1pm", "--jurisdiction", "Pima County, AZ"),
        *("--zone", "Arizona", "--issued-on", "12/20/2025", "--box", "1", "--brief"),
        *("--served-on", "12/21/2025", "--happened", "custody-ends=12/24/2025 11pm"),
    )

    def test_a_line_by_itself_says_whether_it_is_the_earliest(self, run: Run) -> None:
        """Two lines do not read as one hold that expires twice."""
        lines = run("hold", "7/3/2025 5pm", "--jurisdiction", "Harris County, TX", "--brief")

        assert (
            "Earliest deadline: The hold expires Saturday, July 5, 2025, 5:00 p.m. CDT under Form "
            "I-247A."
        ) in lines
        assert (
            "Later rival deadline: Under 8 C.F.R. § 287.7(d), the same hold would expire Tuesday, "
            "July 8, 2025, 5:00 p.m. CDT."
        ) in lines

    def test_a_status_lists_the_deadlines_of_the_hold(self, run: Run) -> None:
        """All of them, in the same words and order; the one that is an argument is said to be."""
        place = ("--jurisdiction", "Pima County, AZ", "--zone", "Arizona", "--brief")
        of_hold = [
            line
            for line in run("hold", "12/24/2025 11pm", *place)
            if line.startswith(
                ("Earliest deadline: ", "Later rival deadline: ", "Argued, ", "That days on")
            )
        ]
        status = next(line for line in run(*self.PIMA) if line.startswith("As of Thursday"))

        assert 4 == len(of_hold)
        assert of_hold[2].startswith("Argued, but adopted by no source on file: Under 8 C.F.R. § ")
        assert status.endswith(" ".join(of_hold))
        assert "is an argument; no source on file adopts it." in of_hold[-1]
        assert "Exec. Order No. 14,371, § 1" in of_hold[-1]

    def test_no_hold_is_said_to_run_where_that_is_not_settled(self, run: Run) -> None:
        """Hours are, of which so many have passed."""
        answer = "\n".join(run(*self.PIMA))

        assert "a hold is running" not in answer
        assert (
            "the time that Form I-247A names is running: 14 hours since release was due; the "
            "form asks for no more than 48 hours. Whether the person may be held is not settled."
        ) in answer

    def test_of_a_day_the_earliest_of_all_comes_first(self, run: Run) -> None:
        """And two midnights a day apart do not read alike."""
        lines = run("hold", "7/3/2025", "--zone", "Central", "--brief")

        assert lines[0] == "Whether you may hold is a separate question; add --jurisdiction."
        assert lines[2].endswith(
            "the earliest deadline of all is 12:00 midnight CDT, at the start of Saturday, July 5, "
            "2025 (the night from Friday to Saturday)."
        )
        assert any("(the night from Saturday to Sunday)" in line for line in lines)
        assert 2 == sum(line.startswith("  Earliest in this case: ") for line in lines)
        assert (
            "A release by 12:00 midnight CDT, at the start of Saturday, July 5, 2025 (the night "
            "from Friday to Saturday), is within every time limit above."
        ) in lines
        assert "earliest deadline" not in "\n".join(lines[3:]).lower()

    def test_a_change_of_clocks_is_said_once(self, run: Run) -> None:
        """From 3 p.m. CST, 48 hours end at 4 p.m. CDT."""
        lines = run("hold", "3/6/2026 3pm", "--zone", "Central", "--brief")

        assert 1 == lines.count(
            "Clocks go forward 1 hour on March 8, 2026. The 48 hours are counted as elapsed time."
        )

    def test_under_a_ban_the_short_answer_has_one_time(self, run: Run) -> None:
        """That at which the person is to be released; the others stand below a heading."""
        hold = ("hold", "3/6/2026 3pm", "--jurisdiction", COOK)
        brief, full = run(*hold, "--brief"), run(*hold)
        due = (
            "The detainer gives no reason to keep the person past the time due: Friday, March 6, "
            "2026, 3:00 p.m. CST. A criminal charge, a judge's warrant, or a "
            "hold that is not for ICE is a separate matter. An ICE warrant (Form I-200 or I-205) "
            "is not a judge's."
        )

        assert [due] == [line for line in brief if "p.m." in line]
        assert full.index(due) < full.index(on_holds.TIMES_NAMED)
        assert not any("deadline" in line for line in full[: full.index("WHY")])
        day = run("hold", "3/6/2026", "--jurisdiction", COOK, "--brief")
        assert not any("midnight" in line for line in day)

    def test_a_release_too_early_at_midnight(self, run: Run) -> None:
        """The time stands behind its preposition alone."""
        lines = run("hold", "7/3/2025", "--jurisdiction", "Polk County, IA", "--brief")

        assert any(line.startswith("A release before 12:00 midnight CDT, at the") for line in lines)

    def test_a_law_with_its_own_limit(self, run: Run) -> None:
        """North Carolina requires the hold in some cases, until a time of its own."""
        lines = run("hold", "10/10/2025 5pm", "--jurisdiction", "Wake County, NC", "--brief")

        assert any("before the law's own time limit ends may break" in line for line in lines)

    def test_a_limit_is_that_of_the_duty_by_its_rule_and_not_by_its_name(self) -> None:
        """A rule whose name stands within that of the duty's own limit is another one."""
        due = datetime(2025, 10, 10, 17, tzinfo=ZoneInfo("America/New_York"))
        events = {"detainer-received": due, "administrative-warrant-received": due}
        place = "Wake County, NC"
        readings = dl.hold_readings(due, form="I-247A", jurisdiction=place, events=events)
        *_, own = readings.audit(due + timedelta(hours=1))
        federal = dl.catalog.rule("8-cfr-287.7-d")
        other = attrs.evolve(own, title="N.C. Gen. Stat. § 162-62(b1)", rule=federal)
        breaks = "a release before the law's own time limit ends may break the duty to hold."

        assert f"{other.title} (S.L. 2025-85)" == own.title
        assert [] == [*too_early([other])]
        assert [f"Where the law requires this hold, {breaks}"] == [*too_early([other, own])]


class TestMemoOfAnUnsettledPlace:
    """What decides stands in the answer; all that was not read is named."""

    def memo(self) -> str:
        """Return the memo, in one line."""
        readings = dl.hold_readings(
            datetime(2025, 12, 24, 23, tzinfo=ZoneInfo("America/Phoenix")),
            form="I-247A",
            jurisdiction="Maricopa County, AZ",
        )
        return " ".join(memo_text(readings).split())

    def test_the_answer_has_every_deadline_and_service(self) -> None:
        """It does not choose one."""
        memo = self.memo()
        answer = memo[memo.index(" ANSWER ") : memo.index("WHEN A LAWFUL HOLD")]

        assert 1 == answer.count("Later rival deadline: ")
        assert 1 == answer.count("Argued, but adopted by no source on file: ")
        assert "The two deadlines are 72 hours apart." in answer
        rows = memo[memo.index("WHEN A LAWFUL HOLD") : memo.index("WHICH HOURS COUNT")]
        assert 2 == rows.count("Addressed to: ")
        assert rows.index("8 C.F.R. § 287.7(d): ") < rows.index("Argued, but adopted by no ")
        assert "It takes effect only when the person is given a copy" in answer

    def test_the_law_begins_with_the_agency_named_first(self) -> None:
        """And not with the remainder."""
        memo = self.memo()
        law = memo[memo.index("THE LAW ON HOLDING AT ALL") :]

        assert law.startswith("THE LAW ON HOLDING AT ALL Maricopa County, Arizona: see the answer.")

    def test_every_source_that_was_not_read_is_named(self) -> None:
        """With what to do where no page is on file."""
        memo = self.memo()
        unread = "Maricopa Cnty. Sheriff's Off., Announcement (Feb. 17, 2017) and Form I-247A"

        assert f"The original text was not read for {unread}. Read the original first." in memo
        assert f"No official page is on file for {unread}: ask for a copy of the original." in memo


class TestReviewsOfOneForm:
    """Each finding has its source; what is moot is not asked."""

    REVIEW = str(
        dl.review_detainer(
            dl.Detainer(
                form="I-247A", issued_on=date(2025, 7, 1), boxes={1, 2}, signed=False, served=False
            )
        )
    )

    def test_counts_what_was_not_checked(self) -> None:
        """Three findings of as many as could be checked."""
        assert self.REVIEW.splitlines()[0].endswith(
            "3 findings; 7 questions not checked; 4 that the form cannot answer."
        )

    def test_findings_are_cited(self) -> None:
        """As the questions are that nobody can answer."""
        assert "one of them did. (8 C.F.R. § 287.7(b))" in self.REVIEW
        assert "Beyond that, what follows from these findings in law is not on file." in self.REVIEW

    def test_what_another_answer_makes_moot_is_not_asked(self) -> None:
        """Nobody signed; and what the agency knows is no question to the form."""
        assert "the officer who signed" not in self.REVIEW
        own = self.REVIEW.index("Did the agency arrest the person")
        assert own < self.REVIEW.index("Cannot be determined from the form:")

    def test_the_case_has_its_name(self) -> None:
        """As lawyers cite it."""
        assert "(Jimenez Moreno v. Napolitano, 213 F. Supp. 3d 999 (N.D. Ill. 2016))" in self.REVIEW


class TestRequestForNotification:
    """A form that asks for notice only is no detainer."""

    ASKED = ("notices", "3/6/2016 3pm", "--form", "I-247N", "--issued-on", "3/1/2016")

    def test_says_first_what_it_asks_for(self, run: Run) -> None:
        """And what it does not."""
        lines = run(*self.ASKED, "--jurisdiction", "King County, WA", "--brief")
        answer = "\n".join(lines)

        assert "Form I-247N asks for notice of release. It does not ask you to hold." == lines[0]
        assert "the detainer" not in answer
        assert (
            "The form asks for it by Friday, March 4, 2016, 3:00 p.m. PST; that is a request, not "
            "a deadline set by law."
        ) in answer
        assert "add: --on 3/4/2016" in answer
        assert 1 == answer.count("Source: ")
        assert "Source: the original text was read in part." in answer
        assert "we have not read" not in answer


class TestStatusInWords:
    """What a status says of its deadlines, in each kind of place."""

    SERVED = dl.Detainer(
        form="I-247A",
        issued_on=date(2025, 7, 1),
        boxes={1},
        served=True,
        served_on=date(2025, 7, 1),
    )

    def status(self, hour: int, place: str | None, **options: Any) -> DetainerStatus:
        """Return the status on the Thursday at an hour, where custody ends at 5 p.m."""
        ends = CustodyEvent(kind="custody-ends", at=options.pop("ends", THURSDAY))
        at = THURSDAY.replace(hour=hour)
        return dl.detainer_status(self.SERVED, [ends], at=at, jurisdiction=place, **options)

    def test_a_hold_runs_where_the_law_requires_it(self) -> None:
        """And would expire where it has not begun."""
        place = "Harris County, TX"

        assert (
            on_statuses.as_of("Thursday, July 3, 2025, 6:00 p.m. CDT", "hold running")
            == self.status(18, place).sentence.partition(" Earliest")[0]
        )
        assert ", a hold is running. Earliest deadline: The hold expires" in str(
            self.status(18, place)
        )
        assert "Earliest deadline: A hold would expire Saturday" in str(self.status(16, place))

    def test_a_rule_that_lacks_a_time_is_named(self) -> None:
        """North Carolina's of 2024 starts at two papers."""
        thursday = THURSDAY.replace(tzinfo=NEW_YORK)
        status = dl.detainer_status(
            self.SERVED,
            [CustodyEvent(kind="custody-ends", at=thursday)],
            at=thursday,
            jurisdiction="Wake County, NC",
        )

        assert "Not computed, and may end earlier: N.C. Gen. Stat. § 162-62(b1)" in str(status)
        assert "Earliest deadline computed: " in str(status)

    @pytest.mark.parametrize(
        ("detainer_came", "titles", "last"),
        [
            (
                datetime(2025, 7, 2, 11, tzinfo=NEW_YORK),
                ["N.C. Gen. Stat. § 162-62(b1)", "Form I-247A", "8 C.F.R. § 287.7(d)"],
                "that hold would expire Tuesday, July 8, 2025, 5:00 p.m. EDT.",
            ),
            # its hours end 48 after a time that is known to the day only
            (
                date(2025, 7, 2),
                ["Form I-247A", "8 C.F.R. § 287.7(d)", "N.C. Gen. Stat. § 162-62(b1)"],
                "Not computed, and may end earlier: N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55).",
            ),
        ],
    )
    def test_the_earliest_comes_first_and_what_lacks_a_time_last(
        self, detainer_came: Any, titles: list[str], last: str
    ) -> None:
        """Also among the sources: 48 hours after both papers came, the later at 9 p.m."""
        due = THURSDAY.replace(tzinfo=NEW_YORK)
        events = [
            CustodyEvent(kind="custody-ends", at=due),
            CustodyEvent(kind="detainer-received", at=detainer_came),
            CustodyEvent(
                kind="administrative-warrant-received",
                at=datetime(2025, 7, 2, 21, tzinfo=NEW_YORK),
            ),
        ]
        status = dl.detainer_status(self.SERVED, events, at=due, jurisdiction="Wake County, NC")
        told = status.sentence.partition("is not settled.")[2]
        graded = str(status.sources)
        secondary = [title for title in titles if not title.startswith("8 ")]

        assert titles == sorted(titles, key=told.index)
        assert told.endswith(last)
        assert secondary == sorted(secondary, key=graded.index)

    @pytest.mark.parametrize(
        ("place", "due", "has_exceptions"),
        [
            (COOK, THURSDAY, False),
            ("US-CA", PACIFIC, True),
        ],
    )
    def test_under_a_ban_it_says_when_release_was_due(
        self, place: str, due: datetime, *, has_exceptions: bool
    ) -> None:
        """And whether the law makes exceptions."""
        ends = CustodyEvent(kind="custody-ends", at=due)
        at = due + timedelta(hours=1)
        status = dl.detainer_status(self.SERVED, [ends], at=at, jurisdiction=place)
        when = f"Thursday, July 3, 2025, 5:00 p.m. {due.tzname()}"

        assert on_releases.due(when, has_exceptions=has_exceptions) in status.sentence

    @pytest.mark.parametrize(
        ("place", "may_be_unlawful"), [(None, True), ("Harris County, TX", False)]
    )
    @pytest.mark.parametrize("hour", [16, 18])
    def test_by_holidays_of_the_caller_only_the_rule_that_was_asked_is_told(
        self, hour: int, place: str | None, *, may_be_unlawful: bool
    ) -> None:
        """Before it begins, and while it runs: the rule alone, without its source."""
        calendar = dl.CustomDays({date(2025, 7, 4): "closed"})
        status = self.status(hour, place, calendar=calendar)
        told = on_statuses.expires_under(
            "Tuesday, July 8, 2025, 5:00 p.m. CDT",
            "8 C.F.R. § 287.7(d)",
            may_be_unlawful=may_be_unlawful,
        )

        assert status.sentence.endswith(told)
        assert status.sources is None

    def test_of_a_clock_that_another_event_starts_only_its_rule_is_told(self) -> None:
        """The others start when custody ends."""
        due = THURSDAY.replace(tzinfo=NEW_YORK)
        papers = ("detainer-received", "administrative-warrant-received")
        events = [CustodyEvent(kind=kind, at=due - timedelta(hours=20)) for kind in papers]
        status = dl.detainer_status(
            self.SERVED,
            [CustodyEvent(kind="custody-ends", at=due), *events],
            at=due,
            jurisdiction="Wake County, NC",
            rule="us-nc-162-62-2024",
        )

        assert status.sentence.endswith(
            on_statuses.expires_under(
                "Friday, July 4, 2025, 9:00 p.m. EDT",
                "N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55)",
                may_be_unlawful=True,
            )
        )

    @pytest.mark.parametrize(
        ("form", "year", "editions"),
        [
            # when the first went out of use is not on file
            ("I-247", 2012, ["(before 2010)", "(12/11)"]),
            ("I-247 (12/11)", 2013, ["(12/11)"]),
        ],
    )
    def test_the_edition_is_that_of_the_form_or_of_the_day(
        self, form: str, year: int, editions: list[str]
    ) -> None:
        """One that is named counts also after another took its place."""
        due = datetime(year, 6, 4, 17, tzinfo=CHICAGO)
        served = dl.Detainer(form=form, served=True, served_on=date(year, 6, 3))
        ends = CustodyEvent(kind="custody-ends", at=due)
        status = dl.detainer_status(served, [ends], at=due)

        assert editions == re.findall(r"under Form I-247 (\(.*?\))", status.sentence)

    @pytest.mark.parametrize(
        ("form", "since_due", "title", "passed"),
        [
            ("I-247A", timedelta(hours=48), "Form I-247A", timedelta(hours=48)),
            # this edition excludes Saturdays, Sundays and holidays
            ("I-247 (12/11)", timedelta(hours=24), "Form I-247 (12/11)", None),
        ],
    )
    def test_hours_since_release_was_due_are_those_that_the_form_counts(
        self, form: str, since_due: timedelta, title: str, passed: timedelta | None
    ) -> None:
        """Up to and including the last moment; none are told where some are not counted."""
        served = attrs.evolve(self.SERVED, form=form, boxes=dl.UNKNOWN)
        asked = attrs.evolve(served, requests={"hold"})
        ends = CustodyEvent(kind="custody-ends", at=THURSDAY)
        at = THURSDAY + since_due
        status = dl.detainer_status(asked, [ends], at=at)
        now = {48: "Saturday, July 5", 24: "Friday, July 4"}[since_due // timedelta(hours=1)]

        assert status.sentence.startswith(
            on_statuses.hours_running(
                f"{now}, 2025, 5:00 p.m. CDT", title, passed, timedelta(hours=48)
            )
        )

    def test_of_a_form_in_several_editions_that_differ_nothing_is_said(self) -> None:
        """Form I-247 of an unknown day; one that was read in part says no more than was read."""
        several = dl.notice_deadlines(dl.Detainer(form="I-247"), THURSDAY)
        in_part = dl.notice_deadlines(dl.Detainer(form="I-247X"), THURSDAY)

        assert [None, None] == [several.form_asks, in_part.form_asks]

    def test_of_a_day_under_a_ban_no_time_is_made_up(self) -> None:
        """Where only the day is known on which custody ended."""
        status = self.status(18, COOK, ends=date(2025, 7, 2))

        assert "The law or policy above bars the hold." in status.sentence
        assert "past the time due" not in status.sentence
        assert status.sources is None

    def test_a_hold_that_is_over_has_its_source(self) -> None:
        """Those of every deadline told, also where something else came after it."""
        at = THURSDAY.replace(day=9)
        ends = CustodyEvent(kind="custody-ends", at=THURSDAY)
        taken = CustodyEvent(kind="custody-assumed", at=THURSDAY.replace(day=9, hour=16))

        for events in ([ends], [ends, taken]):
            assert (
                "Sources: secondary, not the original text (Form I-247A, read in ICE's guidance); "
                "the original text was read (8 C.F.R. § 287.7(d))."
            ) == dl.detainer_status(self.SERVED, events, at=at).sources

    def over(self, day: int, place: str) -> str:
        """Return the status at 4 p.m. on a day of July, where custody ended on the third at 5."""
        ends = CustodyEvent(kind="custody-ends", at=THURSDAY)
        at = THURSDAY.replace(day=day, hour=16)
        return dl.detainer_status(self.SERVED, [ends], at=at, jurisdiction=place).sentence

    def test_the_earliest_deadline_opens_where_it_alone_has_passed(self) -> None:
        """From 5 p.m. on the 5th to 4 p.m. on the 8th are 71 hours."""
        assert (
            "As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the earliest deadline has passed, and a "
            "later one has not: the readings differ. Earliest deadline: The hold already expired "
            "Saturday, July 5, 2025, 5:00 p.m. CDT under Form I-247A: over by 71 hours. Later "
            "rival deadline: Under 8 C.F.R. § 287.7(d), the same hold would expire Tuesday, July "
            "8, 2025, 5:00 p.m. CDT."
        ) == self.over(8, "Harris County, TX")

    def test_a_hold_that_is_over_has_every_deadline_and_no_release(self) -> None:
        """By the 9th at 4 p.m. 95 hours have passed since the 5th at 5, and 23 since the 8th."""
        assert (
            "As of Wednesday, July 9, 2025, 4:00 p.m. CDT, the hold is over. No release by then "
            "was entered. Earliest deadline: The hold already expired Saturday, July 5, 2025, 5:00 "
            "p.m. CDT under Form I-247A: over by 95 hours. Later rival deadline: Under 8 C.F.R. "
            "§ 287.7(d), the same hold would already have expired Tuesday, July 8, 2025, 5:00 p.m. "
            "CDT: over by 23 hours."
        ) == self.over(9, "Harris County, TX")

    def test_under_a_ban_the_named_times_are_over(self) -> None:
        """Below when release was due."""
        answer = self.over(9, "Cook County, IL")

        assert answer.startswith(
            "As of Wednesday, July 9, 2025, 4:00 p.m. CDT, the hold is over. No release by then "
            "was entered. The detainer gives no reason to keep the person past the time due"
        )
        assert answer.endswith(
            " The time named by Form I-247A already ended Saturday, July 5, 2025, 5:00 p.m. CDT: "
            "over by 95 hours. The time named by 8 C.F.R. § 287.7(d) already ended Tuesday, July "
            "8, 2025, 5:00 p.m. CDT: over by 23 hours."
        )

    def test_a_person_released_in_time_has_the_source_of_the_deadlines(self) -> None:
        """The earliest is told of a hold that ended before it; none, where there was no hold."""
        events = [
            CustodyEvent(kind=kind, at=THURSDAY + timedelta(hours=hours))
            for kind, hours in (("custody-ends", 0), ("released", 2))
        ]
        status, at_due = (
            dl.detainer_status(self.SERVED, those, at=THURSDAY + timedelta(hours=3))
            for those in (events, [events[0], CustodyEvent(kind="released", at=THURSDAY)])
        )

        assert "released" == status.state == at_due.state
        assert status.sources == (
            "Sources: secondary, not the original text (Form I-247A, read in ICE's guidance); the "
            "original text was read (8 C.F.R. § 287.7(d))."
        )
        assert at_due.sources is None

    def left(self, place: str | None, left: datetime, **options: Any) -> DetainerStatus:
        """Return the status of one who was due on the Thursday, and was released since."""
        events = [
            CustodyEvent(kind="custody-ends", at=THURSDAY),
            CustodyEvent(kind="released", at=left),
            *options.pop("events", ()),
        ]
        at = THURSDAY + timedelta(days=6)
        return dl.detainer_status(
            options.pop("detainer", self.SERVED), events, at=at, jurisdiction=place, **options
        )

    ALLOWED = "No law on file allowed any hour past the time due."
    BY_THEN = "By then, 40 hours had passed since release was due; "

    @pytest.mark.parametrize(
        ("place", "then"),
        [
            ("Hennepin County, MN", "no deadline had passed: the earliest was {}."),
            ("Harris County, TX", "no deadline had passed: the earliest was {}."),
            ("Cook County, IL", "no hold was allowed."),
            (
                "Milwaukee County, WI",
                (
                    "unless the law or policy above differs for this case or agency, no hold was "
                    "allowed."
                ),
            ),
            ("Mecklenburg County, NC", "no deadline computed had passed: the earliest was {}."),
        ],
    )
    def test_of_one_who_left_in_time_says_how_long_past_the_time_due(
        self, place: str, then: str
    ) -> None:
        """From Thursday, 5 p.m., to Saturday, 9 a.m., and what the law made of that."""
        zone = ZoneInfo("America/New_York" if place.endswith("NC") else "America/Chicago")
        due, at = (THURSDAY.replace(day=day, tzinfo=zone) for day in (3, 9))
        events = [
            CustodyEvent(kind="custody-ends", at=due),
            CustodyEvent(kind="released", at=due + timedelta(hours=40)),
        ]
        status = dl.detainer_status(self.SERVED, events, at=at, jurisdiction=place)
        clock = "EDT" if place.endswith("NC") else "CDT"
        earliest = f"Saturday, July 5, 2025, 5:00 p.m. {clock} (Form I-247A)"

        assert status.sentence.endswith(f"{self.BY_THEN}{then.format(earliest)}")
        told = (on_holds.NO_AUTHORITY, on_holds.NO_LAW_LETS, on_holds.IF_LAWFUL)
        worth = {"MN": [on_holds.NO_LAW_LETS], "NC": [on_holds.IF_LAWFUL]}.get(place[-2:], [])
        assert worth == [line for line in status.authority_to_hold if line in told]
        assert (place[-2:] == "MN") is (self.ALLOWED in status.sentence)

    def test_beside_a_judges_warrant_no_hours_are_counted(self) -> None:
        """Custody may have been under it."""
        warrant = CustodyEvent(kind="judicial-warrant-received", at=THURSDAY)
        status = self.left(None, THURSDAY + timedelta(hours=40), events=[warrant])

        assert "By then" not in status.sentence

    def test_of_one_who_left_late_no_law_allowed_it_either(self) -> None:
        """Where none lets an agency hold; not of a person who is still held."""
        late = THURSDAY + timedelta(days=5)

        assert self.left("Hennepin County, MN", late).sentence.endswith(self.ALLOWED)
        assert self.ALLOWED not in self.left("Harris County, TX", late).sentence
        assert self.ALLOWED not in self.left("Cook County, IL", late).sentence
        # A ban says so already, where no law of the place lets any agency hold either.
        assert self.ALLOWED not in self.left("US-IL", late).sentence
        assert self.ALLOWED not in self.status(18, "Hennepin County, MN").sentence

    @pytest.mark.parametrize(
        ("days", "told"),
        [(2, ["The law above is that of July 5, 2025, the day the person left."]), (6, [])],
    )
    def test_says_why_the_law_is_of_another_day(self, days: int, told: list[str]) -> None:
        """The person left before the day asked about."""
        status = self.left("Cook County, IL", THURSDAY + timedelta(days=days))

        assert told == [x for x in status.authority_to_hold if x.startswith("The law above")]

    @pytest.mark.parametrize("kind", ["released", "transferred", "custody-assumed"])
    def test_asks_for_the_box_also_once_the_person_has_left(self, run: Run, kind: str) -> None:
        """And shows each time that was typed; with the box, the hours are told."""
        typed = (
            *("status", "--at", "7/8/2026 9am", "--zone", "Central", "--served-on", "7/1/2026"),
            *("--happened", "custody-ends=7/2/2026 5pm", "--happened", f"{kind}=7/4/2026 9am"),
        )
        lines = run(*typed)

        assert lines[0].endswith(" Not known: which box is checked?")
        assert lines[1] == "    To answer it, type for example: --box 1, or --box 2"
        assert any(
            "entered" in line and "The end of local custody, Thursday, July 2, 2026" in line
            for line in lines
        )
        assert self.BY_THEN in run(*typed, "--box", "1")[0]

    def test_beyond_the_years_on_file_only_the_rule_that_was_asked_is_told(self) -> None:
        """The holidays of the other are not known."""
        at = THURSDAY.replace(year=2105)
        ends = CustodyEvent(kind="custody-ends", at=at)
        status = dl.detainer_status(self.SERVED, [ends], at=at, rule="form-i-247a")

        assert "Other rules may give an earlier deadline." in status.sentence
        assert status.sources is None

    def test_a_memo_of_a_day_without_a_deadline(self) -> None:
        """No earliest deadline of all is made up."""
        readings = dl.hold_readings(THURSDAY, form="I-247G")

        assert "earliest deadline of all" not in memo_text(readings, readings)
        regulation = dl.hold_readings(THURSDAY.replace(year=2016), form="I-247A")
        assert "was not read for" not in memo_text(regulation)


class TestWhatStandsBesideTheAnswer:
    """What a reader would otherwise take for more, or for less, than the law says."""

    ALONE = "This is about the detainer and ICE's request alone; what a judge's warrant or order "
    SERVED = "It takes effect only when the person is given a copy ("

    def test_a_judges_warrant_is_a_matter_of_its_own(self, run: Run) -> None:
        """Once, where a ban reaches a case named for one; not where the law excepts it."""
        transfer = run("policy", "transfer_custody", "24031", "--on", "10/15/2026")
        level = run("classify", "24021", "--on", "10/15/2026", "--brief")
        cook = run("policy", "hold_on_detainer", COOK, "--on", "10/15/2026")

        for lines, count in ((transfer, 1), (level, 1), (cook, 0)):
            assert count == sum(line.startswith(self.ALONE) for line in lines)

    def test_a_hold_in_brief_names_the_condition_of_service(self, run: Run) -> None:
        """Above a duty and a permission, of a time and of a day; not under a ban."""
        for when in ("7/3/2025 5pm", "7/3/2025"):
            for place, count in (("Harris County, TX", 1), ("Knox County, TN", 1), (COOK, 0)):
                lines = run("hold", when, "--jurisdiction", place, "--brief")
                assert count == sum(self.SERVED in line for line in lines)

    def test_a_reported_policy_is_no_law(self, run: Run) -> None:
        """Nor a power: as it stands beside what is open."""
        maricopa = "\n".join(run("policy", "hold_on_detainer", "04013", "--on", "12/24/2025"))
        montgomery = "\n".join(run("policy", "transfer_custody", "24031", "--on", "10/15/2026"))

        assert "Such a policy is not a law. No source on file says that it still" in maricopa
        assert "it may (Montgomery" not in montgomery
        assert "As reported on November 6, 2019: " in montgomery
        assert "Such a policy is not a law, and gives no power to do it." in montgomery

    def test_open_points_on_file_can_follow_whether(self) -> None:
        """A clause each, and not that something was not read, which is so."""
        beginnings = (
            '"',
            "an earlier ",
            "as ",
            "in ",
            "the cases ",
            "to the ",
            "what ",
            "whether ",
        )
        points = {
            leaf.words
            for norm in dl.catalog.provisions()
            for leaf in norm.conditions
            if isinstance(leaf, InWords)
        }

        assert points
        assert not [words for words in points if words.startswith(beginnings)]
        firsts = (words.partition(";")[0] for words in points)
        unread = [first for first in firsts if first.endswith((" was not read", " were not read"))]
        assert all(", which was not read" in first for first in unread)

    def test_what_is_open_does_not_read_as_a_fact(self, run: Run) -> None:
        """It is a question, in a plain sentence."""
        maricopa = "\n".join(run("policy", "hold_on_detainer", "04013", "--on", "12/24/2025"))

        assert (
            "It depends on a point that is not settled, or not known here (our words): whether "
            "honoring a detainer counts as enforcement of federal immigration laws. For a sheriff: "
            "if so, no policy "
        ) in maricopa
