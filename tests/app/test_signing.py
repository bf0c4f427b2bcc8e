"""What is signed is what was shown; what stands in the record is what a reader needs; and nobody signs for another."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from showclear import __version__
from showclear.app.adopted import shipped_files
from showclear.app.bodies import procedure_facts
from showclear.app.production import Production
from showclear.app.sessions import RunSession
from showclear.app.shifts import KeyHolder
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import record_entries, record_steps
from showclear.errors import IllegalEvent, RefusedError, ShowClearError, SigningError, StorageError
from showclear.ledger.facts import render_facts
from showclear.ledger.grammar import USUAL_ROWS
from showclear.ledger.record import parse_frame
from tests.app.stage import COLT, EMPTY, HOLDER, RUBBER, TOLD, Stage, plan

ARMORER, HANDLER, DIRECTOR, OFFICER = "mara-reyes", "sam-tran", "jonas-weil", "ines-park"
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def walked(stage: Stage) -> RunSession:
    """An inspection of six dummies that waits for its signatures."""
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    stage.walk(session, TOLD)
    return session


def body_of_file(stage: Stage, name: str) -> bytes:
    """The signed body as it stands in the file: everything above the cut."""
    data = (stage.folder / "log" / name).read_bytes()
    cut = data.index(b"\n# ======== Signatures.") + 1
    return data[:cut]


def test_the_digest_above_the_pin_is_that_of_the_body_in_the_file(stage: Stage, walked: RunSession) -> None:
    """What is read is what is signed: the short digest can be checked with sha256sum on the published file."""
    signing = walked.signing()
    first = signing.view()
    signing.sign(stage.pins[ARMORER])
    stage.clock.advance(5)
    second = signing.view()
    assert first.digest == second.digest
    published = signing.sign(stage.pins[DIRECTOR])
    assert published is not None
    body = body_of_file(stage, published.name)
    assert sha256(body).hexdigest()[:16] == second.digest.replace(" ", "")


def test_the_sign_view_says_who_as_what_and_what_follows(stage: Stage, walked: RunSession) -> None:
    """In the first person, with every effect in words and the person whose turn it is."""
    signing = walked.signing()
    view = signing.view()
    assert view.statement.startswith("I am Mara Reyes, armorer.")
    assert [line.person.id for line in view.signers if line.now] == [ARMORER]
    assert any("may be handed over cold" in line for line in view.follows)
    assert any("18 left in DUM-3" in line for line in view.follows)
    signing.sign(stage.pins[ARMORER])
    view = signing.view()
    assert view.statement.startswith("I am Jonas Weil, assistant director.")
    assert [line.signed_at is not None for line in view.signers] == [True, False]
    signing.cancel()
    assert [line.person.id for line in signing.view().signers if line.now] == [ARMORER], "everybody begins anew"
    walked.abandon("enough")


def test_a_log_that_moved_between_two_signatures_makes_everybody_sign_again(stage: Stage, walked: RunSession) -> None:
    """A signature covers what came before it. The note says what happened; the same two then sign over it."""
    signing = walked.signing()
    digest = signing.view().digest
    signing.sign(stage.pins[ARMORER])
    stage.production.lock(RUBBER, "safe 1")
    assert signing.sign(stage.pins[DIRECTOR]) is None
    view = signing.view()
    assert any("in between" in note for note in view.notes)
    assert view.digest != digest
    assert [line.person.id for line in view.signers if line.now] == [ARMORER]
    assert signing.sign(stage.pins[ARMORER]) is None
    assert signing.sign(stage.pins[DIRECTOR]) is not None


def test_everything_that_a_reader_needs_stands_in_the_record(stage: Stage, walked: RunSession) -> None:
    """Texts as shown, unit, day, zone, language, app, definitions, limits, inputs, statements, entries with times."""
    name = sign_all(walked, stage.pins).name
    body = stage.production.book.body(name)
    assert body["app"] == __version__
    run = body["procedure"] if isinstance(body["procedure"], dict) else body["run"]
    for key, value in (
        ("unit", "main"), ("zone", "America/Denver"), ("language", "en"), ("day", "2026-03-02"),
        ("checklist", "weapon-inspection"), ("version", walked.run.plan.checklist.version), ("subject", COLT),
    ):  # fmt: skip
        assert run[key] == value, key
    digests = {sha256(data).hexdigest() for _, _, _, data in shipped_files()}
    assert any(digest in str(run) for digest in digests), "the definition by its digest"
    limits = {row["name"]: row["value"] for row in body["limits"]["used"]}
    assert limits["clearance_minutes"] == 15
    assert {row["person"] for row in body["statements"]["signed"]} == {ARMORER, DIRECTOR}
    assert all(row["statement"].startswith("I am ") for row in body["statements"]["signed"])
    steps = {row["step"] for row in body["steps"]["asked"]}
    entries = body["entries"]["entered"]
    assert {row["step"] for row in entries} == steps
    assert all(row["asked"] and row["words"] and row["at"] and row["ms"] >= 0 for row in entries)
    rounds = [(row["person"], row["slot"]) for row in entries if row["step"] == "rounds"]
    assert len(rounds) == len(set(rounds)) == 12, "six rounds, each by two people"
    given = {row["name"]: row["value"] for row in body["inputs"]["given"]}
    assert given["scene"] == "24C"
    assert len(body["in_words"]) == len(body["effects"])
    assert "translation" not in run, "it was written in its language"


def test_what_was_asked_and_answered_stands_in_rows_that_are_found_at_once(walked: RunSession) -> None:
    """A long log is mostly these rows. With other keys they would hold as well, and it would take longer to verify."""
    usual = re.compile(b"|".join(USUAL_ROWS))
    for rows in (record_entries(walked.run), record_steps(walked.run)):
        first, *written, last = render_facts({"rows": rows}).splitlines()
        assert (first, last) == (b"rows = [", b"]")
        assert written
        assert all(usual.match(row, len(b"{ ")) for row in written)


def test_the_record_of_a_translated_run_says_that_no_armorer_reviewed_the_words(walked: RunSession) -> None:
    """Who reads it in ten years knows which words were asked, and what they were worth."""
    plan = walked.run.plan
    checklist = replace(plan.checklist, language="es", review="not reviewed by an armorer")
    run = replace(walked.run, plan=replace(plan, checklist=checklist))
    facts = procedure_facts(run, (), ("a", "b"), {}, datetime(2026, 3, 2, tzinfo=UTC), {})["procedure"]
    assert (facts["language"], facts["translation"]) == ("es", "es, not reviewed by an armorer")


def test_an_answer_that_was_changed_stays_in_the_record_with_its_reason(stage: Stage) -> None:
    """Nothing is rubbed out."""
    from showclear.domain.runs import Reason

    session = stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    stage.walk_until(session, "condition")
    session.reopen(Reason.SLIPPED)
    stage.walk(session, TOLD)
    name = sign_all(session, stage.pins).name
    replaced = [row for row in stage.production.book.body(name)["entries"]["entered"] if row["state"] == "replaced"]
    assert [(row["step"], row["reason"]) for row in replaced] == [("solid", "slipped")]


def test_who_is_too_fast_is_told_so_before_signing_and_it_stands_in_the_record(stage: Stage) -> None:
    """Pace is measured, not policed."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    while session.run.phase.value in ("needs-pass", "asking"):
        stage.ask(session)
        stage.clock.advance(0.1)
        from showclear.app.walking import answer_once

        answer_once(session, stage.ask(session), TOLD)
    signing = session.signing()
    assert any("a look" in note for note in signing.view().notes)
    for person in (ARMORER, DIRECTOR):
        result = signing.sign(stage.pins[person])
    assert result is not None
    assert stage.production.book.body(result.name)["pace"]["fast"]


