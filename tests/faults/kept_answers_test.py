"""However a run ends that asks, what was answered is kept, and the same line typed again goes on with it."""

import json
import os
import signal
import unittest

from place import FRIDAY, PLANNING, QUARTER, Faults, Place, Typist, main

ENDS = ("Ctrl-C", "Ctrl-D", "SIGTERM", "SIGHUP", "SIGKILL", "hang up")
WORD = "WORDTHATMATTERS"


class Scene:
    """A command that asks: its line, its person and day, the questions with an answer each, and what holds when all of it arrived."""

    def __init__(self, name, line, user, day, answers, arrived, kind="drafted", last=()):
        self.name, self.line, self.user, self.day, self.answers, self.arrived, self.kind, self.last = name, line, user, day, answers, arrived, kind, last

    def typist(self, here, **more):
        return Typist(here, *self.line, user=self.user, day=self.day, **more)


def notes(here):
    return "".join(body for (body,) in here.rows("SELECT body FROM notes"))


def file_text(name):
    return lambda here: here.path(name).read_text() if here.path(name).exists() else ""


SCENES = [
    Scene("update", ["update", "Security Training/KR1"], "training-manager", FRIDAY,
          [("now (from ", "78"), ("Health (1-3)", "1"), ("accomplished this week", WORD + "1"), ("accomplished next week", WORD + "2")],
          notes, "published", [("Post this update?", "y")]),
    Scene("draft objective", ["draft", "objective", "--reference", "Kept", "--dri", "@secops-director", "--area", "SecOps"], "secops-director", PLANNING,
          [("(title): ", WORD + "1"), ("Which Top-5 risk does it meet (", "1"), ("How does it meet it (", "1"), ("Link to the strategy", "https://example.com/" + WORD + "2"),
           ("What outcome do you want", WORD + "3")],
          file_text(QUARTER + "/kept.md"), last=[("Priority: p0", "p1")]),
    Scene("draft kr", ["draft", "kr", "Insider Threat"], "threat-director", PLANNING,
          [("(title)", WORD + "1 of 90%"), ("Metric: NAME", WORD + "2 from 1 to 9 %"), ("What outcome", WORD + "3"), ("Weight in percent", "")],
          file_text(QUARTER + "/insider-threat.md"), last=[("DRI", "@insider-threat-manager"), ("Dependency: TEAM", ""), ("Milestone: DESCRIPTION", "")]),
    Scene("dependency add", ["dependency", "add"], "training-manager", PLANNING,
          [("Key result that needs it", "Security Training/KR1"), ("Team that is asked", "Infrastructure")],
          file_text(QUARTER + "/security-training.md"), last=[("What is needed", WORD + "9")]),
    Scene("init", ["init"], "ciso", PLANNING,
          [("Where OKRs are published", "local"), ("First area of the division", WORD + "1")],
          file_text("secokr.toml"), None, [("Username of the functional leader", "leader-of-it")]),
]


