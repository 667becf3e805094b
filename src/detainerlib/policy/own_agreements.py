"""Agreements of the caller's own: records, what a reader gives, or rows of a table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from detainerlib import catalog
from detainerlib._table_rows import TableRow, table_rows
from detainerlib.errors import DetainerError
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.listed_agreements import ListedAgreement
from detainerlib.sentences.records import GIVEN_BY_CALLER
from detainerlib.sources.citations import Citation, Evidence
from detainerlib.times.periods import UNKNOWN, EffectivePeriod

OwnAgreements: TypeAlias = Mapping[str, tuple[CooperationAgreement, ...]]
"""Agreements of the caller's own, by the code of the government of their agency."""

_COLUMNS: Final = ("jurisdiction", "agency_type", "model", "start")
_EXPECTED: Final = (
    "agreements, or what readers.read_287g() gives, or rows with the columns jurisdiction, "
    "agency_type, model, start, and until where one has ended"
)


def agreements_by_place(agreements: object) -> OwnAgreements:
    """Return agreements of the caller's own, by the code of the government of their agency.

    Args:
        agreements: Agreements, or a data frame or rows of them: the code or the name of the
            government (`jurisdiction`), the kind of the agency (`agency_type`), the id of the
            `model`, the day it was signed (`start`), a date or nothing, and perhaps the first day
            on which it was no longer in force (`until`).

    Raises:
        DetainerError: If one is no agreement; of a row the column is named, too.
        UnknownIdError: If a place is not known.
    """
    by_place: dict[str, list[CooperationAgreement]] = {}
    if agreements is None:
        return MappingProxyType({})
    for number, row in enumerate(table_rows(agreements, "agreements", _COLUMNS, _EXPECTED)):
        records: tuple[CooperationAgreement, ...]
        if isinstance(row, TableRow):
            records = (_of_row(row, number),)
        elif isinstance(row, ListedAgreement):
            records = row.as_agreements()
        elif isinstance(row, CooperationAgreement):
            records = (row,)
        else:
            raise DetainerError("agreements", row, _EXPECTED, "")
        for agreement in records:
            by_place.setdefault(agreement.jurisdiction, []).append(agreement)
    return MappingProxyType({code: tuple(records) for code, records in by_place.items()})


def _of_row(row: TableRow, number: int) -> CooperationAgreement:
    place = row.known(
        "jurisdiction", "a place by its code or its name, as text", catalog.jurisdiction
    )
    kind = AgencyType(row.one_of("agency_type", [*AgencyType]))
    model = catalog.agreement_model(
        row.one_of("model", [model.id for model in catalog.agreement_models()])
    )
    start, until = row.days()
    signed = UNKNOWN if start is None else start
    return CooperationAgreement(
        id=f"row-{number}-{place.code.casefold()}-{model.id}",
        model=model.id,
        agency=f"{kind.value} of {place.name}",
        agency_type=kind,
        jurisdiction=place.code,
        signed=signed,
        period=EffectivePeriod(start=signed, until=until),
        summary=GIVEN_BY_CALLER,
        citation=Citation(
            authority=model.citation.authority,
            evidence=Evidence.BACKGROUND,
            gaps=("the agreement, which the caller gave",),
        ),
    )
