#!/usr/bin/env python3
"""Sends the recorded requests to a fresh double, in their order, and compares its answers with the recorded ones.

Usage: replay_samples.py DOUBLE SAMPLES. Prints every difference with the sample's name; exits 1 when there is any or a
sample was left out.
"""
import http.client
import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from gitlab_double import GitlabDouble
from likeness import RECORDED_ORIGIN, Ids, Likeness
from samples import Message, Sample, read_samples

SAMPLES = 258
# What the server had lived through before the recording began, by root's hand; its lists of everything and its settings show it.
OKR = "/api/v4/projects/root%2Fokr"
EARLIER_LIFE = (
    ("POST", "/api/v4/projects", {"name": "okr"}),
    ("POST", f"{OKR}/issues", {"title": "First", "description": "- [x] a\n- [ ] b\n- [ ] c", "labels": "bug,priority::high,priority::low"}),
    ("POST", f"{OKR}/issues", {"title": "Second"}),
    ("POST", f"{OKR}/issues/1/notes", {"body": "hello @root see #1"}),
    (
        "PUT",
        "/api/v4/application/settings",
        {"throttle_authenticated_api_requests_per_period": 4, "throttle_authenticated_api_period_in_seconds": 30},
    ),
)
# How long these lists are is not compared, because more things of that life are in them.
WHOLE_SERVER = re.compile(r"/api/v4/(projects|users|issues)(\?|$)")
# Keys and types are compared, and no values.
SHAPE_ONLY = {
    "093-projects-keyset-next": "another project of that life",
    "219-markdown": "rendered Markdown, which no client of issues asks for",
}
# The recording keeps 3000 characters of a request's body; these were longer.
WHOLE_BODIES = {
    "064-issue-long-description-400": {"title": "big", "description": "y" * ((1 << 20) + 1)},
    "160-note-too-long-400": {"body": "z" * 1_000_001},
}
RECORDED_AT = 1_795_317_492_000
EXPIRED_TOKEN = "204-401-expired"  # what was minted before had run out

EXACT_HEADERS = (
    "content-type x-page x-per-page x-next-page x-prev-page ratelimit-name ratelimit-limit ratelimit-observed "
    "ratelimit-remaining x-search-type location www-authenticate"
).split()
TOTALS = ("x-total", "x-total-pages")
SHAPED_HEADERS = {
    "etag": r'W/"[0-9a-f]{32}"',
    "retry-after": r"\d+",
    "ratelimit-reset": r"\d{10}",
    "ratelimit-resettime": r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT",
    "x-next-cursor": r"[A-Za-z0-9+/_-]+=*",
    "x-prev-cursor": r"[A-Za-z0-9+/_-]+=*",
}
LINK = re.compile(r'<([^>]*)>; rel="(\w+)"')
KIND_OF_PATH = {
    "projects": "project",
    "groups": "namespace",
    "users": "user",
    "notes": "note",
    "links": "link",
    "personal_access_tokens": "token",
}
KIND_OF_FIELD = {
    "namespace_id": "namespace",
    "user_id": "user",
    "assignee_ids": "user",
    "milestone_id": "milestone",
    "target_project_id": "project",
    "to_project_id": "project",
}


