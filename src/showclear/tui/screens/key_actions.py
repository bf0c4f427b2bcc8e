"""New keys for people of the roster, and the end of old ones. The use case decides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from showclear.app.touching import wish
from showclear.tui.dialogs.enrolment import EnrolmentDialog, WordsDialog
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.message import ConfirmDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.presenters import key_forms as forms
from showclear.tui.screens.list_place import ListPlace
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.key_changes import KeyLine
    from showclear.app.renewing import Renewal
    from showclear.app.signing import SigningSession
    from showclear.app.views import Published
    from showclear.domain.people import Person


class KeyActions(ListPlace):
    """What can be done about the keys of the chosen person."""

    @property
    def chosen_person(self) -> Person:
        """The chosen person. Raises: InputError."""
        return self.host.production.person(self.listing.chosen)

    # A new key

    def action_new_key(self) -> None:
        """Which document was seen; making the key takes a moment."""
        self.attempt(self.ask_new_key)

    def ask_new_key(self) -> None:
        """Raises: ShowClearError."""
        production, person = self.host.production, self.chosen_person
        officer = production.key_changes.officer_role(person).words

        def act(values: Mapping[str, str]) -> object:
            key = wish(values["key"], values.get("pin", ""))
            until = production.term(values["term"], values.get("last_day", "")) if "term" in values else None
            return production.renewing.begin(person.id, values["document"], key, until=until)

        day_player = production.book.result.roster.until_of(person.id) is not None
        form = forms.new_key_form(person, officer, production.keys_in_agent(), day_player=day_player)
        self.app.push_screen(FormDialog(say("New key"), *form, act, slow=True), self.after_new_key)

    def after_new_key(self, renewal: Renewal | None) -> None:
        """Show the five words once, have them typed back, then officer and owner sign."""
        if renewal is None:
            return
        if renewal.passphrase:
            self.app.push_screen(WordsDialog(renewal.person, renewal.passphrase), partial(self.sign_new_key, renewal))
        else:
            self.sign_new_key(renewal, True)

    def sign_new_key(self, renewal: Renewal, known: bool | None) -> None:
        """Both sign; who gave up keeps the old key."""
        if not known:
            self.attempt(partial(self.host.production.renewing.give_up, renewal))
            return
        owner = renewal.person.id if renewal.passphrase else ""
        dialog = EnrolmentDialog(renewal.signing, owner)
        self.app.push_screen(dialog, partial(self.after_new_key_signed, renewal))

    def after_new_key_signed(self, renewal: Renewal, published: Published | None) -> None:
        """What was not signed leaves the old key in its place; after what was, the old one is asked about."""
        renewing = self.host.production.renewing
        if published is None:
            self.attempt(partial(renewing.give_up, renewal))
            return
        self.host.read_board()

        def ask() -> None:
            old = renewing.finish(renewal)
            if old:
                question = ConfirmDialog(say("Old key"), *forms.old_key_question(renewal.person, old[0]))
                self.app.push_screen(question, partial(self.after_old_key, renewal.person, old[0], published))
            else:
                self.after_signed(published)

        self.attempt(ask)

    def after_old_key(self, person: Person, old: KeyLine, published: Published, yes: bool | None) -> None:
        """Revoke it, or leave it for later."""
        if yes:
            self.ask_revocation(person, (old,))
        else:
            self.after_signed(published)

    # The end of a key

    def action_revoke(self) -> None:
        """Which key, why, who signs."""
        self.attempt(self.ask_revoke)

    def ask_revoke(self) -> None:
        """Raises: ShowClearError."""
        person = self.chosen_person
        self.ask_revocation(person, self.host.production.renewing.keys(person.id))

    def ask_revocation(self, person: Person, keys: tuple[KeyLine, ...]) -> None:
        """Ask what stands in the record."""
        production = self.host.production
        if not keys:
            self.notify(say("{name} has no key that counts.", name=person.name), markup=False)
            return

        def act(values: Mapping[str, str]) -> object:
            return production.renewing.revoke(person.id, values["key"], values["by"], values["reason"])

        here = (one for one in production.shifts.people() if production.renewing.may_revoke(one, person))
        form = forms.revoke_form(person, keys, here)
        self.app.push_screen(FormDialog(say("Revoke"), *form, act), partial(self.sign_revocation, person))

    def sign_revocation(self, person: Person, session: SigningSession | None) -> None:
        """One signature."""
        if session is not None:
            done = partial(self.after_revoked, person)
            self.attempt(lambda: self.app.push_screen(SignDialog(session), done))

    def after_revoked(self, person: Person, published: Published | None) -> None:
        """A shift that may hold the key is over."""
        if published is not None:
            self.host.production.renewing.revoked(person.id)
        self.after_signed(published)
