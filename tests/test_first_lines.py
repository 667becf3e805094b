"""What a clerk sees first of every place: hold, do not hold, or that no law on file lets one."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

import pytest
from scenarios import check_each

import detainerlib as dl
from detainerlib.__main__ import main
from detainerlib.cli.long_lists import without_long_lists
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.policy import PolicyAnswer
from detainerlib.policy.standing import is_law
from detainerlib.sentences.answers import cited_once
from detainerlib.sources.citations import Evidence

DAY = date(2026, 7, 2)
PLACES = sorted(
    {place.code for place in dl.catalog.jurisdictions()}
    | {provision.jurisdiction for provision in dl.catalog.provisions()}
)
PRACTICES = (
    Practice.HOLD_ON_DETAINER,
    Practice.NOTIFY_RELEASE,
    Practice.TRANSFER_CUSTODY,
)
MAY_BE_MISSING = "An exception to the duty may be missing."


class Told(NamedTuple):
    """An answer, and all that it says."""

    answer: PolicyAnswer
    text: str


@cache
def told_of(practice: Practice | str, code: str, kind: str | None = None) -> Told:
    """Ask what goes for a place, or an agency of it, once for all tests."""
    answer = dl.governing_policy(practice, code, on=DAY, agency_type=kind)  # type: ignore[arg-type]
    return Told(answer, str(answer))


@pytest.mark.parametrize("practice", PRACTICES)
def test_a_duty_that_was_not_read_may_have_an_exception(practice: Practice) -> None:
    """Where no law that requires it was read, an answer says so; where all were, it does not."""

    def check(code: str) -> None:
        answer, text = told_of(practice, code)
        read = {
            norm.citation.evidence is Evidence.TEXT
            for norm in answer.controlling
            if Modality.REQUIRED in {norm.modality, norm.otherwise}
        }
        last = text.splitlines()[-1]
        if read == {False} and answer.possible == {Modality.REQUIRED}:
            assert last.endswith(f"not the original text. {MAY_BE_MISSING}")
        elif read <= {True}:
            assert MAY_BE_MISSING not in last

    check_each(check, PLACES)


def test_a_law_that_was_read_beside_an_order_that_was_not() -> None:
    """Florida's statute was read: what a mayor's directive says beside it excepts nothing."""
    miami, georgia = (
        str(dl.governing_policy("hold_on_detainer", place, on=DAY)).splitlines()[-1]
        for place in ("Miami-Dade County, FL", "Fulton County, GA")
    )

    assert "secondary, not the original text (Miami-Dade" in miami
    assert MAY_BE_MISSING not in miami
    assert (
        f"As of July 2, 2026. Source: secondary, not the original text. {MAY_BE_MISSING}" == georgia
    )


KINDS = ("sheriff", "police", "local-corrections", "board", "state-police")
NOTHING = "no law on file requires or allows "
PLAIN = (
    " must honor the detainer",
    " must not hold a person on a detainer",
    " may hold a person on a detainer",
    NOTHING,
    "no policy may forbid ",
    "the laws on file do not settle whether ",
    "no statewide rule on holding on a detainer is on file; each agency decides.",
    "no statute on holding on a detainer is on file; ",
    "no law found on whether ",
    "the law on whether an agency may hold a person on a detainer was not searched.",
)


def first_line(code: str, kind: str | None) -> tuple[str, PolicyAnswer] | None:
    """Return the first line of an answer on holding, and the answer; None of no such agency."""
    place = dl.catalog.jurisdiction(code)
    if kind is not None and AgencyType(kind).is_of_state and place.level.is_local:
        return None
    answer, text = told_of("hold_on_detainer", code, kind)
    return text.splitlines()[0].removeprefix(f"{place.name}: "), answer


def gives_power(norm: Provision) -> bool:
    """Whether a provision is law that requires or allows a hold, and not only bars bans of it."""
    modalities = {norm.modality, norm.otherwise}
    is_power = bool(modalities & {Modality.REQUIRED, Modality.PERMITTED})
    return is_power and is_law(norm) and not norm.voids_local_bars


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_the_first_line_is_of_a_plain_kind(kind: str | None) -> None:
    """Hold, do not hold, no law that lets one, or what it depends on: at the first glance."""

    def check(code: str) -> None:
        found = first_line(code, kind)
        if found is None:
            return
        first, answer = found
        laws = (*answer.controlling, *answer.conflicts)
        assert any(plain in first for plain in PLAIN)
        if first.startswith("no policy may forbid ") and ", unless " not in first:
            assert "No law on file requires or allows it." in first
        if first.startswith(NOTHING) and "is not settled" in first:
            assert kind is None or not any(map(gives_power, laws))
        if first.startswith("the laws on file do not settle whether "):
            assert any(map(gives_power, laws))

    check_each(check, PLACES)


@pytest.mark.parametrize(
    ("place", "ban"),
    [
        ("Montgomery County, MD", "; whether one forbids it is not settled ("),
        ("Hennepin County, MN", "; whether a policy on file forbids it is not settled ("),
        ("Arizona", "; whether a policy may forbid it is not settled ("),
    ],
)
def test_what_no_branch_allows_is_not_said_to_be_open(place: str, ban: str) -> None:
    """A ban that may not be in effect, a policy that may not be, a bar of bans that may not."""
    first = str(dl.governing_policy("hold_on_detainer", place, on=DAY)).splitlines()[0]

    assert f": {NOTHING}" in first
    assert ban in first


@pytest.mark.parametrize("kind", KINDS)
def test_no_branch_allows_what_no_law_is_said_to_allow(kind: str) -> None:
    """As a county's own policy beside a law that only bars bans, in Kansas, gives no power."""

    def check(code: str) -> None:
        text = told_of("hold_on_detainer", code, kind).text
        if f": {NOTHING}" in text.splitlines()[0]:
            assert not re.search("[Ii]f (so|not), [^,;.]* may hold a person", text)

    check_each(check, PLACES)


