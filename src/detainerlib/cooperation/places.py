"""Places by their codes: those on record, and cities of which only the state is known."""

from collections.abc import Iterable, Mapping
from typing import Final

from detainerlib import catalog
from detainerlib.decisions.asked import Asked, asked_of, below
from detainerlib.errors import UnknownIdError
from detainerlib.jurisdictions import Jurisdiction, Level
from detainerlib.policies import Practice

__all__ = ["asked_by_practice", "place_of"]

_PLACE_DIGITS: Final = 7


def place_of(given: Jurisdiction | str) -> Jurisdiction:
    """Return a place on record, or a city that is known by its FIPS code and its state alone.

    Whether there is such a city is not checked.

    Raises:
        UnknownIdError: If it is neither.

    >>> str(place_of("19153")), str(place_of("1921000"))
    ('Polk County, Iowa (19153)', 'city or place 1921000, Iowa (1921000)')
    """
    if isinstance(given, Jurisdiction):
        return given
    try:
        return catalog.jurisdiction(given)
    except UnknownIdError:
        if not isinstance(given, str) or not given.isdigit() or len(given) != _PLACE_DIGITS:
            raise
        state = catalog.jurisdiction(given[:2])
        name = f"city or place {given}, {state.name}"
        return Jurisdiction(name=name, level=Level.CITY, fips=given, parent=state.code)


def asked_by_practice(
    place: Jurisdiction, practices: Iterable[Practice]
) -> Mapping[Practice, Asked]:
    """Return the questions on some practices, of a place that need not be on record itself."""
    if place in catalog.jurisdictions():
        return {each: asked_of(each, place, None, None) for each in practices}
    parent = str(place.parent)
    return {each: below(asked_of(each, parent, None, None), place) for each in practices}
