#include "gitlab/gitlab_tracker.hpp"

#include <array>
#include <utility>

#include "gitlab/api.hpp"
#include "gitlab/history.hpp"
#include "gitlab/home.hpp"
#include "gitlab/issue_list.hpp"
#include "gitlab/issues.hpp"
#include "gitlab/labels.hpp"
#include "gitlab/links.hpp"
#include "gitlab/markers.hpp"
#include "gitlab/notes.hpp"
#include "gitlab/people.hpp"
#include "gitlab/probe.hpp"

namespace secokr::gitlab {

using namespace tracker;

namespace {

/// The verbs, each in the part that knows how; the parts share one connection and what was asked once.
class GitlabTracker final : public Tracker {
 public:
  explicit GitlabTracker(GitlabOptions options) : m_api(std::move(options)) {}

  Expected<Account> whoami() override { return m_home.whoami(); }
  Expected<Project> project() override { return m_home.project(); }
  Expected<Capabilities> capabilities() override { return m_probe.capabilities(); }
  Expected<std::vector<std::string>> users(std::span<const std::string> names) override {
    return m_people.users(names);
  }
  Expected<std::vector<std::string>> editors(std::span<const std::string> names, const std::string& project) override {
    return m_people.editors(names, project);
  }

  Status issues(const IssueQuery& query, const Sink<Issue>& sink) override {
    return query.markers.empty() ? m_list.read(query, sink) : m_markers.read(query, sink);
  }
  Expected<Issue> create(const NewIssue& issue) override { return m_issues.create(issue); }
  Expected<Issue> edit(const IssueRef& ref, const IssueEdit& edit) override { return m_issues.edit(ref, edit); }

  Expected<std::vector<Label>> labels(const LabelHome& home) override { return m_labels.all(home); }
  Expected<bool> ensure_label(const Label& label, const LabelHome& home) override {
    return m_labels.ensure(label, home);
  }

  Status notes_of(std::span<const IssueRef> refs, const Sink<Note>& sink) override { return m_notes.of(refs, sink); }
  Expected<Note> add_note(const IssueRef& ref, const NewNote& note) override { return m_notes.add(ref, note); }
  Expected<Note> edit_note(const IssueRef& ref, long note_id, const NewNote& note) override {
    return m_notes.edit(ref, note_id, note);
  }

  Status links_of(std::span<const IssueRef> refs, const Sink<Link>& sink) override { return m_links.of(refs, sink); }
  Expected<bool> link(const IssueRef& from, const IssueRef& to, LinkType type) override {
    return m_links.link(from, to, type);
  }
  Expected<bool> unlink(const IssueRef& from, const IssueRef& to) override { return m_links.unlink(from, to); }

  Expected<std::vector<Event>> events_of(const IssueRef& ref) override {
    const std::array lists{
        http::PagedList{.url = m_api.urls().label_events(ref)}, http::PagedList{.url = m_api.urls().state_events(ref)},
        http::PagedList{.url = m_api.urls().notes(ref), .query = {{"activity_filter", "only_activity"}}}};
    std::array rows{Json::array(), Json::array(), Json::array()};
    SECOKR_CHECK(m_api.rows(
        lists, [&](std::size_t) { return m_api.asked("the history", ref); },
        [&](std::size_t list, const Json& row) -> Expected<bool> {
          rows[list].push_back(row);
          return true;
        }));
    return gitlab::events_of(rows[0], rows[1], rows[2]);
  }

 private:
  Api m_api;
  Home m_home{m_api};
  Probe m_probe{m_api, m_home};
  People m_people{m_api, m_home};
  Labels m_labels{m_api, m_home};
  IssueList m_list{m_api, m_home, m_probe};
  Markers m_markers{m_api, m_home, m_list};
  Issues m_issues{m_api, m_home, m_probe, m_people, m_labels, m_markers};
  Notes m_notes{m_api, m_home, m_probe, m_issues};
  Links m_links{m_api, m_probe, m_issues};
};

}  // namespace

std::unique_ptr<Tracker> make_gitlab_tracker(GitlabOptions options) {
  return std::make_unique<GitlabTracker>(std::move(options));
}

}  // namespace secokr::gitlab
