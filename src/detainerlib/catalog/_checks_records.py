"""What must be true of records by themselves and beside others of their kind."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Any, Final, get_args

import attrs

from detainerlib._formulas import would_run
from detainerlib._validation import is_of
from detainerlib.catalog._checks_layers import is_of_package
from detainerlib.catalog._checks_places import Places
from detainerlib.catalog._toml import Loaded, fault
from detainerlib.errors import DataFault
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.conditions import LookBack
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.figures import PublishedFigure
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.provisions import FactQuestion, Provision
from detainerlib.models.published_lists import PublishedList
from detainerlib.sources.citations import Authority, Citation
from detainerlib.times.calendars import Closure

Pairs = Iterable[tuple[str, Any]]
Fault = tuple[str, str]

_MOST: Final = 2**53
_NATION: Final = "US"
_FRIDAY: Final = 4
_LONGEST: Final = 120
_ADDRESS: Final = re.compile(r"https?://[\w.-]+\.[a-zA-Z]{2,}\.?(?::\d+)?(?:[/?#][^\s<>\"]*)?")
_YEAR: Final = timedelta(days=366)
# What is printed raw would reach a terminal: controls, and marks that turn the order of a line.
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_LINES: Final = frozenset("\n\t")


def record_faults(collections: Mapping[str, Loaded[Any]], places: Places) -> Iterator[DataFault]:
    """Yield what is wrong with records by themselves, and beside others of their kind."""
    for collection in collections.values():
        for file, record in collection.records:
            if not is_of_package(file):
                yield from own_faults(file, record)
    yield from _repeated_names(collections["forms"].records)
    yield from _repeated_days(collections["closures"].records)
    yield from _contradictory_facts(collections["facts"].records)
    yield from _contradictory_scales(collections)
    yield from _uncounted_entries(collections)
    yield from _reach_faults(collections, places)
    yield from _topic_faults(collections)
    yield from _unnamed_notices(collections)
    for file, about in collections["about"].records:
        if not is_of_package(file):
            records = chain.from_iterable(loaded.records for loaded in collections.values())
            yield from late_days(records, (file, about.id), about.data_as_of)


def own_faults(file: str, record: Any) -> Iterator[DataFault]:
    """Yield what is wrong with a record by itself."""
    for path, message in _value_faults(record):
        yield fault(file, record.id, path.removeprefix("."), message)
    for field, message in _contradictions(record):
        yield fault(file, record.id, field, message)


def _value_faults(value: Any, name: str = "") -> Iterator[Fault]:
    """What no field may hold: an unprintable text, a number too large, an address that is none.

    Each with its path from the value on, which is put together for a fault alone.
    """
    if isinstance(value, str):
        if name == "url" or would_run(value) or not value.isprintable():
            yield from _text_faults(value, name)
    elif isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) > _MOST:
            yield "", "is no number that such a record can have"
    else:
        if isinstance(value, LookBack) and value.years > _LONGEST:
            yield "", "looks back longer than anybody lives"
        for step, field, part in _parts_of(value):
            for path, message in _value_faults(part, field):
                yield f"{step}{path}", message


def _parts_of(value: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield what a value is made of, each with the step to it and the name of its field."""
    if is_of(tuple, value) or is_of(frozenset, value):
        for index, member in enumerate(value):
            yield f"[{index}]", "", member
    elif is_of(Mapping, value):
        for key, member in value.items():
            yield "", "", key
            yield f".{key}", "", member
    else:
        for field in _field_names(value.__class__):
            yield f".{field}", field, getattr(value, field)


def _text_faults(text: str, name: str) -> Iterator[Fault]:
    marks = {*filter(_is_unprintable, {*text} - _LINES)}
    if marks:
        names = ", ".join(sorted(f"U+{ord(mark):04X}" for mark in marks))
        yield "", f"has characters that cannot be printed: {names}"
    # The tables of the law are opened in spreadsheets; dashes alone stand for a blank.
    if would_run(text) and text.strip("-"):
        yield "", "begins as a formula of a spreadsheet does"
    if name == "url" and not _ADDRESS.fullmatch(text):
        yield "", "is no address that begins with https:// or http://"


def _is_unprintable(mark: str) -> bool:
    return not mark.isprintable() and unicodedata.category(mark) in _UNPRINTABLE