# Keys and PINs


def test_a_wrong_pin_signs_nothing_and_says_how_many_tries_are_left(stage: Stage, walked: RunSession) -> None:
    """A wrong PIN changes nothing, and the right one goes on."""
    signing = walked.signing()
    with pytest.raises(SigningError, match="4 tries left"):
        signing.sign("000000")
    assert signing.view().tries_left == 4
    with pytest.raises(SigningError, match="3 tries left"):
        signing.sign(stage.pins[DIRECTOR])
    assert signing.sign(stage.pins[ARMORER]) is None
    with pytest.raises(SigningError):
        signing.sign(stage.pins[ARMORER])
    assert signing.sign(stage.pins[DIRECTOR]) is not None


def test_five_wrong_pins_end_the_shift_and_keep_the_run(stage: Stage, walked: RunSession) -> None:
    """The key leaves this laptop; the draft stays, and goes on when the person opens a new shift."""
    signing = walked.signing()
    for _ in range(5):
        with pytest.raises(SigningError):
            signing.sign("000000")
    assert not stage.production.shifts.can_sign(ARMORER)
    with pytest.raises(SigningError) as caught:
        signing.sign(stage.pins[ARMORER])
    assert caught.value.remedy
    assert ARMORER not in {shift.person.id for shift in stage.production.board().shifts}
    stage.production.shifts.open(ARMORER, "", stage.pins[ARMORER])
    assert sign_all(walked, stage.pins).name in stage.names()


