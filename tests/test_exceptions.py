"""What changes a ruling, and what one more fact makes of that: which, and how."""

from datetime import date
from itertools import pairwise

import attrs
import pytest

import detainerlib as dl
from detainerlib import catalog
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice, PracticeLike
from detainerlib.policy.ordinary import ordinary_cases
from detainerlib.policy.rulings import OF_CUSTODY
from detainerlib.policy.standing import is_report
from detainerlib.sentences.policy import ANY_OTHER
from detainerlib.sources.citations import Evidence

IN_2025 = date(2025, 7, 3)


def lines_of(practice: PracticeLike, place: str, on: date = IN_2025) -> list[str]:
    """Return the lines of an answer."""
    return str(dl.governing_policy(practice, place, on=on)).splitlines()


def in_a_row(lines: list[str]) -> list[str]:
    """Return lines with each list that has lines of its own in the line before it."""
    return "\n".join(lines).replace("\n  ", " ").splitlines()


class TestOneMoreFact:
    """A fact that changes nothing alone says what it changes, and how."""

    def test_it_undoes_exceptions_by_their_numbers(self) -> None:
        """And not those that do not turn on it: what is public may be told all the same."""
        assert (
            "Exceptions (2) through (9) do not apply if the arrest, detention or conviction is for "
            "a misdemeanor that was a felony, or punishable as one, before California's Safe "
            "Neighborhoods and Schools Act of 2014."
        ) in lines_of("notify_release", "US-CA")

    @pytest.mark.parametrize(
        ("code", "is_never"),
        [
            # 5 ILCS 805/15(a) bars compliance with a detainer in every case.
            ("US-IL", True),
            ("17031", True),
            # In Montana one of the cases is a request that is no detainer.
            ("US-MT", False),
            ("US-CA", False),
        ],
    )
    def test_that_no_exception_is_for_a_detainer_stands_before_it(
        self, code: str, is_never: bool
    ) -> None:
        """A clerk with a detainer need not read on."""
        lines = lines_of("notify_release", code)
        told = [line for line in lines if line.startswith("Exception (")]

        assert told
        assert all((", never for a detainer: it may " in line) is is_never for line in told)

    def test_a_long_list_is_whole(self) -> None:
        """Each of the 25 cases of Los Angeles County has its number, and the last one its end."""
        county = lines_of("transfer_custody", "06037")
        numbered = [line for line in county if line.startswith("  (")]

        assert [f"({number})" for number in range(1, 26)] == [
            line.split()[0] for line in numbered[:25]
        ]
        assert numbered[24].endswith(".")
        assert any(
            line.startswith("Exceptions (5) through (25) do not apply if the arrest, ")
            for line in county
        )

    def test_it_turns_cases_that_are_open(self) -> None:
        """By their numbers, which go on past three."""
        county = lines_of("notify_release", "06037")

        assert county[10].startswith("  (9) a magistrate has found probable cause")
        assert county[11].startswith("Cases (2) through (9) do not apply if the arrest, ")
        assert county[11].endswith(
            ". In cases (1) through (9), it may if there is a warrant or order of a judge for the "
            "person; or a judge has found probable cause for what the immigration authorities "
            "request."
        )

    def test_it_undoes_what_another_has_undone(self) -> None:
        """A transfer out of the state that a judge has authorized."""
        assert (
            "It may if all of these are true: (1) the release is due within the days that the law "
            "names; (2) it is a transfer out of the state; (3) a judge has authorized a transfer "
            "out of the state."
        ) in lines_of("transfer_custody", "12073")
        facts = {"within-days-of-release": True, "transfer-out-of-state": True}
        answers = [
            dl.governing_policy(
                "transfer_custody",
                "12073",
                on=IN_2025,
                agency_type="sheriff",
                facts=dl.CaseFacts(
                    facts=facts | {"out-of-state-judicial-authorization": authorized}
                ),
            ).modality
            for authorized in (False, True)
        ]
        assert [Modality.PROHIBITED, Modality.PERMITTED] == answers

    def test_what_it_leaves_open_is_said_of_the_case(self) -> None:
        """Of exceptions that stand under numbers by these; of what is open it is not said again."""
        assert (
            "The laws on file do not settle whether this exception applies if the person is a "
            "victim of or witness to a crime and is not charged."
        ) in lines_of("hold_on_detainer", "US-MT", date(2026, 10, 1))
        assert not any(
            "is not normally open to the public" in line and "do not settle" in line
            for line in lines_of("allow_interviews", "24031", date(2026, 10, 1))
        )

    def test_whether_it_matters_may_not_be_settled(self) -> None:
        """Where that turns on words of the law that no source explains, beside what is settled."""
        whether = (
            "The laws on file do not settle whether it matters that there is no signed Form I-200 "
            "or I-205 for the person."
        )
        settled = lines_of("hold_on_detainer", "20173", date(2026, 10, 15))

        assert settled[0].endswith(" citizenship; the laws on file do not settle that case.")
        assert settled[1] == whether
        assert 1 == sum(whether in line for line in settled)
        assert not any(whether in line for line in lines_of("hold_on_detainer", "20173"))

    def test_no_case_says_that_other_facts_can_matter_without_saying_how(self) -> None:
        """Each stands among the changes, undoes or turns them, or turns on what is not settled."""
        for place in ("US-CA", "06037", "3651000", "12073", "US-MT", "US-CT"):
            for practice in (Practice.HOLD_ON_DETAINER, Practice.TRANSFER_CUSTODY):
                assert "can matter" not in str(dl.governing_policy(practice, place, on=IN_2025)), (
                    place
                )


