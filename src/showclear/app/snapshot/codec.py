"""A strict encoder for the closed set of values that the fold derives: JSON values, read back by their types only.

Nothing names a class in the file but the few values of `SAID`, so nothing but these values can ever be read from one.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from showclear.domain.situation.actions import Done, Task
from showclear.domain.situation.batches import Batch, BatchCount, GivenOut
from showclear.domain.situation.correcting import CorrectedRows
from showclear.domain.situation.day import Checked, Counted, DayMoved, DayOpened, DayWrapped, UnitEntry
from showclear.domain.situation.packs import Pack
from showclear.domain.situation.values import Inserted
from showclear.domain.situation.zones import Zone
from showclear.words import Said

Value = TypeVar("Value")
Plain = Any
"""What JSON holds: text, whole numbers, yes or no, nothing, lists."""

SAID: tuple[type, ...] = (
    Batch,
    BatchCount,
    Checked,
    CorrectedRows,
    Counted,
    DayMoved,
    DayOpened,
    DayWrapped,
    Done,
    GivenOut,
    Inserted,
    Pack,
    Task,
    UnitEntry,
    Zone,
)
"""What a record may say in a lane of `Judgement.said`, besides texts, numbers, yes or no, and rows of these."""

_SCALARS = (str, int, bool, type(None))


class SnapshotFault(Exception):
    """A snapshot does not hold what this version wrote. Nobody is told: it is thrown away and the files are read."""


@dataclass(frozen=True, slots=True)
class _Codec:
    encode: Callable[[Any], Plain]
    decode: Callable[[Plain], Any]


_CODECS: dict[Any, _Codec] = {}


def encode(kind: type[Value], value: Value) -> Plain:
    """A value of that type as JSON holds it."""
    return _codec(kind).encode(value)


def decode(kind: type[Value], plain: Plain) -> Value:
    """The value of that type that `encode` gave.

    Raises:
        SnapshotFault: it is none.
    """
    return cast(Value, _codec(kind).decode(plain))


def _codec(kind: Any) -> _Codec:
    found = _CODECS.get(kind)
    if found is None:
        found = _CODECS[kind] = _made(kind)
    return found


def _made(kind: Any) -> _Codec:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is object:
        return _Codec(_encode_said, _decode_said)
    if kind in _SCALARS:
        return _Codec(_text if kind is str else _exactly(kind), _exactly(kind))
    if kind is bytes:
        return _Codec(lambda value: value.hex(), _decode_bytes)
    if kind is datetime:
        return _Codec(lambda value: int(value.timestamp()), _decode_time)
    if origin in (Union, types.UnionType):
        return _union(inner)
    if origin is tuple and inner[-1] is Ellipsis:
        return _sequence(_codec(inner[0]), tuple)
    if origin is tuple:
        return _row(tuple(map(_codec, inner)), lambda *values: values, lambda value: value)
    if origin is frozenset:
        one = _sequence(_codec(inner[0]), frozenset)
        return _Codec(lambda value: sorted(one.encode(value)), one.decode)
    if origin is list:
        return _sequence(_codec(inner[0]), list)
    if origin is dict or origin is Mapping:
        return _mapping(_codec(inner[0]), _codec(inner[1]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Codec(lambda value: value.value, _enumerated(kind))
    if names := _fields_of(kind):
        make = cast(type, kind)
        hints = get_type_hints(make)
        codecs = tuple(_codec(hints[name]) for name in names)
        return _row(codecs, make, attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),))
    raise TypeError(f"{kind} is no value of a snapshot")


def _fields_of(kind: Any) -> tuple[str, ...]:
    """Of a dataclass or a named tuple; none of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else getattr(kind, "_fields", ())


def _exactly(kind: type) -> Callable[[Plain], Plain]:
    def read(plain: Plain) -> Plain:
        if type(plain) is not kind:
            raise SnapshotFault(f"{plain!r:.80} is no {kind.__name__}")
        return plain

    return read


def _text(value: Any) -> str:
    """A member of a `StrEnum` where a text is wanted is that text."""
    if type(value) is str:
        return value
    if not isinstance(value, str):
        raise SnapshotFault(f"{value!r:.80} is no text")
    return str(value)


