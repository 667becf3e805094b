"""The federal frame: who commands, who decides, programs, measures, publishers' terms."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from detainerlib import (
    CaseFacts,
    Modality,
    Practice,
    catalog,
    cooperation_profile,
    governing_policy,
)
from detainerlib.catalog._checks import inconsistencies
from detainerlib.catalog._law import Law, in_use
from detainerlib.catalog._sources import laws_on_file
from detainerlib.catalog._toml import Loaded
from detainerlib.errors import DetainerError, NotADayError, UnknownIdError
from detainerlib.models import AgencyType, FederalPosition, Office, PowerExtent, TermBasis
from detainerlib.policy.deciders import deciders_of
from detainerlib.policy.federal_frame import frame_of
from detainerlib.sentences import deciders as sentences
from detainerlib.serialization import from_dict
from detainerlib.sources import StepStatus
from detainerlib.sources.citations import Evidence

QUESTIONS: Final = sorted((Path(__file__).parent / "cases" / "questions").glob("*.toml"))
DAY: Final = date(2026, 1, 5)
ANY: Final = frozenset(Modality)


class TestQuestions:
    """Eight questions, each with its first sentence, what decides it, and what is unknown."""

    def test_there_are_eight(self) -> None:
        """One file for each."""
        assert 8 == len(QUESTIONS)

    @pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
    def test_is_answered(self, file: Path) -> None:
        """As the file says."""
        case: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))

        assert case["question"].endswith("?")
        for expected in case["answers"]:
            first, record = answer_of(case | expected)

            assert expected["first"] == first
            if "citation" in expected:
                assert expected["citation"] == record.citation.authority
                assert set(expected["unknown"]) <= set(unknown_in(record))
            else:
                assert record is None


def answer_of(case: dict[str, Any]) -> tuple[str, Any]:
    """Give the first sentence of an answer and the record that decides it."""
    match case["ask"]:
        case "program":
            program = catalog.program(case["program"])
            return program.asks[0].summary, program
        case "figure":
            term = catalog.term(catalog.figure(case["figure"]).terms[0])
            return term.definition, term
        case ask:
            answer = governing_policy(
                case["practice"],
                case["jurisdiction"],
                on=case["on"],
                agency_type=case.get("agency_type"),
            )
    frame, deciders = answer.federal_frame, answer.decided_by
    if ask == "position":
        (record,) = frame.of(case["position"])
        return record.summary, record
    if ask == "frame":
        (record,) = frame.of(FederalPosition.DOES_NOT_COMMAND)
        return record.summary, record
    powers = (power for power in deciders.powers if power.office == case["office"])
    kind = AgencyType(case["agency_type"])
    return deciders.of(case["office"]), next(filter(lambda p: p.is_about(kind), powers), None)


def unknown_in(record: Any) -> Iterable[str]:
    """Yield what a record says is not known: its gaps, and what a publisher does not say."""
    for citation in (record.citation, *record.see_also):
        yield from citation.gaps
    for statement in getattr(record, "asks", ()):
        yield from statement.citation.gaps
    yield from getattr(record, "not_documented", ())
    yield from (basis.value for basis in getattr(record, "undocumented", ()))


class TestPractices:
    """Defined as data, each with an example; what was squeezed into others moved."""

    def test_each_is_defined(self) -> None:
        """What it includes, what it does not, and a provision that shows it."""
        assert [*Practice] == sorted(
            (record.practice for record in catalog.practices()), key=[*Practice].index
        )
        for record in catalog.practices():
            assert record.includes
            assert record.excludes
            assert catalog.provision(record.example).practice is record.practice
            assert record is catalog.practice(record.practice.value)

    def test_reports_of_custody_no_longer_stand_among_information(self) -> None:
        """In Missouri the duty of 2017 is one to report custody, and to share nothing."""
        facts = CaseFacts(facts={"charged-and-confined": True, "status-query-verified": True})
        answers = {
            practice: governing_policy(
                practice, "US-MO", on=date(2020, 1, 1), facts=facts, agency_type="sheriff"
            )
            for practice in ("report_custody", "share_information")
        }

        assert Modality.REQUIRED is answers["report_custody"].modality
        assert ANY == answers["share_information"].possible

    def test_an_answer_names_the_practice_in_words(self) -> None:
        """As the other practices."""
        words = [Practice.SHARE_BOOKING_DATA.words, Practice.REPORT_CUSTODY.words]

        assert words == [
            "sharing booking and biometric data with ICE",
            "reporting to ICE that a noncitizen is in custody",
        ]


class TestFrame:
    """What federal law commands, asks, pays for and leaves open, and on which day."""

    @pytest.mark.parametrize("practice", Practice)
    def test_no_practice_is_commanded(self, practice: Practice) -> None:
        """Of a federal judge's warrant nothing on file says."""
        frame = governing_policy(practice, "US-TX", on=DAY).federal_frame
        expected = None if practice is Practice.HONOR_JUDICIAL_WARRANT else False

        assert frame.is_commanded is expected
        assert str(frame).startswith("No law on file says") is (expected is None)

    @pytest.mark.parametrize(
        ("on", "ruling"),
        [(date(1997, 6, 26), False), (date(1997, 6, 27), True)],
    )
    def test_no_ruling_counts_before_its_day(self, on: date, ruling: bool) -> None:
        """Printz was decided on June 27, 1997."""
        frame = governing_policy("hold_on_detainer", "US-TX", on=on).federal_frame

        assert ruling is ("us-printz-1997" in {record.id for record in frame.statements})

    def test_is_of_the_practice_alone_and_settles_nothing(self) -> None:
        """The same everywhere; and what is possible does not change with it."""
        texas = governing_policy("notify_release", "US-WY", on=DAY)
        nation = governing_policy("notify_release", "US", on=DAY)

        assert texas.federal_frame == nation.federal_frame
        assert nation.possible == ANY

    def test_says_of_what_nothing_is_on_file(self) -> None:
        """By the practice."""
        frame = frame_of(Practice.HOLD_ON_DETAINER, date.min)

        assert () == frame.statements
        assert sentences.not_known("holding on a detainer") == str(frame)

    def test_refuses_a_position_that_is_none(self) -> None:
        """With those that are."""
        frame = governing_policy("notify_release", "US", on=DAY).federal_frame
        with pytest.raises(UnknownIdError, match="position: got 'orders'"):
            frame.of("orders")

    def test_explains_each_statement_with_its_source(self) -> None:
        """One step each."""
        frame = governing_policy("share_information", "US", on=DAY).federal_frame

        assert "8-usc-1373" in {source.id for source in frame.explanation.authorities}
        is_open = [
            record.position is FederalPosition.OPEN or record.period.contains(DAY) is None
            for record in frame.statements
        ]
        assert {True, False} == {*is_open}
        assert [
            (
                StepStatus.UNSETTLED if opens else StepStatus.APPLIED,
                f"{record.position.value.capitalize()}: {record.summary}",
                (record.citation,),
                record.see_also,
            )
            for record, opens in zip(frame.statements, is_open, strict=True)
        ] == [
            (step.outcome, step.statement, step.citations, step.see_also)
            for step in frame.explanation
        ]

    @pytest.mark.parametrize("practice", ["hold_on_detainer", "share_information"])
    def test_tells_what_is_commanded_then_each_other_position(self, practice: Practice) -> None:
        """Each statement with its source, and each position behind its words."""
        frame = governing_policy(practice, "US", on=DAY).federal_frame
        cited = {
            record: sentences.with_citations(
                record.summary,
                [
                    catalog.authority(cite.authority).cited(cite.pin)
                    for cite in (
                        record.citation,
                        *(record.see_also if record.position is FederalPosition.OPEN else ()),
                    )
                    if cite is record.citation or cite.evidence is not Evidence.BACKGROUND
                ],
            )
            for record in frame.statements
        }
        commands = [*frame.of("commands"), *frame.of("does not command")]

        assert [
            " ".join(cited[record] for record in commands),
            *(
                sentences.led(lead, [cited[record] for record in frame.of(position)])
                for position, lead in sentences.LEADS.items()
                if frame.of(position)
            ),
        ] == str(frame).splitlines()

    def test_a_document_gives_it_back(self) -> None:
        """With the answer, and by itself."""
        answer = governing_policy("share_booking_data", "US-FL", on=DAY)

        assert answer == from_dict(answer.to_dict())
        assert answer.federal_frame == from_dict(answer.federal_frame.to_dict())
        assert answer.decided_by == from_dict(answer.decided_by.to_dict())


