"""Reviews of the face of a request: scenarios, each a sentence with its source, of `cases/`."""

from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest
from scenarios import scenarios

from detainerlib import (
    UNKNOWN,
    AdministrativeWarrant,
    Detainer,
    DetainerError,
    JudicialWarrant,
    catalog,
    review_detainer,
)
from detainerlib._html import paragraph
from detainerlib.cases import Review, ReviewFinding, UncheckedQuestion
from detainerlib.cases.face import (
    DEFECT_CHECKS,
    asks_for_hold,
    counted_as_if_in_effect,
    face_of,
    on_service,
)
from detainerlib.errors import UnknownIdError
from detainerlib.models import (
    FacialDefect,
    IssuingComponent,
    RequestedAction,
    Severity,
    WarrantForm,
)
from detainerlib.sentences import cases as sentences
from detainerlib.sentences.clocks import MAY_NEED_SERVICE, NEEDS_SERVICE
from detainerlib.sources import StepStatus

SCENARIOS = scenarios("reviews", "scenario")
OF_A_SCENARIO: Final = {
    "says",
    "source",
    "detainer",
    "findings",
    "cites",
    "passed",
    "not_checked",
    "not_asked",
}
FOUND: Final = [question for question in catalog.questions() if question.looks_for is not None]
NEVER_ON_A_FACE: Final = [
    question for question in catalog.questions() if question.looks_for is None
]
ISSUED: Final = date(2025, 7, 1)


def warrant_of(given: dict[str, Any]) -> AdministrativeWarrant | JudicialWarrant:
    """Make a warrant of a record."""
    if given.pop("judicial", False):
        return JudicialWarrant(**given)
    if "form" in given:
        given["form"] = WarrantForm(given["form"])
    return AdministrativeWarrant(**given)


def detainer_of(scenario: dict[str, Any]) -> Detainer:
    """Make the request of a scenario."""
    given = dict(scenario["detainer"])
    if "issued_by" in given:
        given["issued_by"] = IssuingComponent(given["issued_by"])
    if "requests" in given:
        given["requests"] = {RequestedAction(each) for each in given["requests"]}
    if "warrants" in given:
        given["warrants"] = [warrant_of(dict(each)) for each in given["warrants"]]
    return Detainer(**given)


def codes_of(review: Review) -> dict[str, list[str]]:
    """Give the codes of a review by what became of them; those not asked are the rest."""
    passed = [question.id for question in review.passed]
    not_checked = [each.code for each in review.not_checked]
    asked = {*review.codes, *passed, *not_checked}
    return {
        "passed": passed,
        "not_checked": not_checked,
        "not_asked": [each.id for each in catalog.questions() if each.id not in asked],
    }


def flawed() -> Detainer:
    """Make a request with a flaw of each severity."""
    return Detainer(
        form="I-247A", issued_on=ISSUED, signed=False, served=False, notice_contact=False
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[each["says"] for each in SCENARIOS])
class TestScenario:
    """What a face shows is what the source makes of it."""

    def test_finds_these_and_no_others(self, scenario: dict[str, Any]) -> None:
        """The codes, the gravest first; each rests on words on record; no code stands twice.

        The other questions stand where they belong: answered without a finding, not checked, or
        not about this face.
        """
        review = review_detainer(detainer_of(scenario))
        found = codes_of(review)
        listed = [*review.codes, *(code for codes in found.values() for code in codes)]

        assert tuple(scenario.get("findings", ())) == review.codes
        assert scenario.get("cites", []) == sorted(
            {citation.authority for finding in review for citation in finding.citations}
        )
        assert [] == [
            (where, code)
            for where in ("passed", "not_checked", "not_asked")
            for code in scenario.get(where, ())
            if code not in found[where]
        ]
        assert sorted(question.id for question in catalog.questions()) == sorted(listed)

    def test_rests_on_one_text(self, scenario: dict[str, Any]) -> None:
        """That of the question, or else of the edition; all others are to be seen besides."""
        review = review_detainer(detainer_of(scenario))
        edition = review.form.editions[-1] if review.edition is None else review.edition
        asked = {question.id: question for question in catalog.questions()}

        told: list[ReviewFinding | UncheckedQuestion] = [*review.findings, *review.not_checked]
        for each in told:
            own = asked[each.code].citation
            see = asked[each.code].see_also
            assert (
                ((edition.citation,), (*edition.see_also, *see)) if own is None else ((own,), see)
            ) == (each.citations, each.see_also)
        passed = [step for step in review.explanation if step.outcome is StepStatus.NOT_APPLIED]
        for question, step in zip(review.passed, passed, strict=True):
            assert (question.citation or edition.citation,) == step.citations


