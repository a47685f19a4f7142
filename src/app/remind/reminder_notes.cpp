#include "app/remind/reminder_notes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/core/mentionable.hpp"
#include "app/remind/posted_reminders.hpp"
#include "base/text.hpp"
#include "render/reminders/note.hpp"
#include "render/reminders/update_reminders.hpp"
#include "render/reminders/words.hpp"

namespace secokr::app {
namespace {

using documents::RemindMarker;

/// What there is to tell about one KR.
struct Candidate {
  std::string id{};
  std::string name{};
  bool confidential = false;
  const OwedReminder* owed = nullptr;
  std::vector<const RaisedReminder*> raised{};
};

std::vector<Candidate> candidates_of(const UpdateReminders& reminders) {
  std::vector<Candidate> candidates;
  const auto of = [&](const auto& reminder) -> Candidate& {
    const auto known = std::ranges::find(candidates, reminder.id, &Candidate::id);
    if (known != candidates.end()) return *known;
    candidates.push_back({.id = reminder.id, .name = reminder.key_result, .confidential = reminder.confidential});
    return candidates.back();
  };
  for (const OwedReminder& owed : reminders.owed) of(owed).owed = &owed;
  for (const RaisedReminder& raised : reminders.raised) of(raised).raised.push_back(&raised);
  return candidates;
}

/// How a change names an issue: of a confidential one its address alone, for a job's log is read by many.
std::string change_name(const std::string& name, bool confidential, const tracker::Issue& issue) {
  if (!confidential) return name;
  return issue.url.starts_with("local:") ? issue.url : fmt::format("#{}", issue.ref.iid);
}

class ReminderPlanner {
 public:
  ReminderPlanner(const Ports& ports, const ReadReminders& read, const NotedCommand& typed)
      : m_ports(ports), m_read(read), m_all(read.reminders), m_typed(typed), m_candidates(candidates_of(m_all)) {}

  Expected<ReminderNotes> plan() {
    m_notes.set.quarter = to_string(m_all.quarter);
    if (!m_all.slot || m_candidates.empty()) return std::move(m_notes);
    SECOKR_TRY(m_posted, PostedReminders::read(m_ports, m_read.plan, issues_to_read()));
    SECOKR_TRY(m_people, Mentionable::of(m_ports, names_to_mention()));
    for (const Candidate& candidate : m_candidates) plan_key_result(candidate);
    plan_silence();
    return std::move(m_notes);
  }

 private:
  const tracker::Issue& issue(const std::string& id) const { return m_read.plan.issues.at(id); }

  std::vector<tracker::IssueRef> issues_to_read() const {
    std::vector<tracker::IssueRef> refs;
    const auto add = [&](const std::string& id) {
      if (std::ranges::find(refs, issue(id).ref) == refs.end()) refs.push_back(issue(id).ref);
    };
    for (const Candidate& candidate : m_candidates) add(candidate.id);
    for (const OwedReminder& owed : m_all.owed)
      if (owed.stopped()) add(owed.objective_id);
    return refs;
  }

  std::set<std::string> names_to_mention() const {
    std::set<std::string> names;
    for (const OwedReminder& owed : m_all.owed) {
      names.insert({owed.dri, owed.objective_dri});
      for (const std::string& id : {owed.id, owed.objective_id})
        names.insert(issue(id).assignees.begin(), issue(id).assignees.end());
    }
    for (const RaisedReminder& raised : m_all.raised) names.insert(raised.tell.begin(), raised.tell.end());
    return names;
  }

  /// The first of these that names somebody who can be mentioned.
  std::vector<std::string> first_known(const std::vector<std::vector<std::string>>& choices) const {
    for (const auto& names : choices)
      if (auto known = m_people.of_these(names); !known.empty()) return known;
    return {};
  }

  void plan_key_result(const Candidate& candidate) {
    const tracker::Issue& about = issue(candidate.id);
    RemindMarker marker{.id = candidate.id, .week = m_all.week, .slot = *m_all.slot};
    if (m_posted.has(about.ref, marker)) {
      ++m_notes.there;
      return;
    }
    render::ReminderNote note;
    add_owed(candidate, about, note);
    add_raised(candidate, about, note);
    if (note.owed == nullptr && note.raised.empty()) return;
    for (const RaisedReminder* raised : note.raised) marker.raised.push_back(raised->concern.token());
    std::vector<std::string> to = note.to;
    for (const std::string& name : note.tell)
      if (std::ranges::find(to, name) == to.end()) to.push_back(name);
    add_change("kr:" + candidate.id, change_name(candidate.name, candidate.confidential, about), about, to, marker,
               render::reminder_note_text(m_all, note), candidate.confidential);
  }

