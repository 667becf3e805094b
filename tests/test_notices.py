"""When notice of a release was asked for, or due: apart from any hold."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest

from detainerlib import (
    UNKNOWN,
    CaseFacts,
    Detainer,
    DetainerError,
    catalog,
    hold_readings,
    notice_deadlines,
)
from detainerlib._html import paragraph
from detainerlib.cases import NoticeDeadline, NoticeRecipient
from detainerlib.cases.face import face_of
from detainerlib.cases.notice import _copies
from detainerlib.errors import (
    CoverageError,
    InstantError,
    NotADayError,
    NotAnInstantError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.models import AgencyType, Modality, Practice, Provision, RequestedAction
from detainerlib.models.forms import ServiceRequirement
from detainerlib.sentences import notices as sentences
from detainerlib.sources import StepStatus
from detainerlib.times import EffectivePeriod, TimeBounds

CHICAGO: Final = ZoneInfo("America/Chicago")
EASTERN: Final = ZoneInfo("America/New_York")
TICK: Final = timedelta(microseconds=1)
THURSDAY: Final = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
REQUEST: Final = Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1})
TIME: Final = re.compile(
    r"\b(?:upon|promptly|immediately|within|before|at least|as soon as|prior to|when)\b",
    re.IGNORECASE,
)
"""Words that say by when."""
NOT_OF_TIME: Final = {
    # Of whom the city gives notice, and not when: "only when that person meets".
    "us-pa-phila-2015-12-notify",
}


def exactly(instant: datetime) -> TimeBounds:
    """Make a moment known to the microsecond."""
    return TimeBounds(earliest=instant, latest=instant)


def of_form(release: Any = THURSDAY, **given: Any) -> NoticeDeadline:
    """Give what Form I-247A asks."""
    return notice_deadlines(REQUEST, release, **given)[0]


def of_state(release: Any, jurisdiction: str, **given: Any) -> NoticeDeadline:
    """Give what the text of a state asks."""
    return notice_deadlines(REQUEST, release, jurisdiction=jurisdiction, **given)[-1]


class TestForms:
    """What each form asks."""

    @pytest.mark.parametrize(
        ("form", "asked", "rule"),
        [
            ("I-247A", True, "form-i-247a-notice"),
            ("I-247A (02/17)", True, "form-i-247a-notice"),
            ("I-247N", True, "form-i-247n-notice"),
            ("I-247D", True, None),
            ("I-247G", True, None),
            ("I-247X", None, None),
            ("i-247-before-2010", True, None),
            ("i-247-2010-2011", None, None),
            ("I-247 (12/11)", True, None),
            ("I-247 (12/12)", True, None),
        ],
    )
    def test_ask_for_notice_or_not(self, form: str, asked: object, rule: str | None) -> None:
        """And by a rule where the time was read."""
        [notice] = notice_deadlines(Detainer(form=form), THURSDAY).to("ice")

        assert asked is notice.asks_notice
        assert rule == (None if notice.rule is None else notice.rule.id)

    def test_of_an_unsettled_edition_are_told_for_each(self) -> None:
        """The early print of another form is none of them."""
        notices = notice_deadlines(Detainer(form="I-247"), THURSDAY).to("ice")

        assert [True, None, True, True] == [notice.asks_notice for notice in notices]

    def test_ask_for_notice_as_the_face_says(self) -> None:
        """Where the face says what it asks, the form's print does not count."""
        hold_only = attrs.evolve(REQUEST, requests={RequestedAction.HOLD})
        [notice] = notice_deadlines(hold_only, THURSDAY).to("ice")

        assert (False, None, None, "Form I-247A, notice: asks for no notice.") == (
            notice.asks_notice,
            notice.rule,
            notice.due,
            str(notice),
        )

    def test_ask_for_notice_at_a_time_that_was_not_read(self) -> None:
        """Form I-247X, where its face asks for notice besides."""
        asks = Detainer(form="I-247X", requests={RequestedAction.NOTIFY})
        [notice] = notice_deadlines(asks, THURSDAY).to("ice")

        assert (True, None) == (notice.asks_notice, notice.due)
        assert "Form I-247X (8/15): asks for notice; how long before release is not known." == str(
            notice
        )

    @pytest.mark.parametrize("form", ["I-247N", "I-247G"])
    def test_may_ask_for_notice_and_no_hold(self, form: str) -> None:
        """The two are apart: no deadline of a hold comes of a request for notice."""
        [notice] = notice_deadlines(Detainer(form=form), THURSDAY).to("ice")
        readings = hold_readings(THURSDAY, form=form)

        assert notice.asks_notice
        assert [] == [reading for reading in readings if reading.window is not None]

    @pytest.mark.parametrize("form", ["I-247X", "i-247-2010-2011"])
    def test_may_ask_for_more_than_was_read(self, form: str) -> None:
        """That no request for notice was read is no proof that there is none."""
        [notice] = notice_deadlines(Detainer(form=form), THURSDAY).to("ice")

        assert (None, None) == (notice.asks_notice, notice.due)
        assert str(notice).endswith(
            ": whether it asks for notice is not known, as that wording was not read."
        )