class TestScenarios:
    """The records as a whole."""

    def test_say_where_each_answer_comes_from(self) -> None:
        """No expected code without a source, and no sentence twice."""
        assert [] == [scenario["says"] for scenario in SCENARIOS if not scenario["source"].strip()]
        assert len(SCENARIOS) == len({scenario["says"] for scenario in SCENARIOS})

    def test_have_no_key_that_is_not_read(self) -> None:
        """A misspelt expectation would expect nothing."""
        assert [] == [
            sorted(scenario) for scenario in SCENARIOS if not set(scenario) <= OF_A_SCENARIO
        ]

    def test_name_only_questions_on_record(self) -> None:
        """A misspelt code would be found nowhere."""
        named = {
            code
            for scenario in SCENARIOS
            for where in ("findings", "passed", "not_checked", "not_asked")
            for code in scenario.get(where, ())
        }

        assert set() == named - {question.id for question in catalog.questions()}

    @pytest.mark.parametrize("question", FOUND, ids=[each.id for each in FOUND])
    def test_find_each_flaw_and_find_it_absent(self, question: Any) -> None:
        """Each question is answered both ways by some face."""
        found = [
            scenario["says"]
            for scenario in SCENARIOS
            if question.id in scenario.get("findings", ())
        ]
        absent = [
            scenario["says"] for scenario in SCENARIOS if question.id in scenario.get("passed", ())
        ]

        assert (True, True) == (bool(found), bool(absent))

    @pytest.mark.parametrize("question", FOUND, ids=[each.id for each in FOUND])
    def test_leave_each_flaw_unchecked_where_something_is_not_known(self, question: Any) -> None:
        """Of an unsettled edition no early print is asked, as none is among those in use."""
        left = [
            scenario["says"]
            for scenario in SCENARIOS
            if question.id in scenario.get("not_checked", ())
        ]

        assert bool(left) is (question.looks_for is not FacialDefect.EARLY_PRINT)

    @pytest.mark.parametrize("question", NEVER_ON_A_FACE, ids=[each.id for each in NEVER_ON_A_FACE])
    def test_leave_unchecked_what_no_face_shows(self, question: Any) -> None:
        """What cannot be found is listed in every review that it is about."""
        left = [
            scenario["says"]
            for scenario in SCENARIOS
            if question.id in scenario.get("not_checked", ())
        ]

        assert left


def test_each_question_left_open_says_what_is_missing() -> None:
    """In all scenarios together: each reason, and the questions that it leaves open."""
    days = ("from an unknown day not before May 1, 2015 until April 2, 2017",)
    old_days = (
        "from an unknown day",
        "from an unknown day until an unknown day not after December 29, 2011",
        "from an unknown day not before August 1, 2010 until December 29, 2011",
        "from December 21, 2012 until an unknown day not after July 1, 2015",
    )
    rival_editions = sentences.editions_open(["i-247-before-2010", "i-247-2010-2011"])
    grounds = "biometric confirmation of identity and a check of federal records"
    probable_cause = "probable cause exists to believe that the person is removable"
    expected = {
        **{sentences.use_not_known(day): {"not-yet-in-use", "out-of-use"} for day in days},
        **{
            sentences.use_not_known(day): {"not-yet-in-use", "edition-out-of-use"}
            for day in old_days
        },
        rival_editions: {
            "basis-not-on-edition",
            "edition-out-of-use",
            "hold-asked-on-notice-form",
            "no-basis-on-i-247",
            "not-yet-in-use",
            "request-not-on-edition",
        },
        sentences.EDITION_OPEN: {"no-basis-on-i-247"},
        sentences.other_grounds(grounds): {"basis-not-on-edition"},
        sentences.grounds_of_box_not_entered(1, probable_cause): {
            "basis-not-on-edition",
            "basis-without-box-1",
            "no-basis-marked",
        },
        sentences.box_read_in_part("2"): {"request-not-of-box"},
        sentences.GROUNDS_NOT_READ: {"basis-not-on-edition", "no-basis-on-i-247"},
        sentences.GROUNDS_NOT_ENTERED: {
            "basis-not-on-edition",
            "basis-without-box-1",
            "no-basis-in-section-1",
            "no-basis-marked",
            "no-basis-on-i-247",
            "records-check-alone",
        },
        sentences.BOXES_NOT_ENTERED: {
            "basis-without-box-1",
            "both-boxes-marked",
            "no-box-marked",
            "request-not-of-box",
        },
        sentences.NO_BOX: {"no-basis-marked"},
        sentences.NO_DATE_OF_ISSUE: {
            "edition-out-of-use",
            "not-yet-in-use",
            "out-of-use",
            "records-check-alone",
            "unsigned",
        },
        sentences.NO_DATES: {"served-before-issue"},
        sentences.NO_ISSUER: {"no-administrative-warrant", "records-check-alone"},
        sentences.NO_WARRANT_FORM: {"no-administrative-warrant"},
        sentences.WARRANTS_NOT_ENTERED: {
            "administrative-warrant-as-judicial",
            "no-administrative-warrant",
        },
        sentences.WARRANT_SIGNATURE_NOT_ENTERED: {"administrative-warrant-unsigned"},
        sentences.OFFERED_NOT_ENTERED: {"administrative-warrant-as-judicial"},
        sentences.SIGNATURE_NOT_ENTERED: {"unsigned"},
        sentences.SERVICE_NOT_ENTERED: {"not-served"},
        sentences.CONTACT_NOT_ENTERED: {"no-notice-contact"},
    }
    codes: dict[str, set[str]] = {}
    for scenario in SCENARIOS:
        for question in review_detainer(detainer_of(scenario)).not_checked:
            if not question.on_no_face:
                codes.setdefault(question.reason, set()).add(question.code)

    assert expected == codes


