"""detainerlib list, explain, check: what is on record, and whether it is sound."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from detainerlib import catalog
from detainerlib._wording import partial_day
from detainerlib.models.custody import CustodyEventKind
from detainerlib.models.jurisdictions import AgencyType, GovernmentLevel, Jurisdiction
from detainerlib.models.provisions import Practice

FAULTS_FOUND = 1
NOT_FOUND = 1

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
        "zones": (catalog.zones, _WHOLE),
    }
)
"""By what is listed: its records, and the line of each."""


def add_list(listing: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    listing.add_argument("what", choices=[*_LISTED])
    listing.set_defaults(run=_list)


def add_find(find: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    find.add_argument("text", nargs="+", help="a name or code, such as Bexar or 48029")
    find.add_argument("--state", help="the state to search in, such as TX")
    find.set_defaults(run=_find)


def add_explain(explain: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    explain.add_argument("figure", help="its id (see: detainerlib list figures)")
    explain.set_defaults(run=_explain)


def add_check(check: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    check.set_defaults(run=_check)


def _list(options: argparse.Namespace) -> int:
    records, line = _LISTED[options.what]
    print("\n".join(line.format(record) for record in records()))
    return 0


def _find(options: argparse.Namespace) -> int:
    text = " ".join(options.text)
    places = catalog.find(text, state=options.state)
    if not places:
        within = f" in {options.state}" if options.state else ""
        print(f"No place of that name is on file{within}.")
        return NOT_FOUND
    for place in places:
        name, _, state = place.name.rpartition(", ")
        # A state, and a city that bears no state in its name, stand by themselves.
        columns = (name, state) if name else (place.name, _state_of(place))
        kind = f" ({place.level.value})" if place.level is GovernmentLevel.CITY else ""
        print(f"{place.code:<8}{columns[0]}{kind}, {columns[1]}".rstrip(", "))
    return 0


def _state_of(place: Jurisdiction) -> str:
    above = catalog.lineage(place)[1:]
    return next((state.name for state in above if not state.level.is_local and state.parent), "")


def _explain(options: argparse.Namespace) -> int:
    figure = catalog.figure(options.figure)
    print(figure.explain())
    for verb, statements in (("Corrected", figure.corrections), ("Disputed", figure.disputes)):
        for statement in statements:
            day = partial_day(str(statement.on))
            print(f"{verb} by {statement.by}, {day}: {statement.summary}")
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
    faults = catalog.check()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in the package's data.")
    return FAULTS_FOUND if faults else 0
