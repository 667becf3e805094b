"""The governments whose law binds an agency, by code, and the kinds of agencies they have."""

import enum
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, Final, TypeAlias

import attrs

from detainerlib._arguments import chosen
from detainerlib._printing import Printed
from detainerlib._validation import AnyPlace, PlaceCode, RefersTo, Text, checked, matching
from detainerlib.errors import DetainerError, UnknownIdError
from detainerlib.models._fields import mapping_from
from detainerlib.models.names import AgencyTypeName
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod


class GovernmentLevel(enum.StrEnum):
    """The level of a government.

    County, independent city and planning region are kinds of the Census Bureau.

    >>> from detainerlib import catalog
    >>> [catalog.jurisdiction(code).level.value for code in ("US", "US-DC", "48113", "51510")]
    ['nation', 'district', 'county', 'independent city']
    """

    NATION = "nation"
    """The United States."""
    STATE = "state"
    """One of the fifty."""
    DISTRICT = "district"
    """The District of Columbia."""
    TERRITORY = "territory"
    """Puerto Rico, Guam and the others."""
    COUNTY = "county"
    """A county, or what stands for one, such as a parish or a borough."""
    INDEPENDENT_CITY = "independent city"
    """A city of no county, as in Virginia; its FIPS code has 5 digits, as that of a county."""
    PLANNING_REGION = "planning region"
    """As in Connecticut, whose counties have had no government since 1960."""
    CITY = "city"
    """A city, town or village within a state."""
    TRIBE = "tribe"
    """A tribe, by the Census code of its area."""

    @property
    def is_local(self) -> bool:
        """Whether it lies below a state."""
        return self in {
            GovernmentLevel.COUNTY,
            GovernmentLevel.INDEPENDENT_CITY,
            GovernmentLevel.PLANNING_REGION,
            GovernmentLevel.CITY,
            GovernmentLevel.TRIBE,
        }


class AgencyType(enum.StrEnum):
    """A kind of agency or officer that a provision binds or exempts.

    The kinds are those that laws on file name.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> asked = ("hold_on_detainer", "CA")
    >>> for kind in ("police", "state-corrections"):
    ...     print(kind, dl.governing_policy(*asked, on=date(2026, 1, 1), agency_type=kind).modality)
    police prohibited
    state-corrections None
    """

    SHERIFF = "sheriff"
    """A sheriff's office."""
    POLICE = "police"
    """A police department of a city or county."""
    LOCAL_CORRECTIONS = "local-corrections"
    """A jail department of a county or city that is not the sheriff's."""
    BOARD = "board"
    """The governing body: a county board, commissioners, a council."""
    STATE_POLICE = "state-police"
    """The state's police or highway patrol."""
    STATE_CORRECTIONS = "state-corrections"
    """The state's prisons."""
    ATTORNEY_GENERAL = "attorney-general"
    """The state's attorney general."""
    STATE_AGENCY = "state-agency"
    """Any other agency of the state."""
    COURT_OFFICERS = "court-officers"
    """Officers of a court, such as judicial marshals."""
    PROBATION = "probation"
    """Probation or parole officers."""
    PROSECUTOR = "prosecutor"
    """A district attorney or state's attorney."""
    GOVERNOR = "governor"
    """The state's governor."""
    SCHOOL = "school"
    """A school, college or university, with its police."""

    @property
    def is_of_state(self) -> bool:
        """Whether only a state has it, and no county or city."""
        return self in {
            AgencyType.STATE_POLICE,
            AgencyType.STATE_CORRECTIONS,
            AgencyType.STATE_AGENCY,
            AgencyType.ATTORNEY_GENERAL,
            AgencyType.GOVERNOR,
        }

    @property
    def runs_jails(self) -> bool:
        """Whether it may run the jail of a county or city."""
        return self in {AgencyType.SHERIFF, AgencyType.LOCAL_CORRECTIONS}

    @property
    def keeps_custody(self) -> bool:
        """Whether it may have a person in custody: jails, prisons and police."""
        police_and_prisons = {
            AgencyType.POLICE,
            AgencyType.STATE_POLICE,
            AgencyType.STATE_CORRECTIONS,
        }
        return self.runs_jails or self in police_and_prisons

    @property
    def holds_nobody(self) -> bool:
        """Whether it governs or teaches, and so has no one in custody."""
        return self in {
            AgencyType.BOARD,
            AgencyType.ATTORNEY_GENERAL,
            AgencyType.GOVERNOR,
            AgencyType.SCHOOL,
        }


_iso: Final = matching(r"US(-[A-Z]{2})?", "an ISO 3166-2 code: US, or US, a hyphen and two letters")
_fips: Final = matching(r"\d{2}|\d{5}|\d{7}", "a FIPS code of 2, 5 or 7 digits, as text")
_aiannh: Final = matching(r"\d{4}", "a Census code of 4 digits, as text")

Iso: TypeAlias = Annotated[str, _iso]
Fips: TypeAlias = Annotated[str, _fips]
Aiannh: TypeAlias = Annotated[str, _aiannh]


