"""What differs between places, what changed when, and since when: of laws drawn for it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs
import pytest
from drawn_law import (
    ABOVE,
    ASK,
    ASSUMED,
    BAN,
    DUTY,
    HOLD,
    LEAVE,
    NONE,
    NOTIFY,
    ON,
    OWN,
    SCALE,
    SHERIFF,
    DrawnLaw,
    cited,
    provision,
)

from detainerlib import (
    UNKNOWN,
    DetainerError,
    EffectivePeriod,
    Practice,
    catalog,
    compare_policies,
    policy_changes,
    policy_spells,
)
from detainerlib.cooperation.findings import finding_on
from detainerlib.cooperation.law_over_time import LawOfPlace, LawThatDay, SharedLaw
from detainerlib.cooperation.limits import first_limit_on
from detainerlib.cooperation.spells import spells_between
from detainerlib.models import AgencyType, OrderReach, Suspension, UnreadText
from detainerlib.models.conditions import IsFact
from detainerlib.policy.query import PolicyQuery, queries_of

MINOR: Final = IsFact(fact="minor")
CLOSING: Final = f"<p><small>{catalog.about().closing_on_policy} Made with detainerlib "


def during(start: int, until: int | None = None) -> EffectivePeriod:
    """Draw years, from the first of January."""
    return EffectivePeriod(
        start=date(start, 1, 1), until=None if until is None else date(until, 1, 1)
    )


class TestComparing:
    """Two states, practice by practice."""

    LAW: Final = DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)"),
            provision(ASK, LEAVE, pin="(b)", when=MINOR, otherwise=LEAVE),
            provision(HOLD, DUTY, "US-OR", pin="(c)"),
            provision(NOTIFY, BAN, "US-OR", pin="(d)", agency_types=SHERIFF, when=MINOR),
            provision(NOTIFY, DUTY, "US-OR", pin="(f)", agency_types=SHERIFF, when=MINOR),
            provision(
                Practice.HONOR_JUDICIAL_WARRANT, DUTY, "US-OR", pin="(e)", agency_types=SHERIFF
            ),
        )
    )

    @pytest.fixture(autouse=True)
    def drawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the law in place."""
        self.LAW.put_in(monkeypatch)

    HOLDS: Final = (
        "Holding on a detainer: in Washington, {0} must not (8 C.F.R. § 287.7(a)); in Oregon, "
        "{0} must (8 C.F.R. § 287.7(c))."
    )
    ASKS: Final = (
        "Asking about immigration status: in Washington, {0} may (8 C.F.R. § 287.7(b)); in "
        "Oregon, not settled."
    )

    def test_every_line(self) -> None:
        """The levels, and each practice on which the laws differ, also off the profile."""
        found = compare_policies("US-WA", "US-OR", on=ON, scale=SCALE)

        assert str(found).splitlines() == [
            (
                "As of June 15, 2020, where the laws on file differ between Washington and Oregon, "
                "for an ordinary detainer:"
            ),
            "Level: in Washington, “middle level”; in Oregon, “high level.”",
            self.HOLDS.format("a state or local agency"),
            self.ASKS.format("a state or local agency"),
            (
                "Honoring a judge's warrant: in Washington, not settled; in Oregon, a sheriff must "
                "(8 C.F.R. § 287.7(e))."
            ),
        ]

    def test_of_one_kind_of_agency(self) -> None:
        """What binds the sheriff is nothing to the police, on any practice."""
        found = compare_policies("US-WA", "US-OR", on=ON, scale=SCALE, agency_type="police")

        police = [line.format("a police department") for line in (self.HOLDS, self.ASKS)]
        assert police == str(found).splitlines()[2:]
        assert (AgencyType.POLICE, AgencyType.POLICE) == (
            found.first.profile.agency_type,
            found.second.profile.agency_type,
        )

    def test_of_another_scale(self) -> None:
        """By default minors are asked about as well, and the level is that of the common scale."""
        found = compare_policies("US-OR", "US-ID", on=ON)

        assert (
            "Level: in Oregon, between holds under conditions and holds and notification; in "
            "Idaho, not settled."
        ) == str(found).splitlines()[1]
        assert "Notifying ICE of a release: in Oregon" not in str(found)

    def test_in_a_notebook(self) -> None:
        """Every practice, alike or not."""
        html = compare_policies("US-WA", "US-OR", on=ON, scale=SCALE)._repr_html_()
        heads = '<th scope="col">Monday, June 15, 2020</th><th scope="col">Washington</th>'
        rows = [
            "<tr><td>level</td><td>“middle level”</td><td>“high level”</td></tr>",
            (
                "<tr><td>holding on a detainer</td><td>a state or local agency must not</td>"
                "<td>a state or local agency must</td></tr>"
            ),
            "<tr><td>notifying ICE of a release</td><td>not settled</td><td>not settled</td></tr>",
            "<tr><td>transferring custody to ICE</td><td>not settled</td><td>not settled</td></tr>",
        ]

        assert html.startswith(
            f'<table><tr>{heads}<th scope="col">Oregon</th></tr>{"".join(rows)}<tr>'
        )
        assert f"</tr></table>{CLOSING}" in html
        assert html.count("<tr>") == 2 + len(Practice)


