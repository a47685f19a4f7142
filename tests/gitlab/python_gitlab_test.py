#!/usr/bin/env python3
"""Drives the double with python-gitlab, a client that nobody here wrote.

Usage: python_gitlab_test.py DOUBLE
"""
import sys
import time
import unittest
from unittest import mock

import gitlab

from gitlab_double import GitlabDouble

ISSUES = 260
program = ""


class Client(unittest.TestCase):
    """One fresh double a test."""

    issues = 0

    def setUp(self):
        self.double = GitlabDouble(program, "--user", "alice:20", "--user", "bob:10", "--user", "eve:0", "--issues", str(self.issues))
        self.addCleanup(self.double.__exit__)
        self.alice = self.client(self.double.tokens["alice"])
        self.project = self.alice.projects.get(self.double.project)

    def client(self, token=None, **options):
        client = gitlab.Gitlab(self.double.origin, private_token=token, **options)
        client.session.trust_env = False  # a proxy of the environment has no business on loopback
        self.addCleanup(client.session.close)
        return client


class Guests(Client):
    def test_labels_when_it_is_opened_and_not_later(self):
        self.project.labels.create({"name": "later", "color": "#112233"})
        guest = self.client(self.double.tokens["bob"]).projects.get(self.double.project)
        issue = guest.issues.create({"title": "a", "description": "x", "labels": "OKR,FY28-Q1"})
        self.assertEqual(sorted(issue.labels), ["FY28-Q1", "OKR"])
        issue.title, issue.description, issue.add_labels = "b", "y", "later"
        issue.save()
        issue = self.project.issues.get(issue.iid)
        self.assertEqual((issue.title, issue.description, sorted(issue.labels)), ("b", "y", ["FY28-Q1", "OKR"]))
        self.assertEqual({event.action for event in issue.resourcelabelevents.list(get_all=True)}, {"add"})
        with self.assertRaises(gitlab.GitlabUpdateError):
            guest.issues.update(self.project.issues.create({"title": "of somebody else"}).iid, {"title": "c"})

    def test_all_roles_in_one_request(self):
        members = {member.username: member.access_level for member in self.project.members_all.list(per_page=100)}
        self.assertEqual((members["alice"], members["bob"]), (20, 10))
        self.assertNotIn("eve", members)
        self.assertEqual([member.username for member in self.project.members_all.list(query="bob", get_all=True)], ["bob"])


class Who(Client):
    def test_auth_tells_the_user(self):
        self.alice.auth()
        self.assertEqual(self.alice.user.username, "alice")

    def test_an_oauth_token_is_taken_too(self):
        client = self.client(oauth_token=self.double.tokens["alice"])
        client.auth()
        self.assertEqual(client.user.username, "alice")

    def test_a_wrong_token_is_an_authentication_error(self):
        with self.assertRaises(gitlab.GitlabAuthenticationError) as caught:
            self.client("nonsense").auth()
        self.assertEqual(caught.exception.response_code, 401)

    def test_the_token_tells_its_scopes(self):
        self.assertEqual(self.alice.http_get("/personal_access_tokens/self")["scopes"], ["api"])

    def test_users_are_found_by_name(self):
        self.assertEqual([user.username for user in self.alice.users.list(username="bob")], ["bob"])
        self.assertEqual(self.alice.users.list(username="nobody"), [])

    def test_version(self):
        self.assertEqual(self.alice.version()[0], "18.9.0-pre")


class Project(Client):
    def test_by_path_and_by_number(self):
        self.assertEqual(self.project.path_with_namespace, self.double.project)
        self.assertEqual(self.alice.projects.get(self.project.id).name, self.project.name)
        self.assertEqual(self.project.permissions["project_access"]["access_level"], 20)
        self.assertFalse(self.project.archived)

    def test_a_stranger_does_not_see_it(self):
        with self.assertRaises(gitlab.GitlabGetError) as caught:
            self.client(self.double.tokens["eve"]).projects.get(self.double.project)
        self.assertEqual(caught.exception.response_code, 404)

    def test_members(self):
        levels = {member.username: member.access_level for member in self.project.members_all.list(get_all=True)}
        self.assertEqual((levels["alice"], levels["bob"]), (20, 10))
        self.assertNotIn("eve", levels)
        self.assertEqual(self.project.members_all.get(self.alice.users.list(username="bob")[0].id).access_level, 10)


