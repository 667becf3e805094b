"""Courts' orders that kept provisions from being enforced, and findings that there was no rule."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from detainerlib import (
    DetainerError,
    Modality,
    Practice,
    catalog,
    classify_cooperation,
    governing_policy,
    policy_timeline,
)
from detainerlib.catalog import _collections as collections
from detainerlib.catalog._checks import inconsistencies
from detainerlib.errors import PeriodError
from detainerlib.models import (
    AgencyType,
    Evidence,
    FindingStrength,
    OrderEnd,
    OrderReach,
    Provision,
    Suspension,
)
from detainerlib.policy import OpenReason, PolicyAnswer
from detainerlib.times.periods import UNKNOWN

ONE_DAY: Final = timedelta(days=1)
SUSPENDED: Final = [
    pytest.param(norm, order, id=f"{norm.id}, from {order.from_}")
    for norm in catalog.provisions()
    for order in norm.suspensions
]
ALABAMA: Final = catalog.provision("us-al-31-13-18-hold").suspensions[0]
TAKEN: Final = [
    # brought to November 2026: acts, rulings and orders that entered, or whose days changed
    "us-al-31-13-18-hold",
    "us-az-11-1051.b-inquire",
    "us-dc-24-211.07-2025-hold",
    "us-dc-24-211.07-2025-notify",
    "us-dc-24-211.07-2025-share",
    "us-dc-24-211.07-2025-interviews",
    "us-dc-24-211.07-2025-transfer",
    "us-dc-24-211.07-2025-detention",
    "us-dc-24-211.07-2025-inquire",
    "us-ks-l2026-142-287g",
    "us-ks-l2026-142-hold",
    "us-la-act-399-hold",
    "us-la-act-399-notify",
    "us-md-trust-2026-hold",
    "us-md-trust-2026-inquire",
    "us-md-trust-2026-interviews",
    "us-md-trust-2026-notify",
    "us-md-trust-2026-share",
    "us-md-trust-2026-transfer",
    "us-me-337-e-287g",
    "us-me-337-e-admin-warrant",
    "us-me-337-e-hold",
    "us-me-337-e-inquire",
    "us-me-337-e-interviews",
    "us-me-337-e-notify",
    "us-me-337-e-share",
    "us-me-337-e-transfer",
    "us-mn-freeborn-2026-287g",
    "us-mn-nobles-2018-hold",
    "us-mn-nobles-2020-hold",
    "us-ms-hb538-hold",
    "us-ms-hb538-share",
    "us-nj-pl-2026-5-287g",
    "us-nj-pl-2026-5-hold",
    "us-nj-pl-2026-5-inquire",
    "us-nj-pl-2026-5-interviews",
    "us-nj-pl-2026-5-notify",
    "us-ny-170-k-287g",
    "us-ny-170-k-detention",
    "us-ny-170-k-hold",
    "us-ny-319-a-inquire",
    "us-ny-319-a-interviews",
    "us-ny-319-a-share",
    "us-ny-nyc-10-178-2026-287g",
    "us-ny-nyc-10-178-2026-admin-warrant",
    "us-ny-nyc-14-154-2026-hold",
    "us-ny-nyc-14-154-2026-notify",
    "us-ny-nyc-9-131-2026-hold",
    "us-ny-nyc-9-131-2026-notify",
    "us-ny-nyc-9-131-2026-share",
    "us-ri-eo-08-01-287g",
    "us-sc-17-13-170-inquire",
    "us-tn-50-1-101-287g",
    "us-tx-2.251-hold",
    "us-ut-64-13-10.7-notify",
    "us-ut-64-13-10.7-transfer",
    "us-az-11-1051.a-hold",
    "us-ga-17-5-100-inquire",
    "us-in-35-33-1-1-hold",
    "us-ks-12-16-141-hold-bars",
    "us-mi-404.31-transfer",
    "us-mi-404.31-transfer-county",
    "us-mt-27-16-801-hold",
    "us-mt-27-16-801-notify",
    "us-in-marion-2017-hold",
    "us-mt-27-16-801-tell-subject",
    "us-oh-ag-2025-hold",
]


def answer_for(norm: Provision, on: date, place: str | None = None) -> PolicyAnswer:
    """Ask what a provision is about, of a kind of agency to which it speaks."""
    kind = next(kind for kind in AgencyType if norm.speaks_to(kind))
    return governing_policy(norm.practice, place or norm.jurisdiction, on=on, agency_type=kind)


def named(answer: PolicyAnswer) -> set[str]:
    """Give the ids of the provisions that an answer names."""
    norms = (*answer.controlling, *answer.overridden, *answer.conflicts, *answer.persuasive)
    return {norm.id for norm in (*norms, *answer.suspended)}


@pytest.mark.parametrize("id", TAKEN)
def test_a_provision_taken_speaks_from_its_day(id: str) -> None:
    """The day before it may be open at most; from the day, or the later bound, it is in force."""
    norm = catalog.provision(id)
    first = norm.period.start if isinstance(norm.period.start, date) else norm.period.in_force_on
    assert first is not None

    assert norm.period.contains(first - ONE_DAY) is not True
    if isinstance(norm.period.start, date):
        assert norm.id not in named(answer_for(norm, first - ONE_DAY))
    for on in (first, first + ONE_DAY):
        assert norm.period.contains(on)
        assert norm.id in named(answer_for(norm, on))


class TestSuspension:
    """A spell in which a court's order kept a provision from being enforced."""

    @pytest.mark.parametrize(("norm", "order"), SUSPENDED)
    def test_begins_on_its_first_day_and_ends_before_its_last(
        self, norm: Provision, order: Suspension
    ) -> None:
        """For those bound: the day before, the day and the day after of both ends."""
        place = next(iter(order.parties), norm.jurisdiction)
        end = order.until if isinstance(order.until, date) else order.not_after
        assert (end is None) == (order.until is None)
        for turn in (order.from_, *([] if end is None else [end])):
            for on in (turn - ONE_DAY, turn, turn + ONE_DAY):
                answer = answer_for(norm, on, place)
                in_force = norm.period.contains(on)
                is_suspended = norm.id in {other.id for other in answer.suspended}
                controls = norm.id in {other.id for other in answer.controlling}

                assert is_suspended == (bool(norm.suspended_on(on)) and in_force is not False)
                if order.suspends(on, place) and in_force:
                    assert not controls
                    assert str(order) in str(answer)
        assert order.suspends(order.from_ - ONE_DAY, place) is False
        assert end is None or order.suspends(end, place) is False

    def test_before_the_provision_was_in_force_counts_from_its_first_day(self) -> None:
        """An order of August 29, an act of September 1."""
        norm = catalog.provision("us-al-31-13-18-hold")
        days = [date(2011, 8, 30), date(2011, 8, 31), date(2011, 9, 1), date(2011, 9, 2)]

        assert [False, False, True, True] == [bool(answer_for(norm, on).suspended) for on in days]

    def test_is_said_in_the_answer_and_in_its_steps(self) -> None:
        """With the days, and the order cited."""
        answer = governing_policy("hold_on_detainer", "US-AL", on=date(2011, 9, 15))

        assert "was enjoined from August 29 to September 28, 2011" in str(answer)
        assert answer.modality is None
        cited = {citation.authority for step in answer.explanation for citation in step.citations}
        assert "united-states-v-alabama-2011" in cited

    def test_of_no_named_party_is_open(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whether the order reaches this agency."""
        on = date(2017, 9, 10)
        recorded = catalog.provision("us-tx-2.251-hold")
        (order,) = recorded.suspensions
        order = attrs.evolve(order, binds=OrderReach.NAMED_PARTIES, parties=("48141",))
        norm = attrs.evolve(recorded, suspensions=(order,))
        on_record = catalog.provisions

        def with_parties(*query: Any) -> tuple[Provision, ...]:
            return tuple(norm if kept == recorded else kept for kept in on_record(*query))

        monkeypatch.setattr(catalog, "provisions", with_parties)
        facts = {"shown-citizen": False, "shown-lawful-status": False}
        case = catalog.policy_examples("US-TX")[0].case
        party, other = (
            governing_policy(
                "hold_on_detainer",
                code,
                on=on,
                facts=attrs.evolve(case, facts=facts),
                agency_type="sheriff",
            )
            for code in ("48141", "48001")
        )

        assert () == party.controlling
        assert ["us-tx-2.251-hold"] == [norm.id for norm in other.controlling]
        (cause,) = other.open_because
        assert any("reaches this agency" in about for about in cause.about)

    def test_of_the_whole_state_reaches_those_who_did_not_sue(self) -> None:
        """Texas was enjoined from enforcing the duty, whoever asked for that."""
        orders = [
            order
            for norm in catalog.provisions("US-TX")
            for order in norm.suspensions
            if norm.id.startswith("us-tx-2.251-")
        ]

        assert 4 == len(orders)
        for order in orders:
            for code in ("48001", "48141", "US-TX"):
                days = [date(2017, 8, 29), date(2017, 8, 30), date(2017, 9, 24), date(2017, 9, 25)]
                assert [False, True, True, False] == [order.suspends(on, code) for on in days]

    def test_of_parts_is_open(self) -> None:
        """What the order reaches of the provision was not told apart."""
        answer = governing_policy("transfer_custody", "US-FL", on=date(2020, 1, 1))

        assert "us-fl-908.104-transfer" in {norm.id for norm in answer.suspended}
        assert any(
            "bears on this" in about for cause in answer.open_because for about in cause.about
        )

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"parties": ("US-AL",)}, DetainerError),
            ({"binds": OrderReach.NAMED_PARTIES}, DetainerError),
            ({"ended": None}, DetainerError),
            ({"until": None}, DetainerError),
            ({"until": date(2011, 8, 29)}, PeriodError),
            ({"not_after": date(2012, 1, 1)}, PeriodError),
        ],
    )
    def test_refuses_what_contradicts_itself(
        self, changes: dict[str, Any], error: type[DetainerError]
    ) -> None:
        """Parties beside all, an end without its reason, an end before the beginning."""
        with pytest.raises(error):
            attrs.evolve(ALABAMA, **changes)

    def test_without_a_known_end_is_certain_on_its_first_day_only(self) -> None:
        """Until the bound, on which it had certainly ended."""
        order = attrs.evolve(ALABAMA, until=UNKNOWN, not_after=date(2012, 1, 1))
        days = [date(2011, 8, 28), date(2011, 8, 29), date(2011, 8, 30), date(2012, 1, 1)]

        assert [False, True, None, False] == [order.suspends(on, "US-AL") for on in days]
        assert str(order).endswith("until a date that is not on file")

    def test_that_stands_is_said_to_stand(self) -> None:
        """Without an end."""
        order = attrs.evolve(ALABAMA, until=None, ended=None, parts="section 20")

        assert "enjoined as to section 20 since August 29, 2011" == str(order)
        assert OrderEnd.EXPIRED is ALABAMA.ended

    def test_of_named_parties_says_so_to_others(self) -> None:
        """Hamilton County was no party to the orders on Indiana's arrests."""
        answer = governing_policy("hold_on_detainer", "18057", on=date(2014, 1, 1))

        assert "has been enjoined for named parties since March 28, 2013" in str(answer)
        assert "was enjoined" not in str(answer)


class TestRulingsOnValidity:
    """Every provision of a text that was challenged says what came of it."""

    def test_a_provision_that_says_nothing_of_a_ruling_is_a_fault(self) -> None:
        """Neither suspended nor cleared, and no gap names it."""
        loaded = {
            kept.name: collections._load(
                getattr(import_module(f"detainerlib.{kept.module}"), model),
                kept.sources,
                files("detainerlib") / "data",
            )
            for model, kept in collections.COLLECTIONS.items()
        }
        assert [] == [*inconsistencies(loaded)]
        silent = {
            "us-az-11-1051.b-inquire": {"suspensions": (), "cleared_by": ()},
            "us-ca-7284.6-hold-none": {},
        }
        policies = loaded["policies"]
        records = tuple(
            (file, attrs.evolve(norm, **silent.get(norm.id, {}))) for file, norm in policies.records
        )
        faults = [*inconsistencies(loaded | {"policies": attrs.evolve(policies, records=records)})]

        assert {"us-az-11-1051.b-inquire"} == {fault.record for fault in faults}
        assert {"suspensions"} == {fault.field for fault in faults}

    def test_a_finding_beside_a_text_in_force_is_a_fault(self) -> None:
        """No rule, and a rule, of one practice in one place."""
        for finding in catalog.no_rules():
            overlapping = [
                norm.id
                for norm in catalog.provisions(finding.jurisdiction, finding.practice)
                if norm.weight.value == "binding"
                and norm.period.overlaps(finding.period)
                and any(norm.speaks_to(kind) and finding.speaks_of(kind) for kind in AgencyType)
            ]
            assert [] == overlapping


class TestNoRule:
    """A finding that there was no rule."""

    WYOMING: Final = governing_policy("hold_on_detainer", "US-WY", on=date(2026, 1, 1))

    def test_settles_who_decides(self) -> None:
        """And grants no authority: every modality stays possible."""
        assert frozenset(Modality) == self.WYOMING.possible
        assert [OpenReason.LEFT_TO_AGENCIES] == [why.reason for why in self.WYOMING.open_because]
        assert (
            "Wyoming: no statewide rule on holding on a detainer is on file; each agency decides. "
            "Whether it has authority to hold is a separate question.\n" in str(self.WYOMING)
        )
        assert self.WYOMING.no_rule is not None
        assert FindingStrength.NAMED_SOURCE is self.WYOMING.no_rule.strength

    def test_below_a_state_leaves_its_own_policy_open(self) -> None:
        """The locality is bounded until that is on file."""
        answer = governing_policy("hold_on_detainer", "56039", on=date(2026, 1, 1))

        assert "The policy of Teton County, Wyoming, is not on file." in str(answer)
        assert [OpenReason.NOT_ON_RECORD] == [why.reason for why in answer.open_because]
        assert classify_cooperation("56039", on=date(2026, 1, 1)).level is None

    def test_of_a_county_where_the_state_runs_the_jails_neither_policy_is_on_file(self) -> None:
        """The department's is not, and the county's is not either."""
        answer = governing_policy("hold_on_detainer", "10005", on=date(2026, 1, 1))

        assert (
            str(answer)
            .splitlines()[0]
            .endswith("The policy of Sussex County, Delaware, is not on file either.")
        )

    def test_where_the_state_runs_the_jails_its_department_decides(self) -> None:
        """And its policy is not on file."""
        answer = governing_policy("hold_on_detainer", "US-DE", on=date(2026, 1, 1))

        assert (
            "Delaware: no statute on holding on a detainer is on file; the Delaware Department of "
            "Correction's own policy decides. That policy is not on file. Whether it has authority "
            "to hold is a separate question.\n" in str(answer)
        )
        assert classify_cooperation("US-DE", on=date(2026, 1, 1)).level is None

    def test_that_is_inferred_settles_nothing(self) -> None:
        """It stands beside the answer."""
        answer = governing_policy("hold_on_detainer", "US-AK", on=date(2020, 1, 1))

        assert answer.no_rule is not None
        assert not answer.no_rule.settles
        assert (
            "Alaska: no law found on whether an agency may hold a person on a detainer. That "
            "does not mean there is none. We infer, but have not confirmed, that the state has no "
            "rule. The policy of the Alaska Department of Corrections is not on file."
        ) in str(answer)
        statements = [step.statement for step in answer.explanation]
        assert any(
            "We infer this from other records; it is not confirmed." in words
            for words in statements
        )

    def test_of_a_territory_that_was_not_searched_there_is_none(self) -> None:
        """And the answer says so."""
        answer = governing_policy("hold_on_detainer", "US-GU", on=date(2020, 1, 1))

        assert answer.no_rule is None
        assert "was not searched. That does not mean there is none." in str(answer)

    def test_of_another_practice_asks_no_question_of_authority(self) -> None:
        """That is a question of holds."""
        answer = governing_policy("transfer_custody", "US-MO", on=date(2026, 6, 1))

        assert str(answer).startswith(
            "Missouri: no statewide rule on transferring custody to ICE is on file; each agency "
            "decides.\n"
        )

    @pytest.mark.parametrize(
        "finding", [kept for kept in catalog.no_rules() if kept.settles], ids=lambda kept: kept.id
    )
    def test_settles_from_its_first_day_to_its_last(self, finding: Any) -> None:
        """The day before, the day and the day after, of both ends."""
        kind = next(kind for kind in AgencyType if finding.speaks_of(kind))
        ends = [finding.period.start, finding.period.until]
        for turn in (day for day in ends if isinstance(day, date)):
            for on in (turn - ONE_DAY, turn, turn + ONE_DAY):
                answer = governing_policy(
                    finding.practice, finding.jurisdiction, on=on, agency_type=kind
                )
                holds = finding.period.contains(on)

                assert (answer.no_rule == finding) == bool(holds)

    def test_what_settles_was_said_or_searched(self) -> None:
        """A named source has its words; a search has none to quote, and says what it left out."""
        for finding in catalog.no_rules():
            if finding.strength is FindingStrength.NAMED_SOURCE:
                assert finding.citation.evidence is not Evidence.BACKGROUND
            else:
                assert finding.citation.gaps


class TestTimelines:
    """A timeline begins with the first known day."""

    @pytest.mark.parametrize(
        ("practice", "code"),
        [(Practice.HOLD_ON_DETAINER, "US-NC"), (Practice.NOTIFY_RELEASE, "US-AZ")],
    )
    def test_of_a_place_begins_with_the_first_known_day(
        self, practice: Practice, code: str
    ) -> None:
        """And not with the first of the calendar."""
        for period, answer in policy_timeline(practice, code).entries:
            assert date.min != period.start
            assert date.min != answer.on

    def test_of_what_was_perhaps_in_force_before_has_an_unknown_start(self) -> None:
        """Its answer is of its last day."""
        (period, answer), *_ = policy_timeline("inquire_status", "US-UT").entries

        assert period.start is UNKNOWN
        assert period.until == answer.on + ONE_DAY

    def test_of_a_place_without_anything_is_empty(self) -> None:
        """There is no day to begin with."""
        assert () == policy_timeline("tell_subject", "US-GU").entries


def test_a_provision_is_never_both_controlling_and_overridden() -> None:
    """It may be one in some cases and the other in others, and is named once."""
    answer = governing_policy("hold_on_detainer", "17031", on=date(2026, 7, 2))

    assert not {norm.id for norm in answer.controlling} & {norm.id for norm in answer.overridden}


def settled_pages() -> Iterator[Any]:
    """Give the module of the page on how much is settled."""
    folder = str(Path(__file__).parents[1] / "docs" / "_ext")
    sys.path.insert(0, folder)
    try:
        yield import_module("settled_pages")
    finally:
        sys.path.remove(folder)


@pytest.mark.parametrize(
    ("on", "holds", "levels"),
    [
        (date(2010, 1, 1), 1, 1),
        (date(2015, 1, 1), 12, 8),
        (date(2020, 1, 1), 25, 15),
        (date(2026, 1, 1), 41, 25),
    ],
)
def test_what_is_settled_may_grow_and_does_not_shrink(on: date, holds: int, levels: int) -> None:
    """Of the states and the District: the rule on holds, strictly, and the level."""
    (page,) = settled_pages()
    bases = [page.basis_on_holds(place.code, on) for place in page.states()]

    assert 51 == len(bases)
    assert holds <= sum(basis in {page.TEXT, page.FINDING} for basis in bases)
    assert levels <= len(page.levels_on(on))
    for place in page.states():
        if place.code not in page.levels_on(on):
            assert "; " in page.why_open(place.code, on)


def test_an_order_whose_end_is_not_on_record_may_still_have_stood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From the day after its first to the bound, that is why the answer is open."""
    recorded = catalog.provision("us-al-31-13-18-hold")
    order = attrs.evolve(ALABAMA, until=UNKNOWN, not_after=date(2012, 1, 1))
    norm = attrs.evolve(recorded, suspensions=(order,))
    on_record = catalog.provisions

    def with_order(*query: Any) -> tuple[Provision, ...]:
        return tuple(norm if kept == recorded else kept for kept in on_record(*query))

    monkeypatch.setattr(catalog, "provisions", with_order)
    about = [
        any("still stood that day" in words for why in answer.open_because for words in why.about)
        for answer in (answer_for(norm, on) for on in (date(2011, 12, 31), date(2012, 1, 1)))
    ]

    assert [True, False] == about
