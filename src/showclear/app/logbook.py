"""The log book of a production: what was read of the log, and what goes into it next."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from showclear.app.bodies import DRILL_MARK, Facts, restriction_facts
from showclear.app.log_reading import LogReading
from showclear.app.own_log import went_on_elsewhere
from showclear.app.unpublished import TIME, read_time, readable
from showclear.domain.effects import Effect
from showclear.domain.text import plain_text
from showclear.errors import RefusedError, StorageError
from showclear.ledger.head import SCHEMA, ZERO_DIGEST, Citation, Head, Signer, sorted_after
from showclear.ledger.record import render_body, with_cut
from showclear.storage.marks import LogHead
from showclear.storage.restrictions import PendingRestriction
from showclear.words import english


class LogBook(LogReading):
    """Reads, verifies and folds the log folder; writes records into this laptop's own log."""

    # Writing

    def place(self, kind: str, record_id: str, made_at: datetime, signers: tuple[Signer, ...]) -> Head:
        """The head of the next record of this laptop's log, citing every other log's newest intact records.

        Raises:
            NotOurLogError: this laptop has no log here.
            LogWentOnError: its log went on elsewhere.
        """
        self.refresh()
        self._refuse_two_of_one_log()
        return self._head(self.folder.head(), kind, record_id, made_at, signers)

    def _refuse_two_of_one_log(self) -> None:
        fault = went_on_elsewhere(self)
        if fault is not None:
            raise fault

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

    @property
    def marks(self) -> Facts:
        """What every record that is written here says besides its own facts: that it is a drill, where it is one."""
        return DRILL_MARK if self.identity().get("drill") else {}

    def publish(self, data: bytes, run_id: str) -> str:
        """Publish finished bytes; the name of the record. Raises: HeadMovedError, LogWentOnError, StorageError."""
        self._refuse_two_of_one_log()
        published = self.folder.publish(data, run_id)
        self.refresh()
        return published.name

    def refuse_ended(self, person: str, fingerprint: str, at: datetime) -> None:
        """Raises: RefusedError where the enrolment of that key is over (R-148)."""
        from showclear.app.terms import ENROL_ANEW, ended_words

        until = self.result.roster.until(fingerprint)
        if until is not None and self.result.roster.is_over(until, at):
            raise RefusedError(ended_words(person, until), ENROL_ANEW)

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
        written: list[PendingRestriction] = []
        try:
            while self._unwritten:
                written.append(self._write_first())
        except StorageError as error:
            self._count(written)
            raise StorageError(
                error.message,
                english(
                    "It counts in this window, and is written as soon as the disk takes it. {remedy}",
                    remedy=error.remedy,
                ),
            ) from error
        try:
            self.refresh()
        except StorageError:
            # It is written, and must not be called unwritten. What the disk refused is said by the next look at the
            # folder, to which this one is new.
            self._count(written)
        return written[-1].restriction_id if written else ""

    def _count(self, written: Iterable[PendingRestriction]) -> None:
        """Let what was written count here, and what the disk refused, without another look at the folder."""
        known = {one.restriction_id for one in self._pending}
        self._pending += tuple(one for one in written if one.restriction_id not in known)
        self.situation = self._fold_all()

    def _write_first(self) -> PendingRestriction:
        self.folder.require_there()
        # A new id for each try: the one before may lie there, torn.
        one = replace(self._unwritten[0], restriction_id=secrets.token_hex(16))
        self.folder.restrict(one)
        del self._unwritten[0]
        self._written = self._written or self._counted_unwritten
        return one

    def write_waiting(self) -> None:
        """Try again to write what the disk refused."""
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
        facts: Facts = {**restriction.facts, **self.marks}
        head = self._head(after, restriction.kind, restriction.restriction_id, read_time(restriction.made_at), ())
        return with_cut(render_body(head, facts))

    def recover(self) -> bool:
        """Finish what a crash left; whether something came into the log. Raises: StorageError."""
        return bool(self.folder.recover())
