"""Who decides a practice in a place: what has been decided, and which offices can bind whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen
from detainerlib._validation import checked
from detainerlib._wording import listed
from detainerlib.catalog._explanations import explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.catalog._sources import laws_on_file
from detainerlib.models.deciding_powers import DecidingPower, Office, PowerExtent
from detainerlib.models.jurisdictions import AgencyType, GovernmentLevel, Jurisdiction
from detainerlib.models.names import AgencyTypeName
from detainerlib.models.provisions import Practice, Provision
from detainerlib.sentences import deciders as sentences
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

_ALL: Final = "state and local agencies"
_LOCAL: Final[Mapping[Office, frozenset[AgencyType]]] = MappingProxyType(
    {
        Office.COUNTY_BOARD: frozenset({AgencyType.SHERIFF, AgencyType.LOCAL_CORRECTIONS}),
        Office.SHERIFF: frozenset({AgencyType.SHERIFF, AgencyType.LOCAL_CORRECTIONS}),
        Office.CITY_COUNCIL: frozenset({AgencyType.POLICE}),
    }
)
"""The agencies of a county or city that its own offices may have to do with."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class DecidedBy(UnderLaw):
    """Who decides a practice in a place on a day; `decided_by` of an answer.

    Attributes:
        practice: The practice.
        jurisdiction: The place.
        on: The day.
        agency_type: The kind of agency asked about; None for every kind.
        decisions: The provisions that decide it there that day, in one case or another.
        powers: Who can, or cannot, bind whom there, as statutes, constitutions, rulings and
            opinions on file say; the nearest government first.

    >>> from datetime import date
    >>> from detainerlib import governing_policy
    >>> answer = governing_policy("hold_on_detainer", "US-WY", on=date(2026, 1, 5))
    >>> print(answer.decided_by.of("governor"))
    No law on file says whom a governor's order could bind in Wyoming.
    """

    practice: Practice
    jurisdiction: Jurisdiction
    on: date
    agency_type: AgencyType | None
    decisions: tuple[Provision, ...]
    powers: tuple[DecidingPower, ...]

    @property
    def unknown(self) -> frozenset[Office]:
        """The offices of which nothing on file says whom they can bind, of the kind asked about."""
        return frozenset(Office) - {power.office for power in self.powers if self._is_asked(power)}

    def extent(
        self, office: Office | str, agency_type: AgencyType | AgencyTypeName
    ) -> PowerExtent | None:
        """Return how far an office can bind a kind of agency; None where nothing on file says.

        Args:
            office: The office, or its value.
            agency_type: The kind of agency, or its value.

        Raises:
            UnknownIdError: If there is no such office or kind.
        """
        holder = chosen(Office, office, "office")
        kind = chosen(AgencyType, agency_type, "agency_type")
        powers = (power for power in self.powers if power.office is holder)
        return next((power.extent for power in powers if power.is_about(kind)), None)

    def of(self, office: Office | str) -> str:
        """Return in one sentence whether an office could decide the practice there, and for whom.

        Args:
            office: The office, or its value.

        Raises:
            UnknownIdError: If there is no such office.
        """
        holder = chosen(Office, office, "office")
        by_extent: dict[PowerExtent | None, list[str]] = {}
        for kind, name in self._kinds.items():
            extent = self.extent(holder, kind)
            if extent is not None or kind in _LOCAL.get(holder, self._kinds):
                by_extent.setdefault(extent, []).append(name)
        unsaid = by_extent.pop(None, None)
        if not by_extent:
            asked = None if self.agency_type is None else self._named(self._kinds.values())
            return sentences.whom_not_known(holder, self._place, asked)
        return sentences.could_decide(
            holder,
            {extent: self._named(names) for extent, names in by_extent.items() if extent},
            None if unsaid is None else listed(unsaid),
        )

    def cited(self, office: Office | str) -> tuple[str, ...]:
        """Return the laws from which `of` says what it says, each as it is cited.

        Args:
            office: The office, or its value.

        Raises:
            UnknownIdError: If there is no such office.

        >>> from datetime import date
        >>> from detainerlib import governing_policy
        >>> answer = governing_policy("hold_on_detainer", "US-CO", on=date(2026, 1, 5))
        >>> answer.decided_by.cited("county board")
        ('Colo. Rev. Stat. § 30-10-511',)
        """
        holder = chosen(Office, office, "office")
        citations = [
            power.citation
            for power in self.powers
            if power.office is holder and self._is_asked(power)
        ]
        cites = (
            catalog.authority(citation.authority).cited(citation.pin) for citation in citations
        )
        return tuple(dict.fromkeys(cites))

    @property
    def _kinds(self) -> Mapping[AgencyType, str]:
        if self.agency_type is None:
            return sentences.AGENCIES
        names = {**sentences.AGENCIES, **sentences.OTHERS}
        return {kind: name for kind, name in names.items() if kind is self.agency_type}

    def _is_asked(self, power: DecidingPower) -> bool:
        return self.agency_type is None or power.is_about(self.agency_type)

    def _named(self, names: Iterable[str]) -> str:
        kinds = [*names]
        return _ALL if kinds == [*sentences.AGENCIES.values()] else listed(kinds)

    @property
    def _place(self) -> str:
        lineage = catalog.lineage(self.jurisdiction)
        return next(place for place in lineage if not place.level.is_local).name

    @property
    def explanation(self) -> Explanation:
        """What has been decided, and each power, with its source."""
        return explanation_of(_steps(self), catalog.about().closing_on_policy)

    def __str__(self) -> str:
        """What has been decided there, who could decide it, and of whom nothing is on file."""
        issuers = dict.fromkeys(
            f"{norm.title} ({catalog.authority(norm.citation.authority).issuer}"
            f"{'' if norm.period.contains(self.on) else sentences.IF_IN_EFFECT})"
            for norm in self.decisions
        )
        lines = [sentences.decided_by(self.on, self.jurisdiction.name, [*issuers])]
        lines += [
            sentences.with_citations(self.of(office), self.cited(office))
            for office in Office
            if office not in self.unknown
        ]
        if self.unknown:
            unsaid = (office for office in Office if office in self.unknown)
            lines.append(sentences.whom_these_not_known(unsaid))
        return "\n".join(lines)


