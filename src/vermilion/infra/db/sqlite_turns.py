"""Whose turn it is to write a SQLite file, how often somebody has, and the disk's word that what was written stays.

SQLite has one writer, and processes that all want to be it starve each other in its busy handler. So each asks for a
file lock first, and waits for it where it may wait. The locked file holds the number of commits.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import sqlite3
from pathlib import Path

SIZE = 8  # bytes
PATIENCE = 10_000  # milliseconds, for whoever writes without asking: an operator's sqlite3
_flush = getattr(os, "fdatasync", os.fsync)  # macOS has only the latter


class Turn:
    """One process's turns to write with `connection`: a transaction has begun with each."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._lock = os.open(lock_path(path), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        self.commits = Commits(self._lock)
        connection.execute("PRAGMA busy_timeout = 0")

    def taken(self) -> bool:
        """Take it if nobody else has it, without waiting."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error:
            self.give_back()
            return False
        return True

    def wait(self, *, settle: bool = False) -> None:
        """Take it as soon as it is free; on a thread. OSError or sqlite3.Error where that is impossible.

        `settle` first moves the whole log into the database and onto the disk.
        """
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        try:
            self._connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            if settle:
                self._settle()
            self._connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            self.give_back()
            raise
        finally:
            self._connection.execute("PRAGMA busy_timeout = 0")  # the loop never waits

    def _settle(self) -> None:
        busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("the log cannot be moved into the database")

    def forgo(self) -> None:
        """Give it back without having written anything."""
        self._connection.execute("ROLLBACK")
        self.give_back()

    def commit(self) -> None:
        """Commit, and let all readers know. sqlite3.Error: it is not committed."""
        self.commits.begin()
        try:
            self._connection.execute("COMMIT")
        finally:
            self.commits.end()

    def give_back(self) -> None:
        fcntl.flock(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        self.commits.close()
        os.close(self._lock)


class Commits:
    """A number that all processes share and that every commit of the house moves, read without asking the database.

    It is odd while somebody commits: what stands there then is not settled. If that process dies, it stays odd until
    the next commit. Whoever has the turn may call `begin` and `end`.
    """

    def __init__(self, file: int) -> None:
        if os.fstat(file).st_size < SIZE:
            # Written, not left as a hole: memory without a block to go to is a crash on a full disk, where this is an
            # error. Only its last byte, in case another process counts already: that is always 0.
            os.pwrite(file, b"\0", SIZE - 1)
        self._shared = mmap.mmap(file, SIZE)
        self._number = memoryview(self._shared).cast("Q")

    def number(self) -> int:
        return self._number[0]

    def begin(self) -> None:
        self._number[0] |= 1

    def end(self) -> None:
        self._number[0] += 1

    def close(self) -> None:
        self._number.release()
        self._shared.close()


class Log:
    """The write-ahead log of an open database. A commit of `synchronous = NORMAL` is in it, and safe from the death of
    any process; `flush` makes all commits so far safe from the loss of power too, while others write on."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(f"{path}-wal", os.O_RDONLY | os.O_CLOEXEC)

    def flush(self) -> None:
        """Wait for the disk; on a thread. OSError: nobody knows what of the log is on it."""
        _flush(self._file)

    def close(self) -> None:
        os.close(self._file)


def lock_path(path: Path) -> Path:
    """The file whose lock every writer of a database holds for a batch: web workers, jobs, CLI and restore."""
    return path.with_name(path.name + ".write-lock")
