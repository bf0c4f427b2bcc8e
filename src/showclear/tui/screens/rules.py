"""The rules of the production: what holds and why; packs and checklists are adopted here, and it ends here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from showclear.app.extending import read_files
from showclear.app.rule_packs import read_pack
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.message import ConfirmDialog
from showclear.tui.dialogs.sign_all import SignAllDialog, SignedAllDialog
from showclear.tui.presenters import rules as forms
from showclear.tui.presenters import rules_place as present
from showclear.tui.screens.list_place import ListPlace
from showclear.tui.widgets.fact_sheet import SheetData
from showclear.tui.widgets.pieces import Piece
from showclear.tui.widgets.row_list import ListRow, RowOpened
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.adopted import AdoptedFile
    from showclear.app.extending import Extension
    from showclear.app.rule_packs import LimitLine, PackLine, Proposal
    from showclear.app.sittings import Signed, SittingSigning


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, id=f"rules.{name}", tooltip=tooltip)


class RulesScreen(ListPlace):
    """The user sees every limit that holds with its value and who decided it, the packs, and the checklists."""

    HELP = "rules"
    PLACE = "rules"
    COLUMNS = present.COLUMNS
    NARROW = present.NARROW
    BINDINGS: ClassVar[list[BindingType]] = [
        _key(
            "a,A",
            "packs",
            english("adopt, remove"),
            "packs",
            english("Adopt a rule pack or remove one: safety officer and armorer."),
        ),
        _key(
            "c,C",
            "checklists",
            english("checklists"),
            "checklists",
            english("Adopt checklists with more in them, or translated."),
        ),
        _key(
            "e,E",
            "end",
            english("end it"),
            "end",
            english("End the production: every key but the producer's ends; two sign."),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.packs: tuple[PackLine, ...] = ()
        self.limits: tuple[LimitLine, ...] = ()
        self.checklists: tuple[AdoptedFile, ...] = ()

    def read(self) -> None:
        """Ask the production."""
        production = self.host.production
        self.packs, self.limits = production.rules.adopted(), production.rules.lines()
        self.checklists = tuple(one for one in production.adopted.files() if one.what in ("checklist", "block"))

    def rows(self) -> tuple[ListRow, ...]:
        """Packs, limits, checklists."""
        return present.rows(self.packs, self.limits, self.checklists)

    def figures(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """Whose rules hold."""
        return present.figures(self.packs, self.limits, self.host.production.adopted.without_effect)

    def sheet_of(self, value: str) -> SheetData:
        """Why the chosen one is what it is."""
        return present.sheet(value, self.packs, self.limits, self.checklists)

    def on_row_opened(self, event: RowOpened) -> None:
        """What can be done, in words."""
        event.stop()
        self.menu(say("Rules"), say("What shall happen?"))

    # Rule packs

    def action_packs(self) -> None:
        """Which pack to adopt or remove."""
        self.attempt(self.ask_packs)

    def ask_packs(self) -> None:
        """Show what holds, with every pack that there is. Raises: ShowClearError."""
        packs = self.host.production.rules
        form = forms.choice_form(packs.adopted(), packs.lines(), packs.on_offer())

        def act(values: Mapping[str, str]) -> object:
            what, _, name = values["pack"].partition(" ")
            if what == forms.OWN_FILE:
                return packs.propose((read_pack(Path(values["file"]).expanduser()),))
            return packs.propose((name,)) if what == "adopt" else packs.propose((), (name,))

        self.app.push_screen(FormDialog(say("Rules"), *form, act), self.after_proposal)

    def after_proposal(self, proposal: Proposal | None) -> None:
        """What becomes stricter and looser is read; then the two sign."""
        board, packs = self.host.board, self.host.production.rules
        if proposal is None or board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return packs.adopt(proposal, values["officer"], values["armorer"])

        self.app.push_screen(
            FormDialog(say("Rules"), *forms.sign_form(proposal, board, self.host.production.signers()), act), self.sign
        )

    # Checklists of our own

    def action_checklists(self) -> None:
        """Which files to adopt; comparing them takes a moment."""
        extensions = self.host.production.extensions

        def act(values: Mapping[str, str]) -> object:
            if values["what"] != forms.OWN_FILE:
                return extensions.propose(extensions.in_language(values["what"]))
            return extensions.propose(read_files(Path(values["file"]).expanduser()))

        self.app.push_screen(
            FormDialog(say("Checklists"), *forms.checklists_form(), act, slow=True), self.after_extension
        )

    def after_extension(self, extension: Extension | None) -> None:
        """What is asked in addition is read; then the two sign."""
        board, production = self.host.board, self.host.production
        if extension is None or board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            draft = production.extensions.draft(extension, values["officer"], values["armorer"])
            return production.sign_also_from_afar(draft)

        form = forms.extension_form(extension, board, production.signers())
        self.app.push_screen(FormDialog(say("Checklists"), *form, act), self.sign)

    # The end

    def action_end(self) -> None:
        """Name what has to be settled first; where nothing has, ask whether it shall end."""

        def ask() -> None:
            self.host.production.ending.refuse_obstacles()
            self.app.push_screen(ConfirmDialog(say("The end"), *forms.END_WORDS), self.after_end_question)

        self.attempt(ask)

    def after_end_question(self, yes: bool | None) -> None:
        """Who signs it."""
        board, ending = self.host.board, self.host.production.ending
        if not yes or board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return ending.signing(values["officer"], values["producer"])

        self.app.push_screen(FormDialog(say("The end"), *forms.end_form(board), act), self.sign_end)

    def sign_end(self, signing: SittingSigning | None) -> None:
        """One PIN each for the end of every key."""
        if signing is not None:
            self.attempt(lambda: self.app.push_screen(SignAllDialog(signing), self.after_end))

    def after_end(self, signed: Signed | None) -> None:
        """Say which keys ended."""
        self.host.read_board()
        if signed is not None:
            self.app.push_screen(SignedAllDialog(signed))
