"""Provisions and agreements on record, what conditions turn on, and how far law was looked for."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from detainerlib._arguments import chosen
from detainerlib._printing import Listing, Partial
from detainerlib.catalog._collections import every, find
from detainerlib.catalog._law import by_law
from detainerlib.catalog._place_records import records_of
from detainerlib.catalog._places import code_of, lineage, state_of
from detainerlib.catalog._sources import about
from detainerlib.models.agreements import AgreementModel, CooperationAgreement
from detainerlib.models.assumptions import Assumption
from detainerlib.models.cooperation_scales import CooperationScale
from detainerlib.models.jurisdictions import JurisdictionLike
from detainerlib.models.no_rules import NoRuleFinding
from detainerlib.models.provisions import (
    Coverage,
    FactQuestion,
    OffenseClass,
    PolicyExample,
    Practice,
    PracticeLike,
    Provision,
)
from detainerlib.models.published_lists import Assertion, ListCompleteness, PublishedList
from detainerlib.models.unread_texts import UnreadText


def provision(id: str) -> Provision:
    """Return a provision by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> provision("us-ia-27a.2-hold").practice.value
    'hold_on_detainer'
    """
    return find(Provision, id)


def provisions(
    jurisdiction: JurisdictionLike | None = None, practice: PracticeLike | None = None
) -> tuple[Provision, ...]:
    """Return the provisions on file: of one jurisdiction itself, on one practice, or all.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; those of its parents are not
            included.
        practice: The practice, or its value.

    Raises:
        UnknownIdError: If the jurisdiction is not on file, or there is no such practice.

    >>> [provision.id for provision in provisions("US-IA", practice="hold_on_detainer")]
    ['us-ia-27a.2-hold']
    """
    kind = None if practice is None else chosen(Practice, practice, "practice")
    records = records_of(Provision, jurisdiction)
    if kind is None:
        return records
    return Listing(record for record in records if record.practice is kind)


def no_rules(
    jurisdiction: JurisdictionLike | None = None, practice: PracticeLike | None = None
) -> tuple[NoRuleFinding, ...]:
    """Return the findings that there was no rule: of one state, on one practice, or all.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; there are none below states.
        practice: The practice, or its value.

    Raises:
        UnknownIdError: If the jurisdiction is not on file, or there is no such practice.

    >>> [finding.settles for finding in no_rules("US-WY", practice="hold_on_detainer")]
    [False, True]
    """
    kind = None if practice is None else chosen(Practice, practice, "practice")
    records = records_of(NoRuleFinding, jurisdiction)
    if kind is None:
        return records
    return Listing(record for record in records if record.practice is kind)


def agreements(
    jurisdiction: JurisdictionLike | None = None,
) -> Partial[CooperationAgreement]:
    """Return the agreements on file: of the agencies of one jurisdiction itself, or all.

    Few are on file; the `note` of what is returned says of how many.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.

    >>> {agreement.jurisdiction for agreement in agreements(jurisdiction="48201")}
    {'48201'}
    >>> agreements(jurisdiction="12103").note.partition(". ")[0]
    'Of agreements of all kinds, past and present, only 43 are on file'
    """
    return Partial(records_of(CooperationAgreement, jurisdiction), about().agreements.summary)


def unread_texts(
    jurisdiction: JurisdictionLike | None = None, *, within: JurisdictionLike | None = None
) -> tuple[UnreadText, ...]:
    """Return what places are known to have that was not read: of one jurisdiction itself, or all.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; those of its parents are not
            included.
        within: A jurisdiction, or its code: those of it and of the places within it.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.

    >>> [text.id for text in unread_texts("53071")]
    ['us-wa-walla-walla-2014']
    >>> len(unread_texts("US-WA")), len(unread_texts(within="US-WA")) > 1
    (0, True)
    """
    texts = records_of(UnreadText, jurisdiction)
    if within is None:
        return texts
    code = code_of(within)
    return Listing(
        text for text in texts if code in {above.code for above in lineage(text.jurisdiction)}
    )


def agreement_model(id: str) -> AgreementModel:
    """Return a model of agreement, with its powers and the periods in which it was offered.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> agreement_model("task-force").kind.value
    '287g'
    """
    return find(AgreementModel, id)


def agreement_models() -> tuple[AgreementModel, ...]:
    """Return every model of agreement on file.

    >>> [model.kind.value for model in agreement_models()][:1]
    ['287g']
    """
    return every(AgreementModel)


def fact(id: str) -> FactQuestion:
    """Return a fact that conditions turn on, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> fact("shown-citizen").id
    'shown-citizen'
    """
    return find(FactQuestion, id)


def facts() -> tuple[FactQuestion, ...]:
    """Return every fact on file that some condition turns on.

    >>> print(facts()[0].question)
    Is a warrant or an order of a judge for the person in hand?
    """
    return every(FactQuestion)


def offense_class(id: str) -> OffenseClass:
    """Return a class of offenses that conditions turn on, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> print(offense_class("any-felony").summary)
    any felony
    """
    return find(OffenseClass, id)


def offense_classes() -> tuple[OffenseClass, ...]:
    """Return every class of offenses on file that some condition turns on.

    >>> [offense.id for offense in offense_classes()][:2]
    ['any-felony', 'serious-or-violent-felony']
    """
    return every(OffenseClass)


def coverage(jurisdiction: JurisdictionLike) -> Coverage:
    """Return how far the law was looked for of the state, district or territory of a place.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code.

    Raises:
        UnknownIdError: If the jurisdiction is not on file, or in no state.

    >>> coverage("48453").jurisdiction
    'US-TX'
    """
    return find(Coverage, state_of(jurisdiction).code)


def policy_examples(
    jurisdiction: JurisdictionLike | None = None,
) -> tuple[PolicyExample, ...]:
    """Return the examples in the files of provisions; `governing_policy` must reproduce them.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code: only those of it.

    Raises:
        UnknownIdError: If the jurisdiction is not on file.

    >>> {example.jurisdiction for example in policy_examples(jurisdiction="US-IA")}
    {'US-IA'}
    """
    return records_of(PolicyExample, jurisdiction)


def assertions(
    jurisdiction: JurisdictionLike | None = None, *, listed_in: str | None = None
) -> Partial[Assertion]:
    """Return the entries of published lists on file: of one jurisdiction itself, of one list.

    Args:
        jurisdiction: A jurisdiction, or its ISO 3166-2 or FIPS code; entries of its parents are not
            included.
        listed_in: The id of the list.

    Raises:
        UnknownIdError: If the jurisdiction or the list is not on file.

    >>> {entry.jurisdiction for entry in assertions("US-IL", listed_in="doj-2025-08-05")}
    {'US-IL'}
    """
    records = every(Assertion)
    if jurisdiction is not None:
        records = _assertions_by_jurisdiction().get(code_of(jurisdiction), ())
    lists = published_lists() if listed_in is None else (published_list(listed_in),)
    ids = {published.id for published in lists}
    known = [list_completeness(published) for published in lists]
    partial = [part for part in known if part.is_whole is not True] or known
    listed = (record for record in records if record.listed_in in ids)
    return Partial(listed, " ".join(map(str, partial)))


def list_completeness(published: PublishedList | str) -> ListCompleteness:
    """Return how many entries of a published list are on file, of how many.

    Args:
        published: The list, or its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> print(list_completeness("doj-2025-08-05"))
    Justice Department list of August 5, 2025: 35 entries are on file, of 35.
    """
    kept = published if isinstance(published, PublishedList) else published_list(published)
    return ListCompleteness(published=kept, on_file=_entries_by_list().get(kept.id, 0))


@by_law
def _entries_by_list() -> Mapping[str, int]:
    return MappingProxyType(Counter(entry.listed_in for entry in every(Assertion)))


@by_law
def _assertions_by_jurisdiction() -> Mapping[str, tuple[Assertion, ...]]:
    by_code: dict[str, list[Assertion]] = {}
    for entry in every(Assertion):
        by_code.setdefault(entry.jurisdiction, []).append(entry)
    return MappingProxyType({code: Listing(entries) for code, entries in by_code.items()})


def published_list(id: str) -> PublishedList:
    """Return a published list or survey by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> published_list("doj-2025-08-05").entry_count
    35
    """
    return find(PublishedList, id)


def published_lists() -> tuple[PublishedList, ...]:
    """Return every published list or survey on file.

    >>> [record.id for record in published_lists()][:1]
    ['ddor-2017-section-iii']
    """
    return every(PublishedList)


def scale(id: str) -> CooperationScale:
    """Return a scale of cooperation by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> [level.name for level in scale("notice-hold-transfer").levels][-1]
    'holds and notification'
    """
    return find(CooperationScale, id)


def scales() -> tuple[CooperationScale, ...]:
    """Return every scale on file.

    >>> [scale.id for scale in scales()]
    ['notice-hold-transfer']
    """
    return every(CooperationScale)


def assumption(id: str) -> Assumption:
    """Return what studies assume where no law is on file, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> assumption("honored-where-no-rule").made_by[:37]
    'Studies that put places with a known '
    """
    return find(Assumption, id)


def assumptions() -> tuple[Assumption, ...]:
    """Return every assumption on file: each is made only by its name.

    >>> from detainerlib import catalog
    >>> [assumption.id for assumption in catalog.assumptions()]
    ['honored-where-no-rule']
    """
    return every(Assumption)
