"""Which column of a file is which: by the headings on file, or by the caller's own map."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from detainerlib import catalog
from detainerlib.errors import ColumnError, DetainerError, Hint, UnknownIdError
from detainerlib.models.file_layouts import FileLayout, SpellingMatch
from detainerlib.models.lift_reasons import normalized

_PERSONS: Final = "headings-of-persons"


def heading_key(heading: object) -> str:
    """Return what two headings of one column have in common.

    >>> heading_key("Detainer Prepare Date") == heading_key("detainer_prepare_date")
    True
    """
    return " ".join(re.findall(r"[a-z0-9]+", str(heading).casefold()))


def is_personal(heading: object) -> bool:
    """Tell whether a heading is one about a person: a name, a birth date, a number of theirs.

    >>> is_personal("Last Name"), is_personal("Facility Name"), is_personal("Alien File Number")
    (True, False, True)
    """
    read = reading_of(catalog.file_layout(_PERSONS), "heading")
    # A# is an A-number; BirthDate is two words, and DoB is one.
    text = str(heading).replace("#", " number ")
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return "personal" in {read.value_of(heading_key(words)) for words in (text, parted)}


# Spreadsheets and word processors put other dashes and spaces in place of those that are typed.
_PARTED: Final = r"[\s\u2010-\u2015\u2212\uff0d-]"
# A Social Security number, or an A-number of 8 or 9 digits.
_OF_A_PERSON: Final = re.compile(
    rf"\d{{3}}{_PARTED}\d\d{_PARTED}\d{{4}}"
    rf"|A(?:{_PARTED}|#)*(?:\d{{8,9}}|\d{{2,3}}{_PARTED}\d{{3}}{_PARTED}\d{{3}})",
    re.IGNORECASE,
)


def looks_like_a_persons_number(id: str) -> bool:
    """Tell whether an id is written as a person's own number is, which is no opaque id.

    >>> looks_like_a_persons_number("000-00-0000"), looks_like_a_persons_number("A000000000")
    (True, True)
    >>> looks_like_a_persons_number("2025-0000")
    False
    """
    return _OF_A_PERSON.fullmatch(id) is not None


class Reading(NamedTuple):
    """How the cells of a column are read: the values on file by their spellings.

    Attributes:
        whole: Values by the whole of a cell.
        starts: Pairs of a spelling and a value, for the beginning of a cell.
        words: Pairs of a pattern and a value, for words in a cell.
        nothing: What stands for a blank.
        withheld: A pattern of what stands for a redaction.
    """

    whole: Mapping[str, str]
    starts: tuple[tuple[re.Pattern[str], str], ...]
    words: tuple[tuple[re.Pattern[str], str], ...]
    nothing: frozenset[str]
    withheld: re.Pattern[str]

    def value_of(self, cell: str) -> str | None:
        """Return the value that a cell stands for; None where its spelling is not on file."""
        spelling = normalized(cell)
        value = self.whole.get(spelling)
        if value is not None:
            return value
        for pattern, meant in self.starts:
            if pattern.match(spelling):
                return meant
        return next(iter(self.named_in(cell)), None)

    def named_in(self, cell: str) -> tuple[str, ...]:
        """Return each value of which a spelling stands in a cell as words of their own."""
        spelling = normalized(cell)
        named = (meant for pattern, meant in self.words if pattern.search(spelling))
        return tuple(dict.fromkeys(named))

    def is_missing(self, cell: str) -> bool:
        """Tell whether a cell has nothing in it, or what is in it was withheld."""
        return self.is_blank(cell) or self.is_withheld(cell)

    def is_blank(self, cell: str) -> bool:
        """Tell whether a cell stands for nothing."""
        return normalized(cell) in self.nothing

    def is_withheld(self, cell: str) -> bool:
        """Tell whether a cell stands for what was withheld."""
        return self.withheld.fullmatch(_squeezed(cell)) is not None


def _squeezed(cell: str) -> str:
    # Redactions differ in their spaces and marks, and mean one thing.
    return re.sub(r"[\s,;/&\[\]]+", "", cell.casefold())


@cache
def reading_of(layout: FileLayout, column: str) -> Reading:
    """Return how the cells of a column of a layout are read."""
    whole: dict[str, str] = {}
    starts: list[tuple[re.Pattern[str], str]] = []
    words: list[tuple[re.Pattern[str], str]] = []
    for entry in layout.values:
        if entry.column != column:
            continue
        for spelling in map(normalized, entry.spellings):
            plain = re.escape(spelling)
            if entry.match is SpellingMatch.WHOLE:
                whole.setdefault(spelling, entry.value)
            elif entry.match is SpellingMatch.START:
                starts.append((re.compile(rf"{plain}(?![a-z0-9])"), entry.value))
            else:
                words.append((re.compile(rf"(?<![a-z0-9]){plain}(?![a-z0-9])"), entry.value))
    return Reading(
        MappingProxyType(whole),
        tuple(starts),
        tuple(words),
        frozenset(map(normalized, ("", *layout.missing))),
        # Several exemptions may stand in one cell, in any order.
        re.compile(f"(?:{'|'.join(re.escape(_squeezed(token)) for token in layout.redacted)})+")
        if layout.redacted
        else re.compile(r"(?!)"),
    )


class Columns(NamedTuple):
    """Which columns of a file are read, and which are not.

    Attributes:
        places: The index of each column in a row, by its key.
        headings: How the file heads each of them.
        personal: How many columns are about persons, and are not read.
        others: How many are of no use here, and are not read.
    """

    places: Mapping[str, int]
    headings: Mapping[str, str]
    personal: int
    others: int


class ColumnMap:
    """Finds the columns of a layout in the headings of files."""

    __slots__ = ("_keys", "layout", "own")

    def __init__(self, layout: FileLayout, own: Mapping[str, str] | None) -> None:
        """Check the caller's map.

        Args:
            layout: The layout.
            own: The caller's headings by the keys of columns, or by one of their headings on file;
                None for those.

        Raises:
            UnknownIdError: If a key is no column of the layout.
            DetainerError: If the map is none, or names a column about persons.
        """
        self.layout = layout
        self.own = None if own is None else _checked(own, layout)
        given = self.own or {}
        # A heading that the caller gives to one column is no other's.
        taken = {heading_key(heading) for headings in given.values() for heading in headings}
        self._keys: dict[str, tuple[str, ...]] = {
            column.key: tuple(map(heading_key, given[column.key]))
            if column.key in given
            else tuple(key for key in map(heading_key, column.headings) if key not in taken)
            for column in layout.columns
        }

    @property
    def needed(self) -> str:
        """The columns without which a file is refused, in words."""
        first = {column.key: self._named(column.key) for column in self.layout.columns}
        names = [first[column.key] for column in self.layout.columns if column.needed]
        names = names or [first[key] for key in self.own or first]
        return ", ".join(names[:5])

    def _named(self, key: str) -> str:
        column = next(column for column in self.layout.columns if column.key == key)
        return next(iter((self.own or {}).get(key, column.headings)), key)

    def repeated(self, key: str, heading: str) -> frozenset[str]:
        """Return how a column may be headed once more, in lower case.

        Args:
            key: The column.
            heading: How the file heads it.
        """
        keys = {heading_key(heading), *self._keys[key]}
        return frozenset({heading.strip().casefold(), *keys, *(k.replace(" ", "_") for k in keys)})

    def recognized(self, cells: Sequence[object]) -> int:
        """Count the columns that a row of headings has; 0 where a needed one is missing."""
        keys = {heading_key(cell) for cell in cells if isinstance(cell, str)}
        there = {key for key, headings in self._keys.items() if keys & {*headings}}
        needed = {column.key for column in self.layout.columns if column.needed}
        if self.own is not None:
            needed |= {*self.own}
        return len(there) if needed <= there else 0

    def missing(self, cells: Sequence[object]) -> list[str]:
        """Return which needed columns a row of headings lacks; none where it may be another row.

        A row has headings where two of them are known and none has a digit, as the cells of people
        have.
        """
        texts = [cell for cell in cells if isinstance(cell, str)]
        keys = {*map(heading_key, texts)}
        there = {key for key, headings in self._keys.items() if keys & {*headings}}
        if len(there) < len("ab") or any(letter.isdigit() for text in texts for letter in text):
            return []
        wanted = [*(self.own or {}), *(col.key for col in self.layout.columns if col.needed)]
        return [self._named(key) for key in dict.fromkeys(wanted) if key not in there]

    def columns(self, headings: Sequence[str]) -> Columns:
        """Return where the columns are; of two with one heading the first.

        Raises:
            ColumnError: If a column of the caller's map, or one that is needed, is not there.
        """
        indexes: dict[str, int] = {}
        for index, heading in enumerate(headings):
            indexes.setdefault(heading_key(heading), index)
        places = {
            key: next(indexes[heading] for heading in names if heading in indexes)
            for key, names in self._keys.items()
            if any(heading in indexes for heading in names)
        }
        wanted = [*(self.own or {}), *(col.key for col in self.layout.columns if col.needed)]
        for key in wanted:
            if key not in places:
                raise ColumnError(
                    "columns", self._named(key), "a column of the file", "Check the heading."
                )
        rest = [heading for index, heading in enumerate(headings) if index not in places.values()]
        personal = sum(1 for heading in rest if is_personal(heading))
        return Columns(
            MappingProxyType(places),
            MappingProxyType({key: headings[index] for key, index in places.items()}),
            personal,
            len([heading for heading in rest if heading]) - personal,
        )

    def alike(self, headings: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the headings that stand for each column, where there are any."""
        alike = {
            key: tuple(heading for heading in headings if heading_key(heading) in names)
            for key, names in self._keys.items()
        }
        return {key: found for key, found in alike.items() if found}


