"""Requests, warrants and custody events as plain values, and back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from detainerlib.models.custody import CustodyBasis, CustodyEnd, CustodyEvent
from detainerlib.models.detainer import Detainer, IssuingComponent
from detainerlib.models.forms import RequestedAction
from detainerlib.models.warrants import AdministrativeWarrant, JudicialWarrant, WarrantForm
from detainerlib.serialization.values import time_document, time_of
from detainerlib.times.periods import UNKNOWN, Unknown

T = TypeVar("T")


def detainer_document(detainer: Detainer) -> dict[str, Any]:
    """Return a request as plain values; what is not known is "unknown"."""
    return {
        "form": detainer.form,
        "issued_on": str(detainer.issued_on),
        "issued_by": _plain(detainer.issued_by),
        "requests": _members(detainer.requests),
        "boxes": _members(detainer.boxes),
        "bases": _members(detainer.bases),
        "warrants": _write(detainer.warrants, lambda warrants: [*map(_warrant, warrants)]),
        "signed": _plain(detainer.signed),
        "served": _plain(detainer.served),
        "served_on": time_document(detainer.served_on),
        "notice_contact": _plain(detainer.notice_contact),
        "agency": _plain(detainer.agency),
        "case_id": _plain(detainer.case_id),
    }


def detainer_of(document: Mapping[str, Any]) -> Detainer:
    """Return the request of a document."""
    return Detainer(
        form=document["form"],
        issued_on=_read(document["issued_on"], date.fromisoformat),
        issued_by=_read(document["issued_by"], IssuingComponent),
        requests=_read(
            document["requests"], lambda actions: frozenset(map(RequestedAction, actions))
        ),
        boxes=_read(document["boxes"], frozenset),
        bases=_read(document["bases"], frozenset),
        warrants=_read(document["warrants"], lambda warrants: tuple(map(_warrant_of, warrants))),
        signed=_read(document["signed"], _itself),
        served=_read(document["served"], _itself),
        served_on=time_of(document["served_on"]),
        notice_contact=_read(document["notice_contact"], _itself),
        agency=_read(document["agency"], _itself),
        case_id=_read(document["case_id"], _itself),
    )


def event_document(event: CustodyEvent) -> dict[str, Any]:
    """Return a custody event as plain values."""
    return {
        "kind": event.kind.value,
        "at": time_document(event.at),
        "reason": event.reason.value,
        "basis": event.basis.value,
    }


def event_of(document: Mapping[str, Any]) -> CustodyEvent:
    """Return the custody event of a document."""
    return CustodyEvent(
        kind=document["kind"],
        at=time_of(document["at"]),
        reason=CustodyEnd(document["reason"]),
        basis=CustodyBasis(document["basis"]),
    )


def _warrant(warrant: AdministrativeWarrant | JudicialWarrant) -> dict[str, Any]:
    common = {"issued_on": str(warrant.issued_on), "signed": _plain(warrant.signed)}
    if isinstance(warrant, JudicialWarrant):
        return {"judicial": True, "court": _plain(warrant.court), **common}
    return {
        "judicial": False,
        "form": _plain(warrant.form),
        "offered_as_judicial": _plain(warrant.offered_as_judicial),
        **common,
    }


def _warrant_of(document: Mapping[str, Any]) -> AdministrativeWarrant | JudicialWarrant:
    issued_on = _read(document["issued_on"], date.fromisoformat)
    signed = _read(document["signed"], _itself)
    if document["judicial"]:
        court = _read(document["court"], _itself)
        return JudicialWarrant(court=court, issued_on=issued_on, signed=signed)
    return AdministrativeWarrant(
        form=_read(document["form"], WarrantForm),
        offered_as_judicial=_read(document["offered_as_judicial"], _itself),
        issued_on=issued_on,
        signed=signed,
    )


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _members(values: Iterable[Any] | Unknown) -> Any:
    return _write(values, lambda members: sorted(map(_plain, members)))


def _write(value: T | Unknown, plain: Callable[[T], Any]) -> Any:
    return value.value if isinstance(value, Unknown) else plain(value)


def _read(document: Any, value_of: Callable[[Any], T]) -> T | Unknown:
    return UNKNOWN if document == UNKNOWN.value else value_of(document)


def _itself(document: Any) -> Any:
    return document
