"""A shift: the key in a process of its own, a PIN for every signature."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from showclear.errors import InputError, SigningError, StorageError
from showclear.ledger.keys import parse_key_line
from showclear.ledger.sshsig import verify
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import PublicKey, create_key_file
from showclear.storage.pin import FAST, WRONG_PINS
from showclear.storage.shift_limits import SHIFT_MS, SLEEP_MS
from showclear.storage.signer import ShiftEndedError, ShiftSigner, WrongPinError
from showclear.storage.signer_process import Ended, Reply, Signer, serve

DISK = LocalFileSystem()
WORDS = "surfacing neon chlorine mouse tanning"
PIN, WRONG = "135790", "135791"
HOUR = 3600
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PublicKey]:
    """A key with few rounds."""
    path = tmp_path_factory.mktemp("keys dir é") / "ada"
    return path, create_key_file(DISK, path, WORDS, rounds=1)


# The signer itself, with a clock of ours


class Bench:
    """A signer in this process and the clock that it looks at."""

    def __init__(self, key: Path, lock_file: Path) -> None:
        self.clock = FakeClock(datetime(2026, 5, 4, 8, tzinfo=UTC))
        self.signer = Signer(self.clock, DISK)
        self._open: dict[str, object] = {
            "do": "open",
            "key_file": str(key),
            "passphrase": WORDS,
            "pin": PIN,
            "lock_file": str(lock_file),
            "passes": FAST.passes,
            "memory": FAST.memory,
        }

    def open(self, **changes: object) -> Reply:
        """Open the shift."""
        return self.signer.handle({**self._open, **changes})

    def check(self, pin: str) -> Reply:
        """Check a PIN."""
        return self.signer.handle({"do": "check_pin", "pin": pin})

    def work(self, hours: float) -> None:
        """Time passes with the process running."""
        for _ in range(round(hours * 60)):
            self.clock.advance(60)
            self.signer.tick()


@pytest.fixture
def bench(key: tuple[Path, PublicKey], tmp_path: Path) -> Iterator[Bench]:
    """A signer with its shift open."""
    made = Bench(key[0], tmp_path / "ada.lock")
    assert made.open()["ok"]
    yield made
    made.signer.end(Ended.GONE)


def test_wrong_pins_are_counted_over_the_whole_shift(bench: Bench) -> None:
    """A right PIN in between does not start the count anew: the thief would wait for it."""
    for wrong in range(1, WRONG_PINS):
        assert bench.check(WRONG)["tries_left"] == WRONG_PINS - wrong
        assert bench.check(PIN)["ok"]
    assert bench.check(WRONG) == {"ok": False, "why": "ended", "ended": "wrong-pins"}
    assert bench.check(PIN)["ok"] is False


def test_a_wrong_pin_at_signing_counts_like_any_other(bench: Bench) -> None:
    """Otherwise signing would be the way to guess."""
    request = {"do": "sign", "pin": WRONG, "data": ""}
    assert [bench.signer.handle(request).get("tries_left") for _ in range(4)] == [4, 3, 2, 1]
    assert bench.signer.handle(request)["why"] == "ended"


def test_a_shift_ends_after_sixteen_hours_even_if_nobody_touches_it(bench: Bench) -> None:
    """An open laptop in the truck over night."""
    bench.work(hours=SHIFT_MS / 3_600_000 - 0.1)
    assert bench.check(PIN)["ok"]
    bench.work(hours=0.2)
    assert bench.signer.ended is Ended.TOO_LONG


def test_a_shift_ends_after_a_long_sleep_and_survives_a_short_one(bench: Bench) -> None:
    """The lid was closed over lunch; somebody else may have opened it."""
    bench.clock.advance(SLEEP_MS / 1000 - 60)
    assert bench.check(PIN)["ok"]
    bench.clock.advance(SLEEP_MS / 1000 + 1)
    assert bench.check(PIN) == {"ok": False, "why": "ended", "ended": "slept"}


def test_setting_the_wall_clock_changes_nothing(bench: Bench) -> None:
    """Back or forward: a shift is measured by a clock that nobody sets."""
    bench.clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    assert bench.check(PIN)["ok"]
    bench.clock.set(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=9999))
    assert bench.check(PIN)["ok"]


def test_the_key_is_not_kept_in_the_clear(bench: Bench, key: tuple[Path, PublicKey]) -> None:
    """Between signatures only the wrapped form is there; after the end not even that."""
    from showclear.storage.key_files import open_key_file

    seed = open_key_file(DISK, key[0], WORDS).seed
    kept = [value for value in vars(bench.signer).values() if isinstance(value, bytes)]
    assert kept
    assert all(seed not in value for value in kept)
    bench.signer.end(Ended.LOCKED)
    assert vars(bench.signer)["_wrapped"] == b""


def test_one_signer_for_a_person_and_machine_account(bench: Bench, key: tuple[Path, PublicKey], tmp_path: Path) -> None:
    """A second window must not hold the key with another PIN."""
    second = Bench(key[0], tmp_path / "ada.lock")
    assert second.open() == {"ok": False, "why": "second-signer"}
    bench.signer.handle({"do": "lock"})
    assert bench.signer.ended is Ended.LOCKED
    assert second.open()["ok"]
    second.signer.end(Ended.GONE)


def test_a_wrong_passphrase_leaves_the_place_free(key: tuple[Path, PublicKey], tmp_path: Path) -> None:
    """The person types again."""
    bench = Bench(key[0], tmp_path / "ada.lock")
    assert bench.open(passphrase="wrong")["why"] == "words"
    assert bench.open(pin="123456")["why"] == "signing"
    assert bench.open()["ok"]
    bench.signer.end(Ended.GONE)


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b"[" * 50_000, b'{"do":"open"}', b'{"do":"sign","pin":5}', b'{"do":"sign","data":"%"}', b"\xff"],
)
def test_a_request_that_is_none_is_answered_and_changes_nothing(bench: Bench, line: bytes) -> None:
    """The signer must not die of a bad line: the shift would be gone."""
    answers = BytesIO()
    requests = [line, b'{"do":"check_pin","pin":"%s"}' % PIN.encode(), b'{"do":"lock"}']
    serve(bench.signer, iter(requests), answers)
    replies = answers.getvalue().splitlines()
    assert b'"ok": false' in replies[0]
    assert b'"ok": true' in replies[1]
    assert replies[-1] == b'{"ended": "locked"}'


# The process


@pytest.fixture
def shift(key: tuple[Path, PublicKey], tmp_path: Path) -> Iterator[ShiftSigner]:
    """A real signer process."""
    signer = ShiftSigner.open(key[0], WORDS, PIN, lock_file=tmp_path / "signers" / "ada.lock", cost=FAST)
    yield signer
    signer.lock()


def test_a_shift_signs_what_the_ledger_verifies(shift: ShiftSigner, key: tuple[Path, PublicKey]) -> None:
    """Any bytes, up to a large record."""
    assert (shift.public_key_line, shift.fingerprint) == (key[1].line, key[1].fingerprint)
    blob = parse_key_line(shift.public_key_line).blob
    for data in (b"", b"record\n", bytes(range(256)) * 4000):
        verify(shift.sign(PIN, data), data, public_key_blob=blob)
    assert shift.check_pin(PIN) == WRONG_PINS
    assert shift.ended_reason is None


def test_five_wrong_pins_end_the_process_and_every_message_says_how_many_are_left(shift: ShiftSigner) -> None:
    """The screen shows the count; afterwards the five words are needed."""
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPinError, match=rf"{left} tr(y|ies) left"):
            shift.check_pin(WRONG)
        assert shift.tries_left == left
    for _ in range(2):
        with pytest.raises(ShiftEndedError, match="wrong five times") as caught:
            shift.sign(WRONG, b"x")
        assert caught.value.reason == "wrong-pins"
        assert "five words" in caught.value.remedy
    assert shift.tries_left == 0
    assert shift.ended_reason == "wrong-pins"


def test_locking_ends_the_shift_and_may_be_done_twice(shift: ShiftSigner) -> None:
    """The lock key."""
    shift.lock()
    shift.lock()
    assert shift.ended_reason == "locked"
    with pytest.raises(ShiftEndedError, match="it was locked"):
        shift.check_pin(PIN)


def test_a_killed_signer_is_reported_and_the_place_is_free_again(
    shift: ShiftSigner, key: tuple[Path, PublicKey], tmp_path: Path
) -> None:
    """kill -9: nothing hangs, nobody is locked out."""
    shift._process.kill()
    shift._process.wait()
    assert shift.ended_reason == "gone"
    with pytest.raises(ShiftEndedError, match="gone"):
        shift.sign(PIN, b"x")
    again = ShiftSigner.open(key[0], WORDS, PIN, lock_file=tmp_path / "signers" / "ada.lock", cost=FAST)
    again.lock()


def test_a_second_shift_of_the_same_person_is_refused(
    shift: ShiftSigner, key: tuple[Path, PublicKey], tmp_path: Path
) -> None:
    """The message says where the other one is."""
    with pytest.raises(SigningError, match="another window"):
        ShiftSigner.open(key[0], WORDS, PIN, lock_file=tmp_path / "signers" / "ada.lock", cost=FAST)
    assert shift.check_pin(PIN) == WRONG_PINS


def test_faults_at_opening_come_with_their_own_words(key: tuple[Path, PublicKey], tmp_path: Path) -> None:
    """Wrong passphrase, bad PIN, no key file."""
    lock = tmp_path / "lock"
    with pytest.raises(SigningError, match="passphrase is wrong"):
        ShiftSigner.open(key[0], "wrong", PIN, lock_file=lock, cost=FAST)
    with pytest.raises(InputError, match="same digit"):
        ShiftSigner.open(key[0], WORDS, "111111", lock_file=lock, cost=FAST)
    with pytest.raises(StorageError, match="not there"):
        ShiftSigner.open(tmp_path / "nobody", WORDS, PIN, lock_file=lock, cost=FAST)


@on_linux
def test_no_secret_is_in_the_arguments_or_the_environment(shift: ShiftSigner) -> None:
    """Everybody on the machine can read arguments; children inherit the environment."""
    process = Path(f"/proc/{shift._process.pid}")
    seen = (process / "cmdline").read_bytes()
    if os.geteuid() == 0 or os.access(process / "environ", os.R_OK):
        seen += (process / "environ").read_bytes()
    for secret in (*WORDS.encode().split(), PIN.encode()):
        assert secret not in seen


PARENT = """
import sys, time
from pathlib import Path
from showclear.storage.pin import PinCost
from showclear.storage.signer import ShiftSigner
key, lock, words, pin = sys.argv[1:]
signer = ShiftSigner.open(Path(key), words, pin, lock_file=Path(lock), cost=PinCost(1, 8192))
print(signer._process.pid, flush=True)
time.sleep(60)
"""


@on_linux
def test_the_signer_ends_when_the_app_is_killed(key: tuple[Path, PublicKey], tmp_path: Path) -> None:
    """Leaving the app ends the shift, however it is left."""
    lock = tmp_path / "lock"
    command = [sys.executable, "-c", PARENT, str(key[0]), str(lock), WORDS, PIN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert int(parent.stdout.readline()) > 0
        parent.send_signal(signal.SIGKILL)
    with DISK.lock(lock, 10):
        """The signer let its lock go: it is gone."""


def test_bytes_travel_whole(shift: ShiftSigner) -> None:
    """Line feeds and NUL bytes in what is signed are data, not protocol."""
    data = b'\n\0{"do":"lock"}\n' + b64encode(b"x")
    assert shift.sign(PIN, data) == shift.sign(PIN, data)
    assert shift.sign(PIN, data) != shift.sign(PIN, data + b"\n")
