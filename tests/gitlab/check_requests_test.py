#!/usr/bin/env python3
"""The checker itself: good and bad requests against a small description."""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import yaml

from api_description import Api

DESCRIPTION = """
openapi: 3.0.0
paths:
  '/api/v4/projects/{id}/issues':
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {anyOf: [{type: string}, {type: integer}]}}
        - {name: state, in: query, schema: {type: string, enum: [opened, closed, all]}}
        - {name: per_page, in: query, schema: {type: integer}}
        - {name: iids, in: query, schema: {anyOf: [{type: integer}]}}
        - {name: confidential, in: query, schema: {type: boolean}}
        - {name: created_after, in: query, schema: {type: string, format: date-time}}
        - {name: 'not[labels]', in: query, schema: {type: string}}
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [title]
              properties:
                title: {type: string}
                labels: {type: array, items: {type: string}}
                assignee_ids: {type: array, items: {type: integer}}
                author: {$ref: '#/components/schemas/User'}
  '/api/v4/projects/{id}/issues/{issue_iid}':
    parameters:
      - {name: issue_iid, in: path, required: true, schema: {type: integer}}
    delete: {}
  '/api/v4/projects/{id}/labels/{name}':
    put:
      requestBody: {content: {application/json: {schema: {type: object, properties: {color: {type: string}}}}}}
  '/api/v4/projects/{id}/labels/promote':
    put: {}
  '/api/v4/search':
    get:
      parameters:
        - {name: scope, in: query, required: true, schema: {type: string}}
components:
  schemas:
    User: {type: object, properties: {id: {type: integer}}}
"""
ISSUES = "/api/v4/projects/security%2Fokrs/issues"
GOOD = [
    ("GET", ISSUES, "", ""),
    ("GET", ISSUES, "state=all&per_page=100&pagination=keyset", ""),
    ("GET", ISSUES, "iids[]=1&iids%5B%5D=2&confidential=true", ""),
    ("GET", ISSUES, "not[labels]=OKR%2Cdone&created_after=2026-11-22T03:18:20Z", ""),
    ("GET", ISSUES, "id=6&per_page=20", ""),
    ("POST", ISSUES, "", '{"title": "Größe", "labels": ["OKR"]}'),
    ("POST", ISSUES, "", '{"title": "a", "labels": "OKR,division::Security", "assignee_ids": [1, 2], "author": {"id": 1}}'),
    ("DELETE", ISSUES + "/7", "", ""),
    ("PUT", "/api/v4/projects/6/labels/sec-okr%3A%3Ap1", "", '{"color": "#112233"}'),
    ("PUT", "/api/v4/projects/6/labels/sec-okr%3A%3Ap1", "", ""),
    ("PUT", "/api/v4/projects/6/labels/promote", "", ""),
    ("GET", "/api/v4/search", "scope=issues", ""),
]
BAD = [
    ("GET", "/api/v4/projects/security/okrs/issues", "", "", "no such path"),
    ("GET", "/api/graphql", "", "", "no such path"),
    ("PATCH", ISSUES, "", "", "no PATCH"),
    ("GET", ISSUES, "perpage=100", "", "no parameter perpage"),
    ("GET", ISSUES, "per_page=many", "", "per_page"),
    ("GET", ISSUES, "state=open", "", "state"),
    ("GET", ISSUES, "state=opened&state=closed", "", "twice"),
    ("GET", ISSUES, "iids[]=one", "", "iids"),
    ("GET", ISSUES, "confidential=yes", "", "confidential"),
    ("GET", ISSUES, "created_after=yesterday", "", "created_after"),
    ("GET", ISSUES, "pagination=offset", "", "pagination"),
    ("GET", ISSUES, "not[milestone]=x", "", "not[milestone]"),
    ("GET", ISSUES, "", "{}", "takes none"),
    ("POST", ISSUES, "", "", "body is required"),
    ("POST", ISSUES, "", "title=x", "no JSON"),
    ("POST", ISSUES, "", "[]", "object"),
    ("POST", ISSUES, "", "{}", "title"),
    ("POST", ISSUES, "", '{"title": 1}', "string"),
    ("POST", ISSUES, "", '{"title": "a", "weihgt": 1}', "weihgt"),
    ("POST", ISSUES, "", '{"title": "a", "assignee_ids": ["eve"]}', "integer"),
    ("POST", ISSUES, "", '{"title": "a", "labels": 5}', "not valid under any"),
    ("POST", ISSUES, "", '{"title": "a", "author": {"id": "eve"}}', "integer"),
    ("DELETE", ISSUES + "/seven", "", "", "issue_iid"),
    ("PUT", "/api/v4/projects/6/labels/promote", "", "{}", "takes none"),
    ("GET", "/api/v4/search", "", "", "scope is required"),
]


class Requests(unittest.TestCase):
    def setUp(self):
        self.api = Api(yaml.safe_load(DESCRIPTION))

    def faults(self, method, path, query, body):
        return self.api.check({"method": method, "path": path, "query": query, "body": body})[1]

    def test_good_ones_have_no_fault(self):
        for request in GOOD:
            with self.subTest(request):
                self.assertEqual(self.faults(*request), [])

    def test_bad_ones_have_theirs(self):
        for *request, part in BAD:
            with self.subTest(request):
                self.assertIn(part, "; ".join(self.faults(*request)))

    def test_the_operation_is_named_by_its_template(self):
        name, _ = self.api.check({"method": "DELETE", "path": ISSUES + "/7"})
        self.assertEqual(name, "DELETE /api/v4/projects/{id}/issues/{issue_iid}")


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.description = self.folder / "api.yaml"
        self.description.write_text(DESCRIPTION, encoding="utf-8")

    def run_it(self, *requests, environment=None):
        lines = [json.dumps({"method": "GET", "query": "", "body": "", "status": 200, **request}) for request in requests]
        (self.folder / "1-1.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        program = Path(__file__).with_name("check_requests.py")
        clean = {name: value for name, value in os.environ.items() if name != "SECOKR_SKIP_IS_FAILURE"}
        return subprocess.run(
            [sys.executable, program, self.description, self.folder],
            capture_output=True,
            text=True,
            env=clean | {"PYTHONDONTWRITEBYTECODE": "1"} | (environment or {}),
        )

    def test_good_requests_are_counted(self):
        request = {"path": ISSUES, "user_agent": "secokr/0.1.0"}
        done = self.run_it(request, request, {"path": "/api/v4/search", "query": "scope=issues", "user_agent": "secokr/0.1.0"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("3 requests of 2 operations checked, 0 faults", done.stdout)

    def test_a_bad_one_fails(self):
        done = self.run_it({"path": ISSUES, "query": "state=open", "user_agent": "secokr/0.1.0"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("'open' is not one of", done.stdout)

    def test_other_clients_are_passed_over_and_nothing_is_no_success(self):
        done = self.run_it({"path": "/nonsense", "user_agent": "python-gitlab/3.12.0"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("0 requests of 0 operations checked, 0 faults", done.stdout)

    def test_without_a_description_it_is_skipped_unless_that_is_a_failure(self):
        self.description.unlink()
        self.assertEqual(self.run_it().returncode, 77)
        done = self.run_it(environment={"SECOKR_SKIP_IS_FAILURE": "1"})
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, f"skipped: no GitLab API description at {self.description}\n")


if __name__ == "__main__":
    unittest.main()
