"""What stands beside the law, and where it does not agree with the law: of laws drawn for it."""

from datetime import date
from typing import Any, Final

import attrs
import pytest
from drawn_law import (
    BAN,
    DUTY,
    ENTRY,
    HOLD,
    LEAVE,
    ON,
    OWN,
    POLICE,
    SCALE,
    SHARE,
    SHERIFF,
    DrawnLaw,
    provision,
)

from detainerlib import UNKNOWN, EffectivePeriod, catalog, cooperation_profile
from detainerlib.cooperation import CooperationProfile, ProfileColumn
from detainerlib.models import AgencyType, Claim, Provision
from detainerlib.models.conditions import IsFact

COSTS: Final = IsFact(fact="reimbursement-agreement")
PERHAPS: Final = EffectivePeriod(start=UNKNOWN)
LAW: Final = "law and observed practice disagree: under the laws on file, holding on a detainer is "


def profile(
    monkeypatch: pytest.MonkeyPatch, law: DrawnLaw, on: date = ON, **asked: Any
) -> CooperationProfile:
    """Give the profile of King County under a drawn law."""
    law.put_in(monkeypatch)
    return cooperation_profile("53033", on=on, scale=SCALE, **asked)


def hold(modality: Any, **more: Any) -> Provision:
    """Draw a provision on holds."""
    return provision(HOLD, modality, **{"pin": "(a)", **more})


@pytest.mark.parametrize(
    ("norms", "kind", "bar"),
    [
        ([], "sheriff", None),
        ([hold(BAN)], "sheriff", "under the laws on file, holding on a detainer is prohibited"),
        ([hold(LEAVE)], "sheriff", None),
        # what binds another agency bars nothing
        ([hold(BAN, agency_types=SHERIFF), hold(LEAVE, agency_types=POLICE)], "police", None),
        (
            [hold(BAN, agency_types=SHERIFF), hold(LEAVE, agency_types=POLICE)],
            "sheriff",
            "under the laws on file, holding on a detainer differs by agency",
        ),
        # whether it was in effect is open; or it was, and bars some cases
        (
            [hold(BAN, period=PERHAPS)],
            "sheriff",
            "Part (a) prohibits holding on a detainer if it was in effect, which is not known",
        ),
        ([hold(LEAVE, period=PERHAPS)], "sheriff", None),
        ([hold(BAN, when=COSTS, otherwise=LEAVE)], "sheriff", None),
    ],
)
def test_an_agreement_against_a_bar(
    norms: list[Provision], kind: str, bar: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the agency that signed it; where that is not known, it is said so."""
    agreement = attrs.evolve(OWN, model="warrant-service-officer", agency_type=AgencyType(kind))
    found = profile(monkeypatch, DrawnLaw(provisions=tuple(norms), agreements=(agreement,)))
    signed = "Sheriff of King: Warrant Service Officer program, from January 1, 2000"

    assert [str(gap) for gap in found.disagreements] == (
        []
        if bar is None
        else [f"law and agreements disagree: {bar}, but an agreement is on file: {signed}."]
    )


@pytest.mark.parametrize(
    ("modality", "declined", "disagrees"),
    [(BAN, 4, True), (BAN, 10, False), (DUTY, 4, True), (DUTY, 0, False), (LEAVE, 4, False)],
)
def test_what_was_observed_against_the_law(
    modality: Any, declined: int, disagrees: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each share of a time in which the day lies, the first and the last included."""
    law = DrawnLaw(provisions=(hold(modality),))
    other = attrs.evolve(SHARE, declined=declined)
    earlier = attrs.evolve(
        SHARE, declined=3, definition="early", start=date(2019, 1, 1), end=date(2019, 1, 31)
    )
    consistent = attrs.evolve(other, declined=10 if modality is BAN else 0, definition="none")
    shares = [earlier, consistent, other]
    told = "4 of 10 declined (requests; 0 without one), June 1, 2020 to June 30, 2020"
    summary = {
        BAN: (
            f"{LAW}prohibited, but {told}; a detainer that was not declined does not show that "
            "anyone was held."
        ),
        DUTY: f"{LAW}required, but {told}.",
    }
    for day in (SHARE.start, ON, SHARE.end):
        found = profile(monkeypatch, law, day, observed=shares)
        assert {*shares} == {*found.observed}
        assert [str(share) for share in found.observed] == sorted(map(str, {*shares}))
        gaps = found.disagreements
        assert [str(gap) for gap in gaps] == ([summary[modality]] if disagrees else [])
        assert all(gap.columns == (ProfileColumn.LAW, ProfileColumn.OBSERVED) for gap in gaps)
    assert () == profile(monkeypatch, law, date(2020, 5, 31), observed=shares).disagreements
    assert () == profile(monkeypatch, law, date(2020, 7, 1), observed=shares).disagreements


@pytest.mark.parametrize(
    ("modality", "claims"),
    [
        (BAN, {Claim.ACCEPTS_DETAINERS, Claim.ACCEPTS_DETAINERS_ONLY, Claim.ACCEPTS_BOTH}),
        (DUTY, {Claim.LIMITS_COOPERATION, Claim.DECLINES_DETAINERS}),
        (LEAVE, set[Claim]()),
    ],
)
def test_what_publishers_say_against_the_law(
    modality: Any, claims: set[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a list on file, or as it is given; of the day, and of the place or what is one with it."""
    said = [
        attrs.evolve(ENTRY, id=f"drawn-{number}", claim=claim) for number, claim in enumerate(Claim)
    ]
    over = attrs.evolve(
        ENTRY, id="over", period=EffectivePeriod(start=date(2000, 1, 1), until=date(2001, 1, 1))
    )
    elsewhere = attrs.evolve(ENTRY, id="elsewhere", jurisdiction="53067")
    first, *others = said
    law = DrawnLaw(provisions=(hold(modality),), assertions=(first, over, elsewhere))
    found = profile(monkeypatch, law, observed=others)
    word = {BAN: "prohibited", DUTY: "required", LEAVE: ""}[modality]

    assert sorted(map(str, said)) == [str(entry) for entry in found.assertions]
    assert {str(gap) for gap in found.disagreements} == {
        f"{LAW}{word}, but U.S. Department of Justice said that King County, Washington, "
        f"{claim.words}, from January 1, 2000."
        for claim in claims
    }
    assert all(
        (ProfileColumn.LAW, ProfileColumn.OBSERVED) == gap.columns for gap in found.disagreements
    )


def test_a_profile_is_of_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind of agency, one day, and the programs of that day."""
    law = DrawnLaw(
        provisions=(hold(BAN, agency_types=SHERIFF), hold(LEAVE, pin="(b)", agency_types=POLICE))
    )
    found = profile(monkeypatch, law, agency_type="police")

    assert AgencyType.POLICE is found.agency_type
    assert "permitted" == found.finding(HOLD).in_brief
    assert (catalog.jurisdiction("53033"), ON, SCALE) == (found.jurisdiction, found.on, found.scale)
    assert profile(monkeypatch, law).agency_type is None
    assert all(
        agency.assumed_ranges is None for finding in found.law for agency in finding.agencies
    )
