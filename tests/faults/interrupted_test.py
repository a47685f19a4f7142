"""Killed, interrupted, two at once, and files that change meanwhile: a rerun converges and no edit is lost."""

import random
import re
import signal
import time
import unittest

import place
from place import FINAL, FRIDAY, PLANNING, QUARTER, Faults, Killer, Place, Typist, ended

FILE = QUARTER + "/supplier-assurance.md"


class Killed(Faults):
    def kill_and_rerun(self, kind, rounds):
        whole = Place(kind)
        killer = Killer(lambda: whole.run("finalize", day=FINAL))
        for number in range(rounds):
            here = Place(kind)
            killer.kill(lambda: here.start("finalize", day=FINAL))
            with self.subTest(kind=kind, round=number):
                again = here.run("finalize", day=FINAL)
                self.assertEqual(again.code, 0, str(again))
                self.assertEqual(here.published(), whole.published())
                self.assertIn("Nothing to do", here.run("finalize", day=FINAL).text())
        self.assertGreater(killer.killed, rounds // 3, "too few runs were killed before their end")

    def test_finalize(self):
        self.kill_and_rerun("drafted", 15)

    def test_finalize_of_files_without_ids(self):
        self.kill_and_rerun("hand-written", 15)

    def test_update_posts_once(self):
        chance = random.Random(7)
        args = ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", "Enrolled.")
        here = Place("published")
        for _ in range(20):
            process = here.start(*args, day=FRIDAY, user="training-manager")
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            ended(process)
        self.assertEqual(here.run(*args, day=FRIDAY, user="training-manager").code, 0)
        self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(1,)])


class AtAPrompt(Faults):
    def test_interrupt_leaves_only_the_kept_answers(self):
        for args, user in [(("draft", "objective"), "threat-director"), (("draft", "kr", "Supplier Assurance"), "risk-manager")]:
            with self.subTest(args=args):
                here = Place()
                before = here.tree()
                typist = Typist(here, *args, user=user)
                typist.answer("title): ", "Know our data")
                typist.wait_for(": ")
                typist.press(b"\x03")
                self.assertEqual(typist.end(), 130, typist.seen)
                kept = {name: content for name, content in here.tree().items() if name.startswith(".secokr/drafts")}
                self.assertIn(b"Know our data", b"".join(content for content in kept.values() if isinstance(content, bytes)))
                self.assertEqual({name: content for name, content in here.tree().items() if name not in kept}, before)

    def test_interrupt_at_the_question_of_finalize(self):
        here = Place()
        before = here.tree()
        typist = Typist(here, "finalize", day=FINAL)
        typist.wait_for("[y/N]")
        typist.press(b"\x03")
        self.assertEqual(typist.end(), 130, typist.seen)
        self.assertEqual(here.tree(), before)

    def test_a_file_that_changed_under_an_edit(self):
        here = Place()
        typist = Typist(here, "draft", "kr", "Supplier Assurance", user="risk-manager")
        typist.answer("(title): ", "Visit 5 of 50 suppliers")
        typist.answer("Metric", "suppliers visited from 0 to 5")
        text = here.path(FILE).read_text() + "\nSomebody else's line.\n"
        here.path(FILE).write_text(text)
        typist.answer("What outcome", "We have seen how they handle our data.")
        typist.answer("Weight", "")
        typist.answer("DRI", "@david-park")
        typist.answer("Dependency", "")
        typist.answer("Milestone", "")
        self.assertEqual(typist.end(), 7, typist.seen)
        self.assertEqual(here.path(FILE).read_text(), text)
        for part in ("changed since it was read", "un the command again", '--title "Visit 5 of 50 suppliers"',
                     '--outcome "We have seen how they handle our data."', "secokr draft kr"):
            self.assertIn(part, typist.seen)

    def test_a_file_that_changed_while_finalize_asks(self):
        here = Place()
        typist = Typist(here, "finalize", day=FINAL)
        typist.wait_for("[y/N]")
        text = here.path(FILE).read_text() + "\nSomebody else's line.\n"
        here.path(FILE).write_text(text)
        before = here.tree()
        typist.type("y")
        self.assertEqual(typist.end(), 7, typist.seen)
        self.assertIn("changed since it was read", typist.seen)
        self.assertEqual(here.tree(), before)

    def test_an_update_posted_from_elsewhere_meanwhile(self):
        for first in (False, True):
            with self.subTest(edits=first):
                here = Place("published")
                elsewhere = ("update", "Security Training/KR1", "--value", "71", "--health", "on-track", "--accomplished", "From elsewhere.")
                if first:
                    self.assertEqual(here.run(*elsewhere, day=FRIDAY, user="training-manager").code, 0)
                typist = Typist(here, "update", "Security Training/KR1", "--value", "70", "--accomplished", "Typed for minutes.", "--next",
                                "Rest.", "--health", "at-risk", day=FRIDAY, user="training-manager")
                typist.wait_for("Risk: ")
                changed = (*elsewhere[:-1], "Edited elsewhere.")
                self.assertEqual(here.run(*changed, day=FRIDAY, user="training-manager").code, 0)
                typist.type("no trainer; a second one; @ciso")
                typist.answer("Post this update?", "y")
                self.assertEqual(typist.end(), 5, typist.seen)
                self.assertIn("waits in the outbox", typist.seen)
                waiting = [path.read_text() for path in here.path(".secokr/outbox").iterdir()]
                self.assertEqual(len(waiting), 1)
                self.assertIn("Typed for minutes.", waiting[0])
                self.assertIn("no trainer", waiting[0])
                # It is based on a note that is there no more, so it is not sent over the one that is.
                self.says(here.run("sync", day=FRIDAY, user="training-manager"), 5, "was changed since")
                notes = here.rows("SELECT body FROM notes")
                self.assertEqual(len(notes), 1)
                self.assertIn("Edited elsewhere.", notes[0][0])


