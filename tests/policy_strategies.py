"""What is drawn for the laws of norms: up to two provisions on each of three levels, and a case."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from hypothesis import strategies as st

from detainerlib import UNKNOWN, CaseFacts, Conviction, EffectivePeriod, Modality, Practice, catalog
from detainerlib.models import (
    AgencyType,
    BindingEffect,
    Citation,
    Evidence,
    OrderEnd,
    OrderReach,
    Provision,
    Suspension,
)
from detainerlib.models.conditions import (
    AllOf,
    AnyOf,
    Condition,
    ConvictedOf,
    InWords,
    IsFact,
    LookBack,
    Not,
    OffenseTest,
    Since,
)
from detainerlib.policy.facts import classes_with_implied, facts_with_implied
from detainerlib.policy.query import PolicyQuery
from detainerlib.times.periods import Unknown

ON: Final = date(2020, 6, 15)
# The second implies the first; the last two are never so together.
FACTS: Final[tuple[str, ...]] = (
    "judicial-warrant",
    "federal-judicial-warrant",
    "charged-with-felony",
    "victim-or-witness",
)
CLASSES: Final = ("any-felony", "class-a-or-b-felony")
CODES: Final = ("US", "US-WA", "53033")
UNREAD: Final = Citation(authority="8-cfr-287.7", evidence=Evidence.BACKGROUND, gaps=("all",))
ALWAYS: Final = EffectivePeriod(start=date(2000, 1, 1))
PERIODS: Final = (
    ALWAYS,
    ALWAYS,
    EffectivePeriod(start=UNKNOWN, not_before=date(2019, 1, 1)),
    EffectivePeriod(start=date(2010, 1, 1), until=UNKNOWN),
)
SUSPENSIONS: Final = (
    Suspension(from_=date(1999, 1, 1), binds=OrderReach.ALL, citation=UNREAD),
    Suspension(
        from_=date(2020, 1, 1), binds=OrderReach.NAMED_PARTIES, parties=("53033",), citation=UNREAD
    ),
    Suspension(
        from_=date(2020, 1, 1), binds=OrderReach.NAMED_PARTIES, parties=("US-OR",), citation=UNREAD
    ),
    Suspension(from_=date(2020, 1, 1), binds=OrderReach.ALL, parts="some parts", citation=UNREAD),
    Suspension(
        from_=date(2020, 1, 1),
        until=UNKNOWN,
        ended=OrderEnd.STAYED,
        binds=OrderReach.ALL,
        citation=UNREAD,
    ),
    Suspension(
        from_=date(2020, 1, 1),
        until=ON,
        ended=OrderEnd.VACATED,
        binds=OrderReach.ALL,
        citation=UNREAD,
    ),
)
"""Of all, of a party, of another one, of parts, one with an unknown end, one that has ended."""


@cache
def conditions(*, of_facts: bool) -> st.SearchStrategy[Condition]:
    """Conditions, nested, of a few facts, or of classes and words as well."""
    look_backs = st.builds(
        LookBack, years=st.sampled_from([1, 5]), since=st.sampled_from(list(Since))
    )
    tests = st.builds(
        OffenseTest,
        offense=st.sampled_from(CLASSES),
        within=st.lists(look_backs, max_size=2).map(tuple),
    )
    facts = st.builds(IsFact, fact=st.sampled_from(FACTS))
    leaves: st.SearchStrategy[Condition] = st.one_of(
        facts,
        st.builds(ConvictedOf, conviction=tests),
        st.builds(InWords, words=st.just("for good cause")),
    )
    return st.recursive(
        facts if of_facts else leaves,
        lambda inner: st.one_of(
            st.builds(AllOf, all=st.lists(inner, min_size=1, max_size=2).map(tuple)),
            st.builds(AnyOf, any=st.lists(inner, min_size=1, max_size=2).map(tuple)),
            st.builds(Not, not_=inner),
        ),
        max_leaves=3 if of_facts else 2,
    )


@cache
def suspensions() -> st.SearchStrategy[tuple[Suspension, ...]]:
    """Mostly none."""
    orders = st.lists(st.sampled_from(SUSPENSIONS), min_size=1, max_size=2, unique=True)
    return st.one_of(st.just(()), st.just(()), st.just(()), orders.map(tuple))


@st.composite
def norms(draw: st.DrawFn, code: str, number: int, *, of_facts: bool = False) -> Provision:
    """Provisions of one jurisdiction on one practice; certain, and of facts alone, if asked."""
    modality = draw(st.sampled_from(Modality))
    when = draw(st.none() | conditions(of_facts=of_facts))
    binds = draw(st.sampled_from([frozenset(), frozenset({AgencyType.SHERIFF})]))
    return Provision(
        id=f"norm-{code.casefold()}-{number}",
        title=f"Norm {number} of {code}",
        jurisdiction=code,
        practice=Practice.HOLD_ON_DETAINER,
        modality=modality,
        when=when,
        otherwise=draw(st.none() | st.sampled_from(Modality)) if when is not None else None,
        agency_types=binds,
        voids_local_bars=modality is not Modality.PROHIBITED and draw(st.booleans()),
        weight=draw(
            st.sampled_from(
                [BindingEffect.BINDING, BindingEffect.BINDING, BindingEffect.PERSUASIVE]
            )
        ),
        period=ALWAYS if of_facts else draw(st.sampled_from(PERIODS)),
        suspensions=() if of_facts else draw(suspensions()),
        summary="It says so.",
        citation=UNREAD,
    )


def can_be_so(told: Mapping[str, bool]) -> bool:
    """Whether no two of the facts rule each other out; written here once more, as an oracle."""
    federal_only = told.get("federal-judicial-warrant") and not told.get("judicial-warrant", True)
    return not federal_only and not (
        told.get("charged-with-felony") and told.get("victim-or-witness")
    )


def conviction(
    of: frozenset[str], days: tuple[date | Unknown, date | Unknown | None]
) -> Conviction:
    """Give a conviction and its days."""
    return Conviction(offenses=of, convicted_on=days[0], released_on=days[1])


@st.composite
def case_facts(draw: st.DrawFn, *, of_facts: bool = False) -> CaseFacts:
    """What is known of a case: some facts, perhaps the convictions; none of these, if asked."""
    ids = st.sampled_from(list[str](FACTS))
    told = draw(st.dictionaries(ids, st.booleans()).filter(can_be_so))
    pairs: list[tuple[date | Unknown, date | Unknown | None]] = [
        (convicted, released)
        for convicted in (date(2019, 6, 15), date(2010, 1, 1), UNKNOWN)
        for released in (date(2019, 6, 15), UNKNOWN, None)
    ]
    convictions = st.builds(
        conviction,
        st.frozensets(st.sampled_from(CLASSES)).map(classes_with_implied),
        st.sampled_from(pairs),
    )
    return CaseFacts(
        facts=facts_with_implied(told),
        convictions=()
        if of_facts
        else draw(st.just(UNKNOWN) | st.lists(convictions, max_size=2).map(tuple)),
    )


@st.composite
def questions(draw: st.DrawFn, *, of_facts: bool = False) -> PolicyQuery:
    """What is asked: of up to two norms on each of three levels."""
    levels = tuple(
        tuple(
            draw(norms(code, number, of_facts=of_facts))
            for number in range(draw(st.integers(0, 2)))
        )
        for code in CODES
    )
    return asked(
        levels, draw(case_facts(of_facts=of_facts)), draw(st.none() | st.sampled_from(AgencyType))
    )


def asked(
    levels: Sequence[Sequence[Provision]],
    facts: CaseFacts | None = None,
    actor: AgencyType | None = None,
) -> PolicyQuery:
    """Ask of norms of the nation, a state and a county."""
    return PolicyQuery(
        practice=Practice.HOLD_ON_DETAINER,
        governments=tuple(catalog.jurisdiction(code) for code in CODES),
        levels=tuple(tuple(level) for level in levels),
        agreements=(),
        facts=CaseFacts() if facts is None else facts,
        agency_type=actor,
    )