HOLD, NOTIFY = RequestedAction.HOLD, RequestedAction.NOTIFY


def test_whether_a_hold_is_asked_for_is_told_by_request_edition_and_box() -> None:
    """A hold asked for on a form that asks for none is without effect; a box decides, if read."""
    asked: list[tuple[dict[str, Any], bool | None]] = [
        ({"form": "I-247"}, True),
        ({"form": "I-247", "requests": {HOLD}}, True),
        ({"form": "I-247", "requests": {NOTIFY}}, False),
        ({"form": "I-247D"}, True),
        ({"form": "I-247N"}, False),
        ({"form": "I-247N", "requests": {HOLD}}, False),
        ({"form": "I-247A", "requests": {HOLD}}, True),
        ({"form": "I-247A", "requests": {NOTIFY}}, False),
        ({"form": "I-247A"}, None),
        ({"form": "I-247A", "boxes": ()}, None),
        ({"form": "I-247A", "boxes": {1}}, True),
        ({"form": "I-247A", "boxes": {2}}, None),
        ({"form": "I-247A", "boxes": {1, 2}}, True),
    ]
    face = face_of(Detainer(form="I-247A", boxes={2}))
    assert face.edition is not None
    hold, notice = face.edition.boxes
    read = attrs.evolve(face.edition, boxes=(hold, attrs.evolve(notice, requests_more=False)))

    assert [answer for _, answer in asked] == [
        asks_for_hold(face_of(Detainer(**fields))) for fields, _ in asked
    ]
    assert asks_for_hold(face._replace(edition=read)) is False


def test_a_settled_edition_leaves_nothing_to_say() -> None:
    """One that was named, the only one of its form, the only one of its day."""
    settled = [
        Detainer(form="I-247 (12/11)"),
        Detainer(form="I-247D"),
        Detainer(form="I-247", issued_on=date(2012, 6, 1)),
    ]

    assert [""] * 3 == [face_of(detainer).unsure for detainer in settled]


def test_what_is_said_of_service_rests_on_those_words() -> None:
    """Of an edition whose words on it are on file, and of one of which they are not."""
    read, unread = (catalog.edition(id) for id in ("i-247a-2017-03", "i-247d-2015"))

    assert ["service"] == [citation.pin for citation in on_service(read)]
    assert (unread.citation,) == on_service(unread)


def test_a_time_is_counted_as_if_in_effect_by_the_words_on_service() -> None:
    """By those that were read; else that they were not, and nothing where copies are only asked."""
    read, unread, asked = (
        catalog.edition(id) for id in ("i-247a-2017-03", "i-247d-2015", "i-247-2012-12")
    )
    of_read, of_unread = (
        f"{says} ({catalog.authority(citation.authority).cited(citation.pin)})."
        for says, citation in (
            (NEEDS_SERVICE, on_service(read)[0]),
            (MAY_NEED_SERVICE, unread.citation),
        )
    )

    assert [of_read] == [*counted_as_if_in_effect(iter([asked, unread, read]))]
    assert of_read.endswith("Guidance for Completing Form I-247A, service (2017)).")
    assert [of_unread] == [*counted_as_if_in_effect([asked, unread])]
    assert [] == [*counted_as_if_in_effect([asked])]


def test_what_the_agency_s_own_records_show_is_to_be_looked_up_there() -> None:
    """That the form does not show it goes without saying."""
    [arrest] = [
        question
        for question in review_detainer(Detainer(form="I-247A", issued_on=ISSUED)).not_checked
        if question.code == "arrested-for-an-offense"
    ]
    policy = (
        "U.S. Immigr. & Customs Enf't, Policy No. 10074.2, Issuance of Immigration Detainers by "
        "ICE Immigration Officers (Mar. 24, 2017)"
    )

    assert str(arrest) == sentences.in_own_records(
        "Did the agency arrest the person for a criminal offense?",
        "ICE policy requires it.",
        [policy],
    )


