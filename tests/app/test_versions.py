"""Two versions of the app in one production: what both know counts, what only the later one knows holds the other."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import pytest

from showclear import __version__
from showclear.app import bodies
from showclear.app.demo import ARMORER, DIRECTOR
from showclear.app.production import RulesRefuseError
from showclear.app.signing import Draft, SignaturePlace
from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import State
from showclear.ledger.record import render_body, with_cut
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.storage.paths import MachinePaths
from tests.app.signing_by_hand import sign_out
from tests.app.stage import COLT, EMPTY, RUBBER, Stage
from tests.app.test_laptops import exchange

LATER = "99.0.0"


@pytest.fixture
def later(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Another laptop in the same production, whose records say that a later version wrote them."""
    folder = tmp_path / "later"
    shutil.copytree(stage.folder, folder)
    monkeypatch.setattr(bodies, "__version__", LATER)
    return Stage(
        folder, MachinePaths(tmp_path / "home of the later one"), stage.keys, stage.pins, FakeClock(stage.clock.now())
    )


def of_tomorrow(stage: Stage, kind: str, *effects: dict[str, str | int]) -> str:
    """A record that armorer and AD sign with a version that knows more than this one."""
    places = tuple(SignaturePlace(person, "signed", "x") for person in (ARMORER, DIRECTOR))
    facts = {"title": "Of tomorrow", "app": LATER, "effects": list(effects), "in_words": ["x" for _ in effects]}
    draft = Draft(kind, secrets.token_hex(16), "Of tomorrow", places, lambda at: dict(facts))
    return sign_out(stage, stage.production.sign(draft)).name


def meet(stage: Stage, later: Stage) -> None:
    """The records of each reach the other, and both clocks are right."""
    now = max(stage.clock.now(), later.clock.now())
    stage.clock.set(now)
    later.clock.set(now)
    exchange(stage, later)


def test_what_both_versions_know_counts_on_both(stage: Stage, later: Stage) -> None:
    """A production is updated laptop by laptop, in the middle of a day."""
    stage.open()
    later.open()
    theirs = later.clear(COLT, EMPTY)
    stage.clear(RUBBER, EMPTY)
    apps = {name: later.production.book.body(name)["app"] for name in later.names()}
    assert {name for name, app in apps.items() if app == LATER} == {theirs.name}
    assert set(apps.values()) == {__version__, LATER}
    meet(stage, later)
    for side in (stage, later):
        assert side.status(COLT).state is side.status(RUBBER).state is State.COLD
        side.assert_whole()
    later.close()


@pytest.mark.parametrize(
    ("kind", "effect", "verdict"),
    [
        ("procedure", {"effect": "laser-checked", "weapon": RUBBER}, Verdict.INTACT),
        ("halt-everything", {"effect": "hold", "reason": "x"}, Verdict.UNVERIFIABLE),
    ],
)
def test_what_only_the_later_version_knows_holds_this_laptop_and_says_how_to_go_on(
    stage: Stage, later: Stage, kind: str, effect: dict[str, str | int], verdict: Verdict
) -> None:
    """R-043, R-008: it may be a stop. The bytes, the order and the signatures are checked all the same."""
    stage.open()
    later.open()
    stage.clear(COLT, EMPTY)
    name = of_tomorrow(later, kind, effect)
    meet(stage, later)
    assert stage.status(COLT).state is State.UNVERIFIED
    assert stage.production.book.situation.held_by_unknown == (name.removesuffix(".toml"),)
    assert stage.verify().records[name].verdict is verdict
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    (held,) = (one for one in caught.value.refusals if one.rule == "R-008")
    assert "update Show Clear" in held.remedy
    assert stage.production.take_back(COLT), "what stops and takes back is never refused"
    assert stage.production.hold("in any case")
    assert "Of tomorrow" in stage.production.record(name).title
    stage.damaged = verdict is not Verdict.INTACT
    later.close()


def test_a_stop_in_a_later_schema_holds_this_laptop(stage: Stage, later: Stage) -> None:
    """R-043: found by the fuzzer. A schema changes what facts say: a stand-down of tomorrow looked empty."""
    stage.open()
    later.open()
    stage.clear(COLT, EMPTY)
    book = later.production.book
    head = book.place("stand-down", secrets.token_hex(16), later.clock.now(), ())
    body = render_body(head, {"title": "Of tomorrow"}).replace(b"showclear-record/1", b"showclear-record/2")
    name = book.publish(with_cut(body + b"[stops.all]\nwhere = 'everywhere'\n"), "")
    meet(stage, later)
    assert stage.status(COLT).state is State.UNVERIFIED
    assert stage.production.book.situation.held_by_unknown == (name.removesuffix(".toml"),)
    stage.damaged = True
    later.close()
