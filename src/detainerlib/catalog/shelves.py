"""The shelves: which model each collection holds, parsed when first asked for; no other reader."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from detainerlib.calendars import Closure, HolidayReading
from detainerlib.citations import Authority
from detainerlib.errors import CatalogError, Fault, UnknownIdError, nearest_names
from detainerlib.forms import Basis, DetainerForm
from detainerlib.jurisdictions import Jurisdiction
from detainerlib.questions import Question
from detainerlib.rules import HoldRule, Incorporation, NoticeRule, OpenPoint, StartEvent
from detainerlib.validators import plain_day, slug, text

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
        closing: The sentence that ends every output.
    """

    id: str = attrs.field(validator=slug)
    data_as_of: date = attrs.field(validator=plain_day)
    closing: str = attrs.field(validator=text)


# Of each model, the collection that holds its records, and the table that each of them is.
_COLLECTIONS: Final[Mapping[type[Any], tuple[str, str]]] = MappingProxyType(
    {
        About: ("about", "about"),
        Authority: ("authorities", "authority"),
        Basis: ("bases", "basis"),
        Closure: ("closures", "closure"),
        StartEvent: ("events", "event"),
        DetainerForm: ("forms", "form"),
        HolidayReading: ("holidays", "holiday"),
        Incorporation: ("incorporations", "incorporation"),
        Jurisdiction: ("jurisdictions", "jurisdiction"),
        NoticeRule: ("notices", "notice"),
        OpenPoint: ("points", "point"),
        Question: ("questions", "question"),
        HoldRule: ("rules", "rule"),
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
    shelves = {name: _load(model, root) for model, (name, _) in _COLLECTIONS.items()}
    return tuple(inconsistencies(shelves))


def _data() -> "Traversable":
    from importlib.resources import files  # noqa: PLC0415 (as above)

    return files("detainerlib") / "data"


def _load(model: type[Record], folder: "Traversable") -> "Loaded[Record]":
    from detainerlib.loading import load  # noqa: PLC0415 (brings tomllib and more)

    return load(*_COLLECTIONS[model], model, folder)


def _by_id(model: type[Record]) -> Mapping[str, Record]:
    return _read(model)  # type: ignore[arg-type]  # to mypy a class of type[Record] has no hash


@cache
def _read(model: type[Any]) -> Mapping[str, Any]:
    loaded = _load(model, _data())
    if loaded.faults:
        raise CatalogError(loaded.faults)
    return MappingProxyType({record.id: record for _, record in loaded.records})


def every(model: type[Record]) -> tuple[Record, ...]:
    """Return every record of a model."""
    return tuple(_by_id(model).values())


def find(model: type[Record], id: str) -> Record:
    """Return the record of a model by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.
    """
    records = _by_id(model)
    try:
        return records[id]
    except (KeyError, TypeError):
        _, table = _COLLECTIONS[model]
        raise unknown(table, id, records) from None


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
