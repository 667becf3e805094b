"""The verbs policy and classify, as one types them."""

import json
from typing import Any

import pytest

from detainerlib import catalog, policy_timeline, serialization
from detainerlib.__main__ import main

ILLINOIS = ("policy", "hold_on_detainer", "US-IL")
DAY = ("--on", "2022-01-01")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command in this process."""
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_prints_the_answer_why_and_the_closing(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer first."""
    status, out, err = run(capsys, *ILLINOIS, *DAY)
    lines = out.splitlines()

    assert (0, "") == (status, err)
    assert lines[0].startswith(
        "Illinois, Saturday, January 1, 2022, to hold on a detainer: prohibited"
    )
    assert "WHY" in lines
    assert catalog.about().closing_on_policy == lines[-1]


def test_brief_prints_no_steps(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer and the closing."""
    _, out, _ = run(capsys, *ILLINOIS, *DAY, "--brief")

    assert 2 == len(out.splitlines())
    assert out.endswith(f"{catalog.about().closing_on_policy}\n")


def test_facts_and_the_actor_settle_what_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    """A fact is yes or no."""
    asked = ("policy", "hold_on_detainer", "US-IA", "--on", "2020-01-01", "--brief")
    _, open_one, _ = run(capsys, *asked)
    _, settled, _ = run(
        capsys,
        *asked,
        "--fact",
        "detainer-with-admin-warrant=yes",
        "--fact",
        "request-in-writing=yes",
        "--agency-type",
        "sheriff",
    )

    assert "depends on facts" in open_one
    assert "depends on facts" not in settled
    assert ": required (" in settled


SANTA_CLARA = (
    *("policy", "hold_on_detainer", "06085", "--on", "2012-01-01", "--agency-type", "sheriff"),
    *("--fact", "reimbursement-agreement=yes", "--fact", "minor=no", "--brief"),
    *("--fact", "in-custody-on-serious-or-violent-conviction=no"),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ((), "depends on convictions: homicide; serious-or-violent-felony"),
        (("--no-convictions",), ": prohibited ("),
        (("--conviction", "homicide"), ": permitted ("),
        (("--conviction", "serious-or-violent-felony"), "convicted_on; released_on"),
        (("--conviction", "serious-or-violent-felony@2003-01-01"), ": permitted ("),
        (("--conviction", "serious-or-violent-felony@2001-01-01"), "convictions: released_on"),
        (("--conviction", "serious-or-violent-felony@2001-01-01/none"), ": prohibited ("),
        (("--conviction", "serious-or-violent-felony@2001-01-01/2007-01-02"), ": permitted ("),
    ],
)
def test_convictions_and_their_days_settle_what_is_open(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], expected: str
) -> None:
    """Ten years of the conviction, or five of the release; any time for homicide."""
    _, out, _ = run(capsys, *SANTA_CLARA, *typed)

    assert expected in out


def test_json_is_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the kind decision."""
    _, out, _ = run(capsys, *ILLINOIS, *DAY, "--json")
    document = json.loads(out)

    assert ("policy-answer", "prohibited") == (document["kind"], document["modality"])


def test_the_timeline_is_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    """The same as in Python."""
    _, out, _ = run(capsys, *ILLINOIS, "--timeline", "--json")

    assert policy_timeline("hold_on_detainer", "US-IL") == serialization.from_json(out)


def test_the_timeline_prints_each_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """From the first known day on, with the last day of each stretch."""
    status, out, _ = run(capsys, *ILLINOIS, "--timeline")

    assert 0 == status
    assert out.startswith("Illinois, to hold on a detainer\n")
    assert "\nAugust 28, 2017 to August 1, 2021: prohibited" in out
    assert "\nAugust 2, 2021 and since: prohibited" in out
    assert "January 1:" not in out
    assert out.splitlines()[-1] == catalog.about().closing_on_policy


def test_a_figure_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence first, then notes, the source and the closing."""
    status, out, err = run(capsys, "figures", "ddor-w1-issued-franklin-pa")
    lines = out.splitlines()

    assert (0, "") == (status, err)
    figure = catalog.figure("ddor-w1-issued-franklin-pa")
    notes = lines[lines.index("Notes") + 1 :]
    assert figure.sentence == lines[0]
    assert list(figure.notes) == notes[: len(figure.notes)]
    assert any(note.startswith("Corrected by U.S. Immigration and Customs") for note in notes)
    assert any(line.startswith("Read at: http") for line in lines)
    assert any(line.startswith("“") for line in lines)
    assert catalog.about().closing_on_figures == lines[-1]


def test_an_unknown_figure_is_not_found(capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest ids, and a status of its own."""
    status, out, err = run(capsys, "figures", "ddor-w1-isued-franklin-pa")

    assert (1, "") == (status, err)
    assert "Did you mean ddor-w1-issued-franklin-pa" in out


class TestClassify:
    """How far a place cooperates."""

    TYPED = ("classify", "US-CT", "--on", "2020-01-01")

    def test_prints_the_level_why_and_the_closing(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The answer first."""
        status, out, err = run(capsys, *self.TYPED)
        lines = out.splitlines()

        assert (0, "") == (status, err)
        assert "holds under conditions" in lines[0]
        assert "WHY" in lines
        assert catalog.about().closing_on_policy == lines[-1]

    def test_brief_prints_no_steps(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The answer and the closing."""
        _, out, _ = run(capsys, *self.TYPED, "--brief")

        assert 2 == len(out.splitlines())

    def test_json_is_a_document(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With the options as its inputs."""
        options = ("--scale", "notice-hold-transfer", "--agency-type", "sheriff", "--json")
        _, out, _ = run(capsys, *self.TYPED, *options)
        document = json.loads(out)

        assert "classification" == document["kind"]
        assert "sheriff" == document["inputs"]["profile"]["agency_type"]

    def test_an_unknown_scale_is_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With what is on record."""
        status, out, err = run(capsys, *self.TYPED, "--scale", "hold")

        assert (2, "") == (status, out)
        assert err.startswith('detainerlib classify: --scale "hold": expected ')


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ("policy", "hold_on_detainers", "US-IL", *DAY),
            (
                "practice: got 'hold_on_detainers', expected one of hold_on_detainer, "
                "notify_release, transfer_custody, allow_interviews, share_information, "
                "execute_administrative_warrant, enter_287g, seek_287g, detention_contract, "
                "inquire_status, honor_judicial_warrant, tell_subject. "
                "Did you mean hold_on_detainer?"
            ),
        ),
        (
            (*ILLINOIS, *DAY, "--agency-type", "sherif"),
            (
                "agency_type: got 'sherif', expected one of sheriff, police, local-corrections, "
                "board, state-police, state-corrections, attorney-general, state-agency, "
                "court-officers, probation, prosecutor, governor, school. "
                "Did you mean sheriff?"
            ),
        ),
        (
            (*ILLINOIS, *DAY, "--fact", "judicial-warrant"),
            (
                "--fact: got 'judicial-warrant', expected ID=yes or ID=no. "
                "For example judicial-warrant=no."
            ),
        ),
        (
            (*ILLINOIS, "--on", "2022"),
            "--on: got '2022', expected a date such as 7/3/2025. Add the month and the day.",
        ),
        (
            (*ILLINOIS, *DAY, "--conviction", "any-felony@2010"),
            (
                "--conviction: got '2010', expected a date such as 7/3/2025. "
                "Add the month and the day."
            ),
        ),
        (
            (*ILLINOIS, *DAY, "--conviction", "any-felonies"),
            (
                "offense: got 'any-felonies', expected the id or name of an offense on file. "
                "Did you mean any-felony?"
            ),
        ),
        (
            (*ILLINOIS, *DAY, "--arrested-on", "today"),
            ("--arrested-on: got 'today', expected a date such as 7/3/2025. Type the date itself."),
        ),
    ],
)
def test_bad_input_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: str
) -> None:
    """What was given, what was expected, what to do."""
    status, out, err = run(capsys, *arguments)

    assert (2, "") == (status, out)
    assert err.startswith("detainerlib policy: ")
    assert err.endswith(f" expected {expected.partition(', expected ')[2]}\n")


