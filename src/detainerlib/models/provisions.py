"""What the texts of a government say of a practice: provisions, and what they are made of."""

import enum
from collections.abc import Mapping
from datetime import date
from typing import Final, TypeAlias

import attrs

from detainerlib._arguments import chosen
from detainerlib._printing import Listing, Printed
from detainerlib._validation import (
    FactId,
    OffenseId,
    PlaceCode,
    ProvisionId,
    RuleId,
    Slug,
    Text,
    checked,
)
from detainerlib.errors import DetainerError
from detainerlib.models._fields import mapping_from
from detainerlib.models.conditions import CaseFacts, Condition, Conviction, Leaf, leaves_of
from detainerlib.models.hold_rules import HowEnded
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.names import AgencyTypeName, PracticeName
from detainerlib.models.suspensions import Suspension
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import UNKNOWN, EffectivePeriod, Unknown


class Practice(enum.StrEnum):
    """What a provision is about: something that a state or local agency does or lets happen.

    The words are ours; `catalog.practice` says what each includes.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> for practice in (dl.Practice.HOLD_ON_DETAINER, dl.Practice.HONOR_JUDICIAL_WARRANT):
    ...     print(practice.words, dl.governing_policy(practice, "IL", on=date(2026, 1, 1)).modality)
    holding on a detainer prohibited
    honoring a judge's warrant None
    """

    HOLD_ON_DETAINER = "hold_on_detainer"
    """Keep a person on a detainer after the time of release."""
    NOTIFY_RELEASE = "notify_release"
    """Tell ICE when a person will be released."""
    TRANSFER_CUSTODY = "transfer_custody"
    """Hand a person over to ICE."""
    ALLOW_INTERVIEWS = "allow_interviews"
    """Let ICE speak with people in the jail."""
    SHARE_INFORMATION = "share_information"
    """Give ICE information about a person."""
    SHARE_BOOKING_DATA = "share_booking_data"
    """Give booking records, fingerprints and other biometrics."""
    REPORT_CUSTODY = "report_custody"
    """Tell the federal authorities of a noncitizen in custody, before any detainer."""
    EXECUTE_ADMINISTRATIVE_WARRANT = "execute_administrative_warrant"
    """Arrest or keep a person on an immigration officer's warrant."""
    ENTER_287G = "enter_287g"
    """Sign an agreement under 8 U.S.C. § 1357(g)."""
    SEEK_287G = "seek_287g"
    """Apply for an agreement, whether or not one results."""
    DETENTION_CONTRACT = "detention_contract"
    """House people in federal immigration custody."""
    INQUIRE_STATUS = "inquire_status"
    """Ask people about their immigration status."""
    HONOR_JUDICIAL_WARRANT = "honor_judicial_warrant"
    """Arrest or keep a person on a judge's warrant."""
    TELL_SUBJECT = "tell_subject"
    """Tell the person about a detainer, or give the person a copy."""

    @property
    def words(self) -> str:
        """The practice in words: "holding on a detainer"."""
        return _WORDS[self]


_WORDS: Final[Mapping[Practice, str]] = {
    Practice.HOLD_ON_DETAINER: "holding on a detainer",
    Practice.NOTIFY_RELEASE: "notifying ICE of a release",
    Practice.TRANSFER_CUSTODY: "transferring custody to ICE",
    Practice.ALLOW_INTERVIEWS: "letting ICE interview people in a jail",
    Practice.SHARE_INFORMATION: "sharing information with ICE",
    Practice.SHARE_BOOKING_DATA: "sharing booking and biometric data with ICE",
    Practice.REPORT_CUSTODY: "reporting to ICE that a noncitizen is in custody",
    Practice.EXECUTE_ADMINISTRATIVE_WARRANT: "executing an administrative warrant",
    Practice.ENTER_287G: "entering into a 287(g) agreement",
    Practice.SEEK_287G: "applying for a 287(g) agreement",
    Practice.DETENTION_CONTRACT: "contracting for immigration detention",
    Practice.INQUIRE_STATUS: "asking about immigration status",
    Practice.HONOR_JUDICIAL_WARRANT: "honoring a judge's warrant",
    Practice.TELL_SUBJECT: "telling the person about a detainer",
}


PracticeLike: TypeAlias = Practice | PracticeName
"""A practice, or its value."""


class Modality(enum.StrEnum):
    """What a norm says of a practice. None is "conditional": a condition stands beside it.

    The words are ours: "shall", "may" and "may not" of a law.

    >>> import detainerlib as dl
    >>> sorted(dl.Modality.PERMITTED.leaves), sorted(dl.Modality.REQUIRED.leaves)
    ([<Modality.PERMITTED: 'permitted'>, <Modality.PROHIBITED: 'prohibited'>,
    <Modality.REQUIRED: 'required'>], [<Modality.REQUIRED: 'required'>])
    """

    REQUIRED = "required"
    """The agency must."""
    PERMITTED = "permitted"
    """The agency may, and need not."""
    PROHIBITED = "prohibited"
    """The agency must not."""

    @property
    def leaves(self) -> frozenset["Modality"]:
        """What a norm that says so leaves to those below: a permission leaves all three."""
        return frozenset(Modality) if self is Modality.PERMITTED else frozenset({self})


