"""A folder of law, of the package's form: read once, checked, and used on top of the package."""

import hashlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from detainerlib._package_data import data_folder
from detainerlib._printing import Listing
from detainerlib._validation import is_of
from detainerlib.catalog import _collections
from detainerlib.catalog._checks import inconsistencies
from detainerlib.catalog._checks_layers import on_top_of_package, told_of_package
from detainerlib.catalog._checks_places import file_faults
from detainerlib.catalog._checks_records import late_days, own_faults
from detainerlib.catalog._law import MANIFEST, Law, in_use, law_in_use
from detainerlib.catalog._provision_rows import law_files
from detainerlib.catalog._toml import Loaded, fault, load
from detainerlib.errors import CatalogError, DataFault, DetainerError
from detainerlib.sources.citations import Sourced
from detainerlib.sources.versions import LawFolder, OwnLaw

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_WHOLE: Final = "about.toml"
_OF_PACKAGE_ALONE: Final = (_WHOLE, "federal-holidays.toml", "zones.toml")
_DEEPEST: Final = 3
_LARGEST: Final = 16_000_000
_NOT_READ: Final = "is read by no collection; correct the name, or take it out"


def files_of(
    folder: "Traversable", besides: tuple[str, ...] = ()
) -> tuple[Mapping[str, bytes], tuple[DataFault, ...]]:
    """Return what each file of a folder holds, by its path, and what cannot be read.

    What lies where no collection looks is not read. Names that begin with a dot are passed over,
    as version control and editors leave them.

    Args:
        folder: The folder.
        besides: The files besides those of collections.
    """
    files: dict[str, bytes] = {}
    faults: list[DataFault] = []
    for path, content in _walk(folder, besides):
        if isinstance(content, bytes):
            files[path] = content
        else:
            faults.append(fault(path, "-", "file", content))
    return MappingProxyType(files), tuple(faults)


