"""The start of a run in lines: what it is about, what is planned, who walks it; the rules answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from showclear.cli.lines.forms import fill
from showclear.cli.lines.place import Place
from showclear.cli.lines.runs import walk
from showclear.cli.lines.signing import open_shift
from showclear.domain.checklists import EMERGENCIES, PROCEDURE_LETTERS, Procedure
from showclear.errors import InputError, ShowClearError
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.sittings import Sitting
    from showclear.app.views import InputField, OpenRun, Preparation


def procedures_of(place: Place, asked: str) -> tuple[Procedure, ...]:
    """The adopted procedures that a letter, an id or a name means. Raises: InputError for none."""
    from showclear.tui.presenters.procedures import OWN_LETTERS

    views = place.production.procedures()
    letters = {**PROCEDURE_LETTERS, **OWN_LETTERS}
    wanted = asked.strip().casefold()
    found = tuple(
        Procedure(one.procedure)
        for one in views
        if wanted in (one.procedure, one.id, letters.get(Procedure(one.procedure), "").casefold())
    )
    if not found:
        known = ", ".join(sorted({one.procedure for one in views}))
        raise InputError(
            say('There is no procedure "{asked}" here.', asked=asked[:40]),
            say("Give a letter from A to O, or one of: {known}.", known=known),
        )
    return tuple(sorted(found, key=tuple(Procedure).index))


def begin_asked(place: Place, asked: str, subjects: Sequence[str] = ()) -> bool:
    """Begin what a letter or a name means; whether it is signed. Raises: Leave, EOFError, InputError."""
    found = procedures_of(place, asked)
    if len(found) == 1:
        return begin(place, found[0], subjects)
    titles = {one.procedure: one.title for one in place.production.procedures()}
    rows = tuple((str(one), titles[str(one)]) for one in found)
    return begin(place, Procedure(place.choose(say("Which one?"), rows)), subjects)


def begin(
    place: Place, procedure: Procedure, subjects: Sequence[str] = (), known: Mapping[str, str] | None = None
) -> bool:
    """Begin a procedure, asking what it is about where nobody said, and whether what was begun is gone on with.

    Whether it is signed.

    Raises: Leave, EOFError.
    """
    tags = tuple(tag.upper() if tag.upper() in _tags(place) else tag for tag in subjects)
    if procedure in EMERGENCIES and not known:
        call(place, procedure)
        return False
    if not tags and not known:
        tags = _ask_subjects(place, procedure)
    if len(tags) < 2:
        for one in place.production.begun(procedure, "".join(tags)):
            if _goes_on(place, one):
                return resume(place, one.run_id)
    return _prepare(place, procedure, tags, known or {})


def _goes_on(place: Place, begun: OpenRun) -> bool:
    """Whether what was begun and left is gone on with. Raises: Leave, EOFError."""
    words = say(
        "Not finished: {subject} {title}. Stopped at: {where}.",
        subject=begun.subject,
        title=begun.title,
        where=begun.where,
    )
    place.say(words)
    return place.confirm(say("Go on with it? no begins a new one."))


def _tags(place: Place) -> set[str]:
    situation = place.production.book.situation
    return {
        *situation.weapons(),
        *situation.devices(),
        *situation.containers(),
        *(one.tag for one in place.board.batches),
    }


def call(place: Place, procedure: Procedure) -> None:
    """Start an emergency list: what has to stop is written with the next line. Raises: Leave, EOFError."""
    from showclear.tui.presenters.emergency import asks_which, calls_of

    calls = calls_of(procedure)
    question = say("What is it? It is written at once.")
    if asks_which(place.board.weapons, calls):
        question = say("What is it? It is written as soon as one more line says which gun.")
    rows = tuple((one.report_class, one.text) for one in calls)
    what = rows[0][0] if len(rows) == 1 else place.choose(question, rows, keys=tuple(one.key for one in calls))
    place.anywhere(f":emergency {what}")  # not said: typed


def _ask_subjects(place: Place, procedure: Procedure) -> tuple[str, ...]:
    """What it is about, where that is one of several things. Raises: Leave, EOFError."""
    from showclear.app.views import InputField
    from showclear.cli.lines.forms import ask_field
    from showclear.tui.presenters.procedures import subjects_for
    from showclear.tui.screens.day_actions import TOGETHER

    kinds = {one.procedure: one.subject for one in place.production.procedures()}
    rows = subjects_for(kinds.get(str(procedure), "set"), procedure, place.board, "")
    if len(rows) < 2:
        return tuple(value for value, _ in rows)
    several = procedure in TOGETHER
    label = say("Which guns? Several go through it in one sitting") if several else say("What is it about?")
    return tuple(ask_field(place, InputField("subject", label, choices=rows, several=several)).split())


def _prepare(place: Place, procedure: Procedure, tags: tuple[str, ...], known: Mapping[str, str]) -> bool:
    """Ask what the start asks, then walk it. Raises: Leave, EOFError."""
    from showclear.tui.presenters.start import known_fields, only_cast

    production, subject = place.production, tags[0] if tags else ""
    try:
        ready = production.prepare(procedure, subject)
        while len(tags) < 2 and not ready.refusals and _missing_shift(place, ready):
            ready = production.prepare(procedure, subject)
        if ready.refusals and len(tags) < 2:
            named = production.person(subject).name if subject and ready.procedure.subject == "person" else subject
            place.say("", say("REFUSED. {subject} {title}", subject=named, title=ready.procedure.title).rstrip())
            place.show_refusals(ready.refusals)
            return False
        cast = only_cast(production, procedure, ready) if len(tags) < 2 else None
        if cast is not None:
            return walk(place, production.start_run(procedure, ready.subject, {}, *cast))
    except ShowClearError as error:
        place.show_error(error)
        return False
    ready = replace(ready, fields=known_fields(ready.fields, known))
    return walk(place, _fill(place, procedure, ready, tags))


def _missing_shift(place: Place, ready: Preparation) -> bool:
    """Whether somebody opened a shift whom the procedure needs. Raises: Leave, EOFError."""
    from showclear.domain.people import KEY_ROLES

    for what, here, roles in (
        (say("Performs it"), ready.performers, ready.performing),
        (say("Verifies it"), tuple(one for one in ready.verifiers if (one,) != ready.performers), ready.verifying),
    ):
        if here:
            continue
        shifts = place.production.shifts
        people = [one for one in place.production.people() if one.role in roles and one.role in KEY_ROLES]
        people = [one for one in people if not shifts.can_sign(one.id)]
        if not people:
            return False
        words = say(" or ").join(translated(role.words) for role in roles)
        rows = tuple((one.id, f"{one.name}, {translated(one.role.words)}") for one in people)
        place.say("", say("{what}: {roles}; nobody of them is on shift here.", what=what, roles=words))
        chosen = rows[0][0] if len(rows) == 1 else place.choose(say("Who opens a shift?"), rows)
        open_shift(place, place.production.person(chosen))
        return True
    return False


def _fill(place: Place, procedure: Procedure, ready: Preparation, tags: tuple[str, ...]) -> RunSession | Sitting:
    """The run of a form that was filled in. Raises: Leave, EOFError."""
    from showclear.tui.presenters.start import asked_fields, cast_fields
    from showclear.tui.presenters.times import listed

    production = place.production
    fields: tuple[InputField, ...] = (*asked_fields(ready.fields), *cast_fields(ready))

    def act(values: Mapping[str, str]) -> RunSession | Sitting:
        inputs = {one.id: values[one.id] for one in ready.fields}
        performer, verifier = values["performer"], values["verifier"]
        if len(tags) > 1:
            return production.start_sitting(procedure, tags, inputs, performer, verifier)
        return production.start_run(procedure, ready.subject, inputs, performer, verifier)

    return fill(place, f"{listed(tags) or ready.subject}: {translated(ready.procedure.title)}", (), fields, act)


def resume(place: Place, run_id: str) -> bool:
    """Go on with a run; whether it is signed. Raises: EOFError."""
    try:
        session = place.production.resume(run_id)
    except ShowClearError as error:
        place.show_error(error)
        return False
    return walk(place, session)


def unfinished(place: Place) -> bool:
    """Which run is gone on with, or given up; whether one was signed. Raises: Leave, EOFError."""
    from showclear.tui.presenters.times import second

    runs = place.production.open_runs()
    if not runs:
        place.say(say("Every run is signed or given up."))
        return False
    rows = tuple(
        (
            one.run_id,
            say(
                "{subject} {title}. {people}. Begun {begun}, last entry {last}. Stopped at: {where}",
                subject=one.named,
                title=one.title,
                people=one.people,
                begun=second(one.started_at),
                last=second(one.last_at),
                where=one.where,
            )
            + ("" if one.owned_here else say(". Begun on another laptop: it goes on there.")),
        )
        for one in runs
    )
    run_id = place.choose(say("Which one? Its last answer is asked again."), rows)
    way = place.choose(
        say("What shall happen?"), (("resume", say("Go on with it")), ("abandon", say("Give it up, with a reason")))
    )
    if way == "resume":
        return resume(place, run_id)
    from showclear.app.views import InputField
    from showclear.cli.lines.forms import ask_field

    reason = ask_field(place, InputField("reason", say("Why is it given up?")))
    if place.attempt(lambda: place.production.abandon(run_id, reason)):
        place.say(say("It is given up. What was written stays."))
    return False
