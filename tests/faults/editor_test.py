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

    def test_a_path_with_blanks_in_every_way_to_write_it(self):
        for written in ('"{}" --wait', "'{}' -w", "{}", '"{}"', " '{}'  "):
            for folder in ("an editor's folder", "an editor"):
                if "'" in folder and "'" in written:
                    continue
                with self.subTest(written=written, folder=folder):
                    here = Edited('for last; do :; done; sed -i "s/^- Priority: .*/- Priority: p2/" "$last"\n')
                    editor = here.editor.parent.parent / folder / "edit"
                    editor.parent.mkdir(exist_ok=True)
                    if editor != here.editor:
                        editor.write_bytes(here.editor.read_bytes())
                        editor.chmod(0o755)
                    usual = here.environment
                    here.environment = lambda user="ciso": usual(user) | {"EDITOR": written.format(editor)}
                    typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
                    self.assertEqual(typist.end(), 0, typist.seen)
                    self.assertIn("- Priority: p2\n", here.path(FILE).read_text())

    def test_blanks_behind_backslashes(self):
        here = Edited('for last; do :; done; sed -i "s/^- Priority: .*/- Priority: p2/" "$last"\n')
        usual = here.environment
        here.environment = lambda user="ciso": usual(user) | {"EDITOR": str(here.editor).replace(" ", "\\ ").replace("'", "\\'") + " -n"}
        typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn("- Priority: p2\n", here.path(FILE).read_text())

    def test_an_editor_that_cannot_be_is_said(self):
        for written, said in (("'open", "A quote in EDITOR is not closed"), ("no-such-editor --wait", "no such program"), ("/nowhere/ed", "no such program")):
            with self.subTest(written=written):
                here = Edited("")
                usual = here.environment
                here.environment = lambda user="ciso": usual(user) | {"EDITOR": written}
                before = here.path(FILE).read_text()
                typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
                self.assertIn(typist.end(), (3, 7), typist.seen)
                self.assertIn(said, " ".join(typist.seen.split()))
                self.assertEqual(here.path(FILE).read_text(), before)
                self.assertFalse(here.path(BUFFER).exists())

    def test_an_editor_that_ends_badly_or_takes_the_text_away(self):
        for script, left in (('sed -i "s/^- Priority: .*/- Priority: p2/" "$last"; kill -9 $$', True), ('sed -i "s/^- Priority: .*/- Priority: p2/" "$last"; exit 3', True),
                             ('rm "$last"', False), (': >"$last"', False), ('rm "$last"; mkdir "$last"', None)):
            with self.subTest(script=script):
                here = Edited("for last; do :; done; " + script + "\n")
                before = here.path(FILE).read_text()
                typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
                self.assertNotEqual(typist.end(), 0, typist.seen)
                self.assertNotIn("mistake of its own", typist.seen)
                self.assertEqual(here.path(FILE).read_text(), before)
                if left is not None:
                    self.assertEqual(here.path(BUFFER).exists(), left)
                if left:
                    self.assertIn("- Priority: p2\n", here.path(BUFFER).read_text())

    def test_the_terminal_is_as_before_a_careless_editor(self):
        here = Edited('stty -echo -icanon\nprintf nonsense >>"$2"\n')
        typist = Typist(here, "draft", "edit", "Security Training", user="assurance-director")
        typist.wait_for("Go on editing?")
        typist.type("no thanks")
        typist.wait_for("no thanks")  # it is echoed again
        typist.wait_for("Please answer y or n")
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
