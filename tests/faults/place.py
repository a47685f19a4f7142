"""What the fault tests share: a workspace of its own, runs of the built secokr in it, and ways to break things.

Run as `python3 <test>.py SECOKR [unittest arguments]`. A fault that cannot be injected here skips its tests aloud: the
exit code is then 77, which CTest shows as skipped, even where other tests of the file passed."""

import ctypes
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from terminal import OnTerminal

SECOKR = None
PLANNING = "2026-12-21"  # objectives are settled
FINAL = "2027-01-18"
FRIDAY = "2027-02-12"
QUARTER = "okrs/FY28-Q1"
TRACKER = ".secokr/tracker.sqlite"

_templates = {}
_roof = None


class Run:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f"exit {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"

    def text(self):
        return self.out + self.err

    def error(self):
        """The parts of a JSON error."""
        return json.loads(self.err[self.err.index("{"):])["error"]


class Place:
    """A workspace of the example division in a temporary folder."""

    def __init__(self, kind="drafted"):
        self.root = Path(tempfile.mkdtemp(dir=_roof)) / "work"
        if kind:
            shutil.copytree(_template(kind), self.root, symlinks=True)
        else:
            self.root.mkdir()
        self.variables = {}  # of the environment, on top

    def environment(self, user="ciso"):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
        return kept | {"SECOKR_USER": user, "XDG_CONFIG_HOME": str(self.root / "no-settings"), "TERM": "dumb"} | self.variables

    def start(self, *args, user="ciso", day=PLANNING, **more):
        return subprocess.Popen([SECOKR, *args, "--as-of", day], cwd=self.root, env=self.environment(user), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def run(self, *args, **more):
        return ended(self.start(*args, **more))

    def path(self, name):
        return self.root / name

    def tree(self):
        """Every path and what stands there; the lock and the database's journal come and go."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if name in (".secokr", ".secokr/lock") or name.endswith("-journal"):
                continue
            if path.is_symlink():
                found[name] = os.readlink(path)
            elif path.is_file():
                found[name] = path.read_bytes()
            else:
                found[name] = "other"
        return found

    def rows(self, query):
        with sqlite3.connect(f"file:{self.root / TRACKER}?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()

    def change(self, statement, *values):
        """By hand, as somebody does on the web page."""
        with sqlite3.connect(self.root / TRACKER) as database:
            changed = database.execute(statement, values).rowcount
        assert changed > 0, statement
        return changed

    def published(self):
        """What a reader of the tracker and the files sees, without ids and sums."""
        issues = self.rows("SELECT title, due, confidential, opened FROM issues ORDER BY title")
        labels = self.rows("SELECT title, label FROM issue_labels JOIN issues USING (iid) ORDER BY 1, 2")
        links = self.rows("SELECT a.title, b.title FROM links JOIN issues a ON a.iid = low JOIN issues b ON b.iid = high ORDER BY 1, 2")
        stamps = sorted(path.name for path in self.path(QUARTER).glob("*.md") if b"- Published: local:" in path.read_bytes())
        base = json.loads(self.path(QUARTER + "/published.json").read_text())
        return issues, labels, links, stamps, sorted(entry["title"] for entry in base["issues"].values())


def ended(process, seconds=120):
    out, err = process.communicate(timeout=seconds)
    return Run(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))


class Killer:
    """Kills runs on their way, each somewhere within the time that an undisturbed one took."""

    def __init__(self, undisturbed):
        began = time.monotonic()
        run = undisturbed()
        assert run.code == 0, run
        self.lasts = time.monotonic() - began
        self.chance = random.Random(28)
        self.killed = self.started = 0

    def kill(self, start, end=ended):
        """Up to three kills before a run may end."""
        for _ in range(self.chance.randint(1, 3)):
            process = start()
            time.sleep(self.chance.uniform(0, self.lasts))
            process.send_signal(signal.SIGKILL)
            self.killed += end(process).code == -signal.SIGKILL
            self.started += 1


def _template(kind):
    if kind not in _templates:
        place = Place(None)
        made = place.run("init", "--example", "--no-input", day="2026-11-23")
        assert made.code == 0, made
        if kind == "hand-written":
            # As somebody writes it in an editor: no ids, and nothing frozen that names them.
            for path in place.path(QUARTER).glob("*.md"):
                path.write_text("".join(line for line in path.read_text().splitlines(True) if "secokr:id" not in line))
            place.path(QUARTER + "/proposal.json").unlink()
        if kind == "published":
            done = place.run("finalize", day=FINAL)
            assert done.code == 0, done
        _templates[kind] = place.root
    return _templates[kind]


class Typist(OnTerminal):
    """secokr on a terminal of its own."""

    def __init__(self, place, *args, user="ciso", day=PLANNING, term="dumb", columns=80):
        super().__init__([SECOKR, *args, "--as-of", day], place.environment(user) | {"TERM": term}, place.root, columns)


class Faults(unittest.TestCase):
    maxDiff = 4000

    def says(self, run, code, *texts):
        """The exit code and that each text stands in the message, which has a what and a next step."""
        self.assertEqual(run.code, code, str(run))
        for text in texts:
            self.assertIn(text.lower(), run.err.lower(), str(run))
        self.assertRegex(run.err, r"(?m)^error: \S", str(run))
        self.assertRegex(run.err, r"(?m)^help: \S", str(run))
        self.assertNotIn("mistake of its own", run.err, str(run))

    def says_json(self, run, kind, *texts):
        error = run.error()
        self.assertEqual(error["kind"], kind, str(run))
        for text in texts:
            self.assertIn(text.lower(), json.dumps(error, ensure_ascii=False).lower(), str(run))

    def only_appended(self, before, after, added):
        """Every line of `before` stands in `after`, in its order and with its bytes, beside lines that `added` accepts."""
        rest = iter(before.splitlines(True))
        wanted = next(rest, None)
        for line in after.splitlines(True):
            if line == wanted:
                wanted = next(rest, None)
            else:
                self.assertTrue(added(line), f"unexpected line {line!r}")
        self.assertIsNone(wanted, f"{wanted!r} is gone or changed")


class Holder:
    """Holds the local tracker locked, in a process of its own: a lock of this one ends with any close of the file here."""

    def __init__(self, place):
        code = ("import sqlite3, sys; database = sqlite3.connect(sys.argv[1], isolation_level=None); "
                "database.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()")
        self.process = subprocess.Popen([sys.executable, "-c", code, str(place.path(TRACKER))], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout.readline() == b"held\n"

    def let_go(self):
        self.process.communicate()


_libc = ctypes.CDLL(None, use_errno=True)
_NEW_NAMESPACE, _NEW_USER = 0x00020000, 0x10000000
_READ_ONLY, _REMOUNT, _BIND, _RECURSIVE, _PRIVATE = 1, 32, 4096, 16384, 1 << 18


def enter_namespace():
    """Mounts of this process are its own from now on; skips aloud where the system forbids that."""
    user, group = os.geteuid(), os.getegid()
    if _libc.unshare(_NEW_NAMESPACE | (0 if user == 0 else _NEW_USER)) != 0:
        raise unittest.SkipTest(f"no mount namespace here: {os.strerror(ctypes.get_errno())}")
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _mount(None, "/", None, _RECURSIVE | _PRIVATE)


def _mount(source, target, kind, flags, options=None):
    encoded = [None if text is None else str(text).encode() for text in (source, target, kind)]
    if _libc.mount(*encoded, ctypes.c_ulong(flags), None if options is None else options.encode()) != 0:
        raise unittest.SkipTest(f"no mount on {target} here: {os.strerror(ctypes.get_errno())}")


def make_read_only(folder):
    _mount(folder, folder, None, _BIND | _RECURSIVE)
    _mount(None, folder, None, _BIND | _REMOUNT | _READ_ONLY)


def make_writable(folder):
    _libc.umount(str(folder).encode())


def small_disk(folder, size):
    """A file system of `size` over the folder, holding what stood there."""
    aside = Path(tempfile.mkdtemp(dir=_roof)) / "aside"
    shutil.copytree(folder, aside, symlinks=True)
    _mount("tmpfs", folder, "tmpfs", 0, f"size={size}")
    shutil.copytree(aside, folder, symlinks=True, dirs_exist_ok=True)


def main():
    global SECOKR, _roof
    SECOKR = str(Path(sys.argv.pop(1)).resolve())
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    with tempfile.TemporaryDirectory(prefix="secokr-faults-", ignore_cleanup_errors=True) as _roof:
        result = unittest.main(module="__main__", exit=False, verbosity=2).result
    if not result.wasSuccessful():
        sys.exit(1)
    if result.testsRun == 0 and not result.skipped:
        sys.exit("no test ran")
    if result.skipped:
        print("SKIPPED: " + "; ".join(f"{test}: {why}" for test, why in result.skipped), file=sys.stderr)
        sys.exit(77)
