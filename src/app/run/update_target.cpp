#include "app/run/update_target.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/core/meant_week.hpp"
#include "app/published/name.hpp"
#include "app/published/note_authors.hpp"
#include "app/run/objective_update.hpp"
#include "app/run/update_typed.hpp"
#include "base/text.hpp"
#include "documents/note/weekly_note.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

std::string last_week_notice(const Ports& ports, Day last_week) {
  return fmt::format("Last week's update is missing: this is the one of the week {}; --week {} would be this week's",
                     to_string(last_week), to_string(monday_of(ports.today)));
}

void set_notes(const std::vector<WeeklyNote>& notes, UpdateTarget& target) {
  for (const WeeklyNote& note : notes) {
    if (note.update.week == target.week) target.posted = note;
    if (note.update.week < target.week) target.earlier.push_back(note.update);
    if (note.update.week < target.week && (!target.previous || target.previous->week < note.update.week))
      target.previous = note.update;
  }
}

void add_unclear(const std::vector<UnclearNote>& notes, UpdateTarget& target) {
  for (const UnclearNote& unclear : notes)
    if (unclear.note.issue.iid == target.issue.ref.iid) target.notices.push_back(sentence_of(unclear, target.name));
}

void set_critical_projects(const PublishedPlan& plan, UpdateTarget& target) {
  for (const PublishedObjective& objective : plan.objectives)
    if (objective.plan.priority == Priority::p0 && !objective.plan.critical_project.empty())
      target.critical_projects.push_back(objective.plan.critical_project);
}

/// Whoever posts on an issue that somebody closed learns it.
void tell_changed(const std::vector<HandChange>& changes, UpdateTarget& target) {
  if (const HandChange* change = find_change(changes, target.id))
    target.notices.push_back(change->sentence(Audience::division) + "; the update goes there all the same");
}

/// The part of the plan whose notes an update needs: a KR's own, or an objective's and those of its KRs.
std::vector<const tracker::Issue*> issues_of(const PublishedPlan& plan, const FoundPublished& found) {
  std::vector<const tracker::Issue*> issues;
  if (found.key_result != nullptr) return {&plan.issues.at(found.key_result->plan.id)};
  issues.push_back(&plan.issues.at(found.objective->plan.id));
  for (const PublishedKeyResult& key_result : found.objective->key_results)
    issues.push_back(&plan.issues.at(key_result.plan.id));
  return issues;
}

UpdateTarget key_result_target(const Ports& ports, const PublishedPlan& plan, const FoundPublished& found, Day week) {
  const auto& [objective, key_result] = found;
  UpdateTarget target{.quarter = plan.quarter,
                      .week = week,
                      .kind = "kr",
                      .id = key_result->plan.id,
                      .name = found.name(),
                      .title = key_result->plan.title,
                      .objective_dri = objective->plan.dri,
                      .state = effective_state(objective->plan, key_result->plan),
                      .key_result = key_result->plan,
                      .issue = plan.issues.at(key_result->plan.id)};
  const std::string& dri = target.key_result.dri;
  if (!base::equals_folded(ports.user, dri) && !base::equals_folded(ports.user, target.objective_dri))
    target.notices.push_back(
        fmt::format("{} belongs to @{}; the update goes out under your name, @{}", target.name, dri, ports.user));
  return target;
}

/// A stranger's word is read by people and by nothing else.
std::string does_not_count(const Ports& ports, const UpdateTarget& target) {
  const std::string& dri = target.kind == OkrKind::key_result ? target.key_result.dri : target.objective_dri;
  return fmt::format(
      "An update of yours does not count (T1): @{} is not the DRI here, is not in secokr.toml, and may not edit issues "
      "of the project. It will stand on the issue as a comment; ask @{} to post it",
      ports.user, dri);
}

/// What a stranger wrote for the week before: it counts for nobody, and their next text takes its place.
Expected<std::optional<WeeklyNote>> own_note(const Ports& ports, const UpdateTarget& target) {
  std::optional<WeeklyNote> own;
  const std::array refs{target.issue.ref};
  SECOKR_CHECK(ports.tracker->notes_of(refs, [&](const tracker::Note& note) {
    if (note.system || !base::equals_folded(note.author, ports.user)) return true;
    auto parsed = documents::parse_weekly_note(note.body, ports.day_of(note.created_at));
    if (parsed && parsed->update.week == target.week && parsed->identity && parsed->identity->id == target.id)
      own = WeeklyNote{note, std::move(parsed->update), parsed->has_progress, parsed->intact};
    return true;
  }));
  return own;
}

