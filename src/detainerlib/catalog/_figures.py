"""Published figures, the reports they appear in, and how outcomes are spelled."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from numbers import Number
from types import MappingProxyType
from typing import cast

from detainerlib._arguments import chosen
from detainerlib._printing import Listing, Partial
from detainerlib._validation import day_of
from detainerlib.catalog._collections import every, find
from detainerlib.catalog._law import by_law
from detainerlib.catalog._places import code_of, government_of
from detainerlib.catalog._sources import about
from detainerlib.errors import DetainerError
from detainerlib.models.counting import Counted
from detainerlib.models.figures import PublishedFigure, PublishedReport
from detainerlib.models.jurisdictions import JurisdictionLike
from detainerlib.models.lift_reasons import LiftReason, SeriesBreak, normalized
from detainerlib.sentences.figures import no_figure


def figure(id: str) -> PublishedFigure:
    """Return a published figure by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> figure("ddor-w1-declined").value
    206
    """
    return find(PublishedFigure, id)


def figures(
    *,
    counted: Counted | str | None = None,
    report: str | None = None,
    jurisdiction: JurisdictionLike | None = None,
    start: date | None = None,
    value: float | str | None = None,
    place: str | None = None,
    publisher: str | None = None,
) -> Partial[PublishedFigure]:
    """Return published figures, by what they count, report, place, number or publisher.

    Figures that count different things are never mixed: "detainers recorded as declined" does not
    return detainers issued. Few figures are on file; the `note` of the result says so, and that
    finding none does not mean none was published.

    Args:
        counted: What they count, or its value.
        report: The id of the report they stand in.
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; figures of its parents are not
            included.
        start: The first day they are of, such as that of a weekly report.
        value: The number, as a number or as printed: 6947 or "6,947".
        place: Part of the place as printed, such as "New York", in any case.
        publisher: Part of the name of who published them, such as "TRAC", in any case.

    Raises:
        UnknownIdError: If the report or the jurisdiction is not on file, or `counted` is not a
            `Counted` value.
        NotADayError: If `start` is not a date, or is a datetime.
        DetainerError: If `value` is not a number, or `place` or `publisher` is not a string.

    >>> week = date(2017, 1, 28)
    >>> report = "declined-detainer-outcome-report"
    >>> declined = figures(counted="detainers recorded as declined", report=report, start=week)
    >>> [figure.value for figure in declined if figure.jurisdiction == "48453"]
    [142]
    >>> [figure.publisher for figure in figures(value="6,947")]
    ['U.S. Department of Homeland Security']
    >>> str(figures(jurisdiction="20001"))[:57]
    'No published figure of Allen County, Kansas is on file. T'
    """
    records = every(PublishedFigure)
    if counted is not None:
        kind = chosen(Counted, counted, "counted")
        records = Listing(record for record in records if record.counted is kind)
    if report is not None:
        id = find(PublishedReport, report).id
        records = Listing(record for record in records if record.report == id)
    if jurisdiction is not None:
        code = code_of(jurisdiction)
        records = Listing(record for record in records if record.jurisdiction == code)
    if start is not None:
        first_day = day_of(start, "start")
        records = Listing(record for record in records if record.start == first_day)
    if value is not None:
        number = _number(value)
        records = Listing(record for record in records if record.value == number)
    if place is not None:
        words = _part(place, "place")
        records = Listing(record for record in records if words in record.place.casefold())
    if publisher is not None:
        words = _part(publisher, "publisher")
        records = Listing(record for record in records if words in record.publisher.casefold())
    narrowed = (counted, report, start, value, place, publisher) != (None,) * 6
    return Partial(
        records, about().figures if records else _none_on_file(jurisdiction, narrowed=narrowed)
    )


def _number(value: object) -> float:
    """Return a number, also from a text as printed."""
    printed = value.replace(",", "").strip() if isinstance(value, str) else value
    with suppress(TypeError, ValueError):
        # True is a number to Python, and an array of one number can be made one.
        if isinstance(printed, str | Number) and not isinstance(printed, bool):
            return float(cast("float | str", printed))
    raise DetainerError("value", value, "a number", "Such as value=6947 or value='6,947'.")


def _part(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise DetainerError(where, value, "a non-empty string", f"Leave out {where}= for all.")
    return value.strip().casefold()


def _none_on_file(jurisdiction: JurisdictionLike | None, *, narrowed: bool) -> str:
    place = government_of(jurisdiction)
    return no_figure(None if place is None else place.name, is_narrowed=narrowed)


def report(id: str) -> PublishedReport:
    """Return a published report by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> [section.id for section in report("declined-detainer-outcome-report").sections]
    ['issued', 'declined', 'policies', 'scope']
    """
    return find(PublishedReport, id)


def reports() -> tuple[PublishedReport, ...]:
    """Return every published report on file.

    >>> [report.id for report in reports()][:1]
    ['declined-detainer-outcome-report']
    """
    return every(PublishedReport)


def lift_reason(id: str) -> LiftReason:
    """Return a spelling of a lift reason by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> from detainerlib import catalog
    >>> catalog.lift_reason("declined-by-lea").outcome
    <DetainerOutcome.DECLINED_BY_AGENCY: 'declined by the agency'>
    """
    return find(LiftReason, id)


def lift_reasons() -> tuple[LiftReason, ...]:
    """Return every spelling of a lift reason on file.

    >>> lift_reasons()[0].spellings
    ('Booked into Detention',)
    """
    return every(LiftReason)


@by_law
def reason_by_spelling() -> Mapping[str, LiftReason]:
    """Return the lift reasons by their normalized spellings."""
    return MappingProxyType(
        {normalized(text): reason for reason in lift_reasons() for text in reason.spellings}
    )


@by_law
def reason_by_code() -> Mapping[str, LiftReason]:
    """Return the lift reasons by their normalized codes."""
    return MappingProxyType(
        {normalized(code): reason for reason in lift_reasons() for code in reason.codes}
    )


def series_breaks() -> tuple[SeriesBreak, ...]:
    """Return every series break on file, the earliest first.

    >>> series_breaks()[0].id
    'form-i-247a-2017'
    """
    return Listing(sorted(every(SeriesBreak), key=lambda series_break: series_break.on))