  void add_owed(const Candidate& candidate, const tracker::Issue& about, render::ReminderNote& note) {
    if (candidate.owed == nullptr || candidate.owed->stopped()) return;
    note.to = first_known({{candidate.owed->dri}, about.assignees, {candidate.owed->objective_dri}});
    if (note.to.empty()) return nobody(candidate, about);
    note.owed = candidate.owed;
    note.command = m_typed(render::update_command_words(m_all, *candidate.owed, true));
  }

  void add_raised(const Candidate& candidate, const tracker::Issue& about, render::ReminderNote& note) {
    const auto told = m_posted.told(about.ref, candidate.id, m_all.week);
    const bool stopped = candidate.owed != nullptr && candidate.owed->stopped();
    bool unheard = false;
    for (const RaisedReminder* raised : candidate.raised) {
      if (told.contains(raised->concern.token())) continue;
      std::vector<std::string> tell = m_people.of_these(raised->tell);
      unheard = unheard || tell.empty();
      // Whoever is silent for that long is left alone, which is not to say that the tracker does not know them.
      if (stopped) std::erase_if(tell, [&](const std::string& name) { return base::equals_folded(name, raised->dri); });
      if (tell.empty()) continue;
      note.raised.push_back(raised);
      for (std::string& name : tell)
        if (std::ranges::find(note.tell, name) == note.tell.end()) note.tell.push_back(std::move(name));
    }
    if (unheard) nobody(candidate, about);
  }

  void nobody(const Candidate& candidate, const tracker::Issue& about) {
    m_notes.notices.push_back(fmt::format("{} ({}): the tracker knows nobody of those who are to be told",
                                          change_name(candidate.name, candidate.confidential, about), about.url));
  }

  /// The KRs whose silence is to be told, by the issue that tells it.
  void plan_silence() {
    std::map<tracker::IssueRef, std::vector<const OwedReminder*>> by_issue;
    for (const OwedReminder& owed : m_all.owed) {
      if (!owed.stopped()) continue;
      const auto last = owed.last ? std::optional{owed.last->week} : std::nullopt;
      if (m_posted.silence_told(owed.id, last)) continue;
      const bool on_its_own = owed.confidential && !issue(owed.objective_id).confidential;
      by_issue[issue(on_its_own ? owed.id : owed.objective_id).ref].push_back(&owed);
    }
    for (const auto& [ref, silent] : by_issue) plan_silence_on(ref, silent);
  }

  void plan_silence_on(const tracker::IssueRef& ref, const std::vector<const OwedReminder*>& silent) {
    const OwedReminder& first = *silent.front();
    const tracker::Issue& objective = issue(first.objective_id);
    const bool on_its_own = objective.ref != ref;
    const tracker::Issue& about = on_its_own ? issue(first.id) : objective;
    const auto to = first_known({{first.objective_dri}, objective.assignees});
    const std::string reference = first.key_result.substr(0, first.key_result.rfind('/'));
    const std::string name = change_name(reference, first.confidential, about);
    if (to.empty()) {
      m_notes.notices.push_back(fmt::format("{} ({}): the tracker does not know the objective's DRI", name, about.url));
      return;
    }
    RemindMarker marker{.kind = "objective", .id = first.objective_id, .week = m_all.week, .slot = *m_all.slot};
    for (const OwedReminder* owed : silent) marker.silent.push_back(owed->id);
    add_change(on_its_own ? "kr:" + first.id : "objective:" + first.objective_id, name, about, to, marker,
               render::silence_note_text(m_all, silent, to), first.confidential);
  }

  void add_change(const std::string& subject, const std::string& name, const tracker::Issue& about,
                  const std::vector<std::string>& to, const RemindMarker& marker, const std::string& text,
                  bool confidential) {
    const std::string body = documents::render_remind_note(text, marker);
    const auto& known = m_notes.set.known;
    if (std::ranges::none_of(known, [&](const auto& each) { return each.first == subject; }))
      m_notes.set.known.emplace_back(subject, about);
    m_notes.set.changes.push_back(
        {.subject = subject,
         .name = name,
         .after = {{"to", render::mentions(to)},
                   {"note", shows(m_read.log, confidential) ? body : std::string("(confidential)")}},
         .payload = tracker::PostNote{.ref = about.ref,
                                      .body = body,
                                      .purpose = documents::remind_purpose(marker),
                                      .newest_before = m_posted.newest_of_mine(about.ref, marker)}});
  }

  const Ports& m_ports;
  const ReadReminders& m_read;
  const UpdateReminders& m_all;
  const NotedCommand& m_typed;
  std::vector<Candidate> m_candidates;
  PostedReminders m_posted{};
  Mentionable m_people{};
  ReminderNotes m_notes{};
};

}  // namespace

Expected<ReminderNotes> plan_reminder_notes(const Ports& ports, const ReadReminders& read, const NotedCommand& typed) {
  return ReminderPlanner(ports, read, typed).plan();
}

}  // namespace secokr::app
