"""SSHSIG: the same bytes as the real ssh-keygen, read more strictly."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from showclear.errors import SigningError
from showclear.ledger.keys import ED25519, ORDER, SK_ECDSA, SK_ED25519, key_line
from showclear.ledger.sshsig import (
    HASH,
    MAGIC,
    NAMESPACE,
    TOUCHED,
    VERIFIED,
    SignatureFault,
    armor,
    ed25519_signature,
    parse,
    sign,
    signed_data,
    verify,
)
from showclear.ledger.wire import pack
from tests.ledger.workshop import AD, ARMORER

needs_ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
DATA = b"every byte above\n" * 7
BLOB = ARMORER.blob
GOOD = sign(ARMORER.seed, DATA)


def key_file(folder: Path, seed: bytes) -> Path:
    """An OpenSSH private key file without a passphrase."""
    path = folder / "key"
    key = Ed25519PrivateKey.from_private_bytes(seed)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


def stock_verify(folder: Path, line: str, armored: str, data: bytes) -> bool:
    """What the real ssh-keygen says."""
    (folder / "allowed").write_text(f'ari namespaces="{NAMESPACE}" {line}\n')
    (folder / "sig").write_text(armored)
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "ari", "-n", NAMESPACE, "-s", "sig"]
    return subprocess.run(command, cwd=folder, input=data, capture_output=True, check=False).returncode == 0


@needs_ssh_keygen
@pytest.mark.parametrize("data", [b"", DATA, bytes(range(256)) * 100], ids=["empty", "text", "binary"])
def test_we_write_the_bytes_that_ssh_keygen_writes(tmp_path: Path, data: bytes) -> None:
    """Whoever signs with stock tools makes the same file, and whoever checks with them needs none of ours."""
    (tmp_path / "data").write_bytes(data)
    key = key_file(tmp_path, ARMORER.seed)
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", key, tmp_path / "data"], check=True)
    assert (tmp_path / "data.sig").read_text() == sign(ARMORER.seed, data)
    assert stock_verify(tmp_path, ARMORER.key_line, sign(ARMORER.seed, data), data)


def test_a_signature_holds_and_says_by_whom() -> None:
    """Rules 16 and 17."""
    signature = verify(GOOD, DATA, public_key_blob=BLOB)
    assert signature.key.fingerprint == ARMORER.fingerprint
    assert (signature.flags, signature.counter) == (0, 0)


def test_other_bytes_another_key_and_another_namespace_do_not_hold() -> None:
    """One byte, one person, one purpose."""
    with pytest.raises(SignatureFault, match="does not fit"):
        verify(GOOD, DATA + b"x", public_key_blob=BLOB)
    with pytest.raises(SignatureFault, match="another key"):
        verify(GOOD, DATA, public_key_blob=AD.blob)
    with pytest.raises(SignatureFault, match="another purpose"):
        verify(sign(ARMORER.seed, DATA, "file"), DATA, public_key_blob=BLOB)


RAW = parse(GOOD).signature
S_PLUS_L = RAW[:32] + (int.from_bytes(RAW[32:], "little") + ORDER).to_bytes(32, "little")


def built(
    version: int = 1,
    key: bytes = BLOB,
    namespace: bytes = NAMESPACE.encode(),
    reserved: bytes = b"",
    hash_: bytes = HASH,
    inner: bytes = ed25519_signature(RAW),
    magic: bytes = MAGIC,
    rest: bytes = b"",
) -> str:
    """An armored signature with one field of our choosing."""
    return armor(magic + version.to_bytes(4) + pack(key, namespace, reserved, hash_, inner) + rest)


def test_the_forgeries_below_start_from_a_good_signature() -> None:
    """Or they would be refused for another reason."""
    assert built() == GOOD


@pytest.mark.parametrize(
    ("armored", "why"),
    [
        (built(version=2), "version 1"),
        (built(magic=b"SSHSIH"), "version 1"),
        (built(reserved=b"x"), "reserved"),
        (built(hash_=b"sha256"), "sha512"),
        (built(hash_=b""), "sha512"),
        (built(rest=b"x"), "left over"),
        (built(inner=ed25519_signature(S_PLUS_L)), "too large"),
        (built(inner=ed25519_signature(RAW + b"x")), "length"),
        (built(inner=ed25519_signature(RAW) + b"x"), "left over"),
        (built(inner=pack(SK_ED25519.encode(), RAW)), "another kind"),
        (built(inner=b""), "too early"),
        (built(key=b""), "damaged"),
        (built(key=pack(b"ssh-rsa", b"\x03", b"\x05")), "not used"),
        (built(key=pack(ED25519.encode(), bytes([1]) + bytes(31))), "small order"),
        (armor(b""), "too early"),
        (GOOD.replace("\n", "", 3).replace("-----BEGIN SSH SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----\n"), "form"),
        (GOOD[:-1], "base64"),
        (GOOD + "\n", "base64"),
        (GOOD.replace("-----END", "=-----END"), "base64"),
        (GOOD.replace("SSH SIGNATURE", "SSH SIGNATUR", 1), "base64"),
    ],
)
def test_a_signature_in_any_other_form_is_refused(armored: str, why: str) -> None:
    """Stock ssh-keygen takes several of these; then one signature would have two files with two digests."""
    with pytest.raises(SignatureFault, match=why):
        verify(armored, DATA, public_key_blob=BLOB)


def test_stray_bits_at_the_end_of_the_base64_are_refused() -> None:
    """The last character of base64 has bits that say nothing; flipping one must not give a second good file."""
    lines = GOOD.splitlines()
    last = lines[-2]
    assert last.endswith("=")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    padding = len(last) - len(last.rstrip("="))
    letter = last[-padding - 1]
    other = letters[letters.index(letter) ^ 1]
    lines[-2] = last[: -padding - 1] + other + "=" * padding
    with pytest.raises(SignatureFault):
        verify("\n".join(lines) + "\n", DATA, public_key_blob=BLOB)


# FIDO2 keys, with a token in software


def sk_signature(kind: str, flags: int, counter: int, data: bytes = DATA) -> tuple[bytes, str]:
    """Key blob and armored signature as a FIDO2 device would give them."""
    application = b"ssh:"
    message = sha256(application).digest() + bytes([flags]) + counter.to_bytes(4) + sha256(signed_data(data)).digest()
    if kind == SK_ED25519:
        ed = Ed25519PrivateKey.from_private_bytes(ARMORER.seed)
        point = ed.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        blob = pack(kind.encode(), point, application)
        raw = ed.sign(message)
    else:
        ec = derive_private_key(int.from_bytes(ARMORER.seed), SECP256R1())
        point = ec.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        blob = pack(kind.encode(), b"nistp256", point, application)
        pair = decode_dss_signature(ec.sign(message, ECDSA(SHA256())))
        raw = pack(*(number.to_bytes(number.bit_length() // 8 + 1) for number in pair))
    inner = pack(kind.encode(), raw) + bytes([flags]) + counter.to_bytes(4)
    return blob, built(key=blob, inner=inner)


@pytest.mark.parametrize("kind", [SK_ED25519, SK_ECDSA])
def test_a_hardware_signature_holds_for_us_and_for_ssh_keygen(tmp_path: Path, kind: str) -> None:
    """Both kinds of FIDO2 keys that OpenSSH makes."""
    blob, armored = sk_signature(kind, TOUCHED | VERIFIED, 7)
    signature = verify(armored, DATA, public_key_blob=blob, needs_pin=True)
    assert (signature.flags, signature.counter) == (TOUCHED | VERIFIED, 7)
    if shutil.which("ssh-keygen"):
        assert stock_verify(tmp_path, key_line(blob), armored, DATA)
    with pytest.raises(SignatureFault, match="does not fit"):
        verify(armored, DATA + b"x", public_key_blob=blob)


@pytest.mark.parametrize("kind", [SK_ED25519, SK_ECDSA])
def test_a_key_that_nobody_touched_does_not_sign(kind: str) -> None:
    """Rule 17, flag 1: stock ssh-keygen calls it good."""
    blob, armored = sk_signature(kind, 0, 7)
    with pytest.raises(SignatureFault, match="nobody touched"):
        verify(armored, DATA, public_key_blob=blob)


def test_a_key_that_must_ask_for_its_pin_has_to_have_asked() -> None:
    """Rule 17, flag 4, where the enrolment says so."""
    blob, armored = sk_signature(SK_ED25519, TOUCHED, 7)
    verify(armored, DATA, public_key_blob=blob)
    with pytest.raises(SignatureFault, match="PIN"):
        verify(armored, DATA, public_key_blob=blob, needs_pin=True)


@pytest.mark.parametrize(
    "raw",
    [
        pack(b"\x01"),
        pack(b"", b"\x01"),
        pack(b"\x00\x01", b"\x01"),
        pack(b"\x80", b"\x01"),
        pack(b"\x01" * 40, b"\x01"),
    ],
)
def test_numbers_of_an_ecdsa_signature_have_one_form(raw: bytes) -> None:
    """Decoding and encoding again must give the same bytes."""
    blob, _ = sk_signature(SK_ECDSA, TOUCHED, 1)
    armored = built(key=blob, inner=pack(SK_ECDSA.encode(), raw) + bytes([TOUCHED]) + bytes(4))
    with pytest.raises(SignatureFault):
        verify(armored, DATA, public_key_blob=blob)


# Signing by something else than a seed


def test_an_agent_signs_what_it_is_given() -> None:
    """ssh-agent and the signer process give the signature in wire form."""

    def agent(message: bytes) -> bytes:
        key = Ed25519PrivateKey.from_private_bytes(ARMORER.seed)
        return ed25519_signature(key.sign(message))

    assert sign(agent, DATA, public_key_blob=BLOB) == GOOD


def test_a_signature_that_does_not_hold_is_never_handed_on() -> None:
    """A broken agent must not put a bad signature into a record."""
    with pytest.raises(SigningError, match="did not sign"):
        sign(lambda message: ed25519_signature(RAW[::-1][:63] + b"\x00"), DATA, public_key_blob=BLOB)
    with pytest.raises(SigningError):
        sign(lambda message: b"", DATA)
    with pytest.raises(SigningError):
        sign(b"short", DATA)


@given(st.binary(max_size=400))
def test_any_bytes_in_armor_give_an_answer(blob: bytes) -> None:
    """Rule 12 of the guide: malformed input is an expected case."""
    with pytest.raises(SignatureFault):
        verify(armor(blob), DATA, public_key_blob=BLOB)


@given(st.binary(max_size=200))
def test_any_bytes_after_a_good_start_give_an_answer(rest: bytes) -> None:
    """Deeper into the parser."""
    start = MAGIC + (1).to_bytes(4)
    for blob in (start + rest, start + pack(BLOB, NAMESPACE.encode(), b"", HASH) + rest):
        with pytest.raises(SignatureFault):
            verify(armor(blob), DATA, public_key_blob=BLOB)