class TestCases:
    """Cases that change a ruling: each once, as short as it takes."""

    def test_none_is_a_part_of_another(self) -> None:
        """A federal judge's warrant is a judge's warrant, and needs no number of its own."""
        (police,) = (
            case
            for case in ordinary_cases(
                dl.governing_policy("hold_on_detainer", "3651000", on=IN_2025)
            )
            if case.kinds == (AgencyType.POLICE,)
        )
        cases = [cases for change in police.changes for cases in change.cases]

        match = "the person is a possible match in the federal terrorist screening database"
        assert [("there is a warrant or order of a judge for the person", match)] == [
            case for case in cases if match in case
        ]

    def test_what_takes_three_stands_beside_what_takes_two(self) -> None:
        """A conviction at any time counts with an unlawful re-entry, and a judge's warrant."""
        (exception,) = (
            line
            for line in in_a_row(lines_of("hold_on_detainer", "3651000"))
            if line.startswith("Exception (N.Y.C. Admin. Code § 14-154")
        )
        assert exception.endswith(
            "there is a warrant or order of a judge for the person, and the person has been "
            "convicted of a violent or serious crime as N.Y.C. Admin. Code §§ 9-131 and 14-154 "
            "list them, and the person was removed before and re-entered unlawfully."
        )

    def test_what_all_have_in_common_is_said_once(self) -> None:
        """Then what each has besides, under letters."""
        assert any(
            "(1) there is a warrant of a federal judge or magistrate judge for the person; (2) any "
            "of these: (a) the person has been convicted of " in line
            for line in in_a_row(lines_of("hold_on_detainer", "3651000", date(2026, 3, 1)))
        )


