"""Random folders: whatever people with keys and people without do to one, the verifiers say the same about it.

PYTHONPATH=src python -m tests.attacks.test_agreement 1000        # a thousand folders, from seed 0
PYTHONPATH=src python -m tests.attacks.test_agreement 200 5000 --shell
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from showclear.domain.people import Role
from showclear.ledger.facts import FactValue
from showclear.ledger.head import Head, Signer, parse_head, sorted_after
from showclear.ledger.quorum import QUORUMS
from showclear.ledger.record import CUT, digest_of
from showclear.ledger.sealing import SEAL_KIND, seal_table, state
from showclear.ledger.steps import Finding, Verdict
from showclear.ledger.verification import LogResult, verify_log
from tests.attacks.catalogue import fitting
from tests.ledger.workshop import (
    AD,
    ARMORER,
    PRODUCER,
    SAFETY,
    SECOND_ARMORER,
    STRANGER,
    Crew,
    Workshop,
    Written,
    crewed,
)
from tests.standalone import scripts

LOGS = ("cart-a1b2", "truck-c3d4", "van-e5f6")
CREW = (SAFETY, PRODUCER, ARMORER, AD, SECOND_ARMORER, STRANGER, Crew("max", "Max", "performer"))
OTHERS = (
    Crew("ari", "Another Ari", "armorer"),
    Crew("ari", ARMORER.name, "assistant-director"),
    Crew("robin", ARMORER.name, "armorer"),
    Crew("sam", SAFETY.name, "producer"),
)


def random_folder(seed: int) -> dict[str, bytes]:
    """A production in which anybody does anything, and which somebody has then been at."""
    chance = Random(seed)
    shop = crewed()
    for _ in range(chance.randrange(4, 16)):
        act(shop, chance)
    files = shop.files
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        files = meddle(files, chance)
    return files


def act(shop: Workshop, chance: Random) -> None:
    """Somebody with a key writes a record: mostly what one may, often what one may not."""
    log = chance.choice(LOGS)
    if chance.random() < 0.7:
        proper(shop, log, chance)
        return
    what = chance.randrange(10)
    if what == 0:
        shop.enrol(chance.choice((*CREW, *OTHERS)), log, chance.choice((SAFETY, SAFETY, PRODUCER, AD)))
    elif what == 1:
        trusted = [f"{one.head.place} sha256:{one.digest}" for one in shop.newest.values() if chance.random() < 0.3]
        shop.revoke(chance.choice(CREW), chance.choice((SAFETY, PRODUCER, ARMORER, STRANGER)), log, trusted)
    elif what == 2:
        seal(shop, log, chance)
    elif what == 3:
        go_back(shop, log, chance)
    else:
        kind = chance.choice((*QUORUMS, "unknown-kind"))
        signers = chance.sample(CREW, chance.randrange(4))
        facts: dict[str, FactValue] = {"title": kind}
        if chance.random() < 0.2:
            facts = {"enrolment": enrolled(chance), "revocation": {"person": "ari", "key": ARMORER.fingerprint}}
        signing = list(signers)
        if signing and chance.random() < 0.2:
            signing[0] = chance.choice(CREW)
        head = shop.head(log, "stand-down" if kind == "production" else kind, [(one, "signed") for one in signers])
        shop.publish(shop.finish(twisted(head, chance), facts, signing))


def proper(shop: Workshop, log: str, chance: Random) -> None:
    """What an honest crew does on a set."""
    what = chance.randrange(6)
    if what < 2:
        shop.inspect(log)
    elif what == 2:
        shop.stand_down(log)
    elif what == 3:
        one = chance.choice((ARMORER, AD, SAFETY, PRODUCER, SECOND_ARMORER))
        shop.write(log, "shift", [(one, "opened")])
    elif what == 4:
        shop.enrol(chance.choice((SECOND_ARMORER, Crew("nick", "Nick", "handler"), Crew("jo", "Jo", "producer"))), log)
    elif chance.random() < 0.3:
        shop.revoke(chance.choice((SECOND_ARMORER, ARMORER)), chance.choice((SAFETY, PRODUCER)), log)


def enrolled(chance: Random) -> dict[str, FactValue]:
    """Facts about somebody, good ones and bad ones."""
    one = chance.choice((*CREW, *OTHERS))
    key = chance.choice((one.key_line, one.key_line, "", "ssh-ed25519 AAAA"))
    role = chance.choice((one.role, *Role, "king"))
    return {"person": one.person, "name": one.name, "role": str(role), "key": key, "requires_uv": chance.random() < 0.3}


def twisted(head: Head, chance: Random) -> Head:
    """Sometimes another time, other citations, another number, or an id that was there."""
    twist = chance.randrange(12)
    if twist == 0:
        return head._replace(made_at=head.made_at.replace(day=1))
    if twist == 1:
        return head._replace(after=head.after[1:])
    if twist == 2 and head.after:
        one = head.after[0]
        return head._replace(after=sorted_after([one._replace(sequence=one.sequence + 1), *head.after[1:]]))
    if twist == 3:
        return head._replace(sequence=head.sequence + 1, previous="d" * 64)
    if twist == 4:
        return head._replace(id="e" * 32)
    if twist == 5:
        return head._replace(signers=(*head.signers, Signer("ari", "armorer", "signed")))
    return head


def seal(shop: Workshop, log: str, chance: Random) -> None:
    """A day seal, at times a wrong one."""
    signers = [(ARMORER, "sealed"), (AD, "sealed")]
    head = shop.head(log, SEAL_KIND, signers)
    stated = state(shop.verify().chain, head)
    if chance.random() < 0.3:
        stated = replace(stated, leaves=stated.leaves + chance.choice((0, 1)), root="a" * 64)
    shop.publish(shop.finish(head, {"title": "Seal", "seal": seal_table(stated)}, [ARMORER, AD]))


def go_back(shop: Workshop, log: str, chance: Random) -> None:
    """A laptop is restored to an earlier state and goes on from there."""
    mine = sorted(name for name in shop.files if name.startswith(log))
    if mine:
        name = chance.choice(mine)
        data = shop.files[name]
        shop.newest[log] = Written(name, data, digest_of(data), parse_head(data)[0])
    shop.inspect(log)


def meddle(files: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    """Somebody without a key changes the folder."""
    changed = dict(files)
    name = chance.choice(sorted(changed))
    data = changed[name]
    what = chance.randrange(9)
    if what < 2:
        del changed[name]
    elif what == 2:
        other = chance.choice(sorted(changed))
        changed[name], changed[other] = changed[other], changed[name]
    elif what == 3:
        changed[name.replace(".toml", " (1).toml")] = data
    elif what == 4 and data:
        lines = data.splitlines(keepends=True)
        del lines[chance.randrange(len(lines))]
        changed[fitting(b"".join(lines), name)] = b"".join(lines)
    elif what == 5 and data:
        at = chance.randrange(len(data))
        flipped = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        del changed[name]
        changed[fitting(flipped, name)] = flipped
    elif what == 6:
        changed[name] = data[: chance.randrange(len(data) + 1)]
    elif what == 7:
        other = changed[chance.choice(sorted(changed))]
        mixed = data.partition(CUT)[0] + CUT + other.partition(CUT)[2]
        changed[fitting(mixed, name)] = mixed
    else:
        changed[f"{name[:10]}{chance.randrange(100):06d}{name[16:]}"] = data
    return changed


def program_says(result: LogResult) -> scripts.Said:
    """The findings of the program as the scripts give theirs."""

    def word(one: Finding) -> str:
        return "warning" if one.verdict is Verdict.INTACT else str(one.verdict)

    return frozenset((one.step, word(one), scripts.place(one.where)) for one in result.all_findings())


@pytest.mark.parametrize("seed", range(60))
def test_the_python_script_and_the_program_say_the_same_about_a_random_folder(seed: int) -> None:
    """A few of the many that were tried; see above for how to try more."""
    files = random_folder(seed)
    ours, theirs = verify_log(files), scripts.python_says(files)
    assert theirs.said == program_says(ours)
    assert theirs.verdict == str(ours.verdict)


@pytest.mark.skipif(not scripts.has_shell_tools, reason="needs sh, awk and ssh-keygen")
@pytest.mark.parametrize("seed", range(60, 66))
def test_the_shell_script_and_the_program_say_the_same_about_a_random_folder(seed: int, tmp_path: Path) -> None:
    """Each with another awk."""
    files = random_folder(seed)
    assert shell_says(files, tmp_path, seed) == {
        one for one in program_says(verify_log(files)) if one[0] in scripts.SHELL_STEPS
    }


def shell_says(files: dict[str, bytes], folder: Path, seed: int) -> scripts.Said:
    """What the shell script says about files, with one of the awks."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return scripts.shell_says(folder, scripts.AWKS[seed % len(scripts.AWKS)]).said


def main(count: int, first: int, *, shell: bool) -> None:
    """Try many; print each seed about which two verifiers disagree."""
    kinds: dict[str, int] = {}
    for seed in range(first, first + count):
        files = random_folder(seed)
        result = verify_log(files)
        kinds[str(result.verdict)] = kinds.get(str(result.verdict), 0) + 1
        ours = program_says(result)
        if shell:
            with tempfile.TemporaryDirectory() as folder:
                theirs = shell_says(files, Path(folder), seed)
            ours = frozenset(one for one in ours if one[0] in scripts.SHELL_STEPS)
        else:
            theirs = scripts.python_says(files).said
        if theirs != ours:
            print(seed, "only the program:", sorted(ours - theirs), "only the script:", sorted(theirs - ours))
    print(kinds)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    main(numbers[0] if numbers else 100, numbers[1] if len(numbers) > 1 else 0, shell="--shell" in sys.argv)
