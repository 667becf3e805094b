"""Agreements, programs and what publishers say, in words that can be printed."""

from datetime import date

from detainerlib import catalog
from detainerlib.catalog._sources import agreement_by_name
from detainerlib.models.agreements import CooperationAgreement
from detainerlib.models.federal_programs import FederalProgram
from detainerlib.models.published_lists import Assertion


def agreement_in_words(agreement: CooperationAgreement, on: date) -> str:
    """Return an agreement in words that can be printed, and whether it is perhaps in force."""
    perhaps = "" if agreement.period.contains(on) else "perhaps in effect: "
    return f"{perhaps}{agreement_by_name(agreement)}"


def program_in_words(program: FederalProgram, on: date) -> str:
    """Return a program in words that can be printed, and whether it perhaps ran."""
    return f"{'' if program.ran_on(on) else 'perhaps running: '}{program}"


def assertion_in_words(entry: Assertion) -> str:
    """Return what a publisher says, with what others say against it."""
    publisher = catalog.published_list(entry.listed_in).publisher
    disputes = "".join(
        f"; disputed by {dispute.by}: {dispute.summary.removesuffix('.')}"
        for dispute in entry.disputes
    )
    place = catalog.jurisdiction(entry.jurisdiction).name
    aside = "," if "," in place else ""
    return f"{publisher} said that {place}{aside} {entry.claim.words}, {entry.period}{disputes}"
