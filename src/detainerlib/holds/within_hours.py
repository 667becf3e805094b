"""That a hold within the hours is not lawful for that alone, and which ruling on file says so."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from detainerlib import catalog
from detainerlib.catalog._places import state_of
from detainerlib.holds.facility import deadline_of, law_on_holding
from detainerlib.holds.hold_audit import AuditOutcome, HoldAudit
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.sentences import releases
from detainerlib.sentences.deadlines import DeadlineOf
from detainerlib.sources.citations import Authority

_UNKNOWN: Final = "unknown"


def no_safe_harbor(place: Jurisdiction | None, day: date) -> str:
    """Return that in a sentence, by a ruling that was out on the day of a hold, if there is one.

    One of a court over the place comes first, and of others the earliest.

    Authority: galarza-v-szalczyk, morales-v-chadbourne

    >>> no_safe_harbor(catalog.jurisdiction("US-MA"), date(2026, 7, 2))
    'Keeping within the hours does not by itself make a hold lawful (see Morales v. Chadbourne, \
793 F.3d 208 (1st Cir. 2015): a hold after release on the criminal charge is a new seizure that \
needs a new justification; secondary, not the original text).'
    """
    code = None if place is None else state_of(place).code

    def rank(told: tuple[Authority, str]) -> tuple[bool, bool, str, str]:
        ruling, _ = told
        is_elsewhere = code not in ruling.jurisdictions
        return _is_later(ruling, day), is_elsewhere, ruling.decided or _UNKNOWN, ruling.id

    rulings = ((ruling, held) for ruling in catalog.authorities() if (held := ruling.within_hours))
    ruling, held = min(rulings, key=rank)
    return releases.not_by_itself(
        ruling.cited(),
        held,
        ruling.evidence.words,
        is_of_here=None if place is None else code in ruling.jurisdictions,
        is_later=_is_later(ruling, day),
    )


def _is_later(ruling: Authority, day: date) -> bool:
    """Whether a ruling was certainly decided after a day."""
    decided = ruling.decided or _UNKNOWN
    return decided != _UNKNOWN and decided > day.isoformat()[: len(decided)]


def within_is_no_safe_harbor(audits: Iterable[HoldAudit]) -> Iterator[str]:
    """Yield the same below audits, if one of them is within the hours and no law bars the hold."""
    for audit in audits:
        day, case = audit.day, (audit.facts, audit.agency_type)
        holding = law_on_holding(audit.jurisdiction, day, *case)
        is_barred = deadline_of(holding) is DeadlineOf.NAMED_TIME
        if audit.outcome is AuditOutcome.WITHIN and day is not None and not is_barred:
            yield no_safe_harbor(audit.jurisdiction, day)
            return
