"""The names in the log folder, look by look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from showclear.storage.files import LocalFileSystem
from showclear.storage.listing import Listing
from showclear.storage.names import Names
from showclear.storage.unsynced import UnsyncedFileSystem


def name(number: int) -> str:
    """The name of a record."""
    return f"cart-a1b2-{number:06d}-{number:032x}.toml"


LOOKS = (
    set[str](),
    {name(1)},
    {name(1), name(2), name(3)},
    {name(1), name(3), "notes.txt", ".hidden"},
    {name(1), name(3), "notes.txt", ".hidden", name(4)},
    {name(2), name(5)},
    set[str](),
    {name(1)},
)
"""What lies in the folder, one look after the other."""


TOLD = {
    "nothing": frozenset[str](),
    "all": frozenset(name(number) for number in range(1, 6)),
    "some": frozenset({name(1), name(4)}),
}
"""Of which records the listing is told that this process gave them their names."""


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("disk", [LocalFileSystem(), UnsyncedFileSystem()], ids=["disk", "unsynced"])
def test_each_look_says_what_is_there_and_what_changed_since_any_other(
    tmp_path: Path, disk: LocalFileSystem, told: str
) -> None:
    """A record that nobody notices would be a stop that nobody reads."""
    listing, known = Listing(disk, tmp_path), Names()
    first, there = known, set[str]()
    for wanted in LOOKS:
        for gone in there - wanted:
            disk.unlink(tmp_path / gone)
        for new in wanted - there:
            disk.create(tmp_path / new, 0o600).close()
            if new in TOLD[told]:
                listing.came(new)
        there = wanted
        names, strays = listing.now()
        records = {one for one in wanted if one.endswith(".toml")}
        assert (set(names), strays) == (records, ("notes.txt",) if "notes.txt" in wanted else ())
        for before in (known, first):
            assert listing.changes(before, names) == (records - set(before), set(before) - records)
        assert listing.now()[0] is names
        known = names


def test_a_record_that_was_named_here_is_not_listed_for(tmp_path: Path) -> None:
    """The names of a long log are put together once, not after each record."""

    class Listed(LocalFileSystem):
        times = 0

        def as_listed(self, path: Path) -> Sequence[str]:
            self.times += 1
            return super().as_listed(path)

    disk = Listed()
    listing = Listing(disk, tmp_path)
    for number, times in ((1, 0), (2, 0), (3, 1)):
        (tmp_path / name(number)).touch()
        if not times:
            listing.came(name(number))
        assert (list(listing.now()[0]), disk.times) == ([name(each) for each in range(1, number + 1)], times)


def test_names_that_are_expected_come_back_as_they_are(tmp_path: Path) -> None:
    """A start from a snapshot parses no name; what is there besides is seen."""
    expected = Names([name(1), name(2)])
    for number in (1, 2):
        (tmp_path / name(number)).touch()
    listing = Listing(LocalFileSystem(), tmp_path)
    listing.expect(expected)
    assert listing.now()[0] is expected
    (tmp_path / name(3)).touch()
    found, _ = listing.now()
    assert listing.changes(expected, found) == ({name(3)}, set())
