"""Which norm governs: the examples of the data, worked scenarios, coverage over time."""

import json
import pickle
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_laws import law_of
from scenarios import check_each, scenarios

from detainerlib import (
    UNKNOWN,
    Agency,
    CaseFacts,
    Conviction,
    DetainerError,
    EffectivePeriod,
    Modality,
    Practice,
    catalog,
    governing_policy,
    hold_readings,
    policy_grid,
    policy_timeline,
)
from detainerlib.catalog._law import in_use
from detainerlib.errors import NotADayError, UnknownIdError
from detainerlib.models import AgencyType, PracticeName
from detainerlib.models.conditions import AllOf, IsFact, Not
from detainerlib.models.provisions import PolicyExample, Provision
from detainerlib.policy import OpenReason, PolicyAnswer
from detainerlib.policy.answer import binding_law, laws_without_effect
from detainerlib.policy.case_by_case import _outcomes
from detainerlib.policy.examples import example_faults
from detainerlib.policy.governing_law import LawOnDay
from detainerlib.policy.query import practices_of, queries_of, query_of
from detainerlib.policy.resolution import DecisionNode
from detainerlib.policy.rulings import aside_of
from detainerlib.policy.timeline import _names_something, _turning_points, change_points
from detainerlib.policy.what_was_given import what_was_given

QUARTERS: Final = [date(year, month, 1) for year in range(2008, 2027) for month in (1, 4, 7, 10)]
STATES: Final = [each.code for each in catalog.jurisdictions() if not each.level.is_local]
LOCALITIES: Final = [each.code for each in catalog.jurisdictions() if each.level.is_local]
SCENARIOS: Final = [
    case for file in ("policies", "law", "custody_reports") for case in scenarios(file, "scenario")
]
ONE_DAY: Final = timedelta(days=1)


def come_of(example: PolicyExample) -> tuple[frozenset[Modality], tuple[str, ...]]:
    """Give what is possible in an example, and what controls."""
    found = governing_policy(
        example.practice,
        example.jurisdiction,
        on=example.on,
        facts=example.case,
        agency_type=example.agency_type,
    )
    return found.possible, tuple(sorted(norm.id for norm in found.controlling))


def test_the_examples_of_the_data_reproduce() -> None:
    """Each file of provisions says what must come of it."""
    examples = catalog.policy_examples()
    said = {example.id: (example.possible, example.controlling) for example in examples}
    found = {example.id: come_of(example) for example in examples}

    assert len(said) > 400
    assert said == found


def test_every_file_of_provisions_has_examples() -> None:
    """A state whose provisions nothing tries would be trusted blindly."""
    tried = {example.jurisdiction for example in catalog.policy_examples()}
    written = {norm.jurisdiction for norm in catalog.provisions()}

    assert written <= tried


def asked(scenario: dict[str, Any], on: date) -> PolicyAnswer:
    """Ask what a scenario asks, on a day."""
    return governing_policy(
        scenario["practice"],
        scenario["jurisdiction"],
        on=on,
        facts=CaseFacts(facts=scenario.get("facts", {})),
        agency_type=scenario.get("agency_type"),
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each["name"])
def test_a_scenario(scenario: dict[str, Any]) -> None:
    """What the texts say there on each of its days."""

    def check(answer: dict[str, Any]) -> None:
        found = asked(scenario, answer["on"])
        assert set(answer["possible"]) == {modality.value for modality in found.possible}
        assert answer.get("open", []) == [why.reason.value for why in found.open_because]
        assert set(answer.get("controlling", [])) <= {norm.id for norm in found.controlling}
        assert set(answer.get("overridden", [])) <= {norm.id for norm in found.overridden}
        assert set(answer.get("suspended", [])) <= {norm.id for norm in found.suspended}
        assert set(answer.get("agreements", [])) == {agreement.id for agreement in found.agreements}
        assert set(answer.get("agreements_above", [])) == {
            agreement.id for agreement in found.agreements_above
        }

    check_each(check, scenario["answers"])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each["name"])
def test_a_scenario_tries_the_days_around_each_change(scenario: dict[str, Any]) -> None:
    """The day before, the day, and the day after: of those named, and of those there are."""
    days = {answer["on"] for answer in scenario["answers"]}
    named = {*scenario.get("changes", [])}
    around = timedelta(days=1)

    assert {change.on for change in changes(scenario)} <= named
    assert {day + step * around for day in named for step in (-1, 0, 1)} <= days


def changes(scenario: dict[str, Any]) -> Iterator[PolicyAnswer]:
    """Give each answer that is another than the one before, but for federal texts beside it."""
    line = policy_timeline(
        scenario["practice"],
        scenario["jurisdiction"],
        facts=CaseFacts(facts=scenario.get("facts", {})),
        agency_type=scenario.get("agency_type"),
    )
    for (_, before), (_, after) in pairwise(line.entries):
        if said_in(before) != said_in(after):
            yield after


def said_in(found: PolicyAnswer) -> tuple[object, ...]:
    """Give what is possible, by which provisions of a state or locality, and why it is open."""
    own = {norm.id for norm in found.controlling if norm.jurisdiction != "US"}
    return found.possible, own, {why.reason for why in found.open_because}


@pytest.mark.parametrize("code", STATES)
def test_each_quarter_has_one_answer(code: str) -> None:
    """No crash, no conflict that is not named, and a reason wherever it is open."""
    for cell in policy_grid(Practice, [code], days=QUARTERS):
        found = cell.answer
        assert found.possible
        assert (found.modality is not None) or found.open_because
        reasons = {why.reason for why in found.open_because}
        assert bool(found.conflicts) == (OpenReason.CONFLICT in reasons)
        assert found.modality is None or found.controlling


