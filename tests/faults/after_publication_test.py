"""After publication the issues are the truth for every command: an answer, tick or state that was given on the issue is what each of
them sees, and without the tracker they say what could not be seen."""

import json
import re
import unittest

import place
from place import FRIDAY, Faults, Place

KEY_RESULT = "Supplier Assurance/KR1"
DAY = "2027-03-02"


def declined():
    """A quarter that runs, in which a team takes its word back on the issue."""
    here = Place("published")
    found = json.loads(here.run("dependency", "list", "--quarter", "FY28-Q1", "--json", day=FRIDAY).out)
    row = next(each for each in found["dependencies"] if each["status"] == "confirmed" and not each.get("confidential"))
    here.row = row
    run = here.run("dependency", "decline", row["key_result"], row["team"], "--no-capacity", "--reason", "a reorganisation", "--quarter",
                   "FY28-Q1", day="2027-03-01", user=row["manager"])
    assert run.code == 0, run
    return here


class AfterPublication(Faults):
    def setUp(self):
        self.here = declined()
        self.key_result = self.here.row["key_result"]
        self.reference = self.key_result.split("/")[0]

    def json_of(self, *args, user="ciso"):
        return json.loads(self.here.run(*args, "--json", day=DAY, user=user).out)

    def people(self):
        shown = self.json_of("draft", "show", "FY28-Q1/" + self.reference)["objectives"][0]
        number = int(self.key_result.rsplit("KR", 1)[1])
        return {shown["dri"], next(each for each in shown["key_results"] if each["number"] == number)["dri"]}

    def looks(self):
        """Each command that sees a plan, and how it tells of the decline."""
        here, name = self.here, self.key_result
        return {
            ("draft", "show", "FY28-Q1/" + name): lambda run: "declined" in run.out,
            ("draft", "check", "FY28-Q1", "--stage", "final"): lambda run: run.code == 1 and re.search(r"D[23]", run.out),
            ("draft", "check", "FY28-Q1"): lambda run: run.code == 1 and re.search(r"D[23]", run.out),
            ("draft", "review", "FY28-Q1"): lambda run: "a reorganisation" in run.out,
            ("dependency", "list", "--quarter", "FY28-Q1"): lambda run: "a reorganisation" in run.out,
            ("report", "capacity", "FY28-Q1"): lambda run: "a reorganisation" in run.out,
        }

    def test_every_command_sees_the_answer(self):
        for args, tells in self.looks().items():
            with self.subTest(command=args):
                run = self.here.run(*args, day=DAY)
                self.assertTrue(tells(run), str(run))
        for user in self.people():
            with self.subTest(status_of=user):
                told = [each for each in self.json_of("status", user=user)["blocking"] if each["subject"] == self.key_result]
                self.assertEqual([each["rule"] for each in told], ["D3"])
        self.assertNotIn(self.key_result, json.dumps(self.json_of("status", user="it-manager")["blocking"]))

    def test_an_amendment_waits_for_the_re_scope(self):
        here = self.here
        file = next(path for path in here.path("okrs/FY28-Q1").glob("*.md") if "Budget: none" in path.read_text())
        file.write_text(file.read_text().replace("- Budget: none", "- Budget: 100 USD"))
        amend = ("finalize", "FY28-Q1", "--amend", "--reason", "a budget")
        run = here.run(*amend, day=DAY)
        self.assertEqual(run.code, 1, str(run))
        self.assertIn("D3", run.err)
        self.assertEqual(here.run("finalize", "FY28-Q1", day=DAY).code, 0, "a rerun adds to what is published and judges it not again")
        run = here.run("draft", "rescope", "FY28-Q1/" + self.key_result, "--reason", "without them", "--outcome", "Less than planned.", day=DAY)
        self.assertEqual(run.code, 0, str(run))
        run = here.run(*amend, day=DAY)
        self.assertEqual(run.code, 0, str(run))
        self.assertEqual(self.json_of("status", user=self.people().pop())["blocking"], [])

    def test_a_settled_dependency_leaves_no_open_task(self):
        """What is declined and re-scoped, and what is withdrawn, would count as an open task of the issue for ever."""
        here = self.here
        run = here.run("draft", "rescope", "FY28-Q1/" + self.key_result, "--reason", "without them", "--outcome", "Less than planned.", day=DAY)
        self.assertEqual(run.code, 0, str(run))
        for (description,) in here.rows("SELECT description FROM issues"):
            for line in description.splitlines():
                if re.search(r"rescoped by|withdrawn by", line):
                    self.assertTrue(line.startswith("- [x] "), line)
        run = here.run("draft", "check", "FY28-Q1", "--stage", "final", day=DAY)
        self.assertEqual(run.code, 0, str(run))
        self.assertEqual(here.run("drift", "FY28-Q1", self.key_result, day=DAY).code, 0)

    def test_states_and_ticks_of_the_issue(self):
        here = self.here
        run = here.run("update", "Security Training/KR2", "--state", "done", "--milestone", "1=done", "--value", "35", "--health", "on-track",
                       "--accomplished", "a", "--next", "b", day=DAY, user="lena-fischer")
        self.assertEqual(run.code, 0, str(run))
        shown = self.json_of("draft", "show", "FY28-Q1/Security Training/KR2")["objectives"][0]["key_results"]
        shown = next(each for each in shown if each["number"] == 2)
        self.assertEqual(shown["state"], "done")
        self.assertTrue(shown["milestones"][0]["done"])

    def test_an_answer_in_the_file_alone_is_a_finding(self):
        here = self.here
        for path in here.path("okrs/FY28-Q1").glob("*.md"):
            path.write_text(re.sub(r"(?m)^(- \[x\] IT .*)$", r"\1 — declined by @it-manager on 2027-02-20: scope: by hand", path.read_text()))
        run = here.run("draft", "check", "FY28-Q1", day=DAY)
        self.assertIn("An answer to a dependency stands in the file alone", run.out, str(run))

    def test_without_the_tracker_they_say_what_could_not_be_seen(self):
        here = self.here
        here.path(".secokr/tracker.sqlite").write_bytes(b"no database")
        for args in (("draft", "show", "FY28-Q1/" + self.reference), ("draft", "check", "FY28-Q1"), ("draft", "review", "FY28-Q1"), ("draft", "--quarter", "FY28-Q1")):
            with self.subTest(command=args):
                run = here.run(*args, day=DAY)
                self.assertIn(run.code, (0, 1), str(run))
                self.assertIn("could not be seen", run.err, str(run))


