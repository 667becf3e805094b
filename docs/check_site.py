"""Check the built site: check_site.py FOLDER.

Always: HTML that parses without a fault, links that lead somewhere, pictures with alternative text,
descriptions, the size of pages. With Chromium also: the right page first in the site's search, and
axe-core. Where there is none, these two are skipped, by name. Every fault is printed.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import product, starmap
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

import chromium
from playwright.sync_api import Browser

MOST_BYTES: Final = 300_000
PICTURES: Final[Mapping[str, int]] = {
    "index.html": 1,
    "readings.html": 1,
    "cooperation.html": 1,
    "outcomes.html": 1,
    "thirty-holds.html": 1,
}
PLACES: Final = "generated/places/"
SEARCHES: Final[Mapping[str, str]] = {
    "Texas": f"{PLACES}texas",
    "TX": f"{PLACES}texas",
    "48453": f"{PLACES}travis-county-texas",
    "Travis County": f"{PLACES}travis-county-texas",
    "Cook": f"{PLACES}cook-county-illinois",
    "Cook County": f"{PLACES}cook-county-illinois",
    "California": f"{PLACES}california",
    "Guam": f"{PLACES}guam",
    "New York City": f"{PLACES}new-york-city",
    "District of Columbia": f"{PLACES}district-of-columbia",
    "how long can we hold": "hold-clock",
    "I-247A": "generated/forms",
    "287(g)": "generated/agreements",
    "Election Day": "generated/holidays",
    "holidays": "generated/holidays",
    "facts": "generated/facts",
    "authorities": "generated/authorities/index",
    "pandas": "bulk",
    "hold_readings": "reference/holds",
    "pitfalls": "pitfalls",
}
LOOKED_AT: Final = (
    "index",
    "quickstart",
    "thirty-holds",
    "readings",
    "comparisons",
    f"{PLACES}index",
    f"{PLACES}texas",
    f"{PLACES}cook-county-illinois",
    "generated/facts",
    "reference/holds",
)
WIDTHS: Final = (1280, 500)
# What others wrote, by rule of axe-core and the beginning of the element.
NOT_OURS: Final[Mapping[str, tuple[str, ...]]] = {
    "aria-required-attr": ('<p class="caption" role="heading">',),  # the theme's sidebar
    "scrollable-region-focusable": ("<pre", '<div class="table-wrapper', '<div class="sidebar'),
    "empty-table-header": ("<th>", "<th"),  # the corner of a frame of pandas
    "definition-list": ("<dl",),  # Sphinx's members of a class
}
_PATIENCE: Final = 120_000
"""Milliseconds that a page is waited for, as a busy machine is slow."""
_MADE_BY_SPHINX: Final = ("genindex.html", "py-modindex.html", "search.html")


class Page(HTMLParser):
    """What a page has: its anchors, links, pictures and description."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.described = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element has."""
        has = {name: value or "" for name, value in attrs}
        self.anchors.update(has[name] for name in ("id", "name") if name in has and tag != "meta")
        self.links += [has[name] for name in ("href", "src") if name in has]
        if tag == "img":
            self.pictures.append(has.get("alt", ""))
        self.described |= tag == "meta" and has.get("name") == "description"


class Violation(NamedTuple):
    """What axe-core finds wrong with an element."""

    rule: str
    element: str

    @property
    def is_ours(self) -> bool:
        """Whether it is in what we wrote."""
        return not self.element.startswith(NOT_OURS.get(self.rule, ("\0",)))


def faults_of_files(site: Path) -> Iterator[str]:
    """Yield what is wrong with the pages as they lie there."""
    texts = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    pages = {name: Page(path.read_text("utf-8")) for name, path in texts.items()}
    for name, page in pages.items():
        made = name.startswith("_modules/") or name in _MADE_BY_SPHINX
        if not page.described and not made:
            yield f"{name}: no description"
        if not made and texts[name].stat().st_size > MOST_BYTES:
            yield f"{name}: {texts[name].stat().st_size:,} bytes"
        if "" in page.pictures:
            yield f"{name}: a picture without alternative text"
        if len(page.pictures) < PICTURES.get(name, 0):
            yield f"{name}: {len(page.pictures)} pictures, expected {PICTURES[name]}"
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (
                os.path.normpath(Path(name).parent / unquote(parts.path)) if parts.path else name
            )
            if target in pages:
                # Pages of code lead to names by their modules, not by their public names.
                exact = parts.fragment and not name.startswith("_modules/")
                if exact and unquote(parts.fragment) not in pages[target].anchors:
                    yield f"{name}: no such anchor: {link}"
            elif not (site / target).exists():
                yield f"{name}: no such file: {link}"
    yield from missing_pictures(pages)


def missing_pictures(pages: Mapping[str, Page]) -> Iterator[str]:
    """Yield the pages with pictures that are not there at all."""
    yield from (f"{name}: not there" for name in PICTURES if name not in pages)


def faults_of_html(site: Path) -> Iterator[str]:
    """Yield what a strict parser of HTML refuses."""
    import html5lib  # noqa: PLC0415 (only this needs it)

    for name in LOOKED_AT:
        parser = html5lib.HTMLParser()
        parser.parse((site / f"{name}.html").read_text("utf-8"))
        for position, fault, values in parser.errors:
            yield f"{name}.html, line {position[0]}: {fault} {values}"


def faults_of_search(site: Path, browser: Browser) -> Iterator[str]:
    """Yield what is searched for and whose page is not the first."""
    page = browser.new_page()
    page.set_default_timeout(_PATIENCE)
    for words, wanted in SEARCHES.items():
        page.goto(f"{(site / 'search.html').as_uri()}?q={quote(words)}")
        page.wait_for_selector("#search-results .search-summary:not(:empty)", state="attached")
        links = page.query_selector_all("#search-results li > a")[:3]
        first = [re.split("[?#]", link.get_attribute("href") or "")[0] for link in links]
        if first[:1] != [f"{wanted}.html"]:
            yield f"search {words!r}: expected {wanted}.html first, found {first}"
    page.close()


def faults_of_access(site: Path, browser: Browser) -> Iterator[str]:
    """Yield what axe-core finds on some pages, at the width of a desk and of a phone."""
    page = browser.new_page()
    page.set_default_timeout(_PATIENCE)
    for name, width in product(LOOKED_AT, WIDTHS):
        page.set_viewport_size({"width": width, "height": 1400})
        page.goto((site / f"{name}.html").as_uri())
        for violation in starmap(Violation, chromium.axe_faults(page)):
            if violation.is_ours:
                yield f"{name}.html at {width}: {violation.rule}: {violation.element[:120]}"
    page.close()


def main(site: Path) -> int:
    """Check a site, and return the status of the command."""
    faults = defaultdict(list)
    faults["files"] = [*faults_of_files(site)]
    faults["HTML"] = [*faults_of_html(site)]
    executable = chromium.installed()
    if executable is None:
        print("skipped: search, axe-core (no Chromium here)")
    else:
        elsewhere = chromium.Elsewhere()
        with chromium.serving(elsewhere), chromium.opened(executable, elsewhere) as browser:
            faults["search"] = [*faults_of_search(site, browser)]
            faults["axe-core"] = [*faults_of_access(site, browser)]
    chromium.report(faults)
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