class BindingEffect(enum.StrEnum):
    """Whether a norm binds, or is only to be considered.

    >>> from detainerlib import catalog
    >>> sorted({provision.weight.value for provision in catalog.provisions()})
    ['binding', 'persuasive']
    """

    BINDING = "binding"
    """It binds those it applies to."""
    PERSUASIVE = "persuasive"
    """It is to be considered, such as a ruling between other parties."""


@attrs.frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class Provision(Printed):
    """The smallest rule that can be cited: what one source says of one practice.

    Attributes:
        id: The slug of the provision.
        title: Its short name, as used in sentences.
        jurisdiction: The code of the government whose text it is.
        practice: What it is about.
        modality: What it says of that.
        when: The condition under which it says so; None where there is none.
        otherwise: What it says where the condition is false; None where it says nothing then.
        agency_types: The kinds of agencies it covers; empty for every one of the jurisdiction.
        exempts: The kinds it does not cover.
        voids_local_bars: Whether it forbids those below to forbid the practice.
        weight: Whether it binds.
        reach: Whom a ruling binds, in words.
        period: When it has been in effect.
        ended: How it ended, where it has.
        successor: The id of the provision that followed.
        hold_rule: The id of the clock that goes with a provision on holds.
        suspensions: The spells in which a court's order kept it from being enforced.
        cleared_by: The rulings on its validity that left it standing.
        by_when: By when the notice is due that it requires, as a clause, where a source says so;
            a time that can be counted is a rule on notice.
        summary: One sentence.
        citation: The operative words.
        see_also: Other sources.

    Raises:
        DetainerError: If `otherwise` stands without a condition, or `agency_types` beside
            `exempts`, or
            bars are voided by a norm that does not permit or require the practice.

    Authority: 8-cfr-287.7

    >>> import detainerlib as dl
    >>> dl.catalog.provision("us-ia-27a.2-hold").modality.value
    'required'
    """

    id: Slug
    title: Text
    jurisdiction: PlaceCode
    practice: Practice
    modality: Modality
    when: Condition | None = None
    otherwise: Modality | None = None
    agency_types: frozenset[AgencyType] = frozenset()
    exempts: frozenset[AgencyType] = frozenset()
    voids_local_bars: bool = False
    weight: BindingEffect = BindingEffect.BINDING
    reach: Text | None = None
    period: EffectivePeriod
    ended: HowEnded | None = None
    successor: ProvisionId | None = None
    hold_rule: RuleId | None = None
    suspensions: tuple[Suspension, ...] = ()
    cleared_by: tuple[Citation, ...] = ()
    by_when: Text | None = None
    summary: Text
    citation: Citation
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if self.otherwise is not None and self.when is None:
            raise DetainerError(
                "otherwise", self.otherwise, "a condition beside it, in `when`", "Give both."
            )
        if self.agency_types and self.exempts:
            raise DetainerError(
                "agency_types, exempts",
                (self.agency_types, self.exempts),
                "one of the two",
                "Name either.",
            )
        if self.voids_local_bars and self.modality is Modality.PROHIBITED:
            raise DetainerError(
                "voids_local_bars",
                self.voids_local_bars,
                "a modality of permitted or required",
                "A prohibition leaves no bar to void.",
            )
        if self.hold_rule is not None and self.practice is not Practice.HOLD_ON_DETAINER:
            raise DetainerError(
                "hold_rule", self.hold_rule, "none but beside hold_on_detainer", "A hold has one."
            )

    def suspended_on(self, on: date) -> tuple[Suspension, ...]:
        """The court's orders that stood on a day, whomever they bind."""
        place = self.jurisdiction
        return tuple(order for order in self.suspensions if order.suspends(on, place) is not False)

    def speaks_to(self, agency_type: AgencyType | AgencyTypeName) -> bool:
        """Whether it covers a kind of agency."""
        kind = chosen(AgencyType, agency_type, "agency_type")
        return kind in self.agency_types if self.agency_types else kind not in self.exempts

    @property
    def conditions(self) -> tuple[Leaf, ...]:
        """The facts, convictions and words it turns on."""
        return Listing(() if self.when is None else leaves_of(self.when))


