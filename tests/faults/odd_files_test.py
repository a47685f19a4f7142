"""Files as other editors and systems write them, and names that nobody expects: each line of theirs stays byte for byte."""

import os
import unittest

import place
from place import FINAL, PLANNING, QUARTER, Faults, Place

PROPOSAL = "2027-01-04"
FILE = QUARTER + "/supplier-assurance.md"


def added(line):
    """What the commands may add to a file or change in it."""
    plain = line.strip()
    return (plain in (b"", b"- Status: proposed", b"- Status: included", b"- DRI: @david-park", b"- Weight: 20 %",
                      b"- Metric: suppliers visited from 0 to 5", b"## KR3: Visit 5 suppliers", b"### Milestones")
            or plain.startswith((b"<!-- secokr:id ", b"- Published: local:", b"- [ ] Milestone 1: Description: all are visited")))


def drop_status(content):
    return b"".join(line for line in content.splitlines(True) if not line.startswith(b"- Status: "))


class OddBytes(Faults):
    def take_through(self, make, name="supplier-assurance.md", ending=None):
        """The file from a draft to its publication."""
        here = Place()
        here.path(FILE).rename(here.path(f"{QUARTER}/{name}"))
        path = here.path(f"{QUARTER}/{name}")
        original = make(path.read_bytes().replace(b"- Status: included", b"- Status: draft"))
        path.write_bytes(original)
        here.path(QUARTER + "/proposal.json").unlink()
        for args, day, user in [
            (("draft", "kr", "Supplier Assurance", "--title", "Visit 5 suppliers", "--dri", "@david-park", "--metric",
              "suppliers visited from 0 to 5", "--weight", "20 %", "--milestone", "all are visited; @david-park; 2027-04-02"),
             PLANNING, "risk-manager"),
            (("draft", "propose", "Supplier Assurance"), PLANNING, "risk-manager"),
            (("draft", "include", "Credential Rotation", "Insider Threat", "Security Training", "Supplier Assurance",
              "Vulnerability Remediation"), PROPOSAL, "ciso"),
            (("finalize",), FINAL, "ciso"),
        ]:
            run = here.run(*args, day=day, user=user)
            self.assertEqual(run.code, 0, str(run))
        content = path.read_bytes()
        # A last line without an end gets one where lines follow it.
        self.only_appended(drop_status(original if original.endswith(b"\n") else original + (ending or b"\n")), content, added)
        self.assertIn(b"- Status: included", content)
        self.assertIn(b"- Published: local:", content)
        self.assertIn("Nothing to do", here.run("finalize", day=FINAL).text())
        return here, content

    def test_crlf(self):
        _, content = self.take_through(lambda text: text.replace(b"\n", b"\r\n"), ending=b"\r\n")
        self.assertEqual(content.count(b"\r\n"), content.count(b"\n"))

    def test_byte_order_mark(self):
        _, content = self.take_through(lambda text: b"\xef\xbb\xbf" + text)
        self.assertTrue(content.startswith(b"\xef\xbb\xbf# "))
        self.assertEqual(content.count(b"\xef\xbb\xbf"), 1)

    def test_crlf_with_byte_order_mark_and_no_last_line_end(self):
        _, content = self.take_through(lambda text: b"\xef\xbb\xbf" + text.rstrip(b"\n").replace(b"\n", b"\r\n"), ending=b"\r\n")
        self.assertEqual(content.count(b"\r\n"), content.count(b"\n"))

    def test_trailing_blanks_and_tabs(self):
        self.take_through(lambda text: text.replace(b"- Area: SecAssurance", b"- Area:\tSecAssurance  \t"))

    def test_odd_names(self):
        for name in ("with blanks.md", "-dash.md", "ümläut.md", "percent%20.md", "quote'.md", "dollar$HOME.md", "readme.md", "ä" * 100 + ".md"):
            with self.subTest(name=name):
                self.take_through(lambda text: text, name)

    def test_a_line_break_and_an_escape_in_a_name(self):
        here, _ = self.take_through(lambda text: text, "line\nbreak\x1b[31m.md")
        shown = here.run("draft", "show", day=PLANNING)
        self.assertNotIn("\x1b", shown.out + shown.err)

    def test_a_symbolic_link_stays_and_its_file_is_edited(self):
        here = Place()
        target = here.path("shared/suppliers.md")
        target.parent.mkdir()
        here.path(FILE).rename(target)
        here.path(FILE).symlink_to("../../shared/suppliers.md")
        run = here.run("finalize", day=FINAL)
        self.assertEqual(run.code, 0, str(run))
        self.assertEqual(os.readlink(here.path(FILE)), "../../shared/suppliers.md")
        self.assertIn("- Published: local:", target.read_text())

    def test_a_symbolic_link_out_of_the_workspace_is_not_followed_by_a_write(self):
        here = Place()
        outside = here.root.parent / "outside.md"
        here.path(FILE).rename(outside)
        here.path(FILE).symlink_to(outside)
        text = outside.read_bytes()
        before = here.tree()
        self.says(here.run("finalize", day=FINAL), 7, "lies outside the workspace")
        self.assertEqual(outside.read_bytes(), text)
        self.assertEqual(here.tree(), before)

    def test_what_is_no_file_is_named(self):
        def folder(path): path.mkdir()
        def pipe(path): os.mkfifo(path)
        def dangling(path): path.symlink_to("nowhere")
        def circle(path): path.symlink_to("x.md")
        for make, says in ((folder, "it is a folder"), (pipe, "it is not a regular file"), (dangling, "it does not exist"),
                           (circle, "lead in a circle")):
            here = Place()
            make(here.path(QUARTER + "/x.md"))
            before = here.tree()
            for args, day in ((("draft", "show"), PLANNING), (("draft", "check"), PLANNING), (("finalize",), FINAL),
                              (("draft", "propose", "Supplier Assurance"), PLANNING), (("draft", "include", "Supplier Assurance"), PROPOSAL),
                              (("draft", "kr", "Supplier Assurance", "--title", "Visit 5"), PLANNING)):
                with self.subTest(make=make.__name__, args=args):
                    self.says(here.run(*args, day=day), 7, says, "x.md")
            self.assertEqual(here.tree(), before)


if __name__ == "__main__":
    place.main()
