"""The pages of policies and agreements, from the catalog, with the share that is settled."""

from collections.abc import Iterator
from datetime import date

from law_pages import citations, fields, government, plain, table

from detainerlib import Practice, catalog, policy_grid
from detainerlib.models import (
    AgreementModel,
    CooperationAgreement,
    GovernmentLevel,
    Jurisdiction,
    NoRuleFinding,
    Provision,
)
from detainerlib.models.conditions import AllOf, AnyOf, Condition, ConvictedOf, InWords, IsFact, Not

QUARTERS = tuple(date(year, month, 1) for year in range(2008, 2027) for month in (1, 4, 7, 10))


def policies_page() -> Iterator[str]:
    """Yield the lines of the page of provisions."""
    yield "# Policies"
    yield ""
    yield (
        "What the texts on record say of each practice, by state; localities stand below their "
        "state. A place, or a practice, that is not here may have a text all the same."
    )
    yield from _settled()
    for place in _places():
        norms = catalog.provisions(place.code)
        findings = catalog.no_rules(place.code)
        if norms or findings:
            yield from ("", f"## {plain(str(place))}")
        for norm in norms:
            yield from _provision(norm)
        if findings:
            yield from _no_rules(findings)


def _places() -> list[Jurisdiction]:
    """Return the jurisdictions by state, each state before its localities."""
    return sorted(
        catalog.jurisdictions(),
        key=lambda each: [above.code for above in catalog.lineage(each)[::-1]],
    )


def _settled() -> Iterator[str]:
    """Yield how much is settled: the share of practices with one answer, over the quarters."""
    yield from ("", "## How much is settled", "")
    yield (
        f"Of the {len(Practice)} practices on the first day of each of {len(QUARTERS)} quarters "
        "from 2008 to 2026: the share for which one answer is on record without any fact of a "
        "case (settled), and for which some text on record speaks at all."
    )
    yield ""
    states = [
        jurisdiction for jurisdiction in catalog.jurisdictions() if not jurisdiction.level.is_local
    ]
    yield from table(
        ("jurisdiction", "settled", "a text speaks", "looked for"),
        ((plain(str(state)), *_shares(state.code), plain(_coverage(state))) for state in states),
    )


def _shares(code: str) -> tuple[str, str]:
    """Return the shares of practices and quarters with one answer, and with any text."""
    cells = [cell.answer for cell in policy_grid(Practice, [code], days=QUARTERS)]
    settled = sum(found.modality is not None for found in cells)
    spoken = sum(bool(found.controlling or found.conflicts) for found in cells)
    return f"{settled / len(cells):.1%}", f"{spoken / len(cells):.1%}"


def _coverage(state: Jurisdiction) -> str:
    if state.level is GovernmentLevel.NATION:
        return ""
    record = catalog.coverage(state.code)
    return f"{record.status.value}: {record.summary}"


def _provision(norm: Provision) -> Iterator[str]:
    yield from ("", f"(provision-{norm.id})=", f"### {plain(norm.title)}: {norm.practice.value}")
    yield from ("", plain(norm.summary), "")
    yield from fields(_provision_fields(norm))
    yield ""
    orders = [
        citation for order in norm.suspensions for citation in (order.citation, *order.see_also)
    ]
    yield from citations((norm.citation, *norm.see_also, *orders, *norm.cleared_by))


def _no_rules(findings: tuple[NoRuleFinding, ...]) -> Iterator[str]:
    """Yield when there was no rule, on what, and who says so."""
    place = catalog.jurisdiction(findings[0].jurisdiction)
    yield from ("", f"### No rule on record: {plain(place.name)}", "")
    yield from table(
        ("practice", "when", "rests on", "in a sentence"),
        (
            (
                finding.practice.value,
                plain(str(finding.period)),
                finding.strength.value,
                plain(finding.summary),
            )
            for finding in findings
        ),
    )
    settling = [finding for finding in findings if finding.settles]
    for finding in settling:
        yield ""
        yield from citations((finding.citation, *finding.see_also))


