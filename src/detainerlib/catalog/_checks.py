"""What must be true between the records: ids resolve, periods neither gap nor overlap."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, Final, cast, get_args

from detainerlib._validation import RefersTo
from detainerlib.catalog._checks_federal import federal_faults
from detainerlib.catalog._checks_layers import is_of_package
from detainerlib.catalog._checks_places import Places, place_faults
from detainerlib.catalog._checks_records import fields_holding, record_faults
from detainerlib.catalog._checks_words import wording_faults
from detainerlib.catalog._toml import Loaded, fault
from detainerlib.errors import DataFault
from detainerlib.models.agreements import AgreementEnd, CooperationAgreement
from detainerlib.models.custody import CustodyEventKind
from detainerlib.models.detainer import IssuingComponent
from detainerlib.models.figures import PublishedFigure, PublishedReport
from detainerlib.models.forms import DEFAULT_FORM, DetainerForm
from detainerlib.models.hold_rules import CUSTODY_ENDS, DEFAULT_RULE, DETAINER_RECEIVED, HowEnded
from detainerlib.models.jurisdictions import AgencyType, Jurisdiction
from detainerlib.models.lift_reasons import LiftReason, normalized
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import (
    BindingEffect,
    Coverage,
    CoverageStatus,
    Practice,
    Provision,
)
from detainerlib.models.warrants import WarrantForm
from detainerlib.sources.citations import Authority, AuthorityKind, Citation, OfficialHost
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
    places = Places(collections)
    governments = places.governments
    ids_on_record = _ids_on_record(collections, places)
    yield from _missing_records(ids_on_record)
    yield from _repeated_editions(collections["forms"].records)
    for collection in collections.values():
        for file, record in collection.records:
            for field, message in _record_faults(record, ids_on_record):
                yield fault(file, record.id, field, message)
    for file, place in collections["jurisdictions"].records:
        if place.parent in governments and not _leads_up(place, governments):
            message = f"{place.parent!r} does not lead up to the nation"
            yield fault(file, place.id, "parent", message)
    yield from _missing_coverage(collections["jurisdictions"].records, ids_on_record["coverage"])
    for name in ("rules", "notices", "incorporations", "policies"):
        by_id = {record.id: record for _, record in collections[name].records}
        for file, record in collections[name].records:
            successor = by_id.get(record.successor or "")
            for field, message in _succession_faults(record, successor):
                yield fault(file, record.id, field, message)
    yield from place_faults(collections, places)
    yield from record_faults(collections, places)
    yield from wording_faults(collections)
    yield from federal_faults(collections)
    yield from _section_faults(collections["figures"].records, collections["reports"].records)
    yield from _repeated_spellings(collections["lifts"].records)
    yield from _repeated_zone_names(collections["zones"].records)
    yield from _unanswered_challenges(
        collections["policies"].records, collections["authorities"].records
    )
    yield from _silent_rulings(collections)
    yield from _unlisted_hosts(collections["authorities"].records, collections["hosts"].records)
    yield from _contradicted_findings(
        collections["no rules"].records, collections["policies"].records
    )
    if not collections["policies"].faults:
        yield from _coverage_faults(
            collections["coverage"].records, collections["policies"].records
        )


def _ids_on_record(
    collections: Mapping[str, Loaded[Any]], places: Places
) -> Mapping[str, set[str]]:
    # A record that was refused is on record, and its faults are named elsewhere.
    ids = {
        name: {record.id for _, record in collection.records} | collection.refused
        for name, collection in collections.items()
    }
    # What is looked up by jurisdiction is found by its code alone, and not by a state's FIPS.
    counties = {fips for _, state in collections["counties"].records for fips in state.names}
    by_fips = {place.fips for place in places.governments.values() if place.fips}
    editions = {edition.id for _, form in collections["forms"].records for edition in form.editions}
    return ids | {
        "codes": places.codes,
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
        # What the package says it read is not changed by what a law folder adds.
        if is_of_package(file):
            continue
        has_provisions = coverage.jurisdiction in with_provisions
        if (coverage.status is CoverageStatus.READ_IN_PART) != has_provisions:
            message = f"{coverage.status.value!r} is not what the provisions on file show"
            yield fault(file, coverage.id, "status", message)


def _unanswered_challenges(
    provisions: Iterable[tuple[str, Provision]], authorities: Iterable[tuple[str, Authority]]
) -> Iterator[DataFault]:
    """A ruling on the validity of a text, of which a provision of that text says nothing."""
    by_id = {authority.id: authority for _, authority in authorities}
    for file, provision in provisions:
        cited = {citation.authority for citation in (provision.citation, *provision.see_also)}
        orders = [order.citation for order in provision.suspensions]
        orders += [citation for order in provision.suspensions for citation in order.see_also]
        answered = {citation.authority for citation in (*orders, *provision.cleared_by)}
        rulings = {
            ruling
            for id in cited & by_id.keys()
            for ruling in by_id[id].challenged_in
            if ruling in by_id and ruling not in answered
        }
        for ruling in sorted(rulings):
            title = by_id[ruling].title
            if not any(title in gap for gap in provision.citation.gaps):
                message = f"say nothing of {title!r}: add a suspension, `cleared_by`, or a gap"
                yield fault(file, provision.id, "suspensions", message)


_RESTING: Final = (
    *("policies", "rules", "notices", "incorporations", "no rules"),
    *("powers", "measures", "programs", "federal-statements"),
)
"""The collections whose records rest on rulings."""


def _silent_rulings(collections: Mapping[str, Loaded[Any]]) -> Iterator[DataFault]:
    """A ruling or settlement on which nothing rests, and that does not say why; or the reverse."""
    rests_on: dict[str, str] = {}
    for name in _RESTING:
        for _, record in collections[name].records:
            for citation in _speaking(record):
                rests_on.setdefault(citation.authority, record.id)
    for file, text in collections["authorities"].records:
        if is_of_package(file):
            continue
        if text.kind not in {AuthorityKind.CASE, AuthorityKind.SETTLEMENT}:
            if text.no_provision is not None:
                yield fault(file, text.id, "no_provision", "is given, and it is no ruling")
        elif text.id in rests_on and text.no_provision is not None:
            message = f"is given, and {rests_on[text.id]!r} rests on it"
            yield fault(file, text.id, "no_provision", message)
        elif text.id not in rests_on and text.no_provision is None:
            message = "is missing: no rule, provision, order or finding rests on it; say why"
            yield fault(file, text.id, "no_provision", message)


def _speaking(record: Any) -> Iterator[Citation]:
    """Yield what a record rests on, the texts beside it, and the orders on its validity."""
    yield from (record.citation, *getattr(record, "see_also", ()))
    yield from getattr(record, "cleared_by", ())
    for name in ("asks", "consequences", "definitions", "rulings", "suspensions"):
        for part in getattr(record, name, ()):
            yield from (part.citation, *getattr(part, "see_also", ()))


def _unlisted_hosts(
    authorities: Iterable[tuple[str, Authority]], hosts: Iterable[tuple[str, OfficialHost]]
) -> Iterator[DataFault]:
    """An official address at a site of which nobody said why it is one."""
    listed = {host.id for _, host in hosts}
    for file, authority in authorities:
        site = authority.official_host
        parents = {site.split(".", count)[-1] for count in range(site.count("."))}
        if site and not parents & listed:
            message = f"is at {site!r}, which is not among the hosts on file"
            yield fault(file, authority.id, "official_url", message)


def _contradicted_findings(
    findings: Iterable[tuple[str, NoRuleFinding]], provisions: Iterable[tuple[str, Provision]]
) -> Iterator[DataFault]:
    """A finding that there was no rule, while one was certainly in force."""
    norms: dict[tuple[str, Practice], list[Provision]] = {}
    for _, norm in provisions:
        if norm.weight is BindingEffect.BINDING:
            norms.setdefault((norm.jurisdiction, norm.practice), []).append(norm)
    for file, finding in findings:
        for norm in norms.get((finding.jurisdiction, finding.practice), ()):
            if norm.period.overlaps(finding.period) and any(
                norm.speaks_to(kind) and finding.speaks_of(kind) for kind in AgencyType
            ):
                yield fault(file, finding.id, "period", f"overlaps with that of {norm.id!r}")


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
    needed = [
        ("about", ["detainerlib"]),
        ("events", [CUSTODY_ENDS, DETAINER_RECEIVED]),
        ("rules", [DEFAULT_RULE]),
    ]
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
            yield field, f"{id!r} is not among the {collection} on file"
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
        for name, field_type in fields_holding(RefersTo, value.__class__):
            inner = f"{path}.{name}" if path else name
            yield from _references(field_type, getattr(value, name), inner)
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
