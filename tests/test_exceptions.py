"""What changes a ruling, and what one more fact makes of that: which, and how."""

from datetime import date

import pytest

import detainerlib as dl
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice, PracticeLike
from detainerlib.policy.ordinary import ordinary_cases
from detainerlib.sentences.policy import ANY_OTHER

IN_2025 = date(2025, 7, 3)


def lines_of(practice: PracticeLike, place: str, on: date = IN_2025) -> list[str]:
    """Return the lines of an answer."""
    return str(dl.governing_policy(practice, place, on=on)).splitlines()


class TestOneMoreFact:
    """A fact that changes nothing alone says what it changes, and how."""

    def test_it_undoes_exceptions_by_their_numbers(self) -> None:
        """And not those that do not turn on it: what is public may be told all the same."""
        assert (
            "Exceptions (2) through (9) do not apply if the arrest, detention or conviction is for "
            "a misdemeanor that was a felony, or punishable as one, before California's Safe "
            "Neighborhoods and Schools Act of 2014."
        ) in lines_of("notify_release", "US-CA")

    def test_of_a_long_list_it_names_those_that_it_leaves(self) -> None:
        """Where more cases are undone than are listed."""
        assert any(
            line.startswith("Exceptions other than (1) through (4) do not apply if the arrest, ")
            for line in lines_of("transfer_custody", "06037")
        )

    def test_it_turns_cases_that_are_open(self) -> None:
        """By their numbers, which go on past three."""
        county = lines_of("notify_release", "06037")

        assert "(9) a magistrate has found probable cause" in county[1]
        assert county[2].startswith("Cases (2) through (9) are not among these if the arrest, ")
        assert (
            "In cases (1) through (9), it may if there is a warrant or order of a judge for the "
            "person; or a judicial officer has found probable cause."
        ) == county[3]

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
        """Of cases that stand under numbers by these, of others in words."""
        assert (
            "No law on file covers the case where there is a warrant or order of a judge for the "
            "person and the request is not an immigration detainer as the law defines it."
        ) in lines_of("transfer_custody", "24031", date(2026, 10, 1))
        assert (
            "The laws on file do not settle cases (1), (3), (4), and (5) if it needs access to an "
            "area of a facility that is not normally open to the public."
        ) in lines_of("allow_interviews", "24031", date(2026, 10, 1))

    def test_whether_it_matters_may_not_be_settled(self) -> None:
        """Where that turns on words of the law that no source explains."""
        assert (
            "The laws on file do not settle whether it matters that there is no signed Form I-200 "
            "or I-205 for the person."
        ) in lines_of("hold_on_detainer", "20173")

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
            for line in lines_of("hold_on_detainer", "3651000")
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
            for line in lines_of("hold_on_detainer", "3651000", date(2026, 3, 1))
        )


class TestOpenCases:
    """What is open is no exception, and is said once."""

    def test_cases_that_no_law_covers_are_no_exceptions(self) -> None:
        """Of a ruling that they are left out of."""
        lines = lines_of("transfer_custody", "24031", date(2026, 10, 15))

        assert lines[0].endswith(", except in cases that no law on file covers.")
        assert lines[2] == (
            "It must not even in those cases if an officer with police powers acts in regular "
            "police work."
        )
        assert ", and federal law requires it" not in lines[3]
        assert "(e) the person is serving a sentence of five years or more." in lines[3]

    def test_cases_that_are_not_settled_are_no_exceptions(self) -> None:
        """Los Angeles County: a motion whose words may or may not reach them."""
        assert lines_of("notify_release", "06037")[0].endswith(
            ", except in cases that the laws on file do not settle."
        )

    def test_what_is_open_is_not_open_again_in_some_cases(self) -> None:
        """Kansas: whether an agency may hold is not settled in any case."""
        kansas = lines_of("hold_on_detainer", "US-KS", date(2026, 7, 1))

        assert kansas[0].startswith("Kansas: the laws on file do not settle whether a sheriff may")
        assert not any("do not settle the case" in line for line in kansas)


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
        assert lines_of("hold_on_detainer", "Harris County, TX")[0].endswith(
            "; then it may (Harris Cnty. Sheriff's Off., Statements (Feb. 21-22, 2017))."
        )

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
