"""The panel: the same as the classification and the decision, row by row."""

from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import isnan
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from law_folders import law_folder

from detainerlib import (
    DetainerError,
    bulk,
    catalog,
    classify_cooperation,
    cooperation_profile,
    policy_spells,
)
from detainerlib.errors import UnknownIdError
from detainerlib.models.provisions import Practice

DAYS: Final = {"start": date(2013, 6, 15), "end": date(2021, 12, 31)}
PLACES: Final = ("17031", "US-MA", "48453")


def panel(**changes: Any) -> Any:
    """Ask for a panel of three places by quarter."""
    asked: dict[str, Any] = {"jurisdictions": PLACES, "freq": "quarter", **DAYS, **changes}
    return bulk.policy_panel(**asked)


@cache
def rows_by_quarter() -> Any:
    """Return one, made once."""
    return panel()


@cache
def rows_assumed() -> Any:
    """Return the same, with the assumption."""
    return panel(assume="honored-where-no-rule")


def ids(joined: str | None) -> list[str]:
    """Give ids that stand with a space between."""
    return (joined or "").split()


class TestRows:
    """As records."""

    def test_one_for_each_place_and_day(self) -> None:
        """The first days of quarters between the first day and the last."""
        assert len(PLACES) * 34 == len(rows_by_quarter())
        assert (date(2013, 7, 1), date(2021, 10, 1)) == (
            rows_by_quarter()[0]["day"],
            rows_by_quarter()[-1]["day"],
        )
        assert set(bulk.policy_codebook()) == set(rows_by_quarter()[0])

    @pytest.mark.parametrize("number", range(0, 102, 7))
    def test_say_what_the_classification_says(self, number: int) -> None:
        """On their day."""
        row = rows_by_quarter()[number]
        found = classify_cooperation(row["jurisdiction"], on=row["day"])
        hold = found.profile.finding(Practice.HOLD_ON_DETAINER)

        assert (found.lowest.id, found.highest.id) == (row["lowest_level"], row["highest_level"])
        assert found.status == row["status"]
        settled = found.level.id if found.level and not found.is_left_to_agencies else None
        assert settled == row["cooperation_level"]
        assert hold.in_brief == row["hold_on_detainer"]
        assert {each.value for each in hold.possible} == {*row["hold_on_detainer_possible"].split()}
        assert [norm.id for norm in hold.provisions] == ids(row["hold_on_detainer_rests_on"])
        in_force = [*ids(row["agreements"]), *ids(row["agreements_perhaps"])]
        assert {agreement.id for agreement in hold.answer.agreements} == {*in_force}

    def test_a_state_s_duty_is_seen(self) -> None:
        """Harris County, before and after the act of 2017 was in force."""
        rows = panel(jurisdictions=["48201"], freq="year", practices=["hold_on_detainer"])

        assert ["open", "required"] == [
            row["hold_on_detainer"] for row in rows if row["day"].year in {2017, 2018}
        ]

    def test_a_spell_begins_where_something_changes(self) -> None:
        """And nowhere else."""
        answers = ("hold_on_detainer", "administrative_warrant", "enter_287g", "inquire_status")
        told = ("lowest_level", "highest_level", "agreements", *answers)
        for before, after in zip(rows_by_quarter(), rows_by_quarter()[1:], strict=False):
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
        for row in (each for each in rows_by_quarter() if each["jurisdiction"] == place):
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
        assert "not on record" in rows[0]["hold_on_detainer_why_open"]

    def test_of_chosen_practices_only(self) -> None:
        """The columns are those of the codebook."""
        rows = panel(practices=["notify_release", Practice.HOLD_ON_DETAINER])

        assert list(bulk.policy_codebook(["notify_release", "hold_on_detainer"])) == list(rows[0])
        assert rows[5]["notify_release"] == rows_by_quarter()[5]["notify_release"]

    def test_any_county_or_city_is_answered_from_its_state(self) -> None:
        """By its code; the state is asked once."""
        rows = panel(jurisdictions=["48001", "48003", "4805000"])
        first, second, city = (rows[each * 34 : each * 34 + 34] for each in range(3))

        codes = [each[0]["jurisdiction"] for each in (first, second, city)]
        assert ["48001", "48003", "4805000"] == codes
        for one, other in zip(first, second, strict=True):
            assert {**one, "jurisdiction": "48003", "name": other["name"]} == other
        levels = [[each["lowest_level"] for each in rows] for rows in (first, city)]
        assert levels[0] == levels[1]

    @pytest.mark.parametrize(("freq", "count"), [("month", 102), ("quarter", 34), ("year", 8)])
    def test_by_month_quarter_or_year(self, freq: str, count: int) -> None:
        """Days within the first and the last."""
        assert count == len(panel(jurisdictions=["US-MA"], freq=freq))

    def test_of_no_place_is_nothing(self) -> None:
        """Without a row."""
        assert [] == panel(jurisdictions=[])


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
        (
            {"start": date(2020, 1, 2), "end": date(2020, 12, 31), "freq": "year"},
            DetainerError,
            "the first day of a period between them .*Begin on 2020-01-01",
        ),
        ({"freq": "ME"}, UnknownIdError, "a period by its first day.*Write 'MS'"),
        ({"freq": "2W"}, UnknownIdError, "freq: got '2W'"),
        ({"freq": "5MS"}, UnknownIdError, "freq: got '5MS'"),
        ({"freq": "MS-OCT"}, UnknownIdError, "freq: got 'MS-OCT'"),
        ({"assume": "honored"}, UnknownIdError, "Did you mean honored-where-no-rule"),
        ({"assume": 1}, DetainerError, "an Assumption, or the id of one"),
    ],
)
def test_bad_input_is_an_error(
    changes: dict[str, Any], error: type[DetainerError], expected: str
) -> None:
    """What was given, what was expected, what to do."""
    with pytest.raises(error, match=expected):
        panel(**changes)


