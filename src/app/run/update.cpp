#include "app/run/update.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "app/run/update_compose.hpp"
#include "app/run/update_description.hpp"
#include "app/run/update_progress.hpp"
#include "base/text.hpp"
#include "documents/note/weekly_note.hpp"

namespace secokr::app {
namespace {

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

/// The week's note with what is said, written into the posted one where there is one.
std::string note_of(const UpdateTarget& target, const WeeklyUpdate& update) {
  const documents::NoteIdentity identity{.kind = target.kind, .id = target.id};
  if (!target.posted) return documents::render_weekly_note(update, identity);
  return documents::edit_weekly_note(target.posted->note.body, target.posted->update, update, identity);
}

/// Compared as it will be read back: a note has a percentage with one decimal and texts as bullets.
bool is_unchanged(const UpdateTarget& target, const WeeklyUpdate& update) {
  if (!target.posted) return false;
  const auto normal = [&](const WeeklyUpdate& each) {
    auto parsed = documents::parse_weekly_note(documents::render_weekly_note(each, {}), target.week);
    return parsed ? std::optional(std::move(parsed->update)) : std::nullopt;
  };
  return normal(update) == normal(target.posted->update);
}

void say_notices(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request, UpdatePlan& plan) {
  const KeyResultState state = request.state.value_or(target.state);
  if (state != KeyResultState::active)
    plan.notices.push_back(
        fmt::format("{} is {} and owes no update; this one is taken all the same", target.name, to_string(state)));
  const UpdatedKeyResult& row = plan.result.results.front();
  if (request.value && !request.progress && row.computed)
    plan.notices.push_back(
        fmt::format("The progress stays {} %, given by hand; {} % is what the value gives (--progress auto takes that)",
                    format_percent(row.progress), format_percent(*row.computed)));
  if (request.value && !request.progress && !target.posted && kept_progress(target, request.value))
    plan.notices.push_back(fmt::format("A baseline's value gives no progress: it stays {} %, and --progress sets it",
                                       format_percent(row.progress)));
  if (!target.posted) return;
  if (target.posted->note.author != ports.user)
    plan.notices.push_back(
        fmt::format("The week's note is @{}'s, so a new one of yours follows it", target.posted->note.author));
  const bool says_text = request.accomplished || request.next || request.more;
  if (says_text && adds_to_note(target, request))
    plan.notices.push_back("The note was written by hand or changed on its page: what stands there is kept");
}

Status add_note(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request,
                const WeeklyUpdate& update, UpdatePlan& plan) {
  plan.note = note_of(target, update);
  const bool unchanged = is_unchanged(target, update) || (target.posted && plan.note == target.posted->note.body);
  const bool mine = target.posted && target.posted->note.author == ports.user;
  const UpdateOutcome outcome = unchanged ? UpdateOutcome::unchanged
                                : mine    ? UpdateOutcome::edited
                                          : UpdateOutcome::posted;
  plan.result = result_of(target, update, outcome);
  if (unchanged) return {};

  say_notices(ports, target, request, plan);
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
      {.subject = target.subject(),
       .name = target.name,
       .before = mine ? shown_fields(target.posted->update, target.posted->note.body) : tracker::Fields{},
       .after = shown_fields(update, plan.note),
       .payload = std::move(payload)});
  return {};
}

}  // namespace

Expected<UpdatePlan> plan_update(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request) {
  SECOKR_CHECK(check_request(target, request));
  SECOKR_CHECK(description_change(target, request));
  SECOKR_CHECK(check_gaps(target, request));
  if (!wants_note(target, request)) return plan_composed(ports, target, nullptr, request);
  const WeeklyUpdate update = compose(target, request);
  return plan_composed(ports, target, &update, request);
}

Expected<UpdatePlan> plan_composed(const Ports& ports, const UpdateTarget& target, const WeeklyUpdate* update,
                                   const UpdateRequest& request) {
  SECOKR_TRY(auto description, description_change(target, request));
  UpdatePlan plan;
  plan.set.quarter = to_string(target.quarter);
  plan.set.known.emplace_back(target.subject(), target.issue);
  if (update != nullptr) {
    SECOKR_CHECK(add_note(ports, target, request, *update, plan));
  } else {
    plan.result = result_without_note(target, description.has_value());
  }
  if (description) add_description(target, request, *std::move(description), plan);
  auto& notices = plan.result.results.front().notices;
  notices = target.notices;
  notices.insert(notices.end(), plan.notices.begin(), plan.notices.end());
  return plan;
}

bool says_the_same(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request) {
  if (!target.posted || !request.says_note()) return false;
  const auto plan = plan_update(ports, target, request);
  return plan && plan->set.empty();
}

}  // namespace secokr::app
