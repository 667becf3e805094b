"""Pictures hold what the spells say."""

import html
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from detainerlib import DetainerError, hold_readings, hold_window, outcome_rates, policy_spells
from detainerlib.holds import HoldReadings

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from matplotlib import dates
from matplotlib.figure import Figure

from detainerlib.plots import plot_cooperation, plot_hold, plot_levels, plot_outcomes

START, END = date(2012, 1, 1), date(2021, 1, 1)


def test_a_line_where_settled_and_a_band_where_open() -> None:
    """One for each spell."""
    figure = plot_cooperation("US-CT", start=START, end=END)
    spells = policy_spells("US-CT", start=START, end=END)
    settled = sum(spell.level is not None for spell in spells)
    drawn = figure.axes[0].collections

    assert len(spells) == len(drawn)
    assert settled == sum(type(each).__name__ == "LineCollection" for each in drawn)
    assert figure.get_suptitle().startswith("Connecticut: ")
    assert 1 == len(figure.axes)


def test_agreements_stand_under_it() -> None:
    """A bar for each, hatched where its days are not all on record."""
    figure = plot_cooperation("32003", start=START, end=END)
    bars = figure.axes[1].patches

    assert {"////"} == {bar.get_hatch() for bar in bars}
    assert any("Las Vegas" in text.get_text() for text in figure.axes[1].texts)


def test_an_agreement_is_hatched_only_where_its_days_are_not_on_record() -> None:
    """Nassau County has two whose days are known, and one that is perhaps in force."""
    figure = plot_cooperation("36059", start=date(2024, 6, 1), end=date(2025, 12, 1))
    bars = figure.axes[1].patches

    assert 2 == sum(bar.get_hatch() is None for bar in bars)
    assert any(bar.get_hatch() == "////" for bar in bars)


def test_a_turn_of_the_level_is_numbered_and_told() -> None:
    """By the day and the text; the legend has each kind once."""
    figure = plot_cooperation("US-MA", start=date(2017, 1, 1), end=date(2018, 1, 1))
    above = figure.axes[0]

    assert "1  July 24, 2017  Lunn v. Commonwealth took effect" in figure.get_supxlabel()
    assert ["1"] == [text.get_text() for text in above.texts]
    legend = above.get_legend()
    assert legend is not None
    assert ["not settled: somewhere in this band"] == [
        text.get_text() for text in legend.get_texts()
    ]


def test_the_last_day_is_drawn() -> None:
    """One day alone, on which a text begins, has its width."""
    day = date(2017, 7, 24)
    figure = plot_cooperation("US-MA", start=day, end=day)
    axes = figure.axes[0]
    ((left, right),) = [
        collection.get_datalim(axes.transData).intervalx for collection in axes.collections
    ]

    assert 1 == right - left


REASONS: dict[str, list[str | None]] = {
    "TX": [*["Detainer Declined by LEA"] * 3, None, None],
    "IL": [None] * 5,
}
ROWS: list[dict[str, Any]] = [
    {"why": why, "state": state} for state, each in REASONS.items() for why in each
]
ASKED: dict[str, Any] = {
    "reason": "why",
    "numerator": "declined by the agency",
    "denominator": "all",
    "by": "state",
}


