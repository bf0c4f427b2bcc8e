"""The translations that come with Show Clear: whole, pinned, and nothing but words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from showclear.app.definitions import ShippedDefinitions, definitions_folder, shipped
from showclear.app.definitions.lint import lint
from showclear.app.definitions.translations import (
    NOT_REVIEWED,
    Translation,
    faults_of,
    languages,
    load_translation,
    pin_of,
    shipped_translations,
    stale,
    texts_of,
    translated,
)
from showclear.app.extension_rule import checklist_in, definitions_of
from showclear.domain.extending import losses
from showclear.errors import ChecklistError

LANGUAGES = ("es", "fr")


def english() -> dict[str, bytes]:
    """Every checklist and shared block by its id."""
    return {**shipped().files, **shipped().block_files}


def whole_set(language: str) -> ShippedDefinitions:
    """Everything that a production adopts, in a language."""
    known = shipped_translations(definitions_folder(), language)
    folder = definitions_folder()
    files: dict[tuple[str, str], bytes] = {
        (what, what): (folder / f"{what}.toml").read_bytes() for what in ("hazards", "sources")
    }
    files |= {("checklist", name): translated(data, known[name]) for name, data in shipped().files.items()}
    files |= {("block", name): translated(data, known[name]) for name, data in shipped().block_files.items()}
    files |= {("rules", name): data for name, data in shipped().pack_files.items()}
    return definitions_of(files)


def test_these_languages_come_with_it() -> None:
    """Also in the wheel: the packaging test looks at the folder as a whole."""
    assert languages(definitions_folder()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_every_checklist_has_a_place_in_the_translation(language: str) -> None:
    """Nothing missing, nothing extra; scripts/translations.py --write mends it."""
    known = shipped_translations(definitions_folder(), language)
    assert known.keys() == english().keys()
    assert {one.language for one in known.values()} == {language}
    assert [fault for name, one in known.items() for fault in faults_of(one, english()[name])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_set_holds_and_takes_nothing_away(language: str) -> None:
    """It is read as strictly as the English one, lint finds nothing, and nothing but words differs."""
    found = whole_set(language)
    assert lint(found) == ()
    for one in shipped().checklists:
        other = checklist_in(found, one.id)
        assert other is not None
        assert losses(one, other) == ()
        assert other.language == language
        assert NOT_REVIEWED in other.translation
        assert one.translation == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_differ_in_english_differ_in_the_translation_of_a_step(language: str) -> None:
    """Two answers with the same words could not be told apart."""
    for one in whole_set(language).checklists:
        for block in one.blocks:
            for step in block.steps:
                texts = [option.text for option in (*step.options, *step.signs)]
                assert len(set(texts)) == len(texts), (one.id, step.id, texts)


SOURCE = b"""schema = "showclear-block/1"
id = "look"
version = "1.0.0"
title = "Look"
say = "Quiet, {performer}."

[[step]]
id = "bore"
headline = "BORE"
answer = "choice"
ask = "What do you see?"
options = [
  { id = "clear", text = "Clear" },
  { id = "something", text = "Something", stops = true },
]
"""


def words_of(data: bytes) -> dict[str, str]:
    """Place to words."""
    return {one.place: one.words for one in texts_of(tomllib.loads(data.decode()))}


def made(texts: Mapping[str, str]) -> Translation:
    """A translation of `SOURCE` with pins that hold."""
    here = words_of(SOURCE)
    pins = {place: (pin_of(here.get(place, "")), text) for place, text in texts.items()}
    return Translation("es/look.toml", "look", "es", "", pins)


WHOLE = {
    "title": "Mirar", "say": "Silencio, {performer}.", "bore/headline": "ANIMA", "bore/ask": "¿Qué ve?",
    "bore/options/clear": "Libre", "bore/options/something": "Algo",
}  # fmt: skip


def test_each_text_is_replaced_and_nothing_else() -> None:
    """With a version of its own, and the label that nobody has reviewed it."""
    assert list(faults_of(made(WHOLE), SOURCE)) == []
    data = translated(SOURCE, made(WHOLE))
    assert words_of(data) == WHOLE
    table, before = tomllib.loads(data.decode()), tomllib.loads(SOURCE.decode())
    assert (table["version"], table["language"], table["review"]) == ("1.0.1", "es", NOT_REVIEWED)
    assert table["step"][0]["options"][1]["stops"] is True
    assert table["id"] == before["id"]
    read = translated(SOURCE, replace(made(WHOLE), reviewed_by="Ana Ruiz"))
    assert b'review = "read by Ana Ruiz"' in read


def test_a_text_whose_english_has_changed_stays_in_english_and_is_named() -> None:
    """Words that were right for another question are worse than none."""
    changed = SOURCE.replace(b"What do you see?", b"What do you feel?")
    assert stale(made(WHOLE), changed) == ("bore/ask",)
    assert words_of(translated(changed, made(WHOLE))) == WHOLE | {"bore/ask": "What do you feel?"}
    empty = made(WHOLE | {"title": ""})
    assert stale(empty, SOURCE) == ("title",)
    assert words_of(translated(SOURCE, empty))["title"] == "Look"
    assert list(faults_of(made(WHOLE), changed)) == []


def test_what_is_missing_gone_or_without_its_placeholder_is_a_fault() -> None:
    """Each with its place."""
    less = {place: text for place, text in WHOLE.items() if place != "bore/ask"}
    faults = [fault for fault, _ in faults_of(made(less | {"bore/asks": "x", "say": "Silencio."}), SOURCE)]
    assert [fault.split(": ")[1] for fault in faults[:2]] == [
        '"bore/ask" is missing.',
        '"bore/asks" is no text of look.',
    ]
    assert 'es/look.toml, "say"' in faults[2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'schema = "showclear-block/1"', "schema"),
        (b'schema = "showclear-translation/1"\nof = "x"\nlanguag = "es"\n[text]\n', "languag"),
        (b'schema = "showclear-translation/1"\nof = "x"\nlanguage = "es"\n[text]\na = "b"\n', "a"),
        (b"", "empty"),
    ],
    ids=["another schema", "a key that is none", "a text without its pin", "nothing"],
)
def test_a_file_that_does_not_hold_is_said_with_its_place(data: bytes, words: str) -> None:
    """As strictly as a checklist."""
    with pytest.raises(ChecklistError, match=words):
        load_translation("es/x.toml", data)
