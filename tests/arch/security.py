#!/usr/bin/env python3
"""Every line of SECURITY.md's table names a test, and every test that it names is there. `security.py PROJECT`."""

import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1])
PAGE = ROOT / "SECURITY.md"


def case_names():
    names = set()
    for path in (ROOT / "tests").rglob("*.cpp"):
        names.update(re.findall(r'TEST_CASE\(\s*"((?:[^"\\]|\\.)*)"', path.read_text()))
    return names


def is_there(test, cases):
    if found := re.fullmatch(r"unit: (.+)", test):
        return found[1] in cases
    if found := re.fullmatch(r"(faults/\w+\.py): (test_\w+)", test):
        path = ROOT / "tests" / found[1]
        return path.is_file() and re.search(rf"(?m)^    def {found[2]}\(self\)", path.read_text()) is not None
    if found := re.fullmatch(r"golden/([\w-]+/[\w-]+)", test):
        return (ROOT / "tests/golden" / found[1] / "steps").is_file()
    return False


def main():
    lines = [(number, line) for number, line in enumerate(PAGE.read_text().splitlines(), 1) if line.startswith("| ")]
    cases, wrong = case_names(), []
    for number, line in lines[1:]:  # the first is the table's head
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        tests = re.findall(r"`([^`]+)`", cells[-1])
        if len(cells) != 3 or not tests:
            wrong.append(f"SECURITY.md:{number}: names no test")
        wrong += [f"SECURITY.md:{number}: there is no test \"{test}\"" for test in tests if not is_there(test, cases)]
    if len(lines) < 2:
        wrong.append("SECURITY.md has no table")
    print("\n".join(wrong) if wrong else f"{len(lines) - 1} lines, each with its test")
    sys.exit(1 if wrong else 0)


main()
