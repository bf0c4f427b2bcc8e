"""What is said and done about a record afterwards, in lines: review, correction, corrective actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.cli.lines.forms import ask_field, fill
from showclear.cli.lines.place import Leave, Place
from showclear.cli.lines.signing import sign
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.signing import SigningSession


def which_record(place: Place) -> str:
    """The file name of the record that somebody names as `showclear show` takes it. Raises: Leave, EOFError."""
    from showclear.app.pages import find_record
    from showclear.app.views import InputField

    typed = ask_field(
        place, InputField("record", say("Which record?"), example=say("cart-a1b2/17, as showclear log prints it"))
    )
    found: list[str] = []
    if not place.attempt(lambda: found.append(find_record(place.production.book, typed))):
        raise Leave
    return found[0]


def review_record(place: Place) -> None:
    """Somebody looked at any record and signs what they think of it. Raises: Leave, EOFError."""
    from showclear.tui.presenters import stop_forms as present

    name, stops = which_record(place), place.production.stops
    record = name.removesuffix(".toml")
    title = place.production.desk.title(name)
    said, fields = present.record_review_form(place.board, title, is_stop=stops.is_stop(record))
    sign(
        place,
        fill(
            place, say("Review"), said, fields, lambda values: stops.review(record, values["words"], values["person"])
        ),
    )


def correct(place: Place) -> None:
    """Which part of a record is wrong, and what it should say. Raises: Leave, EOFError, ShowClearError."""
    from showclear.tui.presenters import afterwards_forms as present

    name, production = which_record(place), place.production
    form = present.correct_form(place.board, production.desk.title(name), production.corrections.parts(name))

    def act(values: Mapping[str, str]) -> SigningSession:
        return production.corrections.correct(
            name, values["what"], values["should"], values["reason"], values["person"]
        )

    sign(place, fill(place, say("Correct"), *form, act))


def open_action(place: Place) -> None:
    """What is to be done about a record, by whom, until when. Raises: Leave, EOFError."""
    from showclear.tui.presenters import afterwards_forms as present

    name, production = which_record(place), place.production
    today = f"{production.clock.now():%Y-%m-%d}"
    form = present.open_form(place.board, production.desk.title(name), production.people(), today)

    def act(values: Mapping[str, str]) -> SigningSession:
        due = values["due"] if values["when"] == present.ON_A_DAY else ""
        return production.actions.open(name, values["words"], values["owner"], due, values["person"])

    sign(place, fill(place, say("To do"), *form, act))


def close_one(place: Place) -> None:
    """Which corrective action is done, and the two who sign it. Raises: Leave, EOFError."""
    from showclear.app.action_views import Standing, due_words
    from showclear.cli.lines.stops import close_action

    waiting = [one for one in place.production.actions.views() if one.standing is not Standing.DONE]
    if not waiting:
        place.say(say("Nothing is to be done."))
        return
    rows = tuple(
        (one.record, f"{translated(one.words)} {translated(one.owner)}, {translated(due_words(one))}")
        for one in waiting
    )
    close_action(place, rows[0][0] if len(rows) == 1 else place.choose(say("Which one is done?"), rows))
