#include "app/update.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "app/update_description.hpp"
#include "base/text.hpp"
#include "documents/weekly_note.hpp"

namespace secokr::app {
namespace {

std::optional<double> computed_of(const UpdateTarget& target, const std::optional<double>& value) {
  const Metric* metric = target.metric();
  return metric != nullptr && value ? progress_of(*metric, *value) : std::nullopt;
}

/// A progress by hand wins over the value's (PROCESS.md 6), also one that the week's note has and nobody takes back.
void set_progress(const UpdateTarget& target, const UpdateRequest& request, WeeklyUpdate& update) {
  const bool hand_stays = target.posted && update.progress_by_hand;
  if (request.progress) {
    update.progress = *request.progress;
    update.progress_by_hand = true;
  } else if (const auto computed = computed_of(target, request.value); computed && !hand_stays) {
    update.progress = *computed;
    update.progress_by_hand = false;
  }
}

void set_milestones(const UpdateRequest& request, std::vector<int>& at_risk) {
  for (const MilestoneSaid& given : request.milestones) {
    std::erase(at_risk, given.number);
    if (given.word == MilestoneWord::at_risk) at_risk.push_back(given.number);
  }
  std::ranges::sort(at_risk);
}

bool risk_is_due(const WeeklyUpdate& update) {
  return (update.health && *update.health != Health::on_track) || !update.milestones_at_risk.empty();
}

WeeklyUpdate compose(const UpdateTarget& target, const UpdateRequest& request) {
  WeeklyUpdate update = target.posted ? target.posted->update : target.rolled_up.value_or(WeeklyUpdate{});
  update.week = target.week;
  if (request.value) {
    update.value = request.value;
    update.unit = target.metric() != nullptr ? target.metric()->unit : "";
  }
  set_progress(target, request, update);
  set_milestones(request, update.milestones_at_risk);
  if (request.health) update.health = request.health;
  if (request.accomplished) update.accomplished = *request.accomplished;
  if (request.next) update.next = *request.next;
  // A risk that is over goes with its reason, unless it is given anew.
  if (request.risk)
    update.risk = *request.risk;
  else if (!risk_is_due(update))
    update.risk.clear();
  return update;
}

Status check_gaps(const UpdateTarget& target, const UpdateRequest& request) {
  const UpdateGaps gaps = gaps_of(target, request);
  if (!gaps.any()) return {};
  std::vector<std::string> missing;
  std::vector<std::string> flags;
  std::string reason;
  if (gaps.progress) {
    const bool by_value = target.metric() != nullptr;
    missing.emplace_back(by_value ? "--value or --progress" : "--progress");
    flags.emplace_back(by_value ? "--value NUMBER" : "--progress PERCENT");
    if (!by_value && request.value)
      reason = fmt::format("{} has no metric from which a value's progress could be computed", target.name);
  }
  if (gaps.health) {
    missing.emplace_back("--health");
    flags.emplace_back("--health on-track (or needs-attention, at-risk)");
  }
  if (gaps.risk) {
    missing.emplace_back("--risk");
    flags.emplace_back("--risk \"reason; help needed; @stakeholders\"");
    reason = "Where health is not On Track or a milestone is at risk, the update says why and what helps";
  }
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("The update of {} for the week {} lacks {}", target.name, to_string(target.week),
                                   base::join(missing, " and ")),
               .reason = reason,
               .help = "Add " + base::join(flags, " and ")});
}

tracker::Fields shown_fields(const WeeklyUpdate& update, const std::string& note) {
  tracker::Fields fields{{"week", to_string(update.week)}, {"progress", format_percent(update.progress) + " %"}};
  if (update.health) fields.emplace_back("health", to_string(*update.health));
  fields.emplace_back("note", note);
  return fields;
}

