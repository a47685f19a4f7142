#include "gitlab/error_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "gitlab/redirect.hpp"
#include "gitlab/wire.hpp"
#include "gitlab/words.hpp"

namespace secokr::gitlab {
namespace {

constexpr std::size_t longest_name = 200;

std::string server_of(std::string_view origin) { return origin.empty() ? "the server" : std::string(origin); }
std::string project_of(const ErrorContext& context) {
  return context.project.empty() ? "the project" : context.project;
}
std::string token_of(const ErrorContext& context) {
  return context.token_source.empty() ? "token" : "token from " + context.token_source;
}

bool is_variable(const std::string& source) {
  return !source.empty() && std::ranges::all_of(source, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// A variable goes before what `auth login` stores, so storing a new token would not help there.
std::string where_to_put_it(const ErrorContext& context) {
  if (is_variable(context.token_source)) return fmt::format("set {} to it", context.token_source);
  return fmt::format("store it with `{}{}`", command::log_in,
                     context.origin.empty() ? "" : " --host " + context.origin);
}

/// GitLab's words without the full stop that ends an Error's sentence elsewhere.
std::string says(std::string_view words) {
  while (words.ends_with('.')) words.remove_suffix(1);
  return fmt::format("GitLab says \"{}\"", words);
}

/// What GitLab adds to "403 Forbidden", where it says more than the status.
std::string beyond_status(const http::Response& response, std::string_view status) {
  const std::string words = words_of(response);
  std::string_view rest = words;
  if (!rest.starts_with(status)) return words;
  rest.remove_prefix(status.size());
  const auto begin = rest.find_first_not_of(" -");
  return begin == std::string_view::npos ? std::string() : std::string(rest.substr(begin));
}

Error not_accepted(const http::Response& response, const ErrorContext& context) {
  const std::string words = beyond_status(response, "401 Unauthorized");
  return {.kind = ErrorKind::authentication,
          .what = fmt::format("GitLab does not accept the {}", token_of(context)),
          .reason = words.empty() ? fmt::format("{} answers 401: the token is wrong, expired or revoked",
                                                server_of(context.origin))
                                  : says(words),
          .help = fmt::format("Make a new token with the scope `api` and {}", where_to_put_it(context))};
}

/// The scopes that would do, in a 403 for a token that lacks them; nothing for any other 403.
std::optional<std::vector<std::string>> scopes_asked(const http::Response& response) {
  const auto body = nlohmann::json::parse(response.body, nullptr, false);
  if (!body.is_object()) return std::nullopt;
  const auto error = body.find("error");
  if (error == body.end() || *error != "insufficient_scope") return std::nullopt;
  std::vector<std::string> scopes;
  const auto scope = body.find("scope");
  if (scope != body.end() && scope->is_string())
    for (const std::string_view name : base::split(scope->get_ref<const std::string&>(), ' '))
      if (!name.empty()) scopes.emplace_back(name);
  return scopes;
}

Error lacks_scope(const std::vector<std::string>& scopes, const Asked& asked, const ErrorContext& context) {
  const auto has = [&](const char* name) { return std::ranges::find(scopes, name) != scopes.end(); };
  std::string wanted = "api";
  if (!has("api") && has("read_api")) wanted = "read_api";
  if (!has("api") && !has("read_api") && !scopes.empty()) wanted = one_line(scopes.front(), 60);
  const bool either = wanted == "api" && has("read_api");
  return {.kind = ErrorKind::authentication,
          .what = fmt::format("The {} lacks a scope for {}", token_of(context), asked.what),
          .reason = fmt::format("GitLab asks for the scope `{}`{}", wanted,
                                either ? "; `read_api` is enough where nothing is written" : ""),
          .help = fmt::format("Make a token with the scope `{}` and {}", wanted, where_to_put_it(context))};
}

bool may_edit(const std::string& role) {
  for (int level = 0; level < editing_level; ++level)
    if (role == role_name(level)) return false;
  return true;
}

Error lacks_role_in_group(const Asked& asked, const ErrorContext& context) {
  return {
      .kind = ErrorKind::authentication,
      .what = fmt::format("GitLab forbids what was asked of {}", asked.what),
      .reason = fmt::format("You have no role in the group {}, or not enough of one; labels of a group are defined "
                            "from Reporter up, on newer servers from Planner up",
                            context.group),
      .help = fmt::format("Ask an owner of the group {} for the role Reporter, or to run the command", context.group)};
}

Error lacks_role(const Asked& asked, const ErrorContext& context) {
  if (!context.group.empty()) return lacks_role_in_group(asked, context);
  const std::string project = project_of(context);
  Error error{.kind = ErrorKind::authentication,
              .what = fmt::format("GitLab forbids what was asked of {}", asked.what),
              .reason = fmt::format("Your role in {} is {}; issues are edited from Planner up", project, context.role),
              .help = fmt::format("Ask a maintainer of {} for the role Planner or Reporter", project)};
  if (context.role.empty())
    error.reason =
        fmt::format("You have no role in {}, or not enough of one; issues are edited from Planner up", project);
  if (!may_edit(context.role)) return error;
  error.reason =
      fmt::format("Your role in {} is {}, which edits issues, but not everything in a project", project, context.role);
  error.help = fmt::format("Type `{}` to see what the token may do; what another user wrote is that user's to change",
                           command::doctor);
  return error;
}

Error forbidden(const http::Response& response, const Asked& asked, const ErrorContext& context) {
  if (const auto scopes = scopes_asked(response)) return lacks_scope(*scopes, asked, context);
  if (const std::string words = beyond_status(response, "403 Forbidden"); !words.empty())
    return {.kind = ErrorKind::authentication,
            .what = fmt::format("GitLab forbids what was asked of {}", asked.what),
            .reason = says(words),
            .help = fmt::format("Ask those who run {}, or use the token of another user", server_of(context.origin))};
  const std::string unarchive = "Ask an owner to unarchive it under Settings > General > Advanced";
  if (context.archived)
    return {.kind = ErrorKind::refused,
            .what = fmt::format("The project {} is archived", project_of(context)),
            .reason = "An archived project can be read, but not written to",
            .help = context.is_own ? unarchive + ", or set tracker.project to another" : unarchive};
  if (!context.issues_enabled)
    return {
        .kind = ErrorKind::refused,
        .what = fmt::format("Issues are disabled in {}", project_of(context)),
        .reason = "OKRs are issues",
        .help =
            "Ask a maintainer to enable Issues under Settings > General > Visibility, project features, permissions"};
  return lacks_role(asked, context);
}

Error not_shown(const Asked& asked, const ErrorContext& context) {
  return {
      .kind = ErrorKind::refused,
      .what = fmt::format("GitLab does not show {}", asked.what),
      .reason =
          fmt::format("It does not exist, or the {} may not see it: GitLab answers 404 to both", token_of(context)),
      .help = fmt::format("Check the name or number, and type `{}` to see what the token reaches", command::doctor)};
}

Error rejected(const http::Response& response, const Asked& asked) {
  const std::string words = words_of(response);
  const bool raced = response.status == 409 || response.status == 412;
  return {
      .kind = ErrorKind::refused,
      .what = fmt::format("GitLab refuses what was asked of {}", asked.what),
      .reason = words.empty() ? fmt::format("It answers with status {} and no reason", response.status) : says(words),
      .help = raced ? "Somebody may have changed it meanwhile: run the command again"
                    : "Correct what GitLab names, then run the command again"};
}

Error too_many(const http::Response& response, const ErrorContext& context) {
  const std::string words = words_of(response);
  return {.kind = ErrorKind::network,
          .what = "GitLab asks to slow down, and waiting did not help",
          .reason = words.empty()
                        ? fmt::format("{} limits how much may be asked in a minute", server_of(context.origin))
                        : says(words),
          .help = "Run the command again in a few minutes: it goes on where it stopped"};
}

Error in_trouble(const http::Response& response, const Asked& asked, const ErrorContext& context) {
  const std::string words = words_of(response);
  return {.kind = ErrorKind::network,
          .what = fmt::format("GitLab has trouble ({})", response.status),
          .reason = words.empty() ? fmt::format("It could not answer the question for {}", asked.what) : says(words),
          .help = fmt::format("Run the command again in a few minutes; if it stays, tell those who run {}",
                              server_of(context.origin))};
}

/// Both may hold what a server told or a file says.
Asked shown(const Asked& asked) { return {.what = one_line(asked.what, longest_name)}; }
ErrorContext shown(ErrorContext context) {
  context.project = one_line(context.project, longest_name);
  context.group = one_line(context.group, longest_name);
  context.token_source = one_line(context.token_source, longest_name);
  context.role = one_line(context.role, longest_name);
  context.moved_to = one_line(context.moved_to, longest_name);
  return context;
}

Error password_asked() {
  return {.kind = ErrorKind::network,
          .what = "The proxy asks for a password",
          .reason = "It answers 407 in place of GitLab",
          .help = "Put the name and password into the proxy's address, in `https_proxy` or in your own configuration"};
}

Error judged(const http::Response& response, const Asked& asked, const ErrorContext& context) {
  const int status = response.status;
  if (is_redirect(status)) return redirect_error(response, asked, context);
  if (status == 407) return password_asked();
  if (status == 429) return too_many(response, context);
  if (is_html(response)) return html_error(response, context.origin);
  if (status == 401) return not_accepted(response, context);
  if (status == 403) return forbidden(response, asked, context);
  if (status == 404) return not_shown(asked, context);
  if (status >= 400 && status < 500) return rejected(response, asked);
  if (status >= 500) return in_trouble(response, asked, context);
  return {.kind = ErrorKind::network,
          .what = fmt::format("GitLab's answer about {} is of no known kind", asked.what),
          .reason = fmt::format("{} answers with status {}", server_of(context.origin), status),
          .help = "Check that tracker.host or --host names GitLab itself"};
}

}  // namespace

bool is_redirect(int status) { return (status >= 301 && status <= 303) || status == 307 || status == 308; }

Error html_error(const http::Response& response, std::string_view origin) {
  const std::string title = title_of_page(response.body);
  const bool in_trouble = response.status >= 500;
  return {
      .kind = ErrorKind::network,
      .what = "An HTML page came in place of GitLab's answer",
      .reason = fmt::format("{} answers at {} (status {}{})",
                            in_trouble ? "GitLab's own front or a proxy" : "A proxy, a sign-in page or another server",
                            origin.empty() ? "GitLab's address" : std::string(origin), response.status,
                            title.empty() ? std::string() : fmt::format(", \"{}\"", title)),
      .help = in_trouble ? "Run the command again in a few minutes; if it stays, check the host, the proxy and the VPN"
                         : "Check that tracker.host or --host names GitLab itself, and the proxy and the VPN"};
}

Error error_of(const http::Response& response, const Asked& asked, const ErrorContext& context) {
  return judged(response, shown(asked), shown(context));
}

Error error_of(const http::NoAnswer& no_answer, const Asked& asked, const ErrorContext& context) {
  const std::string server = server_of(context.origin);
  Error error{.kind = ErrorKind::network, .reason = one_line(no_answer.detail, 300)};
  switch (no_answer.fault) {
    case http::Fault::not_sent:
      error.what = fmt::format("GitLab at {} cannot be reached", server);
      error.help = "Check the host, the network and the proxy, then run the command again";
      break;
    case http::Fault::untrusted:
      error.what = fmt::format("The certificate of {} is not trusted", server);
      error.help = "If your organization has its own authority, name its file as `ca_file` in your own configuration";
      break;
    case http::Fault::lost:
      error.what = "The connection to GitLab was lost";
      error.help = "Run the command again: it finds what is done already";
      break;
    case http::Fault::too_large:
      error.what = fmt::format("The answer about {} is longer than secokr takes", shown(asked).what);
      error.help = "Check that tracker.host or --host names GitLab itself";
      break;
    case http::Fault::not_allowed:
      error.kind = ErrorKind::authentication;
      error.what = fmt::format("The token is not sent to {}", server);
      error.help = "Name GitLab's https:// address in tracker.host or with --host";
      break;
  }
  return error;
}

}  // namespace secokr::gitlab
