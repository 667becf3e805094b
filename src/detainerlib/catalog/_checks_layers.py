"""A law folder on top of the package's data: what replaces what, and what may not stand twice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from detainerlib.catalog._toml import Loaded, fault
from detainerlib.errors import DataFault

OF_PACKAGE: Final = "package: "
"""What stands before the name of a file of the package, where a law folder is checked."""


def on_top_of_package(
    own: Mapping[str, Loaded[Any]], package: Mapping[str, Loaded[Any]]
) -> tuple[Mapping[str, Loaded[Any]], tuple[DataFault, ...]]:
    """Return the collections of a law folder and the package together, and where they clash.

    A record of the package is left out where one of the folder names it in `supersedes`.
    """
    combined: dict[str, Loaded[Any]] = {}
    clashes: list[DataFault] = []
    for name, loaded in own.items():
        files = {record.id: file for file, record in package[name].records}
        clashes += _clashes(name, loaded, files)
        replaced = {id for _, _, id in loaded.supersedes}
        kept = [
            (f"{OF_PACKAGE}{file}", record)
            for file, record in package[name].records
            if record.id not in replaced
        ]
        combined[name] = Loaded(
            # One that clashes is no record yet, and leads to no further fault.
            records=(
                *kept,
                *(pair for pair in loaded.records if pair[1].id not in {*files} - replaced),
            ),
            refused=loaded.refused | package[name].refused,
            faults=loaded.faults,
            supersedes=loaded.supersedes,
        )
    return combined, tuple(clashes)


def _clashes(name: str, own: Loaded[Any], files: Mapping[str, str]) -> Iterator[DataFault]:
    replaced: set[str] = set()
    for file, record, id in own.supersedes:
        if id not in files:
            message = f"{id!r} is not among the {name} of the package"
        elif id in replaced:
            message = f"{id!r} is replaced by another record, too"
        else:
            replaced.add(id)
            continue
        yield fault(file, record, "supersedes", message)
    for file, record in own.records:
        if record.id in files and record.id not in replaced:
            message = (
                f"is also used in {OF_PACKAGE}{files[record.id]}; take another, or replace that "
                f'record with supersedes = ["{record.id}"]'
            )
            yield fault(file, record.id, "id", message)


def is_of_package(file: str) -> bool:
    """Tell whether a file, as a check of a law folder names it, is one of the package."""
    return file.startswith(OF_PACKAGE)


def told_of_package(faults: Iterable[DataFault]) -> Iterator[DataFault]:
    """Yield faults, and say of those of the package's records what they come from."""
    for told in faults:
        if is_of_package(told.file):
            message = f"{told.message}; it is so with the law folder, and not without it"
            yield fault(told.file, told.record, told.field, message)
        else:
            yield told
