"""On a GitLab: issues that were closed, moved to another project or deleted on the web page are named by every command, and a saved plan
that the world overtook posts nothing again."""

import json
import unittest

import gitlab_place
import place
from gitlab_place import FINALIZE, GitlabPlace, Server

NAME = "Security Training/KR2"
COMMANDS = {("report", "dashboard", "FY28-Q1"): 0, ("drift", "FY28-Q1"): 1, ("label", "check", "FY28-Q1"): 0}


class ChangedByHand(place.Faults):
    def setUp(self):
        self.server = Server(self)
        self.here = GitlabPlace(self.server)

    def publish(self):
        run = self.here.run(*FINALIZE)
        self.assertEqual(run.code, 0, str(run))
        return next(issue["iid"] for issue in self.server.all("issues") if "KR2 (Security Training)" in issue["title"])

    def shown(self):
        dashboard = json.loads(self.here.run("report", "dashboard", "FY28-Q1", "--json").out)
        training = next(each for each in dashboard["objectives"] if each["reference"] == "Security Training")
        return training["key_results"][1]

    def test_closed(self):
        iid = self.publish()
        self.server.change("PUT", f"issues/{iid}", {"state_event": "close"})
        for args, code in COMMANDS.items():
            with self.subTest(command=args):
                run = self.here.run(*args)
                self.assertEqual(run.code, code, str(run))
                self.assertIn("closed", run.text())
        self.assertEqual(self.shown()["issue"], "closed")

    def test_moved(self):
        iid = self.publish()
        self.server.double.order("add_project", path="security/elsewhere")
        self.server.change("POST", f"issues/{iid}/move", {"to_project_id": 7})
        for args in (("report", "dashboard", "FY28-Q1"), ("drift", "FY28-Q1")):
            with self.subTest(command=args):
                self.assertIn("moved to another project", self.here.run(*args).text())

    def test_deleted(self):
        iid = self.publish()
        self.server.change("DELETE", f"issues/{iid}")
        shown = self.shown()
        self.assertEqual((shown["kr"], shown["issue"], shown["health"]), (NAME, "gone", "not_reported"))
        self.assertEqual(self.here.run("drift", "FY28-Q1").code, 1)

    def test_an_overtaken_plan_posts_nothing_again(self):
        saved = self.here.run(*FINALIZE, "--save-plan", "plan.json")
        self.assertEqual(saved.code, 0, str(saved))
        links = json.loads((self.here.root / "plan.json").read_text())["changes"]
        self.assertGreater(sum(each["action"] == "link" for each in links), 5)
        self.assertEqual(self.here.run("finalize", "--from-plan", "plan.json").code, 0)
        before = len(self.server.writes())
        run = self.here.run("finalize", "--from-plan", "plan.json")
        self.assertEqual(run.code, 0, str(run))
        self.assertEqual(self.server.writes()[before:], [], "what stands there is posted again")
        iid = next(issue["iid"] for issue in self.server.all("issues") if "KR2 (Security Training)" in issue["title"])
        self.server.change("PUT", f"issues/{iid}", {"title": "Something else"})
        run = self.here.run("finalize", "--from-plan", "plan.json")
        self.says(run, 5, "the world moved")
        self.assertEqual([each["method"] for each in self.server.writes()[before:] if each["method"] == "POST"], [])


if __name__ == "__main__":
    gitlab_place.main()