@pytest.mark.parametrize(
    ("freq", "months"),
    [
        *[(freq, {*range(1, 13)}) for freq in ("month", "MS", "M", "1mo")],
        *[(freq, {1, 4, 7, 10}) for freq in ("quarter", "QS", "3MS", "1q", "3mo")],
        *[(freq, {10}) for freq in ("YS-OCT", "AS-OCT", "Y-SEP")],
        ("QS-NOV", {2, 5, 8, 11}),
        ("2q", {1, 7}),
        ("1y", {1}),
    ],
)
def test_periods_are_written_as_in_pandas_and_polars(freq: str, months: set[int]) -> None:
    """A fiscal year from October too."""
    rows = panel(jurisdictions=["US-MA"], practices=[], freq=freq)

    assert months == {row["month"] for row in rows}
    assert all(row["day"].day == 1 for row in rows)
    assert (rows[0]["year"], rows[0]["state"], rows[0]["name"]) == (
        rows[0]["day"].year,
        "US-MA",
        "Massachusetts",
    )


def test_a_period_may_be_an_offset_of_pandas() -> None:
    """As its text."""
    offsets = pytest.importorskip("pandas").offsets
    for offset, months in ((offsets.MonthBegin(), {*range(1, 13)}), (offsets.YearBegin(), {1})):
        rows = panel(jurisdictions=["US-MA"], practices=[], freq=offset)
        assert months == {row["month"] for row in rows}
    with pytest.raises(UnknownIdError, match="a period by its first day"):
        panel(jurisdictions=["US-MA"], freq=offsets.MonthEnd())


class TestSharesOfThePeriod:
    """A court decided on July 24, 2017 that no officer of Massachusetts may hold."""

    def test_of_the_month(self) -> None:
        """Twenty-three days of July as on the first; eight with the limit."""
        (row,) = panel(
            jurisdictions=["US-MA"], start=date(2017, 7, 1), end=date(2017, 7, 31), freq="month"
        )

        assert (23 / 31, 8 / 31) == (row["share_of_period"], row["hold_limited_share"])
        assert date(2017, 7, 24) == row["first_hold_limit"]

    def test_of_days_with_an_agreement(self) -> None:
        """Counted one by one, day by day, of a place with agreements that began and ended."""
        days = {"start": date(2019, 1, 1), "end": date(2022, 12, 31)}
        place = "48439"
        rows = panel(jurisdictions=[place], freq="year", practices=[], **days)
        column = "own_jail_enforcement_days"
        counted = {
            year: sum(
                any(
                    agreement.model == "jail-enforcement"
                    and agreement.period.contains(date.fromordinal(day)) is True
                    for agreement in catalog.agreements(place)
                )
                for day in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
            )
            for year in range(2019, 2023)
        }

        assert counted == {row["year"]: row[column] for row in rows}
        assert any(counted.values())


