"""Stretches of counted and of stopped time, and the strip that shows them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from detainerlib._html import StripCell, strip
from detainerlib._printing import Printed
from detainerlib._validation import checked
from detainerlib._wording import day_in_words, length, short_day, time_in_words
from detainerlib.times.instants import same_instant

_SECOND: Final = timedelta(seconds=1)
_MARK: Final = timedelta(hours=2)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Span(Printed):
    """A stretch of one local day, half-open, in which the clock runs or stands still.

    Attributes:
        day: The local day.
        begins: Its first moment, in the facility's zone.
        ends: The first moment after it, in the facility's zone.
        reasons: Why the clock stands still; empty where it runs.

    >>> from datetime import datetime
    >>> import detainerlib as dl
    >>> for span in dl.hold_window(datetime(2025, 7, 3, 17), zone="Central").spans:
    ...     print(span.day, span.elapsed, span.reasons)
    2025-07-03 7:00:00 ()
    2025-07-04 1 day, 0:00:00 ('Independence Day',)
    2025-07-05 1 day, 0:00:00 ('Saturday',)
    2025-07-06 1 day, 0:00:00 ('Sunday',)
    2025-07-07 1 day, 0:00:00 ()
    2025-07-08 17:00:00 ()
    """

    day: date
    begins: datetime = attrs.field(eq=same_instant)
    ends: datetime = attrs.field(eq=same_instant)
    reasons: tuple[str, ...]

    @property
    def counted(self) -> bool:
        """Whether the clock runs in it."""
        return not self.reasons

    @property
    def elapsed(self) -> timedelta:
        """How long it is, in elapsed time."""
        return same_instant(self.ends) - same_instant(self.begins)

    def __str__(self) -> str:
        """The day, its hours and whether they count."""
        label = "counted" if self.counted else f"excluded ({', '.join(self.reasons)})"
        begins, ends = time_in_words(self.begins), time_in_words(self.ends)
        if self.ends.date() > self.day:
            ends = "12:00 midnight"
        # A span may also begin with the last microsecond of a day.
        whole = begins == ends and self.elapsed > _SECOND
        hours = "all day" if whole else f"{begins} to {ends}"
        took = f"{length(self.elapsed)}{self._clock_change}"
        return f"{day_in_words(self.day)}, {hours}, {took}: {label}"

    @property
    def _clock_change(self) -> str:
        """Return why it is not as long as the clock on the wall shows."""
        shown = self.ends.replace(tzinfo=None) - self.begins.replace(tzinfo=None)
        if abs(shown - self.elapsed) < _SECOND:
            return ""
        return f" (clocks were set {'forward' if shown > self.elapsed else 'back'})"


def strip_text(spans: Sequence[Span]) -> Iterator[str]:
    """Yield a line for each span: a mark for every two hours begun, # counted and . excluded."""
    for span in spans:
        marks = -(-span.elapsed // _MARK)
        yield f"{('#' if span.counted else '.') * marks:<12} {span}"


def strip_html(
    spans: Sequence[Span], caption: str, axis: tuple[datetime, datetime] | None = None
) -> str:
    """Return the strip of counted and stopped time, on an axis that several strips may share."""
    cells = [
        StripCell(
            title=str(span),
            seconds=max(round(span.elapsed.total_seconds()), 1),
            lines=(
                short_day(span.day),
                _short_length(span.elapsed),
                "counted" if span.counted else ", ".join(span.reasons),
            ),
            counted=span.counted,
        )
        for span in spans
    ]
    if axis is None:
        return strip(cells, caption)
    first, last = (same_instant(end) for end in axis)
    begins, ends = same_instant(spans[0].begins), same_instant(spans[-1].ends)
    return strip(
        cells, caption, ((begins - first) / (last - first), (ends - begins) / (last - first))
    )


def _short_length(elapsed: timedelta) -> str:
    hours, rest = divmod(elapsed, timedelta(hours=1))
    minutes = rest // timedelta(minutes=1)
    if not hours and not minutes:
        return "under 1 min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
