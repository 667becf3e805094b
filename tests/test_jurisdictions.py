"""Governments, by code and by the government above them."""

from datetime import date
from typing import Any

import attrs
import pytest

from detainerlib import catalog
from detainerlib.errors import DetainerError
from detainerlib.models.jurisdictions import CountyNames, GovernmentLevel, Jurisdiction, PlaceNames

NATION = Jurisdiction(name="Nation", level=GovernmentLevel.NATION, iso="US")
STATE = Jurisdiction(name="State", level=GovernmentLevel.STATE, iso="US-XY", fips="99", parent="US")
COUNTY = Jurisdiction(
    name="Some County", level=GovernmentLevel.COUNTY, fips="99001", parent="US-XY"
)
CITY = Jurisdiction(name="Some City", level=GovernmentLevel.CITY, fips="9951000", parent="99001")


def changed(record: Jurisdiction, **changes: Any) -> Jurisdiction:
    """Make a government like another, but for some fields; a validator may refuse it."""
    return attrs.evolve(record, **changes)


class TestCodes:
    """ISO 3166-2 for the nation and its states, FIPS below them."""

    @pytest.mark.parametrize(
        ("government", "code"),
        [(NATION, "US"), (STATE, "US-XY"), (COUNTY, "99001"), (CITY, "9951000")],
    )
    def test_iso_comes_before_fips(self, government: Jurisdiction, code: str) -> None:
        """Where both are known the ISO code is the one that records use."""
        assert (code, code) == (government.code, government.id)

    @pytest.mark.parametrize(
        ("government", "printed"),
        [(STATE, "State (US-XY)"), (COUNTY, "Some County (99001)")],
    )
    def test_are_printed_behind_the_name(self, government: Jurisdiction, printed: str) -> None:
        """A name may be shared; a code is not."""
        assert printed == str(government)

    @pytest.mark.parametrize(
        "given", ["XY", "us-xy", "US-X", "US-XYZ", "US_XY", "US-12", "CA-ON", ""]
    )
    def test_refuse_what_is_no_iso_code(self, given: str) -> None:
        """Two capitals, behind "US-"."""
        with pytest.raises(DetainerError) as caught:
            changed(STATE, iso=given)

        assert (
            f"iso: got {given!r}, expected an ISO 3166-2 code: US, or US, a hyphen and two letters."
            == str(caught.value)
        )

    @pytest.mark.parametrize("given", ["9", "999", "9999", "999999", "99999999", "US", "99-01", ""])
    def test_refuse_what_is_no_fips_code(self, given: str) -> None:
        """Two digits for a state, five for a county, seven for a place."""
        with pytest.raises(DetainerError) as caught:
            changed(STATE, fips=given)

        assert f"fips: got {given!r}, expected a FIPS code of 2, 5 or 7 digits, as text." == str(
            caught.value
        )

    def test_are_texts(self) -> None:
        """A FIPS code begins with a zero as often as not, so it is no number."""
        with pytest.raises(DetainerError) as caught:
            changed(STATE, fips=99)

        assert "fips: got 99, expected a FIPS code of 2, 5 or 7 digits, as text." == str(
            caught.value
        )

    def test_are_needed(self) -> None:
        """A government without a code cannot be found."""
        with pytest.raises(DetainerError) as caught:
            changed(COUNTY, fips=None)

        assert "iso, fips: got None, expected at least one code. See data/README.md." == str(
            caught.value
        )


class TestParent:
    """Every government but the nation has one above it."""

    def test_is_needed_below_the_nation(self) -> None:
        """A state without a nation would stand alone."""
        with pytest.raises(DetainerError) as caught:
            changed(STATE, parent=None)

        assert (
            "parent: got None, expected the code of the government above. Only the nation has none."
        ) == str(caught.value)

    def test_is_refused_for_the_nation(self) -> None:
        """Nothing is above it here."""
        with pytest.raises(DetainerError) as caught:
            changed(NATION, parent="US")

        assert "parent: got 'US', expected none for the nation. Only the nation has none." == str(
            caught.value
        )

    def test_is_a_text(self) -> None:
        """An empty code is no code."""
        with pytest.raises(DetainerError) as caught:
            changed(STATE, parent="")

        assert "parent: got '', expected a non-empty string." == str(caught.value)


