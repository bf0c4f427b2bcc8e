"""Who signs what waits for a signature from afar: where several may, the one who is there says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters.people import with_role
from showclear.words import say

if TYPE_CHECKING:
    from showclear.tui.screens.host import Host


def ask_who_signs(host: Host, record: str, then: Callable[[str], None]) -> None:
    """Call `then` with the id of who signs; with none where at most one person may, or nobody. Raises: InputError."""
    fitting = host.production.who_signs_from_afar(record)
    if len(fitting) < 2:
        then("")
        return
    rows = tuple(Choice(one.id, with_role(one)) for one in fitting)

    def chosen(person: str | None) -> None:
        if person:
            then(person)

    host.push_screen(ChooseDialog(say("Approve"), say("Who signs it?"), rows), chosen)
