"""What a face shows: which edition it is, and each thing that a review looks for on it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from detainerlib import catalog
from detainerlib._validation import only
from detainerlib._wording import long_day
from detainerlib.catalog._forms import form_and_edition
from detainerlib.errors import DetainerError, ZoneError
from detainerlib.models.detainer import Detainer
from detainerlib.models.forms import DetainerForm, FormEdition, RequestedAction, ServiceRequirement
from detainerlib.models.review_questions import FacialDefect, ReviewQuestion
from detainerlib.sentences import cases as sentences
from detainerlib.sentences.clocks import MAY_NEED_SERVICE, NEEDS_SERVICE
from detainerlib.sources.citations import Citation
from detainerlib.times.instants import instant_and_zone
from detainerlib.times.periods import Unknown


class Face(NamedTuple):
    """The face of a request, and the edition that it is.

    `edition` is None where the day of issue leaves more than one; `unsure` then says why.
    """

    detainer: Detainer
    form: DetainerForm
    edition: FormEdition | None
    unsure: str

    @property
    def editions(self) -> tuple[FormEdition, ...]:
        """Its edition, or those of the form where it is not settled, drafts aside."""
        if self.edition is not None:
            return (self.edition,)
        return tuple(edition for edition in self.form.editions if not edition.draft)


class Answer(NamedTuple):
    """Whether the face shows it, and what it shows; None where that cannot be told, and why."""

    present: bool | None
    words: str = ""


_ABSENT: Final = Answer(present=False)
_PRESENT: Final = Answer(present=True)


def face_of(detainer: Detainer) -> Face:
    """Return the face of a request, with the edition that its form and day of issue pick."""
    if not isinstance(detainer, Detainer):
        raise DetainerError("detainer", detainer, "a Detainer", "Give its form and what it shows.")
    form, edition = form_and_edition(detainer.form)
    unsure = ""
    if edition is None:
        edition, unsure = _edition_on(form, detainer.issued_on)
    for basis in () if isinstance(detainer.bases, Unknown) else detainer.bases:
        catalog.basis(basis)
    face = Face(detainer, form, edition, unsure)
    boxes = {box.number for edition in face.editions for box in edition.boxes}
    for number in () if isinstance(detainer.boxes, Unknown) else detainer.boxes:
        if number not in boxes:
            listed = " and ".join(map(str, sorted(boxes)))
            expected = f"boxes of the form: {listed}" if boxes else "none, as the form has no boxes"
            raise DetainerError("boxes", number, expected, "Look at the form.")
    return face


def _edition_on(form: DetainerForm, day: date | Unknown) -> tuple[FormEdition | None, str]:
    """Return the edition issued on a day: the nearest in time, where none was issued then."""
    editions = [edition for edition in form.editions if not edition.draft]
    if len(editions) == 1:
        return editions[0], ""
    if isinstance(day, Unknown):
        return None, sentences.EDITION_OPEN
    possible = form.editions_issued(day)
    if len(possible) == 1:
        return possible[0], ""
    return None, sentences.editions_open([edition.id for edition in possible])


def on_service(edition: FormEdition) -> tuple[Citation, ...]:
    """Return the words on service, or the record that says they were not read."""
    words = tuple(citation for citation in edition.see_also if citation.pin == "service")
    return words or (edition.citation,)


def counted_as_if_in_effect(editions: Iterable[FormEdition]) -> Iterator[str]:
    """Yield that a request may not be in effect while its time runs, as an edition says."""
    several = tuple(editions)
    for requirement, says in (
        (ServiceRequirement.REQUIRED, NEEDS_SERVICE),
        (ServiceRequirement.NOT_READ, MAY_NEED_SERVICE),
    ):
        for edition in several:
            if edition.service is requirement:
                citation = on_service(edition)[0]
                cited = catalog.authority(citation.authority).cited(citation.pin)
                yield f"{says} ({cited})."
                return


def asks_for_hold(face: Face) -> bool | None:
    """Whether the request asks for a hold, by its face, edition and box; None if not to be told."""
    detainer, edition = face.detainer, face.edition
    if not isinstance(detainer.requests, Unknown):
        # On a form that asks for no hold, one that is asked besides is without effect.
        on_form = edition is None or RequestedAction.HOLD in edition.requests
        return on_form and RequestedAction.HOLD in detainer.requests
    if edition is None:
        return only(RequestedAction.HOLD in edition.requests for edition in face.editions)
    if not edition.boxes:
        return RequestedAction.HOLD in edition.requests
    if isinstance(detainer.boxes, Unknown):
        return None
    marked = [box for box in edition.boxes if box.number in detainer.boxes]
    if any(RequestedAction.HOLD in box.requests for box in marked):
        return True
    return None if not marked or any(box.requests_more for box in marked) else False


# Each look returns None where it is not about this face: its edition has no such thing.
_Look = Callable[[Face, ReviewQuestion], Answer | None]


def _out_of_use(face: Face, question: ReviewQuestion) -> Answer | None:
    return _issued_outside(face, before=False)


def _not_yet_in_use(face: Face, question: ReviewQuestion) -> Answer | None:
    return _issued_outside(face, before=True)


def _issued_outside(face: Face, *, before: bool) -> Answer | None:
    """Answer whether it was issued before, or after, the days on which its edition was issued."""
    day, edition = face.detainer.issued_on, face.edition
    if edition is not None and edition.draft:
        return None
    if isinstance(day, Unknown):
        return _no_answer(sentences.NO_DATE_OF_ISSUE)
    if edition is None:
        return _no_answer(face.unsure)
    in_use = edition.issued.contains(day)
    if in_use is None:
        return _no_answer(sentences.use_not_known(str(edition.issued)))
    return Answer(present=not in_use and edition.issued.is_before(day) is before)


def _early_print(face: Face, question: ReviewQuestion) -> Answer | None:
    return None if face.edition is None else Answer(present=face.edition.draft)


def _several_boxes(face: Face, question: ReviewQuestion) -> Answer | None:
    return _boxes_answer(face, lambda marked: _listed(map(str, marked)) if marked[1:] else "")


def _no_box(face: Face, question: ReviewQuestion) -> Answer | None:
    return _boxes_answer(face, lambda marked: "" if marked else "none")


def _boxes_answer(face: Face, words_of: Callable[[list[int]], str]) -> Answer | None:
    if face.edition is None:
        return _no_answer(face.unsure)
    if not face.edition.boxes:
        return None
    if isinstance(face.detainer.boxes, Unknown):
        return _no_answer(sentences.BOXES_NOT_ENTERED)
    return _answer_of(words_of(sorted(face.detainer.boxes)))


def _no_basis(face: Face, question: ReviewQuestion) -> Answer | None:
    if face.edition is None:
        return _no_answer(face.unsure)
    if face.edition.bases is None:
        return _no_answer(sentences.GROUNDS_NOT_READ)
    if isinstance(face.detainer.bases, Unknown):
        return _grounds_not_entered(face)
    if face.detainer.bases or not face.edition.boxes:
        return Answer(present=not face.detainer.bases)
    if isinstance(face.detainer.boxes, Unknown):
        return _no_answer(sentences.NO_BOX)
    marked = [box for box in face.edition.boxes if box.number in face.detainer.boxes]
    if marked and not any(box.has_bases for box in marked):
        return None
    return _PRESENT


def _basis_not_on_edition(face: Face, question: ReviewQuestion) -> Answer | None:
    if isinstance(face.detainer.bases, Unknown):
        return _grounds_not_entered(face)
    if face.edition is None:
        return _no_answer(face.unsure)
    if face.edition.bases is None:
        return _no_answer(sentences.GROUNDS_NOT_READ)
    others = sorted(face.detainer.bases - set(face.edition.bases))
    named = _listed(catalog.basis(id).summary for id in others)
    if others and face.edition.other_bases:
        return _no_answer(sentences.other_grounds(named))
    return _answer_of(named)


def _basis_outside_box(face: Face, question: ReviewQuestion) -> Answer | None:
    bases = face.detainer.bases
    if isinstance(bases, Unknown):
        return _grounds_not_entered(face)
    named = _listed(catalog.basis(id).summary for id in sorted(bases))
    within = {box.number for edition in face.editions for box in edition.boxes if box.has_bases}
    return _boxes_answer(face, lambda marked: "" if within & set(marked) or not marked else named)


def _request_outside_box(face: Face, question: ReviewQuestion) -> Answer | None:
    requests, boxes = face.detainer.requests, face.detainer.boxes
    if isinstance(requests, Unknown) or face.edition is None or not face.edition.boxes:
        return None
    if isinstance(boxes, Unknown):
        return _no_answer(sentences.BOXES_NOT_ENTERED)
    marked = [box for box in face.edition.boxes if box.number in boxes]
    printed = frozenset(request for box in marked for request in box.requests)
    others = _listed(sorted(request.value for request in requests - printed))
    in_part = [box.number for box in marked if box.requests_more]
    if others and in_part:
        return _no_answer(sentences.box_read_in_part(_listed(map(str, in_part))))
    return _answer_of(others if marked else "")


def _only_these_bases(face: Face, question: ReviewQuestion) -> Answer | None:
    if isinstance(face.detainer.bases, Unknown):
        return _grounds_not_entered(face)
    return Answer(present=face.detainer.bases == set(question.bases))


def _unsigned(face: Face, question: ReviewQuestion) -> Answer | None:
    return _is_not(sentences.SIGNATURE_NOT_ENTERED, so=face.detainer.signed)


def _not_served(face: Face, question: ReviewQuestion) -> Answer | None:
    if face.edition is None:
        return _no_answer(face.unsure)
    if face.edition.service is not ServiceRequirement.REQUIRED:
        return None
    return _is_not(sentences.SERVICE_NOT_ENTERED, so=face.detainer.served)


def _served_before_issue(face: Face, question: ReviewQuestion) -> Answer | None:
    served, issued = face.detainer.served_on, face.detainer.issued_on
    if face.detainer.served is False:
        return None
    if isinstance(served, Unknown) or isinstance(issued, Unknown):
        return _no_answer(sentences.NO_DATES)
    if isinstance(served, datetime):
        try:
            instant, facility = instant_and_zone(served, None, "served_on")
        except ZoneError:
            return _no_answer(sentences.NO_ZONE)
        served = instant.astimezone(facility).date()
    return _answer_of(long_day(served) if served < issued else "")


def _no_administrative_warrant(face: Face, question: ReviewQuestion) -> Answer | None:
    if isinstance(face.detainer.warrants, Unknown):
        return _no_answer(sentences.WARRANTS_NOT_ENTERED)
    forms = [warrant.form for warrant in face.detainer.administrative_warrants]
    if any(not isinstance(form, Unknown) and form.value in question.warrants for form in forms):
        return _ABSENT
    if any(isinstance(form, Unknown) for form in forms):
        return _no_answer(sentences.NO_WARRANT_FORM)
    return _PRESENT


def _administrative_warrant_unsigned(face: Face, question: ReviewQuestion) -> Answer | None:
    signatures = [
        warrant.signed
        for warrant in face.detainer.administrative_warrants
        if not isinstance(warrant.form, Unknown) and warrant.form.value in question.warrants
    ]
    if not signatures:
        return None
    if any(signature is True for signature in signatures):
        return _ABSENT
    if any(isinstance(signature, Unknown) for signature in signatures):
        return _no_answer(sentences.WARRANT_SIGNATURE_NOT_ENTERED)
    return _PRESENT


def _administrative_as_judicial(face: Face, question: ReviewQuestion) -> Answer | None:
    if isinstance(face.detainer.warrants, Unknown):
        return _no_answer(sentences.WARRANTS_NOT_ENTERED)
    warrants = face.detainer.administrative_warrants
    if not warrants:
        return None
    offered = [warrant for warrant in warrants if warrant.offered_as_judicial is True]
    if offered:
        forms = (warrant.form for warrant in offered)
        unknown = sentences.UNKNOWN_FORM
        return _answer_of(
            _listed(unknown if isinstance(form, Unknown) else form.value for form in forms)
        )
    if any(isinstance(warrant.offered_as_judicial, Unknown) for warrant in warrants):
        return _no_answer(sentences.OFFERED_NOT_ENTERED)
    return _ABSENT


def _hold_not_on_edition(face: Face, question: ReviewQuestion) -> Answer | None:
    return _requests_answer(face, lambda requests: requests & {RequestedAction.HOLD})


def _request_not_on_edition(face: Face, question: ReviewQuestion) -> Answer | None:
    return _requests_answer(face, lambda requests: requests - {RequestedAction.HOLD})


def _requests_answer(
    face: Face, part: Callable[[frozenset[RequestedAction]], frozenset[RequestedAction]]
) -> Answer | None:
    # What the form prints is asked where nothing else is said.
    if isinstance(face.detainer.requests, Unknown):
        return None
    if face.edition is None:
        return _no_answer(face.unsure)
    others = part(face.detainer.requests) - face.edition.requests
    return _answer_of(_listed(sorted(request.value for request in others)))


def _no_notice_contact(face: Face, question: ReviewQuestion) -> Answer | None:
    requests = face.detainer.requests
    if isinstance(requests, Unknown):
        requests = frozenset[RequestedAction]() if face.edition is None else face.edition.requests
    if RequestedAction.NOTIFY not in requests:
        return None
    return _is_not(sentences.CONTACT_NOT_ENTERED, so=face.detainer.notice_contact)


def _is_not(unknown: str, *, so: bool | Unknown) -> Answer:
    if isinstance(so, Unknown):
        return _no_answer(unknown)
    return Answer(present=not so)


def _answer_of(words: str) -> Answer:
    return Answer(present=bool(words), words=words)


def _grounds_not_entered(face: Face) -> Answer:
    """Return that no ground was entered, and what the one box that was entered says."""
    boxes = () if isinstance(face.detainer.boxes, Unknown) else face.detainer.boxes
    marked = [box for edition in face.editions for box in edition.boxes if box.number in boxes]
    with_grounds = [box for box in marked if box.has_bases]
    if len(with_grounds) != 1:
        return _no_answer(sentences.GROUNDS_NOT_ENTERED)
    box = with_grounds[0]
    return _no_answer(sentences.grounds_of_box_not_entered(box.number, box.summary))


def _no_answer(reason: str) -> Answer:
    return Answer(present=None, words=reason)


def _listed(words: Iterable[str]) -> str:
    return " and ".join(words)


DEFECT_CHECKS: Final[Mapping[FacialDefect, _Look]] = MappingProxyType(
    {
        FacialDefect.OUT_OF_USE: _out_of_use,
        FacialDefect.NOT_YET_IN_USE: _not_yet_in_use,
        FacialDefect.EARLY_PRINT: _early_print,
        FacialDefect.SEVERAL_BOXES: _several_boxes,
        FacialDefect.NO_BOX: _no_box,
        FacialDefect.REQUEST_OUTSIDE_BOX: _request_outside_box,
        FacialDefect.NO_BASIS: _no_basis,
        FacialDefect.BASIS_OUTSIDE_BOX: _basis_outside_box,
        FacialDefect.BASIS_NOT_ON_EDITION: _basis_not_on_edition,
        FacialDefect.ONLY_THESE_BASES: _only_these_bases,
        FacialDefect.UNSIGNED: _unsigned,
        FacialDefect.NOT_SERVED: _not_served,
        FacialDefect.SERVED_BEFORE_ISSUE: _served_before_issue,
        FacialDefect.NO_ADMINISTRATIVE_WARRANT: _no_administrative_warrant,
        FacialDefect.ADMINISTRATIVE_WARRANT_UNSIGNED: _administrative_warrant_unsigned,
        FacialDefect.ADMINISTRATIVE_AS_JUDICIAL: _administrative_as_judicial,
        FacialDefect.HOLD_NOT_ON_EDITION: _hold_not_on_edition,
        FacialDefect.REQUEST_NOT_ON_EDITION: _request_not_on_edition,
        FacialDefect.NO_NOTICE_CONTACT: _no_notice_contact,
    }
)
