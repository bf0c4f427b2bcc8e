"""The check by hand: sh, awk, sha256sum and ssh-keygen, none of ours, on good and on tampered records."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from showclear.ledger.head import Signer
from showclear.ledger.record import close_block, open_block
from showclear.ledger.sshsig import sign
from tests.ledger.workshop import AD, ARMORER, PRODUCER, SAFETY, STRANGER, Crew, Workshop, crewed

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "check-record.sh"
AWKS = [name for name in ("awk", "mawk", "gawk", "busybox awk", "original-awk") if shutil.which(name.split()[0])]

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None or not AWKS, reason="needs sh, awk and ssh-keygen")

SHOP = crewed()
RECORD = SHOP.inspect()
DATA = RECORD.data


def check(
    folder: Path, data: bytes, name: str | None = None, awk: str = (*AWKS, "awk")[0], shop: Workshop = SHOP
) -> tuple[int, str]:
    """Exit code and words of the script; the file gets the name that fits it unless another is given."""
    path = folder / (name or f"cart-a1b2-000004-{sha256(data).hexdigest()[:32]}.toml")
    path.write_bytes(data)
    allowed = folder / "allowed signers"
    allowed.write_text(shop.verify().roster.allowed_signers())
    done = subprocess.run(
        ["sh", SCRIPT, path, allowed],
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "AWK": awk},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("awk", AWKS or ["awk"])
def test_a_good_record_passes_with_every_awk(tmp_path: Path, awk: str) -> None:
    """Auditors have what their system brings."""
    assert check(tmp_path, DATA, RECORD.name, awk) == (
        0,
        "GOOD: ari (armorer, inspected)\nGOOD: dee-ad (assistant-director, witnessed)\n",
    )


@pytest.mark.parametrize("awk", AWKS or ["awk"])
def test_a_byte_zero_is_a_line_feed_for_no_awk(tmp_path: Path, awk: str) -> None:
    """One takes it for one: what it hands to ssh-keygen would be what was signed."""
    assert check(tmp_path, DATA.replace(b"[facts]\n", b"[facts]\0"), awk=awk) == (1, "ALTERED: a byte 0\n")


@pytest.mark.parametrize("awk", AWKS or ["awk"])
def test_text_that_looks_like_a_signature_misleads_no_awk(tmp_path: Path, awk: str) -> None:
    """Everything that people type stays inside its line."""
    shop = crewed()
    name = Crew("ari", "Årsa\\ \"sshsig\" = '''", "armorer")
    title = 'signers = [\n"x y z",\n]\nsshsig = \'\'\'\n[[signature]]\nperson = "dee-ad"\n日本'
    head = shop.head("cart-a1b2", "shift", [(name, "opened")])
    written = shop.finish(head, {"title": title, "person": "dee-ad", "meaning": "x"}, [name])
    assert check(tmp_path, written.data, written.name, awk, shop) == (0, "GOOD: ari (armorer, opened)\n")


@pytest.mark.parametrize("awk", AWKS or ["awk"])
def test_an_unsigned_record_does_not_pass(tmp_path: Path, awk: str) -> None:
    """A check that finds no signature must not succeed."""
    stop = crewed().stand_down()
    code, said = check(tmp_path, stop.data, stop.name, awk)
    assert (code, said.split(":")[0]) == (2, "UNSIGNED")


def third_signature() -> bytes:
    """A complete record with one more signature than it asks for."""
    moment = RECORD.head.made_at + timedelta(minutes=1)
    signer = Signer(ARMORER.person, ARMORER.role, "again")
    covered = open_block(DATA, signer, ARMORER.name, ARMORER.fingerprint, "pin", moment)
    return close_block(covered, sign(ARMORER.seed, covered))


def swapped() -> bytes:
    """Both blocks, signed in the other order."""
    return SHOP.finish(RECORD.head, {}, [AD, ARMORER]).data


LAST_BLOCK = DATA.rindex(b"[[signature]]")
TAMPERED = {
    "a changed value": DATA.replace(b"dummies", b"dummiez"),
    "a changed name of a signer": DATA.replace(b'name = "Ari', b'name = "Uri'),
    "the last signature stripped": DATA[:LAST_BLOCK],
    "both signatures stripped": DATA[: DATA.index(b"[[signature]]")],
    "signatures and signers stripped": DATA[: DATA.index(b"[[signature]]")].replace(b'"ari armorer inspected",\n', b""),
    "cut short within a signature": DATA[:-40],
    "no cut line": DATA.replace(b"# ======== Sig", b"# ======== sig"),
    "something below the last signature": DATA + b"[weapon]\n",
    "something between the signatures": DATA[:LAST_BLOCK] + b"x = 1\n" + DATA[LAST_BLOCK:],
    "a third signature": third_signature(),
    "the other order": swapped(),
    "converted line ends": DATA.replace(b"\n", b"\r\n"),
    "the last line end lost": DATA[:-1],
    "a stranger in the second place": SHOP.finish(RECORD.head, {}, [ARMORER, STRANGER]).data,
    "one key for both": SHOP.finish(RECORD.head, {}, [ARMORER, ARMORER]).data,
    "nothing at all": b"",
    "rubbish": b"\x00\xff\n" * 50,
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_tampered_record_is_refused_though_its_name_fits(tmp_path: Path, what: str) -> None:
    """Whoever changes a file can also rename it."""
    code, said = check(tmp_path, TAMPERED[what], awk=AWKS[len(what) % len(AWKS)])
    assert (code, "ALTERED" in said) == (1, True), said


def test_a_name_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    """Rule 20."""
    code, said = check(tmp_path, DATA, RECORD.name.replace("-000004-", "-000004-0")[:-6] + ".toml")
    assert code == 1
    assert "name" in said


def test_the_list_of_keys_made_by_hand_is_that_of_the_roster(tmp_path: Path) -> None:
    """allowed-signers.sh reads founders and enrolments; who holds no key is not in it."""
    shop = crewed()
    table = {"person": "max", "name": "Max", "role": "performer", "key": "", "identity_document": "passport"}
    shop.write("cart-a1b2", "enrolment", [(SAFETY, "enrolled"), (PRODUCER, "enrolled")], {"enrolment": table})
    for name, data in shop.files.items():
        (tmp_path / name).write_bytes(data)
    for awk in AWKS:
        done = subprocess.run(
            ["sh", SCRIPT.with_name("allowed-signers.sh"), *sorted(tmp_path.iterdir())],
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "AWK": awk},
            capture_output=True,
            text=True,
            check=True,
        )
        made = {tuple(line.split(" ")[:4]) for line in done.stdout.splitlines()}
        assert made == {tuple(line.split(" ")) for line in shop.verify().roster.allowed_signers().splitlines()}
