"""`showclear adopt`: a production asks more than the shipped checklists, or in another language, and never less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from showclear.app.definitions import shipped
from showclear.cli.productions import production_for_reading
from showclear.domain.checklists import Procedure
from tests.cli.conftest import Run
from tests.cli.productions import Founded

NAME = "turn-round"
OWN_STEP = """
[[block]]
id = "our-own"
title = "Our own"
passing = "joint"

[[block.step]]
id = "camera-told"
answer = "spoken"
headline = "CAMERA TOLD"
ask = "Tell the camera crew that the gun is live on set."
"""


@pytest.fixture
def text() -> str:
    """The turn-round as it is shipped."""
    return shipped().files[NAME].decode()


def extended(text: str) -> str:
    """With a block of the production's own before the first effect."""
    before, effect, after = text.partition("[[effect]]")
    return f"{before}{OWN_STEP.lstrip()}\n{effect}{after}"


def write(folder: Path, text: str, name: str = NAME) -> Path:
    """A file of that name."""
    path = folder / f"{name}.toml"
    path.write_text(re.sub(r'^version = "[0-9.]+"$', f'version = "9.0.{len(text)}"', text, count=1, flags=re.MULTILINE))
    return path


def words(production: Founded) -> str:
    """Yes, and the five words of the safety officer and of the armorer."""
    return f"y\n{production.words['ada-nilsen']}\n{production.words['mara-reyes']}\n"


def test_a_block_of_our_own_is_shown_signed_and_adopted(
    showclear: Run, production: Founded, tmp_path: Path, text: str
) -> None:
    """What is new stands in the record, which verifies; the same file again changes nothing."""
    path = write(tmp_path, extended(text))
    ran = showclear("adopt", production.folder, path, typed="n\n")
    assert ran.code == 1
    assert 'Turn-round between takes: new block "Our own"' in ran.out
    assert "new step: Tell the camera crew that the gun is live on set. (one person enters it)" in ran.out
    assert len(list((production.folder / "log").iterdir())) == 5
    ran = showclear("adopt", production.folder, path, typed=words(production))
    assert ran.code == 0, ran.err
    name = ran.out.splitlines()[-1]
    assert "Tell the camera crew" in (production.folder / "log" / name).read_text()
    assert showclear("verify", production.folder).code == 0
    ran = showclear("adopt", production.folder, path)
    assert ran.code == 2
    assert "Nothing changes" in ran.err
    ran = showclear("adopt", production.folder, write(tmp_path, text))
    assert (ran.code, 'the block "our-own" is gone' in ran.err) == (6, True), "adopted is adopted"


def test_what_takes_something_away_is_refused_with_its_rule(
    showclear: Run, production: Founded, tmp_path: Path, text: str
) -> None:
    """A killer that is none any more, a rule left out, words changed: each with its place."""
    for old, new, said in (
        ("killer = true", "killer = false", "it is no longer entered by both people"),
        ('"enough-handlers", ', "", 'the rule "enough-handlers" is gone'),
        ('title = "Turn-round between takes"', 'title = "Quick check"', "reads otherwise"),
    ):
        assert old in text
        ran = showclear("adopt", production.folder, write(tmp_path, text.replace(old, new, 1)))
        assert ran.code == 6, ran.err
        assert said in ran.err
    assert len(list((production.folder / "log").iterdir())) == 5


