"""Reads a recorded request and its answer: tests/data/gitlab/samples/*.http."""
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Message:
    first: str
    headers: dict[str, str]  # names in lower case
    body: str


@dataclass
class Sample:
    name: str
    request: Message
    answer: Message

    @property
    def method(self) -> str:
        return self.request.first.split(" ", 1)[0]

    @property
    def target(self) -> str:
        return self.request.first.split(" ", 1)[1]

    @property
    def status(self) -> int:
        return int(self.answer.first.split(" ")[1])


def read_message(lines: list[str]) -> Message:
    blank = lines.index("") if "" in lines else len(lines)
    pairs = (line.split(":", 1) for line in lines[1:blank])
    return Message(lines[0], {name.lower(): value.strip() for name, value in pairs}, "\n".join(lines[blank + 1 :]))


def read_sample(path: Path) -> Sample:
    lines = path.read_text(encoding="utf-8").split("\n")
    end = next(index for index, line in enumerate(lines) if not line.startswith(">"))
    request = read_message([line[2:] for line in lines[:end]])
    return Sample(path.stem, request, read_message(lines[end + 1 :]))


def read_samples(folder: Path) -> list[Sample]:
    return [read_sample(path) for path in sorted(folder.glob("*.http"))]
