"""Laws of documents: what is written is read back, whatever it holds; nothing else is read."""

import copy
import enum
import json
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import attrs
import pytest
from document_samples import RESULTS, THURSDAY, document_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from detainerlib import (
    UNKNOWN,
    CaseFacts,
    Detainer,
    audit_hold,
    catalog,
    governing_policy,
    hold_readings,
    hold_window,
    models,
    sources,
    times,
)
from detainerlib._documents.models import is_model
from detainerlib._documents.reading import kept
from detainerlib._documents.scalars import is_list, is_object
from detainerlib._validation import PATTERNS
from detainerlib.errors import ChangedSinceWarning, DetainerError, DocumentError
from detainerlib.models import Practice
from detainerlib.serialization import from_json, kinds, to_dict, to_json
from detainerlib.sources import Explanation, Step
from detainerlib.sources.citations import Authority, Citation, Evidence
from detainerlib.times import CalendarUnion, EffectivePeriod, HolidayCalendar, Timeline
from detainerlib.times.zones import ZoneNames

# Of each of many models, and of all results together.
FEW, MANY = max(2, settings().max_examples // 8), 4 * settings().max_examples
ZONES: Final = ("America/Chicago", "America/Phoenix", "Australia/Lord_Howe", "Pacific/Apia")
NO_SURROGATES: Final = st.characters(codec="utf-8")
TEXTS: Final = st.text(NO_SURROGATES, min_size=1, max_size=8).filter(str.strip)
DAYS: Final = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@st.composite
def instants(draw: st.DrawFn, first: int = 1950) -> datetime:
    """Aware datetimes, in a place or with an offset alone, also in a repeated hour."""
    at = datetime(first, 1, 1, tzinfo=UTC) + draw(
        st.timedeltas(timedelta(0), timedelta(days=45_000))
    )
    offset = timezone(timedelta(minutes=draw(st.integers(-720, 720))))
    return at.astimezone(draw(st.sampled_from([*map(ZoneInfo, ZONES), offset, UTC])))


@st.composite
def periods(draw: st.DrawFn) -> EffectivePeriod:
    """Periods whose days are known, unknown and bounded."""
    first, second = sorted(draw(st.tuples(DAYS, DAYS).filter(lambda days: days[0] != days[1])))
    return draw(
        st.sampled_from(
            [
                EffectivePeriod(start=first),
                EffectivePeriod(start=first, until=second),
                EffectivePeriod(start=UNKNOWN, not_before=first, in_force_on=second),
                EffectivePeriod(start=first, until=UNKNOWN, not_after=second),
                EffectivePeriod(start=UNKNOWN, until=UNKNOWN),
            ]
        )
    )


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type, as an annotation says it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        patterns = [PATTERNS[mark] for mark in arguments if mark in PATTERNS]
        if patterns:
            return st.from_regex(patterns[0], fullmatch=True).filter(_fits(arguments[1]))
        return values_of(arguments[0])
    if origin in {Union, UnionType}:
        return st.one_of([*map(values_of, arguments)])
    if origin is Mapping:
        return st.dictionaries(*map(values_of, arguments), max_size=2)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return st.tuples(*map(values_of, arguments))
    if origin is tuple:
        members = values_of(arguments[0])
        if get_origin(arguments[0]) is tuple:
            pairs = st.lists(members, max_size=2, unique_by=lambda pair: str(pair[0]))
            return pairs.map(tuple)
        return st.lists(members, max_size=2).map(tuple)
    if origin is frozenset:
        return st.frozensets(values_of(arguments[0]), max_size=2)
    return _of_class(origin or kind)


def _fits(check: Any) -> Any:
    def fits(value: Any) -> bool:
        try:
            check(None, attrs.fields(Detainer).form, value)
        except DetainerError:
            return False
        return True

    return fits


_PLAIN: Final[dict[Any, st.SearchStrategy[Any]]] = {
    str: st.text(NO_SURROGATES, max_size=8),
    int: st.integers(1, 9),
    bool: st.booleans(),
    float: st.floats(0, 1e9),
    NoneType: st.none(),
    date: DAYS,
    datetime: instants(),
    timedelta: st.timedeltas(timedelta(microseconds=1), timedelta(days=9)),
    EffectivePeriod: periods(),
    Any: st.one_of(st.none(), st.booleans(), st.text(NO_SURROGATES), DAYS, st.integers(0, 9)),
}


def _of_class(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, TypeVar):
        return _PLAIN[Any]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if issubclass(kind, enum.Enum):
        return st.sampled_from([*kind])
    if kind is HolidayCalendar:
        calendars = [model for model in kind.__subclasses__() if is_model(model)]
        several = [model for model in calendars if model is not CalendarUnion]
        return st.one_of([*map(records, several)])
    # Conditions hold conditions: those that hold none come first.
    return st.deferred(lambda: records(kind))


@kept
def records(model: type[Any]) -> st.SearchStrategy[Any]:
    """Records of a model, by the types of its fields."""
    hints = get_type_hints(model, include_extras=True)
    fields = {field.name: values_of(hints[field.name]) for field in attrs.fields(model)}
    if issubclass(model, Citation | Authority):
        fields |= {"evidence": st.just(Evidence.TEXT), "quote": TEXTS, "url": TEXTS}
        fields |= {"read_on": DAYS, "text_as_of": st.just("2020-05")}
    if model is Authority:
        fields |= {"decided": st.just("2020"), "enacted": st.none(), "effective": st.none()}
    if model is Detainer:
        fields |= {"served": st.just(value=True), "case_id": TEXTS}
    if model is Explanation:
        cited = st.builds(attrs.evolve, records(Citation), authority=st.just("a"))
        steps = st.builds(attrs.evolve, records(Step), citations=st.tuples(cited))
        fields["steps"] = st.tuples(st.builds(attrs.evolve, steps, see_also=st.just(())))
        fields["authorities"] = st.tuples(
            st.builds(attrs.evolve, records(Authority), id=st.just("a"))
        )
    if model is Step:
        fields["citations"] = st.tuples(records(Citation))
    if model is Timeline:
        fields["entries"] = fields["entries"].map(lambda pairs: pairs[:1])
    if model is ZoneNames:
        fields |= {
            "key": st.just("America/Chicago"),
            "instead": st.just(()),
            "names": st.tuples(TEXTS),
        }
    if model is CalendarUnion:
        fields["joined"] = values_of(tuple[HolidayCalendar, ...])

    @st.composite
    def made(draw: st.DrawFn) -> Any:
        drawn = {name: draw(values) for name, values in fields.items()}
        try:
            made_of: Any = model
            return made_of(**{name.lstrip("_"): value for name, value in drawn.items()})
        except DetainerError:
            # Fields that do not belong together, such as a release before its conviction.
            assume(condition=False)
            raise

    return made()


MODELS: Final = tuple(
    value
    for room in (models, sources, times)
    for name in room.__all__
    if isinstance(value := getattr(room, name), type) and is_model(value)
)


class TestRoundTrip:
    """The identity, for every model."""

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
    @given(data=st.data())
    @settings(
        max_examples=FEW, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
    )
    def test_of_records(self, model: type[Any], data: st.DataObject) -> None:
        """Whatever its fields may hold by their types."""
        record = data.draw(records(model))
        text = to_json(record)

        assert record == from_json(text)
        assert text == to_json(from_json(text, model))

    @given(
        start=instants(first=1972),
        rule=st.sampled_from([*catalog.rules()]),
        zone=st.sampled_from(ZONES),
    )
    @settings(max_examples=25)
    def test_of_windows_and_audits(self, start: datetime, rule: Any, zone: str) -> None:
        """Whenever the clock starts, under every rule."""
        window = hold_window(start, rule=rule, zone=zone, event=rule.starts_at)
        release = window.deadline + timedelta(hours=1)
        audit = audit_hold(start, release, zone=zone)

        assert window == from_json(to_json(window))
        assert audit == from_json(to_json(audit))

    @given(
        place=st.sampled_from(["US-IL", "US-TX", "US-CA", "US-GU", "0820000", "3651000"]),
        practice=st.sampled_from(Practice),
        on=st.dates(date(2008, 1, 1), date(2026, 1, 1)),
        facts=records(CaseFacts),
    )
    @settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
    def test_of_answers(self, place: str, practice: Practice, on: date, facts: CaseFacts) -> None:
        """Whatever is known of the case."""
        case = attrs.evolve(facts, facts={}, convictions=UNKNOWN)
        answer = governing_policy(practice, place, on=on, facts=case)

        assert answer == from_json(to_json(answer))


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container of a document with each of its keys."""
    if is_object(value) or is_list(value):
        for key in value if is_object(value) else range(len(value)):
            yield value, key
            yield from places_in(value[key])


PLAIN: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["2025-07-01", "unknown", "policy-answer", "8-cfr-287.7-d", "PT48H"]),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "unknown", "date", "utc", "local", "zone", "form", "at"]),
            parts,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def read(document: dict[str, Any]) -> tuple[Any, str]:
    """Read a document: give its value, and what is told of it; no other error is let through."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ChangedSinceWarning)
        try:
            value = from_json(json.dumps(document))
        except DocumentError as error:
            return None, str(error)[:401]
    return value, "".join(str(warning.message) for warning in caught)


class TestTampered:
    """A value altered anywhere is refused, changes the answer, or is told."""

    @given(name=st.sampled_from([*RESULTS]), data=st.data())
    @settings(max_examples=MANY, suppress_health_check=[HealthCheck.too_slow])
    def test_anywhere(self, name: str, data: st.DataObject) -> None:
        """Any value in place of any other."""
        result = RESULTS[name]
        document = json.loads(document_of(name))
        places = [*places_in(document)]
        place, key = places[data.draw(st.integers(0, len(places) - 1))]
        before, value = place[key], data.draw(PLAIN)
        assume(json.dumps(before) != json.dumps(value))
        place[key] = value
        kept = copy.deepcopy(document)
        again, told = read(document)

        assert again != result or told
        assert kept == document


class TestFuzz:
    """No text and no value ends in an error of another kind."""

    @given(text=st.text(max_size=60) | st.binary(max_size=60))
    def test_any_text(self, text: str | bytes) -> None:
        """Of letters or bytes."""
        with pytest.raises(DocumentError):
            from_json(text)

    @given(kind=st.sampled_from(kinds()), body=st.dictionaries(st.text(max_size=9), PLAIN))
    def test_any_object(self, kind: str, body: dict[str, Any]) -> None:
        """Of any kind."""
        value, told = read({**body, "kind": kind})

        assert len(told) <= 400
        assert told or to_dict(value)

    @given(data=st.data())
    @settings(max_examples=MANY, suppress_health_check=[HealthCheck.too_slow])
    def test_any_value_of_any_key(self, data: st.DataObject) -> None:
        """With the keys of real documents, and values of any sort."""
        name = data.draw(st.sampled_from([*RESULTS]))
        document = json.loads(document_of(name))
        del document["schema"]
        for key in data.draw(st.sets(st.sampled_from([*document]))):
            document[key] = data.draw(PLAIN)
        for key in document.get("inputs", ()) if isinstance(document.get("inputs"), dict) else ():
            if data.draw(st.booleans()):
                document["inputs"][key] = data.draw(PLAIN)
        value, told = read(document)

        assert len(told) <= 400
        assert told or to_dict(value)


def test_a_document_does_not_depend_on_when_it_is_written() -> None:
    """The same result writes the same text."""
    assert to_json(hold_readings(THURSDAY, form="I-247A")) == to_json(
        hold_readings(THURSDAY, form="I-247A")
    )
