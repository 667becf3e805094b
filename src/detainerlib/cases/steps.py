"""The paper trail of a status: the face, the events that decided, the clock, what is not known."""

from collections.abc import Iterator, Sequence

from detainerlib.cases.event_orders import EventOrder
from detainerlib.cases.face import Face, asks_for_hold
from detainerlib.cases.hold_clock import StatusQuery, early_end, since_lodged
from detainerlib.cases.states import Found, needs_service, was_served
from detainerlib.catalog._forms import edition_title
from detainerlib.models.forms import FormEdition
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Step, StepStatus
from detainerlib.times.instants import same_instant


def paper_trail(
    case: StatusQuery,
    consistent: Sequence[EventOrder],
    found: Sequence[Found],
    wrong: Sequence[str],
) -> Iterator[Step]:
    """Yield the steps by which a status was reached.

    Args:
        case: What is asked.
        consistent: The worlds that contradict nothing.
        found: What they come to.
        wrong: The contradictions, where no world is consistent.
    """
    yield from _form(case.face)
    yield from _service(case, consistent)
    for sentence in wrong:
        yield _of_rule(case, StepStatus.UNKNOWN, sentence)
    for event in dict.fromkeys(event for each in found for event in each.decided_by):
        yield _of_rule(case, StepStatus.APPLIED, f"On record: {event}.")
    for fact in dict.fromkeys(fact for each in found for fact in each.open_facts):
        yield _of_rule(case, StepStatus.UNKNOWN, f"Not on record: {fact}.")
    if not consistent and not wrong:
        yield _of_rule(
            case,
            StepStatus.UNKNOWN,
            "So many times are not on record to the instant that their orders were not worked out.",
        )
    windows = sorted(
        {each.window for each in found if each.window is not None},
        key=lambda window: same_instant(window.clock_starts),
    )
    for window in dict.fromkeys([*windows[:1], *windows[-1:]]):
        yield from window.steps(early_ends=False)
    if windows:
        yield from _early_ends(case, consistent)


def _form(face: Face) -> Iterator[Step]:
    title = edition_title(face.form, face.unsure if face.edition is None else face.edition.printed)
    asked = {True: "a hold", False: "no hold"}.get(asks_for_hold(face))  # type: ignore[arg-type]
    says = f"It asks for {asked}." if asked else "Whether it asks for a hold is not known."
    yield Step(
        outcome=StepStatus.APPLIED if asked else StepStatus.UNKNOWN,
        statement=f"The request is on {title}. {says}",
        citations=(_edition(face).citation,),
        see_also=_edition(face).see_also,
    )


def _service(case: StatusQuery, consistent: Sequence[EventOrder]) -> Iterator[Step]:
    needed = needs_service(case.face)
    if needed is False:
        return
    told = {
        was_served(world, [each for each in world if each.at <= case.now], case.face)
        for world in consistent
    }
    served = told.pop() if len(told) == 1 else None
    needs = "takes effect only when the subject has been served"
    if needed is None:
        needs = (
            "may take effect only when the subject has been served, as what it says was not read"
        )
    known = {True: "that had happened", False: "that had not happened"}
    yield Step(
        outcome=StepStatus.UNKNOWN if served is None or needed is None else StepStatus.APPLIED,
        statement=f"The request {needs}; "
        f"{'whether that had happened is not known' if served is None else known[served]}.",
        citations=_on_service(_edition(case.face)),
    )


def _early_ends(case: StatusQuery, consistent: Sequence[EventOrder]) -> Iterator[Step]:
    for end in case.rule.ends_early:
        found = [
            early_end(end, since_lodged([each for each in world if each.at <= case.now]))[1]
            for world in consistent
        ]
        events = dict.fromkeys(event for each in found for event in each)
        says = "nothing on record says that it did"
        if events:
            says = f"on record: {' and '.join(map(str, events))}"
        outcome = StepStatus.APPLIED if all(found) else StepStatus.UNKNOWN
        yield _of_rule(
            case,
            outcome if events else StepStatus.NOT_APPLIED,
            f"It ends earlier if {end.summary}; {says}.",
        )


def _edition(face: Face) -> FormEdition:
    return face.form.editions[-1] if face.edition is None else face.edition


def _on_service(edition: FormEdition) -> tuple[Citation, ...]:
    """Return the words on service, or the record that says they were not read."""
    words = tuple(citation for citation in edition.see_also if citation.pin == "service")
    return words or (edition.citation,)


def _of_rule(case: StatusQuery, outcome: StepStatus, says: str) -> Step:
    return Step(outcome=outcome, statement=says, citations=(case.rule.citation,))
