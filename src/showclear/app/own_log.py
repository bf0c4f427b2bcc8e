"""Whether the log that this laptop writes went on somewhere else: a clone, a restored backup, an older disk.

Its own newest record by its marks is compared with what lies in the folder and with what other logs cite of it. Whoever
signed on behind an older state would write a second record with a number that another one has.
"""

from __future__ import annotations

from showclear.app.log_reading import LogReading
from showclear.errors import StorageError
from showclear.ledger.head import ZERO_DIGEST
from showclear.ledger.record import record_name
from showclear.ledger.steps import Verdict
from showclear.storage.marks import LogHead
from showclear.words import english


class LogWentOnError(StorageError):
    """Nothing is signed here before this laptop begins a log of its own anew; stops and take-backs go on."""

    title = english("Two of one log")


_BEGIN = english(
    "Copy in what the other laptops and sticks have. Then begin a log of its own for this laptop: Z on the "
    "board, or showclear doctor --new-log. Both logs stay and count."
)


def went_on_elsewhere(book: LogReading) -> LogWentOnError | None:
    """What speaks against writing on in this laptop's log; None if nothing does, or it has none here.

    A file with the name of this log that hangs on nothing of it is no reason: a forged number stops no log. Where one
    of our own records is gone from the folder, the marks miss it, and that holds the set until it is back (ADR 0006).

    Raises:
        StorageError: the marks cannot be read.
    """
    log = book.folder.own_log()
    if log is None:
        return None
    head = book.folder.head()
    chain = book.result.chain
    for absent in chain.missing():
        citing = chain.head(absent.cited_by)
        # Anybody can write an unsigned file in our name that hangs on nothing.
        counts = citing.log != log or citing.signers
        if absent.log != log or _is_ours(book, log, absent.sequence, absent.digest):
            continue
        if counts and _is_believed(book, absent.cited_by):
            what = english(
                "{place} has seen {log}/{sequence:06d}, which this laptop does not have",
                place=citing.place,
                log=log,
                sequence=absent.sequence,
            )
            return LogWentOnError(english("{what}: an older state of this laptop was brought back.", what=what), _BEGIN)
    for end in chain.heads().get(log, ()):
        ours = _is_ours(book, log, chain.head(end).sequence, end)
        if not ours and _hangs_on(book, end, head):
            what = english("{place} was written in the name of this laptop and not by it", place=chain.head(end).place)
            return LogWentOnError(
                english("{what}: it was cloned, or an older state of it was brought back.", what=what), _BEGIN
            )
    return None


def _hangs_on(book: LogReading, digest: str, head: LogHead) -> bool:
    """Whether a record of our log that we did not publish is joined to those that we did, without a hole."""
    chain = book.result.chain
    while _is_believed(book, digest):
        one = chain.head(digest)
        if one.previous == ZERO_DIGEST:
            return True
        if one.previous not in chain or chain.head(one.previous).log != head.log:
            return False
        if _is_ours(book, head.log, chain.head(one.previous).sequence, one.previous):
            return True
        digest = one.previous
    return False


def _is_ours(book: LogReading, log: str, sequence: int, digest: str) -> bool:
    """Whether this laptop has published that record."""
    marks = book.folder.marks
    newest = marks.head(log)
    if (newest.sequence, newest.digest) == (sequence, digest):
        # Nearly always: then nobody need read what was marked before the snapshot, all of it at every start.
        return True
    return any(mark.digest == digest for mark in marks.published_from(log, sequence))


def _is_believed(book: LogReading, digest: str) -> bool:
    """Whether a record is what its signers, if it has any, have signed."""
    found = book.result.records.get(record_name(book.result.chain.head(digest), digest))
    return found is not None and found.verdict in (Verdict.INTACT, Verdict.INCOMPLETE)
