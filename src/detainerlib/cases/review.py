"""What is missing or wrong on a form, under the law in effect on its date of issue."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Final

import attrs

from detainerlib import catalog
from detainerlib._html import bullets, paragraph, small_print
from detainerlib._printing import Members
from detainerlib._validation import checked
from detainerlib._wording import long_day
from detainerlib.cases.face import DEFECT_CHECKS, Answer, Face, face_of
from detainerlib.catalog._explanations import ending, explanation_of
from detainerlib.catalog._forms import edition_title
from detainerlib.catalog._law import UnderLaw
from detainerlib.models.detainer import Detainer
from detainerlib.models.forms import DetainerForm, FormEdition
from detainerlib.models.review_questions import ReviewQuestion, Severity
from detainerlib.sentences import cases as sentences
from detainerlib.sources.citations import Citation
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of
from detainerlib.times.periods import Unknown

_IN_OWN_RECORDS: Final = frozenset({"arrested-for-an-offense"})
"""The questions that no form answers, and the agency's own records do."""
_MOOT_BY: Final[Mapping[str, str]] = {"officer-authorized": "unsigned"}
"""The questions that a finding makes moot: nobody asks who signed what is not signed."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class ReviewFinding(UnderLaw):
    """Something on a form that is missing or wrong, or raises a doubt.

    Attributes:
        code: The stable code, the id of the question (`catalog.question`).
        severity: What it means, according to its source.
        summary: What was found.
        citations: What it rests on.
        see_also: Other sources.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> unsigned = dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), signed=False)
    >>> finding = dl.review_detainer(unsigned)[0]
    >>> finding.code, finding.severity.value, finding.citations[0].authority
    ('unsigned', 'defect', '8-cfr-287.7')
    """

    code: str
    severity: Severity
    summary: str
    citations: tuple[Citation, ...]
    see_also: tuple[Citation, ...]

    def __str__(self) -> str:
        """What it means, what was found, and who says so."""
        return sentences.finding(self.severity.value, self.summary, _cited(self.citations))


@attrs.frozen(kw_only=True, field_transformer=checked)
class UncheckedQuestion(UnderLaw):
    """A question that was not checked.

    Attributes:
        code: The code of the question.
        question: The question.
        reason: Why it is not answered.
        on_no_face: Whether the form cannot show it; otherwise something about this one was not
            entered.
        citations: The laws that ask it.
        see_also: Other sources.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> review = dl.review_detainer(dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1)))
    >>> print(review.not_checked[0].question, review.not_checked[0].reason)
    Is only one box checked? which boxes are checked was not entered
    """

    code: str
    question: str
    reason: str
    on_no_face: bool
    citations: tuple[Citation, ...]
    see_also: tuple[Citation, ...]

    def __str__(self) -> str:
        """The question, and why it is not answered."""
        if not self.on_no_face:
            return sentences.not_checked(self.question, self.reason)
        cited = _cited(self.citations)
        if self.code in _IN_OWN_RECORDS:
            reason = self.reason.removeprefix(sentences.NOT_SHOWN)
            return sentences.in_own_records(self.question, reason, cited)
        return sentences.not_on_form(self.question, self.reason, cited)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Review(UnderLaw, Members[ReviewFinding]):
    """What is missing or wrong on a form; made by `review_detainer`.

    No findings does not mean that everything is in order: see `not_checked`.

    Attributes:
        detainer: The detainer.
        form: Its form.
        edition: Its edition; None where the day of issue leaves more than one.
        findings: What is missing or wrong, or raises a doubt, the gravest first.
        passed: The questions answered without a finding.
        not_checked: The questions that were not checked.

    Authority: ice-guidance-i-247a, ice-policy-10074.2, 8-cfr-287.7

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> review = dl.review_detainer(
    ...     dl.Detainer(form="I-247A", issued_on=date(2025, 7, 1), served_on=None, signed=False)
    ... )
    >>> review.codes
    ('unsigned',)
    """

    _members: ClassVar = "findings"

    detainer: Detainer
    form: DetainerForm
    edition: FormEdition | None
    findings: tuple[ReviewFinding, ...]
    passed: tuple[ReviewQuestion, ...]
    not_checked: tuple[UncheckedQuestion, ...]

    def __bool__(self) -> bool:
        """Always true: a review is there whether or not it has findings."""
        return True

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the findings, the gravest first."""
        return tuple(finding.code for finding in self.findings)

    @property
    def explanation(self) -> Explanation:
        """Every question asked: what was found, what was not, and what was not checked."""
        return explanation_of(self._steps(), sentences.REVIEW_CLOSING)

    @property
    def not_on_form(self) -> Explanation | None:
        """What the questions rest on that the form cannot answer; None if there are none."""
        questions = (question for question in self.not_checked if question.on_no_face)
        steps = [*map(_step_of_unchecked, questions)]
        return explanation_of(steps, sentences.REVIEW_CLOSING) if steps else None

    def __str__(self) -> str:
        """A heading, a line for each finding, what they mean, and each question not checked."""
        findings = (
            f"  {line}" for finding in self for line in (finding, *_indented(_ended_by(finding)))
        )
        return "\n".join(
            [self.heading, *findings, *self._meanings, *self._in_order, *self.unchecked]
        )

    @property
    def _in_order(self) -> list[str]:
        """What was checked and found in order; empty if nothing was."""
        found = [question.in_order for question in self.passed if question.in_order]
        return [sentences.in_order(found)] if found else []

    @property
    def _open(self) -> tuple[tuple[UncheckedQuestion, ...], tuple[UncheckedQuestion, ...]]:
        """The questions not checked: what was not entered, then what the form cannot answer."""
        missing = tuple(
            question
            for question in self.not_checked
            if not question.on_no_face or question.code in _IN_OWN_RECORDS
        )
        return missing, tuple(q for q in self.not_checked if q not in missing)

    @property
    def _meanings(self) -> list[str]:
        """What the words mean that the findings begin with."""
        found = dict.fromkeys(finding.severity.value for finding in self)
        meanings = [sentences.MEANINGS[severity] for severity in found]
        has_no_effect = Severity.NO_EFFECT.value in found
        follows = sentences.FOLLOWS_BEYOND if has_no_effect else sentences.FOLLOWS
        return [*meanings, follows] if meanings else []

    @property
    def heading(self) -> str:
        """One line: the form, its edition, the day of issue, and how many findings there are."""
        day = self.detainer.issued_on
        return sentences.review_heading(
            _title(self.form, self.edition),
            None if isinstance(day, Unknown) else day,
            len(self.findings),
            *map(len, self._open),
        )

    @property
    def unchecked(self) -> tuple[str, ...]:
        """The questions not checked, in two lists below their headings.

        First those of which something was not entered, then those that the form cannot answer.
        """
        return tuple(
            line
            for heading, questions in self._lists_of_unchecked()
            for line in (heading, *(f"  {question}" for question in questions))
        )

    def _lists_of_unchecked(self) -> Iterator[tuple[str, list[str]]]:
        headings = (sentences.COULD_NOT_CHECK, sentences.NOT_ON_FORM)
        for heading, questions in zip(headings, self._open, strict=True):
            if questions:
                yield heading, [*_in_lines(questions)]

    def _repr_html_(self) -> str:
        told = (" ".join([str(finding), *_ended_by(finding)]) for finding in self)
        findings = paragraph(self.heading) + bullets(told)
        notes = [*self._meanings, *self._in_order]
        findings += paragraph(*notes) if notes else ""
        unchecked = "".join(
            paragraph(heading) + bullets(questions)
            for heading, questions in self._lists_of_unchecked()
        )
        return findings + unchecked + small_print(ending(sentences.REVIEW_CLOSING))

    def _steps(self) -> Iterator[Step]:
        for finding in self.findings:
            yield step_of(
                StepStatus.APPLIED,
                sentences.finding(finding.severity.value, finding.summary),
                *finding.citations,
                see_also=finding.see_also,
            )
        for question in self.passed:
            citations, _ = _rests_on(question, self.form, self.edition)
            yield step_of(
                StepStatus.NOT_APPLIED,
                sentences.passed(question.question),
                *citations,
                see_also=question.see_also,
            )
        yield from map(_step_of_unchecked, self.not_checked)


