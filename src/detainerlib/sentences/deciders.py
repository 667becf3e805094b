"""What the federal government may do about a practice, and who can decide it, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from detainerlib._wording import listed, long_day
from detainerlib.models.deciding_powers import Office, PowerExtent
from detainerlib.models.federal_measures import FederalPosition
from detainerlib.models.jurisdictions import AgencyType

LEADS: Final[Mapping[FederalPosition, str]] = MappingProxyType(
    {
        FederalPosition.MAY_ASK: "What the federal government may ask",
        FederalPosition.MAY_PAY: "What the federal government may pay for",
        FederalPosition.MAY_NOT: "What the federal government may not do",
        FederalPosition.OPEN: "Not settled",
    }
)
AGENCIES: Final[Mapping[AgencyType, str]] = MappingProxyType(
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
OTHERS: Final[Mapping[AgencyType, str]] = MappingProxyType(
    {
        AgencyType.BOARD: "governing bodies",
        AgencyType.ATTORNEY_GENERAL: "the attorney general",
        AgencyType.COURT_OFFICERS: "court officers",
        AgencyType.PROBATION: "probation officers",
    }
)
_ACTS: Final[Mapping[Office, str]] = MappingProxyType(
    {
        Office.LEGISLATURE: "a statute",
        Office.GOVERNOR: "a governor's order",
        Office.ATTORNEY_GENERAL: "a directive of the attorney general",
        Office.COUNTY_BOARD: "a county board",
        Office.CITY_COUNCIL: "a city council",
        Office.SHERIFF: "a sheriff's own policy",
        Office.COURT: "a federal court's injunction",
    }
)
_VERBS: Final[Mapping[PowerExtent, str]] = MappingProxyType(
    {
        PowerExtent.FULL: "could decide this for",
        PowerExtent.PARTIAL: "could in part decide this for",
        PowerExtent.NONE: "could not decide this for",
    }
)

_BOUND: Final = " that it binds: its parties, and those who act for or together with them"
"""Whom an injunction of a federal court binds, as Rule 65(d)(2) lists them in full."""


def led(lead: str, statements: Iterable[str]) -> str:
    """Return what the federal government may do, or what is open, under its lead.

    >>> led("Not settled", ["One court says yes.", "Another says no."])
    'Not settled: One court says yes. Another says no.'
    """
    return f"{lead}: {' '.join(statements)}"


def with_citations(statement: str, citations: Sequence[str]) -> str:
    """Return a statement with where it stands.

    >>> with_citations("It may ask.", ["8 C.F.R. § 287.7(a)"])
    'It may ask. (8 C.F.R. § 287.7(a))'
    """
    return f"{statement} ({'; '.join(citations)})"


def not_known(practice: str) -> str:
    """Return that it is not known whether federal law requires a practice.

    >>> not_known("holding on a detainer")
    'No law on file says whether federal law requires holding on a detainer.'
    """
    return f"No law on file says whether federal law requires {practice}."


def could_decide(office: Office, by_extent: Mapping[PowerExtent, str], unsaid: str | None) -> str:
    """Return whether an office could decide a practice, for whom, and of whom no law says.

    >>> could_decide(Office.COUNTY_BOARD, {PowerExtent.NONE: "sheriffs"}, "county jails")
    'By the law on file, a county board could not decide this for sheriffs; for county jails no \
law on file says.'
    >>> could_decide(Office.COURT, {PowerExtent.PARTIAL: "sheriffs"}, None)
    "By the law on file, a federal court's injunction could decide this for sheriffs that it \
binds: its parties, and those who act for or together with them."
    """
    if office is Office.COURT and PowerExtent.PARTIAL in by_extent:
        by_extent = {**by_extent, PowerExtent.FULL: f"{by_extent[PowerExtent.PARTIAL]}{_BOUND}"}
        by_extent.pop(PowerExtent.PARTIAL)
    parts = [
        f"{verb} {by_extent[extent]}" for extent, verb in _VERBS.items() if extent in by_extent
    ]
    rest = "" if unsaid is None else f"; for {unsaid} no law on file says"
    return f"By the law on file, {_ACTS[office]} {'; it '.join(parts)}{rest}."


def whom_not_known(office: Office, place: str, asked: str | None) -> str:
    """Return that no law says whom an office could bind, or whether it could bind some agencies.

    >>> whom_not_known(Office.GOVERNOR, "Wyoming", None)
    "No law on file says whom a governor's order could bind in Wyoming."
    """
    act = _ACTS[office]
    reach = f"whom {act} could bind" if asked is None else f"whether {act} could bind {asked}"
    return f"No law on file says {reach} in {place}."


def whom_these_not_known(offices: Iterable[Office]) -> str:
    """Return of which offices no law says whom they could bind.

    >>> whom_these_not_known([Office.GOVERNOR, Office.SHERIFF])
    "No law on file says whom these could bind: a governor's order or a sheriff's own policy."
    """
    acts = [_ACTS[office] for office in offices]
    return f"No law on file says whom these could bind: {listed(acts, 'or')}."


IF_IN_EFFECT: Final = ", if in effect that day"


def decided_by(on: date, place: str, issuers: Sequence[str]) -> str:
    """Return which laws decide a practice in a place, or that none on file does.

    >>> decided_by(date(2026, 1, 5), "Iowa", ["Iowa Code § 27A.2 (Iowa General Assembly)"])
    'As of January 5, 2026, this is decided for Iowa by Iowa Code § 27A.2 (Iowa General Assembly).'
    >>> decided_by(date(2026, 1, 5), "Cook County, Illinois", [])
    'As of January 5, 2026, no law on file decides this for Cook County, Illinois.'
    """
    if not issuers:
        return f"As of {long_day(on)}, no law on file decides this for {place}."
    aside = "," if "," in place else ""
    return f"As of {long_day(on)}, this is decided for {place}{aside} by {listed(issuers)}."
