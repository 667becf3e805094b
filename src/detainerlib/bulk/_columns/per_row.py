"""Which zone and which rule each row runs by: one for all, or one of a few for each row."""

import sys
from collections.abc import Callable, Iterable
from itertools import compress, product
from typing import Any, Final, NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

import attrs
import numpy as np
import numpy.typing as npt
from narwhals import dependencies

from detainerlib._arguments import several
from detainerlib._validation import is_missing
from detainerlib.bulk._columns.columns import same_rows
from detainerlib.bulk._columns.options import ClockOptions
from detainerlib.bulk._kernel.kernel import Codes, CodesOf
from detainerlib.bulk._kernel.segments import Course
from detainerlib.errors import Described, DetainerError, ZoneError, cell_in_print
from detainerlib.holds.terms import ClockSettings, clock_settings, own_event
from detainerlib.models.hold_rules import HoldRule
from detainerlib.times.calendars import HolidayCalendar
from detainerlib.times.zones import place

_BLOCK: Final = 1 << 20
_SAMPLE: Final = 1 << 12
# So few values are sooner looked for one by one than all are counted.
_FEW: Final = 16

Runs = TypeVar("Runs", bound=Course)


def _code_array(numbers: npt.ArrayLike) -> npt.NDArray[Any]:
    try:
        codes = np.asarray(numbers)
    except ValueError:  # lists in it are not of one length
        raise _not_codes(type(numbers)) from None
    return codes if codes.size else codes.astype(np.int8)


def _not_codes(codes: object) -> DetainerError:
    return DetainerError(
        "codes", codes, "whole numbers, one for each row", "Write codes.astype('i4')."
    )


