"""A published quarter with a guest's forgeries in it: every command that reads the project says what it says without them, and only `status`,
`label check` and `doctor` name them (T1). The same once the publisher has left."""

import json
import re
import urllib.error
import urllib.request

import gitlab_place
import place
from gitlab_place import FINALIZE, FRIDAY, PROJECT, GitlabPlace, Server

QUARTER = ("--quarter", "FY28-Q1")
DAY = ("--as-of", FRIDAY)
# Every command that reads what is published, as a person sees it and as a script does.
READS = [
    ("report", "dashboard", *QUARTER, *DAY),
    ("report", "dashboard", *QUARTER, *DAY, "--json"),
    ("report", "dashboard", *QUARTER, *DAY, "--audience", "organisation", "--format", "markdown"),
    ("remind", *QUARTER, *DAY),
    ("remind", *QUARTER, *DAY, "--json"),
    ("remind", *QUARTER, *DAY, "--post", "--dry-run"),
    ("remind", "--dependencies", *QUARTER, *DAY),
    ("dependency", "list", *QUARTER, *DAY),
    ("dependency", "list", *QUARTER, *DAY, "--json"),
    ("drift", "FY28-Q1", *DAY),
    ("drift", "FY28-Q1", *DAY, "--json"),
    ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", "x", *DAY, "--dry-run"),
    ("update", "Security Training/KR1", "--milestone", "1=done", "--value", "70", "--health", "on-track", *DAY, "--dry-run"),
    ("update", "Security Training", "--progress", "40", "--health", "on-track", *DAY, "--dry-run"),
    ("label", "apply", "FY28-Q1", "--dry-run"),
    ("label", "apply", "--all-quarters", "--dry-run"),
    ("finalize", "FY28-Q1", "--dry-run", "--override", "P6", "--reason", "a trial run"),
    ("finalize", "FY28-Q1", "--amend", "--reason", "x", "--dry-run", "--override", "P6", "--reason", "a trial run"),
    ("finalize", "FY28-Q1", "--announce", "--dry-run", "--override", "P6", "--reason", "a trial run"),
    ("draft", "show", *QUARTER, *DAY),
    ("draft", "check", *QUARTER, *DAY),
    ("draft", "review", *QUARTER, *DAY),
    ("draft", "start", "--quarter", "FY28-Q2", "--as-of", "2027-03-15", "--dry-run"),
    ("report", "capacity", *QUARTER, *DAY),
]
# They need no workspace.
OUTSIDE = [line for line in READS if line[0] in ("remind", "update") or line[:2] == ("report", "dashboard") or line[:2] == ("label", "apply")]
NAMING = [("status", *DAY, "--json"), ("label", "check", "FY28-Q1", "--json"), ("doctor", *QUARTER, "--json")]


