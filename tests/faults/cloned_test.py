"""A workspace that somebody else prepared: whatever stands in `.secokr/`, `templates/` or `okrs/`, no file outside is read or changed, no
run waits for ever, and what a repository brought in is not taken for this machine's own."""

import os
import shutil
import socket
import subprocess
import unittest

import place
from place import FINAL, FRIDAY, PLANNING, QUARTER, Faults, Place, Typist, ended

FILES = ("lock", "seen.json", "reviews.json", "unfinished.json", "tracker.sqlite", "tracker.sqlite-journal", "tracker.sqlite-wal",
         "outbox/unsent-0001.md", "outbox/aaaaaaaaaaaaaaaa-2027-02-08.md", "drafts/FY28-Q1-supplier-assurance.md")
UPDATE = ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", "Enrolled.")
COMMANDS = {"exclude": ("ciso", PLANNING, ("draft", "exclude", "Supplier Assurance", "--reason", "beyond five")),
            "review": ("ciso", PLANNING, ("draft", "review")),
            "status": ("ciso", FRIDAY, ("status",)),
            "update": ("training-manager", FRIDAY, UPDATE),
            "sync": ("training-manager", FRIDAY, ("sync",))}
SECRET = "precious and private\n"


def put_link(at, victim): at.symlink_to(victim)
def put_relative_link(at, victim): at.symlink_to(os.path.relpath(victim, at.parent))
def put_link_to_nothing(at, victim): at.symlink_to(victim.parent / "elsewhere" / "not-there")
def put_link_to_a_folder(at, victim): at.symlink_to(victim.parent / "elsewhere")
def put_hard_link(at, victim): os.link(victim, at)
def put_pipe(at, victim): os.mkfifo(at)
def put_folder(at, victim): at.mkdir()


