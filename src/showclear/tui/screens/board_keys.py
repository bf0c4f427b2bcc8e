"""The keys of the board."""

from __future__ import annotations

from textual.binding import Binding

from showclear.domain.checklists import Procedure
from showclear.words import english


def _key(keys: str, action: str, label: str, name: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(keys, action, label, id=f"board.{name}", tooltip=tooltip, show=show)


BOARD_KEYS = (
    _key(
        "n,N",
        "next_due",
        english("next"),
        "next-due",
        english("Do what is due next; what gun work waits for comes first."),
    ),
    _key(
        "x,X",
        "lift",
        english("end the stop"),
        "lift",
        english("What ends the stop, the report or the concern that is open, or lets go what is frozen."),
    ),
    _key(
        "i,I",
        f"begin('{Procedure.INSPECTION}')",
        english("inspect"),
        "inspect",
        english("Inspect the chosen gun, both of you."),
    ),
    _key(
        "h,H",
        f"begin('{Procedure.HANDOVER}')",
        english("hand over"),
        "hand-over",
        english("Hand the chosen gun to its holder."),
    ),
    _key(
        "t,T",
        f"begin('{Procedure.TURN_ROUND}')",
        english("turn-round"),
        "turn-round",
        english("Take it back, show it, hand it over."),
    ),
    _key(
        "r,R",
        f"begin('{Procedure.RETURN}')",
        english("return, clear"),
        "return",
        english("Take everything out and prove it empty."),
    ),
    _key(
        "b,B",
        "take_back",
        english("take back"),
        "take-back",
        english("The gun is back in your hand. One key, never refused."),
    ),
    _key("l,L", "lock", english("lock"), "lock", english("The chosen gun is locked. One key, never refused.")),
    _key(
        "o,O",
        "out_of_sight",
        english("out of sight"),
        "out-of-sight",
        english("The chosen gun was out of sight. Never refused."),
    ),
    _key(
        "g,G",
        "intake_again",
        english("take in anew"),
        "intake-again",
        english("Two people take the barred gun in anew, under its tag."),
    ),
    _key(
        "q,Q",
        "why",
        english("why"),
        "why",
        english("Read it whole: why it is so, and what stops the set."),
    ),
    _key("p,P", "procedures", english("procedures"), "procedures", english("Every procedure by its letter, A to O.")),
    _key(
        "e,E",
        "report",
        english("report"),
        "report",
        english("Something happened: one key, a class, one line. Anyone may."),
    ),
    _key(
        "m,M",
        f"start('{Procedure.MISFIRE}')",
        english("misfire"),
        "misfire",
        english("Misfire or odd sound: begins at once."),
    ),
    _key(
        "f,F",
        f"start('{Procedure.FOUND}')",
        english("found, missing"),
        "found",
        english("A gun or a round found or missing."),
    ),
    _key("c,C", "concern", english("concern"), "concern", english("Write a concern; it needs no name.")),
    _key(
        "j,J",
        f"start('{Procedure.WRAP}')",
        english("wrap"),
        "wrap",
        english("End the day: all guns in, counts, locks, signatures."),
    ),
    _key("a,A", "intake", english("take in"), "intake", english("Take a weapon, ammunition or a batch in.")),
    _key("u,U", "unfinished", english("unfinished"), "unfinished", english("Go on with a run that is not signed.")),
    _key("s,S", "shifts", english("shifts"), "shifts", english("Who signs on this laptop: open or lock a shift.")),
    _key("v,V", "verify", english("verify"), "verify", english("Check every record again.")),
    _key("w,W", "review", english("review"), "review", english("Write and sign a review of a stop.")),
    _key(
        "d,D",
        "paper",
        english("from paper"),
        "paper",
        english("After a dead battery: enter what was done on the printed pad."),
    ),
    _key(
        "z,Z",
        "new_log",
        english("new log"),
        "new-log",
        english("This laptop's log went on elsewhere: begin one of its own."),
    ),
    _key("y,Y", "unit", english("unit"), "unit", english("Which unit this laptop works for.")),
    _key(
        "tab",
        "more",
        english("list"),
        "more",
        english("Due, on duty, out, open, not signed; and back to the guns."),
    ),
    _key("up", "move('up')", "", "up", english("The gun above."), show=False),
    _key("down", "move('down')", "", "down", english("The gun below."), show=False),
    _key("left", "move('left')", "", "left", english("The gun at the left."), show=False),
    _key("right", "move('right')", "", "right", english("The gun at the right."), show=False),
)
"""What begins, writes or shows something there, and the arrows between the guns."""
