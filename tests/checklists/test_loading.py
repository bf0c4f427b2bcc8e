"""Loading: any bytes in give a checklist or one error that says where, what and what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.app.definitions import load_block, load_checklist, load_hazards, load_sources, shipped
from showclear.app.definitions.reading import LARGEST
from showclear.domain.checklists import Otherwise, Passing, Style
from showclear.errors import ChecklistError

FOLDER = Path(__file__).resolve().parents[2] / "checklists"
INSPECTION = (FOLDER / "weapon-inspection.toml").read_bytes()
BLOCKS = {path.stem: path.read_bytes() for path in (FOLDER / "blocks").glob("*.toml")}

SMALL = """\
schema = "showclear-checklist/1"
id = "small"
version = "1.0.0"
title = "Small"
procedure = "inspection"
style = "challenge-response"
subject = "weapon"
do = ["armorer"]
see = ["assistant-director"]
inputs = ["scene"]

[statement]
performer = "I am {performer}. I looked."
verifier = "I am {verifier}. I looked."

[[block]]
id = "look"
title = "Look"

[[block.step]]
id = "empty"
headline = "EMPTY"
answer = "choice"
ask = "What do you see?"
options = [{ id = "nothing", text = "Nothing" }, { id = "round", text = "A round", stops = true }]
killer = true

[[block.step]]
id = "many"
headline = "HOW MANY"
answer = "count"
ask = "How many?"
expect = 0

[[effect]]
kind = "proved-empty"
weapon = "subject"
"""


COUNT = 'answer = "count"\nask = "How many?"\nexpect = 0'


def fault_of(text: str | bytes) -> str:
    """What loading says about it."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(ChecklistError) as caught:
        load_checklist("small.toml", data, BLOCKS)
    assert caught.value.remedy
    return str(caught.value)


def test_a_small_checklist_loads_with_its_digest() -> None:
    """A run cites the definition by the SHA-256 of its file."""
    checklist = load_checklist("small.toml", SMALL.encode(), {})
    assert checklist.digest == hashlib.sha256(SMALL.encode()).hexdigest()
    assert [step.id for step in checklist.blocks[0].steps] == ["empty", "many"]


def test_a_shared_block_is_resolved_with_its_own_digest_and_the_passing_of_the_checklist() -> None:
    """The same looks in every procedure, pinned by the bytes of their own file."""
    block = load_checklist("weapon-inspection.toml", INSPECTION, BLOCKS).blocks[0]
    assert (block.id, block.shared, block.passing) == ("prove-empty", True, Passing.PREP)
    assert block.digest == hashlib.sha256(BLOCKS["prove-empty"]).hexdigest()


def test_an_option_can_say_what_it_does_by_itself() -> None:
    """A round in a chamber stands the set down, not being able to tell asks to look again."""
    steps = {step.id: step for step in load_block("prove-empty.toml", BLOCKS["prove-empty"]).steps}
    consequences = {option.id: option.otherwise for option in steps["chambers"].options}
    assert consequences == {"empty": None, "round-or-case": Otherwise.STAND_DOWN, "unsure": None}