class PeopleChange(Faults):
    """An answer that was right when it was given stays right, whoever of those named leaves or changes."""

    def test_each_name_in_turn(self):
        names = set(re.findall(r'(?m)^(?:manager|leader|username) = "([^"]+)"', Place("published").path("secokr.toml").read_text())) - {"ciso"}
        self.assertGreater(len(names), 20)
        for name in sorted(names):
            with self.subTest(gone=name):
                here = Place("published")
                config = here.path("secokr.toml")
                config.write_text(config.read_text().replace(f'"{name}"', f'"somebody-new-{len(name)}"'))
                run = here.run("draft", "check", "FY28-Q1", "--stage", "final", day=FRIDAY)
                self.assertEqual(run.code, 0, str(run))

    def test_an_amendment_after_a_new_manager(self):
        here = Place("published")
        config = here.path("secokr.toml")
        config.write_text(config.read_text().replace('"it-manager"', '"new-it-manager"'))
        file = here.path("okrs/FY28-Q1/security-training.md")
        file.write_text(file.read_text().replace("from 18 to 35 %", "from 18 to 30 %"))
        run = here.run("finalize", "FY28-Q1", "--amend", "--reason", "a smaller target", day="2027-02-10")
        self.assertEqual(run.code, 0, str(run))
        run = here.run("dependency", "decline", "Security Training/KR1", "IT", "--class", "scope", "--reason", "no", "--quarter", "FY28-Q1",
                       day="2027-02-11", user="it-manager")
        self.assertEqual(run.code, 1, "who answers now answers as the org stands now: " + str(run))


if __name__ == "__main__":
    place.main()
