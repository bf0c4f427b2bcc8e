"""A process that walks and signs a demonstration and says what was acknowledged: `worker FOLDER AT`.

It kills itself AT a number of lines said, or at `link` or `linked`: before or after a signed record has its name.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from showclear.app.demo import ARMORER, DIRECTOR, KeyInHand, demo_machine
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.app.walking import Told, answer_once, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person
from showclear.domain.runs import Phase
from showclear.storage.clock import SystemClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file

PIN = "271934"
INPUTS = {"place": "Stage 3", "day.blanks": "no"}


def die() -> None:
    """As kill -9 from outside: nothing is closed, flushed or tidied."""
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly(LocalFileSystem):
    """The disk of a process that is killed around one operation of publishing."""

    def __init__(self, at: str) -> None:
        self.at = at

    def before(self, operation: str, path: Path) -> None:
        """Killed with everybody's signature in the pending folder, and no record in the log."""
        if self.at == operation == "link":
            die()

    def after(self, operation: str, path: Path) -> None:
        """Killed with the record in the log, and nobody told."""
        if self.at == "linked" and operation == "link":
            die()


class Voice:
    """Says lines, and dies after so many."""

    def __init__(self, at: str) -> None:
        self.left = int(at) if at.isdigit() else sys.maxsize

    def say(self, *words: str) -> None:
        """One whole line; what it says is acknowledged."""
        print(*words, flush=True)
        self.left -= 1
        if not self.left:
            die()


def main() -> None:
    """Take up what is open, else start, walk, sign; until killed. Passphrases come on standard input: `id words…`."""
    folder, at = Path(sys.argv[1]), sys.argv[2]
    words = dict(line.strip().split(" ", 1) for line in sys.stdin)
    say = Voice(at).say
    production = Production.open(
        folder, machine=demo_machine(folder), clock=SystemClock(), opener=opener(folder), filesystem=Deadly(at)
    )
    for person in (ARMORER, DIRECTOR):
        production.shifts.open(person.id, words[person.id], PIN)
    pins = {ARMORER.id: PIN, DIRECTOR.id: PIN}
    say("open")
    while True:
        offered = production.open_runs()
        if offered:
            session = production.resume(offered[0].run_id)
        else:
            # The one run that needs no open day: the clock of this process is months after the demonstration's.
            session = production.start_run(Procedure.DAY_PEOPLE, "", INPUTS, DIRECTOR.id, ARMORER.id)
        run_id = session.run.plan.run_id
        say("run", run_id)
        while session.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
            while session.pass_is_due() and (turn := session.run.turn) is not None:
                session.open_pass(turn.person.id, PIN)
            question = session.run.question
            assert question is not None
            answer_once(session, question, Told({"stays": "with"}))
            say("answer", run_id, question.person.id, question.key.step)
        say("published", run_id, sign_all(session, pins).name)


def opener(folder: Path):  # type: ignore[no-untyped-def]
    """Opens key files in this process: the signer process has tests of its own."""

    def open_key(person_id: str, passphrase: str, pin: str) -> KeyInHand:
        key = open_key_file(LocalFileSystem(), demo_machine(folder).key_file(person_id), passphrase)
        person = next(one for one in (ARMORER, DIRECTOR) if one.id == person_id)
        return KeyInHand(NewKey(Person(person.id, person.name, person.role), passphrase, key.public, key.seed), pin)

    return open_key


if __name__ == "__main__":
    main()
