"""The project's own .gitlab-ci.yml: which pipeline has which jobs, and every job of a merge request's, run in a copy of the working tree.

Usage: pipeline_test.py TOOL_FOLDER"""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree
from pathlib import Path

import ci_local

EDITED = "src/cli/core/version.cpp"
# These take minutes and ran a moment ago, beside this test and on the same sources.
LEFT_OUT = "pipeline|component|faults|api"


def working_tree():
    """The project's files as they are, relative to it; of an unpacked archive all but what was built."""
    if not (ci_local.SOURCE / ".git").exists():
        found = (path.relative_to(ci_local.SOURCE) for path in ci_local.SOURCE.rglob("*") if path.is_file())
        return [path for path in found if path.parts[0] != "build"]
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ci_local.SOURCE, stdout=subprocess.PIPE,
                            text=True, check=True).stdout
    return [Path(name) for name in filter(None, listed.split("\0")) if (ci_local.SOURCE / name).exists()]


class Project(ci_local.Repository):
    """A copy of the working tree, as a repository whose branch changes one body."""

    def __init__(self, roof, tool):
        # The machine's own cache of compilations, where this tree was just compiled; the package too is made of those.
        cache = {name: subprocess.run(["ccache", "-k", key], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
                 for name, key in (("CCACHE_DIR", "cache_dir"), ("CCACHE_MAXSIZE", "max_size"))}
        super().__init__(roof, tool, path="security/secokr", variables=cache | {"SECOKR_PRESET": "ci", "TESTS_LEFT_OUT": LEFT_OUT})
        self.root.mkdir()
        for name in working_tree():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ci_local.SOURCE / name, self.root / name, follow_symlinks=False)
        self.begin()
        self.base = self.do("git", "rev-parse", "HEAD").strip()
        self.do("git", "checkout", "-q", "-b", "topic")
        self.append("// A merge request changes this file.\n")

    def append(self, text):
        with open(self.root / EDITED, "a") as file:
            file.write(text)
        self.commit("changed")

    def merge_request(self, *words, **more):
        return super().merge_request(*words, **more | {"variables": {"CI_MERGE_REQUEST_DIFF_BASE_SHA": self.base} | more.get("variables", {})})


class Pipeline(ci_local.Case):
    @classmethod
    def setUpClass(cls):
        cls.here = Project(cls.roof_of(cls.addClassCleanup), cls.tool)

    def test_which_pipeline_has_which_jobs(self):
        here = self.here
        whole = ["build", "test", "lint", "package"]
        self.assertEqual(here.jobs(here.merge_request), whole)
        # A branch with a merge request has that pipeline only.
        self.assertEqual(here.jobs(here.ci), [])

        def of_main(**variables):
            return here.jobs(lambda *words: here.ci(*words, variables={"CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_NAME": "main"} | variables))

        self.assertEqual(of_main(), ["build", "test", "package"])
        self.assertEqual(of_main(CI_PIPELINE_SOURCE="schedule"), whole)
        tag = here.jobs(lambda *words: here.ci(*words, variables={"CI_COMMIT_TAG": "0.1.0"}, unset=["CI_COMMIT_BRANCH"]))
        self.assertEqual(tag, ["build", "test", "package"])

    def test_a_merge_request_builds_tests_lints_and_packages(self):
        run = self.here.merge_request(seconds=1700)
        self.says(run, 0, "PASS  build", "PASS  test", "PASS  lint", "PASS  package")
        self.assertIn("> 1 files are clean", run.text)
        self.all_tests_ran()
        self.package_works(self.here.root / ".gitlab-ci-local/artifacts/package/build/package")

    def test_lint_fails_on_what_the_merge_request_brings(self):
        self.here.append("namespace   secokr {}\n")
        self.says(self.here.merge_request("lint"), 1, EDITED, "FAIL  lint")

    def all_tests_ran(self):
        report = self.here.artifact("test", "build/junit.xml")
        suite = xml.etree.ElementTree.parse(report).getroot()
        names = [case.get("name") for case in suite.iter("testcase")]
        self.assertGreater(len(names), 700)
        self.assertEqual(suite.get("failures"), "0")
        self.assertFalse([name for name in names if name.startswith("pipeline")])

    def package_works(self, folder):
        package, archive, sums = (next(folder.glob(pattern)) for pattern in ("secokr_*.deb", "secokr-*.tar.gz", "SHA256SUMS"))
        subprocess.run(["sha256sum", "--check", "--quiet", sums.name], cwd=folder, check=True)
        fields = subprocess.run(["dpkg-deb", "--field", package], stdout=subprocess.PIPE, text=True, check=True).stdout
        for wanted in ("Package: secokr", "Version: 0.1.0", "libcurl4 (>=", "libc6 (>=", "ca-certificates", "tzdata", "Maintainer: "):
            self.assertIn(wanted, fields)
        # Everything that it depends on is a package of this Debian.
        tried = subprocess.run(["apt-get", "install", "--simulate", "--no-install-recommends", package], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, env=os.environ | {"LC_ALL": "C"})
        self.assertEqual(tried.returncode, 0, tried.stdout)
        self.assertIn("Inst secokr", tried.stdout)
        inside = self.roof()
        subprocess.run(["dpkg-deb", "--extract", package, inside / "deb"], check=True)
        (inside / "tgz").mkdir()
        subprocess.run(["tar", "-C", inside / "tgz", "--strip-components=1", "-xf", archive], check=True)
        for prefix in (inside / "deb/usr", inside / "tgz"):
            told = subprocess.run([prefix / "bin/secokr", "version"], stdout=subprocess.PIPE, text=True, check=True).stdout
            self.assertRegex(told, r"^secokr 0\.1\.0")
            for name in ("share/doc/secokr/docs/ci.md", "share/doc/secokr/LICENSE", "share/secokr/templates/okr-checks.yml"):
                self.assertTrue((prefix / name).is_file(), name)


if __name__ == "__main__":
    ci_local.main()
