"""FIDO2 keys: made by a device, touched for each pass and signature, reached by a key file or the ssh-agent."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from showclear.errors import SigningError
from showclear.ledger import sshsig
from showclear.ledger.keys import ED25519, SK_ECDSA, SK_ED25519, PublicKey, ed25519_blob, parse_key_line
from showclear.ledger.wire import pack
from showclear.storage import touch_keys
from showclear.storage.agent import Agent
from showclear.storage.clock import FakeClock
from showclear.storage.failures import AlreadyThereError
from showclear.storage.files import LocalFileSystem
from showclear.storage.shift_limits import SHIFT_MS, SLEEP_MS
from showclear.storage.signer import ShiftEndedError
from showclear.storage.touch_keys import (
    PASS_NAMESPACE,
    PROOF_MS,
    KeyInAgent,
    KeyOnDevice,
    TouchKey,
    TouchShift,
    checked_signature,
    find_touch_key,
    make_touch_key,
)
from tests.ledger.workshop import ARMORER
from tests.storage.token import PIN, SoftwareTouch, agent_with, make_handle, needs_token, sk_key, token

__all__ = ["token"]

DISK = LocalFileSystem()
DATA = b"above the line that opens it\n"


def public(path: Path) -> PublicKey:
    """The key of a `.pub` file."""
    return parse_key_line(path.with_name(f"{path.name}.pub").read_text())


# With the token of OpenSSH


@needs_token
@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(("kind", "type_"), [("ed25519-sk", SK_ED25519), ("ecdsa-sk", SK_ECDSA)])
def test_a_key_on_a_device_signs_with_a_touch_by_its_file_and_by_the_agent(
    tmp_path: Path, kind: str, type_: str
) -> None:
    """Both kinds of FIDO2 keys, both ways; what they give is what records and stock tools verify."""
    path = make_handle(tmp_path / "mara", kind)
    key = public(path)
    assert key.type == type_
    with agent_with(tmp_path, path) as where:
        for way in (KeyOnDevice(path, key), KeyInAgent(Agent(where), key)):
            armored = checked_signature(way, DATA, sshsig.NAMESPACE, "", needs_pin=False)
            found = sshsig.verify(armored, DATA, public_key_blob=key.blob)
            assert found.flags & sshsig.TOUCHED
            assert not found.flags & sshsig.VERIFIED
            allowed, signature = tmp_path / "allowed", tmp_path / "signature"
            allowed.write_text(f'mara namespaces="{sshsig.NAMESPACE}" {path.with_name("mara.pub").read_text()}')
            signature.write_text(armored)
            stock = ("ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "mara", "-n", sshsig.NAMESPACE)
            done = subprocess.run((*stock, "-s", str(signature)), input=DATA, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr


@needs_token
@pytest.mark.usefixtures("token")
def test_a_key_is_made_on_the_device_and_its_file_is_private(tmp_path: Path) -> None:
    """The file holds a handle only; it is found again by the key that the roster has."""
    path = tmp_path / "keys" / "mara"
    made = make_touch_key(DISK, path, pin="", asks_pin=False, comment="mara")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.with_name("mara.pub").read_text().endswith(" mara\n")
    with pytest.raises(AlreadyThereError):
        make_touch_key(DISK, path, pin="", asks_pin=False)
    way = find_touch_key(DISK, made.public, path, None)
    assert checked_signature(way, DATA, PASS_NAMESPACE, "", needs_pin=False)


@needs_token
@pytest.mark.usefixtures("token")
def test_a_key_that_asks_its_pin_gets_it_from_us_and_says_so_in_the_signature(tmp_path: Path) -> None:
    """Flag 4 shows that the device asked for it. The token takes any PIN: the next test looks at what it is handed."""
    made = make_touch_key(DISK, tmp_path / "mara", pin=PIN, asks_pin=True)
    armored = checked_signature(made, DATA, sshsig.NAMESPACE, PIN, needs_pin=True)
    assert sshsig.parse(armored).flags & sshsig.VERIFIED


@pytest.mark.skipif(sys.platform == "win32", reason="asks in a window of its own there")
@pytest.mark.parametrize("pin", [PIN, "a 'b\\n $c\"", "é"], ids=["digits", "odd", "accent"])
def test_the_pin_of_a_device_comes_to_openssh_whole_and_lies_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pin: str
) -> None:
    """A stand-in for ssh-keygen asks as OpenSSH asks, and tells what it got and what else there was."""
    stand_in, got = tmp_path / "ssh-keygen", tmp_path / "got"
    stand_in.write_text(
        "#!/bin/sh\n"
        f'{{ SSH_ASKPASS_PROMPT=none "$SSH_ASKPASS" touch; "$SSH_ASKPASS" PIN; }} >{got}\n'
        f'{{ echo "$@"; env; cat "$SSH_ASKPASS"; }} >{got}.else\nexit 1\n'
    )
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(SigningError):
        KeyOnDevice(tmp_path / "mara", sk_key()).sign(DATA, sshsig.NAMESPACE, pin)
    assert got.read_text() == f"{pin}\n"
    assert pin not in (tmp_path / "got.else").read_text()


@needs_token
@pytest.mark.usefixtures("token")
def test_a_touch_without_the_pin_that_the_enrolment_demands_is_refused(tmp_path: Path) -> None:
    """Flag 4 is asked for at once, not only when somebody verifies the record."""
    made = make_touch_key(DISK, tmp_path / "mara", pin="", asks_pin=False)
    with pytest.raises(SigningError, match="did not ask for its PIN"):
        checked_signature(made, DATA, sshsig.NAMESPACE, "", needs_pin=True)


@needs_token
@pytest.mark.usefixtures("token")
def test_a_key_that_wants_no_touch_is_refused(tmp_path: Path) -> None:
    """`-O no-touch-required`: stock tools may take it, records do not (rule 17)."""
    path = make_handle(tmp_path / "mara", "ed25519-sk", "-O", "no-touch-required")
    with pytest.raises(SigningError, match="nobody touched the key"):
        checked_signature(KeyOnDevice(path, public(path)), DATA, sshsig.NAMESPACE, "", needs_pin=False)


@needs_token
@pytest.mark.usefixtures("token")
def test_only_touch_keys_are_taken_from_an_agent(tmp_path: Path) -> None:
    """A software key there would sign for whoever sits at the laptop."""
    soft, hard = make_handle(tmp_path / "soft", "ed25519"), make_handle(tmp_path / "hard")
    with agent_with(tmp_path, soft, hard) as where:
        assert [one.key for one in Agent(where).touch_keys()] == [public(hard)]
        with pytest.raises(SigningError, match="software key is never taken"):
            Agent(where).sign(public(soft), DATA)
        with pytest.raises(SigningError, match="cannot be reached"):
            find_touch_key(DISK, public(soft), tmp_path / "none", where)
        assert isinstance(find_touch_key(DISK, public(hard), tmp_path / "none", where), KeyInAgent)


@needs_token
def test_without_a_device_the_words_of_openssh_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No library for devices, nothing plugged in: said, and no file is left."""
    monkeypatch.setenv("SSH_SK_PROVIDER", str(tmp_path / "none.so"))
    with pytest.raises(SigningError, match="did not sign"):
        make_touch_key(DISK, tmp_path / "mara", pin="", asks_pin=False)
    assert not (tmp_path / "mara").exists()