UpdateResult result_of(const UpdateTarget& target, const WeeklyUpdate& update, UpdateOutcome outcome) {
  UpdatedKeyResult row{.key_result = target.name,
                       .week = target.week,
                       .outcome = outcome,
                       .progress = update.progress,
                       .value = update.value,
                       .unit = update.unit,
                       .health = update.health,
                       .url = target.issue.url};
  if (update.progress_by_hand) row.computed = computed_of(target, update.value);
  return {.quarter = target.quarter, .week = target.week, .results = {std::move(row)}};
}

/// A note is written when something is said that it carries, where one stands that may have to follow, and where
/// nothing was said at all, which asks for one.
bool wants_note(const UpdateTarget& target, const UpdateRequest& request) {
  return request.says_note() || target.posted || (request.milestones.empty() && !request.state);
}

/// What the row shows where no note is written: what was said last.
UpdateResult result_without_note(const UpdateTarget& target, bool edits) {
  const UpdateOutcome outcome = edits ? UpdateOutcome::edited : UpdateOutcome::unchanged;
  return result_of(target, target.previous.value_or(WeeklyUpdate{}), outcome);
}

void add_description(const UpdateTarget& target, const UpdateRequest& request, tracker::Change change,
                     UpdatePlan& plan) {
  UpdatedKeyResult& row = plan.result.results.front();
  row.state = request.state;
  for (const MilestoneSaid& said : request.milestones)
    if (said.word == MilestoneWord::done) row.milestones_done.push_back(said.number);
  if (row.outcome == UpdateOutcome::unchanged) row.outcome = UpdateOutcome::edited;
  const bool is_known =
      std::ranges::find(target.critical_projects, request.critical_project) != target.critical_projects.end();
  if (request.state == KeyResultState::paused && !is_known)
    plan.notices.push_back(fmt::format("No p0 objective of {} names the critical project {}", to_string(target.quarter),
                                       request.critical_project));
  plan.set.changes.insert(plan.set.changes.begin(), std::move(change));
}

Status add_note(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request, UpdatePlan& plan) {
  const WeeklyUpdate update = compose(target, request);
  plan.note = documents::render_weekly_note(update, {.kind = target.kind, .id = target.id});

  // Compared as it will be read back: a note has a percentage with one decimal and texts as bullets.
  const auto written = documents::parse_weekly_note(plan.note, target.week);
  const bool unchanged = target.posted && written && written->update == target.posted->update;
  const bool mine = target.posted && target.posted->note.author == ports.user;
  const UpdateOutcome outcome = unchanged ? UpdateOutcome::unchanged
                                : mine    ? UpdateOutcome::edited
                                          : UpdateOutcome::posted;
  plan.result = result_of(target, update, outcome);
  if (unchanged) return {};

  if (request.state.value_or(target.state) != KeyResultState::active)
    plan.notices.push_back(fmt::format("{} is {} and owes no update; this one is taken all the same", target.name,
                                       to_string(request.state.value_or(target.state))));
  const UpdatedKeyResult& row = plan.result.results.front();
  if (request.value && !request.progress && row.computed)
    plan.notices.push_back(fmt::format("The progress stays {} %, given by hand; {} % is what the value gives",
                                       format_percent(row.progress), format_percent(*row.computed)));
  if (target.posted && !mine)
    plan.notices.push_back(
        fmt::format("The week's note is @{}'s, so a new one of yours follows it", target.posted->note.author));
  tracker::PostNote payload{.ref = target.issue.ref, .body = plan.note};
  payload.purpose = documents::purpose_of_note(plan.note);
  SECOKR_TRY(const tracker::Capabilities capabilities, ports.tracker->capabilities());
  if (capabilities.health_status && update.health) payload.health = to_json_name(*update.health);
  if (target.posted) payload.newest_before = target.posted->note.id;
  if (mine) {
    payload.note_id = target.posted->note.id;
    payload.body_before = target.posted->note.body;
  }
  plan.set.changes.push_back(
      {.action = tracker::Action::note,
       .subject = target.subject(),
       .name = target.name,
       .before = mine ? shown_fields(target.posted->update, target.posted->note.body) : tracker::Fields{},
       .after = shown_fields(update, plan.note),
       .payload = std::move(payload)});
  return {};
}

}  // namespace

