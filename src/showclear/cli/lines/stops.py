"""Reports, concerns, reviews, and what ends a stop, in lines. The use cases decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.cli.lines.forms import fill
from showclear.cli.lines.place import Place
from showclear.cli.lines.signing import sign
from showclear.domain.checklists import Procedure
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.domain.situation.stops import OpenStop


def report(place: Place) -> None:
    """Something happened; what is grave is written at once. Raises: Leave, EOFError."""
    from showclear.tui.presenters import stop_forms as present

    choices = present.report_choices()
    rows = tuple((value, words) for value, words, _ in choices)
    keys = tuple(key for _, _, key in choices)
    what = place.choose(say("What happened? Anyone may say so, without a name."), rows, keys=keys)
    if what in present.AT_ONCE:
        place.anywhere(f":emergency {what}")  # not said: typed
        return
    said, fields = present.report_form(what, place.board, place.production.people())
    stops = place.production.stops
    fill(
        place, say("Report"), said, fields,
        lambda values: stops.report(what, values["reason"], values["by"], tuple(values.get("guns", "").split())),
    )  # fmt: skip
    place.read_board()
    place.say(say("The report is open. Gun work waits until it is closed with two signatures."))


def concern(place: Place) -> None:
    """A concern needs no name. Raises: Leave, EOFError."""
    from showclear.tui.presenters import stop_forms as present

    production = place.production
    said = present.concern_words(production.stops.concerns.contacts())
    today = production.clock.now().date()
    fill(
        place,
        say("Concern"),
        said,
        present.CONCERN_FIELDS,
        lambda values: production.stops.concern(values["words"], today),
    )
    place.say(say("It is kept without a name, and published when the day ends."))


def review(place: Place, record: str = "") -> None:
    """Somebody looked at a stop and signs what they think of it. Raises: Leave, EOFError."""
    from showclear.tui.presenters import stop_forms as present

    rows = present.review_choices(place.board)
    if not record and not rows:
        place.say(say("Every stop has a signed review."))
        return
    chosen = record or (rows[0][0] if len(rows) == 1 else place.choose(say("Which one was looked at?"), rows))
    said, fields = present.review_form(place.board, chosen)
    stops = place.production.stops
    sign(
        place,
        fill(
            place, say("Review"), said, fields, lambda values: stops.review(chosen, values["words"], values["person"])
        ),
    )


def end_stops(place: Place) -> None:
    """What ends the stop that is open; which one, where there are several. Raises: Leave, EOFError."""
    from showclear.tui.presenters import stop_forms as present

    rows = present.ending_choices(place.board)
    if not rows:
        place.say(say("Nothing is open that has to be ended."))
        return
    end(place, rows[0][0] if len(rows) == 1 else place.choose(say("Which one is dealt with?"), rows))


def end(place: Place, record: str) -> None:
    """Begin what a stop, a report or a concern needs next. Raises: Leave, EOFError."""
    from showclear.cli.lines.starting import begin
    from showclear.domain.situation.stops import Need

    found = next((one for one in place.production.stops.open() if one.restriction.record == record), None)
    if found is None:
        _end_item(place, record)
        return
    match _need(found):
        case Need.LIFT:
            _lift(place, record)
        case Need.MEETING:
            begin(place, Procedure.MEETING)
        case Need.RELEASE:
            _release(place, record)
        case Need.ANSWER:
            _answer(place, record)
        case _:
            begin(place, Procedure.INCIDENT, (), {"restriction": record})


def _need(stop: OpenStop) -> object:
    from showclear.domain.situation.stops import Need

    return stop.needs[0] if stop.needs else Need.CLOSE


def _end_item(place: Place, record: str) -> None:
    from showclear.cli.lines.starting import begin
    from showclear.tui.presenters.side import item_of

    item = item_of(place.board, record)
    if item is None:
        return
    match item.kind:
        case "review":
            review(place, item.record)
        case "misfired":
            begin(place, Procedure.MISFIRE, (item.subject,), {"restriction": item.record})
        case "frozen":
            _unfreeze(place, item.subject, item.record)
        case "action":
            close_action(place, item.record)
        case _:
            place.say(f"{translated(item.title)}. {translated(item.needs)}")


def close_action(place: Place, record: str) -> None:
    """What was done, and the two who sign that it is. Raises: Leave, EOFError."""
    from showclear.tui.presenters import afterwards_forms as present

    actions = place.production.actions
    one = next((one for one in actions.views() if one.record == record), None)
    if one is None:
        return
    said, fields = present.close_form(place.board, one)
    session = fill(
        place, say("Done"), said, fields,
        lambda values: actions.close(record, values["words"], values["officer"], values["second"]),
    )  # fmt: skip
    sign(place, session)


def _lift(place: Place, record: str) -> None:
    from showclear.tui.presenters.stop import held_words
    from showclear.tui.presenters.stop_forms import lift_form

    board, production = place.board, place.production
    stop = next((one for one in board.stops if one.record == record), None)
    if stop is None:
        return
    session = fill(
        place, say("Lift the hold"), *lift_form(held_words(stop, board), board),
        lambda values: production.lift_hold(
            record, values["reason"], values["answer"], values["armorer"], values["director"]
        ),
    )  # fmt: skip
    sign(place, session)


def _release(place: Place, record: str) -> None:
    from showclear.tui.presenters import stop_forms as present

    stops = place.production.stops
    rows = (
        ("release", say("Release it: the safety officer and somebody who was not involved sign")),
        ("no", say("An armorer says no: all gun work stays stopped")),
    )
    if place.choose(say("The report is closed and the meeting was held."), rows) == "no":
        said, fields = present.no_form(place.production.people())
        fill(place, say("No"), said, fields, lambda values: stops.say_no(record, values["reason"], values["armorer"]))
        place.read_board()
        place.say(say("It is written. All gun work stays stopped."))
        return
    said, fields = present.release_form(place.board, stops.seconds(record))
    session = fill(
        place, say("Release"), said, fields,
        lambda values: stops.release(record, values["reason"], values["answer"], values["officer"], values["second"]),
    )  # fmt: skip
    sign(place, session)


def _unfreeze(place: Place, item: str, record: str) -> None:
    from showclear.tui.presenters import stop_forms as present

    stops = place.production.stops
    said, fields = present.unfreeze_form(item, place.board)
    session = fill(
        place, say("Release {tag} by name", tag=item), said, fields,
        lambda values: stops.unfreeze(item, record, values["reason"], values["officer"], values["second"]),
    )  # fmt: skip
    sign(place, session)


def _answer(place: Place, record: str) -> None:
    from showclear.cli.lines.starting import begin
    from showclear.tui.presenters import stop_forms as present

    rows = (
        ("meeting", say("In a safety meeting, before everybody")),
        ("officer", say("The safety officer answers it now and signs")),
    )
    if place.choose(say("How is the concern answered?"), rows) == "meeting":
        begin(place, Procedure.MEETING)
        return
    said, fields = present.answer_form(place.board, record)
    stops = place.production.stops
    act = lambda values: stops.answer_concern(record, values["answer"], values["officer"])  # noqa: E731
    sign(place, fill(place, say("Answer"), said, fields, act))
