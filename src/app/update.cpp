#include "app/update.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/progress.hpp>

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
  for (const MilestoneRisk& given : request.milestones) {
    std::erase(at_risk, given.number);
    if (given.at_risk) at_risk.push_back(given.number);
  }
  std::ranges::sort(at_risk);
}

bool risk_is_due(const WeeklyUpdate& update) {
  return (update.health && *update.health != Health::on_track) || !update.milestones_at_risk.empty();
}

WeeklyUpdate compose(const UpdateTarget& target, const UpdateRequest& request) {
  WeeklyUpdate update = target.posted ? target.posted->update : WeeklyUpdate{};
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

Status check_request(const UpdateTarget& target, const UpdateRequest& request) {
  if (request.progress && !(*request.progress >= 0 && *request.progress <= 100))
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("--progress {} is no percentage from 0 to 100", base::format_number(*request.progress)),
         .help = target.metric() != nullptr ? "Give the metric's value with --value and leave the progress to secokr"
                                            : ""});
  for (const MilestoneRisk& given : request.milestones) {
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
                       .outcome = outcome,
                       .progress = update.progress,
                       .value = update.value,
                       .unit = update.unit,
                       .health = update.health,
                       .url = target.issue.url};
  if (update.progress_by_hand) row.computed = computed_of(target, update.value);
  return {.quarter = target.quarter, .week = target.week, .results = {std::move(row)}};
}

/// What every note about this KR and week carries: the marker up to the sum of its text (U1).
std::string purpose_of(const std::string& note) {
  const auto begin = note.rfind("<!-- secokr:update");
  return begin == std::string::npos ? "" : note.substr(begin, note.find(" sum=", begin) - begin);
}

}  // namespace

UpdateGaps gaps_of(const UpdateTarget& target, const UpdateRequest& request) {
  const WeeklyUpdate update = compose(target, request);
  return {.progress = !target.posted && !request.progress && !computed_of(target, request.value),
          .health = !update.health.has_value(),
          .risk = risk_is_due(update) && base::trim(update.risk).empty()};
}

Expected<UpdatePlan> plan_update(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request) {
  SECOKR_CHECK(check_request(target, request));
  SECOKR_CHECK(check_gaps(target, request));
  const WeeklyUpdate update = compose(target, request);
  UpdatePlan plan;
  plan.set.quarter = to_string(target.quarter);
  plan.note = documents::render_weekly_note(update, {.kind = "kr", .id = target.key_result.id});

  // Compared as it will be read back: a note has a percentage with one decimal and texts as bullets.
  const auto written = documents::parse_weekly_note(plan.note, target.week);
  const bool unchanged = target.posted && written && written->update == target.posted->update;
  const bool mine = target.posted && target.posted->note.author == ports.user;
  const UpdateOutcome outcome = unchanged ? UpdateOutcome::unchanged
                                : mine    ? UpdateOutcome::edited
                                          : UpdateOutcome::posted;
  plan.result = result_of(target, update, outcome);
  if (unchanged) return plan;

  const UpdatedKeyResult& row = plan.result.results.front();
  if (request.value && !request.progress && row.computed)
    plan.notices.push_back(fmt::format("The progress stays {} %, given by hand; {} % is what the value gives",
                                       format_percent(row.progress), format_percent(*row.computed)));
  if (target.posted && !mine)
    plan.notices.push_back(
        fmt::format("The week's note is @{}'s, so a new one of yours follows it", target.posted->note.author));
  const std::string subject = "kr:" + target.key_result.id;
  tracker::PostNote payload{.ref = target.issue.ref, .body = plan.note};
  payload.purpose = purpose_of(plan.note);
  SECOKR_TRY(const tracker::Capabilities capabilities, ports.tracker->capabilities());
  if (capabilities.health_status && update.health) payload.health = to_json_name(*update.health);
  if (target.posted) payload.newest_before = target.posted->note.id;
  if (mine) {
    payload.note_id = target.posted->note.id;
    payload.body_before = target.posted->note.body;
  }
  plan.set.known.emplace_back(subject, target.issue);
  plan.set.changes.push_back(
      {.action = tracker::Action::note,
       .subject = subject,
       .name = target.name,
       .before = mine ? shown_fields(target.posted->update, target.posted->note.body) : tracker::Fields{},
       .after = shown_fields(update, plan.note),
       .payload = std::move(payload)});
  return plan;
}

}  // namespace secokr::app
