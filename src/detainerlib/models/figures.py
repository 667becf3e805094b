"""Figures as they were published: what each counts, who said so, and what became of it."""

from datetime import date
from typing import Annotated, Final

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import (
    BOUNDS,
    PartialDay,
    PlaceCode,
    ReportId,
    Slug,
    TermId,
    Text,
    checked,
    meeting,
)
from detainerlib._wording import long_day
from detainerlib.errors import DetainerError
from detainerlib.models.counting import Comparator, Counted, FigureCustodyBasis, FigureStatus
from detainerlib.models.published_lists import Dispute
from detainerlib.sentences import figures as sentences
from detainerlib.sources.citations import Citation
from detainerlib.times.days import Weekday
from detainerlib.times.periods import EffectivePeriod, Unknown


@attrs.frozen(kw_only=True, field_transformer=checked)
class Correction(Printed):
    """What the publisher itself later said about its figure.

    Attributes:
        by: Who, by office or agency.
        on: The day, as precise as known, or "unknown".
        summary: One sentence.
        citation: Where that was read.

    >>> from detainerlib import catalog
    >>> correction = catalog.figure("ddor-w1-declined").corrections[0]
    >>> correction.by, correction.on
    ('U.S. Immigration and Customs Enforcement', '2017')
    """

    by: Text
    on: PartialDay
    summary: Text
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class Caveat(Printed):
    """What a report says of its own figures.

    Attributes:
        summary: One sentence, in our words.
        of_method: Whether it is of the way of counting, and so as true of whatever is counted that
            way; else it is of the publisher and its time only.
        citation: Its words.

    >>> from detainerlib import catalog
    >>> caveat = catalog.report("declined-detainer-outcome-report").caveats[0]
    >>> print(caveat.of_method, caveat.summary)
    True ICE does not learn of every detainer that is not honored. The report has those its
    staff became aware of.
    """

    summary: Text
    of_method: bool
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class ReportSection(Printed):
    """A section of a published report.

    Attributes:
        id: The slug of the section, within its report.
        heading: Its heading, as printed.
        counted: What its figures count; None where it has none.
        summary: One sentence: what stands in it, and what does not.
        citation: Its words.

    >>> from detainerlib import catalog
    >>> for section in catalog.report("declined-detainer-outcome-report").sections:
    ...     print(section.id, section.counted)
    issued detainers issued
    declined detainers recorded as declined
    policies None
    scope None
    """

    id: Slug
    heading: Text
    counted: Counted | None = None
    summary: Text
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class PublishedReport(Printed):
    """A report that was published again and again.

    Attributes:
        id: The slug of the report.
        title: Its title.
        publisher: Who published it.
        summary: One sentence.
        period: From its first issue until it was suspended or ended.
        week_starts: The weekday on which each of its weeks begins; None for a report of no weeks.
        ended: How it ended, in words, where it has.
        sections: Its sections, in their order.
        caveats: What it says of its own figures.
        citation: Its words.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> report = catalog.report("declined-detainer-outcome-report")
    >>> print(report.period, report.week_starts)
    from March 20, 2017 until an unknown day not after April 12, 2017 Saturday
    """

    id: Slug
    title: Text
    publisher: Text
    summary: Text
    period: EffectivePeriod
    week_starts: Weekday | None = None
    ended: Text | None = None
    sections: tuple[ReportSection, ...]
    caveats: tuple[Caveat, ...]
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    @takes
    def section(self, id: str) -> ReportSection:
        """Return one of its sections.

        Raises:
            DetainerError: If it has no such section.
        """
        for section in self.sections:
            if section.id == id:
                return section
        raise DetainerError(
            "section", id, f"one of {', '.join(section.id for section in self.sections)}", ""
        )


_NATION: Final = "United States"
_value: Final = meeting(
    lambda value: type(value) in {int, float} and value >= 0,
    "a number, 0 or more",
    "Leave out a figure that was not found.",
)
BOUNDS[_value] = {"minimum": 0}


