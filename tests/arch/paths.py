#!/usr/bin/env python3
"""Checks that every path which the documentation of the house names is there: `app/plan/issues`, `src/cli`, `tests/unit/app`.

Prints every break as file:line and exits 1 when there is any; fails too when it found nothing to look at.
"""
import re
import sys
from pathlib import Path

NAMED = re.compile(r"`([A-Za-z_.][\w./*-]*/[\w.*-]*)`")


def is_there(root: Path, name: str) -> bool:
    """As it stands, below src, or as the name of a header and its body."""
    name = name.rstrip("/")
    return any(any(root.glob(base + name + ending)) for base in ("", "src/") for ending in ("", ".?pp"))


def main(root: Path) -> int:
    tops = {p.name for p in root.iterdir() if p.is_dir()} | {p.name for p in (root / "src").iterdir() if p.is_dir()}
    looked_at = 0
    breaks = []
    for path in [root / "CONTRIBUTING.md", root / "docs/architecture.md", *sorted((root / "docs/adr").glob("*.md"))]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for name in NAMED.findall(line):
                if name.split("/")[0] not in tops or "<" in name or name.startswith("build/"):
                    continue
                looked_at += 1
                if not is_there(root, name):
                    breaks.append(f"{path.relative_to(root)}:{number}: there is no {name}")
    for line in breaks:
        print(line)
    print(f"{looked_at} paths looked at, {len(breaks)} breaks")
    return 1 if breaks or not looked_at else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
