"""A disk that is full, at every amount of room that is left: nothing is half-written, and once there is room a rerun ends well."""

import unittest

import place
from place import FINAL, FRIDAY, PLANNING, QUARTER, Faults, Place

TEXT = "The evidence is collected once and used twice."


class FullDisk(Faults):
    @classmethod
    def setUpClass(cls):
        place.enter_namespace()

    def on_small_disk(self, kind="drafted"):
        here = Place(kind)
        place.small_disk(here.root, "2m")
        self.addCleanup(place.make_writable, here.root)
        return here

    def fill(self, here, room):
        """Leaves `room` bytes, in pages of 4096."""
        ballast = here.path("ballast")
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        size = ballast.stat().st_size // 4096 * 4096
        with open(ballast, "r+b") as file:
            file.truncate(max(0, size - room))

    def empty(self, here):
        here.path("ballast").unlink()

    def test_a_draft_is_written_whole_or_not_at_all(self):
        for args, user in [
            (("draft", "start"), "ciso"),
            (("draft", "objective", "--title", "Know our data", "--reference", "Data Map", "--dri", "@threat-director", "--outcome", TEXT),
             "threat-director"),
            (("draft", "kr", "Supplier Assurance", "--title", "Visit 5 suppliers", "--dri", "@david-park", "--outcome", TEXT), "risk-manager"),
            (("draft", "exclude", "Supplier Assurance", "--reason", "beyond five"), "ciso"),
            (("draft", "business-as-usual", "--reason", "backlog"), "secops-director"),
        ]:
            with self.subTest(args=args):
                here = self.on_small_disk()
                self.fill(here, 0)
                before = here.tree()
                run = here.run(*args, user=user)
                self.says(run, 7, "full")
                if TEXT in args:
                    self.assertIn(TEXT, run.err)
                after = here.tree()
                for name in before:
                    self.assertEqual(after[name], before[name], name)
                self.assertEqual([name for name in after if ".secokr-" in name], [])
                self.empty(here)
                self.assertEqual(here.run(*args, user=user).code, 0)

    def test_finalize_ends_well_once_there_is_room(self):
        for kind in ("drafted", "hand-written"):
            whole = Place(kind)
            self.assertEqual(whole.run("finalize", day=FINAL).code, 0)
            codes = set()
            for room in [0, *range(4096, 300 * 1024, 28 * 1024)]:
                with self.subTest(kind=kind, room=room):
                    here = self.on_small_disk(kind)
                    self.fill(here, room)
                    run = here.run("finalize", day=FINAL)
                    codes.add(run.code)
                    if run.code != 0:
                        self.assertIn(run.code, (7, 8), str(run))
                        self.says(run, run.code)
                    self.empty(here)
                    again = here.run("finalize", day=FINAL)
                    self.assertEqual(again.code, 0, str(again))
                    self.assertEqual(here.published(), whole.published())
                    self.assertEqual([name for name in here.tree() if ".secokr-" in name], [])
            self.assertLessEqual({7, 0}, codes)

    def test_an_update_is_given_back(self):
        here = self.on_small_disk("published")
        self.fill(here, 0)
        args = ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", TEXT)
        self.says(here.run(*args, day=FRIDAY, user="training-manager"), 7, TEXT)
        self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(0,)])
        self.empty(here)
        self.assertEqual(here.run(*args, day=FRIDAY, user="training-manager").code, 0)
        self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(1,)])

    def test_init_is_finished_once_there_is_room(self):
        for room in range(4096, 64 * 1024, 12 * 1024):
            with self.subTest(room=room):
                here = Place(None)
                place.small_disk(here.root, "512k")
                self.addCleanup(place.make_writable, here.root)
                self.fill(here, room)
                run = here.run("init", "--example", "--no-input")
                self.assertIn(run.code, (7, 8), str(run))
                self.says(run, run.code, "full")
                self.assertFalse(here.path("secokr.toml").exists(), "what is no whole workspace must not look like one")
                self.empty(here)
                again = here.run("init", "--example", "--no-input")
                self.assertEqual(again.code, 0, str(again))
                check = here.run("draft", "check")
                self.assertEqual(check.code, 0, str(check))
                self.assertEqual(here.run("finalize", day=FINAL).code, 0)


class FileSizeLimit(Faults):
    def test_a_limit_on_file_sizes_is_an_error_and_no_crash(self):
        import resource
        here = Place()
        before = here.tree()
        limited = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))}
        self.says(here.run("draft", "kr", "Supplier Assurance", "--title", "Visit 5 suppliers", "--dri", "@david-park",
                           user="risk-manager", **limited), 7, "larger than the system allows")
        self.assertEqual(here.run("finalize", day=FINAL, **limited).code, 7)
        changed = {name: text for name, text in here.tree().items() if before.get(name) != text}
        self.assertLessEqual(set(changed), {".secokr", place.TRACKER})


if __name__ == "__main__":
    place.main()