def _checked(own: Mapping[str, str], layout: FileLayout) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(own, Mapping) or not own:
        raise DetainerError(
            "columns", own, "a mapping of columns to headings", "Such as {'prepared': 'Issued'}."
        )
    keys = [column.key for column in layout.columns]
    # A column may also be called by a heading that is on file.
    called = {
        heading_key(heading): column.key for column in layout.columns for heading in column.headings
    } | {heading_key(key): key for key in keys}
    headings: dict[str, tuple[str, ...]] = {}
    for name, heading in own.items():
        key = called.get(heading_key(name), "")
        if not key:
            hint = Hint(name, keys, "Did you mean {}?", f"They are {', '.join(keys)}.")
            raise UnknownIdError("columns", name, "a column that is read", hint)
        if key in headings:
            raise DetainerError("columns", name, "each column once", "Leave out one of the two.")
        if not isinstance(heading, str) or not heading.strip():
            raise DetainerError(f"columns[{key!r}]", heading, "the heading of a column", "")
        if is_personal(heading):
            raise DetainerError(
                f"columns[{key!r}]",
                heading,
                "a column that is not about a person",
                "Names, birth dates and numbers of persons are never read.",
            )
        headings[key] = (heading,)
    return MappingProxyType(headings)


def first_that_fits(
    maps: Iterable[ColumnMap], headings: Sequence[object]
) -> Iterator[tuple[int, ColumnMap]]:
    """Yield the maps that recognize a row of headings, with how many columns they know in it."""
    for column_map in maps:
        count = column_map.recognized(headings)
        if count:
            yield count, column_map
