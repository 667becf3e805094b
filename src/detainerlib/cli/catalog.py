"""detainerlib list, explain, check: what is on record, and whether it is sound."""

import argparse

from detainerlib import catalog
from detainerlib._wording import partial_day

FAULTS_FOUND = 1


def add_list(listing: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    listing.add_argument(
        "what",
        choices=[
            "agreements",
            "assertions",
            "bases",
            "events",
            "facts",
            "figures",
            "forms",
            "jurisdictions",
            "lift-reasons",
            "offenses",
            "provisions",
            "questions",
            "rules",
            "scales",
            "zones",
        ],
    )
    listing.set_defaults(run=_list)


def add_explain(explain: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    explain.add_argument("figure", help="its id (see: detainerlib list figures)")
    explain.set_defaults(run=_explain)


def add_check(check: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    check.set_defaults(run=_check)


def _list(options: argparse.Namespace) -> int:
    lines = {
        "agreements": lambda: [
            f"{agreement.id}: {agreement}" for agreement in catalog.agreements()
        ],
        "assertions": lambda: [
            f"{assertion.id}: {assertion}" for assertion in catalog.assertions()
        ],
        "bases": lambda: [f"{basis.id}: {basis.summary}" for basis in catalog.bases()],
        "events": lambda: [f"{event.id}: {event.summary}" for event in catalog.events()],
        "facts": lambda: [f"{fact.id}: {fact.question}" for fact in catalog.facts()],
        "figures": lambda: [f"{figure.id}: {figure}" for figure in catalog.figures()],
        "forms": lambda: [
            f"{form.name} ({edition.printed}), {edition.id}: {form.title}"
            for form in catalog.forms()
            for edition in form.editions
        ],
        "jurisdictions": lambda: [
            f"{government.code}: {government.name}" for government in catalog.jurisdictions()
        ],
        "lift-reasons": lambda: [f"{reason.id}: {reason}" for reason in catalog.lift_reasons()],
        "offenses": lambda: [
            f"{offense.id}: {offense.summary}" for offense in catalog.offense_classes()
        ],
        "provisions": lambda: [
            f"{provision.id}: {provision.title}, {provision.practice.value}: {provision.summary}"
            for provision in catalog.provisions()
        ],
        "questions": lambda: [
            f"{question.id}: {question.question}" for question in catalog.questions()
        ],
        "rules": lambda: [f"{rule.id}: {rule.title}" for rule in catalog.rules()],
        "scales": lambda: [f"{scale.id}: {scale.summary}" for scale in catalog.scales()],
        "zones": lambda: [f"{zone.id}: {zone}" for zone in catalog.zones()],
    }
    print("\n".join(lines[options.what]()))
    return 0


def _explain(options: argparse.Namespace) -> int:
    figure = catalog.figure(options.figure)
    print(figure.explain())
    for verb, statements in (("Corrected", figure.corrections), ("Disputed", figure.disputes)):
        for statement in statements:
            print(
                f"{verb} by {statement.by}, {partial_day(f'{statement.on}')}: {statement.summary}"
            )
    citation = figure.citation
    source = catalog.authority(citation.authority)
    print(
        f"\n{source.cite} ({citation.evidence.value}){f': {citation.url}' if citation.url else ''}"
    )
    if citation.quote is not None:
        print(f"“{citation.quote}”")
    print(f"Made with {catalog.made_with()}.")
    print(catalog.about().closing_on_figures)
    return 0


def _check(options: argparse.Namespace) -> int:
    faults = catalog.check()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in the package's data.")
    return FAULTS_FOUND if faults else 0
