#!/usr/bin/env python3
"""Checks every request that secokr sent in the tests against GitLab's own description of its API.

Usage: check_requests.py DESCRIPTION FOLDER, the folder with the doubles' logs (*.jsonl). Requests of other clients are passed over. Prints each
fault once; exits 1 when there is any or nothing was checked, 77 (1 with SECOKR_SKIP_IS_FAILURE) without a description.
"""
import json
import os
import sys
from collections import Counter
from pathlib import Path

import yaml

from api_description import Api

OURS = "secokr/"


def requests_of(folder: Path) -> list[dict]:
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    return [request for request in map(json.loads, lines) if request["user_agent"].startswith(OURS)]


def main(description: Path, folder: Path) -> int:
    if not description.is_file():
        print(f"skipped: no GitLab API description at {description}")
        return 1 if os.environ.get("SECOKR_SKIP_IS_FAILURE") else 77
    api = Api(yaml.load(description.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    requests = requests_of(folder)
    operations, faults = Counter(), Counter()
    # Tests repeat themselves: each distinct request is checked once.
    for (method, path, query, body), times in Counter(
        (one["method"], one["path"], one["query"], one["body"]) for one in requests
    ).items():
        operation, found = api.check({"method": method, "path": path, "query": query, "body": body})
        operations[operation] += times
        for fault in found:
            faults[f"{operation}: {fault} ({method} {path}{'?' + query if query else ''})"] += times
    for fault, times in sorted(faults.items()):
        print(f"{fault}, {times} times" if times > 1 else fault)
    for operation, times in sorted(operations.items()):
        print(f"{times:6} {operation}")
    print(f"{len(requests)} requests of {len(operations)} operations checked, {len(faults)} faults")
    return 1 if faults or not requests else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
