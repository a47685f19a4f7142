#!/usr/bin/env python3
"""Counts from the tree in how many files of src and include the code names a rule: its place in the enumeration, its row
with its check, and one who must know it beside. What the process does with some rules alone is a RuleTrait of their rows.

`Rule::K1` and "K1" count; a sentence or a comment that cites a rule for its reader does not, for it stays when the rule
changes. Prints each rule above its limit with its files and exits 1 when there is any.
"""
import re
import sys
from collections import defaultdict
from pathlib import Path

LIMIT = 3
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def main(root: Path) -> int:
    enumeration = (root / "include/secokr/rule.hpp").read_text(encoding="utf-8")
    rules = re.findall(r"\w+", re.search(r"enum class Rule \{(.*?)\};", enumeration, re.S)[1])
    ids = "|".join(rules)
    named = re.compile(rf'\bRule::({ids})\b|"({ids})"')
    files = defaultdict(lambda: {"include/secokr/rule.hpp"})
    for path in sorted([*root.glob("src/**/*.[ch]pp"), *root.glob("include/**/*.hpp")]):
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        for match in named.finditer(text):
            files[match[1] or match[2]].add(path.relative_to(root).as_posix())
    breaks = [rule for rule in rules if len(files[rule]) > LIMIT]
    for rule in breaks:
        print(f"{rule} stands in {len(files[rule])} files, above {LIMIT}: {' '.join(sorted(files[rule]))}")
    print(f"{len(rules)} rules looked at, {len(breaks)} breaks")
    return 1 if breaks or not rules else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
