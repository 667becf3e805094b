"""The law on record: forms, rules, authorities, closures and jurisdictions, read from `data/`.

The only part that reads package data. A collection is parsed when something in it is first asked
for; `check()` reads them all and reports every fault at once.
"""

from detainerlib.catalog.clocks import (
    closures,
    event,
    events,
    holiday_reading,
    incorporations,
    notice_rule,
    notice_rules,
    open_point,
    rule,
    rules,
)
from detainerlib.catalog.papers import (
    bases,
    basis,
    edition,
    form,
    form_of,
    form_or_edition,
    forms,
    question,
    questions,
)
from detainerlib.catalog.shelves import About, check
from detainerlib.catalog.sources import (
    about,
    authorities,
    authority,
    jurisdiction,
    jurisdictions,
    lineage,
    made_with,
)

__all__ = [
    "About",
    "about",
    "authorities",
    "authority",
    "bases",
    "basis",
    "check",
    "closures",
    "edition",
    "event",
    "events",
    "form",
    "form_of",
    "form_or_edition",
    "forms",
    "holiday_reading",
    "incorporations",
    "jurisdiction",
    "jurisdictions",
    "lineage",
    "made_with",
    "notice_rule",
    "notice_rules",
    "open_point",
    "question",
    "questions",
    "rule",
    "rules",
]
