"""What gives a ruling, how that is cited, and what one says that rests on policies alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from detainerlib import catalog
from detainerlib.models.hold_rules import HowEnded
from detainerlib.models.jurisdictions import AgencyType
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.policy.answer import PolicyAnswer
from detainerlib.policy.ordinary import OrdinaryCase, ordinary_cases
from detainerlib.policy.standing import gives_power, is_law, is_policy_alone, reports_only
from detainerlib.sentences import answers as wording
from detainerlib.sentences import policy as sentences
from detainerlib.sentences import reports
from detainerlib.sources.citations import Evidence

OF_CUSTODY: Final = frozenset(
    {
        Practice.HOLD_ON_DETAINER,
        Practice.TRANSFER_CUSTODY,
        Practice.EXECUTE_ADMINISTRATIVE_WARRANT,
    }
)
"""What takes power over a person."""
KEEP_CUSTODY: Final = tuple(kind for kind in AgencyType if kind.keeps_custody)
"""The kinds of agencies that may have a person in custody: each is to find itself in an answer."""


def agencies_of(answer: PolicyAnswer, kinds: Iterable[str], conjunction: str = "and") -> str:
    """Return kinds of agencies in words; who has custody is named, also where no law names them.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> answer = dl.governing_policy("hold_on_detainer", "Nobles County, MN", on=date(2026, 7, 2))
    >>> agencies_of(answer, ["any other"], "or")
    'a police department or any other local agency'
    """
    several, is_local = {*kinds}, answer.jurisdiction.level.is_local
    if sentences.ANY_OTHER in several:
        several |= _named_by_no_law(answer)
    return sentences.agencies(several, conjunction, is_local=is_local)


def _named_by_no_law(answer: PolicyAnswer) -> frozenset[str]:
    """Return the kinds that may have a person in custody and that no law on file names."""
    named = {kind for case in ordinary_cases(answer) for kind in case.kinds}
    there = (
        kind
        for kind in KEEP_CUSTODY
        if not (kind.is_of_state and answer.jurisdiction.level.is_local)
    )
    return frozenset(kind.value for kind in there if kind.value not in named)


def bars_bans_only(norms: Sequence[Provision], practice: Practice, modality: Modality) -> bool:
    """Whether the laws among provisions forbid others to forbid what takes power over a person.

    Such a law grants no power by itself: Arizona's forbids officials to limit enforcement. Nor does
    an agency's own policy beside it.
    """
    laws = [norm for norm in norms if is_law(norm)]
    is_permission = modality is Modality.PERMITTED and practice in OF_CUSTODY
    return is_permission and bool(laws) and all(norm.voids_local_bars for norm in laws)


def lets_nobody(answer: PolicyAnswer, case: OrdinaryCase) -> bool:
    """Whether no law on file gives power over a person, whichever way an open case falls."""
    return answer.practice in OF_CUSTODY and not any(
        gives_power(norm)
        for modality in (Modality.REQUIRED, Modality.PERMITTED)
        for norm in givers(answer, case, modality)
    )


def is_given_by_law(case: OrdinaryCase) -> bool:
    """Whether a law on file requires or allows something in the ordinary case of some agencies."""
    requires_or_allows = case.modality in {Modality.REQUIRED, Modality.PERMITTED}
    return requires_or_allows and any(map(gives_power, case.provisions))


def open_ban_of(case: OrdinaryCase) -> str:
    """Return what is open of a ban where no law on file gives power either way."""
    if any(norm.voids_local_bars for norm in case.provisions):
        return wording.POLICY_MAY_BAN
    return wording.POLICY_BANS if is_policy_alone(case.provisions) else wording.LAW_BANS


def has_unread_duty(answer: PolicyAnswer) -> bool:
    """Whether a duty, of some agency or in some case, stands in no law whose words were read."""
    duty = Modality.REQUIRED
    return any(
        Evidence.TEXT not in {norm.citation.evidence for norm in givers(answer, case, duty)}
        for case in ordinary_cases(answer)
        if duty in (case.modality, *(change.modality for change in case.changes))
    )


def bars_no_more(case: OrdinaryCase, giving: Sequence[Provision], modality: Modality) -> bool:
    """Whether a case is one that a policy does not bar, as it bars the ordinary one."""
    is_ban_lifted = (case.modality, modality) == (Modality.PROHIBITED, Modality.PERMITTED)
    return is_ban_lifted and is_policy_alone(giving) and {*giving} <= {*case.provisions}


def subject_of(case: OrdinaryCase, others: Sequence[str], answer: PolicyAnswer) -> str:
    """Return the agencies of a case in words, where a law names others besides."""
    if sentences.ANY_OTHER not in case.kinds:
        return sentences.agency(case.kinds[0])
    if answer.agency_type is not None:
        return sentences.agency(answer.agency_type)
    if all(AgencyType(kind).is_of_state for kind in others):
        return wording.any_agency(others, is_local=answer.jurisdiction.level.is_local)
    there = {*case.kinds, *_named_by_no_law(answer)}
    jails = [kind for kind in KEEP_CUSTODY if kind.runs_jails and kind in there]
    return wording.not_named_below([*map(sentences.agency, jails)])


def what_it_does(
    practice: Practice,
    modality: Modality,
    subject: str,
    norms: Sequence[Provision],
    citations: str,
    laws: Sequence[Provision] = (),
) -> str:
    """Return what an agency must, may or must not do.

    Of what was only reported, that it was; of an agency's own policy, that it is one; of a law
    that only bars bans of a practice, that.

    Args:
        practice: The practice.
        modality: The modality.
        subject: The agency.
        norms: What gives that.
        citations: Where it stands.
        laws: The laws that give it in some cases besides.
    """
    does = f"{subject} {sentences.what_it_does(practice, modality)}"
    if not (told := reports_only(norms)):
        if bars_bans_only(norms, practice, modality):
            does = wording.no_policy_may_forbid(subject, sentences.act(practice))
        return f"{by_own_policy(norms)}{does}{citations}"
    if modality is Modality.PERMITTED:
        nothing = reports.nothing_allows(subject, sentences.act(practice))
        return f"{nothing}{reports.IN_EVERY_CASE if laws else ''}"
    return f"{reports.by_policy(told[0].citation.text_as_of)}{does}{citations}"


def by_own_policy(norms: Sequence[Provision]) -> str:
    """Return that what follows is an agency's own policy, where it rests on nothing else."""
    is_own = is_policy_alone(norms) and not reports_only(norms)
    return reports.BY_OWN_POLICY if is_own else ""


