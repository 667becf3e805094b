"""The federal frame on record: practices defined, programs, measures, powers, publishers' terms."""

from datetime import date

from detainerlib._arguments import chosen
from detainerlib._printing import Listing
from detainerlib._validation import day_of
from detainerlib.catalog._collections import every, find, in_place, unknown
from detainerlib.catalog._law import by_law
from detainerlib.catalog._places import code_of, state_of
from detainerlib.models.deciding_powers import DecidingPower, Office
from detainerlib.models.federal_measures import FederalMeasure, FederalStatement, MeasureKind
from detainerlib.models.federal_programs import FederalProgram
from detainerlib.models.jurisdictions import JurisdictionLike
from detainerlib.models.practices import PracticeDefinition
from detainerlib.models.provisions import Practice, PracticeLike
from detainerlib.models.publisher_terms import PublisherTerm


def practice(practice: PracticeLike) -> PracticeDefinition:
    """Return what a practice is: what it includes and excludes, with an example.

    Args:
        practice: The practice, or its value.

    Raises:
        UnknownIdError: If there is no such practice.

    >>> practice("share_booking_data").includes[0]
    'booking records: name, charge, date and time of booking, housing and court dates'
    """
    return find(PracticeDefinition, chosen(Practice, practice, "practice").value)


def practices() -> tuple[PracticeDefinition, ...]:
    """Return the definition of every practice.

    >>> print(practices()[0].practice)
    hold_on_detainer
    """
    return every(PracticeDefinition)


def program(id: str) -> FederalProgram:
    """Return a federal program by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> program("secure-communities").measures
    ('eo-13768', 'dhs-memorandum-2017-02-20')
    """
    return find(FederalProgram, id)


def programs(*, on: date | None = None) -> tuple[FederalProgram, ...]:
    """Return the federal programs on file: those that ran on a day, or perhaps did, or all.

    They are facts beside the law: what a program asks of a jail binds no one by that.

    Args:
        on: The day; all of them without one.

    Raises:
        NotADayError: If `on` is no plain date.

    >>> [program.id for program in programs(on=date(2016, 1, 4))][:2]
    ['criminal-alien-program', 'law-enforcement-support-center']
    """
    records = every(FederalProgram)
    if on is None:
        return records
    day = day_of(on, "on")
    return Listing(record for record in records if record.ran_on(day) is not False)


def measure(id: str) -> FederalMeasure:
    """Return a measure by which the federal government asks, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> measure("eo-14287").lists
    ('dhs-2025-05-29', 'doj-2025-08-05')
    """
    return find(FederalMeasure, id)


def measures(
    *, on: date | None = None, kind: MeasureKind | str | None = None
) -> tuple[FederalMeasure, ...]:
    """Return the orders, memoranda and grant conditions on file by which it asks.

    None settles a practice of a State. Whether a court's order kept one from being enforced is in
    its `suspensions`.

    Args:
        on: Only those in effect on the day, or perhaps in effect.
        kind: Only those of a kind, or its value.

    Raises:
        NotADayError: If `on` is no plain date.
        UnknownIdError: If there is no such kind.

    >>> [measure.id for measure in measures(on=date(2019, 1, 1), kind="executive order")]
    ['eo-13768']
    """
    records = every(FederalMeasure)
    if kind is not None:
        member = chosen(MeasureKind, kind, "kind")
        records = Listing(record for record in records if record.kind is member)
    if on is not None:
        day = day_of(on, "on")
        records = Listing(record for record in records if record.period.contains(day) is not False)
    return records


def federal_statements(
    practice: PracticeLike | None = None, *, on: date | None = None
) -> tuple[FederalStatement, ...]:
    """Return what federal law says of its own part in practices: what it commands, asks, leaves.

    Args:
        practice: The practice, or its value; every practice without one.
        on: Only what held on the day, or perhaps did.

    Raises:
        UnknownIdError: If there is no such practice.
        NotADayError: If `on` is no plain date.

    >>> [statement.id for statement in federal_statements("seek_287g")][-1]
    'us-open-anti-commandeering-reach'
    """
    records = every(FederalStatement)
    if practice is not None:
        kind = chosen(Practice, practice, "practice")
        records = Listing(record for record in records if record.speaks_of(kind))
    if on is not None:
        day = day_of(on, "on")
        records = Listing(record for record in records if record.period.contains(day) is not False)
    return records


def powers(
    jurisdiction: JurisdictionLike | None = None, office: Office | str | None = None
) -> tuple[DecidingPower, ...]:
    """Return who can, or cannot, require or forbid practices: in one jurisdiction, or all.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; those of its parents are not
            included.
        office: The office, or its value.

    Raises:
        UnknownIdError: If the jurisdiction is not on file, or there is no such office.

    >>> {power.extent.value for power in powers("US-TX", office="county board")}
    {'cannot bind'}
    """
    holder = None if office is None else chosen(Office, office, "office")
    records = every(DecidingPower) if jurisdiction is None else _powers_of(code_of(jurisdiction))
    if holder is None:
        return records
    return Listing(record for record in records if record.office is holder)


@by_law
def _powers_of(code: str) -> tuple[DecidingPower, ...]:
    records = in_place(DecidingPower, state_of(code).code, code)
    return Listing(record for record in records if record.jurisdiction == code)


def term(id: str) -> PublisherTerm:
    """Return a publisher's term by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> term("ice-2017-declined-detainer").publisher
    'U.S. Immigration and Customs Enforcement'
    """
    return find(PublisherTerm, id)


def terms(*, publisher: str | None = None) -> tuple[PublisherTerm, ...]:
    """Return the words of publishers on file, and what they say that each counts.

    Args:
        publisher: Only those of a publisher, by its name as the terms have it.

    Raises:
        UnknownIdError: If no publisher of that name has a term on file.

    >>> {term.term for term in terms(publisher="TRAC, Syracuse University")}
    {'refused'}
    """
    records = every(PublisherTerm)
    if publisher is None:
        return records
    names = [term.publisher for term in records]
    if not isinstance(publisher, str) or publisher not in names:
        raise unknown("publisher", publisher, names)
    return Listing(record for record in records if record.publisher == publisher)
