"""docs/keys.md says what a job costs: it is counted, it is current, and the goals of the design hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.counting import flows
from scripts.counting.flows import Row
from scripts.counting.hands import Hands
from scripts.counting.nine_takes import NineTakes
from scripts.counting.stage import DANA, ON_SET, Stage, one_revolver, the_set
from scripts.keys import BEGIN, END, PAGE
from showclear.app.demo import Demonstration
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.tui.app import ShowClearApp
from showclear.tui.screens.board import BoardScreen
from tests.tui.real import NOW, Walker, copy, make, open_demo

TOLERANCE = 0.02
"""How far the seconds of the page may be from those that are worked out; keys may not differ at all."""


@dataclass(frozen=True)
class Counted:
    """The day with ten guns, walked once."""

    stage: Stage
    rows: dict[str, Row]
    answers: dict[str, tuple[tuple[str, int], ...]]
    """By row: each answer's step and keys."""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counted]:
    """Every job once, on a disk."""
    stage = the_set(tmp_path_factory.mktemp("set") / "production")
    rows, answers, done = {}, {}, len(stage.hands.answers)
    for row in flows.rows(stage):
        rows[row.id] = row
        # A row ends with its own run; runs that only lead up to it come before.
        answers[row.id] = tuple(stage.hands.answers[done:][-row.cost.answers :]) if row.cost.answers else ()
        done = len(stage.hands.answers)
    yield Counted(stage, rows, answers)
    stage.production.close()


@pytest.fixture(scope="module")
def nine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NineTakes]:
    """Nine takes, walked once."""
    day = NineTakes(one_revolver(tmp_path_factory.mktemp("revolver") / "production")).run()
    yield day
    day.stage.production.close()


def written(columns: int) -> list[list[str]]:
    """The rows of the tables that the script wrote, without their heads."""
    text = PAGE.read_text("utf-8")
    part = text[text.index(BEGIN) : text.index(END)]
    lines = [line.strip("| ").split("|") for line in part.splitlines() if line.startswith("|") and "---" not in line]
    cells = [[cell.strip() for cell in line] for line in lines]
    return [line for line in cells if line[0] not in ("job", "from") and len(line) in (columns, columns - 1)]


def test_every_job_stands_on_the_page_with_its_keys(counted: Counted) -> None:
    """A step more or less in a checklist changes what a job costs: then the script writes the page anew."""
    page = {line[0]: line for line in written(6)}
    assert list(page) == [row.what for row in counted.rows.values()]
    for row in counted.rows.values():
        keys, pins, answers, seconds = (float(cell) for cell in page[row.what][1:5])
        assert (keys, pins, answers) == (row.cost.keys, row.cost.pins, row.cost.answers), row.what
        assert seconds == pytest.approx(row.cost.seconds, rel=TOLERANCE, abs=1), row.what


def test_no_job_costs_more_than_its_goal(counted: Counted) -> None:
    """Design section 14: D at most 105, a turn-round 30 or 45, what anybody may do one key."""
    goals = {row.id: row.goal for row in counted.rows.values() if row.goal is not None}
    assert goals == {
        "d-dummies": 105, "t-empty": 30, "t-dummies": 45, "take-back": 1, "lock": 1, "out-of-sight": 1, "hold": 1,
    }  # fmt: skip
    assert {name: counted.rows[name].cost.keys for name in goals if counted.rows[name].cost.keys > goals[name]} == {}


def test_an_inspection_costs_at_most_two_and_a_half_keys_a_look(counted: Counted) -> None:
    """Design section 14: whoever has to type more than that looks at the keys and not at the gun."""
    cost = counted.rows["d-dummies"].cost
    assert cost.keys / cost.answers <= 2.5


@pytest.mark.parametrize(("job", "step"), [("d-dummies", "rounds"), ("t-dummies", "rounds"), ("g-dummies", "back")])
def test_no_round_is_ever_answered_with_fewer_than_two_keys_by_each_person(
    counted: Counted, job: str, step: str
) -> None:
    """One key a round would be one key held down."""
    rounds = [keys for name, keys in counted.answers[job] if name == step]
    assert len(rounds) == 12
    assert min(rounds) >= 2


