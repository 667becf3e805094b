"""detainerlib list, explain, check: what is on record, and whether it is sound."""

import argparse

from detainerlib import catalog

FAULTS_FOUND = 1


def add_records(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs and their options."""
    listing = verbs.add_parser("list", help="what is on record")
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
            "lifts",
            "offenses",
            "provisions",
            "questions",
            "rules",
            "scales",
        ],
    )
    listing.set_defaults(run=_list)

    explaining = verbs.add_parser("explain", help="a published figure in two sentences")
    explaining.add_argument("figure", help="its id (see: detainerlib list figures)")
    explaining.set_defaults(run=_explain)

    check = verbs.add_parser("check", help="check the package's data and print every fault")
    check.set_defaults(run=_check)


def _list(options: argparse.Namespace) -> int:
    lines = {
        "agreements": lambda: [f"{each.id}: {each}" for each in catalog.agreements()],
        "assertions": lambda: [f"{each.id}: {each}" for each in catalog.assertions()],
        "bases": lambda: [f"{each.id}: {each.summary}" for each in catalog.bases()],
        "events": lambda: [f"{event.id}: {event.summary}" for event in catalog.events()],
        "facts": lambda: [f"{each.id}: {each.question}" for each in catalog.facts()],
        "figures": lambda: [f"{each.id}: {each}" for each in catalog.figures()],
        "forms": lambda: [
            f"{form.name} ({edition.printed}), {edition.id}: {form.title}"
            for form in catalog.forms()
            for edition in form.editions
        ],
        "jurisdictions": lambda: [f"{each.code}: {each.name}" for each in catalog.jurisdictions()],
        "lifts": lambda: [f"{each.id}: {each}" for each in catalog.lift_reasons()],
        "offenses": lambda: [f"{each.id}: {each.summary}" for each in catalog.offense_classes()],
        "provisions": lambda: [
            f"{each.id}: {each.title}, {each.practice.value}: {each.summary}"
            for each in catalog.provisions()
        ],
        "questions": lambda: [f"{each.id}: {each.question}" for each in catalog.questions()],
        "rules": lambda: [f"{rule.id}: {rule.title}" for rule in catalog.rules()],
        "scales": lambda: [f"{scale.id}: {scale.summary}" for scale in catalog.scales()],
    }
    print("\n".join(lines[options.what]()))
    return 0


def _explain(options: argparse.Namespace) -> int:
    figure = catalog.figure(options.figure)
    print(figure.explain())
    for kind, several in (("Corrected", figure.corrections), ("Disputed", figure.disputes)):
        for each in several:
            print(f"{kind} by {each.by}, {each.on}: {each.summary}")
    cited = figure.citation
    source = catalog.authority(cited.authority)
    print(f"\n{source.cite} ({cited.evidence.value}){f': {cited.url}' if cited.url else ''}")
    if cited.quote is not None:
        print(f"“{cited.quote}”")
    print(f"Made with {catalog.made_with()}.")
    print(catalog.about().closing_on_figures)
    return 0


def _check(options: argparse.Namespace) -> int:
    faults = catalog.check()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in the package's data.")
    return FAULTS_FOUND if faults else 0
