"""How far places cooperate: levels and bounds, three columns, comparisons, changes."""

import json
from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import Any, Final

import attrs
import pytest
from made_up_laws import answered, law_of
from scenarios import answers_of, scenarios

from detainerlib import (
    CaseFacts,
    DeclinedShare,
    DetainerError,
    EffectivePeriod,
    Modality,
    Practice,
    catalog,
    classify_cooperation,
    compare_policies,
    cooperation_profile,
    governing_policy,
    policy_changes,
    policy_spells,
)
from detainerlib.catalog._law import in_use
from detainerlib.cooperation import PolicyDifference, PracticeFinding
from detainerlib.cooperation.by_agency import by_agency
from detainerlib.cooperation.compare import leaves_conditions
from detainerlib.cooperation.findings import allowed_by_law, barred_by_law, finding_on
from detainerlib.cooperation.levels import agency_kinds, left_to_themselves
from detainerlib.cooperation.spread import ModalityRange
from detainerlib.errors import UnknownIdError
from detainerlib.models import (
    BindingEffect,
    CaseScope,
    Citation,
    Claim,
    ClaimConsistency,
    CooperationLevel,
    CooperationScale,
    Evidence,
    Provision,
    Requirement,
)
from detainerlib.models.conditions import AllOf, AnyOf, InWords, IsFact, Not
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.policy import OpenReason
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.query import PolicyQuery
from detainerlib.policy.resolution import ApplicableLaw, ResolvedLaw, Variables, resolved_law
from detainerlib.sentences import cooperation as on_cooperation

SCENARIOS: Final = scenarios("cooperation", "scenario")
SCALE: Final = catalog.scale("notice-hold-transfer")
SHARE: Final = DeclinedShare(
    jurisdiction="US-IL",
    start=date(2022, 1, 1),
    end=date(2022, 12, 31),
    declined=40,
    denominator=100,
    definition="requests with a recorded outcome",
    missing=25,
    source="a made-up table",
)


@pytest.mark.parametrize(("scenario", "answer"), answers_of(SCENARIOS))
def test_a_scenario(scenario: dict[str, Any], answer: dict[str, Any]) -> None:
    """The levels between which a place lies that day, and why."""
    found = classify_cooperation(scenario["jurisdiction"], on=answer["on"])
    reasons = [why.reason.value for why in found.would_settle]

    assert (answer["lowest"], answer["highest"]) == (found.lowest.id, found.highest.id)
    settled = answer["lowest"] if answer["lowest"] == answer["highest"] else None
    assert answer.get("beside", settled) == (None if found.level is None else found.level.id)
    assert answer.get("open", []) == [
        reason for reason in reasons if reason != "depends on the agency type"
    ]
    assert answer.get("agencies", "") == found.agencies
    briefs = found.briefs
    assert (answer["hold"], answer["notify"]) == (
        briefs[Practice.HOLD_ON_DETAINER],
        briefs[Practice.NOTIFY_RELEASE],
    )
    by = {
        norm.id
        for finding in found.findings
        for norm in finding.answer.controlling
        if finding.answer.practice is Practice.HOLD_ON_DETAINER
    }
    assert {*answer.get("by", [])} == by
    assert answer.get("agreements", []) == [agreement.id for agreement in found.profile.agreements]
    said = [[column.value for column in d.columns] for d in found.profile.disagreements]
    assert said == ([answer["disagree"]] if "disagree" in answer else [])


def made_up(told: list[tuple[str, str]]) -> PracticeFinding:
    """Make up what a law says to some agencies: a modality, or those between which it is open."""
    (known,) = cooperation_profile("US-IL", on=date(2022, 6, 1)).law[0].agencies
    return PracticeFinding(
        practice=Practice.HOLD_ON_DETAINER,
        answer=known.answer,
        agencies=tuple(
            attrs.evolve(
                known,
                agency=agency,
                ranges=frozenset(
                    ModalityRange(*[frozenset({Modality(word)})] * 2) for word in words.split("/")
                ),
            )
            for agency, words in told
        ),
        open_because=(),
        for_other_agencies=(),
    )