def test_outcomes_are_stacked_with_the_missing_share() -> None:
    """Every bar is all rows; a blank is hatched, and not left out."""
    figure = plot_outcomes(outcome_rates(ROWS, **ASKED))
    bars: list[Any] = [*figure.axes[0].patches]
    drawn = [
        (round(bar.get_y() + 0.35), round(bar.get_width(), 6), bar.get_hatch()) for bar in bars
    ]

    assert [(0, 1.0, "////"), (1, 0.6, None), (1, 0.4, "////")] == drawn
    assert ["IL: 5", "TX: 5"] == [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert "of records. Intervals" in figure.axes[0].get_xlabel()


def test_what_is_suppressed_has_its_place() -> None:
    """Its share, and no color; a row that is suppressed whole has no number."""
    rows = [*ROWS, {"why": None, "state": "RI"}]
    axes = plot_outcomes(outcome_rates(rows, **ASKED, min_cell=3)).axes[0]
    legend = axes.get_legend()

    assert "RI: suppressed" in [label.get_text() for label in axes.get_yticklabels()]
    assert legend is not None
    assert "suppressed" in [text.get_text() for text in legend.get_texts()]


@pytest.mark.parametrize("given", [None, outcome_rates([], **ASKED)])
def test_rates_of_nothing_have_no_picture(given: Any) -> None:
    """Nor has what is no rates."""
    with pytest.raises(DetainerError, match="rates of at least one group"):
        plot_outcomes(given)


CHICAGO: Final = ZoneInfo("America/Chicago")
DUE: Final = datetime(2025, 7, 3, 17, tzinfo=CHICAGO)


def readings(**asked: Any) -> HoldReadings:
    """Give the readings of a hold over Independence Day."""
    return hold_readings(DUE, form="I-247A", **asked)


def test_the_picture_of_the_readme_says_what_is_drawn() -> None:
    """It is drawn once, without notes; its words are those of today's picture."""
    drawn = Path(__file__).parents[1] / "docs" / "_static" / "two-rules.svg"
    thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    label = str(plot_hold(hold_readings(thursday, form="I-247A")).get_label())

    assert f"<dc:description>{label}</dc:description>" in drawn.read_text()


def test_what_is_only_argued_is_called_so() -> None:
    """On its row and in the words of the picture; why an office was closed, in the words only."""
    due = datetime(2025, 12, 24, 17, tzinfo=ZoneInfo("America/Chicago"))
    figure = plot_hold(hold_readings(due, form="I-247A"))
    rows = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    bars = [text.get_text() for text in figure.axes[0].texts]

    assert [
        "Form I-247A",
        "8 C.F.R. § 287.7(d)",
        "8 C.F.R. § 287.7(d):\nargued, but adopted by\nno source on file",
    ] == rows
    assert "8 C.F.R. § 287.7(d): argued, but adopted by no source on file: " in str(
        figure.get_label()
    )
    assert "federal offices closed: day after Christmas Day" in str(figure.get_label())
    assert "federal\noffices\nclosed" in bars


class TestHold:
    """Rules side by side on one axis of time."""

    def test_two_rules_stand_on_one_axis(self) -> None:
        """Each has a bar for each day, of its own length, and its deadline in words."""
        (axes,) = plot_hold(readings()).axes
        bars: list[Any] = [*axes.patches]
        rows = [
            [24 * bar.get_width() for bar in bars if round(bar.get_y() + 0.35) == number]
            for number in range(2)
        ]
        solid = [
            sum(
                24 * bar.get_width()
                for bar in bars
                if round(bar.get_y() + 0.35) == number and not bar.get_hatch()
            )
            for number in range(2)
        ]

        assert [48, 120] == [pytest.approx(sum(row)) for row in rows]
        assert [48, 48] == [pytest.approx(hours) for hours in solid]
        drawn = [text.get_text() for text in axes.texts]
        assert {"7 h", "24 h", "17 h", "Independence\nDay", "Saturday", "Sunday"} <= {*drawn}
        assert "Saturday, July 5, 2025, 5:00 p.m. CDT" in drawn
        assert "Tuesday, July 8, 2025, 5:00 p.m. CDT" in drawn

    def test_a_midnight_stands_where_it_is_in_the_facility(self) -> None:
        """Not where it is in UTC."""
        (axes,) = plot_hold(readings()).axes
        formatted = axes.xaxis.get_major_formatter()
        untyped: Any = dates
        midnight = untyped.date2num(datetime(2025, 7, 4, tzinfo=CHICAGO))

        assert midnight in axes.xaxis.get_major_locator()()
        assert "Fri, Jul 4" == formatted(midnight)

    def test_a_ban_comes_first(self) -> None:
        """Where the law of a place bars the hold, that is the first line, of the words too."""
        figure = plot_hold(readings(jurisdiction="Cook County, IL"))
        title = " ".join(figure.axes[0].get_title(loc="left").split())

        assert title.startswith("Cook County, Illinois: a local agency must not hold a person")
        assert title.endswith("When the time ends that each rule names")
        assert str(figure.get_label()).startswith("Cook County, Illinois: a local agency must not")

    def test_a_rule_without_a_deadline_is_named_below(self) -> None:
        """As its words were not read, or an event is missing."""
        asked = hold_readings(DUE, form="I-247D")
        missing = [str(reading) for reading in asked.readings if reading.window is None]
        noted = " ".join(plot_hold(asked).axes[0].get_xlabel().split())

        assert all(" ".join(line.split()) in noted for line in missing)

    def test_one_window_is_one_row(self) -> None:
        """Under its rule."""
        (axes,) = plot_hold(hold_window(DUE)).axes

        assert ["8 C.F.R. § 287.7(d)"] == [label.get_text() for label in axes.get_yticklabels()]

    @pytest.mark.parametrize("given", [None, DUE, hold_readings(DUE, form="I-247N")])
    def test_what_has_no_deadline_has_no_picture(self, given: Any) -> None:
        """Nor has what is no hold."""
        with pytest.raises(DetainerError, match="a hold with a deadline"):
            plot_hold(given)


FIGURES: Final[dict[str, Callable[[], Figure]]] = {
    "hold": lambda: plot_hold(readings()),
    "cooperation": lambda: plot_cooperation("US-CT", start=START, end=END),
    "levels": lambda: plot_levels(on=date(2026, 1, 1), assume="honored-where-no-rule"),
    "outcomes": lambda: plot_outcomes(outcome_rates(ROWS, **ASKED)),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_notebook_shows_it_with_alternative_text(name: str) -> None:
    """Whatever was imported, and without a magic."""
    figure: Any = FIGURES[name]()
    shown: str = figure._repr_html_()

    assert shown.startswith('<img src="data:image/png;base64,iVBOR')
    assert f'alt="{html.escape(figure.get_label())}"' in shown
    assert len(figure.get_label().split()) > 5
    assert figure._repr_png_().startswith(b"\x89PNG")


def draw_hold(ax: Any) -> Figure:
    """Draw a hold on axes."""
    return plot_hold(readings(), ax=ax)


def draw_outcomes(ax: Any) -> Figure:
    """Draw outcomes on axes."""
    return plot_outcomes(outcome_rates(ROWS, **ASKED), ax=ax)


def draw_cooperation(ax: Any) -> Figure:
    """Draw the levels of a place on axes."""
    return plot_cooperation("US-MA", start=START, end=END, ax=ax)


def draw_levels(ax: Any) -> Figure:
    """Draw tiles on axes."""
    return plot_levels(on=date(2026, 1, 1), ax=ax)


@pytest.mark.parametrize("draw", [draw_hold, draw_outcomes, draw_cooperation, draw_levels])
def test_it_is_drawn_on_axes_of_ones_own(draw: Callable[[Any], Figure]) -> None:
    """Beside others; the axes then have the title and the words."""
    figure = Figure()
    left, right = figure.subplots(1, 2)

    assert figure is draw(right)
    assert not left.has_data()
    assert right.has_data()
    assert right.get_title(loc="left")
    assert right.get_label().startswith(right.get_title(loc="left"))
    with pytest.raises(DetainerError, match="expected axes of matplotlib"):
        draw(figure)


def test_outcomes_have_their_numbers() -> None:
    """On each bar that has room for it; a suppressed one has none."""
    (axes,) = plot_outcomes(outcome_rates(ROWS, **ASKED)).axes
    rows = [*ROWS, {"why": None, "state": "RI"}]
    (suppressed,) = plot_outcomes(outcome_rates(rows, **ASKED, min_cell=3)).axes

    assert ["5", "3", "2"] == [text.get_text() for text in axes.texts]
    assert "1" not in [text.get_text() for text in suppressed.texts]


def test_levels_of_the_states_are_tiles() -> None:
    """Assumed ones are hatched, and no color is needed to tell them."""
    bare = plot_levels(on=date(2026, 1, 1))
    assumed = plot_levels(on=date(2026, 1, 1), assume="honored-where-no-rule")
    hatched = [
        sum(tile.get_hatch() is not None for tile in figure.axes[0].patches)
        for figure in (bare, assumed)
    ]

    assert [51, 51] == [len(figure.axes[0].patches) for figure in (bare, assumed)]
    assert hatched[0] == 0 < hatched[1]
    assert "Hatched: Assumed, not law" in assumed.axes[0].texts[-1].get_text()
    colors: list[Any] = [tile.get_facecolor() for tile in assumed.axes[0].patches]
    assert all(len({*color[:3]}) == 1 for color in colors)
    words = {text.get_text().replace("\n", " ") for text in bare.axes[0].texts}
    assert "IL 2" in words
    assert any(each.endswith((" L", " ?")) for each in words)


def test_places_stand_side_by_side_on_axes_of_ones_own() -> None:
    """The levels, with the name of the place; agreements have no room there."""
    one = plot_levels(on=date(2026, 1, 1))
    axes = one.add_subplot(2, 2, 1)
    drawn_on = plot_cooperation("US-MA", start=date(2015, 1, 1), end=date(2020, 1, 1), ax=axes)

    assert one is drawn_on
    assert "Massachusetts" == axes.get_title(loc="left")
    assert one is plot_levels(on=date(2012, 1, 1), ax=one.add_subplot(2, 2, 2))
