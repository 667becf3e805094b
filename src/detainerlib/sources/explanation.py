"""The paper trail of an answer: ordered steps, their citations, and what it was made with."""

import enum
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from detainerlib._arguments import takes
from detainerlib._html import bullets, escape, inert, paragraph
from detainerlib._printing import Listing, Printed
from detainerlib._validation import Text, checked
from detainerlib._wording import long_day
from detainerlib.errors import DetainerError
from detainerlib.sources.citations import Authority, Citation, Evidence, weakest
from detainerlib.sources.versions import MadeWith


class StepStatus(enum.StrEnum):
    """What became of a rule, or a point, that was considered.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> window = dl.hold_window(datetime(2025, 7, 3, 17), zone="Central")
    >>> sorted({str(step.outcome) for step in window.explanation.steps})
    ['applied', 'assumed', 'not applied', 'unknown', 'unsettled']
    """

    APPLIED = "applied"
    """The answer rests on it."""
    ASSUMED = "assumed"
    """A reading taken where the text allows others."""
    UNSETTLED = "unsettled"
    """A point that no source settles; the step cites the text that leaves it open."""
    NOT_APPLIED = "not applied"
    """Considered, and not applied here."""
    UNKNOWN = "unknown"
    """A fact or a law that is not on file."""
    ENTERED = "entered"
    """A fact that was entered with the question: it rests on no source, and cites none."""

    @property
    def words(self) -> str:
        """What became of it, in the words of a reader.

        >>> StepStatus.UNSETTLED.words
        'not settled'
        """
        return _WORDS[self]


REPORT: Final = "the original text was read; what it reports of other sources was not read in those"
_WEAKEST: Final = "Weakest source of a step marked “used” or “our reading”:"
_ALL_READ: Final = "For every step marked “used” or “our reading,” the original text was read."
_WORDS: Final[Mapping[StepStatus, str]] = MappingProxyType(
    {
        StepStatus.APPLIED: "used",
        StepStatus.ASSUMED: "our reading",
        StepStatus.UNSETTLED: "not settled",
        StepStatus.NOT_APPLIED: "not used",
        StepStatus.UNKNOWN: "not known",
        StepStatus.ENTERED: "entered",
    }
)
_MAIN: Final = frozenset(
    {StepStatus.APPLIED, StepStatus.ASSUMED, StepStatus.UNSETTLED, StepStatus.ENTERED}
)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Step(Printed):
    """One step of an answer: what was decided, in a sentence, and who says so.

    Attributes:
        outcome: What became of the rule or point considered.
        statement: One sentence.
        citations: What the step rests on: at least one citation, and none where it was entered.
        see_also: Texts to compare, on which it does not rest.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> step = dl.hold_window(datetime(2025, 7, 3, 17), zone="Central").explanation.steps[0]
    >>> print(step.outcome, step.statement)
    applied 8 C.F.R. § 287.7(d): at most 48 hours; Saturdays, Sundays and holidays are excluded.
    It applies to the law enforcement agency that received the detainer, as a request.
    """

    outcome: StepStatus
    statement: Text
    citations: tuple[Citation, ...]
    see_also: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        """What became of what."""
        return f"{self.outcome.words}: {self.statement}"

    @property
    def law(self) -> str | None:
        """The id of the law folder that it rests on; None where it rests on the package alone."""
        return next((cite.law for cite in self.citations if cite.law is not None), None)

    def __attrs_post_init__(self) -> None:
        """Refuse a step without its authority, and one for what was entered."""
        if self.outcome is StepStatus.ENTERED and (self.citations or self.see_also):
            raise DetainerError(
                "citations", self.citations, "none for what was entered", "Leave them out."
            )
        if not self.citations and self.outcome is not StepStatus.ENTERED:
            raise DetainerError(
                "citations", (), "at least one citation for each step", f"Step: {self.statement}"
            )


