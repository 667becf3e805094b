"""The paper trail: steps that cite, printed as text, as HTML and as plain values."""

import html.parser
import json
from datetime import date, datetime
from typing import Any

import attrs
import pytest

from detainerlib.errors import DetainerError, NotADayError
from detainerlib.sources.citations import Authority, AuthorityKind, Citation, Evidence
from detainerlib.sources.explanation import Explanation, Step, StepStatus
from detainerlib.sources.versions import MadeWith

READ_ON = date(2025, 6, 1)


def authority(id: str, cite: str) -> Authority:
    """Make up an authority."""
    return Authority(
        id=id,
        title=f"Title of {id}",
        cite=cite,
        kind=AuthorityKind.STATUTE,
        issuer="A legislature",
        enacted="2024",
        jurisdictions=("US",),
        summary=f"What {id} says.",
        bears_on=("hold-duration",),
        evidence=Evidence.TEXT,
        gaps=(),
        quote="words",
        url="https://example.org/",
        read_on=READ_ON,
        text_as_of="2024",
    )


ACT = authority("act", "1 Made-up Stat. 2")
CODE = authority("code", "3 M.C. 4")
OFFICIAL = attrs.evolve(
    ACT,
    official_url="https://law.example.org/act",
    archived_url="https://archive.example.org/2024/act",
)

READ = Citation(
    authority="act",
    pin="(d)",
    evidence=Evidence.TEXT,
    gaps=(),
    quote="not to exceed <two> days & nights",
    url="https://example.org/act?a=1&b=2",
    read_on=READ_ON,
    text_as_of="2024-05",
)
DIGEST = Citation(
    authority="code",
    pin="sec. 7",
    evidence=Evidence.SECONDARY,
    gaps=("the act", "the annex"),
    quote="a digest",
    url="https://example.org/code",
    read_on=READ_ON,
    text_as_of="unknown",
    note="Read in a library.",
)
NOT_READ = Citation(authority="code", evidence=Evidence.BACKGROUND, gaps=("the text",))

APPLIED = Step(
    outcome=StepStatus.APPLIED,
    statement="The clock <runs> & runs.",
    citations=(READ,),
    see_also=(DIGEST,),
)
OPEN = Step(outcome=StepStatus.UNSETTLED, statement="No text says when.", citations=(READ,))
PASSED = Step(
    outcome=StepStatus.NOT_APPLIED, statement="Another text.", citations=(NOT_READ, DIGEST)
)

MADE_WITH = MadeWith(
    detainerlib="9.9", data_as_of=date(2025, 1, 2), holidays="0.1", tz_database="2025a"
)


def explained(*steps: Step) -> Explanation:
    """Explain an answer by steps."""
    return Explanation(
        steps=steps,
        authorities=(CODE, ACT),
        closing="This is <no> advice.",
        made_with=MADE_WITH,
    )


WHOLE = explained(APPLIED, OPEN, PASSED)


class Reader(html.parser.HTMLParser):
    """Read HTML as a browser does: its tags, how they nest, its words."""

    def __init__(self, source: str) -> None:
        """Read the source at once."""
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag, which must be this one."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)


class TestStep:
    """No step without its authority."""

    def test_refuses_a_step_without_a_citation(self) -> None:
        """Each step cites."""
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(APPLIED, citations=())

        assert (
            "citations: got (), expected at least one citation for each step. "
            "Step: The clock <runs> & runs."
        ) == str(caught.value)
        assert ("citations", ()) == (caught.value.where, caught.value.given)

    @pytest.mark.parametrize("field", ["citations", "see_also"])
    def test_refuses_a_citation_for_what_was_entered(self, field: str) -> None:
        """It is nobody's rule."""
        changes: dict[str, Any] = {"citations": (), "see_also": (), field: (READ,)}
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(APPLIED, outcome=StepStatus.ENTERED, **changes)

        assert str(caught.value).endswith("expected none for what was entered. Leave them out.")

    def test_what_was_entered_is_printed_without_a_source(self) -> None:
        """In the text, short as whole, and in HTML; it weighs nothing."""
        entered = Step(outcome=StepStatus.ENTERED, statement="The release, May 5.", citations=())
        answer = explained(APPLIED, entered)

        assert " 2. entered      The release, May 5." in answer.to_text().splitlines()
        assert " 2. entered      The release, May 5." in answer.to_text(full=False).splitlines()
        assert "<li><b>entered</b>: The release, May 5. <small></small></li>" in answer.to_html()
        assert Evidence.TEXT is answer.weakest

    def test_what_was_entered_is_no_answer_alone(self) -> None:
        """No answer without its authority."""
        entered = Step(outcome=StepStatus.ENTERED, statement="The release, May 5.", citations=())
        with pytest.raises(DetainerError) as caught:
            explained(entered)

        assert (
            "steps: got a tuple of 1, expected at least one step with a citation. "
            "No answer without its authority."
        ) == str(caught.value)
        assert (entered,) == caught.value.given

    def test_refuses_an_id_for_a_citation(self) -> None:
        """A citation carries its words; an id alone does not."""
        changes: dict[str, Any] = {"citations": ("act",)}
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(APPLIED, **changes)

        assert "citations: got 'act', expected a Citation." == str(caught.value)

    def test_refuses_an_outcome_as_text(self) -> None:
        """An outcome is one of those listed."""
        changes: dict[str, Any] = {"outcome": "applied"}
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(APPLIED, **changes)

        assert (
            "outcome: got 'applied', expected one of 'applied', 'assumed', 'unsettled', "
            "'not applied', 'unknown', 'entered'. Write StepStatus('applied')."
        ) == str(caught.value)

    def test_refuses_a_statement_that_says_nothing(self) -> None:
        """A step is a sentence."""
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(APPLIED, statement=" ")

        assert "statement: got ' ', expected a non-empty string." == str(caught.value)


