"""A law drawn for a test: a few records in place of all that is on file."""

from datetime import date
from typing import Any, Final

import attrs
import pytest

from detainerlib import UNKNOWN, DeclinedShare, EffectivePeriod, Modality, Practice, catalog
from detainerlib.models import (
    AgencyType,
    Assertion,
    Assumption,
    CaseScope,
    Citation,
    Claim,
    ClaimConsistency,
    CooperationAgreement,
    CooperationLevel,
    CooperationScale,
    Evidence,
    FederalProgram,
    FindingStrength,
    ListCompleteness,
    NoRuleFinding,
    OrdinaryFact,
    Provision,
    PublishedList,
    Requirement,
    UnreadText,
)

ON: Final = date(2020, 6, 15)
ALWAYS: Final = EffectivePeriod(start=date(2000, 1, 1))
HOLD, NOTIFY, ASK = Practice.HOLD_ON_DETAINER, Practice.NOTIFY_RELEASE, Practice.INQUIRE_STATUS
BAN, LEAVE, DUTY = Modality.PROHIBITED, Modality.PERMITTED, Modality.REQUIRED
PERHAPS: Final = EffectivePeriod(start=date(2010, 1, 1), until=UNKNOWN)
SHERIFF, POLICE = (frozenset({kind}) for kind in (AgencyType.SHERIFF, AgencyType.POLICE))


def cited(pin: str) -> Citation:
    """Cite a part of the federal regulation, which has no such part, as background."""
    return Citation(authority="8-cfr-287.7", pin=pin, evidence=Evidence.BACKGROUND, gaps=("all",))


SHARE: Final = DeclinedShare(
    jurisdiction="53033",
    start=date(2020, 6, 1),
    end=date(2020, 6, 30),
    declined=4,
    denominator=10,
    definition="requests",
    missing=0,
    source="a table",
)
ENTRY: Final = Assertion(
    id="drawn-entry",
    listed_in="doj-2025-08-05",
    jurisdiction="53033",
    printed="King",
    claim=Claim.LIMITS_COOPERATION,
    period=ALWAYS,
    citation=cited("(e)"),
)


def provision(
    practice: Practice, modality: Modality, place: str = "US-WA", *, pin: str = "(a)", **more: Any
) -> Provision:
    """Draw a provision, by default of Washington, that is in force since 2000."""
    drawn = Provision(
        id=f"drawn-{place.casefold()}-{practice.value.replace('_', '-')}{pin[1:-1]}",
        title=f"Part {pin}",
        jurisdiction=place,
        practice=practice,
        modality=modality,
        period=ALWAYS,
        summary="It says so.",
        citation=cited(pin),
    )
    return attrs.evolve(drawn, **more)


def level(name: str, brief: str | None, *requirements: Requirement) -> CooperationLevel:
    """Draw a level."""
    return CooperationLevel(
        id=name,
        name=f"{name} level",
        summary=f"The {name} level is this.",
        brief=brief,
        requirements=requirements,
    )


SCALE: Final = CooperationScale(
    id="drawn",
    title="Drawn",
    summary="Whether ICE is told of a person, and all are held.",
    agencies=(AgencyType.SHERIFF, AgencyType.POLICE),
    ordinary=(OrdinaryFact(fact="minor", answer=False),),
    warrants=("judicial-warrant",),
    circumstances=("reimbursement-agreement",),
    levels=(
        level("low", "nothing"),
        level(
            "middle",
            "some notice",
            Requirement(
                practices=(NOTIFY, ASK),
                at_least=LEAVE,
                scope=CaseScope.SOME,
                reason="ICE may be told.",
            ),
        ),
        level(
            "high",
            None,
            Requirement(
                practices=(HOLD,), at_least=LEAVE, scope=CaseScope.EVERY, reason="All may be held."
            ),
        ),
    ),
    left_to_agencies=CooperationLevel(id="left", name="left alone", summary="Nobody rules."),
    counted=(HOLD, NOTIFY),
    claims=(
        ClaimConsistency(
            claim=Claim.LIMITS_COOPERATION, levels=("low", "middle"), reason="Below the top."
        ),
    ),
)
ASSUMED: Final = Assumption(
    id="drawn-taken",
    title="where no law speaks, an agency may act",
    practices=(NOTIFY, ASK, Practice.SHARE_INFORMATION),
    silence=LEAVE,
    summary="It may.",
    made_by="Nobody.",
    citation=cited("(m)"),
    see_also=(cited("(n)"),),
)
OWN: Final = CooperationAgreement(
    id="drawn-own",
    model="task-force",
    agency="Sheriff of King",
    agency_type=AgencyType.SHERIFF,
    jurisdiction="53033",
    signed=date(2000, 1, 1),
    period=ALWAYS,
    summary="It is one.",
    citation=cited("(f)"),
)
ABOVE: Final = attrs.evolve(
    OWN,
    id="drawn-above",
    model="jail-enforcement",
    agency="Department",
    agency_type=AgencyType.STATE_CORRECTIONS,
    jurisdiction="US-WA",
    period=PERHAPS,
    citation=cited("(g)"),
)
NONE: Final = NoRuleFinding(
    id="drawn-none",
    jurisdiction="US-WA",
    practice=HOLD,
    period=ALWAYS,
    strength=FindingStrength.NAMED_SOURCE,
    summary="There is none.",
    citation=cited("(r)"),
)


@attrs.frozen(kw_only=True)
class DrawnLaw:
    """All that is on file."""

    provisions: tuple[Provision, ...] = ()
    no_rules: tuple[NoRuleFinding, ...] = ()
    agreements: tuple[CooperationAgreement, ...] = ()
    unread: tuple[UnreadText, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    programs: tuple[FederalProgram, ...] = ()
    lists: tuple[ListCompleteness, ...] = ()

    def put_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put it in the place of what is on file, for a test."""

        def of(records: tuple[Any, ...]) -> Any:
            def found(jurisdiction: str | None = None, practice: Practice | None = None) -> Any:
                return tuple(
                    record
                    for record in records
                    if jurisdiction in {None, record.jurisdiction}
                    and (practice is None or record.practice is practice)
                )

            return found

        def programs(on: date) -> tuple[FederalProgram, ...]:
            return tuple(program for program in self.programs if program.ran_on(on) is not False)

        def completeness(published: PublishedList) -> ListCompleteness:
            return parts[published.id]

        by_id = {norm.id: norm for norm in self.provisions}
        parts = {part.published.id: part for part in self.lists}
        monkeypatch.setattr(catalog, "provisions", of(self.provisions))
        monkeypatch.setattr(catalog, "provision", by_id.__getitem__)
        monkeypatch.setattr(catalog, "no_rules", of(self.no_rules))
        monkeypatch.setattr(catalog, "agreements", of(self.agreements))
        monkeypatch.setattr(catalog, "unread_texts", of(self.unread))
        monkeypatch.setattr(catalog, "assertions", of(self.assertions))
        monkeypatch.setattr(catalog, "programs", programs)
        monkeypatch.setattr(
            catalog, "published_lists", lambda: tuple(part.published for part in self.lists)
        )
        monkeypatch.setattr(catalog, "list_completeness", completeness)