@attrs.frozen(kw_only=True, field_transformer=checked)
class Jurisdiction(Printed):
    """A government, found by its ISO 3166-2 code or its FIPS code.

    Attributes:
        name: Its name.
        level: Its level.
        iso: Its ISO 3166-2 code; None below the states.
        fips: Its FIPS code as text: 2 digits for a state, 5 for a county, 7 for a place.
        aiannh: The Census code of a tribe's area, 4 digits; None for other governments.
        parent: The code of the government above it; None for the nation.
        one_with: Of a city that is one government with a county, such as Denver, the code of
            that county; None for all others.
        listed: Of a county or its equivalent, the period in which the Census Bureau listed it,
            which is not its legal existence. The oldest list on file bounds what is known: before
            it the start is UNKNOWN. None for other governments.
        successors: The codes of the counties that the Bureau lists in its place since; empty
            where it is still listed, or where no county took its place as a whole.

    >>> from detainerlib import catalog
    >>> dallas = catalog.jurisdiction("Dallas County, TX")
    >>> dallas.code, dallas.level.value, dallas.parent
    ('48113', 'county', 'US-TX')
    """

    name: Text
    level: GovernmentLevel
    iso: Iso | None = None
    fips: Fips | None = None
    aiannh: Aiannh | None = None
    parent: AnyPlace | None = None
    one_with: AnyPlace | None = None
    listed: EffectivePeriod | None = None
    successors: tuple[AnyPlace, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a government without a code, or below the nation without a parent."""
        if self.iso is None and self.fips is None and self.aiannh is None:
            raise DetainerError("iso, fips", None, "at least one code", "See data/README.md.")
        if (self.parent is None) != (self.level is GovernmentLevel.NATION):
            nation = self.level is GovernmentLevel.NATION
            expected = "none for the nation" if nation else "the code of the government above"
            raise DetainerError("parent", self.parent, expected, "Only the nation has none.")

    @property
    def code(self) -> str:
        """The code by which records name it: ISO 3166-2, FIPS where there is none, or a tribe's."""
        return str(self.iso or self.fips or self.aiannh)

    @property
    def id(self) -> str:
        """The same as `code`."""
        return self.code

    def __str__(self) -> str:
        """The name and the code."""
        return f"{self.name} ({self.code})"


JurisdictionLike: TypeAlias = Jurisdiction | str | int
"""A jurisdiction, its code or its name; a number is the FIPS code of a state or county."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class CountyNames(Printed):
    """The counties of a state, and their equivalents, as the Census Bureau lists them.

    Attributes:
        state: The code of the state.
        since: The day of the oldest list on file.
        names: The names of those that have no record of their own, by FIPS code.
        added: When the Bureau added those that are not in the oldest list.
        removed: When it removed those that are not in the newest.
        successors: The codes of the counties that it lists since in place of one.
        namesakes: The codes of the cities elsewhere in the state that bear the name of a county.

    >>> from detainerlib import catalog
    >>> catalog.table("counties")[0]["state"]
    'US-AK'
    """

    state: Annotated[str, _iso, RefersTo("jurisdictions")]
    since: date
    names: Mapping[Fips, Text] = attrs.field(converter=mapping_from)
    added: Mapping[Fips, date] = attrs.field(factory=dict[str, date], converter=mapping_from)
    removed: Mapping[Fips, date] = attrs.field(factory=dict[str, date], converter=mapping_from)
    successors: Mapping[Fips, tuple[AnyPlace, ...]] = attrs.field(
        factory=dict[str, tuple[str, ...]], converter=mapping_from
    )
    namesakes: Mapping[Fips, tuple[Fips, ...]] = attrs.field(
        factory=dict[str, tuple[str, ...]], converter=mapping_from
    )

    @property
    def id(self) -> str:
        """The code of the state."""
        return self.state


@attrs.frozen(kw_only=True, field_transformer=checked)
class CityNames(Printed):
    """The incorporated places of a state, as the Census Bureau lists them.

    Attributes:
        state: The code of the state.
        places: A line for each: the five digits of its code, its name and what it is.

    >>> from detainerlib import catalog
    >>> catalog.table("cities")[0]["places"].splitlines()[0]
    '00065 Adak city'
    """

    state: Annotated[str, _iso, RefersTo("jurisdictions")]
    places: Text

    @property
    def by_code(self) -> Mapping[str, str]:
        """What each is called, such as "Houston city", by the five digits of its code."""
        lines = (line.partition(" ") for line in self.places.strip().splitlines())
        return {code: description for code, _, description in lines}

    @property
    def id(self) -> str:
        """The code of the state."""
        return self.state


@attrs.frozen(kw_only=True, field_transformer=checked)
class CountyList(Printed):
    """A list of counties that the Census Bureau published, from which ours are derived.

    Attributes:
        on: The day whose counties it lists.
        title: What the Bureau calls the file.
        url: Its address at the Bureau.
        read_in: The copy that was read.
        read_on: The day it was read.
        count: How many it lists in the states and the District.

    >>> from detainerlib import catalog
    >>> [(str(listed.on), listed.count) for listed in catalog.county_lists()][:2]
    [('2010-01-01', 3143), ('2014-01-01', 3142)]
    """

    on: date
    title: Text
    url: Text
    read_in: Text
    read_on: date
    count: int

    @property
    def id(self) -> str:
        """The day, as text."""
        return self.on.isoformat()

    def __str__(self) -> str:
        """One line: the day, the title and the count."""
        return f"{self.id}: {self.title}, {self.count:,} counties"


@attrs.frozen(kw_only=True, field_transformer=checked)
class PlaceNames(Printed):
    """Other names that people write for a place: abbreviations, and names in common use.

    Attributes:
        place: The code of the place.
        names: The names, the most common first; those of a county or city stand with its state.
        nicknames: What people call it or its city: never taken for it, only suggested. Without
            names it has some.

    >>> from detainerlib import catalog
    >>> catalog.jurisdiction("Tex.") == catalog.jurisdiction("US-TX")
    True
    """

    place: AnyPlace
    names: tuple[Text, ...] = ()
    nicknames: tuple[Text, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a record that says nothing."""
        if not self.names and not self.nicknames:
            raise DetainerError("names", self.names, "a name, or a nickname", "Give one.")

    def __str__(self) -> str:
        """One line: the code and the names, and apart the nicknames."""
        suggested = [f"only suggested: {', '.join(self.nicknames)}"] if self.nicknames else []
        taken = [", ".join(self.names)] if self.names else []
        return f"{self.place}: {'; '.join(taken + suggested)}"

    @property
    def id(self) -> str:
        """The code of the place."""
        return self.place


@attrs.frozen(kw_only=True, field_transformer=checked)
class ZoneArea(Printed):
    """Places that keep another clock than the rest of their state.

    Attributes:
        places: Their codes.
        zones: The zones whose clocks are kept there: one, or several where a line divides the
            place, or where people keep another clock than the law's.
        start: The first day, where it is known that it was otherwise before.
        until: The first day on which it is otherwise.
        by_custom: Whether the clock is that of local practice, and not of the law.
        note: What a reader should know, in one sentence.
        citations: Where that was read, besides the sources for the whole state.

    >>> from detainerlib import catalog
    >>> catalog.zones_of("Texas"), catalog.zones_of("El Paso County, TX")
    (('America/Chicago', 'America/Denver'), ('America/Denver',))
    """

    places: tuple[PlaceCode, ...]
    zones: tuple[Text, ...]
    start: date | None = None
    until: date | None = None
    by_custom: bool = False
    note: Text | None = None
    citations: tuple[Citation, ...] = ()

    def covers(self, day: date | None) -> bool:
        """Whether it holds on a day; None is today's law."""
        if day is None:
            return self.until is None
        return (self.start is None or self.start <= day) and (
            self.until is None or day < self.until
        )


@attrs.frozen(kw_only=True, field_transformer=checked)
class PlaceZones(Printed):
    """The time zones of a state and of its counties.

    Attributes:
        state: The code of the state; that of the nation for the lands of tribes.
        zone: The zone of every place in it that no area names; None for the nation.
        start: The first day for which the areas are known; None where no place ever changed its
            zone. The keys of the tz database tell the changes of clocks themselves.
        areas: The places that keep another clock.
        citations: Where the lines between the zones of the state, or its only zone, were read.

    >>> from datetime import date
    >>> from detainerlib import catalog
    >>> catalog.zones_of("Starke County, IN", on=date(2005, 1, 1))
    ('America/Indiana/Knox',)
    """

    state: Annotated[str, _iso, RefersTo("jurisdictions")]
    zone: Text | None = None
    start: date | None = None
    areas: tuple[ZoneArea, ...] = ()
    citations: tuple[Citation, ...]

    @property
    def id(self) -> str:
        """The code of the state."""
        return self.state


def _agency_type(value: AgencyType | AgencyTypeName) -> Any:
    """Return the kind whose words are given; whatever is none as it is, for a validator."""
    with suppress(UnknownIdError):
        return chosen(AgencyType, value, "kind")
    return value


@attrs.frozen(kw_only=True, field_transformer=checked)
class Agency(Printed):
    """An agency: which kind, and of which government.

    Attributes:
        name: Its name.
        kind: Which kind of agency it is, or its value, such as "sheriff" or "local corrections".
        jurisdiction: The code of its government.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> sheriff = dl.Agency(name="Dallas County Sheriff", kind="sheriff", jurisdiction="48113")
    >>> on = date(2026, 1, 1)
    >>> hold = dl.governing_policy("hold_on_detainer", "48113", on=on, agency_type=sheriff)
    >>> hold.agency_type.value
    'sheriff'
    """

    name: Text
    kind: AgencyType = attrs.field(converter=_agency_type)
    jurisdiction: Text

    def __str__(self) -> str:
        """The name."""
        return self.name


AgencyTypeLike: TypeAlias = AgencyType | Agency | AgencyTypeName
"""A kind of agency, its value, or an agency, which is of one."""
