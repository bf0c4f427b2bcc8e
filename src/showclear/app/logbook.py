"""The log as one production sees it: verified files, the situation folded from them, and what goes in next."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from showclear.app.bodies import Facts, restriction_facts
from showclear.app.reading import read_body, record_facts
from showclear.app.unpublished import TIME, WithUnpublished, as_lost, as_waiting, read_time, readable
from showclear.domain.believed_time import TOLERANCE
from showclear.domain.effects import Effect
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.history import OF_THE_DAY, Aspect
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.values import THE_SET, unit_item
from showclear.domain.text import plain_text
from showclear.errors import StorageError
from showclear.ledger.head import SCHEMA, ZERO_DIGEST, Citation, Head, Signer, sorted_after
from showclear.ledger.record import digest_of, read_name, render_body, with_cut
from showclear.ledger.verification import LogResult, Verifier
from showclear.storage.clock import Clock
from showclear.storage.failures import MissingFileError
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import LogHead
from showclear.storage.restrictions import PendingRestriction

_FOUNDING = frozenset({"production", "unit", "enrolment", "revocation", "definitions"})
"""Records that say who people are and what they run."""

_NONE: frozenset[str] = frozenset()

_NEWEST = 40
"""How many records about one item are read anew: a permission rests on the newest ones."""


class LogBook:
    """Reads, verifies and folds the log folder; writes records into this laptop's own log.

    Args:
        folder: the log folder of this production.
        clock: for the time that restrictions claim.
        production: digest of the production record; empty while it is being founded.
    """

    def __init__(self, folder: LogFolder, clock: Clock, production: str) -> None:
        self.folder = folder
        self._clock = clock
        self.production = production
        self._verifier = Verifier(production or None)
        self._facts: dict[str, RecordFacts] = {}
        self._bodies: dict[str, dict[str, Any]] = {}
        self._names = _NONE
        self._listed: tuple[str, ...] = ()
        """The listing that the names were taken from."""
        self._digests: dict[str, str] = {}
        self._pending: tuple[PendingRestriction, ...] = ()
        self._unwritten: list[PendingRestriction] = []
        self._written = False
        """Whether something that the disk had refused was written since the last fold."""
        self._counted_unwritten = False
        """Whether the last fold counted something that the disk had refused."""
        self._lost: tuple[str, ...] = ()
        self._early: frozenset[str] = frozenset()
        self._damaged: set[str] = set()
        self._founding: set[str] = set()
        self._ordered: tuple[str, ...] | None = None
        self._founding_ordered: tuple[str, ...] | None = None
        self.result: LogResult = self._verifier.result()
        self.situation: Situation = fold((), self.result.chain)

    # Reading

    def refresh(self) -> bool:
        """Take in what is new in the folder; True if anything changed.

        Raises:
            StorageError: the folder cannot be read.
        """
        self.folder.require_there()
        self._write_waiting()
        listed, strays = self.folder.listing()
        same = listed is self._listed
        names = self._names if same else frozenset(listed)
        new, gone = (_NONE, _NONE) if same else (names - self._names, self._names - names)
        grown = self._grown((self._damaged & names) - new)
        pending = self.folder.pending_restrictions()
        changed_pending = {one.restriction_id for one in pending} != {one.restriction_id for one in self._pending}
        whole = bool(gone) or bool(grown) or changed_pending or self._written
        if not new and not whole and set(strays) == set(self.result.strays):
            self._listed = listed
            return False
        files = {**self._read(new), **grown}
        vanished = gone | set(self.result.strays) - set(strays)
        if vanished:
            self._verifier.forget(vanished)
        self._verifier.add({**files, **dict.fromkeys(strays, b"")})
        self._note_digests(files)
        self._names, self._listed = names, listed
        self.folder.marks.refresh()
        self._verifier.mark(self.folder.marks.names() - names)
        self._pending = pending
        # A verifier that forgot something has a new chain; the situation asks the one that it was folded with.
        self._update(files, gone, whole=whole or bool(vanished))
        self._written = False
        self._note_early(files)
        self._note_seen(files)
        return True

    def _note_early(self, files: Mapping[str, bytes]) -> None:
        """Records of other laptops that are here before this clock shows their time (R-038); marked, for good."""
        latest, own = self._clock.now() + TOLERANCE, self.folder.own_log()
        known = ((name, self._facts[name]) for name in self._ours(files) if name in self._facts)
        found = {name: one.digest for name, one in known if one.made_at > latest and one.log != own}
        marked = (self._facts[name].digest for name in self.folder.marks.early() if name in self._facts)
        self._early |= {*found.values(), *marked}
        self.situation = self.situation.seen_early(self._early)
        self.folder.note_early(found)

    def _grown(self, names: Iterable[str]) -> dict[str, bytes]:
        """What changed in files that were not whole when they were read: they may have been on their way here."""
        files = self._read(names)
        return {name: data for name, data in files.items() if digest_of(data) != self._digests[name]}

    @property
    def not_whole(self) -> frozenset[str]:
        """Files that do not hold what their names say."""
        return frozenset(self._damaged)

    def _note_seen(self, files: Mapping[str, bytes]) -> None:
        """Mark what is a record of this production; what is none shall not be missed when somebody takes it away."""
        self.folder.note_seen(self._ours(files))

    def _ours(self, files: Mapping[str, bytes]) -> list[str]:
        """The names of what is a record of this production."""
        return [
            name for name in files
            if name not in self._damaged
            and (head := self.result.records[name].head) is not None
            and self._is_ours(name, head)
        ]  # fmt: skip

    def _is_ours(self, name: str, head: Head) -> bool:
        named = self._digests[name] if head.kind == "production" else head.production
        return not self.production or named == self.production

    def _note_digests(self, files: Mapping[str, bytes]) -> None:
        for name, data in files.items():
            parsed, digest = read_name(name), digest_of(data)
            self._digests[name] = digest
            if parsed is not None and digest.startswith(parsed.digest_start):
                self._damaged.discard(name)
            else:
                self._damaged.add(name)

    def _find_lost(self) -> tuple[str, ...]:
        """Records that were here and are gone or changed: nobody knows what they said, so they may be stops."""
        seen = self.folder.marks.names()
        return tuple(sorted((seen - self._names) | (seen & self._damaged)))

    def _read(self, names: Iterable[str]) -> dict[str, bytes]:
        files = {}
        for name in names:
            try:
                files[name] = self.folder.read(name)
            except MissingFileError:
                # Gone between listing and reading: the marks report it if it was ever seen.
                continue
            except StorageError:
                # A folder of that name, a bad sector: verification says that it holds nothing that can be read.
                files[name] = b""
        return files

    def _update(self, files: Mapping[str, bytes], gone: Iterable[str] = (), *, whole: bool) -> None:
        self._ordered = None
        self.result = self._verifier.result()
        stale = self.result.turned
        for name in (*files, *(stale - files.keys())):
            self._take_facts(name, files[name] if name in files else self._read((name,)).get(name, b""))
        for name in gone:
            if self._facts.pop(name, None) is not None:
                self._founding.discard(name)
                self._founding_ordered = None
        lost, self._lost = self._lost, self._find_lost()
        if whole or stale or self._pending or self._unwritten or lost != self._lost:
            self.situation = self._fold_all()
        else:
            new = {self._digests[name]: self._facts[name] for name in files if name in self._facts}
            for digest in self.result.chain.order() if len(new) > 1 else new:
                if digest in new:
                    self.situation = self.situation.add(new[digest])

    def _take_facts(self, name: str, data: bytes) -> None:
        """What the fold is given of a file; nothing of a file that says nothing or belongs to another production."""
        result = self.result.records[name]
        facts = record_facts(data, result) if result.head and self._is_ours(name, result.head) else None
        self._bodies.pop(name, None)
        was_founding = name in self._founding
        self._founding.discard(name)
        if was_founding or (facts is not None and facts.kind in _FOUNDING):
            self._founding_ordered = None
        if facts is None:
            self._facts.pop(name, None)
            return
        self._facts[name] = facts
        if facts.kind in _FOUNDING:
            self._founding.add(name)

    def _fold_all(self) -> Situation:
        published = {one.id for one in self._facts.values()}
        self._counted_unwritten = bool(self._unwritten)
        waiting = [as_waiting(number, one) for number, one in enumerate((*self._pending, *self._unwritten), 1)]
        later = [*(one for one in waiting if one.id not in published), *map(as_lost, self._lost)]
        ancestry = WithUnpublished(self.result, frozenset(one.digest for one in later))
        return fold([*self._facts.values(), *later], ancestry).seen_early(self._early)

    def verify_again(self, *items: str, whole: bool = False) -> None:
        """Read anew what a permission rests on, before it is given; what changed since is seen now.

        Args:
            items: the weapons, devices and containers that it is about; people, definitions and what stops the set are
                always read.
            whole: every file.

        Raises:
            StorageError: the folder cannot be read.
        """
        self.refresh()
        files = self._read(self._names if whole else self._rests_on(items))
        changed = {name: data for name, data in files.items() if digest_of(data) != self._digests.get(name)}
        if changed:
            self._verifier.add(changed)
            self._note_digests(changed)
            self._update(changed, whole=True)

    def _rests_on(self, items: Iterable[str]) -> set[str]:
        """The newest records about some items, of the day, everything about the set, and what says who people are."""
        view, history = self.situation.view, self.situation.view.history
        lanes = [((Aspect.ABOUT, item), _NEWEST) for item in items]
        lanes += [((aspect, THE_SET), len(history.records)) for aspect in (Aspect.RESTRICTED, Aspect.CLOSED)]
        lanes += [((Aspect.RESTRICTED, unit_item(unit)), _NEWEST) for unit in view.names_said(Aspect.UNIT)]
        lanes += [((aspect, name), 2) for aspect in OF_THE_DAY for name in history.tags.get(aspect, {})]
        found = {
            history.records[index].name
            for lane, most in lanes
            for track in history.lanes.get(lane, {}).values()
            for index in track.indices[-most:]
        }
        return (found | self._founding) & self._names

    def facts(self, name: str) -> RecordFacts | None:
        """What the fold was given of a record; None for a file that says nothing."""
        return self._facts.get(name)

    def names(self) -> tuple[str, ...]:
        """All records, ancestors first."""
        if self._ordered is None:
            by_digest = {self._digests[name]: name for name in sorted(self._names) if name in self._digests}
            self._ordered = tuple(by_digest[digest] for digest in self.result.chain.order() if digest in by_digest)
        return self._ordered

    def founding(self) -> tuple[str, ...]:
        """The records that say who people are and what they run, ancestors first."""
        if self._founding_ordered is None:
            self._founding_ordered = tuple(name for name in self.names() if name in self._founding)
        return self._founding_ordered

    def cited(self, record: str) -> RecordFacts | None:
        """The record that a restriction or a refusal names, without its suffix."""
        return self._facts.get(f"{record}.toml")

    def body(self, name: str) -> dict[str, Any]:
        """The facts of a record.

        Raises:
            RecordError: it has none that can be read.
            StorageError: the file cannot be read.
        """
        if name not in self._bodies:
            self._bodies[name] = read_body(self.folder.read(name))
        return self._bodies[name]

    def names_of_people(self) -> dict[str, str]:
        """What the people of the roster are called, by id."""
        return {person.id: person.name for person in self.situation.people().values()}

    @property
    def pending(self) -> int:
        """Restrictions that count but are not in the log yet."""
        return len(self._pending) + len(self._unwritten)

    def unwritten(self, kind: str) -> bool:
        """Whether a restriction of that kind counts only here because the disk refused it."""
        return any(one.kind == kind for one in self._unwritten)

    # Writing

    def place(self, kind: str, record_id: str, made_at: datetime, signers: tuple[Signer, ...]) -> Head:
        """The head of the next record of this laptop's log, citing every other log's newest intact records.

        Raises:
            NotOurLogError: this laptop has no log here.
        """
        self.refresh()
        return self._head(self.folder.head(), kind, record_id, made_at, signers)

    def _head(self, after: LogHead, kind: str, record_id: str, made_at: datetime, signers: tuple[Signer, ...]) -> Head:
        log = self.folder.own_log() or ""
        chain = self.result.chain
        citations = [
            Citation(other, chain.head(digest).sequence, digest)
            for other, digests in self.result.heads.items()
            if other != log
            for digest in digests
        ]
        return Head(
            schema=SCHEMA,
            kind=kind,
            id=record_id,
            production=self.production or ZERO_DIGEST,
            log=log,
            sequence=after.sequence + 1,
            previous=after.digest,
            made_at=made_at,
            after=sorted_after(citations),
            signers=signers,
        )

    def publish(self, data: bytes, run_id: str) -> str:
        """Publish finished bytes; the name of the record. Raises: HeadMovedError, StorageError."""
        published = self.folder.publish(data, run_id)
        self.refresh()
        return published.name

    def not_counted(self, name: str) -> tuple[str, ...]:
        """What the fold found wrong in a record, in words: parts of it do not count."""
        title = name.removesuffix(".toml")
        return tuple(f"{one.rule}: {one.text}" for one in self.situation.findings if title in one.records)

    def path_of(self, name: str) -> str:
        """Where the file is, relative to the production folder."""
        return f"log/{name}"

    def restrict(
        self,
        kind: str,
        title: str,
        effects: Iterable[Effect],
        *,
        by: str = "",
        run: str = "",
        at: datetime | None = None,
    ) -> str:
        """Write an unsigned record that only ends things. It counts when this returns; the id of the event.

        A stop is never refused: what no record may hold is replaced in its words and not complained about, and what the
        disk refuses counts here all the same. `at` is the time that it claims where that is not now.

        Raises:
            StorageError: it could not be made durable. It counts in this window and is tried again at every look at
                the folder, and by the same call again.
        """
        made_at = (at or self._clock.now()).strftime(TIME)
        facts = restriction_facts(plain_text(title), map(readable, effects), by=plain_text(by), run=run)
        if all((one.kind, one.facts) != (kind, facts) for one in self._unwritten):
            self._unwritten.append(PendingRestriction(secrets.token_hex(16), kind, made_at, facts))
        return self.write_unwritten()

    def write_unwritten(self) -> str:
        """Write what the disk refused; the id of the last event. Raises: StorageError, then it still counts here."""
        identifier = ""
        try:
            while self._unwritten:
                identifier = self._write_first()
        except StorageError as error:
            self.situation = self._fold_all()
            raise StorageError(
                error.message, f"It counts in this window, and is written as soon as the disk takes it. {error.remedy}"
            ) from error
        self.refresh()
        return identifier

    def _write_first(self) -> str:
        self.folder.require_there()
        # A new id for each try: the one before may lie there, torn.
        one = replace(self._unwritten[0], restriction_id=secrets.token_hex(16))
        self.folder.restrict(one)
        del self._unwritten[0]
        self._written = self._written or self._counted_unwritten
        return one.restriction_id

    def _write_waiting(self) -> None:
        try:
            while self._unwritten:
                self._write_first()
        except StorageError:
            # It counts here as before; whoever pressed the key was told.
            return

    def render_restriction(self, restriction: PendingRestriction, after: LogHead) -> bytes:
        """The finished bytes of a pending restriction that follows `after`.

        Raises:
            RecordError: it cannot be written as a record.
        """
        facts: Facts = dict(restriction.facts)
        head = self._head(after, restriction.kind, restriction.restriction_id, read_time(restriction.made_at), ())
        return with_cut(render_body(head, facts))

    def recover(self) -> None:
        """Finish what a crash left. Raises: StorageError."""
        self.folder.recover()