class TestDeciders:
    """Who can require or forbid, and whom that binds."""

    def test_the_nearest_government_speaks_first(self) -> None:
        """In Texas the Legislature can bind a sheriff; elsewhere the Constitution leaves limits."""
        texas = governing_policy("hold_on_detainer", "US-TX", on=DAY).decided_by
        wyoming = governing_policy("hold_on_detainer", "US-WY", on=DAY).decided_by

        assert texas.extent("legislature", "sheriff") is PowerExtent.FULL
        assert wyoming.extent("legislature", "sheriff") is PowerExtent.PARTIAL

    def test_what_is_not_on_file_is_unknown(self) -> None:
        """No default, and a last line that says so."""
        deciders = governing_policy("hold_on_detainer", "US-WY", on=DAY).decided_by

        assert deciders.extent(Office.GOVERNOR, AgencyType.SHERIFF) is None
        assert Office.GOVERNOR in deciders.unknown
        assert (
            str(deciders).splitlines()[-1].startswith("No law on file says whom these could bind: ")
        )

    def test_one_sentence_tells_whether_a_governor_could_decide(self) -> None:
        """For those bound, and for those not."""
        deciders = governing_policy("hold_on_detainer", "US-NY", on=DAY).decided_by

        assert deciders.of("governor") == (
            "By the law on file, a governor's order could in part decide this for the state "
            "police, state prisons, and other state agencies; it could not decide this for "
            "sheriffs, county jails, and local police."
        )

    def test_an_injunction_names_those_whom_it_binds(self) -> None:
        """Rule 65(d)(2) covers federal injunctions, and no other agency."""
        deciders = governing_policy("hold_on_detainer", "US-WY", on=DAY).decided_by

        assert deciders.of("court") == (
            "By the law on file, a federal court's injunction could decide this for state and "
            "local agencies that it binds: its parties, and those who act for or together with "
            "them."
        )

    def test_a_law_of_an_unknown_day_decides_only_if_in_effect(self) -> None:
        """Montgomery County, Maryland: the day of its act of 2026 is not on file."""
        answer = governing_policy("transfer_custody", "24031", on=date(2026, 10, 15))

        assert "(County Council of Montgomery County, Maryland, if in effect that day)" in str(
            answer.decided_by
        )
        assert any(
            step.outcome.words == "not settled" and "Trust Act (2026)" in step.statement
            for step in answer.explanation
        )
        assert {"unsettled"} == {
            step.outcome.value
            for step in answer.decided_by.explanation
            if "Montgomery County Trust Act (2026)" in step.statement
        }

    def test_courts_that_differ_are_cited_on_both_sides(self) -> None:
        """Not one circuit for "different results"."""
        frame = governing_policy("transfer_custody", "US-MD", on=DAY).federal_frame
        last = str(frame).splitlines()[-1]

        assert "(2d Cir. 2020); City of Providence v. Barr, 954 F.3d 23 (1st Cir. 2020)" in last

    def test_says_nothing_of_agencies_with_which_an_office_has_nothing_to_do(self) -> None:
        """A county board has no state police; the Constitution's limits reach every agency."""
        deciders = governing_policy("hold_on_detainer", "US-CO", on=DAY).decided_by

        assert "state" not in deciders.of("county board")
        assert "state and local agencies" in deciders.of("legislature")

    def test_of_one_kind_of_agency_it_tells_of_that_kind_alone(self) -> None:
        """Of a sheriff, not of the State Police; and no power over others counts."""
        answer = governing_policy("hold_on_detainer", "US-AZ", on=DAY, agency_type="sheriff")

        assert "State Police" not in str(answer.decided_by)
        assert Office.ATTORNEY_GENERAL in answer.decided_by.unknown
        assert answer.decided_by.of("attorney general") == (
            "No law on file says whether a directive of the attorney general could bind sheriffs "
            "in Arizona."
        )

    def test_each_sentence_has_its_source(self) -> None:
        """As it is cited; and none where nothing on file says."""
        deciders = governing_policy("hold_on_detainer", "US-NY", on=DAY).decided_by

        assert deciders.cited("governor") == ("Rapp v. Carey, 44 N.Y.2d 157 (1978)",)
        assert deciders.cited("city council") == ()
        colorado = governing_policy("hold_on_detainer", "US-CO", on=DAY).decided_by
        assert colorado.cited("county board") == ("Colo. Rev. Stat. § 30-10-511",)
        florida = governing_policy("hold_on_detainer", "US-FL", on=DAY).decided_by
        assert florida.cited("attorney general") == ("Fla. Stat. § 908.107(2)",)
        assert all(deciders.cited(office) for office in Office if office not in deciders.unknown)

    def test_what_was_decided_names_who_made_it(self) -> None:
        """From the provisions."""
        deciders = governing_policy("hold_on_detainer", "US-IA", on=DAY).decided_by

        assert "Iowa" in str(deciders).partition("\n")[0]
        assert "no law on file decides this for Wyoming" in str(
            governing_policy("seek_287g", "US-WY", on=DAY).decided_by
        )

    def test_a_power_that_began_later_is_not_there_before(self) -> None:
        """El Cenizo was decided on May 8, 2018."""
        before = governing_policy("hold_on_detainer", "US-TX", on=date(2018, 5, 7)).decided_by
        after = governing_policy("hold_on_detainer", "US-TX", on=date(2018, 5, 8)).decided_by

        assert before.extent("legislature", "police") is PowerExtent.PARTIAL
        assert after.extent("legislature", "police") is PowerExtent.FULL

    def test_an_unlisted_city_has_those_above_it(self) -> None:
        """A city without a record of its own."""
        deciders = governing_policy("hold_on_detainer", "4865000", on=DAY).decided_by

        assert deciders.extent("county board", "sheriff") is PowerExtent.NONE

    def test_a_listed_city_has_its_own(self) -> None:
        """And a county without provisions is no such city: it has its own, too."""
        houston = governing_policy("hold_on_detainer", "4835000", on=DAY).decided_by
        offices = {power.office for power in houston.powers}
        county = catalog.jurisdiction("48201")
        of_county = deciders_of(Practice.HOLD_ON_DETAINER, county, DAY, None, ())

        assert {place.code for place in catalog.lineage(houston.jurisdiction)} >= {
            power.jurisdiction for power in houston.powers
        }
        assert offices >= {power.office for power in of_county.powers}

    def test_a_county_without_a_record_has_its_own(self) -> None:
        """It is no city, though no list has it either."""
        power = next(power for power in catalog.powers() if not power.agency_types)
        own = attrs.evolve(power, id="zed", jurisdiction="17043", practices=())
        with in_use(Law(records={"DecidingPower": (("powers/us-il.toml", own),)})):
            county = governing_policy("tell_subject", "17043", on=DAY).decided_by

        assert "zed" in {power.id for power in county.powers}

    def test_keeps_what_was_asked(self) -> None:
        """The practice, the place, the day, the kind, and the provisions that decided."""
        answer = governing_policy("hold_on_detainer", "17031", on=DAY, agency_type="sheriff")
        deciders = answer.decided_by

        assert (
            answer.practice,
            answer.jurisdiction,
            DAY,
            AgencyType.SHERIFF,
            answer.controlling,
        ) == (
            deciders.practice,
            deciders.jurisdiction,
            deciders.on,
            deciders.agency_type,
            deciders.decisions,
        )

    @pytest.mark.parametrize("place", ["US-CO", "US-FL", "17031"])
    def test_is_told_and_explained_office_by_office(self, place: str) -> None:
        """First what was decided; each power by its words, in doubt where its days are."""
        deciders = governing_policy("hold_on_detainer", place, on=DAY).decided_by
        first, *lines = str(deciders).splitlines()
        issuers = [
            f"{norm.title} ({catalog.authority(norm.citation.authority).issuer})"
            for norm in deciders.decisions
        ]
        known = [office for office in Office if office not in deciders.unknown]
        unsaid = [office for office in Office if office in deciders.unknown]

        assert sentences.decided_by(DAY, deciders.jurisdiction.name, issuers) == first
        assert [
            *(
                sentences.with_citations(deciders.of(office), deciders.cited(office))
                for office in known
            ),
            sentences.whom_these_not_known(unsaid),
        ] == lines
        assert [
            *(
                (StepStatus.APPLIED, f"{norm.title}: {norm.summary}", norm.citation, norm.see_also)
                for norm in deciders.decisions
            ),
            *(
                (
                    StepStatus.APPLIED if power.period.contains(DAY) else StepStatus.UNKNOWN,
                    power.summary,
                    power.citation,
                    power.see_also,
                )
                for power in deciders.powers
            ),
            *((StepStatus.UNKNOWN, deciders.of(office), laws_on_file(), ()) for office in unsaid),
        ] == [
            (step.outcome, step.statement, *step.citations, step.see_also)
            for step in deciders.explanation
        ]
        outcomes = {power.period.contains(DAY) for power in deciders.powers}
        assert {True, None} == outcomes

    def test_of_a_county_board_tells_of_jails_what_no_law_says(self) -> None:
        """Colorado: of sheriffs it is on file, of county jails not."""
        deciders = governing_policy("hold_on_detainer", "US-CO", on=DAY).decided_by

        assert (
            "By the law on file, a county board could not decide this for sheriffs; for county "
            "jails no law on file says."
        ) == deciders.of("county board")

    def test_refuses_an_office_that_is_none(self) -> None:
        """With those that are."""
        deciders = governing_policy("hold_on_detainer", "US-NY", on=DAY).decided_by
        offices = f"office: got 'mayor', expected one of {', '.join(Office)}."
        kinds = f"agency_type: got 'army', expected one of {', '.join(AgencyType)}."

        def refusal(asked: Callable[[], object]) -> str:
            with pytest.raises(UnknownIdError) as caught:
                asked()
            return str(caught.value)

        assert [offices, offices, offices, kinds] == [
            refusal(lambda: deciders.of("mayor")),
            refusal(lambda: deciders.cited("mayor")),
            refusal(lambda: deciders.extent("mayor", "police")),
            refusal(lambda: deciders.extent("governor", "army")),  # type: ignore[arg-type]
        ]