UpdateTarget objective_target(const Ports& ports, const PublishedPlan& plan, const PublishedObjective& objective,
                              const std::map<long, std::vector<WeeklyNote>>& notes, Day week) {
  UpdateTarget target{.quarter = plan.quarter,
                      .week = week,
                      .kind = "objective",
                      .id = objective.plan.id,
                      .name = objective.plan.reference,
                      .title = objective.plan.title,
                      .objective_dri = objective.plan.dri,
                      .issue = plan.issues.at(objective.plan.id)};
  target.rolled_up = rolled_up_update(objective, notes, ports.config.calendar, plan.quarter, week);
  if (!base::equals_folded(ports.user, objective.plan.dri))
    target.notices.push_back(fmt::format("{} belongs to @{}; the update goes out under your name, @{}", target.name,
                                         objective.plan.dri, ports.user));
  return target;
}

}  // namespace

const Metric* UpdateTarget::metric() const {
  return key_result.measure ? std::get_if<Metric>(&*key_result.measure) : nullptr;
}

Expected<UpdateReader::Read*> UpdateReader::read(Quarter quarter) {
  const auto there = m_read.find(quarter);
  if (there != m_read.end()) return &there->second;
  Read fresh;
  SECOKR_TRY(fresh.plan, read_published_plan(m_ports, quarter));
  fresh.changes = hand_changes(m_ports, fresh.plan);
  return &m_read.emplace(quarter, std::move(fresh)).first->second;
}

Status UpdateReader::read_notes(Read& read, const std::vector<const tracker::Issue*>& issues) {
  std::vector<tracker::IssueRef> refs;
  for (const tracker::Issue* issue : issues)
    if (read.asked.insert(issue->ref.iid).second) refs.push_back(issue->ref);
  if (refs.empty()) return {};
  SECOKR_TRY(auto notes, read_weekly_notes(m_ports, read.plan, refs, &read.unclear));
  read.notes.merge(notes);
  return {};
}

Expected<UpdateTarget> UpdateReader::target_in(Quarter quarter, const std::string& name, Day week) {
  SECOKR_TRY(Read* const read, this->read(quarter));
  SECOKR_TRY(const FoundPublished found, find_published(read->plan, name));
  return target_of(*read, found, week);
}

Expected<UpdateTarget> UpdateReader::target_of(Read& read, const FoundPublished& found, Day week) {
  SECOKR_CHECK(read_notes(read, issues_of(read.plan, found)));
  UpdateTarget target = found.key_result != nullptr
                            ? key_result_target(m_ports, read.plan, found, week)
                            : objective_target(m_ports, read.plan, *found.objective, read.notes, week);
  set_notes(read.notes[target.issue.ref.iid], target);
  add_unclear(read.unclear, target);
  set_critical_projects(read.plan, target);
  tell_changed(read.changes, target);
  SECOKR_TRY(const NoteAuthors authors, NoteAuthors::of(m_ports, read.plan, {m_ports.user}));
  if (!authors.count(m_ports.user, target.issue.ref)) {
    target.notices.push_back(does_not_count(m_ports, target));
    SECOKR_TRY(auto own, own_note(m_ports, target));
    if (own) target.posted = std::move(own);
  }
  return target;
}

Expected<UpdateTarget> UpdateReader::find_id(const std::string& id, Day week, const std::string& typed) {
  SECOKR_CHECK(check_week(m_ports.config.calendar, m_ports.today, week, std::nullopt));
  const Quarter quarter = m_ports.config.calendar.quarter_of_week(week);
  SECOKR_TRY(Read* const read, this->read(quarter));
  for (const PublishedObjective* objective : std::as_const(read->plan).all()) {
    if (!objective->gone && objective->plan.id == id) return target_of(*read, {objective, nullptr}, week);
    for (const PublishedKeyResult& key_result : objective->key_results)
      if (key_result.plan.id == id) return target_of(*read, {objective, &key_result}, week);
  }
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("{} is not among the OKRs of {}", typed, to_string(quarter)),
               .reason = fmt::format("No issue there has the id {}", id),
               .help = fmt::format("Look for its issue, and post the update there with {}", command::update.name)});
}

