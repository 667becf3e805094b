"""A law folder of our own making: a county's ordinance that nobody passed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

PLACE: Final = "17043"
FROM_TEXT: Final = """\
authority = "zed-ord-1"
evidence = "text"
quote = "{quote}"
url = "https://example.org/code/1"
read_on = 2026-11-19
text_as_of = "2026-11"
gaps = []
"""
MANIFEST: Final = """\
[[law]]
id = "{id}"
title = "Ordinances made up for a test"
data_as_of = 2026-11-20
"""
AUTHORITY: Final = """\
[[authority]]
id = "zed-ord-1"
title = "Detainers in the jail"
cite = "Zed Code § 1"
kind = "ordinance"
issuer = "Zed Board"
effective = "2024-01-01"
jurisdictions = ["17043"]
summary = "The jail may hold a person on a detainer for at most six hours."
bears_on = ["hold"]
evidence = "text"
quote = "for no longer than six hours after the person would have been released"
url = "https://example.org/code/1"
read_on = 2026-11-19
text_as_of = "2026-11"
gaps = []
"""
SIX_HOURS: Final = "for no longer than six hours after the person would have been released"
RULE: Final = f"""\
[[rule]]
id = "zed-1-2024"
title = "Zed Code § 1"
duration = {{ hours = 6 }}
excludes = []
period = {{ start = 2024-01-01 }}
forms = ["i-247a"]
jurisdiction = "17043"
binds = "the jail"
leaves_open = ["whose-day"]
[rule.citation]
{FROM_TEXT.format(quote=SIX_HOURS)}"""
PROVISION: Final = f"""\
[[provision]]
id = "zed-2-tell"
title = "Zed Code § 2"
jurisdiction = "17043"
practice = "tell_subject"
modality = "required"
period = {{ start = 2024-01-01 }}
summary = "The jail gives the person a copy of the detainer."
[provision.citation]
{FROM_TEXT.format(quote="shall give the person a copy")}
[[provision]]
id = "zed-3-transfer"
title = "Zed Code § 3"
jurisdiction = "17043"
practice = "transfer_custody"
modality = "prohibited"
period = {{ start = 2024-01-01 }}
summary = "The jail transfers no person."
[provision.citation]
{FROM_TEXT.format(quote="shall not transfer any person")}
[[example]]
summary = "A copy is given."
practice = "tell_subject"
jurisdiction = "17043"
on = 2025-01-01
possible = ["required"]
controlling = ["zed-2-tell"]
"""
ORDER: Final = """\
[[provision.suspensions]]
from = 2025-06-01
until = 2025-08-01
binds = "all"
ended = "dissolved"
[provision.suspensions.citation]
authority = "zed-ord-1"
evidence = "background"
gaps = ["the order: it is made up"]
"""
FINDING: Final = """\
[[no_rule]]
id = "zed-il-no-rule-tell"
jurisdiction = "US-IL"
practice = "tell_subject"
period = { start = 2024-01-01 }
strength = "whole code searched"
summary = "No rule of the State speaks of what the person named in a detainer is told."
[no_rule.citation]
authority = "us-statutes-search-2026-02"
evidence = "background"
gaps = ["the search: it is made up"]
"""
FILES: Final[Mapping[str, str]] = {
    "law.toml": MANIFEST.format(id="zed"),
    "authorities/zed.toml": AUTHORITY,
    "rules/us-il.toml": RULE,
    "policies/us-il/zed.toml": PROVISION,
}


def law_folder(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the folder, with some files changed, more, or (None) left out."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    return root


def edited(file: str, old: str, new: str) -> dict[str, str | None]:
    """Give one file with one change."""
    assert old in FILES[file]
    return {file: FILES[file].replace(old, new, 1)}
