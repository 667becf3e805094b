"""The Declined Detainer Outcome Report: its weeks and sections, built from a user's own records."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

import attrs

from detainerlib import catalog
from detainerlib._arguments import chosen, is_several, positive
from detainerlib._html import paragraph
from detainerlib._printing import made_with_html
from detainerlib._validation import checked, day_of, is_day
from detainerlib._wording import long_day
from detainerlib.catalog._explanations import explanation_of
from detainerlib.catalog._law import UnderLaw
from detainerlib.errors import DetainerError, UnknownIdError
from detainerlib.models.custody import CustodyBasis
from detainerlib.models.figures import PublishedReport
from detainerlib.models.jurisdictions import Jurisdiction
from detainerlib.models.lift_reasons import DetainerOutcome
from detainerlib.models.provisions import Modality, Practice, Provision
from detainerlib.outcomes.rows import Row, cell, day_in, reason_in, refused_cell
from detainerlib.outcomes.tally import Tally, checked_rows
from detainerlib.sentences import outcomes as sentences
from detainerlib.sources.explanation import Explanation, Step, StepStatus, step_of
from detainerlib.times.days import Weekday

REPORT: Final = "declined-detainer-outcome-report"
_SIX_DAYS: Final = timedelta(days=6)


def _first_weekday() -> Weekday:
    weekday = catalog.report(REPORT).week_starts
    if weekday is None:
        raise DetainerError("week_starts", None, f"the weekday on which {REPORT} begins", "")
    return weekday


def _is_first(instance: object, attribute: "attrs.Attribute[date]", value: date) -> None:
    first = _first_weekday()
    if day_of(value, attribute.name).weekday() != first.number:
        raise DetainerError(
            attribute.name,
            value,
            f"a {first.value}",
            "For the week of a day use ReportWeek.containing().",
        )


@attrs.frozen(kw_only=True, field_transformer=checked)
class ReportWeek(UnderLaw):
    """A week of the report: from a Saturday to the Friday after.

    Attributes:
        start: The Saturday.

    Raises:
        DetainerError: If it is no Saturday.

    >>> print(ReportWeek(start=date(2017, 1, 28)))
    January 28, 2017 to February 3, 2017
    """

    start: date = attrs.field(validator=_is_first)

    @classmethod
    def containing(cls, day: date) -> "ReportWeek":
        """Return the week in which a day lies.

        Raises:
            NotADayError: If it is no plain date.
        """
        plain = day_of(day, "day")
        return cls(start=plain - timedelta(days=(plain.weekday() - _first_weekday().number) % 7))

    @property
    def end(self) -> date:
        """The Friday."""
        return self.start + _SIX_DAYS

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in it."""
        return is_day(day) and self.start <= day <= self.end

    def __str__(self) -> str:
        """Its first and last day."""
        return f"{long_day(self.start)} to {long_day(self.end)}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class ReportRow(UnderLaw):
    """A jurisdiction in a section, with its number and its rank; equal numbers share a rank.

    Attributes:
        rank: The rank: one more than how many jurisdictions have a greater number.
        jurisdiction: What stands in the column of jurisdictions.
        count: How many detainers, counted whatever their basis.
        by_basis: How many by the basis of custody, as pairs. Empty in a section that does not tell
            them.

    >>> from detainerlib.outcomes import ReportRow
    >>> print(ReportRow(rank=1, jurisdiction="32003", count=51))
    1. 32003: 51
    """

    rank: int
    jurisdiction: str
    count: int
    by_basis: tuple[tuple[CustodyBasis, int], ...] = ()

    def __str__(self) -> str:
        """The rank, the jurisdiction and the numbers."""
        bases = ", ".join(f"{count:,} {basis.value}" for basis, count in self.by_basis if count)
        return f"{self.rank}. {self.jurisdiction}: {self.count:,}{f' ({bases})' if bases else ''}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class DeclinedDetainerReport(UnderLaw):
    """A week's report from one's own rows, by the definitions of the one that was published.

    The two sections count different things: no number of one is a share of a number of the other.

    Attributes:
        week: The week.
        issued_in_all: How many detainers were issued in the week, to whomever.
        issued: Those issued in the week to listed jurisdictions, whatever became of them.
        listed_without: The listed jurisdictions to which none was issued in the week.
        declined_in_all: How many were recorded as declined in the week, whenever issued.
        declined: Those recorded as declined in the week, by jurisdiction.
        policies: The provisions on file of listed jurisdictions, and of the governments above them,
            that bar a hold, in effect on the last day of the week, or perhaps in effect.
        unrecognized_count: How many reasons are not on file.
        unrecognized_rows: How many rows have one of them.
        unrecognized: These reasons, each with how many rows. They are neither printed nor in
            documents, as a free text may name a person; of a document that is read it is empty.
        not_counted: What could not be counted, each with how many rows.
        report: The published report whose definitions these are.

    >>> from datetime import date
    >>> import detainerlib as dl
    >>> row = {"to": "32003", "issued": date(2017, 1, 30), "why": None, "declined": None}
    >>> report = dl.declined_detainer_report(
    ...     [row], week=date(2017, 1, 28), listed=["32003"], jurisdiction="to",
    ...     issued_on="issued", reason="why", declined_on="declined",
    ... )
    >>> report.issued_in_all, report.declined_in_all, report.report.id
    (1, 0, 'declined-detainer-outcome-report')
    """

    week: ReportWeek
    issued_in_all: int
    issued: tuple[ReportRow, ...]
    listed_without: tuple[str, ...]
    declined_in_all: int
    declined: tuple[ReportRow, ...]
    policies: tuple[Provision, ...]
    unrecognized_count: int
    unrecognized_rows: int
    unrecognized: tuple[tuple[str, int], ...] = attrs.field(
        default=(), repr=False, eq=False, metadata={"in_documents": False}
    )
    not_counted: tuple[tuple[str, int], ...]
    report: PublishedReport

    @property
    def caveats(self) -> tuple[str, ...]:
        """What the published report says of its method; it is as true of these figures."""
        return tuple(caveat.summary for caveat in self.report.caveats if caveat.of_method)

    @property
    def explanation(self) -> Explanation:
        """The sections with their definitions, the caveats, and who says so."""
        return explanation_of(_steps(self), catalog.about().closing_on_figures)

    def __str__(self) -> str:
        """The sections, what could not be counted, and the caveats."""
        lines = [
            sentences.report_title(self.report.title, f"{self.week}"),
            sentences.issued(self.issued_in_all),
            *map(str, self.issued),
        ]
        if self.listed_without:
            lines.append(sentences.none_issued(self.listed_without))
        lines += [
            sentences.declined(self.declined_in_all),
            *map(str, self.declined),
            sentences.POLICIES,
            *(f"{provision.title} ({provision.jurisdiction})" for provision in self.policies),
        ]
        lines += [sentences.not_counted(count, why) for why, count in self.not_counted]
        if self.unrecognized_count:
            lines.append(sentences.in_records(self.unrecognized_count, self.unrecognized_rows))
        return "\n".join([*lines, *(f"Caveat: {caveat}" for caveat in self.caveats)])

    def _repr_html_(self) -> str:
        return "".join(map(paragraph, str(self).splitlines())) + made_with_html()