class Replay:
    def __init__(self, double: GitlabDouble):
        self.double = double
        self.ids = Ids()
        self.likeness = Likeness(double.origin, self.ids)
        self.connection = http.client.HTTPConnection(urlsplit(double.origin).netloc, timeout=60)
        self.tokens = {
            "TOKEN-OF-ADMIN": double.tokens["root"],
            "TOKEN-OF-REPORTER": double.tokens["alice"],
            "TOKEN-OF-GUEST": double.tokens["bob"],
            "TOKEN-READ-ONLY": double.order("add_user", name="root", level=0, scopes=["read_api"])["token"],
        }
        self.targets: dict[str, str] = {}  # what followed from a Link header
        self.etags: dict[str, str] = {}

    def compare(self, sample: Sample) -> list[str]:
        if sample.name == EXPIRED_TOKEN:
            self.double.order("expire_token", token=self.tokens["TOKEN-MINTED"])
        answer = self._send(sample)
        self._learn(sample, answer)
        status = int(answer.first)
        found = [] if status == sample.status else [f"status {sample.status} was recorded, {status} came: {answer.body:.200}"]
        return found + self._bodies(sample, answer) + self._headers(sample, answer)

    def live(self, method: str, target: str, fields: dict) -> None:
        headers = {"private-token": self.tokens["TOKEN-OF-ADMIN"], "content-type": "application/json"}
        answer = self._exchange(method, target, headers, json.dumps(fields).encode())
        if answer.first not in ("200", "201"):
            raise RuntimeError(f"{method} {target}: {answer.first} {answer.body:.200}")

    def _send(self, sample: Sample) -> Message:
        headers = {name: self._header(name, value) for name, value in sample.request.headers.items()}
        return self._exchange(sample.method, self._target(sample), headers, self._body(sample))

    def _exchange(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Message:
        if body:
            headers["content-length"] = str(len(body))
        self.connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            self.connection.putheader(name, value)
        self.connection.endheaders(body or None)
        response = self.connection.getresponse()
        text = response.read().decode("utf-8")
        return Message(str(response.status), {name.lower(): value for name, value in response.getheaders()}, text)

    def _target(self, sample: Sample) -> str:
        if sample.target in self.targets:
            return self.targets[sample.target]

        def number_here(found: re.Match) -> str:
            return f"{found[1]}/{self.ids.to_here(KIND_OF_PATH[found[1]], int(found[2]))}"

        return re.sub(rf"({'|'.join(KIND_OF_PATH)})/(\d+)(?![^/?])", number_here, sample.target)

    def _header(self, name: str, value: str) -> str:
        if name == "if-none-match":
            return self.etags[value]
        for recorded, here in self.tokens.items():
            value = value.replace(recorded, here)
        return value

    def _body(self, sample: Sample) -> bytes:
        if sample.name in WHOLE_BODIES:
            return json.dumps(WHOLE_BODIES[sample.name]).encode()
        try:
            fields = json.loads(sample.request.body)
        except json.JSONDecodeError:
            return sample.request.body.encode()
        for key in fields.keys() & KIND_OF_FIELD.keys():
            kind = KIND_OF_FIELD[key]
            value = fields[key]
            fields[key] = [self.ids.to_here(kind, n) for n in value] if isinstance(value, list) else self.ids.to_here(kind, value)
        return json.dumps(fields).encode()

    def _learn(self, sample: Sample, answer: Message) -> None:
        here = {rel: url for url, rel in LINK.findall(answer.headers.get("link", ""))}
        for url, rel in LINK.findall(sample.answer.headers.get("link", "")):
            if rel in here:
                self.targets[url.removeprefix(RECORDED_ORIGIN)] = here[rel].removeprefix(self.double.origin)
        if "etag" in sample.answer.headers:
            self.etags[sample.answer.headers["etag"]] = answer.headers.get("etag", "")
        if sample.method == "POST" and sample.target.endswith("access_tokens"):
            self.tokens["TOKEN-MINTED"] = json.loads(answer.body).get("token", "")

    def _bodies(self, sample: Sample, answer: Message) -> list[str]:
        recorded, here = sample.answer.body.strip(), answer.body.strip()
        if recorded[:1] not in ("{", "["):
            return [] if recorded == here else [f"body: {recorded!r:.200} was recorded, {here!r:.200} came"]
        try:
            return self.likeness.differences(json.loads(recorded), json.loads(here), values=sample.name not in SHAPE_ONLY)
        except json.JSONDecodeError:
            return [f"body: no JSON: {here:.200}"]

    def _headers(self, sample: Sample, answer: Message) -> list[str]:
        recorded, here = sample.answer.headers, answer.headers
        whole_server = WHOLE_SERVER.match(sample.target) is not None
        found = []
        for name in EXACT_HEADERS + list(TOTALS):
            one, other = recorded.get(name), here.get(name)
            if whole_server and name in TOTALS and one is not None and other is not None:
                continue
            if one != (self.likeness.text(other) if other is not None else None):
                found.append(f"{name}: {one!r} was recorded, {other!r} came")
        for name, shape in SHAPED_HEADERS.items():
            if (name in recorded) != (name in here):
                found.append(f"{name}: {recorded.get(name)!r} was recorded, {here.get(name)!r} came")
            elif name in here and not re.fullmatch(shape, here[name]):
                found.append(f"{name}: {here[name]!r} is not like {recorded[name]!r}")
        one = links_of(recorded.get("link", ""), whole_server)
        if one != (other := links_of(self.likeness.text(here.get("link", "")), whole_server)):
            found.append(f"link: {one} was recorded, {other} came")
        return found


def links_of(header: str, whole_server: bool) -> list[str]:
    """Without what the server mints: the cursor, and the numbers in a list of the whole server."""
    links = []
    for url, rel in LINK.findall(header):
        url = re.sub(r"cursor=[^&]*", "cursor=CURSOR", url)
        if owner := re.search(r"/(?:projects|groups)/(\d+)", url):
            url = re.sub(r"(?<=[?&]id=)\d+", owner[1], url)
        if whole_server:
            url = re.sub(r"(?<=id_after=)\d+", "N", re.sub(r"(?<=[?&]page=)\d+", "N", url))
        links.append(f"{rel} {url}")
    return links


def main(program: str, folder: str) -> int:
    samples = read_samples(Path(folder))
    differences = compared = 0
    with GitlabDouble(program, "--empty", "--now", str(RECORDED_AT), "--user", "alice:0", "--user", "bob:0") as double:
        replay = Replay(double)
        for method, target, fields in EARLIER_LIFE:
            replay.live(method, target, fields)
        for sample in samples:
            try:
                found = replay.compare(sample)
            except (http.client.HTTPException, OSError, KeyError) as fault:
                found = [f"no comparison: {fault!r}"]
                replay.connection.close()
            compared += 1
            differences += len(found)
            for line in found:
                print(f"{sample.name}: {line}")
    unknown = (SHAPE_ONLY.keys() | WHOLE_BODIES.keys() | {EXPIRED_TOKEN}) - {sample.name for sample in samples}
    print(f"{compared} samples compared, {differences} differences")
    if unknown:
        print(f"exceptions for samples that are not there: {sorted(unknown)}")
    return 1 if differences or unknown or compared < SAMPLES else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
