"""Pictures hold what the spells say."""

from datetime import date

import pytest

from detainerlib import policy_spells

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from detainerlib.plots import plot_cooperation

START, END = date(2012, 1, 1), date(2021, 1, 1)


def test_a_line_where_settled_and_a_band_where_open() -> None:
    """One for each spell."""
    figure = plot_cooperation("US-CT", start=START, end=END)
    spells = policy_spells("US-CT", start=START, end=END)
    settled = sum(each.level is not None for each in spells)
    drawn = figure.axes[0].collections

    assert len(spells) == len(drawn)
    assert settled == sum(type(each).__name__ == "LineCollection" for each in drawn)
    assert figure.get_suptitle().startswith("Connecticut: ")
    assert 1 == len(figure.axes)


def test_agreements_stand_under_it() -> None:
    """A bar for each, hatched where its days are not all on record."""
    figure = plot_cooperation("32003", start=START, end=END)
    bars = figure.axes[1].patches

    assert {"////"} == {each.get_hatch() for each in bars}
    assert any("Las Vegas" in each.get_text() for each in figure.axes[1].texts)


def test_an_agreement_is_hatched_only_where_its_days_are_not_on_record() -> None:
    """Nassau County has two whose days are known, and one that is perhaps in force."""
    figure = plot_cooperation("36059", start=date(2024, 6, 1), end=date(2026, 1, 1))
    bars = figure.axes[1].patches

    assert 2 == sum(each.get_hatch() is None for each in bars)
    assert any(each.get_hatch() == "////" for each in bars)


def test_a_turn_of_the_level_is_numbered_and_told() -> None:
    """By the day and the text; the legend has each kind once."""
    figure = plot_cooperation("US-MA", start=date(2017, 1, 1), end=date(2018, 1, 1))
    above = figure.axes[0]

    assert "1  2017-07-24  Lunn v. Commonwealth came" in figure.get_supxlabel()
    assert ["1"] == [each.get_text() for each in above.texts]
    legend = above.get_legend()
    assert legend is not None
    assert ["open: somewhere in this band"] == [each.get_text() for each in legend.get_texts()]


def test_the_last_day_is_drawn() -> None:
    """One day alone, on which a text begins, has its width."""
    day = date(2017, 7, 24)
    figure = plot_cooperation("US-MA", start=day, end=day)
    axes = figure.axes[0]
    ((left, right),) = [each.get_datalim(axes.transData).intervalx for each in axes.collections]

    assert 1 == right - left
