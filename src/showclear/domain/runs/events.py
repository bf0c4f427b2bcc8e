"""What can happen in a run. Every change is one of these; the journal holds them."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.runs.plan import Moment
from showclear.domain.runs.values import Cause, QuestionKey, Reason


@dataclass(frozen=True, slots=True)
class PassOpened:
    """`person` sits down at the keys. Whether by PIN or touch is checked before this is made."""

    moment: Moment
    person: str


@dataclass(frozen=True, slots=True)
class Answered:
    """`person` entered `value` (canonical) for `key`. For rows until done, `key.slot` names the new row."""

    moment: Moment
    person: str
    key: QuestionKey
    value: str


@dataclass(frozen=True, slots=True)
class RowsDone:
    """No further row of the people or places asked now."""

    moment: Moment
    person: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """`person` takes back their own last answer; it is asked again and the old value stays with its reason."""

    moment: Moment
    person: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class LookAgain:
    """After a mismatch or a stop: the whole block restarts, blind again."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class WentOn:
    """After a stop in an emergency list: its restriction holds, and the list goes on."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Substituted:
    """The run ends because a safer item is used instead."""

    moment: Moment
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The run ends because the item is withdrawn."""

    moment: Moment
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The run ends without a result."""

    moment: Moment
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The run was opened again after a crash or after it was left: the last answered step is asked again.

    `lost` says that no clock counted the time in between (the machine was started anew).
    """

    moment: Moment
    lost: bool = False


@dataclass(frozen=True, slots=True)
class BlockExpired:
    """A block became too old, or custody broke while it was under way: it restarts."""

    moment: Moment
    block: str
    cause: Cause


Event = (
    PassOpened
    | Answered
    | RowsDone
    | Reopened
    | LookAgain
    | WentOn
    | Substituted
    | Withdrawn
    | Abandoned
    | Resumed
    | BlockExpired
)
