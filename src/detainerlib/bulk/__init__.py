"""The same clock on millions of rows: arrays, data frames, databases.

Everything here gives, row by row, what the scalar function of the same name gives.

>>> import numpy as np
>>> from detainerlib import bulk
>>> bulk.hold_deadlines(np.array(["2025-07-03T22:00"], dtype="M8[m]"), zone="America/Chicago")
array(['2025-07-08T22:00'], dtype='datetime64[m]')
"""

try:
    import narwhals
    import numpy
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "detainerlib.bulk needs numpy and narwhals: pip install 'detainerlib[bulk]'",
        name=error.name,
    ) from error
else:
    del narwhals, numpy

from detainerlib.bulk._columns.per_row import Coded
from detainerlib.bulk._lazy.instants import FromColumn
from detainerlib.bulk.arrays import counted_time, hold_deadlines
from detainerlib.bulk.audits import audit_holds
from detainerlib.bulk.duplicates import drop_duplicates
from detainerlib.bulk.frames import with_counted_time, with_hold_deadline
from detainerlib.bulk.outcomes import outcome_rates
from detainerlib.bulk.panels import policy_codebook, policy_panel
from detainerlib.bulk.tables import DeadlineTable, deadline_table

__all__ = [  # noqa: RUF022 (grouped by topic)
    # columns
    "hold_deadlines",
    "counted_time",
    "Coded",
    # data frames
    "with_hold_deadline",
    "with_counted_time",
    "audit_holds",
    "FromColumn",
    # outcomes
    "outcome_rates",
    "drop_duplicates",
    # policy over time
    "policy_panel",
    "policy_codebook",
    # compiled rules
    "deadline_table",
    "DeadlineTable",
]