class TestPrograms:
    """Dated, like agreements: facts beside the law."""

    @pytest.mark.parametrize(
        ("on", "secure_communities", "priority_enforcement"),
        [
            (date(2008, 2, 29), False, False),
            (date(2014, 11, 19), True, False),
            (date(2014, 11, 20), False, None),
            (date(2016, 1, 4), False, True),
            (date(2017, 1, 24), False, True),
            (date(2017, 1, 25), True, True),
            (date(2017, 2, 20), True, False),
            (date(2023, 1, 1), None, False),
        ],
    )
    def test_ran_when_it_ran(
        self, on: date, secure_communities: bool | None, priority_enforcement: bool | None
    ) -> None:
        """The day before, on, and after each change."""
        assert secure_communities is catalog.program("secure-communities").ran_on(on)
        assert priority_enforcement is catalog.program("priority-enforcement").ran_on(on)
        running = {program.id for program in catalog.programs(on=on)}
        assert (secure_communities is not False) is ("secure-communities" in running)

    def test_asks_for_a_day(self) -> None:
        """A text is none."""
        with pytest.raises(NotADayError):
            catalog.programs(on="2016-01-04")  # type: ignore[arg-type]  # what a caller may give

    def test_stands_in_the_profile_of_a_place(self) -> None:
        """One that needs an agreement only where an agency has one."""
        lines = str(cooperation_profile("US-WY", on=date(2016, 1, 4)))
        harris = cooperation_profile("48201", on=date(2016, 1, 4))

        assert "Program: Priority Enforcement Program" in lines
        assert "287(g)" not in "".join(
            line for line in lines.splitlines() if line.startswith("Program:")
        )
        assert "287g-jail-enforcement" in {program.id for program in harris.programs}
        assert "program: Secure Communities" not in lines

    def test_each_says_under_what_it_ran_or_that_it_needs_none(self) -> None:
        """Every claim has its source, and each with an agreement names its model."""
        for program in catalog.programs():
            assert program.asks
            assert ("287g" in program.id) is (program.agreement_model is not None)


