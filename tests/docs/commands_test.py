"""The tutorial's and the README's commands run as they stand, one block after the other: what a newcomer types must not fail.

Run as `python3 commands_test.py SECOKR PROJECT [unittest arguments]`."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SECOKR = PROJECT = None


def blocks(text):
    """Every fenced block with its language, which is empty for commands."""
    return re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", text)


def section(text, heading):
    return re.search(rf"(?ms)^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text)[1]


class Terminal:
    """A shell in a fresh folder of a person whom nothing is configured for."""

    def __init__(self, folder):
        self.folder = self.here = Path(folder)

    def type(self, commands):
        environment = {"PATH": f"{Path(SECOKR).parent}:/usr/local/bin:/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8", "TERM": "dumb"}
        script = f"set -euo pipefail\n{commands}\npwd > '{self.folder}/.here'\n"
        done = subprocess.run(["bash", "-c", script], cwd=self.here, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode == 0:
            self.here = Path((self.folder / ".here").read_text().strip())
        return done


class Commands(unittest.TestCase):
    def folder(self):
        folder = tempfile.TemporaryDirectory(prefix="secokr-docs-")
        self.addCleanup(folder.cleanup)
        return folder.name

    def play(self, terminal, commands):
        done = terminal.type(commands)
        self.assertEqual(done.returncode, 0, f"\n{commands}\n--- stdout\n{done.stdout}\n--- stderr\n{done.stderr}")
        return done

    def test_the_tutorial(self):
        terminal = Terminal(self.folder())
        played = 0
        for language, text in blocks((PROJECT / "docs/tutorial.md").read_text()):
            if language == "toml":
                with open(terminal.here / "secokr.toml", "a") as configuration:
                    configuration.write("\n" + text)
            else:
                self.assertEqual(language, "")
                self.play(terminal, text)
                played += text.count("secokr ")
        self.assertGreater(played, 15)
        # It goes on as it ends: there is nothing to do the second time.
        self.assertIn("Nothing to do", self.play(terminal, "secokr finalize --user ciso --as-of 2027-01-18").stdout)

    def test_the_beginning_of_the_readme(self):
        # All of it in one folder, one after the other.
        terminal = Terminal(self.folder())
        played = 0
        for language, text in blocks(section((PROJECT / "README.md").read_text(), "Begin")):
            self.assertEqual(language, "")
            self.play(terminal, text)
            terminal.here = terminal.folder
            played += 1
        self.assertGreaterEqual(played, 2)


if __name__ == "__main__":
    SECOKR, PROJECT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
