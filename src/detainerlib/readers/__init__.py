"""The field's public files, read without losing a row: 287(g) lists, detainer tables.

Every row stays; what had to be repaired is counted and told. Nothing about a person is read.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.models.file_layouts import Repair
    from detainerlib.models.listed_agreements import ListedAgreement
    from detainerlib.readers.agencies import PlaceMatch, match_place
    from detainerlib.readers.agreements import read_287g
    from detainerlib.readers.compare import ListComparison, RenameCandidate, compare_287g
    from detainerlib.readers.detainers import DetainerTable, read_detainers
    from detainerlib.readers.faults import Faults, RowFault
    from detainerlib.readers.listings import AgreementCounts, AgreementList, CountUnit, ListDay
    from detainerlib.readers.on_day import AgreementsOnDay, agreements_on
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.readers",
        {
            "models.file_layouts": "Repair",
            "models.listed_agreements": "ListedAgreement",
            "readers.agencies": "PlaceMatch match_place",
            "readers.agreements": "read_287g",
            "readers.compare": "ListComparison RenameCandidate compare_287g",
            "readers.detainers": "DetainerTable read_detainers",
            "readers.faults": "Faults RowFault",
            "readers.listings": "AgreementCounts AgreementList CountUnit ListDay",
            "readers.on_day": "AgreementsOnDay agreements_on",
        },
        needs={"numpy": "bulk", "narwhals": "bulk"},
    )

__all__ = [  # noqa: RUF022 (grouped by topic)
    # lists of agreements
    "read_287g",
    "AgreementList",
    "ListDay",
    "ListedAgreement",
    "AgreementCounts",
    "CountUnit",
    "agreements_on",
    "AgreementsOnDay",
    "compare_287g",
    "ListComparison",
    "RenameCandidate",
    # detainers
    "read_detainers",
    "DetainerTable",
    # faults and repairs
    "Faults",
    "RowFault",
    "Repair",
    # places of agencies
    "match_place",
    "PlaceMatch",
]
