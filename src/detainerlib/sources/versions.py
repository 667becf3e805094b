"""What an answer is made with: versions of the library, its data, the holidays, the time zones."""

from datetime import date
from typing import Annotated, Final

import attrs

from detainerlib._printing import Printed
from detainerlib._validation import Slug, Text, checked, whole_number
from detainerlib.sources.citations import NOT_IN_FILES, Citation

_MONTHS: Final = 12
_DIGITS: Final = 12
_NAMED: Final = 3


_month: Final = whole_number(1, _MONTHS, "the number of a month, 1 to 12")


@attrs.frozen(kw_only=True, field_transformer=checked)
class FiscalYear(Printed):
    """When the fiscal year of the federal government begins: named by the year in which it ends.

    Attributes:
        first_month: The number of the month on whose first day it begins, 1 to 12.
        citation: The operative words.

    Authority: 31-usc-1102

    >>> from detainerlib import catalog
    >>> fiscal_year = catalog.about().fiscal_year
    >>> fiscal_year.first_month, fiscal_year.citation.authority
    (10, '31-usc-1102')
    """

    first_month: Annotated[int, _month]
    citation: Citation


@attrs.frozen(kw_only=True, field_transformer=checked)
class RecordNote(Printed):
    """How partial a record is.

    Attributes:
        summary: One sentence, or two.
        citation: Who says how much there is.

    >>> from detainerlib import catalog
    >>> catalog.about().agreements.citation.authority
    '287g-ice-2026-08-26'
    """

    summary: Text
    citation: Citation

    def __str__(self) -> str:
        """The sentence."""
        return self.summary


@attrs.frozen(kw_only=True, field_transformer=checked)
class About(Printed):
    """What applies to the data as a whole.

    Attributes:
        id: The slug of the record.
        data_as_of: The day the data was last brought up to date.
        closing: The sentence that ends every output on holds, notice and status.
        closing_on_policy: The one that ends every output on norms.
        closing_on_figures: The one that ends every output on figures and outcomes.
        agreements: How partial the record of agreements is.
        figures: How partial the record of figures is.
        fiscal_year: When the fiscal year begins.
        topics: What an authority can bear on.

    >>> from detainerlib import catalog
    >>> print(catalog.about().closing)
    Whether you may hold is a separate question; add a jurisdiction.
    """

    id: Slug
    data_as_of: date
    closing: Text
    closing_on_policy: Text
    closing_on_figures: Text
    agreements: RecordNote
    figures: Text
    fiscal_year: FiscalYear
    topics: tuple[Slug, ...]


@attrs.frozen(kw_only=True, field_transformer=checked)
class LawFolder(Printed):
    """What a law folder says of itself, in its `law.toml`.

    Attributes:
        id: The slug by which answers and documents name it.
        title: What it holds, in a few words.
        data_as_of: The day it was last brought up to date.
    """

    id: Slug
    title: Text
    data_as_of: date


@attrs.frozen(kw_only=True, field_transformer=checked)
class OwnLaw(Printed):
    """A law folder that an answer was made with, on top of the package's data.

    Attributes:
        id: The slug of the folder.
        title: What it holds.
        data_as_of: The day it was last brought up to date.
        digest: The SHA-256 of its files, in hexadecimal digits.
        replaces: The ids of the package's records that its records replace.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib import catalog
    >>> law = 'law = [{ id = "zed", title = "Ordinances of Zed", data_as_of = 2026-11-20 }]'
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "law.toml").write_text(law)
    ...     with catalog.using(folder):
    ...         print(catalog.made_with().law.title)
    Ordinances of Zed
    """

    id: Slug
    title: Text
    data_as_of: date
    digest: Text
    replaces: tuple[Text, ...] = ()

    def __str__(self) -> str:
        """Its id, its day, its digest in short, and what it replaces."""
        line = f"law folder {self.id} of {self.data_as_of} ({self.digest[:_DIGITS]})"
        if not self.replaces:
            return line
        more = len(self.replaces) - _NAMED
        named = ", ".join(self.replaces[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"{line}, which replaces {named}"


@attrs.frozen(kw_only=True, field_transformer=checked)
class MadeWith(Printed):
    """What an answer was made with: another version of any of these may answer otherwise.

    Attributes:
        detainerlib: The version of this library.
        data_as_of: The day its data was last brought up to date.
        holidays: The version of the holidays package.
        tz_database: The release of the time zone database, and where it was found.
        law: The law folder on top of the package's data; None where none was in use.

    >>> import detainerlib as dl
    >>> dl.catalog.made_with().data_as_of == dl.data_as_of
    True
    """

    detainerlib: Text
    data_as_of: date
    holidays: Text
    tz_database: Text
    law: OwnLaw | None = attrs.field(default=None, metadata=NOT_IN_FILES)

    def __str__(self) -> str:
        """One line."""
        line = (
            f"detainerlib {self.detainerlib}, data as of {self.data_as_of}, "
            f"holidays {self.holidays}, time zones {self.tz_database}"
        )
        return line if self.law is None else f"{line}, {self.law}"


def installed(data_as_of: date, law: OwnLaw | None = None) -> MadeWith:
    """Return the versions that are installed here, with the day of the data and the law folder."""
    return MadeWith(
        detainerlib=_version("detainerlib"),
        data_as_of=data_as_of,
        holidays=_version("holidays"),
        tz_database=_tz_database(),
        law=law,
    )


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 (slow to import)

    try:
        return version(package)
    except PackageNotFoundError:  # An application may be packed without the metadata.
        return "version not stated"


def _tz_database() -> str:
    # zoneinfo looks through the system's folders first and takes the tzdata package last.
    from pathlib import Path  # noqa: PLC0415
    from zoneinfo import TZPATH  # noqa: PLC0415

    for folder in map(Path, TZPATH):
        if (folder / "America" / "Chicago").is_file():
            for name in ("tzdata.zi", "+VERSION"):
                if (folder / name).is_file():
                    with (folder / name).open(encoding="utf-8") as lines:
                        release = lines.readline().removeprefix("# version").strip()
                    return f"{release} (system)"
            return "release not stated (system)"
    try:
        import tzdata  # type: ignore[import-untyped]  # noqa: PLC0415 (ships no types)
    except ModuleNotFoundError:
        return "none found"
    return f"{tzdata.IANA_VERSION} (tzdata package)"
