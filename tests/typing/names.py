"""What a type checker knows of practices and kinds of agencies: their values, and no others.

The functions are checked and never run. A line with `type: ignore` has to be an error, in mypy and
in basedpyright: a comment that nothing needs is one itself.
"""

from datetime import date
from typing import assert_type

import detainerlib as dl
from detainerlib import bulk, catalog
from detainerlib.models import AgencyType, AgencyTypeName, PracticeDefinition, PracticeName
from detainerlib.policy import PolicyAnswer


def of_members(on: date, sheriff: dl.Agency) -> None:
    """A member, its value, or an agency."""
    answer = dl.governing_policy(dl.Practice.HOLD_ON_DETAINER, "US-IL", on=on, agency_type=sheriff)
    assert_type(answer, PolicyAnswer)
    dl.governing_policy("hold_on_detainer", "US-IL", on=on, agency_type=AgencyType.SHERIFF)
    dl.governing_policy("hold_on_detainer", "US-IL", on=on, agency_type="sheriff")
    dl.policy_grid(["hold_on_detainer", "notify_release"], ["US-IL"], days=[on])
    dl.policy_spells("US-IL", start=on, end=on, practices=("tell_subject",))
    assert_type(catalog.practice("report_custody"), PracticeDefinition)
    bulk.policy_codebook(["notify_release", dl.Practice.TELL_SUBJECT])


def of_typos(on: date) -> None:
    """What is none is an error before the program runs."""
    dl.governing_policy("hold_on_detaner", "US-IL", on=on)  # type: ignore[arg-type]
    dl.governing_policy("hold_on_detainer", "US-IL", on=on, agency_type="sherif")  # type: ignore[arg-type]
    dl.policy_timeline("notify_relaese", "US-IL")  # type: ignore[arg-type]
    dl.classify_cooperation("US-IL", on=on, agency_type="sherif")  # type: ignore[arg-type]
    dl.policy_spells("US-IL", start=on, end=on, practices=["hold"])  # type: ignore[list-item]
    dl.Agency(name="Sheriff", kind="sherif", jurisdiction="48113")  # type: ignore[arg-type]
    catalog.practice("hold")  # type: ignore[arg-type]
    catalog.provisions(practice="hold")  # type: ignore[arg-type]
    bulk.policy_codebook(["hold"])  # type: ignore[list-item]


def of_texts(text: str, on: date) -> None:
    """A text that is read somewhere may be none, and becomes a member first."""
    dl.governing_policy(text, "US-IL", on=on)  # type: ignore[arg-type]
    dl.governing_policy(dl.Practice(text), "US-IL", on=on, agency_type=AgencyType(text))


def of_open_ids(rule: str, form: str, place: str, at: date) -> None:
    """Rules, forms and places are open, as a law folder may add them: any text is taken."""
    dl.hold_bounds(at, zone="Central", rule=rule)
    dl.hold_bounds(at, zone="Central", rule="harris-county-48-hours")
    catalog.rule(rule)
    dl.governing_policy("hold_on_detainer", place, on=at)
    catalog.form(form)


def of_names_of_ones_own() -> None:
    """A variable of a closed list is checked where it is written."""
    practice: PracticeName = "hold_on_detaner"  # type: ignore[assignment]
    kind: AgencyTypeName = "sherif"  # type: ignore[assignment]
    dl.governing_policy(practice, "US-IL", on=date(2022, 1, 1), agency_type=kind)
