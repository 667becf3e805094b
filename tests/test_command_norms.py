"""The verbs policy, classify, compare and figures, as one types them."""

import json
from typing import Any

import pytest
from data_day import DATA_AS_OF

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
    assert [
        (
            "Illinois: a state or local agency must not hold a person on a detainer "
            "(5 ILCS 805/15(a))."
        ),
        "As of January 1, 2022. Source: the original text was read.",
        "",
        "WHY",
    ] == lines[:4]
    headings = [line for line in lines if line.isupper()]
    assert ["WHY", "SOURCES", "WHO CAN DECIDE IT", "FEDERAL LAW"] == headings
    assert catalog.about().closing_on_policy == lines[-1]


def test_who_decides_and_federal_law_are_a_line_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With their sources; the rest of both, and its sources, are in the whole answer."""
    asked = ("policy", "notify_release", "Cook County, Illinois", "--on", "7/2/2026")
    _, short, _ = run(capsys, *asked)
    _, full, _ = run(capsys, *asked, "--full")
    below = short.partition("\nWHO CAN DECIDE IT\n")[2].splitlines()

    assert below[0].startswith("As of July 2, 2026, this is decided for Cook County, Illinois, by ")
    assert ["", "FEDERAL LAW"] == below[1:3]
    assert below[3].endswith("(Printz v. United States, 521 U.S. 898 (1997))")
    assert [
        "",
        "Which offices could decide this, and what else federal law says, is in: --full",
        "",
    ] == below[4:7]
    assert {*below[:4]} < {*full.splitlines()}
    for words in ("Printz v. United States", "Murphy v. National", "Hunter v. City of Pittsburgh"):
        assert words in full
        assert (words in short) is words.startswith("Printz")


def test_brief_prints_no_steps(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer, how well its words are known, and the closing."""
    _, out, _ = run(capsys, *ILLINOIS, *DAY, "--brief")

    assert [
        (
            "Illinois: a state or local agency must not hold a person on a detainer "
            "(5 ILCS 805/15(a))."
        ),
        "As of January 1, 2022. Source: the original text was read.",
        "",
        DATA_AS_OF,
        catalog.about().closing_on_policy,
    ] == out.splitlines()


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

    assert [
        (
            "Iowa: a sheriff must honor the detainer (Iowa Code § 27A.2), unless no signed "
            "Form I-200 or I-205 comes with the detainer; then no law on file requires or allows "
            "it."
        ),
        (
            "The same goes for a police department, a county or city jail department, and the "
            "state police."
        ),
        "No law on file covers the state prison agency or any other agency.",
    ] == open_one.splitlines()[:3]
    assert [
        "Iowa: a sheriff must honor the detainer (Iowa Code § 27A.2).",
        (
            "As asked, this is only for a sheriff, in the case where a signed Form I-200 or I-205 "
            "comes with the detainer and the request was made in writing."
        ),
        "That the request was made in writing changes nothing in this answer.",
        "As of January 1, 2020. Source: the original text was read.",
    ] == settled.splitlines()[:4]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # Section 27A.2 says nothing of citizenship.
        (
            ("hold", "7/3/2025 5pm", "--jurisdiction", "IA", "--fact", "shown-citizen=yes"),
            [
                (
                    "As asked, this is only for the case where the person has shown proof of "
                    "United States citizenship."
                ),
                (
                    "That the person has shown proof of United States citizenship changes nothing "
                    "in this answer."
                ),
            ],
        ),
        # Either of two lifts the duty of art. 2.251: neither changes anything beside the other.
        (
            (
                *("policy", "hold_on_detainer", "TX", "--on", "7/3/2025"),
                *("--fact", "shown-citizen=yes", "--fact", "shown-lawful-status=yes"),
            ),
            [
                (
                    "As asked, this is only for the case where the person has shown proof of "
                    "United States citizenship and the person has shown proof of lawful "
                    "immigration status."
                ),
                (
                    "“The person has shown proof of United States citizenship” means: Proof of "
                    "it, or of lawful status, such as a Texas driver's license or similar "
                    "government-issued identification. (Tex. Code Crim. Proc. Ann. art. "
                    "2.251(b) (2017); the original text was read.)"
                ),
            ],
        ),
        (
            ("policy", "hold_on_detainer", "IL", "--on", "7/3/2025", "--agency-type", "sheriff"),
            [
                "As asked, this is for a sheriff only.",
                "As of July 3, 2025. Source: the original text was read.",
            ],
        ),
    ],
)
def test_what_was_given_stands_below_the_answer(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], expected: list[str]
) -> None:
    """A page is not of the place at large; a fact that changes nothing is said to."""
    _, out, _ = run(capsys, *typed, "--brief")

    assert expected == out.splitlines()[1:3]