class TestAssumptions:
    """What is assumed is marked, and never the level."""

    def test_the_rest_is_as_without(self) -> None:
        """Spells may be more, as what is assumed may change by itself."""
        apart = {"level_assumed", "is_assumed", "assumption", "spell", "spell_start", "changed"}
        for with_it, without in zip(rows_assumed(), rows_by_quarter(), strict=True):
            assert {name: with_it[name] for name in {*with_it} - apart} == {
                name: without[name] for name in {*without} - apart
            }

    def test_what_is_settled_stays(self) -> None:
        """The assumption fills what is open, and what it fills is marked."""
        for row in rows_assumed():
            if row["cooperation_level"] is not None:
                assert (row["cooperation_level"], False) == (
                    row["level_assumed"],
                    row["is_assumed"],
                )
                assert row["assumption"] is None
            elif row["level_assumed"] is not None:
                assert row["is_assumed"]
                assert row["assumption"] == "honored-where-no-rule"
            else:
                assert row["is_assumed"] is None

    def test_as_the_classification_says(self) -> None:
        """On each day that is looked at."""
        for row in rows_assumed()[::9]:
            classified = classify_cooperation(
                row["jurisdiction"], on=row["day"], assume="honored-where-no-rule"
            )
            level = classified.level_assumed
            assert (level.id if level else None) == row["level_assumed"]
            assert classified.is_assumed == row["is_assumed"]

    def test_a_text_that_was_not_read_is_no_silence(self) -> None:
        """Thurston County is known to have one on holds."""
        rows = panel(jurisdictions=["53067"], freq="year", assume="honored-where-no-rule")

        assert None in {row["level_assumed"] for row in rows}
        assert all(row["lowest_level"] == "minimal" for row in rows if not row["level_assumed"])


class TestLimits:
    """Counted with bounds, and since when."""

    def test_seven_in_california(self) -> None:
        """Between two counts, that are the answers' own."""
        (row,) = panel(jurisdictions=["US-CA"], start=date(2020, 1, 1), end=date(2020, 1, 1))
        counted = catalog.scale("notice-hold-transfer").counted
        (spell,) = policy_spells("US-CA", start=date(2020, 1, 1), end=date(2020, 1, 1))
        barred = [spell.law[practice].is_limited for practice in counted]

        assert 7 == len(counted)
        assert row["limits_least"] >= sum(limit is True for limit in barred)
        assert row["limits_most"] <= sum(limit is not False for limit in barred)
        assert row["limits_least"] >= 5

    def test_bounds_are_within_those_of_each_practice(self) -> None:
        """What is settled jointly is never wider; mostly it is known that both can come about."""
        days = {"start": date(2013, 1, 1), "end": date(2021, 1, 1)}
        counted = catalog.scale("notice-hold-transfer").counted
        rows = panel(jurisdictions=catalog_states(), freq="year", **days)
        for row in rows[::8]:
            spells = policy_spells(row["jurisdiction"], start=row["day"], end=row["day"])
            barred = [spells[0].law[practice].is_limited for practice in counted]
            least, most = barred.count(True), len(barred) - barred.count(False)
            assert least <= row["limits_least"] <= row["limits_most"] <= most, row["jurisdiction"]
        sharp = sum(row["limits_sharp"] for row in rows)
        assert sharp > len(rows) * 0.8


def catalog_states() -> list[str]:
    """Give the codes of all states."""
    return [place.code for place in catalog.jurisdictions() if place.level == "state"]


def test_a_list_of_a_publisher_has_a_column() -> None:
    """What it says of the place itself, from the day of which it says it."""
    rows = panel(
        jurisdictions=["US-IL", "06037"], start=date(2025, 7, 1), end=date(2025, 10, 1), freq="MS"
    )
    listed = {
        (row["jurisdiction"], row["month"]): row["listed_doj_2025_08_05"]
        for row in rows
        if row["listed_doj_2025_08_05"]
    }

    assert {("US-IL", month): "limits cooperation" for month in (9, 10)} == listed


