"""States as tiles of one size, each with its level of cooperation."""

from datetime import date
from typing import Any, Final

from detainerlib._wording import long_day
from detainerlib.cooperation import Classification, LevelStatus, classify_cooperation
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale

_GRID: Final = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""
"""Where the tile of each state stands, about as on a map."""
_LIGHTEST, _DARKEST = 0.98, 0.15
_DARK: Final = 0.5


def draw_tiles(axes: Any, on: date, scale: CooperationScale, assumption: Assumption | None) -> str:
    """Draw the level of each state and the District on axes of matplotlib, with what signs mean.

    Returns what is drawn, in words.
    """
    said: list[str] = []
    for row, line in enumerate(_GRID.split("\n")[1:-1]):
        for column, postal in enumerate(line.split()):
            if postal.isalpha():
                place = f"US-{postal}"
                state = classify_cooperation(place, on=on, scale=scale, assume=assumption)
                sign = _draw_tile(axes, (column, row), postal, state)
                said.append(f"{postal} {sign}{' assumed' if state.is_assumed else ''}")
    axes.set(xlim=(0, 11), ylim=(8, 0), aspect="equal")
    axes.set_axis_off()
    title = f"Cooperation under the laws on file, {long_day(on)}"
    axes.set_title(title, loc="left", weight="bold")
    levels = [f"{place} {level.name}" for place, level in enumerate(scale.levels, start=1)]
    signs = "full: settled; two numbers: between those levels; ?: not known; L: left to each agency"
    assumed = [] if assumption is None else [f"Hatched: {assumption.sentence}"]
    axes.annotate(
        "\n".join(["; ".join(levels), signs, *assumed]),
        (0, -0.02),
        xycoords="axes fraction",
        va="top",
        fontsize=7,
    )
    return f"{title}. {'; '.join(levels)}. {', '.join(said)}."


def _draw_tile(axes: Any, corner: tuple[int, int], postal: str, classified: Classification) -> str:
    levels = classified.scale.levels
    level = classified.level_assumed
    low, high = (levels.index(bound) for bound in (classified.lowest, classified.highest))
    shade = 1.0
    match classified.status:
        case _ if level is not None:
            place = levels.index(level)
            shade = _DARKEST + (_LIGHTEST - _DARKEST) * place / (len(levels) - 1)
            words = str(place + 1)
        case LevelStatus.BOUNDED:
            words = f"{low + 1}-{high + 1}"
        case LevelStatus.LEFT_TO_AGENCIES:
            words = "L"
        case _:
            words = "?"
    hatch = "////" if classified.is_assumed else None
    axes.bar(
        corner[0] + 0.5, 0.92, 0.92, corner[1] + 0.04,
        color=str(shade), edgecolor="0.4", hatch=hatch, linewidth=0.8,
    )  # fmt: skip
    ink = {"color": "white" if shade < _DARK else "black", "ha": "center", "va": "center"}
    back = {"boxstyle": "round,pad=0.1", "facecolor": str(shade), "edgecolor": "none"}
    axes.text(corner[0] + 0.5, corner[1] + 0.5, f"{postal}\n{words}", fontsize=8, bbox=back, **ink)
    return words
