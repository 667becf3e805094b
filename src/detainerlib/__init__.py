"""Immigration-detainer rules: until when, under which rule, and who says so.

>>> from datetime import datetime
>>> import detainerlib as dl
>>> from zoneinfo import ZoneInfo
>>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
>>> print(dl.hold_readings(thursday, form="I-247A"))
Form I-247A: until Saturday 5 July 2025 17:00 CDT.
8 CFR 287.7(d): until Tuesday 8 July 2025 17:00 CDT.
The computed readings differ by 72 hours.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from detainerlib import catalog
from detainerlib.calendars import (
    CalendarUnion,
    Closure,
    Closures,
    CustomDays,
    FederalHolidays,
    HolidayCalendar,
    HolidayReading,
    Observed,
)
from detainerlib.citations import Authority, AuthorityKind, Citation, Evidence
from detainerlib.deadlines import (
    HoldBounds,
    HoldWindow,
    counted_time,
    hold_bounds,
    hold_deadline,
    hold_window,
)
from detainerlib.errors import (
    CalendarError,
    CatalogError,
    ColumnError,
    CoverageError,
    DayError,
    DetainerError,
    EventError,
    Fault,
    InstantError,
    NotADayError,
    NotAnInstantError,
    PeriodError,
    RefusedRowsWarning,
    UnitError,
    UnknownIdError,
    ZoneError,
)
from detainerlib.explanation import Explanation, Outcome, Step
from detainerlib.forms import (
    Arises,
    Clause,
    DetainerForm,
    Ending,
    Excluded,
    FormEdition,
    HoldRule,
    Incorporation,
    OpenPoint,
    Request,
    Service,
    StartEvent,
)
from detainerlib.jurisdictions import Jurisdiction, Level
from detainerlib.periods import UNKNOWN, EffectivePeriod, Timeline
from detainerlib.readings import HoldReadings, Reading, ReadingStatus, hold_readings
from detainerlib.spans import Span
from detainerlib.versions import MadeWith

if TYPE_CHECKING:
    from detainerlib import bulk


def __getattr__(name: str) -> ModuleType:
    """Import `detainerlib.bulk` when it is first asked for: it needs numpy and narwhals."""
    if name == "bulk":
        return import_module("detainerlib.bulk")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [  # noqa: RUF022 (grouped by topic)
    # the hold clock
    "hold_readings",
    "hold_window",
    "hold_deadline",
    "hold_bounds",
    "counted_time",
    "HoldReadings",
    "Reading",
    "ReadingStatus",
    "HoldWindow",
    "HoldBounds",
    "Span",
    # holidays
    "HolidayCalendar",
    "FederalHolidays",
    "Observed",
    "Closure",
    "Closures",
    "CustomDays",
    "CalendarUnion",
    "HolidayReading",
    # forms and rules
    "DetainerForm",
    "FormEdition",
    "Request",
    "Service",
    "HoldRule",
    "Excluded",
    "StartEvent",
    "Ending",
    "Clause",
    "OpenPoint",
    "Arises",
    "Incorporation",
    # who says so
    "Authority",
    "AuthorityKind",
    "Citation",
    "Evidence",
    "Explanation",
    "MadeWith",
    "Outcome",
    "Step",
    # when and where
    "EffectivePeriod",
    "Timeline",
    "UNKNOWN",
    "Jurisdiction",
    "Level",
    # the law on record
    "catalog",
    # columns and data frames, with the extra "bulk"
    "bulk",
    # errors
    "DetainerError",
    "CalendarError",
    "CatalogError",
    "ColumnError",
    "CoverageError",
    "DayError",
    "EventError",
    "Fault",
    "InstantError",
    "NotADayError",
    "NotAnInstantError",
    "PeriodError",
    "RefusedRowsWarning",
    "UnitError",
    "UnknownIdError",
    "ZoneError",
]
