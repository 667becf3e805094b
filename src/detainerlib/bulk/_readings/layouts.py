"""Readings as columns of a frame: a row for each reading, or a row for each of the frame's rows."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from detainerlib.bulk._columns.arrow_arrays import arrow_array
from detainerlib.bulk._columns.categories import category_column
from detainerlib.bulk._columns.inputs import InstantColumns
from detainerlib.bulk._kernel.lookup_tables import Ints
from detainerlib.bulk._kernel.threads import in_threads
from detainerlib.bulk._kernel.units import NAT
from detainerlib.bulk._lazy.joins import PREFIX
from detainerlib.bulk._readings.cells import (
    NO_READING,
    AllReadings,
    Cells,
    Numbers,
    ReadingCells,
    RowCells,
    kind_of_numbers,
    times_of,
)
from detainerlib.bulk._readings.deadlines import ReadingLabel, ReadingTimes
from detainerlib.bulk._readings.row_terms import RowTerm
from detainerlib.bulk.frames import kind_of_places, rows_of, with_values

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
BEGUN, LIMIT = f"{PREFIX}begun", f"{PREFIX}limit"
"""When each hold began, and the last instant within a reading, for its audit."""
_SHOWN: Final = f"{PREFIX}shown"

Audit = Callable[[nw.DataFrame[Any]], Mapping[str, nw.Expr]]
"""Gives the columns of an audit, by the columns `BEGUN` and `LIMIT` of a frame."""


class FrameReadings(NamedTuple):
    """The readings of the rows of an eager frame.

    Attributes:
        frame: The frame.
        start: The column of the instants at which local custody ends.
        starts: These, in UTC, in ticks.
        answers: The readings.
        holding: What the law of the place says on holding at all; None where no place was asked.
        instants: What makes columns of instants.
        audit: What is asked about each reading besides; None for nothing.
    """

    frame: nw.DataFrame[Any]
    start: str
    starts: Ints
    answers: AllReadings
    holding: RowTerm[str | None] | None
    instants: InstantColumns
    audit: Audit | None = None

    def long(self) -> nw.DataFrame[Any]:
        """Return the frame with a row for each reading, in order."""
        cells, texts = ReadingCells(self.answers), _texts([*self.answers.numbers])

        def repeated() -> Any:
            rows = cells.rows(kind_of_places(self.frame))
            return rows, rows_of(self.frame, rows)

        def labelled() -> Any:
            codes: dict[str, Numbers] = {}
            tables: dict[str, Numbers] = {}
            for name, text in texts.items():
                of_all = text.code_of_all(has_none=cells.has_empty)
                if of_all is None:
                    tables[name] = text.table
                else:
                    codes[name] = of_all
            of_cells, is_earliest = cells.codes([*tables.values()])
            codes |= dict(zip(tables, of_cells, strict=True))
            columns = {
                name: self._texts(codes[name], text, cells.count) for name, text in texts.items()
            }
            return columns, array_column(self.frame, is_earliest)

        tasks: list[Callable[[], Any]] = [repeated, lambda: times_of(cells, _deadlines), labelled]
        (rows, made), deadlines, (labels, is_earliest) = in_threads(tasks, cells.count)
        columns = {
            **self._authority(rows),
            **labels,
            DEADLINE: self._instants(made, deadlines),
            EARLIEST: is_earliest,
        }
        return self._audited(with_values(made, columns), cells)

    def wide(self) -> nw.DataFrame[Any]:
        """Return the frame with columns for each reading that a row has, and of all of them."""
        texts = _texts([*self.answers.numbers])
        titles = dict.fromkeys(label.title for label in self.answers.numbers)
        tasks: list[Callable[[], dict[str, Any]]] = [
            self._counts,
            partial(self._extreme, "earliest", texts[READING]),
            partial(self._extreme, "latest", texts[READING]),
            *(partial(self._of_title, title, texts[STATUS]) for title in titles),
        ]
        columns = self._authority(slice(None))
        for made in in_threads(tasks, self.answers.count):
            columns |= made
        return _without_own(with_values(self.frame, columns))

    def _counts(self) -> dict[str, Any]:
        """Return how many readings each row has, and how many were computed."""
        counts = {"reading": self.answers.counts(), "computed": self.answers.counts(computed=True)}
        return {f"{name}_count": array_column(self.frame, own) for name, own in counts.items()}

    def _extreme(self, end: str, text: "_LabelTexts") -> dict[str, Any]:
        """Return the earliest or the latest deadline of each row, and the reading that it is of."""
        deadlines, chosen = self.answers.extremes(text.code_of, last=end == "latest")
        reading = self._texts(chosen, text, len(chosen))
        return {f"{end}_deadline": self._instants(self.frame, deadlines), f"{end}_reading": reading}

    def _of_title(self, title: str, text: "_LabelTexts") -> dict[str, Any]:
        """Return the status and the deadline of each row's reading of a title, and its audit."""
        made, cells = self.frame, RowCells(self.answers, title)
        codes = cells.codes(text.code_of)
        columns = {
            f"{STATUS}: {title}": self._texts(codes, text, len(made)),
            f"{DEADLINE}: {title}": self._instants(made, times_of(cells, _deadlines)),
        }
        if self.audit is not None:
            shown = array_column(made, np.broadcast_to(codes != NO_READING, len(made)))
            holds = with_values(self._with_limits(made, cells), {_SHOWN: shown})
            for name, answer in self.audit(holds).items():
                own = holds.select(nw.when(nw.col(_SHOWN)).then(answer).alias(name))
                columns[f"{name}: {title}"] = own[name].to_native()
        return columns

    def _authority(self, rows: Any) -> dict[str, Any]:
        """Return what the law says on holding at all, as a column of some rows."""
        if self.holding is None:
            return {}
        # Without a time there is no day, and so no law of it.
        untimed = self.starts == NAT
        own = np.zeros(1, np.intp) if self.holding.codes is None else self.holding.codes
        values, code_of = _coded(self.holding.values)
        timed = np.array([*code_of, NO_READING]).take(own, mode="wrap")
        codes = np.where(untimed, NO_READING, timed)[rows]
        return {AUTHORITY: category_column(self.frame.implementation, codes, values, len(codes))}

    def _texts(self, codes: Numbers, text: "_LabelTexts", rows: int) -> Any:
        return category_column(self.frame.implementation, codes, text.values, rows)

    def _instants(self, frame: nw.DataFrame[Any], ticks: Ints) -> Any:
        return self.instants.like_first(frame[self.start].to_native(), ticks)

    def _with_limits(self, frame: nw.DataFrame[Any], cells: Cells) -> nw.DataFrame[Any]:
        """Return a frame with when the holds of its cells began, and the limits of readings."""
        begun, limits = (
            times_of(cells, lambda times: times.begun),
            times_of(cells, lambda times: times.limits),
        )
        ticks = {BEGUN: begun, LIMIT: limits}
        return with_values(frame, {name: self._instants(frame, at) for name, at in ticks.items()})

    def _audited(self, frame: nw.DataFrame[Any], cells: Cells) -> nw.DataFrame[Any]:
        """Return a frame of cells with what is asked about each."""
        if self.audit is None:
            return frame
        made = self._with_limits(frame, cells)
        answers = self.audit(made).items()
        return _without_own(made.with_columns(*(answer.alias(name) for name, answer in answers)))


