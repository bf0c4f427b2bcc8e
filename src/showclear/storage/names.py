"""Many file names in little memory: sorted, one behind the other. A hundred thousand take five megabytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from hashlib import sha256
from typing import NamedTuple

_END = b"\0"
"""Stands behind each name: no file name holds it."""
_AT_ONCE = 1000
_STEP = 1 << 16


class Look(NamedTuple):
    """How many names there are, and one number for all of them: to see in this process whether they are the same."""

    names: int
    sum: int

    def with_more(self, names: Iterable[str]) -> Look:
        """How it looks when these names come, none of which was there."""
        came = look_at(names)
        return Look(self.names + came.names, self.sum + came.sum)


def look_at(names: Iterable[str]) -> Look:
    """How these names look, in whatever order they come; nothing large is made of them.

    Nobody outside this process knows its hashes, so nobody can make other names that look alike.
    """
    count = total = 0
    for name in names:
        count += 1
        total += hash(name)
    return Look(count, total)


class Names(Set[str]):
    """A set of names that never changes. What operators give is a `frozenset`, made of the few that differ."""

    __slots__ = ("_data", "_size")

    def __init__(self, names: Sequence[str] = ()) -> None:
        """`names` are sorted, and none stands there twice."""
        self._data = b"".join(map(_pack, _parts(names)))
        self._size = len(names)

    @classmethod
    def of(cls, data: bytes, size: int | None = None) -> Names:
        """The names that `data` gave; `size` says how many, where that is known."""
        found = cls()
        found._data, found._size = data, data.count(_END) if size is None else size
        return found

    @property
    def data(self) -> bytes:
        """All of them, each with a zero byte behind it."""
        return self._data

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        data, at = self._data, 0
        while at < len(data):
            end = data.find(_END, at + _STEP) + 1 or len(data)
            yield from _unpack(data[at:end])
            at = end

    def __contains__(self, name: object) -> bool:
        return self._size > 0 and isinstance(name, str) and self._place(name.encode("utf-8", "surrogatepass")) is None

    def _place(self, wanted: bytes) -> int | None:
        """Where a name that is not here would begin; None for one that is here."""
        data = self._data
        low, high = 0, len(data)
        while low < high:
            start = max(low, data.rfind(_END, low, (low + high) // 2) + 1)
            end = data.index(_END, start)
            found = data[start:end]
            if found == wanted:
                return None
            low, high = (end + 1, high) if found < wanted else (low, start)
        return low

    def with_more(self, names: Iterable[str]) -> Names:
        """These and a few more: of many names that takes a fraction of putting all of them together."""
        found = Names.of(self._data, self._size)
        for name in names:
            wanted = name.encode("utf-8", "surrogatepass")
            at = found._place(wanted)
            if at is not None:
                found._data = b"".join((found._data[:at], wanted, _END, found._data[at:]))
                found._size += 1
        return found

    def __eq__(self, other: object) -> bool:
        return self._data == other._data if isinstance(other, Names) else super().__eq__(other)

    def __hash__(self) -> int:
        return hash(self._data)

    def __sub__(self, other: Set[object]) -> frozenset[str]:
        if isinstance(other, Names):
            ours, theirs = _apart(self._data, other._data)
            return frozenset(_unpack(ours)).difference(_unpack(theirs))
        if isinstance(other, Both):
            return frozenset(name for name in self - other.many if name not in other.few)
        return frozenset(self).difference(other) if other else frozenset(self)

    def __rsub__(self, other: Set[str]) -> frozenset[str]:
        return frozenset(name for name in other if name not in self)

    def __and__(self, other: Set[object]) -> frozenset[str]:
        return frozenset(name for name in other if isinstance(name, str) and name in self)

    __rand__ = __and__

    @classmethod
    def _from_iterable(cls, names: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(names)


def changes(before: Names, after: Names) -> tuple[frozenset[str], frozenset[str]]:
    """The names that came, and those that went."""
    were, are = _apart(before.data, after.data)
    old, new = frozenset(_unpack(were)), frozenset(_unpack(are))
    return new - old, old - new


class Both(Set[str]):
    """All of many names, and a few more: nothing is in both."""

    __slots__ = ("few", "many")

    def __init__(self, many: Names, few: frozenset[str]) -> None:
        self.many = many
        self.few = few

    def __len__(self) -> int:
        return len(self.many) + len(self.few)

    def __iter__(self) -> Iterator[str]:
        yield from self.many
        yield from self.few

    def __contains__(self, name: object) -> bool:
        return name in self.few or name in self.many

    def __sub__(self, other: Set[object]) -> frozenset[str]:
        if len(self.few) > _AT_ONCE:
            return (self.many - other) | self.few.difference(other)
        return (self.many - other) | frozenset(name for name in self.few if name not in other)

    def __rsub__(self, other: Set[str]) -> frozenset[str]:
        return frozenset(other - self.many) - self.few

    def __and__(self, other: Set[object]) -> frozenset[str]:
        return frozenset(name for name in other if isinstance(name, str) and name in self)

    __rand__ = __and__

    @classmethod
    def _from_iterable(cls, names: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(names)


def sum_of_names(names: Sequence[str]) -> str:
    """One digest for a list of names."""
    found = sha256()
    for part in map(_pack, _parts(names)):
        found.update(part)
    return found.hexdigest()


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))


def _pack(names: Sequence[str]) -> bytes:
    return ("\0".join(names) + "\0").encode("utf-8", "surrogatepass") if names else b""


def _unpack(data: bytes) -> list[str]:
    return data[:-1].decode("utf-8", "surrogatepass").split("\0") if data else []


def _apart(first: bytes, second: bytes) -> tuple[bytes, bytes]:
    """Two sorted lists without the names that both begin with and those that both end with."""
    if first is second:
        return b"", b""
    least = min(len(first), len(second))
    same = 0
    while same < least and first[same : same + _STEP] == second[same : same + _STEP]:
        same += _STEP
    start = max(first.rfind(_END, 0, same) + 1, 0) if same else 0
    same = 0
    room = least - start
    while same < room and _before(first, same) == _before(second, same):
        same += _STEP
    return _middle(first, start, min(same, room)), _middle(second, start, min(same, room))


def _before(data: bytes, end: int) -> bytes:
    return data[max(0, len(data) - end - _STEP) : len(data) - end]


def _middle(data: bytes, start: int, same_at_end: int) -> bytes:
    """From `start` to the first whole name in the part that is the same."""
    if not same_at_end:
        return data[start:]
    first_whole = data.find(_END, len(data) - same_at_end)
    return data[start : first_whole + 1]
