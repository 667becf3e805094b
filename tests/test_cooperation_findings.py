"""What the laws come to on one practice, by agency, and where a state leaves it to its agencies."""

from collections.abc import Mapping
from typing import Any, Final

import attrs
import pytest
from drawn_law import (
    ASK,
    ASSUMED,
    BAN,
    DUTY,
    HOLD,
    LEAVE,
    NONE,
    NOTIFY,
    ON,
    POLICE,
    SCALE,
    SHERIFF,
    DrawnLaw,
    provision,
)

from detainerlib import UNKNOWN, EffectivePeriod, Modality, cooperation_profile
from detainerlib.cooperation import PracticeFinding
from detainerlib.cooperation.findings import clause_on
from detainerlib.cooperation.levels import left_to_themselves, ordinary_laws
from detainerlib.models import AgencyType, FindingStrength, NoRuleFinding, Provision
from detainerlib.models.conditions import InWords, IsFact, Not
from detainerlib.policy import OpenBecause, OpenReason
from detainerlib.policy.query import queries_of

WARRANT: Final = IsFact(fact="judicial-warrant")
CITIZEN: Final = IsFact(fact="shown-citizen")
COSTS: Final = IsFact(fact="reimbursement-agreement")
ANY: Final = frozenset(Modality)
REIMBURSED: Final = "the federal government has agreed in writing to reimburse all costs"
NOT_ALL: Final = "no law on file covers every case"


def hold(modality: Modality, **more: Any) -> Provision:
    """Draw a provision on holds."""
    return provision(HOLD, modality, **{"pin": "(a)", **more})


def finding(monkeypatch: pytest.MonkeyPatch, *norms: Provision, **asked: Any) -> PracticeFinding:
    """Give what provisions of Washington on holds come to."""
    DrawnLaw(provisions=norms).put_in(monkeypatch)
    return cooperation_profile("US-WA", on=ON, scale=SCALE, **asked).finding(HOLD)


