"""Which clock a place keeps: zones from places, and zones that are none of the place's."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs
import dateutil.tz
import pytest
from hypothesis import given
from hypothesis import strategies as st

import detainerlib as dl
from detainerlib import catalog
from detainerlib.catalog._zones import zone_citations
from detainerlib.errors import InstantError, UnknownIdError, ZoneError
from detainerlib.holds.facility import check_clock, same_clock, zone_of_place, zone_of_times
from detainerlib.models import CustodyEvent

# From polygons: the zones that cover a hundredth of each county or more, in the boundaries of the
# package tzfpy 2.1.1 (timezone-boundary-builder) laid over the Census Bureau's county boundaries
# of 2016 (plotly-geo 1.0.0). It knows no zone of a place in this library.
SAMPLE: Final = {
    "America/Adak America/Nome": ("02016"),
    "America/Anchorage": ("02020"),
    "America/Anchorage America/Nome": ("02013 02185"),
    "America/Boise": ("16003 16085"),
    "America/Boise America/Los_Angeles": ("16049 41045"),
    "America/Chicago": (
        "18089 18091 18073 18051 18147 18163 21027 21085 21099 21087 21001 21207 21053 "
        "47049 47035 47007 47115 12063 12013 12005 38055 46075 46095 46121 46065 31171 "
        "31117 31111 31085 31087 20109 20203 20093 20055 48243 01097 17185 55003 27137"
    ),
    "America/Chicago America/Denver": ("31031"),
    "America/Chicago America/New_York": ("12045 01113"),
    "America/Denver": (
        "38089 38037 46071 46041 46031 31101 31029 20181 20199 20071 20075 48229 48141 "
        "49025 35031 08083"
    ),
    "America/Denver America/Phoenix": ("04001 04005 04017"),
    "America/Detroit": ("26131"),
    "America/Indiana/Indianapolis": ("18099"),
    "America/Indiana/Knox": ("18149"),
    "America/Indiana/Petersburg": ("18125"),
    "America/Indiana/Tell_City": ("18123"),
    "America/Indiana/Vincennes": ("18083 18037 18101 18027"),
    "America/Indiana/Winamac": ("18131"),
    "America/Kentucky/Monticello": ("21231"),
    "America/Los_Angeles": ("16009 16069 41025 32033"),
    "America/Menominee": ("26053 26071 26043 26109"),
    "America/New_York": (
        "21163 21093 21217 21045 47151 47129 47145 47143 47065 12039 12077 13215 39161"
    ),
    "America/North_Dakota/Beulah": ("38057"),
    "America/North_Dakota/Center": ("38065"),
    "America/North_Dakota/New_Salem": ("38059"),
    "America/Phoenix": ("04013 04007 04015"),
    "Pacific/Honolulu": ("15003"),
}
CHICAGO: Final = ZoneInfo("America/Chicago")
THURSDAY: Final = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)
NAIVE: Final = THURSDAY.replace(tzinfo=None)
COOK: Final = "Cook County, IL"


def clock(key: str) -> tuple[timedelta | None, ...]:
    """Return the offsets of a zone through a year: what tells two clocks apart."""
    zone = ZoneInfo(key)
    return tuple(datetime(2026, month, 15, tzinfo=zone).utcoffset() for month in range(1, 13))


class TestZones:
    """The zones on file."""

    @pytest.mark.parametrize("zones", SAMPLE)
    def test_are_those_of_an_independent_map(self, zones: str) -> None:
        """For counties on both sides of every line, and some far from any."""
        expected = {clock(key) for key in zones.split()}
        for code in SAMPLE[zones].split():
            assert expected == {clock(key) for key in catalog.zones_of(code)}, code

    @pytest.mark.parametrize("zones", SAMPLE)
    def test_are_cited_by_no_key_of_another_zone(self, zones: str) -> None:
        """Counties of Texas on Central time cited the notes on America/Denver."""
        places = map(catalog.jurisdiction, SAMPLE[zones].split())
        pins = [cite.pin for place in places for cite in zone_citations(place, None)]
        keys = {pin.split()[-1] for pin in pins if pin is not None and "America/" in pin}

        assert keys <= {*zones.split()}

    def test_of_every_county_are_one_or_are_explained(self) -> None:
        """Where a county asks, a sentence says why; no others ask."""
        several = [
            county.name for county in catalog.counties() if len(catalog.zones_of(county.code)) != 1
        ]

        assert [
            "Chambers County, Alabama",
            "Lee County, Alabama",
            "Russell County, Alabama",
            "Aleutians West Census Area, Alaska",
            "Apache County, Arizona",
            "Coconino County, Arizona",
            "Navajo County, Arizona",
            "Gulf County, Florida",
            "Idaho County, Idaho",
            "Cherry County, Nebraska",
            "Elko County, Nevada",
            "Dunn County, North Dakota",
            "McKenzie County, North Dakota",
            "Sioux County, North Dakota",
            "Malheur County, Oregon",
            "Stanley County, South Dakota",
            "Culberson County, Texas",
        ] == several

    def test_of_a_state_with_two_are_both(self) -> None:
        """A state is asked which."""
        assert ("America/Chicago", "America/New_York") == catalog.zones_of("US-TN")

    @pytest.mark.parametrize(
        ("place", "zones"),
        [
            ("AL", ("America/Chicago",)),
            ("Hawaii", ("Pacific/Honolulu",)),
            ("Guam", ("Pacific/Guam",)),
            ("American Samoa", ("Pacific/Pago_Pago",)),
            ("Puerto Rico", ("America/Puerto_Rico",)),
            ("DC", ("America/New_York",)),
            ("Navajo Nation", ("America/Denver",)),
            ("Chicago, IL", ("America/Chicago",)),
            ("Portland city, OR", ("America/Los_Angeles",)),
            ("East Lansing, MI", ("America/Detroit",)),
            ("Phenix City, AL", ("America/Chicago", "America/New_York")),
            ("Alexandria, VA", ("America/New_York",)),
            ("US", ()),
        ],
    )
    def test_of_other_places(self, place: str, zones: tuple[str, ...]) -> None:
        """States, territories, cities, tribes; the nation has none."""
        assert zones == catalog.zones_of(place)

    @pytest.mark.parametrize(
        ("place", "day", "zones"),
        [
            ("Morton County, ND", date(2003, 10, 25), 2),
            ("Morton County, ND", date(2003, 10, 26), 1),
            ("Mellette County, SD", date(2003, 10, 25), 2),
            ("Mellette County, SD", date(2003, 10, 26), 1),
            ("Kearny County, KS", date(1990, 6, 1), 2),
            ("Kearny County, KS", date(1990, 11, 1), 1),
            ("Prince of Wales-Hyder, AK", date(2019, 1, 19), 2),
            ("Prince of Wales-Hyder, AK", date(2019, 1, 20), 1),
            ("Davidson County, TN", date(1984, 12, 31), 2),
            ("Davidson County, TN", date(1985, 1, 1), 1),
        ],
    )
    def test_of_counties_that_moved_are_dated(self, place: str, day: date, zones: int) -> None:
        """Before what is known of a state, every zone of it is possible."""
        assert zones == len(catalog.zones_of(place, on=day))

    @pytest.mark.parametrize(
        ("place", "before", "after", "hours"),
        [
            ("Wayne County, KY", date(2000, 10, 28), date(2000, 10, 30), (5, 5)),
            ("Mercer County, ND", date(2010, 11, 6), date(2010, 11, 8), (6, 6)),
            ("Starke County, IN", date(2006, 4, 1), date(2006, 4, 3), (5, 5)),
            ("Pulaski County, IN", date(2007, 3, 10), date(2007, 3, 12), (6, 4)),
            ("Knox County, IN", date(2007, 11, 3), date(2007, 11, 5), (5, 5)),
            ("Oliver County, ND", date(1992, 10, 24), date(1992, 10, 26), (6, 6)),
        ],
    )
    def test_the_key_of_a_county_tells_its_move(
        self, place: str, before: date, after: date, hours: tuple[int, int]
    ) -> None:
        """As it moved where clocks change, the offset may be the same on both days."""
        (key,) = catalog.zones_of(place)
        offsets = [
            datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(key)).utcoffset()
            for day in (before, after)
        ]

        assert [timedelta(hours=-hour) for hour in hours] == offsets

    def test_of_no_place_is_an_error(self) -> None:
        """As everywhere."""
        with pytest.raises(UnknownIdError):
            catalog.zones_of("Atlantis County, TX")


class TestThePlaceGivesTheZone:
    """`jurisdiction=` alone suffices."""

    @pytest.mark.parametrize(
        "custody_ends",
        [NAIVE, THURSDAY.astimezone(UTC), THURSDAY.astimezone(timezone(timedelta(hours=9)))],
    )
    def test_to_local_times_and_to_instants(self, custody_ends: datetime) -> None:
        """UTC and fixed offsets only fix the instant."""
        expected = dl.hold_window(THURSDAY)
        window = dl.hold_window(custody_ends, jurisdiction=COOK)

        assert (expected.deadline, "America/Chicago") == (window.deadline, window.zone)
        assert expected.deadline == dl.hold_deadline(custody_ends, jurisdiction=17031)
        readings = dl.hold_readings(custody_ends, form="I-247A", jurisdiction=COOK)
        assert "America/Chicago" == readings.zone
        assert readings.latest is not None
        assert expected.deadline == readings.latest.deadline

    def test_to_days(self) -> None:
        """Bounds, audits and notices of a day need no zone beside them."""
        day, released = date(2025, 7, 3), date(2025, 7, 9)
        detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1})

        assert dl.hold_bounds(day, zone=CHICAGO).latest.deadline == (
            dl.hold_bounds(day, jurisdiction=COOK).latest.deadline
        )
        assert dl.audit_hold(day, released, zone=CHICAGO).least == (
            dl.audit_hold(day, released, jurisdiction=COOK).least
        )
        assert dl.notice_deadlines(detainer, day, zone=CHICAGO).release == (
            dl.notice_deadlines(detainer, day, jurisdiction=COOK).release
        )

    def test_to_events(self) -> None:
        """Of an audit, and of a status."""
        ends = CustodyEvent(kind="custody-ends", at=THURSDAY.astimezone(UTC))
        detainer = dl.Detainer(
            form="I-247A", issued_on=date(2025, 7, 1), boxes={1}, served=True,
            served_on=date(2025, 7, 1),
        )  # fmt: skip
        audit = dl.audit_hold([ends], datetime(2025, 7, 9, 13, tzinfo=UTC), jurisdiction=COOK)
        status = dl.detainer_status(
            detainer, [ends], at=datetime(2025, 7, 8, 21, tzinfo=UTC), jurisdiction=COOK
        )

        assert audit.sentence.startswith("8 C.F.R. § 287.7(d): over by 15 hours;")
        assert audit.earliest is not None
        assert "America/Chicago" == status.zone == audit.earliest.zone
        assert status.sentence.startswith(
            "As of Tuesday, July 8, 2025, 4:00 p.m. CDT, the time that 8 C.F.R. "
        )

    @pytest.mark.parametrize(
        ("place", "message"),
        [
            (
                "Sioux County, ND",
                (
                    "Sioux County, North Dakota "
                    "(38085) has more than one. State Highway 31 divides Sioux County: Central "
                    "time east of it, Mountain time west of it. Add the zone of the facility: "
                    "America/Chicago (Central) or America/Denver (Mountain)."
                ),
            ),
            (
                "Navajo County, Arizona",
                (
                    "Navajo County, Arizona "
                    "(04017) has more than one. Land of the Navajo Nation keeps daylight saving "
                    "time; the rest of the county does not. Add the zone of the facility: "
                    "America/Phoenix (Arizona) or America/Denver (Mountain)."
                ),
            ),
            (
                "TX",
                (
                    "Texas (US-TX) has more than "
                    "one. Add the zone of the facility: America/Chicago (Central) or "
                    "America/Denver (Mountain)."
                ),
            ),
            (
                "US",
                ("United States (US) has more than one. Add the zone of the facility."),
            ),
        ],
    )
    def test_and_asks_where_it_has_several(self, place: str, message: str) -> None:
        """With the reason, and the zones."""
        with pytest.raises(ZoneError) as caught:
            dl.hold_window(NAIVE, jurisdiction=place)

        expected = "zone: got None, expected the facility's time zone, as "
        assert f"{expected}{message}" == str(caught.value)
        window = dl.hold_window(NAIVE, zone="Central", jurisdiction="TX")
        assert window == dl.hold_window(NAIVE, zone="America/Chicago", jurisdiction="TX")

    def test_also_on_the_first_day_of_the_calendar(self) -> None:
        """Where clocks of America were still in the year before."""
        with pytest.raises(ZoneError, match=r"as Texas .* has more than one"):
            dl.hold_bounds(date.min, jurisdiction="US-TX")

    def test_a_time_that_happened_twice_there_is_still_refused(self) -> None:
        """As beside `zone=`."""
        with pytest.raises(InstantError, match="happens once"):
            dl.hold_window(datetime(2025, 11, 2, 1, 30), jurisdiction=COOK)  # noqa: DTZ001


class TestZoneOfTimes:
    """The zone of times of a place: that which they carry, or that of the place on the first."""

    MORTON: Final = catalog.jurisdiction("Morton County, ND")
    BEFORE, AFTER = date(2003, 10, 25), date(2003, 10, 26)

    def test_is_that_of_the_place_on_the_first_day(self) -> None:
        """From October 26, 2003 the county has one."""
        key = "America/North_Dakota/New_Salem"
        assert ZoneInfo(key) == zone_of_times((self.AFTER, date(2004, 1, 1)), self.MORTON)
        for days in ((self.BEFORE,), (self.AFTER, self.BEFORE)):
            with pytest.raises(ZoneError) as caught:
                zone_of_times(days, self.MORTON)
            assert (
                "zone: got None, expected the facility's time zone, as Morton County, North Dakota "
                "(38059) has more than one. Until October 26, 2003, the area around Mandan kept "
                "Central time, and the rest of Morton County Mountain time. Add the zone of the "
                "facility: America/North_Dakota/New_Salem or America/Chicago (Central)."
            ) == str(caught.value)

    def test_is_that_which_they_carry(self) -> None:
        """And none where they carry two, or nothing is known, or no place."""
        in_new_york = THURSDAY.astimezone(ZoneInfo("America/New_York"))

        assert CHICAGO == zone_of_times((NAIVE, THURSDAY, dl.UNKNOWN), self.MORTON)
        assert zone_of_times((THURSDAY, in_new_york), self.MORTON) is None
        assert zone_of_times((dl.UNKNOWN, None), self.MORTON) is None
        assert zone_of_times((THURSDAY,), None) is None

    def test_of_a_day_without_a_place_is_asked_for(self) -> None:
        """As of any date."""
        with pytest.raises(ZoneError) as caught:
            dl.hold_bounds(self.AFTER)

        assert (
            "custody_ends: got 2003-10-26, expected zone= beside a date. A date does not say where "
            "its day begins; name the facility's zone, for example zone='America/Chicago'."
        ) == str(caught.value)


class TestAZoneThatIsGiven:
    """It is compared by its clock, from the start to the deadline."""

    @pytest.mark.parametrize(
        "zone", ["America/Chicago", "US/Central", "Central", "America/Menominee", "CST",
                 "America/Indiana/Knox", "America/Winnipeg", "America/Matamoros"]
    )  # fmt: skip
    def test_is_taken_with_the_same_local_times(self, zone: str) -> None:
        """Whatever its key."""
        expected = dl.hold_window(THURSDAY).deadline

        assert expected == dl.hold_window(NAIVE, zone=zone, jurisdiction=COOK).deadline

    @pytest.mark.parametrize("zone", ["US/Pacific", "Eastern", "America/Regina", "Europe/Paris"])
    def test_is_refused_with_others(self, zone: str) -> None:
        """The error names the right one."""
        for call in (
            lambda: dl.hold_window(NAIVE, zone=zone, jurisdiction=COOK),
            lambda: dl.hold_readings(NAIVE, form="I-247A", zone=zone, jurisdiction=COOK),
            lambda: dl.audit_hold(NAIVE, NAIVE, zone=zone, jurisdiction=COOK),
            lambda: dl.hold_bounds(date(2025, 7, 3), zone=zone, jurisdiction=COOK),
        ):
            with pytest.raises(ZoneError) as caught:
                call()
            assert str(caught.value).endswith(
                "expected a zone with the clock of Cook County, Illinois (17031). "
                "Use America/Chicago (Central), or leave the zone out."
            )

    def test_is_refused_with_all_that_the_place_has(self) -> None:
        """It cannot be left out where there are two."""
        with pytest.raises(ZoneError) as caught:
            dl.hold_window(NAIVE, zone="US/Pacific", jurisdiction="TX")

        assert (
            "zone: got 'US/Pacific', expected a zone with the clock of Texas (US-TX). "
            "Use America/Chicago (Central) or America/Denver (Mountain)."
        ) == str(caught.value)

    def test_is_refused_with_one_of_each_clock(self) -> None:
        """Indiana's eleven zones keep two clocks."""
        with pytest.raises(ZoneError) as caught:
            dl.hold_window(NAIVE, zone="US/Pacific", jurisdiction="US-IN")

        assert str(caught.value).endswith(
            ". Use America/Indiana/Indianapolis (Indiana (East)) or America/Chicago (Central)."
        )

    def test_that_the_datetime_carries_counts_as_given(self) -> None:
        """North Carolina keeps no Pacific time."""
        pacific = datetime(2025, 11, 7, 17, tzinfo=ZoneInfo("America/Los_Angeles"))
        with pytest.raises(ZoneError) as caught:
            dl.hold_readings(pacific, form="I-247A", jurisdiction="US-NC")

        assert (
            "zone: got 'America/Los_Angeles', expected a zone with the clock of North Carolina "
            "(US-NC). Use America/New_York (Eastern), or leave the zone out."
        ) == str(caught.value)

    @pytest.mark.parametrize(
        "custody_ends",
        [
            datetime(2025, 7, 3, 17),  # noqa: DTZ001
            datetime(2025, 7, 3, 22, tzinfo=UTC),
            date(2025, 7, 3),
        ],
        ids=["local", "instant", "day"],
    )
    def test_that_one_of_two_times_carries_counts_for_both(
        self, custody_ends: datetime | date
    ) -> None:
        """A place that gives the zone of all gives it where one carries the same, too."""
        released = datetime(2025, 7, 9, 8, tzinfo=ZoneInfo("America/Chicago"))
        elsewhere = datetime(2025, 7, 9, 8, tzinfo=ZoneInfo("America/Los_Angeles"))

        assert dl.audit_hold(custody_ends, released, jurisdiction="TX") == attrs.evolve(
            dl.audit_hold(custody_ends, released, zone="America/Chicago"),
            jurisdiction=catalog.jurisdiction("TX"),
        )
        with pytest.raises(ZoneError, match="expected a zone with the clock of Cook County"):
            dl.audit_hold(custody_ends, elsewhere, jurisdiction="Cook County, IL")

    def test_that_the_end_of_custody_carries_counts_for_a_release_in_utc(self) -> None:
        """By itself, and as an event."""
        released = datetime(2025, 7, 9, 13, tzinfo=UTC)
        for ends in (THURSDAY, [CustodyEvent(kind="custody-ends", at=THURSDAY)]):
            audit = dl.audit_hold(ends, released, jurisdiction="TX")
            assert audit.earliest is not None
            assert ("America/Chicago", timedelta(hours=15)) == (audit.earliest.zone, audit.overrun)

    def test_is_compared_where_no_zoneinfo_carries_it(self) -> None:
        """A zone of another library has a clock, too."""
        detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1))
        right, wrong = (
            NAIVE.replace(tzinfo=dateutil.tz.gettz(key))
            for key in ("America/Chicago", "America/New_York")
        )

        assert dl.hold_window(THURSDAY).deadline == (
            dl.hold_window(right, jurisdiction=COOK).deadline
        )
        for call in (
            lambda: dl.hold_window(wrong, jurisdiction=COOK),
            lambda: dl.hold_readings(wrong, form="I-247A", jurisdiction=COOK),
            lambda: dl.audit_hold(wrong, THURSDAY, jurisdiction=COOK),
            lambda: dl.detainer_status(detainer, [], at=wrong, jurisdiction=COOK),
            lambda: dl.notice_deadlines(detainer, wrong, jurisdiction=COOK),
        ):
            with pytest.raises(ZoneError, match=r"^zone: got \"tz.*Use America/Chicago"):
                call()

    def test_in_winter_arizona_and_denver_are_one_clock(self) -> None:
        """And in summer they are two."""
        winter, summer = datetime(2025, 1, 6, 12), datetime(2025, 7, 7, 12)  # noqa: DTZ001

        dl.hold_window(winter, zone="America/Denver", jurisdiction="Pima County, AZ")
        with pytest.raises(ZoneError, match="America/Phoenix"):
            dl.hold_window(summer, zone="America/Denver", jurisdiction="Pima County, AZ")
        dl.hold_window(summer, zone="America/Denver", jurisdiction="Apache County, AZ")

    def test_is_explained_as_on_the_day(self) -> None:
        """Morton County had two clocks until October 26, 2003."""
        for year, told in ((2003, "has more than one time zone"), (2004, "is on ")):
            start = datetime(year, 10, 25, 9, tzinfo=ZoneInfo("America/Chicago"))
            audit = dl.audit_hold(start, start, jurisdiction="Morton County, ND")
            assert any(
                step.statement.startswith(f"Morton County, North Dakota, {told}")
                for step in audit.explanation
            )

    def test_is_cited_as_on_the_day(self) -> None:
        """That Mellette County had been on Mountain time by law is no matter of a later day."""
        for year, cited in ((2003, ["49-cfr-71", "tz-database"]), (2004, ["49-cfr-71"])):
            start = datetime(year, 10, 24, 9, tzinfo=ZoneInfo("America/Chicago"))
            audit = dl.audit_hold(start, start, jurisdiction="Mellette County, SD")
            (step,) = (
                step
                for step in audit.explanation
                if step.statement.startswith("Mellette County, South Dakota,")
                and "America/Chicago" in step.statement
            )
            assert cited == [citation.authority for citation in step.citations]

    def test_is_not_explained_where_no_time_was_read(self) -> None:
        """Of an end of custody that was not entered no clock tells anything."""
        audit = dl.audit_hold(dl.UNKNOWN, date(2004, 10, 27), jurisdiction="Morton County, ND")

        assert not [step for step in audit.explanation if " is on " in step.statement]

    def test_is_compared_with_those_of_the_first_local_day(self, monkeypatch: Any) -> None:
        """Not of the day that it is then in UTC, or where the machine stands."""
        days: list[date] = []
        central = ZoneInfo("America/Chicago")
        late = datetime(2025, 7, 3, 23, 30, tzinfo=central)
        early = datetime(2025, 7, 1, 0, 30, tzinfo=central)

        def noted(_place: object, *, on: date) -> tuple[str]:
            days.append(on)
            return (central.key,)

        monkeypatch.setattr(catalog, "zones_of", noted)
        for at in (late, early):
            check_clock(catalog.jurisdiction(COOK), central, (late, at))
        assert [late.date(), early.date()] == days

    def test_is_compared_up_to_the_deadline(self) -> None:
        """Clocks that part before the deadline are two, though they agreed at the start."""
        thursday = datetime(2025, 3, 6, 12)  # noqa: DTZ001
        with pytest.raises(ZoneError):
            dl.hold_window(thursday, zone="America/Denver", jurisdiction="Pima County, AZ")
        assert dl.hold_window(
            thursday, zone="America/Denver", jurisdiction="Pima County, AZ", rule="form-i-247a"
        ).deadline == datetime(2025, 3, 8, 12, tzinfo=ZoneInfo("America/Denver"))

    @given(
        start=st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
        hours=st.integers(0, 24 * 12),
        keys=st.tuples(*[st.sampled_from(
            ["America/Chicago", "America/Denver", "America/Phoenix", "America/Indiana/Knox",
             "America/Indiana/Vincennes", "America/Regina", "America/North_Dakota/Beulah"]
        )] * 2),
    )  # fmt: skip
    def test_by_every_quarter_of_an_hour(
        self, start: datetime, hours: int, keys: tuple[str, str]
    ) -> None:
        """An oracle that walks, and knows no hour at which clocks change."""
        one, other = (ZoneInfo(key) for key in keys)
        begins = start.replace(tzinfo=UTC)
        ends = begins + timedelta(hours=hours)
        quarters = [begins + timedelta(minutes=15) * step for step in range(4 * hours + 1)]

        def shown(zone: tzinfo, at: datetime) -> datetime:
            return at.astimezone(zone).replace(tzinfo=None)

        expected = all(shown(one, at) == shown(other, at) for at in quarters)
        assert expected == same_clock(one, other, begins, ends) or not expected


