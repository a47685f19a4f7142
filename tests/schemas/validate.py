#!/usr/bin/env python3
"""Validates the JSON that the golden cases printed (<case>/<n>.<schema>.json) against docs/schemas; fails when there was nothing to validate.

Each schema is also checked against its own draft, and must refuse an empty object: a schema that demands nothing tests nothing. A finding is the same
in each of them.
"""
import json
import sys
from pathlib import Path

import jsonschema


def findings(value):
    """What each `findings` below the value holds, without `who` acts on it."""
    if isinstance(value, list):
        for each in value:
            yield from findings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key == "findings" and "items" in each:
                properties = {name: one for name, one in each["items"]["properties"].items() if name != "who"}
                yield {**each["items"], "properties": properties}
            yield from findings(each)


def main(schema_folder: Path, printed: Path) -> int:
    validators, problems, checked = {}, [], 0
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in schema_folder.glob("*.schema.json")}
    for path in sorted(schema_folder.glob("*.schema.json")):
        schema = schemas[path.name]
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        validators[path.name.removesuffix(".schema.json")] = validator(schema)
        if validator(schema).is_valid({}):
            problems.append(f"{path.name}: demands nothing")
        if any(finding != next(findings(schemas["findings.schema.json"])) for finding in findings(schema)):
            problems.append(f"{path.name}: a finding is another one than in findings.schema.json")
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
