"""Every reading on record, side by side."""

import copy
import pickle
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from detainerlib import (
    CaseFacts,
    catalog,
    governing_policy,
    hold_deadline,
    hold_readings,
    hold_window,
)
from detainerlib._html import escape
from detainerlib.errors import (
    CoverageError,
    EventError,
    InstantError,
    NotADayError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.holds import HoldReadings, ReadingStatus
from detainerlib.holds.all_readings import _received_late
from detainerlib.holds.readings_together import grades_in, too_late_in
from detainerlib.models import Evidence, FormEdition
from detainerlib.sources import StepStatus

CHICAGO = ZoneInfo("America/Chicago")
NEW_YORK = ZoneInfo("America/New_York")
THURSDAY = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)


def said(readings: HoldReadings) -> list[str]:
    """Give the sentence of each reading."""
    return [str(reading) for reading in readings]


def considered(readings: HoldReadings) -> list[tuple[StepStatus, str]]:
    """Give what was considered besides, as pairs of outcome and statement."""
    return [(step.outcome, step.statement) for step in readings.considered]


class TestFederalReadings:
    """The form's own words, and the regulation."""

    def test_form_and_regulation_stand_side_by_side(self) -> None:
        """Two rules coexist; neither is silently chosen."""
        readings = hold_readings(THURSDAY, form="I-247A")

        assert [
            "A lawful hold would expire Saturday, July 5, 2025, 5:00 p.m. CDT under Form I-247A.",
            (
                "A lawful hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT under 8 C.F.R. § "
                "287.7(d)."
            ),
        ] == said(readings)
        assert 2 == len(readings)
        assert readings.agree is False
        assert "The two deadlines are 72 hours apart." == readings.agreement

    def test_earliest_and_latest_are_of_the_computed_ones(self) -> None:
        """The form's reading is the earlier."""
        readings = hold_readings(THURSDAY, form="I-247A")

        assert readings.earliest is not None
        assert readings.latest is not None
        assert ("form-i-247a", "8-cfr-287.7-d") == (
            readings.earliest.rule and readings.earliest.rule.id,
            readings.latest.rule and readings.latest.rule.id,
        )

    def test_readings_that_agree(self) -> None:
        """Monday to Wednesday is the same under both."""
        readings = hold_readings(datetime(2025, 5, 5, 17, tzinfo=CHICAGO), form="I-247A")

        assert readings.agree is True
        assert "Both deadlines are the same." == readings.agreement

    def test_a_deadline_in_a_repeated_hour_agrees_only_with_the_same_instant(self) -> None:
        """Python alone compares wall times within a zone."""
        start = datetime(2025, 10, 31, 1, 30, tzinfo=CHICAGO)
        readings = hold_readings(start, form="I-247A")

        assert readings.agree is False

    def test_a_computed_reading_is_the_scalar_rule_s(self) -> None:
        """No second way to reckon."""
        for reading in hold_readings(THURSDAY, form="I-247A"):
            assert reading.rule is not None
            assert hold_deadline(THURSDAY, rule=reading.rule) == reading.deadline
            assert hold_window(THURSDAY, rule=reading.rule) == reading.window

    def test_a_reading_names_the_agency_it_binds(self) -> None:
        """Whom it speaks to, in words."""
        thursday = THURSDAY.replace(tzinfo=NEW_YORK)
        readings = hold_readings(thursday, form="I-247A", jurisdiction="3651000")
        unread = hold_readings(THURSDAY, form="I-247X")

        assert [
            "the agency that received the detainer",
            "the law enforcement agency that received the detainer, as a request",
            "the New York City Police Department",
            "the agency that received the detainer",
        ] == [reading.binds for reading in (*readings, *unread)]


class TestObservedHolidays:
    """Where the assumption on observed holidays changes the answer it is a reading of its own."""

    def test_friday_in_lieu(self) -> None:
        """Independence Day 2026 falls on a Saturday."""
        start = datetime(2026, 7, 2, 17, tzinfo=CHICAGO)

        assert [
            "A lawful hold would expire Saturday, July 4, 2026, 5:00 p.m. CDT under Form I-247A.",
            (
                "A lawful hold would expire Tuesday, July 7, 2026, 5:00 p.m. CDT under 8 C.F.R. § "
                "287.7(d)."
            ),
            (
                "A lawful hold would expire Monday, July 6, 2026, 5:00 p.m. CDT under 8 C.F.R. § "
                "287.7(d), if the holidays are federal holidays on their own dates only."
            ),
        ] == said(hold_readings(start, form="I-247A"))

    def test_monday_in_lieu(self) -> None:
        """Christmas 2022 falls on a Sunday; without the Monday one answer, whichever way."""
        start = datetime(2022, 12, 23, 17, tzinfo=CHICAGO)

        assert [
            (
                "A lawful hold would expire Wednesday, December 28, 2022, 5:00 p.m. CST under "
                "8 C.F.R. § "
                "287.7(d)."
            ),
            (
                "A lawful hold would expire Tuesday, December 27, 2022, 5:00 p.m. CST under 8 "
                "C.F.R. § "
                "287.7(d), if the holidays are federal holidays on their own dates only."
            ),
        ] == said(hold_readings(start, form="I-247A"))[1:]

    def test_no_holiday_no_second_reading(self) -> None:
        """Nothing changes, nothing is added."""
        assert 2 == len(hold_readings(datetime(2025, 5, 1, 17, tzinfo=CHICAGO), form="I-247A"))


