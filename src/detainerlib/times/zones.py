"""The facility's zone: by its key, or by a name that people use for it."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import attrs

from detainerlib._package_data import data_folder
from detainerlib._printing import Printed
from detainerlib._validation import Slug, Text, checked
from detainerlib.errors import DetainerError, Hint, ZoneError
from detainerlib.sources.citations import Citation

ZONE_REMEDY: Final = "Use the facility's time zone, such as America/Chicago (Central)."
_NO_PLACE: Final = "Etc"
_COMMON_WORDS: Final = frozenset({"standard", "daylight", "time"})
_AREAS: Final = ("America/", "Pacific/", "US/")
_SPELLINGS: Final = (
    (re.compile(r"^\((?:utc|gmt)(?:[+-]\d\d?:?\d\d)?\) "), ""),
    (re.compile(r" and canada\)$"), " & canada)"),
    (re.compile(r" ?\(us & canada\)$"), ""),
    (re.compile(r" daylight savings? time\b"), " daylight time"),
    (re.compile(r"(?<=\w) ?zone$"), ""),
)
# Fewer are like anything.
_LEAST_LETTERS: Final = 3


class NoTzdataError(ZoneError):
    """The tzdata package is missing, so that no zone is known; no record is at fault."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class ZoneNames(Printed):
    """Names of a zone that people type, and the zone they stand for, or why they stand for none.

    Attributes:
        id: The slug of the record.
        names: The names, the most common first.
        key: The key of the zone that they stand for; None where they would be misread.
        instead: Then the keys that may have been meant.
        because: And why they are not taken, in a sentence.
        citation: The text by which they stand for it.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> print(next(names for names in catalog.zones() if names.id == "samoa").because)
    Windows and Rails use this name for Apia, in the country of Samoa, a day ahead of American
    Samoa.
    """

    id: Slug
    names: tuple[Text, ...]
    key: Text | None = None
    instead: tuple[Text, ...] = ()
    because: Text | None = None
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        """The names, and what they stand for."""
        meant = self.key or f"not taken: {self.because}"
        return f"{', '.join(self.names)}: {meant}"

    def __attrs_post_init__(self) -> None:
        """Refuse keys that name no place, names without a zone or a reason, or with both."""
        for key in filter(None, (self.key, *self.instead)):
            if not is_key_of_a_place(key):
                raise DetainerError("key", key, "the key of a place", "See the tzdata package.")
        if not self.names or (self.key is None) is not bool(self.instead and self.because):
            raise DetainerError(
                "key", self.key, "a key, or else instead and because, for one or more names", ""
            )


def place(zone: str | ZoneInfo) -> ZoneInfo:
    """Return the zone of a place, given its key or a name that people use for it, in any case.

    UTC, Etc/GMT+6, "localtime" and the like name no place; the same instant would end days later
    there. As names, EST and EDT are the clock of the Eastern zone, with daylight saving time, and
    so on; a `ZoneInfo` is taken by its key alone.

    Raises:
        ZoneError: If the key or name is unknown, names no place, or would be misread.

    >>> place("america/chicago").key, place("Central Standard Time").key, place("CST").key
    ('America/Chicago', 'America/Chicago', 'America/Chicago')
    """
    if isinstance(zone, ZoneInfo):
        if not isinstance(zone.key, str):
            raise ZoneError("zone", zone, "a ZoneInfo with a key", ZONE_REMEDY)
        return _place_of_key(zone.key)
    if not isinstance(zone, str):
        raise ZoneError("zone", zone, "a time zone", ZONE_REMEDY)
    return _place_of_name(zone)


@lru_cache(maxsize=1024)
def _place_of_key(key: str) -> ZoneInfo:
    # The list of the tzdata package decides: where file names ignore case, ZoneInfo opens more.
    if not is_key_of_a_place(key):
        raise ZoneError("zone", key, "the time zone of a place", ZONE_REMEDY)
    try:
        return ZoneInfo(key)
    except (LookupError, ValueError, OSError):
        remedy = "The tz database of this machine is damaged; install the tzdata package anew."
        raise ZoneError("zone", key, "a zone whose rules can be read", remedy) from None


