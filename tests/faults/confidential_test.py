"""What is confidential, by its field or in the tracker alone, is counted and not named: in no output for an audience beyond the
division, in no log of a job, and on no issue that others may read."""

import itertools
import json
import unittest

import place
from place import FRIDAY, Faults, Place

OBJECTIVE = ("Insider Threat", "privileged sessions", "departing team members", "review rules", "customers, months after",
             "miguel-santos", "transfer records")
KEY_RESULT = ("simulated phishing", "report rate", "report button", "first campaign", "two lures", "Security Training/KR2")
VULNERABLE = ("Vulnerability Remediation/KR", "Shorten the time", "vulnerability-remediation.md", "zebra")
AUDIENCE = ("--audience", "organisation")
MONDAY = "2027-03-08"  # weeks of silence lie before it

SHARED = [("report", "dashboard", *AUDIENCE, "--format", each) for each in ("text", "markdown", "json")]
SHARED += [("draft", "review", "FY28-Q1", *AUDIENCE, "--format", each) for each in ("markdown", "json")]
SHARED += [("finalize", "FY28-Q1", "--announce"), ("remind", "--format", "markdown")]
LOGGED = [("drift", "FY28-Q1", "--format", each) for each in ("text", "markdown", "json")]
LOGGED += [("label", "check", "FY28-Q1", "--format", each) for each in ("text", "json", "codequality")]
LOGGED += [("draft", "check", "FY28-Q1", "--format", each) for each in ("text", "json", "codequality")]
LOGGED += [("finalize", "FY28-Q1", "--amend", "--dry-run"), ("finalize", "FY28-Q1", "--amend", "--dry-run", "--json"), ("finalize", "FY28-Q1", "--amend", "--dry-run", "--format", "markdown"),
           ("status",), ("status", "--json"), ("doctor",), ("doctor", "--json"), ("drift", "FY28-Q1", "--accept", "--reason", "why", "--dry-run")]
LOGGED_BEFORE = [("remind", "--format", "text"), ("remind", "--json"), ("remind", "--dry-run"), ("remind", "--dry-run", "--json"), ("remind", "--post")]
LOGGED_BEFORE += [("report", "dashboard", "--format", each) for each in ("text", "markdown", "json")]
LOGGED_BEFORE += [("draft", "review", "FY28-Q1", "--format", each) for each in ("markdown", "json")]
LOGGED_BEFORE += [("draft", "show", "--quarter", "FY28-Q1"), ("draft", "show", "--quarter", "FY28-Q1", "--json"), ("dependency", "list", "--quarter", "FY28-Q1"),
                  ("dependency", "list", "--quarter", "FY28-Q1", "--json"), ("remind", "--dependencies", "--quarter", "FY28-Q1")]
# Before anything is published: what is confidential says so in its file.
PLANNED = [("draft", "check", "--stage", "final", "--format", each) for each in ("text", "json", "codequality")]
PLANNED += [("finalize", "--dry-run"), ("finalize", "--dry-run", "--json"), ("finalize", "--dry-run", "--format", "markdown"), ("finalize", "--announce", "--dry-run"),
            ("finalize", "--leave-out-open", "--dry-run"), ("report", "capacity"), ("report", "capacity", "--json"), ("report", "capacity", "--format", "markdown"),
            ("status",), ("status", "--json"), ("draft", "show"), ("draft", "show", "--json"), ("draft", "review"), ("dependency", "list"), ("dependency", "list", "--json"),
            ("remind", "--dependencies")]


