"""What is checked of a release before anybody gets it. Every fault is printed, each on a line.

    python release/checks.py files CHECKOUT DIST   the sdist holds what is committed, nothing else
    python release/checks.py same DIST OTHER       two builds gave the same bytes
    python release/checks.py ready                 nothing is left to fill in, and versions agree
    python release/checks.py ready v1.2.3          nor does anything lie uncommitted or untagged
    python release/checks.py notes                 prints what the changelog says of this version

The status is 0 without a fault, and 3 with one.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

TO_BE_FILLED_IN: Final = "to be filled in"
ADDRESSES: Final = ("Source", "Documentation", "Issues", "Changelog", "Contact")
FAULTY: Final = 3
# What the build adds to the files that are committed.
BUILT: Final = frozenset({"PKG-INFO"})


def git(checkout: Path, *arguments: str) -> list[str]:
    """Give the lines that a command of git prints in a checkout."""
    ran = subprocess.run(  # noqa: S603 (git, with the arguments written below)
        ["git", "-c", "core.quotePath=off", "-C", str(checkout), *arguments],  # noqa: S607 (the git of the machine)
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout.splitlines()


def shipped(committed: list[str]) -> set[str]:
    """Give the committed files that belong in an sdist.

    Files and folders that begin with a dot set up tools of the repository. `.gitignore` alone is
    in: hatchling reads it when a wheel is built from an sdist.
    """
    return {path for path in committed if not path.startswith(".") or path == ".gitignore"}


def sdist_faults(sdist: Path, committed: list[str]) -> list[str]:
    """Name each file that an sdist has and the repository has not, or the other way round."""
    top = sdist.name.removesuffix(".tar.gz") + "/"
    with tarfile.open(sdist) as archive:
        packed = {name.removeprefix(top) for name in archive.getnames()}
    belongs = shipped(committed)
    return [
        *(f"{path}: in the sdist, but not committed" for path in sorted(packed - belongs - BUILT)),
        *(f"{path}: committed, but not in the sdist" for path in sorted(belongs - packed)),
    ]


def differences(dist: Path, other: Path) -> list[str]:
    """Name each file that two folders do not hold with the same bytes."""
    one, two = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        for folder in (dist, other)
    )
    if not one:
        return [f"{dist}: no file was built"]
    return [
        f"{name}: {one.get(name, 'not there')} in one build, {two.get(name, 'not there')} in the"
        " other"
        for name in sorted({*one, *two})
        if one.get(name) != two.get(name)
    ]


def address_faults(urls: Mapping[str, str]) -> list[str]:
    """Name each address in [project.urls] that is missing, still to be filled in, or no address."""
    where = "pyproject.toml, [project.urls]"
    faults = [f"{where}: {label} is missing" for label in ADDRESSES if label not in urls]
    for label, address in urls.items():
        if address == TO_BE_FILLED_IN:
            faults.append(f"{where}: {label} is {TO_BE_FILLED_IN}")
        elif not re.fullmatch(r"https://\S+", address):
            faults.append(f"{where}: {label} is {address!r}, expected an address with https://")
    return faults


def heading(changelog: str, version: str) -> re.Match[str] | None:
    """Find the heading of a version in the changelog, with the day of its release."""
    title = rf"^## {re.escape(version)} - (\d{{4}}-\d{{2}}-\d{{2}})$"
    return re.search(title, changelog, re.MULTILINE)


def version_faults(version: str, changelog: str, citation: str) -> list[str]:
    """Tell where the changelog or the citation names another version, or another day."""
    faults: list[str] = []
    released = heading(changelog, version)
    if released is None:
        faults.append(f"CHANGELOG.md: no heading '## {version} - YYYY-MM-DD'")
    keys = r"^(version|date-released): *[\"']?([^\s\"']+)"
    cited = dict(re.findall(keys, citation, re.MULTILINE))
    if cited.get("version") != version:
        faults.append(f"CITATION.cff: version is {cited.get('version')}, expected {version}")
    if released is not None and cited.get("date-released") != released[1]:
        faults.append(
            f"CITATION.cff: date-released is {cited.get('date-released')}, expected {released[1]}"
        )
    return faults


def commit_faults(checkout: Path, version: str, tag: str) -> list[str]:
    """Tell whether the commit is what the tag says, and whether anything was left out of it."""
    faults = [f"{line[3:]}: not committed" for line in git(checkout, "status", "--porcelain")]
    if tag != f"v{version}":
        faults.append(f"{tag}: expected v{version}, as the version in pyproject.toml is {version}")
    if tag not in git(checkout, "tag", "--points-at", "HEAD"):
        faults.append(f"{tag}: no tag of this name is on the commit that is checked out")
    return faults


def release_notes(changelog: str, version: str) -> str:
    """Give what the changelog says of a version, without its heading."""
    released = heading(changelog, version)
    if released is None:
        return ""
    return changelog[released.end() :].partition("\n## ")[0].strip() + "\n"


def project(checkout: Path) -> dict[str, Any]:
    """Read the metadata of the project in a checkout."""
    settings = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    return dict(settings["project"])


def ready_faults(checkout: Path, tag: str | None) -> list[str]:
    """Tell everything that stands in the way of a release."""
    metadata = project(checkout)
    faults = address_faults(metadata.get("urls", {}))
    faults += version_faults(
        metadata["version"],
        (checkout / "CHANGELOG.md").read_text("utf-8"),
        (checkout / "CITATION.cff").read_text("utf-8"),
    )
    return faults if tag is None else faults + commit_faults(checkout, metadata["version"], tag)


def file_faults(checkout: Path, dist: Path) -> list[str]:
    """Compare every sdist of a folder with what is committed in a checkout."""
    sdists = sorted(dist.glob("*.tar.gz"))
    if len(sdists) != 1:
        return [f"{dist}: {len(sdists)} sdists, expected one"]
    return sdist_faults(sdists[0], git(checkout, "ls-files"))


def main(arguments: list[str]) -> int:
    """Run one of the checks, as the first argument names it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    checks = parser.add_subparsers(dest="check", required=True)
    files = checks.add_parser("files")
    files.add_argument("checkout", type=Path)
    files.add_argument("dist", type=Path)
    same = checks.add_parser("same")
    same.add_argument("dist", type=Path)
    same.add_argument("other", type=Path)
    checks.add_parser("ready").add_argument("tag", nargs="?")
    checks.add_parser("notes")
    typed = parser.parse_args(arguments)

    here = Path()
    match typed.check:
        case "files":
            faults = file_faults(typed.checkout, typed.dist)
        case "same":
            faults = differences(typed.dist, typed.other)
        case "ready":
            faults = ready_faults(here, typed.tag)
        case _:
            changelog = (here / "CHANGELOG.md").read_text("utf-8")
            print(release_notes(changelog, project(here)["version"]), end="")
            faults = []
    for fault in faults:
        print(fault)
    return FAULTY if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