def test_a_shift_that_ended_between_the_signatures_is_said_on_the_view(stage: Stage, walked: RunSession) -> None:
    """Locking a shift while somebody signs is an answer in words, not a traceback."""
    signing = walked.signing()
    signing.sign(stage.pins[ARMORER])
    stage.production.shifts.lock(DIRECTOR)
    for act in (signing.view, lambda: signing.sign(stage.pins[DIRECTOR])):
        with pytest.raises(SigningError, match="not on shift") as caught:
            act()
        assert caught.value.remedy
    stage.production.shifts.open(DIRECTOR, "", stage.pins[DIRECTOR])
    assert signing.sign(stage.pins[DIRECTOR]) is not None


def test_the_pin_of_another_person_opens_no_pass(stage: Stage) -> None:
    """A pass is its person's; who is not due cannot open it either."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    with pytest.raises(SigningError, match="Wrong PIN"):
        session.open_pass(ARMORER, stage.pins[DIRECTOR])
    with pytest.raises(SigningError, match="PIN"):
        session.open_pass(ARMORER)
    with pytest.raises(IllegalEvent):
        session.open_pass(DIRECTOR, stage.pins[DIRECTOR])
    with pytest.raises(IllegalEvent):
        session.answer("12")
    assert session.run.entries(ARMORER) == ()
    session.abandon("enough")


def test_a_key_that_is_not_the_enrolled_one_opens_no_shift(stage: Stage) -> None:
    """A new key file under the old name is a stranger's key until it is enrolled."""
    stage.production.shifts.lock(ARMORER)

    def other_key(person_id: str, passphrase: str, pin: str) -> KeyHolder:
        return stage.key_in_hand(HANDLER, passphrase, pin)

    production = Production.open(stage.folder, machine=stage.machine, clock=stage.clock, opener=other_key, window=False)
    with pytest.raises(SigningError, match="not the one that the roster has for Mara Reyes") as caught:
        production.shifts.open(ARMORER, "", "271934")
    assert caught.value.remedy
    assert not production.shifts.can_sign(ARMORER)
    with pytest.raises(SigningError, match="already"):
        stage.production.shifts.open(HANDLER, "", "271934")


@pytest.mark.slow
def test_the_real_signer_wants_the_five_words_and_ends_after_five_wrong_pins(stage: Stage, made: object) -> None:
    """The real thing: key file, passphrase, a process of its own, PIN."""
    words = {key: one.passphrase for key, one in stage.keys.items()}
    production = Production.open(stage.folder, machine=stage.machine, clock=stage.clock)
    stage.opened.append(production)
    with pytest.raises(SigningError):
        production.shifts.open(ARMORER, "five words that are wrong", "271934")
    with pytest.raises(ShowClearError):
        production.shifts.open(ARMORER, words[ARMORER], "123456")
    production.shifts.open(ARMORER, words[ARMORER], "271934")
    session = production.start_run(Procedure.INSPECTION, RUBBER, EMPTY, ARMORER, DIRECTOR)
    for left in (4, 3, 2, 1):
        with pytest.raises(SigningError, match=str(left)):
            session.open_pass(ARMORER, "975310")
    with pytest.raises(SigningError):
        session.open_pass(ARMORER, "975310")
    assert not production.shifts.can_sign(ARMORER)
    with pytest.raises(SigningError) as caught:
        session.open_pass(ARMORER, "271934")
    assert caught.value.remedy
    production.shifts.open(ARMORER, words[ARMORER], "271934")
    session.open_pass(ARMORER, "271934")
    session.abandon("enough")


