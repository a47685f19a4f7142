"""finalize --from-plan and --amend on the local tracker, killed again and again: a rerun of the same line ends like an undisturbed run."""

import re

import place
from place import FINAL, FRIDAY, QUARTER, Faults, Killer, Place

FILE = QUARTER + "/supplier-assurance.md"


def saved():
    here = Place("drafted")
    run = here.run("finalize", "--save-plan", "plan.json", day=FINAL)
    assert run.code == 0, run
    return here


def edited():
    """Every objective says something new, and one key result is dropped."""
    here = Place("published")
    for path in here.path(QUARTER).glob("*.md"):
        if path.name in ("README.md", "decisions.md"):
            continue
        text = path.read_text()
        assert "\n- DRI: " in text, path
        path.write_text(re.sub(r"(?m)^(## KR\d: .*)$", r"\1, and more", text))
    return here


class Killed(Faults):
    def kill_and_rerun(self, prepared, args, day, rounds=12):
        whole = prepared()
        killer = Killer(lambda: whole.run(*args, day=day))
        for number in range(rounds):
            here = prepared()
            killer.kill(lambda: here.start(*args, day=day))
            with self.subTest(args=args, round=number):
                again = here.run(*args, day=day)
                self.assertEqual(again.code, 0, str(again))
                self.assertEqual(here.published(), whole.published())
                self.assertEqual(here.path(QUARTER + "/decisions.md").read_text(), whole.path(QUARTER + "/decisions.md").read_text())
                self.assertIn("Nothing to do", here.run("finalize", "FY28-Q1", day=day).text())
                self.assertNotIn("edited since", here.run("finalize", "FY28-Q1", day=day).text())
        self.assertGreater(killer.killed, rounds // 3, "too few runs were killed before their end")

    def test_from_a_plan(self):
        self.kill_and_rerun(saved, ("finalize", "--from-plan", "plan.json"), FINAL)

    def test_an_amendment(self):
        self.kill_and_rerun(edited, ("finalize", "FY28-Q1", "--amend", "--reason", "more of it"), FRIDAY)


if __name__ == "__main__":
    place.main()
