"""The texts on record that may give a reading: editions of a form, and rules."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from detainerlib import catalog
from detainerlib.catalog._forms import edition_title
from detainerlib.catalog._hold_rules import federal_rules
from detainerlib.models.forms import DetainerForm, FormEdition, RequestedAction
from detainerlib.models.hold_rules import HoldRule
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.sources.citations import Citation


class Candidate(NamedTuple):
    """A text that may give a reading: editions of the form, a rule, or both.

    There is no rule where the editions set none, or their words are not on record.
    """

    title: str
    binds: str
    citation: Citation
    rule: HoldRule | None = None
    editions: tuple[FormEdition, ...] = ()
    asks_hold: bool = True


def edition_candidates(
    form: DetainerForm, editions: tuple[FormEdition, ...]
) -> Iterator[Candidate]:
    """Yield one candidate for all editions that set one and the same rule, or that set none."""
    groups: dict[tuple[str | None, bool], list[FormEdition]] = {}
    for edition in editions:
        key = (edition.hold_rule, RequestedAction.HOLD in edition.requests)
        groups.setdefault(key, []).append(edition)
    for (rule_id, asks_hold), members in groups.items():
        rule = None if rule_id is None else catalog.rule(rule_id)
        printed = ", ".join(edition.printed for edition in members if edition.printed != "unknown")
        yield Candidate(
            title=edition_title(form, printed) if rule is None else rule.title,
            binds="the agency that received the detainer" if rule is None else rule.binds,
            citation=members[0].citation if rule is None else rule.citation,
            rule=rule,
            editions=tuple(members),
            asks_hold=asks_hold,
        )


def rule_candidates(
    form: DetainerForm, jurisdiction: Jurisdiction | None, day: date
) -> Iterator[Candidate]:
    """Yield the rules that reach a form on a day: federal, state, then local."""
    governments = reversed(catalog.lineage(jurisdiction)) if jurisdiction else ()
    for rule in chain(federal_rules(), *map(catalog.rules, governments)):
        if form.id in rule.forms and rule.period.contains(day) is not False:
            yield Candidate(title=rule.title, binds=rule.binds, citation=rule.citation, rule=rule)
