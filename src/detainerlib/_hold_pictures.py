"""When a hold expires under every rule, as a picture on one axis of time."""

from datetime import UTC, timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, cast

from detainerlib import catalog
from detainerlib._lazy import missing
from detainerlib._wording import in_words, short_day
from detainerlib.catalog._explanations import ending
from detainerlib.errors import DetainerError
from detainerlib.holds import HoldReadings, HoldWindow
from detainerlib.holds.facility import closing_for, deadline_of
from detainerlib.holds.reading import is_argued
from detainerlib.holds.spans import Span
from detainerlib.sentences import pictures as sentences

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK: Final = "#1f3a5f"
_FEW_HOURS: Final = 4


def plot_hold(hold: HoldReadings | HoldWindow, *, ax: "Axes | None" = None) -> "Figure":
    """Return a picture of when a hold expires: a row for each rule, all on one axis of time.

    Solid is counted, with its hours; hatched is excluded, with the reason. A row ends at its
    deadline. A rule that gives no deadline, as an event is missing, is named under the picture.

    Args:
        hold: The readings, or one window.
        ax: Axes to draw on; by default those of a new figure.

    Raises:
        DetainerError: If `hold` is neither, has no deadline, or `ax` is no axes.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> from detainerlib import hold_readings
    >>> thursday = datetime(2025, 7, 3, 17, tzinfo=ZoneInfo("America/Chicago"))
    >>> figure = plot_hold(hold_readings(thursday, form="I-247A"))
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['Form I-247A', '8 C.F.R. § 287.7(d)']
    >>> print(figure.get_label())  # doctest: +ELLIPSIS
    When a lawful hold would expire. Form I-247A: Saturday, July 5, 2025, 5:00 p.m. CDT, ...
    """
    rows, law, notes = _rows_of(hold)
    if not rows:
        raise DetainerError(
            "hold", hold, "a hold with a deadline", "Give what hold_readings() returns."
        )
    pictures = pictures_with_matplotlib()
    axes = pictures.axes_on(ax, 9, 2.4 + 0.7 * len(rows))
    for number, (_, window) in enumerate(rows):
        for span in window.spans:
            _draw_span(axes, number, span)
        axes.annotate(
            in_words(window.deadline),
            (window.deadline.astimezone(UTC), number - 0.37),
            fontsize=8,
            ha="right",
            va="bottom",
            weight="bold",
        )
    axes.set_yticks(range(len(rows)), [title for title, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.75)
    pictures.show_days(axes, rows[0][1].deadline.tzinfo)
    pictures.explain_kinds(axes)
    words = [
        f"{title.replace(chr(10), ' ')}: {in_words(window.deadline)}, {_excluded(window)}."
        for title, window in rows
    ]
    holding = hold.holding if isinstance(hold, HoldReadings) else None
    titles = [*law, sentences.hold_title(deadline_of(holding))]
    return cast("Figure", pictures.finish(axes, titles, words, notes))


def _rows_of(hold: object) -> tuple[list[tuple[str, HoldWindow]], list[str], list[str]]:
    """Return the windows with their titles, the earliest first; the law on holding; notes."""
    if isinstance(hold, HoldWindow):
        return [(hold.rule.title, hold)], [], [ending(catalog.about().closing)]
    if not isinstance(hold, HoldReadings):
        return [], [], []
    windows = [
        (
            sentences.row(reading.title, is_argued=is_argued(reading, hold.readings)),
            reading.window,
        )
        for reading in hold.in_order
        if reading.window is not None
    ]
    law, *notes = "\n".join(hold.authority_to_hold).splitlines() or [""]
    notes += [str(reading) for reading in hold.in_order if reading.window is None]
    return windows, [law] if law else [], [*notes, ending(closing_for(hold.jurisdiction))]


def _draw_span(axes: Any, number: int, span: Span) -> None:
    """Draw a stretch of a day, as wide as it is long, with its hours or why it is excluded."""
    hours = span.elapsed / timedelta(hours=1)
    bar = axes.barh(
        number,
        span.elapsed,
        left=span.begins.astimezone(UTC),
        height=0.7,
        color=_INK if span.counted else "white",
        edgecolor="white" if span.counted else "0.4",
        hatch=None if span.counted else "////",
        linewidth=0.5,
        label="counted" if span.counted else "excluded",
    )
    if hours >= _FEW_HOURS:
        # The reason of a closing by order follows a colon; it stands in the words of the picture.
        reasons = (reason.partition(":")[0] for reason in span.reasons)
        text = f"{hours:g} h" if span.counted else "\n".join(reasons).replace(" ", "\n")
        pictures_with_matplotlib().label_bar(axes, bar, text)


def _excluded(window: HoldWindow) -> str:
    excluded = [
        f"{short_day(span.day)} ({', '.join(span.reasons)})"
        for span in window.spans
        if not span.counted
    ]
    return sentences.excluded(excluded)


def pictures_with_matplotlib() -> ModuleType:
    """Return what draws with matplotlib, or say which extra installs that."""
    try:
        from detainerlib import _pictures as pictures  # noqa: PLC0415 (help() works without it)
    except ModuleNotFoundError as error:
        raise (missing("detainerlib.plots", error, {"matplotlib": "plot"}) or error) from error
    return pictures