class TestOpenCases:
    """What is open is no exception, and is said once."""

    CASES = (
        "(1) the person is not confined in a jail or detention facility; (2) there is a warrant or "
        "order of a judge for the person; (3) the person has been convicted of any felony; (4) the "
        "person is on a sex offender registry; (5) the person is serving a sentence of five years "
        "or more."
    )

    def test_cases_that_no_law_covers_stand_in_one_block(self) -> None:
        """With what settles them all the same, and what leaves them open again."""
        lines = in_a_row(lines_of("transfer_custody", "24031", date(2026, 10, 15)))

        assert lines[0].endswith(" (Md. 2026)). Some cases are not settled.")
        assert lines[1] == (
            "If an officer with police powers acts in regular police work, the agency must not do "
            "so (Md. Code Ann., Crim. Proc. § 5-104(b)(2)(iii)), unless federal law requires it, "
            f"even in these cases: {self.CASES}"
        )
        assert lines[2] == "Otherwise, no law on file covers these cases."
        assert lines[3].startswith("A county or city jail department must not transfer ")

    def test_cases_open_in_two_ways_stand_in_one_list(self) -> None:
        """No law covers some of them, and two laws do not settle the others."""
        lines = in_a_row(lines_of("transfer_custody", "24031", date(2026, 10, 15)))

        assert lines[4] == f"The laws on file do not settle these cases: {self.CASES}"
        assert lines[5].startswith("No law on file requires or allows a police department ")

    def test_what_is_not_settled_is_not_open_in_another_way(self) -> None:
        """Of an ordinary case that is not settled, only what settles it, and what undoes that."""
        lines = in_a_row(lines_of("transfer_custody", "24031", date(2026, 10, 15)))

        assert lines[5].endswith(
            ". If an officer with police powers acts in regular police work, the agency must not."
        )
        assert lines[6] == "If federal law requires it, that is not settled either."
        assert lines[7] == "No law on file covers any other local agency."

    def test_an_agency_that_holds_nobody_is_not_named_where_nothing_is_settled(self) -> None:
        """A county board holds and transfers no one; on what it may decide it is named."""
        on = date(2026, 10, 15)

        assert not any("county board" in line for line in lines_of("transfer_custody", "24031", on))
        assert any("county board" in line for line in lines_of("hold_on_detainer", "24031", on))

    def test_no_agency_has_two_blocks(self) -> None:
        """Of each, the rule and its exceptions, then once what is not settled."""
        for place in ("US-MD", "24031", "24033", "US-IL", "US-CT", "US-VA", "US-NH", "20173"):
            for practice in ("hold_on_detainer", "transfer_custody", "share_information"):
                lines = lines_of(practice, place, date(2026, 10, 15))
                open_ = [
                    line.startswith(("No law on file covers th", "The laws on file do not settle "))
                    and " whether a" not in line
                    for line in lines
                ]

                assert (True, True) not in {*pairwise(open_)}, (place, practice)
                assert not any(" even in those cases" in line for line in lines)

    def test_cases_that_are_not_settled_are_no_exceptions(self) -> None:
        """Los Angeles County: a motion whose words may or may not reach them."""
        assert lines_of("notify_release", "06037")[0].endswith(". Some cases are not settled.")

    def test_what_is_open_is_not_open_again_in_some_cases(self) -> None:
        """Kansas: whether an agency may hold is not settled in any case."""
        kansas = lines_of("hold_on_detainer", "US-KS", date(2026, 7, 1))

        assert kansas[0].startswith("Kansas: the laws on file do not settle whether a sheriff may")
        assert not any("do not settle the case" in line for line in kansas)


