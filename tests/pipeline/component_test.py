"""The component of templates/, included by a planning repository as docs/ci.md says, in pipelines of merge requests, pushes and schedules.

Usage: component_test.py TOOL_FOLDER SECOKR GITLAB_DOUBLE"""

import datetime
import json
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import jsonschema
import yaml

import ci_local

sys.path.insert(0, str(ci_local.SOURCE / "tests/gitlab"))

from gitlab_double import GitlabDouble  # noqa: E402

SECOKR = DOUBLE = None
COMPONENT = ci_local.SOURCE / "templates/okr-checks.yml"
GUIDE = ci_local.SOURCE / "docs/ci.md"
REPORT = "gl-code-quality-report.json"
PLANNING = {"draft-quarter": "FY28-Q1"}

# GitLab's words for its report: what it needs of an entry, and the values that it knows.
QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[A-Z][0-9]$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^[^/.][^:]*$"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def spec():
    return next(yaml.safe_load_all(COMPONENT.read_text()))["spec"]["inputs"]


def ten_lines():
    """The YAML that docs/ci.md begins with."""
    return re.search(r"(?ms)^```yaml\n(.*?)^```", GUIDE.read_text())[1]


def including(**inputs):
    inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
    component = {"component": "$CI_SERVER_FQDN/security/secokr/okr-checks@0.1.0", "inputs": {"image": "registry.example.com/secokr:1"} | inputs}
    return yaml.safe_dump({"include": [component]})


class Planning(ci_local.Repository):
    """The planning repository of the example division, whose OKRs are to be issues of security/okrs."""

    def __init__(self, case, configuration, day="2026-11-23", variables=None):
        super().__init__(case.roof(), case.tool, variables=variables)
        (self.roof / "bin").mkdir()
        (self.roof / "bin/secokr").symlink_to(SECOKR)
        self.root.mkdir()
        self.do("secokr", "init", "--example", "--no-input", *(["--as-of", day] if day else []))
        config = self.root / "secokr.toml"
        config.write_text(re.sub(r"(?ms)^\[tracker\]\n.*?\n\n", '[tracker]\nkind = "gitlab"\nproject = "security/okrs"\n\n', config.read_text(), count=1))
        (self.root / ".gitlab-ci.yml").write_text(configuration)
        self.publish_component()
        self.begin()

    def environment(self, **more):
        given = super().environment(**more)
        return given | {"PATH": f"{self.roof / 'bin'}:{given['PATH']}"}

    def publish_component(self):
        """The project whose templates/ others include, with a version."""
        folder = self.roof / "component"
        (folder / "templates").mkdir(parents=True)
        shutil.copy(COMPONENT, folder / "templates")
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "released"], ["tag", "0.1.0"]):
            subprocess.run(["git", *words], cwd=folder, env=self.environment(), check=True)
        self.serve("security/secokr", folder)

    def change(self, path, old, new):
        """An edit of a branch, committed."""
        file = self.root / path
        text = file.read_text()
        assert old in text, text
        file.write_text(text.replace(old, new, 1))
        self.commit("changed")

    def schedule(self, *words, **more):
        more["variables"] = {"CI_PIPELINE_SOURCE": "schedule"} | more.get("variables", {})
        return self.ci(*words, **more)

    def by_hand(self, *words, **more):
        more["variables"] = {"CI_PIPELINE_SOURCE": "web"} | more.get("variables", {})
        return self.ci(*words, **more)

    def report(self, job):
        """The Code Quality report that GitLab would get of the job, checked."""
        path = self.artifact(job, REPORT)
        if path is None:
            return None
        rows = ci_local.read_json(path)
        jsonschema.validate(rows, QUALITY)
        assert len({row["fingerprint"] for row in rows}) == len(rows), rows
        return rows