class TestMadeWith:
    """What an answer was made with."""

    def test_prints_on_one_line(self) -> None:
        """Library, data, holidays and zones."""
        assert "detainerlib 9.9, data as of 2025-01-02, holidays 0.1, time zones 2025a" == str(
            MADE_WITH
        )

    def test_the_data_is_as_of_a_day(self) -> None:
        """A datetime is a date to Python; here it is none."""
        with pytest.raises(NotADayError) as caught:
            attrs.evolve(MADE_WITH, data_as_of=datetime(2025, 1, 2))  # noqa: DTZ001 (refused)

        assert (
            "data_as_of: got 2025-01-02T00:00:00 (no zone), expected a datetime.date without a "
            "time of day. Use value.date() for a datetime, or date.fromisoformat(value) for text."
        ) == str(caught.value)


class TestExplanation:
    """Steps, and the authorities that they cite."""

    def test_refuses_a_citation_that_leads_nowhere(self) -> None:
        """Every citation resolves among the authorities."""
        with pytest.raises(DetainerError) as caught:
            attrs.evolve(WHOLE, authorities=(ACT,))

        assert "citations: got 'code', expected one of ['act']. Cite it by id." == str(caught.value)
        assert ("citations", "code") == (caught.value.where, caught.value.given)

    def test_refuses_to_be_without_steps(self) -> None:
        """An answer that no step explains has no authority."""
        with pytest.raises(DetainerError) as caught:
            explained()

        assert (
            "steps: got (), expected at least one step with a citation. "
            "No answer without its authority."
        ) == str(caught.value)

    def test_lists_each_citation_once_in_the_order_of_the_steps(self) -> None:
        """What several steps cite is printed once."""
        assert (READ, DIGEST, NOT_READ) == WHOLE.citations

    def test_iterates_over_its_steps(self) -> None:
        """An explanation is walked step by step."""
        assert [APPLIED, OPEN, PASSED] == list(WHOLE)

    def test_compares_by_value(self) -> None:
        """The same steps are the same explanation."""
        assert {WHOLE} == {WHOLE, explained(APPLIED, OPEN, PASSED)}


class TestWeakest:
    """The weakest grade that the answer rests on."""

    @pytest.mark.parametrize(
        ("outcome", "expected"),
        [
            (StepStatus.APPLIED, Evidence.BACKGROUND),
            (StepStatus.ASSUMED, Evidence.BACKGROUND),
            (StepStatus.UNSETTLED, Evidence.TEXT),
            (StepStatus.NOT_APPLIED, Evidence.TEXT),
            (StepStatus.UNKNOWN, Evidence.TEXT),
        ],
    )
    def test_looks_at_what_was_applied_or_assumed(
        self, outcome: StepStatus, expected: Evidence
    ) -> None:
        """What was only considered makes the answer no weaker."""
        rests = Step(outcome=StepStatus.APPLIED, statement="Yes.", citations=(READ,))
        other = Step(outcome=outcome, statement="Maybe.", citations=(NOT_READ,))

        assert expected is explained(rests, other).weakest

    def test_looks_at_every_citation_a_step_rests_on(self) -> None:
        """One weak source is enough."""
        step = Step(outcome=StepStatus.APPLIED, statement="Yes.", citations=(READ, NOT_READ))

        assert Evidence.BACKGROUND is explained(step).weakest

    def test_looks_at_no_text_to_compare(self) -> None:
        """A step does not rest on it."""
        step = Step(
            outcome=StepStatus.APPLIED, statement="Yes.", citations=(READ,), see_also=(NOT_READ,)
        )

        assert Evidence.TEXT is explained(step).weakest

    def test_looks_at_every_citation_where_nothing_was_applied(self) -> None:
        """An answer that nothing is known rests on all that was considered."""
        assert Evidence.BACKGROUND is explained(OPEN, PASSED).weakest


