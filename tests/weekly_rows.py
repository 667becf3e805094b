"""The week of which tests make a report, and the keys of its rows."""

from datetime import date
from typing import Any, Final

WEEK: Final = date(2017, 1, 28)
KEYS: Final[dict[str, Any]] = {
    "week": WEEK,
    "jurisdiction": "to",
    "issued_on": "issued",
    "reason": "why",
    "declined_on": "declined",
}
