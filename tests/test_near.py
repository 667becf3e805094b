"""What stands near an answer: whose agreements, what was not read, how partial a record is."""

import copy
import pickle
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from detainerlib import (
    catalog,
    classify_cooperation,
    cooperation_profile,
    governing_policy,
    hold_readings,
    policy_spells,
)
from detainerlib.__main__ import main
from detainerlib._printing import Partial
from detainerlib.bulk import policy_codebook, policy_panel
from detainerlib.models import AgencyType, AgencyTypeName, CaseFacts, Claim, Evidence, Practice
from detainerlib.serialization import to_json
from detainerlib.sources.citations import AuthorityKind

PATROL = "us-fl-highway-patrol-287g-2025"
SUMMER = date(2025, 7, 1)
NOTE = catalog.about().agreements.summary
HOLD: Final = "hold_on_detainer"


class TestAgreements:
    """A highway patrol's agreement is none of the counties of its state."""

    def test_are_a_places_own_or_of_governments_above(self) -> None:
        """In an answer, a profile, a classification, a spell, and their documents."""
        answer = governing_policy(HOLD, "12001", on=SUMMER)
        profile = cooperation_profile("12001", on=SUMMER)
        (spell,) = policy_spells("12001", start=SUMMER, end=SUMMER)

        for found in (answer, profile, spell):
            assert () == found.agreements
            assert [PATROL] == [agreement.id for agreement in found.agreements_above]
        assert f'"agreements":[],"agreements_above":["{PATROL}"]' in to_json(answer).replace(
            " ", ""
        )
        assert (
            "Agreement of a higher government: Florida Highway Patrol: Task Force Model, "
            "from February 7, 2025"
        ) in str(profile)
        said = str(classify_cooperation("12001", on=SUMMER))
        assert "Agreement: Florida Highway Patrol" in said

    def test_of_the_state_are_its_own(self) -> None:
        """The patrol is an agency of Florida."""
        found = governing_policy(HOLD, "US-FL", on=SUMMER)

        assert PATROL in {agreement.id for agreement in found.agreements}
        assert () == found.agreements_above

    def test_of_a_panel_have_columns_of_their_own(self) -> None:
        """No county of Florida or Missouri has a task force by its highway patrol alone."""
        counties = [
            place.code
            for place in catalog.jurisdictions()
            if place.parent in {"US-FL", "US-MO"} and len(place.code) == 5
        ]
        rows = policy_panel({*counties, "12001", "29001"}, start=SUMMER, end=SUMMER)

        for row in rows:
            assert "highway-patrol" not in (row["agreements"] or "")
            assert "highway-patrol" in row["agreements_above"]
            assert "task-force" in row["agreement_models_above"]
        meaning = policy_codebook()["agreements"].meaning
        assert "Nothing is inherited" in meaning
        assert NOTE in meaning

    def test_one_that_was_announced_is_perhaps_in_force(self) -> None:
        """Seventeen sheriffs of Florida, January 17, 2018."""
        found = governing_policy(HOLD, "12103", on=date(2018, 3, 1))

        assert ["us-fl-pinellas-boa-2018"] == [agreement.id for agreement in found.agreements]
        assert "us-fl-pinellas-boa-2018" in found.perhaps_in_force
        assert () == governing_policy(HOLD, "12103", on=date(2018, 1, 16)).agreements


