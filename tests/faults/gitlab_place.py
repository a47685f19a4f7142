"""A workspace of the example division whose tracker is a GitLab, for the built secokr: the double as the server, or one that lies in
between and spoils the double's answers. No run may tell the token: every output is searched for it as it ends."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import types
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "gitlab"))

import place  # noqa: E402
from gitlab_double import GitlabDouble  # noqa: E402
from place import Run  # noqa: E402

DOUBLE = None
PROJECT = "security/okrs"
FRIDAY = "2027-02-12"
# The real day stands on the record with the reason: a server's clock cannot be set.
FINALIZE = ("finalize", "FY28-Q1", "--override", "P6", "--reason", "a trial run")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]")

_example = None


def example():
    """The workspace of `init --example`, as a template; made on the local tracker, which needs no server."""
    global _example
    if _example is None:
        here = place.Place(None)
        made = here.run("init", "--example", "--no-input", day="2026-11-23")
        assert made.code == 0, made
        _example = here.root
    return _example


def people():
    return sorted(set(re.findall(r'(?m)^username = "(.+)"', (example() / "secokr.toml").read_text())))


class Server:
    """A double where everybody of the example is a member."""

    def __init__(self, test):
        self.double = GitlabDouble(DOUBLE, *[argument for name in people() for argument in ("--user", f"{name}:30")])
        test.addCleanup(self.double.__exit__)
        self.origin = self.double.origin
        self.token = self.double.tokens["ciso"]

    def fault(self, **parts):
        self.double.order("add_fault", **parts)

    def heal(self):
        self.double.order("clear_faults")

    def writes(self):
        return [request for request in self.double.order("requests")["requests"] if request["method"] != "GET"]

    def ask(self, method, path, body=None):
        """As the administrator does on the web page: the answer."""
        request = urllib.request.Request(f"{self.origin}/api/v4/projects/{PROJECT.replace('/', '%2F')}/{path}", method=method,
                                         data=json.dumps(body).encode() if body else None,
                                         headers={"PRIVATE-TOKEN": "token-of-root", "Content-Type": "application/json"})
        return urllib.request.urlopen(request, timeout=30)

    def change(self, method, path, body=None):
        self.ask(method, path, body).close()

    def all(self, path):
        """Every row of a list, as the administrator sees it."""
        rows, page = [], 1
        while page:
            with self.ask("GET", f"{path}?per_page=100&page={page}") as answer:
                rows += json.load(answer)
                page = int(answer.headers.get("X-Next-Page") or 0)
        return rows

    def published(self):
        """What stands in the project, by titles in place of numbers, which depend on the order of creation."""
        issues = self.all("issues")
        titles = {issue["iid"]: issue["title"] for issue in issues}

        def told(text):
            text = re.sub(r"(issues/|#)(\d+)", lambda found: found[1] + titles.get(int(found[2]), found[2]), text.replace(self.origin, ""))
            return re.sub(r"sum=\w+", "sum", text)

        found = sorted((issue["title"], told(issue["description"]), sorted(issue["labels"]), issue["due_date"], issue["confidential"],
                        sorted(user["username"] for user in issue["assignees"]), issue["state"]) for issue in issues)
        links = sorted((issue["title"], link["title"]) for issue in issues for link in self.all(f"issues/{issue['iid']}/links"))
        labels = sorted((label["name"], label["color"], label["description"]) for label in self.all("labels"))
        return {"issues": found, "links": links, "labels": labels}


def of_class(case):
    """For what ends with the class of cases, and not with a case."""
    return types.SimpleNamespace(addCleanup=case.addClassCleanup)


class GitlabPlace:
    def __init__(self, server, like=None):
        self.root = Path(tempfile.mkdtemp(dir=place._roof)) / "work"
        self.server = server
        shutil.copytree(like.root if like else example(), self.root, symlinks=True)
        self.home = self.root.parent / "home"
        self.home.mkdir()
        self.name_server()
        if like:
            self.forget_publication()

    def forget_publication(self):
        """Another server's record is refused; the issues are found by their labels all the same."""
        (self.root / place.QUARTER / "published.json").unlink()
        for path in (self.root / place.QUARTER).glob("*.md"):
            path.write_text("".join(line for line in path.read_text().splitlines(True) if not line.startswith("- Published: ")))

    def name_server(self):
        path = self.root / "secokr.toml"
        text = re.sub(r'(?ms)^\[tracker\]\n.*?\n\n', f'[tracker]\nkind = "gitlab"\nproject = "{PROJECT}"\n\n', path.read_text(), count=1)
        path.write_text(text)

    def environment(self, **more):
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
        folders = {name: str(self.home / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        return kept | folders | {"HOME": str(self.home), "TERM": "dumb", "SECOKR_TRACKER_HOST": self.server.origin,
                                 "GITLAB_TOKEN": self.server.token} | more

    def start(self, *args, env=None, **more):
        environment = {name: value for name, value in self.environment(**(env or {})).items() if value is not None}
        more = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": self.root} | more
        return subprocess.Popen([place.SECOKR, *args], env=environment, **more)

    def run(self, *args, seconds=120, **more):
        return self.end(self.start(*args, **more), seconds)

    def end(self, process, seconds=120):
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError(f"still running after {seconds} s: {process.args}\n{out.decode(errors='replace')}\n"
                                 f"{err.decode(errors='replace')}") from None
        assert self.server.token.encode() not in out + err, f"the token is told by {process.args}\n{out}\n{err}"
        return Run(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))

    def files(self):
        """Every file that a run may have left: workspace, home and all XDG folders."""
        return {path.relative_to(self.root.parent).as_posix(): path.read_bytes() for path in sorted(self.root.parent.rglob("*"))
                if path.is_file() and not path.is_symlink()}

    def record(self):
        """What the files say of the quarter, by names."""
        base = json.loads((self.root / place.QUARTER / "published.json").read_text())
        stamps = sorted(path.name for path in (self.root / place.QUARTER).glob("*.md") if b"- Published: " in path.read_bytes())
        decisions = (self.root / place.QUARTER / "decisions.md").read_text().count("override P6")
        return stamps, sorted(entry["title"] for entry in base["issues"].values()), decisions


class Quarter(place.Faults):
    """Cases that publish and compare with what an undisturbed run publishes."""

    @classmethod
    def setUpClass(cls):
        server = Server(of_class(cls))
        here = GitlabPlace(server)
        run = here.run(*FINALIZE)
        assert run.code == 0, run
        cls.writes = [request["method"] for request in server.writes()]
        cls.whole, cls.record = server.published(), here.record()
        assert len(cls.whole["issues"]) == 18 and cls.whole["links"], cls.whole

    def is_whole(self, server, here, killed=False):
        """The quarter stands there once, a further run has nothing to do, and no file holds the token. kill -9 may leave a temporary file."""
        self.assertEqual(server.published(), self.whole)
        before = len(server.writes())
        again = here.run(*FINALIZE)
        self.assertEqual(again.code, 0, str(again))
        self.assertIn("Nothing to do", again.text())
        self.assertEqual(len(server.writes()), before)
        self.assertEqual(here.record(), self.record)
        for name, content in here.files().items():
            self.assertNotIn(server.token.encode(), content, name)
            if not killed:
                self.assertNotIn(".secokr-", name)


class Spoiler:
    """Stands before a double and hands its answers on; `spoil(handler, path, answer)` may write another one itself and give True.
    It keeps what it was sent, and where it holds the token."""

    token = "glpat-NeverToBeSeen0123"

    def __init__(self, test, server=None, spoil=None):
        self.spoil = spoil
        self.requests = []
        self.tokens = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_all(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.requests.append((self.command, self.path))
                outer.tokens += [value for value in self.headers.values() if outer.token in value]
                answer = outer.ask(server, self, body) if server else (404, [], b'{"message":"404 Not found"}')
                try:
                    if not (outer.spoil and outer.spoil(self, self.path, answer)):
                        self.reply(*answer)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            do_GET = do_POST = do_PUT = do_DELETE = handle_all

            def reply(self, status, headers, body):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def raw(self, content):
                """Bytes as they are, then the end of the connection."""
                self.close_connection = True
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        class Listener(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.listener = Listener(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.listener.server_port}"
        threading.Thread(target=self.listener.serve_forever, args=(0.05,), daemon=True).start()
        test.addCleanup(self.close)

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()

    def ask(self, server, handler, body):
        host = server.origin.removeprefix("http://")
        connection = HTTPConnection(host, timeout=60)
        try:
            connection.request(handler.command, handler.path, body or None,
                               {"PRIVATE-TOKEN": server.token, **({"Content-Type": "application/json"} if body else {})})
            answer = connection.getresponse()
            content = answer.read().replace(server.origin.encode(), self.origin.encode())
            headers = [(name, value.replace(server.origin, self.origin)) for name, value in answer.getheaders()
                       if name.lower() not in ("content-length", "connection", "transfer-encoding", "keep-alive", "server", "date")]
            return answer.status, headers, content
        finally:
            connection.close()


def side_by_side(case, checks, at_once=4):
    """Runs (name, function) pairs and fails with all that they found wrong: most of their time is waiting."""
    def tried(check):
        try:
            check()
        except AssertionError as wrong:
            return str(wrong)
        return None

    with ThreadPoolExecutor(at_once) as pool:
        found = list(zip([name for name, _ in checks], pool.map(tried, [check for _, check in checks])))
    case.assertTrue(found)
    wrong = [f"[{name}] {text[:2500]}" for name, text in found if text]
    if wrong:
        case.fail(f"{len(wrong)} of {len(found)}\n" + "\n".join(wrong[:12]))


def main():
    global DOUBLE
    DOUBLE = str(Path(sys.argv.pop(2)).resolve())
    place.main()
