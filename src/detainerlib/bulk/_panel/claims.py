"""What publishers said, on file or of one's own: rows of a table, checked cell by cell."""

from typing import Final, NamedTuple

from detainerlib import catalog
from detainerlib._table_rows import TableRow, table_rows
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
    claims: list[ListedClaim] = []
    for number, row in enumerate(table_rows(own, "assertions", _COLUMNS, _EXPECTED)):
        if isinstance(row, Assertion):
            claims.append(_of_assertion(row))
        elif isinstance(row, TableRow):
            claims.append(_of_row(row))
        else:
            raise DetainerError(f"assertions, row {number}", type(row).__name__, _EXPECTED, "")
    return claims


def _of_assertion(entry: Assertion) -> ListedClaim:
    return ListedClaim(entry.listed_in, entry.jurisdiction, entry.claim, entry.period)


def _of_row(row: TableRow) -> ListedClaim:
    longest = LONGEST_NAME - len(listed_column(""))
    letters = f"letters, digits and hyphens, {longest} of them at most"
    list_id = row.text("listed_in", letters)
    name = listed_column(list_id)
    if not name.isidentifier() or len(name) > LONGEST_NAME:
        raise row.refused("listed_in", letters)
    claim = Claim(row.one_of("claim", [*Claim]))
    place = row.known(
        "jurisdiction", "a place by its code or its name, as text", catalog.jurisdiction
    )
    start, until = row.days()
    period = EffectivePeriod(start=UNKNOWN if start is None else start, until=until)
    return ListedClaim(list_id, place.code, claim, period)