def _provision_fields(norm: Provision) -> Iterator[tuple[str, str]]:
    yield "id", f"`{norm.id}`"
    yield "says", norm.modality.value
    if norm.when is not None:
        yield "when", plain(in_words(norm.when))
        yield "otherwise", "nothing" if norm.otherwise is None else norm.otherwise.value
    if norm.agency_types:
        yield "binds", ", ".join(sorted(kind.value for kind in norm.agency_types))
    if norm.exempts:
        yield "exempts", ", ".join(sorted(kind.value for kind in norm.exempts))
    if norm.voids_local_bars:
        yield "local bars", "void"
    yield "weight", norm.weight.value + ("" if norm.reach is None else f": {plain(norm.reach)}")
    yield "in force", plain(str(norm.period))
    if norm.ended is not None:
        after = "" if norm.successor is None else f", then [it](#provision-{norm.successor})"
        yield "ended", f"{norm.ended.value}{after}"
    for order in norm.suspensions:
        whom = "" if not order.parties else f", as to {', '.join(order.parties)}"
        became = "" if order.ended is None else f"; {order.ended.value}"
        yield "suspended", plain(f"{order}{whom}{became}")
    if norm.hold_rule is not None:
        title = plain(catalog.rule(norm.hold_rule).title)
        yield "clock", f"[{title}](rules.md#rule-{norm.hold_rule})"


def in_words(condition: Condition) -> str:
    """Return a condition in words."""
    match condition:
        case AllOf(all=parts):
            return f"({' and '.join(map(in_words, parts))})"
        case AnyOf(any=parts):
            return f"({' or '.join(map(in_words, parts))})"
        case Not(not_=part):
            return f"not {in_words(part)}"
        case IsFact(fact=id):
            return id
        case ConvictedOf(conviction=test):
            backs = [f"{back.years} years of {back.since.value}" for back in test.within]
            within = f" within {' or '.join(backs)}" if backs else ""
            return f"convicted of {test.offense}{within}"
        case InWords(words=words):
            return f'"{words}"'


def agreements_page() -> Iterator[str]:
    """Yield the lines of the page of agreements."""
    yield from ("# Cooperation agreements", "")
    yield (
        "Models of agreement with their powers, and agreements on record. They are facts beside "
        "the law and override no text; most agreements are not on record here."
    )
    yield from ("", "## Models")
    for model in catalog.agreement_models():
        yield from ("", f"(model-{model.id})=", f"### {plain(model.name)}", "")
        yield from _model(model)
    yield from ("", "## Agreements")
    for agreement in catalog.agreements():
        yield from ("", f"### {plain(agreement.id)}", "", plain(agreement.summary), "")
        yield from fields(_agreement_fields(agreement))
        yield ""
        yield from citations((agreement.citation, *agreement.see_also))


def _model(model: AgreementModel) -> Iterator[str]:
    yield from (plain(model.summary), "")
    yield from fields(_model_fields(model))
    yield ""
    yield from citations((model.citation, *model.see_also))
    for number, power in enumerate(model.powers, start=1):
        yield from (f"**Power {number}.** {plain(power.summary)}", "")
        yield from citations((power.citation,))


def _model_fields(model: AgreementModel) -> Iterator[tuple[str, str]]:
    yield "id", f"`{model.id}`"
    yield "rests on", model.kind.value
    yield "practices", ", ".join(f"`{practice.value}`" for practice in model.practices)
    yield "offered", plain("; ".join(map(str, model.periods)))


def _agreement_fields(agreement: CooperationAgreement) -> Iterator[tuple[str, str]]:
    yield "agency", plain(agreement.agency)
    yield "of", government(agreement.jurisdiction)
    yield (
        "model",
        f"[{plain(catalog.agreement_model(agreement.model).name)}](#model-{agreement.model})",
    )
    yield "signed", plain(str(agreement.signed))
    yield "in force", plain(str(agreement.period))
    if agreement.ended is not None:
        yield "ended", agreement.ended.value


PAGES = {"policies": policies_page, "agreements": agreements_page}
