"""Make each rule hold always, in turn, and see which test fails; the list goes into docs/rules.md.

    python3 scripts/mutate_rules.py            every mutant, two at a time; writes the list
    python3 scripts/mutate_rules.py R-039 …    only those of these rules; writes nothing

Needs the environment that `scripts/check.py` makes, and uses it. Exit code 1 where a mutant is killed by no test that
names its rule.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".venv-check" / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")


def main(rules: list[str]) -> int:
    """Run the mutants of these rules, or all of them; how it ended."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    from tests.mutation import listing
    from tests.mutation.killing import first_failure, named_tests
    from tests.mutation.mutants import mutants, named

    chosen = {name: one for name, one in named(mutants()).items() if not rules or one.rule in rules}
    tests = named_tests()
    killed: dict[str, str] = {}
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda one: first_failure(one, tests.get(one.rule, [])), chosen.values())
        for (name, one), test in zip(chosen.items(), found, strict=True):
            killed[name] = test
            print(f"{name:10} {one.words}: {test or 'NO TEST FAILS'}", flush=True)
    alive = [name for name, test in killed.items() if not test]
    print(f"{len(killed)} mutants, {len(alive)} of them killed by no test{': ' if alive else '.'}{', '.join(alive)}")
    if not rules and not alive:
        listing.write(chosen, killed)
    return 1 if alive else 0


if __name__ == "__main__":
    if PYTHON.exists() and Path(sys.executable) != PYTHON:
        os.execv(PYTHON, [str(PYTHON), __file__, *sys.argv[1:]])
    sys.exit(main(sys.argv[1:]))
