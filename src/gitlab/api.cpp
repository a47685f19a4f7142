#include "gitlab/api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "domain/commands.hpp"
#include "gitlab/redirect.hpp"
#include "http/status.hpp"

namespace secokr::gitlab {

namespace {

/// So many pages in a row that repeat the one before, empty ones too, are no list, whatever their headers tell.
constexpr int most_barren_pages = 50;

/// Adds what GitLab wants to know about the bodies of a request and its answer.
class JsonTransport final : public http::Transport {
 public:
  explicit JsonTransport(std::unique_ptr<http::Transport> inner) : m_inner(std::move(inner)) {}

  std::vector<http::Answer> perform(std::span<const http::Request> window) override {
    std::vector<http::Request> requests(window.begin(), window.end());
    for (http::Request& request : requests) {
      request.headers.push_back({"Accept", "application/json"});
      if (!request.body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    }
    return m_inner->perform(requests);
  }

 private:
  std::unique_ptr<http::Transport> m_inner;
};

bool is_success(const http::Response& response) { return response.status >= 200 && response.status < 300; }

bool is_page_of(const std::string& url, const std::string& list) {
  return url.starts_with(list) && (url.size() == list.size() || url[list.size()] == '?');
}

Error never_ends(const std::string& what) {
  return {.kind = ErrorKind::network,
          .what = fmt::format("the answer to the question for {} does not end", what),
          .reason = "the server names ever more pages, and they bring nothing new",
          .help = "Run the command again; if it stays, look for a proxy that answers in GitLab's place"};
}

}  // namespace

Api::Api(GitlabOptions options)
    : m_options(std::move(options)),
      m_urls(m_options.origin),
      m_context{.origin = m_options.origin, .project = m_options.project, .token_source = m_options.token_source},
      m_transport(std::make_unique<JsonTransport>(std::move(m_options.transport))) {}

void Api::know(const tracker::Project& project) {
  m_context.project = project.path;
  m_context.role = project.role;
  m_context.archived = project.archived;
  m_context.issues_enabled = project.issues_enabled;
}

Status Api::may_write() const {
  if (m_options.reads_only.empty()) return {};
  return fail({.kind = ErrorKind::configuration,
               .what = fmt::format("nothing may be written to {}", m_context.project),
               .reason = m_options.reads_only,
               .help = "Name the project yourself with `--project PATH`"});
}

http::Answer Api::send(http::Method method, const std::string& url, const Json& body) {
  http::Request request{.method = method, .url = url};
  if (!body.is_null()) request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return m_transport->perform_one(request);
}

std::vector<http::Answer> Api::get_all(std::span<const std::string> urls) {
  std::vector<http::Request> window;
  window.reserve(urls.size());
  for (const std::string& url : urls) window.push_back({.url = url});
  return m_transport->perform(window);
}

bool Api::is_own(const std::string& project) const {
  return project.empty() || project == m_context.project || project == m_options.project;
}

ErrorContext Api::context_of(const Asked& asked) const {
  if (asked.group.empty() && is_own(asked.project)) return m_context;
  return {.origin = m_context.origin,
          .project = asked.project,
          .is_own = false,
          .group = asked.group,
          .token_source = m_context.token_source};
}

// Archived or closed meanwhile, or never looked at: the reason of a refusal is what the project says now.
void Api::look_again(const Asked& asked, ErrorContext& context) {
  if (context.project.empty()) return;
  const auto answer = send(http::Method::get, m_urls.project(context.project));
  if (!answer || !is_success(*answer)) return;
  const auto json = json_of(*answer, context.project);
  if (!json) return;
  const tracker::Project now = project_of(*json, m_options.origin, false);
  context.project = now.path;
  if (!now.role.empty()) context.role = now.role;
  context.archived = now.archived;
  context.issues_enabled = now.issues_enabled;
  if (is_own(asked.project)) m_context = context;
}

// GitLab names a project that has moved by its number. The question goes to this very server, wherever it points to.
void Api::tell_path(const http::Response& redirect, ErrorContext& context) {
  const std::string project = redirected_project(redirect, context);
  if (project.empty() || project.find_first_not_of("0123456789") != std::string::npos) return;
  const auto answer = send(http::Method::get, m_urls.project(project));
  const auto json = answer && is_success(*answer) ? json_of(*answer, project) : Expected<Json>{Json()};
  if (json && json->is_object()) context.moved_to = text_in(*json, "path_with_namespace");
}

Expected<http::Response> Api::judge(http::Answer answer, const Asked& asked) {
  if (answer && is_success(*answer)) return *std::move(answer);
  ErrorContext context = context_of(asked);
  if (!answer) return fail(error_of(answer.error(), asked, context));
  if (answer->status == http::status::forbidden && asked.group.empty()) look_again(asked, context);
  if (is_redirect(answer->status) && asked.group.empty()) tell_path(*answer, context);
  return fail(error_of(*answer, asked, context));
}

Asked Api::asked(const tracker::IssueRef& ref) const {
  std::string what = fmt::format("issue #{}", ref.iid);
  if (!is_own(ref.project)) what += " of " + ref.project;
  return {.what = std::move(what), .project = ref.project};
}

Asked Api::asked(const char* what, const tracker::IssueRef& ref) const {
  Asked issue = asked(ref);
  issue.what = fmt::format("{} of {}", what, issue.what);
  return issue;
}

Expected<Json> Api::json(http::Answer answer, const Asked& asked) {
  SECOKR_TRY(const http::Response response, judge(std::move(answer), asked));
  return json_of(response, asked.what);
}

Status Api::rows(std::span<const http::PagedList> lists, const std::function<Asked(std::size_t)>& asked,
                 const TakeRow& take) {
  const auto judge_page = [&](const http::Request& request, http::Answer answer) {
    const auto list = std::ranges::find_if(
        lists, [&](const http::PagedList& candidate) { return is_page_of(request.url, candidate.url); });
    return judge(std::move(answer), asked(list == lists.end() ? 0 : static_cast<std::size_t>(list - lists.begin())));
  };
  std::size_t last_list = lists.size();
  std::size_t last_body = 0;
  int barren = 0;
  const auto take_page = [&](std::size_t list, const http::Response& page) -> Expected<bool> {
    const std::string what = asked(list).what;
    const std::size_t body = std::hash<std::string>{}(page.body);
    barren = list == last_list && body == last_body ? barren + 1 : 0;
    last_list = list;
    last_body = body;
    if (barren >= most_barren_pages) return fail(never_ends(what));
    SECOKR_TRY(const Json rows, json_of(page, what));
    if (!rows.is_array())
      return fail({.kind = ErrorKind::network,
                   .what = fmt::format("the answer to the question for {} is no list", what),
                   .reason = "something between this machine and GitLab may have answered in its place",
                   .help = fmt::format("Try again; `{}` looks at the connection", command::doctor)});
    for (const Json& row : rows) {
      SECOKR_TRY(const bool go_on, take(list, row));
      if (!go_on) return false;
    }
    return true;
  };
  return http::read_lists(*m_transport, lists, judge_page, take_page);
}

}  // namespace secokr::gitlab
