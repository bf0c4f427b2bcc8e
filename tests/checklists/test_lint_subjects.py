"""Lint over every subject: a small checklist about each, with one thing wrong at a time."""

from __future__ import annotations

import pytest

from showclear.app.definitions import ShippedDefinitions, definitions_folder, load_checklist
from showclear.app.definitions.lint import lint
from showclear.domain.effects import EFFECTS, Bearing
from showclear.domain.extending import losses, words_changed
from showclear.domain.facets import FACETS_OF, FROM_INPUTS
from showclear.domain.vocabulary import FACETS, SUBJECTS

STEP = 'id = "look"\nheadline = "LOOK"\nanswer = "count"\nask = "How many?"\nkiller = true\n'
MATCH = STEP.replace('"count"', '"match"')
"""What is typed from the thing may be any fact."""
STYLE = "challenge-response"


def small(subject: str, step: str = STEP, head: str = "", effect: str = "", procedure: str = "wrap") -> str:
    """A checklist about `subject` with one step."""
    return (
        f'schema = "showclear-checklist/1"\nid = "small"\nversion = "1.0.0"\ntitle = "Small"\n'
        f'procedure = "{procedure}"\nstyle = "{STYLE}"\nsubject = "{subject}"\ndo = ["armorer"]\n'
        f'see = ["assistant-director", "handler"]\n{head}\n'
        '[statement]\nperformer = "I looked."\nverifier = "I looked."\n'
        f'[[block]]\nid = "b"\ntitle = "B"\n[[block.step]]\n{step}{effect}'
    )


def said(text: str) -> list[str]:
    """What lint says about a set of this one checklist."""
    checklist = load_checklist("small.toml", text.encode(), {})
    findings = lint(ShippedDefinitions((checklist,), (), (), (), {}, {}), ())
    return [f"{finding.fault} {finding.remedy}" for finding in findings]


def test_a_production_that_adopted_the_first_batch_issue_takes_the_one_that_counts_its_holders() -> None:
    """R-EXT-1: what is expected where nothing was refuses more, and the way back is refused."""
    data = (definitions_folder() / "batch-issue.toml").read_bytes()
    now = load_checklist("batch-issue.toml", data, {})
    line = b'expect = "holders.count"\n'
    assert data.count(line) == 1
    before = load_checklist("batch-issue.toml", data.replace(line, b"").replace(b"1.0.1", b"1.0.0"), {})
    assert losses(before, now) == words_changed(before, now) == ()
    assert len(losses(now, before)) == 1


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_is_tried(subject: str) -> None:
    """A subject without facets is one combination, not none."""
    assert said(small(subject)) == []
    never = STEP + 'applies_when = { "weapon.class" = ["rubber"], "weapon.action" = ["pump"] }\n'
    assert any("it can never be reached" in one for one in said(small(subject, never)))


ALLOWED = {
    "weapon": ("weapon.holds-count", "issue.holder", "zone.count", "plan.count", "unit.name"),
    "container": ("container.count", "unit.name"),
    "device": ("device.holds-count", "plan.count", "performer.name"),
    "batch": ("batch.count", "batch.out-count", "set.all-out"),
    "person": ("person.name", "unit.name"),
    "set": ("set.weapons-count", "set.handlers-count", "unit.armorer"),
}


@pytest.mark.parametrize(("subject", "fact"), [(subject, fact) for subject, facts in ALLOWED.items() for fact in facts])
def test_the_facts_of_a_subject_may_be_expected(subject: str, fact: str) -> None:
    """Those that the app knows in such a run."""
    assert said(small(subject, MATCH + f'expect = "{fact}"\n')) == []


GIVEN = {
    "box": "box.holds-now",
    "device": "device.holds-count",
    "person": "person.name",
    "restriction": "stop.name",
    "holders": "holders.count",
}


@pytest.mark.parametrize("name", GIVEN)
def test_some_facts_come_with_an_input(name: str) -> None:
    """Nobody knows which box, device, person or stop it is before somebody said so."""
    step = MATCH + f'expect = "{GIVEN[name]}"\napplies_when = {{ "plan.contents" = ["dummy"] }}\n'
    assert said(small("weapon", step, f'inputs = ["{name}"]')) == []
    assert any(f'Add "{name}" to inputs.' in one for one in said(small("weapon", step)))


PLACES = {
    "ask": ("How many?", "How many of {X}?"),
    "say of a step": ('headline = "LOOK"', 'headline = "LOOK"\nsay = "It is {X}."'),
    "why": ('headline = "LOOK"', 'headline = "LOOK"\nwhy = "It is {X}."'),
    "say of a block": ('title = "B"', 'title = "B"\nsay = "It is {X}."'),
    "statement": ('performer = "I looked."', 'performer = "I looked at {X}."'),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("subject", "placeholder", "given"),
    [
        ("set", "scene", "scene"), ("set", "person", "person"), ("set", "armorer", "armorer"), ("set", "box", "box"),
        ("person", "weapon.tag", "weapon.tag"), ("weapon", "device.tag", "device"),
        ("set", "stop.words", "restriction"),
        ("weapon", "weapon.make", "weapon.make"), ("batch", "reason", "reason"),
    ],
)  # fmt: skip
def test_a_brace_is_never_read_aloud(place: str, subject: str, placeholder: str, given: str) -> None:
    """What a run does not know stays as it is written, in the middle of a sentence, on set."""
    old, new = PLACES[place]
    text = small(subject).replace(old, new.replace("X", placeholder))
    assert any(f"names {{{placeholder}}}, which this run does not know" in one for one in said(text))
    head = f'subject = "{subject}"\ninputs = ["{given}"]'
    assert said(text.replace(f'subject = "{subject}"', head)) == []