class WhichJobs(ci_local.Case):
    def setUp(self):
        self.here = Planning(self, ten_lines())

    def test_draft_check_of_a_merge_request_that_touches_the_plan(self):
        self.assertEqual(self.here.jobs(self.here.merge_request), [])
        (self.here.root / "notes.md").write_text("Not of the plan.\n")
        self.here.commit("notes")
        self.assertEqual(self.here.jobs(self.here.merge_request), [])
        self.here.change("okrs/FY28-Q1/security-training.md", "- Area:", "- Area: ")
        self.assertEqual(self.here.jobs(self.here.merge_request), ["draft-check"])

    def test_draft_check_of_a_merge_request_that_touches_the_configuration(self):
        self.here.change("secokr.toml", "objectives = 5", "objectives = 4")
        self.assertEqual(self.here.jobs(self.here.merge_request), ["draft-check"])

    def test_draft_check_of_the_default_branch_and_no_other(self):
        self.assertEqual(self.here.jobs(self.here.ci), ["draft-check"])
        self.here.do("git", "checkout", "-q", "-b", "topic")
        self.here.change("secokr.toml", "objectives = 5", "objectives = 4")
        self.assertEqual(self.here.jobs(self.here.ci), [])

    def test_label_check_of_schedules(self):
        def scheduled(**variables):
            return self.here.jobs(lambda *words: self.here.schedule(*words, variables=variables))

        self.assertEqual(scheduled(), ["label-check"])
        self.assertEqual(scheduled(OKR_SCHEDULE="daily"), ["label-check"])
        self.assertEqual(scheduled(OKR_SCHEDULE="weekly"), [])

    def test_label_check_by_hand_when_asked_for(self):
        self.assertEqual(self.here.jobs(self.here.by_hand), [])
        self.assertEqual(self.here.jobs(lambda *words: self.here.by_hand(*words, variables={"OKR_SCHEDULE": "daily"})), ["label-check"])


class DraftCheck(ci_local.Case):
    def test_a_clean_plan_passes_as_the_guide_includes_it(self):
        here = Planning(self, ten_lines(), day=None)
        objective = next((here.root / "okrs").glob("*/security-training.md"))
        here.change(objective.relative_to(here.root), "- Area:", "- Area: ")
        run = here.merge_request()
        self.says(run, 0, "$ secokr draft check\n", f"{objective.parent.name} · check", "5 objectives checked: 0 errors")
        self.assertEqual(here.report("draft-check"), [])

    def test_a_broken_file_fails_and_is_reported_at_its_line(self):
        here = Planning(self, including(**PLANNING))
        here.change("okrs/FY28-Q1/security-training.md", "- DRI:", "- DIR:")
        run = here.merge_request()
        self.says(run, 1, "okrs/FY28-Q1/security-training.md:6: error F2", "FAIL  draft-check")
        found = [(row["check_name"], row["severity"], row["location"]) for row in here.report("draft-check") if row["severity"] == "major"]
        self.assertIn(("F2", "major", {"path": "okrs/FY28-Q1/security-training.md", "lines": {"begin": 6}}), found)

    def test_it_needs_no_token_and_asks_no_server(self):
        with GitlabDouble(DOUBLE) as server:
            here = Planning(self, including(**PLANNING), variables={"CI_SERVER_URL": server.origin})
            here.change("okrs/FY28-Q1/security-training.md", "- Area:", "- Area: ")
            self.says(here.merge_request(), 0, "5 objectives checked")
            self.assertEqual(server.order("requests")["requests"], [])

    def test_a_stage_looks_ahead(self):
        here = Planning(self, including(**PLANNING, draft_stage="published"))
        here.change("okrs/FY28-Q1/security-training.md", "- Area:", "- Area: ")
        self.says(here.merge_request(), 0, "$ secokr draft check FY28-Q1 --stage published\n", "check at the stage published")

    def test_while_nothing_is_planned_it_looks_at_the_current_quarter(self):
        here = Planning(self, including(), day=None)
        quarter = json.loads(here.do("secokr", "calendar", "now", "--json"))["quarter"]
        planned = next((here.root / "okrs").glob("*-Q*"))
        here.do("git", "mv", str(planned.relative_to(here.root)), f"okrs/{quarter}")
        here.commit("moved")
        run = here.merge_request()
        self.assertIn("$ secokr draft check now\n", run.text)
        self.assertIn(f"{quarter} · check", run.text)

    def test_nothing_to_check_fails(self):
        here = Planning(self, including(draft_quarter="FY29-Q1"))
        here.change("secokr.toml", "objectives = 5", "objectives = 4")
        self.says(here.merge_request(), 1, "There is no objective in okrs/FY29-Q1")

    def test_a_configuration_that_cannot_be_read_leaves_no_report(self):
        here = Planning(self, including())
        here.change("secokr.toml", "objectives = 5", "objectivs = 5")
        run = here.merge_request()
        self.says(run, 1, "objectivs", "draft-check finished", "FAIL 3")
        self.assertIsNone(here.report("draft-check"), str(run))

    def test_an_image_without_secokr_fails(self):
        here = Planning(self, including(**PLANNING, secokr="/opt/no/secokr"))
        here.change("secokr.toml", "objectives = 5", "objectives = 4")
        run = here.merge_request()
        self.says(run, 1, "/opt/no/secokr", "FAIL 127")
        self.assertIsNone(here.report("draft-check"), str(run))


