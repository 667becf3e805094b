"""Published figures as a newspaper prints them, in the style of the Associated Press."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Final

from detainerlib._wording import long_day, month_in_words, partial_day

_SMALL: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ABBREVIATED: Final[Mapping[str, str]] = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}
_ARTICLE: Final = frozenset({"Center", "Commission", "Department", "Institute"})
"""Words of names that take an article."""

_NO_OTHER: Final = "no independent count is on file"
_NOT_VERIFIED: Final = "the number has not been independently verified"
_BY_STATUS: Final[Mapping[str, str]] = {
    "withdrawn": "it later withdrew the figure",
    "corrected": "it later corrected its report",
    "contradicted": "another count differs",
}
_BY_COUNTED: Final[Mapping[str, str]] = {
    "detainers issued": "the number does not show how many were honored",
    "detainers received": "the number does not show how many were honored",
    "detainers recorded as declined": "the records do not show that anyone was released",
    "persons said to be released": _NOT_VERIFIED,
    "active detainers": "that is a snapshot, not a total over time",
    "share declined": "the records do not show that anyone was released",
    "share refused": "others also may not have ended in ICE custody",
    "share followed by custody": "the rest were not necessarily refused",
    "share not taken into custody": "the share does not show that any were refused",
    "share without a conviction on record": "some may have had pending charges",
    "agreements": "one agency may have several",
    "agencies with an agreement": "one agency may have several agreements",
}
"""By what is counted: the caveat that changes what the number means, as what follows "but"."""


def caveat(status: str, counted: str) -> str:
    """Return the caveat that changes what a figure means, as what follows "but".

    >>> caveat("withdrawn", "detainers issued"), caveat("unverified", "agreements")
    ('it later withdrew the figure', 'one agency may have several')
    """
    return _BY_STATUS.get(status) or _BY_COUNTED.get(counted, _NO_OTHER)


def usual_caveat(counted: str, *, is_unverified: bool) -> str:
    """Return the caveat that goes with what is counted, where the status does not say it.

    >>> usual_caveat("persons said to be released", is_unverified=True)
    ''
    >>> usual_caveat("agreements", is_unverified=True)
    'one agency may have several'
    """
    usual = caveat("", counted)
    says_so = is_unverified and usual in {_NOT_VERIFIED, _NO_OTHER}
    return "" if says_so else usual


def sentence(
    *,
    publisher: str,
    number: str,
    definition: str,
    share_of: str | None,
    place: str | None,
    when: str,
    but: str,
) -> str:
    """Return a figure in one sentence.

    Args:
        publisher: Who published it.
        number: The number in print.
        definition: What it counts, or is the share of.
        share_of: For a share, what it is a share of.
        place: The place; None for the nation.
        when: The days it is of, in print.
        but: The caveat that changes what it means.

    >>> sentence(publisher="Boston Police Department", number="15", definition="detainers received",
    ...          share_of=None, place="Boston", when="in 2024", but="ICE reported 198")
    'The Boston Police Department reported 15 detainers received in Boston in 2024, but ICE \
reported 198.'
    >>> sentence(publisher="TRAC, Syracuse University", number="4%", place=None, when="in 2017",
    ...          definition="declined detainers", share_of="detainers issued", but="others differ")
    'TRAC, Syracuse University, reported that declined detainers made up 4% of detainers \
issued in 2017, but others differ.'
    """
    counted = definition if place is None else f"{definition} in {place}{',' * (',' in place)}"
    if share_of is not None:
        reported = f"that {counted} made up {number} of {share_of} {when}"
    else:
        reported = f"{number} {counted} {'nationwide ' if place is None else ''}{when}"
    return f"{_subject(publisher)} reported {reported}, but {but}."


def _subject(publisher: str) -> str:
    """Return a publisher as the subject of a sentence, with its article and its second comma."""
    article = "The " if _ARTICLE & {*publisher.split()} else ""
    return f"{article}{publisher}{',' if ',' in publisher else ''}"


def number(value: float, comparator: str, *, percent: bool) -> str:
    """Return a number in print: from one to nine in letters, and a percentage with its sign.

    >>> number(6947, "exactly", percent=False), number(25000, "more than", percent=False)
    ('6,947', 'more than 25,000')
    >>> number(5, "exactly", percent=False), number(0.1, "about", percent=True)
    ('five', 'about 0.1%')
    """
    printed = f"{value:,}%" if percent else f"{value:,}"
    if not percent and value < len(_SMALL) and value == int(value):
        printed = _SMALL[int(value)]
    return printed if comparator == "exactly" else f"{comparator} {printed}"


def day(on: date) -> str:
    """Return a day in print, its month cut as the Associated Press cuts it.

    >>> day(date(2025, 12, 1)), day(date(2017, 3, 20))
    ('Dec. 1, 2025', 'March 20, 2017')
    """
    month, rest = long_day(on).split(" ", 1)
    return f"{_ABBREVIATED.get(month, month)} {rest}"


def span(first: date, last: date) -> str:
    """Return the days from a first to a last one: a whole month, a whole year, or both days.

    >>> span(date(2017, 1, 28), date(2017, 2, 3)), span(date(2010, 3, 1), date(2010, 3, 31))
    ('from Jan. 28 to Feb. 3, 2017', 'in March 2010')
    >>> span(date(2017, 2, 4), date(2017, 2, 10))
    'from Feb. 4 to 10, 2017'
    >>> span(date(2018, 1, 1), date(2018, 12, 31)), span(date(2011, 10, 1), date(2012, 9, 30))
    ('in 2018', 'from Oct. 1, 2011, to Sept. 30, 2012')
    """
    _, days = monthrange(last.year, last.month)
    whole_months = first.day == 1 and last.day == days and first.year == last.year
    if whole_months and first.month == last.month:
        return f"in {month_in_words(first.year, first.month)}"
    if whole_months and (first.month, last.month) == (1, 12):
        return f"in {first.year}"
    if first.year != last.year:
        return f"from {day(first)}, to {day(last)}"
    end = day(last) if first.month != last.month else f"{last.day}, {last.year}"
    return f"from {day(first).rpartition(',')[0]} to {end}"


def until(on: date, *, is_span: bool) -> str:
    """Return the day on which something stood, or up to which it is counted.

    >>> until(date(2025, 9, 17), is_span=False), until(date(2025, 9, 17), is_span=True)
    ('as of Sept. 17, 2025', 'through Sept. 17, 2025')
    """
    return f"{'through' if is_span else 'as of'} {day(on)}"


def undated(published_on: str, start: date | None = None) -> str:
    """Return that a figure gives no day of its end, and when it was published.

    >>> undated("2026-02"), undated("2025-07", date(2025, 1, 20)), undated("unknown")
    ('as published in February 2026', 'since Jan. 20, 2025, as published in July 2025', 'on an \
unknown date')
    """
    since = "" if start is None else f"since {day(start)}"
    if published_on == "unknown":
        return since or "on an unknown date"
    precisely = published_on.count("-") > 1
    in_print = f"on {day(date.fromisoformat(published_on))}" if precisely else None
    as_published = f"as published {in_print or f'in {partial_day(published_on)}'}"
    return f"{since}, {as_published}" if since else as_published


def sentences(clauses: str) -> list[str]:
    """Return clauses with semicolons between them, each as a sentence.

    >>> sentences("no other count was found; ICE printed it twice")
    ['No other count was found.', 'ICE printed it twice.']
    """
    return [f"{capitalized(clause)}." for clause in clauses.split("; ")]


def what_it_counts(publisher: str, definition: str, share_of: str | None, but: str) -> str:
    """Return what a figure counts by its publisher's account, and the caveat that goes with that.

    >>> what_it_counts("ICE", "detainers issued", None, "some may have been withdrawn")
    'According to ICE, the figure counts detainers issued; some may have been withdrawn.'
    >>> what_it_counts("Boston Police Department", "declined detainers", "detainers issued", "")
    'According to the Boston Police Department, the figure is the share of declined detainers \
among detainers issued.'
    """
    what = (
        f"counts {definition}"
        if share_of is None
        else f"is the share of {definition} among {share_of}"
    )
    subject = _subject(publisher).removesuffix(",")
    of_whom = f"the{subject.removeprefix('The')}" if subject.startswith("The ") else subject
    return f"According to {of_whom}, the figure {what}{f'; {but}' if but else ''}."


def status(name: str, reason: str) -> str:
    """Return what has become of a figure, and why, from clauses with semicolons between them.

    >>> status("contradicted", "the county sheriff counts 128; no other count was found")
    'Contradicted: the county sheriff counts 128. No other count was found.'
    """
    first, *rest = reason.split("; ")
    others = [f" {sentence}" for clause in rest for sentence in sentences(clause)]
    return f"{capitalized(name)}: {first}.{''.join(others)}"


def publication(partial: str, grade: str, read_as_of: str | None = None) -> str:
    """Return when a figure was published, how well that was read, and where it was read later.

    >>> publication("2017-03-20", "secondary, not the original text")
    'Published on March 20, 2017. Source: secondary, not the original text.'
    >>> publication("2025-12-01", "the original text was read", "2026-01-30")
    'First published on December 1, 2025; read here in the source of January 30, 2026, named \
below. Source: the original text was read.'
    """
    if partial == "unknown":
        return f"Source: {grade}."
    on = f"{'on' if partial.count('-') > 1 else 'in'} {partial_day(partial)}"
    if read_as_of is None or read_as_of == "unknown" or read_as_of[: len(partial)] <= partial:
        return f"Published {on}. Source: {grade}."
    later = f"read here in the source of {partial_day(read_as_of)}, named below"
    return f"First published {on}; {later}. Source: {grade}."


def called(words: str) -> str:
    """Return what a publisher calls those it counts.

    >>> called("aliens")
    'The publisher calls them “aliens.”'
    """
    return f"The publisher calls them “{words}.”"


def basis(words: str | None) -> str:
    """Return on what the persons counted were in custody; None where that is not stated.

    >>> basis("convicted"), basis(None)
    ('Basis of custody: convicted.', 'Basis of custody: not stated by the publisher.')
    """
    return f"Basis of custody: {words or 'not stated by the publisher'}."


def later(verb: str, who: str, on: str, summary: str) -> str:
    """Return what somebody said later of a figure.

    >>> later("Answered", "Kern County Sheriff", "2017-03-30", "The county received 25.")
    'Answered by Kern County Sheriff (March 30, 2017): The county received 25.'
    >>> later("Answered", "Franklin County Sheriff", "unknown", "It had none.")
    'Answered by Franklin County Sheriff: It had none.'
    """
    when = "" if on == "unknown" else f" ({partial_day(on)})"
    return f"{verb} by {who}{when}: {summary}"


def capitalized(clause: str) -> str:
    """Return a clause with a capital letter first, and all others as they are."""
    return f"{clause[:1].upper()}{clause[1:]}"


def no_figure(place: str | None, *, is_narrowed: bool) -> str:
    """Return that no figure was found, of a place or anywhere.

    >>> no_figure("Texas", is_narrowed=False)
    'No published figure of Texas is on file. That does not mean none was published.'
    """
    of_place = "" if place is None else f" of {place}"
    fits = " that fits" if is_narrowed else ""
    return f"No published figure{of_place}{fits} is on file. That does not mean none was published."
