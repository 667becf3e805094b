"""The panel: the same as the classification and the decision, row by row."""

from datetime import date, datetime
from importlib.util import find_spec
from math import isnan
from typing import Any, Final

import pytest

from detainerlib import DetainerError, bulk, classify_cooperation, policy_spells
from detainerlib.errors import UnknownIdError
from detainerlib.models.provisions import Practice

DAYS: Final = {"start": date(2013, 6, 15), "end": date(2021, 12, 31)}
PLACES: Final = ("17031", "US-MA", "48453")


def panel(**changes: Any) -> Any:
    """Ask for a panel of three places by quarter."""
    asked: dict[str, Any] = {"jurisdictions": PLACES, "freq": "quarter", **DAYS, **changes}
    return bulk.policy_panel(**asked)


class TestRows:
    """As records."""

    ROWS: Final = panel()

    def test_one_for_each_place_and_day(self) -> None:
        """The first days of quarters between the first day and the last."""
        assert len(PLACES) * 34 == len(self.ROWS)
        assert (date(2013, 7, 1), date(2021, 10, 1)) == (
            self.ROWS[0]["day"],
            self.ROWS[-1]["day"],
        )
        assert set(bulk.policy_codebook()) == set(self.ROWS[0])

    @pytest.mark.parametrize("number", range(0, 102, 7))
    def test_say_what_the_classification_says(self, number: int) -> None:
        """On their day."""
        row = self.ROWS[number]
        found = classify_cooperation(row["jurisdiction"], on=row["day"])
        hold = found.profile.finding(Practice.HOLD_ON_DETAINER)

        assert (found.lowest.id, found.highest.id) == (row["lowest"], row["highest"])
        assert (found.level.id if found.level else None) == row["level"]
        assert hold.in_brief == row["hold_on_detainer"]
        assert {each.value for each in hold.possible} == {*row["hold_on_detainer_possible"].split()}
        assert [norm.id for norm in hold.provisions] == row["hold_on_detainer_provisions"].split()
        in_force = [*row["agreements"].split(), *row["agreements_perhaps"].split()]
        assert {agreement.id for agreement in hold.answer.agreements} == {*in_force}

    def test_a_state_s_duty_is_seen(self) -> None:
        """Harris County, before and after the act of 2017 was in force."""
        rows = panel(jurisdictions=["48201"], freq="year", practices=["hold_on_detainer"])

        assert ["open", "required"] == [
            row["hold_on_detainer"] for row in rows if row["day"].year in {2017, 2018}
        ]

    def test_a_spell_begins_where_something_changes(self) -> None:
        """And nowhere else."""
        told = ("lowest", "highest", "agreements", *(each.value for each in Practice))
        for before, after in zip(self.ROWS, self.ROWS[1:], strict=False):
            if before["jurisdiction"] != after["jurisdiction"]:
                assert (1, False) == (after["spell"], after["changed"])
                continue
            assert after["changed"] == (before["spell"] != after["spell"])
            if not after["changed"]:
                assert [before[each] for each in told] == [after[each] for each in told]

    def test_what_changed_is_told_apart(self) -> None:
        """A text that is only renumbered changes provisions, and neither level nor answer."""
        rows = panel(
            jurisdictions=["48453"], start=date(2024, 10, 1), end=date(2025, 4, 1), freq="quarter"
        )
        (changed,) = (row for row in rows if row["changed"])

        assert date(2025, 1, 1) == changed["day"] == changed["spell_start"]
        assert changed["provisions_changed"]
        assert not changed["level_changed"]
        assert not changed["answers_changed"]
        assert not changed["agreements_changed"]
        assert rows[0]["spell_start"] is None

    @pytest.mark.parametrize("place", PLACES)
    def test_spells_are_those_of_the_place_whatever_the_rows(self, place: str) -> None:
        """Their numbers and first days; not the last of several turns between two rows."""
        spells = list(policy_spells(place, start=DAYS["start"], end=DAYS["end"]))
        for row in (each for each in self.ROWS if each["jurisdiction"] == place):
            spell = [each for each in spells if each.start <= row["day"]][-1]
            begun = None if spell.number == 1 else spell.start

            assert (spell.number, begun) == (row["spell"], row["spell_start"])

    def test_what_changed_and_back_between_two_rows_is_another_spell(self) -> None:
        """King County, where one day of March 2017 is better known than those around it."""
        rows = panel(
            jurisdictions=["53033"],
            practices=["hold_on_detainer"],
            start=date(2017, 1, 1),
            end=date(2017, 4, 1),
        )
        before, after = rows

        assert after["changed"]
        assert before["spell"] + 2 == after["spell"]
        assert date(2017, 3, 29) == after["spell_start"]
        assert not after["level_changed"]
        assert not after["answers_changed"]

    def test_a_change_of_level_is_told(self) -> None:
        """Massachusetts, when the court decided."""
        rows = panel(
            jurisdictions=["US-MA"], start=date(2017, 7, 1), end=date(2017, 9, 1), freq="month"
        )
        told = [(row["day"].month, row["level_changed"], row["answers_changed"]) for row in rows]

        assert [(7, False, False), (8, True, True), (9, False, False)] == told
        assert "not on record" in rows[0]["hold_on_detainer_open_because"]

    def test_of_chosen_practices_only(self) -> None:
        """The columns are those of the codebook."""
        rows = panel(practices=["notify_release", Practice.HOLD_ON_DETAINER])

        assert list(bulk.policy_codebook(["notify_release", "hold_on_detainer"])) == list(rows[0])
        assert rows[5]["notify_release"] == self.ROWS[5]["notify_release"]

    def test_any_county_or_city_is_answered_from_its_state(self) -> None:
        """By its code; the state is asked once."""
        rows = panel(jurisdictions=["48001", "48003", "4805000"])
        first, second, city = (rows[each * 34 : each * 34 + 34] for each in range(3))

        codes = [each[0]["jurisdiction"] for each in (first, second, city)]
        assert ["48001", "48003", "4805000"] == codes
        for one, other in zip(first, second, strict=True):
            assert {**one, "jurisdiction": "48003"} == other
        assert [each["level"] for each in first] == [each["level"] for each in city]

    @pytest.mark.parametrize(("freq", "count"), [("month", 102), ("quarter", 34), ("year", 8)])
    def test_by_month_quarter_or_year(self, freq: str, count: int) -> None:
        """Days within the first and the last."""
        assert count == len(panel(jurisdictions=["US-MA"], freq=freq))

    def test_of_nothing_is_nothing(self) -> None:
        """No place, or no first day of a year in it."""
        assert [] == panel(jurisdictions=[])
        assert [] == panel(start=date(2020, 1, 2), end=date(2020, 12, 31), freq="year")