Expected<UpdateTarget> UpdateReader::find(const std::string& name, const std::optional<Quarter>& beside,
                                          const std::optional<Day>& named_week,
                                          const std::function<bool(const UpdateTarget&)>& repeats) {
  SECOKR_TRY(const auto quarter, named_quarter(name, beside));
  const PlanningCalendar& calendar = m_ports.config.calendar;
  const auto [this_week, last_week] = meant_weeks(calendar, m_ports.today, quarter);
  if (!named_week && last_week) {
    const Quarter of_last_week = calendar.quarter_of_week(*last_week);
    auto target = target_in(of_last_week, name, *last_week);
    if (target && !target->posted) {
      target->notices.insert(target->notices.begin(), last_week_notice(m_ports, *last_week));
      return target;
    }
    if (target && repeats && repeats(*target)) {
      target->notices.push_back(fmt::format("The update of the week {} says the same; --week {} posts it for this week",
                                            to_string(*last_week), to_string(this_week)));
      return target;
    }
    // A name that last week's quarter does not know may be one of this week's.
    const bool other_quarter = calendar.quarter_of_week(this_week) != of_last_week;
    if (!target && (target.error().kind != ErrorKind::usage || !other_quarter)) return target;
  }
  const Day week = named_week ? monday_of(*named_week) : this_week;
  SECOKR_CHECK(check_week(m_ports.config.calendar, m_ports.today, week, quarter));
  auto target = target_in(calendar.quarter_of_week(week), name, week);
  if (target && !calendar.owes_update(week))
    target->notices.push_back(fmt::format(
        "All five days of the week {} are closed: it owes no update; this one is taken all the same", to_string(week)));
  return target;
}

Expected<std::vector<UpdateTarget>> UpdateReader::mine_in(Day week) {
  SECOKR_TRY(Read* const read, this->read(m_ports.config.calendar.quarter_of_week(week)));
  std::vector<FoundPublished> found;
  std::vector<const tracker::Issue*> issues;
  for (const PublishedObjective* objective : std::as_const(read->plan).all())
    for (const PublishedKeyResult& key_result : objective->key_results) {
      if (!base::equals_folded(key_result.plan.dri, m_ports.user)) continue;
      if (effective_state(objective->plan, key_result.plan) != KeyResultState::active) continue;
      found.push_back({objective, &key_result});
      issues.push_back(&read->plan.issues.at(key_result.plan.id));
    }
  SECOKR_CHECK(read_notes(*read, issues));
  std::vector<UpdateTarget> targets;
  for (const FoundPublished& each : found) {
    targets.push_back(key_result_target(m_ports, read->plan, each, week));
    set_notes(read->notes[targets.back().issue.ref.iid], targets.back());
    add_unclear(read->unclear, targets.back());
    set_critical_projects(read->plan, targets.back());
    tell_changed(read->changes, targets.back());
  }
  return targets;
}

Expected<std::vector<UpdateTarget>> UpdateReader::mine(const std::optional<Quarter>& quarter,
                                                       const std::optional<Day>& named_week) {
  const auto [this_week, last_week] = meant_weeks(m_ports.config.calendar, m_ports.today, quarter);
  if (!named_week && last_week) {
    SECOKR_TRY(std::vector<UpdateTarget> targets, mine_in(*last_week));
    std::erase_if(targets, [](const UpdateTarget& target) { return target.posted.has_value(); });
    if (!targets.empty()) {
      targets.front().notices.insert(targets.front().notices.begin(), last_week_notice(m_ports, *last_week));
      return targets;
    }
  }
  const Day week = named_week ? monday_of(*named_week) : this_week;
  SECOKR_CHECK(check_week(m_ports.config.calendar, m_ports.today, week, quarter));
  return mine_in(week);
}

}  // namespace secokr::app