class TestOpenPoints:
    """What no source settles says what it would change, as far as that can be computed."""

    def test_words_of_a_law_say_what_they_come_to(self) -> None:
        """Maricopa County: a statute that may cover holds controls the sheriff's own policy."""
        statute = "Ariz. Rev. Stat. Ann. § 11-1051(A)"
        policy = "Maricopa Cnty. Sheriff's Off., Announcement (Feb. 17, 2017)"

        assert (
            "It depends on a point that is not settled, or not known here (our words): whether "
            "honoring a detainer counts as enforcement of federal immigration laws. For a sheriff: "
            f"if so, no policy may forbid the agency to hold a person on a detainer ({statute}); "
            "if not, by a policy reported on February 17, 2017, the agency must not hold a person "
            f"on a detainer ({policy}). For a police department, a county or city jail department, "
            "and any other local agency: if so, no policy may forbid the agency to hold a person "
            f"on a detainer ({statute}); if not, no law on file covers it. Such a policy is not a "
            "law. No source on file says that it still applies."
        ) in lines_of("hold_on_detainer", "04013")

    def test_a_policy_that_may_have_ended_says_where_it_decides(self) -> None:
        """Polk County: only where no warrant comes with the detainer."""
        (line,) = (
            line for line in lines_of("hold_on_detainer", "19153") if line.startswith("Not known")
        )

        assert line.startswith(
            "Not known: whether Polk County Sheriff, policy of 2014, was in effect that day. If "
            "so, in the case where no signed Form I-200 or I-205 comes with the detainer: by a "
            "policy reported on August 18, 2014, a sheriff must not hold a person on a detainer ("
        )
        assert line.endswith(
            "); if not, no law on file covers it. Such a policy is not a law. No source on file "
            "says "
            "that it still applies."
        )

    def test_what_by_itself_settles_nothing_is_left_out(self) -> None:
        """Whether an exception was kept; and a fact of the case is not called unsettled."""
        lines = lines_of("transfer_custody", "24031", date(2026, 10, 15))
        (line,) = (line for line in lines if line.startswith("It depends on "))

        assert line.startswith(
            "It depends on a point that is not settled, or not known here (our words): whether "
            "ICE arrives at the jail before the scheduled time of release. If so, in the case "
            "where "
        )
        assert "serious violent crimes" not in line
        assert not any(line.startswith("Not known") for line in lines)

    def test_a_bill_that_may_be_law_says_what_it_would_require(self) -> None:
        """Tennessee: a bill that requires what the act allows, where there is an agreement."""
        place, on = "US-TN", date(2026, 10, 15)
        (line,) = (
            line
            for line in lines_of("hold_on_detainer", place, on)
            if line.startswith("Not known: whether Tenn. H.B. 2018 (2026) was in effect")
        )

        assert ": a sheriff must honor the detainer (" in line
        assert "; if not, no policy may forbid a sheriff to hold a person on a detainer (" in line

    def test_each_open_point_says_it(self) -> None:
        """In every answer: what follows either way."""
        for place in ("US-KS", "20173", "19153", "04013", "42101", "US-NY", "US-TN"):
            for practice in ("hold_on_detainer", "notify_release", "transfer_custody"):
                for line in lines_of(practice, place, date(2026, 10, 15)):
                    if line.startswith(("It depends on a point", "It depends on points", "Not kn")):
                        assert "; if not, " in line, (place, line)

    def test_an_answer_that_is_read_back_does_not_say_it(self) -> None:
        """Where the law on file no longer gives it, nothing is computed."""
        answer = dl.governing_policy("hold_on_detainer", "04013", on=IN_2025)
        other = attrs.evolve(answer, possible=frozenset({Modality.PERMITTED, Modality.PROHIBITED}))

        assert "If so" not in str(other)


class TestDefinitions:
    """Where an answer says that the law defines a fact, it says how."""

    def test_stand_below_the_answer(self) -> None:
        """With where they stand, and how well that was read; only where the fact does."""
        means = (
            "“As the law defines it” means: It is on the federal agency's official form, and a "
            "warrant such as Form I-200 or I-205 comes with it. The form is complete and shows "
            "probable cause, or an affidavit or order supports it. (Fla. Stat. § 908.102(2); "
            "secondary, not the original text.)"
        )

        assert means in lines_of("notify_release", "Duval County, FL", date(2025, 8, 14))[-3:]
        assert means not in lines_of("allow_interviews", "Duval County, FL", date(2025, 8, 14))

    def test_each_such_fact_has_one_wherever_a_law_turns_on_it(self) -> None:
        """By state."""
        for fact in catalog.facts():
            if "as the law defines it" in fact.statement:
                turning = {
                    norm.jurisdiction
                    for norm in catalog.provisions()
                    if any(getattr(leaf, "fact", None) == fact.id for leaf in norm.conditions)
                }
                defined = {definition.jurisdiction for definition in fact.definitions}
                assert turning == defined, fact.id