class TestText:
    """A numbered list with citations, then each citation in full."""

    STEPS = (
        " 1. used         The clock <runs> & runs. "
        "[1 Made-up Stat. 2(d); see also 3 M.C. 4, sec. 7]\n"
        " 2. not settled  No text says when. [1 Made-up Stat. 2(d)]\n"
        " 3. not used     Another text. [3 M.C. 4; 3 M.C. 4, sec. 7]\n"
    )
    CITATIONS = (
        "SOURCES\n"
        " 1. 1 Made-up Stat. 2(d) (the original text was read)\n"
        '    "not to exceed <two> days & nights"\n'
        "    read at: https://example.org/act?a=1&b=2 (text as of May 2024, read June 1, 2025)\n"
        " 2. 3 M.C. 4, sec. 7 (secondary, not the original text)\n"
        '    "a digest"\n'
        "    read at: https://example.org/code (text of an unknown date, read June 1, 2025)\n"
        "    not read: the act; the annex\n"
        "    note: Read in a library.\n"
        " 3. 3 M.C. 4 (background only, not read)\n"
        "    not read: the text\n"
    )
    GRADE = (
        "Weakest source of a step marked “used” or “our reading”: secondary, not the original text."
    )
    ENDING = (
        "This is <no> advice.\n"
        "Made with detainerlib 9.9, data as of 2025-01-02, holidays 0.1, time zones 2025a."
    )

    def test_is_printed_whole(self) -> None:
        """Steps, citations, the grade, the closing sentence, what it was made with."""
        # No applied step rests on DIGEST here, so the answer rests on READ.
        grade = "For every step marked “used” or “our reading,” the original text was read."

        assert f"{self.STEPS}\n{self.CITATIONS}\n{grade}\n{self.ENDING}" == WHOLE.to_text()

    def test_can_be_printed_without_its_ending(self) -> None:
        """A report that ends with the closing sentence itself leaves it out here."""
        grade = "For every step marked “used” or “our reading,” the original text was read."

        assert f"{self.STEPS}\n{self.CITATIONS}\n{grade}" == WHOLE.to_text(ending=False)

    def test_shows_the_official_page_first(self) -> None:
        """Where to verify it stands before where it was read, which the grade calls a copy."""
        shown = Explanation(
            steps=(Step(outcome=StepStatus.APPLIED, statement="It runs.", citations=(READ,)),),
            authorities=(OFFICIAL,),
            closing="That is all.",
            made_with=WHOLE.made_with,
        )

        assert [
            "verify at: https://law.example.org/act",
            "read at: https://example.org/act?a=1&b=2 (text as of May 2024, read June 1, 2025)",
            "archived: https://archive.example.org/2024/act",
        ] == [line.strip() for line in shown.to_text().splitlines() if "https" in line]
        assert "(the original text was read in a copy, not on the official page)" in shown.to_text()

    def test_ends_with_what_it_was_made_with(self) -> None:
        """Another version may answer otherwise, so the last line names it."""
        assert f"Made with {MADE_WITH}." == WHOLE.to_text().splitlines()[-1]

    def test_names_a_case_by_its_parties(self) -> None:
        """A lawyer prints the title of a case before its reporter."""
        case = attrs.evolve(ACT, kind=AuthorityKind.CASE, title="A v. B", cite="1 F.3d 2")
        printed = attrs.evolve(WHOLE, authorities=(case, CODE)).to_text().splitlines()[1]

        assert " 2. not settled  No text says when. [A v. B, 1 F.3d 2(d)]" == printed

    def test_is_what_print_shows(self) -> None:
        """An explanation prints as its text."""
        assert WHOLE.to_text() == str(WHOLE)

    def test_keeps_numbers_in_line_beyond_nine(self) -> None:
        """Ten steps and more stand under one another."""
        numbers = [line[:4] for line in explained(*[OPEN] * 10).to_text().splitlines()[8:10]]

        assert [" 9. ", "10. "] == numbers