class TwoAtOnce(Faults):
    def test_no_key_result_is_lost(self):
        for number in range(8):
            here = Place()
            titles = [f"Visit {number} suppliers", f"Write to {number} suppliers"]
            runs = [here.start("draft", "kr", "Insider Threat", "--title", title, "--dri", "@miguel-santos", user="threat-director")
                    for title in titles]
            runs = [ended(run) for run in runs]
            text = here.path(QUARTER + "/insider-threat.md").read_text()
            with self.subTest(round=number):
                self.assertIn(0, [run.code for run in runs], "\n".join(map(str, runs)))
                for run, title in zip(runs, titles):
                    if run.code == 0:
                        self.assertIn(title, text)
                    elif run.code == 7:
                        self.says(run, 7, "changed since it was read", title)
                    else:
                        self.says(run, 1, "(O2)")
                self.assertEqual(re.findall(r"^## KR(\d)", text, re.M), ["1", "2", "3"])

    def test_no_decision_is_lost(self):
        here = Place()
        started = [here.start("draft", "business-as-usual", area, "--reason", f"backlog of {area}")
                   for area in ("ProdSec", "SecOps", "SecAssurance", "ThreatMgmt")]
        runs = [ended(process) for process in started]
        record = here.path(QUARTER + "/decisions.md").read_text()
        for area, run in zip(("ProdSec", "SecOps", "SecAssurance", "ThreatMgmt"), runs):
            with self.subTest(area=area):
                self.assertEqual(run.code, 0, str(run))
                self.assertIn(f"backlog of {area}", record)

    def test_two_finalize_publish_once(self):
        whole = Place()
        self.assertEqual(whole.run("finalize", day=FINAL).code, 0)
        for number in range(5):
            here = Place()
            runs = [ended(process) for process in [here.start("finalize", day=FINAL) for _ in range(2)]]
            with self.subTest(round=number):
                self.assertIn(0, [run.code for run in runs], "\n".join(map(str, runs)))
                for run in runs:
                    if run.code != 0:
                        self.assertIn(run.code, (5, 7, 8), str(run))
                        self.says(run, run.code)
                self.assertEqual(here.run("finalize", day=FINAL).code, 0)
                self.assertEqual(here.published(), whole.published())


if __name__ == "__main__":
    place.main()
