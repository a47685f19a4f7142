#include <algorithm>

#include <fmt/format.h>

#include "app/draft/carry.hpp"
#include "app/draft/fields.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "workspace/file_change.hpp"

namespace secokr::app {
namespace {

using documents::ObjectiveDocument;

Error carry_usage(std::string what, std::string reason, std::string help) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)};
}

Error refused(std::string what, std::string reason, std::string help) {
  return {.kind = ErrorKind::findings, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)};
}

/// What the file says of the new key result is what was carried.
Status require_same_when_read(const ObjectiveDocument& document, const KeyResult& key_result) {
  const auto& all = document.objective().key_results;
  if (document.ok() && !all.empty() && all.back() == key_result) return {};
  Error error = unreadable_answer();
  for (const auto& problem : document.problems())
    error.notes.push_back({.text = problem.text, .expected = problem.message});
  return fail(std::move(error));
}

/// An answer that adds to a list asks for what stands in it already.
bool lists_all(const KeyResult& key_result, const KeyResult& given) {
  const bool asks = std::ranges::all_of(given.dependencies, [&](const Dependency& wanted) {
    return std::ranges::any_of(key_result.dependencies, [&](const Dependency& each) {
      return base::equals_folded(each.team, wanted.team) && each.need == wanted.need;
    });
  });
  const bool plans = std::ranges::all_of(given.milestones, [&](const Milestone& wanted) {
    return std::ranges::any_of(key_result.milestones, [&](const Milestone& each) {
      return each.description == wanted.description && (!wanted.due || each.due == wanted.due);
    });
  });
  return asks && plans && !(given.dependencies.empty() && given.milestones.empty());
}

int next_number(const Objective& objective) {
  int number = 1;
  for (const KeyResult& each : objective.key_results) number = std::max(number, each.number + 1);
  return number;
}

}  // namespace

Status Carrying::require_target_ahead(const CarryWish& wish) const {
  if (!m_carried.target_reached || has_answer(wish.answers, "Metric")) return {};
  const auto& metric = std::get<Metric>(*m_carried.key_result.measure);
  const std::string unit = metric.unit.empty() ? "" : " " + metric.unit;
  const std::string value = to_string(Quantity{*m_running.row.value, metric.currency});
  return fail(carry_usage(
      fmt::format("{} has reached its target: {} of {}", name(), value,
                  to_string(Quantity{metric.target, unit_of(metric)})),
      "What is carried over needs a target that lies ahead",
      fmt::format("secokr draft carry {} --modify --metric {}, or --drop --reason TEXT", base::shell_quoted(name()),
                  base::shell_quoted(fmt::format("{} from {} to TARGET{}", metric.name, value, unit)))));
}

Status Carrying::require_open_target() const {
  if (!m_target) return {};
  const workspace::ObjectiveFile& file = m_read.files[*m_target];
  const Objective& objective = file.document.objective();
  SECOKR_CHECK(require_understood(file));
  SECOKR_CHECK(require_unpublished(file));
  if (objective.status == ObjectiveStatus::excluded)
    return fail(refused(fmt::format("\"{}\" was excluded", objective.reference),
                        "What is carried into it would not be published",
                        "Name another objective with --into, or ask the CISO to include it"));
  if (m_running.confidential && !objective.confidential)
    return fail(refused(
        fmt::format("{} is confidential and \"{}\" is not", name(), objective.reference),
        "Published with it, the key result would be open to everybody",
        fmt::format("Name a confidential objective with --into, or write \"- Confidential: yes\" in {}", file.path)));
  return require_room(file, m_ports.config.limits, m_overrides);
}

Expected<ObjectiveDocument> Carrying::target_document(CarryPlan& plan) const {
  if (m_target) {
    plan.path = m_read.files[*m_target].path;
    return m_read.files[*m_target].document;
  }
  const Objective& running = m_running.objective.plan;
  Objective fresh = carried_objective(running, m_running.objective_progress);
  fresh.id = m_ports.ids();
  plan.said.push_back(fmt::format("\"{}\" is new in {}: a draft with what its issue in {} says", fresh.reference,
                                  to_string(planned()), to_string(m_from)));
  if (m_request.priority)
    fresh.priority = m_request.priority;
  else if (fresh.priority != running.priority)
    plan.said.push_back(
        fmt::format("It is p1 now: a p2 that was not reached is offered as p1; --priority p2 keeps it"));
  if (m_running.confidential && !fresh.confidential) {
    fresh.confidential = true;
    plan.said.emplace_back("It is confidential, as the key result is");
  }
  std::vector<std::string> taken;
  for (const auto& file : m_read.files) taken.push_back(file.path);
  plan.path = workspace::slug_path(planned(), fresh.reference, taken);
  auto document = ObjectiveDocument::parse(documents::render_objective_file(fresh));
  if (document.ok() && document.objective() == fresh) return document;
  return fail({.kind = ErrorKind::findings,
               .what = fmt::format("The objective of {} cannot be copied into a file", name()),
               .reason = "Its issue says something that an objective file reads otherwise",
               .help = "Begin it with secokr draft objective, and carry the key result with --into"});
}

