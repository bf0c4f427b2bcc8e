"""Rule packs, checklists of one's own and the end of the production, in lines. The use cases decide."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.lines.forms import fill
from showclear.cli.lines.place import Place
from showclear.cli.lines.signing import sign, sign_sitting, tell_signed
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.extending import Extension
    from showclear.app.rule_packs import Proposal
    from showclear.app.signing import SigningSession


def packs(place: Place) -> None:
    """Adopt a rule pack or remove one; what becomes looser and stricter is read first. Raises: Leave, EOFError."""
    from showclear.app.rule_packs import read_pack
    from showclear.tui.presenters import rules as forms

    rules = place.production.rules

    def propose(values: Mapping[str, str]) -> Proposal:
        what, _, name = values["pack"].partition(" ")
        if what == forms.OWN_FILE:
            return rules.propose((read_pack(Path(values["file"]).expanduser()),))
        return rules.propose((name,)) if what == "adopt" else rules.propose((), (name,))

    form = forms.choice_form(rules.adopted(), rules.lines(), rules.on_offer())
    proposal = fill(place, say("Rules"), *form, propose)
    session = fill(
        place, say("Rules"), *forms.sign_form(proposal, place.board, place.production.signers()),
        lambda values: rules.adopt(proposal, values["officer"], values["armorer"]),
    )  # fmt: skip
    sign(place, session)


def checklists(place: Place) -> None:
    """Adopt checklists with more in them, or translated; what is new is read first. Raises: Leave, EOFError."""
    from showclear.app.extending import read_files
    from showclear.tui.presenters import rules as forms

    production, extensions = place.production, place.production.extensions

    def propose(values: Mapping[str, str]) -> Extension:
        if values["what"] != forms.OWN_FILE:
            return extensions.propose(extensions.in_language(values["what"]))
        return extensions.propose(read_files(Path(values["file"]).expanduser()))

    extension = fill(place, say("Checklists"), *forms.checklists_form(), propose)

    def adopt(values: Mapping[str, str]) -> SigningSession:
        return production.sign_also_from_afar(extensions.draft(extension, values["officer"], values["armorer"]))

    form = forms.extension_form(extension, place.board, production.signers())
    sign(place, fill(place, say("Checklists"), *form, adopt))


def end(place: Place) -> None:
    """End the production: every key but the producer's. Raises: Leave, EOFError, ShowClearError."""
    from showclear.tui.presenters import rules as forms

    ending = place.production.ending
    ending.refuse_obstacles()
    place.say("", *forms.END_WORDS[1:])
    if not place.confirm(forms.END_WORDS[0]):
        return
    signing = fill(
        place, say("The end"), *forms.end_form(place.board),
        lambda values: ending.signing(values["officer"], values["producer"]),
    )  # fmt: skip
    signed = sign_sitting(place, signing)
    place.read_board()
    if signed is not None:
        tell_signed(place, signed)
