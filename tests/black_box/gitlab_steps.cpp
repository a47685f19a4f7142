#include "black_box/gitlab_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.hpp"
#include "config/config.hpp"

namespace secokr::test {
namespace {

using Words = std::vector<std::string>;

template <class Value, std::size_t count>
Value named(const std::array<std::pair<std::string_view, Value>, count>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &std::pair<std::string_view, Value>::first);
  if (found == names.end()) throw std::runtime_error(fmt::format("'{}' is none of the words here", name));
  return found->second;
}

Tier tier_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, Tier>, 3> names{
      {{"free", Tier::free}, {"premium", Tier::premium}, {"ultimate", Tier::ultimate}}};
  return named(names, word);
}

int role_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, int>, 6> names{
      {{"none", 0}, {"guest", 10}, {"planner", 15}, {"reporter", 20}, {"developer", 30}, {"maintainer", 40}}};
  return named(names, word);
}

DoubleFault fault_of(const Words& words) {
  using Kind = DoubleFault::Kind;
  static constexpr std::array<std::pair<std::string_view, Kind>, 8> names{{{"lost_before", Kind::lost_before},
                                                                           {"lost_after", Kind::lost_after},
                                                                           {"cut_body", Kind::cut_body},
                                                                           {"html", Kind::html},
                                                                           {"throttled", Kind::throttled},
                                                                           {"limited", Kind::limited},
                                                                           {"dropped_field", Kind::dropped_field},
                                                                           {"overtaken", Kind::overtaken}}};
  if (words.size() < 3) throw std::runtime_error("fault KIND METHOD PATH_PART [TIMES [SKIP]]");
  DoubleFault fault{.method = words[1] == "any" ? "" : words[1], .path_part = words[2]};
  const std::string kind = words[0].substr(0, words[0].find('='));
  if (kind.size() < words[0].size()) fault.body = words[0].substr(kind.size() + 1);
  if (kind.find_first_not_of("0123456789") == std::string::npos)
    fault.status = std::stoi(kind);
  else
    fault.kind = named(names, kind);
  if (words.size() > 3) fault.times = std::stoi(words[3]);
  if (words.size() > 4) fault.skip = std::stoi(words[4]);
  return fault;
}

GitlabDouble& gitlab_of(Machine& machine) {
  if (machine.gitlab() == nullptr) throw std::runtime_error("the step `gitlab` comes first");
  return *machine.gitlab();
}

void start(Machine& machine, const Words& words) {
  if (words.size() != 1) throw std::runtime_error("gitlab free|premium|ultimate");
  GitlabDouble& gitlab = machine.start_gitlab(tier_of(words.front()));
  const auto file = machine.folder() / "secokr.toml";
  if (!std::filesystem::exists(file)) return;
  const auto config = config::load({.workspace_file = file});
  if (!config) throw std::runtime_error("secokr.toml cannot be read: " + config.error().what);
  for (const std::string& username : config->org.usernames()) gitlab.add_user(username);
}

void give_token(Machine& machine, const Words& words) {
  if (words.empty()) throw std::runtime_error("token NAME [ROLE [SCOPE…]]");
  const int role = words.size() > 1 ? role_of(words[1]) : role_of("reporter");
  const Words scopes = words.size() > 2 ? Words(words.begin() + 2, words.end()) : Words{"api"};
  machine.set_environment("GITLAB_TOKEN", gitlab_of(machine).add_user(words.front(), role, scopes));
}

void change_project(GitlabDouble& gitlab, const Words& words) {
  const std::string word = words.empty() ? "" : words.front();
  if (word == "archived" || word == "active") return gitlab.set_archived(word == "archived");
  if (word == "without-issues" || word == "with-issues") return gitlab.set_issues_enabled(word == "with-issues");
  if (word == "moved-to" && words.size() == 2) return gitlab.move_project(words[1]);
  if (word.find('/') != std::string::npos) return gitlab.add_project(word);
  throw std::runtime_error("project archived|active|without-issues|with-issues|moved-to PATH|GROUP/PROJECT");
}

/// `issue [PROJECT] "TITLE" [LABEL…] [@ASSIGNEE]`
void add_issue(GitlabDouble& gitlab, Words words) {
  std::string project = gitlab.project();
  if (words.size() > 1 && words[0].find('/') != std::string::npos && words[0].find(' ') == std::string::npos) {
    project = words[0];
    words.erase(words.begin());
  }
  if (words.empty()) throw std::runtime_error("issue [GROUP/PROJECT] TITLE [LABEL…] [@ASSIGNEE]");
  const std::string title = words.front();
  words.erase(words.begin());
  std::string assignee;
  if (!words.empty() && words.back().starts_with('@')) {
    assignee = words.back().substr(1);
    words.pop_back();
  }
  gitlab.add_issue(project, title, words, "", assignee);
}

void add_member(GitlabDouble& gitlab, const Words& words) {
  if (words.size() != 3) throw std::runtime_error("member NAME ROLE GROUP|GROUP/PROJECT");
  gitlab.add_member(words[2], words[0], role_of(words[1]));
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      result += static_cast<char>(std::stoi(std::string{text.substr(i + 1, 2)}, nullptr, 16));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

/// Reads go out side by side, so that their order says nothing.
std::string requests(GitlabDouble& gitlab) {
  constexpr std::string_view api = "/api/v4";
  std::size_t reads = 0;
  std::string writes;
  for (const RecordedRequest& request : gitlab.requests()) {
    if (request.method == "GET")
      ++reads;
    else
      writes += fmt::format("    {} {} {}\n", request.method, decoded(request.path).substr(api.size()), request.status);
  }
  gitlab.forget_requests();
  return fmt::format("requests\n    {} reads\n{}--- end\n", reads, writes);
}

}  // namespace

bool is_gitlab_step(std::string_view word) {
  static constexpr std::array<std::string_view, 9> words{"gitlab",      "token", "fault",  "project", "group",
                                                         "group-label", "issue", "member", "requests"};
  return std::ranges::find(words, word) != words.end();
}

void gitlab_step(Machine& machine, std::string_view word, std::string_view rest, Transcript& transcript) {
  const Words words = shell_words(rest);
  if (word == "gitlab") return start(machine, words);
  if (word == "token") return give_token(machine, words);
  GitlabDouble& gitlab = gitlab_of(machine);
  if (word == "fault") return words == Words{"none"} ? gitlab.clear_faults() : gitlab.add_fault(fault_of(words));
  if (word == "project") return change_project(gitlab, words);
  if (word == "requests") {
    transcript.text += requests(gitlab);
    return;
  }
  if (word == "member") return add_member(gitlab, words);
  if (word == "issue") return add_issue(gitlab, words);
  if (words.empty()) throw std::runtime_error("group GROUP, group-label NAME [COLOUR [GROUP]]");
  if (word == "group") return gitlab.add_group(words.front());
  gitlab.add_group_label(words[0], words.size() > 1 ? words[1] : "#112233", "", words.size() > 2 ? words[2] : "");
}

}  // namespace secokr::test
