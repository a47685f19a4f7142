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

    def test_key_results_of_an_objective_whose_issue_is_deleted_go_on(self):
        here = Place("published")
        name = "Security Training/KR1"
        self.gone(here, "title LIKE '%Objective (Security Training)%'")
        for args, user in ((("status",), "training-manager"), (("remind",), "ciso")):
            with self.subTest(args=args):
                self.assertIn(name, here.run(*args, user=user, day=FRIDAY).text())
        posted = here.run("update", name, "--value", "70", "--health", "on-track", "--accomplished", "Enrolled.", user="training-manager", day=FRIDAY)
        self.assertEqual(posted.code, 0, str(posted))
        self.assertNotIn(f'secokr update "{name}"', here.run("remind", user="ciso", day=FRIDAY).out)
        whole = here.run("update", "Security Training", "--health", "on-track", "--accomplished", "Enrolled.", user="assurance-director", day=FRIDAY)
        self.says(whole, 5, "its issue is not there")

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

    TEXT = "title LIKE '%KR1 (Security Training)%'"
    BEGIN = "substr(description, instr(description, '<!-- secokr:begin'), instr(description, 'sum=') + 17 - instr(description, '<!-- secokr:begin'))"
    # Ways to touch a block's markers: those that are read all the same, and those after which there is no block.
    READ = {"blanks in front": "replace(description, '<!-- secokr:', '  <!-- secokr:')", "no blank": "replace(description, '<!-- secokr:', '<!--secokr:')",
            "more blanks": "replace(description, '<!-- secokr:', '<!--   secokr:')", "no blank at the end": "replace(description, ' -->', '-->')",
            "capitals": "replace(replace(description, 'secokr:begin', 'SECOKR:BEGIN'), 'secokr:end', 'Secokr:End')",
            "text behind the end": "replace(description, '<!-- secokr:end -->', '<!-- secokr:end --> see also the wiki')"}
    LOST = {"no begin": f"replace(description, {BEGIN}, '')", "no end": "replace(description, '<!-- secokr:end -->', '')",
            "quoted": "'> ' || replace(description, char(10), char(10) || '> ')", "emptied": "''", "another text": "'See the wiki.'",
            "another id": "replace(description, 'id=', 'id=0123')", "begin in the middle of a line": "replace(description, '<!-- secokr:begin', 'x <!-- secokr:begin')"}
    BROKEN = {"fence": "replace(description, 'Completion counts', '```' || char(10) || 'Completion counts')",
              "comment": "replace(description, 'Completion counts', '<!-- Completion counts')", "fence of tildes": "replace(description, 'Completion counts', '~~~ x' || char(10) || 'Completion counts')",
              "second end": "replace(description, '## Milestones', '<!-- secokr:end -->' || char(10) || char(10) || '## Milestones')"}

    def posted(self):
        here = Place("published")
        run = self.update(here, "Security Training/KR1", "--value", "70", "--health", "on-track")
        self.assertEqual(run.code, 0, str(run))
        return here

    def update(self, here, name, *args):
        return here.run("update", name, *args, day=FRIDAY, user="training-manager")

    def number(self, here):
        ((iid,),) = here.rows(f"SELECT iid FROM issues WHERE {self.TEXT}")
        return str(iid)

    def numbers(self, here):
        board = self.dashboard(here)
        board.pop("notices", None)
        return board

    def test_a_touched_block_counts(self):
        """Ways to touch the block x who looks: the numbers stay, an update posts, and what is wrong is named as it is."""
        for ways, word, code in ((self.READ, None, 0), (self.LOST, "secokr's block", 1), (self.BROKEN, "secokr's block", 1)):
            for way, text in ways.items():
                here = self.posted()
                before, number = self.numbers(here), self.number(here)
                here.change(f"UPDATE issues SET description = {text} WHERE {self.TEXT}")
                with self.subTest(way=way, command="dashboard"):
                    self.assertEqual(self.numbers(here), before)
                commands = [("status",), ("status", "--json"), ("report", "dashboard"), ("report",), ("remind",), ("doctor",)]
                if ways is self.LOST:
                    commands += [("label", "check", "FY28-Q1"), ("label", "check", "--json")]
                for args in commands:
                    with self.subTest(way=way, command=args):
                        run = here.run(*args, day=FRIDAY, user="training-manager")
                        said = " ".join(run.text().split())
                        self.assertNotIn("not there", said, str(run))
                        self.assertNotIn("deleted or moved", said, str(run))
                        self.assertNotIn("mistake of its own", said, str(run))
                        if word:
                            self.assertIn(word, said, str(run))
                        else:
                            self.assertNotIn("by hand", said, str(run))
                with self.subTest(way=way, command="drift"):
                    self.assertEqual(here.run("drift", "FY28-Q1", day=FRIDAY).code, code)
                    run = here.run("drift", "FY28-Q1", "--accept", "--reason", "agreed", day=FRIDAY)
                    self.assertEqual(run.code, code, str(run))
                    self.assertNotIn("The file could not be read", run.err)
                for name, value in ((number, "71"), ("Security Training/KR1", "72")):
                    with self.subTest(way=way, command="update", name=name):
                        run = self.update(here, name, "--value", value, "--health", "on-track")
                        self.assertEqual(run.code, 0, str(run))
                        self.assertEqual(here.rows(f"SELECT count(*) FROM notes WHERE iid = {number} AND body LIKE '%Value: {value}%'"), [(1,)])
                with self.subTest(way=way, command="update --milestone"):
                    run = self.update(here, number, "--milestone", "2=done")
                    self.assertNotIn("has no milestone", run.text(), str(run))
                    if way == "another id":
                        self.assertEqual(run.code, 0, "what is to be ticked is there")
                    elif ways is self.LOST:
                        self.says(run, 5, "secokr's block")
                    else:
                        self.assertEqual(run.code, 0, str(run))
                        self.assertEqual(here.rows(f"SELECT description LIKE '%[x]%' FROM issues WHERE iid = {number}"), [(1,)])

    def test_the_objective_s_block_is_removed(self):
        for way, text in self.LOST.items():
            with self.subTest(way=way):
                here = self.posted()
                before = self.numbers(here)
                here.change(f"UPDATE issues SET description = {text} WHERE title LIKE '%Objective (Security Training)%'")
                self.assertEqual(self.numbers(here), before)
                run = here.run("status", day=FRIDAY, user=LEADER)
                self.assertIn("secokr's block", " ".join(run.text().split()), str(run))
                run = here.run("finalize", "FY28-Q1", "--yes", day=FRIDAY)
                self.says(run, 5, "secokr's block")

    def test_ids_of_two_issues_are_exchanged(self):
        here = self.posted()
        before = self.numbers(here)
        other = "title LIKE '%KR2 (Security Training)%'"
        ((mine,), (theirs,)) = here.rows(f"SELECT description FROM issues WHERE {self.TEXT}") + here.rows(f"SELECT description FROM issues WHERE {other}")
        ids = [text.split("id=")[1].split()[0] for text in (mine, theirs)]
        for way, changes in {"one": ((self.TEXT, ids[0], ids[1]),), "both": ((self.TEXT, ids[0], ids[1]), (other, ids[1], ids[0]))}.items():
            with self.subTest(way=way):
                for where, was, now in changes:
                    here.change(f"UPDATE issues SET description = replace(description, ?, ?) WHERE {where}", was, now)
                self.assertEqual(self.numbers(here), before)
                self.assertIn("secokr's block", " ".join(here.run("status", day=FRIDAY, user="training-manager").text().split()))
                here = self.posted()

    def test_what_breaks_the_gates_is_not_accepted(self):
        cases = {"no way to move": ("replace(description, 'from 62 to 90', 'from 62 to 62')", "K1"),
                 "a zero byte": ("replace(description, 'Completion counts', 'Completion' || char(0) || ' counts')", "zero byte")}
        for way, (text, word) in cases.items():
            with self.subTest(way=way):
                here = self.posted()
                here.change(f"UPDATE issues SET description = {text} WHERE {self.TEXT}")
                before = here.tree()
                run = here.run("drift", "FY28-Q1", "--accept", "--reason", "agreed", day=FRIDAY)
                self.says(run, 1, word)
                self.assertEqual(here.tree(), before)

    def test_an_accepted_title_says_what_is_left_to_write(self):
        here = Place("published")
        here.change(f"UPDATE issues SET title = title || ' everywhere' WHERE {ISSUE}")
        run = here.run("drift", "FY28-Q1", "--accept", "--reason", "agreed", day=FRIDAY)
        self.assertIn("finalize FY28-Q1 --amend", run.text(), str(run))


if __name__ == "__main__":
    place.main()
