"""What differs between places, what changed when, and since when: of laws drawn for it."""

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
    NOTIFY,
    ON,
    OWN,
    SCALE,
    SHERIFF,
    DrawnLaw,
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
from detainerlib.models import AgencyType
from detainerlib.models.conditions import IsFact

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
        "Holding on a detainer: in Washington, prohibited (8 C.F.R. § 287.7(a)); in Oregon, "
        "required (8 C.F.R. § 287.7(c))."
    )
    ASKS: Final = (
        "Asking about immigration status: in Washington, permitted (8 C.F.R. § 287.7(b)); in "
        "Oregon, not settled."
    )

    def test_every_line(self) -> None:
        """The levels, and each practice on which the laws differ, also off the profile."""
        found = compare_policies("US-WA", "US-OR", on=ON, scale=SCALE)

        assert str(found).splitlines() == [
            "As of June 15, 2020, where the laws on file differ between Washington and Oregon:",
            "Level: in Washington, “middle level”; in Oregon, “high level”.",
            self.HOLDS,
            self.ASKS,
            (
                "Honoring a judge's warrant: in Washington, not settled; in Oregon, required (8 "
                "C.F.R. § 287.7(e))."
            ),
        ]

    def test_of_one_kind_of_agency(self) -> None:
        """What binds the sheriff is nothing to the police, on any practice."""
        found = compare_policies("US-WA", "US-OR", on=ON, scale=SCALE, agency_type="police")

        assert [self.HOLDS, self.ASKS] == str(found).splitlines()[2:]
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
            "<tr><td>level</td><td>middle level</td><td>high level</td></tr>",
            "<tr><td>holding on a detainer</td><td>prohibited</td><td>required</td></tr>",
            "<tr><td>notifying ICE of a release</td><td>open</td><td>open</td></tr>",
            "<tr><td>transferring custody to ICE</td><td>open</td><td>open</td></tr>",
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
        assert str(policy_changes("US-WA", practices=["transfer_custody"])[-1]).endswith(
            "prohibited, then permitted (Part (g) now controls; Part (h) ended)"
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
                "end: got 2020-01-01, expected no day before the start, 2020-01-02.",
            ),
            ("2020", date(2020, 1, 1), "start: got '2020', expected "),
            (date(2020, 1, 1), "2020", "end: got '2020', expected "),
        ],
    )
    def test_days_are_refused_by_their_name(self, start: Any, end: Any, told: str) -> None:
        """With what was given."""
        with pytest.raises(DetainerError) as refused:
            policy_spells("53033", start=start, end=end)

        assert str(refused.value).startswith(told)

    def test_of_one_day_is_one(self) -> None:
        """It begins and ends there, also where a law begins on it."""
        (spell,) = spells = policy_spells(
            "53033", start=date(2010, 1, 1), end=date(2010, 1, 1), scale=SCALE
        )

        assert (date(2010, 1, 1),) == spells.last_days
        assert spell.start == spells.start == spells.end
        assert "prohibited" == spell.law[HOLD].in_brief