class Labels(Client):
    def test_create_list_update_delete(self):
        self.double.order("add_group_label", name="OKR")
        made = self.project.labels.create({"name": "sec-okr::p1", "color": "#112233", "description": "second"})
        labels = {label.name: label for label in self.project.labels.list(get_all=True)}
        self.assertEqual(set(labels), {"OKR", "sec-okr::p1"})
        self.assertFalse(labels["OKR"].is_project_label)
        self.assertEqual(labels["sec-okr::p1"].description, "second")
        made.new_name = "sec-okr::p2"
        made.save()
        self.assertEqual(self.project.labels.get("sec-okr::p2").color, "#112233")
        self.project.labels.delete("sec-okr::p2")
        self.assertEqual([label.name for label in self.project.labels.list(get_all=True)], ["OKR"])

    def test_refusals(self):
        self.double.order("add_group_label", name="OKR")
        for fields, status in (({"name": "OKR", "color": "#112233"}, 409), ({"name": "x", "color": "nocolor"}, 400)):
            with self.subTest(fields), self.assertRaises(gitlab.GitlabCreateError) as caught:
                self.project.labels.create(fields)
            self.assertEqual(caught.exception.response_code, status)


class Groups(Client):
    """`security` with its project `security/okrs`, the subgroup `security/web` and the project `security/web/site` in it."""

    def setUp(self):
        super().setUp()
        self.double.order("add_project", path="security/web/site")
        self.double.order("add_member", place="security", name="alice", level=20)
        self.group = self.alice.groups.get("security")
        self.web = self.alice.groups.get("security/web")

    def test_a_subgroup_names_its_parent(self):
        self.assertEqual((self.web.full_path, self.web.path, self.web.parent_id), ("security/web", "web", self.group.id))
        root = self.client("token-of-root")
        made = root.groups.create({"name": "deep", "path": "deep", "parent_id": self.web.id})
        self.assertEqual((made.full_path, made.parent_id), ("security/web/deep", self.web.id))
        site = self.alice.projects.get("security/web/site")
        self.assertEqual((site.namespace["full_path"], site.namespace["path"]), ("security/web", "web"))
        self.assertEqual(site.permissions["group_access"]["access_level"], 20)

    def test_labels_come_down_and_are_changed_where_they_are(self):
        made = self.group.labels.create({"name": "OKR", "color": "#112233"})
        self.web.labels.create({"name": "web", "color": "#445566"})
        self.assertFalse(hasattr(made, "is_project_label"))
        names = lambda labels: [label.name for label in labels]
        self.assertEqual(names(self.web.labels.list(get_all=True)), ["OKR", "web"])
        self.assertEqual(names(self.web.labels.list(get_all=True, include_ancestor_groups=False)), ["web"])
        self.assertEqual(names(self.group.labels.list(get_all=True)), ["OKR"])
        site = self.alice.projects.get("security/web/site")
        self.assertEqual({label.name: label.is_project_label for label in site.labels.list()}, {"OKR": False, "web": False})
        self.assertEqual(names(self.project.labels.list()), ["OKR"])
        made.color = "#ABCDEF"
        made.save()
        self.assertEqual(self.group.labels.get("OKR").color, "#ABCDEF")
        self.assertEqual(site.labels.get("OKR").color, "#ABCDEF")
        made.delete()
        self.assertEqual(names(site.labels.list()), ["web"])

    def test_labels_that_are_refused(self):
        self.group.labels.create({"name": "OKR", "color": "#112233"})
        site = self.alice.projects.get("security/web/site")
        for place in (self.group, self.web, site):
            with self.subTest(place.full_path if place is not site else "site"), self.assertRaises(gitlab.GitlabCreateError) as caught:
                place.labels.create({"name": "OKR", "color": "#112233"})
            self.assertEqual(caught.exception.response_code, 409)
        with self.assertRaises(gitlab.GitlabUpdateError) as caught:
            self.web.labels.update("OKR", {"color": "#445566"})
        self.assertEqual(caught.exception.response_code, 404)
        # A member of a project below sees the group, and defines nothing there; a stranger does not see it.
        bob = self.client(self.double.tokens["bob"])
        with self.assertRaises(gitlab.GitlabCreateError) as caught:
            bob.groups.get("security").labels.create({"name": "x", "color": "#112233"})
        self.assertEqual(caught.exception.response_code, 403)
        with self.assertRaises(gitlab.GitlabGetError) as caught:
            self.client(self.double.tokens["eve"]).groups.get("security")
        self.assertEqual(caught.exception.response_code, 404)

    def test_issues_of_all_projects(self):
        self.project.issues.create({"title": "a", "labels": "OKR"})
        site = self.alice.projects.get("security/web/site")
        site.issues.create({"title": "b"})
        self.project.issues.create({"title": "c"})
        issues = self.group.issues.list(get_all=True, sort="asc", per_page=2)
        self.assertEqual([issue.title for issue in issues], ["a", "b", "c"])
        self.assertEqual(
            [issue.references["full"] for issue in issues], ["security/okrs#1", "security/web/site#1", "security/okrs#2"]
        )
        self.assertEqual([issue.title for issue in self.web.issues.list(get_all=True)], ["b"])
        self.assertEqual([issue.title for issue in self.group.issues.list(labels=["OKR"])], ["a"])
        bob = self.client(self.double.tokens["bob"])
        self.assertEqual([issue.title for issue in bob.groups.get("security").issues.list(sort="asc")], ["a", "c"])