class TestHtml:
    """The same as plain HTML."""

    def test_is_printed_whole(self) -> None:
        """An ordered list of steps, a list of citations, a paragraph at the end."""
        assert (
            "<ol><li><b>used</b>: The clock &lt;runs&gt; &amp; runs. <small>[1 Made-up "
            "Stat. 2(d)]</small></li></ol><ul><li>1 Made-up Stat. 2(d) (the original text was "
            "read) &quot;not to exceed &lt;two&gt; days &amp; nights&quot; read at: "
            "https://example.org/act?a=1&amp;b=2 (text as of May 2024, read June 1, "
            "2025)</li></ul><p>For every step marked “used” or “our reading,” the original text "
            "was read.<br>This is &lt;no&gt; advice.<br>Made with detainerlib 9.9, data as "
            "of 2025-01-02, holidays 0.1, time zones 2025a.</p>"
        ) == explained(attrs.evolve(APPLIED, citations=(READ,), see_also=())).to_html()

    def test_escapes_whatever_comes_from_records(self) -> None:
        """Words of a record are never tags of the page."""
        hostile = "<script>alert('x')</script>"
        cited = attrs.evolve(
            DIGEST, pin=hostile, quote=hostile, url=hostile, gaps=(hostile,), note=hostile
        )
        step = Step(outcome=StepStatus.APPLIED, statement=hostile, citations=(cited,))
        page = Explanation(
            steps=(step,),
            authorities=(attrs.evolve(CODE, cite=hostile),),
            closing=hostile,
            made_with=attrs.evolve(MADE_WITH, tz_database=hostile),
        ).to_html()

        assert "<script" not in page
        assert page.count("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;") == 11

    def test_is_well_formed_and_brings_nothing_along(self) -> None:
        """Every tag is closed in turn, and none carries code, style sheets or addresses."""
        page = Reader(WHOLE.to_html())

        assert [] == page.open
        assert {"b", "br", "li", "ol", "p", "small", "ul"} == set(page.tags)
        assert [] == page.attributes

    def test_says_what_the_text_says(self) -> None:
        """Each statement, quote and gap of the text is there as well."""
        words = "".join(Reader(WHOLE.to_html()).words)
        said = [step.statement for step in WHOLE] + ["a digest", "the act; the annex", "no> advice"]

        assert [] == [sentence for sentence in said if sentence not in words]


class TestDict:
    """The same as plain values, stable from run to run."""

    def test_has_these_keys(self) -> None:
        """The layout is pinned, as documents are kept."""
        assert ["kind", "schema", "made_with", "steps", "authorities", "closing"] == list(
            WHOLE.to_dict()
        )

    def test_writes_a_step(self) -> None:
        """Outcome, statement, and the citations with all they hold."""
        step = WHOLE.to_dict()["steps"][0]

        assert {
            "outcome": "applied",
            "statement": "The clock <runs> & runs.",
            "citations": [
                {
                    "authority": "act",
                    "pin": "(d)",
                    "evidence": "text",
                    "quote": "not to exceed <two> days & nights",
                    "url": "https://example.org/act?a=1&b=2",
                    "read_on": "2025-06-01",
                    "text_as_of": "2024-05",
                    "gaps": [],
                    "note": None,
                },
            ],
            "see_also": [
                {
                    "authority": "code",
                    "pin": "sec. 7",
                    "evidence": "secondary",
                    "quote": "a digest",
                    "url": "https://example.org/code",
                    "read_on": "2025-06-01",
                    "text_as_of": "unknown",
                    "gaps": ["the act", "the annex"],
                    "note": "Read in a library.",
                },
            ],
        } == step

    def test_writes_what_was_not_read_as_null(self) -> None:
        """Background has no quote, no address and no day."""
        cited = WHOLE.to_dict()["steps"][2]["citations"][0]

        assert {
            "authority": "code",
            "pin": None,
            "evidence": "background",
            "quote": None,
            "url": None,
            "read_on": None,
            "text_as_of": None,
            "gaps": ["the text"],
            "note": None,
        } == cited

    def test_writes_authorities_in_full(self) -> None:
        """All that is on record of each, in their order."""
        (act,) = [each for each in WHOLE.to_dict()["authorities"] if each["id"] == "act"]

        assert ("1 Made-up Stat. 2", "statute") == (act["cite"], act["authority_kind"])

    def test_says_what_it_was_made_with(self) -> None:
        """Its own versions, whatever is installed here."""
        document = WHOLE.to_dict()

        assert (
            "This is <no> advice.",
            {
                "detainerlib": "9.9",
                "data_as_of": "2025-01-02",
                "holidays": "0.1",
                "tz_database": "2025a",
            },
        ) == (document["closing"], document["made_with"])

    def test_is_fit_for_json(self) -> None:
        """JSON gives back what was written."""
        document = WHOLE.to_dict()

        assert document == json.loads(json.dumps(document))