class TestPartialRecords:
    """A record that is partial says so, and how much of what there is."""

    def test_the_note_gives_the_numbers_of_the_data(self) -> None:
        """How many are on file, and the issuer's newest total."""
        issued = max(
            (
                f
                for f in catalog.figures(counted="agreements")
                if "ice-2026" in f.citation.authority
            ),
            key=lambda figure: figure.value,
        )

        assert f"{len(catalog.agreements())} are on file" in NOTE
        assert f"{issued.value:,}" in NOTE

    @pytest.mark.parametrize("code", ["12103", "US-WY", "48453"])
    def test_is_said_wherever_agreements_are(self, code: str) -> None:
        """The explanation of an answer, a profile, a classification; the listing itself."""
        answer = governing_policy(HOLD, code, on=SUMMER)
        profile = cooperation_profile(code, on=SUMMER)

        assert NOTE in {step.statement for step in answer.explanation}
        assert NOTE in {step.statement for step in profile.explanation}
        assert NOTE in str(profile)
        assert NOTE == catalog.agreements(code).note
        assert NOTE.partition(";")[0] in to_json(answer)

    @pytest.mark.parametrize(("place", "own"), [("12057", 1), ("US-WY", 0)])
    def test_ends_what_the_command_lists(
        self, capsys: pytest.CaptureFixture[str], place: str, own: int
    ) -> None:
        """After the agreements of a place, of which a table and a document have the records."""
        main(["list", "agreements", place])
        lines = capsys.readouterr().out.splitlines()
        main(["list", "agreements", place, "--csv"])

        # That nothing is on file is a line, too.
        assert (max(own, 1) + 1, NOTE) == (len(lines), lines[-1])
        assert own + 1 == len(capsys.readouterr().out.splitlines())

    def test_an_empty_listing_prints_what_it_means(self) -> None:
        """And stays an empty tuple, equal to one, that can be copied and pickled."""
        nothing = catalog.figures(jurisdiction="20001")
        sentence = (
            "No published figure of Allen County, Kansas is on file. That does not mean none "
            "was published."
        )

        assert not nothing
        assert sentence == str(nothing) == nothing.note
        assert repr(nothing).startswith("<nothing on file: No published figure of Allen")
        pickled = pickle.loads(pickle.dumps(nothing))  # noqa: S301 (our own)
        for same in (copy.copy(nothing), copy.deepcopy(nothing), pickled):
            assert isinstance(same, Partial)
            assert (nothing, sentence) == (same, same.note)

    def test_what_does_not_fit_is_not_said_to_be_missing(self) -> None:
        """Travis County has figures, and none of TRAC."""
        assert catalog.figures(jurisdiction="48453")
        assert (
            "of Travis County, Texas that fits"
            in catalog.figures(jurisdiction="48453", publisher="TRAC").note
        )


class TestUnreadTexts:
    """What a place is known to have is named wherever the place is asked for."""

    @pytest.mark.parametrize("text", catalog.unread_texts(), ids=lambda text: text.id)
    def test_is_named_by_every_answer_on_the_place(self, text: object) -> None:
        """In the sentence and the steps; it settles nothing."""
        assert isinstance(text, type(catalog.unread_texts()[0]))
        day = next(
            day
            for year in range(2009, 2027)
            for day in (date(year, 8, 1),)
            if text.period.contains(day) is not False
        )
        kind = next(iter(text.agency_types), None)
        practice = next(iter(text.practices), Practice.HOLD_ON_DETAINER)
        answer = governing_policy(practice, text.jurisdiction, on=day, agency_type=kind)
        profile = cooperation_profile(text.jurisdiction, on=day, agency_type=kind)

        assert text in answer.unread
        assert text.summary.removesuffix(".") in str(answer)
        assert str(text) in {step.statement for step in answer.explanation}
        assert text in profile.unread
        assert text.summary in str(profile)
        assert text.summary in str(
            classify_cooperation(text.jurisdiction, on=day, agency_type=kind)
        )
        assert text.id in to_json(answer)

    def test_is_named_above_a_deadline(self) -> None:
        """The jail of Walla Walla may have a rule of its own on the request in hand."""
        start = datetime(2014, 8, 1, 17, tzinfo=ZoneInfo("America/Los_Angeles"))
        readings = hold_readings(start, form="I-247", jurisdiction="53071")

        assert "Walla Walla County changed its policy" in str(readings)

    def test_speaks_to_the_agencies_it_names(self) -> None:
        """A text on the police says nothing of the jail."""
        texts = {
            kind: governing_policy(HOLD, "3651000", on=date(2013, 8, 1), agency_type=kind).unread
            for kind in (AgencyType.POLICE, AgencyType.LOCAL_CORRECTIONS)
        }

        assert texts[AgencyType.POLICE]
        assert not texts[AgencyType.LOCAL_CORRECTIONS]

    def test_is_not_named_of_another_practice_or_place(self) -> None:
        """Boulder County's is on holds."""
        day = date(2014, 8, 1)

        assert not governing_policy(Practice.ENTER_287G, "08013", on=day).unread
        assert not governing_policy(HOLD, "08031", on=day).unread


