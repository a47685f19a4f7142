#include <algorithm>

#include <fmt/format.h>

#include "app/draft/carry.hpp"
#include "app/draft/files.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"
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

Status Carry::require_target_ahead(const CarryChoice& choice) const {
  if (!m_carried.target_reached || has_answer(choice.answers, Field::metric)) return {};
  const auto& metric = std::get<Metric>(*m_carried.key_result.measure);
  const std::string unit = metric.unit.empty() ? "" : " " + metric.unit;
  const std::string value = to_string(Quantity{*m_running.row.value, metric.currency});
  return fail(
      carry_usage(fmt::format("{} has reached its target: {} of {}", name(), value,
                              to_string(Quantity{metric.target, unit_of(metric)})),
                  "What is carried over needs a target that lies ahead",
                  fmt::format("{} --modify --metric {}, or --drop --reason TEXT", command::carry(name()),
                              base::shell_quoted(fmt::format("{} from {} to TARGET{}", metric.name, value, unit)))));
}

Status Carry::require_open_target() const {
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

Expected<PlanEdit> Carry::edit_target(CarryPlan& plan) const {
  if (m_target) return PlanEdit(m_ports, m_read, m_read.files[*m_target], m_overrides);
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
  auto document = ObjectiveDocument::parse(documents::render_objective_file(fresh));
  if (document.ok() && document.objective() == fresh)
    return PlanEdit(m_ports, m_read, std::move(document), m_overrides);
  return fail(
      {.kind = ErrorKind::findings,
       .what = fmt::format("The objective of {} cannot be copied into a file", name()),
       .reason = "Its issue says something that an objective file reads otherwise",
       .help = fmt::format("Begin it with {}, and carry the key result with --into", command::begin_objective)});
}

Status Carry::modify(const CarryChoice& choice, const KeyResult& kept, PlanEdit& edit) const {
  ObjectiveDocument& document = edit.document();
  const std::vector<Finding> before = edit.findings();
  SECOKR_CHECK(write_answers(document, kept.number, choice.answers, m_ports.config.org));
  SECOKR_CHECK(require_readable(document));
  if (document.objective().key_results.back() == kept)
    return fail(carry_usage(
        "Nothing of it is modified", "What is given is what the key result says already",
        fmt::format("Say what differs, such as --title or --metric, or keep it: {} --keep", command::carry(name()))));
  SECOKR_CHECK(
      require_none(errors_brought(before, edit.findings()), m_overrides, "What is modified breaks several rules"));
  return keep_link_back(kept.number, document);
}

Status Carry::keep_link_back(int number, ObjectiveDocument& document) const {
  const auto& all = document.objective().key_results;
  const std::string prose = std::ranges::find(all, number, &KeyResult::number)->outcome;
  if (links_back_to(prose, m_running.row.url)) return {};
  return document.set_outcome(number, with_link_back(prose, m_from, m_running.plan.number, m_running.row.url));
}

Status Carry::write_key_result(const CarryChoice& choice, CarryPlan& plan) const {
  SECOKR_CHECK(require_target_ahead(choice));
  SECOKR_CHECK(require_open_target());
  SECOKR_TRY(PlanEdit edit, edit_target(plan));
  const auto& all = edit.document().objective().key_results;
  KeyResult fresh = m_carried.key_result;
  fresh.number = next_number(edit.document().objective());
  fresh.id = m_ports.ids();
  SECOKR_CHECK(edit.document().add_key_result(fresh));
  SECOKR_CHECK(require_same_when_read(!all.empty() && all.back() == fresh, edit.document()));
  if (choice.act == CarryAct::modify) SECOKR_CHECK(modify(choice, fresh, edit));
  plan.said.insert(plan.said.end(), m_carried.left_out.begin(), m_carried.left_out.end());
  if (m_carried.measured && !has_answer(choice.answers, Field::metric))
    plan.said.push_back(
        fmt::format("Its baseline is {0}; to make a metric of it, write `- Metric: NAME from {0} to TARGET`",
                    base::format_number(*m_carried.measured)));
  // The step for O2 may not have come yet; whoever sets it aside is on the record all the same.
  if (const auto full = check_room({edit.path(), edit.objective()}, m_ports.config.limits)) edit.set_aside({*full});
  static_cast<DraftChange&>(plan) = edit.change(name_of(edit.document().objective(), all.back()));
  std::erase_if(plan.findings, [&](const Finding& finding) {
    return m_target && finding.subject != plan.name && !finding.subject.starts_with(plan.name + "/");
  });
  return write_line(choice, fmt::format("{}/{}", to_string(planned()), plan.name), plan);
}

Status Carry::write_line(const CarryChoice& choice, const std::string& as, CarryPlan& plan) const {
  if (!m_line) return {};
  documents::PlanningDocument document = m_document;
  document.decide(*m_line,
                  {.act = choice.act, .as = as, .by = m_ports.user, .on = m_ports.today, .reason = choice.reason});
  plan.set.changes.push_back(workspace::write_file(
      m_ports.workspace->relative(m_ports.workspace->planning_document(planned())), &*m_file, document.text()));
  return {};
}

/// A run that is repeated finds what it wrote; what is given anew is not passed over.
Status Carry::require_said_there(const CarryChoice& choice) const {
  if (m_linked.empty()) return {};
  if (m_request.into && m_target && *m_target != m_linked_file)
    return fail(carry_usage(fmt::format("{} is not carried into \"{}\": {}", name(), *m_request.into, decided()),
                            "What is carried is carried once",
                            "Leave out --into, or move it there by hand in its file"));
  ObjectiveDocument document = m_read.files[m_linked_file].document;
  const auto& all = document.objective().key_results;
  const auto there = std::ranges::find(all, m_linked_number, &KeyResult::number);
  std::vector<std::string> flags;
  for (const Answer& answer : choice.answers) {
    KeyResult given;
    if (take_answer(answer, m_ports.config.org, given) && lists_all(*there, given)) continue;
    ObjectiveDocument changed = document;
    SECOKR_CHECK(write_answers(changed, m_linked_number, {answer}, m_ports.config.org));
    SECOKR_CHECK(keep_link_back(m_linked_number, changed));
    if (changed.text() != document.text())
      flags.push_back(fmt::format("{} {}", flag_of(answer.field), base::shell_quoted(answer.text)));
  }
  if (flags.empty()) return {};
  return fail(carry_usage(fmt::format("{} is not modified: {} already", name(), decided()),
                          "What is given now was not taken",
                          fmt::format("Change it there: {} {}", command::edit(m_linked), base::join(flags, " "))));
}

Expected<CarryPlan> Carry::repeat(const CarryChoice& choice) const {
  CarryPlan plan{{}, fmt::format("Nothing to do: {}", decided())};
  plan.set.quarter = to_string(planned());
  const auto& decision = m_line ? m_document.running()[*m_line].decision : std::nullopt;
  const bool was_dropped = m_linked.empty() && decision && decision->act == CarryAct::drop;
  if (choice.act == CarryAct::drop && !was_dropped)
    return fail(refused(fmt::format("{} cannot be dropped: {}", name(), decided()), "",
                        m_linked.empty() ? "Clear its tick first" : "Drop it there: " + command::drop(m_linked)));
  SECOKR_CHECK(require_said_there(choice));
  // A run that was cut short has written the key result and not the line.
  if (!m_linked.empty() && !decision) SECOKR_CHECK(write_line(choice, m_linked, plan));
  return plan;
}

Expected<CarryPlan> Carry::plan(const CarryChoice& choice) const {
  const auto& decision = m_line ? m_document.running()[*m_line].decision : std::nullopt;
  const bool was_dropped = decision && decision->act == CarryAct::drop;
  const bool stands = !m_linked.empty() || (decision && (!was_dropped || choice.act == CarryAct::drop));
  if (stands) return repeat(choice);
  CarryPlan plan;
  plan.set.quarter = to_string(planned());
  if (choice.act != CarryAct::drop) {
    if (choice.act == CarryAct::modify && choice.answers.empty())
      return fail(carry_usage("Nothing is said of what is modified", "",
                              "Give what differs, such as --title, --metric or --dri, or --keep to carry it as it is"));
    SECOKR_CHECK(write_key_result(choice, plan));
    return plan;
  }
  if (base::trim(choice.reason).empty())
    return fail(
        carry_usage("A drop needs its reason", "Who reads the planning document asks why", "Add --reason TEXT"));
  if (!m_line)
    return fail(
        carry_usage(fmt::format("The planning document of {} has no line for {}", to_string(planned()), name()),
                    "That line is where a drop and its reason are written down; what nobody carries is not carried",
                    "Write it first: " + command::begin_quarter(planned())));
  SECOKR_CHECK(write_line(choice, "", plan));
  return plan;
}

}  // namespace secokr::app