def aside_of(
    practice: Practice,
    modality: Modality,
    norms: Sequence[Provision],
    citations: str,
    laws: Sequence[Provision] = (),
    *,
    is_lawful: bool = False,
) -> str:
    """Return what was reported, on its own line, and that no source says that it still applies.

    Of an agency's own policy that takes power over a person, that it is no law; not where a law
    requires or allows in the ordinary case what was reported.
    """
    if not (told := reports_only(norms)):
        takes_power = practice in OF_CUSTODY and modality is not Modality.PROHIBITED
        return f" {reports.NOT_A_LAW}" if takes_power and is_policy_alone(norms) else ""
    is_ended = isinstance(told[0].period.until, date)
    if modality is not Modality.PERMITTED:
        return "" if is_ended else f" {reports.STILL_APPLIES}"
    said = "".join(
        f" {law.summary.removesuffix('.')}{sentences.cited(citations_of([law]))}." for law in laws
    )
    reported_on, summary = told[0].citation.text_as_of, told[0].summary
    report = reports.what_was_reported(
        reported_on, summary, citations, is_ended=is_ended, is_lawful=is_lawful
    )
    return f"{said}\n{report}"


def it_does(
    practice: Practice,
    case: OrdinaryCase,
    modality: Modality,
    giving: Sequence[Provision],
    citations: str,
) -> tuple[str, str]:
    """Return what an agency named before must, may or must not do in cases, and what follows that.

    Args:
        practice: The practice.
        case: The ordinary case that the cases change.
        modality: What the law comes to in them.
        giving: What gives that.
        citations: Where it stands.
    """
    it = wording.it(sentences.verb(modality))
    if bars_no_more(case, giving, modality):
        return reports.BARS_NO_MORE, ""
    if bars_bans_only(giving, practice, modality):
        is_duty = case.modality is Modality.REQUIRED
        return wording.may_be_forbidden_by_none(is_duty=is_duty), ""
    if told := reports_only(giving):
        is_permission = modality is Modality.PERMITTED
        by_policy = f"{reports.by_policy(told[0].citation.text_as_of)}{it}"
        clause = reports.NOTHING_ALLOWS_IT if is_permission else by_policy
        is_lawful = is_given_by_law(case)
        return clause, aside_of(practice, modality, told, citations, is_lawful=is_lawful)
    return f"{by_own_policy(giving)}{it}", aside_of(practice, modality, giving, citations)


def citations_of(provisions: Sequence[Provision]) -> list[str]:
    """Return where provisions stand, each place once, as lawyers write it.

    Of a text that was moved and not read where it stands now, what was read comes first.

    >>> citations_of([catalog.provision("us-tx-2a.060-hold")])
    ['Tex. Code Crim. Proc. Ann. art. 2.251(a)(1), (b) (2017), continued since January 1, 2025, in \
art. 2A.060, whose text was not read']
    """
    return [*dict.fromkeys(map(_cited, provisions))]


def _cited(norm: Provision) -> str:
    cited = _as_cited(norm)
    if norm.citation.evidence is Evidence.TEXT or not isinstance(norm.period.start, date):
        return cited
    for before in catalog.provisions(jurisdiction=norm.jurisdiction):
        is_before = before.successor == norm.id and before.ended is HowEnded.RECODIFIED
        if is_before and before.citation.evidence is Evidence.TEXT:
            return wording.continued(_as_cited(before), norm.period.start, _section(before, cited))
    return cited


def _section(before: Provision, cited: str) -> str:
    """Return where a text stands now in the code in which it stood before."""
    code = catalog.authority(before.citation.authority).cite.split(" art. ")[0].split(" § ")[0]
    return cited.removeprefix(code).lstrip()


def _as_cited(norm: Provision) -> str:
    return catalog.authority(norm.citation.authority).cited(norm.citation.pin)


def givers(answer: PolicyAnswer, case: OrdinaryCase, modality: Modality) -> Iterator[Provision]:
    """Yield the provisions that may give a modality to a kind of agency of a case."""
    kinds = [AgencyType(kind) for kind in case.kinds if kind != sentences.ANY_OTHER]
    for norm in answer.controlling:
        is_addressed = any(map(norm.speaks_to, kinds)) if kinds else not norm.agency_types
        if is_addressed and modality in {norm.modality, norm.otherwise}:
            yield norm
