"""detainerlib list, explain, check: what is on record, and whether it is sound."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from detainerlib import catalog
from detainerlib._validation import is_of
from detainerlib.errors import DetainerError
from detainerlib.models.custody import CustodyEventKind
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Practice

if TYPE_CHECKING:
    from detainerlib.catalog._tables import Table

FAULTS_FOUND = 1

_SUMMARY: Final = "{0.id}: {0.summary}"
_WHOLE: Final = "{0.id}: {0}"
_LISTED: Final[Mapping[str, tuple[Callable[[], Iterable[Any]], str]]] = MappingProxyType(
    {
        "agency-types": (lambda: AgencyType, "{0.value}"),
        "agreements": (catalog.agreements, _WHOLE),
        "assertions": (catalog.assertions, _WHOLE),
        "bases": (catalog.bases, _SUMMARY),
        "custody-events": (lambda: CustodyEventKind, "{0.value}"),
        "events": (catalog.events, _SUMMARY),
        "facts": (catalog.facts, "{0.id}: {0.question}"),
        "figures": (catalog.figures, _WHOLE),
        "forms": (
            lambda: ((form, edition) for form in catalog.forms() for edition in form.editions),
            "{0[0].name} ({0[1].printed}), {0[1].id}: {0[0].title}",
        ),
        "jurisdictions": (catalog.jurisdictions, "{0.code}: {0.name}"),
        "lift-reasons": (catalog.lift_reasons, _WHOLE),
        "offenses": (catalog.offense_classes, _SUMMARY),
        "practices": (lambda: Practice, "{0.value}: {0.words}"),
        "provisions": (
            catalog.provisions,
            "{0.id}: {0.title}, {0.practice.value}: {0.summary}",
        ),
        "questions": (catalog.questions, "{0.id}: {0.question}"),
        "rules": (catalog.rules, "{0.id}: {0.title}"),
        "scales": (catalog.scales, _SUMMARY),
    }
)
"""By what is listed: its records, and the line of each."""


def add_list(listing: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    listing.add_argument("what", choices=sorted({*_LISTED, *map(_with_hyphens, catalog.tables())}))
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


def _with_hyphens(name: str) -> str:
    return name.replace("_", "-")


def _list(options: argparse.Namespace) -> int:
    if options.json or options.csv:
        return _list_table(options)
    name = options.what
    records, line = _LISTED.get(name) or (table_named(name).records, "{0}")
    found = _of_place(records(), options)
    print("\n".join(line.format(record) for record in found))
    return 0


def table_named(name: str) -> "Table":
    """Return the table of what is listed; what are values of a type are in none."""
    from detainerlib.catalog._tables import table_of  # noqa: PLC0415 (only some lists)

    return table_of(name.replace("-", "_"))


def _list_table(options: argparse.Namespace) -> int:
    from detainerlib.catalog._export import csv_of, json_of  # noqa: PLC0415 (only this form)

    table = table_named(options.what)
    records = _of_place(table.records(), options)
    rows = (tuple(column.value(record) for column in table.columns) for record in records)
    print(json_of(table, rows) if options.json else csv_of(table, rows).rstrip("\n"))
    return 0


def _of_place(records: Iterable[Any], options: argparse.Namespace) -> list[Any]:
    """Return the records that are of the place that was typed; all where none was."""
    if options.place is None:
        return [*records]
    code = catalog.jurisdiction(options.place).code
    return [record for record in records if code in _places(record, options)]


def _places(record: Any, options: argparse.Namespace) -> tuple[str | None, ...]:
    for name in ("jurisdiction", "jurisdictions", "parent", "state"):
        if hasattr(record, name):
            value: Any = getattr(record, name)
            return value if is_of(tuple, value) else (value,)
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
