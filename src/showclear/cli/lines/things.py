"""People and things besides runs: shifts, enrolments, delegations, transfers, the seal of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from showclear.cli.id_words import word_of
from showclear.cli.lines.forms import fill
from showclear.cli.lines.place import Place
from showclear.cli.lines.signing import open_shift, sign
from showclear.domain.checklists import Procedure
from showclear.words import say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.views import Armory
    from showclear.domain.people import Person


def shifts(place: Place) -> None:
    """Open a shift, or lock one or all. Raises: Leave, EOFError."""
    from showclear.domain.people import KEY_ROLES
    from showclear.tui.dialogs.shifts import shift_line

    production = place.production
    views = production.shifts.views()
    place.say("", say("Whose key is open on this laptop:"), *(shift_line(one) for one in views))
    if not views:
        place.say(say("Nobody. Without an open shift nobody signs here; stops always work."))
    rows = (("open", say("Open a shift")), ("lock", say("Lock one")), ("all", say("Lock all")))
    way = place.choose(say("What shall happen?"), rows, keys=("O", "K", "L"))
    if way == "all":
        production.shifts.lock_all()
        place.say(say("No key is open here."))
        return
    people = [one.person for one in views]
    if way == "open":
        people = [one for one in production.people() if one.role in KEY_ROLES and one not in people]
    if not people:
        place.say(say("There is nobody of whom that could be done."))
        return
    person = production.person(
        place.choose(say("Who?"), tuple((one.id, f"{one.name}, {translated(one.role.words)}") for one in people))
    )
    if way == "open":
        open_shift(place, person)
    else:
        production.shifts.lock(person.id)
        place.say(say("The key of {name} left this laptop.", name=person.name))


def people(place: Place) -> None:
    """Everybody as they stand today, then what can be done for one. Raises: Leave, EOFError."""
    from showclear.cli.lines import keys
    from showclear.cli.lines.starting import begin

    for one in place.production.people_today():
        parts = (
            one.duty,
            say("on shift here") if one.shift else say("has a key") if one.has_key else "",
            say("briefed") if one.briefed_at else "",
            say("trained for {classes}", classes=", ".join(one.trained)) if one.trained else "",
            one.delegated,
            say("relieved: {words}", words=one.relieved) if one.relieved else "",
            say("a minor") if one.minor else "",
        )
        said = "; ".join(map(translated, filter(None, parts)))
        place.say(f"{one.person.name}, {translated(one.person.role.words)}. {said}".rstrip())
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "E": (say("Put somebody on the roster: the safety officer and they sign"), lambda: enrol(place)),
        "B": (say("Brief somebody who came late"), lambda: begin(place, Procedure.LATE_BRIEFING, (_whom(place),))),
        "T": (say("Train somebody for a weapon"), lambda: begin(place, Procedure.TRAINING, (_whom(place),))),
        "D": (say("The 1st AD names an AD for this unit and day"), lambda: delegate(place)),
        "M": (say("A plan for a minor near blanks, for one slate"), lambda: minors(place)),
        "K": (say("A new key: a lost laptop, forgotten words"), lambda: keys.new_key(place, _who(place))),
        "V": (say("The end of a key: lost, stolen, words forgotten"), lambda: keys.revoke(place, _who(place))),
        "A": (say("Sign what somebody signed on another laptop"), lambda: approve(place)),
        "R": (say("Rules: packs, checklists of our own, the end of the production"), lambda: rules(place)),
    }
    _one_of(place, acts)


def _one_of(place: Place, acts: Mapping[str, tuple[str, Callable[[], object]]]) -> None:
    rows = tuple((key, words) for key, (words, _) in acts.items())
    acts[place.choose(say("What shall happen? :leave does nothing."), rows, keys=tuple(acts))][1]()


def _whom(place: Place) -> str:
    rows = tuple((one.id, f"{one.name}, {translated(one.role.words)}") for one in place.production.people())
    return place.choose(say("Whom?"), rows)


def _who(place: Place) -> Person:
    """One of those who have keys. Raises: Leave, EOFError."""
    from showclear.domain.people import KEY_ROLES

    found = [one for one in place.production.people() if one.role in KEY_ROLES]
    return place.production.person(
        place.choose(say("Whose key?"), tuple((one.id, f"{one.name}, {translated(one.role.words)}") for one in found))
    )


def rules(place: Place) -> None:
    """Every limit with who decided it, then what can be adopted. Raises: Leave, EOFError, ShowClearError."""
    from showclear.cli.lines import rules as adopting

    for line in place.production.rules.lines():
        by = ", ".join(dict.fromkeys(pack for pack, _ in line.decided_by))
        place.say(f"{translated(line.words)}: {translated(line.value)} ({by})")
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "A": (say("Adopt a rule pack, or remove one"), lambda: adopting.packs(place)),
        "C": (say("Adopt checklists with more in them, or translated"), lambda: adopting.checklists(place)),
        "E": (say("End the production"), lambda: adopting.end(place)),
    }
    _one_of(place, acts)


def enrol(place: Place) -> None:
    """Put somebody on the roster. Raises: Leave, EOFError."""
    from showclear.cli.lines.keys import show_words
    from showclear.tui.presenters import move_forms as forms

    production = place.production
    form = forms.enrolment_form(production.keys_in_agent(), production.roster.missing)
    enrolment = fill(place, say("Enrol"), *form, partial(forms.enrol, production))
    try:
        show_words(enrolment.person, enrolment.passphrase)
        sign(place, enrolment.signing)
    finally:
        # What was not signed leaves no key behind.
        production.roster.cancel(enrolment)


def delegate(place: Place) -> None:
    """The 1st AD names another one for this unit and day. Raises: Leave, EOFError."""
    from showclear.tui.presenters import move_forms as forms

    production = place.production
    form = forms.delegation_form("", production.people(), place.board)
    session = fill(
        place, say("Delegate"), *form,
        lambda values: production.delegations.delegate(
            production.unit, values["person"], values["first"], values["officer"]
        ),
    )  # fmt: skip
    sign(place, session)


def minors(place: Place) -> None:
    """A plan for a minor near blanks. Raises: Leave, EOFError."""
    from showclear.tui.presenters import move_forms as forms

    production = place.production
    session = fill(
        place, say("Minors"), *forms.minors_form(place.board),
        lambda values: production.delegations.plan_minors(
            production.unit, values["slate"], values["plan"], values["officer"]
        ),
    )  # fmt: skip
    sign(place, session)


def approve(place: Place, record: str = "") -> None:
    """Sign what waits for a signature from afar. Raises: Leave, EOFError, ShowClearError."""
    waiting = place.production.approvals.waiting()
    if not waiting:
        place.say(say("Nothing waits for a signature from here."))
        return
    rows = tuple((one.record, one.title) for one in waiting)
    chosen = record or (rows[0][0] if len(rows) == 1 else place.choose(say("Which one?"), rows))
    fitting = tuple(
        (one.id, f"{one.name}, {translated(one.role.words)}") for one in place.production.who_signs_from_afar(chosen)
    )
    signs = place.choose(say("Who signs it?"), fitting) if len(fitting) > 1 else ""
    sign(place, place.production.sign_from_afar(chosen, signs))


def things(place: Place) -> None:
    """Every thing with its account and where it is, then what can be done with one. Raises: Leave, EOFError."""
    from showclear.cli.lines.starting import begin

    armory = place.production.armory()
    place.say(*_weapon_lines(armory), *_other_lines(armory))
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "A": (say("Take in a weapon"), lambda: begin(place, Procedure.INTAKE)),
        "B": (say("Take in ammunition"), lambda: begin(place, Procedure.AMMUNITION)),
        "R": (say("Take in a batch of inert things"), lambda: begin(place, Procedure.BATCH_INTAKE)),
        "I": (say("Issue a batch to named holders"), lambda: begin(place, Procedure.BATCH_ISSUE)),
        "C": (say("Count a batch"), lambda: begin(place, Procedure.BATCH_COUNT)),
        "F": (say("Fill a feed device and seal it"), lambda: begin(place, Procedure.FILL)),
        "T": (say("To another unit: both armorers count and sign"), lambda: transfer(place)),
        "D": (say("It leaves the production: repair, owner, police"), lambda: depart(place)),
    }
    _one_of(place, acts)


def _weapon_lines(armory: Armory) -> Iterator[str]:
    from showclear.tui.presenters.board import holds_of

    for gun in armory.weapons:
        status = gun.status
        words = "; ".join(map(translated, filter(None, (gun.custody, gun.unit, gun.restricted, gun.departed))))
        held = holds_of(status)
        yield say(
            "{tag} {name}, {state}, holds {contents}; {words}",
            tag=status.weapon.tag,
            name=status.weapon.name,
            state=word_of(status.state.value).upper(),
            contents=held,
            words=words,
        )


def _other_lines(armory: Armory) -> Iterator[str]:
    for device in armory.devices:
        held = say("not known") if device.count < 0 else f"{device.count} {word_of(device.contents)}"
        yield say(
            "{tag} {kind} of {gun}, holds {contents}; {custody}",
            tag=device.tag,
            kind=device.kind.replace("-", " "),
            gun=device.goes_with,
            contents=held,
            custody=device.custody,
        )
    for box in armory.containers:
        yield say(
            "{tag} {calibre} {contents}, {count} left; {custody}; {gap}",
            tag=box.tag,
            calibre=box.calibre,
            contents=word_of(box.contents),
            count=box.left,
            custody=box.custody,
            gap=box.gap,
        ).rstrip("; ")
    for batch in armory.batches:
        out = sum(number for _, number in batch.out)
        yield say(
            "{tag} {what}, {out} of {count} out; {custody}",
            tag=batch.tag,
            what=batch.what,
            out=out,
            count=batch.count,
            custody=batch.custody,
        ).rstrip("; ")


def _thing(place: Place) -> tuple[str, str, str]:
    """Tag, kind and unit of one thing. Raises: Leave, EOFError."""
    armory = place.production.armory()
    rows = [(one.status.weapon.tag, "weapon", one.unit) for one in armory.weapons]
    rows += [(one.tag, "device", one.unit) for one in armory.devices]
    rows += [(one.tag, "container", one.unit) for one in armory.containers]
    tag = place.choose(say("Which thing?"), tuple((one, f"{one}, {word_of(kind)}") for one, kind, _ in rows))
    return next(row for row in rows if row[0] == tag)


def transfer(place: Place) -> None:
    """A thing goes to another unit. Raises: Leave, EOFError."""
    from showclear.tui.presenters import move_forms as forms

    tag, kind, unit = _thing(place)
    moves = place.production.moves
    session = fill(
        place, say("Transfer"), *forms.transfer_form(tag, kind, place.board, unit),
        lambda values: moves.transfer(
            tag, values["unit"], values["giver"], values["taker"], forms.counts_of(tag, kind, values)
        ),
    )  # fmt: skip
    sign(place, session)


def depart(place: Place) -> None:
    """A thing leaves the production. Raises: Leave, EOFError."""
    from showclear.tui.presenters import move_forms as forms

    tag, kind, _ = _thing(place)
    moves = place.production.moves
    session = fill(
        place, say("It leaves"), *forms.departure_form(tag, kind, place.board),
        lambda values: moves.departure(
            tag, values["to"], values["reason"], values["armorer"], values["other"], forms.counts_of(tag, kind, values)
        ),
    )  # fmt: skip
    sign(place, session)


def seal(place: Place) -> None:
    """The day is sealed, and its eight words are said for the paper. Raises: Leave, EOFError, ShowClearError."""
    from showclear.tui.presenters import seal as present

    production = place.production
    session = fill(
        place, say("Seal the day"), *present.seal_form(place.board, production.signers()),
        lambda values: production.seals.seal(production.unit, values["armorer"], values["director"]),
    )  # fmt: skip
    published = sign(place, session)
    if published is not None and not published.not_counted and production.seals.is_seal(published.name):
        place.say(present.ON_PAPER)
        for line in present.word_lines(production.seals.of(published.name).words):
            place.say(f"  {line}")
        place.say(present.WHY)


def unit(place: Place) -> None:
    """Which unit this laptop works for. Raises: Leave, EOFError, ShowClearError."""
    units = place.production.units
    name = place.choose(say("Which unit does this laptop work for?"), tuple((one, one) for one in units))
    place.production.choose_unit(name)
    place.say(say("This laptop works for {name}.", name=name))


def new_log(place: Place) -> None:
    """Where this laptop's log went on elsewhere: begin one of its own. Raises: Leave, EOFError, ShowClearError."""
    fault = place.production.elsewhere
    if fault is None:
        place.say(say("The log of this laptop goes on; there is no need for a new one."))
        return
    place.show_error(fault)
    if place.confirm(say("Begin a log of its own for this laptop now?")):
        place.say(say("This laptop writes the log {log} now.", log=place.production.begin_new_log()))


