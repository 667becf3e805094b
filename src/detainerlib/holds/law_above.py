"""The law of a place on holding at all, and what it makes of the deadlines below it."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from detainerlib import catalog
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.provisions import Modality, Provision
from detainerlib.policy.ordinary import is_barred, is_open, ordinary_cases
from detainerlib.policy.standing import is_policy_alone
from detainerlib.sentences import authority as sentences

if TYPE_CHECKING:
    from detainerlib.policy import PolicyAnswer


def law_above(holding: "PolicyAnswer | None") -> tuple[str, ...]:
    """Return what the law says on holding at all, then what that means for deadlines.

    Where it bars the hold, no deadline gives authority; where that is not settled, one only ends a
    hold that is lawful. Where it requires the hold in some cases, it follows a time limit of its
    own, or the one that the detainer asks for, or does not say.
    """
    if holding is None:
        return ()
    return (str(holding), *on_deadlines(holding))


def in_one_line(holding: "PolicyAnswer") -> str:
    """Return the same in one line, as the cell of a table has it."""
    return " ".join((str(holding).partition("\n")[0], *on_deadlines(holding)))


def on_deadlines(holding: "PolicyAnswer") -> Iterator[str]:
    """Yield what the law on holding at all means for the deadlines below it, if anything."""
    if is_barred(holding):
        yield sentences.NO_AUTHORITY
    elif _is_unsettled(holding):
        yield sentences.IF_LAWFUL
    duties = [*_duties(holding)]
    if not duties:
        return
    own = [rule.title for rule in _own_rules(holding, duties)]
    if own:
        yield sentences.own_time_limit(own)
        return
    taken_up = [
        record.summary
        for record in catalog.incorporations()
        if record.jurisdiction in {duty.jurisdiction for duty in duties}
        and record.period.contains(holding.on) is not False
    ]
    yield sentences.no_time_limit(taken_up)


def _is_unsettled(holding: "PolicyAnswer") -> bool:
    """Whether no law settles that a hold is lawful: an agency's own policy gives no power."""
    case = ordinary_cases(holding)[0]
    return is_open(holding) or case.is_silent or is_policy_alone(case.provisions)


def _duties(holding: "PolicyAnswer") -> Iterator[Provision]:
    """Yield the provisions that require a hold in the ordinary case, or where something differs."""
    for case in ordinary_cases(holding):
        outcomes = (case.modality, *(change.modality for change in case.changes))
        if Modality.REQUIRED in outcomes:
            yield from (
                norm
                for norm in case.provisions
                if Modality.REQUIRED in {norm.modality, norm.otherwise}
            )


def _own_rules(holding: "PolicyAnswer", duties: list[Provision]) -> Iterator[HoldRule]:
    """Yield the time limits that stand in the same law as a duty."""
    laws = {(duty.jurisdiction, duty.citation.authority) for duty in duties}
    for rule in chain.from_iterable(map(catalog.rules, catalog.lineage(holding.jurisdiction))):
        is_in_effect = rule.period.contains(holding.on) is not False
        if is_in_effect and (rule.jurisdiction, rule.citation.authority) in laws:
            yield rule
