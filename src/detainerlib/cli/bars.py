"""A bar on holding at all, where an answer on something else may read as leave to hold."""

from collections.abc import Iterable, Iterator
from datetime import date

from detainerlib import catalog
from detainerlib.cli.terminal import Strong
from detainerlib.holds.facility import deadline_of, law_on_holding, may_be_excepted
from detainerlib.models.conditions import CaseFacts
from detainerlib.policy.ordinary import ordinary_cases
from detainerlib.policy.rulings import citations_of
from detainerlib.sentences import command
from detainerlib.sentences.deadlines import DeadlineOf


def with_bar(
    first: str | None,
    what: str,
    place: str | None,
    days: Iterable[date],
    *,
    facts: CaseFacts | None = None,
    agency_type: str | None = None,
) -> Iterator[str]:
    """Yield a first line, above it that the place bars the hold; or below it where to ask of that.

    Args:
        first: The line; None for none.
        what: What gives no authority to hold, as the beginning of a sentence.
        place: The place, as it was typed; None for none.
        days: The days on which its law counts.
        facts: What is known of the case.
        agency_type: The kind of agency that holds.
    """
    lines = [] if first is None else [first]
    if place is None:
        yield from lines
        return
    government = catalog.jurisdiction(place)
    laws = [law_on_holding(government, day, facts, agency_type) for day in days]  # type: ignore[arg-type]  # any name is checked
    of, last = {deadline_of(holding) for holding in laws}, laws[-1]
    if of == {DeadlineOf.NAMED_TIME} and last is not None:
        cited = citations_of(ordinary_cases(last)[0].provisions)
        has_exceptions = may_be_excepted(last)
        yield Strong(
            command.holding_barred(government.name, cited, what, has_exceptions=has_exceptions)
        )
        yield from lines
    else:
        yield from (
            *lines,
            *([] if of == {DeadlineOf.HOLD} else [command.ask_hold(government.name)]),
        )
