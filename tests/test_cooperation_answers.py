"""Whole answers on how far a place cooperates, line by line, of a law drawn for them."""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, Final

import attrs
import pytest
from drawn_law import (
    ABOVE,
    ALWAYS,
    ASK,
    ASSUMED,
    BAN,
    DUTY,
    ENTRY,
    HOLD,
    LEAVE,
    NONE,
    NOTIFY,
    ON,
    OWN,
    PERHAPS,
    POLICE,
    SCALE,
    SHARE,
    SHERIFF,
    DrawnLaw,
    cited,
    provision,
)
from scenarios import scenarios

from detainerlib import (
    UNKNOWN,
    EffectivePeriod,
    Practice,
    catalog,
    classify_cooperation,
    cooperation_profile,
)
from detainerlib.cooperation import Classification
from detainerlib.models import (
    AgencyType,
    Claim,
    Dispute,
    EntryCount,
    Evidence,
    FederalProgram,
    FindingStrength,
    ListCompleteness,
    UnreadText,
)
from detainerlib.models.conditions import AnyOf, IsFact
from detainerlib.policy import OpenReason
from detainerlib.sources.explanation import Explanation

TOLD: Final = {place["law"]: place for place in scenarios("drawn_cooperation", "place")}
COSTS: Final = IsFact(fact="reimbursement-agreement")
WARRANT: Final = IsFact(fact="judicial-warrant")
MANY: Final = AnyOf(
    any=tuple(
        IsFact(fact=fact)
        for fact in ("judicial-warrant", "charged-with-felony", "terrorism-investigation")
    )
)