class TestClassification:
    """What a classification tells of itself."""

    SETTLED: Final = classify_cooperation("US-CT", on=date(2020, 1, 1))
    BOUNDED: Final = classify_cooperation("US-MA", on=date(2018, 1, 1))

    def test_a_settled_one_has_a_level(self) -> None:
        """And nothing that would settle it."""
        assert "holds-under-conditions" == self.SETTLED.level.id if self.SETTLED.level else None
        assert () == self.SETTLED.would_settle
        assert not self.SETTLED.is_undetermined

    def test_a_bounded_one_has_none(self) -> None:
        """It names both levels, and what would settle it."""
        assert self.BOUNDED.level is None
        assert "between minimal cooperation and notification only" == self.BOUNDED.in_brief
        assert [OpenReason.NOT_ON_RECORD] == [why.reason for why in self.BOUNDED.would_settle]

    def test_factors_stand_for_and_against(self) -> None:
        """Each requirement of the scale once, met, not met, or not known."""
        asked = [requirement for level in SCALE.levels for requirement in level.requirements]
        factors = self.BOUNDED.factors

        assert asked == [factor.requirement for factor in factors]
        assert {"holds-under-conditions", "holds-and-notifies"} == {
            each.level.id for each in self.BOUNDED.factors_against
        }
        assert () == self.BOUNDED.factors_for
        assert 4 == len(self.SETTLED.factors_for) + len(self.SETTLED.factors_against)

    def test_it_explains_itself(self) -> None:
        """Every step cites; the last is the sentence."""
        for found in (self.SETTLED, self.BOUNDED):
            assert all(step.citations for step in found.explanation)
            assert found.sentence == found.explanation.steps[-1].statement
            assert catalog.about().closing_on_policy in found._repr_html_()

    def test_what_a_level_asks_is_not_told_of_the_place(self) -> None:
        """Illinois bars a hold: "no text may bar a hold" stands there as what the level asks."""
        found = classify_cooperation("US-IL", on=date(2022, 6, 1))
        (highest,) = (
            step.statement
            for step in found.explanation
            if step.statement.startswith("“Holds and notification” requires that holding")
        )

        assert (
            "“Holds and notification” requires that holding on a detainer is permitted in every "
            "ordinary case. Not met. Why: At this level, no law may bar a hold in an ordinary "
            "case: a detainer that is complete, with an administrative warrant, for a person "
            "jailed on a charge."
        ) == highest

    def test_it_names_the_agencies_of_which_it_is_told(self) -> None:
        """The level of a sheriff is not that of the police."""
        found = classify_cooperation("48453", on=date(2017, 3, 1))

        assert "sheriff" == found.agencies
        assert (
            "As of March 1, 2017, the policies on file put Travis County, Texas, at “holds under "
            "conditions”: some holds without a judge's warrant, with limits on holds or notice, "
            "detainerlib says."
        ) in str(found)
        assert "" == classify_cooperation("US-IL", on=date(2022, 6, 1)).agencies

    def test_it_tells_agreements_with_their_doubts(self) -> None:
        """By the name of the model, and as perhaps in force."""
        found = classify_cooperation("32003", on=date(2013, 7, 1))

        assert (
            "Agreement: perhaps in effect: Las Vegas Metropolitan Police Department: Jail "
            "Enforcement Model, from an unknown day until October 22, 2019."
        ) in str(found)

    def test_a_text_that_binds_other_agencies_is_named(self) -> None:
        """A board's resolution that binds no sheriff sets no level, and is on record."""
        found = classify_cooperation("55079", on=date(2013, 1, 1))

        assert "Also on file, for other agencies: Milwaukee County Res. 12-135." in str(found)
        assert any(
            step.statement.startswith("On file for other agencies: Milwaukee")
            for step in found.explanation
        )

    def test_what_a_level_rests_on_is_called_by_its_kind(self) -> None:
        """Policies of a sheriff alone, a statute beside one, and a county's code."""
        rests_on = {
            ("55079", date(2018, 10, 1)): "the policies on file put Milwaukee County, Wisconsin, ",
            ("04013", date(2020, 1, 1)): "the laws and policies on file for Maricopa County, ",
            ("17031", date(2026, 1, 1)): "the laws on file put Cook County, Illinois, ",
        }

        for (place, on), words in rests_on.items():
            assert f", {words}" in classify_cooperation(place, on=on).sentence

    def test_what_is_open_says_why_though_the_level_is_settled(self) -> None:
        """And what is known all the same."""
        found = classify_cooperation("48453", on=date(2017, 3, 1))

        assert found.level is not None
        assert (
            "Holding on a detainer: no law on file requires or allows a sheriff to hold a person "
            "on a detainer; whether a policy on file forbids it is not settled (Travis Cnty. "
            "Sheriff's Off., Policy on Cooperation with U.S. Immigr. & Customs Enf't (Feb. 1, "
            "2017)). It depends on a point that is not "
            "settled, or not known here (our words): whether the sheriff, who kept the ability to "
            "assess requests case by case, so decides."
        ) in str(found)

    def test_what_is_open_is_told_in_words(self) -> None:
        """A fact of the agency in the exception, and once; a conflict by the provisions."""
        cook = str(classify_cooperation("17031", on=date(2016, 1, 1)))
        clark = str(classify_cooperation("32003", on=date(2015, 7, 1)))

        agreed = "the federal government has agreed in writing to reimburse all costs"
        assert f", unless {agreed}; then it may.\n" in cook
        assert 1 == cook.count(agreed)
        assert "whose dates are not known: " in clark

    def test_a_conflict_is_told_by_its_provisions(self) -> None:
        """Tennessee: approval against a duty, of one level."""
        law = cooperation_profile("US-TN", on=date(2026, 9, 1)).law
        told = [
            str(each)
            for each in law
            if OpenReason.CONFLICT in {why.reason for why in each.open_because}
        ]

        assert told
        assert all("laws of one level conflict: " in each for each in told)

    def test_it_shows_the_three_columns(self) -> None:
        """The level in a table, law, agreements and what was observed under it."""
        found = classify_cooperation("US-IL", on=date(2022, 6, 1), observed=[SHARE])
        html = found._repr_html_()

        assert '<th scope="col">requires that</th>' in html
        assert "<li>Law: holding on a detainer: prohibited</li>" in html
        assert "<li>Observed: 40 of 100 declined" in html
        assert "Observed: 40 of 100 declined" in str(found)

    @pytest.mark.parametrize("on", [date(2025, 10, 1), date(2026, 8, 1)])
    def test_a_saving_clause_lifts_no_level(self, on: date) -> None:
        """A request asks; no law requires to comply with it."""
        found = classify_cooperation("US-DC", on=on)

        assert found.level is not None
        assert "judicial-warrants" == found.level.id

    def test_a_fact_of_the_agency_leaves_the_level_open(self) -> None:
        """An agreement on costs is there for every case of a day, or for none."""
        found = classify_cooperation("06085", on=date(2012, 1, 1), agency_type="sheriff")
        reasons = {why.reason: why.about for why in found.would_settle}

        assert found.level is None
        assert ("reimbursement-agreement",) == reasons[OpenReason.FACTS]

    def test_it_names_the_weakest_evidence(self) -> None:
        """None where no text speaks."""
        assert self.SETTLED.evidence is not None
        assert classify_cooperation("US-AK", on=date(2020, 1, 1)).evidence is None

    def test_an_agency_may_be_asked_about_alone(self) -> None:
        """Also one to which no text speaks."""
        sheriff = classify_cooperation("48453", on=date(2017, 3, 1), agency_type="sheriff")
        police = classify_cooperation("48453", on=date(2017, 3, 1), agency_type=AgencyType.POLICE)

        assert "holds-under-conditions" == sheriff.lowest.id == sheriff.highest.id
        assert police.level is None

    def test_evidence_never_sets_a_level(self) -> None:
        """Not even where every request was declined."""
        every = attrs.evolve(SHARE, declined=100)
        plain = classify_cooperation("US-IL", on=date(2022, 6, 1))
        shown = classify_cooperation("US-IL", on=date(2022, 6, 1), observed=[every, SHARE])

        assert (plain.lowest, plain.highest) == (shown.lowest, shown.highest)
        assert 2 == len(shown.profile.observed)
        assert any("Observed, apart from the law" in step.statement for step in shown.explanation)

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"scale": "holds"}, "scale: got 'holds', expected the id or name of a scale on file."),
            (
                {"scale": 5},
                "scale: got 5, expected a CooperationScale, or the id of one.",
            ),
            (
                {"assume": 5},
                "assume: got 5, expected an Assumption, or the id of one.",
            ),
            ({"on": "2022"}, "on: got '2022', expected a datetime.date without a time of day."),
        ],
    )
    def test_what_is_refused_is_named(self, changes: dict[str, Any], told: str) -> None:
        """A scale or an assumption by its id, or by its kind; a day by its parameter."""
        for function in (classify_cooperation, cooperation_profile):
            asked: dict[str, Any] = {"on": date(2022, 1, 1), **changes}
            with pytest.raises(DetainerError) as refused:
                function("US-IL", **asked)
            said = str(refused.value)
            assert told == said.partition(" On file: ")[0].partition(" Use ")[0]

    def test_a_scale_may_be_ones_own(self) -> None:
        """With levels of one's own."""
        strict = CooperationScale(
            id="strict",
            title="Strict",
            summary="Whether a hold is required.",
            agencies=(AgencyType.SHERIFF,),
            ordinary=SCALE.ordinary,
            levels=(
                CooperationLevel(id="no", name="no", summary="It is not."),
                CooperationLevel(
                    id="yes",
                    name="yes",
                    summary="It is.",
                    requirements=(
                        Requirement(
                            practices=[Practice.HOLD_ON_DETAINER],
                            at_least=Modality.REQUIRED,
                            scope=CaseScope.EVERY,
                            reason="A duty.",
                        ),
                    ),
                ),
            ),
        )
        texas = classify_cooperation("US-TX", on=date(2020, 1, 1), scale=strict)
        illinois = classify_cooperation("US-IL", on=date(2020, 1, 1), scale=strict)

        assert ("yes", "no") == (texas.in_brief, illinois.in_brief)


@pytest.mark.parametrize(
    ("place", "on", "allowed", "barred"),
    [
        ("US-TX", date(2026, 1, 1), "hold_on_detainer notify_release transfer_custody", ""),
        # A judge's warrant lifts the bars on notice and on a transfer.
        (
            "US-IL",
            date(2026, 1, 1),
            "notify_release transfer_custody",
            "hold_on_detainer notify_release transfer_custody",
        ),
        # The sheriff's policy let deputies give notice; it is no law.
        ("Milwaukee County, WI", date(2018, 9, 1), "", ""),
    ],
)
def test_only_a_law_allows_or_bars(place: str, on: date, allowed: str, barred: str) -> None:
    """One that requires something bars nothing, and one that bars allows nothing."""
    findings = classify_cooperation(place, on=on).findings

    assert {*allowed.split()} == {*allowed_by_law(findings)}
    assert {*barred.split()} == {*barred_by_law(findings)}


