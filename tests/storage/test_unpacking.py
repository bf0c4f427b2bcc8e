"""Unpacking what somebody was sent: plain files in one folder, and every trick refused in words."""

from __future__ import annotations

import contextlib
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from showclear.errors import InputError
from showclear.storage import unpacking
from showclear.storage.unpacking import is_packed, unpacked

Pack = Callable[[Path], None]
FILES = {"ride/log/a-1.toml": b"one\n", "./ride/SHA256SUMS": b"two\n", "ride/empty": b""}


def zipped(path: Path, files: dict[str, bytes] | None = None) -> None:
    """A zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in (files or FILES).items():
            packed.writestr(name, data)


def tarred(path: Path, files: dict[str, bytes] | None = None, mode: str = "w:gz") -> None:
    """A tar file with folders of its own."""
    with tarfile.open(path, mode) as packed:  # type: ignore[call-overload]
        for name, data in (files or FILES).items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))


def member(kind: bytes, name: str = "ride/link") -> Pack:
    """A tar file with something that is no file."""

    def pack(path: Path) -> None:
        with tarfile.open(path, "w") as packed:
            one = tarfile.TarInfo(name)
            one.type, one.linkname = kind, "/etc/passwd"
            packed.addfile(one)

    return pack


def zip_link(path: Path) -> None:
    """A zip file with a symbolic link."""
    with zipfile.ZipFile(path, "w") as packed:
        one = zipfile.ZipInfo("ride/link")
        one.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(one, "/etc/passwd")


def twice(path: Path) -> None:
    """One name twice, on a disk that does not tell capitals apart."""
    zipped(path, {"log/a.toml": b"true", "log/A.toml": b"false"})


def cut(path: Path) -> None:
    """A tar file that ends too early."""
    tarred(path, {"a": bytes(200_000)})
    path.write_bytes(path.read_bytes()[:120])


def with_password(path: Path) -> None:
    """A zip file that says that it is encrypted."""
    zipped(path, {"a": b"x"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("x.zip", zipped), ("x.tar.gz", tarred), ("x.tgz", tarred), ("evidence", zipped), ("day.2", tarred),
        ("plain", lambda path: tarred(path, mode="w")),
    ],
)  # fmt: skip
def test_what_is_packed_lies_in_a_folder_of_its_own_and_is_gone_afterwards(
    tmp_path: Path, name: str, pack: Pack
) -> None:
    """Names below it as they were; nothing else."""
    path = tmp_path / name
    pack(path)
    assert is_packed(path)
    with unpacked(path) as folder:
        found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    assert found == {name.removeprefix("./"): data for name, data in FILES.items()}
    assert not folder.exists()


def test_what_has_the_name_of_a_record_is_never_unpacked_and_a_record_of_any_name_neither(tmp_path: Path) -> None:
    """Somebody who put a zip in the place of a record is told that it is altered, not what is in it."""
    record = tmp_path / f"cart-a1b2-000017-{'0' * 32}.toml"
    zipped(record)
    assert not is_packed(record)
    (tmp_path / "received").write_bytes(b"showclear-record/1\n")
    (tmp_path / "empty").touch()
    assert not is_packed(tmp_path / "received")
    assert not is_packed(tmp_path / "empty")


BAD: dict[str, tuple[str, Pack, str]] = {
    "up": ("x.zip", lambda path: zipped(path, {"ride/../../evil": b"x"}), "leads elsewhere"),
    "up in a tar": ("x.tar", lambda path: tarred(path, {"../evil": b"x"}, "w"), "leads elsewhere"),
    "from the root": ("x.tar", lambda path: tarred(path, {"/tmp/evil": b"x"}, "w"), "leads elsewhere"),
    "a drive": ("x.zip", lambda path: zipped(path, {"C:/evil": b"x"}), "leads elsewhere"),
    "backslashes": ("x.tar", lambda path: tarred(path, {"..\\evil": b"x"}, "w"), "leads elsewhere"),
    "a line feed": ("x.tar", lambda path: tarred(path, {"a\nb": b"x"}, "w"), "leads elsewhere"),
    "deep": ("x.zip", lambda path: zipped(path, {"a/" * 20 + "b": b"x"}), "leads elsewhere"),
    "a symbolic link": ("x.tar", member(tarfile.SYMTYPE), "is a link"),
    "a hard link": ("x.tar", member(tarfile.LNKTYPE), "is a link"),
    "a device": ("x.tar", member(tarfile.CHRTYPE), "no plain file"),
    "a pipe": ("x.tar", member(tarfile.FIFOTYPE), "no plain file"),
    "a symbolic link in a zip": ("x.zip", zip_link, "is a link"),
    "twice": ("x.zip", twice, "stands in it twice"),
    "nameless": ("x.tar", lambda path: tarred(path, {"./": b"x"}, "w"), "stands in it twice"),
    "cut short": ("x.tgz", cut, "cannot be unpacked"),
    "with a password": ("x.zip", with_password, "password"),
    "no archive": ("x.zip", lambda path: path.write_bytes(b"not at all") and None, "cannot be unpacked"),
    "nothing": ("x.tar", lambda path: path.write_bytes(b"") and None, "cannot be unpacked"),
    "another kind": ("x.7z", lambda path: path.write_bytes(b"7z\xbc\xaf\x27\x1c") and None, "cannot be unpacked"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_could_do_harm_is_refused_by_name_and_leaves_nothing(tmp_path: Path, case: str) -> None:
    """Never a file outside, never a link, never two files for one name."""
    name, pack, says = BAD[case]
    path = tmp_path / "sent" / name
    path.parent.mkdir()
    pack(path)
    with pytest.raises(InputError, match=says), unpacked(path):
        pytest.fail("it was unpacked")
    assert [one.name for one in tmp_path.rglob("*")] == ["sent", name]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_more_than_any_production_has_is_refused_while_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[Path, dict[str, bytes]], None]
) -> None:
    """What the archive claims about its sizes is not asked."""
    monkeypatch.setattr(unpacking, "LARGEST", 1_000_000)
    bomb = tmp_path / "bomb.zip"
    pack(bomb, {"log/zeros": bytes(2_000_000)})
    assert bomb.stat().st_size < 20_000
    with pytest.raises(InputError, match="more than fits"), unpacked(bomb):
        pytest.fail("it was unpacked")
    monkeypatch.setattr(unpacking, "MOST_FILES", 2)
    pack(bomb, {"a": b"", "b": b"", "c": b""})
    with pytest.raises(InputError, match="more than 2 files"), unpacked(bomb):
        pytest.fail("it was unpacked")


@pytest.mark.parametrize(("name", "pack"), [("x.zip", zipped), ("x.tgz", tarred), ("x.tar.bz2", None)])
def test_any_damage_gives_files_or_a_refusal_in_words(
    tmp_path: Path, name: str, pack: Callable[[Path], None] | None
) -> None:
    """A hundred damaged files of each kind: nothing else is raised, and none of it is a fault of the disk."""
    path = tmp_path / name
    (pack or (lambda where: tarred(where, None, "w:bz2")))(path)
    whole, chance = path.read_bytes(), Random(name)
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 9)] = chance.randbytes(chance.randint(1, 9))
        path.write_bytes(data)
        with contextlib.suppress(InputError), unpacked(path):
            pass