def _walk(
    folder: "Traversable", besides: tuple[str, ...], path: str = "", depth: int = 1
) -> Iterator[tuple[str, bytes | str]]:
    """Yield the path of each file with what it holds, or with what is wrong with it."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield path.rstrip("/") or ".", f"cannot be read: {error.strerror}"
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = f"{path}{entry.name}"
        try:
            content = _content(entry, besides, path, depth)
        except OSError as error:
            content = f"cannot be read: {error.strerror}"
        if content is None:
            yield from _walk(entry, besides, f"{name}/", depth + 1)
        else:
            yield name, content


def _content(
    entry: "Traversable", besides: tuple[str, ...], path: str, depth: int
) -> bytes | str | None:
    """Return what a file holds, or what is wrong with it; None for a folder to walk through."""
    if isinstance(entry, Path) and entry.is_symlink():
        return "is a link; put the file itself in its place"
    if depth > _DEEPEST or not (path or _is_of_collection(entry, besides)):
        return _NOT_READ
    if entry.is_dir():
        return None
    if not entry.is_file():
        return "is no regular file; take it out"
    if isinstance(entry, Path) and entry.stat().st_size > _LARGEST:
        return f"has more than {_LARGEST:,} bytes; divide it"
    return entry.read_bytes()


def _is_of_collection(entry: "Traversable", besides: tuple[str, ...]) -> bool:
    """Tell whether a file or folder at the top is one that some collection reads."""
    sources = {
        source for collection in _collections.COLLECTIONS.values() for source in collection.sources
    }
    if entry.is_dir():
        return entry.name in sources
    is_toml = entry.name.endswith(".toml") and entry.name.removesuffix(".toml") in sources
    return is_toml or entry.name in besides or entry.name.lower() == "readme.md"


def check(folder: "Traversable | Path | str | None" = None) -> tuple[DataFault, ...]:
    """Read all the law on file and return every fault in it, with its file, record and field.

    Of the package's data by default. A folder with a `law.toml` is checked as it is used, on top of
    the package's data; a folder with an `about.toml` is a whole catalog, and checked by itself. The
    examples in the files of provisions are run.

    Args:
        folder: The folder.

    Raises:
        DetainerError: If there is no such folder.

    >>> check()
    ()
    """
    root = data_folder() if folder is None else _folder_at(folder)
    names = _names_in(root)
    if MANIFEST in names or _WHOLE not in names:
        return Listing(_read(*_files_of_law(root))[1])
    files, unread = files_of(root)
    collections = _collections.collections_in(files)
    faults = (*unread, *file_faults(files), *inconsistencies(collections))
    if faults:
        return Listing(faults)
    law = Law(files=files, records=_by_model(collections), is_whole=True)
    return Listing(_examples_that_fail(law))


@contextmanager
def using(
    folder: "Path | str | None" = None, *, provisions: object = None
) -> Generator[OwnLaw, None, None]:
    """Use the law of a folder, or of a table of provisions, on top of the package's data.

    It is in use within a block.

    The folder holds records of the same form as the package's own, and a `law.toml` that names it.
    Typing `detainerlib law new FOLDER` makes one to begin with. It is read and checked once, when
    the block begins. Its records answer everywhere, in this thread and task alone; every step that
    rests on one says so, and so does `made_with`. A record of the package is replaced only by one
    that names its id in `supersedes`. Results keep the law that they were made under.

    A table of provisions is used in the same way, as a folder `given-provisions`; on top of the
    folder, or of that in use already. A row is a provision. Its `id` is a slug of your own. Its
    `jurisdiction` is the government whose law it is, by code or name. Its `practice` and `modality`
    are values of those classes. Its `start` is the first day on which it was in effect, a date, or
    nothing where that is not known. Its `citation` is what it is cited as.

    Other columns may be left out. The day `until` is the first on which it was no longer in effect,
    with `ended`, a value of `HowEnded` ("ended" by default), and `successor`, an id. The words are
    the `quote`, their address the `url`, and the day they were read `read_on`. With all three they
    are graded as read, else as background; `text_as_of` is their date. Of a folder's other keys
    there are `title`, `summary`, `kind` and `issuer`. As lists, or with a space between, there are
    the `agency_types` covered, and the ids that it `supersedes`.

    Conditions, courts' orders and findings of no rule need a folder.

    Args:
        folder: The folder.
        provisions: A data frame of pandas, polars or pyarrow, or rows.

    Yields:
        What answers are made with: the id of the folder, its day, its digest, what it replaces.

    Raises:
        CatalogError: If there are faults in it; `faults` has all of them, of a table with row and
            column.
        DetainerError: If there is no such folder, or a cell is not what its column holds.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from detainerlib import catalog
    >>> law = 'law = [{ id = "zed", title = "Ordinances of Zed", data_as_of = 2026-11-20 }]'
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "law.toml").write_text(law)
    ...     with catalog.using(folder) as own_law:
    ...         print(own_law.id, own_law.data_as_of)
    zed 2026-11-20

    >>> from datetime import date
    >>> from detainerlib import governing_policy
    >>> ordinance = {
    ...     "id": "zed-1", "jurisdiction": "DuPage County, IL", "practice": "transfer_custody",
    ...     "modality": "prohibited", "start": date(2024, 1, 1), "citation": "Zed Code § 1",
    ... }
    >>> with catalog.using(provisions=[ordinance]):
    ...     answer = governing_policy("transfer_custody", "17043", on=date(2025, 1, 1))
    >>> "zed-1" in {norm.id for norm in answer.controlling}
    True
    """
    is_table_alone = folder is None and provisions is not None
    law = law_in_use() if is_table_alone else law_of_folder(folder)
    if provisions is not None:
        law = _with_provisions(law, provisions)
    with in_use(law):
        yield cast("OwnLaw", law.version)


def _with_provisions(beside: Law, provisions: object) -> Law:
    """Return a law with the provisions of a table besides its own files.

    Raises:
        CatalogError: If there are faults in them.
        DetainerError: If a cell is not what its column holds.
    """
    made = law_files(provisions, beside.files)
    law, faults = _read(tuple(made.files.items()), ())
    if law is None:
        located = tuple(dict.fromkeys(map(made.located, faults)))
        raise CatalogError(located, "the provisions", _TO_CORRECT)
    return law


def law_of_folder(folder: "Path | str | None") -> Law:
    """Return the law of a folder, checked.

    Raises:
        CatalogError: If there are faults in it.
        DetainerError: If there is no such folder.
    """
    return _law_or_faults(*_files_of_law(folder))


def law_of(files: tuple[tuple[str, bytes], ...]) -> Law:
    """Return the law of a folder, given what each of its files holds.

    Raises:
        CatalogError: If there are faults in it.
    """
    return _law_or_faults(files, ())


def _law_or_faults(files: tuple[tuple[str, bytes], ...], unread: tuple[DataFault, ...]) -> Law:
    law, faults = _read(files, unread)
    if law is None:
        raise CatalogError(faults, "the law folder")
    return law


_TO_CORRECT: Final = "Correct the rows; `catalog.using` says what each column holds."
_TO_GIVE: Final = f"Give the path of a folder with a {MANIFEST}."


def _folder_at(folder: "Traversable | Path | str | None") -> "Traversable":
    root = Path(folder) if isinstance(folder, str) and folder else folder
    # A name that no file system takes, such as one with a null, is no folder, and neither is None.
    with suppress(OSError, ValueError, AttributeError):
        if root is not None and not isinstance(root, str) and root.is_dir():
            return root
    shown: object = str(folder) if isinstance(folder, PurePath) else folder
    raise DetainerError("folder", shown, "a law folder", _TO_GIVE)


def _names_in(root: "Traversable") -> frozenset[str]:
    try:
        return frozenset(entry.name for entry in root.iterdir())
    except OSError as error:
        remedy = f"{error.strerror}."
        raise DetainerError("folder", str(root), "a folder that can be read", remedy) from None


def _files_of_law(
    folder: "Traversable | Path | str | None",
) -> tuple[tuple[tuple[str, bytes], ...], tuple[DataFault, ...]]:
    """Return what the files of a law folder hold, and what cannot be read.

    A folder without a `law.toml` is another folder, and is not read through.
    """
    root = _folder_at(folder)
    if MANIFEST not in _names_in(root):
        raise DetainerError("folder", str(folder), f"a folder with a {MANIFEST}", _TO_GIVE)
    files, unread = files_of(root, (MANIFEST,))
    return tuple(files.items()), unread


@lru_cache(maxsize=8)
def _read(
    files: tuple[tuple[str, bytes], ...], unread: tuple[DataFault, ...]
) -> tuple[Law | None, tuple[DataFault, ...]]:
    """Return the law of a folder, or else every fault in it."""
    contents = MappingProxyType(dict(files))
    own = _collections.collections_in(contents, own=True)
    manifests = load(("law",), "law", LawFolder, contents)
    combined, clashes = on_top_of_package(own, package_collections())
    faults = [*unread, *file_faults(contents)]
    is_there = MANIFEST in contents
    faults += [*(manifests.faults if is_there else ()), *clashes]
    if len(manifests.records) > 1:
        message = "must be one"
        faults.append(fault(MANIFEST, "-", "law", message))
    manifest: LawFolder | None = None
    for file, manifest in manifests.records:
        pairs = chain.from_iterable(loaded.records for loaded in own.values())
        faults += late_days(pairs, (file, manifest.id), manifest.data_as_of)
        faults += own_faults(file, manifest)
    for name in _OF_PACKAGE_ALONE:
        if name in contents:
            message = "is of the package alone, and answers nothing in a law folder; take it out"
            faults.append(fault(name, "-", "file", message))
    faults += told_of_package(inconsistencies(combined))
    if faults or manifest is None:
        return None, tuple(dict.fromkeys(faults))
    version = OwnLaw(
        id=manifest.id,
        title=manifest.title,
        data_as_of=manifest.data_as_of,
        digest=_digest(contents),
        replaces=tuple(id for loaded in own.values() for _, _, id in loaded.supersedes),
    )
    records = {
        model: tuple((file, _marked(record, manifest.id)) for file, record in pairs)
        for model, pairs in _by_model(own).items()
    }
    replaced = {
        model: frozenset(id for _, _, id in own[collection.name].supersedes)
        for model, collection in _collections.COLLECTIONS.items()
    }
    law = Law(version, contents, MappingProxyType(records), MappingProxyType(replaced))
    failing = tuple(_examples_that_fail(law))
    return (None, failing) if failing else (law, ())


@lru_cache(maxsize=1)
def package_collections() -> Mapping[str, Loaded[Any]]:
    """Return every collection of the package's data by its name."""
    files, _ = files_of(data_folder())
    return MappingProxyType(_collections.collections_in(files))