class TestDue:
    """When notice is due, in elapsed time."""

    def test_is_48_hours_before_the_release(self) -> None:
        """On Form I-247A."""
        assert exactly(datetime(2025, 7, 1, 17, tzinfo=CHICAGO)) == of_form().due

    @pytest.mark.parametrize(
        ("release", "due"),
        [
            # Clocks are set forward on March 9, 2025, and back on November 2, 2025.
            (datetime(2025, 3, 10, 17, tzinfo=CHICAGO), datetime(2025, 3, 8, 16, tzinfo=CHICAGO)),
            (datetime(2025, 11, 3, 17, tzinfo=CHICAGO), datetime(2025, 11, 1, 18, tzinfo=CHICAGO)),
        ],
    )
    def test_counts_hours_and_not_days(self, release: datetime, due: datetime) -> None:
        """Across a change of the clocks the wall time differs, the 48 hours do not."""
        assert exactly(due) == of_form(release).due

    @pytest.mark.parametrize(
        ("fold", "due"),
        [
            (0, datetime(2025, 10, 31, 1, 30, tzinfo=CHICAGO)),
            (1, datetime(2025, 10, 31, 2, 30, tzinfo=CHICAGO)),
        ],
    )
    def test_tells_the_hours_of_autumn_apart(self, fold: int, due: datetime) -> None:
        """A release at the second 01:30 is an hour later than at the first."""
        release = datetime(2025, 11, 2, 1, 30, tzinfo=CHICAGO, fold=fold)

        assert exactly(due) == of_form(release).due

    def test_counts_weekends_and_holidays(self) -> None:
        """No text read leaves out a day."""
        monday = datetime(2025, 7, 7, 9, tzinfo=CHICAGO)

        assert exactly(datetime(2025, 7, 5, 9, tzinfo=CHICAGO)) == of_form(monday).due

    def test_lies_within_a_day_where_only_the_day_is_known(self) -> None:
        """Two days before that day."""
        assert (
            TimeBounds(
                earliest=datetime(2025, 7, 1, tzinfo=CHICAGO),
                latest=datetime(2025, 7, 2, tzinfo=CHICAGO) - TICK,
            )
            == of_form(date(2025, 7, 3), zone="America/Chicago").due
        )

    def test_is_not_known_where_the_release_is_not(self) -> None:
        """Neither due nor open."""
        notices = notice_deadlines(REQUEST, UNKNOWN, jurisdiction="US-AL")

        assert [(None, None)] * 3 == [(notice.due, notice.opens) for notice in notices]

    def test_is_two_hours_before_or_after_the_would_be_release_in_north_carolina(self) -> None:
        """The digest of the act may be read both ways, so the moment spans them."""
        release = datetime(2025, 10, 7, 10, tzinfo=EASTERN)
        notice = of_state(release, "US-NC")

        assert "us-nc-162-62-notice-2025" == (notice.rule and notice.rule.id)
        spanned = TimeBounds(
            earliest=release - timedelta(hours=2), latest=release + timedelta(hours=2)
        )
        assert (spanned, None) == (notice.due, notice.opens)

    def test_spans_both_readings_of_the_whole_day_of_the_release(self) -> None:
        """From two hours before its first instant to two hours after its last."""
        notice = of_state(date(2025, 10, 7), "US-NC", zone=EASTERN)

        assert (
            TimeBounds(
                earliest=datetime(2025, 10, 6, 22, tzinfo=EASTERN),
                latest=datetime(2025, 10, 8, 2, tzinfo=EASTERN) - TICK,
            )
            == notice.due
        )

    def test_is_after_only_where_the_text_is_read_one_way(self) -> None:
        """A rule without the doubt is due at the later of the two."""
        release = datetime(2025, 10, 7, 10, tzinfo=EASTERN)
        rule = attrs.evolve(catalog.notice_rule("us-nc-162-62-notice-2025"), either_way=False)
        notice = attrs.evolve(of_state(release, "US-NC"), rule=rule)

        assert exactly(release + timedelta(hours=2)) == notice.due
        assert (True, False) == (
            notice.in_time(release + timedelta(hours=2)),
            notice.in_time(release + timedelta(hours=2) + TICK),
        )
        assert (
            "N.C. Gen. Stat. § 162-62 (S.L. 2025-85), notice: requires notice within 2 hours "
            "of the time of release. Due by Tuesday, October 7, 2025, 12:00 noon EDT."
        ) == str(notice)

    def test_opens_30_days_before_the_release_in_alabama(self) -> None:
        """And is due until the release; 30 days are counted as elapsed time."""
        notice = of_state(datetime(2025, 11, 3, 17, tzinfo=CHICAGO), "US-AL")

        assert "us-al-31-13-19" == (notice.rule and notice.rule.id)
        assert exactly(datetime(2025, 11, 3, 17, tzinfo=CHICAGO)) == notice.due
        assert exactly(datetime(2025, 10, 4, 18, tzinfo=CHICAGO)) == notice.opens

    def test_is_in_the_facility_s_zone(self) -> None:
        """Whatever zone the release came in."""
        due = of_form(THURSDAY.astimezone(UTC), zone="America/Denver").due

        assert "Tuesday, July 1, 2025, 4:00 p.m. MDT" == str(due)


