#!/usr/bin/env python3
"""Sends the recorded requests to a fresh double, in their order, and compares its answers with the recorded ones.

Usage: replay_samples.py DOUBLE SAMPLES. Prints every difference with the sample's name; exits 1 when there is any or a sample was left out.
"""
import http.client
import json
import re
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

from gitlab_double import GitlabDouble
from likeness import RECORDED_ORIGIN, Ids, Likeness
from samples import Message, Sample, read_samples

SAMPLES = 258
# No part of a client of issues; nothing of them is asked or compared.
LEFT_OUT = {
    "218-todos": "a to-do list filled before the recording began",
    "219-markdown": "rendered Markdown",
}
# Compared but for the body.
WITHOUT_BODY = {
    name: "four hundred settings of the whole server"
    for name in ("243-settings-limit-on", "249-settings-limit-off", "250-settings-throttle-on", "258-settings-throttle-off")
}
# Lists of the whole server, which had a life before the recording: how many there are is not compared, and here not what they say.
WHOLE_SERVER = re.compile(r"/api/v4/(projects|users|issues)(\?|$)")
SHAPE_ONLY = {"092-projects-keyset", "093-projects-keyset-next"}
# The recording keeps 3000 characters of a request's body; these were longer.
WHOLE_BODIES = {
    "064-issue-long-description-400": {"title": "big", "description": "y" * ((1 << 20) + 1)},
    "160-note-too-long-400": {"body": "z" * 1_000_001},
}
EXPIRED_TOKEN = "204-401-expired"

EXACT_HEADERS = (
    "content-type cache-control x-page x-per-page x-next-page x-prev-page ratelimit-name ratelimit-limit ratelimit-observed "
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
        self.expiry = ""

    def compare(self, sample: Sample) -> list[str]:
        if sample.name == EXPIRED_TOKEN:
            days = (date.fromisoformat(self.expiry) - datetime.now(timezone.utc).date()).days + 2
            self.double.order("shift_clock", seconds=days * 86400)
        answer = self._send(sample)
        if sample.name == EXPIRED_TOKEN:
            self.double.order("shift_clock", seconds=0)
        self._learn(sample, answer)
        status = int(answer.first)
        found = [] if status == sample.status else [f"status {sample.status} was recorded, {status} came: {answer.body:.200}"]
        return found + self._bodies(sample, answer) + self._headers(sample, answer)

    def _send(self, sample: Sample) -> Message:
        body = self._body(sample)
        headers = {name: self._header(name, value) for name, value in sample.request.headers.items()}
        if body:
            headers["content-length"] = str(len(body))
        self.connection.putrequest(sample.method, self._target(sample), skip_accept_encoding=True)
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
            minted = json.loads(answer.body)
            self.tokens["TOKEN-MINTED"] = minted.get("token", "")
            self.expiry = minted.get("expires_at") or ""

    def _bodies(self, sample: Sample, answer: Message) -> list[str]:
        if sample.name in WITHOUT_BODY:
            return []
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
        if (one := self._links(recorded, whole_server)) != (other := self._links(here, whole_server)):
            found.append(f"link: {one} was recorded, {other} came")
        return found

    def _links(self, headers: dict[str, str], whole_server: bool) -> list[str]:
        """Without what the server mints: the cursor, and the number of the last page of a list of the whole server."""
        links = []
        for url, rel in LINK.findall(headers.get("link", "")):
            url = re.sub(r"cursor=[^&]*", "cursor=CURSOR", self.likeness.text(url))
            owner = re.search(r"/(?:projects|groups)/(\d+)", url)
            if owner:
                url = re.sub(r"(?<=[?&]id=)\d+", owner[1], url)
            if whole_server:
                url = re.sub(r"(?<=id_after=)\d+", "N", re.sub(r"(?<=[?&]page=)\d+", "N", url))
            links.append(f"{rel} {url}")
        return links


def main(program: str, folder: str) -> int:
    samples = read_samples(Path(folder))
    differences = compared = 0
    with GitlabDouble(program, "--user", "alice:0", "--user", "bob:0") as double:
        replay = Replay(double)
        for sample in samples:
            if sample.name in LEFT_OUT:
                continue
            try:
                found = replay.compare(sample)
            except (http.client.HTTPException, OSError, KeyError) as fault:
                found = [f"no comparison: {fault!r}"]
                replay.connection.close()
            compared += 1
            differences += len(found)
            for line in found:
                print(f"{sample.name}: {line}")
    unknown = (LEFT_OUT.keys() | WITHOUT_BODY.keys() | SHAPE_ONLY | WHOLE_BODIES.keys()) - {sample.name for sample in samples}
    print(f"{compared} samples compared, {len(LEFT_OUT)} left out, {differences} differences")
    if unknown:
        print(f"exceptions for samples that are not there: {sorted(unknown)}")
    return 1 if differences or unknown or compared < SAMPLES - len(LEFT_OUT) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