class TestALawThatOnlyBarsBans:
    """It leaves holds free of a bar, as a level asks, and gives no power to hold."""

    def test_no_law_is_said_to_allow_what_it_does_not(self) -> None:
        """Ariz. Rev. Stat. § 11-1051(A): no official "may limit or restrict the enforcement"."""
        lines = str(classify_cooperation("US-AZ", on=date(2026, 7, 2))).splitlines()

        assert (
            "No law on file allows an agency to hold a person on a detainer; some cases are only "
            "not settled. That is no permission: “holds and notification” is only the outer bound."
        ) in lines

    def test_a_level_that_rests_on_one_says_that_it_may(self) -> None:
        """Of Arkansas, whose law lets no policy forbid holds, and says nothing of notice."""
        found = classify_cooperation("US-AR", on=date(2026, 7, 2))

        assert {norm.voids_local_bars for norm in found.findings[0].answer.controlling} == {True}
        for level in (found.lowest, found.highest):
            assert "only that no policy may forbid" in level.summary


class TestScale:
    """What is no scale is refused."""

    LOWEST, HIGHEST = SCALE.levels[0], SCALE.levels[-1]

    @pytest.mark.parametrize(
        ("levels", "expected"),
        [
            ((), "a lowest level without requirements"),
            ((HIGHEST,), "a lowest level without requirements"),
            ((LOWEST, attrs.evolve(LOWEST, id="other")), "requirements in all others"),
            ((LOWEST, attrs.evolve(HIGHEST, id=LOWEST.id)), "each once"),
        ],
    )
    def test_levels(self, levels: tuple[CooperationLevel, ...], expected: str) -> None:
        """The lowest asks for nothing, all others for something."""
        with pytest.raises(DetainerError, match=expected):
            attrs.evolve(SCALE, levels=levels)

    CLAIMS = SCALE.claims[0]

    @pytest.mark.parametrize(
        ("claims", "expected"),
        [
            ((CLAIMS, CLAIMS), "each claim once"),
            ((attrs.evolve(CLAIMS, levels=("none-of-its-own",)),), "levels of"),
        ],
    )
    def test_claims(self, claims: tuple[ClaimConsistency, ...], expected: str) -> None:
        """Each once, at levels of the scale."""
        with pytest.raises(DetainerError, match=expected):
            attrs.evolve(SCALE, claims=claims)

    def test_every_fact_that_names_a_judge_is_classed(self) -> None:
        """As a warrant, an order or a finding, or named here as none."""
        none = {
            "criminal-investigation",
            "for-court-proceeding",
            "local-charges-resolved",
            "request-reasonable",
            "sex-or-arson-registrant",
        }
        words = ("judge", "judicial", "court", "warrant", "magistrate", "ordered")
        named = {
            fact.id for fact in catalog.facts() if any(word in fact.question for word in words)
        }
        administrative = {"admin-warrant", "detainer-with-admin-warrant"}
        administrative |= {"removal-warrant-or-past-order"}

        assert set() == named - {*SCALE.warrants} - none - administrative
        assert {*SCALE.warrants} <= named

    def test_every_claim_has_its_levels(self) -> None:
        """Whatever a publisher may claim."""
        assert {*Claim} == {claim.claim for claim in SCALE.claims}

    def test_a_level_asks_for_more_than_a_bar(self) -> None:
        """A requirement that is prohibited would not only ask for "at least"."""
        with pytest.raises(DetainerError, match="permitted or required"):
            attrs.evolve(self.HIGHEST.requirements[0], at_least=Modality.PROHIBITED)

    def test_every_level_and_requirement_has_its_reason(self) -> None:
        """In words."""
        assert "holds and notification" == str(SCALE.levels[-1])
        assert all(
            requirement.reason for level in SCALE.levels for requirement in level.requirements
        )