@pytest.mark.parametrize(
    ("norms", "brief", "why", "settled", "barred", "limited", "possible"),
    [
        ([], "open", "no law on file addresses it", False, False, None, ANY),
        ([hold(BAN)], "prohibited", "", True, True, True, {BAN}),
        ([hold(LEAVE)], "permitted", "", True, False, False, {LEAVE}),
        # by a judge's warrant alone
        (
            [hold(BAN, when=WARRANT, otherwise=LEAVE)],
            "permitted without a judge's warrant",
            "",
            *(True, False, False, {BAN, LEAVE}),
        ),
        (
            [hold(LEAVE, when=WARRANT, otherwise=BAN)],
            "prohibited without a judge's warrant",
            "",
            *(True, True, True, {BAN, LEAVE}),
        ),
        (
            [hold(BAN, when=Not(not_=WARRANT))],
            "prohibited without a judge's warrant; open with one",
            NOT_ALL,
            *(False, True, True, ANY),
        ),
        # by another fact
        (
            [hold(LEAVE, when=CITIZEN, otherwise=BAN)],
            "under conditions",
            "",
            *(True, False, True, {BAN, LEAVE}),
        ),
        ([hold(BAN, when=CITIZEN)], "open", NOT_ALL, False, False, True, ANY),
        (
            [hold(LEAVE, when=CITIZEN)],
            "open; permitted or required in some cases",
            NOT_ALL,
            *(False, False, None, ANY),
        ),
        # by what is the same in all cases
        (
            [hold(LEAVE, when=COSTS, otherwise=BAN)],
            "open",
            f"it depends on whether {REIMBURSED}",
            *(False, False, None, {BAN, LEAVE}),
        ),
        (
            [hold(LEAVE, when=InWords(words="it is right"), otherwise=DUTY)],
            "open; permitted or required in some cases",
            None,
            *(False, False, False, {LEAVE, DUTY}),
        ),
        (
            [hold(BAN, period=EffectivePeriod(start=UNKNOWN))],
            "open",
            f"{NOT_ALL}, and it is not known whether Part (a) was in effect that day",
            *(False, False, None, ANY),
        ),
        (
            [hold(BAN), hold(DUTY, pin="(b)")],
            "open",
            (
                "laws of one level conflict: drawn-us-wa-hold-on-detainera and "
                "drawn-us-wa-hold-on-detainerb"
            ),
            *(False, False, None, {BAN, DUTY}),
        ),
        # by the kind of agency
        (
            [hold(BAN, agency_types=SHERIFF), hold(LEAVE, pin="(b)", agency_types=POLICE)],
            "differs by agency",
            "",
            *(True, False, True, {BAN, LEAVE}),
        ),
        (
            [
                hold(BAN, agency_types=SHERIFF),
                hold(DUTY, pin="(b)", agency_types=POLICE, when=COSTS, otherwise=BAN),
            ],
            "open",
            f"it depends on whether {REIMBURSED}",
            *(False, False, True, {BAN, DUTY}),
        ),
    ],
)
def test_what_laws_come_to(
    norms: list[Provision],
    brief: str,
    why: str | None,
    settled: bool,
    barred: bool,
    limited: bool | None,
    possible: set[Modality],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In brief and why it is open; whether it is settled, barred, limited; what is possible."""
    found = finding(monkeypatch, *norms)
    told = str(found)

    assert brief == found.in_brief
    verb = "" if brief.startswith("differs") else "is "
    if why is not None:
        because = f" ({why})" if why else ""
        assert f"holding on a detainer {verb}{brief}{because}" == told
    assert (settled, barred, limited) == (found.is_settled, found.is_barred, found.is_limited)
    assert possible == found.possible
    assert (next(iter(possible)) if len(possible) == 1 else None) is found.modality
    assert tuple(norms) == found.provisions


def test_an_agency_is_asked_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it may come to for it, and whether that meets a requirement."""
    found = finding(
        monkeypatch,
        hold(BAN, agency_types=SHERIFF),
        hold(LEAVE, pin="(b)", agency_types=POLICE, when=WARRANT, otherwise=BAN),
    )
    sheriff, police = found.agencies
    every = SCALE.levels[-1].requirements[0]
    asked = [attrs.evolve(every, scope=scope) for scope in type(every.scope)]

    assert ("sheriff", "police") == (sheriff.agency, police.agency)
    assert (BAN, None) == (sheriff.modality, police.modality)
    assert (True, True) == (sheriff.is_barred, police.is_barred)
    assert (True, True) == (sheriff.is_limited, police.is_limited)
    assert [False, False, False] == [sheriff.meets(one) for one in asked]
    assert {
        "every case": False,
        "some case": True,
        "some case without a judge's warrant": False,
    } == {one.scope.value: police.meets(one) for one in asked}
    assert (AgencyType.SHERIFF, AgencyType.POLICE) == (
        sheriff.answer.agency_type,
        police.answer.agency_type,
    )


def test_several_facts_of_an_agency_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is what is not on file."""
    agencies = finding(monkeypatch).agencies
    facts = OpenBecause(reason=OpenReason.FACTS, about=("operates-jail", "reimbursement-agreement"))
    words = OpenBecause(reason=OpenReason.WORDS, about=("it is right",))
    unknown = OpenBecause(
        reason=OpenReason.NOT_ON_RECORD,
        about=("any text", "what holds where none of the texts speaks", "whether A was so"),
    )
    left = OpenBecause(reason=OpenReason.LEFT_TO_AGENCIES, about=("drawn-none",))
    first, second = clause_on(HOLD, agencies, (facts,)).split(", and ")

    assert first.startswith("holding on a detainer is open (it depends on whether ")
    assert f"it depends on whether {REIMBURSED})" == second
    assert clause_on(HOLD, agencies, (words,)) == f"holding on a detainer is open ({words})"
    assert clause_on(HOLD, agencies, (unknown,)) == (
        f"holding on a detainer is open ({NOT_ALL}, and it is not known whether A was so)"
    )
    assert clause_on(HOLD, agencies, (left,)) == (
        "holding on a detainer is open (no statewide rule is on file)"
    )


def test_silence_is_taken_as_an_assumption_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is any; a law stays as it is."""
    taken = attrs.evolve(ASSUMED, practices=(HOLD,))
    silent, in_part, barred = (
        finding(monkeypatch, *norms, assume=taken)
        for norms in ([], [hold(BAN, when=CITIZEN)], [hold(BAN)])
    )

    assert [("permitted", True), ("under conditions", True), ("prohibited", False)] == [
        (found.in_brief_assumed, found.is_assumed) for found in (silent, in_part, barred)
    ]
    assert ["open", "open", "prohibited"] == [found.in_brief for found in (silent, in_part, barred)]


OF_SHERIFF: Final = attrs.evolve(NONE, agency_types=SHERIFF)
INFERRED: Final = attrs.evolve(NONE, id="inferred", strength=FindingStrength.INFERRED)


@pytest.mark.parametrize(
    ("findings", "norms", "asked", "agencies"),
    [
        ([NONE], [], {}, ["any other"]),
        (
            [attrs.evolve(NONE, strength=FindingStrength.WHOLE_CODE_SEARCHED)],
            *([], {}, ["any other"]),
        ),
        ([INFERRED], [], {}, []),
        ([INFERRED, NONE], [], {}, ["any other"]),
        ([], [], {}, []),
        ([attrs.evolve(NONE, period=EffectivePeriod(start=UNKNOWN))], [], {}, []),
        # the department of the state has a policy of its own, and so has a county
        ([attrs.evolve(NONE, department="the Department")], [], {}, []),
        ([NONE], [], {"place": "53033"}, []),
        # of some kinds of agencies
        ([OF_SHERIFF], [], {}, ["sheriff"]),
        ([attrs.evolve(NONE, agency_types=SHERIFF | POLICE)], [], {}, ["sheriff", "police"]),
        ([NONE], [], {"kind": "police"}, ["police"]),
        ([NONE], [], {"kind": "state-corrections"}, ["state-corrections"]),
        ([OF_SHERIFF], [], {"kind": "police"}, []),
        ([OF_SHERIFF], [hold(BAN, agency_types=POLICE)], {}, ["sheriff"]),
        ([NONE], [hold(LEAVE, agency_types=POLICE)], {}, []),
        # another practice is limited, or only allowed, or what it comes to differs
        ([NONE], [provision(NOTIFY, BAN, pin="(b)")], {}, []),
        ([NONE], [provision(ASK, BAN, pin="(b)", when=CITIZEN)], {}, []),
        ([NONE], [provision(NOTIFY, DUTY, pin="(b)")], {}, ["any other"]),
        (
            [NONE],
            [provision(NOTIFY, BAN, pin="(b)"), provision(NOTIFY, DUTY, pin="(c)")],
            *({}, []),
        ),
        (
            [NONE],
            [provision(NOTIFY, LEAVE, pin="(b)", agency_types=POLICE)],
            *({}, ["sheriff", "police"]),
        ),
        ([OF_SHERIFF], [provision(NOTIFY, BAN, pin="(b)", agency_types=POLICE)], {}, ["sheriff"]),
        # the scale has no such thing
        ([NONE], [], {"scale": attrs.evolve(SCALE, left_to_agencies=None)}, []),
    ],
)
def test_agencies_are_left_to_themselves(
    findings: list[NoRuleFinding],
    norms: list[Provision],
    asked: Mapping[str, Any],
    agencies: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a finding settles that there is no rule, and no law limits the other practices."""
    DrawnLaw(provisions=tuple(norms), no_rules=tuple(findings)).put_in(monkeypatch)
    scale = asked.get("scale", SCALE)
    queries = queries_of(scale.practices, asked.get("place", "US-WA"), None, asked.get("kind"))
    left = left_to_themselves(ordinary_laws(queries, ON, scale), scale)

    assert agencies == [agency.name for agency in left]
    assert all(agency.kind.value == agency.name for agency in left if agency.name != "any other")
    assert all([*SCALE.practices] == [*agency.ranges] for agency in left)
