"""Bundles of evidence: whoever is handed one finds with stock tools what Show Clear finds, and nothing is hidden."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from showclear import standalone
from showclear.app.bundle.choosing import Choice, Chosen, Scope, Why, choose
from showclear.app.bundle.contents import Bundle, Wish
from showclear.app.bundle.making import bundle_of, choice_of, default_name, holding_of
from showclear.app.bundle.noted import read_log
from showclear.app.demo import ARMORER, DIRECTOR, PRODUCER, Demonstration
from showclear.app.desk.noting import Surroundings
from showclear.app.founding import NewKey
from showclear.app.inspecting import in_silence
from showclear.errors import InputError, StorageError
from showclear.ledger.results import LogResult
from showclear.ledger.verification import verify_log
from showclear.reports.bundle_pages import bundle_pages
from showclear.storage.bundles import SUMS, Written, write_folder, write_zip
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths
from tests.app.signing_by_hand import sign_out
from tests.app.stage import COLT, NOW, PISTOL, Stage
from tests.app.test_ends_of_stops import close_report, meet, open_day, release, the_stop
from tests.app.test_two_laptops import copy_log
from tests.golden.make_golden import KINDS
from tests.standalone import scripts
from tests.storage.fakes import FailingFileSystem

DISK = LocalFileSystem()
DAY = "2026-03-02"

needs_stock_tools = pytest.mark.skipif(
    not scripts.has_shell_tools or shutil.which("sha256sum") is None, reason="needs sh, awk, ssh-keygen and sha256sum"
)


@dataclass(frozen=True, slots=True)
class Story:
    """A day on two laptops: a report, its end, a gun locked on the truck, a seal, and a record after it."""

    stage: Stage
    stop: str
    release: str
    seal: str
    on_truck: str
    """The name of the only record of the truck."""
    later: str
    """The name of the record of the day after."""


@pytest.fixture(scope="module")
def story(made: Demonstration, keys: dict[str, NewKey], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Nobody writes into it; a test that damages something works on a copy of its folder."""
    place = tmp_path_factory.mktemp("story")
    cart = Stage.copy(made, keys, place / "Die Brücke – 撮影 1")
    cart.open()
    cart.production.shifts.open(PRODUCER.id, "", cart.pins[PRODUCER.id])
    open_day(cart)
    cart.production.stops.report("injury", "the camera operator's hand", items=(COLT,))
    stop = the_stop(cart, "stand-down")
    close_report(cart, stop)
    meet(cart, "Stage 3")
    cart.clock.advance(60)
    ended = sign_out(cart, release(cart, stop)).name
    truck = Stage(place / "truck", MachinePaths(place / "another account"), keys, cart.pins, cart.clock)
    shutil.copytree(cart.folder, truck.folder)
    truck.open()
    truck.production.lock(PISTOL, "safe 2")
    copy_log(truck, cart)
    cart.production.refresh()
    sealed = sign_out(cart, cart.production.seals.seal(cart.production.unit, ARMORER.id, DIRECTOR.id)).name
    cart.clock.advance(86_400)
    before = set(cart.names())
    cart.production.take_back(COLT)
    (later,) = set(cart.names()) - before
    truck.close()
    (on_truck,) = (name for name in cart.names() if _log_of(name) not in (_log_of(ended), _log_of(cart.names()[0])))
    yield Story(cart, f"{stop}.toml", _file(ended), _file(sealed), on_truck, later)
    cart.close()
    cart.assert_whole()


def _log_of(name: str) -> str:
    return name.removesuffix(".toml").rpartition("-")[0].rpartition("-")[0]


def _file(name: str) -> str:
    return f"{name.removesuffix('.toml')}.toml"


def bundle(story: Story, scope: Scope, which: str = "", *, attachments: bool = False, detached: bool = True) -> Bundle:
    """A bundle of the story."""
    production = story.stage.production
    choice = choice_of(production, scope, which)
    return bundle_of(
        DISK, production, choice, pages=bundle_pages, attachments=attachments, detached=detached, progress=in_silence
    )