Status check_request(const UpdateTarget& target, const UpdateRequest& request) {
  if (request.progress && !(*request.progress >= 0 && *request.progress <= 100))
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("--progress {} is no percentage from 0 to 100", base::format_number(*request.progress)),
         .help = target.metric() != nullptr ? "Give the metric's value with --value and leave the progress to secokr"
                                            : ""});
  for (const MilestoneSaid& given : request.milestones) {
    const auto& milestones = target.key_result.milestones;
    if (std::ranges::find(milestones, given.number, &Milestone::number) != milestones.end()) continue;
    std::vector<std::string> numbers;
    for (const Milestone& milestone : milestones) numbers.push_back(std::to_string(milestone.number));
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} has no milestone {}", target.name, given.number),
                 .reason = numbers.empty() ? "It has none" : fmt::format("It has {}", base::join(numbers, ", "))});
  }
  return {};
}

bool UpdateRequest::says_note() const {
  return value || progress || health || accomplished || next || risk ||
         std::ranges::any_of(milestones, [](const MilestoneSaid& said) { return said.word != MilestoneWord::done; });
}

UpdateGaps gaps_of(const UpdateTarget& target, const UpdateRequest& request) {
  if (!wants_note(target, request)) return {};
  const WeeklyUpdate update = compose(target, request);
  return {.progress = !target.posted && !target.rolled_up && !request.progress && !computed_of(target, request.value),
          .health = !update.health.has_value(),
          .risk = risk_is_due(update) && base::trim(update.risk).empty()};
}

Expected<UpdatePlan> plan_update(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request) {
  SECOKR_CHECK(check_request(target, request));
  SECOKR_TRY(auto description, description_change(target, request));
  SECOKR_CHECK(check_gaps(target, request));
  UpdatePlan plan;
  plan.set.quarter = to_string(target.quarter);
  plan.set.known.emplace_back(target.subject(), target.issue);
  if (wants_note(target, request)) {
    SECOKR_CHECK(add_note(ports, target, request, plan));
  } else {
    plan.result = result_without_note(target, description.has_value());
  }
  if (description) add_description(target, request, *std::move(description), plan);
  return plan;
}

UpdateRequest request_from(const UpdateTarget& target, const documents::FiledUpdate& filed) {
  const WeeklyUpdate& update = filed.update;
  UpdateRequest request{.value = update.value,
                        .health = update.health,
                        .accomplished = update.accomplished,
                        .next = update.next,
                        .risk = update.risk};
  const auto computed = computed_of(target, update.value);
  // The line shows at most one decimal, rounded down.
  constexpr double shown_tenth = 0.1;
  const bool is_computed = computed && filed.progress && std::abs(*computed - *filed.progress) < shown_tenth;
  if (!is_computed) request.progress = filed.progress;
  for (const int number : update.milestones_at_risk) request.milestones.push_back({.number = number});
  if (target.posted)
    for (const int number : target.posted->update.milestones_at_risk)
      if (std::ranges::find(update.milestones_at_risk, number) == update.milestones_at_risk.end())
        request.milestones.push_back({.number = number, .word = MilestoneWord::on_track});
  return request;
}

documents::FiledUpdate filed_from(const UpdateTarget& target, const UpdateRequest& said) {
  documents::FiledUpdate filed{.kind = target.kind, .name = target.name, .week = target.week};
  filed.update = compose(target, said);
  if (const Metric* metric = target.metric()) filed.update.unit = metric->unit;
  if (!gaps_of(target, said).progress) filed.progress = filed.update.progress;
  if (!target.posted && !said.accomplished && filed.update.accomplished.empty() && target.previous)
    filed.update.accomplished = target.previous->next;
  return filed;
}

}  // namespace secokr::app