class TestMeasures:
    """Dated; suspended where enjoined; never a norm."""

    @pytest.mark.parametrize(
        ("id", "first", "last"),
        [
            ("eo-13768", date(2017, 1, 25), date(2021, 1, 19)),
            ("dhs-memorandum-2014-11-20", date(2014, 11, 20), date(2017, 2, 19)),
            ("dhs-memorandum-2017-02-20", date(2017, 2, 20), date(2021, 1, 19)),
        ],
    )
    def test_stands_from_its_day_to_its_end(self, id: str, first: date, last: date) -> None:
        """The day before, on, and after."""
        period = catalog.measure(id).period
        one = timedelta(days=1)

        assert [False, True, True, False] == [
            period.contains(day) for day in (first - one, first, last, last + one)
        ]

    @pytest.mark.parametrize(
        ("on", "santa_clara", "cook"),
        [
            (date(2017, 4, 24), 0, 0),
            (date(2017, 4, 25), 2, 2),
            (date(2018, 7, 31), 2, 2),
            (date(2018, 8, 1), 1, 1),
            (date(2021, 1, 20), 0, 0),
        ],
    )
    def test_is_suspended_where_it_was(self, on: date, santa_clara: int, cook: int) -> None:
        """Section 9(a) for the nation until August 1, 2018, then for those who sued."""
        orders = catalog.measure("eo-13768").suspended_on(on)

        assert santa_clara == len(orders)
        assert cook == len(orders)
        named = {party for order in orders for party in order.parties}
        assert named <= {"06075", "06085"}
        assert all(order.suspends(on, "06085") is None for order in orders)

    def test_settles_no_practice(self) -> None:
        """The answer is the same the day before, on and after each began."""
        for measure in catalog.measures():
            start = measure.period.start
            assert isinstance(start, date)
            for practice in measure.practices:
                answers = {
                    governing_policy(practice, "US", on=start + timedelta(days=days)).possible
                    for days in (-1, 0, 1)
                }
                assert {ANY} == answers

    def test_is_found_by_day_and_kind(self) -> None:
        """And refused otherwise."""
        assert {"byrne-jag-2017", "doj-grants-2018"} == {
            measure.id for measure in catalog.measures(kind="grant condition")
        }
        assert "eo-13768" not in {measure.id for measure in catalog.measures(on=date(2021, 1, 20))}
        with pytest.raises(UnknownIdError, match="kind"):
            catalog.measures(kind="treaty")


