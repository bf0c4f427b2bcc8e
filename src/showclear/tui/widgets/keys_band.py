"""The band that says that the keys change hands."""

from __future__ import annotations

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.letters import fit_word
from showclear.tui.drawing.text import clean, width_of
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, translated

SAYS = english("KEYS TO")


class KeysBand(Drawn):
    """The user sees, inverse over the whole width, who takes the keys now: the name in block letters, the role small.

    Where there is one row only, all of it stands on that row.
    """

    name_shown: reactive[str] = reactive("")
    role: reactive[str] = reactive("")

    def __init__(self, name: str = "", role: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(KeysBand.name_shown, name)
        self.set_reactive(KeysBand.role, role)

    def rows_for(self, width: int) -> int:
        """A row of small words, three of letters."""
        return 4

    def draw(self, canvas: Canvas) -> None:
        """Fill it, and write the name as large as it fits."""
        name = clean(self.name_shown)
        canvas.rect(0, 0, canvas.width, canvas.height, "focus")
        role_at = canvas.width - width_of(self.role) - 2
        word = fit_word(name, canvas.width - 4)
        if canvas.height < 4 or word is None:
            room = role_at - 3
            canvas.text(1, canvas.height // 2, f"{translated(SAYS)} {name.upper()}", "focus-ink", bold=True, room=room)
            canvas.text(role_at, canvas.height // 2, self.role, "focus-ink")
            return
        canvas.text(2, 0, SAYS, "focus-ink", bold=True)
        canvas.text(role_at, 0, self.role, "focus-ink", bold=True)
        canvas.letters(2, 1, word, "focus-ink")
