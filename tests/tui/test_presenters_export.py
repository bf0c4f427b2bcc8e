"""What the form of a bundle offers, and what is said of one that was made."""

from __future__ import annotations

from pathlib import Path

from showclear.app.bundle.choosing import Scope
from showclear.reports.bundling import Made
from showclear.storage.paths import MachinePaths
from showclear.tui.presenters.export import export_form, made_lines, offers_of, order_of

RECORD = f"cart-ab12-000018-{'0' * 32}.toml"


def test_what_is_near_is_offered_first_and_everything_last() -> None:
    """A stop offers itself with its end; what is not there is not offered."""
    assert [one[:2] for one in offers_of(RECORD, "hold", "A-07", "2026-03-02")] == [
        ("record", RECORD), ("incident", RECORD), ("weapon", "A-07"), ("day", "2026-03-02"), ("all", ""),
    ]  # fmt: skip
    assert [one[0] for one in offers_of(RECORD, "procedure", "", "")] == ["record", "all"]
    assert offers_of("", "hold", "", "") == (("all", "", "everything"),)


def test_what_stands_in_the_form_is_what_is_made() -> None:
    """A day may have spaces in its name."""
    said, fields = export_form(offers_of("", "", "", "day 12 of 40"))
    values = {one.id: one.default or one.choices[0][0] for one in fields}
    order = order_of(values | {"where": " ~/x "}, Path("/p"), MachinePaths(Path("/m")))
    assert (order.scope, order.which, order.packed, order.attachments) == (Scope.DAY, "day 12 of 40", False, False)
    assert order.out == Path.home() / "x"
    assert "without a network" in said[0]
    more = order_of(values | {"form": "zip", "attachments": "yes"}, Path("/p"), MachinePaths(Path("/m")))
    assert (more.packed, more.attachments) == (True, True)


def test_what_is_wrong_or_left_out_is_said() -> None:
    """Nobody may hand on an altered record without knowing it."""
    made = Made(
        Path("/x"), "0" * 64, 12, "altered", {"asked for": 2, "says something about it": 0, "needed to verify it": 5},
        whole=False, because="", damaged=(),
        left_out={"records": 4, "attachments": {"a": "not asked for"}, "reports": ["day could not be made: no unit."]},
    )  # fmt: skip
    assert list(made_lines(made)) == [
        "12 files, 7 records, 2 of them asked for: ALTERED.",
        "The records in it are altered. It is handed on as it is, and it says so.",
        "4 other records are not in it, and it proves nothing about them.",
        "1 attachment is not in it.",
        "Report: day could not be made: no unit.",
    ]