def _decode_time(plain: Plain) -> datetime:
    if type(plain) is not int:
        raise SnapshotFault(f"{plain!r:.80} is no time")
    try:
        return datetime.fromtimestamp(plain, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SnapshotFault(f"{plain} is no time") from error


def _decode_bytes(plain: Plain) -> bytes:
    try:
        return bytes.fromhex(plain)
    except (ValueError, TypeError) as error:
        raise SnapshotFault(f"{plain!r:.80} is no bytes") from error


def _union(kinds: tuple[Any, ...]) -> _Codec:
    """Scalars of several types, beside them at most one type that is written as a list."""
    scalars = {kind for kind in kinds if kind in _SCALARS} | ({bool} if int in kinds else set())
    others = [_codec(kind) for kind in kinds if kind not in _SCALARS]
    if len(others) > 1:
        raise TypeError(f"{kinds} cannot be told apart in a snapshot")

    def write(value: Any) -> Plain:
        plain = str(value) if isinstance(value, str) else value
        if type(plain) in scalars:
            return plain
        if not others:
            raise SnapshotFault(f"{value!r:.80} is none of {kinds}")
        return others[0].encode(value)

    def read(plain: Plain) -> Any:
        if type(plain) in scalars:
            return plain
        if not others:
            raise SnapshotFault(f"{plain!r:.80} is none of {kinds}")
        return others[0].decode(plain)

    return _Codec(write, read)


def _sequence(codec: _Codec, make: Callable[[Any], Any]) -> _Codec:
    one, other = codec.encode, codec.decode
    return _Codec(
        lambda value: [one(item) for item in value],
        lambda plain: make([other(item) for item in _list(plain)]),
    )


def _row(codecs: tuple[_Codec, ...], make: Callable[..., Any], take: Callable[[Any], Any]) -> _Codec:
    encoders, decoders = tuple(one.encode for one in codecs), tuple(one.decode for one in codecs)

    def read(plain: Plain) -> Any:
        if len(_list(plain)) != len(decoders):
            raise SnapshotFault(f"{plain!r:.80} has another number of values")
        return make(*(decoder(item) for decoder, item in zip(decoders, plain, strict=True)))

    return _Codec(lambda value: [one(item) for one, item in zip(encoders, take(value), strict=True)], read)


def _mapping(key: _Codec, value: _Codec) -> _Codec:
    def read(plain: Plain) -> dict[Any, Any]:
        found = {}
        for pair in _list(plain):
            if len(_list(pair)) != 2:
                raise SnapshotFault(f"{pair!r:.80} is no pair")
            found[key.decode(pair[0])] = value.decode(pair[1])
        return found

    return _Codec(lambda said: [[key.encode(one), value.encode(other)] for one, other in said.items()], read)


def _enumerated(kind: type[Enum]) -> Callable[[Plain], Enum]:
    members: dict[Plain, Enum] = {one.value: one for one in kind}

    def read(plain: Plain) -> Enum:
        found = members.get(plain) if type(plain) is str else None
        if found is None:
            raise SnapshotFault(f"{plain!r:.80} is no {kind.__name__}")
        return found

    return read


def _list(plain: Plain) -> list[Plain]:
    if type(plain) is not list:
        raise SnapshotFault(f"{plain!r:.80} is no list")
    return plain


_BY_NAME = {kind.__name__: kind for kind in SAID}


def _encode_said(value: object) -> Plain:
    if type(value) in _SCALARS:
        return value
    if type(value) is Said:
        # What is read back is English: it was for a screen, and every record holds the English words.
        return str(value)
    if type(value) is tuple:
        return ["", [_encode_said(one) for one in value]]
    if type(value) not in SAID:
        raise TypeError(f"{type(value).__name__} may not stand in a snapshot")
    return [type(value).__name__, _codec(type(value)).encode(value)]


def _decode_said(plain: Plain) -> object:
    if type(plain) in _SCALARS:
        return plain
    if len(_list(plain)) == 2 and plain[0] == "":
        return tuple(map(_decode_said, _list(plain[1])))
    if len(plain) != 2 or type(plain[0]) is not str or plain[0] not in _BY_NAME:
        raise SnapshotFault(f"{plain!r:.80} is nothing that a record says")
    return _codec(_BY_NAME[plain[0]]).decode(plain[1])
