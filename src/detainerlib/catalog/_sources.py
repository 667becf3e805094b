"""Who says so, and as of when: authorities, the data as a whole."""

from typing import Final

from detainerlib._printing import Listing
from detainerlib.catalog._collections import every, find
from detainerlib.catalog._law import by_law, law_in_use
from detainerlib.catalog._places import code_of
from detainerlib.models.agreements import AgreementModel, CooperationAgreement
from detainerlib.models.jurisdictions import JurisdictionLike
from detainerlib.sources.citations import Authority, Citation, OfficialHost
from detainerlib.sources.versions import About, MadeWith, installed
from detainerlib.times.zones import ZoneNames

_LAWS_ON_FILE: Final = "laws-on-file"


def authority(id: str) -> Authority:
    """Return an authority by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> authority("8-cfr-287.7").cite
    '8 C.F.R. § 287.7'
    """
    return find(Authority, id)


def authorities(jurisdiction: JurisdictionLike | None = None) -> tuple[Authority, ...]:
    """Return the authorities on file: those that name one jurisdiction itself, or all.

    Args:
        jurisdiction: A jurisdiction, its code or its name.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.

    >>> [authority.id for authority in authorities(jurisdiction="US-MI")]
    ['mich-mcl-791.234b', 'mich-mcl-404.31', 'aclu-mi-2019']
    """
    if jurisdiction is None:
        return every(Authority)
    code = code_of(jurisdiction)
    return Listing(record for record in every(Authority) if code in record.jurisdictions)


def official_hosts() -> tuple[OfficialHost, ...]:
    """Return the sites at which official addresses may be, each with its reason.

    >>> {host.id: host.reason for host in official_hosts()}["uscode.house.gov"]
    'the Office of the Law Revision Counsel publishes the United States Code there'
    """
    return every(OfficialHost)


def about() -> About:
    """Return the day of the data, and the sentence that ends every output.

    >>> print(about().closing_on_policy)
    “On file” means in the data used here; other laws may apply.
    """
    return find(About, "detainerlib")


def zones() -> tuple[ZoneNames, ...]:
    """Return the names of time zones on file, each with the zone it stands for, or why for none.

    >>> [zone.key for zone in zones() if "Central Standard Time" in zone.names]
    ['America/Chicago']
    """
    return every(ZoneNames)


def laws_on_file() -> Citation:
    """Return the record of what was searched for: it says that no law was found, and no more.

    >>> print(authority(laws_on_file().authority).cited())
    detainerlib, Laws Searched for and on File
    """
    record = authority(_LAWS_ON_FILE)
    return Citation(authority=record.id, evidence=record.evidence, gaps=record.gaps)


@by_law
def made_with() -> MadeWith:
    """Return the versions that an answer given now is made with.

    >>> made_with().data_as_of == about().data_as_of
    True
    """
    return installed(about().data_as_of, law_in_use().version)


def agreement_by_name(agreement: CooperationAgreement) -> str:
    """Return an agreement in words, with the name of its model."""
    model = find(AgreementModel, agreement.model)
    return f"{agreement.agency}: {model.name}, {agreement.period}"
