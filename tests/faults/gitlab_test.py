"""Interrupted and killed on a GitLab: an interrupt ends a wait and a request at once, and a rerun makes nothing twice."""

import json
import os
import random
import signal
import socket
import subprocess
import threading
import time
import unittest
import urllib.request

import place
from place import Faults, Place, Typist, ended

PEOPLE = ("ciso", "training-manager")


class OnGitlab(Place):
    """A workspace of the example division, planned around the real day, that publishes to a GitLab."""

    def __init__(self, origin, token):
        super().__init__(None)
        self.added = {"SECOKR_TRACKER_KIND": "gitlab", "SECOKR_TRACKER_HOST": origin, "SECOKR_TRACKER_PROJECT": "security/okrs",
                      "GITLAB_TOKEN": token}
        made = ended(self.start("init", "--example", "--no-input"))
        assert made.code == 0, made

    def environment(self, user="ciso"):
        return super().environment(user) | self.added

    def start(self, *args, user="ciso", day=None, **more):
        # Without --as-of, which writes to no shared tracker.
        return subprocess.Popen([place.SECOKR, *args], cwd=self.root, env=self.environment(user), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def finalize(self):
        return self.start("finalize", "--override", "P6", "--reason", "a test on any day")


class Stub:
    """A server that reads one request on each connection and answers with `answer`, or not at all."""

    def __init__(self, answer):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.origin = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.asked = threading.Event()
        self.answer = answer
        self.held = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            connection.recv(65536)
            if self.answer:
                connection.sendall(self.answer)
                connection.close()
            else:
                self.held.append(connection)
            self.asked.set()

    def close(self):
        self.listener.close()
        for connection in self.held:
            connection.close()


PATIENCE = (b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/plain\r\nRetry-After: 290\r\nContent-Length: 11\r\n"
            b"Connection: close\r\n\r\nRetry later")


class Interrupted(Faults):
    def setUp(self):
        self.stub = None

    def tearDown(self):
        if self.stub:
            self.stub.close()

    def here(self, answer):
        self.stub = Stub(answer)
        return OnGitlab(self.stub.origin, "glpat-nobody")

    def test_in_a_request(self):
        here = self.here(None)
        before = here.tree()
        process = here.finalize()
        self.assertTrue(self.stub.asked.wait(60))
        process.send_signal(signal.SIGINT)
        run = ended(process)
        self.assertEqual(run.code, 130, str(run))
        self.assertEqual(here.tree(), before)

    def test_in_a_wait(self):
        here = self.here(PATIENCE)
        before = here.tree()
        process = here.finalize()
        line = process.stderr.readline().decode()
        self.assertIn("waiting 290 s (Ctrl-C ends it)", line)
        process.send_signal(signal.SIGINT)
        run = ended(process)
        self.assertEqual(run.code, 130, str(run))
        self.assertEqual(here.tree(), before)

    def test_in_a_wait_on_a_terminal(self):
        here = self.here(PATIENCE)
        typist = Typist(here, "status", day="2027-02-12")
        typist.wait_for("(Ctrl-C ends it)")
        typist.press(b"\x03")
        self.assertEqual(typist.end(), 130, typist.seen)
        self.assertTrue(typist.seen.endswith("\n"), repr(typist.seen))


class Double:
    """The program that plays GitLab; it ends when its input does."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["GITLAB_DOUBLE"], *(word for name in PEOPLE for word in ("--user", name + ":20"))],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        began = json.loads(self.process.stdout.readline())
        self.origin, self.tokens = began["origin"], began["tokens"]

    def get(self, path):
        asked = urllib.request.Request(f"{self.origin}/api/v4/projects/security%2Fokrs/{path}",
                                       headers={"PRIVATE-TOKEN": "token-of-root"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)

    def published(self):
        """What stands there, without numbers and dates."""
        issues = self.get("issues?state=all&per_page=100")
        links = sorted((issue["title"], other["title"]) for issue in issues for other in self.get(f"issues/{issue['iid']}/links"))
        notes = [note["body"] for issue in issues for note in self.get(f"issues/{issue['iid']}/notes") if not note["system"]]
        return sorted((issue["title"], issue["labels"]) for issue in issues), links, notes

    def end(self):
        self.process.communicate(timeout=60)


class Killed(Faults):
    def test_finalize_makes_nothing_twice(self):
        chance = random.Random(28)
        whole = Double()
        began = time.monotonic()
        done = ended(OnGitlab(whole.origin, whole.tokens["ciso"]).finalize())
        lasts = time.monotonic() - began
        self.assertEqual(done.code, 0, str(done))
        wanted = whole.published()
        whole.end()
        self.assertGreater(len(wanted[0]), 10)
        killed = 0
        for number in range(6):
            double = Double()
            here = OnGitlab(double.origin, double.tokens["ciso"])
            for _ in range(chance.randint(1, 3)):
                process = here.finalize()
                time.sleep(chance.uniform(0, lasts))
                process.send_signal(signal.SIGKILL)
                killed += ended(process).code == -signal.SIGKILL
            with self.subTest(round=number):
                again = ended(here.finalize())
                self.assertEqual(again.code, 0, str(again))
                self.assertEqual(double.published(), wanted)
                self.assertIn("Nothing to do", ended(here.finalize()).text())
            double.end()
        self.assertGreater(killed, 2, "too few runs were killed before their end")


if __name__ == "__main__":
    place.main()
