"""The table of every authority, and a page for those of each government."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple

from law_pages import GRADES, slug
from templates import render

from detainerlib import catalog
from detainerlib.models import Jurisdiction
from detainerlib.models.jurisdictions import GovernmentLevel
from detainerlib.sources.citations import Authority, AuthorityKind

KINDS: Final[Mapping[AuthorityKind, str]] = {
    AuthorityKind.STATUTE: "Statutes",
    AuthorityKind.REGULATION: "Regulations",
    AuthorityKind.EXECUTIVE_ORDER: "Executive orders",
    AuthorityKind.CASE: "Cases",
    AuthorityKind.SETTLEMENT: "Settlements",
    AuthorityKind.FORM: "Forms",
    AuthorityKind.GUIDANCE: "Guidance",
    AuthorityKind.POLICY: "Policies",
    AuthorityKind.ANNOUNCEMENT: "Announcements and practices",
    AuthorityKind.DIRECTIVE: "Directives",
    AuthorityKind.ORDINANCE: "Ordinances",
    AuthorityKind.AGREEMENT: "Agreements",
    AuthorityKind.OPINION: "Opinions",
    AuthorityKind.SECONDARY: "Secondary works",
}


class Shelf(NamedTuple):
    """The authorities of one government; of the nation, of one kind.

    Attributes:
        government: The government.
        kind: The kind, where the shelf has only one.
    """

    government: Jurisdiction
    kind: AuthorityKind | None

    @property
    def title(self) -> str:
        """What the page is called."""
        kind = "Authorities" if self.kind is None else KINDS[self.kind]
        return f"{kind}: {self.government.name}"

    @property
    def slug(self) -> str:
        """The name of the page."""
        return slug(self.title)


def shelf_of(authority: Authority) -> Shelf:
    """Return the shelf of an authority: that of the state in which it speaks, or of the nation."""
    government = next(
        place for place in catalog.lineage(authority.jurisdictions[0]) if not place.level.is_local
    )
    is_nation = government.level is GovernmentLevel.NATION
    return Shelf(government, authority.kind if is_nation else None)


def _in_order(authority: Authority) -> tuple[int, str]:
    return list(KINDS).index(authority.kind), authority.cited().lower()


AUTHORITIES: Final = tuple(sorted(catalog.authorities(), key=_in_order))


def _index() -> str:
    kinds = [
        (heading, [authority for authority in AUTHORITIES if authority.kind is kind])
        for kind, heading in KINDS.items()
    ]
    return render("authorities.md.jinja", kinds=kinds, shelf_of=shelf_of)


def _shelf(shelf: Shelf) -> str:
    own = [authority for authority in AUTHORITIES if shelf_of(authority) == shelf]
    kinds = [
        (KINDS[kind], [*several]) for kind, several in groupby(own, key=lambda each: each.kind)
    ]
    return render("shelf.md.jinja", shelf=shelf, kinds=kinds, grades=GRADES)


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "authorities/index": _index,
    **{
        f"authorities/{shelf.slug}": partial(_shelf, shelf)
        for shelf in dict.fromkeys(map(shelf_of, AUTHORITIES))
    },
}