@pytest.mark.parametrize(
    ("subject", "placeholder"),
    [
        ("weapon", "holder"), ("weapon", "scene"), ("weapon", "holding"), ("weapon", "plan.count"), ("set", "unit"),
        ("person", "person"), ("batch", "batch.what"), ("device", "device"), ("set", "set.gaps"), ("set", "unit.first"),
    ],
)  # fmt: skip
def test_what_the_record_says_may_be_named(subject: str, placeholder: str) -> None:
    """A run knows it without asking."""
    assert said(small(subject).replace("How many?", f"How many of {{{placeholder}}}?")) == []


def test_the_person_of_an_effect_is_somebody() -> None:
    """Nobody could be briefed, trained or put in charge."""
    briefed = '[[effect]]\nkind = "briefed"\nunit = "is:Main"\nperson = "person-id"\n'
    assert any('"person-id" is nobody in this run' in one for one in said(small("set", effect=briefed)))
    assert said(small("set", head='inputs = ["person"]', effect=briefed)) == []
    assert said(small("person", effect=briefed)) == []
    charge = briefed.replace("person-id", "armorer-id")
    assert any('"armorer-id" is nobody in this run' in one for one in said(small("set", effect=charge)))
    assert said(small("set", head='inputs = ["armorer"]', effect=charge)) == []


@pytest.mark.parametrize(
    ("subject", "fact"),
    [
        ("set", "weapon.serial"), ("set", "batch.count"), ("batch", "weapon.serial"), ("person", "container.count"),
        ("device", "weapon.chambers"), ("container", "device.capacity"), ("weapon", "batch.count"),
    ],
)  # fmt: skip
def test_the_facts_of_another_subject_may_not(subject: str, fact: str) -> None:
    """The run would be refused at its start, on set."""
    assert any("does not exist for a" in one for one in said(small(subject, STEP + f'expect = "{fact}"\n')))


@pytest.mark.parametrize(
    ("subject", "each"), [("set", "weapon.chambers"), ("weapon", "batch.drawn"), ("person", "container.trays")]
)
def test_the_repetitions_of_another_subject_may_not(subject: str, each: str) -> None:
    """Nothing would be asked."""
    assert any("does not exist for a" in one for one in said(small(subject, STEP + f'each = "{each}"\n')))


def test_guns_are_named_at_the_start() -> None:
    """A step for each of them asks for the input."""
    assert any('"guns" needs the input "guns"' in one for one in said(small("set", STEP + 'each = "guns"\n')))
    assert said(small("set", STEP + 'each = "guns"\n', 'inputs = ["guns"]')) == []


@pytest.mark.parametrize(
    ("subject", "facet"),
    [
        (subject, facet)
        for subject, facets in {**FACETS_OF, "weapon": ("use",)}.items()
        for facet in sorted(FROM_INPUTS.intersection(facets))
    ],
)
def test_a_facet_from_an_input_needs_the_input(subject: str, facet: str) -> None:
    """Without it the step is asked of nobody, ever, and nobody notices."""
    value = FACETS[facet][0]
    step = STEP + f'applies_when = {{ "{facet}" = ["{value}"] }}\n'
    assert any(f'the facet "{facet}" is not known in this run' in one for one in said(small(subject, step)))
    assert said(small(subject, step, f'inputs = ["{facet}"]')) == []
    custody = '[[effect]]\nkind = "custody"\nitem = "subject"\nshape = "is:with"\n'
    effect = f'{custody}applies_when = {{ "{facet}" = ["{value}"] }}\n'
    assert any(f'the facet "{facet}" is not known in this run' in one for one in said(small(subject, STEP, "", effect)))


def test_whoever_may_walk_it_is_asked_every_step() -> None:
    """A run of an armorer and a handler would be refused where only the assistant director calls."""
    call = STEP.replace("killer = true\n", "") + 'do = ["assistant-director"]\n'
    assert any("with armorer and handler nobody is asked it." in one for one in said(small("set", call)))
    assert said(small("set", call + 'see = ["armorer"]\n')) == []


def test_in_an_emergency_whoever_reads_it_is_asked_every_step() -> None:
    """Whatever role the step names: nothing waits for somebody who is not there."""
    call = STEP.replace("killer = true\n", "") + 'do = ["assistant-director"]\n'
    text = small("set", call, 'pin_at = "signature"', procedure="misfire").replace(STYLE, "emergency")
    assert said(text) == []


def test_a_blank_take_loads_from_a_box_or_a_device() -> None:
    """And from nothing else: a step with dummies in it is never reached."""
    step = STEP + 'applies_when = { "plan.from" = ["device"] }\n'
    assert said(small("weapon", step, 'inputs = ["plan.from"]', procedure="blank-take")) == []
    dummies = STEP + 'applies_when = { "plan.contents" = ["dummy"] }\n'
    assert any("it can never be reached" in one for one in said(small("weapon", dummies, procedure="blank-take")))


@pytest.mark.parametrize("kind", EFFECTS)
def test_every_kind_of_effect_can_stand_in_a_checklist(kind: str) -> None:
    """The language has no effect that only the program could write."""
    values = "".join(f'{name} = "is:{0 if wanted is int else "x"}"\n' for name, wanted in EFFECTS[kind].needs.items())
    effect = f'[[effect]]\nkind = "{kind}"\n{values}'
    assert said(small("set", STEP, "", effect)) == []
    without = said(small("set", STEP.replace("killer = true\n", ""), "", effect))
    permits = EFFECTS[kind].bearing is Bearing.PERMISSION
    assert any("permits something without a killer step" in one for one in without) is permits
