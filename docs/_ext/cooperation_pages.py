"""The pages of scales and of published assertions, from the catalog."""

from collections.abc import Iterator

from law_pages import citations, fields, government, plain, table

from detainerlib import catalog
from detainerlib.models import Assertion, CooperationScale, Dispute, PublishedList


def scales_page() -> Iterator[str]:
    """Yield the lines of the page of scales."""
    yield from ("# Scales of cooperation", "")
    yield (
        "How a jurisdiction gets its level: definitions, and no findings of law. Each level asks "
        "what the texts must at least say; it is the highest whose requirements are all met."
    )
    for scale in catalog.scales():
        yield from (
            "",
            f"(scale-{scale.id})=",
            f"## {plain(scale.title)}",
            "",
            plain(scale.summary),
        )
        yield ""
        yield from fields(_scale_fields(scale))
        yield from _levels(scale)
        yield from ("", "### What publishers claim", "")
        yield from table(
            ("claim", "consistent with the texts at", "because"),
            (
                (basis.claim.value, _named(scale, basis.levels), plain(basis.reason))
                for basis in scale.claims
            ),
        )


def _scale_fields(scale: CooperationScale) -> Iterator[tuple[str, str]]:
    yield "id", f"`{scale.id}`"
    yield "agencies asked about", ", ".join(kind.value for kind in scale.agencies)
    ordinary = (f"{each.fact}: {'yes' if each.answer else 'no'}" for each in scale.ordinary)
    yield "the ordinary request", "; ".join(ordinary)
    yield "a judge's warrant, order or finding", ", ".join(scale.warrants)
    yield "of the agency, and of no case", ", ".join(scale.circumstances)


def _levels(scale: CooperationScale) -> Iterator[str]:
    for number, level in enumerate(scale.levels, start=1):
        yield from ("", f"### {number}. {plain(level.name)}", "", plain(level.summary), "")
        if level.requirements:
            yield from table(
                ("asks that", "because"),
                (
                    (plain(str(requirement)), plain(requirement.reason))
                    for requirement in level.requirements
                ),
            )


def _named(scale: CooperationScale, ids: tuple[str, ...]) -> str:
    return "; ".join(plain(level.name) for level in scale.levels if level.id in ids)


def assertions_page() -> Iterator[str]:
    """Yield the lines of the page of published assertions."""
    yield from ("# Published assertions", "")
    yield (
        "What publishers said, on a day, of how far jurisdictions cooperate: their word, never "
        "taken as true here, with what was said against it. They set no level."
    )
    for published in catalog.published_lists():
        yield from ("", f"(list-{published.id})=", f"## {plain(published.title)}", "")
        yield from _list(published)
        entries = catalog.assertions(listed_in=published.id)
        for entry in entries:
            yield from ("", f"### {plain(entry.printed)}", "")
            yield from fields(_assertion_fields(entry))
            yield from _disputes(entry.disputes)
            yield ""
            yield from citations((entry.citation, *entry.see_also))


def _list(published: PublishedList) -> Iterator[str]:
    yield from (plain(published.summary), "")
    yield from fields(_list_fields(published))
    yield from _disputes(published.disputes)
    yield ""
    if published.codes:
        yield from table(
            ("code", "words", "claim"),
            ((plain(code.code), plain(code.words), code.claim.value) for code in published.codes),
        )
        yield ""
    yield from citations((published.citation, *published.see_also))


def _list_fields(published: PublishedList) -> Iterator[tuple[str, str]]:
    yield "id", f"`{published.id}`"
    yield "publisher", plain(published.publisher)
    yield "stood", plain(str(published.period))
    yield "entries", plain(str(catalog.list_completeness(published)))
    if published.ended is not None:
        yield "ended", plain(published.ended)


def _assertion_fields(entry: Assertion) -> Iterator[tuple[str, str]]:
    yield "of", government(entry.jurisdiction)
    yield "claim", entry.claim.value
    if entry.enacted_printed is not None:
        yield "enacted, as printed", plain(entry.enacted_printed)
    if entry.policy_printed is not None:
        yield "policy, as printed", plain(entry.policy_printed)
    for criterion in entry.criteria_printed:
        yield "criterion, as printed", plain(criterion)
    yield "listed", plain(str(entry.period))
    if entry.ended is not None:
        yield "taken off", plain(entry.ended)


def _disputes(disputes: tuple[Dispute, ...]) -> Iterator[str]:
    for dispute in disputes:
        yield from (
            "",
            f"**Disputed by {plain(dispute.by)}, {dispute.on}.** {plain(dispute.summary)}",
            "",
        )
        yield from citations((dispute.citation,))


PAGES = {"scales": scales_page, "assertions": assertions_page}
