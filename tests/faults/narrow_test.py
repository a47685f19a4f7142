"""On a narrow terminal nothing breaks in the middle of a word, and what is copied stays on one line."""

import re
import unittest

from place import FRIDAY, PLANNING, Faults, Place, Typist, main

COLUMNS = (40, 60, 80)
COMMANDS = [
    ("drafted", PLANNING, ["calendar"], "ciso"),
    ("drafted", PLANNING, ["status"], "ciso"),
    ("drafted", PLANNING, ["dependency", "list"], "ciso"),
    ("drafted", PLANNING, ["draft", "show"], "ciso"),
    ("drafted", PLANNING, ["draft", "check"], "ciso"),
    ("drafted", PLANNING, ["draft", "propose", "Insider Threat"], "threat-director"),
    ("drafted", PLANNING, ["draft", "objective", "--title", "Detection of things", "--reference", "Detection Coverage", "--dri", "@secops-director", "--area", "SecOps"], "secops-director"),
    ("published", FRIDAY, ["status"], "training-manager"),
    ("published", FRIDAY, ["report", "dashboard"], "ciso"),
    ("published", FRIDAY, ["update", "Security Training/KR1", "--value", "78", "--health", "on-track"], "training-manager"),
]


def shown(typist):
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", typist.seen.replace("\r", ""))
    return [line for line in plain.split("\n") if line.strip()]


def may_be_wide(line):
    """What is copied, and a word alone that no line holds."""
    return "secokr " in line or "--" in line or " " not in line.strip()


class Narrow(Faults):
    def fits(self, typist, columns):
        wide = [line for line in shown(typist) if len(line) > columns and not may_be_wide(line)]
        self.assertEqual(wide, [])

    def test_results(self):
        for kind, day, line, user in COMMANDS:
            for columns in COLUMNS:
                with self.subTest(line=line, columns=columns):
                    typist = Typist(Place(kind), *line, user=user, day=day, columns=columns)
                    typist.end()
                    self.fits(typist, columns)

    def test_a_command_to_type_next_has_a_line_of_its_own(self):
        typist = Typist(Place(), *COMMANDS[6][2], user="secops-director", columns=40)
        self.assertEqual(typist.end(), 0, typist.seen)
        self.assertIn(f'Next:\n  secokr draft kr "Detection Coverage" --as-of {PLANNING}', "\n".join(shown(typist)))

    def test_questions(self):
        for columns in COLUMNS:
            with self.subTest(columns=columns):
                typist = Typist(Place(), "draft", "objective", user="secops-director", columns=columns)
                typist.answer("(title)", "D")
                typist.answer("titles", "DC")
                typist.answer("Which Top-5 risk", "")
                typist.answer("Link to the", "")
                typist.wait_for("What outcome do you")
                typist.settle()
                typist.press(b"\x03")
                self.assertEqual(typist.end(), 130, typist.seen)
                self.fits(typist, columns)


if __name__ == "__main__":
    main()
