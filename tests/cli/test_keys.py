"""`showclear keys`: whose key is where, and the list that stock tools need. And FIDO2 keys on the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from showclear.app.production import Production
from showclear.app.touching import KeyKind, KeyWish
from showclear.cli.productions import machine_for
from showclear.errors import InputError
from showclear.ledger.keys import parse_key_line
from showclear.ledger.record import parse_frame
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import create_key_file, read_public_key
from tests.cli.conftest import Run
from tests.cli.productions import Founded
from tests.storage.token import PIN, agent_with, make_handle, needs_token, token

__all__ = ["token"]

DOCS = Path(__file__).resolve().parents[2] / "docs"
OFFICER, ARMORER = "ada-nilsen", "mara-reyes"


def listed(showclear: Run, folder: Path) -> dict[str, dict[str, str | bool]]:
    """The keys by fingerprint."""
    ran = showclear("keys", folder, "--json")
    assert ran.code == 0, ran.err
    return {row["fingerprint"]: row for row in json.loads(ran.out)["keys"]}


def test_every_key_is_told_with_its_owner_and_where_it_lies(
    showclear: Run, production: Founded, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the roster does not know, one that is damaged, one that is not here: each is said."""
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    stranger = create_key_file(LocalFileSystem(), machine / "keys" / "dana", "a b c d e", rounds=1)
    for gone in (machine / "keys").glob("otto-brandt*"):
        gone.unlink()
    (machine / "keys" / "jonas-weil.pub").write_bytes(b"\xffnothing")
    ran = showclear("keys", production.folder)
    assert ran.code == 0
    assert (ran.out.count("counts; file here"), ran.out.count("counts; not on this laptop")) == (2, 2)
    lines = ran.out.splitlines()
    at = lines.index("Not on the roster")
    assert lines[at + 1 :] == [
        f"  {stranger.fingerprint}  unknown to the roster of this production; file here: dana",
        "  cannot be read  its public half is missing or damaged; file here: jonas-weil",
    ]
    key = read_public_key(LocalFileSystem(), machine / "keys" / ARMORER).fingerprint
    row = listed(showclear, production.folder)[key]
    assert (row["state"], row["person"], row["file"], row["in_agent"]) == ("counts", ARMORER, ARMORER, False)


def test_the_list_of_signers_is_the_one_that_the_shell_script_makes(showclear: Run, production: Founded) -> None:
    """From the records alone, with awk."""
    ran = showclear("keys", production.folder, "--allowed-signers")
    files = sorted(str(path) for path in (production.folder / "log").iterdir())
    made = subprocess.run(
        ("sh", str(DOCS / "allowed-signers.sh"), *files), capture_output=True, text=True, check=True
    ).stdout
    assert sorted(ran.out.splitlines()) == sorted(made.splitlines())
    assert len(ran.out.splitlines()) == 4
    assert showclear("keys", production.folder, "--allowed-signers", "--json").code == 2


