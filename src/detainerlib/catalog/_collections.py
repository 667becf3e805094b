"""The collections: which model each holds, parsed when first asked for; no other reader."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from detainerlib.errors import CatalogError, DataFault, UnknownIdError, nearest_names

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from detainerlib.catalog._toml import Loaded


Record = TypeVar("Record")


class _Collection(NamedTuple):
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


def _collection(module: str, name: str, table: str, *sources: str) -> _Collection:
    return _Collection(module, name, table, (name, *sources))


# By the name of the model: a deadline needs few of them, and imports no others.
_COLLECTIONS: Final[Mapping[str, _Collection]] = MappingProxyType(
    {
        "About": _collection("sources.versions", "about", "about"),
        "CooperationAgreement": _collection("models.agreements", "agreements", "agreement"),
        "Assertion": _collection("models.published_lists", "assertions", "assertion"),
        "Authority": _collection(
            "sources.citations",
            "authorities",
            "authority",
            "policies",
            "agreements",
            "assertions",
            "figures",
        ),
        "ProbableCauseBasis": _collection("models.forms", "bases", "basis"),
        "Closure": _collection("times.calendars", "closures", "closure"),
        "CooperationScale": _collection("models.cooperation_scales", "scales", "scale"),
        "CountyNames": _collection("models.jurisdictions", "counties", "counties"),
        "Coverage": _collection("models.provisions", "coverage", "coverage"),
        "StartEvent": _collection("models.hold_rules", "events", "event"),
        "PolicyExample": _Collection("models.provisions", "examples", "example", ("policies",)),
        "PublishedFigure": _collection("models.figures", "figures", "figure"),
        "PublishedReport": _Collection("models.figures", "reports", "report", ("figures",)),
        "LiftReason": _Collection("models.lift_reasons", "lifts", "lift", ("figures",)),
        "SeriesBreak": _Collection("models.lift_reasons", "breaks", "break", ("figures",)),
        "FactQuestion": _collection("models.provisions", "facts", "fact"),
        "DetainerForm": _collection("models.forms", "forms", "form"),
        "HolidayReading": _collection("times.calendars", "holidays", "holiday"),
        "Incorporation": _collection("models.hold_rules", "incorporations", "incorporation"),
        "Jurisdiction": _collection("models.jurisdictions", "jurisdictions", "jurisdiction"),
        "AgreementModel": _Collection("models.agreements", "models", "model", ("agreements",)),
        "NoticeRule": _collection("models.hold_rules", "notices", "notice"),
        "OffenseClass": _collection("models.provisions", "offenses", "offense"),
        "OpenPoint": _collection("models.hold_rules", "points", "point"),
        "Provision": _collection("models.provisions", "policies", "provision"),
        "PublishedList": _Collection("models.published_lists", "lists", "list", ("assertions",)),
        "ReviewQuestion": _collection("models.review_questions", "questions", "question"),
        "HoldRule": _collection("models.hold_rules", "rules", "rule"),
    }
)


def check(folder: "Traversable | None" = None) -> tuple[DataFault, ...]:
    """Read the whole catalog and return every fault in it, each with its file, record and field.

    Args:
        folder: The data folder to check; the package's own by default.

    >>> check()
    ()
    """
    from detainerlib.catalog._checks import inconsistencies  # noqa: PLC0415 (only a check needs it)

    root = _data() if folder is None else folder
    collections = {
        collection.name: _load(
            getattr(import_module(f"detainerlib.{collection.module}"), model),
            collection.sources,
            root,
        )
        for model, collection in _COLLECTIONS.items()
    }
    return tuple(inconsistencies(collections))


def _data() -> "Traversable":
    from importlib.resources import files  # noqa: PLC0415 (as above)

    return files("detainerlib") / "data"


def _load(model: type[Record], sources: tuple[str, ...], folder: "Traversable") -> "Loaded[Record]":
    from detainerlib.catalog._toml import load  # noqa: PLC0415 (brings tomllib and more)

    table = _COLLECTIONS[model.__name__].table
    beside = {
        collection.table
        for collection in _COLLECTIONS.values()
        if collection.table != table and not {*sources}.isdisjoint(collection.sources)
    }
    needed = sources[0] == _COLLECTIONS[model.__name__].sources[0]
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
    sources = _COLLECTIONS[model.__name__].sources
    return tuple(record for source in sources for record in _by_id(model, source).values())


def find(model: type[Record], id: str) -> Record:
    """Return the record of a model by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.
    """
    collection = _COLLECTIONS[model.__name__]
    for source in collection.sources:
        with suppress(KeyError, TypeError):
            return _by_id(model, source)[id]
    ids = [id for source in collection.sources for id in _by_id(model, source)]
    raise unknown(collection.table, id, ids)


def unknown(kind: str, id: object, on_record: Iterable[str]) -> UnknownIdError:
    """Return the error for what is not on record, with the nearest names that are."""
    names = list(dict.fromkeys(on_record))
    nearest = nearest_names(id, names)
    hint = (
        f"Nearest: {', '.join(nearest)}."
        if nearest
        else f"On record: {', '.join(sorted(names)[:5])}."
    )
    a = "an" if kind[0] in "aeio" else "a"
    return UnknownIdError(kind, id, f"the id or name of {a} {kind} on record", hint)