@pytest.mark.parametrize(("place", "is_told"), [("CA", False), ("IN", True)])
def test_a_detainer_is_told_as_given_only_where_a_law_turns_on_it(
    capsys: pytest.CaptureFixture[str], place: str, is_told: bool
) -> None:
    """A form that asks for a hold is one, and nobody typed it; Ind. Code § 5-2-18.2 names it."""
    typed = ("policy", "notify_release", place, "--on", "1/1/2026", "--brief")
    _, out, _ = run(capsys, *typed, "--fact", "request-is-detainer=yes")

    assert is_told is ("the request is an immigration detainer" in out)


SANTA_CLARA = (
    *("policy", "hold_on_detainer", "06085", "--on", "2012-01-01", "--agency-type", "sheriff"),
    *("--fact", "reimbursement-agreement=yes", "--fact", "minor=no", "--brief"),
    *("--fact", "in-custody-on-serious-or-violent-conviction=no"),
)


FELONY = "serious-or-violent-felony"
ORDINANCE = "(Santa Clara Cnty., Cal., Bd. of Supervisors Policy Manual § 3.54)"
MAY = (f"may hold a person on a detainer {ORDINANCE}.",)
MUST_NOT = (f"must not hold a person on a detainer {ORDINANCE}.",)
CONVICTION = (
    "the person has been convicted of a felony that the law defines as serious or violent, in "
    "the past 10 years or with release in the past 5 years"
)
OPEN = (
    f"must not hold a person on a detainer {ORDINANCE}, with exceptions.",
    f"Exception {ORDINANCE}: it may if {CONVICTION}.",
)
OPEN_WITH_HOMICIDE = (
    OPEN[0],
    (
        f"Exception {ORDINANCE}: it may in any of these cases: (1) {CONVICTION}; "
        "(2) the person has been convicted of homicide."
    ),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ((), OPEN_WITH_HOMICIDE),
        (("--no-convictions",), MUST_NOT),
        (("--conviction", "homicide"), MAY),
        (("--conviction", FELONY), OPEN),
        (("--conviction", f"{FELONY}@2003-01-01"), MAY),
        (("--conviction", f"{FELONY}@2001-01-01"), OPEN),
        (("--conviction", f"{FELONY}@2001-01-01/none"), MUST_NOT),
        (("--conviction", f"{FELONY}@2001-01-01/2007-01-02"), MAY),
    ],
)
def test_convictions_and_their_days_settle_what_is_open(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """Ten years of the conviction, or five of the release; any time for homicide."""
    _, out, _ = run(capsys, *SANTA_CLARA, *typed)

    assert [
        f"Santa Clara County, California: a sheriff {expected[0]}",
        (
            "As asked, this is only for a sheriff, in the case where the person is not in custody "
            "on a conviction of a serious or violent felony, the person is 18 or older, and the "
            "federal government has agreed in writing to reimburse all costs."
        ),
        *expected[1:],
        "As of January 1, 2012. Source: secondary, not the original text.",
        "",
        DATA_AS_OF,
        catalog.about().closing_on_policy,
    ] == [
        line
        for line in out.splitlines()
        if " changes nothing " not in line
        and not line.startswith(("Convictions given: ", "As asked, the person was never "))
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("--no-convictions",), ["As asked, the person was never convicted."]),
        (
            ("--conviction", f"{FELONY}@2001-01-01/2007-01-02", "--conviction", "homicide"),
            [
                (
                    "Convictions given: a felony that the law defines as serious or violent "
                    "(convicted January 1, 2001; released January 2, 2007); homicide."
                ),
            ],
        ),
        # The manual turns on no other conviction, and on no arrest.
        (
            ("--conviction", "any-crime@2001-01-01/none", "--arrested-on", "7/1/2011"),
            [
                (
                    "Convictions given: any crime, a misdemeanor or a felony (convicted January 1, "
                    "2001; no sentence served). Present arrest: July 1, 2011."
                ),
                (
                    "That the person was convicted of any crime, a misdemeanor or a felony and "
                    "the day of the arrest change nothing in this answer."
                ),
            ],
        ),
        (
            ("--arrested-on", "7/1/2011"),
            [
                "Present arrest: July 1, 2011.",
                "The day of the arrest changes nothing in this answer.",
            ],
        ),
    ],
)
def test_convictions_given_stand_below_the_answer(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], expected: list[str]
) -> None:
    """Each with its days; what changes nothing is said to."""
    asked = ("policy", "hold_on_detainer", "06085", "--on", "2012-01-01", "--brief")
    _, out, _ = run(capsys, *asked, *typed)

    assert expected == out.splitlines()[1 : 1 + len(expected)]