class TestTerms:
    """What a publisher's word counts, and what it does not say."""

    def test_counts_nothing_that_it_leaves_out(self) -> None:
        """One of the two."""
        term = catalog.term("crs-2012-criminal-alien")
        with pytest.raises(DetainerError, match="counts, leaves_out"):
            attrs.evolve(term, counts=frozenset(TermBasis))

    def test_two_publishers_may_mean_two_things(self) -> None:
        """Convictions alone to one, charges besides to the other."""
        crs, ice = catalog.term("crs-2012-criminal-alien"), catalog.term("ice-2017-criminal-alien")

        assert crs.term == ice.term
        assert crs.counts != ice.counts
        assert TermBasis.ARRESTS in ice.undocumented

    def test_never_becomes_one_of_our_bases(self) -> None:
        """The custody basis of a figure that calls people criminal stays not stated."""
        figure = catalog.figure("dhs-2025-12-ny-released")

        assert "dhs-2025-criminal-illegal-alien" in figure.terms
        assert figure.basis.value == "not stated"

    def test_the_ten_words_of_publishers_are_on_file(self) -> None:
        """Each by its term or a spelling of it."""
        for word in (
            "declined detainer",
            "criminal illegal alien",
            "criminal alien",
            "sanctuary jurisdiction",
            "limits cooperation",
            "non-cooperative institution",
            "honored",
            "active detainer",
            "released",
            "at large",
        ):
            assert any(term.is_used_in(word) for term in catalog.terms()), word


