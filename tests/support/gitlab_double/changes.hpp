#pragma once
#include <optional>
#include <string>
#include <vector>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

/// Changes one issue on behalf of one user, leaving the events and system notes that GitLab leaves.
class Editor {
 public:
  Editor(State& state, Issue& issue, long user) : m_state(state), m_issue(issue), m_user(user) {}

  /// What stands in the notes from here on, instead of the time of writing.
  void at(Millis time) { m_time = time; }

  void title(const std::string& title);
  void description(const std::optional<std::string>& description);
  void due_date(const std::optional<std::string>& day);
  void milestone(long id);
  void assignees(std::vector<long> users);
  void locked(bool locked);
  void confidential(bool confidential);
  void close();
  void reopen();
  void estimate(long seconds);
  void spend(long seconds);

  /// In place of those there are; of two of one scope the later stays, where scopes are known.
  void labels(const std::vector<long>& labels);
  void add_labels(const std::vector<long>& labels);
  void remove_labels(const std::vector<long>& labels);

  void note(const std::string& body);
  /// Notes at the issues of this project that the text names.
  void mentions(const std::string& text, long note);
  void touch();

 private:
  void label_change(long label, const std::string& action);

  State& m_state;
  Issue& m_issue;
  long m_user;
  std::optional<Millis> m_time{};
};

/// The ids of the labels of these names; with `create` an unknown one is made.
std::vector<long> label_ids(State& state, const Project& project, const std::vector<std::string>& names, bool create);

}  // namespace secokr::test::fake_gitlab
