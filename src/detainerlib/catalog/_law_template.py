"""A law folder to begin with: files to fill in, which pass the check as they are."""

from pathlib import Path
from typing import Final

from detainerlib._whole_files import write_folder
from detainerlib.catalog._law import MANIFEST
from detainerlib.catalog._places import jurisdiction, state_of
from detainerlib.catalog._sources import about

_MANIFEST: Final = """\
# What this folder is. Answers and documents that rest on it name its id.

[[law]]
id = "my-law"
title = "Law of our own"
data_as_of = {as_of}
"""
_README: Final = """\
# Law of our own

Records in this folder answer on top of those that come with detainerlib:

    detainerlib check FOLDER
    detainerlib hold ... --law FOLDER

and in Python `with catalog.using("FOLDER"):`.

Files and keys are those of the package's own data; its `README.md` says what each means.
`law.toml` names the folder: give it an id of your own, and the day it was last brought up to date.

- `authorities/NAME.toml`: the sources that records cite
- `rules/us-xx.toml`: clocks, by state, also those of its counties and cities
- `policies/us-xx.toml` and `policies/us-xx/NAME.toml`: what a law says about a practice, courts'
  orders that suspend it, and examples; for a state also findings that it had no rule
- `agreements/us-xx.toml`, `assertions/NAME.toml`, `holidays.toml`, `closures.toml`, and so on

A record that is to stand in the place of one of the package names it: `supersedes = ["its-id"]`.
If other records name that one, give yours the same id.

What begins with `#` is not read. The ordinance in the files is made up; put your own in its place.
"""
_AUTHORITY: Final = """\
# A source that records cite. This one is made up.

[[authority]]
id = "my-ordinance-1"
title = "Detainers in the jail"
cite = "Code of Ordinances § 1"
kind = "ordinance"
issuer = "the governing body"
effective = "{year}-01-01"
jurisdictions = ["{code}"]
summary = "The jail may hold a person on a detainer for at most six hours."
bears_on = ["hold", "counting"]
evidence = "background"
gaps = ["the text: this ordinance is made up"]
"""
_RULE: Final = """\
# A clock: how long, on which days, and from when. This one is made up.

[[rule]]
id = "my-ordinance-1-hold"
title = "Code of Ordinances § 1"
duration = {{ hours = 6 }}
excludes = []
period = {{ start = {year}-01-01 }}
forms = ["i-247a"]
jurisdiction = "{code}"
binds = "the jail"
leaves_open = ["whose-day"]
[rule.citation]
authority = "my-ordinance-1"
evidence = "background"
gaps = ["the text: this ordinance is made up"]
"""
_PROVISION: Final = """\
# What a law says about a practice. This one is made up.

[[provision]]
id = "my-ordinance-1-tell"
title = "Code of Ordinances § 1"
jurisdiction = "{code}"
practice = "tell_subject"
modality = "required"
period = {{ start = {year}-01-01 }}
summary = "The jail gives the person named in a detainer a copy of it."
[provision.citation]
authority = "my-ordinance-1"
evidence = "background"
gaps = ["the text: this ordinance is made up"]
"""


def write_template(folder: Path | str, place: str | None = None) -> tuple[Path, ...]:
    """Write a law folder to begin with, and return its files.

    Args:
        folder: The folder, new or empty.
        place: The code of the jurisdiction whose law it is to hold: its files then hold an
            ordinance that is made up. Without one they hold the same as remarks.

    Raises:
        DetainerError: If the folder cannot be made, written to or is not empty.
        UnknownIdError: If the place is not on record.
    """
    code, state, is_local = "CODE", "us", False
    if place is not None:
        government = jurisdiction(place)
        code, state = government.one_with or government.code, state_of(government).code.lower()
        is_local = government.level.is_local
    as_of = about().data_as_of
    files = {
        MANIFEST: _MANIFEST,
        "authorities/ordinances.toml": _AUTHORITY,
        f"rules/{state}.toml": _RULE,
        f"policies/{state}/ordinances.toml" if is_local else f"policies/{state}.toml": _PROVISION,
    }
    texts: dict[str, str] = {}
    for name, template in files.items():
        text = template.format(as_of=as_of, year=as_of.year, code=code)
        is_read = place is not None or name == MANIFEST
        texts[name] = text if is_read else _as_remarks(text)
    texts["README.md"] = _README
    return write_folder(folder, "folder", ((name, text.encode()) for name, text in texts.items()))


def _as_remarks(text: str) -> str:
    return "".join(
        line if line.startswith("#") else f"# {line}".rstrip(" ")
        for line in text.splitlines(keepends=True)
    )
