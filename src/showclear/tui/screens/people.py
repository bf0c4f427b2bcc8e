"""People: who is on duty, briefed, trained; whose key is open here; who may do what for whom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from showclear.app.views import PersonView
from showclear.domain.checklists import Procedure
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.enrolment import EnrolmentDialog, WordsDialog
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.presenters import move_forms as forms
from showclear.tui.presenters import roster as present
from showclear.tui.presenters import rules
from showclear.tui.screens.afar import ask_who_signs
from showclear.tui.screens.key_actions import KeyActions
from showclear.tui.widgets.fact_sheet import SheetData
from showclear.tui.widgets.pieces import Piece, muted
from showclear.tui.widgets.row_list import ListRow, RowOpened
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.roster import Enrolment
    from showclear.app.views import Published


def _key(keys: str, action: str, label: str, name: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(keys, action, label, id=f"people.{name}", tooltip=tooltip, show=show)


class PeopleScreen(KeyActions):
    """The user sees the roster by role, and for each person how they stand today."""

    HELP = "people"
    PLACE = "3"
    COLUMNS = present.COLUMNS
    NARROW = present.NARROW
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("s,S", "shifts", english("shifts"), "shifts", english("Who signs on this laptop: open or lock a shift.")),
        _key(
            "e,E",
            "enrol",
            english("enrol"),
            "enrol",
            english("Put somebody on the roster: the safety officer and they sign."),
        ),
        _key(
            "b,B",
            f"person('{Procedure.LATE_BRIEFING}')",
            english("brief"),
            "brief",
            english("Brief somebody who came late."),
        ),
        _key(
            "t,T",
            f"person('{Procedure.TRAINING}')",
            english("train"),
            "train",
            english("Train this person for a weapon."),
        ),
        _key(
            "m,M",
            "minors",
            english("minors"),
            "minors",
            english("A plan for a minor near blanks, for one slate; the officer signs."),
        ),
        _key(
            "d,D",
            "delegate",
            english("delegate"),
            "delegate",
            english("The 1st AD names an AD for this unit and day; two sign."),
        ),
        _key(
            "k,K",
            "new_key",
            english("new key"),
            "new-key",
            english("A new key for this person: officer and owner sign."),
            show=False,
        ),
        _key(
            "v,V",
            "revoke",
            english("revoke"),
            "revoke",
            english("End a key of this person: lost, stolen, words forgotten."),
            show=False,
        ),
        _key(
            "a,A",
            "approve",
            english("approve"),
            "approve",
            english("Sign what somebody else has signed on another laptop."),
        ),
        _key(
            "r,R",
            "rules",
            english("rules"),
            "rules",
            english("Which rules hold here and why; packs, checklists, the end."),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.roster: tuple[PersonView, ...] = ()

    def read(self) -> None:
        """Ask the production."""
        self.roster = self.host.production.people_today()

    def rows(self) -> tuple[ListRow, ...]:
        """Everybody by role."""
        return present.roster_rows(self.roster)

    def figures(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """How many there are, and whose rules hold."""
        left, right = present.summary(self.roster)
        board = self.host.board
        named = rules.in_figures(board.rules) if board is not None else ()
        return left, (*right, muted("   "), *named) if right and named else (*right, *named)

    def sheet_of(self, value: str) -> SheetData:
        """How the chosen person stands today."""
        return present.person_sheet(self.roster, value)

    def on_row_opened(self, event: RowOpened) -> None:
        """What can be done, in words."""
        event.stop()
        name = next((one.person.name for one in self.roster if one.person.id == event.value), "")
        self.menu(name, say("What shall happen?"))

    def action_person(self, procedure: str) -> None:
        """Begin a procedure about the chosen person."""
        self.prepare(Procedure(procedure), self.listing.chosen, {"person": self.listing.chosen})

    def action_delegate(self) -> None:
        """The 1st AD names another one for this unit and day."""
        board, production = self.host.board, self.host.production
        if board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return production.delegations.delegate(
                production.unit, values["person"], values["first"], values["officer"]
            )

        form = forms.delegation_form(self.listing.chosen, production.people(), board)
        self.app.push_screen(FormDialog(say("Delegate"), *form, act), self.sign)

    def action_minors(self) -> None:
        """A plan for a minor near blanks."""
        board, production = self.host.board, self.host.production
        if board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return production.delegations.plan_minors(
                production.unit, values["slate"], values["plan"], values["officer"]
            )

        self.app.push_screen(FormDialog(say("Minors"), *forms.minors_form(board), act), self.sign)

    def action_rules(self) -> None:
        """Which rules hold, and why."""
        self.host.go_to("rules")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a key to approve only where something waits."""
        if action == "approve":
            return bool(self.host.production.approvals.waiting())
        return super().check_action(action, parameters)

    def action_approve(self) -> None:
        """What waits for a signature from afar? Who signed it may take it back."""
        waiting = self.host.production.approvals.waiting()
        choices = tuple(Choice(one.record, one.title) for one in waiting)
        self.app.push_screen(ChooseDialog(say("Approve"), say("Which one?"), choices), self.after_waiting)

    def after_waiting(self, record: str | None) -> None:
        """Sign it; or where somebody here has signed it, take it back."""
        if record is None:
            return
        production = self.host.production
        mine = production.approvals.who_signed(record, production.shifts.people())
        if not mine:
            self.after_approve_choice(record, "sign")
            return
        back = tuple(
            Choice(
                f"back {one.id}",  # not said: what is chosen
                say("Take it back: {name} signed it", name=one.name),
                "T" if len(mine) == 1 else str(number),
            )
            for number, one in enumerate(mine, 1)
        )
        choices = (*back, Choice("sign", say("Sign it too, as somebody else"), "S"))
        self.app.push_screen(
            ChooseDialog(say("Approve"), say("What shall happen?"), choices), partial(self.after_approve_choice, record)
        )

    def after_approve_choice(self, record: str, what: str | None) -> None:
        """The whole of it is read, then whoever is on shift and fits signs; of several it is asked who."""
        production = self.host.production
        if what == "sign":
            self.attempt(lambda: ask_who_signs(self.host, record, partial(self.approve_as, record)))
        elif what is not None:
            self.attempt(lambda: self.sign(production.take_back_from_afar(record, what.removeprefix("back "))))

    def approve_as(self, record: str, person: str) -> None:
        """The sheet of who signs."""
        production = self.host.production
        self.attempt(
            lambda: self.app.push_screen(SignDialog(production.sign_from_afar(record, person)), self.after_approved)
        )

    def after_approved(self, published: Published | None) -> None:
        """A day that is sealed with it has words for the paper."""
        if published is None or not self.host.production.seals.is_seal(published.name):
            self.after_signed(published)
            return
        self.after_sealed(published)

    def action_enrol(self) -> None:
        """Put somebody on the roster; a key of their own is made for roles that sign."""
        production = self.host.production
        form = forms.enrolment_form(production.keys_in_agent(), production.roster.missing)
        dialog = FormDialog(say("Enrol"), *form, partial(forms.enrol, production), slow=True)
        self.app.push_screen(dialog, self.after_enrolment)

    def after_enrolment(self, enrolment: Enrolment | None) -> None:
        """Show the five words once, have them typed back, then everybody signs."""
        if enrolment is None:
            return
        if enrolment.passphrase:
            dialog = WordsDialog(enrolment.person, enrolment.passphrase)
            self.app.push_screen(dialog, partial(self.sign_enrolment, enrolment))
        else:
            self.sign_enrolment(enrolment, True)

    def sign_enrolment(self, enrolment: Enrolment, known: bool | None) -> None:
        """Everybody signs; who gave up leaves no key behind."""
        if not known:
            self.attempt(partial(self.host.production.roster.cancel, enrolment))
            return
        newcomer = enrolment.person.id if enrolment.passphrase else ""
        self.app.push_screen(EnrolmentDialog(enrolment.signing, newcomer), partial(self.after_enrolled, enrolment))

    def after_enrolled(self, enrolment: Enrolment, published: Published | None) -> None:
        """Say what was published; what was not signed leaves no key behind."""
        if published is None:
            self.attempt(partial(self.host.production.roster.cancel, enrolment))
        self.after_signed(published)