class TestOrder:
    """Who is named first, and who is any other."""

    @pytest.mark.parametrize("place", ["3651000", "US-TX", "US-NC", "17031"])
    def test_any_other_agency_stands_below_those_that_are_named(self, place: str) -> None:
        """So no reader stops at it."""
        cases = ordinary_cases(dl.governing_policy("hold_on_detainer", place, on=IN_2025))

        assert not any(case.kinds == (ANY_OTHER,) for case in cases[:-1])


class TestExceptionsOfOtherLaws:
    """What comes of an exception may stand in another law than the ruling."""

    def test_its_source_stands_beside_it(self) -> None:
        """No answer without its authority."""
        first, *below = lines_of("hold_on_detainer", "Harris County, TX")

        assert first.endswith("; then no law on file requires or allows it.")
        assert any(line.startswith("As reported on February 22, 2017: The ") for line in below)

    def test_an_exception_of_the_same_law_is_not_cited_twice(self) -> None:
        """The ordinance that bars holds also allows them."""
        assert lines_of("hold_on_detainer", "17031", date(2013, 2, 14))[0].endswith(
            "(Cook Cnty., Ill., Code § 46-37(a)), unless the federal government has agreed in "
            "writing to reimburse all costs; then it may."
        )

    def test_a_classification_does_not_say_it_again(self) -> None:
        """What an exception turns on stands in it."""
        level = dl.classify_cooperation("17031", on=date(2012, 1, 1))

        assert "It depends on whether" not in str(level)


class TestWhoseOrder:
    """An order of a judge is told apart from an ICE officer's, as far as the law on file does."""

    OPEN = (
        "A warrant that an ICE officer signed, such as Form I-200 or I-205, is not a judge's. No "
        "law on file for this place says whether an immigration judge's order counts as a judge's."
    )

    @pytest.mark.parametrize("place", ["US-NY", "US-NJ", "US-CT"])
    def test_what_no_law_on_file_says_is_open(self, place: str) -> None:
        """Once, though New Jersey's law names two such orders."""
        assert 1 == lines_of("hold_on_detainer", place, date(2026, 1, 5)).count(self.OPEN)

    def test_what_a_law_on_file_says_is_told(self) -> None:
        """A judge of Article III in the District; a court in Delaware."""
        on = date(2026, 1, 5)
        district = lines_of("hold_on_detainer", "US-DC", on)
        delaware = lines_of("honor_judicial_warrant", "US-DE", on)

        assert any(
            line.startswith(
                "“There is a warrant of a federal judge or magistrate judge for the person” means: "
                "A federal judge appointed under Article III of the Constitution, or a federal "
                "magistrate judge, issued it; that leaves out an immigration judge and an ICE "
            )
            for line in district
        )
        assert (
            "“There is a warrant or order of a judge for the person” means: A court issued it. "
            "(Del. Code Ann. tit. 11, § 8402B(c); the original text was read.)"
        ) in delaware
        assert self.OPEN not in (*district, *delaware)

    def test_nothing_is_told_of_an_order_that_changes_nothing(self) -> None:
        """Illinois: a hold is barred without one."""
        assert self.OPEN not in lines_of("hold_on_detainer", "US-IL", date(2026, 1, 5))


