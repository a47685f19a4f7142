"""A local tracker that is locked, damaged, another program's or newer: said with what to do next, and left as it is."""

import fcntl
import os
import sqlite3
import struct
import unittest

import place
from place import FINAL, FRIDAY, QUARTER, TRACKER, Faults, Holder, Place, ended

TEXT = "Everybody is enrolled."
UPDATE = ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", TEXT)
COMMANDS = [(("status",), FRIDAY), (("report", "dashboard"), FRIDAY), (UPDATE, FRIDAY), (("finalize", "--dry-run"), FINAL), (("finalize",), FINAL)]


class Database(Faults):
    def everyone_says(self, here, *texts):
        """All commands at once, as each may wait some seconds for a lock."""
        before = here.tree()
        started = [(args, json, here.start(*args, *(["--json"] if json else []), day=day)) for args, day in COMMANDS for json in (False, True)]
        for args, json, process in started:
            run = ended(process)
            with self.subTest(args=args, json=json):
                if json:
                    self.assertEqual(run.code, 7, str(run))
                    self.says_json(run, "local_file", *texts)
                else:
                    self.says(run, 7, *texts)
        after = here.tree()
        waiting = [after.pop(name) for name in list(after) if name.startswith(".secokr/outbox")]
        self.assertEqual(after, before)
        # What was typed waits (U3).
        self.assertTrue(any(TEXT.encode() in content for content in waiting if isinstance(content, bytes)), waiting)

    def test_locked(self):
        here = Place("published")
        holder = Holder(here)
        self.everyone_says(here, "in use by another")
        self.assertIn(TEXT, here.run(*UPDATE, day=FRIDAY).err)
        holder.let_go()
        self.assertEqual(here.run(*UPDATE, day=FRIDAY).code, 0)
        self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(1,)])

    def test_texts_of_one_week_arrive_in_the_order_in_which_they_were_typed(self):
        for order in (("one", "two", "three"), ("one", "two", "one"), ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")):
            with self.subTest(order=order):
                here = Place("published")
                holder = Holder(here)
                for words in order:
                    again = ("--milestone", "1=done") if words == order[0] else ()
                    run = here.run("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", words, *again,
                                   user="training-manager", day=FRIDAY)
                    self.assertEqual(run.code, 7, str(run))
                holder.let_go()
                run = here.run("sync", user="training-manager", day=FRIDAY)
                self.assertEqual(run.code, 0, str(run))
                self.assertEqual(here.rows("SELECT count(*) FROM notes"), [(1,)])
                self.assertIn(f"- {order[-1]}\n", here.rows("SELECT body FROM notes")[0][0])
                self.assertEqual(here.rows("SELECT count(*) FROM issues WHERE description LIKE '%- [x] Milestone 1:%'"), [(1,)])
                self.assertEqual(list(here.path(".secokr/outbox").iterdir()), [])

    def test_a_lock_that_is_let_go_soon_is_waited_for(self):
        here = Place("published")
        holder = Holder(here)
        waiting = here.start(*UPDATE, day=FRIDAY)
        with self.assertRaises(place.subprocess.TimeoutExpired):
            waiting.wait(timeout=1)
        holder.let_go()
        run = ended(waiting)
        self.assertEqual(run.code, 0, str(run))

    def test_not_a_database(self):
        here = Place("published")
        here.path(TRACKER).write_bytes(b"no database at all, " * 500)
        self.everyone_says(here, "damaged", "mv ")

    def test_pages_overwritten(self):
        here = Place("published")
        content = here.path(TRACKER).read_bytes()
        here.path(TRACKER).write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        self.everyone_says(here, "damaged", "mv ")

    def test_cut_off(self):
        here = Place("published")
        content = here.path(TRACKER).read_bytes()
        here.path(TRACKER).write_bytes(content[:len(content) // 2 // 4096 * 4096])
        self.everyone_says(here, "damaged", "mv ")

    def test_another_programs(self):
        here = Place("published")
        here.path(TRACKER).unlink()
        with sqlite3.connect(here.path(TRACKER)) as database:
            database.execute("CREATE TABLE songs (title TEXT)")
        database.close()
        self.everyone_says(here, "not a local tracker of secokr")

    def test_newer(self):
        here = Place("published")
        with sqlite3.connect(here.path(TRACKER)) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
        self.everyone_says(here, "newer secokr")

    def test_a_folder_in_its_place(self):
        here = Place("published")
        here.path(TRACKER).unlink()
        here.path(TRACKER).mkdir()
        self.everyone_says(here, "is not used", "it is a folder")

    def test_gone(self):
        here = Place("published")
        here.path(TRACKER).unlink()
        before = here.tree()
        run = here.run("finalize", day=FINAL)
        self.says(run, 5, "are not on this tracker")
        run = here.run(*UPDATE, day=FRIDAY)
        self.assertEqual(run.code, 2, str(run))
        for args in (("status",), ("report", "dashboard")):
            self.assertIn(here.run(*args, day=FRIDAY).code, (0, 1))
        # A folder for what waits may stand there; nothing waits in it.
        self.assertEqual({name: content for name, content in here.tree().items() if name != ".secokr/outbox"}, before)
        self.assertEqual(list(here.path(".secokr/outbox").iterdir()), [])

    def test_another_secokr_at_work(self):
        here = Place("drafted")
        lock = here.path(".secokr/lock")
        lock.parent.mkdir(exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT)
        os.write(descriptor, b"4711\n")
        fcntl.fcntl(descriptor, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))  # F_OFD_SETLK
        before = here.tree()
        for args, day, user in [(("finalize",), FINAL, "ciso"),
                                (("draft", "kr", "Supplier Assurance", "--title", "Visit 5", "--dri", "@david-park"), "2026-12-21", "risk-manager")]:
            self.says(here.run(*args, day=day, user=user), 7, "is locked", "process 4711", "wait until")
        self.assertEqual(here.tree(), before)
        os.close(descriptor)
        self.assertEqual(here.run("finalize", day=FINAL).code, 0)


if __name__ == "__main__":
    place.main()
