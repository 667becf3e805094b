"""What every picture has: it shows in a notebook, has a title, and says in words what it shows."""

import base64
import io
import textwrap
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Any, Final

from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, PercentFormatter

from detainerlib._html import escape, inert
from detainerlib._wording import short_day
from detainerlib.errors import DetainerError

_DOTS_PER_INCH: Final = 150
_DARK: Final = 1.2  # of red, green and blue together, which are at most 1 each
_DATES: Final[Any] = dates  # it has no types


class Picture(Figure):
    """A figure that a notebook shows, whatever was imported, with its label as alternative text.

    A plain one is shown only where pyplot was imported, or after `%matplotlib inline`.
    """

    def _repr_png_(self) -> bytes:
        stored = io.BytesIO()
        untyped: Any = self
        untyped.savefig(stored, format="png", dpi=_DOTS_PER_INCH)
        return stored.getvalue()

    def _repr_html_(self) -> str:
        encoded = base64.b64encode(self._repr_png_()).decode()
        width = round(self.get_figwidth() * self.get_dpi())
        return (
            f'<img src="data:image/png;base64,{encoded}" alt="{escape(str(self.get_label()))}" '
            f'style="width:{width}px;max-width:100%;background:#fff">'
        )


def picture(width: float, height: float) -> Any:
    """Return an empty figure, of so many inches. What is drawn on has no complete types."""
    return Picture(figsize=(width, height), layout="constrained")


def axes_on(ax: object, width: float, height: float) -> Any:
    """Return the axes that were given, or those of a new figure of so many inches.

    Raises:
        DetainerError: If what was given is no axes.
    """
    if ax is None:
        return picture(width, height).subplots()
    if not isinstance(ax, Axes):
        raise DetainerError(
            "ax", ax, "axes of matplotlib", "Give what plt.subplots() returns second."
        )
    return ax


def finish(axes: Any, titles: Sequence[str], words: Iterable[str], notes: Iterable[str]) -> Any:
    """Title a picture of one pair of axes, say in words what it shows, and put notes under it.

    Returns the figure.
    """
    axes.set_title(_wrapped(titles, 75), loc="left", weight="bold", fontsize=11, pad=30)
    axes.set_xlabel(_wrapped(notes, 130), loc="left", fontsize=7, color="0.35")
    axes.spines[["top", "right"]].set_visible(False)
    said = " ".join([*(f"{title.removesuffix('.')}." for title in titles), *words])
    axes.set_label(said)
    figure = axes.get_figure()
    if isinstance(figure, Picture):
        figure.set_label(said)
    show_as_written(axes)
    return figure


def show_as_written(drawn: Any) -> None:
    """Have nothing in the words of axes or a figure computed or obeyed; `$` is no mathematics."""
    for axes in drawn.findobj(Axes):
        if isinstance(axes.yaxis.get_major_locator(), FixedLocator):
            names = [_as_written(label.get_text()) for label in axes.get_yticklabels()]
            axes.set_yticks(axes.get_yticks(), names)
    for text in drawn.findobj(Text):
        text.set_parse_math(False)
        text.set_text(_as_written(text.get_text()))


def _as_written(text: str) -> str:
    """Return a text that a font and a file can hold: half of a character is in neither."""
    return inert(text).encode(errors="backslashreplace").decode()


def _wrapped(lines: Iterable[str], width: int) -> str:
    """Return lines broken where they are too long; matplotlib's own wrapping takes no room."""
    return "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in lines)


def show_shares(axes: Any) -> None:
    """Mark the axis from left to right in percent."""
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(PercentFormatter(1))


def show_days(axes: Any, zone: tzinfo | None) -> None:
    """Mark each midnight of a zone on the axis of time."""

    def day(number: float, _position: int | None) -> str:
        return short_day(_DATES.num2date(number, tz=zone).date())

    axes.xaxis.set_major_locator(_DATES.DayLocator(tz=zone))
    axes.xaxis.set_major_formatter(FuncFormatter(day))
    axes.tick_params(axis="x", labelsize=8)


def label_bar(axes: Any, bar: Any, text: str) -> None:
    """Put a number or a reason on a bar, legible on its color and its hatching."""
    (drawn,) = bar
    dark = sum(drawn.get_facecolor()[:3]) < _DARK
    color = "white" if dark else "black"
    (label,) = axes.bar_label(bar, [text], label_type="center", fontsize=8, color=color)
    if drawn.get_hatch():
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.8})


def explain_kinds(axes: Any, columns: int | None = None) -> None:
    """Put a legend above the axes, with each kind of what is drawn once."""
    drawn = dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))
    axes.legend(
        drawn.values(),
        drawn.keys(),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=len(drawn) if columns is None else columns,
        fontsize=7,
        frameon=False,
    )
