"""`showclear people`: who has which key; a new key after a lost laptop, and the end of the old one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from showclear.storage import passphrase
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import read_public_key
from tests.cli.conftest import Run
from tests.cli.productions import Founded

NEW = "able acid acorn acre actor"
OFFICER, PRODUCER, ARMORER = "ada-nilsen", "otto-brandt", "mara-reyes"


@pytest.fixture
def new_words(monkeypatch: pytest.MonkeyPatch) -> str:
    """The words that are drawn next; a person would read them off the screen."""
    monkeypatch.setattr(passphrase, "generate_passphrase", lambda: NEW)
    return NEW


def renewal(production: Founded, officer: str, new: str, more: str) -> str:
    """What is typed: the officer's words, the document, the new words."""
    return f"{production.words[officer]}\n1\n{new}\n{more}"


def test_everybody_is_listed_with_their_keys(showclear: Run, production: Founded, machine: Path) -> None:
    """As `ssh-keygen -l` prints them."""
    ran = showclear("people", production.folder)
    assert ran.code == 0
    line = read_public_key(LocalFileSystem(), machine / "keys" / ARMORER).fingerprint
    assert ran.out.splitlines()[4:6] == [f"Mara Reyes, armorer  {ARMORER}", f"  {line}  counts"]


def test_a_new_laptop_gives_new_keys_and_ends_the_old_ones(
    showclear: Run, production: Founded, machine: Path, tmp_path: Path, new_words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Laptop A is gone with every key but the safety officer's, who had a copy. Everything verifies afterwards."""
    showclear("copy", production.folder, tmp_path / "stick")
    rescued = (machine / "keys" / OFFICER).read_bytes(), (machine / "keys" / f"{OFFICER}.pub").read_bytes()
    old = read_public_key(LocalFileSystem(), machine / "keys" / ARMORER).fingerprint
    shutil.rmtree(production.folder)
    other = tmp_path / "laptop B"
    monkeypatch.setenv("SHOWCLEAR_HOME", str(other))
    folder = tmp_path / "back"
    assert showclear("restore", tmp_path / "stick", folder).code == 0
    ran = showclear("people", folder, "--new-key", ARMORER)
    assert ran.code == 5, "no officer, no key"
    assert not (other / "keys" / ARMORER).exists()
    (other / "keys").mkdir()
    (other / "keys" / OFFICER).write_bytes(rescued[0])
    (other / "keys" / f"{OFFICER}.pub").write_bytes(rescued[1])
    ran = showclear("people", folder, "--new-key", ARMORER, typed=renewal(production, OFFICER, NEW, "y\nlost\n"))
    assert ran.code == 0, ran.err
    assert "Does not count" not in ran.err
    enrolled, revoked = (name.removesuffix(".toml") for name in ran.out.split())
    assert enrolled.split("-000001-")[0] != production.names[0].split("-000001-")[0], "a log of its own"
    new = read_public_key(LocalFileSystem(), other / "keys" / ARMORER).fingerprint
    lines = showclear("people", folder).out.splitlines()
    at = lines.index(f"Mara Reyes, armorer  {ARMORER}")
    assert lines[at + 1 : at + 3] == [f"  {old}  revoked by {revoked}", f"  {new}  counts"]
    assert showclear("verify", folder).code == 0
    adopted = showclear(
        "rules", folder, "--adopt", "canada", typed=f"y\n{production.words[OFFICER]}\n{NEW}\n"
    )  # fmt: skip
    assert adopted.code == 0, "the new key signs"
    assert showclear("verify", folder).code == 0


def test_a_record_of_the_old_key_that_turns_up_later_does_not_count(
    showclear: Run, production: Founded, machine: Path, tmp_path: Path, new_words: str
) -> None:
    """Whoever found the laptop and the five words signs nothing that counts."""
    folder = tmp_path / "found"
    shutil.copytree(production.folder, folder)
    typed = f"y\n{production.words[OFFICER]}\n{production.words[ARMORER]}\n"
    late = showclear("rules", folder, "--adopt", "canada", typed=typed).out.split()[-1]
    ran = showclear(
        "people", production.folder, "--new-key", ARMORER, typed=renewal(production, OFFICER, NEW, "y\nx\n")
    )
    assert ran.code == 0, ran.err
    showclear("copy", folder, production.folder)
    ran = showclear("verify", production.folder)
    assert ran.code == 11
    said = f"The key of Mara Reyes ({ARMORER}) is revoked"
    assert any(late in line and said in line for line in ran.out.splitlines()), ran.out
    assert f"The key of {ARMORER} is revoked" in showclear("verify", production.folder, "--json").out, "the id alone"
    assert "Canada" not in showclear("board", production.folder).out


def test_forgotten_words_on_the_same_laptop_replace_the_file(
    showclear: Run, production: Founded, machine: Path, new_words: str
) -> None:
    """The old file is gone once the new key is enrolled; not revoked at once, it is named as still counting."""
    before = (machine / "keys" / ARMORER).read_bytes()
    ran = showclear("people", production.folder, "--new-key", ARMORER, typed=renewal(production, OFFICER, NEW, "n\n"))
    assert ran.code == 0, ran.err
    assert (machine / "keys" / ARMORER).read_bytes() != before
    assert not (machine / "keys" / f"{ARMORER}.old").exists()
    ran = showclear("people", production.folder)
    assert ran.out.count("REPLACED AND NOT REVOKED") == 1
    typed = f"1\ny\n1\n{production.words[OFFICER]}\nwords forgotten\n"
    ran = showclear("people", production.folder, "--revoke", ARMORER, typed=typed)
    assert ran.code == 0, ran.err
    assert showclear("people", production.folder).out.count("REPLACED AND NOT REVOKED") == 0
    assert showclear("verify", production.folder).code == 0


def test_a_change_that_is_given_up_leaves_the_old_key(
    showclear: Run, production: Founded, machine: Path, new_words: str
) -> None:
    """Cut off at any place, the person signs as before."""
    before = (machine / "keys" / ARMORER).read_bytes()
    for typed in ("", f"{production.words[OFFICER]}\n1\n", renewal(production, OFFICER, "other words", "")):
        ran = showclear("people", production.folder, "--new-key", ARMORER, typed=typed)
        assert ran.code == 130
        assert (machine / "keys" / ARMORER).read_bytes() == before
    assert len(list((production.folder / "log").iterdir())) == 5


def test_the_safety_officer_gets_a_new_key_by_the_producer_only(
    showclear: Run, production: Founded, new_words: str
) -> None:
    """An officer does not vouch for themselves."""
    ran = showclear(
        "people", production.folder, "--new-key", OFFICER, typed=renewal(production, PRODUCER, NEW, "y\nstolen\n")
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert showclear("verify", production.folder).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "fault"),
    [
        (("--new-key", "nobody"), 2, "is not on the roster"),
        (("--revoke", "nobody"), 2, "is not on the roster"),
        (("--new-key", ARMORER, "--revoke", ARMORER), 2, "one after the other"),
    ],
)
def test_what_cannot_be_changed_is_told(
    showclear: Run, production: Founded, arguments: tuple[str, ...], code: int, fault: str
) -> None:
    """Before anybody types words."""
    ran = showclear("people", production.folder, *arguments)
    assert ran.code == code
    assert fault in ran.err


def test_a_new_key_may_count_until_a_day_and_the_list_says_so(
    showclear: Run, production: Founded, new_words: str, machine: Path
) -> None:
    """R-148: for who is here for a day; a day that is over is refused before anybody types."""
    ran = showclear("people", production.folder, "--new-key", ARMORER, "--until", "2020-01-01")
    assert ran.code == 2
    assert "is over" in ran.err
    shutil.move(machine / "keys" / ARMORER, machine / "kept")
    typed = renewal(production, OFFICER, NEW, "y\nreplaced\n")
    ran = showclear("people", production.folder, "--new-key", ARMORER, "--until", "2999-12-30", typed=typed)
    assert ran.code == 0, ran.err
    listed = showclear("people", production.folder).out
    assert re.search(rf"Mara Reyes, armorer  {ARMORER}  until \w+ 3[01] Dec 2999, \d\d:\d\d$", listed, re.MULTILINE)