def _ended_by(finding: ReviewFinding) -> Iterator[str]:
    """Yield what ends a finding, where one thing does."""
    ended_by = catalog.question(finding.code).ended_by
    if ended_by is not None:
        yield ended_by


def _indented(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines)


def _in_lines(questions: Iterable[UncheckedQuestion]) -> Iterator[str]:
    """Yield a line for each question, or for all that one thing leaves open."""
    by_reason: dict[str, list[UncheckedQuestion]] = {}
    for question in questions:
        # What is not on the form has a reason of its own.
        key = question.code if question.on_no_face else question.reason
        by_reason.setdefault(key, []).append(question)
    for first, *others in by_reason.values():
        if others:
            asked = " ".join(question.question for question in (first, *others))
            yield sentences.not_checked(asked, first.reason)
        else:
            yield str(first)


def _step_of_unchecked(unchecked: UncheckedQuestion) -> Step:
    say = sentences.not_on_form if unchecked.on_no_face else sentences.not_checked
    return step_of(
        StepStatus.UNKNOWN,
        f"Not checked: {say(unchecked.question, unchecked.reason)}",
        *unchecked.citations,
        see_also=unchecked.see_also,
    )


def review_detainer(detainer: Detainer) -> Review:
    """Return what is missing or wrong on a form, under the law in effect on its date of issue.

    Each question is a dated and cited record (`catalog.questions()`). One that cannot be answered,
    as something was not entered or not read, or is never on the form, is listed as not checked.

    Args:
        detainer: The detainer.

    Raises:
        UnknownIdError: If its form, or a ground checked on it, is not on file.
        DetainerError: If a box is entered that its edition does not have.

    Authority: ice-guidance-i-247a, ice-policy-10074.2, 8-cfr-287.7, 8-cfr-236.1

    >>> review = review_detainer(Detainer(form="I-247D", issued_on=date(2017, 4, 3), signed=True))
    >>> for finding in review:
    ...     print(finding)
    Defect: Form I-247D (5/15, 8/15) is dated April 3, 2017; ICE rescinded the form effective
    April 2, 2017. (U.S. Immigr. & Customs Enf't, Guidance for Completing Form I-247A, 1. (2017))
    >>> review_detainer(Detainer(form="I-247D", issued_on=date(2017, 4, 1))).codes
    ()
    """
    face = face_of(detainer)
    findings: list[ReviewFinding] = []
    passed: list[ReviewQuestion] = []
    not_checked: list[UncheckedQuestion] = []
    for question, answer in _questions_asked(face):
        citations, see_also = _rests_on(question, face.form, face.edition)
        if answer is not None and answer.present is False:
            passed.append(question)
            continue
        reason = _why_not_checked(face, question, answer)
        if reason is None and answer is not None and question.severity is not None:
            findings.append(
                ReviewFinding(
                    code=question.id,
                    severity=question.severity,
                    summary=question.filled_in(_names(face, answer.words)),
                    citations=citations,
                    see_also=see_also,
                )
            )
            continue
        not_checked.append(
            UncheckedQuestion(
                code=question.id,
                question=question.question,
                reason=reason or question.summary,
                on_no_face=answer is None,
                citations=citations,
                see_also=see_also,
            )
        )
    gravest = list(Severity)
    return Review(
        detainer=detainer,
        form=face.form,
        edition=face.edition,
        findings=tuple(sorted(findings, key=lambda finding: gravest.index(finding.severity))),
        passed=tuple(passed),
        not_checked=tuple(
            question
            for question in not_checked
            if _MOOT_BY.get(question.code) not in {finding.code for finding in findings}
        ),
    )


