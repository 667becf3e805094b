"""What an agency's own policy says, or a report, a statement or an announcement: it is no law."""

from typing import Final

from detainerlib._wording import partial_day

NOT_A_LAW: Final = "Such a policy is not a law, and gives no power to do it."
IS_NO_LAW: Final = "Such a policy is not a law."
BY_OWN_POLICY: Final = "by the agency's own policy, "
STILL_APPLIES: Final = "No source on file says that it still applies."


def reported(on: str | None) -> str:
    """Return when something was reported, as far as that is known.

    >>> reported("2017-02-22"), reported("2017-02"), reported(None)
    ('reported on February 22, 2017', 'reported in February 2017', 'reported on an unknown date')
    """
    if on is None or on == "unknown":
        return "reported on an unknown date"
    return f"reported {'on' if on.count('-') > 1 else 'in'} {partial_day(on)}"


def by_policy(on: str | None) -> str:
    """Return that what follows is a policy known only from a report.

    >>> by_policy("2017-02-17")
    'by a policy reported on February 17, 2017, '
    """
    return f"by a policy {reported(on)}, "


def as_reported(on: str | None, does: str) -> str:
    """Return what an agency may do as far as was reported.

    >>> as_reported("2019-11", "it may")
    'as reported in November 2019, it may'
    """
    return f"as {reported(on)}, {does}"


def nothing_allows(subject: str, act: str) -> str:
    """Return that no law requires or allows something.

    >>> nothing_allows("a sheriff", "hold a person on a detainer")
    'no law on file requires or allows a sheriff to hold a person on a detainer'
    """
    return f"no law on file requires or allows {subject} to {act}"


BARS_NO_MORE: Final = "the policy does not bar it"
IN_EVERY_CASE: Final = " in every case"
NOTHING_ALLOWS_IT: Final = "no law on file requires or allows it"


def what_was_reported(
    on: str | None, summary: str, citations: str, *, is_ended: bool, is_lawful: bool = False
) -> str:
    """Return what was reported, that nothing says it applies still, and that it is no law.

    The last is left out of a practice that a law requires or allows.

    >>> what_was_reported("2017-02-22", "The county held persons.", " (A)", is_ended=True)
    'As reported on February 22, 2017: The county held persons (A). Such a policy is not a \
law, and gives no power to do it.'
    """
    asides = [*([] if is_lawful else [NOT_A_LAW]), *([] if is_ended else [STILL_APPLIES])]
    return " ".join([f"As {reported(on)}: {summary.removesuffix('.')}{citations}.", *asides])
