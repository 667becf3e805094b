"""That a person was held past every deadline that a rule on file gives, and by how much."""

from collections.abc import Iterator, Sequence

from detainerlib.holds.facility import deadline_of, law_on_holding
from detainerlib.holds.hold_audit import HoldAudit
from detainerlib.sentences import releases
from detainerlib.sentences.deadlines import DeadlineOf


def beyond_every_rule(audits: Sequence[HoldAudit]) -> Iterator[str]:
    """Yield that no rule gives a later deadline, below the audits of one hold under every rule.

    Only where a law lets an agency hold; elsewhere more is said of the whole time. Nothing where
    one audit is not certainly over, or could not be computed.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> due, released = datetime(2026, 7, 2, 17), datetime(2026, 7, 9, 17)
    >>> readings = dl.hold_readings(due, form="I-247A", jurisdiction="12031", zone="Eastern")
    >>> print(*beyond_every_rule(readings.audit(released)))
    No rule on file gives a later deadline: the person was held for 48 hours beyond the latest.
    """
    first, *_ = audits
    holding = law_on_holding(first.jurisdiction, first.day, first.facts, first.agency_type)
    over = [(audit.least, audit.most) for audit in audits if audit.least and audit.most]
    if holding is None or len(over) < len(audits):
        return
    if deadline_of(holding) is DeadlineOf.HOLD:
        yield releases.beyond_the_latest(*min(over), is_so_far=first.released is None)
