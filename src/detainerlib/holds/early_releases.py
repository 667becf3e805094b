"""Whether a release came before a duty to hold may have ended."""

from collections.abc import Iterator, Sequence

from detainerlib.holds.facility import law_on_holding
from detainerlib.holds.hold_audit import HoldAudit
from detainerlib.holds.law_above import duty_of
from detainerlib.policy.ordinary import is_required_first
from detainerlib.sentences import releases
from detainerlib.times.instants import same_instant


def too_early(audits: Sequence[HoldAudit]) -> Iterator[str]:
    """Yield, of a release before the time that a duty to hold follows, that it may break that.

    It follows the time limit of its own law; without one, it may follow the earliest deadline.
    """
    for audit in audits:
        until, released = audit.within_until, audit.released
        case = (audit.facts, audit.agency_type)
        holding = law_on_holding(audit.jurisdiction, audit.day, *case)
        duty = None if holding is None else duty_of(holding)
        if until is None or released is None or holding is None or duty is None:
            continue
        own_limit = bool(duty.own_limits)
        if own_limit and audit.rule not in duty.own_limits:
            continue
        is_early = same_instant(released.earliest) < same_instant(until.earliest)
        if is_early and not audit.released_before_due:
            depends = not is_required_first(holding)
            yield releases.too_early(until.earliest, own_limit=own_limit, depends=depends)
        return
