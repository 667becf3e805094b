"""detainerlib holidays: on which holidays of a year which clocks stand still."""

import argparse
from collections.abc import Iterator
from datetime import date

from detainerlib import catalog
from detainerlib.cli.bars import with_bar
from detainerlib.cli.output import add_options, ending, print_answer, why
from detainerlib.cli.parser import CommandParser
from detainerlib.holds.holidays_in_year import RuleHolidays, YearHolidays, holidays_of_year
from detainerlib.sentences import command


def add_holidays(holidays: CommandParser) -> None:
    """Add the options of the verb."""
    holidays.add_argument("year", type=int, metavar="YEAR", help="the year, such as 2026")
    holidays.add_argument(
        "jurisdiction",
        nargs="?",
        metavar="PLACE",
        help='the place whose rules and holidays count too, such as NH or "New York, NY"',
    )
    add_options(holidays, "--brief", "--full", "--json")
    holidays.set_defaults(run=_holidays)
    holidays.show("detainerlib holidays 2026", "detainerlib holidays 2026 NH --brief")


def _holidays(options: argparse.Namespace) -> int:
    year = holidays_of_year(options.year, jurisdiction=options.jurisdiction)
    return print_answer(options, _report(options, year), year, on=year.last_day, is_last=True)


def _report(options: argparse.Namespace, year: YearHolidays) -> Iterator[str]:
    explanation = year.explanation
    heading, *_ = str(year).splitlines()
    days = (date(options.year, 1, 1), year.last_day)
    yield from with_bar(heading, command.DAYS_GIVE, options.jurisdiction, days)
    # Rules with the same days stand above them together.
    by_days: dict[object, list[RuleHolidays]] = {}
    for entry in year:
        by_days.setdefault((entry.holidays, entry.lists_not_known), []).append(entry)
    for entries in by_days.values():
        yield ""
        yield from map(str, entries)
        for holiday in entries[0]:
            texts = "; ".join(map(explanation.printed, holiday.citations))
            yield f"  {holiday} [{texts}]"
        for record in entries[0].lists_not_known:
            yield f"  Which days {record.title} made holidays in {year.year} is not on file."
    if not options.brief:
        yield from why(explanation, full=options.full)
    yield from ending(catalog.about().closing_on_policy, brief=options.brief)