class TestFlaws:
    """What can be looked for, and how."""

    def test_no_box_is_none(self) -> None:
        """As a word, and not as an empty one, which would say that a box is checked."""
        look = DEFECT_CHECKS[FacialDefect.NO_BOX]
        answers = [look(face_of(Detainer(form="I-247A", boxes=box)), FOUND[0]) for box in ((), {2})]

        assert [(True, "none"), (False, "")] == answers

    def test_each_is_looked_for_in_one_way(self) -> None:
        """The enumeration and the mapping agree."""
        assert list(FacialDefect) == list(DEFECT_CHECKS)

    def test_each_is_asked_for_by_a_question(self) -> None:
        """Nothing is looked for that no text asks for."""
        assert set(FacialDefect) == {question.looks_for for question in FOUND}

    def test_the_mapping_is_not_changed_by_chance(self) -> None:
        """A look that was replaced would change every review."""
        with pytest.raises(TypeError, match="does not support item assignment"):
            DEFECT_CHECKS[FacialDefect.UNSIGNED] = DEFECT_CHECKS[FacialDefect.NO_BOX]  # type: ignore[index]


class TestLooksAtAnotherForm:
    """A question that a record may ask of other forms one day."""

    @pytest.mark.parametrize(
        "flaw", [FacialDefect.SEVERAL_BOXES, FacialDefect.NO_BOX, FacialDefect.NOT_SERVED]
    )
    def test_of_an_unsettled_edition_is_not_told(self, flaw: FacialDefect) -> None:
        """Whether the edition has such a thing is not known."""
        answer = DEFECT_CHECKS[flaw](
            face_of(Detainer(form="I-247", served=False, boxes=())), FOUND[0]
        )

        assert answer is not None
        assert (
            None,
            "the form has several editions, and its date of issue was not entered",
        ) == answer

    @pytest.mark.parametrize(
        ("flaw", "requests"),
        [(FacialDefect.NO_NOTICE_CONTACT, UNKNOWN), (FacialDefect.REQUEST_OUTSIDE_BOX, {HOLD})],
    )
    def test_of_an_unsettled_edition_asks_nothing_of_its_print(
        self, flaw: FacialDefect, requests: Any
    ) -> None:
        """Whom to notify, and whether a box is marked for it, is not looked for."""
        face = face_of(Detainer(form="I-247", requests=requests, notice_contact=False))

        assert DEFECT_CHECKS[flaw](face, FOUND[0]) is None

    @pytest.mark.parametrize(
        "flaw", [FacialDefect.SEVERAL_BOXES, FacialDefect.NO_BOX, FacialDefect.NOT_SERVED]
    )
    def test_without_such_a_thing_is_not_about_it(self, flaw: FacialDefect) -> None:
        """Form I-247D has no boxes, and what it says of service was not read."""
        assert (
            DEFECT_CHECKS[flaw](face_of(Detainer(form="I-247D", served=False, boxes=())), FOUND[0])
            is None
        )


class TestEdition:
    """The day of issue picks the edition."""

    @pytest.mark.parametrize(
        ("form", "day", "expected"),
        [
            ("I-247", date(2009, 1, 1), "i-247-before-2010"),
            ("I-247", None, None),
            ("I-247", date(2010, 9, 1), None),
            ("I-247 (12/11)", None, "i-247-2011-12"),
            ("I-247 (12/11)", date(2009, 1, 1), "i-247-2011-12"),
            ("I-247D", None, "i-247d-2015"),
            ("I-247A", date(2017, 4, 1), "i-247a-2017-03"),
            ("I-247A", None, "i-247a-2017-03"),
            ("i-247a", date(2025, 7, 1), "i-247a-2017-03"),
            ("I-247A (02/17)", date(2025, 7, 1), "i-247a-2017-02"),
        ],
    )
    def test_is_picked(self, form: str, day: date | None, expected: str | None) -> None:
        """An edition that is named is that one; of one form's only edition nothing is in doubt."""
        detainer = Detainer(form=form, issued_on=UNKNOWN if day is None else day)
        edition = review_detainer(detainer).edition

        assert expected == (None if edition is None else edition.id)

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2011, 12, 29), "i-247-2011-12"),
            (date(2012, 12, 20), "i-247-2011-12"),
            (date(2012, 12, 21), "i-247-2012-12"),
        ],
    )
    def test_of_form_i_247_is_picked_by_the_days_on_record(self, day: date, expected: str) -> None:
        """What was superseded by an edition that had itself ended was out of use."""
        edition = review_detainer(Detainer(form="I-247", issued_on=day)).edition

        assert expected == (None if edition is None else edition.id)

    def test_may_be_given_as_a_model(self) -> None:
        """A form, or one of its editions, is taken by its id."""
        form, edition = catalog.form("I-247"), catalog.edition("i-247-2011-12")

        assert "i-247-2011-12" == Detainer(form=edition).form
        assert "i-247" == Detainer(form=form).form

    def test_that_is_not_settled_is_said(self) -> None:
        """The heading names no edition, and the reason names those that are left."""
        review = review_detainer(Detainer(form="I-247", issued_on=date(2010, 9, 1)))
        reasons = {each.code: each.reason for each in review.not_checked}

        assert (
            "Form I-247 (edition unknown), issued September 1, 2010: no findings; "
            in review.heading
        )
        assert (
            "several editions may have been in use that day: i-247-before-2010 and i-247-2010-2011"
        ) == reasons["edition-out-of-use"]

    def test_of_an_unknown_day_is_not_settled(self) -> None:
        """Form I-247 has several."""
        review = review_detainer(Detainer(form="I-247", bases=(), requests={RequestedAction.HOLD}))
        reasons = {each.code: each.reason for each in review.not_checked}

        assert (
            "the form has several editions, and its date of issue was not entered"
            == reasons["hold-asked-on-notice-form"]
        )


