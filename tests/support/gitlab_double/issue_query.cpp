#include "support/gitlab_double/issue_query.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::test::fake_gitlab {

namespace {

/// The words of a search; what stands in double quotes is one.
std::vector<std::string> search_words(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = base::trim(text)).empty()) {
    const auto close = text.front() == '"' ? text.find('"', 1) : std::string_view::npos;
    const auto end = close != std::string_view::npos ? close + 1 : std::min(text.find_first_of(" \t\n"), text.size());
    const auto word = close != std::string_view::npos ? text.substr(1, close - 1) : text.substr(0, end);
    if (!word.empty()) words.push_back(base::fold_case(word));
    text.remove_prefix(end);
  }
  return words;
}

bool is_word(std::string_view text, std::string_view word) { return base::equals_folded(text, word); }

bool has(const std::vector<long>& values, long value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

void check_issue_params(const Call& call) {
  ParamCheck(call)
      .one_of("state", {"opened", "closed", "all"})
      .one_of("order_by", {"created_at", "updated_at", "due_date", "label_priority", "milestone_due", "popularity",
                           "priority", "relative_position", "title", "weight", "id"})
      .one_of("sort", {"asc", "desc"})
      .one_of("scope", {"created-by-me", "assigned-to-me", "created_by_me", "assigned_to_me", "all"})
      .one_of("issue_type", {"issue", "incident", "test_case", "task"})
      .time("created_after")
      .time("created_before")
      .time("updated_after")
      .time("updated_before")
      .boolean("confidential")
      .integer("page")
      .integer("per_page")
      .done();
}

IssueQuery::IssueQuery(const State& state, const Call& call, bool own_by_default) : m_state(state), m_user(call.user) {
  read_labels(call);
  read_people(call, own_by_default);
  read_times(call);
  m_issue_state = call.text("state");
  m_type = call.text("issue_type");
  m_milestone = call.text("milestone");
  if (call.given("confidential")) m_confidential = call.flag("confidential");
  if (call.params.contains("iids")) {
    m_iids.emplace();
    for (const auto& word : call.words("iids")) m_iids->push_back(read_number(word).value_or(0));
  }
  m_words = search_words(call.text("search"));
  const auto where = call.given("in") ? call.words("in") : std::vector<std::string>{"title", "description"};
  m_in_title = std::find(where.begin(), where.end(), "title") != where.end();
  m_in_description = std::find(where.begin(), where.end(), "description") != where.end();
}

void IssueQuery::read_labels(const Call& call) {
  for (const auto& name : call.words("labels")) {
    if (is_word(name, "none")) {
      m_no_label = true;
    } else if (is_word(name, "any")) {
      m_any_label = true;
    } else {
      m_labels.push_back(ids_of(name));
    }
  }
  if (!call.params.contains("not") || !call.params.at("not").is_object()) return;
  const auto& without = call.params.at("not");
  if (without.contains("labels")) {
    for (const auto& name : words_of(without.at("labels"))) {
      for (const auto id : ids_of(name)) m_not_labels.push_back(id);
    }
  }
  if (without.contains("assignee_username")) m_not_assignees = words_of(without.at("assignee_username"));
}

std::vector<long> IssueQuery::ids_of(const std::string& name) const {
  std::vector<long> ids;
  for (const auto& [id, label] : m_state.labels) {
    if (label.name == name) ids.push_back(id);
  }
  return ids;
}

void IssueQuery::read_people(const Call& call, bool own_by_default) {
  m_assignees = call.words("assignee_username");
  m_assignee_id = call.text("assignee_id");
  m_author_name = call.text("author_username");
  m_author = call.number("author_id").value_or(0);
  auto scope = call.text("scope");
  if (scope.empty() && own_by_default) scope = "created_by_me";
  std::replace(scope.begin(), scope.end(), '-', '_');
  if (m_user != nullptr && scope == "created_by_me") m_author = m_user->id;
  if (m_user != nullptr && scope == "assigned_to_me") m_assignee_id = std::to_string(m_user->id);
}

void IssueQuery::read_times(const Call& call) {
  m_created_after = read_time(call.text("created_after"));
  m_created_before = read_time(call.text("created_before"));
  m_updated_after = read_time(call.text("updated_after"));
  m_updated_before = read_time(call.text("updated_before"));
}

bool IssueQuery::people_match(const Issue& issue) const {
  if (m_author == 0 && m_author_name.empty() && m_assignee_id.empty() && m_assignees.empty() &&
      m_not_assignees.empty()) {
    return true;
  }
  const auto name_of = [this](long id) { return m_state.users.at(id).username; };
  const auto assigned = [&](const std::string& name) {
    return std::any_of(issue.assignees.begin(), issue.assignees.end(),
                       [&](long id) { return base::equals_folded(name_of(id), name); });
  };
  if (m_author != 0 && issue.author != m_author) return false;
  if (!m_author_name.empty() && !base::equals_folded(name_of(issue.author), m_author_name)) return false;
  if (!m_assignee_id.empty()) {
    if (is_word(m_assignee_id, "none") || m_assignee_id == "0") {
      if (!issue.assignees.empty()) return false;
    } else if (is_word(m_assignee_id, "any")) {
      if (issue.assignees.empty()) return false;
    } else if (!has(issue.assignees, read_number(m_assignee_id).value_or(0))) {
      return false;
    }
  }
  return std::all_of(m_assignees.begin(), m_assignees.end(), assigned) &&
         std::none_of(m_not_assignees.begin(), m_not_assignees.end(), assigned);
}

bool IssueQuery::labels_match(const Issue& issue) const {
  if ((m_no_label && !issue.labels.empty()) || (m_any_label && issue.labels.empty())) return false;
  for (const auto& wanted : m_labels) {
    if (std::none_of(wanted.begin(), wanted.end(), [&](long id) { return has(issue.labels, id); })) return false;
  }
  return std::none_of(m_not_labels.begin(), m_not_labels.end(), [&](long id) { return has(issue.labels, id); });
}

bool IssueQuery::text_matches(const Issue& issue) const {
  if (m_words.empty()) return true;
  const auto title = m_in_title ? base::fold_case(issue.title) : "";
  const auto description = m_in_description ? base::fold_case(issue.description.value_or("")) : "";
  const auto all_in = [this](const std::string& text) {
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const auto& word) { return text.find(word) != std::string::npos; });
  };
  return all_in(title) || all_in(description);
}

