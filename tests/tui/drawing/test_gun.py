"""The pictures of guns."""

from __future__ import annotations

import itertools
import math
import time

import pytest

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.gun import GunDrawing, GunShape, draw_gun, draw_magazine, plan_cylinder
from showclear.tui.drawing.slots import LOOKS, Slot, SlotState
from showclear.tui.palettes import STAGE


def _slots(count: int, state: SlotState = SlotState.DUMMY) -> tuple[Slot, ...]:
    return tuple(Slot(str(number), state) for number in range(1, count + 1))


def _draw(
    shape: GunShape, slots: tuple[Slot, ...], *, width: int = 37, rows: int = 29, chamber: bool = False
) -> Canvas:
    picture = draw_gun(GunDrawing(shape, slots, Slot("C") if chamber else None), width=width, rows=rows, ground="panel")
    assert picture is not None
    return picture


@pytest.mark.parametrize("large", [True, False], ids=["large", "small"])
@pytest.mark.parametrize("count", range(1, 11))
def test_chambers_lie_inside_of_the_cylinder_and_beside_each_other(count: int, large: bool) -> None:
    """From one to ten chambers: none overlaps another, none reaches over the rim."""
    plan = plan_cylinder(count, large=large)
    assert len(plan.seats) == count
    for seat in plan.seats:
        assert math.hypot(*seat) + plan.chamber_radius <= plan.radius + 0.5
        assert seat[1] % 2 == 0, "words have to stand in the middle of a row"
    for first, second in itertools.combinations(plan.seats, 2):
        assert math.dist(first, second) >= 2 * plan.chamber_radius


@pytest.mark.parametrize("count", range(2, 11))
def test_chambers_are_numbered_clockwise_from_the_top(count: int) -> None:
    """As the armorer sees them from behind."""
    seats = plan_cylinder(count, large=True).seats
    angles = [math.atan2(x, -y) % (2 * math.pi) for x, y in seats]
    assert seats[0][0] == 0
    assert seats[0][1] < 0
    assert angles == sorted(angles)


@pytest.mark.parametrize("count", range(1, 11))
def test_every_chamber_shows_its_number_and_its_word(count: int) -> None:
    """Also in the small picture of ten chambers."""
    for width, rows in ((37, 29), (31, 15)):
        text = _draw(GunShape.CYLINDER, _slots(count), width=width, rows=rows).plain()
        assert text.count("DUMMY") == count
        for number in range(1, count + 1):
            assert str(number) in text


@pytest.mark.parametrize("state", [state for state in SlotState if state is not SlotState.NOT_YET])
def test_every_state_says_its_word_in_the_picture(state: SlotState) -> None:
    """Colour alone says nothing to one man in twelve."""
    text = _draw(GunShape.CYLINDER, _slots(6, state)).plain()
    assert text.count(LOOKS[state].word) == 6


def test_states_that_hold_something_differ_in_shape_or_fill_from_empty() -> None:
    """Hollow is empty; full, bitten and lugged are not."""
    drawn = {
        state: tuple(tuple(row) for row in _draw(GunShape.CYLINDER, _slots(6, state))._quarters) for state in SlotState
    }
    assert len(set(drawn.values())) >= len(SlotState) - 1, "only NOT SEEN and 1 MARK are drawn alike"


def test_changing_one_chamber_changes_nothing_else_in_the_picture() -> None:
    """The metal is kept from one entry to the next."""
    before = _slots(6, SlotState.EMPTY)
    after = (*before[:3], Slot("4", SlotState.DUMMY), *before[4:])
    first, second = _draw(GunShape.CYLINDER, before), _draw(GunShape.CYLINDER, after)
    changed = {
        (row, column)
        for row in range(2 * first.height)
        for column in range(2 * first.width)
        if first._quarters[row][column] != second._quarters[row][column]
    }
    assert changed
    assert all(row >= 20 and 24 <= column <= 50 for row, column in changed)


def test_a_repaint_of_the_large_cylinder_takes_a_few_milliseconds() -> None:
    """A look is answered every second or two; the picture must never be what people wait for."""
    states = itertools.cycle(SlotState)
    slots = _slots(6)
    best = math.inf
    for _ in range(20):
        slots = (*slots[:3], Slot("4", next(states)), *slots[4:])
        begin = time.process_time()
        picture = _draw(GunShape.CYLINDER, slots)
        for row in range(picture.height):
            picture.runs(row, STAGE)
        best = min(best, time.process_time() - begin)
    assert best < 0.008


@pytest.mark.parametrize("count", [1, 6, 9, 10, 17, 30, 100])
def test_a_magazine_of_any_size_shows_the_round_that_is_asked_now(count: int) -> None:
    """What does not fit is counted, not hidden."""
    slots = (*_slots(count - 1), Slot(str(count), SlotState.NOW))
    picture = draw_magazine(slots, rows=20, ground="panel")
    text = picture.plain()
    assert "NOW" in text
    assert picture.height <= 20
    assert ("more above" in text) == (count > 17)


