"""label apply on a GitLab that fails at each write in turn, or is killed, with and without a saved plan: a rerun ends like an undisturbed run."""

import gitlab_place
import place
from gitlab_place import FINALIZE, GitlabPlace, Server, of_class
from place import Killer

APPLY = ("label", "apply", "--all-quarters", "--override", "brake", "--reason", "edited in bulk")
LATER = {"title": "FY28-Q3 KR1 (Phishing) Halve the clicks", "labels": "division::Security"}
# What comes to an end without a wait of a minute.
OF_PUT = [dict(kind="status", status=500), dict(kind="lost_before"), dict(kind="cut_body"), dict(kind="status", status=403),
          dict(kind="html", status=503), dict(kind="lost_after")]


class Labels(place.Faults):
    """One double and one workspace for all cases; each spoils the labels anew."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server(of_class(cls))
        cls.here = GitlabPlace(cls.server)
        run = cls.here.run(*FINALIZE)
        assert run.code == 0, run
        cls.server.change("POST", "issues", LATER)
        cls.sound = cls.labels()
        cls.spoil()
        cls.broken = cls.labels()
        run = cls.here.run(*APPLY)
        assert run.code == 0, run
        cls.whole = cls.labels()
        cls.count = len(cls.changed())
        assert cls.count > 10, cls.count

    @classmethod
    def labels(cls):
        return {issue["iid"]: sorted(issue["labels"]) for issue in cls.server.all("issues")}

    @classmethod
    def changed(cls):
        return [iid for iid in cls.broken if cls.broken[iid] != cls.whole[iid]]

    @classmethod
    def spoil(cls):
        for iid, labels in cls.sound.items():
            wanted = set(labels) | {"spotlight"}
            if iid % 3:
                wanted -= {"FY28-Q1"}
            if iid % 2 == 0:
                wanted = wanted - {"division::Security"} | {"Division: Security", "okr"}
            cls.server.change("PUT", f"issues/{iid}", {"labels": ",".join(sorted(wanted))})

    def setUp(self):
        self.server.heal()
        self.spoil()
        self.assertEqual(self.labels(), self.broken)

    def done(self, run):
        self.assertEqual(run.code, 0, str(run))

    def edits(self):
        return [request for request in self.server.writes() if request["method"] == "PUT"]

    def finishes(self, *args):
        """A run that comes to its end, and one more that has nothing to do."""
        self.server.heal()
        self.done(self.here.run(*args))
        self.assertEqual(self.labels(), self.whole)
        before = len(self.server.writes())
        again = self.here.run("label", "apply", "--all-quarters")
        self.done(again)
        self.assertIn("Nothing to do", again.out)
        self.assertEqual(len(self.server.writes()), before)

    def save(self):
        run = self.here.run(*APPLY, "--save-plan", "plan.json")
        self.done(run)
        return "label", "apply", "--from-plan", "plan.json"

    def fails_at_each(self, args_of):
        for number in range(self.count):
            with self.subTest(write=number, fault=OF_PUT[number % len(OF_PUT)]):
                self.setUp()
                args = args_of()
                self.server.fault(method="PUT", path_part="/issues", skip=number, times=1, **OF_PUT[number % len(OF_PUT)])
                before = len(self.edits())
                run = self.here.run(*args)
                self.assertGreater(len(self.edits()), before + number, "the fault was not reached")
                self.assertIn(run.code, (0, 4, 5, 6, 8), str(run))
                if run.code != 0:
                    self.says(run, run.code)
                    # Before the first edit stands the record.
                    self.assertTrue(run.code == 8 or number == 0, str(run))
                self.finishes(*args)

    def test_each_edit_fails(self):
        self.fails_at_each(lambda: APPLY)

    def test_each_edit_of_a_plan_fails(self):
        self.fails_at_each(self.save)

    def test_the_network_goes_in_the_middle(self):
        self.server.fault(method="PUT", path_part="/issues", skip=4, times=100, kind="status", status=502)
        run = self.here.run(*APPLY)
        self.says(run, 8)
        self.assertIn("5 of 17 changes were made", run.err)  # the record, and four edits
        self.assertEqual(len([iid for iid, labels in self.labels().items() if labels != self.broken[iid]]), 4)
        self.finishes(*APPLY)

    def killed_and_run_again(self, args_of):
        args = args_of()
        killer = Killer(lambda: self.here.run(*args))
        for number in range(8):
            self.setUp()
            args = args_of()
            killer.kill(lambda: self.here.start(*args), self.here.end)
            with self.subTest(round=number):
                self.finishes(*args)
        self.assertGreater(killer.killed, killer.started // 3, "too few runs were killed before their end")

    def test_killed(self):
        self.killed_and_run_again(lambda: APPLY)

    def test_killed_with_a_plan(self):
        self.killed_and_run_again(self.save)

    def test_a_plan_whose_world_moved_writes_nothing(self):
        args = self.save()
        moved = self.changed()[1::4]
        for iid in moved:
            self.server.change("PUT", f"issues/{iid}", {"add_labels": "wanted"})
        seen = self.labels()
        before = len(self.server.writes())
        run = self.here.run(*args)
        self.says(run, 5)
        for iid in self.changed():
            self.assertEqual(f"#{iid}: labels when planned" in run.err, iid in moved, run.err)
        self.assertEqual(len(self.server.writes()), before)
        self.assertEqual(self.labels(), seen)
        for iid in moved:
            self.server.change("PUT", f"issues/{iid}", {"remove_labels": "wanted"})
        self.finishes(*args)


if __name__ == "__main__":
    gitlab_place.main()
