"""A page for each place on file, by its name, and the list of them."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Final

from law_pages import slug
from templates import render

from detainerlib import (
    UNKNOWN,
    Practice,
    catalog,
    classify_cooperation,
    governing_policy,
    policy_timeline,
)
from detainerlib._html import StripCell, strip
from detainerlib.catalog._place_index import counties_of, other_names
from detainerlib.catalog._zones import zone_notes
from detainerlib.models import GovernmentLevel, Jurisdiction, Provision
from detainerlib.policy import PolicyAnswer
from detainerlib.policy.ordinary import ordinary_cases
from detainerlib.times.periods import EffectivePeriod

_ON: Final = catalog.about().data_as_of
_OVER_THE_YEARS: Final = (
    Practice.HOLD_ON_DETAINER,
    Practice.NOTIFY_RELEASE,
    Practice.TRANSFER_CUSTODY,
)
_LEVELS: Final[Mapping[GovernmentLevel, str]] = {
    GovernmentLevel.NATION: "nation",
    GovernmentLevel.STATE: "state",
    GovernmentLevel.DISTRICT: "federal district",
    GovernmentLevel.TERRITORY: "territory",
}


class Stretch:
    """A stretch of days in which the ordinary case has one answer: that on the first of them."""

    def __init__(self, period: EffectivePeriod, answer: PolicyAnswer) -> None:
        """Keep the days and their answer."""
        self.period = period
        self.answer = answer

    @cached_property
    def statement(self) -> str:
        """The answer in sentences."""
        return self.answer.statement

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The answer with its place, its day and its source."""
        return tuple(str(self.answer).splitlines())

    @cached_property
    def word(self) -> str:
        """The answer in a word or two."""
        if self.answer.modality is not None:
            return self.answer.modality.value
        if self.answer.is_left_to_agencies:
            return "left to each agency"
        if not self.answer.controlling:
            return "laws conflict" if self.answer.conflicts else "no law found"
        ordinary, *others = ordinary_cases(self.answer)
        if ordinary.modality is None:
            return "it depends"
        only_some = others and not ordinary.changes
        beside = "for some agencies" if only_some else "with exceptions"
        return f"{ordinary.modality.value}, {beside}"

    def says_the_same(self, other: "Stretch") -> bool:
        """Whether another has the same answer by the same laws."""
        return self.word == other.word and self.answer.controlling == other.answer.controlling

    @property
    def cell(self) -> StripCell:
        """It as a part of a strip: solid where one answer holds in every case."""
        first, until = self.period.start, self.period.until
        begins = first if isinstance(first, date) else None
        ends = until if isinstance(until, date) else _ON
        days = max(((ends - begins) if begins else timedelta(days=700)).days, 1)
        if begins is None:
            years = f"before {ends.year}" if until else "always"
        elif until is None:
            years = f"since {begins.year}"
        else:
            last = (ends - timedelta(days=1)).year
            years = f"{begins.year}" if last == begins.year else f"{begins.year} to {last}"
        return StripCell(
            title=f"{self.period}: {self.statement}",
            seconds=days,
            lines=(years, self.word),
            counted=self.answer.modality is not None,
        )


