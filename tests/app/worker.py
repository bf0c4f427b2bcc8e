"""A process that walks and signs a demonstration and says aloud what was acknowledged: `worker FOLDER ROUNDS`."""

from __future__ import annotations

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


def main() -> None:
    """Take up what is open, else start, walk, sign; for ever. Passphrases come on standard input: `id words…`."""
    folder = Path(sys.argv[1])
    words = dict(line.strip().split(" ", 1) for line in sys.stdin)
    production = Production.open(folder, machine=demo_machine(folder), clock=SystemClock(), opener=opener(folder))
    for person in (ARMORER, DIRECTOR):
        production.shifts.open(person.id, words[person.id], PIN)
    pins = {ARMORER.id: PIN, DIRECTOR.id: PIN}
    print("open", flush=True)
    while True:
        offered = production.open_runs()
        if offered:
            session = production.resume(offered[0].run_id)
        else:
            # The one run that needs no open day: the clock of this process is months after the demonstration's.
            session = production.start_run(Procedure.DAY_PEOPLE, "", INPUTS, DIRECTOR.id, ARMORER.id)
        run_id = session.run.plan.run_id
        print("run", run_id, flush=True)
        while session.run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
            while session.pass_is_due() and (turn := session.run.turn) is not None:
                session.open_pass(turn.person.id, PIN)
            question = session.run.question
            assert question is not None
            answer_once(session, question, Told({"stays": "with"}))
            print("answer", run_id, question.person.id, question.key.step, flush=True)
        print("published", run_id, sign_all(session, pins).name, flush=True)


def opener(folder: Path):  # type: ignore[no-untyped-def]
    """Opens key files in this process: the signer process has tests of its own."""

    def open_key(person_id: str, passphrase: str, pin: str) -> KeyInHand:
        key = open_key_file(LocalFileSystem(), demo_machine(folder).key_file(person_id), passphrase)
        person = next(one for one in (ARMORER, DIRECTOR) if one.id == person_id)
        return KeyInHand(NewKey(Person(person.id, person.name, person.role), passphrase, key.public, key.seed), pin)

    return open_key


if __name__ == "__main__":
    main()