@pytest.mark.parametrize(
    "floor", scenarios("settled", "settled"), ids=lambda each: each["jurisdiction"]
)
def test_what_is_settled_stays_so(floor: dict[str, Any]) -> None:
    """The cells of the panel with one answer may grow in number; fewer need a reason."""
    cells = policy_grid(Practice, [floor["jurisdiction"]], days=QUARTERS)

    assert floor["cells"] <= sum(cell.answer.modality is not None for cell in cells)


@pytest.mark.parametrize("code", LOCALITIES)
def test_a_locality_answers_too(code: str) -> None:
    """From its own provisions, or its state's."""
    for cell in policy_grid(Practice, [code], days=QUARTERS[::4]):
        assert cell.answer.possible
        assert cell.answer.modality is None or cell.answer.answered_from


@given(
    st.sampled_from(list(Practice)),
    st.sampled_from([*STATES, *LOCALITIES]),
    st.dates(date(2005, 1, 1), date(2030, 1, 1)),
)
def test_the_timeline_agrees_with_each_day(practice: Practice, code: str, day: date) -> None:
    """Any day, not only those on which something changes."""
    (cell,) = policy_grid([practice], [code], days=[day])

    found = governing_policy(practice, code, on=day)
    assert attrs.evolve(cell.answer, on=day) == found
    assert cell.answer.perhaps_in_force == found.perhaps_in_force


def test_the_timeline_ends_a_look_back() -> None:
    """The day after the anniversary is one on which the answer may change."""
    conviction = Conviction(
        offenses={"nyc-9-131-list"}, convicted_on=date(2016, 3, 1), released_on=None
    )
    facts = CaseFacts(facts={"federal-judicial-warrant": True}, convictions=[conviction])
    begins = [
        found.on for _, found in policy_timeline("hold_on_detainer", "3651000", facts=facts).entries
    ]

    assert all(earlier < later for earlier, later in pairwise(begins))


class TestTimeline:
    """Each stretch of days with one answer, and the days on which it may change."""

    @pytest.mark.parametrize("place", ["US-IL", "53033", "3651000"])
    def test_has_stretches_without_a_gap(self, place: str) -> None:
        """Each from the day of its answer to that of the next, and the last without an end."""
        (*periods,), (*found,) = zip(
            *policy_timeline("hold_on_detainer", place).entries, strict=True
        )

        assert [answer.on for answer in found] == [period.start for period in periods]
        assert [*(answer.on for answer in found[1:]), None] == [period.until for period in periods]
        assert len(found) > 1

    @pytest.mark.parametrize(
        ("period", "days"),
        [
            (EffectivePeriod(start=date(2020, 5, 1)), ["2020-05-01"]),
            (
                EffectivePeriod(start=date(2020, 5, 1), until=UNKNOWN, not_after=date(2021, 1, 1)),
                [
                    *("2020-05-01", "2020-04-30", "2020-05-02"),
                    *("2021-01-01", "2020-12-31", "2021-01-02"),
                ],
            ),
            (
                EffectivePeriod(start=UNKNOWN, in_force_on=date(2020, 5, 1)),
                ["2020-05-01", "2020-04-30", "2020-05-02"],
            ),
            (EffectivePeriod(start=date.max, until=UNKNOWN), ["9999-12-31"]),
        ],
    )
    def test_turns_on_the_days_that_are_on_file(
        self, period: EffectivePeriod, days: list[str]
    ) -> None:
        """And on those beside them, where an end is not known."""
        assert days == [*map(str, _turning_points(period))]

    def test_turns_on_a_conviction_and_the_day_after_each_look_back(self) -> None:
        """Five years from the conviction, or from the release; none reaches past the calendar."""
        conviction = Conviction(
            offenses={"nyc-9-131-list"}, convicted_on=date(2016, 3, 1), released_on=date(9999, 1, 1)
        )
        with_it, without = (
            {*change_points(query_of("hold_on_detainer", "3651000", facts, None))}
            for facts in (CaseFacts(convictions=[conviction]), None)
        )

        assert {date(2016, 3, 1), date(2021, 3, 2), date(9999, 1, 1)} == with_it - without

    def test_without_a_known_day_is_one_stretch(self) -> None:
        """Of which neither end is known, and the first day of the calendar stands for all."""
        undated = [{"modality": "prohibited", "period": {"start": "unknown"}}]
        with in_use(law_of({"place": "Iowa", "law": undated})):
            ((period, answer),) = policy_timeline("hold_on_detainer", "US-IA").entries

        assert (UNKNOWN, None) == (period.start, period.until)
        assert date.min == answer.on

    @pytest.mark.parametrize("name", ["controlling", "overridden", "conflicts", "persuasive"])
    def test_a_stretch_before_it_names_something(self, name: str) -> None:
        """A provision of any kind, one that is suspended, a finding, or an agreement."""
        norm = catalog.provision("us-tx-2.251-hold")
        nothing = governing_policy("tell_subject", "US-WY", on=date.min)
        (finding, *_), (agreement, *_) = catalog.no_rules(), catalog.agreements()

        assert not _names_something(nothing)
        changes: dict[str, Any] = {name: (norm,)}
        assert _names_something(attrs.evolve(nothing, **changes))
        assert _names_something(attrs.evolve(nothing, suspended=(norm,)))
        assert _names_something(attrs.evolve(nothing, no_rule=finding))
        assert _names_something(attrs.evolve(nothing, agreements=(agreement,)))

    def test_of_a_grid_are_those_of_a_case_and_of_an_agency(self) -> None:
        """Which decide here."""
        facts, day = CaseFacts(facts={"judicial-warrant": True}), date(2024, 1, 1)
        question: Final = ("hold_on_detainer", "US-CA")
        (cell,) = policy_grid(
            question[:1], question[1:], days=[day], facts=facts, agency_type="police"
        )
        found = governing_policy(*question, on=day, facts=facts, agency_type="police")

        assert found == attrs.evolve(cell.answer, on=day)
        assert (facts.facts, AgencyType.POLICE) == (found.facts.facts, found.agency_type)

    def test_a_cell_is_text_and_a_document(self) -> None:
        """With the place, the day and what is possible; the text is that of its answer."""
        day = date(2026, 1, 1)
        settled, several = policy_grid(["hold_on_detainer"], ["US-IL", "US-TX"], days=[day])
        possible = ", ".join(sorted(modality.value for modality in several.answer.possible))

        assert "<PolicyCell US-IL 2026-01-01 hold_on_detainer: prohibited>" == repr(settled)
        assert f"<PolicyCell US-TX 2026-01-01 hold_on_detainer: {possible}>" == repr(several)
        assert ", " in possible
        assert settled.to_dict() == json.loads(settled.to_json())
        assert "\n" in settled.to_json(indent=2)
        assert (day, settled.answer.jurisdiction) == (settled.on, settled.jurisdiction)

        class Printer:
            """Keeps what is printed."""

            def __init__(self) -> None:
                """Nothing yet."""
                self.texts: list[str] = []

            def text(self, text: str) -> None:
                """Print it."""
                self.texts.append(text)

        printer = Printer()
        for cycle in (True, False):
            settled._repr_pretty_(printer, cycle=cycle)
        assert ["...", str(settled.answer)] == printer.texts

    def test_a_grid_needs_lists(self) -> None:
        """Of practices, of jurisdictions, of days that are days."""
        day = date(2026, 1, 1)
        refused: list[tuple[Any, Any, str]] = [
            (["US-IL"], day, "days: got 2026-01-01, expected a list of days. Give days=[...]."),
            (
                "US-IL",
                [day],
                (
                    "jurisdictions: got 'US-IL', expected a list of jurisdictions. "
                    "Give jurisdictions=[...]."
                ),
            ),
            (
                ["US-IL"],
                ["x"],
                (
                    "days: got 'x', expected a datetime.date without a time of day. Use "
                    "value.date() for a datetime, or date.fromisoformat(value) for text."
                ),
            ),
        ]
        for places, days, message in refused:
            with pytest.raises(DetainerError) as caught:
                policy_grid(["hold_on_detainer"], places, days=days)
            assert message == str(caught.value)


