#!/usr/bin/env python3
"""torture.py SECOKR [SECONDS [SCENARIO...]]: every command that writes, on the local tracker, with one system call that fails, or at which
a signal ends it; then the same line again, on the same day or on the next. What stands there then must be what one undisturbed run
leaves: nothing lost, nothing doubled, nothing left waiting. Without SECONDS every case is played, else a sample that fits.

Prints how many cases of how many kinds were played, and exits 1 where one did not converge, 77 where nothing can be injected here."""

import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "faults"))

import place  # noqa: E402
from place import Place, ended  # noqa: E402
from scenarios import SAME_DAY, SCENARIOS, next_day  # noqa: E402
from states import differences, state_of  # noqa: E402

WRITES = ("write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "ftruncate", "mkdir", "mkdirat", "fchmod",
          "openat")
ENDS = ("error=EIO", "error=ENOSPC", "signal=KILL", "signal=INT", "signal=TERM", "signal=HUP")
# What a run opens is mostly the system's; those calls are only ended at.
LIMITS = {"openat": 12}
AT_ONCE = 3


def strace(calls, more, log):
    return ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join("?" + call for call in calls), *more]


def can_inject():
    try:
        return subprocess.run(strace(["write"], ["-e", "inject=write:error=EIO:when=9999"], "/dev/null") + ["true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


class Copy(Place):
    """A workspace like another one."""

    def __init__(self, root):
        super().__init__(None)
        self.root.rmdir()
        shutil.copytree(root, self.root, symlinks=True)

    def play(self, run, under=(), day=None):
        user, on, words = run
        more = {"cwd": self.root, "env": self.environment(user), "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return ended(subprocess.Popen([*under, place.SECOKR, *words, "--as-of", day or on], **more))

    def remove(self):
        shutil.rmtree(self.root.parent, ignore_errors=True)


class Scenario:
    def __init__(self, name):
        kind, before, self.run = SCENARIOS[name]
        self.name = name
        start = Copy(Place(kind).root)
        for step in before:
            if callable(step):
                step(start)
                continue
            done = start.play(step)
            assert done.code == 0, f"{name}, before: {done}"
        self.start = start.root
        whole = Copy(self.start)
        log = whole.root.parent / "calls"
        done = whole.play(self.run, strace(WRITES, [], log))
        assert done.code == 0, f"{name}, undisturbed: {done}"
        self.calls = Counter(re.findall(r"^\d+\s+(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
        self.whole = {True: state_of(whole), False: state_of(whole, same_day=False)}
        self.second = whole.play(self.run).code
        whole.remove()

    def cases(self):
        """(call, which one, how it ends, whether it is the same day again)."""
        found = []
        for call, times in sorted(self.calls.items()):
            step = max(1, times // LIMITS.get(call, times))
            for number in range(1, times + 1, step):
                for end in ENDS:
                    if call == "openat" and end.startswith("error"):
                        continue
                    found += [(call, number, end, same_day) for same_day in ((True,) if self.name in SAME_DAY else (True, False))]
        return found

    def wrong_after(self, case):
        call, number, end, same_day = case
        here = Copy(self.start)
        try:
            first = here.play(self.run, strace([call], ["-e", f"inject=?{call}:{end}:when={number}"], "/dev/null"))
            again = here.play(self.run, day=None if same_day else next_day(self.run[1]))
            found = state_of(here, same_day)
        finally:
            here.remove()
        if end.startswith("signal"):
            found.pop("temporary files", None)  # whoever is ended cannot tidy up
        wrong = differences(self.whole[same_day], found)
        if end.startswith("error") and (first.code < 0 or first.code == 70):
            wrong.append(f"it broke with exit {first.code}")
        if again.code not in (0, self.second):
            wrong.append(f"the second run fails: {again.err.strip()[:300]}")
        return wrong


class Torture:
    def __init__(self, seconds):
        self.seconds, self.until = seconds, None
        self.lock = threading.Lock()
        self.played, self.wrong, self.kinds, self.left = Counter(), [], set(), 0

    def over(self):
        return self.until is not None and time.monotonic() > self.until

    def one(self, scenario, case):
        if self.over():
            with self.lock:
                self.left += 1
            return
        wrong = scenario.wrong_after(case)
        with self.lock:
            self.played[scenario.name] += 1
            self.kinds.add((scenario.name, *case[:1], *case[2:]))
            if wrong:
                self.wrong.append(f"{scenario.name}, {case[0]} no. {case[1]}, {case[2]}, {'the same' if case[3] else 'the next'} day: {'; '.join(wrong)}")

    def play(self, names):
        chance = random.Random(28)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            scenarios = list(pool.map(Scenario, names))
            # Each scenario in turn, so that a short time has some of each.
            piles = []
            for scenario in scenarios:
                cases = scenario.cases()
                chance.shuffle(cases)
                piles.append([(scenario, case) for case in cases])
            cases = [pile[i] for i in range(max(map(len, piles))) for pile in piles if i < len(pile)]
            if self.seconds:
                self.until = time.monotonic() + self.seconds
            list(pool.map(lambda job: self.one(*job), cases))
        played = sum(self.played.values())
        print(f"{played} of {played + self.left} cases, {len(self.kinds)} kinds of them in {len(self.played)} scenarios: "
              f"{played - len(self.wrong)} converged, {len(self.wrong)} did not")
        for text in self.wrong[:40]:
            print("  " + text[:900])
        return bool(self.wrong) or not played


def main():
    place.SECOKR = str(Path(sys.argv[1]).resolve())
    words = sys.argv[2:]
    seconds = float(words.pop(0)) if words and re.fullmatch(r"\d+", words[0]) else None
    if not can_inject():
        print("SKIPPED: strace is not here, or may not trace")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="secokr-torture-", ignore_cleanup_errors=True) as place._roof:
        for kind in ("drafted", "hand-written", "published"):
            Place(kind)
        sys.exit(Torture(seconds).play(words or list(SCENARIOS)))


if __name__ == "__main__":
    main()
