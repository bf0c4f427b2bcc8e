"""The armory: every weapon, device, container and batch, with its account and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from showclear.app.views import Armory
from showclear.domain.checklists import Procedure
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.presenters import armory as present
from showclear.tui.presenters import move_forms as forms
from showclear.tui.presenters.rules import in_figures
from showclear.tui.screens.list_place import ListPlace
from showclear.tui.widgets.fact_sheet import SheetData
from showclear.tui.widgets.pieces import Piece, muted
from showclear.tui.widgets.row_list import ListRow, RowOpened
from showclear.words import english, say


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, id=f"armory.{name}", tooltip=tooltip)


class ArmoryScreen(ListPlace):
    """The user sees everything that is on the register; the only screen that shows serials."""

    HELP = "armory"
    PLACE = "2"
    COLUMNS = present.COLUMNS
    NARROW = present.NARROW
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("a,A", "intake", english("take in"), "intake", english("Take in a weapon, ammunition or a batch.")),
        _key(
            "r,R",
            "intake_again",
            english("take in anew"),
            "intake-again",
            english("A barred or changed thing is taken in anew."),
        ),
        _key("l,L", "lock", english("lock"), "lock", english("It is locked: where. One key, never refused.")),
        _key(
            "i,I",
            f"about('{Procedure.BATCH_ISSUE}')",
            english("issue"),
            "issue",
            english("Issue the batch to named holders."),
        ),
        _key(
            "c,C",
            f"about('{Procedure.BATCH_COUNT}')",
            english("count"),
            "count",
            english("Count the batch: each in the hand."),
        ),
        _key(
            "f,F",
            f"about('{Procedure.FILL}')",
            english("fill"),
            "fill",
            english("Two of you fill the device, count it and seal it."),
        ),
        _key(
            "t,T",
            "transfer",
            english("transfer"),
            "transfer",
            english("To another unit: both armorers count and sign."),
        ),
        _key(
            "d,D",
            "depart",
            english("leaves"),
            "departure",
            english("It leaves the production: repair, owner, police, transport."),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.armory = Armory()

    @property
    def kind(self) -> str:
        """What the chosen thing is."""
        return present.subject_of(self.listing.chosen)[0] if self.is_mounted else ""

    @property
    def tag(self) -> str:
        """The chosen thing."""
        return present.subject_of(self.listing.chosen)[1]

    def read(self) -> None:
        """Ask the production."""
        self.armory = self.host.production.armory()

    def rows(self) -> tuple[ListRow, ...]:
        """Everything under four headings."""
        return present.armory_rows(self.armory, self.people)

    def figures(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """How many there are, and whose rules hold."""
        left, right = present.summary(self.armory)
        board = self.host.board
        named = in_figures(board.rules) if board is not None else ()
        return left, (*right, muted("   "), *named) if right and named else (*right, *named)

    def sheet_of(self, value: str) -> SheetData:
        """What is known about the chosen thing."""
        return present.sheet(self.armory, value, self.people)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the chosen thing."""
        kinds = {
            "intake_again": ("weapon", "container", "batch"),
            "lock": ("weapon", "device", "container"),
            "transfer": ("weapon", "device", "container"),
            "depart": ("weapon", "device", "container"),
        }
        if action == "about":
            wanted = ("device",) if parameters[0] == Procedure.FILL else ("batch",)
            return self.kind in wanted
        return self.kind in kinds[action] if action in kinds else super().check_action(action, parameters)

    def on_row_opened(self, event: RowOpened) -> None:
        """What can be done with it, in words."""
        event.stop()
        self.menu(self.tag, say("What shall happen with it?"), without=("intake",))

    def take_scan(self, tag: str) -> bool:
        """The code of a thing chooses its row."""
        found = next((row.value for row in self.listing.rows if present.subject_of(row.value)[1] == tag), "")
        if found:
            self.listing.choose(found)
        return bool(found)

    def action_about(self, procedure: str) -> None:
        """Begin a procedure about the chosen thing."""
        self.begin_for(Procedure(procedure), self.tag)

    def action_intake_again(self) -> None:
        """Take it in anew, under the same tag."""
        procedure, field = {
            "weapon": (Procedure.INTAKE, "weapon.tag"),
            "container": (Procedure.AMMUNITION, "container.tag"),
            "batch": (Procedure.BATCH_INTAKE, "batch.tag"),
        }[self.kind]
        self.prepare(procedure, "", {field: self.tag})

    def action_lock(self) -> None:
        """Where is it locked?"""
        self.ask_where_locked(self.tag)

    def action_transfer(self) -> None:
        """To another unit: both armorers count and sign."""
        board, production, tag, kind = self.host.board, self.host.production, self.tag, self.kind
        if board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            counts = forms.counts_of(tag, kind, values)
            return production.moves.transfer(tag, values["unit"], values["giver"], values["taker"], counts)

        form = forms.transfer_form(tag, kind, board, self.unit_of(tag))
        self.app.push_screen(FormDialog(say("Transfer"), *form, act), self.sign)

    def action_depart(self) -> None:
        """It leaves the production."""
        board, production, tag, kind = self.host.board, self.host.production, self.tag, self.kind
        if board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            counts = forms.counts_of(tag, kind, values)
            to, reason, armorer, other = (values[one] for one in ("to", "reason", "armorer", "other"))
            return production.moves.departure(tag, to, reason, armorer, other, counts)

        self.app.push_screen(FormDialog(say("It leaves"), *forms.departure_form(tag, kind, board), act), self.sign)

    def unit_of(self, tag: str) -> str:
        """The unit that a thing belongs to, as the list has it."""
        found = [one.unit for one in self.armory.weapons if one.status.weapon.tag == tag]
        found += [one.unit for one in self.armory.devices if one.tag == tag]
        found += [one.unit for one in self.armory.containers if one.tag == tag]
        return next(iter(found), "")