Status Carrying::modify(const CarryWish& wish, const KeyResult& kept, const std::string& path,
                        ObjectiveDocument& document) const {
  const std::vector<Finding> before = findings_of(path, document);
  SECOKR_CHECK(write_answers(document, kept.number, wish.answers, m_ports.config.org));
  SECOKR_CHECK(require_readable(document));
  if (document.objective().key_results.back() == kept)
    return fail(
        carry_usage("Nothing of it is modified", "What is given is what the key result says already",
                    fmt::format("Say what differs, such as --title or --metric, or keep it: secokr draft carry {} "
                                "--keep",
                                base::shell_quoted(name()))));
  SECOKR_CHECK(require_none(errors_brought(before, findings_of(path, document)), m_overrides,
                            "What is modified breaks several rules"));
  return keep_link_back(kept.number, document);
}

Status Carrying::keep_link_back(int number, ObjectiveDocument& document) const {
  const auto& all = document.objective().key_results;
  const std::string prose = std::ranges::find(all, number, &KeyResult::number)->outcome;
  if (links_back_to(prose, m_running.row.url)) return {};
  return document.set_outcome(number, with_link_back(prose, m_from, m_running.plan.number, m_running.row.url));
}

Status Carrying::write_key_result(const CarryWish& wish, CarryPlan& plan) const {
  SECOKR_CHECK(require_target_ahead(wish));
  SECOKR_CHECK(require_open_target());
  SECOKR_TRY(ObjectiveDocument document, target_document(plan));
  KeyResult fresh = m_carried.key_result;
  fresh.number = next_number(document.objective());
  fresh.id = m_ports.ids();
  SECOKR_CHECK(document.add_key_result(fresh));
  SECOKR_CHECK(require_same_when_read(document, fresh));
  if (wish.act == CarryAct::modify) SECOKR_CHECK(modify(wish, fresh, plan.path, document));
  plan.name = name_of(document.objective(), document.objective().key_results.back());
  plan.said.insert(plan.said.end(), m_carried.left_out.begin(), m_carried.left_out.end());
  if (m_carried.measured && !has_answer(wish.answers, "Metric"))
    plan.said.push_back(
        fmt::format("Its baseline is {0}; to make a metric of it, write `- Metric: NAME from {0} to TARGET`",
                    base::format_number(*m_carried.measured)));
  judge(document, plan);
  plan.set.changes.push_back(m_target ? workspace::write_objective(m_read.files[*m_target], document)
                                      : workspace::write_file(plan.path, nullptr, document.text()));
  return write_line(wish, fmt::format("{}/{}", to_string(planned()), plan.name), plan);
}

std::vector<Finding> Carrying::findings_of(const std::string& path, const ObjectiveDocument& document) const {
  const Stage stage = stage_on(m_ports.config.calendar, planned(), m_ports.today);
  return findings_in(check_plan(with_objective(m_read.plan, path, document.objective()), stage), path);
}

void Carrying::judge(const ObjectiveDocument& edited, CarryPlan& plan) const {
  plan.findings = findings_of(plan.path, edited);
  const PlanUnderReview whole = with_objective(m_read.plan, plan.path, edited.objective());
  // The step for O2 may not have come yet; whoever sets it aside is on the record all the same.
  std::vector<Finding> room = findings_in(check_plan(whole, Stage::final), plan.path);
  std::erase_if(room, [](const Finding& finding) { return finding.rule != Rule::O2; });
  plan.set.changes = override_records(m_ports, planned(), m_overrides, room);
  std::erase_if(plan.findings, [&](const Finding& finding) {
    return m_target && finding.subject != plan.name && !finding.subject.starts_with(plan.name + "/");
  });
  apply_overrides(plan.findings, m_overrides);
}

