"""The same clock on millions of rows: arrays, data frames, databases.

Everything here gives, row by row, what the scalar function of the same name gives.

>>> import numpy as np
>>> from detainerlib import bulk
>>> bulk.hold_deadlines(np.array(["2025-07-03T22:00"], dtype="M8[m]"), zone="America/Chicago")
array(['2025-07-08T22:00'], dtype='datetime64[m]')
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.bulk._columns.options import FromColumn
    from detainerlib.bulk._columns.per_row import Coded
    from detainerlib.bulk._panel.codebook import PanelCodebook, PanelColumn
    from detainerlib.bulk.arrays import counted_time, hold_deadlines
    from detainerlib.bulk.audits import audit_holds
    from detainerlib.bulk.duplicates import drop_duplicates
    from detainerlib.bulk.frames import with_counted_time, with_hold_bounds, with_hold_deadline
    from detainerlib.bulk.outcomes import outcome_rates, with_fiscal_year
    from detainerlib.bulk.panels import policy_codebook, policy_panel
    from detainerlib.bulk.readings import audit_readings, hold_readings
    from detainerlib.bulk.summaries import summarize_audits
    from detainerlib.bulk.tables import DeadlineTable, deadline_table
else:
    from detainerlib._lazy import lazy_names

    # numpy and narwhals are asked for with the first of the names, so that help() works without.
    __getattr__, __dir__ = lazy_names(
        "detainerlib.bulk",
        {
            "bulk._columns.options": "FromColumn",
            "bulk._columns.per_row": "Coded",
            "bulk._panel.codebook": "PanelCodebook PanelColumn",
            "bulk.arrays": "counted_time hold_deadlines",
            "bulk.audits": "audit_holds",
            "bulk.duplicates": "drop_duplicates",
            "bulk.frames": "with_counted_time with_hold_bounds with_hold_deadline",
            "bulk.outcomes": "outcome_rates with_fiscal_year",
            "bulk.panels": "policy_codebook policy_panel",
            "bulk.readings": "audit_readings hold_readings",
            "bulk.summaries": "summarize_audits",
            "bulk.tables": "DeadlineTable deadline_table",
        },
        needs={"numpy": "bulk", "narwhals": "bulk"},
    )

__all__ = [  # noqa: RUF022 (grouped by topic)
    # columns
    "hold_deadlines",
    "counted_time",
    "Coded",
    # data frames
    "with_hold_deadline",
    "with_hold_bounds",
    "with_counted_time",
    "audit_holds",
    "FromColumn",
    # every reading
    "hold_readings",
    "audit_readings",
    "summarize_audits",
    # outcomes
    "outcome_rates",
    "with_fiscal_year",
    "drop_duplicates",
    # policy over time
    "policy_panel",
    "policy_codebook",
    "PanelCodebook",
    "PanelColumn",
    # compiled rules
    "deadline_table",
    "DeadlineTable",
]
