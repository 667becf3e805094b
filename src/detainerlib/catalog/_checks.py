"""What must be true between the records: ids resolve, periods neither gap nor overlap."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, cast, get_args

import attrs

from detainerlib._validation import RefersTo
from detainerlib.catalog._toml import Loaded, fault
from detainerlib.errors import DataFault
from detainerlib.models.agreements import AgreementEnd, CooperationAgreement
from detainerlib.models.custody import CustodyEventKind
from detainerlib.models.detainer import IssuingComponent
from detainerlib.models.figures import PublishedFigure, PublishedReport
from detainerlib.models.forms import DEFAULT_FORM, DetainerForm
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE, HoldRule, HowEnded
from detainerlib.models.jurisdictions import CountyNames, GovernmentLevel, Jurisdiction, PlaceZones
from detainerlib.models.lift_reasons import LiftReason, normalized
from detainerlib.models.provisions import Coverage, CoverageStatus, PolicyExample, Provision
from detainerlib.models.warrants import WarrantForm
from detainerlib.times.calendars import Observed
from detainerlib.times.periods import EffectivePeriod, Timeline
from detainerlib.times.zones import ZoneNames, is_key_of_a_place, spelled


def inconsistencies(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """Yield the faults of each collection, then those that show only between records.

    A citation of no authority, an id that is not on record, editions that overlap, a record that
    was amended, recodified or superseded without a successor, a gap before the successor.
    """
    for collection in collections.values():
        yield from collection.faults
    places = collections["jurisdictions"].records
    governments = {government.code: government for _, government in places}
    ids_on_record = _ids_on_record(collections, governments)
    yield from _missing_records(ids_on_record)
    yield from _repeated_editions(collections["forms"].records)
    for collection in collections.values():
        for file, record in collection.records:
            for field, message in _record_faults(record, ids_on_record):
                yield fault(file, record.id, field, message)
    for file, place in places:
        if place.parent in governments and not _leads_up(place, governments):
            message = f"{place.parent!r} does not lead up to the nation"
            yield fault(file, place.id, "parent", message)
    yield from _missing_coverage(places, ids_on_record["coverage"])
    for name in ("rules", "notices", "incorporations", "policies"):
        by_id = {record.id: record for _, record in collections[name].records}
        for file, record in collections[name].records:
            successor = by_id.get(record.successor or "")
            for field, message in _succession_faults(record, successor):
                yield fault(file, record.id, field, message)
    yield from _misplaced_records(collections, governments)
    yield from _section_faults(collections["figures"].records, collections["reports"].records)
    yield from _repeated_spellings(collections["lifts"].records)
    yield from _repeated_zone_names(collections["zones"].records)
    if not collections["policies"].faults:
        yield from _coverage_faults(
            collections["coverage"].records, collections["policies"].records
        )


def _ids_on_record(
    collections: Mapping[str, Loaded[Any]], governments: Mapping[str, Jurisdiction]
) -> Mapping[str, set[str]]:
    # A record that was refused is on record, and its faults are named elsewhere.
    ids = {
        name: {record.id for _, record in collection.records} | collection.refused
        for name, collection in collections.items()
    }
    # What is looked up by jurisdiction is found by its code alone, and not by a state's FIPS.
    counties = {fips for _, state in collections["counties"].records for fips in state.names}
    by_fips = {government.fips for government in governments.values() if government.fips}
    digits = {government.code: government.fips for government in governments.values()}
    cities = {
        f"{digits.get(state.state)}{code}"
        for _, state in collections["cities"].records
        for code in state.by_code
    }
    editions = {edition.id for _, form in collections["forms"].records for edition in form.editions}
    return ids | {
        "codes": {*governments} | counties,
        "codes and cities": {*governments} | counties | cities,
        "components": {component.value for component in IssuingComponent},
        "custody events": ids["events"] | {kind.value for kind in CustodyEventKind},
        "editions and forms": editions | ids["forms"],
        "jurisdictions": ids["jurisdictions"] | counties | by_fips,
        "warrant forms": {form.value for form in WarrantForm},
    }


def _coverage_faults(
    coverages: Iterable[tuple[str, Coverage]], provisions: Iterable[tuple[str, Provision]]
) -> Iterator[DataFault]:
    with_provisions = {provision.jurisdiction for _, provision in provisions}
    for file, coverage in coverages:
        has_provisions = coverage.jurisdiction in with_provisions
        if (coverage.status is CoverageStatus.READ_IN_PART) != has_provisions:
            message = f"{coverage.status.value!r} is not what the provisions on record show"
            yield fault(file, coverage.id, "status", message)


def _section_faults(
    figures: Iterable[tuple[str, PublishedFigure]], reports: Iterable[tuple[str, PublishedReport]]
) -> Iterator[DataFault]:
    """A figure that counts something else than the section it is said to stand in."""
    sections = {
        (report.id, section.id): section for _, report in reports for section in report.sections
    }
    for file, figure in figures:
        if figure.section is None:
            continue
        section = sections.get((figure.report or "", figure.section))
        if section is None or section.counted is not figure.counted:
            message = f"{figure.section!r} is no section of its report that counts that"
            yield fault(file, figure.id, "section", message)


def _repeated_spellings(reasons: Iterable[tuple[str, LiftReason]]) -> Iterator[DataFault]:
    """A spelling, or a code, that would stand for two outcomes."""
    ids: dict[tuple[str, str], str] = {}
    for file, reason in reasons:
        spellings = [("spellings", normalized(spelling)) for spelling in reason.spellings]
        for field, text in [*spellings, *(("codes", code) for code in reason.codes)]:
            if (field, text) in ids:
                message = f"{text!r} also stands for {ids[field, text]!r}"
                yield fault(file, reason.id, field, message)
            ids[field, text] = reason.id


def _repeated_zone_names(zones: Iterable[tuple[str, ZoneNames]]) -> Iterator[DataFault]:
    """A name that would stand for two zones, or hide a key."""
    ids: dict[str, str] = {}
    for file, zone in zones:
        for name in zone.names:
            if is_key_of_a_place(name):
                yield fault(file, zone.id, "names", f"{name!r} is itself the key of a place")
            first = ids.setdefault(spelled(name), zone.id)
            if first != zone.id:
                yield fault(file, zone.id, "names", f"{name!r} also stands for {first!r}")


def _missing_records(ids_on_record: Mapping[str, set[str]]) -> Iterator[DataFault]:
    # Records that the library asks for by name.
    needed = [("about", ["detainerlib"]), ("events", [CUSTODY_ENDS]), ("rules", [DEFAULT_RULE])]
    needed.append(("forms", [DEFAULT_FORM]))
    needed.append(("holidays", [*(observed.value for observed in Observed), "closures"]))
    for name, ids in needed:
        for id in ids if ids_on_record[name] else ():
            if id not in ids_on_record[name]:
                yield fault(name, id, "record", "is missing")


def _repeated_editions(forms: Iterable[tuple[str, DetainerForm]]) -> Iterator[DataFault]:
    files: dict[str, str] = {}
    for file, form in forms:
        for index, edition in enumerate(form.editions):
            if edition.id in files:
                field, message = f"editions[{index}].id", f"is also used in {files[edition.id]}"
                yield fault(file, form.id, field, message)
            files[edition.id] = file


def _misplaced_records(
    collections: Mapping[str, Loaded[Any]], governments: Mapping[str, Jurisdiction]
) -> Iterator[DataFault]:
    for name in ("rules", "policies", "examples", "agreements"):
        for file, record in collections[name].records:
            yield from _place_faults(file, record, governments)
    for file, counties in collections["counties"].records:
        yield from _county_faults(file, counties, governments)
    for name in ("cities", "place-zones"):
        for file, record in collections[name].records:
            if file != f"{name}/{record.state.lower()}.toml":
                yield fault(
                    file, record.id, "state", f"{record.state!r} is not where the file says"
                )
    yield from _zone_faults(collections["place-zones"].records, governments)
    yield from _count_faults(collections, governments)


def _place_faults(
    file: str,
    record: HoldRule | Provision | PolicyExample | CooperationAgreement,
    governments: Mapping[str, Jurisdiction],
) -> Iterator[DataFault]:
    # A state's rule that forgets its jurisdiction would be a federal one, and what is asked of a
    # place is read from the files of its state alone.
    within = r"(?:rules|policies|agreements)/(us(?:-[a-z]{2})?)(?:/[a-z0-9-]+)?\.toml"
    state = re.fullmatch(within, file)
    if state is None and file != "rules/federal.toml":
        # Rules are read as a whole, and may stand in files of other names.
        if not isinstance(record, HoldRule):
            message = "needs a file that is named for its state, such as us-tx.toml"
            yield fault(file, record.id, "jurisdiction", message)
        return
    expected = None if state is None else state.group(1).upper()
    above = governments.get(record.jurisdiction or "")
    while above is not None and above.level.is_local and above.parent is not None:
        above = governments.get(above.parent)
    if expected != (above.code if above is not None and record.jurisdiction else None):
        place = "none, as the file is of federal rules" if expected is None else f"in {expected}"
        message = f"{record.jurisdiction!r} is not where the file says: {place}"
        yield fault(file, record.id, "jurisdiction", message)
    elif "/" in file.partition("/")[2] and record.jurisdiction == expected:
        message = f"{record.jurisdiction!r} is no locality; move it to the file of the state"
        yield fault(file, record.id, "jurisdiction", message)


def _county_faults(
    file: str, counties: CountyNames, governments: Mapping[str, Jurisdiction]
) -> Iterator[DataFault]:
    # A county is looked up in the file of the state whose digits its code begins with.
    if file != f"counties/{counties.state.lower()}.toml":
        message = f"{counties.state!r} is not where the file says"
        yield fault(file, counties.id, "state", message)
    state = governments.get(counties.state)
    for fips in counties.names:
        if state is not None and state.fips is not None and not fips.startswith(state.fips):
            message = f"{fips!r} does not begin with the digits of its state, {state.fips}"
            yield fault(file, counties.id, "names", message)


def _zone_faults(
    records: Iterable[tuple[str, PlaceZones]], governments: Mapping[str, Jurisdiction]
) -> Iterator[DataFault]:
    """Keys that name no place, and places of another state."""
    for file, record in records:
        state = governments.get(record.state)
        digits = "" if state is None or state.fips is None else state.fips
        for index, area in enumerate(record.areas):
            for place in area.places:
                if not place.startswith(digits):
                    message = f"{place!r} does not begin with the digits of its state, {digits}"
                    yield fault(file, record.id, f"areas[{index}].places", message)
        zones = [record.zone, *(zone for area in record.areas for zone in area.zones)]
        for zone in filter(None, zones):
            if not is_key_of_a_place(zone):
                yield fault(file, record.id, "zones", f"{zone!r} is no key of a place")


def _count_faults(
    collections: Mapping[str, Loaded[Any]], governments: Mapping[str, Jurisdiction]
) -> Iterator[DataFault]:
    """Lists of the Census Bureau that count other counties than ours have on their day."""
    lists = collections["county-lists"].records
    own = [place.listed for place in governments.values() if _is_in_a_state(place, governments)]
    for file, county_list in lists:
        count = sum(listed.contains(county_list.on) is True for listed in own if listed)
        for _, state in collections["counties"].records:
            level = governments[state.state].level if state.state in governments else None
            if level in {GovernmentLevel.STATE, GovernmentLevel.DISTRICT}:
                count += sum(_is_listed(state, fips, county_list.on) for fips in state.names)
        if count != county_list.count:
            message = f"is not that of our counties on that day, {count}"
            yield fault(file, county_list.id, "count", message)
    oldest = min((county_list.on for _, county_list in lists), default=None)
    for file, state in collections["counties"].records if oldest else ():
        if state.since != oldest:
            yield fault(file, state.id, "since", f"is not the day of the oldest list, {oldest}")


def _is_in_a_state(place: Jurisdiction, governments: Mapping[str, Jurisdiction]) -> bool:
    return place.listed is not None and any(
        state.level in {GovernmentLevel.STATE, GovernmentLevel.DISTRICT}
        and str(place.fips).startswith(str(state.fips))
        for state in governments.values()
    )


def _is_listed(state: CountyNames, fips: str, day: date) -> bool:
    start, until = state.added.get(fips, state.since), state.removed.get(fips)
    return start <= day and (until is None or day < until)


def _missing_coverage(
    places: Iterable[tuple[str, Jurisdiction]], covered: set[str]
) -> Iterator[DataFault]:
    for file, place in places if covered else ():
        below_nation = place.parent is not None and not place.level.is_local
        if below_nation and place.code not in covered:
            message = "has no record in coverage.toml"
            yield fault(file, place.code, "record", message)


def _leads_up(government: Jurisdiction, governments: Mapping[str, Jurisdiction]) -> bool:
    passed: set[str] = set()
    while government.parent is not None and government.code not in passed:
        passed.add(government.code)
        government = governments.get(government.parent, government)
    return government.parent is None


def _record_faults(record: Any, ids_on_record: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    for field, collection, id in _references(None, record):
        if id not in ids_on_record[collection]:
            yield field, f"{id!r} is not among the {collection} on record"
    if isinstance(record, CooperationAgreement):
        yield from _ending_faults(record.period, record.ended)
    if isinstance(record, DetainerForm):
        line = Timeline.from_entries(
            (edition.issued, edition.id) for edition in record.editions if not edition.draft
        )
        for first, second in line.overlaps:
            yield "editions.issued", f"overlap: {first} and {second}"
        for index, edition in enumerate(record.editions):
            for field, message in _ending_faults(edition.issued, edition.ended, edition.successor):
                yield f"editions[{index}].{field}", message


def _references(kind: Any, value: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the ids that a record names, each with its path and the collection it must be in."""
    if hasattr(value, "__attrs_attrs__"):
        for field in attrs.fields(value.__class__):
            inner = f"{path}.{field.name}" if path else field.name
            yield from _references(field.type, getattr(value, field.name), inner)
    elif isinstance(value, str):
        for collection in _collections_of(kind):
            yield path, collection, value
    elif isinstance(value, tuple | frozenset | Mapping):
        for index, member in enumerate(cast("Iterable[Any]", value)):
            is_record = hasattr(member, "__attrs_attrs__")
            yield from _references(kind, member, f"{path}[{index}]" if is_record else path)


@cache
def _collections_of(kind: Any) -> tuple[str, ...]:
    """Return what the ids in a type name, wherever in it they stand."""
    if isinstance(kind, RefersTo):
        return (kind.collection,)
    return tuple(chain.from_iterable(map(_collections_of, get_args(kind))))


def _succession_faults(record: Any, successor: Any) -> Iterator[tuple[str, str]]:
    yield from _ending_faults(record.period, record.ended, record.successor)
    if successor is None:
        return
    line = Timeline.from_entries([(record.period, record.id), (successor.period, successor.id)])
    for gap in line.gaps:
        yield "successor", f"leaves a gap {gap} before {successor.id!r}"
    for _ in line.overlaps:
        yield "successor", f"overlaps with {successor.id!r}"


def _ending_faults(
    period: EffectivePeriod, ended: HowEnded | AgreementEnd | None, successor: str | None = None
) -> Iterator[tuple[str, str]]:
    if (ended is None) != (period.until is None):
        yield "ended", "and the end of the period must be given together"
    if isinstance(ended, HowEnded) and ended.has_successor and successor is None:
        yield "successor", f"is missing: a record that was {ended.value} has one"