@pytest.mark.parametrize(
    ("asked", "is_idle"),
    [
        # Section 752.053(b)(1) asks nothing of citizenship; article 2.251, on holds, does.
        (("inquire_status", "TX", "--on", "7/3/2025", "--fact", "shown-citizen=yes"), True),
        (("hold_on_detainer", "TX", "--on", "7/3/2025", "--fact", "shown-citizen=yes"), False),
        # Section 3.54 has an exception for a conviction of a serious or violent felony.
        (("hold_on_detainer", "06085", "--on", "2012-01-01", "--no-convictions"), False),
        (("hold_on_detainer", "TX", "--on", "7/3/2025", "--no-convictions"), True),
    ],
)
def test_a_fact_changes_something_where_the_law_of_that_practice_names_it(
    capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], *, is_idle: bool
) -> None:
    """And not where a law on another practice does."""
    _, out, _ = run(capsys, "policy", *asked, "--brief")

    assert is_idle is ("changes nothing in this answer" in out)


def test_an_offense_stands_within_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Also where what is on file of it is a sentence of its own."""
    asked = ("policy", "hold_on_detainer", "Travis County, TX", "--on", "7/3/2017", "--brief")
    _, out, _ = run(capsys, *asked, "--conviction", "tx-travis-2017-list@1/2/2015")

    assert "or human trafficking (convicted January 2, 2015)." in out


def test_a_timeline_names_the_case_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Once, above its answers."""
    asked = ("policy", "hold_on_detainer", "TX", "--timeline", "--agency-type", "sheriff")
    _, out, _ = run(capsys, *asked, "--fact", "shown-citizen=no", "--no-convictions")

    assert [
        "Texas, holding on a detainer",
        (
            "As asked, this is only for a sheriff, in the case where the person has not shown "
            "proof of United States citizenship."
        ),
        "As asked, the person was never convicted.",
        "That the person was never convicted changes nothing in this answer.",
    ] == out.splitlines()[:4]


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
    ban = "a state or local agency must not hold a person on a detainer"
    assert out.startswith("Illinois, holding on a detainer\n")
    assert (
        f"\nAugust 28, 2017 through August 1, 2021: {ban} (Ill. Pub. Act 100-463, § 15(a)).\n"
        in out
    )
    assert f"\nSince August 2, 2021: {ban} (5 ILCS 805/15(a)).\n" in out
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


