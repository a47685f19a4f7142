#include "app/setup/doctor_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <secokr/label_scheme.hpp>

#include "app/core/may_write.hpp"
#include "app/setup/auth.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "render/core/findings.hpp"
#include "render/core/sentence.hpp"
#include "tracker/views/host_access.hpp"

namespace secokr::app {
namespace {

using tracker::Check;
using tracker::CheckState;
using tracker::LabelCheck;

/// Long enough to ask for a new one without haste.
constexpr int days_to_renew = 14;

std::string with_place(const config::Config& config, const std::string& key, const std::string& value) {
  const auto source = config.source_of(key);
  return fmt::format("{} ({})", value, source.origin == config::Origin::by_default ? "by default" : source.place());
}

/// `when` begins the sentence; the address ends it, so that it can be copied.
std::string new_token(const config::Config& config, std::string_view when = "Make") {
  return std::string(when) + " a token with the scope `api` at " + new_token_page(config.tracker.host);
}

std::string expiry_of(const tracker::Account& account, Day today) {
  if (!account.expires) return "without an end that GitLab tells";
  const auto left = (*account.expires - today).count();
  if (left < 0) return fmt::format("expired on {}", to_string(*account.expires));
  return fmt::format(
      "expires on {}, {}", to_string(*account.expires),
      left == 0 ? "today" : fmt::format("in {}", render::counted(static_cast<std::size_t>(left), "day")));
}

bool is_soon(const tracker::Account& account, Day today) {
  return account.expires && (*account.expires - today).count() <= days_to_renew;
}

/// The words where each label stands but for those as they should be.
std::string joined(const std::vector<LabelCheck>& labels, LabelCheck::State state) {
  std::vector<std::string> names;
  for (const LabelCheck& label : labels)
    if (label.state == state)
      names.push_back(state == LabelCheck::State::differs
                          ? fmt::format("{} ({}, not {})", label.label, label.color, label.wanted_color)
                          : label.label);
  return base::join(names, ", ");
}

}  // namespace

Check fault_of(std::string check, const Error& error) {
  return {.check = std::move(check),
          .state = CheckState::fault,
          .found = render::sentence(error.what) + (error.reason.empty() ? "" : ". " + render::sentence(error.reason)),
          .help = error.help,
          .kind = error.kind};
}

Check configuration_check(const config::Config& config) {
  Check check{.check = "configuration"};
  const auto kind = std::string(to_string(config.tracker.kind));
  check.found = "tracker " + with_place(config, "tracker.kind", kind);
  if (config.tracker.is_local()) return check;
  check.found += ", host " + with_place(config, "tracker.host", config.tracker.host);
  if (config.tracker.project.empty()) {
    check.state = CheckState::fault;
    check.kind = ErrorKind::configuration;
    check.found += ", no project";
    check.help = "Add -R GROUP/PROJECT, or write project = \"GROUP/PROJECT\" into [tracker] of secokr.toml";
    return check;
  }
  check.found += ", project " + with_place(config, "tracker.project", config.tracker.project);
  if (config::reads_only(config)) {
    check.state = CheckState::warning;
    check.found += ", which is good for reading only";
    check.help = "Add -R GROUP/PROJECT where something is to be written";
  }
  return check;
}

Check workspace_check(const DoctorRequest& request) {
  if (!request.workspace.empty()) return {.check = "workspace", .found = request.workspace};
  if (request.config.tracker.is_local())
    return {
        .check = "workspace",
        .state = CheckState::fault,
        .found = "This folder lies in no workspace, where the local tracker lives",
        .help = fmt::format(
            "Go to the folder with secokr.toml, make one with `{}`, or name a GitLab project with `-R GROUP/PROJECT`",
            command::init),
        .kind = ErrorKind::configuration};
  return {.check = "workspace", .found = "none here: update and report need none, drafts and publishing do"};
}

Check token_check(const DoctorRequest& request, const tracker::Account& account) {
  const std::string scopes =
      account.scopes.empty()
          ? "with scopes that GitLab does not tell"
          : fmt::format("with the scope{} {}", account.scopes.size() == 1 ? "" : "s", base::join(account.scopes, ", "));
  Check check{.check = "token",
              .found = fmt::format("from {}, of @{}, {}, {}", request.token_source, account.username, scopes,
                                   expiry_of(account, request.today))};
  if (is_soon(account, request.today)) {
    check.state = CheckState::warning;
    check.help = new_token(request.config, "Before then make");
  }
  const auto power = tracker::power_of(account);
  if (power == tracker::TokenPower::writes || power == tracker::TokenPower::untold) return check;
  check.help = new_token(request.config);
  if (power == tracker::TokenPower::reads) {
    check.state = CheckState::warning;
    check.found += ": it may read, and write nothing";
    check.help = new_token(request.config, "To write, make");
    return check;
  }
  check.state = CheckState::fault;
  check.kind = ErrorKind::authentication;
  check.found += ": the scope `api` is missing";
  return check;
}

std::optional<Check> user_check(const config::Config& config, const std::string& username) {
  const Org& org = config.org;
  if (org.usernames().empty()) return std::nullopt;
  if (const auto level = org.level_of(username)) {
    const std::string area = org.area_of(username);
    return Check{.check = "user",
                 .found = fmt::format("@{}, {}{}", username, to_string(*level), area.empty() ? "" : " in " + area)};
  }
  Check check{.check = "user",
              .state = CheckState::warning,
              .found = fmt::format("@{} is not in secokr.toml", username),
              .help = "Add a [[person]] with that username, if they belong to the division"};
  if (config.tracker.is_local()) check.help = "--user NAME or SECOKR_USER says who you are";
  return check;
}

Check project_check(const tracker::Project& project) {
  Check check{.check = "project", .found = project.path};
  if (!project.visibility.empty()) check.found += ", " + project.visibility;
  check.found += project.role.empty() ? ", where you have no role" : fmt::format(", where you are {}", project.role);
  if (const auto refusal = refusal_of(project)) {
    check.state = CheckState::fault;
    check.kind = refusal->kind;
    check.found += project.archived          ? ": it is archived, and nothing can be written"
                   : !project.issues_enabled ? ": its issues are disabled, and OKRs are issues"
                                             : ": issues are edited from Planner up";
    check.help = refusal->help;
  } else {
    check.found += ", which is enough to write";
  }
  return check;
}

Check org_check(const config::Config& config) {
  const Org& org = config.org;
  Check check{.check = "org"};
  std::vector<std::string> missing;
  if (org.areas.empty()) missing.emplace_back("no area, so that nobody can propose");
  if (org.ciso().empty() && config.delegate.empty())
    missing.emplace_back("neither a CISO nor a delegate, so that nobody can include or finalise");
  if (missing.empty()) {
    check.found =
        fmt::format("{} with {}", render::counted(org.areas.size(), "area"),
                    org.usernames().size() == 1 ? "1 person" : fmt::format("{} people", org.usernames().size()));
    return check;
  }
  check.state = CheckState::fault;
  check.kind = ErrorKind::configuration;
  check.found = "secokr.toml names " + base::join(missing, ", and ");
  check.help = org.areas.empty()
                   ? "Add an [[area]] with its leader to secokr.toml, and a [[person]] with level = \"ciso\""
                   : "Add a [[person]] with level = \"ciso\" to secokr.toml, or a delegate under [finalize]";
  return check;
}

Check issues_check(const IssuesSeen& seen) {
  Check check{.check = "issues", .found = fmt::format("{} of secokr's", render::counted(seen.count, "issue"))};
  std::vector<std::string> help;
  if (!seen.changed.empty()) {
    check.found +=
        fmt::format("; {} by hand: {}", render::counted(seen.changed.size(), "change"), base::join(seen.changed, "; "));
    std::vector<std::string> commands;
    for (const std::string& quarter : seen.quarters)
      commands.push_back(fmt::format("`{} {}`", command::drift.name, quarter));
    help.push_back(base::join(commands, " and ") + " says who did it, as far as the tracker tells");
  }
  if (!seen.doubted.empty()) {
    std::vector<std::string> told;
    for (const DoubtedIssue& each : seen.doubted) told.push_back(fmt::format("{}: {}", name_of(each), each.reason));
    const bool is_one = told.size() == 1;
    check.found += fmt::format("; {} to be, and {} not count (T1): {}",
                               is_one ? "1 more says" : fmt::format("{} more say", told.size()), is_one ? "does" : "do",
                               base::join(told, "; "));
    help.emplace_back(
        "Look at what does not count, and have secokr's block taken out of its text; where its author's word should "
        "count, give them the role Planner or Reporter");
  }
  if (help.empty()) return check;
  check.state = CheckState::warning;
  check.help = base::join(help, ". ");
  return check;
}

Check labels_check(const DoctorRequest& request, const std::vector<tracker::Label>& defined,
                   tracker::Diagnosis& diagnosis) {
  const LabelScheme& scheme = request.config.labels;
  int inherited = 0;
  for (const LabelDefinition& wanted : definitions(scheme, request.quarter)) {
    LabelCheck label{.label = wanted.name, .wanted_color = wanted.color};
    const auto found = std::ranges::find(defined, wanted.name, &tracker::Label::name);
    if (found != defined.end()) {
      const bool same = base::equals_folded(found->color, wanted.color);
      label.state = same ? LabelCheck::State::defined : LabelCheck::State::differs;
      label.color = found->color;
      label.inherited = found->inherited;
      inherited += found->inherited ? 1 : 0;
    }
    diagnosis.labels.push_back(std::move(label));
  }
  for (const std::string& alias : scheme.division_aliases)
    if (std::ranges::find(defined, alias, &tracker::Label::name) != defined.end())
      diagnosis.old_spellings.push_back(alias);

  const auto missing =
      static_cast<std::size_t>(std::ranges::count(diagnosis.labels, LabelCheck::State::missing, &LabelCheck::state));
  const std::string other_colours = joined(diagnosis.labels, LabelCheck::State::differs);
  Check check{.check = "labels"};
  const std::string those = fmt::format("of the {} for {}", diagnosis.labels.size(), to_string(request.quarter));
  if (missing == 0) {
    check.found = fmt::format("all {} are defined", those);
  } else {
    check.state = CheckState::warning;
    check.found = missing == diagnosis.labels.size()
                      ? fmt::format("none {} is defined", those)
                      : fmt::format("{} {} {} missing: {}", missing, those, missing == 1 ? "is" : "are",
                                    joined(diagnosis.labels, LabelCheck::State::missing));
    check.help = fmt::format("`{}` defines what is missing", command::define_labels(request.quarter));
  }
  if (inherited > 0) check.found += fmt::format("; {} inherited from a group", inherited);
  if (!other_colours.empty()) check.found += "; with a colour of their own: " + other_colours;
  if (!diagnosis.old_spellings.empty()) {
    check.found += "; an old spelling is defined too, which is read and never written: " +
                   base::join(diagnosis.old_spellings, ", ");
  }
  return check;
}

}  // namespace secokr::app
