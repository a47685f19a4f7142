"""A GitLab that is broken, lies or is hostile: secokr says so with its documented exit code, tells no token, sends it nowhere else,
writes no control characters and never crashes."""

import gzip
import json
import re
import signal
import tempfile
import threading
import time
import unittest
from pathlib import Path

import gitlab_place
import place
from gitlab_place import CONTROLS, FINALIZE, FRIDAY, GitlabPlace, Server, Spoiler, of_class, side_by_side
from place import Faults

COMMANDS = {
    "dashboard": ("report", "dashboard", "--quarter", "FY28-Q1", "--as-of", FRIDAY),
    "doctor": ("doctor",),
    "status": ("status", "--as-of", FRIDAY),
    "update": ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", "Enrolled.", "--dry-run", "--as-of",
               FRIDAY),
    "finalize": (*FINALIZE, "--dry-run"),
}
ANY_CODE = (0, 1, 2, 3, 4, 5, 6, 8)
FAILED = (1, 4, 5, 6)
PLACES = ["/user", "/personal_access_tokens/self", "/metadata", "/projects/security%2Fokrs", "/issues", "/labels", "/links", "/notes", "/users", "/members"]
READERS = {"/users": ("finalize", "doctor"), "/labels": ("finalize", "doctor"), "/links": ("finalize",), "/members": ("doctor",),
           "/notes": ("dashboard", "update"), "/issues": ("dashboard", "finalize", "update")}
ESCAPES = "\x1b[2J\x1b]0;owned\x07red\x9b31m\r\x08\x00"


def is_at(path, part):
    path = path.split("?")[0].removeprefix("/api/v4")
    return path == part if part in ("/user", "/users", "/metadata", "/projects/security%2Fokrs") else path.endswith(part) or f"{part}/" in path


def mapped(value, change):
    """Every leaf changed; the shape stays."""
    if isinstance(value, dict):
        return {key: mapped(member, change) for key, member in value.items()}
    if isinstance(value, list):
        return [mapped(item, change) for item in value]
    return change(value)


def at_depth(value, depth, other):
    """Everything that many levels down is `other`."""
    if depth == 0:
        return other
    if isinstance(value, dict):
        return {key: at_depth(member, depth - 1, other) for key, member in value.items()}
    if isinstance(value, list):
        return [at_depth(item, depth - 1, other) for item in value]
    return value


def swapped(leaf):
    if isinstance(leaf, bool) or leaf is None:
        return {"a": [leaf]}
    if isinstance(leaf, (int, float)):
        return str(leaf)
    return 18446744073709551615


def dumped(value):
    return json.dumps(value).encode()


# What becomes of a body of JSON.
BODIES = {
    "empty": lambda _: b"",
    "null": lambda _: b"null",
    "nothing in a list": lambda _: b"[]",
    "an empty object": lambda _: b"{}",
    "a number": lambda _: b"1e999",
    "no JSON": lambda _: b'{"id": 1,',
    "null everywhere": lambda value: dumped(mapped(value, lambda leaf: None)),
    "other types": lambda value: dumped(mapped(value, swapped)),
    "negative": lambda value: dumped(mapped(value, lambda leaf: -9223372036854775808 if type(leaf) is int else leaf)),
    "fractions": lambda value: dumped(mapped(value, lambda leaf: 1.5 if type(leaf) is int else leaf)),
    "lists for all": lambda value: dumped(at_depth(value, 1, [[[]]])),
    "objects for all": lambda value: dumped(at_depth(value, 1, {"a": {}})),
    "numbers in the second level": lambda value: dumped(at_depth(value, 2, 7)),
    "texts in the second level": lambda value: dumped(at_depth(value, 2, "7")),
    "lists in the third level": lambda value: dumped(at_depth(value, 3, [None, {}])),
    "in a list": lambda value: dumped([value]),
    "in an object": lambda value: dumped({"data": value}),
    "rows of nothing": lambda _: b"[null, 1, \"a\", [], {}, [[]], true]",
    "deep": lambda _: b"[" * 200_000 + b"]" * 200_000,
    "deep objects": lambda _: b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
    "deep within": lambda value: dumped(at_depth(value, 2, "DEEP")).replace(b'"DEEP"', b"[" * 50_000 + b"]" * 50_000, 1),
    "no UTF-8": lambda value: dumped(mapped(value, lambda leaf: leaf + "BAD" if isinstance(leaf, str) else leaf)).replace(b"BAD", b"\xff\xc0\xaf\xed\xa0\x80"),
    "lone surrogates": lambda value: dumped(mapped(value, lambda leaf: leaf + "\ud800" if isinstance(leaf, str) else leaf)),
    "escapes": lambda value: dumped(mapped(value, lambda leaf: leaf + ESCAPES if isinstance(leaf, str) else leaf)),
    "escapes first": lambda value: dumped(mapped(value, lambda leaf: ESCAPES + leaf if isinstance(leaf, str) else leaf)),
    "10 MB": lambda value: dumped(mapped(value, longer())),
    "twice": lambda value: dumped(value + value if isinstance(value, list) else value),
}