def of_files(log: Path, choice: Choice) -> Bundle:
    """A bundle of a folder of records that no production was opened for."""
    holding = read_log(DISK, log, Surroundings({}, frozenset(), NOW.tzinfo), in_silence)  # type: ignore[arg-type]
    return Bundle(DISK, holding, choose(choice, holding), Wish(choice, NOW))


CHOICES = {"day": DAY, "weapon": COLT, "incident": "", "all": ""}


def asked(story: Story, what: str) -> tuple[Scope, str]:
    """What is asked for; of the incident its stop."""
    return Scope(what), CHOICES[what] or (story.stop if what == "incident" else "")


# With stock tools only


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody with a bundle, a stock laptop and no network: no home, no package, nothing of ours."""

    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run something in the bundle."""
        home = self.folder.parent / "empty home"
        home.mkdir(exist_ok=True)
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C"}
        return subprocess.run(
            [*_without_network(), *arguments],
            cwd=self.folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def sums(self) -> list[str]:
        """The files that are not as they were made, by sha256sum."""
        done = self.run("sha256sum", "-c", "--quiet", SUMS)
        return re.findall(r"^(?:sha256sum: )?(.+?): (?:FAILED.*|No such file or directory)$", done.stdout, re.MULTILINE)

    def shell(self) -> scripts.Answer:
        """What the verify.sh of the bundle says."""
        return scripts.read_shell(self.run("sh", "verify.sh", "records"))

    def python(self) -> scripts.Answer:
        """What the verify.py of the bundle says."""
        done = self.run(sys.executable, "-I", "-S", "verify.py", "--json", "records")
        told = json.loads(done.stdout)
        assert scripts.CODES[done.returncode] == told["verdict"]
        said = {(one["step"], one["verdict"], scripts.place(one["where"])) for one in told["findings"]}
        return scripts.Answer(told["verdict"], frozenset(said))

    def by_hand(self) -> list[str]:
        """The signatures that do not hold by the loop that VERIFY.txt prints."""
        text = (self.folder / "VERIFY.txt").read_text("utf-8")
        loop = re.search(r"^   for s in signed.*?^   done$", text, re.DOTALL | re.MULTILINE)
        assert loop is not None
        done = self.run("sh", "-c", loop[0])
        assert done.stdout.count("Good ") + done.stdout.count("NOT GOOD") == len(list(self.folder.glob("signed/*.sig")))
        return re.findall(r"^NOT GOOD: (.+)$", done.stdout, re.MULTILINE)


def _without_network() -> list[str]:
    tried = shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    return ["unshare", "-rn"] if tried and tried.returncode == 0 else []


def ours(folder: Path) -> scripts.Answer:
    """What Show Clear says of the records in a bundle."""
    files = {path.name: path.read_bytes() for path in (folder / "records").iterdir()}
    return answer(verify_log(files))


def answer(result: LogResult) -> scripts.Answer:
    """As the stand-alone scripts say it."""
    said = {
        (one.step, "warning" if one.is_warning else str(one.verdict), scripts.place(one.where))
        for one in result.all_findings()
    }
    return scripts.Answer(str(result.verdict), frozenset(said))


@needs_stock_tools
@pytest.mark.parametrize("what", CHOICES)
def test_a_stranger_with_stock_tools_reaches_the_same_verdict(story: Story, what: str, tmp_path: Path) -> None:
    """Of a day, a gun, a stop with its release, and all, of two laptops: every way says what Show Clear says."""
    made = bundle(story, *asked(story, what))
    stranger = Stranger(write_folder(DISK, tmp_path / "handed on", made.files()).path)
    assert stranger.sums() == []
    assert ours(stranger.folder).verdict == "intact"
    assert ours(stranger.folder) == answer(made.result)
    assert stranger.shell() == ours(stranger.folder)
    assert stranger.python() == ours(stranger.folder)
    assert stranger.by_hand() == []
    assert {path.name.partition("-0")[0] for path in (stranger.folder / "records").iterdir()} >= {_log_of(story.stop)}


@needs_stock_tools
@pytest.mark.parametrize("what", ["incident", "all"])
def test_an_altered_record_goes_along_and_every_way_says_so(story: Story, what: str, tmp_path: Path) -> None:
    """Evidence of what is wrong is evidence too: nothing is refused, and nothing is hidden."""
    log = tmp_path / "log"
    shutil.copytree(story.stage.folder / "log", log)
    victim = log / story.release
    victim.chmod(0o644)
    victim.write_bytes(victim.read_bytes().replace(b"a mixed box", b"a mixed bag", 1))
    made = of_files(log, Choice(*asked(story, what)))
    stranger = Stranger(write_folder(DISK, tmp_path / "handed on", made.files()).path)
    found = ours(stranger.folder)
    assert found.verdict == "altered"
    assert (9, "altered", story.release) in found.said
    assert stranger.shell() == stranger.python() == found
    assert stranger.sums() == [], "it is as it was handed on"
    assert any(story.release.removesuffix(".toml") in one for one in stranger.by_hand())
    contents = json.loads((stranger.folder / "contents.json").read_text())
    row = next(one for one in contents["records"] if one["file"] == f"records/{story.release}")
    assert (contents["verdict"], row["verdict"]) == ("altered", "altered")
    assert "they were ALTERED" in (stranger.folder / "VERIFY.txt").read_text("utf-8")


@needs_stock_tools
def test_one_byte_that_changes_in_a_bundle_is_found_by_every_way(story: Story, tmp_path: Path) -> None:
    """In a record by all of them, at the same step and file; elsewhere by the sums, and by what rests on it."""
    stranger = Stranger(write_folder(DISK, tmp_path / "b", bundle(story, Scope.INCIDENT, story.stop).files()).path)
    record = stranger.folder / "records" / story.release
    changed = record.read_bytes().replace(b"every box", b"every bix", 1)
    with changes(record, changed):
        found = ours(stranger.folder)
        assert {(6, "altered", story.release), (9, "altered", story.release)} <= found.said
        assert stranger.shell() == stranger.python() == found
        assert stranger.sums() == [f"records/{story.release}"]
    signed = next(stranger.folder.glob(f"signed/{story.release[:-5]}.2.*.bytes"))
    with changes(signed, signed.read_bytes()[:-2] + b"x\n"):
        assert stranger.sums() == [f"signed/{signed.name}"]
        assert stranger.by_hand() == [f"signed/{signed.name.removesuffix('.bytes')}"]
    for name in ("allowed_signers", "report/incident.html", "VERIFY.txt", "contents.json", "verify.sh"):
        path = stranger.folder / name
        if path.exists():
            with changes(path, path.read_bytes().replace(b"e", b"f", 1)):
                assert stranger.sums() == [name]
    record.unlink()
    assert f"records/{story.release}" in stranger.sums()


class changes:
    """Other bytes in a file, for a while."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data, self._before = path, data, path.read_bytes()
        assert data != self._before

    def __enter__(self) -> None:
        self._path.chmod(0o644)
        self._path.write_bytes(self._data)

    def __exit__(self, *failure: object) -> None:
        self._path.write_bytes(self._before)


# What is in it


def names(chosen: Chosen, *whys: Why) -> set[str]:
    """Some of the records of a bundle."""
    return set(chosen.names(*whys))


def test_a_stop_is_handed_on_with_its_release_and_all_that_verification_needs(story: Story) -> None:
    """Asked by the stop or by its release it is the same file; what came later and is not about it stays out."""
    made = bundle(story, Scope.INCIDENT, story.stop)
    asked_for = names(made.chosen, Why.ASKED)
    assert {story.stop, story.release} <= asked_for
    assert names(bundle(story, Scope.INCIDENT, story.release).chosen, Why.ASKED) == asked_for
    assert names(made.chosen, Why.ABOUT) == {story.seal}, "its words are on paper"
    assert story.on_truck in names(made.chosen, Why.BEHIND), "the seal cites it"
    assert story.later not in made.chosen.why
    chain = made.holding.result.chain
    digests = {made.holding.records[name].inspection.digest for name in made.chosen.why}
    assert all(parent in digests for one in digests for parent in chain.head(one).parents if parent in chain)
    assert not made.chosen.because


def test_a_day_is_what_names_it_and_what_claims_its_time(story: Story) -> None:
    """Stops and moves name no day; the day after is not in it, and the seal is."""
    chosen = bundle(story, Scope.DAY, DAY).chosen
    assert {story.stop, story.release, story.on_truck, story.seal} <= names(chosen, Why.ASKED)
    assert story.later not in chosen.why


def test_a_gun_is_handed_on_with_what_was_in_its_magazines(story: Story) -> None:
    """Rounds in a spare are rounds in the gun; the tag may be written small."""
    production = story.stage.production
    choice = choice_of(production, Scope.WEAPON, PISTOL.lower())
    assert choice.which == PISTOL
    assert choice.also == tuple(sorted(production.book.situation.devices_of(PISTOL)))
    assert choice.also
    made = bundle(story, Scope.WEAPON, PISTOL)
    things = [set(made.holding.records[name].row.things) for name in made.chosen.names(Why.ASKED)]
    assert things
    assert all(one & {choice.which, *choice.also} for one in things)
    assert story.on_truck in names(made.chosen, Why.ASKED)


@pytest.mark.parametrize(
    ("scope", "which"), [(Scope.DAY, "1999-01-01"), (Scope.DAY, " "), (Scope.WEAPON, "Z-99"), (Scope.RECORD, "nothing")]
)
def test_what_names_nothing_is_refused(story: Story, scope: Scope, which: str) -> None:
    """An empty bundle would say that nothing happened."""
    with pytest.raises(InputError):
        bundle(story, scope, which)


def test_what_is_not_in_it_is_named_and_nothing_is_proved_about_it(story: Story, tmp_path: Path) -> None:
    """Whoever chose may have left something out: the bundle says so itself."""
    written = write_folder(DISK, tmp_path / "b", bundle(story, Scope.DAY, DAY).files())
    contents = json.loads((written.path / "contents.json").read_text())
    assert contents["left_out"]["records"] == 1
    assert sum(contents["left_out"]["of_logs"].values()) == 1
    text = " ".join((written.path / "VERIFY.txt").read_text("utf-8").split())
    assert "prove nothing about records that are not in here" in text
    assert "1 record of the same production, not asked for" in text
    everything = bundle(story, Scope.ALL).contents()
    assert (everything["left_out"]["records"], everything["note"]) == (0, "")


def test_of_every_kind_of_record_a_part_says_the_same_as_the_whole() -> None:
    """Three logs, a FIDO2 key, somebody without a key: who was enrolled when goes along with any of them."""
    holding = read_log(DISK, KINDS, Surroundings({}, frozenset(), NOW.tzinfo), in_silence)  # type: ignore[arg-type]
    people = {one.name for one in holding.records.values() if one.inspection.head.kind in ("revocation", "enrolment")}  # type: ignore[union-attr]
    for name in holding.records:
        chosen = choose(Choice(Scope.RECORD, name), holding)
        assert people <= set(chosen.why)
        alone = verify_log({one: (KINDS / one).read_bytes() for one in chosen.why})
        for one in chosen.why:
            assert alone.records[one].verdict is holding.result.records[one].verdict
        assert not chosen.because


@pytest.mark.parametrize(("old", "new"), [(COLT.encode(), b"Z-99"), (b"\n", b"\r\n")])
def test_a_record_that_was_changed_to_be_about_something_else_goes_along(
    story: Story, old: bytes, new: bytes, tmp_path: Path
) -> None:
    """Also the newest one, which nothing cites; also where nothing in it can be read any more."""
    log = tmp_path / "log"
    shutil.copytree(story.stage.folder / "log", log)
    victim = log / story.later
    day = Choice(Scope.DAY, DAY)
    assert victim.name not in of_files(log, day).chosen.why
    victim.chmod(0o644)
    victim.write_bytes(victim.read_bytes().replace(old, new))
    made = of_files(log, day)
    assert made.chosen.why[victim.name] is Why.ALTERED
    assert str(made.result.verdict) == "altered"


@pytest.mark.parametrize("damage", ["gone", "cut", "stranger", "stray"])
def test_a_damaged_log_is_handed_on_as_it_is(damage: str, tmp_path: Path) -> None:
    """A hole, a file that is no record any more, a fork, a foreign file: a part of it says the same as all of it."""
    log = tmp_path / "log"
    shutil.copytree(KINDS, log)
    names_ = sorted(path.name for path in log.iterdir())
    victim = log / next(name for name in names_ if name.startswith("truck-c3d4-000005"))
    if damage == "gone":
        victim.unlink()
    elif damage == "cut":
        victim.write_bytes(victim.read_bytes()[:-40])
    elif damage == "stranger":
        shutil.copy(victim, log / victim.name.replace("000005", "000006"))
    else:
        (log / "notes (conflict).txt").write_bytes(b"x")
        (log / "evil\nname").write_bytes(b"x")
    newest = next(name for name in names_ if name.startswith("van-000009"))
    part, everything = of_files(log, Choice(Scope.RECORD, newest)), of_files(log, Choice(Scope.ALL))
    for name in part.chosen.why:
        assert part.result.records[name].verdict is part.holding.result.records[name].verdict
    assert part.result.verdict is part.holding.result.verdict or damage == "stray"
    if damage == "stray":
        assert everything.strays == ("notes (conflict).txt",)
        assert everything.contents()["left_out"]["strays"] == ["evil\nname"]
        text = dict(everything.files())["VERIFY.txt"].decode()
        assert "evil<U+000A>name" in text
    assert answer(everything.result).verdict == answer(everything.holding.result).verdict


def test_the_reports_of_what_was_asked_go_along(story: Story) -> None:
    """For people who read no records; one that cannot be made is named and keeps nothing back."""
    for what, kinds in {
        "day": {"day"},
        "weapon": {"weapon"},
        "incident": {"incident"},
        "all": {"day", "production"},
    }.items():
        pages = bundle(story, *asked(story, what)).wish.pages
        assert set(pages) == {f"report/{kind}.{form}" for kind in kinds for form in ("html", "csv", "json")}
    production = story.stage.production
    for choice in (Choice(Scope.INCIDENT, story.stage.names()[0]), Choice(Scope.DAY, "2026-03-01")):
        pages, not_made = bundle_pages(production, choice)
        assert not pages
        assert len(not_made) == 1
    assert bundle_pages(production, Choice(Scope.RECORD, story.stop)) == ({}, ())


def test_no_link_is_followed_out_of_the_production(story: Story, tmp_path: Path) -> None:
    """A stick from a stranger must not make anybody hand on a private key."""
    secret = tmp_path / "id_ed25519"
    secret.write_bytes(b"PRIVATE")
    folder = tmp_path / "from a stranger"
    shutil.copytree(story.stage.folder / "log", folder / "log")
    for link in ("log/notes.txt", f"log/cart-a1b2-000099-{'0' * 32}.toml", f"definitions/{'0' * 64}.toml"):
        (folder / link).parent.mkdir(exist_ok=True)
        (folder / link).symlink_to(secret)
    (folder / "attachments").symlink_to(tmp_path)
    (tmp_path / ("1" * 64)).write_bytes(b"PRIVATE")
    holding = read_log(DISK, folder / "log", Surroundings({}, frozenset(), NOW.tzinfo), in_silence)  # type: ignore[arg-type]
    choice = Choice(Scope.ALL)
    made = Bundle(DISK, holding, choose(choice, holding), Wish(choice, NOW, attachments=True))
    assert all(b"PRIVATE" not in data for _, data in made.files())
    left_out = made.contents()["left_out"]
    assert set(left_out["strays"]) == {"notes.txt", f"cart-a1b2-000099-{'0' * 32}.toml"}
    assert left_out["definitions"][f"{'0' * 64}.toml"] == "a link to somewhere else"
    assert left_out["attachments"] == {"1" * 64: "a link to somewhere else"}
    shutil.move(folder / "log", tmp_path / "moved")
    (folder / "log").symlink_to(tmp_path / "moved")
    with pytest.raises(StorageError, match="a link to somewhere else"):
        read_log(DISK, folder / "log", Surroundings({}, frozenset(), NOW.tzinfo), in_silence)  # type: ignore[arg-type]


def test_a_demonstration_says_that_it_is_one(story: Story) -> None:
    """Nobody shall take invented people for evidence."""
    text = dict(bundle(story, Scope.RECORD, story.stop).files())["VERIFY.txt"].decode()
    assert "THIS IS A DEMONSTRATION." in text[:120]


def test_definitions_go_along_and_attachments_when_asked(story: Story, tmp_path: Path) -> None:
    """A checklist says what was asked; a photograph may show people, so it goes along only on wish."""
    made = bundle(story, Scope.DAY, DAY)
    there = {path.name for path in (story.stage.folder / "definitions").iterdir()}
    assert set(made.definitions.taken) == there
    production = story.stage.production
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"jpg")
    digest = production.attach(photo).split()[0].removeprefix("sha256:")
    assert bundle(story, Scope.ALL).attachments.left_out == {digest: "not asked for"}
    assert bundle(story, Scope.ALL, attachments=True).attachments.taken == [digest]
    kept = story.stage.folder / "attachments" / digest
    with changes(kept, b"other"):
        assert bundle(story, Scope.ALL, attachments=True).contents()["damaged"] == [f"attachments/{digest}"]
    kept.unlink()


# How it is written


def test_the_same_bundle_is_the_same_bytes(story: Story, tmp_path: Path) -> None:
    """Two people who export the same can compare one number; the scripts are ours byte for byte."""
    made = [write_folder(DISK, tmp_path / name, bundle(story, Scope.ALL).files()) for name in ("one", "two")]
    assert made[0].digest == made[1].digest
    packed = [write_zip(DISK, tmp_path / f"{name}.zip", bundle(story, Scope.ALL).files(), "x") for name in ("a", "b")]
    assert packed[0].path.read_bytes() == packed[1].path.read_bytes()
    assert packed[0].digest == made[0].digest
    shutil.unpack_archive(packed[0].path, tmp_path / "unpacked")
    assert tree(tmp_path / "unpacked" / "x") == tree(made[0].path)
    for name in standalone.NAMES:
        assert tree(made[0].path)[name] == standalone.script(name)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_ever_overwritten(story: Story, tmp_path: Path) -> None:
    """Not a folder, not a file, not a link, nor what lies where it would be made."""
    files = list(bundle(story, Scope.RECORD, story.stop).files())
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("folder", "file", "link"):
        with pytest.raises(InputError, match="is there already"):
            write_folder(DISK, tmp_path / name, files)
        with pytest.raises(InputError, match="is there already"):
            write_zip(DISK, tmp_path / name, files, "x")
    (tmp_path / ".new.part" / "of mine").mkdir(parents=True)
    with pytest.raises(InputError, match="left alone"):
        write_folder(DISK, tmp_path / "new", files)
    assert (tmp_path / "file").read_bytes() == b"mine"
    assert (tmp_path / ".new.part" / "of mine").is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new.part", "file", "folder", "link"]


def test_what_a_killed_export_left_is_taken_away_and_what_is_being_made_is_not(tmp_path: Path) -> None:
    """The desk makes a bundle in another process, and makes it itself where that one is killed."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine").write_bytes(b"mine")
    for write, name in ((write_folder, "b"), (lambda *what: write_zip(*what, "x"), "b.zip")):
        part = tmp_path / f".{name}.part"
        (part / "whole" / "records").mkdir(parents=True)
        (part / "being-made").touch()
        (part / "whole" / "records" / "half").write_bytes(b"half")
        (part / "whole" / "link").symlink_to(tmp_path / "elsewhere")

        def files(write: Callable[..., Written] = write, name: str = name) -> Iterator[tuple[str, bytes]]:
            with pytest.raises(InputError, match="another export is making it now"):
                write(DISK, tmp_path / name, ())
            yield "records/one", b"whole"

        written = write(DISK, tmp_path / name, files())
        assert written.files == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "b.zip", "elsewhere"]
    assert sorted(path.name for path in (tmp_path / "b").rglob("*")) == ["SHA256SUMS", "one", "records"]
    assert (tmp_path / "elsewhere" / "mine").read_bytes() == b"mine"


