"""Errors that a person can act on: where, what, and what to do."""

from __future__ import annotations

from showclear.words import english, together


class ShowClearError(Exception):
    """The base of everything that Show Clear reports to a person.

    Args:
        message: where it happened and what is wrong, in one or two sentences.
        remedy: what the person can do about it.
    """

    title: str = english("Show Clear cannot go on")
    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return together(one for one in (self.message, self.remedy) if one)


class InputError(ShowClearError):
    """Something that a person or a file handed in does not hold."""

    title: str = english("That cannot be used")
    exit_code = 2


class ChecklistError(InputError):
    """A checklist, block or hazard file is wrong."""

    title: str = english("The checklist does not hold")


class RecordError(InputError):
    """The bytes of a record cannot be read as one."""

    title: str = english("Not a record")


class StorageError(ShowClearError):
    """A file could not be read or made durable."""

    title: str = english("Not saved")
    exit_code = 4


class SigningError(ShowClearError):
    """A key could not be opened or did not sign."""

    title: str = english("Not signed")
    exit_code = 5


class WrongWordsError(SigningError):
    """The five words that were typed are not those of the key."""


class RefusedError(ShowClearError):
    """A safety rule refuses what was asked for."""

    title: str = english("Refused")
    exit_code = 6


class IllegalEvent(ShowClearError):
    """A run does not allow this event now; the run stays as it was."""

    title: str = english("Not now")
    exit_code = 6