class TestOrdersAndPoliciesOfOneAgency:
    """The days around each; what no account bears is open."""

    @pytest.mark.parametrize(
        ("code", "kind", "on", "possible"),
        [
            ("08041", "sheriff", date(2018, 3, 18), 3),
            ("08041", "sheriff", date(2018, 3, 19), 1),
            ("08041", "sheriff", date(2019, 1, 15), 1),
            ("08041", "police", date(2019, 1, 15), 3),
            ("31055", "local-corrections", date(2014, 10, 1), 3),
            ("31055", "local-corrections", date(2014, 10, 2), 1),
            ("31055", "local-corrections", date(2014, 10, 3), 3),
            ("20177", "local-corrections", date(2014, 6, 9), 1),
            ("12073", "sheriff", date(2014, 8, 20), 3),
            ("12073", "sheriff", date(2014, 8, 21), 1),
        ],
    )
    def test_bind_from_their_day(
        self, code: str, kind: AgencyTypeName, on: date, possible: int
    ) -> None:
        """Without any warrant and without probable cause."""
        none = dict.fromkeys(
            (
                "judicial-warrant",
                "criminal-warrant",
                "admin-warrant",
                "probable-cause-for-the-hold",
            ),
            False,
        )
        found = governing_policy(HOLD, code, on=on, facts=CaseFacts(facts=none), agency_type=kind)

        assert possible == len(found.possible)

    @pytest.mark.parametrize(
        ("code", "kind", "on"),
        [
            ("31055", "local-corrections", date(2014, 10, 2)),
            ("5046000", "police", date(2017, 3, 21)),
        ],
    )
    def test_leave_a_warrant_of_ice_open(self, code: str, kind: AgencyTypeName, on: date) -> None:
        """The accounts speak of a request alone."""
        warrant = {"judicial-warrant": False, "criminal-warrant": False, "admin-warrant": True}
        found = governing_policy(
            HOLD, code, on=on, facts=CaseFacts(facts=warrant), agency_type=kind
        )

        assert 3 == len(found.possible)


class TestContractClocks:
    """A jail's clock by contract is a rule of its own beside the federal ones."""

    def test_of_a_county_of_florida_stands_beside_the_others(self) -> None:
        """Monroe County's agreement was executed on February 14, 2018."""
        start = datetime(2018, 7, 3, 17, tzinfo=ZoneInfo("America/New_York"))
        titles = [r.title for r in hold_readings(start, form="I-247A", jurisdiction="12087")]

        assert "Monroe County Sheriff's basic ordering agreement (2018)" in titles

    def test_each_has_its_agreement_on_file(self) -> None:
        """By the same place, and no clock without one."""
        for rule in catalog.rules():
            if rule.id.endswith("-boa-2018"):
                assert rule.jurisdiction is not None
                assert rule.id in {record.id for record in catalog.agreements(rule.jurisdiction)}
                assert Evidence.SECONDARY is rule.citation.evidence

    def test_of_florida_have_an_open_end(self) -> None:
        """No account says whether an agreement of 2018 still stands."""
        for rule in catalog.rules():
            if rule.id.endswith("-boa-2018"):
                assert rule.period.contains(date(2026, 6, 1)) is None


class TestSectionThree:
    """The table of policies of 2017: as printed, with its disputes, as far as it was read."""

    ENTRIES = catalog.assertions(listed_in="ddor-2017-section-iii")

    def test_has_what_was_printed_where_it_was_read(self) -> None:
        """The month, the name and the criteria of the first entries."""
        (travis,) = (entry for entry in self.ENTRIES if entry.jurisdiction == "48453")

        assert "January 2017" == travis.enacted_printed
        assert (
            "Willing to accept requests accompanied by a court order" == travis.criteria_printed[0]
        )
        assert {Claim.LIMITS_COOPERATION} == {entry.claim for entry in self.ENTRIES}

    def test_begins_on_no_day_where_the_week_of_the_table_was_not_read(self) -> None:
        """A study's code reads one of three weekly tables, and does not say which."""
        (del_norte,) = (entry for entry in self.ENTRIES if entry.jurisdiction == "06015")

        assert del_norte.period.start is None or "unknown" == str(del_norte.period.start)
        assert date(2017, 3, 20) == del_norte.period.not_before

    @pytest.mark.parametrize("fips", ["20173", "20177", "20015", "20055", "20079"])
    def test_has_the_five_counties_of_kansas(self, fips: str) -> None:
        """With the month and the criteria, as a news site prints them from the table."""
        (entry,) = (entry for entry in self.ENTRIES if entry.jurisdiction == fips)

        assert "June 2014" == entry.enacted_printed
        assert entry.criteria_printed[0].startswith("Will not honor ")

    def test_has_an_end_where_the_second_table_left_an_entry_out(self) -> None:
        """Franklin County, Pennsylvania, was in the first and not in the second."""
        (franklin,) = (entry for entry in self.ENTRIES if entry.jurisdiction == "42055")

        assert franklin.ended is not None
        assert "second" in franklin.ended

    def test_has_no_date_that_was_not_read(self) -> None:
        """A month in words, "Undated", or nothing."""
        months = r"(January|February|March|April|May|June|July|August|September|October|November|"
        for entry in self.ENTRIES:
            assert entry.enacted_printed is None or re.fullmatch(
                months + r"December) \d{4}|Undated", entry.enacted_printed
            )

    def test_answers_what_the_issuer_said_of_boulder_county(self) -> None:
        """On a day on which the list stood; not before it was published."""
        on_list = cooperation_profile("08013", on=date(2017, 3, 21)).assertions
        before = cooperation_profile("08013", on=date(2017, 2, 1)).assertions

        assert ["ddor-2017-section-iii-boulder-co"] == [entry.id for entry in on_list]
        assert () == before
        assert catalog.published_list("ddor-2017-section-iii").disputes


