"""The search index of a production: SQLite with full text search, beside marks and snapshot on this machine account.

It is thrown away and made anew whenever it does not fit, and never a truth: whatever is read is read from its file.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from showclear.errors import StorageError
from showclear.ledger.record import read_name
from showclear.storage import index_query as ask
from showclear.storage.files import PRIVATE
from showclear.storage.index_rows import MOST, DayCount, Hit, IndexRow, Search
from showclear.words import english

SCHEMA = "1"
"""Changes with every change of a table or of what stands in one: an index of another schema is made anew."""

WAIT_SECONDS = 2.0
"""How long another window may keep the index busy."""

# not said: SQL
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, verdict TEXT NOT NULL,
    ts INTEGER NOT NULL, day TEXT NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    scene TEXT NOT NULL, title TEXT NOT NULL, things TEXT NOT NULL, marks TEXT NOT NULL
);
CREATE INDEX by_day ON records (day, id);
CREATE INDEX by_date ON records (date, id);
CREATE INDEX by_what ON records (what, id);
CREATE INDEX by_scene ON records (scene, id) WHERE scene != '';
CREATE TABLE things (thing TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (thing, record)) WITHOUT ROWID;
CREATE TABLE people (person TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (person, record)) WITHOUT ROWID;
CREATE TABLE marks (
    mark TEXT NOT NULL, record INTEGER NOT NULL, says TEXT NOT NULL, PRIMARY KEY (record, mark)
) WITHOUT ROWID;
CREATE INDEX by_mark ON marks (mark, record);
CREATE TABLE reviews (about TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (about, record)) WITHOUT ROWID;
CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    body, content='texts', content_rowid='id', prefix='1 2', tokenize='unicode61 remove_diacritics 2'
);
"""

_OF_A_RECORD = ("things", "people", "marks", "reviews")


class IndexFaultError(StorageError):
    """The index cannot be used as it is: whoever holds it makes it anew."""

    title = english("The search index does not hold")


