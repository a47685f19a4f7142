"""An editor on a real terminal: what is typed reaches it, Ctrl-C is its own, and nothing saved in it is lost."""

import os
import unittest

import place
from place import QUARTER, Faults, Place, Typist

FILE = QUARTER + "/security-training.md"
DRAFTS = ".secokr/drafts"
BUFFER = DRAFTS + "/FY28-Q1-security-training.md"


class Edited(Place):
    """A workspace whose person has this shell script as the editor; "$1" is the text."""

    def __init__(self, script):
        super().__init__()
        self.editor = self.root.parent / "an editor's folder" / "edit"
        self.editor.parent.mkdir(exist_ok=True)
        self.editor.write_text("#!/bin/sh\n" + script)
        self.editor.chmod(0o755)
        link = self.root.parent / "edit"
        link.unlink(missing_ok=True)
        link.symlink_to(self.editor)
        self.named = str(link)

    def environment(self, user="ciso"):
        return super().environment(user) | {"EDITOR": self.named + "  --wait"}


class Editor(Faults):
    def test_it_has_the_terminal_and_its_words(self):
        here = Edited('shift; read -r line; sed -i "s/^- Priority: .*/- Priority: $line/" "$1"; stty -echo\n')
        typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
        typist.type("p2")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("Priority: p1 -> p2", typist.seen)
        self.assertIn("- Priority: p2\n", here.path(FILE).read_text())
        self.assertFalse(here.path(BUFFER).exists())

    def test_the_terminal_is_as_before_a_careless_editor(self):
        here = Edited('stty -echo -icanon\nprintf nonsense >>"$2"\n')
        typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
        typist.wait_for("Go on editing?")
        typist.type("no thanks")
        typist.wait_for("no thanks")  # it is echoed again
        typist.type("n")
        self.assertNotEqual(typist.end(), 0)

    def test_ctrl_c_is_the_editors(self):
        here = Edited('trap "echo caught" INT; echo ready; sleep 30; sed -i "s/^- Budget: .*/- Budget: none/" "$2"\n')
        typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
        typist.wait_for("ready")
        typist.press(b"\x03")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("caught", typist.seen)
        self.assertIn("- Budget: none\n", here.path(FILE).read_text())

    def test_ctrl_c_at_the_question_keeps_what_was_saved(self):
        here = Edited('sed -i "s/^- Priority: .*/- Priority: urgent/" "$2"\n')
        before = here.path(FILE).read_text()
        typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
        typist.wait_for("Go on editing?")
        typist.press(b"\x03")
        self.assertEqual(typist.end(), 130, typist.seen)
        self.assertEqual(here.path(FILE).read_text(), before)
        self.assertIn("- Priority: urgent\n", here.path(BUFFER).read_text())
        self.assertEqual(os.stat(here.path(BUFFER)).st_mode & 0o777, 0o600)

    def test_somebody_elses_change_meanwhile_is_not_lost_and_neither_is_mine(self):
        here = Edited('sed -i "s/^- Budget: .*/- Budget: none/" "$2"; echo "Theirs." >>%s\n' % FILE)
        typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
        self.assertEqual(typist.end(), 7, typist.seen)
        self.assertIn("changed since it was read", typist.seen)
        self.assertTrue(here.path(FILE).read_text().endswith("Theirs.\n"))
        self.assertIn("- Budget: none\n", here.path(BUFFER).read_text())


if __name__ == "__main__":
    place.main()
