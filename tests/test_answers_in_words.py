"""Answers in words, where what is told is rare."""

from datetime import date

import attrs
import pytest

from detainerlib import (
    DetainerError,
    catalog,
    classify_cooperation,
    cooperation_profile,
    governing_policy,
    local_time,
)
from detainerlib.cooperation.findings import clause_on
from detainerlib.errors import InstantError, UnknownIdError
from detainerlib.models import FederalPosition, ListedAgreement, ListingStatus, Modality, Practice
from detainerlib.models.deciding_powers import Office
from detainerlib.policy import OpenBecause, OpenReason
from detainerlib.policy.answer import ANY_TEXT, REST
from detainerlib.policy.in_words import _turn
from detainerlib.policy.ordinary import OrdinaryCase, Turn

NEW_YORK = governing_policy("hold_on_detainer", "US-NY", on=date(2025, 12, 1))


class TestScales:
    """A scale of one's own may look at other practices."""

    def test_a_practice_that_no_profile_has_is_told_as_well(self) -> None:
        """In a line of its own."""
        scale = catalog.scale("notice-hold-transfer")
        lowest, second = scale.levels[:2]
        requirement = attrs.evolve(second.requirements[0], practices=(Practice.INQUIRE_STATUS,))
        asks = attrs.evolve(second, requirements=(requirement,))
        own = attrs.evolve(scale, id="own", levels=(lowest, asks), claims=())
        lines = str(classify_cooperation("US-TX", on=date(2025, 7, 3), scale=own)).splitlines()

        assert [
            line for line in lines if line.startswith("Asking about immigration status: asking")
        ]

    def test_a_practice_that_a_profile_does_not_have_is_refused(self) -> None:
        """By its name."""
        profile = cooperation_profile("US-TX", on=date(2025, 7, 3))
        with pytest.raises(UnknownIdError, match="practice: got 'inquire_status'"):
            profile.finding("inquire_status")

    def test_a_law_for_one_kind_of_agency_is_not_said_to_be_missing(self) -> None:
        """Virginia's law on transfers covers its department of corrections alone."""
        finding = cooperation_profile("US-VA", on=date(2026, 11, 1)).finding("transfer_custody")
        cause = OpenBecause(reason=OpenReason.NOT_ON_RECORD, about=(ANY_TEXT, REST))
        words = "(no law on file covers every case)"

        assert str(finding).endswith(words)
        assert clause_on(finding.practice, finding.agencies, (cause,)).endswith(words)


class TestFrames:
    """What federal law commands, and who can decide."""

    def test_a_command_is_one(self) -> None:
        """Were there a statement that says so."""
        frame = NEW_YORK.federal_frame
        statement = attrs.evolve(frame.statements[0], position=FederalPosition.COMMANDS)

        assert frame.is_commanded is False
        assert attrs.evolve(frame, statements=(statement,)).is_commanded is True

    def test_where_every_office_is_on_file_none_is_said_not_to_be(self) -> None:
        """The last line is about what is missing."""
        decided = NEW_YORK.decided_by
        powers = tuple(attrs.evolve(decided.powers[0], office=office) for office in Office)

        assert "these could bind" in str(decided)
        assert "these could bind" not in str(attrs.evolve(decided, powers=powers))


def test_a_citation_of_no_authority_of_an_explanation_is_refused() -> None:
    """It cannot be printed."""
    other = catalog.rule("form-i-247a").citation
    with pytest.raises(DetainerError, match="expected one of its authorities"):
        NEW_YORK.explanation.printed(attrs.evolve(other, authority="17-usc-105"))


def test_a_signing_later_than_the_list_is_no_start() -> None:
    """It is an error of the list."""
    agreement = ListedAgreement(
        id="a#b#c",
        agency_id="b",
        agency="Example County Sheriff",
        signed=date(2025, 9, 1),
        last_listed=date(2025, 7, 18),
        status=ListingStatus.LISTED,
        row=2,
    )

    assert agreement.period.contains(date(2025, 7, 18))


@pytest.mark.parametrize("text", ["12/31/9999 11:30pm -05:00", "12/31/9999 23:59-10:00"])
def test_a_time_beyond_the_calendar_is_refused(text: str) -> None:
    """In UTC it would lie in the year 10000."""
    with pytest.raises(InstantError, match="in the years 1 to 9999"):
        local_time(text, zone="America/Chicago")


def test_a_case_that_one_more_thing_leaves_open_is_named_where_no_list_has_it() -> None:
    """It is settled without that thing, so that it stands in no list."""
    banned, required = frozenset({Modality.PROHIBITED}), frozenset({Modality.REQUIRED})
    turn = Turn(
        outcomes=frozenset({banned, required}),
        facts=("the person is on a list",),
        cases=(("the person was convicted",),),
    )
    case = OrdinaryCase(outcomes=frozenset({banned}), kinds=("sheriff",), provisions=())

    is_open, sentence = _turn(attrs.evolve(case, turns=(turn,)), turn)
    assert is_open
    assert sentence.startswith("The laws on file do not settle the case where the person was conv")


@pytest.mark.parametrize("place", ["Minnesota", "Hennepin County, MN", "Ramsey County, MN"])
def test_an_opinion_that_does_not_bind_is_told_where_no_law_settles_it(place: str) -> None:
    """Counties of Minnesota were told of a newspaper, and not of the Attorney General."""
    answer = governing_policy("hold_on_detainer", place, on=date(2026, 7, 2))

    assert (
        "An opinion or ruling, not counted as binding here, says (Op. Minn. Att'y Gen. 3-a (Feb. "
        "6, 2025); the original text was read): Minnesota law prohibits state and local agencies "
        "from holding a person on a detainer who would otherwise be released."
    ) in str(answer).splitlines()


def test_a_ruling_that_does_not_bind_is_left_where_a_law_settles_it() -> None:
    """Oregon's ban stands beside a ruling on one of its counties."""
    answer = governing_policy("hold_on_detainer", "Oregon", on=date(2026, 7, 2))

    assert {"us-or-miranda-olivares-hold"} <= {norm.id for norm in answer.persuasive}
    assert "not counted as binding" not in str(answer)