class TestClocks:
    """Clocks that change before a deadline."""

    @pytest.mark.parametrize(
        ("saturday", "expected"),
        [
            (date(2026, 3, 28), "Clocks go forward 1 hour on March 29, 2026."),
            (date(2026, 10, 24), "Clocks go back 1 hour on October 25, 2026."),
        ],
    )
    def test_are_those_of_the_zone_of_the_facility(self, saturday: date, expected: str) -> None:
        """One of the two times is UTC itself, in London."""
        five = datetime(saturday.year, saturday.month, saturday.day, 17)  # noqa: DTZ001
        readings = hold_readings(five, form="I-247A", zone="Europe/London")

        assert (f"{expected} The 48 hours are counted as elapsed time.",) == readings.clock_changes


class TestForms:
    """What each form asks, and which words are on record."""

    @pytest.mark.parametrize("form", ["I-247N", "I-247G", "i-247g", "i-247n-2015"])
    def test_no_hold_asked(self, form: str) -> None:
        """A request for notice is no request to hold: no deadline, and no regulation beside it."""
        readings = hold_readings(THURSDAY, form=form)

        assert [ReadingStatus.NO_HOLD_ASKED] == [reading.status for reading in readings]
        assert readings.earliest is None
        assert readings.latest is None
        assert readings.agree is None
        assert "No rule on file gives a deadline." == readings.agreement
        assert "asks for no hold." in str(readings)
        assert StepStatus.APPLIED is readings.explanation.steps[0].outcome

    def test_text_not_on_record(self) -> None:
        """What Form I-247X says of a hold was not read: said, not guessed."""
        readings = hold_readings(THURSDAY, form="I-247X")

        assert ["Form I-247X (8/15): this edition's hold wording was not read."] == said(readings)
        assert readings.agree is None
        assert StepStatus.UNKNOWN is readings.explanation.steps[0].outcome

    def test_of_2010_has_the_regulation_beside_words_not_on_record(self) -> None:
        """One computed, one not: they are not said to agree."""
        readings = hold_readings(THURSDAY, form="i-247-2010-2011")

        assert [ReadingStatus.TEXT_NOT_ON_RECORD, ReadingStatus.COMPUTED] == [
            reading.status for reading in readings
        ]
        assert readings.agree is None
        assert "One rule gives a deadline; another could not be computed." == readings.agreement

    def test_a_form_named_without_its_edition_stands_for_every_edition(self) -> None:
        """Requests stay in effect, so any edition of Form I-247 may be the one in hand."""
        readings = hold_readings(THURSDAY, form="I-247")

        assert [
            (
                "A lawful hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT under Form I-247 "
                "(before 2010)."
            ),
            "Form I-247 (8/10, 6/11): this edition's hold wording was not read.",
            (
                "A lawful hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT under Form I-247 "
                "(12/11)."
            ),
            (
                "A lawful hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT under Form I-247 "
                "(12/12)."
            ),
            (
                "A lawful hold would expire Tuesday, July 8, 2025, 5:00 p.m. CDT under 8 C.F.R. § "
                "287.7(d)."
            ),
        ] == said(readings)
        assert 1 == len(readings.readings[1].steps()[0].citations)

    @pytest.mark.parametrize("form", ["I-247 (12/11)", "i-247-2011-12"])
    def test_an_edition_may_be_named(self, form: str) -> None:
        """As printed, or by id."""
        readings = hold_readings(THURSDAY, form=form)

        assert ["Form I-247 (12/11)", "8 C.F.R. § 287.7(d)"] == [r.title for r in readings]
        assert "i-247-2011-12" == readings.form_id

    def test_models_are_taken_as_well_as_names(self) -> None:
        """A form, an edition."""
        form = catalog.form("I-247A")
        edition = catalog.edition("i-247a-2017-03")

        assert said(hold_readings(THURSDAY, form="I-247A")) == said(
            hold_readings(THURSDAY, form=form)
        )
        assert 2 == len(hold_readings(THURSDAY, form=edition))

    def test_an_edition_not_yet_in_use_is_passed_over_and_said_so(self) -> None:
        """Form I-247 (12/12) was announced on December 21, 2012."""
        readings = hold_readings(datetime(2012, 5, 3, 17, tzinfo=CHICAGO), form="I-247")

        assert (
            StepStatus.NOT_APPLIED,
            "Form I-247 (12/12) was skipped: not in use by May 3, 2012.",
        ) in considered(readings)

    def test_a_draft_is_passed_over_unless_named(self) -> None:
        """The print of February 2017 has no period of use on record."""
        assert (
            StepStatus.NOT_APPLIED,
            "Form I-247A (02/17) was skipped: draft version, no record that it was used.",
        ) in considered(hold_readings(THURSDAY, form="I-247A"))
        named = hold_readings(THURSDAY, form="I-247A (02/17)")
        assert ReadingStatus.TEXT_NOT_ON_RECORD is named.readings[0].status

    @pytest.mark.parametrize("name", ["I247A", "i-247a", "Form I-247A", "DHS Form I 247A"])
    def test_a_form_is_found_however_it_is_spelled(self, name: str) -> None:
        """Case, hyphens and the word "Form" do not matter."""
        assert "i-247a" == hold_readings(THURSDAY, form=name).form.id

    @staticmethod
    def on_page(edition: FormEdition, page: int) -> FormEdition:
        """Give an edition that is cited by a page."""
        return attrs.evolve(edition, citation=attrs.evolve(edition.citation, pin=f"p. {page}"))

    def test_words_on_record_are_cited_as_those_of_their_rule(self) -> None:
        """Not as the edition is."""
        form = catalog.form("I-247A")
        editions = [self.on_page(edition, 8) for edition in form.editions]
        readings = hold_readings(THURSDAY, form=attrs.evolve(form, editions=tuple(editions)))

        assert catalog.rule("form-i-247a").citation == readings[0].citation

    def test_editions_whose_words_were_not_read_are_one_reading(self) -> None:
        """With the revisions that are known."""
        form = catalog.form("I-247X")
        (first,) = form.editions
        others = (
            attrs.evolve(self.on_page(first, page), id=f"i-247x-drawn-{page}", printed=printed)
            for page, printed in ((9, "10/16"), (10, "unknown"))
        )
        readings = hold_readings(
            THURSDAY, form=attrs.evolve(form, editions=(self.on_page(first, 8), *others))
        )

        assert ["Form I-247X (8/15, 10/16): this edition's hold wording was not read."] == said(
            readings
        )
        (step,) = readings[0].steps()
        assert ["p. 8", "p. 9", "p. 10"] == [cite.pin for cite in step.citations]

    @pytest.mark.parametrize(
        ("form", "place", "expected"),
        [
            (
                "I-247A",
                None,
                (
                    "Form I-247A asks for the time that it names. 8 C.F.R. § 287.7(d) sets a "
                    "limit; it is not what the form asks for."
                ),
            ),
            (
                "I-247A",
                "US-NH",
                (
                    "Form I-247A asks for the time that it names. 8 C.F.R. § 287.7(d) and N.H. "
                    "Rev. Stat. Ann. § 30-B:1, III set limits; they are not what the form asks for."
                ),
            ),
            (
                "I-247",
                None,
                (
                    "Form I-247 (before 2010), Form I-247 (12/11), and Form I-247 (12/12) ask for "
                    "the time each names. 8 C.F.R. § 287.7(d) sets a limit; it is not what the "
                    "form asks for."
                ),
            ),
            ("I-247X", None, None),  # its words were not read
            ("i-247-2010-2011", None, None),  # the regulation alone gives a deadline
        ],
    )
    def test_its_own_time_is_what_a_form_asks_for(
        self, form: str, place: str | None, expected: str | None
    ) -> None:
        """Other rules limit a hold; without one, or without the form's time, it is not said."""
        thursday = datetime(2026, 7, 2, 17, tzinfo=NEW_YORK)
        readings = hold_readings(
            thursday,
            form=form,
            jurisdiction=place,
            events={"state-charges-resolved": thursday} if place else {},
        )

        assert expected == readings.form_asks

    def test_a_form_on_its_own_is_not_told_from_limits(self) -> None:
        """No other rule gives a deadline beside it."""
        readings = hold_readings(THURSDAY, form="I-247A")

        assert attrs.evolve(readings, readings=readings.readings[:1]).form_asks is None

    def test_readings_are_a_list(self) -> None:
        """By place, too."""
        readings = hold_readings(THURSDAY, form="I-247A")

        assert readings.readings[0] == readings[0]

    def test_an_unknown_form_names_the_nearest(self) -> None:
        """No I-247B was found."""
        with pytest.raises(UnknownIdError) as caught:
            hold_readings(THURSDAY, form="I-247B")

        assert (
            "form: got 'I-247B', expected the id or name of a form on file. "
            "Did you mean I-247, I-247A or I-247D?"
        ) == str(caught.value)

    def test_a_form_not_yet_in_use_leaves_the_regulation(self) -> None:
        """Form I-247A in 2016: only what was in force is read."""
        readings = hold_readings(datetime(2016, 7, 1, 17, tzinfo=CHICAGO), form="I-247A")

        assert ["8 C.F.R. § 287.7(d)"] == [reading.title for reading in readings]

    def test_before_every_rule_on_record(self) -> None:
        """The regulation is on record from April 1, 1997."""
        readings = hold_readings(datetime(1996, 7, 1, 17, tzinfo=CHICAGO), form="I-247A")

        assert 0 == len(readings)
        assert readings.agree is None
        assert [
            "Form I-247A (02/17) was skipped: draft version, no record that it was used.",
            "Form I-247A (3/17) was skipped: not in use by July 1, 1996.",
            "No rule on file gives a deadline.",
        ] == str(readings).splitlines()
        assert "" == grades_in(readings)