class TestChanges:
    """What changed when, and by which law."""

    LAW: Final = DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)", period=during(2010, 2015)),
            provision(HOLD, BAN, pin="(b)", period=during(2015)),
            provision(NOTIFY, LEAVE, pin="(c)", when=MINOR, otherwise=DUTY, period=during(2015)),
            provision(
                ASK,
                BAN,
                pin="(d)",
                agency_types=SHERIFF,
                period=EffectivePeriod(
                    start=UNKNOWN, not_before=date(2009, 1, 1), in_force_on=date(2012, 1, 1)
                ),
            ),
            provision(
                Practice.ENTER_287G,
                LEAVE,
                pin="(e)",
                period=EffectivePeriod(start=date(2011, 1, 1), until=UNKNOWN),
            ),
            provision(Practice.ENTER_287G, BAN, "US", pin="(f)", period=during(2013, 2014)),
            provision(Practice.TRANSFER_CUSTODY, LEAVE, pin="(g)", period=during(2009)),
            provision(Practice.SHARE_INFORMATION, LEAVE, pin="(i)", period=during(2021)),
            provision(
                Practice.SHARE_INFORMATION,
                BAN,
                "US",
                pin="(j)",
                period=EffectivePeriod(start=date(2020, 1, 1), until=date(2021, 1, 2)),
            ),
            provision(Practice.TRANSFER_CUSTODY, BAN, "US", pin="(h)", period=during(2016, 2018)),
        )
    )

    @pytest.fixture(autouse=True)
    def drawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the law in place."""
        self.LAW.put_in(monkeypatch)

    def test_every_line(self) -> None:
        """In the order of the days, and on one day by the name of the practice."""
        no_change = "no change in the law; our records of effective dates differ"
        ask, hold, agree = (
            "asking about immigration status",
            "holding on a detainer",
            "entering into a 287(g) agreement",
        )
        transfer = "transferring custody to ICE"

        assert [(change.is_of_law, str(change)) for change in policy_changes("US-WA")][:11] == [
            (False, f"January 1, 2009: {ask}: still open (Part (d) may have taken effect)"),
            (True, f"January 1, 2009: {transfer}: open, then permitted (Part (g) took effect)"),
            (True, f"January 1, 2010: {hold}: open, then prohibited (Part (a) took effect)"),
            (True, f"January 1, 2011: {agree}: open, then permitted (Part (e) took effect)"),
            (False, f"January 2, 2011: {agree}: permitted, then open ({no_change})"),
            (False, f"January 1, 2012: {ask}: open, then prohibited ({no_change})"),
            (
                True,
                (
                    f"January 1, 2013: {agree}: open, then prohibited (Part (f) took effect; "
                    "Part (e) no longer controls)"
                ),
            ),
            (
                True,
                (
                    f"January 1, 2014: {agree}: prohibited, then open (Part (e) may now "
                    "control; Part (f) ended)"
                ),
            ),
            (
                True,
                f"January 1, 2015: {hold}: still prohibited (Part (b) took effect; Part (a) ended)",
            ),
            (
                True,
                (
                    "January 1, 2015: notifying ICE of a release: open, then under conditions "
                    "(Part (c) took effect)"
                ),
            ),
            # Of what is in effect all along no day is told as its first or last.
            (
                True,
                (
                    f"January 1, 2016: {transfer}: permitted, then prohibited (Part (h) took "
                    "effect; Part (g) no longer controls)"
                ),
            ),
        ]
        for practice, turns in (
            (Practice.TRANSFER_CUSTODY, "(Part (g) now controls; Part (h) ended)"),
            (Practice.SHARE_INFORMATION, "(Part (i) now controls; Part (j) ended)"),
        ):
            assert str(policy_changes("US-WA", practices=[practice])[-1]).endswith(
                f"prohibited, then permitted {turns}"
            )

    def test_tells_what_came_and_went(self) -> None:
        """By the provisions themselves, and what was said before and after."""
        (change,) = (
            change for change in policy_changes("US-WA") if "still prohibited" in str(change)
        )

        assert ["Part (b)"] == [norm.title for norm in change.provisions_added]
        assert ["Part (a)"] == [norm.title for norm in change.provisions_removed]
        assert (HOLD, HOLD) == (change.before.practice, change.after.practice)
        assert change.provisions_removed == change.before.provisions
        assert change.provisions_added == change.after.provisions

    def test_of_one_kind_of_agency(self) -> None:
        """The police are not bound as the sheriff is."""
        assert () == policy_changes("US-WA", practices=["inquire_status"], agency_type="police")
        assert 2 == len(policy_changes("US-WA", practices=["inquire_status"]))

    def test_for_the_request_of_a_scale(self) -> None:
        """Which is of no minor."""
        (change,) = policy_changes("US-WA", practices=["notify_release"], scale=SCALE)

        assert "open, then required" in str(change)


class TestSpells:
    """Stretches of days, with what is in force or perhaps is."""

    LAW: Final = DrawnLaw(
        provisions=(
            provision(HOLD, BAN, pin="(a)", period=during(2010, 2015)),
            provision(HOLD, LEAVE, pin="(b)", when=MINOR, otherwise=LEAVE, period=during(2015)),
            provision(Practice.ENTER_287G, LEAVE, pin="(c)", period=during(2012)),
            provision(Practice.DETENTION_CONTRACT, BAN, pin="(d)", period=during(2011)),
        ),
        agreements=(
            attrs.evolve(
                OWN,
                period=EffectivePeriod(
                    start=date(2013, 1, 1), until=UNKNOWN, in_force_on=date(2014, 1, 1)
                ),
            ),
            attrs.evolve(
                ABOVE,
                period=EffectivePeriod(
                    start=date(2010, 6, 1),
                    until=UNKNOWN,
                    in_force_on=date(2011, 6, 1),
                    not_after=date(2019, 1, 1),
                ),
            ),
        ),
    )
    DAYS: Final[dict[str, Any]] = {"start": date(2009, 1, 1), "end": date(2020, 1, 1)}

    @pytest.fixture(autouse=True)
    def drawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the law in place."""
        self.LAW.put_in(monkeypatch)

    def test_each_has_its_law_and_agreements(self) -> None:
        """A turn of a practice that is not asked about begins none."""
        spells = policy_spells(
            "53033", **self.DAYS, scale=SCALE, assume=ASSUMED, practices=["enter_287g"]
        )
        between, middle = "between low level and middle level", "middle level"
        told = [
            (
                str(spell.start),
                spell.in_brief,
                spell.lowest_assumed,
                spell.highest_assumed,
                spell.law[Practice.ENTER_287G].in_brief,
                *(len(records) for records in spell._agreements),
            )
            for spell in spells
        ]
        low, mid, high = SCALE.levels

        assert told == [
            ("2009-01-01", "undetermined", mid, high, "open", 0, 0, 0, 0),
            ("2010-01-01", between, mid, mid, "open", 0, 0, 0, 0),
            ("2010-06-01", between, mid, mid, "open", 0, 0, 1, 0),
            ("2011-06-02", between, mid, mid, "open", 0, 0, 0, 1),
            ("2012-01-01", between, mid, mid, "permitted", 0, 0, 0, 1),
            ("2013-01-01", between, mid, mid, "permitted", 1, 0, 0, 1),
            ("2014-01-02", between, mid, mid, "permitted", 0, 1, 0, 1),
            ("2015-01-01", "high level", high, high, "permitted", 0, 1, 0, 1),
            ("2019-01-01", "high level", high, high, "permitted", 0, 1, 0, 0),
        ]
        assert low is spells[1].lowest
        assert [*range(1, 10)] == [spell.number for spell in spells]
        assert [ASSUMED] * 9 == [spell.assumption for spell in spells]
        assert middle == str(spells[1].level_assumed)
        assert ASSUMED == spells.assumption
        assert SCALE == spells.scale == spells[0].scale
        assert (HOLD, NOTIFY, Practice.ENTER_287G, ASK) == spells.practices
        assert str(spells).splitlines() == [
            "King County, Washington",
            "January 1, 2009 to December 31, 2009: undetermined",
            f"January 1, 2010 to December 31, 2014: {between}",
            "January 1, 2015 to January 1, 2020: high level",
        ]

    def test_in_a_notebook(self) -> None:
        """With what stands beside the level, and stretches that look the same as one."""
        html = policy_spells("53033", **self.DAYS, scale=SCALE)._repr_html_()
        heads = (
            *("from", "to", "level", "holding on a detainer", "notifying ICE of a release"),
            *("asking about immigration status", "agreements"),
        )
        own = "Sheriff of King: Task Force Model, from January 1, 2013 until an unknown day after"
        above = "Department: Jail Enforcement Model, from June 1, 2010 until an unknown day after"
        own, above = f"{own} January 1, 2014", f"{above} June 1, 2011 and not after January 1, 2019"
        between = "between low level and middle level"
        rows = [
            ("2009-01-01", "2009-12-31", "undetermined", "open", ""),
            ("2010-01-01", "2010-05-31", between, "prohibited", ""),
            ("2010-06-01", "2011-06-01", between, "prohibited", above),
            ("2011-06-02", "2012-12-31", between, "prohibited", f"perhaps in effect: {above}"),
            (
                *("2013-01-01", "2014-01-01", between, "prohibited"),
                f"{own}; perhaps in effect: {above}",
            ),
            (
                *("2014-01-02", "2014-12-31", between, "prohibited"),
                f"perhaps in effect: {own}; perhaps in effect: {above}",
            ),
            (
                *("2015-01-01", "2018-12-31", "high level", "permitted"),
                f"perhaps in effect: {own}; perhaps in effect: {above}",
            ),
            ("2019-01-01", "2020-01-01", "high level", "permitted", f"perhaps in effect: {own}"),
        ]
        head = "".join(f'<th scope="col">{name}</th>' for name in heads)
        body = "".join(
            f"<tr><td>{first}</td><td>{last}</td><td>{level}</td><td>{hold}</td><td>open</td>"
            f"<td>open</td><td>{beside}</td></tr>"
            for first, last, level, hold, beside in rows
        )

        assert html.startswith(
            f"<table><caption>King County, Washington</caption><tr>{head}</tr>{body}</table>"
            f"{CLOSING}"
        )

    def test_by_default_of_the_common_scale(self) -> None:
        """And without an assumption."""
        spells = policy_spells("53033", **self.DAYS)

        assert catalog.scale("notice-hold-transfer") == spells.scale
        assert spells.assumption is None
        assert spells[0].lowest_assumed is spells[0].highest_assumed is None

    @pytest.mark.parametrize(
        ("start", "end", "told"),
        [
            (
                date(2020, 1, 2),
                date(2020, 1, 1),
                r"end: got 2020-01-01, expected no day before the start, 2020-01-02\.",
            ),
            ("2020", date(2020, 1, 1), "start: got '2020', expected "),
            (date(2020, 1, 1), "2020", "end: got '2020', expected "),
        ],
    )
    def test_days_are_refused_by_their_name(self, start: Any, end: Any, told: str) -> None:
        """With what was given."""
        with pytest.raises(DetainerError) as refused:
            policy_spells("53033", start=start, end=end)

        assert re.fullmatch(f"{told}(a datetime.date .*)?", str(refused.value))

    def test_of_one_day_is_one(self) -> None:
        """It begins and ends there, also where a law begins on it."""
        (spell,) = spells = policy_spells(
            "53033", start=date(2010, 1, 1), end=date(2010, 1, 1), scale=SCALE
        )

        assert (date(2010, 1, 1),) == spells.last_days
        assert spell.start == spells.start == spells.end
        assert "prohibited" == spell.law[HOLD].in_brief

    def test_a_turn_on_the_last_day_begins_one(self) -> None:
        """And one on the day after it does not."""
        days: dict[str, Any] = {"start": date(2009, 12, 30), "scale": SCALE}

        assert 1 == len(policy_spells("53033", **days, end=date(2009, 12, 31)))
        spells = policy_spells("53033", **days, end=date(2010, 1, 1))
        assert (date(2009, 12, 31), date(2010, 1, 1)) == spells.last_days

    def test_their_law_may_be_known_already(self) -> None:
        """It is asked for on each day on which something may turn, and not resolved anew."""
        asked: list[date] = []
        shared = SharedLaw(SCALE, ASSUMED).of(queries("53033"))

        def law_on(day: date) -> LawThatDay:
            asked.append(day)
            return shared(day)

        spells = [
            *spells_between(
                queries("53033"), date(2014, 6, 1), date(2016, 1, 1), SCALE, ASSUMED, law_on
            )
        ]

        assert [date(2014, 6, 1), date(2015, 1, 1)] == [spell.start for spell in spells] == asked
        assert [shared.finding(HOLD, day) for day in asked] == [spell.law[HOLD] for spell in spells]
        assert spells[0].law[HOLD] is shared.finding(HOLD, date(2014, 6, 1))

    def test_that_is_left_to_each_agency(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Beside the levels."""
        DrawnLaw(no_rules=(NONE,)).put_in(monkeypatch)
        (spell,) = policy_spells("US-WA", **self.DAYS, scale=SCALE)

        assert ("left to each agency", SCALE.left_to_agencies) == (spell.status.value, spell.level)


def queries(place: str, *practices: Practice) -> Mapping[Practice, PolicyQuery]:
    """Ask of the practices of the drawn scale, and of others."""
    return queries_of([*SCALE.practices, *practices], place, None, None)


class TestShared:
    """The law of many places."""

    def test_is_that_of_each_place_and_practice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A nation's law names the police of a state, whom a tribe does not have."""
        DrawnLaw(
            provisions=(
                provision(HOLD, BAN, "US", pin="(a)", agency_types=frozenset({AgencyType.SHERIFF})),
                provision(
                    Practice.ENTER_287G,
                    BAN,
                    "US",
                    pin="(b)",
                    agency_types=frozenset({AgencyType.STATE_POLICE}),
                ),
            ),
            agreements=(
                attrs.evolve(OWN, period=during(2010)),
                attrs.evolve(ABOVE, period=during(2015)),
            ),
        ).put_in(monkeypatch)
        shared = SharedLaw(SCALE, None)
        state, tribe, county, other = (
            shared.of(queries(place, Practice.ENTER_287G))
            for place in ("US-ID", "2430", "53033", "53001")
        )

        assert ["state-police"] == self.agencies(state, Practice.ENTER_287G)
        assert ["any other"] == self.agencies(tribe, Practice.ENTER_287G)
        assert (NOTIFY, ASK) == (
            state.finding(NOTIFY, ON).practice,
            state.finding(ASK, ON).practice,
        )
        # One law is resolved once.
        assert county.finding(HOLD, ON) is other.finding(HOLD, date(2026, 1, 1))
        assert county(ON).measured is other(ON).measured
        assert county.limits(ON) is other.limits(ON)
        # What turns with an agreement alone is not the law.
        assert county.finding(HOLD, date(2005, 1, 1)) is county.finding(HOLD, ON)

    def agencies(self, law: LawOfPlace, practice: Practice) -> list[str]:
        """Name the kinds of agencies that a finding tells apart."""
        return [agency.agency for agency in law.finding(practice, ON).agencies]

    def test_of_a_party_to_an_order_is_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whether others are bound is open, and they share what they come to."""
        order = Suspension(
            from_=date(2010, 1, 1),
            binds=OrderReach.NAMED_PARTIES,
            parties=("53033",),
            citation=cited("(o)"),
        )
        ban = provision(HOLD, BAN, suspensions=(order,), period=during(2000, 2025))
        DrawnLaw(provisions=(ban,)).put_in(monkeypatch)
        shared = SharedLaw(SCALE, ASSUMED)
        party, other, third = (shared.of(queries(place)) for place in ("53033", "53001", "53003"))

        assert "holding on a detainer is prohibited" == str(party.finding(HOLD, date(2005, 1, 1)))
        assert "holding on a detainer is open (no law on file addresses it)" == str(
            party.finding(HOLD, ON)
        )
        assert "whether the order that suspended Part (a) reaches this agency" in str(
            other.finding(HOLD, ON)
        )
        assert other.finding(HOLD, ON) is third.finding(HOLD, ON)
        # To the day.
        assert "prohibited" == party.finding(HOLD, date(2009, 12, 31)).in_brief
        assert "open" == party.finding(HOLD, date(2010, 1, 1)).in_brief
        assert "open" == other.finding(HOLD, date(2025, 1, 1)).in_brief
        assert ((0, 2), (1, 2), False) == (
            party(ON).measured.bounds,
            party(ON).measured.assumed,
            party(ON).measured.is_left_to_agencies,
        )
        assert (0, 1) == party(date(2005, 1, 1)).measured.bounds

    def test_of_a_place_with_an_unread_text_is_its_own(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing is assumed of that place; of the others it is."""
        text = UnreadText(
            id="drawn-unread",
            jurisdiction="US-WA",
            period=during(2010),
            summary="A memo.",
            citation=cited("(u)"),
        )
        DrawnLaw(unread=(text,)).put_in(monkeypatch)
        shared = SharedLaw(SCALE, ASSUMED)
        other, known = (shared.of(queries(place)) for place in ("US-ID", "US-WA"))

        assert ((1, 2), (0, 2)) == (other(ON).measured.assumed, known(ON).measured.assumed)

    def test_a_place_left_to_its_agencies_is_that(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As a finding says, from its first day on; not so where the text is unknown."""
        finding = attrs.evolve(NONE, period=during(2010))
        DrawnLaw(no_rules=(finding,)).put_in(monkeypatch)
        shared = SharedLaw(SCALE, None)
        other, law = (shared.of(queries(place)) for place in ("US-ID", "US-WA"))

        assert not other(ON).measured.is_left_to_agencies

        assert (False, True) == (
            law(date(2009, 12, 31)).measured.is_left_to_agencies,
            law(date(2010, 1, 1)).measured.is_left_to_agencies,
        )
        assert law(ON).measured.assumed is None
        assert [*SCALE.practices] == [*law(ON).findings]


class TestLimits:
    """Of how many practices some ordinary case is barred, and since when one is."""

    COSTS: Final = IsFact(fact="reimbursement-agreement")
    WARRANT: Final = IsFact(fact="judicial-warrant")
    CITIZEN: Final = IsFact(fact="shown-citizen")
    UNDATED: Final = EffectivePeriod(start=UNKNOWN)
    LATER: Final = EffectivePeriod(start=UNKNOWN, not_before=date(2010, 1, 1))

    @pytest.mark.parametrize(
        ("hold", "notify", "expected"),
        [
            ({"modality": BAN}, {"modality": LEAVE}, (1, 1, True)),
            # no law on notice
            ({"modality": BAN}, None, (1, 2, True)),
            ({"modality": LEAVE}, {"modality": DUTY}, (0, 0, True)),
            # only with a judge's warrant
            (
                {"modality": BAN, "when": WARRANT, "otherwise": LEAVE},
                {"modality": LEAVE, "when": WARRANT, "otherwise": BAN},
                (1, 1, True),
            ),
            # in some cases
            (
                {"modality": BAN, "when": CITIZEN, "otherwise": LEAVE},
                {"modality": LEAVE},
                (1, 1, True),
            ),
            # both or neither, by what is the same in all cases
            (
                {"modality": BAN, "when": COSTS, "otherwise": LEAVE},
                {"modality": LEAVE, "when": COSTS, "otherwise": BAN},
                (1, 1, True),
            ),
            # parts of one act, of one period and of two
            (
                {"modality": BAN, "period": UNDATED},
                {"modality": BAN, "period": UNDATED},
                (0, 2, True),
            ),
            (
                {"modality": BAN, "period": UNDATED},
                {"modality": BAN, "period": LATER},
                (0, 2, False),
            ),
            # an agency bound is enough
            ({"modality": BAN, "agency_types": SHERIFF}, {"modality": LEAVE}, (1, 1, True)),
        ],
    )
    def test_are_counted(
        self,
        hold: dict[str, Any],
        notify: dict[str, Any] | None,
        expected: tuple[int, int, bool],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """At least, at most, and whether both can come about."""
        drawn = [provision(HOLD, pin="(a)", **hold)]
        drawn += [] if notify is None else [provision(NOTIFY, pin="(b)", **notify)]
        DrawnLaw(provisions=tuple(drawn)).put_in(monkeypatch)

        assert expected == SharedLaw(SCALE, None).of(queries("US-WA")).limits(ON)

    def test_are_those_of_the_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """One law on notice, and then one on holds besides."""
        DrawnLaw(
            provisions=(
                provision(NOTIFY, BAN, pin="(a)"),
                provision(HOLD, LEAVE, pin="(b)", period=during(2000, 2010)),
                provision(HOLD, BAN, pin="(b)", period=during(2010)),
            )
        ).put_in(monkeypatch)
        law = SharedLaw(SCALE, None).of(queries("US-WA"))

        assert (1, 1, True) == law.limits(date(2005, 1, 1))
        assert (2, 2, True) == law.limits(ON)

    def test_begin_on_a_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first on which a bar is certain; None up to a day before it."""
        DrawnLaw(
            provisions=(
                provision(HOLD, LEAVE, pin="(a)", period=during(2001, 2005)),
                provision(
                    HOLD,
                    BAN,
                    pin="(b)",
                    period=EffectivePeriod(
                        start=UNKNOWN, not_before=date(2010, 1, 1), in_force_on=date(2012, 6, 1)
                    ),
                ),
            )
        ).put_in(monkeypatch)
        query = queries("US-WA")[HOLD]

        def limit_until(until: date) -> date | None:
            return first_limit_on(query, until, lambda on: finding_on(query, on, SCALE))

        assert date(2012, 6, 1) == limit_until(date(2020, 1, 1)) == limit_until(date(2012, 6, 1))
        assert limit_until(date(2012, 5, 31)) is None
