#!/usr/bin/env python3
"""gitlab.py SECOKR GITLAB_DOUBLE [SECONDS [SCENARIO...]]: the commands of a running quarter on a GitLab, with one write of which the answer
is lost, cut or refused, or killed right before or after it; then the same line again. What stands on the server and in the outbox then
must be what one undisturbed run leaves. Needs faketime (a server's clock cannot be set) and strace; exits 77 without."""

import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "faults"))

import gitlab_place  # noqa: E402
import place  # noqa: E402
from gitlab_place import GitlabPlace, Server  # noqa: E402
from scenarios import ADD, ANSWERED, FINAL, FRIDAY, NO, RUNNING, TICK, UPDATE, new_supplier, several  # noqa: E402
from torture import can_inject, strace  # noqa: E402

FORBIDDEN = dict(kind="status", status=403, body='{"message":"403 Forbidden"}')
FAULTS = {"lost": dict(kind="lost_after"), "cut": dict(kind="cut_body"), "forbidden": FORBIDDEN, "busy": dict(kind="throttled"),
          "broken": dict(kind="status", status=500), "proxy": dict(kind="html", status=503)}
KILLED = ("killed before", "killed after")
AT_ONCE = 3


class Kept:
    """What a server registers for its end."""

    def __init__(self):
        self.ends = []

    def addCleanup(self, end):
        self.ends.append(end)


class World:
    """A server with a published quarter, and its workspace; the clock stands where a run says."""

    def __init__(self):
        self.kept = Kept()
        self.server = Server(self.kept)
        self.here = GitlabPlace(self.server)
        done = self.play(("ciso", FINAL, ("finalize",)))
        assert done.code == 0, done

    def path(self, name):
        return self.here.root / name

    def play(self, run, under=()):
        user, day, words = run
        self.server.token = self.server.double.tokens[user]
        command = ["faketime", "-f", f"@{day} 12:00:00", *under, place.SECOKR, *words]
        environment = self.here.environment(GITLAB_TOKEN=self.server.token, FAKETIME_DONT_FAKE_MONOTONIC="1")
        process = place.subprocess.Popen(command, env=environment, cwd=self.here.root, stdin=place.subprocess.DEVNULL,
                                         stdout=place.subprocess.PIPE, stderr=place.subprocess.PIPE)
        return self.here.end(process, 200)

    def state(self):
        state = self.server.published()
        state = {part: Counter(map(str, rows)) for part, rows in state.items()}
        state["notes"] = Counter(re.sub(r"(sum|id)=\w+", r"\1", note["body"]) + note["author"]["username"] for issue in self.server.all("issues")
                                 for note in self.server.all(f"issues/{issue['iid']}/notes") if not note["system"])
        outbox = self.path(".secokr/outbox")
        state["outbox"] = Counter(path.read_text() for path in outbox.glob("*")) if outbox.exists() else Counter()
        record = self.path(place.QUARTER + "/decisions.md")
        state["record"] = Counter(record.read_text().splitlines())
        return state

    def close(self):
        for end in self.kept.ends:
            end()
        shutil.rmtree(self.here.root.parent, ignore_errors=True)


def refused_update(world):
    world.server.fault(method="any", path="/notes", **FORBIDDEN, times=5)
    world.play(("training-manager", FRIDAY, UPDATE + TICK))
    world.server.heal()
    assert list(world.path(".secokr/outbox").iterdir()), "nothing waits"


SCENARIOS = {
    "update": ([], ("training-manager", FRIDAY, UPDATE + TICK)),
    "update of several": ([several], ("ciso", FRIDAY, ("update", "--file", "friday.md"))),
    "sync": ([refused_update], ("training-manager", FRIDAY, ("sync",))),
    "decline": ([("lena-fischer", "2027-02-10", ADD + RUNNING)], ("peopleops-manager", "2027-02-11", ("dependency", "decline", *ANSWERED, *NO, *RUNNING))),
    "amend": ([new_supplier], ("ciso", "2027-03-01", ("finalize", "FY28-Q1", "--amend", "--reason", "a new supplier"))),
    "remind": ([], ("ciso", FRIDAY, ("remind", "--post"))),
}


