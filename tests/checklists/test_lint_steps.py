"""Which keys a step of each kind may have, as checklists/README.md says it, and which together make no sense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from showclear.app.definitions import load_block, shipped
from showclear.app.definitions.lint_steps import NUMBERS, PEOPLE, WORDS, can_fail, step_faults
from showclear.app.inputs import LOADS
from showclear.domain.checklists import AnswerKind, Step
from showclear.domain.vocabulary import FACTS
from showclear.errors import ChecklistError
from tests.checklists.test_lint_subjects import said, small

README = Path(__file__).resolve().parents[2] / "checklists" / "README.md"
OPTIONS = '[{ id = "dummy", text = "A dummy" }, { id = "other", text = "Something else" }]'
STOPPING = OPTIONS.replace('else" }', 'else", stops = true }')

NEEDED: Mapping[str, Mapping[str, str]] = {
    "spoken": {},
    "choice": {"options": OPTIONS},
    "count": {},
    "number": {"unit": '"cm"'},
    "match": {"expect": '"weapon.tag"'},
    "text": {},
    "person": {},
    "container": {"expect": '"box.seal"'},
    "rounds": {
        "each": '"plan.count"',
        "signs": '[{ id = "drilled", text = "A hole" }]',
        "enough": '{ count = 1, one_of = ["drilled"] }',
    },
    "countdown": {"wait": '"misfire_wait_seconds"'},
    "reconcile": {"killer": "true"},
    "attachment": {"media": '["image/jpeg"]'},
}
"""The keys without which a step of a kind is none."""

EXPECTED = {"choice": '"plan.contents"', "person": '"issue.holder"'}
FAILING = {"choice": {"options": STOPPING}, "count": {"expect": "6"}, "number": {"floor": '"blank_stand_off"'}}
"""What else a step of a kind has when an answer fails."""

KEYS: Mapping[str, str] = {
    "each": '"weapon.chambers"',
    "expect": "6",
    "killer": "true",
    "compare": '"each"',
    "otherwise": '"hold"',
    "defer": "true",
    "options": OPTIONS,
    "signs": '[{ id = "drilled", text = "A hole" }]',
    "enough": '{ count = 1, one_of = ["drilled"] }',
    "role": '["armorer"]',
    "another": "true",
    "unit": '"cm"',
    "floor": '"blank_stand_off"',
    "ceiling": '"guns_per_handler"',
    "wait": '"misfire_wait_seconds"',
    "media": '["image/jpeg"]',
}
"""The keys that are not for every kind, each with a value that makes sense."""


def step_of(kind: str, keys: Mapping[str, str]) -> Step:
    """A step in a block of its own. Raises: ChecklistError."""
    rows = {"id": '"one"', "headline": '"ONE"', "answer": f'"{kind}"', "ask": '"What is it?"', **keys}
    text = "".join(f"{key} = {value}\n" for key, value in rows.items())
    head = 'schema = "showclear-block/1"\nid = "b"\nversion = "1.0.0"\ntitle = "B"\n[[step]]\n'
    return load_block("b.toml", (head + text).encode()).steps[0]


def holds(kind: str, keys: Mapping[str, str]) -> bool:
    """Whether such a step may be adopted."""
    try:
        return not tuple(step_faults(step_of(kind, keys)))
    except ChecklistError:
        return False


def said_of(kind: str, key: str) -> str:
    """What the table has to say of a key in a step of a kind, found by trying."""
    base = NEEDED[kind]
    if key in base:
        without = {name: value for name, value in base.items() if name != key}
        return "needs" if not holds(kind, without) else "may"
    value = EXPECTED.get(kind, KEYS[key]) if key == "expect" else KEYS[key]
    value = '"set.containers"' if kind == "reconcile" and key == "each" else value
    more = {key: value, **({"killer": "true"} if key == "compare" else {})}
    more |= {"unit": '"guns"'} if key == "ceiling" and kind == "number" else {}
    if holds(kind, {**base, **more}):
        return "may"
    failing = FAILING.get(kind, {"expect": EXPECTED[kind]} if kind in EXPECTED else {})
    return "fails" if failing and holds(kind, {**base, **more, **failing}) else ""


def table() -> dict[tuple[str, str], str]:
    """What checklists/README.md says of each pair."""
    listed = re.search(r"<!-- keys of kinds -->(.*?)<!-- end -->", README.read_text("utf-8"), re.DOTALL)
    assert listed is not None
    head, _, *rows = (
        [cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in listed[1].strip().splitlines()
    )
    return {(row[0], key): cell for row in rows for key, cell in zip(head[1:], row[1:], strict=True)}


def test_the_table_names_every_kind_and_every_key() -> None:
    """Whoever looks a pair up finds it."""
    assert set(table()) == set(product(AnswerKind, KEYS))


@pytest.mark.parametrize("kind", AnswerKind)
def test_a_step_of_each_kind_may_have_what_the_table_says_and_nothing_else(kind: AnswerKind) -> None:
    """Each pair is tried: what is left empty there is refused, what only makes sense where an answer fails too."""
    assert holds(kind, NEEDED[kind])
    assert {key: said_of(kind, key) for key in KEYS} == {key: table()[kind, key] for key in KEYS}


COUNT = 'answer = "count"\nask = "How many?"\n'
KILLER = "killer = true\n"
TOGETHER = {
    "somebody else, who is a certain one": (
        'answer = "person"\nask = "Who?"\nanother = true\nexpect = "issue.holder"\n',
        '"another" beside "expect"',
    ),
    "a name of a thing": (
        'answer = "person"\nask = "Who?"\nexpect = "weapon.tag"\n',
        '"weapon.tag" can never be the answer of a step of',
    ),
    "a count that is a tag": (COUNT + 'expect = "weapon.tag"\n', "can never be the answer"),
    "a count of drawn characters": (COUNT + KILLER + 'expect = "weapon.serial-digits"\n', "can never be the answer"),
    "a choice of a number": (
        f'answer = "choice"\nask = "What?"\noptions = {STOPPING}\nexpect = "weapon.chambers"\n',
        "can never be the answer",
    ),
    "a choice that knows none of the words": (
        f'answer = "choice"\nask = "What?"\noptions = {STOPPING}\nexpect = "issue.use"\n',
        'none of the options can be "issue.use"',
    ),
    "a box that is a tag only": (
        'answer = "container"\nask = "Which?"\nexpect = "weapon.tag"\n',
        "It may expect: box.seal, box.tag",
    ),
    "fewer than none": (COUNT + "expect = -1\n", "below nothing"),
    "every option stops": (
        'answer = "choice"\nask = "What?"\n' + f"options = {STOPPING}\n".replace('y" }', 'y", stops = true }'),
        "every option stops",
    ),
    "what is expected stops": (
        f'answer = "choice"\nask = "What?"\noptions = {STOPPING}\nexpect = "other"\n',
        "the option that is expected stops",
    ),
    "more options than can be read": (
        'answer = "choice"\nask = "What?"\noptions = ['
        + ", ".join(f'{{ id = "o{at}", text = "{at}" }}' for at in range(6))
        + "]\n",
        "6 options; 5 are the most",
    ),
    "a floor that a stricter pack lowers": (
        'answer = "number"\nask = "How long?"\nunit = "minutes"\nfloor = "clearance_minutes"\n',
        '"clearance_minutes" is no floor: where it is stricter, more would pass.',
    ),
    "a ceiling that a stricter pack raises": (
        'answer = "number"\nask = "How far?"\nunit = "cm"\nceiling = "blank_stand_off"\n',
        '"blank_stand_off" is no ceiling',
    ),
    "a floor that is a list": (
        'answer = "number"\nask = "How far?"\nunit = "cm"\nfloor = "weapon_classes"\n',
        '"weapon_classes" is no floor',
    ),
    "a distance in another unit": (
        'answer = "number"\nask = "How far?"\nunit = "m"\nfloor = "blank_stand_off"\n',
        '"blank_stand_off" is in cm, the answer in "m". Write unit = "cm".',
    ),
    "a number without a unit": ('answer = "number"\nask = "How far?"\nunit = ""\n', '"unit" is empty'),
    "a failure that cannot be": (COUNT + KILLER + 'otherwise = "hold"\n', 'so "otherwise" never happens'),
    "words that fail": ('answer = "spoken"\nask = "Say it."\notherwise = "hold"\n', 'so "otherwise" never happens'),
    "an account that fails": (
        'answer = "reconcile"\nask = "How many?"\nkiller = true\notherwise = "stand-down"\n',
        'so "otherwise" never happens',
    ),
    "two people whose counts nothing compares": (
        COUNT + KILLER + 'compare = "each"\n',
        "nothing is held against anything here",
    ),
    "a tag that is read from the screen": (
        'answer = "match"\nask = "Type {weapon.tag}."\nexpect = "weapon.tag"\n',
        '"ask" shows {weapon.tag}',
    ),
    "a word that is read from the screen": (
        'answer = "match"\nask = "The word?"\nsay = "It is {word}."\nexpect = "issue.word"\n',
        '"say" shows {word}',
    ),
    "rounds that both know": (
        COUNT + KILLER + 'why = "It has to be {plan.count}."\nexpect = "plan.count"\n',
        '"why" shows {plan.count}',
    ),
    "a holder who is called by name": (
        'answer = "person"\nask = "Is {holder} there?"\nkiller = true\nexpect = "issue.holder"\n',
        '"ask" shows {holder}',
    ),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_keys_that_make_no_sense_together_are_refused_with_what_to_do(case: str) -> None:
    """Each alone may stand; such a step was adopted, and two people found on the set that nobody can pass it."""
    step, says = TOGETHER[case]
    found = said(small("weapon", f'id = "one"\nheadline = "ONE"\n{step}'))
    assert any(says in one for one in found), found
    assert all(one.endswith((".", "?")) for one in found)


def test_a_count_that_one_person_says_back_may_be_shown() -> None:
    """What is said aloud is no look: the acknowledgement of a load names it."""
    step = f'id = "one"\nheadline = "ONE"\n{COUNT}expect = "plan.count"\n'.replace("How many?", "{plan.count}. Yes?")
    assert said(small("weapon", step)) == []


def test_every_fact_of_one_sort_is_a_fact_and_of_no_other_sort() -> None:
    """A fact that is in no set is typed as it stands, so only a match may expect it."""
    sorts = (NUMBERS, PEOPLE, frozenset(WORDS))
    assert frozenset().union(*sorts) <= FACTS.keys()
    assert sum(map(len, sorts)) == len(frozenset().union(*sorts))
    assert WORDS["zone.load"] == WORDS["weapon.load"] == set(LOADS)
    counts = {name for name in FACTS if name.endswith(("count", "chambers", "barrels", "capacity", "-out"))}
    assert counts <= NUMBERS


def test_some_shipped_steps_fail_and_some_cannot() -> None:
    """Else the table of pairs would be tried on one sort only."""
    found = {can_fail(step) for one in shipped().checklists for block in one.blocks for step in block.steps}
    assert found == {True, False}
