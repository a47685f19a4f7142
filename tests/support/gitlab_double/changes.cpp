#include "support/gitlab_double/changes.hpp"

#include <algorithm>
#include <regex>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

bool has(const std::vector<long>& values, long value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

std::string scope_of(const std::string& label) {
  const auto end = label.rfind("::");
  return end == std::string::npos || end == 0 ? "" : label.substr(0, end);
}

/// `Objective one` and `Objective one!`, marked as GitLab marks a changed title.
std::string title_note(const std::string& before, const std::string& after) {
  std::size_t head = 0;
  while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < before.size() - head && tail < after.size() - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  const auto marked = [&](const std::string& text, std::string_view word) {
    const auto middle = text.substr(head, text.size() - tail - head);
    return escape_html(text.substr(0, head)) +
           (middle.empty() ? ""
                           : fmt::format("<span class=\"idiff left right {}\">{}</span>", word, escape_html(middle))) +
           escape_html(text.substr(text.size() - tail));
  };
  return fmt::format("<p>changed title from <code class=\"idiff\">{}</code> to <code class=\"idiff\">{}</code></p>",
                     marked(before, "deletion"), marked(after, "addition"));
}

/// The items that were only ticked or unticked; nothing when more than that has changed.
std::vector<TaskItem> toggled(const std::string& before, const std::string& after) {
  const auto old_items = task_items(before);
  const auto new_items = task_items(after);
  if (before.size() != after.size() || old_items.size() != new_items.size()) return {};
  std::vector<TaskItem> changed;
  for (std::size_t i = 0; i < old_items.size(); ++i) {
    if (old_items[i].text != new_items[i].text) return {};
    if (old_items[i].done != new_items[i].done) changed.push_back(new_items[i]);
  }
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < before.size(); ++i) bytes += before[i] != after[i] ? 1U : 0U;
  return bytes == changed.size() ? changed : std::vector<TaskItem>();
}

}  // namespace

void Editor::touch() { m_issue.updated = m_state.stamp(); }

void Editor::note(const std::string& body) {
  Note note;
  note.id = m_state.next("note");
  note.author = m_user;
  note.body = body;
  note.updated = m_state.stamp();
  note.created = m_time.value_or(note.updated);
  note.system = true;
  m_issue.notes.push_back(note);
}

void Editor::title(const std::string& title) {
  if (title == m_issue.title) return;
  note(title_note(m_issue.title, title));
  m_issue.title = title;
  touch();
}

void Editor::description(const std::optional<std::string>& description) {
  if (description == m_issue.description) return;
  const auto items = toggled(m_issue.description.value_or(""), description.value_or(""));
  for (const auto& item : items) {
    note(fmt::format("marked the checklist item **{}** as {}", item.text, item.done ? "completed" : "incomplete"));
  }
  if (items.empty()) note("changed the description");
  m_issue.description = description;
  touch();
  mentions(description.value_or(""), 0);
}

void Editor::due_date(const std::optional<std::string>& day) {
  if (day == m_issue.due_date) return;
  note(day ? "changed due date to " + long_day(*day) : "removed due date " + long_day(*m_issue.due_date));
  m_issue.due_date = day;
  touch();
}

void Editor::milestone(long id) {
  if (id == m_issue.milestone) return;
  const auto change = [this](long milestone, const std::string& action) {
    m_issue.milestone_changes.push_back({m_state.next("milestone_event"), m_user, m_state.stamp(), milestone, action});
  };
  if (id == 0) {
    change(m_issue.milestone, "remove");
  } else {
    change(id, "add");
  }
  m_issue.milestone = id;
  touch();
}

void Editor::assignees(std::vector<long> users) {
  std::vector<long> wanted;
  for (const auto id : users) {
    if (!has(wanted, id)) wanted.push_back(id);
  }
  if (wanted == m_issue.assignees) return;
  const auto names = [this](const std::vector<long>& from, const std::vector<long>& without) {
    std::string text;
    for (const auto id : from) {
      if (!has(without, id)) text += fmt::format("{}@{}", text.empty() ? "" : " and ", m_state.users.at(id).username);
    }
    return text;
  };
  const auto added = names(wanted, m_issue.assignees);
  const auto removed = names(m_issue.assignees, wanted);
  if (!added.empty() || !removed.empty()) {
    note(added.empty()     ? "unassigned " + removed
         : removed.empty() ? "assigned to " + added
                           : fmt::format("assigned to {} and unassigned {}", added, removed));
  }
  m_issue.assignees = std::move(wanted);
  touch();
}

void Editor::locked(bool locked) {
  if (m_issue.locked.value_or(false) == locked) return;
  note(locked ? "locked the discussion in this issue" : "unlocked the discussion in this issue");
  m_issue.locked = locked;
  touch();
}

