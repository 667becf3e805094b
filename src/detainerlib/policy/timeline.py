"""The answer over time: one entry for each stretch of days with one answer."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import attrs

from detainerlib._arguments import several
from detainerlib._printing import Listing, document_of, json_of
from detainerlib._validation import day_of
from detainerlib.models.conditions import CaseFacts, ConvictedOf
from detainerlib.models.jurisdictions import AgencyTypeLike, Jurisdiction, JurisdictionLike
from detainerlib.models.provisions import Practice, PracticeLike, Provision
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.conditions import last_day_within
from detainerlib.policy.governing_law import answer_on
from detainerlib.policy.query import PolicyQuery, query_of
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Timeline

_ONE_DAY: Final = timedelta(days=1)


def policy_timeline(
    practice: PracticeLike,
    jurisdiction: JurisdictionLike,
    *,
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> Timeline[PolicyAnswer]:
    """Return every answer of `governing_policy` over time: an entry for each stretch.

    The days at which something may change are those on which a provision or an agreement began or
    ended. Where convictions are given, they are also those of the conviction and the release, and
    those after the anniversaries at which a look-back ends. The `on` of each answer is the first
    day of its stretch, and the first begins with the first day on which anything is known. A
    stretch before it, of what may already have been in effect, has an unknown start, and an `on` of
    its last day. Where not one day is known, it is all there is, with the first day of the
    calendar.

    Args:
        practice: The practice, or its value.
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.
        facts: What is known of the case.
        agency_type: The kind of agency that asks, or an agency.

    Raises:
        UnknownIdError: As for `governing_policy`.
        DetainerError: As for `governing_policy`.

    >>> line = policy_timeline("hold_on_detainer", "US-IL")
    >>> [str(period.start) for period, answer in line.entries if answer.modality]
    ['2017-08-28', '2021-08-02']
    """
    query = query_of(practice, jurisdiction, facts, agency_type)
    before, *answers = _stretches(query)
    ends = [*(answer.on for answer in answers[1:]), None]
    entries = [
        (EffectivePeriod(start=answer.on, until=end), answer)
        for answer, end in zip(answers, ends[: len(answers)], strict=True)
    ]
    if _names_something(before):
        first = answers[0].on if answers else None
        answer = before if first is None else attrs.evolve(before, on=first - _ONE_DAY)
        entries.append((EffectivePeriod(start=UNKNOWN, until=first), answer))
    return Timeline.from_entries(entries)


def _stretches(query: PolicyQuery) -> list[PolicyAnswer]:
    """Return the answer of each stretch, the first from the first day of the calendar."""
    answers: list[PolicyAnswer] = []
    for day in sorted({date.min, *change_points(query)}):
        answer = answer_on(query, day)
        if not answers or not _says_the_same(answer, answers[-1]):
            answers.append(answer)
    return answers


def _names_something(answer: PolicyAnswer) -> bool:
    """Whether anything is on record of the day: a provision, a finding or an agreement."""
    norms = (*answer.controlling, *answer.overridden, *answer.conflicts, *answer.persuasive)
    return bool(norms or answer.suspended or answer.no_rule or answer.agreements)


def _says_the_same(answer: PolicyAnswer, before: PolicyAnswer) -> bool:
    """Whether two answers say the same, and are as certain of what was in force."""
    as_certain = answer.perhaps_in_force == before.perhaps_in_force
    return as_certain and attrs.evolve(answer, on=before.on) == before


class PolicyCell(NamedTuple):
    """The answer for one practice in one jurisdiction on one day.

    Attributes:
        practice: The practice.
        jurisdiction: The jurisdiction.
        on: The day asked about.
        answer: The answer; its `on` is the first day of the stretch with that answer.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> cell = dl.policy_grid(["hold_on_detainer"], ["IL"], days=[date(2026, 1, 1)])[0]
    >>> cell.jurisdiction.name, cell.answer.modality.value, str(cell.answer.on)
    ('Illinois', 'prohibited', '2021-08-02')
    """

    practice: Practice
    jurisdiction: Jurisdiction
    on: date
    answer: PolicyAnswer

    def __repr__(self) -> str:
        """One line: the place, the day, the practice and what is possible."""
        possible = ", ".join(sorted(modality.value for modality in self.answer.possible))
        return f"<PolicyCell {self.jurisdiction.code} {self.on} {self.practice.value}: {possible}>"

    def to_dict(self) -> dict[str, Any]:
        """It as a document of plain values, fit for JSON."""
        return document_of(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The same as a JSON text."""
        return json_of(self, indent=indent)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001 (IPython calls it)
        printer.text("..." if cycle else str(self.answer))

    def _repr_html_(self) -> str:
        return self.answer._repr_html_()


