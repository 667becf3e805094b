"""That a hold within the hours is not lawful for that alone, and which ruling on file says so."""

from collections.abc import Iterable, Iterator

from detainerlib import catalog
from detainerlib.catalog._places import state_of
from detainerlib.holds.facility import deadline_of, law_on_holding
from detainerlib.holds.hold_audit import AuditOutcome, HoldAudit
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.sentences import releases
from detainerlib.sentences.deadlines import DeadlineOf


def no_safe_harbor(place: Jurisdiction | None) -> str:
    """Return that in a sentence, by a ruling of a court over a place, or else by the first on file.

    Authority: galarza-v-szalczyk, morales-v-chadbourne

    >>> no_safe_harbor(catalog.jurisdiction("US-MA"))
    'Keeping within the hours does not by itself make a hold lawful (see Morales v. Chadbourne, \
793 F.3d 208 (1st Cir. 2015): a hold after release on the criminal charge is a new seizure that \
needs a new justification; secondary, not the original text).'
    """
    rulings = [(ruling, held) for ruling in catalog.authorities() if (held := ruling.within_hours)]
    code = None if place is None else state_of(place).code
    there = [(ruling, held) for ruling, held in rulings if code in ruling.jurisdictions]
    ruling, held = (there or rulings)[0]
    is_of_here = None if place is None else bool(there)
    grade = ruling.evidence.words
    return releases.not_by_itself(ruling.cited(), held, grade, is_of_here=is_of_here)


def within_is_no_safe_harbor(audits: Iterable[HoldAudit]) -> Iterator[str]:
    """Yield the same below audits, if one of them is within the hours and no law bars the hold."""
    for audit in audits:
        case = (audit.facts, audit.agency_type)
        holding = law_on_holding(audit.jurisdiction, audit.day, *case)
        is_barred = deadline_of(holding) is DeadlineOf.NAMED_TIME
        if audit.outcome is AuditOutcome.WITHIN and not is_barred:
            yield no_safe_harbor(audit.jurisdiction)
            return
