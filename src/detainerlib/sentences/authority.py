"""What the law on holding at all means for the deadlines below it, in words."""

from collections.abc import Sequence

NO_AUTHORITY = "No time that a form or rule names gives authority to hold."
TIMES_NAMED = "TIMES THAT FORMS AND RULES NAME, WITHOUT AUTHORITY TO HOLD"
IF_LAWFUL = (
    "Where no law on file settles that you may hold, any deadline shown is only when a lawful hold "
    "would end."
)
NO_LAW_LETS = (
    "No law on file lets the agency keep the person past the time due on the detainer alone. Any "
    "deadline shown is only when a lawful hold would end."
)
BARRED_WHATEVER_ITS_EFFECT = "That bar applies whether or not the detainer is in effect."
IF_ALLOWED = "If a hold had been allowed (no deadline below gives authority to hold):"
DUTY_NOT_TIMED = "No law on file says in hours how long the duty to hold runs."


def own_time_limit(titles: Sequence[str]) -> str:
    """Return that a law that requires a hold has a time limit of its own.

    >>> own_time_limit(["N.C. Gen. Stat. § 162-62(b1)"])
    'The law that requires the hold sets its own time limit: N.C. Gen. Stat. § 162-62(b1).'
    """
    return f"The law that requires the hold sets its own time limit: {'; '.join(titles)}."


def no_time_limit(taken_up: Sequence[str]) -> str:
    """Return that no law says how long a duty to hold runs, then what is known of it.

    >>> no_time_limit([])
    'No law on file says in hours how long the duty to hold runs.'
    >>> no_time_limit(["It is to do what the detainer requests."])
    'No law on file says in hours how long the duty to hold runs. It is to do what the detainer \
requests.'
    """
    return " ".join([DUTY_NOT_TIMED, *taken_up])
