#!/usr/bin/env python3
"""Counts in how many files of src and include the name of a field stands as a literal.

A field of an objective or of a key result is described once, by its row in src/domain/objective/fields.cpp. Prints each name that
stands in more files than MOST, with file and line, and exits 1 when there is any; fails too when it found no table.
"""
import re
import sys
from pathlib import Path

MOST = 2
TABLE = "src/domain/objective/fields.cpp"
ROW = re.compile(r'\.name = "([^"]+)",')
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def literals_in(path: Path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.lstrip().startswith(("//", "#include")):
            continue
        for literal in LITERAL.findall(line.split(" // ")[0].split(" ///")[0]):
            yield number, literal


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    names = set(ROW.findall((root / TABLE).read_text()))
    if len(names) < 10:
        print(f"{TABLE} has no table of fields: {len(names)} names")
        return 1
    places: dict[str, dict[str, list[int]]] = {name: {} for name in names}
    for folder in ("src", "include"):
        for path in sorted((root / folder).rglob("*.?pp")):
            for number, literal in literals_in(path):
                if literal in names:
                    places[literal].setdefault(path.relative_to(root).as_posix(), []).append(number)
    breaks = 0
    for name, files in sorted(places.items()):
        if len(files) <= MOST:
            continue
        breaks += 1
        for file, numbers in files.items():
            print(f'{file}:{numbers[0]}: "{name}" stands in {len(files)} files; ask name_of(Field) for it')
    most = max(len(files) for files in places.values())
    print(f"{len(names)} fields looked at, none may stand in more than {MOST} files; the most is {most}; {breaks} breaks")
    return 1 if breaks else 0


if __name__ == "__main__":
    sys.exit(main())