def _values(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(several(values, "values"))


@attrs.frozen(eq=False)
class Coded:
    """A choice for each row, as a number that says which of a few values is meant.

    The cheapest way to give a zone or a rule for each of many rows. Texts, and the categoricals
    and dictionaries of pandas, polars and Arrow, are taken too, and made codes of.

    Attributes:
        codes: For each row the place in `values`, counted from 0; -1 where it is not known.
        values: The zones, or the rules.

    >>> Coded([0, 0, 1], ["America/Chicago", "America/Denver"]).values
    ('America/Chicago', 'America/Denver')
    """

    codes: npt.NDArray[np.integer[Any]] = attrs.field(converter=_code_array)
    values: tuple[Any, ...] = attrs.field(converter=_values)

    def __attrs_post_init__(self) -> None:
        """Refuse codes that are no whole numbers in one dimension, or that lead nowhere."""
        codes = self.codes
        if codes.ndim != 1 or codes.dtype.kind not in "iu":
            raise _not_codes(codes.dtype)
        for row in {int(codes.argmin()), int(codes.argmax())} if len(codes) else ():
            if not -1 <= int(codes[row]) < len(self.values):
                raise DetainerError(
                    f"codes, row {row}",
                    int(codes[row]),
                    f"less than {len(self.values)}, or -1 for none",
                    "Count from 0.",
                )


class RowClocks(NamedTuple):
    """The clocks of a column, and which of them each row runs by.

    Attributes:
        clocks: Each pair of a zone and a rule that some row names: what its clock runs by, or the
            error that says why it cannot run.
        codes: Gives, for some rows, which of the clocks is meant; None where there is only one.
    """

    clocks: tuple[ClockSettings | DetainerError, ...]
    codes: CodesOf | None

    def courses(
        self, course_of: Callable[[ClockSettings], Runs]
    ) -> tuple[tuple[Runs | None, ...], CodesOf | None]:
        """Return the courses of the clocks, each once, and which of them each row runs by.

        All clocks that cannot run share one course, which is None.
        """
        numbers: dict[Runs | None, int] = {}
        course_of_clock = np.array(
            [
                numbers.setdefault(
                    None if isinstance(clock, DetainerError) else course_of(clock), len(numbers)
                )
                for clock in self.clocks
            ],
            dtype=np.min_scalar_type(len(self.clocks)),
        )
        clock_codes = self.codes
        if clock_codes is None or len(numbers) == len(self.clocks):
            return tuple(numbers), clock_codes
        return tuple(numbers), lambda rows: course_of_clock.take(clock_codes(rows), mode="wrap")

    def clock(self, row: int) -> ClockSettings | DetainerError:
        """Return the clock of a row."""
        return self.clocks[0 if self.codes is None else int(self.codes(slice(row, row + 1))[0])]


def codes_from(codes: CodesOf | None, begins: int) -> CodesOf | None:
    """Return what gives the codes of rows that are counted from one further on."""
    if codes is None or not begins:
        return codes
    return lambda rows: codes(slice(begins + rows.start, begins + rows.stop, rows.step))


def _one_for_all(value: Any) -> bool:
    """Whether a zone or a rule is given once, for every row."""
    return isinstance(value, str | ZoneInfo | HoldRule)


def row_clocks(values: Any, options: ClockOptions, rows: int) -> RowClocks:
    """Return the clocks of a column of so many rows, and which of them each row runs by.

    Raises:
        DetainerError: If there is one clock for all rows, and it cannot run; or if zones or rules
            are as many as something else than the rows.
    """
    zone, rule, calendar, event = options.zone, options.rule, options.calendar, options.event
    zones, rules = _coded(zone, "zone", rows), _coded(rule, "rule", rows)
    for where, column in (("zone", zone), ("rule", rule)):
        same_rows(values, column, "values", where)

    def clock_or_error(row_zone: Any, row_rule: Any) -> ClockSettings | DetainerError:
        try:
            return settings_for(row_zone, row_rule, calendar, event)
        except DetainerError as error:
            return error.of_a_cell()

    if zones is None and rules is None:
        return RowClocks((settings_for(zone, rule, calendar, event),), None)
    # Beside the values stands None, for rows of which the zone or the rule is not known.
    row_zones = [zone] if zones is None else [*zones.values, None]
    row_rules = [rule] if rules is None else [*rules.values, None]
    pairs = [*product(row_zones, row_rules)]
    pair_of = _pairs(zones, rules, len(row_rules))
    used = _used(pair_of, len(pairs), rows)
    clock_of_pair = (np.cumsum(used) - 1).astype(np.min_scalar_type(len(pairs)))
    clocks = tuple(clock_or_error(*pair) for pair in compress(pairs, used))

    def codes(rows: slice) -> Codes:
        return clock_of_pair.take(pair_of(rows), mode="wrap")

    return RowClocks(clocks, codes)


def _pairs(zones: Coded | None, rules: Coded | None, width: int) -> CodesOf:
    """Return what gives, for some rows, which pair of a zone and a rule they name."""
    if zones is None or rules is None:
        codes = (zones or cast("Coded", rules)).codes
        return lambda rows: codes[rows]
    last = len(zones.values)

    def pair_of(rows: slice) -> Codes:
        zone, rule = (coded.codes[rows].astype(np.int32) for coded in (zones, rules))
        return np.where(zone < 0, last, zone) * width + np.where(rule < 0, width - 1, rule)

    return pair_of


def _used(pair_of: CodesOf, count: int, rows: int) -> npt.NDArray[np.bool_]:
    """Return which of the pairs some row names; -1 names the last of them."""
    used = np.zeros(count, dtype=np.bool_)
    used[pair_of(slice(0, _SAMPLE))] = True
    for begins in range(_SAMPLE, rows, _BLOCK):
        codes = pair_of(slice(begins, begins + _BLOCK))
        rest = np.flatnonzero(~used)
        if len(rest) > _FEW:
            used |= np.bincount(codes.astype(np.intp) % count, minlength=count) > 0
        else:
            for code in (*rest.tolist(), *([-1] if not used[-1] else [])):
                used[code] |= bool((codes == code).any())
    return used


def settings_for(
    zone: Any, rule: Any, calendar: HolidayCalendar | None, event: str | None
) -> ClockSettings:
    """Return what a clock runs by, checked; an event of None stands for that of the rule.

    A zone that could not be told is given as the error that says why.

    Raises:
        DetainerError: If the clock cannot run.
    """
    if isinstance(zone, DetainerError):
        raise zone
    if zone is None:
        raise ZoneError("zone", None, "the facility's zone", "For example zone='America/Chicago'.")
    starts_at = own_event(rule) if event is None else event
    return clock_settings(rule, place(zone), calendar, starts_at)


def _coded(value: Any, where: str, rows: int) -> Coded | None:
    if value is None or _one_for_all(value):
        return None
    coded = value if isinstance(value, Coded) else encoded(value, where)
    if len(coded.codes) != rows:
        raise DetainerError(
            where, f"{len(coded.codes)} values", f"as many as there are rows, {rows}", "One a row."
        )
    return coded


def encoded(value: Any, where: str) -> Coded:
    """Return a column of texts, or of categories, as numbers and what they mean.

    Raises:
        DetainerError: If it is no column, or has lists or what else cannot be told apart.
    """
    polars = sys.modules.get("polars")
    engines = () if polars is None else (polars.exceptions.PolarsError,)
    try:
        return _encoded(value, where)
    # Arrow raises ArrowNotImplementedError of lists and structs, which is a NotImplementedError.
    except (TypeError, NotImplementedError, ArithmeticError, *engines):
        raise DetainerError(
            where,
            Described("a column of lists, or of values that cannot be compared"),
            "one string, number or category in each row",
            "Convert the column to strings first.",
        ) from None


def _encoded(value: Any, where: str) -> Coded:
    arrow, pandas = sys.modules.get("pyarrow"), sys.modules.get("pandas")
    if pandas is not None and isinstance(value, pandas.api.extensions.ExtensionArray):
        value = pandas.Series(value)
    if dependencies.is_pandas_series(value) or dependencies.is_pandas_index(value):
        categories: Any = value.astype("category")  # pyright: ignore[reportUnknownMemberType]
        accessor = getattr(categories, "cat", categories)
        return Coded(np.asarray(accessor.codes), accessor.categories)
    if dependencies.is_polars_series(value):
        polars: Any = sys.modules["polars"]
        names = value.cast(polars.String)
        kinds = names.unique(maintain_order=True).drop_nulls()
        codes = names.cast(polars.Enum(kinds)).to_physical().cast(polars.Int32)
        return Coded(codes.fill_null(-1).to_numpy(), kinds)
    if arrow is not None and isinstance(value, arrow.Array | arrow.ChunkedArray):
        joined = value.combine_chunks() if isinstance(value, arrow.ChunkedArray) else value
        encoded = joined.dictionary_encode()
        return Coded(
            encoded.indices.cast(arrow.int32()).fill_null(-1).to_numpy(),
            encoded.dictionary.to_pylist(),
        )
    if isinstance(value, np.ndarray | list | tuple):
        return _numbered(value, where)  # pyright: ignore[reportUnknownArgumentType]
    raise DetainerError(
        where, value, "one for all rows, or one for each row", "See detainerlib.bulk.Coded."
    )


def _numbered(values: Iterable[Any], where: str) -> Coded:
    numbers: dict[Any, int] = {}
    codes: list[int] = []
    for row, value in enumerate(values):
        if is_missing(value):
            codes.append(-1)
        elif _one_for_all(value):
            codes.append(numbers.setdefault(value, len(numbers)))
        else:
            raise DetainerError(
                f"row {row}: {where}",
                cell_in_print(value),
                "the key of a zone, or a rule or its id",
                "One a row.",
            )
    return Coded(np.array(codes, dtype=np.int32), [*numbers])
