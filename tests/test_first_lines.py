"""What a clerk sees first of every place: hold, do not hold, or that no law on file lets one."""

from datetime import date

import pytest

import detainerlib as dl
from detainerlib.models.provisions import Modality
from detainerlib.sources.citations import Evidence

DAY = date(2026, 7, 2)
PLACES = [place.code for place in dl.catalog.jurisdictions()]
MAY_BE_MISSING = "An exception to the duty may be missing."


@pytest.mark.parametrize("practice", ["hold_on_detainer", "notify_release", "transfer_custody"])
@pytest.mark.parametrize("code", PLACES)
def test_a_duty_that_was_not_read_may_have_an_exception(code: str, practice: str) -> None:
    """Where no law that requires it was read, an answer says so; where all were, it does not."""
    answer = dl.governing_policy(practice, code, on=DAY)
    read = {
        norm.citation.evidence is Evidence.TEXT
        for norm in answer.controlling
        if Modality.REQUIRED in {norm.modality, norm.otherwise}
    }

    told = str(answer).splitlines()[-1]
    if read == {False} and answer.possible == {Modality.REQUIRED}:
        assert told.endswith(f"not the original text. {MAY_BE_MISSING}")
    elif read <= {True}:
        assert MAY_BE_MISSING not in told


def test_a_law_that_was_read_beside_an_order_that_was_not() -> None:
    """Florida's statute was read: what a mayor's directive says beside it excepts nothing."""
    miami, georgia = (
        str(dl.governing_policy("hold_on_detainer", place, on=DAY)).splitlines()[-1]
        for place in ("Miami-Dade County, FL", "Fulton County, GA")
    )

    assert "secondary, not the original text (Miami-Dade" in miami
    assert MAY_BE_MISSING not in miami
    assert (
        f"As of July 2, 2026. Source: secondary, not the original text. {MAY_BE_MISSING}" == georgia
    )