def step_of(
    outcome: StepStatus, statement: str, *citations: Citation, see_also: tuple[Citation, ...] = ()
) -> Step:
    """Return a step, in the order in which it is told: what became of what, and who says so."""
    return Step(outcome=outcome, statement=statement, citations=citations, see_also=see_also)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Explanation(Printed):
    """Why an answer is what it is.

    Attributes:
        steps: The steps in order, also of what was considered and did not apply.
        authorities: Every authority that a step cites.
        closing: The sentence that ends every output.
        made_with: The versions and the day of the data.

    Raises:
        DetainerError: If no step has a citation, or one cites an authority that is not among
            `authorities`.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> explanation = dl.hold_window(datetime(2025, 7, 3, 17), zone="Central").explanation
    >>> explanation.weakest, [authority.id for authority in explanation.authorities][:2]
    (<Evidence.TEXT: 'text'>, ['8-cfr-287.7', 'kcp-law-group-detainers'])
    """

    steps: tuple[Step, ...]
    authorities: tuple[Authority, ...]
    closing: Text
    made_with: MadeWith

    def __attrs_post_init__(self) -> None:
        """Refuse to be without a step that cites, and a citation that leads nowhere."""
        if not any(step.citations for step in self.steps):
            raise DetainerError(
                "steps",
                tuple(self.steps),
                "at least one step with a citation",
                "No answer without its authority.",
            )
        ids = {authority.id for authority in self.authorities}
        for citation in self.citations:
            if citation.authority not in ids:
                raise DetainerError(
                    "citations", citation.authority, f"one of {sorted(ids)}", "Cite it by id."
                )

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of the steps."""
        return Listing(
            dict.fromkeys(cite for step in self.steps for cite in (*step.citations, *step.see_also))
        )

    @property
    def weakest(self) -> Evidence:
        """The weakest grade of evidence that the answer rests on.

        An answer rests on the citations of the steps that were applied or assumed; the laws to
        compare do not count.
        """
        grounds = {StepStatus.APPLIED, StepStatus.ASSUMED}
        rests_on = [step for step in self.steps if step.outcome in grounds] or self.steps
        return weakest(cite.evidence for step in rests_on for cite in step.citations)

    def __iter__(self) -> Iterator[Step]:
        """The steps."""
        return iter(self.steps)

    def __str__(self) -> str:
        """The same as `to_text()`."""
        return self.to_text()

    @takes
    def to_text(
        self, *, full: bool = True, ending: bool = True, beside: tuple["Explanation", ...] = ()
    ) -> str:
        """A numbered list of the steps, then a numbered list of their sources.

        Args:
            full: Whether to tell also what was considered and did not apply, or is not known, and
                a step again under each reading that has it. Each source then has its words, where
                they were read, and what of it was not.
            ending: Whether to end with the closing sentence and what it was made with.
            beside: Explanations of what is printed above it, whose sources are listed as well.
        """
        main = dict.fromkeys(step for step in self.steps if step.outcome in _MAIN)
        steps = self.steps if full or not main else tuple(main)
        width = max(map(len, _WORDS.values()))
        lines = [
            f"{number:>2}. {step.outcome.words:<{width}}  {step.statement}{self._sources(step)}"
            for number, step in enumerate(steps, start=1)
        ]
        lines += ["", "SOURCES"]
        distinct: dict[tuple[object, ...], tuple[Explanation, Citation]] = {}
        for whose, told in ((self, steps), *((other, other.steps) for other in beside)):
            for step in told:
                for cite in (*step.citations, *step.see_also):
                    key = (cite.authority, cite.pin, *((cite.quote, cite.evidence) if full else ()))
                    distinct.setdefault(key, (whose, cite))
        for number, (whose, citation) in enumerate(distinct.values(), start=1):
            first, *others = whose._citation_lines(citation, full=full)
            lines += [f"{number:>2}. {first}", *others]
        lines += ["", self._weakest_in_words]
        return inert("\n".join([*lines, *self._ending()] if ending else lines))

    def to_html(self) -> str:
        """The same as plain HTML: an ordered list, inline style only, everything escaped."""
        steps = "".join(
            f"<li><b>{step.outcome.words}</b>: {escape(step.statement)} "
            f"<small>{escape(self._sources(step).lstrip())}</small></li>"
            for step in self.steps
        )
        quotes = (
            " ".join(line.strip() for line in self._citation_lines(citation))
            for citation in self.citations
        )
        ending = paragraph(self._weakest_in_words, *self._ending())
        return f"<ol>{steps}</ol>{bullets(quotes)}{ending}"

    @property
    def _weakest_in_words(self) -> str:
        if self.weakest is Evidence.TEXT:
            return _ALL_READ
        return f"{_WEAKEST} {self.weakest.words}."

    def _sources(self, step: Step) -> str:
        cited = [*dict.fromkeys(map(self.printed, step.citations))]
        beside = [*dict.fromkeys(map(self.printed, step.see_also))]
        see_also = "; ".join(words for words in beside if words not in cited)
        sources = [*cited, *([f"see also {see_also}"] if see_also else [])]
        return f" [{'; '.join(sources)}]" if sources else ""

    @takes
    def printed(self, citation: Citation) -> str:
        """A citation of one of the authorities, as a lawyer would print it.

        Raises:
            DetainerError: If it is no citation, or cites another authority.
        """
        cited = self._authority(citation).cited(citation.pin)
        return cited if citation.law is None else f"{cited}, from law folder {citation.law}"

    def _authority(self, citation: Citation) -> Authority:
        for authority in self.authorities:
            if authority.id == citation.authority:
                return authority
        remedy = "See `authorities`."
        raise DetainerError("citation", citation.authority, "one of its authorities", remedy)

    def _citation_lines(self, citation: Citation, *, full: bool = True) -> Iterator[str]:
        authority = self._authority(citation)
        # The same source may be cited for its own words, and for those of a text that it reports.
        is_report = authority.evidence is Evidence.TEXT and authority.url == citation.url
        is_report = is_report and citation.evidence is Evidence.SECONDARY
        grade = REPORT if is_report else authority.grade_in_words(citation)
        yield f"{self.printed(citation)} ({grade})"
        if authority.verify_at is not None:
            yield f"    verify at: {authority.verify_at}"
        if not full:
            return
        if citation.quote is not None:
            yield f'    "{citation.quote}"'
        if citation.url is not None:
            read_on = (
                "on an unknown date" if citation.read_on is None else long_day(citation.read_on)
            )
            yield f"    read at: {citation.url} (text {citation.dated}, read {read_on})"
        if authority.archived_url is not None:
            yield f"    archived: {authority.archived_url}"
        if citation.gaps:
            yield f"    not read: {'; '.join(citation.gaps)}"
        if citation.note is not None:
            yield f"    note: {citation.note}"

    def _ending(self) -> tuple[str, ...]:
        return self.closing, f"Made with {self.made_with}."
