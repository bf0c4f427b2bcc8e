"""R-EXT-1 of a record that is signed already: whoever wrote it, it takes nothing away."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

import pytest

from showclear.app.bodies import definitions_facts
from showclear.app.definitions import definitions_folder, shipped
from showclear.app.demo import ARMORER, OFFICER
from showclear.app.drafting import place
from showclear.app.signing import Draft
from showclear.domain.checklists import Checklist, Procedure
from showclear.errors import ChecklistError, StorageError
from showclear.storage.definitions import DefinitionStore
from tests.app.signing_by_hand import sign_out
from tests.app.stage import COLT, EMPTY, Stage
from tests.cli.test_adopt import extended

Rows = Mapping[tuple[str, str], bytes]


def turn_round(version: str, *, old: str = "", new: str = "", more: bool = False) -> bytes:
    """The shipped turn-round in another version, with other words, or with a block of the production's own."""
    text = shipped().files["turn-round"].decode()
    assert old in text
    text = re.sub("^version = .*$", f'version = "{version}"', extended(text) if more else text, count=1, flags=re.M)
    return text.replace(old, new, 1).encode() if old else text.encode()


def fewer_sources() -> bytes:
    """The shipped sources without the last one."""
    return (definitions_folder() / "sources.toml").read_bytes().rpartition(b"[[source]]")[0]


LOOSE = ("checklist", "turn-round"), turn_round("2.0.0", old='ask = "', new='ask = "No need to look: ')


def adopt(stage: Stage, rows: Rows, *, keep: bool = True) -> str:
    """What another tool signs with two keys: no rule was asked. The name of the record."""
    production = stage.production
    if not production.shifts.can_sign(OFFICER.id):
        production.shifts.open(OFFICER.id, "", stage.pins[OFFICER.id])
    store = DefinitionStore(production._filesystem, production._opened.paths)
    adopted = []
    for (what, name), data in rows.items():
        digest = store.put(data)
        if not keep:
            (stage.folder / "definitions" / f"{digest}.toml").unlink()
        adopted.append((what, name, "2.0.0", digest))
    draft = Draft(
        kind="definitions",
        record_id=secrets.token_hex(16),
        title="Checklists adopted",
        places=tuple(place(one, "adopted", "I adopt them.") for one in (OFFICER, ARMORER)),
        facts=lambda at: definitions_facts(adopted),
    )
    return sign_out(stage, production.sign(draft)).name


def held(stage: Stage) -> Checklist:
    """The turn-round that a run would ask now."""
    return stage.production.adopted.of(Procedure.TURN_ROUND)


def test_a_signed_record_that_takes_something_away_has_no_effect_and_is_named(stage: Stage) -> None:
    """Two people and another program cannot loosen a checklist; the next one that adds to it counts."""
    before = held(stage)
    name = adopt(stage, dict([LOOSE]))
    assert held(stage) == before
    (words,) = stage.production.adopted.without_effect
    assert name.removesuffix(".toml") in words
    assert "it reads otherwise" in words
    assert words in stage.production.board().findings
    adopt(stage, {("checklist", "turn-round"): turn_round("2.1.0", more=True)})
    assert held(stage).version == "2.1.0"
    assert len(stage.production.adopted.without_effect) == 1


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({("checklist", "quick-look"): turn_round("2.0.0", old='id = "turn-round"', new='id = "quick-look"')},
         "no checklist of that id was adopted"),
        ({("sources", "sources"): fewer_sources()}, "sources.toml"),
        ({("block", "prove-empty"): shipped().block_files["prove-empty"].replace(b'ask = "', b'ask = "Perhaps: ', 1)},
         "it reads otherwise"),
    ],
    ids=["a checklist beside the adopted one", "sources that are gone", "a shared block"],
)  # fmt: skip
def test_what_goes_around_the_checklist_has_no_effect_either(stage: Stage, rows: Rows, says: str) -> None:
    """A block changes every checklist that uses it."""
    before = {one.digest for one in stage.production.adopted.files()}
    adopt(stage, rows)
    assert {one.digest for one in stage.production.adopted.files()} == before
    assert says in stage.production.adopted.without_effect[0]


def test_what_cannot_be_read_refuses_the_run_and_opens_no_way_around(stage: Stage) -> None:
    """It may be a stricter one of a later version; a loose one after it is held against the last that could be read."""
    adopt(stage, {("checklist", "turn-round"): b'schema = "showclear-checklist/1"\nprocedure = "turn-round"\n'})
    with pytest.raises(ChecklistError):
        held(stage)
    assert stage.production.adopted.without_effect == ()
    adopt(stage, dict([LOOSE]))
    with pytest.raises(ChecklistError):
        held(stage)
    assert stage.production.adopted.without_effect != ()
    adopt(stage, {("checklist", "turn-round"): turn_round("2.1.0", more=True)})
    assert held(stage).version == "2.1.0", "what adds to the last one that could be read is the way out"


def test_a_file_that_is_not_there_yet_refuses_and_is_judged_when_it_comes(stage: Stage) -> None:
    """The record came by radio, the file on a stick."""
    key, data = LOOSE
    adopt(stage, {key: data}, keep=False)
    with pytest.raises(StorageError):
        held(stage)
    DefinitionStore(stage.production._filesystem, stage.production._opened.paths).put(data)
    assert held(stage).version != "2.0.0"
    assert stage.production.adopted.without_effect != ()


def test_a_run_begins_with_the_checklist_that_holds(stage: Stage) -> None:
    """Also after a restart, with nothing in memory."""
    text = shipped().files["weapon-inspection"].decode().replace('ask = "', 'ask = "No need to look: ', 1)
    text = re.sub("^version = .*$", 'version = "9.0.0"', text, count=1, flags=re.M)
    adopt(stage, {("checklist", "weapon-inspection"): text.encode()})
    stage.reopen()
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    assert session.run.plan.checklist.digest == next(
        one.digest for one in shipped().checklists if one.procedure is Procedure.INSPECTION
    )
    session.abandon()
