"""detainerlib list, explain, check: what is on record, and whether it is sound."""

import argparse
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from detainerlib import catalog
from detainerlib.errors import DetainerError

FAULTS_FOUND = 1


def add_list(listing: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    listing.add_argument("what", choices=sorted({*_LINES, *map(_with_hyphens, catalog.tables())}))
    listing.add_argument("place", nargs="?", help="only what is of it: its code, such as US-TX")
    form = listing.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the table as a JSON document")
    form.add_argument("--csv", action="store_true", help="print the table as CSV")
    listing.set_defaults(run=_list)


def add_explain(explain: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    explain.add_argument("figure", help="its id (see: detainerlib list figures)")
    explain.set_defaults(run=_explain)


def add_check(check: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    check.add_argument(
        "folder", nargs="?", help="a law folder, or a whole catalog; the package's data if absent"
    )
    check.set_defaults(run=_check)


_LINES: Final[Mapping[str, Callable[[Any], str]]] = MappingProxyType(
    {
        "agreements": lambda agreement: f"{agreement.id}: {agreement}",
        "assertions": lambda assertion: f"{assertion.id}: {assertion}",
        "bases": lambda basis: f"{basis.id}: {basis.summary}",
        "events": lambda event: f"{event.id}: {event.summary}",
        "facts": lambda fact: f"{fact.id}: {fact.question}",
        "figures": lambda figure: f"{figure.id}: {figure}",
        "forms": lambda form: "\n".join(
            f"{form.name} ({edition.printed}), {edition.id}: {form.title}"
            for edition in form.editions
        ),
        "jurisdictions": lambda government: f"{government.code}: {government.name}",
        "lift-reasons": lambda reason: f"{reason.id}: {reason}",
        "offenses": lambda offense: f"{offense.id}: {offense.summary}",
        "provisions": lambda provision: (
            f"{provision.id}: {provision.title}, {provision.practice.value}: {provision.summary}"
        ),
        "questions": lambda question: f"{question.id}: {question.question}",
        "rules": lambda rule: f"{rule.id}: {rule.title}",
        "scales": lambda scale: f"{scale.id}: {scale.summary}",
    }
)


def _with_hyphens(name: str) -> str:
    return name.replace("_", "-")


def _list(options: argparse.Namespace) -> int:
    from detainerlib.catalog._export import csv_of, json_of  # noqa: PLC0415 (only this verb)
    from detainerlib.catalog._tables import table_of  # noqa: PLC0415 (as above)

    table = table_of(options.what.replace("-", "_"))
    records = [*table.records()]
    if options.place is not None:
        code = catalog.jurisdiction(options.place).code
        records = [record for record in records if code in _places(record, options)]
    if options.json or options.csv:
        rows = (tuple(column.value(record) for column in table.columns) for record in records)
        print(json_of(table, rows) if options.json else csv_of(table, rows).rstrip("\n"))
        return 0
    line = _LINES.get(options.what, str)
    print(*map(line, records), sep="\n")
    return 0


def _places(record: Any, options: argparse.Namespace) -> tuple[str | None, ...]:
    """Return the codes of the places that a record is of."""
    for name in ("jurisdiction", "jurisdictions", "parent", "state"):
        if hasattr(record, name):
            value = getattr(record, name)
            return value if isinstance(value, tuple) else (value,)
    raise DetainerError(
        "place", options.place, f"none, as {options.what} are of no place", "Leave it out."
    )


def _explain(options: argparse.Namespace) -> int:
    figure = catalog.figure(options.figure)
    print(figure.explain())
    for verb, statements in (("Corrected", figure.corrections), ("Disputed", figure.disputes)):
        for statement in statements:
            print(f"{verb} by {statement.by}, {statement.on}: {statement.summary}")
    citation = figure.citation
    source = catalog.authority(citation.authority)
    print(
        f"\n{source.cite} ({citation.evidence.value}){f': {citation.url}' if citation.url else ''}"
    )
    if citation.quote is not None:
        print(f"“{citation.quote}”")
    print(f"Made with {catalog.made_with()}.")
    print(catalog.about().closing_on_figures)
    return 0


def _check(options: argparse.Namespace) -> int:
    faults = catalog.check(options.folder)
    for fault in faults:
        print(fault)
    holder = "the package's data" if options.folder is None else options.folder
    print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in {holder}.")
    return FAULTS_FOUND if faults else 0