class TestQuestion:
    """What is asked, and how it is refused."""

    def test_names_and_values_ask_alike(self) -> None:
        """A practice, a jurisdiction, an actor: as objects, or as texts."""
        day = date(2022, 1, 1)
        sheriff = Agency(name="A sheriff", kind=AgencyType.SHERIFF, jurisdiction="17031")
        by_object = governing_policy(
            Practice.HOLD_ON_DETAINER, catalog.jurisdiction("17031"), on=day, agency_type=sheriff
        )

        assert by_object == governing_policy(
            "hold_on_detainer", "17031", on=day, agency_type="sheriff"
        )
        assert by_object == governing_policy(
            "hold_on_detainer", "17031", on=day, agency_type=AgencyType.SHERIFF
        )

    def test_what_is_no_day_is_an_error(self) -> None:
        """By the name of the argument."""
        with pytest.raises(NotADayError, match=r"^on: got '2022', expected"):
            governing_policy("hold_on_detainer", "US-TX", on="2022")  # type: ignore[arg-type]

    def test_an_unknown_jurisdiction_is_an_error(self) -> None:
        """And names its state; a county without texts of its own is none."""
        with pytest.raises(UnknownIdError, match="No county of North Carolina"):
            governing_policy("hold_on_detainer", "37999", on=date(2022, 1, 1))

        found = governing_policy("hold_on_detainer", "37001", on=date(2022, 1, 1))
        assert "Alamance County, North Carolina" == found.jurisdiction.name
        assert "37001" not in {each.code for each in found.answered_from}

    def test_a_jurisdiction_made_up_is_an_error(self) -> None:
        """It would be answered under another place's code."""
        travis = attrs.evolve(catalog.jurisdiction("48453"), parent="US-IL")
        with pytest.raises(DetainerError, match="the one on file under that code"):
            governing_policy("hold_on_detainer", travis, on=date(2022, 1, 1))

    def test_an_agency_of_elsewhere_is_an_error(self) -> None:
        """A sheriff of Texas is none of Illinois; a county's agency is one of its state."""
        texan = Agency(name="A sheriff", kind=AgencyType.SHERIFF, jurisdiction="48453")
        with pytest.raises(DetainerError, match="an agency of Illinois"):
            governing_policy("hold_on_detainer", "US-IL", on=date(2022, 1, 1), agency_type=texan)

        assert governing_policy(
            "hold_on_detainer", "US-TX", on=date(2022, 1, 1), agency_type=texan
        ).possible

    def test_a_county_s_norm_binds_no_agency_of_the_state(self) -> None:
        """The motion of the Los Angeles board, and the state police."""
        on = date(2024, 1, 1)
        police = governing_policy("transfer_custody", "06037", on=on, agency_type="state-police")
        sheriff = governing_policy("transfer_custody", "06037", on=on, agency_type="sheriff")

        assert "06037" not in {norm.jurisdiction for norm in police.controlling}
        assert "06037" in {norm.jurisdiction for norm in sheriff.controlling}

    def test_an_unknown_fact_is_an_error(self) -> None:
        """It would be silently ignored otherwise."""
        with pytest.raises(UnknownIdError, match="Did you mean judicial-warrant"):
            governing_policy(
                "hold_on_detainer",
                "US-IL",
                on=date(2022, 1, 1),
                facts=CaseFacts(facts={"judicial-warrants": True}),
            )

    def test_a_class_implies_those_it_is_part_of(self) -> None:
        """Every class A felony is a felony."""
        facts = [
            CaseFacts(convictions=[Conviction(offenses={id}, convicted_on=date(2010, 1, 1))])
            for id in ("class-a-or-b-felony", "any-felony")
        ]
        found = [
            governing_policy(
                "hold_on_detainer", "US-CT", on=date(2016, 1, 1), facts=fact, agency_type="police"
            )
            for fact in facts
        ]

        assert [Modality.PERMITTED] * 2 == [each.modality for each in found]

    def test_a_fact_implies_others_and_rules_them_out(self) -> None:
        """A federal judge is a judge; who has no judge's warrant has no federal judge's."""
        ask = {"on": date(2016, 1, 1), "agency_type": "local-corrections"}
        yes = governing_policy(
            "hold_on_detainer",
            "3651000",
            facts=CaseFacts(facts={"federal-judicial-warrant": True}),
            **ask,  # type: ignore[arg-type]  # a day and an actor
        )
        no = governing_policy(
            "hold_on_detainer",
            "3651000",
            facts=CaseFacts(facts={"judicial-warrant": False}),
            **ask,  # type: ignore[arg-type]  # as above
        )

        assert yes.facts.get("judicial-warrant") is True
        assert no.facts.get("federal-judicial-warrant") is False
        assert Modality.PROHIBITED is no.modality

    def test_facts_that_contradict_each_other_are_an_error(self) -> None:
        """A federal judge's warrant, and no judge's."""
        facts = CaseFacts(facts={"federal-judicial-warrant": True, "judicial-warrant": False})
        with pytest.raises(DetainerError, match="to be true where 'federal-judicial-warrant' is"):
            governing_policy("hold_on_detainer", "US-IL", on=date(2022, 1, 1), facts=facts)

    def test_facts_that_exclude_each_other_are_an_error(self) -> None:
        """A victim who is not charged, and a charge; named either way round."""
        both = {"victim-or-witness": True, "charged-with-felony": True}
        with pytest.raises(
            DetainerError,
            match="'victim-or-witness' to be false where 'charged-with-felony' is true",
        ):
            governing_policy(
                "inquire_status", "US-NJ", on=date(2010, 1, 1), facts=CaseFacts(facts=both)
            )

        one = CaseFacts(facts={"charged-with-felony": True})
        found = governing_policy("inquire_status", "US-NJ", on=date(2010, 1, 1), facts=one)
        assert found.facts.get("victim-or-witness") is False

    def test_an_unknown_class_of_offenses_is_an_error(self) -> None:
        """As a fact is."""
        with pytest.raises(UnknownIdError, match="offense"):
            governing_policy(
                "hold_on_detainer",
                "US-IL",
                on=date(2022, 1, 1),
                facts=CaseFacts(convictions=[Conviction(offenses={"parking"})]),
            )

    def test_a_mapping_is_no_facts(self) -> None:
        """It must be said what kind of facts they are."""
        with pytest.raises(DetainerError, match="CaseFacts"):
            governing_policy("hold_on_detainer", "US-IL", on=date(2022, 1, 1), facts={})  # type: ignore[arg-type]  # refused

    def test_what_cannot_be_asked_is_refused_by_name(self) -> None:
        """With what was given, what was expected, and what to do."""
        day = date(2022, 1, 1)
        texan = Agency(name="A sheriff", kind=AgencyType.SHERIFF, jurisdiction="48453")
        warrants = {"federal-judicial-warrant": True, "judicial-warrant": False}
        known = ", ".join([*Practice][:5])
        one_of = f"expected one of {known}, and {len(Practice) - 5} more."
        practice = f"practice: got 'hold', {one_of} Did you mean hold_on_detainer?"
        several = "expected a list of practices. Give practices=[...]."
        refused: list[tuple[Callable[[], object], str]] = [
            (
                lambda: query_of("hold_on_detainer", "US-IL", None, texan),
                (
                    "agency_type: got <Agency A sheriff>, expected an agency of Illinois (US-IL), "
                    "or of a government above or below it."
                ),
            ),
            (
                lambda: query_of("hold_on_detainer", "US-IL", None, "army"),  # type: ignore[arg-type]
                f"agency_type: got 'army', expected one of {', '.join(AgencyType)}.",
            ),
            (
                lambda: query_of("hold_on_detainer", "US-IL", 5, None),  # type: ignore[arg-type]
                "facts: got 5, expected CaseFacts. Give CaseFacts(facts={...}).",
            ),
            (
                lambda: query_of("hold_on_detainer", "US-IL", CaseFacts(facts=warrants), None),
                (
                    "facts: got a dict with the keys federal-judicial-warrant, judicial-warrant, "
                    "expected 'judicial-warrant' to be true where 'federal-judicial-warrant' is "
                    "true. Leave out what is not known."
                ),
            ),
            (lambda: query_of("hold", "US-IL", None, None), practice),  # type: ignore[arg-type]
            (lambda: policy_grid(["hold"], ["US-IL"], days=[day]), practice),  # type: ignore[list-item]
            (
                lambda: policy_grid("hold_on_detainer", ["US-IL"], days=[day]),  # type: ignore[arg-type]
                f"practices: got 'hold_on_detainer', {several}",
            ),
            (lambda: practices_of("x"), f"practices: got 'x', {several}"),  # type: ignore[arg-type]
            (lambda: practices_of(["hold"]), practice),  # type: ignore[list-item]
        ]
        messages: list[str] = []
        for asked_for, _ in refused:
            with pytest.raises(DetainerError) as caught:
                asked_for()
            messages.append(str(caught.value))

        assert [message for _, message in refused] == messages

    def test_practices_are_each_asked_once(self) -> None:
        """All of them where none is named, and those named in their order."""
        named: list[PracticeName | Practice] = [
            "notify_release",
            "hold_on_detainer",
            Practice.NOTIFY_RELEASE,
        ]

        assert tuple(Practice) == practices_of(None)
        assert (Practice.NOTIFY_RELEASE, Practice.HOLD_ON_DETAINER) == practices_of(named)

    def test_agreements_are_of_the_place_or_of_those_above(self) -> None:
        """One of the caller's own stands in the place of the same one on file."""
        on_file = next(record for record in catalog.agreements() if record.jurisdiction == "48439")
        same = attrs.evolve(on_file, id="own-same")
        of_state = attrs.evolve(
            on_file, id="own-state", jurisdiction="US-TX", agency_type=AgencyType.STATE_POLICE
        )
        own = {"48439": (same,), "US-TX": (of_state,), "48453": (on_file,)}
        (query,) = queries_of(["seek_287g"], "48439", None, None, own).values()

        assert same in query.agreements
        assert on_file not in query.agreements
        assert {"48439"} == {record.jurisdiction for record in query.agreements}
        assert of_state in query.agreements_above
        assert "48439" not in {record.jurisdiction for record in query.agreements_above}

    def test_a_city_that_is_one_with_its_county_has_the_county_s_agreements(self) -> None:
        """Philadelphia: as if they were its own."""
        record = attrs.evolve(catalog.agreements()[0], id="own", jurisdiction="42101")
        own = {"42101": (record,)}
        (query,) = queries_of(["seek_287g"], "4260000", None, None, own).values()

        assert record in query.agreements
        assert record not in query.agreements_above

    def test_a_query_has_the_law_of_each_government_the_nation_first(self) -> None:
        """Provisions and findings of the practice, and the class that an offense is part of."""
        conviction = Conviction(offenses={"class-a-or-b-felony"}, convicted_on=date(2010, 1, 1))
        facts = CaseFacts(facts={"minor": False}, convictions=[conviction])
        query = query_of("hold_on_detainer", "17031", facts, None)

        assert ("US", "US-IL", "17031") == tuple(place.code for place in query.governments)
        assert [
            catalog.provisions(place.code, Practice.HOLD_ON_DETAINER) for place in query.governments
        ] == [*query.levels]
        assert {
            finding
            for place in query.governments
            for finding in catalog.no_rules(place.code, Practice.HOLD_ON_DETAINER)
        } == {*query.no_rules}
        assert isinstance(query.facts.convictions, tuple)
        assert "any-felony" in query.facts.convictions[0].offenses
        assert {Practice.HOLD_ON_DETAINER} == {
            norm.practice for level in query.levels for norm in level
        }

    def test_a_text_not_read_is_of_the_practice_and_the_kind_asked(self) -> None:
        """One for some kinds of agencies is none for the others."""
        texts = [
            text for place in catalog.jurisdictions() for text in catalog.unread_texts(place.code)
        ]
        asked_of = 0
        for text in texts:
            for practice in Practice:
                for kind in (None, AgencyType.SHERIFF, AgencyType.SCHOOL):
                    query = query_of(practice, text.jurisdiction, None, kind)
                    is_asked = text.may_speak_of(practice, kind)
                    assert is_asked is (text in query.unread)
                    asked_of += is_asked
            if asked_of > 2 * len(Practice):
                break
        assert asked_of

    def test_a_day_has_no_hours(self) -> None:
        """A text is no day."""
        with pytest.raises(NotADayError):
            governing_policy("hold_on_detainer", "US-IL", on="2022-01-01")  # type: ignore[arg-type]  # refused

    @pytest.mark.parametrize(
        ("place", "kind", "jurisdiction"),
        [
            ("48453", AgencyType.STATE_POLICE, "US-TX"),  # of a government above
            ("48453", AgencyType.SHERIFF, "48453"),  # of its own
            ("US-TX", AgencyType.SHERIFF, "48453"),  # of one below
        ],
    )
    def test_an_agency_of_a_government_above_or_below_is_asked_about_as_its_kind(
        self, place: str, kind: AgencyType, jurisdiction: str
    ) -> None:
        """The police of Texas are asked about in Travis County, its sheriff in Texas."""
        day = date(2022, 1, 1)
        agency = Agency(name="An agency", kind=kind, jurisdiction=jurisdiction)

        assert governing_policy(
            "hold_on_detainer", place, on=day, agency_type=kind
        ) == governing_policy("hold_on_detainer", place, on=day, agency_type=agency)

    @pytest.mark.parametrize("jurisdiction", ["48201", "US-IL"])
    def test_an_agency_of_a_government_beside_is_an_error(self, jurisdiction: str) -> None:
        """A neighboring county, or another state, has none in Travis County."""
        agency = Agency(name="An agency", kind=AgencyType.POLICE, jurisdiction=jurisdiction)
        with pytest.raises(DetainerError, match="a government above or below it"):
            governing_policy("hold_on_detainer", "48453", on=date(2022, 1, 1), agency_type=agency)


