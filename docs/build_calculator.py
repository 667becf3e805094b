"""Build the hold calculator, a page that answers in the browser: build_calculator.py FOLDER.

What it needs is fetched now, by npm and pip, and served from the page's own folder ever after.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

PYODIDE: Final = "314.0.7"
PYODIDE_SHA256: Final = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
RUNTIME: Final = (
    "package.json",  # its license, and where its source is
    "pyodide-lock.json",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide.mjs",
    "python_stdlib.zip",
)
_DOCS: Final = Path(__file__).parent
_PAGE: Final = _DOCS / "hold-calculator"
# What is asked for by these names; all else lies in a folder named after its bytes.
_ENTRIES: Final = ("index.html", "service-worker.js")
_FOLDER_OF_FILES: Final = "files/"


class BuildError(Exception):
    """What is wrong with what was fetched."""


def is_possible() -> bool:
    """Tell whether npm, which fetches Pyodide, is here."""
    return shutil.which("npm") is not None


def build(site: Path) -> None:
    """Write the page, and all that it fetches, into a folder; what was in it is removed.

    Raises:
        BuildError: If Pyodide is another than the one that was tried.
    """
    shutil.rmtree(site, ignore_errors=True)
    with TemporaryDirectory() as away:
        files = Path(away)
        python = _runtime(files)
        _wheels(files, python)
        for source in _PAGE.iterdir():
            if source.is_file() and source.name not in _ENTRIES:
                shutil.copy(source, files)
        digests = _digests(files)
        name = hashlib.sha256(json.dumps(digests).encode()).hexdigest()[:12]
        (site / name).mkdir(parents=True)
        for file in files.iterdir():
            shutil.copyfile(file, site / name / file.name)
    index = (_PAGE / "index.html").read_text("utf-8").replace(_FOLDER_OF_FILES, f"{name}/")
    (site / "index.html").write_text(index, "utf-8")
    kept = {f"{name}/{file}": digest for file, digest in digests.items()}
    kept["index.html"] = _digest(index.encode())
    worker = (_PAGE / "service-worker.js").read_text("utf-8")
    (site / "service-worker.js").write_text(_filled(worker, name, kept), "utf-8")


def _runtime(files: Path) -> str:
    """Fetch Pyodide, and return the version of its Python."""
    with TemporaryDirectory() as away:
        pack = ("npm", "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", away)
        subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(away).iterdir()
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        if digest != PYODIDE_SHA256:
            raise BuildError(f"{archive.name}: got {digest}, expected {PYODIDE_SHA256}.")
        with tarfile.open(archive) as packed:
            packed.extractall(away, filter="data")
        for name in RUNTIME:
            shutil.copyfile(Path(away, "package", name), files / name)
    lock = json.loads((files / "pyodide-lock.json").read_text("utf-8"))
    return str(lock["info"]["python"])


def _wheels(files: Path, python: str) -> None:
    """Build the wheel of this tree, fetch those that it needs, and list them all."""
    pip = (sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check")
    subprocess.run([*pip, "wheel", "--no-deps", f"--wheel-dir={files}", _DOCS.parent], check=True)
    [own] = files.glob("*.whl")
    pure = ("--only-binary=:all:", "--implementation=py", "--abi=none", "--platform=any")
    chosen = (*pure, f"--python-version={python}", f"--dest={files}", f"{own}[calendar]")
    subprocess.run([*pip, "download", *chosen], check=True)
    names = sorted(wheel.name for wheel in files.glob("*.whl"))
    (files / "wheels.json").write_text(f"{json.dumps(names, indent=2)}\n", "utf-8")


def _digests(files: Path) -> dict[str, str]:
    return {file.name: _digest(file.read_bytes()) for file in sorted(files.iterdir())}


def _digest(contents: bytes) -> str:
    """Return the digest of a file as a browser checks it."""
    return f"sha256-{b64encode(hashlib.sha256(contents).digest()).decode()}"


def _filled(worker: str, name: str, files: dict[str, str]) -> str:
    """Return the service worker with the name of the build and its files."""
    for constant, value in (("BUILD", name), ("FILES", files)):
        blank, written = (
            f"const {constant} = {json.dumps(part, indent=2)};" for part in (type(value)(), value)
        )
        if worker.count(blank) != 1:
            raise BuildError(f"service-worker.js: expected one line {blank!r}.")
        worker = worker.replace(blank, written)
    return worker


def main(arguments: Iterable[str]) -> int:
    """Build the page into the folder that is named, and say what it is made of."""
    [folder] = map(Path, arguments)
    if not is_possible():
        shutil.rmtree(folder, ignore_errors=True)
        print("skipped: the hold calculator was not built (no npm here)")
        return 0
    build(folder)
    [listed] = folder.glob("*/wheels.json")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{folder}: {size / 1e6:.1f} MB, Pyodide {PYODIDE} and")
    print(*(f"  {wheel}" for wheel in json.loads(listed.read_text("utf-8"))), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