def test_a_person_without_a_key_file_on_this_laptop_is_told_so(stage: Stage) -> None:
    """The laptop with the key has to come."""
    stage.machine.key_file(OFFICER).unlink()
    production = Production.open(stage.folder, machine=stage.machine, clock=stage.clock, window=False)
    with pytest.raises(StorageError, match="Ines Park has no key on this laptop"):
        production.shifts.open(OFFICER, "words", "271934")


# Definitions


def test_only_adopted_definitions_run(stage: Stage) -> None:
    """What is shipped and what is adopted are two things; a run uses the file that two people adopted."""
    adopted = {(one.what, one.name, one.digest) for one in stage.production.adopted.files()}
    shipped = {(what, name, sha256(data).hexdigest()) for what, name, _, data in shipped_files()}
    assert adopted == shipped
    assert {what for what, *_ in shipped} == {"checklist", "block", "hazards", "sources", "rules"}
    folder = Path(__file__).parents[2] / "checklists"
    names = {path.stem for path in folder.glob("*.toml")} | {path.stem for path in (folder / "blocks").glob("*.toml")}
    assert {name for _, name, _ in shipped} == names | {"floor"}, "of the rule packs only the one that is always in"


@pytest.mark.parametrize("damage", ["changed", "deleted", "emptied"])
def test_a_definition_file_that_was_changed_or_is_gone_is_refused(stage: Stage, damage: str) -> None:
    """A checklist that lost a step since it was adopted is not the one that was adopted."""
    file = next(one for one in stage.production.adopted.files() if one.name == "weapon-inspection")
    stage.production.close()
    stage.opened.clear()
    path = stage.folder / "definitions" / f"{file.digest}.toml"
    good = path.read_bytes()
    path.chmod(0o644)
    if damage == "deleted":
        path.unlink()
    else:
        path.write_bytes(good.replace(b"killer = true", b"killer = false", 1) if damage == "changed" else b"")
    stage.open()
    board = stage.production.board()
    assert len(board.weapons) == 6
    with pytest.raises(StorageError) as caught:
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    assert file.digest[:8] in caught.value.message
    assert caught.value.remedy
    if not path.exists():
        path.touch(0o644)
    path.write_bytes(good)
    stage.reopen()
    stage.clear(inputs=EMPTY)