class Issues(Client):
    def test_create_save_close_reopen(self):
        alice = self.alice.users.list(username="alice")[0].id
        issue = self.project.issues.create(
            {"title": "Objective", "labels": "OKR,new", "due_date": "2027-04-30", "assignee_ids": [alice], "description": "x  \n"}
        )
        self.assertEqual((issue.iid, issue.state, issue.labels, issue.description), (1, "opened", ["OKR", "new"], "x"))
        self.assertEqual(issue.assignees[0]["username"], "alice")
        issue.title = "Objective!"
        issue.labels = ["OKR"]
        issue.state_event = "close"
        issue.save()
        issue = self.project.issues.get(1)
        self.assertEqual((issue.title, issue.labels, issue.state), ("Objective!", ["OKR"], "closed"))
        self.project.issues.update(1, {"state_event": "reopen", "add_labels": "a,b", "remove_labels": "OKR"})
        issue = self.project.issues.get(1)
        self.assertEqual((issue.state, issue.labels, issue.due_date), ("opened", ["a", "b"], "2027-04-30"))

    def test_refusals(self):
        cases = (
            (lambda: self.project.issues.get(99), gitlab.GitlabGetError, 404),
            (lambda: self.project.issues.create({"title": ""}), gitlab.GitlabCreateError, 400),
            (lambda: self.project.issues.create({"title": "x" * 256}), gitlab.GitlabCreateError, 400),
            (lambda: self.project.issues.update(99, {"title": "x"}), gitlab.GitlabUpdateError, 404),
            (lambda: self.project.issues.list(state="open"), gitlab.GitlabListError, 400),
        )
        for number, (call, error, status) in enumerate(cases):
            with self.subTest(number), self.assertRaises(error) as caught:
                call()
            self.assertEqual(caught.exception.response_code, status)

    def test_label_events_tell_who_added_and_removed(self):
        issue = self.project.issues.create({"title": "a", "labels": "one"})
        self.project.issues.update(issue.iid, {"add_labels": "two", "remove_labels": "one"})
        events = issue.resourcelabelevents.list(get_all=True)
        self.assertEqual(
            sorted((event.action, event.label["name"], event.user["username"]) for event in events),
            [("add", "one", "alice"), ("add", "two", "alice"), ("remove", "one", "alice")],
        )

    def test_notes(self):
        issue = self.project.issues.create({"title": "a"})
        note = issue.notes.create({"body": "week 1"})
        note.body = "week 1, mended"
        note.save()
        issue.notes.create({"body": "week 2"})
        bodies = [note.body for note in issue.notes.list(get_all=True, sort="asc", order_by="created_at")]
        self.assertEqual(bodies, ["week 1, mended", "week 2"])
        bob = self.client(self.double.tokens["bob"]).projects.get(self.double.project, lazy=True)
        with self.assertRaises(gitlab.GitlabUpdateError) as caught:
            bob.issues.get(issue.iid).notes.update(note.id, {"body": "hijack"})
        self.assertEqual(caught.exception.response_code, 403)

    def test_a_note_of_quick_actions_changes_the_issue_and_is_none(self):
        issue = self.project.issues.create({"title": "a"})
        answer = issue.notes.create({"body": "/close"})
        self.assertFalse(hasattr(answer, "id"))
        self.assertEqual(self.project.issues.get(issue.iid).state, "closed")
        self.assertEqual([note for note in issue.notes.list(get_all=True) if not note.system], [])

    def test_links(self):
        one, other = (self.project.issues.create({"title": title}) for title in ("one", "other"))
        wanted = {"target_project_id": self.project.id, "target_issue_iid": other.iid}
        one.links.create(wanted)
        (link,) = one.links.list()
        self.assertEqual((link.iid, link.link_type), (other.iid, "relates_to"))
        self.assertEqual([back.iid for back in other.links.list()], [one.iid])
        for fields, status in ((wanted, 409), (wanted | {"link_type": "blocks"}, 400)):
            with self.subTest(fields), self.assertRaises(gitlab.GitlabCreateError) as caught:
                one.links.create(fields)
            self.assertEqual(caught.exception.response_code, status)
        one.links.delete(link.issue_link_id)
        self.assertEqual(one.links.list(), [])


