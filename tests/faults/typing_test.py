"""Typing on real terminals: keys edit and leave nothing behind, a paste is one answer, and no answer is too long."""

import signal
import time
import unittest

from place import FRIDAY, QUARTER, Faults, Place, Typist, main

EDITED, PLAIN = "xterm-256color", "dumb"
TERMS = (EDITED, "linux", "screen", "vt100", "nosuchterminal", PLAIN)
WIDTHS = (40, 80, 200)
FILE = QUARTER + "/keys.md"

LEFT, RIGHT, UP, DOWN, HOME, END = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F"
# What terminals send for keys, known and unknown to us: cursor keys in both modes and with Shift, Alt and Ctrl, function keys, mouse, focus, Alt with a letter.
SEQUENCES = [LEFT, RIGHT, "\x1bOD", "\x1bOC", "\x1b[1;5D", "\x1b[1;5C", "\x1b[1;3D", "\x1b[1;2C", "\x1b[1~", "\x1b[4~", "\x1b[7~", "\x1b[8~", "\x1b[5~", "\x1b[6~", "\x1b[2~",
             "\x1b[11~", "\x1b[15~", "\x1b[24~", "\x1bOP", "\x1bOS", "\x1b[Z", "\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[I", "\x1b[O", "\x1b[1;5A", "\x1b\x1b[D", "\x1b[200z", "\x1b[?1;2c",
             "\x1b[E", "\x1bOM", "\x07", "\x1e", "\x1d", "\x0c"]


class Objective(Place):
    """Begins an objective whose title and outcome are asked for."""

    def __init__(self):
        super().__init__()

    def typist(self, **more):
        return Typist(self, "draft", "objective", "--reference", "Keys", "--dri", "@secops-director", "--area", "SecOps", "--priority", "p1", "--strategy", "https://example.com/s",
                      "--top-5-risk", "mitigates Phishing of team members", user="secops-director", **more)

    def title(self):
        return self.path(FILE).read_text().splitlines()[0]


def finished(typist):
    """Enter at every further question; the exit code."""
    answered = -1
    until = time.monotonic() + 60
    while not typist.is_over and time.monotonic() < until:
        typist.settle(0.2)
        if typist.seen.endswith(": ") and len(typist.seen) > answered:
            answered = len(typist.seen)
            typist.type("")
    return typist.end(0)


