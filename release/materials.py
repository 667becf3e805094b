"""What an installed package pulls in: the bill of materials holds that, and its licenses let us.

    python release/materials.py bill BILL PACKAGES   a bill names what is installed, and no more
    python release/materials.py licenses PACKAGES    each package has a license of those below
    python release/materials.py audit REPORT...      nothing is known against a package

PACKAGES is the folder that packages are installed in, REPORT what pip-audit writes as JSON of one
service, if that answered. The status is 0 without a fault, 3 with one, and 4 where a package could
not be looked up.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any, Final

OURS: Final = "detainerlib"
FAULTY: Final = 3
UNANSWERED: Final = 4
NOT_LOOKED_UP: Final = "No service here could say what is known against"
LICENSES: Final = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "PSF-2.0"}
)
"""What may be used in any application, with the notice that each package brings."""

CLASSIFIED: Final[Mapping[str, str]] = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}


def normalized(name: str) -> str:
    """Return a name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed_in(packages: Path) -> list[Distribution]:
    """Return what is installed in a folder, by name."""
    listed = distributions(path=[str(packages)])
    return sorted(listed, key=lambda package: normalized(package.name))


def versions_of(packages: Iterable[Distribution]) -> dict[str, str]:
    """Return the version of each."""
    return {normalized(package.name): package.version for package in packages}


def named_by(bill: Mapping[str, Any]) -> dict[str, str]:
    """Return the packages that a bill of materials names, with their versions."""
    subject = bill.get("metadata", {}).get("component")
    components = [*bill.get("components", ()), *([subject] if subject else [])]
    return {normalized(component["name"]): component.get("version", "") for component in components}


def bill_faults(bill: Mapping[str, Any], installed: Mapping[str, str]) -> list[str]:
    """Name each package that a bill and an installation do not hold in the same version."""
    named = named_by(bill)
    return [
        f"{name}: {named.get(name, 'not there')} in the bill, "
        f"{installed.get(name, 'not there')} installed"
        for name in sorted({*named, *installed})
        if named.get(name) != installed.get(name)
    ]


def licenses_of(package: Distribution) -> set[str]:
    """Return the licenses that a package says it may be used under."""
    metadata: Any = package.metadata
    [expression, *_] = metadata.get_all("License-Expression") or [""]
    if expression:
        return set(re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", expression)) - {""}
    classifiers: list[str] = metadata.get_all("Classifier") or []
    stated = {
        CLASSIFIED.get(classifier, classifier.rpartition(" :: ")[2])
        for classifier in classifiers
        if classifier.startswith("License ::") and classifier != "License :: OSI Approved"
    }
    # An older field holds the name, or the whole text.
    older: list[str] = metadata.get_all("License") or []
    return stated or {*older} & LICENSES


def license_faults(packages: Iterable[Distribution]) -> list[str]:
    """Name each package without a license, or with another than those above."""
    return [
        f"{package.name}: {', '.join(sorted(stated)) or 'no license stated'}; read it, and add it "
        "to LICENSES or do without the package"
        for package in packages
        if not (stated := licenses_of(package)) or not stated <= LICENSES
    ]


def known_faults(packages: Iterable[Mapping[str, Any]]) -> list[str]:
    """Name each vulnerability of packages as pip-audit reports them, and what mends it."""
    return sorted(
        {
            f"{package['name']} {package['version']}: {known['id']}, "
            f"mended in {', '.join(known.get('fix_versions', ())) or 'no version yet'}"
            for package in packages
            for known in package.get("vulns", ())
        }
    )


def not_looked_up(packages: Iterable[Mapping[str, Any]]) -> list[str]:
    """Name each package but ours that no report has an answer on; pip-audit passes over them."""
    answered: dict[str, bool] = {}
    for package in packages:
        name = normalized(package["name"])
        answered[name] = answered.get(name, False) or "vulns" in package
    return sorted(name for name, is_known in answered.items() if not is_known and name != OURS)


def audit(reports: Iterable[Path]) -> int:
    """Print what is known against packages, and what no one could say; return the status."""
    read = [json.loads(report.read_text("utf-8")) for report in reports if report.exists()]
    packages = [package for report in read for package in report.get("dependencies", ())]
    faults, missing = known_faults(packages), not_looked_up(packages)
    if faults:
        print(*faults, sep="\n")
    if missing or not packages:
        print(f"{NOT_LOOKED_UP}: {', '.join(missing) or 'any package'}.")
    if not faults and packages and not missing:
        print("Every package was looked up: nothing is known against any.")
    return FAULTY if faults else UNANSWERED if missing or not packages else 0


def main(arguments: list[str]) -> int:
    """Print every fault; return the status."""
    match arguments:
        case ["bill", bill, packages]:
            named = json.loads(Path(bill).read_text("utf-8"))
            faults = bill_faults(named, versions_of(installed_in(Path(packages))))
        case ["licenses", packages]:
            installed = installed_in(Path(packages))
            for package in installed:
                print(
                    f"{package.name} {package.version}: {', '.join(sorted(licenses_of(package)))}"
                )
            faults = license_faults(installed) if installed else [f"{packages}: nothing installed"]
        case ["audit", *reports] if reports:
            return audit(map(Path, reports))
        case _:
            faults = [__doc__ or ""]
    print(*faults, sep="\n", end="\n" if faults else "")
    return FAULTY if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