class TestErrors:
    """What the catalog does not have is refused, with what it has."""

    def test_no_request(self) -> None:
        """The name of a form is none."""
        with pytest.raises(DetainerError) as caught:
            review_detainer("I-247A")  # type: ignore[arg-type]

        assert (
            "detainer: got 'I-247A', expected a Detainer. Give its form and what it shows."
        ) == str(caught.value)

    def test_a_form_that_is_not_on_record(self) -> None:
        """The nearest names are listed."""
        with pytest.raises(UnknownIdError) as caught:
            review_detainer(Detainer(form="I-247Z"))

        assert (
            "form: got 'I-247Z', expected the id or name of a form on file. "
            "Did you mean I-247, I-247A or I-247D?"
        ) == str(caught.value)

    def test_a_ground_that_is_not_on_record(self) -> None:
        """Also where the edition's grounds were not read."""
        with pytest.raises(UnknownIdError) as caught:
            review_detainer(Detainer(form="I-247G", bases={"finalorder"}))

        assert (
            "basis: got 'finalorder', expected the id or name of a basis on file. "
            "Did you mean final-order?"
        ) == str(caught.value)

    def test_a_box_that_the_edition_does_not_have(self) -> None:
        """The face has two."""
        with pytest.raises(DetainerError) as caught:
            review_detainer(Detainer(form="I-247A", boxes={3}))

        assert "boxes: got 3, expected boxes of the form: 1 and 2. Look at the form." == str(
            caught.value
        )

    @pytest.mark.parametrize("form", ["I-247D", "I-247N", "I-247X", "I-247G", "I-247 (12/11)"])
    def test_a_box_of_an_edition_that_has_none(self, form: str) -> None:
        """A box marked on a form without boxes is one that it does not have."""
        with pytest.raises(DetainerError) as caught:
            review_detainer(Detainer(form=form, boxes={1}))

        assert ("boxes: got 1, expected none, as the form has no boxes. Look at the form.") == str(
            caught.value
        )

    @pytest.mark.parametrize("form", ["I-247D", "I-247G", "I-247"])
    def test_no_box_is_marked_on_a_form_without_boxes(self, form: str) -> None:
        """That none is marked is true of every form."""
        assert () == review_detainer(Detainer(form=form, boxes=())).codes


class TestServiceTime:
    """The day of service is the facility's, so a time of service must say whose day it is."""

    @pytest.mark.parametrize(
        ("served_on", "expected"),
        [
            (datetime(2025, 6, 30, 23, 59, tzinfo=ZoneInfo("America/Chicago")), True),
            (datetime(2025, 7, 1, tzinfo=ZoneInfo("America/Chicago")), False),
            (datetime(2025, 7, 1, 0, 30, tzinfo=ZoneInfo("America/New_York")), False),
        ],
    )
    def test_with_a_place_has_a_day(self, served_on: datetime, expected: object) -> None:
        """The first instant of the day of issue is not before it."""
        detainer = Detainer(form="I-247A", issued_on=ISSUED, served=True, served_on=served_on)

        assert expected is ("served-before-issue" in review_detainer(detainer).codes)

    def test_without_a_place_has_none(self) -> None:
        """An offset does not say whose day it is."""
        served_on = datetime(2025, 6, 30, 23, tzinfo=UTC)
        review = review_detainer(
            Detainer(form="I-247A", issued_on=ISSUED, served=True, served_on=served_on)
        )
        reasons = {each.code: each.reason for each in review.not_checked}

        assert "time of service entered without a time zone" == reasons["served-before-issue"]


class TestWarrants:
    """An officer's warrant is never a judge's."""

    def test_are_told_apart(self) -> None:
        """Each kind is listed with its own."""
        officer = AdministrativeWarrant(form=WarrantForm.I_200)
        judge = JudicialWarrant(court="a district court")
        detainer = Detainer(form="I-247A", warrants=[officer, judge])

        assert (officer,) == detainer.administrative_warrants
        assert (judge,) == detainer.judicial_warrants

    def test_a_judge_s_has_no_form_and_is_not_offered_as_another_s(self) -> None:
        """A Form I-200 cannot be entered as a judge's warrant."""
        fields = {field.name for field in attrs.fields(JudicialWarrant)}

        assert set() == fields & {"form", "offered_as_judicial"}

    def test_an_officer_s_has_no_court(self) -> None:
        """No judge has seen it."""
        assert "court" not in {field.name for field in attrs.fields(AdministrativeWarrant)}

    def test_offered_as_a_judge_s_are_named(self) -> None:
        """The form of each, also where it is not known."""
        review = review_detainer(
            Detainer(
                form="I-247A",
                warrants=[
                    AdministrativeWarrant(form=WarrantForm.I_205, offered_as_judicial=True),
                    AdministrativeWarrant(offered_as_judicial=True),
                ],
                issued_on=ISSUED,
            )
        )

        assert [
            (
                "An administrative warrant (I-205 and an unknown form) is presented as a "
                "judge's; immigration officers, not judges, issue Forms I-200 and I-205."
            )
        ] == [finding.summary for finding in review]


