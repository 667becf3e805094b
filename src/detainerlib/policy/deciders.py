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
from detainerlib.models.deciding_powers import DecidingPower, Office, PowerExtent
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.models.jurisdictions import AgencyType, GovernmentLevel, Jurisdiction
from detainerlib.models.provisions import Practice, Provision
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of

_AGENCIES: Final[Mapping[AgencyType, str]] = MappingProxyType(
    {
        AgencyType.STATE_POLICE: "the state police",
        AgencyType.STATE_CORRECTIONS: "state prisons",
        AgencyType.STATE_AGENCY: "other state agencies",
        AgencyType.SHERIFF: "sheriffs",
        AgencyType.LOCAL_CORRECTIONS: "county jails",
        AgencyType.POLICE: "local police",
    }
)
"""The agencies that hold people or deal with them, as a sentence names them."""
_OTHERS: Final[Mapping[AgencyType, str]] = MappingProxyType(
    {
        AgencyType.BOARD: "governing bodies",
        AgencyType.ATTORNEY_GENERAL: "the attorney general",
        AgencyType.COURT_OFFICERS: "court officers",
        AgencyType.PROBATION: "probation officers",
    }
)
_ACTS: Final[Mapping[Office, str]] = MappingProxyType(
    {
        Office.LEGISLATURE: "A statute",
        Office.GOVERNOR: "A governor's order",
        Office.ATTORNEY_GENERAL: "A directive of the attorney general",
        Office.COUNTY_BOARD: "A county board",
        Office.CITY_COUNCIL: "A city council",
        Office.SHERIFF: "A sheriff's own policy",
        Office.COURT: "A court's order",
    }
)
_VERBS: Final[Mapping[PowerExtent, str]] = MappingProxyType(
    {
        PowerExtent.FULL: "could decide this for",
        PowerExtent.PARTIAL: "could in part decide this for",
        PowerExtent.NONE: "could not decide this for",
    }
)


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

    def extent(self, office: Office | str, agency_type: AgencyType | str) -> PowerExtent | None:
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
        act = f"{_ACTS[holder][0].lower()}{_ACTS[holder][1:]}"
        parts = [
            f"{verb} {self._named(by_extent[extent])}"
            for extent, verb in _VERBS.items()
            if extent in by_extent
        ]
        if not parts:
            asked = self._named(self._kinds.values())
            all_kinds = self.agency_type is None
            reach = f"whom {act} could bind" if all_kinds else f"whether {act} could bind {asked}"
            return f"No law on file says {reach} in {self._place}."
        unsaid = f"; for {listed(by_extent[None])} no law on file says" if None in by_extent else ""
        return f"By the law on file, {act} {'; it '.join(parts)}{unsaid}."

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
            return _AGENCIES
        names = {**_AGENCIES, **_OTHERS}
        return {kind: name for kind, name in names.items() if kind is self.agency_type}

    def _is_asked(self, power: DecidingPower) -> bool:
        return self.agency_type is None or power.is_about(self.agency_type)

    def _named(self, names: Iterable[str]) -> str:
        kinds = [*names]
        return "state and local agencies" if kinds == [*_AGENCIES.values()] else listed(kinds)

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
        lines = [_decisions_in_words(self.decisions)]
        lines += [
            f"{self.of(office)} ({'; '.join(self.cited(office))})"
            for office in Office
            if office not in self.unknown
        ]
        if self.unknown:
            unsaid = [office.value for office in Office if office in self.unknown]
            lines.append(f"Not on file: whom these can bind: {listed(unsaid)}.")
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


def _decisions_in_words(decisions: Iterable[Provision]) -> str:
    issuers = dict.fromkeys(
        f"{norm.title} ({catalog.authority(norm.citation.authority).issuer})" for norm in decisions
    )
    if not issuers:
        return "No law on file decided it that day."
    return f"Decided there that day by {listed(issuers)}."


def _steps(deciders: DecidedBy) -> Iterator[Step]:
    for norm in deciders.decisions:
        yield step_of(
            StepStatus.APPLIED,
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
            yield step_of(
                StepStatus.UNKNOWN, deciders.of(office), catalog.rule(DEFAULT_RULE).citation
            )
