"""What a review asks of a form: each question a dated, cited record."""

import enum
from collections.abc import Mapping
from typing import Final

import attrs

from detainerlib._arguments import takes
from detainerlib._printing import Printed
from detainerlib._validation import BasisId, ComponentName, FormId, Slug, Text, WarrantName, checked
from detainerlib.errors import DetainerError
from detainerlib.sources.citations import Citation
from detainerlib.times.periods import EffectivePeriod

_PLACES: Final = ("form", "edition", "issued_on", "period", "found")


class Severity(enum.StrEnum):
    """What a finding means, according to its source; the gravest first.

    The words are ours; each question cites what it rests on.

    >>> from detainerlib import catalog
    >>> for id in ("not-served", "unsigned", "records-check-alone"):
    ...     print(id, catalog.question(id).severity)
    not-served no effect
    unsigned defect
    records-check-alone doubt
    """

    NO_EFFECT = "no effect"
    """Its issuer says that the detainer, or the hold, has no effect as it stands."""
    DEFECT = "defect"
    """The form departs from its issuer's instructions or policy, or from a regulation."""
    DOUBT = "doubt"
    """The form raises a doubt that it does not settle by itself."""


class FacialDefect(enum.StrEnum):
    """What a review can look for on a form.

    The words are ours; the questions that look for them cite the words they rest on.

    >>> from detainerlib import catalog
    >>> catalog.question("both-boxes-marked").looks_for
    <FacialDefect.SEVERAL_BOXES: 'several-boxes'>
    """

    OUT_OF_USE = "out-of-use"
    """The form was issued after its edition went out of use."""
    NOT_YET_IN_USE = "not-yet-in-use"
    """The form was issued before its edition came into use."""
    EARLY_PRINT = "early-print"
    """The edition was printed early and never came into use, as far as is on file."""
    SEVERAL_BOXES = "several-boxes"
    """More than one box is checked."""
    NO_BOX = "no-box"
    """No box is checked."""
    REQUEST_OUTSIDE_BOX = "request-outside-box"
    """It asks for something that the checked box does not ask for."""
    NO_BASIS = "no-basis"
    """No ground for probable cause is checked."""
    BASIS_OUTSIDE_BOX = "basis-outside-box"
    """A ground is checked, and the box that it belongs to is not."""
    BASIS_NOT_ON_EDITION = "basis-not-on-edition"
    """A checked ground is not printed on this edition."""
    ONLY_THESE_BASES = "only-these-bases"
    """Only grounds that the question names are checked, such as a records check alone."""
    UNSIGNED = "unsigned"
    """It is not signed."""
    NOT_SERVED = "not-served"
    """The person was not given a copy."""
    SERVED_BEFORE_ISSUE = "served-before-issue"
    """It was served before its date of issue."""
    NO_ADMINISTRATIVE_WARRANT = "no-administrative-warrant"
    """No Form I-200 or I-205 came with it."""
    ADMINISTRATIVE_WARRANT_UNSIGNED = "administrative-warrant-unsigned"
    """The Form I-200 or I-205 that came with it is not signed."""
    ADMINISTRATIVE_AS_JUDICIAL = "administrative-as-judicial"
    """An immigration officer's warrant was offered as a judge's."""
    HOLD_NOT_ON_EDITION = "hold-not-on-edition"
    """It was entered as asking for a hold, and this form asks for none."""
    REQUEST_NOT_ON_EDITION = "request-not-on-edition"
    """It was entered as asking for something that this form does not ask for."""
    NO_NOTICE_CONTACT = "no-notice-contact"
    """It does not say whom to notify of a release."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class ReviewQuestion(Printed):
    """One question that a review asks of a form, under the laws in effect on the day of issue.

    Attributes:
        id: The stable code of its finding.
        question: The question.
        looks_for: What is looked for; None for what a form cannot show, which every review lists as
            not checked.
        severity: What a finding means; None for what cannot be found.
        summary: The finding, in one sentence, or why a form cannot show it; names in braces, such
            as {form}, {edition}, {issued_on}, are filled in.
        in_order: What was looked at, in few words, where nothing is found; None for what cannot be
            found.
        ended_by: What ends a finding, in a sentence or two; None where no one thing does.
        period: The days of issue for which it is asked.
        forms: The ids of the forms of which it is asked; empty for all.
        issued_by: The values of the issuing components of whose requests it is asked; empty for
            all.
        bases: For a look at the grounds marked, the ids of those it is about.
        warrants: For a look at the warrants, the printed names of the forms it is about.
        citation: The words it rests on; None where it rests on the edition's own record.
        see_also: Other sources.

    >>> from detainerlib import catalog
    >>> print(catalog.question("not-served").question)
    Was the person given a copy?
    """

    id: Slug
    question: Text
    looks_for: FacialDefect | None = None
    severity: Severity | None = None
    summary: Text
    in_order: Text | None = None
    ended_by: Text | None = None
    period: EffectivePeriod
    forms: tuple[FormId, ...] = ()
    issued_by: tuple[ComponentName, ...] = ()
    bases: tuple[BasisId, ...] = ()
    warrants: tuple[WarrantName, ...] = ()
    citation: Citation | None = None
    see_also: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a finding that does not say how grave it is, and a sentence without its words."""
        for name in ("severity", "in_order"):
            given = getattr(self, name)
            if (self.looks_for is None) != (given is None):
                raise DetainerError(
                    name,
                    given,
                    "a value with `looks_for`, and none without",
                    "Nothing is looked for that the form cannot show.",
                )
        try:
            self.filled_in(dict.fromkeys(_PLACES, ""))
        except (KeyError, ValueError, IndexError) as error:
            raise DetainerError(
                "summary",
                self.summary,
                f"no braces but those of {', '.join(_PLACES)}",
                "See README.md.",
            ) from error

    @takes
    def filled_in(self, names: Mapping[str, str]) -> str:
        """The sentence, with the names in braces filled in."""
        try:
            return self.summary.format_map(names)
        except KeyError as error:
            raise DetainerError("names", names, f"one for {error}", "Add it.") from None