class TestOwnRecords:
    """Claims of lists that are not on file, as rows or a frame."""

    ROW: Final = {
        "listed_in": "county-coding-2018",
        "jurisdiction": "Cook County, IL",
        "claim": "declines requests to hold",
        "start": date(2015, 4, 1),
        "until": date(2016, 1, 1),
    }
    DAYS: Final = {"start": date(2015, 1, 1), "end": date(2016, 1, 1), "freq": "QS"}

    def listed(self, assertions: Any) -> list[Any]:
        """Give the column that they make."""
        rows = panel(jurisdictions=["17031"], practices=[], assertions=assertions, **self.DAYS)
        return [row["listed_county_coding_2018"] for row in rows]

    def test_have_a_column_of_their_own(self) -> None:
        """From their first day until they were taken off; the level is what it was."""
        told = [None, *["declines requests to hold"] * 3, None]

        assert told == self.listed([self.ROW])
        assert told == self.listed(iter([self.ROW]))
        book = bulk.policy_codebook([], assertions=[self.ROW])
        assert "declines requests to hold" in book["listed_county_coding_2018"].values
        bare = panel(jurisdictions=["17031"], practices=[], **self.DAYS)
        assert "listed_county_coding_2018" not in bare[0]

    @pytest.mark.parametrize("engine", ["pandas", "polars"])
    def test_may_be_a_frame(self, engine: str) -> None:
        """With dates, or midnights in pandas, and nulls."""
        library = pytest.importorskip(engine)
        rows = [self.ROW, {**self.ROW, "jurisdiction": "48453", "until": None}]
        frame = library.DataFrame(rows)
        if engine == "pandas":
            frame["start"] = library.to_datetime(frame["start"])

        assert self.listed([self.ROW]) == self.listed(frame)

    def test_assertions_add_to_a_list_on_file(self) -> None:
        """As they are."""
        entry = catalog.assertions(listed_in="doj-2025-08-05")[0]
        days = {"start": date(2025, 10, 1), "end": date(2025, 10, 1), "freq": "MS"}
        (row,) = panel(jurisdictions=[entry.jurisdiction], assertions=[entry], **days)

        assert entry.claim == row["listed_doj_2025_08_05"]

    def test_an_own_law_folder_is_a_panel_s_law(self, tmp_path: Path) -> None:
        """Its records decide within the block, and not after it."""
        folder = law_folder(tmp_path)
        days = {"start": date(2025, 1, 1), "end": date(2025, 1, 1), "freq": "MS"}
        with catalog.using(folder):
            (within,) = panel(jurisdictions=["17043"], **days)
        (after,) = panel(jurisdictions=["17043"], **days)

        assert within["tell_subject"] == "required"
        assert within["tell_subject_rests_on"] == "zed-2-tell"
        assert after["tell_subject"] == "open"

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"claim": "honors"}, "row 1, claim: got 'honors', expected one of"),
            ({"listed_in": "a list"}, "row 1, listed_in: got 'a list'"),
            ({"listed_in": "x" * 40}, "row 1, listed_in: .*25 of them at most"),
            ({"listed_in": 5}, "row 1, listed_in: got 5"),
            ({"jurisdiction": 17031}, "row 1, jurisdiction: .*as text"),
            ({"jurisdiction": "Cok County, IL"}, "jurisdiction: got 'Cok County, IL'"),
            ({"start": "2015"}, "row 1, start: got '2015', expected a date"),
            ({"start": datetime.fromisoformat("2015-01-01T05")}, "row 1, start: .*expected a date"),
            ({"until": date(2015, 4, 1)}, "row 1, until: .*a day after the start"),
        ],
    )
    def test_a_wrong_cell_is_told_with_its_row_and_column(
        self, changes: dict[str, Any], expected: str
    ) -> None:
        """And what it may hold."""
        with pytest.raises(DetainerError, match=expected):
            self.listed([self.ROW, {**self.ROW, **changes}])

    AGREEMENT: Final = {
        "jurisdiction": "Cook County, IL",
        "agency_type": "sheriff",
        "model": "task-force",
        "start": date(2015, 4, 1),
        "until": date(2015, 10, 1),
    }

    @pytest.mark.parametrize("engine", ["records", "pandas", "polars", "pyarrow"])
    def test_agreements_may_be_a_frame(self, engine: str) -> None:
        """From the day they were signed until they were not in force; open without a day."""
        rows = [self.AGREEMENT, {**self.AGREEMENT, "jurisdiction": "48453", "start": None}]
        table: Any = rows
        if engine == "pyarrow":
            table = pytest.importorskip(engine).Table.from_pylist(rows)
        elif engine != "records":
            table = pytest.importorskip(engine).DataFrame(rows)
        places = ["17031", "48453"]
        found = panel(jurisdictions=places, practices=[], agreements=table, **self.DAYS)

        assert [0, 1, 1, 0, 0] == [row["own_task_force"] for row in found[:5]]
        perhaps = [row["agreements_perhaps"] is not None for row in found[5:]]
        assert [True, True, True, False, False] == perhaps
        profile = cooperation_profile("17031", on=date(2015, 5, 1), agreements=table)
        assert ["task-force"] == [agreement.model for agreement in profile.agreements]

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"model": "task"}, "row 1, model: got 'task', expected one of"),
            ({"agency_type": None}, "row 1, agency_type: .*expected one of"),
            ({"jurisdiction": ""}, "row 1, jurisdiction: .*as text"),
            ({"start": "2015"}, "row 1, start: got '2015', expected a date"),
            ({"until": date(2015, 1, 1)}, "row 1, until: .*a day after the start"),
        ],
    )
    def test_a_wrong_cell_of_an_agreement_is_told(
        self, changes: dict[str, Any], expected: str
    ) -> None:
        """With its row and column."""
        with pytest.raises(DetainerError, match=expected):
            panel(
                jurisdictions=["17031"],
                agreements=[self.AGREEMENT, {**self.AGREEMENT, **changes}],
            )

    def test_records_of_the_catalog_are_taken_as_they_are(self) -> None:
        """An agreement of another place, as if it were this one's."""
        on_file = next(
            agreement
            for agreement in catalog.agreements()
            if agreement.id == "us-fl-miami-dade-287g-2025"
        )
        own = attrs.evolve(on_file, id="own", jurisdiction="17031")
        profile = cooperation_profile("17031", on=date(2025, 6, 1), agreements=[own])

        assert "own" in {agreement.id for agreement in profile.agreements}

    @pytest.mark.parametrize("own", ["list.csv", 5, {"a": 1}, [5], [{"model": "task-force"}]])
    def test_what_are_no_agreements_is_refused(self, own: Any) -> None:
        """With the columns that are needed."""
        with pytest.raises(DetainerError, match="rows with the columns jurisdiction"):
            panel(jurisdictions=["17031"], agreements=own)

    @pytest.mark.parametrize("own", ["list.csv", 5, {"a": 1}, [5], [{"listed_in": "x"}]])
    def test_what_are_no_rows_is_refused(self, own: Any) -> None:
        """With the columns that are needed."""
        with pytest.raises(DetainerError, match="the columns listed_in, jurisdiction"):
            self.listed(own)