class TestFields:
    """What else a government has."""

    def test_has_a_name(self) -> None:
        """A code alone tells a reader nothing."""
        with pytest.raises(DetainerError) as caught:
            changed(STATE, name=" ")

        assert "name: got ' ', expected a non-empty string." == str(caught.value)

    def test_has_a_level(self) -> None:
        """A level is one of those listed, not its name."""
        with pytest.raises(DetainerError) as caught:
            changed(STATE, level="state")

        assert (
            "level: got 'state', expected one of 'nation', 'state', 'district', 'territory', "
            "'county', 'independent city', 'planning region', 'city', 'tribe'. "
            "Write GovernmentLevel('state')."
        ) == str(caught.value)

    def test_compares_by_value(self) -> None:
        """The same codes and the same name are the same government."""
        assert {STATE} == {STATE, attrs.evolve(STATE)}


class TestOnRecord:
    """The governments of the catalog."""

    def test_have_no_code_twice(self) -> None:
        """A code finds one government."""
        codes = [
            code
            for jurisdiction in catalog.jurisdictions()
            for code in (jurisdiction.iso, jurisdiction.fips)
            if code
        ]

        assert sorted(set(codes)) == sorted(codes)

    def test_are_the_nation_its_states_district_and_territories(self) -> None:
        """Fifty states, one district, five territories with local law, one nation."""
        levels = [jurisdiction.level for jurisdiction in catalog.jurisdictions()]

        assert [1, 50, 1, 5] == [
            levels.count(level)
            for level in (
                GovernmentLevel.NATION,
                GovernmentLevel.STATE,
                GovernmentLevel.DISTRICT,
                GovernmentLevel.TERRITORY,
            )
        ]

    @pytest.mark.parametrize(
        "level", [GovernmentLevel.STATE, GovernmentLevel.DISTRICT, GovernmentLevel.TERRITORY]
    )
    def test_below_the_nation_have_both_codes(self, level: GovernmentLevel) -> None:
        """Each is found by either."""
        lacking = [
            jurisdiction.name
            for jurisdiction in catalog.jurisdictions()
            if jurisdiction.level is level and None in (jurisdiction.iso, jurisdiction.fips)
        ]

        assert [] == lacking

    @pytest.mark.parametrize(
        ("level", "digits"), [(GovernmentLevel.COUNTY, 5), (GovernmentLevel.CITY, 7)]
    )
    def test_below_the_states_begin_with_the_state(
        self, level: GovernmentLevel, digits: int
    ) -> None:
        """A FIPS code of a county or city begins with that of its state."""
        local = [
            jurisdiction for jurisdiction in catalog.jurisdictions() if jurisdiction.level is level
        ]
        above = [
            next(up for up in catalog.lineage(each) if not up.level.is_local) for each in local
        ]

        assert local
        assert [
            f"{state.fips}{str(each.fips)[2:]}" for each, state in zip(local, above, strict=True)
        ] == [each.fips for each in local]
        assert {digits} == {len(str(each.fips)) for each in local}


def test_names_of_counties_are_a_mapping() -> None:
    """A list of names has no codes."""
    names: Any = ["Cook County"]
    with pytest.raises(DetainerError, match=r"^names: got "):
        CountyNames(state="US-IL", since=date(2010, 1, 1), names=names)


def test_names_of_a_place_are_some() -> None:
    """A record without any says nothing."""
    with pytest.raises(DetainerError, match=r"names: .* a name, or a nickname"):
        PlaceNames(place="32003")


@pytest.mark.parametrize(
    ("names", "nicknames", "expected"),
    [
        (("New York",), (), "3651000: New York"),
        (("New York",), ("Big Apple",), "3651000: New York; only suggested: Big Apple"),
        ((), ("Big Apple", "Gotham"), "3651000: only suggested: Big Apple, Gotham"),
    ],
)
def test_nicknames_are_told_from_names(
    names: tuple[str, ...], nicknames: tuple[str, ...], expected: str
) -> None:
    """A name is taken for the place, and a nickname is not."""
    assert expected == str(PlaceNames(place="3651000", names=names, nicknames=nicknames))
