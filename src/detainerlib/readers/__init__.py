"""The field's files, read without losing a row: 287(g) lists, detainer tables, a jail's roster.

Every row stays; what had to be repaired is counted and told. Nothing about a person is read.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.readers.agencies import PlaceMatch, match_place
    from detainerlib.readers.agreements import read_287g
    from detainerlib.readers.compare import (
        ListComparison,
        ModelSwitch,
        RenameCandidate,
        compare_287g,
    )
    from detainerlib.readers.detainers import DetainerTable, read_detainers
    from detainerlib.readers.faults import Faults, RowFault
    from detainerlib.readers.listings import AgreementCounts, AgreementList, CountUnit, ListDay
    from detainerlib.readers.on_day import AgreementsOnDay, OnDayBy, agreements_on
    from detainerlib.readers.roster import Roster, read_roster
    from detainerlib.readers.roster_rows import RosterReading, RosterRow
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.readers",
        {
            "readers.agencies": "PlaceMatch match_place",
            "readers.agreements": "read_287g",
            "readers.compare": "ListComparison ModelSwitch RenameCandidate compare_287g",
            "readers.detainers": "DetainerTable read_detainers",
            "readers.faults": "Faults RowFault",
            "readers.listings": "AgreementCounts AgreementList CountUnit ListDay",
            "readers.on_day": "AgreementsOnDay OnDayBy agreements_on",
            "readers.roster": "Roster read_roster",
            "readers.roster_rows": "RosterReading RosterRow",
        },
        needs={"numpy": "bulk", "narwhals": "bulk"},
    )

__all__ = [  # noqa: RUF022 (grouped by topic)
    # lists of agreements
    "read_287g",
    "AgreementList",
    "ListDay",
    "AgreementCounts",
    "CountUnit",
    "agreements_on",
    "AgreementsOnDay",
    "OnDayBy",
    "compare_287g",
    "ListComparison",
    "ModelSwitch",
    "RenameCandidate",
    # detainers
    "read_detainers",
    "DetainerTable",
    # rosters
    "read_roster",
    "Roster",
    "RosterRow",
    "RosterReading",
    # what was wrong
    "Faults",
    "RowFault",
    # places of agencies
    "match_place",
    "PlaceMatch",
]