class TestCompleteness:
    """How many entries of a list are on file, of how many, wherever it answers."""

    def test_is_told_of_a_whole_list(self) -> None:
        """All of its entries are on file, as it was published."""
        whole = catalog.list_completeness("doj-2025-08-05")

        assert (35, True) == (whole.on_file, whole.is_whole)
        assert str(whole) == catalog.assertions(listed_in="doj-2025-08-05").note

    def test_is_told_of_a_list_that_others_counted(self) -> None:
        """Fewer are on file than each of them counted."""
        part = catalog.list_completeness("ddor-2017-section-iii")
        counts = [count.count for count in part.published.counts]

        assert [96, 117, 150] == counts
        assert len(catalog.assertions(listed_in="ddor-2017-section-iii")) == part.on_file < 96
        assert part.is_whole is False
        assert f"{part.on_file} entries are on file, of 96 counted by WGBH" in str(part)

    def test_is_open_where_nobody_counted(self) -> None:
        """Neither whole nor not."""
        part = catalog.list_completeness("ice-field-office-survey")

        assert (0, None) == (part.on_file, part.is_whole)
        assert "of an unknown number" in str(part)

    def test_stands_beside_what_publishers_said(self) -> None:
        """On a day on which the list stood, also of a place that has no entry on file."""
        stood = cooperation_profile("53071", on=date(2017, 4, 1))
        before = cooperation_profile("53071", on=date(2014, 1, 1))
        told = str(catalog.list_completeness("ddor-2017-section-iii"))

        assert told in [step.statement for step in stood.explanation]
        assert told in str(stood)
        assert told not in [step.statement for step in before.explanation]

    def test_is_told_where_nothing_of_a_place_is_listed(self) -> None:
        """An empty answer is no proof."""
        listed = catalog.assertions("US-WY")

        assert not listed
        assert "may still be on the list" in listed.note


class TestGrounds:
    """How well the words of an answer are known stands beside it."""

    def test_are_secondary_for_georgia(self) -> None:
        """Its mandate to hold was read in digests only."""
        answer = governing_policy("hold_on_detainer", "US-GA", on=date(2026, 6, 1))

        assert answer.evidence is Evidence.SECONDARY
        assert "Source: secondary, not the original text." == answer.grounds
        assert str(answer).endswith(f"{answer.grounds} An exception to the duty may be missing.")
        assert f"{answer.grounds}" in answer._repr_html_()

    def test_stand_above_readings(self) -> None:
        """Below what the law says on holding at all."""
        readings = hold_readings(
            datetime(2026, 6, 1, 17, tzinfo=UTC), form="I-247A", jurisdiction="US-GA"
        )

        assert readings.holding is not None
        assert str(readings.holding) == readings.authority_to_hold[0]

    def test_are_none_where_no_text_speaks(self) -> None:
        """Silence has no grade; a finding that there is no rule has."""
        silent = governing_policy("inquire_status", "US-WY", on=date(2012, 1, 1))
        found = governing_policy("hold_on_detainer", "US-KS", on=date(2015, 1, 1))

        assert silent.grounds is None
        assert str(silent).endswith("As of January 1, 2012.")
        assert found.no_rule is not None
        assert found.grounds is not None
        assert found.grounds in str(found)


class TestRulings:
    """Each ruling and settlement has a provision, or says why none rests on it."""

    def test_without_a_provision_say_why(self) -> None:
        """The check of the data finds no other."""
        kinds = {AuthorityKind.CASE, AuthorityKind.SETTLEMENT}
        rulings = [text for text in catalog.authorities() if text.kind in kinds]
        cited = {
            cite.authority
            for norm in catalog.provisions()
            for cite in (
                norm.citation,
                *norm.see_also,
                *norm.cleared_by,
                *(order.citation for order in norm.suspensions),
            )
        }

        assert 50 < len(rulings)
        for ruling in rulings:
            assert ruling.no_provision is None or ruling.id not in cited
            if ruling.no_provision is not None:
                assert ruling.no_provision.endswith(".")


