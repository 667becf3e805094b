"""The fields of records: checked by what their annotations say, and in a reader's words."""

import enum
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Final

import attrs
import numpy as np
import pytest

from detainerlib import Agency, Conviction
from detainerlib._validation import PartialDay, Slug, Text, check_of, checked, is_missing
from detainerlib.errors import DetainerError, NotADayError
from detainerlib.times.periods import UNKNOWN, Unknown

pd: Any = pytest.importorskip("pandas", reason="pandas is not installed")

DAY: Final = date(2025, 7, 3)
NOON: Final = datetime(2025, 7, 3, 12)  # noqa: DTZ001 (refused as a day)
MANY: Final = 20
UNRECORDED: Final = "Use detainerlib.UNKNOWN for what is not known."


class Color(enum.Enum):
    """Of paper."""

    WHITE = "white"
    PINK = "pink"


@attrs.frozen(kw_only=True, field_transformer=checked)
class Page:
    """One side of a sheet."""

    number: int
    color: Color = Color.WHITE


def _even(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if type(value) is not int or value % 2:
        raise DetainerError(attribute.name, value, "an even number", "")


@attrs.frozen(kw_only=True, field_transformer=checked)
class Paper:
    """A field of each type that is understood."""

    id: Slug = "a"
    title: Text | None = None
    seen: PartialDay = "2025"
    on: date = DAY
    received: date | Unknown | None = None
    at: datetime = NOON
    kept: timedelta = timedelta(0)
    share: float = 0
    signed: bool | Unknown = UNKNOWN
    color: Color | Unknown = UNKNOWN
    cover: Page | None = None
    front: "Page | Paper | None" = None
    pages: tuple[Page, ...] = ()
    colors: frozenset[Color] | Unknown = frozenset()
    names: Mapping[Slug, bool] = attrs.field(factory=dict[str, bool])
    span: tuple[int, Text] = (0, "a")
    sheets: Annotated[int, _even] = 0
    content: Any = None
    later: "tuple[Later, ...]" = ()
    own: str = attrs.field(default="", validator=attrs.validators.max_len(1))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Later:
    """What stands after the record that names it."""

    note: Text


@attrs.frozen(kw_only=True, field_transformer=checked)
class Letter(Paper):
    """A record that has the fields of another."""

    to: Text


class TestMissing:
    """None, and what data frames have for it."""

    nulls = (None, float("nan"), pd.NaT, pd.NA, np.float32("nan"), np.datetime64("NaT"))

    @pytest.mark.parametrize("missing", nulls, ids=repr)
    def test_is_unknown_where_unknown_is_a_value(self, missing: Any) -> None:
        """And None is not one."""
        paper = Paper(signed=missing, color=missing, colors=missing)

        assert {UNKNOWN} == {paper.signed, paper.color, paper.colors}

    def test_is_none_where_that_is_a_value(self) -> None:
        """It says something else there."""
        assert Paper(received=None).received is None

    @pytest.mark.parametrize("missing", nulls, ids=repr)
    def test_is_refused_elsewhere(self, missing: Any) -> None:
        """Nothing is filled in."""
        with pytest.raises(DetainerError, match="on: got"):
            Paper(on=missing)

    @pytest.mark.parametrize(
        "value", ["", "nan", 0, [], [None], np.array([np.nan]), pd.Series([None]), object()]
    )
    def test_other_things_are_not(self, value: Any) -> None:
        """A column is no cell, also of one row."""
        assert not is_missing(value)


class TestChecked:
    """What an annotation says is what a field takes."""

    @pytest.mark.parametrize(
        "values",
        [
            {},
            {"title": "Order", "received": UNKNOWN, "signed": True, "color": Color.PINK},
            {"received": DAY, "share": 0.5, "cover": Page(number=1)},
            {"front": Page(number=1)},
            {"front": Paper()},
            {"pages": (Page(number=1), Page(number=2)), "colors": frozenset(Color)},
            {"colors": UNKNOWN, "names": {"a": True}, "span": (1, "b"), "sheets": 2},
            {"content": 5, "later": (Later(note="a"),), "own": "a"},
        ],
    )
    def test_takes_what_is_of_its_type(self, values: dict[str, Any]) -> None:
        """Unchanged."""
        paper = Paper(**values)

        assert values == {name: getattr(paper, name) for name in values}

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("id", "A", "got 'A', expected an id of lowercase letters, digits, dots and hyphens."),
            ("title", " ", "got ' ', expected a non-empty string."),
            (
                "seen",
                5,
                "got 5, expected 'YYYY', 'YYYY-MM', 'YYYY-MM-DD' or 'unknown'.",
            ),
            ("at", DAY, "got 2025-07-03, expected a datetime."),
            ("kept", 5, "got 5, expected a duration."),
            ("share", "5", "got '5', expected a number."),
            ("share", True, "got True, expected a number."),
            ("signed", 1, f"got 1, expected True or False, or UNKNOWN. {UNRECORDED}"),
            (
                "color",
                "pink",
                (
                    "got 'pink', expected one of 'white', 'pink', or UNKNOWN. "
                    f"Write Color('pink'). {UNRECORDED}"
                ),
            ),
            ("cover", UNKNOWN, "got UNKNOWN, expected a Page."),
            ("front", 5, "got 5, expected a Page or a Paper."),
            ("pages", [], "got [], expected a tuple, each a Page."),
            ("pages", (5,), "got 5, expected a Page."),
            ("colors", frozenset({"red"}), "got 'red', expected one of 'white', 'pink'."),
            (
                "colors",
                (),
                (
                    "got (), expected a frozenset, each one of 'white', 'pink', or UNKNOWN. "
                    f"{UNRECORDED}"
                ),
            ),
            ("names", (), "got (), expected a mapping, each key an id, each value True or False."),
            ("names", {"a": 1}, "got 1, expected True or False."),
            ("span", (1,), "got a tuple of 1, expected a tuple of a whole number, a string."),
            ("span", (True, "a"), "got True, expected a whole number."),
            ("sheets", 3, "got 3, expected an even number."),
            ("later", (5,), "got 5, expected a Later."),
        ],
    )
    def test_refuses_anything_else(self, name: str, value: Any, text: str) -> None:
        """The field, what was given, what was expected; never the words of attrs."""
        with pytest.raises(DetainerError) as caught:
            Paper(**{name: value})

        assert f"{name}: {text}" == str(caught.value)

    @pytest.mark.parametrize("name", ["on", "received"])
    def test_refuses_a_datetime_for_a_day(self, name: str) -> None:
        """It is a date to Python."""
        days: dict[str, Any] = {name: NOON}
        with pytest.raises(NotADayError, match=rf"^{name}: got 2025-07-03T12:00:00 \(no zone\)"):
            Paper(**days)

    def test_leaves_a_field_with_a_validator_to_that(self) -> None:
        """It says more than a type."""
        with pytest.raises(ValueError, match="own"):
            Paper(own="ab")

    def test_checks_the_fields_of_a_base(self) -> None:
        """A record that has the fields of another refuses the same."""
        with pytest.raises(DetainerError, match=r"^on: "):
            Letter(to="a", on="2025")  # type: ignore[arg-type]  # refused

    @pytest.mark.parametrize("kind", [Callable[[], int], list[int], list[int] | int | None, 5])
    def test_refuses_a_type_it_does_not_understand(self, kind: Any) -> None:
        """When the class is made, not when the first record is."""
        with pytest.raises(TypeError, match="no check of"):
            check_of(kind)


class TestRecords:
    """Every record of the library refuses what is of no type at all."""

    def test_an_agency_is_of_a_kind(self) -> None:
        """Or the value of one; what is none is told which there are."""
        with pytest.raises(DetainerError) as caught:
            Agency(name="Sheriff", kind="sherif", jurisdiction="48113")  # type: ignore[arg-type]

        assert ("kind", "sherif") == (caught.value.where, caught.value.given)
        assert str(caught.value).endswith("'school'.")
        assert Agency(name="Sheriff", kind="sheriff", jurisdiction="48113").kind == "sheriff"
        spelled: Any
        for spelled in ("Local Corrections", "LOCAL_CORRECTIONS", "local-corrections"):
            jail = Agency(name="Jail", kind=spelled, jurisdiction="48113")
            assert jail.kind == "local-corrections"

    def test_a_conviction_is_of_offenses(self) -> None:
        """None is no set."""
        with pytest.raises(DetainerError) as caught:
            Conviction(offenses=None)

        assert "offenses: got None, expected a frozenset, each an id." == str(caught.value)