class Lists(Client):
    issues = ISSUES

    def setUp(self):
        super().setUp()
        self.titles = [f"issue {number}" for number in range(1, ISSUES + 1)]

    def list(self, **parameters):
        return [issue.title for issue in self.project.issues.list(**parameters)]

    def test_all_pages(self):
        self.assertEqual(self.list(get_all=True, per_page=100), self.titles[::-1])
        self.assertEqual(self.list(iterator=True, per_page=37, sort="asc"), self.titles)

    def test_keyset(self):
        for per_page in (50, 100):
            titles = self.list(iterator=True, pagination="keyset", order_by="created_at", sort="asc", per_page=per_page)
            self.assertEqual(titles, self.titles)

    def test_totals(self):
        pages = self.project.issues.list(iterator=True, per_page=100)
        self.assertEqual((pages.total, pages.total_pages, pages.per_page, pages.next_page), (ISSUES, 3, 100, 2))
        self.assertEqual(len(self.project.issues.list(page=3, per_page=100)), ISSUES - 200)
        self.assertEqual(self.project.issues.list(page=4, per_page=100), [])

    def test_filters(self):
        self.project.issues.update(7, {"add_labels": "OKR,other", "state_event": "close"})
        self.assertEqual(self.list(labels=["OKR", "other"]), ["issue 7"])
        self.assertEqual(self.list(state="closed"), ["issue 7"])
        self.assertEqual(self.list(iids=[3, 5], sort="asc"), ["issue 3", "issue 5"])
        self.assertEqual(len(self.list(labels="None", get_all=True)), ISSUES - 1)


class Limits(Client):
    def test_retry_after_is_obeyed(self):
        self.double.order("add_fault", kind="throttled", method="POST", path_part="/issues", times=2)
        with mock.patch.object(time, "sleep") as sleep:
            issue = self.project.issues.create({"title": "after a while"})
        self.assertEqual(issue.iid, 1)
        waits = [call.args[0] for call in sleep.call_args_list]
        self.assertEqual(len(waits), 2)
        self.assertTrue(all(0 < wait <= 60 for wait in waits), waits)
        posts = [request["status"] for request in self.double.order("requests")["requests"] if request["method"] == "POST"]
        self.assertEqual(posts, [429, 429, 201])

    def test_the_applications_limit_is_json(self):
        self.double.order("add_fault", kind="limited", method="POST", path_part="/issues", times=1)
        with self.assertRaises(gitlab.GitlabCreateError) as caught:
            self.project.issues.create({"title": "too many"}, obey_rate_limit=False)
        self.assertEqual(caught.exception.response_code, 429)
        self.assertIn("too many times", str(caught.exception.error_message))

    def test_searches_are_limited_and_the_answer_tells_how_long(self):
        for number in range(30):
            self.project.issues.list(search=f"x{number}", get_all=False)
        # A list without a search is none.
        self.project.issues.list(labels="OKR", get_all=False)
        with self.assertRaises(gitlab.GitlabHttpError) as refused:
            self.alice.http_get(f"/projects/{self.project.id}/issues", query_data={"search": "y"}, obey_rate_limit=False)
        self.assertEqual(refused.exception.response_code, 429)
        self.assertIn("too many times", refused.exception.response_body.decode())
        answer = self.alice.session.get(f"{self.double.origin}/api/v4/projects/{self.project.id}/issues", params={"search": "y"},
                                        headers={"PRIVATE-TOKEN": self.double.tokens["alice"]})
        self.assertEqual(answer.headers["Retry-After"], "60")
        self.assertEqual(answer.json(), {"message": {"error": "This endpoint has been requested too many times. Try again later."}})
        # Each user has searches of their own.
        self.client("token-of-root").projects.get(self.double.project).issues.list(search="z", get_all=False)

    def test_the_later_of_two_who_make_a_label_is_refused_as_the_server_does(self):
        for status, body in ((409, '{"message":"Label already exists"}'), (400, '{"message":{"title":["has already been taken"]}}'), (500, '{"message":"500"}')):
            name = f"raced-{status}"
            self.double.order("add_fault", kind="overtaken", method="POST", path_part="/labels", status=status, body=body)
            with self.assertRaises(gitlab.GitlabError) as refused:
                self.project.labels.create({"name": name, "color": "#112233"})
            self.assertEqual(refused.exception.response_code, status)
            self.assertIn(name, [label.name for label in self.project.labels.list(get_all=True)])

    def test_a_transient_error_is_retried_when_asked(self):
        self.double.order("add_fault", kind="status", status=502, method="GET", path_part="/labels")
        with mock.patch.object(time, "sleep"):
            self.assertEqual(self.project.labels.list(get_all=True, retry_transient_errors=True), [])

    def test_a_proxys_page_is_an_error(self):
        self.double.order("add_fault", kind="html", status=503, method="GET", path_part="/labels")
        with self.assertRaises(gitlab.GitlabListError) as caught:
            self.project.labels.list(get_all=True)
        self.assertEqual(caught.exception.response_code, 503)


if __name__ == "__main__":
    program = sys.argv.pop(1)
    unittest.main()
