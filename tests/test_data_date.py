"""The day of the data: each answer names it, and one for a later day says what that leaves out."""

import shlex
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from data_day import DATA_AS_OF, in_words

import detainerlib as dl
from detainerlib import catalog, serialization
from detainerlib.__main__ import main
from detainerlib.cases import detainer_status
from detainerlib.cooperation import CooperationProfile, cooperation_profile
from detainerlib.holds import holidays_of_year
from detainerlib.memos import memo_text
from detainerlib.models import CustodyEvent, Detainer
from detainerlib.sources import StepStatus

AS_OF = dl.data_as_of
NEXT = AS_OF + timedelta(days=1)
PLACE = "--jurisdiction 'Harris County, TX'"


def typed(day: date) -> str:
    """Give a day as it is typed."""
    return f"{day.month}/{day.day}/{day.year}"


def for_day(day: date) -> str:
    """Give the sentence of an answer for a later day."""
    return (
        f"The data are as of {in_words(AS_OF)}; this answer is for {in_words(day)}. "
        "A law made in between is not on file."
    )


LINES = {
    "hold": "hold '{day} 5pm' " + PLACE,
    "hold, a day": "hold {day} " + PLACE,
    "hold, no place": "hold '{day} 5pm' --zone Central",
    "audit": "audit '{day} 5pm' '{later} 8am' " + PLACE,
    "audit, no place": "audit '{day} 5pm' '{later} 8am' --zone Central",
    "audit, a rule": "audit '{day} 5pm' '{later} 8am' --rule form-i-247a " + PLACE,
    "status": "status --at '{day} 5pm' --box 1 --served yes " + PLACE,
    "notices": "notices '{day} 5pm' " + PLACE,
    "policy": "policy hold_on_detainer TX --on {day}",
    "classify": "classify TX --on {day}",
    "compare": "compare TX IL --on {day}",
    "memo": "memo '{day} 5pm' " + PLACE,
}


class TestOnTheTerminal:
    """Every verb that looks up law."""

    @pytest.mark.parametrize(
        ("line", "how_much"),
        [
            *((line, "") for line in LINES.values()),
            *((line, "--brief") for verb, line in LINES.items() if verb != "memo"),
        ],
    )
    def test_a_later_day(
        self, capsys: pytest.CaptureFixture[str], line: str, how_much: str
    ) -> None:
        """It is said near the top, once, and not of the day of the data itself."""
        for day, times in ((AS_OF, 0), (NEXT, 1)):
            filled = line.format(day=typed(day), later=typed(day + timedelta(days=1)))
            assert not main(shlex.split(f"{filled} {how_much}"))
            printed = " ".join(capsys.readouterr().out.partition("\nWHY")[0].split())
            assert printed.count(for_day(day)) == times
            assert printed.count("The data are as of") == times

    @pytest.mark.parametrize("line", [line for verb, line in LINES.items() if verb != "memo"])
    def test_it_is_near_the_top(self, capsys: pytest.CaptureFixture[str], line: str) -> None:
        """Below what is answered first."""
        filled = line.format(day=typed(NEXT), later=typed(NEXT + timedelta(days=1)))
        main(shlex.split(filled))
        assert for_day(NEXT) in capsys.readouterr().out.splitlines()[1:4]

    @pytest.mark.parametrize("line", [line for verb, line in LINES.items() if verb != "memo"])
    def test_a_short_answer_names_the_day(
        self, capsys: pytest.CaptureFixture[str], line: str
    ) -> None:
        """Whatever it is for."""
        main(shlex.split(f"{line.format(day='7/3/2025', later='7/4/2025')} --brief"))
        assert DATA_AS_OF in capsys.readouterr().out.splitlines()

    def test_the_holidays_of_a_year(self, capsys: pytest.CaptureFixture[str]) -> None:
        """An order may close offices until its last day."""
        year = NEXT.year
        told = (
            f"The data are as of {in_words(AS_OF)}; this answer runs through December 31, {year}. "
            "A law made in between is not on file."
        )
        main(["holidays", str(year), "--brief"])
        assert capsys.readouterr().out.splitlines()[1] == told
        main(["holidays", str(AS_OF.year - 1), "--brief"])
        assert "The data are" not in capsys.readouterr().out

    @pytest.mark.parametrize(("due", "is_said"), [(AS_OF, False), (NEXT, True)])
    @pytest.mark.parametrize("clock", ["", " 5pm"])
    def test_a_roster(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        due: date,
        is_said: bool,
        clock: str,
    ) -> None:
        """Its last day decides."""
        roster = tmp_path / "roster.csv"
        rows = [
            "id,due for release,place",
            f"1,{typed(due)}{clock},TX",
            "2,7/3/2025 5pm,TX",
            "3,,TX",
            f"4,{typed(due)}{clock},",
        ]
        roster.write_text("\n".join(rows))
        main(["roster", str(roster), "--zone", "Central"])
        told = f"this answer runs through {in_words(due)}."
        assert (told in capsys.readouterr().err) is is_said


class TestInPython:
    """The explanation of every result that applies a law of a day."""

    @pytest.mark.parametrize("day", [AS_OF, NEXT])
    def test_explanations(self, day: date) -> None:
        """The step is the first, once."""
        noon = datetime.combine(day, time(12))
        place: Any = {"jurisdiction": "Harris County, TX", "zone": "Central"}
        detainer = Detainer(form="I-247A", issued_on=day, boxes={1}, served=True)
        ends = CustodyEvent(kind="custody-ends", at=dl.local_time(f"{day} 11:00", zone="Central"))
        later = noon + timedelta(days=4)
        results: list[Any] = [
            dl.hold_window(noon, **place),
            dl.hold_bounds(day, **place),
            dl.hold_readings(noon, form="I-247A", **place),
            dl.audit_hold(noon, later, **place),
            detainer_status(detainer, [ends], at=noon, **place),
            dl.notice_deadlines(detainer, noon, **place),
            dl.governing_policy("hold_on_detainer", "TX", on=day),
            dl.classify_cooperation("TX", on=day),
            cooperation_profile("Harris County, TX", on=day),
        ]
        for result in results:
            steps = [step for step in result.explanation if step.statement == for_day(day)]
            assert steps == [*result.explanation][: day > AS_OF]
            assert all(step.outcome is StepStatus.UNKNOWN for step in steps)
            if not isinstance(result, CooperationProfile):
                # In few values it is the last line of the answer.
                *_, last = serialization.brief(result).sentence.splitlines()
                assert (last == for_day(day)) is (day > AS_OF)

    def test_the_holidays_of_a_year(self) -> None:
        """Its last day decides."""
        first = holidays_of_year(NEXT.year).explanation.steps[0]
        assert f"this answer runs through December 31, {NEXT.year}." in first.statement

    def test_a_law_folder_may_have_what_the_data_lack(self, tmp_path: Path) -> None:
        """It is named, as its day may be later."""
        law = f'law = [{{ id = "zed", title = "Zed", data_as_of = {NEXT} }}]'
        (tmp_path / "law.toml").write_text(law)
        with catalog.using(tmp_path):
            first = dl.governing_policy("hold_on_detainer", "TX", on=NEXT).explanation.steps[0]
        assert first.statement.endswith(
            "A law made in between is on file only if law folder zed has it."
        )

    def test_a_memo(self) -> None:
        """It is the first thing to know before one relies on it."""
        noon = dl.local_time(f"{NEXT} 12:00", zone="Central")
        page = " ".join(memo_text(dl.hold_readings(noon, form="I-247A")).split())
        assert f"BEFORE YOU RELY ON THIS 1. {for_day(NEXT)}" in page