def test_what_can_do_less_harm_costs_fewer_keys(counted: Counted) -> None:
    """The safe way is the quick way: forty rubber rifles cost less than one gun, nothing less than dummies."""
    keys = {name: row.cost.keys for name, row in counted.rows.items()}
    assert keys["rifles"] < keys["d-empty"] < keys["d-dummies"]
    assert keys["t-empty"] < keys["t-dummies"] < keys["load"] + keys["cut"]
    assert keys["burst"] < keys["three-shots"] - keys["zone"]


def test_a_gun_that_stays_locked_costs_one_key_of_each_person_at_lunch_and_wrap(counted: Counted) -> None:
    """Six of the ten were never out of their lock."""
    for job in ("count", "lunch", "wrap"):
        guns = [keys for name, keys in counted.answers[job] if name == "guns-here"]
        assert guns == [1] * 20, job


def test_the_day_with_ten_guns_verifies(counted: Counted) -> None:
    """What was counted are signed records."""
    assert counted.stage.verify().verdict is Verdict.INTACT


def test_nine_takes_with_one_cold_revolver_need_at_most_four_turn_rounds(nine: NineTakes) -> None:
    """Design section 14. Every take began and ended with a cold gun in a living issue, or the walk had broken off."""
    assert nine.takes == 9
    assert nine.turn_rounds <= 4
    assert nine.stage.verify().verdict is Verdict.INTACT
    assert [one.what for one in nine.events][-1] == "J, wrap"


def test_the_nine_takes_stand_on_the_page(nine: NineTakes) -> None:
    """Times, keys and minutes of the day."""
    page = written(4)
    assert [line[1:3] for line in page] == [[one.what, str(one.cost.keys or "")] for one in nine.events]
    assert [float(line[3]) for line in page] == pytest.approx([one.minutes for one in nine.events], abs=0.2)
    text = " ".join(PAGE.read_text("utf-8").split())
    found = re.search(r"9 takes, (\d+) turn-rounds \(at most 4\), (\d+) keys in the whole day", text)
    assert found is not None
    assert found.groups() == (str(nine.turn_rounds), str(nine.at_the_keys.keys))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration for both ways of counting."""
    return make(tmp_path_factory.mktemp("demo") / "production")


PLAN = {"scene": "42", "use": "take", "place": "Stage 3", "plan.contents": "dummy", "plan.count": "6", "box": "DUM-3"}
TOLD: dict[object, str] = {"new-seal": "9001", "words": "As you showed me.", "stays": "with"}


def hands_at(demonstration: Demonstration) -> Hands:
    """Hands at a demonstration where the revolver was cleared and returned once: what is typed first stands there."""
    clock = FakeClock(NOW)
    hands = Hands(open_demo(demonstration, clock), clock, demonstration.pins, TOLD, chosen="A-07")
    hands.do(Procedure.INSPECTION, "A-07", PLAN, ON_SET)
    hands.do(Procedure.RETURN, "A-07", {"box": "DUM-3"}, ON_SET, Told({"giver": "Mara Reyes"}))
    return hands


@pytest.mark.slow
async def test_the_screens_take_as_many_keys_as_are_counted(original: Demonstration, tmp_path: Path) -> None:
    """The page counts through the use cases; here the same three jobs are pressed on the screens, key by key."""
    hands = hands_at(copy(original, tmp_path / "by use cases"))
    wanted = [
        hands.do(Procedure.INSPECTION, "A-07", PLAN, ON_SET).keys,
        hands.do(Procedure.HANDOVER, "A-07", {"holder": DANA, "scene": "42"}, ON_SET).keys,
    ]
    hands.production.take_back("A-07")
    wanted.append(hands.do(Procedure.TURN_ROUND, "A-07", {}, ON_SET).keys)
    hands.production.close()
    demonstration = copy(original, tmp_path / "by keys")
    before = hands_at(demonstration)
    app = ShowClearApp(before.production, demonstration.pins)
    pressed = []
    async with app.run_test(size=(120, 40)) as pilot:
        for first, last in (
            (("i", "enter"), ("enter",)),
            (("h", "right", "enter", *"42", "enter"), ("enter",)),
            (("t",), ()),
        ):
            walker = Walker(app, pilot, demonstration.pins, {**TOLD, "giver": "Mara Reyes", "taker": "Dana Osei"})
            await walker.press(*first)
            await walker.walk()
            await walker.sign()
            await walker.press(*last)
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)
            pressed.append(walker.keys)
    assert pressed == wanted
    before.production.close()
