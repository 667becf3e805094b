"""Who may decide a practice: offices, and the agencies that they can bind."""

import enum

import attrs

from detainerlib._arguments import chosen
from detainerlib._printing import Printed
from detainerlib._validation import PlaceCode, Slug, Text, checked
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Practice
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod


class Office(enum.StrEnum):
    """An office or body that may require or forbid a practice.

    >>> from detainerlib import catalog
    >>> sorted({power.office.value for power in catalog.powers()})
    ['attorney general', 'county board', 'court', 'governor', 'legislature', 'sheriff']
    """

    LEGISLATURE = "legislature"
    """The state's, or that of a territory or the District."""
    GOVERNOR = "governor"
    """Of a state."""
    ATTORNEY_GENERAL = "attorney general"
    """Of a state."""
    COUNTY_BOARD = "county board"
    """Of a county: commissioners, supervisors, a commissioners court."""
    CITY_COUNCIL = "city council"
    """The governing body of a city."""
    SHERIFF = "sheriff"
    """Of a county."""
    COURT = "court"
    """A court, by its orders."""


class PowerExtent(enum.StrEnum):
    """How far an office can bind agencies.

    >>> from detainerlib import catalog
    >>> power = catalog.powers()[0]
    >>> power.id, power.extent.value
    ('us-az-governor-state', 'can bind in part')
    """

    FULL = "can bind"
    """The agencies have to do what it says."""
    PARTIAL = "can bind in part"
    """As far as the summary says."""
    NONE = "cannot bind"
    """The agencies do not have to."""


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class DecidingPower(Printed):
    """That an office can, or cannot, require or forbid practices to some agencies, for a time.

    Attributes:
        id: The slug of the record.
        jurisdiction: The code of the place in which it holds.
        office: The office or body.
        extent: How far it can bind them.
        agency_types: The kinds of agencies it is about; empty for every one.
        practices: The practices it is about; none for all.
        period: When it holds.
        summary: One sentence.
        citation: The statute, constitution, ruling or opinion that says so.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> {power.office.value for power in catalog.powers("US-NY")}
    {'governor'}
    """

    id: Slug
    jurisdiction: PlaceCode
    office: Office
    extent: PowerExtent
    agency_types: frozenset[AgencyType] = frozenset()
    practices: tuple[Practice, ...] = ()
    period: EffectivePeriod
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def speaks_of(self, practice: Practice) -> bool:
        """Whether it is about a practice."""
        return not self.practices or practice in self.practices

    def is_about(self, agency_type: AgencyType) -> bool:
        """Whether it is about a kind of agency."""
        kind = chosen(AgencyType, agency_type, "agency_type")
        return not self.agency_types or kind in self.agency_types

    def __str__(self) -> str:
        """What it says."""
        return self.summary