class TestFinding:
    """One thing on a face that is not in order."""

    def test_says_what_it_means_in_one_line(self) -> None:
        """The severity and the sentence; the code, which is an id, is no word to print."""
        review = review_detainer(Detainer(form="I-247A", issued_on=ISSUED, boxes={2, 1}))

        assert [
            (
                "Defect: Boxes 1 and 2 of Form I-247A are both checked; ICE's instructions "
                "call for completing only one box. (U.S. Immigr. & Customs Enf't, Guidance for "
                "Completing Form I-247A, 3. Box 2 (2017))"
            )
        ] == [str(finding) for finding in review]

    def test_names_what_the_box_does_not_ask(self) -> None:
        """And what lies outside the box that it belongs to."""
        asks = Detainer(
            form="I-247A", issued_on=ISSUED, boxes={1}, requests={RequestedAction.TRANSFER}
        )
        based = Detainer(form="I-247A", issued_on=ISSUED, boxes={2}, bases={"final-order"})

        assert any(
            str(finding).startswith(
                "Defect: The box checked on Form I-247A does not ask for this: transfer. ("
            )
            and finding.code == "request-not-of-box"
            for finding in review_detainer(asks)
        )
        [finding] = review_detainer(based)
        assert str(finding).startswith(
            "Defect: A ground is checked on Form I-247A, but its box is not: "
            f"{catalog.basis('final-order').summary}. ("
        )
        assert finding.code == "basis-without-box-1"

    def test_names_the_days_of_an_edition_out_of_use(self) -> None:
        """As far as they are on record."""
        review = review_detainer(Detainer(form="I-247 (12/12)", issued_on=date(2015, 7, 1)))
        [finding] = review

        assert "edition-out-of-use" == finding.code
        assert (
            "Form I-247 (12/12) is dated July 1, 2015, when that edition was no longer in use; it "
            f"was issued {catalog.edition('i-247-2012-12').issued}."
        ) == finding.summary

    def test_keeps_its_parts(self) -> None:
        """A program reads the code and the severity, not the line."""
        finding = next(iter(review_detainer(flawed())))

        assert ("not-served", Severity.NO_EFFECT) == (finding.code, finding.severity)


