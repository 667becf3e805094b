"""The law on record: forms, rules, provisions, agreements, authorities, read from `data/`.

The only part that reads package data. A collection is parsed when something in it is first asked
for; `check()` reads them all and reports every fault at once.
"""

from typing import TYPE_CHECKING

from detainerlib.catalog._forms import (
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
from detainerlib.catalog._hold_rules import (
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
from detainerlib.catalog._sources import (
    about,
    authorities,
    authority,
    jurisdiction,
    jurisdictions,
    lineage,
    made_with,
)

if TYPE_CHECKING:
    from detainerlib.catalog._export import export
    from detainerlib.catalog._figures import (
        figure,
        figures,
        lift_reason,
        lift_reasons,
        report,
        reports,
        series_breaks,
    )
    from detainerlib.catalog._law_folder import check, using
    from detainerlib.catalog._provisions import (
        agreement_model,
        agreement_models,
        agreements,
        assertions,
        coverage,
        fact,
        facts,
        offense_class,
        offense_classes,
        policy_examples,
        provision,
        provisions,
        published_list,
        published_lists,
        scale,
        scales,
    )
    from detainerlib.catalog._tables import table, tables
else:
    from detainerlib._lazy import lazy_names

    # A deadline needs no provision and no figure.
    __getattr__ = lazy_names(
        "detainerlib.catalog",
        {
            "catalog._export": ("export",),
            "catalog._figures": (
                "figure",
                "figures",
                "lift_reason",
                "lift_reasons",
                "report",
                "reports",
                "series_breaks",
            ),
            "catalog._law_folder": ("check", "using"),
            "catalog._provisions": (
                "agreement_model",
                "agreement_models",
                "agreements",
                "assertions",
                "coverage",
                "fact",
                "facts",
                "offense_class",
                "offense_classes",
                "policy_examples",
                "provision",
                "provisions",
                "published_list",
                "published_lists",
                "scale",
                "scales",
            ),
            "catalog._tables": ("table", "tables"),
        },
    )[0]

    def __dir__() -> list[str]:
        """List the names, imported or not."""
        return sorted({*globals(), *__all__})


__all__ = [
    "about",
    "agreement_model",
    "agreement_models",
    "agreements",
    "assertions",
    "authorities",
    "authority",
    "bases",
    "basis",
    "check",
    "closures",
    "coverage",
    "edition",
    "event",
    "events",
    "export",
    "fact",
    "facts",
    "figure",
    "figures",
    "form",
    "form_of",
    "form_or_edition",
    "forms",
    "holiday_reading",
    "incorporations",
    "jurisdiction",
    "jurisdictions",
    "lift_reason",
    "lift_reasons",
    "lineage",
    "made_with",
    "notice_rule",
    "notice_rules",
    "offense_class",
    "offense_classes",
    "open_point",
    "policy_examples",
    "provision",
    "provisions",
    "published_list",
    "published_lists",
    "question",
    "questions",
    "report",
    "reports",
    "rule",
    "rules",
    "scale",
    "scales",
    "series_breaks",
    "table",
    "tables",
    "using",
]
