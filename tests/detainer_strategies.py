"""What is drawn for the laws of a detainer's life: a request, and events of a few days."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from detainerlib import UNKNOWN, CustodyEvent, Detainer
from detainerlib.models import CustodyBasis, CustodyEventKind

ZONE: Final = ZoneInfo("America/Chicago")
FIRST: Final = date(2025, 10, 30)
"""The days run over the weekend on which clocks are set back."""
DAYS: Final = 6
RULES: Final = (
    "8-cfr-287.7-d",
    "form-i-247a",
    "us-ny-nyc-14-154",
    "us-nc-162-62-2024",
    "us-nh-30-b-1",
    "us-nc-15a-534-2025",
)
HOURS: Final = (0, 1, 9, 17, 23)


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    """Instants of a few days, often shared, so that events coincide."""
    day = FIRST + timedelta(days=draw(st.integers(0, DAYS - 1)))
    hour = draw(st.sampled_from(HOURS))
    fold = draw(st.integers(0, 1))
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZONE, fold=fold)


@st.composite
def events(draw: st.DrawFn) -> CustodyEvent:
    """Events known to the instant."""
    kind = draw(st.sampled_from(CustodyEventKind))
    basis = CustodyBasis.UNKNOWN
    if kind is CustodyEventKind.CUSTODY_ENDS:
        basis = draw(st.sampled_from(CustodyBasis))
    return CustodyEvent(kind=kind, at=draw(instants()), basis=basis)


@st.composite
def requests(draw: st.DrawFn) -> Detainer:
    """Requests whose face leaves more or less open."""
    form = draw(st.sampled_from(("I-247A", "I-247A", "I-247A", "I-247D", "I-247G", "I-247")))
    unknown = st.just(UNKNOWN)
    boxes = st.sampled_from([frozenset({1}), frozenset({2}), frozenset[int]()]) | unknown
    served = draw(st.booleans() | unknown)
    issued_on = draw(st.sampled_from([FIRST, FIRST + timedelta(days=2)]) | unknown)
    since = FIRST if issued_on is UNKNOWN else issued_on
    days = st.sampled_from([since, since + timedelta(days=1)])
    return Detainer(
        form=form,
        issued_on=issued_on,
        boxes=draw(boxes) if form == "I-247A" else UNKNOWN,
        served=served,
        served_on=draw(days | unknown) if served is True else UNKNOWN,
    )


def vaguer(event: CustodyEvent, how: int) -> CustodyEvent:
    """Make an event as it is, known to its day, or to no time."""
    assert isinstance(event.at, datetime)
    return attrs.evolve(event, at=(event.at, event.at.date(), UNKNOWN)[how])