def put_socket(at, victim):
    here = os.getcwd()
    os.chdir(at.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(at.name)
    os.chdir(here)


STRANGERS = (put_link, put_relative_link, put_link_to_nothing, put_link_to_a_folder, put_hard_link, put_pipe, put_socket, put_folder)


class Cloned(Faults):
    def prepared(self, kind="drafted"):
        here = Place(kind)
        here.victim = here.root.parent / "victim"
        here.victim.write_text(SECRET)
        (here.root.parent / "elsewhere").mkdir()
        return here

    def put(self, here, name, stranger):
        at = here.path(".secokr/" + name) if name else here.path(".secokr")
        at.parent.mkdir(parents=True, exist_ok=True)
        if at.is_dir():
            shutil.rmtree(at)
        at.unlink(missing_ok=True)
        stranger(at, here.victim)

    def untouched(self, here, *runs):
        self.assertEqual(here.victim.read_text(), SECRET)
        self.assertEqual(list((here.root.parent / "elsewhere").iterdir()), [])
        for run in runs:
            self.assertNotIn(SECRET.strip(), run.text())
            self.assertGreaterEqual(run.code, 0, str(run))
            self.assertNotEqual(run.code, 70, str(run))

    def test_no_file_of_the_state_folder_leads_elsewhere(self):
        # Each kind of stranger at each level is the unit tests' business; here it is every file and every command.
        for name in ("", "outbox", "drafts") + FILES:
            for stranger in (put_relative_link, put_link_to_a_folder, put_hard_link, put_pipe):
                if stranger is put_hard_link and name in ("", "outbox", "drafts"):
                    continue
                here = self.prepared("published" if name.startswith(("outbox", "seen")) else "drafted")
                self.put(here, name, stranger)
                with self.subTest(name=name or ".secokr", stranger=stranger.__name__):
                    started = [here.start(*args, user=user, day=day) for user, day, args in COMMANDS.values()]
                    self.untouched(here, *[ended(process, 30) for process in started])
                shutil.rmtree(here.root.parent, ignore_errors=True)

    def test_a_link_in_the_place_of_a_buffer_is_not_followed(self):
        for stranger in STRANGERS:
            here = self.prepared()
            editor = here.root.parent / "editor"
            editor.write_text("#!/bin/sh\necho more >> \"$1\"\n")
            editor.chmod(0o755)
            environment = here.environment
            here.environment = lambda user="ciso": environment(user) | {"EDITOR": str(editor)}
            self.put(here, "drafts/FY28-Q1-supplier-assurance.md", stranger)
            with self.subTest(stranger=stranger.__name__):
                typist = Typist(here, "draft", "edit", "Supplier Assurance", user="risk-manager")
                self.assertEqual(typist.end(), 7, typist.seen)
                self.assertNotIn(SECRET.strip(), typist.seen)
                self.untouched(here)

    def git(self, here, *words):
        subprocess.run(["git", "-C", str(here.root), "-c", "user.name=a", "-c", "user.email=a@example.com", *words], check=True, capture_output=True)

    def committed(self, here, name):
        self.git(here, "init", "-q")
        self.git(here, "add", "-f", name)
        self.git(here, "commit", "-qm", "brought along")

    def queued(self):
        """A published workspace with an update of mine that waits."""
        here = Place("published")
        holder = place.Holder(here)
        here.run(*UPDATE, user="training-manager", day=FRIDAY)
        holder.let_go()
        waiting = list(here.path(".secokr/outbox").iterdir())
        assert len(waiting) == 1, waiting
        return here, waiting[0]

    def test_what_git_tracks_is_never_sent(self):
        here, waiting = self.queued()
        self.committed(here, str(waiting))
        before = waiting.read_bytes()
        run = here.run("sync", user="training-manager", day=FRIDAY)
        self.says(run, 7, "came with the repository", "git rm")
        self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(0,)])
        self.assertEqual(waiting.read_bytes(), before)
        # A submodule is tracked too, and so is a folder in other letters.
        self.assertEqual(here.run("status", user="training-manager", day=FRIDAY).code, 0)
        # What is typed now goes its own way, and does not take the stranger's file along.
        self.assertEqual(here.run(*UPDATE, user="training-manager", day=FRIDAY).code, 0)
        self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(1,)])
        self.assertEqual(waiting.read_bytes(), before)

    def test_what_git_does_not_track_is_mine(self):
        here, _ = self.queued()
        self.committed(here, "secokr.toml")
        self.assertEqual(here.run("sync", user="training-manager", day=FRIDAY).code, 0)
        self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(1,)])

    def test_a_buffer_that_git_tracks_is_not_offered(self):
        here = self.prepared()
        buffer = here.path(".secokr/drafts/FY28-Q1-supplier-assurance.md")
        buffer.parent.mkdir(parents=True, exist_ok=True)
        buffer.write_text("a stranger's words\n")
        self.committed(here, str(buffer))
        environment = here.environment
        here.environment = lambda user="ciso": environment(user) | {"EDITOR": "true"}
        typist = Typist(here, "draft", "edit", "Supplier Assurance", user="risk-manager")
        self.assertEqual(typist.end(), 7, typist.seen)
        self.assertIn("came with the repository", typist.seen)
        self.assertEqual(buffer.read_text(), "a stranger's words\n")

    def test_a_database_that_git_tracks_is_not_opened(self):
        for name in ("tracker.sqlite", "tracker.sqlite-journal", "tracker.sqlite-wal"):
            here = self.prepared("published")
            path = here.path(".secokr/" + name)
            path.exists() or path.write_bytes(b"a transaction that somebody else began")
            self.committed(here, str(path))
            before = here.path(place.TRACKER).read_bytes()
            with self.subTest(name=name):
                self.says(here.run(*UPDATE, user="training-manager", day=FRIDAY), 7, "came with the repository")
                self.assertTrue(path.exists())
                self.assertEqual(here.path(place.TRACKER).read_bytes(), before)

    def test_nothing_outside_the_workspace_is_read(self):
        reads = {"templates": ("ciso", ("draft", "start", "--quarter", "FY28-Q2"), "planning.md"),
                 "templates/planning.md": ("ciso", ("draft", "start", "--quarter", "FY28-Q2"), "planning.md"),
                 QUARTER: ("ciso", ("draft", "show"), "x.md"),
                 QUARTER + "/x.md": ("ciso", ("draft", "show"), "x.md"),
                 QUARTER + "/proposal.json": ("ciso", ("draft", "check"), "proposal.json"),
                 QUARTER + "/decisions.md": ("ciso", ("draft", "check"), "decisions.md")}
        for name, (user, args, leaf) in reads.items():
            here = self.prepared()
            outside = here.root.parent / "outside"
            at = here.path(name)
            if at.is_dir():
                shutil.rmtree(at)
            at.unlink(missing_ok=True)
            at.parent.mkdir(exist_ok=True)
            if at.name == leaf:
                outside.write_text("# " + SECRET)
            else:
                outside.mkdir()
                (outside / leaf).write_text("# " + SECRET)
            at.symlink_to(os.path.relpath(outside, at.parent))
            with self.subTest(name=name):
                run = here.run(*args, user=user)
                self.says(run, 7, "outside the workspace")
                self.assertNotIn(SECRET.strip(), run.text())
                self.assertFalse(any(SECRET.encode() in path.read_bytes() for path in here.root.rglob("*") if path.is_file() and not path.is_symlink()
                                     and outside not in path.resolve().parents and path.resolve() != outside))

    def test_nothing_is_written_through_a_link_to_nothing(self):
        new_objective = ("draft", "objective", "--title", "Detect it", "--reference", "New Thing", "--area", "SecOps", "--dri", "@secops-director")
        writes = {"okrs/FY28-Q2/README.md": ("ciso", PLANNING, ("draft", "start", "--quarter", "FY28-Q2")),
                  "okrs/FY28-Q2": ("ciso", PLANNING, ("draft", "start", "--quarter", "FY28-Q2")),
                  QUARTER + "/decisions.md": COMMANDS["exclude"],
                  QUARTER + "/published.json": ("ciso", "2027-01-18", ("finalize",)),
                  QUARTER + "/new-thing.md": ("secops-director", PLANNING, new_objective)}
        for name, (user, day, args) in writes.items():
            for way in (put_link_to_nothing, lambda at, victim: at.symlink_to("../../../elsewhere/not-there")):
                with self.subTest(name=name, way=way):
                    here = Place()
                    elsewhere = here.root.parent / "elsewhere"
                    elsewhere.mkdir()
                    at = here.path(name)
                    at.parent.mkdir(exist_ok=True)
                    at.unlink(missing_ok=True)
                    way(at, here.root.parent / "victim")
                    self.assertNotEqual(here.run(*args, user=user, day=day).code, 0)
                    self.assertEqual(list(elsewhere.iterdir()), [])
        for name in (".gitignore", ".gitattributes", "secokr.toml", "okrs/FY28-Q1", "okrs/FY28-Q1/security-training.md"):
            with self.subTest(init=name):
                here = Place(None)
                elsewhere = here.root.parent / "elsewhere"
                elsewhere.mkdir()
                here.path(name).parent.mkdir(parents=True, exist_ok=True)
                here.path(name).symlink_to(elsewhere / "not-there")
                self.assertNotEqual(here.run("init", "--example", "--no-input", day="2026-11-23").code, 0)
                self.assertEqual(list(elsewhere.iterdir()), [])

    def test_a_link_within_the_workspace_is_followed(self):
        here = self.prepared()
        here.path("shared").mkdir()
        here.path("shared/planning.md").write_text("# {{quarter}} of ours\n")
        here.path("templates").symlink_to("shared")
        self.assertEqual(here.run("draft", "start", "--quarter", "FY28-Q2").code, 0)
        self.assertIn("FY28-Q2 of ours", here.path("okrs/FY28-Q2/README.md").read_text())


if __name__ == "__main__":
    place.main()
