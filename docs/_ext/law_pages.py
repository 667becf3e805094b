"""The pages of forms, rules, notice, questions and holidays, from the catalog."""

import re
from collections.abc import Collection, Iterable, Iterator

from detainerlib import UNKNOWN, catalog
from detainerlib._wording import day_in_words, length, long_day
from detainerlib.models import Observed
from detainerlib.models.forms import (
    DetainerForm,
    FormBox,
    FormEdition,
    RequestedAction,
    ServiceRequirement,
)
from detainerlib.models.hold_rules import HoldRule, Incorporation, NoticeRule
from detainerlib.models.review_questions import ReviewQuestion, Severity
from detainerlib.sources.citations import Authority, Citation, Evidence, Sourced

GRADES = {
    Evidence.TEXT: "text: the words were read in the text or a faithful reprint",
    Evidence.SECONDARY: "secondary: read in a digest, guidance, news or a case that quotes it",
    Evidence.BACKGROUND: "background: not read",
}
_ASKS = {
    RequestedAction.HOLD: "to hold the subject",
    RequestedAction.NOTIFY: "for notice before release",
    RequestedAction.TRANSFER: "to transfer the subject",
}
_SERVICE = {
    ServiceRequirement.REQUIRED: "takes effect only when the person has been served with a copy",
    ServiceRequirement.REQUESTED: "asks the agency to give the person a copy",
    ServiceRequirement.NOT_STATED: "not stated",
    ServiceRequirement.NOT_READ: "not read",
}
_SEVERITIES = {
    Severity.NO_EFFECT: "no effect: its issuer says that the detainer, or the hold, has no effect "
    "as it stands",
    Severity.DEFECT: "defect: the form departs from its issuer's instructions or policy, or from a "
    "regulation",
    Severity.DOUBT: "doubt: the form raises a doubt that it does not settle by itself",
}
_FILLED_IN = {
    "form": "[form]",
    "edition": "[form and edition]",
    "issued_on": "[day of issue]",
    "period": "[days of its use]",
    "found": "[what was found]",
}


def plain(text: str) -> str:
    """Return a text in which no character means anything to Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~$&{}])", r"\\\1", " ".join(text.split()))


def slug(name: str) -> str:
    """Return a name as part of an address.

    >>> slug("Cook County, Illinois")
    'cook-county-illinois'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def found_by(names: Iterable[str]) -> Iterator[str]:
    """Yield what makes the site's search lead from names to a page first."""
    for name in dict.fromkeys(names):
        yield from ("", f"```{{index}} ! single: {name.replace(';', ',')}", "```")
    yield ""


def forms_page() -> Iterator[str]:
    """Yield the lines of the page of forms."""
    yield "# Forms and editions"
    yield from found_by(form.name for form in catalog.forms())
    yield ""
    yield (
        "Every form and printed edition on record, what it asks, and how well its words are known. "
        "Where the request to hold was not read, no clock is given for it."
    )
    forms = sorted(catalog.forms(), key=lambda each: each.name)
    yield ""
    yield from table(
        ("edition", "issued", "asks", "hold rule"),
        (
            (
                _edition_link(form, edition),
                plain(str(edition.issued)),
                _asks(edition.requests),
                _hold_rule(edition),
            )
            for form in forms
            for edition in form.editions
        ),
    )
    for form in forms:
        yield from _form(form)
    yield from ("", "## Grounds", "", "What can be marked as a ground, in our words.", "")
    yield from table(
        ("id", "ground"), ((f"`{basis.id}`", plain(basis.summary)) for basis in catalog.bases())
    )


def _form(form: DetainerForm) -> Iterator[str]:
    yield from ("", f"(form-{form.id})=", f"## {plain(form.name)}", "", f"{plain(form.title)}.")
    if form.note is not None:
        yield from ("", f"Note: {plain(form.note)}")
    for edition in form.editions:
        yield from ("", f"(edition-{edition.id})=", f"### {_edition_name(form, edition)}", "")
        yield from fields(_edition_fields(edition))
        words = _words_on_the_hold(edition)
        if words is not None:
            yield from ("", "The words on the hold:", "")
            yield from _citation(words)
        yield from ("", "What the record rests on:", "")
        yield from citations((edition.citation, *edition.see_also))