class TestReview:
    """What a face shows, as a whole."""

    def test_lists_the_gravest_first(self) -> None:
        """No effect, then defects, then doubts."""
        assert [Severity.NO_EFFECT, Severity.DEFECT, Severity.DOUBT] == [
            finding.severity for finding in review_detainer(flawed())
        ]

    def test_is_a_collection_of_its_findings(self) -> None:
        """It can be counted and walked."""
        review = review_detainer(flawed())

        assert (3, review.findings) == (len(review), tuple(review))

    def test_without_findings_is_there_all_the_same(self) -> None:
        """No finding is no proof, and `if review` must not say so."""
        review = review_detainer(Detainer(form="I-247A", issued_on=ISSUED))

        assert (0, True) == (len(review), bool(review))

    def test_keeps_what_was_reviewed(self) -> None:
        """The request, its form and its edition."""
        review = review_detainer(flawed())

        assert flawed() == review.detainer
        assert (catalog.form("I-247A"), catalog.edition("i-247a-2017-03")) == (
            review.form,
            review.edition,
        )

    def test_of_one_request_twice_is_one_review(self) -> None:
        """A review is a value."""
        assert {review_detainer(flawed())} == {review_detainer(flawed()), review_detainer(flawed())}

    def test_counts_its_findings_in_words(self) -> None:
        """None, one, several."""
        faces = [
            Detainer(form="I-247A", issued_on=ISSUED),
            Detainer(form="I-247A", signed=False, issued_on=ISSUED),
            flawed(),
            Detainer(form="I-247A"),
        ]

        assert [
            "Form I-247A (3/17), issued July 1, 2025: no findings.",
            "Form I-247A (3/17), issued July 1, 2025: 1 finding.",
            "Form I-247A (3/17), issued July 1, 2025: 3 findings.",
            "Form I-247A (3/17), date of issue not entered: no findings.",
        ] == [f"{review_detainer(face).heading.partition(';')[0]}." for face in faces]

    def test_is_text(self) -> None:
        """A heading, a line for each finding, and what was not checked."""
        review = review_detainer(Detainer(form="I-247D", issued_on=date(2017, 4, 3), signed=True))

        def cited(id: str) -> str:
            return catalog.authority(id).cited()

        meaning = (
            "“Defect” means that the form departs from ICE's instructions or policy, or from a "
            "regulation."
        )
        assert (
            "Form I-247D (5/15, 8/15), issued April 3, 2017: 1 finding; 5 questions not checked; 4 "
            "that the form cannot answer.\n  Defect: Form I-247D "
            "(5/15, 8/15) is dated April 3, 2017; ICE rescinded the form effective April 2, "
            "2017. (U.S. Immigr. & Customs Enf't, Guidance for Completing Form I-247A, 1. (2017))"
            f"\n{meaning}\n{sentences.FOLLOWS}\nIn order, as entered: form in use on its date; "
            "signed.\nCould not check (information missing):\n  Is a ground checked, or section 2 "
            "completed? Are the checked grounds among those on this edition? (Which grounds are "
            "checked was not entered.)\n  Was it served on or after its date of issue? (Date of "
            "service or date of issue not entered.)\n  Did a Form I-200 or I-205 come with it? If "
            "a warrant is presented as a judge's, did a judge issue it? (Which warrants came with "
            "it was not entered.)\nCannot be determined from the form:\n  Is a "
            "priority checked in subsection A of section 1? Look at the form: priorities are "
            "not entered here. The form calls for one option in A and one in B, or for section "
            f"2. ({cited('form-i-247d')})\n  Was there probable cause? The form does not show "
            f"whether the facts supported probable cause. ({cited('morales-v-chadbourne')})\n  Was "
            "the officer authorized to issue detainers? The form shows a name and title at most: "
            "compare the title with those that the regulation lists. (8 C.F.R. § 287.7(b))\n  Did "
            "ICE find that the person was likely to escape? The form does not show it. A court "
            "held detainers of one ICE office invalid without that finding. "
            f"({cited('moreno-v-napolitano')})"
        ) == str(review)

    def test_has_no_line_where_nothing_was_left(self) -> None:
        """A review of which every question was answered is silent on the rest."""
        review = attrs.evolve(review_detainer(flawed()), not_checked=())

        assert () == review.unchecked

    def test_tells_what_is_not_known_from_what_no_face_shows(self) -> None:
        """The one may be asked of somebody, the other not."""
        review = review_detainer(Detainer(form="I-247A", issued_on=ISSUED))
        never = {question.id for question in NEVER_ON_A_FACE}

        assert [each.code in never for each in review.not_checked] == [
            each.on_no_face for each in review.not_checked
        ]

    def test_asks_each_question_that_no_face_shows_by_itself(self) -> None:
        """Two that were not entered go together; two that the form cannot answer do not."""
        review = review_detainer(Detainer(form="I-247A", issued_on=ISSUED))
        left = [
            attrs.evolve(each, reason="The form does not show it.", citations=())
            for each in review.not_checked
            if each.code in {"probable-cause", "officer-authorized"}
        ]

        assert (
            "Cannot be determined from the form:",
            "  Was there probable cause? The form does not show it.",
            "  Was the officer authorized to issue detainers? The form does not show it.",
        ) == attrs.evolve(review, not_checked=tuple(left)).unchecked

    def test_says_what_was_not_checked_and_why(self) -> None:
        """The question, the reason and the code, as a sentence each."""
        review = review_detainer(Detainer(form="I-247A", issued_on=ISSUED))
        lines = {each.code: str(each) for each in review.not_checked}

        assert "Is the form signed? (Whether it is signed was not entered.)" == lines["unsigned"]
        assert (
            "Was there probable cause? The form does not show whether the facts supported "
            "probable cause. (Morales v. Chadbourne, 793 F.3d 208 (1st Cir. 2015))"
        ) == lines["probable-cause"]

    def test_is_html(self) -> None:
        """The findings, what was not checked, and the closing sentence."""
        shown = review_detainer(flawed())._repr_html_()

        assert shown.startswith("<p>Form I-247A (3/17), issued July 1, 2025: 3 findings; ")
        assert 12 == len(review_detainer(flawed()).not_checked)
        # Boxes leave two of these open, grounds three and warrants two.
        assert 3 + 12 - 1 - 2 - 1 == shown.count("<li>")
        assert review_detainer(flawed()).explanation.closing in shown
        assert "<p>Could not check (information missing):</p><ul><li>" in shown
        meanings = [sentences.MEANINGS[word] for word in ("no effect", "defect", "doubt")]
        notes = [
            *meanings,
            sentences.FOLLOWS_BEYOND,
            "In order, as entered: form in use on its date.",
        ]
        assert f"</ul>{paragraph(*notes)}<p>Could not check" in shown
        assert "</ul><p>Cannot be determined" in shown
        bare = attrs.evolve(review_detainer(flawed()), findings=(), not_checked=())._repr_html_()
        assert bare.startswith(
            "<p>Form I-247A (3/17), issued July 1, 2025: no findings.</p><ul></ul><p>In order, as "
            "entered: form in use on its date.</p><p><small>"
        )
        silent = attrs.evolve(
            review_detainer(flawed()), findings=(), not_checked=(), passed=()
        )._repr_html_()
        assert silent.startswith(
            "<p>Form I-247A (3/17), issued July 1, 2025: no findings.</p><ul></ul><p><small>This "
        )
        assert (
            "it does not show that one of them did. (8 C.F.R. § 287.7(b)) A signed form ends this "
            "finding.</li>"
        ) in shown
        assert "<p>Cannot be determined from the form:</p><ul><li>" in shown

    def test_is_escaped_in_html(self) -> None:
        """A sentence is no markup."""
        review = review_detainer(flawed())
        finding = attrs.evolve(review.findings[0], summary="<b>5 & 6</b>")
        left = attrs.evolve(review.not_checked[0], reason="<i>7 & 8</i>")
        shown = attrs.evolve(review, findings=(finding,), not_checked=(left,))._repr_html_()

        assert "&lt;b&gt;5 &amp; 6&lt;/b&gt;" in shown
        assert "&lt;i&gt;7 &amp; 8&lt;/i&gt;" in shown
        assert not {"<b>", "<i>"} & set(shown.replace(">", ">\n").split("\n"))

    def test_shows_no_case_id(self) -> None:
        """An opaque id is left out of every text."""
        review = review_detainer(attrs.evolve(flawed(), case_id="17-3"))

        assert [False] * 4 == [
            "17-3" in text
            for text in (repr(review), str(review), review._repr_html_(), str(review.explanation))
        ]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[each["says"] for each in SCENARIOS])
