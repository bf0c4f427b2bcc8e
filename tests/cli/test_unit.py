"""`showclear unit`: a second unit, or another 1st assistant director."""

from __future__ import annotations

from pathlib import Path

from showclear.app.production import Production
from showclear.storage.paths import MachinePaths
from tests.cli.conftest import Run
from tests.cli.productions import Founded


def words(production: Founded) -> str:
    """Yes, and the five words of the assistant director and of the safety officer."""
    return f"y\n{production.words['jonas-weil']}\n{production.words['ada-nilsen']}\n"


def test_a_second_unit_is_signed_and_stands_on_the_board(showclear: Run, production: Founded) -> None:
    """The zone of the first one is offered; without the last yes nothing changes."""
    ran = showclear("unit", production.folder, typed="Second unit\nBackland\n\nn\n")
    assert ran.code == 1
    assert "Units of this production: Main unit" in ran.err
    ran = showclear("unit", production.folder, typed=f"Second unit\nBackland\n\n{words(production)}")
    assert ran.code == 0, ran.err
    text = (production.folder / "log" / ran.out.splitlines()[-1]).read_text()
    assert 'unit = "Second unit", place = "Backland", zone = "UTC", first = "jonas-weil"' in text
    assert showclear("verify", production.folder).code == 0
    assert '"units": [\n      "Main unit",\n      "Second unit"' in showclear("board", "--json", production.folder).out


def test_a_unit_that_is_written_nearly_like_another_is_refused(showclear: Run, production: Founded) -> None:
    """Guns that seem to be with one unit would be with another."""
    ran = showclear("unit", production.folder, typed=f"main unit\nBackland\nUTC\n{words(production)}")
    assert ran.code == 6
    assert 'There is a unit "Main unit" already.' in ran.err
    assert len(list((production.folder / "log").iterdir())) == 5


def test_a_known_unit_keeps_its_place_and_zone_unless_another_is_typed(showclear: Run, production: Founded) -> None:
    """Enter is enough for both."""
    ran = showclear("unit", production.folder, typed=f"Main unit\n\n\n{words(production)}")
    assert ran.code == 0, ran.err
    assert 'place = "Stage 4"' in (production.folder / "log" / ran.out.splitlines()[-1]).read_text()


def test_nobody_types_their_words_while_another_window_signs(
    showclear: Run, production: Founded, machine: Path
) -> None:
    """It used to be said after the second five words."""
    window = Production.open(production.folder, machine=MachinePaths(machine))
    try:
        ran = showclear("unit", production.folder, typed="Second unit\nBackland\nUTC\ny\n")
    finally:
        window.close()
    assert ran.code == 6
    assert "Another window" in ran.err
    assert "five words" not in ran.err