@pytest.fixture(scope="module")
def shelves() -> dict[str, Loaded[Any]]:
    """Give every collection of the package, read once."""
    from detainerlib._package_data import data_folder  # noqa: PLC0415
    from detainerlib.catalog._collections import collections_in  # noqa: PLC0415
    from detainerlib.catalog._law_folder import files_of  # noqa: PLC0415

    return collections_in(files_of(data_folder())[0])


def faults_with(shelves: dict[str, Loaded[Any]], name: str, **changes: Any) -> list[str]:
    """Give the faults of the package with the first record of a collection changed or left out."""
    shelf = shelves[name]
    (file, record), *rest = shelf.records
    changed = [(file, attrs.evolve(record, **changes))] if changes else []
    other = attrs.evolve(shelf, records=(*changed, *rest))
    changed_shelves = shelves | {name: other}
    return [
        f"{fault.record}: {fault.field} {fault.message}"
        for fault in inconsistencies(changed_shelves)
    ]


class TestCheck:
    """What `check` refuses."""

    def test_a_practice_without_a_definition(self, shelves: dict[str, Loaded[Any]]) -> None:
        """Of the first one."""
        assert "hold_on_detainer: record has no definition" in faults_with(shelves, "practices")

    def test_an_example_of_another_practice(self, shelves: dict[str, Loaded[Any]]) -> None:
        """It would teach the wrong thing."""
        faults = faults_with(shelves, "practices", example="us-ca-7284.6-notify")

        assert "hold_on_detainer: example 'us-ca-7284.6-notify' is on notify_release" in faults

    def test_a_figure_whose_term_is_not_on_file(self, shelves: dict[str, Loaded[Any]]) -> None:
        """By an id, by the word that it prints, and by none at all."""
        declined = shelves["figures"].records
        index = next(i for i, (_, figure) in enumerate(declined) if figure.called)
        figures = attrs.evolve(
            shelves["figures"], records=(declined[index], *declined[:index], *declined[index + 1 :])
        )
        first = shelves | {"figures": figures}
        figure = declined[index][1]

        assert any(
            "is not among the terms on file" in fault
            for fault in faults_with(first, "figures", terms=("no-such-term",))
        )
        assert any(
            "is no term on file of" in fault
            for fault in faults_with(first, "figures", called="rascals")
        )
        assert any(
            f"{figure.id}: terms names none" in fault
            for fault in faults_with(first, "figures", terms=())
        )
        assert any(
            "is a term of another publisher" in fault
            for fault in faults_with(first, "figures", terms=(*figure.terms, "trac-2016-refused"))
        )

    def test_an_end_without_its_day(self, shelves: dict[str, Loaded[Any]]) -> None:
        """A measure that ended says how, and on which day or that it is unknown."""
        assert any(
            "ended says how it ended" in fault
            for fault in faults_with(shelves, "measures", ended=None)
        )
