"""Whether a release came before a duty to hold may have ended."""

from collections.abc import Iterator, Sequence

from detainerlib.holds.facility import law_on_holding
from detainerlib.holds.hold_audit import HoldAudit
from detainerlib.policy.ordinary import is_required_first
from detainerlib.sentences import authority as on_authority
from detainerlib.sentences import releases
from detainerlib.times.instants import same_instant


def too_early(audits: Sequence[HoldAudit], law: Sequence[str]) -> Iterator[str]:
    """Yield, of a release before the time that a duty to hold follows, that it may break that.

    It follows the time limit of its own law; without one, it may follow the earliest deadline.
    """
    duty = next(filter(on_authority.is_duty, law), None)
    if duty is None:
        return
    own_limit = not on_authority.is_not_timed(duty)
    for audit in audits:
        until, released = audit.within_until, audit.released
        if until is None or released is None or (own_limit and audit.title not in duty):
            continue
        is_early = same_instant(released.earliest) < same_instant(until.earliest)
        if is_early and not audit.released_before_due:
            holding = law_on_holding(audits[-1].jurisdiction, audit.day)
            depends = holding is not None and not is_required_first(holding)
            yield releases.too_early(until.earliest, own_limit=own_limit, depends=depends)
        return