def test_a_tube_shows_its_chamber_as_a_circle_of_its_own() -> None:
    """The round in the chamber is the one that fires."""
    beside = _draw(GunShape.TUBE, _slots(6), width=48, chamber=True)
    above = _draw(GunShape.TUBE, _slots(6), width=37, chamber=True)
    assert (beside.height, above.height) == (5, 11)
    assert "C" in beside.plain()
    assert "C" in above.plain()


def test_a_tube_too_long_for_the_panel_is_drawn_as_a_column() -> None:
    """Fifteen rounds of a rifle still show their words."""
    assert _draw(GunShape.TUBE, _slots(15), chamber=True).plain().count("DUMMY") == 15


@pytest.mark.parametrize("shape", [GunShape.BARRELS, GunShape.STACKED_BARRELS])
@pytest.mark.parametrize("width", [37, 60])
def test_barrels_say_which_one_they_are(shape: GunShape, width: int) -> None:
    """Left and right, or top and bottom, stand in the words of the caller."""
    slots = (Slot("LEFT", SlotState.EMPTY), Slot("RIGHT", SlotState.BLANK))
    text = _draw(shape, slots, width=width).plain()
    assert "LEFT" in text
    assert "RIGHT" in text


@pytest.mark.parametrize("shape", GunShape)
@pytest.mark.parametrize("count", [0, 1, 2, 6, 12])
def test_a_picture_never_exceeds_its_room(shape: GunShape, count: int) -> None:
    """Where it does not fit there is none, and the table says it alone."""
    for width, rows in itertools.product((0, 5, 20, 31, 37, 80), (0, 1, 5, 15, 29)):
        drawing = GunDrawing(shape, _slots(count), Slot("C"))
        picture = draw_gun(drawing, width=width, rows=rows, ground="panel")
        assert picture is None or (picture.width <= width and picture.height <= rows)


def test_a_belt_shows_the_part_around_what_is_asked_now() -> None:
    """A belt of two hundred rounds is longer than any screen."""
    slots = tuple(
        Slot(str(n), SlotState.BLANK if n < 120 else SlotState.NOW if n == 120 else SlotState.NOT_YET)
        for n in range(1, 201)
    )
    picture = _draw(GunShape.BELT, slots, chamber=True)
    text = picture.plain()
    assert "120 NOW" in text.replace("  ", " ")
    assert "more above" in text
    assert "more below" in text
    assert picture.height <= 29


@pytest.mark.parametrize(
    ("state", "words"),
    [(SlotState.EMPTY, "EMPTY"), (SlotState.NOW, "NOW"), (SlotState.LIVE, "LIVE?"), (SlotState.NOT_YET, "not yet")],
    ids=str,
)
def test_the_rod_of_a_muzzle_loader_reaches_the_breech_only_where_nothing_is_in_the_way(
    state: SlotState, words: str
) -> None:
    """What was entered is drawn: a rod that stands out, or one that went all the way."""
    picture = draw_gun(GunDrawing(GunShape.MUZZLE_LOADER, (Slot("1", state),)), width=37, rows=20, ground="panel")
    assert picture is not None
    text = picture.plain()
    assert words in text
    assert "breech" in text
    assert "muzzle" in text
    reached = picture.colour_at(5, 8.4) == "cold"
    assert reached is (state is SlotState.EMPTY)


def test_a_nipple_is_hollow_while_it_is_bare_and_full_with_a_cap_on_it() -> None:
    """Six nipples beside six chambers, each with its own answer."""
    states = (SlotState.EMPTY, SlotState.LIVE, SlotState.NOW, SlotState.NOT_YET, SlotState.EMPTY, SlotState.EMPTY)
    drawing = GunDrawing(GunShape.CYLINDER, _slots(6, SlotState.EMPTY), nipples=states)
    bare = draw_gun(GunDrawing(GunShape.CYLINDER, _slots(6, SlotState.EMPTY)), width=37, rows=29, ground="panel")
    drawn = draw_gun(drawing, width=37, rows=29, ground="panel")
    assert bare is not None
    assert drawn is not None
    assert "live" in {drawn.colour_at(x / 2, y / 2) for x in range(74) for y in range(38)}
    assert bare.plain() != drawn.plain()


def test_every_drawn_mark_of_a_batch_is_on_the_picture() -> None:
    """Also where there are more than fit: how many more is said."""
    slots = (Slot("RIF-07", SlotState.EMPTY, "", "READ"), Slot("RIF-19", SlotState.NOW), Slot("RIF-33"))
    for width, rows in ((37, 29), (31, 18)):
        text = _draw(GunShape.MARKS, slots, width=width, rows=rows).plain()
        assert all(slot.label in text for slot in slots)
    many = tuple(Slot(f"M-{n}") for n in range(40))
    assert "more" in _draw(GunShape.MARKS, many, width=31, rows=12).plain()
