"""What publishers said, on file or of one's own: rows of a table, checked cell by cell."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple, cast

import narwhals.stable.v2 as nw

from detainerlib import catalog
from detainerlib._validation import is_missing
from detainerlib.bulk._panel.codebook import LONGEST_NAME, listed_column
from detainerlib.errors import DetainerError
from detainerlib.models.published_lists import Assertion, Claim
from detainerlib.times.periods import UNKNOWN, EffectivePeriod

_COLUMNS: Final = ("listed_in", "jurisdiction", "claim", "start")
_EXPECTED: Final = (
    "assertions, or rows with the columns listed_in, jurisdiction, claim, start, and until where "
    "an entry was taken off"
)


class ListedClaim(NamedTuple):
    """What a list says of a place, and when.

    Attributes:
        listed_in: The id of the list.
        jurisdiction: The code of the place.
        claim: What is said of it.
        period: From the day it was listed until it was taken off.
    """

    listed_in: str
    jurisdiction: str
    claim: Claim
    period: EffectivePeriod


def claims_by_list(own: object) -> dict[str, list[ListedClaim]]:
    """Return what is said by the id of the list: those on file first, then one's own.

    Raises:
        DetainerError: If one's own are neither assertions nor rows, or a cell is wrong; it names
            the row and the column.
    """
    by_list: dict[str, list[ListedClaim]] = {
        published.id: [] for published in catalog.published_lists()
    }
    on_file = map(_of_assertion, catalog.assertions())
    for claim in (*on_file, *_own_claims(own)):
        by_list.setdefault(claim.listed_in, []).append(claim)
    return by_list


def _own_claims(own: object) -> list[ListedClaim]:
    if own is None:
        return []
    rows: object = own
    if nw.dependencies.is_into_dataframe(own):
        rows = nw.from_native(cast("Any", own), eager_only=True).rows(named=True)
    if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
        raise DetainerError("assertions", type(own).__name__, _EXPECTED, "")
    return [
        _of_assertion(row) if isinstance(row, Assertion) else _of_row(row, number)
        for number, row in enumerate(cast("Iterable[object]", rows))
    ]


def _of_assertion(entry: Assertion) -> ListedClaim:
    return ListedClaim(entry.listed_in, entry.jurisdiction, entry.claim, entry.period)


def _of_row(row: object, number: int) -> ListedClaim:
    if not isinstance(row, Mapping):
        raise DetainerError(f"assertions, row {number}", type(row).__name__, _EXPECTED, "")
    cells = cast("Mapping[str, object]", row)
    lacking = [column for column in _COLUMNS if column not in cells]
    if lacking:
        raise DetainerError(f"assertions, row {number}", lacking, _EXPECTED, "Add the columns.")

    def refused(column: str, expected: str) -> DetainerError:
        return DetainerError(f"assertions, row {number}, {column}", cells[column], expected, "")

    def day(column: str) -> date | None:
        value = cells.get(column)
        if is_missing(value):
            return None
        if isinstance(value, datetime) and str(value).endswith(" 00:00:00"):
            return value.date()
        if isinstance(value, datetime) or not isinstance(value, date):
            raise refused(column, "a date, or nothing where it is not known")
        return value

    list_id, claim = cells["listed_in"], cells["claim"]
    name = listed_column(list_id) if isinstance(list_id, str) else ""
    if not name.isidentifier() or len(name) > LONGEST_NAME:
        longest = LONGEST_NAME - len(listed_column(""))
        raise refused("listed_in", f"letters, digits and hyphens, {longest} of them at most")
    if claim not in {*Claim}:
        raise refused("claim", f"one of: {'; '.join(Claim)}")
    place = cells["jurisdiction"]
    if not isinstance(place, str):
        raise refused("jurisdiction", "a place by its code or its name, as text")
    start, until = day("start"), day("until")
    if until is not None and start is not None and until <= start:
        raise refused("until", "a day after the start")
    period = EffectivePeriod(start=UNKNOWN if start is None else start, until=until)
    return ListedClaim(str(list_id), catalog.jurisdiction(place).code, Claim(str(claim)), period)
