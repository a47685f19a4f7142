#!/usr/bin/env python3
"""Compares docs/schemas/files with the JSON files that secokr keeps (tests/data/kept, whose bytes a unit test writes): each fits its schema, which allows
nothing else, and each key that a schema knows stands in one of them.
"""
import json
import re
import sys
from pathlib import Path

import jsonschema


def named(value, key):
    """Each name in an object below `key`, at any depth."""
    if isinstance(value, list):
        return set().union(*(named(each, key) for each in value))
    if not isinstance(value, dict):
        return set()
    own = set(value[key]) if key and isinstance(value.get(key), dict) else set() if key else set(value)
    return own.union(*(named(each, key) for each in value.values()))


def main(schema_folder: Path, kept: Path) -> int:
    problems, checked, known, written = [], 0, set(), set()
    for path in sorted(schema_folder.glob("*.schema.json")):
        name = path.name.removesuffix(".schema.json")
        schema = json.loads(path.read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        # What only the tracker gives stands as a token until it is there.
        text = re.sub(r"\{\{iid [^}]*\}\}", "1", (kept / f"{name}.json").read_text(encoding="utf-8"))
        value = json.loads(text)
        checked += 1
        problems += [f"{name}: {'/'.join(map(str, error.absolute_path)) or '(top)'}: {error.message}" for error in validator(schema).iter_errors(value)]
        known |= named(schema, "properties")
        written |= named(value, "")
    problems += [f"'{each}' stands in no file" for each in sorted(known - written)]
    problems += [f"{path}: there is no schema" for path in sorted(kept.glob("*.json")) if not (schema_folder / f"{path.stem}.schema.json").exists()]
    for problem in problems:
        print(problem)
    print(f"{checked} files compared with their schemas, {len(problems)} problems")
    return 1 if problems or not checked else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
