"""Fuzz one target with coverage as the guide: `python -m tests.fuzz.run TARGET --minutes 30`.

Needs atheris, which is no dependency of Show Clear (it is for Linux and some versions of Python only):
`pip install atheris`. Inputs that teach something are kept in `--corpus` and go on from there the next time; an input
that breaks a target is written beside it, and becomes a regression test in `tests/fuzz/found/TARGET/`.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Instrument, write the seeds, fuzz; libFuzzer prints executions, coverage and what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--corpus", type=Path, default=ROOT / ".fuzz")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    try:
        import atheris
    except ImportError:
        print("The fuzzer is missing. What to do: pip install atheris (Linux).", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["showclear"]):
        import showclear.cli.commands as commands
        from tests.fuzz.seeds import seeds
        from tests.fuzz.targets import SECONDS, TARGETS

        for module in pkgutil.iter_modules(commands.__path__):
            importlib.import_module(f"{commands.__name__}.{module.name}")
    target = TARGETS[options.target]
    corpus: Path = options.corpus / options.target
    corpus.mkdir(parents=True, exist_ok=True)
    whole = seeds(options.target)
    for number, seed in enumerate(whole):
        (corpus / f"seed-{number:03d}").write_bytes(seed)
    words = options.corpus / f"{options.target}.words"
    words.write_text("".join(f'"{word}"\n' for word in sorted(words_of(whole))), "ascii")
    seconds = int(options.minutes * 60)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    arguments = [
        sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-timeout={int(SECONDS) * 4}", f"-dict={words}",
        f"-artifact_prefix={options.corpus}/{options.target}-", "-print_final_stats=1", "-rss_limit_mb=4096",
    ]  # fmt: skip
    atheris.Setup(arguments, timed(target, SECONDS), enable_python_coverage=True)
    atheris.Fuzz()
    return 0


def words_of(files: Iterable[bytes]) -> set[str]:
    """The words of the seeds, for the fuzzer to put in elsewhere."""
    return {word.decode() for data in files for word in re.findall(rb"[a-z][a-z_.-]{2,30}", data)}


def timed(target: Callable[[bytes], None], seconds: float) -> Callable[[bytes], None]:
    """The target, which also fails when an input costs too much processor time."""

    def call(data: bytes) -> None:
        begun = time.process_time()
        target(data)
        taken = time.process_time() - begun
        assert taken < seconds, f"{taken:.1f} s of processor time"

    return call


if __name__ == "__main__":
    raise SystemExit(main())
