"""checklists/README.md: every example in it loads, and its lists are the lists of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from showclear.app.definitions import load_block, load_checklist, load_hazards, load_pack, load_sources, shipped
from showclear.app.definitions.translations import load_translation, pin_of
from showclear.domain.checklists import AnswerKind, Otherwise, Passing, Procedure, Style
from showclear.domain.effects import EFFECTS
from showclear.domain.people import Role
from showclear.domain.vocabulary import FACETS, FACTS, INPUTS, PLACEHOLDERS, REPETITIONS

FOLDER = Path(__file__).resolve().parents[2] / "checklists"
TEXT = (FOLDER / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)

HEAD = """\
schema = "showclear-checklist/1"
id = "example"
version = "1.0.0"
title = "Example"
procedure = "handover"
style = "challenge-response"
subject = "weapon"
do = ["armorer"]
see = ["assistant-director"]
[statement]
performer = "I looked."
verifier = "I looked."
"""
BLOCK = '[[block]]\nid = "b"\ntitle = "B"\n'
STAYS = """\
[[block.step]]
id = "stays"
headline = "STAYS"
answer = "choice"
ask = "Where?"
options = [{ id = "with", text = "Here" }, { id = "elsewhere", text = "There", stops = true }]
"""


def whole(example: str) -> str:
    """The example as a file: parts of a checklist get a head, steps a block, effects the steps that they name."""
    if "schema =" in example:
        return example
    if "[[block]]" in example:
        return HEAD + example
    if "[[block.step]]" in example:
        return HEAD + BLOCK + example
    return HEAD + '[[block]]\nuse = "prove-empty"\n' + BLOCK + STAYS + example


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_loads(number: int) -> None:
    """A newcomer copies from here."""
    text = whole(EXAMPLES[number])
    data = text.encode()
    if "showclear-hazards/1" in text:
        assert load_hazards("example.toml", data)
    elif "showclear-sources/1" in text:
        assert load_sources("example.toml", data)
    elif "showclear-rules/1" in text:
        assert load_pack("example.toml", data).values
    elif "showclear-translation/1" in text:
        place, (pin, _) = next(iter(load_translation("example.toml", EXAMPLES[number].encode()).texts.items()))
        assert (place, pin) == ("look/title", pin_of("Look into it"))
    elif "showclear-block/1" in text:
        assert load_block("example.toml", data).steps
    else:
        assert load_checklist("example.toml", data, shipped().block_files).blocks


def test_there_is_an_example_of_every_kind_of_answer() -> None:
    """Each of them once at least."""
    shown = set(re.findall(r'answer = "([a-z]+)"', "".join(EXAMPLES)))
    assert shown == set(AnswerKind)


@pytest.mark.parametrize(
    ("name", "words"),
    [("repetitions", REPETITIONS), ("facts", FACTS), ("inputs", INPUTS), ("placeholders", PLACEHOLDERS)],
)
def test_its_lists_of_words_are_those_of_the_program(name: str, words: dict[str, str]) -> None:
    """A word that is missing here is found by nobody."""
    listed = re.search(rf"<!-- {name} -->(.*?)<!-- end -->", TEXT, re.DOTALL)
    assert listed is not None
    assert set(re.findall(r"`([^`]+)`", listed.group(1))) == set(words)


def test_its_tables_name_every_word_of_the_closed_sets() -> None:
    """Facets and effects with their values, roles, procedures, styles, passings, consequences, answers."""
    words = {
        *FACETS,
        *Role,
        *Procedure,
        *Style,
        *Passing,
        *Otherwise,
        *AnswerKind,
        *(str(v) for vs in FACETS.values() for v in vs),
    }
    for spec in EFFECTS.values():
        if any(effect.kind == spec.kind for checklist in shipped().checklists for effect in checklist.effects):
            words |= {spec.kind, *spec.needs, *spec.may}
    missing = {word for word in words if f"`{word}`" not in TEXT}
    assert missing == set()