class TestProfile:
    """Three columns, never merged."""

    def test_has_law_agreements_and_what_was_observed(self) -> None:
        """In the order of the practices."""
        found = cooperation_profile("US-IL", on=date(2022, 6, 1), observed=[SHARE])

        assert 10 == len(found.law)
        assert (SHARE,) == found.observed
        assert "prohibited" == found.finding(Practice.HOLD_ON_DETAINER).in_brief
        assert "Observed: 40 of 100 declined" in str(found)
        assert "<li>" in found._repr_html_()

    @pytest.mark.parametrize(
        ("practice", "told"),
        [
            (
                "inquire_status",
                (
                    "practice: got 'inquire_status', expected one of hold_on_detainer, "
                    "notify_release, transfer_custody, allow_interviews, share_information, "
                    "share_booking_data, report_custody, execute_administrative_warrant, "
                    "enter_287g, detention_contract. Its scale looks at no other."
                ),
            ),
            ("holding", "practice: got 'holding', expected "),
        ],
    )
    def test_a_practice_that_it_does_not_have_is_refused(self, practice: Any, told: str) -> None:
        """With those that it has."""
        found = cooperation_profile("US-IL", on=date(2022, 6, 1))
        with pytest.raises(UnknownIdError) as refused:
            found.finding(practice)

        assert practice == refused.value.given
        assert str(refused.value).startswith(told)

    def test_says_where_law_and_practice_disagree(self) -> None:
        """Holds are prohibited, and some requests were not declined."""
        found = cooperation_profile("US-IL", on=date(2022, 6, 1), observed=[SHARE])

        expected = (
            "law and observed practice disagree: under the laws on file, holding on a detainer "
            "is prohibited, but 40 of 100 declined (requests with a recorded outcome; 25 "
            "without one), January 1, 2022 to December 31, 2022; a detainer that was not "
            "declined does not show that anyone was held."
        )
        assert [expected] == list(map(str, found.disagreements))

    def test_all_declined_where_holds_are_barred_is_no_disagreement(self) -> None:
        """Nor is any share where the texts leave it open."""
        every = attrs.evolve(SHARE, declined=100)
        alaska = attrs.evolve(SHARE, jurisdiction="US-AK")

        assert (
            () == cooperation_profile("US-IL", on=date(2022, 6, 1), observed=[every]).disagreements
        )
        assert (
            () == cooperation_profile("US-AK", on=date(2022, 6, 1), observed=[alaska]).disagreements
        )

    def test_what_was_observed_at_another_time_is_no_disagreement(self) -> None:
        """It is shown; of the law of this day it says nothing."""
        found = cooperation_profile("US-IL", on=date(2024, 1, 1), observed=[SHARE])

        assert (SHARE,) == found.observed
        assert () == found.disagreements

    def test_a_declined_share_against_a_duty_is_a_disagreement(self) -> None:
        """Texas requires holds of ordinary requests."""
        share = attrs.evolve(SHARE, jurisdiction="US-TX")
        (found,) = cooperation_profile("US-TX", on=date(2022, 6, 1), observed=[share]).disagreements

        assert (
            "under the laws on file, holding on a detainer is required, but 40 of 100 declined"
            in found.summary
        )

    def test_an_agreement_that_delegates_nothing_disagrees_with_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What it delegates is said by its model, of whatever kind."""
        models = {
            model.id: attrs.evolve(model, practices=()) for model in catalog.agreement_models()
        }
        monkeypatch.setattr(catalog, "agreement_model", models.__getitem__)

        found = cooperation_profile("36059", on=date(2025, 9, 1))

        assert found.agreements
        assert () == found.disagreements

    def test_an_agreement_against_a_bar_on_warrants_is_a_disagreement(self) -> None:
        """Nassau County, whose officers may not execute administrative warrants (Wells)."""
        found = cooperation_profile("36059", on=date(2025, 9, 1))

        barred = [
            "executing an administrative warrant" in disagreement.summary
            for disagreement in found.disagreements
        ]
        assert [True, True] == barred

    def test_says_once_that_no_text_speaks_in_every_case(self) -> None:
        """Virginia's text on transfers speaks to its department of corrections alone."""
        words = str(classify_cooperation("US-VA", on=date(2026, 11, 1)))

        assert 1 == words.count("Transferring custody to ICE: ")

    @pytest.mark.parametrize(
        ("told", "brief"),
        [
            ([("sheriff", "prohibited"), ("police", "permitted")], "differs by agency"),
            ([("sheriff", "prohibited"), ("police", "prohibited")], "prohibited"),
        ],
    )
    def test_tells_agencies_together(self, told: list[tuple[str, str]], brief: str) -> None:
        """In one word where they agree."""
        finding = made_up(told)

        assert brief == finding.in_brief
        assert str(finding).endswith(brief)
        assert (finding.modality is None) == (brief == "differs by agency")

    def test_its_explanation_names_agreements(self) -> None:
        """Beside the law."""
        statements = [
            step.statement for step in cooperation_profile("36059", on=date(2025, 9, 1)).explanation
        ]

        assert any(statement.startswith("Also on file: Nassau County") for statement in statements)

    def test_explains_itself(self) -> None:
        """Every step cites; what stands beside the law is named as that."""
        statements = [
            step.statement
            for step in cooperation_profile(
                "0820000", on=date(2025, 9, 1), observed=[attrs.evolve(SHARE, jurisdiction="08031")]
            ).explanation
        ]

        assert "Under the laws on file: holding on a detainer is prohibited." in statements
        assert any(
            statement.startswith("Published, apart from the law") for statement in statements
        )
        assert any(
            statement.startswith("Observed, apart from the law: 40 of 100")
            for statement in statements
        )

    def test_the_order_of_evidence_does_not_matter(self) -> None:
        """Nor does naming it twice."""
        other = attrs.evolve(SHARE, declined=3)
        one = cooperation_profile("US-IL", on=date(2022, 6, 1), observed=[SHARE, other])
        two = cooperation_profile("US-IL", on=date(2022, 6, 1), observed=[other, SHARE, other])

        assert one == two

    @pytest.mark.parametrize(
        ("evidence", "told"),
        [
            ([0.4], "observed: got 0.4, expected DeclinedShare or Assertion."),
            (
                [SHARE],
                (
                    "observed: got <DeclinedShare 40 of 100 declined (requests with a recorded "
                    "outcome; 25 without one), January 1, 2022 to December 3...>, expected "
                    "what was observed in Iowa (US-IA). Give its own."
                ),
            ),
            ("abc", "observed: got 'abc', expected a list of DeclinedShare or Assertion."),
            (5, "observed: got 5, expected a list of DeclinedShare or Assertion."),
        ],
    )
    def test_evidence_of_elsewhere_is_an_error(self, evidence: Any, told: str) -> None:
        """Or of no kind known here."""
        with pytest.raises(DetainerError) as refused:
            cooperation_profile("US-IA", on=date(2022, 1, 1), observed=evidence)
        assert told == str(refused.value)

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"declined": 101}, "declined: got 101, expected no more than all, 100."),
            (
                {"declined": -1},
                "declined: got -1, expected a whole number, 0 or more. Count rows.",
            ),
            (
                {"denominator": 100.0},
                "denominator: got 100.0, expected a whole number, 0 or more. Count rows.",
            ),
            (
                {"missing": True},
                "missing: got True, expected a whole number, 0 or more. Count rows.",
            ),
            (
                {"end": date(2021, 12, 31)},
                "end: got 2021-12-31, expected no day before 2022-01-01.",
            ),
        ],
    )
    def test_a_share_is_of_something(self, changes: dict[str, Any], told: str) -> None:
        """And its days are in order."""
        with pytest.raises(DetainerError) as refused:
            attrs.evolve(SHARE, **changes)
        assert told == str(refused.value)

    def test_a_share_may_be_of_one_day_of_all_and_of_none(self) -> None:
        """Nothing counted is nothing declined, and all may be declined."""
        one = attrs.evolve(SHARE, end=SHARE.start, declined=100, missing=0)

        assert str(one) == (
            "100 of 100 declined (requests with a recorded outcome; 0 without one), January 1, "
            "2022 to January 1, 2022"
        )
        assert str(attrs.evolve(one, declined=0, denominator=0)).startswith("0 of 0 declined (")


