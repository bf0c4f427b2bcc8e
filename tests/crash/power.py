"""A real power cut: the file system of a loop device is shut down in the middle of the work, and mounted again."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import time
from pathlib import Path
from random import Random

from tests.crash.processes import DISK, Said, begin, heard, start
from tests.storage.records import log_folder

SHUT_DOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN and XFS_IOC_GOINGDOWN: from here on nothing reaches the device."""
NO_LOG_FLUSH = 2
"""What hangs in the journal of the file system is lost too, as when the power goes."""
MEGABYTES = 64


def can_cut_power(folder: Path) -> bool:
    """Whether this account may mount a loop device and this kernel can shut down an ext4."""
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        return False
    try:
        disk = LoopDisk(folder)
    except (subprocess.CalledProcessError, OSError):
        return False
    disk.cut()
    disk.close()
    return True


class LoopDisk:
    """An ext4 in a file, mounted."""

    def __init__(self, folder: Path) -> None:
        self._image = folder / "disk.img"
        self.mounted = folder / "disk"
        self.mounted.mkdir()
        with self._image.open("wb") as file:
            file.truncate(MEGABYTES * 1024 * 1024)
        subprocess.run(["mkfs.ext4", "-q", "-F", self._image], check=True, capture_output=True)
        self._mount()

    def _mount(self) -> None:
        subprocess.run(["mount", "-o", "loop", self._image, self.mounted], check=True, capture_output=True)

    def cut(self) -> None:
        """Nothing is written any more."""
        descriptor = os.open(self.mounted, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUT_DOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(descriptor)

    def again(self) -> None:
        """Power is back: mount what is on the device."""
        subprocess.run(["umount", self.mounted], check=True, capture_output=True)
        self._mount()

    def close(self) -> None:
        """Away with it."""
        subprocess.run(["umount", self.mounted], check=True, capture_output=True)
        self._image.unlink()
        self.mounted.rmdir()


def cut_in_the_middle(disk: LoopDisk, root: Path, random: Random, *more: str) -> Said:
    """A worker publishes until the power goes; what it had said before that."""
    log_folder(DISK, root).start_log("cart")
    worker = start(root, 0, 100_000, *more)
    begin(worker)
    time.sleep(random.uniform(0.1, 0.8))
    assert worker.stdout is not None
    spoken = worker.stdout.fileno()
    os.set_blocking(spoken, False)
    said = b""
    try:
        while part := os.read(spoken, 65536):
            said += part
    except BlockingIOError:
        # That was all by now; what comes later may rest on nothing.
        pass
    finally:
        disk.cut()
        worker.kill()
        worker.communicate()
    return heard(said.decode().splitlines(keepends=True))
