"""finalize --from-plan and --amend on a GitLab, killed as each write in turn is answered: a rerun of the same line ends like an undisturbed run."""

import json
import re
import shutil
import signal
import threading
from pathlib import Path

import gitlab_place
import place
from gitlab_double import GitlabDouble
from gitlab_place import GitlabPlace, Server, Spoiler, side_by_side

DIVISION = Path(__file__).resolve().parent.parent / "data" / "workspaces" / "division"
FILE = place.QUARTER + "/security-training.md"
# The real day stands on the record with the reason: a server's clock cannot be set.
OVERRIDE = ("--override", "P6", "--reason", "a trial run")
SAVE = ("finalize", "FY28-Q1", *OVERRIDE, "--save-plan", "plan.json")
APPLY = ("finalize", "--from-plan", "plan.json")
AMEND = ("finalize", "FY28-Q1", "--amend", "--reason", "a new supplier")
EDITS = [("from 62 to 90 %", "from 62 to 92 %"), ("## KR1: Achieve 90%", "## KR1: Achieve 92%"), ("Due Date: 2027-02-26", "Due Date: 2027-03-12"),
         ("- Weight: 60 %", "- Weight: 100 %"),
         ("- Weight: 40 %\n", "- Weight: 40 %\n- State: dropped\n"), ("Team members recognise", "All team members recognise")]


class SmallServer(Server):
    """Everybody of the division is a member, and whoever writes the n-th time is killed before the answer comes."""

    def __init__(self, test):
        text = (DIVISION / "secokr.toml").read_text()
        names = sorted(set(re.findall(r'(?m)^(?:username|leader|manager) = "(.+)"', text)))
        self.double = GitlabDouble(gitlab_place.DOUBLE, *[argument for name in names for argument in ("--user", f"{name}:30")])
        test.addCleanup(self.double.__exit__)
        self.token = self.double.tokens["ciso"]
        self.direct = self.double.origin
        self.lock = threading.Lock()
        self.victim = None
        self.left = None
        self.origin = self.direct
        self.spoiler = Spoiler(test, self, self.spoil)

    def kill_at(self, number):
        self.left = number

    def spoil(self, handler, _path, _answer):
        if handler.command == "GET":
            return False
        with self.lock:
            if self.left is None:
                return False
            self.left -= 1
            if self.left >= 0:
                return False
            self.left = None
        self.victim.send_signal(signal.SIGKILL)
        handler.close_connection = True
        return True


class SmallPlace(GitlabPlace):
    def __init__(self, server):
        super().__init__(server)
        shutil.rmtree(self.root)
        shutil.copytree(DIVISION, self.root)
        self.name_server()

    def environment(self, **more):
        return super().environment(**more) | {"SECOKR_TRACKER_HOST": self.server.spoiler.origin}

    def edit(self):
        path = self.root / FILE
        text = path.read_text()
        for before, after in EDITS:
            assert before in text, before
            text = text.replace(before, after)
        path.write_text(text)

    def said(self):
        """Files without what differs from one server to another."""
        files = {}
        for path in sorted((self.root / place.QUARTER).iterdir()):
            text = path.read_text().replace(self.server.spoiler.origin, "<server>")
            files[path.name] = re.sub(r'sum=\w+|"checksum": "\w+"', "sum", text)
        return files


class Killed(place.Faults):
    def prepared(self, amends):
        server = SmallServer(self)
        here = SmallPlace(server)
        if amends:
            self.done(here.run("finalize", "FY28-Q1", *OVERRIDE))
            here.edit()
        else:
            self.done(here.run(*SAVE))
        return server, here

    def done(self, run):
        self.assertEqual(run.code, 0, str(run))

    def kill_at_each_write(self, args, amends):
        server, here = self.prepared(amends)
        before = len(server.writes())
        self.done(here.run(*args))
        writes = len(server.writes()) - before
        whole, said = server.published(), here.said()
        self.assertGreater(writes, 2 if amends else 15)

        def killed(number):
            server, here = self.prepared(amends)
            server.kill_at(number)
            server.victim = here.start(*args)
            self.assertEqual(here.end(server.victim).code, -signal.SIGKILL)
            self.done(here.run(*args))
            self.assertEqual(server.published(), whole)
            self.assertEqual(here.said(), said)
            count = len(server.writes())
            again = here.run(*(AMEND if amends else ("finalize", "FY28-Q1")))
            self.done(again)
            self.assertIn("Nothing to do", again.text())
            self.assertEqual(len(server.writes()), count)
            server.double.__exit__()

        side_by_side(self, [(f"write {number} of {writes}", lambda number=number: killed(number)) for number in range(writes)], 2)

    def test_from_a_plan(self):
        self.kill_at_each_write(APPLY, False)

    def test_an_amendment(self):
        self.kill_at_each_write(AMEND, True)

    def test_finalize_completes_what_a_plan_began(self):
        server, here = self.prepared(False)
        server.kill_at(9)
        server.victim = here.start(*APPLY)
        self.assertEqual(here.end(server.victim).code, -signal.SIGKILL)
        self.done(here.run("finalize", "FY28-Q1", *OVERRIDE))
        self.assertEqual(len(json.loads((here.root / place.QUARTER / "published.json").read_text())["issues"]), 6)
        self.assertEqual(len(server.all("issues")), 6)


if __name__ == "__main__":
    gitlab_place.main()