@pytest.mark.parametrize(
    ("what", "records"),
    [
        ("agreements", (*catalog.agreements(), catalog.agreements().note)),
        ("assertions", catalog.assertions()),
        ("facts", catalog.facts()),
        ("figures", (*catalog.figures(), catalog.figures().note)),
        ("lift-reasons", catalog.lift_reasons()),
        ("no-rules", catalog.no_rules()),
        ("offenses", catalog.offense_classes()),
        ("provisions", catalog.provisions()),
        ("scales", catalog.scales()),
        ("unread", catalog.unread_texts()),
        ("zones", catalog.zones()),
    ],
)
def test_what_is_on_record_is_listed(
    capsys: pytest.CaptureFixture[str], what: str, records: tuple[object, ...]
) -> None:
    """A line for each, with its id."""
    _, out, _ = run(capsys, "list", what)

    assert len(records) == len(out.splitlines())


@pytest.mark.parametrize("practice", ["hold on detainer", "hold-on-detainer", "Hold_On_Detainer"])
@pytest.mark.parametrize("agency", ["local corrections", "Local-Corrections"])
def test_practices_and_agencies_are_typed_with_blanks(
    capsys: pytest.CaptureFixture[str], practice: str, agency: str
) -> None:
    """Their words may be joined by what one likes."""
    day = ("--on", "7/3/2025", "--brief", "--agency-type")
    _, typed, _ = run(capsys, "policy", practice, "US-TX", *day, agency)
    _, right, _ = run(capsys, "policy", "hold_on_detainer", "US-TX", *day, "local-corrections")

    assert right == typed


@pytest.mark.parametrize(
    "days", ["@3/1/2015/1/2/2016", "@2015-03-01/2016-01-02", "@March 1, 2015/2016-01-02"]
)
def test_days_of_a_conviction_are_typed_like_all_others(
    capsys: pytest.CaptureFixture[str], days: str
) -> None:
    """A slash stands between two days, and within one."""
    question = ("policy", "hold_on_detainer", "US-CA", "--on", "2020-01-01", "--json")
    status, typed, _ = run(capsys, *question, "--conviction", f"any-felony{days}")

    assert 0 == status
    assert "2015-03-01" in typed
    assert "2016-01-02" in typed


@pytest.mark.parametrize(
    ("what", "place", "records"),
    [
        ("assertions", "US-IL", catalog.assertions("US-IL")),
        ("no-rules", "US-WY", catalog.no_rules("US-WY")),
    ],
)
def test_what_is_of_a_place_is_listed(
    capsys: pytest.CaptureFixture[str], what: str, place: str, records: tuple[Any, ...]
) -> None:
    """In lines, and as a document of the records."""
    _, lines, _ = run(capsys, "list", what, place)
    _, document, _ = run(capsys, "list", what, place, "--json")

    assert [record.id for record in records] == [
        line.partition(":")[0].partition(" ")[0] for line in lines.splitlines()
    ]
    assert records == serialization.from_json(document)
