#include "app/published/weekly_notes.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "app/published/note_authors.hpp"
#include "base/text.hpp"
#include "documents/note/weekly_note.hpp"

namespace secokr::app {
namespace {

/// A note as it was read, and the issue's plan.
struct ReadNote {
  tracker::Note note{};
  documents::ParsedNote parsed{};
};

const KeyResult* key_result_of(const PublishedPlan& plan, long iid) {
  for (const auto* objectives : {&plan.objectives, &plan.headless})
    for (const PublishedObjective& objective : *objectives)
      for (const PublishedKeyResult& key_result : objective.key_results)
        if (key_result.iid == iid) return &key_result.plan;
  return nullptr;
}

const tracker::Issue* issue_of(const PublishedPlan& plan, long iid) {
  const auto found = std::ranges::find(plan.issues, iid, [](const auto& each) { return each.second.ref.iid; });
  return found == plan.issues.end() ? nullptr : &found->second;
}

/// A progress that is not the one which the value gives was written by a person, where a person wrote at all.
void settle_progress(const KeyResult* key_result, const std::vector<WeeklyUpdate>& before, const ReadNote& read,
                     WeeklyUpdate& update) {
  if (key_result == nullptr || !update.value || read.parsed.intact) return;
  std::vector<WeeklyUpdate> weeks = before;
  weeks.push_back(update);
  const auto computed = computed_progress(key_result->measure, weeks, update.week);
  if (!computed) return;
  if (!read.parsed.has_progress) {
    update.progress = *computed;
    update.progress_by_hand = false;
  } else if (format_percent(*computed) != format_percent(update.progress)) {
    update.progress_by_hand = true;
  } else if (!read.parsed.identity) {
    update.progress_by_hand = false;
  }
}

void name_missing_milestones(const KeyResult* key_result, documents::ParsedNote& parsed) {
  if (key_result == nullptr || parsed.intact) return;
  for (const int number : parsed.update.milestones_at_risk)
    if (std::ranges::find(key_result->milestones, number, &Milestone::number) == key_result->milestones.end())
      parsed.problems.push_back({.message = fmt::format("There is no milestone {}", number)});
}

/// What a note lacks is the update's before it (U4).
void inherit(const WeeklyUpdate& before, const documents::ParsedNote& parsed, WeeklyUpdate& update) {
  if (!parsed.has_progress && !update.value) {
    update.progress = before.progress;
    update.progress_by_hand = before.progress_by_hand;
    update.value = before.value;
    update.unit = before.unit;
  }
  if (update.health) return;
  update.health = before.health;
  if (update.risk.empty()) update.risk = before.risk;
  if (!parsed.has_milestones) update.milestones_at_risk = before.milestones_at_risk;
}

std::string problem_sentence(const documents::Problem& problem) {
  const std::string place = problem.line > 0 ? fmt::format("line {}: ", problem.line) : "";
  return place + problem.message + (problem.expected.empty() ? "" : fmt::format(" (write {})", problem.expected));
}

UnclearNote unclear_of(const ReadNote& read) {
  UnclearNote unclear{.note = read.note};
  if (read.parsed.has_week) unclear.week = read.parsed.update.week;
  for (const documents::Problem& problem : read.parsed.problems) unclear.what.push_back(problem_sentence(problem));
  return unclear;
}

/// The notes of one issue by week, each with what it lacks.
std::vector<WeeklyNote> completed(const std::map<Day, ReadNote>& weeks, const tracker::Issue* issue,
                                  const KeyResult* key_result) {
  std::vector<WeeklyNote> result;
  std::vector<WeeklyUpdate> before;
  for (const auto& [week, read] : weeks) {
    WeeklyUpdate update = read.parsed.update;
    const bool is_last = week == weeks.rbegin()->first;
    // The issue's own field is today's word.
    if (is_last && !update.health && issue != nullptr) update.health = parse_health(issue->health);
    settle_progress(key_result, before, read, update);
    inherit(before.empty() ? WeeklyUpdate{} : before.back(), read.parsed, update);
    before.push_back(update);
    result.push_back({read.note, std::move(update), read.parsed.has_progress, read.parsed.intact});
  }
  return result;
}

}  // namespace

std::string sentence_of(const UnclearNote& unclear, const std::string& name) {
  return fmt::format("The note of {} {} is not understood in part: {}", name,
                     unclear.week ? fmt::format("for the week {}", to_string(*unclear.week)) : "without a known week",
                     base::join(unclear.what, "; "));
}

std::vector<tracker::IssueRef> key_result_refs(const PublishedPlan& plan) {
  std::vector<tracker::IssueRef> refs;
  for (const auto* objectives : {&plan.objectives, &plan.headless})
    for (const PublishedObjective& objective : *objectives)
      for (const PublishedKeyResult& key_result : objective.key_results)
        refs.push_back(plan.issues.at(key_result.plan.id).ref);
  return refs;
}

Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan) {
  return read_weekly_notes(ports, plan, key_result_refs(plan));
}

Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan,
                                                                    const std::vector<tracker::IssueRef>& refs,
                                                                    std::vector<UnclearNote>* unclear) {
  std::vector<ReadNote> notes;
  std::set<std::string> names;
  SECOKR_CHECK(ports.tracker->notes_of(refs, [&](const tracker::Note& note) {
    if (note.system) return true;
    auto parsed = documents::parse_weekly_note(note.body, ports.day_of(note.created_at));
    if (!parsed) return true;
    names.insert(note.author);
    notes.push_back({note, *std::move(parsed)});
    return true;
  }));
  SECOKR_TRY(const NoteAuthors authors, NoteAuthors::of(ports, plan, names));

  std::map<long, std::map<Day, ReadNote>> by_week;
  std::vector<ReadNote> weekless;
  // Notes come oldest first, so a later one of the same week replaces the earlier.
  for (ReadNote& read : notes) {
    if (!authors.count(read.note.author, read.note.issue)) continue;
    const long iid = read.note.issue.iid;
    const KeyResult* key_result = key_result_of(plan, iid);
    name_missing_milestones(key_result, read.parsed);
    if (!read.parsed.has_week)
      weekless.push_back(std::move(read));
    else
      by_week[iid].insert_or_assign(read.parsed.update.week, std::move(read));
  }

  std::map<long, std::vector<WeeklyNote>> result;
  for (const auto& [iid, weeks] : by_week) {
    result[iid] = completed(weeks, issue_of(plan, iid), key_result_of(plan, iid));
    const ReadNote& newest = weeks.rbegin()->second;
    if (unclear != nullptr && !newest.parsed.problems.empty()) unclear->push_back(unclear_of(newest));
  }
  for (const ReadNote& read : weekless) {
    const auto found = by_week.find(read.note.issue.iid);
    const bool is_news =
        found == by_week.end() || read.note.created_at > found->second.rbegin()->second.note.created_at;
    if (unclear != nullptr && is_news) unclear->push_back(unclear_of(read));
  }
  return result;
}

void attach_updates(PublishedPlan& plan, const std::map<long, std::vector<WeeklyNote>>& notes) {
  for (auto* objectives : {&plan.objectives, &plan.headless})
    for (PublishedObjective& objective : *objectives)
      for (PublishedKeyResult& key_result : objective.key_results) {
        key_result.updates.clear();
        const auto found = notes.find(key_result.iid);
        if (found == notes.end()) continue;
        for (const WeeklyNote& note : found->second) key_result.updates.push_back(note.update);
      }
}

}  // namespace secokr::app