void Editor::confidential(bool confidential) {
  if (confidential == m_issue.confidential) return;
  note(confidential ? "made the issue confidential" : "made the issue visible to everyone");
  m_issue.confidential = confidential;
  touch();
}

void Editor::close() {
  if (m_issue.closed) return;
  m_issue.closed = true;
  m_issue.closed_by = m_user;
  m_issue.closed_at = m_state.stamp();
  touch();
  m_issue.state_changes.push_back({m_state.next("state_event"), m_user, m_state.stamp(), 0, "closed"});
}

void Editor::reopen() {
  if (!m_issue.closed) return;
  m_issue.closed = false;
  m_issue.closed_by = 0;
  m_issue.closed_at.reset();
  touch();
  m_issue.state_changes.push_back({m_state.next("state_event"), m_user, m_state.stamp(), 0, "reopened"});
}

void Editor::estimate(long seconds) {
  if (seconds == m_issue.estimate) return;
  const auto text = [](long value) { return human_time(value).get<std::string>(); };
  note(seconds == 0 ? "removed time estimate of " + text(m_issue.estimate)
       : m_issue.estimate == 0
           ? "added time estimate of " + text(seconds)
           : fmt::format("changed time estimate to {} from {}", text(seconds), text(m_issue.estimate)));
  m_issue.estimate = seconds;
  touch();
}

void Editor::spend(long seconds) {
  if (seconds == 0) return;
  auto at = iso_time(m_state.now()).substr(0, 19);
  at[10] = ' ';
  note(fmt::format("{} {} of time spent at {} UTC", seconds > 0 ? "added" : "subtracted",
                   human_time(std::abs(seconds)).get<std::string>(), at));
  m_issue.spent += seconds;
  touch();
}

void Editor::label_change(long label, const std::string& action) {
  m_issue.label_changes.push_back({m_state.next("label_event"), m_user, m_state.stamp(), label, action});
}

void Editor::labels(const std::vector<long>& labels) {
  std::vector<long> wanted;
  for (const auto id : labels) {
    const auto scope = m_state.at_least(Tier::premium) ? scope_of(m_state.labels.at(id).name) : "";
    std::erase_if(wanted, [&](long other) {
      return other == id || (!scope.empty() && scope_of(m_state.labels.at(other).name) == scope);
    });
    wanted.push_back(id);
  }
  const auto before = m_issue.labels;
  m_issue.labels = wanted;
  bool changed = false;
  for (const auto id : wanted) {
    if (!has(before, id)) label_change(id, "add");
    changed = changed || !has(before, id);
  }
  for (const auto id : before) {
    if (!has(wanted, id)) label_change(id, "remove");
    changed = changed || !has(wanted, id);
  }
  if (changed) touch();
}

void Editor::add_labels(const std::vector<long>& labels) {
  auto all = m_issue.labels;
  for (const auto id : labels) {
    if (!has(all, id)) all.push_back(id);
  }
  this->labels(all);
}

void Editor::remove_labels(const std::vector<long>& labels) {
  auto kept = m_issue.labels;
  std::erase_if(kept, [&labels](long id) { return has(labels, id); });
  this->labels(kept);
}

void Editor::mentions(const std::string& text, long note_id) {
  static const std::regex issue_ref(R"((?:^|[^\w&#/])#(\d{1,9})\b)");
  static const std::regex user_ref(R"((?:^|[^\w.@/])@([A-Za-z0-9_.-]*[A-Za-z0-9_]))");
  if (text.find_first_of("#@") == std::string::npos || text.size() > 20'000) return;
  for (std::sregex_iterator it(text.begin(), text.end(), issue_ref), end; it != end; ++it) {
    auto* target = m_state.find_issue(&m_state.users.at(m_user), *m_issue.project, std::stol((*it)[1].str()));
    if (target == nullptr || target == &m_issue) continue;
    const auto body = fmt::format("mentioned in issue #{}", m_issue.iid);
    if (std::none_of(target->notes.begin(), target->notes.end(), [&](const auto& note) { return note.body == body; })) {
      Editor(m_state, *target, m_user).note(body);
    }
  }
  for (std::sregex_iterator it(text.begin(), text.end(), user_ref), end; it != end; ++it) {
    const auto* user = m_state.find_user((*it)[1].str());
    if (user == nullptr || !m_state.can_read(user, m_issue)) continue;
    m_state.todos.push_back({m_state.next("todo"), user->id, m_user, &m_issue, note_id, text, m_state.stamp()});
  }
}

std::vector<long> label_ids(State& state, const Project& project, const std::vector<std::string>& names, bool create) {
  std::vector<long> ids;
  for (const auto& name : names) {
    const auto* label = state.find_label(project, name);
    if (label == nullptr && create) label = &state.make_label(project.id, 0, name, "#6699cc");
    if (label != nullptr) ids.push_back(label->id);
  }
  return ids;
}

}  // namespace secokr::test::fake_gitlab