def deciders_of(
    practice: Practice,
    jurisdiction: Jurisdiction,
    on: date,
    agency_type: AgencyType | None,
    decisions: Iterable[Provision],
) -> DecidedBy:
    """Return who decides a practice in a place on a day."""
    listed_places = catalog.lineage(jurisdiction)
    if jurisdiction.level is GovernmentLevel.CITY and jurisdiction not in catalog.jurisdictions():
        listed_places = listed_places[1:]
    powers = (power for place in listed_places for power in catalog.powers(place.code))
    return DecidedBy(
        practice=practice,
        jurisdiction=jurisdiction,
        on=on,
        agency_type=agency_type,
        decisions=tuple(decisions),
        powers=tuple(
            power
            for power in powers
            if power.speaks_of(practice) and power.period.contains(on) is not False
        ),
    )


def _steps(deciders: DecidedBy) -> Iterator[Step]:
    for norm in deciders.decisions:
        yield step_of(
            StepStatus.APPLIED if norm.period.contains(deciders.on) else StepStatus.UNSETTLED,
            f"{norm.title}: {norm.summary}",
            norm.citation,
            see_also=norm.see_also,
        )
    for power in deciders.powers:
        is_certain = power.period.contains(deciders.on)
        yield step_of(
            StepStatus.APPLIED if is_certain else StepStatus.UNKNOWN,
            power.summary,
            power.citation,
            see_also=power.see_also,
        )
    for office in Office:
        if office in deciders.unknown:
            yield step_of(StepStatus.UNKNOWN, deciders.of(office), laws_on_file())