OF_A_YEAR: Final = attrs.evolve(SHARE, start=date(2020, 1, 1), end=date(2020, 12, 31), missing=2)
DISPUTED: Final = attrs.evolve(
    ENTRY,
    disputes=(
        Dispute(by="a board", on=ON, summary="It does not.", citation=cited("(d)")),
        Dispute(by="...", on=ON, summary="...No", citation=cited("(d)")),
    ),
)
PROGRAM: Final = FederalProgram(
    id="drawn-program",
    name="A program",
    agency="ICE",
    practices=(Practice.SHARE_INFORMATION,),
    periods=(PERHAPS,),
    summary="It asks.",
    citation=cited("(p)"),
)
LIST: Final = attrs.evolve(
    catalog.published_list("doj-2025-08-05"),
    title="A list",
    entry_count=9,
    period=ALWAYS,
    counts=(EntryCount(by="one", count=9, citation=cited("(q)")),),
    citation=cited("(l)"),
)
LAWS: Final = {
    "everything": DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)", see_also=(cited("(s)"),)),
            provision(NOTIFY, LEAVE, "53033", pin="(b)", period=EffectivePeriod(start=UNKNOWN)),
            provision(
                HOLD,
                LEAVE,
                "53033",
                pin="(c)",
                title="Resolution 1",
                agency_types=frozenset({AgencyType.BOARD}),
            ),
            provision(
                Practice.ALLOW_INTERVIEWS,
                LEAVE,
                "53033",
                pin="(i)",
                title="Resolution 2",
                agency_types=frozenset({AgencyType.STATE_POLICE}),
            ),
            provision(Practice.EXECUTE_ADMINISTRATIVE_WARRANT, BAN, "53033", pin="(w)"),
        ),
        agreements=(OWN, ABOVE),
        unread=(
            UnreadText(
                id="drawn-unread",
                jurisdiction="53033",
                practices=(Practice.TRANSFER_CUSTODY, Practice.ALLOW_INTERVIEWS),
                period=ALWAYS,
                summary="A memo of the sheriff.",
                citation=cited("(u)"),
                see_also=(cited("(v)"),),
            ),
        ),
        assertions=(
            DISPUTED,
            attrs.evolve(ENTRY, id="drawn-accepts", claim=Claim.ACCEPTS_BOTH),
            attrs.evolve(DISPUTED, id="drawn-elsewhere", jurisdiction="53067"),
        ),
        programs=(
            PROGRAM,
            attrs.evolve(
                PROGRAM,
                id="drawn-there",
                name="Another",
                agreement_model="task-force",
                periods=(ALWAYS,),
            ),
            attrs.evolve(PROGRAM, id="drawn-not-there", agreement_model="basic-ordering"),
        ),
        lists=(
            ListCompleteness(published=LIST, on_file=3),
            ListCompleteness(published=attrs.evolve(LIST, id="whole", entry_count=3), on_file=3),
            ListCompleteness(
                published=attrs.evolve(
                    LIST,
                    id="gone",
                    period=EffectivePeriod(start=date(2000, 1, 1), until=date(2001, 1, 1)),
                ),
                on_file=0,
            ),
            ListCompleteness(
                published=attrs.evolve(
                    LIST, id="perhaps", title="Another", entry_count=UNKNOWN, period=PERHAPS
                ),
                on_file=4,
            ),
        ),
    ),
    "a bar though a judge says so": DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)", when=WARRANT),
            provision(NOTIFY, BAN, pin="(b)"),
            provision(ASK, BAN, pin="(c)"),
        )
    ),
    "silence on one practice": DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)"),
            provision(NOTIFY, BAN, pin="(a)"),
        ),
        no_rules=(
            attrs.evolve(NONE, practice=ASK, strength=FindingStrength.INFERRED),
            attrs.evolve(
                NONE, practice=Practice.SHARE_INFORMATION, strength=FindingStrength.INFERRED
            ),
        ),
    ),
    "a fact of the agency": DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)"),
            provision(NOTIFY, BAN, pin="(b)", when=WARRANT, otherwise=BAN),
            provision(ASK, LEAVE, pin="(c)", when=COSTS, otherwise=BAN),
        )
    ),
    "many cases": DrawnLaw(
        provisions=(
            provision(HOLD, LEAVE, pin="(a)", when=MANY, otherwise=BAN),
            provision(NOTIFY, LEAVE, pin="(b)", when=MANY, otherwise=BAN),
            provision(ASK, BAN, pin="(c)"),
        )
    ),
    "a bar of notice though a judge says so": DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)"),
            provision(NOTIFY, BAN, pin="(b)", when=WARRANT, otherwise=LEAVE),
            provision(ASK, BAN, pin="(c)"),
        )
    ),
    "no rule of the state": DrawnLaw(
        no_rules=(NONE,),
        provisions=(provision(NOTIFY, LEAVE, pin="(b)"),),
        assertions=(attrs.evolve(ENTRY, jurisdiction="US-WA"),),
    ),
    "two kinds of agencies": DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)", agency_types=SHERIFF),
            provision(HOLD, LEAVE, pin="(b)", agency_types=POLICE),
            provision(NOTIFY, LEAVE, pin="(c)"),
        )
    ),
    "a conflict": DrawnLaw(
        provisions=(
            provision(NOTIFY, BAN, pin="(a)"),
            provision(NOTIFY, DUTY, pin="(b)", see_also=(cited("(z)"),)),
            provision(HOLD, BAN, pin="(c)", when=COSTS, otherwise=LEAVE),
        )
    ),
}
"""By what is drawn."""


def classified(law: str, monkeypatch: pytest.MonkeyPatch, **asked: Any) -> Classification:
    """Classify Washington, or King County of which everything is on file, under a drawn law."""
    LAWS[law].put_in(monkeypatch)
    place = "53033" if law == "everything" else "US-WA"
    return classify_cooperation(place, on=ON, scale=SCALE, **asked)


def in_lines(explanation: Explanation) -> Iterator[str]:
    """Tell each step in a line, with the parts of the regulation that it cites and compares."""
    for step in explanation:
        cites, beside = (
            ", ".join(cite.pin or cite.authority for cite in several)
            for several in (step.citations, step.see_also)
        )
        see_also = f"; see {beside}" if beside else ""
        yield f"{step.outcome}: {step.statement} [{cites}{see_also}]"


