#include "app/setup/doctor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "app/published/believed_issues.hpp"
#include "app/published/hand_changes.hpp"
#include "app/published/place.hpp"
#include "app/published/plan.hpp"
#include "app/setup/doctor_checks.hpp"
#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "workspace/objective_files.hpp"
#include "workspace/published.hpp"

namespace secokr::app {
namespace {

using tracker::Check;
using tracker::CheckState;
using tracker::Diagnosis;

std::vector<std::string> without(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  std::vector<std::string> rest;
  for (const std::string& name : all) {
    const auto same = [&](const std::string& other) { return base::equals_folded(name, other); };
    if (std::ranges::none_of(some, same)) rest.push_back(name);
  }
  return rest;
}

std::string named(const std::vector<std::string>& usernames) { return "@" + base::join(usernames, ", @"); }

class Doctor {
 public:
  explicit Doctor(const DoctorRequest& request) : m_request(request), m_is_local(request.config.tracker.is_local()) {}

  Diagnosis look() {
    m_diagnosis.quarter = to_string(m_request.quarter);
    add(configuration_check(m_request.config));
    add(workspace_check(m_request));
    if (m_is_local)
      look_at_database();
    else
      look_at_server();
    // Outside of a workspace nothing is planned.
    if (m_request.files != nullptr) add(org_check(m_request.config));
    return std::move(m_diagnosis);
  }

 private:
  void add(Check check) { m_diagnosis.checks.push_back(std::move(check)); }
  void skip(std::vector<std::string> names) { std::ranges::move(names, std::back_inserter(m_diagnosis.not_looked_at)); }

  void look_at_database() {
    if (m_request.tracker == nullptr) {
      // No workspace is a fault that was told.
      if (m_diagnosis.first_fault() == nullptr && m_request.no_tracker)
        add(fault_of("database", *m_request.no_tracker));
      return skip({"database", "labels"});
    }
    std::size_t count = 0;
    const auto read = m_request.tracker->issues({}, [&](const tracker::Issue&) {
      ++count;
      return true;
    });
    if (!read) {
      add(fault_of("database", read.error()));
      return skip({"labels"});
    }
    add({.check = "database", .found = fmt::format("{}, on this machine only", render::counted(count, "issue"))});
    if (const auto account = m_request.tracker->whoami())
      if (auto check = user_check(m_request.config, account->username)) add(*std::move(check));
    if (auto capabilities = m_request.tracker->capabilities()) m_diagnosis.capabilities = *std::move(capabilities);
    look_at_labels();
    look_at_published();
  }

  void look_at_server() {
    if (m_request.no_token) {
      add(fault_of("token", *m_request.no_token));
      return skip({"server", "project", "labels", "people", "issues"});
    }
    if (m_request.tracker == nullptr) {
      if (m_request.no_tracker) add(fault_of("server", *m_request.no_tracker));
      return skip({"token", "project", "labels", "people", "issues"});
    }
    const auto account = m_request.tracker->whoami();
    if (!account && account.error().kind != ErrorKind::authentication) {
      add(fault_of("server", account.error()));
      return skip({"token", "project", "labels", "people", "issues"});
    }
    if (!account) {
      add({.check = "server", .found = m_request.config.tracker.host + " answers"});
      add(fault_of("token", account.error()));
      return skip({"project", "labels", "people", "issues"});
    }
    look_at_project(*account);
  }

  void look_at_project(const tracker::Account& account) {
    tracker::Tracker& tracker = *m_request.tracker;
    const bool is_named = !m_request.config.tracker.project.empty();
    const auto project = is_named ? tracker.project() : Expected<tracker::Project>{};
    if (is_named && project) m_capabilities_error = take_capabilities();
    add(server_check());
    add(token_check(m_request, account));
    const bool token_fails = m_diagnosis.checks.back().state == CheckState::fault;
    if (auto check = user_check(m_request.config, account.username)) add(*std::move(check));
    // A token without scopes would be told again as a fault of the project.
    if (!is_named || (token_fails && !project)) return skip({"project", "labels", "people", "issues"});
    if (!project) {
      add(project_fault(project.error()));
      return skip({"labels", "people", "issues"});
    }
    add(project_check(*project));
    look_at_labels();
    look_at_people();
    look_at_issues();
  }

  std::optional<Error> take_capabilities() {
    auto capabilities = m_request.tracker->capabilities();
    if (!capabilities) return std::move(capabilities).error();
    m_diagnosis.capabilities = *std::move(capabilities);
    return std::nullopt;
  }

  Check server_check() const {
    Check check{.check = "server", .found = m_request.config.tracker.host + " answers"};
    if (m_capabilities_error) {
      check = fault_of("server", *m_capabilities_error);
    } else if (const auto& capabilities = m_diagnosis.capabilities) {
      check.found = fmt::format("{} at {}, {} edition", capabilities->server, m_request.config.tracker.host,
                                capabilities->edition);
    }
    return check;
  }

