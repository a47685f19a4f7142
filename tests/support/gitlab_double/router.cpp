#include "support/gitlab_double/router.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::test::fake_gitlab {

namespace {

const Routes& all_routes() {
  static const Routes all = [] {
    Routes routes;
    for (const auto add :
         {add_user_routes, add_token_routes, add_project_routes, add_member_routes, add_label_routes,
          add_group_label_routes, add_milestone_routes, add_issue_list_routes, add_issue_routes, add_issue_extra_routes,
          add_note_routes, add_link_routes, add_event_routes, add_other_routes}) {
      add(routes);
    }
    return routes;
  }();
  return all;
}

bool matches(const Route& route, const std::vector<std::string_view>& sent, std::map<std::string, std::string>& names) {
  const auto wanted = base::split(route.pattern, '/');
  if (wanted.size() != sent.size()) return false;
  names.clear();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with(':')) {
      if (sent[i].empty()) return false;
      names[std::string(wanted[i].substr(1))] = percent_decoded(sent[i], false);
    } else if (wanted[i] != sent[i]) {
      return false;
    }
  }
  return true;
}

const Token* find_token(const State& state, std::string_view secret) {
  for (const auto& [id, token] : state.tokens) {
    if (token.secret == secret) return &token;
  }
  return nullptr;
}

std::string header(const Call& call, const std::string& name) {
  const auto found = call.headers.find(name);
  return found == call.headers.end() ? "" : found->second;
}

[[noreturn]] void invalid_token(std::string_view why) {
  Refusal refusal;
  refusal.answer.status = 401;
  refusal.answer.body = {{"error", "invalid_token"}, {"error_description", why}};
  refusal.answer.headers.emplace_back(
      "WWW-Authenticate",
      fmt::format(R"(Bearer realm="Protected by OAuth 2.0", error="invalid_token", error_description="{}")", why));
  throw refusal;
}

void check_scope(const Call& call, const Route& route) {
  const auto has = [&call](std::string_view scope) {
    return std::find(call.token->scopes.begin(), call.token->scopes.end(), scope) != call.token->scopes.end();
  };
  const bool reads = call.method == "GET" || call.method == "HEAD";
  if (has("api") || route.access == Access::any_scope || (reads && has("read_api"))) return;
  if (reads && route.access == Access::user && has("read_user")) return;
  refuse(403, {{"error", "insufficient_scope"},
               {"error_description", "The request requires higher privileges than provided by the access token."},
               {"scope", "ai_workflows mcp mcp api read_api"}});
}

void become(State& state, Call& call) {
  auto name = header(call, "sudo");
  if (name.empty()) name = call.text("sudo");
  if (name.empty()) return;
  if (!call.user->admin) forbidden("Must be admin to use sudo");
  const auto id = read_number(name);
  const auto* user = id && state.users.contains(*id) ? &state.users.at(*id) : state.find_user(name);
  if (user == nullptr) not_found(fmt::format("User with ID or username '{}' Not Found", name));
  call.user = user;
}

}  // namespace

const Route* find_route(Call& call) {
  static constexpr std::string_view root = "/api/v4/";
  if (!call.path.starts_with(root)) return nullptr;
  const auto sent = base::split(std::string_view(call.path).substr(root.size()), '/');
  const auto method = call.method == "HEAD" ? "GET" : call.method;
  for (const auto& route : all_routes()) {
    if (route.method == method && matches(route, sent, call.route)) return &route;
  }
  return nullptr;
}

void authenticate(State& state, Call& call, const Route& route) {
  auto secret = header(call, "private-token");
  if (const auto bearer = header(call, "authorization"); secret.empty() && bearer.starts_with("Bearer ")) {
    secret = bearer.substr(7);
  }
  if (secret.empty()) secret = call.text("private_token");
  const bool job = !header(call, "job-token").empty();
  if (secret.empty() && !job && route.access == Access::open && (call.method == "GET" || call.method == "HEAD")) return;
  const auto* token = secret.empty() ? nullptr : find_token(state, secret);
  if (token == nullptr) refuse(401, {{"message", "401 Unauthorized"}});
  if (token->revoked) invalid_token("Token was revoked. You have to re-authorize from the user.");
  if (token->expired) {
    invalid_token("Token is expired. You can either do re-authorization or token refresh.");
  }
  call.token = token;
  call.user = &state.users.at(token->user);
  check_scope(call, route);
  if (call.user->blocked) forbidden("Your account has been blocked.");
  state.tokens.at(token->id).last_used = state.now();
  become(state, call);
}

}  // namespace secokr::test::fake_gitlab