@attrs.frozen(kw_only=True, field_transformer=checked)
class Definition(Printed):
    """What a law that turns on a fact means by it.

    Attributes:
        jurisdiction: The code of whose law it is.
        summary: What it means, as far as that was read, in one sentence or two.
        citation: Where it stands.

    >>> from detainerlib import catalog
    >>> florida = catalog.fact("detainer-facially-sufficient").definitions[0]
    >>> florida.jurisdiction, str(florida.citation)
    ('US-FL', 'fla-stat-908 § 908.102(2)')
    """

    jurisdiction: PlaceCode
    summary: Text
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class FactQuestion(Printed):
    """A fact that conditions turn on.

    Attributes:
        id: The slug by which conditions and callers name it.
        question: The question, in one sentence.
        statement: That it is so, as a clause: "the person is under 18".
        denial: That it is not so, as a clause.
        implies: The ids of the facts that are so wherever this one is.
        excludes: The ids of the facts that are never so together with this one.
        definitions: What laws that turn on it mean by it, where they define it.
        unless_defined: What is open of it where no law on file defines it, in sentences; None where
            nothing is.

    >>> from detainerlib import catalog
    >>> fact = catalog.fact("federal-judicial-warrant")
    >>> fact.implies, fact.question
    (('judicial-warrant',), 'Is a warrant of a federal judge or magistrate judge for the person
    in hand?')
    """

    id: Slug
    question: Text
    statement: Text
    denial: Text
    implies: tuple[FactId, ...] = ()
    excludes: tuple[FactId, ...] = ()
    definitions: tuple[Definition, ...] = ()
    unless_defined: Text | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class OffenseClass(Printed):
    """A class of offenses that conditions turn on.

    Attributes:
        id: The slug by which conditions and callers name it.
        summary: What is in it.
        implies: The ids of the classes in which each of its offenses is, too.

    >>> from detainerlib import catalog
    >>> catalog.offense_class("violent-felony").implies
    ('serious-or-violent-felony',)
    """

    id: Slug
    summary: Text
    implies: tuple[OffenseId, ...] = ()


class CoverageStatus(enum.StrEnum):
    """How far the law of a state was looked for.

    >>> from detainerlib import catalog
    >>> catalog.coverage("US-TX").status
    <CoverageStatus.READ_IN_PART: 'read in part'>
    """

    READ_IN_PART = "read in part"
    """Provisions are on file; others may exist."""
    NOTHING_FOUND = "nothing found"
    """It was looked for, and no provision was found; that is no proof that there is none."""
    NOT_SEARCHED = "not searched"
    """No one looked."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class Coverage(Printed):
    """How far the law of a state on these practices was looked for.

    Attributes:
        jurisdiction: The code of the state, district or territory.
        status: How far.
        summary: One sentence.
        searched_on: The day of the last search; None where there was none.

    >>> from detainerlib import catalog
    >>> print(catalog.coverage("US-TX").summary)
    Provisions are on file; art. 2A.060, art. 2A.059 and art. 42.039 were not read.
    """

    jurisdiction: PlaceCode
    status: CoverageStatus
    summary: Text
    searched_on: date | None = None

    @property
    def id(self) -> str:
        """The code of the jurisdiction."""
        return self.jurisdiction


@attrs.frozen(kw_only=True, field_transformer=checked)
class PolicyExample(Printed):
    """What `governing_policy` must answer, as the file of a state's provisions says.

    Attributes:
        summary: One sentence.
        practice: The practice asked about.
        jurisdiction: The code of the jurisdiction asked about.
        on: The day.
        facts: The facts, as for `CaseFacts`.
        convictions: The convictions, as for `CaseFacts`.
        arrested_on: The day of the present arrest.
        agency_type: The kind of agency asked about.
        possible: The modalities that are possible.
        controlling: The ids of the controlling provisions, sorted.

    Raises:
        DetainerError: If the facts, the convictions or the day make no `CaseFacts`.

    >>> import detainerlib as dl
    >>> example = dl.catalog.policy_examples()[0]
    >>> answer = dl.governing_policy(
    ...     example.practice, example.jurisdiction, on=example.on, facts=example.case
    ... )
    >>> answer.possible == example.possible
    True
    """

    summary: Text
    practice: Practice
    jurisdiction: PlaceCode
    on: date
    facts: Mapping[FactId, bool] = attrs.field(factory=dict[str, bool], converter=mapping_from)
    convictions: tuple[Conviction, ...] | Unknown = UNKNOWN
    arrested_on: date | Unknown = UNKNOWN
    agency_type: AgencyType | None = None
    possible: frozenset[Modality]
    controlling: tuple[ProvisionId, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse what makes no case."""
        _ = self.case

    @property
    def id(self) -> str:
        """What it asks and says, as no two examples do alike."""
        return f"{self.practice.value} {self.jurisdiction} {self.on}: {self.summary}"

    @property
    def case(self) -> CaseFacts:
        """The facts of the case."""
        return CaseFacts(
            facts=self.facts, convictions=self.convictions, arrested_on=self.arrested_on
        )