def _words_on_the_hold(edition: FormEdition) -> Citation | None:
    # Where the edition's own citation has the same words, once is enough.
    if edition.hold_rule is None:
        return None
    words = catalog.rule(edition.hold_rule).citation
    return None if words.quote == edition.citation.quote else words


def _grounds(edition: FormEdition) -> str:
    if edition.bases is None:
        return "not read"
    named = [catalog.basis(id).summary for id in edition.bases]
    return plain(
        "; ".join([*named, *(["others that were not read"] if edition.other_bases else [])])
    )


def _edition_fields(edition: FormEdition) -> Iterator[tuple[str, str]]:
    yield "id", f"`{edition.id}`"
    yield "printed", plain(edition.printed)
    yield "issued", plain(str(edition.issued)) + (", an early print" if edition.draft else "")
    if edition.ended is not None:
        after = (
            ""
            if edition.successor is None
            else f", followed by {_form_or_edition(edition.successor)}"
        )
        yield "ended", f"{edition.ended.value}{after}"
        stays = "stay in effect" if edition.stays_in_effect else "are no longer in effect"
        yield "requests issued on it", stays
    yield "asks", _asks(edition.requests)
    yield "hold rule", _hold_rule(edition)
    if edition.notice_rule is not None:
        yield "notice rule", _notice_link(catalog.notice_rule(edition.notice_rule))
    yield "service", _SERVICE[edition.service]
    yield "grounds", _grounds(edition)
    for box in edition.boxes:
        yield f"box {box.number}", _box(box)
    for name in ("applies_to", "signer", "warrant"):
        value: str | None = getattr(edition, name)
        if value is not None:
            yield name.replace("_", " "), plain(value)
    yield "evidence", GRADES[edition.citation.evidence]


def _asks(asks: Collection[RequestedAction]) -> str:
    return ", ".join(_ASKS[each] for each in RequestedAction if each in asks)


def _box(box: FormBox) -> str:
    more = ", and more that was not read" if box.requests_more else ""
    return f"{plain(box.summary)}; it asks {_asks(box.requests)}{more}"


def _hold_rule(edition: FormEdition) -> str:
    if RequestedAction.HOLD not in edition.requests:
        return "none: no hold is asked for"
    if edition.hold_rule is None:
        return "its request to hold is not on record"
    return _rule_link(catalog.rule(edition.hold_rule))


def rules_page() -> Iterator[str]:
    """Yield the lines of the page of rules."""
    yield "# Hold rules"
    yield ""
    yield (
        "Every rule on record that sets a time of its own, and the state texts that take up the "
        "time of the federal request instead. A jurisdiction that is missing here is one for which "
        "no rule is on record; that is no proof that there is none."
    )
    yield ""
    yield from table(
        ("rule", "jurisdiction", "time", "excluded days", "the clock starts at", "in force"),
        (
            (
                _rule_link(rule),
                government(rule.jurisdiction),
                length(rule.duration),
                rule.excluded_words,
                f"`{rule.starts_at}`",
                plain(str(rule.period)),
            )
            for rule in catalog.rules()
        ),
    )
    for rule in catalog.rules():
        yield from _rule(rule)
    yield from ("", "## Texts that take up the request's own time")
    for record in catalog.incorporations():
        yield from _incorporation(record)
    yield from ("", "## Events", "")
    yield from table(
        ("id", "the clock starts when"),
        ((f"`{event.id}`", plain(event.summary)) for event in catalog.events()),
    )


def _rule(rule: HoldRule) -> Iterator[str]:
    yield from ("", f"(rule-{rule.id})=", f"## {plain(rule.title)}", "")
    yield from fields(_rule_fields(rule))
    points = [catalog.open_point(each) for each in rule.leaves_open]
    if points:
        yield from ("", "The text leaves open:", "")
        zone = "the facility's zone"
        yield from (f"- {plain(point.summary_in(zone))} (`{point.id}`)" for point in points)
    yield from ("", "What the record rests on:", "")
    yield from citations((rule.citation, *rule.see_also))
    for considered in rule.considered:
        yield from ("", f"Considered and not applied: {plain(considered.summary)}", "")
        yield from _citation(considered.citation)


