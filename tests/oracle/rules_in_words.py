"""The clocks of the regulation, the forms and the states, as their own words give them.

Read here once more, by hand: how long, which days do not count, where and when. What is not quoted
is not read into a rule.
"""

import re
from datetime import date
from typing import Final, NamedTuple

REGULATION: Final = "8-cfr-287.7-d"
FORM: Final = "form-i-247a"
SHERIFF_IN_FLORIDA: Final = "us-fl-"
"""Ids of the basic ordering agreements of sheriffs in Florida begin so."""

WORDS: Final = {
    # 8 C.F.R. 287.7(d)
    REGULATION: "not to exceed 48 hours, excluding Saturdays, Sundays, and holidays",
    # Form I-247A, box 1
    FORM: "not to exceed 48 hours beyond the time he or she would otherwise have been released",
    "form-i-247-before-2010": (
        "not to exceed 48 hours (excluding Saturdays, Sundays and Federal holidays)"
    ),
    "form-i-247-2011-12": "not to exceed 48 hours (excluding Saturdays, Sundays, and holidays)",
    "form-i-247-2012-12": "not to exceed 48 hours (excluding Saturdays, Sundays, and holidays)",
    "form-i-247d": "no more than 48 hours beyond the time he or she would otherwise be released",
    # Conn. Gen. Stat. 54-192h(c), of 2013
    "us-ct-54-192h-2014": (
        "held for up to 48 hours (excluding Saturdays, Sundays, and federal holidays)"
    ),
    # D.C. Code 24-211.07(a)
    "us-dc-24-211.07-2012": (
        "an additional 24-hour period, excluding weekends and holidays, after they would otherwise"
        " be released"
    ),
    # N.C. Gen. Stat. 162-62(b1), by S.L. 2024-55 and by S.L. 2025-85
    "us-nc-162-62-2024": "48 hours from receipt of the detainer and administrative warrant",
    "us-nc-162-62-2025": "48 hours from the time the prisoner would otherwise be released",
    # N.C. Gen. Stat. 15A-534
    "us-nc-15a-534-2025": "a period of two hours from ICE's query",
    # N.H. Rev. Stat. Ann. 30-B:1, III
    "us-nh-30-b-1": (
        "up to 48 hours after resolving their state charges, excluding weekends and holidays"
    ),
    # Las Vegas Metropolitan Police Department, 287(g) agreement of 2025
    "us-nv-clark-287g-2025": "up to 48 hours after they're due to be released on local charges",
    # N.Y.C. Admin. Code 14-154(b)(2)
    "us-ny-nyc-14-154": (
        "up to forty-eight hours, excluding Saturdays, Sundays and holidays, beyond the time when"
        " such person would otherwise be released"
    ),
    # Nassau County's agreement on jail cells, 2025
    "us-ny-nassau-contract-2025": "more than the agreed-upon 72-hour limit",
    # Fairfax County Sheriff's agreement, to 2018
    "us-va-fairfax-igsa-2012": "as long as 48 hours past their court-ordered release time",
    # Basic ordering agreements: "$50 for up to 48 hours"
    SHERIFF_IN_FLORIDA: "up to 48 hours",
}
STARTS: Final = {
    "us-nc-162-62-2024": "detainer-and-warrant-received",
    "us-nc-15a-534-2025": "status-query-sent",
    "us-nh-30-b-1": "state-charges-resolved",
    "us-ny-nassau-contract-2025": "housed-for-ice",
}
"""Where the clock does not start as the person "would otherwise be released"."""
DAYS_LEFT_OUT: Final = r"excluding (?:Saturdays, Sundays,?|weekends) and (?:federal )?holidays"
NUMBERS: Final = {"two": 2, "forty-eight": 48}


class Words(NamedTuple):
    """What the words of a rule say."""

    hours: int
    leaves_out_holidays: bool


def words_of(rule: str) -> Words:
    """Read the words of a rule. Each leaves out Saturdays, Sundays and holidays, or no day."""
    text = WORDS[SHERIFF_IN_FLORIDA if rule.startswith(SHERIFF_IN_FLORIDA) else rule]
    length = re.search(r"\b(\d+|two|forty-eight)[ -]hours?\b", text)
    assert length, text
    number = NUMBERS.get(length[1]) or int(length[1])
    days = re.search(DAYS_LEFT_OUT, text, re.IGNORECASE)
    assert bool(days) is ("excluding" in text), text
    return Words(number, bool(days))


class OwnClock(NamedTuple):
    """A clock of a state's or city's own: where it holds, and on which days."""

    place: str
    first: date
    until: date


STILL_RUNS: Final = date.max
"""The end of a clock that still runs."""

OWN_CLOCKS: Final = {
    # "Effective January 1, 2014"; repealed by Public Act 19-20, effective October 1, 2019
    "us-ct-54-192h-2014": OwnClock("US-CT", date(2014, 1, 1), date(2019, 10, 1)),
    # D.C. Law 19-194, effective December 11, 2012; replaced on October 23, 2019
    "us-dc-24-211.07-2012": OwnClock("US-DC", date(2012, 12, 11), date(2019, 10, 23)),
    # "becomes effective December 1, 2024"; amended from October 1, 2025
    "us-nc-162-62-2024": OwnClock("US-NC", date(2024, 12, 1), date(2025, 10, 1)),
    "us-nc-162-62-2025": OwnClock("US-NC", date(2025, 10, 1), STILL_RUNS),
    "us-nc-15a-534-2025": OwnClock("US-NC", date(2025, 10, 1), STILL_RUNS),
    # effective January 1, 2026
    "us-nh-30-b-1": OwnClock("US-NH", date(2026, 1, 1), STILL_RUNS),
    # signed June 16, 2025
    "us-nv-clark-287g-2025": OwnClock("32003", date(2025, 6, 16), STILL_RUNS),
    # Local Law 58 of 2014, in effect December 14, 2014
    "us-ny-nyc-14-154": OwnClock("3651000", date(2014, 12, 14), STILL_RUNS),
    # ended May 23, 2018
    "us-va-fairfax-igsa-2012": OwnClock("51059", date(2012, 12, 31), date(2018, 5, 23)),
}