@pytest.mark.parametrize("at", [0, 1, 2, 7, 40])
def test_a_disk_that_fails_leaves_nothing_that_looks_like_a_bundle(story: Story, at: int, tmp_path: Path) -> None:
    """Half a bundle would be evidence of the wrong thing."""
    files = list(bundle(story, Scope.RECORD, story.stop).files())
    for number, write in enumerate((write_folder, lambda disk, target, some: write_zip(disk, target, some, "x"))):
        target = tmp_path / f"place {number}" / "b"
        target.parent.mkdir()
        disk = FailingFileSystem(at)
        try:
            write(disk, target, files)
        except StorageError:
            assert list(target.parent.iterdir()) == []
        else:
            assert target.exists()


class ForgetfulDisk(LocalFileSystem):
    """Gives other bytes back than were written into a bundle."""

    def read(self, path: Path, start: int = 0) -> bytes:
        """The bytes, but of what was written the last one is another."""
        data = super().read(path, start)
        return data[:-1] + b"?" if ".b.part" in path.parts else data


def test_what_the_disk_does_not_give_back_is_no_bundle(story: Story, tmp_path: Path) -> None:
    """A worn-out stick: better nothing than something that does not verify."""
    with pytest.raises(StorageError, match="other bytes"):
        write_folder(ForgetfulDisk(), tmp_path / "b", bundle(story, Scope.RECORD, story.stop).files())
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_changes_meanwhile_stops_it(story: Story, tmp_path: Path) -> None:
    """What is in the bundle is what was verified."""
    made = bundle(story, Scope.RECORD, story.stop)
    record = story.stage.folder / "log" / story.stop
    with changes(record, record.read_bytes() + b"x"), pytest.raises(StorageError, match="changed while"):
        write_folder(DISK, tmp_path / "b", made.files())
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_has_a_name_of_plain_letters() -> None:
    """It goes on sticks and through the post of other systems."""
    assert default_name(Choice(Scope.DAY, "2026-03-02"), "Die Brücke – 撮影") == "die-br-cke-day-2026-03-02"
    assert (
        default_name(Choice(Scope.INCIDENT, "cart-a1b2-000018-" + "0" * 32 + ".toml"), "X")
        == "x-incident-cart-a1b2-000018"
    )
    assert default_name(Choice(Scope.ALL), "") == "all"


def test_the_bundle_reads_the_files_and_not_what_a_snapshot_remembers(story: Story) -> None:
    """A bundle is of the files as they lie there now."""
    record = story.stage.folder / "log" / story.release
    with changes(record, record.read_bytes().replace(b"a mixed box", b"a mixed bag", 1)):
        holding = holding_of(DISK, story.stage.production)
    assert str(holding.result.records[story.release].verdict) == "altered"