def _rule_fields(rule: HoldRule) -> Iterator[tuple[str, str]]:
    yield "id", f"`{rule.id}`"
    yield "jurisdiction", government(rule.jurisdiction)
    yield "speaks to", plain(rule.binds)
    yield "time", length(rule.duration)
    yield "excluded days", rule.excluded_words
    event = catalog.event(rule.starts_at)
    yield "the clock starts when", f"{plain(event.summary)} (`{event.id}`)"
    if rule.ends_early:
        yield "ends earlier if", plain("; ".join(early.summary for early in rule.ends_early))
    yield "in force", plain(str(rule.period))
    if rule.ended is not None:
        successor = ""
        if rule.successor is not None:
            successor = f", followed by {_rule_link(catalog.rule(rule.successor))}"
        yield "ended", f"{rule.ended.value}{successor}"
    for name, clause in (("holds only if", rule.only_if), ("applies first", rule.transition)):
        if clause is not None:
            yield name, plain(clause.summary)
    yield "a reading of", ", ".join(sorted(_read_of(rule))) or "no form"
    yield "evidence", GRADES[rule.citation.evidence]


def _read_of(rule: HoldRule) -> Iterator[str]:
    for form in catalog.forms():
        if form.id in rule.forms:
            yield f"[{plain(form.name)}](#form-{form.id})"
        for edition in form.editions:
            if edition.hold_rule == rule.id:
                yield _edition_link(form, edition)


def _incorporation(record: Incorporation) -> Iterator[str]:
    name = catalog.jurisdiction(record.jurisdiction).name
    yield from ("", f"(incorporation-{record.id})=", f"### {plain(name)}", "")
    yield from (plain(record.summary), "")
    yield from fields(
        (
            ("id", f"`{record.id}`"),
            ("in force", plain(str(record.period))),
            ("evidence", GRADES[record.citation.evidence]),
        )
    )
    yield ""
    yield from citations((record.citation, *record.see_also))


def notices_page() -> Iterator[str]:
    """Yield the lines of the page of rules on notice of a release."""
    yield "# Notice rules"
    yield ""
    yield (
        "When notice of a release is asked for, or due. Notice is apart from any hold, and time is "
        "counted as elapsed time: no text read leaves out a day. A jurisdiction that is missing "
        "here is one for which no rule is on record."
    )
    yield ""
    yield from table(
        ("rule", "jurisdiction", "notice", "in force"),
        (
            (
                _notice_link(rule),
                government(rule.jurisdiction),
                _time_of_notice(rule),
                plain(str(rule.period)),
            )
            for rule in catalog.notice_rules()
        ),
    )
    for rule in catalog.notice_rules():
        yield from _notice(rule)


def _notice(rule: NoticeRule) -> Iterator[str]:
    yield from ("", f"(notice-{rule.id})=", f"## {plain(rule.title)}", "")
    yield from fields(_notice_fields(rule))
    yield from ("", "What the record rests on:", "")
    yield from citations((rule.citation, *rule.see_also))
    if rule.only_if is not None:
        yield from ("The condition rests on:", "")
        yield from _citation(rule.only_if.citation)


def _notice_fields(rule: NoticeRule) -> Iterator[tuple[str, str]]:
    yield "id", f"`{rule.id}`"
    yield "jurisdiction", government(rule.jurisdiction)
    yield "speaks to", plain(rule.binds)
    yield "notice", _time_of_notice(rule)
    yield "in force", plain(str(rule.period))
    if rule.ended is not None:
        successor = ""
        if rule.successor is not None:
            successor = f", followed by {_notice_link(catalog.notice_rule(rule.successor))}"
        yield "ended", f"{rule.ended.value}{successor}"
    if rule.only_if is not None:
        yield "holds only if", plain(rule.only_if.summary)
    yield "speaks of", _forms_named(rule.forms) if rule.forms else _in_words_of(rule)
    yield "evidence", GRADES[rule.citation.evidence]


