"""The collections: which model each holds, parsed when first asked for; no other reader.

All of a collection is parsed where all is asked for. What is asked of one place is read from the
files of that place, and what is asked by its id from the files with that id.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from detainerlib._package_data import data_folder
from detainerlib._printing import Listing
from detainerlib.catalog._law import PACKAGE, by_law, law_in_use
from detainerlib.errors import CatalogError, Hint, UnknownIdError

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
COLLECTIONS: Final[Mapping[str, _Collection]] = MappingProxyType(
    {
        "About": _collection("sources.versions", "about", "about"),
        "CooperationAgreement": _collection("models.agreements", "agreements", "agreement"),
        "Assertion": _collection("models.published_lists", "assertions", "assertion"),
        "Assumption": _collection("models.assumptions", "assumptions", "assumption"),
        "Authority": _collection(
            "sources.citations",
            "authorities",
            "authority",
            "policies",
            "agreements",
            "assertions",
            "figures",
            "powers",
            "readers",
        ),
        "ProbableCauseBasis": _collection("models.forms", "bases", "basis"),
        "Closure": _collection("times.calendars", "closures", "closure"),
        "CityNames": _collection("models.jurisdictions", "cities", "cities"),
        "CooperationScale": _collection("models.cooperation_scales", "scales", "scale"),
        "CountyList": _collection("models.jurisdictions", "county-lists", "county_list"),
        "CountyNames": _collection("models.jurisdictions", "counties", "counties"),
        "Coverage": _collection("models.provisions", "coverage", "coverage"),
        "DecidingPower": _collection("models.deciding_powers", "powers", "power"),
        "StartEvent": _collection("models.hold_rules", "events", "event"),
        "PolicyExample": _Collection("models.provisions", "examples", "example", ("policies",)),
        "PublishedFigure": _collection("models.figures", "figures", "figure"),
        "PublishedReport": _Collection("models.figures", "reports", "report", ("figures",)),
        "LiftReason": _Collection("models.lift_reasons", "lifts", "lift", ("figures",)),
        "SeriesBreak": _Collection("models.lift_reasons", "breaks", "break", ("figures",)),
        "FederalMeasure": _collection("models.federal_measures", "measures", "measure"),
        "FederalProgram": _collection("models.federal_programs", "programs", "program"),
        "FederalStatement": _collection(
            "models.federal_measures", "federal-statements", "federal_statement"
        ),
        "FactQuestion": _collection("models.provisions", "facts", "fact"),
        "DetainerForm": _collection("models.forms", "forms", "form"),
        "FileLayout": _Collection("models.file_layouts", "layouts", "layout", ("readers",)),
        "Repair": _Collection("models.file_layouts", "repairs", "repair", ("readers",)),
        "HolidayList": _collection(
            "times.listed_holidays", "holiday-lists", "holiday_list", "federal-holidays"
        ),
        "HolidayReading": _collection("times.calendars", "holidays", "holiday"),
        "OfficialHost": _collection("sources.citations", "hosts", "host"),
        "Incorporation": _collection("models.hold_rules", "incorporations", "incorporation"),
        "Jurisdiction": _collection("models.jurisdictions", "jurisdictions", "jurisdiction"),
        "AgreementModel": _Collection("models.agreements", "models", "model", ("agreements",)),
        "NoRuleFinding": _Collection("models.no_rules", "no rules", "no_rule", ("policies",)),
        "NoticeRule": _collection("models.hold_rules", "notices", "notice"),
        "OffenseClass": _collection("models.provisions", "offenses", "offense"),
        "PlaceNames": _collection("models.jurisdictions", "place-names", "place_names"),
        "PlaceZones": _collection("models.jurisdictions", "place-zones", "place_zones"),
        "OpenPoint": _collection("models.hold_rules", "points", "point"),
        "PracticeDefinition": _collection("models.practices", "practices", "practice"),
        "Provision": _collection("models.provisions", "policies", "provision"),
        "PublishedList": _Collection("models.published_lists", "lists", "list", ("assertions",)),
        "PublisherTerm": _collection("models.publisher_terms", "terms", "term"),
        "UnreadText": _Collection("models.unread_texts", "unread texts", "unread", ("policies",)),
        "ReviewQuestion": _collection("models.review_questions", "questions", "question"),
        "HoldRule": _collection("models.hold_rules", "rules", "rule"),
        "ZoneNames": _collection("times.zones", "zones", "zone"),
    }
)


def collections_in(files: "Mapping[str, bytes]", *, own: bool = False) -> "dict[str, Loaded[Any]]":
    """Return every collection of a folder by its name, given what each file holds.

    Args:
        files: What each file holds, by its path in the folder.
        own: Whether they are the records of a law folder, which may replace records of the package.
    """
    return {
        collection.name: _load(model_of(name), collection.sources, files, own=own)
        for name, collection in COLLECTIONS.items()
    }


def model_of(name: str) -> type[Any]:
    """Return a model by its name."""
    module = import_module(f"detainerlib.{COLLECTIONS[name].module}")
    model: type[Any] = getattr(module, name)
    return model


def _load(
    model: type[Record],
    sources: tuple[str, ...],
    folder: "Traversable | Mapping[str, bytes]",
    *,
    own: bool = False,
) -> "Loaded[Record]":
    from detainerlib.catalog._toml import load  # noqa: PLC0415 (brings tomllib and more)

    table = COLLECTIONS[model.__name__].table
    names = {source.partition("/")[0] for source in sources}
    beside = {
        collection.table
        for collection in COLLECTIONS.values()
        if collection.table != table and not names.isdisjoint(collection.sources)
    }
    needed = sources[0] == COLLECTIONS[model.__name__].sources[0] and not own
    return load(sources, table, model, folder, tuple(sorted(beside)), needed=needed, own=own)


def _by_id(model: type[Record], source: str) -> Mapping[str, Record]:
    """Return the records of a model that one source holds, by their ids."""
    law = law_in_use()
    if law is PACKAGE:
        return _read(model, source, data_folder())  # type: ignore[arg-type]  # to mypy a class has no hash
    return _in_law(model, source)


@by_law
def _in_law(model: type[Any], source: str) -> Mapping[str, Any]:
    """Return the same of the package with the folder of the law in use on top of it."""
    law = law_in_use()
    records: Mapping[str, Any] = {} if law.is_whole else _read(model, source, data_folder())  # type: ignore[arg-type]  # as above
    kept = {id: record for id, record in records.items() if not law.replaces(model, id)}
    return MappingProxyType(kept | {record.id: record for record in law.of(model, source)})


@cache
def _read(model: type[Any], source: str, folder: "Traversable") -> Mapping[str, Any]:
    loaded = _load(model, (source,), folder)
    if loaded.faults:
        raise CatalogError(loaded.faults)
    return MappingProxyType({record.id: record for _, record in loaded.records})


def every(model: type[Record]) -> tuple[Record, ...]:
    """Return every record of a model."""
    sources = COLLECTIONS[model.__name__].sources
    return Listing(record for source in sources for record in _by_id(model, source).values())


def in_place(model: type[Record], state: str, code: str) -> tuple[Record, ...]:
    """Return the records in the files that may hold those of a jurisdiction.

    That is the file of its state, and below the state those of the state's folder that name it;
    `check` demands that no record stands elsewhere.

    Args:
        model: A model whose records stand in files by state.
        state: The code of the nation, or of the state that the jurisdiction is or is in.
        code: The code of the jurisdiction.
    """
    law = law_in_use()
    records = () if law.is_whole else _in_place(model, state, code, data_folder())  # type: ignore[arg-type]  # as above
    if law is PACKAGE:
        return records
    kept = (record for record in records if not law.replaces(model, record.id))
    source = f"{COLLECTIONS[model.__name__].sources[0]}/{state.lower()}"
    return Listing((*kept, *law.of(model, source)))


@cache
def _in_place(model: type[Any], state: str, code: str, folder: "Traversable") -> tuple[Any, ...]:
    source = f"{COLLECTIONS[model.__name__].sources[0]}/{state.lower()}"
    file = f"{source}.toml"
    local = () if code == state else _names(source, folder)  # type: ignore[arg-type]  # nor has a folder
    named = (name for name in local if name != file and code.encode() in _content(name, folder))  # type: ignore[arg-type]  # as above
    files = [*named, file]
    _FILES_READ.update(dict.fromkeys(files))
    return Listing(record for name in files for record in _read(model, name, folder).values())  # type: ignore[arg-type]  # as above


_OF_A_STATE: Final = re.compile(r"/(us-[a-z]{2})\b")
# A norm mostly cites what its own file holds, so an id is looked for there first.
_FILES_READ: Final[dict[str, None]] = {}


def find(model: type[Record], id: str) -> Record:
    """Return the record of a model by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.
    """
    if not isinstance(id, str):
        raise _not_on_record(model, id)
    own = law_in_use() is not PACKAGE
    try:
        record: Record = _found_in_law(model, id) if own else _found(model, id, data_folder())  # type: ignore[arg-type]  # as above
    except KeyError:
        raise _not_on_record(model, id) from None
    return record


def _not_on_record(model: type[Any], id: object) -> UnknownIdError:
    collection = COLLECTIONS[model.__name__]
    ids = [id for source in collection.sources for id in _by_id(model, source)]
    return unknown(collection.table, id, ids)


@by_law
def _found_in_law(model: type[Any], id: str) -> Any:
    law = law_in_use()
    for _, record in law.records.get(model.__name__, ()):
        if record.id == id:
            return record
    if law.replaces(model, id):
        raise KeyError(id)
    return _found(model, id, data_folder())  # type: ignore[arg-type]  # as above


@cache
def _found(model: type[Any], id: str, folder: "Traversable") -> Any:
    sources = COLLECTIONS[model.__name__].sources
    # An id may be written with escapes, and then no text has it as it is.
    for source in chain(_files_with(id, sources, folder), sources):
        if id in _read(model, source, folder):  # type: ignore[arg-type]  # as above
            return _read(model, source, folder)[id]  # type: ignore[arg-type]  # as above
    raise KeyError(id)


def _files_with(id: str, sources: tuple[str, ...], folder: "Traversable") -> Iterator[str]:
    """Yield the files in which some record has an id.

    Those read for a place come first, then those of no state and of the states read for a place.
    """
    written = id.encode(errors="surrogatepass")
    # As they were: another thread may read a file meanwhile.
    read = {*_FILES_READ}
    states = {*map(_state_in, read), None}

    def place_in_line(file: str) -> tuple[bool, bool]:
        return file not in read, _state_in(file) not in states

    files = chain.from_iterable(_names(source, folder) for source in sources)  # type: ignore[arg-type]  # as above
    for file in sorted(files, key=place_in_line):
        if written in _ids_in(file, folder):  # type: ignore[arg-type]  # as above
            yield file


_ID: Final = re.compile(rb"^[ \t]*id[ \t]*=[ \t]*[\"']([^\"'\r\n]+)[\"']", re.MULTILINE)


@cache
def _ids_in(file: str, folder: "Traversable") -> frozenset[bytes]:
    return frozenset(_ID.findall(_content(file, folder)))  # type: ignore[arg-type]  # as above


@cache
def _state_in(file: str) -> str | None:
    found = _OF_A_STATE.search(file)
    return None if found is None else found[1]


@cache
def _names(source: str, folder: "Traversable") -> tuple[str, ...]:
    from detainerlib.catalog._toml import names_within  # noqa: PLC0415 (as above)

    return tuple(names_within(source, folder))


@cache
def _content(file: str, folder: "Traversable") -> bytes:
    return (folder / file).read_bytes()


def unknown(kind: str, id: object, on_record: Iterable[str]) -> UnknownIdError:
    """Return the error for what is not on record, with the nearest names that are."""
    names = list(dict.fromkeys(on_record))
    hint = Hint(id, names, "Did you mean {}?", f"On file: {', '.join(sorted(names)[:5])}.")
    a = "an" if kind[0] in "aeio" else "a"
    return UnknownIdError(kind, id, f"the id or name of {a} {kind} on file", hint)