class TestTheLawAbove:
    """Where a place is given, what its law says on holding at all stands first."""

    def test_of_a_window_an_audit_and_a_status(self) -> None:
        """Illinois bars the hold; a deadline alone would hide that."""
        ban = (
            "Cook County, Illinois: a local agency must not hold a person on a detainer "
            "(5 ILCS 805/15(a); Cook Cnty., Ill., Code § 46-37(a))."
        )
        detainer = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), boxes={1}, served=True)
        results: list[Any] = [
            dl.hold_window(THURSDAY, jurisdiction=COOK),
            dl.hold_bounds(date(2025, 7, 3), jurisdiction=COOK),
            dl.audit_hold(THURSDAY, THURSDAY + timedelta(days=6), jurisdiction=COOK),
            *dl.hold_readings(THURSDAY, form="I-247A", jurisdiction=COOK).audit(
                THURSDAY + timedelta(days=6)
            ),
            dl.detainer_status(detainer, [], at=THURSDAY, jurisdiction=COOK),
        ]

        for result in results:
            assert ban == str(result).splitlines()[0]
            statements = [step.statement for step in result.explanation]
            assert ban in statements
            assert "Cook County, Illinois, is on America/Chicago (Central) time." in statements

    def test_is_not_there_without_a_place(self) -> None:
        """The first line is the deadline."""
        assert () == dl.hold_window(THURSDAY).authority_to_hold
        assert str(dl.hold_window(THURSDAY)).startswith("Earliest deadline: ")


def test_without_a_day_every_zone_of_a_place_is_named() -> None:
    """With one, just the first zone of each clock that is kept in its year."""
    kentucky = catalog.jurisdiction("US-KY")
    keys = catalog.zones_of("US-KY")

    for day, named in ((None, {*keys}), (date(2025, 7, 1), {keys[0], "America/Chicago"})):
        with pytest.raises(ZoneError) as error:
            zone_of_place(kentucky, day)
        assert named == {key for key in keys if key in str(error.value)}, day
