// The double as a program, for tests in other languages. It prints one JSON line when it listens, then takes orders,
// one JSON line each, on its standard input, answers each with one, and ends when the input does: no orphan stays.
//   {"order": "add_user", "name": "eve", "level": 20, "scopes": ["api"]}  ->  {"token": "…"}
//   {"order": "add_issue", "project": "security/web", "title": "a", "labels": ["OKR"]}  ->  {"iid": 1}
//   {"order": "add_fault", "kind": "throttled", "method": "POST", "path_part": "/notes", "times": 1}  ->  {}
#include <charconv>
#include <csignal>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "support/gitlab_double/gitlab_double.hpp"

namespace {

using nlohmann::json;
using namespace secokr::test;

const std::map<std::string, Tier> tiers{{"free", Tier::free}, {"premium", Tier::premium}, {"ultimate", Tier::ultimate}};

const std::map<std::string, DoubleFault::Kind> fault_kinds{
    {"status", DoubleFault::Kind::status},
    {"lost_before", DoubleFault::Kind::lost_before},
    {"lost_after", DoubleFault::Kind::lost_after},
    {"cut_body", DoubleFault::Kind::cut_body},
    {"html", DoubleFault::Kind::html},
    {"throttled", DoubleFault::Kind::throttled},
    {"limited", DoubleFault::Kind::limited},
    {"redirect", DoubleFault::Kind::redirect},
    {"dropped_field", DoubleFault::Kind::dropped_field},
    {"overtaken", DoubleFault::Kind::overtaken},
};

json add_user(GitlabDouble& gitlab, const json& order) {
  return {{"token", gitlab.add_user(order.at("name"), order.value("level", 20),
                                    order.value("scopes", std::vector<std::string>{"api"}))}};
}

json add_fault(GitlabDouble& gitlab, const json& order) {
  DoubleFault fault;
  fault.kind = fault_kinds.at(order.value("kind", "status"));
  fault.method = order.value("method", "");
  fault.path_part = order.value("path_part", "");
  fault.times = order.value("times", 1);
  fault.skip = order.value("skip", 0);
  fault.status = order.value("status", fault.status);
  fault.body = order.value("body", "");
  const auto headers = order.value("headers", json::object());
  for (const auto& [name, value] : headers.items()) {
    fault.headers.emplace_back(name, value.get<std::string>());
  }
  gitlab.add_fault(fault);
  return json::object();
}

json requests(GitlabDouble& gitlab, const json&) {
  auto list = json::array();
  for (const auto& request : gitlab.requests()) {
    list.push_back({{"method", request.method},
                    {"path", request.path},
                    {"query", request.query},
                    {"body", request.body},
                    {"status", request.status}});
  }
  return {{"requests", list}};
}

json clear_faults(GitlabDouble& gitlab, const json&) {
  gitlab.clear_faults();
  return json::object();
}

json add_group_label(GitlabDouble& gitlab, const json& order) {
  gitlab.add_group_label(order.at("name"), order.value("color", "#112233"), order.value("description", ""),
                         order.value("group", ""));
  return json::object();
}

json add_group(GitlabDouble& gitlab, const json& order) {
  gitlab.add_group(order.at("path"));
  return json::object();
}

json add_project(GitlabDouble& gitlab, const json& order) {
  gitlab.add_project(order.at("path"));
  return json::object();
}

json add_member(GitlabDouble& gitlab, const json& order) {
  gitlab.add_member(order.at("place"), order.at("name"), order.value("level", 20));
  return json::object();
}

json add_issue(GitlabDouble& gitlab, const json& order) {
  return {{"iid", gitlab.add_issue(order.value("project", gitlab.project()), order.at("title"),
                                   order.value("labels", std::vector<std::string>()), order.value("description", ""),
                                   order.value("assignee", ""))}};
}

json expire_token(GitlabDouble& gitlab, const json& order) {
  gitlab.expire_token(order.at("token"));
  return json::object();
}

json obey(GitlabDouble& gitlab, const std::string& line) {
  static const std::map<std::string, json (*)(GitlabDouble&, const json&)> orders{
      {"add_user", add_user},   {"add_fault", add_fault},       {"clear_faults", clear_faults},
      {"requests", requests},   {"expire_token", expire_token}, {"add_group_label", add_group_label},
      {"add_group", add_group}, {"add_project", add_project},   {"add_member", add_member},
      {"add_issue", add_issue}};
  try {
    const auto order = json::parse(line);
    return orders.at(order.at("order"))(gitlab, order);
  } catch (const std::exception& bad) {
    return {{"error", bad.what()}};
  }
}

void say(const json& answer) { std::cout << answer.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl; }

/// `alice:20` -> a member with that level.
std::string add_named_user(GitlabDouble& gitlab, const std::string& text, json& tokens) {
  const auto colon = text.find(':');
  int level = 20;
  if (colon != std::string::npos) {
    const auto* end = text.data() + text.size();
    if (std::from_chars(text.data() + colon + 1, end, level).ptr != end) return text + " is not NAME:LEVEL";
  }
  const auto name = text.substr(0, colon);
  tokens[name] = gitlab.add_user(name, level);
  return "";
}

}  // namespace

int main(int argc, char** argv) {
  DoubleOptions options;
  std::vector<std::string> users;
  long issues = 0;
  std::string log;
  CLI::App app{
      "A GitLab that keeps what it is told, on a loopback port; takes orders as JSON lines, ends with its input"};
  app.add_option("--port", options.port, "0 = an ephemeral one");
  app.add_option("--tier", options.tier)->transform(CLI::CheckedTransformer(tiers));
  app.add_option("--version", options.version);
  app.add_option("--user", users, "NAME:LEVEL; 0 = no member")->allow_extra_args(false);
  app.add_option("--issues", issues, "so many plain issues");
  app.add_option_function<std::int64_t>(
      "--now", [&options](std::int64_t now) { options.now = [now] { return now; }; },
      "the clock stands still at that millisecond since 1970");
  app.add_flag_callback("--empty", [&options] { options.with_project = false; }, "without a group and a project");
  app.add_option("--log", log, "each request as a JSON line in this file");
  CLI11_PARSE(app, argc, argv);

  std::signal(SIGPIPE, SIG_IGN);
  GitlabDouble gitlab(options);
  if (!log.empty()) gitlab.log_to(log);
  json tokens{{"root", "token-of-root"}};
  for (const auto& user : users) {
    if (const auto fault = add_named_user(gitlab, user, tokens); !fault.empty()) {
      std::cerr << fault << '\n';
      return 2;
    }
  }
  if (issues > 0) gitlab.add_issues(issues);
  const auto project = options.with_project ? gitlab.project() : "";
  say({{"origin", gitlab.origin()}, {"project", project}, {"tokens", tokens}});
  for (std::string line; std::getline(std::cin, line);) say(obey(gitlab, line));
  return 0;
}
