#include "app/dependency/answer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "app/core/typed_text.hpp"
#include "app/dependency/demands.hpp"
#include "app/dependency/match.hpp"
#include "app/dependency/write.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/written.hpp"
#include "domain/people/dependency_sides.hpp"

namespace secokr::app {
namespace {

const command::OfName& command_of(DependencyVerb verb) {
  if (verb == DependencyVerb::withdrawn) return command::withdraw;
  return verb == DependencyVerb::declined ? command::decline : command::confirm;
}

/// Its last word.
std::string_view act_of(DependencyVerb verb) {
  const std::string_view name = command_of(verb).name;
  return name.substr(name.rfind(' ') + 1);
}

Status check_answer(const DependencyAnswer& answer) {
  const auto usage = [](std::string what, std::string reason, std::string help) {
    return fail(
        {.kind = ErrorKind::usage, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)});
  };
  const bool has_reason = !typed_line(answer.reason).empty();
  if (answer.verb == DependencyVerb::declined && (!answer.decline_class || !has_reason)) {
    const std::string class_flags = "--class no-capacity|priority|scope|other (or --no-capacity)";
    const bool lacks_both = !answer.decline_class && !has_reason;
    return usage(fmt::format("A decline needs {}", lacks_both    ? "its class and its reason"
                                                   : !has_reason ? "its reason"
                                                                 : "its class"),
                 "What keeps a team from helping is read by those who plan capacity (D5)",
                 lacks_both    ? fmt::format("Add {} and --reason TEXT", class_flags)
                 : !has_reason ? "Add --reason TEXT"
                               : "Add " + class_flags);
  }
  if (answer.on_behalf_of.empty() != answer.evidence.empty())
    return usage(answer.evidence.empty() ? "--on-behalf-of needs --evidence" : "--evidence needs --on-behalf-of",
                 "An answer that is recorded for somebody says who gave it and links to where (D1)",
                 "Give both: --on-behalf-of @manager --evidence URL");
  if (!answer.evidence.empty() && !is_link(base::trim(answer.evidence)))
    return usage(fmt::format("--evidence \"{}\" is no link", answer.evidence), "",
                 "Give the URL of the message, the note or the page where they said so");
  return {};
}

DependencyEvent event_of(const Ports& ports, const DependencyAnswer& answer) {
  DependencyEvent event{.verb = answer.verb,
                        .by = ports.user,
                        .on_behalf_of = typed_username(answer.on_behalf_of, ports.config.org),
                        .evidence = std::string(base::trim(answer.evidence)),
                        .on = ports.today,
                        .reason = typed_line(answer.reason)};
  if (answer.verb == DependencyVerb::declined) event.decline_class = answer.decline_class;
  return event;
}

/// D1, told to the one who tries.
Error not_yours(const Ports& ports, const DependencyRow& row, const DependingKeyResult& depending,
                const DependencySides& sides, const DependencyEvent& event, std::string_view objection) {
  Finding finding{.rule = Rule::D1,
                  .subject = row.name(),
                  .message = fmt::format("@{} may not {} {}: {}", event.by, act_of(event.verb), row.name(), objection)};
  if (event.on_behalf_of.empty() && is_answer(event.verb) && sides.is_accountable(event.by))
    finding.hint = fmt::format("If they answered, record it for them: --on-behalf-of @{} --evidence URL", row.manager);
  else if (event.on_behalf_of.empty() && !is_answer(event.verb))
    finding.hint = fmt::format("Ask one of them: @{}, @{}, @{}, their line, or the CISO", row.manager,
                               depending.key_result.dri, depending.objective.dri);
  else if (event.on_behalf_of.empty())
    finding.hint = fmt::format(
        "Ask @{}; or let the side that asked record the answer for them with its evidence: @{}, @{}, their line, or "
        "the CISO",
        row.manager, depending.key_result.dri, depending.objective.dri);
  else
    finding.hint = fmt::format(
        "The answer is @{}'s or of somebody above them, and is recorded by @{}, @{}, their line, or the CISO",
        row.manager, depending.key_result.dri, depending.objective.dri);
  finding.path = row.path;
  if (row.line != 0) finding.line = row.line;
  Error error = refusal(finding);
  if (ports.config.org.teams.empty())
    error.reason = "Outside the planning repository nothing tells who stands above them";
  return error;
}

/// The last answer says this already, and counts.
bool stands(const Dependency& dependency, const DependencyEvent& wanted, const DependencySides& sides) {
  const DependencyEvent* last = standing_event(dependency);
  if (last == nullptr || last->verb != wanted.verb || sides.objection(dependency, *last)) return false;
  if (wanted.verb != DependencyVerb::declined) return true;
  return last->decline_class == wanted.decline_class && last->reason == wanted.reason && !dependency.rescoped();
}

workspace::Decision decision_of(const DependencyRow& row, const DependencyEvent& event) {
  return workspace::decline_decision(
      {.team = row.dependency.team,
       .manager = row.manager,
       .decline_class = event.decline_class.value_or(DeclineClass::other)},
      {.on = event.on, .subject = row.key_result, .reason = event.reason, .by = event.by});
}

bool is_recorded(const std::vector<workspace::Decision>& record, const workspace::Decision& decision) {
  const auto written = workspace::parse_decision(workspace::render_decision(decision));
  return written && std::ranges::find(record, *written) != record.end();
}

}  // namespace