class KeptAnswers(Faults):
    def place(self, scene):
        here = Place(scene.kind)
        here.root.parent.joinpath("state").mkdir(exist_ok=True)
        usual = here.environment
        here.environment = lambda user="ciso": usual(user) | {"XDG_STATE_HOME": str(here.root.parent / "state")}
        return here

    def kept(self, here):
        """What the files of answers hold, wherever they lie."""
        found = {}
        for path in here.root.parent.rglob("*.answers.json"):
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
            for each in json.loads(path.read_text())["answers"]:
                found[each["question"]] = each["text"]
        return found

    def leave(self, typist, how):
        typist.settle(0.2)
        if how == "hang up":
            return typist.hang_up()
        if how.startswith("Ctrl"):
            typist.press(b"\x03" if how == "Ctrl-C" else b"\x04")
        else:
            typist.send(getattr(signal, how))
        return typist.end()

    def answered(self, here, scene, number, term="dumb"):
        typist = scene.typist(here, term=term)
        for prompt, answer in scene.answers[:number]:
            typist.answer(prompt, answer)
        typist.wait_for((scene.answers + list(scene.last))[number][0])
        return typist

    def test_after_every_question_and_every_end(self):
        for scene in SCENES:
            for number in range(1, len(scene.answers) + 1):
                for how in ENDS if number == len(scene.answers) else ("Ctrl-C", "SIGKILL"):
                    with self.subTest(scene=scene.name, answers=number, end=how):
                        here = self.place(scene)
                        before = scene.arrived(here)
                        code = self.leave(self.answered(here, scene, number), how)
                        self.assertEqual(code, -9 if how == "SIGKILL" else 130)
                        self.assertEqual(scene.arrived(here), before, "it wrote before it was asked to the end")
                        kept = self.kept(here)
                        for _, answer in scene.answers[:number]:
                            if WORD in answer:
                                self.assertTrue(any(answer == text for text in kept.values()), (answer, kept))

    def test_the_same_line_goes_on(self):
        for scene in SCENES:
            for number in range(1, len(scene.answers) + 1):
                with self.subTest(scene=scene.name, answers=number):
                    here = self.place(scene)
                    self.leave(self.answered(here, scene, number), "SIGKILL")
                    typist = scene.typist(here)
                    typist.answer("Go on with them?", "")
                    for prompt, answer in scene.answers[number:] + list(scene.last):
                        typist.answer(prompt, answer)
                    self.assertEqual(typist.end(), 0, typist.seen)
                    arrived = scene.arrived(here)
                    for _, answer in scene.answers + list(scene.last):
                        if WORD in answer:
                            self.assertIn(answer, arrived, typist.seen)
                    self.assertEqual(self.kept(here), {}, "nothing waits once it has arrived")

    def test_who_does_not_go_on_is_asked_anew(self):
        scene = SCENES[0]
        here = self.place(scene)
        self.leave(self.answered(here, scene, 3), "Ctrl-C")
        typist = scene.typist(here)
        typist.answer("Go on with them?", "n")
        typist.answer("now (from ", "80")
        typist.answer("Health (1-3)", "1")
        typist.answer("accomplished this week", "Other words")
        typist.answer("accomplished next week", "More")
        typist.answer("Post this update?", "y")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("Other words", notes(here))
        self.assertNotIn(WORD, notes(here))
        self.assertEqual(self.kept(here), {})

    def test_a_no_at_the_end_keeps_the_answers_and_posts_nothing(self):
        scene = SCENES[0]
        here = self.place(scene)
        typist = self.answered(here, scene, 4)
        typist.type("n")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("What you typed is kept", typist.seen)
        self.assertNotIn(WORD, notes(here))
        status = here.run("status", user=scene.user, day=FRIDAY)
        self.assertIn("Begun and not finished", status.out)
        self.assertIn('secokr update "Security Training/KR1"', status.out)
        begun = json.loads(here.run("status", "--json", user=scene.user, day=FRIDAY).out)["begun"]
        self.assertEqual([each["answers"] for each in begun], [4])
        typist = scene.typist(here)
        typist.answer("Go on with them?", "y")
        typist.answer("Post this update?", "y")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn(WORD + "2", notes(here))

    def left_in_the_line(self, term, how, text="half a WORDTHATMATTERS", answers=2):
        scene = SCENES[0]
        here = self.place(scene)
        typist = self.answered(here, scene, answers, term)
        typist.press(text.encode())
        self.leave(typist, how)
        self.assertIn(text, self.kept(here).values())
        return here, scene

    def test_what_stood_in_the_line_stands_there_again(self):
        for how in ENDS:
            if how == "SIGKILL":
                continue
            with self.subTest(end=how):
                here, scene = self.left_in_the_line("xterm-256color", how)
                typist = scene.typist(here, term="xterm-256color")
                typist.answer("Go on with them?", "")
                typist.wait_for("half a WORDTHATMATTERS")
                typist.settle(0.2)
                typist.type(" and more")
                typist.answer("accomplished next week", "More")
                typist.answer("Post this update?", "y")
                self.assertEqual(typist.end(), 0, typist.seen)
                self.assertIn("- half a WORDTHATMATTERS and more\n", notes(here))

    def test_what_stood_in_the_line_is_no_answer_where_lines_are_not_edited(self):
        here, scene = self.left_in_the_line("dumb", "Ctrl-C")
        typist = scene.typist(here)
        typist.answer("Go on with them?", "")
        typist.wait_for("accomplished this week")
        self.assertIn("not taken: half a WORDTHATMATTERS", typist.seen)
        typist.press(b"\x03")  # once more, without a word
        self.assertEqual(typist.end(), 130, typist.seen)
        typist = scene.typist(here)
        typist.answer("Go on with them?", "")
        typist.answer("accomplished this week", "")
        self.assertIn("not taken: half a WORDTHATMATTERS", typist.seen)
        typist.answer("accomplished this week", "Other words")
        self.assertIn("Nothing is said of it yet", typist.seen)
        typist.answer("accomplished next week", "More")
        typist.answer("Post this update?", "y")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("Other words", notes(here))
        self.assertNotIn("half a", notes(here))

    def test_a_number_that_was_begun_is_no_answer(self):
        for term in ("dumb", "xterm-256color"):
            with self.subTest(term=term):
                here, scene = self.left_in_the_line(term, "Ctrl-C", "7", 0)
                begun = here.run("status", user=scene.user, day=FRIDAY)
                self.assertIn("a line that was begun is kept", begun.out)
                self.assertIn(f"--as-of {FRIDAY}", begun.out.split("Next:")[1], "it goes on from the day that it was typed for")
                typist = scene.typist(here, term=term)
                typist.wait_for("now (from ")
                typist.settle(0.2)
                self.assertNotIn("Go on with them?", typist.seen)
                self.assertNotIn("[7]", typist.seen)
                typist.type("" if term == "dumb" else "8")
                if term == "dumb":
                    typist.answer("now (from ", "78")
                    self.assertIn("An answer is needed here", typist.seen)
                typist.answer("Health (1-3)", "1")
                typist.answer("accomplished this week", "done")
                typist.answer("accomplished next week", "More")
                typist.answer("Post this update?", "y")
                self.assertEqual(typist.end(), 0, typist.seen)
                self.assertIn("Value: 78", notes(here))

    def test_another_week_is_asked_anew_and_takes_nothing_away(self):
        scene = SCENES[0]
        here = self.place(scene)
        self.leave(self.answered(here, scene, 4), "Ctrl-C")
        typist = Typist(here, *scene.line, user=scene.user, day="2027-02-19")
        for prompt, answer in [("now (from ", "79"), ("Health (1-3)", "1"), ("accomplished this week", "Later"), ("accomplished next week", "Even later"), ("Post this update?", "y")]:
            typist.answer(prompt, answer)
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertNotIn(WORD, notes(here))
        self.assertIn(WORD + "1", self.kept(here).values())

    def test_a_text_from_the_editor_is_kept_too(self):
        scene = SCENES[1]
        here = self.place(scene)
        editor = here.root.parent / "editor"
        editor.write_text(f'#!/bin/sh\necho "{WORD}FROMTHEEDITOR" >"$1"\n')
        editor.chmod(0o755)
        usual = here.environment
        here.environment = lambda user="ciso": usual(user) | {"EDITOR": str(editor)}
        typist = self.answered(here, scene, 4)
        typist.type("e")
        typist.wait_for("Priority: p0")
        self.leave(typist, "SIGKILL")
        self.assertIn(WORD + "FROMTHEEDITOR", "".join(self.kept(here).values()))
        editor.unlink()
        typist = scene.typist(here)
        typist.answer("Go on with them?", "")
        typist.answer("Priority: p0", "p1")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn(WORD + "FROMTHEEDITOR", scene.arrived(here))

    def test_nothing_is_kept_in_a_dry_run_and_where_nobody_is_asked(self):
        scene = SCENES[0]
        here = self.place(scene)
        typist = Typist(here, *scene.line, "--dry-run", user=scene.user, day=scene.day)
        typist.answer("now (from ", "78")
        typist.wait_for("Health (1-3)")
        typist.press(b"\x03")
        self.assertEqual(typist.end(), 130, typist.seen)
        here.run(*scene.line, "--value", "78", user=scene.user, day=scene.day)
        self.assertEqual(self.kept(here), {})


if __name__ == "__main__":
    main()