Status Carrying::write_line(const CarryWish& wish, const std::string& as, CarryPlan& plan) const {
  if (!m_line) return {};
  documents::PlanningDocument document = m_document;
  document.decide(*m_line, {.act = wish.act, .as = as, .by = m_ports.user, .on = m_ports.today, .reason = wish.reason});
  plan.set.changes.push_back(workspace::write_file(
      m_ports.workspace->relative(m_ports.workspace->planning_document(planned())), &*m_file, document.text()));
  return {};
}

/// A run that is repeated finds what it wrote; what is given anew is not passed over.
Status Carrying::require_said_there(const CarryWish& wish) const {
  if (m_linked.empty()) return {};
  if (m_request.into && m_target && *m_target != m_linked_file)
    return fail(carry_usage(fmt::format("{} is not carried into \"{}\": {}", name(), *m_request.into, decided()),
                            "What is carried is carried once",
                            "Leave out --into, or move it there by hand in its file"));
  ObjectiveDocument document = m_read.files[m_linked_file].document;
  const auto& all = document.objective().key_results;
  const auto there = std::ranges::find(all, m_linked_number, &KeyResult::number);
  std::vector<std::string> flags;
  for (const Answer& answer : wish.answers) {
    KeyResult given;
    if (take_answer(answer, m_ports.config.org, given) && lists_all(*there, given)) continue;
    ObjectiveDocument changed = document;
    SECOKR_CHECK(write_answers(changed, m_linked_number, {answer}, m_ports.config.org));
    SECOKR_CHECK(keep_link_back(m_linked_number, changed));
    if (changed.text() != document.text())
      flags.push_back(fmt::format("{} {}", flag_of(answer.field), base::shell_quoted(answer.text)));
  }
  if (flags.empty()) return {};
  return fail(carry_usage(
      fmt::format("{} is not modified: {} already", name(), decided()), "What is given now was not taken",
      fmt::format("Change it there: secokr draft edit {} {}", base::shell_quoted(m_linked), base::join(flags, " "))));
}

Expected<CarryPlan> Carrying::repeat(const CarryWish& wish) const {
  CarryPlan plan{.nothing = fmt::format("Nothing to do: {}", decided())};
  plan.set.quarter = to_string(planned());
  const auto& decision = m_line ? m_document.running()[*m_line].decision : std::nullopt;
  const bool was_dropped = m_linked.empty() && decision && decision->act == CarryAct::drop;
  if (wish.act == CarryAct::drop && !was_dropped)
    return fail(refused(fmt::format("{} cannot be dropped: {}", name(), decided()), "",
                        m_linked.empty() ? "Clear its tick first"
                                         : fmt::format("Drop it there: secokr draft drop {} --reason TEXT",
                                                       base::shell_quoted(m_linked))));
  SECOKR_CHECK(require_said_there(wish));
  // A run that was cut short has written the key result and not the line.
  if (!m_linked.empty() && !decision) SECOKR_CHECK(write_line(wish, m_linked, plan));
  return plan;
}

Expected<CarryPlan> Carrying::plan(const CarryWish& wish) const {
  const auto& decision = m_line ? m_document.running()[*m_line].decision : std::nullopt;
  const bool was_dropped = decision && decision->act == CarryAct::drop;
  const bool stands = !m_linked.empty() || (decision && (!was_dropped || wish.act == CarryAct::drop));
  if (stands) return repeat(wish);
  CarryPlan plan;
  plan.set.quarter = to_string(planned());
  if (wish.act != CarryAct::drop) {
    if (wish.act == CarryAct::modify && wish.answers.empty())
      return fail(carry_usage("Nothing is said of what is modified", "",
                              "Give what differs, such as --title, --metric or --dri, or --keep to carry it as it is"));
    SECOKR_CHECK(write_key_result(wish, plan));
    return plan;
  }
  if (base::trim(wish.reason).empty())
    return fail(
        carry_usage("A drop needs its reason", "Who reads the planning document asks why", "Add --reason TEXT"));
  if (!m_line)
    return fail(
        carry_usage(fmt::format("The planning document of {} has no line for {}", to_string(planned()), name()),
                    "That line is where a drop and its reason are written down; what nobody carries is not carried",
                    fmt::format("Write it first: secokr draft start {}", to_string(planned()))));
  SECOKR_CHECK(write_line(wish, "", plan));
  return plan;
}

}  // namespace secokr::app
