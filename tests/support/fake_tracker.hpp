#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tracker/port/tracker.hpp"

namespace secokr::test {

/// A tracker in memory that writes down each request and can fail at a chosen write.
class FakeTracker final : public tracker::Tracker {
 public:
  explicit FakeTracker(std::string user = "ciso") : m_user(std::move(user)) {}

  /// One line a request, in order: `issues`, `create FY28-Q1 KR1 …`, `edit 3`, `ensure_label OKR`, …
  std::vector<std::string> requests{};
  /// As `requests`, the writes alone.
  std::vector<std::string> writes{};
  /// The n-th write from now (0 is the next) fails with `failure`, once.
  std::optional<std::size_t> fail_at{};
  Error failure{.kind = ErrorKind::network,
                .what = "the tracker did not answer",
                .reason = "connection reset",
                .help = "Check the network"};
  tracker::Capabilities server{.blocks_links = true, .several_assignees = true};
  std::string number = "1";  ///< the project's
  /// What whoami says; nothing = the user, without a word on a token.
  std::optional<Expected<tracker::Account>> account{};
  /// Who may edit issues; nothing = everybody.
  std::optional<std::vector<std::string>> may_edit{};
  /// What every write reports as not kept.
  std::vector<std::string> dropped{};
  /// Called before each write.
  std::function<void()> before_write{};

  /// What stands there, for looking and for making the world move.
  std::vector<tracker::Issue> all{};
  std::vector<tracker::Note> notes{};
  std::vector<tracker::Link> links{};
  std::map<long, std::vector<tracker::Event>> events{};  ///< by the issue's number
  std::vector<tracker::Label> defined{};
  /// By the path of another project or of a group.
  std::map<std::string, std::vector<tracker::Label>> defined_elsewhere{};
  tracker::Issue& add(std::string title, std::string description = {});
  /// The first whose title or description has this part; throws where there is none.
  tracker::Issue& issue_titled(std::string_view part);
  tracker::Issue& issue_saying(std::string_view part);
  /// As somebody else writes it, not through the port.
  tracker::Note& put_note(const tracker::IssueRef& ref, std::string body, std::string author, base::Instant at = {});

  Expected<tracker::Account> whoami() override;
  Expected<tracker::Project> project() override;
  Expected<tracker::Capabilities> capabilities() override;
  Expected<std::vector<std::string>> users(std::span<const std::string> names) override;
  Expected<std::vector<std::string>> editors(std::span<const std::string> names, const std::string& project) override;
  Status issues(const tracker::IssueQuery& query, const tracker::Sink<tracker::Issue>& sink) override;
  Expected<tracker::Issue> create(const tracker::NewIssue& issue) override;
  Expected<tracker::Issue> edit(const tracker::IssueRef& ref, const tracker::IssueEdit& edit) override;
  Expected<std::vector<tracker::Label>> labels(const tracker::LabelHome& home) override;
  Expected<bool> ensure_label(const tracker::Label& label, const tracker::LabelHome& home) override;
  Status notes_of(std::span<const tracker::IssueRef> refs, const tracker::Sink<tracker::Note>& sink) override;
  Expected<tracker::Note> add_note(const tracker::IssueRef& ref, const tracker::NewNote& note) override;
  Expected<tracker::Note> edit_note(const tracker::IssueRef& ref, long note_id, const tracker::NewNote& edit) override;
  Status links_of(std::span<const tracker::IssueRef> refs, const tracker::Sink<tracker::Link>& sink) override;
  Expected<bool> link(const tracker::IssueRef& from, const tracker::IssueRef& to, tracker::LinkType type) override;
  Expected<bool> unlink(const tracker::IssueRef& from, const tracker::IssueRef& to) override;
  Expected<std::vector<tracker::Event>> events_of(const tracker::IssueRef& ref) override;

 private:
  tracker::Issue& issue_with(std::string tracker::Issue::* text, std::string_view part);
  Status set_health(const tracker::IssueRef& ref, const std::string& health);
  Status begin_write(const std::string& request);
  std::vector<tracker::Label>& defined_at(const tracker::LabelHome& home);
  Expected<tracker::Issue*> find(const tracker::IssueRef& ref);

  std::string m_user;
};

}  // namespace secokr::test
