"""Places by their codes: those on record, and counties and cities that are only below a state."""

from collections.abc import Iterable, Mapping
from typing import Final

from detainerlib import catalog
from detainerlib.decisions.asked import Asked, asked_of, below
from detainerlib.errors import UnknownIdError
from detainerlib.jurisdictions import Jurisdiction, Level
from detainerlib.policies import Practice

__all__ = ["asked_by_practice", "place_of"]

_LEVELS: Final = {5: Level.COUNTY, 7: Level.CITY}


def place_of(given: Jurisdiction | str) -> Jurisdiction:
    """Return a place on record, or one that is known by its FIPS code and its state alone.

    Whether there is such a county or city is not checked: only its state is on record.

    Raises:
        UnknownIdError: If it is neither.

    >>> str(place_of("19153")), place_of("19153").parent
    ('county or equivalent 19153, Iowa (19153)', 'US-IA')
    """
    if isinstance(given, Jurisdiction):
        return given
    try:
        return catalog.jurisdiction(given)
    except UnknownIdError:
        if not isinstance(given, str) or not given.isdigit() or len(given) not in _LEVELS:
            raise
        state = catalog.jurisdiction(given[:2])
        level = _LEVELS[len(given)]
        kind = "county or equivalent" if level is Level.COUNTY else "city or place"
        return Jurisdiction(
            name=f"{kind} {given}, {state.name}", level=level, fips=given, parent=state.code
        )


def asked_by_practice(
    place: Jurisdiction, practices: Iterable[Practice]
) -> Mapping[Practice, Asked]:
    """Return the questions on some practices, of a place that need not be on record itself."""
    if place in catalog.jurisdictions():
        return {each: asked_of(each, place, None, None) for each in practices}
    parent = str(place.parent)
    return {each: below(asked_of(each, parent, None, None), place) for each in practices}
