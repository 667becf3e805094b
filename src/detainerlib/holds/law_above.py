"""The law of a place on holding at all, and what it makes of the deadlines below it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from detainerlib import catalog
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.provisions import Modality, Provision
from detainerlib.policy.ordinary import is_barred, is_open, ordinary_cases
from detainerlib.policy.rulings import givers, is_given_by_law, lets_nobody
from detainerlib.sentences import audits as on_audits
from detainerlib.sentences import authority as sentences
from detainerlib.sentences.deadlines import DeadlineOf

if TYPE_CHECKING:
    from detainerlib.policy import PolicyAnswer


class Duty(NamedTuple):
    """A duty to hold, of some agency or in some case, and what is known of its time limit.

    Attributes:
        own_limits: The time limits that stand in the law that requires the hold.
        taken_up: Without one, what that law takes up of what a detainer asks, in sentences.
    """

    own_limits: tuple[HoldRule, ...]
    taken_up: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Which time limit it follows, or that no law on file says so."""
        if self.own_limits:
            return sentences.own_time_limit([rule.title for rule in self.own_limits])
        return sentences.no_time_limit(self.taken_up)


def law_above(
    holding: "PolicyAnswer | None", *, tells_untimed_duty: bool = True
) -> tuple[str, ...]:
    """Return what the law says on holding at all, then what that means for deadlines.

    Where it bars the hold, no deadline gives authority; where that is not settled, one only ends a
    hold that is lawful. Where it requires the hold in some cases, it follows a time limit of its
    own, or the one that the detainer asks for, or does not say.
    """
    if holding is None:
        return ()
    duty = duty_of(holding)
    is_told = duty is not None and (tells_untimed_duty or bool(duty.own_limits))
    return (str(holding), *worth_of_deadlines(holding), *([str(duty)] if is_told else []))


def above_time_held(
    holding: "PolicyAnswer", since_due: tuple[timedelta, timedelta], *, is_so_far: bool
) -> tuple[str, ...]:
    """Return the same above an audit: first how long a person was held that no law allowed."""
    barred = is_barred(holding)
    law, *notes = law_above(holding)
    if not barred and not lets_no_agency(holding):
        return (law, *notes)
    held = on_audits.held_all_the_same(
        *since_due,
        is_so_far=is_so_far,
        has_exceptions=may_be_excepted(holding),
        is_barred=barred,
    )
    if not barred:
        return (law, held, *notes)
    duty = duty_of(holding)
    return (law, held, *([] if duty is None else [str(duty)]), sentences.IF_ALLOWED)


def may_be_excepted(holding: "PolicyAnswer") -> bool:
    """Whether a law that bars the hold does not bar it in every case, or not for every agency."""
    cases = ordinary_cases(holding)
    return len(cases) > 1 or any(case.changes or case.others for case in cases)


def in_one_line(holding: "PolicyAnswer") -> str:
    """Return the same in one line, as the cell of a table has it."""
    return " ".join((str(holding).partition("\n")[0], *on_deadlines(holding)))


def on_deadlines(holding: "PolicyAnswer") -> Iterator[str]:
    """Yield what the law on holding at all means for the deadlines below it, if anything."""
    yield from worth_of_deadlines(holding)
    duty = duty_of(holding)
    if duty is not None:
        yield str(duty)


def worth_of_deadlines(holding: "PolicyAnswer") -> Iterator[str]:
    """Yield that no deadline gives authority to hold, or only ends a hold that is lawful."""
    of = deadline_of(holding)
    if of is DeadlineOf.NAMED_TIME:
        yield sentences.NO_AUTHORITY
    elif of is DeadlineOf.LAWFUL_HOLD:
        yield sentences.NO_LAW_LETS if lets_no_agency(holding) else sentences.IF_LAWFUL


def deadline_of(holding: "PolicyAnswer") -> DeadlineOf:
    """Return what a deadline ends by the law on holding at all.

    It ends no hold where the law bars it, and a lawful one where no law settles that it is lawful:
    an agency's own policy gives no power, nor does a law that only bars such policies.
    """
    if is_barred(holding):
        return DeadlineOf.NAMED_TIME
    is_unsettled = is_open(holding) or not is_given_by_law(ordinary_cases(holding)[0])
    return DeadlineOf.LAWFUL_HOLD if is_unsettled else DeadlineOf.HOLD


def lets_no_agency(holding: "PolicyAnswer") -> bool:
    """Whether no law on file lets an agency hold in any case, whichever way an open one falls."""
    return all(lets_nobody(holding, case) for case in ordinary_cases(holding))


def duty_of(holding: "PolicyAnswer") -> Duty | None:
    """Return the duty to hold that the law puts on some agency in some case; None without one."""
    duties = [*_duties(holding)]
    if not duties:
        return None
    if own := tuple(_own_rules(holding, duties)):
        return Duty(own)
    places = {duty.jurisdiction for duty in duties}
    taken_up = (
        record.summary
        for record in catalog.incorporations()
        if record.jurisdiction in places and record.period.contains(holding.on) is not False
    )
    return Duty((), tuple(taken_up))


def _duties(holding: "PolicyAnswer") -> Iterator[Provision]:
    """Yield the provisions that require a hold in the ordinary case, or where something differs."""
    for case in ordinary_cases(holding):
        outcomes = (case.modality, *(change.modality for change in case.changes))
        if Modality.REQUIRED in outcomes:
            yield from givers(holding, case, Modality.REQUIRED)


def _own_rules(holding: "PolicyAnswer", duties: list[Provision]) -> Iterator[HoldRule]:
    """Yield the time limits that stand in the same law as a duty."""
    laws = {(duty.jurisdiction, duty.citation.authority) for duty in duties}
    for rule in chain.from_iterable(map(catalog.rules, catalog.lineage(holding.jurisdiction))):
        is_in_effect = rule.period.contains(holding.on) is not False
        if is_in_effect and (rule.jurisdiction, rule.citation.authority) in laws:
            yield rule