class TestAnswer:
    """What a decision tells of itself."""

    FOUND = governing_policy("hold_on_detainer", "17031", on=date(2022, 1, 1))

    def test_a_county_without_its_own_answer_says_whose_it_is(self) -> None:
        """That of its state."""
        found = governing_policy(
            "hold_on_detainer", "09110", on=date(2020, 1, 1), agency_type="police"
        )

        assert ["US-CT"] == [each.code for each in found.answered_from]
        assert any(
            step.statement.startswith(
                "This answer comes from the law of Connecticut; we found no law of Capitol Planning"
            )
            for step in found.explanation
        )

    def test_agreements_stand_beside_the_law(self) -> None:
        """In the explanation, and among no provisions; perhaps in force is said to be so."""
        certain = governing_policy(
            "hold_on_detainer", "32003", on=date(2025, 6, 16), agency_type="police"
        )
        perhaps = governing_policy(
            "hold_on_detainer", "48201", on=date(2016, 1, 1), agency_type="sheriff"
        )
        for found in (certain, perhaps):
            steps = [s for s in found.explanation if s.statement.startswith("Also on file: ")]
            assert len(found.agreements) == len(steps) > 0

        assert () == certain.perhaps_in_force
        assert "us-tx-harris-287g" in perhaps.perhaps_in_force

    def test_it_rests_on_the_weakest_grade(self) -> None:
        """Of the provisions that control."""
        grades = {norm.citation.evidence for norm in self.FOUND.controlling}

        assert self.FOUND.evidence in grades

    def test_it_compares_copies_and_pickles(self) -> None:
        """By value."""
        again = pickle.loads(pickle.dumps(self.FOUND))  # noqa: S301 (made here)

        assert again == self.FOUND

    def test_a_notebook_shows_the_sentence(self) -> None:
        """And the closing."""
        assert str(self.FOUND).split(":", maxsplit=1)[0] in self.FOUND._repr_html_()
        assert catalog.about().closing_on_policy in self.FOUND._repr_html_()

    def test_nothing_on_record_says_so(self) -> None:
        """All three, and no proof that there is none."""
        found = governing_policy(
            "hold_on_detainer", "US-GU", on=date(2022, 1, 1), agency_type="police"
        )

        assert frozenset(Modality) == found.possible
        assert not found.controlling
        assert not found.answered_from

    def test_a_settled_one_is_on_record(self) -> None:
        """No case in which no text speaks."""
        assert self.FOUND.is_on_record

    def test_a_place_without_any_text_is_told_from_one_with_some(self) -> None:
        """Of Guam nothing is on record; of California nothing on its own prisons."""
        guam = governing_policy("hold_on_detainer", "US-GU", on=date(2022, 1, 1))
        california = governing_policy("hold_on_detainer", "US-CA", on=date(2022, 1, 1))
        silent, partly_silent = (
            {why.reason: why.about for why in decision.open_because}[OpenReason.NOT_ON_RECORD]
            for decision in (guam, california)
        )

        assert ("any text",) == silent
        assert ("what holds where none of the texts speaks",) == partly_silent
        assert not california.is_on_record

    @pytest.mark.parametrize("practice", ["hold_on_detainer", "inquire_status", "enter_287g"])
    def test_whom_a_text_only_exempts_is_named_beside_any_other(
        self, practice: PracticeName
    ) -> None:
        """California bars it to all, "the Department of Corrections and Rehabilitation aside"."""
        decision = governing_policy(practice, "US-CA", on=date(2020, 1, 1))
        reasons = {why.reason: why.about for why in decision.open_because}

        assert ("any other", "state-corrections") == reasons[OpenReason.AGENCY_TYPE]


