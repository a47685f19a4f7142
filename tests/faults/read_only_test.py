"""A workspace that cannot be written to: what reads works, what writes says so, and what was typed is given back."""

import unittest

import place
from place import FINAL, FRIDAY, PLANNING, QUARTER, Faults, Place

OUTCOME = "We know within a day who can reach customer data."
NEW_OBJECTIVE = ("draft", "objective", "--title", "Know our data", "--reference", "Data Map", "--dri", "@threat-director",
                 "--outcome", OUTCOME)
NEW_KEY_RESULT = ("draft", "kr", "Supplier Assurance", "--title", "Visit 5 suppliers", "--dri", "@david-park", "--outcome", OUTCOME)
UPDATE = ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", OUTCOME)


class ReadOnly(Faults):
    @classmethod
    def setUpClass(cls):
        place.enter_namespace()

    def read_only(self, kind="drafted", folder=""):
        here = Place(kind)
        place.make_read_only(here.path(folder))
        self.addCleanup(place.make_writable, here.path(folder))
        return here

    def test_what_reads_works_without_a_tracker_and_with_one(self):
        for kind in ("drafted", "published"):
            here = self.read_only(kind)
            for args, day, code in [
                (("calendar",), PLANNING, 0), (("draft", "show"), PLANNING, 0), (("draft", "check"), PLANNING, 0),
                (("status",), FRIDAY, 0), (("report", "dashboard"), FRIDAY, 0 if kind == "published" else None),
                (("finalize", "--dry-run"), FINAL, 0), ((*NEW_OBJECTIVE, "--dry-run"), PLANNING, 0),
            ]:
                with self.subTest(kind=kind, args=args):
                    run = here.run(*args, day=day)
                    self.assertNotIn("read-only", run.err)
                    if code is not None:
                        self.assertEqual(run.code, code, str(run))

    def test_what_writes_says_so_and_gives_back_what_was_typed(self):
        here = self.read_only()
        before = here.tree()
        for args, day, user in [
            (("draft", "start"), PLANNING, "ciso"), (NEW_OBJECTIVE, PLANNING, "threat-director"),
            (NEW_KEY_RESULT, PLANNING, "risk-manager"),
            (("draft", "exclude", "Supplier Assurance", "--reason", "beyond five"), PLANNING, "ciso"),
            (("draft", "business-as-usual", "--reason", "backlog"), PLANNING, "secops-director"),
            (("finalize",), FINAL, "ciso"),
        ]:
            with self.subTest(args=args):
                self.says(here.run(*args, day=day, user=user), 7, "read-only")
                self.says_json(here.run(*args, "--json", day=day, user=user), "local_file", "read-only")
        self.assertEqual(here.tree(), before)
        for args, user in ((NEW_OBJECTIVE, "threat-director"), (NEW_KEY_RESULT, "risk-manager")):
            self.says(here.run(*args, user=user), 7, f'--outcome "{OUTCOME}"')

    def test_propose_and_include_leave_the_file_as_it_is(self):
        here = Place()
        path = here.path(QUARTER + "/supplier-assurance.md")
        path.write_text(path.read_text().replace("- Status: included", "- Status: draft"))
        place.make_read_only(here.root)
        self.addCleanup(place.make_writable, here.root)
        self.says(here.run("draft", "propose", "Supplier Assurance", user="risk-manager"), 7, "read-only")
        place.make_writable(here.root)
        path.write_text(path.read_text().replace("- Status: draft", "- Status: proposed"))
        place.make_read_only(here.root)
        self.says(here.run("draft", "include", "Supplier Assurance"), 7, "read-only")

    def test_finalize_makes_no_issue_where_its_files_cannot_be_written(self):
        here = self.read_only(folder="okrs")
        run = here.run("finalize", day=FINAL)
        self.says(run, 7, "read-only", "Nothing was written")
        self.assertNotIn("create", run.out, "what was not tried must not look like done")
        self.assertFalse(here.path(place.TRACKER).exists())

    def test_an_update_gives_its_text_back(self):
        here = self.read_only("published")
        self.says(here.run(*UPDATE, day=FRIDAY, user="training-manager"), 7, "read-only", OUTCOME)
        self.says_json(here.run(*UPDATE, "--json", day=FRIDAY, user="training-manager"), "local_file", OUTCOME)

    def test_init_says_where_it_may_not_write(self):
        here = Place(None)
        place.make_read_only(here.root)
        self.addCleanup(place.make_writable, here.root)
        for args in (("init", "--no-input"), ("init", "--example")):
            self.says(here.run(*args), 7, "read-only")
        self.assertEqual(here.tree(), {})


if __name__ == "__main__":
    place.main()
