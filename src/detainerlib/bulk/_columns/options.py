"""What the public functions are told by keyword: one record, checked at the door and handed on."""

from collections.abc import Iterable
from typing import Any, Final, Literal, get_args
from zoneinfo import ZoneInfo

import attrs
import narwhals.stable.v2 as nw

from detainerlib._arguments import several
from detainerlib._validation import checked
from detainerlib.bulk._kernel.segments import checked_years
from detainerlib.errors import DetainerError
from detainerlib.models.hold_rules import DEFAULT_RULE
from detainerlib.times.calendars import FEDERAL_YEARS, HolidayCalendar
from detainerlib.times.zones import is_key_of_a_place, is_utc

Ambiguous = Literal["raise", "earliest", "latest", "null", "NaT"]
Nonexistent = Literal["raise", "null", "NaT"]
OnError = Literal["raise", "null"]

NAIVE_LOCAL: Final = "local"
"""What a caller writes of naive times that are local times in the zone of their row."""
_NOT_MOVED: Final = "A local time is not moved: that would move a deadline."
_WORDS: Final = (
    ("ambiguous", Ambiguous, _NOT_MOVED),
    ("nonexistent", Nonexistent, _NOT_MOVED),
    ("on_error", OnError, "'null' counts the rows and warns."),
)


def _texts(values: Iterable[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    texts = several(values, "values")
    # What is no text need not be hashable; the check of the field refuses it.
    return tuple(dict.fromkeys(texts) if all(isinstance(text, str) for text in texts) else texts)


@attrs.frozen(field_transformer=checked)
class FromColumn:
    """A column of the frame that says for each row which zone, or which rule, is meant.

    Attributes:
        name: The column, of strings.
        values: All values it may hold, each once or more; only lazy frames need to be told.

    >>> FromColumn("facility_zone")
    FromColumn(name='facility_zone', values=None)
    """

    name: str
    values: tuple[str, ...] | None = attrs.field(default=None, converter=_texts)


@attrs.frozen
class ClockOptions:
    """The keywords of a public function, in the order of its signature.

    `hold_deadlines` says what each means, and `with_hold_deadline` the same of frames. An event of
    None is that of each rule.

    Raises:
        DetainerError: If `ambiguous`, `nonexistent` or `on_error` is not one of its words.
    """

    zone: Any
    rule: Any
    calendar: HolidayCalendar | None
    event: str | None
    naive: str | ZoneInfo | None
    ambiguous: Ambiguous
    nonexistent: Nonexistent
    on_error: OnError
    years: range | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse words that say nothing here, such as those of other libraries."""
        for where, literal, remedy in _WORDS:
            word, words = getattr(self, where), get_args(literal)
            if not isinstance(word, str) or word not in words:
                raise DetainerError(where, word, " or ".join(map(repr, words)), remedy)

    @property
    def reads_local_times(self) -> bool:
        """Whether naive times are said to be local times."""
        return self.naive is not None and not is_utc(str(self.naive))

    @property
    def of_local_times(self) -> "ClockOptions":
        """The same in the zone of naive local times: that of each row, or the one named."""
        is_of_row = isinstance(self.naive, str) and self.naive == NAIVE_LOCAL
        return attrs.evolve(self.of_zone, zone=self.zone if is_of_row else self.naive)

    @property
    def columns(self) -> list[str]:
        """The columns of the frame that say something of each row."""
        return [term.name for term in (self.zone, self.rule) if isinstance(term, FromColumn)]

    @property
    def lazy_years(self) -> range:
        """The years of UTC for which the table is made that is joined to a lazy frame."""
        return FEDERAL_YEARS if self.years is None else checked_years(self.years)

    def in_zone_of(self, carried: Iterable[object]) -> "ClockOptions":
        """Return the same, in the zone that a column carries where none was given.

        UTC, offsets and the like name no place.
        """
        if self.zone is not None:
            return self
        places = (str(zone) for zone in carried if zone is not None)
        zone = next((key for key in places if is_key_of_a_place(key)), None)
        return attrs.evolve(self, zone=zone)

    @property
    def of_zone(self) -> "ClockOptions":
        """The same without what bears on a rule, where only the zone matters."""
        return attrs.evolve(self, rule=DEFAULT_RULE, calendar=None, event=None)

    def of_rows(self, frame: nw.DataFrame[Any]) -> "ClockOptions":
        """Return the same, with the columns of an eager frame where one is named."""
        zone, rule = (
            frame[term.name].to_native() if isinstance(term, FromColumn) else term
            for term in (self.zone, self.rule)
        )
        return attrs.evolve(self, zone=zone, rule=rule)

    def check_frame(self, frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> None:
        """Refuse what is only for lazy frames.

        Raises:
            DetainerError: If it is given beside an eager frame.
        """
        if not isinstance(frame, nw.LazyFrame) and self.years is not None:
            raise DetainerError(
                "years",
                self.years,
                "none, as the frame is eager",
                "Its years are found in its rows.",
            )