def _steps(weekly_report: DeclinedDetainerReport) -> Iterator[Step]:
    published = weekly_report.report
    for section in published.sections:
        yield step_of(
            StepStatus.APPLIED, f"“{section.heading}”: {section.summary}", section.citation
        )
    for caveat in published.caveats:
        if caveat.of_method:
            yield step_of(StepStatus.ASSUMED, f"Caveat: {caveat.summary}", caveat.citation)
    for provision in weekly_report.policies:
        yield step_of(
            StepStatus.APPLIED, f"{provision.title}: {provision.summary}", provision.citation
        )


def declined_detainer_report(
    records: Iterable[Row],
    *,
    week: ReportWeek | date,
    jurisdiction: str,
    issued_on: str,
    reason: str,
    declined_on: str,
    listed: Iterable[str],
    code: str | None = None,
    basis: str | None = None,
    top: int = 10,
) -> DeclinedDetainerReport:
    """Return a week's report from records, by the definitions of the one that was published.

    Section I counts detainers issued in the week to the listed jurisdictions, whatever became of
    them; section II those recorded as declined in the week, whenever they were issued. Neither is
    a share of the other.

    Args:
        records: The rows, each a mapping.
        week: The week, or its Saturday.
        jurisdiction: The key of the jurisdiction, a string; codes find their policies on file.
        issued_on: The key of the day of issue, a plain date or None.
        reason: The key of the reason for which a request was lifted.
        declined_on: The key of the day on which a request was recorded as declined, or None.
        listed: The jurisdictions of section I, as the rows name them: there is no default, as the
            published list was the publisher's own.
        code: The key of the code of the reason, which counts where that is blank.
        basis: The key of the basis of custody, a `CustodyBasis` or its value; each stands
            apart.
        top: How many rows of section I are shown; more where the last ones share a rank.

    Raises:
        DetainerError: If `week` is no Saturday, a row lacks a key, a day is no plain date, a basis
            is none, or nothing is listed.

    >>> rows = [{"to": "32003", "issued": date(2017, 1, 30), "why": None, "declined": None}]
    >>> report = declined_detainer_report(rows, week=date(2017, 1, 28), jurisdiction="to",
    ...                          issued_on="issued", reason="why", declined_on="declined",
    ...                          listed=["32003"])
    >>> print(report.issued[0])
    1. 32003: 1
    >>> report.declined
    ()
    """
    saturday = week if isinstance(week, ReportWeek) else ReportWeek(start=week)
    places = _places(listed)
    top = positive(top, "top", "Use top=10.")
    issued: Counter[str] = Counter()
    declined: Counter[str] = Counter()
    bases: dict[str, Counter[CustodyBasis]] = {}
    reasons = Tally()
    not_counted: Counter[str] = Counter()
    for number, row in enumerate(checked_rows(records)):
        place = _place(row, jurisdiction, number)
        day, refused = (day_in(row, key, number) for key in (issued_on, declined_on))
        written = None if basis is None else cell(row, basis, number)
        custody_basis = CustodyBasis.UNKNOWN
        if written is not None:
            custody_basis = chosen(CustodyBasis, written, f"records[{number}]")
        spelling = reason_in(row, reason, number)
        reason_code = None if code is None else reason_in(row, code, number)
        outcome = reasons.kind_of(spelling, reason_code)
        is_declined = outcome is DetainerOutcome.DECLINED_BY_AGENCY
        if place is None:
            not_counted["without a jurisdiction"] += 1
            continue
        if day is None:
            not_counted["without an issue date"] += 1
        issued[place] += day in saturday
        if is_declined and refused is None:
            not_counted["declined, without a date of that"] += 1
        if is_declined and refused in saturday:
            declined[place] += 1
            bases.setdefault(place, Counter())[custody_basis] += 1
    ranked = _ranking({place: issued[place] for place in places if issued[place]}, {})
    return DeclinedDetainerReport(
        week=saturday,
        issued_in_all=issued.total(),
        issued=tuple(row for row in ranked if row.rank <= top),
        listed_without=tuple(place for place in places if not issued[place]),
        declined_in_all=declined.total(),
        declined=_ranking(declined, {} if basis is None else bases),
        policies=tuple(_policies(places, saturday.end)),
        unrecognized_count=len(reasons.unrecognized),
        unrecognized_rows=reasons.unrecognized.total(),
        unrecognized=tuple(sorted(reasons.unrecognized.items())),
        not_counted=tuple(sorted(not_counted.items())),
        report=catalog.report(REPORT),
    )


