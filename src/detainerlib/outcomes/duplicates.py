"""Requests that were recorded twice: named rules, none of which drops a row without an id."""

import enum
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, ClassVar, Final

import attrs

from detainerlib._arguments import chosen, several
from detainerlib._printing import Members
from detainerlib._validation import checked, is_of
from detainerlib.errors import DetainerError
from detainerlib.models._fields import mapping_from, tuple_from
from detainerlib.outcomes.rows import Row, cell, day_in
from detainerlib.sentences import outcomes as sentences

_ONE_DAY: Final = timedelta(days=1)


class DuplicateRule(enum.StrEnum):
    """Which of several requests for one person are one; the first is always kept.

    Rows without an id, or without a day, are kept: that two of them are one is not known; nor is it
    of two without a form or a facility. Days are those of the calendar, as no time is on file.
    Published flags mark every member of a group, and who drops those flagged drops the first, too.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> rows = [{"id": "a", "on": date(2025, 7, day)} for day in (1, 1, 2, 4)]
    >>> for rule in (dl.DuplicateRule.SAME_DAY, dl.DuplicateRule.WITHIN_A_DAY):
    ...     kept = dl.drop_duplicates(rows, rule=rule, person="id", prepared="on")
    ...     print(rule.name, kept.dropped)
    SAME_DAY 1
    WITHIN_A_DAY 2
    """

    SAME_DAY = "same person, same day"
    """Prepared on one day."""
    WITHIN_A_DAY = "same person, within a day of the one before"
    """Prepared on the same day as the one before, or on the next; so chains are one."""
    SAME_EPISODE = "same person, form and facility, in one chain of days"
    """As above, but those on another form, or to another facility, are kept."""


def _frozen_rows(rows: Any) -> Any:
    kept = tuple_from(rows)
    return tuple(map(mapping_from, kept)) if is_of(tuple, kept) else kept


@attrs.frozen(kw_only=True, field_transformer=checked)
class Deduplicated(Members[Row]):
    """Rows of which duplicates were left out; made by `drop_duplicates`.

    Attributes:
        rule: The rule.
        rows: The rows that were kept, in their order.
        dropped: How many were left out.
        without_id: How many have no id, or no day, and were kept for that.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> rows = [{"id": "a", "on": date(2025, 7, 1)}, {"id": None, "on": date(2025, 7, 1)}]
    >>> kept = dl.drop_duplicates(rows, rule="same person, same day", person="id", prepared="on")
    >>> kept.dropped, kept.without_id
    (0, 1)
    """

    _members: ClassVar = "rows"

    rule: DuplicateRule
    rows: tuple[Row, ...] = attrs.field(converter=_frozen_rows)
    dropped: int
    without_id: int

    def __str__(self) -> str:
        """The rule and the numbers."""
        rows = self.dropped + len(self.rows)
        return sentences.duplicates(self.rule.value, self.dropped, rows, self.without_id)


def drop_duplicates(
    records: Iterable[Row],
    *,
    rule: DuplicateRule | str,
    person: str,
    prepared: str,
    form: str | None = None,
    facility: str | None = None,
) -> Deduplicated:
    """Return rows without those that are a duplicate of one before by a named rule.

    Args:
        records: The rows, each a mapping.
        rule: The rule, or its value.
        person: The key of an opaque id, of one release of data: in another one the same person
            has another id.
        prepared: The key of the day on which the request was made.
        form: The key of the form; needed by "same person, form and facility", and by no other.
        facility: The key of the facility, as above.

    Raises:
        UnknownIdError: If the rule is none.
        DetainerError: If a key is needed or not, a row lacks a key, or a day is
            no plain date.

    >>> rows = [{"id": "a", "day": date(2024, 5, 1)}, {"id": "a", "day": date(2024, 5, 2)},
    ...         {"id": None, "day": date(2024, 5, 1)}]
    >>> rule = DuplicateRule.WITHIN_A_DAY
    >>> print(drop_duplicates(rows, rule=rule, person="id", prepared="day"))
    duplicates left out (rule “same person, within a day of the one before”): 1 of 3 records; 1
    record without an ID or a date was kept
    """
    rule = chosen(DuplicateRule, rule, "rule")
    keys = keys_needed(rule, form, facility)
    rows = several(records, "records")
    by_person: dict[Any, list[tuple[date, int]]] = {}
    for number, row in enumerate(rows):
        id, day = cell(row, person, number), day_in(row, prepared, number)
        if id not in {None, ""} and day is not None:
            by_person.setdefault(id, []).append((day, number))
    dropped: set[int] = set()
    for requests in by_person.values():
        dropped |= set(_duplicates(sorted(requests), rows, rule, keys))
    kept = tuple(row for number, row in enumerate(rows) if number not in dropped)
    without = len(rows) - sum(map(len, by_person.values()))
    return Deduplicated(rule=rule, rows=kept, dropped=len(dropped), without_id=without)


def keys_needed(rule: DuplicateRule, form: str | None, facility: str | None) -> tuple[str, ...]:
    """Return the keys that a rule compares besides the person and the day; no more are given."""
    needed = rule is DuplicateRule.SAME_EPISODE
    for name, key in (("form", form), ("facility", facility)):
        if (key is not None) != needed:
            expected = f"the column of the {name}" if needed else "None"
            remedy = f"Give {name}=." if needed else f"Leave out {name}=."
            raise DetainerError(name, key, f"{expected}, under the rule {rule.value!r}", remedy)
    return (str(form), str(facility)) if needed else ()


def _duplicates(
    requests: list[tuple[date, int]], rows: list[Row], rule: DuplicateRule, keys: tuple[str, ...]
) -> Iterator[int]:
    """Yield the places of rows that are duplicates, of the rows of one person by their days."""
    before, _ = requests[0]
    episodes: set[tuple[Any, ...]] = set()
    for day, number in requests:
        apart = rule is DuplicateRule.SAME_DAY and day != before
        if apart or day - before > _ONE_DAY:
            episodes = set()
        episode = tuple(cell(rows[number], key, number) for key in keys)
        if None not in episode and episode in episodes:
            yield number
        episodes.add(episode)
        before = day