# Stock tools


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen on this machine")
def test_a_published_inspection_is_verified_with_stock_tools_only(stage: Stage, tmp_path: Path) -> None:
    """sh, awk, sha256sum and ssh-keygen say the same as we do, also after one changed byte."""
    name = stage.clear().name
    log = stage.folder / "log"
    allowed = tmp_path / "allowed signers"
    files = sorted(str(path) for path in log.glob("*.toml"))
    listed = subprocess.run(
        ["sh", str(DOCS / "allowed-signers.sh"), *files], capture_output=True, text=True, check=True
    )
    allowed.write_text(listed.stdout)
    check = ["sh", str(DOCS / "check-record.sh")]
    good = subprocess.run([*check, str(log / name), str(allowed)], capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stdout + good.stderr
    assert f"GOOD: {ARMORER} (armorer, performed)" in good.stdout
    assert f"GOOD: {DIRECTOR} (assistant-director, verified)" in good.stdout
    stage.production.hold("a car")
    unsigned = subprocess.run([*check, str(log / stage.names()[-1]), str(allowed)], capture_output=True, check=False)
    assert unsigned.returncode == 2
    altered = (log / name).read_bytes().replace(b"Stage 3", b"Stage 4", 1)
    changed = tmp_path / f"{name.rsplit('-', 1)[0]}-{sha256(altered).hexdigest()[:32]}.toml"
    changed.write_bytes(altered)
    bad = subprocess.run([*check, str(changed), str(allowed)], capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "ALTERED" in bad.stdout


# Hostile text

TEXTS = {
    "closing tag": "[/]",
    "markup": "[@click=app.quit]x[/]",
    "toml": 'x"]\n[facts]\nname = "y',
    "braces": "{performer} {} {0} %s",
    "quotes": "'''\"\"\"\\",
}
REFUSED = {
    "escape sequence": ("\x1b[2J", "U+001B"),
    "right to left": ("\u202egnoL", "U+202E"),
    "nul": ("a\0b", "U+0000"),
    "bell": ("a\x07", "U+0007"),
    "line separator": ("a\u2028b", "U+2028"),
    "zero width": ("a\u200bb", "U+200B"),
    "surrogate": ("\ud800", "U+D800"),
    "line break": ("a\nb", "U+000A"),
    "too long": ("x" * 10_000, "10000 characters"),
}


@pytest.mark.parametrize("text", [value for key, value in TEXTS.items() if key != "toml"])
def test_text_that_looks_like_markup_is_stored_and_shown_as_text(stage: Stage, text: str) -> None:
    """As slate, name, answer, maker, model, serial: it comes back as it went in, and the record verifies."""
    session = stage.start(Procedure.INSPECTION, COLT, plan(slate=text))
    stage.walk(session, Told({**TOLD.answers, "new-seal": text}, people=(f"Ed {text}",)))
    name = sign_all(session, stage.pins).name
    clearance = stage.status().clearance
    assert clearance is not None
    assert clearance.slate == text
    assert stage.box().seal == text
    inputs = {
        "weapon.tag": "X-1", "weapon.make": text, "weapon.model": text, "weapon.calibre": text, "weapon.serial": text,
        "weapon.class": "non-gun", "weapon.action": "none", "weapon.ignition": "none", "weapon.chambers": "0",
        "weapon.barrels": "0", "weapon.has": "", "weapon.feeds": "",
    }  # fmt: skip
    told = Told({"which-lock": text, "stays": "with", "owner": text, "note": text})
    stage.do(Procedure.INTAKE, "", inputs, told)
    assert stage.status("X-1").weapon.make == text
    assert stage.production.record(name).facts["title"]
    stage.hand_over(COLT, HOLDER, text)


@pytest.mark.parametrize(("text", "named"), REFUSED.values(), ids=REFUSED)
def test_text_that_no_record_may_hold_is_refused_and_the_character_named(stage: Stage, text: str, named: str) -> None:
    """At the input, with the place and the code point; nothing changes, and the right text goes on."""
    for wrong in ({"scene": text + "x"}, {"place": "x" + text + "x"}):
        with pytest.raises(ShowClearError) as caught:
            stage.start(Procedure.INSPECTION, COLT, {**plan(), **wrong})
        assert named.replace("10000", "1000") in caught.value.message or "characters" in caught.value.message
        assert caught.value.remedy
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    stage.walk_until(session, "new-seal", TOLD)
    with pytest.raises(ShowClearError) as caught:
        session.answer(f"7{text}7")
    assert caught.value.remedy
    question = stage.walk_until(session, "new-seal", TOLD)
    assert question.key.step == "new-seal", "the question is asked until it is answered"
    stage.walk_until(session, "offered", TOLD)
    with pytest.raises(ShowClearError):
        session.answer("watched", f"x{text}x")
    stage.walk(session, TOLD)
    for reason in (session.abandon,):
        with pytest.raises(ShowClearError):
            reason(f"x{text}x")
    sign_all(session, stage.pins)


def test_toml_in_a_text_stays_a_text(stage: Stage) -> None:
    """A line break is refused in one line of text; a quote alone is not."""
    with pytest.raises(ShowClearError, match="U\\+000A"):
        stage.start(Procedure.INSPECTION, COLT, plan(slate=TEXTS["toml"]))
    published = stage.clear(inputs=plan(slate='24C"]'))
    data = (stage.folder / "log" / published.name).read_bytes()
    assert parse_frame(data).head.kind == "procedure"
    with pytest.raises(RefusedError):
        stage.hand_over(slate="24C")
    stage.hand_over(slate='24C"]')


def test_every_page_of_the_log_can_be_read(stage: Stage) -> None:
    """Each record of the demonstration has a page with a title, a kind and its signatures."""
    for name in stage.production.book.names():
        page = stage.production.record(name)
        assert page.title
        assert page.verdict == "intact"
        assert len(page.signatures) == 2
    with pytest.raises(ShowClearError):
        stage.production.record("nothing.toml")
    with pytest.raises(ShowClearError):
        stage.production.raw("../../../etc/passwd")
