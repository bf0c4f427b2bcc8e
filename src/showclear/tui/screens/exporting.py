"""The key of the desk that makes a bundle of evidence: of the chosen record, a stop, a gun, the day, or all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.tui.presenters.export import Offer, export_form, order_of
from showclear.tui.screens.day_actions import DayActions
from showclear.words import say

if TYPE_CHECKING:
    from showclear.reports.bundling import Made


class Exporting(DayActions):
    """Screens from which records are handed on."""

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What a bundle may be about from here, the nearest first."""
        raise NotImplementedError

    def action_export(self) -> None:
        """Ask what and where to, make it, and say what it is."""
        from showclear.tui.dialogs.form import FormDialog

        production = self.host.production

        def act(values: Mapping[str, str]) -> Made:
            from showclear.reports.bundling import make_elsewhere

            return make_elsewhere(order_of(values, production.folder, production.machine))

        form = export_form(self.offers)
        self.app.push_screen(FormDialog(say("Export"), *form, act, slow=True), self.after_export)

    def after_export(self, made: Made | None) -> None:
        """Where it is, and the number that is told by another way."""
        from showclear.tui.dialogs.exported import ExportedDialog

        if made is not None:
            self.app.push_screen(ExportedDialog(made))