Expected<DependencyChange> plan_answer(const Ports& ports, Quarter quarter, const DependencyAnswer& answer) {
  SECOKR_CHECK(check_answer(answer));
  SECOKR_TRY(const DependencyPlan plan, read_dependencies(ports, quarter));
  const auto [key_result, in_name] = split_dependency_name(answer.key_result);
  SECOKR_TRY(const DependingKeyResult* depending, find_depending(plan, key_result));
  SECOKR_CHECK(require_found(*depending));
  SECOKR_TRY(const auto meant,
             match_dependency(ports, *depending, answer.which ? answer.which : in_name, is_answer(answer.verb)));
  if (meant.size() > 1)
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("{} has several dependencies that may be meant", depending->name()),
         .reason = listed_dependencies(*depending, meant),
         .help = fmt::format("Name one: {} D{}", command_of(answer.verb)(depending->name()), meant.front() + 1)});
  const std::size_t index = meant.front();
  const Dependency& now = depending->key_result.dependencies[index];
  // Whoever answers now answers as the org stands now; what was answered before stays right.
  const DependencySides sides(ports.config.org, depending->objective, depending->key_result);
  const DependencySides then(ports.config.org, depending->objective, depending->key_result,
                             Agreed::of(plan.read.plan, depending->objective));
  const DependencyEvent event = event_of(ports, answer);
  DependencyRow row = row_of(ports, plan, *depending, index);
  if (const auto objection = sides.objection(now, event))
    return fail(not_yours(ports, row, *depending, sides, event, *objection));

  DependencyChange result{.name = row.name()};
  result.set.quarter = to_string(quarter);
  row.dependency = now;
  if (!stands(now, event, then)) row.dependency.events.push_back(event);
  row.dependency.ticked = answer.verb == DependencyVerb::confirmed;
  if (depending->issue) row.dependency = documents::on_issue(std::move(row.dependency));
  result.dependency = row.dependency;
  tracker::ChangeSet written;
  if (row.dependency != now)
    SECOKR_CHECK(write_dependency(plan, *depending, {.index = index, .dependency = row.dependency}, written));
  result.set.known = std::move(written.known);
  auto& changes = result.set.changes;
  if (answer.verb == DependencyVerb::declined) {
    const workspace::Decision decision = decision_of(row, *standing_event(row.dependency));
    if (ports.workspace == nullptr && row.dependency != now)
      result.unrecorded = decision;
    else if (ports.workspace != nullptr && !is_recorded(plan.read.decisions, decision))
      changes.push_back(workspace::append_change(*ports.workspace, quarter, decision));
    if (row.dependency != now) result.next = demands_of(plan, *depending, row);
  }
  // Issues before the record, the record before files (FORMATS.md 5).
  const auto place = depending->issue ? changes.begin() : changes.end();
  changes.insert(place, std::make_move_iterator(written.changes.begin()),
                 std::make_move_iterator(written.changes.end()));
  return result;
}

}  // namespace secokr::app