@needs_token
@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("kind", ["device", "device-pin", "agent"])
def test_an_armorer_changes_to_a_fido2_key_and_opens_shifts_with_a_touch(
    showclear: Run, production: Founded, machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The officer signs, the new key proves itself by signing its own enrolment, the old one is revoked."""
    asks_pin = kind == "device-pin"
    with agent_with(tmp_path, make_handle(tmp_path / "hard")) as where:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(where))
        typed = f"{production.words[OFFICER]}\n1\n{PIN if asks_pin else ''}\ny\nlost\n".replace("\n\n", "\n")
        ran = showclear("people", production.folder, "--new-key", ARMORER, "--key", kind, typed=typed)
        assert ran.code == 0, ran.err
        assert "TOUCH YOUR KEY NOW" in ran.err
        assert "Does not count" not in ran.err
        enrolment = (production.folder / "log" / ran.out.splitlines()[0]).read_bytes()
        assert [block.with_ for block in parse_frame(enrolment).blocks] == ["passphrase", "touch"]
        assert (b"requires_uv = true" in enrolment) is asks_pin
        rows = [row for row in listed(showclear, production.folder).values() if row["person"] == ARMORER]
        assert [(row["state"], row["asks_pin"], row["in_agent"], row["file"]) for row in rows] == [
            ("revoked", False, False, ""),
            ("counts", asks_pin, kind == "agent", "" if kind == "agent" else ARMORER),
        ]
        assert showclear("verify", production.folder).code == 0
        opened = Production.open(production.folder, machine=machine_for(production.folder))
        try:
            way = opened.shifts.way(ARMORER)
            assert (way.touch, way.asks_pin) == (True, asks_pin)
            opened.shifts.open(ARMORER, "", PIN if asks_pin else "")
            opened.shifts.check_pin(ARMORER, opened.shifts.prove(ARMORER, PIN))
            assert opened.shifts.how_of(ARMORER) == "touch"
            assert opened.shifts.views()[0].how == "touch"
        finally:
            opened.close()


@needs_token
@pytest.mark.usefixtures("token")
def test_one_key_is_never_taken_for_two_people(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The armorer's FIDO2 key is still in the agent when the AD wants one: refused before anybody signs."""
    with agent_with(tmp_path, make_handle(tmp_path / "hard")) as where:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(where))
        typed = f"{production.words[OFFICER]}\n1\ny\nlost\n"
        assert showclear("people", production.folder, "--new-key", ARMORER, "--key", "agent", typed=typed).code == 0
        before = len(list((production.folder / "log").iterdir()))
        ran = showclear("people", production.folder, "--new-key", "jonas-weil", "--key", "agent", typed=typed)
        assert ran.code == 2
        opened = Production.open(production.folder, machine=machine_for(production.folder))
        try:
            assert opened.keys_in_agent() == ()
            with pytest.raises(InputError, match="on the roster already"):
                opened.key_changes.take_touched(opened.person("jonas-weil"), KeyWish(KeyKind.AGENT))
        finally:
            opened.close()
        assert len(list((production.folder / "log").iterdir())) == before
        (machine_key,) = (row for row in listed(showclear, production.folder).values() if row["person"] == "jonas-weil")
        assert machine_key["file"] == "jonas-weil", "the old one is in its place"


@needs_token
@pytest.mark.usefixtures("token")
def test_an_officer_with_a_fido2_key_signs_a_revocation_with_a_touch(
    showclear: Run, production: Founded, machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her key file is gone; her FIDO2 key is the key that is at hand."""
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    typed = f"{production.words['otto-brandt']}\n1\ny\nreplaced\n"
    ran = showclear("people", production.folder, "--new-key", OFFICER, "--key", "device", typed=typed)
    assert ran.code == 0, ran.err
    key = parse_key_line((machine / "keys" / f"{OFFICER}.pub").read_text())
    assert key.is_hardware
    (machine / "keys" / "otto-brandt").unlink()
    ran = showclear("people", production.folder, "--revoke", ARMORER, typed="y\nlost\n")
    assert ran.code == 0, ran.err
    (block,) = parse_frame((production.folder / "log" / ran.out.strip()).read_bytes()).blocks
    assert (block.person, block.with_, block.key) == (OFFICER, "touch", key.fingerprint)
    assert showclear("verify", production.folder).code == 0


def test_an_agent_without_touch_keys_and_a_kind_without_new_key_are_told(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing changes."""
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "none"))
    typed = f"{production.words[OFFICER]}\n1\n"
    ran = showclear("people", production.folder, "--new-key", ARMORER, "--key", "agent", typed=typed)
    assert ran.code == 2
    assert "no FIDO2 key in the ssh-agent" in ran.err
    assert showclear("people", production.folder, "--key", "agent").code == 2
    assert len(list((production.folder / "log").iterdir())) == 5
