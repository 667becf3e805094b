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
    assert "Connecticut" == figure.axes[0].get_title(loc="left")
    assert 1 == len(figure.axes)


def test_agreements_stand_under_it() -> None:
    """A bar for each, hatched where its days are not all on record."""
    figure = plot_cooperation("32003", start=START, end=END)
    bars = figure.axes[1].patches

    assert ["////"] == [each.get_hatch() for each in bars]
    assert any("Las Vegas" in each.get_text() for each in figure.axes[1].texts)