@attrs.frozen(kw_only=True, order=False, field_transformer=checked)
class PublishedFigure(Printed):
    """A figure as published: the publisher's claim; do not use it in calculations.

    Figures often count different things, so adding, subtracting or dividing them misleads. There
    are no operators; `value` is a plain number for those who know what it counts.

    Attributes:
        id: The slug of the figure.
        report: The id of the report it stands in; None where it stands in none on file.
        section: The section of that report.
        counted: What it counts.
        definition: The same in plain words, a plural that can follow the number.
        value: The number.
        comparator: How the publisher put it.
        unit: What the number is of, such as "detainers" or "percent".
        share_of: For a share, what it is a share of.
        rank: Its rank in a list, where it stands in one.
        jurisdiction: The code of the jurisdiction; None for the nation.
        place: The place, as printed.
        start: For what happened over time, the first day; None for what stood on a day.
        end: The last day; for what stood on a day, that day.
        publisher: Who published it.
        published_on: The day of that, as precise as known, or "unknown".
        basis: On what the persons counted were in custody.
        called: What the publisher calls them, as printed; None where it has no word for them.
        terms: The ids of the words of its publisher that it uses, whose meaning is on file.
        status: What has become of it.
        reason: Why, in clauses with semicolons between them: who counted again, who contradicts,
            who corrected what.
        caveat: What a reader must know, in clauses with semicolons between them.
        main_caveat: The one caveat that changes what the number means, as a clause that follows
            "but"; None where that of its status, or of what it counts, says it.
        corrections: What the publisher said later.
        disputes: What others say against it.
        citation: Its words.
        see_also: Other sources.

    Raises:
        DetainerError: If the value is no number from 0 up, a share does not say of what, the end
            is before the start, or a section is named without its report.

    >>> import detainerlib as dl
    >>> figure = dl.catalog.figure("ddor-w1-issued")
    >>> figure.value, figure.counted.value
    (3083, 'detainers issued')
    """

    id: Slug
    report: ReportId | None = None
    section: Slug | None = None
    counted: Counted
    definition: Text
    value: Annotated[float, _value]
    comparator: Comparator = Comparator.EXACTLY
    unit: Text
    share_of: Text | None = None
    rank: int | None = None
    jurisdiction: PlaceCode | None = None
    place: Text
    start: date | Unknown | None = None
    end: date | Unknown
    publisher: Text
    published_on: PartialDay
    basis: FigureCustodyBasis
    called: Text | None = None
    terms: tuple[TermId, ...] = ()
    status: FigureStatus
    reason: Text
    caveat: Text | None = None
    main_caveat: Text | None = None
    corrections: tuple[Correction, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a share of nothing, days in the wrong order, a section of no report."""
        if (self.share_of is None) != (self.unit != "percent"):
            raise DetainerError(
                "share_of", self.share_of, "what a percentage is of, and only for one", ""
            )
        if isinstance(self.start, date) and isinstance(self.end, date) and self.end < self.start:
            raise DetainerError("end", self.end, f"{self.start}, the start, or a later day", "")
        if self.section is not None and self.report is None:
            raise DetainerError(
                "section", self.section, "the id of its report, too", "Add report=."
            )

    @property
    def is_voided(self) -> bool:
        """Whether its publisher took it back."""
        return self.status is FigureStatus.WITHDRAWN

    @property
    def shown(self) -> str:
        """The value as it is printed: "more than 25,000 detainers"."""
        comparison = "" if self.comparator is Comparator.EXACTLY else f"{self.comparator.value} "
        unit = "people" if self.unit == "persons" else self.unit
        return f"{comparison}{self.value:,} {unit}"

    @property
    def when(self) -> str:
        """The days it is of, in words."""
        unknown = isinstance(self.start, Unknown) + isinstance(self.end, Unknown)
        if self.start is None:
            return "on a date not on file" if unknown else f"on {_in_words(self.end)}"
        if unknown > 1:
            return "on dates not on file"
        return f"from {_in_words(self.start)} to {_in_words(self.end)}"

    @property
    def sentence(self) -> str:
        """The figure in one sentence that can be printed, of 35 words at most.

        It names the publisher and the period, and ends with the one caveat that changes what the
        number means, in the style of the Associated Press. `notes` has the others.

        >>> import detainerlib as dl
        >>> print(dl.catalog.figure("dhs-2025-12-ny-released").sentence)
        The U.S. Department of Homeland Security reported 6,947 people released after detainers were
        not honored in New York from Jan. 20 to Dec. 1, 2025, but it published no data or method.
        """
        return sentences.sentence(
            publisher=self.publisher,
            number=sentences.number(
                self.value, self.comparator.value, percent=self.unit == "percent"
            ),
            definition=self.definition,
            share_of=self.share_of,
            place=self.place if self.jurisdiction or self.place != _NATION else None,
            when=self._when_printed(),
            but=self.main_caveat or sentences.caveat(self.status.value, self.counted.value),
        )

    def _when_printed(self) -> str:
        if isinstance(self.end, Unknown):
            start = self.start if isinstance(self.start, date) else None
            return sentences.undated(self.published_on, start)
        if isinstance(self.start, date):
            return sentences.span(self.start, self.end)
        return sentences.until(self.end, is_span=self.start is not None)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know besides its sentence: what it counts, its status, corrections, disputes.

        >>> import detainerlib as dl
        >>> print(dl.catalog.figure("ddor-w1-issued-cook-il").notes[0])
        According to U.S. Immigration and Customs Enforcement, the figure counts detainers issued;
        the number does not show how many were honored.
        """
        is_unverified = self.status is FigureStatus.UNVERIFIED
        usual = sentences.usual_caveat(self.counted.value, is_unverified=is_unverified)
        of_what = sentences.what_it_counts(self.publisher, self.definition, self.share_of, usual)
        notes = [
            of_what,
            sentences.status(self.status.value, self.reason),
            *(sentences.sentences(self.caveat) if self.caveat is not None else ()),
        ]
        if self.called is not None:
            notes.append(sentences.called(self.called))
        if self.basis is not FigureCustodyBasis.NOT_APPLICABLE:
            is_stated = self.basis is not FigureCustodyBasis.NOT_STATED
            notes.append(sentences.basis(self.basis.value if is_stated else None))
        for verb, statements in (("Corrected", self.corrections), ("Answered", self.disputes)):
            notes += [
                sentences.later(verb, statement.by, str(statement.on), statement.summary)
                for statement in statements
            ]
        grade = self.citation.evidence.words
        read = self.citation.text_as_of
        return (*notes, sentences.publication(self.published_on, grade, read))

    def __str__(self) -> str:
        """The value, what it counts, where, when, who says so, and its status."""
        return (
            f"{self.shown}: {self.counted.words}, {self.place}, {self.when} "
            f"({self.publisher}; {self.status.value})"
        )


def _in_words(day: date | Unknown) -> str:
    return "an unknown day" if isinstance(day, Unknown) else long_day(day)