@pytest.mark.parametrize("practice", PRACTICES)
def test_who_keeps_people_in_custody_is_named(practice: Practice) -> None:
    """An answer that says "any other agency" leaves nobody out who may have a person in custody."""

    def check(code: str) -> None:
        told = told_of(practice, code).text
        if "any other local agency" in told or "any other agency" in told:
            named = ["a sheriff", "a police department", "a county or city jail department"]
            if not dl.catalog.jurisdiction(code).level.is_local:
                named += ["the state police", "the state prison agency"]
            assert [] == [agency for agency in named if agency not in told.casefold()]

    check_each(check, PLACES)


@pytest.mark.parametrize("practice", Practice)
def test_a_long_list_has_lines_of_its_own(practice: Practice) -> None:
    """Numbered from one on; a short answer says how many there are, and where they are."""
    seen = 0
    for code in PLACES:
        told = told_of(practice, code).text
        for inline in re.findall(r"(?:these cases|are true): (\(1\) [^\n]*?)\.(?: |$)", told):
            assert len(inline.split()) <= 60, (code, inline)
        for items in re.findall(r":((?:\n  \(\d+\) [^\n]*)+)", told):
            numbers = [*map(int, re.findall(r"\n  \((\d+)\) ", items))]
            assert [*range(1, len(numbers) + 1)] == numbers
            seen += 1
            assert len(items.split()) > 40
        short = without_long_lists(told)
        assert "\n  " not in short
        assert "listed above" not in short
        assert told.count(":\n  (1) ") == short.count(" listed by number without --brief.")
    assert seen or practice not in PRACTICES


def test_a_short_answer_counts_a_list_that_the_long_one_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Los Angeles County on notice and transfers; New York City on holds, by hold and audit."""
    notice, transfer = (
        ("policy", practice, "Los Angeles County, CA", "--on", "7/2/2026")
        for practice in ("notify_release", "transfer_custody")
    )
    there = ("--jurisdiction", "New York County, NY")
    hold = ("hold", "7/2/2026 5pm", *there)
    audit = ("audit", "7/2/2026 5pm", "7/2/2026 6pm", *there)

    for asked, counted in (
        (notice, "settle 9 cases, which are listed by number without --brief."),
        (transfer, "in any of 25 cases, which are listed by number without --brief."),
        (hold, "it may in any of 4 cases, which are listed by number without --brief."),
        (
            audit,
            "it may if all of 2 conditions are met, which are listed by number without --brief.",
        ),
    ):
        assert 0 == main((*asked, "--brief"))
        assert counted in capsys.readouterr().out
        assert 0 == main(asked)
        printed = capsys.readouterr().out
        assert counted not in printed
        assert "\n  (1) " in printed


def test_a_report_that_is_cited_again_is_not_called_a_law() -> None:
    """Prince George's County: a bill, and what a newspaper reported."""
    _, text = told_of(Practice.HOLD_ON_DETAINER, "24033")

    assert "The Washington Times" in text
    assert "in regular police work, the agency must not" in text
    assert "(same sources)" in text
    assert "(same law" not in text


def test_a_list_with_another_lead_is_left_as_it_is() -> None:
    """Nothing is lost, and nothing fails, where it is not known how to count it."""
    told = "It must, except at these hours:\n  (1) at noon;\n  (2) at night.\nIt may."

    assert told == without_long_lists(told)


def test_a_long_citation_stands_once() -> None:
    """The same source right after itself is called that; not where another stands between."""
    long = "Zed Code Ann. art. 1 (2017), continued since January 1, 2025, in art. 2"
    other = "Polk Cnty., Iowa, Code § 1"
    cited = [long, other]

    def told(*several: str) -> str:
        return cited_once(" ".join(f"An agency must ({cite})." for cite in several), cited)

    assert told(long, long, long).count(long) == 1
    assert told(long, long).endswith("). An agency must (same source).")
    assert told(long, other, long).count(long) == 2
    assert told(other, other).count(other) == 2
    assert told(f"{long}; {other}", f"{long}; {other}").endswith("An agency must (same sources).")
    assert told(long, f"{long}; {other}").count(long) == 2
    assert cited_once(f"(1) ({long}) (aside) ({long})", cited).endswith("(aside) (same source)")


def test_agencies_of_one_rule_are_told_together() -> None:
    """Harris County: what was reported of the sheriff changes nothing for the police."""
    first, second, *_ = str(
        dl.governing_policy("hold_on_detainer", "Harris County, TX", on=DAY)
    ).splitlines()

    assert first.endswith("; then no law on file requires or allows it.")
    assert second == "The same goes for a police department and a county or city jail department."