class Scenario:
    def __init__(self, name):
        self.name = name
        self.before, self.run = SCENARIOS[name]
        world = self.world()
        try:
            before = len(world.server.writes())
            log = world.here.root.parent / "calls"
            done = world.play(self.run, strace(["sendto", "recvfrom"], [], log))
            assert done.code == 0, f"{name}, undisturbed: {done}"
            self.writes = [request["method"] for request in world.server.writes()[before:]]
            self.calls = {call: len(re.findall(rf"(?m)^\d+\s+{call}\(", log.read_text(errors="replace"))) for call in ("sendto", "recvfrom")}
            self.whole = world.state()
        finally:
            world.close()

    def world(self):
        world = World()
        for step in self.before:
            if callable(step):
                step(world)
            else:
                assert world.play(step).code == 0, step
        return world

    def cases(self):
        found = [(fault, number) for fault in FAULTS for number in range(len(self.writes))]
        found += [("killed before", number) for number in range(1, self.calls["sendto"] + 1)]
        return found + [("killed after", number) for number in range(1, self.calls["recvfrom"] + 1)]

    def wrong_after(self, case):
        kind, number = case
        world = self.world()
        try:
            if kind in KILLED:
                call = "sendto" if kind == "killed before" else "recvfrom"
                first = world.play(self.run, strace([call], ["-e", f"inject={call}:signal=KILL:when={number}"], "/dev/null"))
            else:
                method = self.writes[number]
                world.server.fault(method=method, skip=self.writes[:number].count(method), times=1, **FAULTS[kind])
                first = world.play(self.run)
                world.server.heal()
            again = world.play(self.run) if first.code != 0 else first
            found = world.state()
        finally:
            world.close()
        wrong = [f"{part}: {[*(self.whole[part] - found[part]), *(found[part] - self.whole[part])][:2]}" for part in self.whole if self.whole[part] != found[part]]
        if again.code != 0:
            wrong.append(f"the second run fails: {again.err.strip()[:300]}")
        return wrong


def main():
    place.SECOKR, gitlab_place.DOUBLE = (str(Path(word).resolve()) for word in sys.argv[1:3])
    words = sys.argv[3:]
    seconds = float(words.pop(0)) if words and re.fullmatch(r"\d+", words[0]) else None
    if not can_inject() or not shutil.which("faketime"):
        print("SKIPPED: strace or faketime is not here, or may not trace")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="secokr-torture-", ignore_cleanup_errors=True) as place._roof:
        gitlab_place.example()
        chance, played, wrong = random.Random(28), Counter(), []
        with ThreadPoolExecutor(AT_ONCE) as pool:
            piles = []
            for scenario in pool.map(Scenario, words or list(SCENARIOS)):
                cases = scenario.cases()
                chance.shuffle(cases)
                piles.append([(scenario, case) for case in cases])
            cases = [pile[i] for i in range(max(map(len, piles))) for pile in piles if i < len(pile)]

            until = time.monotonic() + seconds if seconds else None

            def one(job):
                if until is None or time.monotonic() < until:
                    scenario, case = job
                    found = scenario.wrong_after(case)
                    played[scenario.name, case[0]] += 1
                    if found:
                        wrong.append(f"{scenario.name}, {case[0]} at {case[1]}: {'; '.join(found)}")

            list(pool.map(one, cases))
    count = sum(played.values())
    print(f"{count} of {len(cases)} cases, {len(played)} kinds of them in {len(piles)} scenarios: {count - len(wrong)} converged, {len(wrong)} did not")
    for text in wrong[:40]:
        print("  " + text[:900])
    sys.exit(1 if wrong or not count else 0)


if __name__ == "__main__":
    main()