class Index:
    """An open index. One thread at a time uses it; a window and a command may have it open beside each other."""

    def __init__(self, path: Path, key: Mapping[str, str]) -> None:
        """Open the index at `path`, or make one.

        Args:
            path: where it lies.
            key: what it has to be an index of; another one is thrown away.

        Raises:
            StorageError: not even one of its own, apart from all others, could be made.
        """
        self.path = path
        self._key = {**key, "schema": SCHEMA}
        self._lock = RLock()
        self.notice = ""
        """Why it was made anew, in a sentence; empty where it was there and fits."""
        self._closed = False
        self.private = False
        """Whether this window has one of its own, because the common one is busy or cannot be written."""
        self._connection = self._open()

    # Opening

    def _open(self) -> sqlite3.Connection:
        there = self.path.exists()
        try:
            connection = self._connect()
        except sqlite3.OperationalError as error:
            return self._apart(error)
        except sqlite3.DatabaseError:
            return self._anew(english("The search index was damaged."))
        try:
            found = dict(connection.execute("SELECT key, value FROM meta"))
        except sqlite3.OperationalError as error:
            if _is_busy(error):
                connection.close()
                return self._apart(error)
            found = {}
        except sqlite3.DatabaseError:
            connection.close()
            return self._anew(english("The search index was damaged."))
        if found == self._key:
            return connection
        connection.close()
        return self._anew(english("The search index was of another version or folder.") if there else "")

    def _anew(self, why: str) -> sqlite3.Connection:
        self.notice = english("{why} It is made anew from the records.", why=why) if why else ""
        try:
            self._remove()
            connection = self._connect()
            self._lay(connection)
        except (OSError, sqlite3.DatabaseError) as error:
            return self._apart(error)
        return connection

    def _apart(self, error: Exception) -> sqlite3.Connection:
        """An index that only this window has: SQLite keeps it in a file without a name and takes it away at the end."""
        why = english("The search index cannot be written ({error}).", error=error)
        if _is_busy(error):
            why = english("The search index is kept busy by another window.")
        self.notice = english("{why} This window makes one of its own from the records.", why=why)
        self.private = True
        try:
            connection = sqlite3.connect("", check_same_thread=False, isolation_level=None)
            self._lay(connection)
        except sqlite3.DatabaseError as fault:
            raise StorageError(
                english("No search index can be made: {fault}.", fault=fault),
                english("Free some space in the folder for temporary files."),
            ) from fault
        return connection

    def _connect(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, PRIVATE))
        except OSError as error:
            raise sqlite3.OperationalError(error.strerror or str(error)) from error
        connection = sqlite3.connect(self.path, timeout=WAIT_SECONDS, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # It is thrown away after a power cut rather than waited for at every record.
            connection.execute("PRAGMA synchronous = OFF")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _lay(self, connection: sqlite3.Connection) -> None:
        try:
            connection.executescript(f"BEGIN;{_TABLES}COMMIT;")
            connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(self._key.items()))
        except sqlite3.DatabaseError:
            connection.close()
            raise

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def make_anew(self, why: str) -> None:
        """Throw it away and begin with an empty one; `why` is said in `notice`.

        Raises:
            IndexFaultError: it was closed.
            StorageError: none can be made.
        """
        with self._lock:
            if self._closed:
                raise IndexFaultError(english("The search index was closed."), english("Open the desk again."))
            self._connection.close()
            self._connection = self._anew(why)

    def close(self) -> None:
        """Let go of the file, for good: who is at work in another thread gets a fault, and throws nothing away."""
        with self._lock:
            self._closed = True
            self._connection.close()

    # Writing

    def known(self) -> dict[str, tuple[str, str]]:
        """Digest and verdict of every record that is in it, by name. Raises: IndexFaultError."""
        # not said: SQL
        rows = self._read("SELECT name, digest, verdict FROM records", ())
        return {name: (digest, verdict) for name, digest, verdict in rows}

    def update(self, rows: Iterable[IndexRow], gone: Iterable[str] = ()) -> None:
        """Put records in, each in place of an earlier row of its name, and take others out.

        Raises:
            IndexFaultError: it is damaged, busy or the disk is full; nothing of this call is in it.
        """
        with self._lock, self._faults(), self._transaction() as connection:
            for name in gone:
                _take_out(connection, name)
            for row in rows:
                _take_out(connection, row.name)
                _put_in(connection, row)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            self._take_back()
            raise

    def _take_back(self) -> None:
        """Leave nothing of what was begun, and nothing open in which half of it could be read.

        What failed first is what is told: a disk that takes no more often refuses the way back too. Then the connection
        is closed, which takes back what it began, and whoever asks next makes the index anew.
        """
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._connection.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, sqlite3.ProgrammingError) as error:
            raise _fault(error) from error

    # Asking

    def search(self, wanted: Search, most: int = MOST) -> list[Hit]:
        """The newest records that fit, newest first. Raises: IndexFaultError."""
        sql, values = ask.statement(wanted, most)
        return list(map(Hit._make, self._read(sql, values)))

    def days(self) -> list[DayCount]:
        """Every day that has records, the newest first. Raises: IndexFaultError."""
        return [DayCount(*row) for row in self._read(ask.DAYS, ())]

    def days_of(self, thing: str) -> frozenset[str]:
        """The days on which a thing stands in a record. Raises: IndexFaultError."""
        return frozenset(day for (day,) in self._read(ask.DAYS_OF, (thing,)))

    def says(self, name: str) -> dict[str, str]:
        """The marks of a record, each with its sentence. Raises: IndexFaultError."""
        return dict(self._read(ask.SAYS, (name,)))

    def reviews_of(self, name: str) -> list[Hit]:
        """The records that review a record, the oldest first. Raises: IndexFaultError."""
        return list(map(Hit._make, self._read(ask.REVIEWS, (name.removesuffix(".toml"),))))

    def size(self) -> int:
        """How many records are in it. Raises: IndexFaultError."""
        # not said: SQL
        return int(self._read("SELECT count(*) FROM records", ())[0][0])

    def _read(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection.execute(sql, values).fetchall()
            except (sqlite3.DatabaseError, sqlite3.ProgrammingError) as error:
                raise _fault(error) from error


def _fault(error: Exception) -> IndexFaultError:
    return IndexFaultError(
        english("The search index cannot be used: {error}.", error=error), english("It is made anew.")
    )


def _is_busy(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _take_out(connection: sqlite3.Connection, name: str) -> None:
    found = connection.execute("SELECT id FROM records WHERE name = ?", (name,)).fetchone()
    if found is None:
        return
    (number,) = found
    connection.execute(
        "INSERT INTO words (words, rowid, body) SELECT 'delete', id, body FROM texts WHERE id = ?", (number,)
    )
    connection.execute("DELETE FROM texts WHERE id = ?", (number,))
    for table in _OF_A_RECORD:
        connection.execute(f"DELETE FROM {table} WHERE record = ?", (number,))
    connection.execute("DELETE FROM records WHERE id = ?", (number,))


def _put_in(connection: sqlite3.Connection, row: IndexRow) -> None:
    number = _number(connection, row)
    connection.execute(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, row.name, row.digest, row.verdict, row.made_at, row.day, row.date, row.kind,
            row.procedure or row.kind, row.scene, row.title, "\n".join(row.things), "\n".join(row.marks),
        ),
    )  # fmt: skip
    connection.execute("INSERT INTO texts VALUES (?, ?)", (number, row.text))
    connection.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (number, row.text))
    for table, values in (("things", row.things), ("people", row.people), ("reviews", row.about)):
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", [(one, number) for one in values])
    connection.executemany(
        "INSERT INTO marks VALUES (?, ?, ?)", [(one, number, says) for one, says in row.marks.items()]
    )


def _number(connection: sqlite3.Connection, row: IndexRow) -> int:
    """Numbers grow with the claimed time, so that the newest of many hits are found without sorting all of them."""
    named = read_name(row.name)
    number = (row.made_at << ask.BITS) + min(named.sequence if named else 0, (1 << ask.BITS) - 1)
    while connection.execute("SELECT 1 FROM records WHERE id = ?", (number,)).fetchone():
        number += 1
    return number
