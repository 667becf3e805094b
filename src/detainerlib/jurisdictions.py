"""The governments whose law binds an agency: states, territories, counties and cities, by code."""

import enum
import re
from typing import Final

import attrs

from detainerlib.errors import DetainerError
from detainerlib.validators import text

__all__ = ["Jurisdiction", "Level"]

_ISO: Final = re.compile(r"US(-[A-Z]{2})?")
_FIPS: Final = re.compile(r"\d{2}|\d{5}|\d{7}")


class Level(enum.Enum):
    """The level of a government."""

    NATION = "nation"
    STATE = "state"
    DISTRICT = "district"
    TERRITORY = "territory"
    COUNTY = "county"
    CITY = "city"


def _iso(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise DetainerError(
            attribute.name, value, "an ISO 3166-2 code: US, or US, a hyphen and two letters", ""
        )


def _fips(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not isinstance(value, str) or not _FIPS.fullmatch(value):
        raise DetainerError(attribute.name, value, "a FIPS code of 2, 5 or 7 digits, as text", "")


@attrs.frozen(kw_only=True)
class Jurisdiction:
    """A government, found by its ISO 3166-2 code or its FIPS code.

    Attributes:
        name: Its name.
        level: Its level.
        iso: Its ISO 3166-2 code; None below the states.
        fips: Its FIPS code as text: 2 digits for a state, 5 for a county, 7 for a place.
        parent: The code of the government above it; None for the nation.
    """

    name: str = attrs.field(validator=text)
    level: Level = attrs.field(validator=attrs.validators.instance_of(Level))
    iso: str | None = attrs.field(default=None, validator=attrs.validators.optional(_iso))
    fips: str | None = attrs.field(default=None, validator=attrs.validators.optional(_fips))
    parent: str | None = attrs.field(default=None, validator=attrs.validators.optional(text))

    def __attrs_post_init__(self) -> None:
        """Refuse a government without a code, or below the nation without a parent."""
        if self.iso is None and self.fips is None:
            raise DetainerError("iso, fips", None, "at least one code", "See data/README.md.")
        if (self.parent is None) != (self.level is Level.NATION):
            nation = self.level is Level.NATION
            expected = "none for the nation" if nation else "the code of the government above"
            raise DetainerError("parent", self.parent, expected, "Only the nation has none.")

    @property
    def code(self) -> str:
        """The code by which records name it: ISO 3166-2, or FIPS where there is none."""
        return str(self.iso or self.fips)

    @property
    def id(self) -> str:
        """The same as `code`."""
        return self.code

    def __str__(self) -> str:
        """The name and the code."""
        return f"{self.name} ({self.code})"
