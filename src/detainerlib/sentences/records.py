"""What records say of themselves: lists, agreements, orders, events, and what was not read."""

from collections.abc import Sequence
from typing import Final

from detainerlib._wording import listed

GIVEN_BY_CALLER: Final = "It was given by the caller, and is not on file."


def assumed(name: str, title: str) -> str:
    """Return what is assumed, said to be no law.

    >>> assumed("honored", "where no rule is on file, detainers are honored")
    'Assumed, not law (honored): where no rule is on file, detainers are honored.'
    """
    return f"Assumed, not law ({name}): {title}."


def not_read(summary: str) -> str:
    """Return that a text is known, and was not read.

    >>> not_read("the sheriff's manual")
    "Known and not read: the sheriff's manual"
    """
    return f"Known and not read: {summary}"


def repaired(column: str, printed: str, value: str | None, reason: str) -> str:
    """Return as what a printed value is read, and why.

    >>> repaired("signed", "1/1/0202", None, "The year is impossible.")
    "signed: '1/1/0202' is read as missing. The year is impossible."
    """
    return (
        f"{column}: {printed!r} is read as {'missing' if value is None else repr(value)}. {reason}"
    )


def on_list(status: str) -> str:
    """Return that an agency is on a list of agreements, or was.

    >>> on_list("listed")
    'The agency has it on a list of 287(g) agreements: listed.'
    """
    return f"The agency has it on a list of 287(g) agreements: {status}."


def listed_agreement(agency: str, models: Sequence[str], signed: str | None, status: str) -> str:
    """Return an agreement on a list: whose, on which models, when it was signed, its status.

    >>> listed_agreement("Clay County Sheriff", [], None, "listed")
    'Clay County Sheriff: no model known, signed on an unknown day; listed'
    """
    named = " and ".join(models) or "no model known"
    return (
        f"{agency}: {named}, signed {'on an unknown day' if signed is None else signed}; {status}"
    )


def term(word: str, publisher: str, period: str, definition: str, unsaid: Sequence[str]) -> str:
    """Return what a publisher's word counts, and what is not documented of it.

    >>> term("criminal", "ICE", "since 2019", "People convicted.", ["pending charges"])
    '“criminal” (ICE, since 2019): People convicted. Not documented: whether it counts pending \
charges.'
    """
    gap = f" Not documented: whether it counts {listed(unsaid, 'or')}." if unsaid else ""
    return f"“{word}” ({publisher}, {period}): {definition}{gap}"


def entries_on_file(title: str, on_file: int, counts: Sequence[str], *, is_whole: bool) -> str:
    """Return how many entries of a list are on file, and what that means for one that is not.

    >>> entries_on_file("A list", 2, ["35"], is_whole=False)
    'A list: 2 entries are on file, of 35; a place with no entry on file may still be on the list.'
    """
    of = f"of {'; '.join(counts)}" if counts else "of an unknown number"
    number = f"{on_file} entr{'y is' if on_file == 1 else 'ies are'} on file, {of}"
    silent = "" if is_whole else "; a place with no entry on file may still be on the list"
    return f"{title}: {number}{silent}."


def enjoined(span: str, parts: str | None, *, is_for_parties: bool, end_is_known: bool) -> str:
    """Return when a court's order kept a law from being enforced, and how far it reached.

    >>> enjoined("since March 28, 2013", None, is_for_parties=True, end_is_known=True)
    'enjoined for named parties since March 28, 2013'
    >>> enjoined("since March 28, 2013", None, is_for_parties=False, end_is_known=False)
    'enjoined from March 28, 2013, until a date that is not on file'
    """
    reach = "" if parts is None else f" as to {parts}"
    parties = " for named parties" if is_for_parties else ""
    if not end_is_known:
        span = f"from {span.removeprefix('since ')}, until a date that is not on file"
    return f"enjoined{reach}{parties} {span}"


def recorded(event: str, when: str, circumstances: str = "") -> str:
    """Return what happened, when, and why as far as that is known.

    >>> recorded("the release", "Thursday, July 3, 2025", "bail posted")
    'The release, Thursday, July 3, 2025 (bail posted)'
    """
    aside = f" ({circumstances})" if circumstances else ""
    return f"{event[:1].upper()}{event[1:]}, {when}{aside}"


def requirement(practices: Sequence[str], modality: str, scope: str) -> str:
    """Return what the laws must at least say of a practice, and in which cases.

    >>> requirement(["holding on a detainer"], "permitted", "every ordinary case")
    'holding on a detainer is permitted in every ordinary case'
    >>> requirement(["a hold", "notice", "a transfer"], "permitted", "some cases")
    'a hold, notice, or a transfer is permitted in some cases'
    """
    *first, last = practices
    comma = "," if first[1:] else ""
    listed = f"{', '.join(first)}{comma} or {last}" if first else last
    return f"{listed} is {modality} in {scope}"