def desk(place: Place) -> None:
    """What waits for the safety officer, then what is said and done about a record. Raises: Leave, EOFError."""
    from showclear.cli.lines import afterwards

    production = place.production
    needs = production.desk.needs(place.board, production.unit, production.desk.glance())
    place.say(
        "", *(f"{translated(one.what).upper()}: {translated(one.title)}. {translated(one.words)}" for one in needs)
    )
    if not needs:
        place.say(say("Nothing waits."))
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "V": (say("Review a record, and sign what you think of it"), lambda: afterwards.review_record(place)),
        "K": (say("Correct a record: what it should say"), lambda: afterwards.correct(place)),
        "O": (say("Open a corrective action about a record"), lambda: afterwards.open_action(place)),
        "A": (say("Sign that a corrective action is done"), lambda: afterwards.close_one(place)),
    }
    _one_of(place, acts)


def verify(place: Place) -> None:
    """Read and verify every record anew. Raises: ShowClearError."""
    from showclear.ledger.naming import names_of, with_names

    result = place.production.verify()
    place.say(
        say_count(
            "{count} record: {verdict}.",
            "{count} records: {verdict}.",
            len(result.records),
            verdict=word_of(result.verdict).upper(),
        )
    )
    for one in with_names(result.all_findings(), names_of(result.roster)):
        place.say(f"{one.where}: {translated(one.what)}")
