"""The page of agreements, from the catalog."""

from collections.abc import Iterator

from law_pages import citations, fields, found_by, government, plain

from detainerlib import catalog
from detainerlib.models import AgreementModel, CooperationAgreement


def agreements_page() -> Iterator[str]:
    """Yield the lines of the page of agreements."""
    yield "# Cooperation agreements"
    yield from found_by(["287(g)", "287g", "287(g) agreements"])
    yield (
        "Models of agreement with their powers, and agreements on record. They are facts beside "
        "the law and override no text. "
        f"{plain(catalog.about().agreements.summary)}"
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


PAGES = {"agreements": agreements_page}