class TestReadings:
    """What the texts say on holding at all stands above the readings."""

    def test_only_with_a_jurisdiction(self) -> None:
        """And first."""
        ends = datetime(2022, 7, 7, 17, tzinfo=ZoneInfo("America/Chicago"))
        with_it = hold_readings(ends, form="I-247A", jurisdiction="US-IL")
        without = hold_readings(ends, form="I-247A")

        assert str(with_it).startswith(f"{with_it.holding}\n")
        assert with_it.holding == governing_policy("hold_on_detainer", "US-IL", on=date(2022, 7, 7))
        assert without.holding is None
        assert () == without.authority_to_hold
        assert str(with_it.holding).splitlines()[0] in {
            step.statement for step in with_it.explanation
        }


def test_models_were_offered_in_periods() -> None:
    """The task force model ended, and was revived."""
    periods = catalog.agreement_model("task-force").periods

    assert len(periods) > 1
    assert periods[-1].until is None
    assert all(isinstance(period, EffectivePeriod) for period in periods)


NEW_JERSEY: Final = {
    "charged-with-listed-offense": False,
    "court-order-of-removal": False,
    "judicial-warrant": False,
}
DISTRICT: Final = {
    "reimbursement-agreement": True,
    "minor": False,
    "in-custody-on-dangerous-or-violent-conviction": False,
}


