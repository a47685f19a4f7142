#!/usr/bin/env python3
"""Checks the direction rule of docs/architecture.md and that the world is reached for only where it is injected.

Prints every break as file:line and exits 1 when there is any; fails too when it found nothing to look at.
"""
import re
import sys
from pathlib import Path

LAYERS = {
    "base": 0,
    "domain": 1,
    "tracker": 1,
    "http": 1,
    "documents": 2,
    "gitlab": 2,
    "localstore": 2,
    "config": 2,
    "render": 2,
    "workspace": 3,
    "app": 4,
    "cli": 5,
}
# The rooms of app, by floor: a room includes those of lower floors only.
APP_ROOMS = {
    "core": 0,
    "published": 1,
    "plan": 2,
    "dependency": 3,
    "drift": 3,
    "label": 3,
    "run": 3,
    "setup": 3,
    "draft": 4,
    "publish": 4,
    "remind": 4,
    "review": 4,
}
# Headers of include/secokr are the domain's, but for what every layer speaks with.
BASE_HEADERS = {"error.hpp", "day.hpp"}
# A view is what one command prints: no other program embeds it.
VIEW = re.compile(r"^(?:struct|class) (\w*(?:View|Report|Dashboard|Result|Reminders))\b(?!.*;)")
NO_VIEW = {"KeyResult"}
# Which tracker it is: others ask what it can do (Capabilities), or whether it is this machine's (TrackerConfig).
TRACKER_KIND = re.compile(r"\bTrackerKind\b")
TRACKER_KIND_ALLOWED = re.compile(r"src/(config|cli/wiring)/")
ROOMS_BY_NAME = {"http", "gitlab", "localstore"}
WIRING = re.compile(r"src/cli/wiring/\w+\.cpp$")
WORLD = re.compile(r"std::(cout|cerr|cin)\b|\bgetenv\(|system_clock::now|\bisatty\(|\bstd::exit\(|\b_exit\(")
WORLD_ALLOWED = re.compile(r"src/(cli/(wiring/|ask/terminal)\w*\..*|main\.cpp|base/(clock|environment)\.cpp)$")
# What only Linux has stands in base, where a port to another system begins.
LINUX = re.compile(r"\b(signalfd|memfd_create|renameat2|eventfd|timerfd_\w+|epoll_\w+|inotify_\w+|pipe2|openat2|prctl|O_PATH|O_TMPFILE|F_OFD_\w+)\b|/proc/|#include <sys/(signalfd|epoll|eventfd|prctl)")
LINUX_ALLOWED = re.compile(r"src/base/")
# What people are told to type: cli says it, and for all other layers one file does, which a test of cli types.
TOLD = "src/domain/commands.hpp"
REGISTERED = re.compile(r"\bcommand\((\w+)\)")
STRING = r'"(?:[^"\\\n]|\\.)*"'
NO_STRING = re.compile(rf"({STRING})|//[^\n]*|'(?:\\.|[^'\\\n])'")
STRINGS = re.compile(rf"{STRING}(?:\s*{STRING})*")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def layer_of_file(path: Path) -> str:
    if path.parts[0] == "include":
        return "base" if path.name in BASE_HEADERS else "domain"
    return "main" if len(path.parts) == 2 else path.parts[1]


def layer_of_include(name: str) -> str | None:
    first, _, rest = name.partition("/")
    if first == "secokr":
        return "base" if rest in BASE_HEADERS else "domain"
    return first if rest and first in LAYERS else None


def allowed(source: str, target: str, path: Path) -> bool:
    if source == target:
        return True
    if target in ROOMS_BY_NAME:
        return (source == "gitlab" and target == "http") or WIRING.match(path.as_posix()) is not None
    return LAYERS[target] < LAYERS.get(source, 6)


def room(parts) -> str | None:
    """The room of a file of app, or of a header of app that is included."""
    return (parts[1] if len(parts) > 2 else "") if parts[0] == "app" else None


def room_break(path: Path, included: str) -> str | None:
    source = room(path.parts[1:]) if path.parts[0] == "src" else None
    target = room(included.split("/"))
    if source is None or target is None or source == target:
        return None
    if target not in APP_ROOMS:
        return f"app/{target} is no room of app"
    return None if APP_ROOMS[target] < APP_ROOMS.get(source, -1) else f"app/{source} may not include app/{target}"