class TestExplanation:
    """Every question asked is a step with its authority."""

    def test_has_a_step_for_every_question(self, scenario: dict[str, Any]) -> None:
        """What was found is applied, what was not found is not, and the rest is unknown."""
        review = review_detainer(detainer_of(scenario))

        assert (
            [StepStatus.APPLIED] * len(review.findings)
            + [StepStatus.NOT_APPLIED] * len(review.passed)
            + [StepStatus.UNKNOWN] * len(review.not_checked)
        ) == [step.outcome for step in review.explanation]
        edition = review.form.editions[-1] if review.edition is None else review.edition
        passed = [
            ((question.citation or edition.citation,), question.see_also)
            for question in review.passed
        ]
        assert [
            *((finding.citations, finding.see_also) for finding in review),
            *passed,
            *((question.citations, question.see_also) for question in review.not_checked),
        ] == [(step.citations, step.see_also) for step in review.explanation]

    def test_says_what_the_review_says(self, scenario: dict[str, Any]) -> None:
        """The same sentences, in the same order, and none without an authority on record."""
        review = review_detainer(detainer_of(scenario))
        explanation = review.explanation
        statements = [step.statement for step in explanation]

        assert all(step.citations for step in explanation)
        assert {cite.authority for cite in explanation.citations} == {
            authority.id for authority in explanation.authorities
        }
        found = [f"{each.severity.value.capitalize()}: {each.summary}" for each in review]
        passed = [f"{question.question} No problem found." for question in review.passed]

        assert [*found, *passed] == statements[: len(found) + len(passed)]
        assert [
            f"Not checked: {each.question} {each.reason}"
            if each.on_no_face
            else f"Not checked: {sentences.not_checked(each.question, each.reason)}"
            for each in review.not_checked
        ] == statements[len(found) + len(passed) :]


def test_a_step_that_was_not_checked_has_no_code() -> None:
    """The code is for programs; a sentence with parentheses of its own is kept whole."""
    review = review_detainer(Detainer(form="I-247A", issued_on=ISSUED))
    left = attrs.evolve(review.not_checked[0], reason="as it says (in part)")
    step = attrs.evolve(review, passed=(), not_checked=(left,)).explanation.steps[0]

    assert "Not checked: Is only one box checked? (As it says (in part).)" == step.statement


def test_the_closing_sentence_says_what_a_review_does_not() -> None:
    """A face in order is no authority to hold."""
    explanation = review_detainer(flawed()).explanation

    assert (
        "This review covers the form only. It does not decide what follows in law from a finding, "
        "whether you may hold, or for how long."
    ) == explanation.closing


def test_an_unknown_day_of_issue_leaves_what_is_asked_of_every_day() -> None:
    """A question without a first day on record is asked of any day; the others are left open."""
    # A request that was not served has no effect by its own words; that it must be signed is the
    # regulation's, of a day on record.
    dated = review_detainer(flawed())
    undated = review_detainer(attrs.evolve(flawed(), issued_on=UNKNOWN))
    of_every_day = {question.id for question in FOUND if question.period.start is UNKNOWN}
    reasons = {question.code: question.reason for question in undated.not_checked}

    assert {"not-served", "no-notice-contact"} == of_every_day & {*dated.codes}
    assert tuple(code for code in dated.codes if code in of_every_day) == undated.codes
    assert ["date of issue not entered"] == [
        reasons[code] for code in dated.codes if code not in of_every_day
    ]