@pytest.mark.parametrize(
    ("place", "facts", "conviction", "last"),
    [
        # New Jersey: five years from the conviction
        (
            "US-NJ",
            NEW_JERSEY,
            Conviction(
                offenses={"nj-indictable-crime"}, convicted_on=date(2019, 6, 3), released_on=None
            ),
            date(2024, 6, 3),
        ),
        # the District of Columbia: ten years from the conviction
        (
            "US-DC",
            DISTRICT,
            Conviction(
                offenses={"dc-dangerous-or-violent-crime"},
                convicted_on=date(2004, 6, 3),
                released_on=None,
            ),
            date(2014, 6, 3),
        ),
        # or five from the release, where that is later
        (
            "US-DC",
            DISTRICT,
            Conviction(
                offenses={"dc-dangerous-or-violent-crime"},
                convicted_on=date(2004, 6, 3),
                released_on=date(2011, 2, 1),
            ),
            date(2016, 2, 1),
        ),
    ],
)
def test_a_look_back_counts_on_the_anniversary_and_ends_after_it(
    place: str, facts: dict[str, bool], conviction: Conviction, last: date
) -> None:
    """The last day on which a conviction counts has another answer than the next."""
    case = CaseFacts(facts=facts, convictions=[conviction])
    line = policy_timeline("hold_on_detainer", place, facts=case, agency_type="police")
    (on_it,), (after_it,) = line.at(last), line.at(last + ONE_DAY)

    assert (Modality.PERMITTED, Modality.PROHIBITED) == (on_it.modality, after_it.modality)
    assert last + ONE_DAY == after_it.on


