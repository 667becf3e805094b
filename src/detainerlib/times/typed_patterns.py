"""What dates and times look like in text, also where they are typed otherwise."""

import re
from types import MappingProxyType
from typing import Final

HYPHENS: Final = MappingProxyType(dict.fromkeys(map(ord, "\u2212\u2013\u2014"), "-"))

FLAGS: Final = re.ASCII | re.IGNORECASE | re.VERBOSE
NAME_AND_DAY: Final = (
    r"(?:[a-z]{3,9}\.?\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[a-z]{3,9}\.?)"
)
WEEKDAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
DATE: Final = re.compile(
    rf"""
    (?:\b(?P<weekday>{WEEKDAY})\.?,?\s(?:the\s)?)?
    (?<![\d/.:-])
    (?: (?P<iso> (\d{{4}}) ([-/]) (\d{{1,2}}) \4 (\d{{1,2}}) )
      | (?P<compact> (\d{{4}}) (\d{{2}}) (\d{{2}}) )
      | (?P<week> \d{{4}} -? W \d{{2}} -? \d )
      | (?P<american> (\d{{1,2}}) ([-/]) (\d{{1,2}}) \14 (\d{{4}}) )
      | (?P<words> {NAME_AND_DAY},?\s \d{{4}} (?!:\d) )
      | (?P<joined> \d{{1,2}} (?P<hyphen>-?) [a-z]{{3,9}} (?P=hyphen) \d{{4}}
                  | \d{{4}} - [a-z]{{3,9}} - \d{{1,2}} )
    )
    (?! \d | [/-]\d )
    (?: ,?\s? \(? (?P<weekday_behind> \b {WEEKDAY} ) \.? \)? (?= [\s,] | $ ) )?
    """,
    FLAGS,
)
CLOCK: Final = re.compile(
    r"""
    (?P<clock>
        (?: (?P<noon> (?:12(?::?00)?(?::00)?\s?)? noon\b )
          | (?P<digits> \d{1,4} | \d{6} ) (?! \d | [.:]\d )
          | (?P<hour> \d{1,2} ) : (?P<minute> \d{2} )
            (?: : (?P<second> \d{2} ) (?: [.,] (?P<fraction> \d+ ) )? )?
        )
        (?: \s? o['\u2019]?clock\b )?
        (?: \s? (?P<half> [ap] ) (?: \.?\s?m\b\.? | \b\.? ) )?
    )
    (?: \s? (?: hrs? | hours? | h ) \b\.? )?
    (?P<behind> .* )
    """,
    FLAGS,
)
MIDNIGHT: Final = re.compile(
    r"""
    (?:12(?::?00)?\s?)? midnight\b (?P<behind> [^,]*? ) ,?
    (?: \s? (?:at\s)? the\s (?P<edge> start | end ) \s of )?
    """,
    FLAGS,
)
TYPED_OTHERWISE: Final = re.compile(
    rf"""
    (?<![\d/.:-])
    (?: \d{{1,2}} ([/.-]) \d{{1,2}} \1 (?: \d{{2}} | (?<=\.) [1-9]\d{{3}} ) (?![\d/.:-])
      | {NAME_AND_DAY},?\s '? \d{{2}} (?! \d | : | \s?[ap] )
      | \d{{1,2}} (?P<hyphen>-?) [a-z]{{3}} (?P=hyphen) \d{{2}} (?!\d)
    )
    """,
    FLAGS,
)
NO_YEAR: Final = re.compile(rf"(?<!\d)(?:\d{{1,2}}[/-]\d{{1,2}}|(?P<words>{NAME_AND_DAY}))", FLAGS)
NO_DAY: Final = re.compile(
    r"""
    (?<![\d/-])
    (?: \d{1,2}[/-]\d{4} | \d{4}[/-]\d{1,2} | (?P<words>[a-z]{3,9})\.?,?\s\d{4} )
    (?![\d/:-])
    """,
    FLAGS,
)
GLUED: Final = re.compile(
    r"(?<![\d/-]) (?: \d{1,2}([/-])\d{1,2}\1 | \d{4}-\d{1,2}- ) \d{1,4} [/-] \d", FLAGS
)
OFFSET_ALONE: Final = re.compile(r"[\s,]*-(?:0\d|1[0-4]):?\d\d(?!\d|:|\s?[ap])", FLAGS)
MANGLED_DATE: Final = re.compile(r"\d{6}|\d{1,2}-", re.ASCII)
YEAR_AT_THE_END: Final = re.compile(r"\s(?:19|20)\d\d$", re.ASCII)
BARE_NUMBER: Final = re.compile(r"(?:^|\s)\d{1,2}\s$", re.ASCII)
RELATIVE: Final = re.compile(r"\b(?:now|today|tonight|tomorrow|yesterday)\b", re.IGNORECASE)
LINK: Final = re.compile(
    r"^(?:[\s,@:-]+|(?:at|on|the)\b|T(?=\d))|(?:[\s,.]+|\b(?:at|on|the))$", re.IGNORECASE
)
