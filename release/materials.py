"""What an installed package pulls in: the bill of materials holds that, and its licenses let us.

    python release/materials.py bill BILL PACKAGES   a bill names what is installed, and no more
    python release/materials.py licenses PACKAGES    each package has a license of those below

PACKAGES is the folder that packages are installed in. The status is 0 without a fault, 3 with one.
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


def main(arguments: list[str]) -> int:
    """Print every fault; return 3 where there is one."""
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
        case _:
            faults = [__doc__ or ""]
    print(*faults, sep="\n", end="\n" if faults else "")
    return FAULTY if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