EDITS = {
    "unknown key in a step": (
        "killer = true",
        "requird = true",
        'small.toml, block "look", step 1 "empty": unknown key "requird".',
    ),
    "misspelt key": ("killer = true", "kiler = true", 'Did you mean "killer"?'),
    "missing key": ('ask = "How many?"\n', "", 'block "look", step 2 "many": "ask" is missing.'),
    "misspelt key that is needed": ("headline", "headlin", 'unknown key "headlin". Did you mean "headline"?'),
    "wrong type": ("killer = true", 'killer = "yes"', '"killer" must be true or false'),
    "number as text": ("expect = 0", "expect = 1.5", "expect"),
    "unknown answer": ('"count"', '"counts"', 'unknown answer "counts". Did you mean "count"?'),
    "unknown option key": ("stops = true }", "stop = true }", 'option 2 "round": unknown key "stop".'),
    "a wait for an unknown limit": (
        COUNT,
        'answer = "countdown"\nask = "Wait."\nwait = "misfire-wait"',
        'unknown limit to wait for "misfire-wait". Did you mean "misfire_wait_seconds"?',
    ),
    "a wait for what a pack makes shorter": (
        COUNT,
        'answer = "countdown"\nask = "Wait."\nwait = "pass_idle_seconds"',
        'unknown limit to wait for "pass_idle_seconds"',
    ),
    "a wait for each": (
        COUNT,
        'answer = "countdown"\nask = "Wait."\nwait = "misfire_wait_seconds"\neach = "guns"',
        "Everybody waits once",
    ),
    "a wait of two people": (
        COUNT,
        'answer = "countdown"\nask = "Wait."\nwait = "misfire_wait_seconds"\nkiller = true',
        'a killer step cannot be answered by kind "countdown"',
    ),
    "a wait that is not said": (COUNT, 'answer = "countdown"\nask = "Wait."', 'needs "wait"'),
    "the seconds of no wait": ("How many?", "How many in {wait} s?", 'unknown placeholder "wait"'),
    "media of a count": ("expect = 0", 'expect = 0\nmedia = ["image/png"]', '"media" has no meaning'),
    "an attachment of any type": (COUNT, 'answer = "attachment"\nask = "A file."', 'needs "media"'),
    "an attachment of a type that is none": (
        COUNT,
        'answer = "attachment"\nask = "A file."\nmedia = ["jpeg"]',
        "'jpeg' is no media type",
    ),
    "an attachment of two people": (
        COUNT,
        'answer = "attachment"\nask = "A file."\nmedia = ["image/png"]\nkiller = true',
        'a killer step cannot be answered by kind "attachment"',
    ),
    "a reconcile of one person": (COUNT, 'answer = "reconcile"\nask = "How many?"', 'needs "killer"'),
    "a reconcile that says it is one of one person": (
        COUNT,
        'answer = "reconcile"\nask = "How many?"\nkiller = false',
        "counted by two people, blind",
    ),
    "a reconcile that may differ": (
        COUNT,
        'answer = "reconcile"\nask = "How many?"\nkiller = true\ncompare = "each"',
        "counted by two people, blind",
    ),
    "a reconcile with an expectation": (
        COUNT,
        'answer = "reconcile"\nask = "How many?"\nkiller = true\nexpect = 3',
        '"expect" has no meaning',
    ),
    "a reconcile of what has no account": (
        COUNT,
        'answer = "reconcile"\nask = "{slot}?"\nkiller = true\neach = "set.people"',
        'unknown repetition with accounts "set.people"',
    ),
    "a fact of a slot without a slot": ("expect = 0", 'expect = "slot.holds"', "exists only in a step with each"),
    "a killer that is done later": (
        "killer = true",
        "killer = true\ndefer = true",
        '"defer" on a killer step.',
    ),
    "a wait that is done later": (
        COUNT,
        'answer = "countdown"\nask = "Wait."\nwait = "misfire_wait_seconds"\ndefer = true',
        '"defer" on a countdown.',
    ),
    "a value of an effect that may be done later": (
        'expect = 0\n\n[[effect]]\nkind = "proved-empty"\nweapon = "subject"',
        'defer = true\n\n[[effect]]\nkind = "proved-empty"\nweapon = "many"',
        "may have no answer that could stand here",
    ),
    "an emergency list that is none": (
        'style = "challenge-response"',
        'style = "emergency"\npin_at = "signature"',
        'style "emergency" in the procedure "inspection". It is for: found, incident, misfire.',
    ),
    "an emergency list that asks for a PIN first": (
        'procedure = "inspection"\nstyle = "challenge-response"',
        'procedure = "misfire"\nstyle = "emergency"',
        "asks for a PIN first",
    ),
    "unknown role": ('do = ["armorer"]', 'do = ["armourer"]', 'unknown role "armourer". Did you mean "armorer"?'),
    "empty roles": ('do = ["armorer"]', "do = []", '"do" must not be empty'),
    "role twice": ('do = ["armorer"]', 'do = ["armorer", "armorer"]', "stands there twice"),
    "unknown procedure": ('"inspection"', '"inspektion"', 'Did you mean "inspection"?'),
    "unknown schema": ("showclear-checklist/1", "showclear-checklist/9", 'this version reads "showclear-checklist/1"'),
    "unknown input": ('["scene"]', '["scenes"]', 'unknown input "scenes". Did you mean "scene"?'),
    "unknown fact": ("expect = 0", 'expect = "box.hold-after"', 'Did you mean "box.holds-after"?'),
    "unknown facet": (
        "killer = true",
        'applies_when = { "weapon.aktion" = ["pump"] }',
        'Did you mean "weapon.action"?',
    ),
    "unknown value of a facet": (
        "killer = true",
        'applies_when = { "weapon.action" = ["pumps"] }',
        'Did you mean "pump"?',
    ),
    "unknown repetition": ("killer = true", 'each = "weapon.chamber"', 'Did you mean "weapon.chambers"?'),
    "unknown placeholder": ("What do you see?", "What do you see, {wepon.tag}?", 'Did you mean "weapon.tag"?'),
    "slot without each": ("What do you see?", "What is in {slot}?", 'unknown placeholder "slot"'),
    "serial in a text": ("What do you see?", "Is it {weapon.serial}?", 'unknown placeholder "weapon.serial"'),
    "brace alone": ("What do you see?", "What do you { see?", "a brace stands alone"),
    "format tricks": ("What do you see?", "{performer.__class__}", "unknown placeholder"),
    "spoken killer": ('answer = "count"\n', 'answer = "spoken"\nkiller = true\n', '"expect" has no meaning'),
    "text killer": (
        'answer = "count"\nask = "How many?"\nexpect = 0',
        'answer = "text"\nask = "How many?"\nkiller = true',
        'a killer step cannot be answered by kind "text"',
    ),
    "options of a count": ("expect = 0", 'options = [{ id = "a", text = "A" }]', '"options" has no meaning'),
    "one option": ('{ id = "nothing", text = "Nothing" }, ', "", "at least two options"),
    "option twice": ('id = "round"', 'id = "nothing"', 'option "nothing" stands there twice'),
    "option without words": ('text = "Nothing"', 'text = ""', '"text" is empty'),
    "consequence without a stop": (
        'text = "Nothing"',
        'text = "Nothing", otherwise = "hold"',
        '"otherwise" without "stops"',
    ),
    "key of two letters": ('text = "Nothing"', 'text = "Nothing", key = "no"', "'no' is no key"),
    "step twice": ('id = "many"', 'id = "empty"', "Ids of steps are unique"),
    "step named like a fact": ('id = "many"', 'id = "scene"', "is a word of the vocabulary"),
    "id with a space": ('id = "many"', 'id = "how many"', "is no id"),
    "id of capitals": ('id = "small"', 'id = "Small"', "is no id"),
    "reserved id": ('id = "round"', 'id = "none"', "reserved word"),
    "version of two numbers": ('"1.0.0"', '"1.0"', "is not three numbers"),
    "unknown effect": ("proved-empty", "proofed-empty", 'Did you mean "proved-empty"?'),
    "unknown value of an effect": ('weapon = "subject"', 'wepon = "subject"', 'unknown value "wepon".'),
    "missing value of an effect": ('weapon = "subject"', "", 'effect 1 "proved-empty": "weapon" is missing.'),
    "unknown source of a value": (
        'weapon = "subject"',
        'weapon = "subjekt"',
        'unknown source "subjekt". Did you mean "subject"?',
    ),
    "slot of an effect that does not repeat": (
        'weapon = "subject"',
        'weapon = "slot"',
        "exists only in an effect with",
    ),
    "condition on a step that is no choice": (
        'weapon = "subject"',
        'weapon = "subject"\nwhen = { many = ["0"] }',
        "is no choice",
    ),
    "condition on an unknown option": (
        'weapon = "subject"',
        'weapon = "subject"\nwhen = { empty = ["nothink"] }',
        'Did you mean "nothing"?',
    ),
    "value of an effect as a number": ('weapon = "subject"', "weapon = 1", "weapon"),
    "no block": ("[[block]]", "[[blocks]]", "block"),
    "unknown shared block": ('id = "look"\ntitle = "Look"\n', 'use = "prove-emty"\n', "use"),
    "no statement": ("[statement]\n", "[statements]\n", "statement"),
    "right-to-left override": ("What do you see?", "What \u202edo you see?", "line 24: character U+202E"),
    "escaped right-to-left override": ("What do you see?", "What \\u202edo you see?", "U+202E"),
    "escape sequence": ("What do you see?", "\\u001b[2J", "U+001B"),
    "two lines": ("What do you see?", "What\\ndo you see?", "U+000A"),
    "long text": ("What do you see?", "x" * 10_000, "10000 characters are too many"),
    "a key twice": ("killer = true", "killer = true\nkiller = true", "this is not TOML"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_mistake_is_named_with_its_place_and_a_remedy(name: str) -> None:
    """One mistake, one error, in words that somebody at a table can act on."""
    old, new, said = EDITS[name]
    assert old in SMALL
    assert said in fault_of(SMALL.replace(old, new, 1))


HOSTILE = {
    "empty": b"",
    "only spaces": b" \n ",
    "truncated": INSPECTION[:700],
    "truncated in a text": INSPECTION[: INSPECTION.index(b"armorer. I held") + 5],
    "huge": b"#" * (LARGEST + 1),
    "binary": bytes(range(256)) * 8,
    "nul": b'a = "\x00"',
    "utf-16": SMALL.encode("utf-16"),
    "nested lists": b"a = " + b"[" * 50_000,
    "nested tables": b"a = " + b"{b=" * 20_000,
    "a key of a thousand parts": b".".join([b"a"] * 1000) + b" = 1",
    "a header of a thousand parts": b"[" + b".".join([b"a"] * 1000) + b"]",
    "a number of 100,000 digits": b"a = " + b"9" * 100_000,
    "open multi-line texts": b'"""' * 60_000,
    "open literal texts": b"'''" * 60_000,
    "quotes": b'"' * 100_000,
    "a list": b"[[schema]]",
    "another file": b"[project]\nname = 'x'\n",
    "a table in place of a text": SMALL.replace('title = "Small"', "title = { a = 1 }").encode(),
    "a number in place of a block": b'schema = "showclear-checklist/1"\nblock = 1\n',
    "numbers in place of blocks": b'schema = "showclear-checklist/1"\nblock = [1, 2]\n',
    "a date in place of a schema": b"schema = 2020-01-01\n",
    "a text in place of steps": SMALL.replace("[[block.step]]", "[block.step]", 1)
    .replace("[[block.step]]", "#")
    .encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("loader", ["checklist", "block", "hazards", "sources"])
def test_hostile_bytes_give_one_error_and_never_a_traceback(name: str, loader: str) -> None:
    """Whatever somebody drops into the folder."""
    load = {
        "checklist": lambda data: load_checklist("x.toml", data, BLOCKS),
        "block": lambda data: load_block("x.toml", data),
        "hazards": lambda data: load_hazards("x.toml", data),
        "sources": lambda data: load_sources("x.toml", data),
    }[loader]
    with pytest.raises(ChecklistError) as caught:
        load(HOSTILE[name])
    assert caught.value.message.startswith("x.toml")
    assert caught.value.remedy
    assert len(str(caught.value)) < 1000


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_checklist_loads_or_gives_a_checklist_error(data: st.DataObject) -> None:
    """Bytes flipped, dropped and swapped; nothing else may come out."""
    damaged = bytearray(INSPECTION)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        what = data.draw(st.sampled_from(["flip", "drop", "cut", "copy"]))
        if what == "flip":
            damaged[at] = data.draw(st.integers(0, 255))
        elif what == "drop":
            del damaged[at]
        elif what == "cut":
            del damaged[at : at + data.draw(st.integers(1, 200))]
        else:
            damaged[at:at] = damaged[: data.draw(st.integers(1, 200))]
    said = "weapon-inspection.toml"
    try:
        load_checklist("weapon-inspection.toml", bytes(damaged), BLOCKS)
    except ChecklistError as error:
        said = error.message
    assert said.startswith(("weapon-inspection.toml", "blocks/"))


EMERGENCY = (
    SMALL.replace('"inspection"', '"misfire"')
    .replace('style = "challenge-response"', 'style = "emergency"\npin_at = "signature"')
    .replace('see = ["assistant-director"]', 'see = ["assistant-director", "armorer"]')
)


def test_an_emergency_list_loads_and_permits_nothing() -> None:
    """One pass at once, the second entries afterwards: nothing in it could clear anything."""
    assert load_checklist("small.toml", EMERGENCY.encode(), {}).style is Style.EMERGENCY
    cleared = 'kind = "device-cleared"\ndevice = "is:M-1"\n'
    assert "an emergency list permits nothing" in fault_of(EMERGENCY.replace('kind = "proved-empty"\n', cleared))
    assert 'passing "joint" in an emergency list' in fault_of(
        EMERGENCY.replace('title = "Look"\n', 'title = "Look"\npassing = "joint"\n')
    )


def test_a_block_of_ten_steps_is_refused() -> None:
    """Nobody holds more than nine things in mind."""
    step = '[[block.step]]\nid = "s{0}"\nheadline = "S"\nanswer = "spoken"\nask = "Say it."\n\n'
    assert "12 steps are too many" in fault_of(
        SMALL.replace("[[effect]]", "".join(step.replace("{0}", str(number)) for number in range(10)) + "[[effect]]")
    )


def test_a_shared_block_can_only_be_changed_in_its_own_file() -> None:
    """`use` with a title of its own would say the same and mean something else."""
    text = SMALL.replace('id = "look"\n', 'use = "prove-empty"\nid = "look"\n')
    assert 'cannot stand beside "use"' in fault_of(text)
    unknown = SMALL[: SMALL.index("[[block]]")] + '[[block]]\nuse = "prove-emty"\n'
    assert 'unknown shared block "prove-emty". Did you mean "prove-empty"?' in fault_of(unknown)


def test_windows_newlines_make_another_digest_and_the_same_checklist() -> None:
    """An editor that converts newlines makes another definition: it has to be adopted anew."""
    there = load_checklist("small.toml", SMALL.encode(), {})
    here = load_checklist("small.toml", SMALL.replace("\n", "\r\n").encode(), {})
    assert here.digest != there.digest
    assert here.blocks == there.blocks


def test_hazards_and_sources_are_read_strictly_too() -> None:
    """They are named by steps and shown to people."""
    hazards = (FOLDER / "hazards.toml").read_bytes()
    with pytest.raises(ChecklistError, match=r'hazards.toml, hazard 1 "wrong-gun": unknown key "titel"'):
        load_hazards("hazards.toml", hazards.replace(b"title =", b"titel =", 1))
    sources = (FOLDER / "sources.toml").read_bytes()
    with pytest.raises(ChecklistError, match="stands there twice"):
        load_sources("sources.toml", sources.replace(b'key = "CB1R"', b'key = "CB1"', 1))
    without = b'schema = "showclear-sources/1"\n[[source]]\nkey = "X"\nlabel = "x"\ntitle = "x"\nshown = true\n'
    with pytest.raises(ChecklistError, match="needs an address"):
        load_sources("sources.toml", without)


def test_shipped_definitions_are_read_once() -> None:
    """The board asks for them often."""
    assert shipped() is shipped()
