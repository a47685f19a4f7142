"""Issues that somebody closed, deleted, moved out of sight or took the label from on the web page: every command says it, and none
averages what is left as if it were all."""

import json
import unittest

import place
from place import FRIDAY, Faults, Place

NAME = "Security Training/KR2"
ISSUE = "title LIKE '%KR2 (Security Training)%'"
OWNER, LEADER = "lena-fischer", "assurance-director"


class ChangedByHand(Faults):
    def dashboard(self, here, *args):
        return json.loads(here.run("report", "dashboard", "--json", *args, day=FRIDAY).out)

    def training(self, here):
        return next(each for each in self.dashboard(here)["objectives"] if each["reference"] == "Security Training")

    def test_closed(self):
        here = Place("published")
        here.change(f"UPDATE issues SET opened = 0 WHERE {ISSUE}")
        self.assertEqual(self.training(here)["key_results"][1]["issue"], "closed")
        for args, code in ((("drift", "FY28-Q1"), 1), (("label", "check"), 0), (("report", "dashboard"), 0), (("status",), 0)):
            with self.subTest(command=args):
                run = here.run(*args, day=FRIDAY, user=OWNER)
                self.assertEqual(run.code, code, str(run))
                self.assertIn("closed", run.text(), str(run))
        self.assertIn("closed", here.run("status", day=FRIDAY, user=LEADER).out)
        self.assertNotIn("closed", here.run("status", day=FRIDAY, user="it-manager").out)
        run = here.run("remind", "--post", day=FRIDAY)
        self.assertIn("was closed by hand", run.err)
        self.assertEqual(here.rows(f"SELECT count(*) FROM notes JOIN issues USING (iid) WHERE {ISSUE}"), [(0,)])
        run = here.run("update", NAME, "--value", "20", "--health", "on-track", "--accomplished", "a", "--next", "b", day=FRIDAY, user=OWNER)
        self.assertEqual(run.code, 0, str(run))
        self.assertIn("was closed by hand", run.err)
        run = here.run("update", NAME, "--state", "done", day=FRIDAY, user=OWNER)
        self.assertEqual(here.run("drift", "FY28-Q1", day=FRIDAY).code, 0, "done and closed is no drift")
        self.assertNotIn("closed", here.run("report", "dashboard", day=FRIDAY).text())

    def test_after_the_quarter_closed_is_nothing_of_this_kind(self):
        here = Place("published")
        here.change("UPDATE issues SET opened = 0")
        self.assertEqual(here.run("drift", "FY28-Q1", day="2027-05-03").code, 0)
        self.assertNotIn("closed", here.run("report", "dashboard", "FY28-Q1", day="2027-05-03").text())

    def gone(self, here, where):
        here.change(f"DELETE FROM issues WHERE {where}")

    def test_deleted(self):
        for workspace in (True, False):
            with self.subTest(with_published_json=workspace):
                here = Place("published")
                before = self.training(here)
                self.gone(here, ISSUE)
                if not workspace:
                    here.path("okrs/FY28-Q1/published.json").unlink()
                shown = self.training(here)
                self.assertEqual(len(shown["key_results"]), len(before["key_results"]))
                lost = shown["key_results"][1]
                self.assertEqual((lost["kr"], lost["issue"], lost["health"], lost["progress"]), (NAME, "gone", "not_reported", 0))
                self.assertEqual(shown["not_reported"], before["not_reported"])
                self.assertIn(NAME, here.run("report", "dashboard", day=FRIDAY).err)
        here = Place("published")
        self.gone(here, ISSUE)
        self.assertEqual(here.run("drift", "FY28-Q1", day=FRIDAY).code, 1)
        self.assertIn("is not there", here.run("status", day=FRIDAY, user=OWNER).out)
        self.assertIn("is not there", here.run("remind", day=FRIDAY).err)
        run = here.run("update", NAME, "--value", "20", "--health", "on-track", day=FRIDAY, user=OWNER)
        self.says(run, 5, "is published, and its issue is not there")

    def test_progress_counts_what_is_gone(self):
        here = Place("published")
        for number, user, value in ((1, "training-manager", "90"), (2, OWNER, "35")):
            run = here.run("update", f"Security Training/KR{number}", "--value", value, "--health", "on-track", "--accomplished", "a", "--next", "b",
                           day=FRIDAY, user=user)
            self.assertEqual(run.code, 0, str(run))
        self.assertEqual(self.training(here)["progress"], 80)
        self.gone(here, ISSUE)
        self.assertEqual(self.training(here)["progress"], 50)

    def test_the_objective_s_issue_is_deleted(self):
        for workspace in (True, False):
            with self.subTest(with_published_json=workspace):
                here = Place("published")
                count = len(self.dashboard(here)["objectives"])
                self.gone(here, "title LIKE '%Objective (Security Training)%'")
                if not workspace:
                    here.path("okrs/FY28-Q1/published.json").unlink()
                shown = self.dashboard(here)
                self.assertEqual(len(shown["objectives"]), count)
                self.assertEqual(self.training(here)["issue"], "gone")
                self.assertEqual(len(self.training(here)["key_results"]), 3)

    def test_the_label_is_taken_away(self):
        for workspace in (True, False):
            with self.subTest(with_published_json=workspace):
                here = Place("published")
                before = self.dashboard(here)
                here.change(f"DELETE FROM issue_labels WHERE label = 'FY28-Q1' AND iid IN (SELECT iid FROM issues WHERE {ISSUE})")
                if not workspace:
                    here.path("okrs/FY28-Q1/published.json").unlink()
                self.assertEqual(self.dashboard(here), before)


    def test_every_way_and_every_command(self):
        """Whose issue x what was done to it x who looks."""
        kinds = {"objective": "title LIKE '%Objective (Security Training)%'", "key result": ISSUE, "all key results": "title LIKE '%KR_ (Security Training)%'"}
        for kind, where in kinds.items():
            for way, word in (("closed", "closed by hand"), ("deleted", "not there")):
                here = Place("published")
                here.change(f"UPDATE issues SET opened = 0 WHERE {where}" if way == "closed" else f"DELETE FROM issues WHERE {where}")
                for args in (("label", "check", "FY28-Q1"), ("label", "check", "--json"), ("label", "check", "--format", "codequality"), ("status",), ("status", "--json"),
                             ("doctor",), ("doctor", "--json")):
                    with self.subTest(kind=kind, way=way, command=args):
                        run = here.run(*args, day=FRIDAY, user="ciso")
                        self.assertIn(run.code, (0, 1), str(run))
                        self.assertIn(word, " ".join(run.out.split()), str(run))
                        self.assertNotIn("All is as it should be", run.out)
                with self.subTest(kind=kind, way=way, command="drift"):
                    self.assertEqual(here.run("drift", "FY28-Q1", day=FRIDAY).code, 1)
        here = Place("published")
        for args in (("label", "check", "FY28-Q1"), ("status",), ("doctor",)):
            self.assertNotRegex(here.run(*args, day=FRIDAY).out, "by hand|not there", "nothing was changed")

    def test_what_is_closed_and_over_is_no_finding(self):
        here = Place("published")
        here.change("UPDATE issues SET opened = 0")
        for args in (("label", "check", "FY28-Q1"), ("status", "FY28-Q1"), ("doctor",)):
            self.assertNotIn("by hand", here.run(*args, day="2027-05-03").out)

    def test_the_list_of_key_results(self):
        """Edited, removed, replaced, repeated and added lines of an objective's list are drift, and nothing that can be agreed to."""
        where = "title LIKE '%Objective (Security Training)%'"
        line = "substr(description, instr(description, '- KR1: '), instr(description, '- KR2: ') - instr(description, '- KR1: '))"
        ways = {"removed": f"replace(description, {line}, '')", "another number": "replace(description, '- KR1: #', '- KR1: #3')",
                "a word behind": f"replace(description, {line}, trim({line}, char(10)) || ' (dropped, see mail)' || char(10))", "twice": f"replace(description, {line}, {line} || {line})",
                "added": f"replace(description, {line}, {line} || '- KR4: #3 one more' || char(10))", "renumbered": "replace(description, '- KR1: ', '- KR7: ')"}
        for way, text in ways.items():
            with self.subTest(way=way):
                here = Place("published")
                here.change(f"UPDATE issues SET description = {text} WHERE {where}")
                run = here.run("drift", "FY28-Q1", day=FRIDAY)
                self.assertEqual(run.code, 1, str(run))
                self.assertIn("list of key results", run.out)
                told = json.loads(here.run("drift", "FY28-Q1", "--json", day=FRIDAY).out)
                self.assertEqual(len({each["subject"] for each in told["drift"]}), 1, told)
                run = here.run("drift", "FY28-Q1", "--accept", "--reason", "agreed", day=FRIDAY)
                self.assertEqual(run.code, 1, str(run))
                self.assertIn("list of key results of Security Training cannot be accepted", run.err)
        here = Place("published")
        self.assertEqual(here.run("drift", "FY28-Q1", day=FRIDAY).code, 0)

    def test_an_accepted_title_leaves_the_list_as_it_is(self):
        here = Place("published")
        here.change(f"UPDATE issues SET title = title || ' everywhere' WHERE {ISSUE}")
        run = here.run("drift", "FY28-Q1", "--accept", "--reason", "agreed", day=FRIDAY)
        self.assertEqual(run.code, 0, str(run))
        self.assertEqual(here.run("drift", "FY28-Q1", day=FRIDAY).code, 0)
        self.assertEqual(here.run("finalize", "FY28-Q1", "--yes", day=FRIDAY).code, 0)
        ((text,),) = here.rows("SELECT description FROM issues WHERE title LIKE '%Objective (Security Training)%'")
        self.assertIn("everywhere", text, "the list follows when the quarter is finalised again")
        self.assertEqual(here.run("drift", "FY28-Q1", day=FRIDAY).code, 0)


if __name__ == "__main__":
    place.main()