def test_without_openssh_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop without ssh-keygen."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SigningError) as caught:
        make_touch_key(DISK, tmp_path / "mara", pin="", asks_pin=False)
    assert "Install OpenSSH" in caught.value.remedy


def test_a_touch_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that never answers stands for a device that nobody touches."""
    slow = tmp_path / "ssh-keygen"
    slow.write_text("#!/bin/sh\nexec sleep 100\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(touch_keys, "TOUCH_SECONDS", 0.1)
    with pytest.raises(SigningError, match="Nobody touched the key"):
        make_touch_key(DISK, tmp_path / "mara", pin="", asks_pin=False)


# The protocol of the agent, with an agent that says what a test wants


@contextmanager
def saying(folder: Path, *answers: bytes) -> Iterator[Agent]:
    """An agent that gives these bytes, each for one request, and then hangs up."""
    path = folder / "agent"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()

        def serve() -> None:
            for answer in answers:
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Agent(path)
        thread.join(5)


def test_what_an_agent_holds_is_read(tmp_path: Path) -> None:
    """Software keys and kinds that records do not use are left out."""
    rows = pack(ed25519_blob(ARMORER.blob[-32:]), b"soft", pack(b"ssh-rsa", b"\x01", b"\x02"), b"rsa")
    rows += pack(sk_key().blob, "Mara’s".encode())
    with saying(tmp_path, pack(b"\x0c" + (3).to_bytes(4) + rows)) as agent:
        (found,) = agent.touch_keys()
    assert (found.key, found.comment) == (sk_key(), "Mara’s")
    assert found.key.type != ED25519


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"", "hung up"),
        (b"\x00\x00", "hung up"),
        ((2**31).to_bytes(4), "too long"),
        (pack(b""), "did not sign"),
        (pack(b"\x05"), "did not sign"),
        (pack(b"\x0c\x00\x00\x00\x02"), "cannot be read"),
        (pack(b"\x0c\xff\xff\xff\xff"), "cannot be read"),
        (pack(b"\x0c\x00\x00\x00\x00left over"), "cannot be read"),
    ],
)
def test_an_agent_that_says_something_odd_is_told_and_nothing_else(tmp_path: Path, answer: bytes, says: str) -> None:
    """Any bytes give our own error."""
    with saying(tmp_path, answer) as agent, pytest.raises(SigningError, match=says):
        agent.touch_keys()


@pytest.mark.parametrize(
    "answer", [pack(b"\x05"), pack(b"\x0e"), pack(b"\x0e" + pack(b"no signature")), pack(b"\x0e" + pack(b"") + b"x")]
)
def test_what_an_agent_gives_for_a_signature_is_checked(tmp_path: Path, answer: bytes) -> None:
    """It may refuse, or give something that is no signature by this key."""
    with saying(tmp_path, answer) as agent, pytest.raises(SigningError):
        KeyInAgent(agent, sk_key()).sign(DATA, sshsig.NAMESPACE, "")


def test_no_agent_is_told(tmp_path: Path) -> None:
    """Its socket is gone."""
    with pytest.raises(SigningError, match="does not answer"):
        Agent(tmp_path / "none").touch_keys()


# A shift


Opener = Callable[..., TouchShift]


@pytest.fixture
def clock() -> FakeClock:
    """A clock of ours."""
    return FakeClock(datetime(2026, 5, 4, 8, tzinfo=UTC))


@pytest.fixture
def opened(clock: FakeClock, tmp_path: Path) -> Opener:
    """Opens a shift on a key."""

    def open_shift(key: TouchKey, *, needs_pin: bool = False, pin: str = "") -> TouchShift:
        return TouchShift.open(key, clock, DISK, tmp_path / "mara.lock", needs_pin=needs_pin, pin=pin)

    return open_shift


def test_a_shift_opens_with_a_touch_and_each_pass_and_signature_asks_for_one(opened: Opener) -> None:
    """Nothing is kept that could sign by itself."""
    key = SoftwareTouch()
    shift = opened(key)
    proof = shift.prove("")
    assert shift.check_pin(proof) == 0
    sshsig.verify(shift.sign("", DATA), DATA, public_key_blob=key.public.blob)
    assert [namespace for namespace, _ in key.asked] == [PASS_NAMESPACE, PASS_NAMESPACE, sshsig.NAMESPACE]
    assert (shift.how, shift.fingerprint) == ("touch", key.public.fingerprint)


def test_a_touch_opens_one_pass_only_and_not_for_long(opened: Opener, clock: FakeClock) -> None:
    """What a touch gives is no PIN that could be used again."""
    shift = opened(SoftwareTouch())
    for wrong in ("", "135790"):
        shift.prove("")
        with pytest.raises(SigningError, match="was not touched for this pass"):
            shift.check_pin(wrong)
    proof = shift.prove("")
    shift.check_pin(proof)
    with pytest.raises(SigningError, match="was not touched for this pass"):
        shift.check_pin(proof)
    late = shift.prove("")
    clock.advance(PROOF_MS / 1000 + 1)
    with pytest.raises(SigningError, match="was not touched for this pass"):
        shift.check_pin(late)


def test_a_touch_for_a_pass_is_no_signature_of_a_record(opened: Opener) -> None:
    """Another namespace: nobody can be brought to sign a record by opening a pass."""
    key = SoftwareTouch()
    opened(key)
    armored = key.sign(DATA, PASS_NAMESPACE, "")
    with pytest.raises(sshsig.SignatureFault, match="another purpose"):
        sshsig.verify(armored, DATA, public_key_blob=key.public.blob)


@pytest.mark.parametrize("needs_pin", [False, True])
def test_a_shift_that_nobody_touched_does_not_open_and_leaves_the_place_free(opened: Opener, needs_pin: bool) -> None:
    """No touch at all, or no PIN where the enrolment demands one."""
    with pytest.raises(SigningError, match="did not"):
        opened(SoftwareTouch(flags=sshsig.TOUCHED if needs_pin else 0), needs_pin=needs_pin)
    shift = opened(SoftwareTouch(flags=sshsig.TOUCHED | sshsig.VERIFIED), needs_pin=needs_pin, pin=PIN)
    assert shift.asks_pin is needs_pin


def test_one_shift_for_a_person_and_machine_account(opened: Opener) -> None:
    """As for shifts with a PIN."""
    first = opened(SoftwareTouch())
    with pytest.raises(SigningError, match="another window"):
        opened(SoftwareTouch())
    first.lock()
    first.lock()
    opened(SoftwareTouch())


@pytest.mark.parametrize(("how", "reason"), [("lock", "locked"), ("sleep", "slept"), ("long", "too-long")])
def test_a_shift_ends_as_one_with_a_pin_does(opened: Opener, clock: FakeClock, how: str, reason: str) -> None:
    """The lock key, a long sleep, sixteen hours; then nothing is signed, and the way back is said."""
    shift = opened(SoftwareTouch())
    if how == "lock":
        shift.lock()
    elif how == "sleep":
        clock.advance(SLEEP_MS / 1000 + 1)
    else:
        for _ in range(SHIFT_MS // 60_000):
            assert shift.ended_reason is None
            clock.advance(60)
    assert shift.ended_reason == reason
    for use in (lambda: shift.prove(""), lambda: shift.sign("", DATA), lambda: shift.check_pin("x")):
        with pytest.raises(ShiftEndedError) as caught:
            use()
        assert "a touch of your key" in caught.value.remedy
