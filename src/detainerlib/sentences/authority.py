"""What the law on holding at all means for the deadlines below it, in words."""

from collections.abc import Sequence

NO_AUTHORITY = "No time that a form or rule names gives authority to hold."
TIMES_NAMED = "TIMES THAT FORMS AND RULES NAME, WITHOUT AUTHORITY TO HOLD"
IF_LAWFUL = (
    "Where the laws do not settle whether you may hold, any deadline shown is only when a lawful "
    "hold would end."
)
BARRED_WHATEVER_ITS_EFFECT = "That bar applies whether or not the detainer is in effect."
IF_ALLOWED = "If a hold had been allowed (no deadline below gives authority to hold):"
DUTY_NOT_TIMED = "No law on file says which of the deadlines the duty to hold follows."
DUTY_NOT_IN_HOURS = "No law on file says in hours how long the duty to hold runs."
_UNSAID = (DUTY_NOT_TIMED, DUTY_NOT_IN_HOURS)
_OWN_LIMIT = "The law that requires the hold sets its own time limit"


def own_time_limit(titles: Sequence[str]) -> str:
    """Return that a law that requires a hold has a time limit of its own.

    >>> own_time_limit(["N.C. Gen. Stat. § 162-62(b1)"])
    'The law that requires the hold sets its own time limit: N.C. Gen. Stat. § 162-62(b1).'
    """
    return f"{_OWN_LIMIT}: {'; '.join(titles)}."


def is_duty(line: str) -> bool:
    """Whether a line above deadlines says which time limit a duty to hold follows.

    >>> is_duty(no_time_limit([])), is_duty(own_time_limit(["A"])), is_duty(NO_AUTHORITY)
    (True, True, False)
    """
    return is_not_timed(line) or line.startswith(_OWN_LIMIT)


def is_not_timed(line: str) -> bool:
    """Whether a line says that no law on file gives a duty to hold its time.

    >>> is_not_timed(no_time_limit(["It sets no hours."])), is_not_timed(own_time_limit(["A"]))
    (True, False)
    """
    return line.endswith(_UNSAID)


def no_time_limit(taken_up: Sequence[str]) -> str:
    """Return that no law says which deadline a duty to hold follows, after what is known of it.

    >>> no_time_limit([])
    'No law on file says which of the deadlines the duty to hold follows.'
    >>> no_time_limit(["It is to do what the detainer requests."])
    'It is to do what the detainer requests. No law on file says in hours how long the duty to \
hold runs.'
    """
    return " ".join([*taken_up, DUTY_NOT_IN_HOURS if taken_up else DUTY_NOT_TIMED])