class TestInTime:
    """Whether notice came as early as the text asks."""

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (datetime(2025, 7, 1, 17, tzinfo=CHICAGO), True),
            (datetime(2025, 7, 1, 17, tzinfo=CHICAGO) - TICK, True),
            (datetime(2025, 7, 1, 17, tzinfo=CHICAGO) + TICK, False),
            (datetime(2025, 7, 1, 22, tzinfo=UTC), True),
            (datetime(2025, 7, 3, 18, tzinfo=CHICAGO), False),
            (date(2025, 6, 30), True),
            (date(2025, 7, 1), None),
            (date(2025, 7, 2), False),
            (UNKNOWN, None),
        ],
    )
    def test_is_told_at_the_exact_boundary(self, given: Any, expected: object) -> None:
        """48 hours before the release is in time, one microsecond later is not."""
        assert expected is of_form().in_time(given)

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (datetime(2025, 6, 30, 23, tzinfo=CHICAGO), True),
            (datetime(2025, 7, 1, tzinfo=CHICAGO), True),
            (datetime(2025, 7, 1, 12, tzinfo=CHICAGO), None),
            (datetime(2025, 7, 2, tzinfo=CHICAGO) - TICK, None),
            (datetime(2025, 7, 2, tzinfo=CHICAGO), False),
            (date(2025, 6, 30), True),
            (date(2025, 7, 1), None),
        ],
    )
    def test_is_told_as_far_as_the_day_of_release_allows(
        self, given: Any, expected: object
    ) -> None:
        """Certain before the day, certain after it, and not known within."""
        assert expected is of_form(date(2025, 7, 3), zone=CHICAGO).in_time(given)

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (datetime(2025, 10, 7, 7, tzinfo=EASTERN), True),
            (datetime(2025, 10, 7, 8, tzinfo=EASTERN), True),
            (datetime(2025, 10, 7, 8, tzinfo=EASTERN) + TICK, None),
            (datetime(2025, 10, 7, 9, tzinfo=EASTERN), None),
            (datetime(2025, 10, 7, 12, tzinfo=EASTERN), None),
            (datetime(2025, 10, 7, 12, tzinfo=EASTERN) + TICK, False),
            (date(2025, 10, 6), True),
            (date(2025, 10, 7), None),
            (date(2025, 10, 8), False),
            (UNKNOWN, None),
        ],
    )
    def test_is_told_in_north_carolina(self, given: Any, expected: object) -> None:
        """Where both readings agree: two hours before the release, or two hours after it."""
        release = datetime(2025, 10, 7, 10, tzinfo=EASTERN)

        assert expected is of_state(release, "US-NC").in_time(given)

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (datetime(2025, 6, 3, 17, tzinfo=CHICAGO) - TICK, False),
            (datetime(2025, 6, 3, 17, tzinfo=CHICAGO), True),
            (datetime(2025, 7, 3, 17, tzinfo=CHICAGO), True),
            (datetime(2025, 7, 3, 17, tzinfo=CHICAGO) + TICK, False),
            (date(2025, 6, 2), False),
            (date(2025, 6, 3), None),
            (date(2025, 6, 4), True),
            (date(2025, 7, 3), None),
        ],
    )
    def test_is_told_in_alabama(self, given: Any, expected: object) -> None:
        """In the 30 days before the release, not earlier and not later."""
        assert expected is of_state(THURSDAY, "US-AL").in_time(given)

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (datetime(2025, 6, 3, tzinfo=CHICAGO) - TICK, False),
            (datetime(2025, 6, 3, tzinfo=CHICAGO), None),
            (datetime(2025, 6, 4, tzinfo=CHICAGO) - TICK, True),
        ],
    )
    def test_is_told_in_alabama_of_a_day_of_release(self, given: Any, expected: object) -> None:
        """The 30 days may begin with the first moment of a day, and have begun by its last."""
        notice = of_state(date(2025, 7, 3), "US-AL", zone=CHICAGO)

        assert expected is notice.in_time(given)

    def test_is_told_of_a_release_that_an_offset_fixes(self) -> None:
        """A time needs no zone of a place to be compared."""
        notice = attrs.evolve(of_form(), release=exactly(THURSDAY.astimezone(UTC)))
        due = datetime(2025, 7, 1, 17, tzinfo=CHICAGO)

        assert (True, False) == (notice.in_time(due), notice.in_time(due + TICK))

    @pytest.mark.parametrize("given", [THURSDAY, UNKNOWN])
    def test_is_not_told_of_an_unknown_release(self, given: Any) -> None:
        """Nothing to count from."""
        assert of_form(UNKNOWN).in_time(given) is None

    def test_is_not_told_of_an_unknown_release_and_a_day(self) -> None:
        """A day needs no zone where nothing is counted."""
        assert of_form(UNKNOWN, zone="America/Chicago").in_time(date(2025, 7, 1)) is None

    def test_is_not_told_where_no_notice_is_asked(self) -> None:
        """Form I-247X."""
        [notice] = notice_deadlines(Detainer(form="I-247X"), THURSDAY).to("ice")

        assert notice.in_time(THURSDAY) is None

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ("2025-07-01", NotAnInstantError),
            (datetime(2026, 3, 8, 2, 30), InstantError),  # noqa: DTZ001 (it never was)
        ],
    )
    def test_is_refused_of_what_is_no_time(self, given: Any, error: type[Exception]) -> None:
        """An instant, the facility's date, or UNKNOWN."""
        with pytest.raises(error, match=r"^given: "):
            of_form().in_time(given)

    def test_of_what_is_missing_is_not_known(self) -> None:
        """As a table has it for UNKNOWN."""
        assert of_form().in_time(None) is None


