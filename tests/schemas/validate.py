#!/usr/bin/env python3
"""Validates the JSON that the golden cases printed (<case>/<n>.<schema>.json) against docs/schemas; fails when there was nothing to validate.

Each schema is also checked against its own draft, and must refuse an empty object: a schema that demands nothing tests nothing.
"""
import json
import sys
from pathlib import Path

import jsonschema


def main(schema_folder: Path, printed: Path) -> int:
    validators, problems, checked = {}, [], 0
    for path in sorted(schema_folder.glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        validators[path.name.removesuffix(".schema.json")] = validator(schema)
        if validator(schema).is_valid({}):
            problems.append(f"{path.name}: demands nothing")
    for path in sorted(printed.rglob("*.json")):
        name = path.name.split(".")[1]
        if name not in validators:
            problems.append(f"{path}: there is no schema '{name}'")
            continue
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as problem:
            problems.append(f"{path}: no JSON: {problem}")
            continue
        checked += 1
        for error in validators[name].iter_errors(value):
            problems.append(f"{path}: {'/'.join(map(str, error.absolute_path)) or '(top)'}: {error.message}")
    for problem in problems:
        print(problem)
    print(f"{len(validators)} schemas, {checked} texts validated, {len(problems)} problems")
    return 1 if problems or not validators or not checked else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
