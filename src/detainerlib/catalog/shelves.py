"""The shelves: which model each collection holds, parsed when first asked for; no other reader."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import attrs

from detainerlib._validation import plain_day, slug, text
from detainerlib.errors import CatalogError, Fault, UnknownIdError, nearest_names

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from detainerlib.loading import Loaded

__all__ = ["About", "check", "every", "find", "unknown"]

Record = TypeVar("Record")


@attrs.frozen(kw_only=True)
class About:
    """What is said of the data as a whole.

    Attributes:
        id: The slug of the record.
        data_as_of: The day the data was last brought up to date.
        closing: The sentence that ends every output on clocks.
        closing_on_norms: The one that ends every output on norms.
        closing_on_figures: The one that ends every output on figures and outcomes.
    """

    id: str = attrs.field(validator=slug)
    data_as_of: date = attrs.field(validator=plain_day)
    closing: str = attrs.field(validator=text)
    closing_on_norms: str = attrs.field(validator=text)
    closing_on_figures: str = attrs.field(validator=text)


class _Shelf(NamedTuple):
    """Where the records of a model are.

    Attributes:
        module: The module of the model, imported by a check that reads all.
        name: The name of the collection.
        table: The table that each record is.
        sources: The files and folders in which records are; the first must have some.
    """

    module: str
    name: str
    table: str
    sources: tuple[str, ...]


def _shelf(module: str, name: str, table: str, *others: str) -> _Shelf:
    return _Shelf(module, name, table, (name, *others))


# By the name of the model: a deadline needs few of them, and imports no others.
_SHELVES: Final[Mapping[str, _Shelf]] = MappingProxyType(
    {
        "About": _shelf("catalog.shelves", "about", "about"),
        "CooperationAgreement": _shelf("agreements", "agreements", "agreement"),
        "Assertion": _shelf("assertions", "assertions", "assertion"),
        "Authority": _shelf(
            "citations",
            "authorities",
            "authority",
            "policies",
            "agreements",
            "assertions",
            "figures",
        ),
        "Basis": _shelf("forms", "bases", "basis"),
        "Closure": _shelf("calendars", "closures", "closure"),
        "CooperationScale": _shelf("scales", "scales", "scale"),
        "CountyNames": _shelf("jurisdictions", "counties", "counties"),
        "Coverage": _shelf("policies", "coverage", "coverage"),
        "StartEvent": _shelf("rules", "events", "event"),
        "PolicyExample": _Shelf("policies", "examples", "example", ("policies",)),
        "PublishedFigure": _shelf("figures", "figures", "figure"),
        "PublishedReport": _Shelf("figures", "reports", "report", ("figures",)),
        "LiftReason": _Shelf("lifts", "lifts", "lift", ("figures",)),
        "SeriesBreak": _Shelf("lifts", "breaks", "break", ("figures",)),
        "FactQuestion": _shelf("policies", "facts", "fact"),
        "DetainerForm": _shelf("forms", "forms", "form"),
        "HolidayReading": _shelf("calendars", "holidays", "holiday"),
        "Incorporation": _shelf("rules", "incorporations", "incorporation"),
        "Jurisdiction": _shelf("jurisdictions", "jurisdictions", "jurisdiction"),
        "AgreementModel": _Shelf("agreements", "models", "model", ("agreements",)),
        "NoticeRule": _shelf("rules", "notices", "notice"),
        "OffenseClass": _shelf("policies", "offenses", "offense"),
        "OpenPoint": _shelf("rules", "points", "point"),
        "Provision": _shelf("policies", "policies", "provision"),
        "PublishedList": _Shelf("assertions", "lists", "list", ("assertions",)),
        "Question": _shelf("questions", "questions", "question"),
        "HoldRule": _shelf("rules", "rules", "rule"),
    }
)


def check(folder: "Traversable | None" = None) -> tuple[Fault, ...]:
    """Read the whole catalog and return every fault in it, each with its file, record and field.

    Args:
        folder: The data folder to check; the package's own by default.

    >>> check()
    ()
    """
    from detainerlib.consistency import inconsistencies  # noqa: PLC0415 (only a check needs it)

    root = _data() if folder is None else folder
    shelves = {
        shelf.name: _load(
            getattr(import_module(f"detainerlib.{shelf.module}"), model), shelf.sources, root
        )
        for model, shelf in _SHELVES.items()
    }
    return tuple(inconsistencies(shelves))


def _data() -> "Traversable":
    from importlib.resources import files  # noqa: PLC0415 (as above)

    return files("detainerlib") / "data"


def _load(model: type[Record], sources: tuple[str, ...], folder: "Traversable") -> "Loaded[Record]":
    from detainerlib.loading import load  # noqa: PLC0415 (brings tomllib and more)

    table = _SHELVES[model.__name__].table
    beside = {
        shelf.table
        for shelf in _SHELVES.values()
        if shelf.table != table and not {*sources}.isdisjoint(shelf.sources)
    }
    needed = sources[0] == _SHELVES[model.__name__].sources[0]
    return load(sources, table, model, folder, tuple(beside), needed=needed)


def _by_id(model: type[Record], source: str) -> Mapping[str, Record]:
    """Return the records of a model that one source holds, by their ids."""
    return _read(model, source)  # type: ignore[arg-type]  # to mypy a class has no hash


@cache
def _read(model: type[Any], source: str) -> Mapping[str, Any]:
    loaded = _load(model, (source,), _data())
    if loaded.faults:
        raise CatalogError(loaded.faults)
    return MappingProxyType({record.id: record for _, record in loaded.records})


def every(model: type[Record]) -> tuple[Record, ...]:
    """Return every record of a model."""
    sources = _SHELVES[model.__name__].sources
    return tuple(record for source in sources for record in _by_id(model, source).values())


def find(model: type[Record], id: str) -> Record:
    """Return the record of a model by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.
    """
    shelf = _SHELVES[model.__name__]
    for source in shelf.sources:
        with suppress(KeyError, TypeError):
            return _by_id(model, source)[id]
    known = [known for source in shelf.sources for known in _by_id(model, source)]
    raise unknown(shelf.table, id, known)


def unknown(kind: str, given: object, known: Iterable[str]) -> UnknownIdError:
    """Return the error for what is not on record, with the nearest names that are."""
    names = list(dict.fromkeys(known))
    nearest = nearest_names(given, names)
    hint = (
        f"Nearest: {', '.join(nearest)}."
        if nearest
        else f"On record: {', '.join(sorted(names)[:5])}."
    )
    a = "an" if kind[0] in "aeio" else "a"
    return UnknownIdError(kind, given, f"the id or name of {a} {kind} on record", hint)