class TestComparing:
    """What differs, and what changed when."""

    def test_two_states(self) -> None:
        """The practices of which they say something else."""
        found = compare_policies("US-IL", "US-TX", on=date(2020, 1, 1))
        practices = {difference.practice for difference in found.differences}

        assert len(Practice) == len(found.practices)
        assert Practice.HOLD_ON_DETAINER in practices
        told = str(found).splitlines()
        assert (
            "As of January 1, 2020, where the laws on file differ between Illinois and Texas, for "
            "an ordinary detainer:"
        ) == told[0]
        assert told[1].startswith("Level: in Illinois, between minimal cooperation and ")
        assert (
            "Holding on a detainer: in Illinois, a state or local agency must not (Ill. Pub. Act "
            "100-463, § 15(a)); in Texas, a sheriff, a police department, a county or city jail "
            "department, and the state police must, with exceptions (Tex. Code Crim. Proc. Ann. "
            "art. 2.251(a)(1), (b) (2017))."
        ) == told[2]
        assert '<th scope="col">Wednesday, January 1, 2020</th>' in found._repr_html_()
        assert "<td>level</td><td>between" in found._repr_html_()

    def test_what_a_policy_alone_says_is_called_so(self) -> None:
        """Milwaukee's sheriff beside Iowa's code; a period stands within quotation marks."""
        _, level, holding, *_ = str(
            compare_policies("55079", "US-IA", on=date(2018, 10, 1))
        ).splitlines()

        assert level == (
            "Level: in Milwaukee County, Wisconsin, “notification only”; in Iowa, “holds and "
            "notification.”"
        )
        assert holding == (
            "Holding on a detainer: in Milwaukee County, Wisconsin, by a policy that is not a law, "
            "a sheriff must not (Milwaukee Cnty. Sheriff's Off., Jail Policy (Aug. 21, 2018)); in "
            "Iowa, a sheriff, a police department, a county or city jail department, and the state "
            "police must, with exceptions (Iowa Code § 27A.2)."
        )

    def test_what_a_policy_alone_settles_in_part_is_called_so(self) -> None:
        """The police of a county keep a ban; the sheriff's own turns on a point that is open."""
        zed = [
            {"kind": "policy", "modality": "prohibited", "agency_types": ["police"]},
            {
                "kind": "policy",
                "modality": "prohibited",
                "agency_types": ["sheriff"],
                "when": {"words": "the jail is full"},
            },
        ]
        with in_use(law_of({"place": "Polk County, Iowa", "law": zed})):
            found = compare_policies("Polk County, Iowa", "Linn County, Iowa", on=date(2026, 1, 5))
            (holding,) = map(str, found.differences)

        assert holding == (
            "Holding on a detainer: in Polk County, Iowa, by a policy that is not a law, a police "
            "department must not, and otherwise it is not settled (Zed Code § 2; Zed Code § 1); in "
            "Linn County, Iowa, not settled."
        )

    @pytest.mark.parametrize(("place", "is_there"), [("Iowa", True), ("Linn County, Iowa", False)])
    def test_of_one_practice_each_agency_is_told(self, place: str, is_there: bool) -> None:
        """A law for sheriffs alone leaves the others open: in a state, those of the state, too."""
        case = {"place": place, "law": [{"modality": "required", "agency_types": ["sheriff"]}]}
        answer = answered(case)
        with in_use(law_of(case)):
            settled, left_open = by_agency([answer])

        assert "A sheriff must honor the detainer." == settled
        assert left_open.startswith("For a police department")
        assert is_there is ("the state police" in left_open)
        assert left_open.endswith(", none of this is settled.")

    @pytest.mark.parametrize(
        ("place", "line"),
        [
            (
                "Santa Clara County, CA",
                "A local agency must not hold a person on a detainer or notify ICE of a release.",
            ),
            (
                "US-IL",
                (
                    "A state or local agency must not hold a person on a detainer; it must not "
                    "notify ICE of a release, with exceptions."
                ),
            ),
        ],
    )
    def test_agencies_all_alike_are_told_as_one(self, place: str, line: str) -> None:
        """Those of a county are local; of a state there are both."""
        asked = (Practice.HOLD_ON_DETAINER, Practice.NOTIFY_RELEASE)
        day = date(2026, 7, 2)

        assert [line] == [*by_agency([governing_policy(one, place, on=day) for one in asked])]

    def test_the_agencies_of_a_county_are_local(self) -> None:
        """Cook County's ban is for all of them."""
        found = compare_policies("17031", "Linn County, Iowa", on=date(2026, 7, 2))

        assert str(found.differences[0]).startswith(
            "Holding on a detainer: in Cook County, Illinois, a local agency must not (5 ILCS "
        )

    def test_which_answers_leave_conditions_out(self) -> None:
        """Texas has exceptions, California conditions, and the ban of Illinois neither."""
        on = date(2026, 7, 2)
        transfer = compare_policies("US-TX", "US-CA", on=on).differences[2]
        holding = compare_policies("US-IL", "US-TX", on=on).differences[0]
        findings = (transfer.first, transfer.second, holding.first, holding.second)

        assert [True, True, False, True] == [*map(leaves_conditions, findings)]

    def test_a_long_citation_stands_once_for_each_place_and_practices_in_a_row(self) -> None:
        """That of Texas; those of California are short, and another each time."""
        found = compare_policies("US-TX", "US-CA", on=date(2026, 7, 2))
        holding, notice, transfer, *_ = str(found).splitlines()[2:]

        assert "must, with exceptions (Tex. Code Crim. Proc. Ann. art. 2.251(a)(1), " in holding
        for line, cited in ((notice, "7284.6(a)(1)(C)"), (transfer, "7284.6(a)(4)")):
            assert "must, with exceptions (same source); in California, " in line
            assert line.endswith(f"may only under conditions (Cal. Gov't Code § {cited}).")
        assert "(Tex. Code Crim. Proc. Ann. art. 2.251(a)(1), " in str(found.differences[1])

    def test_an_exception_is_told_where_the_answer_by_itself_has_one(self) -> None:
        """Illinois bars the hold in every case, Georgia's sheriffs must without exception."""
        found = compare_policies("US-IL", "US-GA", on=date(2026, 7, 2))

        assert "with exceptions" not in str(found.differences[0])

    def test_what_is_open_is_said_of_the_place_in_words(self) -> None:
        """No list of answers that are parted as the places are."""
        found = str(compare_policies("US-NY", "US-NC", on=date(2026, 1, 1))).splitlines()

        assert found[2].startswith(
            "Holding on a detainer: in New York, a state or local agency must not without a "
            "judge's warrant, and with one it is not settled (People ex rel. Wells v. DeMarco, "
        )
        assert (
            "; in North Carolina, a sheriff and a county or city jail department must in some "
            "cases, and otherwise"
        ) in found[2]
        assert "open" not in "".join(found)

    @pytest.mark.parametrize(
        ("place", "practice", "expected"),
        [
            ("US-MD", "hold_on_detainer", "and the state police must not in some cases, and"),
            ("US-CT", "notify_release", "and court officers must not in some cases, and"),
            ("06037", "notify_release", "it differs by agency or case, and some of it is not"),
            ("US-TX", "share_information", "and a prosecutor may, and otherwise it is not settled"),
            ("US-MI", "hold_on_detainer", "each agency decides"),
            ("US-IN", "hold_on_detainer", "not settled (Ind. Code"),
        ],
    )
    def test_what_a_law_settles_in_part_is_not_said_to_be_open(
        self, place: str, practice: str, expected: str
    ) -> None:
        """As `governing_policy` says: a sheriff must not, if an officer acts in police work."""
        found = compare_policies(place, "US-AS", on=date(2026, 1, 1))
        [told] = [row for row in found.practices if row.practice == practice]

        assert f" {expected} " in f"{told} ".replace(";", " ")
        assert told.differs is (place != "US-IN")

    @pytest.mark.parametrize(
        ("place", "on", "practice", "expected"),
        [
            # O.C.G.A. § 42-1-11.5 binds sheriffs, jails and prisons; § 35-1-17 lets others.
            (
                "US-GA",
                date(2026, 1, 1),
                "hold_on_detainer",
                (
                    "a sheriff, a county or city jail department, and the state prison agency "
                    "must, and the rest is settled only in part"
                ),
            ),
            # Executive Order 135-19 binds county departments; of the sheriff the state's code says
            # what an officer in regular police work must not do.
            (
                "24031",
                date(2026, 9, 1),
                "hold_on_detainer",
                (
                    "a police department and a county or city jail department must not, and the "
                    "rest is settled only in part"
                ),
            ),
        ],
    )
    def test_what_some_agencies_must_is_said_of_them(
        self, place: str, on: date, practice: str, expected: str
    ) -> None:
        """And not that an agency must, or must in some cases."""
        found = compare_policies(place, "US-AS", on=on)
        [told] = [row for row in found.practices if row.practice == practice]

        assert f", {expected} (" in str(told)
        assert f"<td>{expected}</td>" in found._repr_html_()

    def test_differences_are_those_of_rulings_and_not_of_words(self) -> None:
        """To whom it is said does not count; that it is a policy and no law does, and is said."""
        on = date(2020, 1, 1)
        reported, law = (
            next(row for row in found.practices if row.practice is Practice.ALLOW_INTERVIEWS)
            for found in (
                compare_policies("04013", "US-IA", on=on),
                compare_policies("US-TX", "US-IA", on=on),
            )
        )

        assert reported.differs
        assert "by a policy that is not a law, a sheriff may (" in str(reported)
        assert not law.differs
        assert "county or city jail department, and a prosecutor may (" in str(law)
        assert "; in Iowa, a state or local agency may (" in str(law)

    def test_what_is_open_beside_what_is_settled_makes_no_difference(self) -> None:
        """Whether the police may have to or must not: a sheriff must, and the rest is open."""
        first, second = (
            made_up([("sheriff", "required"), ("police", words)])
            for words in ("required/permitted", "required/prohibited")
        )
        difference = PolicyDifference(practice=first.practice, first=first, second=second)

        assert ("open; permitted or required in some cases", "open") == (
            first.in_brief,
            second.in_brief,
        )
        assert not difference.differs
        assert attrs.evolve(difference, second=made_up([("sheriff", "required")])).differs

    def test_a_place_differs_from_itself_in_nothing(self) -> None:
        """Whatever is open there; that is said."""
        found = compare_policies("US-IL", "US-IL", on=date(2020, 1, 1))

        assert () == found.differences
        assert str(found).splitlines()[0] == (
            "As of January 1, 2020, the laws on file say the same of every practice in Illinois "
            "and Illinois, for an ordinary detainer."
        )

    def test_changes_name_the_day_and_the_provision(self) -> None:
        """What came, and what went."""
        first, second = policy_changes("US-IL", practices=["hold_on_detainer"])

        assert (date(2017, 8, 28), date(2021, 8, 2)) == (first.on, second.on)
        assert ("us-il-trust-15-hold-2017",) == tuple(each.id for each in first.provisions_added)
        assert second.provisions_added
        assert second.provisions_removed == first.provisions_added
        assert str(first).startswith(
            "August 28, 2017: holding on a detainer: open, then prohibited ("
        )

    def test_a_change_that_no_text_made_says_so(self) -> None:
        """King County: on one day it is known what was in force, and around it that is not."""
        changes = policy_changes("53033", practices=["hold_on_detainer"])
        told = {str(change.on): (change.is_of_law, str(change)) for change in changes}

        assert "(King County Ordinance 17886 may have taken effect)" in told["2014-09-05"][1]
        assert not told["2014-09-05"][0]
        assert told["2017-03-29"][1].endswith(
            "(no change in the law; our records of effective dates differ)"
        )
        assert not told["2017-03-29"][0]
        assert told["2019-05-21"][0]
        assert "prohibited (Wash. Rev. Code § 10.93.160(8) took effect)" in told["2019-05-21"][1]

    def test_changes_of_all_practices_come_in_order(self) -> None:
        """By day."""
        days = [policy_change.on for policy_change in policy_changes("17031")]

        assert sorted(days) == days
        assert len({*days}) < len(days)


