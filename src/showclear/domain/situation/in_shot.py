"""The places in shot, as people name them in one line."""

from __future__ import annotations


def places_of(text: str) -> tuple[str, ...]:
    """Places in shot as they were named, in order: "Stage 3; corridor"."""
    return tuple(" ".join(one.split()) for one in text.split(";") if one.strip())


def undeclared(places: str, declared: str) -> str:
    """The first of `places` that is none of those `declared` at the inspection; empty if all are."""
    known = {one.casefold() for one in places_of(declared)}
    return next((one for one in places_of(places) if one.casefold() not in known), "")
