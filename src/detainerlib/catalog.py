"""The law on record: forms, rules, authorities, closures and jurisdictions, read from `data/`.

The only module that reads package data. A collection is parsed when something in it is first asked
for; `check()` reads them all and reports every fault at once.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from detainerlib.calendars import Closure, HolidayReading
from detainerlib.citations import Authority
from detainerlib.errors import CatalogError, Fault, UnknownIdError, nearest_names
from detainerlib.forms import (
    DetainerForm,
    FormEdition,
    HoldRule,
    Incorporation,
    OpenPoint,
    StartEvent,
)
from detainerlib.jurisdictions import Jurisdiction
from detainerlib.validators import plain_day, slug, text
from detainerlib.versions import MadeWith, installed

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from detainerlib.loading import Loaded

__all__ = [
    "About",
    "about",
    "authorities",
    "authority",
    "check",
    "closures",
    "edition",
    "event",
    "events",
    "form",
    "form_of",
    "form_or_edition",
    "forms",
    "holiday_reading",
    "incorporations",
    "jurisdiction",
    "jurisdictions",
    "lineage",
    "made_with",
    "open_point",
    "rule",
    "rules",
]

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
        Closure: ("closures", "closure"),
        StartEvent: ("events", "event"),
        DetainerForm: ("forms", "form"),
        HolidayReading: ("holidays", "holiday"),
        Incorporation: ("incorporations", "incorporation"),
        Jurisdiction: ("jurisdictions", "jurisdiction"),
        OpenPoint: ("points", "point"),
        HoldRule: ("rules", "rule"),
    }
)


def rule(id: str) -> HoldRule:
    """Return a hold rule by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> rule("8-cfr-287.7-d").excluded_words
    'Saturdays, Sundays and holidays do not count'
    """
    return _find(HoldRule, id)


def rules() -> tuple[HoldRule, ...]:
    """Return every hold rule on record: federal, form, state and local."""
    return _all(HoldRule)


def form(name: str) -> DetainerForm:
    """Return a form by its number, as printed, or its id; case, hyphens and "Form" do not matter.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest names.

    >>> form("I-247G").title
    'Request for Advance Notification of Release'
    """
    known = {_spelled(found.name): found for found in forms()}
    found = known.get(_spelled(name)) if isinstance(name, str) else None
    if found is None:
        raise _unknown("form", name, [found.name for found in forms()])
    return found


def _spelled(name: str) -> str:
    letters = "".join(each for each in name.casefold() if each.isalnum())
    return letters.removeprefix("dhs").removeprefix("form")


def forms() -> tuple[DetainerForm, ...]:
    """Return every form on record, with its editions."""
    return _all(DetainerForm)


def edition(id: str) -> FormEdition:
    """Return an edition of a form by its id, or as printed: "I-247 (12/11)".

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> edition("I-247 (12/11)").id
    'i-247-2011-12'
    """
    found = _editions().get(str(id).casefold())
    if found is None:
        raise _unknown("edition", id, _editions())
    return found[1]


def form_of(edition: FormEdition) -> DetainerForm:
    """Return the form that an edition is an edition of.

    Raises:
        UnknownIdError: If the edition is not on record.
    """
    if edition.id not in _editions():
        raise _unknown("edition", edition.id, _editions())
    return _editions()[edition.id][0]


def form_or_edition(name: str) -> DetainerForm | FormEdition:
    """Return the form of that name, or else the edition.

    Raises:
        UnknownIdError: If neither is on record; the message lists the nearest names.
    """
    try:
        return form(name)
    except UnknownIdError:
        if str(name).casefold() in _editions():
            return edition(name)
        printed = [f"{found.name} ({each.printed})" for found, each in _editions().values()]
        names = [found.name for found in forms()]
        near = nearest_names(name, [*names, *printed])
        raise _unknown("form", name, [*names, *printed] if near else names) from None


@cache
def _editions() -> Mapping[str, tuple[DetainerForm, FormEdition]]:
    return MappingProxyType(
        {
            name: (found, each)
            for found in forms()
            for each in found.editions
            for name in (each.id, f"{found.id} ({each.printed})")
        }
    )


def authority(id: str) -> Authority:
    """Return an authority by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> authority("8-cfr-287.7").cite
    '8 CFR 287.7'
    """
    return _find(Authority, id)


def authorities() -> tuple[Authority, ...]:
    """Return every authority on record."""
    return _all(Authority)


def event(id: str) -> StartEvent:
    """Return an event that can start a clock, by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.

    >>> event("custody-ends").says
    'local custody ends: the subject would otherwise have been released'
    """
    return _find(StartEvent, id)


def events() -> tuple[StartEvent, ...]:
    """Return every event on record that can start a clock."""
    return _all(StartEvent)


def open_point(id: str) -> OpenPoint:
    """Return a point that rules leave open, by its id.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest ids.
    """
    return _find(OpenPoint, id)


def closures() -> tuple[Closure, ...]:
    """Return the executive-order closures of federal offices on record, half days included.

    >>> from detainerlib import Closures, FederalHolidays
    >>> calendar = FederalHolidays() | Closures(closures())
    >>> calendar.reasons(date(2025, 12, 26))
    ('federal offices closed: day after Christmas Day',)
    """
    return _all(Closure)


def holiday_reading(id: str) -> HolidayReading:
    """Return what is assumed, and cited, of the word "holidays".

    Args:
        id: A value of `Observed` ("both", "saturday", "none"), or "closures".

    Raises:
        UnknownIdError: If it is not on record.
    """
    return _find(HolidayReading, id)


def incorporations() -> tuple[Incorporation, ...]:
    """Return the state and local texts on record that take up the federal request's own time."""
    return _all(Incorporation)