class TestLaw:
    """Which texts are asked, on which day."""

    def test_of_a_jurisdiction_come_after_the_form(self) -> None:
        """The form's own, to ICE and to the person, then the state's."""
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-AL")

        assert [
            ("Form I-247A, notice", NoticeRecipient.ICE),
            ("Form I-247A (3/17)", NoticeRecipient.PERSON),
            ("Ala. Code § 31-13-19", NoticeRecipient.ICE),
        ] == [(notice.title, notice.recipient) for notice in notices]

    def test_is_that_of_the_day_of_release(self) -> None:
        """North Carolina's act took effect on October 1, 2025."""
        first = datetime(2025, 10, 1, tzinfo=EASTERN)
        before, after = (
            notice_deadlines(REQUEST, release, jurisdiction="US-NC")
            for release in (first - TICK, first)
        )

        assert (1, 2) == (len(before.to("ice")), len(after.to("ice")))

    def test_is_that_of_another_day_where_one_is_named(self) -> None:
        """On that day only the form asks."""
        release = datetime(2025, 10, 7, 10, tzinfo=EASTERN)
        notices = notice_deadlines(REQUEST, release, jurisdiction="US-NC", on=date(2025, 9, 30))

        assert (1, date(2025, 9, 30)) == (len(notices.to("ice")), notices.on)

    def test_is_that_of_the_day_of_issue_where_the_release_is_not_known(self) -> None:
        """The only day on record."""
        assert date(2025, 7, 1) == notice_deadlines(REQUEST, UNKNOWN).on

    def test_needs_a_day(self) -> None:
        """Neither the release nor the issue has one."""
        with pytest.raises(NotADayError) as caught:
            notice_deadlines(Detainer(form="I-247A"), UNKNOWN)

        assert (
            "on: got None, expected the day whose law is asked for. Neither the release nor the "
            "issue has one." == str(caught.value)
        )

    def test_of_north_carolina_speaks_of_detainers_only(self) -> None:
        """Not of Form I-247G; Alabama's speaks of any person convicted."""
        release = datetime(2025, 10, 7, 14, tzinfo=UTC)
        request = Detainer(form="I-247G")

        carolina, alabama = (
            notice_deadlines(request, release, jurisdiction=state).to("ice")
            for state in ("US-NC", "US-AL")
        )

        assert [True, False] == [notice.rule is None for notice in (carolina[-1], alabama[-1])]

    def test_of_unknown_days_is_in_doubt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It may have been in effect on the day, and may not."""
        rule = catalog.notice_rule("us-al-31-13-19")
        in_doubt = attrs.evolve(rule, period=EffectivePeriod(start=UNKNOWN))
        monkeypatch.setattr(catalog, "notice_rules", lambda: (in_doubt,))

        assert [True, True, False] == [
            notice.certain for notice in notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-AL")
        ]

    def test_that_permits_notice_has_no_line(self) -> None:
        """Two provisions of Florida are on file; only § 908.105 is a duty."""
        notices = notice_deadlines(REQUEST, UNKNOWN, jurisdiction="US-FL", on=date(2025, 7, 3))
        told = [law.title for law in notices.laws[0].controlling]

        assert {"Fla. Stat. § 908.105", "Fla. Stat. § 908.103"} == {*told}
        assert ["Form I-247A, notice", "Form I-247A (3/17)", "Fla. Stat. § 908.105"] == [
            notice.title for notice in notices
        ]

    @pytest.mark.parametrize(
        ("form", "facts", "expected"),
        [
            ("I-247A", {}, {"request-is-detainer": True}),
            ("I-247", {}, {"request-is-detainer": True}),
            ("I-247N", {}, {}),
            (
                "I-247A",
                {"judicial-warrant": True},
                {"request-is-detainer": True, "judicial-warrant": True},
            ),
            ("I-247A", {"request-is-detainer": False}, {"request-is-detainer": False}),
        ],
    )
    def test_is_asked_of_a_detainer_where_the_form_asks_for_a_hold(
        self, form: str, facts: dict[str, bool], expected: dict[str, bool]
    ) -> None:
        """Unless the caller says otherwise."""
        given = CaseFacts(facts=facts) if facts else None
        request = Detainer(form=form)
        notices = notice_deadlines(request, THURSDAY, jurisdiction="US-IL", facts=given)

        assert [expected] * 2 == [dict(law.facts.facts) for law in notices.laws]

    def test_of_a_jurisdiction_may_be_given_as_a_model(self) -> None:
        """The record in place of its code."""
        government = catalog.jurisdiction("US-AL")
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction=government)

        assert (3, government) == (len(notices), notices.jurisdiction)

    def test_of_a_state_without_a_text_is_the_form_s(self) -> None:
        """Missouri has none on record."""
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-MO")

        assert ["Form I-247A, notice", "Form I-247A (3/17)"] == [notice.title for notice in notices]

    def test_of_an_unknown_jurisdiction_is_refused(self) -> None:
        """The code is not on record."""
        with pytest.raises(UnknownIdError, match=r"^jurisdiction: got 'US-ZZ'"):
            notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-ZZ")

    def test_on_a_day_with_a_time_is_refused(self) -> None:
        """A day of the law has no hours."""
        with pytest.raises(NotADayError, match=r"^on: "):
            notice_deadlines(REQUEST, THURSDAY, on=THURSDAY)

    def test_of_what_is_no_request_is_refused(self) -> None:
        """The name of a form is none."""
        with pytest.raises(DetainerError) as caught:
            notice_deadlines("I-247A", THURSDAY)  # type: ignore[arg-type]

        assert (
            "detainer: got 'I-247A', expected a Detainer. Give its form and what it shows."
        ) == str(caught.value)

    def test_of_a_day_without_a_zone_is_refused(self) -> None:
        """A date does not say where its day begins."""
        with pytest.raises(ZoneError, match=r"^release: "):
            notice_deadlines(REQUEST, date(2025, 7, 3))

    @pytest.mark.parametrize("release", ["2025-07-03", 5])
    def test_of_what_is_no_time_is_refused(self, release: Any) -> None:
        """An instant, the facility's date, or UNKNOWN."""
        with pytest.raises(NotAnInstantError, match=r"^release: "):
            notice_deadlines(REQUEST, release, zone=CHICAGO)


