"""Readings as columns of a frame: a row for each reading, or a row for each of the frame's rows."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.categories import category_column
from detainerlib.bulk._columns.inputs import InstantColumns
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.units import MOST, NAT
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk._readings.deadlines import ReadingLabel
from detainerlib.bulk._readings.reading_rows import NO_READING, AllReadings
from detainerlib.bulk._readings.row_terms import Places, RowTerm
from detainerlib.bulk.frames import with_values

AUTHORITY: Final = "authority_to_hold"
READING, RULE, STATUS, NEEDS = "reading", "rule", "reading_status", "needs"
DEADLINE, EARLIEST = "hold_deadline", "is_earliest"
OF_READINGS: Final = (AUTHORITY, READING, RULE, STATUS, NEEDS, DEADLINE, EARLIEST)
"""The columns that a row for each reading has."""
FIXED_OF_ROWS: Final = (
    AUTHORITY,
    "reading_count",
    "computed_count",
    "earliest_deadline",
    "earliest_reading",
    "latest_deadline",
    "latest_reading",
)
"""The columns that a row for each of the frame's rows has, besides those of each reading."""
_SHOWN: Final = f"{PREFIX}shown"


class FrameReadings(NamedTuple):
    """The readings of the rows of an eager frame.

    Attributes:
        frame: The frame.
        start: The column of the instants at which local custody ends.
        starts: These, in UTC, in ticks.
        answers: The readings.
        holding: What the law of the place says on holding at all; None where no place was asked.
        instants: What makes columns of instants.
    """

    frame: nw.DataFrame[Any]
    start: str
    starts: Ints
    answers: AllReadings
    holding: RowTerm[str | None] | None
    instants: InstantColumns

    def with_frame(self, frame: nw.DataFrame[Any]) -> "FrameReadings":
        """Return the same readings beside the columns of another frame of the same rows."""
        return self._replace(frame=frame)

    def long(self) -> nw.DataFrame[Any]:
        """Return the frame with a row for each reading, in order."""
        readings, labels = self.answers
        made = self._with_authority(self.frame[readings.rows], readings.rows)
        for name, texts in _texts(labels).items():
            made = with_values(made, text_column(made, readings.numbers, texts), name)
        made = self.with_instants(made, readings.deadlines, DEADLINE)
        is_earliest = np.zeros(len(made), dtype=np.bool_)
        earliest = earliest_places(self.answers, len(self.frame))
        is_earliest[earliest[earliest != NO_READING]] = True
        return with_array(made, is_earliest, EARLIEST)

    def _with_authority(self, frame: nw.DataFrame[Any], rows: Places) -> nw.DataFrame[Any]:
        """Return a frame with what the law says on holding at all, given the row of each of its."""
        if self.holding is None:
            return frame
        codes = np.zeros(len(rows), dtype=np.intp)
        if self.holding.codes is not None:
            codes = self.holding.codes[rows]
        # Without a time there is no day, and so no law of it.
        codes = np.where(self.starts[rows] == NAT, NO_READING, codes)
        column = text_column(frame, codes, list(self.holding.values) or [None])
        return with_values(frame, column, AUTHORITY)

    def with_instants(self, frame: nw.DataFrame[Any], ticks: Ints, name: str) -> nw.DataFrame[Any]:
        """Return a frame of as many rows with a column of instants."""
        like = frame[self.start].to_native()
        return with_values(frame, self.instants.like_first(like, ticks), name)

    def wide(self, long: nw.DataFrame[Any], columns: Sequence[str]) -> nw.DataFrame[Any]:
        """Return the frame with columns for each reading that a row has, and of all of them.

        Args:
            long: The readings, a row for each.
            columns: The columns of it that each reading has by itself.
        """
        readings, labels = self.answers
        made = self._with_authority(self.frame, np.arange(len(self.frame)))
        for name, counted in (
            ("reading_count", readings.numbers != NO_READING),
            ("computed_count", readings.deadlines != NAT),
        ):
            numbers = np.bincount(readings.rows[counted], minlength=len(made)).astype(np.int64)
            made = with_array(made, numbers, name)
        for end, extreme in (("earliest", earliest_places), ("latest", latest_places)):
            places = extreme(self.answers, len(made))
            made = _with_cells(made, long[DEADLINE], places, f"{end}_deadline")
            made = _with_cells(made, long[READING], places, f"{end}_reading")
        for title, of_label in _by_title(labels).items():
            of_title = np.full(len(made), NO_READING, dtype=np.intp)
            spots = np.flatnonzero(np.isin(readings.numbers, of_label))
            of_title[readings.rows[spots]] = spots
            for name in columns:
                made = _with_cells(made, long[name], of_title, f"{name}: {title}")
        return made