def _places(listed: Iterable[str]) -> tuple[str, ...]:
    if isinstance(listed, str) or not is_several(listed):
        raise DetainerError("listed", listed, "a list of jurisdictions", "Such as ['32003'].")
    places = tuple(listed)
    others = [place for place in places if not isinstance(place, str)]
    if not places or others:
        given = others[0] if others else places
        raise DetainerError("listed", given, "one or more strings", "Such as ['32003'].")
    return tuple(dict.fromkeys(places))


def _place(row: Row, key: str, number: int) -> str | None:
    value = cell(row, key, number)
    if value is not None and not isinstance(value, str):
        raise refused_cell(value, key, number, "a string, or None", "Keep leading zeros: '06037'.")
    return value or None


def _ranking(
    counts: Mapping[str, int], bases: Mapping[str, Mapping[CustodyBasis, int]]
) -> tuple[ReportRow, ...]:
    """Return rows by their numbers, the greatest first; equal numbers share a rank."""
    return tuple(
        ReportRow(
            rank=1 + sum(other > count for other in counts.values()),
            jurisdiction=place,
            count=count,
            by_basis=tuple((basis, bases[place].get(basis, 0)) for basis in CustodyBasis)
            if place in bases
            else (),
        )
        for place, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    )


def _policies(places: Iterable[str], on: date) -> Iterator[Provision]:
    """Yield the provisions on record that bar a hold, of places and of those above them."""
    provisions: dict[Provision, None] = {}
    for place in places:
        for above in _lineage(place):
            provisions |= dict.fromkeys(catalog.provisions(above.code, Practice.HOLD_ON_DETAINER))
    for provision in provisions:
        bars = Modality.PROHIBITED in {provision.modality, provision.otherwise}
        if bars and provision.period.contains(on) is not False:
            yield provision


def _lineage(place: str) -> tuple[Jurisdiction, ...]:
    """Return a place and the governments above it, where it is a code; the nation left out."""
    try:
        return catalog.lineage(catalog.jurisdiction(place))[:-1]
    except UnknownIdError:
        return ()
