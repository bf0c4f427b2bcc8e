"""A run in lines, from the first pass to the signatures: each answer is durable before the next question is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.cli.id_words import word_of
from showclear.cli.lines import question as asking
from showclear.cli.lines.place import COMMAND, Again, Leave, Place
from showclear.cli.lines.signing import open_pass, sign, sign_sitting, tell_signed
from showclear.domain.checklists import WAITED, AnswerKind, Procedure
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Exit, Mismatch, Phase, Question, Reason
from showclear.errors import ShowClearError
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.sittings import Sitting
    from showclear.domain.people import Person
    from showclear.tui.presenters.run import Asked
    from showclear.tui.presenters.waiting import Said

KEPT = english("The draft is kept. U in the menu, or the same command, goes on with it.")


def walk(place: Place, walked: RunSession | Sitting) -> bool:
    """Walk a run or a sitting; whether all of it is signed.

    Raises: EOFError: the input ended; the draft is kept.
    """
    return Walk(place, walked).go()


class Walk:
    """One walk of two people. The run says what comes next; this shows and asks it."""

    def __init__(self, place: Place, walked: RunSession | Sitting) -> None:
        from showclear.app.sittings import Sitting

        self.place = place
        self.walked = walked
        self.sitting = walked if isinstance(walked, Sitting) else None
        self.session: RunSession = walked.sessions[0] if isinstance(walked, Sitting) else walked
        self.row = ""
        self.said: set[str] = set()
        """What was reported during a wait."""
        self.signed = False

    def go(self) -> bool:
        """Go on until it is signed, ended, or somebody goes back. Raises: EOFError."""
        try:
            self._say_begin()
            while self._step():
                pass
        except Leave:
            self._leave()
        except ShowClearError as error:
            self.place.show_error(error)
            self._leave()
        except EOFError:
            self.walked.leave()
            raise
        return self.signed

    def _say_begin(self) -> None:
        plan = self.session.run.plan
        tags = ", ".join(one.subject for one in self.sitting.sessions) if self.sitting else self.session.run.plan.named
        cast = plan.cast
        self.place.say(
            "",
            f"{tags}: {translated(plan.checklist.title)}.",
            say(
                "Performs it: {performer}, {role}. Verifies it: {verifier}, {other_role}.",
                performer=cast.performer.name,
                role=cast.performer.role.words,
                verifier=cast.verifier.name,
                other_role=cast.verifier.role.words,
            ),
            *((say("Translation: {words}.", words=plan.checklist.translation),) if plan.checklist.translation else ()),
        )

    def _leave(self) -> None:
        if any(one.run.phase is not Phase.ENDED for one in self._sessions()):
            self.walked.leave()
            self.place.say(say("Not signed."), KEPT)

    def _sessions(self) -> tuple[RunSession, ...]:
        return self.sitting.sessions if self.sitting else (self.session,)

    def _step(self) -> bool:
        """One question, pass, difference, stop, or the signatures; False when it is over. Raises: Leave, EOFError."""
        self._look_around()
        sitting = self.sitting
        if sitting is not None:
            self.session = sitting.trouble or sitting.current or self.session
            if sitting.trouble is None and sitting.over:
                return self._sign_sitting(sitting)
        match self.session.run.phase:
            case Phase.MISMATCH:
                self._mismatch()
            case Phase.STOPPED:
                self._stop()
            case Phase.COMPLETE:
                return self._sign()
            case Phase.ENDED:
                return sitting is not None and not sitting.over
            case _ if self.walked.pass_is_due():
                self._pass()
            case _:
                self._ask()
        return True

    def _look_around(self) -> None:
        """What became too old or was overtaken is asked anew, and that is said. Raises: ShowClearError."""
        before = {id(one): dict(one.run.attempts) for one in self._sessions()}
        old = any(one.run.expired_blocks(one.moment().ms) for one in self._sessions())
        if self.walked.check_age():
            for one in self._sessions():
                self._say_restarts(one, before[id(one)], old=old)

    def _say_restarts(self, session: RunSession, before: Mapping[str, int], *, old: bool) -> None:
        from showclear.tui.presenters.run_view import restarted_blocks, restarted_words

        titles = restarted_blocks(session.run, before)
        if titles:
            self.row = ""
            self.place.say(restarted_words(titles, session.run.plan.named, old=old))

    # Passes and questions

    def _pass(self) -> None:
        from showclear.tui.presenters import sitting as present
        from showclear.tui.presenters.run_view import pass_words

        turn = self.session.run.turn
        assert turn is not None, "a pass is due to somebody"
        words = pass_words(self.session.run)
        words = present.pass_words(self.sitting, words) if self.sitting else words
        self.row = ""
        open_pass(self.place, self.walked, turn.person, words)

    def _ask(self) -> None:
        """One question and its answer; what is no answer is said, and asked again. Raises: Leave, EOFError."""
        from showclear.tui.presenters import run as present
        from showclear.tui.presenters.run_view import word_to_call

        run, place = self.session.run, self.place
        question = run.question
        assert question is not None, "a pass is open"
        asked = present.asked(
            question, frozenset(), place.production.people(), self.row,
            first=present.is_first(run, question), sources=self._sources(),
        )  # fmt: skip
        if question.answer is AnswerKind.COUNTDOWN:
            self._say_what_nobody_does(question)
        gun = self.session.subject if self.sitting else ""
        asking.show_question(place, run, question, asked, word_to_call(self.session), gun)
        if question.answer is AnswerKind.COUNTDOWN:
            self._say_wait(question)
        own = (asking.DONE, asking.CHANGE, asking.WITHDRAW, asking.STEPS)
        try:
            line = place.typed(_HELP, own=own, hidden=question.step.killer)
        except Again:
            return
        try:
            self._take(question, asked, line)
        except ShowClearError as error:
            place.show_error(error)

    def _sources(self) -> Mapping[str, str]:
        try:
            return self.place.production.adopted.source_labels()
        except ShowClearError:
            # A reason is said whatever became of its sources.
            return {}

    def _take(self, question: Question, asked: Asked, line: str) -> None:
        """Do what a line says. Raises: ShowClearError, Leave, EOFError."""
        if line.startswith(COMMAND):
            self._own(line.removeprefix(COMMAND), asked)
        elif asked.rows:
            from showclear.tui.presenters.naming import row_name, taken_rows

            people = self.place.production.people()
            self.row = row_name(question.step, line, people, taken_rows(self.session.run, question))
            self.place.say(f"{self.row}:")
        elif question.answer is AnswerKind.COUNTDOWN:
            self._wait(question, line)
        else:
            value = asking.read_value(self.place, question, asked, line)
            if value is not None:
                self._give(value)

    def _give(self, value: str) -> None:
        """Hand an answer in; it is durable when this returns. Raises: ShowClearError."""
        session = self.session
        before, run = dict(session.run.attempts), session.run
        old = bool(run.expired_blocks(session.moment().ms))
        self.walked.answer(value, self.row)
        self.row = ""
        self._say_restarts(session, before, old=old)
        if session.run.phase in (Phase.ASKING, Phase.NEEDS_PASS, Phase.COMPLETE) and session.run.attempts == before:
            self.place.say(say("Entered."))

    def _own(self, word: str, asked: Asked) -> None:
        """What a run knows besides answers. Raises: ShowClearError, Leave, EOFError."""
        from showclear.tui.presenters.run import may_withdraw
        from showclear.tui.presenters.run_view import can_change

        run, place = self.session.run, self.place
        if word == asking.STEPS:
            for view in run.steps():
                place.lines.show(f"{word_of(view.state.value)}: {translated(view.headline)}", first="  ")
        elif word == asking.DONE and asked.rows and asked.may_finish:
            self.walked.rows_done()
        elif word == asking.CHANGE and self.row:
            self.row = ""
        elif word == asking.CHANGE and can_change(run):
            rows = tuple((reason.value, reason.words) for reason in Reason)
            reason = place.choose(say("Why is your last answer changed? It stays in the record."), rows)
            self.walked.reopen(Reason(reason))
        elif word == asking.WITHDRAW and may_withdraw(run):
            if place.confirm(
                say(
                    "Withdraw {subject}? It stays barred until it is inspected and released.",
                    subject=self.session.subject,
                )
            ):
                self.session.withdraw()
        else:
            place.say(say("{typed} does nothing here.", typed=f"{COMMAND}{word}"))

    # A wait

    def _say_what_nobody_does(self, question: Question) -> None:
        from showclear.tui.presenters import waiting as present

        said = present.prohibitions(self.session.run, question)
        self.place.say("", *said.large, said.sentence)

    def _say_wait(self, question: Question) -> None:
        from showclear.tui.presenters import waiting as present

        left = present.seconds_left(question, self.session.moment().ms)
        note = present.clock_note(question)
        self.place.say(say_count("{count} second is left. {note}", "{count} seconds are left. {note}", left, note=note))
        for name, one in self._sayings():
            if name not in self.said:
                self.place.lines.item(one.key, say("{what}: it is written at once", what=one.text))

    def _sayings(self) -> tuple[tuple[str, Said], ...]:
        from showclear.tui.presenters.waiting import SAID

        misfire = self.session.run.plan.checklist.procedure is Procedure.MISFIRE
        return tuple((name, one) for name, one in SAID.items() if misfire or name == "hurt")

    def _wait(self, question: Question, line: str) -> None:
        """The time is over, or something is said meanwhile. Raises: ShowClearError, EOFError."""
        from showclear.tui.presenters.waiting import seconds_left

        for name, one in self._sayings():
            if line.casefold() == one.key.casefold():
                self._report(name, one)
                return
        left = seconds_left(question, self.session.moment().ms)
        if left:
            self.place.say(say_count("{count} second yet. Nobody moves.", "{count} seconds yet. Nobody moves.", left))
        elif line.casefold() == asking.DONE:
            self._give(WAITED)
        else:
            self.place.say(say("The time is over. Type done."))

    def _report(self, name: str, said: Said) -> None:
        """Write it at once; the clock runs on. Where somebody is hurt, that list is walked now. Raises: EOFError."""
        if name in self.said:
            self.place.say(say("That is written already."))
            return
        run, place = self.session.run, self.place
        tags = tuple(dict.fromkeys((self.session.subject, *run.plan.inputs.get("guns", "").split())))
        misfire = run.plan.checklist.procedure is Procedure.MISFIRE
        emergency = place.production.start_emergency(
            Procedure.INCIDENT, tags, report_class=said.report_class, reason=said.reason,
            of_run=run.plan.run_id if misfire else "", walk=name == "hurt",
        )  # fmt: skip
        self.said.add(name)
        place.board = place.production.board()
        place.say(say("{what}: written.", what=said.text))
        if name == "hurt":
            place.show_emergency(emergency)

    # Dead ends

    def _mismatch(self) -> None:
        """Both values, and the ways out. Raises: ShowClearError, Leave, EOFError."""
        run, place = self.session.run, self.place
        place.say("", say("NOT THE SAME. Two people, two answers."))
        for one in run.mismatches():
            named = one.key.slot in one.text
            place.lines.label(say("Asked"), translated(one.text) + ("" if named else f" ({one.key.slot})"))
            for name, words in entered_by_both(run, one):
                place.lines.show(
                    say("{name}, entered: {words}", name=name, words=words or say("nothing")), first="  ", then="    "
                )
        place.say(
            say("{subject} stays UNVERIFIED.", subject=self.session.subject)
            if run.plan.of_item
            else say("Nothing follows from it.")
        )
        self._exit()

    def _stop(self) -> None:
        """What was found, what holds from now on, the ways out. Raises: ShowClearError, Leave, EOFError."""
        from showclear.tui.presenters.dead_end import OTHERWISE_WORDS, freeze_words

        run, place = self.session.run, self.place
        stop = run.stop
        place.say("", say("STOP."), freeze_words(run))
        if stop is not None:
            place.say(
                stop.reason,
                f"{' '.join(stop.items) or self.session.run.plan.named}: {translated(OTHERWISE_WORDS[stop.otherwise])}",
            )
        if self.session.restrictions:
            place.say(say("It is written already and counts, whatever you do now."))
        place.board = place.production.board()
        self._exit()

    def _exit(self) -> None:
        """One of the ways out; there is no other. Raises: ShowClearError, Leave, EOFError."""
        from showclear.tui.presenters.dead_end import exit_lines
        from showclear.tui.screens.exits import take_exit

        lines = exit_lines(self.session.run, self.session.run.plan.named)
        rows = tuple((str(one.way), one.text) for one in lines)
        way = self.place.choose(say("What now?"), rows, keys=tuple(one.key for one in lines))
        take_exit(self.session, Exit(way))

    # Signatures

    def _sign(self) -> bool:
        """Both sign; False when it is over. Raises: ShowClearError, EOFError."""
        from showclear.cli.lines.signing import tell_word
        from showclear.tui.presenters.run_view import clearance_word

        try:
            signing = self.session.signing()
        except ShowClearError as error:
            if self.session.run.phase is Phase.COMPLETE:
                raise
            self.place.show_error(error)
            return True
        published = sign(self.place, signing)
        if published is None and self.session.run.phase is not Phase.COMPLETE:
            return True
        if published is None:
            self._leave()
            return False
        tell_word(self.place, published, clearance_word(self.session))
        self.signed = True
        return False

    def _sign_sitting(self, sitting: Sitting) -> bool:
        """One PIN each for all records; False when it is over. Raises: ShowClearError, EOFError."""
        if not sitting.ready:
            return False
        signed = sign_sitting(self.place, sitting.signing())
        if signed is None:
            self._leave()
            return False
        self.place.board = self.place.production.board()
        tell_signed(self.place, signed)
        self.signed = not signed.unsigned
        return False


def entered_by_both(run: Run, one: Mismatch) -> tuple[tuple[str, str], tuple[str, str]]:
    """Who entered what, the one who entered first before the other."""
    first, second = run.plan.cast.of(one.side), run.plan.cast.of(one.side.other)
    return _of_one(run, one, first, one.first_words), _of_one(run, one, second, one.second_words)


def _of_one(run: Run, one: Mismatch, person: Person, words: str) -> tuple[str, str]:
    from showclear.tui.presenters.dead_end import rows_of

    rows = rows_of(run, one, person)
    return f"{person.name}, {translated(person.role.words)}", f"{words}: {rows}" if rows else words


_HELP = english(
    "Look at the thing, then type what you see. :change asks your own last answer once more, with a "
    "reason. :steps says how far you are. :withdraw ends the run and bars the thing. :done ends a list of "
    "names."
)
