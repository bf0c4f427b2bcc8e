"""The log as one production sees it: verified files, and the situation folded from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from showclear.app.entries import Entries
from showclear.app.folding_ahead import AT_ONCE, Ahead, read_new
from showclear.app.inspecting import without_looking_for_cycles
from showclear.app.proving import changed_states, derive, rests_on
from showclear.app.reading import Said, facts_of
from showclear.app.reading_aside import ReadingAnewError
from showclear.app.reading_many import FileRead, look_at
from showclear.app.remembering import contents_of
from showclear.app.remote import approvals_beside
from showclear.app.seen import Look, Seen
from showclear.app.settling import Settling
from showclear.app.snapshot.remembered import Remembered
from showclear.app.snapshot.rows import Kept
from showclear.app.snapshot.store import Snapshots
from showclear.app.unchanged import Unchanged, read_files
from showclear.app.unpublished import WithUnpublished, as_lost, as_waiting
from showclear.domain.believed_time import TOLERANCE
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.history import History
from showclear.errors import StorageError
from showclear.ledger.head import Head
from showclear.ledger.record import digest_of
from showclear.ledger.verification import LogResult, Verifier
from showclear.storage.clock import Clock
from showclear.storage.log_folder import LogFolder
from showclear.storage.names import Names
from showclear.storage.restrictions import PendingRestriction


class LogReading(Settling):
    """Reads, verifies and folds the log folder.

    Args:
        folder: the log folder of this production.
        clock: for the time that restrictions claim.
        production: digest of the production record; empty while it is being founded.
        snapshots: what was read before, if that is kept.
    """

    processes: int | None = None
    """How many look at new files; None for as many as it is worth."""
    at_once = AT_ONCE
    """How many files are taken in at once while others are looked at."""

    def __init__(self, folder: LogFolder, clock: Clock, production: str, snapshots: Snapshots | None = None) -> None:
        self.folder = folder
        self._clock = clock
        self.production = production
        self._snapshots = snapshots
        self._unwritten: list[PendingRestriction] = []
        self.reads_aside = False
        """Whether somebody reads everything anew in a thread where that has to be, so that no key waits for it."""
        self._written = False
        """Whether something that the disk had refused was written since the last fold."""
        self._counted_unwritten = False
        """Whether the last fold counted something that the disk had refused."""
        self._begin(snapshots.open(self._derive) if snapshots else None)

    def _begin(self, remembered: Remembered | None) -> None:
        """Nothing was read yet; `remembered` stands for the files that it is about."""
        self._remembered = remembered
        self.must_read = False
        """Whether what is known was found to be not so, and nothing is permitted before everything was read anew."""
        if remembered is not None:
            self.folder.listed.expect(remembered.listed)
        self._first = True
        """Whether the folder was not looked at yet."""
        self._compared = False
        """Whether sizes and change times of all files were compared with what is remembered."""
        self._files = Unchanged()
        self._proved: set[int] = set()
        """Remembered records that were read again since, and say what is remembered of them."""
        self._verifier = Verifier(self.production or None, remembered.past if remembered else None)
        self._entries = Entries(remembered)
        self._bodies: dict[str, dict[str, Any]] = {}
        self._unread: set[str] = set()
        self._names = Names()
        self._seen = Seen()
        self._pending: tuple[PendingRestriction, ...] = ()
        self._lost: tuple[str, ...] = ()
        self._ordered: tuple[str, ...] | None = None
        self._founding_ordered: tuple[str, ...] | None = None
        chain = self._verifier.context().chain
        self.situation: Situation = remembered.situation(chain) if remembered else fold((), chain)
        self.result: LogResult = self._verifier.result()

    def _begin_anew(self) -> None:
        """What was remembered is not so: the files are read, as if there had been no snapshot."""
        if self._remembered is not None:
            self._remembered.close()
        if self._snapshots is not None:
            self._snapshots.remove()
        self._begin(None)
        self.refresh()

    def _distrust(self) -> None:
        """What was remembered is not so: the files are read, now or beside the window."""
        if self.reads_aside:
            self.must_read = True
            if self._snapshots is not None:
                self._snapshots.remove()
        else:
            self._begin_anew()

    def read_aside(self) -> LogReading:
        """Everything read anew, apart from this, which stays as it is; for a thread. Raises: StorageError."""
        apart = LogReading(self.folder.again(), self._clock, self.production)
        apart.refresh()
        return apart

    def take_over(self, apart: LogReading) -> None:
        """Go on from what `read_aside` gave, with all that came since. Raises: StorageError."""
        if self._remembered is not None:
            self._remembered.close()
        if self._snapshots is not None:
            self._snapshots.remove()
        own = {"folder", "_clock", "production", "_snapshots"}
        own |= {"_unwritten", "_written", "_counted_unwritten", "reads_aside"}
        vars(self).update({name: value for name, value in vars(apart).items() if name not in own})
        self._seen.looked_at, self._written = 0, True
        self.refresh()

    # Reading

    @without_looking_for_cycles()
    def refresh(self) -> bool:
        """Take in what is new in the folder; True if anything changed.

        Raises:
            StorageError: the folder cannot be read; or what is new was taken in, and cannot be marked as seen. That is
                tried again by the next call.
        """
        self.folder.require_there()
        self.write_waiting()
        look = self._look()
        if any(self._entries.row(name) is not None for name in look.gone):
            self._begin_anew()
            return True
        if not look.changed and not self._seen.is_behind:
            return False
        ahead = Ahead(self.production, look.new, self.at_once) if self._knows_nothing(look) else None
        files = {**read_new(self.folder, look.new, self.processes, ahead), **look.grown}
        refused = self._seen.read(self.folder.marks, look, self._remembered.marks if self._remembered else None)
        if refused is not None and (self._first or not look.changed):
            # Without any mark an older clearance could come back in place of a newer record that is lost.
            raise refused
        vanished = look.gone | set(self.result.strays) - set(look.strays)
        if ahead is not None:
            self._verifier = ahead.verifier
        if not self._verify(files, look.strays, vanished):
            self._begin_anew()
            return True
        self._names, self._first = look.names, False
        self._seen.look_for_missing(self.folder.marks, look.names, look.gone)
        self._verifier.mark(self._seen.missing)
        self._pending = look.pending
        # A verifier that forgot something has a new chain; the situation asks the one that it was folded with.
        self._update(files, look.gone, whole=look.whole or bool(vanished), ahead=ahead)
        self._written = False
        ours = self._ours(files)
        early = self._came_early(ours, begins=look.begins)
        self._seen.came((*ours, *(look.before - self.folder.marks.names() if look.begins else ())), early)
        if refused is not None:
            raise refused
        self._seen.mark(self.folder)
        return True

    def _look(self) -> Look:
        """Raises: StorageError."""
        # First what waits: a stop that another window publishes meanwhile is then in both, and else in neither.
        pending = self.folder.pending_restrictions()
        names, strays = self.folder.listing()
        begins = self._first and self._remembered is not None
        if begins and self._remembered is not None:
            self._names = self._remembered.listed
        before = self._names
        new, gone = self.folder.listed.changes(before, names)
        grown = self._grown((before & self._entries.damaged) - gone)
        whole = bool(gone) or bool(grown) or pending != self._pending or self._written or bool(self._readable_again())
        changed = bool(new) or whole or begins or set(strays) != set(self.result.strays)
        return Look(before, names, new, gone, strays, grown, pending, begins, whole, changed)

    def _knows_nothing(self, look: Look) -> bool:
        """Whether all that is to be known of this production is what is new in the folder."""
        return self._first and self._remembered is None and not look.whole and bool(self.production)

    def _verify(self, files: Mapping[str, FileRead], strays: Iterable[str], vanished: frozenset[str]) -> bool:
        """Give the verifier what came and take from it what went; whether what is remembered stands with that."""
        if vanished:
            self._verifier.forget(vanished)
        self._verifier.add_inspections(one.inspection for one in files.values())
        self._verifier.add(dict.fromkeys(strays, b""))
        return self._verifier.past_stands

    def _came_early(self, names: Iterable[str], *, begins: bool) -> Iterable[str]:
        """Records of other laptops that are here before this clock shows their time (R-038), to be marked for good."""
        latest, own = self._clock.now() + TOLERANCE, self.folder.own_log()
        later = self._entries.later
        known = ((name, later[name]) for name in names if name in later)
        found = {name: one.digest for name, one in known if one.made_at > latest and one.log != own}
        if begins and self._remembered is not None:
            found |= self._remembered.early(int(latest.timestamp()), own)
        marked = (self._entries.digest(name) for name in self._names & self.folder.marks.early())
        self._seen.early |= {*found.values(), *(digest for digest in marked if digest is not None)}
        self.situation = self.situation.seen_early(self._seen.early)
        return found

    def write_waiting(self) -> None:
        """Try again to write what the disk refused, where this book writes."""

    def _grown(self, names: Iterable[str]) -> dict[str, FileRead]:
        """What changed in files that were not whole when they were read: they may have been on their way here."""
        files = read_files(self.folder, names)
        return {n: look_at(n, data) for n, data in files.items() if digest_of(data) != self._entries.digest(n)}

    @property
    def not_whole(self) -> frozenset[str]:
        """Files that do not hold what their names say."""
        return frozenset(self._entries.damaged)

    def _ours(self, names: Iterable[str]) -> list[str]:
        """The names of what is a record of this production: what is none shall not be missed when it is taken away."""
        return [
            name for name in names
            if name not in self._entries.damaged
            and (head := self.result.records[name].head) is not None
            and self._is_ours(name, head)
        ]  # fmt: skip

    def _is_ours(self, name: str, head: Head) -> bool:
        named = self._entries.digest(name) if head.kind == "production" else head.production
        return not self.production or named == self.production

    def _find_lost(self) -> tuple[str, ...]:
        """Records that were here and are gone or changed: nobody knows what they said, so they may be stops."""
        marks, anything = self.folder.marks, self._seen.is_unread
        changed = (name for name in self._entries.damaged if anything or name in marks)
        return tuple(sorted(self._seen.missing.union(changed)))

    def _update(
        self, files: Mapping[str, FileRead], gone: Iterable[str] = (), *, whole: bool, ahead: Ahead | None = None
    ) -> None:
        for name, one in files.items():
            self._entries.read(name, one.inspection.digest)
        self._ordered = None
        self.result = self._verifier.result()
        stale = self.result.turned | approvals_beside(self.result.turned, self.result.chain).intersection(self._names)
        stale |= self._readable_again()
        for name in (*files, *(stale - files.keys())):
            self._unread.discard(name)
            self._take_facts(name, files[name].said if name in files else self._said_now(name))
        for name in gone:
            self._entries.drop(name)
            self._unread.discard(name)
            self._founding_ordered = None
        lost, self._lost = self._lost, self._find_lost()
        if whole or stale or self._pending or self._unwritten or lost != self._lost:
            self.situation = self._fold_all()
        else:
            new = [facts for name in files if (facts := self._entries.later.get(name)) is not None]
            by_digest = {facts.digest: facts for facts in new}
            ordered = self.result.chain.in_order(by_digest)
            if ahead is not None:
                self.situation = ahead.beginning_of(ordered, by_digest)
            for digest in ordered:
                self.situation = self.situation.add(by_digest[digest])

    def _take_facts(self, name: str, said: Said | None) -> None:
        """What the fold is given of a file; nothing of a file that says nothing or belongs to another production."""
        result = self.result.records[name]
        head = result.head
        self._bodies.pop(name, None)
        facts = None
        if said is not None and head is not None and self._is_ours(name, head):
            facts = facts_of(result, head, said, self._settle_or_hold)
        if self._entries.take(name, facts, said.title if said is not None else ""):
            self._founding_ordered = None

    def _fold_all(self) -> Situation:
        remembered = self._remembered
        published = {one.id for one in self._entries.later.values()}
        self._counted_unwritten = bool(self._unwritten)
        waiting = [as_waiting(number, one) for number, one in enumerate((*self._pending, *self._unwritten), 1)]
        unpublished = (
            one for one in waiting if one.id not in published and not (remembered and remembered.with_id(one.id))
        )
        later = [*unpublished, *map(as_lost, self._lost)]
        ancestry = WithUnpublished(self.result, frozenset(one.digest for one in later))
        start = remembered.history if remembered else History
        return fold([*self._entries.later.values(), *later], ancestry, start).seen_early(self._seen.early)

    # What is permitted rests on files

    def verify_again(self, *items: str, whole: bool = False) -> None:
        """Read anew what a permission rests on, before it is given; what changed since is seen now.

        Args:
            items: the weapons, devices and containers that it is about; people, definitions, and the newest of what
                stops the set are always read.
            whole: every file.

        Raises:
            ReadingAnewError: something is not what it was, and everything is being read anew beside this window.
            StorageError: the folder cannot be read.
        """
        self.refresh()
        if self._remembered is not None and whole:
            self._begin_anew()
        elif self._remembered is not None and not self.must_read and not self._holds(self._rests_on(items)):
            self._distrust()
        if self.must_read:
            raise ReadingAnewError
        later: Mapping[str, str | None] = self._entries.read_here(() if whole else self._wanted(items))
        files = self._files
        if whole:
            files = Unchanged()
            later = {name: self._entries.digest(name) for name in self._names if self._entries.row(name) is None}
        changed = {name: look_at(name, data) for name, data in files.changed(self.folder, later).items()}
        if changed:
            self._verifier.add_inspections(one.inspection for one in changed.values())
            self._update(changed, whole=True)

    def _rests_on(self, items: Iterable[str]) -> frozenset[str]:
        """Of what a permission rests on the files that were read; what went away since is not read again."""
        return frozenset(name for name in self._wanted(items) if self._entries.digest(name) is not None)

    def _wanted(self, items: Iterable[str]) -> set[str]:
        return rests_on(self.situation, items) | self._entries.founding

    def _holds(self, names: Iterable[str]) -> bool:
        """Whether the files say what is remembered of them: all by size and change time, these by what they say."""
        remembered = self._remembered
        if remembered is None:
            return True
        if not self._compared and self.changed_files():
            return False
        self._compared = True
        for row in {row for name in names if (row := self._entries.row(name)) is not None} - self._proved:
            try:
                derived = self._derive(remembered, row)
            except StorageError:
                return False
            if derived != remembered.kept(row):
                return False
            self._proved.add(row)
        known = {name: self._entries.digest(name) for name in names if self._entries.row(name) is not None}
        return not self._files.changed(self.folder, known)

    def changed_files(self) -> tuple[str, ...]:
        """The remembered files that are not what they were. Changes nothing here, so that another thread may ask."""
        remembered = self._remembered
        if remembered is None:
            return ()
        past = remembered.past
        names = {past.name(row): past.digest(row) for row in changed_states(remembered, self.folder.state)}
        return tuple(name for name, data in read_files(self.folder, names).items() if digest_of(data) != names[name])

    def take_changed(self, names: tuple[str, ...]) -> bool:
        """What `changed_files` found in another thread; True if something is not what it was. Raises: StorageError."""
        self._compared = self._compared or not names
        if names and self._remembered is not None:
            self._distrust()
            return True
        return False

    def _derive(self, remembered: Remembered, row: int) -> Kept:
        """Raises: StorageError; then the next start reads every record."""
        try:
            data = self.folder.read(remembered.past.name(row))
            return derive(remembered, row, data, self._verifier.context(), self.situation.view.history, self._settle)
        except StorageError:
            if self._snapshots is not None:
                self._snapshots.remove()
            raise

    def remember(self) -> bool:
        """Write down what was read, so that the next start is quick; whether that was possible."""
        if self._snapshots is None or self.must_read or self._unread:
            return False
        contents = contents_of(
            self.folder, self.result, self.situation, self._entries, self._remembered, self._verifier.people,
            self.identity(),
        )  # fmt: skip
        return contents is not None and self._snapshots.write(contents)