def _contradictions(record: object) -> Iterator[Fault]:
    """What contradicts itself within one record."""
    match record:
        case DetainerForm(editions=editions):
            for index, edition in enumerate(editions):
                for field, message in _box_faults(edition):
                    yield f"editions[{index}].{field}", message
        case Closure():
            yield from _closure_faults(record)
        case CooperationAgreement(signed=date() as signed, period=period):
            if isinstance(period.start, date) and signed > period.start:
                yield "signed", "is later than the day it began"
        case PublishedFigure(rank=int(rank)) if rank < 1:
            yield "rank", "is less than 1"
        case PublishedList():
            yield from _list_faults(record)
        case CooperationScale():
            yield from _scale_faults(record)
        case Authority(jurisdictions=()):
            yield "jurisdictions", "names no place where it speaks"
        case _:
            return


def _closure_faults(closure: Closure) -> Iterator[Fault]:
    if closure.id != f"closure-{closure.day}":
        yield "id", f"is not closure-{closure.day}, as its day is"
    if closure.day.weekday() > _FRIDAY:
        yield "day", "is a Saturday or a Sunday, when the offices are closed anyway"
    quote = closure.citation.quote
    says_half = "half" in f"{quote} {closure.reason}".casefold()
    if quote is not None and closure.half_day != says_half:
        yield "half_day", "is not what the words quoted say of half a day"


def _list_faults(published: PublishedList) -> Iterator[Fault]:
    for code in _repeated(code.code for code in published.codes):
        yield "codes", f"has {code!r} twice"
    count = published.entry_count
    if isinstance(count, int) and count < 0:
        yield "entry_count", "is less than 0"


def _box_faults(edition: FormEdition) -> Iterator[Fault]:
    for number in _repeated(box.number for box in edition.boxes):
        yield "boxes", f"has two with the number {number}"
    for index, box in enumerate(edition.boxes):
        if box.number < 1:
            yield f"boxes[{index}].number", "is less than 1"


def _scale_faults(scale: CooperationScale) -> Iterator[Fault]:
    for fact in _repeated(ordinary.fact for ordinary in scale.ordinary):
        yield "ordinary", f"answers {fact!r} twice"
    for number, level in enumerate(scale.levels):
        for index, requirement in enumerate(level.requirements):
            if not requirement.practices:
                yield f"levels[{number}].requirements[{index}].practices", "names no practice"


