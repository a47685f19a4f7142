"""gitlab-ci-local, installed into the build folder from the lock file beside this module, and git repositories to run it in.

The jobs run in a shell of this machine: what they find there is what a container of the runner would hold. Where Node.js 18, npm or its
registry is missing the tests show as skipped (exit code 77), or fail where SECOKR_SKIP_IS_FAILURE is set."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
SERVER = "https://gitlab.example.com"
OLDEST_NODE = 18
# What npm says when it is the network that is missing; anything else is a fault of the lock file.
NO_NETWORK = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|E5\d\d\b|network")
# Of this machine's environment the jobs see nothing that would lead them elsewhere.
FOREIGN = re.compile(r"CI$|CI_|GITLAB|GCL_|GIT_|SECOKR_|CTEST_|CCACHE_|OKR_|MAKEFLAGS$|XDG_|NO_COLOR$|FORCE_COLOR$")


class Missing(Exception):
    """What is not on this machine, for people."""


def _output(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def installed(folder: Path) -> Path:
    """gitlab-ci-local of the lock file below the folder, where it is not there yet."""
    for program in ("node", "npm", "git", "rsync"):
        if not shutil.which(program):
            raise Missing(f"there is no {program}")
    version = _output("node", "--version").stdout.strip()
    if int(re.match(r"v(\d+)", version)[1]) < OLDEST_NODE:
        raise Missing(f"Node.js is {version}, older than {OLDEST_NODE}")
    files = [HERE / name for name in ("package.json", "package-lock.json", ".npmrc")]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / "installed"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (mark.exists() and mark.read_text() == wanted):
            for file in files:
                shutil.copy(file, folder)
            done = _output("npm", "ci", "--ignore-scripts", cwd=folder, stdin=subprocess.DEVNULL)
            if done.returncode != 0:
                told = done.stdout.strip()
                if NO_NETWORK.search(told):
                    raise Missing(f"npm does not reach its registry: {told.splitlines()[0]}")
                sys.exit(f"npm ci failed\n{told}")
            mark.write_text(wanted)
    return folder / "node_modules/.bin/gitlab-ci-local"


class Run:
    def __init__(self, command, code, text):
        self.command, self.code = command, code
        self.text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text)

    def __str__(self):
        return f"exit {self.code}: {' '.join(map(str, self.command))}\n{self.text}"


class Repository:
    """A git repository with a remote that GitLab would have, `origin/main` where it was made, and the pipelines that run in it."""

    def __init__(self, roof: Path, tool: Path, path="security/planning", variables=None):
        self.roof, self.tool = roof, tool
        self.root = roof / "work"
        self.path = path
        self.variables = {"CI_SERVER_URL": SERVER} | (variables or {})
        (roof / "home").mkdir()
        (roof / "gitconfig").write_text('[user]\nname = "A leader"\nemail = leader@example.com\n[init]\ndefaultBranch = main\n'
                                        '[safe]\ndirectory = *\n[advice]\ndetachedHead = false\n')

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        return kept | {"HOME": str(self.roof / "home"), "GIT_CONFIG_GLOBAL": str(self.roof / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1",
                       "GIT_TERMINAL_PROMPT": "0", "TERM": "dumb"} | more

    def do(self, *command, **more):
        """A command that must work, in the repository."""
        done = _output(*command, cwd=self.root, env=self.environment(), stdin=subprocess.DEVNULL, **more)
        if done.returncode != 0:
            raise AssertionError(f"{command}\n{done.stdout}")
        return done.stdout

    def begin(self):
        """Commits what stands in the folder as the remote's main branch."""
        self.do("git", "init", "-q")
        self.do("git", "remote", "add", "origin", f"{SERVER}/{self.path}.git")
        self.commit("begun")
        self.do("git", "update-ref", "refs/remotes/origin/main", "HEAD")
        self.do("git", "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")

    def commit(self, message):
        self.do("git", "add", "-A")
        self.do("git", "commit", "-q", "-m", message)

    def serve(self, project: str, folder: Path):
        """What the server's project of that path is cloned from."""
        with open(self.roof / "gitconfig", "a") as config:
            config.write(f'[url "file://{folder}"]\ninsteadOf = {SERVER}:443/{project}.git\n')

    def ci(self, *words, variables=None, unset=(), environment=None, seconds=600):
        given = self.variables | (variables or {})
        command = [str(self.tool), "--force-shell-executor", "--shell-isolation", "--no-artifacts-to-source", "--ignore-predefined-vars", ",".join(sorted(given)), *words]
        for name, value in given.items():
            command += ["--variable", f"{name}={value}"]
        for name in unset:
            command += ["--unset-variable", name]
        done = _output(*command, cwd=self.root, env=self.environment(**(environment or {})), stdin=subprocess.DEVNULL, timeout=seconds)
        return Run(command, done.returncode, done.stdout)

    def merge_request(self, *words, **more):
        more["variables"] = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "origin/main"} | more.get("variables", {})
        return self.ci(*words, unset=["CI_COMMIT_BRANCH"], **more)

    def jobs(self, run_in):
        """The names of the jobs that a pipeline has."""
        run = run_in("--list-csv")
        if run.code != 0:
            raise AssertionError(str(run))
        rows = run.text[run.text.index("name;description;stage;when"):].splitlines()[1:]
        return [row.split(";")[0] for row in rows if row]

    def artifact(self, job, name):
        """A file of the job's artifacts, or nothing."""
        found = self.root / ".gitlab-ci-local/artifacts" / job / name
        return found if found.exists() else None


class Case(unittest.TestCase):
    maxDiff = 4000
    tool = None

    def roof(self):
        """A folder that goes with the test."""
        return self.roof_of(self.addCleanup)

    @staticmethod
    def roof_of(add_cleanup):
        folder = tempfile.TemporaryDirectory(prefix="secokr-pipeline-", ignore_cleanup_errors=True)
        add_cleanup(folder.cleanup)
        return Path(folder.name).resolve()

    def says(self, run, code, *texts):
        self.assertEqual(run.code, code, str(run))
        for text in texts:
            self.assertIn(text, run.text, str(run))


def main():
    """`TEST FOLDER_OF_THE_TOOL …`: more words are the test's own, taken from sys.argv before."""
    try:
        Case.tool = installed(Path(sys.argv.pop(1)).resolve())
    except Missing as missing:
        print(f"skipped: {missing}")
        sys.exit(1 if os.environ.get("SECOKR_SKIP_IS_FAILURE") else 77)
    result = unittest.main(module="__main__", exit=False, verbosity=2).result
    if result.testsRun == 0:
        sys.exit("no test ran")
    sys.exit(0 if result.wasSuccessful() else 1)


def read_json(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))