def _texts(labels: Sequence[ReadingLabel]) -> dict[str, list[str | None]]:
    """Return what the columns of a reading say, for each label."""
    return {
        READING: [label.title for label in labels],
        RULE: [label.rule for label in labels],
        STATUS: [label.status.value for label in labels],
        NEEDS: [label.needs for label in labels],
    }


def text_column(
    frame: nw.DataFrame[Any], numbers: npt.NDArray[Any], texts: Sequence[str | None]
) -> Any:
    """Return a column of texts by their numbers; null where there is none, and for -1."""
    values = list(dict.fromkeys(text for text in texts if text is not None))
    codes = [NO_READING if text is None else values.index(text) for text in texts]
    # The last of them stands for -1.
    return category_column(frame, np.array([*codes, NO_READING], dtype=np.int32)[numbers], values)


def _by_title(labels: Sequence[ReadingLabel]) -> dict[str, list[int]]:
    titles: dict[str, list[int]] = {}
    for number, label in enumerate(labels):
        titles.setdefault(label.title, []).append(number)
    return titles


def earliest_places(answers: AllReadings, count: int) -> Places:
    """Return for each row the place of its reading that ends first; -1 where none was computed."""
    return _extremes(answers, count, np.minimum, MOST, first=True)


def latest_places(answers: AllReadings, count: int) -> Places:
    """Return the same for the reading that ends last."""
    return _extremes(answers, count, np.maximum, NAT, first=False)


def _extremes(
    answers: AllReadings, count: int, choose: np.ufunc, absent: int, *, first: bool
) -> Places:
    rows, _, deadlines, _ = answers.readings
    places = np.full(count, NO_READING, dtype=np.intp)
    if not len(rows):
        return places
    begins = np.flatnonzero(np.diff(rows, prepend=-1))
    extremes = choose.reduceat(np.where(deadlines == NAT, absent, deadlines), begins)
    lengths = np.diff(begins, append=len(rows))
    chosen = (deadlines != NAT) & (deadlines == np.repeat(extremes, lengths))
    spots = np.flatnonzero(chosen)
    # Of equal deadlines the one that is written last stays.
    spots = spots[::-1] if first else spots
    places[rows[spots]] = spots
    return places


def with_array(frame: nw.DataFrame[Any], values: npt.NDArray[Any], name: str) -> nw.DataFrame[Any]:
    """Return a frame with an array of numpy as a column."""
    column = nw.new_series(name, values, backend=frame.implementation)
    return frame.with_columns(column)


def _with_cells(
    frame: nw.DataFrame[Any], column: nw.Series[Any], places: npt.NDArray[np.intp], name: str
) -> nw.DataFrame[Any]:
    """Return a frame with cells of a column of another, null where no place is named."""
    absent = places == NO_READING
    cells = column[np.where(absent, 0, places)].alias(name) if len(column) else column.alias(name)
    made = frame.with_columns(cells)
    if not absent.any():
        return made
    shown = with_array(made, ~absent, _SHOWN)
    return shown.with_columns(nw.when(nw.col(_SHOWN)).then(nw.col(name)).alias(name)).drop(_SHOWN)
