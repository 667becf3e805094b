"""The page on published codings: where they and the law on file disagree, and why."""

from collections.abc import Iterator

from codings import (
    IN_PART,
    NONE,
    RESOURCE,
    SECTION,
    STATEWIDE,
    Compared,
    coding,
    compared_by_place,
    compared_by_year,
    reasons,
)
from law_pages import plain, table

from detainerlib import catalog
from detainerlib._wording import long_day


def codings_page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield from ("# Compared with published codings", "")
    yield (
        "Others coded which places limit cooperation with detainers, by rules of their own. Here "
        "is each disagreement between two of these codings and the laws on file, with its reason. "
        "None of them is taken as the truth of another: a coding may be wrong, and so may a "
        "record. Tests keep the page whole: a disagreement without a reason is a fault, and so is "
        "a reason without a disagreement."
    )
    yield from ("", "Most reasons are one of four:", "")
    yield "- The law of a county was not read, or its first or last day is not on file."
    yield "- The coding has the year in which a law was passed, and the law took effect later."
    yield "- The law turns on a fact, such as an agreement that repays costs, so it is not certain."
    yield "- The coding changed its source from one year to the next."
    yield from ("", "## By state and year", "")
    yield from _source_of(RESOURCE)
    yield ""
    yield (
        "A code is for the counties with the most immigrants, which the workbook does not name. "
        "So it is compared with whether the laws on file certainly limit holds in some ordinary "
        "case without a judge's warrant, on any day of the year:"
    )
    yield ""
    yield from table(
        ("code", "its words", "fits"),
        (
            ("0", plain(coding(RESOURCE)["meanings"]["0"]), NONE),
            ("1", plain(coding(RESOURCE)["meanings"]["1"]), IN_PART),
            ("2", plain(coding(RESOURCE)["meanings"]["2"]), f"{STATEWIDE}, or {IN_PART}"),
        ),
    )
    yield from _compared(RESOURCE, compared_by_year(), "cells of a state and a year")
    yield from ("", "## By place: Section III of the federal report of 2017", "")
    yield (
        "The [entries of the list](#list-ddor-2017-section-iii) say that a place limits "
        "cooperation, and some say in which month its policy was enacted. They are compared with "
        "what the laws on file say of holds in the month of March 2017, and with the first day of "
        "a limit on file."
    )
    yield from _compared(SECTION, compared_by_place(), "entries that are on file")


def _source_of(name: str) -> Iterator[str]:
    record = coding(name)
    yield f"{plain(record['cite'])} ([official page]({record['official_url']}))."
    yield f"Read on {long_day(record['read_on'])}, in [a copy]({record['read_at']}):"
    yield f"“{plain(record['quote'])}”"
    yield f"Not read: {plain('; '.join(record['gaps']))}."


def _compared(name: str, compared: Compared, unit: str) -> Iterator[str]:
    share = compared.alike / compared.cells
    yield ""
    yield (
        f"Of {compared.cells:,} {unit}, {compared.alike:,} agree ({share:.0%}). The others, with "
        "years that follow each other in one row:"
    )
    yield ""
    because = reasons(name)
    yield from table(
        ("place", "when", "the coding says", "the laws on file", "because"),
        (
            (
                plain(str(catalog.jurisdiction(item.jurisdiction))),
                item.when.replace("-", " to ") if name == RESOURCE else "March 2017",
                plain(item.theirs),
                plain(item.ours),
                plain(because[item.jurisdiction, item.when]),
            )
            for item in compared.disagreements
        ),
    )


PAGES = {"codings": codings_page}
