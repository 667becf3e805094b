"""Laws that nobody passed: the few of a case in `cases/made_up_laws.toml`, and no law on file."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import attrs

from detainerlib import CaseFacts, Conviction, catalog, governing_policy
from detainerlib.catalog._law import Law, in_use
from detainerlib.catalog._places import state_of
from detainerlib.catalog._toml import _model
from detainerlib.models import (
    CooperationAgreement,
    Coverage,
    GovernmentLevel,
    NoRuleFinding,
    Provision,
    UnreadText,
)
from detainerlib.policy import PolicyAnswer
from detainerlib.sources.citations import Authority

DAY: Final = date(2026, 1, 5)
KINDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {
        "law": Provision,
        "finding": NoRuleFinding,
        "unread": UnreadText,
        "agreement": CooperationAgreement,
    }
)
READ: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "quote": "shall not",
        "url": "https://example.org/code",
        "read_on": date(2026, 11, 19),
        "text_as_of": "2025-11",
        "gaps": [],
    }
)
NOT_READ: Final[Mapping[str, Any]] = MappingProxyType({"gaps": ["the text: it is made up"]})
OF_SOURCE: Final = ("cite", "kind", "of", "evidence", "text_as_of", "pin")


def law_of(case: Mapping[str, Any]) -> Law:
    """Give the law of a case alone."""
    by_model: dict[str, list[tuple[str, Any]]] = {}
    for state, record in records(case):
        name = type(record).__name__
        folder = "agreements" if name == "CooperationAgreement" else "policies"
        by_model.setdefault(name, []).append((f"{folder}/{state}/zed.toml", record))
    search = {"status": case.get("search", "read in part"), "summary": "The code was searched."}
    above = state_of(case["place"])
    if above.level is not GovernmentLevel.NATION:
        covered = made(Coverage, {"jurisdiction": above.code, **search})
        by_model["Coverage"] = [("coverage.toml", covered)]
    tuples = {name: tuple(pairs) for name, pairs in by_model.items()}
    return Law(records=tuples, replaced=all_on_file())


@cache
def all_on_file() -> Mapping[str, frozenset[str]]:
    """Give the ids of all that is on file of laws."""
    on_file = (
        catalog.provisions(),
        catalog.no_rules(),
        catalog.unread_texts(),
        catalog.agreements(),
    )
    return {type(each[0]).__name__: frozenset(record.id for record in each) for each in on_file}


def records(case: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what a case has on file, and the source of each, by the state where it belongs."""
    sources: dict[str, str] = {}
    for key, model in KINDS.items():
        for number, given in enumerate(case.get(key, ()), 1):
            place = catalog.jurisdiction(given.get("of", case["place"]))
            state = state_of(place).code.casefold()
            cite = given.get("cite", f"Zed Code § {number}")
            if cite not in sources:
                sources[cite] = f"zed-source-{len(sources)}"
                kind = "ordinance" if place.level.is_local else "statute"
                yield (
                    state,
                    made(
                        Authority,
                        {
                            "id": sources[cite],
                            "title": f"Title of {cite}",
                            "cite": cite,
                            "kind": given.get("kind", kind),
                            "issuer": "Zed Board",
                            "enacted": "2019",
                            "jurisdictions": [place.code],
                            "summary": "It is made up.",
                            "bears_on": ["hold"],
                            **known(given),
                        },
                    ),
                )
            pinned = {"pin": given["pin"]} if "pin" in given else {}
            citation = {"authority": sources[cite], **pinned, **known(given)}
            fields: dict[str, Any] = {
                "id": f"zed-{key}-{number}",
                "jurisdiction": place.code,
                "period": {"start": date(2020, 1, 1)},
                "summary": f"This is what {cite} says.",
                "citation": citation,
            }
            if model is Provision:
                fields["title"] = cite
            if model in {Provision, NoRuleFinding}:
                fields["practice"] = case.get("practice", "hold_on_detainer")
            fields |= {name: value for name, value in given.items() if name not in OF_SOURCE}
            if "suspensions" in fields:
                orders = [{"citation": citation, **order} for order in fields["suspensions"]]
                fields["suspensions"] = [*map(with_others, orders)]
            yield state, made(model, with_others(fields))


def with_others(fields: dict[str, Any]) -> dict[str, Any]:
    """Give a record whose other sources a case names by their ids."""
    ids = fields.get("see_also", ())
    others = [{"authority": id, "evidence": "background", **NOT_READ} for id in ids]
    return {**fields, "see_also": others} if others else fields


def known(given: Mapping[str, Any]) -> dict[str, Any]:
    """Give how well a source is known: it was read, unless a case says otherwise."""
    evidence = given.get("evidence", "text")
    as_of = {"text_as_of": given["text_as_of"]} if "text_as_of" in given else {}
    return {**(NOT_READ if evidence == "background" else READ), "evidence": evidence, **as_of}


def made(model: type[Any], fields: Mapping[str, Any]) -> Any:
    """Make a record as a file has it."""
    faults: list[tuple[str, str]] = []
    record = _model(model, dict(fields), "", faults)
    assert not faults, faults
    return record


def answered(case: Mapping[str, Any]) -> PolicyAnswer:
    """Give the answer of a case; where other laws are in effect now, as it was kept since."""
    with in_use(law_of(case)):
        answer = asked(case)
    if "now" in case:
        with in_use(law_of({**case, "law": case["now"]})):
            answer = attrs.evolve(answer)
    return answer


def asked(case: Mapping[str, Any]) -> PolicyAnswer:
    """Ask what a case asks, under the law in use."""
    known_facts: dict[str, Any] = {"facts": case.get("facts", {})}
    if "convictions" in case:
        known_facts["convictions"] = [Conviction(**each) for each in case["convictions"]]
    return governing_policy(
        case.get("practice", "hold_on_detainer"),
        case["place"],
        on=case.get("on", DAY),
        facts=CaseFacts(**known_facts),
        agency_type=case.get("agency_type"),
    )
