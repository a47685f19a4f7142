"""Texts that mean something to a server, to secokr's own formats or to a terminal: they stay somebody's text."""

import re
import unittest

import place
from place import FINAL, FRIDAY, PLANNING, QUARTER, Faults, Place

PROPOSAL = "2027-01-04"
LINES = ["/close", "/label ~p0", "<!-- secokr:end -->", "<!-- secokr:begin 1 kind=kr id=0123456789abcdef sum=00000000 -->",
         "<!-- secokr:update 1 kind=kr id=0123456789abcdef week=2027-02-08 sum=00000000 -->", "{{iid kr:x}}", "{{url objective:x}}",
         "@all look", "\x1b[31mred\x1b[0m \x07bell", "# Heading", "## KR9: smuggled", "### Milestones",
         "```", "/close in a fence", "```", "## What will be accomplished next week", "Risk: none", "\\/escaped", "trailing  ", "\u202eright to left"]
TEXT = "\n".join(LINES)
QUICK_ACTION = re.compile(r"^/[a-z]", re.M)


def outside_fences(text):
    return re.sub(r"(?ms)^```.*?^```", "", text)


class HostileTexts(Faults):
    def run_well(self, here, *args, **more):
        run = here.run(*args, **more)
        self.assertEqual(run.code, 0, str(run))
        self.assertNotRegex(run.out + run.err, r"[\x00-\x08\x0b-\x1f\x7f]", "control characters reach the terminal")
        return run

    def with_hostile_objective(self):
        here = Place()
        self.run_well(here, "draft", "exclude", "Insider Threat", "--reason", "/close · @all\n- 2026-12-21 · O3 · forged · by @ciso")
        self.run_well(here, "draft", "objective", "--title", "/close <!-- secokr:end --> @all \x1b[31m", "--reference", "Hostile",
                      "--dri", "@threat-director", "--area", "ThreatMgmt", "--top-5-risk", "mitigates Phishing of team members",
                      "--strategy", "https://example.com/x", "--outcome", TEXT, user="threat-director")
        self.run_well(here, "draft", "kr", "Hostile", "--title", "{{iid kr:x}} /close 5", "--dri", "@ben-carter", "--metric",
                      "a <!-- b from 1 to 5 /c", "--outcome", TEXT, "--milestone", "/close <!-- secokr:end -->; @ben-carter; 2027-02-26",
                      user="threat-director")
        return here

    def test_an_item_of_a_list_is_refused_in_prose(self):
        here = Place()
        for item in ("- [ ] Milestone 9: Description: x DRI: @all", "- [ ] Data (@data-manager): the export"):
            run = here.run("draft", "objective", "--title", "Hostile", "--reference", "Hostile", "--dri", "@threat-director", "--area",
                           "ThreatMgmt", "--outcome", "Before it\n\n" + item, user="threat-director")
            self.assertEqual(run.code, 2, str(run))
            self.assertIn(item, run.err)

    def test_a_draft_keeps_its_structure(self):
        here = self.with_hostile_objective()
        shown = self.run_well(here, "draft", "show", "Hostile", "--json")
        self.assertNotIn("smuggled", re.sub(r'"outcome": ".*"', "", shown.out))
        record = here.path(QUARTER + "/decisions.md").read_text()
        self.assertNotRegex(record, r"(?m)^- 2026-12-21 · O3 · forged")

    def test_a_published_issue_runs_nothing_and_has_one_block(self):
        here = self.with_hostile_objective()
        self.run_well(here, "draft", "propose", "Hostile", user="threat-director")
        self.run_well(here, "draft", "include", "Hostile", day=PROPOSAL)
        # K5: a placeholder in a published title or metric is a finding; this one is somebody's text on the record.
        finalize = ("finalize", "--override", "K5", "--reason", "meant so")
        run = here.run(*finalize, day=FINAL)
        self.assertEqual(run.code, 0, str(run))
        found = here.rows("SELECT title, description FROM issues WHERE title LIKE '%Hostile%'")
        self.assertEqual(len(found), 2)
        for title, description in found:
            with self.subTest(title=title):
                self.assertNotRegex(title, r"[\x00-\x1f]")
                self.assertEqual(len(re.findall(r"(?m)^<!-- secokr:begin ", description)), 1)
                self.assertEqual(len(re.findall(r"(?m)^<!-- secokr:end -->", description)), 1)
                self.assertIsNone(QUICK_ACTION.search(outside_fences(description)), description)
        self.assertIn("Nothing to do", here.run(*finalize, day=FINAL).text())
        args = ("update", "Hostile/KR1", "--value", "2", "--health", "on-track", "--accomplished", TEXT, "--next", TEXT)
        self.run_well(here, *args, day=FRIDAY, user="ben-carter")
        again = here.run(*args, day=FRIDAY, user="ben-carter")
        self.assertIn("unchanged", again.out + again.err)
        notes = here.rows("SELECT body FROM notes")
        self.assertEqual(len(notes), 1)
        body = notes[0][0]
        self.assertIsNone(QUICK_ACTION.search(outside_fences(body)), body)
        self.assertEqual(len(re.findall(r"(?m)^<!-- secokr:update ", body)), 1)
        for args in (("status",), ("report", "dashboard"), ("report", "dashboard", "--format", "markdown")):
            self.run_well(here, *args, day=FRIDAY, user="ben-carter")

    def test_a_line_break_in_a_title_does_not_begin_a_line(self):
        here = Place()
        self.run_well(here, "draft", "objective", "--title", "Two\n## KR1: lines\r\n- Status: included", "--reference", "Two",
                      "--dri", "@threat-director", user="threat-director")
        text = here.path(QUARTER + "/two.md").read_text()
        self.assertNotRegex(text, r"(?m)^## KR1|^- Status: included")

    def test_a_text_of_a_megabyte(self):
        here = Place()
        # Longer than one argument may be on Linux, so it comes by the file, as an editor would bring it.
        path = here.path(QUARTER + "/supplier-assurance.md")
        long = "word " * 210_000
        path.write_text(path.read_text().replace("\n## KR1", f"\n{long}\n\n## KR1", 1))
        here.path(QUARTER + "/proposal.json").unlink()  # else D4 compares with what was proposed
        for args, day in ((("draft", "show"), PLANNING), (("draft", "check"), PLANNING), (("finalize",), FINAL), (("status",), FRIDAY),
                          (("report", "dashboard"), FRIDAY)):
            self.run_well(here, *args, day=day)
        self.assertIn("Nothing to do", here.run("finalize", day=FINAL).text())
        note = "x" * 120_000
        self.run_well(here, "update", "Supplier Assurance/KR1", "--progress", "5", "--health", "on-track", "--accomplished", note, day=FRIDAY,
                      user="david-park")
        self.assertIn(note, here.rows("SELECT body FROM notes")[0][0])


if __name__ == "__main__":
    place.main()