@lru_cache(maxsize=1024)
def _place_of_name(name: str) -> ZoneInfo:
    spelling = spelled(name)
    if spelling in _places():
        return _place_of_key(_places()[spelling])
    if spelling in _as_printed():
        return _place_of_key(_as_printed()[spelling])
    record = _by_name().get(spelling)
    if record is None and spelling in _keys():
        raise ZoneError("zone", name, "the time zone of a place", ZONE_REMEDY)
    if record is None:
        # Every name of Windows is alike in its last words.
        sought = "_".join(word for word in name.split() if word.casefold() not in _COMMON_WORDS)
        if len(sought) < _LEAST_LETTERS:
            raise ZoneError("zone", name, "a time zone", ZONE_REMEDY)
        hint = Hint(sought, _suggestions, "Did you mean {}?", ZONE_REMEDY, _as_key)
        raise ZoneError("zone", name, "a time zone", hint)
    if record.key is None:
        remedy = f"{record.because} Use {' or '.join(map(zone_in_words, record.instead))}."
        raise ZoneError("zone", name, "the time zone of a place in the United States", remedy)
    return _place_of_key(record.key)


def zones_behind_a_time(name: str) -> tuple[ZoneInfo, ...]:
    """Return the zones that a name may stand for behind a time; none where it is no name.

    A name that may be misread as a zone has its meanings there, the first of them before others, as
    it is compared with the clock of the facility: "5pm CT" is Central time.
    """
    spelling = spelled(name)
    record = _by_name().get(spelling)
    if record is None:
        keys: Iterable[str] = filter(None, (_places().get(spelling),))
    else:
        keys = record.instead if record.key is None else (record.key,)
    return tuple(map(_place_of_key, keys))


def zone_in_words(key: str) -> str:
    """Return a key, with the name that Americans use for the zone where there is one.

    >>> zone_in_words("America/Chicago"), zone_in_words("America/Boise")
    ('America/Chicago (Central)', 'America/Boise')
    """
    name = common_names().get(key)
    return key if name is None else f"{key} ({name})"


def is_utc(name: str) -> bool:
    """Tell whether a name of the tz database is one of UTC, by the rules of its zone."""
    key = _keys().get(spelled(name))
    # A zone that never changes says its offset of no instant in particular.
    offset = None if key is None else ZoneInfo(key).utcoffset(None)
    return offset is not None and not offset


def spelled(name: str) -> str:
    """Return a name as it is compared: without regard to case, blanks, underscores, full stops.

    Windows and Rails show "(UTC-06:00)" before a name, which is its offset in winter.
    """
    plain = " ".join(name.replace("_", " ").replace(".", "").split()).casefold()
    for pattern, instead in _SPELLINGS:
        plain = pattern.sub(instead, plain)
    return plain


def is_key_of_a_place(key: str) -> bool:
    """Tell whether a text is, to the letter, a place's key of the tzdata package's list."""
    return key in _places().values()


@cache
def _keys() -> Mapping[str, str]:
    """Return the keys of the tzdata package's own list, by how they are spelled.

    Raises:
        NoTzdataError: If the package is not there.
    """
    try:
        listed = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    except (ModuleNotFoundError, OSError):
        remedy = "Install it: pip install tzdata. A packed application has to take its data along."
        raise NoTzdataError("tzdata", "no package", "the package of time zones", remedy) from None
    return MappingProxyType({spelled(key): key for key in listed})


@cache
def _places() -> Mapping[str, str]:
    """Return the keys that name a place: an area and a location."""
    return MappingProxyType(
        {
            spelling: key
            for spelling, key in _keys().items()
            if "/" in key and key.partition("/")[0] != _NO_PLACE
        }
    )


class _Named(NamedTuple):
    """What a name stands for."""

    key: str | None
    instead: tuple[str, ...]
    because: str


@cache
def _records() -> tuple[tuple[tuple[str, ...], _Named], ...]:
    """Return the names on record, and what they stand for.

    A zone is needed below the catalog, which checks these records with all others.
    """
    table = (data_folder() / "zones.toml").read_text(encoding="utf-8")
    return tuple(
        (
            tuple(record["names"]),
            _Named(record.get("key"), tuple(record.get("instead", ())), record.get("because", "")),
        )
        for record in tomllib.loads(table)["zone"]
    )


@cache
def _by_name() -> Mapping[str, _Named]:
    return MappingProxyType({spelled(name): named for names, named in _records() for name in names})


@cache
def common_names() -> Mapping[str, str]:
    """Return what Americans call the zones that they have names for, by key."""
    return MappingProxyType(
        {named.key: names[0] for names, named in _records() if named.key is not None}
    )


@cache
def _as_printed() -> Mapping[str, str]:
    """Return keys by how messages print them, with the common name behind."""
    return MappingProxyType({spelled(zone_in_words(key)): key for key in common_names()})


def _suggestions() -> Iterable[str]:
    """Yield the names and keys that a facility in the United States may have meant."""
    yield from common_names().values()
    yield from (key for key in _places().values() if key.startswith(_AREAS))


def _as_key(name: str) -> str:
    return zone_in_words(_place_of_name(name).key)