def policy_grid(
    practices: Iterable[PracticeLike],
    jurisdictions: Iterable[JurisdictionLike],
    *,
    days: Iterable[date],
    facts: CaseFacts | None = None,
    agency_type: AgencyTypeLike | None = None,
) -> tuple[PolicyCell, ...]:
    """Return the answer of `governing_policy` for each practice, jurisdiction and day.

    What it costs grows with the days on which something changes, not with the days asked about.

    Args:
        practices: The practices, or their values.
        jurisdictions: The jurisdictions, or their codes.
        days: The days, in any order.
        facts: What is known of the case.
        agency_type: The kind of agency that asks, or an agency.

    Raises:
        UnknownIdError: As for `governing_policy`.
        NotADayError: If a day is no plain date.
        DetainerError: As for `governing_policy`.

    >>> days = [date(2017, 8, 27), date(2017, 8, 28)]
    >>> for cell in policy_grid(["hold_on_detainer"], ["US-IL"], days=days):
    ...     print(cell.on, cell.answer.modality)
    2017-08-27 None
    2017-08-28 prohibited
    """
    plain_days = [day_of(day, "days") for day in several(days, "days")]
    places = several(jurisdictions, "jurisdictions")
    cells: list[PolicyCell] = []
    for practice in several(practices, "practices"):
        for place in places:
            answers = _stretches(query_of(practice, place, facts, agency_type))
            starts = [answer.on for answer in answers]
            for day in plain_days:
                answer = answers[bisect_right(starts, day) - 1]
                cells.append(PolicyCell(answer.practice, answer.jurisdiction, day, answer))
    return Listing(cells)


def change_points(query: PolicyQuery) -> Iterator[date]:
    """Yield the days from which an answer may be another, in no order."""
    norms = [norm for level in query.levels for norm in level]
    periods = [norm.period for norm in norms]
    periods += [record.period for record in (*query.agreements, *query.agreements_above)]
    periods += [text.period for text in query.unread]
    periods += [finding.period for finding in query.no_rules]
    periods += [order.period for norm in norms for order in norm.suspensions]
    for period in periods:
        yield from _turning_points(period)
    yield from _anniversaries(query.facts, norms)


def _turning_points(period: EffectivePeriod) -> Iterator[date]:
    """Yield the days from which it may be known, or not, that a period holds."""
    ends = (period.start, period.until)
    for day in (*ends, period.not_before, period.in_force_on, period.not_after):
        if isinstance(day, date):
            yield day
            if UNKNOWN in ends:
                # Where one end is not on record, only the day next to the other is certain.
                yield from (day + step for step in (-_ONE_DAY, _ONE_DAY) if day < date.max)


def _anniversaries(facts: CaseFacts, norms: list[Provision]) -> Iterator[date]:
    years = {
        look_back.years
        for norm in norms
        for leaf in norm.conditions
        if isinstance(leaf, ConvictedOf)
        for look_back in leaf.conviction.within
    }
    for conviction in facts.convictions if isinstance(facts.convictions, tuple) else ():
        for day in (conviction.convicted_on, conviction.released_on):
            if isinstance(day, date):
                yield day
                ends = (last_day_within(day, count) for count in years)
                yield from (end + _ONE_DAY for end in ends if end < date.max)