def test_a_kind_that_is_named_is_the_only_one_asked_about() -> None:
    """Nobody else's law is told then."""
    query = query_of("hold_on_detainer", "US-TX", None, "sheriff")

    assert {"sheriff": AgencyType.SHERIFF} == LawOnDay(query, date(2025, 7, 3)).kinds()


class TestExamplesThatFail:
    """An example that the provisions do not answer as it says is a fault of its file."""

    RECORDED: Final = next(example for example in catalog.policy_examples() if example.controlling)

    def faults(self, **changes: Any) -> list[tuple[str, str, str, str]]:
        """Give the file, practice, field and words of each fault of an example that was changed."""
        example = attrs.evolve(self.RECORDED, **changes)
        faults = example_faults([("a file", example)])
        return [
            (fault.file, fault.record.split()[0], fault.field, fault.message) for fault in faults
        ]

    def test_what_comes_out_is_none(self) -> None:
        """As recorded."""
        assert [] == self.faults()

    def test_another_answer(self) -> None:
        """The fault names what the answer is."""
        others = frozenset(Modality) - self.RECORDED.possible
        found = ", ".join(sorted(modality.value for modality in self.RECORDED.possible))

        assert [
            (
                "a file",
                self.RECORDED.practice.value,
                "possible",
                f"does not come out: the answer is {found}",
            )
        ] == self.faults(possible=others)

    def test_an_open_answer(self) -> None:
        """All that is possible, in the order of the alphabet."""
        open_ = next(each for each in catalog.policy_examples() if len(each.possible) > 1)
        wrong = attrs.evolve(open_, possible=frozenset())
        (fault,) = example_faults([("a file", wrong)])
        possible = [
            each for each in ("permitted", "prohibited", "required") if each in open_.possible
        ]

        assert f"does not come out: the answer is {', '.join(possible)}" == fault.message

    def test_other_provisions_that_control(self) -> None:
        """The fault names those that do."""
        named = ", ".join(self.RECORDED.controlling)
        silent = next(example for example in catalog.policy_examples() if not example.controlling)
        wrong = attrs.evolve(silent, controlling=("us-xx",))
        (fault,) = example_faults([("a file", wrong)])

        assert [
            (
                "a file",
                self.RECORDED.practice.value,
                "controlling",
                f"does not come out: those that control are {named}",
            )
        ] == self.faults(controlling=())
        assert "does not come out: those that control are none" == fault.message

    def test_a_question_that_cannot_be_asked(self) -> None:
        """The fault says why."""
        ((file, record, field, message),) = self.faults(jurisdiction="US-XX")

        assert ("a file", self.RECORDED.practice.value, "example") == (file, record, field)
        assert message.startswith("fails: jurisdiction: got 'US-XX', expected ")

    def test_the_next_example_is_tried_all_the_same(self) -> None:
        """One that fails hides no other."""
        failing = attrs.evolve(self.RECORDED, jurisdiction="US-XX")
        wrong = attrs.evolve(self.RECORDED, controlling=())

        assert ["example", "controlling"] == [
            fault.field for fault in example_faults([("a file", failing), ("a file", wrong)])
        ]

    def test_is_tried_with_its_day_facts_and_agency(self) -> None:
        """Every example as recorded, of which some turn on each of them."""
        examples = [example for example in catalog.policy_examples() if example.agency_type]

        assert [] == [*example_faults(("a file", example) for example in examples[:9])]


