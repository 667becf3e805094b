"""The law on file: forms, rules, provisions, agreements, authorities, read from `data/`.

The only part that reads package data. A collection is parsed when something in it is first asked
for; `check()` reads them all and reports every fault at once.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.catalog._export import export as export
    from detainerlib.catalog._federal import federal_statements as federal_statements
    from detainerlib.catalog._federal import measure as measure
    from detainerlib.catalog._federal import measures as measures
    from detainerlib.catalog._federal import powers as powers
    from detainerlib.catalog._federal import practice as practice
    from detainerlib.catalog._federal import practices as practices
    from detainerlib.catalog._federal import program as program
    from detainerlib.catalog._federal import programs as programs
    from detainerlib.catalog._federal import term as term
    from detainerlib.catalog._federal import terms as terms
    from detainerlib.catalog._figures import figure as figure
    from detainerlib.catalog._figures import figures as figures
    from detainerlib.catalog._figures import lift_reason as lift_reason
    from detainerlib.catalog._figures import lift_reasons as lift_reasons
    from detainerlib.catalog._figures import report as report
    from detainerlib.catalog._figures import reports as reports
    from detainerlib.catalog._figures import series_breaks as series_breaks
    from detainerlib.catalog._files import file_layout as file_layout
    from detainerlib.catalog._files import file_layouts as file_layouts
    from detainerlib.catalog._files import repairs as repairs
    from detainerlib.catalog._forms import bases as bases
    from detainerlib.catalog._forms import basis as basis
    from detainerlib.catalog._forms import edition as edition
    from detainerlib.catalog._forms import form as form
    from detainerlib.catalog._forms import form_of as form_of
    from detainerlib.catalog._forms import form_or_edition as form_or_edition
    from detainerlib.catalog._forms import forms as forms
    from detainerlib.catalog._forms import question as question
    from detainerlib.catalog._forms import questions as questions
    from detainerlib.catalog._hold_rules import closures as closures
    from detainerlib.catalog._hold_rules import event as event
    from detainerlib.catalog._hold_rules import events as events
    from detainerlib.catalog._hold_rules import holiday_list as holiday_list
    from detainerlib.catalog._hold_rules import holiday_lists as holiday_lists
    from detainerlib.catalog._hold_rules import holiday_reading as holiday_reading
    from detainerlib.catalog._hold_rules import incorporations as incorporations
    from detainerlib.catalog._hold_rules import notice_rule as notice_rule
    from detainerlib.catalog._hold_rules import notice_rules as notice_rules
    from detainerlib.catalog._hold_rules import open_point as open_point
    from detainerlib.catalog._hold_rules import rule as rule
    from detainerlib.catalog._hold_rules import rules as rules
    from detainerlib.catalog._law_folder import check as check
    from detainerlib.catalog._law_folder import using as using
    from detainerlib.catalog._place_index import jurisdictions as jurisdictions
    from detainerlib.catalog._places import counties as counties
    from detainerlib.catalog._places import county_lists as county_lists
    from detainerlib.catalog._places import find as find
    from detainerlib.catalog._places import jurisdiction as jurisdiction
    from detainerlib.catalog._places import lineage as lineage
    from detainerlib.catalog._provisions import agreement_model as agreement_model
    from detainerlib.catalog._provisions import agreement_models as agreement_models
    from detainerlib.catalog._provisions import agreements as agreements
    from detainerlib.catalog._provisions import assertions as assertions
    from detainerlib.catalog._provisions import assumption as assumption
    from detainerlib.catalog._provisions import assumptions as assumptions
    from detainerlib.catalog._provisions import coverage as coverage
    from detainerlib.catalog._provisions import fact as fact
    from detainerlib.catalog._provisions import facts as facts
    from detainerlib.catalog._provisions import list_completeness as list_completeness
    from detainerlib.catalog._provisions import no_rules as no_rules
    from detainerlib.catalog._provisions import offense_class as offense_class
    from detainerlib.catalog._provisions import offense_classes as offense_classes
    from detainerlib.catalog._provisions import policy_examples as policy_examples
    from detainerlib.catalog._provisions import provision as provision
    from detainerlib.catalog._provisions import provisions as provisions
    from detainerlib.catalog._provisions import published_list as published_list
    from detainerlib.catalog._provisions import published_lists as published_lists
    from detainerlib.catalog._provisions import scale as scale
    from detainerlib.catalog._provisions import scales as scales
    from detainerlib.catalog._provisions import unread_texts as unread_texts
    from detainerlib.catalog._sources import about as about
    from detainerlib.catalog._sources import authorities as authorities
    from detainerlib.catalog._sources import authority as authority
    from detainerlib.catalog._sources import made_with as made_with
    from detainerlib.catalog._sources import official_hosts as official_hosts
    from detainerlib.catalog._sources import zones as zones
    from detainerlib.catalog._tables import table as table
    from detainerlib.catalog._tables import tables as tables
    from detainerlib.catalog._zones import zones_of as zones_of

    __all__: list[str]
else:
    from detainerlib._lazy import lazy_names

    # A deadline needs no provision and no figure.
    __getattr__, __dir__ = lazy_names(
        "detainerlib.catalog",
        {
            "catalog._export": "export",
            "catalog._federal": (
                "federal_statements measure measures powers practice practices program programs "
                "term terms"
            ),
            "catalog._figures": (
                "figure figures lift_reason lift_reasons report reports series_breaks"
            ),
            "catalog._files": "file_layout file_layouts repairs",
            "catalog._forms": (
                "bases basis edition form form_of form_or_edition forms question questions"
            ),
            "catalog._hold_rules": (
                "closures event events holiday_list holiday_lists holiday_reading incorporations "
                "notice_rule notice_rules open_point rule rules"
            ),
            "catalog._law_folder": "check using",
            "catalog._provisions": (
                "agreement_model agreement_models agreements assertions assumption assumptions "
                "coverage fact facts list_completeness no_rules offense_class offense_classes "
                "policy_examples provision provisions published_list published_lists scale scales "
                "unread_texts"
            ),
            "catalog._place_index": "jurisdictions",
            "catalog._places": "counties county_lists find jurisdiction lineage",
            "catalog._sources": "about authorities authority made_with official_hosts zones",
            "catalog._zones": "zones_of",
            "catalog._tables": "table tables",
        },
    )
    __all__ = list(__dir__())
