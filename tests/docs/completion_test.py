"""The completion scripts in the shells that read them: bash, and zsh and fish where they are installed.

Run as `python3 completion_test.py SECOKR PROJECT [unittest arguments]`."""

import shutil
import subprocess
import sys
import unittest
from pathlib import Path

SECOKR = None


def said_by(shell, script):
    environment = {"PATH": f"{SECOKR.parent}:/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    done = subprocess.run([*shell, script], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout.splitlines(), done.stderr


class Completion(unittest.TestCase):
    def completed(self, *words):
        """What bash offers at the end of the line."""
        line = " ".join(f"'{word}'" for word in ("secokr", *words))
        script = f"source <(secokr completion bash); COMP_WORDS=({line}); COMP_CWORD={len(words)}; _secokr; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        code, offered, error = said_by(["bash", "--norc", "-euc"], script)
        self.assertEqual((code, error), (0, ""))
        return [word for word in offered if word]

    def test_bash(self):
        self.assertEqual(self.completed("fin"), ["finalize"])
        self.assertIn("objective", self.completed("draft", ""))
        self.assertIn("--quarter", self.completed("draft", "check", "--q"))
        self.assertEqual(self.completed("draft", "check", "--format", "js"), ["json"])
        self.assertEqual(self.completed("draft", "kr", "Security Training", ""), [])

    def test_zsh_and_fish_read_their_script(self):
        for shell in ("zsh", "fish"):
            with self.subTest(shell):
                if not shutil.which(shell):
                    self.skipTest(f"{shell} is not installed")
                script = subprocess.run([SECOKR, "completion", shell], capture_output=True, text=True, check=True).stdout
                code, _, error = said_by([shell, "-n", "-c"], script)
                self.assertEqual((code, error), (0, ""))

    def test_fish_asks(self):
        if not shutil.which("fish"):
            self.skipTest("fish is not installed")
        code, offered, error = said_by(["fish", "-c"], "secokr completion fish | source; complete -C 'secokr fin'")
        self.assertEqual((code, error), (0, ""))
        self.assertTrue(any(line.startswith("finalize\t") for line in offered), offered)


if __name__ == "__main__":
    SECOKR = Path(sys.argv[1]).resolve()
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
