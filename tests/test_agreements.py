"""Models of agreement and their powers, and agreements of agencies, as they are on record."""

from datetime import date
from typing import Any, Final

import attrs
import pytest

from detainerlib import UNKNOWN, DetainerError, EffectivePeriod, catalog
from detainerlib.models import (
    AgencyType,
    AgreementEnd,
    AgreementKind,
    AgreementModel,
    CooperationAgreement,
    DelegatedPower,
    Evidence,
    Practice,
)
from detainerlib.models.listed_agreements import ListedAgreement, ListingStatus
from detainerlib.policy.own_agreements import agreements_by_place
from detainerlib.sentences.records import GIVEN_BY_CALLER
from detainerlib.sources.citations import Citation

MODELS = catalog.agreement_models()
AGREEMENTS = catalog.agreements()


def power(**changes: Any) -> DelegatedPower:
    """Give a power on record, with changes."""
    return attrs.evolve(MODELS[0].powers[0], **changes)


class TestPowers:
    """What a model lets an agency do, and who says so."""

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.id))
    def test_each_has_its_own_citation(self, model: AgreementModel) -> None:
        """Of an authority on record, with what was not read of the agreements."""
        assert model.powers
        for each in model.powers:
            assert each.citation.authority == catalog.authority(each.citation.authority).id
            assert each.citation.gaps

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.id))
    def test_no_two_say_the_same(self, model: AgreementModel) -> None:
        """Each is a power of its own."""
        assert len({str(each) for each in model.powers}) == len(model.powers)

    def test_it_prints_as_its_sentence(self) -> None:
        """So that a list of them reads as before."""
        assert power().summary == str(power())

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"summary": " "}, "summary"), ({"summary": 1}, "summary")],
    )
    def test_a_power_says_something(self, changes: dict[str, Any], field: str) -> None:
        """An empty sentence is refused."""
        with pytest.raises(DetainerError, match=field):
            power(**changes)

    @pytest.mark.parametrize(
        ("kind", "practices"),
        [
            (
                AgreementKind.DELEGATION,
                {
                    Practice.HOLD_ON_DETAINER,
                    Practice.ENTER_287G,
                    Practice.EXECUTE_ADMINISTRATIVE_WARRANT,
                },
            ),
            (AgreementKind.BASIC_ORDERING, {Practice.HOLD_ON_DETAINER}),
            (AgreementKind.DETENTION, {Practice.DETENTION_CONTRACT}),
        ],
    )
    def test_each_kind_has_practices_that_a_text_may_bar(
        self, kind: AgreementKind, practices: set[Practice]
    ) -> None:
        """They are data, model by model."""
        assert [practices] * sum(model.kind is kind for model in MODELS) == [
            {*model.practices} for model in MODELS if model.kind is kind
        ]

    def test_a_power_rests_on_a_citation(self) -> None:
        """A bare id of an authority is none."""
        with pytest.raises(
            DetainerError, match=r"^citation: got '8-usc-1357', expected a Citation"
        ):
            power(citation="8-usc-1357")

    def test_a_model_holds_powers_and_no_sentences(self) -> None:
        """A sentence without a citation is no power."""
        sentences: Any = ("Check federal databases.",)
        with pytest.raises(DetainerError, match=r"^powers: .* expected a DelegatedPower"):
            attrs.evolve(MODELS[0], powers=sentences)

    def test_words_quoted_by_others_are_secondary(self) -> None:
        """What a court or the news quotes of an agreement was not read in the agreement."""
        for each in catalog.agreement_model("basic-ordering").powers:
            assert each.citation.evidence is Evidence.SECONDARY


class TestAgreements:
    """Facts beside the law."""

    @pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda agreement: str(agreement.id))
    def test_what_ended_says_how(self, agreement: CooperationAgreement) -> None:
        """And what has not ended says nothing of it."""
        assert (agreement.period.until is None) == (agreement.ended is None)

    @pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda agreement: str(agreement.id))
    def test_it_was_not_in_force_before_it_was_signed(
        self, agreement: CooperationAgreement
    ) -> None:
        """Where both days are known."""
        if isinstance(agreement.signed, date) and isinstance(agreement.period.start, date):
            assert agreement.signed <= agreement.period.start

    @pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda agreement: str(agreement.id))
    def test_what_was_not_read_is_said(self, agreement: CooperationAgreement) -> None:
        """Nobody has read a whole agreement yet."""
        assert agreement.citation.gaps

    def test_every_kind_is_on_record(self) -> None:
        """Delegations, basic ordering agreements, detention contracts."""
        kinds = {catalog.agreement_model(agreement.model).kind for agreement in AGREEMENTS}

        assert set(AgreementKind) == kinds

    def test_a_suspension_is_not_taken_for_a_termination(self) -> None:
        """The reports of Las Vegas in 2019 say suspended."""
        (found,) = (
            agreement for agreement in AGREEMENTS if agreement.id == "us-nv-lvmpd-287g-jail"
        )

        assert found.ended is AgreementEnd.UNKNOWN