def _by_model(
    collections: Mapping[str, Loaded[Any]],
) -> Mapping[str, tuple[tuple[str, Any], ...]]:
    return MappingProxyType(
        {
            model: collections[collection.name].records
            for model, collection in _collections.COLLECTIONS.items()
        }
    )


def _examples_that_fail(law: Law) -> Iterator[DataFault]:
    """Run the examples of a folder under its law."""
    examples = law.records.get("PolicyExample", ())
    if not examples:
        return
    # The room of policy is above this one: it is asked for when there is something to run.
    from importlib import import_module  # noqa: PLC0415 (as above)

    example_faults = import_module("detainerlib.policy.examples").example_faults
    with in_use(law):
        faults: Sequence[DataFault] = [*example_faults(examples)]
    yield from faults


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for file, content in sorted(files.items()):
        digest.update(f"{file}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _marked(value: Any, law: str) -> Any:
    """Return a record with the id of its folder on every citation and authority in it."""
    if is_of(tuple, value):
        members: list[Any] = [_marked(member, law) for member in value]
        return value if all(map(_is, members, value)) else tuple(members)
    if not attrs.has(value.__class__):
        return value
    changes: dict[str, Any] = {"law": law} if isinstance(value, Sourced) else {}
    for field in attrs.fields(value.__class__):
        before = getattr(value, field.name)
        after = _marked(before, law)
        if after is not before:
            changes[field.alias or field.name] = after
    return attrs.evolve(value, **changes) if changes else value


def _is(one: object, other: object) -> bool:
    return one is other