class Confidential(Faults):
    def places(self):
        """The example's confidential objective, and beside it a key result that is confidential in the tracker only."""
        yield "by its field", Place("published"), OBJECTIVE
        here = Place("published")
        here.change("UPDATE issues SET confidential = 1 WHERE title LIKE '%KR2 (Security Training)%'")
        here.run("finalize", "FY28-Q1", day=FRIDAY)
        yield "in the tracker", here, OBJECTIVE + KEY_RESULT
        # Its objective alone is, by hand: what belongs to it is as confidential.
        here = Place("published")
        here.change("UPDATE issues SET confidential = 1 WHERE title LIKE '%Objective (Vulnerability Remediation)%'")
        yield "by its objective in the tracker", here, OBJECTIVE + VULNERABLE

    def check_silent(self, run, secrets, text=None):
        text = run.out + run.err if text is None else text
        for secret in secrets:
            self.assertNotIn(secret.lower(), text.lower(), f"{secret!r} is told\n{text}")

    def spoil(self, here):
        """So that drift, label check and reminders have something to say of it."""
        here.change("UPDATE issues SET description = replace(description, '- DRI: @', '- Contributed by: @ciso' || char(10) || '- DRI: @')")
        here.change("DELETE FROM issue_labels WHERE label = 'FY28-Q1' AND iid % 2 = 0")
        here.change("UPDATE issues SET opened = 0 WHERE title LIKE '%KR2%'")
        here.change("UPDATE issues SET title = title || ' zebra' WHERE title LIKE '%KR_ (Vulnerability Remediation)%'")
        # The list of an open objective's issue may name what has become confidential since.
        here.change("UPDATE issues SET description = replace(description, '- KR2: ', '- KR2: was ') WHERE title LIKE '%Objective (Security Training)%'")
        for file in here.path("okrs/FY28-Q1").glob("*.md"):
            file.write_text(file.read_text().replace("- Weight: 40 %", "- Weight: 41 %"))

    def test_what_is_shared_names_nothing(self):
        for (how, here, secrets), args in itertools.product(self.places(), SHARED):
            with self.subTest(how=how, command=args):
                run = here.run(*args, day=FRIDAY)
                self.assertEqual(run.code, 0, str(run))
                self.assertIn("Security Training", run.out, "what is open is shown")
                self.check_silent(run, secrets, run.out)

    def test_a_job_s_log_names_nothing(self):
        for how, here, secrets in self.places():
            here.variables = {"CI": "true"}
            for args in LOGGED_BEFORE + LOGGED:
                if args == LOGGED[0]:
                    self.spoil(here)
                with self.subTest(how=how, command=args):
                    run = here.run(*args, day=MONDAY)
                    self.assertIn(run.code, (0, 1), str(run))
                    self.check_silent(run, secrets)
                    if args[0] == "drift" and "--accept" not in args:
                        self.assertIn("Security Training/KR1", run.out, "what is open is told")

    def test_a_job_s_log_of_the_plan_names_nothing(self):
        here = Place("drafted")
        here.variables = {"CI": "true"}
        file = here.path("okrs/FY28-Q1/insider-threat.md")
        whole = file.read_text()
        for broken in (False, True):
            file.write_text("".join(line for line in whole.splitlines(True) if not broken or not line.startswith("- Metric:")))
            if broken:
                run = here.run("dependency", "decline", "Insider Threat/KR1/D1", "--no-capacity", "--reason", "privileged sessions: nobody is left", "--on-behalf-of",
                               "@detection-manager", "--evidence", "https://example.com/mail", day="2027-01-18")
            for args in PLANNED:
                with self.subTest(broken=broken, command=args):
                    run = here.run(*args, day="2027-01-18")
                    self.assertIn(run.code, (0, 1), str(run))
                    self.check_silent(run, OBJECTIVE + ("insider-threat",))
        run = here.run("draft", "check", "--stage", "final", day="2027-01-18")
        self.assertEqual(run.code, 1, "what is withheld counts")
        self.assertIn("(confidential)", run.out)

    def test_an_error_in_a_job_names_nothing(self):
        here = Place("published")
        here.variables = {"CI": "true"}
        here.change("UPDATE issues SET description = replace(description, '- DRI: @', '- Contributed by: @ciso' || char(10) || '- DRI: @')")
        here.path("okrs/FY28-Q1/insider-threat.md").write_text(here.path("okrs/FY28-Q1/insider-threat.md").read_text().replace("- DRI: @", "- Contributed by: @x\n- DRI: @"))
        for args in (("finalize", "FY28-Q1", "--amend", "--yes"), ("drift", "FY28-Q1", "--accept", "--reason", "why"), ("draft", "show", "Insider", "--quarter", "FY28-Q1"),
                     ("drift", "Insid", "--json")):
            with self.subTest(command=args):
                self.check_silent(here.run(*args, day=MONDAY), OBJECTIVE)

    def test_what_is_withheld_is_counted_and_done(self):
        here = Place("drafted")
        here.variables = {"CI": "true"}
        planned = json.loads(here.run("finalize", "--dry-run", "--json", day="2027-01-18").out)
        here.variables = {}
        whole = json.loads(here.run("finalize", "--dry-run", "--json", day="2027-01-18").out)
        self.assertEqual(planned["checksum"], whole["checksum"])
        self.assertEqual([each["action"] for each in planned["changes"]], [each["action"] for each in whole["changes"]])
        self.assertEqual(sum(each.get("name") == "(confidential)" for each in planned["changes"]), 7)
        here.variables = {"CI": "true"}
        run = here.run("finalize", "--yes", day="2027-01-18")
        self.assertEqual(run.code, 0, str(run))
        self.check_silent(run, OBJECTIVE)
        self.assertEqual(here.rows("SELECT count(*) FROM issues"), [(18,)])

    def test_the_division_sees_it(self):
        here = Place("published")
        for args in (SHARED[0][:2], ("draft", "review", "FY28-Q1"), ("remind",)):
            with self.subTest(command=args):
                self.assertIn("Insider Threat", here.run(*args, day=FRIDAY).out)

    def test_no_open_issue_says_it(self):
        for how, here, secrets in self.places():
            if "objective" in how:
                continue  # the issues of its key results are open, and name themselves
            with self.subTest(how=how):
                for day in ("2027-02-12", "2027-02-19", "2027-02-26", "2027-03-05", MONDAY):
                    run = here.run("remind", "--post", day=day)
                    self.assertEqual(run.code, 0, str(run))
                run = here.run("update", "Security Training/KR2", "--value", "20", "--health", "on-track", "--accomplished",
                               "the report button works", "--next", "the first campaign", day=MONDAY, user="lena-fischer")
                self.assertEqual(run.code, 0, str(run))
                run = here.run("update", "Security Training", "--health", "on-track", day=MONDAY, user="assurance-director")
                for title, description in here.rows("SELECT title, description FROM issues WHERE confidential = 0"):
                    if "KR" not in title or how == "by its field":
                        self.check_silent(None, secrets, title + description)
                for (body,) in here.rows("SELECT body FROM notes JOIN issues USING (iid) WHERE confidential = 0"):
                    self.check_silent(None, secrets, body)

    def test_nothing_untrue_is_said_because_of_it(self):
        here = Place("published")
        agenda = here.run("draft", "review", "FY28-Q1", *AUDIENCE, day=FRIDAY).out
        self.assertIn("not shown here whether an objective addresses it", agenda)
        self.assertNotIn("no proposed objective addresses it", agenda.lower())
        self.assertIn("withheld", agenda)
        said = here.run("finalize", "FY28-Q1", "--announce", day=FRIDAY).out
        self.assertIn("5 objectives; shown here are 4 objectives", said)

    def test_opened_and_closed_by_an_amendment(self):
        for name, begins, becomes in (("insider-threat", "yes", "no"), ("security-training", "no", "yes")):
            with self.subTest(file=name):
                here = Place("published")
                file = here.path(f"okrs/FY28-Q1/{name}.md")
                file.write_text(file.read_text().replace(f"- Confidential: {begins}", f"- Confidential: {becomes}"))
                run = here.run("finalize", "FY28-Q1", "--amend", "--reason", "decided anew", day=FRIDAY)
                self.assertEqual(run.code, 0, str(run))
                reference = {"insider-threat": "Insider Threat", "security-training": "Security Training"}[name]
                rows = here.rows(f"SELECT confidential, description FROM issues WHERE title LIKE '%({reference})%'")
                self.assertEqual({row[0] for row in rows}, {int(becomes == "yes")})
                told = any("- Confidential: yes" in row[1] for row in rows)
                self.assertEqual(told, becomes == "yes", "the text follows the flag")
                drift = here.run("drift", "FY28-Q1", day=FRIDAY)
                self.assertEqual(drift.code, 0, str(drift))
                shown = here.run("report", "dashboard", *AUDIENCE, day=FRIDAY).out
                self.assertEqual(reference in shown, becomes == "no")

    def test_a_text_that_says_otherwise_than_the_issue_is_drift(self):
        here = Place("published")
        here.change("UPDATE issues SET description = replace(description, '- Confidential: yes', '- Budget: 1') WHERE confidential = 1 AND "
                    "description LIKE '%- Confidential: yes%'")
        drift = here.run("drift", "FY28-Q1", day=FRIDAY)
        self.assertEqual(drift.code, 1, str(drift))
        self.assertIn("confidential in its text", drift.out)


if __name__ == "__main__":
    place.main()
