"""Places as people type them, the counties of the Census Bureau's lists, and the search."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import pytest
from scenarios import check_each, scenarios

from detainerlib import catalog
from detainerlib.errors import CoverageError, DetainerError, NotADayError, UnknownIdError
from detainerlib.models import GovernmentLevel, Jurisdiction

TYPED: Final = scenarios("typed_places", "place")
STATES: Final = [
    place
    for place in catalog.jurisdictions()
    if not place.level.is_local and place.level is not GovernmentLevel.NATION
]
NEWEST: Final = catalog.counties(territories=True)


def ever_listed() -> list[Jurisdiction]:
    """Return every county that a list on file has, and those of the territories."""
    days = [county_list.on for county_list in catalog.county_lists()]
    listed = {
        county.code: county for day in days for county in catalog.counties(on=day, territories=True)
    }
    return list(listed.values())


def state_of(county: Jurisdiction) -> Jurisdiction:
    """Return the state of a county, from its code alone."""
    return next(state for state in STATES if str(county.fips).startswith(str(state.fips)))


class TestTyped:
    """A table of what is typed, with what it is read as or the whole error."""

    def test_is_read_or_refused_as_the_table_says(self) -> None:
        """By `catalog.jurisdiction`, which every other function asks."""

        def check(row: dict[str, Any]) -> None:
            typed: Any = row.get("typed")
            if "reads" in row:
                assert row["reads"] == str(catalog.jurisdiction(typed))
                return
            with pytest.raises(UnknownIdError) as caught:
                catalog.jurisdiction(typed)
            assert row["error"] == str(caught.value)

        check_each(check, TYPED)

    def test_are_half_refusals_and_no_two_alike(self) -> None:
        """But for a number."""
        shapes: Counter[Any] = Counter(
            ("error" in row, type(row.get("typed")), re.sub(r"\d", "0", str(row.get("typed"))))
            for row in TYPED
        )

        assert len(TYPED) >= 200
        assert sum("error" in row for row in TYPED) * 2 >= len(TYPED)
        assert {1} == {*shapes.values()}

    def offered(self) -> Iterator[tuple[Any, str]]:
        """Give each place that is offered in place of what was typed, as it is shown."""
        typed: Any
        for typed in (row.get("typed") for row in TYPED if "error" in row):
            with pytest.raises(UnknownIdError) as caught:
                catalog.jurisdiction(typed)
            yield from ((typed, offer) for offer in caught.value.candidates)

    def test_a_suggestion_stays_in_the_state_that_was_typed(self) -> None:
        """Whatever is like it elsewhere."""
        states = {name: state for state in STATES for name in (state.name, state.code[-2:])}
        tails = (
            (typed, offer, states.get(str(typed).rpartition(",")[2].strip()))
            for typed, offer in self.offered()
        )
        told = [
            (typed, offer, re.findall(r"\((US-..|\d+)\)$", offer)[0], state)
            for typed, offer, state in tails
            if state is not None
        ]

        assert len(told) > 20
        assert [] == [
            (typed, offer)
            for typed, offer, code, state in told
            if code != state.code and not code.startswith(str(state.fips))
        ]

    def test_what_is_offered_can_be_typed_as_it_stands(self) -> None:
        """And is read as the place whose code it shows."""
        offered = [*self.offered()]

        assert len(offered) > 50
        assert [] == [
            (typed, offer)
            for typed, offer in offered
            if not offer.endswith(f"({catalog.jurisdiction(offer).code})")
        ]

    @pytest.mark.parametrize("number", [np.int64(17031), np.int32(4013), np.uint8(6)])
    def test_a_number_of_numpy_is_a_number(self, number: Any) -> None:
        """As columns of codes hold them."""
        assert catalog.jurisdiction(int(number)) == catalog.jurisdiction(number)

    def test_a_jurisdiction_of_one_s_own_is_refused_under_a_code_on_file(self) -> None:
        """It would bring a name, or a parent, that the records do not know."""
        cook = Jurisdiction(
            name="Crook County", level=GovernmentLevel.COUNTY, fips="17031", parent="US-IL"
        )
        with pytest.raises(DetainerError) as caught:
            catalog.jurisdiction(cook)

        assert str(caught.value).endswith(
            "expected the one on file under that code: Cook County, Illinois (17031). "
            "Give the code."
        )

    @pytest.mark.parametrize("code", ["4899999", "1799999"])
    def test_an_invented_city_or_county_is_one_everywhere(self, code: str) -> None:
        """Also as a jurisdiction that somebody made."""
        made = Jurisdiction(name="Atlantis", level=GovernmentLevel.CITY, fips=code, parent="US-TX")
        for place in (code, made):
            with pytest.raises(UnknownIdError):
                catalog.lineage(place)
            with pytest.raises(UnknownIdError):
                catalog.zones_of(place)


class TestCountyNames:
    """Every name that the library prints finds its county."""

    def test_as_printed(self) -> None:
        """All of them, and not one another."""
        counties = ever_listed()

        assert len(counties) > 3200
        assert [] == [
            text
            for county in counties
            for text in (county.name, str(county))
            if catalog.jurisdiction(text) != county or catalog.find(text) != (county,)
        ]

    @pytest.mark.parametrize("case", [str.upper, str.lower])
    def test_with_the_postal_abbreviation_in_any_case(self, case: Any) -> None:
        """As forms have them."""
        for county in ever_listed():
            state = state_of(county)
            name = county.name.removesuffix(f", {state.name}")
            typed = case(f"{name}, {state.code[-2:]}")

            assert county == catalog.jurisdiction(typed), typed

    def test_without_what_they_are(self) -> None:
        """A name that a city elsewhere, or another county, bears too lists both."""
        kinds = r" (County|Parish|Borough|Census Area|Municipality|Municipio|Planning Region)$"
        refused = 0
        for county in ever_listed():
            state = state_of(county)
            name = county.name.removesuffix(f", {state.name}").removesuffix(" City and Borough")
            typed = f"{re.sub(kinds, '', name)}, {state.name}"
            try:
                found = catalog.jurisdiction(typed)
            except UnknownIdError as error:
                said, candidates = str(error), error.candidates
            else:
                assert county == found, typed
                continue
            assert "this may be several" in said
            assert any(f"({county.code})" in name for name in candidates), typed
            refused += 1

        assert 0 < refused < len(ever_listed()) // 7

    def test_are_found_by_the_search(self) -> None:
        """With their state, and in it."""
        for county in ever_listed():
            state = state_of(county)
            name = county.name.removesuffix(f", {state.name}")

            assert county in catalog.find(county.name)
            assert county in catalog.find(name, state=state)


class TestFind:
    """The search."""

    @pytest.mark.parametrize(
        ("text", "state", "codes"),
        [
            ("Bexar", None, ["48029"]),
            ("Jefferson", "TX", ["48245", "4837528"]),
            ("Jefferson County", "Texas", ["48245"]),
            ("48029", None, ["48029"]),
            (48029, None, ["48029"]),
            (48029, "IL", []),
            ("Fairfax", "VA", ["51059", "51600"]),
            ("Fairfax", "MD", []),
            ("Bexer", None, ["48029", "48025"]),
            ("Bexa", "TX", ["48029"]),
            ("Texas", None, ["US-TX"]),
            ("Washington", "OR", ["41067"]),
            ("4899999", None, []),
            ("  ", None, []),
            ("no such place at all", None, []),
        ],
    )
    def test_gives_counties_then_cities(self, text: Any, state: str | None, codes: Any) -> None:
        """Of that name, or else those that begin so, or else the nearest."""
        assert codes == [place.code for place in catalog.find(text, state=state)]

    @pytest.mark.parametrize("state", ["XX", "17031", "US", "Cook County, IL"])
    def test_searches_in_a_state_only(self, state: str) -> None:
        """A county is none, and nor is the nation."""
        with pytest.raises(UnknownIdError):
            catalog.find("Cook", state=state)


class TestNicknames:
    """What people call a place is never taken for it."""

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("Philly", "Philadelphia, Pennsylvania (42101)"),
            ("philly, PA", "Philadelphia, Pennsylvania (42101)"),
            ("Vegas", "Clark County, Nevada (32003)"),
            ("S.F.", "San Francisco, California (06075)"),
            ("Chi Town", "Cook County, Illinois (17031)"),
        ],
    )
    def test_are_suggested(self, typed: str, offered: str) -> None:
        """And nothing else is."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.jurisdiction(typed)

        assert str(caught.value).endswith(f" Did you mean {offered}?")

    def test_stay_in_the_state_that_was_typed(self) -> None:
        """A nickname of a place elsewhere is none."""
        with pytest.raises(UnknownIdError) as caught:
            catalog.jurisdiction("Philly, TX")

        assert "Pennsylvania" not in str(caught.value)

    def test_stand_in_a_search_beside_what_has_the_name(self) -> None:
        """LA is the postal code of Louisiana, and what people call Los Angeles."""
        assert ["US-LA", "06037"] == [place.code for place in catalog.find("LA")]
        assert ["32003"] == [place.code for place in catalog.find("Vegas")]
        assert catalog.jurisdiction("LA").code == "US-LA"


