"""A whole Friday on a real terminal: three key results in few keystrokes, and nothing that was typed is lost."""

import re
import unittest

from place import FINAL, FRIDAY, QUARTER, Faults, Place, Typist, main

DRI = "ravi-iyengar"  # who has no other key result
MOST_KEYS = 25  # for three key results, besides the prose
LAST_FRIDAY = "2027-02-05"
OUTBOX = ".secokr/outbox"


class Week(Place):
    """The example division, published; three key results with a metric are one person's, and reported last week."""

    def __init__(self):
        super().__init__()
        self.mine = []
        for path in sorted(self.path(QUARTER).glob("*.md")):
            text = path.read_text()
            if path.name in ("README.md", "decisions.md") or "Status: included" not in text or "Priority: p2" in text:
                continue
            reference = re.search(r"- Reference: (.*)", text)[1]
            parts = re.split(r"(?m)^(?=## KR)", text)
            for i, part in enumerate(parts[1:], 1):
                if len(self.mine) < 3 and re.search(r"(?m)^- Metric: .* from ", part) and not re.search("- State:|rescoped", part):
                    parts[i] = re.sub(r"(?m)^- DRI: @.*$", f"- DRI: @{DRI}", part)
                    self.mine.append(f"{reference}/KR{i}")
            path.write_text("".join(parts))
        assert len(self.mine) == 3, self.mine
        done = self.run("finalize", "--yes", day=FINAL)
        assert done.code == 0, done
        for name in self.mine:
            done = self.run("update", name, "--progress", "10", "--health", "on-track", "--next", f"plan for {name}", user=DRI, day=LAST_FRIDAY)
            assert done.code == 0, done

    def notes(self):
        return [body for (body,) in self.rows("SELECT body FROM notes ORDER BY id")]


class Friday(Faults):
    def test_three_key_results_in_few_keystrokes(self):
        here = Week()
        before = len(here.notes())
        typist = Typist(here, "update", user=DRI, day=FRIDAY)
        keys, values = 0, []
        for place in range(3):
            typist.wait_for("now (from ")
            typist.settle(0.2)
            start, target = re.search(r"now \(from ([\d.]+)\s+to\s+([\d.]+)", typist.seen[typist.seen.rindex("now (from "):]).groups()
            values.append(str(round((float(start) + float(target)) / 2)))
            typist.type(values[-1])
            keys += len(values[-1] + "\n")
            typist.wait_for("Health (1-3)")
            typist.type("")
            keys += 1
            typist.wait_for("(Enter: as ")
            if "Milestones" in typist.seen.rsplit("\n", 1)[1]:  # one is due within a week
                typist.type("")
                keys += 1
                typist.wait_for("accomplished this week")
            typist.type("")  # as planned last week
            keys += 1
            typist.answer("accomplished next week", f"next thing {place}")
            keys += 1  # Enter; the rest is prose
        typist.wait_for("Post these 3 updates?")
        typist.type("")
        keys += 1
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertLessEqual(keys, MOST_KEYS)
        posted = here.notes()[before:]
        self.assertEqual(len(posted), 3, posted)
        for place, (name, body) in enumerate(zip(here.mine, posted)):
            self.assertIn("for the week starting on 2027-02-08", body)
            self.assertIn(f"Value: {values[place]}", body)
            self.assertIn(f"- plan for {name}", body)
            self.assertIn(f"- next thing {place}", body)
        self.assertEqual(list(here.path(OUTBOX).glob("*")), [])

    def test_the_terminal_goes_away_in_the_middle(self):
        here = Week()
        before = here.notes()
        typist = Typist(here, "update", user=DRI, day=FRIDAY)
        typist.answer("now (from ", "78")
        typist.answer("Health (1-3)", "1")
        typist.answer("Milestones", "")
        typist.answer("accomplished this week", "prose that must not be lost")
        typist.wait_for("accomplished next week")
        typist.press(b"\x04")
        self.assertEqual(typist.end(), 130, typist.seen)
        self.assertIn("What you typed is kept", typist.seen.rsplit("error:", 1)[1])
        self.assertEqual(here.notes(), before)
        typist = Typist(here, "update", user=DRI, day=FRIDAY)
        typist.answer("Go on with them?", "")
        typist.answer("accomplished next week", "the next thing")
        self.assertIn("prose that must not be lost", " ".join(typist.seen.split()))
        typist.wait_for("now (from ")
        typist.press(b"\x04")
        self.assertEqual(typist.end(), 130, typist.seen)

    def test_without_a_terminal_nothing_waits(self):
        here = Week()
        run = here.run("update", user=DRI, day=FRIDAY)
        self.says(run, 2, "nobody can be asked")
        for name in here.mine:
            self.assertIn(name, run.err)


if __name__ == "__main__":
    main()
