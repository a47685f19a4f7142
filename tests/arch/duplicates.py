#!/usr/bin/env python3
"""Checks that no two places in src and include share more than 12 lines: the same, or alike but for names and values.

What is no logic does not count: blank lines, comments, includes, punctuation alone, and rows of data (texts and what
stands beside them, designated members, enumerators, the cases of a list of words). Prints every pair as file:line and
exits 1 when there is any; fails too when it found nothing to look at.
"""
import re
import sys
from pathlib import Path

MOST = 12
TOKEN = re.compile(r'//.*|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)+\'|\d[\w.\']*|[A-Za-z_]\w*|[^\s\w]')
KEYWORDS = set(
    "auto bool break case catch class const constexpr continue default do double else enum explicit for friend if int "
    "long namespace new nullptr operator private public return sizeof static struct switch template this throw "
    "try typename using virtual void while SECOKR_TRY SECOKR_CHECK".split()
)
DATA = re.compile(r"^(\W*|\. \w+ = .*|case [i: ]+:|return (s|i : : i) ;|[isn:{},()& ]*\bs\b[isn:{},()& ]*;?|[isn=:{}, ]+,|i)$")


def alike(line: str) -> str:
    """The line without its names and values."""
    words = []
    for token in TOKEN.findall(line):
        if token.startswith("//"):
            break
        if token[0] in "\"'":
            token = "s"
        elif token[0].isdigit() or token in ("true", "false"):
            token = "n"
        elif token[0].isalpha() or token[0] == "_":
            token = token if token in KEYWORDS or words == ["."] else "i"
        words.append(token)
    return " ".join(words)


def counted(path: Path) -> list[tuple[int, str]]:
    """The lines of a file that count, by their numbers."""
    lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        shape = alike(line)
        if not line.lstrip().startswith("#") and not DATA.match(shape):
            lines.append((number, shape))
    return lines


def main(root: Path) -> int:
    paths = sorted(p for top in ("src", "include") for p in (root / top).rglob("*") if p.suffix in (".cpp", ".hpp"))
    files = [counted(path) for path in paths]
    seen: dict[tuple[str, ...], tuple[int, int]] = {}
    breaks = []
    told: dict[int, int] = {}
    for index, lines in enumerate(files):
        for at in range(len(lines) - MOST):
            run = tuple(shape for _, shape in lines[at : at + MOST + 1])
            other, there = seen.setdefault(run, (index, at))
            if (other, there) == (index, at) or (other == index and at - there <= MOST) or told.get(index, -1) >= at:
                continue
            told[index] = at + MOST
            breaks.append(
                f"{paths[index].relative_to(root)}:{lines[at][0]}: more than {MOST} lines as from "
                f"{paths[other].relative_to(root)}:{files[other][there][0]} on"
            )
    for line in breaks:
        print(line)
    print(f"{len(paths)} files looked at, {len(breaks)} breaks")
    return 1 if breaks or not paths else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
