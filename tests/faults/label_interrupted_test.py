"""label apply on the local tracker, killed again and again: a rerun ends like an undisturbed run, with a saved plan too."""

import hashlib
import json
import random
import signal
import sqlite3
import time

import place
from place import FRIDAY, TRACKER, Faults, Killer, Place, ended

LABELS = "SELECT iid, label FROM issue_labels ORDER BY 1, 2"
APPLY = ("label", "apply", "FY28-Q1", "--override", "brake", "--reason", "edited in bulk")


def spoiled():
    """Every issue's labels changed by hand, with one outside the scheme and a definition gone."""
    here = Place("published")
    with sqlite3.connect(here.root / TRACKER) as database:
        database.execute("UPDATE issue_labels SET label = 'Division: Security' WHERE label = 'division::Security' AND iid % 2 = 0")
        database.execute("DELETE FROM issue_labels WHERE label = 'FY28-Q1' AND iid % 3 > 0")
        database.execute("INSERT INTO issue_labels SELECT iid, 'spotlight' FROM issues")
        database.execute("DELETE FROM labels WHERE name = 'division::Security'")
    return here


class Labels(Faults):
    def done(self, run):
        self.assertEqual(run.code, 0, str(run))


class Killed(Labels):
    def kill_and_rerun(self, rounds, *args, prepared=lambda here: None):
        whole = spoiled()
        prepared(whole)
        before = whole.rows(LABELS)
        killer = Killer(lambda: whole.run(*args, day=FRIDAY))
        self.assertNotEqual(whole.rows(LABELS), before)
        self.done(whole.run("label", "check", "FY28-Q1", day=FRIDAY))
        for number in range(rounds):
            here = spoiled()
            prepared(here)
            killer.kill(lambda: here.start(*args, day=FRIDAY))
            with self.subTest(args=args, round=number):
                self.done(here.run(*args, day=FRIDAY))
                self.assertEqual(here.rows(LABELS), whole.rows(LABELS))
                self.assertEqual(here.rows("SELECT name, color FROM labels ORDER BY 1"), whole.rows("SELECT name, color FROM labels ORDER BY 1"))
                self.assertIn("Nothing to do", here.run("label", "apply", "FY28-Q1", day=FRIDAY).out)
                self.assertIn("override brake", here.path(place.QUARTER + "/decisions.md").read_text())
        self.assertGreater(killer.killed, rounds // 3, "too few runs were killed before their end")

    def test_apply(self):
        self.kill_and_rerun(12, *APPLY)

    def test_from_a_plan(self):
        def saved(here):
            self.done(here.run(*APPLY, "--save-plan", "plan.json", day=FRIDAY))

        self.kill_and_rerun(12, "label", "apply", "--from-plan", "plan.json", prepared=saved)


class Plans(Labels):
    def test_saving_leaves_the_old_plan_or_the_new_one(self):
        chance = random.Random(4)
        here = spoiled()
        save = (*APPLY, "--save-plan", "plan.json")
        self.done(here.run(*save, day=FRIDAY))
        text = here.path("plan.json").read_bytes()
        for _ in range(10):
            process = here.start(*save, day=FRIDAY)
            time.sleep(chance.uniform(0, 0.1))
            process.send_signal(signal.SIGKILL)
            ended(process)
            self.assertEqual(here.path("plan.json").read_bytes(), text)

    def test_a_folder_that_cannot_be_written(self):
        here = spoiled()
        here.path("file").write_text("")
        run = here.run(*APPLY, "--save-plan", "file/plan.json", day=FRIDAY)
        self.says(run, 7)

    def test_a_plan_reaches_nothing_but_the_plans(self):
        """The sum of the file may be made to fit: what its changes do has a checksum of its own."""
        here = spoiled()
        self.done(here.run(*APPLY, "--save-plan", "plan.json", day=FRIDAY))
        before = {name: content for name, content in here.tree().items() if name != "plan.json"}
        for path in (".git/hooks/pre-commit", "secokr.toml", "../outside", "/tmp/outside", "okrs/../secokr.toml"):
            plan = json.loads(here.path("plan.json").read_text())
            plan["changes"][0]["payload"]["path"] = path
            plan.pop("sum")
            plan["sum"] = hashlib.sha256(json.dumps(plan, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
            here.path("hostile.json").write_text(json.dumps(plan))
            with self.subTest(path=path):
                self.says(here.run("label", "apply", "--from-plan", "hostile.json", day=FRIDAY), 7, "its checksum does not fit its changes")
                here.path("hostile.json").unlink()
                self.assertEqual({name: content for name, content in here.tree().items() if name != "plan.json"}, before)


if __name__ == "__main__":
    place.main()
