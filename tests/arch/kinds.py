#!/usr/bin/env python3
"""Checks that a kind of write is described once.

Its words, its values and their shape in a plan stand in src/tracker/change/<kind>.hpp and .cpp, and only the list of
kinds (change_set.hpp) names it beside in what shows, saves, checks and makes changes. The schemas, which people read,
name the same actions; their kinds and keys are compared in tests/unit/workspace/plan_schema_test.cpp. Prints every
break and exits 1 when there is any; fails too when it found no kind.
"""
import json
import re
import sys
from pathlib import Path

KIND = re.compile(r'std::string_view kind = "(\w+)"')
STRUCT = re.compile(r"^struct (\w+) \{", re.MULTILINE)
ACTION = re.compile(r'Words\{"(\w+)", \d+,')
LIST = "src/tracker/change/change_set.hpp"
# Where every kind is treated alike.
ALIKE = ("src/tracker/", "src/render/", "src/workspace/plan_file", "src/workspace/plan_payload", "src/cli/write/apply")
MOST_FILES = 1  # beside the kind's own header and body


def named_in(texts: dict[str, str], name: str, own: str) -> list[str]:
    word = re.compile(rf"\b{name}\b")
    return [
        path for path, text in texts.items() if path.startswith(ALIKE) and not path.startswith(own) and word.search(text)
    ]


def check_kind(path: str, text: str, texts: dict[str, str]) -> list[str]:
    kind, name, own = KIND.search(text)[1], STRUCT.search(text)[1], path.removesuffix("hpp")
    breaks = [f"{other}: says \"{kind}\", which {path} says" for other, body in texts.items() if f'"{kind}"' in body and other != path]
    others = named_in(texts, name, own)
    if len(others) > MOST_FILES or LIST not in others:
        breaks.append(f"{path}: {name} is to be named in {LIST} alone, and is in {', '.join(others) or 'none'}")
    return breaks


def actions_told(root: Path) -> list[list[str]]:
    schemas = [json.loads((root / f"docs/schemas/{name}.schema.json").read_text()) for name in ("changes", "plan")]
    return [schema["properties"]["changes"]["items"]["properties"]["action"]["enum"] for schema in schemas]


def main(root: Path) -> int:
    texts = {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in sorted((root / "src").rglob("*.[ch]pp"))}
    kinds = {path: text for path, text in texts.items() if path.startswith("src/tracker/change/") and KIND.search(text)}
    breaks = [each for path, text in kinds.items() for each in check_kind(path, text, texts)]
    actions = {action for text in kinds.values() for action in ACTION.findall(text)}
    breaks += [f"docs/schemas: the actions are {sorted(actions)}, and not {sorted(told)}" for told in actions_told(root) if set(told) != actions]
    print("\n".join(breaks) or f"{len(kinds)} kinds of write, {len(actions)} actions, each described once")
    if not kinds:
        print("found no kind of write")
    return 1 if breaks or not kinds else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