class TestRecipients:
    """Who is to be told of what: ICE of a release, the person of the detainer."""

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            (
                "I-247A",
                (
                    "Form I-247A (3/17): takes effect only when the person is given a copy. "
                    "By when: not known; no time limit is on file."
                ),
            ),
            (
                "I-247 (12/12)",
                (
                    "Form I-247 (12/12): asks you to give the person a copy. "
                    "By when: not known; no time limit is on file."
                ),
            ),
            (
                "I-247G",
                (
                    "Form I-247G: whether the person must be given a copy is not known, as that "
                    "wording was not read."
                ),
            ),
        ],
    )
    def test_a_copy_is_for_the_person(self, form: str, sentence: str) -> None:
        """As far as the edition's words on service were read, and no time is made up."""
        [notice] = notice_deadlines(Detainer(form=form), THURSDAY).to(NoticeRecipient.PERSON)

        assert (sentence, None) == (str(notice), notice.due)

    def test_a_form_that_does_not_speak_of_a_copy_has_no_line_for_it(self) -> None:
        """What is not asked is not told."""
        face = face_of(REQUEST)
        silent = attrs.evolve(face.editions[0], service=ServiceRequirement.NOT_STATED)

        assert [] == [*_copies(face._replace(edition=silent), None)]

    def test_a_law_may_prohibit_what_the_form_asks(self) -> None:
        """Cook County: both are told, with the law above."""
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction="Cook County, IL")
        laws = [notice for notice in notices if notice.provision is not None]

        assert notices.authority_to_notify[0].startswith(
            "Cook County, Illinois: a local agency must not notify ICE of a release"
        )
        assert {NoticeRecipient.ICE} == {notice.recipient for notice in laws}
        assert (
            "Cook County Code § 46-37: prohibits notice to ICE unless there is a warrant for the "
            "person's arrest for a crime or there is a law enforcement purpose unrelated to "
            "immigration."
        ) in [*map(str, laws)]
        assert [None] * len(laws) == [notice.due for notice in laws]

    @pytest.mark.parametrize(
        ("place", "title", "exceptions"),
        [
            ("Los Angeles County, CA", "Cal. Gov't Code §§ 7284.6", "not settled"),
            ("Los Angeles County, CA", "Los Angeles County board motion of 2020", "not settled"),
            ("Bronx County, NY", "N.Y.C. Admin. Code § 9-131(b)(1)", "exceptions"),
            # The policy of the county bars notice in every case.
            ("Santa Clara County, CA", "Cal. Gov't Code §§ 7284.6", "not lifted"),
        ],
    )
    def test_a_bar_with_many_exceptions_does_not_read_as_leave(
        self, place: str, title: str, exceptions: str
    ) -> None:
        """It says what of the law above bears on it, in its line as in its step."""
        says = {
            "exceptions": "bars notice to ICE; see above for the exceptions.",
            "not settled": "bars notice to ICE; see above for the cases that are not settled.",
            "not lifted": "bars notice to ICE; its exceptions do not lift the bar above.",
        }[exceptions]
        notices = notice_deadlines(REQUEST, UNKNOWN, jurisdiction=place, on=date(2026, 7, 2))
        (notice,) = (each for each in notices.to("ice") if each.title.startswith(title))

        assert notices.line(notice) == f"{notice.title}: {says}"
        assert notices.line(notice) in {each.statement for each in notices.explanation.steps}
        assert str(notice) == f"{notice.title}: bars notice to ICE, with exceptions."

    def test_where_a_case_given_lifts_the_bar_its_exceptions_are_above(self) -> None:
        """New York City, where a judge's warrant is given."""
        notices = notice_deadlines(
            REQUEST,
            UNKNOWN,
            jurisdiction="36005",
            on=date(2026, 7, 2),
            facts=CaseFacts(facts={"judicial-warrant": True}),
        )

        assert not any("do not lift" in notices.line(notice) for notice in notices)

    def test_a_law_may_require_that_the_person_be_told(self) -> None:
        """California, whose words name a time and no hours."""
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-CA", zone="US/Pacific")
        laws = [notice for notice in notices.to("person") if notice.provision is not None]

        assert (
            "Cal. Gov't Code § 7283.1(b): requires notice to the person. In our words: A local "
            "agency gives the person a copy of any hold, notification or transfer request and says "
            "whether it will comply. If it tells ICE of a release, it promptly gives the same "
            "notice in writing to the person and to counsel or one other person. By when: upon "
            "receiving the request, and promptly after notice of a release to ICE; the law names "
            "no hours."
        ) == str(laws[0])
        assert [True, True] == [notice.asks_notice for notice in laws]
        assert [[StepStatus.APPLIED]] * 2 == [
            [step.outcome for step in notice.steps()] for notice in laws
        ]

    @pytest.mark.parametrize(
        ("place", "line"),
        [
            (
                "Maricopa County, AZ",
                (
                    "Maricopa County Sheriff's statement of February 24, 2017: requires notice to "
                    "ICE. By when: immediately when the jail receives the court's notice to "
                    "process the release; the source we read names no hours."
                ),
            ),
            (
                "US-TX",
                (
                    "Tex. Code Crim. Proc. art. 2A.060: requires notice to the person if the "
                    "person has not shown proof of United States citizenship and the person has "
                    "not shown proof of lawful immigration status. By when: not known; no time "
                    "limit is on file."
                ),
            ),
        ],
    )
    def test_only_what_a_person_is_told_in_every_case_is_told_in_full(
        self, place: str, line: str
    ) -> None:
        """Of notice to ICE, and of a law with a condition, the short words say it all."""
        notices = notice_deadlines(REQUEST, UNKNOWN, jurisdiction=place, on=date(2026, 7, 2))

        assert line in [*map(str, notices)]

    @pytest.mark.parametrize(
        ("form", "about", "not_about"),
        [
            ("I-247A", "about the detainer", "about the request"),
            ("I-247N", "about the request", "about the detainer"),
        ],
    )
    def test_what_a_person_is_told_is_about_a_detainer_or_a_request(
        self, form: str, about: str, not_about: str
    ) -> None:
        """A form that asks for notice only is no detainer."""
        notices = notice_deadlines(
            Detainer(form=form), UNKNOWN, jurisdiction="US-CA", on=THURSDAY.date()
        )
        told = notices.authority_to_notify[1]

        assert f" {about} " in told
        assert not_about not in told

    def test_laws_that_conflict_are_told_as_laws(self) -> None:
        """That none was found is not said of them."""
        notices = notice_deadlines(REQUEST, UNKNOWN, jurisdiction="US-CA")
        telling = notices.laws[1]
        at_odds = attrs.evolve(telling, controlling=(), conflicts=telling.controlling)

        assert str(at_odds) == attrs.evolve(notices, laws=(at_odds,)).authority_to_notify[0]

    def test_facts_and_the_agency_are_those_of_the_law(self) -> None:
        """What is known of the case settles what the law says on giving notice."""
        settled, answer = (
            notice_deadlines(
                REQUEST,
                datetime(2025, 7, 3, 17, tzinfo=EASTERN),
                jurisdiction="US-NJ",
                facts=facts,
                agency_type=agency_type,
            ).laws[0]
            for facts, agency_type in (
                (CaseFacts(facts={"judicial-warrant": True}), AgencyType.SHERIFF),
                (None, None),
            )
        )

        assert ("sheriff", None) == (settled.agency_type, answer.agency_type)
        assert settled.facts != answer.facts

    def test_a_recipient_is_one_of_the_two(self) -> None:
        """By its name in any case."""
        notices = notice_deadlines(REQUEST, THURSDAY)

        assert notices.to("ICE") == notices.to(NoticeRecipient.ICE)
        with pytest.raises(UnknownIdError) as caught:
            notices.to("consulate")

        assert "recipient: got 'consulate', expected one of ice, person." == str(caught.value)


