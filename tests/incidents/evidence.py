"""What a lie leaves behind: who entered what, when and how fast, and who signed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.incidents.replay import Scene


def bodies(scene: Scene, procedure: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every signed record of a procedure with its facts, the newest first."""
    book = scene.stage.production.book
    for name in reversed(book.names()):
        facts = book.facts(name)
        if facts is not None and facts.procedure == procedure:
            yield name, book.body(name)


def entered(scene: Scene, procedure: str, step: str, slot: str | None = None) -> list[tuple[str, str]]:
    """Who entered what at a step of the newest record of a procedure that asks it; only what counts."""
    for _, body in bodies(scene, procedure):
        rows = body["entries"]["entered"]
        found = [
            (str(row["person"]), str(row["words"]))
            for row in rows
            if row["step"] == step and (slot is None or row["slot"] == slot) and row["state"] == "counts"
        ]
        if found:
            return found
    return []


def signed_by(scene: Scene, procedure: str) -> set[str]:
    """Who signed the newest record of a procedure."""
    book = scene.stage.production.book
    for name, _ in bodies(scene, procedure):
        facts = book.facts(name)
        assert facts is not None
        return {one.person for one in facts.signers}
    return set()


def fast_blocks(scene: Scene, procedure: str) -> list[str]:
    """The blocks of the newest record of a procedure that were answered faster than looking takes."""
    for _, body in bodies(scene, procedure):
        return [str(row["block"]) for row in body["pace"]["fast"]]
    return []
