"""detainerlib list, find, figures, check, schema: what is on file, and whether it is sound."""

import argparse
import enum
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from detainerlib import catalog
from detainerlib._hints import nearest_names
from detainerlib._printing import Partial
from detainerlib._validation import is_of
from detainerlib.catalog._sources import agreement_by_name
from detainerlib.cli import terminal
from detainerlib.cli.output import add_options, print_answer
from detainerlib.cli.parser import CommandParser
from detainerlib.errors import DetainerError
from detainerlib.models.custody import CustodyEventKind
from detainerlib.models.figures import PublishedFigure
from detainerlib.models.jurisdictions import AgencyType, GovernmentLevel, Jurisdiction
from detainerlib.sentences import answers as wording
from detainerlib.sentences import command
from detainerlib.sentences.policy import agency

if TYPE_CHECKING:
    from detainerlib.catalog._tables import Table
    from detainerlib.models.published_lists import Assertion

FAULTS_FOUND = 1
NOT_FOUND = 1


def _assertion(assertion: "Assertion") -> str:
    from detainerlib.cooperation.in_words import assertion_in_words  # noqa: PLC0415 (only this list)

    return f"{assertion.id}: {assertion_in_words(assertion)}"


_SUMMARY: Final = "{0.id}: {0.summary}".format
_WHOLE: Final = "{0.id}: {0}".format
_LISTED: Final[Mapping[str, tuple[Callable[[], Iterable[Any]], Callable[[Any], str]]]] = (
    MappingProxyType(
        {
            "agency-types": (lambda: AgencyType, lambda kind: f"{kind.value}: {agency(kind)}"),
            "agreements": (
                catalog.agreements,
                lambda record: f"{record.id}: {agreement_by_name(record)}",
            ),
            "assertions": (catalog.assertions, _assertion),
            "bases": (catalog.bases, _SUMMARY),
            "custody-events": (lambda: CustodyEventKind, "{0.value}: {0.words}".format),
            "events": (catalog.events, _SUMMARY),
            "facts": (catalog.facts, "{0.id}: {0.question}".format),
            "figures": (catalog.figures, "{0.id}: {0.sentence}".format),
            "forms": (
                lambda: ((form, edition) for form in catalog.forms() for edition in form.editions),
                "{0[0].name} ({0[1].printed}), {0[1].id}: {0[0].title}".format,
            ),
            "jurisdictions": (catalog.jurisdictions, "{0.code}: {0.name}".format),
            "lift-reasons": (catalog.lift_reasons, _WHOLE),
            "no-rules": (catalog.no_rules, "{0.id} ({0.strength.value}): {0.summary}".format),
            "offenses": (catalog.offense_classes, _SUMMARY),
            "practices": (catalog.practices, str),
            "provisions": (
                catalog.provisions,
                "{0.id}: {0.title}, {0.practice.value}: {0.summary}".format,
            ),
            "questions": (catalog.questions, "{0.id}: {0.question}".format),
            "rules": (catalog.rules, "{0.id}: {0.title}".format),
            "scales": (catalog.scales, _SUMMARY),
            "published-lists": (
                catalog.published_lists,
                lambda published: f"{published.id}: {catalog.list_completeness(published)}",
            ),
            "unread": (catalog.unread_texts, "{0.id}: {0.jurisdiction}: {0.summary}".format),
            "zones": (catalog.zones, _WHOLE),
        }
    )
)
"""By what is listed: its records, and the line of each."""
_VALUES: Final[Mapping[str, Iterable[enum.Enum]]] = MappingProxyType(
    {"agency-types": AgencyType, "custody-events": CustodyEventKind}
)
"""What is listed and is in no table: the values of a type."""
_ALWAYS_WITHIN: Final = frozenset({"unread", "unread-texts"})
"""What is listed of a place together with the places within it: what was not read is a warning."""


def add_list(listing: CommandParser) -> None:
    """Add the options of the verb."""
    listing.add_argument(
        "what",
        choices=sorted({*_LISTED, *map(_with_hyphens, catalog.tables())}),
        metavar="KIND",
        help=f"one of: {', '.join(sorted(_LISTED))}; or another table of the data",
    )
    listing.add_argument(
        "jurisdiction", nargs="?", metavar="PLACE", help="only what belongs to it, such as TX"
    )
    listing.add_argument(
        "--within", action="store_true", help="also what belongs to places within that place"
    )
    form = listing.add_mutually_exclusive_group()
    add_options(form, "--json")
    form.add_argument("--csv", action="store_true", help="print the table as CSV")
    listing.set_defaults(run=_list)
    listing.show(
        "detainerlib list forms",
        "detainerlib list provisions TX",
        "detainerlib list rules NC --csv",
    )