class TestSpells:
    """Stretches of days with one answer."""

    def test_that_look_the_same_are_one_line(self) -> None:
        """Spells that differ in what is not shown."""
        spells = policy_spells("12086", start=date(2019, 7, 1), end=date(2026, 1, 1))

        assert len(spells) > 1
        assert [
            "Miami-Dade County, Florida",
            "July 1, 2019 to January 1, 2026: holds and notification",
        ] == str(spells).splitlines()
        assert spells._repr_html_().count("<tr>") <= len(spells)

    def test_are_told_in_lines_and_in_a_table(self) -> None:
        """With the last day of each."""
        spells = policy_spells("US-MA", start=date(2017, 7, 1), end=date(2017, 7, 31))
        html = spells._repr_html_()

        assert 2 == len(spells)
        assert (date(2017, 7, 23), date(2017, 7, 31)) == spells.last_days
        assert "July 1, 2017 to July 23, 2017: undetermined" in str(spells)
        assert "<td>prohibited</td>" in html
        assert '<th scope="col">holding on a detainer</th>' in html
        assert spells[1].start == date(2017, 7, 24)

    def test_count_the_practices_asked_about_and_those_of_the_scale(self) -> None:
        """The level rests on the latter; of the former a practice or its value may be given."""
        days: Any = {"start": date(2008, 1, 1), "end": date(2026, 1, 1)}
        every = policy_spells("US-IL", **days)
        few = policy_spells("US-IL", **days, practices=["hold_on_detainer"])
        other = policy_spells("US-IL", **days, practices=[Practice.ENTER_287G])

        assert {*Practice} == {*every[0].law}
        assert {*few.scale.practices} == {*few[0].law}
        assert {Practice.ENTER_287G, *few.scale.practices} == {*other[0].law}
        assert {spell.start for spell in few} < {spell.start for spell in every}
        assert str(few) == str(every)
        with pytest.raises(UnknownIdError, match="practice"):
            policy_spells("US-IL", **days, practices=["holding"])  # type: ignore[list-item]

    def test_of_any_county_are_those_of_its_state(self) -> None:
        """A county that is not on record has no texts of its own."""
        start, end = date(2015, 1, 1), date(2020, 1, 1)
        county = policy_spells("19153", start=start, end=end)
        state = policy_spells("US-IA", start=start, end=end)

        assert [each.start for each in county] == [each.start for each in state]
        assert [each.highest for each in county] == [each.highest for each in state]

    def test_agree_with_the_classification_of_their_first_day(self) -> None:
        """For a place with much on record."""
        for spell in policy_spells("17031", start=date(2008, 1, 1), end=date(2026, 1, 1)):
            found = classify_cooperation("17031", on=spell.start)
            assert (spell.lowest, spell.highest) == (found.lowest, found.highest)
            assert spell.level == found.level

    @pytest.mark.parametrize("code", ["99001", "4815", "county", 48154])
    def test_a_code_of_nowhere_is_an_error(self, code: Any) -> None:
        """The first two digits are those of a state."""
        with pytest.raises(UnknownIdError):
            policy_spells(code, start=date(2015, 1, 1), end=date(2020, 1, 1))

    def test_days_are_in_order(self) -> None:
        """The end is not before the start."""
        with pytest.raises(DetainerError, match="no day before the start"):
            policy_spells("US-IA", start=date(2020, 1, 1), end=date(2019, 1, 1))


class TestAssertions:
    """What publishers said, by a publisher on a day, never as truth."""

    def test_the_list_of_5_august_2025_has_35_entries(self) -> None:
        """Twelve states and the District, four counties, eighteen cities."""
        entries = catalog.assertions(listed_in="doj-2025-08-05")
        levels = [catalog.jurisdiction(entry.jurisdiction).level.value for entry in entries]

        assert 35 == len(entries) == catalog.published_list("doj-2025-08-05").entry_count
        assert (12, 1, 4, 18) == tuple(
            levels.count(kind) for kind in ("state", "district", "county", "city")
        )

    def test_not_34_as_the_press_counted_without_the_district(self) -> None:
        """The District of Columbia is an entry of its own, and no state."""
        entries = catalog.assertions(listed_in="doj-2025-08-05")
        without = [entry for entry in entries if entry.jurisdiction != "US-DC"]

        assert (34, 35) == (len(without), len(entries))

    def test_not_36_or_37_as_the_press_counted_with_an_entry_twice(self) -> None:
        """Each entry stands once, though San Francisco is listed as a county and as a city."""
        entries = catalog.assertions(listed_in="doj-2025-08-05")
        printed = [entry.printed for entry in entries]
        francisco = {entry.jurisdiction for entry in entries if "San Francisco" in entry.printed}

        assert 35 == len({entry.jurisdiction for entry in entries}) == len(printed)
        assert {"06075", "0667000"} == francisco

    def test_an_entry_taken_off_ends(self) -> None:
        """Nevada on September 26, 2025, Baltimore County on October 31, 2025."""
        off = {
            assertion.jurisdiction: assertion.period.until
            for assertion in catalog.assertions(listed_in="doj-2025-08-05")
            if assertion.period.until is not None
        }

        assert {"US-NV": date(2025, 9, 26), "24005": date(2025, 10, 31)} == off

    def test_a_list_stands_beside_the_level(self) -> None:
        """And sets none."""
        found = classify_cooperation("US-CA", on=date(2025, 9, 1))

        assert "doj-2025-08-05" in {assertion.listed_in for assertion in found.profile.assertions}
        assert any(
            step.statement.startswith("Not part of the level: U.S. Department of Justice said that")
            for step in found.explanation
        )
        assert {Claim.LIMITS_COOPERATION} == {
            assertion.claim for assertion in found.profile.assertions
        }

    @pytest.mark.parametrize(
        ("claim", "code", "against"),
        [
            (Claim.ACCEPTS_DETAINERS, "US-IL", True),
            (Claim.LIMITS_COOPERATION, "US-IL", False),
            (Claim.LIMITS_COOPERATION, "13067", True),
            (Claim.DECLINES_DETAINERS, "13067", True),
            (Claim.ACCEPTS_BOTH, "13067", False),
        ],
    )
    def test_a_claim_against_the_texts_is_a_disagreement(
        self, claim: Claim, code: str, against: bool
    ) -> None:
        """That a place accepts what its texts prohibit, or limits what they require."""
        said = attrs.evolve(
            catalog.assertions("US-CA", listed_in="doj-2025-08-05")[0],
            claim=claim,
            jurisdiction=code,
            id="x",
        )
        actor = AgencyType.SHERIFF if code == "13067" else None
        found = cooperation_profile(code, on=date(2025, 9, 1), observed=[said], agency_type=actor)

        assert against == any(
            " said that " in str(disagreement) for disagreement in found.disagreements
        )


