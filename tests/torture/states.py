"""What a run left behind, by names: files, record, tracker, outbox. Two runs that did the same are equal, whatever ids were minted, in
which order issues were made and on which day it was finished."""

import json
import re
import sqlite3
from collections import Counter

from place import TRACKER

OWN = (".secokr/lock", TRACKER)


def masked(text, names):
    """Without ids, sums and numbers of issues, which get their titles."""
    text = re.sub(r"\b[0-9a-f]{16}\b", "<id>", text)
    text = re.sub(r'(sum=|"(?:sum|checksum|hash)": ")[0-9a-f]+', r"\1<sum>", text)
    return re.sub(r"(local:|#)(\d+)", lambda found: f"{found[1]}<{names.get(int(found[2]), '')}>", text)


def undated(text):
    """The record and answers may be finished on another day."""
    return re.sub(r"\b20\d\d-\d\d-\d\d\b", "<day>", text)


def of_json(text):
    whole = json.loads(text)

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(part) for key, part in value.items() if key not in ("id", "iid", "url", "objective", "checksum")}
        return [bare(part) for part in value] if isinstance(value, list) else value

    return sorted(json.dumps(bare(part), sort_keys=True) for part in next(part for key, part in whole.items() if isinstance(part, dict)).values())


def state_of(here, same_day=True):
    """{part: Counter of its lines}."""
    named, rows = {}, {}
    if here.path(TRACKER).exists():
        with sqlite3.connect(f"file:{here.path(TRACKER)}?mode=ro", uri=True) as database:
            named = dict(database.execute("SELECT iid, title FROM issues"))
            queries = {"issues": "SELECT title, due, confidential, opened, description FROM issues", "labels": "SELECT * FROM labels",
                       "labels of issues": "SELECT title, label FROM issue_labels JOIN issues USING (iid)",
                       "notes": "SELECT title, notes.body FROM notes JOIN issues USING (iid)",
                       "links": "SELECT a.title, b.title FROM links JOIN issues a ON a.iid = low JOIN issues b ON b.iid = high"}
            rows = {part: [" | ".join(map(str, row)) for row in database.execute(query)] for part, query in queries.items()}
        database.close()
    for path in sorted(here.root.rglob("*")):
        name = path.relative_to(here.root).as_posix()
        if not path.is_file() or name in OWN or name.startswith(TRACKER):
            continue
        if ".secokr-" in name:
            rows.setdefault("temporary files", []).append("one")
        elif name.startswith(".secokr/outbox/"):
            rows.setdefault("outbox", []).append(path.read_text())
        elif path.suffix == ".json" and name.startswith("okrs/"):
            rows[name] = of_json(path.read_text())
        else:
            rows[name] = path.read_text().splitlines()
    plain = {part: Counter(masked(line, named) for line in lines) for part, lines in rows.items()}
    if same_day:
        return plain
    return {part: Counter(undated(line) for line in lines.elements()) for part, lines in plain.items()}


def differences(wanted, found):
    """A sentence for each part that is not as it should be."""
    wrong = []
    for part in sorted(wanted.keys() | found.keys()):
        lost, more = wanted.get(part, Counter()) - found.get(part, Counter()), found.get(part, Counter()) - wanted.get(part, Counter())
        if lost or more:
            wrong.append(f"{part}: {'different' if lost and more else 'lost' if lost else 'left or doubled'}: {[*lost, *more][:2]}")
    return wrong
