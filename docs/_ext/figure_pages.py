"""The pages of published figures and of lift reasons, from the catalog."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from law_pages import citations, fields, government, plain, slug, table

from detainerlib import catalog
from detainerlib.models import LiftReason, PublishedFigure, PublishedReport
from detainerlib.models.figures import Correction
from detainerlib.models.published_lists import Dispute


def figures_page() -> Iterator[str]:
    """Yield the lines of the page of published figures."""
    yield from ("# Published figures", "")
    yield (
        "Figures as published; each is its publisher's claim. Two that count different things are "
        "never one series, and no number here was computed from others. Each leads to what it "
        "does not say, later corrections, and its source."
    )
    for publisher in _publishers():
        yield from ("", f"## {plain(publisher)}", "")
        yield from table(
            ("figure", "counts", "place", "status"),
            (
                (
                    f"[{plain(figure.shown)}](#figure-{figure.id})",
                    plain(figure.counted.words),
                    plain(figure.place),
                    figure.status.value,
                )
                for figure in _figures_of(publisher)
            ),
        )
    for report in catalog.reports():
        yield from _report(report)


def _publishers() -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.publisher for figure in catalog.figures()))


def _figures_of(publisher: str) -> tuple[PublishedFigure, ...]:
    return tuple(figure for figure in catalog.figures() if figure.publisher == publisher)


def _page_of(publisher: str) -> Iterator[str]:
    """Yield the lines of the page of a publisher's figures, each with its sentence and source."""
    yield from ("---", "orphan: true", "---", "")
    yield from (f"# Figures: {plain(publisher)}", "", "[All figures](/generated/figures.md)")
    for figure in _figures_of(publisher):
        yield from (
            "",
            f"(figure-{figure.id})=",
            f"## {plain(figure.shown)}, {plain(figure.place)}",
        )
        yield from ("", plain(figure.sentence), "")
        later = ("Corrected by ", "Answered by ")  # these stand below, with their sources
        yield from (f"- {plain(note)}" for note in figure.notes if not note.startswith(later))
        yield ""
        yield from fields(_fields(figure))
        yield from _later(figure.corrections, figure.disputes)
        yield ""
        yield from citations((figure.citation, *figure.see_also))


def _report(report: PublishedReport) -> Iterator[str]:
    yield from ("", f"## {plain(report.title)}", "", plain(report.summary), "")
    yield from fields(
        [("publisher", plain(report.publisher)), ("published", plain(str(report.period)))]
    )
    yield ""
    for section in report.sections:
        yield from (f"**“{plain(section.heading)}”.** {plain(section.summary)}", "")
        yield from citations((section.citation,))
    for caveat in report.caveats:
        yield from (f"**Caveat.** {plain(caveat.summary)}", "")
        yield from citations((caveat.citation,))
    yield from citations((report.citation, *report.see_also))


def _fields(figure: PublishedFigure) -> Iterator[tuple[str, str]]:
    yield "id", f"`{figure.id}`"
    yield "counts", figure.counted.words
    if figure.jurisdiction is not None:
        yield "of", government(figure.jurisdiction)
    if figure.rank is not None:
        yield "rank", str(figure.rank)
    yield "status", figure.status.value
    yield "basis", figure.basis.value


def _later(corrections: tuple[Correction, ...], disputes: tuple[Dispute, ...]) -> Iterator[str]:
    for kind, several in (("Corrected", corrections), ("Disputed", disputes)):
        for each in several:
            yield from ("", f"**{kind} by {plain(each.by)}, {each.on}.** {plain(each.summary)}", "")
            yield from citations((each.citation,))


def lifts_page() -> Iterator[str]:
    """Yield the lines of the page of lift reasons."""
    yield from ("# Lift reasons", "")
    yield (
        "Which outcome each spelling of a reason stands for, with its source. No spelling that "
        "means “still in custody” was found."
    )
    yield ""
    yield from table(
        ("spelling", "outcome", "codes", "evidence"),
        (_row(lift_reason) for lift_reason in catalog.lift_reasons()),
    )
    for reason in catalog.lift_reasons():
        yield from ("", f"## {plain(reason.spellings[0]) or 'A blank'}", "")
        yield from (f"{reason.outcome.value}: {plain(reason.reason)}", "")
        if reason.otherwise is not None:
            yield from (f"It may also be read as: {reason.otherwise.value}.", "")
        yield from citations((reason.citation, *reason.see_also))
    yield from ("", "## Breaks of series", "")
    for each in catalog.series_breaks():
        yield from (plain(str(each)), "")
        yield from citations((each.citation, *each.see_also))


def _row(reason: LiftReason) -> tuple[str, ...]:
    return (
        ", ".join(plain(spelling) or "(blank)" for spelling in reason.spellings),
        reason.outcome.value,
        ", ".join(reason.codes),
        reason.citation.evidence.value,
    )


PAGES: Final[Mapping[str, Callable[[], Iterator[str]]]] = {
    "figures": figures_page,
    "lifts": lifts_page,
    **{f"figures-of/{slug(name)}": partial(_page_of, name) for name in _publishers()},
}
