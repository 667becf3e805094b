"""Check the built site: check_site.py FOLDER.

Always: HTML that parses without a fault, links that lead somewhere, pictures with alternative text,
descriptions, the size of pages. With Chromium also: the right page first in the site's search, and
axe-core. Where there is none, these two are skipped, by name. Every fault is printed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

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
_SECONDS_EACH: Final = 60
_LOOK_AT_ALL: Final = """
const pages = %s;
const look = %s;
(async () => {
  const told = [];
  for (const [address, width] of pages) {
    const frame = document.createElement("iframe");
    frame.style = `width: ${width}px; height: 1400px`;
    frame.src = address;
    const loaded = new Promise(done => { frame.onload = done; });
    document.body.append(frame);
    await loaded;
    try { told.push(await look(frame.contentWindow)); } catch (error) { told.push(`${error}`); }
    frame.remove();
  }
  const out = document.createElement("pre");
  out.id = "told";
  out.textContent = JSON.stringify(told);
  document.body.append(out);
})();
"""
_FIRST_FOUND: Final = """async page => {
  for (let tries = 0; tries < 500; tries++) {
    const first = page.document.querySelector("#search-results li a");
    if (first) return first.getAttribute("href").replace(/[?#].*/, "");
    await new Promise(done => setTimeout(done, 100));
  }
  return "nothing";
}"""
_VIOLATIONS: Final = """async page => {
  page.eval(%s);
  const told = await page.axe.run({runOnly: ["wcag2a", "wcag2aa"]});
  return told.violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.html]));
}"""
_MADE_BY_SPHINX: Final = ("genindex.html", "py-modindex.html", "search.html")
_CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")


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


def told_of(site: Path, browser: str, pages: Sequence[tuple[str, int]], look: str) -> list[Any]:
    """Return what a script tells of each page; words where something went wrong.

    One browser looks at all, each page in a frame of its own, as wide as a window would be: to
    start one takes longer than to look at a page. `look` is an expression in JavaScript, a function
    of a frame's window that promises what to tell.
    """
    script = _LOOK_AT_ALL % (json.dumps([*pages]), look)
    harness = site / "_looking.html"
    harness.write_text(f"<!doctype html><body><script>{script}</script></body>", "utf-8")
    try:
        dom = shown(browser, harness.as_uri(), _SECONDS_EACH * len(pages))
    finally:
        harness.unlink()
    written = re.search(r'<pre id="told">(.*?)</pre>', dom, re.DOTALL)
    told: list[Any] = [] if written is None else json.loads(unescape(written[1]))
    return told + ["not looked at"] * (len(pages) - len(told))


def shown(browser: str, address: str, seconds: int) -> str:
    """Return a page as a browser has it when its scripts have run."""
    with TemporaryDirectory() as profile:
        ran = subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--allow-file-access-from-files",
                f"--user-data-dir={profile}",
                f"--window-size={max(WIDTHS)},1400",
                f"--virtual-time-budget={seconds * 1000}",
                "--dump-dom",
                address,
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
    return ran.stdout


def faults_of_search(site: Path, browser: str) -> Iterator[str]:
    """Yield what is searched for and whose page is not the first."""
    asked = [(f"search.html?q={quote(words)}", WIDTHS[0]) for words in SEARCHES]
    told = told_of(site, browser, asked, _FIRST_FOUND)
    for (words, page), found in zip(SEARCHES.items(), told, strict=True):
        if found != f"{page}.html":
            yield f"search {words!r}: expected {page}.html first, found {found}"


def faults_of_access(site: Path, browser: str) -> Iterator[str]:
    """Yield what axe-core finds on some pages, at the width of a desk and of a phone."""
    import axe_core_python  # noqa: PLC0415 (only this needs it)

    script = Path(axe_core_python.__file__).with_name("axe.min.js").read_text("utf-8")
    pages = [(f"{name}.html", width) for name in LOOKED_AT for width in WIDTHS]
    told = told_of(site, browser, pages, _VIOLATIONS % json.dumps(script).replace("</", "<\\/"))
    for (name, width), violations in zip(pages, told, strict=True):
        if isinstance(violations, str):
            yield f"{name} at {width}: {violations}"
        else:
            yield from (
                f"{name} at {width}: {rule}: {element[:120]}"
                for rule, element in violations
                if Violation(rule, element).is_ours
            )


def main(site: Path) -> int:
    """Check a site, and return the status of the command."""
    faults = defaultdict(list)
    faults["files"] = [*faults_of_files(site)]
    faults["HTML"] = [*faults_of_html(site)]
    browser = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if browser is None:
        print("skipped: search, axe-core (no Chromium here)")
    else:
        faults["search"] = [*faults_of_search(site, browser)]
        faults["axe-core"] = [*faults_of_access(site, browser)]
    for kind, several in faults.items():
        print(f"{kind}: {len(several)} faults" if several else f"{kind}: ok")
        print(*(f"  {fault}" for fault in several), sep="\n", end="\n" if several else "")
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