def longer():
    """One text of 10 MB, the first that is a title or a name, and all others as they were."""
    left = [1]

    def change(leaf):
        if isinstance(leaf, str) and left[0]:
            left[0] = 0
            return leaf + "x" * 10_000_000
        return leaf

    return change


def everything(*answer):
    """Every answer is that one."""
    def spoil(handler, _path, _answer):
        handler.reply(*answer)
        return True

    return spoil


def lists(headers_of, body=None):
    """Lists of issues, notes and labels with headers of their own about pages."""
    def spoil(handler, path, answer):
        if not any(is_at(path, part) for part in ("/issues", "/notes", "/labels")) or "page=" not in path or answer[0] != 200:
            return False
        kept = [(name, value) for name, value in answer[1] if not name.lower().startswith(("x-", "link"))]
        handler.reply(200, kept + headers_of(f"http://{handler.headers['Host']}", path), answer[2] if body is None else body)
        return True

    return spoil


class Hostile(Faults):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(of_class(cls))
        cls.published = GitlabPlace(cls.server)
        run = cls.published.run(*FINALIZE)
        assert run.code == 0, run
        run = cls.published.run("status")
        assert run.code == 0, run
        iid = next(issue["iid"] for issue in cls.server.all("issues") if "KR1 (Security Training)" in issue["title"])
        cls.iid = iid

    def spoiled(self, spoil=None, server=True):
        return GitlabPlace(Spoiler(self, self.server if server else None, spoil), like=self.published)

    def is_sound(self, here, run, codes=ANY_CODE):
        self.assertIn(run.code, codes, str(run)[:3000])
        self.assertNotIn("mistake of its own", run.text(), str(run)[:3000])
        found = CONTROLS.search(run.text())
        self.assertIsNone(found, f"control character {found} in {run.text()[max(0, (found.start() if found else 0) - 80):][:200]!r}")
        if run.code > 1 and "fault   " in run.out:
            self.assertRegex(run.out, r"(?m)^fault +\w+ +\S.*\n +help: \S", str(run)[:3000])
        elif run.code > 1:
            self.assertRegex(run.err, r"(?m)^error: \S", str(run)[:3000])
            self.assertRegex(run.err, r"(?m)^help: \S", str(run)[:3000])

    def checks(self, what, spoil, codes=ANY_CODE, only=("dashboard", "doctor"), server=False):
        """For `side_by_side`: each command where the answers are spoiled so."""
        def check(args):
            here = self.spoiled(spoil, server)
            try:
                self.is_sound(here, here.run(*args, seconds=60), codes)
            finally:
                here.server.close()

        return [(f"{what}, {name}", lambda args=args: check(args)) for name, args in COMMANDS.items() if only is None or name in only]

    def test_without_a_fault(self):
        here = self.spoiled()
        for name, args in COMMANDS.items():
            with self.subTest(command=name):
                run = here.run(*args)
                self.assertEqual(run.code, 0, str(run))
        self.assertTrue(here.server.tokens)

    def test_bodies(self):
        hits = []
        checks = []
        for what, body in BODIES.items():
            for part in PLACES:
                def spoil(handler, path, answer, part=part, body=body):
                    if handler.command != "GET" or not is_at(path, part) or answer[0] != 200:
                        return False
                    hits.append(path)
                    handler.reply(200, answer[1], body(json.loads(answer[2])))
                    return True

                readers = READERS.get(part, ("dashboard", "doctor", "finalize"))
                # Issues are read by all; of the others each body meets one in turn.
                only = readers if part == "/issues" else (readers[len(checks) % len(readers)],)
                checks += self.checks(f"{what} at {part}", spoil, only=only, server=True)
        side_by_side(self, checks)
        self.assertGreater(len(hits), len(checks))

    def test_pages_of_something_else(self):
        page = ("<html><head><title>Sign in" + ESCAPES + "</title></head><body>" + ESCAPES + "</body></html>").encode()
        checks = []
        for kind in ("text/html", "text/html; charset=utf-8", "application/json", ""):
            for status in (200, 203, 400, 401, 403, 404, 418, 500):
                checks += self.checks(f"{kind} {status}", everything(status, [("Content-Type", kind)] if kind else [], page), FAILED)
        side_by_side(self, checks)

    def test_odd_statuses(self):
        checks = []
        for status in (204, 205, 206, 226, 300, 304, 305, 306, 402, 405, 406, 410, 412, 451, 499, 501, 505, 599, 999):
            checks += self.checks(str(status), everything(status, [], b"" if status in (204, 304) else b'{"message":"what"}'), FAILED)
        side_by_side(self, checks)

    def test_messages(self):
        """A server's own words: hostile ones, and those that say the token back."""
        token = Spoiler.token
        messages = [ESCAPES, f"bad token {token}", f"Bearer {token}{ESCAPES}", {ESCAPES: [ESCAPES]}, [[[[[[["deep"]]]]]]], 7, None, {token: [token]}]
        checks = self.checks("10 MB", everything(400, [("Content-Type", "application/json")], dumped({"message": "x" * 10_000_000})), FAILED)
        for status in (400, 401, 403, 404, 500):
            for message in messages:
                body = {"message": message} if status != 403 else {"error": "insufficient_scope", "error_description": message, "scope": message}
                checks += self.checks(f"{status} {str(message)[:40]}", everything(status, [("Content-Type", "application/json")], dumped(body)), FAILED)
        side_by_side(self, checks)

    def test_redirects(self):
        elsewhere = Spoiler(self)
        checks = []
        for status in (301, 302, 303, 307, 308):
            for target in (elsewhere.origin + "/api/v4/user", f"{elsewhere.origin}/?private_token={Spoiler.token}", "//" + elsewhere.origin[7:],
                           f"http://x:{Spoiler.token}@127.0.0.1/", "file:///etc/passwd", "javascript:alert(1)", "\x7f\x1b[31m", "", "/users/sign_in",
                           f"/{Spoiler.token}"):
                checks += self.checks(f"{status} {target}", everything(status, [("Location", target)], b""), FAILED)
        side_by_side(self, checks)
        self.assertEqual(elsewhere.requests, [])

    def test_pages_that_never_end(self):
        elsewhere = Spoiler(self)
        count = iter(range(10 ** 9))
        token = Spoiler.token
        checks = []
        for name, headers, codes in [
            ("itself", lambda origin, path: [("Link", f'<{origin}{path}>; rel="next"')], (5,)),
            ("itself with the token", lambda origin, path: [("Link", f'<{origin}{path}&private_token={token}>; rel="next"')], (5, 6)),
            ("another host", lambda origin, path: [("Link", f'<{elsewhere.origin}{path}>; rel="next"')], (5,)),
            ("another host's name", lambda origin, path: [("Link", f'<http://{token}@{elsewhere.origin[7:]}{path}>; rel="next"')], (5,)),
            ("another list", lambda origin, path: [("Link", f'<{origin}/api/v4/{token}/\x1b[31m>; rel="next"')], (5,)),
            ("no address", lambda origin, path: [("Link", '<::>; rel="next"')], (5,)),
            ("a file", lambda origin, path: [("Link", '<file:///etc/passwd>; rel="next"')], (5,)),
            ("a next page that is 1", lambda origin, path: [("X-Next-Page", "1")], (5,)),
            ("a next page of garbage", lambda origin, path: [("X-Next-Page", "\x1b[31m")], (0, 1)),
            ("ever new", lambda origin, path: [("Link", f'<{origin}{path.split("?")[0]}?page={next(count)}>; rel="next"')], (6,)),
            ("totals of pages", lambda origin, path: [("X-Total-Pages", "1000000000000")], (6,)),
            ("totals of rows", lambda origin, path: [("X-Total", "1000000000000")], (6,)),
            ("totals beyond a number", lambda origin, path: [("X-Total-Pages", str(2 ** 64 - 1)), ("X-Total", str(2 ** 64 - 1))], (6,)),
            ("totals too small", lambda origin, path: [("X-Total-Pages", "0"), ("X-Total", "0")], (0, 1)),
            ("negative totals", lambda origin, path: [("X-Total-Pages", "-1"), ("X-Total", "-5"), ("X-Per-Page", "0")], (0, 1)),
            ("totals of garbage", lambda origin, path: [("X-Total-Pages", "many"), ("X-Total", "1e12"), ("X-Per-Page", "-100")], (0, 1)),
            ("totals out of range", lambda origin, path: [("X-Total-Pages", "9" * 40), ("X-Total", "9" * 40)], (0, 1)),
        ]:
            checks += self.checks(name, lists(headers), codes, ("dashboard", "finalize"), server=True)
            if codes == (6,):
                checks += self.checks(name + ", empty", lists(headers, b"[]"), codes, ("dashboard", "finalize"), server=True)
        side_by_side(self, checks)
        self.assertEqual(elsewhere.requests, [])

    def test_waits_that_lie(self):
        for headers in ([("Retry-After", "1000000000")], [("Retry-After", "9" * 40)], [("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")],
                        [("RateLimit-Reset", "9" * 40)], [("RateLimit-Reset", "9999999999999")], [("Retry-After", "soon"), ("RateLimit-Reset", "later")],
                        [("Retry-After", ESCAPES.replace("\r", "").replace("\0", ""))]):
            with self.subTest(headers=headers):
                here = self.spoiled(everything(429, headers, b"Retry later\n"), server=False)
                process = here.start(*COMMANDS["dashboard"])
                line = process.stderr.readline().decode()
                process.send_signal(signal.SIGINT)
                self.assertEqual(here.end(process, seconds=5).code, 130)
                self.assertRegex(line, r"waiting (60|[34]00) s \(Ctrl-C")
        # A wait that lies in the past is as short as one may be: this comes to an end.
        for headers in ([("Retry-After", "-5"), ("RateLimit-Reset", "0")], [("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT")], [("Retry-After", "0")]):
            with self.subTest(headers=headers):
                left = [2]

                def spoil(handler, path, answer):
                    if left[0] == 0:
                        return False
                    left[0] -= 1
                    handler.reply(429, headers, b"Retry later\n")
                    return True

                self.assertEqual(self.spoiled(spoil).run(*COMMANDS["status"], seconds=30).code, 0)

    def test_answers_that_end_oddly(self):
        bomb = gzip.compress(b"\0" * (200 << 20))
        inner = gzip.compress(b"[" + b"0," * (2 << 20) + b"0]")
        checks = []
        start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        for name, content in [
            ("nothing", b""), ("no HTTP", b"\x1b[31mhello\r\n\r\n"), ("a status line alone", b"HTTP/1.1 200"), ("a status of garbage", b"HTTP/1.1 \x1b[31m\r\n\r\n"),
            ("no body", start + b"Content-Length: 100\r\n\r\n"), ("half a body", start + b"Content-Length: 100\r\n\r\n{\"id\":"),
            ("a length of garbage", start + b"Content-Length: -1\r\n\r\n{}"), ("a length beyond a number", start + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n{}"),
            ("two lengths", start + b"Content-Length: 2\r\nContent-Length: 7\r\n\r\n{}"), ("chunks of garbage", start + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
            ("a chunk beyond a number", start + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}"),
            ("chunks without an end", start + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"), ("no gzip", start + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
            ("another encoding", start + b"Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}"),
            ("a gzip bomb", start + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb),
            ("a gzip bomb of JSON", start + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(inner) + inner),
            ("a header of 10 MB", start + b"X-A: " + b"a" * 10_000_000 + b"\r\n\r\n{}"), ("a million headers", start + b"X: y\r\n" * 1_000_000 + b"\r\n{}"),
            ("100 continued for ever", b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000), ("switching", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
        ]:
            def spoil(handler, _path, _answer, content=content):
                handler.raw(content)
                return True

            checks += self.checks(name, spoil, (1, 5, 6), ("dashboard",) if "MB" in name or "bomb" in name else ("dashboard", "doctor"))
        side_by_side(self, checks, 12)

    def wait_for_handler(self, process):
        """Somebody else may have called at the port; before its first lines a program dies of the signal itself, like every other."""
        for _ in range(1500):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            if int(re.search(r"(?m)^SigCgt:\s*([0-9a-f]+)", status)[1], 16) >> (signal.SIGINT - 1) & 1:
                return
            time.sleep(0.02)
        self.fail("no handler of SIGINT")

    def test_interrupted_in_an_answer_that_never_ends(self):
        """Stalled, dripping or endless: the time-outs are long, and Ctrl-C ends it at once with nothing left behind."""
        for name, content, drip in [("stalled", b"", b""), ("stalled in its body", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", b""),
                                    ("dripping", b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b" "),
                                    ("chunks", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n")]:
            with self.subTest(answer=name):
                reached, ended = threading.Event(), threading.Event()
                self.addCleanup(ended.set)

                def spoil(handler, path, answer):
                    handler.raw(content)
                    reached.set()
                    while not ended.wait(0.02):
                        handler.raw(drip)
                    return True

                here = self.spoiled(spoil, server=False)
                before = here.files()
                process = here.start(*FINALIZE)
                self.assertTrue(reached.wait(30))
                self.wait_for_handler(process)
                process.send_signal(signal.SIGINT)
                self.assertEqual(here.end(process, seconds=5).code, 130)
                ended.set()
                self.assertEqual(here.files(), before)

    def test_the_token_is_told_nowhere(self):
        """Not with --verbose, nor as JSON, nor in a file, nor on the command line of a credential helper; `end` searches all output."""
        helper = self.helper()
        for source in ("environment", "helper", "file", "store"):
            for fault in (None, 401, 500):
                def spoil(handler, path, answer, fault=fault):
                    if fault is None or is_at(path, "/user") and fault != 401:
                        return False
                    handler.reply(fault, [("Content-Type", "application/json")], dumped({"message": f"the token {Spoiler.token} will not do"}))
                    return True

                with self.subTest(source=source, fault=fault):
                    here = self.spoiled(spoil)
                    env = self.token_by(source, here, helper)
                    kept = here.files()
                    runs = 0
                    for args in COMMANDS.values():
                        for more in (("-v",), ("-v", "--json")):
                            run = here.run(*args, *more, env=env)
                            runs += run.code == 0
                            self.assertIn(run.code, ANY_CODE, str(run))
                    self.assertEqual(runs > 0, fault is None)
                    self.assertTrue(here.server.tokens, "the token never came where it belongs")
                    for name, content in here.files().items():
                        if name not in kept:
                            self.assertNotIn(Spoiler.token.encode(), content, name)
                    here.server.close()

    def helper(self):
        """A program that gives the token, and looks at its own command line and its parent's, and at its environment."""
        path = Path(tempfile.mkdtemp(dir=place._roof)) / "helper"
        path.write_text(f"""#!/bin/sh
cat /proc/self/cmdline /proc/$$/cmdline /proc/$PPID/cmdline >> "$0.seen"
env >> "$0.seen"
printf '%s%s\\n' '{Spoiler.token[:9]}' '{Spoiler.token[9:]}'
""")
        path.chmod(0o700)
        self.addCleanup(lambda: self.assertNotIn(Spoiler.token, Path(f"{path}.seen").read_text(errors="replace")))
        return path

    def token_by(self, source, here, helper):
        settings = here.home / "xdg_config_home" / "secokr"
        settings.mkdir(parents=True)
        if source == "environment":
            return {}
        if source == "helper":
            (settings / "config.toml").write_text(f'credential_helper = ["{helper}"]\n')
        elif source == "file":
            path = here.home / "token"
            path.touch(0o600)
            path.write_text(Spoiler.token + "\n")
            (settings / "config.toml").write_text(f'token_file = "{path}"\n')
        else:
            path = here.home / "given"
            path.touch(0o600)
            path.write_text(Spoiler.token + "\n")
            with path.open() as given:
                # Where the server refuses it nothing is stored, so it is stored while the server does not.
                spoil, here.server.spoil = here.server.spoil, None
                run = here.run("auth", "login", "--host", here.server.origin, env={"GITLAB_TOKEN": None}, stdin=given)
                here.server.spoil = spoil
            self.assertEqual(run.code, 0, str(run))
        return {"GITLAB_TOKEN": None}


if __name__ == "__main__":
    gitlab_place.main()