class TestComparedAssertions:
    """What publishers claim, beside what the texts on record come to."""

    @pytest.mark.parametrize(
        ("claim", "code", "consistent"),
        [
            (Claim.LIMITS_COOPERATION, "US-IL", True),
            (Claim.DECLINES_DETAINERS, "US-IL", True),
            (Claim.ACCEPTS_BOTH, "US-IL", False),
            (Claim.ACCEPTS_DETAINERS_ONLY, "US-CT", True),
            (Claim.DECLINES_DETAINERS, "US-CT", False),
            (Claim.LIMITS_COOPERATION, "US-CT", True),
            (Claim.LIMITS_COOPERATION, "US-GU", None),
            (Claim.ACCEPTS_DETAINERS, "US-MA", False),
        ],
    )
    def test_are_consistent_or_not(self, claim: Claim, code: str, consistent: bool | None) -> None:
        """Not known where the levels between which the place lies tell both."""
        entry = catalog.assertions("US-CA", listed_in="doj-2025-08-05")[0]
        said = attrs.evolve(entry, claim=claim, jurisdiction=code, id="doj-made-up")
        found = classify_cooperation(code, on=date(2025, 9, 1), observed=[said])
        (compared,) = (each for each in found.asserted if each.assertion == said)

        assert consistent is compared.consistent
        assert found.in_brief in compared.reason

    def test_a_scale_may_say_nothing_of_a_claim(self) -> None:
        """Then nothing is told."""
        silent = attrs.evolve(SCALE, id="silent", claims=())
        found = classify_cooperation("US-CA", on=date(2025, 9, 1), scale=silent)

        assert {None} == {each.consistent for each in found.asserted}
        assert "does not cover such a claim" in str(found.asserted[0])

    def test_of_the_list_of_5_august_2025(self) -> None:
        """Every entry stands beside a level: consistent with it, not, or not known."""
        told = [
            each.consistent
            for entry in catalog.assertions(listed_in="doj-2025-08-05")
            for each in classify_cooperation(entry.jurisdiction, on=date(2025, 8, 5)).asserted
            if each.assertion == entry
        ]

        assert 35 == len(told)
        assert True in told
        assert None in told

    @pytest.mark.parametrize("codes", [("0820000", "08031"), ("4260000", "42101")])
    def test_one_government_has_one_profile(self, codes: tuple[str, str]) -> None:
        """Whether it is asked about by the code of the city, or of the county."""
        first, second = (cooperation_profile(code, on=date(2025, 9, 1)) for code in codes)

        assert first.assertions
        assert first.assertions == second.assertions
        assert [each.possible for each in first.law] == [each.possible for each in second.law]


class TestPlaces:
    """Places that are not on record answer through those above them."""

    def test_a_county_of_new_york_city_answers_as_the_city(self) -> None:
        """It has no government of its own."""
        county, city = (
            classify_cooperation(code, on=date(2020, 1, 1)) for code in ("36061", "3651000")
        )

        assert (county.lowest, county.highest) == (city.lowest, city.highest)

    def test_a_city_without_law_of_its_own_answers_as_the_state(self) -> None:
        """In every function alike."""
        day = date(2020, 1, 1)
        city, state = (classify_cooperation(code, on=day) for code in ("1253000", "US-FL"))

        assert "Orlando, Florida" == city.jurisdiction.name
        assert (city.lowest, city.highest) == (state.lowest, state.highest)
        assert () == compare_policies("1253000", "US-FL", on=day).differences
        assert [policy_change.on for policy_change in policy_changes("1253000")] == [
            policy_change.on for policy_change in policy_changes("US-FL")
        ]


ON: Final = date(2020, 6, 15)
BACKGROUND: Final = Citation(authority="8-cfr-287.7", evidence=Evidence.BACKGROUND, gaps=("all",))
GOOD_CAUSE: Final = InWords(words="for good cause")


def provision(
    modality: Modality,
    *kinds: AgencyType,
    practice: Practice = Practice.HOLD_ON_DETAINER,
    **changes: Any,
) -> Provision:
    """Make a provision of Washington that binds some kinds of agencies, or every one."""
    names = "-".join(kind.value for kind in kinds) or "every-agency"
    return attrs.evolve(
        Provision(
            id=f"made-up-{modality.value}-{names}",
            title="A provision",
            jurisdiction="US-WA",
            practice=practice,
            modality=modality,
            agency_types=frozenset(kinds),
            period=EffectivePeriod(start=date(2000, 1, 1)),
            summary="It says so.",
            citation=BACKGROUND,
        ),
        **changes,
    )


def question(*provisions: Provision, place: str = "US-WA") -> PolicyQuery:
    """Ask of provisions of Washington on one practice, there or in a place of it."""
    governments = catalog.lineage(catalog.jurisdiction(place))[::-1]
    practice = provisions[0].practice if provisions else Practice.HOLD_ON_DETAINER
    return PolicyQuery(
        practice=practice,
        governments=governments,
        levels=tuple(provisions if place.code == "US-WA" else () for place in governments),
        agreements=(),
        facts=CaseFacts(),
        agency_type=None,
    )


def practice_finding(*provisions: Provision) -> PracticeFinding:
    """Give what provisions of Washington come to."""
    return finding_on(question(*provisions), ON, SCALE)


