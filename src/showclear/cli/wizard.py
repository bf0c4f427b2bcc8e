"""The wizard of the first run, on this machine."""

from __future__ import annotations

from pathlib import Path


def found_on_screen(folder: Path) -> Path | None:
    """Lead through founding a production; its folder, None when nothing was founded."""
    from showclear.app import beginning
    from showclear.app.touching import keys_in_agent
    from showclear.cli.commands.open_command import laptop_name
    from showclear.cli.productions import machine
    from showclear.cli.zones import likely_zone
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.passphrase import generate_passphrase
    from showclear.tui.faults import FOUNDING_FAULT, end_with_fault
    from showclear.tui.wizard.app import FoundingApp, FoundingDesk

    disk, own, clock = LocalFileSystem(), machine(), SystemClock()
    desk = FoundingDesk(
        ground=beginning.ground,
        has_key=lambda person: beginning.has_key(disk, own, person),
        new_words=generate_passphrase,
        key=lambda person, typed: beginning.key_of_words(disk, own, person, typed),
        found=lambda where, answers, keys, touches: beginning.found(
            where, answers, keys, filesystem=disk, machine=own, clock=clock, laptop=laptop_name(), touches=touches
        ),
        in_agent=lambda: keys_in_agent(own),
        touch=lambda person, wish, taken: beginning.key_of_touch(disk, own, person, wish, taken),
    )
    app = FoundingApp(folder, likely_zone(), desk)
    founded = app.run()
    if app.fault is not None:
        end_with_fault(app.fault, clock.now(), own, FOUNDING_FAULT)
    return founded