def expected(law: str, answer: str) -> list[str]:
    """Give the lines that are expected of an answer."""
    said: str = TOLD[law][answer]
    return said.replace("{agreements}", catalog.about().agreements.summary).splitlines()


@pytest.mark.parametrize("law", LAWS)
def test_every_line_of_a_level(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The level, what it means, what each law says, and what stands beside it; then why."""
    beside: dict[str, Any] = {"observed": [OF_A_YEAR]} if law == "everything" else {}
    assume = None if law in {"two kinds of agencies", "a conflict"} else ASSUMED
    found = classified(law, monkeypatch, assume=assume, **beside)

    assert found.profile == cooperation_profile(
        found.jurisdiction, on=ON, scale=SCALE, assume=assume, **beside
    )
    assert all((each.assumed_ranges is None) == (assume is None) for each in found.findings)
    # The other kinds of agencies are told of in lines that are not of this room.
    if law != "two kinds of agencies":
        assert expected(law, "answer") == str(found).splitlines()
    assert expected(law, "steps") == [*in_lines(found.explanation)]


@pytest.mark.parametrize("law", ["everything", "no rule of the state", "silence on one practice"])
def test_every_line_of_a_profile(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law, agreements, and what others say, each under its name; then why."""
    LAWS[law].put_in(monkeypatch)
    place, observed = ("53033", [OF_A_YEAR]) if law == "everything" else ("US-WA", [])
    found = cooperation_profile(place, on=ON, scale=SCALE, assume=ASSUMED, observed=observed)
    closing = f"{catalog.about().closing_on_policy} Made with "

    assert expected(law, "profile") == str(found).splitlines()
    assert expected(law, "profile_steps") == [*in_lines(found.explanation)]
    items = "".join(f"<li>{escape(line)}</li>" for line in str(found).splitlines())
    assert found._repr_html_().startswith(f"<ul>{items}</ul><p><small>{closing}")


def test_a_level_in_a_notebook_has_a_table_of_what_each_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between the answer and the profile; met, not met, or not settled."""
    rows = {
        "no rule of the state": ("yes", "not settled"),
        "silence on one practice": ("not settled", "no"),
    }
    for law, (middle, high) in rows.items():
        found = classified(law, monkeypatch)
        lines = "<br>".join(map(escape, str(found).splitlines()))
        assert found._repr_html_() == (
            f"<p>{lines}</p>"
            '<table><tr><th scope="col">level</th><th scope="col">requires that</th>'
            '<th scope="col">met</th></tr><tr><td>middle level</td><td>notifying ICE of a release '
            f"or asking about immigration status is permitted in some cases</td><td>{middle}</td>"
            "</tr><tr><td>high level</td><td>holding on a detainer is permitted in every ordinary "
            f"case</td><td>{high}</td></tr></table>{found.profile._repr_html_()}"
        )


@pytest.mark.parametrize(
    ("law", "brief", "status", "assumed", "agencies", "briefs", "open_for"),
    [
        (
            "everything",
            "between low level and middle level",
            "bounded",
            ("middle level", True),
            "",
            ["prohibited", "open", "open"],
            {OpenReason.NOT_ON_RECORD},
        ),
        (
            "a bar though a judge says so",
            "low level",
            "settled",
            ("low level", False),
            "",
            ["open", "prohibited", "prohibited"],
            set[OpenReason](),
        ),
        (
            "no rule of the state",
            "left alone",
            "left to each agency",
            ("None", None),
            "",
            ["left to each agency", "permitted", "open"],
            set[OpenReason](),
        ),
        (
            "two kinds of agencies",
            "between middle level and high level",
            "bounded",
            ("None", None),
            "sheriff, police",
            ["differs by agency", "permitted", "open"],
            {OpenReason.AGENCY_TYPE, OpenReason.NOT_ON_RECORD},
        ),
        (
            "a conflict",
            "undetermined",
            "unknown",
            ("None", None),
            "",
            ["open", "open", "open"],
            {OpenReason.FACTS, OpenReason.NOT_ON_RECORD, OpenReason.CONFLICT},
        ),
    ],
)
def test_what_a_level_tells_in_its_fields(
    law: str,
    brief: str,
    status: str,
    assumed: tuple[str, bool | None],
    agencies: str,
    briefs: list[str],
    open_for: set[OpenReason],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As its lines do."""
    found = classified(law, monkeypatch, assume=ASSUMED)

    assert (brief, status) == (found.in_brief, found.status.value)
    assert assumed == (str(found.level_assumed), found.is_assumed)
    assert (status == "unknown") == found.is_undetermined
    assert agencies == found.agencies
    assert briefs == [*found.briefs.values()]
    assert [*SCALE.practices] == [*found.briefs]
    assert open_for == {why.reason for why in found.would_settle}
    assert Evidence.BACKGROUND is found.evidence
    assert "Source: background only, not read." == found.grounds
    assert {True} == {factor.met for factor in found.factors_for} | {True}
    assert {False} == {factor.met for factor in found.factors_against} | {False}


def test_what_would_settle_a_level_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agencies that differ, the facts, and what conflicts."""
    differ, conflict = (
        {why.reason: why.about for why in classified(law, monkeypatch).would_settle}
        for law in ("two kinds of agencies", "a conflict")
    )

    assert ("police", "sheriff") == differ[OpenReason.AGENCY_TYPE]
    assert ("reimbursement-agreement",) == conflict[OpenReason.FACTS]
    assert ("drawn-us-wa-notify-releasea", "drawn-us-wa-notify-releaseb") == conflict[
        OpenReason.CONFLICT
    ]


def test_a_level_rests_on_the_agencies_and_agreements_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One kind of agency alone; an agreement besides those on file."""
    police = classified("two kinds of agencies", monkeypatch, agency_type="police")
    given = classified("a conflict", monkeypatch, agreements=[attrs.evolve(ABOVE, period=ALWAYS)])
    profile = cooperation_profile(
        "US-WA", on=ON, scale=SCALE, agreements=[attrs.evolve(ABOVE, period=ALWAYS)]
    )

    assert ("high level", "police") == (str(police.level), police.agencies)
    assert AgencyType.POLICE is police.profile.agency_type
    assert ["drawn-above"] == [agreement.id for agreement in given.profile.agreements]
    assert given.profile.agreements == profile.agreements
    assert (profile.jurisdiction, profile.on, profile.scale) == (
        given.jurisdiction,
        given.on,
        given.scale,
    )


def test_an_unread_text_may_answer_so_nothing_is_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the kinds of agencies and the practices that it may cover, while it was in effect."""
    text = attrs.evolve(
        LAWS["everything"].unread[0],
        jurisdiction="US-WA",
        practices=(NOTIFY,),
        agency_types=SHERIFF,
        period=EffectivePeriod(start=date(2020, 1, 1)),
    )
    provisions = tuple(
        provision(HOLD, LEAVE, pin=pin, agency_types=kinds, when=WARRANT, otherwise=LEAVE)
        for pin, kinds in (("(a)", SHERIFF), ("(b)", POLICE))
    )
    DrawnLaw(provisions=provisions, unread=(text,)).put_in(monkeypatch)
    silent = attrs.evolve(ASSUMED, practices=(NOTIFY,), silence=BAN)

    def assumed(on: date) -> list[tuple[str, str, bool]]:
        found = classify_cooperation("US-WA", on=on, scale=SCALE, assume=silent)
        return [
            (finding.agency, finding.answer.practice, finding.assumed_ranges == finding.ranges)
            for finding in found.findings
            if finding.answer.practice is not HOLD
        ]

    others = [("sheriff", ASK, True), ("police", NOTIFY, False), ("police", ASK, True)]
    assert [("sheriff", NOTIFY, True), *others] == assumed(ON)
    assert [("sheriff", NOTIFY, False), *others] == assumed(date(2019, 12, 31))