class Typing(Faults):
    def test_letters_of_another_encoding_are_asked_for_again(self):
        for term in ("dumb", "xterm"):
            with self.subTest(term=term):
                here = Place()
                typist = Typist(here, "draft", "objective", user="threat-director", term=term)
                typist.wait_for("(title): ")
                for times, foreign in enumerate((b"Caf\xe9", b"\xff", b"x \xc3 y", b"\xf0\x9f"), 2):
                    typist.press(foreign + b"\r")
                    while typist.seen.count("(title): ") < times:
                        typist.wait_for("not in UTF-8")
                        typist.settle()
                typist.type("Café au lait")
                typist.wait_for("Short reference")
                typist.press(b"\x03")
                self.assertEqual(typist.end(), 130, typist.seen)
                self.assertIn("Café au lait", typist.seen)

    def test_no_key_leaves_its_sequence_in_a_title(self):
        for term in TERMS:
            with self.subTest(term=term):
                here = Objective()
                typist = here.typist(term=term)
                typist.wait_for("(title): ")
                for sequence in SEQUENCES:
                    typist.press(sequence.encode())
                    time.sleep(0.06 if sequence.endswith("\x1b") else 0.005)
                typist.press(END.encode() + b"\x15\x01\x0bDetect the attacks\r")
                typist.wait_for("What outcome")
                typist.settle(0.2)
                typist.type("")
                self.assertEqual(finished(typist), 0, typist.seen)
                self.assertEqual(here.title(), "# Detect the attacks")
                self.assertNotRegex(here.path(FILE).read_text(), r"[\x00-\x08\x0b-\x1f\x7f]")

    def test_keys_edit_in_the_line(self):
        for columns in WIDTHS:
            with self.subTest(columns=columns):
                here = Objective()
                typist = here.typist(term=EDITED, columns=columns)
                typist.wait_for("(title): ")
                typist.press(f"etect 攻撃 the 👍 attackz{LEFT}\x1b[3~s{HOME}D{END} early\x1bb\x1bbX \x08\x08\r".encode())
                typist.wait_for("What outcome")
                typist.settle(0.2)
                typist.press("An outcome, réel".encode() + b"\x7f\x7fel\r")
                self.assertEqual(finished(typist), 0, typist.seen)
                self.assertEqual(here.title(), "# Detect 攻撃 the 👍 attacks early")
                self.assertIn("An outcome, réel\n", here.path(FILE).read_text())

    def test_an_answer_before_comes_back_with_the_key_up(self):
        here = Objective()
        typist = here.typist(term=EDITED)
        typist.answer("(title): ", "Said once")
        typist.wait_for("What outcome")
        typist.settle(0.2)
        typist.press(f"{UP}\r".encode())
        self.assertEqual(finished(typist), 0, typist.seen)
        self.assertEqual(here.path(FILE).read_text().count("Said once"), 2)

    def test_up_and_down_move_by_lines_in_a_paste(self):
        here = Objective()
        typist = here.typist(term=EDITED)
        typist.answer("(title): ", "Said once")
        typist.wait_for("What outcome")
        typist.settle(0.2)
        typist.paste("first\rsecond\rthird")
        typist.wait_for("third")
        typist.settle(0.2)
        typist.press(f"{UP}{UP}{UP}1{DOWN}2\r".encode())  # one key up too many stays where it is
        self.assertEqual(finished(typist), 0, typist.seen)
        self.assertIn("\nfirst1\nsecond2\nthird\n", here.path(FILE).read_text())

    def test_no_answer_is_too_long(self):
        long = "word " * 2000 + "end"
        for term in (EDITED, PLAIN):
            with self.subTest(term=term):
                here = Objective()
                typist = here.typist(term=term)
                typist.answer("(title): ", "Detect")
                typist.wait_for("What outcome")
                typist.settle(0.2)
                for start in range(0, len(long), 500):
                    typist.press(long[start:start + 500].encode())
                    typist.settle(0.02)
                typist.press(b"\r")
                self.assertEqual(finished(typist), 0, typist.seen[-400:])
                self.assertIn(long, here.path(FILE).read_text())

    def test_a_paste_is_one_answer(self):
        for term in TERMS:
            for pasted in ("first\rsecond\rthird\r", "first\nsecond\nthird", "\x1b[31mfirst\x1b[0m\rsecond\rthird\r\r"):
                with self.subTest(term=term, pasted=pasted):
                    here = Objective()
                    typist = here.typist(term=term)
                    typist.answer("(title): ", "Detect")
                    typist.wait_for("What outcome")
                    typist.settle(0.2)
                    typist.paste(pasted)
                    typist.wait_for("third")
                    typist.settle()
                    self.assertFalse(here.path(FILE).exists(), "it went on by itself")
                    typist.press(b"\r")
                    self.assertEqual(finished(typist), 0, typist.seen)
                    self.assertIn("\nfirst\nsecond\nthird\n", here.path(FILE).read_text())

    def test_a_paste_of_lines_is_refused_where_one_is_an_answer(self):
        for term in (EDITED, PLAIN):
            with self.subTest(term=term):
                here = Objective()
                typist = here.typist(term=term)
                typist.wait_for("(title): ")
                typist.paste("first\rsecond\rthird\r")
                typist.wait_for("third")
                typist.settle()
                typist.press(b"\r")
                typist.wait_for("One line is an answer here, and 3 came")
                typist.settle()
                typist.type("Detect")
                self.assertEqual(finished(typist), 0, typist.seen)
                self.assertEqual(here.title(), "# Detect")
                self.assertNotIn("second", here.path(FILE).read_text())

    def test_a_paste_never_posts_and_leaves_nothing_for_the_shell(self):
        for term in (EDITED, PLAIN):
            for more in (b"\x04\x04", b"\x03", b""):
                with self.subTest(term=term, more=more):
                    here = Place("published")
                    before = here.rows("SELECT count(*) FROM notes")
                    typist = self.update(here, term=term)
                    typist.answer("now (from ", "78")
                    typist.answer("Health (1-3)", "1")
                    typist.wait_for("accomplished this week")
                    typist.paste("first\rsecond\rtouch /tmp/never\r" * 200)
                    typist.settle()
                    if more:
                        typist.press(more)
                    else:
                        typist.send(signal.SIGTERM)
                    self.assertEqual(typist.ended(20), 130, typist.seen[-500:])
                    self.assertTrue(typist.shows_what_is_typed(), "the terminal is not as it was")
                    self.assertEqual(typist.left_on_it(), b"")
                    self.assertEqual(here.rows("SELECT count(*) FROM notes"), before)
                    typist.leave()

    def test_what_is_typed_before_a_confirmation_answers_nothing(self):
        here = Place("published")
        typist = Typist(here, "update", "Security Training/KR1", user="training-manager", day=FRIDAY)
        typist.answer("now (from ", "78")
        typist.answer("Health (1-3)", "1")
        typist.answer("accomplished this week", "done")
        typist.wait_for("accomplished next week")
        typist.press(b"more\r")
        typist.wait_for("Post this update?")
        typist.settle()
        self.assertEqual(here.rows("SELECT count(*) FROM notes WHERE body LIKE '%more%'"), [(0,)])
        typist.type("y")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertEqual(here.rows("SELECT count(*) FROM notes WHERE body LIKE '%more%'"), [(1,)])

    def test_an_answer_that_is_written_as_in_a_file_or_on_a_command_line_is_taken(self):
        here = Place()
        typist = Typist(here, "draft", "kr", "Insider Threat", user="threat-director")
        typist.answer("(title)", "--title 'Find 80% of the leaks'")
        typist.answer("Metric: NAME", "nothing that is measured")
        typist.answer("Metric: NAME", "--metric baseline")
        self.assertIn("help: Type completion rate from 62 to 90 %, or baseline", typist.seen)
        typist.answer("What outcome", "")
        typist.answer("Weight in percent", "")
        typist.answer("DRI", "@insider-threat-manager")
        typist.answer("Dependency: TEAM", "")
        typist.answer("Milestone: DESCRIPTION", "first thing")  # its DRI is the key result's
        typist.answer("Milestone: DESCRIPTION", "second thing DRI: @threat-director")
        typist.answer("Milestone: DESCRIPTION", "- [ ] Milestone 7: Description: third thing DRI: @threat-director Due Date: 2027-03-01")
        typist.answer("Milestone: DESCRIPTION", "fourth DRI: @threat-director by 2027-03-01")
        typist.answer("Milestone: DESCRIPTION", "fourth; @threat-director; 2020-01-01")
        typist.answer("Milestone: DESCRIPTION", "fourth thing; @threat-director; 2027-03-02")
        typist.answer("Milestone: DESCRIPTION", "")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("help: Type everyone is enrolled; @training-manager; 2027-02-26", typist.seen)
        self.assertIn("Type it again with a day from 2027-02-01", typist.seen)
        self.assertNotIn("has no DRI", typist.seen)
        text = here.path(QUARTER + "/insider-threat.md").read_text()
        self.assertIn("Find 80% of the leaks", text)
        self.assertNotIn("\\DRI", text)
        for line in ("Milestone 1: Description: first thing DRI: @insider-threat-manager", "Milestone 2: Description: second thing DRI: @threat-director",
                     "Milestone 3: Description: third thing DRI: @threat-director", "Milestone 4: Description: fourth thing DRI: @threat-director"):
            self.assertIn(line, text)

    def update(self, here, **more):
        return Typist(here, "update", "Security Training/KR1", user="training-manager", day=FRIDAY, **more)

    def test_a_value_that_may_be_a_slip_is_asked_about(self):
        for slip in ("780", "6", "95"):
            with self.subTest(slip=slip):
                here = Place("published")
                typist = self.update(here)
                typist.answer("now (from ", slip)
                typist.answer(f"[{slip}]", "78")
                self.assertRegex(typist.seen, r"; Enter\s+takes\s+it\s+all\s+the\s+same")
                typist.answer("Health (1-3)", "1")
                typist.answer("accomplished this week", "done")
                typist.answer("accomplished next week", "more")
                typist.answer("Post this update?", "y")
                self.assertEqual(typist.end(), 0, typist.seen)
                self.assertEqual(here.rows("SELECT count(*) FROM notes WHERE body LIKE '%Value: 78 %'"), [(1,)])

    def test_the_preview_shows_what_is_ticked(self):
        here = Place("published")
        typist = Typist(here, "update", user="insider-threat-manager", day=FRIDAY)
        typist.answer("now (from ", "60")
        typist.answer("Health (1-3)", "1")
        typist.answer("Milestones, such as", "--milestone 1=done")
        typist.answer("accomplished this week", "done")
        typist.answer("accomplished next week", "more")
        typist.answer("Post this update?", "n")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("also ticks milestone 1 (review rules are approved)", " ".join(typist.seen.split()))

    def test_enter_alone_posts_no_empty_text(self):
        here = Place("published")
        typist = self.update(here)
        typist.answer("now (from ", "78")
        typist.answer("Health (1-3)", "1")
        typist.answer("accomplished this week", "")
        typist.answer("accomplished this week", "")
        self.assertIn("Nothing is said of it yet", typist.seen)
        typist.answer("accomplished next week", "more")
        typist.answer("Post this update?", "y")
        self.assertEqual(typist.end(), 0, typist.seen)
        (body,), = here.rows("SELECT body FROM notes WHERE body LIKE '%Value: 78 %'")
        self.assertIn("this week\n\n- None.\n", body)
        self.assertNotRegex(body, r"(?m)^- *$")

    def test_the_window_changes_its_size_and_ctrl_z_stops(self):
        for term in (EDITED, PLAIN):
            with self.subTest(term=term):
                here = Objective()
                typist = here.typist(term=term)
                typist.wait_for("(title): ")
                typist.press(b"Detect the")
                typist.resize(30)
                typist.settle(0.2)
                typist.press(b" long and")
                typist.settle(0.2)
                typist.press(b"\x1a")
                self.assertTrue(typist.is_stopped(), typist.seen)
                self.assertTrue(typist.shows_what_is_typed(), "stopped, the terminal is the shell's")
                typist.send(signal.SIGCONT)
                typist.settle(0.2)
                typist.press(b" many attacks\r")
                self.assertEqual(finished(typist), 0, typist.seen)
                self.assertEqual(here.title(), "# Detect the long and many attacks")


if __name__ == "__main__":
    main()