FORM_ASKS: Final = ("form-i-247a-notice", True, ("ice-guidance-i-247a", "2. Box 1"))
COPY: Final = (None, True, ("ice-guidance-i-247a", "service"))
TEXAS: Final = (None, None, ("tex-code-crim-proc-2a.060", None))
MARYLAND: Final = (None, None, ("md-community-trust-act-2026", None))
MONTGOMERY: Final = (None, None, ("md-montgomery-trust-act-2026", None))
FORM_D: Final = ("form-i-247d", None)


class TestFields:
    """What a program reads of each notice, and its first step."""

    @pytest.mark.parametrize(
        ("form", "place", "expected"),
        [
            (
                "I-247A",
                "US-TX",
                [
                    ("ice", *FORM_ASKS, True, None, None, "applied"),
                    ("person", *COPY, True, "required", None, "applied"),
                    ("ice", *TEXAS, True, None, "us-tx-2a.060-notify", "unknown"),
                    ("person", *TEXAS, True, None, "us-tx-2a.060-tell", "unknown"),
                ],
            ),
            (
                "I-247A",
                "24031",
                [
                    ("ice", *FORM_ASKS, True, None, None, "applied"),
                    ("person", *COPY, True, "required", None, "applied"),
                    ("ice", *MARYLAND, False, None, "us-md-trust-2026-notify", "unknown"),
                    (
                        "ice",
                        *MONTGOMERY,
                        False,
                        None,
                        "us-md-montgomery-trust-2026-notify",
                        "unknown",
                    ),
                ],
            ),
            (
                "I-247D",
                None,
                [
                    ("ice", None, True, FORM_D, True, None, None, "unknown"),
                    ("person", None, None, FORM_D, True, "not-read", None, "unknown"),
                ],
            ),
        ],
    )
    def test_are_those_of_the_form_and_of_the_law(
        self, form: str, place: str | None, expected: list[tuple[Any, ...]]
    ) -> None:
        """Of each: whom, the rule, whether it asks, its words, the doubt, the copy, the law."""
        release = datetime(2026, 7, 3, 17, tzinfo=EASTERN if place == "24031" else CHICAGO)
        notices = notice_deadlines(Detainer(form=form), release, jurisdiction=place)

        assert expected == [
            (
                notice.recipient.value,
                notice.rule and notice.rule.id,
                notice.asks_notice,
                (notice.citation.authority, notice.citation.pin),
                notice.certain,
                notice.service and notice.service.value,
                notice.provision and notice.provision.id,
                notice.steps()[0].outcome.value,
            )
            for notice in notices
        ]
        for notice in notices:
            step = notice.steps()[0]
            assert exactly(release) == notice.release
            assert (str(notice), (notice.citation,)) == (step.statement, step.citations)
            assert (() if notice.rule is None else notice.rule.see_also) == step.see_also

    def test_of_a_doubt_and_of_a_condition_rest_on_their_own_words(self) -> None:
        """North Carolina: the digest of the act for the one, the condition's for the other."""
        notice = of_state(datetime(2025, 10, 7, 10, tzinfo=EASTERN), "US-NC")
        assert notice.rule is not None
        assert notice.rule.only_if is not None

        assert [(notice.citation,), (notice.citation,), (notice.rule.only_if.citation,)] == [
            step.citations for step in notice.steps()
        ]

    @pytest.mark.parametrize(
        ("place", "notes"),
        [
            ("US-TX", []),
            ("US-CA", [sentences.NO_AUTHORITY]),
            ("17031", [sentences.ONE_BY_ONE, sentences.NO_AUTHORITY]),
        ],
    )
    def test_a_law_that_bars_notice_gives_no_authority(self, place: str, notes: list[str]) -> None:
        """And several that bar it with exceptions apply one by one."""
        notices = notice_deadlines(REQUEST, UNKNOWN, jurisdiction=place)

        assert notes == [*notices.authority_to_notify[len(notices.laws) :]]
        assert notices._repr_html_().startswith(
            "".join(map(paragraph, notices.authority_to_notify)) + "<ul>"
        )

    def test_of_a_form_dated_as_late_as_its_notice_is_due_says_so(self) -> None:
        """Not of one dated the day before, of no day, of another law, or without a release.

        Of one dated a day after it, that it has passed.
        """
        may_have, has = sentences.ON_ISSUE, sentences.BEFORE_ISSUE
        carolina = datetime(2025, 10, 7, 10, tzinfo=EASTERN)
        told: list[tuple[Any, Any, str]] = [
            (date(2025, 6, 30), THURSDAY, ""),
            (date(2025, 7, 1), THURSDAY, may_have),
            (date(2025, 7, 2), THURSDAY, has),
            (date(2025, 7, 1), date(2025, 7, 3), may_have),
            (date(2025, 7, 1), date(2025, 7, 2), has),
            (date(2025, 7, 1), date(2025, 7, 4), ""),
            (UNKNOWN, THURSDAY, ""),
            (date(2025, 7, 1), UNKNOWN, ""),
        ]
        for issued_on, release, says in told:
            request = attrs.evolve(REQUEST, issued_on=issued_on)
            notices = notice_deadlines(request, release, zone=CHICAGO, on=date(2025, 7, 1))
            lines = [str(notice) for notice in notices]
            lines[0] += says
            assert lines == [notices.line(notice) for notice in notices]

        late = attrs.evolve(REQUEST, issued_on=date(2025, 10, 9))
        notices = notice_deadlines(late, carolina, jurisdiction="US-NC")
        assert str(notices[-1]) == notices.line(notices[-1])

    def test_tell_on_which_clock_the_release_is(self) -> None:
        """Last of the explanation, and not where there is no release."""
        clock = "Cook County, Illinois, is on America/Chicago (Central) time."
        with_it, without = (
            notice_deadlines(REQUEST, release, jurisdiction="17031").explanation.steps[-1]
            for release in (THURSDAY, UNKNOWN)
        )

        assert (clock, ["49-cfr-71"]) == (
            with_it.statement,
            [citation.authority for citation in with_it.citations],
        )
        assert clock != without.statement

    @pytest.mark.parametrize(
        ("release", "zone"),
        [(THURSDAY, None), (THURSDAY, "America/Chicago"), (THURSDAY.date(), "America/Chicago")],
    )
    def test_of_another_clock_than_the_place_has_are_refused(self, release: Any, zone: Any) -> None:
        """Whether the release carries the zone, or it stands beside it."""
        with pytest.raises(ZoneError) as caught:
            notice_deadlines(REQUEST, release, jurisdiction="US-CA", zone=zone)

        assert (
            "zone: got 'America/Chicago', expected a zone with the clock of California (US-CA). "
            "Use America/Los_Angeles (Pacific), or leave the zone out."
        ) == str(caught.value)

    def test_beyond_the_calendar_is_refused(self) -> None:
        """On its first day nothing is due 48 hours before."""
        first = datetime(1, 1, 1, 12, tzinfo=CHICAGO)
        notice = of_form(first, on=date(2025, 7, 1))
        with pytest.raises(CoverageError, match=r"^release: got 0001-01-01T12:00:00"):
            assert notice.due


