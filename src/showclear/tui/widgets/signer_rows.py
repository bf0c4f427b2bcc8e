"""Who signs, in order, and who does so now."""

from __future__ import annotations

from dataclasses import dataclass

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import width_of
from showclear.tui.widgets.drawn import Drawn


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One signer: name, role, what the signature means, and how far it is."""

    name: str
    role: str
    meaning: str
    status: str
    """At the right: "signed 21:30:41", "signs now", "then"."""
    signed: bool = False
    now: bool = False


class SignerRows(Drawn):
    """The user sees who has signed and for what, and that it is his turn."""

    signers: reactive[tuple[SignerLine, ...]] = reactive((), layout=True)

    def __init__(
        self, signers: tuple[SignerLine, ...] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(SignerRows.signers, signers)

    def rows_for(self, width: int) -> int:
        """One row each."""
        return max(1, len(self.signers))

    def draw(self, canvas: Canvas) -> None:
        """Draw the rows; the one that signs now is inverse."""
        end = canvas.width - 1
        role_at = 5 + max([13, *(width_of(signer.name) for signer in self.signers)])
        meaning_at = role_at + 1 + max([10, *(width_of(signer.role) for signer in self.signers)])
        for y, signer in enumerate(self.signers):
            if signer.now:
                canvas.rect(0, y, canvas.width, 1, "focus")
            ink = "focus-ink" if signer.now else "text" if signer.signed else "muted"
            canvas.text(1, y, "►" if signer.now else "✓" if signer.signed else "-", ink, bold=True)
            start = canvas.text_end(end, y, signer.status, ink, bold=signer.now, room=end)
            if canvas.width >= 66 and meaning_at < start:
                canvas.text(4, y, signer.name, ink, bold=True)
                canvas.text(role_at, y, signer.role, ink)
                canvas.text(meaning_at, y, signer.meaning, ink, room=max(0, start - meaning_at - 1))
            else:
                words = ", ".join(part for part in (signer.name, signer.role, signer.meaning) if part)
                canvas.text(3, y, words, ink, bold=signer.now, room=max(0, start - 4))
