"""Forms and editions on record, the grounds marked on them, and what a review asks of a face."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from detainerlib._arguments import takes
from detainerlib._hints import nearest_names
from detainerlib.catalog._collections import every, find, unknown
from detainerlib.catalog._law import by_law
from detainerlib.errors import UnknownIdError
from detainerlib.models.forms import DEFAULT_FORM, DetainerForm, FormEdition, ProbableCauseBasis
from detainerlib.models.review_questions import ReviewQuestion


def form(name: str) -> DetainerForm:
    """Return a form by its number, as printed, or its id; case, hyphens and "Form" do not matter.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest names.

    >>> form("I-247G").title
    'Request for Advance Notification of Release'
    """
    by_number = {_number(record.name): record for record in forms()}
    record = by_number.get(_number(name)) if isinstance(name, str) else None
    if record is None:
        raise unknown("form", name, [record.name for record in forms()])
    return record


def _number(name: str) -> str:
    letters = "".join(filter(str.isalnum, name.casefold()))
    return letters.removeprefix("dhs").removeprefix("form")


def forms() -> tuple[DetainerForm, ...]:
    """Return every form on file, with its editions.

    >>> sorted(form.name for form in forms())
    ['I-247', 'I-247A', 'I-247D', 'I-247G', 'I-247N', 'I-247X']
    """
    return every(DetainerForm)


def edition(id: str) -> FormEdition:
    """Return an edition of a form by its id, or as printed: "I-247 (12/11)".

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> edition("I-247 (12/11)").id
    'i-247-2011-12'
    """
    records = _editions().get(id.casefold()) if isinstance(id, str) else None
    if records is None:
        raise unknown("edition", id, _editions())
    return records[1]


@takes
def form_of(edition: FormEdition) -> DetainerForm:
    """Return the form that an edition is an edition of.

    Raises:
        UnknownIdError: If the edition is not on file.

    >>> from detainerlib import catalog
    >>> catalog.form_of(catalog.edition("i-247a-2017-03")).id
    'i-247a'
    """
    if edition.id not in _editions():
        raise unknown("edition", edition.id, _editions())
    return _editions()[edition.id][0]


def form_or_edition(name: str) -> DetainerForm | FormEdition:
    """Return the form of that name, or else the edition.

    Raises:
        UnknownIdError: If neither is on file; the message lists the nearest names.

    >>> form_or_edition("I-247A").id, form_or_edition("I-247 (12/12)").id
    ('i-247a', 'i-247-2012-12')
    """
    try:
        return form(name)
    except UnknownIdError:
        if isinstance(name, str) and name.casefold() in _editions():
            return edition(name)
        printed = [
            f"{record.name} ({revision.printed})" for record, revision in _editions().values()
        ]
        names = [record.name for record in forms()]
        near = nearest_names(name, [*names, *printed])
        raise unknown("form", name, [*names, *printed] if near else names) from None


@by_law
def _editions() -> Mapping[str, tuple[DetainerForm, FormEdition]]:
    return MappingProxyType(
        {
            name: (form, edition)
            for form in forms()
            for edition in form.editions
            for name in (edition.id, f"{form.id} ({edition.printed})")
        }
    )


def basis(id: str) -> ProbableCauseBasis:
    """Return a ground that can be marked on a form, by its id.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> basis("final-order").summary
    'a final order of removal'
    """
    return find(ProbableCauseBasis, id)


def bases() -> tuple[ProbableCauseBasis, ...]:
    """Return every ground on file that can be marked on some form.

    >>> [basis.id for basis in bases()][:2]
    ['final-order', 'pending-proceedings']
    """
    return every(ProbableCauseBasis)


def question(id: str) -> ReviewQuestion:
    """Return what a review asks of a form, by the code of its finding.

    Raises:
        UnknownIdError: If it is not on file; the message lists the nearest ids.

    >>> question("not-served").severity.value
    'no effect'
    """
    return find(ReviewQuestion, id)


def questions() -> tuple[ReviewQuestion, ...]:
    """Return all that a review asks of a form, in its order; also what a form cannot show.

    >>> print(questions()[0].question)
    Was the form still in use when it was issued?
    """
    return every(ReviewQuestion)


def edition_title(form: DetainerForm, printed: str) -> str:
    """Return the name of an edition, with its printed revision where that is known."""
    has_revision = printed not in {"", "unknown"}
    return f"Form {form.name} ({printed})" if has_revision else f"Form {form.name}"


def form_and_edition(
    form: DetainerForm | FormEdition | str,
) -> tuple[DetainerForm, FormEdition | None]:
    """Return the form that was named, and its edition where one was.

    Raises:
        UnknownIdError: If it is not on record.
    """
    if isinstance(form, DetainerForm):
        return form, None
    record = form if isinstance(form, FormEdition) else form_or_edition(form)
    if isinstance(record, FormEdition):
        return form_of(record), record
    return record, None


def default_form() -> tuple[str, date]:
    """Return the name of the form that is meant where none is named, and its first day of use."""
    record = form(DEFAULT_FORM)
    starts = [edition.issued.start for edition in record.editions]
    return record.name, min(start for start in starts if isinstance(start, date))
