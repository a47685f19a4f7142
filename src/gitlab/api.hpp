#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/endpoints.hpp"
#include "gitlab/error_map.hpp"
#include "gitlab/gitlab_tracker.hpp"
#include "gitlab/wire.hpp"
#include "http/paginate.hpp"
#include "http/transport.hpp"

namespace secokr::gitlab {

/// Requests to one GitLab: JSON both ways, and what is no success as an Error that knows the project and the token.
class Api {
 public:
  explicit Api(GitlabOptions options);

  const Endpoints& urls() const { return m_urls; }
  const GitlabOptions& options() const { return m_options; }

  /// What errors say about the project from now on.
  void know(const tracker::Project& project);
  /// Error configuration: nothing may be written here. Comes before any request of a write.
  Status may_write() const;

  /// A body of null is none.
  http::Answer send(http::Method method, const std::string& url, const Json& body = nullptr);
  /// Several GETs at once, answers in the same order.
  std::vector<http::Answer> get_all(std::span<const std::string> urls);

  /// The answer where it is a success. A refusal is told with the project as it is now.
  Expected<http::Response> judge(http::Answer answer, const Asked& asked);
  Expected<Json> json(http::Answer answer, const Asked& asked);
  Expected<Json> get(const std::string& url, const Asked& asked) { return json(send(http::Method::get, url), asked); }

  /// "issue #12", of another project than the tracker's "issue #12 of group/project".
  Asked asked(const tracker::IssueRef& ref) const;
  /// "the notes of issue #12"
  Asked asked(const char* what, const tracker::IssueRef& ref) const;

  using TakeRow = std::function<Expected<bool>(std::size_t list, const Json& row)>;
  /// Every row of every list, one list after the other, until `take` gives false.
  Status rows(std::span<const http::PagedList> lists, const std::function<Asked(std::size_t list)>& asked,
              const TakeRow& take);

 private:
  bool is_own(const std::string& project) const;
  ErrorContext context_of(const Asked& asked) const;
  void tell_path(const http::Response& redirect, ErrorContext& context);
  void look_again(const Asked& asked, ErrorContext& context);

  GitlabOptions m_options;
  Endpoints m_urls;
  ErrorContext m_context;
  std::unique_ptr<http::Transport> m_transport;
};

}  // namespace secokr::gitlab