class TestClocksOfContracts:
    """A jail's clock for persons whom it houses for ICE, apart from any hold."""

    HOUSED = datetime(2025, 12, 1, 18, tzinfo=ZoneInfo("America/New_York"))

    def test_of_nassau_county_needs_the_booking(self) -> None:
        """It counts from when the jail takes the person in for ICE, not from local custody."""
        readings = hold_readings(
            self.HOUSED - timedelta(hours=1), form="I-247A", jurisdiction="36059"
        )
        (own,) = (reading for reading in readings if "Nassau" in reading.title)

        assert own.deadline is None
        assert readings.agree is None

    def test_of_nassau_county_is_72_hours(self) -> None:
        """Elapsed, with no day left out."""
        readings = hold_readings(
            self.HOUSED - timedelta(hours=1),
            form="I-247A",
            jurisdiction="36059",
            events={"housed-for-ice": self.HOUSED},
        )
        (own,) = (reading for reading in readings if "Nassau" in reading.title)

        assert self.HOUSED + timedelta(hours=72) == own.deadline

    @pytest.mark.parametrize(
        ("day", "certain"),
        [
            (date(2024, 12, 31), False),
            (date(2025, 6, 1), None),
            (date(2025, 12, 16), True),
            (date(2026, 9, 1), None),
        ],
    )
    def test_of_nassau_county_has_its_period(self, day: date, certain: bool | None) -> None:
        """Not before 2025, certain on the day of the report, open after it."""
        period = catalog.rule("us-ny-nassau-contract-2025").period

        assert certain is period.contains(day)


class TestFigures:
    """The issuer's totals and those of others, found by number, place and publisher."""

    @pytest.mark.parametrize(
        "number", ["149,764", 24269, 814, 228, 964, 423, "27,755", 13971, 380, 715, 57, 958]
    )
    def test_are_found_by_their_number(self, number: float | str) -> None:
        """As a number or as printed."""
        assert catalog.figures(value=number)

    def test_are_found_by_publisher_and_place(self) -> None:
        """By a part of the name, in any case."""
        assert {"48453"} == {f.jurisdiction for f in catalog.figures(publisher="cato")}
        assert all("Boston" in f.place for f in catalog.figures(place="boston"))

    def test_of_ten_publishers_have_their_series_listed(self) -> None:
        """States, cities and institutes, whether or not their numbers were read."""
        publishers = {report.publisher for report in catalog.reports()}

        assert len(publishers - {"U.S. Immigration and Customs Enforcement"}) >= 10

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (
                ("figures", "6,947"),
                "The U.S. Department of Homeland Security reported 6,947 ",
            ),
            (("figures", "new york", "--publisher", "Homeland"), "dhs-2025-12-ny-released"),
            (("figures", "cato"), "cato-travis-citizenship-claims"),
            (("figures", "--place", "20001"), "No published figure of Allen County, Kansas"),
            (("figures", "1"), "No published figure that fits is on file"),
        ],
    )
    def test_are_printed_by_the_command(
        self, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], line: str
    ) -> None:
        """A line for each, what the record lacks, and the closing sentence."""
        status = main(arguments)
        lines = capsys.readouterr().out.splitlines()

        assert line.startswith("No ") == bool(status)
        assert any(printed.startswith(line) for printed in lines)
        assert catalog.about().closing_on_figures == lines[-1]


def test_a_question_on_one_place_reads_the_files_of_its_lineage() -> None:
    """Of provisions, agreements and what was not read, those of its state alone."""
    script = (
        "from datetime import date\n"
        "from detainerlib import governing_policy\n"
        "from detainerlib.catalog import _collections as c\n"
        "str(governing_policy('hold_on_detainer', '53071', on=date(2014, 8, 1)))\n"
        "print(*sorted(c._FILES_READ))"
    )
    source = Path(catalog.__file__).parents[2]
    command = [sys.executable, "-c", script]
    printed = subprocess.run(  # noqa: S603 (our own interpreter, our own script)
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(source)}
    )
    files = printed.stdout.split()

    assert files
    assert all(re.search(r"/us(-wa)?(/|\.toml)", file) for file in files)