class TestCounties:
    """The counties as the Census Bureau listed them on a day."""

    @pytest.mark.parametrize(
        ("day", "count"),
        [
            (date(2010, 1, 1), 3143),
            (date(2013, 6, 30), 3143),
            (date(2013, 7, 1), 3142),
            (date(2016, 1, 1), 3142),
            (date(2019, 1, 1), 3142),
            (date(2019, 1, 2), 3143),
            (date(2020, 12, 31), 3143),
            (date(2022, 6, 6), 3144),
            (date(2030, 1, 1), 3144),
        ],
    )
    def test_in_the_states_and_the_district(self, day: date, count: int) -> None:
        """3,143 in 2020, as the Bureau says; each once."""
        counties = catalog.counties(on=day)

        assert count == len(counties) == len({county.code for county in counties})
        assert 51 == len({str(county.fips)[:2] for county in counties})

    def test_are_as_many_as_each_list_says(self) -> None:
        """On its own day."""
        assert [(county_list.on, county_list.count) for county_list in catalog.county_lists()] == [
            (county_list.on, len(catalog.counties(on=county_list.on)))
            for county_list in catalog.county_lists()
        ]

    def test_are_those_of_the_newest_list_by_default(self) -> None:
        """With the territories where they are asked for."""
        assert 3144 == len(catalog.counties())
        assert 3144 + 78 + 13 == len(NEWEST)
        assert {"US-PR", "US-VI", "US-GU", "US-MP", "US-AS"} == {
            county.parent for county in NEWEST
        } - {county.parent for county in catalog.counties()}

    @pytest.mark.parametrize(
        ("code", "start", "until", "successors"),
        [
            ("51515", None, date(2013, 7, 1), ("51019",)),
            ("46113", None, date(2015, 5, 1), ("46102",)),
            ("46102", date(2015, 5, 1), None, ()),
            ("02270", None, date(2015, 7, 1), ("02158",)),
            ("02158", date(2015, 7, 1), None, ()),
            ("02261", None, date(2019, 1, 2), ("02063", "02066")),
            ("02063", date(2019, 1, 2), None, ()),
            ("09001", None, date(2022, 6, 6), ()),
            ("09190", date(2022, 6, 6), None, ()),
            ("17031", None, None, ()),
        ],
    )
    def test_have_the_period_in_the_list_and_their_successors(
        self, code: str, start: date | None, until: date | None, successors: tuple[str, ...]
    ) -> None:
        """An older start than the oldest list is not known."""
        county = catalog.jurisdiction(code)

        assert county.listed is not None
        assert (start or "unknown", until) == (
            county.listed.start if start else str(county.listed.start),
            county.listed.until,
        )
        assert successors == county.successors
        for successor in successors:
            assert successor in {listed.code for listed in catalog.counties(on=until)}

    def test_have_a_name_a_state_and_no_government_twice(self) -> None:
        """Each is a jurisdiction like any other."""
        for county in catalog.counties():
            assert county == catalog.jurisdiction(county.code)
            assert county.name.endswith(f", {state_of(county).name}")
            assert state_of(county) in catalog.lineage(county)

    def test_before_the_oldest_list_are_not_known(self) -> None:
        """Nothing is told of a day that no list tells of."""
        with pytest.raises(CoverageError) as caught:
            catalog.counties(on=date(2009, 12, 31))

        assert (
            "on: got 2009-12-31, expected a day from 2010-01-01 on. No older list of counties is "
            "on file."
        ) == str(caught.value)

    @pytest.mark.parametrize("day", ["2020-01-01", 2020, datetime(2020, 1, 1)])  # noqa: DTZ001
    def test_ask_for_a_day(self, day: Any) -> None:
        """A year is none."""
        with pytest.raises(NotADayError):
            catalog.counties(on=day)

    def test_name_the_file_the_address_and_the_copy(self) -> None:
        """And none of a package under another licence."""
        for county_list in catalog.county_lists():
            assert county_list.url.startswith("https://www2.census.gov/")
            assert str(county_list).startswith(county_list.on.isoformat())
            assert "addfips" not in county_list.read_in