class Okrs:
    """security/okrs on a double: an objective of the current quarter with a KR, and the scheme's labels."""

    def __init__(self, case, quarter):
        self.double = GitlabDouble(DOUBLE, "--user", "ci-bot:20")
        case.addCleanup(self.double.__exit__)
        self.token = self.double.tokens["ci-bot"]
        self.labels = ["division::Security", quarter, "OKR", "sec-okr::p0", "sec-okr::p1", "sec-okr::p2"]
        for name in self.labels:
            self.post("labels", name=name, color="#112233")
        self.objective = self.issue(f"{quarter} Objective (Security Training) Build a security-aware organisation", "division::Security", quarter, "OKR",
                                    "sec-okr::p1")
        self.key_result = self.issue(f"{quarter} KR1 (Security Training) Achieve 90% completion rate", "division::Security", quarter)
        self.issue("A feature of somebody else", "division::Engineering")

    def request(self, method, path, **fields):
        request = urllib.request.Request(f"{self.double.origin}/api/v4/projects/security%2Fokrs/{path}", json.dumps(fields).encode() if fields else None, method=method,
                                         headers={"PRIVATE-TOKEN": "token-of-root", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def post(self, path, **fields):
        return self.request("POST", path, **fields)

    def issue(self, title, *labels, description=""):
        return self.post("issues", title=title, labels=",".join(labels), description=description)["iid"]

    def publish(self, iid, kind, number, *lines):
        """Gives an issue the block of one that secokr published."""
        block = "\n".join([f"<!-- secokr:begin 1 kind={kind} id={number:016x} sum=00000000 -->", *lines, "<!-- secokr:end -->"])
        self.request("PUT", f"issues/{iid}", description=block)

    def notes(self, iid):
        return [note["body"] for note in self.request("GET", f"issues/{iid}/notes") if not note["system"]]

    def label(self, iid, add="", remove=""):
        self.request("PUT", f"issues/{iid}", add_labels=add, remove_labels=remove)

    def asked(self):
        return self.double.order("requests")["requests"]


class LabelCheck(ci_local.Case):
    def begin(self, configuration):
        here = Planning(self, configuration, day=None)
        quarter = json.loads(here.do("secokr", "calendar", "now", "--json"))["quarter"]
        okrs = Okrs(self, quarter)
        here.variables |= {"CI_SERVER_URL": okrs.double.origin, "SECOKR_TOKEN": okrs.token, "CI_JOB_TOKEN": "job-token-of-ci"}
        return here, okrs

    def test_clean_labels_pass_as_the_guide_includes_it(self):
        here, okrs = self.begin(ten_lines())
        before = len(okrs.asked())
        run = here.schedule()
        self.says(run, 0, "$ secokr label check now", "0 errors")
        self.assertEqual(here.report("label-check"), [])
        self.assertNotIn(okrs.token, run.text)
        self.assertEqual({request["method"] for request in okrs.asked()[before:]}, {"GET"})

    def test_spoilt_labels_fail_and_are_reported(self):
        here, okrs = self.begin(including())
        okrs.label(okrs.objective, remove="OKR")
        okrs.label(okrs.key_result, add="sec-okr::p2")
        run = here.schedule()
        self.says(run, 1, "error L1", "error L2", f"/issues/{okrs.objective}", "FAIL  label-check")
        found = {(row["check_name"], row["location"]["path"]) for row in here.report("label-check")}
        self.assertEqual(found, {("L1", f"security/okrs/-/issues/{okrs.objective}"), ("L2", f"security/okrs/-/issues/{okrs.key_result}")})

    def test_warnings_fail_where_it_is_strict(self):
        for strict, code in ((False, 0), (True, 1)):
            with self.subTest(strict=strict):
                here, okrs = self.begin(including(strict=strict))
                quarter = okrs.labels[1]
                okrs.issue(f"{quarter} Objective (Wandering) Nobody says whose this is")
                self.says(here.schedule(), code, "warning L8")
                self.assertEqual([row["severity"] for row in here.report("label-check")], ["minor"])

    def test_a_baseline_leaves_what_is_new(self):
        here, okrs = self.begin(including(baseline="labels-baseline.json"))
        okrs.label(okrs.objective, remove="OKR")
        known = subprocess.run(["secokr", "label", "check", "now", "--json"], cwd=here.root, text=True, stdout=subprocess.PIPE,
                               env=here.environment(GITLAB_CI="true", CI_SERVER_URL=okrs.double.origin, SECOKR_TOKEN=okrs.token))
        self.assertEqual(known.returncode, 1, known.stdout)
        (here.root / "labels-baseline.json").write_text(known.stdout)
        here.commit("adopted")
        self.says(here.schedule(), 0, "--baseline labels-baseline.json\n")
        okrs.label(okrs.key_result, add="sec-okr::p2")
        self.says(here.schedule(), 1, "L2")

    def test_all_quarters(self):
        here, okrs = self.begin(including(label_quarter="all"))
        okrs.post("labels", name="FY20-Q1", color="#112233")
        okrs.issue("FY20-Q1 KR1 (Long Ago) A key result of another quarter", "division::Security", "FY20-Q1", "OKR")
        self.says(here.schedule(), 1, "$ secokr label check --all-quarters\n", "error L2")

    def test_another_project_is_looked_at_where_it_is_named(self):
        here, okrs = self.begin(including(project="security/no-such-project"))
        run = here.schedule()
        self.says(run, 1, "security/no-such-project", "FAIL 5")
        self.assertIsNone(here.report("label-check"))

    def test_without_a_token_it_says_what_is_missing(self):
        here, _ = self.begin(including())
        del here.variables["SECOKR_TOKEN"], here.variables["CI_JOB_TOKEN"]
        run = here.schedule()
        self.says(run, 1, "There is no token for", "CI/CD variable SECOKR_TOKEN", "read_api", "FAIL 4")
        self.assertIsNone(here.report("label-check"))

    def test_with_the_job_token_alone_it_says_why_that_is_not_enough(self):
        here, okrs = self.begin(including())
        del here.variables["SECOKR_TOKEN"]
        before = len(okrs.asked())
        self.says(here.schedule(), 1, "CI_JOB_TOKEN cannot reach issues", "CI/CD variable SECOKR_TOKEN", "FAIL 4")
        self.assertEqual(len(okrs.asked()), before)


class Remind(ci_local.Case):
    def begin(self, **inputs):
        """An objective with a KR of the quarter that the week's Friday lies in; the days of this week are closed, which leaves a slot open today."""
        here = Planning(self, including(**inputs), day=None)
        today = datetime.date.today()
        monday = today - datetime.timedelta(days=today.weekday())
        friday = monday + datetime.timedelta(days=-3 if today.weekday() < 2 else 4)
        closed = ", ".join(str(monday + datetime.timedelta(days=day)) for day in range(5))
        config = here.root / "secokr.toml"
        text = re.sub(r"(?m)^#? *closed_days *=.*$", "", config.read_text())
        self.assertIn("[calendar]\n", text)
        config.write_text(text.replace("[calendar]\n", f"[calendar]\nclosed_days = [{closed}]\n", 1))
        here.commit("closed")
        okrs = Okrs(self, json.loads(here.do("secokr", "calendar", "now", "--as-of", str(friday), "--json"))["quarter"])
        okrs.publish(okrs.objective, "objective", 1, "- Reference: Security Training", "- DRI: @assurance-director", "- Priority: p1", "",
                     "## Key results", "", f"- KR1: #{okrs.key_result} Achieve 90% completion rate")
        okrs.publish(okrs.key_result, "kr", 2, "- DRI: @training-manager", "- Metric: completion rate from 62 to 90 %")
        here.variables |= {"CI_SERVER_URL": okrs.double.origin, "CI_JOB_TOKEN": "job-token-of-ci", "SECOKR_REMIND_TOKEN": okrs.token}
        return here, okrs

    def schedule(self, here, *words):
        return here.schedule(*words, variables={"OKR_SCHEDULE": "reminders"})

    def test_it_is_there_only_where_it_is_switched_on_and_asked_for(self):
        off = Planning(self, including())
        self.assertEqual(off.jobs(lambda *words: self.schedule(off, *words)), [])
        on = Planning(self, including(reminders=True))
        self.assertEqual(on.jobs(lambda *words: self.schedule(on, *words)), ["remind"])
        self.assertEqual(on.jobs(on.schedule), ["label-check"])
        self.assertEqual(on.jobs(on.by_hand), [])
        self.assertEqual(on.jobs(lambda *words: on.by_hand(*words, variables={"OKR_SCHEDULE": "reminders"})), ["remind"])

    def test_it_reminds_once(self):
        here, okrs = self.begin(reminders=True)
        run = self.schedule(here)
        self.says(run, 0, "$ secokr remind --post --no-input", "posted  Security Training/KR1")
        self.assertNotIn(okrs.token, run.text)
        [note] = okrs.notes(okrs.key_result)
        self.assertTrue(note.startswith("@training-manager: "), note)
        self.assertIn('secokr update "Security Training/KR1" --week ', note)
        self.says(self.schedule(here), 0, "everybody has been told already")
        self.assertEqual(okrs.notes(okrs.key_result), [note])

    def test_the_token_for_reading_is_taken_where_there_is_no_other(self):
        here, okrs = self.begin(reminders=True, project="security/okrs")
        here.variables["SECOKR_TOKEN"] = here.variables.pop("SECOKR_REMIND_TOKEN")
        self.says(self.schedule(here), 0, "$ secokr remind --post --no-input --project security/okrs", "posted")
        self.assertIn("--project security/okrs", okrs.notes(okrs.key_result)[0])

    def test_with_the_job_token_alone_it_says_what_is_missing(self):
        here, okrs = self.begin(reminders=True)
        del here.variables["SECOKR_REMIND_TOKEN"]
        before = len(okrs.asked())
        self.says(self.schedule(here), 1, "CI_JOB_TOKEN cannot reach issues", "SECOKR_REMIND_TOKEN", "FAIL 4")
        self.assertEqual(len(okrs.asked()), before)


class Interface(ci_local.Case):
    def test_a_prefix_includes_it_twice(self):
        both = yaml.safe_load(including())
        both["include"] += yaml.safe_load(including(job_prefix="company-"))["include"]
        here = Planning(self, including())
        # The tool fetches an include that is named twice at once, into one place, and may stumble over itself; what it has it keeps.
        self.assertEqual(here.jobs(here.schedule), ["label-check"])
        (here.root / ".gitlab-ci.yml").write_text(yaml.safe_dump(both))
        self.assertEqual(here.jobs(here.schedule), ["label-check", "company-label-check"])

    def test_inputs_are_checked_before_a_job_runs(self):
        for wrong, told in (({"draft-stage": "someday"}, "not in the list of allowed options"), ({"strict": "yes"}, "not a boolean"), ({"image": None}, "image")):
            with self.subTest(**wrong):
                run = Planning(self, including(**wrong)).merge_request("--list")
                self.says(run, 1, told)

    def test_the_guide_tells_every_input_as_it_is(self):
        rows = dict(re.findall(r"(?m)^\| `([a-z-]+)` \| (.*?) \|", GUIDE.read_text()))
        told = {name: row.split("`")[1] if "`" in row else {"required": None, "empty": ""}[row] for name, row in rows.items()}
        wanted = {name: {True: "true", False: "false"}.get(one.get("default"), one.get("default")) for name, one in spec().items()}
        self.assertEqual(told, wanted)

    def test_every_input_is_described_and_used(self):
        text = COMPONENT.read_text()
        for name, one in spec().items():
            self.assertTrue(one["description"].endswith("."), name)
            self.assertIn(f"$[[ inputs.{name} ]]", text)

    def test_the_guide_shows_ten_lines(self):
        self.assertEqual(len(ten_lines().splitlines()), 10)

    def test_gitlab_gets_the_report_of_failed_jobs_too(self):
        here = Planning(self, including())
        shown = yaml.safe_load(here.merge_request("--preview").text.split("---\n", 1)[1])
        for job in ("draft-check", "label-check"):
            self.assertEqual(shown[job]["artifacts"], {"when": "always", "paths": [REPORT], "reports": {"codequality": REPORT}})

    def test_the_scripts_run_in_the_plain_shell_of_debian(self):
        """The runner takes sh where an image has no bash; here the jobs' lines are run by dash, as it would join them."""
        here = Planning(self, including(**PLANNING, reminders=True))
        shown = yaml.safe_load(here.merge_request("--preview").text.split("---\n", 1)[1])
        for job, words, code in (("draft-check", "5 objectives checked", 0), ("label-check", "CI/CD variable SECOKR_TOKEN", 4),
                                 ("remind", "CI/CD variable SECOKR_REMIND_TOKEN", 4)):
            lines = "".join(f"{line}\n" for part in ("before_script", "script") for line in shown[job].get(part, []))
            environment = here.environment(GITLAB_CI="true", CI_SERVER_URL="http://127.0.0.1:9", **shown[job]["variables"])
            ran = subprocess.run(["dash", "-eu"], input=lines, text=True, cwd=here.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.assertEqual(ran.returncode, code, ran.stdout)
            self.assertIn(words, ran.stdout)


if __name__ == "__main__":
    SECOKR, DOUBLE = (str(Path(sys.argv.pop(2)).resolve()) for _ in range(2))
    ci_local.main()