class Place:
    """All that is on file of a place."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        """Ask the catalog for the records of a place."""
        code = jurisdiction.code
        self.jurisdiction = jurisdiction
        self.code = code
        self.name = jurisdiction.name
        self.level = _LEVELS.get(jurisdiction.level, jurisdiction.level.value)
        self.is_nation = jurisdiction.level is GovernmentLevel.NATION
        self.is_local = jurisdiction.level.is_local
        self.provisions = catalog.provisions(code)
        self.no_rules = catalog.no_rules(code)
        self.agreements = tuple(catalog.agreements(code))
        self.assertions = tuple(catalog.assertions(code))
        self.figures = () if self.is_nation else tuple(catalog.figures(jurisdiction=code))
        self.unread = tuple(text for text in catalog.unread_texts() if text.jurisdiction == code)
        self.powers = catalog.powers(code)
        owner = None if self.is_nation else code
        self.rules = tuple(rule for rule in catalog.rules() if rule.jurisdiction == owner)
        self.notices = tuple(rule for rule in catalog.notice_rules() if rule.jurisdiction == owner)
        self.incorporations = tuple(
            record for record in catalog.incorporations(code) if record.period.contains(_ON)
        )
        self.holidays = tuple(
            record
            for record in catalog.holiday_lists()
            if record.id.startswith(f"{code.lower()}-") and not self.is_nation
        )
        self.on = _ON

    @cached_property
    def slug(self) -> str:
        """The name of its page; of a city that bears the name of its county, with its level."""
        own = slug(self.name)
        shares_name = self.is_local and any(
            other.name == self.name and other.code < self.code for other in LOCALITIES
        )
        return f"{own}-{slug(self.level)}" if shares_name else own

    @property
    def namesakes(self) -> tuple["Place", ...]:
        """The others of its name that have a page, as a city and a county of one name do."""
        if not self.is_local:
            return ()
        return tuple(other for other in LOCALITIES if other.name == self.name and other is not self)

    @property
    def has_records(self) -> bool:
        """Whether anything is on file of the place itself."""
        return bool(
            self.provisions
            or self.no_rules
            or self.agreements
            or self.assertions
            or self.figures
            or self.unread
            or self.powers
            or self.rules
            or self.notices
        )

    @property
    def above(self) -> "Place | None":
        """The state in which a locality lies."""
        if not self.is_local:
            return None
        state = next(
            (place for place in catalog.lineage(self.code)[1:] if not place.level.is_local), None
        )
        return None if state is None else PLACES[state.code]

    @property
    def names(self) -> tuple[str, ...]:
        """What it is found by: its names, abbreviation and codes."""
        place = self.jurisdiction
        short = [place.name.partition(",")[0]]
        short += [re.sub(r" (County|Parish|city|Borough)$", "", short[0])]
        iso = [place.iso, place.iso.removeprefix("US-")] if place.iso else []
        fips = [place.fips, f"FIPS {place.fips}"] if place.fips else []
        words = [place.name, *short, *other_names().get(self.code, ()), *iso, *fips]
        return tuple(dict.fromkeys([*words, *filter(None, [place.aiannh])]))

    @property
    def abbreviation(self) -> str:
        """The two letters of a state; a dash for others."""
        return (self.jurisdiction.iso or "-").removeprefix("US-") if not self.is_nation else "US"

    @property
    def zones(self) -> str:
        """The time zones kept there."""
        return ", ".join(catalog.zones_of(self.jurisdiction)) if not self.is_nation else ""

    @property
    def zone_notes(self) -> tuple[str, ...]:
        """What a reader should know of its clocks."""
        return () if self.is_nation else zone_notes(self.jurisdiction, None)

    def _answer(self, practice: Practice) -> PolicyAnswer:
        return governing_policy(practice, self.code, on=_ON)

    @cached_property
    def today(self) -> Stretch:
        """The answer on holds today."""
        return Stretch(EffectivePeriod(start=_ON), self._answer(Practice.HOLD_ON_DETAINER))

    @cached_property
    def by_practice(self) -> tuple[tuple[Practice, PolicyAnswer], ...]:
        """The answers today on practices that some law on file covers."""
        answers = [(practice, self._answer(practice)) for practice in Practice]
        return tuple(
            (practice, answer)
            for practice, answer in answers
            if practice is not Practice.HOLD_ON_DETAINER
            and (answer.controlling or answer.conflicts or answer.no_rule)
        )

    @property
    def silent(self) -> tuple[str, ...]:
        """The practices that no law on file covers."""
        spoken = {Practice.HOLD_ON_DETAINER, *(practice for practice, _ in self.by_practice)}
        return tuple(practice.words for practice in Practice if practice not in spoken)

    @property
    def cooperation(self) -> str:
        """How far it cooperates under its laws, in a sentence; empty of the nation."""
        return "" if self.is_nation else classify_cooperation(self.code, on=_ON).sentence

    @property
    def years(self) -> Iterator[tuple[str, str, tuple[Stretch, ...]]]:
        """The practices whose answer changed: in words, as a strip, and one after the other."""
        for practice in _OVER_THE_YEARS:
            stretches = _stretches(practice, self.code)
            if stretches:
                caption = f"{self.name}, {practice.words}, over the years"
                cells = [stretch.cell for stretch in stretches]
                yield practice.words, strip(cells, caption), stretches

    @property
    def laws(self) -> tuple[tuple[str, tuple[Provision, ...]], ...]:
        """Its provisions, by practice."""
        grouped = (
            (practice.words, tuple(norm for norm in self.provisions if norm.practice is practice))
            for practice in Practice
        )
        return tuple((words, norms) for words, norms in grouped if norms)

    @property
    def localities(self) -> tuple["Place", ...]:
        """The localities in it that have a page."""
        below = [place for place in LOCALITIES if place.above is self]
        return tuple(sorted(below, key=lambda place: place.name))

    @property
    def counties(self) -> tuple[Jurisdiction, ...]:
        """The counties that are listed today."""
        if self.is_nation or self.is_local:
            return ()
        listed = counties_of(self.jurisdiction).values()
        return tuple(
            place for place in listed if place.listed is None or place.listed.until is None
        )


def _stretches(practice: Practice, code: str) -> tuple[Stretch, ...]:
    """Return the answers over time, those that say the same in the ordinary case as one."""
    entries = sorted(
        policy_timeline(practice, code).entries,
        key=lambda entry: date.min if entry[0].start is UNKNOWN else entry[0].start,
    )
    stretches: list[Stretch] = []
    for period, answer in entries:
        stretch = Stretch(period, answer)
        if stretches and stretches[-1].says_the_same(stretch):
            start = stretches.pop().period.start
            stretch.period = EffectivePeriod(start=start, until=period.until)
        stretches.append(stretch)
    return tuple(stretches)


def _on_file() -> tuple[Jurisdiction, ...]:
    """Return every place that a record names, by name."""
    codes = {place.code for place in catalog.jurisdictions()}
    for records in (
        catalog.provisions(),
        catalog.agreements(),
        catalog.assertions(),
        catalog.figures(),
        catalog.unread_texts(),
        catalog.rules(),
        catalog.notice_rules(),
        catalog.powers(),
    ):
        codes |= {record.jurisdiction for record in records if record.jurisdiction}
    return tuple(sorted(map(catalog.jurisdiction, codes), key=lambda place: place.name))


PLACES: Final[Mapping[str, Place]] = {place.code: Place(place) for place in _on_file()}
STATES: Final = tuple(place for place in PLACES.values() if not place.is_local)
LOCALITIES: Final = tuple(
    place for place in PLACES.values() if place.is_local and place.has_records
)


def _page(place: Place) -> str:
    return render("state.md.jinja", place=place)


def _index() -> str:
    return render("places.md.jinja", states=STATES, localities=LOCALITIES, on=_ON)


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "places/index": _index,
    **{f"places/{place.slug}": partial(_page, place) for place in (*STATES, *LOCALITIES)},
}
