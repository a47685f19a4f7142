"""One fault in an objective file is one finding of `draft check`, at its line, and nothing that follows from it."""

import json
import re
import subprocess
import unittest

import place
from place import FINAL, QUARTER, Faults, Place

FILES = ("credential-rotation.md",)  # it has every field, three key results and both lists


def without_dash(name, value):
    return f"{name}: {value}"


def bold(name, value):
    return f"**{name}:** {value}"


def bold_item(name, value):
    return f"- **{name}**: {value}"


def table_row(name, value):
    return f"| {name} | {value} |"


def with_equals(name, value):
    return f"{name} = {value}"


def typographic(name, value):
    return f"– {name}: {value}"


def mistyped(name, value):
    return f"- {name[:-1] if len(name) > 4 else name}x: {value}"


def bad_value(name, value):
    return f"- {name}: {BAD[name]}"


BAD = {"Reference": "Cred/Rot", "Status": "approved", "DRI": "two people", "Priority": "high", "Top-5 risk": "Phishing", "Confidential": "maybe",
       "Published": "somewhere", "Metric": "x from 1·5 to 2·5", "Weight": "lots", "State": "running", "Contributed by": "two people"}
READ = (without_dash, bold, bold_item)  # means what it says where other fields stand around it


class OneFault(Faults):
    @classmethod
    def setUpClass(cls):
        cls.here = Place()
        cls.usual = cls.findings(cls.here)

    @staticmethod
    def findings(here):
        run = here.run("draft", "check", "--quarter", "FY28-Q1", "--json", day=FINAL)
        assert run.code in (0, 1), run
        return [(each["rule"], each.get("path", ""), each.get("line"), each["message"]) for each in json.loads(run.out)["findings"]]

    def new_findings(self, name, content):
        """What `draft check` says because of the file's new bytes."""
        path = self.here.path(f"{QUARTER}/{name}")
        original = path.read_bytes()
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            found = self.findings(self.here)
        finally:
            path.write_bytes(original)
        # Lines below a line that was added have moved.
        usual = [(rule, path, message) for rule, path, _, message in self.usual]
        return [each for each in found if (each[0], each[1], each[3]) not in usual]

    def check_one(self, name, content, line, rules=("F1", "F2")):
        found = self.new_findings(name, content)
        self.assertEqual(len(found), 1, "\n" + "\n".join(map(str, found)))
        self.assertIn(found[0][0], rules, found)
        self.assertEqual(found[0][1], f"{QUARTER}/{name}", found)
        if line:
            self.assertEqual(found[0][2], line, found)

    def text(self, name):
        return self.here.path(f"{QUARTER}/{name}").read_text()

    def test_every_field(self):
        for name in FILES:
            lines = self.text(name).split("\n")
            for at, line in enumerate(lines):
                field = re.fullmatch(r"- ([A-Z][^:\[]*): (.*)", line)
                if not field or at in range(47, 64):  # the second key result is as the first
                    continue
                for shape in (without_dash, bold, bold_item, table_row, with_equals, typographic, mistyped, bad_value):
                    if shape is bad_value and field[1] not in BAD:
                        continue
                    with self.subTest(file=name, line=at + 1, shape=shape.__name__, field=field[1]):
                        content = "\n".join(lines[:at] + [shape(field[1], field[2])] + lines[at + 1:])
                        if shape in READ:
                            self.assertEqual(self.new_findings(name, content), [])
                        else:
                            self.check_one(name, content, at + 1)

    def test_every_heading(self):
        for name in FILES:
            lines = self.text(name).split("\n")
            for at, line in enumerate(lines):
                heading = re.fullmatch(r"(#+) (.*)", line)
                if not heading:
                    continue
                title = heading[2].split(": ", 1)[-1]
                if line.startswith("# "):
                    shapes = [title, f"**{title}**", f"#{title}", f"{title}\n{'=' * 10}", f"| {title} |"]
                elif line.startswith("## KR"):
                    shapes = [f"## FY28-Q1 KR1 (Ref): {title}", f"## KR1.1: {title}", f"## KR: {title}", f"## Key Reslut 1: {title}", f"## {title}",
                              f"**KR9: {title}**"]
                else:
                    shapes = [f"**{title}**", line[:-3] + "xes", f"### External {title.lower()}"]
                for shape in shapes:
                    with self.subTest(file=name, line=at + 1, shape=shape):
                        self.check_one(name, "\n".join(lines[:at] + [shape] + lines[at + 1:]), at + 1)

    def test_a_field_of_another_name(self):
        name = FILES[0]
        lines = self.text(name).split("\n")
        for field, words in {"DRI": ("Owner", "Lead", "Responsible"), "Metric": ("KPI", "Measure"), "Area": ("Department",), "Reference": ("Short name",),
                             "Weight": ("Share",), "Priority": ("Prio",)}.items():
            for at, line in enumerate(lines):
                if line.startswith(f"- {field}: "):
                    for word in words:
                        with self.subTest(field=field, line=at + 1, word=word):
                            self.check_one(name, "\n".join(lines[:at] + [line.replace(field, word, 1)] + lines[at + 1:]), at + 1, ("F2",))

    def test_a_line_of_text(self):
        """Wherever it stands it is read as text, or it is the one fault."""
        for line in ("<!-- zebra -->", "zebra"):
            for name in FILES:
                lines = self.text(name).split("\n")
                for at in range(46):
                    with self.subTest(line=line, at=at + 1):
                        found = self.new_findings(name, "\n".join(lines[:at] + [line] + lines[at:]))
                        changed = [each for each in found if each[0] == "D4"]  # the outcome has one line more
                        self.assertLessEqual(len(found), 1, found)
                        self.assertEqual([each[0] for each in found if each not in changed and each[2] == at + 1],
                                         [each[0] for each in found if each not in changed], found)

    def test_another_encoding(self):
        for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
            with self.subTest(encoding=encoding):
                self.check_one(FILES[0], self.text(FILES[0]).encode(encoding), 1)

    def test_every_command_names_the_encoding(self):
        here = Place()
        path = here.path(f"{QUARTER}/{FILES[0]}")
        path.write_bytes(path.read_text().encode("utf-16"))
        for args in (("report", "capacity", "--quarter", "FY28-Q1"), ("dependency", "list", "--quarter", "FY28-Q1"), ("finalize", "FY28-Q1", "--dry-run"),
                     ("draft", "check", "--quarter", "FY28-Q1"), ("draft", "show", "--quarter", "FY28-Q1")):
            run = here.run(*args, day=FINAL)
            if run.code == 0:
                continue
            self.assertIn("UTF-16", run.text(), str(run))

    def test_a_file_that_is_never_read_to_its_end(self):
        text = self.text(FILES[0])
        for opened in ("<!-- never closed\n", "```\n"):
            lines = text.split("\n")
            for at in range(0, len(lines), 9):
                with self.subTest(opened=opened, at=at + 1):
                    self.check_one(FILES[0], "\n".join(lines[:at] + [opened.strip()] + lines[at:]), at + 1)


if __name__ == "__main__":
    place.main()