def add_find(find: CommandParser) -> None:
    """Add the options of the verb."""
    find.add_argument(
        "text", nargs="+", metavar="NAME", help="a name or code, such as Bexar or 48029"
    )
    find.add_argument("--state", help="the state to search in, such as TX")
    add_options(find, "--json")
    find.set_defaults(run=_find)
    find.show("detainerlib find Bexar", "detainerlib find Jefferson --state TX")


def add_figures(figures: CommandParser) -> None:
    """Add the options of the verb."""
    figures.add_argument(
        "search",
        nargs="?",
        metavar="FIGURE",
        help="a number as printed, such as 6,947; part of the name of a place or publisher; or "
        "the id of one figure, for its notes and source",
    )
    figures.add_argument(
        "--place",
        dest="jurisdiction",
        metavar="PLACE",
        help='only figures of this place itself, such as TX or "Travis County, TX"',
    )
    figures.add_argument("--publisher", help="part of the name of its publisher")
    add_options(figures, "--brief", "--json")
    figures.set_defaults(run=_figures)
    figures.show(
        "detainerlib figures 6,947",
        'detainerlib figures "New York"',
        "detainerlib figures ddor-w1-issued-franklin-pa",
    )


def add_check(check: CommandParser) -> None:
    """Add the options of the verb."""
    check.add_argument(
        "folder",
        nargs="?",
        metavar="FOLDER",
        help="a law folder, or a whole catalog; the package's data if left out",
    )
    add_options(check, "--json")
    check.set_defaults(run=_check)
    check.show("detainerlib check", "detainerlib check our-law")


def add_schema(schema: CommandParser) -> None:
    """Add the options of the verb."""
    schema.add_argument(
        "kind", nargs="?", metavar="KIND", help="a kind of document; without it, all are listed"
    )
    add_options(schema, "--json")
    schema.set_defaults(run=_schema)
    schema.show("detainerlib schema", "detainerlib schema hold-readings")


def _with_hyphens(name: str) -> str:
    return name.replace("_", "-")


def _list(options: argparse.Namespace) -> int:
    if options.csv:
        return _list_as_csv(options)
    name = options.what
    records, line = _LISTED.get(name) or (table_named(name).records, str)
    every = records()
    listed = _of_place(every, options)
    lines = [*map(line, listed), *_more_within(every, listed, options)]
    if not lines and options.jurisdiction is not None:
        lines = [wording.nothing_listed(catalog.jurisdiction(options.jurisdiction).name)]
    lines += [every.note] if isinstance(every, Partial) else []
    # A form stands in a line for each of its editions, which its document has all.
    documented = dict.fromkeys(record[0] if is_of(tuple, record) else record for record in listed)
    return print_answer(options, lines, tuple(documented))


def table_named(name: str) -> "Table":
    """Return the table of what is listed; what are values of a type are in none."""
    from detainerlib.catalog._tables import table_of  # noqa: PLC0415 (only some lists)

    return table_of({"unread": "unread_texts"}.get(name, name.replace("-", "_")))


def _list_as_csv(options: argparse.Namespace) -> int:
    from detainerlib.catalog._export import as_csv  # noqa: PLC0415 (only this form)

    if options.what in _VALUES:
        members = _of_place(_VALUES[options.what], options)
        text = as_csv(["id"], ([member.value] for member in members))
    else:
        table = table_named(options.what)
        records = _of_place(table.records(), options)
        rows = ([column.value(record) for column in table.columns] for record in records)
        text = as_csv(table.schema, rows)
    terminal.write_data(text.rstrip("\n"))
    return 0


def _figures(options: argparse.Namespace) -> int:
    figures = _figures_found(options)
    if len(figures) == 1:
        (figure,) = figures
        brief = [figure.sentence, catalog.about().closing_on_figures]
        return print_answer(options, brief if options.brief else _explained(figure), figure)
    lines = [*(f"{figure.id}: {figure.sentence}" for figure in figures), figures.note]
    if figures:
        lines += [] if options.brief else [command.FIGURE_BY_ID]
    elif options.search is not None:
        near = nearest_names(options.search, (figure.id for figure in catalog.figures()))
        lines += [f"Did you mean {' or '.join(near)}?"] if near else []
    print_answer(options, [*lines, catalog.about().closing_on_figures], figures)
    return 0 if figures else NOT_FOUND