bool IssueQuery::milestone_matches(const Issue& issue) const {
  if (m_milestone.empty()) return true;
  if (is_word(m_milestone, "none")) return issue.milestone == 0;
  if (is_word(m_milestone, "any")) return issue.milestone != 0;
  const auto found = m_state.milestones.find(issue.milestone);
  return found != m_state.milestones.end() && found->second.title == m_milestone;
}

bool IssueQuery::matches(const Issue& issue) const {
  if (issue.deleted || (m_issue_state == "opened" && issue.closed) || (m_issue_state == "closed" && !issue.closed)) {
    return false;
  }
  if (m_iids && !has(*m_iids, issue.iid)) return false;
  if (m_confidential && *m_confidential != issue.confidential) return false;
  if (!m_type.empty() && m_type != issue.type) return false;
  if ((m_created_after && issue.created < *m_created_after) ||
      (m_created_before && issue.created > *m_created_before) ||
      (m_updated_after && issue.updated < *m_updated_after) ||
      (m_updated_before && issue.updated > *m_updated_before)) {
    return false;
  }
  return labels_match(issue) && people_match(issue) && milestone_matches(issue) && text_matches(issue);
}

std::vector<const Issue*> IssueQuery::in(const std::vector<const Project*>& projects) const {
  std::vector<const Issue*> found;
  for (const auto* project : projects) {
    if (!project->issues_enabled || !m_state.can_read(m_user, *project)) continue;
    const bool sees_all = m_state.level(m_user, *project) >= planner;
    for (const auto& issue : project->issues) {
      const bool seen = !issue.confidential || sees_all || m_state.can_read(m_user, issue);
      if (seen && matches(issue)) found.push_back(&issue);
    }
  }
  return found;
}

}  // namespace secokr::test::fake_gitlab