class TestText:
    """Each in one sentence."""

    def test_of_the_form(self) -> None:
        """At least so long before, if possible, and by when."""
        assert (
            "Form I-247A, notice: asks for notice as early as practicable, at least 48 "
            "hours before release, if possible. The form asks for it by Tuesday, July 1, 2025, "
            "5:00 p.m. CDT; that is a request, not a deadline set by law."
        ) == str(of_form())

    def test_without_a_release_has_no_instant(self) -> None:
        """What is asked, and that it cannot be said by when."""
        assert (
            "Form I-247A, notice: asks for notice as early as practicable, at least 48 "
            "hours before release, if possible. "
            "By when: not known, as the time of release is not known."
        ) == str(of_form(UNKNOWN))

    def test_on_a_day_of_release_has_two_instants(self) -> None:
        """By the time of the release on that day."""
        assert (
            "Form I-247A, notice: asks for notice as early as practicable, at least 48 "
            "hours before release, if possible. The form asks for it between 12:00 midnight CDT, "
            "at the start of Tuesday, July 1, 2025 and 12:00 midnight CDT, at the end of Tuesday, "
            "July 1, 2025, depending on the time of release; that is a request, not a deadline set "
            "by law."
        ) == str(of_form(date(2025, 7, 3), zone=CHICAGO))

    def test_of_north_carolina(self) -> None:
        """Within so long of the release, which may be read two ways."""
        assert (
            "N.C. Gen. Stat. § 162-62 (S.L. 2025-85), notice: requires notice within 2 hours "
            "of the time of release, before or after it. Due by Tuesday, October 7, 2025, 8:00 "
            "a.m. EDT if that means before the release, or by Tuesday, October 7, 2025, 12:00 "
            "noon EDT if after."
        ) == str(of_state(datetime(2025, 10, 7, 10, tzinfo=EASTERN), "US-NC"))

    def test_of_north_carolina_on_a_day_of_release_has_four_instants(self) -> None:
        """By the time of release on that day, which may be its first moment."""
        assert (
            "N.C. Gen. Stat. § 162-62 (S.L. 2025-85), notice: requires notice within 2 hours "
            "of the time of release, before or after it. Due between Monday, October 6, 2025, "
            "10:00 p.m. EDT and Tuesday, October 7, 2025, just before 10:00 p.m. EDT if that means "
            "before the release, or between Tuesday, October 7, 2025, 2:00 a.m. EDT and Wednesday, "
            "October 8, 2025, just before 2:00 a.m. EDT if after, depending on the time of release."
        ) == str(of_state(date(2025, 10, 7), "US-NC"))

    def test_of_north_carolina_without_a_release_has_no_instant(self) -> None:
        """What is asked, and no time."""
        notice = of_state(UNKNOWN, "US-NC", on=date(2025, 10, 7))

        assert (
            "N.C. Gen. Stat. § 162-62 (S.L. 2025-85), notice: requires notice within 2 hours "
            "of the time of release, before or after it. By when: not known, as the time of "
            "release is not known."
        ) == str(notice)

    def test_of_alabama(self) -> None:
        """In the days before the release, and from when."""
        assert (
            "Ala. Code § 31-13-19: requires notice in the 30 days before release. That time "
            "begins Tuesday, June 3, 2025, 5:00 p.m. CDT."
        ) == str(of_state(THURSDAY, "US-AL"))

    def test_of_alabama_without_a_release_has_no_instant(self) -> None:
        """What is asked, and no time."""
        assert (
            "Ala. Code § 31-13-19: requires notice in the 30 days before release. By when: not "
            "known, as the time of release is not known."
        ) == str(of_state(UNKNOWN, "US-AL"))

    def test_names_a_doubt_on_the_law(self) -> None:
        """Whether the rule was in effect that day."""
        notice = attrs.evolve(of_form(UNKNOWN), certain=False)

        assert (
            "Form I-247A, notice: asks for notice as early as practicable, at least 48 "
            "hours before release, if possible. By when: not known, as the time of release is not "
            "known. It is not known whether that rule was in effect that day."
        ) == str(notice)
        assert [StepStatus.UNKNOWN] == [step.outcome for step in notice.steps()]

    def test_of_a_text_that_does_not_say_if_possible(self) -> None:
        """The words are left out."""
        rule = attrs.evolve(catalog.notice_rule("form-i-247a-notice"), if_possible=False)
        notice = attrs.evolve(of_form(UNKNOWN), rule=rule)

        assert str(notice).startswith(
            "Form I-247A, notice: asks for notice as early as practicable, at least 48 "
            "hours before release. By when: "
        )

    def test_has_a_line_for_each(self) -> None:
        """In their order."""
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-AL")

        law = "\n".join(notices.authority_to_notify)

        lines = [notices.form_asks or "", law, *map(notices.line, notices)]
        assert "\n".join(lines) == str(notices)
        assert law.startswith("Alabama: a state or local agency must notify ICE")

    def test_is_html(self) -> None:
        """A list, escaped, with the closing sentence."""
        notices = notice_deadlines(REQUEST, THURSDAY)
        titled = attrs.evolve(notices[0], title="<b>5 & 6</b>")
        shown = attrs.evolve(notices, notices=(titled,))._repr_html_()

        assert shown.startswith("<ul><li>&lt;b&gt;5 &amp; 6&lt;/b&gt;: asks for notice")
        assert notices.explanation.closing in shown
        assert (
            "This is when the form asks for notice of release. State and local laws may require "
            "more or less; add a jurisdiction."
        ) == notices.explanation.closing

    def test_of_a_place_ends_with_what_it_rests_on(self) -> None:
        """The laws on file, and no more."""
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-AL")

        assert (
            "“On file” means in the data used here; other laws may apply."
            == notices.explanation.closing
        )

    def test_shows_no_case_id(self) -> None:
        """An opaque id is left out of every text."""
        notices = notice_deadlines(attrs.evolve(REQUEST, case_id="17-3"), THURSDAY)
        shown = (repr(notices), str(notices), notices._repr_html_(), str(notices.explanation))

        assert [False] * 4 == ["17-3" in text for text in shown]