class TestAgencies:
    """Which kinds of agencies are asked about, and what they come to together."""

    SHERIFF, POLICE = AgencyType.SHERIFF, AgencyType.POLICE
    BAN, LEAVE, DUTY = Modality.PROHIBITED, Modality.PERMITTED, Modality.REQUIRED

    @pytest.mark.parametrize(
        ("practice", "agencies"),
        [
            (Practice.HOLD_ON_DETAINER, ["any other"]),  # a board keeps nobody in custody
            (Practice.ENTER_287G, ["board"]),
        ],
    )
    def test_of_a_practice_off_the_scale_every_kind_is_asked_about(
        self, practice: Practice, agencies: list[str]
    ) -> None:
        """A scale names the kinds that keep persons in custody; a board makes agreements."""
        ban = provision(self.BAN, AgencyType.BOARD, practice=practice)
        finding = practice_finding(ban)

        assert agencies == [agency.agency for agency in finding.agencies]
        assert ([] if agencies == ["board"] else [ban]) == [*finding.for_other_agencies]

    @pytest.mark.parametrize("place", ["US-WA", "53033"])
    @pytest.mark.parametrize("named", range(len(SCALE.agencies) + 1))
    def test_the_first_kind_that_no_text_names_stands_for_any_other(
        self, place: str, named: int
    ) -> None:
        """In the order of the scale, so that the same agency is shown on every run."""
        local = catalog.jurisdiction(place).level.is_local
        kinds = [kind for kind in SCALE.agencies if not (local and kind.is_of_state)]
        bans = [provision(self.BAN, kind) for kind in kinds[:named]]
        expected = {kind.value: kind for kind in kinds[:named]}
        if kinds[named:]:
            expected["any other"] = kinds[named]
        law = LawOnDay(question(*bans, place=place), ON)

        assert expected == agency_kinds([law], SCALE)

    def test_where_no_text_speaks_any_other_stands_for_all(self) -> None:
        """A ruling that is only to be considered names the sheriff, and speaks to none."""
        ruling = provision(self.BAN, self.SHERIFF, weight=BindingEffect.PERSUASIVE)
        finding = practice_finding(ruling)

        assert ["any other"] == [agency.agency for agency in finding.agencies]

    @pytest.mark.parametrize(
        ("police", "is_settled", "is_barred"),
        [
            (provision(BAN, POLICE), True, True),
            (provision(LEAVE, POLICE), True, False),
            (provision(LEAVE, POLICE, when=GOOD_CAUSE, otherwise=BAN), False, False),
            (provision(BAN, POLICE, when=GOOD_CAUSE), False, False),
        ],
    )
    def test_is_settled_or_barred_where_it_is_so_for_every_agency(
        self, police: Provision, *, is_settled: bool, is_barred: bool
    ) -> None:
        """What is barred to the sheriff is not for that barred to the police."""
        finding = practice_finding(provision(self.BAN, self.SHERIFF), police)

        assert ["sheriff", "police"] == [agency.agency for agency in finding.agencies]
        assert (is_settled, is_barred) == (finding.is_settled, finding.is_barred)

    def test_texts_that_conflict_are_among_those_that_answer(self) -> None:
        """Neither controls, and the answer rests on both."""
        duty, ban = provision(self.DUTY), provision(self.BAN)
        finding = practice_finding(duty, ban)

        assert {duty, ban} == {*finding.provisions}
        assert [OpenReason.CONFLICT] == [why.reason for why in finding.open_because]

    def test_only_what_leaves_an_agency_open_is_a_reason(self) -> None:
        """Cases of the sheriff differ whatever the words mean; those of the police by them."""
        # The sheriff may hold where just one of two is so: good cause, or a minor. Either way of
        # reading the words, some cases are permitted and some prohibited.
        minor = IsFact(fact="minor")
        just_one = AllOf(
            all=(AnyOf(any=(GOOD_CAUSE, minor)), Not(not_=AllOf(all=(GOOD_CAUSE, minor))))
        )
        certain = provision(self.LEAVE, self.SHERIFF, when=just_one, otherwise=self.BAN)
        practicable = InWords(words="if practicable")
        doubtful = provision(self.LEAVE, self.POLICE, when=practicable, otherwise=self.BAN)
        alone, both = practice_finding(certain), practice_finding(certain, doubtful)

        assert (True, ()) == (alone.is_settled, alone.open_because)
        assert [("if practicable",)] == [why.about for why in both.open_because]


class TestCost:
    """What one classification asks of the law."""

    def test_a_place_is_resolved_once_and_no_law_twice(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The profile, the level and its factors rest on one resolution for each practice."""
        jurisdiction_of = catalog.jurisdiction
        places: list[object] = []
        laws: list[ApplicableLaw] = []

        def resolving_place(jurisdiction: Jurisdiction | str) -> Jurisdiction:
            places.append(jurisdiction)
            return jurisdiction_of(jurisdiction)

        def resolving_law(law: ApplicableLaw, variables: Variables) -> ResolvedLaw:
            laws.append(law)
            return resolved_law(law, variables)

        monkeypatch.setattr(catalog, "jurisdiction", resolving_place)
        monkeypatch.setattr("detainerlib.policy.binding_law.resolved_law", resolving_law)
        found = classify_cooperation("US-TX", on=date(2020, 1, 1))
        times = Counter(laws)

        assert ["US-TX"] == places
        assert {1} == {count for law, count in times.items() if any(law.levels)}
        # Where no text speaks, one law is that of several practices.
        assert all(count <= len(found.profile.law) for count in times.values())


class TestRange:
    """What the laws say over all cases, as it is printed and written."""

    BAN, DUTY = Modality.PROHIBITED, Modality.REQUIRED
    CASES: Final = ModalityRange(frozenset({BAN}), frozenset({DUTY, BAN}))
    WORDS: Final = "required or prohibited; without a judge's warrant prohibited"

    def test_is_written_as_a_document(self) -> None:
        """Its modalities, in the cases without a judge's warrant and in all."""
        document = self.CASES.to_dict()

        assert ["prohibited"] == document["without"]
        assert {"prohibited", "required"} == {*document["overall"]}
        assert document == json.loads(self.CASES.to_json())
        assert "\n  " in self.CASES.to_json(indent=2)
        assert "\n" not in self.CASES.to_json()

    def test_is_printed(self) -> None:
        """As a text, in a line, in a notebook, and by IPython."""
        printed: list[str] = []
        printer = SimpleNamespace(text=printed.append)
        self.CASES._repr_pretty_(printer, cycle=False)
        self.CASES._repr_pretty_(printer, cycle=True)

        assert [self.WORDS, "..."] == printed
        assert self.WORDS == str(self.CASES)
        assert f"<ModalityRange {self.WORDS}>" == repr(self.CASES)
        assert self.CASES._repr_html_().startswith(
            "<p>required or prohibited; without a judge&#x27;s warrant prohibited</p>"
        )
        assert "detainerlib" in self.CASES._repr_html_()


@pytest.mark.parametrize(
    ("modality", "settled"),
    [(Modality.PERMITTED, True), (Modality.REQUIRED, True), (Modality.PROHIBITED, False)],
)
def test_agencies_are_left_to_themselves_where_no_text_limits_the_other_practices(
    modality: Modality, *, settled: bool
) -> None:
    """A text that prohibits one of those leaves none so."""
    first, other, *_ = SCALE.practices
    on = date(2026, 1, 1)
    silence = governing_policy(first, "US-WY", on=on).no_rule
    assert silence is not None
    laws = {
        practice: LawOnDay(question()._replace(practice=practice, no_rules=(silence,)), on)
        for practice in SCALE.practices
    }
    laws[other] = LawOnDay(question(provision(modality, practice=other)), on)

    assert settled == bool(left_to_themselves(laws, SCALE))


STATES: Final = [place.code for place in catalog.jurisdictions() if place.parent == "US"]


@pytest.mark.parametrize("code", STATES)
def test_each_state_is_a_sentence_that_can_be_printed(code: str) -> None:
    """At January 1, 2026: 35 words at most, with who says so, the day, the place, the laws."""
    sentence = classify_cooperation(code, on=date(2026, 1, 1)).sentence

    assert len(sentence.split()) <= 35
    assert sentence.startswith("As of January 1, 2026, ")
    assert catalog.jurisdiction(code).name in sentence
    assert "on file" in sentence
    assert sentence.endswith((", detainerlib says.", ",” detainerlib says."))


def test_no_name_of_a_county_makes_a_level_too_long_to_print() -> None:
    """With the longest name and the longest words for a level, 35 words are enough."""
    counties = {county.name for county in catalog.counties(on=date(2026, 1, 1))}
    longest = max(counties, key=lambda name: len(name.split()))
    levels = catalog.scale("notice-hold-transfer").levels
    told = [
        on_cooperation.settled(date(2026, 1, 1), longest, level.name, level.brief)
        for level in levels
    ]

    assert max(len(sentence.split()) for sentence in told) <= 35, longest


def test_places_have_their_articles_in_a_sentence() -> None:
    """The District of Columbia, the Northern Mariana Islands, the Navajo Nation."""
    sentences = [classify_cooperation(code, on=date(2026, 1, 1)).sentence for code in STATES]

    for name in ("District of Columbia", "Northern Mariana Islands", "Navajo Nation"):
        assert any(f" the {name}" in sentence for sentence in sentences)