def _repeated(values: Iterable[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def _repeated_names(forms: Pairs) -> Iterator[DataFault]:
    """A name by which two forms would be found."""
    owners: dict[str, str] = {}
    for file, form in forms:
        name = "".join(filter(str.isalnum, form.name.casefold()))
        if name in owners:
            message = f"{form.name!r} is also that of {owners[name]}"
            yield fault(file, form.id, "name", message)
        owners[name] = form.id


def _repeated_days(closures: Pairs) -> Iterator[DataFault]:
    owners: dict[date, str] = {}
    for file, closure in closures:
        if closure.day in owners:
            message = f"is also that of {owners[closure.day]}"
            yield fault(file, closure.id, "day", message)
        owners[closure.day] = closure.id


def _contradictory_facts(facts: Pairs) -> Iterator[DataFault]:
    """A fact that implies itself by way of others, or what it or another of them excludes."""
    records: dict[str, FactQuestion] = {fact.id: fact for _, fact in facts}
    for file, fact in facts:
        implied = _implied(fact.id, records)
        if fact.id in implied:
            message = "leads back to the fact itself"
            yield fault(file, fact.id, "implies", message)
        all_true = implied | {fact.id}
        for id in sorted(all_true):
            for other in records[id].excludes if id in records else ():
                if other in all_true:
                    message = f"has {other!r}, which is so wherever {fact.id!r} is"
                    yield fault(file, fact.id, "excludes", message)


def _implied(id: str, records: Mapping[str, FactQuestion]) -> set[str]:
    implied: set[str] = set()
    left = [id]
    while left:
        fact = records.get(left.pop())
        for other in () if fact is None else fact.implies:
            if other not in implied:
                implied.add(other)
                left.append(other)
    return implied


def _contradictory_scales(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """An ordinary case that no case can be."""
    records: dict[str, FactQuestion] = {fact.id: fact for _, fact in collections["facts"].records}
    for file, scale in collections["scales"].records:
        answers = {ordinary.fact: ordinary.answer for ordinary in scale.ordinary}
        for id in (id for id, answer in answers.items() if answer):
            for other in sorted(_implied(id, records)):
                if answers.get(other) is False:
                    message = f"has {id!r} without {other!r}, which it implies"
                    yield fault(file, scale.id, "ordinary", message)


def _uncounted_entries(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """A list of which more, or fewer, entries are on record than it had when it was published."""
    entries = [entry for _, entry in collections["assertions"].records]
    for file, published in collections["lists"].records:
        listed = [entry for entry in entries if entry.listed_in == published.id]
        first = [entry for entry in listed if entry.period.start == published.period.start]
        count = published.entry_count
        if isinstance(count, int) and listed and len(first) != count:
            message = f"is {count}, and {len(first)} are on file from the day it was published"
            yield fault(file, published.id, "entry_count", message)


_WITH_REACH: Final = (
    "rules",
    "policies",
    "no rules",
    "unread texts",
    "agreements",
    "assertions",
    "notices",
    "incorporations",
    "powers",
)


def _reach_faults(collections: Mapping[str, Loaded[Any]], places: Places) -> Iterator[DataFault]:
    """A record that cites what speaks elsewhere, or for a federal rule what is of a state alone."""
    reach = {text.id: {*text.jurisdictions} for _, text in collections["authorities"].records}
    for name in _WITH_REACH:
        for file, record in collections[name].records:
            # A ruling between parties is of the nation's law, and binds some.
            between_parties = isinstance(record, Provision) and record.reach is not None
            # A place that is not on record, which is a fault of its own, is in the nation.
            lineage = [*places.lineage(record.jurisdiction)] or places.lineage(_NATION)
            above = {place.code for place in lineage}
            for field, citation in _operative(record):
                speaks = reach.get(citation.authority)
                if speaks and not between_parties and speaks.isdisjoint(above):
                    message = (
                        f"{citation.authority!r} speaks in {', '.join(sorted(speaks))}, and not "
                        f"in {record.jurisdiction or 'the nation'}"
                    )
                    yield fault(file, record.id, f"{field}.authority", message)


def _operative(record: Any) -> Iterator[tuple[str, Citation]]:
    """Yield what a record rests on, and the orders and rulings on its validity, by their fields."""
    yield "citation", record.citation
    if isinstance(record, Provision):
        for index, order in enumerate(record.suspensions):
            yield f"suspensions[{index}].citation", order.citation
        for index, ruling in enumerate(record.cleared_by):
            yield f"cleared_by[{index}]", ruling


def _topic_faults(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    topics = {topic for _, about in collections["about"].records for topic in about.topics}
    for file, text in collections["authorities"].records if topics else ():
        for topic in text.bears_on:
            if topic not in topics:
                message = f"{topic!r} is not among the topics of about.toml"
                yield fault(file, text.id, "bears_on", message)


def _unnamed_notices(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """A rule of a state that forgets its jurisdiction would be taken for a form's own words."""
    named = {
        edition.notice_rule for _, form in collections["forms"].records for edition in form.editions
    }
    for file, rule in collections["notices"].records:
        if rule.jurisdiction is None and rule.id not in named:
            message = "is missing: no edition of a form names the rule as its own words"
            yield fault(file, rule.id, "jurisdiction", message)


def late_days(records: Pairs, holder: tuple[str, str], as_of: date) -> Iterator[DataFault]:
    """Yield a fault for each text read after the day of the data, and for a day long after all.

    Args:
        records: The records, each with its file.
        holder: The file and the id of the record that gives the day of the data.
        as_of: That day.
    """
    days: list[date] = []
    for file, record in records:
        for path, read_on in _days_read(record):
            days.append(read_on)
            if read_on > as_of:
                message = f"is later than {as_of}, of which day the data is"
                yield fault(file, record.id, path, message)
    if days and as_of - max(days) > _YEAR:
        file, id = holder
        message = f"is long after {max(days)}, the last day on which anything was read"
        yield fault(file, id, "data_as_of", message)


def _days_read(value: Any, path: str = "") -> Iterator[tuple[str, date]]:
    if is_of(tuple, value):
        for index, member in enumerate(value):
            yield from _days_read(member, f"{path}[{index}]")
    elif isinstance(value, _READ) and value.read_on is not None:
        yield f"{path}.read_on" if path else "read_on", value.read_on
    else:
        for name, _ in fields_holding(_READ, value.__class__):
            yield from _days_read(getattr(value, name), f"{path}.{name}" if path else name)


_READ: Final = (Citation, Authority)


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()


@cache
def fields_holding(
    sought: type[Any] | tuple[type[Any], ...], kind: type[Any]
) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a model that may hold what is sought, however deep, with their types.

    Args:
        sought: A model or several, or what marks a type, such as `RefersTo`.
        kind: A model; anything else has no fields.
    """
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    return tuple((field.name, field.type) for field in fields if _holds(field.type, sought, {kind}))


def _holds(kind: Any, sought: Any, passed: set[Any]) -> bool:
    if is_of(sought, kind) or (is_of(type, kind) and issubclass(kind, sought)):
        return True
    parts: Iterable[Any] = get_args(kind)
    if is_of(type, kind) and attrs.has(kind) and kind not in passed:
        passed.add(kind)
        parts = [field.type for field in attrs.fields(kind)]
    return any(_holds(part, sought, passed) for part in parts)