class TestReports:
    """A policy that was not read, only told of, does not read as law."""

    def test_a_permission_is_no_power_to_hold(self) -> None:
        """Harris County: a statement of 2017 does not let a sheriff hold a citizen.

        That it gives no power is left out below the duty, which the law above gives.
        """
        first, others, _, reported, *_ = lines_of("hold_on_detainer", "Harris County, TX")

        assert "it may" not in first
        assert reported.endswith(
            "if asked, also after its deputies had left the 287(g) program (Harris Cnty. "
            "Sheriff's Off., Statements (Feb. 21\N{EN DASH}22, 2017)). No source on file says that "
            "it still applies."
        )
        assert first.endswith("; then no law on file requires or allows it.")
        assert (
            others == "The same goes for a police department and a county or city jail department."
        )

    def test_a_duty_that_stops_gives_no_power(self) -> None:
        """Also where that stands below the ruling: Oklahoma, on proof of citizenship."""
        assert (
            "No law on file requires or allows it in the case where the person has shown proof of "
            "United States citizenship."
        ) in lines_of("hold_on_detainer", "US-OK")

    def test_no_answer_says_of_a_report_alone_that_an_agency_may(self) -> None:
        """Wherever a permission to hold or transfer rests on nothing else, by place and day."""
        for norm in catalog.provisions():
            day = norm.period.in_force_on or norm.period.start
            is_permission = norm.modality is Modality.PERMITTED and norm.otherwise is None
            if is_report(norm) and is_permission and norm.practice in OF_CUSTODY:
                on = day if isinstance(day, date) else IN_2025
                said = "\n".join(lines_of(norm.practice, norm.jurisdiction, on))
                authority = catalog.authority(norm.citation.authority)
                cited = f"{authority.cited(norm.citation.pin)})"
                for line in said.splitlines():
                    is_ruling = cited in line and "Sources: " not in line and "settle" not in line
                    if is_ruling and authority.evidence is not Evidence.TEXT:
                        assert "gives no power to do it" in line, (norm.id, line)

    def test_a_ban_says_when_it_was_reported(self) -> None:
        """And that no source says that it still applies, unless its end is on file."""
        first = lines_of("notify_release", "04013", IN_2025)[0]

        assert first.startswith(
            "Maricopa County, Arizona: by a policy reported on February 24, 2017, a sheriff must "
        )
        assert first.endswith("No source on file says that it still applies.")

    def test_an_order_that_was_only_reported_is_law(self) -> None:
        """New Jersey: a directive of the Attorney General binds, however it was read."""
        assert lines_of("hold_on_detainer", "US-NJ", date(2026, 1, 5))[0].startswith(
            "New Jersey: a state or local agency must not hold a person on a detainer (N.J. Att'y "
        )

    def test_an_agency_s_own_policy_is_no_law(self) -> None:
        """A sheriff's written policy and memorandum; a county's code and its board bind."""
        milwaukee = lines_of("hold_on_detainer", "55079", date(2018, 10, 1))[0]
        leon = lines_of("hold_on_detainer", "12073", date(2015, 1, 5))
        cook = lines_of("hold_on_detainer", "17031", date(2015, 1, 5))[0]
        board = lines_of("hold_on_detainer", "55079", date(2015, 1, 5))[0]

        assert milwaukee == (
            "Milwaukee County, Wisconsin: by the agency's own policy, a sheriff must not hold a "
            "person on a detainer (Milwaukee Cnty. Sheriff's Off., Jail Policy (Aug. 21, 2018))."
        )
        assert leon[0].startswith(
            "Leon County, Florida: no law on file requires or allows a sheriff to hold a person on "
            "a detainer; whether a policy on file forbids it is not settled (Leon Cnty. "
        )
        assert ". If so, by the agency's own policy, a sheriff and a county " in "\n".join(leon)
        assert cook.startswith("Cook County, Illinois: a sheriff must not hold")
        assert board.startswith("Milwaukee County, Wisconsin: the laws on file do not settle ")

    def test_an_own_policy_gives_no_power_over_a_person(self) -> None:
        """Travis and Multnomah Counties: what the policy allows, as told; notice needs no power."""
        on = date(2017, 3, 1)
        travis = in_a_row(lines_of("hold_on_detainer", "48453", on))
        multnomah = lines_of("hold_on_detainer", "41051", date(2014, 1, 5))[0]
        notice = lines_of("notify_release", "55079", date(2018, 10, 1))[0]

        assert "by the agency's own policy, it may in any of these cases: " in travis[1]
        assert travis[2] == "Such a policy is not a law, and gives no power to do it."
        assert multnomah.startswith(
            "Multnomah County, Oregon: by the agency's own policy, a sheriff must not hold"
        )
        assert notice == (
            "Milwaukee County, Wisconsin: by the agency's own policy, a sheriff may notify ICE of "
            "a release (Milwaukee Cnty. Sheriff's Off., Jail Policy (Aug. 21, 2018))."
        )

    def test_no_answer_words_a_policy_alone_as_law(self) -> None:
        """Wherever a line rests on one policy or announcement, by place and day."""
        seen = 0
        for norm in catalog.provisions():
            authority = catalog.authority(norm.citation.authority)
            if not authority.kind.is_of_one_agency:
                continue
            day = norm.period.in_force_on or norm.period.start
            on = day if isinstance(day, date) else IN_2025
            cited = f" ({authority.cited(norm.citation.pin)})"
            for line in lines_of(norm.practice, norm.jurisdiction, on):
                if cited in line and "Source" not in line:
                    seen += 1
                    assert "policy" in line or "no law on file requires" in line, (norm.id, line)
                    assert "the laws on file do not settle" not in line, (norm.id, line)
        assert seen

    def test_a_deadline_below_a_policy_alone_is_that_of_a_lawful_hold(self) -> None:
        """Harris County in April 2017: no law lets the sheriff hold."""
        due = dl.local_time("4/3/2017 5pm", zone="Central")
        readings = dl.hold_readings(due, form="I-247A", jurisdiction="Harris County, TX")

        assert "No law on file lets the agency keep the person past the time due" in str(readings)
        assert "A lawful hold would expire" in str(readings)

    def test_a_policy_for_a_sheriff_is_not_cited_for_others(self) -> None:
        """San Francisco in 2014: the sheriff's announcement binds no other agency."""
        open_points = lines_of("hold_on_detainer", "06075", date(2014, 7, 1))[-2]

        assert open_points.endswith(
            "For any other local agency: if so, the agency may hold a person on a detainer (S.F., "
            "Cal., Admin. Code ch. 12I); if not, the agency must not hold a person on a detainer "
            "(S.F., Cal., Admin. Code ch. 12I)."
        )

    def test_a_case_that_a_reported_policy_does_not_bar_is_no_permission(self) -> None:
        """Denver in 2015: with a criminal warrant; Clark County, Nevada: by listed charges."""
        on = date(2026, 1, 5)
        denver = "\n".join(lines_of("hold_on_detainer", "08031", date(2015, 1, 5)))

        assert "the policy does not bar it" in denver
        assert lines_of("notify_release", "32003", on)[0].endswith(
            ". Such a policy is not a law, and gives no power to do it. No source on file says "
            "that it still applies. No law on file covers other cases."
        )

    def test_what_was_moved_and_not_read_is_cited_as_it_was_read(self) -> None:
        """Texas: art. 2.251 was read, and art. 2A.060, which continues it, was not."""
        assert (
            "(Tex. Code Crim. Proc. Ann. art. 2.251(a)(1), (b) (2017), continued since January 1, "
            "2025, in art. 2A.060, whose text was not read)"
        ) in lines_of("hold_on_detainer", "US-TX")[0]

    def test_a_law_that_bars_bans_is_no_permission(self) -> None:
        """Arkansas: no policy may restrict holds, and the section orders and allows none."""
        lines = lines_of("hold_on_detainer", "US-AR", date(2026, 1, 5))

        assert lines[0].startswith("Arkansas: no policy may forbid a sheriff to hold a person on ")
        assert lines[0].endswith(" (E)). No law on file requires or allows it.")
        assert not any("does not itself give the power" in line for line in lines)

    def test_silence_says_once_that_it_is_no_permission(self) -> None:
        """Where no law covers a case, of holds and of other practices."""
        for practice, means in (
            (Practice.HOLD_ON_DETAINER, "that is not permission."),
            (Practice.NOTIFY_RELEASE, "that is neither permission nor a ban."),
        ):
            said = "\n".join(lines_of(practice, "24021", date(2026, 10, 15)))
            assert said.count(f"Where no law on file covers a case, {means}") == 1
