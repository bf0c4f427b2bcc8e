"""A disk that reports an error at any operation: a clear error or success, nothing half-visible, and it can go on."""

from __future__ import annotations

import errno
from itertools import count, islice
from random import Random

import pytest

from tests.crash.cuts import states
from tests.crash.faults import NEEDS_SPACE, Fault, FaultyDisk, healed, insist_on_keeping, insisted
from tests.crash.harness import ROOT
from tests.crash.scenario import STOP, WAITING, Published, Refused, Stopped, WatchedDisk, check
from tests.storage.records import assert_whole, log_folder

SEED = 20261126
KINDS = {
    "EIO once": Fault(0, errno.EIO),
    "ENOSPC once": Fault(0, errno.ENOSPC),
    "EIO from there on": Fault(0, errno.EIO, lasting=True),
    "full from there on": Fault(0, errno.ENOSPC, lasting=True, kinds=NEEDS_SPACE),
}


def at(fault: Fault, number: int) -> Fault:
    """The same fault at another operation."""
    return Fault(number, fault.code, fault.lasting, fault.kinds)


def stops_kept(disk: WatchedDisk) -> int:
    """How many stops count, published or waiting."""
    log = log_folder(disk, ROOT)
    ids = [*assert_whole(log), *(one.restriction_id for one in log.pending_restrictions())]
    return ids.count(STOP) + ids.count(WAITING)


@pytest.mark.parametrize("links", [True, False], ids=["hard-links", "exfat"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_error_of_any_operation_is_said_or_made_good_and_leaves_nothing_half_done(kind: str, links: bool) -> None:
    """Every operation in turn, reads too; people try once more, and the next start finds what they were told."""
    failed = 0
    for number in count():
        done = insisted(at(KINDS[kind], number), links=links)
        if not done.disk.failed:
            break
        disk = done.healthy()
        check(disk, ROOT, done.told)
        assert KINDS[kind].lasting or stops_kept(disk) == 1, f"one key press, several stops: {done.disk.failed}"
        failed += 1
    assert failed > (100 if KINDS[kind].kinds else 150)


@pytest.mark.parametrize("links", [True, False], ids=["hard-links", "exfat"])
def test_a_power_cut_after_an_error_loses_doubles_and_invents_nothing(links: bool) -> None:
    """A seeded choice; the long run does every operation. What was said not to be signed stays so."""
    random = Random(SEED)
    for number in random.sample(range(150), 12):
        done = insisted(Fault(number), links=links)
        assert done.disk.failed
        found = states(done.disk, done.base, set(), random, whole_renames=links, since=done.disk.failed_after)
        for one in islice(found, 150):
            check(healed(one.disk), ROOT, one.told)


@pytest.mark.parametrize("links", [True, False], ids=["hard-links", "exfat"])
def test_a_definition_a_concern_and_a_key_are_kept_for_good_once_that_was_said(links: bool) -> None:
    """Found by reading: what had its name and was not flushed was taken for durable by the second try."""
    failed = 0
    for number in count():
        done = insisted(Fault(number), links=links, on=insist_on_keeping)
        if not done.disk.failed:
            break
        failed += 1
        check(done.healthy(), ROOT, done.told)
        since = done.disk.failed_after
        found = states(done.disk, done.base, set(), Random(SEED), whole_renames=links, since=since, most=6)
        for one in islice(found, number % 30, None, 30):
            check(healed(one.disk), ROOT, one.told)
    assert failed > 40


def failing(name: str, *, nth: int = 1) -> Fault:
    """The fault at the n-th operation with that name, such as `fsync marks`."""
    seen = 0
    for number in count():
        disk: FaultyDisk = insisted(Fault(number)).disk
        assert disk.failed, f"no {name}"
        seen += disk.failed.startswith(name)
        if seen == nth:
            return Fault(number)
    raise AssertionError


def after_every_cut(fault: Fault) -> None:
    """Of the disks that a power cut leaves after the fault, every ninth holds what was told."""
    done = insisted(fault)
    found = states(done.disk, done.base, set(), Random(SEED), since=done.disk.failed_after)
    for one in islice(found, 0, None, 9):
        check(healed(one.disk), ROOT, one.told)


def test_what_was_said_not_to_be_signed_does_not_come_back_with_the_power() -> None:
    """Found by the harness: the bytes were taken back, and nobody waited until they were gone for good."""
    fault = failing("fsync finished-")
    assert any(isinstance(one, Refused) for one in insisted(fault).told)
    after_every_cut(fault)


def test_a_record_whose_mark_was_not_confirmed_is_not_called_signed_before_it_is() -> None:
    """Found by the harness: the second try found the mark in the file as the cache showed it, and flushed nothing."""
    fault = failing("fsync marks")
    assert any(isinstance(one, Published) for one in insisted(fault).told)
    after_every_cut(fault)


def test_a_folder_whose_name_was_not_confirmed_is_not_taken_for_durable() -> None:
    """Found by the harness: the second try found the folder there, and wrote into what a power cut may lose."""
    after_every_cut(failing("fsync_folder pending", nth=6))


def test_a_stop_that_had_to_be_pressed_twice_counts_once() -> None:
    """Found by the harness: a hold while one is open is a stand-down, and the disk had kept both."""
    for name in ("write restriction", "fsync restriction", f"fsync_folder {STOP}"):
        done = insisted(failing(name))
        assert [one.id for one in done.told if isinstance(one, Stopped)] == [WAITING], name
        disk = done.healthy()
        check(disk, ROOT, done.told)
        assert stops_kept(disk) == 1, name