def _time_of_notice(rule: NoticeRule) -> str:
    if rule.before is not None:
        possible = ", if possible" if rule.if_possible else ""
        early = "as early as practicable, " if rule.early else ""
        return f"{early}at least {length(rule.before)} before release{possible}"
    if rule.after is not None:
        way = ", read as before or after it" if rule.either_way else ""
        return f"within {length(rule.after)} of the time of release{way}"
    return "" if rule.opens is None else f"in the {rule.opens.days} days before release"


def _in_words_of(rule: NoticeRule) -> str:
    named = [
        _edition_link(form, edition)
        for form in catalog.forms()
        for edition in form.editions
        if edition.notice_rule == rule.id
    ]
    return ", ".join(named) or "no form"


def questions_page() -> Iterator[str]:
    """Yield the lines of the page of what a review asks."""
    yield "# What a review asks"
    yield ""
    yield (
        "What `review_detainer` asks of a form, in its order. Each question applies to certain "
        "dates of issue, forms and issuing agencies. Words in square brackets are filled in."
    )
    questions = catalog.questions()
    yield ""
    yield from table(
        ("code", "question", "severity"),
        (
            (
                f"[`{question.id}`](#question-{question.id})",
                plain(question.question),
                "never found" if question.severity is None else question.severity.value,
            )
            for question in questions
        ),
    )
    yield from ("", "## What a face can show")
    for question in questions:
        if question.looks_for is not None:
            yield from _question(question)
    yield from ("", "## What a face cannot show", "", "A review lists these as not checked.")
    for question in questions:
        if question.looks_for is None:
            yield from _question(question)


def _question(question: ReviewQuestion) -> Iterator[str]:
    yield from ("", f"(question-{question.id})=", f"### {plain(question.question)}", "")
    yield from fields(_question_fields(question))
    yield from ("", "What it rests on:", "")
    if question.citation is None:
        yield from ("The record of the edition.", "")
    else:
        yield from citations((question.citation,))
    if question.see_also:
        yield from ("Compare:", "")
        yield from citations(question.see_also)


def _question_fields(question: ReviewQuestion) -> Iterator[tuple[str, str]]:
    yield "code", f"`{question.id}`"
    says = plain(question.filled_in(_FILLED_IN))
    if question.severity is None:
        yield "why not checked", says
    else:
        yield "finding", says
        yield "severity", _SEVERITIES[question.severity]
    if question.ended_by is not None:
        yield "what ends it", plain(question.ended_by)
    yield "asked of", _forms_named(question.forms) if question.forms else "every form"
    if question.issued_by:
        yield "issued by", plain(", ".join(each.upper() for each in question.issued_by))
    if question.bases:
        yield "grounds", plain("; ".join(catalog.basis(id).summary for id in question.bases))
    if question.warrants:
        yield "warrants", plain(", ".join(question.warrants))
    if question.period.start is not UNKNOWN or question.period.until is not None:
        yield "days of issue", plain(str(question.period))
    if question.citation is not None:
        yield "evidence", GRADES[question.citation.evidence]


def _forms_named(ids: Iterable[str]) -> str:
    return ", ".join(f"[{plain(catalog.form(id).name)}](#form-{id})" for id in ids)


