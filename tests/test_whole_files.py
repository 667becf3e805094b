"""Files that are written whole or not at all."""

import errno
import os
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from detainerlib._whole_files import identity_of, is_one_place, reason_of, write_folder, write_whole
from detainerlib.errors import DetainerError


def test_an_interrupted_run_leaves_no_half_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nor does a full disk: the old file stays, and nothing beside it."""
    path = tmp_path / "memo.txt"
    path.write_text("old")
    write_bytes = Path.write_bytes

    for error, told in (
        (KeyboardInterrupt(), KeyboardInterrupt),
        (OSError(28, "No space left on device"), DetainerError),
    ):

        def stopped(self: Path, content: bytes, error: BaseException = error) -> int:
            write_bytes(self, content[:1])
            raise error

        monkeypatch.setattr(Path, "write_bytes", stopped)
        with pytest.raises(told):
            write_whole(path, "output", b"new")
        assert [path] == [*tmp_path.iterdir()]
        assert "old" == path.read_text()


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """In words, and not by a traceback."""
    for name, expected in (
        ("", "a file that can be replaced"),
        (".", "a file that can be replaced"),
        ("a\0b", "a file that can be written"),
        (str(tmp_path / "none" / "memo.txt"), r"Check the folder \("),
    ):
        with pytest.raises(DetainerError, match=expected) as error:
            write_whole(name, "output", b"")
        assert "output" == error.value.where
    if Path(os.devnull).exists():
        with pytest.raises(DetainerError, match="It is a folder, a device, or locked"):
            write_whole(os.devnull, "output", b"")


def test_a_folder_is_written_whole_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A full disk leaves no file of it, and no folder that was made for it."""
    write_bytes = Path.write_bytes
    files = [("a.txt", b"a"), ("below/b.txt", b"full"), ("c.txt", b"c")]
    (tmp_path / "empty").mkdir()

    for error, told in (
        (KeyboardInterrupt(), KeyboardInterrupt),
        (OSError(errno.ENOSPC, "No space left on device"), DetainerError),
    ):

        def stopped(self: Path, content: bytes, error: BaseException = error) -> int:
            if content == b"full":
                write_bytes(self, content[:1])
                raise error
            return write_bytes(self, content)

        monkeypatch.setattr(Path, "write_bytes", stopped)
        for name in ("new/far", "empty"):
            with pytest.raises(told):
                write_folder(tmp_path / name, "folder", files)
        assert [tmp_path / "empty"] == [*tmp_path.rglob("*")]

    monkeypatch.undo()
    written = write_folder(tmp_path / "new" / "far", "folder", files)
    assert [content for _, content in files] == [path.read_bytes() for path in written]


def test_a_file_written_by_another(tmp_path: Path) -> None:
    """By what is given the path beside; it takes its place after that."""
    path = tmp_path / "a.txt"

    def write(part: Path) -> None:
        assert part.parent == path.parent
        assert not path.exists()
        part.write_text("whole")

    write_whole(path, "output", write)

    assert ("whole", [path]) == (path.read_text(), [*tmp_path.iterdir()])


def test_a_folder_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Is refused, and what is there stays."""
    kept = tmp_path / "kept.txt"
    kept.write_text("kept")
    for name, expected in (
        (" ", "a folder to write to"),
        ("a\0b", "a folder that can be made. Name another"),
        (kept, "a folder that can be made. Name another"),
        (kept / "below", "a folder that can be made. Name another"),
        (tmp_path, "a new or empty folder"),
    ):
        with pytest.raises(DetainerError, match=expected) as error:
            write_folder(name, "folder", [("a.txt", b"a")])
        assert "folder" == error.value.where

    def locked(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", locked)
    with pytest.raises(DetainerError, match=r"Name another \(permission denied\)"):
        write_folder(tmp_path, "folder", [("a.txt", b"a")])
    monkeypatch.undo()
    assert [kept] == [*tmp_path.iterdir()]


def test_why_a_file_was_not_written() -> None:
    """Of some libraries there is the name of the system's number alone."""
    told = os.strerror(errno.ENOSPC).lower()

    assert told == reason_of(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert told == reason_of(RuntimeError("IO_ENOSPC"))
    assert "unknown io error" == reason_of(RuntimeError("Unknown IO error"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_only_its_owner_reads_stays_so(tmp_path: Path) -> None:
    """A file in place of another has its mode."""
    path = tmp_path / "answers.csv"
    path.touch(0o600)
    write_whole(path, "output", b"new")

    assert 0o600 == S_IMODE(path.stat().st_mode)
    assert b"new" == path.read_bytes()


def test_identity(tmp_path: Path) -> None:
    """Two links to a file have one; what is no file has none."""
    path = tmp_path / "roster.csv"
    path.touch()
    (tmp_path / "link.csv").hardlink_to(path)

    assert identity_of(path) == identity_of(str(tmp_path / "link.csv")) is not None
    for other in (object(), tmp_path, "none/such", "a\0b"):
        assert identity_of(other) is None


def test_two_paths_to_one_place(tmp_path: Path) -> None:
    """Also where there is no file yet; a path that no file can have is none."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder", target_is_directory=True)
    path = tmp_path / "folder" / "a.csv"

    assert is_one_place(path, str(tmp_path / "link" / ".." / "folder" / "A.csv"))
    assert not is_one_place(path, tmp_path / "a.csv")
    assert not is_one_place("\0", "\0")