def jurisdiction(code: str) -> Jurisdiction:
    """Return a jurisdiction by its ISO 3166-2 code or its FIPS code, as text.

    Raises:
        UnknownIdError: If it is not on record; the message lists the nearest codes.

    >>> jurisdiction("US-NC").name, jurisdiction("37").code
    ('North Carolina', 'US-NC')
    """
    known = {key: found for found in jurisdictions() for key in (found.iso, found.fips) if key}
    if isinstance(code, str) and code in known:
        return known[code]
    raise _unknown_jurisdiction(code, known)


def _unknown_jurisdiction(code: object, known: Mapping[str, Jurisdiction]) -> UnknownIdError:
    expected = "an ISO 3166-2 or FIPS code on record"
    locality = isinstance(code, str) and code.isdigit() and len(code) in {5, 7}
    state = known.get(str(code)[:2]) if locality else None
    if state is not None:
        remedy = f"No rule of that locality is on record; its state is {state.code}."
        return UnknownIdError("jurisdiction", code, expected, remedy)
    named = {**known, **{found.name: found for found in known.values()}}
    nearest = dict.fromkeys(named[name] for name in nearest_names(code, named))
    listed = ", ".join(f"{found.code} ({found.name})" for found in nearest)
    remedy = f"Nearest on record: {listed}." if listed else "See catalog.jurisdictions()."
    return UnknownIdError("jurisdiction", code, expected, remedy)


def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Return every jurisdiction on record."""
    return _all(Jurisdiction)


def lineage(of: Jurisdiction) -> tuple[Jurisdiction, ...]:
    """Return a jurisdiction and the governments above it, the nation last.

    >>> [government.code for government in lineage(jurisdiction("US-NC"))]
    ['US-NC', 'US']
    """
    found = [of]
    while found[-1].parent is not None:
        found.append(jurisdiction(found[-1].parent))
    return tuple(found)


def about() -> About:
    """Return the day of the data, and the sentence that ends every output."""
    return _find(About, "detainerlib")


@cache
def made_with() -> MadeWith:
    """Return the versions that an answer given now is made with."""
    return installed(about().data_as_of)


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


def _all(model: type[Record]) -> tuple[Record, ...]:
    return tuple(_by_id(model).values())


def _find(model: type[Record], id: str) -> Record:
    records = _by_id(model)
    try:
        return records[id]
    except (KeyError, TypeError):
        _, table = _COLLECTIONS[model]
        raise _unknown(table, id, records) from None


def _unknown(kind: str, given: object, known: Iterable[str]) -> UnknownIdError:
    names = list(dict.fromkeys(known))
    nearest = nearest_names(given, names)
    hint = (
        f"Nearest: {', '.join(nearest)}."
        if nearest
        else f"On record: {', '.join(sorted(names)[:5])}."
    )
    a = "an" if kind[0] in "aeio" else "a"
    return UnknownIdError(kind, given, f"the id or name of {a} {kind} on record", hint)