  /// The tracker's own help leads here.
  Check project_fault(const Error& error) const {
    Check check = fault_of("project", error);
    if (error.kind == ErrorKind::refused)
      check.help = fmt::format("Correct {}, or ask a maintainer of the project for the role Planner or Reporter",
                               m_request.config.source_of("tracker.project").place());
    return check;
  }

  void look_at_labels() {
    const auto defined = m_request.tracker->labels();
    add(defined ? labels_check(m_request, *defined, m_diagnosis) : fault_of("labels", defined.error()));
  }

  /// Whom OKRs are assigned to, and whose weekly notes count.
  void look_at_people() {
    const Org& org = m_request.config.org;
    std::vector<std::string> division = org.usernames();
    std::erase_if(division, [&](const std::string& name) { return !org.in_division(name); });
    if (division.empty()) return;
    const auto editors = m_request.tracker->editors(division);
    if (!editors) return add(fault_of("people", editors.error()));
    // Who may edit is there; only the others are asked about one by one.
    const auto others = without(division, *editors);
    const auto readers = m_request.tracker->users(others);
    if (!readers) return add(fault_of("people", readers.error()));
    Check check{.check = "people",
                .found = fmt::format("{} of {} in secokr.toml may edit issues of the project", editors->size(),
                                     division.size())};
    const auto strangers = without(others, *readers);
    if (!strangers.empty()) check.found += "; unknown to the server: " + named(strangers);
    if (!readers->empty()) check.found += "; not: " + named(*readers);
    if (editors->size() < division.size()) {
      check.state = CheckState::warning;
      check.help = strangers.empty() ? "Make them members of the project, as Planner or Reporter: else their weekly "
                                       "updates do not count"
                                     : "Correct the usernames in secokr.toml, and make all members of the project, as "
                                       "Planner or Reporter";
    }
    add(std::move(check));
  }

  /// Ids stand in files before they are published, and somebody may have taken one.
  std::vector<std::string> planned_ids(Quarter quarter) const {
    std::vector<std::string> ids;
    if (m_request.files == nullptr) return ids;
    const auto files = workspace::read_objective_files(*m_request.files, quarter);
    if (!files) return ids;
    const auto add = [&](const std::string& id) {
      if (!id.empty()) ids.push_back(id);
    };
    for (const auto& file : *files) {
      add(file.document.objective().id);
      for (const KeyResult& key_result : file.document.objective().key_results) add(key_result.id);
    }
    return ids;
  }

  Ports ports() const {
    return {.config = m_request.config,
            .workspace = m_request.files,
            .tracker = m_request.tracker,
            .today = m_request.today};
  }

  /// The quarter that is planned and the one that runs.
  std::set<Quarter> looked_at() const {
    return {m_request.config.calendar.fiscal.quarter_of(m_request.today), m_request.quarter};
  }

  /// Whose word counts (T1), in the quarter that is planned and in the one that runs.
  void look_at_issues() {
    IssuesSeen seen;
    for (const Quarter quarter : looked_at()) {
      auto believed = read_believed_issues(ports(), quarter, planned_ids(quarter));
      if (!believed) return add(fault_of("issues", believed.error()));
      seen.count += believed->by_id.size() + believed->doubles.size();
      std::ranges::move(believed->doubted, std::back_inserter(seen.doubted));
      if (const auto failed = add_hand_changes(ports(), quarter, seen); !failed)
        return add(fault_of("issues", failed.error()));
    }
    add(issues_check(seen));
  }

  /// The local tracker has no strangers; what was published and what became of it is known here too.
  void look_at_published() {
    IssuesSeen seen;
    bool any = false;
    for (const Quarter quarter : looked_at()) {
      const auto published = add_hand_changes(ports(), quarter, seen);
      if (!published) return add(fault_of("issues", published.error()));
      seen.count += *published;
      any = any || *published > 0 || !seen.changed.empty();
    }
    if (any) add(issues_check(seen));
  }

  /// How many issues count of a quarter that was published from here; 0 of another.
  Expected<std::size_t> add_hand_changes(const Ports& ports, Quarter quarter, IssuesSeen& seen) const {
    if (m_request.files == nullptr) return 0;
    SECOKR_TRY(const auto base, workspace::read_published(*m_request.files, quarter));
    if (!base || !require_same_project(ports, *base)) return 0;
    SECOKR_TRY(const PublishedPlan plan, read_published_plan(ports, quarter));
    const auto changes = hand_changes(ports, plan);
    for (const HandChange& change : changes) seen.changed.push_back(change.sentence(m_request.audience));
    if (!changes.empty()) seen.quarters.push_back(to_string(quarter));
    return plan.issues.size();
  }

  const DoctorRequest& m_request;
  bool m_is_local;
  std::optional<Error> m_capabilities_error{};
  Diagnosis m_diagnosis{};
};

}  // namespace

Diagnosis diagnose(const DoctorRequest& request) { return Doctor{request}.look(); }

}  // namespace secokr::app
