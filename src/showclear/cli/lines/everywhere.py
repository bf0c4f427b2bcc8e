"""What needs nobody's permission: hold, take back, lock, out of sight, and the lists that are read aloud."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from showclear.cli.lines.place import COMMAND, HOLD, Leave, Place
from showclear.errors import ShowClearError
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.emergencies import Emergency
    from showclear.app.sessions import RunSession
    from showclear.tui.presenters.emergency import Call


class Everywhere:
    """Does what can be typed at every prompt. `walk` walks a run that an emergency begins."""

    def __init__(self, place: Place, walk: Callable[[Place, RunSession], object]) -> None:
        self.place = place
        self.walk = walk
        place.anywhere, place.show_emergency = self, self.show
        self._words: dict[str, Callable[[str], None]] = {
            "emergency": self.emergency,
            "back": self.back,
            "lock": self.lock,
            "sight": self.sight,
            "why": self.say_why,
            "board": self.show_board,
            "leave": self.leave,
        }

    def __call__(self, line: str) -> bool:
        """Do it; False where the line is an answer. Raises: Leave, EOFError."""
        if line.startswith(HOLD):
            self.hold(line.lstrip(HOLD).strip())
            return True
        if not line.startswith(COMMAND) or len(line) < 2:
            return False
        word, _, rest = line[1:].partition(" ")
        found = [act for name, act in self._words.items() if word and name.startswith(word.casefold())]
        if len(found) != 1:
            typed = f"{COMMAND}{word[:20]}"
            self.place.say(say('There is no "{typed}" here. ? says what can be typed.', typed=typed))
        else:
            found[0](rest.strip())
        return True

    def leave(self, _: str = "") -> None:
        """Back to the menu. Raises: Leave."""
        raise Leave

    def show_board(self, _: str = "") -> None:
        """Every gun, and what is open."""
        from showclear.cli.lines.board import board_lines

        self.place.read_board()
        self.place.say(*board_lines(self.place.board, self.place.people))

    # Hold

    def hold(self, reason: str = "") -> None:
        """Hold the set, or stand it down where it is held already. It asks nobody and nothing."""
        place, note = self.place, ""
        try:
            if place.production.is_stopped:
                note = say("All gun work is stopped already; nothing more had to be written.")
            else:
                place.production.hold(reason)
        except ShowClearError as error:
            note = say(
                "NOT WRITTEN: {fault} Say it aloud: HOLD.",
                fault=f"{translated(error.message)} {translated(error.remedy)}".strip(),
            )
        place.board = place.production.board()
        self.show_stop(note)

    def show_stop(self, note: str = "") -> None:
        """Who stopped, what still is out, what ends it."""
        from showclear.tui.presenters import stop as present
        from showclear.tui.presenters.custody import is_out

        place = self.place
        board = place.board
        place.say("", say("{stop}. FINGERS OFF. STAY STILL.", stop=present.stop_word(board)))
        for line in present.stop_lines(board, place.people, note):
            place.say(*filter(None, ("".join(translated(piece.text) for piece in line),)))
        out = {one.weapon.tag: one.weapon.tag for one in board.weapons if is_out(one)}
        guns = present.stop_guns(board, place.people, out)
        place.say(present.take_back_words(board, guns, out))
        for gun in guns:
            place.lines.show(
                say(
                    "{tag} {name}, {custody}: when it is back, type :back {tag}",
                    tag=gun.tag,
                    name=gun.name,
                    custody=gun.with_,
                ),
                first="  ",
            )
        place.say(*translated(present.allowed_words(board)).replace(": X.", ".").split("\n"))

    def say_why(self, words: str) -> None:
        """One line about why the set was stopped; it changes nothing."""
        from showclear.tui.presenters.board import worst_stop

        place = self.place
        place.read_board()
        stop = worst_stop(place.board.stops)
        if stop is None or not words:
            place.say(
                say("No stop is open.")
                if stop is None
                else say("Type the words after it, like :why a round on the floor")
            )
        elif place.attempt(lambda: place.production.stops.explain(stop.record, words, "")):
            place.board = place.production.board()
            place.say(say("It is written. The stop stays."))

    # Custody

    def back(self, tag: str) -> None:
        """A gun is back; where several are out and none is named, it is asked which."""
        from showclear.tui.presenters.custody import is_out

        place = self.place
        place.read_board()
        out = tuple(one.weapon.tag for one in place.board.weapons if is_out(one))
        if not tag and not out:
            place.say(say("No gun is out."))
            return
        named = tag.upper() or (
            out[0] if len(out) == 1 else place.choose(say("Which gun is back?"), tuple(zip(out, out, strict=True)))
        )
        self._write(
            lambda: place.production.take_back(self._known(named)),
            say("{tag} is back. It is unverified.", tag=named),
        )

    def lock(self, words: str) -> None:
        """A gun is locked: where it was last, if nobody says where."""
        from showclear.tui.presenters.locking import last_lock

        place = self.place
        tag, _, lock = words.partition(" ")
        where = lock.strip() or last_lock(place.board, tag.upper())
        if not tag or not where:
            place.say(say("Type which gun and where, like :lock A-07 safe 1"))
            return
        done = say("{tag} is locked: {lock}.", tag=tag.upper(), lock=where)
        self._write(lambda: place.production.lock(self._known(tag.upper()), where), done)

    def sight(self, tag: str) -> None:
        """A gun was out of sight."""
        if not tag:
            self.place.say(say("Type which gun, like :sight A-07"))
            return
        named = tag.upper()
        done = say("{tag} was out of sight and is unverified.", tag=named)
        self._write(lambda: self.place.production.out_of_sight(self._known(named)), done)

    def _known(self, tag: str) -> str:
        """A tag of the register, so that a slip of the finger is not written. Raises: InputError."""
        from showclear.errors import InputError

        situation = self.place.production.book.situation
        if tag not in {*situation.weapons(), *situation.devices(), *situation.containers()}:
            raise InputError(
                say("Nothing on the register is called {tag}.", tag=tag[:20]), say("Read the tag from the thing.")
            )
        return tag

    def _write(self, change: Callable[[], object], done: str) -> None:
        if self.place.attempt(change):
            self.place.board = self.place.production.board()
            self.place.say(done)

    # Emergency lists

    def emergency(self, asked: str = "") -> None:
        """What happened? It is written with the next line, or the one that says which gun; then read aloud."""
        from showclear.tui.presenters.emergency import CALLS, asks_which

        place = self.place
        place.read_board()
        question = say("What happened? It is written at once.")
        if asks_which(place.board.weapons):
            question = say("What happened? It is written as soon as one more line says which gun.")
        rows = tuple((call.report_class, call.text) for call in CALLS)
        keys = tuple(call.key for call in CALLS)
        known = [call for call in CALLS if asked and asked.casefold() in (call.key.casefold(), call.report_class)]
        self.call(known[0].report_class if known else place.choose(question, rows, keys=keys))

    def call(self, report_class: str) -> None:
        """Write what has to stop, then read the list aloud or walk it."""
        from showclear.domain.situation.at_hand import guns_meant
        from showclear.tui.presenters.emergency import CALLS

        found = next((one for one in CALLS if one.report_class == report_class), None)
        if found is None:
            return
        meant = guns_meant(self.place.board.weapons, found.procedure)
        self.begin(found, self._which_gun(found, meant.tags) if meant.ask else meant.tags)

    def _which_gun(self, call: Call, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Which gun it was. Whoever leaves without saying it is not asked further: nobody knows."""
        from showclear.domain.situation.at_hand import guns_meant
        from showclear.tui.presenters.emergency import ALL_OUT, NO_GUN, tags_meant

        rows = (
            *((tag, tag) for tag in tags),
            (ALL_OUT, say("Nobody knows, or all {count} of them", count=len(tags))),
            (NO_GUN, say("None of these")),
        )
        keys = (*(str(number) for number in range(1, len(tags) + 1)), "A", "N")
        try:
            tag = self.place.choose(say("{what}. Which gun was it? Not sure: A.", what=call.text), rows, keys=keys)
        except Leave:
            tag = ALL_OUT
        self.place.read_board()
        return tags_meant(tag, tags, guns_meant(self.place.board.weapons, call.procedure).tags)

    def begin(self, call: Call, tags: tuple[str, ...]) -> None:
        """Write what has to stop, then show the list."""
        place = self.place
        try:
            emergency = place.production.start_emergency(call.procedure, tags, report_class=call.report_class)
        except ShowClearError as error:
            place.show_error(error)
            return
        place.board = place.production.board()
        self.show(emergency)

    def show(self, emergency: Emergency) -> None:
        """The runs one after the other; where there are none, the list that is read aloud."""
        from showclear.tui.presenters.times import listed, second

        place = self.place
        guns = listed(emergency.tags) or say("no gun was named")
        place.say(
            "",
            say(
                "{title}. {guns}. Called {time}.",
                title=translated(emergency.title).upper(),
                guns=guns,
                time=second(emergency.started_at),
            ),
        )
        place.say(say("What has to stop is written already."))
        if emergency.why:
            place.say(emergency.why)
        if not emergency.sessions:
            place.say(say("Read aloud:"))
            for number, line in enumerate(emergency.aloud, 1):
                place.lines.item(f"{number}", line)
            self._say_wait(emergency)
        for session in emergency.sessions:
            self.walk(place, session)

    def _say_wait(self, emergency: Emergency) -> None:
        """How long nobody moves, where there is a wait and no run that counts it."""
        if not emergency.wait_seconds:
            return
        gone = self.place.production.clock.monotonic_ms() - emergency.started_ms
        left = max(0, math.ceil(emergency.wait_seconds - gone / 1000))
        self.place.say(
            say(
                "Nobody moves for {count} seconds; {left} are left.",
                count=emergency.wait_seconds,
                left=left,
            )
        )