def test_a_shared_block_is_held_against_every_checklist_that_uses_it(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """The step that proves a gun empty stands in many; loosening it once loosens all."""
    text = shipped().block_files["prove-empty"].decode()
    ran = showclear(
        "adopt", production.folder, write(tmp_path, text.replace("killer = true", "killer = false"), "prove-empty")
    )  # fmt: skip
    assert ran.code == 6
    assert "R-EXT-1" in ran.err
    assert "more." in ran.err


def test_lint_runs_before_anything_is_adopted(showclear: Run, production: Founded, tmp_path: Path, text: str) -> None:
    """A step about a hazard that nobody wrote down; a headline that does not fit."""
    own = extended(text).replace('headline = "CAMERA TOLD"', 'headline = "CAMERA CREW IS TOLD"')
    ran = showclear("adopt", production.folder, write(tmp_path, own))
    assert ran.code == 2
    assert "letters wide" in ran.err


def test_a_translation_keeps_every_step_and_is_adopted(
    showclear: Run, production: Founded, tmp_path: Path, text: str
) -> None:
    """Other words, the same steps; back in English the words have to be the old ones."""
    german = text.replace('title = "Turn-round between takes"', 'title = "Zwischenprüfung"\nlanguage = "de"', 1)
    ran = showclear("adopt", production.folder, write(tmp_path, german), typed=words(production))
    assert ran.code == 0, ran.err
    assert "Zwischenprüfung: asked in de, before in en" in ran.out
    ran = showclear(
        "adopt", production.folder, write(tmp_path, text.replace('"Turn-round between takes"', '"Quick check"', 1))
    )
    assert ran.code == 6
    assert "reads otherwise" in ran.err
    ran = showclear("adopt", production.folder, write(tmp_path, text), typed=words(production))
    assert ran.code == 0, ran.err
    assert showclear("verify", production.folder).code == 0


def test_an_english_block_under_a_german_checklist_is_named_and_one_version_is_one_text(
    showclear: Run, production: Founded, tmp_path: Path, text: str
) -> None:
    """Nobody is surprised on the set; nobody mistakes one text for another."""
    inspection = shipped().files["weapon-inspection"].decode()
    german = inspection.replace("title = ", 'language = "de"\ntitle = ', 1)
    ran = showclear("adopt", production.folder, write(tmp_path, german, "weapon-inspection"), typed="n\n")
    assert ran.code == 1, ran.err
    assert re.search(r"Careful: .+ is asked in de, its block .+ in en", ran.err)
    path = tmp_path / "same version.toml"
    path.write_text(extended(text))
    ran = showclear("adopt", production.folder, path)
    assert (ran.code, "is adopted with other words" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "empty"),
        ('schema = "showclear-rules/1"\n', "showclear rules --adopt"),
        ('schema = "other/1"\n', "is not adopted here"),
        ('schema = "showclear-checklist/1"\n', "is missing"),
        ('schema = "showclear-checklist/1"\nid = "own"\nversion = "1.0.0"\n', "own.toml"),
    ],
)
def test_a_file_that_cannot_be_adopted_is_told(
    showclear: Run, production: Founded, tmp_path: Path, content: str, fault: str
) -> None:
    """In words, before anybody signs."""
    ran = showclear("adopt", production.folder, write(tmp_path, content, "own"))
    assert ran.code == 2
    assert fault in ran.err


def test_hazards_are_added_and_never_removed(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """Together with the killer that prevents the new one, or lint refuses."""
    from showclear.app.definitions import definitions_folder

    text = (definitions_folder() / "hazards.toml").read_text()
    first = text.index("[[hazard]]")
    second = text.index("[[hazard]]", first + 1)
    ran = showclear("adopt", production.folder, write(tmp_path, text[:first] + text[second:], "hazards"))
    assert ran.code in (2, 6)
    more = f'{text}\n[[hazard]]\nid = "our-own"\ntitle = "Our own"\nwhat = "It happened here."\n'
    ran = showclear("adopt", production.folder, write(tmp_path, more, "hazards"))
    assert ran.code == 2
    assert "no killer step prevents it" in ran.err


def test_all_of_it_is_adopted_in_spanish_and_nobody_is_told_that_an_armorer_read_it(
    showclear: Run, production: Founded
) -> None:
    """One command; what a person reads before the run and in the record says what the words are."""
    ran = showclear("adopt", production.folder, "--language", "es", typed=words(production))
    assert ran.code == 0, ran.err
    assert "asked in es, before in en" in ran.out
    assert "Careful: Entrada de un arma: es, not reviewed by an armorer" in ran.err
    with production_for_reading(production.folder) as opened:
        checklist = opened.adopted.of(Procedure.HANDOVER)
        assert checklist.title == "Arma fría: anunciarla y entregarla"
        assert {view.translation for view in opened.procedures()} == {"es, not reviewed by an armorer"}
    again = showclear("adopt", production.folder, "--language", "es")
    assert again.code == 2
    assert 'All of it is asked in "es" already' in again.err
    assert "There are: es, fr" in showclear("adopt", production.folder, "--language", "de").err


def test_files_or_a_language_are_named_and_not_both(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """Else nobody knows which of them was meant."""
    assert showclear("adopt", production.folder).code == 2
    assert showclear("adopt", production.folder, tmp_path / "x.toml", "--language", "es").code == 2