class TestExplanation:
    """Why each is what it is."""

    def test_says_what_the_notices_say(self) -> None:
        """One step each, one for a doubt on what it means, and one for each condition."""
        notices = notice_deadlines(
            REQUEST, datetime(2025, 10, 7, 10, tzinfo=EASTERN), jurisdiction="US-NC"
        )

        steps = [(step.outcome, step.statement) for step in notices.explanation]

        assert [
            (StepStatus.APPLIED, str(notices[0])),
            (StepStatus.APPLIED, str(notices[1])),
            (StepStatus.APPLIED, str(notices[2])),
            (
                StepStatus.UNSETTLED,
                "The source we read could mean before the release or after it.",
            ),
            (
                StepStatus.UNKNOWN,
                (
                    "It covers a prisoner held under the order that the section requires after "
                    "a detainer and an administrative warrant. It is not known whether this "
                    "case qualifies."
                ),
            ),
            (
                StepStatus.APPLIED,
                "North Carolina is on America/New_York (Eastern) time.",
            ),
        ] == steps[-6:]
        assert steps[:-6] == [
            (step.outcome, step.statement) for law in notices.laws for step in law.explanation
        ]

    @pytest.mark.parametrize("jurisdiction", [None, "US-AL", "US-NC"])
    @pytest.mark.parametrize("form", ["I-247", "I-247A", "I-247D", "I-247N", "I-247X", "I-247G"])
    def test_cites_at_every_step(self, form: str, jurisdiction: str | None) -> None:
        """No step without its authority, and each is on record."""
        zone = "America/Chicago" if jurisdiction == "US-AL" else "America/New_York"
        explanation = notice_deadlines(
            Detainer(form=form),
            datetime(2025, 10, 7, 14, tzinfo=UTC),
            zone=zone,
            jurisdiction=jurisdiction,
        ).explanation

        assert all(step.citations for step in explanation)
        assert {cite.authority for cite in explanation.citations} == {
            authority.id for authority in explanation.authorities
        }

    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ("I-247A", StepStatus.APPLIED),
            ("I-247X", StepStatus.UNKNOWN),
            ("I-247D", StepStatus.UNKNOWN),
        ],
    )
    def test_does_not_know_what_was_not_read(self, form: str, expected: StepStatus) -> None:
        """That no notice is asked is known, how long before is not."""
        [notice] = notice_deadlines(Detainer(form=form), THURSDAY).to("ice")

        assert [expected] == [step.outcome for step in notice.steps()]


class TestValue:
    """Notices are a value."""

    def test_are_a_collection(self) -> None:
        """They can be counted, walked and picked."""
        notices = notice_deadlines(REQUEST, THURSDAY, jurisdiction="US-AL")

        assert (3, notices.notices, notices.notices[1]) == (
            len(notices),
            tuple(notices),
            notices[1],
        )

    def test_compare_by_instant(self) -> None:
        """However the release is expressed."""
        same = notice_deadlines(REQUEST, THURSDAY.astimezone(UTC), zone=CHICAGO)

        assert {same} == {notice_deadlines(REQUEST, THURSDAY)}

    def test_keep_the_release(self) -> None:
        """As a moment; None where it is not on record."""
        assert (exactly(THURSDAY), None) == (
            notice_deadlines(REQUEST, THURSDAY).release,
            notice_deadlines(REQUEST, UNKNOWN).release,
        )


class TestWordsOfTime:
    """By when notice is due, as far as the words on file say so."""

    @pytest.mark.parametrize(
        "norm",
        [
            norm
            for norm in catalog.provisions()
            if norm.practice in {Practice.NOTIFY_RELEASE, Practice.TELL_SUBJECT}
            and Modality.REQUIRED in {norm.modality, norm.otherwise}
            and TIME.search(norm.citation.quote or "")
        ],
        ids=lambda norm: norm.id,
    )
    def test_no_time_of_a_quotation_is_dropped(self, norm: Provision) -> None:
        """A law that says by when has that in words, or as a rule that counts."""
        timed = {(rule.jurisdiction, rule.citation.authority) for rule in catalog.notice_rules()}
        is_timed = (norm.jurisdiction, norm.citation.authority) in timed

        assert is_timed or (norm.by_when is None) is (norm.id in NOT_OF_TIME)

    @pytest.mark.parametrize(
        ("place", "on", "line"),
        [
            (
                "US-AZ",
                date(2026, 7, 3),
                "By when: immediately; the source we read names no hours.",
            ),
            (
                "US-UT",
                date(2026, 7, 3),
                "By when: at least five business days before the day of release.",
            ),
            (
                "US-NJ",
                date(2020, 7, 3),
                (
                    "By when: once the federal authorities ask for it; the source we read names "
                    "no hours."
                ),
            ),
        ],
    )
    def test_is_printed(self, place: str, on: date, line: str) -> None:
        """The grade of the source is that of the citation, as before."""
        notices = notice_deadlines(REQUEST, UNKNOWN, jurisdiction=place, on=on)

        assert any(str(notice).endswith(line) for notice in notices)
