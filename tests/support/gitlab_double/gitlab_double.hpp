#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace secokr::test {

/// What the double's server has been paid for.
enum class Tier { free, premium, ultimate };

struct DoubleOptions {
  Tier tier = Tier::free;              ///< free is the community edition; the others are the enterprise edition
  std::string version = "18.9.0-pre";  ///< before 18.3 there is no keyset for issues
  /// Milliseconds since 1970; what is stamped later gets at least a millisecond more. Empty = the system's clock.
  std::function<std::int64_t()> now{};
  int port = 0;                ///< 0 = an ephemeral one
  long totals_up_to = 10'000;  ///< above so many rows a list tells no totals, as GitLab does
  bool with_project = true;    ///< false = without the group and the project: the first ones made get their ids
};

struct RecordedRequest {
  std::string method{};
  std::string path{};   ///< as sent, encoded: `/api/v4/projects/security%2Fokrs/issues`
  std::string query{};  ///< as sent, without the question mark
  std::string body{};
  std::string token{};  ///< what stood in Authorization or PRIVATE-TOKEN
  int status = 0;       ///< 0 = none was sent
  std::string user_agent{};
};

/// A fault for the requests that match, until `times` are used up.
struct DoubleFault {
  std::string method{};     ///< empty = any
  std::string path_part{};  ///< a part of the path; empty = any
  int times = 1;
  int skip = 0;  ///< so many matching requests pass first
  enum class Kind {
    status,         ///< answers `status` with `body` and `headers`, without doing anything
    lost_before,    ///< closes the connection without doing anything
    lost_after,     ///< does it, then closes the connection
    cut_body,       ///< does it, then sends half of the body
    html,           ///< answers `status` with a proxy's page
    throttled,      ///< 429 of the rack: text/plain, Retry-After, RateLimit-*
    limited,        ///< 429 of the application: JSON, without Retry-After
    redirect,       ///< 301 with `body` as Location
    dropped_field,  ///< does it, and forgets the field named by `body` (assignee_ids, due_date, health)
    overtaken,      ///< somebody else did it a moment ago: does it, and answers `status` with `body`
  } kind = Kind::status;
  int status = 502;
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// A GitLab that keeps what it is told, on an ephemeral loopback port: REST v4 of an issue client as recorded in
/// tests/data/gitlab (the samples are right where they differ). Not a security boundary.
/// It begins with the group `security` (id 10) and the project `security/okrs` (id 6), both private, the administrator
/// `root` with the token `token-of-root`, and no other user.
class GitlabDouble {
 public:
  explicit GitlabDouble(DoubleOptions options = {});
  ~GitlabDouble();
  GitlabDouble(const GitlabDouble&) = delete;
  GitlabDouble& operator=(const GitlabDouble&) = delete;

  std::string origin() const;   ///< `http://127.0.0.1:43127`
  std::string project() const;  ///< `security/okrs`

  /// Makes the user where there is none, a member of the project with that access level (10 guest, 15 planner, 20
  /// reporter, 30 developer, 40 maintainer; 0 = no member); gives a new token of theirs with these scopes.
  std::string add_user(const std::string& username, int access_level = 20,
                       const std::vector<std::string>& scopes = {"api"});
  void expire_token(const std::string& token);
  /// Makes the group `security/web` where there is none, and those above it.
  void add_group(const std::string& path);
  /// Makes the project `security/web/site` and the groups above it; nobody but root is a member.
  void add_project(const std::string& path);
  /// The user, who must be there, becomes a member of the group or project; 0 = no longer.
  void add_member(const std::string& place, const std::string& username, int access_level);
  /// An issue of root's; labels that are not defined become the project's, as on GitLab. Gives its number.
  long add_issue(const std::string& project, const std::string& title, const std::vector<std::string>& labels = {},
                 const std::string& description = "", const std::string& assignee = "");
  /// A label of the group, else of the first project's, which the projects below it inherit.
  void add_group_label(const std::string& name, const std::string& color = "#112233",
                       const std::string& description = "", const std::string& group = "");
  /// So many plain issues, `issue 1`, …, made by root a second apart, the first long ago.
  void add_issues(long count);
  void set_archived(bool archived);
  void set_issues_enabled(bool enabled);
  /// Requests for the project by its old path are answered 301 from now on.
  void move_project(const std::string& new_path);

  void add_fault(DoubleFault fault);
  void clear_faults();
  std::vector<RecordedRequest> requests() const;
  void forget_requests();
  /// Each request as one JSON line in this file, too: what CI checks against GitLab's description. Every double does so
  /// from its beginning in a file of its own in the folder that SECOKR_REQUEST_LOG_DIR names, where it does.
  void log_to(const std::string& file);

 private:
  struct Server;
  std::unique_ptr<Server> m_server;
};

}  // namespace secokr::test