class TestWhatAnAnswerRestsOn:
    """Small things that an answer must not get wrong."""

    def test_a_law_without_effect_is_a_law_in_effect_that_the_facts_lift(self) -> None:
        """Texas' duty, lifted of a citizen; not a policy, and nothing of an unknown beginning."""
        citizen = CaseFacts(facts={"shown-citizen": True})
        answer = governing_policy("hold_on_detainer", "US-TX", on=date(2025, 7, 3), facts=citizen)
        (duty,) = laws_without_effect(answer)
        law = binding_law(answer)
        policy = catalog.provision("us-wi-milwaukee-sheriff-hold-2018")
        lifted_of_those_arrested = AllOf(
            all=(IsFact(fact="arrested"), Not(not_=IsFact(fact="shown-citizen")))
        )
        others = (
            attrs.evolve(duty, citation=policy.citation),
            attrs.evolve(duty, period=EffectivePeriod(start=UNKNOWN)),
            attrs.evolve(duty, when=lifted_of_those_arrested),
        )

        found: list[tuple[Provision, ...]] = []
        for norm in others:
            law.levels = tuple(
                tuple(norm for each in level if each == duty)
                for level in binding_law(answer).levels
            )
            found.append(law.without_effect(AgencyType.SHERIFF))

        assert [(), (), (others[-1],)] == found

    def test_a_branch_that_cannot_be_is_passed_over(self) -> None:
        """What is taken against it changes nothing."""
        warrant, may = IsFact(fact="judicial-warrant"), frozenset({Modality.PERMITTED})
        node = DecisionNode(position=0, variable=warrant, yes=None, no=may)

        assert [may] == [*_outcomes(node, {warrant: True})]

    def test_who_decides_is_not_known_of_any_agency(self) -> None:
        """Nothing on file speaks of boards in Alabama; of a sheriff he is named."""
        told = [
            governing_policy(
                "hold_on_detainer", "US-AL", on=date(2025, 7, 3), agency_type=kind
            ).decided_by.of("county board")
            for kind in (None, AgencyType.SHERIFF)
        ]

        assert [
            "No law on file says whom a county board could bind in Alabama.",
            "No law on file says whether a county board could bind sheriffs in Alabama.",
        ] == told

    def test_an_example_with_two_provisions_names_both(self) -> None:
        """In a list."""
        example = next(each for each in catalog.policy_examples() if len(each.controlling) == 2)
        (fault,) = example_faults([("a file", attrs.evolve(example, controlling=()))])

        first, second = example.controlling
        assert f"does not come out: those that control are {first}, {second}" == fault.message

    def test_two_federal_statements_on_a_command_stand_in_one_line(self) -> None:
        """With a space between."""
        frame = governing_policy("hold_on_detainer", "US-TX", on=date(2026, 1, 5)).federal_frame
        (said,) = frame.of("does not command")
        again = attrs.evolve(said, summary="Another court agrees.")
        two = attrs.evolve(frame, statements=(said, again))

        assert ") Another court agrees. (Galarza" in str(two)

    def test_every_list_of_offenses_that_decides_is_named(self) -> None:
        """Cal. Gov. Code § 7282.5(a): five of them, each missing where no conviction is known."""
        answer = governing_policy("notify_release", "US-CA", on=date(2025, 7, 3))
        (convictions,) = (
            why.about for why in answer.open_because if why.reason is OpenReason.CONVICTIONS
        )

        assert (
            "ca-7282.5-list-felony",
            "ca-7282.5-list-misdemeanor",
            "ca-state-prison-felony",
            "federal-aggravated-felony-a-to-p",
            "serious-or-violent-felony",
        ) == convictions

    def test_laws_above_a_report_stand_one_behind_the_other(self) -> None:
        """Each with its citation, and the report on a line of its own."""
        report = catalog.provision("us-az-maricopa-2017-hold")
        laws = [
            catalog.provision("us-ia-27a.2-hold"),
            *catalog.provisions("US-IL", "hold_on_detainer")[:1],
        ]
        first, second = (law.summary.removesuffix(".") for law in laws)
        told = aside_of(Practice.HOLD_ON_DETAINER, Modality.PERMITTED, [report], "", laws)

        assert told.startswith(f" {first} (Iowa Code § 27A.2). {second} (Ill. Pub. Act 100-463")
        assert "\nAs reported on February 17, 2017: The jails do not hold" in told

    def test_what_may_have_been_in_effect_ends_where_the_first_answer_begins(self) -> None:
        """8 C.F.R. § 287.7 took effect on April 1, 1997; Missouri's section has no known start."""
        line = policy_timeline("hold_on_detainer", "US-MO")
        (before,) = (entry for entry in line.entries if entry[0].start is UNKNOWN)

        assert (date(1997, 4, 1), date(1997, 3, 31)) == (before[0].until, before[1].on)


class TestWhatWasGiven:
    """What of a case changes nothing in an answer is said, and of nothing else."""

    def given(self, place: str, practice: PracticeName, facts: CaseFacts) -> list[str]:
        """Give what is said of the case."""
        return [
            *what_was_given(governing_policy(practice, place, on=date(2026, 1, 5), facts=facts))
        ]

    def test_that_one_was_never_convicted_matters_where_a_law_lists_offenses(self) -> None:
        """California's lists convictions for notice of release; Illinois' law lists none."""
        never = CaseFacts(convictions=())
        said = "As asked, the person was never convicted."

        assert [said] == self.given("US-CA", "notify_release", never)
        assert [
            said,
            "That the person was never convicted changes nothing in this answer.",
        ] == self.given("US-IL", "notify_release", never)

    def test_a_fact_of_another_practice_changes_nothing(self) -> None:
        """In Texas a law on agreements turns on who operates a jail, and none on holds does."""
        jail = CaseFacts(facts={"operates-jail": True})
        clause = catalog.fact("operates-jail").statement

        assert (
            f"That {clause} changes nothing in this answer."
            == (self.given("US-TX", "hold_on_detainer", jail)[-1])
        )
        assert 1 == len(self.given("US-TX", "seek_287g", jail))

    def test_a_class_of_offenses_is_named_without_its_period(self) -> None:
        """In the middle of a sentence."""
        listed = CaseFacts(convictions=(Conviction(offenses={"tx-travis-2017-list"}),))
        idle = self.given("US-IL", "hold_on_detainer", listed)[-1]

        assert idle.endswith("or human trafficking changes nothing in this answer.")