def _without_own(frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Return a frame without the columns that are there for the time being."""
    return frame.drop(*(name for name in frame.columns if str(name).startswith(PREFIX)))


class _LabelTexts(NamedTuple):
    """What a column says of readings, by their labels.

    Attributes:
        values: The texts, each once.
        code_of: The place of each label's text, in the order of the labels; -1 where it has none.
    """

    values: Sequence[str]
    code_of: Mapping[ReadingLabel, int]

    @property
    def table(self) -> Numbers:
        """The place of the text of each label; last what stands for no reading."""
        kind = kind_of_numbers(len(self.values))
        return np.array([*self.code_of.values(), NO_READING], dtype=kind)

    def code_of_all(self, *, has_none: bool) -> Numbers | None:
        """Return the place of the text where all labels have the same; else None.

        Where there are cells without a reading, it stands for these too.
        """
        codes = np.unique(self.table if has_none else self.table[:-1])
        return codes.reshape(()) if len(codes) == 1 else None


def _texts(labels: Sequence[ReadingLabel]) -> dict[str, _LabelTexts]:
    """Return what the columns of a reading say, for each label."""
    said: dict[str, Sequence[str | None]] = {
        READING: [label.title for label in labels],
        RULE: [label.rule for label in labels],
        STATUS: [label.status.value for label in labels],
        NEEDS: [label.needs for label in labels],
    }
    coded = {name: _coded(texts) for name, texts in said.items()}
    return {
        name: _LabelTexts(values, dict(zip(labels, codes, strict=True)))
        for name, (values, codes) in coded.items()
    }


def _deadlines(times: ReadingTimes) -> Ints:
    return times.deadlines


def _coded(texts: Sequence[str | None]) -> tuple[list[str], list[int]]:
    """Return texts, each once, and the place of each of those given; -1 for none."""
    values = list(dict.fromkeys(text for text in texts if text is not None))
    places = {text: place for place, text in enumerate(values)}
    return values, [NO_READING if text is None else places[text] for text in texts]


def array_column(frame: nw.DataFrame[Any], values: npt.NDArray[Any]) -> Any:
    """Return an array of numpy as a column beside those of a frame."""
    if frame.implementation.is_pyarrow() and values.dtype == np.bool_:
        arrow: Any = sys.modules["pyarrow"]
        return arrow.chunked_array([arrow_array(values, arrow.bool_(), None)])
    return nw.new_series("", values, backend=frame.implementation).to_native()
