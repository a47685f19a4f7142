#include <algorithm>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "support/gitlab_double/pages.hpp"
#include "support/gitlab_double/router.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

Answer self(State& state, const Call& call) {
  Answer answer;
  answer.body = own_user_view(state, *call.user, call.user->admin);
  return answer;
}

Answer list(State& state, const Call& call) {
  std::vector<const User*> rows;
  const auto search = base::fold_case(call.text("search"));
  for (const auto& [id, user] : state.users) {
    if (call.given("username") && !base::equals_folded(user.username, call.text("username"))) continue;
    if (base::fold_case(user.username + "\n" + user.name).find(search) == std::string::npos) continue;
    rows.push_back(&user);
  }
  std::reverse(rows.begin(), rows.end());
  Json defaults{{"order_by", "id"}, {"sort", "desc"}};
  for (const auto* key :
       {"active", "admins", "blocked", "exclude_active", "exclude_external", "exclude_humans", "exclude_internal",
        "external", "humans", "with_custom_attributes", "without_project_bots", "without_projects"}) {
    defaults[key] = "false";
  }
  return paged(state, call, rows, defaults,
               [&](const User* user) { return listed_user_view(state, *user, call.user->admin); });
}

User& user_of(State& state, const Call& call) {
  ParamCheck(call).route_number("id").done();
  const auto found = state.users.find(*read_number(call.route.at("id")));
  if (found == state.users.end()) not_found("User Not Found");
  return found->second;
}

Answer get(State& state, const Call& call) {
  Answer answer;
  answer.body = listed_user_view(state, user_of(state, call), call.user->admin);
  return answer;
}

Answer set_blocked(State& state, const Call& call, bool blocked) {
  if (!call.user->admin) forbidden();
  user_of(state, call).blocked = blocked;
  Answer answer;
  answer.status = 201;
  answer.body = true;
  return answer;
}

Answer block(State& state, const Call& call) { return set_blocked(state, call, true); }
Answer unblock(State& state, const Call& call) { return set_blocked(state, call, false); }

}  // namespace

void add_user_routes(Routes& routes) {
  routes.push_back({"GET", "user", self, Access::user});
  routes.push_back({"GET", "users", list, Access::user});
  routes.push_back({"GET", "users/:id", get, Access::user});
  routes.push_back({"POST", "users/:id/block", block});
  routes.push_back({"POST", "users/:id/unblock", unblock});
}

namespace {

constexpr Millis day = 86'400'000;

Answer minted(const Token& token, int status) {
  Answer answer;
  answer.status = status;
  answer.body = token_view(token);
  answer.body["token"] = token.secret;
  return answer;
}

Token& mint(State& state, const Call& call, const User& user) {
  auto& token = state.make_token(user, "", call.words("scopes"));
  token.secret = "glpat-" + base::sha256_hex(fmt::format("{} {}", token.id, user.username)).substr(0, 20);
  token.name = call.text("name");
  token.expires_at = read_day(call.text("expires_at")).value_or(iso_day(token.created + 365 * day));
  token.expired = token.expires_at <= iso_day(token.created);
  return token;
}

Answer mint_for_user(State& state, const Call& call) {
  ParamCheck(call).needs("name").needs("scopes").done();
  if (!call.user->admin) forbidden();
  return minted(mint(state, call, user_of(state, call)), 201);
}

Answer mint_for_project(State& state, const Call& call) {
  ParamCheck(call).needs("name").needs("scopes").integer("access_level").done();
  auto& project = state.project_of(call);
  state.needs_level(call, project, maintainer);
  auto& bot = state.make_user(
      fmt::format("project_{}_bot_{}", project.id, base::sha256_hex(std::to_string(state.stamp())).substr(0, 32)),
      false);
  bot.bot = true;
  bot.name = call.text("name");
  const auto level = static_cast<int>(call.number("access_level").value_or(maintainer));
  project.members[bot.id] = {level, state.stamp(), call.user->id};
  auto& token = mint(state, call, bot);
  auto answer = minted(token, 201);
  answer.body.erase("token");
  answer.body["access_level"] = level;
  answer.body["resource_type"] = "project";
  answer.body["resource_id"] = project.id;
  answer.body["token"] = token.secret;
  return answer;
}

Token& token_of(State& state, const Call& call) {
  const auto wanted = call.route.at("token_id");
  const auto id = wanted == "self" ? std::optional<long>(call.token->id) : read_number(wanted);
  const auto found = state.tokens.find(id.value_or(0));
  if (found == state.tokens.end() || (!call.user->admin && found->second.user != call.user->id)) not_found();
  return found->second;
}

Answer show_token(State& state, const Call& call) {
  const auto& token = token_of(state, call);
  Answer answer;
  answer.body = token_view(token);
  answer.body["last_used_ips"] = Json::array({"127.0.0.1"});
  return answer;
}

Answer rotate(State& state, const Call& call) {
  auto& token = token_of(state, call);
  token.revoked = true;
  const auto& user = state.users.at(token.user);
  auto with = call;
  with.params["name"] = token.name;
  with.params["scopes"] = token.scopes;
  if (!with.given("expires_at")) with.params["expires_at"] = iso_day(state.now() + 7 * day);
  return minted(mint(state, with, user), 200);
}

Answer revoke(State& state, const Call& call) {
  token_of(state, call).revoked = true;
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace

void add_token_routes(Routes& routes) {
  routes.push_back({"GET", "personal_access_tokens/:token_id", show_token, Access::any_scope});
  routes.push_back({"POST", "users/:id/personal_access_tokens", mint_for_user});
  routes.push_back({"POST", "projects/:id/access_tokens", mint_for_project});
  routes.push_back({"POST", "personal_access_tokens/:token_id/rotate", rotate});
  routes.push_back({"DELETE", "personal_access_tokens/:token_id", revoke});
}

}  // namespace secokr::test::fake_gitlab