@pytest.mark.parametrize("place", ["Travis County, TX", "travis county, texas"])
def test_figures_of_a_place_as_it_is_typed_elsewhere(
    capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """No one is told that none is on file because the publisher printed the place otherwise."""
    status, out, _ = run(capsys, "figures", place)

    assert (0, out) == run(capsys, "figures", "--place", place)[:2]
    assert 0 == status
    assert "ddor-w1-declined-travis-tx: " in out


class TestClassify:
    """How far a place cooperates."""

    TYPED = ("classify", "US-CT", "--on", "2020-01-01")

    def test_prints_the_level_why_and_the_closing(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The answer first."""
        status, out, err = run(capsys, *self.TYPED)
        lines = out.splitlines()

        assert (0, "") == (status, err)
        assert (
            "As of January 1, 2020, Connecticut's laws on file amount to “holds under "
            "conditions”: some holds without a judge's warrant, with limits on holds or notice, "
            "detainerlib says."
        ) == lines[0]
        assert "WHY" in lines
        assert catalog.about().closing_on_policy == lines[-1]

    def test_brief_prints_no_steps(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The answer, how well its words are known, and the closing."""
        _, out, _ = run(capsys, *self.TYPED, "--brief")
        level, *lines, empty, _, closing = out.splitlines()
        meanings = [line for line in lines if line.startswith(("“", "Levels"))]
        practices = [line for line in lines if line not in meanings and line[0] != " "]

        assert "As of January 1, 2020, Connecticut's laws on file " in level
        assert 2 == len(meanings)
        assert [
            "Holding on a detainer",
            "Notifying ICE of a release",
            "Transferring custody to ICE",
            "Where no law on file covers a case, that is not permission.",
            "Sources",
        ] == [line.partition(":")[0] for line in practices]
        assert ("", catalog.about().closing_on_policy) == (empty, closing)

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
                "and 9 more. Did you mean hold_on_detainer?"
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
        ("assertions", (*catalog.assertions(), catalog.assertions().note)),
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


def test_what_is_unread_within_a_state_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """A state has none itself, and its counties have some."""
    _, lines, _ = run(capsys, "list", "unread", "US-WA")

    assert () == catalog.unread_texts("US-WA")
    assert {text.id for text in catalog.unread_texts(within="US-WA")} == {
        line.partition(":")[0] for line in lines.splitlines()
    }


def test_what_is_of_places_within_is_listed_or_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """With --within they are listed; without it a line says how many they are."""
    _, own, _ = run(capsys, "list", "provisions", "US-WA")
    _, whole, _ = run(capsys, "list", "provisions", "US-WA", "--within")
    _, document, _ = run(capsys, "list", "provisions", "US-WA", "--within", "--json")
    *listed, more = own.splitlines()

    count = len(whole.splitlines()) - len(listed)
    assert f"{count} more of places within Washington: add --within." == more
    assert len(whole.splitlines()) == len(serialization.from_json(document))


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
        line.partition(":")[0].partition(" ")[0]
        for line in lines.splitlines()
        if line != getattr(records, "note", None) and not line.endswith("add --within.")
    ]
    assert records == serialization.from_json(document)


def test_a_short_comparison_has_the_practices_of_the_scale(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """How many more differ is counted; the whole one has them."""
    asked = ("compare", "IL", "IA", "--on", "1/1/2020")
    _, short, _ = run(capsys, *asked, "--brief")
    _, whole, _ = run(capsys, *asked)
    lines = short.splitlines()

    assert [line.partition(":")[0] for line in lines[1:4]] == [
        "Level",
        "Holding on a detainer",
        "Notifying ICE of a release",
    ]
    left_out = [
        line for line in whole.splitlines() if ": in Illinois, " in line and line not in lines
    ]
    assert f"{len(left_out)} more practices differ; leave out --brief to see them." == lines[4]
    ask = 'detainerlib policy hold_on_detainer "Iowa" --on 1/1/2020'
    assert [f"For exceptions and conditions, ask, for example: {ask}"] == lines[5:6]
    assert ["", DATA_AS_OF, catalog.about().closing_on_policy] == lines[6:]
    assert "leave out --brief" not in whole


def test_a_short_comparison_without_more_counts_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of a place with itself."""
    _, out, _ = run(capsys, "compare", "IL", "IL", "--on", "1/1/2020", "--brief")

    assert 5 == len(out.splitlines())


def test_a_short_figure_is_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Of several there is no pointer to the notes of one."""
    closing = catalog.about().closing_on_figures
    _, one, _ = run(capsys, "figures", "6,947", "--brief")
    _, several, _ = run(capsys, "figures", "New York", "--brief")

    assert [catalog.figure("dhs-2025-12-ny-released").sentence, closing] == one.splitlines()
    assert "detainerlib figures ID" not in several
    assert "detainerlib figures ID" in run(capsys, "figures", "New York")[1]


@pytest.mark.parametrize("typed", [("holidays", "2026"), ("compare", "IL", "TX", *DAY)])
def test_an_answer_without_a_short_document_says_so(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...]
) -> None:
    """In what is typed, and not in Python."""
    status, out, err = run(capsys, *typed, "--brief", "--json")

    assert (2, "") == (status, out)
    assert err.strip() == (
        f'detainerlib {typed[0]}: --brief "--json": expected one of the two. This answer has no '
        "short document; leave out --brief."
    )