def _figures_found(options: argparse.Namespace) -> Partial[PublishedFigure]:
    """Return the figures of an id, a number, a place or a publisher."""
    search = options.search
    asked = {"jurisdiction": options.jurisdiction, "publisher": options.publisher}
    if search is not None and not search.strip():
        raise DetainerError(
            "search", search, "a number, a place, a publisher or an id", "Leave it out for all."
        )
    if search is None or re.fullmatch(r"[\d,.]+", search):
        return catalog.figures(value=search, **asked)
    of_these = catalog.figures(**asked)
    named = [figure for figure in of_these if figure.id == search]
    if named:
        return Partial(named, of_these.note)
    matching = catalog.figures(place=search, **asked) or catalog.figures(
        **asked | {"publisher": search}
    )
    if matching or options.jurisdiction is not None:
        return matching
    try:  # a place as it is typed elsewhere, and not as printed
        return catalog.figures(**asked | {"jurisdiction": search})
    except DetainerError:
        return matching


@cache
def _governments(place: str) -> frozenset[str]:
    return frozenset(above.code for above in catalog.lineage(place))


def _of_place(records: Iterable[Any], options: argparse.Namespace) -> list[Any]:
    """Return the records that are of the place that was typed; all where none was."""
    if options.jurisdiction is None:
        return [*records]
    code = catalog.jurisdiction(options.jurisdiction).code
    if not options.within and options.what not in _ALWAYS_WITHIN:
        return [record for record in records if code in _places(record, options)]
    return [
        record
        for record in records
        if any(place and code in _governments(place) for place in _places(record, options))
    ]


def _more_within(
    records: Iterable[Any], listed: Collection[Any], options: argparse.Namespace
) -> Iterator[str]:
    """Say how much there is of the places within the one that was typed, where it is not listed."""
    if options.jurisdiction is None or options.within:
        return
    within = argparse.Namespace(**vars(options) | {"within": True})
    more = len(_of_place(records, within)) - len(listed)
    if more:
        place = catalog.jurisdiction(options.jurisdiction).name
        yield command.more_within(more, place)


def _places(record: Any, options: argparse.Namespace) -> tuple[str | None, ...]:
    # A part stands in a record, which is of a place.
    whole = getattr(record, "whole", record)
    for name in ("jurisdiction", "jurisdictions", "parent", "state"):
        if hasattr(whole, name):
            value: Any = getattr(whole, name)
            return value if is_of(tuple, value) else (value,)
    raise DetainerError(
        "jurisdiction",
        options.jurisdiction,
        f"none, as {options.what} belong to no place",
        "Leave it out.",
    )


def _find(options: argparse.Namespace) -> int:
    text = " ".join(options.text)
    places = catalog.find(text, state=options.state)
    lines = [*map(_place_line, places)] or [command.no_place(options.state)]
    print_answer(options, lines, places)
    return 0 if places else NOT_FOUND


def _place_line(place: Jurisdiction) -> str:
    name, _, state = place.name.rpartition(", ")
    # A state, and a city that bears no state in its name, stand by themselves.
    columns = (name, state) if name else (place.name, _state_of(place))
    kind = f" ({place.level.value})" if place.level is GovernmentLevel.CITY else ""
    return f"{place.code:<8}{columns[0]}{kind}, {columns[1]}".rstrip(", ")


def _state_of(place: Jurisdiction) -> str:
    above = catalog.lineage(place)[1:]
    return next((state.name for state in above if not state.level.is_local and state.parent), "")


def _explained(figure: PublishedFigure) -> Iterator[str]:
    yield figure.sentence
    yield "\nNotes"
    yield from figure.notes
    citation = figure.citation
    source = catalog.authority(citation.authority)
    yield f"\n{source.cited(citation.pin)} ({source.grade_in_words(citation)})"
    if source.verify_at is not None:
        yield f"Verify at: {source.verify_at}"
    if citation.url is not None:
        yield f"Read at: {citation.url}"
    if citation.quote is not None:
        yield f"“{citation.quote}”"
    yield f"Made with {catalog.made_with()}."
    yield catalog.about().closing_on_figures


def _check(options: argparse.Namespace) -> int:
    folder = options.law_folder if options.folder is None else options.folder
    if options.law_folder not in {None, folder}:
        raise DetainerError("--law", options.law_folder, "one folder to check", "Leave it out.")
    faults = catalog.check(folder)
    holder = "the package's data" if folder is None else folder
    count = command.faults(len(faults), holder)
    print_answer(options, [*map(str, faults), count], faults)
    return FAULTS_FOUND if faults else 0


def _schema(options: argparse.Namespace) -> int:
    from detainerlib.serialization import kinds, schema_of  # noqa: PLC0415 (many rooms)

    if options.kind is None:
        return print_answer(options, kinds(), kinds())
    terminal.write_data(json.dumps(schema_of(options.kind), ensure_ascii=False, indent=2))
    return 0