class TestJurisdictions:
    """State and local clocks, with the events that start them."""

    def test_north_carolina_2024_needs_two_papers(self) -> None:
        """The clock starts with the later of two receipts."""
        start = datetime(2025, 3, 3, 17, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247A", jurisdiction="US-NC")

        assert ("detainer-received", "administrative-warrant-received") == readings.readings[
            -1
        ].needs
        assert (
            "N.C. Gen. Stat. § 162-62(b1) (S.L. 2024-55): needs the time when the agency receives "
            "the detainer and when the agency receives the administrative warrant on Form I-200 or "
            "I-205 (detainer-received, administrative-warrant-received)."
        ) == said(readings)[-1]
        assert readings.agree is None

    def test_the_later_of_two_receipts_is_so_by_the_instant(self) -> None:
        """In a repeated hour 1:30 a.m. in standard time comes after 1:45 a.m. in daylight time."""
        first = datetime(2025, 11, 2, 1, 45, tzinfo=NEW_YORK)
        last = datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=NEW_YORK)
        papers = ("detainer-received", "administrative-warrant-received")
        for times in ((first, last), (last, first)):
            readings = hold_readings(
                datetime(2025, 11, 3, 17, tzinfo=NEW_YORK),
                form="I-247A",
                jurisdiction="US-NC",
                on=date(2025, 9, 1),
                events=dict(zip(papers, times, strict=True)),
            )
            assert readings[-1].window is not None
            assert last.astimezone(UTC) == readings[-1].window.clock_starts.astimezone(UTC)

    def test_the_later_of_two_receipts_may_be_one_of_them(self) -> None:
        """Given beside it, at the same time."""
        received = datetime(2025, 3, 3, 9, tzinfo=NEW_YORK)
        readings = hold_readings(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            events={"detainer-and-warrant-received": received, "detainer-received": received},
        )

        assert received + timedelta(hours=48) == readings[-1].deadline

    def test_with_one_paper_the_other_is_still_needed(self) -> None:
        """Only what is missing is asked for."""
        start = datetime(2025, 3, 3, 17, tzinfo=NEW_YORK)
        readings = hold_readings(
            start, form="I-247A", jurisdiction="US-NC", events={"detainer-received": start}
        )

        assert ("administrative-warrant-received",) == readings.readings[-1].needs

    def test_the_later_of_two_receipts_starts_the_clock(self) -> None:
        """Whatever zones they are expressed in."""
        readings = hold_readings(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            events={
                "detainer-received": datetime(2025, 3, 3, 9, tzinfo=NEW_YORK),
                "administrative-warrant-received": datetime(2025, 3, 3, 15, tzinfo=UTC),
            },
        )

        assert datetime(2025, 3, 5, 10, tzinfo=NEW_YORK) == readings.readings[-1].deadline

    def test_the_receipt_of_both_may_be_given_at_once(self) -> None:
        """The event the rule names."""
        readings = hold_readings(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            events={"detainer-and-warrant-received": datetime(2025, 3, 3, 9, tzinfo=NEW_YORK)},
        )

        assert datetime(2025, 3, 5, 9, tzinfo=NEW_YORK) == readings.readings[-1].deadline

    @pytest.mark.parametrize(
        ("received", "none_left"),
        [
            (datetime(2025, 3, 1, 16, 59, tzinfo=NEW_YORK), True),
            (datetime(2025, 3, 1, 17, tzinfo=NEW_YORK), True),
            (datetime(2025, 3, 1, 17, 0, 0, 1, tzinfo=NEW_YORK), False),
        ],
    )
    def test_a_clock_that_ran_out_before_custody_ended(
        self, received: datetime, none_left: bool
    ) -> None:
        """It says that no time was left."""
        readings = hold_readings(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            events={"detainer-and-warrant-received": received},
        )
        reading = readings.readings[-1]

        assert none_left == reading.no_time_left
        assert none_left == str(reading).endswith(
            "; that deadline had already passed when local custody ended."
        )
        assert none_left == any(
            "had already passed" in step.statement for step in readings.explanation
        )

    @pytest.mark.parametrize(
        ("day", "rule"),
        [
            (date(2024, 11, 30), None),
            (date(2024, 12, 1), "us-nc-162-62-2024"),
            (date(2025, 9, 30), "us-nc-162-62-2024"),
            (date(2025, 10, 1), "us-nc-162-62-2025"),
        ],
    )
    def test_the_law_is_that_of_the_day_custody_ends(self, day: date, rule: str | None) -> None:
        """Half-open periods, to the day."""
        start = datetime(day.year, day.month, day.day, 12, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247A", jurisdiction="US-NC")
        own = [r.rule.id for r in readings if r.rule is not None and r.rule.jurisdiction]

        assert ([] if rule is None else [rule]) == own

    def test_another_day_s_law_may_be_asked_for(self) -> None:
        """`on` decides, not the instant."""
        start = datetime(2025, 10, 2, 12, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247A", jurisdiction="US-NC", on=date(2025, 9, 30))

        assert ReadingStatus.NEEDS_EVENT is readings.readings[-1].status

    def test_a_rule_in_effect_on_the_day_asked_for_is_not_assumed_to_be(self) -> None:
        """The clock of the District began half a year after custody ended."""
        start = datetime(2012, 6, 1, 17, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247", jurisdiction="US-DC", on=date(2013, 6, 1))
        first, last = readings[0], readings[-1]

        assert "D.C. Code § 24-211.07(a) (2012)" == last.title
        assert not any("was not in effect" in step.statement for step in last.steps())
        assert (
            "It is not known whether Form I-247 (before 2010) was in effect on June 1, 2013; it "
            "has been from an unknown day."
        ) == first.steps()[2].statement

    def test_the_day_is_the_facility_s(self) -> None:
        """October 1, 2025 02:00 UTC is still September in North Carolina."""
        readings = hold_readings(
            datetime(2025, 10, 1, 2, tzinfo=UTC),
            form="I-247A",
            jurisdiction="US-NC",
            zone="America/New_York",
        )

        assert date(2025, 9, 30) == readings.on

    def test_a_transition_clause_is_printed_not_computed(self) -> None:
        """Whether the offence was committed after December 1, 2024 is not known here."""
        readings = hold_readings(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            events={"detainer-and-warrant-received": datetime(2025, 3, 3, 9, tzinfo=NEW_YORK)},
        )

        assert any(
            step.outcome is StepStatus.UNKNOWN and "December 1, 2024" in step.statement
            for step in readings.explanation
        )

    def test_a_locality_is_read_with_the_governments_above_it(self) -> None:
        """The rule of the city's police department, after the federal ones."""
        start = datetime(2025, 5, 1, 17, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247A", jurisdiction="3651000")

        assert "the New York City Police Department" == readings.readings[-1].binds
        assert Evidence.TEXT is readings.readings[-1].citation.evidence

    def test_new_hampshire_counts_from_the_resolution_of_charges(self) -> None:
        """Not from release."""
        resolved = datetime(2026, 5, 8, 9, tzinfo=NEW_YORK)
        readings = hold_readings(
            datetime(2026, 5, 8, 17, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="33",
            events={"state-charges-resolved": resolved},
        )

        assert datetime(2026, 5, 12, 9, tzinfo=NEW_YORK) == readings.readings[-1].deadline

    def test_a_text_that_takes_up_the_request_is_said_to(self) -> None:
        """Iowa gives no hours of its own."""
        readings = hold_readings(THURSDAY, form="I-247A", jurisdiction="US-IA")

        assert (
            StepStatus.APPLIED,
            (
                "Iowa's law sets no hours of its own. It requires the agency to comply with "
                "the instructions made in the detainer request: by these words, for the time that "
                "the detainer requests."
            ),
        ) in considered(readings)

    def test_a_text_that_was_not_read_is_unknown(self) -> None:
        """The Texas article was redesignated; the new one was not read."""
        readings = hold_readings(THURSDAY, form="I-247A", jurisdiction="US-TX")

        assert (
            StepStatus.UNKNOWN,
            (
                "Texas' law set no hours of its own in art. 2.251, and required the agency to "
                "comply with any request made in the detainer request: by these words, for the "
                "time that the detainer requested. Since 2025 it is continued in art. 2A.060, "
                "whose text was not read."
            ),
        ) in considered(readings)

    def test_a_recodified_text_is_read_on_the_days_it_was_in_force(self) -> None:
        """Until January 1, 2025 the words were read."""
        start = datetime(2024, 12, 31, 12, tzinfo=CHICAGO)
        readings = hold_readings(start, form="I-247A", jurisdiction="US-TX")

        assert (
            StepStatus.APPLIED,
            (
                "Texas' law sets no hours of its own. It requires the agency to comply with "
                "any request made in the detainer request: by these words, for the time that the "
                "detainer requests."
            ),
        ) in considered(readings)

    @pytest.mark.parametrize(
        ("place", "day", "outcome"),
        [
            ("US-TX", date(2017, 8, 31), None),
            ("US-TX", date(2017, 9, 24), StepStatus.UNKNOWN),
            ("US-TX", date(2017, 9, 25), StepStatus.APPLIED),
            ("US-WV", date(2023, 3, 10), None),
            ("US-WV", date(2024, 12, 30), StepStatus.UNKNOWN),
            ("US-WV", date(2024, 12, 31), StepStatus.APPLIED),
        ],
    )
    def test_a_text_whose_first_day_is_not_settled_may_be_in_force(
        self, place: str, day: date, outcome: StepStatus | None
    ) -> None:
        """Texas's was enjoined until an order of 2017; West Virginia's is in a code of 2024."""
        zone = CHICAGO if place == "US-TX" else NEW_YORK
        start = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
        found = considered(hold_readings(start, form="I-247A", jurisdiction=place))

        assert ([] if outcome is None else [outcome]) == [
            told for told, statement in found if "sets no hours of its own" in statement
        ]

    def test_the_day_whose_law_was_asked_for_is_not_that_of_the_event(self) -> None:
        """Papers received before the act took effect do not put the reading out of force."""
        readings = hold_readings(
            datetime(2024, 12, 5, 12, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            events={"detainer-and-warrant-received": datetime(2024, 11, 20, 9, tzinfo=NEW_YORK)},
        )

        assert not any("as asked" in step.statement for step in readings.explanation)

    def test_conditions_of_a_rule_are_printed_not_computed(self) -> None:
        """New York City's police may hold only on listed grounds."""
        start = datetime(2025, 5, 1, 17, tzinfo=NEW_YORK)
        readings = hold_readings(start, form="I-247A", jurisdiction="3651000")

        assert any(
            step.outcome is StepStatus.UNKNOWN and "terrorist screening database" in step.statement
            for step in readings.explanation
        )

    def test_an_event_that_contradicts_its_parts_is_refused(self) -> None:
        """The later of two cannot be earlier than one of them."""
        with pytest.raises(EventError) as caught:
            hold_readings(
                datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
                form="I-247A",
                jurisdiction="US-NC",
                events={
                    "detainer-and-warrant-received": datetime(2025, 3, 1, 9, tzinfo=NEW_YORK),
                    "administrative-warrant-received": datetime(2025, 3, 2, 9, tzinfo=NEW_YORK),
                },
            )

        assert (
            "events['administrative-warrant-received']: got 2025-03-02T09:00:00-05:00 "
            "(America/New_York), expected a time not later than that of "
            "'detainer-and-warrant-received'. Leave out one of the two."
        ) == str(caught.value)

    @pytest.mark.parametrize(("year", "readings"), [(2011, 1), (2012, 2)])
    def test_a_start_that_is_not_known_to_the_day(self, year: int, readings: int) -> None:
        """Fairfax's agreement began in 2012: no reading before, and from then on a doubt said."""
        start = datetime(year, 6, 7, 12, tzinfo=NEW_YORK)
        found = hold_readings(start, form="I-247A", jurisdiction="51059")

        assert readings == len(found)
        assert (readings == 2) == any(
            step.outcome is StepStatus.UNKNOWN
            and step.statement.endswith(
                "it has been from an unknown day not before January 1, 2012 until May 23, 2018."
            )
            for step in found.explanation
        )

    def test_the_law_on_holding_is_that_of_the_day_the_facts_and_the_agency(self) -> None:
        """As it is asked by itself."""
        start = datetime(2025, 3, 3, 17, tzinfo=NEW_YORK)
        asked: dict[str, Any] = {
            "facts": CaseFacts(facts={"judicial-warrant": False}),
            "agency_type": "sheriff",
        }
        for on in (date(2025, 3, 3), date(2018, 3, 3)):
            readings = hold_readings(start, form="I-247A", jurisdiction="US-NC", on=on, **asked)
            alone = governing_policy("hold_on_detainer", "US-NC", on=on, **asked)
            assert alone == readings.holding, on
        assert hold_readings(THURSDAY, form="I-247A").holding is None

    def test_no_clock_on_record_is_said_to_be_no_proof(self) -> None:
        """Ohio: nothing found."""
        thursday = THURSDAY.replace(tzinfo=NEW_YORK)
        readings = hold_readings(thursday, form="I-247A", jurisdiction="US-OH")

        assert (
            StepStatus.UNKNOWN,
            (
                "No time limit of its own found for Ohio on July 3, 2025. That does not mean "
                "there is none."
            ),
        ) in considered(readings)

    def test_the_hold_for_an_answer_is_no_reading_of_a_form(self) -> None:
        """North Carolina's two hours run before any detainer."""
        readings = hold_readings(
            datetime(2025, 10, 2, 12, tzinfo=NEW_YORK), form="I-247A", jurisdiction="US-NC"
        )

        assert "us-nc-15a-534-2025" not in [r.rule.id for r in readings if r.rule is not None]

    def test_an_unknown_jurisdiction_names_the_nearest(self) -> None:
        """By name, too."""
        with pytest.raises(UnknownIdError) as caught:
            hold_readings(THURSDAY, form="I-247A", jurisdiction="Texsa")

        assert "Texas (US-TX)" in str(caught.value)

    def test_a_county_without_rules_of_its_own_has_those_of_its_state(self) -> None:
        """Lubbock County, Texas."""
        county = hold_readings(THURSDAY, form="I-247A", jurisdiction="48303")
        state = hold_readings(THURSDAY, form="I-247A", jurisdiction="US-TX")

        assert [each.title for each in county] == [each.title for each in state]

    def test_a_county_that_is_none_names_its_state(self) -> None:
        """No county of Texas has that code."""
        with pytest.raises(UnknownIdError) as caught:
            hold_readings(THURSDAY, form="I-247A", jurisdiction="48999")

        assert (
            "jurisdiction: got '48999', expected a state (TX), a county (\"Cook County, IL\") or a "
            "FIPS code on file. No county of Texas (US-TX) has that code."
        ) == str(caught.value)


class TestBadInput:
    """Each a clear error with the remedy."""

    def test_the_end_of_custody_is_the_first_argument(self) -> None:
        """Not an event among others."""
        with pytest.raises(EventError) as caught:
            hold_readings(THURSDAY, form="I-247A", events={"custody-ends": THURSDAY})

        assert (
            "events: got 'custody-ends', expected events other than the end of custody. "
            "It is the first argument."
        ) == str(caught.value)

    def test_events_that_are_no_mapping(self) -> None:
        """A list of ids has no instants."""
        with pytest.raises(EventError) as caught:
            hold_readings(THURSDAY, form="I-247A", events=["detainer-received"])  # type: ignore[arg-type]

        assert (
            "events: got a list of 1, expected a mapping of event ids to datetimes. "
            "See catalog.events()."
        ) == str(caught.value)

    def test_an_unknown_event(self) -> None:
        """The nearest is named."""
        with pytest.raises(UnknownIdError, match="Did you mean detainer-received"):
            hold_readings(THURSDAY, form="I-247A", events={"detainer_received": THURSDAY})

    def test_a_naive_event(self) -> None:
        """It is local time of the facility; one that never was is named in the error."""
        with pytest.raises(InstantError, match=r"^events\['detainer-received'\]: got"):
            hold_readings(
                THURSDAY,
                form="I-247A",
                events={"detainer-received": datetime(2025, 3, 9, 2, 30)},  # noqa: DTZ001
            )

    def test_an_event_that_no_reading_uses_is_said_to_be_unused(self) -> None:
        """Never silently ignored."""
        readings = hold_readings(
            THURSDAY, form="I-247A", events={"state-charges-resolved": THURSDAY}
        )

        assert (
            StepStatus.NOT_APPLIED,
            (
                "Not used: the time when the state charges are resolved (state-charges-resolved). "
                "No rule here starts then."
            ),
        ) in considered(readings)

    def test_a_receipt_when_custody_ended_is_not_late(self) -> None:
        """No clock starts at it, and nothing is said of a late one."""
        readings = hold_readings(THURSDAY, form="I-247A", events={"detainer-received": THURSDAY})

        assert 2 == len(readings)
        assert (
            StepStatus.NOT_APPLIED,
            (
                "Not used: the time when the agency receives the detainer (detainer-received). No "
                "rule here starts then."
            ),
        ) in considered(readings)
        assert not any("after local custody" in says for _, says in considered(readings))

    def test_a_datetime_is_no_day(self) -> None:
        """`on` has no hours."""
        with pytest.raises(NotADayError, match=r"^on: got 2025-07-03T17:00:00-05:00"):
            hold_readings(THURSDAY, form="I-247A", on=THURSDAY)

    @pytest.mark.parametrize(
        "at", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)]
    )
    def test_a_time_that_the_facility_cannot_express(self, at: datetime) -> None:
        """The first local day would be in the year before the first; the last hours have no end."""
        zone = ZoneInfo("America/Chicago" if at.year == 1 else "Asia/Tokyo")
        at = at if at.year == 1 else at.replace(hour=23)
        for where, times in (
            ("custody_ends", {"custody_ends": at}),
            (
                "events['detainer-received']",
                {"custody_ends": THURSDAY, "events": {"detainer-received": at}},
            ),
        ):
            options: dict[str, Any] = times
            with pytest.raises(CoverageError) as caught:
                hold_readings(**options, form="I-247A", zone=zone)
            assert (
                f"{where}: got {at.isoformat()} (UTC), expected a time in the years 1 to 9999. "
                "No calendar can express the answer."
            ) == str(caught.value)

    def test_no_zone(self) -> None:
        """As for a deadline."""
        with pytest.raises(ZoneError, match=r"^custody_ends: "):
            hold_readings(THURSDAY.astimezone(UTC), form="I-247A")


class TestValues:
    """Readings are values with a paper trail."""

    READINGS = hold_readings(
        datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
        form="I-247A",
        jurisdiction="US-NC",
        events={"detainer-received": datetime(2025, 3, 3, 9, tzinfo=NEW_YORK)},
    )

    def test_a_copy_is_equal(self) -> None:
        """Pickled, copied, hashed."""
        for again in (
            pickle.loads(pickle.dumps(self.READINGS)),  # noqa: S301
            copy.deepcopy(self.READINGS),
        ):
            assert self.READINGS == again
            assert hash(self.READINGS) == hash(again)

    def test_every_step_cites_and_every_citation_resolves(self) -> None:
        """The explanation refuses one that does not."""
        explanation = self.READINGS.explanation

        assert all(step.citations for step in explanation)
        assert {c.authority for c in explanation.citations} == {
            authority.id for authority in explanation.authorities
        }

    def test_the_html_has_a_strip_for_each_computed_reading(self) -> None:
        """And the closing sentence."""
        html = self.READINGS._repr_html_()

        assert 2 == html.count('role="list"')
        assert 2 == html.count("margin-left:0.00%;width:100.00%")
        assert catalog.about().closing_on_policy in html

    def test_the_html_has_the_law_and_each_reading_on_one_axis(self) -> None:
        """From the first start to the last deadline; one without a window has no strip."""
        readings = hold_readings(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
            form="I-247",
            jurisdiction="US-NC",
            events={"detainer-and-warrant-received": datetime(2025, 3, 3, 9, tzinfo=NEW_YORK)},
        )
        html = readings._repr_html_()
        places = re.findall(r"margin-left:([0-9.]+)%;width:([0-9.]+)%", html)
        items = [re.sub("<div.*", "", item) for item in re.findall("<li>(.*?)</li>", html)]
        above = "<br>".join(map(escape, "\n".join(readings.authority_to_hold).splitlines()))

        assert html.startswith(f"<p>{above}<br>{readings.agreement}</p><ul><li>")
        assert [("0.00", "85.71"), *[("14.29", "85.71")] * 4] == places
        assert [escape(readings.line(reading)) for reading in readings.in_order] == items
        assert '<div role="list" tabindex="0" aria-label="Form I-247 (12/11)"' in html
        assert html.endswith(
            "was not read.</li></ul><p><small>"
            f"{catalog.about().closing_on_policy} Made with {catalog.made_with()}.</small></p>"
        )

    def test_the_html_of_readings_without_a_window_has_no_strip(self) -> None:
        """A request for notice."""
        readings = hold_readings(THURSDAY, form="I-247G")

        assert readings._repr_html_() == (
            "<p>No rule on file gives a deadline.</p><ul><li>Form I-247G: asks for no hold.</li>"
            f"</ul><p><small>{catalog.about().closing} Made with {catalog.made_with()}.</small></p>"
        )

    def test_are_told_in_one_line(self) -> None:
        """The form, how many readings there are, and their deadlines, cut at a hundred letters."""
        before, of_2016 = (
            hold_readings(datetime(year, 7, 1, 17, tzinfo=CHICAGO), form="I-247A")
            for year in (1996, 2016)
        )

        assert [
            "<HoldReadings i-247a: 0 readings, none computed>",
            "<HoldReadings i-247a: 1 reading, 2016-07-06 17:00 CDT>",
            "<HoldReadings i-247a: 2 readings, 2025-07-05 17:00 CDT / 2025-07-08 17:00 CDT>",
        ] == [*map(repr, (before, of_2016, hold_readings(THURSDAY, form="I-247A")))]
        line = repr(hold_readings(THURSDAY, form="I-247"))
        assert "<HoldReadings i-247: 5 readings, 2025-07-08 17:00 CDT / " in line
        assert len("<HoldReadings >") + 100 == len(line)

    def test_compare_the_times_of_events_by_the_instant(self) -> None:
        """As they compare the end of custody."""
        at = datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO)
        one, other = (
            hold_readings(THURSDAY, form="I-247A", events={"detainer-received": time})
            for time in (at, at.replace(fold=1))
        )

        assert one != other
        assert one == attrs.evolve(one, events=(("detainer-received", at.astimezone(UTC)),))

    def test_windows_of_readings_carry_their_own_start(self) -> None:
        """The event, not the end of custody."""
        received = datetime(2025, 3, 3, 9, tzinfo=NEW_YORK)
        readings = hold_readings(
            datetime(2025, 3, 3, 17, tzinfo=NEW_YORK),
            form="I-247A",
            jurisdiction="US-NC",
            events={"detainer-and-warrant-received": received},
        )
        window = readings.readings[-1].window

        assert window is not None
        assert received == window.clock_starts
        assert ("America/New_York", received.utcoffset()) == (
            str(window.clock_starts.tzinfo),
            window.clock_starts.utcoffset(),
        )
        assert timedelta(hours=40) == window.remaining(readings.custody_ends)


def test_a_rule_that_starts_at_another_event_leaves_late_receipt_to_the_next() -> None:
    """The step on a late receipt is that of the first rule that leaves it open."""
    received = {"detainer-received": THURSDAY + timedelta(hours=1)}
    rules = [catalog.rule("us-nc-162-62-2024"), catalog.rule("form-i-247a")]
    assert rules[0].starts_at != rules[1].starts_at

    assert [*_received_late(THURSDAY, received, rules[1:])] == [
        *_received_late(THURSDAY, received, rules)
    ]
    assert [] == [*_received_late(THURSDAY, received, rules[:1])]


def test_a_hold_too_long_is_told_by_instants_in_the_hour_that_repeats() -> None:
    """November 2, 2025: 1:30 a.m. CDT comes before 1:15 a.m. CST."""
    (form, _), (form_later, _) = (
        hold_readings(datetime(2025, 10, 31, hour, minute, tzinfo=CHICAGO), form="I-247A")
        for hour, minute in ((1, 30), (2, 15))
    )
    other = attrs.evolve(form_later, title="Another rule")
    past = "past Sunday, November 2, 2025, 1:15 a.m. CST"

    assert f"A hold {past}, goes beyond every deadline above." == too_late_in([form], [form_later])
    assert (
        f"A hold past the earliest deadline goes beyond Form I-247A; {past}, it goes beyond every "
        "deadline above."
    ) == too_late_in([form, other])