EXPECTED: Final = (
    "expected agreements, or what readers.read_287g() gives, or rows with the columns "
    "jurisdiction, agency_type, model, start, and until where one has ended."
)


def row(**changes: Any) -> dict[str, Any]:
    """Give a row of an agreement of the caller's own."""
    told = {"jurisdiction": "48453", "agency_type": "police", "model": "task-force", "start": None}
    return {**told, **changes}


class TestOwnAgreements:
    """What the caller gives besides the agreements on file."""

    def test_are_read_from_rows(self) -> None:
        """By the government of the agency; a day that is missing is not known."""
        signed, ended = date(2025, 3, 4), date(2025, 9, 1)
        county = row(jurisdiction="Travis County, TX", agency_type="sheriff", start=signed)
        state = row(jurisdiction="US-IL", agency_type="state-police")
        own = agreements_by_place([county | {"until": ended}, row(), state])

        assert {"48453": 2, "US-IL": 1} == {place: len(records) for place, records in own.items()}
        assert {} == agreements_by_place(None)
        assert (
            CooperationAgreement(
                id="row-0-48453-task-force",
                model="task-force",
                agency="sheriff of Travis County, Texas",
                agency_type=AgencyType.SHERIFF,
                jurisdiction="48453",
                signed=signed,
                period=EffectivePeriod(start=signed, until=ended),
                summary=GIVEN_BY_CALLER,
                citation=Citation(
                    authority="ice-287g-fact-sheet",
                    evidence=Evidence.BACKGROUND,
                    gaps=("the agreement, which the caller gave",),
                ),
            )
            == own["48453"][0]
        )
        assert ("row-1-48453-task-force", UNKNOWN, UNKNOWN, None) == (
            own["48453"][1].id,
            own["48453"][1].signed,
            own["48453"][1].period.start,
            own["48453"][1].period.until,
        )
        assert "row-2-us-il-task-force" == own["US-IL"][0].id

    def test_are_records_as_well(self) -> None:
        """As they are on file, or as a list of agencies has them."""
        listed = ListedAgreement(
            id="TX-example#TFM#2025-04-01",
            agency_id="TX-example",
            agency="Example County Sheriff",
            agency_type=AgencyType.SHERIFF,
            jurisdiction="48453",
            models=("task-force",),
            signed=date(2025, 4, 1),
            status=ListingStatus.LISTED,
            row=2,
        )
        own = agreements_by_place([AGREEMENTS[0], listed])

        assert (AGREEMENTS[0],) == own[AGREEMENTS[0].jurisdiction]
        assert listed.as_agreements() == own["48453"]

    @pytest.mark.parametrize(
        ("agreements", "message"),
        [
            (5, f"agreements: got 'int', {EXPECTED}"),
            ([5], f"agreements: got 5, {EXPECTED}"),
            (
                [row(jurisdiction=5)],
                (
                    "agreements, row 0, jurisdiction: got 5, expected a place by its code or its "
                    "name, as text."
                ),
            ),
            (
                [row(), row(model="zz")],
                (
                    "agreements, row 1, model: got 'zz', expected one of: jail-enforcement; "
                    "warrant-service-officer; task-force; basic-ordering; detention-contract."
                ),
            ),
            (
                [row(agency_type="army")],
                (
                    "agreements, row 0, agency_type: got 'army', expected one of: "
                    f"{'; '.join(AgencyType)}."
                ),
            ),
        ],
    )
    def test_that_are_none_are_refused(self, agreements: object, message: str) -> None:
        """With the row and the column."""
        with pytest.raises(DetainerError) as caught:
            agreements_by_place(agreements)

        assert message == str(caught.value)
