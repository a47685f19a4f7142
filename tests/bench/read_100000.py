"""read_100000.py READER SERVER SERVER_SOURCE [--instrumented]: 100,000 issues are read whole, in order, each once, in the memory that
10,000 take, also when the server fails now and then.

Without the load server (SERVER is empty) exits 77, or 1 with SECOKR_SKIP_IS_FAILURE. --instrumented: memory is told, not judged."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

PROJECT = "278964"
TOKEN = "a-token-for-the-load-server"
GROWTH = 1.5
SLACK_KB = 8 * 1024  # the ids seen, by which an issue that comes twice is told
FAULTS = ["--fault-502", "97", "--fault-reset", "61", "--fault-truncate", "83"]

faults = []


def expect(condition, message):
    if not condition:
        faults.append(message)


@contextmanager
def load_server(program, *options):
    process = subprocess.Popen([program, "--port", "0", "--token", TOKEN, *options], stdout=subprocess.PIPE, text=True)
    try:
        ready = process.stdout.readline()
        yield next(word for word in ready.split() if word.startswith("http://127.0.0.1:"))
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


def read(reader, server, issues, *options):
    with load_server(server, "--issues", str(issues), *options) as origin:
        done = subprocess.run([reader, origin, PROJECT, TOKEN], capture_output=True, text=True, timeout=900)
    name = " ".join([f"{issues:,} issues", *options])
    if done.returncode != 0:
        sys.exit(f"{name}: exit {done.returncode}: {done.stderr.strip()}")
    result = json.loads(done.stdout)
    print(f"{name}: {result['rows']:,} read, {result['waits']} waits, {result['peak_kb'] / 1024:.1f} MB at most")
    expect(result["rows"] == issues, f"{name}: {result['rows']} rows came")
    expect(result["distinct"] == result["highest"] == issues, f"{name}: {result['distinct']} distinct, the highest {result['highest']}")
    expect(result["without_text"] == 0, f"{name}: {result['without_text']} without title or description")
    expect(result["ordered"], f"{name}: not in the order of creation")
    return result


def main(reader, server, source, *words):
    if not server:
        print(f"skipped: no load server at {source}")
        return 1 if os.environ.get("SECOKR_SKIP_IS_FAILURE") else 77
    few = read(reader, server, 10_000)
    expect(few["waits"] == 0, "10,000 issues: it waited without a fault")
    # By cursor, as the server tells no total; then in windows of pages, with faults.
    for options in ([], ["--no-total-cap", *FAULTS]):
        many = read(reader, server, 100_000, *options)
        expect(bool(options) == (many["waits"] > 0), f"100,000 issues: {many['waits']} waits with the faults {options}")
        most = few["peak_kb"] * GROWTH + SLACK_KB
        expect("--instrumented" in words or 0 < many["peak_kb"] <= most, f"100,000 issues took {many['peak_kb']} KB, more than {most:.0f} KB")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