def command_break(path: Path, included: str) -> str | None:
    """What belongs to a command is included by that command's own noun."""
    target = included.split("/")
    if target[:2] != ["cli", "commands"] or path.parts[:2] != ("src", "cli"):
        return None
    source = path.parts[1:]
    if source[:2] == ("cli", "commands") and len(target) > 3 and source[2] == target[2]:
        return None
    return f"{'/'.join(source[:-1])} may not include {'/'.join(target[:-1])}"


def told(root: Path) -> re.Pattern:
    """A command's text in a string: `secokr draft drop`, or a path of two words with which the string begins."""
    names = REGISTERED.findall((root / "src/cli/core/registry.cpp").read_text(encoding="utf-8"))
    paths = [name.replace("_", " ", 1).replace("_", "-") for name in names]
    first = "|".join(sorted({path.split()[0] for path in paths}))
    longer = "|".join(path for path in paths if " " in path)
    return re.compile(rf"(?<![/\w])secokr (?:-C \S+ )?(?:(?:{first})\b|\{{)|^(?:{longer})\b")


def told_breaks(path: Path, text: str, command: re.Pattern) -> list[str]:
    code = NO_STRING.sub(lambda match: match.group(1) or "", text)
    breaks = []
    for match in STRINGS.finditer(code):
        string = "".join(part[1:-1] for part in re.findall(STRING, match.group()))
        if command.search(string):
            line = code.count("\n", 0, match.start()) + 1
            breaks.append(f'{path}:{line}: a command that is told stands in {TOLD}: "{string}"')
    return breaks


def main(root: Path) -> int:
    files = sorted(
        p.relative_to(root) for top in ("src", "include") for p in (root / top).rglob("*") if p.suffix in (".cpp", ".hpp")
    )
    breaks = []
    command = told(root)
    for path in files:
        source = layer_of_file(path)
        if source != "main" and source not in LAYERS:
            breaks.append(f"{path}: the folder is no layer of docs/architecture.md")
            continue
        if source == "app" and room(path.parts[1:]) not in APP_ROOMS:
            breaks.append(f"{path}: the folder is no room of app in docs/architecture.md")
        text = (root / path).read_text(encoding="utf-8")
        if path.as_posix() == TOLD:
            breaks += [] if told_breaks(path, text, command) else [f"{path}: no command was found where they stand"]
        elif source != "cli":
            breaks += told_breaks(path, text, command)
        for number, line in enumerate(text.splitlines(), 1):
            if match := INCLUDE.match(line):
                target = layer_of_include(match.group(1))
                if target and not allowed(source, target, path):
                    breaks.append(f"{path}:{number}: {source} may not include {target}: {line.strip()}")
                for wrong in (room_break(path, match.group(1)), command_break(path, match.group(1))):
                    if wrong:
                        breaks.append(f"{path}:{number}: {wrong}: {line.strip()}")
            if WORLD.search(line) and not WORLD_ALLOWED.match(path.as_posix()):
                breaks.append(f"{path}:{number}: reaches for the world: {line.strip()}")
            if LINUX.search(line) and not LINUX_ALLOWED.match(path.as_posix()):
                breaks.append(f"{path}:{number}: is for Linux alone: {line.strip()}")
            if (view := VIEW.match(line)) and path.parts[0] == "include" and view.group(1) not in NO_VIEW:
                breaks.append(f"{path}:{number}: a view stands in domain/views: {line.strip()}")
            if TRACKER_KIND.search(line) and not TRACKER_KIND_ALLOWED.match(path.as_posix()):
                breaks.append(f"{path}:{number}: asks which tracker it is: {line.strip()}")
            if "histedit.h" in line and path.as_posix() != "src/cli/ask/terminal_editor.cpp":
                breaks.append(f"{path}:{number}: the line editor's library is known to its own body alone: {line.strip()}")
    for line in breaks:
        print(line)
    print(f"{len(files)} files looked at, {len(breaks)} breaks")
    return 1 if breaks or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