def plain(value: Any) -> Any:
    """Give a value as a record has it: a day without hours, None for what is null."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, float) and isnan(value):
        return None
    return value.date() if isinstance(value, datetime) else value


def columns_of(frame: Any, backend: str) -> dict[str, list[Any]]:
    """Give the columns of a frame as lists of plain values."""
    if backend == "pandas":
        columns = {name: frame[name].tolist() for name in frame.columns}
    else:
        columns = frame.to_dict(as_series=False) if backend == "polars" else frame.to_pydict()
    return {name: [plain(value) for value in values] for name, values in columns.items()}


BACKENDS: Final = ("pandas", "polars", "pyarrow")


def type_of(dtype: Any) -> str:
    """Give a type of pandas in words."""
    values: Any = getattr(dtype, "categories", None)
    return str(dtype) if values is None else f"{dtype} {[*values]} {dtype.ordered}"


def types_of(frame: Any, backend: str) -> dict[str, str]:
    """Give the type of each column, with the values of a category in their order."""
    match backend:
        case "pandas":
            return {name: type_of(dtype) for name, dtype in frame.dtypes.items()}
        case "polars":
            return {name: repr(dtype) for name, dtype in frame.schema.items()}
        case _:
            return {field.name: str(field.type) for field in frame.schema}


@pytest.mark.parametrize("backend", BACKENDS)
class TestFrames:
    """In each library that is installed."""

    @pytest.fixture(autouse=True)
    def _installed(self, backend: str) -> None:
        if find_spec(backend) is None:
            pytest.skip(f"{backend} is not installed")

    def test_hold_the_same_rows(self, backend: str) -> None:
        """Value by value."""
        rows = panel()
        columns = columns_of(panel(backend=backend), backend)

        assert list(rows[0]) == list(columns)
        for name, values in columns.items():
            assert [row[name] for row in rows] == values

    def test_have_one_schema_whatever_the_values(self, backend: str) -> None:
        """Of no place, of a place that is settled, and under an assumption."""
        changes: tuple[dict[str, Any], ...] = (
            {},
            {"jurisdictions": []},
            {
                "jurisdictions": ["US-GU"],
                "end": DAYS["start"],
                "freq": "MS",
                "start": date(2013, 6, 1),
            },
            {"assume": "honored-where-no-rule"},
        )
        frames = [panel(backend=backend, **change) for change in changes]
        types = [types_of(frame, backend) for frame in frames]

        assert types[0] == types[1] == types[2] == types[3]
        assert not any("object" in kind.casefold() for kind in types[0].values()) or (
            backend == "pandas"
        )

    def test_have_the_type_that_the_codebook_names(self, backend: str) -> None:
        """As the page on cooperation says of each engine."""
        named = {
            "text": ("string", "String", "string"),
            "ids": ("string", "Categorical", "dictionary<values=string, indices=int32, ordered=0>"),
            "integer": ("Int64", "Int64", "int64"),
            "number": ("Float64", "Float64", "double"),
            "boolean": ("boolean", "Boolean", "bool"),
            "date": ("datetime64[ms]", "Date", "date32[day]"),
        }
        types = types_of(panel(backend=backend), backend)
        engine = ("pandas", "polars", "pyarrow").index(backend)

        for name, column in bulk.policy_codebook().items():
            if column.type in named:
                assert named[column.type][engine] == types[name], name
        assert {"ids"} == {
            column.type
            for name, column in bulk.policy_codebook().items()
            if name.endswith("_rests_on") or name.startswith("agreement")
        } - {"boolean"}

    def test_two_concatenate(self, backend: str) -> None:
        """Categories stay categories."""
        frames = [panel(backend=backend, jurisdictions=[place]) for place in PLACES]
        match backend:
            case "pandas":
                whole = import_module("pandas").concat(frames, ignore_index=True)
            case "polars":
                whole = import_module("polars").concat(frames)
            case _:
                whole = import_module("pyarrow").concat_tables(frames)

        assert types_of(frames[0], backend) == types_of(whole, backend)
        assert columns_of(panel(backend=backend), backend) == columns_of(whole, backend)

    def test_go_through_parquet_with_their_types(self, backend: str, tmp_path: Path) -> None:
        """And their values."""
        frame, file = panel(backend=backend, assume="honored-where-no-rule"), tmp_path / "p.parquet"
        match backend:
            case "pandas":
                pytest.importorskip("pyarrow", reason="pyarrow is not installed")
                frame.to_parquet(file)
                read = import_module("pandas").read_parquet(file)
            case "polars":
                frame.write_parquet(file)
                read = import_module("polars").read_parquet(file)
            case _:
                parquet = import_module("pyarrow.parquet")
                parquet.write_table(frame, file)
                read = parquet.read_table(file)

        assert types_of(frame, backend) == types_of(read, backend)
        assert columns_of(frame, backend) == columns_of(read, backend)

    def test_take_the_types_that_they_have(self, backend: str) -> None:
        """What is null in pandas is neither equal to anything nor unequal."""
        frame = panel(backend=backend, assume="honored-where-no-rule")
        typed = bulk.policy_codebook().with_types(frame)

        assert types_of(frame, backend) == types_of(typed, backend)
        assert columns_of(frame, backend) == columns_of(typed, backend)

    def test_go_through_csv_with_the_codebook(self, backend: str, tmp_path: Path) -> None:
        """CSV keeps the values, the codebook knows the types."""
        frame, file = panel(backend=backend), tmp_path / "panel.csv"
        match backend:
            case "pandas":
                frame.to_csv(file, index=False)
                # As text, as pandas 2 may read the last digit of a number wrong.
                read = import_module("pandas").read_csv(file, dtype=str)
            case "polars":
                frame.write_csv(file)
                read = import_module("polars").read_csv(file, infer_schema_length=0)
            case _:
                csv = import_module("pyarrow.csv")
                # Arrow writes no dictionaries.
                csv.write_csv(undictionaried(frame), file)
                kept = csv.ConvertOptions(column_types={"jurisdiction": "string"})
                read = csv.read_csv(file, convert_options=kept)
        typed = bulk.policy_codebook().with_types(read)

        assert types_of(frame, backend) == types_of(typed, backend)
        assert columns_of(frame, backend) == columns_of(typed, backend)


def undictionaried(table: Any) -> Any:
    """Give a table of Arrow with its dictionaries as text."""
    arrow, cast = import_module("pyarrow"), table
    for number, field in enumerate(table.schema):
        if arrow.types.is_dictionary(field.type):
            cast = cast.set_column(number, field.name, table.column(number).cast("string"))
    return cast


class TestPandas:
    """What is particular to it."""

    def test_goes_through_stata_with_the_codebook(self, tmp_path: Path) -> None:
        """Whatever is null."""
        pandas = pytest.importorskip("pandas")
        frame, file = panel(backend="pandas"), tmp_path / "panel.dta"
        bulk.policy_codebook().for_stata(frame).to_stata(file, write_index=False, version=118)
        typed = bulk.policy_codebook().with_types(pandas.read_stata(file))

        assert types_of(frame, "pandas") == types_of(typed, "pandas")
        assert columns_of(frame, "pandas") == columns_of(typed, "pandas")

    def test_no_name_is_an_attribute_of_a_frame(self) -> None:
        """`panel.level` would be something else; and Stata takes no long name."""
        pandas = pytest.importorskip("pandas")
        names = [*bulk.policy_codebook()]

        assert [] == [name for name in names if hasattr(pandas.DataFrame, name)]
        assert [] == [name for name in names if len(name) > 32 or not name.isidentifier()]
        assert len(names) == len({*names})

    def test_levels_are_in_their_order(self) -> None:
        """As they are compared."""
        pytest.importorskip("pandas")
        frame = panel(backend="pandas")
        assert (frame["lowest_level"] <= frame["highest_level"]).all()

    def test_a_frame_says_what_it_was_made_with(self) -> None:
        """And what was assumed."""
        pytest.importorskip("pandas")
        attrs = panel(backend="pandas", assume="honored-where-no-rule").attrs
        assert "detainerlib" in attrs["made_with"]
        assert attrs["assumption"].startswith("honored-where-no-rule: where no law on file")


class TestCodebook:
    """What each column holds."""

    BOOK: Final = bulk.policy_codebook()

    def test_values_are_those_allowed(self) -> None:
        """Of all states, with and without an assumption; null only where it may be."""
        rows = panel(jurisdictions=catalog_states(), freq="year", assume="honored-where-no-rule")
        for name, column in self.BOOK.items():
            values = {row[name] for row in rows}
            assert column.can_be_null or None not in values, name
            if column.values:
                assert values - {None} <= {*column.values}, name

    def test_prints_a_line_for_each(self) -> None:
        """With its type; in a notebook as a table; as a frame with the order of values."""
        lines = str(self.BOOK).splitlines()
        assert len(self.BOOK) == len(lines)
        assert "<PanelCodebook of " in repr(self.BOOK)
        assert "<table" in self.BOOK._repr_html_()
        rows = self.BOOK.to_frame("records")
        by_name = {row["column"]: row for row in rows}
        assert (
            "minimal | judicial-warrants | notifies-only" in by_name["cooperation_level"]["values"]
        )
        assert "ordered category" == by_name["cooperation_level"]["type"]
        assert not by_name["status"]["can_be_null"]

    @pytest.mark.parametrize(
        ("name", "value", "expected"),
        [
            ("cooperation_level", "some", "one of minimal"),
            ("year", "next", "a integer"),
            ("year", 1.5, "a integer"),
            ("year", True, "a integer"),
            ("share_of_period", "half", "a number"),
            ("day", "2020-13-01", "a date"),
            ("day", 20200101, "a date"),
            ("changed", "perhaps", "a boolean"),
            ("name", 5, "a text"),
        ],
    )
    def test_what_a_column_cannot_hold_is_told_with_its_row(
        self, name: str, value: object, expected: str
    ) -> None:
        """And what it may hold."""
        pandas = pytest.importorskip("pandas")
        frame = pandas.DataFrame({name: [None, value]}, dtype=object)
        with pytest.raises(DetainerError, match=f"{name}, row 1: .*{expected}"):
            self.BOOK.with_types(frame)

    @pytest.mark.parametrize("panel", [[{"day": 1}], "panel.csv", None])
    def test_types_are_for_frames(self, panel: Any) -> None:
        """And for nothing else."""
        with pytest.raises(DetainerError, match="an eager frame of pandas, polars or pyarrow"):
            self.BOOK.with_types(panel)