def holidays_page() -> Iterator[str]:
    """Yield the lines of the page of holidays and closures."""
    yield "# Holidays and closures"
    lists = catalog.holiday_lists()
    names = {holiday.name for record in lists for holiday in record.holidays}
    yield from found_by(["holidays", "Election Day", *sorted(names)])
    yield ""
    yield (
        'Few texts say which days their word "holidays" means. Each reading below is an '
        "assumption, and is cited as one in every answer that rests on it."
    )
    for id in (*(observed.value for observed in Observed), "closures"):
        reading = catalog.holiday_reading(id)
        yield from ("", f'## "{reading.id}"', "", plain(reading.summary), "")
        yield from citations((reading.citation, *reading.see_also))
    yield from ("", "## Executive-order closures", "")
    yield (
        "Days on which an executive order closed federal offices. They are no statutory holidays, "
        "and count under one rule unless a calendar opts them in; half days always count."
    )
    yield ""
    yield from table(
        ("day", "closed", "reason", "order", "evidence"),
        (
            (
                day_in_words(closure.day),
                "the last half of the day" if closure.half_day else "the day",
                plain(closure.reason),
                _authority_link(catalog.authority(closure.citation.authority)),
                closure.citation.evidence.value,
            )
            for closure in catalog.closures()
        ),
    )
    yield from _holiday_lists()


def _holiday_lists() -> Iterator[str]:
    yield from ("", "## Holidays that statutes list", "")
    yield (
        "The federal list is the one that every answer's holidays are checked with. A state's or "
        'city\'s own clock that says "holidays" may mean its own list, which is then a reading '
        "beside it. Some days are holidays in named places only."
    )
    for record in catalog.holiday_lists():
        yield from ("", f"### {plain(record.title)}", "", plain(record.summary), "")
        if record.places:
            places = "; ".join(map(government, record.places))
            yield from (f"Only in: {places}.", "")
        yield from (plain("; ".join(holiday.name for holiday in record.holidays)), "")
        yield from citations((record.citation, *record.see_also))


def government(code: str | None) -> str:
    """Return a government by its name and code."""
    return "federal" if code is None else plain(str(catalog.jurisdiction(code)))


def _form_or_edition(id: str) -> str:
    """Return the link to what followed an edition."""
    links = {
        edition.id: _edition_link(form, edition)
        for form in catalog.forms()
        for edition in form.editions
    }
    return links.get(id) or _forms_named([id])


def _edition_link(form: DetainerForm, edition: FormEdition) -> str:
    return f"[{_edition_name(form, edition)}](#edition-{edition.id})"


def _edition_name(form: DetainerForm, edition: FormEdition) -> str:
    printed = "print date unknown" if edition.printed == "unknown" else plain(edition.printed)
    return f"{plain(form.name)} ({printed})"


def _rule_link(rule: HoldRule) -> str:
    return f"[{plain(rule.title)}](#rule-{rule.id})"


def _notice_link(rule: NoticeRule) -> str:
    return f"[{plain(rule.title)}](#notice-{rule.id})"


def _authority_link(authority: Authority) -> str:
    return f"[{plain(authority.cite)}](#authority-{authority.id})"


def citations(cited: Iterable[Citation]) -> Iterator[str]:
    """Yield citations in full."""
    for citation in cited:
        yield from _citation(citation)
        yield ""


def _citation(citation: Citation) -> Iterator[str]:
    authority = catalog.authority(citation.authority)
    link = f"[{plain(authority.cited(citation.pin))}](#authority-{authority.id})"
    yield f"{link} ({citation.evidence.value})"
    yield ""
    yield from source(citation, authority)


def source(record: Sourced, authority: Authority) -> Iterator[str]:
    """Yield the words of a record, the official page, and where and when they were read."""
    if record.quote is not None:
        yield from (f"> “{plain(record.quote)}”", "")
    if authority.official_url is not None:
        yield f"- verify at <{authority.official_url}>"
    if record.url is not None and not (authority.is_official_read and record is authority):
        read_on = "" if record.read_on is None else f", read on {long_day(record.read_on)}"
        yield f"- words read at <{record.url}>, text {record.dated}{read_on}"
    if record.gaps:
        yield f"- not read: {plain('; '.join(record.gaps))}"
    if record.note is not None:
        yield f"- note: {plain(record.note)}"


def fields(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield pairs of a name and a value as a list."""
    yield from (f"- **{name}**: {value}" for name, value in pairs)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a table."""
    names = tuple(head)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)


PAGES = {
    "forms": forms_page,
    "rules": rules_page,
    "notices": notices_page,
    "questions": questions_page,
    "holidays": holidays_page,
}