def _cited(citations: Iterable[Citation]) -> list[str]:
    return [catalog.authority(citation.authority).cited(citation.pin) for citation in citations]


def _questions_asked(face: Face) -> Iterator[tuple[ReviewQuestion, Answer | None]]:
    """Yield the questions about this face, with their answers; None for what no face can show."""
    for question in catalog.questions():
        if not _is_about(question, face):
            continue
        answer = None
        if question.looks_for is not None:
            answer = DEFECT_CHECKS[question.looks_for](face, question)
            if answer is None:
                continue
        yield question, answer


def _is_about(question: ReviewQuestion, face: Face) -> bool:
    """Whether a question is asked of the form, of the component that issues, and on the day."""
    component, day = face.detainer.issued_by, face.detainer.issued_on
    if question.forms and face.form.id not in question.forms:
        return False
    issuers = question.issued_by
    if issuers and not isinstance(component, Unknown) and component.value not in issuers:
        return False
    return isinstance(day, Unknown) or question.period.contains(day) is not False


def _why_not_checked(face: Face, question: ReviewQuestion, answer: Answer | None) -> str | None:
    """Why something that may have been found is not a finding; None where it is one."""
    if answer is None or answer.present is None:
        return question.summary if answer is None else answer.words
    if question.issued_by and isinstance(face.detainer.issued_by, Unknown):
        return sentences.NO_ISSUER
    if isinstance(face.detainer.issued_on, Unknown) and isinstance(question.period.start, date):
        return sentences.NO_DATE_OF_ISSUE
    return None


def _rests_on(
    question: ReviewQuestion, form: DetainerForm, edition: FormEdition | None
) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    if question.citation is not None:
        return (question.citation,), question.see_also
    shown_edition = form.editions[-1] if edition is None else edition
    return (shown_edition.citation,), (*shown_edition.see_also, *question.see_also)


def _names(face: Face, words: str) -> dict[str, str]:
    day = face.detainer.issued_on
    return {
        "form": face.form.name,
        "edition": _title(face.form, face.edition).removeprefix("Form "),
        "issued_on": long_day(day) if isinstance(day, date) else str(day),
        "period": str(face.edition and face.edition.issued),
        "found": words,
    }


def _title(form: DetainerForm, edition: FormEdition | None) -> str:
    return edition_title(form, "edition unknown" if edition is None else edition.printed)