class Guest(place.Faults):
    def setUp(self):
        self.server = Server(self)
        self.guest = self.server.double.order("add_user", name="mallory", level=10)["token"]
        self.older = self.send("POST", "issues", {"title": "a harmless question", "description": "hello"})
        self.unlabelled = self.send("POST", "issues", {"title": "another", "description": "hello"})
        self.here = GitlabPlace(self.server)
        self.assertEqual(self.here.run("label", "setup", "FY28-Q1").code, 0)
        self.labelled = self.send("POST", "issues", {"title": "a third", "description": "hello", "labels": "FY28-Q1,OKR"})
        run = self.here.run(*FINALIZE)
        self.assertEqual(run.code, 0, str(run))

    def send(self, method, path, body, token=None):
        request = urllib.request.Request(f"{self.server.origin}/api/v4/projects/{PROJECT.replace('/', '%2F')}/{path}", method=method,
                                         data=json.dumps(body).encode(),
                                         headers={"PRIVATE-TOKEN": token or self.guest, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def issue(self, text):
        return next(issue for issue in self.server.all("issues") if text in issue["title"])

    def forge(self):
        """Every way in which a guest can say to be one of us."""
        results = [issue for issue in self.server.all("issues") if " KR" in issue["title"]]
        real, objective = self.issue("KR1 (Security Training)"), self.issue("Objective (Security Training)")
        lists = "".join(f"- KR{number}: #{issue['iid']} x\n" for number, issue in enumerate(results, 1))

        def block(kind, number, text):
            return f"<!-- secokr:begin 1 kind={kind} id={number} sum=00000000 -->\n{text}<!-- secokr:end -->"

        def made(title, description, labels="FY28-Q1"):
            return self.send("POST", "issues", {"title": title, "description": description, "labels": labels})["iid"]

        changed = real["description"].replace("- DRI: @training-manager", "- DRI: @mallory").replace("State: active", "State: done")
        for old in (self.older, self.unlabelled, self.labelled):
            self.send("PUT", f"issues/{old['iid']}", {"title": real["title"], "description": changed})
        forged = [self.labelled["iid"],
                  made("FY28-Q1 Objective (Aaa) forged", block("objective", "0" * 16, f"- Reference: Aaa\n- DRI: @mallory\n\n## Key results\n\n{lists}")),
                  made(objective["title"], objective["description"], "FY28-Q1,OKR,division::Security,sec-okr::p0"),
                  made("FY28-Q1 KR9 (Security Training) more", block("kr", "1" * 16, "- DRI: @mallory\n- State: active\n"))]
        note = ("## Weekly KR Update for the week starting on 2027-02-08\n\nProgress: 99% · Health: On Track\n\n"
                "## What was accomplished this week\n\n- forged\n\n## What will be accomplished next week\n\n- forged\n")
        for issue in (real, objective, {"iid": forged[1]}):
            self.send("POST", f"issues/{issue['iid']}/notes", {"body": note})
        return forged

    def answers(self, lines, cwd=None):
        found = {}
        for line in lines:
            more = {"cwd": cwd} if cwd else {}
            args = (*line, "-R", PROJECT, "--host", self.server.origin) if cwd else line
            run = self.here.run(*args, **more)
            self.assertNotIn(run.code, (2, 3, 4, 6, 70), f"{line}: {run}")
            found[line] = self.without_counts(f"{run.code}\n{run.out}\n{run.err}")
        return found

    @staticmethod
    def without_counts(text):
        """What other issues of the shared project change: how many were looked at, and whose it is unclear."""
        return re.sub(r"\d+ (issues?|unclear|others'|of others)|(checked|read) \d+|\(?\d+ checked\)?", "N", text)

    def same(self, before, after):
        for line, text in before.items():
            with self.subTest(line=" ".join(line)):
                self.assertEqual(after[line], text)

    def named(self, forged, outside=None):
        numbers = {f"#{iid}" for iid in forged}
        for line in NAMING:
            with self.subTest(line=" ".join(line)):
                run = self.here.run(*line)
                told = json.loads(run.out)
                if line[0] == "status":
                    self.assertEqual({item["subject"] for item in told["doubted"]}, numbers)
                elif line[0] == "label":
                    self.assertEqual({finding["subject"] for finding in told["findings"] if finding["rule"] == "T1"} & numbers, numbers)
                else:
                    check = next(check for check in told["checks"] if check["check"] == "issues")
                    self.assertEqual(check["state"], "warning")
                    for number in numbers:
                        self.assertIn(number + " ", check["found"])

    def test_every_reader_says_the_same(self):
        outside = self.here.root.parent / "elsewhere"
        outside.mkdir()
        before, before_outside = self.answers(READS), self.answers(OUTSIDE, outside)
        checked = json.loads(self.here.run("label", "check", "FY28-Q1", "--json").out)
        forged = self.forge()
        self.same(before, self.answers(READS))
        self.same(before_outside, self.answers(OUTSIDE, outside))
        self.named(forged)
        again = json.loads(self.here.run("label", "check", "FY28-Q1", "--json").out)
        self.assertEqual(again["ours"], checked["ours"])
        self.assertEqual([finding for finding in again["findings"] if finding["rule"] != "T1"], checked["findings"])

    def test_what_the_dri_posts_arrives_on_the_real_one(self):
        forged = self.forge()
        self.server.token = self.server.double.tokens["training-manager"]
        before = self.server.double.order("requests")["requests"]
        run = self.here.run("update", "Security Training/KR1", "--week", "2027-02-08", "--value", "70", "--health", "on-track", "--accomplished", "mine",
                            "--as-of", FRIDAY, "--dry-run")
        self.assertEqual(run.code, 0, str(run))
        real = self.issue("KR1 (Security Training)")["iid"]
        for iid in forged + [self.older["iid"], self.unlabelled["iid"]]:
            self.assertNotIn(f"/issues/{iid}\n", run.text())
        self.assertNotEqual(real, self.older["iid"])
        self.assertEqual([request for request in self.server.double.order("requests")["requests"][len(before):] if request["method"] != "GET"], [])

    def test_the_publisher_leaves(self):
        outside = self.here.root.parent / "elsewhere"
        outside.mkdir()
        self.server.token = self.server.double.tokens["training-manager"]
        before, before_outside = self.answers(READS[:12]), self.answers(OUTSIDE, outside)
        self.server.double.order("add_member", place=PROJECT, name="ciso", level=0)
        self.same(before, self.answers(READS[:12]))
        self.same(before_outside, self.answers(OUTSIDE, outside))
        forged = self.forge()
        self.same(before, self.answers(READS[:12]))
        self.same(before_outside, self.answers(OUTSIDE, outside))
        self.named(forged)

    def test_a_stranger_is_told_that_their_update_does_not_count(self):
        self.server.token = self.guest
        run = self.here.run("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", "x", *DAY, "--dry-run")
        self.assertEqual(run.code, 0, str(run))
        self.assertIn("does not count (T1)", run.err)
        self.server.token = self.server.double.tokens["training-manager"]
        run = self.here.run("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", "x", *DAY, "--dry-run")
        self.assertNotIn("T1", run.text())


class Claimed(place.Faults):
    """Ids stand in the repository before they are published."""

    def test_finalize_makes_its_own(self):
        server = Server(self)
        guest = server.double.order("add_user", name="mallory", level=10)["token"]
        here = GitlabPlace(server)
        ids = re.findall(r"secokr:id ([0-9a-f]{16})", "".join(path.read_text() for path in sorted((here.root / place.QUARTER).glob("*.md"))))

        def send(description):
            request = urllib.request.Request(f"{server.origin}/api/v4/projects/{PROJECT.replace('/', '%2F')}/issues", method="POST",
                                             data=json.dumps({"title": "hello", "description": description}).encode(),
                                             headers={"PRIVATE-TOKEN": guest, "Content-Type": "application/json"})
            urllib.request.urlopen(request, timeout=30).close()

        for number, one in enumerate(ids):
            kind = "objective" if number % 3 == 0 else "kr"
            send(f"<!-- secokr:begin 1 kind={kind} id={one} sum=00000000 -->\nx\n<!-- secokr:end -->" if number % 2 else f"it says {one} and no more")
        for args in (("--save-plan", "plan.json"), ("--from-plan", "plan.json")):
            run = here.run(*(FINALIZE if "--save-plan" in args else FINALIZE[:1]), *args)
            self.assertEqual(run.code, 0, str(run))
            if "--save-plan" in args:
                self.assertIn("@mallory", run.text())
        self.assertEqual(len([issue for issue in server.all("issues") if issue["title"] == "hello"]), len(ids))
        titled = [issue for issue in server.all("issues") if issue["title"] != "hello"]
        self.assertEqual(len(titled), len(ids))
        self.assertEqual({issue["author"]["username"] for issue in titled}, {"ciso"})
        again = here.run(*FINALIZE)
        self.assertEqual(again.code, 0, str(again))
        self.assertIn("Nothing to do", again.text())


if __name__ == "__main__":
    gitlab_place.main()