@pytest.mark.parametrize(
    ("changes", "error", "expected"),
    [
        ({"freq": "week"}, UnknownIdError, "freq: got 'week', expected one of month"),
        ({"backend": "panda"}, UnknownIdError, "Did you mean pandas"),
        ({"practices": ["holding"]}, UnknownIdError, "practice: got 'holding'"),
        ({"practices": "hold_on_detainer"}, DetainerError, "a list of practices"),
        ({"jurisdictions": ["17031", "17031"]}, DetainerError, "each jurisdiction once"),
        ({"jurisdictions": "US-TX"}, DetainerError, r"Give jurisdictions=\[\.\.\.\]"),
        ({"jurisdictions": None}, DetainerError, "a list of jurisdictions"),
        ({"jurisdictions": ["0600000"]}, UnknownIdError, "No city of California"),
        ({"jurisdictions": ["99001"]}, UnknownIdError, "jurisdiction: got '99"),
        ({"end": date(2012, 1, 1)}, DetainerError, "no day before the start"),
    ],
)
def test_bad_input_is_an_error(
    changes: dict[str, Any], error: type[DetainerError], expected: str
) -> None:
    """What was given, what was expected, what to do."""
    with pytest.raises(error, match=expected):
        panel(**changes)


def plain(value: Any) -> Any:
    """Give a value as a record has it: a day without hours, None for what is null."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return None
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_holds_the_same_rows(backend: str) -> None:
    """In each library that is installed."""
    if find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    frame = panel(backend=backend)
    rows = panel()
    if backend == "pandas":
        columns = {name: frame[name].tolist() for name in frame.columns}
    else:
        columns = frame.to_dict(as_series=False) if backend == "polars" else frame.to_pydict()

    assert list(rows[0]) == list(columns)
    for name, values in columns.items():
        assert [row[name] for row in rows] == [plain(value) for value in values]
