"""Chromium, as the pages are tried in it: without a window, and with no way to the network."""

import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

COMMANDS: Final = ("chromium", "chromium-browser", "google-chrome")
HOST: Final = "127.0.0.1"
_ALONE: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=AutofillServerCommunication,Translate,OptimizationHints,MediaRouter",
    "--disable-component-extensions-with-background-pages",
    "--disable-client-side-phishing-detection",
    "--no-first-run",
    "--allow-file-access-from-files",
)
_AXE_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")


class Elsewhere(ThreadingHTTPServer):
    """The rest of the world: a proxy that refuses, and notes what was asked of it."""

    def __init__(self) -> None:
        """Stand by on a port of this machine."""
        super().__init__((HOST, 0), _Refusal)
        self.asked: list[str] = []


class _Refusal(BaseHTTPRequestHandler):
    def _refuse(self) -> None:
        if isinstance(self.server, Elsewhere):
            self.server.asked.append(f"{self.command} {self.path}")
        self.send_error(HTTPStatus.FORBIDDEN)

    do_GET = do_POST = do_HEAD = do_CONNECT = _refuse  # noqa: N815 (names of the base class)

    def log_message(self, *_: object) -> None:
        """Be silent."""


class _Files(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 (as the base class has it)
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: object) -> None:
        """Be silent."""


def installed() -> str | None:
    """Return the path of Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, COMMANDS)), None)


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    """Run a server until the end of the block, or until it is shut down; give its address."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def server_of(folder: Path) -> ThreadingHTTPServer:
    """Return a server of the files of a folder."""
    return ThreadingHTTPServer((HOST, 0), partial(_Files, directory=str(folder)))


@contextmanager
def opened(executable: str, elsewhere: Elsewhere) -> Iterator[Browser]:
    """Open Chromium; whatever it asks of another machine, it asks of `elsewhere`."""
    with sync_playwright() as playwright:
        proxy = f"--proxy-server={HOST}:{elsewhere.server_port}"
        browser = playwright.chromium.launch(executable_path=executable, args=[*_ALONE, proxy])
        try:
            yield browser
        finally:
            browser.close()


def axe_faults(page: Page) -> list[tuple[str, str]]:
    """Return what axe-core finds on a page: rules, each with the element that breaks it."""
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    told: list[tuple[str, str]] = page.evaluate(
        """async rules => (await axe.run({runOnly: rules})).violations.flatMap(
            rule => rule.nodes.map(node => [rule.id, node.html]))""",
        [*_AXE_RULES],
    )
    return told


def report(faults: Mapping[str, list[str]]) -> None:
    """Print every fault by its kind, or that there is none."""
    for kind, several in faults.items():
        print(f"{kind}: {len(several)} faults" if several else f"{kind}: ok")
        print(*(f"  {fault}" for fault in several), sep="\n", end="\n" if several else "")
